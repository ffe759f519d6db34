// Who runs an offer changes its entries through the mailed link; the editors look at it and it goes back.

#include "app/tests/offer_story.hpp"

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

class Proposal : public OfferStory {
protected:
    void SetUp() override
    {
        StaffStory::SetUp();
        editor_.emplace(browser_of("conference_office"));
        auto const id = work([&](Work& work) -> Result<portal::OfferId> {
            auto offer = offer_called("chor", "Chor", "aalfeld");
            offer.email = "chor@aalfeld.example";
            offer.summary = {"Wir singen.", {}};
            offer.remark = "schwieriger Vorstand";
            offer.phones = {{"02303 27-0", "+492303270", {}}};
            offer.languages = {"de", "tr"};
            offer.unsure_fields = {{"email", "verify"}};
            work.publish(portal::published_as);
            return insert(work, offer);
        });
        product_.publications.refresh(connection());
        id_ = *id;
        offer_ = desk(id_);
    }
    std::string version() { return seen_on(editor_->get(offer_).body_text()); }
    // The path of the form behind the link of the only mail to ask.
    std::string ask()
    {
        EXPECT_EQ(
            editor_->post(offer_ + "/nachfragen", "fassung=" + version()).status(), http::Status::see_other);
        auto const text = mail();
        EXPECT_THAT(unfolded(text), HasSubstr("Eintr=C3=A4ge selbst")) << text;
        return link_in(text, "/de/angaben/") + "/aendern";
    }
    static std::string attribute_in(std::string const& page, std::string const& name)
    {
        std::smatch match;
        return std::regex_search(page, match, std::regex("name=\"" + name + "\" value=\"([^\"]*)\""))
            ? match.str(1)
            : std::string{};
    }
    static std::string marks_in(std::string const& page)
    {
        return "&stand=" + attribute_in(page, "stand") + "&merkmale=" + attribute_in(page, "merkmale");
    }
    // Of somebody who has opened the form now.
    http::Response propose(
        std::string const& link, std::string const& changes, std::string const& key = "eins")
    {
        auto provider = anybody();
        return provider.post(
            link, changes + "&schluessel=" + key + marks_in(provider.get(link).body_text()), false);
    }
    Browser anybody() { return Browser{*this}; }
    void publish(std::string const& more)
    {
        EXPECT_EQ(
            editor_
                ->post(
                    offer_ + "/veroeffentlichen",
                    fields(
                        version(), "Chor",
                        "languages=de&languages=tr&phones=02303+27-0&summary=Wir+singen.&" + more))
                .status(),
            http::Status::see_other);
    }
    // As the page of the editors sends the draft that stands in it.
    http::Response send_draft(std::string const& step, std::string const& more)
    {
        return editor_->post(offer_ + step, fields(version(), "Chor", more));
    }
    std::string public_page() { return OfferStory::public_page("chor"); }
    // All mails but those that were there before.
    std::string new_mail()
    {
        std::filesystem::remove_all(folder_.path() / "outbox");
        return unfolded(mail());
    }
    records::EditState state()
    {
        return *records::find_edit_state(connection(), tenant_, portal::edited_offers, id_.value);
    }

    std::optional<Browser> editor_;
    portal::OfferId id_;
    std::string offer_;
    static constexpr std::string_view kept
        = "email=chor%40aalfeld.example&summary=Wir+singen.&languages=de&languages=tr";
};
KOMMIN_ON_BOTH_ENGINES(Proposal);

