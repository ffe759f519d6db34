#pragma once
// Where somebody can be reached. A form has one line for each: "ayse@demo.example [privat]"; what is not
// marked belongs to their work.

#include "platform/base/enum_names.hpp"
#include "platform/base/message_key.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::contacts {

enum class AddressKind : std::uint8_t { mail, phone, post };
inline constexpr std::array<std::string_view, 3> address_kind_names{"mail", "phone", "post"};
inline constexpr std::array all_address_kinds{AddressKind::mail, AddressKind::phone, AddressKind::post};
inline std::string_view to_text(AddressKind kind)
{
    return name_of(address_kind_names, kind);
}
inline bool from_text(std::string_view text, AddressKind& kind)
{
    return read_name(address_kind_names, text, kind);
}

enum class AddressUse : std::uint8_t { work, home };
inline constexpr std::array<std::string_view, 2> address_use_names{"work", "private"};
inline std::string_view to_text(AddressUse use)
{
    return name_of(address_use_names, use);
}
inline bool from_text(std::string_view text, AddressUse& use)
{
    return read_name(address_use_names, text, use);
}

struct Address {
    AddressKind kind = AddressKind::mail;
    AddressUse use = AddressUse::work;
    std::string value; // as people write it
};

// What is the same however it is typed: by it duplicates are found. "" for what is none.
std::string normal_of(AddressKind kind, std::string_view value);

// The lines of a form. What stands there twice is there once; empty lines are none.
std::vector<Address> read_addresses(AddressKind kind, std::string_view lines);
// Of those of this kind.
std::string lines_of(std::vector<Address> const& addresses, AddressKind kind);

inline constexpr std::size_t most_addresses = 10; // of a kind
// What is in the way of storing one; nothing: it can be used as it stands.
std::optional<MessageKey> doubt_about(Address const& address);

} // namespace kommin::contacts
