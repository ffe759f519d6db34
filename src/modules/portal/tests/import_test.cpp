// The import of offers: every format, every kind of mistake, all or nothing.

#include "modules/portal/import_run_store.hpp"
#include "modules/portal/offer_import.hpp"
#include "modules/portal/offer_store.hpp"
#include "modules/portal/public_id.hpp"
#include "modules/tenants/api.hpp"
#include "platform/audit/audit.hpp"
#include "platform/db/testing.hpp"

#include <gmock/gmock.h>

#include <algorithm>

namespace kommin::portal {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;

ImportContext context()
{
    return {{"aalfeld", "bergau", "froendenberg"}, *parse_date("2026-11-23")};
}

std::vector<std::string> fields_of(std::vector<ImportProblem> const& problems)
{
    std::vector<std::string> fields;
    for (auto const& problem : problems)
        fields.push_back(problem.row + ' ' + problem.problem.field);
    return fields;
}

constexpr char const* one_offer
    = R"([{"key":"a1","title":"Sprachcafé","kind":"other_offer","municipality":"aalfeld",
"summary":"Deutsch sprechen bei Kaffee.","languages_spoken":["de","tr"],"cost":"free",
"phones":[{"number":"02303 1234","international":"+4923031234"}],
"hours":{"text":"Di 15–17 Uhr","regular":[{"weekdays":["tu"],"from":"15:00","to":"17:00"}],"as_of":"2026-11"},
"required_documents":["Ausweis"],"exceptions":[{"in_days":3,"closed":true}],
"course":{"level_from":"A1","level_to":"B1","next_start_in_days":9,"free_places":4},
"confidence":{"phones":"verify","title":"seen"}}])";

TEST(KomminJson, reads_every_part_and_dates_relative_to_the_day)
{
    auto read = read_kommin_json(one_offer, context());
    check_offers(read, context());
    ASSERT_TRUE(read.problems.empty()) << read.problems.front().problem.field;
    auto const& offer = read.offers.front();
    EXPECT_EQ(offer.slug, "sprachcafe");
    EXPECT_EQ(offer.cost, Cost::free);
    EXPECT_EQ(offer.hours.weekly.front().weekday, 2);
    EXPECT_EQ(to_iso(offer.hours.exceptions.front().day), "2026-11-26");
    EXPECT_EQ(to_iso(*offer.course.next_start), "2026-12-02");
    EXPECT_TRUE(offer.is_unsure("phones"));
    EXPECT_FALSE(offer.is_unsure("title"));
}

TEST(KomminJson, names_row_and_field_of_every_mistake)
{
    auto read = read_kommin_json(
        R"json([
        {"key":"a","title":"A","municipality":"aalfeld","kind":"bakery"},
        {"key":"b","title":"","municipality":"atlantis"},
        {"key":"a","title":"A","municipality":"aalfeld","website_url":"javascript:alert(1)","email":"no mail"},
        {"key":7,"title":["x"],"municipality":"aalfeld"},
        "not an object",
        {"key":"e","title":"E","municipality":"bergau","hours":{"regular":[{"weekdays":["xx"],"from":"9","to":"08:00"}]},
         "languages_spoken":["klingon!"],"course":{"level_from":"D7","free_places":-1}}])json",
        context());
    check_offers(read, context());
    auto const fields = fields_of(read.problems);
    for (auto const* expected :
         {"offers[0] kind", "offers[1] title", "offers[1] municipality", "offers[2] website",
          "offers[2] email", "offers[2] key", "offers[3] key", "offers[3] title", "offers[4] ",
          "offers[5] hours.regular.from", "offers[5] hours", "offers[5] languages", "offers[5] course.level",
          "offers[5] course.free_places"})
        EXPECT_THAT(fields, Contains(expected));
}

TEST(KomminJson, broken_text_is_one_clear_problem)
{
    for (auto const* text : {"", "{", "[{]", "[1,]", "\xFF\xFE", "nul", "[\"\\ud800\"]"}) {
        auto const read = read_kommin_json(text, context());
        EXPECT_EQ(read.problems.size(), 1U) << text;
        EXPECT_TRUE(read.offers.empty());
    }
}

