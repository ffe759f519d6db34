#include "platform/html/url.hpp"

#include "platform/base/number.hpp"
#include "platform/base/text.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <stdexcept>

namespace kommin::html {
namespace {

constexpr std::string_view digits = "0123456789";

// A set of ASCII characters that answers at the cost of one look into a table.
class CharacterSet {
public:
    enum class Beyond : bool { outside, inside }; // characters that are not ASCII
    consteval CharacterSet(
        std::initializer_list<std::string_view> parts, Beyond beyond_ascii = Beyond::outside)
    {
        for (std::size_t c = 0x80; c < members_.size(); ++c)
            members_.at(c) = beyond_ascii == Beyond::inside;
        for (std::string_view const part : parts)
            for (char const c : part)
                members_.at(static_cast<unsigned char>(c)) = true;
    }
    [[nodiscard]] constexpr bool contains(char c) const { return members_[static_cast<unsigned char>(c)]; }

private:
    std::array<bool, 256> members_{};
};

constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
constexpr CharacterSet unreserved{letters, digits, "-._~"};
constexpr CharacterSet host_characters{letters, digits, "-._"};
constexpr CharacterSet loose{{"{}|^"}, CharacterSet::Beyond::inside};
// What addresses are made of nearly always: nothing in them deceives or has to be encoded.
constexpr CharacterSet ordinary{letters, digits, "-._~:/?#=&%+"};
constexpr CharacterSet deceiving{"\\<>\"`\x7F"};

bool is_one_of(char c, std::string_view set)
{
    return set.find(c) != std::string_view::npos;
}

void append_encoded(std::string& out, std::string_view text, std::string_view also_kept = {})
{
    constexpr std::string_view hexadecimal = "0123456789ABCDEF";
    auto const is_kept = [&](char c) { return unreserved.contains(c) || is_one_of(c, also_kept); };
    for (auto at = text.begin(); at != text.end();) {
        auto const stop = std::find_if_not(at, text.end(), is_kept);
        out.append(at, stop);
        if (stop == text.end())
            break;
        auto const byte = static_cast<unsigned char>(*stop);
        out += '%';
        out += hexadecimal[byte >> 4];
        out += hexadecimal[byte & 15];
        at = stop + 1;
    }
}

// Characters that no honest address has, and that make one look or parse other than it reads: spaces of all
// kinds, line ends, direction marks (U+200E, U+202E …), soft hyphen, byte order mark, non-characters.
bool has_deceiving_characters(std::string_view text)
{
    constexpr std::array<std::string_view, 9> exact{"\xC2\xA0",     "\xC2\xAD",     "\xD8\x9C",
                                                    "\xE1\x9A\x80", "\xE1\xA0\x8E", "\xE2\x81\x9F",
                                                    "\xE3\x80\x80", "\xEF\xBB\xBF", "\xEF\xBF\xBD"};
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto const byte = static_cast<unsigned char>(text[i]);
        if (byte <= 0x20 || deceiving.contains(text[i]))
            return true;
        if (byte < 0x80)
            continue;
        if (byte == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0)
            return true; // C1 controls
        if (byte == 0xE2 && i + 2 < text.size()) {
            auto const second = static_cast<unsigned char>(text[i + 1]);
            auto const third = static_cast<unsigned char>(text[i + 2]);
            if (second == 0x80 && (third <= 0x8F || (third >= 0xA8 && third <= 0xAF)))
                return true; // U+2000 to U+200F, U+2028 to U+202F
            if (second == 0x81 && third >= 0xA0 && third <= 0xAF)
                return true; // U+2060 to U+206F
        }
        for (std::string_view const sequence : exact)
            if (text.substr(i, sequence.size()) == sequence)
                return true;
    }
    return false;
}

bool is_ordinary(std::string_view text)
{
    return std::ranges::all_of(text, [](char c) { return ordinary.contains(c); });
}

// What RFC 3986 does not allow but people paste: encoded, so that every parser sees the same address.
std::string encode_loose_characters(std::string_view text)
{
    if (std::none_of(text.begin(), text.end(), [](char c) { return loose.contains(c); }))
        return std::string(text); // nearly all of them
    std::string out;
    out.reserve(text.size());
    for (char const c : text) {
        if (loose.contains(c))
            append_encoded(out, {&c, 1});
        else
            out += c;
    }
    return out;
}

bool is_port(std::string_view text)
{
    return text.size() <= 5 && parse_number<std::uint16_t>(text).value_or(0) > 0;
}

bool is_host(std::string_view host)
{
    if (host.empty())
        return false;
    if (host.front() == '[')
        return host.size() > 3 && host.back() == ']'
            && host.substr(1, host.size() - 2).find_first_not_of("0123456789abcdefABCDEF:.")
            == std::string_view::npos;
    if (host.front() == '.' || host.front() == '-' || host.find("..") != std::string_view::npos)
        return false;
    return std::ranges::all_of(host, [](char c) {
        // International names: the browser turns them into ASCII.
        return host_characters.contains(c) || static_cast<unsigned char>(c) >= 0x80;
    });
}

// What follows "http:" or "https:".
std::optional<std::string> checked_web_address(std::string_view rest)
{
    if (!rest.starts_with("//"))
        return std::nullopt;
    rest.remove_prefix(2);
    std::size_t const authority_end = std::min(rest.find_first_of("/?#"), rest.size());
    std::string_view const authority = rest.substr(0, authority_end);
    // https://kreis-unna.de@example.org/ leads to example.org.
    if (authority.find('@') != std::string_view::npos)
        return std::nullopt;
    std::string_view host = authority;
    std::size_t const colon = authority.rfind(':');
    if (colon != std::string_view::npos && authority.find(']', colon) == std::string_view::npos) {
        host = authority.substr(0, colon);
        if (!is_port(authority.substr(colon + 1)))
            return std::nullopt;
    }
    if (!is_host(host))
        return std::nullopt;
    return "//" + std::string(authority) + encode_loose_characters(rest.substr(authority_end));
}

std::optional<std::string> checked_mail_address(std::string_view rest)
{
    std::string_view const address = rest.substr(0, rest.find('?'));
    std::size_t const at = address.find('@');
    if (at == 0 || at == std::string_view::npos || at + 1 == address.size())
        return std::nullopt;
    std::string const lower = ascii_lower(address);
    if (lower.find("%0a") != std::string::npos || lower.find("%0d") != std::string::npos)
        return std::nullopt; // would begin a header of its own
    return encode_loose_characters(rest);
}

bool consists_of(std::string_view text, std::string_view characters)
{
    return !text.empty() && text.find_first_not_of(characters) == std::string_view::npos;
}

std::string decimal(double value)
{
    char text[32];
    int const length = std::snprintf(text, sizeof text, "%.6f", value == 0 ? 0.0 : value);
    std::string result(text, static_cast<std::size_t>(length));
    std::ranges::replace(result, ',', '.'); // whatever locale the process runs in
    while (result.back() == '0')
        result.pop_back();
    if (result.back() == '.')
        result.pop_back();
    return result == "-0" ? "0" : result;
}

} // namespace

