#include "platform/demo/shape.hpp"

#include <gmock/gmock.h>

#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace kommin::demo {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::ThrowsMessage;

json::Value parsed(std::string_view text)
{
    return std::get<json::Value>(json::parse(text));
}

Shape const shape{
    .texts = {"title"}, .values = {"target"}, .truths = {"public"}, .lists = {"goals"}, .objects = {"light"}};

void check(std::string_view text)
{
    check_shape(parsed(text), shape, "measures.json", "m1");
}

TEST(DemoShape, takes_what_is_read)
{
    EXPECT_NO_THROW(check("{}"));
    EXPECT_NO_THROW(
        check(R"({"title": "a", "target": "1,5", "public": false, "goals": [], "light": {"reason": "b"}})"));
    EXPECT_NO_THROW(check(R"({"target": 7})"));
}

TEST(DemoShape, refuses_a_word_that_nobody_reads_with_file_entry_and_name)
{
    EXPECT_THAT(
        [] { check(R"({"title": "a", "tilte": "b"})"); },
        ThrowsMessage<std::runtime_error>(
            std::string("demonstration: measures.json, m1: \"tilte\" is a word that nobody reads")));
    EXPECT_THAT(
        [] { check_shape(parsed(R"({"measure": []})"), shape, "measures.json", ""); },
        ThrowsMessage<std::runtime_error>(
            std::string("demonstration: measures.json: \"measure\" is a word that nobody reads")));
}

TEST(DemoShape, refuses_a_value_of_another_kind)
{
    for (auto const& [text, name] : std::vector<std::pair<std::string, std::string>>{
             {R"({"title": 7})", "title"},
             {R"({"title": null})", "title"},
             {R"({"target": 1.5})", "target"},
             {R"({"public": "true"})", "public"},
             {R"({"goals": "l1"})", "goals"},
             {R"({"light": []})", "light"}})
        EXPECT_THAT([&] { check(text); }, ThrowsMessage<std::runtime_error>(HasSubstr('"' + name + '"')))
            << text;
    EXPECT_THROW(check("[]"), std::runtime_error) << "an entry is an object";
}

TEST(DemoShape, reads_texts_of_a_list)
{
    auto const object = parsed(R"({"reach": ["zwei", "drei"], "broken": ["zwei", 3], "text": "zwei"})");
    EXPECT_THAT(texts_in(object, "reach", "measures.json", "m1"), ElementsAre("zwei", "drei"));
    EXPECT_EQ(lines_in(object, "reach", "measures.json", "m1"), "zwei\ndrei");
    EXPECT_THAT(texts_in(object, "missing", "measures.json", "m1"), IsEmpty());
    EXPECT_THROW(texts_in(object, "broken", "measures.json", "m1"), std::runtime_error);
    EXPECT_THROW(texts_in(object, "text", "measures.json", "m1"), std::runtime_error);
}

} // namespace
} // namespace kommin::demo
