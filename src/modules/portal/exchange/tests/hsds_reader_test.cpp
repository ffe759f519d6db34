// HSDS: services of other systems, with what the portal cannot keep told as a warning.

#include "modules/portal/exchange/tests/import_samples.hpp"

#include <gmock/gmock.h>

namespace kommin::portal {
namespace {

TEST(Hsds, each_service_at_a_location_is_one_offer)
{
    auto read = read_hsds_json(hsds_service, import_context());
    check_offers(read, import_context());
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
        import_context());
    EXPECT_EQ(fields_of(read.problems), (std::vector<std::string>{"services[0] status", "services[1] id"}));
}

TEST(Hsds, a_price_below_zero_or_beyond_all_prices_is_a_problem)
{
    auto const fields = [](std::string_view amount) {
        return fields_of(read_hsds_json(
                             R"({"id":"x","name":"N","status":"active","cost_options":[{"amount":)"
                                 + std::string(amount) + "}]}",
                             import_context())
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
        import_context());
    EXPECT_EQ(fields_of(read.problems), std::vector<std::string>{"service address.city"});

    auto const nowhere = read_hsds_json(R"({"id":"x","name":"N","status":"active"})", import_context());
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
        import_context());
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

// Every field that HSDS 3.0 has for a service and for what stands inside it.
constexpr char const* every_field = R"({
"id":"ac148810-d857-441c-9679-408f346de14b","organization_id":"o","program_id":"p","name":"Elternberatung",
"alternate_name":"Beratung am Markt","description":"Rat für Eltern.","url":"https://beratung.example",
"email":"rat@beratung.example","status":"active","interpretation_services":"Polnisch nach Absprache",
"application_process":"Bitte rufen Sie vorher an.","fees_description":"Mitglieder frei","wait_time":"zwei Wochen",
"fees":"Sonst nach Absprache","accreditations":"DVGP","eligibility_description":"Eltern mit Kindern bis 12",
"minimum_age":18,"maximum_age":99,"assured_date":"2026-10-01","assurer_email":"a@beratung.example",
"licenses":"L","alert":"Im Dezember im Rathaus","last_modified":"2026-11-02T10:30:45.123Z",
"phones":[{"id":"f","service_id":"s","number":"02303 1234","extension":56,"type":"voice","description":"Zentrale",
  "languages":[{"code":"pl","name":"Polnisch","note":"dienstags"}]},{"id":"g","number":"02303 99","type":"fax"}],
"schedules":[{"id":"h","freq":"WEEKLY","byday":"TU","interval":1,"wkst":"MO","dtstart":"2026-01-06","timezone":1,
  "valid_to":"2026-12-31","opens_at":"10:00:00","closes_at":"12:00:00","description":"Dienstags offen",
  "schedule_link":"https://beratung.example/zeiten","attending_type":"vor Ort","notes":"Mittags zu",
  "bymonthday":"","byweekno":null,"byyearday":"","until":"","count":null}],
"service_areas":[{"id":"i","name":"Bergau","description":"ganz","extent":"{}","extent_type":"geojson","uri":"u"},
  {"id":"j","name":"Bergau und Umgebung"}],
"service_at_locations":[{"id":"k","description":"Im Erdgeschoss","contacts":[{"name":"Frau Kaya"}],
  "phones":[{"number":"+49 (0)2303 77","extension":"8","type":"cell"}],
  "service_areas":[{"name":"Aalfeld"}],"schedules":[],"attributes":[{"value":"x"}],"metadata":[{"field_name":"y"}],
  "location":{"id":"l","location_type":"physical","url":"https://ort.example","name":"Haus am Markt",
    "alternate_name":"HaM","description":"Ein Haus","transportation":"Bus 1","latitude":51.5,"longitude":7.6,
    "external_identifier":"100","external_identifier_type":"UPRN",
    "languages":[{"id":"m","code":"tr","name":"Türkisch","note":"montags"}],
    "addresses":[{"id":"n","address_type":"postal","address_1":"Postfach 1","city":"Bergau"},
      {"id":"q","attention":"Empfang","address_1":"Markt 1","address_2":"Raum 2","city":"Aalfeld","region":"R",
       "state_province":"NRW","postal_code":"59000","country":"DE","address_type":"physical"}],
    "contacts":[{"name":"Herr Öz"}],"accessibility":[{"id":"r","description":"Wheelchair access on all levels.",
      "details":"Induktionsschleife","url":"https://ort.example/zugang"}],
    "phones":[{"number":"02303 55"}],"schedules":[{"freq":"WEEKLY"}],"attributes":[{"value":"x"}]}}],
"languages":[{"id":"t","code":"ur","name":"Urdu","note":"freitags"}],
"organization":{"id":"o","name":"Verein","alternate_name":"V","description":"Ein Verein","email":"v@verein.example",
  "website":"https://verein.example","tax_status":"e","tax_id":"1","year_incorporated":1990,"legal_status":"e. V.",
  "logo":"l","uri":"u","parent_organization_id":"z","funding":[{"source":"S"}],"contacts":[{"name":"N"}],
  "phones":[{"number":"1"}],"locations":[{"id":"1"}],"programs":[{"id":"1"}],
  "organization_identifiers":[{"identifier":"1"}],"attributes":[{"value":"x"}],"metadata":[{"field_name":"y"}]},
"funding":[{"source":"Kreis"}],"cost_options":[{"id":"c","valid_from":"2026-01-01","valid_to":"2026-12-31",
  "option":"Gäste","currency":"eur","amount":5,"amount_description":"je Stunde"}],
"program":{"id":"p","name":"Programm"},"required_documents":[{"id":"d","document":"Ausweis","uri":"u"}],
"contacts":[{"id":"w","name":"Frau Kaya","email":"kaya@beratung.example"}],
"attributes":[{"id":"x","value":"x"}],"metadata":[{"id":"y","field_name":"name"}],
"additional_urls":[{"url":"https://beratung.example/en"}],"capacities":[{"available":3}]})";

