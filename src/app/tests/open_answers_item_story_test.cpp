// "Offene Antworten" as an item: by itself on each agenda where it belongs, live until the minutes keep it.

#include "app/tests/recommendations_story.hpp"
#include "platform/content/translation_store.hpp"

#include <string>
#include <vector>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr auto* item_title = "Offene Antworten auf Empfehlungen";

class OpenAnswersItem : public RecommendationBase {
protected:
    void SetUp() override
    {
        RecommendationBase::SetUp();
        office_.emplace(browser_of("conference_office"));
    }
    std::string planned(std::string const& of, std::string const& more = {})
    {
        return meeting(*office_, "panel=" + of + "&title=S&childcare=unknown&day=12.1.2027" + more);
    }
    std::string adopted(std::string const& title, std::string const& more = {})
    {
        auto const one = draft(*office_, title, more);
        taken(*office_, one, "adopted&day=20.11.2026");
        return one;
    }
    void answered(std::string const& one)
    {
        taken(*office_, one, "declined&day=20.11.2026&note=Kein+Geld");
        taken(*office_, one, "answered&day=20.11.2026&note=Leider+nicht");
    }
    void add_item(std::string const& at, std::string const& title, std::string const& kind = "discussion")
    {
        EXPECT_EQ(
            office_->post(at + "/neuer-punkt", "kind=" + kind + "&schluessel=" + title + "&title=" + title)
                .status(),
            http::Status::see_other);
    }
    static meetings::MeetingId id_of(std::string const& address)
    {
        return meetings::MeetingId{std::stoll(number_of(address))};
    }
    std::vector<std::string> agenda(std::string const& at)
    {
        std::vector<std::string> titles;
        for (auto const& one : meetings::list_agenda(connection(), tenant_, id_of(at)))
            titles.push_back(std::to_string(one.position) + ' ' + one.title);
        return titles;
    }
    meetings::AgendaItem item_of(std::string const& at)
    {
        for (auto const& one : meetings::list_agenda(connection(), tenant_, id_of(at))) {
            if (one.kind == meetings::ItemKind::open_answers)
                return one;
        }
        ADD_FAILURE() << at << " has none";
        return {};
    }
    std::string item_path(std::string const& at)
    {
        return "/verwaltung/punkte/" + std::to_string(item_of(at).id.value);
    }
    http::Response press(std::string const& at, std::string const& step, std::string const& more = {})
    {
        return office_->post(
            item_path(at) + step, "fassung=" + std::to_string(item_of(at).version) + '&' + more);
    }
    std::string page_of(std::string const& at) { return std::string(office_->get(at).body_text()); }
    // Into the night before that day, with a new session.
    void night_of(std::string const& day)
    {
        go_to(day + "T04:00:00Z");
        office_.emplace(browser_of("conference_office"));
    }

    std::optional<Browser> office_;
};
KOMMIN_ON_BOTH_ENGINES(OpenAnswersItem);

