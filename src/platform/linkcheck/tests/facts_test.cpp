// Addresses of the network and telephone numbers: what their digits say.

#include "platform/linkcheck/phone_number.hpp"
#include "platform/linkcheck/public_address.hpp"

#include <gtest/gtest.h>

namespace kommin::linkcheck {
namespace {

TEST(PublicAddress, the_internet_is_public)
{
    for (auto const* address :
         {"1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255",
          "128.0.0.0", "169.253.255.255", "169.255.0.0", "172.15.255.255", "172.32.0.0", "192.167.255.255",
          "192.169.0.0", "198.17.255.255", "198.20.0.0", "223.255.255.255", "2a02:2455::1", "2606:4700::1111",
          "64:ff9b::101:101"})
        EXPECT_TRUE(is_public_address(address)) << address;
}

TEST(PublicAddress, everything_else_is_not)
{
    for (auto const* address :
         {"0.0.0.0",
          "10.0.0.1",
          "100.64.0.1",
          "100.127.255.255",
          "127.0.0.1",
          "127.0.0.2",
          "127.255.255.255",
          "169.254.169.254",
          "172.16.0.1",
          "172.31.255.255",
          "192.0.0.1",
          "192.0.2.1",
          "192.88.99.1",
          "192.168.255.255",
          "198.18.0.1",
          "198.19.255.255",
          "198.51.100.1",
          "203.0.113.1",
          "224.0.0.1",
          "239.255.255.255",
          "240.0.0.1",
          "255.255.255.255",
          "::",
          "::1",
          "::ffff:127.0.0.1",
          "::ffff:8.8.8.8",
          "::7f00:1",
          "fc00::1",
          "fd12:3456::1",
          "fe80::1",
          "fec0::1",
          "ff02::1",
          "2001::1",
          "2001:db8::1",
          "2002:7f00:1::",
          "3fff::1",
          "64:ff9b::7f00:1",
          "64:ff9b:1::1",
          "100::1",
          "64:ff9b::a00:1",
          "kein.example",
          "",
          "1.1.1",
          "1.1.1.1:80"})
        EXPECT_FALSE(is_public_address(address)) << address;
}

TEST(PhoneNumberTest, numbers_as_people_write_them)
{
    for (auto const* printed :
         {"02303 27-0", "02303/270", "(02303) 27 0", "+49 2303 270", "+49 (0)2303 270", "0049 2303 270",
          "+49\xC2\xA0"
          "2303 270"})
        EXPECT_EQ(read_phone_number(printed).international, "+492303270") << printed;
    EXPECT_EQ(read_phone_number("0800 1110111").international, "+498001110111");
    EXPECT_EQ(read_phone_number("01512 3456789").international, "+4915123456789");
    EXPECT_EQ(read_phone_number("0180 6 123456").doubt, PhoneDoubt::none);
    EXPECT_EQ(read_phone_number("+31 20 1234567").international, "+31201234567");
    for (auto const* printed : {"112", "110", "115", "116 117", "11833", "19222"})
        EXPECT_EQ(read_phone_number(printed).doubt, PhoneDoubt::none) << printed;
}

TEST(PhoneNumberTest, what_cannot_be_one_is_told_why)
{
    EXPECT_EQ(read_phone_number("27-0").doubt, PhoneDoubt::no_area_code);
    EXPECT_EQ(read_phone_number("2303 270").doubt, PhoneDoubt::no_area_code);
    EXPECT_EQ(read_phone_number("+49 02303 270").doubt, PhoneDoubt::zero_after_country);
    EXPECT_EQ(read_phone_number("0190 123456").doubt, PhoneDoubt::abolished);
    EXPECT_EQ(read_phone_number("0130 123456").doubt, PhoneDoubt::abolished);
    EXPECT_EQ(read_phone_number("0112 3456").doubt, PhoneDoubt::no_such_area);
    EXPECT_EQ(read_phone_number("030 1").doubt, PhoneDoubt::too_short);
    EXPECT_EQ(read_phone_number("02303 123456789012").doubt, PhoneDoubt::too_long);
    EXPECT_EQ(read_phone_number("+1 23").doubt, PhoneDoubt::too_short);
    EXPECT_EQ(read_phone_number("+1 2345678901234567").doubt, PhoneDoubt::too_long);
    EXPECT_EQ(read_phone_number("auf Anfrage").doubt, PhoneDoubt::not_a_number);
    EXPECT_EQ(read_phone_number("02303 27O").doubt, PhoneDoubt::not_a_number);
    EXPECT_EQ(read_phone_number("").doubt, PhoneDoubt::not_a_number);
}

} // namespace
} // namespace kommin::linkcheck
