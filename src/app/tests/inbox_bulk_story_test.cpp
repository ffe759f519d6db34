// Many messages at once: taken over, given to a colleague, closed; each by its own right and version.

#include "app/tests/inbox_story.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <regex>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr auto chosen_messages = "/verwaltung/rueckmeldungen/auswahl";
constexpr auto handing_form = "/verwaltung/rueckmeldungen/auswahl/weitergeben";
constexpr auto closing_form = "/verwaltung/rueckmeldungen/auswahl/schliessen";

class InboxBulk : public InboxStory {
protected:
    std::string tick(std::int64_t number)
    {
        return "&wahl=" + std::to_string(number) + "%3A" + std::to_string(message(number).version);
    }
    std::int64_t times(std::string_view action)
    {
        return std::ranges::count(audit_actions(), std::string(action));
    }
    std::int64_t of_bergau()
    {
        auto const number = remark();
        connection().execute("UPDATE feedback SET owner = ? WHERE id = ?", bergau_.owner(), number);
        return number;
    }
    std::int64_t of_aalfeld()
    {
        auto const number = remark();
        connection().execute("UPDATE feedback SET owner = ? WHERE id = ?", aalfeld_.owner(), number);
        return number;
    }
};
KOMMIN_ON_BOTH_ENGINES(InboxBulk);

TEST_P(InboxBulk, what_is_ticked_is_taken_over_once)
{
    auto const first = remark();
    auto const second = remark();
    auto const changed = remark();
    auto const finished = remark();
    auto me = office();
    auto const list = me.get("/verwaltung/rueckmeldungen").body_text();
    EXPECT_THAT(
        list,
        AllOf(
            HasSubstr("Übernehmen"), HasSubstr("Weitergeben …"), HasSubstr("Ohne Antwort schließen …"),
            HasSubstr("Alle 4 auswählen"), HasSubstr("name=\"wahl\"")));
    auto const pressed
        = "aktion=uebernehmen" + tick(first) + tick(second) + tick(changed) + tick(finished) + tick(first);
    auto colleague = office("kollegin");
    colleague.post(path_of(changed, "uebernehmen"), seen(changed));
    close(colleague, finished);

    auto const told = me.post(chosen_messages, pressed).body_text();
    EXPECT_THAT(
        told,
        AllOf(
            HasSubstr("Um 2 Nachrichten kümmern Sie sich jetzt"), HasSubstr("2-mal ging es nicht"),
            HasSubstr("Jemand hat die Nachricht inzwischen geändert"), HasSubstr("schon beantwortet"),
            HasSubstr("href=\"" + path_of(changed) + '"')));
    EXPECT_EQ(times("portal.feedback.taken"), 3);
    EXPECT_THAT(
        me.post(chosen_messages, pressed).body_text(), HasSubstr("2 Nachrichten kümmern Sie sich schon"));
    EXPECT_EQ(times("portal.feedback.taken"), 3) << "pressed twice";
    EXPECT_THAT(
        me.post(chosen_messages, "aktion=uebernehmen&wahl=" + std::to_string(changed) + ":2").body_text(),
        HasSubstr("Darum kümmert sich schon jemand"))
        << "what a colleague has is not taken among many";
    EXPECT_EQ(me.post(chosen_messages, "aktion=uebernehmen").status(), http::Status::unprocessable);
    EXPECT_EQ(me.post(chosen_messages, "aktion=fliegen" + tick(first)).status(), http::Status::not_found);
}

TEST_P(InboxBulk, messages_of_others_are_neither_changed_nor_named)
{
    auto const own = of_aalfeld();
    auto const foreign = of_bergau();
    auto editor = town(aalfeld_, "stadt");
    auto const pressed = tick(own) + tick(foreign) + "&wahl=999%3A1";
    for (auto const* action : {"aktion=uebernehmen", "aktion=weitergeben", "aktion=schliessen"}) {
        auto const told = editor.post(chosen_messages, action + pressed).body_text();
        EXPECT_THAT(told, Not(HasSubstr(path_of(foreign)))) << action;
        EXPECT_THAT(told, Not(HasSubstr("Nr. " + std::to_string(foreign)))) << action;
    }
    auto const told = editor.post(closing_form, "x=1" + tick(own) + tick(foreign)).body_text();
    EXPECT_THAT(
        told,
        AllOf(
            HasSubstr("Eine Nachricht ist geschlossen"), HasSubstr("Einmal ging es nicht"),
            HasSubstr("oder Ihr Konto darf sie nicht bearbeiten")));
    EXPECT_EQ(message(foreign).version, 1);
    // All that the filter finds is all that this person may read.
    of_aalfeld();
    EXPECT_THAT(
        change_everything(editor, chosen_messages, "aktion=uebernehmen&alle=1&abfrage="),
        HasSubstr("Um eine Nachricht kümmern Sie sich jetzt"));
    EXPECT_EQ(message(foreign).version, 1);

    auto reader = logged_in(account("liest@kreis.example", {{"reader", Scope::whole_tenant()}}));
    for (auto const* path : {chosen_messages, handing_form, closing_form})
        EXPECT_EQ(reader.post(path, "aktion=uebernehmen" + pressed).status(), http::Status::not_found)
            << path;
}

