// Minutes: written while people talk, sent to whoever was there, mended, approved by a later meeting,
// published.

#include "app/tests/minutes_story.hpp"
#include "platform/html/url.hpp"
#include "platform/records/versions.hpp"

#include <chrono>
#include <string>
#include <vector>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

class MinutesStory : public MinutesBase { };
KOMMIN_ON_BOTH_ENGINES(MinutesStory);

TEST_P(MinutesStory, agenda_and_attendance_are_there_before_the_first_word)
{
    auto const form = office_->get(minutes("/aendern")).body_text();
    EXPECT_THAT(
        form,
        AllOf(
            HasSubstr("Sprachcafé"), HasSubstr("notes_" + first_), HasSubstr("Muster, Leyla"),
            HasSubstr("2 Personen waren da")));
    EXPECT_EQ(save(text_of_meeting()).status(), http::Status::see_other);
    EXPECT_THAT(
        page(),
        AllOf(
            HasSubstr("<p>Drei Vereine helfen.</p>"), HasSubstr("Größerer Raum"), HasSubstr("Frau Muster"),
            HasSubstr("Ja: 1, Nein: 0, Enthaltungen: 1"), HasSubstr("angenommen"),
            HasSubstr("wird geschrieben")));
    EXPECT_THAT(office_->get(minutes("/drucken")).body_text(), HasSubstr("Drei Vereine helfen."));
    EXPECT_THAT(office_->get(meeting_).body_text(), HasSubstr("Zum Protokoll"));
    EXPECT_THAT(
        audit_actions(), AllOf(Contains("meetings.minutes.created"), Contains("meetings.minutes.read")));
}

TEST_P(MinutesStory, nobody_counts_more_votes_than_people_and_a_tie_is_a_rejection)
{
    auto const votes = [&](std::string const& yes, std::string const& no) {
        return "motion_" + first_ + "_1=Antrag&voting_" + first_ + "_1=open&yes_" + first_ + "_1=" + yes
            + "&no_" + first_ + "_1=" + no;
    };
    auto const refused = save(votes("2", "1"));
    EXPECT_EQ(refused.status(), http::Status::unprocessable);
    EXPECT_THAT(refused.body_text(), HasSubstr("3 Stimmen gezählt, aber nur 2 Personen"));
    EXPECT_EQ(save(votes("1", "viele")).status(), http::Status::unprocessable);
    EXPECT_EQ(save(votes("1", "")).status(), http::Status::unprocessable) << "an open vote has both numbers";
    EXPECT_EQ(save(votes("1", "1")).status(), http::Status::see_other);
    EXPECT_THAT(page(), AllOf(HasSubstr("abgelehnt"), HasSubstr("Stimmengleichheit ist eine Ablehnung")));
    EXPECT_EQ(
        office_
            ->post(
                minutes("/aendern"),
                "fassung=" + std::to_string(stored().version) + "&tie=chair&" + votes("1", "1") + "&casting_"
                    + first_ + "_1=yes")
            .status(),
        http::Status::see_other);
    EXPECT_THAT(page(), AllOf(HasSubstr("angenommen"), HasSubstr("stimmt der Vorsitz mit Ja")));
}

TEST_P(MinutesStory, two_who_write_at_once_lose_nothing)
{
    auto const version = std::to_string(stored().version);
    EXPECT_EQ(save("notes_" + first_ + "=Regen", version).status(), http::Status::see_other);
    auto const late = save("notes_" + first_ + "=Sonne", version);
    EXPECT_EQ(late.status(), http::Status::conflict);
    EXPECT_THAT(late.body_text(), AllOf(HasSubstr("Regen"), HasSubstr("Sonne")));
    EXPECT_THAT(office_->get(minutes("/aendern/verlauf")).body_text(), HasSubstr("?fassung=2"));
}