TEST_P(Proposal, what_is_changed_waits_for_the_editors_and_counts_as_confirmed)
{
    auto const link = ask();
    auto const overview = anybody().get(link.substr(0, link.rfind('/'))).body_text();
    EXPECT_THAT(overview, AllOf(HasSubstr(link), HasSubstr("Alles stimmt"), HasSubstr("Änderung melden")));
    auto const page = anybody().get(link);
    EXPECT_EQ(page.status(), http::Status::ok);
    EXPECT_EQ(page.header("Cache-Control"), "no-store");
    EXPECT_THAT(
        page.body_text(),
        AllOf(
            HasSubstr("value=\"Chor\""), HasSubstr("02303 27-0"), HasSubstr("noindex"),
            HasSubstr("auf Deutsch"), Not(HasSubstr("schwieriger Vorstand")),
            Not(HasSubstr("name=\"status\"")), Not(HasSubstr("name=\"municipality\""))));
    auto const sent = propose(link, "phones=02303+99-9&friday=18-20&email=neu%40aalfeld.example");
    EXPECT_EQ(sent.status(), http::Status::see_other);
    EXPECT_EQ(sent.header("Location"), "/de/angaben-danke/vorschlag");
    EXPECT_EQ(anybody().get("/de/angaben-danke/vorschlag").status(), http::Status::ok);
    EXPECT_THAT(
        public_page(), AllOf(HasSubstr("02303 27-0"), Not(HasSubstr("99-9")), HasSubstr("bitte prüfen")));
    EXPECT_THAT(audit_actions(), Contains("portal.offer.proposed"));
    EXPECT_EQ(anybody().get(link).status(), http::Status::gone) << "a link works once";

    EXPECT_THAT(
        editor_->get("/verwaltung").body_text(),
        AllOf(HasSubstr("Chor"), HasSubstr("Änderungen vom Träger, warten auf Ihre Freigabe")));
    EXPECT_THAT(editor_->get("/verwaltung/angebote").body_text(), HasSubstr("Änderungen vom Träger"));
    auto const form = editor_->get(offer_).body_text();
    EXPECT_THAT(
        form,
        AllOf(
            HasSubstr("Das hat der Träger geändert"), HasSubstr("Der Träger (über den Link)"),
            HasSubstr("18:00-20:00"), HasSubstr("zur Freigabe")));
    EXPECT_THAT(
        editor_->get(offer_ + "/verlauf").body_text(), HasSubstr("Träger hat Änderungen vorgeschlagen"));

    EXPECT_EQ(
        send_draft(
            "/veroeffentlichen",
            "email=neu%40aalfeld.example&summary=Wir+singen.&languages=de&languages=tr&phones=02303+99-9"
            "&friday=18-20")
            .status(),
        http::Status::see_other);
    EXPECT_THAT(public_page(), AllOf(HasSubstr("99-9"), Not(HasSubstr("bitte prüfen"))));
    EXPECT_THAT(editor_->get("/verwaltung/angebote?angaben=faellig").body_text(), Not(HasSubstr("Chor")));
    EXPECT_THAT(
        new_mail(),
        AllOf(HasSubstr("To: chor@aalfeld.example"), HasSubstr("das Angebot im Integrationsportal")));
    EXPECT_EQ(
        connection().load<std::int64_t>("SELECT count(*) FROM offer_confirmations WHERE address IS NOT NULL"),
        0)
        << "the address goes with the last outcome";
    EXPECT_THAT(new_mail(), Not(HasSubstr("Integrationsportal"))) << "told once";
}

TEST_P(Proposal, fields_that_are_not_offered_change_nothing)
{
    auto const link = ask();
    EXPECT_EQ(
        propose(
            link,
            "city=Neustadt&status=inactive&municipality=bergau&reach=nationwide&remark=gehackt&kind=jmd&"
            "image=x")
            .status(),
        http::Status::see_other);
    auto const draft = records::find_draft(connection(), tenant_, portal::edited_offers, id_.value, state());
    ASSERT_TRUE(draft);
    EXPECT_EQ(draft->fields.value("city"), "Neustadt");
    EXPECT_EQ(draft->fields.value("status"), "active");
    EXPECT_EQ(draft->fields.value("municipality"), "aalfeld");
    EXPECT_EQ(draft->fields.value("reach"), "municipality");
    EXPECT_EQ(draft->fields.value("kind"), "other_offer");
    EXPECT_EQ(draft->fields.value("remark"), "schwieriger Vorstand");
    EXPECT_EQ(draft->fields.value("image"), "");
    EXPECT_EQ(draft->fields.value("summary"), "Wir singen.") << "what was not sent stays";
    EXPECT_EQ(draft->fields.values("languages"), (records::Fields::Values{"de", "tr"}));
    EXPECT_THAT(editor_->get("/verwaltung/rueckmeldungen").body_text(), Not(HasSubstr("Nr. 1")));
}

