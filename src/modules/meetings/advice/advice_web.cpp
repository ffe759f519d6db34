// Routes of the desk for the log of advice.

#include "modules/meetings/advice/advice_desk.hpp"
#include "modules/meetings/advice/advice_pages.hpp"
#include "modules/meetings/advice/api.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/records/drafting.hpp"
#include "platform/web/record_desk.hpp"
#include "platform/web/staff_export.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <ranges>
#include <string>
#include <utility>
#include <vector>

namespace kommin::meetings {

using records::Fields;

namespace {

constexpr int most_open_steps = 50; // of one municipality, at the head of its list

Fields posted_fields(http::Form const& posted, std::span<FormField const> names)
{
    Fields fields;
    for (auto const& field : names) {
        Fields::Values values;
        for (auto const typed : posted.values(field.name)) {
            std::string text(trim(typed));
            std::erase(text, '\r');
            if (!text.empty())
                values.push_back(std::move(text));
        }
        fields.set(field.name, std::move(values));
    }
    return fields;
}

// Of a new entry: with its next step.
Fields posted_new(http::Form const& posted)
{
    auto fields = posted_fields(posted, all_advice_fields);
    auto const step = posted_fields(posted, all_step_of_advice_fields);
    for (auto const& [name, values] : step.all())
        fields.set(name, values);
    return fields;
}

std::optional<Advice> advice_in_path(web::Call const& call, Permission permission)
{
    auto const number = parse_number(call.path["beratung"]);
    if (!number || *number < 1)
        return std::nullopt;
    return web::read(call, [&](db::Connection& db) {
        return find_seen_advice(db, call.site.tenant, AdviceId{*number}, call.actor(), permission);
    });
}

// What the form offers to choose from.
struct Choosable {
    std::vector<tenants::Body> bodies;
    Owners owners;
};
Choosable to_choose_from(web::Call const& call, db::Connection& db)
{
    return {tenants::list_bodies(db, call.site.tenant), owners_for_steps(call, db, {})};
}

// One entry at the desk.
class AdviceDesk : public web::RecordDesk {
public:
    explicit AdviceDesk(web::Call const& call)
        : RecordDesk(call)
    { }

    bool load() override
    {
        auto one = advice_in_path(call(), edit_advice);
        if (!one) {
            found_.reset();
            return false;
        }
        auto state = records::undrafted(one->version, one->changed_at);
        found_ = Found{std::move(*one), std::move(state), web::read(call(), [&](db::Connection& db) {
                           return to_choose_from(call(), db);
                       })};
        return true;
    }
    [[nodiscard]] Advice const& advice() const { return found_->advice; }

