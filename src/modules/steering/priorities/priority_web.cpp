// Routes of the desk for priorities.

#include "modules/steering/cycle/permissions.hpp"
#include "modules/steering/priorities/priority_pages.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/records/drafting.hpp"
#include "platform/web/record_desk.hpp"
#include "platform/web/staff_export.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

namespace kommin::steering {

using records::Fields;

namespace {

constexpr std::ptrdiff_t rows_of_a_page = 20; // with four criteria each

std::optional<std::int64_t> number_at(web::Call const& call, std::string_view name)
{
    auto const number = parse_number(call.path[name]);
    return number && *number > 0 ? number : std::nullopt;
}

std::string typed_text(http::Form const& posted, std::string_view name)
{
    std::string text(trim(posted.value(name)));
    std::erase(text, '\r');
    return text;
}

Fields posted_priority(http::Form const& posted)
{
    Fields fields;
    for (auto const& field : all_priority_fields)
        fields.set(field.name, typed_text(posted, field.name));
    return fields;
}

// What would be lost where no form is left for it.
void add_typed(std::vector<std::string>& words, std::string_view typed)
{
    if (!typed.empty())
        words.emplace_back(typed);
}

struct FoundPriorities {
    SteeringYear year;
    YearNames names;
    std::vector<Weighed> weighed;
};
std::optional<FoundPriorities> find_priorities(
    web::Call const& call, Permission permission = see_years, CostOfMeasures const& cost = {})
{
    auto const id = number_at(call, "jahr");
    if (!id)
        return std::nullopt;
    return web::read(call, [&](db::Connection& db) -> std::optional<FoundPriorities> {
        auto const tenant = call.site.tenant;
        auto const today = call.local_now().date;
        auto year = find_seen_year(db, tenant, YearId{*id}, call.actor(), permission);
        if (!year)
            return std::nullopt;
        auto weighed = list_weighed(db, tenant, *year, today, cost);
        return FoundPriorities{std::move(*year), load_year_names(db, tenant, today), std::move(weighed)};
    });
}

PriorityListPage list_page_of(
    web::Call const& call, FoundPriorities const& found, std::vector<Problem> problems = {},
    std::vector<std::string> not_stored = {})
{
    return {
        .year = found.year,
        .names = found.names,
        .weighed = found.weighed,
        .may_set = !found.year.is_closed && call.actor().may(set_priorities, found.year.owner()),
        .problems = std::move(problems),
        .not_stored = std::move(not_stored)};
}

http::Response to_priorities(YearId year)
{
    return http::Response::redirect(http::Status::see_other, priorities_url(year).text());
}

// One page of the form for many.
struct FoundScoring {
    FoundPriorities of;
    WeighedKind kind;
    int page;
    int pages;
    std::vector<Weighed const*> rows; // of `of`
};
std::optional<FoundScoring> find_scoring(web::Call const& call, CostOfMeasures const& cost)
{
    auto const kind = weighed_kind_at(call.path["art"]);
    auto const page = number_at(call, "blatt");
    if (!kind || !page)
        return std::nullopt;
    auto of = find_priorities(call, set_priorities, cost);
    if (!of)
        return std::nullopt;
    std::vector<Weighed const*> all;
    for (auto const& one : of->weighed) {
        if (is_of(*kind, one))
            all.push_back(&one);
    }
    auto const pages = std::max<std::ptrdiff_t>((std::ssize(all) + rows_of_a_page - 1) / rows_of_a_page, 1);
    if (*page > pages)
        return std::nullopt;
    auto const first = all.begin() + (*page - 1) * rows_of_a_page;
    auto const last = all.begin() + std::min(std::ssize(all), *page * rows_of_a_page);
    std::vector<Weighed const*> rows(first, last);
    // Moving a vector leaves its elements where they are.
    return FoundScoring{
        std::move(*of), *kind, static_cast<int>(*page), static_cast<int>(pages), std::move(rows)};
}

RowAsSeen as_stored(Weighed const& of)
{
    return {.key = of.key(), .version = of.priority ? of.priority->version : 0};
}

Fields stored_rows(std::vector<Weighed const*> const& rows)
{
    Fields fields;
    for (auto const* row : rows) {
        auto const stored = form_of(row->priority.value_or(Priority{}));
        for (auto const name : row_fields)
            fields.set(row_field(name, row->key()), std::string(stored.value(name)));
    }
    return fields;
}

// What is empty gets what all proposals for it agree on, with where that comes from.
void fill_from_proposals(Fields& fields, Weighed const& of)
{
    auto source = std::string(fields.value(row_field(priority_field::source, of.key())));
    for (auto const criterion : all_criteria) {
        auto const name = row_field(to_text(criterion), of.key());
        auto const mark = agreed_mark(of.proposals, criterion);
        if (!mark || !fields.value(name).empty())
            continue;
        fields.set(name, std::to_string(*mark));
        for (auto const& one : of.proposals) {
            if (one.criterion == criterion && source.find(one.source) == std::string::npos)
                source += (source.empty() ? "" : "; ") + one.source;
        }
    }
    fields.set(row_field(priority_field::source, of.key()), std::move(source));
}

struct PostedRows {
    std::vector<RowAsSeen> seen;
    Fields fields;
};
// Nothing for what no page of the program sends.
std::optional<PostedRows> posted_rows(http::Form const& posted)
{
    PostedRows rows;
    for (auto const key : posted.values("zeile")) {
        if (std::ssize(rows.seen) == rows_of_a_page)
            return std::nullopt;
        auto const version = parse_number(posted.value(row_field("version", key)));
        rows.seen.push_back({.key = std::string(key), .version = version.value_or(0)});
        for (auto const name : row_fields) {
            auto const field = row_field(name, key);
            rows.fields.set(field, typed_text(posted, field));
        }
    }
    return rows;
}

http::Response scoring_page_of(
    web::Call const& call, FoundScoring const& found, std::vector<RowAsSeen> const& seen,
    Fields const& fields, std::vector<Problem> problems = {})
{
    return scoring_page(
        call,
        {.year = found.of.year,
         .names = found.of.names,
         .kind = found.kind,
         .page = found.page,
         .pages = found.pages,
         .rows = found.rows,
         .seen = seen,
         .fields = fields,
         .problems = std::move(problems)});
}

// The form as it was sent, once more, about what is stored by now. Of a row that somebody has changed
// meanwhile the page carries the version that it now shows beside the field: saving again overrules it.
http::Response refused_rows(
    web::Call const& call, PostedRows const& posted, Problem const& problem, CostOfMeasures const& cost)
{
    auto const found = find_scoring(call, cost);
    if (problem.kind == ProblemKind::not_found || !found)
        return web::staff_not_found(call);
    std::vector<RowAsSeen> seen;
    auto fields = stored_rows(found->rows);
    auto problems = problems_of_rows(posted.seen, posted.fields);
    for (auto const* row : found->rows) {
        seen.push_back(as_stored(*row));
        auto const sent = std::ranges::find(posted.seen, row->key(), &RowAsSeen::key);
        if (sent == posted.seen.end())
            continue;
        bool const is_overtaken = sent->version != seen.back().version;
        auto const stored = form_of(row->priority.value_or(Priority{}));
        for (auto const name : row_fields) {
            auto const field = row_field(name, row->key());
            auto const typed = posted.fields.value(field);
            if (is_overtaken && typed != stored.value(name))
                problems.push_back(Problem::conflict(
                    field, "priority.problem.changed_to"_msg,
                    {{"stored",
                      stored.value(name).empty() ? std::string("–") : std::string(stored.value(name))}}));
            fields.set(field, std::string(typed));
        }
    }
    // It concerns the row; beside its fields stands what each of them says by now.
    if (problem.kind == ProblemKind::conflict)
        problems.insert(problems.begin(), Problem::conflict({}, problem.message, problem.arguments));
    if (problems.empty())
        problems.push_back(problem);
    return scoring_page_of(call, *found, seen, fields, std::move(problems));
}

// One priority at the desk.
class PriorityDesk : public web::RecordDesk {
public:
    PriorityDesk(web::Call const& call, CostOfMeasures cost)
        : RecordDesk(call)
        , cost_(std::move(cost))
    { }

