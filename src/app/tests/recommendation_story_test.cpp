// Recommendations at the desk: from the draft to the public answer, what waits until then, and what everybody
// reads meanwhile.

#include "app/tests/recommendations_story.hpp"
#include "platform/records/versions.hpp"

#include <algorithm>
#include <chrono>
#include <set>
#include <string>
#include <string_view>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

class RecommendationStory : public RecommendationBase { };
KOMMIN_ON_BOTH_ENGINES(RecommendationStory);

TEST_P(RecommendationStory, goes_step_by_step_and_everybody_reads_what_is_answered)
{
    auto office = browser_of("conference_office");
    std::string const entries
        = "&text=Kurse+am+Abend&proposed_by=Moderation&office=Fachbereich+Arbeit&due=1.3.2027";
    auto const one = draft(office, "Abendkurse", entries);
    EXPECT_EQ(draft(office, "Abendkurse", entries), one) << "pressed twice";
    EXPECT_EQ(in_public(public_of(one)).status(), http::Status::not_found) << "a draft";
    EXPECT_THAT(in_public("/de/konferenz/empfehlungen").body_text(), Not(HasSubstr("Abendkurse")));
    EXPECT_THAT(
        office.get(one).body_text(), AllOf(HasSubstr("Als beraten festhalten"), Not(HasSubstr("Vorlegen"))));

    auto const session = meeting(
        office, "panel=" + conference_ + "&title=Klausurtagung&day=20.11.2026&state=held&childcare=unknown");
    EXPECT_EQ(take(office, one, "submitted").status(), http::Status::conflict) << "nobody has adopted it";
    EXPECT_THAT(
        take(office, one, "answered&note=Ja").body_text(),
        HasSubstr("Dieser Schritt folgt nicht auf den Stand"));
    taken(office, one, "discussed&day=10.11.2026");
    EXPECT_THAT(take(office, one, "adopted&day=9.11.2026").body_text(), HasSubstr("id=\"f-day-fehler\""))
        << "not before it was discussed";
    EXPECT_EQ(in_public(public_of(one)).status(), http::Status::not_found) << "not adopted";
    taken(office, one, "adopted&day=20.11.2026&note=Einstimmig&meeting=" + number_of(session));
    taken(office, one, "adopted&day=20.11.2026&note=Einstimmig&meeting=" + number_of(session));
    EXPECT_EQ(count_steps(), 2) << "pressed twice";
    EXPECT_THAT(
        in_public(public_of(one)).body_text(),
        AllOf(
            HasSubstr("Abendkurse"), HasSubstr("Kurse am Abend"), Not(HasSubstr("Klausurtagung")),
            HasSubstr("20. November 2026"), HasSubstr("Fachbereich Arbeit"), HasSubstr("1. März 2027"),
            HasSubstr("Eine öffentliche Antwort gibt es noch nicht"), Not(HasSubstr("Einstimmig"))));
    EXPECT_THAT(
        in_public(public_of(one, "ar")).body_text(),
        AllOf(HasSubstr("lang=\"de\""), HasSubstr("Kurse am Abend"), HasSubstr("dir=\"rtl\"")));

    taken(office, one, "submitted&day=21.11.2026");
    EXPECT_THAT(
        take(office, one, "taken_up&day=22.11.2026").body_text(),
        AllOf(HasSubstr("id=\"f-note-fehler\""), HasSubstr("Wählen Sie: als Ziel oder als Maßnahme")));
    taken(
        office, one,
        "taken_up&day=22.11.2026&taken_up_as=measure&note=Projekt+Abend&link=https://kreis.example/abend");
    EXPECT_THAT(
        in_public(public_of(one)).body_text(),
        AllOf(HasSubstr("der Lenkungsgruppe vorgelegt"), Not(HasSubstr("Projekt Abend"))))
        << "not answered yet";
    taken(office, one, "answered&day=22.11.2026&note=Ab+Februar+gibt+es+Kurse.");
    EXPECT_THAT(
        in_public(public_of(one)).body_text(),
        AllOf(
            HasSubstr("aufgegriffen"), HasSubstr("als Maßnahme"), HasSubstr("Projekt Abend"),
            HasSubstr("https://kreis.example/abend"), HasSubstr("Ab Februar gibt es Kurse."),
            Not(HasSubstr("Eine öffentliche Antwort gibt es noch nicht"))));
    EXPECT_THAT(
        office.get(one + "/schritt?stand=declined").body_text(), HasSubstr("folgt nicht auf den Stand"));
    EXPECT_THAT(
        audit_actions(),
        AllOf(
            Contains("meetings.recommendation.created"), Contains("meetings.recommendation.adopted"),
            Contains("meetings.recommendation.answered")));
    EXPECT_FALSE(records::verify_versions(connection(), tenant_).first_broken);
}

