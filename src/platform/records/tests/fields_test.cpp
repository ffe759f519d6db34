#include "platform/records/fields.hpp"

#include <gmock/gmock.h>

namespace kommin::records {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Fields fields(std::initializer_list<std::pair<std::string, std::string>> values)
{
    Fields fields;
    for (auto const& [name, value] : values)
        fields.set(name, value);
    return fields;
}

std::string joined(std::vector<Piece> const& pieces)
{
    std::string text;
    for (auto const& piece : pieces)
        text += piece.is_common ? std::string(piece.text) : '[' + std::string(piece.text) + ']';
    return text;
}

TEST(Fields, an_empty_field_and_a_missing_one_are_the_same)
{
    auto some = fields({{"title", "Chor"}, {"summary", ""}});
    EXPECT_EQ(some, fields({{"title", "Chor"}}));
    some.set("title", "");
    EXPECT_TRUE(some.empty());
    some.set("languages", Fields::Values{"", "ar", ""});
    EXPECT_THAT(some.values("languages"), ElementsAre("ar"));
    some.set("languages", Fields::Values{"uk", "ar", "uk"});
    EXPECT_THAT(some.values("languages"), ElementsAre("ar", "uk"))
        << "a set: the order of boxes says nothing";
    EXPECT_TRUE(some.has("languages", "ar"));
    EXPECT_EQ(some.value("nothing"), "");
}

TEST(Fields, json_gives_the_same_fields_again)
{
    Fields some;
    some.set("zeile", "Eins\nZwei \"drei\" \\ <b> \xF0\x9F\x98\x80");
    some.set("languages", Fields::Values{"de", "ar"});
    EXPECT_EQ(Fields::from_json(some.to_json()), some);
    EXPECT_EQ(fields({{"a", "1"}}).to_json(), R"({"a":["1"]})");
    EXPECT_EQ(Fields::from_json("{}"), Fields{});
    for (auto const* broken : {"", "[]", "{", R"({"a":"1"})", R"({"a":[1]})", R"({"a":null})"})
        EXPECT_FALSE(Fields::from_json(broken)) << broken;
}

TEST(Fields, differences_are_named_once_and_in_order)
{
    EXPECT_THAT(
        differences(
            fields({{"b", "1"}, {"a", "1"}, {"c", "1"}}), fields({{"a", "2"}, {"c", "1"}, {"d", "1"}})),
        ElementsAre("a", "b", "d"));
    EXPECT_THAT(differences(fields({{"a", "1"}}), fields({{"a", "1"}})), IsEmpty());
}

TEST(Fields, merging_asks_who_changed_what)
{
    auto const base = fields({{"a", "1"}, {"b", "1"}, {"c", "1"}, {"d", "1"}});
    auto const mine = fields({{"a", "1"}, {"b", "2"}, {"c", "1"}, {"d", "2"}, {"e", "x"}});
    auto const theirs = fields({{"a", "1"}, {"b", "1"}, {"c", "3"}, {"d", "3"}, {"e", "x"}});
    EXPECT_EQ(merge(base, mine, theirs, "a"), Merge::same);
    EXPECT_EQ(merge(base, mine, theirs, "b"), Merge::mine);
    EXPECT_EQ(merge(base, mine, theirs, "c"), Merge::theirs);
    EXPECT_EQ(merge(base, mine, theirs, "d"), Merge::both);
    EXPECT_EQ(merge(base, mine, theirs, "e"), Merge::same) << "both added the same";
}

TEST(Compare, only_what_one_text_has_is_marked)
{
    EXPECT_EQ(joined(compare("Montag im Rathaus", "Dienstag im Rathaus")), "[Montag ]im Rathaus");
    EXPECT_EQ(joined(compare("eins zwei drei", "eins drei")), "eins [zwei ]drei");
    EXPECT_EQ(joined(compare("gleich", "gleich")), "gleich");
    EXPECT_EQ(joined(compare("neu", "")), "[neu]");
    EXPECT_THAT(compare("", "alt"), IsEmpty());
    EXPECT_EQ(joined(compare("  vorn", "vorn")), "[  ]vorn");
}

TEST(Compare, the_pieces_are_the_text)
{
    std::string long_text;
    for (int i = 0; i < 5'000; ++i)
        long_text += "Wort" + std::to_string(i % 7) + ' ';
    for (std::string const& text : {std::string("a b  c\n\nd "), std::string("مرحبا بكم"), long_text}) {
        std::string all;
        for (auto const& piece : compare(text, long_text + "x"))
            all += piece.text;
        EXPECT_EQ(all, text);
    }
}

std::string told(std::string_view earlier, std::string_view newer)
{
    std::string all;
    for (auto const& change : changes(earlier, newer)) {
        switch (change.kind) {
        case Change::Kind::kept:
            all.append(change.text);
            break;
        case Change::Kind::removed:
            all.append("[-").append(change.text).append("]");
            break;
        case Change::Kind::added:
            all.append("[+").append(change.text).append("]");
            break;
        }
    }
    return all;
}

TEST(Changes, tell_what_was_removed_as_well_as_what_was_added)
{
    EXPECT_EQ(told("Das kostet nicht viel.", "Das kostet viel."), "Das kostet [-nicht ]viel.");
    EXPECT_EQ(told("Montag im Rathaus", "Dienstag im Rathaus"), "[-Montag ][+Dienstag ]im Rathaus");
    EXPECT_EQ(told("Wir nähen. Kommen Sie.", "Wir nähen."), "Wir nähen.[-Kommen Sie.]");
    EXPECT_EQ(told("Wir nähen.", "Wir nähen. Kommen Sie."), "Wir nähen. [+Kommen Sie.]");
    EXPECT_EQ(told("eins\nzwei", "eins zwei"), "eins zwei");
    EXPECT_EQ(told("", "neu"), "[+neu]");
    EXPECT_EQ(told("alt", ""), "[-alt]");
    EXPECT_EQ(told("gleich", "gleich"), "gleich");
    EXPECT_EQ(told("", ""), "");
}

TEST(Changes, of_very_long_texts_are_told_as_a_whole)
{
    std::string earlier;
    for (int i = 0; i < 3'000; ++i)
        earlier += "wort ";
    auto const newer = earlier + "mehr";
    EXPECT_EQ(told(earlier, newer), "[-" + earlier + "][+" + newer + "]");
}

}
} // namespace kommin::records
