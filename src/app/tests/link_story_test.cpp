// Links of what the public sees: gathered and asked at night, seen and mended by day. The only server that is
// asked is one of the test.

#include "app/tests/offer_story.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/html/url.hpp"
#include "platform/linkcheck/testing.hpp"

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

// The server, which has to outlive the modules.
struct WebFirst {
    linkcheck::WebServer server_;
    std::vector<std::string> silent_hosts_;
    std::vector<std::string> nameless_hosts_; // whose name servers are silent

    portal::LinkCare care()
    {
        auto options = server_.options();
        options.find_host = [this](std::string const& host) {
            if (std::ranges::find(nameless_hosts_, host) != nameless_hosts_.end())
                return linkcheck::HostAddresses{linkcheck::Known::cannot_say};
            bool const is_silent = std::ranges::find(silent_hosts_, host) != silent_hosts_.end();
            return is_silent ? linkcheck::HostAddresses{linkcheck::Known::no}
                             : linkcheck::HostAddresses{linkcheck::Known::yes, {"127.0.0.1"}};
        };
        options.takes_mail = [](std::string const& domain) {
            return domain == "tot.example" ? linkcheck::Known::no : linkcheck::Known::yes;
        };
        return {
            .checker = std::make_shared<linkcheck::Checker const>(options),
            .pause = std::chrono::milliseconds::zero()};
    }
};

class LinkStory : protected WebFirst, public OfferStory {
protected:
    LinkStory()
        : OfferStory({}, care())
    { }
    void SetUp() override
    {
        OfferStory::SetUp();
        run();
    }
    void run() { jobs_of(product_.modules, clock(), no_signals).run_due(connection()); }
    // A day passes; what is planned for its night is done.
    void night()
    {
        clock().set(clock().now() + std::chrono::days(1));
        run();
    }
    portal::OfferId offer_with(
        std::string slug, std::string town, std::string website, std::string description = {},
        std::string email = {})
    {
        auto const id = work([&](Work& work) -> Result<portal::OfferId> {
            auto offer = offer_called(slug, "Chor " + slug, town);
            offer.website = website;
            offer.email = email;
            offer.description.source = description;
            work.publish(portal::published_as);
            return insert(work, offer);
        });
        product_.publications.refresh(connection());
        return id.value();
    }
    portal::LinkId link(std::string const& target)
    {
        return connection().load<portal::LinkId>(
            "SELECT id FROM link_targets WHERE tenant_id = ? AND target = ?", tenant_, target);
    }
    std::string link_desk(std::string const& target, std::string const& rest = {})
    {
        return "/verwaltung/verweise/" + std::to_string(link(target).value) + rest;
    }
    Browser office() { return browser_of("conference_office"); }
    std::string list(std::string const& query = {})
    {
        return office().get("/verwaltung/verweise" + query).body_text();
    }
    std::string chosen_on(std::string const& page)
    {
        std::smatch match;
        return std::regex_search(page, match, std::regex("name=\"wahl\" value=\"([^\"]*)\"")) ? match[1].str()
                                                                                              : std::string{};
    }
    std::string replace(Browser& browser, std::string const& before, std::string const& after)
    {
        auto const question
            = browser.get(link_desk(before, "/ersetzen?neu=" + html::percent_encode(after))).body_text();
        return browser
            .post(
                link_desk(before, "/ersetzen"),
                "aktion=" + html::percent_encode(after)
                    + "&wahl=" + html::percent_encode(chosen_on(question)))
            .body_text();
    }
    portal::Offer stored(portal::OfferId id) { return *portal::find_offer(connection(), tenant_, id); }
};
KOMMIN_ON_BOTH_ENGINES(LinkStory);

