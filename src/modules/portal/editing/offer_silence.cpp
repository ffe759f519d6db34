#include "modules/portal/editing/offer_silence.hpp"

#include "modules/portal/directory/permissions.hpp"
#include "modules/portal/editing/offer_confirmation_store.hpp"
#include "modules/portal/editing/offer_edit_store.hpp"
#include "modules/tenants/api.hpp"
#include "platform/html/url.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/identity/account_store.hpp"
#include "platform/json/json.hpp"
#include "platform/mail/mail.hpp"

#include <algorithm>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::portal {

namespace {

constexpr std::string_view letter_kind = "portal.offer.silence_told";

// What grants bring of this: offers of one's own to see to, and those that others have not seen to.
struct Charge {
    std::vector<Scope> municipalities; // each once, also of somebody who edits everywhere as well
    bool has_own_of_tenant = false; // those that serve more than one municipality
    bool gets_escalated = false;
};

using ChargeOf = std::map<std::int64_t, Charge>; // by the number of the account

ChargeOf charges_of(db::Connection& db, TenantId tenant)
{
    auto const rules = permission_rules();
    ChargeOf charges;
    for (auto const& [account, grant] : identity::list_all_grants(db, tenant)) {
        auto const rights = Rights::of(std::span(&grant, 1), rules);
        if (!rights.allows(edit_offers, grant.scope))
            continue;
        auto& charge = charges[account.value];
        if (!grant.scope.is_whole_tenant()) {
            if (std::ranges::find(charge.municipalities, grant.scope) == charge.municipalities.end())
                charge.municipalities.push_back(grant.scope);
        } else {
            charge.has_own_of_tenant = true;
            charge.gets_escalated = charge.gets_escalated || rights.allows(publish_offers, grant.scope);
        }
    }
    return charges;
}

bool has_anything(Charge const& charge, std::vector<OwnersSilence> const& silent, Instant escalated_before)
{
    return std::ranges::any_of(silent, [&](OwnersSilence const& each) {
        if (each.owner == 0)
            return charge.has_own_of_tenant;
        return std::ranges::find(charge.municipalities, Scope::of_owner(each.owner))
            != charge.municipalities.end()
            || (charge.gets_escalated && each.asked_at < escalated_before);
    });
}

OfferQuery query_for(std::vector<Scope> scopes, Unconfirmed which, Date today)
{
    OfferQuery query{.filter = {}, .scopes = std::move(scopes), .place = {}, .today = today};
    query.filter.unconfirmed = which;
    return query;
}

// The queries of one letter, each with the words above its offers.
struct Section {
    MessageKey heading;
    OfferQuery query;
};
std::vector<Section> sections_of(Charge const& charge, Date today)
{
    std::vector<Section> sections;
    if (charge.gets_escalated)
        sections.push_back(
            {"silence.mail.escalated"_msg,
             query_for({Scope::whole_tenant()}, Unconfirmed::escalated, today)});
    if (charge.has_own_of_tenant) {
        auto own = query_for({Scope::whole_tenant()}, Unconfirmed::silent, today);
        own.filter.place = "kreis";
        sections.push_back({"silence.mail.own_of_district"_msg, std::move(own)});
    }
    if (!charge.municipalities.empty())
        sections.push_back(
            {"silence.mail.own"_msg, query_for(charge.municipalities, Unconfirmed::silent, today)});
    return sections;
}

// The longest silence first: who asks which offer to begin with reads it from the top.
std::string section_text(
    WorkContext const& context, i18n::Texts const& texts, Section const& section, std::int64_t count)
{
    auto query = section.query;
    query.limit = most_offers_a_silence_letter;
    auto text = "\n\n" + texts(section.heading, {{"count", count}});
    for (auto const& line : list_offer_lines(context.connection, context.tenant, query)) {
        auto const request = find_request(context.connection, context.tenant, line.id);
        auto const since = request ? context.zone.to_local(request->asked_at).date
                                   : context.zone.to_local(context.clock.now()).date;
        bool const has_address = !request || request->times > 0;
        text += '\n'
            + texts(has_address ? "silence.mail.line"_msg : "silence.mail.line.no_address"_msg,
                    {{"title", line.title},
                     {"place",
                      line.place.empty() ? std::string(texts("desk.filter.district"_msg)) : line.place},
                     {"date", texts.date(since, i18n::DateStyle::long_)}});
    }
    if (count > most_offers_a_silence_letter)
        text += '\n' + texts("silence.mail.more"_msg, {{"count", count - most_offers_a_silence_letter}});
    return text;
}

Result<void> send_letter(WorkContext const& context, JobOrder const& order, FeedbackCare const& care)
{
    auto& db = context.connection;
    auto const id = order.id<identity::AccountId>("account");
    auto const account = identity::find_account(db, context.tenant, id);
    auto const charges = charges_of(db, context.tenant);
    auto const charge = charges.find(id.value);
    if (!account || account->state != identity::AccountState::active || charge == charges.end())
        return {}; // nobody's any more
    auto const tenant = tenants::find_tenant(db, context.tenant).value();
    auto const& texts
        = i18n::Texts::of(i18n::Language::find(account->language).value_or(tenant.source_language));
    auto text = texts("silence.mail.text"_msg, {{"name", account->name}});
    bool has_escalated = false;
    bool has_any = false;
    for (auto const& section : sections_of(charge->second, context.zone.to_local(context.clock.now()).date)) {
        auto const count = count_offer_lines(db, context.tenant, section.query, OfferOverview::most_counted);
        if (count == 0)
            continue;
        has_any = true;
        has_escalated = has_escalated || section.query.filter.unconfirmed == Unconfirmed::escalated;
        text += section_text(context, texts, section, count);
    }
    if (!has_any)
        return {}; // settled since the morning
    auto url = html::Url::external(
        tenants::site_address(tenant, care.base_url) + "/verwaltung/angebote?angaben="
        + std::string(word_of(has_escalated ? Unconfirmed::escalated : Unconfirmed::silent)));
    if (!url)
        return Problem::invalid({}, "staff.mail.problem.no_site"_msg);
    return care.post.send(
        context,
        {.id = "silence-" + std::to_string(context.tenant.value) + '-' + std::to_string(order.job().value),
         .to = account->email,
         .from_name = tenant.name,
         .language = texts.language(),
         .subject = std::string(
             texts(has_escalated ? "silence.mail.subject.escalated"_msg : "silence.mail.subject"_msg)),
         .text = std::move(text),
         .button = post::Letter::Button{std::string(texts("silence.mail.button"_msg)), std::move(*url)},
         .note = std::string(texts("silence.mail.note"_msg))});
}

// Who has been told is told in the same transaction that plans the letter: neither a second node nor a
// program that begins anew writes twice.
Result<void> plan_letters(Work& work, FeedbackCare const& care)
{
    auto const tenant = tenants::find_tenant(work.db(), work.tenant()).value();
    forget_silence_letters(
        work.db(), work.tenant(),
        Date(std::chrono::sys_days(work.today()) - between_silence_letters + std::chrono::days{1}));
    if (!writes_today(tenant, work.today(), care))
        return {};
    auto const limits = asking_limits(work.today());
    auto const silent = list_silent_owners(work.db(), work.tenant(), limits);
    if (silent.empty())
        return {};
    for (auto const& [account, charge] : charges_of(work.db(), work.tenant())) {
        if (!has_anything(charge, silent, limits.escalated_before))
            continue;
        auto const person = identity::find_account(work.db(), work.tenant(), identity::AccountId{account});
        if (!person || person->state != identity::AccountState::active || !mail::is_address(person->email))
            continue;
        if (note_silence_letter(work.db(), work.tenant(), account, work.today()))
            work.enqueue(letter_kind, json::print(json::Value::Object{{"account", account}}));
    }
    return {};
}

Silence silence_in(
    db::Connection& db, TenantId tenant, i18n::Zone const& zone, OfferQuery const& query,
    std::chrono::days may_take)
{
    Silence silence{.count = count_offer_lines(db, tenant, query, OfferOverview::most_counted), .due = {}};
    if (silence.count > 0) {
        if (auto const asked_at = find_longest_silence(db, tenant, query))
            silence.due = Date(std::chrono::sys_days(zone.to_local(*asked_at).date) + may_take);
    }
    return silence;
}

}

