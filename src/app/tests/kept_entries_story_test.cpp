// A session that ends while somebody types: nothing is stored, and nothing that was typed is lost.

#include "app/tests/offer_story.hpp"

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class KeptEntries : public OfferStory {
protected:
    static constexpr std::string_view form = "/verwaltung/angebote/neu";
    static constexpr std::string_view entries
        = "title=Sprachcaf%C3%A9+%22am+Markt%22&kind=other_offer&reach=municipality&municipality=aalfeld";

    // What the form on this page would send: its hidden fields, as a browser reads them.
    static std::string sent_by(std::string const& page)
    {
        static std::regex const field(R"re(<input type="hidden" name="([^"]*)" value="([^"]*)">)re");
        http::Form sent;
        for (std::sregex_iterator found(page.begin(), page.end(), field), end; found != end; ++found)
            sent.add((*found)[1], std::regex_replace((*found)[2].str(), std::regex("&quot;"), "\""));
        return sent.to_query();
    }
    std::int64_t offers() { return connection().load<std::int64_t>("SELECT count(*) FROM offers"); }
};
KOMMIN_ON_BOTH_ENGINES(KeptEntries);

TEST_P(KeptEntries, survive_the_end_of_the_session)
{
    Browser gone{*this};
    auto const ended = gone.post(std::string(form), std::string(entries) + "&formular=of-yesterday", false);
    EXPECT_EQ(ended.status(), http::Status::forbidden);
    EXPECT_THAT(
        ended.body_text(),
        AllOf(
            HasSubstr("Ihre Eingaben sind auf dieser Seite aufgehoben"),
            HasSubstr(R"(method="post" action="/verwaltung/angebote/neu")"),
            HasSubstr(R"(value="Sprachcafé &quot;am Markt&quot;")"), Not(HasSubstr("of-yesterday"))));
    EXPECT_EQ(offers(), 0);

    // The person logs in in another window, comes back and sends what stands there.
    auto again = browser_of("conference_office");
    auto const asked = again.post(std::string(form), sent_by(ended.body_text()), false);
    EXPECT_EQ(asked.status(), http::Status::forbidden);
    EXPECT_THAT(asked.body_text(), HasSubstr("Bitte senden Sie Ihre Eingaben noch einmal"));
    EXPECT_EQ(offers(), 0) << "without the token of the session nothing is stored";

    auto const stored = again.post(std::string(form), sent_by(asked.body_text()), false);
    EXPECT_EQ(stored.status(), http::Status::see_other);
    EXPECT_EQ(connection().load<std::string>("SELECT title FROM offers"), "Sprachcafé \"am Markt\"");
}

TEST_P(KeptEntries, a_form_of_the_session_before_is_asked_for_again)
{
    auto editor = browser_of("conference_office");
    auto const asked = editor.post(std::string(form), std::string(entries) + "&formular=of-yesterday", false);
    EXPECT_EQ(asked.status(), http::Status::forbidden);
    EXPECT_EQ(
        editor.post(std::string(form), sent_by(asked.body_text()), false).status(), http::Status::see_other);
}

TEST_P(KeptEntries, of_a_form_with_a_password_lack_only_that)
{
    auto const person = account("admin@kreis.example", {{"administrator", Scope::whole_tenant()}});
    auto const target = "/verwaltung/konten/" + public_id(person) + "/zustand";
    Browser gone{*this};
    auto const ended
        = gone.post(target, "current=Sonnenblume&aktion=faktor&bestaetigt=1&formular=of-yesterday", false);
    EXPECT_EQ(ended.status(), http::Status::forbidden);
    EXPECT_THAT(
        ended.body_text(),
        AllOf(
            HasSubstr("Das geht nicht mit und wird danach noch einmal verlangt:</p><ul "
                      "class=\"bullets\"><li>Jetziges Passwort</li></ul>"),
            HasSubstr(R"(name="aktion" value="faktor")"), Not(HasSubstr("Sonnenblume")),
            Not(HasSubstr("type=\"password\""))))
        << "asked for once, where it is taken";
    auto again = logged_in(person);
    auto const asked = again.post(target, sent_by(ended.body_text()), false);
    EXPECT_EQ(asked.status(), http::Status::forbidden);
    EXPECT_THAT(
        asked.body_text(),
        AllOf(
            HasSubstr("Nur das fehlt."), HasSubstr("Jetziges Passwort"),
            HasSubstr(R"(name="current" type="password" value="")"),
            HasSubstr(R"(name="aktion" value="faktor")"), Not(HasSubstr("noch-einmal"))));
}

