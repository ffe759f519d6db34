#include "modules/portal/editing/asking_address.hpp"

#include "modules/contacts/api.hpp"
#include "modules/portal/directory/offer_store.hpp"
#include "modules/portal/directory/permissions.hpp"
#include "modules/portal/editing/asking_address_store.hpp"
#include "modules/portal/editing/offer_edit_store.hpp"
#include "modules/tenants/api.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/mail/mail.hpp"
#include "platform/work/use_case.hpp"

#include <algorithm>
#include <chrono>
#include <unordered_set>
#include <utility>

namespace kommin::portal {

namespace {

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

void set_address(
    Work& work, records::Subject const& subject, std::string_view address,
    std::optional<std::int64_t> taken_from = std::nullopt)
{
    store_asking_address(work.db(), work.tenant(), subject, address, taken_from);
    note(work, ".asking_changed", subject);
}

void erase_address(Work& work, records::Subject const& subject)
{
    erase_asking_address(work.db(), work.tenant(), subject);
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
    if (wanted == known)
        return {};
    if (wanted.empty())
        erase_address(work, subject);
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

// Whether nobody is asked there any more.
bool is_unused(
    Work& work, StoredAskingAddress const& stored, std::unordered_set<std::int64_t> const& ended_offers)
{
    if (stored.subject_kind == offer_subject.word())
        return ended_offers.contains(stored.subject);
    auto const organisation
        = contacts::find_organisation(work.db(), work.tenant(), OrganisationId{stored.subject});
    return !organisation || organisation->merged_into || organisation->state == OrganisationState::archived;
}

void erase_unused(Work& work)
{
    std::unordered_set<std::int64_t> ended;
    for (auto const id : list_ended_asked_offers(work.db(), work.tenant()))
        ended.insert(id.value);
    auto const erased_from = Date(std::chrono::sys_days(work.today()) - keep_unused_addresses);
    for (auto const& stored : list_asking_addresses(work.db(), work.tenant())) {
        auto const subject = stored.subject_kind == offer_subject.word()
            ? subject_of(OfferId{stored.subject})
            : subject_of(OrganisationId{stored.subject});
        bool const is_unused_now = is_unused(work, stored, ended);
        if (is_unused_now && stored.unused_on && *stored.unused_on <= erased_from)
            erase_address(work, subject);
        else if (is_unused_now != stored.unused_on.has_value())
            store_unused(
                work.db(), work.tenant(), subject,
                is_unused_now ? std::optional(work.today()) : std::nullopt);
    }
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
    for (auto const& stored : due) {
        if (std::chrono::steady_clock::now() >= end)
            return {};
        auto const finding = care.checker->check_mail(stored.address);
        bool const is_gone = finding.outcome == linkcheck::Outcome::gone;
        if (!is_gone && finding.outcome != linkcheck::Outcome::ok)
            continue; // nothing was learnt
        TRY(run_use_case(context, [&](Work& work) -> Result<void> {
            store_check(
                work.db(), work.tenant(), stored.address, work.today(), is_gone ? stored.failures + 1 : 0);
            return {};
        }));
    }
    return {};
}

}

std::optional<AskedAddress> find_asked_address(db::Connection& db, TenantId tenant, OfferId offer)
{
    auto found = find_four_addresses(db, tenant, offer);
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
    auto const before = find_asking_address(work.db(), work.tenant(), subject_of(id));
    if (address.empty() || (before && (!overwrites || before->address == address)))
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
    if (!find_asking_address(work.db(), work.tenant(), subject_of(from)))
        set_address(work, subject_of(from), carried->address); // the night had erased it there
    erase_address(work, subject_of(into));
}

RecurringRule asking_address_night()
{
    return {
        "portal.asking.night", i18n::TimeOfDay::at(2, 45),
        [](Work& work) -> Result<void> {
            erase_unused(work);
            work.enqueue(check_kind, "{}");
            return {};
        },
        "job.portal.asking.night"_msg};
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
