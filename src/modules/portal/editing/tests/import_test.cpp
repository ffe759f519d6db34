// The import of offers into the database: all or nothing, the same file twice changes nothing.

#include "modules/contacts/api.hpp"
#include "modules/portal/directory/offer_store.hpp"
#include "modules/portal/directory/public_id.hpp"
#include "modules/portal/directory/publication.hpp"
#include "modules/portal/editing/import_run_store.hpp"
#include "modules/portal/exchange/tests/import_samples.hpp"
#include "modules/tenants/testing.hpp"
#include "platform/audit/audit.hpp"
#include "platform/db/testing.hpp"

#include <gmock/gmock.h>

namespace kommin::portal {
namespace {

using content::LanguageChain;
using content::TextState;
using ::testing::ElementsAre;

class ImportStore : public db::DatabaseTest {
protected:
    void SetUp() override
    {
        db::DatabaseTest::SetUp();
        tenant_ = tenants::found_district(connection(), clock_.now(), {.towns = {"aalfeld", "bergau"}});
    }
    ImportReport import(std::string_view json, bool dry_run = false)
    {
        Work work({connection(), tenant_, Actor::system(), clock_, i18n::Zone::berlin(), no_signals});
        auto report = import_offers(
            work, read_kommin_json(json, import_context()),
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
        {R"("life_situations":[")", all(std::span(situation_names).first(shipped_situations)), "\"]"},
        {R"("target_groups":[")", all(target_group_names), "\"]"},
        {R"("cost":")", all(cost_names), "\""},
        {R"("childcare":")", all(provided_names), "\""},
        {R"("wheelchair":")", all(provided_names), "\""},
        {R"("appointment":")", all(appointment_names), "\""},
        {R"("course":{"type":")", all(course_types), "\"}"},
        {R"("phones":[{"number":"02303 1","kind":")", all(phone_kind_names), "\"}]"},
        {R"("confidence":{")", all(unsure_field_names), R"(":"verify"})"},
        {R"("outdated_risk":")", {"low", "medium", "high"}, "\""}};
    std::string json;
    int number = 0;
    for (auto const& field : fields) {
        for (auto const word : field.words) {
            auto const name = "n" + std::to_string(++number);
            json += (json.empty() ? "[" : ",\n") + (R"({"municipality":"aalfeld","key":")" + name)
                + R"(","title":")" + name + R"(",)" + field.before + std::string(word) + field.after + '}';
        }
    }
    json += ']';
    auto const dry = import(json, true);
    EXPECT_EQ(fields_of(dry.problems), std::vector<std::string>{});
    EXPECT_EQ(dry.created, number);
    auto const wet = import(json);
    EXPECT_EQ(fields_of(wet.problems), std::vector<std::string>{});
    EXPECT_EQ(wet.created, number);
    EXPECT_EQ(import(json).unchanged, number);
    for (auto const* place : {"kreis", "bund"})
        EXPECT_EQ(
            import(
                R"([{"key":")" + std::string(place) + R"(","title":"T )" + place + R"(","municipality":")"
                + place + "\"}]")
                .created,
            1);
}

TEST_P(ImportStore, a_number_without_digits_and_a_postal_code_without_sense_are_problems)
{
    auto const problems_of = [&](std::string const& more) {
        return fields_of(
            import(R"([{"key":"k","title":"T","municipality":"aalfeld",)" + more + "}]", true).problems);
    };
    EXPECT_EQ(
        problems_of(R"("phones":[{"number":"rufen Sie nicht an"}])"),
        std::vector<std::string>{"offers[0] phones"});
    for (auto const* code : {"1234567", "123", "keine"})
        EXPECT_EQ(
            problems_of(R"("address":{"postal_code":")" + std::string(code) + "\"}"),
            std::vector<std::string>{"offers[0] postal_code"})
            << code;
    for (auto const* code : {"", "59423", "1010", "7411 CE", "L-1234"})
        EXPECT_EQ(
            problems_of(R"("address":{"postal_code":")" + std::string(code) + "\"}"),
            std::vector<std::string>{})
            << code;
}

