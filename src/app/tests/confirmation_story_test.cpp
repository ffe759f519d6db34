// Who runs an offer is asked by mail and answers without an account.

#include "app/tests/staff_story.hpp"

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

class Confirmation : public StaffStory {
protected:
    void SetUp() override
    {
        StaffStory::SetUp();
        editor_.emplace(
            logged_in(account("redaktion@kreis.example", {{"conference_office", Scope::whole_tenant()}})));
        auto const id = work([&](Work& work) -> Result<portal::OfferId> {
            auto offer = offer_called("chor", "Chor", "aalfeld");
            offer.email = "chor@aalfeld.example";
            offer.remark = "schwieriger Vorstand";
            offer.unsure_fields = {{"email", "verify"}};
            work.publish(portal::published_as);
            return insert(work, offer);
        });
        product_.publications.refresh(connection());
        offer_ = "/verwaltung/angebote/" + std::to_string(id->value);
    }
    // The path of the link in the last mail.
    std::string ask()
    {
        auto const page = editor_->get(offer_).body_text();
        std::smatch match;
        EXPECT_TRUE(std::regex_search(page, match, std::regex("name=\"fassung\" value=\"([0-9]+)\"")));
        EXPECT_EQ(
            editor_->post(offer_ + "/nachfragen", "fassung=" + match.str(1)).status(),
            http::Status::see_other);
        auto const text = mail();
        EXPECT_THAT(text, AllOf(HasSubstr("chor@aalfeld.example"), HasSubstr("Chor")));
        return link_in(text, "/de/angaben/");
    }
    Browser anybody() { return Browser{*this}; }
    std::string public_page()
    {
        product_.publications.refresh(connection());
        return get("/de/angebote/chor").body_text();
    }

    std::optional<Browser> editor_;
    std::string offer_;
};
KOMMIN_ON_BOTH_ENGINES(Confirmation);

TEST_P(Confirmation, one_click_confirms_for_all_languages)
{
    auto const link = ask();
    ASSERT_FALSE(link.empty());
    auto provider = anybody();
    auto const page = provider.get(link);
    EXPECT_EQ(page.status(), http::Status::ok);
    EXPECT_THAT(
        page.body_text(),
        AllOf(
            HasSubstr("Alles stimmt"), HasSubstr("chor@aalfeld.example"), HasSubstr("noindex"),
            Not(HasSubstr("schwieriger Vorstand"))));
    EXPECT_EQ(page.header("Cache-Control"), "no-store");
    EXPECT_THAT(public_page(), HasSubstr("bitte prüfen")) << "looking changes nothing";
    auto const sent = provider.post(link, "antwort=stimmt&schluessel=eins", false);
    EXPECT_EQ(sent.status(), http::Status::see_other);
    EXPECT_EQ(sent.header("Location"), "/de/angaben-danke");
    EXPECT_EQ(provider.get("/de/angaben-danke").status(), http::Status::ok);
    EXPECT_THAT(public_page(), Not(HasSubstr("bitte prüfen")));
    EXPECT_THAT(editor_->get("/verwaltung/angebote?angaben=faellig").body_text(), Not(HasSubstr("Chor")));
    EXPECT_THAT(
        audit_actions(),
        AllOf(Contains("portal.offer.confirmation_asked"), Contains("portal.offer.confirmed")));
    EXPECT_EQ(provider.get(link).status(), http::Status::gone) << "a link works once";
    EXPECT_EQ(provider.post(link, "antwort=stimmt", false).status(), http::Status::gone);
}

TEST_P(Confirmation, a_change_in_words_goes_to_the_inbox)
{
    auto const link = ask();
    auto provider = anybody();
    auto const empty = provider.post(link, "antwort=geaendert&korrektur=+", false);
    EXPECT_EQ(empty.status(), http::Status::unprocessable);
    EXPECT_THAT(empty.body_text(), HasSubstr("Schreiben Sie, was sich geändert hat"));
    EXPECT_EQ(
        provider.post(link, "antwort=geaendert&korrektur=Wir+singen+jetzt+am+Freitag", false).status(),
        http::Status::see_other);
    EXPECT_THAT(public_page(), HasSubstr("bitte prüfen")) << "nobody but editors changes the portal";
    EXPECT_THAT(editor_->get("/verwaltung/rueckmeldungen").body_text(), HasSubstr("Nr. 1"));
    EXPECT_THAT(
        editor_->get("/verwaltung/rueckmeldungen/1").body_text(), HasSubstr("Wir singen jetzt am Freitag"));
    EXPECT_EQ(provider.get(link).status(), http::Status::gone);
}

TEST_P(Confirmation, a_guessed_or_ended_link_shows_nothing)
{
    auto const link = ask();
    auto provider = anybody();
    for (auto const& path :
         {std::string("/de/angaben/x"), link + "x", link.substr(0, link.size() - 1),
          std::string("/ar/") + link.substr(4)}) {
        auto const answer = provider.get(path);
        EXPECT_EQ(answer.status(), http::Status::gone) << path;
        EXPECT_THAT(answer.body_text(), Not(HasSubstr("chor@aalfeld.example"))) << path;
    }
    provider.host = "beispielhain.example";
    EXPECT_EQ(provider.get(link).status(), http::Status::gone) << "of another district";
    provider.host = "musterau.example";
    clock().set(clock().now() + std::chrono::hours(24 * 31));
    EXPECT_EQ(provider.get(link).status(), http::Status::gone) << "after thirty days";
}

TEST_P(Confirmation, a_draft_goes_on_waiting)
{
    auto const link = ask();
    auto const page = editor_->get(offer_).body_text();
    std::smatch match;
    ASSERT_TRUE(std::regex_search(page, match, std::regex("name=\"fassung\" value=\"([0-9]+)\"")));
    EXPECT_EQ(
        editor_
            ->post(
                offer_,
                "fassung=" + match.str(1)
                    + "&title=Chor&summary=Neu&reach=municipality&municipality=aalfeld&email=chor%40aalfeld."
                      "example")
            .status(),
        http::Status::see_other);
    EXPECT_EQ(anybody().post(link, "antwort=stimmt", false).status(), http::Status::see_other);
    EXPECT_THAT(
        editor_->get(offer_).body_text(), AllOf(HasSubstr(">Neu<"), HasSubstr("einen Entwurf gesichert")));
    EXPECT_THAT(public_page(), Not(HasSubstr("Neu")));
}

TEST_P(Confirmation, whoever_may_not_edit_cannot_ask)
{
    auto reader = logged_in(account("lesen@kreis.example", {{"reader", Scope::whole_tenant()}}));
    EXPECT_EQ(reader.post(offer_ + "/nachfragen", "fassung=1").status(), http::Status::not_found);
    EXPECT_EQ(editor_->post(offer_ + "/nachfragen", "fassung=77").status(), http::Status::conflict);
}

}
} // namespace kommin::app