TEST_P(RecommendationStory, is_edited_with_its_history_and_everybody_reads_the_change)
{
    auto office = browser_of("conference_office");
    auto const one = draft(office, "Altfassung");
    taken(office, one, "adopted");
    auto second = browser_of("conference_office");
    auto const seen = seen_on(std::string(second.get(one + "/aendern").body_text()));
    EXPECT_THAT(office.get(one + "/aendern").body_text(), HasSubstr("liest sofort jede und jeder"));
    auto const entries = "&addressees=politics&panel=" + field_;
    EXPECT_EQ(
        changed(office, one + "/aendern", "title=Neufassung&number=2026/1" + entries).status(),
        http::Status::see_other);
    EXPECT_THAT(
        in_public(public_of(one)).body_text(),
        AllOf(
            HasSubstr("2026/1 Neufassung"), HasSubstr("Der Wortlaut ist nicht bekannt"),
            Not(HasSubstr("Altfassung"))));
    EXPECT_THAT(
        second.post(one + "/aendern", "fassung=" + seen + "&title=Drittfassung" + entries).body_text(),
        AllOf(HasSubstr("Ayşe Kaya"), HasSubstr("Neufassung"), HasSubstr("Drittfassung")));
    EXPECT_THAT(
        office.get(one + "/aendern/verlauf?fassung=3").body_text(),
        AllOf(HasSubstr("Altfassung"), HasSubstr("Politik")));
    EXPECT_THAT(
        office.post(one + "/schritt", "fassung=1&stand=submitted").body_text(),
        HasSubstr("Jemand hat diesen Eintrag geändert"))
        << "an old page takes no step";
    EXPECT_THAT(
        office.post("/verwaltung/empfehlungen/neu", "due=morgen&text=Bleibt").body_text(),
        AllOf(
            HasSubstr("id=\"f-title-fehler\""), HasSubstr("id=\"f-panel-fehler\""),
            HasSubstr("id=\"f-due-fehler\""), HasSubstr(">Bleibt</textarea>")));
    // A panel is read there by its name.
    changed(
        office, "/verwaltung/gremien/" + field_ + "/aendern",
        "kind=field_of_action&name=Arbeit&parent=" + conference_);
    EXPECT_THAT(in_public(public_of(one)).body_text(), HasSubstr("Arbeit<"));
}

TEST_P(RecommendationStory, what_was_typed_for_a_step_outlives_the_step_of_a_colleague)
{
    auto office = browser_of("conference_office");
    auto const one = draft(office, "Strittig");
    taken(office, one, "adopted&day=20.11.2026");
    auto const late
        = [&](std::string const& step) { return office.post(one + "/schritt", "fassung=1&stand=" + step); };
    auto const again = late("declined&day=21.11.2026&note=Daf%C3%BCr+fehlt+das+Geld.");
    EXPECT_EQ(again.status(), http::Status::conflict);
    EXPECT_THAT(
        again.body_text(),
        AllOf(
            HasSubstr("Jemand hat diesen Eintrag geändert"), HasSubstr("value=\"21.11.2026\""),
            HasSubstr(">Dafür fehlt das Geld.</textarea>"), HasSubstr("name=\"stand\" value=\"declined\"")));
    EXPECT_EQ(count_steps(), 1);
    EXPECT_EQ(
        office
            .post(
                one + "/schritt",
                "fassung=" + seen_on(std::string(again.body_text()))
                    + "&stand=declined&day=21.11.2026&note=Daf%C3%BCr+fehlt+das+Geld.")
            .status(),
        http::Status::see_other)
        << "whoever has read that presses again";

    // Meanwhile it was declined: no form is left for this one.
    auto const no_more
        = late("taken_up&day=22.11.2026&taken_up_as=goal&note=Ab+Februar.&link=https://kreis.example/abend");
    EXPECT_EQ(no_more.status(), http::Status::conflict);
    EXPECT_THAT(
        no_more.body_text(),
        AllOf(
            HasSubstr("nichts davon ist gespeichert"), HasSubstr(">Ab Februar.</li>"),
            HasSubstr(">https://kreis.example/abend</li>")));
    EXPECT_THAT(office.get(one).body_text(), Not(HasSubstr("nichts davon ist gespeichert")));
    auto reader = browser_of("reader");
    EXPECT_THAT(
        reader.post(one + "/kommentieren", "schluessel=a&kommentar=Wer+zahlt%3F").body_text(),
        HasSubstr(">Wer zahlt?</li>"))
        << "also a comment of somebody who may not any more";
}

