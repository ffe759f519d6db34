#include "modules/meetings/agenda/agenda_demo.hpp"

#include "modules/meetings/agenda/agenda_course.hpp"
#include "modules/meetings/agenda/paper_editing.hpp"
#include "modules/meetings/panels/demo_parts.hpp"

#include <stdexcept>

namespace kommin::meetings {

using demo::text_at;
using records::Fields;

namespace {

constexpr std::string_view file_name = "meetings.json";

template<class Id>
Id named(std::map<std::string, Id> const& known, std::string const& key)
{
    auto const found = known.find(key);
    if (found == known.end())
        throw std::runtime_error("demonstration: " + std::string(file_name) + ": no " + key);
    return found->second;
}

Fields item_fields(json::Value const& object)
{
    Fields fields;
    for (auto const field : {item_field::title, item_field::kind, item_field::text, item_field::speaker})
        fields.set(field, text_at(object, field));
    auto const* minutes = object.find("minutes");
    if (auto const number = minutes != nullptr ? minutes->as_integer() : std::nullopt)
        fields.set(item_field::minutes, std::to_string(*number));
    if (is_true(object, "internal"))
        fields.set(item_field::internal, std::string(internal_value));
    return fields;
}

ItemVersion newest(demo::Demo& demo, ItemId id)
{
    return {id, load_item(demo.work.db(), demo.work.tenant(), id).value().version};
}

void add_papers(demo::Demo& demo, json::Value const& object, ItemId item, std::string const& key)
{
    for (auto const& paper : list_at(object, "papers")) {
        PaperEntry const entry{text_at(paper, "title"), text_at(paper, "link"), is_true(paper, "public")};
        loaded(add_paper(demo.work, item, entry, {}, key), file_name, key);
        ++demo.counts["papers"];
    }
}

// As people at work would do it, one step after the other.
void take_its_course(
    demo::Demo& demo, json::Value const& object, ItemId id, std::map<std::string, PanelId> const& panels,
    std::string const& key)
{
    if (auto const state = enum_from<ItemState>(text_at(object, "state")))
        loaded(mark_item(demo.work, newest(demo, id), *state), file_name, key);
    auto const to = text_at(object, "forwarded_to");
    if (to.empty())
        return;
    auto const there = loaded(forward_item(demo.work, newest(demo, id), named(panels, to)), file_name, key);
    if (auto const answer = text_at(object, "answer"); !answer.empty())
        loaded(answer_item(demo.work, newest(demo, there), answer), file_name, key);
}

}

void load_agendas(
    demo::Demo& demo, std::map<std::string, PanelId> const& panels,
    std::map<std::string, MeetingId> const& meetings)
{
    auto const file = demo.files.json(std::string(file_name));
    int number = 0;
    for (auto const& object : list_at(file, "items")) {
        auto const meeting = named(meetings, text_at(object, "meeting"));
        auto const panel = load_meeting(demo.work.db(), demo.work.tenant(), meeting).value().panel;
        auto const key = "item " + std::to_string(++number);
        auto const id
            = loaded(add_item(demo.work, {panel, meeting}, item_fields(object), key), file_name, key);
        add_papers(demo, object, id, key);
        take_its_course(demo, object, id, panels, key);
        ++demo.counts["agenda items"];
    }
    for (auto const& key : list_at(file, "carried_over"))
        loaded(
            carry_over(
                demo.work, named(meetings, key.as_string() != nullptr ? *key.as_string() : std::string{})),
            file_name, "carried_over");
}

} // namespace kommin::meetings
