#include "modules/goals/goals/goal_pages.hpp"

#include "modules/goals/goals/permissions.hpp"
#include "modules/goals/goals/publication_pages.hpp"
#include "modules/goals/goals/resolution_pages.hpp"
#include "platform/html/attributes.hpp"
#include "platform/web/form_parts.hpp"
#include "platform/web/page_parts.hpp"
#include "platform/web/staff_form.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace kommin::goals {

using html::each;
using html::Url;
using html::when;
using html::Writer;
using i18n::Texts;
using meetings::NamedRecommendation;
using web::staff_url;
using web::write_fact;
using web::write_lines;

namespace {

void write_wording(
    Writer& w, Texts const& texts, std::string_view id, MessageKey title, std::string_view text)
{
    w(R"(<section class="stack" aria-labelledby="{}"><h2 id="{}">{}</h2>{}</section>)", id, id, texts(title),
      [&](Writer& inner) {
          if (text.empty())
              inner(R"(<p class="mute">{}</p>)", texts("goal.text.missing"_msg));
          else
              inner(R"(<div {}>{}</div>)", html::Attributes{web::content_lang(texts)}, [&](Writer& lines) {
                  write_lines(lines, text);
              });
      });
}

void write_goal_fact(Writer& w, Texts const& texts, MessageKey label, Goal const& goal, bool is_seen)
{
    w("<dt>{}</dt><dd>{}</dd>", texts(label), [&](Writer& inner) {
        if (is_seen)
            inner(R"(<a href="{}">{}</a>)", goal_url(goal.id), full_title_of(goal));
        else
            inner("{}", full_title_of(goal));
    });
}

std::string span_text(Goal const& goal, Texts const& texts)
{
    if (goal.valid_from && goal.valid_to)
        return texts(
            "goal.span.both"_msg,
            {{"from", texts.partial_date(*goal.valid_from)}, {"to", texts.partial_date(*goal.valid_to)}});
    if (goal.valid_from)
        return texts("goal.span.since"_msg, {{"from", texts.partial_date(*goal.valid_from)}});
    return goal.valid_to ? texts("goal.span.until"_msg, {{"to", texts.partial_date(*goal.valid_to)}})
                         : std::string{};
}

std::string units_text(GoalPage const& page, Date today, Texts const& texts)
{
    std::vector<std::string> names;
    for (auto const id : page.seen.links.units) {
        auto const unit = std::ranges::find(page.units, id, &tenants::OrganisationalUnit::id);
        if (unit != page.units.end())
            names.push_back(name_of_unit(*unit, today));
    }
    return names.empty() ? std::string(texts("goal.units.none"_msg)) : texts.list(names);
}

void write_origins(Writer& w, Texts const& texts, GoalPage const& page)
{
    auto const count = page.seen.links.origins.size();
    if (count == 0)
        return;
    auto const unseen = count - std::min(count, page.origins.size());
    w(R"(<dt>{}</dt><dd><ul class="plain">{}{}</ul></dd>)", texts("goal.field.origins"_msg),
      each(
          page.origins,
          [](Writer& item, NamedRecommendation const& one) {
              item(R"(<li><a href="{}">{}</a></li>)", meetings::recommendation_desk_url(one.id), one.title);
          }),
      when(unseen > 0, [&](Writer& item) {
          item("<li>{}</li>", texts("goal.origins.unseen"_msg, {{"count", unseen}}));
      }));
}

void write_facts(Writer& w, web::Call const& call, GoalPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const& goal = page.seen.goal;
    auto const* panel = page.goals.find_panel(goal.panel);
    auto const* parent = page.goals.find(goal.parent);
    auto const influence = std::string(texts(label_of(goal.influence)))
        + (goal.influence_reason.empty() ? std::string{} : ": " + goal.influence_reason);
    w(
        R"(<dl class="dl">{}{}{}{}{}{}{}{}{}{}{}{}</dl>)",
        [&](Writer& inner) {
            write_fact(inner, texts("goal.field.body"_msg), owner_text(page.goals, goal.body, texts));
        },
        [&](Writer& inner) { write_fact(inner, texts("goal.field.kind"_msg), texts(label_of(goal.kind))); },
        [&](Writer& inner) {
            write_fact(
                inner, texts("goal.field.panel"_msg),
                panel != nullptr ? std::string_view(panel->name) : texts("goal.panel.all"_msg));
        },
        when(
            parent != nullptr,
            [&](Writer& inner) { write_goal_fact(inner, texts, "goal.field.parent"_msg, *parent, true); }),
        when(
            page.served.has_value(),
            [&](Writer& inner) {
                write_goal_fact(
                    inner, texts, "goal.field.serves"_msg, *page.served,
                    page.goals.find(page.served->id) != nullptr);
            }),
        [&](Writer& inner) {
            write_fact(inner, texts("goal.field.units"_msg), units_text(page, call.local_now().date, texts));
        },
        [&](Writer& inner) { write_fact(inner, texts("goal.field.influence"_msg), influence); },
        [&](Writer& inner) {
            if (goal.weight != 1)
                write_fact(inner, texts("goal.field.weight"_msg), std::to_string(goal.weight));
        },
        [&](Writer& inner) { write_origins(inner, texts, page); },
        [&](Writer& inner) { write_fact(inner, texts("goal.span"_msg), span_text(goal, texts)); },
        [&](Writer& inner) { write_fact(inner, texts("form.source"_msg), goal.source); },
        [&](Writer& inner) {
            if (!goal.is_uncertain)
                write_fact(inner, texts("form.remark"_msg), goal.remark);
        });
}

void write_goals(
    Writer& w, web::Call const& call, GoalPage const& page, std::string_view id, MessageKey title,
    std::vector<Goal const*> const& goals, bool with_owner)
{
    auto const& texts = web::staff_texts(call);
    if (goals.empty())
        return;
    w(R"(<section class="stack" aria-labelledby="{}"><h2 id="{}">{}</h2><ul class="plain">{}</ul></section>)",
      id, id, texts(title), each(goals, [&](Writer& item, Goal const* goal) {
          item(
              R"(<li><a href="{}" {}>{}</a>{} <span class="mute small">{}</span></li>)", goal_url(goal->id),
              html::Attributes{web::content_lang(texts)}, full_title_of(*goal),
              when(
                  with_owner,
                  [&](Writer& inner) { inner(", {}", owner_text(page.goals, goal->body, texts)); }),
              texts(label_of(goal->kind)));
      }));
}

void write_resolutions(Writer& w, web::Call const& call, GoalPage const& page)
{
    auto const& texts = web::staff_texts(call);
    w(
        R"(<section class="stack" aria-labelledby="beschluesse"><h2 id="beschluesse">{}</h2>{}{}</section>)",
        texts("resolution.title"_msg),
        [&](Writer& inner) {
            if (page.resolutions.empty())
                inner(R"(<p class="mute">{}</p>)", texts("goal.resolutions.none"_msg));
            else
                inner(
                    R"(<ul class="plain">{}</ul>)",
                    each(page.resolutions, [&](Writer& item, Resolution const& one) {
                        write_resolution(item, texts, page.goals, one, page.may_edit);
                    }));
        },
        when(page.may_edit, [&](Writer& inner) {
            inner(
                R"(<p><a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a></p>)",
                staff_url({resolutions_path, "neu"})
                    .with_query({{"ziel", std::to_string(page.seen.goal.id.value)}}),
                texts("resolution.new"_msg));
        }));
}

// Its title and text, as they were resolved and as they are.
void write_difference(Writer& w, Texts const& texts, GoalPage const& page)
{
    auto form = web::record_form(all_goal_fields, texts);
    std::erase_if(form.fields, [](auto const& field) {
        return field.name != goal_field::title && field.name != goal_field::text;
    });
    form.shown = [](records::Fields const& fields, std::string_view name) {
        return std::string(fields.value(name));
    };
    auto const now = form_of(page.seen);
    w(
        R"(<section class="stack" aria-labelledby="geaendert"><h2 id="geaendert">{}</h2>{}{}</section>)",
        texts("goal.changed_since"_msg),
        [&](Writer& inner) {
            if (page.adopted)
                inner("{}", web::ChangedFields{texts, form, *page.adopted, now});
            else
                inner(R"(<p class="mute">{}</p>)", texts("goal.changed_since.unknown"_msg));
        },
        when(page.may_edit, [&](Writer& inner) {
            inner(
                R"(<p><a href="{}">{}</a></p>)", goal_url(page.seen.goal.id, "verlauf"),
                texts("record.history"_msg));
        }));
}

void write_publication(Writer& w, web::Call const& call, GoalPage const& page)
{
    auto const& goal = page.seen.goal;
    bool const is_adopted = page.adoption != nullptr;
    w("{}",
      PublicationCard{
          .call = call,
          .since = goal.public_since,
          .may_be_shown = is_adopted,
          .public_page
          = goal.public_since && is_adopted ? std::optional(public_goal_url(goal.slug)) : std::nullopt,
          .desk_page = page.may_edit ? std::optional(goal_url(goal.id, "oeffentlich")) : std::nullopt});
}

void write_actions(Writer& w, Texts const& texts, GoalPage const& page)
{
    auto const& goal = page.seen.goal;
    w(R"(<a class="kern-btn kern-btn--primary" href="{}"><span class="kern-label">{}</span></a><a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a>)",
      goal_url(goal.id, "bearbeiten"), texts("panel.change"_msg),
      staff_url({goals_path, "neu"}).with_query({{"unter", std::to_string(goal.id.value)}}),
      texts("goal.new.below"_msg));
}

}