TEST_P(OpenAnswersItem, it_comes_by_itself_once_and_before_what_is_other)
{
    auto const session = planned(conference_);
    add_item(session, "Bericht");
    add_item(session, "Verschiedenes", "other");
    EXPECT_THAT(agenda(session), ElementsAre("1 Bericht", "2 Verschiedenes")) << "nothing is open";
    adopted("Abendkurse", "&office=Fachbereich+Arbeit&due=1.11.2026");
    EXPECT_THAT(agenda(session), ElementsAre("1 Bericht", std::string("2 ") + item_title, "3 Verschiedenes"));
    adopted("Sprachkurse");
    add_item(session, "Nachtrag");
    EXPECT_EQ(agenda(session).size(), 4U) << "one item for all of them";
    auto const page = page_of(session);
    EXPECT_THAT(
        page,
        AllOf(
            HasSubstr("2 Empfehlungen warten"), HasSubstr("Abendkurse"), HasSubstr("Fachbereich Arbeit"),
            HasSubstr("Antwort bis 1. November 2026"), HasSubstr(">überfällig<"), HasSubstr("Sprachkurse")));
    EXPECT_THAT(page_of(item_path(session)), HasSubstr("Antwort bis 1. November 2026"));

    // Every meeting that is planned from now on, where it belongs, has it at once.
    auto const own = planned(panel(*office_, "kind=steering_group&body=&name=LG&parent=" + conference_));
    auto const top = planned(panel(*office_, "kind=steering_group&body=&name=VLG"));
    auto const town = planned(panel(*office_, "kind=steering_group&body=aalfeld&name=Stadt"));
    EXPECT_THAT(agenda(own), ElementsAre(std::string("1 ") + item_title));
    EXPECT_THAT(agenda(top), ElementsAre(std::string("1 ") + item_title))
        << "the administrative steering group gets those of all conferences";
    for (auto const& other :
         {town, planned(field_), planned(panel(*office_, "kind=council&body=aalfeld&name=Rat")),
          planned(conference_, "&state=cancelled&reason=Schnee")})
        EXPECT_THAT(agenda(other), IsEmpty()) << other;
    EXPECT_THAT(page_of(top), HasSubstr("2 Empfehlungen warten"));
    office_->post(
        "/verwaltung/sitzungen/reihe/anlegen",
        "panel=" + conference_
            + "&title=Reihe&day=7.1.2027&rhythm=monthly&count=2&tag=2027-01-07&tag=2027-02-04&schluessel=s"
            + std::string(fixed));
    EXPECT_THAT(
        agenda("/verwaltung/sitzungen/" + newest_meeting()), ElementsAre(std::string("1 ") + item_title));
}

TEST_P(OpenAnswersItem, what_the_office_takes_off_stays_away_until_it_is_put_back)
{
    auto const session = planned(conference_);
    auto const one = adopted("Abendkurse");
    add_item(session, "Bericht");
    EXPECT_EQ(press(session, "/entfernen").status(), http::Status::see_other);
    EXPECT_THAT(agenda(session), ElementsAre("1 Bericht"));
    taken(*office_, one, "submitted&day=21.11.2026");
    night_of("2026-11-25");
    EXPECT_THAT(agenda(session), ElementsAre("1 Bericht")) << "neither by a step nor by night";
    EXPECT_THAT(
        page_of(session), AllOf(HasSubstr("kommt nicht von selbst zurück"), HasSubstr("Wieder aufnehmen")));
    auto reader = browser_of("reader");
    EXPECT_THAT(
        std::string(reader.get(session).body_text()),
        AllOf(HasSubstr("kommt nicht von selbst zurück"), Not(HasSubstr("Wieder aufnehmen"))));
    for (int twice = 0; twice < 2; ++twice)
        EXPECT_EQ(office_->post(session + "/offene-antworten", "").status(), http::Status::see_other);
    EXPECT_THAT(agenda(session), ElementsAre("1 Bericht", std::string("2 ") + item_title));
    EXPECT_THAT(page_of(session), Not(HasSubstr("kommt nicht von selbst zurück")));
    // A panel that looks after no answers has none to put back.
    auto const council = planned(panel(*office_, "kind=council&body=aalfeld&name=Rat"));
    office_->post(council + "/offene-antworten", "");
    EXPECT_THAT(agenda(council), IsEmpty());
    EXPECT_NE(browser_of("reader").post(session + "/offene-antworten", "").status(), http::Status::see_other);
}

