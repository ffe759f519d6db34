// People on the seats of panels: put there, followed by others, read by those who may, and gone with the
// person.

#include "app/tests/membership_story.hpp"
#include "platform/records/versions.hpp"

#include <algorithm>
#include <chrono>
#include <regex>
#include <string>
#include <vector>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

class MembershipStory : public MembershipBase { };
KOMMIN_ON_BOTH_ENGINES(MembershipStory);

TEST_P(MembershipStory, somebody_is_found_and_put_on_a_seat_which_the_panel_and_the_person_show)
{
    auto office = browser_of("conference_office");
    auto const top = panel(office, conference);
    auto const chair = seat(office, top, "Moderation");
    auto const kaya = added_named(office, "Ayşe", "Kayra", "&works_for=Verein+Muster");
    EXPECT_THAT(
        office.get(panel_path(top)).body_text(), AllOf(HasSubstr("nicht besetzt"), HasSubstr(fill(chair))));
    auto const found = office.post(fill(chair) + "/suchen", "name=kajra&as=substitute&from=1.2.2025");
    EXPECT_EQ(found.status(), http::Status::ok);
    EXPECT_THAT(
        found.body_text(),
        AllOf(
            HasSubstr("value=\"" + kaya + '"'), HasSubstr("Ayşe Kayra (Verein Muster)"),
            HasSubstr("value=\"1.2.2025\""), HasSubstr("Neue Person anlegen")))
        << "in another spelling, and what was typed is kept";
    EXPECT_EQ(count_rows(), 0) << "looking stores nothing";
    ASSERT_EQ(seated(office, chair, kaya, holder).status(), http::Status::see_other);
    seated(office, chair, kaya, holder);
    EXPECT_EQ(count_rows(), 1) << "pressed twice";
    EXPECT_THAT(
        office.get(panel_path(top)).body_text(),
        AllOf(
            HasSubstr(person(kaya) + "\">Ayşe Kayra</a>"), HasSubstr("seit 1. Januar 2025"),
            Not(HasSubstr("nicht besetzt"))));
    EXPECT_THAT(
        office.get(person(kaya)).body_text(),
        AllOf(
            HasSubstr("Funktionen in Gremien"), HasSubstr(panel_path(top)), HasSubstr("Moderation"),
            HasSubstr("Sitz in einem Gremium (Aufgabe im öffentlichen Interesse)")));
    EXPECT_THAT(
        office.get(person(kaya, "/auskunft")).body_text(),
        AllOf(HasSubstr("Funktionen in Gremien"), HasSubstr("Moderation"), HasSubstr("seit 1. Januar 2025")));
    EXPECT_THAT(
        audit_actions(),
        AllOf(
            Contains("meetings.membership.created"), Contains("meetings.membership.panel_read"),
            Contains("meetings.membership.found")));
    EXPECT_FALSE(records::verify_versions(connection(), tenant_).first_broken);
}

TEST_P(MembershipStory, a_new_person_is_added_with_the_seat_and_belongs_to_the_owner_of_the_panel)
{
    auto town = browser_of("municipal_editor", aalfeld_);
    auto const council = panel(town, "kind=council&body=aalfeld&name=Integrationsrat");
    auto const chair = seat(town, council, "Vorsitz");
    auto const found = town.post(fill(chair) + "/suchen", "name=Lena+Beispiel&as=holder");
    EXPECT_THAT(
        found.body_text(),
        AllOf(
            HasSubstr("So heißt niemand"), HasSubstr("name=\"given\" type=\"text\" value=\"Lena\""),
            HasSubstr("name=\"family\" type=\"text\" value=\"Beispiel\"")));
    EXPECT_EQ(seated(town, chair, "neu", "as=holder&given=&family=").status(), http::Status::unprocessable);
    EXPECT_EQ(count_rows(), 0);
    auto const entries = "name=Lena+Beispiel&as=holder&from=2025&given=Lena&family=Beispiel";
    ASSERT_EQ(seated(town, chair, "neu", entries).status(), http::Status::see_other);
    seated(town, chair, "neu", entries);
    EXPECT_EQ(count_rows(), 1);
    EXPECT_EQ(connection().load<std::int64_t>("SELECT COUNT(*) FROM persons"), 1);
    EXPECT_THAT(town.get(panel_path(council)).body_text(), HasSubstr("Lena Beispiel"));
    EXPECT_EQ(
        connection().load<std::int64_t>("SELECT body_id FROM persons"),
        static_cast<std::int64_t>(aalfeld_.owner()));
}

