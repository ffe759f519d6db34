// Who runs an offer is asked by mail and answers without an account.

#include "app/tests/offer_story.hpp"

#include <array>
#include <cstdint>

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

class Confirmation : public OfferStory {
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
            offer.required_documents = {{"Pass | Ausweis", {}}};
            offer.unsure_fields = {{"email", "verify"}};
            auto position
                = static_cast<std::int64_t>(tenants::find_tenant(work.db(), work.tenant())->languages.size());
            for (auto const* missing : {"en", "uk", "ro"}) // then the portal speaks six
                work.db().execute(
                    "INSERT INTO tenant_languages (tenant_id, position, tag) VALUES (?, ?, ?)", tenant_,
                    ++position, missing);
            work.publish(tenants::published_as);
            work.publish(portal::published_as);
            return insert(work, offer);
        });
        product_.publications.refresh(connection());
        offer_ = "/verwaltung/angebote/" + std::to_string(id->value);
    }
    std::string version() { return seen_on(editor_->get(offer_).body_text()); }
    http::Response press_ask() { return editor_->post(offer_ + "/nachfragen", "fassung=" + version()); }
    // The path of the link in the only mail.
    std::string ask()
    {
        EXPECT_EQ(press_ask().status(), http::Status::see_other);
        auto const text = mail();
        EXPECT_THAT(text, AllOf(HasSubstr("chor@aalfeld.example"), HasSubstr("Chor")));
        return link_in(text, "/de/angaben/");
    }
    std::size_t mails()
    {
        static_cast<void>(mail());
        auto const outbox = folder_.path() / "outbox";
        return static_cast<std::size_t>(std::distance(
            std::filesystem::directory_iterator(outbox), std::filesystem::directory_iterator()));
    }
    // What the form carries of the facts that a page shows.
    static std::string mark_in(std::string const& page)
    {
        std::smatch match;
        return std::regex_search(page, match, std::regex("name=\"stand\" value=\"([0-9a-f]+)\""))
            ? "&stand=" + match.str(1)
            : std::string{};
    }
    // Of somebody who has looked at the page.
    http::Response answer(std::string const& link, std::string const& body)
    {
        auto provider = anybody();
        auto const mark = mark_in(provider.get(link).body_text());
        return provider.post(link, body + mark, false);
    }
    void publish(std::string const& more)
    {
        EXPECT_EQ(
            editor_->post(offer_ + "/veroeffentlichen", fields(version(), "Chor", more)).status(),
            http::Status::see_other);
    }
    bool is_confirmed()
    {
        auto const actions = audit_actions();
        return std::ranges::find(actions, "portal.offer.confirmed") != actions.end();
    }
    void wait(std::chrono::minutes time)
    {
        clock().set(clock().now() + time);
        editor_.emplace(logged_in(account(
            "redaktion" + std::to_string(time.count()) + "@kreis.example",
            {{"conference_office", Scope::whole_tenant()}})));
    }
    Browser anybody() { return Browser{*this}; }
    std::string public_page(std::string_view language = "de")
    {
        product_.publications.refresh(connection());
        return get('/' + std::string(language) + "/angebote/chor").body_text();
    }

    std::optional<Browser> editor_;
    std::string offer_;
    static constexpr std::array six_languages{"de", "en", "tr", "ar", "uk", "ro"};
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
            HasSubstr("Pass | Ausweis"), Not(HasSubstr("schwieriger Vorstand"))));
    EXPECT_EQ(page.header("Cache-Control"), "no-store");
    for (auto const* tag : six_languages)
        EXPECT_THAT(
            public_page(tag),
            HasSubstr(std::string(i18n::Texts::of(*i18n::Language::find(tag))("offer.please_check"_msg))))
            << tag << ": looking changes nothing";
    auto const today = i18n::Zone::berlin().to_local(clock().now()).date;
    auto const sent
        = provider.post(link, "antwort=stimmt&schluessel=eins" + mark_in(page.body_text()), false);
    EXPECT_EQ(sent.status(), http::Status::see_other);
    EXPECT_EQ(sent.header("Location"), "/de/angaben-danke");
    EXPECT_EQ(provider.get("/de/angaben-danke").status(), http::Status::ok);
    for (auto const* tag : six_languages) {
        auto const& texts = i18n::Texts::of(*i18n::Language::find(tag));
        auto const shown = public_page(tag);
        EXPECT_THAT(
            shown,
            AllOf(
                HasSubstr(
                    texts("offer.confirmed_on"_msg, {{"date", texts.date(today, i18n::DateStyle::long_)}})),
                Not(HasSubstr(std::string(texts("offer.please_check"_msg)))),
                Not(HasSubstr(std::string(texts("offer.unconfirmed"_msg))))))
            << tag;
    }
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
        answer(link, "antwort=geaendert&korrektur=Wir+singen+jetzt+am+Freitag").status(),
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
         {std::string("/de/angaben/x"), std::string("/ar/angaben/x"), link + "x",
          link.substr(0, link.size() - 1)}) {
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
    auto provider = anybody();
    auto const mark = mark_in(provider.get(link).body_text());
    EXPECT_EQ(
        editor_
            ->post(
                offer_,
                "fassung=" + version()
                    + "&title=Chor&summary=Neu&reach=municipality&municipality=aalfeld&email=chor%40aalfeld."
                      "example")
            .status(),
        http::Status::see_other);
    EXPECT_EQ(provider.post(link, "antwort=stimmt" + mark, false).status(), http::Status::see_other)
        << "the public sees what it saw: a draft is no reason to ask again";
    EXPECT_THAT(
        editor_->get(offer_).body_text(), AllOf(HasSubstr(">Neu<"), HasSubstr("einen Entwurf gesichert")));
    EXPECT_THAT(public_page(), Not(HasSubstr("Neu")));
}

