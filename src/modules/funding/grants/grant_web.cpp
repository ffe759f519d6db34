// Routes of the desk for grants and their notices.

#include "modules/funding/grants/grant_fields.hpp"
#include "modules/funding/grants/grant_named.hpp"
#include "modules/funding/grants/grant_pages.hpp"
#include "modules/funding/grants/loaded_desk.hpp"
#include "modules/funding/grants/passed_on_store.hpp"
#include "modules/funding/grants/proof_store.hpp"
#include "modules/funding/grants/seen_grant.hpp"
#include "modules/funding/grants/voucher_store.hpp"
#include "modules/funding/programmes/permissions.hpp"
#include "platform/access/owners.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/records/drafting.hpp"
#include "platform/records/typed_ids.hpp"
#include "platform/search/fold.hpp"
#include "platform/web/life_line.hpp"
#include "platform/web/staff_export.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace kommin::funding {

using records::Fields;

namespace {

constexpr int most_grants_exported = 100'000;

Fields posted_grant(http::Form const& posted)
{
    auto fields = posted_fields(posted, form_grant_fields);
    for (auto const kind : all_cost_kinds)
        add_posted_field(fields, posted, kind_cost_field(kind));
    return fields;
}

std::optional<LoadedRecord> load_grant_record(web::Call const& call)
{
    struct Found {
        WholeGrant whole;
        GrantChoices choices;
        web::Authors authors;
    };
    auto found = web::read(call, [&](db::Connection& db) -> std::optional<Found> {
        auto const one = grant_in_path(call, db, edit_money);
        if (!one)
            return std::nullopt;
        auto const tenant = call.site.tenant;
        return Found{
            load_whole_grant(db, tenant, one->id), load_grant_choices(db, tenant, call.actor()),
            web::list_authors(db, tenant)};
    });
    if (!found)
        return std::nullopt;
    auto const shared = std::make_shared<Found const>(*std::move(found));
    auto const& one = shared->whole.grant;
    auto state = records::undrafted(one.version, one.changed_at);
    state.owner = one.owner();
    return LoadedRecord{
        .fields = form_of(shared->whole),
        .state = std::move(state),
        .subject = {grant_subject, one.id.value},
        .title = one.title,
        .url = grant_url(one.id, {"bearbeiten"}),
        .authors = shared->authors,
        .form = [&call, shared] { return grant_record_form(web::staff_texts(call), shared->choices); },
        .problems_of = &problems_of_grant,
        .spelled = &spelled_grant,
        // The notice has a page of its own: it stays as it is.
        .posted =
            [shared](http::Form const& posted) {
                auto fields = posted_grant(posted);
                fields.set(grant_field::notice, shared->whole.grant.notice_file);
                return fields;
            },
        .frame_below
        = [&call, shared](
              std::string title) { return frame_below_grant(call, shared->whole.grant, std::move(title)); },
        .show =
            [&call, shared](web::ShownForm form) {
                return grant_form_page(
                    call,
                    {.choices = shared->choices,
                     .grant = &shared->whole.grant,
                     .fields = form.fields,
                     .problems = std::move(form.problems),
                     .shown_version = form.version});
            }};
}

LoadedDesk grant_desk(web::Call const& call)
{
    return {call, [&call] { return load_grant_record(call); }};
}

// The query of the list: whose grants this person sees, narrowed by its filter.
GrantQuery grant_query_of(
    web::Call const& call, GrantFilter const& filter, tenants::TenantWithBodies const& district)
{
    GrantQuery query{
        .owners = owners_of(call.actor().where(see_money)),
        .programme = filter.programme,
        .is_proven = filter.is_proven,
        .words = search::folded_text(filter.words)};
    if (filter.owner.empty())
        return query;
    auto const body = std::ranges::find(district.bodies, filter.owner, &tenants::Body::slug);
    if (body == district.bodies.end())
        query.owners = std::vector<std::int64_t>{}; // of nobody
    else
        query.owner
            = body->kind == tenants::BodyKind::municipality ? body->id.value : Scope::whole_tenant().owner();
    return query;
}

std::vector<GrantId> ids_of_grants(std::vector<Grant> const& grants)
{
    std::vector<GrantId> ids;
    for (auto const& one : grants)
        ids.push_back(one.id);
    return ids;
}

http::Response new_grant_page(
    web::Call const& call, Fields const& fields, std::string const& key, std::vector<Problem> problems = {})
{
    auto const choices = web::read(
        call, [&](db::Connection& db) { return load_grant_choices(db, call.site.tenant, call.actor()); });
    return grant_form_page(
        call,
        {.choices = choices,
         .grant = nullptr,
         .fields = fields,
         .form_key = key,
         .problems = std::move(problems)});
}

struct ShownGrant {
    WholeGrant whole;
    GrantChoices choices;
    std::vector<UsedPayment> payments;
    GrantSums sums;
    std::vector<KindSum> spent;
    std::vector<ProofOfUse> proofs;
    std::vector<PassedOn> passed_on;
};

ShownGrant load_shown_grant(web::Call const& call, db::Connection& db, Grant const& one)
{
    auto const tenant = call.site.tenant;
    bool const may_account = call.actor().may(account_for_money, one.owner());
    auto bills = list_outflows(db, tenant, {one.id});
    return {
        .whole = load_whole_grant(db, tenant, one.id),
        .choices = load_grant_choices(db, tenant, call.actor()),
        .payments = used_payments(one, list_payments(db, tenant, one.id), bills[one.id]),
        .sums = list_grant_sums(db, tenant, {one.id}).at(one.id),
        .spent = list_spent_by_kind(db, tenant, one.id),
        .proofs = may_account ? list_proofs(db, tenant, one.id) : std::vector<ProofOfUse>{},
        .passed_on = may_account ? list_passed_on(db, tenant, one.id) : std::vector<PassedOn>{}};
}

}