TEST_P(MembershipStory, a_seat_has_one_holder_at_a_time_and_substitutes_as_many_as_there_are)
{
    auto office = browser_of("conference_office");
    auto const top = panel(office, conference);
    auto const chair = seat(office, top, "Moderation");
    auto const first = added_named(office, "Ayşe", "Kayra");
    auto const second = added_named(office, "Jonas", "Muster");
    auto const third = added_named(office, "Piet", "Platz");
    ASSERT_EQ(seated(office, chair, first, holder).status(), http::Status::see_other);
    auto const of_first = newest();
    auto const refused = seated(office, chair, second, "as=holder&from=2026&remark=Beschluss+7");
    EXPECT_EQ(refused.status(), http::Status::unprocessable);
    EXPECT_THAT(
        refused.body_text(),
        AllOf(
            HasSubstr("Den Sitz hat seit 01.01.2025 schon Ayşe Kayra"), HasSubstr("Beschluss 7"),
            HasSubstr("Jonas Muster")));
    EXPECT_EQ(seated(office, chair, second, "as=substitute&from=2025").status(), http::Status::see_other);
    EXPECT_EQ(seated(office, chair, third, "as=substitute&from=2025").status(), http::Status::see_other);
    EXPECT_THAT(
        seated(office, chair, first, "as=substitute&from=2026").body_text(),
        HasSubstr("in dieser Zeit schon auf diesem Sitz eingetragen"));
    EXPECT_THAT(
        changed(office, of_first, "as=holder&from=01.01.2025&reason=resigned").body_text(),
        HasSubstr("Zu einem Grund gehört der Tag"));
    ASSERT_EQ(
        changed(office, of_first, "as=holder&from=01.01.2025&to=30.06.2026&reason=resigned").status(),
        http::Status::see_other);
    ASSERT_EQ(seated(office, chair, third, "as=holder&from=01.07.2026").status(), http::Status::unprocessable)
        << "a substitute does not stand in for themselves";
    auto const next = added_named(office, "Lena", "Folgt");
    ASSERT_EQ(seated(office, chair, next, "as=holder&from=01.07.2026").status(), http::Status::see_other);
    auto const page = std::string(office.get(panel_path(top)).body_text());
    EXPECT_THAT(
        page, AllOf(HasSubstr("Lena Folgt"), HasSubstr("Früher: 1 Person"), HasSubstr("Stellvertretung")));
    EXPECT_THAT(
        changed(office, of_first, "as=holder&from=01.01.2025&to=&reason=").body_text(),
        HasSubstr("Den Sitz hat seit 01.07.2026 schon Lena Folgt"))
        << "the end cannot be taken back any more";
    // What was written down by mistake does not stand in the way.
    auto const of_next = newest();
    ASSERT_EQ(
        changed(office, of_next, "as=holder&from=01.07.2026&reason=mistaken").status(),
        http::Status::see_other);
    EXPECT_THAT(office.get(panel_path(top)).body_text(), Not(HasSubstr("Lena Folgt")));
    EXPECT_THAT(office.get(person(next)).body_text(), HasSubstr("Keiner. Es gibt keine Einwilligung"));
    EXPECT_THAT(office.get(of_first + "/verlauf?fassung=2").body_text(), HasSubstr("zurückgetreten"));
}