TEST_P(LinkStory, a_night_gathers_what_the_public_sees_and_asks_once_for_each)
{
    auto const ok = server_.url("/ok");
    offer_with("eins", "aalfeld", ok, "[Wir](" + server_.url("/moved") + ")", "chor@tot.example");
    offer_with("zwei", "bergau", ok);
    auto const hidden = offer_with("drei", "bergau", server_.url("/hidden"));
    ASSERT_TRUE(work([&](Work& work) -> Result<void> {
        return records::archive(work, portal::drafted_offers, {hidden.value, 1});
    }));
    EXPECT_THAT(list(), HasSubstr("Keine Verweise"));
    night();
    EXPECT_THAT(server_.requests(), UnorderedElementsAre("HEAD /ok", "HEAD /moved", "HEAD /ok"));
    EXPECT_THAT(server_.agents(), Contains(HasSubstr("+https://musterau.example")));
    auto const page = list();
    EXPECT_THAT(page, AllOf(HasSubstr("3 Verweise"), HasSubstr("umgezogen"), HasSubstr("in Ordnung")));
    EXPECT_THAT(page, Not(HasSubstr("/hidden")));
    EXPECT_THAT(list("?zustand=umgezogen"), AllOf(HasSubstr("/moved"), HasSubstr("Ein Verweis")));
    EXPECT_THAT(list("?art=mail"), AllOf(HasSubstr("chor@tot.example"), HasSubstr("nicht gefunden")));
    EXPECT_THAT(list("?t=MOVED"), AllOf(HasSubstr("/moved"), HasSubstr("Ein Verweis")));
    EXPECT_THAT(list("?t=%25"), HasSubstr("Nichts passt")) << "a sign of its own, no wildcard";
    auto const one = office().get(link_desk(ok)).body_text();
    EXPECT_THAT(one, AllOf(HasSubstr("2 Datensätze"), HasSubstr("Chor eins"), HasSubstr("Chor zwei")));
    night();
    EXPECT_EQ(server_.requests().size(), 3U) << "what is right is not asked every night";
}

TEST_P(LinkStory, what_is_published_is_asked_without_waiting_for_the_night)
{
    auto const id = offer_with("eins", "aalfeld", {});
    auto browser = office();
    auto const publish = [&](std::string const& website) {
        auto const form = browser.get(desk(id)).body_text();
        EXPECT_EQ(
            browser
                .post(
                    desk(id, "/veroeffentlichen"),
                    fields(seen_on(form), "Chor", "website=" + html::percent_encode(website)))
                .status(),
            http::Status::see_other);
        run();
    };
    publish(server_.url("/missing"));
    EXPECT_THAT(server_.requests(), UnorderedElementsAre("HEAD /missing", "GET /missing"));
    EXPECT_THAT(list(), AllOf(HasSubstr("/missing"), HasSubstr("Ein Verweis")));
    publish(server_.url("/missing"));
    EXPECT_EQ(server_.requests().size(), 2U) << "what was asked is asked at night";

    auto const path = std::string(browser.post("/verwaltung/seiten/neu", "title=Wohnen").header("Location"));
    EXPECT_EQ(
        browser
            .post(
                path + "/veroeffentlichen",
                "fassung=" + seen_on(browser.get(path).body_text())
                    + "&title=Wohnen&content=" + html::percent_encode("[Hier](" + server_.url("/ok") + ")"))
            .status(),
        http::Status::see_other);
    run();
    EXPECT_THAT(server_.requests(), Contains("HEAD /ok"));
}

TEST_P(LinkStory, a_link_is_broken_after_some_nights_and_one_entry_says_so)
{
    auto const target = server_.url("/set/eins");
    offer_with("eins", "aalfeld", target);
    offer_with("zwei", "aalfeld", server_.url("/missing"));
    server_.set("eins", 404);
    night();
    EXPECT_THAT(office().get("/verwaltung").body_text(), Not(HasSubstr("ins Leere")));
    EXPECT_THAT(list(), HasSubstr("in einer Nacht"));
    night();
    EXPECT_THAT(office().get("/verwaltung").body_text(), HasSubstr("2 Verweise führen ins Leere"));
    EXPECT_THAT(list("?zustand=ins-leere"), HasSubstr("gibt es nicht mehr"));
    EXPECT_THAT(
        browser_of("municipal_editor", bergau_).get("/verwaltung").body_text(), Not(HasSubstr("ins Leere")));
    EXPECT_THAT(browser_of("reader").get("/verwaltung").body_text(), Not(HasSubstr("ins Leere")));
    server_.set("eins", 200);
    night();
    EXPECT_THAT(office().get("/verwaltung").body_text(), HasSubstr("Ein Verweis führt ins Leere"));
}

