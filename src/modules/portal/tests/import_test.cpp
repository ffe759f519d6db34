// The import of offers: every format, every kind of mistake, all or nothing.

#include "modules/contacts/api.hpp"
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
    EXPECT_EQ(offer.unsure_fields.front().word, "verify");
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
          "offers[5] hours.regular.from", "offers[5] hours.regular.weekdays", "offers[5] languages",
          "offers[5] course.level", "offers[5] course.free_places"})
        EXPECT_THAT(fields, Contains(expected));
}

TEST(KomminJson, a_day_that_does_not_exist_or_is_missing_is_a_problem)
{
    auto read = read_kommin_json(
        R"json([{"key":"a","title":"A","municipality":"kreis",
        "exceptions":[{"closed":true},{"date":"2026-02-30","closed":true},{"in_days":9223372036854775807,"closed":true},
                      {"date":"2026-12-24","from":"12:00","to":"09:00"}],
        "course":{"next_start_in_days":-9223372036854775808,"free_places":4294967297}},
        {"key":"b","title":"B","municipality":"kreis","course":{"next_start":"bald"}}])json",
        context());
    check_offers(read, context());
    EXPECT_EQ(
        fields_of(read.problems),
        (std::vector<std::string>{
            "offers[0] exceptions.date", "offers[0] exceptions.date", "offers[0] exceptions.in_days",
            "offers[0] course.next_start_in_days", "offers[0] course.free_places",
            "offers[1] course.next_start", "offers[0] exceptions"}));
}

TEST(KomminJson, days_and_numbers_that_cannot_be_are_problems)
{
    auto const fields = [](std::string const& members) {
        auto read = read_kommin_json(
            R"([{"key":"a","title":"A","municipality":"aalfeld",)" + members + "}]", context());
        check_offers(read, context());
        return fields_of(read.problems);
    };
    using Fields = std::vector<std::string>;
    EXPECT_EQ(
        fields(R"("exceptions":[{"date":"31.12.2026","closed":true}])"), Fields{"offers[0] exceptions.date"});
    EXPECT_EQ(fields(R"("course":{"next_start":"1.2.2027"})"), Fields{"offers[0] course.next_start"});
    EXPECT_EQ(fields(R"("course":{"free_places":4294967301})"), Fields{"offers[0] course.free_places"});
    EXPECT_EQ(
        fields(R"("exceptions":[{"date":"2026-12-31","from":"18:00","to":"09:00"}])"),
        Fields{"offers[0] exceptions"});
    EXPECT_EQ(
        fields(
            R"("hours":{"regular":[{"weekdays":["mo"],"from":"08:00","to":"09:00","valid_from":"2027-01-01",)"
            R"("valid_to":"2026-01-01"}]})"),
        Fields{"offers[0] hours"});
    EXPECT_EQ(fields(R"("cost_amount":-1)"), Fields{"offers[0] cost_amount"});
    EXPECT_EQ(fields(R"("cost_amount":1e300)"), Fields{"offers[0] cost_amount"});
    EXPECT_EQ(fields(R"("cost":"free","cost_amount":5)"), Fields{"offers[0] cost"});
    EXPECT_EQ(fields(R"("confirmed_on":"2026")"), Fields{"offers[0] confirmed_on"});
    EXPECT_EQ(fields(R"("summary":"a\u0000b")"), Fields{"offers[0] summary"});
    EXPECT_EQ(fields(R"("address":"Markt 1")"), Fields{"offers[0] address"});
    EXPECT_EQ(fields(R"("course":{"type":"evening"})"), Fields{"offers[0] course.type"});
    EXPECT_EQ(fields(R"("interpreters":["klingon!"])"), Fields{"offers[0] interpreters"});
}

TEST(KomminJson, a_misspelled_member_is_a_problem_on_every_level)
{
    auto const read = read_kommin_json(
        R"json([{"key":"a","title":"A","municipality":"aalfeld","tittle":"B","websiteurl":"https://example.org",
        "website":"example.org","address":{"streat":"x"},"phones":[{"numbr":"1","number":"02303 1"}],
        "hours":{"regulr":[],"regular":[{"weekdays":["mo"],"from":"08:00","to":"09:00","until":"1"}]},
        "exceptions":[{"date":"2026-12-31","closed":true,"from":"","to":"","why":"x"}],
        "course":{"levelfrom":"A1"},"sources":[{"titel":"x"}],"confidence":{"adress":"verify"}}])json",
        context());
    EXPECT_THAT(
        fields_of(read.problems),
        ::testing::UnorderedElementsAre(
            "offers[0] tittle", "offers[0] websiteurl", "offers[0] address.streat", "offers[0] phones.numbr",
            "offers[0] hours.regulr", "offers[0] hours.regular.until", "offers[0] exceptions.why",
            "offers[0] course.levelfrom", "offers[0] sources.titel", "offers[0] confidence.adress"));
}