TEST_P(OpenAnswersItem, once_all_is_answered_the_night_takes_away_what_nobody_has_touched)
{
    auto const untouched = planned(conference_);
    auto const touched = planned(conference_, "&begins=10");
    auto const written = planned(conference_, "&begins=11");
    auto const one = adopted("Abendkurse");
    EXPECT_EQ(
        press(touched, "/aendern", "title=Was+noch+offen+ist&kind=decision&minutes=20").status(),
        http::Status::see_other);
    EXPECT_EQ(item_of(touched).kind, meetings::ItemKind::open_answers) << "nobody makes it another one";
    EXPECT_EQ(office_->post(written + "/protokoll/beginnen", "").status(), http::Status::see_other);
    answered(one);
    EXPECT_THAT(page_of(touched), HasSubstr("Keine offenen Antworten."));
    EXPECT_EQ(agenda(untouched).size(), 1U) << "not before the night";
    night_of("2026-11-25");
    EXPECT_THAT(agenda(untouched), IsEmpty());
    EXPECT_THAT(agenda(touched), ElementsAre("1 Was noch offen ist"));
    EXPECT_EQ(agenda(written).size(), 1U) << "somebody writes about it";
    EXPECT_THAT(page_of(untouched), Not(HasSubstr("kommt nicht von selbst zurück")))
        << "the office has taken nothing off";
    adopted("Sprachkurse");
    EXPECT_EQ(agenda(untouched).size(), 1U);
}

TEST_P(OpenAnswersItem, what_was_put_off_comes_back_by_night)
{
    auto const session = planned(conference_);
    auto const one = adopted("Abendkurse");
    taken(*office_, one, "deferred&day=20.11.2026&until=30.11.2026&note=Haushalt");
    taken(*office_, one, "answered&day=20.11.2026&note=Im+Dezember");
    night_of("2026-11-25");
    EXPECT_THAT(agenda(session), IsEmpty());
    night_of("2026-12-01");
    EXPECT_THAT(agenda(session), ElementsAre(std::string("1 ") + item_title));
    EXPECT_THAT(page_of(session), HasSubstr("die Zeit, bis zu der sie zurückgestellt war, ist um"));
}

TEST_P(OpenAnswersItem, it_is_neither_carried_over_nor_forwarded_nor_made_by_hand)
{
    auto const off = planned(conference_);
    auto const next = planned(conference_, "&begins=15");
    adopted("Abendkurse");
    add_item(off, "Bericht");
    EXPECT_EQ(
        changed(
            *office_, off + "/aendern",
            "title=S&day=12.1.2027&state=cancelled&reason=Schnee&childcare=unknown")
            .status(),
        http::Status::see_other);
    office_->post(off + "/uebertragen", "");
    EXPECT_THAT(agenda(next), ElementsAre(std::string("1 ") + item_title, "2 Bericht"));
    EXPECT_THAT(page_of(item_path(next)), Not(HasSubstr("/weiterleiten")));
    EXPECT_NE(press(next, "/weiterleiten", "panel=" + field_).status(), http::Status::see_other);
    EXPECT_NE(
        office_->post(next + "/neuer-punkt", "kind=open_answers&schluessel=x&title=Eigener").status(),
        http::Status::see_other);
    EXPECT_THAT(page_of(next + "/neuer-punkt"), Not(HasSubstr("open_answers")));
}

TEST_P(OpenAnswersItem, guests_and_everybody_read_it_in_their_language)
{
    auto const session = planned(conference_, "&visible=ja&agenda=ja");
    EXPECT_THAT(agenda(session), IsEmpty());
    adopted("Abendkurse", "&office=Fachbereich+Arbeit&office_mail=arbeit%40kreis.example&due=1.11.2026");
    EXPECT_THAT(
        invitation_to(session, "tr"),
        AllOf(
            HasSubstr("Yanıt bekleyen tavsiyeler"), HasSubstr("Abendkurse"), HasSubstr("Fachbereich Arbeit"),
            HasSubstr("gecikmiş"), HasSubstr("\"/tr/konferenz/empfehlungen/"),
            Not(HasSubstr("arbeit@kreis"))));
    changed(
        *office_, "/verwaltung/gremien/" + conference_ + "/aendern",
        "kind=conference&name=Integrationskonferenz&visible=ja");
    auto const slug = meetings::load_meeting(connection(), tenant_, id_of(session)).value().slug;
    EXPECT_THAT(
        in_public("/tr/konferenz/" + slug).body_text(),
        AllOf(HasSubstr("Yanıt bekleyen tavsiyeler"), Not(HasSubstr(item_title))));
    EXPECT_EQ(
        press(session, "/aendern", "title=Unsere+Fragen&kind=open_answers").status(),
        http::Status::see_other);
    EXPECT_THAT(in_public("/tr/konferenz/" + slug).body_text(), HasSubstr("Unsere Fragen"))
        << "the words of the office stay as they are";
}

