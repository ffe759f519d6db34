// What was typed and not saved, once its form, its record or the right to read it is gone.

#include "app/tests/unsaved_story.hpp"

#include <chrono>
#include <string>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class UnsavedLeftOver : public UnsavedStory { };
KOMMIN_ON_BOTH_ENGINES(UnsavedLeftOver);

TEST_P(UnsavedLeftOver, tells_what_has_no_place_any_more)
{
    auto editor = logged_in(person_);
    auto const form = editor.get("/verwaltung/angebote/neu").body_text();
    type(editor, form, "title=Chor&kind=gibt-es+nicht&frueher=%3Cb%3EEin+Satz%3C%2Fb%3E&fassung=3");
    auto const back = editor.get(fetch_path(editor.get("/verwaltung/angebote/neu").body_text())).body_text();
    EXPECT_THAT(
        back,
        AllOf(
            HasSubstr("keinen Platz mehr"), HasSubstr("&lt;b&gt;Ein Satz&lt;/b&gt;"),
            HasSubstr("gibt-es nicht"), Not(HasSubstr("<li class=\"pre\">3</li>"))));
}

TEST_P(UnsavedLeftOver, answer_goes_with_its_message)
{
    auto const message = remark(aalfeld_);
    auto editor = logged_in(person_);
    auto const path = "/verwaltung/rueckmeldungen/" + std::to_string(message->value);
    auto const form = editor.get(path).body_text();
    type(editor, form, "answer=Liebe+Leyla");
    EXPECT_THAT(
        editor.get(fetch_path(editor.get(path).body_text())).body_text(),
        HasSubstr(">Liebe Leyla</textarea>"));
    auto const question = editor.get(path + "/schliessen").body_text();
    ASSERT_EQ(
        editor.post(path + "/schliessen", "fassung=" + seen_on(question)).status(), http::Status::see_other);
    EXPECT_EQ(rows(), 1) << "another form than that of the answer";
    clock().set(clock().now() + std::chrono::hours(24));
    ASSERT_TRUE(work([&](Work& work) { return portal::erase_old_feedback(work, std::chrono::days{0}); }));
    EXPECT_EQ(rows(), 0);
}

// The way to them leads to a page that has no form any more: they are read there, and copied.
TEST_P(UnsavedLeftOver, can_be_read_once_their_form_is_gone)
{
    auto const message = remark(aalfeld_);
    auto const path = "/verwaltung/rueckmeldungen/" + std::to_string(message->value);
    auto editor = logged_in(person_);
    auto const form = editor.get(path).body_text();
    type(editor, form, "answer=Liebe+%3CLeyla%3E,%0D%0Adanke.&fassung=1&vorher-answer=Davor");
    auto colleague = browser_of("conference_office");
    auto const question = colleague.get(path + "/schliessen").body_text();
    ASSERT_EQ(
        colleague.post(path + "/schliessen", "fassung=" + seen_on(question)).status(),
        http::Status::see_other);

    auto const way = fetch_path(editor.get("/verwaltung/eintragungen").body_text());
    auto const back = editor.get(way);
    EXPECT_EQ(back.status(), http::Status::ok);
    EXPECT_THAT(
        back.body_text(),
        AllOf(
            HasSubstr("gibt es hier nicht mehr"),
            HasSubstr("<li class=\"pre\">Liebe &lt;Leyla&gt;,\ndanke.</li>"), HasSubstr("Verwerfen"),
            Not(HasSubstr("Davor")), Not(HasSubstr("<li class=\"pre\">1</li>"))));
    EXPECT_THAT(back.body_text(), Not(HasSubstr(std::string(fetched))));
    EXPECT_THAT(editor.get(path).body_text(), Not(HasSubstr("Liebe"))) << "nobody asked for them";
    EXPECT_THAT(colleague.get(way).body_text(), Not(HasSubstr("Liebe"))) << "of somebody else";
    EXPECT_EQ(rows(), 1);

    auto const discarded = editor.post(
        "/verwaltung/eintragungen/loeschen", "lauf=" + value_in(std::string(back.body_text()), "lauf"));
    EXPECT_EQ(discarded.header("Location"), "/verwaltung/eintragungen");
    EXPECT_EQ(rows(), 0);
}

TEST_P(UnsavedLeftOver, can_be_read_once_nothing_at_all_is_there)
{
    auto editor = logged_in(person_);
    auto const form = editor.get("/verwaltung/angebote/neu").body_text();
    editor.post(
        "/verwaltung/eintragungen",
        "title=Weg&formularseite=/verwaltung/angebote/4711&formularlauf=" + value_in(form, "formularlauf"));
    auto const back = editor.get(fetch_path(editor.get("/verwaltung/eintragungen").body_text()));
    EXPECT_EQ(back.status(), http::Status::not_found);
    EXPECT_THAT(back.body_text(), HasSubstr("<li class=\"pre\">Weg</li>"));
}