    bool load() override
    {
        auto const year = number_at(call(), "jahr");
        auto const id = number_at(call(), "prioritaet");
        found_.reset();
        if (!year || !id)
            return false;
        found_ = web::read(call(), [&](db::Connection& db) -> std::optional<Found> {
            auto const tenant = call().site.tenant;
            auto const today = call().local_now().date;
            auto seen = find_seen_priority(
                db, tenant, PriorityId{*id}, call().actor(), set_priorities, today, cost_);
            if (!seen || seen->year.id.value != *year)
                return std::nullopt;
            auto state = records::undrafted(seen->priority.version, seen->priority.changed_at);
            state.owner = seen->year.owner();
            return Found{std::move(*seen), load_year_names(db, tenant, today), std::move(state)};
        });
        return found_.has_value();
    }
    [[nodiscard]] SeenPriority const& seen() const { return found_->seen; }

    [[nodiscard]] records::EditState const& state() const override { return found_->state; }
    [[nodiscard]] Fields record() const override { return form_of(seen().priority); }
    [[nodiscard]] Fields fields() const override { return record(); }
    [[nodiscard]] web::RecordForm form() const override
    {
        return priority_record_form(web::staff_texts(call()));
    }
    [[nodiscard]] Fields posted(http::Form const& posted) const override { return posted_priority(posted); }
    [[nodiscard]] std::vector<Problem> problems_of(Fields const& fields) const override
    {
        return problems_of_priority(fields, seen());
    }
    [[nodiscard]] Fields spelled_fields(Fields const& fields) const override
    {
        return records::with_wrong_as_typed(fields, spelled_priority(fields), problems_of(fields));
    }
    [[nodiscard]] Fields compared_fields(Fields const& fields) const override { return fields; }
    [[nodiscard]] std::optional<records::Subject> subject() const override
    {
        return records::Subject{priority_subject, seen().priority.id.value};
    }
    [[nodiscard]] web::Authors const& authors() const override { return found_->names.accounts; }
    [[nodiscard]] html::Url url() const override
    {
        return priority_url(seen().year.id, seen().priority.id, "bearbeiten");
    }
    [[nodiscard]] html::Url history_url() const override
    {
        return priority_url(seen().year.id, seen().priority.id, "verlauf");
    }
    [[nodiscard]] bool has_form() const override { return !seen().year.is_closed; }
    [[nodiscard]] web::StaffFrame frame_below(std::string title) const override
    {
        return frame_below_priorities(call(), seen().year, found_->names, std::move(title));
    }
    [[nodiscard]] std::string title_of(Fields const& /*fields*/) const override { return seen().of().title; }
    [[nodiscard]] http::Response show_form(web::ShownForm form) const override
    {
        return priority_form_page(
            call(),
            {.seen = seen(),
             .names = found_->names,
             .fields = form.fields,
             .problems = std::move(form.problems),
             .shown_version = form.version});
    }

private:
    struct Found {
        SeenPriority seen;
        YearNames names;
        records::EditState state;
    };
    CostOfMeasures cost_;
    std::optional<Found> found_;
};

http::Response closed_meanwhile(web::Call const& call, std::vector<std::string> not_stored)
{
    auto const found = find_priorities(call);
    return found
        ? priority_list_page(
              call,
              list_page_of(
                  call, *found, {Problem::conflict({}, "year.problem.closed"_msg)}, std::move(not_stored)))
        : web::staff_not_found(call);
}

}

http::Response list_priorities_at_desk(web::Call& call)
{
    auto const found = find_priorities(call);
    return found ? priority_list_page(call, list_page_of(call, *found)) : web::staff_not_found(call);
}

http::Response show_recommendation_to_group(web::Call& call)
{
    auto const found = find_priorities(call);
    return found ? recommendation_page(call, list_page_of(call, *found)) : web::staff_not_found(call);
}

http::Response export_priorities(web::Call& call)
{
    using table::Cell;
    struct Line {
        WeighedKind kind;
        RankedRow row;
    };
    auto const found = find_priorities(call);
    if (!found)
        return web::staff_not_found(call);
    auto const& texts = web::staff_texts(call);
    auto const number = [](std::optional<int> value) { return value ? Cell(std::int64_t{*value}) : Cell(); };
    auto const said = [](auto what) {
        return [what](Line const& line) {
            return line.row.of->priority ? Cell(what(*line.row.of->priority)) : Cell();
        };
    };
    std::vector<web::ExportColumn<Line>> columns{
        {"priority.column.kind"_msg, 14,
         [&](Line const& line) { return Cell(std::string(texts(label_of(line.kind)))); }},
        {"year.column.what"_msg, 50, [](Line const& line) { return Cell(line.row.of->title); }},
        {"year.column.rank"_msg, 8, [&](Line const& line) { return number(line.row.rank.shown); }},
        {"year.column.reckoned"_msg, 12, [&](Line const& line) { return number(line.row.rank.reckoned); }},
        {"year.column.score"_msg, 8, [&](Line const& line) { return number(line.row.rank.score); }}};
    for (auto const criterion : all_criteria)
        columns.push_back({label_of(criterion), 12, [criterion, number](Line const& line) {
                               auto const& priority = line.row.of->priority;
                               return priority
                                   ? number(priority->marks.at(static_cast<std::size_t>(criterion)))
                                   : Cell();
                           }});
    columns.push_back(
        {"priority.field.reason"_msg, 50, said([](Priority const& one) { return one.reason; })});
    columns.push_back(
        {"priority.field.source"_msg, 50, said([](Priority const& one) { return one.source; })});
    columns.push_back(
        {"priority.field.rank_reason"_msg, 50, said([](Priority const& one) { return one.rank_reason; })});
    web::ListExport<Line> file(
        call, web::export_format(call.request), "prioritaeten-" + std::to_string(found->year.year),
        "priority.title"_msg, std::move(columns));
    for (auto const kind : all_weighed_kinds) {
        for (auto const& row : ranked_rows(found->weighed, kind, found->year.weights())) {
            if (!file.add({kind, row}))
                return file.answer();
        }
    }
    return file.answer();
}

http::Response show_scoring(web::Call& call, CostOfMeasures const& cost)
{
    auto const found = find_scoring(call, cost);
    if (!found)
        return web::staff_not_found(call);
    if (found->of.year.is_closed)
        return to_priorities(found->of.year.id);
    std::vector<RowAsSeen> seen;
    auto fields = stored_rows(found->rows);
    bool const is_proposing = call.request.query().value("vorschlaege") == "ja";
    for (auto const* row : found->rows) {
        seen.push_back(as_stored(*row));
        if (is_proposing)
            fill_from_proposals(fields, *row);
    }
    return scoring_page_of(call, *found, seen, fields);
}

http::Response save_scoring(web::Call& call, CostOfMeasures const& cost)
{
    auto const form = call.request.form();
    auto const found = find_scoring(call, cost);
    auto const posted = form ? posted_rows(*form) : std::nullopt;
    if (!found || !posted)
        return web::staff_not_found(call);
    auto const year = found->of.year.id;
    auto const done
        = web::write(call, [&](Work& work) { return score_rows(work, year, posted->seen, posted->fields); });
    if (done) {
        call.nothing_was_done = *done == 0;
        return found->page < found->pages
            ? http::Response::redirect(
                  http::Status::see_other, scoring_url(year, found->kind, found->page + 1).text())
            : to_priorities(year);
    }
    if (done.problem().message == "year.problem.closed"_msg) {
        std::vector<std::string> words;
        for (auto const& row : posted->seen) {
            add_typed(words, posted->fields.value(row_field(priority_field::reason, row.key)));
            add_typed(words, posted->fields.value(row_field(priority_field::source, row.key)));
        }
        return closed_meanwhile(call, std::move(words));
    }
    return refused_rows(call, *posted, done.problem(), cost);
}

http::Response show_priority_form(web::Call& call, CostOfMeasures const& cost)
{
    PriorityDesk desk(call, cost);
    if (desk.load() && !desk.has_form())
        return to_priorities(desk.seen().year.id);
    return web::show_record(call, desk);
}

http::Response save_priority_form(web::Call& call, CostOfMeasures const& cost)
{
    PriorityDesk desk(call, cost);
    auto const form = call.request.form();
    if (form && desk.load() && desk.seen().year.is_closed) {
        std::vector<std::string> words;
        auto const fields = posted_priority(*form);
        for (auto const name : {priority_field::reason, priority_field::source, priority_field::rank_reason})
            add_typed(words, fields.value(name));
        return closed_meanwhile(call, std::move(words));
    }
    return web::press(
        call, desk, web::Asks::everything, [&](Work& work, web::Seen seen, Fields const& fields) {
            return save_priority(work, {desk.seen().priority.id, seen.version}, fields);
        });
}

http::Response show_priority_history(web::Call& call)
{
    PriorityDesk desk(call, {});
    return web::show_history(call, desk);
}

} // namespace kommin::steering
