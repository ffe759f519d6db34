// "Heute": narrowed by area, by whose it is and by day; and what somebody has worked on last.

#include "app/tests/offer_story.hpp"

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class TodayStory : public OfferStory {
protected:
    // One message that nobody has taken, one offer that waits for somebody who may publish it.
    void SetUp() override
    {
        OfferStory::SetUp();
        offer_ = offer("chor", "Chor am Markt", "aalfeld");
        auto helper = browser_of("department_editor");
        auto const form = std::string(helper.get(desk(offer_)).body_text());
        ASSERT_EQ(
            helper.post(desk(offer_, "/abgeben"), fields(seen_on(form), "Chor+am+Abend")).status(),
            http::Status::see_other);
        message_ = work([&](Work& work) {
                       return portal::receive_feedback(
                           work, {"inhalt", "orte", "Der Freitag stimmt nicht.", "leyla@example.org", "k"},
                           i18n::Language::german());
                   })->value;
    }
    [[nodiscard]] std::string message(std::string const& page = {}) const
    {
        return "/verwaltung/rueckmeldungen/" + std::to_string(message_) + page;
    }
    static std::string recent_in(std::string const& page)
    {
        auto const at = page.find("id=\"zuletzt\"");
        return at == std::string::npos ? std::string{} : page.substr(at, page.find("</section>", at) - at);
    }
    static std::string chip(std::string_view address, bool is_current, std::string_view label, int count)
    {
        return "<a class=\"chip\" href=\"" + std::string(address) + "\""
            + (is_current ? " aria-current=\"true\"" : "") + ">" + std::string(label)
            + " <span class=\"num\">" + std::to_string(count) + "</span></a>";
    }

    portal::OfferId offer_;
    std::int64_t message_ = 0;
};
KOMMIN_ON_BOTH_ENGINES(TodayStory);

TEST_P(TodayStory, chips_narrow_by_area_and_say_how_much_is_behind_them)
{
    auto me = browser_of("conference_office");
    auto const all = std::string(me.get("/verwaltung").body_text());
    EXPECT_THAT(
        all,
        AllOf(
            HasSubstr("Chor am Markt"), HasSubstr("Nr. 1: "),
            HasSubstr(chip("/verwaltung?bereich=rueckmeldungen", false, "Rückmeldungen", 1))));
    auto const offers = std::string(me.get("/verwaltung?bereich=angebote").body_text());
    EXPECT_THAT(
        offers,
        AllOf(
            HasSubstr("Chor am Markt"), Not(HasSubstr("Nr. 1: ")),
            HasSubstr(chip("/verwaltung?bereich=angebote", true, "Angebote", 1))));
    EXPECT_THAT(
        std::string(me.get("/verwaltung?bereich=gibtesnicht").body_text()),
        AllOf(HasSubstr("Hier wartet gerade nichts"), HasSubstr("Alles zeigen"), Not(HasSubstr("Nr. 1: "))));
}

TEST_P(TodayStory, own_tasks_and_due_ones_stand_alone_on_request)
{
    auto me = browser_of("conference_office");
    EXPECT_THAT(
        std::string(me.get("/verwaltung?nur=meine").body_text()), HasSubstr("Hier wartet gerade nichts"));
    auto const version = seen_on(std::string(me.get(message()).body_text()));
    ASSERT_EQ(me.post(message("/uebernehmen"), "fassung=" + version).status(), http::Status::see_other);
    EXPECT_THAT(
        std::string(me.get("/verwaltung?nur=meine").body_text()),
        AllOf(HasSubstr("Nr. 1: "), Not(HasSubstr("wartet auf Ihre Freigabe"))));

    auto const taken = seen_on(std::string(me.get(message()).body_text()));
    auto const today = typed_spelling(i18n::Zone::berlin().to_local(clock().now()).date);
    ASSERT_EQ(
        me.post(message("/frist"), "fassung=" + taken + "&vorher-bis=&bis=" + today).status(),
        http::Status::see_other)
        << "a day as offices write it";
    EXPECT_THAT(
        std::string(me.get("/verwaltung?nur=faellig").body_text()),
        AllOf(HasSubstr("Nr. 1: "), Not(HasSubstr("wartet auf Ihre Freigabe"))));
    EXPECT_THAT(
        std::string(me.get("/verwaltung?bereich=angebote&nur=faellig").body_text()),
        HasSubstr("Hier wartet gerade nichts"));
}