TEST_P(MinutesStory, the_draft_goes_to_whoever_was_there_and_the_approval_onto_the_next_agenda)
{
    auto const next = next_meeting("1.6.2027");
    written_and_sent();
    auto const mails = letters();
    EXPECT_THAT(mails, AllOf(HasSubstr("leyla@verein.example"), HasSubstr("anton@verein.example")));
    auto const link = link_in(mails, "/de/protokoll/");
    auto guest = anybody();
    auto const draft = guest.get(link).body_text();
    EXPECT_THAT(
        draft,
        AllOf(
            HasSubstr("Drei Vereine helfen."), Not(HasSubstr("Größerer Raum")),
            Not(HasSubstr("Noch unbekannt."))))
        << "a guest reads nothing of what is internal";
    auto const said = guest.post(link, "punkt=" + first_ + "&text=Es+waren+vier+Vereine.", false);
    EXPECT_EQ(said.status(), http::Status::see_other) << said.body_text();
    EXPECT_THAT(guest.get(link + "?danke=1").body_text(), HasSubstr("Ihr Hinweis ist da"));
    EXPECT_EQ(guest.post(link, "text=", false).status(), http::Status::unprocessable);
    EXPECT_THAT(
        page(),
        AllOf(HasSubstr("Es waren vier Vereine."), HasSubstr("Leyla Muster"), HasSubstr("Sommersitzung")));
    EXPECT_THAT(office_->get("/verwaltung").body_text(), HasSubstr("einen Hinweis zum Entwurf"));
    EXPECT_THAT(office_->get(next).body_text(), HasSubstr("Genehmigung des Protokolls: Frühjahrssitzung"));
    // Sent again: another letter, the same item. Somebody who takes it off gets another one.
    EXPECT_EQ(step("verschicken", "until=27.1.2027").status(), http::Status::see_other);
    EXPECT_EQ(
        connection().load<std::int64_t>(
            "SELECT COUNT(*) FROM agenda_items WHERE tenant_id = ? AND kind = 'approval_of_minutes'",
            tenant_),
        1);
    auto const approval = std::to_string(connection().load<std::int64_t>(
        "SELECT id FROM agenda_items WHERE tenant_id = ? AND kind = 'approval_of_minutes'", tenant_));
    EXPECT_EQ(
        office_->post("/verwaltung/punkte/" + approval + "/entfernen", "fassung=1").status(),
        http::Status::see_other);
    EXPECT_THAT(page(), HasSubstr("steht auf keiner Tagesordnung mehr"));
    EXPECT_EQ(step("verschicken", "until=28.1.2027").status(), http::Status::see_other);
    EXPECT_THAT(office_->get(next).body_text(), HasSubstr("Genehmigung des Protokolls"));
}

TEST_P(MinutesStory, what_somebody_says_is_settled_before_anybody_approves)
{
    auto const next = next_meeting("1.2.2027");
    written_and_sent();
    auto const link = link_in(letters(), "/de/protokoll/");
    auto guest = anybody();
    guest.post(link, "text=Es+waren+vier.", false);
    EXPECT_EQ(step("genehmigen", "was=meeting").status(), http::Status::conflict) << "one is open";
    auto const id = std::to_string(
        connection().load<std::int64_t>("SELECT id FROM amendments WHERE tenant_id = ?", tenant_));
    EXPECT_EQ(step("hinweise", "wahl=" + id + "&stand=declined&word=").status(), http::Status::unprocessable);
    EXPECT_EQ(
        step("hinweise", "wahl=" + id + "&stand=declined&word=Es+waren+drei.").status(),
        http::Status::see_other);
    EXPECT_THAT(page(), HasSubstr("nicht übernommen"));
    auto const slower = step("hinweise", "wahl=" + id + "&stand=accepted&word=Doch%2C+vier.");
    EXPECT_EQ(slower.status(), http::Status::conflict) << "a colleague was faster";
    EXPECT_THAT(slower.body_text(), AllOf(HasSubstr("schon jemand entschieden"), HasSubstr("Doch, vier.")));
    EXPECT_THAT(page(), AllOf(HasSubstr("Es waren drei."), Not(HasSubstr("Doch, vier."))));
    EXPECT_EQ(step("genehmigen", "was=meeting").status(), http::Status::conflict) << "nobody has met yet";
    EXPECT_EQ(step("genehmigen", "was=writing").status(), http::Status::conflict) << "there is time left";
    go_to("2027-02-01T10:00:00Z");
    EXPECT_THAT(guest.get(link).body_text(), HasSubstr("Die Frist für Hinweise ist vorbei"));
    EXPECT_EQ(guest.post(link, "text=Zu+sp%C3%A4t.", false).status(), http::Status::gone);
    EXPECT_THAT(office_->get("/verwaltung").body_text(), HasSubstr("Die Sitzung, die es genehmigen kann"));
    EXPECT_EQ(step("genehmigen", "was=meeting").status(), http::Status::see_other);
    EXPECT_THAT(
        guest.get(link).body_text(),
        AllOf(HasSubstr("Ihre Hinweise zum Protokoll"), Not(HasSubstr("Drei Vereine helfen."))))
        << "it is settled: what became of their word is left";
    EXPECT_THAT(page(), AllOf(HasSubstr("genehmigt"), HasSubstr("Beschluss 1/2027")));
    EXPECT_THAT(office_->get(next).body_text(), HasSubstr("erledigt"));
}