TEST_P(Proposal, wrong_entries_come_back_beside_their_fields_in_the_language_of_the_page)
{
    auto const link = ask();
    auto const wrong = propose(
        link,
        "title=&monday=vormittags&phones=keine&email=falsch&internetseite=nirgends&postal_code=x&next_start="
        "bald"
        "&cost=free&cost_amount=5&city="
            + std::string(201, 'x') + "&description=Neuer+Text");
    EXPECT_EQ(wrong.status(), http::Status::unprocessable);
    EXPECT_THAT(
        wrong.body_text(),
        AllOf(
            HasSubstr("Diese Angabe fehlt noch."), HasSubstr("Diese Zeiten können wir nicht lesen"),
            HasSubstr("Das ist keine Telefonnummer"), HasSubstr("keine vollständige E-Mail-Adresse"),
            HasSubstr("href=\"#f-internetseite\""), HasSubstr("Das ist keine Postleitzahl"),
            HasSubstr("Das ist kein Datum"), HasSubstr("value=\"vormittags\"")));
    EXPECT_THAT(
        wrong.body_text(), AllOf(HasSubstr("Der Text ist zu lang"), HasSubstr(">Neuer Text</textarea>")));
    auto const arabic = std::regex_replace(link, std::regex("^/de/"), "/ar/");
    auto const page = anybody().get(arabic);
    EXPECT_EQ(page.status(), http::Status::ok);
    EXPECT_THAT(page.body_text(), AllOf(HasSubstr("تغيير البيانات"), HasSubstr("dir=\"rtl\"")));
    EXPECT_THAT(propose(arabic, "monday=vormittags").body_text(), HasSubstr("لا نستطيع قراءة هذه الأوقات"));
    EXPECT_THAT(
        anybody().get(arabic.substr(0, arabic.rfind('/'))).body_text(),
        AllOf(HasSubstr("كل شيء صحيح"), HasSubstr("chor@aalfeld.example")));
    EXPECT_EQ(state().draft_state, portal::DraftState::none);
}

TEST_P(Proposal, a_day_is_typed_explained_and_refused_as_everywhere)
{
    auto const link = ask();
    for (auto const& [language, example, refusal] :
         {std::tuple{"de", "Zum Beispiel 17.08.2027", "Das ist kein Datum."},
          std::tuple{"ar", "مثلاً \u206617.08.2027\u2069", "هذا ليس تاريخًا."},
          std::tuple{"tr", "Örneğin 17.08.2027", "Bu geçerli bir tarih değil."}}) {
        auto const there = std::regex_replace(link, std::regex("^/de/"), "/" + std::string(language) + "/");
        EXPECT_THAT(anybody().get(there).body_text(), HasSubstr(example)) << language;
        EXPECT_THAT(
            propose(there, "next_start=31.2.2027").body_text(),
            AllOf(HasSubstr(refusal), HasSubstr("dir=\"ltr\" value=\"31.2.2027\"")))
            << language;
    }
    EXPECT_EQ(propose(link, "next_start=2027-8-7").status(), http::Status::unprocessable);
    EXPECT_EQ(propose(link, "next_start=+7.8.2027+").status(), http::Status::see_other);
    auto const draft = records::find_draft(connection(), tenant_, portal::edited_offers, id_.value, state());
    ASSERT_TRUE(draft);
    EXPECT_EQ(draft->fields.value("next_start"), "07.08.2027");
}

