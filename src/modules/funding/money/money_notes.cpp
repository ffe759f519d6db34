// Money where other pages speak of it: below a measure and an application, in the audit trail, what somebody
// worked on last, and what other modules ask.

#include "modules/funding/money/api.hpp"
#include "modules/funding/money/budget_group_pages.hpp"
#include "modules/funding/money/money_pages.hpp"
#include "modules/funding/programmes/permissions.hpp"
#include "platform/access/owners.hpp"
#include "platform/html/attributes.hpp"
#include "platform/records/versions.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace kommin::funding {

using html::Attributes;
using html::each;
using html::when;
using html::Writer;

namespace {

constexpr int most_lines_below_measure = 500;
constexpr int most_noted_groups = 1000;
constexpr std::size_t most_years_below_measure = 3;

struct BelowOneMeasure {
    std::map<int, Totals, std::greater<>> years;
    std::vector<Dependency> dependencies;
    HangsOnNames names;
};

std::optional<html::Url> url_of_line(web::Call const& call, std::int64_t id)
{
    auto const line = load_budget_line(call.db(), call.site.tenant, BudgetLineId{id});
    return line ? std::optional(budget_line_url(line->measure, line->id)) : std::nullopt;
}

std::optional<html::Url> version_of_line(web::Call const& call, std::int64_t id, std::int64_t version)
{
    auto const line = load_budget_line(call.db(), call.site.tenant, BudgetLineId{id});
    if (!line
        || !records::find_version(
            call.db(), call.site.tenant, {budget_line_subject, id}, version, records::unrestricted))
        return std::nullopt;
    return budget_line_url(line->measure, line->id, "verlauf")
        .with_query({{"fassung", std::to_string(version)}});
}

std::optional<web::RecentRecord> recent_line(
    web::Call const& call, std::int64_t id, std::optional<std::int64_t> /*version*/)
{
    auto const tenant = call.site.tenant;
    auto const line = load_budget_line(call.db(), tenant, BudgetLineId{id});
    auto const measure = line
        ? find_measure_with_money(call.db(), tenant, call.actor(), line->measure, edit_money)
        : std::nullopt;
    if (!measure)
        return std::nullopt;
    return web::RecentRecord{
        measure->title + ": " + title_of(*line, web::staff_texts(call)),
        budget_line_url(measure->id, line->id)};
}

std::optional<html::Url> url_of_group(web::Call const& call, std::int64_t id)
{
    auto const group = find_budget_group(call.db(), call.site.tenant, BudgetGroupId{id});
    return group ? std::optional(budget_group_url(group->id)) : std::nullopt;
}

std::optional<html::Url> version_of_group(web::Call const& call, std::int64_t id, std::int64_t version)
{
    auto const url = url_of_group(call, id);
    if (!url
        || !records::find_version(
            call.db(), call.site.tenant, {budget_group_subject, id}, version, records::unrestricted))
        return std::nullopt;
    return budget_group_url(BudgetGroupId{id}, "verlauf").with_query({{"fassung", std::to_string(version)}});
}

std::optional<web::RecentRecord> recent_group(
    web::Call const& call, std::int64_t id, std::optional<std::int64_t> /*version*/)
{
    auto const group
        = find_seen_budget_group(call.db(), call.site.tenant, BudgetGroupId{id}, call.actor(), edit_money);
    if (!group)
        return std::nullopt;
    return web::RecentRecord{std::to_string(group->year) + ": " + group->name, budget_group_url(group->id)};
}

web::RecordForm noted_group(web::Call const& call)
{
    return budget_group_record_form(web::staff_texts(call));
}

web::RecordForm noted_line(web::Call const& call)
{
    auto const tenant = call.site.tenant;
    return budget_record_form(
        web::staff_texts(call), load_hangs_on_names(call.db(), tenant, call.actor()),
        list_budget_groups(call.db(), tenant, owners_of(call.actor().where(see_money)), most_noted_groups));
}

void write_below_measure(
    Writer& w, i18n::Texts const& texts, goals::NamedMeasure const& measure, BelowOneMeasure const& below)
{
    std::size_t shown = 0;
    w(
        R"(<section class="card" aria-labelledby="geld"><h2 id="geld">{}</h2>{}{}<p class="small"><a href="{}">{}</a></p></section>)",
        texts("budget.title"_msg),
        [&](Writer& inner) {
            if (below.years.empty())
                inner(R"(<p class="mute small">{}</p>)", texts("budget.none"_msg));
            for (auto const& [year, totals] : below.years) {
                if (++shown > most_years_below_measure)
                    break;
                inner(
                    R"(<p>{}</p>)",
                    texts(
                        "budget.year_line"_msg,
                        {{"year", std::to_string(year)},
                         {"planned", sum_words(totals.planned, texts)},
                         {"secured", sum_words(totals.secured, texts)},
                         {"spent", sum_words(totals.spent, texts)},
                         {"gap", sum_words(totals.gap, texts)}}));
            }
        },
        when(
            !below.dependencies.empty(),
            [&](Writer& inner) {
                inner(
                    R"(<p>{}</p><ul class="plain">{}</ul>)", texts("budget.dependency.title"_msg),
                    each(below.dependencies, [&](Writer& item, Dependency const& one) {
                        auto const name = below.names.text(one.on, texts);
                        if (below.names.has(one.on))
                            item(R"(<li><a href="{}">{}</a></li>)", url_of(one.on), name);
                        else
                            item("<li>{}</li>", name);
                    }));
            }),
        money_url(measure.id), texts("budget.link"_msg));
}

void write_below_application(
    Writer& w, i18n::Texts const& texts, Application const& application,
    std::vector<NamedGrant> const& grants, Loss const& loss)
{
    w(
        R"({}<section class="card" aria-labelledby="haengt"><h2 id="haengt">{}</h2>{}<p class="small"><a href="{}">{}</a></p></section>)",
        when(
            !grants.empty(),
            [&](Writer& inner) {
                inner(
                    R"(<section class="card" aria-labelledby="bewilligung"><h2 id="bewilligung">{}</h2><ul class="plain">{}</ul></section>)",
                    texts("budget.grant_of_application"_msg),
                    each(grants, [&](Writer& item, NamedGrant const& one) {
                        item(
                            R"(<li><a href="{}" {}>{}</a></li>)", grant_url(one.id),
                            Attributes{web::content_lang(texts)}, one.title);
                    }));
            }),
        texts("loss.card"_msg),
        [&](Writer& inner) {
            if (loss.measures.empty())
                inner(R"(<p class="mute small">{}</p>)", texts("loss.nothing"_msg));
            else
                inner(
                    "<p>{}</p>",
                    texts(
                        "loss.sum"_msg,
                        {{"count", loss.measures.size()},
                         {"planned", sum_words(loss.totals.planned, texts)},
                         {"committed", sum_words(loss.totals.committed, texts)}}));
        },
        loss_url({.application = application.id, .grant = {}}), texts("loss.link"_msg));
}

}

