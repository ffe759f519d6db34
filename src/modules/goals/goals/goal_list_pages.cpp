// The list of goals, as a page and as a file.

#include "modules/goals/goals/goal_pages.hpp"
#include "modules/goals/goals/permissions.hpp"
#include "modules/goals/goals/progress_words.hpp"
#include "modules/goals/goals/resolution_desk.hpp"
#include "platform/html/attributes.hpp"
#include "platform/web/staff_export.hpp"
#include "platform/web/whole_list.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <utility>

namespace kommin::goals {

using html::attribute;
using html::Attributes;
using html::each;
using html::Url;
using html::when;
using html::Writer;
using i18n::Texts;
using web::staff_url;

namespace {

constexpr int goals_per_page = 50;
constexpr std::size_t deepest_shown = 4; // deeper ones are not moved in any further: telephones are narrow

std::vector<web::ListView> views_of_goals(Texts const& texts, GoalListPage const& page)
{
    auto shown = page.filter;
    shown.order = GoalOrder::place;
    shown.descending = false;
    std::vector<web::ListView> views;
    for (auto const view : all_goal_views) {
        GoalFilter wanted;
        wanted.view = view;
        views.push_back(
            {std::string(texts(label_of(view))), goals_url(wanted), shown.fields() == wanted.fields()});
    }
    web::add_saved_views(views, page.views);
    return views;
}

std::vector<web::Choice> owners_of_list(GoalListPage const& page)
{
    std::vector<web::Choice> owners;
    for (auto const& body : page.goals.bodies)
        owners.push_back({body.slug, body.name});
    return owners;
}

// Those fields of action that a goal in the list has.
std::vector<web::Choice> fields_of_list(GoalListPage const& page)
{
    std::set<std::optional<meetings::PanelId>> named;
    for (auto const& goal : page.goals.all)
        named.insert(goal.panel);
    std::vector<web::Choice> fields;
    for (auto const& panel : page.goals.panels) {
        if (named.contains(panel.id))
            fields.push_back({std::to_string(panel.id.value), panel.name});
    }
    return fields;
}

void write_goal_filter(Writer& w, Texts const& texts, GoalListPage const& page)
{
    auto const& filter = page.filter;
    std::array const orders{
        web::SortChoice::Option{word_of(GoalOrder::place), "goal.field.panel"_msg},
        web::SortChoice::Option{word_of(GoalOrder::title), "goal.one"_msg}};
    auto const panel = filter.panel ? std::to_string(filter.panel->value) : std::string{};
    GoalFilter whole;
    whole.view = filter.view;
    w("{}",
      web::FilterForm{
          .texts = texts,
          .list = staff_url({goals_path}),
          .fields =
              [&](Writer& field) {
                  field(
                      "{}{}{}{}{}", web::FilterWords{texts, "goal.filter.words"_msg, filter.words},
                      web::FilterChoice{
                          texts, "ort", "goal.field.body"_msg, owners_of_list(page), filter.place},
                      web::FilterChoice{texts, "feld", "goal.field.panel"_msg, fields_of_list(page), panel},
                      web::FilterKept{"zustand", word_of(filter.view)},
                      web::SortChoice{texts, orders, word_of(filter.order), filter.descending});
              },
          .whole = filter.narrows() ? std::optional(goals_url(whole)) : std::nullopt});
}

// Nothing known where the part above knows of no such goal: entered a moment ago.
RolledUp progress_in(GoalListPage const& page, GoalId id)
{
    auto const found = page.progress.find(id);
    return found == page.progress.end() ? RolledUp{} : found->second;
}

// What is above a goal is said to whoever hears the list; others see it by where it stands.
void write_branch(Writer& w, Texts const& texts, GoalListPage const& page, GoalLine const& line)
{
    auto const* parent = page.goals.find(line.goal->parent);
    if (parent == nullptr)
        return;
    if (page.filter.order == GoalOrder::place) {
        std::string branch;
        for (std::size_t i = 1; i < std::min(line.depth, deepest_shown); ++i)
            branch += "\xC2\xA0\xC2\xA0";
        w(R"(<span class="mute" aria-hidden="true">{}└ </span>)", branch);
    }
    w(R"(<span class="vh">{}: </span>)", texts("goal.below"_msg, {{"name", parent->title}}));
}

void write_goal_line(
    Writer& w, web::Call const& call, Texts const& texts, GoalListPage const& page, GoalLine const& line)
{
    auto const& goal = *line.goal;
    auto const mark
        = mark_of(standing_of(goal, adoption_in(page.adoptions, goal.id), call.local_now().date), texts);
    auto const* panel = page.goals.find_panel(goal.panel);
    auto const title = full_title_of(goal);
    auto const progress = progress_words(texts, progress_in(page, goal.id));
    w(
        R"(<tr><th scope="row"><span class="twig">{}<a href="{}" {}>{}</a></span>{}{}{}</th><td data-l="{}">{}</td><td data-l="{}">{}</td><td class="rest" data-l="{}">{}</td><td class="rest" data-l="{}">{}</td><td data-l="{}">{}</td><td data-l="{}"><span class="{}">{}</span></td></tr>)",
        [&](Writer& inner) { write_branch(inner, texts, page, line); }, goal_url(goal.id),
        Attributes{
            attribute(
                "data-edit", goal_url(goal.id, "bearbeiten").text(),
                call.actor().may(edit_goals, goal.owner())),
            web::content_lang(texts)},
        title,
        when(
            goal.text.empty(),
            [&](Writer& inner) {
                inner(R"(<span class="mute small">{}</span>)", texts("goal.text.missing"_msg));
            }),
        when(
            goal.is_uncertain,
            [&](Writer& inner) {
                inner(R"( <span class="st st--warn">{}</span>)", texts("panel.uncertain"_msg));
            }),
        web::RowFold{texts, title}, texts("goal.field.panel"_msg),
        panel != nullptr ? panel->name : std::string(texts("goal.panel.all"_msg)),
        texts("goal.field.kind"_msg), texts(label_of(goal.kind)), texts("goal.field.body"_msg),
        owner_text(page.goals, goal.body, texts), texts("goal.field.influence"_msg),
        texts(label_of(goal.influence)), texts("goal.column.progress"_msg), progress.empty() ? "–" : progress,
        texts("staff.state"_msg), mark.shape, mark.text);
}

void write_goal_table(
    Writer& w, web::Call const& call, Texts const& texts, GoalListPage const& page,
    std::span<GoalLine const> shown)
{
    auto const url_of = [](GoalFilter const& wanted) { return goals_url(wanted); };
    w(R"(<div class="scroll" role="region" aria-label="{}" tabindex="0"><table class="tbl tbl--stack"><caption class="vh">{}</caption><thead><tr>{}{}<th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th></tr></thead><tbody>{}</tbody></table></div>)",
      texts("goal.title"_msg), texts("goal.title"_msg),
      web::sort_head(texts, page.filter, "goal.one"_msg, GoalOrder::title, url_of),
      web::sort_head(texts, page.filter, "goal.field.panel"_msg, GoalOrder::place, url_of),
      texts("goal.field.kind"_msg), texts("goal.field.body"_msg), texts("goal.field.influence"_msg),
      texts("goal.column.progress"_msg), texts("staff.state"_msg),
      each(shown, [&](Writer& row, GoalLine const& line) { write_goal_line(row, call, texts, page, line); }));
}

}

Url goals_url(GoalFilter const& filter)
{
    return web::list_url(goal_list, filter.fields());
}

http::Response goal_list_page(web::Call const& call, GoalListPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const& lines = page.lines;
    return web::whole_list_page(
        {.call = call,
         .list = goal_list,
         .fields = page.filter.fields(),
         .page = page.filter.page,
         .per_page = goals_per_page,
         .count = lines.size(),
         .state_line = texts("goal.count"_msg, {{"count", lines.size()}}),
         .actions =
             [&](Writer& w) {
                 if (page.may_add)
                     w(R"(<a class="kern-btn kern-btn--primary" href="{}"><span class="kern-label">{}</span></a><a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a>)",
                       staff_url({goals_path, "neu"}), texts("goal.new"_msg),
                       staff_url({goals_path, "tabelle"}), texts("table.from"_msg));
                 w(R"(<a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a>)",
                   staff_url({resolutions_path}), texts("resolution.title"_msg));
             },
         .views = views_of_goals(texts, page),
         .filter = [&](Writer& w) { write_goal_filter(w, texts, page); },
         .table =
             [&](Writer& w, std::size_t first, std::size_t count) {
                 write_goal_table(w, call, texts, page, std::span(lines).subspan(first, count));
             },
         .none = "goal.none"_msg,
         .none_advice
         = page.goals.all.empty() && page.may_add ? "goal.none.first"_msg : "list.words.none"_msg});
}

http::Response goal_file(
    web::Call const& call, GoalListPage const& page, GoalCells const& cells,
    std::map<GoalId, std::vector<tenants::UnitId>> const& units_of)
{
    auto const& texts = web::staff_texts(call);
    using table::Cell;
    using Column = web::ExportColumn<Goal>;
    auto const today = call.local_now().date;
    auto const units = [&](Goal const& goal) {
        auto const found = units_of.find(goal.id);
        return found == units_of.end() ? std::vector<tenants::UnitId>{} : found->second;
    };
    // As a table that somebody sends says it.
    auto const said = [&](std::string_view field, int width) {
        auto const found = std::ranges::find(goal_table_columns, field, &TableColumn::field);
        return Column{found->label, width, [&, field](Goal const& goal) {
                          auto text = cells.cell(goal, units(goal), field);
                          return text.empty() ? Cell() : Cell(std::move(text));
                      }};
    };
    auto const adoption_of = [&](Goal const& goal) { return adoption_in(page.adoptions, goal.id); };
    web::ListExport<Goal> file(
        call, web::export_format(call.request), goals_path, "goal.title"_msg,
        {said(goal_field::number, 12),
         said(goal_field::title, 50),
         said(goal_field::kind, 16),
         said(goal_field::body, 20),
         said(goal_field::panel, 30),
         said(goal_field::parent, 40),
         said(goal_field::serves, 40),
         said(goal_field::text, 60),
         said(goal_field::reasons, 60),
         said(goal_field::units, 40),
         said(goal_field::influence, 20),
         said(goal_field::influence_reason, 40),
         {"goal.field.weight"_msg, 10, [](Goal const& goal) { return Cell(goal.weight); }},
         {"staff.state"_msg, 30,
          [&](Goal const& goal) {
              return Cell(mark_of(standing_of(goal, adoption_of(goal), today), texts).text);
          }},
         {"goal.column.percent"_msg, 14,
          [&](Goal const& goal) {
              auto const progress = progress_in(page, goal.id).progress;
              return progress ? Cell(std::int64_t{progress->percent()}) : Cell();
          }},
         {"goal.column.known"_msg, 14,
          [&](Goal const& goal) {
              return Cell(static_cast<std::int64_t>(progress_in(page, goal.id).known));
          }},
         {"goal.column.parts"_msg, 14,
          [&](Goal const& goal) { return Cell(static_cast<std::int64_t>(progress_in(page, goal.id).all)); }},
         {"goal.column.adopted"_msg, 12,
          [&](Goal const& goal) {
              auto const* adoption = adoption_of(goal);
              return adoption != nullptr && adoption->day ? Cell(adoption->day->to_iso()) : Cell();
          }},
         said(goal_field::from, 12),
         said(goal_field::to, 12),
         said(goal_field::uncertain, 14),
         said(goal_field::remark, 50),
         said(goal_field::source, 40),
         {"table.field.key"_msg, 10, [](Goal const& goal) { return Cell(goal.id.value); }}});
    for (auto const& line : page.lines) {
        if (!file.add(*line.goal))
            break;
    }
    return file.answer();
}

} // namespace kommin::goals