TEST_P(MembershipStory, what_was_saved_meanwhile_is_not_overwritten)
{
    auto office = browser_of("conference_office");
    auto const chair = seat(office, panel(office, conference), "Moderation");
    seated(office, chair, added_named(office, "Ayşe", "Kayra"), holder);
    auto const path = newest();
    auto const form = std::string(office.get(path).body_text());
    ASSERT_EQ(changed(office, path, "as=holder&from=2024&reason=").status(), http::Status::see_other);
    auto const late = office.post(path, "fassung=" + seen_on(form) + "&as=holder&from=2023&reason=");
    EXPECT_EQ(late.status(), http::Status::conflict);
    EXPECT_EQ(connection().load<std::string>("SELECT valid_from FROM memberships"), "2024");
    EXPECT_THAT(form, Not(HasSubstr("formularlauf")))
        << "names are not kept while somebody types, nor as the heading of a form";
}

TEST_P(MembershipStory, who_may_not_see_people_reads_that_a_seat_is_taken)
{
    auto office = browser_of("conference_office");
    auto const top = panel(office, conference);
    auto const chair = seat(office, top, "Moderation");
    auto const kaya = added_named(office, "Ayşe", "Kayra");
    seated(office, chair, kaya, holder);
    auto reader = browser_of("reader");
    std::vector<std::string> shown{file_of(reader.get("/verwaltung/mitglieder/liste.csv"))};
    for (auto const& page :
         {panel_path(top), std::string("/verwaltung/mitglieder"),
          std::string("/verwaltung/mitglieder/drucken")})
        shown.emplace_back(reader.get(page).body_text());
    for (auto const& page : shown)
        EXPECT_THAT(
            page, AllOf(HasSubstr("besetzt"), Not(HasSubstr("Kayra")), Not(HasSubstr("/personen/" + kaya))));
    EXPECT_EQ(reader.get("/verwaltung/ausgewogenheit").status(), http::Status::not_found);
    EXPECT_EQ(reader.get(fill(chair)).status(), http::Status::not_found);
    EXPECT_EQ(reader.get(newest()).status(), http::Status::not_found);
    // Of a panel of its own a municipality may not read the names of those whom the Kreis keeps.
    auto town = browser_of("municipal_editor", aalfeld_);
    auto const council = panel(town, "kind=council&body=aalfeld&name=Rat");
    auto const own = seat(town, council, "Vorsitz");
    ASSERT_EQ(seated(office, own, kaya, holder).status(), http::Status::see_other);
    auto const page = std::string(town.get(panel_path(council)).body_text());
    EXPECT_THAT(page, AllOf(HasSubstr("besetzt"), Not(HasSubstr("Kayra"))));
    EXPECT_EQ(seated(town, own, kaya, "as=substitute").status(), http::Status::unprocessable)
        << "whom one may not see one cannot choose";
    auto const mine = added(
        town, "given=Lena&family=Ort&body=aalfeld&field_of_work=unknown&gender=unknown&letters_language=de");
    EXPECT_THAT(
        seated(town, own, mine, holder).body_text(),
        AllOf(HasSubstr("jemand, den Sie nicht sehen dürfen"), Not(HasSubstr("Kayra"))));
}