TEST_P(MinutesStory, approved_ones_stay_as_they_are_until_somebody_corrects_them)
{
    next_meeting("1.2.2027");
    written_and_sent();
    go_to("2027-02-01T10:00:00Z");
    EXPECT_EQ(step("genehmigen", "was=meeting").status(), http::Status::see_other);
    auto const too_late = save("notes_" + first_ + "=Anders", std::to_string(stored().version));
    EXPECT_EQ(too_late.status(), http::Status::conflict);
    EXPECT_THAT(too_late.body_text(), HasSubstr("Anders")) << "nothing of theirs is lost";
    EXPECT_EQ(step("veroeffentlichen").status(), http::Status::see_other);
    EXPECT_THAT(
        anybody().get(public_path()).body_text(),
        AllOf(
            HasSubstr("Drei Vereine helfen."), HasSubstr("Beschluss 1/2027"), HasSubstr("Sprachcafé"),
            Not(HasSubstr("Raumkosten")), Not(HasSubstr("Noch unbekannt.")), Not(HasSubstr("Größerer Raum")),
            Not(HasSubstr("Frau Muster")), Not(HasSubstr("Leyla")), Not(HasSubstr("Amt</"))))
        << "no internal item or note, no name of whoever moved or came";
    product_.publications.refresh(connection());
    EXPECT_THAT(anybody().get(public_path("tr")).body_text(), HasSubstr("action=\"/tr/hilfreich\""))
        << "the press has said that there is a page to speak about";
    EXPECT_EQ(step("oeffnen", "reason=").status(), http::Status::unprocessable);
    EXPECT_EQ(step("oeffnen", "reason=Zahl+falsch").status(), http::Status::see_other);
    EXPECT_EQ(
        save(
            "notes_" + first_ + "=Vier+Vereine+helfen.&motion_" + first_
            + "_1=Ein+Caf%C3%A9+am+Mittwoch&voting_" + first_ + "_1=consensus")
            .status(),
        http::Status::see_other);
    EXPECT_THAT(anybody().get(public_path()).body_text(), HasSubstr("Drei Vereine helfen."))
        << "the public reads what was approved";
    next_meeting("1.3.2027");
    EXPECT_EQ(step("verschicken", "until=20.2.2027").status(), http::Status::see_other);
    go_to("2027-03-01T10:00:00Z");
    EXPECT_EQ(step("genehmigen", "was=meeting").status(), http::Status::see_other);
    EXPECT_EQ(step("veroeffentlichen").status(), http::Status::see_other);
    EXPECT_THAT(
        anybody().get(public_path()).body_text(),
        AllOf(
            HasSubstr("Vier Vereine helfen."), HasSubstr("2, berichtigt"), HasSubstr("Beschluss 1/2027"),
            Not(HasSubstr("Zahl falsch"))))
        << "the decision keeps its number; why it was corrected may be internal";
    EXPECT_THAT(
        page(),
        AllOf(
            HasSubstr("Fassung 2, genehmigt"), HasSubstr("Fassung 1, genehmigt"), HasSubstr("Zahl falsch")));
    EXPECT_EQ(step("zuruecknehmen").status(), http::Status::see_other);
    EXPECT_EQ(anybody().get(public_path()).status(), http::Status::not_found);
}

