#include "catalogue.hpp"

#include "pattern.hpp"
#include "platform/base/text.hpp"
#include "po_file.hpp"
#include "source_scan.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::catalogue {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(PoFile, reads_comments_escapes_and_texts_over_several_lines)
{
    Findings findings;
    auto const entries = read_po(
        "# translator\n"
        "msgid \"\"\n"
        "msgstr \"Language: de\\n\"\n"
        "\n"
        "#. where it stands\n"
        "#: src/a.cpp:1\n"
        "msgid \"a.b\"\n"
        "msgstr \"\"\n"
        "\"eins \\\"zwei\\\"\\n\"\n"
        "\"drei \\\\ vier\"\n"
        "#, fuzzy\n"
        "msgid \"a.c\"\r\n"
        "msgstr \"x\"",
        "a.de.po", findings);
    EXPECT_THAT(findings, IsEmpty());
    ASSERT_EQ(entries.size(), 2U);
    EXPECT_EQ(entries[0].id, "a.b");
    EXPECT_EQ(entries[0].text, "eins \"zwei\"\ndrei \\ vier");
    EXPECT_EQ(entries[0].line, 7U);
    EXPECT_FALSE(entries[0].is_fuzzy);
    EXPECT_TRUE(entries[1].is_fuzzy);
}

struct BrokenPo {
    std::string_view bytes;
    std::size_t line;
    std::string_view what;
};

TEST(PoFile, names_the_line_of_what_it_does_not_understand)
{
    for (BrokenPo const& broken : {
             BrokenPo{"msgid \"a.b\"\nmsgid \"a.c\"\nmsgstr \"x\"", 2, "msgid without msgstr"},
             BrokenPo{"\nmsgstr \"x\"", 2, "msgstr without a msgid"},
             BrokenPo{"\"x\"", 1, "belongs to no msgid"},
             BrokenPo{"msgid \"a.b\nmsgstr \"x\"", 1, "closing double quote is missing"},
             BrokenPo{"msgid \"a.b\"\nmsgstr \"x\" y", 2, "something follows"},
             BrokenPo{"msgid \"a.b\"\nmsgstr x", 2, "double quotes is missing"},
             BrokenPo{"msgid \"a.b\"\nmsgstr \"\\t\"", 2, "unknown escape"},
             BrokenPo{"msgid \"a.b\"\nmsgstr \"a\tb\"", 2, "control character"},
             BrokenPo{"msgid \"a b\"\nmsgstr \"x\"", 1, "not a key"},
             BrokenPo{"msgid \"ab\"\nmsgstr \"x\"", 1, "not a key"},
             BrokenPo{"msgid \"a..b\"\nmsgstr \"x\"", 1, "not a key"},
             BrokenPo{"msgid \"a.b\"\nmsgid_plural \"a.c\"\nmsgstr \"x\"", 2, "plural forms belong"},
             BrokenPo{"msgctxt \"a\"", 1, "neither comment"},
             BrokenPo{"msgid \"a.b\"\nmsgstr \"x\"\n\nmsgid \"\"\nmsgstr \"y\"", 4, "empty msgid"},
         }) {
        Findings findings;
        read_po(broken.bytes, "f.po", findings);
        ASSERT_FALSE(findings.empty()) << broken.bytes;
        EXPECT_EQ(findings[0].line, broken.line) << broken.bytes;
        EXPECT_EQ(findings[0].file, "f.po");
        EXPECT_THAT(findings[0].what, HasSubstr(std::string(broken.what)));
    }
    Findings findings;
    read_po("msgid \"a.b\"\nmsgstr \"\xFF\"", "f.po", findings);
    EXPECT_THAT(findings, ElementsAre(::testing::Field(&Finding::what, HasSubstr("UTF-8"))));
}

TEST(PoFile, says_what_is_wrong_in_whole_characters)
{
    for (std::string const bytes :
         {"msgid \"a.b\"\nmsgstr \"x\\ü\"", "msgid \"a.b\"\nmsgstr \"x\\😀y\"", "üüüüüüüüüüüüüüüüüüüüüüüüü",
          "xüüüüüüüüüüüüüüüüüüüüüüüüü"}) {
        Findings findings;
        auto const entries = read_po(bytes, "a.de.po", findings);
        ASSERT_EQ(findings.size(), 1U);
        EXPECT_TRUE(is_valid_utf8(findings[0].what)) << findings[0].what;
        for (auto const& entry : entries)
            EXPECT_TRUE(is_valid_utf8(entry.text)) << entry.text;
    }
}