TEST_P(MembershipStory, the_list_shows_a_panel_with_everything_below_it_on_any_day)
{
    auto office = browser_of("conference_office");
    auto const top = panel(office, conference);
    auto const field = panel(office, "kind=field_of_action&body=&name=Arbeitswelt&parent=" + top);
    auto const other = panel(office, "kind=other&body=&name=Anderes");
    auto const one = added_named(office, "Ayşe", "Kayra");
    auto const two = added_named(office, "Formel", "=1+1");
    seated(office, seat(office, field, "Moderation"), one, "as=holder&from=2020&to=31.12.2024");
    auto const in_field = seat(office, field, "Mitglied");
    seated(office, in_field, two, "as=holder&from=2020");
    seated(office, seat(office, other, "Beisitz"), one, "as=holder&from=2027");
    auto const list = [&](std::string const& query) {
        return std::string(office.get("/verwaltung/mitglieder?" + query).body_text());
    };
    EXPECT_THAT(
        list("gremium=" + top),
        AllOf(HasSubstr("=1+1, Formel"), Not(HasSubstr("Kayra, Ayşe")), HasSubstr("1 Eintragung")));
    EXPECT_THAT(
        list("gremium=" + top + "&tag=1.6.2023"),
        AllOf(HasSubstr("=1+1, Formel"), HasSubstr("Kayra, Ayşe"), HasSubstr("2 Eintragungen")));
    EXPECT_THAT(
        list("gremium=" + top + "&zustand=unbesetzt"),
        AllOf(HasSubstr("nicht besetzt"), HasSubstr("Moderation"), Not(HasSubstr("Beisitz"))));
    EXPECT_THAT(list("zustand=kuenftig"), AllOf(HasSubstr("Beisitz"), HasSubstr("künftig")));
    EXPECT_THAT(list("zustand=frueher"), AllOf(HasSubstr("Moderation"), Not(HasSubstr("Beisitz"))));
    EXPECT_THAT(list("tag=gestern"), HasSubstr("id=\"f-tag-fehler\""));
    auto const file = file_of(office.get("/verwaltung/mitglieder/liste.csv?gremium=" + top));
    EXPECT_THAT(file, AllOf(HasSubstr("'=1+1, Formel"), HasSubstr("Arbeitswelt")));
    EXPECT_EQ(office.get("/verwaltung/mitglieder/liste.xlsx").status(), http::Status::ok);
    EXPECT_THAT(
        office.get("/verwaltung/mitglieder/drucken?gremium=" + top).body_text(),
        AllOf(HasSubstr("<h2>Arbeitswelt</h2>"), HasSubstr("=1+1, Formel")));
    EXPECT_THAT(
        audit_actions(),
        AllOf(Contains("meetings.membership.list_read"), Contains("meetings.membership.exported")));
}

TEST_P(MembershipStory, members_are_sorted_by_panel_name_and_end)
{
    auto office = browser_of("conference_office");
    auto const top = panel(office, conference);
    auto const last = panel(office, "kind=other&body=&name=Zuletzt");
    seated(
        office, seat(office, top, "Moderation"), added_named(office, "Formel", "Zander"),
        "as=holder&from=2020");
    auto const sits = [&](std::string const& family, std::string const& days) {
        seated(office, seat(office, last, "Sitz"), added_named(office, "Anna", family), "as=holder&" + days);
    };
    sits("Abel", "from=2020&to=2027"); // whose last day is the 31st of December
    sits("Mai", "from=2020&to=31.3.2027");
    seat(office, last, "Leerer Sitz");
    auto const expect_order = [&](std::string const& query, std::vector<std::string> const& wanted) {
        auto const shown = std::string(office.get("/verwaltung/mitglieder?" + query).body_text());
        auto const file = file_of(office.get("/verwaltung/mitglieder/liste.csv?" + query));
        std::size_t on_page = 0;
        std::size_t in_file = 0;
        for (auto const& name : wanted) {
            on_page = shown.find(name, on_page);
            in_file = file.find(name, in_file);
            EXPECT_NE(on_page, std::string::npos) << query << ' ' << name;
            EXPECT_NE(in_file, std::string::npos) << query << ' ' << name << " in the file";
        }
        EXPECT_THAT(
            shown,
            AllOf(
                HasSubstr("aria-sort=\"" + std::string(query.ends_with("ab=1") ? "descending" : "ascending")),
                HasSubstr("<select id=\"nach\"")));
    };
    expect_order("", {"Zander, Formel", "Abel, Anna", "Mai, Anna"});
    expect_order("ab=1", {"Abel, Anna", "Mai, Anna", "Zander, Formel"});
    expect_order("zustand=alle&nach=name", {"Abel, Anna", "Mai, Anna", "Zander, Formel", "Leerer Sitz"});
    expect_order("zustand=alle&nach=name&ab=1", {"Zander, Formel", "Mai, Anna", "Abel, Anna", "Leerer Sitz"});
    expect_order("zustand=alle&nach=ende", {"Mai, Anna", "Abel, Anna", "Zander, Formel", "Leerer Sitz"});
    expect_order("zustand=alle&nach=ende&ab=1", {"Abel, Anna", "Mai, Anna", "Zander, Formel", "Leerer Sitz"});
    EXPECT_THAT(
        office.get("/verwaltung/mitglieder/drucken?nach=name").body_text(), HasSubstr("<h2>Konferenz</h2>"))
        << "its sheets are panels";
    auto const below
        = std::string(office.get("/verwaltung/mitglieder?nach=name&gremium=" + last).body_text());
    EXPECT_THAT(below, AllOf(HasSubstr("Abel, Anna"), Not(HasSubstr("Zander, Formel"))));
}