    [[nodiscard]] records::EditState const& state() const override { return found_->state; }
    [[nodiscard]] Fields record() const override { return form_of(advice()); }
    [[nodiscard]] Fields fields() const override { return record(); }
    [[nodiscard]] web::RecordForm form() const override
    {
        return advice_record_form(
            web::staff_texts(call()), found_->choosable.bodies, found_->choosable.owners.accounts);
    }
    [[nodiscard]] Fields posted(http::Form const& posted) const override
    {
        return posted_fields(posted, all_advice_fields);
    }
    [[nodiscard]] std::vector<Problem> problems_of(Fields const& fields) const override
    {
        return problems_of_advice(fields, who_was_advised(advice()));
    }
    [[nodiscard]] Fields spelled_fields(Fields const& fields) const override
    {
        return records::with_wrong_as_typed(fields, spelled_advice(fields), problems_of(fields));
    }
    [[nodiscard]] std::optional<records::Subject> subject() const override
    {
        return records::Subject{advice_subject, advice().id.value};
    }
    [[nodiscard]] web::Authors const& authors() const override { return found_->choosable.owners.accounts; }
    [[nodiscard]] html::Url url() const override { return advice_form_url(advice().id.value); }
    [[nodiscard]] web::StaffFrame frame_below(std::string title) const override
    {
        auto frame = frame_below_advice(call(), std::move(title));
        frame.crumbs.push_back(
            {advice_url(advice().id),
             meetings::title_of(advice(), found_->choosable.bodies, web::staff_texts(call())), true});
        return frame;
    }
    [[nodiscard]] std::string title_of(Fields const& /*fields*/) const override
    {
        return meetings::title_of(advice(), found_->choosable.bodies, web::staff_texts(call()));
    }
    [[nodiscard]] http::Response show_form(web::ShownForm form) const override
    {
        return advice_form_page(
            call(),
            {.advice = &advice(),
             .bodies = found_->choosable.bodies,
             .owners = found_->choosable.owners,
             .fields = form.fields,
             .problems = std::move(form.problems),
             .shown_version = form.version});
    }

private:
    struct Found {
        Advice advice;
        records::EditState state;
        Choosable choosable;
    };
    std::optional<Found> found_;
};

bool shows_an_entry(http::Response const& response)
{
    return response.status() != http::Status::see_other && response.status() != http::Status::not_found;
}

http::Response new_advice_page(
    web::Call const& call, Fields const& fields, std::string const& key, std::vector<Problem> problems = {})
{
    auto const choosable = web::read(call, [&](db::Connection& db) { return to_choose_from(call, db); });
    return advice_form_page(
        call,
        {.advice = nullptr,
         .bodies = choosable.bodies,
         .owners = choosable.owners,
         .fields = fields,
         .form_key = key,
         .problems = std::move(problems)});
}

http::Response new_step_page(
    web::Call const& call, Advice const& advice, Fields const& fields, std::string const& key,
    std::vector<Problem> problems = {})
{
    auto const choosable = web::read(call, [&](db::Connection& db) { return to_choose_from(call, db); });
    note_advice_read(call, 1);
    return step_form_page(
        call,
        {.advice = advice,
         .bodies = choosable.bodies,
         .owners = choosable.owners,
         .fields = fields,
         .form_key = key,
         .problems = std::move(problems)});
}

http::Response show_entry(
    web::Call const& call, Advice const& advice, BelowAdvice const& below, std::vector<Problem> problems = {})
{
    auto page = web::read(call, [&](db::Connection& db) {
        auto steps = list_steps_of(db, call.site.tenant, {advice.id});
        auto owners = load_owners(call, db, steps);
        return AdvicePage{
            .advice = advice,
            .bodies = tenants::list_bodies(db, call.site.tenant),
            .steps = std::move(steps),
            .owners = std::move(owners),
            .may_edit = call.actor().may(edit_advice, Scope::whole_tenant()),
            .problems = std::move(problems)};
    });
    note_advice_read(call, 1);
    if (below)
        page.below = below(call, advice.id);
    return advice_page(call, page);
}

// From the last to the first.
std::vector<int> years_of(db::Connection& db, TenantId tenant)
{
    std::vector<int> years;
    if (auto const span = span_of_advice(db, tenant)) {
        for (auto year = static_cast<int>(span->second.year()); year >= static_cast<int>(span->first.year());
             --year)
            years.push_back(year);
    }
    return years;
}

// By name; those who have left, too, but nobody whose name is erased.
std::vector<Taker> advisers_of(db::Connection& db, TenantId tenant, web::Authors const& accounts)
{
    std::vector<Taker> advisers;
    for (auto const id : list_advisers(db, tenant)) {
        auto const found = accounts.find("account:" + std::to_string(id));
        if (found != accounts.end())
            advisers.push_back({id, found->second});
    }
    std::ranges::sort(advisers, {}, &Taker::name);
    return advisers;
}

AdviceListPage read_list(web::Call const& call, db::Connection& db, AdviceFilter const& filter)
{
    auto const tenant = call.site.tenant;
    auto bodies = tenants::list_bodies(db, tenant);
    auto list = list_advice_for_staff(db, tenant, bodies, filter);
    auto steps = steps_of(db, tenant, list.lines);
    std::vector<Task> open_steps;
    if (!filter.municipality.empty() || !filter.organisation.empty()) {
        auto open = filter;
        open.steps = StepsOf::open;
        open.after.reset();
        open.before.reset();
        for (auto& step :
             list_steps_of(db, tenant, ids_of(list_advice_for_staff(db, tenant, bodies, open).lines))) {
            if (step.is_open() && std::ssize(open_steps) < most_open_steps)
                open_steps.push_back(std::move(step));
        }
    }
    auto owners = load_owners(call, db, open_steps);
    auto advisers = advisers_of(db, tenant, owners.accounts);
    bool const is_whole = !filter.narrows() && filter.steps == StepsOf::any && !list.previous;
    return {
        .bodies = bodies,
        .filter = filter,
        .list = std::move(list),
        .steps = std::move(steps),
        .open_steps = std::move(open_steps),
        .owners = std::move(owners),
        .years = years_of(db, tenant),
        .advisers = std::move(advisers),
        .silent = is_whole ? list_silent_municipalities(db, tenant, bodies, call.local_now().date)
                           : std::vector<SilentMunicipality>{},
        .may_edit = call.actor().may(edit_advice, Scope::whole_tenant()),
        .views = web::saved_views(call, advice_list, filter.fields())};
}

}

http::Response list_advice_at_desk(web::Call& call)
{
    if (!may_see_advice(call.actor()))
        return web::staff_not_found(call);
    auto const filter = AdviceFilter::read(call.request.query());
    auto const page = web::read(call, [&](db::Connection& db) { return read_list(call, db, filter); });
    note_advice_read(call, std::ssize(page.list.lines));
    return advice_list_page(call, page);
}

http::Response export_advice(web::Call& call)
{
    using table::Cell;
    if (!may_see_advice(call.actor()))
        return web::staff_not_found(call);
    auto const& texts = web::staff_texts(call);
    auto const filter = AdviceFilter::read(call.request.query());
    auto const today = call.local_now().date;
    std::int64_t shown = 0;
    auto answer = web::read(call, [&](db::Connection& db) {
        auto const tenant = call.site.tenant;
        auto const bodies = tenants::list_bodies(db, tenant);
        auto const authors = web::list_authors(db, tenant);
        StepsByAdvice steps; // of the lines at hand
        web::ListExport<Advice> file(
            call, web::export_format(call.request), advice_path, "advice.title"_msg,
            {{"advice.field.municipality"_msg, 24,
              [&](Advice const& one) {
                  Advice place;
                  place.municipality = one.municipality;
                  return Cell(party_of(place, bodies));
              }},
             {"advice.field.organisation"_msg, 30, [](Advice const& one) { return Cell(one.organisation); }},
             {"advice.field.attendees"_msg, 30, [](Advice const& one) { return Cell(one.attendees); }},
             {"advice.field.day"_msg, 12,
              [](Advice const& one) { return one.day ? Cell(one.day->to_iso()) : Cell(); }},
             {"advice.field.channel"_msg, 14,
              [&](Advice const& one) {
                  return one.channel ? Cell(std::string(texts(label_of(*one.channel)))) : Cell();
              }},
             {"advice.column.advisers"_msg, 30,
              [&](Advice const& one) { return Cell(advisers_text(one, authors)); }},
             {"advice.field.topics"_msg, 40,
              [&](Advice const& one) { return Cell(topics_text(one, texts)); }},
             {"advice.field.said"_msg, 60, [](Advice const& one) { return Cell(one.said); }},
             {"advice.field.outcome"_msg, 60, [](Advice const& one) { return Cell(one.outcome); }},
             {"advice.step"_msg, 40,
              [&](Advice const& one) {
                  auto const* const next = next_of(steps[one.id]);
                  return next == nullptr ? Cell() : Cell(next->text);
              }},
             {"staff.state"_msg, 20,
              [&](Advice const& one) { return Cell(mark_of_steps(steps[one.id], today, texts).text); }},
             {"form.uncertain"_msg, 14,
              [&](Advice const& one) {
                  return one.is_uncertain ? Cell(std::string(texts("panel.uncertain"_msg))) : Cell();
              }},
             {"form.remark"_msg, 50, [](Advice const& one) { return Cell(one.remark); }}});
        export_advice_list(db, tenant, bodies, filter, [&](std::vector<Advice> const& lines) {
            file.go_on();
            steps = steps_of(db, tenant, lines);
            shown += std::ssize(lines);
            return std::ranges::all_of(lines, [&](Advice const& line) { return file.add(line); });
        });
        return file.answer();
    });
    web::note_reading(call, "meetings.advice.exported", "tenant", call.site.tenant, {{"shown", shown}});
    return answer;
}

http::Response show_advice_totals(web::Call& call)
{
    if (!may_see_advice(call.actor()))
        return web::staff_not_found(call);
    return advice_totals_page(call, web::read(call, [&](db::Connection& db) {
                                  auto const tenant = call.site.tenant;
                                  return AdviceTotalsPage{
                                      tenants::list_bodies(db, tenant), count_advice_by_year(db, tenant)};
                              }));
}

http::Response show_advice(web::Call& call, BelowAdvice const& below)
{
    auto const one = advice_in_path(call, see_advice);
    return one ? show_entry(call, *one, below) : web::staff_not_found(call);
}

http::Response show_new_advice(web::Call& call)
{
    if (!call.actor().may(edit_advice, Scope::whole_tenant()))
        return web::staff_not_found(call);
    Fields fields;
    fields.set(advice_field::adviser, "account:" + std::to_string(call.actor().id()));
    return new_advice_page(call, fields, crypto::random_token());
}

http::Response add_advice_at_desk(web::Call& call)
{
    auto const form = call.request.form();
    if (!form)
        return web::staff_not_found(call);
    auto const fields = posted_new(*form);
    auto const key = web::key_of_form(*form);
    auto problems = problems_of_advice(fields);
    std::ranges::move(problems_of_step(fields, false), std::back_inserter(problems));
    return web::add_record(
        call,
        {.problems = std::move(problems),
         .add
         = [&](Work& work) -> Result<html::Url> { return advice_url(TRY(add_advice(work, fields, key))); },
         .show_form
         = [&](std::vector<Problem> found) { return new_advice_page(call, fields, key, std::move(found)); }});
}

http::Response show_advice_form(web::Call& call)
{
    AdviceDesk desk(call);
    auto page = web::show_record(call, desk);
    if (page.status() == http::Status::ok)
        note_advice_read(call, 1);
    return page;
}

http::Response save_advice_form(web::Call& call)
{
    AdviceDesk desk(call);
    auto page = web::press(
        call, desk, web::Asks::everything, [&](Work& work, web::Seen seen, Fields const& fields) {
            return save_advice(work, {desk.advice().id, seen.version}, fields);
        });
    if (shows_an_entry(page))
        note_advice_read(call, 1);
    return page;
}

http::Response show_advice_history(web::Call& call)
{
    AdviceDesk desk(call);
    auto page = web::show_history(call, desk);
    if (page.status() == http::Status::ok)
        note_advice_read(call, 1);
    return page;
}

http::Response show_step_form(web::Call& call)
{
    auto const one = advice_in_path(call, edit_advice);
    return one ? new_step_page(call, *one, {}, crypto::random_token()) : web::staff_not_found(call);
}

http::Response add_step_at_desk(web::Call& call)
{
    auto const form = call.request.form();
    auto const one = advice_in_path(call, edit_advice);
    if (!form || !one)
        return web::staff_not_found(call);
    auto const fields = posted_fields(*form, all_step_of_advice_fields);
    auto const key = web::key_of_form(*form);
    return web::add_record(
        call,
        {.problems = problems_of_step(fields, true),
         .add = [&](Work& work) -> Result<html::Url> {
             TRY(add_step_of_advice(work, one->id, fields, key));
             return advice_url(one->id);
         },
         .show_form =
             [&](std::vector<Problem> problems) {
                 return new_step_page(call, *one, fields, key, std::move(problems));
             }});
}

http::Response tick_step_at_desk(web::Call& call, BelowAdvice const& below)
{
    auto const form = call.request.form();
    auto const one = advice_in_path(call, see_advice);
    if (!form || !one)
        return web::staff_not_found(call);
    auto const tick = read_tick(*form);
    auto const ticked = web::write(call, [&](Work& work) -> Result<void> {
        if (!tick.is_done)
            return Problem::conflict({}, "task.problem.unknown"_msg);
        return tick_step(work, one->id, tick.seen, *tick.is_done);
    });
    if (ticked)
        return http::Response::redirect(http::Status::see_other, advice_url(one->id).text());
    if (ticked.problem().kind == ProblemKind::not_found)
        return web::staff_not_found(call);
    return show_entry(call, *one, below, {ticked.problem()});
}

} // namespace kommin::meetings
