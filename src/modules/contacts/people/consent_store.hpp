#pragma once
// SQL of consents and their texts. Every function works inside the caller's transaction.

#include "modules/contacts/people/consent.hpp"
#include "platform/db/connection.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::contacts {

// By when they were recorded; in force or not.
std::vector<Consent> list_consents(db::Connection& db, TenantId tenant, PersonId person);
std::optional<Consent> find_consent(db::Connection& db, TenantId tenant, ConsentId id);
// Of these people, in force or not; in no order.
std::vector<Consent> list_consents_of(
    db::Connection& db, TenantId tenant, std::vector<PersonId> const& people);
// What these people allow today, in the order of the purposes.
std::vector<Consent> list_consents_in_force(
    db::Connection& db, TenantId tenant, std::vector<PersonId> const& people);
ConsentId insert_consent(db::Connection& db, TenantId tenant, Consent const& consent);
// Ends what is in force; false where it has ended before.
bool end_consent(
    db::Connection& db, TenantId tenant, ConsentId id, ConsentEnd how, std::string_view by, Instant now);

struct ConsentText {
    Purpose purpose = Purpose::invitations;
    std::int64_t number = 1;
    std::string language; // tag
    std::string content;
    std::string written_by; // Actor::code()
    Instant written_at = {};
};
// By purpose; the newest number first.
std::vector<ConsentText> list_consent_texts(db::Connection& db, TenantId tenant);
void insert_consent_text(db::Connection& db, TenantId tenant, ConsentText const& text);

} // namespace kommin::contacts