TEST_P(RecommendationStory, a_step_is_taken_back_also_in_public)
{
    auto office = browser_of("conference_office");
    auto const one = draft(office, "Versehen");
    EXPECT_THAT(office.get(one + "/zuruecknehmen").body_text(), HasSubstr("keinen Schritt"));
    taken(office, one, "adopted&day=20.11.2026");
    EXPECT_EQ(in_public(public_of(one)).status(), http::Status::ok);
    EXPECT_THAT(office.get(one + "/zuruecknehmen").body_text(), HasSubstr("auch öffentlich"));
    EXPECT_EQ(office.post(one + "/zuruecknehmen", "fassung=2").status(), http::Status::see_other);
    EXPECT_EQ(office.post(one + "/zuruecknehmen", "fassung=2").status(), http::Status::conflict)
        << "pressed twice";
    EXPECT_EQ(in_public(public_of(one)).status(), http::Status::not_found);
    EXPECT_EQ(count_steps(), 0);
    EXPECT_THAT(office.get(one + "/aendern/verlauf").body_text(), HasSubstr("zurückgenommen"));
    auto const other = draft(office, "Ziel");
    taken(office, other, "adopted&day=20.11.2026");
    taken(office, other, "taken_up&taken_up_as=goal&note=Als+Ziel&link=https%3A%2F%2Fziele.example%2F7");
    EXPECT_THAT(waiting_for(office), HasSubstr("kein Tag dafür vereinbart"));
    EXPECT_EQ(office.post(other + "/zuruecknehmen", "fassung=3").status(), http::Status::see_other);
    EXPECT_THAT(
        office.get(other + "/aendern/verlauf?fassung=4").body_text(),
        AllOf(HasSubstr("Als Ziel"), HasSubstr("https://ziele.example/7")))
        << "its versions keep what was taken back";
    taken(office, one, "withdrawn&note=Doppelt");
    EXPECT_THAT(
        office.get("/verwaltung/empfehlungen?zustand=zurueckgezogen").body_text(), HasSubstr("Versehen"));
    EXPECT_FALSE(records::verify_versions(connection(), tenant_).first_broken);
}