TEST_P(Proposal, how_numbers_are_written_stands_beside_them_and_a_word_that_nobody_knows_is_named)
{
    auto const link = ask();
    for (auto const& [language, words] :
         {std::pair{"de", "In eckigen Klammern steht"}, std::pair{"ar", "بين القوسين المربعين"},
          std::pair{"tr", "Köşeli parantez içinde"}}) {
        auto const path = std::string(link).replace(1, 2, language);
        auto const page = anybody().get(path).body_text();
        EXPECT_THAT(page, AllOf(HasSubstr(words), HasSubstr("02303 27-15 (Beratung) [Mobil, Arabisch]")))
            << language;
        auto const wrong = propose(path, "phones=02303+99-9+%5BPforte%5D", std::string("k-") + language);
        EXPECT_EQ(wrong.status(), http::Status::unprocessable) << language;
        EXPECT_THAT(wrong.body_text(), HasSubstr("id=\"f-phones-fehler\"")) << language;
    }
    EXPECT_THAT(
        propose(link, "phones=02303+99-9+%5BPforte%5D", "k").body_text(),
        HasSubstr("Dieses Wort kennen wir dort nicht: Pforte."));
    EXPECT_EQ(
        propose(link, "phones=02303+27-15+%28Beratung%29+%5BMobil%2C+Arabisch%5D").status(),
        http::Status::see_other)
        << "the example of the hint is right";
}

TEST_P(Proposal, what_no_list_knows_is_refused)
{
    // These contents would stand in the audit chain for ever.
    auto const link = ask();
    for (auto const* wrong :
         {"languages=Frau+Kaya", "interpreters=Frau+Kaya", "appointment=Frau+Kaya", "cost=Frau+Kaya",
          "childcare=Frau+Kaya", "wheelchair=Frau+Kaya", "always_open=Frau+Kaya", "course_type=Frau+Kaya"})
        EXPECT_EQ(propose(link, wrong).status(), http::Status::unprocessable) << wrong;
    EXPECT_EQ(state().draft_state, portal::DraftState::none);
}

TEST_P(Proposal, the_trap_for_programs_is_not_the_field_of_the_web_address)
{
    auto const link = ask();
    EXPECT_EQ(propose(link, "website=https%3A%2F%2Fspam.example").status(), http::Status::see_other);
    EXPECT_EQ(state().draft_state, portal::DraftState::none) << "nothing is stored";
    EXPECT_EQ(propose(link, "internetseite=https%3A%2F%2Fchor.example").status(), http::Status::see_other);
    EXPECT_EQ(state().draft_state, portal::DraftState::in_review);
}

TEST_P(Proposal, nothing_changed_is_offered_as_a_confirmation)
{
    auto const link = ask();
    auto provider = anybody();
    auto const page = provider.get(link).body_text();
    auto const same
        = provider.post(link, "title=Chor&phones=02303+27-0&schluessel=eins" + marks_in(page), false);
    EXPECT_EQ(same.status(), http::Status::unprocessable);
    EXPECT_THAT(same.body_text(), HasSubstr("Sie haben nichts geändert"));
    auto const overview = link.substr(0, link.rfind('/'));
    EXPECT_THAT(same.body_text(), HasSubstr("action=\"" + overview + "\""));
    EXPECT_EQ(
        provider.post(overview, "antwort=stimmt&schluessel=zwei" + marks_in(same.body_text()), false)
            .status(),
        http::Status::see_other);
    EXPECT_THAT(audit_actions(), Contains("portal.offer.confirmed"));
}

