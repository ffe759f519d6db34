#include "platform/xliff/xliff.hpp"

#include <gmock/gmock.h>

namespace kommin::xliff {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

Document sample()
{
    return {
        .heading
        = {.source_language = "de",
           .target_language = "ar",
           .is_right_to_left = true,
           .marks = {{"district", "musterau"}}},
        .files
        = {{.id = "offer.7",
            .notes = {"Chor & <Theater>"},
            .units
            = {{.id = "offer.7.title", .name = "Name", .source = "Chor", .marks = {{"source", "0a1b"}}},
               {.id = "offer.7.document.1",
                .source = "Ausweis",
                .target = "هوية",
                .state = State::initial,
                .sub_state = "kommin:machine",
                .notes = {"Eins", "Zwei"}}}},
           {.id = "page.3",
            .units
            = {{.id = "page.3.content",
                .source = " zwei  Leerzeichen\n\n* Liste\t\r\n",
                .target = std::string(" \"a\" & 'b' < c > d ]]>\n"),
                .state = State::final}}}}};
}

Document read_well(std::string_view text)
{
    auto read = xliff::read(text);
    if (auto const* error = std::get_if<Error>(&read)) {
        ADD_FAILURE() << "line " << error->line << " fault " << static_cast<int>(error->fault) << '\n'
                      << text;
        return {};
    }
    return std::get<Document>(std::move(read));
}

Error error_of(std::string_view text, Limits const& limits = {})
{
    auto read = xliff::read(text, limits);
    if (auto const* error = std::get_if<Error>(&read))
        return *error;
    ADD_FAILURE() << "was read: " << text;
    return {Fault::too_large, 0, "nothing"};
}

std::string document(std::string_view units, std::string_view attributes = {})
{
    return "<xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" version=\"2.0\" srcLang=\"de\" "
           "trgLang=\"tr\""
        + std::string(attributes) + ">\n<file id=\"f\">\n" + std::string(units) + "</file>\n</xliff>\n";
}

std::string unit(std::string_view content)
{
    return document("<unit id=\"u\">" + std::string(content) + "</unit>\n");
}

Unit read_unit(std::string_view content)
{
    auto const read = read_well(unit(content));
    return read.files.empty() || read.files.front().units.empty() ? Unit{.id = "none"}
                                                                  : read.files.front().units.front();
}

TEST(Xliff, what_was_written_reads_back_the_same)
{
    auto const read = read_well(print(sample()));
    EXPECT_EQ(read.heading.source_language, "de");
    EXPECT_EQ(read.heading.target_language, "ar");
    EXPECT_EQ(mark(read.heading.marks, "district"), "musterau");
    ASSERT_EQ(read.files.size(), 2U);
    EXPECT_EQ(read.files[0].id, "offer.7");
    EXPECT_THAT(read.files[0].notes, ElementsAre("Chor & <Theater>"));
    ASSERT_EQ(read.files[0].units.size(), 2U);
    auto const& title = read.files[0].units[0];
    EXPECT_EQ(title.id, "offer.7.title");
    EXPECT_EQ(title.name, "Name");
    EXPECT_EQ(title.source, "Chor");
    EXPECT_EQ(title.target, std::nullopt);
    EXPECT_EQ(mark(title.marks, "source"), "0a1b");
    EXPECT_EQ(mark(title.marks, "target"), "");
    auto const& paper = read.files[0].units[1];
    EXPECT_EQ(paper.target, "هوية");
    EXPECT_EQ(paper.state, State::initial);
    EXPECT_EQ(paper.sub_state, "kommin:machine");
    EXPECT_THAT(paper.notes, ElementsAre("Eins", "Zwei"));
    auto const& content = read.files[1].units.at(0);
    EXPECT_EQ(content.source, sample().files[1].units[0].source) << "white space and all line ends";
    EXPECT_EQ(content.target, sample().files[1].units[0].target);
    EXPECT_EQ(content.state, State::final);
    EXPECT_GT(content.line, title.line);
}

TEST(Xliff, what_xml_cannot_hold_does_not_break_the_file)
{
    auto document = sample();
    auto const odd = std::string("a\x01\x1F") + '\0' + "\xEF\xBF\xBE\xEF\xBF\xBFz\x7F";
    document.files[0].units[0] = {.id = "x", .name = odd, .source = odd, .target = odd, .notes = {odd}};
    auto const text = print(document);
    EXPECT_THAT(text, HasSubstr(R"(a<cp hex="0001"/><cp hex="001F"/><cp hex="0000"/><cp hex="FFFE"/>)"));
    auto const read = read_well(text);
    EXPECT_EQ(read.files.at(0).units.at(0).source, odd);
    EXPECT_EQ(read.files.at(0).units.at(0).target, odd);
    EXPECT_EQ(read.files.at(0).units.at(0).name, "a     z\x7F") << "a blank each: there is no spelling";
    document.files[0].units[0].source = "\xC3";
    EXPECT_THROW(print(document), std::invalid_argument);
    document = sample();
    document.files[0].id = "a/b";
    EXPECT_THROW(print(document), std::invalid_argument);
}

TEST(Xliff, tools_may_divide_a_text_and_put_notes_into_it)
{
    auto const read = read_unit(R"(
        <mda:metadata xmlns:mda="urn:oasis:names:tc:xliff:metadata:2.0"><mda:meta type="x">y</mda:meta></mda:metadata>
        <segment state="final"><source>Eins.</source><target>Bir.</target></segment>
        <ignorable><source> </source></ignorable>
        <segment state="translated"><source>Zwei <mrk id="m1" type="term">Worte</mrk>.</source>
            <target>İki <mrk id="m1" type="term">söz</mrk><sm id="s"/>.<em startRef="s"/></target></segment>)");
    EXPECT_EQ(read.source, "Eins. Zwei Worte.");
    EXPECT_EQ(read.target, "Bir. İki söz.");
    EXPECT_EQ(read.state, State::translated) << "as far as the least finished part";
}

TEST(Xliff, targets_may_stand_in_another_order)
{
    auto const read = read_unit(
        R"(<segment><source>Eins</source><target order="3">Bir</target></segment><ignorable><source> </source></ignorable>)"
        R"(<segment><source>zwei</source><target order="1">iki</target></segment>)");
    EXPECT_EQ(read.source, "Eins zwei");
    EXPECT_EQ(read.target, "iki Bir");
    EXPECT_EQ(
        error_of(
            unit(
                R"(<segment><source>a</source><target order="2">b</target></segment><segment><source>c</source><target>d</target></segment>)"))
            .fault,
        Fault::structure)
        << "two of them cannot be the second";
}

TEST(Xliff, a_text_that_is_translated_in_part_is_not_translated)
{
    auto const read = read_unit(
        R"(<segment state="final"><source>Eins</source><target>Bir</target></segment><segment><source>zwei</source></segment>)");
    EXPECT_EQ(read.target, std::nullopt);
    EXPECT_EQ(read.state, State::initial);
}

TEST(Xliff, prefixes_groups_and_a_byte_order_mark_are_read)
{
    auto const read = read_well(
        "\xEF\xBB\xBF<?xml version='1.0' encoding='utf-8'?>\r\n<!-- a tool --><x:xliff "
        "xmlns:x='urn:oasis:names:tc:xliff:document:2.0' version='2.1' srcLang='de' trgLang='tr'><x:file "
        "id='f'>"
        "<x:group id='g'><x:group id='h'><x:unit id='u' xmlns:k='urn:kommin:translation:1' k:source='1'>"
        "<x:segment><x:source><![CDATA[a <b>]]>&#x63;<!-- in between -->d</x:source></x:segment></x:unit>"
        "</x:group></x:group></x:file></x:xliff>");
    ASSERT_EQ(read.files.size(), 1U);
    ASSERT_EQ(read.files[0].units.size(), 1U);
    EXPECT_EQ(read.files[0].units[0].source, "a <b>cd");
    EXPECT_EQ(mark(read.files[0].units[0].marks, "source"), "1");
}

TEST(Xliff, other_files_are_told_apart)
{
    EXPECT_EQ(error_of("").fault, Fault::not_xml);
    EXPECT_EQ(error_of("Dies ist kein XML.").fault, Fault::not_xml);
    EXPECT_EQ(error_of("PK\x03\x04").fault, Fault::not_xml);
    EXPECT_EQ(error_of("\xFF\xFE<\0x\0").fault, Fault::encoding);
    EXPECT_EQ(error_of("<?xml version='1.0' encoding='ISO-8859-1'?><xliff/>").fault, Fault::encoding);
    EXPECT_EQ(error_of("<html/>").fault, Fault::not_xliff);
    EXPECT_EQ(
        error_of("<xliff version='1.2' xmlns='urn:oasis:names:tc:xliff:document:1.2'><file/></xliff>").fault,
        Fault::version);
    EXPECT_EQ(
        error_of("<xliff version='2.0' xmlns='urn:oasis:names:tc:xliff:document:2.2'/>").fault,
        Fault::version);
    EXPECT_EQ(error_of("<xliff version='2.0' srcLang='de'/>").fault, Fault::version);
    EXPECT_EQ(
        error_of("<xliff version='2.0' srcLang='de' xmlns='urn:oasis:names:tc:xliff:document:2.0'/>").fault,
        Fault::structure);
}

TEST(Xliff, entities_are_refused)
{
    EXPECT_EQ(error_of("<!DOCTYPE xliff>" + unit("")).fault, Fault::doctype);
    auto const bomb
        = "<?xml version='1.0'?>\n<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;'>]>\n"
        + unit("<segment><source>&b;</source></segment>");
    EXPECT_EQ(error_of(bomb).fault, Fault::doctype);
    EXPECT_EQ(error_of(bomb).line, 2U);
    for (auto const* reference :
         {"&b;", "&nbsp;", "&", "&amp", "&#0;", "&#xD800;", "&#xFFFFFFFFF;", "&#x;", "&#-1;"})
        EXPECT_EQ(
            error_of(unit("<segment><source>" + std::string(reference) + "</source></segment>")).fault,
            Fault::not_xml)
            << reference;
    EXPECT_EQ(error_of(document("", " bad=\"&b;\"")).fault, Fault::not_xml);
}

TEST(Xliff, what_is_not_well_formed_is_refused_with_its_line)
{
    auto const line_of = [](std::string_view text) {
        auto const error = error_of(text);
        EXPECT_EQ(error.fault, Fault::not_xml) << text;
        return error.line;
    };
    EXPECT_EQ(line_of("<a>\n<b>\n</a>\n</b>"), 3U);
    EXPECT_EQ(line_of("<a>\n"), 2U);
    EXPECT_EQ(line_of("<a>\n\x01</a>"), 2U);
    for (auto const* text :
         {"<a/><b/>", "<a/>x", "x<a/>", "<a b='1' b='2'/>", "<a b=1/>", "<a b/>", "<a b='1'c='2'/>",
          "<a b='<'/>", "<a b='1/>", "<a", "<1/>", "</a>", "<a></b>", "<a><![CDATA[</a>", "<!-- <a/>",
          "<? <a/>", "<![CDATA[a]]>"})
        EXPECT_EQ(line_of(text), 1U) << text;
}

TEST(Xliff, what_breaks_the_rules_of_the_standard_names_its_unit)
{
    for (auto const* content :
         {"", "<notes><note>x</note></notes>", "<segment/>", "<ignorable><source> </source></ignorable>",
          "<segment state='done'><source>a</source></segment>",
          "<segment><source>a</source><target>b</target><target>c</target></segment>",
          "<segment><source>a<cp hex='xyz'/></source></segment>",
          "<segment><source>a<cp hex='D800'/></source></segment>"}) {
        auto const error = error_of(unit(content));
        EXPECT_EQ(error.fault, Fault::structure) << content;
        EXPECT_EQ(error.unit, "u") << content;
        EXPECT_EQ(error.line, 3U) << content;
    }
    auto const codes
        = error_of(unit("<segment><source>a <ph id='1'/></source><target>b <ph id='1'/></target></segment>"));
    EXPECT_EQ(codes.fault, Fault::inline_code);
    EXPECT_EQ(codes.unit, "u");
    std::string const once = "<unit id='u'><segment><source>a</source></segment></unit>\n";
    EXPECT_EQ(error_of(document(once + once)).fault, Fault::doubled);
    EXPECT_EQ(error_of(document(once + once)).line, 4U);
    EXPECT_EQ(
        error_of(document("<unit><segment><source>a</source></segment></unit>")).fault, Fault::structure);
}

TEST(Xliff, large_and_deep_files_have_an_end)
{
    auto const text = print(sample());
    EXPECT_EQ(error_of(text, {.bytes = text.size() - 1}).fault, Fault::too_large);
    EXPECT_EQ(error_of(text, {.elements = 5}).fault, Fault::too_large);
    EXPECT_EQ(error_of(text, {.attributes = 5}).fault, Fault::too_large);
    EXPECT_EQ(error_of(text, {.depth = 3}).fault, Fault::too_large);
    EXPECT_EQ(error_of(text, {.units = 2}).fault, Fault::too_large);
    std::string deep;
    for (int i = 0; i < 1'000'000; ++i)
        deep += "<a>";
    EXPECT_EQ(error_of(deep).fault, Fault::too_large);
    std::string wide = "<a";
    for (int i = 0; i < 30; ++i)
        wide += " b" + std::to_string(i) + "=''";
    EXPECT_EQ(error_of(wide + "/>").fault, Fault::too_large);
}

}
} // namespace kommin::xliff