TEST_P(RecommendationStory, open_answers_stand_on_each_agenda_of_the_conference_and_its_steering_group)
{
    auto office = browser_of("conference_office");
    auto const steering
        = panel(office, "kind=steering_group&body=&parent=" + conference_ + "&name=Lenkungsgruppe");
    auto const council = panel(office, "kind=council&body=aalfeld&name=Integrationsrat");
    auto const on = [&](std::string const& of, std::string const& state = "planned") {
        return meeting(
            office,
            "panel=" + of + "&title=S&childcare=unknown&state=" + state
                + (state == "held" ? "&day=20.11.2026" : "&day=12.1.2027"));
    };
    auto const session = on(conference_);
    EXPECT_THAT(office.get(session).body_text(), Not(HasSubstr("Offene Antworten"))) << "nothing is open";
    auto const late = draft(office, "Spaet", "&due=1.11.2026");
    auto const later = draft(office, "Spaeter", "&due=20.12.2026");
    draft(office, "Zukunftsmusik");
    taken(office, late, "adopted");
    taken(office, later, "adopted");
    taken(office, later, "submitted");
    for (auto const& address : {session, on(steering)}) {
        auto const page = std::string(office.get(address).body_text());
        EXPECT_THAT(
            page,
            AllOf(
                HasSubstr("Offene Antworten"), HasSubstr("2 Empfehlungen warten"), HasSubstr(late + '"'),
                HasSubstr(">überfällig<"), Not(HasSubstr("Zukunftsmusik"))));
        EXPECT_LT(page.find(late + '"'), page.find(later + '"')) << "what is due first";
    }
    EXPECT_THAT(
        take(office, draft(office, "Voreilig"), "adopted&meeting=" + number_of(session)).body_text(),
        HasSubstr("id=\"f-meeting-fehler\""))
        << "it has not taken place";
    for (auto const& address : {on(council), on(field_), on(conference_, "held")})
        EXPECT_THAT(office.get(address).body_text(), Not(HasSubstr("Offene Antworten"))) << address;

    EXPECT_THAT(
        invitation_to(session),
        AllOf(
            HasSubstr("Offene Antworten auf Empfehlungen: 2"), HasSubstr("\"/de/konferenz/empfehlungen\"")));
    EXPECT_THAT(invitation_to(on(council)), Not(HasSubstr("Empfehlungen:")));

    EXPECT_THAT(
        waiting_for(office),
        AllOf(
            HasSubstr("Die öffentliche Antwort ist überfällig"), HasSubstr("Spaeter"),
            Not(HasSubstr("Zukunftsmusik"))));
    auto const listed = [&](std::string const& query) {
        return std::string(office.get("/verwaltung/empfehlungen" + query).body_text());
    };
    EXPECT_THAT(listed(""), AllOf(HasSubstr("2 Empfehlungen"), HasSubstr(late + '"')));
    EXPECT_THAT(listed("?zustand=ueberfaellig"), AllOf(HasSubstr(late + '"'), Not(HasSubstr(later + '"'))));
    EXPECT_THAT(listed("?zustand=nicht-vorgelegt"), Not(HasSubstr(later + '"')));
    EXPECT_THAT(listed("?an=practice"), Not(HasSubstr(late + '"')));
    EXPECT_THAT(listed("?zustand=entwuerfe&feld=" + conference_), HasSubstr("Zukunftsmusik"));
    EXPECT_THAT(
        file_of(office.get("/verwaltung/empfehlungen/liste.csv?zustand=alle")),
        AllOf(HasSubstr("Spaeter"), HasSubstr("2026-12-20"), HasSubstr("Verwaltung")));
    EXPECT_THAT(office.get("/verwaltung/suche?q=spaeter").body_text(), HasSubstr(later + '"'));
}

TEST_P(RecommendationStory, the_list_is_ordered_by_entry_title_or_day_and_so_are_its_pages_and_file)
{
    auto office = browser_of("conference_office");
    draft(office, "Zebra", "&due=1.12.2026");
    draft(office, "%C3%84pfel");
    draft(office, "Birnen", "&due=20.12.2026");
    draft(office, "Quitten", "&number=2007%2F1");
    std::string const list = "/verwaltung/empfehlungen";
    auto const order_of = [](std::string const& text) {
        std::vector<std::pair<std::size_t, std::string>> found;
        for (std::string const title : {"Zebra", "Äpfel", "Birnen", "Quitten"})
            found.emplace_back(text.find(title), title.substr(0, 1) == "Z" ? "Z" : title.substr(0, 2));
        std::ranges::sort(found);
        std::string order;
        for (auto const& [at, title] : found)
            order += at == std::string::npos ? "?" : title + ' ';
        return order;
    };
    auto const expect_order = [&](std::string const& query, std::string const& order) {
        auto const page = std::string(office.get(list + "?zustand=entwuerfe" + query).body_text());
        EXPECT_EQ(order_of(page.substr(page.find("<tbody>"))), order) << query;
        EXPECT_EQ(order_of(file_of(office.get(list + "/liste.csv?zustand=entwuerfe" + query))), order)
            << query;
        return page;
    };
    auto const plain = expect_order("", "Qu Bi Ä Z ");
    EXPECT_THAT(plain, Not(HasSubstr("name=\"ab\" value=\"1\" checked"))) << "filtering keeps the order";
    expect_order("&ab=1", "Z Ä Bi Qu ");
    auto const by_title = expect_order("&nach=titel", "Qu Ä Bi Z ");
    EXPECT_THAT(
        by_title,
        AllOf(
            HasSubstr("aria-sort=\"ascending\""), HasSubstr("zustand=entwuerfe&amp;nach=titel&amp;ab=1"),
            HasSubstr("<option value=\"titel\" selected>")));
    expect_order("&nach=titel&ab=1", "Z Bi Ä Qu ");
    expect_order("&nach=frist", "Z Bi Ä Qu ");
    expect_order("&nach=frist&ab=1", "Bi Z Qu Ä ");
}

