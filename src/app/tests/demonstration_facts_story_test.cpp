// What the report of 2008 says of the conference, and the demonstration with it: its facts stand here once
// more, so that nobody changes one of them unseen.

#include "app/tests/story.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::app {
namespace {

using meetings::Panel;
using meetings::PanelKind;
using meetings::Seat;
using meetings::SeatRole;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

constexpr std::string_view no_break_space = "\xC2\xA0";

struct ReportedSession {
    std::string_view page; // below /de/konferenz/
    std::string_view title, day, place;
    std::string_view purpose; // a part that no other has
    std::string_view participants;
};
constexpr std::array<ReportedSession, 5> reported_sessions{
    ReportedSession{
        "2005", "1. Tagung der Integrationskonferenz", "16. November 2005", "Haus Opherdicke",
        "Auftaktkonferenz, Präsentation des Konzeptes", "96"},
    ReportedSession{
        "2006", "2. Tagung der Integrationskonferenz", "3. Mai 2006", "Haus Opherdicke",
        "Erarbeitung der Schwerpunktsetzung in den jeweiligen Handlungsfeldern", "112"},
    ReportedSession{
        "2006-11", "3. Tagung der Integrationskonferenz", "18. November 2006", "Stadthalle Kamen",
        "Aufstellung der Handlungsempfehlungen für Verwaltung und Politik", "129"},
    ReportedSession{
        "2007", "4. Tagung der Integrationskonferenz", "5. September 2007", "Stadthalle Unna",
        "Fachtagung für Pädagogen/innen aus Kitas, Familienzentren und Grundschulen", "149"},
    ReportedSession{
        "2008", "5. Tagung der Integrationskonferenz", "18. Oktober 2008", "Stadthalle Kamen",
        "Erarbeitung von Handlungsempfehlungen für Praktiker/innen vor Ort", "131"}};

struct ReportedField {
    std::string_view name;
    std::string_view moderated_by; // an office
    std::string_view group;
    std::string_view what_it_does; // the group
};
constexpr std::array<ReportedField, 4> reported_fields{
    ReportedField{
        "Arbeitswelt", "Leitung des Hansa Berufskollegs Unna", "Arbeitsgruppe Arbeitswelt",
        "zu Bewerbungen und Ausbildungsplätzen"},
    ReportedField{
        "Bildung und Erziehung", "Schulaufsicht für den Kreis Unna", "Arbeitsgruppe Bildung und Erziehung",
        "Vorleseaktionen am Tag der Muttersprache"},
    ReportedField{
        "Integrationsförderung", "ehemalige Leitung des Landesinstituts für Qualifizierung NRW",
        "Arbeitsgruppe Integrationsförderung", "mit den sechs Migrantenvertretungen"},
    ReportedField{
        "Stadtentwicklung | Wohnen", "Koordinierungsstelle für Planungsaufgaben, Kreis Unna",
        "Arbeitsgruppe Stadtentwicklung und Wohnen", "für 2009 eine Exkursion nach Duisburg"}};

std::size_t times_in(std::string_view text, std::string_view part)
{
    std::size_t times = 0;
    for (auto at = text.find(part); at != std::string_view::npos; at = text.find(part, at + part.size()))
        ++times;
    return times;
}

// What stands behind `begin`, up to `end`; "" where `begin` does not stand there.
std::string text_behind(std::string const& text, std::string const& begin, std::string_view end)
{
    auto const at = text.find(begin);
    if (at == std::string::npos)
        return {};
    auto const from = at + begin.size();
    return text.substr(from, text.find(end, from) - from);
}

// "chair: Landrat"
std::vector<std::string> seats_in_words(std::vector<Seat> const& seats)
{
    std::vector<std::string> lines;
    for (auto const& seat : seats)
        lines.push_back(std::string(to_text(seat.role)) + ": " + seat.function);
    return lines;
}

class DemonstrationFacts : public PortalStory {
protected:
    // With blanks where figures and words hold together.
    static std::string read(std::string const& path)
    {
        auto text = page(path);
        for (auto at = text.find(no_break_space); at != std::string::npos; at = text.find(no_break_space, at))
            text.replace(at, no_break_space.size(), " ");
        return text;
    }
    static TenantId tenant() { return world().snapshot().tenant().id; }
    static std::vector<Panel> panels(PanelKind kind)
    {
        auto all = meetings::list_panels(world().db(), tenant());
        std::erase_if(all, [&](Panel const& panel) { return panel.kind != kind; });
        return all;
    }
    static Panel panel_called(std::string_view name)
    {
        auto const all = meetings::list_panels(world().db(), tenant());
        auto const found = std::ranges::find(all, name, &Panel::name);
        if (found == all.end()) {
            ADD_FAILURE() << "there is no " << name;
            return {};
        }
        return *found;
    }
    static std::vector<Seat> seats(Panel const& panel)
    {
        return meetings::list_seats(world().db(), tenant(), panel.id);
    }
    static std::string recommendation(std::string_view title_end)
    {
        auto const id = world().db().load<std::int64_t>(
            "SELECT id FROM recommendations WHERE title LIKE ?", '%' + std::string(title_end));
        return read("/de/konferenz/empfehlungen/" + std::to_string(id));
    }
};
KOMMIN_ON_BOTH_ENGINES(DemonstrationFacts);

TEST_P(DemonstrationFacts, five_sessions_with_day_place_purpose_and_participants)
{
    auto const main = read("/de/konferenz");
    for (auto const& session : reported_sessions) {
        auto const shown = read("/de/konferenz/" + std::string(session.page));
        EXPECT_THAT(
            shown,
            AllOf(
                HasSubstr("<h1>" + std::string(session.title) + "</h1>"), HasSubstr(session.day),
                HasSubstr(session.place), HasSubstr(session.purpose),
                HasSubstr("<dt>Teilnehmende</dt><dd>" + std::string(session.participants) + "</dd>")))
            << session.page;
        auto const card
            = text_behind(main, "href=\"/de/konferenz/" + std::string(session.page) + "\">", "</li>");
        EXPECT_THAT(
            card,
            AllOf(
                HasSubstr(session.title), HasSubstr(session.day), HasSubstr(session.place),
                HasSubstr(session.purpose), HasSubstr("Teilnehmende: " + std::string(session.participants))))
            << session.page;
    }
    EXPECT_THAT(
        main,
        AllOf(HasSubstr("<dt>Tagungen bisher</dt><dd>5</dd>"), HasSubstr("<dt>Teilnahmen</dt><dd>617</dd>")));
}

TEST_P(DemonstrationFacts, the_third_session_has_two_days_in_the_report_and_says_so)
{
    EXPECT_THAT(
        read("/de/konferenz/2006-11"),
        AllOf(
            HasSubstr("18. November 2006"), HasSubstr("Unsicher:"), HasSubstr("Die Quelle nennt zwei Tage"),
            HasSubstr("08.11.2006"), HasSubstr("18.11.2006")));
    EXPECT_THAT(
        text_behind(read("/de/konferenz"), "href=\"/de/konferenz/2006-11\">", "</li>"),
        AllOf(HasSubstr("Unsicher:"), HasSubstr("08.11.2006")));
    for (auto const& session : reported_sessions) {
        if (session.page != "2006-11")
            EXPECT_THAT(read("/de/konferenz/" + std::string(session.page)), Not(HasSubstr("Unsicher:")))
                << session.page;
    }
}

TEST_P(DemonstrationFacts, of_the_fifth_session_the_reported_share_and_of_no_other)
{
    EXPECT_THAT(
        read("/de/konferenz/2008"),
        AllOf(
            HasSubstr("<dt>Teilnehmende mit Zuwanderungsgeschichte</dt><dd>rund 45 %, wie berichtet"),
            HasSubstr("Bericht über die Integrationskonferenz Kreis Unna, 2008")));
    for (auto const* other : {"2005", "2006", "2006-11", "2007"})
        EXPECT_THAT(read("/de/konferenz/" + std::string(other)), Not(HasSubstr("wie berichtet"))) << other;
}

TEST_P(DemonstrationFacts, four_fields_with_who_moderates_them_and_their_groups)
{
    auto const fields = text_behind(read("/de/konferenz"), "id=\"felder\"", "</section>");
    EXPECT_EQ(times_in(fields, "<h3>"), 5U);
    for (auto const& field : reported_fields) {
        auto const card = text_behind(fields, "<h3>" + std::string(field.name) + "</h3>", "<h3>");
        EXPECT_THAT(
            card,
            AllOf(
                HasSubstr("<p>Moderation: " + std::string(field.moderated_by) + "</p>"),
                HasSubstr("<strong>" + std::string(field.group) + "</strong>"), HasSubstr(field.what_it_does),
                Not(HasSubstr("Unsicher:"))))
            << field.name;
    }
    EXPECT_EQ(panels(PanelKind::working_group).size(), reported_fields.size());
}

TEST_P(DemonstrationFacts, a_fifth_field_that_the_report_names_elsewhere_is_uncertain)
{
    auto const fields = text_behind(read("/de/konferenz"), "id=\"felder\"", "</section>");
    EXPECT_THAT(
        text_behind(fields, "<h3>Kommunale Steuerung</h3>", "<h3>"),
        AllOf(
            HasSubstr("Unsicher:"), HasSubstr("vier Handlungsfeldern"), HasSubstr("Strategische Steuerung"),
            Not(HasSubstr("<p>Moderation:"))));
    EXPECT_EQ(times_in(fields, "Unsicher:"), 1U);
    auto const field = panel_called("Kommunale Steuerung");
    EXPECT_TRUE(field.is_uncertain);
    EXPECT_THAT(seats(field), IsEmpty());
    std::string const count = "<dd>4<br><span class=\"km-small km-muted\">";
    EXPECT_THAT(read("/de/konferenz"), HasSubstr(count + "und eines, das nicht alle Quellen nennen<"));
    EXPECT_THAT(read("/en/konferenz"), HasSubstr(count + "and one that not all sources name<"));
}

TEST_P(DemonstrationFacts, the_steering_group_of_the_conference_has_its_seats)
{
    EXPECT_THAT(
        text_behind(read("/de/konferenz"), "id=\"gruppen\"", "</section>"),
        AllOf(
            HasSubstr("Lenkungsgruppe Integrationskonferenz Kreis Unna"),
            HasSubstr("Stimmt Inhalte und Ziele der jeweils nächsten Tagung ab")));
    auto const group = panel_called("Lenkungsgruppe Integrationskonferenz Kreis Unna");
    EXPECT_EQ(group.kind, PanelKind::steering_group);
    EXPECT_EQ(group.parent, panel_called("Integrationskonferenz Kreis Unna").id);
    EXPECT_FALSE(group.is_uncertain);
    auto const in_it = seats(group);
    EXPECT_THAT(
        seats_in_words(in_it),
        UnorderedElementsAre(
            "chair: Sozialdezernat (Dezernat III)", "member: Leitung des Fachbereichs Arbeit und Soziales",
            "management: RAA Kreis Unna (Geschäftsführung)", "member: Moderation Arbeitswelt",
            "member: Moderation Bildung und Erziehung", "member: Moderation Integrationsförderung",
            "member: Moderation Stadtentwicklung | Wohnen",
            "adviser: Fachliche Beratung aus der kommunalen Jugendhilfe"));
    auto const adviser = std::ranges::find(in_it, SeatRole::adviser, &Seat::role);
    ASSERT_NE(adviser, in_it.end());
    EXPECT_EQ(adviser->sent_by, "Arbeitsgemeinschaft der Jugendamtsleitungen im Kreis Unna");
    EXPECT_THAT(adviser->remark, HasSubstr("Fachbereichs für Kinder, Jugend und Familie der Stadt Lünen"));
}

TEST_P(DemonstrationFacts, the_steering_group_of_the_administration_is_another_and_met_in_september_2008)
{
    auto const group = panel_called("Verwaltungsinterne Steuerungsgruppe");
    EXPECT_EQ(group.kind, PanelKind::steering_group);
    EXPECT_FALSE(group.parent.has_value()) << "not of the conference";
    ASSERT_TRUE(group.valid_from.has_value());
    EXPECT_EQ(group.valid_from->to_iso(), "2008-09");
    EXPECT_TRUE(group.is_uncertain);
    EXPECT_THAT(group.remark, HasSubstr("im September 2008 eingerichtet"));
    EXPECT_THAT(
        seats_in_words(seats(group)),
        UnorderedElementsAre(
            "chair: Landrat", "member: Zuständige Dezernate", "member: Leitungen der Fachbereiche",
            "member: Stabsstellen", "management: RAA Kreis Unna (Vorbereitung)"));
    auto& db = world().db();
    EXPECT_EQ(db.load<std::string>("SELECT day FROM meetings WHERE panel_id = ?", group.id), "2008-09");
    EXPECT_EQ(
        db.load<std::string>("SELECT results FROM meetings WHERE panel_id = ?", group.id),
        "Konkrete Maßnahmen für die Jahre 2009 und 2010 sind vorgesehen.");
}

// The report names it and says nothing else of it.
TEST_P(DemonstrationFacts, luenen_has_begun_a_conference_of_which_nothing_else_is_known)
{
    auto const dialogue = panel_called("Lüner Dialog");
    EXPECT_EQ(dialogue.kind, PanelKind::conference);
    ASSERT_TRUE(dialogue.body);
    EXPECT_EQ(
        world().db().load<std::string>("SELECT slug FROM bodies WHERE id = ?", *dialogue.body), "luenen");
    EXPECT_TRUE(dialogue.is_uncertain);
    EXPECT_FALSE(dialogue.valid_from);
    EXPECT_FALSE(dialogue.is_public);
    EXPECT_THAT(
        dialogue.remark,
        AllOf(
            HasSubstr("den ‚Lüner Dialog’ initiiert"),
            HasSubstr("welche Handlungsfelder er hat und wer sie moderiert, sagt der Bericht nicht")));
    EXPECT_THAT(seats(dialogue), IsEmpty());
    for (auto const& field : panels(PanelKind::field_of_action))
        EXPECT_FALSE(field.body) << field.name << ": of the Kreis";
}

TEST_P(DemonstrationFacts, six_towns_have_a_council_each_by_its_own_name)
{
    auto const bodies = tenants::list_bodies(world().db(), tenant());
    std::vector<std::string> councils;
    for (auto const& council : panels(PanelKind::council)) {
        auto const town = std::ranges::find_if(
            bodies, [&](tenants::Body const& body) { return council.body && body.id == *council.body; });
        councils.push_back((town == bodies.end() ? std::string("nobody") : town->name) + ": " + council.name);
    }
    EXPECT_THAT(
        councils,
        UnorderedElementsAre(
            "Bergkamen: Integrationsrat", "Bönen: Integrationsrat", "Kamen: Integrationsrat",
            "Lünen: Migrationsrat", "Schwerte: Ausländerbeirat", "Unna: Integrationsrat"));
}

TEST_P(DemonstrationFacts, the_assembly_of_the_district_and_the_committee_that_takes_the_report)
{
    auto const assemblies = panels(PanelKind::assembly);
    ASSERT_EQ(assemblies.size(), 1U);
    EXPECT_EQ(assemblies.front().name, "Kreistag");
    auto const committees = panels(PanelKind::committee);
    ASSERT_EQ(committees.size(), 1U);
    EXPECT_EQ(committees.front().name, "Ausschuss für Arbeit, Soziales und Familie");
    EXPECT_EQ(committees.front().parent, assemblies.front().id);
    EXPECT_FALSE(committees.front().body.has_value()) << "of the Kreis";
    EXPECT_THAT(committees.front().mandate, HasSubstr("den Bericht über die Integrationskonferenz"));
}

TEST_P(DemonstrationFacts, both_sets_of_recommendations_are_dated_and_their_wording_is_not_known)
{
    auto const first = recommendation("zu den vier Handlungsfeldern");
    EXPECT_THAT(
        first,
        AllOf(
            HasSubstr("Handlungsempfehlungen der Integrationskonferenz Kreis Unna"),
            HasSubstr("Der Wortlaut ist nicht bekannt"), HasSubstr("<dt>Januar 2007</dt>"),
            HasSubstr("2. und der 3. Tagung"), HasSubstr("vom Kreistag am 5. Juni 2007 einstimmig")));
    auto const second = recommendation("Zuwanderinnen und Zuwanderer’");
    EXPECT_THAT(
        second,
        AllOf(
            HasSubstr("zum Thema ‚Beteiligung und Mitwirkung"), HasSubstr("Der Wortlaut ist nicht bekannt"),
            HasSubstr("<dt>2008</dt>"), HasSubstr("5. Tagung"), HasSubstr("aber nicht, wann")));
    for (auto const& shown : {first, second})
        EXPECT_EQ(times_in(shown, "Unsicher:"), 1U);
}

TEST_P(DemonstrationFacts, three_publications_with_kind_publisher_and_year)
{
    auto const list = read("/de/konferenz/veroeffentlichungen");
    EXPECT_EQ(times_in(list, "<li class=\"km-card\">"), 3U);
    auto const card_of = [&](std::string const& title) { return text_behind(list, "<h3>" + title, "</li>"); };
    EXPECT_THAT(
        card_of(
            "Integration als Chance für Nordrhein-Westfalen und seine Kommunen | Potenziale nutzten – aus "
            "Erfahrungen lernen"),
        AllOf(HasSubstr("Broschüre · MGFFI · 2007<"), HasSubstr("KOMM IN-Kreis Unna")));
    EXPECT_THAT(
        card_of("EILDIENST des Landkreistages NRW"),
        AllOf(HasSubstr("Artikel · Landkreistag NRW · 6/2008 · 2008<"), HasSubstr("als beispielhaft")));
    EXPECT_THAT(
        card_of("Internetseite des Deutschen Landkreistages"),
        AllOf(
            HasSubstr("Internetseite · Deutscher Landkreistag<"), HasSubstr("zweimal vertreten"),
            HasSubstr("(K.I.M.)")));
    EXPECT_THAT(list, HasSubstr("Ohne Jahr")) << "the report names none of the website";
}

} // namespace
} // namespace kommin::app
