#include "modules/funding/money/money_life.hpp"

#include "modules/funding/grants/grant_named.hpp"
#include "modules/funding/grants/grant_pages.hpp"
#include "modules/funding/grants/grant_store.hpp"
#include "modules/funding/grants/passed_on_editing.hpp"
#include "modules/funding/grants/passed_on_store.hpp"
#include "modules/funding/grants/proof_store.hpp"
#include "modules/funding/money/budget_store.hpp"
#include "modules/funding/money/money_pages.hpp"
#include "modules/funding/programmes/application_pages.hpp"
#include "modules/funding/programmes/permissions.hpp"
#include "modules/funding/programmes/programme_pages.hpp"
#include "modules/funding/programmes/programme_store.hpp"
#include "platform/access/owners.hpp"
#include "platform/web/life_line.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace kommin::funding {

namespace {

constexpr int most_lines_told = static_cast<int>(web::LifeLine::most_of_a_kind) + 1; // one more: it says so

// Of whose money this reader knows; nothing: of everybody's.
Owners owners_seen(web::Call const& call)
{
    return owners_of(call.actor().where(see_money));
}

// A record needs no link to its own page.
std::optional<html::Url> link_unless_itself(
    web::LifeLine const& line, records::Subject const& subject, html::Url url)
{
    bool const is_itself = line.is_of(subject.kind) && line.of().id == subject.id;
    return is_itself ? std::nullopt : std::optional(std::move(url));
}

std::vector<BudgetLine> lines_of_measures(web::Call const& call, web::LifeLine const& line)
{
    auto const measures = line.ids_of<goals::MeasureId>(goals::measure_subject);
    if (measures.empty() || !call.actor().may_somewhere(see_money))
        return {};
    return list_budget_lines(
        call.db(), call.site.tenant, {.owners = owners_seen(call), .measures = measures}, most_lines_told);
}

// Of what is passed on the grant, of a grant the application, of both the programme, the call and the
// measures that hang on them.
void go_back_from_money(web::Call const& call, web::LifeLine& line)
{
    if (!call.actor().may_somewhere(see_money))
        return;
    auto const tenant = call.site.tenant;
    if (line.is_of(passed_on_subject)) {
        auto const seen = find_seen_passed_on(call.db(), tenant, PassedOnId{line.of().id}, call.actor());
        if (seen)
            line.add(grant_subject, seen->grant.id.value);
    }
    auto asked = line.ids_of<ApplicationId>(application_subject);
    auto const grants
        = list_grants_of(call.db(), tenant, owners_seen(call), line.ids_of<GrantId>(grant_subject));
    if (asked.empty() && grants.empty())
        return;
    std::vector<GrantId> granted;
    for (auto const& one : grants) {
        granted.push_back(one.id);
        if (one.application)
            asked.push_back(*one.application);
        if (one.programme)
            line.add(programme_subject, one.programme->value);
    }
    std::vector<ApplicationId> applications;
    for (auto const& one : list_applications_of(call.db(), tenant, owners_seen(call), asked)) {
        applications.push_back(one.id);
        line.add(application_subject, one.id.value);
        if (one.programme)
            line.add(programme_subject, one.programme->value);
        if (one.call)
            line.add(call_subject, one.call->value);
    }
    auto const measures = list_hanging_measures(call.db(), tenant, owners_seen(call), applications, granted);
    if (measures.empty())
        return;
    for (auto const& one : goals::list_named_measures(call.db(), tenant, call.actor(), measures))
        line.add(goals::measure_subject, one.id.value);
}

// The calls of a programme, and what was applied for and granted by it.
void go_on_from_programme(web::Call const& call, web::LifeLine& line, ProgrammeId programme)
{
    auto const tenant = call.site.tenant;
    for (auto const& one : list_calls(call.db(), tenant, programme, most_lines_told))
        line.add(call_subject, one.id.value);
    ApplicationQuery asked{.owners = owners_seen(call)};
    asked.programme = programme;
    for (auto const& one : list_applications(call.db(), tenant, asked, most_lines_told))
        line.add(application_subject, one.id.value);
    GrantQuery granted{.owners = owners_seen(call)};
    granted.programme = programme;
    for (auto const& one : list_grants(call.db(), tenant, granted, most_lines_told))
        line.add(grant_subject, one.id.value);
}

// What is passed on of a grant, for whoever accounts for it.
void go_on_from_grant(web::Call const& call, web::LifeLine& line, GrantId id)
{
    auto const grant = load_grant(call.db(), call.site.tenant, id);
    if (!grant || !call.actor().may(account_for_money, grant->owner()))
        return;
    for (auto const& one : list_passed_on(call.db(), call.site.tenant, id))
        line.add(passed_on_subject, one.id.value);
}

// The budget of measures, what it or they hang on, and the grants that came of that.
void go_on_to_money(web::Call const& call, web::LifeLine& line)
{
    if (!call.actor().may_somewhere(see_money))
        return;
    auto const tenant = call.site.tenant;
    std::set<ApplicationId> applications;
    std::set<GrantId> grants;
    auto const take = [&](HangsOn const& on) {
        if (on.application)
            applications.insert(*on.application);
        if (on.grant)
            grants.insert(*on.grant);
    };
    for (auto const& one : lines_of_measures(call, line)) {
        line.add(budget_line_subject, one.id.value);
        take(one.hangs_on);
    }
    auto const measures = line.ids_of<goals::MeasureId>(goals::measure_subject);
    if (!measures.empty()) {
        for (auto const& on : list_whole_hanging(call.db(), tenant, owners_seen(call), measures))
            take(on);
    }
    if (line.is_of(programme_subject))
        go_on_from_programme(call, line, ProgrammeId{line.of().id});
    if (line.is_of(grant_subject))
        go_on_from_grant(call, line, GrantId{line.of().id});
    for (auto const id : line.ids_of<ApplicationId>(application_subject))
        applications.insert(id);
    std::vector<ApplicationId> const asked(applications.begin(), applications.end());
    for (auto const& one : list_applications_of(call.db(), tenant, owners_seen(call), asked))
        line.add(application_subject, one.id.value);
    for (auto const& one :
         list_grants_of(call.db(), tenant, owners_seen(call), {grants.begin(), grants.end()}))
        line.add(grant_subject, one.id.value);
    for (auto const& one : list_grants_of_applications(call.db(), tenant, call.actor(), asked))
        line.add(grant_subject, one.id.value);
}

std::string budget_sentence(i18n::Texts const& texts, BudgetLine const& one)
{
    auto const shown = [&](std::optional<Money> amount) { return amount_words(amount, false, texts); };
    auto const counted = one.counted();
    return texts(
        "life.budget"_msg,
        {{"year", std::to_string(one.year)},
         {"source", texts(label_of(one.source))},
         {"planned", shown(counted.planned)},
         {"secured", shown(counted.secured)},
         {"spent", shown(counted.spent)}});
}

// On the line of its measure without the title of that.
void tell_budget(web::Call const& call, web::LifeLine& line)
{
    auto const told = line.ids_of<BudgetLineId>(budget_line_subject);
    if (told.empty())
        return;
    std::map<goals::MeasureId, std::string> titles;
    if (!line.is_of(goals::measure_subject)) {
        for (auto& one : goals::list_named_measures(
                 call.db(), call.site.tenant, call.actor(),
                 line.ids_of<goals::MeasureId>(goals::measure_subject)))
            titles.emplace(one.id, std::move(one.title));
    }
    auto const& texts = web::staff_texts(call);
    for (auto const& one : lines_of_measures(call, line)) {
        if (std::ranges::find(told, one.id) == told.end())
            continue;
        auto sentence = budget_sentence(texts, one);
        if (auto const title = titles.find(one.measure); title != titles.end())
            sentence = title->second + ": " + sentence;
        line.tell(PartialDate(one.as_of), std::move(sentence), money_url(one.measure));
    }
}

void tell_programmes(web::Call const& call, web::LifeLine& line)
{
    auto const ids = line.ids_of<ProgrammeId>(programme_subject);
    if (ids.empty())
        return;
    auto const& texts = web::staff_texts(call);
    for (auto const& one : list_programmes_of(call.db(), call.site.tenant, ids)) {
        auto const url = link_unless_itself(line, {programme_subject, one.id.value}, programme_url(one.id));
        if (one.starts || url)
            line.tell(one.starts, texts("life.programme"_msg, {{"title", one.title}}), url);
        if (one.ends)
            line.tell_due(*one.ends, texts("life.programme.ends"_msg, {{"title", one.title}}), url);
    }
}

void tell_calls(web::Call const& call, web::LifeLine& line)
{
    auto const ids = line.ids_of<FundingCallId>(call_subject);
    if (ids.empty())
        return;
    auto const& texts = web::staff_texts(call);
    for (auto const& one : list_calls_of(call.db(), call.site.tenant, ids)) {
        auto const url = link_unless_itself(
            line, {programme_subject, one.programme.value}, programme_url(one.programme));
        if (one.opens)
            line.tell(one.opens, texts("life.call.opens"_msg, {{"title", one.title}}), url);
        if (one.deadline)
            line.tell_due(
                PartialDate(*one.deadline), texts("life.call.deadline"_msg, {{"title", one.title}}), url);
    }
}

void tell_applications(web::Call const& call, web::LifeLine& line)
{
    auto const ids = line.ids_of<ApplicationId>(application_subject);
    if (ids.empty())
        return;
    auto const& texts = web::staff_texts(call);
    auto const tenant = call.site.tenant;
    auto const steps = list_steps(call.db(), tenant, ids);
    for (auto const& one : list_applications_of(call.db(), tenant, owners_seen(call), ids)) {
        auto const url
            = link_unless_itself(line, {application_subject, one.id.value}, application_url(one.id));
        auto const sentence = [&](ApplicationState state) {
            return texts("life.application"_msg, {{"title", one.title}, {"state", texts(label_of(state))}});
        };
        auto const found = steps.find(one.id);
        if (found == steps.end() && url)
            line.tell(std::nullopt, sentence(one.state), url);
        if (found != steps.end()) {
            for (auto const& step : found->second)
                line.tell(step.day, sentence(step.state), url);
        }
        if (!url)
            line.tell_now(std::string(texts(label_of(one.state))));
    }
}

// Of the grant whose line it is: what was called and came, until when it is, and how its use was proven.
void tell_grant_itself(web::Call const& call, web::LifeLine& line, Grant const& one)
{
    auto const& texts = web::staff_texts(call);
    auto const tenant = call.site.tenant;
    for (auto const& payment : list_payments(call.db(), tenant, one.id)) {
        if (payment.requested == Money{})
            continue; // it was taken back
        line.tell_report(
            payment.requested_on,
            texts("life.payment.requested"_msg, {{"amount", texts.money(payment.requested)}}));
        if (payment.received_on)
            line.tell_report(
                *payment.received_on,
                texts(
                    "life.payment.received"_msg,
                    {{"amount", texts.money(payment.received.value_or(Money{}))}}));
    }
    if (call.actor().may(account_for_money, one.owner())) {
        for (auto const& proof : list_proofs(call.db(), tenant, one.id)) {
            if (proof.handed_in_on)
                line.tell(
                    PartialDate(*proof.handed_in_on),
                    texts(
                        "life.proof"_msg,
                        {{"kind", texts(label_of(proof.kind))}, {"edition", proof.edition}}),
                    proof_url(proof));
        }
    }
    if (one.ends)
        line.tell_due(*one.ends, std::string(texts("life.grant.ends"_msg)));
    if (one.proof_due)
        line.tell_due(PartialDate(*one.proof_due), std::string(texts("life.grant.proof_due"_msg)));
    bool const is_proven = list_grant_sums(call.db(), tenant, {one.id}).at(one.id).is_proven;
    line.tell_now(mark_of(one, is_proven, line.today(), texts).text);
}

void tell_grants(web::Call const& call, web::LifeLine& line)
{
    auto const ids = line.ids_of<GrantId>(grant_subject);
    if (ids.empty())
        return;
    auto const& texts = web::staff_texts(call);
    for (auto const& one : list_grants_of(call.db(), call.site.tenant, owners_seen(call), ids)) {
        auto const url = link_unless_itself(line, {grant_subject, one.id.value}, grant_url(one.id));
        line.tell(
            one.granted_on,
            texts(
                "life.grant"_msg,
                {{"title", one.title}, {"amount", amount_words(one.amount, one.is_approximate, texts)}}),
            url);
        if (!url)
            tell_grant_itself(call, line, one);
    }
}

std::string contract_sentence(i18n::Texts const& texts, PassedOn const& one)
{
    return texts(
        "life.passed_on"_msg,
        {{"title", one.title},
         {"recipient", one.recipient},
         {"amount", texts.money(one.amount)},
         {"state", texts(label_of(one.state))}});
}

// The contract whose line it is.
void tell_contract_itself(i18n::Texts const& texts, web::LifeLine& line, PassedOn const& one)
{
    if (one.requested_on)
        line.tell(PartialDate(*one.requested_on), std::string(texts("life.passed_on.requested"_msg)));
    if (one.agreed_on)
        line.tell(PartialDate(*one.agreed_on), std::string(texts("life.passed_on.agreed"_msg)));
    if (one.paid_on)
        line.tell(
            PartialDate(*one.paid_on),
            texts("life.passed_on.paid"_msg, {{"amount", texts.money(one.amount)}}));
    if (one.proven_on)
        line.tell(PartialDate(*one.proven_on), std::string(texts("life.passed_on.proven"_msg)));
    if (one.proof_due)
        line.tell_due(PartialDate(*one.proof_due), std::string(texts("life.passed_on.proof_due"_msg)));
    bool const is_refused = one.request == RequestState::refused;
    line.tell_now(
        std::string(texts(one.is_asked_for() || is_refused ? label_of(one.request) : label_of(one.state))));
}

// They are on the lines of their grants and on their own, for whoever accounts for these.
void tell_contracts(web::Call const& call, web::LifeLine& line)
{
    auto const ids = line.ids_of<PassedOnId>(passed_on_subject);
    if (ids.empty())
        return;
    auto const& texts = web::staff_texts(call);
    auto const tenant = call.site.tenant;
    if (line.is_of(passed_on_subject)) {
        auto const seen = find_seen_passed_on(call.db(), tenant, PassedOnId{line.of().id}, call.actor());
        if (seen)
            tell_contract_itself(texts, line, seen->one);
        return;
    }
    for (auto const& one : list_passed_on(call.db(), tenant, GrantId{line.of().id})) {
        if (one.agreed_on && std::ranges::find(ids, one.id) != ids.end())
            line.tell(PartialDate(*one.agreed_on), contract_sentence(texts, one), passed_on_url(one));
    }
}

void tell_money(web::Call const& call, web::LifeLine& line)
{
    if (!call.actor().may_somewhere(see_money))
        return;
    tell_programmes(call, line);
    tell_calls(call, line);
    tell_applications(call, line);
    tell_grants(call, line);
    tell_contracts(call, line);
    tell_budget(call, line);
}

}

web::StaffLife life_of_money()
{
    return {.from = &go_back_from_money, .on = &go_on_to_money, .tell = &tell_money};
}

} // namespace kommin::funding