TEST_P(RecommendationStory, every_order_is_turned_page_by_page_there_and_back)
{
    auto office = browser_of("conference_office");
    meetings::PanelId const panel{std::stoll(field_)};
    constexpr int many = 120; // of which every third has a day, and many the same title
    ASSERT_TRUE(work([&](Work& work) -> Result<void> {
        for (int number = 0; number < many; ++number) {
            auto fields = asked_of(panel, "Titel " + std::to_string(number % 7));
            if (number % 3 == 0)
                fields.set("due", std::to_string(1 + number % 28) + ".12.2026");
            TRY(meetings::add_recommendation(work, fields, std::to_string(number)));
        }
        return {};
    }));
    auto const rows_of = [](std::string const& page) {
        std::vector<std::string> rows;
        std::regex const row("<th scope=\"row\"><a href=\"/verwaltung/empfehlungen/([0-9]+)\"");
        for (std::sregex_iterator found(page.begin(), page.end(), row), end; found != end; ++found)
            rows.push_back((*found)[1]);
        return rows;
    };
    for (std::string const order : {"", "&nach=titel", "&nach=frist"}) {
        for (std::string const way : {"", "&ab=1"}) {
            SCOPED_TRACE(order + way);
            std::vector<std::vector<std::string>> pages;
            auto const first = "/verwaltung/empfehlungen?zustand=entwuerfe" + order + way;
            std::string next = first;
            while (!next.empty() && pages.size() < 5) {
                pages.push_back(rows_of(std::string(office.get(next).body_text())));
                next = pages.back().size() < 50 ? "" : first + "&hinter=" + pages.back().back();
            }
            ASSERT_EQ(pages.size(), 3U);
            std::set<std::string> seen;
            for (auto const& page : pages)
                seen.insert(page.begin(), page.end());
            EXPECT_EQ(seen.size(), std::size_t{many}) << "each once";
            EXPECT_EQ(
                rows_of(std::string(office.get(first + "&vor=" + pages[2].front()).body_text())), pages[1])
                << "back to the page before";
        }
    }
}

TEST_P(RecommendationStory, what_was_put_off_comes_back)
{
    auto office = browser_of("conference_office");
    auto const one = draft(office, "Spaeter", "&due=1.12.2009");
    taken(office, one, "adopted&day=2008");
    EXPECT_THAT(
        take(office, one, "deferred&day=2009&until=1.1.2008&note=Kein+Geld").body_text(),
        HasSubstr("id=\"f-until-fehler\""))
        << "that is over";
    taken(office, one, "deferred&day=2009&until=1.1.2010&note=Kein+Geld");
    EXPECT_EQ(
        take(office, one, "deferred&day=2009&until=1.1.2010&note=Kein+Geld").status(),
        http::Status::see_other);
    EXPECT_EQ(count_steps(), 2) << "pressed twice";
    taken(office, one, "answered&day=2009&note=Im+naechsten+Jahr.");
    EXPECT_THAT(office.get(one).body_text(), AllOf(HasSubstr("wieder fällig"), HasSubstr("Ablehnen")));
    EXPECT_THAT(waiting_for(office), HasSubstr("bis zu der sie zurückgestellt war, ist um"));
    EXPECT_THAT(in_public(public_of(one)).body_text(), HasSubstr("Eine neue Antwort steht aus"));
    EXPECT_THAT(office.get("/verwaltung/empfehlungen").body_text(), HasSubstr(one + '"'));
    taken(office, one, "declined&day=2010&note=Nicht+mehr+noetig");
    EXPECT_THAT(
        in_public(public_of(one)).body_text(),
        AllOf(
            HasSubstr("Im naechsten Jahr."), HasSubstr("bis 1. Januar 2010"), Not(HasSubstr("noetig")),
            Not(HasSubstr("gibt es noch nicht"))));
    taken(office, one, "answered&day=2010&note=Es+gibt+das+Amt+nicht+mehr.");
    EXPECT_THAT(in_public(public_of(one)).body_text(), AllOf(HasSubstr("abgelehnt"), HasSubstr("noetig")));
    EXPECT_THAT(office.get("/verwaltung/empfehlungen").body_text(), Not(HasSubstr(one + '"')));
}

