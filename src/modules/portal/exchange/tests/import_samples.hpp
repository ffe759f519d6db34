#pragma once
// What the tests of the import share: the world that the readers know of, and a file of each kind.

#include "modules/portal/exchange/offer_reading.hpp"

#include <string>
#include <vector>

namespace kommin::portal {

inline ImportContext import_context()
{
    return {{"aalfeld", "bergau", "froendenberg"}, *parse_date("2026-11-23")};
}

// "offers[0] title" of each problem, in order.
inline std::vector<std::string> fields_of(std::vector<ImportProblem> const& problems)
{
    std::vector<std::string> fields;
    for (auto const& problem : problems)
        fields.push_back(problem.row + ' ' + problem.problem.field);
    return fields;
}

inline constexpr char const* one_offer
    = R"([{"key":"a1","title":"Sprachcafé","kind":"other_offer","municipality":"aalfeld",
"summary":"Deutsch sprechen bei Kaffee.","languages_spoken":["de","tr"],"cost":"free",
"phones":[{"number":"02303 1234","international":"+4923031234"}],
"hours":{"text":"Di 15–17 Uhr","regular":[{"weekdays":["tu"],"from":"15:00","to":"17:00"}],"as_of":"2026-11"},
"required_documents":["Ausweis"],"exceptions":[{"in_days":3,"closed":true}],
"course":{"level_from":"A1","level_to":"B1","next_start_in_days":9,"free_places":4},
"confidence":{"phones":"verify","title":"seen"}}])";

inline constexpr char const* hsds_service
    = R"({"id":"ac148810-d857-441c-9679-408f346de14b","name":"Counselling","status":"active",
"description":"Advice.","url":"http://example.com/x","organization":{"id":"1","name":"Town"},
"schedules":[{"id":"s","freq":"WEEKLY","byday":"TH,FR","opens_at":"10:00:00","closes_at":"18:00:00"}],
"languages":[{"id":"l","code":"ur","name":"Urdu"}],"required_documents":[{"id":"d","document":"Passport"}],
"cost_options":[{"id":"c","currency":"eur","amount":0}],"unknown_extension":{"x":[1,2]},
"service_at_locations":[
 {"id":"p1","location":{"id":"l1","latitude":51.5,"longitude":7.6,"addresses":[{"id":"a","address_1":"Markt 1","city":"Aalfeld","postal_code":"59000","address_type":"physical"}]}},
 {"id":"p2","location":{"id":"l2","latitude":100,"longitude":7.6,"addresses":[{"id":"b","address_1":"Weg 2","city":"Bergau","address_type":"physical"}]}}]})";

} // namespace kommin::portal