TEST_P(OpenAnswersItem, the_minutes_keep_what_was_open_as_their_draft_was_sent)
{
    auto const session = planned(conference_, "&visible=ja");
    auto const one = adopted("Abendkurse", "&office=Fachbereich+Arbeit&due=1.11.2026");
    go_to("2027-01-12T12:00:00Z");
    office_.emplace(browser_of("conference_office"));
    auto const minutes = session + "/protokoll";
    EXPECT_EQ(office_->post(minutes + "/beginnen", "").status(), http::Status::see_other);
    auto const seen = [&](std::string const& path) { return "fassung=" + seen_on(page_of(path)); };
    auto const notes = "notes_" + std::to_string(item_of(session).id.value);
    EXPECT_EQ(
        office_
            ->post(
                minutes + "/aendern", seen(minutes + "/aendern") + "&tie=rejected&" + notes + "=Besprochen")
            .status(),
        http::Status::see_other);
    EXPECT_THAT(page_of(minutes), Not(HasSubstr("Fachbereich Arbeit")));
    EXPECT_EQ(
        office_->post(minutes + "/verschicken", seen(minutes) + "&until=26.1.2027").status(),
        http::Status::see_other);
    answered(one);
    auto const line = "Abendkurse – Fachbereich Arbeit – Antwort bis 1. November 2026 – überfällig";
    EXPECT_THAT(page_of(minutes), AllOf(HasSubstr(line), HasSubstr("Besprochen")));
    EXPECT_EQ(
        office_
            ->post(minutes + "/aendern", seen(minutes + "/aendern") + "&tie=rejected&" + notes + "=Geaendert")
            .status(),
        http::Status::see_other);
    EXPECT_EQ(
        office_->post(minutes + "/verschicken", seen(minutes) + "&until=27.1.2027").status(),
        http::Status::see_other);
    EXPECT_THAT(page_of(minutes), AllOf(HasSubstr(line), HasSubstr("Geaendert")))
        << "sent again, they say what was open then";
}

TEST_P(OpenAnswersItem, it_comes_on_no_agenda_of_a_meeting_that_has_begun_or_has_minutes)
{
    go_to("2026-12-01T12:00:00Z");
    office_.emplace(browser_of("conference_office"));
    auto const begun
        = meeting(*office_, "panel=" + conference_ + "&title=Jetzt&childcare=unknown&day=1.12.2026");
    auto const written = planned(conference_, "&begins=11");
    auto const ahead = planned(conference_, "&begins=12");
    EXPECT_EQ(office_->post(written + "/protokoll/beginnen", "").status(), http::Status::see_other);
    adopted("Abendkurse");
    EXPECT_THAT(agenda(begun), IsEmpty()) << "they talk already";
    EXPECT_THAT(agenda(written), IsEmpty()) << "the minutes are about what stands there";
    EXPECT_THAT(agenda(ahead), ElementsAre(std::string("1 ") + item_title));

    // Nor is it put back there.
    EXPECT_EQ(press(ahead, "/entfernen").status(), http::Status::see_other);
    EXPECT_THAT(page_of(ahead), HasSubstr("Wieder aufnehmen"));
    EXPECT_EQ(office_->post(ahead + "/protokoll/beginnen", "").status(), http::Status::see_other);
    EXPECT_THAT(page_of(ahead), Not(HasSubstr("Wieder aufnehmen")));
    EXPECT_EQ(office_->post(ahead + "/offene-antworten", "").status(), http::Status::see_other);
    EXPECT_THAT(agenda(ahead), IsEmpty());
    auto const later = planned(conference_, "&begins=13");
    EXPECT_EQ(press(later, "/entfernen").status(), http::Status::see_other);
    night_of("2026-12-02");
    EXPECT_THAT(agenda(written), IsEmpty()) << "neither by night";
    go_to("2027-01-12T12:00:00Z");
    office_.emplace(browser_of("conference_office"));
    EXPECT_THAT(page_of(later), Not(HasSubstr("Wieder aufnehmen")));
    EXPECT_EQ(office_->post(later + "/offene-antworten", "").status(), http::Status::see_other);
    EXPECT_THAT(agenda(later), IsEmpty()) << "its day has come";
}

