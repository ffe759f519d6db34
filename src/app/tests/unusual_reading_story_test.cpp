// Whoever reads or takes away very much of what is personal in a day stands on the page of whoever watches
// over it (OWASP ASVS 11.1.7, 11.1.8).

#include "app/tests/invitation_story.hpp"
#include "modules/staff/testing.hpp"
#include "platform/web/write.hpp"

#include <gmock/gmock.h>

#include <chrono>
#include <string>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

class UnusualReadingStory : public StaffStory {
protected:
    void SetUp() override
    {
        StaffStory::SetUp();
        reader_ = account("leyla@kreis.example", {{"reader", Scope::whole_tenant()}});
    }
    // As that person's pages note it.
    template<class UseCase>
    void as(identity::AccountId who, UseCase const& use_case)
    {
        run_use_case(
            {connection(), tenant_, Actor::account(who.value, "somebody", std::make_shared<Rights const>()),
             clock(), i18n::Zone::berlin(), no_signals},
            [&](Work& work) -> Result<void> {
                use_case(work);
                return {};
            })
            .value();
    }
    void open_records(identity::AccountId who, std::string_view kind, std::int64_t first, std::int64_t count)
    {
        as(who, [&](Work& work) {
            for (auto number = first; number < first + count; ++number)
                work.audit(
                    kind == "feedback" ? "portal.feedback.read" : "contacts.person.read", kind, number);
        });
    }
    void note_lines(identity::AccountId who, std::string_view action, std::int64_t lines)
    {
        as(who, [&](Work& work) { work.audit(action, "tenant", tenant_, {}, {{"shown", lines}}); });
    }
    [[nodiscard]] std::vector<staff::UnusualReading> unusual()
    {
        return staff::list_unusual_readings(connection(), tenant_, i18n::Zone::berlin(), clock().now());
    }
    [[nodiscard]] std::string today(Browser& browser)
    {
        return std::string(browser.get("/verwaltung").body_text());
    }

    identity::AccountId reader_;
};
KOMMIN_ON_BOTH_ENGINES(UnusualReadingStory);

TEST_P(UnusualReadingStory, a_working_day_is_not_told_and_what_no_hand_does_is)
{
    open_records(reader_, "person", 1, 200);
    open_records(reader_, "person", 1, 200); // the same once more
    open_records(reader_, "feedback", 1, staff::many_records - 201);
    EXPECT_THAT(unusual(), IsEmpty());
    auto officer
        = logged_in(account("dsb@kreis.example", {{"data_protection_officer", Scope::whole_tenant()}}));
    EXPECT_THAT(today(officer), Not(HasSubstr("sehr viel Personenbezogenes")));

    open_records(reader_, "feedback", 1000, 1);
    ASSERT_THAT(unusual(), SizeIs(1));
    EXPECT_EQ(unusual().front().records, staff::many_records);
    auto const code = "account:" + std::to_string(reader_.value);
    EXPECT_THAT(
        today(officer),
        AllOf(
            HasSubstr("Ayşe Kaya hat an einem Tag sehr viel Personenbezogenes gelesen"),
            HasSubstr("300 verschiedene Datensätze geöffnet"),
            HasSubstr("/verwaltung/pruefpfad?wer=" + html::percent_encode(code) + "&amp;von=")));
    auto reader = logged_in(reader_);
    EXPECT_THAT(today(reader), Not(HasSubstr("sehr viel Personenbezogenes")));
}

TEST_P(UnusualReadingStory, what_leaves_as_a_file_counts_by_its_lines)
{
    note_lines(reader_, "contacts.people.exported", staff::many_exported_lines - 1);
    note_lines(reader_, "contacts.people.read", staff::many_listed_lines - 1);
    EXPECT_THAT(unusual(), IsEmpty());
    note_lines(reader_, "portal.feedback.exported", 1);
    ASSERT_THAT(unusual(), SizeIs(1));
    EXPECT_EQ(unusual().front().exported_lines, staff::many_exported_lines);
    EXPECT_EQ(unusual().front().listed_lines, staff::many_listed_lines - 1);
    EXPECT_EQ(unusual().front().records, 0);
}

TEST_P(UnusualReadingStory, paging_through_every_list_is_seen_as_well)
{
    for (int page = 0; page < 100; ++page)
        note_lines(reader_, "contacts.people.read", staff::many_listed_lines / 100);
    ASSERT_THAT(unusual(), SizeIs(1));
    EXPECT_EQ(unusual().front().listed_lines, staff::many_listed_lines);
}

TEST_P(UnusualReadingStory, whoever_looks_again_and_again_hides_nothing_behind_it)
{
    auto const reload = [&](std::int64_t times) {
        as(reader_, [&](Work& work) {
            for (std::int64_t time = 0; time < times; ++time)
                work.audit("contacts.person.read", "person", 7);
        });
    };
    reload(staff::many_readings - 1);
    EXPECT_THAT(unusual(), IsEmpty());
    reload(1);
    ASSERT_THAT(unusual(), SizeIs(1));
    EXPECT_EQ(unusual().front().readings, staff::many_readings);
    EXPECT_EQ(unusual().front().records, 1);
    auto officer
        = logged_in(account("dsb@kreis.example", {{"data_protection_officer", Scope::whole_tenant()}}));
    EXPECT_THAT(today(officer), HasSubstr("ein Datensatz geöffnet, 1.200-mal nachgesehen"));
}

