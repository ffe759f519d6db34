#include "modules/meetings/advice/advice_demo.hpp"

#include "modules/meetings/advice/advice_editing.hpp"
#include "modules/meetings/panels/demo_parts.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

namespace kommin::meetings {

using demo::text_at;

namespace {

constexpr std::string_view file_name = "advice.json";

std::string number_of(std::vector<tenants::Body> const& bodies, std::string_view slug)
{
    auto const body = std::ranges::find(bodies, slug, &tenants::Body::slug);
    return body == bodies.end() ? std::string{} : std::to_string(body->id.value);
}

}

void load_advice(demo::Demo& demo)
{
    auto const bodies = tenants::list_bodies(demo.work.db(), demo.work.tenant());
    for (auto const& object : list_at(demo.files.json(std::string(file_name)), "advice")) {
        auto const key = text_at(object, "key");
        records::Fields fields;
        for (auto const field :
             {advice_field::day, advice_field::organisation, advice_field::channel, advice_field::advisers,
              advice_field::topic, advice_field::said, advice_field::outcome, advice_field::remark})
            fields.set(field, text_at(object, field));
        fields.set(advice_field::municipality, number_of(bodies, text_at(object, "municipality")));
        records::Fields::Values topics;
        for (auto const& topic : list_at(object, "topics"))
            topics.push_back(topic.as_string() != nullptr ? *topic.as_string() : std::string{});
        fields.set(advice_field::topics, std::move(topics));
        loaded(add_advice(demo.work, fields, key), file_name, key);
        ++demo.counts["advice"];
    }
}

} // namespace kommin::meetings