TEST_P(TodayStory, a_day_of_this_week_comes_before_what_has_no_day)
{
    auto me = browser_of("conference_office");
    auto const version = seen_on(std::string(me.get(message()).body_text()));
    auto const soon
        = typed_spelling(i18n::Zone::berlin().to_local(clock().now() + std::chrono::hours(24 * 3)).date);
    ASSERT_EQ(
        me.post(message("/frist"), "fassung=" + version + "&vorher-bis=&bis=" + soon).status(),
        http::Status::see_other);
    auto const page = std::string(me.get("/verwaltung").body_text());
    EXPECT_LT(page.find("id=\"woche\""), page.find("id=\"ohne-termin\""));
    EXPECT_NE(page.find("id=\"ohne-termin\""), std::string::npos);
}

TEST_P(TodayStory, where_drafts_are_cut_it_says_how_many_more_wait)
{
    auto helper = browser_of("department_editor");
    constexpr int many = 52; // with the one of the set-up three more than a page
    for (int i = 0; i < many; ++i) {
        auto const number = std::to_string(i);
        auto const id = offer("kurs-" + number, "Kurs " + number, "aalfeld");
        auto const form = std::string(helper.get(desk(id)).body_text());
        ASSERT_EQ(
            helper.post(desk(id, "/abgeben"), fields(seen_on(form), "Kurs+" + number)).status(),
            http::Status::see_other);
    }
    auto const page
        = std::string(browser_of("conference_office").get("/verwaltung?bereich=angebote").body_text());
    EXPECT_THAT(
        page,
        AllOf(
            HasSubstr("href=\"/verwaltung/angebote?zustand=pruefung\">und 3 weitere</a>"),
            HasSubstr(chip("/verwaltung?bereich=angebote", true, "Angebote", many + 1))));
}

TEST_P(TodayStory, what_somebody_worked_on_last_is_at_hand)
{
    auto me = browser_of("conference_office");
    EXPECT_EQ(recent_in(std::string(me.get("/verwaltung").body_text())), "") << "nothing yet";
    me.get(message());
    EXPECT_EQ(recent_in(std::string(me.get("/verwaltung").body_text())), "") << "reading is no work";

    auto const form = std::string(me.get(desk(offer_)).body_text());
    ASSERT_EQ(
        me.post(desk(offer_), fields(seen_on(form), "Chor+am+Morgen")).status(), http::Status::see_other);
    me.post(message("/uebernehmen"), "fassung=" + seen_on(std::string(me.get(message()).body_text())));
    auto const recent = recent_in(std::string(me.get("/verwaltung").body_text()));
    EXPECT_THAT(
        recent,
        AllOf(
            HasSubstr("href=\"" + desk(offer_) + "\">Chor am Morgen</a>"),
            HasSubstr("href=\"" + message() + "\""), HasSubstr("heute, ")));
    EXPECT_LT(recent.find(message()), recent.find(desk(offer_))) << "newest first";

    auto colleague = browser_of("conference_office");
    EXPECT_EQ(recent_in(std::string(colleague.get("/verwaltung").body_text())), "") << "one's own work only";
}

