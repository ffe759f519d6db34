#include "modules/portal/exchange/hsds_parts.hpp"

#include <utility>

namespace kommin::portal {

void HsdsReport::problem(std::string field, MessageKey message, MessageArguments arguments)
{
    result_.problems.push_back({row_, Problem::invalid(std::move(field), message, std::move(arguments))});
}

void HsdsReport::warn(std::string field, MessageKey message, std::string value)
{
    ImportProblem warning{row_, Problem::invalid(std::move(field), message, {{"value", std::move(value)}})};
    // Those of the same row stand together at the end.
    bool is_known = false;
    for (auto other = result_.warnings.rbegin();
         other != result_.warnings.rend() && other->row == warning.row && !is_known; ++other)
        is_known = other->problem == warning.problem;
    if (!is_known)
        result_.warnings.push_back(std::move(warning));
}

std::optional<Date> HsdsReport::date_at(HsdsObject& object, std::string_view name)
{
    auto const word = object.text(name);
    auto const date = parse_date(word);
    if (!date && !word.empty())
        warn(std::string(name), "import.warning.date"_msg, word);
    return date;
}

bool append_words(std::string& text, std::string const& words)
{
    constexpr std::size_t longest = 900; // bytes of a text put together from several
    if (words.empty() || ("; " + text + "; ").find("; " + words + "; ") != std::string::npos)
        return true;
    if (text.empty()) {
        text = words;
        return true;
    }
    if (text.size() + words.size() > longest)
        return false;
    text += "; " + words;
    return true;
}

} // namespace kommin::portal
