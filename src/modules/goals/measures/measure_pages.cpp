#include "modules/goals/measures/measure_pages.hpp"

#include "modules/goals/goals/goal_pages.hpp"
#include "modules/goals/goals/permissions.hpp"
#include "modules/goals/goals/publication_pages.hpp"
#include "modules/goals/measures/figure_words.hpp"
#include "modules/goals/measures/measure_mail.hpp"
#include "modules/goals/measures/measure_reach.hpp"
#include "modules/goals/measures/piece_pages.hpp"
#include "platform/html/attributes.hpp"
#include "platform/web/form_parts.hpp"
#include "platform/web/page_parts.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace kommin::goals {

using html::each;
using html::Url;
using html::when;
using html::Writer;
using i18n::Texts;
using web::staff_url;
using web::write_fact;

namespace {

std::string light_word_of(MeasurePage const& page, Texts const& texts)
{
    auto const& light = page.figures.standing.light;
    return light ? ", " + mark_of(light->light, texts).text : std::string{};
}

// ── Facts

// "Text liegt nicht vor" is said, and nothing stands in for it. Of goals of others the title is known and
// nothing else.
void write_goal(Writer& w, web::Call const& call, Texts const& texts, Goal const& goal)
{
    auto const title = full_title_of(goal);
    bool const may_see = call.actor().may(see_goals, goal.owner());
    w(
        "{}{}<br>",
        [&](Writer& inner) {
            html::Attributes const content{web::content_lang(texts)};
            if (may_see)
                inner(R"(<a href="{}" {}>{}</a>)", goal_url(goal.id), content, title);
            else
                inner("<span {}>{}</span>", content, title);
        },
        when(may_see && goal.text.empty(), [&](Writer& inner) {
            inner(R"(<br><span class="st st--none">{}</span>)", texts("measure.goal.no_text"_msg));
        }));
}

void write_goals(Writer& w, web::Call const& call, Texts const& texts, MeasurePage const& page)
{
    w("<dt>{}</dt><dd>{}</dd>", texts("measure.field.goals"_msg), [&](Writer& inner) {
        if (page.whole.links.goals.empty())
            inner(R"(<span class="st st--warn">{}</span>)", texts("measure.no_goal"_msg));
        for (auto const& served : page.whole.links.goals) {
            auto const known = std::ranges::find(page.goals, served.goal, &Goal::id);
            if (known != page.goals.end())
                write_goal(inner, call, texts, *known);
            else
                inner("{}<br>", texts("goal.other"_msg));
        }
    });
}

std::string charge_of(MeasurePage const& page, Texts const& texts)
{
    auto charge = page.names.in_charge(page.whole.measure);
    if (charge.empty())
        charge = texts("measure.nobody_in_charge"_msg);
    return charge;
}

// Where letters about it go: for whoever may change that.
std::string mail_in_words(MeasurePage const& page, Texts const& texts)
{
    auto const& one = page.whole.measure;
    if (!page.may_edit || !one.report_mail.empty())
        return page.may_edit ? one.report_mail : std::string{};
    auto mail = mail_of(one, page.names.district.units);
    return mail.empty()
        ? mail
        : texts("measure.report_mail.of_unit"_msg, {{"mail", mail}, {"unit", page.names.unit(*one.unit)}});
}

std::string places_of(MeasurePage const& page, Texts const& texts)
{
    if (page.whole.links.places.empty())
        return texts("measure.everywhere"_msg, {{"owner", page.names.owner(page.whole.measure.body)}});
    std::vector<std::string> names;
    for (auto const place : page.whole.links.places)
        names.push_back(page.names.place(place));
    return texts.list(names);
}

std::string reach_of(MeasurePage const& page, Texts const& texts)
{
    std::vector<std::string> lines;
    for (auto const& reach : page.whole.links.reach)
        lines.push_back(spelled(reach));
    return lines.empty() ? std::string{} : texts.list(lines);
}

// Of the goals that it serves and this person sees: whether its owner can do something for them.
std::string influence_of(web::Call const& call, MeasurePage const& page, Texts const& texts)
{
    std::vector<std::string> words;
    for (auto const& goal : page.goals) {
        if (!call.actor().may(see_goals, goal.owner()))
            continue;
        auto word = std::string(texts(label_of(goal.influence)));
        if (std::ranges::find(words, word) == words.end())
            words.push_back(std::move(word));
    }
    return words.empty() ? std::string{} : texts.list(words);
}

void write_origins(Writer& w, Texts const& texts, MeasurePage const& page)
{
    auto const unseen = std::ssize(page.whole.links.origins) - std::ssize(page.origins);
    if (page.whole.links.origins.empty())
        return;
    w("<dt>{}</dt><dd>{}{}</dd>", texts("measure.field.origins"_msg),
      each(
          page.origins,
          [&](Writer& inner, meetings::NamedRecommendation const& one) {
              inner(R"(<a href="{}">{}</a><br>)", meetings::recommendation_desk_url(one.id), one.title);
          }),
      when(unseen > 0, [&](Writer& inner) {
          inner("{}", texts("measure.origin.unseen"_msg, {{"count", unseen}}));
      }));
}

void write_facts(Writer& w, web::Call const& call, Texts const& texts, MeasurePage const& page)
{
    auto const& one = page.whole.measure;
    auto const deadline = deadline_of(one, texts);
    auto const fact = [&](MessageKey label, std::string value) {
        return [&texts, label, value = std::move(value)](Writer& inner) {
            write_fact(inner, texts(label), value);
        };
    };
    w(
        R"(<section class="card" aria-labelledby="angaben"><h2 id="angaben">{}</h2><dl class="dl">{}{}{}{}{}{}{}{}{}{}{}{}{}{}{}{}{}{}{}{}</dl></section>)",
        texts("measure.facts"_msg), [&](Writer& inner) { write_goals(inner, call, texts, page); },
        fact("measure.field.panel"_msg, page.names.panel(one.panel)),
        fact("measure.field.owner"_msg, page.names.owner(one.body)),
        fact("measure.field.in_charge"_msg, charge_of(page, texts)),
        fact("measure.field.responsible"_msg, responsible_of(one, page.figures.authors)),
        fact("measure.field.reach"_msg, reach_of(page, texts)),
        fact("measure.field.audience"_msg, one.audience),
        fact("measure.field.period"_msg, period_of(one, texts)),
        fact(
            "measure.field.state_since"_msg,
            one.state_since ? texts.date(*one.state_since, i18n::DateStyle::long_) : std::string{}),
        fact("measure.field.places"_msg, places_of(page, texts)),
        fact(
            "measure.field.deadline"_msg,
            deadline.empty() ? std::string(texts("measure.no_deadline"_msg)) : deadline),
        fact("measure.field.deadline_remark"_msg, one.deadline_remark),
        fact("measure.field.grant"_msg, one.grant),
        fact(
            "measure.field.partners"_msg,
            page.whole.links.partners.empty() ? std::string{} : texts.list(page.whole.links.partners)),
        fact("measure.field.influence"_msg, influence_of(call, page, texts)),
        [&](Writer& inner) { write_origins(inner, texts, page); },
        fact("measure.facts.rhythm"_msg, texts("measure.rhythm"_msg, {{"count", one.reports_every.count()}})),
        fact("measure.field.report_mail"_msg, mail_in_words(page, texts)),
        fact("form.source"_msg, one.source),
        fact("form.remark"_msg, one.is_uncertain ? std::string{} : one.remark));
}

// ── Light

void write_light_card(Writer& w, web::Call const& call, Texts const& texts, MeasurePage const& page)
{
    auto const& one = page.whole.measure;
    auto const& by_hand = one.by_hand;
    auto const& light = page.figures.standing.light;
    w(
        R"(<section class="card" aria-labelledby="licht"><h2 id="licht">{}</h2>{}{}{}</section>)",
        texts("light.title"_msg),
        [&](Writer& inner) {
            if (!light) {
                inner(R"(<p class="mute">{}</p>)", texts("measure.light.none"_msg));
                return;
            }
            auto const mark = mark_of(light->light, texts);
            inner(R"(<p><span class="{} st--big">{}</span></p>)", mark.shape, mark.text);
            if (page.figures.standing.is_by_state && !light->is_by_hand)
                inner(R"(<p class="small mute">{}</p>)", texts("measure.light.by_state"_msg));
            if (page.figures.standing.is_outdated() && !light->is_by_hand)
                inner(R"(<p class="small mute">{}</p>)", texts("measure.light.outdated"_msg));
        },
        when(
            light && light->is_by_hand && by_hand,
            [&](Writer& inner) {
                inner(
                    R"(<p><strong>{}</strong> {}</p><p class="small mute">{}</p><p class="small">{}</p>)",
                    texts("measure.light.by_hand"_msg), by_hand->reason,
                    texts(
                        "measure.light.by"_msg,
                        {{"name", web::name_of(page.figures.authors, by_hand->by, texts)},
                         {"day", texts.date(by_hand->until, i18n::DateStyle::long_)}}),
                    light->reckoned ? texts(
                                          "measure.light.reckoned"_msg,
                                          {{"light", mark_of(*light->reckoned, texts).text}})
                                    : std::string(texts("measure.light.nothing_reckoned"_msg)));
            }),
        when(call.actor().may(edit_measures, one.owner()), [&](Writer& inner) {
            inner(
                R"(<p class="small"><a href="{}">{}</a></p>)", measure_url(one.id, "licht"),
                texts(by_hand ? "measure.action.light_change"_msg : "measure.action.light"_msg));
        }));
}

void write_milestone_section(Writer& w, web::Call const& call, Texts const& texts, MeasurePage const& page)
{
    auto const& one = page.whole.measure;
    w(
        R"(<section class="stack"><h2 id="meilensteine">{}</h2>{}{}</section>)", texts("milestone.title"_msg),
        [&](Writer& inner) {
            write_milestones(inner, call, one, page.whole.milestones, false);
            auto const& standing = page.figures.standing;
            if (standing.figures.empty() && standing.reckoned && !standing.is_by_state)
                inner(R"(<p class="small mute">{}</p>)", rule_of_milestones(texts));
        },
        when(page.may_edit, [&](Writer& inner) {
            inner(
                R"(<p><a class="kern-btn kern-btn--secondary kern-btn--sm" href="{}"><span class="kern-label">{}</span></a></p>)",
                measure_url(one.id, "meilensteine"), texts("milestone.action.edit"_msg));
        }));
}

// What may go wrong with it, and what is to be done for it.
void write_pieces(Writer& w, web::Call const& call, Texts const& texts, MeasurePage const& page)
{
    auto const& one = page.whole.measure;
    auto const edit = [&](std::string_view below, MessageKey label) {
        return when(page.may_edit, [&texts, &one, below, label](Writer& inner) {
            inner(
                R"(<p><a class="kern-btn kern-btn--secondary kern-btn--sm" href="{}"><span class="kern-label">{}</span></a></p>)",
                measure_url(one.id, below), texts(label));
        });
    };
    w(
        R"(<section class="stack"><h2 id="aufgaben">{}</h2>{}{}</section><section class="stack"><h2 id="risiken">{}</h2>{}{}</section>)",
        texts("measure_task.title"_msg),
        [&](Writer& inner) {
            write_measure_tasks(inner, call, one, page.whole.tasks, page.figures.authors, false);
        },
        edit(tasks_page_name, "measure_task.action.edit"_msg), texts("risk.title"_msg),
        [&](Writer& inner) { write_risks(inner, call, one, page.whole.risks, page.names, false); },
        edit(risks_page_name, "risk.action.edit"_msg));
}

void write_wording(Writer& w, Texts const& texts, MeasurePage const& page)
{
    auto const& one = page.whole.measure;
    w(
        R"(<section class="stack" aria-labelledby="wortlaut"><h2 id="wortlaut">{}</h2><div {}>{}</div>{}</section>)",
        texts("measure.field.text"_msg), html::Attributes{web::content_lang(texts)},
        [&](Writer& inner) {
            if (one.text.empty())
                inner(R"(<p class="mute">{}</p>)", texts("measure.no_text"_msg));
            else
                web::write_lines(inner, one.text);
        },
        when(!one.reservation.empty(), [&](Writer& inner) {
            inner(
                R"(<p class="note note--warn"><strong>{}:</strong> {}</p>)",
                texts("measure.field.reservation"_msg), one.reservation);
        }));
}

void write_state(Writer& w, Texts const& texts, MeasurePage const& page)
{
    auto const& one = page.whole.measure;
    if (!one.state_reason.empty())
        w(R"(<p class="measure"><strong>{}:</strong> {}</p>)", texts(label_of(one.state)), one.state_reason);
}

}