TEST_P(InboxBulk, what_is_handed_on_waits_for_the_colleague)
{
    auto const first = remark();
    auto const second = remark();
    auto me = office();
    auto colleague_account
        = account("kollegin@kreis.example", {{"conference_office", Scope::whole_tenant()}});
    auto colleague = logged_in(colleague_account);
    auto const to = public_id(colleague_account);
    auto const pressed = tick(first) + tick(second);
    auto const asked = me.post(chosen_messages, "aktion=weitergeben" + pressed).body_text();
    EXPECT_THAT(
        asked,
        AllOf(
            HasSubstr("2 Nachrichten weitergeben"), HasSubstr("An wen?"), HasSubstr(to),
            HasSubstr("Alle 2 weitergeben"), HasSubstr("<option value=\"\"")));
    EXPECT_EQ(message(first).taken_by, std::nullopt) << "asking does nothing";
    auto const nobody = me.post(handing_form, "an=&notiz=Bitte" + pressed);
    EXPECT_EQ(nobody.status(), http::Status::unprocessable);
    EXPECT_THAT(
        nobody.body_text(), AllOf(HasSubstr("Bitte wählen Sie jemanden"), HasSubstr("Bitte</textarea>")));
    EXPECT_EQ(
        me.post(handing_form, "an=" + to + "&notiz=" + std::string(501, 'x') + pressed).status(),
        http::Status::unprocessable);

    auto const sent = "an=" + to + "&notiz=Bitte" + pressed;
    EXPECT_THAT(me.post(handing_form, sent).body_text(), HasSubstr("2 Nachrichten sind weitergegeben"));
    EXPECT_THAT(colleague.get("/verwaltung").body_text(), HasSubstr(path_of(second)));
    EXPECT_THAT(colleague.get(path_of(first)).body_text(), HasSubstr("Bitte"));
    EXPECT_THAT(me.post(handing_form, sent).body_text(), HasSubstr("2 Nachrichten hatte diese Person schon"));
    EXPECT_EQ(times("portal.feedback.handed_on"), 2) << "pressed twice";
}

TEST_P(InboxBulk, before_many_are_closed_somebody_reads_what_that_means)
{
    auto const first = remark();
    auto const second = remark();
    auto me = office();
    auto const asked = me.post(chosen_messages, "aktion=schliessen&alle=1&abfrage=").body_text();
    EXPECT_THAT(
        asked,
        AllOf(
            HasSubstr("2 Nachrichten ohne Antwort schließen?"), HasSubstr("Alle 2 schließen"),
            HasSubstr("Offen lassen"), HasSubstr("muss das Amt antworten")));
    EXPECT_EQ(message(first).state, portal::FeedbackState::open) << "asking does nothing";
    auto const later = remark(); // not shown, hence not closed
    std::smatch match;
    ASSERT_TRUE(std::regex_search(asked, match, std::regex("name=\"wahl\" value=\"([0-9: ]+)\"")));
    auto const pressed = "wahl=" + std::regex_replace(match[1].str(), std::regex(" "), "+");
    EXPECT_THAT(me.post(closing_form, pressed).body_text(), HasSubstr("2 Nachrichten sind geschlossen"));
    EXPECT_EQ(message(second).state, portal::FeedbackState::closed);
    EXPECT_EQ(message(later).state, portal::FeedbackState::open);
    EXPECT_THAT(
        me.post(closing_form, pressed).body_text(),
        HasSubstr("2 Nachrichten waren schon beantwortet oder geschlossen"));
    EXPECT_EQ(times("portal.feedback.closed"), 2) << "pressed twice";
    EXPECT_TRUE(!audit::verify(connection(), tenant_).first_broken);
}

TEST_P(InboxBulk, all_of_a_search_by_words_is_no_more_than_it_found)
{
    auto const wanted = remark("orte", "gesucht@example.org");
    auto const other = remark("orte", "anders@example.org");
    auto me = office();
    EXPECT_THAT(
        me.get("/verwaltung/rueckmeldungen?t=gesucht").body_text(), HasSubstr("Den einen Eintrag auswählen"));
    EXPECT_THAT(
        change_everything(me, chosen_messages, "aktion=uebernehmen&alle=1&abfrage=t%3Dgesucht"),
        HasSubstr("Um eine Nachricht kümmern Sie sich jetzt"));
    EXPECT_TRUE(message(wanted).taken_by);
    EXPECT_FALSE(message(other).taken_by);
}

}
} // namespace kommin::app
