// Packages as files: the same bytes for the same content, and nothing that somebody else has written.

#include "modules/adoption/package/package_file.hpp"

#include "platform/crypto/crypto.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace kommin::adoption {
namespace {

crypto::Key key_of(char letter)
{
    return crypto::Key::of(std::string(crypto::Key::size, letter)).value();
}

Item part(
    ItemKind kind, std::int64_t number,
    std::initializer_list<std::pair<std::string_view, std::string>> values)
{
    Item item{.kind = kind, .key = item_key(kind, number), .fields = {}};
    for (auto const& [name, value] : values)
        item.fields.set(name, value);
    return item;
}

ConceptPackage whole_package()
{
    using namespace std::chrono;
    ConceptPackage package;
    package.code = crypto::base64url(std::string(16, 'c'));
    package.number = 2;
    package.name = "Integrationskonzept „Miteinander“";
    package.issuer = "Kreis Musterau";
    package.day = year(2026) / November / 23;
    package.source = "Bericht 2008";
    package.licence = "CC BY 4.0";
    package.serves = true;
    package.items
        = {part(ItemKind::panel, 3, {{"kind", "conference"}, {"name", "Konferenz"}}),
           part(
               ItemKind::panel, 4,
               {{"kind", "field_of_action"},
                {"name", "Bildung"},
                {"mandate", "Sprache.\nSchule."},
                {"parent", "panel-3"}}),
           part(
               ItemKind::goal, 7,
               {{"kind", "guiding"},
                {"title", "Alle sprechen Deutsch"},
                {"plain_text", "Alle sollen\nDeutsch lernen."},
                {"panel", "panel-4"},
                {"weight", "3"}}),
           part(ItemKind::goal, 8, {{"kind", "operational"}, {"title", "Kurse"}, {"parent", "goal-7"}}),
           part(
               ItemKind::measure, 1,
               {{"title", "Fortbildungen"},
                {"panel", "panel-4"},
                {"goals", "goal-8:2"},
                {"reach", "195 Kindergärten\nalle Eltern"},
                {"recurring", "yes"}}),
           part(
               ItemKind::figure, 5,
               {{"measure", "measure-1"},
                {"name", "Fortbildungen"},
                {"unit", "Fortbildungen"},
                {"target_kind", "absolute"},
                {"aim", "at_least"}}),
           part(ItemKind::checklist, 1, {{"step", "screening"}, {"lines", "Ziele sichten\nEinfluss klären"}}),
           part(
               ItemKind::letter, 5,
               {{"kind", "goals.inventory.request"},
                {"language", "de"},
                {"opening", "Guten Tag,\n\nbis {frist}"}})};
    return package;
}

std::string replaced(std::string text, std::string_view from, std::string_view to)
{
    auto const at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
}

void expect_refused(std::string const& file, MessageKey message)
{
    auto const read = read_package_file(file);
    ASSERT_FALSE(read) << file.substr(0, 300);
    EXPECT_TRUE(read.problem().message == message) << file.substr(0, 300);
    EXPECT_EQ(read.problem().field, package_file_field);
}

// Signed as it should be, whatever it says.
std::string signed_anew(ConceptPackage const& package)
{
    return write_package_file(package, key_of('k'));
}

TEST(PackageFile, comes_back_as_it_was_written)
{
    auto const package = whole_package();
    auto const file = write_package_file(package, key_of('k'));
    auto const read = read_package_file(file);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->package, package);
    EXPECT_EQ(read->public_key, crypto::base64url(crypto::public_key_of(key_of('k'))));
    EXPECT_EQ(write_package_file(read->package, key_of('k')), file) << "to the byte";
    EXPECT_NE(write_package_file(package, key_of('l')), file) << "another key signs in another way";
}

// As it was signed before goals and measures had plain words in packages.
TEST(PackageFile, of_before_plain_words_is_read_and_has_its_signature)
{
    constexpr std::string_view earlier = R"({
  "package": {
    "format": "kommin-concept/1",
    "code": "Y2NjY2NjY2NjY2NjY2NjYw",
    "number": 1,
    "name": "Miteinander",
    "issuer": "Kreis Musterau",
    "day": "2026-11-23",
    "panels": [
      {
        "key": "panel-1",
        "kind": "field_of_action",
        "name": "Bildung"
      }
    ],
    "goals": [
      {
        "key": "goal-1",
        "kind": "guiding",
        "title": "Alle sprechen Deutsch",
        "text": "Kurse am Abend.",
        "reasons": "Gefragt.",
        "panel": "panel-1"
      }
    ],
    "measures": [
      {
        "key": "measure-1",
        "title": "Fortbildungen",
        "text": "Zehn im Jahr.",
        "audience": "Kitas",
        "panel": "panel-1",
        "goals": [
          "goal-1"
        ]
      }
    ]
  },
  "public_key": "gyClGXfYw4yopJJ8Zw31gh5El2GUXhXp77JqFQnSMOo",
  "signature": "MildBPOKZ9gdXEb33lMdrWFPYPGd5PkVwfH6lRgR7vRVsQXvEkC6MqUqhZvEChQeLtawMYnznwN7BDgrAE_OBg"
}
)";
    auto const read = read_package_file(earlier);
    ASSERT_TRUE(read);
    EXPECT_TRUE(read->package.items.at(1).fields.values("plain_text").empty());
    EXPECT_EQ(write_package_file(read->package, key_of('k')), earlier)
        << "the same bytes, the same signature";
    auto package = read->package;
    package.items.at(1).fields.set("plain_text", std::string("Kurse."));
    auto const file = write_package_file(package, key_of('k'));
    EXPECT_LT(file.find("\"text\""), file.find("\"plain_text\""));
    EXPECT_LT(file.find("\"plain_text\""), file.find("\"reasons\""));
    EXPECT_TRUE(read_package_file(file));
}

