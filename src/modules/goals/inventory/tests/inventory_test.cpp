#include "modules/goals/inventory/inventory.hpp"

#include "modules/goals/inventory/entry_editing.hpp"

#include <gmock/gmock.h>

#include <chrono>
#include <string>

namespace kommin::goals {
namespace {

using ::testing::Contains;
using ::testing::Field;
using ::testing::IsEmpty;

Date day(std::string_view iso)
{
    return parse_date(iso).value();
}

Inventory open_until(std::string_view iso)
{
    Inventory one;
    one.state = InventoryState::open;
    one.until = day(iso);
    return one;
}

InventoryRequest asked_on(std::string_view instant)
{
    InventoryRequest one;
    one.asked_at = parse_instant(instant);
    return one;
}

std::optional<InventoryLetter> due(
    Inventory const& inventory, InventoryRequest const& request, std::string_view today)
{
    return reminder_due(inventory, request, day(today), i18n::Zone::berlin());
}

TEST(InventoryReminders, come_once_in_the_week_before_the_day_and_once_after_it)
{
    auto const inventory = open_until("2026-12-31");
    auto request = asked_on("2026-12-01T08:00:00Z");
    EXPECT_FALSE(due(inventory, request, "2026-12-23"));
    EXPECT_EQ(due(inventory, request, "2026-12-24"), InventoryLetter::soon);
    EXPECT_EQ(due(inventory, request, "2026-12-31"), InventoryLetter::soon) << "the day itself is not over";
    request.soon_for = inventory.until;
    EXPECT_FALSE(due(inventory, request, "2026-12-31"));
    EXPECT_EQ(due(inventory, request, "2027-01-01"), InventoryLetter::late);
    request.late_for = inventory.until;
    EXPECT_FALSE(due(inventory, request, "2027-02-01"));
    EXPECT_EQ(due(open_until("2027-02-05"), request, "2027-02-01"), InventoryLetter::soon)
        << "another day reminds anew";
}

TEST(InventoryReminders, are_not_for_those_who_answered_were_not_asked_or_were_asked_this_week)
{
    auto inventory = open_until("2026-12-31");
    auto request = asked_on("2026-12-01T08:00:00Z");
    for (auto const answer : {InventoryAnswer::entries, InventoryAnswer::nothing}) {
        request.answer = answer;
        EXPECT_FALSE(due(inventory, request, "2027-01-01"));
    }
    EXPECT_FALSE(due(inventory, InventoryRequest{}, "2027-01-01")) << "no letter has asked";
    EXPECT_FALSE(due(inventory, asked_on("2026-12-27T08:00:00Z"), "2026-12-28"));
    auto const asked_late = asked_on("2026-12-27T08:00:00Z");
    EXPECT_FALSE(due(inventory, asked_late, "2027-01-01")) << "it has the letter still before it";
    EXPECT_EQ(due(inventory, asked_late, "2027-01-03"), InventoryLetter::late);
    auto const asked_behind = asked_on("2027-01-05T23:30:00Z"); // half past midnight of the sixth
    EXPECT_FALSE(due(inventory, asked_behind, "2027-01-06")) << "the morning after its letter";
    EXPECT_FALSE(due(inventory, asked_behind, "2027-01-12"));
    EXPECT_EQ(due(inventory, asked_behind, "2027-01-13"), InventoryLetter::late);
    inventory.state = InventoryState::closed;
    EXPECT_FALSE(due(inventory, asked_on("2026-12-01T08:00:00Z"), "2027-01-01"));
}

TEST(InventoryAnswers, change_up_to_the_day_and_come_late_until_it_is_closed)
{
    auto inventory = open_until("2026-12-31");
    auto const may = [&](InventoryRequest const& request, std::string_view today) {
        return may_still_answer(inventory, request, day(today), i18n::Zone::berlin());
    };
    InventoryRequest in_time;
    in_time.answered_at = parse_instant("2026-12-31T22:30:00Z"); // half past eleven in Berlin
    InventoryRequest late;
    late.answered_at = parse_instant("2026-12-31T23:30:00Z"); // half past midnight
    EXPECT_TRUE(may(in_time, "2026-12-31"));
    EXPECT_FALSE(may(in_time, "2027-01-01"));
    EXPECT_TRUE(may(late, "2027-01-02")) << "it was late already";
    EXPECT_TRUE(may(InventoryRequest{}, "2027-01-02"));
    EXPECT_TRUE(may(InventoryRequest{}, "2027-03-31"));
    EXPECT_FALSE(may(InventoryRequest{}, "2027-04-01")) << "nobody has closed it, and it is long over";
    for (auto const state : {InventoryState::draft, InventoryState::closed}) {
        inventory.state = state;
        EXPECT_FALSE(may(InventoryRequest{}, "2026-12-01"));
    }
}

TEST(InventoryEntries, say_beside_each_field_what_is_wrong_with_it)
{
    WholeInventory whole;
    whole.fields = {meetings::PanelId{7}};
    records::Fields fields;
    fields.set(entry_field::kind, "structure");
    fields.set(entry_field::title, "Elterncafé");
    fields.set(entry_field::panel, "7");
    fields.set(entry_field::since, "03.2019");
    fields.set(entry_field::reach, " 70 Eltern \r\n\r\nalle ");
    EXPECT_THAT(problems_of_entry(fields, whole, nullptr), IsEmpty());
    EXPECT_EQ(spelled_entry(fields).value(entry_field::reach), "70 Eltern\nalle");
    auto const refused_at = [&](std::string_view name, std::string value) {
        auto wrong = fields;
        wrong.set(name, std::move(value));
        EXPECT_THAT(
            problems_of_entry(wrong, whole, nullptr), Contains(Field(&Problem::field, std::string(name))))
            << name;
    };
    refused_at(entry_field::kind, "");
    refused_at(entry_field::title, " \r\n ");
    refused_at(entry_field::panel, "8");
    refused_at(entry_field::since, "1850");
    refused_at(entry_field::since, "gestern");
    refused_at(entry_field::places, "Bergkamen");
    refused_at(entry_field::title, std::string(201, 'x'));
    refused_at(entry_field::reach, "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11");
    refused_at(entry_field::reach, std::string(201, 'x'));
    InventoryEntry stored;
    stored.panel = meetings::PanelId{8};
    auto kept = fields;
    kept.set(entry_field::panel, "8");
    EXPECT_THAT(problems_of_entry(kept, whole, &stored), IsEmpty()) << "what it had may stay";
}

} // namespace
} // namespace kommin::goals
