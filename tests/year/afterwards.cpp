// After the session: how it was, what was written down, and what becomes of the recommendation.

#include "year/year.hpp"

#include <set>
#include <string>
#include <utility>

namespace kommin::year_tests {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

void Year::people_say_how_it_was()
{
    auto const evaluation = meeting_ + "/rueckmeldung";
    fill(evaluation, "last_day", [](Form& form) { form.tick("shows_results"); });
    go_to("2027-01-13T09:30:00Z");
    auto const asked = letters();
    EXPECT_TRUE(has_letter_to(asked, "uk@gast.example"));
    EXPECT_FALSE(has_letter_to(asked, "ro@gast.example")) << "whoever cancelled is not asked";
    int filled = 0;
    for (auto const language : public_languages) {
        if (language == "de-simple")
            continue;
        auto guest = visitor();
        auto const path = '/' + std::string(language) + "/konferenz/2027/rueckmeldung";
        auto const page = shown(guest.open(path));
        EXPECT_EQ(page.attribute_of_html("lang"), language);
        expect_no_raw_key(page);
        auto form = page.form("overall");
        form.set(
            {{"overall", "1"}, {"say", "2"}, {"understood", "1"}, {"organisation", "1"}, {"again", "1"}});
        form.set("good", "Gut war Satz " + std::to_string(++filled));
        auto const thanked = shown(guest.press(form));
        EXPECT_TRUE(thanked.url().ends_with("/danke")) << thanked.url();
        expect_no_raw_key(thanked);
    }
    EXPECT_THAT(desk(evaluation).text(), AllOf(HasSubstr("mindestens fünf"), Not(HasSubstr("Gut war Satz"))))
        << "nobody reads along";
}

void Year::the_draft_is_mended_and_approved()
{
    // It took place.
    fill(meeting_ + "/aendern", "title", [](Form& form) {
        form.set({{"state", "held"}, {"results", "Kurse am Abend sind empfohlen."}});
    });
    read_in_all_languages("/konferenz/2027", [](Page const& page) {
        return page.text().find("Kurse am Abend sind empfohlen.") != std::string::npos;
    });
    // What the session has recommended is written down for whoever has to answer.
    recommendation_ = fill("/verwaltung/empfehlungen/neu", "addressees", [&](Form& form) {
                          form.set({{"title", "Kurse am Abend"},
                                    {"number", "E-1"},
                                    {"panel", field_},
                                    {"text", "Sprachkurse soll es auch am Abend geben."},
                                    {"reasons", "Viele arbeiten am Tag."},
                                    {"proposed_by", "Moderation Arbeitswelt"},
                                    {"office", "Volkshochschule"},
                                    {"due", "1.6.2027"}})
                              .tick("addressees", "administration");
                      }).url();
    // The next session of the conference, and one of those who have to answer.
    auto const session = [&](std::string const& panel, std::string const& title, std::string const& day) {
        return fill(
                   "/verwaltung/sitzungen/neu?gremium=" + panel, "title",
                   [&](Form& form) {
                       form.set({{"title", title}, {"day", day}, {"begins", "10"}})
                           .tick("visible")
                           .tick("agenda");
                   })
            .url();
    };
    next_ = session(conference_, "Achte Tagung", "20.4.2027");
    auto const steering = session(steering_, "Lenkungsgruppe im März", "2.3.2027");
    auto const step = [&](std::string const& to, Entries const& entries) {
        enter(recommendation_ + "/schritt?stand=" + to, "stand", entries);
    };
    step("discussed", {{"day", "12.1.2027"}});
    step("adopted", {{"day", "12.1.2027"}, {"meeting", meeting_.substr(meeting_.rfind('/') + 1)}});
    EXPECT_THAT(desk(steering).text(), HasSubstr("Kurse am Abend")) << "it waits for an answer";

    auto const minutes = meeting_ + "/protokoll";
    enter(minutes, "until", {{"until", "26.1.2027"}});
    auto const sent = letters();
    EXPECT_TRUE(has_letter_to(sent, "berta@verein.example"));
    auto guest = visitor();
    auto const link = letter_to(sent, "leyla@verein.example").link("/tr/protokoll/");
    auto const draft = shown(guest.open(link));
    EXPECT_EQ(draft.attribute_of_html("lang"), "tr");
    expect_no_raw_key(draft);
    EXPECT_THAT(draft.text(), AllOf(HasSubstr("Viele arbeiten am Tag."), Not(HasSubstr("Raum wechseln"))));
    expect_no_raw_key(shown(guest.press(
        draft.form("punkt").set({{"punkt", topic_}, {"text", "Es waren auch Kurse am Samstag gemeint."}}))));
    EXPECT_THAT(desk("/verwaltung").text(), HasSubstr("Hinweis zum Entwurf"));
    auto const remark = desk(minutes).form("word").set("word", "Steht jetzt da.");
    shown(office_->press(remark, remark.buttons.front().label));
    fill(minutes + "/aendern", "chair", [&](Form& form) {
        form.set("notes_" + topic_, "Viele arbeiten am Tag. Gemeint ist auch der Samstag.");
    });
    EXPECT_THAT(desk(next_).text(), HasSubstr("Genehmigung des Protokolls"));
}

void Year::a_recommendation_is_answered()
{
    go_to("2027-01-27T09:00:00Z"); // the day of the feedback is over
    auto const evaluation = desk(meeting_ + "/rueckmeldung").text();
    EXPECT_THAT(evaluation, AllOf(HasSubstr("Ausgefüllte Formulare: 6"), HasSubstr("Gut war Satz 1")));
    for (auto const& [language, page] : read_in_all_languages("/konferenz/2027", [](Page const& one) {
             return one.body().find("<meter") != std::string::npos;
         }))
        EXPECT_THAT(page.text(), Not(HasSubstr("Gut war Satz"))) << language;

    auto const step = [&](std::string const& to, Entries const& entries) {
        enter(recommendation_ + "/schritt?stand=" + to, "stand", entries);
    };
    auto const number = recommendation_.substr(recommendation_.rfind('/') + 1);
    for (auto const& [language, page] : read_in_all_languages("/konferenz/empfehlungen/" + number))
        EXPECT_THAT(page.text(), HasSubstr(text_in(language, "recommendation.public.no_answer"_msg)));
    go_to("2027-03-02T12:00:00Z");
    step("submitted", {{"day", "2.3.2027"}});
    step(
        "taken_up",
        {{"day", "2.3.2027"},
         {"taken_up_as", "measure"},
         {"note", "Projekt Abendkurse"},
         {"link", "https://kreis.example/abendkurse"}});
    step("answered", {{"day", "2.3.2027"}, {"note", "Ab April gibt es Kurse am Abend."}});
    EXPECT_GT(connection().load<std::int64_t>("SELECT COUNT(*) FROM participants WHERE name <> ''"), 0);
    go_to("2027-04-20T12:00:00Z");
    shown(office_->press(desk(meeting_ + "/protokoll").form("/genehmigen")));
    shown(office_->press(desk(meeting_ + "/protokoll").form("/veroeffentlichen")));
    EXPECT_THAT(desk(next_).text(), HasSubstr("erledigt"));
}

void Year::everybody_reads_what_was_decided()
{
    auto const number = meeting_.substr(meeting_.rfind('/') + 1);
    auto const recommendation
        = "/konferenz/empfehlungen/" + recommendation_.substr(recommendation_.rfind('/') + 1);
    auto const says = [](std::string word) {
        return [word = std::move(word)](Page const& page) {
            return page.text().find(word) != std::string::npos;
        };
    };
    for (auto const& [language, page] :
         read_in_all_languages("/protokolle/" + number, says("Gemeint ist auch der Samstag.")))
        EXPECT_THAT(
            page.text(),
            AllOf(
                HasSubstr("Die Konferenz empfiehlt Kurse am Abend."), Not(HasSubstr("Raum wechseln")),
                Not(HasSubstr("Leyla"))))
            << language;
    for (auto const& [language, page] : read_in_all_languages("/konferenz/2027", says("Kurse am Abend"))) {
        EXPECT_THAT(page.text(), HasSubstr("Siebte Tagung")) << language;
        EXPECT_NE(page.link_to("/protokolle/"), "") << language;
        EXPECT_NE(page.link_to(recommendation), "") << language;
    }
    read_in_all_languages("/konferenz", says("Achte Tagung"));
    read_in_all_languages("/konferenz/archiv", says("Siebte Tagung"));
    auto const state
        = [](std::string_view language) { return text_in(language, "recommendation.state.taken_up"_msg); };
    for (auto const& [language, page] :
         read_in_all_languages("/konferenz/empfehlungen", says("Kurse am Abend")))
        EXPECT_THAT(page.text(), HasSubstr(state(language)));
    for (auto const& [language, page] :
         read_in_all_languages(recommendation, says("Ab April gibt es Kurse am Abend.")))
        EXPECT_THAT(
            page.text(),
            AllOf(
                HasSubstr(text_in(language, "recommendation.public.answer"_msg)),
                Not(HasSubstr(text_in(language, "recommendation.public.no_answer"_msg)))));
    std::set<std::string> descriptions;
    for (auto const language : public_languages) {
        auto const prefix = '/' + std::string(language);
        auto const feed = read(prefix + "/konferenz/empfehlungen.atom");
        EXPECT_THAT(feed.header("Content-Type"), HasSubstr("application/atom+xml"));
        EXPECT_THAT(
            feed.body(),
            AllOf(
                HasSubstr("xml:lang=\"" + std::string(language) + '"'), HasSubstr(prefix + recommendation),
                HasSubstr("Kurse am Abend"), HasSubstr(state(language))));
        expect_no_raw_key(feed);
        auto const calendar = read(prefix + "/konferenz/termine.ics");
        Event const dates(calendar.body());
        EXPECT_TRUE(dates.is_valid) << calendar.body();
        EXPECT_EQ(dates.events, 3);
        descriptions.insert(dates.description);
        EXPECT_THAT(
            calendar.body(), AllOf(HasSubstr("Siebte Tagung"), HasSubstr(prefix + "/konferenz/2027")));
        expect_no_raw_key(calendar);
    }
    EXPECT_GE(descriptions.size(), 6U) << "each in its language, German twice";
}

} // namespace kommin::year_tests
