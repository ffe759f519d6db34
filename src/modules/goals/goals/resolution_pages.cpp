#include "modules/goals/goals/resolution_pages.hpp"

#include "modules/goals/goals/goal_pages.hpp"
#include "modules/goals/goals/permissions.hpp"
#include "platform/base/number.hpp"
#include "platform/html/attributes.hpp"
#include "platform/web/form_parts.hpp"
#include "platform/web/page_parts.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace kommin::goals {

using html::Attributes;
using html::each;
using html::Url;
using html::when;
using html::Writer;
using i18n::Texts;
using records::Fields;
using web::Choice;
using web::FieldWidth;
using web::staff_url;

namespace {

MessageKey resolution_label(std::string_view name)
{
    return web::label_in(all_resolution_fields, name);
}

std::string day_text(Resolution const& one, Texts const& texts)
{
    return one.day ? texts.partial_date(*one.day) : std::string(texts("resolution.day.unknown"_msg));
}

std::string resolved_text(std::string_view title, ResolvedGoal const& resolved, Texts const& texts)
{
    return resolved.version == 0
        ? std::string(title)
        : texts("resolution.goal.version"_msg, {{"title", title}, {"version", resolved.version}});
}

void write_resolution_line(
    Writer& w, web::Call const& call, Texts const& texts, ResolutionListPage const& page,
    Resolution const& one)
{
    auto const resolver = resolver_text(one.panel, one.resolved_by, page.goals);
    auto const count = page.goals_of.find(one.id);
    w(
        R"(<tr><th scope="row">{}{}</th><td data-l="{}">{}</td><td data-l="{}">{}</td><td data-l="{}">{}</td><td data-l="{}">{}</td><td class="num" data-l="{}">{}</td></tr>)",
        [&](Writer& inner) {
            Attributes const content{web::content_lang(texts)};
            if (call.actor().may(edit_goals, one.owner()))
                inner(R"(<a href="{}" {}>{}</a>)", resolution_url(one.id), content, resolver);
            else
                inner(R"(<span {}>{}</span>)", content, resolver);
        },
        when(
            one.is_uncertain,
            [&](Writer& inner) {
                inner(R"( <span class="st st--warn">{}</span>)", texts("panel.uncertain"_msg));
            }),
        texts("resolution.field.day"_msg), day_text(one, texts), texts("resolution.field.kind"_msg),
        texts(label_of(one.kind)), texts("resolution.field.result"_msg), texts(label_of(one.result)),
        texts("goal.field.body"_msg), owner_text(page.goals, one.body, texts), texts("goal.title"_msg),
        count == page.goals_of.end() ? std::int64_t{0} : count->second);
}

void write_resolution_table(
    Writer& w, web::Call const& call, Texts const& texts, ResolutionListPage const& page)
{
    w(R"(<div class="scroll" role="region" aria-labelledby="liste" tabindex="0"><table class="tbl tbl--stack"><caption class="vh" id="liste">{}</caption><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col" class="num">{}</th></tr></thead><tbody>{}</tbody></table></div>)",
      texts("resolution.title"_msg), texts("resolution.column.by"_msg), texts("resolution.field.day"_msg),
      texts("resolution.field.kind"_msg), texts("resolution.field.result"_msg), texts("goal.field.body"_msg),
      texts("goal.title"_msg), each(page.shown, [&](Writer& row, Resolution const& one) {
          write_resolution_line(row, call, texts, page, one);
      }));
}

// Whatever meets for the owner of the resolution; of a new one for anybody who may be its owner.
std::vector<Choice> resolving_panels(
    web::Call const& call, ResolutionFormPage const& page, Texts const& texts)
{
    std::vector<Choice> panels{{"", std::string(texts("resolution.panel.none"_msg))}};
    for (auto const& panel : page.goals.panels) {
        if (panel.has_ended)
            continue;
        auto const owner = panel.body ? Scope::of_owner(panel.body->value) : Scope::whole_tenant();
        bool const may = page.edited != nullptr ? panel.body == page.edited->resolution.body
                                                : call.actor().may(edit_goals, owner);
        if (may)
            panels.push_back(
                {std::to_string(panel.id.value),
                 page.edited != nullptr
                     ? panel.name
                     : panel.name + " (" + owner_text(page.goals, panel.body, texts) + ')'});
    }
    auto const* chosen
        = page.edited != nullptr ? page.goals.find_panel(page.edited->resolution.panel) : nullptr;
    keep_chosen(
        panels, page.fields.value(resolution_field::panel),
        chosen != nullptr ? std::string_view(chosen->name) : texts("panel.parent.other"_msg));
    return panels;
}