TEST(Hsds, takes_every_field_that_the_portal_has_a_place_for)
{
    auto read = read_hsds_json(every_field, import_context());
    check_offers(read, import_context());
    ASSERT_EQ(fields_of(read.problems), std::vector<std::string>{});
    ASSERT_EQ(read.offers.size(), 1U);
    auto const& offer = read.offers.front();
    EXPECT_EQ(offer.key, "ac148810-d857-441c-9679-408f346de14b");
    EXPECT_EQ(offer.public_id, offer.key);
    EXPECT_EQ(offer.title.source, "Elternberatung");
    EXPECT_EQ(offer.summary.source, "Rat für Eltern.");
    EXPECT_EQ(offer.target_group.source, "Eltern mit Kindern bis 12");
    EXPECT_EQ(offer.organisation, "Verein");
    EXPECT_EQ(offer.municipality, "aalfeld");
    EXPECT_EQ(offer.coverage, std::vector<std::string>{"bergau"}) << "a name, and no sentence with one";
    EXPECT_EQ(offer.languages, (std::vector<std::string>{"ur", "tr"}));
    EXPECT_EQ(offer.address.street, "Markt 1") << "nobody can go to a post-office box";
    EXPECT_EQ(offer.address.note.source, "Raum 2; Haus am Markt");
    EXPECT_EQ(offer.address.latitude, 51.5);
    ASSERT_EQ(offer.phones.size(), 4U);
    EXPECT_EQ(offer.phones[0].printed, "+49 (0)2303 77-8");
    EXPECT_EQ(offer.phones[0].international, "+492303778");
    EXPECT_EQ(offer.phones[1].printed, "02303 55");
    EXPECT_EQ(offer.phones[2].printed, "02303 1234-56");
    EXPECT_EQ(offer.phones[2].note.source, "Zentrale");
    EXPECT_EQ(offer.phones[0].kind, PhoneKind::mobile);
    EXPECT_EQ(offer.phones[2].kind, PhoneKind::voice);
    EXPECT_EQ(offer.phones[2].languages, std::vector<std::string>{"pl"});
    EXPECT_EQ(offer.phones[3].kind, PhoneKind::fax);
    EXPECT_TRUE(offer.phones[3].note.empty()) << "the page says what it is, in every language";
    ASSERT_EQ(offer.contacts.size(), 2U) << "Frau Kaya stands at the place and at the service";
    EXPECT_EQ(offer.contacts[0].name, "Frau Kaya");
    EXPECT_EQ(offer.contacts[0].email, "kaya@beratung.example");
    EXPECT_EQ(offer.contacts[1].name, "Herr Öz");
    EXPECT_EQ(offer.website, "https://beratung.example");
    EXPECT_EQ(offer.email, "rat@beratung.example");
    ASSERT_EQ(offer.hours.weekly.size(), 1U);
    EXPECT_EQ(to_iso(*offer.hours.weekly[0].valid_from), "2026-01-06");
    EXPECT_EQ(offer.hours_text.source, "Dienstags offen");
    EXPECT_EQ(offer.cost_amount, Money{500});
    EXPECT_EQ(offer.cost_note.source, "Mitglieder frei; Sonst nach Absprache");
    ASSERT_EQ(offer.prices.size(), 1U) << "it ends";
    EXPECT_EQ(offer.prices[0].amount, Money{500});
    EXPECT_EQ(offer.prices[0].option.source, "Gäste; je Stunde");
    EXPECT_EQ(to_iso(*offer.prices[0].valid_to), "2026-12-31");
    EXPECT_EQ(offer.wheelchair, Provided::yes);
    EXPECT_EQ(offer.accessibility_note.source, "Wheelchair access on all levels.; Induktionsschleife");
    EXPECT_EQ(offer.interpretation_note.source, "Polnisch nach Absprache");
    EXPECT_EQ(offer.application.source, "Bitte rufen Sie vorher an.");
    EXPECT_EQ(offer.alert.source, "Im Dezember im Rathaus");
    EXPECT_EQ(offer.ages, (Ages{18, 99}));
    EXPECT_EQ(offer.required_documents.front().source, "Ausweis");
    EXPECT_EQ(to_iso(*offer.confirmed_on), "2026-10-01");
}