TEST_P(MinutesStory, an_approval_without_a_meeting_waits_for_the_one_that_is_planned_later)
{
    written_and_sent();
    static_cast<void>(letters()); // what is done at night is planned from now on
    EXPECT_THAT(page(), HasSubstr("wartet auf die nächste Sitzung"));
    auto const next = next_meeting("1.6.2027");
    EXPECT_THAT(office_->get(next).body_text(), HasSubstr("Genehmigung des Protokolls"))
        << "it is offered to be taken";
    go_to("2027-01-13T08:00:00Z");
    static_cast<void>(letters());
    EXPECT_THAT(page(), HasSubstr("Sommersitzung"));
    go_to("2027-01-14T08:00:00Z");
    static_cast<void>(letters());
    EXPECT_EQ(
        connection().load<std::int64_t>(
            "SELECT COUNT(*) FROM agenda_items WHERE tenant_id = ? AND kind = 'approval_of_minutes'"
            " AND meeting_id IS NOT NULL",
            tenant_),
        1);
    EXPECT_EQ(step("genehmigen", "was=writing").status(), http::Status::conflict);
    go_to("2027-01-27T08:00:00Z");
    EXPECT_EQ(step("genehmigen", "was=writing").status(), http::Status::see_other);
    EXPECT_THAT(page(), HasSubstr("im Umlauf genehmigt"));
}

TEST_P(MinutesStory, a_meeting_before_the_last_day_for_remarks_approves_nothing)
{
    auto const soon
        = meeting(*office_, "panel=" + panel_ + "&title=Wochensitzung&day=19.1.2027&childcare=unknown");
    auto const later = next_meeting("2.2.2027");
    written_and_sent();
    auto const link = link_in(letters(), "/de/protokoll/");
    EXPECT_THAT(office_->get(soon).body_text(), Not(HasSubstr("Genehmigung des Protokolls")));
    EXPECT_THAT(office_->get(later).body_text(), HasSubstr("Genehmigung des Protokolls: Frühjahrssitzung"));
    // Somebody puts it there all the same.
    connection().execute(
        "UPDATE agenda_items SET meeting_id = ? WHERE tenant_id = ? AND kind = 'approval_of_minutes'",
        std::stoll(soon.substr(soon.rfind('/') + 1)), tenant_);
    go_to("2027-01-19T10:00:00Z");
    EXPECT_THAT(
        page(),
        AllOf(HasSubstr("kann noch jemand einen Hinweis geben"), Not(HasSubstr("/protokoll/genehmigen\""))));
    EXPECT_THAT(
        office_->get("/verwaltung").body_text(), Not(HasSubstr("Die Sitzung, die es genehmigen kann")));
    EXPECT_EQ(step("genehmigen", "was=meeting").status(), http::Status::conflict);
    EXPECT_EQ(step("genehmigen", "was=writing").status(), http::Status::conflict);
    EXPECT_EQ(anybody().get(link).status(), http::Status::ok) << "they were told that they have until then";
    go_to("2027-01-27T10:00:00Z");
    EXPECT_EQ(step("genehmigen", "was=meeting").status(), http::Status::conflict)
        << "that meeting was before they had their time";
    place_approvals();
    EXPECT_THAT(office_->get(later).body_text(), HasSubstr("Genehmigung des Protokolls: Frühjahrssitzung"));
    go_to("2027-02-02T10:00:00Z");
    EXPECT_EQ(step("genehmigen", "was=meeting").status(), http::Status::see_other);
}

TEST_P(MinutesStory, whoever_gets_more_time_is_approved_by_a_later_meeting)
{
    auto const soon = next_meeting("28.1.2027");
    auto const later
        = meeting(*office_, "panel=" + panel_ + "&title=Februarsitzung&day=16.2.2027&childcare=unknown");
    written_and_sent();
    EXPECT_THAT(office_->get(soon).body_text(), HasSubstr("Genehmigung des Protokolls"));
    EXPECT_EQ(step("verschicken", "until=10.2.2027").status(), http::Status::see_other);
    EXPECT_THAT(office_->get(soon).body_text(), HasSubstr("übertragen"));
    EXPECT_THAT(office_->get(later).body_text(), HasSubstr("Genehmigung des Protokolls"));
    EXPECT_THAT(page(), HasSubstr("Februarsitzung"));
    go_to("2027-02-16T10:00:00Z");
    EXPECT_EQ(step("genehmigen", "was=meeting").status(), http::Status::see_other);
    EXPECT_FALSE(records::verify_versions(connection(), tenant_).first_broken);
}

