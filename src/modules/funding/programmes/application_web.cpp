// Routes of the desk for applications.

#include "modules/funding/programmes/application_pages.hpp"
#include "modules/funding/programmes/permissions.hpp"
#include "modules/funding/programmes/programme_pages.hpp"
#include "platform/access/owners.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/records/drafting.hpp"
#include "platform/records/typed_ids.hpp"
#include "platform/search/fold.hpp"
#include "platform/web/life_line.hpp"
#include "platform/web/record_desk.hpp"
#include "platform/web/staff_export.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace kommin::funding {

using records::Fields;

namespace {

constexpr int most_applications_exported = 100'000;

// Each part of a line of costs stands in a field of its own; empty lines are none.
Fields::Values posted_costs(http::Form const& posted)
{
    Fields::Values values;
    for (std::size_t line = 0; line < most_costs + 1; ++line) { // one more is refused
        auto const part = [&](std::string_view name) {
            return std::string(trim(posted.value(cost_field_of(line, name))));
        };
        TypedCost const typed{
            .kind = part("kind"),
            .measure = part("measure"),
            .year = part("year"),
            .cost = part("cost"),
            .eligible = part("eligible"),
            .what = part("what")};
        if (!typed.is_empty())
            values.push_back(cost_value(values.size(), typed));
    }
    return values;
}

Fields posted_application(http::Form const& posted)
{
    Fields fields;
    for (auto const& field : form_application_fields) {
        std::string text(trim(posted.value(field.name)));
        std::erase(text, '\r');
        fields.set(field.name, std::move(text));
    }
    fields.set(application_field::costs, posted_costs(posted));
    return fields;
}

std::optional<Application> application_in_path(
    web::Call const& call, db::Connection& db, Permission permission)
{
    auto const id = records::typed_id<ApplicationId>(call.path["antrag"]);
    return id ? find_seen_application(db, call.site.tenant, *id, call.actor(), permission) : std::nullopt;
}

std::int64_t version_in(http::Form const& form)
{
    return parse_number(form.value("fassung")).value_or(0);
}

// One application at the desk.
class ApplicationDesk : public web::RecordDesk {
public:
    explicit ApplicationDesk(web::Call const& call)
        : RecordDesk(call)
    { }

    bool load() override
    {
        found_ = web::read(call(), [&](db::Connection& db) -> std::optional<Found> {
            auto const one = application_in_path(call(), db, edit_money);
            if (!one)
                return std::nullopt;
            auto const tenant = call().site.tenant;
            auto state = records::undrafted(one->version, one->changed_at);
            state.owner = one->owner();
            return Found{
                load_whole_application(db, tenant, one->id), std::move(state), web::list_authors(db, tenant),
                load_application_choices(db, tenant, call().actor())};
        });
        return found_.has_value();
    }
    [[nodiscard]] Application const& application() const { return found_->whole.application; }

