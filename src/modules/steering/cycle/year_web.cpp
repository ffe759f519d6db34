// Routes of the desk for years.

#include "modules/steering/cycle/permissions.hpp"
#include "modules/steering/cycle/year_pages.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/records/drafting.hpp"
#include "platform/web/life_line.hpp"
#include "platform/web/record_desk.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

namespace kommin::steering {

using records::Fields;

namespace {

constexpr int most_years = 300;
constexpr int most_meetings = 100; // of a panel in a year

Fields posted_year(http::Form const& posted)
{
    Fields fields;
    for (auto const name : {year_field::body, year_field::year, year_field::panel, year_field::source})
        fields.set(name, std::string(trim(posted.value(name))));
    std::string remark(trim(posted.value(year_field::remark)));
    std::erase(remark, '\r');
    fields.set(year_field::remark, std::move(remark));
    return fields;
}

std::optional<YearId> year_in_path(web::Call const& call)
{
    auto const number = parse_number(call.path["jahr"]);
    return number && *number > 0 ? std::optional(YearId{*number}) : std::nullopt;
}

// One year at the desk.
class YearDesk : public web::RecordDesk {
public:
    explicit YearDesk(web::Call const& call)
        : RecordDesk(call)
    { }

    bool load() override
    {
        auto const id = year_in_path(call());
        if (!id)
            return false;
        found_ = web::read(call(), [&](db::Connection& db) -> std::optional<Found> {
            auto const tenant = call().site.tenant;
            auto year = find_seen_year(db, tenant, *id, call().actor(), edit_years);
            if (!year)
                return std::nullopt;
            auto state = records::undrafted(year->version, year->changed_at);
            state.owner = year->owner();
            auto const today = call().local_now().date;
            return Found{
                std::move(*year), load_year_rules(db, tenant, today), load_year_names(db, tenant, today),
                std::move(state)};
        });
        return found_.has_value();
    }
    [[nodiscard]] SteeringYear const& year() const { return found_->year; }
    [[nodiscard]] YearNames const& names() const { return found_->names; }

