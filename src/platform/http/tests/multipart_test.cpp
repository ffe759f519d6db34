#include "platform/http/multipart.hpp"

#include <gtest/gtest.h>

#include <random>

namespace kommin::http {
namespace {

constexpr std::string_view boundary = "----WebKitFormBoundaryX";

std::string part(std::string_view header, std::string_view content)
{
    return "--" + std::string{boundary} + "\r\n" + std::string{header} + "\r\n\r\n" + std::string{content}
    + "\r\n";
}

std::string closing()
{
    return "--" + std::string{boundary} + "--\r\n";
}

// What a parser reports, as one text.
struct Recorder {
    std::string text;
    MultipartParser::Callbacks callbacks()
    {
        return {
            [this](PartHeader const& header) {
                text += "<" + header.name
                    + (header.is_file ? "|" + header.filename + "|" + header.content_type : "") + ":";
            },
            [this](std::string_view bytes) { text += bytes; }, [this] { text += ">"; }};
    }
};

std::string const sample = part("Content-Disposition: form-data; name=\"title\"", "Größe")
    + part("content-disposition: form-data; name=\"file\"; filename=\"C:\\fakepath\\a%22b.pdf\"\r\n"
           "Content-Type: application/pdf",
           "%PDF\r\n--\r\n------WebKitFormBoundary\r\r\n\n\r\n--x")
    + part("Content-Disposition: form-data; name=empty", "") + closing();
std::string const sample_report = "<title:Größe><file|a\"b.pdf|application/pdf:%PDF\r\n--\r\n"
                                  "------WebKitFormBoundary\r\r\n\n\r\n--x><empty:>";

TEST(MultipartParser, gives_the_same_parts_for_every_cut)
{
    for (std::size_t cut = 0; cut <= sample.size(); ++cut) {
        Recorder recorder;
        MultipartParser parser{boundary, {}, recorder.callbacks()};
        ASSERT_TRUE(parser.feed(std::string_view{sample}.substr(0, cut))) << cut;
        ASSERT_TRUE(parser.feed(std::string_view{sample}.substr(cut))) << cut;
        EXPECT_TRUE(parser.finish());
        EXPECT_EQ(recorder.text, sample_report) << cut;
    }
    Recorder dripping;
    MultipartParser parser{boundary, {}, dripping.callbacks()};
    for (char const c : sample)
        ASSERT_TRUE(parser.feed({&c, 1}));
    EXPECT_TRUE(parser.finish());
    EXPECT_EQ(dripping.text, sample_report);
}

TEST(MultipartParser, is_incomplete_at_every_earlier_end)
{
    auto const end = sample.size() - 2; // the last line end says nothing
    for (std::size_t size = 0; size < end; ++size) {
        Recorder recorder;
        MultipartParser parser{boundary, {}, recorder.callbacks()};
        parser.feed(std::string_view{sample}.substr(0, size));
        EXPECT_FALSE(parser.finish()) << size;
    }
}

TEST(MultipartParser, says_the_same_about_damaged_bodies_however_they_are_cut)
{
    std::mt19937 random{2027};
    for (int round = 0; round < 2000; ++round) {
        auto damaged = sample;
        for (int change = 0; change < 3; ++change)
            damaged[random() % damaged.size()] = "\r\n-:\";= \0x"[random() % 10];
        Recorder whole;
        MultipartParser at_once{boundary, {}, whole.callbacks()};
        bool const good = at_once.feed(damaged) && at_once.finish();
        Recorder pieces;
        MultipartParser in_pieces{boundary, {}, pieces.callbacks()};
        bool also_good = true;
        for (std::size_t at = 0; also_good && at < damaged.size();) {
            auto const size = 1 + random() % 9;
            also_good = in_pieces.feed(std::string_view{damaged}.substr(at, size));
            at += size;
        }
        also_good = also_good && in_pieces.finish();
        EXPECT_EQ(good, also_good);
        if (good) {
            EXPECT_EQ(whole.text, pieces.text);
        }
    }
}

TEST(MultipartParser, refuses_broken_bodies)
{
    auto const good = "Content-Disposition: form-data; name=\"a\"";
    for (auto const& body :
         {std::string{"preamble\r\n"} + part(good, "x") + closing(),
          part("Content-Type: text/plain", "no name") + closing(),
          part("Content-Disposition: form-data", "no name") + closing(),
          part("Content-Disposition: attachment; name=\"a\"", "x") + closing(),
          part("Content-Disposition: form-data; name=\"a\"; name=\"b\"", "x") + closing(),
          part("Content-Disposition: form-data; name=\"a", "x") + closing(),
          part("Content-Disposition: form-data; name=\"\xff\"", "x") + closing(),
          part(std::string{good} + "\r\n folded", "x") + closing(),
          part(std::string{good} + "\r\nX : y", "x") + closing(),
          part(std::string{good} + "\nX: y", "x") + closing(),
          part(std::string{good} + "\r\n" + good, "x") + closing(),
          part(good, "x") + "--" + std::string{boundary} + "x", part(good, "x"), std::string{}}) {
        Recorder recorder;
        MultipartParser parser{boundary, {}, recorder.callbacks()};
        EXPECT_FALSE(parser.feed(body) && parser.finish()) << body;
        EXPECT_EQ(parser.error().message, "http.form.broken"_msg);
        EXPECT_FALSE(parser.feed(sample)) << "once broken, always broken";
    }
}

TEST(MultipartParser, keeps_its_limits)
{
    auto const header = "Content-Disposition: form-data; name=\"a\"";
    auto const refused = [&](MultipartLimits limits, std::string const& body) {
        Recorder recorder;
        MultipartParser parser{boundary, limits, recorder.callbacks()};
        EXPECT_FALSE(parser.feed(body));
        EXPECT_EQ(parser.error().kind, ProblemKind::too_large);
    };
    refused({2, 100, 100}, part(header, "1") + part(header, "2") + part(header, "3") + closing());
    refused({2, 4, 100}, part(header, "12345") + closing());
    refused({2, 100, 30}, part(header, "1") + closing());
    refused({2, 100, 100}, "--" + std::string{boundary} + "\r\nX: " + std::string(200, 'x'));
}

TEST(MultipartParser, a_header_as_long_as_allowed_passes_however_it_is_cut)
{
    std::string const header = "Content-Disposition: form-data; name=\"a\"";
    auto const body = part(header, "1") + closing();
    auto const accepted = [&](std::size_t limit, std::size_t piece) {
        Recorder recorder;
        MultipartParser parser{boundary, {2, 100, limit}, recorder.callbacks()};
        bool good = true;
        for (std::size_t at = 0; at < body.size() && good; at += piece)
            good = parser.feed(std::string_view{body}.substr(at, piece));
        return good && parser.finish();
    };
    for (std::size_t const piece : {body.size(), std::size_t{1}, std::size_t{3}, std::size_t{7}}) {
        EXPECT_TRUE(accepted(header.size(), piece)) << piece;
        EXPECT_FALSE(accepted(header.size() - 1, piece)) << piece;
    }
}

TEST(Multipart, refers_to_the_contents_in_the_body)
{
    auto const parsed = Multipart::parse(
        "Multipart/Form-Data; charset=utf-8; boundary=\"" + std::string{boundary} + "\"", sample);
    ASSERT_TRUE(parsed);
    EXPECT_EQ(parsed->parts().size(), 3U);
    EXPECT_EQ(parsed->form()->value("title"), "Größe");
    EXPECT_FALSE(parsed->form()->has("file"));
    auto const* file = parsed->file("file");
    ASSERT_NE(file, nullptr);
    EXPECT_TRUE(file->content.data() > sample.data() && file->content.data() < sample.data() + sample.size());
    EXPECT_EQ(parsed->file("title"), nullptr);
}

TEST(Multipart, an_empty_file_field_is_no_file)
{
    auto const body = part("Content-Disposition: form-data; name=\"f\"; filename=\"\"", "") + closing();
    EXPECT_EQ(
        Multipart::parse("multipart/form-data; boundary=" + std::string{boundary}, body)->file("f"), nullptr);
}

TEST(Multipart, file_names_lose_their_path)
{
    for (auto const* name : {"../../etc/x.pdf", "/etc/x.pdf", "C:\\Users\\x.pdf", "..\\x.pdf", "x.pdf"}) {
        auto const body
            = part("Content-Disposition: form-data; name=\"f\"; filename=\"" + std::string{name} + "\"", "1")
            + closing();
        auto const parsed = Multipart::parse("multipart/form-data; boundary=" + std::string{boundary}, body);
        EXPECT_EQ(parsed->file("f")->header.filename, "x.pdf");
    }
}

TEST(Multipart, text_that_is_not_utf8_is_named_by_its_field)
{
    auto const body = part("Content-Disposition: form-data; name=\"note\"", "\xff") + closing();
    auto const form
        = Multipart::parse("multipart/form-data; boundary=" + std::string{boundary}, body)->form();
    ASSERT_FALSE(form);
    EXPECT_EQ(form.problem().field, "note");
}

TEST(MultipartBoundary, is_taken_only_from_the_right_type_and_shape)
{
    EXPECT_EQ(multipart_boundary("multipart/form-data; boundary=abc"), "abc");
    EXPECT_EQ(multipart_boundary("multipart/form-data; x=1; BOUNDARY=\"a b\""), "a b");
    for (auto const* type :
         {"multipart/mixed; boundary=abc", "multipart/form-data",
          "multipart/form-data; boundary=", "multipart/form-data; boundary=\"a",
          "multipart/form-data; boundary=\"a \"", "multipart/form-data; boundary=a\x01", "", "boundary=abc"})
        EXPECT_EQ(multipart_boundary(type), "") << type;
    EXPECT_EQ(multipart_boundary("multipart/form-data; boundary=" + std::string(71, 'a')), "");
}

}
} // namespace kommin::http
