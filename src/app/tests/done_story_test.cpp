// Whoever presses a button reads once what it has done.

#include "app/tests/offer_story.hpp"
#include "platform/web/done_notice.hpp"

#include <gmock/gmock.h>

#include <set>

namespace kommin::app {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string toast(std::string_view text)
{
    return "<p class=\"toast\">" + std::string(text) + "</p>";
}

class SaidOnce : public OfferStory { };
KOMMIN_ON_BOTH_ENGINES(SaidOnce);

TEST_P(SaidOnce, what_a_button_has_done)
{
    auto const id = offer("chor", "Chor", "aalfeld");
    auto editor = browser_of("conference_office");
    auto const form = editor.get(desk(id)).body_text();
    EXPECT_THAT(form, Not(HasSubstr("class=\"toast\"")));
    auto const saved = editor.post(desk(id), fields(seen_on(form), "Chor+am+Abend"));
    ASSERT_EQ(saved.status(), http::Status::see_other);
    auto const draft = editor.get(desk(id)).body_text();
    EXPECT_THAT(draft, HasSubstr(toast("Gespeichert.")));
    EXPECT_THAT(editor.get(desk(id)).body_text(), Not(HasSubstr("class=\"toast\""))) << "loaded again";

    editor.post(desk(id, "/veroeffentlichen"), fields(seen_on(draft), "Chor+am+Abend"));
    EXPECT_THAT(
        editor.get(desk(id)).body_text(), HasSubstr(toast("Veröffentlicht. Das Portal zeigt es jetzt.")));
}

TEST_P(SaidOnce, nothing_where_nothing_was_done)
{
    auto const id = offer("chor", "Chor", "aalfeld");
    auto editor = browser_of("conference_office");
    auto const form = editor.get(desk(id)).body_text();
    auto const refused = editor.post(desk(id, "/veroeffentlichen"), fields(seen_on(form), ""));
    EXPECT_EQ(refused.status(), http::Status::unprocessable);
    EXPECT_THAT(refused.body_text(), Not(HasSubstr("class=\"toast\"")));
    EXPECT_THAT(editor.get(desk(id)).body_text(), Not(HasSubstr("class=\"toast\"")));
}

TEST_P(SaidOnce, and_only_what_the_program_can_have_done)
{
    auto editor = browser_of("conference_office");
    for (auto const* forged : {"%3Cscript%3E", "<script>", "konto", ""}) {
        editor.cookies["__Host-kommin-done"] = forged;
        EXPECT_THAT(editor.get("/verwaltung").body_text(), Not(HasSubstr("class=\"toast\""))) << forged;
    }
}

// A new button shall not say "Gespeichert" of something else.
TEST(WhatButtonsSay, is_decided_for_every_route)
{
    std::set<std::string_view> const are_saved{
        "aendern",   "angaben", "ansichten",   "bearbeiten", "bescheid",      "bild",
        "datei",     "entwurf", "erledigt",    "ergebnis",   "frist",         "ausblenden",
        "kreistext", "licht",   "oeffentlich", "passwort",   "rollen",        "rueckfragen",
        "stand",     "stumm",   "xliff",       "zustand",    "zweiter-faktor"};
    int asked = 0;
    for (auto const& module : all_modules_with_few_words()) {
        for (auto const& route : module.routes) {
            bool const is_of_staff = route.access.kind == web::Access::Kind::logged_in
                || route.access.kind == web::Access::Kind::permitted;
            auto const word = route.pattern.substr(route.pattern.rfind('/') + 1);
            if (!is_of_staff || route.pattern == "/verwaltung" || route.method != http::Method::post
                || word.starts_with('{'))
                continue;
            auto redirect = http::Response::redirect(http::Status::see_other, "/");
            web::note_done(
                redirect, http::Request::for_test(http::Method::post, "/", {{"Host", "localhost"}}),
                route.pattern);
            bool const says_saved
                = redirect.header("Set-Cookie").starts_with("kommin-local-done=gespeichert");
            EXPECT_EQ(says_saved, are_saved.contains(word)) << route.pattern;
            ++asked;
        }
    }
    EXPECT_GT(asked, 0);
}

} // namespace
} // namespace kommin::app
