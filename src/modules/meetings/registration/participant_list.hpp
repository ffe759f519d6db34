#pragma once
// Who comes to a session, for the office: each participant with the part, and how many they are.

#include "modules/meetings/attendance/attendance.hpp"
#include "modules/meetings/registration/registration.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace kommin::meetings {

// What somebody needs who comes.
enum class Need : std::uint8_t { interpreter, children, food, wheelchair, sign_language };
inline constexpr std::array<std::string_view, 5> need_names{
    "interpreter", "children", "food", "wheelchair", "sign_language"};
inline constexpr std::array all_needs{
    Need::interpreter, Need::children, Need::food, Need::wheelchair, Need::sign_language};
inline std::string_view to_text(Need need)
{
    return name_of(need_names, need);
}
inline bool from_text(std::string_view text, Need& need)
{
    return read_name(need_names, text, need);
}
MessageKey label_of(Need need);

struct ParticipantFilter {
    std::optional<PartId> part;
    std::optional<PanelId> panel; // of which the part is, or below which it lies
    std::optional<ParticipantRole> role;
    std::optional<tenants::BodyId> municipality;
    std::optional<Need> need;
    std::optional<bool> arrived; // or not
    bool matches_nobody = false; // it asks for what there is not
    // Then those of parties that wait, too.
    std::string
        words; // in names, organisations, addresses and numbers, in any spelling of upper and lower case
};
struct ListedParticipant {
    ParticipantId id;
    RegistrationId registration;
    PartId part;
    std::string name; // "" once it is erased
    ParticipantRole role = ParticipantRole::private_person;
    std::optional<tenants::BodyId> municipality;
    std::string organisation, interpreter, children, food;
    bool wheelchair = false;
    bool sign_language = false;
    std::string remark;
    bool arrived = false;
    std::optional<Instant> arrived_at;
    std::optional<ArrivalWay> arrival_way;
    std::string mail, telephone, language;
    RegistrationState state = RegistrationState::registered;
};
// Of parties that have their seats, where no words are asked for. By the place of their part, their party and
// their line in it.
std::vector<ListedParticipant> list_participants(
    db::Connection& db, TenantId tenant, ProgrammeId programme, ParticipantFilter const& filter);

// Of these parties, whatever has become of them; in the order of their lines.
std::unordered_map<RegistrationId, std::vector<ListedParticipant>> list_participants_of(
    db::Connection& db, TenantId tenant, std::vector<RegistrationId> const& parties);

// How many of them who have seats need what; a need that nobody has is not there. What is typed counts
// together in any spelling, called as the first one typed it; the most frequent comes first, then by letters.
struct Wish {
    std::string text;
    std::int64_t people = 0;
};
struct NeedCount {
    Need need = Need::interpreter;
    std::int64_t people = 0;
    std::vector<Wish> wishes; // none of what is only ticked
};
std::vector<NeedCount> count_needs(std::span<ListedParticipant const> people);

// Parties that have ended, and whose address or number has these words: it is kept for a time.
std::vector<Registration> list_ended_with(
    db::Connection& db, TenantId tenant, ProgrammeId programme, std::string_view words);

// How many come, counted by the database; also once nobody is left to be named. A group may be there twice.
struct ParticipantCount {
    PartId part;
    ParticipantRole role = ParticipantRole::private_person;
    std::int64_t people = 0;
    std::int64_t arrived = 0;
};
std::vector<ParticipantCount> count_participants(db::Connection& db, TenantId tenant, ProgrammeId programme);

// A party that has no seat yet, or one that is held for it.
struct ListedWaiting {
    RegistrationId id;
    std::int64_t place = 0; // of those that wait, from 1; 0: it has an offer
    std::optional<Instant> offered_until; // of one that waits: the offer that it was not told of in time
    std::string mail, telephone, language;
    struct Person {
        PartId part;
        std::string name; // "" once it is erased
    };
    std::vector<Person> people;

    [[nodiscard]] SeatChanges needed() const;
};
// Those who have an offer and can only be called first, then the other offers, then by place.
std::vector<ListedWaiting> list_waiting_list(db::Connection& db, TenantId tenant, ProgrammeId programme);

} // namespace kommin::meetings