Url goal_url(GoalId id)
{
    return staff_url({goals_path, std::to_string(id.value)});
}

Url goal_url(GoalId id, std::string_view page)
{
    return staff_url({goals_path, std::to_string(id.value), page});
}

web::StaffMark mark_of(GoalStanding standing, Texts const& texts)
{
    std::string word(texts(label_of(standing)));
    switch (standing) {
    case GoalStanding::adopted:
        return {"st st--ok", std::move(word)};
    case GoalStanding::changed_since:
        return {"st st--warn", std::move(word)};
    case GoalStanding::ended:
        return {"st st--none", std::move(word)};
    case GoalStanding::draft:
        break;
    }
    return {"st st--draft", std::move(word)};
}

std::string owner_text(Goals const& goals, std::optional<tenants::BodyId> body, Texts const& texts)
{
    auto const name = goals.owner_name(body);
    return name.empty() ? std::string(texts("panel.owner.kreis"_msg)) : std::string(name);
}

std::string resolver_text(std::optional<meetings::PanelId> panel, std::string_view words, Goals const& goals)
{
    auto const* known = goals.find_panel(panel);
    return known != nullptr ? known->name : std::string(words);
}

std::string adoption_text(Adoption const& adoption, Goals const& goals, Texts const& texts)
{
    auto text = resolver_text(adoption.panel, adoption.resolved_by, goals) + ", "
        + (adoption.day ? texts.partial_date(*adoption.day)
                        : std::string(texts("resolution.day.unknown"_msg)));
    if (adoption.result != ResolutionResult::unknown)
        text += ", " + std::string(texts(label_of(adoption.result)));
    return text;
}