TEST_P(TodayStory, in_another_language_the_titles_of_records_say_that_they_are_german)
{
    auto const person = work([&](Work& work) {
                            return identity::invite_account(
                                work,
                                {.email = "emily@kreis.example",
                                 .name = "Emily",
                                 .language = "en",
                                 .grants = {{"conference_office", Scope::whole_tenant()}}});
                        }).value();
    auto me = logged_in(person);
    auto const form = std::string(me.get(desk(offer_)).body_text());
    ASSERT_EQ(
        me.post(desk(offer_), fields(seen_on(form), "Chor+am+Morgen")).status(), http::Status::see_other);
    me.post(message("/uebernehmen"), "fassung=" + seen_on(std::string(me.get(message()).body_text())));
    EXPECT_THAT(
        recent_in(std::string(me.get("/verwaltung").body_text())),
        AllOf(
            HasSubstr("href=\"" + desk(offer_) + "\" lang=\"de\">Chor am Morgen</a>"),
            HasSubstr("href=\"" + message() + "\">")))
        << "what is called by words of the program is in the language of the page";
}

TEST_P(TodayStory, what_somebody_may_not_see_any_more_is_not_named)
{
    auto const person = account("bleibt@kreis.example", {{"municipal_editor", aalfeld_}});
    auto me = logged_in(person);
    auto const form = std::string(me.get(desk(offer_)).body_text());
    ASSERT_EQ(
        me.post(desk(offer_), fields(seen_on(form), "Chor+am+Morgen")).status(), http::Status::see_other);
    EXPECT_THAT(recent_in(std::string(me.get("/verwaltung").body_text())), HasSubstr("Chor am Morgen"));
    auto const version = identity::find_account(connection(), tenant_, person)->version;
    ASSERT_TRUE(work([&](Work& work) -> Result<void> {
        return identity::set_grants(work, person, version, {{"municipal_editor", bergau_}});
    }));
    auto again = logged_in(person);
    EXPECT_THAT(std::string(again.get("/verwaltung").body_text()), Not(HasSubstr("Chor am Morgen")));
}

TEST_P(TodayStory, older_work_is_at_hand_behind_much_that_is_not_to_be_seen_any_more)
{
    auto const person
        = account("zieht-um@kreis.example", {{"municipal_editor", aalfeld_}, {"municipal_editor", bergau_}});
    auto me = logged_in(person);
    auto const change = [&](portal::OfferId id, std::string const& title, std::string const& town) {
        auto const form = std::string(me.get(desk(id)).body_text());
        return me.post(desk(id), fields(seen_on(form), title, {}, town)).status();
    };
    ASSERT_EQ(
        change(offer("lesekreis", "Lesekreis", "bergau"), "Lesekreis", "bergau"), http::Status::see_other);
    constexpr int many = 20;
    for (int i = 0; i < many; ++i) {
        auto const number = std::to_string(i);
        ASSERT_EQ(
            change(offer("kurs-" + number, "Kurs " + number, "aalfeld"), "Kurs+" + number, "aalfeld"),
            http::Status::see_other);
    }
    auto const version = identity::find_account(connection(), tenant_, person)->version;
    ASSERT_TRUE(work([&](Work& work) -> Result<void> {
        return identity::set_grants(work, person, version, {{"municipal_editor", bergau_}});
    }));
    auto again = logged_in(person);
    EXPECT_THAT(
        recent_in(std::string(again.get("/verwaltung").body_text())),
        AllOf(HasSubstr("Lesekreis"), Not(HasSubstr("Kurs"))));
}