std::optional<Grant> grant_in_path(web::Call const& call, db::Connection& db, Permission permission)
{
    auto const id = records::typed_id<GrantId>(call.path["zuwendung"]);
    return id ? find_seen_grant(db, call.site.tenant, *id, call.actor(), permission) : std::nullopt;
}

std::int64_t version_of_form(http::Form const& form)
{
    return parse_number(form.value("fassung")).value_or(0);
}

http::Response go_to(html::Url const& url)
{
    return http::Response::redirect(http::Status::see_other, url.text());
}

http::Response list_grants_at_desk(web::Call& call)
{
    auto const filter = GrantFilter::read(call.request.query());
    struct Found {
        std::vector<Grant> shown;
        std::int64_t count;
        std::map<GrantId, GrantSums> sums;
        GrantChoices choices;
        std::vector<web::ListView> views;
    };
    auto found = web::read(call, [&](db::Connection& db) {
        auto const tenant = call.site.tenant;
        auto choices = load_grant_choices(db, tenant, call.actor());
        auto const query = grant_query_of(call, filter, choices.district);
        auto shown = list_grants(db, tenant, query, most_grants_listed);
        auto sums = list_grant_sums(db, tenant, ids_of_grants(shown));
        auto const count = count_grants(db, tenant, query, web::StaffHits::most_counted + 1);
        return Found{
            std::move(shown), count, std::move(sums), std::move(choices),
            web::saved_views(call, grant_list, filter.fields())};
    });
    return grant_list_page(
        call,
        {.filter = filter,
         .shown = found.shown,
         .count = found.count,
         .sums = found.sums,
         .choices = found.choices,
         .may_add = call.actor().may_somewhere(edit_money),
         .may_account = call.actor().may_somewhere(account_for_money),
         .views = std::move(found.views)});
}

