// What everybody reads of a measure: on its own page, below the goals that it serves, and before it is shown.

#include "modules/goals/measures/figure_words.hpp"
#include "modules/goals/measures/measure_reach.hpp"
#include "modules/goals/site/goals_site.hpp"
#include "modules/goals/site/public_parts.hpp"
#include "modules/goals/site/public_words.hpp"
#include "platform/base/text.hpp"
#include "platform/web/write.hpp"

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace kommin::goals {

using html::each;
using html::when;
using html::Writer;
using web::Visit;

namespace {

// The unit of its target and of all its values.
web::ShownText unit_of(Visit const& visit, Figure const& figure)
{
    return {visit, told(visit, figure, "unit", figure.unit)};
}

web::ShownText baseline_unit_of(Visit const& visit, Figure const& figure)
{
    return figure.baseline_unit.empty()
        ? unit_of(visit, figure)
        : web::ShownText{visit, told(visit, figure, "baseline_unit", figure.baseline_unit)};
}

void write_value(Writer& w, PublicReader const& reader, Figure const& figure, FigureStanding const& standing)
{
    auto const& texts = reader.visit.texts;
    auto const& last = standing.last;
    if (!last) {
        w("<p>{}</p>", texts("goals.public.figure.none"_msg));
        return;
    }
    w("<p><strong>{} {}</strong> <span class=\"km-hint\">{} · {} {}</span></p>",
      web::LeftToRight{shown_value(texts, last->value)}, unit_of(reader.visit, figure),
      texts("goals.public.figure.day"_msg, {{"day", texts.date(last->day, i18n::DateStyle::long_)}}),
      texts("goals.public.figure.source"_msg), in_german(reader.visit, last->source));
}

// From where to where, with the units of both; `expects`: and what is expected today.
void write_way(Writer& w, PublicReader const& reader, FigureStanding const& standing, bool expects)
{
    auto const& texts = reader.visit.texts;
    auto const& figure = standing.figure;
    auto const expected = expects ? shown_expectation(texts, standing.way, reader.today) : std::string{};
    bool const is_increase = figure.target_kind == TargetKind::increase;
    w(R"(<p class="km-hint">{}{}: {} {}{}</p>)",
      when(
          figure.baseline.has_value(),
          [&](Writer& inner) {
              inner(
                  "{}: {} {}{} · ", texts("goals.public.figure.baseline"_msg),
                  web::LeftToRight{shown_value(texts, *figure.baseline)},
                  baseline_unit_of(reader.visit, figure),
                  when(figure.baseline_day.has_value(), [&](Writer& day) {
                      day(" ({})", texts.partial_date(*figure.baseline_day));
                  }));
          }),
      texts(is_increase ? "goals.public.figure.target_more"_msg : "goals.public.figure.target"_msg),
      web::LeftToRight{shown_value(texts, figure.target)}, unit_of(reader.visit, figure),
      when(!expected.empty(), [&](Writer& inner) {
          inner(
              " · {}: {} {}", texts("goals.public.figure.expected"_msg), web::LeftToRight{expected},
              unit_of(reader.visit, figure));
      }));
}

// Those of a measure that was dropped are on no way any more.
void write_figures_of(
    Writer& w, PublicReader const& reader, MeasureState state, MeasureStanding const& standing)
{
    auto const& texts = reader.visit.texts;
    if (standing.figures.empty())
        return;
    write_public_row(w, reader.visit, "goals.public.figures"_msg, [&](Writer& inner) {
        inner(
            R"(<ul class="km-stack km-stack--s" role="list">{}</ul>)",
            each(standing.figures, [&](Writer& item, FigureStanding const& one) {
                item(
                    "<li><p>{} {}</p>{}{}</li>",
                    web::ShownText{reader.visit, told(reader.visit, one.figure, "name", one.figure.name)},
                    when(
                        state != MeasureState::dropped,
                        [&](Writer& light) {
                            light(
                                "{}", PublicLight{texts, ShownLight{one.judged.light, false, std::nullopt}});
                        }),
                    [&](Writer& value) { write_value(value, reader, one.figure, one); },
                    [&](Writer& way) { write_way(way, reader, one, state != MeasureState::dropped); });
            }));
    });
}

std::string places_in(PublicReader const& reader, PublicMeasure const& one)
{
    std::vector<std::string> names;
    for (auto const place : one.links.places)
        names.push_back(reader.goals.place_name(place));
    auto words = joined_names(reader.visit, std::move(names));
    return words.empty() ? reader.goals.owner_name(one.measure.body) : words;
}

// Line by line, in the language in which they are there.
void write_reach(Writer& w, PublicReader const& reader, PublicMeasure const& one)
{
    auto const& visit = reader.visit;
    auto const source = spelled_reach(one.links.reach);
    if (source.empty())
        return;
    auto const shown = told(visit, one.measure, "reach", source);
    std::vector<std::string> lines;
    for (auto const line : split(shown.text, '\n'))
        lines.emplace_back(trim(line));
    auto const words = joined_names(visit, std::move(lines));
    write_public_row(w, visit, "goals.public.reach"_msg, [&](Writer& inner) {
        inner("{}", web::InLanguage{words, shown.language, visit.language()});
    });
}

void write_state_row(
    Writer& w, PublicReader const& reader, PublicMeasure const& one, MeasureStanding const& standing)
{
    auto const& texts = reader.visit.texts;
    write_public_row(w, reader.visit, "goals.public.state"_msg, [&](Writer& inner) {
        inner(
            "{} {}", texts(public_label_of(one.measure.state)),
            when(one.measure.state != MeasureState::dropped, [&](Writer& light) {
                if (standing.light)
                    light("{}", PublicLight{texts, *standing.light});
                else if (is_on_its_way(one.measure.state))
                    light("{}", texts("goals.public.light.none"_msg));
            }));
    });
}

// A unit by its name, which nobody translates; else the words of the district.
void write_in_charge(Writer& w, PublicReader const& reader, Measure const& measure)
{
    auto const& visit = reader.visit;
    constexpr auto label = "goals.public.in_charge"_msg;
    auto const unit = measure.unit ? reader.goals.unit_name(*measure.unit, reader.today) : std::string{};
    if (!unit.empty())
        write_german_row(w, visit, label, unit);
    else if (!measure.unit && !measure.office.empty())
        write_told_row(w, visit, label, told(visit, measure, "office", measure.office));
    else
        write_words_row(w, visit, label, visit.texts("goals.public.unknown"_msg));
}

// What is known of it, in the order in which somebody asks.
void write_measure_facts(Writer& w, PublicReader const& reader, PublicMeasure const& one)
{
    auto const& visit = reader.visit;
    auto const& measure = one.measure;
    auto const standing = one.standing(reader.today);
    auto const deadline = public_deadline_of(visit.texts, measure);
    w(
        R"(<dl class="km-facts">{}{}{}{}{}{}{}{}{}{}</dl>)",
        [&](Writer& row) { write_state_row(row, reader, one, standing); },
        [&](Writer& row) {
            if (!measure.audience.empty())
                write_told_row(
                    row, visit, "goals.public.audience"_msg,
                    told(visit, measure, "audience", measure.audience));
        },
        [&](Writer& row) { write_reach(row, reader, one); },
        [&](Writer& row) { write_german_row(row, visit, "goals.public.places"_msg, places_in(reader, one)); },
        [&](Writer& row) { write_in_charge(row, reader, measure); },
        [&](Writer& row) {
            write_german_row(
                row, visit, "goals.public.partners"_msg, joined_names(visit, one.links.partners));
        },
        [&](Writer& row) {
            write_words_row(row, visit, "goals.public.period"_msg, public_period_of(visit.texts, measure));
        },
        [&](Writer& row) {
            if (!deadline.empty() || measure.deadline_remark.empty())
                write_words_row(
                    row, visit, "goals.public.until"_msg,
                    deadline.empty() ? visit.texts("goals.public.until.unknown"_msg)
                                     : std::string_view(deadline));
            else
                write_told_row(
                    row, visit, "goals.public.until"_msg,
                    told(visit, measure, "deadline_remark", measure.deadline_remark));
        },
        [&](Writer& row) { write_figures_of(row, reader, measure.state, standing); },
        [&](Writer& row) { write_recommendations(row, reader, one.links.origins); });
}

void write_texts_of(Writer& w, Visit const& visit, Measure const& one)
{
    if (!one.plain_text.empty())
        w(R"(<div class="km-prose">{}</div>)",
          web::ShownParagraphs{visit, told(visit, one, "plain_text", one.plain_text)});
    if (!one.text.empty())
        w(R"(<div class="km-prose">{}</div>)",
          web::ShownParagraphs{visit, told(visit, one, "text", one.text)});
    if (one.plain_text.empty() && one.text.empty())
        w("<p>{}</p>", visit.texts("goals.public.no_text"_msg));
}

}

void write_measure_card(Writer& w, PublicReader const& reader, PublicMeasure const& one)
{
    auto const& visit = reader.visit;
    w(
        R"(<li class="km-box km-stack km-stack--s"><h3><a href="{}">{}</a></h3>{}{}{}</li>)",
        public_url(visit, one.measure), public_name(visit, one.measure),
        [&](Writer& inner) { write_doubt(inner, visit, one.measure); },
        [&](Writer& inner) { write_texts_of(inner, visit, one.measure); },
        [&](Writer& inner) { write_measure_facts(inner, reader, one); });
}

http::Response show_public_measure(web::Call& call)
{
    Visit const visit(call);
    auto const reader = public_reader_of(visit);
    auto const* one = reader.goals.find_measure(call.path["massnahme"]);
    if (one == nullptr)
        return web::not_found(visit);
    auto const& measure = one->measure;
    auto const title = told(visit, measure, "title", measure.title);
    auto frame = visit.frame(
        meetings::numbered(measure.number, title.text), "ziele/massnahmen/" + measure.slug, "mitgestalten");
    frame.description = visit.texts(public_label_of(measure.state));
    frame.crumbs.push_back(
        {public_goals_url(visit), std::string(visit.texts("goals.public.title"_msg)), visit.language()});
    std::vector<PublicGoal const*> served;
    for (auto const& link : one->links.goals) {
        if (auto const* goal = reader.goals.find(link.goal))
            served.push_back(goal);
    }
    return visit.page(frame, [&](Writer& w) {
        auto const name = web::written(public_name(visit, measure));
        auto const content = web::written([&](Writer& inner) {
            inner(
                R"({}{}{}{}<section class="km-stack km-stack--s" aria-labelledby="ziele"><h2 id="ziele">{}</h2>{}</section>)",
                [&](Writer& doubt) { write_doubt(doubt, visit, measure); },
                [&](Writer& text) { write_texts_of(text, visit, measure); },
                [&](Writer& facts) { write_measure_facts(facts, reader, *one); },
                when(
                    measure.state != MeasureState::dropped,
                    [&](Writer& rule) { write_light_rule(rule, visit, &measure); }),
                visit.texts("goals.public.goals"_msg),
                [&](Writer& goals) {
                    if (served.empty())
                        goals("<p>{}</p>", visit.texts("goals.public.goals.none"_msg));
                    else
                        goals(
                            R"(<ul role="list">{}</ul>)",
                            each(served, [&](Writer& item, PublicGoal const* goal) {
                                item(
                                    R"(<li><a href="{}">{}</a></li>)", public_url(visit, goal->goal),
                                    public_name(visit, goal->goal));
                            }));
                });
        });
        w(
            R"(<div class="km-wrap km-main km-stack km-stack--l"><div class="km-stack km-stack--s"><h1>{}</h1><p>{}</p>{}</div>{}<p><a href="{}">{}</a></p></div>)",
            name, [&](Writer& inner) { write_public_panel(inner, reader, measure.panel); },
            web::NoteOfPage{visit}, content, public_goals_url(visit), visit.texts("goals.public.back"_msg));
    });
}

web::Body preview_of_measure(web::Call& call, MeasureId id)
{
    auto const previewed = std::make_shared<PreviewedGoals>(PreviewedGoals{
        web::read(call, [&](db::Connection& db) { return PublicGoals::preview(db, call.site.tenant, id); }),
        Visit(call)});
    return [previewed, id](Writer& w) {
        auto const reader = previewed->reader();
        if (auto const* one = reader.goals.find(id))
            w(
                R"(<h3>{}</h3>{}{}{})", public_name(reader.visit, one->measure),
                [&](Writer& inner) { write_doubt(inner, reader.visit, one->measure); },
                [&](Writer& inner) { write_texts_of(inner, reader.visit, one->measure); },
                [&](Writer& inner) { write_measure_facts(inner, reader, *one); });
    };
}

} // namespace kommin::goals
