// What people searched for in vain: nobody's name is kept, and what many miss becomes work for editors.

#include "app/tests/staff_story.hpp"

namespace kommin::app {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using namespace std::chrono_literals;

class SearchesInVain : public StaffStory {
protected:
    void SetUp() override
    {
        StaffStory::SetUp();
        publish(tenant_, [&](Work& work) { insert(work, offer_called("chor", "Chor am Markt", "aalfeld")); });
    }
    void search(std::string const& query, std::string peer = "192.0.2.7", std::string const& language = "de")
    {
        auto reader = Browser{*this};
        reader.peer = std::move(peer);
        EXPECT_EQ(reader.get("/" + language + "/suche?q=" + query).status(), http::Status::ok);
    }
    void store() { store_counts(product_.modules, connection(), clock(), no_signals); }
    void search_and_store(std::string const& query, std::string peer = "192.0.2.7")
    {
        search(query, std::move(peer));
        store();
    }
    void pass(std::chrono::hours time)
    {
        auto const jobs = jobs_of(product_.modules, clock(), no_signals);
        jobs.run_due(connection()); // what recurs is planned
        clock().set(clock().now() + time);
        jobs.run_due(connection());
    }
    std::vector<std::string> kept()
    {
        return connection().list<std::string>("SELECT words FROM unmet_searches ORDER BY words");
    }
    std::int64_t rows(std::string const& table)
    {
        return connection().load<std::int64_t>("SELECT count(*) FROM " + table);
    }
    // Everything that the tables of the searches say.
    std::string all_that_is_stored()
    {
        std::string all;
        for (auto const* column :
             {"words FROM unmet_searches", "words_mark FROM search_sightings",
              "place_mark FROM search_sightings", "sealed_key FROM search_day_keys"}) {
            for (auto const& text : connection().list<std::string>("SELECT " + std::string(column)))
                all += text + '\n';
        }
        return all;
    }
    Browser office(std::string const& name = "heute")
    {
        return logged_in(account(name + "@kreis.example", {{"conference_office", Scope::whole_tenant()}}));
    }
};
KOMMIN_ON_BOTH_ENGINES(SearchesInVain);

TEST_P(SearchesInVain, a_search_stores_nothing_by_itself)
{
    search("Tauchkurs");
    EXPECT_EQ(rows("search_sightings"), 0);
    store();
    EXPECT_EQ(rows("search_sightings"), 1);
    store();
    EXPECT_EQ(rows("search_sightings"), 1) << "what is stored is not stored again";
    search("Chor");
    store();
    EXPECT_EQ(rows("search_sightings"), 1) << "this one was found";
}

TEST_P(SearchesInVain, words_are_readable_from_the_fourth_provider_on)
{
    search_and_store("Leyla+Yilmazoglu", "192.0.2.7");
    search_and_store("leyla++yilmazoglu", "192.0.2.99"); // the same network
    search_and_store("Leyla+Yilmazoglu", "192.0.77.1"); // the next address of the same provider
    search_and_store("LEYLA+Yilmazoglu", "198.51.100.1");
    search_and_store("LEYLA+Yilmazoglu", "203.0.113.5");
    EXPECT_THAT(kept(), IsEmpty()) << "one person at home, at work, on the way";
    EXPECT_EQ(rows("search_sightings"), 3);
    auto const stored = all_that_is_stored();
    for (auto const* text : {"eyla", "ilmaz", "192.0.2", "198.51"})
        EXPECT_THAT(stored, Not(HasSubstr(text))) << "nothing of a name that two have typed is readable";
    search_and_store("leyla+yilmazoglu", "100.64.0.9");
    EXPECT_THAT(kept(), ElementsAre("leyla yilmazoglu"));
    EXPECT_EQ(rows("search_sightings"), 0) << "what is readable needs no fingerprint";
    EXPECT_EQ(connection().load<std::int64_t>("SELECT times FROM unmet_search_days"), 4);
}

TEST_P(SearchesInVain, whoever_asks_again_and_again_makes_nothing_readable)
{
    for (int day = 0; day < 5; ++day) {
        search_and_store("Leyla+Yilmazoglu");
        pass(24h);
    }
    EXPECT_THAT(kept(), IsEmpty());
    EXPECT_EQ(rows("search_sightings"), 1);
    search_and_store("Leyla+Yilmazoglu", "198.51.100.1");
    pass(24h);
    search_and_store("Leyla+Yilmazoglu", "198.51.100.1");
    EXPECT_THAT(kept(), IsEmpty()) << "two families";
    search_and_store("Leyla+Yilmazoglu", "203.0.113.5");
    search_and_store("Leyla+Yilmazoglu", "100.64.0.9");
    EXPECT_THAT(kept(), ElementsAre("leyla yilmazoglu"));
}

TEST_P(SearchesInVain, many_are_stored_in_several_works)
{
    for (int number = 0; number < 250; ++number)
        search(
            std::string("xyz") + static_cast<char>('a' + number / 26) + static_cast<char>('a' + number % 26),
            "198.51." + std::to_string(number) + ".1");
    store();
    EXPECT_EQ(rows("search_sightings"), 250);
}

TEST_P(SearchesInVain, networks_count_within_a_fortnight)
{
    search_and_store("Tauchkurs", "192.0.2.7");
    pass(24h);
    search_and_store("Segelkurs", "192.0.2.7");
    EXPECT_EQ(rows("search_day_keys"), 2);
    auto const marks = connection().list<std::string>(
        "SELECT words_mark FROM search_sightings UNION SELECT place_mark FROM search_sightings");
    EXPECT_EQ(marks.size(), 4U) << "who sees the table cannot tell that it was one network";
    pass(24h * 14);
    search_and_store("Tauchkurs", "198.51.100.1");
    EXPECT_EQ(rows("search_sightings"), 1) << "the first ones are forgotten";
    EXPECT_EQ(rows("search_day_keys"), 1) << "and the keys of those days with them";
    search_and_store("Tauchkurs", "203.0.113.5");
    search_and_store("Tauchkurs", "100.64.0.9");
    EXPECT_THAT(kept(), IsEmpty());
    pass(24h);
    search_and_store("Tauchkurs", "192.0.2.7");
    EXPECT_THAT(kept(), ElementsAre("tauchkurs"));
}

TEST_P(SearchesInVain, what_could_tell_who_somebody_is_is_never_counted)
{
    for (auto const* query :
         {"0151+2345678", "%D9%A0%D9%A1%D9%A5%D9%A1", "leyla%40example.org", "x", "%3F%3F",
          "ein+ganzer+Satz+mit+sehr+vielen+W%C3%B6rtern",
          "Donaudampfschifffahrtsgesellschaftskapit%C3%A4nsm%C3%BCtzenabzeichenhalterung"})
        search_and_store(query);
    EXPECT_EQ(rows("search_sightings"), 0);
    search_and_store("Tauchkurs");
    EXPECT_EQ(rows("search_sightings"), 1) << "whoever searched so is counted with other words";
}

TEST_P(SearchesInVain, one_network_adds_only_a_few)
{
    for (char letter = 'a'; letter <= 'z'; ++letter)
        search("xyz" + std::string(3, letter));
    store();
    EXPECT_EQ(rows("search_sightings"), 20);
}

TEST_P(SearchesInVain, editors_work_through_the_list)
{
    for (auto const* peer : {"192.0.2.7", "198.51.100.1", "203.0.113.5", "100.64.0.9"})
        search_and_store("Tauchkurs", peer);
    search_and_store("Tauchkurs", "203.0.113.77");
    auto browser = office();
    EXPECT_THAT(browser.get("/verwaltung").body_text(), HasSubstr("Eine Suche ohne gute Treffer"));
    auto const list = std::string(browser.get("/verwaltung/suchen").body_text());
    EXPECT_THAT(
        list,
        AllOf(
            HasSubstr(">tauchkurs</bdi>"), HasSubstr("kein Treffer"),
            HasSubstr("href=\"/de/suche?q=tauchkurs\""), HasSubstr("/verwaltung/angebote/neu")));
    EXPECT_THAT(file_of(browser.get("/verwaltung/suchen/liste.csv")), HasSubstr("tauchkurs"));

    publish(tenant_, [&](Work& work) { insert(work, offer_called("tauchen", "Tauchkurs", "bergau")); });
    EXPECT_THAT(browser.get("/verwaltung/suchen").body_text(), HasSubstr("ein Treffer"));
    EXPECT_EQ(browser.post("/verwaltung/suchen/1/erledigt", "").status(), http::Status::see_other);
    EXPECT_THAT(browser.get("/verwaltung/suchen").body_text(), Not(HasSubstr("tauchkurs")));
    EXPECT_THAT(browser.get("/verwaltung/suchen?stand=erledigt").body_text(), HasSubstr("tauchkurs"));
    EXPECT_THAT(browser.get("/verwaltung").body_text(), Not(HasSubstr("ohne gute Treffer")));
    EXPECT_THAT(audit_actions(), Contains("portal.search.settled"));
    audit::export_lines(connection(), tenant_, [](std::string_view line) {
        EXPECT_THAT(std::string(line), Not(HasSubstr("tauchkurs"))) << "the chain cannot be erased";
    });

    publish(tenant_, [&](Work& work) {
        work.db().execute("UPDATE offers SET status = 'defunct' WHERE slug = 'tauchen'");
    });
    pass(24h);
    search_and_store("Tauchkurs");
    auto next_day = office("morgen"); // a session lasts eight hours
    EXPECT_THAT(next_day.get("/verwaltung/suchen").body_text(), HasSubstr("tauchkurs")) << "in vain again";
    next_day.post("/verwaltung/suchen/1/ausblenden", "");
    pass(24h);
    search_and_store("Tauchkurs");
    auto last_day = office("uebermorgen");
    EXPECT_THAT(last_day.get("/verwaltung/suchen").body_text(), Not(HasSubstr("tauchkurs")));
    EXPECT_THAT(
        last_day.get("/verwaltung/suchen?stand=ausgeblendet").body_text(),
        ::testing::AllOf(
            HasSubstr("tauchkurs"), HasSubstr("/verwaltung/suchen/liste.csv?stand=ausgeblendet")));
    EXPECT_THAT(
        file_of(last_day.get("/verwaltung/suchen/liste.csv?stand=ausgeblendet")), HasSubstr("tauchkurs"));
    EXPECT_THAT(file_of(last_day.get("/verwaltung/suchen/liste.csv")), Not(HasSubstr("tauchkurs")));
    last_day.post("/verwaltung/suchen/1/oeffnen", "");
    EXPECT_THAT(last_day.get("/verwaltung/suchen").body_text(), HasSubstr("tauchkurs"));
}

TEST_P(SearchesInVain, whoever_only_reads_settles_nothing)
{
    for (auto const* peer : {"192.0.2.7", "198.51.100.1", "203.0.113.5", "100.64.0.9"})
        search_and_store("Tauchkurs", peer);
    auto town = logged_in(account("town@kreis.example", {{"municipal_editor", aalfeld_}}));
    EXPECT_THAT(
        town.get("/verwaltung/suchen").body_text(),
        AllOf(HasSubstr("tauchkurs"), Not(HasSubstr("/erledigt\""))));
    EXPECT_EQ(town.post("/verwaltung/suchen/1/erledigt", "").status(), http::Status::not_found);
    EXPECT_EQ(connection().load<std::string>("SELECT state FROM unmet_searches"), "open");
}

TEST_P(SearchesInVain, after_a_year_nothing_is_left)
{
    for (auto const* peer : {"192.0.2.7", "198.51.100.1", "203.0.113.5", "100.64.0.9"})
        search_and_store("Tauchkurs", peer);
    search_and_store("Reitkurs");
    pass(24h * 364);
    EXPECT_THAT(kept(), ElementsAre("tauchkurs"));
    EXPECT_EQ(rows("search_sightings"), 0);
    EXPECT_EQ(rows("search_day_keys"), 0);
    pass(24h * 3);
    EXPECT_THAT(kept(), IsEmpty());
    EXPECT_EQ(rows("unmet_search_days"), 0);
}

TEST_P(SearchesInVain, another_server_key_begins_anew_and_loses_nothing_else)
{
    search_and_store("Tauchkurs");
    connection().execute("UPDATE search_day_keys SET sealed_key = 'x'");
    search_and_store("Reitkurs");
    EXPECT_EQ(rows("search_sightings"), 1);
    EXPECT_EQ(rows("search_day_keys"), 1);
}

TEST_P(SearchesInVain, what_cannot_be_stored_now_is_stored_later)
{
    search("Tauchkurs");
    connection().execute("ALTER TABLE search_sightings RENAME TO gone");
    EXPECT_ANY_THROW(store());
    connection().execute("ALTER TABLE gone RENAME TO search_sightings");
    store();
    EXPECT_EQ(rows("search_sightings"), 1);
}

}
} // namespace kommin::app
