// Which kind of file is it? And the profile that maps columns to fields.

#include "modules/portal/exchange/offer_reading.hpp"
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
    if (start.front() == '{') // ours is always a list
        return ImportFormat::hsds_json;
    // The first entry tells; the whole text would be a second copy of a large file.
    bool is_kommin = false;
    auto const read = json::parse_list(
        start, {},
        [&](json::Value const& first) {
            is_kommin = first.find("key") != nullptr;
            return json::Next::stop;
        },
        {.bytes = largest_import});
    auto const is_broken = std::holds_alternative<json::SyntaxError>(read); // the reader says where
    return is_kommin || is_broken ? ImportFormat::kommin_json : ImportFormat::hsds_json;
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