TEST_P(KeptEntries, of_a_form_with_a_file_lack_only_that)
{
    auto const id = offer("chor", "Chor", "aalfeld");
    auto const field = [](std::string const& name, std::string const& value) {
        return "--grenze\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    };
    auto const send = [&](Browser& browser, std::string const& parts) {
        return browser.send(
            http::Method::post, desk(id, "/bild"), {{"Content-Type", "multipart/form-data; boundary=grenze"}},
            parts + "--grenze--\r\n");
    };
    Browser gone{*this};
    auto const ended = send(
        gone,
        field("image_alt", "Kinder malen.") + field("fassung", "1") + field("formular", "of-yesterday")
            + "--grenze\r\nContent-Disposition: form-data; name=\"datei\"; filename=\"bild.jpg\"\r\n"
              "Content-Type: image/jpeg\r\n\r\nBYTES\r\n");
    EXPECT_EQ(ended.status(), http::Status::forbidden);
    EXPECT_THAT(
        ended.body_text(),
        AllOf(
            HasSubstr("<li>Datei</li>"), HasSubstr("enctype=\"multipart/form-data\""),
            HasSubstr(R"(name="image_alt" value="Kinder malen.")"),
            HasSubstr(R"(name="noch-einmal" value="datei")"), Not(HasSubstr("BYTES"))));
    auto again = browser_of("conference_office");
    auto const asked = send(
        again, field("image_alt", "Kinder malen.") + field("fassung", "1") + field("noch-einmal", "datei"));
    EXPECT_EQ(asked.status(), http::Status::forbidden);
    EXPECT_THAT(
        asked.body_text(),
        AllOf(
            HasSubstr("Nur das fehlt."), HasSubstr(R"(name="datei" type="file")"),
            HasSubstr(R"(name="image_alt" value="Kinder malen.")"),
            HasSubstr("name=\"formular\" value=\"" + again.token)));
}

TEST_P(KeptEntries, are_only_those_of_our_own_pages_and_never_passwords)
{
    auto editor = browser_of("conference_office");
    auto const answer_to = [&](std::string const& site, std::string const& target, std::string const& body) {
        http::Headers headers{{"Content-Type", "application/x-www-form-urlencoded"}};
        headers.push_back({"Sec-Fetch-Site", site}); // the first one counts
        return editor.send(http::Method::post, target, std::move(headers), body);
    };
    for (auto const* site : {"cross-site", "same-site", "none"}) {
        auto const refused = answer_to(site, std::string(form), std::string(entries));
        EXPECT_EQ(refused.status(), http::Status::forbidden) << site;
        EXPECT_THAT(
            refused.body_text(),
            AllOf(HasSubstr("Dieses Formular wurde nicht angenommen"), Not(HasSubstr("Sprachcaf"))))
            << site;
    }
    for (auto browser : {Browser{*this}, editor}) {
        auto const refused
            = browser.post("/verwaltung/konto/passwort", "current=altes-Wort&password=neues-Wort", false);
        EXPECT_EQ(refused.status(), http::Status::forbidden);
        EXPECT_THAT(refused.body_text(), AllOf(Not(HasSubstr("altes-Wort")), Not(HasSubstr("neues-Wort"))));
    }
}

} // namespace
} // namespace kommin::app
