#include "modules/meetings/panels/panel_demo.hpp"

#include "modules/meetings/panels/demo_parts.hpp"
#include "modules/meetings/panels/seat_editing.hpp"

#include <stdexcept>

namespace kommin::meetings {

using demo::text_at;
using records::Fields;

namespace {

constexpr std::string_view file_name = "panels.json";

void set(Fields& fields, std::string_view field, json::Value const& object, std::string_view name)
{
    fields.set(field, text_at(object, name));
}

void set_common(Fields& fields, json::Value const& object)
{
    set(fields, panel_field::from, object, "from");
    set(fields, panel_field::to, object, "to");
    set(fields, panel_field::remark, object, "remark");
    if (is_true(object, "uncertain"))
        fields.set(panel_field::uncertain, std::string(uncertain_value));
}

Fields panel_fields(json::Value const& object, std::map<std::string, PanelId> const& known)
{
    Fields fields;
    set(fields, panel_field::kind, object, "kind");
    set(fields, panel_field::body, object, "municipality");
    set(fields, panel_field::name, object, "name");
    set(fields, panel_field::short_name, object, "short");
    set(fields, panel_field::source, object, "source");
    set_common(fields, object);
    if (is_true(object, "public"))
        fields.set(panel_field::visible, std::string(visible_value));
    if (auto const parent = text_at(object, "parent"); !parent.empty()) {
        auto const found = known.find(parent);
        if (found == known.end())
            throw std::runtime_error("demonstration: " + std::string(file_name) + ": no panel " + parent);
        fields.set(panel_field::parent, std::to_string(found->second.value));
    }
    std::string mandate;
    for (auto const& line : list_at(object, "mandate"))
        mandate += (mandate.empty() ? "" : "\n")
            + (line.as_string() != nullptr ? *line.as_string() : std::string{});
    fields.set(panel_field::mandate, std::move(mandate));
    return fields;
}

// The organisation of the portal that is called so.
std::string organisation_called(demo::Demo& demo, std::string const& name)
{
    for (auto const& one :
         find_organisations_for_seat(demo.work.db(), demo.work.tenant(), name, 100).organisations) {
        if (one.name == name)
            return std::to_string(one.id.value);
    }
    throw std::runtime_error("demonstration: " + std::string(file_name) + ": no organisation " + name);
}

Fields seat_fields(demo::Demo& demo, json::Value const& object)
{
    Fields fields;
    set(fields, seat_field::role, object, "role");
    set(fields, seat_field::function, object, "function");
    set(fields, seat_field::sent_by, object, "sent_by");
    if (auto const name = text_at(object, "organisation"); !name.empty())
        fields.set(seat_field::organisation, organisation_called(demo, name));
    auto const vote = text_at(object, "vote");
    fields.set(seat_field::vote, vote.empty() ? std::string(to_text(Vote::unknown)) : vote);
    set_common(fields, object);
    return fields;
}

}

std::map<std::string, PanelId> load_panels(demo::Demo& demo)
{
    std::map<std::string, PanelId> known;
    for (auto const& object : list_at(demo.files.json(std::string(file_name)), "panels")) {
        auto const key = text_at(object, "key");
        auto const id = loaded(add_panel(demo.work, panel_fields(object, known), key), file_name, key);
        known.emplace(key, id);
        ++demo.counts["panels"];
        int number = 0;
        for (auto const& seat : list_at(object, "seats"))
            loaded(
                add_seat(demo.work, id, seat_fields(demo, seat), key + std::to_string(++number)), file_name,
                key);
    }
    return known;
}

} // namespace kommin::meetings