Silence silence_for(
    db::Connection& db, TenantId tenant, Date today, i18n::Zone const& zone, Actor const& actor)
{
    return silence_in(
        db, tenant, zone, query_for(actor.where(edit_offers), Unconfirmed::silent, today),
        remind_after + editors_may_take);
}

Silence escalated_to(
    db::Connection& db, TenantId tenant, Date today, i18n::Zone const& zone, Actor const& actor)
{
    if (!actor.may(publish_offers, Scope::whole_tenant()))
        return {};
    return silence_in(
        db, tenant, zone, query_for({Scope::whole_tenant()}, Unconfirmed::escalated, today),
        remind_after + editors_may_take + editors_may_take);
}

void end_silence(db::Connection& db, TenantId tenant, OfferId offer, Date today, Instant now)
{
    close_silent_request(db, tenant, offer, asking_limits(today).reminded_before, now);
}

RecurringRule silence_round(FeedbackCare const& care)
{
    // An hour after the question of the morning, which knows by then who cannot be reached.
    return {
        "portal.offer.silence", i18n::TimeOfDay::at(9),
        [care](Work& work) { return plan_letters(work, care); }, "job.portal.offer.silence"_msg};
}

JobRule silence_letter(FeedbackCare const& care)
{
    auto const send = [care](WorkContext const& context, JobOrder const& order) {
        return send_letter(context, order, care);
    };
    return {letter_kind, JobOutward(send), "job.portal.offer.silence"_msg, true};
}

} // namespace kommin::portal