TEST_P(ImportStore, a_dry_run_finds_what_only_the_database_knows)
{
    auto const read = [&](TenantId tenant, std::string const& id) {
        auto const service = R"({"id":")" + id
            + R"(","name":"N","status":"active","service_at_locations":[{"id":"p","location":{"addresses":[{"city":"aalfeld"}]}}]})";
        Work work({connection(), tenant, Actor::system(), clock_, i18n::Zone::berlin(), no_signals});
        auto report = import_offers(
            work, read_hsds_json(service, import_context()),
            {.source_name = "s.json", .source_hash = "h", .progress = {}});
        if (report.problems.empty())
            work.commit();
        return report;
    };
    EXPECT_EQ(read(tenant_, "ac148810-d857-441c-9679-408f346de14b").created, 1);
    // The same identifier in capitals is another key and no other service: its address is taken.
    auto const report = read(tenant_, "AC148810-D857-441C-9679-408F346DE14B");
    EXPECT_EQ(fields_of(report.problems), std::vector<std::string>{"service slug"});
    EXPECT_EQ(list_offers(connection(), tenant_).size(), 1U);
    // Another district of this installation may take over the same feed, and learns nothing of the first.
    auto const other
        = tenants::found_district(connection(), clock_.now(), {.slug = "beispielhain", .towns = {"aalfeld"}});
    EXPECT_EQ(read(other, "ac148810-d857-441c-9679-408f346de14b").created, 1);
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

constexpr char const* with_contacts = R"([{"key":"a1","title":"Sprachcafé","municipality":"aalfeld",
"phones":[{"number":"02303 1","international":"+4923031","kind":"mobile","languages":["ar","sr-Latn"],"note":"vormittags"},
{"number":"02303 2","kind":"fax"}],
"contacts":[{"function":"Beratung; auch abends","name":"Frau Kaya","phone":"02303 27-5","email":"kaya@aalfeld.example"},
{"function":"Empfang"}],
"cost":"fee","prices":[{"amount":8.5,"option":"ermäßigt","valid_from":"2026-09-01","valid_to":"2027-06-30"},
{"option":"nach Einkommen"}],"confidence":{"contacts":"verify"}}])";

TEST_P(ImportStore, contacts_prices_and_kinds_of_numbers_come_back)
{
    EXPECT_EQ(import(with_contacts).created, 1);
    auto offers = stored();
    ASSERT_EQ(offers.size(), 1U);
    auto const& offer = offers.front();
    EXPECT_EQ(
        content_hash(offer), content_hash(read_kommin_json(with_contacts, import_context()).offers.front()));
    ASSERT_EQ(offer.phones.size(), 2U);
    EXPECT_EQ(offer.phones[0].kind, PhoneKind::mobile);
    EXPECT_THAT(offer.phones[0].languages, ElementsAre("ar", "sr-Latn"));
    EXPECT_EQ(offer.phones[1].kind, PhoneKind::fax);
    ASSERT_EQ(offer.contacts.size(), 2U);
    EXPECT_EQ(offer.contacts[0].function.source, "Beratung; auch abends");
    EXPECT_EQ(offer.contacts[0].name, "Frau Kaya");
    EXPECT_EQ(offer.contacts[0].phone, "02303 27-5");
    EXPECT_EQ(offer.contacts[0].email, "kaya@aalfeld.example");
    ASSERT_EQ(offer.prices.size(), 2U);
    EXPECT_EQ(offer.prices[0].amount, Money{850});
    EXPECT_EQ(to_iso(*offer.prices[0].valid_to), "2027-06-30");
    EXPECT_FALSE(offer.prices[1].amount);
    EXPECT_TRUE(offer.is_unsure("contacts"));
    EXPECT_EQ(import(with_contacts).unchanged, 1);

    std::string less(with_contacts);
    less.erase(
        less.find(",\n{\"function\":\"Empfang\"}"), std::string_view(",\n{\"function\":\"Empfang\"}").size());
    EXPECT_EQ(import(less).changed, 1);
    EXPECT_EQ(stored().front().contacts.size(), 1U) << "what is replaced goes";
}