TEST_P(MinutesStory, the_approval_leaves_a_meeting_that_is_called_off)
{
    auto const off = next_meeting("1.2.2027");
    written_and_sent();
    EXPECT_EQ(
        changed(
            *office_, off + "/aendern",
            "title=Sommersitzung&day=1.2.2027&state=cancelled&reason=Krank&childcare=unknown")
            .status(),
        http::Status::see_other);
    place_approvals();
    EXPECT_THAT(page(), HasSubstr("wartet auf die nächste Sitzung"));
    EXPECT_THAT(office_->get(off).body_text(), HasSubstr("übertragen"));
    place_approvals();
    auto const next = meeting(*office_, "panel=" + panel_ + "&title=Ersatz&day=1.3.2027&childcare=unknown");
    place_approvals();
    place_approvals();
    EXPECT_THAT(page(), HasSubstr("Ersatz"));
    EXPECT_EQ(
        connection().load<std::int64_t>(
            "SELECT COUNT(*) FROM agenda_items WHERE tenant_id = ? AND kind = 'approval_of_minutes'"
            " AND state = 'open' AND meeting_id = ?",
            tenant_, std::stoll(next.substr(next.rfind('/') + 1))),
        1);
    EXPECT_EQ(
        connection().load<std::int64_t>(
            "SELECT COUNT(*) FROM agenda_items WHERE tenant_id = ? AND kind = 'approval_of_minutes'",
            tenant_),
        2)
        << "each night it finds it there";
    go_to("2027-03-01T10:00:00Z");
    EXPECT_EQ(step("genehmigen", "was=meeting").status(), http::Status::see_other);
    EXPECT_FALSE(records::verify_versions(connection(), tenant_).first_broken);
}

TEST_P(MinutesStory, whoever_is_erased_leaves_what_they_said_without_their_name)
{
    written_and_sent();
    auto const link = link_in(letters(), "/de/protokoll/");
    anybody().post(link, "text=Es+waren+vier.", false);
    EXPECT_THAT(
        office_->get("/verwaltung/personen/" + leyla_ + "/auskunft").body_text(),
        HasSubstr("Es waren vier."));
    auto const question
        = std::string(office_->get("/verwaltung/personen/" + leyla_ + "/loeschen").body_text());
    EXPECT_THAT(question, HasSubstr("Ein Hinweis zu einem Protokoll bleibt ohne den Namen"));
    EXPECT_EQ(
        office_->post("/verwaltung/personen/" + leyla_ + "/loeschen", "fassung=" + seen_on(question))
            .status(),
        http::Status::see_other);
    EXPECT_EQ(anybody().get(link).status(), http::Status::gone);
    EXPECT_THAT(page(), AllOf(HasSubstr("Es waren vier."), Not(HasSubstr("Leyla"))));
}

TEST_P(MinutesStory, what_is_chosen_is_one_of_the_words)
{
    auto const motion = "motion_" + first_ + "_1=Antrag&yes_" + first_ + "_1=90&no_" + first_ + "_1=0&";
    for (auto const* word : {"secret", "irgendwie", "OPEN"}) {
        auto const refused = save(motion + "voting_" + first_ + "_1=" + word);
        EXPECT_EQ(refused.status(), http::Status::unprocessable) << word;
        EXPECT_THAT(refused.body_text(), HasSubstr("Wählen Sie eine der Möglichkeiten"));
    }
    EXPECT_EQ(
        office_
            ->post(
                minutes("/aendern"),
                "fassung=" + std::to_string(stored().version) + "&tie=egal&chair=Vorsitz")
            .status(),
        http::Status::unprocessable);
    EXPECT_THAT(stored().content, Not(HasSubstr("\"90\"")));
}

TEST_P(MinutesStory, an_approval_that_another_panel_has_got_approves_nothing)
{
    next_meeting("1.2.2027");
    written_and_sent();
    auto const approval = "/verwaltung/punkte/"
        + std::to_string(connection().load<std::int64_t>(
            "SELECT id FROM agenda_items WHERE tenant_id = ? AND kind = 'approval_of_minutes'", tenant_));
    auto const other = panel(*office_, "kind=council&body=aalfeld&name=Anderer+Rat");
    EXPECT_EQ(
        office_->post(approval + "/weiterleiten", "fassung=1&panel=" + other).status(),
        http::Status::see_other);
    EXPECT_THAT(page(), HasSubstr("steht auf keiner Tagesordnung mehr"));
    place_approvals();
    EXPECT_EQ(
        connection().load<std::int64_t>(
            "SELECT COUNT(*) FROM agenda_items WHERE tenant_id = ? AND kind = 'approval_of_minutes'"
            " AND meeting_id IS NOT NULL AND panel_id = ?",
            tenant_, std::stoll(other)),
        0)
        << "no item of theirs comes onto an agenda of ours";
    go_to("2027-02-01T10:00:00Z");
    EXPECT_EQ(step("genehmigen", "was=meeting").status(), http::Status::conflict);
}

