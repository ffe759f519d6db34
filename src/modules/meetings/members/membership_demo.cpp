#include "modules/meetings/members/membership_demo.hpp"

#include "modules/meetings/members/membership_editing.hpp"
#include "modules/meetings/panels/demo_parts.hpp"
#include "modules/meetings/panels/panel_store.hpp"

#include <algorithm>
#include <stdexcept>

namespace kommin::meetings {

using demo::text_at;
using records::Fields;

namespace {

constexpr std::string_view panels_file = "panels.json";

// `words`: a name, or a mail address where two are called alike.
contacts::PersonId person_found(Work& work, std::string const& words)
{
    auto const found = contacts::find_named_people(work.db(), work.tenant(), work.actor(), words, 2);
    if (found.people.size() != 1)
        throw std::runtime_error(
            "demonstration: " + std::string(panels_file) + ": not exactly one person is found by " + words);
    return found.people.front().id;
}

void load_member(Work& work, SeatId seat, json::Value const& object, std::string const& key)
{
    auto const name = text_at(object, "person");
    Fields fields;
    fields.set(membership_field::person, std::to_string(person_found(work, name).value));
    fields.set(membership_field::capacity, text_at(object, "as"));
    fields.set(membership_field::from, text_at(object, "from"));
    fields.set(membership_field::to, text_at(object, "to"));
    fields.set(membership_field::reason, text_at(object, "reason"));
    fields.set(membership_field::remark, text_at(object, "remark"));
    loaded(seat_person(work, seat, fields, key), panels_file, key + ", " + name);
}

}

void load_memberships(demo::Demo& demo, std::map<std::string, PanelId> const& panels)
{
    auto& work = demo.work;
    for (auto const& object : list_at(demo.files.json(std::string(panels_file)), "panels")) {
        auto const key = text_at(object, "key");
        auto const seats = list_seats(work.db(), work.tenant(), panels.at(key));
        for (auto const& described : list_at(object, "seats")) {
            auto const members = list_at(described, "members");
            auto const seat = std::ranges::find(seats, text_at(described, "function"), &Seat::function);
            for (auto const& member : members) {
                load_member(work, seat->id, member, key);
                ++demo.counts["memberships"];
            }
        }
    }
}

} // namespace kommin::meetings