TEST_P(LinkStory, a_host_that_is_silent_is_asked_once_a_night_and_broken_after_three)
{
    auto const port = ':' + std::to_string(server_.port());
    silent_hosts_ = {"still.example"};
    auto const silent = "http://still.example" + port + "/eins";
    offer_with("eins", "aalfeld", silent, "[Zwei](http://still.example" + port + "/zwei)");
    for (int i = 0; i < 4; ++i)
        night();
    EXPECT_THAT(list("?zustand=ins-leere"), HasSubstr("Keine Verweise")) << "nobody has ever answered here";
    offer_with("zwei", "aalfeld", server_.url("/forbidden"));
    night(); // the first answer may come after the silence
    for (int i = 0; i < 2; ++i) {
        night();
        offer_with("neu" + std::to_string(i), "aalfeld", server_.url("/set/neu" + std::to_string(i)));
    }
    night();
    night();
    EXPECT_THAT(list("?zustand=ins-leere"), AllOf(HasSubstr("2 Verweise"), HasSubstr("nicht erreichbar")));
    EXPECT_THAT(list(), HasSubstr("lässt sich nicht prüfen"));
}

TEST_P(LinkStory, a_domain_without_name_servers_is_broken_after_three_nights_in_which_others_answer)
{
    auto const port = ':' + std::to_string(server_.port());
    nameless_hosts_ = {"namenlos.example"};
    offer_with("eins", "aalfeld", "http://namenlos.example" + port + "/eins");
    for (int i = 0; i < 4; ++i)
        night();
    EXPECT_THAT(list("?zustand=ins-leere"), HasSubstr("Keine Verweise"))
        << "there may be no names at all here";
    for (int i = 0; i < 4; ++i) {
        offer_with("neu" + std::to_string(i), "aalfeld", server_.url("/set/neu" + std::to_string(i)));
        night();
    }
    EXPECT_THAT(list("?zustand=ins-leere"), AllOf(HasSubstr("Ein Verweis"), HasSubstr("namenlos.example")));
    EXPECT_THAT(
        office().get(link_desk("http://namenlos.example" + port + "/eins")).body_text(),
        HasSubstr("Die Namensserver dieser Domain antworten nicht"));
}

TEST_P(LinkStory, whoever_asks_to_come_later_is_left_alone)
{
    offer_with("eins", "aalfeld", server_.url("/later"), "[Zwei](" + server_.url("/ok") + ")");
    night();
    auto const asked = server_.requests();
    EXPECT_EQ(asked.size(), 1U) << "one of them was enough";
    EXPECT_THAT(list(), HasSubstr("noch nicht geprüft"));
    night();
    EXPECT_EQ(server_.requests().size(), 2U);
}

TEST_P(LinkStory, somebody_may_have_it_asked_now)
{
    offer_with("eins", "aalfeld", server_.url("/missing"));
    night();
    auto browser = office();
    auto const path = link_desk(server_.url("/missing"));
    auto const before = server_.requests().size();
    EXPECT_EQ(browser.post(path + "/pruefen", "").status(), http::Status::see_other);
    EXPECT_EQ(server_.requests().size(), before) << "not within the request, and not a moment after the last";
    clock().set(clock().now() + std::chrono::minutes(10));
    EXPECT_EQ(browser.post(path + "/pruefen", "").status(), http::Status::see_other);
    EXPECT_THAT(browser.get(path).body_text(), HasSubstr("Die Prüfung ist bestellt"));
    EXPECT_EQ(browser.post(path + "/pruefen", "").status(), http::Status::see_other);
    EXPECT_EQ(server_.requests().size(), before);
    run();
    EXPECT_EQ(server_.requests().size(), before + 2) << "HEAD and GET, once";
    EXPECT_THAT(audit_actions(), Contains("portal.link.check_asked"));
    EXPECT_THAT(list("?zustand=ins-leere"), HasSubstr("Keine Verweise")) << "one day is one night";
}

