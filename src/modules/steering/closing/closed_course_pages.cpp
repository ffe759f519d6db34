#include "modules/steering/closing/closed_course_pages.hpp"

#include "modules/goals/goals/api.hpp"
#include "modules/goals/measures/api.hpp"
#include "modules/steering/closing/closing_pages.hpp"
#include "modules/steering/closing/state_section.hpp"
#include "platform/html/attributes.hpp"
#include "platform/web/form_parts.hpp"
#include "platform/web/page_parts.hpp"

#include <utility>
#include <vector>

namespace kommin::steering {

using html::each;
using html::Writer;
using i18n::Texts;

namespace {

// One piece of a measure, with the measure.
template<class Piece>
struct OfMeasure {
    StateMeasure const* measure;
    Piece const* piece;
};
template<class Piece>
std::vector<OfMeasure<Piece>> pieces_of(YearState const& state, std::vector<Piece> StateMeasure::* pieces)
{
    std::vector<OfMeasure<Piece>> all;
    for (auto const& measure : state.measures) {
        for (auto const& piece : measure.*pieces)
            all.push_back({&measure, &piece});
    }
    return all;
}

void write_state_milestones(Writer& w, Texts const& texts, YearState const& state)
{
    auto const rows = pieces_of(state, &StateMeasure::milestones);
    write_section(
        w, texts, {.id = "meilensteine", .title = "milestone.title"_msg, .none = "year.milestones.none"_msg},
        rows, [&](Writer& inner) {
            inner(
                R"(<div class="scroll" role="region" aria-labelledby="meilensteine" tabindex="0"><table class="tbl tbl--stack"><caption class="vh">{}</caption><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th></tr></thead><tbody>{}</tbody></table></div>)",
                texts("milestone.title"_msg), texts("milestone.field.title"_msg),
                texts("milestone.field.due"_msg), texts("milestone.field.done_on"_msg),
                each(first_rows(rows), [&](Writer& row, OfMeasure<StateMilestone> const& one) {
                    row(R"(<tr><th scope="row" {}>{}<br><span class="small mute">{}</span></th><td data-l="{}">{}</td><td data-l="{}">{}</td></tr>)",
                        html::Attributes{web::content_lang(texts)}, one.piece->title,
                        full_title_of(*one.measure), texts("milestone.field.due"_msg),
                        shown_day(texts, one.piece->due), texts("milestone.field.done_on"_msg),
                        one.piece->done_on ? shown_day(texts, one.piece->done_on)
                                           : std::string(texts("year.milestone.open"_msg)));
                }));
        });
}

void write_state_risks(Writer& w, Texts const& texts, YearState const& state)
{
    auto const rows = pieces_of(state, &StateMeasure::risks);
    write_section(
        w, texts, {.id = "risiken", .title = "year.risks"_msg, .none = "year.risks.none"_msg}, rows,
        [&](Writer& inner) {
            inner(
                R"(<div class="scroll" role="region" aria-labelledby="risiken" tabindex="0"><table class="tbl tbl--stack"><caption class="vh">{}</caption><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th></tr></thead><tbody>{}</tbody></table></div>)",
                texts("year.risks"_msg), texts("risk.field.title"_msg), texts("risk.field.probability"_msg),
                texts("risk.field.damage"_msg), texts("risk.field.response"_msg),
                each(first_rows(rows), [&](Writer& row, OfMeasure<StateRisk> const& one) {
                    html::Attributes const content{web::content_lang(texts)};
                    row(R"(<tr><th scope="row" {}>{}<br><span class="small mute">{}</span></th><td data-l="{}">{}</td><td data-l="{}">{}</td><td data-l="{}" {}>{}</td></tr>)",
                        content, one.piece->title, full_title_of(*one.measure),
                        texts("risk.field.probability"_msg),
                        web::word_of_value<goals::Grade>(one.piece->probability, texts),
                        texts("risk.field.damage"_msg),
                        web::word_of_value<goals::Grade>(one.piece->damage, texts),
                        texts("risk.field.response"_msg), content, dash_or(one.piece->response));
                }));
        });
}

void write_state_inventories(Writer& w, Texts const& texts, YearState const& state)
{
    write_section(
        w, texts,
        {.id = "bestandsaufnahmen", .title = "inventory.title"_msg, .none = "year.inventories.none"_msg},
        state.inventories, [&](Writer& inner) {
            inner(
                R"(<ul class="plain">{}</ul>)",
                each(first_rows(state.inventories), [&](Writer& item, StateInventory const& one) {
                    html::Attributes const content{web::content_lang(texts)};
                    item(
                        R"(<li><strong {}>{}</strong> ({}: {}): {}<ul class="plain small">{}</ul></li>)",
                        content, one.title, texts("inventory.field.until"_msg), shown_day(texts, one.until),
                        texts(
                            "inventory.counts"_msg,
                            {{"asked", one.asked},
                             {"entries", one.with_entries},
                             {"nothing", one.with_nothing}}),
                        each(one.fields, [&](Writer& field, StateInventoryField const& of) {
                            field(
                                R"(<li><span {}>{}</span>: {}</li>)", content, of.field,
                                texts(
                                    "year.inventory.field"_msg,
                                    {{"structures", of.structures}, {"measures", of.measures}}));
                        }));
                }));
        });
}

}

std::string shown_resolution(Texts const& texts, StateGoal const& goal)
{
    if (!goal.resolution)
        return goal.adopted_on ? shown_day(texts, goal.adopted_on) : std::string{};
    auto const& one = *goal.resolution;
    auto words = one.by;
    auto const add = [&words](std::string const& more) {
        if (!more.empty())
            words += words.empty() ? more : ", " + more;
    };
    add(one.day ? shown_day(texts, one.day) : std::string(texts("resolution.day.unknown"_msg)));
    if (one.result != to_text(goals::ResolutionResult::unknown))
        add(web::word_of_value<goals::ResolutionResult>(one.result, texts));
    add(one.paper);
    return words;
}

std::string shown_milestone(Texts const& texts, StateMilestone const& milestone)
{
    return milestone.due ? milestone.title + ", "
            + texts("milestone.shown.due"_msg, {{"day", shown_day(texts, milestone.due)}})
                         : milestone.title;
}

void write_state_course(Writer& w, Texts const& texts, YearState const& state)
{
    if (!state.has_course()) {
        w(R"(<p class="mute">{}</p>)", texts("year.course.unknown"_msg));
        return;
    }
    write_state_milestones(w, texts, state);
    write_state_risks(w, texts, state);
    write_state_inventories(w, texts, state);
}

} // namespace kommin::steering
