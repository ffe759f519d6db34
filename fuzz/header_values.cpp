// The values of header fields: Range, entity tags, Accept*, Cookie, Content-Type.
// Promises: an answer is one of what was offered; a slice lies in the content; what we write we read back.

#include "fuzz.hpp"
#include "platform/http/cookie.hpp"
#include "platform/http/etag.hpp"
#include "platform/http/media_type.hpp"
#include "platform/http/multipart.hpp"
#include "platform/http/negotiate.hpp"
#include "platform/http/range.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string>

namespace kommin::fuzz {

namespace {

void check_range(std::string_view value)
{
    for (std::uint64_t const size : {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{1'000}, UINT64_MAX}) {
        auto const answer = http::parse_range(value, size);
        auto const* const slice = std::get_if<http::Slice>(&answer);
        if (slice == nullptr)
            continue;
        require(slice->length > 0, "a slice has something in it");
        require(slice->offset < size && slice->length <= size - slice->offset, "a slice lies in the content");
        auto const again = http::parse_range(
            "bytes=" + std::to_string(slice->offset) + '-'
                + std::to_string(slice->offset + slice->length - 1),
            size);
        auto const* const same = std::get_if<http::Slice>(&again);
        require(
            same != nullptr && same->offset == slice->offset && same->length == slice->length,
            "a slice asked for by its ends is the same slice");
    }
}

void check_etags(std::string_view value)
{
    static auto const own = http::strong_etag("text");
    auto const weak = "W/" + own;
    require(
        http::etag_matches(value, own) == http::etag_matches(value, weak),
        "weak comparison ignores weakness");
    require(
        http::etag_matches(value, own) || !http::etag_matches_strongly(value, own),
        "what matches strongly matches weakly");
    if (value.find('"') == std::string_view::npos && value.find('W') == std::string_view::npos
        && value.find('*') == std::string_view::npos)
        require(
            http::etag_matches(std::string(value) + own, own)
                == (value.find_first_not_of(" \t,") == value.npos),
            "only blanks and commas may stand before a tag");
    require(!http::etag_matches(value, ""), "an empty tag never matches");
    require(
        !http::etag_matches_strongly(value, weak) || value.find('*') != value.npos,
        "a weak tag is not strong");
}

void check_negotiation(std::string_view value)
{
    static constexpr std::array<std::string_view, 5> languages{"de", "de-simple", "en", "tr", "ar"};
    static constexpr std::array<std::string_view, 2> types{"text/html", "application/json"};
    auto const is_offered = [](std::string_view answer, auto const& offered) {
        return answer.empty() || std::find(offered.begin(), offered.end(), answer) != offered.end();
    };
    auto const language = http::best_language(value, languages);
    require(is_offered(language, languages), "a language is one of those offered");
    auto const type = http::best_media_type(value, types);
    require(is_offered(type, types), "a media type is one of those offered");
    auto const encoding = http::negotiate_encoding(value);
    require(
        encoding == http::Encoding::identity || value.find_first_of("*rRpP") != std::string_view::npos,
        "a compressed form is sent only to those who ask for it");
    // The preference of a reader outlives anything of less weight behind it.
    if (!language.empty())
        require(
            http::best_language(std::string(value) + ", tr;q=0", languages) == language,
            "what is refused changes nothing");
}

void check_cookies(std::string_view value)
{
    auto const found = http::find_cookie(value, "sid");
    require(lies_in(found, value), "a cookie lies in its header");
    http::SetCookie cookie;
    cookie.name = "sid";
    cookie.value = value;
    try {
        auto const header = cookie.to_header();
        require(header.find_first_of("\r\n") == std::string::npos, "a header is one line");
        require(
            http::find_cookie(header.substr(0, header.find("; Path=")), "sid") == value,
            "a cookie that was set comes back");
    } catch (std::invalid_argument const&) {
        require(
            value.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.=")
                != std::string_view::npos,
            "tokens and base64 are always cookies");
    }
}

std::string in_quotes(std::string_view text)
{
    std::string out = "\"";
    for (char const c : text) {
        if (c == '"' || c == '\\')
            out += '\\';
        out += c;
    }
    return out + '"';
}

void check_media_type(std::string_view value)
{
    auto const parsed = http::detail::parse_media_type(value, http::detail::Quoting::standard);
    (void)http::detail::parse_media_type(value, http::detail::Quoting::browser);
    auto const boundary = http::multipart_boundary(value);
    require(boundary.size() <= 70 && boundary.find_first_of("\r\n\"") == boundary.npos, "a boundary is one");
    if (!parsed)
        return;
    auto written = parsed->type;
    for (auto const& [name, text] : parsed->parameters)
        written += "; " + name + '=' + in_quotes(text);
    auto const again = http::detail::parse_media_type(written, http::detail::Quoting::standard);
    require(
        again && again->type == parsed->type && again->parameters == parsed->parameters,
        "a media type written anew is the same");
}

}

void run(std::string_view input)
{
    check_range(input);
    check_etags(input);
    check_negotiation(input);
    check_cookies(input);
    check_media_type(input);
}

} // namespace kommin::fuzz