TEST(Csv, reads_what_offices_export)
{
    // Semicolons, Windows-1252, German column names.
    auto const read = read_csv(
        "Nr;Bezeichnung;Ort;Sprachen;Montag\r\n7;B\xFCrgerb\xFCro;Fr\xF6ndenberg;de, en;08:00-12:00, "
        "13:30-16:00\r\n",
        context(),
        {{"key", "Nr"},
         {"title", "Bezeichnung"},
         {"municipality", "Ort"},
         {"languages", "Sprachen"},
         {"monday", "Montag"}});
    ASSERT_TRUE(read.problems.empty());
    auto const& offer = read.offers.front();
    EXPECT_EQ(offer.title.source, "Bürgerbüro");
    EXPECT_EQ(offer.municipality, "froendenberg");
    EXPECT_EQ(offer.languages, (std::vector<std::string>{"de", "en"}));
    EXPECT_EQ(offer.hours.weekly.size(), 2U);
}

TEST(Csv, names_line_and_column)
{
    auto const read = read_csv("title,municipality,kind,monday\nA,aalfeld,bakery,9-12\n", context());
    auto const fields = fields_of(read.problems);
    EXPECT_THAT(fields, Contains("2 kind"));
    EXPECT_THAT(fields, Contains("2 monday"));
    EXPECT_EQ(read_csv("title\nA\n", context(), {{"title", "Name"}}).problems.front().problem.field, "title");
    EXPECT_FALSE(read_csv("a,b\n\"open", context()).problems.empty());
}

TEST(Profile, is_lines_of_field_and_column)
{
    auto const profile = parse_mapping_profile("# Stadt Unna\ntitle = Bezeichnung\n\nmunicipality=Ort\n");
    ASSERT_TRUE(profile);
    EXPECT_EQ(profile->at("title"), "Bezeichnung");
    EXPECT_FALSE(parse_mapping_profile("title Bezeichnung"));
}

constexpr char const* hsds_service
    = R"({"id":"ac148810-d857-441c-9679-408f346de14b","name":"Counselling","status":"active",
"description":"Advice.","url":"http://example.com/x","organization":{"id":"1","name":"Town"},
"schedules":[{"id":"s","freq":"WEEKLY","byday":"TH,FR","opens_at":"10:00:00","closes_at":"18:00:00"}],
"languages":[{"id":"l","code":"ur","name":"Urdu"}],"required_documents":[{"id":"d","document":"Passport"}],
"cost_options":[{"id":"c","currency":"eur","amount":0}],"unknown_extension":{"x":[1,2]},
"service_at_locations":[
 {"id":"p1","location":{"id":"l1","latitude":51.5,"longitude":7.6,"addresses":[{"id":"a","address_1":"Markt 1","city":"Aalfeld","postal_code":"59000","address_type":"physical"}]}},
 {"id":"p2","location":{"id":"l2","latitude":100,"longitude":7.6,"addresses":[{"id":"b","address_1":"Weg 2","city":"Bergau","address_type":"physical"}]}}]})";

TEST(Hsds, each_service_at_a_location_is_one_offer)
{
    auto read = read_hsds_json(hsds_service, context());
    check_offers(read, context());
    ASSERT_TRUE(read.problems.empty()) << read.problems.front().problem.field;
    ASSERT_EQ(read.offers.size(), 2U);
    EXPECT_EQ(read.offers[0].municipality, "aalfeld");
    EXPECT_EQ(read.offers[1].municipality, "bergau");
    EXPECT_FALSE(read.offers[1].address.latitude) << "a latitude of 100 degrees does not exist";
    EXPECT_EQ(read.offers[0].hours.weekly.size(), 2U);
    EXPECT_EQ(read.offers[0].languages, std::vector<std::string>{"ur"});
    EXPECT_EQ(read.offers[0].cost, Cost::free);
    EXPECT_NE(read.offers[0].key, read.offers[1].key);
}