TEST_P(UnsavedLeftOver, can_be_read_where_a_merged_organisation_leads)
{
    auto const organisation = [&](std::string const& name) {
        return work([&](Work& work) -> Result<std::string> {
                   auto choir = offer_called(name, name, "aalfeld");
                   choir.organisation = name;
                   insert(work, choir);
                   return "/verwaltung/einrichtungen/"
                       + std::to_string(work.db().load<std::int64_t>("SELECT max(id) FROM organisations"));
               })
            .value();
    };
    auto const from = organisation("caritas");
    auto const into = organisation("diakonie");
    auto editor = logged_in(person_);
    type(editor, std::string(editor.get(from).body_text()), "name=Caritas+Unna");
    auto const way = fetch_path(editor.get(from).body_text());
    ASSERT_EQ(
        editor
            .post(
                from + "/zusammenfuehren", "fassung=1&fassung-mit=1&mit=" + into.substr(into.rfind('/') + 1))
            .status(),
        http::Status::see_other);

    auto const led_on = std::string(editor.get(way).header("Location"));
    EXPECT_EQ(led_on, into + way.substr(way.find('?')));
    EXPECT_EQ(editor.get(from + "?fassung=1").header("Location"), into) << "a version of another record";
    auto const back = editor.get(led_on).body_text();
    EXPECT_THAT(back, HasSubstr("<li class=\"pre\">Caritas Unna</li>"));
    EXPECT_THAT(back, HasSubstr("value=\"diakonie\"")) << "the form there is that of another record";
}

TEST_P(UnsavedLeftOver, goes_with_the_history_of_an_offer)
{
    auto const id = offer("chor", "Chor", "aalfeld");
    auto const other = offer("cafe", "Cafe", "aalfeld");
    auto editor = logged_in(account(
        "beides@kreis.example",
        {{"conference_office", Scope::whole_tenant()}, {"translator", Scope::whole_tenant()}}));
    auto const number = std::to_string(id.value);
    ASSERT_EQ(
        editor.post(desk(id, "/veroeffentlichen"), fields(seen_on(editor.get(desk(id)).body_text()), "Chor"))
            .status(),
        http::Status::see_other);
    for (auto const& path :
         {desk(id), "/verwaltung/uebersetzungen/ar/offer/" + number,
          "/verwaltung/uebersetzungen/tr/offer/" + number})
        type(editor, std::string(editor.get(path).body_text()), "summary=Bei+Fatma+Kaya");
    type(
        editor,
        std::string(
            editor.get("/verwaltung/uebersetzungen/ar/offer/" + std::to_string(other.value)).body_text()),
        "summary=Im+Hof");
    ASSERT_EQ(rows(), 4);
    auto officer = browser_of("data_protection_officer");
    auto const path = desk(id, "/verlauf/loeschen");
    ASSERT_EQ(
        officer.post(path, "fassung=" + seen_on(officer.get(path).body_text())).status(),
        http::Status::see_other);
    EXPECT_THAT(kept(), ::testing::ElementsAre("summary=Im%20Hof"));
}

// Whoever had begun an answer may read the message no longer, and neither what it says of somebody.
TEST_P(UnsavedLeftOver, goes_with_a_message_that_is_given_to_another_body)
{
    auto const message = remark(aalfeld_);
    auto const path = "/verwaltung/rueckmeldungen/" + std::to_string(message->value);
    auto const seen = [&] {
        return "fassung=" + std::to_string(portal::find_feedback(connection(), tenant_, *message)->version);
    };
    auto kreis = logged_in(person_);
    auto town = browser_of("municipal_editor", aalfeld_);
    type(town, std::string(town.get(path).body_text()), "answer=Liebe+Leyla");
    ASSERT_EQ(rows(), 1);
    ASSERT_EQ(kreis.post(path + "/weitergeben", seen() + "&ort=bergau").status(), http::Status::see_other);
    EXPECT_EQ(rows(), 0);

    auto next = browser_of("municipal_editor", bergau_);
    type(next, std::string(next.get(path).body_text()), "answer=Sehr+geehrte+Leyla");
    ASSERT_EQ(rows(), 1);
    auto const step = connection().load<std::int64_t>(
        "SELECT max(sequence) FROM audit_entries WHERE action = 'portal.feedback.handed_on'");
    ASSERT_EQ(
        kreis.post(path + "/zuruecknehmen", seen() + "&schritt=" + std::to_string(step)).status(),
        http::Status::see_other);
    EXPECT_EQ(rows(), 0) << "taken back";
}

} // namespace
} // namespace kommin::app
