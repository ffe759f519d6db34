#include "modules/portal/editing/asking_address.hpp"

#include "modules/contacts/api.hpp"
#include "modules/portal/directory/offer_store.hpp"
#include "modules/portal/directory/permissions.hpp"
#include "modules/portal/editing/asking_address_store.hpp"
#include "modules/portal/editing/offer_confirmation_store.hpp"
#include "modules/portal/editing/offer_edit_store.hpp"
#include "modules/tenants/api.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/linkcheck/checker.hpp"
#include "platform/mail/mail.hpp"
#include "platform/work/round.hpp"
#include "platform/work/use_case.hpp"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <unordered_map>
#include <utility>

namespace kommin::portal {

namespace {

constexpr std::string_view clearing_kind = "portal.asking.unused";
constexpr int cleared_at_once = 100;
constexpr std::string_view check_kind = "portal.asking.check";
constexpr int most_checked_a_night = 500;
// As links of public pages are: what was right is asked again after a week.
constexpr std::chrono::days checked_again_after{6};
// A worker that asks for longer keeps mails waiting; the next night goes on.
constexpr std::chrono::seconds longest_check{60};

records::Subject subject_of(OfferId id)
{
    return {offer_subject, id.value};
}

records::Subject subject_of(OrganisationId id)
{
    return {organisation_subject, id.value};
}

Problem unknown_record()
{
    return Problem::not_found("desk.problem.unknown"_msg);
}

// Whose address for asking this person may read and change.
bool may_edit(db::Connection& db, TenantId tenant, OfferId id, Actor const& actor)
{
    auto const state = records::find_edit_state(db, tenant, edited_offers, id.value);
    return state && actor.may(edit_asking_addresses, state->owner);
}

bool may_edit(db::Connection& db, TenantId tenant, OrganisationId id, Actor const& actor)
{
    auto const state = records::find_edit_state(db, tenant, edited_organisations, id.value);
    auto const stored = contacts::find_organisation(db, tenant, id);
    return state && stored && !stored->merged_into && actor.may(edit_asking_addresses, state->owner);
}

// That it has changed, never what it says.
void note(Work& work, std::string_view what, records::Subject const& subject)
{
    auto action = "portal." + std::string(subject.kind.word());
    action += what;
    work.audit(action, subject.kind.word(), subject.id);
}

// Whoever proposed something from there is told what became of it: not any more, unless the offer is still
// asked about there.
void forget_copies_of(Work& work, std::string_view address)
{
    forget_copied_address(work.db(), work.tenant(), ascii_lower(address));
}

void set_address(
    Work& work, records::Subject const& subject, std::string_view address,
    std::optional<std::int64_t> taken_from = std::nullopt)
{
    auto const before = find_asking_address(work.db(), work.tenant(), subject);
    store_asking_address(work.db(), work.tenant(), subject, address, taken_from);
    if (before && before->address != address)
        forget_copies_of(work, before->address);
    note(work, ".asking_changed", subject);
}

enum class Row : std::uint8_t { goes, stays_empty };

void erase_address(Work& work, records::Subject const& subject, Row row)
{
    auto const before = find_asking_address(work.db(), work.tenant(), subject);
    if (row == Row::goes)
        erase_asking_address(work.db(), work.tenant(), subject);
    else
        empty_asking_address(work.db(), work.tenant(), subject);
    if (!before)
        return;
    forget_copies_of(work, before->address);
    note(work, ".asking_erased", subject);
}

Result<void> change_address(Work& work, records::Subject const& subject, EnteredAddress const& entered)
{
    auto const before = find_asking_address(work.db(), work.tenant(), subject);
    auto const known = before ? before->address : std::string{};
    auto const wanted = trim(entered.address);
    if (entered.seen != mark_of_address(known))
        return Problem::conflict({}, "record.problem.changed_meanwhile"_msg);
    if (!wanted.empty() && !mail::is_public_address(wanted))
        return Problem::invalid("rueckfragen", "import.problem.email"_msg, {{"value", std::string(wanted)}});
    if (wanted == known) {
        if (before && before->failures > 0) // who saves it again knows that it takes mail by now
            store_asking_address(work.db(), work.tenant(), subject, known, before->taken_from);
        return {};
    }
    if (wanted.empty()) // the next file must not bring back what a person has taken away
        erase_address(
            work, subject, subject.kind.word() == offer_subject.word() ? Row::stays_empty : Row::goes);
    else
        set_address(work, subject, wanted);
    return {};
}

AskingRecord record_of(db::Connection& db, TenantId tenant, records::Subject const& subject)
{
    AskingRecord record;
    if (auto stored = find_asking_address(db, tenant, subject)) {
        record.address = std::move(stored->address);
        record.takes_no_mail = stored->failures >= nights_until_passed_over;
    }
    return record;
}

records::Subject subject_of(StoredAskingAddress const& stored)
{
    return stored.subject_kind == offer_subject.word() ? subject_of(OfferId{stored.subject})
                                                       : subject_of(OrganisationId{stored.subject});
}

// Whether nobody is asked there any more.
bool is_unused(db::Connection& db, TenantId tenant, StoredAskingAddress const& stored)
{
    if (stored.subject_kind == offer_subject.word())
        return has_ended(db, tenant, OfferId{stored.subject});
    auto const organisation = contacts::find_organisation(db, tenant, OrganisationId{stored.subject});
    return !organisation || organisation->merged_into || organisation->state == OrganisationState::archived;
}

enum class AddressFate : std::uint8_t { stays, is_used_again, is_unused, goes, is_emptied };

AddressFate fate_of(db::Connection& db, TenantId tenant, StoredAskingAddress const& stored, Date today)
{
    if (!is_unused(db, tenant, stored))
        return stored.unused_on ? AddressFate::is_used_again : AddressFate::stays;
    if (!stored.unused_on)
        return AddressFate::is_unused;
    if (std::chrono::sys_days(*stored.unused_on) + keep_unused_addresses > std::chrono::sys_days(today))
        return AddressFate::stays;
    if (!stored.taken_from)
        return AddressFate::goes;
    // Where it had come from is needed when one merging after the other is taken back.
    return stored.address.empty() ? AddressFate::stays : AddressFate::is_emptied;
}

// As it is now: somebody may have changed it since it was looked at.
void settle_address(Work& work, records::Subject const& subject)
{
    auto const stored = find_asking_row(work.db(), work.tenant(), subject);
    if (!stored)
        return;
    switch (fate_of(work.db(), work.tenant(), *stored, work.today())) {
    case AddressFate::stays:
        return;
    case AddressFate::is_used_again:
        return store_unused(work.db(), work.tenant(), subject, std::nullopt);
    case AddressFate::is_unused:
        return store_unused(work.db(), work.tenant(), subject, work.today());
    case AddressFate::goes:
        return erase_address(work, subject, Row::goes);
    case AddressFate::is_emptied:
        return erase_address(work, subject, Row::stays_empty);
    }
}

// Nearly all stay as they are: to know that, nobody else has to wait for this.
Result<std::optional<std::int64_t>> clear_some_addresses(WorkContext const& context, std::int64_t after)
{
    auto const today = context.zone.to_local(context.clock.now()).date;
    std::optional<std::int64_t> last;
    auto const open = read_only(context, [&](db::Connection& db) {
        auto rows = list_asking_rows(db, context.tenant, after, cleared_at_once);
        if (std::ssize(rows) == cleared_at_once)
            last = rows.back().id;
        std::erase_if(rows, [&](StoredAskingAddress const& stored) {
            return fate_of(db, context.tenant, stored, today) == AddressFate::stays;
        });
        return rows;
    });
    if (!open.empty() || !last)
        TRY(run_use_case(context, [&](Work& work) -> Result<void> {
            for (auto const& stored : open)
                settle_address(work, subject_of(stored));
            if (!last)
                work.enqueue(check_kind, "{}");
            return {};
        }));
    return last;
}

MailServer learnt_from(linkcheck::Finding const& finding)
{
    if (finding.outcome == linkcheck::Outcome::gone)
        return MailServer::takes_none;
    return finding.outcome == linkcheck::Outcome::ok ? MailServer::takes_mail : MailServer::unknown;
}

Result<void> check_addresses(WorkContext const& context, LinkCare const& care)
{
    auto const tenant = tenants::find_tenant(context.connection, context.tenant);
    if (care.checker == nullptr || !tenant || tenant->is_demonstration)
        return {};
    auto const today = context.zone.to_local(context.clock.now()).date;
    auto const end = std::chrono::steady_clock::now() + longest_check;
    auto const due = list_addresses_to_check(
        context.connection, context.tenant, Date(std::chrono::sys_days(today) - checked_again_after), today,
        most_checked_a_night);
    std::unordered_map<std::string, MailServer> learnt; // by domain: what is asked for takes seconds
    for (auto const& stored : due) {
        auto const domain = linkcheck::domain_of_mail(stored.address);
        auto known = learnt.find(domain);
        if (known == learnt.end()) {
            if (std::chrono::steady_clock::now() >= end)
                return {};
            known = learnt.emplace(domain, learnt_from(care.checker->check_mail(stored.address))).first;
        }
        // Also where nothing was learnt: domains that never answer must not be the first of every night.
        TRY(run_use_case(context, [&](Work& work) -> Result<void> {
            store_check(work.db(), work.tenant(), stored.address, work.today(), known->second);
            return {};
        }));
    }
    return {};
}

}

std::optional<AskedAddress> find_asked_address(db::Connection& db, TenantId tenant, OfferId offer)
{
    auto found = find_four_addresses(db, tenant, offer, PassedOver::left_out);
    if (!found)
        return std::nullopt;
    for (auto [address, at] :
         {std::pair{&found->own, AskedAt::own}, std::pair{&found->of_organisation, AskedAt::of_organisation},
          std::pair{&found->public_own, AskedAt::public_own},
          std::pair{&found->public_of_organisation, AskedAt::public_of_organisation}}) {
        if (!address->empty())
            return AskedAddress{std::move(*address), at};
    }
    return std::nullopt;
}

std::string asked_address(db::Connection& db, TenantId tenant, OfferId offer)
{
    auto const asked = find_asked_address(db, tenant, offer);
    return asked ? ascii_lower(asked->address) : std::string{};
}

std::vector<std::string> list_addresses_of(db::Connection& db, TenantId tenant, OfferId offer)
{
    auto const found = find_four_addresses(db, tenant, offer, PassedOver::counted);
    if (!found)
        return {};
    std::vector<std::string> addresses;
    for (auto const* address :
         {&found->own, &found->of_organisation, &found->public_own, &found->public_of_organisation}) {
        if (!address->empty())
            addresses.push_back(ascii_lower(*address));
    }
    return addresses;
}

AddressReaders readers_of_address(
    db::Connection& db, TenantId tenant, OfferId offer, std::string_view address, Scope editors)
{
    using enum AddressReaders;
    auto const found = find_four_addresses(db, tenant, offer, PassedOver::counted);
    if (!found)
        return others;
    if (ascii_lower(found->public_own) == address || ascii_lower(found->public_of_organisation) == address)
        return everybody;
    if (ascii_lower(found->own) == address)
        return its_editors;
    auto const organisation = find_organisation_of(db, tenant, offer);
    auto const state = organisation
        ? records::find_edit_state(db, tenant, edited_organisations, organisation->value)
        : std::nullopt;
    return state && state->owner == editors ? its_editors : others;
}

std::optional<AskingRecord> find_asking_record(
    db::Connection& db, TenantId tenant, OfferId id, Actor const& actor)
{
    auto const edited = may_edit(db, tenant, id, actor) ? find_offer(db, tenant, id) : std::nullopt;
    if (!edited)
        return std::nullopt;
    auto record = record_of(db, tenant, subject_of(id));
    record.title = edited->title.source;
    record.asked = find_asked_address(db, tenant, id);
    auto const organisation = find_organisation_of(db, tenant, id);
    if (organisation && may_edit(db, tenant, *organisation, actor))
        record.organisation = organisation;
    else if (record.asked && record.asked->at == AskedAt::of_organisation)
        record.asked->address.clear();
    return record;
}

std::optional<AskingRecord> find_asking_record(
    db::Connection& db, TenantId tenant, OrganisationId id, Actor const& actor)
{
    if (!may_edit(db, tenant, id, actor))
        return std::nullopt;
    auto record = record_of(db, tenant, subject_of(id));
    record.title = contacts::find_organisation(db, tenant, id).value().organisation.name;
    return record;
}

std::string mark_of_address(std::string_view address)
{
    return crypto::sha256_hex(address);
}

Result<void> set_asking_address(Work& work, OfferId id, EnteredAddress const& entered)
{
    if (!may_edit(work.db(), work.tenant(), id, work.actor()))
        return unknown_record();
    return change_address(work, subject_of(id), entered);
}

Result<void> set_organisation_asking_address(Work& work, OrganisationId id, EnteredAddress const& entered)
{
    if (!may_edit(work.db(), work.tenant(), id, work.actor()))
        return unknown_record();
    return change_address(work, subject_of(id), entered);
}

void take_asking_address(Work& work, OfferId id, std::string_view address, bool overwrites)
{
    if (address.empty())
        return;
    auto const before = find_asking_row(work.db(), work.tenant(), subject_of(id));
    bool const stays = before ? before->address.empty() || !overwrites || before->address == address
                              : has_ended(work.db(), work.tenant(), id);
    if (stays)
        return;
    set_address(work, subject_of(id), address);
}

void take_asking_address(Work& work, OrganisationId id, std::string_view address)
{
    set_address(work, subject_of(id), address);
}

void carry_asking_address(Work& work, OrganisationId from, OrganisationId into)
{
    auto const ending = find_asking_address(work.db(), work.tenant(), subject_of(from));
    if (ending && !find_asking_address(work.db(), work.tenant(), subject_of(into)))
        set_address(work, subject_of(into), ending->address, from.value);
}

void give_back_asking_address(Work& work, OrganisationId from, OrganisationId into)
{
    auto const carried = find_asking_address(work.db(), work.tenant(), subject_of(into));
    if (!carried || carried->taken_from != from.value)
        return;
    auto const left = find_asking_row(work.db(), work.tenant(), subject_of(from));
    if (!left || left->address.empty()) // the night had erased it there
        set_address(work, subject_of(from), carried->address, left ? left->taken_from : std::nullopt);
    erase_address(work, subject_of(into), Row::goes);
}

RecurringRule asking_address_night()
{
    return daily_round(
        "portal.asking.night", i18n::TimeOfDay::at(2, 45), clearing_kind, "job.portal.asking.night"_msg);
}

JobRule asking_address_clearing()
{
    return round_job(clearing_kind, &clear_some_addresses, "job.portal.asking.unused"_msg);
}

JobRule asking_address_check(LinkCare const& care)
{
    auto const check
        = [care](WorkContext const& context, JobOrder const&) { return check_addresses(context, care); };
    return {
        .kind = check_kind,
        .run = JobOutward(check),
        .label = "job.portal.asking.check"_msg,
        .takes_long = true};
}

} // namespace kommin::portal