std::string name_of_unit(tenants::OrganisationalUnit const& unit, Date day)
{
    if (auto const* name = unit.name_on(day))
        return name->name;
    return unit.names.empty() ? unit.key : unit.names.back().name;
}

web::StaffFrame frame_below_goals(web::Call const& call, std::string title)
{
    return {
        .call = call,
        .title = std::move(title),
        .section = std::string(goals_path),
        .crumbs = {{goals_url(), std::string(web::staff_texts(call)("goal.title"_msg))}}};
}

web::StaffFrame frame_below_goal(web::Call const& call, Goal const& goal, std::string title)
{
    auto frame = frame_below_goals(call, std::move(title));
    frame.crumbs.push_back({goal_url(goal.id), full_title_of(goal), true});
    return frame;
}

http::Response goal_page(web::Call const& call, GoalPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const& goal = page.seen.goal;
    auto const standing = standing_of(goal, page.adoption, call.local_now().date);
    auto const mark = mark_of(standing, texts);
    std::vector<Goal const*> below;
    std::vector<Goal const*> serving;
    for (auto const& other : page.goals.all) {
        if (other.parent == goal.id)
            below.push_back(&other);
        if (other.serves == goal.id)
            serving.push_back(&other);
    }
    auto frame = frame_below_goals(call, full_title_of(goal));
    frame.is_named_by_content = true;
    frame.state_line = mark.text;
    if (page.adoption != nullptr)
        frame.state_line += " · " + adoption_text(*page.adoption, page.goals, texts);
    if (page.may_edit)
        frame.actions = [&](Writer& w) { write_actions(w, texts, page); };
    return web::staff_page(frame, [&](Writer& w) {
        if (goal.is_uncertain)
            w(R"(<div class="note"><p><strong>{}</strong> {}</p></div>)", texts("panel.uncertain.note"_msg),
              goal.remark);
        w(
            R"(<div class="cols stack-top"><div class="stack">{}{}{}{}{}{}{}{}</div><div class="stack"><section class="card" aria-labelledby="angaben"><h2 id="angaben">{}</h2><p><span class="{}">{}</span></p>{}</section>{}{}</div></div>)",
            [&](Writer& inner) { write_wording(inner, texts, "wortlaut", "goal.field.text"_msg, goal.text); },
            when(
                !goal.reasons.empty(),
                [&](Writer& inner) {
                    write_wording(inner, texts, "gruende", "goal.field.reasons"_msg, goal.reasons);
                }),
            when(
                standing == GoalStanding::changed_since,
                [&](Writer& inner) { write_difference(inner, texts, page); }),
            [&](Writer& inner) {
                write_goals(inner, call, page, "darunter", "goal.children"_msg, below, false);
            },
            page.measures,
            [&](Writer& inner) {
                write_goals(inner, call, page, "gemeinden", "goal.serving"_msg, serving, true);
            },
            [&](Writer& inner) { write_resolutions(inner, call, page); }, page.life, texts("panel.facts"_msg),
            mark.shape, mark.text, [&](Writer& inner) { write_facts(inner, call, page); },
            [&](Writer& inner) { write_publication(inner, call, page); },
            when(page.may_edit, [&](Writer& inner) {
                web::write_history_card(inner, texts, goal_url(goal.id, "verlauf"));
            }));
    });
}

} // namespace kommin::goals