TEST_P(ImportStore, translations_of_functions_and_prices_outlive_a_file)
{
    auto read = read_kommin_json(with_contacts, import_context());
    auto const problems = add_translations(
        read.offers, *Language::find("tr"),
        R"({"a1":{"notes":{"Empfang":"Danışma","ermäßigt":"indirimli","vormittags":"öğleden önce"}}})");
    EXPECT_EQ(fields_of(problems), std::vector<std::string>{});
    Work work({connection(), tenant_, Actor::system(), clock_, i18n::Zone::berlin(), no_signals});
    ASSERT_TRUE(
        import_offers(work, read, {.source_name = "x", .source_hash = "h", .progress = {}}).problems.empty());
    work.commit();
    // The next file has another order, and no translations.
    std::string other(with_contacts);
    auto const first = other.find("{\"function\":\"Beratung");
    other.insert(first, "{\"function\":\"Empfang\"},");
    other.erase(
        other.rfind(",\n{\"function\":\"Empfang\"}"),
        std::string_view(",\n{\"function\":\"Empfang\"}").size());
    EXPECT_EQ(import(other).changed, 1);
    auto const offer = stored().front();
    EXPECT_EQ(offer.contacts.at(0).function.translations.at(0).text, "Danışma");
    EXPECT_TRUE(offer.contacts.at(1).function.translations.empty());
    EXPECT_EQ(offer.prices.at(0).option.translations.at(0).text, "indirimli");
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
    auto read = read_kommin_json(one_offer, import_context());
    EXPECT_EQ(content_hash(offers.front()), content_hash(read.offers.front()))
        << "nothing is lost on the way";
    EXPECT_TRUE(is_uuid(offers.front().public_id));
    EXPECT_EQ(published_versions(connection(), tenant_), PublishedVersions({{std::string(published_as), 1}}));
}

TEST_P(ImportStore, a_second_import_of_the_same_file_changes_nothing)
{
    import(one_offer);
    auto const again = import(one_offer);
    EXPECT_EQ(again.created, 0);
    EXPECT_EQ(again.changed, 0);
    EXPECT_EQ(again.unchanged, 1);
    EXPECT_EQ(published_versions(connection(), tenant_), PublishedVersions({{std::string(published_as), 1}}))
        << "nothing new to publish";
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
    EXPECT_EQ(published_versions(connection(), tenant_), PublishedVersions());
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
    auto read = read_kommin_json(one_offer, import_context());
    auto const turkish = *Language::find("tr");
    EXPECT_TRUE(add_translations(
                    read.offers, turkish, R"({"a1":{"title":"Dil kafesi","required_documents":["Kimlik"]}})")
                    .empty());
    EXPECT_FALSE(add_translations(read.offers, turkish, R"({"a1":{"required_documents":[]}})").empty());
    {
        Work work({connection(), tenant_, Actor::system(), clock_, i18n::Zone::berlin(), no_signals});
        import_offers(work, read, {.source_name = "x", .source_hash = "h", .progress = {}});
        work.commit();
    }
    LanguageChain const chain{turkish, {}, Language::german()};
    auto const offer = list_offers(connection(), tenant_).front();
    EXPECT_EQ(show(offer.title, chain).text, "Dil kafesi");
    EXPECT_TRUE(show(offer.title, chain).is_machine_made()) << "the file names nobody who has read it";
    EXPECT_EQ(show(offer.summary, chain).state(), TextState::missing);
    auto moved_on = offer.title;
    moved_on.source = "Sprachcafé im Rathaus";
    EXPECT_EQ(show(moved_on, chain).state(), TextState::outdated);
}