TEST_P(MinutesStory, whoever_turns_out_not_to_have_been_there_reads_nothing_more)
{
    written_and_sent();
    auto const mails = letters();
    auto const link = link_in(mails, "/de/protokoll/");
    EXPECT_EQ(anybody().get(link).status(), http::Status::ok);
    EXPECT_EQ(
        office_->post(meeting_ + "/anwesenheit", "person=" + leyla_ + "&da=nein").status(),
        http::Status::see_other);
    EXPECT_EQ(anybody().get(link).status(), http::Status::gone);
    EXPECT_EQ(step("verschicken", "until=27.1.2027").status(), http::Status::see_other);
    EXPECT_THAT(letters(), Not(HasSubstr("leyla@verein.example"))) << "nor gets the next one";
}

TEST_P(MinutesStory, after_two_years_nobody_knows_who_said_what)
{
    written_and_sent();
    auto guest = anybody();
    guest.post(link_in(letters(), "/de/protokoll/"), "text=Es+waren+vier.", false);
    EXPECT_THAT(page(), HasSubstr("Leyla Muster"));
    clock().set(*parse_instant("2029-01-13T08:00:00Z"));
    static_cast<void>(letters()); // the nights of these years
    office_.emplace(browser_of("conference_office"));
    EXPECT_THAT(page(), AllOf(HasSubstr("Es waren vier."), Not(HasSubstr("Leyla"))));
    EXPECT_EQ(connection().load<std::int64_t>("SELECT COUNT(*) FROM minutes_links"), 0);
}

TEST_P(MinutesStory, what_was_decided_is_found_by_whoever_may_read_it)
{
    auto const found = [](Browser& browser, std::string const& words) {
        return std::string(browser.get("/verwaltung/suche?q=" + words).body_text());
    };
    written_and_sent();
    EXPECT_THAT(
        found(*office_, "cafe+am+mittwoch"),
        AllOf(
            HasSubstr("href=\"" + minutes() + "\">Fr"), HasSubstr("Beschluss: Ein Café am Mittwoch"),
            HasSubstr("verschickt")));
    EXPECT_THAT(found(*office_, "drei+vereine"), HasSubstr("href=\"" + minutes() + "\"")) << "a note";
    EXPECT_THAT(found(*office_, "groesserer+raum"), Not(HasSubstr(minutes()))) << "of the office alone";
    EXPECT_THAT(found(*office_, "frau+muster"), Not(HasSubstr(minutes()))) << "nobody by who moved what";
    go_to("2027-02-01T09:30:00Z");
    EXPECT_EQ(step("genehmigen", "was=writing").status(), http::Status::see_other);
    // Another one of a later day speaks of a day with the same figures.
    auto const later = next_meeting("1.3.2027");
    EXPECT_EQ(office_->post(later + "/protokoll/beginnen", "").status(), http::Status::see_other);
    EXPECT_EQ(
        office_->post(later + "/protokoll/aendern", "fassung=1&tie=rejected&general=Seit+dem+11.1.2027+offen")
            .status(),
        http::Status::see_other);
    EXPECT_THAT(found(*office_, "11.1.2027"), HasSubstr(later + "/protokoll\""))
        << "it is found by its words";
    for (auto const* words : {"1%2F2027", "Beschluss+1%2F2027"})
        EXPECT_THAT(
            found(*office_, words),
            AllOf(HasSubstr("Beschluss 1/2027: Ein Café am Mittwoch"), Not(HasSubstr(later + "/protokoll"))))
            << words;
    EXPECT_THAT(found(*office_, "Beschluss+2%2F2027"), HasSubstr("Nichts gefunden"));

    auto const list = [&](std::string const& query) {
        return std::string(office_->get("/verwaltung/protokolle" + query).body_text());
    };
    EXPECT_THAT(
        list(""),
        AllOf(HasSubstr("2 Protokolle"), HasSubstr(minutes() + '"'), HasSubstr(later + "/protokoll\"")));
    EXPECT_THAT(
        list("?t=mittwoch"),
        AllOf(
            HasSubstr("Ein Protokoll"), HasSubstr("Beschluss 1/2027: Ein Café am Mittwoch"),
            Not(HasSubstr(later + "/protokoll\""))));
    EXPECT_THAT(list("?t=nirgends"), HasSubstr("In keinem Protokoll steht das."));

    auto foreign = logged_in(account("fremd@bergau.example", {{"municipality_editor", bergau_}}));
    EXPECT_THAT(found(foreign, "mittwoch"), Not(HasSubstr(minutes())));
    auto other = browser_of("translator");
    EXPECT_THAT(found(other, "mittwoch"), Not(HasSubstr("Protokolle")));
}

