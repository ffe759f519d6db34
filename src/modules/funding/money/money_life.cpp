#include "modules/funding/money/money_life.hpp"

#include "modules/funding/grants/grant_named.hpp"
#include "modules/funding/grants/grant_store.hpp"
#include "modules/funding/money/budget_store.hpp"
#include "modules/funding/money/money_pages.hpp"
#include "modules/funding/programmes/application_pages.hpp"
#include "modules/funding/programmes/permissions.hpp"
#include "modules/funding/programmes/programme_pages.hpp"
#include "platform/access/owners.hpp"
#include "platform/web/life_line.hpp"

#include <algorithm>
#include <map>
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
    return owners_of(call.actor().rights().where(see_money));
}

std::vector<BudgetLine> lines_of_measures(web::Call const& call, web::LifeLine const& line)
{
    auto const measures = line.ids_of<goals::MeasureId>(goals::measure_subject);
    if (measures.empty() || !call.actor().rights().allows_somewhere(see_money))
        return {};
    return list_budget_lines(
        call.db(), call.site.tenant, {.owners = owners_seen(call), .measures = measures}, most_lines_told);
}

// The budget of measures, what it hangs on, and the grants that came of that.
void go_on_to_money(web::Call const& call, web::LifeLine& line)
{
    auto const lines = lines_of_measures(call, line);
    std::set<ApplicationId> applications;
    std::set<GrantId> grants;
    for (auto const& one : lines) {
        line.add(budget_line_subject, one.id.value);
        if (one.hangs_on.application)
            applications.insert(*one.hangs_on.application);
        if (one.hangs_on.grant)
            grants.insert(*one.hangs_on.grant);
    }
    auto const tenant = call.site.tenant;
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
    return texts(
        "life.budget"_msg,
        {{"year", std::to_string(one.year)},
         {"source", texts(label_of(one.source))},
         {"planned", shown(one.amounts.planned)},
         {"secured", shown(one.amounts.secured)},
         {"spent", shown(one.amounts.spent)}});
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

void tell_applications(web::Call const& call, web::LifeLine& line)
{
    auto const ids = line.ids_of<ApplicationId>(application_subject);
    if (ids.empty())
        return;
    auto const& texts = web::staff_texts(call);
    auto const tenant = call.site.tenant;
    auto const steps = list_steps(call.db(), tenant, ids);
    for (auto const& one : list_applications_of(call.db(), tenant, owners_seen(call), ids)) {
        auto const found = steps.find(one.id);
        if (found == steps.end()) {
            line.tell(
                std::nullopt,
                texts("life.application"_msg, {{"title", one.title}, {"state", texts(label_of(one.state))}}),
                application_url(one.id));
            continue;
        }
        for (auto const& step : found->second)
            line.tell(
                step.day,
                texts("life.application"_msg, {{"title", one.title}, {"state", texts(label_of(step.state))}}),
                application_url(one.id));
    }
}

void tell_grants(web::Call const& call, web::LifeLine& line)
{
    auto const ids = line.ids_of<GrantId>(grant_subject);
    if (ids.empty())
        return;
    auto const& texts = web::staff_texts(call);
    for (auto const& one : list_grants_of(call.db(), call.site.tenant, owners_seen(call), ids))
        line.tell(
            one.granted_on,
            texts(
                "life.grant"_msg,
                {{"title", one.title}, {"amount", amount_words(one.amount, one.is_approximate, texts)}}),
            grant_url(one.id));
}

void tell_money(web::Call const& call, web::LifeLine& line)
{
    if (!call.actor().rights().allows_somewhere(see_money))
        return;
    tell_applications(call, line);
    tell_grants(call, line);
    tell_budget(call, line);
}

}

web::StaffLife life_of_money()
{
    return {.on = &go_on_to_money, .tell = &tell_money};
}

} // namespace kommin::funding