http::Response export_grants(web::Call& call)
{
    using table::Cell;
    auto const& texts = web::staff_texts(call);
    auto const filter = GrantFilter::read(call.request.query());
    struct Line {
        Grant const& grant;
        GrantSums const& sums;
    };
    struct Found {
        std::vector<Grant> all;
        std::map<GrantId, GrantSums> sums;
        GrantChoices choices;
    };
    auto const found = web::read(call, [&](db::Connection& db) {
        auto const tenant = call.site.tenant;
        auto choices = load_grant_choices(db, tenant, call.actor());
        auto all
            = list_grants(db, tenant, grant_query_of(call, filter, choices.district), most_grants_exported);
        auto sums = list_grant_sums(db, tenant, ids_of_grants(all));
        return Found{std::move(all), std::move(sums), std::move(choices)};
    });
    auto const money
        = [](std::optional<Money> amount) { return amount ? Cell(amount->to_decimal()) : Cell(); };
    auto const partial
        = [](std::optional<PartialDate> const& date) { return date ? Cell(date->to_iso()) : Cell(); };
    web::ListExport<Line> file(
        call, web::export_format(call.request), grants_path, "grant.title"_msg,
        {{"grant.field.title"_msg, 50, [](Line const& line) { return Cell(line.grant.title); }},
         {"grant.field.owner"_msg, 24,
          [&](Line const& line) { return Cell(found.choices.owner(line.grant.body)); }},
         {"grant.field.authority"_msg, 40,
          [&](Line const& line) { return Cell(found.choices.authority_of(line.grant)); }},
         {"grant.field.reference"_msg, 20, [](Line const& line) { return Cell(line.grant.reference); }},
         {"grant.field.granted_on"_msg, 12, [&](Line const& line) { return partial(line.grant.granted_on); }},
         {"grant.field.amount"_msg, 16, [&](Line const& line) { return money(line.grant.amount); }},
         {"grant.field.approximate"_msg, 12,
          [&](Line const& line) {
              return line.grant.is_approximate ? Cell(std::string(texts("funding.approximate.yes"_msg)))
                                               : Cell();
          }},
         {"grant.field.kind"_msg, 20,
          [&](Line const& line) {
              return line.grant.kind ? Cell(std::string(texts(label_of(*line.grant.kind)))) : Cell();
          }},
         {"grant.sum.requested"_msg, 16, [&](Line const& line) { return money(line.sums.requested); }},
         {"grant.sum.received"_msg, 16, [&](Line const& line) { return money(line.sums.received); }},
         {"grant.sum.accounted"_msg, 16, [&](Line const& line) { return money(line.sums.accounted); }},
         {"form.from"_msg, 12, [&](Line const& line) { return partial(line.grant.starts); }},
         {"form.to"_msg, 12, [&](Line const& line) { return partial(line.grant.ends); }},
         {"grant.field.proof_due"_msg, 12,
          [](Line const& line) {
              return line.grant.proof_due ? Cell(to_iso(*line.grant.proof_due)) : Cell();
          }},
         {"staff.state"_msg, 16,
          [&](Line const& line) {
              return Cell(mark_of(line.grant, line.sums.is_proven, call.local_now().date, texts).text);
          }},
         {"form.remark"_msg, 50, [](Line const& line) { return Cell(line.grant.remark); }},
         {"form.source"_msg, 40, [](Line const& line) { return Cell(line.grant.source); }}});
    for (auto const& one : found.all) {
        if (!file.add({one, found.sums.at(one.id)}))
            break;
    }
    return file.answer();
}

http::Response show_grant(web::Call& call)
{
    auto const found = web::read(call, [&](db::Connection& db) -> std::optional<ShownGrant> {
        auto const one = grant_in_path(call, db, see_money);
        return one ? std::optional(load_shown_grant(call, db, *one)) : std::nullopt;
    });
    if (!found)
        return web::staff_not_found(call);
    auto const owner = found->whole.grant.owner();
    return grant_page(
        call,
        {.whole = found->whole,
         .choices = found->choices,
         .payments = found->payments,
         .sums = found->sums,
         .spent = found->spent,
         .proofs = found->proofs,
         .passed_on = found->passed_on,
         .may_edit = call.actor().may(edit_money, owner),
         .may_account = call.actor().may(account_for_money, owner),
         .life = web::life_line(call, {grant_subject, found->whole.grant.id.value})});
}

