// Routes of the desk for figures.

#include "modules/goals/goals/permissions.hpp"
#include "modules/goals/measures/figure_desk.hpp"
#include "modules/goals/measures/figure_pages.hpp"
#include "modules/goals/measures/measure_editing.hpp"
#include "modules/goals/measures/measure_shown.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/records/drafting.hpp"
#include "platform/records/typed.hpp"
#include "platform/web/record_desk.hpp"
#include "platform/web/write.hpp"

#include <array>
#include <optional>
#include <string>
#include <utility>

namespace kommin::goals {

using records::Fields;

namespace {

std::optional<Measure> measure_of_figures(web::Call const& call)
{
    auto const number = parse_number(call.path["massnahme"]);
    return !number ? std::nullopt : web::read(call, [&](db::Connection& db) {
        return find_seen_measure(db, call.site.tenant, MeasureId{*number}, call.actor(), edit_measures);
    });
}

// Nothing either where the address names another measure than its own.
std::optional<SeenFigure> figure_in_path(web::Call const& call, db::Connection& db)
{
    auto const measure = parse_number(call.path["massnahme"]);
    auto const number = parse_number(call.path["kennzahl"]);
    auto seen = number
        ? find_seen_figure(db, call.site.tenant, FigureId{*number}, call.actor(), edit_measures)
        : std::nullopt;
    return seen && measure == seen->measure.id.value ? std::move(seen) : std::nullopt;
}

Fields posted_figure(http::Form const& posted)
{
    Fields fields;
    for (auto const& field : all_figure_fields)
        fields.set(field.name, std::string(trim(posted.value(field.name))));
    return fields;
}

// A new one, with what its address proposes: "?name=Fortbildungen&unit=Kurse&target_kind=increase".
Fields proposed_figure(http::Form const& query)
{
    auto fields = form_of_new_figure();
    for (auto const name : {figure_field::name, figure_field::unit}) {
        if (query.has(name))
            fields.set(name, records::one_line(query.value(name)));
    }
    if (auto const kind = enum_from<TargetKind>(query.value(figure_field::target_kind)))
        fields.set(figure_field::target_kind, std::string(to_text(*kind)));
    if (auto const aim = enum_from<Aim>(query.value(figure_field::aim)))
        fields.set(figure_field::aim, std::string(to_text(*aim)));
    return fields;
}

constexpr std::array typed_figure_fields{
    figure_field::name,         figure_field::unit,   figure_field::baseline, figure_field::baseline_unit,
    figure_field::baseline_day, figure_field::target, figure_field::deadline, figure_field::steps};

// One figure at the desk.
class FigureDesk : public web::RecordDesk {
public:
    explicit FigureDesk(web::Call const& call)
        : RecordDesk(call)
    { }

    bool load() override
    {
        found_ = web::read(call(), [&](db::Connection& db) -> std::optional<Found> {
            auto seen = figure_in_path(call(), db);
            if (!seen)
                return std::nullopt;
            auto const tenant = call().site.tenant;
            auto state = records::undrafted(seen->figure.version, seen->figure.changed_at);
            state.owner = seen->measure.owner();
            bool const is_reported = has_reports(db, tenant, seen->figure.id);
            return Found{std::move(*seen), std::move(state), web::list_authors(db, tenant), is_reported};
        });
        return found_.has_value();
    }
    [[nodiscard]] SeenFigure const& seen() const { return found_->seen; }
    [[nodiscard]] Figure const& figure() const { return seen().figure; }
    [[nodiscard]] bool is_reported() const { return found_->is_reported; }

