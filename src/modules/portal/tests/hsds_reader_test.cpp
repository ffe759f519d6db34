// HSDS: services of other systems, with what the portal cannot keep told as a warning.

#include "modules/portal/tests/import_samples.hpp"

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

} // namespace
} // namespace kommin::portal
