#pragma once
// Whether a telephone number can be one, as far as its digits say: nobody is called.

#include <cstdint>
#include <string>
#include <string_view>

namespace kommin::linkcheck {

enum class PhoneDoubt : std::uint8_t {
    none,
    no_area_code, // works in one town only
    too_short,
    too_long,
    zero_after_country, // "+49 02303": the zero belongs to calls within the country
    abolished, // 0190, 0130
    no_such_area, // no German number begins so
    not_a_number,
};

struct PhoneNumber {
    std::string international; // "+492303270"; empty with a doubt, and for short numbers (112)
    PhoneDoubt doubt = PhoneDoubt::none;
};
// Reads a number as people write it: "02303 27-0", "+49 (0)2303 27-0", "0049 2303 270", "116 117".
// Source of the German rules: numbering plan of the Bundesnetzagentur (E.164 numbers of at most 11, of old
// ones 13 digits after the country code).
PhoneNumber read_phone_number(std::string_view printed);

} // namespace kommin::linkcheck