// The file names the days as people do; the record sorts them.
constexpr auto* noted_offer
    = R"([{"key":"n1","title":"Sprachcafé","municipality":"aalfeld","address":{"street":"Markt 1","note":"Eingang B"},
"phones":[{"number":"02303 1"},{"number":"02303 2","note":"Zentrale"}],
"hours":{"regular":[{"weekdays":["we","mo"],"from":"08:00","to":"12:00","note":"ohne Termin"},
{"weekdays":["mo"],"from":"07:00","to":"08:00","note":"nur Abholung"}]},
"exceptions":[{"in_days":9,"closed":true,"note":"Ferien"},{"in_days":3,"closed":true,"note":"Ausflug"}]}])";

TEST_P(ImportStore, notes_have_translations_wherever_they_stand)
{
    auto read = read_kommin_json(noted_offer, import_context());
    auto const turkish = *Language::find("tr");
    ASSERT_TRUE(add_translations(
                    read.offers, turkish,
                    R"({"n1":{"notes":{"Eingang B":"B girişi","Zentrale":"santral","ohne Termin":"randevusuz",
"nur Abholung":"yalnızca teslim","Ferien":"tatil","Ausflug":"gezi"}}})")
                    .empty());
    {
        Work work({connection(), tenant_, Actor::system(), clock_, i18n::Zone::berlin(), no_signals});
        import_offers(work, read, {.source_name = "x", .source_hash = "h", .progress = {}});
        work.commit();
    }
    LanguageChain const chain{turkish, {}, Language::german()};
    auto const offer = list_offers(connection(), tenant_).front();
    std::vector<std::string> shown;
    for (auto const& phone : offer.phones)
        shown.emplace_back(show(phone.note, chain).text);
    for (auto const& rule : offer.hours.weekly)
        shown.emplace_back(show(rule.note, chain).text);
    for (auto const& exception : offer.hours.exceptions)
        shown.emplace_back(show(exception.note, chain).text);
    EXPECT_THAT(
        shown, ElementsAre("", "santral", "yalnızca teslim", "randevusuz", "randevusuz", "gezi", "tatil"));
    EXPECT_EQ(show(offer.address.note, chain).text, "B girişi");

    EXPECT_EQ(import(noted_offer).unchanged, 1) << "German alone is no change";
    auto moved = std::string(noted_offer);
    moved.replace(moved.find("02303 1\"}"), 9, R"(02303 1","note":"Fax"},{"number":"02303 3"})");
    EXPECT_EQ(import(moved).changed, 1);
    auto const phones = list_offers(connection(), tenant_).front().phones;
    ASSERT_EQ(phones.size(), 3U);
    EXPECT_EQ(show(phones[0].note, chain).state(), TextState::missing);
    EXPECT_EQ(show(phones[2].note, chain).text, "santral") << "it goes with what it translates";

    auto changed = std::string(noted_offer);
    changed.replace(changed.find("Zentrale"), std::string_view("Zentrale").size(), "Empfang");
    EXPECT_EQ(import(noted_offer).changed, 1);
    EXPECT_EQ(import(changed).changed, 1);
    auto const after = list_offers(connection(), tenant_).front();
    EXPECT_EQ(show(after.phones.at(1).note, chain).text, "santral");
    EXPECT_EQ(show(after.phones.at(1).note, chain).state(), TextState::outdated);
    EXPECT_EQ(show(after.hours.weekly.at(2).note, chain).text, "randevusuz");
    EXPECT_TRUE(show(after.hours.weekly.at(2).note, chain).is_machine_made());
}

TEST_P(ImportStore, a_translation_of_a_note_that_is_not_there_is_a_problem)
{
    auto read = read_kommin_json(noted_offer, import_context());
    auto const problems = add_translations(
        read.offers, *Language::find("tr"), R"({"n1":{"notes":{"Zentralle":"santral","Ferien":"tatil"}}})");
    EXPECT_EQ(fields_of(problems), std::vector<std::string>{"n1 notes"});
}