TEST_P(LinkStory, a_target_is_replaced_everywhere_by_the_way_of_editors)
{
    auto const before = server_.url("/moved");
    auto const after = server_.url("/ok");
    auto const one
        = offer_with("eins", "aalfeld", before, "[Hier](" + before + ") und [da](" + before + "/da)");
    auto const two = offer_with("zwei", "bergau", before);
    auto const drafted = offer_with("drei", "aalfeld", before);
    night();
    auto browser = office();
    auto const page = browser.get(desk(drafted)).body_text();
    ASSERT_EQ(
        browser
            .post(
                desk(drafted),
                fields(seen_on(page), "Chor+drei+neu", "website=" + html::percent_encode(before)))
            .status(),
        http::Status::see_other);

    auto const question
        = browser.get(link_desk(before, "/ersetzen?neu=" + html::percent_encode(after))).body_text();
    EXPECT_THAT(
        question,
        AllOf(
            HasSubstr("Wird geändert und sofort veröffentlicht: 2 Angebote, 3 Stellen"),
            HasSubstr("Ein Entwurf wartet"), HasSubstr("In 2 Datensätzen ersetzen")));
    EXPECT_EQ(stored(one).website, before) << "looking changes nothing";
    EXPECT_THAT(replace(browser, before, after), HasSubstr("In 2 Datensätzen ersetzt"));
    EXPECT_EQ(stored(one).website, after);
    EXPECT_EQ(stored(one).description.source, "[Hier](" + after + ") und [da](" + before + "/da)");
    EXPECT_EQ(stored(two).website, after);
    EXPECT_EQ(stored(drafted).website, before);
    EXPECT_THAT(public_page("zwei"), HasSubstr(after));
    EXPECT_THAT(browser.get(desk(two, "/verlauf")).body_text(), HasSubstr("Veröffentlicht"));
    EXPECT_THAT(
        browser.get(link_desk(before)).body_text(),
        AllOf(HasSubstr("Chor drei"), Not(HasSubstr("Chor zwei"))))
        << "the list knows at once";
}

TEST_P(LinkStory, translations_get_the_new_address_and_count_as_they_did)
{
    auto const before = server_.url("/moved");
    auto const after = server_.url("/ok");
    auto const id = offer_with("eins", "aalfeld", {}, "[Hier](" + before + ")");
    for (auto const* language : {"tr", "ar"}) {
        auto const text = std::string(language) + " [x](" + before + ")";
        ASSERT_TRUE(work([&](Work& work) {
            return portal::save_translations(
                work, portal::TranslatedKinds{}, "offer", id.value, *i18n::Language::find(language),
                {{.field = "description",
                  .text = text,
                  .seen_source = content::source_hash("[Hier](" + before + ")"),
                  .seen_translation = {}}});
        }));
    }
    connection().execute("UPDATE translations SET origin = 'machine' WHERE language = 'ar'");
    night();
    auto browser = office();
    EXPECT_THAT(browser.get(link_desk(before)).body_text(), HasSubstr("(Türkisch)"));
    EXPECT_THAT(replace(browser, before, after), HasSubstr("In einem Datensatz ersetzt"));
    auto const changed = stored(id).description;
    ASSERT_EQ(changed.translations.size(), 2U);
    for (auto const& translation : changed.translations) {
        EXPECT_THAT(translation.text, HasSubstr(after));
        EXPECT_EQ(translation.source_hash, content::source_hash(changed.source));
        EXPECT_EQ(translation.origin == content::Origin::person, translation.language.tag() == "tr")
            << "nobody has read it for that";
    }
    EXPECT_EQ(browser.get(link_desk(before)).status(), http::Status::not_found)
        << "nothing leads there any more";
}