TEST_P(RecommendationStory, colleagues_comment_and_nobody_else_reads_it)
{
    auto office = browser_of("conference_office");
    auto const one = draft(office, "Strittig");
    taken(office, one, "adopted");
    auto moderator = browser_of("moderator");
    auto const say = [&](Browser& who, std::string const& key, std::string const& text) {
        return who.post(one + "/kommentieren", "schluessel=" + key + "&kommentar=" + text);
    };
    EXPECT_EQ(say(moderator, "a", "Wer+zahlt+das?").status(), http::Status::see_other);
    EXPECT_EQ(say(moderator, "a", "Wer+zahlt+das?").status(), http::Status::see_other);
    EXPECT_THAT(say(moderator, "b", "").body_text(), HasSubstr("id=\"f-kommentar-fehler\""));
    EXPECT_EQ(say(moderator, "c", std::string(1001, 'x')).status(), http::Status::unprocessable);
    auto const count
        = [&] { return connection().load<std::int64_t>("SELECT COUNT(*) FROM recommendation_comments"); };
    EXPECT_EQ(count(), 1) << "pressed twice, and nothing of what was refused";
    EXPECT_THAT(office.get(one).body_text(), AllOf(HasSubstr("Wer zahlt das?"), HasSubstr("Ayşe Kaya")));
    EXPECT_THAT(in_public(public_of(one)).body_text(), Not(HasSubstr("Wer zahlt")));
    auto reader = browser_of("reader");
    EXPECT_THAT(reader.get(one).body_text(), Not(HasSubstr("kommentieren\"")));
    EXPECT_THAT(say(reader, "d", "x").body_text(), HasSubstr("wer in der Arbeitsgruppe"));

    auto const comment = "kommentar="
        + std::to_string(connection().load<std::int64_t>("SELECT MAX(id) FROM recommendation_comments"));
    auto other = browser_of("steering_group");
    EXPECT_EQ(other.post(one + "/kommentar-loeschen", comment).status(), http::Status::not_found)
        << "it is not theirs";
    EXPECT_EQ(count(), 1);
    EXPECT_EQ(moderator.post(one + "/kommentar-loeschen", comment).status(), http::Status::see_other);
    EXPECT_EQ(moderator.post(one + "/kommentar-loeschen", comment).status(), http::Status::see_other)
        << "pressed twice";
    say(moderator, "e", "Noch+einer");
    EXPECT_EQ(count(), 1);
    EXPECT_EQ(office.post(one + "/kommentar-loeschen", comment).status(), http::Status::see_other);
    EXPECT_EQ(count(), 1) << "no number is given twice: an old button deletes nothing else";
    EXPECT_THAT(
        audit_actions(),
        AllOf(
            Contains("meetings.recommendation.commented"),
            Contains("meetings.recommendation.comment_erased")));
}

// Members of working groups have no role of their own: their seat is their right, as long as they hold it.
TEST_P(RecommendationStory, whoever_sits_in_its_group_or_field_comments)
{
    auto office = browser_of("conference_office");
    auto const group = panel(office, "kind=working_group&body=&parent=" + field_ + "&name=AG+Abend");
    auto const of_group = draft(office, "Abend", "&group=" + group);
    auto const of_others = draft(office, "Morgen");
    auto const say = [&](Browser& who, std::string const& of, std::string const& text) {
        return who.post(of + "/kommentieren", "schluessel=" + text + "&kommentar=" + text);
    };
    auto member = logged_in(account("mitglied@kreis.example", {{"reader", Scope::whole_tenant()}}));
    EXPECT_EQ(say(member, of_group, "nein").status(), http::Status::unprocessable) << "no seat yet";
    auto const membership = seated_in(group, "Mitglied@Kreis.example");
    EXPECT_THAT(member.get(of_group).body_text(), HasSubstr("/kommentieren\""));
    EXPECT_EQ(say(member, of_group, "ja").status(), http::Status::see_other);
    EXPECT_THAT(office.get(of_group).body_text(), HasSubstr("<p class=\"measure\">ja</p>"));
    EXPECT_EQ(say(member, of_others, "nein").status(), http::Status::unprocessable) << "another group";
    EXPECT_THAT(member.get(of_others).body_text(), Not(HasSubstr("/kommentieren\"")));
    auto other = browser_of("reader");
    EXPECT_EQ(say(other, of_group, "nein").status(), http::Status::unprocessable) << "somebody else";
    connection().execute("UPDATE memberships SET valid_to = '2026-11-01' WHERE id = ?", membership);
    EXPECT_EQ(say(member, of_group, "nein").status(), http::Status::unprocessable) << "not any more";
    auto const comment = "kommentar="
        + std::to_string(connection().load<std::int64_t>("SELECT MAX(id) FROM recommendation_comments"));
    EXPECT_EQ(other.post(of_group + "/kommentar-loeschen", comment).status(), http::Status::not_found);
    EXPECT_EQ(member.post(of_group + "/kommentar-loeschen", comment).status(), http::Status::see_other)
        << "what they wrote stays theirs";
    EXPECT_EQ(connection().load<std::int64_t>("SELECT COUNT(*) FROM recommendation_comments"), 0);
}

