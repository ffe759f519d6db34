// Reading the folder of a founding: the one that is shipped, and every fault with its file, line and column.

#include "modules/tenants/folder.hpp"
#include "platform/base/testing.hpp"
#include "platform/db/testing.hpp"
#include "platform/files/files.hpp"

#include <gmock/gmock.h>

#include <cstdlib>

namespace kommin::tenants {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr char const* good_facts = "field;value\nname;Kreis Musterau\nkind;Kreis\nags;09999\n"
                                   "languages;de, en\nhelp_name;Kreis Musterau\n";
constexpr char const* good_towns = "name;kind;ags\nAalfeld;Stadt;09999001\nBergau;Stadt;09999002\n";

class DistrictFolder : public ::testing::Test {
protected:
    DistrictFolder()
    {
        std::string name = (std::filesystem::temp_directory_path() / "kommin-folder-XXXXXX").string();
        path_ = mkdtemp(name.data());
        write("district.csv", good_facts);
        write("municipalities.csv", good_towns);
    }
    ~DistrictFolder() override { std::filesystem::remove_all(path_); }

    void write(std::string const& name, std::string_view text) const
    {
        files::write_atomically(path_ / name, text);
    }
    [[nodiscard]] ReadDistrict read() const { return read_district(path_); }
    // "file:line: column: sentence" of each problem.
    [[nodiscard]] std::vector<std::string> problems() const
    {
        std::vector<std::string> sentences;
        for (auto const& problem : read().problems)
            sentences.push_back(sentence_of(problem, i18n::Texts::of(Language::german())));
        return sentences;
    }
    [[nodiscard]] std::vector<std::string> problems_with(std::string const& name, std::string_view text) const
    {
        write(name, text);
        return problems();
    }