TEST(Hsds, a_page_of_services_and_a_status_nobody_knows)
{
    auto const read = read_hsds_json(
        R"({"total_items":1,"contents":[{"id":"x","name":"N","status":"asleep"},{"name":"no id","status":"active"}]})",
        context());
    EXPECT_EQ(fields_of(read.problems), (std::vector<std::string>{"services[0] status", "services[1] id"}));
}

TEST(Format, is_found_by_looking)
{
    EXPECT_EQ(detect_format(one_offer), ImportFormat::kommin_json);
    EXPECT_EQ(detect_format(hsds_service), ImportFormat::hsds_json);
    EXPECT_EQ(detect_format("title;kind\n"), ImportFormat::csv);
    EXPECT_FALSE(detect_format("   "));
    EXPECT_FALSE(detect_format("hello"));
}

TEST(PublicId, is_a_stable_uuid)
{
    auto const id = public_id_of("offer", TenantId{1}, "o001");
    EXPECT_TRUE(is_uuid(id)) << id;
    EXPECT_EQ(id, public_id_of("offer", TenantId{1}, "o001"));
    EXPECT_NE(id, public_id_of("offer", TenantId{2}, "o001"));
    EXPECT_EQ(id[14], '8') << "version 8 of RFC 9562";
    EXPECT_FALSE(is_uuid("o001"));
}

class ImportStore : public db::DatabaseTest {
protected:
    void SetUp() override
    {
        db::DatabaseTest::SetUp();
        db::Transaction transaction(connection());
        tenants::Tenant tenant;
        tenant.slug = "kreis-musterau";
        tenant.name = "Kreis Musterau";
        tenant.zone = "Europe/Berlin";
        tenant_ = tenants::insert_tenant(connection(), tenant, clock_.now());
        for (auto const* slug : {"aalfeld", "bergau"}) {
            tenants::Body body;
            body.slug = slug;
            body.name = slug;
            tenants::insert_body(connection(), tenant_, std::nullopt, body);
        }
        transaction.commit();
    }
    ImportReport import(std::string_view json, bool dry_run = false)
    {
        Work work(connection(), tenant_, "test", clock_, {});
        auto report = import_offers(
            work, read_kommin_json(json, context()),
            {.source_name = "test.json", .source_hash = "h", .dry_run = dry_run, .progress = {}});
        if (!dry_run && report.problems.empty())
            work.commit();
        return report;
    }
    FixedClock clock_{*parse_instant("2026-11-23T09:00:00Z")};
    TenantId tenant_;
};
KOMMIN_ON_BOTH_ENGINES(ImportStore);

TEST_P(ImportStore, stores_everything_and_gives_it_back)
{
    EXPECT_EQ(import(one_offer).created, 1);
    auto const offers = list_offers(connection(), tenant_);
    ASSERT_EQ(offers.size(), 1U);
    auto read = read_kommin_json(one_offer, context());
    EXPECT_EQ(content_hash(offers.front()), content_hash(read.offers.front()))
        << "nothing is lost on the way";
    EXPECT_TRUE(is_uuid(offers.front().public_id));
    EXPECT_EQ(published_version(connection(), tenant_), 1);
}

TEST_P(ImportStore, a_second_import_of_the_same_file_changes_nothing)
{
    import(one_offer);
    auto const again = import(one_offer);
    EXPECT_EQ(again.created, 0);
    EXPECT_EQ(again.changed, 0);
    EXPECT_EQ(again.unchanged, 1);
    EXPECT_EQ(published_version(connection(), tenant_), 1) << "nothing new to publish";
}

TEST_P(ImportStore, a_changed_offer_keeps_its_address_and_id)
{
    import(one_offer);
    auto const before = list_offers(connection(), tenant_).front();
    auto changed = std::string(one_offer);
    changed.replace(changed.find("Sprachcafé"), std::string_view("Sprachcafé").size(), "Erzählcafé");
    EXPECT_EQ(import(changed).changed, 1);
    auto const after = list_offers(connection(), tenant_).front();
    EXPECT_EQ(after.id, before.id);
    EXPECT_EQ(after.slug, before.slug);
    EXPECT_EQ(after.public_id, before.public_id);
    EXPECT_EQ(after.title.source, "Erzählcafé");
    EXPECT_EQ(after.phones.size(), 1U) << "parts are replaced, not added";
}