// Of the application that "?antrag=7" names, where this person sees it.
http::Response show_new_grant(web::Call& call)
{
    auto const asked = records::typed_id<ApplicationId>(call.request.query().value("antrag"));
    auto const from
        = !asked ? std::nullopt : web::read(call, [&](db::Connection& db) -> std::optional<WholeApplication> {
              auto const one = find_seen_application(db, call.site.tenant, *asked, call.actor(), see_money);
              return one ? std::optional(load_whole_application(db, call.site.tenant, one->id))
                         : std::nullopt;
          });
    auto fields = form_of_new_grant(from ? &*from : nullptr);
    if (from && from->application.body) {
        auto const bodies
            = web::read(call, [&](db::Connection& db) { return tenants::list_bodies(db, call.site.tenant); });
        auto const body = std::ranges::find(bodies, *from->application.body, &tenants::Body::id);
        if (body != bodies.end())
            fields.set(grant_field::body, body->slug);
    }
    return new_grant_page(call, fields, crypto::random_token());
}

http::Response add_grant_at_desk(web::Call& call)
{
    auto const form = call.request.form();
    if (!form)
        return web::staff_not_found(call);
    auto fields = posted_grant(*form);
    fields.set(grant_field::body, std::string(trim(form->value(grant_field::body))));
    auto const key = web::key_of_form(*form);
    return web::add_record(
        call,
        {.problems = {}, // the use case finds the one of the same form first
         .add = [&](Work& work) -> Result<html::Url> { return grant_url(TRY(add_grant(work, fields, key))); },
         .show_form =
             [&](std::vector<Problem> problems) {
                 for (auto& problem : problems_of_grant(fields)) {
                     if (std::ranges::find(problems, problem.field, &Problem::field) == problems.end())
                         problems.push_back(std::move(problem));
                 }
                 return new_grant_page(call, fields, key, std::move(problems));
             }});
}

http::Response show_grant_form(web::Call& call)
{
    auto desk = grant_desk(call);
    return web::show_record(call, desk);
}

http::Response save_grant_form(web::Call& call)
{
    auto desk = grant_desk(call);
    return web::press(
        call, desk, web::Asks::everything, [&](Work& work, web::Seen seen, Fields const& fields) {
            return save_grant(work, {GrantId{desk.id()}, seen.version}, fields);
        });
}

http::Response show_grant_history(web::Call& call)
{
    auto desk = grant_desk(call);
    return web::show_history(call, desk);
}

http::Response show_notice_form(web::Call& call)
{
    auto const one = web::read(call, [&](db::Connection& db) { return grant_in_path(call, db, edit_money); });
    return one ? notice_form_page(call, *one) : web::staff_not_found(call);
}

http::Response put_notice_at_desk(web::Call& call, GrantFileCare const& care)
{
    auto const in_path = [&](db::Connection& db) { return grant_in_path(call, db, edit_money); };
    auto const one = web::read(call, in_path);
    auto const body = call.request.multipart();
    auto const posted = body ? body->form() : Result<http::Form>(body.problem());
    if (!one)
        return web::staff_not_found(call);
    auto const* file = body ? body->file(grant_file_field) : nullptr;
    auto const refused = [&](Problem problem) {
        auto const now = web::read(call, in_path);
        if (!now || problem.kind == ProblemKind::not_found)
            return web::staff_not_found(call);
        bool const is_busy = problem.kind == ProblemKind::unavailable;
        auto page = notice_form_page(call, *now, {std::move(problem)});
        if (is_busy)
            page.header("Retry-After", "60"); // as the sentence says
        return page;
    };
    if (!posted || file == nullptr || file->content.empty())
        return refused(Problem::invalid(std::string(grant_file_field), "grant.notice.problem.none"_msg));
    if (images::format_of(file->content))
        return refused(Problem::invalid(std::string(grant_file_field), "pdf.problem.format"_msg));
    if (auto problems = problems_of_file(file->content); !problems.empty())
        return refused(std::move(problems.front()));
    auto const room = web::read(
        call, [&](db::Connection& db) { return check_file_quota(db, call.site.tenant, care.quota); });
    if (!room)
        return refused(room.problem());
    auto const stored = take_grant_file(call, care, file->content);
    if (!stored)
        return refused(stored.problem());
    auto const put = web::write(call, [&](Work& work) {
        return put_notice(work, {one->id, version_of_form(*posted)}, stored->hash, stored->size);
    });
    return put ? go_to(grant_url(one->id)) : refused(put.problem());
}

