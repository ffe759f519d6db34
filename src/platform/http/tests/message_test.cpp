// The pure parts: targets, forms, cookies, negotiation, ranges, tags, headers, the gate.

#include "platform/crypto/wipe.hpp"
#include "platform/http/compress.hpp"
#include "platform/http/cookie.hpp"
#include "platform/http/etag.hpp"
#include "platform/http/form.hpp"
#include "platform/http/framing_gate.hpp"
#include "platform/http/negotiate.hpp"
#include "platform/http/range.hpp"
#include "platform/http/request.hpp"
#include "platform/http/response.hpp"
#include "platform/http/response_head.hpp"
#include "platform/http/security_headers.hpp"
#include "platform/http/uri.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <libdeflate.h>

namespace kommin::http {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

TEST(PercentEncoding, goes_there_and_back_and_refuses_broken_sequences)
{
    std::string every;
    for (int c = 0; c < 256; ++c)
        every += static_cast<char>(c);
    EXPECT_EQ(percent_decode(percent_encode(every)), every);
    EXPECT_EQ(percent_encode("Größe a/b"), "Gr%C3%B6%C3%9Fe%20a%2Fb");
    EXPECT_EQ(percent_decode("a+b%2B"), "a+b+");
    EXPECT_EQ(percent_decode("a+b%2B", true), "a b+");
    for (auto const* text : {"%", "%1", "a%", "%g0", "%0g", "%%30", "%-1"})
        EXPECT_EQ(percent_decode(text), std::nullopt) << text;
}

TEST(Form, keeps_order_repeats_and_empty_values)
{
    auto const form = *Form::parse("lang=ar&lang=uk&q=Deutsch+%26+mehr&empty=&flag&&=x");
    EXPECT_EQ(form.value("lang"), "ar");
    EXPECT_THAT(form.values("lang"), ElementsAre("ar", "uk"));
    EXPECT_EQ(form.value("q"), "Deutsch & mehr");
    EXPECT_TRUE(form.has("empty"));
    EXPECT_TRUE(form.has("flag"));
    EXPECT_FALSE(form.has("other"));
    EXPECT_EQ(form.value("other"), "");
    EXPECT_EQ(form.entries().size(), 6U);
    EXPECT_EQ(Form::parse(form.to_query())->entries(), form.entries());
}

TEST(Form, overwrites_what_was_typed_when_it_goes)
{
    std::string const password(64, 'p');
    auto const before = crypto::count_wiped_bytes();
    {
        auto const request = Request::for_test(
            Method::post, "/", {{"Content-Type", "application/x-www-form-urlencoded"}},
            "passwort=" + password);
        EXPECT_EQ(crypto::count_wiped_bytes(), before);
        {
            auto const form = request.form();
            auto const copy = *form;
            EXPECT_EQ(copy.value("passwort"), password);
        }
        EXPECT_GE(crypto::count_wiped_bytes() - before, 2 * password.size()) << "the form and its copy";
    }
    EXPECT_GE(crypto::count_wiped_bytes() - before, 3 * password.size()) << "and the body";
}

TEST(Form, leaves_neither_short_values_behind_nor_what_it_refuses)
{
    auto before = crypto::count_wiped_bytes();
    {
        auto const form = *Form::parse("code=123456");
        EXPECT_EQ(form.value("code"), "123456");
        EXPECT_GE(crypto::count_wiped_bytes() - before, 6U) << "where it was moved from";
    }
    std::string const password(64, 'p');
    for (auto const& text : {"p=" + password, "p=" + password + "%00"}) {
        before = crypto::count_wiped_bytes();
        EXPECT_FALSE(Form::parse(text, FormLimits{1, 1, 32}));
        EXPECT_GE(crypto::count_wiped_bytes() - before, password.size()) << text;
    }
}

TEST(Form, refuses_what_is_no_text_and_what_is_too_much)
{
    for (auto const* text : {"a=%", "a=%ff", "%c0%80=x", "a=%00", "a=%ed%a0%80"}) {
        auto const form = Form::parse(text);
        ASSERT_FALSE(form) << text;
        EXPECT_EQ(form.problem().message, "http.form.encoding"_msg);
    }
    std::string many;
    for (int i = 0; i < 1000; ++i)
        many += "a=1&";
    EXPECT_TRUE(Form::parse(many));
    EXPECT_EQ(Form::parse(many + "a=1").problem().kind, ProblemKind::too_large);
    EXPECT_EQ(Form::parse(std::string(257, 'n') + "=1").problem().kind, ProblemKind::too_large);
    EXPECT_EQ(Form::parse("a=12345", FormLimits{1, 1, 4}).problem().kind, ProblemKind::too_large);
}

TEST(Cookie, is_found_among_others)
{
    std::string_view const header = "a=1; __Host-session=x-y_z; b = 2 ;c=\"quoted\";d; __host-session=no";
    EXPECT_EQ(find_cookie(header, "__Host-session"), "x-y_z");
    EXPECT_EQ(find_cookie(header, "a"), "1");
    EXPECT_EQ(find_cookie(header, "b"), "2");
    EXPECT_EQ(find_cookie(header, "c"), "quoted");
    EXPECT_EQ(find_cookie(header, "d"), "");
    EXPECT_EQ(find_cookie(header, "session"), "");
    EXPECT_EQ(find_cookie("", "a"), "");
    EXPECT_EQ(Request::for_test(Method::get, "/", {{"Cookie", "a=1"}, {"cookie", "b=2"}}).cookie("b"), "2");
}

TEST(Cookie, is_written_as_browsers_accept_it)
{
    SetCookie cookie;
    cookie.name = "__Host-session";
    cookie.value = "abc";
    cookie.max_age = std::chrono::hours{1};
    EXPECT_EQ(cookie.to_header(), "__Host-session=abc; Path=/; Max-Age=3600; Secure; HttpOnly; SameSite=Lax");
    EXPECT_THAT(SetCookie::expired("x").to_header(), HasSubstr("Max-Age=0"));
    auto const refused = [&](auto change) {
        auto other = cookie;
        change(other);
        EXPECT_THROW(static_cast<void>(other.to_header()), std::invalid_argument);
    };
    refused([](auto& c) { c.secure = false; });
    refused([](auto& c) { c.path = "/admin"; });
    refused([](auto& c) { c.domain = "kreis-unna.de"; });
    refused([](auto& c) { c.name = "a b"; });
    refused([](auto& c) { c.name = ""; });
    refused([](auto& c) { c.value = "a; Domain=evil"; });
    refused([](auto& c) { c.value = "a\r\nX: y"; });
    refused([](auto& c) {
        c.name = "plain";
        c.secure = false;
        c.same_site = SameSite::none;
    });
}

TEST(Encoding, is_negotiated_by_quality)
{
    struct Case {
        char const* accept;
        Encoding expected;
    };
    for (auto const& [accept, expected] :
         {Case{"", Encoding::identity},
          {"gzip", Encoding::gzip},
          {"gzip, deflate, br", Encoding::br},
          {"br;q=0.5, gzip;q=0.8", Encoding::gzip},
          {"br;q=0, gzip;q=0", Encoding::identity},
          {"*", Encoding::br},
          {"*;q=0", Encoding::identity},
          {"identity;q=0", Encoding::identity},
          {"identity;q=0, *", Encoding::br},
          {"gzip;q=0, *", Encoding::br},
          {"br;q=0, *;q=0.1", Encoding::gzip},
          {"gzip;q=0.001, identity;q=0.002", Encoding::identity},
          {"GZIP", Encoding::gzip},
          {"x-gzip", Encoding::gzip},
          {"gzip;q=2", Encoding::identity},
          {"gzip;q=x", Encoding::identity},
          {"gzip;q=", Encoding::identity},
          {"gzip;q=1.001", Encoding::identity},
          {" gzip ; q=1.000 ", Encoding::gzip},
          {"deflate, zstd", Encoding::identity},
          {",,;;q=1,gzip", Encoding::gzip},
          {"gzip;level=1;q=0", Encoding::identity}}) {
        EXPECT_EQ(negotiate_encoding(accept), expected) << accept;
    }
}

TEST(Encoding, that_costs_less_is_taken_where_the_client_takes_both_as_gladly)
{
    struct Case {
        char const* accept;
        Encoding expected;
    };
    for (auto const& [accept, expected] :
         {Case{"gzip, deflate, br", Encoding::gzip},
          {"*", Encoding::gzip},
          {"br", Encoding::br},
          {"br;q=0.8, gzip;q=0.5", Encoding::br},
          {"br;q=0, gzip;q=0", Encoding::identity},
          {"", Encoding::identity}}) {
        AcceptedEncodings accepted;
        accepted.add(accept);
        EXPECT_EQ(accepted.best(Encoding::gzip), expected) << accept;
    }
}

TEST(Language, is_looked_up_from_the_most_precise_range)
{
    std::vector<std::string_view> const offered{"de", "de-simple", "en", "ar", "uk"};
    EXPECT_EQ(best_language("de-AT, en;q=0.9", offered), "de");
    EXPECT_EQ(best_language("fr, ar;q=0.8, en;q=0.9", offered), "en");
    EXPECT_EQ(best_language("DE-SIMPLE", offered), "de-simple");
    EXPECT_EQ(best_language("ar-Arab-x-old", offered), "ar");
    EXPECT_EQ(best_language("fr, *;q=0.1", offered), "de");
    EXPECT_EQ(best_language("en;q=0", offered), "");
    EXPECT_EQ(best_language("", offered), "");
    EXPECT_EQ(best_language("uk, de", offered), "uk");
}

TEST(MediaType, is_negotiated_by_precision_then_quality)
{
    std::vector<std::string_view> const offered{"text/html", "application/json"};
    EXPECT_EQ(best_media_type("", offered), "text/html");
    EXPECT_EQ(best_media_type("application/json", offered), "application/json");
    EXPECT_EQ(best_media_type("text/html;q=0.1, */*;q=0.5", offered), "application/json");
    EXPECT_EQ(best_media_type("text/*, application/json;q=0.9", offered), "text/html");
    EXPECT_EQ(best_media_type("image/png", offered), "");
    EXPECT_EQ(best_media_type("*/*, text/html;q=0", offered), "application/json");
}

TEST(Range, answers_as_the_standard_says)
{
    auto const show = [](RangeAnswer const& answer) -> std::string {
        if (std::holds_alternative<WholeContent>(answer))
            return "whole";
        if (auto const* slice = std::get_if<Slice>(&answer))
            return content_range(*slice, 100);
        return unsatisfied_range(100);
    };
    struct Case {
        char const* range;
        char const* expected;
    };
    for (auto const& [range, expected] :
         {Case{"bytes=0-9", "bytes 0-9/100"},
          {"bytes=0-0", "bytes 0-0/100"},
          {"bytes=90-", "bytes 90-99/100"},
          {"bytes=-10", "bytes 90-99/100"},
          {"bytes=-1000", "bytes 0-99/100"},
          {"bytes=50-1000", "bytes 50-99/100"},
          {"bytes=99-99999999999999999999", "bytes 99-99/100"},
          {"bytes=100-", "bytes */100"},
          {"bytes=-0", "bytes */100"},
          {"bytes=99999999999999999999-", "bytes */100"},
          {"bytes=0-1,3-4", "whole"},
          {"bytes=5-4", "whole"},
          {"bytes=", "whole"},
          {"bytes=-", "whole"},
          {"bytes=a-b", "whole"},
          {"bytes=1-b", "whole"},
          {"bytes=+1-2", "whole"},
          {"items=0-1", "whole"},
          {"", "whole"},
          {"bytes", "whole"},
          {"BYTES=0-1", "bytes 0-1/100"}}) {
        EXPECT_EQ(show(parse_range(range, 100)), expected) << range;
    }
    EXPECT_TRUE(std::holds_alternative<NotSatisfiable>(parse_range("bytes=0-", 0)));
    EXPECT_TRUE(std::holds_alternative<NotSatisfiable>(parse_range("bytes=-5", 0)));
}

TEST(EntityTag, differs_by_content_and_encoding)
{
    auto const tag = strong_etag("abc");
    EXPECT_EQ(tag.size(), 34U);
    EXPECT_NE(tag, strong_etag("abd"));
    EXPECT_EQ(strong_etag("abc", Encoding::gzip), etag_for(tag, Encoding::gzip));
    EXPECT_EQ(etag_for("\"x\"", Encoding::br), "\"x-br\"");
    EXPECT_EQ(etag_for("W/\"x\"", Encoding::br), "W/\"x\"");
}

TEST(EntityTag, is_compared_as_the_condition_demands)
{
    EXPECT_TRUE(etag_matches("\"a\", \"b\"", "\"b\""));
    EXPECT_TRUE(etag_matches("W/\"a\"", "\"a\""));
    EXPECT_TRUE(etag_matches("*", "\"a\""));
    EXPECT_FALSE(etag_matches("*", ""));
    EXPECT_FALSE(etag_matches("\"ab\"", "\"a\""));
    EXPECT_FALSE(etag_matches("a", "\"a\""));
    EXPECT_FALSE(etag_matches("\"a", "\"a\""));
    EXPECT_TRUE(etag_matches("\"x,y\",\"a\"", "\"a\""));
    EXPECT_FALSE(etag_matches_strongly("W/\"a\"", "\"a\""));
    EXPECT_TRUE(etag_matches_strongly("\"a\"", "\"a\""));
}

TEST(Response, json_is_an_attachment)
{
    auto const response = Response::json(Status::ok, "{}");
    EXPECT_EQ(response.header("Content-Type"), "application/json");
    EXPECT_THAT(std::string{response.header("Content-Disposition")}, StartsWith("attachment; filename="));
}

TEST(Response, refuses_header_injection_and_framing_fields)
{
    Response response{Status::ok};
    for (auto const* value : {"a\r\nSet-Cookie: x=1", "a\nb", "a\rb", "\x01", "\x7f"})
        EXPECT_THROW(response.header("X-A", value), std::invalid_argument);
    EXPECT_THROW(response.header("X-A", std::string_view("a\0b", 3)), std::invalid_argument);
    for (auto const* name :
         {"", "X A", "X:A", "X\r\n", "Ä", "Content-Length", "transfer-encoding", "Connection", "Date",
          "Trailer"}) {
        EXPECT_THROW(response.header(name, "1"), std::invalid_argument) << name;
    }
    EXPECT_THROW(Response::redirect(Status::see_other, "/a\r\nX: y"), std::invalid_argument);
    EXPECT_THROW(Response::redirect(Status::see_other, "/größe"), std::invalid_argument);
    EXPECT_THROW(Response::redirect(Status::see_other, ""), std::invalid_argument);
    EXPECT_TRUE(response.headers().empty());
}

TEST(Response, replaces_fields_but_keeps_every_cookie)
{
    SetCookie cookie;
    cookie.name = "a";
    auto response = Response::html(Status::ok, "x").header("X-A", "1").header("x-a", "2").cookie(cookie);
    cookie.name = "b";
    response.cookie(cookie);
    EXPECT_EQ(response.header("X-A"), "2");
    EXPECT_EQ(
        std::count_if(
            response.headers().begin(), response.headers().end(),
            [](Header const& field) { return field.name == "Set-Cookie"; }),
        2);
    EXPECT_EQ(response.body_text(), "x");
    EXPECT_EQ(Response{Status::ok}.no_store().header("cache-control"), "no-store");
}

std::string unzip(std::string_view packed)
{
    auto* const decompressor = libdeflate_alloc_decompressor();
    std::string text(1 << 20, '\0');
    std::size_t size = 0;
    EXPECT_EQ(
        libdeflate_gzip_decompress(
            decompressor, packed.data(), packed.size(), text.data(), text.size(), &size),
        LIBDEFLATE_SUCCESS);
    libdeflate_free_decompressor(decompressor);
    text.resize(size);
    return text;
}

TEST(Compression, gives_back_the_same_text)
{
    std::string text;
    for (int i = 0; i < 5000; ++i)
        text += "Angebot " + std::to_string(i * 7919) + "\n";
    for (int const level : {1, live_level, cache_level})
        EXPECT_EQ(unzip(compress(text, Encoding::gzip, level)), text);
    EXPECT_EQ(unzip(compress("", Encoding::gzip)), "");
    EXPECT_EQ(compress(text, Encoding::identity), text);
    EXPECT_LT(compress(text, Encoding::br, cache_level).size(), text.size() / 3);
}

TEST(Compression, leaves_alone_what_gains_nothing)
{
    auto const encoded = [](std::size_t size, char const* type) {
        auto response = Response{Status::ok}.body(std::string(size, 'a'), type).header("ETag", "\"t\"");
        encode(response, Encoding::gzip);
        return std::string{response.header("Content-Encoding")} + "|" + std::string{response.header("Vary")}
        + "|" + std::string{response.header("ETag")};
    };
    EXPECT_EQ(encoded(5000, "text/html; charset=utf-8"), "gzip|Accept-Encoding|\"t-gzip\"");
    EXPECT_EQ(encoded(5000, "application/ld+json"), "gzip|Accept-Encoding|\"t-gzip\"");
    EXPECT_EQ(encoded(100, "text/html"), "||\"t\"");
    EXPECT_EQ(encoded(5000, "image/png"), "||\"t\"");
    auto twice = Response::text(Status::ok, std::string(5000, 'a')).header("Vary", "Cookie");
    encode(twice, Encoding::gzip);
    auto const once = twice.body_text();
    encode(twice, Encoding::br);
    EXPECT_EQ(twice.body_text(), once);
    EXPECT_EQ(twice.header("Vary"), "Cookie, Accept-Encoding");
}

TEST(SecurityHeaders, forbid_everything_not_our_own)
{
    auto response = Response::html(Status::ok, "").header("Referrer-Policy", "no-referrer");
    SecurityPolicy policy;
    policy.image_sources = {"https://tiles.example"};
    add_security_headers(response, policy);
    auto const csp = response.header("Content-Security-Policy");
    EXPECT_THAT(std::string{csp}, HasSubstr("default-src 'none'"));
    EXPECT_THAT(std::string{csp}, HasSubstr("frame-ancestors 'none'"));
    EXPECT_THAT(std::string{csp}, HasSubstr("img-src 'self' https://tiles.example;"));
    EXPECT_THAT(std::string{csp}, Not(HasSubstr("unsafe")));
    EXPECT_EQ(response.header("Referrer-Policy"), "no-referrer") << "what the handler chose stays";
    EXPECT_EQ(response.header("X-Content-Type-Options"), "nosniff");
    for (auto const* const sensor : {"camera=()", "geolocation=()", "microphone=()", "payment=()", "usb=()"})
        EXPECT_THAT(std::string{response.header("Permissions-Policy")}, HasSubstr(sensor));
    EXPECT_EQ(response.header("Strict-Transport-Security"), "max-age=31536000")
        << "kreis.example must not force TLS on every other machine of the district";
    auto framed = Response::html(Status::ok, "").frames(Frames::shown_by_ours);
    add_security_headers(framed, policy);
    EXPECT_THAT(
        std::string{framed.header("Content-Security-Policy")},
        AllOf(HasSubstr("frame-ancestors 'self';"), Not(HasSubstr("frame-src"))));
    auto frame = Response::html(Status::ok, "").frames(Frames::shows_ours);
    add_security_headers(frame, policy);
    EXPECT_THAT(
        std::string{frame.header("Content-Security-Policy")},
        AllOf(HasSubstr("frame-ancestors 'none';"), HasSubstr("frame-src 'self';")));
    policy.hsts_subdomains = true;
    auto all = Response::html(Status::ok, "");
    add_security_headers(all, policy);
    EXPECT_EQ(all.header("Strict-Transport-Security"), "max-age=31536000; includeSubDomains");
    auto plain = Response::html(Status::ok, "");
    policy.secure = false;
    add_security_headers(plain, policy);
    EXPECT_EQ(plain.header("Strict-Transport-Security"), "");
    policy.image_sources = {"a; script-src *"};
    EXPECT_THROW(content_security_policy(policy), std::invalid_argument);
}

TEST(DateLine, is_written_as_http_wants_it)
{
    EXPECT_EQ(detail::date_line(784111777), "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n");
    EXPECT_EQ(detail::date_line(1582979696), "Date: Sat, 29 Feb 2020 12:34:56 GMT\r\n");
}

TEST(FramingGate, tells_the_length_of_what_it_lets_through)
{
    auto const check = [](std::vector<HeaderView> headers) {
        headers.push_back({"HOST", "portal.example:8443"});
        return check_framing("POST", "/", 11, headers);
    };
    EXPECT_TRUE(check({}).body.is_empty());
    EXPECT_EQ(check({}).host, "portal.example:8443");
    EXPECT_EQ(check({{"content-LENGTH", "17"}}).body.length, 17U);
    EXPECT_TRUE(check({{"Transfer-Encoding", "Chunked"}}).body.chunked);
    EXPECT_EQ(
        check({{"Content-Length", "1"}, {"Transfer-Encoding", "chunked"}}).refused, Status::bad_request);
    EXPECT_EQ(check_framing("GET", "/", 9, {}).refused, Status::version_not_supported);
    EXPECT_EQ(check_framing("GET", "/", 10, {}).refused, std::nullopt);
    EXPECT_EQ(check_framing("GET", "", 10, {}).refused, Status::bad_request);
}

TEST(HeadScanner, gives_the_same_verdict_for_every_way_of_cutting)
{
    struct Case {
        std::string bytes;
        HeadScanner::Outcome expected;
    };
    for (auto const& [bytes, expected] :
         {Case{"GET / HTTP/1.1\r\nHost: x\r\n\r\nrest\n", HeadScanner::Outcome::complete},
          {"GET / HTTP/1.1\r\nHost: x\n\r\n", HeadScanner::Outcome::malformed},
          {"GET / HTTP/1.1\r\nA: b\r\n c\r\n\r\n", HeadScanner::Outcome::malformed},
          {"\r\nGET / HTTP/1.1\r\n\r\n", HeadScanner::Outcome::malformed},
          {"a\r\nb\r\nc\r\nd\r\ne\r\n\r\n", HeadScanner::Outcome::too_large},
          {std::string(64, 'a') + "\r\n\r\n", HeadScanner::Outcome::too_large},
          {"GET / HTTP/1.1\r\nHost: x\r\n", HeadScanner::Outcome::incomplete}}) {
        HeadScanner whole;
        EXPECT_EQ(whole.scan(bytes, 64, 3), expected) << bytes;
        HeadScanner dripping;
        auto outcome = HeadScanner::Outcome::incomplete;
        for (std::size_t size = 1; size <= bytes.size() && outcome == HeadScanner::Outcome::incomplete;
             ++size)
            outcome = dripping.scan(std::string_view{bytes}.substr(0, size), 64, 3);
        EXPECT_EQ(outcome, expected) << bytes;
        if (expected == HeadScanner::Outcome::complete) {
            EXPECT_EQ(dripping.length(), bytes.find("rest"));
        }
    }
}

TEST(Request, knows_path_query_type_and_whether_it_is_anonymous)
{
    auto const request = Request::for_test(
        Method::post, "/de/suche?q=kurs%20a&lang=ar",
        {{"Content-Type", "Application/X-WWW-Form-Urlencoded; charset=utf-8"}, {"Host", "x"}}, "name=Ali+B");
    EXPECT_EQ(request.path(), "/de/suche");
    EXPECT_EQ(request.query_text(), "q=kurs%20a&lang=ar");
    EXPECT_EQ(request.query().value("q"), "kurs a");
    EXPECT_EQ(request.form()->value("name"), "Ali B");
    EXPECT_EQ(
        Request::for_test(Method::post, "/", {{"Content-Type", "text/plain"}}, "a=b")
            .form()
            .problem()
            .message,
        "http.form.type"_msg);
    EXPECT_TRUE(Request::for_test(Method::get, "/").is_anonymous_get());
    EXPECT_FALSE(Request::for_test(Method::get, "/", {{"cookie", "a=b"}}).is_anonymous_get());
    EXPECT_FALSE(Request::for_test(Method::get, "/", {{"authorization", "x"}}).is_anonymous_get());
    EXPECT_FALSE(Request::for_test(Method::post, "/").is_anonymous_get());
    // An empty field in front does not hide the one that says who it is.
    EXPECT_FALSE(
        Request::for_test(Method::get, "/", {{"cookie", ""}, {"cookie", "sid=a"}}).is_anonymous_get());
    EXPECT_FALSE(Request::for_test(Method::get, "/", {{"authorization", ""}, {"authorization", "Bearer a"}})
                     .is_anonymous_get());
    EXPECT_THROW(Request::for_test(Method::get, "/../x"), std::invalid_argument);
    EXPECT_EQ(Request::for_test(Method::get, "/a?").query_text(), "");
}

}
} // namespace kommin::http