TEST(Pattern, tells_names_and_plural_categories)
{
    auto const shape
        = read_pattern("{ name }: {count, plural, =0{nichts} one{ein {thing}} other {# {thing}}}.");
    ASSERT_TRUE(std::holds_alternative<PatternShape>(shape));
    auto const& found = std::get<PatternShape>(shape);
    EXPECT_THAT(found.names, ElementsAre("count", "name", "thing"));
    ASSERT_EQ(found.plurals.size(), 1U);
    EXPECT_EQ(found.plurals[0].name, "count");
    EXPECT_THAT(found.plurals[0].categories, ElementsAre("one", "other"));
}

TEST(Pattern, refuses_what_has_no_meaning)
{
    for (auto const& [text, what] : std::vector<std::pair<std::string, std::string>>{
             {"a {name", "not closed"},
             {"a } b", "closing brace"},
             {"{}", "not a name"},
             {"{Name}", "not a name"},
             {"{a b}", "not a name"},
             {"{n, select, a{b} other{c}}", "only `plural,`"},
             {"{n, plural, one{a}}", "no `other`"},
             {"{n, plural, one{a} other{b}", "not closed"},
             {"{n, plural, some{a} other{b}}", "no category"},
             {"{n, plural, one{a} one{c} other{b}}", "twice"},
             {"{n, plural, =x{a} other{b}}", "no number"},
             {"{n, plural, one other{b}}", "no category"},
             {"{n, plural, other{b} one}", "has no text"},
             {"{n, plural, other{{m, plural, other{x}}}}", "inside a plural"}}) {
        auto const shape = read_pattern(text);
        ASSERT_TRUE(std::holds_alternative<std::string>(shape)) << text;
        EXPECT_THAT(std::get<std::string>(shape), HasSubstr(what)) << text;
    }
}

TEST(SourceScan, finds_literals_outside_comments_and_other_texts)
{
    auto const found
        = find_message_literals("// \"no.comment\"_msg\n"
                                "/* \"no.block\"_msg\n */ auto a = \"yes.one\"_msg;\n"
                                "f(\"\\\"no.quote\\\"_msg\", '\"', \"yes.two\"_msg, 10'000'000, 'x');\n"
                                "R\"x(\"no.raw\"_msg )\" )x\" + \"no.other\"_msgx;\n"
                                "operator\"\"_msg; operator \"\"_msg; u8\"no.plain\"; \"yes.three\"_msg");
    std::vector<std::pair<std::string, std::size_t>> pairs;
    for (auto const& literal : found)
        pairs.emplace_back(literal.id, literal.line);
    EXPECT_THAT(
        pairs,
        ElementsAre(
            std::pair<std::string, std::size_t>{"yes.one", 3},
            std::pair<std::string, std::size_t>{"yes.two", 4},
            std::pair<std::string, std::size_t>{"yes.three", 6}));
}

TEST(PluralCategories, are_those_of_whole_numbers)
{
    EXPECT_THAT(plural_categories("de"), ElementsAre("one", "other"));
    EXPECT_THAT(plural_categories("uk"), ElementsAre("few", "many", "one", "other"));
    EXPECT_THAT(plural_categories("ar"), ElementsAre("few", "many", "one", "other", "two", "zero"));
    EXPECT_THAT(plural_categories("fr"), ElementsAre("one", "other"));
    EXPECT_THAT(plural_categories("vi"), ElementsAre("other"));
}

// A small district with German, Turkish and Arabic and one source file.
class CatalogueTest : public ::testing::Test {
protected:
    CatalogueTest()
        : root_(
              std::filesystem::temp_directory_path()
              / ("kommin_catalogue_" + std::to_string(::testing::UnitTest::GetInstance()->random_seed()) + "_"
                 + ::testing::UnitTest::GetInstance()->current_test_info()->name()))
    {
        std::filesystem::remove_all(root_);
        write(
            "locales/languages.csv",
            "tag,name_de,autonym,script,direction,cldr\nar,Arabisch,العربية,Arab,rtl,ar\n"
            "de,Deutsch,Deutsch,Latn,ltr,de\ntr,Türkisch,Türkçe,Latn,ltr,tr\n");
        write("locales/dynamic.txt", "# by kind\nkind.\n");
        write(
            "locales/a.de.po",
            po({{"a.hello", "Guten Tag, {name}"}, {"a.hits", german_hits}, {"kind.x", "X"}}));
        write(
            "locales/a.tr.po",
            po({{"a.hello", "Merhaba {name}"}, {"a.hits", "{count} sonuç"}, {"kind.x", "X"}}));
        write("locales/a.ar.po", po({{"a.hello", "مرحبا {name}"}, {"a.hits", arabic_hits}, {"kind.x", "س"}}));
        write("src/a.cpp", "auto a = \"a.hello\"_msg;\nauto b = \"a.hits\"_msg;\n");
        write("src/tests/a.cpp", "auto a = \"only.test\"_msg;");
    }
    ~CatalogueTest() override { std::filesystem::remove_all(root_); }