Url measure_url(MeasureId id)
{
    return staff_url({measures_path, std::to_string(id.value)});
}

Url measure_url(MeasureId id, std::string_view page)
{
    return staff_url({measures_path, std::to_string(id.value), page});
}

Url milestone_url(MeasureId measure, MilestoneId id)
{
    return staff_url(
        {measures_path, std::to_string(measure.value), "meilensteine", std::to_string(id.value)});
}

Url milestone_url(MeasureId measure, MilestoneId id, std::string_view page)
{
    return staff_url(
        {measures_path, std::to_string(measure.value), "meilensteine", std::to_string(id.value), page});
}

web::StaffMark mark_of(MeasureState state, Texts const& texts)
{
    auto const shape = [&]() -> std::string_view {
        switch (state) {
        case MeasureState::running:
            return "st st--ok";
        case MeasureState::waiting:
            return "st st--warn";
        case MeasureState::done:
            return "st st--done";
        case MeasureState::dropped:
            return "st st--none";
        case MeasureState::planned:
            break;
        }
        return "st st--info";
    }();
    return {shape, std::string(texts(label_of(state)))};
}

std::string deadline_of(Measure const& measure, Texts const& texts)
{
    if (measure.deadline)
        return texts.partial_date(*measure.deadline);
    if (measure.ends)
        return texts("measure.deadline.assumed"_msg, {{"day", texts.partial_date(*measure.ends)}});
    return {};
}

