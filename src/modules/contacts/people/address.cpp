#include "modules/contacts/people/address.hpp"

#include "platform/base/text.hpp"
#include "platform/linkcheck/phone_number.hpp"
#include "platform/mail/mail.hpp"
#include "platform/records/typed.hpp"
#include "platform/search/fold.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>

namespace kommin::contacts {

namespace {

constexpr std::string_view private_mark = "[privat]";
constexpr std::size_t longest_address = 200; // code points

// In the order of linkcheck::PhoneDoubt.
constexpr std::array<MessageKey, 8> phone_doubts{
    MessageKey{},
    "people.problem.phone.no_area_code"_msg,
    "people.problem.phone.too_short"_msg,
    "people.problem.phone.too_long"_msg,
    "people.problem.phone.zero"_msg,
    "people.problem.phone.unknown"_msg,
    "people.problem.phone.unknown"_msg,
    "people.problem.phone.unknown"_msg};

Address read_line(AddressKind kind, std::string_view typed)
{
    auto line = records::one_line(typed);
    Address address{.kind = kind, .use = AddressUse::work, .value = {}};
    if (line.size() >= private_mark.size()
        && ascii_lower(std::string_view(line).substr(line.size() - private_mark.size())) == private_mark) {
        address.use = AddressUse::home;
        line.resize(line.size() - private_mark.size());
    }
    address.value = trim(line);
    return address;
}

// Of a number that nobody can dial as it stands, too: two people may have typed it so.
std::string normal_phone(std::string_view value)
{
    auto number = linkcheck::read_phone_number(value).international;
    if (!number.empty())
        return number;
    std::ranges::copy_if(
        value, std::back_inserter(number), [](char sign) { return sign >= '0' && sign <= '9'; });
    return number;
}

}

std::string normal_of(AddressKind kind, std::string_view value)
{
    switch (kind) {
    case AddressKind::mail:
        return ascii_lower(value);
    case AddressKind::phone:
        return normal_phone(value);
    case AddressKind::post:
        break;
    }
    return search::folded_text(value);
}

std::vector<Address> read_addresses(AddressKind kind, std::string_view lines)
{
    // Many more than anybody may have, also of two who turn out to be one: the rest of a list that was pasted
    // by mistake is not even read.
    constexpr std::size_t enough = 100;
    std::vector<Address> addresses;
    std::vector<std::string> normals;
    for (auto const line : split(lines, '\n')) {
        if (addresses.size() == enough)
            break;
        auto address = read_line(kind, line);
        if (address.value.empty())
            continue;
        auto normal = normal_of(kind, address.value);
        if (normal.empty())
            normal = address.value;
        if (auto const known = std::ranges::find(normals, normal); known != normals.end()) {
            auto& first = addresses[static_cast<std::size_t>(known - normals.begin())];
            if (address.use == AddressUse::home)
                first.use = AddressUse::home;
            continue;
        }
        normals.push_back(std::move(normal));
        addresses.push_back(std::move(address));
    }
    return addresses;
}

std::string lines_of(std::vector<Address> const& addresses, AddressKind kind)
{
    std::string lines;
    for (auto const& address : addresses) {
        if (address.kind != kind)
            continue;
        lines += lines.empty() ? "" : "\n";
        lines += address.value;
        if (address.use == AddressUse::home)
            lines += ' ' + std::string(private_mark);
    }
    return lines;
}

std::optional<MessageKey> doubt_about(Address const& address)
{
    if (count_code_points(address.value) > longest_address)
        return "people.problem.address.too_long"_msg;
    if (address.kind == AddressKind::mail && !mail::is_public_address(address.value))
        return "people.problem.mail"_msg;
    if (address.kind != AddressKind::phone)
        return std::nullopt;
    auto const doubt = linkcheck::read_phone_number(address.value).doubt;
    return doubt == linkcheck::PhoneDoubt::none
        ? std::nullopt
        : std::optional(phone_doubts.at(static_cast<std::size_t>(doubt)));
}

} // namespace kommin::contacts
