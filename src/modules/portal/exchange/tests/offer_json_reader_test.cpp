// The import's own JSON: every part is read, every mistake named with row and field; translations from files
// of their own.

#include "modules/portal/exchange/tests/import_samples.hpp"

#include <gmock/gmock.h>

namespace kommin::portal {
namespace {

using content::LanguageChain;
using content::TextState;

using ::testing::Contains;

TEST(KomminJson, reads_every_part_and_dates_relative_to_the_day)
{
    auto read = read_kommin_json(one_offer, import_context());
    check_offers(read, import_context());
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

TEST(KomminJson, a_course_of_the_demonstration_begins_on_a_day_on_which_it_takes_place)
{
    std::string example = one_offer;
    example.insert(example.find("\"key\""), "\"example\":true,");
    auto const read = read_kommin_json(example, import_context());
    EXPECT_EQ(to_iso(*read.offers.front().course.next_start), "2026-12-08") << "the Tuesday after the 2nd";
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
        import_context());
    check_offers(read, import_context());
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
        import_context());
    check_offers(read, import_context());
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
            R"([{"key":"a","title":"A","municipality":"aalfeld",)" + members + "}]", import_context());
        check_offers(read, import_context());
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
    EXPECT_EQ(fields(R"("phones":[{"number":"110","kind":"pager"}])"), Fields{"offers[0] phones.kind"});
    for (auto const* tag : {"klingon!", "neu"})
        EXPECT_EQ(
            fields(R"("phones":[{"number":"110","languages":[")" + std::string(tag) + "\"]}]"),
            Fields{"offers[0] phones"})
            << tag;
    EXPECT_EQ(fields(R"("phones":[{"number":"110"}])"), Fields{});
    EXPECT_EQ(fields(R"("phones":[{"number":"1-2"}])"), Fields{"offers[0] phones"});
    EXPECT_EQ(fields(R"("email":"kaya@rathaus")"), Fields{"offers[0] email"}) << "of the house only";
    EXPECT_EQ(fields(R"("website_url":"https://intranet/kurs")"), Fields{"offers[0] website"}) << "likewise";
    EXPECT_EQ(fields(R"("contacts":[{"phone":"02303 1"}])"), Fields{"offers[0] contacts"});
    EXPECT_EQ(fields(R"("contacts":[{"name":"Kaya","email":"kaya"}])"), Fields{"offers[0] contacts"});
    EXPECT_EQ(fields(R"("prices":[{"amount":-1,"option":"x"}])"), Fields{"offers[0] prices.amount"});
    EXPECT_EQ(fields(R"("prices":[{}])"), Fields{"offers[0] prices"});
    EXPECT_EQ(fields(R"("prices":[{"amount":1,"valid_to":"morgen"}])"), Fields{"offers[0] prices.valid_to"});
    EXPECT_EQ(fields(R"("cost":"free","prices":[{"amount":1}])"), Fields{"offers[0] prices"}) << "what then?";
}

TEST(KomminJson, a_misspelled_member_is_a_problem_on_every_level)
{
    auto const read = read_kommin_json(
        R"json([{"key":"a","title":"A","municipality":"aalfeld","tittle":"B","websiteurl":"https://example.org",
        "website":"example.org","address":{"streat":"x"},"phones":[{"numbr":"1","number":"02303 1"}],
        "contacts":[{"name":"x","nmae":"y"}],"prices":[{"amount":1,"amout":2}],
        "hours":{"regulr":[],"regular":[{"weekdays":["mo"],"from":"08:00","to":"09:00","until":"1"}]},
        "exceptions":[{"date":"2026-12-31","closed":true,"from":"","to":"","why":"x"}],
        "course":{"levelfrom":"A1"},"sources":[{"titel":"x"}],"confidence":{"adress":"verify"}}])json",
        import_context());
    EXPECT_THAT(
        fields_of(read.problems),
        ::testing::UnorderedElementsAre(
            "offers[0] tittle", "offers[0] websiteurl", "offers[0] address.streat", "offers[0] phones.numbr",
            "offers[0] contacts.nmae", "offers[0] prices.amout", "offers[0] hours.regulr",
            "offers[0] hours.regular.until", "offers[0] exceptions.why", "offers[0] course.levelfrom",
            "offers[0] sources.titel", "offers[0] confidence.adress"));
}

TEST(KomminJson, broken_text_is_one_clear_problem)
{
    for (auto const* text : {"", "{", "[{]", "[1,]", "\xFF\xFE", "nul", "[\"\\ud800\"]"}) {
        auto const read = read_kommin_json(text, import_context());
        EXPECT_EQ(read.problems.size(), 1U) << text;
        EXPECT_TRUE(read.offers.empty());
    }
}

// Otherwise the next import would take every offer for a changed one.
TEST(ContentHash, is_what_it_was_for_offers_without_the_younger_fields)
{
    EXPECT_EQ(
        content_hash(read_kommin_json(one_offer, import_context()).offers.front()),
        "5c0ed156e93ee7d35dfa4577429e7fa0f363186c3c9c5a5e709f7d30a0b8f7cd");
}

TEST(Limits, every_text_and_list_has_one)
{
    auto const full = std::string(30'000, 'x');
    std::string many = "[\"x\"";
    for (int i = 0; i < 300; ++i)
        many += ",\"x\"";
    many += ']';
    auto const fields = [](std::string const& members) {
        auto read = read_kommin_json(R"([{"municipality":"aalfeld",)" + members + "}]", import_context());
        check_offers(read, import_context());
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
    for (auto const* part : {"function", "name", "phone", "email"})
        EXPECT_THAT(
            fields(R"("contacts":[{")" + std::string(part) + R"(":")" + full + "\"}]"),
            Contains("offers[0] contacts"))
            << part;
    EXPECT_THAT(fields(R"("prices":[{"option":")" + full + "\"}]"), Contains("offers[0] prices"));
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

TEST(Translations, count_as_checked_only_if_the_file_names_who_has_read_them)
{
    LanguageChain const chain{*Language::find("tr"), {}, Language::german()};
    auto const is_unread = [&](std::string_view file) {
        auto read = read_kommin_json(one_offer, import_context());
        EXPECT_TRUE(add_translations(read.offers, chain.wanted, file).empty());
        return show(read.offers.front().title, chain).is_machine_made();
    };
    EXPECT_TRUE(is_unread(R"({"a1":{"title":"Dil kafesi"}})"));
    EXPECT_TRUE(is_unread(R"({"reviewed_by":"","a1":{"title":"Dil kafesi"}})"));
    EXPECT_FALSE(is_unread(R"({"reviewed_by":"Frau Kaya","a1":{"title":"Dil kafesi"}})"));
}

} // namespace
} // namespace kommin::portal
