#pragma once
// SQL of minutes. Every function works inside the caller's transaction.

#include "modules/meetings/minutes/minutes.hpp"
#include "platform/db/connection.hpp"
#include "platform/db/query.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::meetings {

// For records::EditedKind: saving counts at once, there are no drafts beside it.
inline constexpr db::SqlLiteral minutes_table{"minutes"};

std::optional<Minutes> load_minutes(db::Connection& db, TenantId tenant, MinutesId id);
std::optional<Minutes> find_minutes(db::Connection& db, TenantId tenant, MeetingId meeting);
bool has_minutes(db::Connection& db, TenantId tenant, MeetingId meeting);
// The newest of a panel, by the day of the meeting.
std::optional<Minutes> find_newest_minutes(db::Connection& db, TenantId tenant, PanelId panel);
// Whose approval somebody has yet to say.
std::vector<Minutes> list_sent_minutes(db::Connection& db, TenantId tenant);
// What the public reads, the newest meeting first.
struct PublicMinutes {
    MeetingId meeting;
    std::string title; // of the meeting
    std::int64_t owner; // the body of its panel, 0: the district
};
std::vector<PublicMinutes> list_public_minutes(db::Connection& db, TenantId tenant);
// By id, behind `after`: of which the public reads an edition.
std::vector<std::int64_t> list_public_minutes_ids(
    db::Connection& db, TenantId tenant, std::int64_t after, int limit);
// Likewise the agenda items of their meetings, also those of which it reads nothing.
std::vector<std::int64_t> list_items_of_public_minutes(
    db::Connection& db, TenantId tenant, std::int64_t after, int limit);
// Of these panels in this state, at most `limit`.
std::vector<Minutes> list_minutes(
    db::Connection& db, TenantId tenant, std::vector<PanelId> const& panels, MinutesState state, int limit);
// As it is read at the desk: of approved minutes the newest edition, else what stands in the form about the
// agenda of today.
// `editions`: all of them, the newest first, where somebody has read them.
MinutesContent content_as_read(db::Connection& db, TenantId tenant, Minutes const& minutes);
MinutesContent content_as_read(
    db::Connection& db, TenantId tenant, Minutes const& minutes, std::vector<Edition> const& editions);
// The folded words by which whoever reads minutes finds them: notes, motions and decisions, without notes of
// the office, which not all of them read, and without anybody's name who moved something.
std::string searched_text(MinutesContent const& content);
// With this number of these panels, the newest first.
struct FoundDecision {
    MinutesId minutes;
    std::string motion; // Motion::key()
};
std::vector<FoundDecision> find_decisions(
    db::Connection& db, TenantId tenant, std::vector<PanelId> const& panels, std::int64_t number,
    std::int64_t year, int limit);
// What a panel has decided in a year, by number, with the meeting; at most `limit`.
struct NumberedDecision {
    MinutesId minutes;
    std::string motion; // Motion::key()
    std::int64_t year;
    std::int64_t number;
    MeetingId meeting;
    std::string meeting_title;
    std::optional<PartialDate> day;
};
std::vector<NumberedDecision> list_numbered_decisions(
    db::Connection& db, TenantId tenant, PanelId panel, int year, int limit);
// What these panels have decided at these meetings, likewise.
std::vector<NumberedDecision> list_numbered_decisions(
    db::Connection& db, TenantId tenant, std::vector<PanelId> const& panels,
    std::vector<MeetingId> const& meetings);
// With these folded words in searched_text() as it was when they were stored, the newest meeting first.
std::vector<Minutes> find_minutes_with(
    db::Connection& db, TenantId tenant, std::vector<PanelId> const& panels, std::string_view words,
    int limit);
std::int64_t count_minutes_with( // at most `most`
    db::Connection& db, TenantId tenant, std::vector<PanelId> const& panels, std::string_view words,
    std::int64_t most);
// At most `limit` of those that were written before anybody could search them.
void spell_some_minutes(db::Connection& db, TenantId tenant, int limit);
MinutesId insert_minutes(
    db::Connection& db, TenantId tenant, MeetingId meeting, std::string_view content, Instant now);
// All but the meeting, as the next version.
void update_minutes(db::Connection& db, TenantId tenant, Minutes const& minutes, Instant now);

std::vector<Edition> list_editions(db::Connection& db, TenantId tenant, MinutesId id); // the newest first
// The newest of each of these that has any, in no order; one that is named twice comes once.
struct NewestEdition {
    MinutesId minutes;
    Edition edition;
};
std::vector<NewestEdition> list_newest_editions(
    db::Connection& db, TenantId tenant, std::vector<MinutesId> const& ids);
std::optional<Edition> find_edition(db::Connection& db, TenantId tenant, MinutesId id, std::int64_t number);
void insert_edition(db::Connection& db, TenantId tenant, MinutesId id, Edition const& edition);

std::vector<DecisionNumber> list_decisions(db::Connection& db, TenantId tenant, MinutesId id);
// The next number of the panel in that year; a motion that has one keeps it.
void number_decision(
    db::Connection& db, TenantId tenant, PanelId panel, MinutesId id, std::string_view motion,
    std::int64_t year);

void insert_minutes_link(
    db::Connection& db, TenantId tenant, MinutesId id, contacts::PersonId person, std::string_view token_hash,
    Instant now);
struct MinutesLink {
    MinutesId minutes;
    contacts::PersonId person;
};
std::optional<MinutesLink> find_minutes_link(
    db::Connection& db, TenantId tenant, std::string_view token_hash);
// Of a party of participants. address_mark: a digest of the link and the address to which it went.
struct PartyLink {
    MinutesId minutes;
    RegistrationId party;
    std::string address_mark;
};
void insert_party_link(
    db::Connection& db, TenantId tenant, PartyLink const& link, std::string_view token_hash, Instant now);
std::optional<PartyLink> find_party_link(db::Connection& db, TenantId tenant, std::string_view token_hash);

std::vector<Amendment> list_amendments(db::Connection& db, TenantId tenant, MinutesId id);
std::vector<Amendment> list_amendments_of_person(
    db::Connection& db, TenantId tenant, contacts::PersonId person);
std::optional<Amendment> load_amendment(db::Connection& db, TenantId tenant, AmendmentId id);
bool has_open_amendments(db::Connection& db, TenantId tenant, MinutesId id);
// `mark`: of the form; whether it was not there yet.
bool insert_amendment(db::Connection& db, TenantId tenant, Amendment const& amendment, std::string_view mark);
void update_amendment(db::Connection& db, TenantId tenant, Amendment const& amendment);

// Of people.
void move_minutes_of_person(
    db::Connection& db, TenantId tenant, contacts::PersonId from, contacts::PersonId into);
// Whoever is not noted as present any more, since nobody keeps that for ever or it was a mistake: their links
// end, and what they have said stays without their name.
void forget_whoever_is_not_noted_as_present(db::Connection& db, TenantId tenant);
// Likewise of participants whose names are erased, or who have not come after all; and links of both kinds
// end whose time is over.
void forget_participants_in_minutes(db::Connection& db, TenantId tenant, Date today);
void forget_person_in_minutes(db::Connection& db, TenantId tenant, contacts::PersonId person);

} // namespace kommin::meetings
