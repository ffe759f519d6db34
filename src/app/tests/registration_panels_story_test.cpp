// Parts of a session that are of a field of action or a group: what they are called, and what lies below
// what.

#include "app/tests/registration_story.hpp"

#include <gmock/gmock.h>

#include <string>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class RegistrationPanelsStory : public RegistrationBase {
protected:
    void SetUp() override
    {
        RegistrationBase::SetUp();
        field_ = panel(*office_, "kind=field_of_action&body=&name=Bildung&parent=" + panel_);
        group_ = panel(*office_, "kind=working_group&body=&name=AG+Eltern&parent=" + field_);
        council_ = panel(*office_, "kind=council&body=&name=Migrationsrat");
    }
    std::string of_part(std::string const& column, std::string const& name)
    {
        return connection().load<std::string>(
            "SELECT " + column + " FROM programme_parts WHERE tenant_id = ? AND name = ?", tenant_, name);
    }
    http::Response rename_field(std::string const& to)
    {
        return changed(
            *office_, "/verwaltung/gremien/" + field_ + "/aendern",
            "kind=field_of_action&parent=" + panel_ + "&name=" + to);
    }
    // With those that are there: the group, the field, a workshop of it and one of no panel.
    http::Response save_again(std::string const& version, std::string const& name_of_field)
    {
        return save_programme(
            window(50, version) + part_line(1, group_, "", "group", part("AG Eltern"))
            + part_line(2, field_, "", "field_of_action", part(name_of_field))
            + part_line(3, field_, "Werkstatt", "workshop", part("Werkstatt"))
            + part_line(4, "", "Markt", "workshop", part("Markt")));
    }
    void open_with_panels()
    {
        auto const saved = save_programme(
            window(50) + part_line(1, group_) + part_line(2, field_) + part_line(3, field_, "Werkstatt")
            + part_line(4, "", "Markt"));
        ASSERT_EQ(saved.status(), http::Status::see_other) << saved.body_text();
    }
    void make_public()
    {
        auto const visible = changed(
            *office_, meeting_ + "/aendern",
            "title=Fr%C3%BChjahrstagung&day=12.1.2027&begins=10&childcare=offered&state=planned&visible=ja");
        ASSERT_EQ(visible.status(), http::Status::see_other) << visible.body_text();
        panel(*office_, "kind=conference&body=&visible=ja&name=Konferenz");
        product_.publications.refresh(connection());
    }
    // As everybody reads it.
    std::string session_page() { return std::string(anybody().get("/de/konferenz/2027").body_text()); }
    std::string field_, group_, council_;
};
KOMMIN_ON_BOTH_ENGINES(RegistrationPanelsStory);

TEST_P(RegistrationPanelsStory, the_page_of_the_session_says_that_nobody_registers_any_more)
{
    open_with_panels();
    make_public();
    EXPECT_THAT(
        session_page(), AllOf(HasSubstr("Zur Anmeldung"), Not(HasSubstr("Die Anmeldung ist beendet."))));
    registered(line(1, "Leyla", "AG Eltern"));
    auto const closed = save_programme(
        window(50, "1", "closed") + part_line(1, group_, "", "group", part("AG Eltern"))
        + part_line(2, field_, "", "field_of_action", part("Bildung"))
        + part_line(3, field_, "Werkstatt", "workshop", part("Werkstatt"))
        + part_line(4, "", "Markt", "workshop", part("Markt")));
    ASSERT_EQ(closed.status(), http::Status::see_other) << closed.body_text();
    EXPECT_THAT(
        session_page(),
        AllOf(HasSubstr("Zurzeit kann man sich nicht anmelden."), Not(HasSubstr("Zur Anmeldung"))));
    clock().set(*parse_instant("2027-01-11T17:30:00Z")); // half an hour after the window
    EXPECT_THAT(session_page(), HasSubstr("Die Anmeldung ist beendet."));
    clock().set(*parse_instant("2027-01-13T08:00:00Z"));
    EXPECT_THAT(session_page(), Not(HasSubstr("Die Anmeldung ist beendet."))) << "it has taken place";
}

TEST_P(RegistrationPanelsStory, registration_has_the_address_of_the_sessions_page)
{
    make_public();
    auto const second = meeting(
        *office_,
        "panel=" + panel_ + "&title=Herbsttagung&day=20.9.2027&begins=10&childcare=unknown&visible=ja");
    auto const proposed = std::string(office_->get(second + "/programm").body_text());
    EXPECT_THAT(proposed, HasSubstr("value=\"2027-09\""));
    auto const refused = office_->post(
        second + "/programm",
        "fassung=0&slug=2027&opens_day=1.11.2026&opens_time=8&closes_day=11.1.2027&closes_time=18&seats=5"
        "&state=open"
            + part_line(1, "", "Markt"));
    EXPECT_THAT(refused.body_text(), HasSubstr("f-slug-fehler"));
    EXPECT_EQ(count("programmes"), 0);
}

