#include "modules/meetings/agenda/agenda_course.hpp"
#include "modules/meetings/agenda/agenda_editing.hpp"

#include <gmock/gmock.h>

#include <chrono>

namespace kommin::meetings {
namespace {

using i18n::TimeOfDay;
using records::Fields;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

AgendaItem lasting(std::optional<std::int64_t> minutes)
{
    AgendaItem item;
    item.minutes = minutes;
    return item;
}

TEST(Agenda, times_follow_from_the_beginning_and_the_minutes)
{
    std::vector<AgendaItem> items{lasting(15), lasting(45), lasting({}), lasting(10)};
    EXPECT_THAT(
        planned_times(TimeOfDay::at(9, 30), items),
        ElementsAre(TimeOfDay::at(9, 30), TimeOfDay::at(9, 45), TimeOfDay::at(10, 30), std::nullopt))
        << "nobody knows when the one behind an open end begins";
    EXPECT_THAT(
        planned_times({}, items), ElementsAre(std::nullopt, std::nullopt, std::nullopt, std::nullopt));
    EXPECT_THAT(planned_times(TimeOfDay::at(9), {}), IsEmpty());
}

TEST(Agenda, what_is_dropped_takes_no_time_and_no_time_lies_behind_midnight)
{
    std::vector<AgendaItem> items{lasting(30), lasting(60), lasting(30)};
    items[1].state = ItemState::dropped;
    EXPECT_THAT(
        planned_times(TimeOfDay::at(9), items),
        ElementsAre(TimeOfDay::at(9), std::nullopt, TimeOfDay::at(9, 30)));
    std::vector<AgendaItem> const late{lasting(60), lasting(60), lasting(5)};
    EXPECT_THAT(
        planned_times(TimeOfDay::at(23), late),
        ElementsAre(TimeOfDay::at(23), TimeOfDay::at(24), std::nullopt));
}

TEST(Agenda, only_what_was_never_talked_about_is_erased)
{
    auto const today = parse_date("2026-11-23").value();
    AgendaItem item;
    Meeting meeting;
    meeting.day = PartialDate(parse_date("2026-11-24").value());
    EXPECT_EQ(removal_of(item, &meeting, today), Removal::erased);
    EXPECT_EQ(removal_of(item, nullptr, today), Removal::erased);
    item.came_from = ItemId{1};
    EXPECT_EQ(removal_of(item, &meeting, today), Removal::dropped) << "another one says where it went";
    item.came_from.reset();
    item.state = ItemState::unfinished;
    EXPECT_EQ(removal_of(item, &meeting, today), Removal::dropped);
    item.state = ItemState::open;
    for (auto const day :
         {PartialDate(today), PartialDate(parse_date("2026-11-22").value()),
          PartialDate(std::chrono::year{2026})}) {
        meeting.day = day;
        meeting.state = MeetingState::planned;
        EXPECT_EQ(removal_of(item, &meeting, today), Removal::dropped) << "nobody has said yet that it was";
        meeting.state = MeetingState::cancelled;
        EXPECT_EQ(removal_of(item, &meeting, today), Removal::erased);
    }
    meeting.state = MeetingState::held;
    EXPECT_EQ(removal_of(item, &meeting, today), Removal::dropped);
}

TEST(Agenda, open_answers_go_on_to_no_other_meeting)
{
    AgendaItem item;
    item.state = ItemState::unfinished;
    Meeting held;
    held.state = MeetingState::held;
    EXPECT_TRUE(is_to_be_carried(item, held));
    item.kind = ItemKind::open_answers;
    EXPECT_FALSE(is_to_be_carried(item, held)) << "the next one has its own";
    Meeting cancelled;
    cancelled.state = MeetingState::cancelled;
    item.state = ItemState::open;
    EXPECT_FALSE(is_to_be_carried(item, cancelled));
    for (auto const kind : all_item_kinds)
        EXPECT_NE(kind, ItemKind::open_answers) << "nobody chooses it";
}

TEST(Agenda, what_stands_in_the_way)
{
    auto const wrong = [](Fields const& fields) {
        std::vector<std::string> names;
        for (auto const& problem : problems_of_item(fields))
            names.push_back(problem.field);
        return names;
    };
    Fields fields;
    EXPECT_THAT(wrong(fields), ElementsAre("title", "kind"));
    fields.set("title", "Begrüßung");
    fields.set("kind", "information");
    EXPECT_THAT(wrong(fields), IsEmpty());
    for (auto const* minutes : {"0", "-5", "1441", "lang", "1,5"}) {
        fields.set("minutes", minutes);
        EXPECT_THAT(wrong(fields), ElementsAre("minutes")) << minutes;
    }
    fields.set("minutes", "1440");
    EXPECT_THAT(wrong(fields), IsEmpty());
}

}
} // namespace kommin::meetings