http::Response remove_notice_at_desk(web::Call& call)
{
    auto const in_path = [&](db::Connection& db) { return grant_in_path(call, db, edit_money); };
    auto const one = web::read(call, in_path);
    auto const posted = call.request.form();
    if (!one || !posted)
        return web::staff_not_found(call);
    auto const removed = web::write(
        call, [&](Work& work) { return put_notice(work, {one->id, version_of_form(*posted)}, {}, 0); });
    if (removed)
        return go_to(grant_url(one->id));
    auto const now = web::read(call, in_path);
    return now && removed.problem().kind != ProblemKind::not_found
        ? notice_form_page(call, *now, {removed.problem()})
        : web::staff_not_found(call);
}

http::Response send_notice(web::Call& call, GrantFileCare const& care)
{
    auto const one = web::read(call, [&](db::Connection& db) { return grant_in_path(call, db, see_money); });
    auto file = one
        ? send_grant_file(
              care, call.site.tenant,
              {.hash = one->notice_file, .name = "bescheid.pdf", .size = one->notice_size}, "bescheid")
        : std::nullopt;
    return file ? *std::move(file) : web::staff_not_found(call);
}

web::Body way_to_grant(web::Call const& call, Application const& application)
{
    if (application.state != ApplicationState::granted || !call.actor().may(edit_money, application.owner()))
        return {};
    auto const there = web::read(call, [&](db::Connection& db) {
        return find_grant_of_application(db, call.site.tenant, application.id);
    });
    if (there)
        return {};
    return [&call, id = application.id](html::Writer& w) {
        auto const& texts = web::staff_texts(call);
        w(R"(<section class="card" aria-labelledby="zuwendung"><h2 id="zuwendung">{}</h2><p>{}</p><p><a class="kern-btn kern-btn--secondary kern-btn--sm" href="{}"><span class="kern-label">{}</span></a></p></section>)",
          texts("grant.one"_msg), texts("grant.of_application.none"_msg),
          web::staff_url({grants_path, "neu"}).with_query({{"antrag", std::to_string(id.value)}}),
          texts("grant.new"_msg));
    };
}

web::StaffHits find_grants_at_desk(web::Call const& call, std::string_view words, int most_hits)
{
    auto const& texts = web::staff_texts(call);
    GrantFilter filter;
    filter.words = words;
    struct Found {
        std::vector<Grant> shown;
        std::map<GrantId, GrantSums> sums;
        std::int64_t count;
        tenants::TenantWithBodies district;
    };
    auto const found = web::read(call, [&](db::Connection& db) {
        auto const tenant = call.site.tenant;
        auto district = tenants::load_tenant_with_bodies(db, tenant);
        auto const query = grant_query_of(call, filter, district);
        auto shown = list_grants(db, tenant, query, most_hits);
        auto sums = list_grant_sums(db, tenant, ids_of_grants(shown));
        return Found{
            std::move(shown), std::move(sums),
            count_grants(db, tenant, query, web::StaffHits::most_counted + 1), std::move(district)};
    });
    web::StaffHits hits{{}, found.count, grants_url(filter)};
    for (auto const& one : found.shown) {
        auto const* body = one.body ? found.district.find_body(*one.body) : nullptr;
        hits.hits.push_back(
            {.title = one.title,
             .url = grant_url(one.id),
             .detail = one.reference,
             .place = body != nullptr ? body->name : found.district.tenant.name,
             .state = mark_of(one, found.sums.at(one.id).is_proven, call.local_now().date, texts)});
    }
    return hits;
}

} // namespace kommin::funding
