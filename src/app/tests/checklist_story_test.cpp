// Checklists of meetings: made of templates, ticked, moved and called off with their meeting.

#include "app/tests/invitation_story.hpp"

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

class ChecklistStory : public InvitationBase {
protected:
    // A template for steering groups; its address.
    std::string added(std::string const& lines, std::string const& kind = "steering_group")
    {
        auto const key = "v" + std::to_string(++keys_);
        auto const answer = office_->post(
            "/verwaltung/checklisten/neu",
            "schluessel=" + key + "&name=Ablauf&kind=" + kind + "&lines=" + lines);
        EXPECT_EQ(answer.status(), http::Status::see_other) << answer.body_text();
        return "/verwaltung/checklisten/"
            + std::to_string(connection().load<std::int64_t>("SELECT MAX(id) FROM checklist_templates"));
    }
    std::string page(std::string const& of = {})
    {
        return std::string(office_->get((of.empty() ? meeting_ : of) + "/checkliste").body_text());
    }
    http::Response make(std::string const& of = {})
    {
        auto const meeting = of.empty() ? meeting_ : of;
        auto const shown = std::string(office_->get(meeting + "/checkliste").body_text());
        auto const form = shown.substr(shown.find("/checkliste/anlegen"));
        return office_->post(
            meeting + "/checkliste/anlegen",
            "fassung=" + seen_on(form) + "&vorlage="
                + std::to_string(connection().load<std::int64_t>("SELECT MAX(id) FROM checklist_templates")));
    }
    std::vector<meetings::Task> lines(std::string const& of = {})
    {
        auto const meeting = of.empty() ? meeting_ : of;
        return meetings::list_checklist(
            connection(), tenant_, meetings::MeetingId{std::stoll(meeting.substr(meeting.rfind('/') + 1))},
            500);
    }
    meetings::Task line(std::string const& text)
    {
        for (auto const& one : lines()) {
            if (one.text == text)
                return one;
        }
        ADD_FAILURE() << "no line " << text;
        return {};
    }
    std::string days()
    {
        std::string text;
        for (auto const& one : lines())
            text += one.text + ' ' + (one.due ? to_iso(*one.due) : "–") + '\n';
        return text;
    }
    http::Response tick(Browser& browser, meetings::Task const& one, std::string const& state = "done")
    {
        return browser.post(
            meeting_ + "/checkliste/abhaken",
            "aufgabe=" + std::to_string(one.id.value) + "&fassung=" + std::to_string(one.version)
                + "&stand=" + state);
    }
    static std::string task_page(meetings::Task const& one)
    {
        return "/verwaltung/aufgaben/" + std::to_string(one.id.value);
    }
    // The meeting with another day or state.
    http::Response save_meeting(std::string const& day, std::string const& further = "&state=planned")
    {
        return changed(
            *office_, meeting_ + "/aendern",
            "title=Fr%C3%BChjahrssitzung&day=" + day + "&childcare=offered" + further);
    }

private:
    int keys_ = 0;
};
KOMMIN_ON_BOTH_ENGINES(ChecklistStory);

TEST_P(ChecklistStory, is_made_of_a_template_and_reckoned_back_from_the_day_of_the_meeting)
{
    EXPECT_THAT(page(), HasSubstr("Für Sitzungen dieses Gremiums gibt es keine Vorlage."));
    added("-42+Raum+buchen+%7C+Hausmeister%0A%2B7+Danken%0A-7+Fegen%0A-7+Fegen");
    EXPECT_EQ(make().status(), http::Status::see_other);
    EXPECT_EQ(days(), "Raum buchen 2026-12-01\nFegen 2027-01-05\nFegen 2027-01-05\nDanken 2027-01-19\n");
    EXPECT_THAT(
        page(),
        AllOf(
            HasSubstr("Dienstag, 1. Dezember 2026"), HasSubstr("Hausmeister"),
            HasSubstr("4 Zeilen sind offen"), HasSubstr("Fehlende Zeilen ergänzen")));
    EXPECT_EQ(make().status(), http::Status::see_other);
    EXPECT_THAT(lines(), SizeIs(4)) << "once each";
    EXPECT_THAT(audit_actions(), Contains("meetings.checklist.read"));
    EXPECT_THAT(
        office_->get(meeting_).body_text(),
        AllOf(HasSubstr("Checkliste"), HasSubstr("4 Zeilen sind offen"), Not(HasSubstr("Offene Aufgaben"))));
    EXPECT_THAT(
        office_->get(meeting_ + "/checkliste/drucken").body_text(),
        AllOf(HasSubstr("☐"), HasSubstr("Raum buchen"), HasSubstr("Hausmeister")));
    EXPECT_THAT(
        office_->get("/verwaltung/aufgaben").body_text(),
        AllOf(HasSubstr("Raum buchen"), HasSubstr("Frühjahrssitzung, Lenkungsgruppe, 12. Januar 2027")));
    EXPECT_THAT(
        office_->get("/verwaltung/suche?q=hausmeister").body_text(),
        AllOf(HasSubstr("Raum buchen"), HasSubstr("Frühjahrssitzung, Lenkungsgruppe")));
}