TEST(Hsds, tells_every_field_that_is_dropped_once_for_the_file)
{
    auto const one = std::string(every_field);
    auto other = one;
    other.replace(other.find("ac148810"), 8, "bc148810");
    auto const wait = other.find("\"wait_time\":\"zwei Wochen\"");
    other.replace(wait, std::string_view("\"wait_time\":\"zwei Wochen\"").size(), "\"wait_time\":\" \"");
    auto const read = read_hsds_json('[' + one + ',' + other + ']', import_context());
    std::vector<std::string> fields;
    for (auto const& warning : read.warnings) {
        EXPECT_EQ(warning.row, "services");
        EXPECT_EQ(warning.problem.message, "import.warning.dropped"_msg);
        fields.push_back(warning.problem.field);
        EXPECT_EQ(warning.problem.arguments.front().second, warning.problem.field == "wait_time" ? "1" : "2")
            << warning.problem.field;
    }
    std::string const place = "service_at_locations.";
    std::string const location = place + "location.";
    EXPECT_THAT(
        fields,
        ::testing::UnorderedElementsAre(
            "alternate_name", "wait_time", "accreditations", "assurer_email", "licenses",
            "phones.languages.note", "schedules.timezone", "schedules.schedule_link",
            "schedules.attending_type", "schedules.notes", "service_areas.name", "service_areas.description",
            "service_areas.extent", "service_areas.extent_type", "service_areas.uri", place + "description",
            place + "service_areas", place + "attributes", location + "url", location + "alternate_name",
            location + "description", location + "transportation", location + "external_identifier",
            location + "external_identifier_type", location + "languages.note", location + "addresses",
            location + "addresses.attention", location + "addresses.region", location + "accessibility.url",
            location + "schedules", location + "attributes", "languages.note", "organization.alternate_name",
            "organization.description", "organization.email", "organization.website",
            "organization.tax_status", "organization.year_incorporated", "organization.legal_status",
            "organization.logo", "organization.uri", "organization.funding", "organization.contacts",
            "organization.phones", "organization.locations", "organization.programs",
            "organization.organization_identifiers", "organization.attributes", "funding", "program",
            "required_documents.uri", "attributes", "additional_urls", "capacities"));
    EXPECT_TRUE(std::is_sorted(fields.begin(), fields.end()));
}

