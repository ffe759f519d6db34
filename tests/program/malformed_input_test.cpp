// Rubbish from outside, over a real socket: a clear no in the reader's language, nothing stored, nothing
// told.

#include "program/site.hpp"

#include <gmock/gmock.h>

#include <csignal>

namespace kommin::program_tests {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

struct Rubbish {
    std::string name;
    int status;
    std::string language;
    std::string bytes;
};

std::string get(std::string const& target, std::string const& more_fields = "")
{
    return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + more_fields + "\r\n";
}

std::string post(std::string const& form, std::string const& type = "application/x-www-form-urlencoded")
{
    return "POST /uk/barriere-melden HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + type
        + "\r\nContent-Length: " + std::to_string(form.size()) + "\r\n\r\n" + form;
}

std::string many_fields(int count)
{
    std::string form;
    for (int i = 0; i < count; ++i)
        form += "feld" + std::to_string(i) + "=x&";
    return form;
}

std::string const a_lot(20'000, 'a');
std::string const fields_of_ar = "Accept-Language: ar\r\n";

std::vector<Rubbish> all_rubbish()
{
    return {
        // Addresses. What says nothing of a language is answered in the first one, or as the browser wishes.
        {"path over the limit", 414, "uk", get("/uk/" + a_lot)},
        {"query over the limit", 414, "uk", get("/uk/suche?q=" + a_lot)},
        {"path over the limit, no language", 414, "de", get("/" + a_lot)},
        {"path not UTF-8", 400, "uk", get("/uk/angebote/%FF%FE")},
        {"path with bytes that must be encoded", 400, "uk", get("/uk/angebote/\xd1\x8f")},
        {"path with half an encoding", 400, "ar", get("/ar/%4")},
        {"path with no encoding at all", 400, "ar", get("/ar/%zz")},
        {"path with NUL", 400, "tr", get("/tr/%00")},
        {"path that climbs", 400, "uk", get("/uk/../../etc/passwd")},
        {"path that climbs in disguise", 400, "uk", get("/uk/%2e%2e/%2e%2e/etc/passwd")},
        {"path with a slash in disguise", 400, "uk", get("/uk/angebote%2f..%2f..")},
        {"path with markup", 400, "uk", get("/uk/<script>")},
        {"query not UTF-8", 400, "uk", get("/uk/suche?q=%FF")},
        {"query with half an encoding", 400, "uk", get("/uk/suche?q=%")},
        {"query with NUL", 400, "uk", get("/uk/suche?q=%00")},
        {"target that is no path", 400, "de", get("http://example.org/uk/")},
        {"unknown page", 404, "ro", get("/ro/angebote/" + a_lot.substr(0, 4000))},
        {"unknown language", 404, "ar", get("/xx/angebote", fields_of_ar)},
        // Heads.
        {"header over the limit", 431, "uk", get("/uk/", "X-Long: " + a_lot + "\r\n")},
        {"header over the limit, language of the browser", 431, "ar",
         get("/", fields_of_ar + "X-Long: " + a_lot + "\r\n")},
        {"header with a control character", 400, "uk", get("/uk/", "X-Bell: \a\r\n")},
        {"header without a colon", 400, "uk", get("/uk/", "rubbish\r\n")},
        {"two lengths", 400, "uk", get("/uk/", "Content-Length: 1\r\nContent-Length: 2\r\n")},
        {"two hosts", 400, "uk", get("/uk/", "Host: example.org\r\n")},
        {"no host", 400, "uk", "GET /uk/ HTTP/1.1\r\n\r\n"},
        {"unknown version", 505, "uk", "GET /uk/ HTTP/3.7\r\nHost: localhost\r\n\r\n"},
        {"unknown method", 501, "uk", "BREW /uk/ HTTP/1.1\r\nHost: localhost\r\n\r\n"},
        {"method that the page lacks", 405, "uk",
         "DELETE /uk/barriere-melden HTTP/1.1\r\nHost: localhost\r\n\r\n"},
        {"no HTTP at all", 400, "de", "\x16\x03\x01\x02\x01\r\n\r\n"},
        // Bodies.
        {"body over the limit", 413, "uk",
         "POST /uk/barriere-melden HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9000000\r\n\r\n"},
        {"body over the limit in chunks", 413, "uk",
         "POST /uk/barriere-melden HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: "
         "chunked\r\n\r\n300000\r\n"
             + std::string(0x300000, 'x') + "\r\n0\r\n\r\n"},
        {"chunk without a length", 400, "uk",
         "POST /uk/barriere-melden HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: "
         "chunked\r\n\r\nrubbish\r\n"},
        {"form not UTF-8", 400, "uk", post("thema=barriere&nachricht=%FF")},
        {"form with raw bytes that are not UTF-8", 400, "uk", post("thema=barriere&nachricht=\xff\xfe")},
        {"form with NUL", 400, "uk", post("thema=barriere&nachricht=%00")},
        {"form with half an encoding", 400, "uk", post("thema=barriere&nachricht=100%")},
        {"form with too many fields", 413, "uk", post(many_fields(5000))},
        {"form of another type", 415, "uk", post("{\"thema\": \"barriere\"}", "application/json")},
        {"multipart without an end", 400, "uk", post("--x\r\nrubbish", "multipart/form-data; boundary=x")},
        {"message over the limit", 422, "uk", post("thema=barriere&nachricht=" + std::string(4001, 'x'))},
        {"message far over the limit", 413, "uk",
         post("thema=barriere&nachricht=" + std::string(1'500'000, 'x'))},
        {"page over the limit", 422, "uk", post("thema=barriere&nachricht=x&seite=" + std::string(301, 'x'))},
        {"topic nobody knows", 422, "uk", post("thema='; DROP TABLE feedback; --&nachricht=x")},
        {"contact that is none", 422, "uk", post("thema=barriere&nachricht=x&kontakt=%3Cscript%3E")},
        {"nothing", 422, "uk", post("")},
    };
}

class MalformedInput : public OnBothEngines {
protected:
    [[nodiscard]] std::vector<std::int64_t> stored() const
    {
        std::vector<std::int64_t> counts;
        // Jobs with a key are what recurs: the program plans it without being asked.
        for (auto const* table :
             {"feedback", "audit_entries", "offers", "import_runs", "jobs WHERE idempotency_key IS NULL"})
            counts.push_back(place.count("SELECT count(*) FROM " + std::string(table)));
        return counts;
    }
    Installation place{GetParam()};
};
KOMMIN_ON_BOTH_ENGINES(MalformedInput);

TEST_P(MalformedInput, a_request_gets_a_page_that_says_no)
{
    auto const before = stored();
    Site site(place);
    for (auto const& rubbish : all_rubbish()) {
        SCOPED_TRACE(rubbish.name);
        auto const answer = site.send(rubbish.bytes);
        EXPECT_EQ(answer.status, rubbish.status);
        EXPECT_TRUE(is_page_in(rubbish.language, answer));
        EXPECT_THAT(answer.body, Not(HasSubstr("<script>")));
        EXPECT_EQ(site.get("/uk/").status, 200);
    }
    EXPECT_EQ(stored(), before);
    site.program().send_signal(SIGTERM);
    auto const ended = site.program().wait();
    EXPECT_EQ(ended.code, 0) << ended.err;
    EXPECT_THAT(ended.err, Not(HasSubstr("\"level\":\"error\"")))
        << "what a client can cause is no error of ours";
}

TEST_P(MalformedInput, a_file_to_import_is_refused_whole)
{
    auto const before = stored();
    std::string const good
        = R"({"key": "probe-1", "slug": "probe-1", "title": "Gut", "kind": "other_offer", "municipality": "unna"})";
    struct File {
        std::string name;
        std::string bytes;
    };
    std::vector<File> const files{
        {"empty.json", ""},
        {"blank.json", "  \n"},
        {"zeros.json", std::string(5000, '\0')},
        {"cut.json", "[" + good + ", {\"key\": \"probe-2\", \"ti"},
        {"comma.json", "[" + good + ",]"},
        {"not-utf8.json", "[" + good + ", {\"key\": \"\xff\"}]"},
        {"surrogate.json", R"([{"key": "\ud800"}])"},
        {"deep.json", std::string(100'000, '[')},
        {"number.json", "[" + good + ", 7]"},
        {"kinds.json", "[" + good + R"(, {"key": 7, "slug": [], "title": {}, "municipality": null}])"},
        {"twice.json", "[" + good + "," + good + "]"},
        {"place.json",
         R"([{"key": "probe-1", "slug": "probe-1", "title": "x", "municipality": "atlantis"}])"},
        {"huge-number.json",
         R"([{"key": "probe-1", "slug": "probe-1", "title": "x", "cost": {"cents": 1e999}}])"},
        {"long.json",
         R"([{"key": "probe-1", "slug": "probe-1", "municipality": "unna", "title": ")" + a_lot + "\"}]"},
        {"quote.csv", "title;municipality\n\"Kurs;unna\n"},
        {"columns.csv", "title;municipality\nKurs\n"},
        {"unknown.csv", "was;ist;das\n1;2;3\n"},
        {"binary.csv", "title;municipality\n\x81\x8d\x00\x01;unna\n"},
    };
    for (auto const& file : files) {
        SCOPED_TRACE(file.name);
        auto const path = place.data() / file.name;
        write_file(path, file.bytes);
        auto const ended = place.run({"import", "offers", path.string()});
        EXPECT_EQ(ended.code, 3) << ended.out << ended.err;
        EXPECT_EQ(ended.out, "");
        EXPECT_THAT(ended.err, Not(HasSubstr("SELECT")));
        EXPECT_FALSE(ended.err.empty());
    }
    EXPECT_EQ(place.run({"import", "offers", (place.data() / "missing.json").string()}).code, 3);
    EXPECT_EQ(place.run({"import", "offers", place.data().string()}).code, 3) << "a folder";
    EXPECT_EQ(stored(), before);
    EXPECT_FALSE(std::filesystem::exists(place.data() / "blobs"));
    EXPECT_TRUE(is_sound(place));
}

} // namespace
} // namespace kommin::program_tests