TEST_P(ImportStore, a_file_in_one_language_keeps_the_work_of_the_translators)
{
    auto read = read_kommin_json(one_offer, import_context());
    auto const turkish = *Language::find("tr");
    ASSERT_TRUE(add_translations(read.offers, turkish, R"({"a1":{"title":"Dil kafesi"}})").empty());
    {
        Work work({connection(), tenant_, Actor::system(), clock_, i18n::Zone::berlin(), no_signals});
        import_offers(work, read, {.source_name = "x", .source_hash = "h", .progress = {}});
        work.commit();
    }
    EXPECT_EQ(import(one_offer).unchanged, 1) << "German alone is no change";

    auto changed = std::string(one_offer);
    changed.replace(changed.find("Sprachcafé"), std::string_view("Sprachcafé").size(), "Erzählcafé");
    EXPECT_EQ(import(changed).changed, 1);
    LanguageChain const chain{turkish, {}, Language::german()};
    auto const offer = list_offers(connection(), tenant_).front();
    EXPECT_EQ(show(offer.title, chain).text, "Dil kafesi");
    EXPECT_EQ(show(offer.title, chain).state(), TextState::outdated);
}

TEST_P(ImportStore, a_second_location_of_a_service_leaves_the_first_one_alone)
{
    auto const place = [](std::string const& id, std::string const& street, std::string const& city) {
        return R"({"id":")" + id + R"(","location":{"id":"l","addresses":[{"address_1":")" + street
            + R"(","city":")" + city + R"("}]}})";
    };
    auto const import_at = [&](std::string const& places, std::string_view turkish = "{}") {
        auto read = read_hsds_json(
            R"({"id":"ac148810-d857-441c-9679-408f346de14b","name":"Beratung","status":"active",)"
            R"("service_at_locations":[)"
                + places + "]}",
            load_import_context(connection(), tenant_, import_context().today));
        EXPECT_TRUE(add_translations(read.offers, *Language::find("tr"), turkish).empty());
        Work work({connection(), tenant_, Actor::system(), clock_, i18n::Zone::berlin(), no_signals});
        auto report
            = import_offers(work, read, {.source_name = "s.json", .source_hash = "h", .progress = {}});
        if (report.problems.empty())
            work.commit();
        return report;
    };
    auto const town = place("p1", "Markt 1", "Aalfeld");
    auto const village = place("p2", "Weg 2", "Bergau");
    EXPECT_EQ(import_at(town, R"({"ac148810-d857-441c-9679-408f346de14b":{"title":"Danışma"}})").created, 1);
    auto const before = stored().front();

    auto const report = import_at(village + ',' + town);
    EXPECT_EQ(fields_of(report.problems), std::vector<std::string>{});
    EXPECT_EQ(report.created, 1);
    EXPECT_EQ(report.unchanged, 1);
    auto const offers = stored();
    ASSERT_EQ(offers.size(), 2U);
    EXPECT_EQ(offers[0].id, before.id);
    EXPECT_EQ(offers[0].public_id, "ac148810-d857-441c-9679-408f346de14b");
    EXPECT_EQ(offers[0].slug, before.slug);
    EXPECT_EQ(offers[0].municipality, "aalfeld");
    ASSERT_EQ(offers[0].title.translations.size(), 1U);
    EXPECT_EQ(offers[0].title.translations.front().text, "Danışma");
    EXPECT_EQ(offers[1].municipality, "bergau");
    EXPECT_NE(offers[1].public_id, offers[0].public_id);

    EXPECT_EQ(import_at(village + ',' + town).unchanged, 2);
    EXPECT_EQ(import_at(village).unchanged, 1) << "the second one alone stays what it is";
}

} // namespace
} // namespace kommin::portal
