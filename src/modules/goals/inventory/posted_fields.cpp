#include "modules/goals/inventory/posted_fields.hpp"

#include "modules/goals/inventory/entry_editing.hpp"
#include "platform/base/text.hpp"

#include <array>
#include <utility>

namespace kommin::goals {

records::Fields posted_fields(http::Form const& posted, std::span<web::FormField const> fields)
{
    records::Fields found;
    for (auto const& field : fields) {
        records::Fields::Values values;
        for (auto const typed : posted.values(field.name)) {
            std::string text(trim(typed));
            std::erase(text, '\r');
            if (!text.empty())
                values.push_back(std::move(text));
        }
        found.set(field.name, std::move(values));
    }
    return found;
}

std::vector<std::string> typed_words(records::Fields const& fields, std::span<std::string_view const> names)
{
    std::vector<std::string> words;
    for (auto const name : names) {
        if (std::string value(fields.value(name)); !value.empty())
            words.push_back(std::move(value));
    }
    return words;
}

std::vector<std::string> words_of_entry(records::Fields const& fields)
{
    constexpr std::array written{entry_field::title, entry_field::text,  entry_field::audience,
                                 entry_field::since, entry_field::reach, entry_field::contact};
    return typed_words(fields, written);
}

} // namespace kommin::goals