TEST(PackageFile, is_refused_where_a_single_byte_is_another)
{
    auto const file = write_package_file(whole_package(), key_of('k'));
    for (std::size_t i = 0; i < file.size(); ++i) {
        auto changed = file;
        changed[i] = static_cast<char>(changed[i] ^ 1);
        EXPECT_FALSE(read_package_file(changed)) << "at " << i << ": " << changed.substr(i, 20);
    }
}

TEST(PackageFile, says_that_somebody_has_changed_it)
{
    auto const file = write_package_file(whole_package(), key_of('k'));
    expect_refused(replaced(file, "Alle sprechen", "Viele sprechen"), "package.problem.signature"_msg);
    expect_refused(
        replaced(
            file, crypto::base64url(crypto::public_key_of(key_of('k'))),
            crypto::base64url(crypto::public_key_of(key_of('l')))),
        "package.problem.signature"_msg);
    expect_refused(replaced(file, "\n", "\n "), "package.problem.spelling"_msg);
    expect_refused(file + "\n", "package.problem.spelling"_msg);
    expect_refused("\xEF\xBB\xBF" + file, "package.problem.spelling"_msg);
    expect_refused(
        replaced(file, "\"public_key\"", "\"mehr\": 1, \"public_key\""), "package.problem.spelling"_msg);
}

TEST(PackageFile, is_read_with_bounds)
{
    EXPECT_FALSE(read_package_file(""));
    EXPECT_FALSE(read_package_file("{"));
    EXPECT_FALSE(read_package_file("[[[[[[[[[[]]]]]]]]]]"));
    EXPECT_FALSE(read_package_file("null"));
    EXPECT_EQ(
        read_package_file(std::string(largest_package + 1, ' ')).problem().kind, ProblemKind::too_large);
    auto many = whole_package();
    many.items.clear();
    for (std::size_t i = 1; i <= most_items + 1; ++i)
        many.items.push_back(
            part(ItemKind::goal, static_cast<std::int64_t>(i), {{"kind", "guiding"}, {"title", "Ziel"}}));
    EXPECT_EQ(read_package_file(signed_anew(many)).problem().kind, ProblemKind::too_large);
    many.items.pop_back();
    EXPECT_TRUE(read_package_file(signed_anew(many))) << "as many as there may be";
}

// Also from somebody whose signature is right.
TEST(PackageFile, says_nothing_that_no_form_would_take)
{
    auto const with = [](auto change) {
        auto package = whole_package();
        change(package);
        return signed_anew(package);
    };
    for (auto const& [field, value] : std::initializer_list<std::pair<std::string_view, std::string>>{
             {"title", ""},
             {"title", std::string(301, 'x')},
             {"title", " mit Rand "},
             {"title", "zwei\nZeilen"},
             {"text", "mit\rWagenrücklauf"},
             {"text", "mit\x01Steuerzeichen"},
             {"text", "mit\tTabulator"},
             {"text",
              "mit\x7F"
              "Steuerzeichen"},
             {"text",
              "mit\xC2\x85"
              "Steuerzeichen"},
             {"title",
              "liest sich \xE2\x80\xAE"
              "anders"},
             {"title",
              "liest sich \xE2\x81\xA7"
              "anders"},
             {"text", std::string(5001, 'x')},
             {"plain_text", std::string(3001, 'x')},
             {"kind", "ganz anders"},
             {"weight", "0"},
             {"weight", "03"},
             {"weight", "1001"},
             {"panel", "panel-99"},
             {"panel", "goal-8"},
             {"parent", "goal-99"},
             {"parent", "goal-7"}}) // below itself
        expect_refused(
            with([&](ConceptPackage& package) { package.items[2].fields.set(field, value); }),
            "package.problem.format"_msg);
    expect_refused(
        with([](ConceptPackage& package) { package.items[2].fields.set("parent", std::string("goal-8")); }),
        "package.problem.format"_msg); // one below the other
    for (auto const* served : {"goal-8:0", "goal-8:1", "goal-8:", "goal-9", "panel-4", "goal-08"})
        expect_refused(
            with([&](ConceptPackage& package) { package.items[4].fields.set("goals", std::string(served)); }),
            "package.problem.format"_msg);
    expect_refused(
        with([](ConceptPackage& package) { package.items.push_back(package.items[2]); }),
        "package.problem.format"_msg);
    for (auto const* key : {"goal-0", "goal-", "goal--1", "panel-7", "goal-7 ", "goal-99999999999999999999"})
        expect_refused(
            with([&](ConceptPackage& package) { package.items[2].key = key; }), "package.problem.format"_msg);
    expect_refused(with([](ConceptPackage& package) { package.number = 0; }), "package.problem.format"_msg);
    expect_refused(with([](ConceptPackage& package) { package.code = "x"; }), "package.problem.format"_msg);
    expect_refused(with([](ConceptPackage& package) { package.name = {}; }), "package.problem.format"_msg);
    expect_refused(
        with([](ConceptPackage& package) { package.issuer = std::string(201, 'x'); }),
        "package.problem.format"_msg);
}

