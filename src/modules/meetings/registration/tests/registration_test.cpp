#include "modules/meetings/registration/part_panels.hpp"
#include "modules/meetings/registration/participant_list.hpp"
#include "modules/meetings/registration/party_desk.hpp"
#include "modules/meetings/registration/programme_editing.hpp"
#include "modules/meetings/registration/registration.hpp"

#include <gmock/gmock.h>

#include <chrono>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::meetings {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;
using namespace std::chrono_literals;

constexpr Date day_of_session{std::chrono::year{2027}, std::chrono::March, std::chrono::day{10}};
i18n::Zone const& berlin = i18n::Zone::berlin();

Meeting session()
{
    Meeting meeting;
    meeting.day = PartialDate(day_of_session);
    meeting.begins_at = i18n::TimeOfDay::at(9, 30);
    return meeting;
}

std::vector<std::string> fields_of(std::vector<Problem> const& problems)
{
    std::vector<std::string> fields;
    for (auto const& problem : problems)
        fields.push_back(problem.field);
    return fields;
}

TEST(SessionAddress, is_a_year_and_perhaps_a_word)
{
    EXPECT_EQ(year_of_slug("2027"), 2027);
    EXPECT_EQ(year_of_slug("2027-herbst"), 2027);
    for (auto const* wrong :
         {"", "27", "1999", "2200", "2027-", "2027--x", "2027herbst", "2027-Herbst", "2027-ü", "2027-a/b",
          "anmeldung", "+027", "-2027"})
        EXPECT_EQ(year_of_slug(wrong), std::nullopt) << wrong;
    EXPECT_EQ(year_of_slug("2027-" + std::string(40, 'a')), std::nullopt);
}

TEST(RegistrationWindow, is_open_from_its_first_moment_up_to_its_last)
{
    auto const meeting = session();
    Programme programme;
    programme.opens_at = berlin.to_instant({day_of_session + std::chrono::days{-30}, i18n::TimeOfDay::at(8)});
    programme.closes_at
        = berlin.to_instant({day_of_session + std::chrono::days{-1}, i18n::TimeOfDay::at(18)});
    programme.state = ProgrammeState::open;
    auto const phase = [&](Instant now) { return phase_of(programme, meeting, berlin, now); };
    EXPECT_EQ(phase(programme.opens_at - 1ms), RegistrationPhase::early);
    EXPECT_EQ(phase(programme.opens_at), RegistrationPhase::open);
    EXPECT_EQ(phase(programme.closes_at - 1ms), RegistrationPhase::open);
    EXPECT_EQ(phase(programme.closes_at), RegistrationPhase::over);
    programme.state = ProgrammeState::closed;
    EXPECT_EQ(phase(programme.opens_at), RegistrationPhase::closed);
    programme.state = ProgrammeState::open;
    auto called_off = meeting;
    called_off.state = MeetingState::cancelled;
    EXPECT_EQ(phase_of(programme, called_off, berlin, programme.opens_at), RegistrationPhase::over);
}

TEST(ProgrammeForm, seats_are_never_fewer_than_are_taken)
{
    Programme programme;
    programme.seats = 20;
    programme.taken = 12;
    programme.version = 3;
    std::vector<ProgrammePart> const parts{
        {.id = PartId{1}, .kind = PartKind::group, .name = "Schule", .position = 1, .seats = 10, .taken = 7},
        {.id = PartId{2}, .kind = PartKind::group, .name = "Arbeit", .position = 2, .seats = 10, .taken = 0}};
    ProgrammeForm form{
        .version = 3,
        .slug = "2027",
        .opens_day = "1.2.2027",
        .opens_time = "8",
        .closes_day = "9.3.2027",
        .closes_time = "18:00",
        .seats = "12",
        .state = "open",
        .parts = {{1, "group", "Schule", "7", "2"}, {2, "group", "", "10", "1"}}};
    auto const problems
        = [&] { return problems_of_programme(form, session(), &programme, parts, {}, berlin); };
    EXPECT_THAT(fields_of(problems()), IsEmpty()) << "as many as are taken; whom nobody chose may go";
    form.seats = "11";
    form.parts[0].seats = "6";
    auto const found = problems();
    EXPECT_THAT(fields_of(found), ElementsAre("seats", "part_seats_1"));
    EXPECT_THAT(found[0].arguments, ElementsAre(std::pair<std::string, std::string>("count", "12")));
    EXPECT_THAT(found[1].arguments, ElementsAre(std::pair<std::string, std::string>("count", "7")));
    form.seats = "12";
    form.parts[0] = {1, "group", "", "7", "2"};
    EXPECT_THAT(fields_of(problems()), ElementsAre("part_name_1"));
    form.parts[0] = {1, "group", "Schule", "7", "zwei"};
    form.closes_day = "10.3.2027";
    form.closes_time = "9:31";
    EXPECT_THAT(fields_of(problems()), UnorderedElementsAre("part_order_1", "closes_day"))
        << "no longer than until it begins";
}