TEST_P(Proposal, a_record_that_moved_meanwhile_is_shown_and_the_entries_kept)
{
    auto const link = ask();
    auto provider = anybody();
    auto const marks = marks_in(provider.get(link).body_text());
    publish("email=chor%40aalfeld.example&city=Altstadt&street=Markt+1");
    auto const refused = provider.post(
        link, "title=Chor&city=Neustadt&street=&summary=Wir+singen.&schluessel=eins" + marks, false);
    EXPECT_EQ(refused.status(), http::Status::conflict);
    EXPECT_THAT(
        refused.body_text(),
        AllOf(
            HasSubstr("Diese Angaben wurden inzwischen geändert"), HasSubstr("value=\"Neustadt\""),
            HasSubstr("Im Portal steht jetzt: \u2068Altstadt\u2069"), HasSubstr("value=\"Markt 1\"")))
        << "what nobody has touched says what the offer says";
    EXPECT_EQ(state().draft_state, portal::DraftState::none);
    EXPECT_EQ(
        provider
            .post(
                link,
                "title=Chor&city=Neustadt&street=Markt+1&schluessel=eins" + marks_in(refused.body_text()),
                false)
            .status(),
        http::Status::see_other);
    auto const draft = records::find_draft(connection(), tenant_, portal::edited_offers, id_.value, state());
    EXPECT_EQ(draft->fields.value("city"), "Neustadt");
    EXPECT_EQ(draft->fields.value("street"), "Markt 1");
}

TEST_P(Proposal, a_draft_of_the_editors_is_left_alone)
{
    auto const link = ask();
    EXPECT_EQ(send_draft("", std::string(kept) + "&city=Entwurf").status(), http::Status::see_other);
    EXPECT_THAT(anybody().get(link).body_text(), Not(HasSubstr("Entwurf")))
        << "the draft is nobody's outside";
    auto const long_text = std::string(3'000, 'a') + std::string(3'000, 'b');
    EXPECT_EQ(
        propose(link, "city=Neustadt&phones=02303+99-9&description=" + long_text).status(),
        http::Status::see_other);
    auto const draft = records::find_draft(connection(), tenant_, portal::edited_offers, id_.value, state());
    EXPECT_EQ(draft->fields.value("city"), "Entwurf");
    EXPECT_EQ(draft->fields.value("phones"), "");
    auto const first = editor_->get("/verwaltung/rueckmeldungen/1").body_text();
    auto const second = editor_->get("/verwaltung/rueckmeldungen/2").body_text();
    EXPECT_THAT(
        first,
        AllOf(
            HasSubstr("Weil schon ein Entwurf wartet"), HasSubstr("aaa"), HasSubstr("chor@aalfeld.example")))
        << "the editors can answer";
    EXPECT_THAT(
        first + second, AllOf(HasSubstr("neu: Neustadt"), HasSubstr("bisher: 02303 27-0"), HasSubstr("bbb")));
    EXPECT_EQ(anybody().get(link).status(), http::Status::gone);
    EXPECT_EQ(
        connection().load<std::int64_t>("SELECT count(*) FROM offer_confirmations WHERE address IS NOT NULL"),
        0);
}

TEST_P(Proposal, a_second_one_does_not_take_the_place_of_the_first)
{
    auto const first = ask();
    EXPECT_EQ(propose(first, "city=Neustadt").status(), http::Status::see_other);
    std::filesystem::remove_all(folder_.path() / "outbox");
    clock().set(clock().now() + std::chrono::hours(25));
    editor_.emplace(browser_of("conference_office"));
    auto const second = ask();
    EXPECT_THAT(anybody().get(second).body_text(), Not(HasSubstr("Neustadt"))) << "no draft is shown";
    EXPECT_EQ(propose(second, "phones=02303+99-9", "zwei").status(), http::Status::see_other);
    auto const draft = records::find_draft(connection(), tenant_, portal::edited_offers, id_.value, state());
    EXPECT_EQ(draft->fields.value("city"), "Neustadt");
    EXPECT_EQ(draft->fields.value("phones"), "02303 27-0");
    EXPECT_THAT(editor_->get("/verwaltung/rueckmeldungen/1").body_text(), HasSubstr("neu: 02303 99-9"));
    EXPECT_EQ(editor_->post(offer_ + "/verwerfen", "fassung=" + version()).status(), http::Status::see_other);
    EXPECT_THAT(new_mail(), HasSubstr("To: chor@aalfeld.example")) << "whoever proposed the draft is told";
}