std::string period_of(Measure const& measure, Texts const& texts)
{
    auto const from = measure.starts ? texts.partial_date(*measure.starts) : std::string{};
    auto const to = measure.ends ? texts.partial_date(*measure.ends) : std::string{};
    if (measure.is_recurring)
        return from.empty() ? std::string(texts("measure.recurring"_msg))
                            : texts("measure.period.recurring"_msg, {{"from", from}});
    if (!from.empty() && !to.empty())
        return from == to ? from : texts("measure.period.both"_msg, {{"from", from}, {"to", to}});
    if (!from.empty())
        return texts("measure.period.from"_msg, {{"from", from}});
    return to.empty() ? std::string{} : texts("measure.period.to"_msg, {{"to", to}});
}

web::StaffFrame frame_below_measures(web::Call const& call, std::string title)
{
    return {
        .call = call,
        .title = std::move(title),
        .section = std::string(measures_path),
        .crumbs = {{measures_url(), std::string(web::staff_texts(call)("measure.title"_msg))}}};
}

web::StaffFrame frame_below_measure(web::Call const& call, Measure const& measure, std::string title)
{
    auto frame = frame_below_measures(call, std::move(title));
    frame.crumbs.push_back({measure_url(measure.id), full_title_of(measure), true});
    return frame;
}