TEST(Limits, every_text_and_list_has_one)
{
    auto const full = std::string(30'000, 'x');
    std::string many = "[\"x\"";
    for (int i = 0; i < 300; ++i)
        many += ",\"x\"";
    many += ']';
    auto const fields = [](std::string const& members) {
        auto read = read_kommin_json(R"([{"municipality":"aalfeld",)" + members + "}]", context());
        check_offers(read, context());
        return fields_of(read.problems);
    };
    for (auto const* name :
         {"key", "title", "slug", "subkind", "organisation", "summary", "description", "target_group",
          "email", "cost_note", "outdated_risk", "remark"})
        EXPECT_THAT(
            fields('"' + std::string(name) + R"(":")" + full + '"'),
            Contains("offers[0] " + std::string(name)))
            << name;
    EXPECT_THAT(fields(R"("website_url":"https://example.org/)" + full + '"'), Contains("offers[0] website"));
    for (auto const* part : {"street", "postal_code", "city", "note"})
        EXPECT_THAT(
            fields(R"("address":{")" + std::string(part) + R"(":")" + full + "\"}"),
            Contains("offers[0] address"))
            << part;
    for (auto const* part : {"number", "note"})
        EXPECT_THAT(
            fields(R"("phones":[{")" + std::string(part) + R"(":")" + full + "\"}]"),
            Contains("offers[0] phones"))
            << part;
    EXPECT_THAT(fields(R"("hours":{"text":")" + full + "\"}"), Contains("offers[0] hours_text"));
    EXPECT_THAT(
        fields(
            R"("hours":{"regular":[{"weekdays":["mo"],"from":"08:00","to":"09:00","note":")" + full
            + "\"}]}"),
        Contains("offers[0] hours"));
    EXPECT_THAT(
        fields(R"("exceptions":[{"in_days":1,"closed":true,"note":")" + full + "\"}]"),
        Contains("offers[0] exceptions"));
    for (auto const* part : {"title", "site"})
        EXPECT_THAT(
            fields(R"("sources":[{")" + std::string(part) + R"(":")" + full + "\"}]"),
            Contains("offers[0] sources"))
            << part;
    EXPECT_THAT(
        fields(R"("required_documents":[")" + full + "\"]"), Contains("offers[0] required_documents"));
    EXPECT_THAT(fields(R"("confidence":{"title":")" + full + "\"}"), Contains("offers[0] confidence"));
    for (auto const* name : {"coverage", "required_documents", "interpreters"})
        EXPECT_THAT(
            fields('"' + std::string(name) + "\":" + many), Contains("offers[0] " + std::string(name)));
    // Characters count, not bytes.
    std::string umlauts;
    for (int i = 0; i < 200; ++i)
        umlauts += "ä";
    EXPECT_THAT(fields(R"("key":"a","slug":"a","title":")" + umlauts + '"'), ::testing::IsEmpty());
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

TEST(Csv, carries_the_whole_record)
{
    auto read = read_csv(
        "title;status;municipality;coverage;interpreters;documents;cost;cost_amount;course_type;level_from;"
        "level_to;next_start;free_places;exceptions;childcare;source_title;source_site;source_as_of;unsure;"
        "hours_as_of;as_of;confirmed_on;phone;phone_note;always_open;example;outdated_risk;remark\r\n"
        "Kurs;temporarily_closed;Aalfeld;Bergau, Fröndenberg;ar|uk;Ausweis | Brief vom Amt, wenn "
        "da;fee;12,50;"
        "general;A1;B1;01.02.2027;4294967301;24.12.2026 geschlossen | 2026-12-31 09:00-12:00 "
        "(Silvester);partly;"
        "Faltblatt;Stadt Aalfeld;05.2026;title|phones;2026-05;22.11.2026;2026-11-22;02303 1;nur "
        "vormittags;nein;"
        "ja;low;intern\r\n",
        context());
    check_offers(read, context());
    EXPECT_EQ(fields_of(read.problems), (std::vector<std::string>{"2 source_as_of", "2 free_places"}))
        << "05.2026 is no date, 4294967301 no number of places";
    EXPECT_TRUE(read.warnings.empty());
    auto const& offer = read.offers.front();
    EXPECT_EQ(offer.status, OfferStatus::temporarily_closed);
    EXPECT_EQ(offer.coverage, (std::vector<std::string>{"bergau", "froendenberg"}));
    EXPECT_EQ(offer.interpreters, (std::vector<std::string>{"ar", "uk"}));
    ASSERT_EQ(offer.required_documents.size(), 2U);
    EXPECT_EQ(offer.required_documents[1].source, "Brief vom Amt, wenn da");
    EXPECT_EQ(offer.cost_amount, Money{1250});
    EXPECT_EQ(offer.course.type, "general");
    EXPECT_EQ(to_iso(*offer.course.next_start), "2027-02-01");
    EXPECT_FALSE(offer.course.free_places);
    ASSERT_EQ(offer.hours.exceptions.size(), 2U);
    EXPECT_TRUE(offer.hours.exceptions[0].is_closed);
    EXPECT_EQ(to_iso(offer.hours.exceptions[1].day), "2026-12-31");
    EXPECT_EQ(offer.hours.exceptions[1].to.minutes, 720);
    EXPECT_EQ(offer.hours.exceptions[1].note, "Silvester");
    EXPECT_EQ(offer.childcare, Provided::partly);
    ASSERT_EQ(offer.sources.size(), 1U);
    EXPECT_EQ(offer.sources[0].site, "Stadt Aalfeld");
    EXPECT_TRUE(offer.is_unsure("phones"));
    EXPECT_EQ(offer.hours.as_of->to_iso(), "2026-05");
    EXPECT_EQ(offer.as_of->to_iso(), "2026-11-22");
    EXPECT_EQ(to_iso(*offer.hours.confirmed_on), "2026-11-22");
    EXPECT_EQ(offer.phones[0].note, "nur vormittags");
    EXPECT_TRUE(offer.is_example);
}

TEST(Csv, tells_of_columns_and_fields_that_nobody_knows)
{
    auto const read = read_csv("title;municipality;Sachbearbeiter;tittle;;\nA;aalfeld;X;Y;;\n", context());
    EXPECT_TRUE(read.problems.empty());
    EXPECT_EQ(fields_of(read.warnings), (std::vector<std::string>{"1 Sachbearbeiter", "1 tittle"}));

    auto const mapped = read_csv(
        "Name;Ort;Rest\nA;Aalfeld;x\n", context(), {{"title", "Name"}, {"tittle", "Ort"}, {"city", "Stadt"}});
    EXPECT_EQ(fields_of(mapped.problems), (std::vector<std::string>{"1 city", "1 tittle"}));
    EXPECT_EQ(fields_of(mapped.warnings), std::vector<std::string>{"1 Rest"});

    EXPECT_EQ(
        fields_of(read_csv("title;title\nA;B\n", context()).problems), std::vector<std::string>{"1 title"});
    EXPECT_EQ(
        fields_of(read_csv("title;exceptions;always_open\nA;24.12. zu;vielleicht\n", context()).problems),
        (std::vector<std::string>{"2 always_open", "2 exceptions"}));
}

TEST(Profile, is_lines_of_field_and_column)
{
    auto const profile = parse_mapping_profile("# Stadt Unna\ntitle = Bezeichnung\n\nmunicipality=Ort\n");
    ASSERT_TRUE(profile);
    EXPECT_EQ(profile->at("title"), "Bezeichnung");
    EXPECT_FALSE(parse_mapping_profile("title Bezeichnung"));
    EXPECT_FALSE(parse_mapping_profile("title = Stra\xDF\x65")) << "names are UTF-8";
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

TEST(Hsds, a_price_below_zero_or_beyond_all_prices_is_a_problem)
{
    auto const fields = [](std::string_view amount) {
        return fields_of(read_hsds_json(
                             R"({"id":"x","name":"N","status":"active","cost_options":[{"amount":)"
                                 + std::string(amount) + "}]}",
                             context())
                             .problems);
    };
    EXPECT_TRUE(fields("12.5").empty());
    EXPECT_EQ(fields("-1"), std::vector<std::string>{"service cost_options.amount"});
    EXPECT_EQ(fields("1e300"), std::vector<std::string>{"service cost_options.amount"});
}

TEST(Hsds, a_city_that_is_none_of_ours_is_a_problem_and_no_offer_for_the_district)
{
    auto const read = read_hsds_json(
        R"({"id":"x","name":"N","status":"active","service_at_locations":[
        {"id":"p","location":{"id":"l","addresses":[{"address_1":"Weg 1","city":"Hamburg"}]}}]})",
        context());
    EXPECT_EQ(fields_of(read.problems), std::vector<std::string>{"service address.city"});

    auto const nowhere = read_hsds_json(R"({"id":"x","name":"N","status":"active"})", context());
    EXPECT_TRUE(nowhere.problems.empty());
    EXPECT_EQ(nowhere.offers[0].reach, Reach::district);
    EXPECT_EQ(fields_of(nowhere.warnings), std::vector<std::string>{"service service_at_locations"});
}

