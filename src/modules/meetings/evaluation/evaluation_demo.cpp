#include "modules/meetings/evaluation/evaluation_demo.hpp"

#include "modules/meetings/evaluation/evaluation_editing.hpp"
#include "modules/meetings/meetings/meeting_store.hpp"
#include "modules/meetings/panels/demo_parts.hpp"

namespace kommin::meetings {

using demo::text_at;

void load_evaluations(demo::Demo& demo, std::map<std::string, MeetingId> const& meetings)
{
    constexpr std::string_view file_name = "meetings.json";
    for (auto const& object : list_at(demo.files.json(std::string(file_name)), "meetings")) {
        auto const* evaluation = object.find("evaluation");
        if (evaluation == nullptr)
            continue;
        auto const key = text_at(object, "key");
        auto const id = meetings.at(key);
        auto const meeting = load_meeting(demo.work.db(), demo.work.tenant(), id).value();
        auto form = suggested_evaluation(meeting, demo.work.today());
        form.shows_results = text_at(*evaluation, "results") == "public";
        loaded(save_evaluation(demo.work, id, form), file_name, key);
        ++demo.counts["evaluations"];
    }
}

} // namespace kommin::meetings