TEST_P(RegistrationPanelsStory, the_office_chooses_between_the_panels_of_this_conference)
{
    auto const page = std::string(office_->get(meeting_ + "/programm").body_text());
    EXPECT_THAT(
        page,
        AllOf(
            HasSubstr("name=\"part_panel_1\""), HasSubstr(">Bildung</option>"),
            HasSubstr(">AG Eltern</option>"), HasSubstr("Jede Person wählt genau einen Teil"),
            Not(HasSubstr("Migrationsrat")), Not(HasSubstr(">Integrationskonferenz</option>"))));
    auto const foreign = save_programme(window(50) + part_line(1, council_));
    EXPECT_EQ(foreign.status(), http::Status::unprocessable);
    EXPECT_THAT(foreign.body_text(), HasSubstr("Wählen Sie ein Handlungsfeld oder eine Gruppe"));
    auto const twice = save_programme(window(50) + part_line(1, field_) + part_line(2, field_));
    EXPECT_EQ(twice.status(), http::Status::unprocessable);
    EXPECT_THAT(
        twice.body_text(),
        AllOf(
            HasSubstr("f-part_panel_2-fehler"), HasSubstr("Dieses Gremium ist schon ein Teil"),
            HasSubstr("<option value=\"" + field_ + "\" selected>Bildung</option>")));
    EXPECT_EQ(count("programme_parts"), 0);
    open_with_panels();
    EXPECT_EQ(of_part("kind", "Bildung"), "field_of_action") << "as its panel, whatever the line said";
    EXPECT_EQ(of_part("kind", "AG Eltern"), "group");
    EXPECT_EQ(of_part("kind", "Werkstatt"), "workshop");
    EXPECT_EQ(count("programme_parts WHERE panel_id IS NULL"), 1);
    // Taken away like a name; not while somebody has chosen it.
    registered(line(1, "Leyla", "AG Eltern"));
    auto const gone = save_programme(
        window(50, "1") + part_line(1, "", "", "group", part("AG Eltern"))
        + part_line(2, "", "", "field_of_action", part("Bildung"))
        + part_line(3, field_, "Werkstatt", "workshop", part("Werkstatt"))
        + part_line(4, "", "Markt", "workshop", part("Markt")));
    EXPECT_EQ(gone.status(), http::Status::unprocessable);
    EXPECT_THAT(gone.body_text(), HasSubstr("Dafür sind 1 Personen angemeldet"));
    EXPECT_EQ(count("programme_parts"), 4);
}

TEST_P(RegistrationPanelsStory, groups_and_workshops_stand_below_their_field_where_that_is_a_part)
{
    open_with_panels();
    auto const shown = std::string(anybody().get(form).body_text());
    auto const fold = shown.substr(shown.find("<optgroup label=\"Bildung\">"));
    auto const inside = fold.substr(0, fold.find("</optgroup>"));
    EXPECT_THAT(
        inside,
        AllOf(
            HasSubstr("Bildung – "), HasSubstr("AG Eltern – "), HasSubstr("Werkstatt – "),
            Not(HasSubstr("Markt"))));
    EXPECT_LT(inside.find("Bildung – "), inside.find("AG Eltern – "));
    make_public();
    auto const page = session_page();
    auto const parts = page.substr(page.find("id=\"teile\""));
    auto const below = parts.substr(parts.find("<ul><li>", parts.find("<ul>") + 4));
    EXPECT_THAT(below.substr(0, below.find("</ul>")), AllOf(HasSubstr("AG Eltern"), HasSubstr("Werkstatt")))
        << parts;
    EXPECT_LT(parts.find("Bildung"), parts.find("AG Eltern"));
    EXPECT_LT(parts.find("Werkstatt"), parts.find("Markt"));
    // Without its field the group stands for itself.
    ASSERT_EQ(
        save_programme(
            window(50, "1") + part_line(1, group_, "", "group", part("AG Eltern"))
            + part_line(2, "", "", "group", part("Bildung"))
            + part_line(3, "", "", "group", part("Werkstatt"))
            + part_line(4, "", "Markt", "workshop", part("Markt")))
            .status(),
        http::Status::see_other);
    EXPECT_THAT(anybody().get(form).body_text(), AllOf(Not(HasSubstr("<optgroup")), HasSubstr("AG Eltern")));
}

