#include "platform/markdown/links.hpp"

#include "platform/base/text.hpp"
#include "platform/markdown/markdown.hpp"

namespace kommin::markdown {

namespace {

bool has_scheme(std::string_view link, std::string_view scheme)
{
    return link.size() > scheme.size() && equals_ignoring_ascii_case(link.substr(0, scheme.size()), scheme);
}

// White space and control characters are what browsers strip to turn "java\nscript:" into what it was not.
bool has_control_or_space(std::string_view link)
{
    for (char const c : link) {
        if (static_cast<unsigned char>(c) <= 0x20 || c == 0x7F)
            return true;
    }
    return false;
}

std::string percent_encoded(std::string_view link)
{
    constexpr std::string_view kept
        = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#[]@!$&'()*+,;=%";
    constexpr std::string_view hex = "0123456789ABCDEF";
    std::string out;
    for (char const c : link) {
        if (kept.find(c) != std::string_view::npos) {
            out += c;
        } else {
            auto const byte = static_cast<unsigned char>(c);
            out += '%';
            out += hex[byte >> 4U];
            out += hex[byte & 0xFU];
        }
    }
    return out;
}

std::string telephone(std::string_view number)
{
    std::string out = "tel:";
    for (char const c : number) {
        if ((c >= '0' && c <= '9') || (c == '+' && out.size() == 4))
            out += c;
    }
    return out;
}

std::optional<Link> by_rules(std::string_view link)
{
    // "tel:02303 27-0" is how people write it between < and >.
    if (has_scheme(link, "tel:")) {
        auto number = telephone(link.substr(4));
        if (number.size() < 7)
            return std::nullopt;
        return Link{std::move(number), false};
    }
    if (has_control_or_space(link))
        return std::nullopt;
    if (has_scheme(link, "https://") || has_scheme(link, "http://"))
        return Link{percent_encoded(link), true};
    if (has_scheme(link, "mailto:"))
        return Link{percent_encoded(link), false};
    // "//host" and, after a browser's clean-up, "/\host" would leave the server.
    bool const is_path = link.starts_with('/') && !link.starts_with("//") && !link.starts_with("/\\");
    if (is_path || (link.starts_with('#') && link.size() > 1))
        return Link{percent_encoded(link), false};
    return std::nullopt;
}

}

std::optional<Link> checked_link(std::string_view link, Options const& options)
{
    link = trim(link);
    if (options.resolve_link) {
        if (auto const resolved = options.resolve_link(link))
            return by_rules(*resolved);
    }
    return by_rules(link);
}

} // namespace kommin::markdown
