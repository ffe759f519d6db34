// Telephone numbers of a flat offer.

#include "modules/portal/flat_offer.hpp"
#include "modules/portal/flat_reader.hpp"
#include "modules/portal/flat_signs.hpp"
#include "platform/base/text.hpp"

#include <algorithm>

namespace kommin::portal {

// "02303 27-0 (Zentrale)", one in each line
void read_flat_phones(FlatReader& row, Offer& offer)
{
    if (auto const phone = row.text("phone"); !phone.empty())
        offer.phones.push_back({phone, row.text("phone_international"), {row.text("phone_note"), {}}});
    auto const several = hide_escaped(row.text("phones")); // the parts refer to it
    for (auto text : split_lines(several)) {
        std::string note;
        // "(02303) 27-0": brackets in front are an area code.
        if (auto const begin = begin_of_last_brackets(text); begin > 0) {
            note = reveal(trim(text.substr(begin + 1, text.size() - begin - 2)));
            text = trim(text.substr(0, begin));
        }
        auto printed = reveal(text);
        auto international = international_number(printed);
        offer.phones.push_back({std::move(printed), std::move(international), {std::move(note), {}}});
    }
}

std::string flat_phone(Phone const& phone)
{
    bool const ends_like_a_note = trim(phone.printed).ends_with(')');
    return escape(phone.printed, ends_like_a_note ? Brackets::are_escaped : Brackets::stay)
        + in_brackets(phone.note.source);
}

std::string international_number(std::string_view printed)
{
    std::string digits;
    for (char const c : printed) {
        if (c == '+' && digits.empty())
            digits = "00";
        else if (c >= '0' && c <= '9')
            digits += c;
    }
    if (auto const zero = printed.find("(0)"); zero != std::string_view::npos && digits.starts_with("00")) {
        auto const before = static_cast<std::size_t>(
            std::count_if(printed.begin(), printed.begin() + static_cast<std::ptrdiff_t>(zero), [](char c) {
                return c >= '0' && c <= '9';
            }));
        digits.erase(before + (printed.front() == '+' ? 2 : 0), 1);
    }
    constexpr std::size_t shortest = 5;
    if (digits.starts_with("00"))
        return digits.size() > shortest + 2 ? '+' + digits.substr(2) : std::string{};
    return digits.starts_with('0') && digits.size() > shortest ? "+49" + digits.substr(1) : std::string{};
}

} // namespace kommin::portal