TEST_P(RegistrationPanelsStory, the_public_page_keeps_the_parts_once_nobody_can_register_any_more)
{
    open_with_panels();
    make_public();
    registered(line(1, "Leyla", "AG Eltern"));
    EXPECT_THAT(session_page(), AllOf(HasSubstr("Das können Sie wählen"), HasSubstr("Bildung – frei: 10")));
    auto const closed = save_programme(
        window(50, "1", "closed") + part_line(1, group_, "", "group", part("AG Eltern"))
        + part_line(2, field_, "", "field_of_action", part("Bildung"))
        + part_line(3, field_, "Werkstatt", "workshop", part("Werkstatt"))
        + part_line(4, "", "Markt", "workshop", part("Markt")));
    ASSERT_EQ(closed.status(), http::Status::see_other) << closed.body_text();
    // Closed by the office, on the day after the window, and in the archive.
    for (auto const* const at :
         {"2026-12-01T09:00:00Z", "2027-01-12T08:00:00Z", "2027-01-13T09:00:00Z", "2028-03-01T09:00:00Z"}) {
        if (parse_instant(at) > clock().now())
            clock().set(*parse_instant(at));
        auto const page = session_page();
        EXPECT_THAT(
            page,
            AllOf(
                HasSubstr("Die Teile der Sitzung"), HasSubstr("Markt"), Not(HasSubstr("– frei: ")),
                Not(HasSubstr("– voll")), Not(HasSubstr("Das können Sie wählen"))))
            << at;
        auto const parts = page.substr(page.find("id=\"teile\""));
        auto const below = parts.substr(parts.find("<ul><li>", parts.find("<ul>") + 4));
        EXPECT_THAT(
            below.substr(0, below.find("</ul>")), AllOf(HasSubstr("AG Eltern"), HasSubstr("Werkstatt")))
            << parts;
    }
}

TEST_P(RegistrationPanelsStory, what_is_being_prepared_is_told_by_the_archive_alone)
{
    auto const saved
        = save_programme(window(50, "0", "closed") + part_line(1, field_) + part_line(2, "", "Markt"));
    ASSERT_EQ(saved.status(), http::Status::see_other) << saved.body_text();
    make_public();
    EXPECT_THAT(session_page(), AllOf(HasSubstr("Frühjahrstagung"), Not(HasSubstr("id=\"teile\""))));
    clock().set(*parse_instant("2027-01-13T09:00:00Z"));
    EXPECT_THAT(
        session_page(), AllOf(HasSubstr("Die Teile der Sitzung"), HasSubstr("Bildung"), HasSubstr("Markt")));
}

TEST_P(RegistrationPanelsStory, a_part_is_renamed_with_its_panel_and_keeps_the_name_once_that_has_ended)
{
    open_with_panels();
    EXPECT_EQ(rename_field("Bildung+und+Schule").status(), http::Status::see_other);
    EXPECT_EQ(of_part("kind", "Bildung und Schule"), "field_of_action");
    EXPECT_EQ(of_part("kind", "Werkstatt"), "workshop") << "a name of its own stays";
    EXPECT_THAT(anybody().get(form).body_text(), HasSubstr("<optgroup label=\"Bildung und Schule\">"));
    auto const ended = rename_field("Aufgegangen+in+anderen&to=2025");
    EXPECT_EQ(ended.status(), http::Status::see_other) << ended.body_text();
    EXPECT_EQ(of_part("kind", "Bildung und Schule"), "field_of_action") << "as it was called while it met";
    EXPECT_EQ(save_again("1", "Bildung und Schule").status(), http::Status::see_other);
    EXPECT_EQ(of_part("kind", "Bildung und Schule"), "field_of_action");
    EXPECT_THAT(
        office_->get(meeting_ + "/programm").body_text(),
        HasSubstr("<option value=\"" + field_ + "\" selected>Aufgegangen in anderen</option>"));
    // It meets again.
    EXPECT_EQ(rename_field("Bildung").status(), http::Status::see_other);
    EXPECT_EQ(of_part("kind", "Bildung"), "field_of_action");
    // What people went to is called as it was then.
    clock().set(*parse_instant("2027-01-13T09:00:00Z"));
    office_.emplace(browser_of("conference_office"));
    EXPECT_EQ(rename_field("Lernen").status(), http::Status::see_other);
    EXPECT_EQ(of_part("kind", "Bildung"), "field_of_action");
    EXPECT_EQ(save_again("2", "Bildung").status(), http::Status::see_other);
    EXPECT_EQ(of_part("kind", "Bildung"), "field_of_action");
}

}
} // namespace kommin::app