    [[nodiscard]] records::EditState const& state() const override { return found_->state; }
    [[nodiscard]] Fields record() const override { return form_of(year()); }
    [[nodiscard]] Fields fields() const override { return record(); }
    [[nodiscard]] web::RecordForm form() const override
    {
        return year_record_form(web::staff_texts(call()), found_->names);
    }
    // Whose it is and of when stay as they were.
    [[nodiscard]] Fields posted(http::Form const& posted) const override
    {
        auto fields = posted_year(posted);
        fields.set(year_field::body, std::string{});
        fields.set(year_field::year, std::string{});
        return fields;
    }
    [[nodiscard]] std::vector<Problem> problems_of(Fields const& fields) const override
    {
        return problems_of_year(fields, found_->rules, &year());
    }
    [[nodiscard]] Fields spelled_fields(Fields const& fields) const override
    {
        return records::with_wrong_as_typed(fields, spelled_year(fields), problems_of(fields));
    }
    // Earlier versions may name a panel that is no choice any more.
    [[nodiscard]] Fields compared_fields(Fields const& fields) const override { return fields; }
    [[nodiscard]] std::optional<records::Subject> subject() const override
    {
        return records::Subject{year_subject, year().id.value};
    }
    [[nodiscard]] web::Authors const& authors() const override { return found_->names.accounts; }
    [[nodiscard]] html::Url url() const override { return year_url(year().id, "bearbeiten"); }
    [[nodiscard]] html::Url history_url() const override { return year_url(year().id, "verlauf"); }
    [[nodiscard]] bool has_form() const override { return !year().is_closed; }
    [[nodiscard]] web::StaffFrame frame_below(std::string title) const override
    {
        return frame_below_year(call(), year(), found_->names, std::move(title));
    }
    [[nodiscard]] std::string title_of(Fields const& /*fields*/) const override
    {
        return steering::title_of(year(), found_->names, web::staff_texts(call()));
    }
    [[nodiscard]] http::Response show_form(web::ShownForm form) const override
    {
        return year_form_page(
            call(),
            {.edited = &year(),
             .rules = found_->rules,
             .names = found_->names,
             .fields = form.fields,
             .problems = std::move(form.problems),
             .shown_version = form.version});
    }

private:
    struct Found {
        SteeringYear year;
        YearRules rules;
        YearNames names;
        records::EditState state;
    };
    std::optional<Found> found_;
};

http::Response new_year_page(
    web::Call const& call, Fields const& fields, std::string const& key, std::vector<Problem> problems = {})
{
    struct Found {
        YearRules rules;
        YearNames names;
    };
    auto const today = call.local_now().date;
    auto const found = web::read(call, [&](db::Connection& db) {
        auto const tenant = call.site.tenant;
        return Found{load_year_rules(db, tenant, today), load_year_names(db, tenant, today)};
    });
    return year_form_page(
        call,
        {.edited = nullptr,
         .rules = found.rules,
         .names = found.names,
         .fields = fields,
         .form_key = key,
         .problems = std::move(problems)});
}

}

http::Response list_years_at_desk(web::Call& call)
{
    struct Found {
        std::vector<SteeringYear> years;
        YearNames names;
    };
    auto found = web::read(call, [&](db::Connection& db) {
        auto const tenant = call.site.tenant;
        return Found{
            list_years(db, tenant, call.actor().where(see_years), most_years + 1),
            load_year_names(db, tenant, call.local_now().date)};
    });
    bool const is_cut = std::ssize(found.years) > most_years;
    if (is_cut)
        found.years.pop_back();
    return year_list_page(
        call,
        {.years = found.years,
         .names = found.names,
         .is_cut = is_cut,
         .may_open = call.actor().may_somewhere(edit_years)});
}

http::Response show_new_year(web::Call& call)
{
    Fields fields;
    fields.set(year_field::year, std::to_string(static_cast<int>(call.local_now().date.year())));
    return new_year_page(call, fields, crypto::random_token());
}

http::Response open_year_at_desk(web::Call& call)
{
    auto const form = call.request.form();
    if (!form)
        return web::staff_not_found(call);
    auto const fields = posted_year(*form);
    auto const key = web::key_of_form(*form);
    return web::add_record(
        call,
        {.problems = {}, // the use case finds the one of the same form first
         .add = [&](Work& work) -> Result<html::Url> { return year_url(TRY(open_year(work, fields))); },
         .show_form =
             [&](std::vector<Problem> problems) {
                 auto const rules = web::read(call, [&](db::Connection& db) {
                     return load_year_rules(db, call.site.tenant, call.local_now().date);
                 });
                 for (auto& problem : problems_of_year(fields, rules, nullptr)) {
                     if (std::ranges::find(problems, problem.field, &Problem::field) == problems.end())
                         problems.push_back(std::move(problem));
                 }
                 return new_year_page(call, fields, key, std::move(problems));
             }});
}

http::Response show_year(web::Call& call, std::vector<PartOfYear> const& parts)
{
    struct Found {
        SteeringYear year;
        std::vector<WholeStep> steps;
        YearNames names;
        std::vector<meetings::NamedMeeting> meetings;
        std::vector<meetings::NamedDecision> decisions;
        bool is_untouched;
    };
    auto const id = year_in_path(call);
    auto const actor = call.actor();
    auto const found = web::read(call, [&](db::Connection& db) -> std::optional<Found> {
        auto const tenant = call.site.tenant;
        auto year = id ? find_seen_year(db, tenant, *id, actor, see_years) : std::nullopt;
        if (!year)
            return std::nullopt;
        auto steps = list_steps(db, tenant, year->id);
        auto meetings_of_year = year->panel
            ? meetings::list_named_meetings(db, tenant, actor, *year->panel, year->year, most_meetings)
            : std::vector<meetings::NamedMeeting>{};
        auto decisions = list_decisions_of_year(db, tenant, actor, *year);
        bool const is_empty = !year->is_closed && is_untouched(db, tenant, year->id);
        return Found{
            std::move(*year),
            std::move(steps),
            load_year_names(db, tenant, call.local_now().date),
            std::move(meetings_of_year),
            std::move(decisions),
            is_empty};
    });
    if (!found)
        return web::staff_not_found(call);
    std::vector<web::Body> bodies;
    for (auto const& part : parts) {
        if (auto body = part(call, found->year))
            bodies.push_back(std::move(body));
    }
    return year_page(
        call,
        {.year = found->year,
         .steps = found->steps,
         .names = found->names,
         .meetings = found->meetings,
         .decisions = found->decisions,
         .may_read_decisions = meetings::may_read_decisions(actor, found->year.owner()),
         .may_edit = actor.may(edit_years, found->year.owner()),
         .may_close
         = actor.may(close_years, found->year.owner()) && found->year.first_day() <= call.local_now().date,
         .may_erase = found->is_untouched && actor.may(edit_years, found->year.owner()),
         .parts = std::move(bodies),
         .life = web::life_line(call, {year_subject, found->year.id.value})});
}

http::Response show_year_form(web::Call& call)
{
    YearDesk desk(call);
    if (desk.load() && desk.year().is_closed)
        return http::Response::redirect(http::Status::see_other, year_url(desk.year().id).text());
    return web::show_record(call, desk);
}

http::Response save_year_form(web::Call& call)
{
    YearDesk desk(call);
    return web::press(
        call, desk, web::Asks::everything, [&](Work& work, web::Seen seen, Fields const& fields) {
            return save_year(work, {desk.year().id, seen.version}, fields);
        });
}

http::Response show_year_erasing(web::Call& call)
{
    YearDesk desk(call);
    if (!desk.load())
        return web::staff_not_found(call);
    if (desk.year().is_closed)
        return http::Response::redirect(http::Status::see_other, year_url(desk.year().id).text());
    return year_erasing_question(call, desk.year(), desk.names());
}

http::Response erase_year_at_desk(web::Call& call)
{
    auto const posted = call.request.form();
    YearDesk desk(call);
    if (!posted || !desk.load())
        return web::staff_not_found(call);
    YearVersion const seen{desk.year().id, parse_number(posted->value("fassung")).value_or(0)};
    auto const erased = web::write(call, [&](Work& work) { return erase_year(work, seen); });
    if (erased)
        return http::Response::redirect(http::Status::see_other, years_url().text());
    return erased.problem().kind == ProblemKind::not_found
        ? web::staff_not_found(call)
        : year_erasing_question(call, desk.year(), desk.names(), {erased.problem()});
}

http::Response show_year_history(web::Call& call)
{
    YearDesk desk(call);
    return web::show_history(call, desk);
}

} // namespace kommin::steering
