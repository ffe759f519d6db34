#pragma once
// Url: an address that may stand in href, src, action … of a page. Only this type gets there.

#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::html {

class Url {
public:
    // An address that came from outside: http, https, mailto, tel or geo; nothing for any other scheme, for
    // white space or control characters, for invisible characters, for a user name before the host.
    static std::optional<Url> external(std::string_view address);
    // The same for a page that everybody can open: http or https, and a host with a dot in it, which no name
    // of a machine in the house has.
    static std::optional<Url> public_page(std::string_view address);
    // A place on this site that is already written as path with query and fragment ("/de/suche?q=a"): nothing
    // unless it begins with exactly one slash and is made of characters of an address.
    static std::optional<Url> local(std::string_view path_and_query);
    // path({"de", "angebote", slug}) gives "/de/angebote/…", each segment percent-encoded; path({}) is "/".
    // An empty last segment gives a slash at the end. Throws std::invalid_argument for an empty segment
    // elsewhere and for "." and "..".
    static Url path(std::initializer_list<std::string_view> segments);
    // The same for a first segment and what follows it.
    static Url path(std::string_view first, std::span<std::string_view const> further);
    // "cid:…" (RFC 2392): a picture that comes along with the page of a mail, by its Content-ID. Throws
    // std::invalid_argument unless that is made of letters, digits, dot, - and @.
    static Url content_id(std::string_view id);
    // "#…": an element of the same page.
    static Url fragment(std::string_view id);
    // "tel:…" of a number as people write it: "+49 (0)2303 27-0" gives "tel:+492303270". Reads up to the
    // first character that does not belong to a number.
    static Url phone(std::string_view number);
    // "mailto:…" of an address.
    static Url mail(std::string_view address);
    // "geo:latitude,longitude" in degrees (RFC 5870), six decimals: a tenth of a metre.
    static Url geo(double latitude, double longitude);

    // The same address with these fields added to its query, in front of the fragment.
    [[nodiscard]] Url with_query(
        std::initializer_list<std::pair<std::string_view, std::string_view>> fields) const;
    // The same address with this fragment instead of any other.
    [[nodiscard]] Url with_fragment(std::string_view id) const;

    [[nodiscard]] std::string_view text() const { return text_; }
    friend bool operator==(Url const&, Url const&) = default;

private:
    explicit Url(std::string text)
        : text_(std::move(text))
    { }
    std::string text_;
};

// Percent-encodes everything but letters, digits and - . _ ~ (RFC 3986 unreserved).
std::string percent_encode(std::string_view text);

// "?q=a&ort=b", percent-encoded; "" without fields.
std::string query_string(std::vector<std::pair<std::string, std::string>> const& fields);

} // namespace kommin::html
