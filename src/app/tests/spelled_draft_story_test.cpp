// What a history says was changed is what somebody changed: drafts are spelled as publishing spells them, and
// each version is compared with the one that it goes on from, by the history as by the audit trail.

#include "app/tests/page_story.hpp"
#include "platform/records/versions.hpp"

#include <regex>
#include <string>
#include <utility>
#include <vector>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::Pair;

using Step = std::pair<std::string, std::vector<std::string>>; // what was done, and what it changed

class SpelledDrafts : public PageStory {
protected:
    // Oldest first, as the history says it.
    static std::vector<Step> history(Browser& browser, std::string const& path)
    {
        auto const page = std::string(browser.get(path + "/verlauf").body_text());
        std::vector<Step> steps;
        std::regex const entry(
            R"re(<li><time[^>]*>[^<]*</time><strong>([^<]*)</strong> <span[^>]*>[^<]*</span>(?:<p class="small">([^<]*)</p>)?<p class="small"><a)re");
        for (std::sregex_iterator found(page.begin(), page.end(), entry), end; found != end; ++found)
            steps.insert(steps.begin(), {(*found)[1].str(), words_of((*found)[2].str())});
        return steps;
    }
    // The same of the entries of the chain that made a version, by the names of the fields.
    std::vector<Step> noted(std::string const& kind, std::int64_t id)
    {
        std::vector<Step> steps;
        for (auto const& entry : audit::list_history(connection(), tenant_, kind, id, 100)) {
            auto const parsed = json::parse(entry.after_json);
            auto const* facts = std::get_if<json::Value>(&parsed);
            auto const* fields = facts == nullptr ? nullptr : facts->find("fields");
            if (fields == nullptr)
                continue;
            Step step{entry.action.substr(entry.action.rfind('.') + 1), {}};
            for (auto const& name : *fields->as_array())
                step.second.push_back(*name.as_string());
            steps.insert(steps.begin(), std::move(step));
        }
        return steps;
    }
    // The page of each version marks as many fields as the chain names.
    void expect_versions_say_what_the_chain_says(
        Browser& browser, std::string const& path, content::SubjectKind kind, std::int64_t id)
    {
        for (auto const& entry :
             audit::list_history(connection(), tenant_, std::string(kind.word()), id, 100)) {
            auto const parsed = json::parse(entry.after_json);
            auto const* facts = std::get_if<json::Value>(&parsed);
            auto const* number = facts == nullptr ? nullptr : facts->find("version");
            if (number == nullptr || entry.action.ends_with(".created"))
                continue;
            auto const page = std::string(
                browser.get(path + "/verlauf?fassung=" + std::to_string(*number->as_integer())).body_text());
            std::regex const row("<tr><th scope=\"row\">");
            EXPECT_EQ(
                static_cast<std::size_t>(std::distance(
                    std::sregex_iterator(page.begin(), page.end(), row), std::sregex_iterator())),
                facts->find("fields")->as_array()->size())
                << entry.action << ' ' << *number->as_integer();
        }
    }
    std::string seen(Browser& browser, std::string const& path)
    {
        return seen_on(std::string(browser.get(path).body_text()));
    }
    std::string hash_of(portal::OfferId id)
    {
        return portal::content_hash(portal::find_offer(connection(), tenant_, id).value());
    }

private:
    static std::vector<std::string> words_of(std::string const& labels)
    {
        std::vector<std::string> words;
        std::regex const label("[^,]+(?:, )?");
        for (std::sregex_iterator found(labels.begin(), labels.end(), label), end; found != end; ++found) {
            auto word = found->str();
            if (word.ends_with(", "))
                word.resize(word.size() - 2);
            words.push_back(std::move(word));
        }
        return words;
    }
};
KOMMIN_ON_BOTH_ENGINES(SpelledDrafts);

