#pragma once
// Addresses for asking: where whoever runs an offer is asked whether everything is right, if that is not the
// public address (docs/adr/0054). An offer has one, or its organisation has one for all of its offers. It may
// be the address of a person: it stands beside the record, in no version, no draft and no file, and is shown
// to those who edit the record.

#include "modules/portal/directory/offer.hpp"
#include "modules/portal/editing/organisations.hpp"
#include "modules/portal/links/link_checking.hpp"
#include "platform/access/actor.hpp"
#include "platform/base/result.hpp"
#include "platform/db/connection.hpp"
#include "platform/records/versions.hpp"
#include "platform/work/job_rules.hpp"
#include "platform/work/work.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::portal {

// After a record has ended its address is kept for so long: somebody may have archived the wrong one.
inline constexpr std::chrono::days keep_unused_addresses{60};

// In this order: the first one that there is is asked.
enum class AskedAt : std::uint8_t { own, of_organisation, public_own, public_of_organisation };
constexpr bool is_private(AskedAt at)
{
    return at == AskedAt::own || at == AskedAt::of_organisation;
}

struct AskedAddress {
    std::string address; // as somebody has typed it
    AskedAt at = AskedAt::public_own;
};
// Where this offer is asked about; nothing: nobody can be asked.
std::optional<AskedAddress> find_asked_address(db::Connection& db, TenantId tenant, OfferId offer);
// The same in small letters, as links know it; empty: nobody can be asked.
std::string asked_address(db::Connection& db, TenantId tenant, OfferId offer);

// All that this offer has, in small letters, also those that are passed over at present.
std::vector<std::string> list_addresses_of(db::Connection& db, TenantId tenant, OfferId offer);
// Who may read an address, in small letters, that a link about the offer was mailed to: everybody one that is
// public, the editors of the offer their own. That of an organisation which others edit is not theirs to see.
enum class AddressReaders : std::uint8_t { everybody, its_editors, others };
AddressReaders readers_of_address(
    db::Connection& db, TenantId tenant, OfferId offer, std::string_view address, Scope editors);

// An offer or an organisation as the page of its address shows it.
struct AskingRecord {
    std::string address; // its own; empty: it has none
    bool takes_no_mail = false; // for some nights now
    std::string title;
    // Of an offer: where it is asked about now. The address of an organisation is empty for those who do not
    // edit it.
    std::optional<AskedAddress> asked = {};
    std::optional<OrganisationId> organisation
        = {}; // that the offer names and whose address this person edits
};
// Nothing where this person may not edit it.
std::optional<AskingRecord> find_asking_record(
    db::Connection& db, TenantId tenant, OfferId id, Actor const& actor);
std::optional<AskingRecord> find_asking_record(
    db::Connection& db, TenantId tenant, OrganisationId id, Actor const& actor);

// The mark of the address that a form was filled with: nobody overwrites what he has not seen.
std::string mark_of_address(std::string_view address);

struct EnteredAddress {
    std::string address; // empty: there is to be none
    std::string seen; // mark_of_address() of the one before
};
// At once: nothing of it is public. The audit trail says that it has changed, and never what it was or is.
// Problems: not_found without the right; "rueckfragen" for what is no address; a conflict where somebody was
// faster.
Result<void> set_asking_address(Work& work, OfferId id, EnteredAddress const& entered);
Result<void> set_organisation_asking_address(Work& work, OrganisationId id, EnteredAddress const& entered);

// From a file, which has been checked: only where there is none yet, unless it `overwrites`; never where
// somebody has erased it, nor at an offer that has ended.
void take_asking_address(Work& work, OfferId id, std::string_view address, bool overwrites);
// As found in the files of a demonstration.
void take_asking_address(Work& work, OrganisationId id, std::string_view address);

// With organisations that are merged: where the one that stays has none it takes over that of the other.
void carry_asking_address(Work& work, OrganisationId from, OrganisationId into);
// And gives it back, unless somebody has changed it since.
void give_back_asking_address(Work& work, OrganisationId from, OrganisationId into);

// Every night: erases the addresses of what ended weeks ago, and has the others checked.
RecurringRule asking_address_night();
JobRule asking_address_clearing();
JobRule asking_address_check(LinkCare const& care);

} // namespace kommin::portal
