// Which kind of file is it? And the profile that maps columns to fields.

#include "modules/portal/offer_import.hpp"
#include "platform/base/text.hpp"
#include "platform/json/json.hpp"

namespace kommin::portal {

std::optional<ImportFormat> detect_format(std::string_view bytes)
{
    auto start = trim(bytes.starts_with("\xEF\xBB\xBF") ? bytes.substr(3) : bytes);
    if (start.empty())
        return std::nullopt;
    if (start.front() != '[' && start.front() != '{')
        return start.find_first_of(";,\t") != std::string_view::npos ? std::optional(ImportFormat::csv)
                                                                     : std::nullopt;
    auto const parsed = json::parse(start);
    auto const* root = std::get_if<json::Value>(&parsed);
    if (root == nullptr)
        return ImportFormat::kommin_json; // its reader says where the text is broken
    auto const* first = root;
    if (auto const* list = root->as_array())
        first = list->empty() ? nullptr : &list->front();
    else if (auto const* contents = root->find("contents"))
        first = contents->as_array() == nullptr || contents->as_array()->empty()
            ? root
            : &contents->as_array()->front();
    bool const is_kommin = root->as_array() != nullptr && first != nullptr && first->find("key") != nullptr;
    return is_kommin ? ImportFormat::kommin_json : ImportFormat::hsds_json;
}

Result<MappingProfile> parse_mapping_profile(std::string_view text)
{
    MappingProfile profile;
    std::size_t number = 0;
    for (auto const raw : split(text, '\n')) {
        ++number;
        auto const line = trim(raw);
        if (line.empty() || line.front() == '#')
            continue;
        auto const equals = line.find('=');
        auto const field = trim(line.substr(0, equals));
        if (equals == std::string_view::npos || field.empty() || !is_valid_utf8(line))
            return Problem::invalid({}, "import.problem.profile"_msg, {{"line", std::to_string(number)}});
        profile[std::string(field)] = trim(line.substr(equals + 1));
    }
    return profile;
}

} // namespace kommin::portal
