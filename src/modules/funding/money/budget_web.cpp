// Routes of the desk for the money of one measure.

#include "modules/funding/money/budget_group_store.hpp"
#include "modules/funding/money/money_pages.hpp"
#include "modules/funding/programmes/permissions.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/records/drafting.hpp"
#include "platform/records/typed_ids.hpp"
#include "platform/web/authors.hpp"
#include "platform/web/form_parts.hpp"
#include "platform/web/life_line.hpp"
#include "platform/web/record_desk.hpp"
#include "platform/web/write.hpp"

#include <iterator>
#include <optional>
#include <utility>

namespace kommin::funding {

using records::Fields;

namespace {

constexpr int most_lines_of_measure = 500;

constexpr int most_groups = 500; // of one owner

// Those that cover lines of this measure.
std::vector<BudgetGroup> groups_of(
    web::Call const& call, db::Connection& db, goals::NamedMeasure const& measure)
{
    return list_budget_groups(
        db, call.site.tenant, std::vector<std::int64_t>{measure.owner().owner()}, most_groups);
}

std::vector<BudgetLineId> ids_of(std::vector<BudgetLine> const& lines)
{
    std::vector<BudgetLineId> ids;
    ids.reserve(lines.size());
    for (auto const& line : lines)
        ids.push_back(line.id);
    return ids;
}

Fields posted_budget_line(http::Form const& posted)
{
    Fields fields;
    for (auto const& field : all_budget_fields)
        fields.set(field.name, std::string(trim(posted.value(field.name))));
    return fields;
}

// The page with what is wrong and what was typed.
struct ShownMoney {
    std::string chosen = {};
    std::vector<Problem> problems = {};
    std::vector<std::string> not_stored = {};
};
http::Response show_money_with(web::Call const& call, ShownMoney shown)
{
    struct Found {
        goals::NamedMeasure measure;
        std::vector<BudgetLine> lines;
        std::vector<CarryOver> carried;
        std::vector<BudgetGroup> groups;
        std::vector<Dependency> dependencies;
        HangsOnNames names;
    };
    auto found = web::read(call, [&](db::Connection& db) -> std::optional<Found> {
        auto measure = measure_in_path(call, db, see_money);
        if (!measure)
            return std::nullopt;
        auto const tenant = call.site.tenant;
        auto const id = measure->id;
        auto lines = list_budget_lines(
            db, tenant, {.measures = std::vector<goals::MeasureId>{id}}, most_lines_of_measure + 1);
        auto carried = list_carry_overs(db, tenant, ids_of(lines));
        auto groups = groups_of(call, db, *measure);
        return Found{
            std::move(*measure),
            std::move(lines),
            std::move(carried),
            std::move(groups),
            list_dependencies(db, tenant, id),
            load_hangs_on_names(db, tenant, call.actor())};
    });
    if (!found)
        return web::staff_not_found(call);
    bool const is_cut = std::ssize(found->lines) > most_lines_of_measure;
    if (is_cut)
        found->lines.pop_back();
    return money_page(
        call,
        {.measure = found->measure,
         .lines = found->lines,
         .is_cut = is_cut,
         .carried = found->carried,
         .groups = found->groups,
         .dependencies = found->dependencies,
         .names = found->names,
         .may_edit = call.actor().may(edit_money, found->measure.owner()),
         .chosen = shown.chosen,
         .problems = std::move(shown.problems),
         .not_stored = std::move(shown.not_stored),
         .life = web::life_line(call, {goals::measure_subject, found->measure.id.value})});
}

// One line at the desk.
class BudgetDesk : public web::RecordDesk {
public:
    explicit BudgetDesk(web::Call const& call)
        : RecordDesk(call)
    { }

    bool load() override
    {
        found_ = web::read(call(), [&](db::Connection& db) -> std::optional<Found> {
            auto measure = measure_in_path(call(), db, edit_money);
            auto const id = records::typed_id<BudgetLineId>(call().path["zeile"]);
            auto const tenant = call().site.tenant;
            auto line = measure && id ? load_budget_line(db, tenant, *id) : std::nullopt;
            if (!line || line->measure != measure->id)
                return std::nullopt;
            auto state = records::undrafted(line->version, line->changed_at);
            state.owner = line->owner();
            auto groups = groups_of(call(), db, *measure);
            return Found{
                std::move(*measure), std::move(*line), load_hangs_on_names(db, tenant, call().actor()),
                std::move(groups),   std::move(state), web::list_authors(db, tenant)};
        });
        return found_.has_value();
    }
    [[nodiscard]] goals::NamedMeasure const& measure() const { return found_->measure; }
    [[nodiscard]] BudgetLine const& line() const { return found_->line; }