TEST_P(ChecklistStory, gets_what_the_template_has_since_and_nothing_back_that_was_changed)
{
    auto const address = added("-7+Fegen%0A-6+Kochen");
    make();
    auto const fegen = line("Fegen");
    EXPECT_EQ(
        changed(*office_, task_page(fegen), "text=Wischen&owner=&who=&due=05.01.2027&state=open&word=")
            .status(),
        http::Status::see_other);
    EXPECT_EQ(
        changed(
            *office_, address,
            "name=Ablauf&kind=steering_group&lines=-7+Fegen%0A-7+Fegen%0A-6+Kochen%0A-1+Decken")
            .status(),
        http::Status::see_other);
    EXPECT_EQ(make().status(), http::Status::see_other);
    EXPECT_EQ(days(), "Wischen 2027-01-05\nFegen 2027-01-05\nKochen 2027-01-06\nDecken 2027-01-11\n");
}

TEST_P(ChecklistStory, lines_are_ticked_by_one_press_and_opened_again)
{
    added("-7+Fegen%0A-6+Kochen");
    make();
    auto const fegen = line("Fegen");
    EXPECT_THAT(page(), HasSubstr("Erledigt<span class=\"vh\">: Fegen</span>"));
    EXPECT_EQ(tick(*office_, fegen).status(), http::Status::see_other);
    EXPECT_EQ(line("Fegen").state, meetings::TaskState::done);
    EXPECT_THAT(
        page(), AllOf(HasSubstr("Notiert."), HasSubstr("Wieder offen<span class=\"vh\">: Fegen</span>")));
    EXPECT_EQ(tick(*office_, fegen).status(), http::Status::see_other) << "pressed twice";
    auto const stale = tick(*office_, fegen, "open");
    EXPECT_EQ(stale.status(), http::Status::conflict);
    EXPECT_EQ(line("Fegen").state, meetings::TaskState::done) << "as the other has left it";
    EXPECT_EQ(tick(*office_, line("Fegen"), "open").status(), http::Status::see_other);
    EXPECT_EQ(line("Fegen").state, meetings::TaskState::open);
    EXPECT_EQ(tick(*office_, line("Fegen"), "dropped").status(), http::Status::conflict)
        << "that needs a word";
    auto reader = browser_of("steering_group");
    EXPECT_THAT(
        reader.get(meeting_ + "/checkliste").body_text(),
        AllOf(
            HasSubstr("Fegen"), Not(HasSubstr("/checkliste/abhaken")), Not(HasSubstr("/checkliste/zeilen"))));
    EXPECT_EQ(tick(reader, line("Fegen")).status(), http::Status::not_found);
    EXPECT_EQ(line("Fegen").state, meetings::TaskState::open);
    EXPECT_EQ(reader.get(meeting_ + "/checkliste/zeilen").status(), http::Status::not_found);
}

TEST_P(ChecklistStory, lines_are_added_and_what_is_wrong_with_them_is_said)
{
    auto const wrong = office_->post(
        meeting_ + "/checkliste/zeilen", "schluessel=k1&sitzungsfassung=1&zeilen=-7+Fegen%0A42+Kochen");
    EXPECT_EQ(wrong.status(), http::Status::unprocessable);
    EXPECT_THAT(
        wrong.body_text(), AllOf(HasSubstr("Zeile 2: Am Anfang fehlen die Tage"), HasSubstr("42 Kochen")));
    EXPECT_THAT(lines(), IsEmpty());
    for (int i = 0; i < 2; ++i)
        EXPECT_EQ(
            office_
                ->post(
                    meeting_ + "/checkliste/zeilen",
                    "schluessel=k1&sitzungsfassung=1&zeilen=-7+%2B7%3A+x%0A-7+Kochen+%7C+Wer+mag")
                .status(),
            http::Status::see_other);
    EXPECT_EQ(days(), "+7: x 2027-01-05\nKochen 2027-01-05\n") << "sent twice, once there";
    EXPECT_EQ(line("Kochen").who, "Wer mag");
    EXPECT_THAT(page(), HasSubstr("Wer mag (ohne Konto)"));
    EXPECT_EQ(save_meeting("19.01.2027").status(), http::Status::see_other);
    auto const stale
        = office_->post(meeting_ + "/checkliste/zeilen", "schluessel=k2&sitzungsfassung=1&zeilen=-7+Fegen");
    EXPECT_EQ(stale.status(), http::Status::conflict) << "reckoned from another day";
    EXPECT_THAT(stale.body_text(), AllOf(HasSubstr("-7 Fegen"), HasSubstr("19. Januar 2027")));
    EXPECT_EQ(
        office_->post(meeting_ + "/checkliste/anlegen", "fassung=1&vorlage=1").status(),
        http::Status::conflict);
    EXPECT_THAT(lines(), SizeIs(2));
    added("-7+Fremdes", "conference");
    EXPECT_EQ(
        office_->post(meeting_ + "/checkliste/anlegen", "fassung=2&vorlage=1").status(),
        http::Status::unprocessable)
        << "a template for other meetings";
}