TEST_P(RecommendationStory, a_municipality_keeps_its_own)
{
    auto office = browser_of("conference_office");
    auto town = browser_of("municipal_editor", aalfeld_);
    auto const council = panel(town, "kind=council&body=aalfeld&name=Integrationsrat");
    auto const own = recommendation(town, "title=Unsere&addressees=politics&panel=" + council);
    auto const theirs = draft(office, "Deren");
    EXPECT_EQ(town.get(theirs).status(), http::Status::not_found);
    EXPECT_EQ(take(town, theirs, "adopted").status(), http::Status::not_found);
    EXPECT_THAT(
        town.post("/verwaltung/empfehlungen/neu", "title=x&addressees=politics&panel=" + field_).body_text(),
        HasSubstr("id=\"f-panel-fehler\""));
    EXPECT_THAT(
        changed(town, own + "/aendern", "title=x&addressees=politics&panel=" + field_).body_text(),
        HasSubstr("id=\"f-panel-fehler\""));
    EXPECT_THAT(
        changed(office, own + "/aendern", "title=x&addressees=politics&panel=" + field_).body_text(),
        HasSubstr("gehört jemand anderem"))
        << "also for whoever may edit both";
    EXPECT_THAT(
        changed(town, own + "/aendern", "title=x&addressees=politics&panel=" + council + "&owner=" + field_)
            .body_text(),
        HasSubstr("id=\"f-owner-fehler\""));
    EXPECT_THAT(
        town.get("/verwaltung/empfehlungen?zustand=alle").body_text(),
        AllOf(HasSubstr("Unsere"), Not(HasSubstr("Deren"))));
    taken(town, own, "adopted&day=20.11.2026");
    EXPECT_EQ(in_public(public_of(own)).status(), http::Status::not_found) << "no council is the conference";
    EXPECT_THAT(page("/de/konferenz/empfehlungen"), Not(HasSubstr("Unsere")));
    EXPECT_THAT(town.get(own).body_text(), HasSubstr("nur die Empfehlungen der Konferenz"));
    // Of a panel that the town does not see the name is not told.
    seated_in(field_, "vorsitz@kreis.example", "chair");
    connection().execute(
        "UPDATE recommendations SET owner_id = ? WHERE id = ?", std::stoll(field_),
        std::stoll(number_of(own)));
    EXPECT_THAT(
        town.get(own + "/schritt?stand=submitted").body_text(),
        HasSubstr("wird benachrichtigt: das Gremium, das antwortet (ein Brief)."));
}