http::Response measure_page(web::Call const& call, MeasurePage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const& one = page.whole.measure;
    auto frame = frame_below_measures(call, full_title_of(one));
    frame.is_named_by_content = true;
    frame.problems = page.problems;
    auto const charge = page.names.in_charge(one, true);
    frame.state_line = std::string(texts(label_of(one.state))) + light_word_of(page, texts) + " · "
        + page.names.panel(one.panel) + (charge.empty() ? std::string{} : " · " + charge);
    if (page.may_edit)
        frame.actions = [&](Writer& w) {
            w(R"(<a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a><a class="kern-btn kern-btn--primary" href="{}"><span class="kern-label">{}</span></a>)",
              measure_url(one.id, "stand"), texts("measure.action.state"_msg),
              measure_url(one.id, "bearbeiten"), texts("panel.change"_msg));
        };
    return web::staff_page(frame, [&](Writer& w) {
        web::write_not_stored(w, texts, page.not_stored);
        if (one.is_uncertain)
            w(R"(<div class="note"><p><strong>{}</strong> {}</p></div>)", texts("panel.uncertain.note"_msg),
              one.remark);
        w(
            R"(<div class="cols stack-top"><div class="stack">{}{}{}{}{}{}{}</div><div class="stack">{}{}{}{}{}</div></div>)",
            [&](Writer& inner) { write_state(inner, texts, page); },
            [&](Writer& inner) { write_figures(inner, call, one, page.figures); },
            [&](Writer& inner) { write_wording(inner, texts, page); }, page.life,
            [&](Writer& inner) { write_milestone_section(inner, call, texts, page); },
            [&](Writer& inner) { write_pieces(inner, call, texts, page); },
            [&](Writer& inner) {
                if (page.below)
                    page.below(inner);
            },
            [&](Writer& inner) { write_light_card(inner, call, texts, page); },
            [&](Writer& inner) { write_reports_to_confirm(inner, call, one, page.figures); },
            [&](Writer& inner) { write_facts(inner, call, texts, page); },
            PublicationCard{
                .call = call,
                .since = one.public_since,
                .may_be_shown = true,
                .public_page = one.public_since ? std::optional(public_measure_url(one.slug)) : std::nullopt,
                .desk_page
                = page.may_edit ? std::optional(measure_url(one.id, "oeffentlich")) : std::nullopt},
            when(page.may_edit, [&](Writer& inner) {
                web::write_history_card(
                    inner, texts,
                    staff_url({measures_path, std::to_string(one.id.value), "bearbeiten", "verlauf"}));
            }));
    });
}

} // namespace kommin::goals