    [[nodiscard]] records::EditState const& state() const override { return found_->state; }
    [[nodiscard]] Fields record() const override { return form_of(figure()); }
    [[nodiscard]] Fields fields() const override { return record(); }
    [[nodiscard]] web::RecordForm form() const override
    {
        return figure_record_form(web::staff_texts(call()));
    }
    [[nodiscard]] Fields posted(http::Form const& posted) const override { return posted_figure(posted); }
    [[nodiscard]] std::vector<Problem> problems_of(Fields const& fields) const override
    {
        return problems_of_figure(fields, seen().measure);
    }
    [[nodiscard]] Fields spelled_fields(Fields const& fields) const override
    {
        return records::with_wrong_as_typed(fields, spelled_figure(fields), problems_of(fields));
    }
    [[nodiscard]] std::optional<records::Subject> subject() const override
    {
        return records::Subject{figure_subject, figure().id.value};
    }
    [[nodiscard]] web::Authors const& authors() const override { return found_->authors; }
    [[nodiscard]] html::Url url() const override { return figure_url(seen().measure.id, figure().id); }
    [[nodiscard]] web::StaffFrame frame_below(std::string title) const override
    {
        auto frame = frame_below_measure(call(), seen().measure, std::move(title));
        frame.crumbs.push_back({url(), figure().name});
        return frame;
    }
    [[nodiscard]] std::string title_of(Fields const& fields) const override
    {
        return std::string(fields.value(figure_field::name));
    }
    [[nodiscard]] http::Response show_form(web::ShownForm form) const override
    {
        return figure_form_page(
            call(),
            {.measure = seen().measure,
             .figure = &figure(),
             .fields = form.fields,
             .has_reports = is_reported(),
             .problems = std::move(form.problems),
             .shown_version = form.version});
    }

private:
    struct Found {
        SeenFigure seen;
        records::EditState state;
        web::Authors authors;
        bool is_reported;
    };
    std::optional<Found> found_;
};

}

http::Response show_new_figure(web::Call& call)
{
    auto const measure = measure_of_figures(call);
    if (!measure)
        return web::staff_not_found(call);
    return figure_form_page(
        call,
        {.measure = *measure,
         .figure = nullptr,
         .fields = proposed_figure(call.request.query()),
         .form_key = crypto::random_token()});
}

http::Response add_figure_at_desk(web::Call& call)
{
    auto const form = call.request.form();
    auto const measure = measure_of_figures(call);
    if (!form || !measure)
        return web::staff_not_found(call);
    auto const fields = posted_figure(*form);
    auto const key = web::key_of_form(*form);
    return web::add_record(
        call,
        {.problems = problems_of_figure(fields, *measure),
         .add = [&](Work& work) -> Result<html::Url> {
             TRY(add_figure(work, measure->id, fields, key));
             return measure_url(measure->id);
         },
         .show_form =
             [&](std::vector<Problem> problems) {
                 return figure_form_page(
                     call,
                     {.measure = *measure,
                      .figure = nullptr,
                      .fields = fields,
                      .form_key = key,
                      .problems = std::move(problems)});
             }});
}

http::Response show_figure_form(web::Call& call)
{
    FigureDesk desk(call);
    return web::show_record(call, desk);
}

http::Response save_figure_form(web::Call& call)
{
    FigureDesk desk(call);
    auto answer = web::press(
        call, desk, web::Asks::everything, [&](Work& work, web::Seen seen, Fields const& fields) {
            return save_figure(work, {desk.figure().id, seen.version}, fields);
        });
    auto const form = call.request.form();
    if (answer.status() != http::Status::not_found || !form)
        return answer;
    return gone_from_measure(
        call, Problem::not_found("figure.problem.unknown"_msg), posted_figure(*form), typed_figure_fields);
}

http::Response show_figure_history(web::Call& call)
{
    FigureDesk desk(call);
    return web::show_history(call, desk);
}

http::Response ask_before_erasing_figure(web::Call& call)
{
    FigureDesk desk(call);
    if (!desk.load())
        return web::staff_not_found(call);
    if (!desk.is_reported())
        return figure_erasing_question(call, desk.seen());
    auto const fields = desk.fields();
    return desk.show_form(
        {.fields = fields, .problems = {Problem::conflict({}, "figure.problem.has_reports"_msg)}});
}

http::Response erase_figure_at_desk(web::Call& call)
{
    auto const posted = call.request.form();
    FigureDesk desk(call);
    if (!posted || !desk.load())
        return web::staff_not_found(call);
    FigureVersion const seen{desk.figure().id, parse_number(posted->value("fassung")).value_or(0)};
    auto const erased
        = web::write(call, [&](Work& work) { return erase_figure_without_reports(work, seen); });
    if (erased)
        return http::Response::redirect(http::Status::see_other, measure_url(desk.seen().measure.id).text());
    return erased.problem().kind == ProblemKind::not_found
        ? web::staff_not_found(call)
        : figure_erasing_question(call, desk.seen(), {erased.problem()});
}

} // namespace kommin::goals
