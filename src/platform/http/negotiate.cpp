#include "platform/http/negotiate.hpp"

#include "platform/base/text.hpp"
#include "platform/http/characters.hpp"

#include <algorithm>
#include <array>

namespace kommin::http {

namespace {

// A quality in thousandths; nothing where it is not "0", "0.5", "1.000" … (RFC 9110 § 12.4.2).
std::optional<int> parse_quality(std::string_view text)
{
    if (text.empty() || text.size() > 5 || (text[0] != '0' && text[0] != '1'))
        return std::nullopt;
    int quality = (text[0] - '0') * 1000;
    if (text.size() > 1 && text[1] != '.')
        return std::nullopt;
    int place = 100;
    for (char const c : text.substr(std::min<std::size_t>(2, text.size()))) {
        if (!detail::is_digit(c))
            return std::nullopt;
        quality += (c - '0') * place;
        place /= 10;
    }
    return quality > 1000 ? std::nullopt : std::optional{quality};
}

struct Weighted {
    std::string_view text;
    int quality = 1000;
};

// Takes the next element of a weighted list off the front; an element with a broken weight counts as refused.
std::optional<Weighted> take_weighted(std::string_view& list)
{
    while (!list.empty()) {
        auto element = detail::take_until(list, ',');
        auto const text = detail::trim_blanks(detail::take_until(element, ';'));
        if (text.empty())
            continue;
        Weighted weighted{text};
        while (!element.empty()) {
            auto const parameter = detail::trim_blanks(detail::take_until(element, ';'));
            if (parameter.size() > 1 && (parameter[0] == 'q' || parameter[0] == 'Q') && parameter[1] == '=')
                weighted.quality = parse_quality(parameter.substr(2)).value_or(0);
        }
        return weighted;
    }
    return std::nullopt;
}

}

void AcceptedEncodings::add(std::string_view accept_encoding)
{
    while (auto const element = take_weighted(accept_encoding)) {
        auto const is
            = [&](std::string_view name) { return equals_ignoring_ascii_case(element->text, name); };
        if (is("br"))
            quality_[2] = element->quality;
        else if (is("gzip") || is("x-gzip"))
            quality_[1] = element->quality;
        else if (is("identity"))
            quality_[0] = element->quality;
        else if (element->text == "*")
            rest_ = element->quality;
    }
}

Encoding AcceptedEncodings::best(Encoding rather) const
{
    auto quality = quality_;
    for (auto& each : quality) {
        if (each == unsaid)
            each = rest_;
    }
    // Identity unmentioned is acceptable, but anything the client asked for is better.
    bool const is_br = rather == Encoding::br ? quality[2] >= quality[1] : quality[2] > quality[1];
    auto const packed = is_br ? quality[2] : quality[1];
    if (packed <= 0 || packed < quality[0])
        return Encoding::identity;
    return is_br ? Encoding::br : Encoding::gzip;
}

Encoding negotiate_encoding(std::string_view accept_encoding)
{
    AcceptedEncodings accepted;
    accepted.add(accept_encoding);
    return accepted.best();
}

std::string_view best_language(std::string_view accept_language, std::span<std::string_view const> offered)
{
    std::string_view best;
    int best_quality = 0;
    while (auto const element = take_weighted(accept_language)) {
        if (element->quality <= best_quality) // earlier wins at equal quality
            continue;
        auto range = element->text;
        if (range == "*") {
            if (!offered.empty()) {
                best = offered.front();
                best_quality = element->quality;
            }
            continue;
        }
        while (true) {
            auto const match = std::find_if(offered.begin(), offered.end(), [&](std::string_view tag) {
                return equals_ignoring_ascii_case(tag, range);
            });
            if (match != offered.end()) {
                best = *match;
                best_quality = element->quality;
                break;
            }
            auto dash = range.rfind('-');
            if (dash == std::string_view::npos)
                break;
            if (dash >= 2 && range[dash - 2] == '-') // a single letter introduces an extension: goes as well
                dash -= 2;
            range = range.substr(0, dash);
        }
    }
    return best;
}

std::string_view best_media_type(std::string_view accept, std::span<std::string_view const> offered)
{
    if (offered.empty())
        return {};
    if (detail::trim_blanks(accept).empty())
        return offered.front();
    std::string_view best;
    int best_quality = 0;
    for (auto const type : offered) {
        int quality = 0;
        int precision = -1;
        auto const major = type.substr(0, type.find('/'));
        auto list = accept;
        while (auto const element = take_weighted(list)) {
            int fit = -1;
            if (equals_ignoring_ascii_case(element->text, type))
                fit = 2;
            else if (element->text == "*/*")
                fit = 0;
            else if (
                element->text.ends_with("/*")
                && equals_ignoring_ascii_case(element->text.substr(0, element->text.size() - 2), major))
                fit = 1;
            if (fit > precision) {
                precision = fit;
                quality = element->quality;
            }
        }
        if (quality > best_quality) {
            best = type;
            best_quality = quality;
        }
    }
    return best;
}

} // namespace kommin::http