TEST_P(MembershipStory, each_order_shows_no_more_than_the_panels_that_somebody_sees)
{
    auto office = browser_of("conference_office");
    seated(
        office, seat(office, panel(office, conference), "Moderation"), added_named(office, "Fern", "Kreis"),
        "as=holder");
    seat(office, panel(office, "kind=other&body=&name=Fremd"), "Leerer fremder Sitz");
    auto town = browser_of("municipal_editor", aalfeld_);
    auto const council = panel(town, "kind=council&body=aalfeld&name=Integrationsrat");
    seated(town, seat(town, council, "Vorsitz"), "neu", "as=holder&given=Nah&family=Stadt");
    for (auto const* query : {"", "nach=name", "nach=ende", "nach=name&ab=1"}) {
        auto const shown
            = std::string(town.get("/verwaltung/mitglieder?zustand=alle&" + std::string(query)).body_text());
        EXPECT_THAT(
            shown,
            AllOf(
                HasSubstr("Stadt, Nah"), HasSubstr("1 Eintragung"), Not(HasSubstr("Kreis, Fern")),
                Not(HasSubstr("fremder Sitz")), Not(HasSubstr("Moderation"))))
            << query;
    }
}

TEST_P(MembershipStory, a_page_of_twenty_thousand_members_loads_what_it_shows)
{
    auto office = browser_of("conference_office");
    auto const top = panel(office, conference);
    auto const numbered = [&](int count, std::string const& insert, auto const&... values) {
        connection().execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < "
                + std::to_string(count) + ") " + insert + " FROM n",
            values...);
    };
    numbered(
        1'000,
        "INSERT INTO panels (tenant_id, parent_id, kind, name, short_name, mandate, is_uncertain, remark,"
        " source, mark, changed_at) SELECT ?, ?, 'working_group', 'Gruppe ' || i, '', '', ?, '', '',"
        " 'mark' || i, '2026-11-23T09:00:00.000Z'",
        tenant_, std::stoll(top), false);
    numbered(
        20'000,
        "INSERT INTO persons (tenant_id, title, given_name, family_name, salutation, letters_language,"
        " works_for, works_for_key, position, field_of_work, gender, note, list_text, likeness, mark,"
        " changed_at) SELECT ?, '', 'Vorname', 'Name' || (100000 + i), '', 'de', '', '', '', 'unknown',"
        " 'unknown', '', 'name' || (100000 + i) || ' vorname', '', 'mark' || i, '2026-11-23T09:00:00.000Z'",
        tenant_);
    numbered(
        20'000,
        "INSERT INTO panel_seats (tenant_id, panel_id, role, function, sent_by, vote, is_uncertain, remark,"
        " mark, changed_at) SELECT ?, (SELECT MIN(id) FROM panels) + 1 + (i % 1000), 'member', 'Sitz ' || i,"
        " '', 'unknown', ?, '', 'mark' || i, '2026-11-23T09:00:00.000Z'",
        tenant_, false);
    numbered(
        20'000,
        "INSERT INTO memberships (tenant_id, seat_id, person_id, capacity, ended_for, remark, recorded_by,"
        " recorded_at, mark, changed_at) SELECT ?, (SELECT MIN(id) FROM panel_seats) - 1 + i,"
        " (SELECT MIN(id) FROM persons) - 1 + i, 'holder', '', '', 'test', '2026-11-23T09:00:00.000Z',"
        " 'mark' || i, '2026-11-23T09:00:00.000Z'",
        tenant_);
    auto const shown = [&](std::string const& query) {
        auto const begin = std::chrono::steady_clock::now();
        auto text = std::string(office.get("/verwaltung/mitglieder?" + query).body_text());
        // Slow machines and sanitizers have their room.
        EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds{20}) << query;
        return text;
    };
    EXPECT_THAT(
        shown("nach=name"), AllOf(HasSubstr("20.000 Eintragungen"), HasSubstr("Name100050, Vorname")));
    EXPECT_THAT(shown("nach=name"), Not(HasSubstr("Name100051, Vorname")));
    EXPECT_THAT(
        shown("nach=name&seite=400"),
        AllOf(HasSubstr("Name119951, Vorname"), HasSubstr("Name120000, Vorname")));
    EXPECT_THAT(shown("nach=name&ab=1"), HasSubstr("Name120000, Vorname"));
    EXPECT_THAT(shown("nach=ende&seite=2"), HasSubstr("Sitz 51<"));
    // Two groups and a half stand on a page: of each other page there are other people.
    auto const names = [&](std::string const& text) {
        std::vector<std::string> found;
        std::regex const name("Name[0-9]+, Vorname");
        for (std::sregex_iterator hit(text.begin(), text.end(), name), end; hit != end; ++hit)
            found.push_back(hit->str());
        return found;
    };
    auto all = names(shown("seite=1"));
    for (auto const& more : {names(shown("seite=2")), names(shown("seite=3"))})
        all.insert(all.end(), more.begin(), more.end());
    std::ranges::sort(all);
    all.erase(std::ranges::unique(all).begin(), all.end());
    EXPECT_EQ(all.size(), 150) << "fifty on each, and nobody twice";
    connection().execute("UPDATE memberships SET person_id = (SELECT MIN(id) FROM persons)"
                         " WHERE person_id = (SELECT MAX(id) FROM persons)");
    auto const file = file_of(office.get("/verwaltung/mitglieder/liste.csv"));
    EXPECT_EQ(std::ranges::count(file, '\n'), 20'001);
    auto const noted = audit::list_entries(connection(), tenant_, std::nullopt, 1).front();
    EXPECT_EQ(noted.action, "meetings.membership.exported");
    EXPECT_EQ(noted.after_json, R"({"shown":19999})") << "whoever has two seats is one";
}