    [[nodiscard]] records::EditState const& state() const override { return found_->state; }
    [[nodiscard]] Fields record() const override { return form_of(line()); }
    [[nodiscard]] Fields fields() const override { return record(); }
    [[nodiscard]] web::RecordForm form() const override
    {
        return budget_record_form(web::staff_texts(call()), found_->names, found_->groups);
    }
    [[nodiscard]] Fields posted(http::Form const& posted) const override
    {
        // What was carried is none of this form.
        auto fields = posted_budget_line(posted);
        auto const stored = record();
        for (auto const name : carried_budget_fields)
            fields.set(name, std::string(stored.value(name)));
        return fields;
    }
    [[nodiscard]] std::vector<Problem> problems_of(Fields const& fields) const override
    {
        return problems_of_budget_line(fields, call().local_now().date);
    }
    [[nodiscard]] Fields spelled_fields(Fields const& fields) const override
    {
        return records::with_wrong_as_typed(fields, spelled_budget_line(fields), problems_of(fields));
    }
    [[nodiscard]] std::optional<records::Subject> subject() const override
    {
        return records::Subject{budget_line_subject, line().id.value};
    }
    [[nodiscard]] web::Authors const& authors() const override { return found_->authors; }
    [[nodiscard]] html::Url url() const override { return budget_line_url(measure().id, line().id); }
    [[nodiscard]] web::StaffFrame frame_below(std::string title) const override
    {
        auto frame = frame_below_money(call(), measure(), std::move(title));
        frame.crumbs.push_back({url(), title_of(line(), web::staff_texts(call()))});
        return frame;
    }
    [[nodiscard]] std::string title_of(Fields const& /*fields*/) const override
    {
        return title_of(line(), web::staff_texts(call()));
    }
    [[nodiscard]] http::Response show_form(web::ShownForm form) const override
    {
        return budget_form_page(
            call(),
            {.measure = measure(),
             .line = &line(),
             .names = found_->names,
             .groups = found_->groups,
             .fields = form.fields,
             .problems = std::move(form.problems),
             .shown_version = form.version});
    }

private:
    static std::string title_of(BudgetLine const& line, i18n::Texts const& texts)
    {
        return funding::title_of(line, texts);
    }
    struct Found {
        goals::NamedMeasure measure;
        BudgetLine line;
        HangsOnNames names;
        std::vector<BudgetGroup> groups;
        records::EditState state;
        web::Authors authors;
    };
    std::optional<Found> found_;
};

struct MeasureToBudget {
    goals::NamedMeasure measure;
    HangsOnNames names;
    std::vector<BudgetGroup> groups;
};
std::optional<MeasureToBudget> measure_to_budget(web::Call const& call)
{
    return web::read(call, [&](db::Connection& db) -> std::optional<MeasureToBudget> {
        auto measure = measure_in_path(call, db, edit_money);
        if (!measure)
            return std::nullopt;
        auto groups = groups_of(call, db, *measure);
        return MeasureToBudget{
            std::move(*measure), load_hangs_on_names(db, call.site.tenant, call.actor()), std::move(groups)};
    });
}

// What somebody typed by themselves, to be copied: choices can be made again.
std::vector<std::string> typed_words(Fields const& fields)
{
    std::vector<std::string> words;
    for (auto const name :
         {budget_field::year, budget_field::source_text, budget_field::planned, budget_field::secured,
          budget_field::committed, budget_field::spent, budget_field::remark}) {
        if (auto const value = fields.value(name); !value.empty())
            words.emplace_back(value);
    }
    return words;
}

}

std::optional<goals::NamedMeasure> measure_in_path(
    web::Call const& call, db::Connection& db, Permission permission)
{
    auto const id = records::typed_id<goals::MeasureId>(call.path["massnahme"]);
    return id ? find_measure_with_money(db, call.site.tenant, call.actor(), *id, permission) : std::nullopt;
}

http::Response show_money(web::Call& call)
{
    return show_money_with(call, {});
}

http::Response show_new_budget_line(web::Call& call)
{
    auto const of = measure_to_budget(call);
    if (!of)
        return web::staff_not_found(call);
    return budget_form_page(
        call,
        {.measure = of->measure,
         .line = nullptr,
         .names = of->names,
         .groups = of->groups,
         .fields = form_of_new_line(call.local_now().date),
         .form_key = crypto::random_token()});
}

http::Response add_budget_line_at_desk(web::Call& call)
{
    auto const form = call.request.form();
    auto const of = measure_to_budget(call);
    if (!form || !of)
        return web::staff_not_found(call);
    auto const fields = posted_budget_line(*form);
    auto const key = web::key_of_form(*form);
    return web::add_record(
        call,
        {.problems = problems_of_budget_line(fields, call.local_now().date),
         .add = [&](Work& work) -> Result<html::Url> {
             TRY(add_budget_line(work, of->measure.id, fields, key));
             return money_url(of->measure.id);
         },
         .show_form =
             [&](std::vector<Problem> problems) {
                 return budget_form_page(
                     call,
                     {.measure = of->measure,
                      .line = nullptr,
                      .names = of->names,
                      .groups = of->groups,
                      .fields = fields,
                      .form_key = key,
                      .problems = std::move(problems)});
             }});
}

http::Response show_budget_line_form(web::Call& call)
{
    BudgetDesk desk(call);
    return web::show_record(call, desk);
}

// A line that somebody has deleted meanwhile leaves what was typed on the page of its measure.
http::Response save_budget_line_form(web::Call& call)
{
    BudgetDesk desk(call);
    auto answer = web::press(
        call, desk, web::Asks::everything, [&](Work& work, web::Seen seen, Fields const& fields) {
            return save_budget_line(work, {desk.line().id, seen.version}, fields);
        });
    auto const form = call.request.form();
    if (answer.status() != http::Status::not_found || !form)
        return answer;
    auto words = typed_words(posted_budget_line(*form));
    if (words.empty())
        return answer;
    return show_money_with(
        call,
        {.problems = {Problem::not_found("budget.problem.unknown"_msg)}, .not_stored = std::move(words)});
}

http::Response show_budget_line_history(web::Call& call)
{
    BudgetDesk desk(call);
    return web::show_history(call, desk);
}

http::Response ask_before_erasing_budget_line(web::Call& call)
{
    BudgetDesk desk(call);
    return desk.load() ? budget_erasing_question(call, desk.measure(), desk.line())
                       : web::staff_not_found(call);
}

http::Response erase_budget_line_at_desk(web::Call& call)
{
    auto const posted = call.request.form();
    BudgetDesk desk(call);
    if (!posted || !desk.load())
        return web::staff_not_found(call);
    BudgetLineVersion const seen{desk.line().id, parse_number(posted->value("fassung")).value_or(0)};
    auto const erased = web::write(call, [&](Work& work) { return erase_budget_line(work, seen); });
    if (erased)
        return http::Response::redirect(http::Status::see_other, money_url(desk.measure().id).text());
    if (erased.problem().kind == ProblemKind::not_found || !desk.load())
        return web::staff_not_found(call);
    return budget_erasing_question(call, desk.measure(), desk.line(), {erased.problem()});
}

http::Response add_dependency_at_desk(web::Call& call)
{
    auto const form = call.request.form();
    auto const of = measure_to_budget(call);
    if (!form || !of)
        return web::staff_not_found(call);
    std::string const chosen(trim(form->value(budget_field::hangs_on)));
    auto const added
        = web::write(call, [&](Work& work) { return add_dependency(work, of->measure.id, chosen); });
    if (added) {
        call.nothing_was_done = !*added;
        return http::Response::redirect(http::Status::see_other, money_url(of->measure.id).text());
    }
    return show_money_with(call, {.chosen = chosen, .problems = {added.problem()}});
}

http::Response remove_dependency_at_desk(web::Call& call)
{
    auto const form = call.request.form();
    auto const of = measure_to_budget(call);
    if (!form || !of)
        return web::staff_not_found(call);
    auto const id = parse_number(form->value("welche")).value_or(0);
    auto const removed
        = web::write(call, [&](Work& work) { return remove_dependency(work, of->measure.id, id); });
    if (!removed)
        return web::staff_not_found(call);
    call.nothing_was_done = !*removed;
    return http::Response::redirect(http::Status::see_other, money_url(of->measure.id).text());
}

} // namespace kommin::funding