TEST_P(Confirmation, nobody_confirms_what_was_not_shown)
{
    auto const link = ask();
    auto provider = anybody();
    auto const mark = mark_in(provider.get(link).body_text());
    ASSERT_NE(mark, "");
    publish("email=chor%40aalfeld.example&city=Neustadt");
    auto const refused = provider.post(link, "antwort=stimmt&schluessel=eins" + mark, false);
    EXPECT_EQ(refused.status(), http::Status::conflict);
    EXPECT_THAT(
        refused.body_text(),
        AllOf(HasSubstr("Neustadt"), HasSubstr("Diese Angaben wurden inzwischen geändert")));
    EXPECT_FALSE(is_confirmed());
    auto const words = provider.post(link, "antwort=geaendert&korrektur=Wir+singen+freitags" + mark, false);
    EXPECT_EQ(words.status(), http::Status::conflict);
    EXPECT_THAT(
        words.body_text(), AllOf(HasSubstr("Neustadt"), HasSubstr(">Wir singen freitags</textarea>")));
    // Another problem does not hide that the facts are new.
    auto const empty = provider.post(link, "antwort=geaendert&korrektur=" + mark, false);
    EXPECT_EQ(empty.status(), http::Status::unprocessable);
    EXPECT_THAT(empty.body_text(), HasSubstr("Diese Angaben wurden inzwischen geändert"));
    EXPECT_EQ(provider.post(link, "antwort=stimmt", false).status(), http::Status::conflict)
        << "an answer to nothing";
    EXPECT_FALSE(is_confirmed());

    auto const again = mark_in(refused.body_text());
    EXPECT_EQ(
        provider.post(link, "antwort=stimmt&schluessel=eins" + again, false).status(),
        http::Status::see_other);
    EXPECT_TRUE(is_confirmed());
}

TEST_P(Confirmation, the_wrong_button_throws_nothing_away)
{
    auto const link = ask();
    auto const both = answer(link, "antwort=stimmt&korrektur=Wir+singen+freitags");
    EXPECT_EQ(both.status(), http::Status::unprocessable);
    EXPECT_THAT(both.body_text(), HasSubstr(">Wir singen freitags</textarea>"));
    EXPECT_FALSE(is_confirmed());
}

TEST_P(Confirmation, a_link_is_of_the_address_it_went_to)
{
    auto const link = ask();
    auto provider = anybody();
    auto const mark = mark_in(provider.get(link).body_text());
    publish("email=neu%40aalfeld.example");
    EXPECT_EQ(provider.get(link).status(), http::Status::gone);
    EXPECT_THAT(provider.get(link).body_text(), Not(HasSubstr("neu@aalfeld.example")));
    EXPECT_EQ(provider.post(link, "antwort=stimmt" + mark, false).status(), http::Status::gone);
    EXPECT_EQ(
        provider.post(link, "antwort=geaendert&korrektur=Anders" + mark, false).status(), http::Status::gone);
    EXPECT_FALSE(is_confirmed());
    publish("email=Chor%40aalfeld.example");
    EXPECT_EQ(provider.get(link).status(), http::Status::ok) << "the same address, spelled with a capital";

    EXPECT_EQ(
        editor_->post(offer_ + "/archivieren", "fassung=" + version()).status(), http::Status::see_other);
    EXPECT_EQ(provider.get(link).status(), http::Status::gone);
}