TEST_P(MembershipStory, the_balance_counts_what_people_said_and_hides_the_few)
{
    auto office = browser_of("conference_office");
    auto const top = panel(office, conference);
    auto const somebody = [&](std::string const& name, std::string const& gender, std::string const& from) {
        auto const id = added(
            office,
            "field_of_work=welfare&gender=" + gender
                + "&letters_language=de&municipality=aalfeld&body=&family=" + name);
        EXPECT_EQ(
            seated(office, seat(office, top, "Sitz " + name), id, "as=holder&from=" + from).status(),
            http::Status::see_other);
    };
    for (auto const* name : {"Xaverl", "Zweitl", "Drittl"})
        somebody(name, "female", "2020");
    somebody("Viertl", "undisclosed", "2020");
    auto const page = [&](std::string const& query = {}) {
        return std::string(office.get("/verwaltung/ausgewogenheit" + query).body_text());
    };
    EXPECT_THAT(
        page(),
        AllOf(HasSubstr("weniger als 5 Personen"), HasSubstr("4 Personen"), Not(HasSubstr("weiblich"))));
    somebody("F%C3%BCnf", "unknown", "2025");
    auto const told = page("?gremium=" + top + "&vergleich=1.6.2023");
    EXPECT_THAT(
        told,
        AllOf(
            HasSubstr("5 Personen"), HasSubstr("weiblich"), HasSubstr("nicht bekannt"),
            HasSubstr("1. Juni 2023: 4 Personen"), Not(HasSubstr("Xaverl"))));
    EXPECT_TRUE(
        std::regex_search(told, std::regex("weiblich</th><td class=\"num\">3</td><td class=\"num\">–</td>")))
        << "of four people on the other day nothing is told: " << told;
    auto const file = file_of(office.get("/verwaltung/ausgewogenheit/liste.csv?gremium=" + top));
    EXPECT_THAT(file, AllOf(HasSubstr("Geschlecht"), HasSubstr("aalfeld"), Not(HasSubstr("Xaverl"))));
}

