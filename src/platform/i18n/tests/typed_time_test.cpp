#include "platform/i18n/typed_time.hpp"

#include <gtest/gtest.h>

namespace kommin::i18n {
namespace {

TEST(TypedTime, is_read_as_people_write_it)
{
    for (std::string_view const typed : {"9:30", "09:30", "9.30", "09.30", " 9.30 Uhr ", "9:30Uhr"})
        EXPECT_EQ(parse_typed_time(typed), TimeOfDay::at(9, 30)) << typed;
    for (std::string_view const typed : {"18", "18 Uhr", "18.00", "18:00"})
        EXPECT_EQ(parse_typed_time(typed), TimeOfDay::at(18)) << typed;
    for (std::string_view const typed :
         {"", "Uhr", "abends", "9:3", "9.30.00", "25", "930", "9:30 Uhr Uhr", "-9", ":30"})
        EXPECT_FALSE(parse_typed_time(typed)) << typed;
}

TEST(TypedTime, is_spelled_with_two_digits)
{
    EXPECT_EQ(typed_spelling(TimeOfDay::at(9, 5)), "09:05");
    EXPECT_EQ(typed_spelling(TimeOfDay::at(24)), "24:00");
}

}
} // namespace kommin::i18n