TEST_P(OpenAnswersItem, what_becomes_open_on_the_day_whose_draft_is_sent_changes_neither_agenda_nor_minutes)
{
    auto const session = planned(conference_);
    add_item(session, "Bericht");
    go_to("2027-01-12T12:00:00Z");
    office_.emplace(browser_of("conference_office"));
    auto const minutes = session + "/protokoll";
    EXPECT_EQ(office_->post(minutes + "/beginnen", "").status(), http::Status::see_other);
    EXPECT_EQ(
        office_->post(minutes + "/verschicken", "fassung=" + seen_on(page_of(minutes)) + "&until=26.1.2027")
            .status(),
        http::Status::see_other);
    adopted("Abendkurse");
    EXPECT_THAT(agenda(session), ElementsAre("1 Bericht"));
    EXPECT_THAT(
        page_of(minutes),
        AllOf(HasSubstr("Bericht"), Not(HasSubstr(item_title)), Not(HasSubstr("Abendkurse"))));
    night_of("2027-01-13");
    EXPECT_THAT(agenda(session), ElementsAre("1 Bericht"));
}

TEST_P(OpenAnswersItem, the_list_at_the_desk_ends_with_the_day)
{
    auto const session = planned(conference_);
    adopted("Abendkurse");
    go_to("2027-01-12T12:00:00Z");
    office_.emplace(browser_of("conference_office"));
    for (auto const& path : {session, item_path(session)})
        EXPECT_THAT(page_of(path), HasSubstr("Abendkurse")) << path << ": they talk about it";
    go_to("2027-01-13T12:00:00Z");
    office_.emplace(browser_of("conference_office"));
    for (auto const& path : {session, item_path(session)})
        EXPECT_THAT(page_of(path), AllOf(HasSubstr(item_title), Not(HasSubstr("Abendkurse"))))
            << path << ": nobody has said yet that it was held";
}

TEST_P(OpenAnswersItem, a_guest_reads_the_number_before_the_title_as_it_is_translated)
{
    auto const session = planned(conference_);
    auto const one = adopted("Abendkurse", "&number=2007/1");
    commit_and_show(tenant_, [&](Work& work) {
        content::store_translation(
            work.db(), work.tenant(), meetings::recommendation_subject, std::stoll(number_of(one)), "title",
            {i18n::Language::find("tr").value(), "Akşam kursları", content::Origin::person,
             content::source_hash("Abendkurse")},
            work.now());
        work.publish(meetings::published_as);
    });
    EXPECT_THAT(
        invitation_to(session, "tr"),
        AllOf(HasSubstr(">2007/1 Akşam kursları</a>"), Not(HasSubstr("Abendkurse"))));
    EXPECT_THAT(page("/tr/konferenz/empfehlungen"), HasSubstr("2007/1 Akşam kursları"))
        << "as everybody does";
    EXPECT_THAT(page_of(session), HasSubstr(">2007/1 Abendkurse</a>"));
}

} // namespace
} // namespace kommin::app