TEST_P(Proposal, published_on_a_day_it_counts_as_confirmed_then)
{
    EXPECT_EQ(propose(ask(), "city=Neustadt").status(), http::Status::see_other);
    EXPECT_EQ(
        send_draft("/planen", std::string(kept) + "&phones=02303+27-0&city=Neustadt&publish_on=25.11.2026")
            .status(),
        http::Status::see_other);
    EXPECT_THAT(public_page(), HasSubstr("bitte prüfen"));
    clock().set(clock().now() + std::chrono::hours(48));
    EXPECT_THAT(new_mail(), HasSubstr("das Angebot im Integrationsportal"));
    EXPECT_THAT(public_page(), AllOf(HasSubstr("Neustadt"), Not(HasSubstr("bitte prüfen"))));
}

TEST_P(Proposal, reworked_by_the_editors_and_discarded_the_provider_is_told)
{
    EXPECT_EQ(propose(ask(), "city=Neustadt").status(), http::Status::see_other);
    EXPECT_EQ(
        send_draft("/abgeben", std::string(kept) + "&phones=02303+27-0&city=Altstadt").status(),
        http::Status::see_other);
    EXPECT_EQ(editor_->post(offer_ + "/verwerfen", "fassung=" + version()).status(), http::Status::see_other);
    EXPECT_THAT(new_mail(), HasSubstr("hat die Redaktion nicht"));
    EXPECT_THAT(new_mail(), Not(HasSubstr("Redaktion"))) << "told once";
}

TEST_P(Proposal, sent_twice_it_comes_once)
{
    auto const link = ask();
    auto provider = anybody();
    auto const body = "city=Neustadt&schluessel=eins" + marks_in(provider.get(link).body_text());
    for (int click = 0; click < 2; ++click) {
        auto const sent = provider.post(link, body, false);
        EXPECT_EQ(sent.status(), http::Status::see_other) << click;
        EXPECT_EQ(sent.header("Location"), "/de/angaben-danke/vorschlag");
    }
    EXPECT_EQ(std::ranges::count(audit_actions(), "portal.offer.proposed"), 1);
    EXPECT_EQ(
        provider.post(link, std::regex_replace(body, std::regex("eins"), "zwei"), false).status(),
        http::Status::gone)
        << "somebody else's answer";
    EXPECT_EQ(
        provider.post(link, std::regex_replace(body, std::regex("Neustadt"), "Altstadt"), false).status(),
        http::Status::gone)
        << "other entries from the page before are not thanked for";
}

TEST_P(Proposal, a_link_is_of_one_offer_one_district_and_one_address)
{
    auto const link = ask();
    auto provider = anybody();
    auto const marks = marks_in(provider.get(link).body_text());
    EXPECT_EQ(provider.get("/de/angaben/x/aendern").status(), http::Status::gone);
    EXPECT_EQ(
        provider.post("/de/angaben/x/aendern", "city=Neustadt" + marks, false).status(), http::Status::gone);
    provider.host = "beispielhain.example";
    EXPECT_EQ(provider.get(link).status(), http::Status::gone);
    EXPECT_EQ(provider.post(link, "city=Neustadt" + marks, false).status(), http::Status::gone);
    provider.host = "musterau.example";
    publish("email=neu%40aalfeld.example");
    EXPECT_EQ(provider.get(link).status(), http::Status::gone);
    EXPECT_EQ(provider.post(link, "city=Neustadt" + marks, false).status(), http::Status::gone);
    publish("email=chor%40aalfeld.example");
    clock().set(clock().now() + std::chrono::hours(24 * 31));
    EXPECT_EQ(provider.get(link).status(), http::Status::gone) << "after thirty days";
    EXPECT_EQ(provider.post(link, "city=Neustadt" + marks, false).status(), http::Status::gone);
    EXPECT_EQ(state().draft_state, portal::DraftState::none);
}