TEST_P(UnusualReadingStory, each_day_is_its_own_and_is_forgotten_after_a_week)
{
    auto const half = staff::many_records / 2;
    open_records(reader_, "person", 1, half);
    clock().set(clock().now() + std::chrono::days{1});
    open_records(reader_, "person", 1 + half, half);
    EXPECT_THAT(unusual(), IsEmpty()) << "in two days, each of them an ordinary one";
    auto const other = account("ole@kreis.example", {{"reader", Scope::whole_tenant()}});
    open_records(other, "person", 1, half);
    EXPECT_THAT(unusual(), IsEmpty()) << "two people, each of them with ordinary work";
    open_records(other, "person", 1 + half, half);
    ASSERT_THAT(unusual(), SizeIs(1));
    EXPECT_EQ(unusual().front().actor, "account:" + std::to_string(other.value));
    clock().set(clock().now() + std::chrono::days{6});
    EXPECT_THAT(unusual(), SizeIs(1));
    clock().set(clock().now() + std::chrono::days{2});
    EXPECT_THAT(unusual(), IsEmpty());
}

TEST_P(UnusualReadingStory, work_is_no_reading_and_another_district_no_concern)
{
    as(reader_, [&](Work& work) {
        for (std::int64_t number = 1; number <= 2 * staff::many_records; ++number)
            work.audit("contacts.person.changed", "person", number);
    });
    EXPECT_THAT(unusual(), IsEmpty());
    open_records(reader_, "person", 1, staff::many_records);
    EXPECT_THAT(unusual(), SizeIs(1));
    EXPECT_THAT(
        staff::list_unusual_readings(
            connection(), TenantId{tenant_.value + 1}, i18n::Zone::berlin(), clock().now()),
        IsEmpty());
}

TEST_P(UnusualReadingStory, reading_and_exporting_count_in_the_metrics)
{
    auto browser = logged_in(account("admin@kreis.example", {{"administrator", Scope::whole_tenant()}}));
    auto const before = web::count_readings();
    ASSERT_EQ(browser.get("/verwaltung/konten").status(), http::Status::ok);
    EXPECT_EQ(web::count_readings().readings - before.readings, 1U);
    EXPECT_EQ(web::count_readings().exported_lines, before.exported_lines);
    ASSERT_EQ(browser.get("/verwaltung/konten/liste.csv").status(), http::Status::ok);
    EXPECT_EQ(web::count_readings().readings - before.readings, 2U);
    EXPECT_EQ(web::count_readings().exported_lines - before.exported_lines, 2U) << "both accounts";
    EXPECT_THAT(
        product_.metrics.expose(),
        AllOf(HasSubstr("kommin_readings_total "), HasSubstr("kommin_exported_lines_total ")));
}

// Their lists and files are noted at the meeting.
class UnusualReadingsOfMeetings : public InvitationBase {
protected:
    [[nodiscard]] std::vector<staff::UnusualReading> unusual()
    {
        return staff::list_unusual_readings(connection(), tenant_, i18n::Zone::berlin(), clock().now());
    }
    // Of another meeting, by whoever took the file of this one.
    void take_files(std::int64_t first, std::int64_t meetings, std::int64_t lines)
    {
        auto const code = connection().load<std::string>(
            "SELECT actor FROM audit_entries WHERE action = 'meetings.invitations.exported' LIMIT 1");
        auto const number = std::stoll(code.substr(code.find(':') + 1));
        run_use_case(
            {connection(), tenant_, Actor::account(number, "somebody", std::make_shared<Rights const>()),
             clock(), i18n::Zone::berlin(), no_signals},
            [&](Work& work) -> Result<void> {
                for (auto other = first; other < first + meetings; ++other)
                    work.audit("meetings.attendance.exported", "meeting", other, {}, {{"count", lines}});
                return {};
            })
            .value();
    }
};
KOMMIN_ON_BOTH_ENGINES(UnusualReadingsOfMeetings);

TEST_P(UnusualReadingsOfMeetings, their_files_count_by_their_lines)
{
    add_guest(person("Leyla", "leyla@verein.example"));
    add_guest(person("Ole", "ole@verein.example"));
    for (int times = 0; times < 3; ++times) // the same two people
        ASSERT_EQ(office_->get(list("/liste.csv")).status(), http::Status::ok);
    take_files(100'000, 1, staff::many_exported_lines - 3);
    EXPECT_THAT(unusual(), IsEmpty());
    take_files(200'000, 1, 1);
    ASSERT_THAT(unusual(), SizeIs(1));
    EXPECT_EQ(unusual().front().exported_lines, staff::many_exported_lines);
    EXPECT_EQ(unusual().front().records, 3) << "and the meetings beside them";
}

}
} // namespace kommin::app