web::Body money_below_measure(web::Call const& call, goals::NamedMeasure const& measure)
{
    if (!call.actor().may(see_money, measure.owner()))
        return {};
    auto below = web::read(call, [&](db::Connection& db) {
        auto const tenant = call.site.tenant;
        BelowOneMeasure found{
            .years = {},
            .dependencies = list_dependencies(db, tenant, measure.id),
            .names = load_hangs_on_names(db, tenant, call.actor())};
        for (auto const& line : list_budget_lines(
                 db, tenant, {.measures = std::vector<goals::MeasureId>{measure.id}},
                 most_lines_below_measure))
            found.years[line.year].add(line, call.local_now().date);
        return found;
    });
    return [&texts = web::staff_texts(call), measure, below = std::move(below)](Writer& w) {
        write_below_measure(w, texts, measure, below);
    };
}

web::Body money_below_application(web::Call const& call, Application const& application)
{
    struct Found {
        std::vector<NamedGrant> grants;
        Loss loss;
    };
    auto found = web::read(call, [&](db::Connection& db) {
        auto const tenant = call.site.tenant;
        return Found{
            list_grants_of_applications(db, tenant, call.actor(), {application.id}),
            load_loss(
                db, tenant, call.actor(), {.application = application.id, .grant = {}},
                call.local_now().date)};
    });
    return [&texts = web::staff_texts(call), application, found = std::move(found)](Writer& w) {
        write_below_application(w, texts, application, found.grants, found.loss);
    };
}

std::vector<web::StaffForm> noted_money()
{
    return {
        {.kind = budget_line_subject.word(), .open = &noted_line, .versions = budget_line_subject},
        {.kind = budget_group_subject.word(), .open = &noted_group, .versions = budget_group_subject}};
}

std::vector<web::StaffRecord> recorded_money()
{
    return {
        {.kind = budget_line_subject.word(),
         .permission = edit_money,
         .url = &url_of_line,
         .version_url = &version_of_line},
        {.kind = budget_group_subject.word(),
         .permission = edit_money,
         .url = &url_of_group,
         .version_url = &version_of_group}};
}

std::vector<web::StaffRecent> recent_money()
{
    return {
        {budget_line_subject.word(), "budget.title"_msg, &recent_line},
        {budget_group_subject.word(), "budget.groups"_msg, &recent_group}};
}

} // namespace kommin::funding
