// CSV as offices export it: separators, encodings, columns with names of their own.

#include "modules/portal/exchange/tests/import_samples.hpp"

#include <gmock/gmock.h>

namespace kommin::portal {
namespace {

using ::testing::Contains;

TEST(Csv, reads_what_offices_export)
{
    // Semicolons, Windows-1252, German column names.
    auto const read = read_csv(
        "Nr;Bezeichnung;Ort;Sprachen;Montag\r\n7;B\xFCrgerb\xFCro;Fr\xF6ndenberg;de, en;08:00-12:00, "
        "13:30-16:00\r\n",
        import_context(),
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

TEST(Csv, tells_how_many_offers_have_been_read)
{
    std::vector<std::size_t> told;
    auto context = import_context();
    context.on_read = [&](std::size_t offers) { told.push_back(offers); };
    read_csv("title;municipality\nChor;Aalfeld\nTreff;Atlantis\n", context);
    EXPECT_EQ(told, (std::vector<std::size_t>{1, 2})) << "also of those with problems";
}

TEST(Csv, and_json_name_the_life_situations_of_the_district_by_their_words)
{
    auto context = import_context();
    context.own_situations = {{"eigen-frauen", own_situation(2)}};
    auto const row = [](std::string const& words) {
        return "title,municipality,life_situations\nA,aalfeld," + words + "\n";
    };
    auto const read = read_csv(row("eigen-frauen|work"), context);
    ASSERT_TRUE(read.problems.empty());
    std::vector const both{own_situation(2), Situation::work};
    EXPECT_EQ(read.offers.front().situations, both);
    // What the database calls it means something else in every district.
    for (auto const* unknown : {"own_3", "eigen-maenner", "frauen", "Eigen-Frauen"}) {
        EXPECT_EQ(fields_of(read_csv(row(unknown), context).problems).size(), 1U) << unknown;
        EXPECT_EQ(fields_of(read_csv(row("eigen-frauen"), import_context()).problems).size(), 1U);
    }
    auto const json = [](std::string const& word) {
        return R"([{"key":"a","title":"A","municipality":"aalfeld","life_situations":[")" + word
            + R"(","work"]}])";
    };
    EXPECT_EQ(read_kommin_json(json("eigen-frauen"), context).offers.front().situations, both);
    auto const refused = read_kommin_json(json("own_3"), context);
    ASSERT_EQ(refused.problems.size(), 1U);
    EXPECT_EQ(refused.problems.front().problem.message, "import.problem.code"_msg);
}

TEST(Csv, names_line_and_column)
{
    auto const read
        = read_csv("title,municipality,kind,monday\nA,aalfeld,bakery,vormittags\n", import_context());
    auto const fields = fields_of(read.problems);
    EXPECT_THAT(fields, Contains("2 kind"));
    EXPECT_THAT(fields, Contains("2 monday"));
    EXPECT_EQ(
        read_csv("title\nA\n", import_context(), {{"title", "Name"}}).problems.front().problem.field,
        "title");
    EXPECT_FALSE(read_csv("a,b\n\"open", import_context()).problems.empty());
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
        "Faltblatt;Stadt Aalfeld;13.2026;title|phones;2026-05;22.11.2026;2026-11-22;02303 1;nur "
        "vormittags;nein;"
        "ja;low;intern\r\n",
        import_context());
    check_offers(read, import_context());
    EXPECT_EQ(fields_of(read.problems), (std::vector<std::string>{"2 source_as_of", "2 free_places"}))
        << "13.2026 is no month, 4294967301 no number of places";
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
    EXPECT_EQ(offer.hours.exceptions[1].note.source, "Silvester");
    EXPECT_EQ(offer.childcare, Provided::partly);
    ASSERT_EQ(offer.sources.size(), 1U);
    EXPECT_EQ(offer.sources[0].site, "Stadt Aalfeld");
    EXPECT_TRUE(offer.is_unsure("phones"));
    EXPECT_EQ(offer.hours.as_of->to_iso(), "2026-05");
    EXPECT_EQ(offer.as_of->to_iso(), "2026-11-22");
    EXPECT_EQ(to_iso(*offer.hours.confirmed_on), "2026-11-22");
    EXPECT_EQ(offer.phones[0].note.source, "nur vormittags");
    EXPECT_TRUE(offer.is_example);
}

