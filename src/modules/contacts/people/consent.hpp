#pragma once
// What somebody has allowed: for which purpose, to which text, how and when (docs/adr/0060). In force is what
// was given and has not ended; of two people who turn out to be one the stricter holds.

#include "modules/contacts/people/person.hpp"
#include "platform/base/date.hpp"
#include "platform/base/enum_names.hpp"
#include "platform/base/message_key.hpp"
#include "platform/base/strong_id.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::contacts {

using ConsentId = StrongId<struct ConsentTag>;

enum class Purpose : std::uint8_t {
    invitations, // mails about conferences and meetings
    news, // mails with news of the office
    public_name, // name and function on the public pages
    member_list, // the address in the list that the members of a panel see
    photos,
};
inline constexpr std::array<std::string_view, 5> purpose_names{
    "invitations", "news", "public_name", "member_list", "photos"};
inline constexpr std::array all_purposes{
    Purpose::invitations, Purpose::news, Purpose::public_name, Purpose::member_list, Purpose::photos};
inline std::string_view to_text(Purpose purpose)
{
    return name_of(purpose_names, purpose);
}
inline bool from_text(std::string_view text, Purpose& purpose)
{
    return read_name(purpose_names, text, purpose);
}
MessageKey label_of(Purpose purpose);

enum class ConsentWay : std::uint8_t { in_writing, orally, online, by_mail };
inline constexpr std::array<std::string_view, 4> consent_way_names{
    "in_writing", "orally", "online", "by_mail"};
inline constexpr std::array all_consent_ways{
    ConsentWay::in_writing, ConsentWay::by_mail, ConsentWay::online, ConsentWay::orally};
inline std::string_view to_text(ConsentWay way)
{
    return name_of(consent_way_names, way);
}
inline bool from_text(std::string_view text, ConsentWay& way)
{
    return read_name(consent_way_names, text, way);
}
MessageKey label_of(ConsentWay way);

// merged: whoever turned out to be the same person had not allowed it.
enum class ConsentEnd : std::uint8_t { withdrawn, merged };
inline constexpr std::array<std::string_view, 2> consent_end_names{"withdrawn", "merged"};
inline std::string_view to_text(ConsentEnd end)
{
    return name_of(consent_end_names, end);
}
inline bool from_text(std::string_view text, ConsentEnd& end)
{
    return read_name(consent_end_names, text, end);
}
MessageKey label_of(ConsentEnd end);

struct Consent {
    ConsentId id;
    PersonId person;
    Purpose purpose = Purpose::invitations;
    std::int64_t text_number = 1;
    std::string language; // in which the text was shown
    ConsentWay how = ConsentWay::in_writing;
    Date given_on = {};
    std::string remark;
    std::string recorded_by; // Actor::code()
    Instant recorded_at = {};
    std::optional<Instant> ended_at = {};
    std::optional<ConsentEnd> ended_how = {};
    std::optional<std::string> ended_by = {}; // Actor::code()

    [[nodiscard]] bool is_in_force() const { return !ended_at; }
};

// Null where the purpose is not allowed.
Consent const* in_force(std::span<Consent const> consents, Purpose purpose);
// How somebody stands to a purpose who has been asked for anything at all. Whoever has withdrawn and allows
// it no more has said no; after a merge that counts for both.
enum class ConsentStanding : std::uint8_t { missing, given, withdrawn };
ConsentStanding standing_of(std::span<Consent const> consents, Purpose purpose);
// Which rows of either end when two people turn out to be one: of each purpose that only one of them allows,
// the one in force; of one that both allow, the one to the older text, of the same text the earlier.
std::vector<ConsentId> ending_by_merge(std::span<Consent const> one, std::span<Consent const> other);

} // namespace kommin::contacts