// Those of the panels that can be chosen, the latest first.
std::vector<Choice> meetings_for(ResolutionFormPage const& page, Texts const& texts)
{
    std::vector<Choice> choices{{"", std::string(texts("resolution.meeting.none"_msg))}};
    for (auto const& meeting : page.goals.panel_meetings) {
        auto const* panel = page.goals.find_panel(meeting.panel);
        bool const fits = page.edited == nullptr
            || (panel != nullptr && panel->body == page.edited->resolution.body)
            || meeting.id == page.edited->resolution.meeting;
        if (fits)
            choices.push_back({std::to_string(meeting.id.value), title_of(meeting, page.goals, texts)});
    }
    keep_chosen(choices, page.fields.value(resolution_field::meeting), texts("resolution.meeting.other"_msg));
    return choices;
}

// As the form names it, else as this resolution last resolved on it.
ResolvedGoal choice_of(ResolutionFormPage const& page, Goal const& goal)
{
    for (auto const& value : page.fields.values(resolution_field::goals)) {
        if (auto const named = read_resolved_goal(value); named && named->goal == goal.id)
            return *named;
    }
    auto const last = page.edited->last.find(goal.id);
    return {.goal = goal.id, .version = last == page.edited->last.end() ? 0 : last->second};
}

// A goal that has been worded otherwise since it was resolved on can be chosen as it is now, too.
std::vector<Choice> goals_for(ResolutionFormPage const& page, Texts const& texts)
{
    std::vector<Choice> goals;
    for (auto const& goal : page.goals.all) {
        if (page.edited == nullptr) {
            goals.push_back(
                {std::to_string(goal.id.value),
                 full_title_of(goal) + " (" + owner_text(page.goals, goal.body, texts) + ')'});
            continue;
        }
        if (goal.body != page.edited->resolution.body)
            continue;
        auto const chosen = choice_of(page, goal);
        goals.push_back({resolved_goal_value(chosen), resolved_text(full_title_of(goal), chosen, texts)});
        if (chosen.version != 0 && goal.worded_version > chosen.version)
            goals.push_back(
                {resolved_goal_value({goal.id, goal.version}),
                 texts("resolution.goal.now"_msg, {{"title", full_title_of(goal)}})});
    }
    return goals;
}