TEST_P(Confirmation, a_double_click_is_thanked_like_one)
{
    auto const link = ask();
    auto provider = anybody();
    auto const body = "antwort=stimmt&schluessel=eins" + mark_in(provider.get(link).body_text());
    for (int click = 0; click < 2; ++click) {
        auto const sent = provider.post(link, body, false);
        EXPECT_EQ(sent.status(), http::Status::see_other) << click;
        EXPECT_EQ(sent.header("Location"), "/de/angaben-danke");
    }
    auto const actions = audit_actions();
    EXPECT_EQ(std::ranges::count(actions, "portal.offer.confirmed"), 1);
    EXPECT_EQ(
        provider.post(link, std::regex_replace(body, std::regex("eins"), "zwei"), false).status(),
        http::Status::gone)
        << "somebody else's answer";
    clock().set(clock().now() + std::chrono::minutes(11));
    EXPECT_EQ(provider.post(link, body, false).status(), http::Status::gone);
}

TEST_P(Confirmation, a_correction_that_is_sent_twice_comes_once)
{
    auto const link = ask();
    auto provider = anybody();
    auto const body
        = "antwort=geaendert&korrektur=Freitags&schluessel=drei" + mark_in(provider.get(link).body_text());
    for (int click = 0; click < 2; ++click)
        EXPECT_EQ(provider.post(link, body, false).status(), http::Status::see_other) << click;
    EXPECT_THAT(
        editor_->get("/verwaltung/rueckmeldungen").body_text(),
        AllOf(HasSubstr("Nr. 1"), Not(HasSubstr("Nr. 2"))));
}

TEST_P(Confirmation, nobody_is_asked_twice_at_a_time)
{
    EXPECT_EQ(press_ask().status(), http::Status::see_other);
    auto const queued = press_ask();
    EXPECT_EQ(queued.status(), http::Status::conflict);
    EXPECT_THAT(queued.body_text(), HasSubstr("ist noch unterwegs"));
    EXPECT_THAT(queued.body_text(), HasSubstr("Zuletzt per Mail gefragt am")) << "also before it is out";
    EXPECT_EQ(mails(), 1U);

    auto const again = press_ask();
    EXPECT_EQ(again.status(), http::Status::conflict);
    EXPECT_THAT(again.body_text(), HasSubstr("An diese Adresse ging die Frage zuletzt am"));
    EXPECT_EQ(mails(), 1U);

    publish("email=neu%40aalfeld.example");
    EXPECT_EQ(press_ask().status(), http::Status::see_other) << "nobody was asked there";
    EXPECT_EQ(mails(), 2U);
    EXPECT_EQ(press_ask().status(), http::Status::conflict);

    wait(std::chrono::hours(24) - std::chrono::minutes(1));
    EXPECT_EQ(press_ask().status(), http::Status::conflict);
    wait(std::chrono::minutes(2));
    EXPECT_EQ(press_ask().status(), http::Status::see_other);
    EXPECT_EQ(mails(), 3U);
}

TEST_P(Confirmation, a_mail_that_was_given_up_is_no_reason_to_wait)
{
    EXPECT_EQ(press_ask().status(), http::Status::see_other);
    connection().execute("UPDATE jobs SET state = 'dead' WHERE kind = 'portal.offer.confirmation_asked'");
    EXPECT_EQ(press_ask().status(), http::Status::see_other);
    EXPECT_EQ(mails(), 1U);
}

TEST_P(Confirmation, whoever_may_not_edit_cannot_ask)
{
    auto reader = logged_in(account("lesen@kreis.example", {{"reader", Scope::whole_tenant()}}));
    EXPECT_EQ(reader.post(offer_ + "/nachfragen", "fassung=1").status(), http::Status::not_found);
    EXPECT_EQ(editor_->post(offer_ + "/nachfragen", "fassung=77").status(), http::Status::conflict);
}

}
} // namespace kommin::app