TEST_P(SpelledDrafts, an_offer_names_at_each_step_what_somebody_changed)
{
    auto editor = browser_of("municipal_editor", aalfeld_);
    auto office = browser_of("conference_office");
    auto const path
        = std::string(editor
                          .post(
                              "/verwaltung/angebote/neu",
                              "title=N%C3%A4htreff&kind=other_offer&reach=municipality&municipality=aalfeld")
                          .header("Location"));
    auto const id = std::stoll(path.substr(path.rfind('/') + 1));
    auto const typed = [&](std::string const& more) {
        return "title=N%C3%A4htreff&kind=other_offer&reach=municipality&municipality=aalfeld&status=active"
            + more;
    };
    auto const press = [&](Browser& browser, std::string const& button, std::string const& entries) {
        return browser.post(path + button, "fassung=" + seen(browser, path) + '&' + entries).status();
    };
    auto const hours = std::string("&monday=9-11+Uhr"); // and no choice of costs, access, appointments
    EXPECT_EQ(press(editor, "", typed(hours)), http::Status::see_other);
    EXPECT_THAT(editor.get(path).body_text(), AllOf(HasSubstr("09:00-11:00"), Not(HasSubstr("9-11 Uhr"))));
    EXPECT_EQ(press(editor, "/abgeben", typed(hours)), http::Status::see_other);
    EXPECT_EQ(press(office, "/veroeffentlichen", typed(hours)), http::Status::see_other);
    EXPECT_EQ(press(office, "/veroeffentlichen", typed(hours + "&wheelchair=yes")), http::Status::see_other);
    auto const hash = hash_of(portal::OfferId{id});
    EXPECT_EQ(press(office, "/veroeffentlichen", typed(hours + "&wheelchair=yes")), http::Status::see_other);
    EXPECT_EQ(hash_of(portal::OfferId{id}), hash) << "nothing was changed";

    EXPECT_THAT(
        history(office, path),
        ElementsAre(
            Pair("Angelegt", IsEmpty()), Pair("Entwurf gesichert", ElementsAre("Montag")),
            Pair("Zur Freigabe gegeben", IsEmpty()), Pair("Veröffentlicht", IsEmpty()),
            Pair("Veröffentlicht", ElementsAre("Mit dem Rollstuhl erreichbar")),
            Pair("Veröffentlicht", IsEmpty())));
    auto steps = noted("offer", id);
    ASSERT_EQ(steps.size(), 6U);
    steps.erase(steps.begin()); // made of nothing: names whatever it says
    EXPECT_THAT(
        steps,
        ElementsAre(
            Pair("draft_saved", ElementsAre("monday")), Pair("handed_in", IsEmpty()),
            Pair("published", IsEmpty()), Pair("published", ElementsAre("wheelchair")),
            Pair("published", IsEmpty())));
    expect_versions_say_what_the_chain_says(office, path, portal::offer_subject, id);
}

TEST_P(SpelledDrafts, what_cannot_be_read_stays_as_it_was_typed)
{
    auto const id = offer("chor", "Chor", "aalfeld");
    auto editor = browser_of("conference_office");
    auto const entries = std::string("&monday=9-11+Uhr&tuesday=irgendwann&email=nicht+da");
    EXPECT_EQ(
        editor.post(desk(id), fields(seen(editor, desk(id)), "Chor", entries.substr(1))).status(),
        http::Status::see_other);
    auto const form = editor.get(desk(id)).body_text();
    EXPECT_THAT(form, AllOf(HasSubstr("irgendwann"), HasSubstr("nicht da"), HasSubstr("09:00-11:00")));
    auto const refused = editor.post(
        desk(id, "/veroeffentlichen"), fields(seen_on(std::string(form)), "Chor", entries.substr(1)));
    EXPECT_EQ(refused.status(), http::Status::unprocessable);
    EXPECT_THAT(refused.body_text(), AllOf(HasSubstr("irgendwann"), HasSubstr("href=\"#f-tuesday\"")));
}

// As drafts stand there that were saved before they were spelled.
TEST_P(SpelledDrafts, a_draft_from_before_is_compared_as_it_would_be_published)
{
    auto const id = offer("chor", "Chor", "aalfeld");
    auto editor = browser_of("conference_office");
    auto const phones = std::string("phones=02303+27-0");
    auto const save = [&](std::string const& button, std::string const& title, std::string const& more) {
        return editor
            .post(desk(id, button), fields(seen(editor, desk(id)), title, phones + "&monday=" + more))
            .status();
    };
    ASSERT_EQ(save("", "Chor", "9-11+Uhr"), http::Status::see_other);
    ASSERT_EQ(
        connection().execute(
            "UPDATE record_versions SET fields = replace(replace(fields, '09:00-11:00', '9-11 Uhr'),"
            " ',\"childcare\":[\"unknown\"]', '') WHERE subject_kind = 'offer' AND subject_id = ?"
            " AND number = 2",
            id),
        1);
    EXPECT_THAT(editor.get(desk(id)).body_text(), HasSubstr("9-11 Uhr"));
    ASSERT_EQ(save("", "Chor", "9-11+Uhr"), http::Status::see_other);
    EXPECT_EQ(history(editor, desk(id)).size(), 2U) << "nothing was changed";
    ASSERT_EQ(save("", "Kinderchor", "9-11+Uhr"), http::Status::see_other);
    ASSERT_EQ(save("/veroeffentlichen", "Kinderchor", "9-11+Uhr"), http::Status::see_other);
    EXPECT_THAT(
        history(editor, desk(id)),
        ElementsAre(
            Pair("Stand vor der ersten Änderung", IsEmpty()),
            Pair("Entwurf gesichert", ElementsAre("Montag")), Pair("Entwurf gesichert", ElementsAre("Name")),
            Pair("Veröffentlicht", IsEmpty())));
    EXPECT_THAT(
        noted("offer", id.value),
        ElementsAre(
            Pair("draft_saved", ElementsAre("monday")), Pair("draft_saved", ElementsAre("title")),
            Pair("published", IsEmpty())));
    expect_versions_say_what_the_chain_says(editor, desk(id), portal::offer_subject, id.value);
}