TEST(RegistrationForm, a_line_in_which_anything_is_filled_is_somebody)
{
    std::vector<ProgrammePart> const parts{
        {.id = PartId{4}, .kind = PartKind::group, .name = "Schule", .position = 1, .seats = 9, .taken = 0}};
    ParticipantEntry whole;
    whole.name = "Leyla Muster";
    whole.part = "4";
    whole.role = "private";
    ParticipantEntry const nobody;
    EXPECT_THAT(
        fields_of(problems_of(std::vector{whole, nobody, ParticipantEntry{.name = "  "}}, parts, {})),
        IsEmpty());
    std::vector<ParticipantEntry> half(6);
    half[0].part = "4";
    half[1].role = "private";
    half[2].food = "ohne Fleisch";
    half[3].wheelchair = true;
    half[4].municipality = "kamen";
    half[5].organisation = "Verein";
    for (std::size_t i = 0; i < half.size(); ++i) {
        auto const found = fields_of(problems_of(std::vector{whole, half[i]}, parts, {}));
        EXPECT_THAT(found, ::testing::Contains("name_2")) << i;
    }
    EXPECT_THAT(fields_of(problems_of(std::vector{nobody}, parts, {})), ElementsAre("name_1"));
    auto unknown = whole;
    unknown.part = "5";
    unknown.role = "";
    EXPECT_THAT(
        fields_of(problems_of(std::vector{unknown}, parts, {})), UnorderedElementsAre("part_1", "role_1"));
    EXPECT_THAT(
        fields_of(problems_of(std::vector<ParticipantEntry>(9, whole), parts, {})), ElementsAre("name_1"));
}

TEST(RegistrationForm, tells_of_the_draft_since_its_second_version)
{
    for (auto const* version : {"", "2026-11", "desk 2026-11"})
        EXPECT_FALSE(tells_of_draft(version)) << version;
    for (auto const version :
         {std::string_view("2026-12"), std::string_view("desk 2026-12"), std::string_view("2027-01"),
          consent_version, desk_consent})
        EXPECT_TRUE(tells_of_draft(version)) << version;
}

TEST(RegistrationForm, needs_one_way_to_be_reached_that_is_one)
{
    auto const fields = [](std::string mail, std::string telephone) {
        return fields_of(problems_of(ContactEntry{std::move(mail), std::move(telephone)}));
    };
    EXPECT_THAT(fields("leyla@verein.example", ""), IsEmpty());
    EXPECT_THAT(fields("", "02303 / 27-0"), IsEmpty());
    EXPECT_THAT(fields(" ", ""), ElementsAre("mail"));
    EXPECT_THAT(fields("leyla", "ja"), ElementsAre("mail", "telephone"));
}

TEST(RegistrationForm, says_the_same_whatever_lines_are_empty)
{
    RegistrationForm form;
    form.people = {ParticipantEntry{.name = "A", .part = "4"}, ParticipantEntry{}};
    form.contact.mail = " a@b.example ";
    auto same = form;
    same.people.pop_back();
    same.contact.mail = "a@b.example";
    EXPECT_EQ(content_of(form), content_of(same));
    auto other = form;
    other.people[0].wheelchair = true;
    EXPECT_NE(content_of(form), content_of(other));
    other = form;
    other.people[0] = {.name = "4", .part = "A"};
    EXPECT_NE(content_of(form), content_of(other)) << "no entry slips into the next field";
}

ProgrammePart part_of(std::int64_t id, PartKind kind, std::int64_t panel, std::int64_t above = 0)
{
    ProgrammePart part{.id = PartId{id}, .kind = kind, .name = std::to_string(id)};
    if (panel != 0)
        part.panel = PanelId{panel};
    if (above != 0)
        part.above = PanelId{above};
    return part;
}