TEST(Hsds, what_the_portal_cannot_keep_is_a_warning)
{
    auto const read = read_hsds_json(
        R"({"id":"x","name":"N","status":"active","last_modified":"gestern","assured_date":"2009-13-01",
        "languages":[{"code":"!!","name":"Romani"},{"code":"tr"}],
        "cost_options":[{"amount":5,"currency":"CHF"}],
        "schedules":[{"freq":"MONTHLY","byday":"TU","opens_at":"10:00","closes_at":"12:00"},
                     {"freq":"WEEKLY","interval":2,"byday":"TU","opens_at":"10:00","closes_at":"12:00"},
                     {"freq":"WEEKLY","byday":"1MO,WE","opens_at":"10:00","closes_at":"12:00"},
                     {"freq":"WEEKLY","byday":"FR","opens_at":"12:00","closes_at":"10:00"},
                     {"description":"nach Vereinbarung"}],
        "service_at_locations":[{"id":"p","location":{"addresses":[{"city":"Aalfeld"}]}},
                                {"id":"q","location":{"addresses":[{"city":"Bergau"}]}}]})",
        context());
    EXPECT_TRUE(read.problems.empty());
    EXPECT_THAT(
        fields_of(read.warnings),
        ::testing::UnorderedElementsAre(
            "service last_modified", "service assured_date", "service languages.code",
            "service cost_options.currency", "service schedules", "service schedules",
            "service schedules.byday", "service schedules"))
        << "each once, though there are two offers";
    auto const& offer = read.offers.front();
    EXPECT_EQ(offer.languages, std::vector<std::string>{"tr"});
    EXPECT_FALSE(offer.cost_amount);
    ASSERT_EQ(offer.hours.weekly.size(), 1U) << "only what is the same every week";
    EXPECT_EQ(offer.hours.weekly[0].weekday, 3);
    EXPECT_EQ(offer.hours_text.source, "nach Vereinbarung");
}