std::string percent_encode(std::string_view text)
{
    std::string out;
    append_encoded(out, text);
    return out;
}

std::optional<Url> Url::external(std::string_view address)
{
    std::size_t const colon = address.find(':');
    if (colon == std::string_view::npos || address.size() > 2048)
        return std::nullopt;
    if (!is_ordinary(address) && (!is_valid_utf8(address) || has_deceiving_characters(address)))
        return std::nullopt;
    std::string const scheme = ascii_lower(address.substr(0, colon));
    std::string_view const rest = address.substr(colon + 1);
    std::optional<std::string> checked;
    if (scheme == "http" || scheme == "https")
        checked = checked_web_address(rest);
    else if (scheme == "mailto")
        checked = checked_mail_address(rest);
    else if (scheme == "tel" && consists_of(rest, "0123456789+-.()"))
        checked = std::string(rest);
    else if (scheme == "geo" && consists_of(rest, "0123456789-.,;=abcdefghijklmnopqrstuvwxyz?&%"))
        checked = std::string(rest);
    if (!checked)
        return std::nullopt;
    return Url(scheme + ':' + *checked);
}

std::optional<Url> Url::public_page(std::string_view address)
{
    auto const begin = address.find("://");
    if (begin == std::string_view::npos || begin > std::string_view("https").size())
        return std::nullopt;
    auto host = address.substr(begin + 3);
    host = host.substr(0, host.find_first_of("/?#:"));
    auto const dot = host.find('.');
    if (dot == std::string_view::npos || dot == 0 || host.ends_with('.'))
        return std::nullopt;
    return external(address);
}