TEST_P(SpelledDrafts, what_happens_to_the_record_beside_a_draft_names_nothing_of_the_draft)
{
    auto const id = offer("chor", "Chor", "aalfeld");
    auto editor = browser_of("conference_office");
    auto const phones = std::string("phones=02303+27-0");
    auto const save = [&](std::string const& title) {
        return editor.post(desk(id), fields(seen(editor, desk(id)), title, phones)).status();
    };
    ASSERT_EQ(save("Kinderchor"), http::Status::see_other);
    ASSERT_EQ(
        editor.post(desk(id, "/bestaetigen"), "fassung=" + seen(editor, desk(id))).status(),
        http::Status::see_other);
    ASSERT_EQ(save("Jugendchor"), http::Status::see_other);
    ASSERT_EQ(
        editor.post(desk(id, "/verwerfen"), "fassung=" + seen(editor, desk(id))).status(),
        http::Status::see_other);
    EXPECT_THAT(
        history(editor, desk(id)),
        ElementsAre(
            Pair("Stand vor der ersten Änderung", IsEmpty()), Pair("Entwurf gesichert", ElementsAre("Name")),
            Pair("Angaben bestätigt", IsEmpty()), Pair("Entwurf gesichert", ElementsAre("Name")),
            Pair("Entwurf verworfen", ElementsAre("Name"))));
    EXPECT_THAT(
        noted("offer", id.value),
        ElementsAre(
            Pair("draft_saved", ElementsAre("title")), Pair("confirmed", IsEmpty()),
            Pair("draft_saved", ElementsAre("title")), Pair("draft_discarded", ElementsAre("title"))));
    expect_versions_say_what_the_chain_says(editor, desk(id), portal::offer_subject, id.value);
}

TEST_P(SpelledDrafts, pages_places_and_organisations_say_the_same)
{
    auto editor = browser_of("conference_office");
    auto const steps_of = [&](std::string const& path, std::string const& entries) {
        for (auto const* button : {"", "/abgeben", "/veroeffentlichen"})
            EXPECT_EQ(
                editor.post(path + button, "fassung=" + seen(editor, path) + '&' + entries).status(),
                http::Status::see_other)
                << path << button;
        return history(editor, path);
    };
    auto const only_first = [](std::string const& name, std::string const& saved) {
        return ElementsAre(
            Pair(::testing::_, IsEmpty()), Pair(saved, ElementsAre(name)),
            Pair("Zur Freigabe gegeben", IsEmpty()), Pair("Veröffentlicht", IsEmpty()));
    };
    auto const only_first_noted = [](std::string const& name) {
        return ElementsAre(
            Pair("draft_saved", ElementsAre(name)), Pair("handed_in", IsEmpty()),
            Pair("published", IsEmpty()));
    };

    auto const page = public_page_called(
        "wohnen", "Wohnen", {}, [](portal::InfoPage& text) { text.content.source = "Text"; });
    EXPECT_THAT(
        steps_of(at_desk(page), "title=Wohnen&content=Text&position=007"),
        only_first("Platz in der Reihe", "Entwurf gesichert"));
    EXPECT_THAT(noted("page", page.value), only_first_noted("position"));

    auto const place = "/verwaltung/orte/" + std::to_string(aalfeld_.owner());
    EXPECT_THAT(
        steps_of(place, "intro=Am++Fluss%0D%0Agelegen"),
        only_first("Vorstellung des Ortes", "Entwurf gesichert"));
    EXPECT_THAT(noted("body", aalfeld_.owner()), only_first_noted("intro"));

    auto const sewing = work([&](Work& work) -> Result<portal::OfferId> {
        auto offer = offer_called("naehen", "Nähen", "aalfeld");
        offer.organisation = "AWO Unna";
        return insert(work, offer);
    });
    ASSERT_TRUE(sewing);
    auto const organisation = connection().load<std::int64_t>("SELECT id FROM organisations");
    EXPECT_THAT(
        steps_of(
            "/verwaltung/einrichtungen/" + std::to_string(organisation),
            "name=+AWO+Unna+&website=https%3A%2F%2Fawo.example%2F"),
        only_first("Internetseite", "Entwurf gesichert"));
    EXPECT_THAT(
        noted("organisation", organisation),
        ::testing::Contains(Pair("draft_saved", ElementsAre("website"))));
}

}
} // namespace kommin::app