    using Pairs = std::vector<std::pair<std::string, std::string>>;
    static std::string po(Pairs const& pairs)
    {
        std::string out;
        for (auto const& [id, text] : pairs)
            out += "msgid \"" + id + "\"\nmsgstr \"" + text + "\"\n\n";
        return out;
    }

    void write(std::string const& name, std::string const& content)
    {
        std::filesystem::create_directories((root_ / name).parent_path());
        std::ofstream(root_ / name, std::ios::binary) << content;
    }

    [[nodiscard]] Catalogue load() const { return load_catalogue(root_ / "locales", {root_ / "src"}); }

    // "a.tr.po:4: text", as people will see it; what is only incomplete begins with "?".
    [[nodiscard]] std::vector<std::string> findings() const
    {
        std::vector<std::string> out;
        for (Finding const& finding : load().findings)
            out.push_back(
                (finding.severity == Severity::incomplete ? "?" : "")
                + std::filesystem::path(finding.file).filename().string() + ':' + std::to_string(finding.line)
                + ": " + finding.what);
        return out;
    }

    static constexpr char const* german_hits = "{count, plural, one{ein Treffer} other{# Treffer}}";
    static constexpr char const* arabic_hits
        = "{count, plural, zero{0} one{1} two{2} few{# نتائج} many{# نتيجة} other{# نتيجة}}";
    std::filesystem::path root_;
};

TEST_F(CatalogueTest, accepts_complete_texts)
{
    EXPECT_THAT(findings(), IsEmpty());
    auto const catalogue = load();
    ASSERT_EQ(catalogue.translations.size(), 3U);
    EXPECT_EQ(catalogue.translations[0].language.tag, "de");
    EXPECT_EQ(catalogue.translations[1].language.tag, "ar");
    EXPECT_EQ(catalogue.translations[2].texts.at("a.hits").text, "{count} sonuç");
}

TEST_F(CatalogueTest, misses_a_translation_and_lets_german_stand_in)
{
    write("locales/a.tr.po", po({{"a.hello", "Merhaba {name}"}, {"a.hits", ""}}));
    EXPECT_THAT(
        findings(),
        ElementsAre(
            "?a.tr.po:4: `a.hits` has no text", HasSubstr("?a.tr.po:0: `a.hits` is missing"),
            HasSubstr("?a.tr.po:0: `kind.x` is missing")));
    EXPECT_EQ(load().translations[2].texts.at("a.hits").text, german_hits);
}

TEST_F(CatalogueTest, an_area_may_be_needed_in_some_languages_only)
{
    write("locales/areas.txt", "# people who work here\nb de tr\n");
    write("locales/b.de.po", po({{"kind.y", "Y"}}));
    EXPECT_THAT(findings(), ElementsAre(HasSubstr("?b.tr.po:0: `kind.y` is missing")));
    write("locales/b.tr.po", po({{"kind.y", "Y"}}));
    EXPECT_THAT(findings(), IsEmpty());
    EXPECT_EQ(load().translations[1].texts.at("kind.y").text, "Y") << "German stands in";
}

TEST_F(CatalogueTest, refuses_an_area_without_german_or_in_unknown_languages)
{
    write("locales/areas.txt", "a tr\nb de xx\n");
    EXPECT_THAT(
        findings(),
        ElementsAre(
            "areas.txt:1: every area has German texts: name de",
            "areas.txt:2: `xx` is not in languages.csv"));
}

TEST_F(CatalogueTest, does_not_take_unreviewed_texts)
{
    write(
        "locales/a.tr.po",
        "#, fuzzy\n" + po({{"a.hello", "Merhaba {name}"}, {"a.hits", "{count} sonuç"}, {"kind.x", "X"}}));
    EXPECT_THAT(findings(), Contains(HasSubstr("?a.tr.po:2: `a.hello` is marked fuzzy")));
}

TEST_F(CatalogueTest, refuses_a_key_that_german_does_not_have)
{
    write("locales/b.tr.po", po({{"a.helo", "Merhaba"}}));
    EXPECT_THAT(findings(), ElementsAre("b.tr.po:1: `a.helo` is not in the German texts"));
    EXPECT_FALSE(load().translations[2].texts.contains("a.helo"));
}

TEST_F(CatalogueTest, refuses_other_holes_than_the_german_ones)
{
    write("locales/a.tr.po", po({{"a.hello", "Merhaba {isim}"}, {"a.hits", "sonuç"}, {"kind.x", "X"}}));
    EXPECT_THAT(
        findings(),
        ElementsAre(
            "a.tr.po:1: `a.hello`: the hole {name} of the German text is missing",
            "a.tr.po:1: `a.hello`: the German text has no hole {isim}",
            "a.tr.po:4: `a.hits`: the hole {count} of the German text is missing"));
}

