// Routes of the desk for groups of budget lines that cover each other.

#include "modules/funding/grants/grant_fields.hpp"
#include "modules/funding/grants/loaded_desk.hpp"
#include "modules/funding/money/budget_group_pages.hpp"
#include "modules/funding/programmes/permissions.hpp"
#include "platform/access/owners.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/records/drafting.hpp"
#include "platform/records/typed_ids.hpp"
#include "platform/web/authors.hpp"
#include "platform/web/record_desk.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <iterator>
#include <memory>
#include <optional>
#include <utility>

namespace kommin::funding {

using records::Fields;

namespace {

constexpr int most_groups_shown = 200;

std::optional<BudgetGroup> group_in_path(web::Call const& call, db::Connection& db)
{
    auto const id = records::typed_id<BudgetGroupId>(call.path["deckungskreis"]);
    return id ? find_seen_budget_group(db, call.site.tenant, *id, call.actor(), edit_money) : std::nullopt;
}

Fields posted_group(http::Form const& posted)
{
    Fields fields;
    for (auto const& field : all_group_fields)
        fields.set(field.name, std::string(trim(posted.value(field.name))));
    return fields;
}

// For whom this person may add one: the Kreis, municipalities.
std::vector<web::Choice> owners_to_choose(web::Call const& call)
{
    return web::read(call, [&](db::Connection& db) {
        auto const district = tenants::load_tenant_with_bodies(db, call.site.tenant);
        std::vector<web::Choice> owners;
        if (call.actor().may(edit_money, Scope::whole_tenant()))
            owners.push_back({"", district.tenant.name});
        for (auto const& body : district.bodies) {
            if (body.kind == tenants::BodyKind::municipality
                && call.actor().may(edit_money, Scope::of_owner(body.id.value)))
                owners.push_back({body.slug, body.name});
        }
        return owners;
    });
}

http::Response group_form_of(web::Call const& call, BudgetGroup const& group, web::ShownForm form)
{
    return budget_group_form_page(
        call,
        {.group = &group,
         .owners = {},
         .fields = form.fields,
         .problems = std::move(form.problems),
         .shown_version = form.version});
}

std::optional<LoadedRecord> load_group_record(web::Call const& call)
{
    struct Found {
        BudgetGroup group;
        web::Authors authors;
    };
    auto found = web::read(call, [&](db::Connection& db) -> std::optional<Found> {
        auto group = group_in_path(call, db);
        if (!group)
            return std::nullopt;
        return Found{*std::move(group), web::list_authors(db, call.site.tenant)};
    });
    if (!found)
        return std::nullopt;
    auto const shared = std::make_shared<Found const>(*std::move(found));
    auto const& one = shared->group;
    auto state = records::undrafted(one.version, one.changed_at);
    state.owner = one.owner();
    return LoadedRecord{
        .fields = form_of(one),
        .state = std::move(state),
        .subject = {budget_group_subject, one.id.value},
        .title = one.name,
        .url = budget_group_url(one.id),
        .authors = shared->authors,
        .form = [&call] { return budget_group_record_form(web::staff_texts(call)); },
        .problems_of = &problems_of_budget_group,
        .spelled = &spelled_budget_group,
        .posted = &posted_group,
        .frame_below =
            [&call, shared](std::string title) {
                auto frame = frame_below_groups(call, std::move(title));
                frame.crumbs.push_back({budget_group_url(shared->group.id), shared->group.name, true});
                return frame;
            },
        .show = [&call, shared](
                    web::ShownForm form) { return group_form_of(call, shared->group, std::move(form)); }};
}

LoadedDesk group_desk(web::Call const& call)
{
    return {call, [&call] { return load_group_record(call); }};
}

http::Response new_group_page(
    web::Call const& call, std::vector<web::Choice> const& owners, Fields const& fields, std::string key,
    std::vector<Problem> problems = {})
{
    return budget_group_form_page(
        call,
        {.group = nullptr,
         .owners = owners,
         .fields = fields,
         .form_key = std::move(key),
         .problems = std::move(problems)});
}

}

http::Response show_budget_groups(web::Call& call)
{
    struct Found {
        std::vector<BudgetGroup> groups;
        std::vector<BudgetLine> lines;
        std::map<goals::MeasureId, goals::NamedMeasure> measures;
        tenants::TenantWithBodies district;
    };
    auto found = web::read(call, [&](db::Connection& db) {
        auto const tenant = call.site.tenant;
        Found all{
            list_budget_groups(db, tenant, owners_of(call.actor().where(see_money)), most_groups_shown + 1),
            {},
            {},
            tenants::load_tenant_with_bodies(db, tenant)};
        std::vector<BudgetGroupId> ids;
        for (auto const& group : all.groups)
            ids.push_back(group.id);
        all.lines = list_lines_of_groups(db, tenant, ids);
        std::vector<goals::MeasureId> measures;
        for (auto const& line : all.lines)
            measures.push_back(line.measure);
        std::ranges::sort(measures);
        auto const twice = std::ranges::unique(measures);
        measures.erase(twice.begin(), twice.end());
        for (auto& one : goals::list_named_measures(db, tenant, call.actor(), measures)) {
            auto const id = one.id;
            all.measures.emplace(id, std::move(one));
        }
        return all;
    });
    bool const is_cut = std::ssize(found.groups) > most_groups_shown;
    if (is_cut)
        found.groups.pop_back();
    return budget_groups_page(
        {.groups = found.groups,
         .is_cut = is_cut,
         .lines = found.lines,
         .measures = found.measures,
         .district = found.district,
         .may_add = call.actor().may_somewhere(edit_money),
         .call = call});
}

http::Response show_new_budget_group(web::Call& call)
{
    auto const owners = owners_to_choose(call);
    return new_group_page(call, owners, form_of_new_group(call.local_now().date), crypto::random_token());
}

http::Response add_budget_group_at_desk(web::Call& call)
{
    auto const form = call.request.form();
    if (!form)
        return web::staff_not_found(call);
    auto const owners = owners_to_choose(call);
    auto fields = posted_group(*form);
    fields.set(group_field::body, std::string(trim(form->value(group_field::body))));
    auto const key = web::key_of_form(*form);
    return web::add_record(
        call,
        {.problems = {}, // the use case finds the one of the same form first
         .add = [&](Work& work) -> Result<html::Url> {
             TRY(add_budget_group(work, fields, key));
             return budget_groups_url();
         },
         .show_form =
             [&](std::vector<Problem> problems) {
                 for (auto& problem : problems_of_budget_group(fields)) {
                     if (std::ranges::find(problems, problem.field, &Problem::field) == problems.end())
                         problems.push_back(std::move(problem));
                 }
                 return new_group_page(call, owners, fields, key, std::move(problems));
             }});
}

http::Response show_budget_group_form(web::Call& call)
{
    auto desk = group_desk(call);
    return web::show_record(call, desk);
}

http::Response save_budget_group_form(web::Call& call)
{
    auto desk = group_desk(call);
    return web::press(
        call, desk, web::Asks::everything, [&](Work& work, web::Seen seen, Fields const& fields) {
            return save_budget_group(work, {BudgetGroupId{desk.id()}, seen.version}, fields);
        });
}

http::Response show_budget_group_history(web::Call& call)
{
    auto desk = group_desk(call);
    return web::show_history(call, desk);
}

http::Response erase_budget_group_at_desk(web::Call& call)
{
    auto const form = call.request.form();
    auto const in_path = [&](db::Connection& db) { return group_in_path(call, db); };
    auto const group = web::read(call, in_path);
    if (!form || !group)
        return web::staff_not_found(call);
    BudgetGroupVersion const seen{group->id, parse_number(form->value("fassung")).value_or(0)};
    auto const erased = web::write(call, [&](Work& work) { return erase_budget_group(work, seen); });
    if (erased)
        return http::Response::redirect(http::Status::see_other, budget_groups_url().text());
    auto const now = web::read(call, in_path);
    if (!now)
        return web::staff_not_found(call);
    auto const fields = form_of(*now);
    return group_form_of(call, *now, {.fields = fields, .problems = {erased.problem()}});
}

} // namespace kommin::funding