// "2(1 3)": the second with the first and the third below it.
std::string shape_of(std::vector<ProgrammePart> const& parts)
{
    std::string shape;
    for (auto const& [top, below] : with_groups(parts)) {
        shape += (shape.empty() ? "" : " ") + top->name;
        std::string names;
        for (auto const* part : below)
            names += (names.empty() ? "" : " ") + part->name;
        shape += names.empty() ? "" : '(' + names + ')';
    }
    return shape;
}

TEST(Parts, lie_below_the_field_where_that_is_a_part)
{
    using enum PartKind;
    EXPECT_EQ(shape_of({}), "");
    EXPECT_EQ(shape_of({part_of(1, workshop, 0), part_of(2, group, 0)}), "1 2") << "of no panel";
    auto const group_first = std::vector{
        part_of(1, group, 20, 10), part_of(2, field_of_action, 10, 5), part_of(3, workshop, 10, 5),
        part_of(4, workshop, 20, 10), part_of(5, group, 30, 11)};
    EXPECT_EQ(shape_of(group_first), "2(1 3 4) 5");
    EXPECT_EQ(shape_of({part_of(1, group, 20, 10), part_of(2, workshop, 20, 10)}), "1(2)");
    EXPECT_EQ(shape_of({part_of(1, workshop, 10, 5), part_of(2, group, 20, 10)}), "1 2")
        << "nothing lies below a workshop";
}

TEST(Parts, are_counted_by_the_field_above_their_panel_at_any_depth)
{
    auto const panel = [](std::int64_t id, PanelKind kind, std::int64_t parent) {
        Panel made;
        made.id = PanelId{id};
        made.kind = kind;
        if (parent != 0)
            made.parent = PanelId{parent};
        return made;
    };
    std::vector const panels{
        panel(1, PanelKind::conference, 0), panel(2, PanelKind::working_group, 3),
        panel(3, PanelKind::field_of_action, 1), panel(4, PanelKind::working_group, 2),
        panel(5, PanelKind::working_group, 1)};
    EXPECT_EQ(field_of(panels, part_of(1, PartKind::group, 4)), PanelId{3});
    EXPECT_EQ(field_of(panels, part_of(1, PartKind::field_of_action, 3)), PanelId{3});
    EXPECT_EQ(field_of(panels, part_of(1, PartKind::group, 5)), PanelId{5}) << "of no field";
    EXPECT_EQ(field_of(panels, part_of(1, PartKind::workshop, 0)), std::nullopt);
    std::vector const parts{part_of(1, PartKind::group, 4), part_of(2, PartKind::group, 5)};
    std::vector<std::int64_t> named;
    for (auto const& one : panels_of_parts(panels, parts))
        named.push_back(one.id.value);
    EXPECT_THAT(named, ElementsAre(3, 4, 5)) << "a field before its groups";
}

ListedParticipant needing(std::string interpreter, std::string food = {})
{
    ListedParticipant person;
    person.interpreter = std::move(interpreter);
    person.food = std::move(food);
    return person;
}

TEST(Needs, are_counted_in_any_spelling_and_called_as_the_first_one_typed_them)
{
    std::vector people{needing("Türkisch"), needing("arabisch", "halal"),
                       needing("ARABISCH"), needing(" Arabisch "),
                       needing(""),         needing("Türkisch")};
    people[0].wheelchair = true;
    people[5].state = RegistrationState::waiting;
    auto const needs = count_needs(people);
    ASSERT_EQ(needs.size(), 3U);
    EXPECT_EQ(needs[0].need, Need::interpreter);
    EXPECT_EQ(needs[0].people, 4) << "not of whoever waits for a seat";
    std::vector<std::string> told;
    for (auto const& wish : needs[0].wishes)
        told.push_back(wish.text + ' ' + std::to_string(wish.people));
    EXPECT_THAT(told, ElementsAre("arabisch 3", "Türkisch 1"));
    EXPECT_EQ(needs[1].need, Need::food);
    EXPECT_EQ(needs[2].need, Need::wheelchair);
    EXPECT_EQ(needs[2].people, 1);
    EXPECT_THAT(needs[2].wishes, IsEmpty());
    EXPECT_THAT(count_needs({}), IsEmpty());
}

}
} // namespace kommin::meetings