TEST_P(Proposal, words_in_another_language_are_answered_in_it)
{
    auto const overview = std::regex_replace(ask(), std::regex("^/de/(.*)/aendern$"), "/ar/$1");
    auto provider = anybody();
    EXPECT_EQ(
        provider
            .post(
                overview,
                "antwort=geaendert&korrektur=%D8%AC%D8%AF%D9%8A%D8%AF&schluessel=eins"
                    + marks_in(provider.get(overview).body_text()),
                false)
            .status(),
        http::Status::see_other);
    EXPECT_THAT(editor_->get("/verwaltung/rueckmeldungen/1").body_text(), HasSubstr("Arabisch"));
}

TEST_P(Proposal, too_many_at_once_wait_and_keep_what_they_typed)
{
    auto const link = ask();
    auto provider = anybody();
    auto const marks = marks_in(provider.get(link).body_text());
    publish("email=chor%40aalfeld.example&street=Markt+1"); // every answer is a conflict now, and counts
    auto status = http::Status::conflict;
    std::string page;
    for (int press = 0; press < 100 && status == http::Status::conflict; ++press) {
        auto const answer = provider.post(link, "city=Neustadt" + marks, false);
        status = answer.status();
        page = answer.body_text();
    }
    EXPECT_EQ(status, http::Status::too_many_requests);
    EXPECT_THAT(page, HasSubstr("value=\"Neustadt\""));
}

TEST_P(Proposal, a_form_from_another_site_is_refused)
{
    auto const link = ask();
    auto provider = anybody();
    auto const marks = marks_in(provider.get(link).body_text());
    http::Headers const headers{
        {"Content-Type", "application/x-www-form-urlencoded"}, {"Sec-Fetch-Site", "cross-site"}};
    EXPECT_EQ(
        provider.send(http::Method::post, link, headers, "city=Neustadt" + marks).status(),
        http::Status::forbidden);
    EXPECT_EQ(state().draft_state, portal::DraftState::none);
}

TEST_P(Proposal, what_stood_in_the_form_is_sent_whatever_the_editors_do_with_the_draft_meanwhile)
{
    EXPECT_EQ(propose(ask(), "city=Neustadt").status(), http::Status::see_other);
    EXPECT_EQ(
        send_draft(
            "/zurueckgeben", std::string(kept) + "&phones=02303+27-0&city=Neustadt&return_reason=Wo%3F")
            .status(),
        http::Status::see_other);
    auto const again = link_in(new_mail(), "/de/angaben/") + "/aendern";
    auto provider = anybody();
    auto const page = provider.get(again).body_text();
    EXPECT_THAT(page, HasSubstr("value=\"Neustadt\""));
    EXPECT_EQ(editor_->post(offer_ + "/verwerfen", "fassung=" + version()).status(), http::Status::see_other);
    EXPECT_EQ(
        provider.post(again, "city=Neustadt&street=Markt+1&schluessel=zwei" + marks_in(page), false).status(),
        http::Status::see_other);
    auto const draft = records::find_draft(connection(), tenant_, portal::edited_offers, id_.value, state());
    ASSERT_TRUE(draft);
    EXPECT_EQ(draft->fields.value("street"), "Markt 1");
    EXPECT_EQ(draft->fields.value("city"), "Neustadt") << "they see it in their form and mean it";
}

TEST_P(Proposal, given_back_and_saved_by_the_editors_it_is_no_longer_confirmed_by_the_provider)
{
    EXPECT_EQ(propose(ask(), "city=Neustadt").status(), http::Status::see_other);
    auto const entries = std::string(kept) + "&phones=02303+27-0&city=Altstadt";
    EXPECT_EQ(
        send_draft("/zurueckgeben", entries + "&return_reason=Wo%3F").status(), http::Status::see_other);
    EXPECT_EQ(send_draft("", entries).status(), http::Status::see_other);
    EXPECT_EQ(send_draft("/veroeffentlichen", entries).status(), http::Status::see_other);
    EXPECT_THAT(public_page(), AllOf(HasSubstr("Altstadt"), HasSubstr("bitte prüfen")));
}

