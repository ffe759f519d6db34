#include "platform/i18n/negotiate.hpp"

#include "platform/base/text.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kommin::i18n {
namespace {

constexpr std::size_t longest_header = 1000; // browsers send less than a hundred bytes
constexpr std::size_t most_ranges = 50;

struct Range {
    std::string tag; // lower case, without "*" subtags; "*" alone for any language
    int quality = 1000; // thousandths
};

// What browsers and other systems call languages that the registry knows under another tag.
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> other_names{
    {{"fa-af", "prs"},
     {"ku", "kmr"},
     {"ku-tr", "kmr"},
     {"zh-cn", "zh-hans"},
     {"zh-sg", "zh-hans"},
     {"sr-me", "sr-latn"}}};

std::optional<int> parse_quality(std::string_view text)
{
    if (text.empty() || text.size() > 5 || (text[0] != '0' && text[0] != '1'))
        return std::nullopt;
    int quality = (text[0] - '0') * 1000;
    if (text.size() == 1)
        return quality;
    if (text[1] != '.')
        return std::nullopt;
    int weight = 100;
    for (char const digit : text.substr(2)) {
        if (digit < '0' || digit > '9')
            return std::nullopt;
        quality += (digit - '0') * weight;
        weight /= 10;
    }
    if (quality > 1000)
        return std::nullopt;
    return quality;
}

bool is_subtag(std::string_view subtag)
{
    return !subtag.empty() && subtag.size() <= 8 && std::ranges::all_of(subtag, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    });
}

std::optional<Range> parse_range(std::string_view text)
{
    Range range;
    std::size_t const semicolon = std::min(text.find(';'), text.size());
    if (semicolon != text.size()) {
        std::string const parameter = ascii_lower(trim(text.substr(semicolon + 1)));
        if (!parameter.starts_with("q="))
            return std::nullopt;
        auto const quality = parse_quality(std::string_view(parameter).substr(2));
        if (!quality)
            return std::nullopt;
        range.quality = *quality;
    }
    std::string const lower = ascii_lower(trim(text.substr(0, semicolon)));
    bool is_first = true;
    for (std::string_view const subtag : split(lower, '-')) {
        if (subtag == "*") {
            if (is_first)
                range.tag = "*";
        } else if (!is_subtag(subtag)) {
            return std::nullopt;
        } else {
            if (!range.tag.empty())
                range.tag += '-';
            range.tag += subtag;
        }
        is_first = false;
    }
    for (auto const& [foreign, own] : other_names)
        if (range.tag == foreign)
            range.tag = own;
    return range;
}

bool covers(std::string_view range, std::string_view tag)
{
    return tag.starts_with(range) && (tag.size() == range.size() || tag[range.size()] == '-');
}

class Negotiation {
public:
    Negotiation(std::string_view header, std::span<Language const> offered)
        : offered_(offered)
    {
        header = header.substr(0, longest_header);
        for (std::string_view const part : split(header, ',')) {
            if (ranges_.size() == most_ranges)
                break;
            if (auto range = parse_range(part))
                ranges_.push_back(std::move(*range));
        }
        std::ranges::stable_sort(ranges_, std::ranges::greater{}, &Range::quality);
    }

    [[nodiscard]] Language choose(Language fallback) const
    {
        for (Range const& range : ranges_) {
            if (range.quality == 0)
                break;
            if (range.tag == "*")
                return choose_any(fallback);
            if (auto const found = look_up(range.tag))
                return *found;
        }
        return fallback;
    }

private:
    [[nodiscard]] bool is_excluded(Language language) const
    {
        // The range that says most about the language decides.
        std::string const tag = ascii_lower(language.tag());
        Range const* decisive = nullptr;
        for (Range const& range : ranges_) {
            bool const is_any = range.tag == "*";
            if (!is_any && !covers(range.tag, tag))
                continue;
            if (decisive == nullptr || decisive->tag == "*"
                || (!is_any && range.tag.size() > decisive->tag.size()))
                decisive = &range;
        }
        return decisive != nullptr && decisive->quality == 0;
    }

    [[nodiscard]] Language choose_any(Language fallback) const
    {
        if (!is_excluded(fallback))
            return fallback;
        for (Language const language : offered_)
            if (!is_excluded(language))
                return language;
        return fallback;
    }

    [[nodiscard]] std::optional<Language> look_up(std::string_view range) const
    {
        while (!range.empty()) {
            // The same tag first, so that `de` does not find de-simple.
            for (Language const language : offered_)
                if (equals_ignoring_ascii_case(language.tag(), range) && !is_excluded(language))
                    return language;
            for (Language const language : offered_)
                if (covers(range, ascii_lower(language.tag())) && !is_excluded(language))
                    return language;
            std::size_t const hyphen = range.rfind('-');
            range = range.substr(0, hyphen == std::string_view::npos ? 0 : hyphen);
            // A single letter introduces what follows it and means nothing alone.
            if (range.size() >= 2 && range[range.size() - 2] == '-')
                range.remove_suffix(2);
        }
        return std::nullopt;
    }

    std::span<Language const> offered_;
    std::vector<Range> ranges_;
};

} // namespace

Language negotiate(std::string_view accept_language, std::span<Language const> offered, Language fallback)
{
    return Negotiation(accept_language, offered).choose(fallback);
}

} // namespace kommin::i18n
