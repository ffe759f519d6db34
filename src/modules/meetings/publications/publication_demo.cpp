#include "modules/meetings/publications/publication_demo.hpp"

#include "modules/meetings/meetings/meeting_editing.hpp"
#include "modules/meetings/panels/demo_parts.hpp"
#include "modules/meetings/publications/publication_editing.hpp"

#include <string>
#include <string_view>

namespace kommin::meetings {

using demo::text_at;

namespace {

constexpr std::string_view file_name = "publications.json";

}

void load_publications(demo::Demo& demo)
{
    for (auto const& object : list_at(demo.files.json(std::string(file_name)), "publications")) {
        auto const key = text_at(object, "key");
        records::Fields fields;
        for (auto const field :
             {publication_field::kind, publication_field::title, publication_field::publisher,
              publication_field::issue, publication_field::day, publication_field::subject,
              publication_field::link, publication_field::remark})
            fields.set(field, text_at(object, field));
        fields.set(publication_field::visible, std::string(visible_value));
        if (is_true(object, "uncertain"))
            fields.set(publication_field::uncertain, std::string(uncertain_value));
        loaded(add_publication(demo.work, fields, key), file_name, key);
        ++demo.counts["publications"];
    }
}

} // namespace kommin::meetings
