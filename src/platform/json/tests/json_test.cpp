#include "platform/base/testing.hpp"
#include "platform/json/json.hpp"
#include "platform/json/writer.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <limits>
#include <random>

namespace kommin::json {
namespace {

Value read(std::string_view text)
{
    auto const result = parse(text);
    if (auto const* const error = std::get_if<SyntaxError>(&result)) {
        ADD_FAILURE() << text << ": " << error->what << " at " << error->line << ":" << error->column;
        return {};
    }
    return std::get<Value>(result);
}

std::string error_of(std::string_view text, Limits const& limits = {})
{
    auto const result = parse(text, limits);
    if (auto const* const error = std::get_if<SyntaxError>(&result))
        return std::to_string(error->line) + ":" + std::to_string(error->column) + " " + error->what;
    return "accepted";
}

TEST(Json, reads_every_kind_of_value)
{
    auto const value = read(
        R"( {"a":[1,-2.5,"x",true,false,null,{}],"b":{"c":"\u00fc\ud83d\ude00\n\/"},"":9223372036854775807} )");
    EXPECT_EQ(value.kind(), Kind::object);
    auto const& a = *value.find("a")->as_array();
    EXPECT_EQ(a[0].as_integer(), 1);
    EXPECT_EQ(a[0].as_number(), 1.0);
    EXPECT_EQ(a[1].as_number(), -2.5);
    EXPECT_EQ(a[1].as_integer(), std::nullopt);
    EXPECT_EQ(*a[2].as_string(), "x");
    EXPECT_EQ(a[3].as_bool(), true);
    EXPECT_EQ(a[4].as_bool(), false);
    EXPECT_TRUE(a[5].is_null());
    EXPECT_TRUE(a[6].as_object()->empty());
    EXPECT_EQ(*value.at({"b", "c"})->as_string(), "ü😀\n/");
    EXPECT_EQ(value.find("")->as_integer(), std::numeric_limits<std::int64_t>::max());
    EXPECT_EQ(value.find("nothing"), nullptr);
    EXPECT_EQ(value.at({"a", "c"}), nullptr);
    EXPECT_EQ(value.find("a")->as_string(), nullptr);
    EXPECT_EQ(read("\xEF\xBB\xBF 7 ").as_integer(), 7);
}

// The elements as text, and the rest after a colon.
std::string listed(std::string_view text, std::size_t most = 99)
{
    std::string taken;
    std::size_t count = 0;
    auto const rest = parse_list(text, "contents", [&](Value const& element) {
        taken += print(element) + ' ';
        return ++count == most ? Next::stop : Next::go_on;
    });
    if (auto const* const error = std::get_if<SyntaxError>(&rest))
        return taken + std::to_string(error->line) + ":" + std::to_string(error->column) + " " + error->what;
    return taken + ": " + print(std::get<Value>(rest));
}

TEST(Json, hands_out_a_long_list_one_by_one)
{
    EXPECT_EQ(listed(R"([1, "x", [2, [3]], {"contents": [4]}])"), R"(1 "x" [2,[3]] {"contents":[4]} : [])");
    EXPECT_EQ(
        listed(R"({"total": 2, "others": [0], "contents": [{"a": [1]}, null], "page": {"contents": [5]}})"),
        R"({"a":[1]} null : {"total":2,"others":[0],"contents":[],"page":{"contents":[5]}})");
    EXPECT_EQ(listed("[]"), ": []");
    EXPECT_EQ(listed(R"({"contents": {"a": [1]}})"), R"(: {"contents":{"a":[1]}})") << "no list";
    EXPECT_EQ(listed("7"), ": 7");
    EXPECT_EQ(listed("[1, 2, oops", 1), "1 : null") << "stopped before";
    EXPECT_EQ(listed("[1,\n2 3]"), "1 2 2:3 unexpected character");
    EXPECT_EQ(
        listed(R"({"contents":[1],"contents":[2]})"),
        R"(1 1:26 the name "contents" stands twice in one object)");
}

TEST(Json, says_where_and_why_a_text_is_wrong)
{
    EXPECT_EQ(error_of("{\n  \"ü\": 1,\n  \"b\": tru\n}"), "3:8 unexpected character");
    EXPECT_EQ(error_of(""), "1:1 the text ends too early");
    EXPECT_EQ(error_of("[1,"), "1:4 the text ends too early");
    EXPECT_EQ(error_of("[1] x"), "1:5 text after the end of the value");
    EXPECT_EQ(error_of("[\"\\udc00\"]"), "1:9 lone surrogate");
    EXPECT_EQ(error_of("1e999").substr(4), "number out of range");
    EXPECT_EQ(error_of("{\"a\":1,\n\"b\":{\"a\":2},\n\"\\u0061\":3}").substr(0, 2) + "…", "3:…");
    EXPECT_NE(error_of("{\"a\":1,\"a\":2}").find("the name \"a\" stands twice"), std::string::npos);
    EXPECT_EQ(error_of("[1,2]", {.bytes = 4}), "1:1 more than 4 bytes");
}

TEST(Json, tells_people_why_in_their_language)
{
    auto const message_of = [](std::string_view text, Limits const& limits = {}) {
        auto const result = parse(text, limits);
        auto const* const error = std::get_if<SyntaxError>(&result);
        return error == nullptr ? MessageKey{} : problem_of(*error).message;
    };
    EXPECT_EQ(message_of("[1,"), "file.json.unfinished"_msg);
    EXPECT_EQ(message_of("[1;2]"), "file.json.character"_msg);
    EXPECT_EQ(message_of("[1] x"), "file.json.trailing"_msg);
    EXPECT_EQ(message_of("1e999"), "file.json.number"_msg);
    EXPECT_EQ(message_of(R"({"a":1,"a":2})"), "file.json.name_twice"_msg);
    EXPECT_EQ(message_of("[1,2]", {.bytes = 4}), "file.json.too_large"_msg);
    EXPECT_EQ(message_of("[[1]]", {.depth = 1}), "file.json.too_deep"_msg);
}

TEST(Json, refuses_what_the_standard_refuses)
{
    for (auto const* text :
         {"01",
          "+1",
          "1.",
          ".5",
          "1e",
          "-",
          "--1",
          "0x1",
          "NaN",
          "Infinity",
          "tru",
          "nul",
          "True",
          "'a'",
          "\"a",
          "\"\\x\"",
          "\"\\u12\"",
          "\"\\u12G4\"",
          "\"\t\"",
          "\"\n\"",
          "[1,]",
          "[,1]",
          "[1 2]",
          "{\"a\"}",
          "{\"a\":}",
          "{a:1}",
          "{1:1}",
          "{\"a\":1,}",
          "[",
          "]",
          "{",
          "}",
          "/**/1",
          "1//",
          "\"\xFF\"",
          "\"\xC0\x80\"",
          "\"\xED\xA0\x80\"",
          "\"\\udc00\"",
          "\"\\ud800\\u0041\"",
          "[1]]",
          "\x0B"
          "1",
          "\xC2\xA0"
          "1",
          "nan",
          "-Infinity",
          "{\"a\":1 \"b\":2}",
          "\"a\" \"b\"",
          "[\"a\":1]"})
        EXPECT_NE(error_of(text), "accepted") << text;
    EXPECT_NE(error_of(std::string_view("1\0", 2)), "accepted");
    EXPECT_NE(error_of(std::string_view("\"\0\"", 3)), "accepted");
}

TEST(Json, nesting_ends_at_the_limit)
{
    auto const nested = [](int depth) {
        return std::string(static_cast<std::size_t>(depth), '[')
            + std::string(static_cast<std::size_t>(depth), ']');
    };
    EXPECT_EQ(error_of(nested(64)), "accepted");
    EXPECT_EQ(error_of(nested(65)), "1:65 too many levels");
    EXPECT_EQ(error_of(std::string(1'000'000, '[')), "1:65 too many levels");
    EXPECT_EQ(error_of("[1]", {.depth = 0}), "1:1 too many levels");
}

TEST(Json, a_name_twice_is_found_in_large_objects_too)
{
    std::string text = "{";
    for (int i = 0; i < 20000; ++i)
        text += "\"n" + std::to_string(i) + "\":" + std::to_string(i) + ",";
    auto const fine = read(text + "\"x\":1}");
    EXPECT_EQ(fine.as_object()->size(), 20001U);
    EXPECT_EQ(fine.as_object()->at(19999).first, "n19999");
    EXPECT_NE(error_of(text + "\"n0\":1}").find("stands twice"), std::string::npos);
    EXPECT_NE(error_of(text + "\"n19999\":1}").find("stands twice"), std::string::npos);
}

TEST(Json, whole_numbers_are_exact_and_others_correctly_rounded)
{
    EXPECT_EQ(read("-9223372036854775808").as_integer(), std::numeric_limits<std::int64_t>::min());
    EXPECT_EQ(read("9007199254740993").as_integer(), 9007199254740993);
    EXPECT_EQ(read("9223372036854775808").kind(), Kind::number);
    EXPECT_EQ(read("9223372036854775808").as_number(), 9223372036854775808.0);
    EXPECT_EQ(read("123456789012345678901234567890").as_number(), 123456789012345678901234567890.0);
    EXPECT_EQ(read("51.5351").as_number(), 51.5351);
    EXPECT_EQ(read("7.2057594037927933e16").as_number(), 72057594037927933.0);
    EXPECT_EQ(read("1e-400").as_number(), 0.0);
    EXPECT_EQ(read("5e-324").as_number(), 5e-324);
    EXPECT_EQ(read("1.7976931348623157e308").as_number(), std::numeric_limits<double>::max());
    EXPECT_TRUE(std::signbit(*read("-0.0").as_number()));
}

TEST(Json, random_doubles_survive_printing_and_parsing)
{
    std::mt19937_64 random(7);
    for (int i = 0; i < testing::rounds(20'000); ++i) {
        auto const bits = random();
        double number = 0;
        static_assert(sizeof number == sizeof bits);
        std::memcpy(&number, &bits, sizeof number);
        if (!std::isfinite(number))
            continue;
        auto const text = print(Value(number));
        auto const back = read(text);
        ASSERT_EQ(back.kind(), Kind::number) << text;
        double const again = *back.as_number();
        ASSERT_EQ(std::memcmp(&number, &again, sizeof number), 0) << text;
    }
}

Value random_value(std::mt19937_64& random, int depth)
{
    auto const text = [&] {
        static constexpr std::string_view pieces[]{"a",    "\"", "\\", "\n",        "\x01",
                                                   "\x7f", "ü",  "😀", "</script>", "\u2028"};
        std::string out;
        for (auto length = random() % 6; length > 0; --length)
            out += pieces[random() % std::size(pieces)];
        return out;
    };
    switch (random() % (depth > 0 ? 7U : 5U)) {
    case 0:
        return {};
    case 1:
        return random() % 2 == 0;
    case 2:
        return static_cast<std::int64_t>(random());
    case 3:
        return static_cast<double>(random()) / 3;
    case 4:
        return text();
    case 5: {
        Value::Array array;
        for (auto length = random() % 5; length > 0; --length)
            array.push_back(random_value(random, depth - 1));
        return array;
    }
    default: {
        Value::Object object;
        for (auto length = random() % 25; length > 0; --length)
            object.emplace_back(text() + std::to_string(length), random_value(random, depth - 1));
        return object;
    }
    }
}

TEST(Json, parsing_what_was_printed_gives_the_same_value)
{
    std::mt19937_64 random(42);
    for (int i = 0; i < testing::rounds(500); ++i) {
        auto const value = random_value(random, 4);
        ASSERT_EQ(read(print(value)), value) << print(value);
        ASSERT_EQ(read(print_pretty(value)), value) << print_pretty(value);
        ASSERT_EQ(read(for_script(print(value))), value);
    }
}

// Boost's own parser as judge over damaged texts: we accept no more and, but for names that stand twice,
// no less.
TEST(Json, accepts_exactly_what_boost_accepts_of_damaged_texts)
{
    std::mt19937_64 random(11);
    int accepted = 0;
    for (int i = 0; i < testing::rounds(20'000); ++i) {
        auto text = print(random_value(random, 2));
        for (auto changes = 1 + random() % 2; changes > 0 && !text.empty(); --changes) {
            auto const at = random() % text.size();
            static constexpr std::string_view letters("\"\\{}[],:0123456789eE+-.ntfu \n\x80\xC3\xED\0", 34);
            if (random() % 3 == 0)
                text.erase(at, 1);
            else
                text[at] = letters[random() % letters.size()];
        }
        boost::system::error_code error;
        boost::json::parse(text, error);
        auto const verdict = error_of(text);
        if (verdict.find("stands twice") != std::string::npos
            || verdict.find("out of range") != std::string::npos)
            continue;
        ASSERT_EQ(verdict == "accepted", !error) << text << "\n" << verdict << "\n" << error.message();
        accepted += error ? 0 : 1;
    }
    EXPECT_GT(accepted, testing::rounds(1000));
}

TEST(Json, prints_pretty_with_two_spaces_per_level)
{
    Value const value(
        Value::Object{{"a", Value::Array{1, Value::Object{}}}, {"b", Value::Array{}}, {"c", 5.0}});
    EXPECT_EQ(print_pretty(value), "{\n  \"a\": [\n    1,\n    {}\n  ],\n  \"b\": [],\n  \"c\": 5.0\n}");
    EXPECT_EQ(print(value), R"({"a":[1,{}],"b":[],"c":5.0})");
    EXPECT_EQ(print(Value(std::nan(""))), "null");
    EXPECT_EQ(print(Value(std::numeric_limits<std::uint64_t>::max())), "18446744073709551616.0");
}

TEST(Json, quotes_and_repairs_text)
{
    EXPECT_EQ(quote("a\"b\\c/\n\t\x01\x7fü"), R"("a\"b\\c/\n\t\u0001\u007fü")");
    EXPECT_EQ(quote("x\xFFy\xC3"), "\"x\uFFFDy\uFFFD\"");
    EXPECT_EQ(quote("\xE2\x82 €"), "\"\uFFFD\uFFFD €\"");
    EXPECT_EQ(quote(std::string_view("\0", 1)), R"("\u0000")");
}

TEST(Json, nothing_ends_the_script_element_it_stands_in)
{
    auto const safe = for_script(R"({"a":"</script><!-- & )"
                                 "\u2028\u2029"
                                 "â€\"}");
    EXPECT_EQ(
        safe,
        R"({"a":"\u003c/script\u003e\u003c!-- \u0026 \u2028\u2029)"
        "â€\"}");
}

TEST(JsonWriter, prints_nested_objects_and_arrays)
{
    Writer out;
    std::optional<std::string> const missing;
    out.object([&](ObjectWriter& offer) {
        offer.member("id", 5000000000);
        offer.member("title", std::string("Kurs \"A\""));
        offer.member("free", true);
        offer.member("price", 12.5);
        offer.member("link", nullptr);
        offer.member("missing", missing);
        offer.member_if("left_out", missing);
        offer.member_if("there", std::optional<int>(3));
        offer.array("places", [](ArrayWriter& places) {
            places.add("Unna");
            places.add(std::string_view("Lünen"));
            places.object([](ObjectWriter& place) { place.member("zip", 59423U); });
            places.array([](ArrayWriter&) { });
            places.raw("[1]");
        });
        offer.object("empty", [](ObjectWriter&) { });
        offer.member("value", Value(Value::Array{1, "x"}));
        offer.raw("geo", "{}");
    });
    EXPECT_EQ(
        out.take(),
        R"({"id":5000000000,"title":"Kurs \"A\"","free":true,"price":12.5,"link":null,"missing":null,"there":3,)"
        R"("places":["Unna","Lünen",{"zip":59423},[],[1]],"empty":{},"value":[1,"x"],"geo":{}})");
}

TEST(JsonWriter, what_it_prints_can_be_parsed)
{
    Writer out;
    out.array([](ArrayWriter& list) {
        for (int i = -3; i < 3; ++i)
            list.object([&](ObjectWriter& entry) {
                entry.member(std::string(static_cast<std::size_t>(i + 4), '"'), i * 0.1);
            });
    });
    EXPECT_EQ(read(out.text()).as_array()->size(), 6U);
}

}
} // namespace kommin::json