TEST_P(MinutesStory, what_was_found_is_on_record_and_what_no_page_shows_is_not_found)
{
    written_and_sent();
    auto const search = [&](std::string const& words) {
        return std::string(office_->get("/verwaltung/suche?q=" + words).body_text());
    };
    auto const noted
        = [&] { return std::ranges::count(audit_actions(), std::string("meetings.minutes.found")); };
    EXPECT_THAT(search("nirgends"), HasSubstr("Nichts gefunden"));
    EXPECT_EQ(noted(), 0);
    EXPECT_THAT(search("noch+unbekannt"), HasSubstr(minutes() + '"'));
    EXPECT_EQ(noted(), 1) << "letter by letter a search would read what is written there";
    static_cast<void>(office_->get("/verwaltung/protokolle"));
    EXPECT_EQ(noted(), 1) << "titles and days";
    static_cast<void>(office_->get("/verwaltung/protokolle?t=unbekannt"));
    EXPECT_EQ(noted(), 2);
    connection().execute("UPDATE agenda_items SET state = 'dropped' WHERE id = ?", std::stoll(second_));
    EXPECT_THAT(search("noch+unbekannt"), HasSubstr("Nichts gefunden"))
        << "the item was taken off, and its notes are shown to nobody";
    EXPECT_THAT(search("drei+vereine"), HasSubstr(minutes() + '"'));
}

TEST_P(MinutesStory, what_was_written_before_an_update_is_found_after_one_night)
{
    written_and_sent();
    EXPECT_EQ(
        office_->post(meeting_ + "/neue-aufgabe", "schluessel=k1&text=Stuhlkreis+stellen").status(),
        http::Status::see_other);
    connection().execute("UPDATE minutes SET list_text = ''");
    connection().execute("UPDATE tasks SET list_text = ''");
    auto const found = [&](std::string const& words) {
        return std::string(office_->get("/verwaltung/suche?q=" + words).body_text());
    };
    EXPECT_THAT(found("mittwoch"), HasSubstr("Nichts gefunden"));
    for (auto const* night : {"2027-01-13T05:00:00Z", "2027-01-14T05:00:00Z"}) {
        clock().set(*parse_instant(night));
        static_cast<void>(letters()); // and its work
    }
    office_.emplace(browser_of("conference_office"));
    EXPECT_THAT(found("mittwoch"), HasSubstr("Ein Café am Mittwoch"));
    EXPECT_THAT(found("stuhlkreis"), HasSubstr("Stuhlkreis stellen"));
}

TEST_P(MinutesStory, who_may_only_read_neither_writes_nor_approves)
{
    written_and_sent();
    auto reader = browser_of("steering_group");
    auto const shown = reader.get(minutes()).body_text();
    EXPECT_THAT(
        shown,
        AllOf(
            HasSubstr("Drei Vereine helfen."), Not(HasSubstr("genehmigen\"")),
            Not(HasSubstr("Größerer Raum"))))
        << "what the office noted for itself is nobody else's";
    EXPECT_THAT(office_->get(minutes("/drucken")).body_text(), Not(HasSubstr("Größerer Raum")));
    EXPECT_EQ(reader.get(minutes("/aendern")).status(), http::Status::not_found);
    EXPECT_EQ(reader.post(minutes("/genehmigen"), "fassung=3&was=writing").status(), http::Status::not_found);
    auto nobody = browser_of("reader");
    EXPECT_EQ(nobody.get(minutes()).status(), http::Status::not_found);
    EXPECT_THAT(nobody.get(meeting_).body_text(), Not(HasSubstr("Zum Protokoll")));
}

} // namespace
} // namespace kommin::app