std::optional<Url> Url::local(std::string_view path_and_query)
{
    if (!path_and_query.starts_with('/') || path_and_query.starts_with("//") || path_and_query.size() > 4096)
        return std::nullopt;
    if (is_ordinary(path_and_query))
        return Url(std::string(path_and_query));
    if (!is_valid_utf8(path_and_query) || has_deceiving_characters(path_and_query))
        return std::nullopt;
    return Url(encode_loose_characters(path_and_query));
}

Url Url::path(std::initializer_list<std::string_view> segments)
{
    if (segments.size() == 0)
        return Url("/");
    return path(*segments.begin(), std::span(segments).subspan(1));
}

Url Url::path(std::string_view first, std::span<std::string_view const> further)
{
    std::string text;
    auto const add = [&](std::string_view segment, bool may_be_empty) {
        // "//name" would be another host, and "..", even encoded, would leave the folder.
        if ((segment.empty() && !may_be_empty) || segment == "." || segment == "..")
            throw std::invalid_argument("html::Url::path: segment that changes the path");
        text += '/';
        append_encoded(text, segment);
    };
    add(first, false);
    for (std::size_t i = 0; i < further.size(); ++i)
        add(further[i], i + 1 == further.size());
    return Url(std::move(text));
}

Url Url::content_id(std::string_view id)
{
    bool const is_plain = !id.empty() && std::ranges::all_of(id, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.'
            || c == '-' || c == '@';
    });
    if (!is_plain)
        throw std::invalid_argument("not the id of a picture in a mail");
    return Url("cid:" + std::string(id));
}

Url Url::fragment(std::string_view id)
{
    return Url("#" + percent_encode(id));
}

Url Url::phone(std::string_view number)
{
    std::string text = "tel:";
    for (std::size_t i = 0; i < number.size(); ++i) {
        char const c = number[i];
        // The zero in brackets is dialled at home only.
        if (text.size() > 4 && text[4] == '+' && number.substr(i, 3) == "(0)")
            i += 2;
        else if (is_one_of(c, digits) || (c == '+' && text.size() == 4))
            text += c;
        else if (number.substr(i, 2) == "\xC2\xA0") // no-break space
            i += 1;
        else if (
            number.substr(i, 3) == "\xE2\x80\x93" || number.substr(i, 3) == "\xE2\x80\xAF"
            || number.substr(i, 3) == "\xE2\x80\x91") // en dash, narrow space, hyphen that does not break
            i += 2;
        else if (!is_one_of(c, " -/().\t"))
            break;
    }
    return Url(std::move(text));
}

Url Url::mail(std::string_view address)
{
    std::string text = "mailto:";
    append_encoded(text, trim(address), "@+!$'*");
    return Url(std::move(text));
}

Url Url::geo(double latitude, double longitude)
{
    if (!std::isfinite(latitude) || !std::isfinite(longitude))
        throw std::invalid_argument("html::Url::geo: not a place");
    return Url("geo:" + decimal(latitude) + ',' + decimal(longitude));
}

Url Url::with_query(std::initializer_list<std::pair<std::string_view, std::string_view>> fields) const
{
    std::size_t const hash = std::min(text_.find('#'), text_.size());
    std::string text = text_.substr(0, hash);
    char separator = text.find('?') == std::string::npos ? '?' : '&';
    for (auto const& [name, value] : fields) {
        text += separator;
        append_encoded(text, name);
        text += '=';
        append_encoded(text, value);
        separator = '&';
    }
    text += text_.substr(hash);
    return Url(std::move(text));
}

Url Url::with_fragment(std::string_view id) const
{
    return Url(text_.substr(0, text_.find('#')) + '#' + percent_encode(id));
}

std::string query_string(std::vector<std::pair<std::string, std::string>> const& fields)
{
    std::string text;
    for (auto const& [name, value] : fields) {
        text += text.empty() ? '?' : '&';
        text += percent_encode(name);
        text += '=';
        text += percent_encode(value);
    }
    return text;
}

} // namespace kommin::html