TEST(PackageFile, keeps_marks_that_turn_nothing_else_round)
{
    auto package = whole_package();
    package.items[2].fields.set("title", std::string("\xD9\x84\xD8\xBA\xD8\xA9 (B1)\xE2\x80\x8F"));
    EXPECT_TRUE(read_package_file(signed_anew(package)));
}

TEST(PackageFile, is_in_one_order_whoever_has_signed_it)
{
    auto package = whole_package();
    std::swap(package.items[0], package.items[1]);
    expect_refused(signed_anew(package), "package.problem.format"_msg);
    package = whole_package();
    auto& served = package.items[4].fields;
    served.set("goals", records::Fields::Values{"goal-7", "goal-8:2"});
    auto const file = signed_anew(package);
    EXPECT_TRUE(read_package_file(file));
    auto const second = file.rfind("goal-8:2");
    auto const first = file.rfind("goal-7", second);
    ASSERT_NE(first, std::string::npos);
    auto turned = file;
    turned.replace(second, 8, "goal-7").replace(first, 6, "goal-8:2");
    expect_refused(turned, "package.problem.format"_msg);
    served.set("goals", records::Fields::Values{"goal-8", "goal-8:2"});
    expect_refused(signed_anew(package), "package.problem.format"_msg);
}

TEST(PackageFile, names_goals_by_their_numbers_not_by_their_letters)
{
    auto package = whole_package();
    package.items.insert(
        package.items.begin() + 4, part(ItemKind::goal, 10, {{"kind", "guiding"}, {"title", "Ziel"}}));
    package.items[5].fields.set("goals", records::Fields::Values{"goal-10", "goal-8:2"});
    auto const file = signed_anew(package);
    EXPECT_LT(file.rfind("goal-8:2"), file.rfind("goal-10"));
    auto const read = read_package_file(file);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->package, package);
}

// Whoever gives one out learns it before anybody has it.
TEST(PackageFile, that_nobody_could_read_is_found_before_it_is_written)
{
    auto package = whole_package();
    EXPECT_TRUE(check_package(package));
    package.code = {};
    EXPECT_TRUE(check_package(package)) << "it gets one when it leaves";
    package.items[2].fields.set("text", std::string(5001, 'x'));
    EXPECT_FALSE(check_package(package));
    package = whole_package();
    package.number = largest_number + 1;
    EXPECT_FALSE(check_package(package));
    package = whole_package();
    for (std::int64_t i = 10; i < 300; ++i)
        package.items.insert(
            package.items.begin() + 4,
            part(
                ItemKind::goal, 310 - i,
                {{"kind", "guiding"},
                 {"title", "Ziel"},
                 {"text", std::string(5000, 'x')},
                 {"reasons", std::string(5000, 'x')}}));
    auto const large = check_package(package);
    ASSERT_FALSE(large);
    EXPECT_EQ(large.problem().kind, ProblemKind::too_large);
    EXPECT_FALSE(read_package_file(signed_anew(package))) << "and so says its reader";
}

TEST(PackageFile, has_no_place_for_what_it_does_not_know)
{
    auto const file = write_package_file(whole_package(), key_of('k'));
    expect_refused(
        replaced(file, "\"title\": \"Kurse\"", "\"title\": \"Kurse\", \"office\": \"Amt\""),
        "package.problem.format"_msg);
    expect_refused(replaced(file, "kommin-concept/1", "kommin-concept/2"), "package.problem.format"_msg);
    expect_refused(replaced(file, "\"goals\": [", "\"people\": ["), "package.problem.format"_msg);
}

TEST(PackageFile, keeps_the_words_of_a_part_in_one_spelling)
{
    for (auto const& item : whole_package().items) {
        auto const text = text_of(item);
        EXPECT_EQ(read_item(item.kind, text), item) << text;
        EXPECT_FALSE(read_item(item.kind, text + ' ')) << text;
    }
    EXPECT_FALSE(read_item(ItemKind::goal, text_of(whole_package().items.front())));
}

TEST(Fingerprint, is_read_in_groups_and_is_of_the_key)
{
    auto const one = fingerprint_of(crypto::base64url(crypto::public_key_of(key_of('k'))));
    EXPECT_EQ(one.size(), 39U);
    EXPECT_EQ(one[4], ' ');
    EXPECT_NE(one, fingerprint_of(crypto::base64url(crypto::public_key_of(key_of('l')))));
}

} // namespace
} // namespace kommin::adoption
