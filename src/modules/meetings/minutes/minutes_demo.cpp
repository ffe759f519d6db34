#include "modules/meetings/minutes/minutes_demo.hpp"

#include "modules/meetings/agenda/agenda_store.hpp"
#include "modules/meetings/minutes/minutes_course.hpp"
#include "modules/meetings/panels/demo_parts.hpp"
#include "modules/meetings/tasks/task_editing.hpp"
#include "platform/records/typed.hpp"

#include <chrono>
#include <stdexcept>
#include <utility>

namespace kommin::meetings {

using demo::text_at;
using records::Fields;

namespace {

constexpr std::string_view file_name = "meetings.json";

MinutesVersion newest(demo::Demo& demo, MinutesId id)
{
    return {id, load_minutes(demo.work.db(), demo.work.tenant(), id).value().version};
}

std::string spelled(Date day)
{
    return records::spelled_date(PartialDate(day));
}

// Items of the file follow those of the agenda.
Fields minutes_fields(json::Value const& object, std::vector<MinutesItem> const& items)
{
    Fields fields;
    for (auto const field :
         {minutes_field::chair, minutes_field::keeper, minutes_field::tie, minutes_field::general})
        fields.set(field, text_at(object, field));
    auto item = items.begin();
    for (auto const& entry : list_at(object, "items")) {
        if (item == items.end())
            throw std::runtime_error("demonstration: meetings.json: more minutes than agenda items");
        for (auto const field : {minutes_field::notes, minutes_field::internal})
            fields.set(field_of(field, item->id), text_at(entry, field));
        int number = 0;
        for (auto const& motion : list_at(entry, "motions")) {
            ++number;
            for (auto const field : motion_fields)
                fields.set(field_of(field, item->id, number), text_at(motion, field));
        }
        ++item;
    }
    return fields;
}

void add_tasks(demo::Demo& demo, json::Value const& object, MeetingId meeting, std::string const& key)
{
    int number = 0;
    for (auto const& entry : list_at(object, "tasks")) {
        auto const* days = entry.find("due_in_days");
        auto const ahead = days != nullptr ? days->as_integer() : std::nullopt;
        Fields fields;
        fields.set(task_field::text, text_at(entry, "text"));
        if (ahead)
            fields.set(task_field::due, spelled(demo.work.today() + std::chrono::days{*ahead}));
        loaded(add_task(demo.work, meeting, fields, key + ' ' + std::to_string(++number)), file_name, key);
        ++demo.counts["tasks"];
    }
}

}

void load_minutes_of_demo(demo::Demo& demo, std::map<std::string, MeetingId> const& meetings)
{
    for (auto const& object : list_at(demo.files.json(std::string(file_name)), "minutes")) {
        auto const key = text_at(object, "meeting");
        auto const meeting = meetings.at(key);
        auto const id = loaded(begin_minutes(demo.work, meeting), file_name, key);
        auto const items = items_of(list_agenda(demo.work.db(), demo.work.tenant(), meeting));
        loaded(save_minutes(demo.work, newest(demo, id), minutes_fields(object, items)), file_name, key);
        add_tasks(demo, object, meeting, key);
        bool const is_published = is_true(object, "published");
        if (is_published || is_true(object, "approved")) {
            loaded(
                send_earlier_draft(demo.work, newest(demo, id), demo.work.today() + -time_to_amend),
                file_name, key);
            // What stays among its own panel was approved without a meeting that is held today.
            auto const way = is_published ? ApprovalWay::meeting : ApprovalWay::writing;
            loaded(approve_minutes(demo.work, newest(demo, id), way), file_name, key);
        }
        if (is_published)
            loaded(publish_minutes(demo.work, newest(demo, id), true), file_name, key);
        ++demo.counts["minutes"];
    }
}

} // namespace kommin::meetings