TEST_P(ChecklistStory, open_lines_move_with_the_meeting_unless_somebody_typed_their_day)
{
    added("-7+Fegen%0A-6+Kochen%0A-5+Decken%0A%2B730+Erinnern");
    make();
    EXPECT_EQ(tick(*office_, line("Fegen")).status(), http::Status::see_other);
    EXPECT_EQ(
        changed(
            *office_, task_page(line("Kochen")), "text=Kochen&owner=&who=&due=02.01.2027&state=open&word=")
            .status(),
        http::Status::see_other);
    EXPECT_EQ(save_meeting("13.01.2027").status(), http::Status::see_other);
    EXPECT_EQ(days(), "Kochen 2027-01-02\nFegen 2027-01-05\nDecken 2027-01-08\nErinnern 2029-01-12\n");
    EXPECT_THAT(audit_actions(), Contains("meetings.task.moved"));
    EXPECT_EQ(save_meeting("01.2027").status(), http::Status::see_other);
    EXPECT_THAT(days(), AllOf(HasSubstr("Decken –"), HasSubstr("Kochen 2027-01-02")));
    EXPECT_THAT(page(), HasSubstr("5 Tage vorher")) << "shown without a day";
    auto const late = save_meeting("31.12.9999");
    EXPECT_EQ(late.status(), http::Status::unprocessable);
    EXPECT_THAT(late.body_text(), HasSubstr("Möglich sind die Jahre 1 bis 9999."));
    EXPECT_EQ(save_meeting("20.01.2027").status(), http::Status::see_other) << "nothing of it was saved";
    EXPECT_THAT(days(), AllOf(HasSubstr("Decken 2027-01-15"), HasSubstr("Fegen 2027-01-05")));
    EXPECT_EQ(tick(*office_, line("Fegen"), "open").status(), http::Status::see_other);
    EXPECT_THAT(days(), HasSubstr("Fegen 2027-01-13")) << "moved while it was settled";
}

TEST_P(ChecklistStory, open_lines_fall_with_a_meeting_and_come_back_with_it)
{
    added("-7+Fegen%0A-6+Kochen");
    make();
    tick(*office_, line("Fegen"));
    EXPECT_EQ(save_meeting("12.01.2027", "&state=cancelled&reason=Schnee").status(), http::Status::see_other);
    EXPECT_FALSE(line("Fegen").fell_with_meeting) << "it is done";
    EXPECT_TRUE(line("Kochen").fell_with_meeting);
    EXPECT_EQ(line("Kochen").text, "Kochen");
    EXPECT_THAT(
        page(),
        AllOf(HasSubstr("entfällt mit der Sitzung"), Not(HasSubstr("Erledigt<span class=\"vh\">: Kochen"))));
    EXPECT_THAT(office_->get("/verwaltung/aufgaben").body_text(), Not(HasSubstr("Kochen")));
    EXPECT_EQ(tick(*office_, line("Kochen")).status(), http::Status::conflict);
    EXPECT_EQ(tick(*office_, line("Fegen"), "open").status(), http::Status::conflict);
    EXPECT_EQ(
        changed(*office_, task_page(line("Fegen")), "text=Fegen&owner=&who=&due=05.01.2027&state=open&word=")
            .status(),
        http::Status::see_other);
    EXPECT_TRUE(line("Fegen").fell_with_meeting)
        << "open again, without a meeting for which it could be done";
    EXPECT_EQ(
        office_->post(meeting_ + "/checkliste/zeilen", "schluessel=k&sitzungsfassung=2&zeilen=-7+Neu")
            .status(),
        http::Status::conflict);
    EXPECT_EQ(save_meeting("14.01.2027").status(), http::Status::see_other);
    EXPECT_FALSE(line("Kochen").fell_with_meeting);
    EXPECT_FALSE(line("Fegen").fell_with_meeting);
    EXPECT_THAT(days(), HasSubstr("Kochen 2027-01-08"));
    EXPECT_THAT(office_->get("/verwaltung/aufgaben").body_text(), HasSubstr("Kochen"));
    EXPECT_THAT(
        audit_actions(),
        AllOf(Contains("meetings.checklist.fell"), Contains("meetings.checklist.came_back")));
}