TEST_P(LinkStory, hints_stand_beside_the_form_and_are_in_nobodys_way)
{
    std::string text;
    for (int i = 0; i < 12; ++i)
        text += "Wir bieten Beratungsleistungen an. ";
    auto const id = offer_with("eins", "aalfeld", {}, text);
    auto browser = office();
    auto const page = browser.get(desk(id)).body_text();
    EXPECT_THAT(
        page,
        AllOf(
            HasSubstr("etwa ab Schulstufe"), HasSubstr("Lange Wörter: Beratungsleistungen."),
            HasSubstr("Wiener Sachtextformel"), Not(HasSubstr("Die Vorwahl fehlt"))));
    EXPECT_EQ(
        browser
            .post(
                desk(id, "/veroeffentlichen"),
                fields(seen_on(page), "Chor", "phones=27-0+(B%C3%BCro)%0A%2B49+02303+270%0A02303+27-0"))
            .status(),
        http::Status::see_other);
    EXPECT_THAT(
        browser.get(desk(id)).body_text(),
        AllOf(
            HasSubstr("27-0: Die Vorwahl fehlt"), HasSubstr("+49 02303 270: Hinter +49"),
            Not(HasSubstr("Schulstufe")), Not(HasSubstr("02303 27-0: "))));
    EXPECT_EQ(
        browser
            .post(
                desk(id),
                fields(
                    seen_on(browser.get(desk(id)).body_text()), "Chor",
                    "summary=Chor+des+Kreises+%28im+Saal%29.&email=x%40%40y&website=naehtreff.example"
                    "&contacts=Chor%3B+Frau+Kaya%3B+02303+27-5%3B+kaya%40"))
            .status(),
        http::Status::see_other);
    EXPECT_THAT(
        browser.get(desk(id)).body_text(),
        AllOf(
            HasSubstr("Keine gültige E-Mail-Adresse: x@@y"), HasSubstr("Keine gültige E-Mail-Adresse: kaya@"),
            HasSubstr("Keine gültige Internetadresse: naehtreff.example"),
            HasSubstr("Für eine Schulstufe ist der Text zu kurz"), HasSubstr("Genitiv: des Kreises."),
            HasSubstr("Klammern: (im Saal).")))
        << "also of a draft, and of few words";

    auto const added = std::string(browser.post("/verwaltung/seiten/neu", "title=Wohnen").header("Location"));
    EXPECT_EQ(
        browser
            .post(
                added,
                "fassung=" + seen_on(browser.get(added).body_text())
                    + "&title=Wohnen&content=" + html::percent_encode(text))
            .status(),
        http::Status::see_other);
    EXPECT_THAT(browser.get(added).body_text(), HasSubstr("etwa ab Schulstufe")) << "pages are texts, too";
}

TEST_P(LinkStory, each_replaces_what_is_theirs)
{
    auto const before = server_.url("/moved");
    auto const one = offer_with("eins", "aalfeld", before);
    auto const two = offer_with("zwei", "bergau", before);
    night();
    auto town = browser_of("municipal_editor", aalfeld_);
    auto const page = town.get(link_desk(before)).body_text();
    EXPECT_THAT(
        page, AllOf(HasSubstr("Chor eins"), Not(HasSubstr("Chor zwei")), Not(HasSubstr("keine Rechte"))));
    EXPECT_THAT(replace(town, before, server_.url("/ok")), HasSubstr("In einem Datensatz ersetzt"));
    EXPECT_EQ(stored(two).website, before);
    EXPECT_EQ(town.get(link_desk(before)).status(), http::Status::not_found) << "now nothing of theirs";
    // Whoever did not get it shown cannot send it either.
    auto const refused = town.post(
        link_desk(server_.url("/ok"), "/ersetzen"),
        "aktion=https://boese.example/&wahl=" + std::to_string(two.value * 2) + ":1");
    EXPECT_EQ(refused.status(), http::Status::ok);
    EXPECT_EQ(stored(two).website, before);
    EXPECT_EQ(stored(one).website, server_.url("/ok"));

    auto editor = browser_of("department_editor");
    EXPECT_THAT(
        editor.get(link_desk(before, "/ersetzen?neu=https://neu.example/")).body_text(),
        HasSubstr("zur Freigabe gegeben"));
    replace(editor, before, "https://neu.example/");
    EXPECT_EQ(stored(two).website, before) << "somebody has to agree";
    EXPECT_THAT(office().get(desk(two)).body_text(), HasSubstr("https://neu.example/"));
}