TEST(Csv, a_number_is_written_in_decimal_digits)
{
    auto const read
        = read_csv("key;latitude;longitude\n1;51,5;7.6\n2;0x10;inf\n3;nan;1e2\n4;-51,5;+7\n", context());
    EXPECT_EQ(
        fields_of(read.problems),
        (std::vector<std::string>{"3 latitude", "3 longitude", "4 latitude", "4 longitude"}));
    EXPECT_EQ(read.offers[0].address.latitude, 51.5);
    EXPECT_EQ(read.offers[3].address.latitude, -51.5);
    EXPECT_EQ(read.offers[3].address.longitude, 7);
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
        Work work({connection(), tenant_, Actor::system(), clock_, i18n::Zone::berlin(), no_signals});
        auto report = import_offers(
            work, read_kommin_json(json, context()),
            {.source_name = "test.json", .source_hash = "h", .progress = {}});
        if (!dry_run && report.problems.empty())
            work.commit();
        return report;
    }
    std::vector<Offer> stored() { return list_offers(connection(), tenant_); }
    FixedClock clock_{*parse_instant("2026-11-23T09:00:00Z")};
    TenantId tenant_;
};
KOMMIN_ON_BOTH_ENGINES(ImportStore);

// What the dry run lets through, the import stores: every word of every field with a list of words.
TEST_P(ImportStore, every_word_of_every_field_passes_dry_and_is_stored)
{
    struct Field {
        std::string before;
        std::vector<std::string_view> words;
        std::string after;
    };
    auto const all
        = [](auto const& names) { return std::vector<std::string_view>(names.begin(), names.end()); };
    std::vector<Field> const fields{
        {R"("kind":")", all(offer_kind_names), "\""},
        {R"("status":")", all(offer_status_names), "\""},
        {R"("life_situations":[")", all(situation_names), "\"]"},
        {R"("target_groups":[")", all(target_group_names), "\"]"},
        {R"("cost":")", all(cost_names), "\""},
        {R"("childcare":")", all(provided_names), "\""},
        {R"("wheelchair":")", all(provided_names), "\""},
        {R"("appointment":")", all(appointment_names), "\""},
        {R"("course":{"type":")", all(course_types), "\"}"},
        {R"("confidence":{")", all(unsure_field_names), R"(":"verify"})"},
        {R"("outdated_risk":")", {"low", "medium", "high"}, "\""}};
    int number = 0;
    for (auto const& field : fields) {
        for (auto const word : field.words) {
            auto const name = "n" + std::to_string(++number);
            auto const json = R"([{"municipality":"aalfeld","key":")" + name + R"(","title":")" + name
                + R"(",)" + field.before + std::string(word) + field.after + "}]";
            auto const dry = import(json, true);
            EXPECT_EQ(dry.created, 1) << json;
            auto const wet = import(json);
            EXPECT_TRUE(wet.problems.empty()) << json;
            EXPECT_EQ(wet.created, 1) << json;
            EXPECT_EQ(import(json).unchanged, 1) << json;
        }
    }
    for (auto const* place : {"kreis", "bund"})
        EXPECT_EQ(
            import(
                R"([{"key":")" + std::string(place) + R"(","title":"T )" + place + R"(","municipality":")"
                + place + "\"}]")
                .created,
            1);
}

