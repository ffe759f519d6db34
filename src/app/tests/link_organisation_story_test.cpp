// The addresses of organisations are looked after as those of offers and pages are.

#include "app/tests/offer_story.hpp"
#include "platform/html/url.hpp"

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

// Nobody is asked whether links are right: what is there is gathered all the same.
class LinkOrganisationStory : public OfferStory {
protected:
    static constexpr char const* old_address = "https://alt.example/awo";
    static constexpr char const* new_address = "https://neu.example/awo";

    void SetUp() override
    {
        OfferStory::SetUp();
        run(); // what recurs is planned
    }
    void run() { jobs_of(product_.modules, clock(), no_signals).run_due(connection()); }
    void gather() // in the night
    {
        clock().set(clock().now() + std::chrono::days(1));
        run();
    }
    portal::OfferId run_by(std::string const& slug, std::string const& name, std::string const& town)
    {
        return work([&](Work& work) -> Result<portal::OfferId> {
                   auto offer = offer_called(slug, "Kurs " + slug, town);
                   offer.organisation = name;
                   offer.website = old_address;
                   work.publish(portal::published_as);
                   return insert(work, offer);
               })
            .value();
    }
    std::string at_desk(std::string const& name, std::string const& rest = {})
    {
        return "/verwaltung/einrichtungen/"
            + std::to_string(connection().load<std::int64_t>(
                "SELECT id FROM organisations WHERE tenant_id = ? AND name = ?", tenant_, name))
            + rest;
    }
    void publish(Browser& browser, std::string const& name, std::string const& more)
    {
        auto const path = at_desk(name);
        auto const seen = seen_on(browser.get(path).body_text());
        EXPECT_EQ(
            browser
                .post(
                    path + "/veroeffentlichen",
                    "fassung=" + seen + "&name=" + html::percent_encode(name) + more)
                .status(),
            http::Status::see_other);
    }
    static std::string website(char const* address) { return "&website=" + html::percent_encode(address); }
    std::string link_desk(std::string const& target, std::string const& rest = {})
    {
        auto const id = connection().find<std::int64_t>(
            "SELECT id FROM link_targets WHERE tenant_id = ? AND target = ?", tenant_, target);
        return "/verwaltung/verweise/" + std::to_string(id.value_or(0)) + rest;
    }
    std::string ask(Browser& browser)
    {
        return browser.get(link_desk(old_address, "/ersetzen?neu=" + html::percent_encode(new_address)))
            .body_text();
    }
    std::string press(Browser& browser, std::string const& question)
    {
        std::smatch chosen;
        std::regex_search(question, chosen, std::regex("name=\"wahl\" value=\"([^\"]*)\""));
        return browser
            .post(
                link_desk(old_address, "/ersetzen"),
                "aktion=" + html::percent_encode(new_address)
                    + "&wahl=" + html::percent_encode(chosen.str(1)))
            .body_text();
    }
    std::string website_of(std::string const& name)
    {
        return connection().load<std::string>(
            "SELECT website FROM organisations WHERE tenant_id = ? AND name = ?", tenant_, name);
    }
};
KOMMIN_ON_BOTH_ENGINES(LinkOrganisationStory);

TEST_P(LinkOrganisationStory, what_is_published_is_in_the_list_at_once_and_names_its_organisation)
{
    run_by("naehen", "AWO Unna", "aalfeld");
    auto office = browser_of("conference_office");
    publish(office, "AWO Unna", website(old_address) + "&email=info%40awo.example");
    EXPECT_THAT(
        office.get("/verwaltung/verweise").body_text(),
        AllOf(HasSubstr(old_address), HasSubstr("info@awo.example")));
    EXPECT_THAT(
        office.get(link_desk("info@awo.example")).body_text(),
        HasSubstr("href=\"" + at_desk("AWO Unna") + "\">AWO Unna</a>"));
    gather();
    auto later = browser_of("conference_office"); // sessions end
    EXPECT_THAT(
        later.get(link_desk(old_address)).body_text(),
        AllOf(HasSubstr("AWO Unna"), HasSubstr("Kurs naehen"), HasSubstr("2 Datensätze")));

    publish(later, "AWO Unna", website("https://anders.example/"));
    EXPECT_THAT(later.get(link_desk(old_address)).body_text(), Not(HasSubstr("AWO Unna")));
    EXPECT_EQ(later.get(link_desk("info@awo.example")).status(), http::Status::not_found)
        << "nothing leads there any more";
}