TEST_P(ChecklistStory, is_made_with_a_new_meeting_in_one_step_or_not_at_all)
{
    auto const entries = "schluessel=neu&panel=" + panel_
        + "&title=Sommer&state=planned&childcare=unknown&checklist=ja&day=";
    auto const before = count_meetings();
    auto const without = office_->post("/verwaltung/sitzungen/neu", entries + "1.6.2027");
    EXPECT_EQ(without.status(), http::Status::unprocessable);
    EXPECT_THAT(
        without.body_text(),
        AllOf(HasSubstr("gibt es keine Vorlage. Nehmen Sie den Haken weg"), HasSubstr("value=\"Sommer\"")));
    EXPECT_EQ(count_meetings(), before) << "in one transaction";
    added("-7+F%C3%BCr+alle", "every");
    added("-7+F%C3%BCr+die+Gruppe");
    added("-7+F%C3%BCr+Konferenzen", "conference");
    EXPECT_EQ(
        office_->post("/verwaltung/sitzungen/neu", entries + "5.1.0001").status(),
        http::Status::unprocessable);
    EXPECT_EQ(count_meetings(), before);
    auto const made = office_->post("/verwaltung/sitzungen/neu", entries + "1.6.2027");
    EXPECT_EQ(made.status(), http::Status::see_other) << made.body_text();
    auto const address = std::string(made.header("Location"));
    ASSERT_THAT(lines(address), SizeIs(1));
    EXPECT_EQ(lines(address).front().text, "Für die Gruppe");
    EXPECT_THAT(
        lines(meeting(*office_, "panel=" + panel_ + "&title=Herbst&day=1.9.2027&childcare=unknown")),
        IsEmpty());
}

TEST_P(ChecklistStory, today_shows_ones_own_lines_and_counts_those_of_others)
{
    auto const id = account("anna@kreis.example", {{"steering_group", Scope::whole_tenant()}});
    connection().execute("UPDATE accounts SET state = 'active', name = 'Anna Amsel' WHERE id = ?", id);
    auto anna = logged_in(id);
    // Today is the 23rd of November, the meeting on the 12th of January.
    added("-60+L%C3%A4ngst%0A-45+Bald%0A-45+Singen+%7C+Anna+Amsel%0A-7+Sp%C3%A4ter+%7C+Anna+Amsel");
    make();
    EXPECT_EQ(line("Singen").account, id.value);
    EXPECT_THAT(
        anna.get("/verwaltung").body_text(),
        AllOf(HasSubstr("Singen, Frühjahrssitzung"), HasSubstr("Ihre Aufgabe"), Not(HasSubstr("Später"))));
    auto const today = std::string(office_->get("/verwaltung").body_text());
    EXPECT_THAT(
        today,
        AllOf(
            HasSubstr("3 Zeilen der Checkliste sind fällig"), HasSubstr(meeting_ + "/checkliste"),
            Not(HasSubstr("Längst, Frühjahrssitzung"))));
    EXPECT_THAT(page(), AllOf(HasSubstr("überfällig"), HasSubstr("Anna Amsel")));
    EXPECT_EQ(tick(anna, line("Singen")).status(), http::Status::see_other) << "it is hers";
    EXPECT_EQ(tick(anna, line("Bald")).status(), http::Status::not_found);
    EXPECT_EQ(tick(*office_, line("Längst")).status(), http::Status::see_other);
    EXPECT_THAT(office_->get("/verwaltung").body_text(), HasSubstr("Eine Zeile der Checkliste ist fällig"));
}