TEST_P(ImportStore, a_dry_run_finds_what_only_the_database_knows)
{
    auto const uuid = std::string("ac148810-d857-441c-9679-408f346de14b");
    auto const service = R"({"id":")" + uuid
        + R"(","name":"N","status":"active","service_at_locations":[{"id":"p","location":{"addresses":[{"city":"aalfeld"}]}}]})";
    auto const read = [&](TenantId tenant) {
        Work work({connection(), tenant, Actor::system(), clock_, i18n::Zone::berlin(), no_signals});
        auto report = import_offers(
            work, read_hsds_json(service, context()),
            {.source_name = "s.json", .source_hash = "h", .progress = {}});
        if (report.problems.empty())
            work.commit();
        return report;
    };
    EXPECT_EQ(read(tenant_).created, 1);
    // The same service in another district of this installation: its id is taken.
    TenantId other;
    {
        db::Transaction transaction(connection());
        tenants::Tenant tenant;
        tenant.slug = "kreis-anderswo";
        tenant.zone = "Europe/Berlin";
        other = tenants::insert_tenant(connection(), tenant, clock_.now());
        tenants::Body body;
        body.slug = "aalfeld";
        tenants::insert_body(connection(), other, std::nullopt, body);
        transaction.commit();
    }
    auto const report = read(other);
    EXPECT_EQ(fields_of(report.problems), std::vector<std::string>{"service key"});
    EXPECT_TRUE(list_offers(connection(), other).empty());
}

TEST_P(ImportStore, an_offer_is_ended_by_import_and_remembers_that_it_was_public)
{
    auto const offer = [](std::string const& status) {
        return R"([{"key":"a1","title":"Sprachcafé","municipality":"aalfeld","status":")" + status + "\"}]";
    };
    import(offer("inactive"));
    EXPECT_FALSE(stored().front().was_public) << "a draft that nobody has seen";
    import(offer("active"));
    EXPECT_TRUE(stored().front().was_public);
    import(offer("defunct"));
    EXPECT_EQ(stored().front().status, OfferStatus::defunct);
    EXPECT_TRUE(stored().front().was_public);
}

