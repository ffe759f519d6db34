// Stocktakings: who reads addresses, who answers for whom, and what is erased when.

#include "app/tests/inventory_story.hpp"

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class InventoryPrivacyStory : public InventoryBase {
protected:
    void begin()
    {
        one_ = drafted("Bestand");
        letters_ = opened(one_);
    }
    // The address of the organisation that is asked, at the desk.
    std::string north()
    {
        return one_ + "/gefragt/"
            + std::to_string(connection().load<std::int64_t>(
                "SELECT id FROM inventory_requests WHERE inventory_id = ? AND name = 'Verein Nord'",
                std::stoll(number_of(one_))));
    }
    std::string address_of_north()
    {
        return connection().load<std::string>(
            "SELECT mail FROM inventory_requests WHERE name = 'Verein Nord'");
    }
    std::string page() { return std::string(office_->get(one_).body_text()); }

    std::string one_, letters_;
};
KOMMIN_ON_BOTH_ENGINES(InventoryPrivacyStory);

TEST_P(InventoryPrivacyStory, mailboxes_are_shown_to_whoever_asks_and_to_nobody_else)
{
    begin();
    EXPECT_THAT(page(), AllOf(HasSubstr("jugend@kreis.example"), HasSubstr("nord@verein.example")));
    for (auto const* role : {"reader", "department_editor", "moderator"}) {
        auto reader = browser_of(role);
        for (auto const& path : {one_, north()})
            EXPECT_THAT(
                std::string(reader.get(path).body_text()),
                AllOf(HasSubstr("Verein Nord"), Not(HasSubstr("jugend@")), Not(HasSubstr("nord@verein"))))
                << role << ' ' << path;
        EXPECT_THAT(
            std::string(reader.get(one_).body_text()),
            AllOf(HasSubstr(">hat ein Postfach</td>"), HasSubstr(">keines</td>")));
    }
}

TEST_P(InventoryPrivacyStory, a_department_answers_for_its_own_unit_and_reads_the_others)
{
    begin();
    auto const own = request_of(one_, health_);
    auto const other = request_of(one_, youth_);
    auto stranger = browser_of("department_editor");
    EXPECT_THAT(std::string(stranger.get("/verwaltung").body_text()), Not(HasSubstr("Noch keine Antwort")));
    auto department = department_of(health_);
    EXPECT_THAT(
        std::string(department.get("/verwaltung").body_text()),
        AllOf(
            HasSubstr("Noch keine Antwort: Gesundheitsamt"), HasSubstr("href=\"" + own + '"'),
            Not(HasSubstr("Jugendamt"))));
    std::string const entry = "schluessel=a&kind=structure&title=Treff&panel=" + field_;
    for (auto const& path :
         {other + "/eintrag", other + "/nichts", other + "/gilt-weiter", north() + "/nichts"})
        EXPECT_EQ(department.post(path, entry + "&word=Fremd&eintrag=1").status(), http::Status::not_found)
            << path;
    EXPECT_EQ(department.get(other + "/eintrag").status(), http::Status::not_found);
    EXPECT_THAT(
        std::string(department.get(other).body_text()),
        AllOf(HasSubstr("Hier antwortet die Stelle selbst"), Not(HasSubstr("Eintrag anlegen"))));
    EXPECT_EQ(department.post(own + "/eintrag", entry).status(), http::Status::see_other);
    auto const theirs = one_ + "/eintraege/" + newest_entry();
    EXPECT_EQ(stranger.get(theirs).status(), http::Status::not_found);
    EXPECT_EQ(stranger.get(theirs + "/verlauf").status(), http::Status::not_found);
    for (auto const& path : {theirs, theirs + "/loeschen"}) {
        auto const refused = stranger.post(path, "fassung=1&kind=structure&title=Fremd&panel=" + field_);
        EXPECT_EQ(refused.status(), http::Status::not_found) << path;
        EXPECT_THAT(std::string(refused.body_text()), Not(HasSubstr(">Fremd</li>")))
            << "as if it were not there";
    }
    EXPECT_EQ(department.get(theirs).status(), http::Status::ok);
    EXPECT_THAT(std::string(department.get("/verwaltung").body_text()), Not(HasSubstr("Noch keine Antwort")))
        << "it has answered";
}