TEST_P(TodayStory, words_that_somebody_worked_on_last_are_named_and_lead_back_to_them)
{
    auto const person = account("woerter@kreis.example", {{"conference_office", Scope::whole_tenant()}});
    auto me = logged_in(person);
    auto const added = me.post("/verwaltung/wortschatz/neu", "schluessel=a&de=Chor%0D%0ASingkreis&tr=koro");
    ASSERT_EQ(added.status(), http::Status::see_other);
    auto const own = std::string(added.header("Location"));
    clock().set(clock().now() + std::chrono::minutes(1));
    std::string const brought_along = "/verwaltung/wortschatz/advice";
    ASSERT_EQ(
        me.post(brought_along, "fassung=0&grundlage=0&tr=counsel&de=Beratung").status(),
        http::Status::see_other);
    auto const recent = recent_in(std::string(me.get("/verwaltung").body_text()));
    EXPECT_THAT(
        recent,
        AllOf(
            HasSubstr("href=\"" + own + "\">Chor</a>"),
            HasSubstr("href=\"" + brought_along + "\">Beratung</a>"), HasSubstr("Wortschatz")));
    EXPECT_LT(recent.find(brought_along), recent.find(own)) << "newest first";
    EXPECT_THAT(std::string(me.get(own).body_text()), HasSubstr("Chor\nSingkreis</textarea>"));

    // Taken out of the search it is still what one worked on, and the way back to it.
    ASSERT_EQ(
        me.post(own + "/archivieren", "fassung=" + seen_on(std::string(me.get(own).body_text()))).status(),
        http::Status::see_other);
    EXPECT_THAT(
        recent_in(std::string(me.get("/verwaltung").body_text())),
        HasSubstr("href=\"" + own + "\">Chor</a>"));
    EXPECT_THAT(std::string(me.get(own).body_text()), HasSubstr("Mit dem Veröffentlichen kommt er zurück"));

    auto const version = identity::find_account(connection(), tenant_, person)->version;
    ASSERT_TRUE(work([&](Work& work) -> Result<void> {
        return identity::set_grants(work, person, version, {{"municipal_editor", aalfeld_}});
    }));
    auto again = logged_in(person);
    EXPECT_THAT(
        recent_in(std::string(again.get("/verwaltung").body_text())),
        AllOf(Not(HasSubstr(own)), Not(HasSubstr(brought_along))))
        << "words are those of the whole district";
}

class DateFields : public TodayStory { };
KOMMIN_ON_BOTH_ENGINES(DateFields);

TEST_P(DateFields, are_of_one_kind_everywhere)
{
    auto me = browser_of("conference_office");
    constexpr std::string_view explanation = "Zum Beispiel 17.08.2027";
    for (auto const& page : {message(), desk(offer_)}) {
        auto const text = std::string(me.get(page).body_text());
        EXPECT_THAT(text, AllOf(HasSubstr(std::string(explanation)), Not(HasSubstr("type=\"date\""))))
            << page;
    }
    auto officer = browser_of("data_protection_officer");
    EXPECT_THAT(
        std::string(officer.get("/verwaltung/pruefpfad").body_text()),
        AllOf(HasSubstr("TT.MM.JJJJ"), Not(HasSubstr("type=\"date\""))));
}

TEST_P(DateFields, say_in_words_what_is_no_day_and_keep_it)
{
    auto me = browser_of("conference_office");
    auto const version = seen_on(std::string(me.get(message()).body_text()));
    auto const refused = me.post(message("/frist"), "fassung=" + version + "&vorher-bis=&bis=31.02.2027");
    EXPECT_EQ(refused.status(), http::Status::unprocessable);
    EXPECT_THAT(
        std::string(refused.body_text()),
        AllOf(HasSubstr("Das ist kein Datum. Beispiel: 17.04.2027"), HasSubstr("value=\"31.02.2027\"")));

    auto const form = std::string(me.get(desk(offer_)).body_text());
    EXPECT_THAT(
        std::string(
            me.post(desk(offer_, "/planen"), fields(seen_on(form), "Chor", "publish_on=bald")).body_text()),
        AllOf(HasSubstr("Das ist kein Datum"), HasSubstr("value=\"bald\"")));

    auto officer = browser_of("data_protection_officer");
    EXPECT_THAT(
        std::string(officer.get("/verwaltung/pruefpfad?von=heute").body_text()),
        AllOf(HasSubstr("Das ist kein Datum"), HasSubstr("value=\"heute\"")));
    EXPECT_THAT(
        std::string(officer.get("/verwaltung/pruefpfad?von=1.1.2020").body_text()),
        AllOf(Not(HasSubstr("Das ist kein Datum")), HasSubstr("value=\"01.01.2020\"")));
}

} // namespace
} // namespace kommin::app