TEST_P(ImportStore, doubts_and_sources_keep_their_words_and_days)
{
    import(R"([{"key":"a1","title":"A","municipality":"aalfeld","interpreters":["ar"],"cost_amount":12.5,
        "confirmed_on":"2026-11-01","confidence":{"title":"verify","hours":"guessed","kind":"seen"},
        "hours":{"text":"Di","regular":[{"weekdays":["tu"],"from":"15:00","to":"17:00","valid_from":"2026-01-01",
        "valid_to":"2027-01-01","by_appointment":true}]},
        "sources":[{"title":"Faltblatt","site":"Stadt","as_of":"2026-05"},{"title":"Tafel","site":"Tür"}]}])");
    ASSERT_EQ(stored().size(), 1U);
    auto const offer = stored().front();
    ASSERT_EQ(offer.sources.size(), 2U);
    EXPECT_EQ(offer.sources[0].as_of->to_iso(), "2026-05");
    EXPECT_FALSE(offer.sources[1].as_of);
    ASSERT_EQ(offer.unsure_fields.size(), 2U);
    EXPECT_EQ(offer.unsure_fields[1].field, "hours");
    EXPECT_EQ(offer.unsure_fields[1].word, "guessed");
    EXPECT_TRUE(offer.hours.is_unsure);
    EXPECT_EQ(to_iso(*offer.hours.confirmed_on), "2026-11-01");
    EXPECT_EQ(offer.interpreters, std::vector<std::string>{"ar"});
    EXPECT_EQ(offer.cost_amount, Money{1250});
    EXPECT_EQ(offer.cost, Cost::fee);
    EXPECT_TRUE(offer.hours.weekly[0].by_appointment);
    EXPECT_EQ(to_iso(*offer.hours.weekly[0].valid_to), "2027-01-01");
}

TEST_P(ImportStore, offers_of_one_organisation_share_it)
{
    import(R"([{"key":"a","title":"A","municipality":"aalfeld","organisation":"Verein Brücke"},
               {"key":"b","title":"B","municipality":"aalfeld","organisation":"Verein Brücke"},
               {"key":"c","title":"C","municipality":"aalfeld","organisation":"Міст"},
               {"key":"d","title":"D","municipality":"aalfeld","organisation":"جسر"}])");
    EXPECT_EQ(contacts::list_organisations(connection(), tenant_).size(), 3U);
    ASSERT_EQ(stored().size(), 4U);
    EXPECT_EQ(stored()[1].organisation, "Verein Brücke");
    EXPECT_EQ(stored()[3].organisation, "جسر");
    EXPECT_EQ(stored()[3].municipality, "aalfeld");
}

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
        Work work({connection(), tenant_, Actor::system(), clock_, i18n::Zone::berlin(), no_signals});
        import_offers(work, std::move(read), {.source_name = "x", .source_hash = "h", .progress = {}});
        work.commit();
    }
    LanguageChain const chain{turkish, {}, Language::german()};
    auto const offer = list_offers(connection(), tenant_).front();
    EXPECT_EQ(show(offer.title, chain).text, "Dil kafesi");
    EXPECT_EQ(show(offer.title, chain).state, TextState::machine) << "the file names nobody who has read it";
    EXPECT_EQ(show(offer.summary, chain).state, TextState::missing);
    auto moved_on = offer.title;
    moved_on.source = "Sprachcafé im Rathaus";
    EXPECT_EQ(show(moved_on, chain).state, TextState::outdated);
}

TEST(Translations, count_as_checked_only_if_the_file_names_who_has_read_them)
{
    LanguageChain const chain{*Language::find("tr"), {}, Language::german()};
    auto const state = [&](std::string_view file) {
        auto read = read_kommin_json(one_offer, context());
        EXPECT_TRUE(add_translations(read.offers, chain.wanted, file).empty());
        return show(read.offers.front().title, chain).state;
    };
    EXPECT_EQ(state(R"({"a1":{"title":"Dil kafesi"}})"), TextState::machine);
    EXPECT_EQ(state(R"({"reviewed_by":"","a1":{"title":"Dil kafesi"}})"), TextState::machine);
    EXPECT_EQ(state(R"({"reviewed_by":"Frau Kaya","a1":{"title":"Dil kafesi"}})"), TextState::up_to_date);
}

TEST_P(ImportStore, a_file_in_one_language_keeps_the_work_of_the_translators)
{
    auto read = read_kommin_json(one_offer, context());
    auto const turkish = *Language::find("tr");
    ASSERT_TRUE(add_translations(read.offers, turkish, R"({"a1":{"title":"Dil kafesi"}})").empty());
    {
        Work work({connection(), tenant_, Actor::system(), clock_, i18n::Zone::berlin(), no_signals});
        import_offers(work, std::move(read), {.source_name = "x", .source_hash = "h", .progress = {}});
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