TEST_P(LinkOrganisationStory, an_address_is_replaced_there_too_as_the_next_version)
{
    auto const id = run_by("naehen", "AWO Unna", "aalfeld");
    auto office = browser_of("conference_office");
    publish(office, "AWO Unna", website(old_address) + "&email=info%40awo.example");
    gather();
    auto later = browser_of("conference_office");
    auto const question = ask(later);
    EXPECT_THAT(
        question,
        AllOf(
            HasSubstr("ein Angebot, eine Einrichtung, 2 Stellen"),
            HasSubstr("href=\"" + at_desk("AWO Unna") + "\">AWO Unna</a>")));
    EXPECT_EQ(website_of("AWO Unna"), old_address) << "looking changes nothing";
    EXPECT_THAT(press(later, question), HasSubstr("In 2 Datensätzen ersetzt"));
    EXPECT_EQ(website_of("AWO Unna"), new_address);
    EXPECT_EQ(portal::find_offer(connection(), tenant_, id)->website, new_address);
    EXPECT_EQ(
        connection().load<std::string>("SELECT email FROM organisations WHERE name = 'AWO Unna'"),
        "info@awo.example");
    EXPECT_THAT(audit_actions(), Contains("portal.organisation.published"));
    EXPECT_THAT(later.get(at_desk("AWO Unna", "/verlauf")).body_text(), HasSubstr("Veröffentlicht"));
    EXPECT_THAT(later.get(link_desk(new_address)).body_text(), HasSubstr("AWO Unna"));
    EXPECT_THAT(press(later, question), Not(HasSubstr("ersetzt.</h1>"))) << "pressed twice";
}

TEST_P(LinkOrganisationStory, each_sees_and_replaces_those_that_are_theirs)
{
    run_by("naehen", "AWO Unna", "aalfeld");
    auto office = browser_of("conference_office");
    publish(office, "AWO Unna", website(old_address));
    gather();
    auto bergau = browser_of("municipal_editor", bergau_);
    EXPECT_EQ(bergau.get(link_desk(old_address)).status(), http::Status::not_found);
    auto editor = browser_of("department_editor");
    auto const asked = ask(editor);
    EXPECT_THAT(asked, HasSubstr("Wird geändert und zur Freigabe gegeben: ein Angebot, eine Einrichtung"));
    press(editor, asked);
    EXPECT_EQ(website_of("AWO Unna"), old_address) << "somebody has to agree";
    auto later = browser_of("conference_office");
    EXPECT_THAT(later.get(at_desk("AWO Unna")).body_text(), HasSubstr(new_address));
    EXPECT_THAT(ask(later), AllOf(HasSubstr("Bleibt, wie es ist: "), HasSubstr("Ein Entwurf wartet")));

    auto aalfeld = browser_of("municipal_editor", aalfeld_);
    EXPECT_THAT(aalfeld.get(link_desk(old_address)).body_text(), HasSubstr("AWO Unna"));
    run_by("kochen", "AWO Unna", "bergau");
    gather();
    auto again = browser_of("municipal_editor", aalfeld_);
    EXPECT_THAT(
        again.get(link_desk(old_address)).body_text(),
        AllOf(HasSubstr("Kurs naehen"), Not(HasSubstr("AWO Unna"))))
        << "it is the Kreis's now";
}

// No program ran in the night: what is caught up behind midnight is not the night of that day.
TEST_P(LinkOrganisationStory, a_night_that_is_caught_up_takes_nothing_from_the_next)
{
    run_by("naehen", "AWO Unna", "aalfeld");
    auto const gathered = [&] {
        return connection().list<std::string>(
            "SELECT t.target FROM link_uses u JOIN link_targets t ON t.id = u.target_id"
            " WHERE u.tenant_id = ? AND u.subject_kind = 'organisation'",
            tenant_);
    };
    connection().execute("UPDATE organisations SET website = ? WHERE name = 'AWO Unna'", old_address);
    clock().set(*parse_instant("2026-11-24T23:30:00Z")); // half past midnight in Unna
    run();
    EXPECT_THAT(gathered(), ElementsAre(old_address));
    connection().execute("UPDATE organisations SET website = ? WHERE name = 'AWO Unna'", new_address);
    clock().set(*parse_instant("2026-11-25T01:00:00Z"));
    run();
    EXPECT_THAT(gathered(), ElementsAre(new_address));
}

TEST_P(LinkOrganisationStory, what_only_editors_know_and_what_has_ended_leads_nowhere)
{
    auto editor = browser_of("department_editor");
    EXPECT_EQ(
        editor.post("/verwaltung/einrichtungen/neu", "name=Geheim" + website(old_address)).status(),
        http::Status::see_other);
    auto office = browser_of("conference_office");
    EXPECT_EQ(
        office.post("/verwaltung/einrichtungen/neu", "name=Bald+vorbei" + website("https://vorbei.example/"))
            .status(),
        http::Status::see_other);
    EXPECT_THAT(office.get(link_desk("https://vorbei.example/")).body_text(), HasSubstr("Bald vorbei"));
    gather();
    auto later = browser_of("conference_office");
    EXPECT_EQ(later.get(link_desk(old_address)).status(), http::Status::not_found);
    auto const seen = seen_on(later.get(at_desk("Bald vorbei", "/archivieren")).body_text());
    EXPECT_EQ(
        later.post(at_desk("Bald vorbei", "/archivieren"), "fassung=" + seen).status(),
        http::Status::see_other);
    EXPECT_EQ(later.get(link_desk("https://vorbei.example/")).status(), http::Status::not_found);
}

}
} // namespace kommin::app