TEST_F(CatalogueTest, refuses_missing_and_foreign_plural_categories)
{
    write(
        "locales/a.ar.po",
        po({{"a.hello", "{name}"},
            {"a.hits", "{count, plural, one{1} two{2} few{# 3} other{#}}"},
            {"kind.x", "X"}}));
    write(
        "locales/a.tr.po",
        po({{"a.hello", "{name}"}, {"a.hits", "{count, plural, one{1} few{3} other{#}}"}, {"kind.x", "X"}}));
    EXPECT_THAT(
        findings(),
        ElementsAre(
            "a.ar.po:4: `a.hits`: the plural {count} needs `many` in ar",
            "a.ar.po:4: `a.hits`: the plural {count} needs `zero` in ar",
            "a.tr.po:4: `a.hits`: tr has no plural category `few`"));
}

TEST_F(CatalogueTest, refuses_a_key_twice_even_in_another_file)
{
    write("locales/b.de.po", po({{"a.hello", "Hallo {name}"}}));
    EXPECT_THAT(
        findings(),
        ElementsAre(AllOf(HasSubstr("b.de.po:1: `a.hello` stands already in"), HasSubstr("a.de.po:1"))));
}

TEST_F(CatalogueTest, finds_literals_without_text_and_texts_without_use)
{
    write("src/a.cpp", "\nauto a = \"a.hello\"_msg, b = \"a.hallo\"_msg;");
    EXPECT_THAT(
        findings(),
        ElementsAre(
            "?a.de.po:4: `a.hits` is used nowhere: remove it, or declare it in dynamic.txt",
            "?a.cpp:2: there is no text `a.hallo`"));
    EXPECT_EQ(load().translations[2].texts.at("a.hallo").text, "[a.hallo]");
}

TEST_F(CatalogueTest, refuses_a_dynamic_prefix_without_texts)
{
    write("locales/dynamic.txt", "kind.\nsort.\nkind.x\nkind.y\n");
    EXPECT_THAT(
        findings(),
        ElementsAre("?dynamic.txt:2: `sort.` names no text", "?dynamic.txt:4: `kind.y` names no text"));
}

TEST_F(CatalogueTest, refuses_broken_patterns_and_white_space_at_the_ends)
{
    write(
        "locales/a.tr.po", po({{"a.hello", "Merhaba {name"}, {"a.hits", " {count} sonuç"}, {"kind.x", "X"}}));
    EXPECT_THAT(
        findings(),
        ElementsAre(
            "a.tr.po:4: `a.hits` begins or ends with white space",
            "a.tr.po:1: `a.hello`: the hole {name} is not closed"));
}

TEST_F(CatalogueTest, refuses_unknown_languages_and_broken_rows)
{
    write("locales/a.xx.po", po({{"a.hello", "{name}"}}));
    write(
        "locales/languages.csv",
        "tag,name_de,autonym,script,direction,cldr\nar,Arabisch,x,Arab,up,ar\n"
        "de,Deutsch,Deutsch,Latn,ltr,de\ntr,Türkisch,Türkçe,Latn,ltr,tr\n");
    EXPECT_THAT(
        findings(),
        ::testing::UnorderedElementsAre(
            HasSubstr("languages.csv:2: needs tag"), HasSubstr("a.xx.po:0: `xx` is not in"),
            HasSubstr("a.ar.po:0: `ar` is not in")));
}

TEST_F(CatalogueTest, stops_without_german)
{
    std::filesystem::remove(root_ / "locales/a.de.po");
    EXPECT_THAT(findings(), ElementsAre(HasSubstr("there is no <area>.de.po")));
}

TEST_F(CatalogueTest, writes_sorted_sources_and_leaves_unchanged_ones_alone)
{
    auto const output = root_ / "out";
    write_catalogue(load(), output);
    auto const before = std::filesystem::last_write_time(output / "catalogue_tr.cpp");
    std::filesystem::last_write_time(output / "catalogue_tr.cpp", before - std::chrono::hours(1));
    write_catalogue(load(), output);
    EXPECT_EQ(std::filesystem::last_write_time(output / "catalogue_tr.cpp"), before - std::chrono::hours(1));

    std::ifstream stream(output / "catalogue_tr.cpp");
    std::ostringstream content;
    content << stream.rdbuf();
    std::string const text = content.str();
    EXPECT_THAT(text, HasSubstr("\"{count} sonuç\""));
    std::vector<std::uint64_t> hashes;
    for (std::size_t at = text.find("    {"); at != std::string::npos; at = text.find("\n    {", at + 1))
        hashes.push_back(std::stoull(text.substr(text.find('{', at) + 1)));
    EXPECT_EQ(hashes.size(), 3U);
    EXPECT_TRUE(std::ranges::is_sorted(hashes));
    EXPECT_TRUE(std::filesystem::exists(output / "languages.cpp"));
}

} // namespace
} // namespace kommin::catalogue