TEST(Hsds, a_value_of_the_wrong_kind_is_dropped_and_told)
{
    auto const read = read_hsds_json(
        R"({"id":"x","name":"N","status":"active","email":5,"contacts":"nobody","organization":"Verein",
        "cost_options":[{"amount":"12.5"}],
        "schedules":[{"freq":"WEEKLY","interval":"2","byday":"TU","opens_at":"10:00","closes_at":"12:00"}],
        "service_at_locations":[{"id":"p","location":{"latitude":"51","addresses":[{"city":"Aalfeld"}]}}]})",
        import_context());
    EXPECT_THAT(
        fields_of(read.warnings),
        ::testing::UnorderedElementsAre(
            "service schedules", "services contacts", "services cost_options.amount", "services email",
            "services organization", "services service_at_locations.location.latitude"));
    EXPECT_TRUE(read.offers.front().hours.weekly.empty())
        << "every second week, whatever the quotation marks";
}

TEST(Hsds, an_age_that_no_form_can_say_is_dropped_and_told)
{
    auto const read = read_hsds_json(
        R"({"id":"x","name":"N","status":"active","minimum_age":0.5,"maximum_age":200,
        "service_at_locations":[{"id":"p","location":{"addresses":[{"city":"Aalfeld"}]}}]})",
        import_context());
    EXPECT_EQ(read.offers.front().ages, Ages{});
    EXPECT_THAT(
        fields_of(read.warnings),
        ::testing::UnorderedElementsAre("services minimum_age", "services maximum_age"));
}

TEST(Hsds, kinds_and_languages_of_numbers_are_kept)
{
    auto const read = read_hsds_json(
        R"({"id":"x","name":"N","status":"active","phones":[
        {"number":"02303 1","type":"text"},{"number":"02303 2","type":"textphone"},
        {"number":"02303 3","type":"pager"},{"number":"02303 4","type":"mobile"},
        {"number":"02303 27-15","extension":"15","languages":[{"code":"ar"},{"code":"xx-none"},{"code":"ar"}]}],
        "service_at_locations":[{"id":"p","location":{"addresses":[{"city":"Aalfeld"}]}}]})",
        import_context());
    auto const& phones = read.offers.front().phones;
    ASSERT_EQ(phones.size(), 5U);
    EXPECT_EQ(phones[0].kind, PhoneKind::text);
    EXPECT_EQ(phones[1].kind, PhoneKind::textphone);
    EXPECT_EQ(phones[2].kind, PhoneKind::voice);
    EXPECT_EQ(phones[3].kind, PhoneKind::voice) << "HSDS calls them cell";
    EXPECT_EQ(phones[4].printed, "02303 27-15") << "the extension is part of the number already";
    EXPECT_EQ(phones[4].languages, std::vector<std::string>{"ar"});
    EXPECT_THAT(
        fields_of(read.warnings),
        ::testing::UnorderedElementsAre("service phones.languages.code", "services phones.type"))
        << "a pager and a word of nobody, told once";
}