TEST_P(ImportStore, one_wrong_row_stores_none)
{
    auto const report = import(
        R"([{"key":"a","title":"A","municipality":"aalfeld"},{"key":"b","title":"B","municipality":"atlantis"}])");
    EXPECT_EQ(fields_of(report.problems), std::vector<std::string>{"offers[1] municipality"});
    EXPECT_TRUE(list_offers(connection(), tenant_).empty());
    EXPECT_TRUE(list_import_runs(connection(), tenant_).empty());
}

TEST_P(ImportStore, a_dry_run_counts_and_stores_nothing)
{
    EXPECT_EQ(import(one_offer, true).created, 1);
    EXPECT_TRUE(list_offers(connection(), tenant_).empty());
    EXPECT_EQ(published_version(connection(), tenant_), 0);
}

TEST_P(ImportStore, a_slug_that_is_taken_is_a_problem_not_a_crash)
{
    import(one_offer);
    auto const report = import(R"([{"key":"other","title":"Sprachcafé","municipality":"aalfeld"}])");
    EXPECT_EQ(fields_of(report.problems), std::vector<std::string>{"offers[0] slug"});
}

TEST_P(ImportStore, every_run_and_offer_is_in_the_books)
{
    import(one_offer);
    auto const runs = list_import_runs(connection(), tenant_);
    ASSERT_EQ(runs.size(), 1U);
    EXPECT_EQ(runs.front().created, 1);
    auto const chain = audit::verify(connection(), tenant_);
    EXPECT_EQ(chain.checked, 1);
    EXPECT_FALSE(chain.first_broken);
}

TEST_P(ImportStore, translations_know_the_text_they_were_made_from)
{
    auto read = read_kommin_json(one_offer, context());
    auto const turkish = *Language::find("tr");
    EXPECT_TRUE(add_translations(
                    read.offers, turkish, R"({"a1":{"title":"Dil kafesi","required_documents":["Kimlik"]}})")
                    .empty());
    EXPECT_FALSE(add_translations(read.offers, turkish, R"({"a1":{"required_documents":[]}})").empty());
    {
        Work work(connection(), tenant_, "test", clock_, {});
        import_offers(
            work, std::move(read),
            {.source_name = "x", .source_hash = "h", .dry_run = false, .progress = {}});
        work.commit();
    }
    LanguageChain const chain{turkish, {}, Language::german()};
    auto const offer = list_offers(connection(), tenant_).front();
    EXPECT_EQ(show(offer.title, chain).text, "Dil kafesi");
    EXPECT_EQ(show(offer.title, chain).state, TextState::up_to_date);
    EXPECT_EQ(show(offer.summary, chain).state, TextState::missing);
    auto moved_on = offer.title;
    moved_on.source = "Sprachcafé im Rathaus";
    EXPECT_EQ(show(moved_on, chain).state, TextState::outdated);
}

TEST_P(ImportStore, a_file_in_one_language_keeps_the_work_of_the_translators)
{
    auto read = read_kommin_json(one_offer, context());
    auto const turkish = *Language::find("tr");
    ASSERT_TRUE(add_translations(read.offers, turkish, R"({"a1":{"title":"Dil kafesi"}})").empty());
    {
        Work work(connection(), tenant_, "test", clock_, {});
        import_offers(
            work, std::move(read),
            {.source_name = "x", .source_hash = "h", .dry_run = false, .progress = {}});
        work.commit();
    }
    EXPECT_EQ(import(one_offer).unchanged, 1) << "German alone is no change";

    auto changed = std::string(one_offer);
    changed.replace(changed.find("Sprachcafé"), std::string_view("Sprachcafé").size(), "Erzählcafé");
    EXPECT_EQ(import(changed).changed, 1);
    LanguageChain const chain{turkish, {}, Language::german()};
    auto const offer = list_offers(connection(), tenant_).front();
    EXPECT_EQ(show(offer.title, chain).text, "Dil kafesi");
    EXPECT_EQ(show(offer.title, chain).state, TextState::outdated);
}

} // namespace
} // namespace kommin::portal