TEST_P(InventoryPrivacyStory, the_office_erases_what_was_written_by_mistake_whatever_the_day)
{
    begin();
    said(link_to(letters_, "jugend@kreis.example"), "Frau+Muster");
    auto const north_link = link_to(letters_, "nord@verein.example");
    EXPECT_EQ(sent(north_link + "/nichts", "word=Herr+Muster").status(), http::Status::see_other);
    auto const entry = newest_entry();
    EXPECT_EQ(press(one_, "schliessen").status(), http::Status::see_other);
    auto const next = drafted("Naechste", "&until=10.12.2026&previous=" + number_of(one_));
    EXPECT_EQ(press(next, "fragen").status(), http::Status::see_other);
    EXPECT_EQ(
        office_->post(request_of(next, youth_) + "/gilt-weiter", "eintrag=" + entry).status(),
        http::Status::see_other);
    move_to("2027-01-20T09:00:00Z");
    auto const stale = office_->post(one_ + "/eintraege/" + entry + "/loeschen", "fassung=7");
    EXPECT_EQ(stale.status(), http::Status::conflict);
    EXPECT_EQ(
        office_->post(one_ + "/eintraege/" + entry + "/loeschen", "fassung=1").status(),
        http::Status::see_other);
    EXPECT_EQ(
        connection().load<std::int64_t>(
            "SELECT COUNT(*) FROM record_versions WHERE subject_kind = 'inventory_entry' AND subject_id = ?",
            std::stoll(entry)),
        0)
        << "with its versions";
    EXPECT_EQ(count("inventory_entries"), 1) << "what was said to hold on stands by itself";
    EXPECT_THAT(std::string(office_->get(north()).body_text()), HasSubstr("Wort löschen"));
    EXPECT_EQ(office_->post(north() + "/wort-loeschen", {}).status(), http::Status::see_other);
    EXPECT_THAT(std::string(office_->get(north()).body_text()), Not(HasSubstr("Herr Muster")));
    EXPECT_THAT(
        audit_actions(),
        AllOf(Contains("goals.inventory_entry.erased"), Contains("goals.inventory_request.word_erased")));
    EXPECT_EQ(office_->post(north() + "/entfernen", {}).status(), http::Status::conflict)
        << "who has answered stays";
    EXPECT_EQ(office_->post(request_of(one_, health_) + "/entfernen", {}).status(), http::Status::see_other)
        << "who has not is removed, though the next one goes on from it";
}

TEST_P(InventoryPrivacyStory, an_address_is_erased_by_the_office_and_by_the_night_90_days_behind_the_closing)
{
    begin();
    auto const link = link_to(letters_, "nord@verein.example");
    EXPECT_EQ(
        office_->post(request_of(one_, youth_) + "/adresse-loeschen", {}).status(), http::Status::conflict)
        << "that of a unit stands with the unit";
    EXPECT_EQ(office_->post(north() + "/adresse-loeschen", {}).status(), http::Status::see_other);
    EXPECT_EQ(address_of_north(), "");
    EXPECT_EQ(status_of(link), http::Status::gone);
    EXPECT_EQ(office_->post(north() + "/adresse-loeschen", {}).status(), http::Status::see_other)
        << "pressed twice";
    noted(one_, "organisations=Verein+Nord%3B+neu@verein.example");
    EXPECT_EQ(press(one_, "schliessen").status(), http::Status::see_other);
    go_to("2027-02-01T08:00:00Z");
    EXPECT_EQ(address_of_north(), "neu@verein.example");
    go_to("2027-03-15T08:00:00Z");
    EXPECT_EQ(address_of_north(), "");
}

TEST_P(InventoryPrivacyStory, a_letter_behind_the_day_says_so_and_is_not_followed_by_a_reminder_at_once)
{
    begin();
    move_to("2026-12-15T09:00:00Z");
    static_cast<void>(inventory_letters());
    noted(one_, "organisations=Verein+Sued%3B+sued@verein.example");
    EXPECT_EQ(press(one_, "fragen").status(), http::Status::see_other);
    EXPECT_THAT(page(), HasSubstr("bestellt am "));
    auto const asked = inventory_letters();
    EXPECT_THAT(asked, AllOf(HasSubstr("Der Tag ist vorbei"), Not(HasSubstr("Bitte antworten Sie bis"))));
    EXPECT_THAT(page(), AllOf(HasSubstr("geschickt am "), Not(HasSubstr("bestellt am "))));
    EXPECT_THAT(
        read_at(link_to(asked, "sued@verein.example")),
        AllOf(HasSubstr("Eine späte Antwort zählt"), Not(HasSubstr("Bis dahin können Sie"))));
    go_to("2026-12-16T08:00:00Z");
    EXPECT_THAT(inventory_letters(), Not(HasSubstr("To: sued@"))) << "the morning after the letter";
    go_to("2026-12-22T08:00:00Z");
    EXPECT_THAT(inventory_letters(), HasSubstr("To: sued@"));
}

TEST_P(InventoryPrivacyStory, no_letter_is_ordered_that_would_never_leave)
{
    begin();
    move_to("2027-03-11T09:00:00Z"); // 91 days behind the day
    noted(one_, "organisations=Verein+Sued%3B+sued@verein.example");
    auto const refused = press(one_, "fragen");
    EXPECT_EQ(refused.status(), http::Status::conflict);
    EXPECT_THAT(std::string(refused.body_text()), HasSubstr("Der Tag ist zu lange vorbei"));
    auto const again = office_->post(
        north() + "/erneut",
        "fassung="
            + std::to_string(connection().load<std::int64_t>(
                "SELECT version FROM inventory_requests WHERE name = 'Verein Nord'")));
    EXPECT_EQ(again.status(), http::Status::conflict);
    EXPECT_THAT(inventory_letters(), IsEmpty());
}

} // namespace
} // namespace kommin::app