TEST_P(LinkStory, what_is_no_address_is_refused_beside_its_field)
{
    auto const before = server_.url("/moved");
    offer_with("eins", "aalfeld", before, {}, "chor@aalfeld.example");
    night();
    auto browser = office();
    for (auto const* after : {"", "kein Verweis", "javascript:alert(1)", "mailto:x@y.example", "https://"}) {
        auto const answer = browser.get(link_desk(before, "/ersetzen?neu=" + html::percent_encode(after)));
        EXPECT_EQ(answer.status(), http::Status::unprocessable) << after;
        EXPECT_THAT(answer.body_text(), HasSubstr("Internetadresse mit https://")) << after;
    }
    EXPECT_THAT(
        browser.get(link_desk(before, "/ersetzen?neu=" + html::percent_encode(before))).body_text(),
        HasSubstr("Das ist die bisherige Adresse"));
    EXPECT_THAT(
        browser.get(link_desk("chor@aalfeld.example", "/ersetzen?neu=chor")).body_text(),
        HasSubstr("Schreiben Sie eine E-Mail-Adresse"));
}

TEST_P(LinkStory, somebody_silences_a_link_for_a_while)
{
    auto const target = server_.url("/missing");
    offer_with("eins", "aalfeld", target);
    night();
    night();
    auto browser = office();
    auto const path = link_desk(target);
    EXPECT_THAT(
        browser.post(path + "/stumm", "bis=01.12.2026&grund=").body_text(),
        HasSubstr("Schreiben Sie, warum"));
    for (auto const* day : {"01.11.2026", "25.11.2026", "01.01.2028", "bald", ""})
        EXPECT_EQ(
            browser.post(path + "/stumm", "bis=" + std::string(day) + "&grund=x").status(),
            http::Status::unprocessable)
            << day;
    EXPECT_EQ(
        browser.post(path + "/stumm", "bis=27.11.2026&grund=Die+Seite+wird+umgebaut").status(),
        http::Status::see_other);
    EXPECT_THAT(
        browser.get(path).body_text(), AllOf(HasSubstr("Die Seite wird umgebaut"), HasSubstr("Ayşe Kaya")));
    EXPECT_THAT(browser.get("/verwaltung").body_text(), Not(HasSubstr("ins Leere")));
    EXPECT_THAT(list("?zustand=stumm"), HasSubstr("stumm bis 27.11.2026"));
    EXPECT_THAT(audit_actions(), Contains("portal.link.muted"));
    auto const asked = server_.requests().size();
    night(); // the 26th
    EXPECT_GT(server_.requests().size(), asked) << "it is asked all the same";
    EXPECT_THAT(office().get("/verwaltung").body_text(), Not(HasSubstr("ins Leere")));
    night(); // the 27th
    EXPECT_THAT(office().get("/verwaltung").body_text(), HasSubstr("ins Leere"));
}

TEST_P(LinkStory, nobody_silences_a_link_of_others)
{
    auto const target = server_.url("/missing");
    offer_with("eins", "aalfeld", target);
    offer_with("zwei", "bergau", target);
    night();
    auto town = browser_of("municipal_editor", aalfeld_);
    EXPECT_THAT(
        town.get(link_desk(target)).body_text(),
        AllOf(
            HasSubstr("Ein Datensatz führt dorthin"), Not(HasSubstr("zwei")), Not(HasSubstr("Rechte haben"))))
        << "what one may not see is not there";
    EXPECT_THAT(
        town.get(link_desk(target, "/ersetzen?neu=https://neu.example/")).body_text(),
        Not(HasSubstr("Rechte haben")));
    auto const answer = town.post(link_desk(target, "/stumm"), "bis=01.12.2026&grund=x");
    EXPECT_EQ(answer.status(), http::Status::unprocessable);
    EXPECT_THAT(answer.body_text(), HasSubstr("darf diesen Verweis nicht stumm schalten"));
    EXPECT_EQ(
        browser_of("reader").post(link_desk(target, "/stumm"), "bis=01.12.2026&grund=x").status(),
        http::Status::not_found);
}