TEST(Hsds, contacts_are_whom_to_ask_and_not_the_staff)
{
    auto const read = read_hsds_json(
        R"({"id":"x","name":"N","status":"active","contacts":[
        {"title":"Leiterin","department":"Sozialberatung","name":"Frau Kaya","email":"k@n.example",
         "phones":[{"number":"02303 9","type":"fax"},{"number":"02303 27","extension":"5"},{"number":"02303 8"}]},
        {"department":"Empfang"},{"email":"niemand@n.example"},{"name":"1"},{"name":"2"},{"name":"3"},{"name":"4"}],
        "service_at_locations":[{"id":"p","location":{"addresses":[{"city":"Aalfeld"}]}}]})",
        import_context());
    auto const& contacts = read.offers.front().contacts;
    ASSERT_EQ(contacts.size(), most_contacts);
    EXPECT_EQ(contacts[0].function.source, "Leiterin, Sozialberatung");
    EXPECT_EQ(contacts[0].name, "Frau Kaya");
    EXPECT_EQ(contacts[0].phone, "02303 27-5");
    EXPECT_EQ(contacts[0].email, "k@n.example");
    EXPECT_EQ(contacts[1].function.source, "Empfang");
    EXPECT_TRUE(contacts[1].name.empty());
    EXPECT_THAT(
        fields_of(read.warnings),
        ::testing::UnorderedElementsAre("services contacts", "services contacts.phones"));
}

TEST(Hsds, several_prices_become_a_list)
{
    auto const read = read_hsds_json(
        R"({"id":"x","name":"N","status":"active","cost_options":[
        {"option":"Erwachsene","amount":12.5},{"option":"Kinder","amount":0,"valid_to":"2027-06-30"},
        {"option":"alt","amount":9,"valid_to":"2026-11-22"},{"option":"bald","amount":15,"valid_from":"2027-01-01"},
        {"option":"nach Einkommen"}],
        "service_at_locations":[{"id":"p","location":{"addresses":[{"city":"Aalfeld"}]}}]})",
        import_context());
    auto const& offer = read.offers.front();
    ASSERT_EQ(offer.prices.size(), 4U) << "without the one that has ended";
    EXPECT_EQ(offer.prices[0].amount, Money{1250});
    EXPECT_EQ(offer.prices[0].option.source, "Erwachsene");
    EXPECT_EQ(to_iso(*offer.prices[1].valid_to), "2027-06-30");
    EXPECT_EQ(to_iso(*offer.prices[2].valid_from), "2027-01-01");
    EXPECT_FALSE(offer.prices[3].amount);
    EXPECT_EQ(offer.cost, Cost::fee);
    EXPECT_FALSE(offer.cost_amount) << "no single one is true";
    EXPECT_TRUE(offer.cost_note.empty());
    EXPECT_THAT(fields_of(read.warnings), ::testing::ElementsAre("services cost_options"));

    auto const soon = read_hsds_json(
        R"({"id":"x","name":"N","status":"active","cost_options":[{"amount":0},
        {"amount":5,"valid_from":"2027-01-01"}],
        "service_at_locations":[{"id":"p","location":{"addresses":[{"city":"Aalfeld"}]}}]})",
        import_context());
    EXPECT_EQ(soon.offers.front().cost, Cost::free) << "today";
    auto checked = soon;
    check_offers(checked, import_context());
    EXPECT_TRUE(checked.problems.empty());
}

TEST(Hsds, words_about_fees_and_access_become_no_facts)
{
    auto const read = [](std::string const& more, std::string const& access = {}) {
        return read_hsds_json(
                   R"({"id":"x","name":"N","status":"active",)" + more
                       + R"("service_at_locations":[{"id":"p","location":{"addresses":[{"city":"Aalfeld"}],)"
                       + R"("accessibility":[{"description":")" + access + R"("}]}}]})",
                   import_context())
            .offers.front();
    };
    auto const free = read(R"("fees_description":"kostenlos",)");
    EXPECT_EQ(free.cost, Cost::unknown);
    EXPECT_EQ(free.cost_note.source, "kostenlos");
    auto const graded
        = read(R"("cost_options":[{"option":"Kinder","amount":0},{"option":"Übrige","amount":9}],)");
    EXPECT_EQ(graded.cost, Cost::fee) << "not free, and not nine euros for a child";
    EXPECT_FALSE(graded.cost_amount);
    EXPECT_EQ(graded.prices.size(), 2U);
    auto const past = read(R"("cost_options":[{"amount":9,"valid_to":"2025-12-31"}],)");
    EXPECT_EQ(past.cost, Cost::unknown) << "no price of today";
    EXPECT_EQ(read("", "Rollstuhlgerecht").wheelchair, Provided::yes);
    EXPECT_EQ(read("", "Nicht rollstuhlgerecht").wheelchair, Provided::unknown);
    EXPECT_EQ(read("", "No wheelchair access").wheelchair, Provided::unknown);
}