TEST(Csv, contacts_prices_and_kinds_of_numbers_stand_in_columns)
{
    auto read = read_csv(
        "title;municipality;phone;phone_kind;phone_languages;phones;contacts;prices\r\n"
        "Kurs;Aalfeld;02303 1;mobile;ar|tr;02303 2 [Fax] | 02303 3 [Polnisch];"
        "\"Sozialberatung; Frau Kaya; 02303 27-5 | Empfang\";\"12,50 | 8; ermäßigt; bis 30.06.2027\"\r\n"
        "Chor;Aalfeld;02303 1;pager;klingon!;;\"a;b;c;d;e\";umsonst\r\n",
        import_context());
    check_offers(read, import_context());
    EXPECT_THAT(
        fields_of(read.problems),
        ::testing::UnorderedElementsAre("3 phone_kind", "3 contacts", "3 prices", "3 phones"));
    auto const& offer = read.offers.front();
    ASSERT_EQ(offer.phones.size(), 3U);
    EXPECT_EQ(offer.phones[0].kind, PhoneKind::mobile);
    EXPECT_EQ(offer.phones[0].languages, (std::vector<std::string>{"ar", "tr"}));
    EXPECT_EQ(offer.phones[1].kind, PhoneKind::fax);
    EXPECT_EQ(offer.phones[2].languages, std::vector<std::string>{"pl"});
    ASSERT_EQ(offer.contacts.size(), 2U);
    EXPECT_EQ(offer.contacts[0].name, "Frau Kaya");
    ASSERT_EQ(offer.prices.size(), 2U);
    EXPECT_EQ(offer.prices[1].option.source, "ermäßigt");
}

TEST(Csv, tells_of_columns_and_fields_that_nobody_knows)
{
    auto const read
        = read_csv("title;municipality;Sachbearbeiter;tittle;;\nA;aalfeld;X;Y;;\n", import_context());
    EXPECT_TRUE(read.problems.empty());
    EXPECT_EQ(fields_of(read.warnings), (std::vector<std::string>{"1 Sachbearbeiter", "1 tittle"}));

    auto const mapped = read_csv(
        "Name;Ort;Rest\nA;Aalfeld;x\n", import_context(),
        {{"title", "Name"}, {"tittle", "Ort"}, {"city", "Stadt"}});
    EXPECT_EQ(fields_of(mapped.problems), (std::vector<std::string>{"1 city", "1 tittle"}));
    EXPECT_EQ(fields_of(mapped.warnings), std::vector<std::string>{"1 Rest"});

    EXPECT_EQ(
        fields_of(read_csv("title;title\nA;B\n", import_context()).problems),
        std::vector<std::string>{"1 title"});
    EXPECT_EQ(
        fields_of(
            read_csv("title;exceptions;always_open\nA;24.12. zu;vielleicht\n", import_context()).problems),
        (std::vector<std::string>{"2 always_open", "2 exceptions"}));
}

TEST(Csv, a_number_is_written_in_decimal_digits)
{
    auto const read = read_csv(
        "key;latitude;longitude\n1;51,5;7.6\n2;0x10;inf\n3;nan;1e2\n4;-51,5;+7\n", import_context());
    EXPECT_EQ(
        fields_of(read.problems),
        (std::vector<std::string>{"3 latitude", "3 longitude", "4 latitude", "4 longitude"}));
    EXPECT_EQ(read.offers[0].address.latitude, 51.5);
    EXPECT_EQ(read.offers[3].address.latitude, -51.5);
    EXPECT_EQ(read.offers[3].address.longitude, 7);
}

TEST(Profile, is_lines_of_field_and_column)
{
    auto const profile = parse_mapping_profile("# Stadt Unna\ntitle = Bezeichnung\n\nmunicipality=Ort\n");
    ASSERT_TRUE(profile);
    EXPECT_EQ(profile->at("title"), "Bezeichnung");
    EXPECT_FALSE(parse_mapping_profile("title Bezeichnung"));
    EXPECT_FALSE(parse_mapping_profile("title = Stra\xDF\x65")) << "names are UTF-8";
}

} // namespace
} // namespace kommin::portal
