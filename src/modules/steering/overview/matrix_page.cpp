// What serves the goals of the Kreis in its municipalities.

#include "modules/steering/overview/overview_desk.hpp"
#include "modules/steering/overview/steering_pages.hpp"
#include "platform/html/attributes.hpp"
#include "platform/web/staff_export.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/staff_list.hpp"

#include <iterator>
#include <optional>
#include <string>
#include <utility>

namespace kommin::steering {

using html::each;
using html::when;
using html::Writer;
using i18n::Texts;

namespace {

// More goals than a district has; of many, the first ones.
constexpr std::size_t most_goals_in_matrix = 500;

struct MatrixCell {
    goals::ServingGoals const* goals = nullptr; // null: none
    ServingMeasures const* measures = nullptr;
};
MatrixCell cell_of(Matrix const& matrix, goals::GoalId goal, tenants::BodyId body)
{
    MatrixCell cell;
    auto const serving = matrix.served.serving.find({goal, body});
    if (serving != matrix.served.serving.end())
        cell.goals = &serving->second;
    auto const measures = matrix.measures.find({goal, body});
    if (measures != matrix.measures.end())
        cell.measures = &measures->second;
    return cell;
}

std::string progress_of(Texts const& texts, Matrix const& matrix, goals::GoalId goal)
{
    auto const found = matrix.progress.goals.find(goal);
    return found == matrix.progress.goals.end() ? std::string{} : goals::progress_words(texts, found->second);
}

// Nothing where it shows none, or this person does not see it.
std::optional<goals::Light> light_in(Matrix const& matrix, goals::MeasureId measure)
{
    auto const found = matrix.progress.standings.find(measure);
    bool const is_shown = found != matrix.progress.standings.end() && found->second.light;
    return is_shown ? std::optional(found->second.light->light) : std::nullopt;
}

std::string light_words(Texts const& texts, LightCounts const& counts, goals::Light light)
{
    return texts(
        "measure.light.count"_msg,
        {{"light", std::string(texts(goals::label_of(light)))}, {"count", counts.of(light)}});
}

std::string measure_words(Texts const& texts, goals::MunicipalMeasure const& one)
{
    auto const title = one.number.empty() ? one.title : one.number + ' ' + one.title;
    return texts("steering.matrix.measure"_msg, {{"title", title}});
}

void write_progress(Writer& w, Texts const& texts, Matrix const& matrix, goals::GoalId goal)
{
    if (auto const words = progress_of(texts, matrix, goal); !words.empty())
        w(R"( <span class="small mute">{}</span>)", words);
}

// How far the goal has come, and how many of the Kreis's own measures for it have which light.
void write_district_cell(Writer& w, Texts const& texts, Matrix const& matrix, goals::NamedGoal const& goal)
{
    auto const progress = goal.may_open ? progress_of(texts, matrix, goal.id) : std::string{};
    auto const counts = matrix.district_lights.find(goal.id);
    w("{}{}", progress.empty() ? "–" : progress,
      when(goal.may_open && counts != matrix.district_lights.end(), [&](Writer& list) {
          list(
              R"(<ul class="plain small">{}</ul>)",
              each(goals::all_lights, [&](Writer& item, goals::Light light) {
                  if (counts->second.of(light) > 0)
                      item(
                          R"(<li><span class="{}">{}</span></li>)", goals::mark_of(light, texts).shape,
                          light_words(texts, counts->second, light));
              }));
      }));
}

void write_matrix_cell(Writer& w, Texts const& texts, Matrix const& matrix, MatrixCell const& cell)
{
    if (cell.goals == nullptr && cell.measures == nullptr) {
        w("–");
        return;
    }
    html::Attributes const content{web::content_lang(texts)};
    w(
        R"(<ul class="plain small">{}{}</ul>)",
        [&](Writer& items) {
            if (cell.goals == nullptr)
                return;
            for (auto const& goal : cell.goals->seen)
                items(
                    R"(<li><a href="{}" {}>{}</a>{}</li>)", goals::goal_desk_url(goal.id), content,
                    goal.title, [&](Writer& inner) { write_progress(inner, texts, matrix, goal.id); });
            if (cell.goals->hidden > 0)
                items("<li>{}</li>", texts("steering.matrix.goals"_msg, {{"count", cell.goals->hidden}}));
        },
        [&](Writer& items) {
            if (cell.measures == nullptr)
                return;
            for (auto const& measure : cell.measures->seen)
                items(
                    R"(<li><a href="{}">{}</a>{}</li>)", goals::measure_url(measure.id),
                    measure_words(texts, measure), [&](Writer& inner) {
                        if (auto const light = light_in(matrix, measure.id)) {
                            auto const mark = goals::mark_of(*light, texts);
                            inner(R"( <span class="{}">{}</span>)", mark.shape, mark.text);
                        }
                    });
            if (cell.measures->hidden > 0)
                items(
                    "<li>{}</li>", texts("steering.matrix.measures"_msg, {{"count", cell.measures->hidden}}));
        });
}

std::string with_beside(std::string words, std::string const& beside)
{
    return beside.empty() ? std::move(words) : std::move(words) + " – " + beside;
}

void write_matrix_row(Writer& w, Texts const& texts, Matrix const& matrix, goals::NamedGoal const& goal)
{
    html::Attributes const content{web::content_lang(texts)};
    w(
        "<tr>{}{}{}</tr>",
        [&](Writer& head) {
            if (goal.may_open)
                head(
                    R"(<th scope="row"><a href="{}" {}>{}</a></th>)", goals::goal_desk_url(goal.id), content,
                    goal.title);
            else
                head(R"(<th scope="row" {}>{}</th>)", content, goal.title);
        },
        when(
            !matrix.district.empty(),
            [&](Writer& cell) {
                cell(R"(<td data-l="{}">{}</td>)", matrix.district, [&](Writer& inner) {
                    write_district_cell(inner, texts, matrix, goal);
                });
            }),
        each(matrix.municipalities, [&](Writer& cell, tenants::Body const& body) {
            cell(R"(<td data-l="{}">{}</td>)", body.name, [&](Writer& inner) {
                write_matrix_cell(inner, texts, matrix, cell_of(matrix, goal.id, body.id));
            });
        }));
}

void write_matrix_table(Writer& w, Texts const& texts, Matrix const& matrix)
{
    auto const title = texts("steering.matrix"_msg);
    auto const& all = matrix.served.goals;
    w(R"(<div class="scroll" role="region" aria-label="{}" tabindex="0"><table class="tbl tbl--stack"><caption class="vh">{}</caption><thead><tr><th scope="col">{}</th>{}{}</tr></thead><tbody>{}</tbody></table></div>)",
      title, title, texts("steering.matrix.goal"_msg),
      when(
          !matrix.district.empty(),
          [&](Writer& head) { head(R"(<th scope="col">{}</th>)", matrix.district); }),
      each(
          matrix.municipalities,
          [](Writer& head, tenants::Body const& body) { head(R"(<th scope="col">{}</th>)", body.name); }),
      [&](Writer& rows) {
          for (std::size_t i = 0; i < all.size() && i < most_goals_in_matrix; ++i)
              write_matrix_row(rows, texts, matrix, all[i]);
      });
}

}

std::string words_of_cell(Texts const& texts, Matrix const& matrix, goals::GoalId goal, tenants::BodyId body)
{
    auto const cell = cell_of(matrix, goal, body);
    std::string words;
    auto const add = [&](std::string const& one) {
        words += words.empty() ? "" : "; ";
        words += one;
    };
    if (cell.goals != nullptr) {
        for (auto const& one : cell.goals->seen)
            add(with_beside(one.title, progress_of(texts, matrix, one.id)));
        if (cell.goals->hidden > 0)
            add(texts("steering.matrix.goals"_msg, {{"count", cell.goals->hidden}}));
    }
    if (cell.measures != nullptr) {
        for (auto const& one : cell.measures->seen) {
            auto const light = light_in(matrix, one.id);
            add(with_beside(
                measure_words(texts, one),
                light ? std::string(texts(goals::label_of(*light))) : std::string{}));
        }
        if (cell.measures->hidden > 0)
            add(texts("steering.matrix.measures"_msg, {{"count", cell.measures->hidden}}));
    }
    return words;
}

std::string words_of_district(Texts const& texts, Matrix const& matrix, goals::GoalId goal)
{
    auto words = progress_of(texts, matrix, goal);
    auto const counts = matrix.district_lights.find(goal);
    if (counts == matrix.district_lights.end())
        return words;
    for (auto const light : goals::all_lights) {
        if (counts->second.of(light) > 0)
            words += (words.empty() ? "" : "; ") + light_words(texts, counts->second, light);
    }
    return words;
}

http::Response matrix_page(web::Call const& call, Matrix const& matrix)
{
    auto const& texts = web::staff_texts(call);
    auto const count = std::ssize(matrix.served.goals);
    return web::staff_page(
        {.call = call,
         .title = std::string(texts("steering.matrix"_msg)),
         .section = std::string(steering_path),
         .state_line = texts("steering.matrix.count"_msg, {{"count", count}}),
         .is_wide = true},
        [&](Writer& w) {
            write_steering_tabs(w, texts, "abgleich", {});
            w(R"(<p class="measure">{}</p>)", texts("steering.matrix.lead"_msg));
            if (matrix.served.goals.empty() || matrix.municipalities.empty()) {
                w(R"(<div class="empty"><h2>{}</h2><p>{}</p></div>)", texts("steering.matrix.none.title"_msg),
                  texts("steering.matrix.none.text"_msg));
                return;
            }
            if (matrix.served.goals.size() > most_goals_in_matrix)
                w(R"(<p class="note note--warn">{}</p>)",
                  texts("steering.matrix.cut"_msg, {{"count", most_goals_in_matrix}}));
            if (matrix.is_cut)
                w(R"(<p class="note note--warn">{}</p>)", texts("steering.matrix.measures_cut"_msg));
            write_matrix_table(w, texts, matrix);
            w("{}", web::ExportLinks{texts, [](std::string_view file) {
                                         return web::staff_url({steering_path, "abgleich", file});
                                     }});
        });
}

} // namespace kommin::steering