std::vector<std::string> keys_of(std::string const& places, ImportContext const& context)
{
    std::vector<std::string> keys;
    auto const read = read_hsds_json(
        R"({"id":"s","name":"N","status":"active","service_at_locations":[)" + places + "]}", context);
    for (auto const& offer : read.offers)
        keys.push_back(offer.key);
    return keys;
}

std::string place(std::string const& id, std::string const& street)
{
    return R"({"id":")" + id + R"(","location":{"addresses":[{"address_1":")" + street
        + R"(","city":"Aalfeld"}]}})";
}

TEST(HsdsKeys, the_known_place_of_a_service_keeps_its_key)
{
    using Keys = std::vector<std::string>;
    auto const at = [](std::string street) { return StoredPlace{std::move(street), "", "Aalfeld"}; };
    auto const a = place("a", "Markt 1");
    auto const b = place("b", "Weg 2");
    auto const c = place("c", "Gasse 3");
    auto world = import_context();
    EXPECT_EQ(keys_of(a, world), Keys{"s"});
    EXPECT_EQ(keys_of(a + ',' + b, world), (Keys{"s", "s@b"})) << "a new service: the first one";

    world.stored_places = {{"s", at("Markt 1")}};
    EXPECT_EQ(keys_of(b + ',' + a, world), (Keys{"s@b", "s"})) << "the known one, wherever it stands";
    EXPECT_EQ(keys_of(place("a", "Markt 1 a"), world), Keys{"s"}) << "it has moved";
    EXPECT_EQ(keys_of(b + ',' + c, world), (Keys{"s", "s@c"})) << "the old one is nowhere";

    world.stored_places = {{"s", at("Markt 1")}, {"s@b", at("Weg 2")}};
    EXPECT_EQ(keys_of(b + ',' + a, world), (Keys{"s@b", "s"}));
    EXPECT_EQ(keys_of(b + ',' + place("a", "Markt 9"), world), (Keys{"s@b", "s"}));
    EXPECT_EQ(keys_of(b, world), Keys{"s@b"}) << "what remains does not become another one";
    EXPECT_EQ(keys_of(a + ',' + place("b", "Markt 1"), world), (Keys{"s", "s@b"}))
        << "one house, two counters";

    world.stored_places = {{"s@a", at("Markt 1")}, {"s@b", at("Weg 2")}};
    EXPECT_EQ(keys_of(a + ',' + b, world), (Keys{"s@a", "s@b"})) << "as stored by earlier versions";
    EXPECT_EQ(keys_of(a, world), Keys{"s@a"});

    world.stored_places.emplace("s", at("Markt 1"));
    EXPECT_EQ(keys_of(a + ',' + b + ',' + c, world), (Keys{"s@a", "s@b", "s@c"}))
        << "a left-over is no place";
}

TEST(HsdsKeys, several_places_need_ids)
{
    auto const read = read_hsds_json(
        R"({"id":"s","name":"N","status":"active","service_at_locations":[
        {"location":{"addresses":[{"city":"Aalfeld"}]}},{"location":{"addresses":[{"city":"Bergau"}]}},
        {"location":{"id":"l","addresses":[{"city":"Bergau"}]}}]})",
        import_context());
    EXPECT_EQ(fields_of(read.problems), std::vector<std::string>{"service service_at_locations.id"});
    EXPECT_EQ(read.offers.at(2).key, "s@l") << "that of the location will do";
}

} // namespace
} // namespace kommin::portal
