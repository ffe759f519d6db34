// What serves the goals of the Kreis in its municipalities.

#include "modules/steering/overview/overview_desk.hpp"
#include "modules/steering/overview/steering_pages.hpp"
#include "platform/html/attributes.hpp"
#include "platform/web/staff_export.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/staff_list.hpp"

#include <iterator>
#include <string>

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

std::string measure_words(Texts const& texts, goals::MunicipalMeasure const& one)
{
    auto const title = one.number.empty() ? one.title : one.number + ' ' + one.title;
    return texts("steering.matrix.measure"_msg, {{"title", title}});
}

void write_matrix_cell(Writer& w, Texts const& texts, MatrixCell const& cell)
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
                    R"(<li><a href="{}" {}>{}</a></li>)", goals::goal_desk_url(goal.id), content, goal.title);
            if (cell.goals->hidden > 0)
                items("<li>{}</li>", texts("steering.matrix.goals"_msg, {{"count", cell.goals->hidden}}));
        },
        [&](Writer& items) {
            if (cell.measures == nullptr)
                return;
            for (auto const& measure : cell.measures->seen)
                items(
                    R"(<li><a href="{}">{}</a></li>)", goals::measure_url(measure.id),
                    measure_words(texts, measure));
            if (cell.measures->hidden > 0)
                items(
                    "<li>{}</li>", texts("steering.matrix.measures"_msg, {{"count", cell.measures->hidden}}));
        });
}

void write_matrix_row(Writer& w, Texts const& texts, Matrix const& matrix, goals::NamedGoal const& goal)
{
    html::Attributes const content{web::content_lang(texts)};
    w(
        "<tr>{}{}</tr>",
        [&](Writer& head) {
            if (goal.may_open)
                head(
                    R"(<th scope="row"><a href="{}" {}>{}</a></th>)", goals::goal_desk_url(goal.id), content,
                    goal.title);
            else
                head(R"(<th scope="row" {}>{}</th>)", content, goal.title);
        },
        each(matrix.municipalities, [&](Writer& cell, tenants::Body const& body) {
            cell(R"(<td data-l="{}">{}</td>)", body.name, [&](Writer& inner) {
                write_matrix_cell(inner, texts, cell_of(matrix, goal.id, body.id));
            });
        }));
}

void write_matrix_table(Writer& w, Texts const& texts, Matrix const& matrix)
{
    auto const title = texts("steering.matrix"_msg);
    auto const& all = matrix.served.goals;
    w(R"(<div class="scroll" role="region" aria-label="{}" tabindex="0"><table class="tbl tbl--stack"><caption class="vh">{}</caption><thead><tr><th scope="col">{}</th>{}</tr></thead><tbody>{}</tbody></table></div>)",
      title, title, texts("steering.matrix.goal"_msg),
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
            add(one.title);
        if (cell.goals->hidden > 0)
            add(texts("steering.matrix.goals"_msg, {{"count", cell.goals->hidden}}));
    }
    if (cell.measures != nullptr) {
        for (auto const& one : cell.measures->seen)
            add(measure_words(texts, one));
        if (cell.measures->hidden > 0)
            add(texts("steering.matrix.measures"_msg, {{"count", cell.measures->hidden}}));
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