TEST_P(MembershipStory, terms_that_end_and_vacant_seats_wait_on_today)
{
    auto office = browser_of("conference_office");
    auto const top = panel(office, conference);
    auto const chair = seat(office, top, "Moderation");
    seat(office, top, "Leerer Sitz");
    auto const today = std::chrono::year_month_day{
        std::chrono::floor<std::chrono::days>(clock().now() + std::chrono::days{30})};
    auto const kaya = added_named(office, "Ayşe", "Kayra");
    seated(office, chair, kaya, "as=holder&from=2020&to=" + typed_spelling(today));
    auto colleague = browser_of("conference_office"); // without anything last worked on
    auto const page = waiting_for(colleague);
    EXPECT_THAT(
        page,
        AllOf(
            HasSubstr("Moderation, Konferenz"), HasSubstr("Die Mitgliedschaft endet"),
            HasSubstr("1 Sitz ist nicht besetzt"), HasSubstr("/verwaltung/mitglieder?zustand=unbesetzt"),
            Not(HasSubstr("Kayra"))));
    auto const follows = added_named(office, "Lena", "Folgt");
    seated(office, chair, follows, "as=holder&from=" + typed_spelling(today + std::chrono::days{1}));
    EXPECT_THAT(waiting_for(office), Not(HasSubstr("Die Mitgliedschaft endet")))
        << "somebody follows already";
}

TEST_P(MembershipStory, a_seat_is_a_ground_to_keep_somebody_until_it_ends)
{
    auto office = browser_of("conference_office");
    auto const chair = seat(office, panel(office, conference), "Moderation");
    auto const kaya = added_named(office, "Ayşe", "Kayra");
    seated(office, chair, kaya, holder);
    auto const night = [&] {
        EXPECT_TRUE(work([&](Work& work) -> Result<void> {
            work.enqueue("contacts.people.ground", "{}");
            return {};
        }));
        jobs_of(product_.modules, clock(), no_signals).run_due(connection());
        return connection().load<bool>("SELECT no_ground_since IS NOT NULL FROM persons");
    };
    EXPECT_FALSE(night());
    changed(office, newest(), "as=holder&from=01.01.2025&to=01.02.2025&reason=term_over");
    EXPECT_TRUE(night());
    seated(office, chair, kaya, "as=holder&from=01.03.2025");
    EXPECT_FALSE(connection().load<bool>("SELECT no_ground_since IS NOT NULL FROM persons")) << "at once";
    EXPECT_FALSE(night());
}

