// What the desks are for: an offer that somebody told on the telephone stands in the portal in six languages,
// and nobody has left the program for it.

#include "app/tests/translation_story.hpp"
#include "platform/html/url.hpp"

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class SixLanguages : public TranslationStory {
protected:
    void SetUp() override
    {
        TranslationStory::SetUp();
        district_ = found(
            {.slug = "mustertal",
             .name = "Kreis Mustertal",
             .towns = {"aalfeld"},
             .hosts = {"mustertal.example"},
             .languages = {"de", "en", "tr", "ar", "uk", "ro"}});
        editor_.emplace(browser_of("conference_office"));
        translator_.emplace(browser_of("translator"));
    }
    Browser browser_of(std::string const& role)
    {
        auto browser = logged_in(
            account(role + "@mustertal.example", {{role, Scope::whole_tenant()}}, district_), district_);
        browser.host = "mustertal.example";
        return browser;
    }
    std::string seen_by_public(std::string const& path)
    {
        product_.publications.refresh(connection());
        auto visitor = Browser{*this, "mustertal.example"};
        return visitor.get(path).body_text();
    }

    TenantId district_;
};
KOMMIN_ON_BOTH_ENGINES(SixLanguages);

TEST_P(SixLanguages, an_offer_gets_from_a_telephone_call_to_all_of_them)
{
    struct Text {
        std::string language, title, summary;
    };
    std::vector<Text> const texts{
        {"en", "Sewing club", "We sew together."},
        {"tr", "Dikiş grubu", "Birlikte dikiyoruz."},
        {"ar", "نادي الخياطة", "نخيط معًا."},
        {"uk", "Швейний клуб", "Ми шиємо разом."},
        {"ro", "Club de croitorie", "Coasem împreună."}};
    auto const offer = published("N%C3%A4htreff", "Wir+n%C3%A4hen+zusammen.");
    EXPECT_THAT(seen_by_public("/uk/angebote/naehtreff"), HasSubstr("Wir nähen zusammen."))
        << "in German rather than not at all";

    for (auto const& [language, title, summary] : texts) {
        SCOPED_TRACE(language);
        EXPECT_THAT(
            translator_->get("/verwaltung").body_text(),
            HasSubstr("href=\"/verwaltung/uebersetzungen/" + language + '"'))
            << "the work waits on the page of today";
        auto const form = translator_->get(desk(offer, language)).body_text();
        auto const sent = translator_->post(
            desk(offer, language),
            entry(form, "title", html::percent_encode(title)).substr(1)
                + entry(form, "summary", html::percent_encode(summary)));
        EXPECT_EQ(sent.status(), http::Status::see_other);
        EXPECT_THAT(
            translator_->get("/verwaltung").body_text(),
            Not(HasSubstr("href=\"/verwaltung/uebersetzungen/" + language + '"')))
            << "and is done";
    }
    for (auto const& [language, title, summary] : texts) {
        SCOPED_TRACE(language);
        auto const page = seen_by_public('/' + language + "/angebote/naehtreff");
        EXPECT_THAT(page, AllOf(HasSubstr(title), HasSubstr(summary), Not(HasSubstr("Wir nähen zusammen."))));
        EXPECT_THAT(page, HasSubstr("<html lang=\"" + language + '"'));
    }
    EXPECT_THAT(seen_by_public("/de/angebote/naehtreff"), HasSubstr("Wir nähen zusammen."));
    EXPECT_THAT(editor_->get("/verwaltung").body_text(), Not(HasSubstr("/verwaltung/uebersetzungen/uk\"")))
        << "whoever edits is told of edits";
}

}
} // namespace kommin::app