void write_resolution_fields(
    Writer& w, web::Call const& call, Texts const& texts, ResolutionFormPage const& page)
{
    web::FormFields const form(texts, page.fields, page.problems);
    auto const kinds = web::choices_among<ResolutionKind>(all_resolution_kinds, texts);
    auto const results = web::choices_among<ResolutionResult>(all_resolution_results, texts);
    auto const goals = goals_for(page, texts);
    auto const owners
        = page.edited == nullptr ? owners_to_choose(call, page.goals.bodies, texts) : std::vector<Choice>{};
    auto const meetings = meetings_for(page, texts);
    w(R"({}<div class="sec">{}{}{}{}{}{}{}</div>)", web::RequiredNote{texts},
      form.choice(
          resolution_field::kind, resolution_label(resolution_field::kind), kinds,
          "resolution.hint.kind"_msg),
      when(
          owners.size() > 1,
          [&](Writer& inner) {
              inner("{}", form.choice(resolution_field::body, "goal.field.body"_msg, owners));
          }),
      form.choice(
          resolution_field::panel, resolution_label(resolution_field::panel),
          resolving_panels(call, page, texts)),
      form.text(
          resolution_field::resolved_by, resolution_label(resolution_field::resolved_by), FieldWidth::whole,
          "resolution.hint.resolved_by"_msg),
      form.choice(
          resolution_field::meeting, resolution_label(resolution_field::meeting), meetings,
          "resolution.hint.meeting"_msg),
      form.day(resolution_field::day, resolution_label(resolution_field::day), "resolution.hint.day"_msg),
      form.choice(resolution_field::result, resolution_label(resolution_field::result), results));
    if (owners.size() == 1)
        w(R"(<input type="hidden" name="{}" value="{}">)", resolution_field::body, owners.front().value);
    w(
        R"(<div class="sec">{}</div><div class="sec">{}{}{}</div><div class="sec">{}{}</div>)",
        [&](Writer& inner) {
            if (goals.empty())
                inner(R"(<p class="mute small">{}</p>)", texts("resolution.goals.unknown"_msg));
            else
                form.write_choices(
                    inner, resolution_field::goals, resolution_label(resolution_field::goals), goals, true,
                    "resolution.hint.goals"_msg);
        },
        form.area(
            resolution_field::wording, resolution_label(resolution_field::wording),
            "resolution.hint.wording"_msg),
        form.text(
            resolution_field::paper, resolution_label(resolution_field::paper), FieldWidth::medium,
            "resolution.hint.paper"_msg),
        form.text(
            resolution_field::link, resolution_label(resolution_field::link), FieldWidth::whole,
            "resolution.hint.link"_msg),
        [&](Writer& inner) { form.write_doubt(inner); },
        form.text(
            resolution_field::source, resolution_label(resolution_field::source), FieldWidth::whole,
            "panel.hint.source"_msg));
}

}

Url resolutions_url()
{
    return staff_url({resolutions_path});
}

Url resolution_url(ResolutionId id)
{
    return staff_url({resolutions_path, std::to_string(id.value)});
}

std::string title_of(Resolution const& one, Goals const& goals, Texts const& texts)
{
    return std::string(texts(label_of(one.kind))) + ", " + resolver_text(one.panel, one.resolved_by, goals)
        + ", " + day_text(one, texts);
}

void write_resolution(Writer& w, Texts const& texts, Goals const& goals, Resolution const& one, bool may_edit)
{
    auto const title = title_of(one, goals, texts);
    auto const link = Url::public_page(one.link);
    w(
        R"(<li>{} <span class="mute small">{}</span>{}{}{}</li>)",
        [&](Writer& inner) {
            if (may_edit)
                inner(R"(<a href="{}"><strong>{}</strong></a>)", resolution_url(one.id), title);
            else
                inner("<strong>{}</strong>", title);
        },
        texts(label_of(one.result)),
        when(
            one.is_uncertain,
            [&](Writer& inner) {
                inner(
                    R"(<br><span class="st st--warn">{}</span> <span class="small">{}</span>)",
                    texts("panel.uncertain"_msg), one.remark);
            }),
        [&](Writer& inner) {
            if (one.wording.empty())
                inner(R"(<p class="mute small">{}</p>)", texts("resolution.wording.missing"_msg));
            else
                web::write_lines(inner, one.wording);
        },
        when(!one.paper.empty() || link, [&](Writer& inner) {
            inner(R"(<p class="small">{}{}</p>)", one.paper, when(link.has_value(), [&](Writer& address) {
                      address(R"( <a href="{}" class="wrap">{}</a>)", *link, one.link);
                  }));
        }));
}

http::Response resolution_list_page(web::Call const& call, ResolutionListPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const shown = std::ssize(page.shown);
    auto frame = frame_below_goals(call, std::string(texts("resolution.title"_msg)));
    frame.state_line = page.count > shown
        ? texts("resolution.list.newest"_msg, {{"shown", shown}, {"count", page.count}})
        : texts("resolution.list.count"_msg, {{"count", shown}});
    frame.is_wide = true;
    if (page.may_add)
        frame.actions = [&](Writer& w) {
            w(R"(<a class="kern-btn kern-btn--primary" href="{}"><span class="kern-label">{}</span></a>)",
              staff_url({resolutions_path, "neu"}), texts("resolution.new"_msg));
        };
    return web::staff_page(frame, [&](Writer& w) {
        w(R"(<div class="stack">{}{}</div>)",
          web::WordsFilter{texts, resolutions_url(), page.words, "resolution.list.words"_msg},
          [&](Writer& inner) {
              if (page.shown.empty())
                  inner(
                      R"(<p class="mute">{}</p>)",
                      texts(
                          page.words.empty() ? "resolution.list.none"_msg : "resolution.list.none_with"_msg));
              else
                  write_resolution_table(inner, call, texts, page);
          });
    });
}