    [[nodiscard]] records::EditState const& state() const override { return found_->state; }
    [[nodiscard]] Fields record() const override { return form_of(found_->whole); }
    [[nodiscard]] Fields fields() const override { return record(); }
    [[nodiscard]] web::RecordForm form() const override
    {
        return application_record_form(web::staff_texts(call()), found_->choices);
    }
    // What its steps say has a page of its own: it stays as it is.
    [[nodiscard]] Fields posted(http::Form const& posted) const override
    {
        auto fields = posted_application(posted);
        auto const stored = record();
        for (auto const& one : step_application_fields)
            fields.set(one.name, stored.values(one.name));
        return fields;
    }
    [[nodiscard]] std::vector<Problem> problems_of(Fields const& fields) const override
    {
        return problems_of_application(fields);
    }
    [[nodiscard]] Fields spelled_fields(Fields const& fields) const override
    {
        auto problems = problems_of(fields);
        // What is wrong with a part of a line belongs to all of them.
        for (auto& problem : problems) {
            if (problem.field.starts_with(cost_fields))
                problem.field = application_field::costs;
        }
        return records::with_wrong_as_typed(fields, spelled_application(fields), problems);
    }
    [[nodiscard]] std::optional<records::Subject> subject() const override
    {
        return records::Subject{application_subject, application().id.value};
    }
    [[nodiscard]] web::Authors const& authors() const override { return found_->authors; }
    [[nodiscard]] html::Url url() const override { return application_url(application().id, "bearbeiten"); }
    [[nodiscard]] web::StaffFrame frame_below(std::string title) const override
    {
        return frame_below_application(call(), application(), std::move(title));
    }
    [[nodiscard]] std::string title_of(Fields const& fields) const override
    {
        return std::string(fields.value(application_field::title));
    }
    [[nodiscard]] http::Response show_form(web::ShownForm form) const override
    {
        return application_form_page(
            call(),
            {.choices = found_->choices,
             .application = &application(),
             .fields = form.fields,
             .problems = std::move(form.problems),
             .shown_version = form.version});
    }

private:
    struct Found {
        WholeApplication whole;
        records::EditState state;
        web::Authors authors;
        ApplicationChoices choices;
    };
    std::optional<Found> found_;
};

// The query of the list: whose applications this person sees, narrowed by its filter.
ApplicationQuery query_of(
    web::Call const& call, ApplicationFilter const& filter, tenants::TenantWithBodies const& district)
{
    ApplicationQuery query{
        .owners = owners_of(call.actor().where(see_money)),
        .state = filter.state,
        .programme = filter.programme,
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

std::vector<ApplicationId> ids_of(std::vector<Application> const& applications)
{
    std::vector<ApplicationId> ids;
    for (auto const& one : applications)
        ids.push_back(one.id);
    return ids;
}

http::Response new_application_page(
    web::Call const& call, Fields const& fields, std::string const& key, std::vector<Problem> problems = {})
{
    auto const choices = web::read(call, [&](db::Connection& db) {
        return load_application_choices(db, call.site.tenant, call.actor());
    });
    return application_form_page(
        call,
        {.choices = choices,
         .application = nullptr,
         .fields = fields,
         .form_key = key,
         .problems = std::move(problems)});
}

http::Response show_application_with(
    web::Call const& call, std::vector<Problem> problems, BelowApplication const& below)
{
    struct Found {
        WholeApplication whole;
        std::optional<FundingCall> call;
        ApplicationChoices choices;
        web::Authors authors;
    };
    auto const found = web::read(call, [&](db::Connection& db) -> std::optional<Found> {
        auto const one = application_in_path(call, db, see_money);
        if (!one)
            return std::nullopt;
        auto const tenant = call.site.tenant;
        return Found{
            load_whole_application(db, tenant, one->id),
            one->call ? load_call(db, tenant, *one->call) : std::nullopt,
            load_application_choices(db, tenant, call.actor()), web::list_authors(db, tenant)};
    });
    if (!found)
        return web::staff_not_found(call);
    auto const& one = found->whole.application;
    return application_page(
        call,
        {.whole = found->whole,
         .call = found->call ? &*found->call : nullptr,
         .choices = found->choices,
         .authors = found->authors,
         .may_edit = call.actor().may(edit_money, one.owner()),
         .problems = std::move(problems),
         .below = below ? below(call, one) : web::Body{},
         .life = web::life_line(call, {application_subject, one.id.value})});
}

constexpr std::array step_form_fields{
    application_field::state, application_field::step_day, application_field::step_reason,
    application_field::step_amount};

}

http::Response list_applications_at_desk(web::Call& call)
{
    auto const filter = ApplicationFilter::read(call.request.query());
    struct Found {
        std::vector<Application> shown;
        std::int64_t count;
        std::map<ApplicationId, ApplicationStep> steps;
        ApplicationChoices choices;
        std::vector<web::ListView> views;
    };
    auto found = web::read(call, [&](db::Connection& db) {
        auto const tenant = call.site.tenant;
        auto choices = load_application_choices(db, tenant, call.actor());
        auto const query = query_of(call, filter, choices.district);
        auto shown = list_applications(db, tenant, query, most_applications_listed);
        auto steps = list_last_steps(db, tenant, ids_of(shown));
        auto const count = count_applications(db, tenant, query, web::StaffHits::most_counted + 1);
        return Found{
            std::move(shown), count, std::move(steps), std::move(choices),
            web::saved_views(call, application_list, filter.fields())};
    });
    return application_list_page(
        call,
        {.filter = filter,
         .shown = found.shown,
         .count = found.count,
         .steps = found.steps,
         .choices = found.choices,
         .may_add = call.actor().may_somewhere(edit_money),
         .views = std::move(found.views)});
}

http::Response export_applications(web::Call& call)
{
    using table::Cell;
    auto const& texts = web::staff_texts(call);
    auto const filter = ApplicationFilter::read(call.request.query());
    struct Line {
        Application const& application;
        ApplicationStep const* step;
    };
    struct Found {
        std::vector<Application> all;
        std::map<ApplicationId, ApplicationStep> steps;
        ApplicationChoices choices;
    };
    auto const found = web::read(call, [&](db::Connection& db) {
        auto const tenant = call.site.tenant;
        auto choices = load_application_choices(db, tenant, call.actor());
        auto all = list_applications(
            db, tenant, query_of(call, filter, choices.district), most_applications_exported);
        auto steps = list_last_steps(db, tenant, ids_of(all));
        return Found{std::move(all), std::move(steps), std::move(choices)};
    });
    auto const money
        = [](std::optional<Money> amount) { return amount ? Cell(amount->to_decimal()) : Cell(); };
    auto const partial
        = [](std::optional<PartialDate> const& date) { return date ? Cell(date->to_iso()) : Cell(); };
    web::ListExport<Line> file(
        call, web::export_format(call.request), applications_path, "application.title"_msg,
        {{"application.field.title"_msg, 50, [](Line const& line) { return Cell(line.application.title); }},
         {"application.field.owner"_msg, 24,
          [&](Line const& line) { return Cell(found.choices.owner(line.application.body)); }},
         {"application.field.to_whom"_msg, 40,
          [&](Line const& line) { return Cell(authority_of(line.application, found.choices)); }},
         {"application.field.reference"_msg, 20,
          [](Line const& line) { return Cell(line.application.reference); }},
         {"application.field.state"_msg, 16,
          [&](Line const& line) { return Cell(std::string(texts(label_of(line.application.state)))); }},
         {"application.field.step_day"_msg, 12,
          [&](Line const& line) { return line.step != nullptr ? partial(line.step->day) : Cell(); }},
         {"application.field.step_reason"_msg, 40,
          [](Line const& line) { return line.step != nullptr ? Cell(line.step->reason) : Cell(); }},
         {"application.field.asked"_msg, 16, [&](Line const& line) { return money(line.application.asked); }},
         {"application.field.step_amount"_msg, 16,
          [&](Line const& line) { return line.step != nullptr ? money(line.step->amount) : Cell(); }},
         {"application.field.own"_msg, 16, [&](Line const& line) { return money(line.application.own); }},
         {"application.field.other"_msg, 16, [&](Line const& line) { return money(line.application.other); }},
         {"form.from"_msg, 12, [&](Line const& line) { return partial(line.application.starts); }},
         {"form.to"_msg, 12, [&](Line const& line) { return partial(line.application.ends); }},
         {"form.remark"_msg, 50, [](Line const& line) { return Cell(line.application.remark); }},
         {"form.source"_msg, 40, [](Line const& line) { return Cell(line.application.source); }}});
    for (auto const& one : found.all) {
        auto const step = found.steps.find(one.id);
        if (!file.add({one, step == found.steps.end() ? nullptr : &step->second}))
            break;
    }
    return file.answer();
}

http::Response show_application(web::Call& call, BelowApplication const& below)
{
    return show_application_with(call, {}, below);
}

// For the call that "?aufruf=7" names, where there is one.
http::Response show_new_application(web::Call& call)
{
    Fields fields;
    if (auto const id = records::typed_id<FundingCallId>(call.request.query().value("aufruf")))
        fields.set(application_field::offer, 'c' + std::to_string(id->value));
    return new_application_page(call, fields, crypto::random_token());
}

http::Response add_application_at_desk(web::Call& call)
{
    auto const form = call.request.form();
    if (!form)
        return web::staff_not_found(call);
    auto fields = posted_application(*form);
    fields.set(application_field::body, std::string(trim(form->value(application_field::body))));
    auto const key = web::key_of_form(*form);
    return web::add_record(
        call,
        {.problems = {}, // the use case finds the one of the same form first
         .add = [&](Work& work) -> Result<html::Url> {
             return application_url(TRY(add_application(work, fields, key)));
         },
         .show_form =
             [&](std::vector<Problem> problems) {
                 for (auto& problem : problems_of_application(fields)) {
                     if (std::ranges::find(problems, problem.field, &Problem::field) == problems.end())
                         problems.push_back(std::move(problem));
                 }
                 return new_application_page(call, fields, key, std::move(problems));
             }});
}

http::Response show_application_form(web::Call& call)
{
    ApplicationDesk desk(call);
    return web::show_record(call, desk);
}

http::Response save_application_form(web::Call& call)
{
    ApplicationDesk desk(call);
    return web::press(
        call, desk, web::Asks::everything, [&](Work& work, web::Seen seen, Fields const& fields) {
            return save_application(work, {desk.application().id, seen.version}, fields);
        });
}

http::Response show_application_history(web::Call& call)
{
    ApplicationDesk desk(call);
    return web::show_history(call, desk);
}

// What is decided has no next step: its page says how it came.
http::Response show_application_step(web::Call& call)
{
    auto const one
        = web::read(call, [&](db::Connection& db) { return application_in_path(call, db, edit_money); });
    if (!one)
        return web::staff_not_found(call);
    if (next_states(one->state).empty())
        return http::Response::redirect(http::Status::see_other, application_url(one->id).text());
    return application_step_page(call, {.application = *one, .fields = {}});
}

http::Response take_application_step(web::Call& call)
{
    auto const form = call.request.form();
    auto const in_path = [&](db::Connection& db) { return application_in_path(call, db, edit_money); };
    auto const one = web::read(call, in_path);
    if (!form || !one)
        return web::staff_not_found(call);
    Fields fields;
    for (auto const name : step_form_fields) {
        std::string text(trim(form->value(name)));
        std::erase(text, '\r');
        fields.set(name, std::move(text));
    }
    auto const done = web::write(
        call, [&](Work& work) { return note_application_step(work, {one->id, version_in(*form)}, fields); });
    if (done) {
        call.nothing_was_done = !*done;
        return http::Response::redirect(http::Status::see_other, application_url(one->id).text());
    }
    auto const now = web::read(call, in_path);
    if (!now)
        return web::staff_not_found(call);
    auto problems = done.problem().kind == ProblemKind::invalid
        ? problems_of_application_step(fields, now->state, call.local_now().date)
        : std::vector<Problem>{};
    if (problems.empty())
        problems = {done.problem()};
    return application_step_page(
        call, {.application = *now, .fields = fields, .problems = std::move(problems)});
}

http::Response take_application_step_back(web::Call& call)
{
    auto const form = call.request.form();
    auto const one
        = web::read(call, [&](db::Connection& db) { return application_in_path(call, db, edit_money); });
    if (!form || !one)
        return web::staff_not_found(call);
    auto const done = web::write(
        call, [&](Work& work) { return take_back_application_step(work, {one->id, version_in(*form)}); });
    if (done)
        return http::Response::redirect(http::Status::see_other, application_url(one->id).text());
    return show_application_with(call, {done.problem()}, {});
}

web::StaffHits find_applications_at_desk(web::Call const& call, std::string_view words, int most_hits)
{
    auto const& texts = web::staff_texts(call);
    ApplicationFilter filter;
    filter.words = words;
    struct Found {
        std::vector<Application> shown;
        std::int64_t count;
        tenants::TenantWithBodies district;
    };
    auto const found = web::read(call, [&](db::Connection& db) {
        auto const tenant = call.site.tenant;
        auto district = tenants::load_tenant_with_bodies(db, tenant);
        auto const query = query_of(call, filter, district);
        return Found{
            list_applications(db, tenant, query, most_hits),
            count_applications(db, tenant, query, web::StaffHits::most_counted + 1), std::move(district)};
    });
    web::StaffHits hits{{}, found.count, applications_url(filter)};
    for (auto const& one : found.shown) {
        auto const* body = one.body ? found.district.find_body(*one.body) : nullptr;
        hits.hits.push_back(
            {.title = one.title,
             .url = application_url(one.id),
             .detail = one.reference,
             .place = body != nullptr ? body->name : found.district.tenant.name,
             .state = mark_of(one.state, texts)});
    }
    return hits;
}

} // namespace kommin::funding