TEST_P(ChecklistStory, lists_that_are_cut_say_so)
{
    auto const id = account("anna@kreis.example", {{"steering_group", Scope::whole_tenant()}});
    auto anna = logged_in(id);
    ASSERT_TRUE(work([&](Work& work) -> Result<void> {
        meetings::Task line;
        line.panel = meetings::PanelId{std::stoll(panel_)};
        line.meeting = meetings::MeetingId{std::stoll(meeting_.substr(meeting_.rfind('/') + 1))};
        line.origin = meetings::TaskOrigin::checklist;
        line.due = work.today();
        for (int i = 0; i < 1000; ++i) {
            line.text = "Zeile " + std::to_string(i);
            line.account = i < 25 ? std::optional(id.value) : std::nullopt;
            meetings::insert_task(work.db(), work.tenant(), line, line.text, work.now());
        }
        return {};
    }));
    EXPECT_THAT(page(), HasSubstr("Gezeigt werden die ersten 500 Zeilen; es gibt mehr."));
    EXPECT_THAT(
        office_->get("/verwaltung/aufgaben").body_text(),
        HasSubstr("Gezeigt werden die ersten 500 Aufgaben."));
    EXPECT_THAT(anna.get("/verwaltung").body_text(), HasSubstr("5 weitere"));
    auto const full = office_->post(
        meeting_ + "/checkliste/zeilen", "schluessel=k&sitzungsfassung=1&zeilen=-7+Eine+zu+viel");
    EXPECT_EQ(full.status(), http::Status::conflict);
    EXPECT_THAT(full.body_text(), AllOf(HasSubstr("höchstens 1000 Zeilen"), HasSubstr("Eine zu viel")));
}

TEST_P(ChecklistStory, stands_neither_beside_the_minutes_nor_in_them)
{
    added("-7+Stuhlkreis+stellen");
    make();
    EXPECT_EQ(office_->post(meeting_ + "/protokoll/beginnen", "").status(), http::Status::see_other);
    for (auto const* of : {"/protokoll", "/protokoll/drucken", "/protokoll/aendern"}) {
        auto const answer = office_->get(meeting_ + of);
        EXPECT_EQ(answer.status(), http::Status::ok) << of;
        EXPECT_THAT(answer.body_text(), Not(HasSubstr("Stuhlkreis"))) << of;
    }
}

TEST_P(ChecklistStory, templates_are_kept_by_the_office_alone)
{
    EXPECT_THAT(
        office_->get("/verwaltung/checklisten").body_text(), HasSubstr("Noch gibt es keine Vorlage."));
    for (int i = 0; i < 2; ++i)
        EXPECT_EQ(office_->post("/verwaltung/checklisten/vorschlaege", "").status(), http::Status::see_other);
    EXPECT_THAT(
        office_->get("/verwaltung/checklisten").body_text(),
        AllOf(
            HasSubstr("Sitzung eines Gremiums"), HasSubstr("allen Gremien"),
            HasSubstr("Integrationskonferenz")));
    EXPECT_EQ(connection().load<std::int64_t>("SELECT COUNT(*) FROM checklist_templates"), 2);
    auto const of_conference = connection().load<std::string>(
        "SELECT lines FROM checklist_templates WHERE name = ?", "Integrationskonferenz");
    EXPECT_THAT(
        of_conference,
        AllOf(
            HasSubstr("\n+7 Protokoll schreiben\n"), HasSubstr("\n+14 Entwurf des Protokolls an alle"),
            HasSubstr("\n+28 Protokoll genehmigen lassen\n")));
    auto const wrong = office_->post(
        "/verwaltung/checklisten/neu", "schluessel=k&name=&kind=jedes&lines=-800+Raum+buchen");
    EXPECT_EQ(wrong.status(), http::Status::unprocessable);
    EXPECT_THAT(
        wrong.body_text(),
        AllOf(
            HasSubstr("Wie soll die Vorlage heißen?"), HasSubstr("höchstens 730 Tage"),
            HasSubstr("-800 Raum buchen")));
    auto const address = added("-7+Fegen");
    auto const seen = std::string(office_->get(address).body_text());
    EXPECT_EQ(
        changed(*office_, address, "name=Ablauf&kind=none&lines=-7+Fegen").status(), http::Status::see_other);
    auto const stale
        = office_->post(address, "fassung=" + seen_on(seen) + "&name=Anders&kind=every&lines=-7+Fegen");
    EXPECT_EQ(stale.status(), http::Status::conflict);
    EXPECT_THAT(stale.body_text(), HasSubstr("Anders")) << "compared, not lost";
    EXPECT_THAT(office_->get(address + "/verlauf").body_text(), HasSubstr("Vorlage"));
    EXPECT_THAT(page(), Not(HasSubstr(">Ablauf</option>"))) << "not offered any more";
    for (auto const* role : {"municipal_editor", "moderator", "reader"}) {
        auto other = browser_of(role);
        for (auto const& path : {std::string("/verwaltung/checklisten"), address})
            EXPECT_EQ(other.get(path).status(), http::Status::not_found) << role << path;
    }
}

} // namespace
} // namespace kommin::app