    std::filesystem::path path_;
};

TEST(DistrictTemplate, is_read_without_a_problem)
{
    auto const read = read_district(testing::source_folder() / "template");
    EXPECT_THAT(read.problems, IsEmpty());
    auto const& district = read.district;
    EXPECT_EQ(district.tenant.name, "Kreis Musterau");
    EXPECT_FALSE(district.tenant.is_demonstration);
    EXPECT_EQ(district.tenant.languages.size(), 6U);
    ASSERT_EQ(district.municipalities.size(), 3U);
    EXPECT_EQ(district.municipalities[0].slug, "aalfeld");
    EXPECT_EQ(district.municipalities[0].latitude, 51.5) << "with a comma, as spreadsheets write it";
    EXPECT_EQ(district.municipalities[1].slug, "bergheim");
    EXPECT_EQ(district.municipalities[2].slug, "uebersee");
    ASSERT_EQ(district.units.size(), 4U);
    auto const& centre = district.units[1];
    EXPECT_EQ(centre.body, "kreis-musterau") << "of the district, where no other body is named";
    EXPECT_EQ(centre.unit.name_on(*parse_date("2008-01-01"))->short_name, "RAA");
    EXPECT_EQ(centre.unit.name_on(*parse_date("2014-01-01"))->short_name, "KI");
    EXPECT_EQ(centre.unit.codes.size(), 1U);
    EXPECT_EQ(centre.unit.parent, "soziales");
    EXPECT_EQ(district.units[3].body, "aalfeld");
}

TEST_F(DistrictFolder, needs_no_more_than_facts_and_municipalities)
{
    EXPECT_THAT(problems(), IsEmpty());
    auto const district = read().district;
    EXPECT_EQ(district.tenant.slug, "kreis-musterau");
    EXPECT_EQ(district.tenant.zone, "Europe/Berlin");
}

TEST_F(DistrictFolder, is_told_of_every_missing_file_at_once)
{
    std::filesystem::remove(path_ / "district.csv");
    std::filesystem::remove(path_ / "municipalities.csv");
    EXPECT_THAT(
        problems(),
        ElementsAre(
            HasSubstr("district.csv: Diese Datei fehlt"), HasSubstr("municipalities.csv: Diese Datei")));
}

TEST_F(DistrictFolder, facts_are_checked_line_by_line)
{
    auto const problems = problems_with(
        "district.csv",
        "field;value\nname;Kreis Musterau\nkind;\nags;9999\nlanguages;en, xx, en\nslug;Muster Au\n"
        "hosts;https://kreis.example/\ntime_zone;Mond\nhelp_email;post\nhelp_phone;ruf an\n"
        "fax;1\nname;Kreis\n");
    for (auto const* expected :
         {"district.csv:3: kind: Diese Angabe fehlt.", "district.csv:4: ags: Kein Schlüssel mit 5 Ziffern",
          "district.csv:5: languages: Unbekannte Sprache: xx",
          "district.csv:5: languages: Dieser Wert kommt mehr",
          "district.csv:5: languages: Deutsch (de) fehlt", "district.csv:6: slug: Die Kurzadresse",
          "district.csv:7: hosts: Kein Rechnername", "district.csv:8: time_zone: Unbekannte Zeitzone",
          "district.csv:9: help_email: Keine gültige E-Mail",
          "district.csv:10: help_phone: Keine gültige Tel", "district.csv:11: fax: Dieses Feld gibt es nicht",
          "district.csv:12: name: Dieser Wert kommt mehr", "district.csv: help_name: Diese Angabe fehlt."})
        EXPECT_THAT(problems, Contains(HasSubstr(expected)));
}

TEST_F(DistrictFolder, municipalities_are_checked_row_by_row)
{
    auto const problems = problems_with(
        "municipalities.csv",
        "name;slug;kind;ags;latitude;longitude;population\nAalfeld;;Stadt;09999001;;;\n"
        ";;Stadt;09999002;;;\nBergau;;;9999003;;;\nChemau;Chem Au;Stadt;08888001;;;\n"
        "Dorfen;;Stadt;09999001;7,5;51,5;\nErlau;aalfeld;Stadt;09999006;x;;viele\nFelden;;Stadt;;;;\n"
        "Kreis;kreis-musterau;Stadt;09999008;;;\n");
    for (auto const* expected :
         {"municipalities.csv:3: name: Diese Angabe fehlt.",
          "municipalities.csv:4: kind: Diese Angabe fehlt.",
          "municipalities.csv:4: ags: Kein Schlüssel mit 8 Ziffern, der mit „09999“ beginnt: 9999003",
          "municipalities.csv:5: slug: Die Kurzadresse", "municipalities.csv:5: ags: Kein Schlüssel",
          "municipalities.csv:6: ags: Dieser Wert kommt mehr", "municipalities.csv:6: latitude: Geografische",
          "municipalities.csv:7: slug: Dieser Wert kommt mehr",
          "municipalities.csv:7: latitude: Hier wird eine Zahl",
          "municipalities.csv:7: population: Hier wird eine Zahl",
          "municipalities.csv:8: ags: Diese Angabe fehlt.",
          "municipalities.csv:9: slug: Dieser Wert kommt mehr"})
        EXPECT_THAT(problems, Contains(HasSubstr(expected)));
}

TEST_F(DistrictFolder, a_header_that_nobody_knows_is_told_once)
{
    EXPECT_THAT(
        problems_with("municipalities.csv", "name;art;ags\nAalfeld;Stadt;09999001\nBergau;Stadt;09999002\n"),
        ElementsAre(
            HasSubstr("municipalities.csv:1: art: Diese Spalte ist nicht vorgesehen"),
            HasSubstr("municipalities.csv:1: kind: Diese Spalte fehlt")));
    EXPECT_THAT(
        problems_with("municipalities.csv", "name;kind;ags\n"),
        ElementsAre(HasSubstr("municipalities.csv: Die Datei nennt keine Gemeinde")));
    EXPECT_THAT(
        problems_with("municipalities.csv", "name;kind;ags\n\"Aalfeld;Stadt;1\n"),
        ElementsAre(HasSubstr("municipalities.csv:2: Die Datei ist keine lesbare CSV-Datei")));
}

TEST_F(DistrictFolder, units_are_checked_row_by_row)
{
    auto const problems = problems_with(
        "units.csv",
        "key;body;kind;parent;name;valid_from;valid_to;uncertain\n"
        "amt;;office;;Amt;2010;2009;\n"
        "amt;bergau;;;Neues Amt;gestern;;vielleicht\n"
        "Amt 2;atlantis;club;nirgends;;;;\n"
        ";;office;;Ohne Schlüssel;;;\n");
    for (auto const* expected :
         {"units.csv:2: valid_to: Der Zeitraum endet", "units.csv:3: body: Die erste Zeile der Einheit „amt“",
          "units.csv:3: valid_from: Kein gültiges Datum: gestern", "units.csv:3: uncertain: Erlaubt sind",
          "units.csv:4: key: Die Kurzadresse", "units.csv:4: body: Unbekannte Gemeinde: atlantis",
          "units.csv:4: kind: Dieses Wort", "units.csv:4: parent: Keine Zeile hat diesen Schlüssel",
          "units.csv:4: name: Diese Angabe fehlt.", "units.csv:5: key: Diese Angabe fehlt."})
        EXPECT_THAT(problems, Contains(HasSubstr(expected)));
}

TEST_F(DistrictFolder, a_map_shows_these_municipalities_and_nothing_but_outlines)
{
    auto const map = [](std::string const& areas) {
        return R"({"viewBox": "0 0 9 9", "attribution": "©", "areas": [)" + areas + "]}";
    };
    auto const area = [](std::string const& ags, std::string const& path) {
        return R"({"ags": ")" + ags + R"(", "name": "X", "d": ")" + path
            + R"(", "label": {"x": 1, "y": 2, "text": "X"}})";
    };
    EXPECT_THAT(
        problems_with("map.json", map(area("09999001", "m0 0 1 1z") + "," + area("09999002", "m0 0 1 1z"))),
        IsEmpty());
    EXPECT_EQ(read().district.municipalities[1].outline, "m0 0 1 1z");
    EXPECT_EQ(read().district.municipalities[1].label_y, 2.0);
    EXPECT_THAT(
        problems_with("map.json", map(area("09999001", "m0 0z") + "," + area("08888001", "m0 0z"))),
        ElementsAre(
            HasSubstr("map.json: areas: Die Karte zeigt eine Gemeinde, die nicht in municipalities.csv"),
            HasSubstr("map.json: areas: Auf der Karte fehlt: Bergau (09999002)")));
    EXPECT_THAT(
        problems_with(
            "map.json", map(area("09999001", "m0 0z") + "," + area("09999002", "m0 0z' onload='x"))),
        Contains(HasSubstr("map.json: areas: Diese Fläche hat keinen Umriss")));
    EXPECT_THAT(
        problems_with("map.json", "{\n}}"),
        ElementsAre(HasSubstr("map.json:2: Die Datei ist kein lesbares JSON")));
    EXPECT_THAT(
        problems_with("map.json", "{}"), Contains(HasSubstr("map.json: attribution: Diese Angabe fehlt.")));
}

} // namespace
} // namespace kommin::tenants