TEST_P(Proposal, published_the_letter_leads_to_the_page)
{
    EXPECT_EQ(
        propose(std::regex_replace(ask(), std::regex("^/de/"), "/ar/"), "city=Neustadt").status(),
        http::Status::see_other);
    EXPECT_EQ(
        send_draft("/veroeffentlichen", std::string(kept) + "&phones=02303+27-0&city=Neustadt").status(),
        http::Status::see_other);
    EXPECT_EQ(link_in(new_mail(), "/ar/angebote/"), "/ar/angebote/chor");
}

TEST_P(Proposal, given_back_in_arabic_the_reason_keeps_its_direction)
{
    auto const link = std::regex_replace(ask(), std::regex("^/de/"), "/ar/");
    EXPECT_EQ(propose(link, "city=Neustadt").status(), http::Status::see_other);
    EXPECT_EQ(
        send_draft(
            "/zurueckgeben",
            std::string(kept)
                + "&phones=02303+27-0&city=Neustadt&return_reason=Wann%3A+8-12%2C+14-16%3A30%3F")
            .status(),
        http::Status::see_other);
    auto const told = new_mail();
    EXPECT_THAT(
        told,
        AllOf(
            HasSubstr("<blockquote lang=3D\"de\" dir=3D\"ltr\""),
            HasSubstr("=E2=81=A8Wann: 8-12, 14-16:30?=E2=81=A9"), HasSubstr("=E2=81=A8Chor=E2=81=A9")));
    auto const page = anybody().get(link_in(told, "/ar/angaben/") + "/aendern").body_text();
    EXPECT_THAT(
        page, HasSubstr("<blockquote lang=\"de\" dir=\"ltr\"><p>Wann: 8-12, 14-16:30?</p></blockquote>"))
        << "the form repeats it";
}

TEST_P(Proposal, given_back_it_can_be_mended_through_a_new_link)
{
    auto const link = std::regex_replace(ask(), std::regex("^/de/"), "/tr/");
    EXPECT_EQ(propose(link, "city=Neustadt&email=neu%40aalfeld.example").status(), http::Status::see_other);
    EXPECT_EQ(
        send_draft(
            "/zurueckgeben",
            std::string("summary=Wir+singen+gern.&languages=de&languages=tr&phones=02303+27-0&city=Neustadt"
                        "&email=neu%40aalfeld.example&return_reason=Welche+Stra%C3%9Fe%3F"))
            .status(),
        http::Status::see_other);
    auto const told = new_mail();
    EXPECT_THAT(
        told, AllOf(HasSubstr("To: chor@aalfeld.example"), HasSubstr("/tr/angaben/"), HasSubstr("bir daha")))
        << "to the address of the link, in the language of the form";
    auto const again = link_in(told, "/tr/angaben/") + "/aendern";
    auto const page = anybody().get(again).body_text();
    EXPECT_THAT(page, AllOf(HasSubstr("value=\"Neustadt\""), HasSubstr("value=\"neu@aalfeld.example\"")))
        << "the form begins with what was proposed";
    EXPECT_EQ(propose(again, "street=Markt+1").status(), http::Status::see_other);
    EXPECT_EQ(anybody().get(again).status(), http::Status::gone);
    auto const draft = records::find_draft(connection(), tenant_, portal::edited_offers, id_.value, state());
    EXPECT_EQ(state().draft_state, portal::DraftState::in_review);
    EXPECT_EQ(draft->fields.value("street"), "Markt 1");
    EXPECT_EQ(draft->fields.value("city"), "Neustadt");
    EXPECT_EQ(draft->fields.value("summary"), "Wir singen gern.") << "what the editors have mended stays";

    EXPECT_EQ(editor_->post(offer_ + "/verwerfen", "fassung=" + version()).status(), http::Status::see_other);
    EXPECT_THAT(new_mail(), AllOf(HasSubstr("To: chor@aalfeld.example"), HasSubstr("Al=C4=B1nmad=C4=B1")));
    EXPECT_THAT(public_page(), HasSubstr("bitte prüfen")) << "nothing is confirmed by what is discarded";
}

}
} // namespace kommin::app