TEST_P(RecommendationStory, the_public_list_is_narrowed_paged_and_fed)
{
    auto office = browser_of("conference_office");
    EXPECT_EQ(in_public("/de/konferenz/empfehlungen").status(), http::Status::ok);
    EXPECT_THAT(page("/de/konferenz/empfehlungen"), HasSubstr("Noch ist keine Empfehlung beschlossen"));
    EXPECT_THAT(page("/de/angebote"), Not(HasSubstr("konferenz/empfehlungen"))) << "no link to nothing";
    auto const old = draft(office, "Alte+%26+gute");
    taken(office, old, "adopted&day=1.2007");
    auto const general = recommendation(
        office, "title=Allgemeine&addressees=practice&uncertain=ja&remark=Zwei+Tage&panel=" + conference_);
    taken(office, general, "adopted&day=2008");
    auto const all = std::string(in_public("/de/konferenz/empfehlungen").body_text());
    EXPECT_LT(all.find("Allgemeine"), all.find("Alte &amp; gute")) << "the newest first";
    EXPECT_THAT(page("/de/angebote"), HasSubstr("/de/konferenz/empfehlungen\""));
    EXPECT_THAT(page(public_of(general)), AllOf(HasSubstr("Unsicher:"), HasSubstr("Zwei Tage")));
    EXPECT_THAT(
        page("/de/konferenz/empfehlungen?feld=" + field_),
        AllOf(
            HasSubstr("Alte &amp; gute"), Not(HasSubstr("Allgemeine")), HasSubstr("aria-current=\"true\"")));
    for (auto const* path :
         {"/de/konferenz/empfehlungen?feld=9999", "/de/konferenz/empfehlungen?seite=2",
          "/de/konferenz/empfehlungen?seite=9223372036854775809", "/de/konferenz/empfehlungen/0",
          "/de/konferenz/empfehlungen/x"})
        EXPECT_EQ(get(path).status(), http::Status::not_found) << path;
    EXPECT_EQ(get("/de/konferenz/empfehlungen/0" + number_of(old)).status(), http::Status::not_found)
        << "one address for one page";
    auto const feed = get("/de/konferenz/empfehlungen.atom");
    EXPECT_THAT(std::string(feed.header("Content-Type")), HasSubstr("application/atom+xml"));
    EXPECT_THAT(
        std::string(feed.body_text()),
        AllOf(
            HasSubstr("<feed xmlns=\"http://www.w3.org/2005/Atom\""), HasSubstr("Alte &amp; gute"),
            HasSubstr("<id>https://musterau.example" + public_of(old) + "</id>"),
            HasSubstr("<updated>2026-")));
    EXPECT_THAT(page("/sitemap.xml"), HasSubstr("https://musterau.example" + public_of(old)));
    EXPECT_THAT(
        get("/de/konferenz/empfehlungen", "beispielhain.example").body_text(), Not(HasSubstr("Allgemeine")));
}

TEST_P(RecommendationStory, the_feed_says_when_everybody_was_last_told_something)
{
    auto office = browser_of("conference_office");
    auto const one = draft(office, "Abendkurse");
    auto const later = [&] {
        clock().set(clock().now() + std::chrono::minutes{5});
        return std::set{to_iso(clock().now())};
    };
    // Of the feed and of its only entry.
    auto const told = [&] {
        auto const feed = std::string(in_public("/de/konferenz/empfehlungen.atom").body_text());
        std::string_view const begin = "<updated>";
        std::set<std::string> moments;
        for (auto at = feed.find(begin); at != std::string::npos; at = feed.find(begin, at + 1))
            moments.insert(feed.substr(at + begin.size(), feed.find('<', at + 1) - at - begin.size()));
        return moments;
    };
    auto const adopted = later();
    taken(office, one, "adopted&day=20.11.2026");
    EXPECT_EQ(told(), adopted);
    later();
    EXPECT_EQ(
        changed(
            office, one + "/aendern",
            "title=Abendkurse&addressees=administration&remark=Nur+intern&panel=" + field_)
            .status(),
        http::Status::see_other);
    EXPECT_EQ(told(), adopted) << "an internal note";
    later();
    taken(office, one, "taken_up&day=21.11.2026&taken_up_as=goal&note=Als+Ziel");
    EXPECT_EQ(told(), adopted) << "nobody has answered yet";
    auto const answered = later();
    taken(office, one, "answered&day=22.11.2026&note=Ja.");
    EXPECT_EQ(told(), answered);
    auto const correct = [&](std::string const& entries) {
        EXPECT_EQ(
            changed(
                office, one + "/aendern",
                "title=Abendkurse&addressees=administration&panel=" + field_ + "&remark=Nur+intern" + entries)
                .status(),
            http::Status::see_other);
    };
    auto const corrected = later();
    correct("&text=Kurse+am+Abend");
    EXPECT_EQ(told(), corrected) << "its wording is another one";
    later();
    correct("&text=Kurse+am+Abend&office=Amt+50&office_mail=amt50%40kreis.example");
    auto const owed = told();
    EXPECT_NE(owed, corrected) << "everybody reads who owes the answer";
    later();
    correct("&text=Kurse+am+Abend&office=Amt+50&office_mail=soziales%40kreis.example");
    EXPECT_EQ(told(), owed) << "and nobody where that office is told";
    auto const back = later();
    EXPECT_EQ(taken_back(office, one).status(), http::Status::see_other);
    EXPECT_EQ(told(), back) << "never backwards: its answer is gone, which is news";
    later();
    EXPECT_EQ(taken_back(office, one).status(), http::Status::see_other);
    EXPECT_EQ(told(), back) << "of that outcome nobody has read";
}

}
} // namespace kommin::app