TEST_P(MembershipStory, merging_moves_the_seats_and_erasing_leaves_them_vacant)
{
    auto office = browser_of("conference_office");
    auto const top = panel(office, conference);
    auto const chair = seat(office, top, "Moderation");
    auto const into = added_named(office, "Ayşe", "Kayra");
    auto const from = added_named(office, "Aische", "Kajra");
    seated(office, chair, from, std::string(holder) + "&remark=Geheimes+Wort");
    auto const question = std::string(office.get(person(into, "/zusammenfuehren?mit=" + from)).body_text());
    std::smatch other;
    ASSERT_TRUE(std::regex_search(question, other, std::regex("name=\"fassung-mit\" value=\"([0-9]+)\"")));
    ASSERT_EQ(
        office
            .post(
                person(into, "/zusammenfuehren"),
                "mit=" + from + "&fassung=" + seen_on(question) + "&fassung-mit=" + other[1].str()
                    + "&wahl-given=m&wahl-family=m")
            .status(),
        http::Status::see_other);
    EXPECT_THAT(office.get(panel_path(top)).body_text(), HasSubstr(person(into) + "\">Ayşe Kayra</a>"));
    auto protection = browser_of("data_protection_officer");
    auto const erasing = std::string(protection.get(person(into, "/loeschen")).body_text());
    EXPECT_THAT(erasing, HasSubstr("weitere Eintragung in einem Gremium"))
        << "without the right to see panels";
    ASSERT_EQ(
        protection.post(person(into, "/loeschen"), "fassung=" + seen_on(erasing)).status(),
        http::Status::see_other);
    EXPECT_EQ(count_rows(), 0);
    EXPECT_EQ(
        connection().load<std::int64_t>(
            "SELECT COUNT(*) FROM record_versions WHERE subject_kind = 'membership'"),
        0);
    EXPECT_THAT(office.get(panel_path(top)).body_text(), HasSubstr("nicht besetzt"));
    EXPECT_THAT(
        audit_actions(),
        AllOf(Contains("meetings.membership.moved"), Contains("meetings.membership.erased")));
}

TEST_P(MembershipStory, who_is_a_member_on_a_day_is_told_to_other_parts)
{
    auto office = browser_of("conference_office");
    auto const top = panel(office, conference);
    auto const chair = seat(office, top, "Moderation");
    auto const one = added_named(office, "Ayşe", "Kayra");
    auto const two = added_named(office, "Jonas", "Muster");
    seated(office, chair, one, "as=holder&from=2025&to=06.2025");
    seated(office, chair, two, "as=substitute&from=01.02.2025");
    auto const members = [&](char const* day) {
        std::string found;
        for (auto const& member : meetings::list_members_on(
                 connection(), tenant_, meetings::PanelId{std::stoll(top)}, *parse_date(day)))
            found += std::to_string(member.person.value) + std::string(to_text(member.capacity)) + ' ';
        return found;
    };
    EXPECT_EQ(members("2024-12-31"), "");
    EXPECT_EQ(members("2025-01-15"), one + "holder ");
    EXPECT_EQ(members("2025-06-30"), one + "holder " + two + "substitute ");
    EXPECT_EQ(members("2025-07-01"), two + "substitute ");
}

TEST_P(MembershipStory, a_seat_is_filled_quickly_among_a_hundred_thousand_people)
{
    auto office = browser_of("conference_office");
    auto const chair = seat(office, panel(office, conference), "Moderation");
    connection().execute(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000)"
        " INSERT INTO persons (tenant_id, title, given_name, family_name, salutation, letters_language,"
        " works_for, works_for_key, position, field_of_work, gender, note, list_text, likeness, mark,"
        " changed_at) SELECT ?, '', 'Vorname', 'Name' || i, '', 'de', '', '', '', 'unknown', 'unknown', '',"
        " 'name' || i || ' vorname', 'nm' || i || ' vrnm', 'mark' || i, '2026-11-23T09:00:00.000Z' FROM n",
        tenant_);
    auto const begin = std::chrono::steady_clock::now();
    EXPECT_THAT(
        office.post(fill(chair) + "/suchen", "name=name77777&as=holder").body_text(),
        HasSubstr("Vorname Name77777"));
    EXPECT_THAT(
        office.post(fill(chair) + "/suchen", "name=vorname&as=holder").body_text(),
        HasSubstr("Das sind die ersten 20"));
    // Slow machines and sanitizers have their room.
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds{20});
}

}
} // namespace kommin::app