TEST_P(LinkStory, the_list_is_a_file_too)
{
    offer_with("eins", "aalfeld", server_.url("/missing"));
    night();
    auto const file = file_of(office().get("/verwaltung/verweise/liste.csv"));
    EXPECT_THAT(file, AllOf(HasSubstr(server_.url("/missing")), HasSubstr("Die Seite antwortet mit 404.")));
    EXPECT_THAT(
        file_of(browser_of("municipal_editor", bergau_).get("/verwaltung/verweise/liste.csv")),
        Not(HasSubstr("/missing")));
}

TEST_P(LinkStory, what_nobody_names_any_more_goes)
{
    auto const id = offer_with("eins", "aalfeld", server_.url("/ok"));
    night();
    EXPECT_THAT(list(), HasSubstr("Ein Verweis"));
    ASSERT_TRUE(work([&](Work& work) -> Result<void> {
        return records::archive(work, portal::drafted_offers, {id.value, 1});
    }));
    night();
    EXPECT_THAT(list(), HasSubstr("Keine Verweise"));
    EXPECT_EQ(connection().load<std::int64_t>("SELECT count(*) FROM link_hosts"), 0);
}

// No engine has to find room for all of it in an index; what is random cannot be packed.
TEST_P(LinkStory, a_link_as_long_as_it_likes_is_gathered_and_the_night_goes_on)
{
    std::string noise;
    for (int i = 0; i < 150; ++i)
        noise += crypto::sha256_hex(std::to_string(i));
    auto const address = server_.url("/ok") + "?x=" + noise;
    auto const host = "https://" + noise.substr(0, 3'000) + ".example/";
    auto const mail = "a@" + noise.substr(0, 3'000) + ".example";
    offer_with(
        "eins", "aalfeld", {}, "[weiter](" + address + ") [dort](" + host + ") [wir](mailto:" + mail + ")");
    offer_with("zwei", "aalfeld", server_.url("/missing"));
    night();
    EXPECT_THAT(server_.requests(), Contains("HEAD /missing"));
    EXPECT_EQ(
        connection().load<std::int64_t>(
            "SELECT count(*) FROM link_targets WHERE tenant_id = ? AND length(target) > 2800", tenant_),
        3);
    EXPECT_THAT(list("?t=" + noise.substr(0, 40)), HasSubstr("3 Verweise"));
    EXPECT_EQ(connection().load<std::int64_t>("SELECT count(*) FROM jobs WHERE state = 'failed'"), 0);
}

// A worker is killed behind its last commit, and another one does the turn again.
TEST_P(LinkStory, a_night_is_planned_once_however_often_its_last_turn_is_done)
{
    offer_with("eins", "aalfeld", server_.url("/ok"));
    auto const rules = jobs_of(product_.modules, clock(), no_signals);
    std::string const kind = "portal.links.gather_organisations";
    jobs::Job const turn{.id = jobs::JobId{7}, .tenant = tenant_, .kind = kind, .payload = "{}"};
    rules.handlers().at(kind)(connection(), turn);
    rules.handlers().at(kind)(connection(), turn);
    EXPECT_EQ(
        connection().load<std::int64_t>("SELECT count(*) FROM jobs WHERE kind = 'portal.links.plan'"), 1);
}

TEST_P(LinkStory, for_a_demonstration_nobody_is_asked)
{
    connection().execute("UPDATE tenants SET is_demonstration = TRUE WHERE id = ?", tenant_);
    offer_with("eins", "aalfeld", server_.url("/ok"));
    night();
    EXPECT_THAT(server_.requests(), IsEmpty());
    EXPECT_THAT(list(), HasSubstr("Ein Verweis")) << "but it knows what there is";
}

} // namespace
} // namespace kommin::app