web::RecordForm resolution_record_form(Texts const& texts, Goals const& goals)
{
    std::map<GoalId, std::string> titles;
    std::map<std::string, std::string, std::less<>> panels;
    for (auto const& goal : goals.all)
        titles.emplace(goal.id, full_title_of(goal));
    for (auto const& panel : goals.panels)
        panels.emplace(std::to_string(panel.id.value), panel.name);
    std::map<std::string, std::string, std::less<>> meetings;
    for (auto const& meeting : goals.panel_meetings)
        meetings.emplace(std::to_string(meeting.id.value), title_of(meeting, goals, texts));
    auto form = web::record_form(all_resolution_fields, texts);
    form.shown = [&texts, titles = std::move(titles), panels = std::move(panels),
                  meetings = std::move(meetings)](Fields const& fields, std::string_view name) {
        auto const value = fields.value(name);
        if (name == resolution_field::goals) {
            std::vector<std::string> names;
            for (auto const& number : fields.values(name)) {
                auto const named = read_resolved_goal(number);
                auto const title = named ? titles.find(named->goal) : titles.end();
                names.push_back(
                    title != titles.end() ? resolved_text(title->second, *named, texts)
                                          : std::string(texts("goal.other"_msg)));
            }
            return names.empty() ? std::string{} : texts.list(names);
        }
        if (value.empty())
            return std::string{};
        if (name == resolution_field::kind)
            return web::word_of_value<ResolutionKind>(value, texts);
        if (name == resolution_field::result)
            return web::word_of_value<ResolutionResult>(value, texts);
        if (name == resolution_field::panel) {
            auto const panel = panels.find(value);
            return panel != panels.end() ? panel->second : std::string(texts("panel.parent.other"_msg));
        }
        if (name == resolution_field::meeting) {
            auto const meeting = meetings.find(value);
            return meeting != meetings.end() ? meeting->second
                                             : std::string(texts("resolution.meeting.other"_msg));
        }
        if (name == resolution_field::uncertain && value == web::uncertain_value)
            return std::string(texts("form.uncertain.yes"_msg));
        return std::string(value);
    };
    return form;
}

web::StaffFrame frame_below_resolutions(web::Call const& call, std::string title)
{
    auto frame = frame_below_goals(call, std::move(title));
    frame.crumbs.push_back({resolutions_url(), std::string(web::staff_texts(call)("resolution.title"_msg))});
    return frame;
}

http::Response resolution_form_page(web::Call const& call, ResolutionFormPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const* edited = page.edited;
    auto frame = frame_below_resolutions(
        call,
        edited == nullptr ? std::string(texts("resolution.new"_msg))
                          : title_of(edited->resolution, page.goals, texts));
    frame.problems = page.problems;
    web::FormShell const shell{
        .call = call,
        .texts = texts,
        .url
        = edited == nullptr ? staff_url({resolutions_path, "neu"}) : resolution_url(edited->resolution.id),
        .version = edited == nullptr ? std::nullopt : std::optional(edited->resolution.version),
        .form_key = page.form_key,
        .back = resolutions_url(),
        .shown_version = page.shown_version};
    return shell.page(
        frame, [&](Writer& w) { write_resolution_fields(w, call, texts, page); },
        [&](Writer& w) {
            web::write_effect(w, texts, "resolution.effect"_msg);
            if (page.life)
                page.life(w);
            if (edited != nullptr)
                web::write_history_card(
                    w, texts,
                    staff_url({resolutions_path, std::to_string(edited->resolution.id.value), "verlauf"}));
        });
}

} // namespace kommin::goals
