#include "platform/records/typed.hpp"

#include "platform/base/text.hpp"

#include <algorithm>

namespace kommin::records {

std::string one_line(std::string_view typed)
{
    std::string text;
    bool is_space = false;
    for (auto const letter : trim(typed)) {
        bool const separates = letter == ' ' || (static_cast<unsigned char>(letter) < 0x20U);
        if (!separates) {
            if (is_space)
                text += ' ';
            text += letter;
        }
        is_space = separates;
    }
    return text;
}

std::string several_lines(std::string_view typed)
{
    std::string text(trim(typed));
    std::erase(text, '\r');
    return text;
}

std::optional<PartialDate> read_typed_date(std::string_view typed)
{
    if (typed.find('.') == std::string_view::npos)
        return PartialDate::parse(typed);
    auto parts = split(typed, '.');
    std::ranges::reverse(parts);
    std::string iso;
    for (auto const part : parts) {
        if (!iso.empty())
            iso += part.size() == 1 ? "-0" : "-";
        iso += part;
    }
    return PartialDate::parse(iso);
}

std::string spelled_date(std::optional<PartialDate> const& date)
{
    if (!date)
        return {};
    auto const iso = date->to_iso();
    auto parts = split(iso, '-');
    std::ranges::reverse(parts);
    std::string text;
    for (auto const part : parts) {
        text += text.empty() ? "" : ".";
        text += part;
    }
    return text;
}

bool ends_too_early(std::optional<PartialDate> const& from, std::optional<PartialDate> const& to)
{
    if (!from || !to)
        return false;
    auto const end = to->to_iso();
    return end < from->to_iso().substr(0, end.size());
}

} // namespace kommin::records
