// The form of a measure, and how its versions read.

#include "modules/goals/goals/goal_pages.hpp"
#include "modules/goals/goals/permissions.hpp"
#include "modules/goals/measures/measure_mail.hpp"
#include "modules/goals/measures/measure_values.hpp"
#include "modules/goals/measures/piece_pages.hpp"
#include "platform/base/number.hpp"
#include "platform/html/attributes.hpp"
#include "platform/web/form_parts.hpp"
#include "platform/web/page_parts.hpp"
#include "platform/web/staff_form.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <span>
#include <utility>

namespace kommin::goals {

using html::each;
using html::when;
using html::Writer;
using i18n::Texts;
using records::Fields;
using web::FieldWidth;
using web::staff_url;

namespace {

MessageKey label_of_field(std::string_view name)
{
    return web::label_in(form_measure_fields, name);
}

std::vector<web::Choice> nothing_first(Texts const& texts)
{
    return {{"", std::string(texts("measure.choose.none"_msg))}};
}

std::vector<web::Choice> owners_for(Texts const& texts, MeasureChoices const& choices)
{
    std::vector<web::Choice> owners;
    for (auto const& owner : choices.owners) {
        auto const* body = owner ? choices.names.district.find_body(*owner) : nullptr;
        owners.push_back(
            body == nullptr ? web::Choice{"", std::string(texts("measure.owner.district"_msg))}
                            : web::Choice{body->slug, body->name});
    }
    return owners;
}

std::vector<web::Choice> panels_for(Texts const& texts, MeasureFormPage const& page)
{
    auto choices = nothing_first(texts);
    for (auto const& panel : page.choices.names.panels) {
        bool const is_offered = std::ranges::any_of(
            page.choices.owners, [&](auto const& owner) { return can_have_panel(owner, panel); });
        if (is_offered && !panel.has_ended)
            choices.push_back({std::to_string(panel.id.value), panel.name});
    }
    if (page.measure != nullptr)
        keep_chosen(
            choices, std::to_string(page.measure->panel.value),
            page.choices.names.panel(page.measure->panel));
    return choices;
}

// Those of whoever it can belong to; with more than one of them each says whose it is.
std::vector<web::Choice> units_for(Texts const& texts, MeasureFormPage const& page)
{
    auto choices = nothing_first(texts);
    auto const& names = page.choices.names;
    for (auto const& unit : names.district.units) {
        auto const* body = names.district.find_body(unit.body);
        auto const owner = body != nullptr && body->kind == tenants::BodyKind::municipality
            ? std::optional(body->id)
            : std::nullopt;
        if (body == nullptr || !page.choices.has_owner(owner))
            continue;
        auto name = names.unit(unit.id);
        if (page.choices.owners.size() > 1)
            name += " (" + body->name + ")";
        choices.push_back({std::to_string(unit.id.value), std::move(name)});
    }
    if (page.measure != nullptr && page.measure->unit)
        keep_chosen(choices, std::to_string(page.measure->unit->value), names.unit(*page.measure->unit));
    return choices;
}

std::vector<web::Choice> people_for(Texts const& texts, MeasureFormPage const& page)
{
    auto choices = nothing_first(texts);
    for (auto const& one : page.choices.people)
        choices.push_back(one);
    if (auto const chosen = std::string(page.fields.value(measure_field::responsible));
        account_of_code(chosen))
        keep_chosen(choices, chosen, web::name_of(page.choices.accounts, chosen));
    return choices;
}

std::vector<web::Choice> origins_for(Texts const& texts, MeasureFormPage const& page)
{
    std::vector<web::Choice> choices;
    for (auto const& one : page.choices.origins)
        choices.push_back({std::to_string(one.id.value), one.title});
    for (auto const& chosen : page.fields.values(measure_field::origins))
        keep_chosen(choices, chosen, texts("measure.origin.unseen"_msg, {{"count", 1}}));
    return choices;
}

std::vector<web::Choice> places_for(MeasureFormPage const& page)
{
    std::vector<web::Choice> choices;
    for (auto const& body : page.choices.names.district.bodies) {
        if (body.kind == tenants::BodyKind::municipality)
            choices.push_back({std::to_string(body.id.value), body.name});
    }
    return choices;
}

// A goal with its weight among the measures that serve it.
struct GoalChoice {
    GoalId id;
    std::string title;
    bool is_chosen = false;
    std::string weight = "1"; // as typed
};

std::vector<GoalChoice> goals_for(Texts const& texts, MeasureFormPage const& page)
{
    auto const title_of = [&](Goal const& goal) {
        auto title = meetings::numbered(goal.number, goal.title);
        return goal.body ? title + " (" + page.choices.names.owner(goal.body) + ")" : title;
    };
    std::vector<GoalChoice> choices;
    for (auto const& goal : page.choices.goals) {
        if (page.choices.offers(goal))
            choices.push_back({.id = goal.id, .title = title_of(goal)});
    }
    for (auto const& value : page.fields.values(measure_field::goals)) {
        auto typed = read_goal_value(value);
        if (!typed)
            continue;
        auto found = std::ranges::find(choices, typed->goal, &GoalChoice::id);
        if (found == choices.end()) {
            auto const known = std::ranges::find(page.choices.goals, typed->goal, &Goal::id);
            found = choices.insert(
                choices.end(),
                {.id = typed->goal,
                 .title = known == page.choices.goals.end() ? std::string(texts("goal.other"_msg))
                                                            : title_of(*known)});
        }
        found->is_chosen = true;
        found->weight = std::move(typed->weight);
    }
    return choices;
}

void write_goals(Writer& w, Texts const& texts, MeasureFormPage const& page)
{
    auto const problem = std::ranges::find(page.problems, measure_field::goals, &Problem::field);
    w(R"(<fieldset id="f-goals" tabindex="-1" aria-describedby="f-goals-hinweis"><legend>{}</legend><p class="hint" id="f-goals-hinweis">{}</p>{}{}</fieldset>)",
      texts(label_of_field(measure_field::goals)), texts("measure.hint.goals"_msg),
      when(
          problem != page.problems.end(),
          [&](Writer& inner) { inner(R"(<p class="err">{}</p>)", i18n::text_of(*problem, texts)); }),
      [&](Writer& inner) {
          auto const choices = goals_for(texts, page);
          if (choices.empty())
              inner(R"(<p class="mute">{}</p>)", texts("measure.goals.none"_msg));
          for (auto const& choice : choices) {
              auto const weight = weight_field_of(choice.id);
              auto const caption = texts("measure.goal.weight"_msg, {{"title", choice.title}});
              inner(
                  R"(<div class="two"><div class="seg"><label><input type="checkbox" name="goals" value="{}" {}>{}</label></div>{}</div>)",
                  choice.id.value, html::Attributes{html::flag("checked", choice.is_chosen)}, choice.title,
                  web::TextField{
                      .texts = texts,
                      .name = weight,
                      .label = "measure.field.weight"_msg,
                      .value = choice.weight,
                      .problems = page.problems,
                      .width = FieldWidth::narrow,
                      .input_mode = "numeric",
                      .caption = caption});
          }
      });
}

void write_measure_number(
    Writer& w, Texts const& texts, MeasureFormPage const& page, std::string_view name, MessageKey hint)
{
    w("{}",
      web::TextField{
          .texts = texts,
          .name = name,
          .label = label_of_field(name),
          .value = page.fields.value(name),
          .problems = page.problems,
          .hint = hint,
          .width = FieldWidth::narrow,
          .is_required = true,
          .input_mode = "numeric"});
}

void write_what(Writer& w, Texts const& texts, MeasureFormPage const& page, web::FormFields const& form)
{
    auto const owners = owners_for(texts, page.choices);
    auto const panels = panels_for(texts, page);
    w(
        R"({}<div class="sec">{}{}{}{}{}</div><div class="sec">{}</div>)", web::RequiredNote{texts},
        form.text(
            measure_field::title, label_of_field(measure_field::title), FieldWidth::whole,
            "measure.hint.title"_msg, true),
        form.text(
            measure_field::number, label_of_field(measure_field::number), FieldWidth::narrow,
            "measure.hint.number"_msg),
        [&](Writer& inner) {
            if (page.measure != nullptr)
                return; // whose it is does not change
            if (owners.size() > 1)
                inner("{}", form.choice(measure_field::body, "measure.field.owner"_msg, owners));
            else if (!owners.empty())
                inner(R"(<input type="hidden" name="body" value="{}">)", owners.front().value);
        },
        form.choice(
            measure_field::panel, label_of_field(measure_field::panel), panels, "measure.hint.panel"_msg),
        form.area(measure_field::text, label_of_field(measure_field::text), "measure.hint.text"_msg),
        [&](Writer& inner) { write_goals(inner, texts, page); });
}

void write_for_whom(Writer& w, Texts const& texts, MeasureFormPage const& page, web::FormFields const& form)
{
    auto const places = places_for(page);
    auto const origins = origins_for(texts, page);
    w(
        R"(<div class="sec"><h2>{}</h2>{}{}{}{}</div>)", texts("measure.part.for_whom"_msg),
        form.text(
            measure_field::audience, label_of_field(measure_field::audience), FieldWidth::whole,
            "measure.hint.audience"_msg),
        form.area(measure_field::reach, label_of_field(measure_field::reach), "measure.hint.reach"_msg, 3),
        [&](Writer& inner) {
            form.write_choices(
                inner, measure_field::places, label_of_field(measure_field::places), places, true,
                "measure.hint.places"_msg);
        },
        when(!origins.empty(), [&](Writer& inner) {
            form.write_choices(
                inner, measure_field::origins, label_of_field(measure_field::origins), origins, true,
                "measure.hint.origins"_msg);
        }));
}

// Left empty, letters go to the mailbox of the unit that is in charge by now.
web::TextField mail_field_of(Texts const& texts, MeasureFormPage const& page, web::FormFields const& form)
{
    auto field = form.text(
        measure_field::report_mail, label_of_field(measure_field::report_mail), FieldWidth::whole,
        "measure.hint.report_mail"_msg);
    if (page.measure == nullptr || !page.measure->unit)
        return field;
    auto of_unit = *page.measure;
    of_unit.report_mail.clear();
    auto const& names = page.choices.names;
    if (auto const mail = mail_of(of_unit, names.district.units); !mail.empty()) {
        auto hint = texts(
            "measure.hint.report_mail.of_unit"_msg, {{"mail", mail}, {"unit", names.unit(*of_unit.unit)}});
        field.note = [hint = std::move(hint)](Writer& inner) { inner("{}", hint); };
    }
    return field;
}

void write_who(Writer& w, Texts const& texts, MeasureFormPage const& page, web::FormFields const& form)
{
    auto const units = units_for(texts, page);
    auto const people = people_for(texts, page);
    auto const mail = mail_field_of(texts, page, form);
    w(
        R"(<div class="sec"><h2>{}</h2>{}{}{}{}{}{}</div>)", texts("measure.part.who"_msg),
        form.choice(measure_field::unit, label_of_field(measure_field::unit), units),
        form.text(
            measure_field::office, label_of_field(measure_field::office), FieldWidth::whole,
            "measure.hint.office"_msg),
        form.choice(
            measure_field::responsible, label_of_field(measure_field::responsible), people,
            "measure.hint.responsible"_msg),
        [&](Writer& inner) {
            write_measure_number(
                inner, texts, page, measure_field::report_months, "measure.hint.report_months"_msg);
        },
        mail,
        form.area(
            measure_field::partners, label_of_field(measure_field::partners), "measure.hint.partners"_msg,
            3));
}

void write_when(Writer& w, Texts const& texts, web::FormFields const& form)
{
    auto const states = choices_of<MeasureState>(all_measure_states, texts);
    std::array const yes{
        web::Choice{std::string(recurring_value), std::string(texts("measure.recurring.yes"_msg))}};
    w(
        R"(<div class="sec"><h2>{}</h2>{}{}{}{}{}{}{}</div>)", texts("measure.part.when"_msg),
        [&](Writer& inner) {
            form.write_choices(inner, measure_field::state, label_of_field(measure_field::state), states);
        },
        form.text(
            measure_field::state_reason, label_of_field(measure_field::state_reason), FieldWidth::whole,
            "measure.hint.state_reason"_msg),
        [&](Writer& inner) {
            form.write_choices(
                inner, measure_field::recurring, label_of_field(measure_field::recurring), yes, true,
                "measure.hint.recurring"_msg);
        },
        form.day(measure_field::from, label_of_field(measure_field::from)),
        form.day(measure_field::to, label_of_field(measure_field::to)),
        form.day(
            measure_field::deadline, label_of_field(measure_field::deadline), "measure.hint.deadline"_msg),
        form.text(
            measure_field::deadline_remark, label_of_field(measure_field::deadline_remark), FieldWidth::whole,
            "measure.hint.deadline_remark"_msg));
    w(
        R"(<div class="sec"><h2>{}</h2>{}{}</div><div class="sec">{}{}</div>)",
        texts("measure.part.money"_msg),
        form.text(
            measure_field::reservation, label_of_field(measure_field::reservation), FieldWidth::whole,
            "measure.hint.reservation"_msg),
        form.text(
            measure_field::grant, label_of_field(measure_field::grant), FieldWidth::whole,
            "measure.hint.grant"_msg),
        [&](Writer& inner) { form.write_doubt(inner); },
        form.text(
            measure_field::source, label_of_field(measure_field::source), FieldWidth::whole,
            "measure.hint.source"_msg));
}

// ── Versions

std::string shown_goals(Texts const& texts, MeasureChoices const& choices, Fields const& fields)
{
    std::vector<std::string> lines;
    for (auto const& value : fields.values(measure_field::goals)) {
        auto const typed = read_goal_value(value);
        if (!typed)
            continue;
        auto const found = std::ranges::find(choices.goals, typed->goal, &Goal::id);
        auto const title = found == choices.goals.end() ? std::string(texts("goal.other"_msg))
                                                        : meetings::numbered(found->number, found->title);
        lines.push_back(texts("measure.goal.shown"_msg, {{"title", title}, {"weight", typed->weight}}));
    }
    return lines.empty() ? std::string{} : texts.list(lines);
}

std::string shown_milestones(Texts const& texts, Fields const& fields)
{
    std::string lines;
    for (auto const& value : fields.values(measure_field::milestones)) {
        auto const one = read_milestone_value(value);
        auto line = one ? one->title : value;
        if (one && one->due)
            line += ", " + texts("milestone.shown.due"_msg, {{"day", texts.partial_date(*one->due)}});
        if (one && one->done_on)
            line += ", "
                + texts("milestone.shown.done"_msg,
                        {{"day", texts.date(*one->done_on, i18n::DateStyle::long_)}});
        if (one && !one->remark.empty())
            line += ": " + one->remark;
        lines += (lines.empty() ? "" : "\n") + line;
    }
    return lines;
}

// What was noted so that nobody can read it any more stands as it was noted.
std::string shown_risks(Texts const& texts, MeasureNames const& names, Fields const& fields)
{
    std::string lines;
    for (auto const& value : fields.values(measure_field::risks)) {
        auto const one = read_risk_value(value);
        auto line = one ? one->title : value;
        if (one) {
            line += ", " + mark_of(one->grade(), texts).text + " (" + weight_of(*one, texts) + "), "
                + mark_of(one->state, texts).text + ", "
                + texts("risk.shown.checked"_msg,
                        {{"day", texts.date(one->checked_on, i18n::DateStyle::long_)}});
            if (auto const carer = carer_of(*one, names); !carer.empty())
                line += ", " + carer;
            if (!one->response.empty())
                line += ": " + one->response;
        }
        lines += (lines.empty() ? "" : "\n") + line;
    }
    return lines;
}

std::string shown_tasks(Texts const& texts, web::Authors const& accounts, Fields const& fields)
{
    std::string lines;
    for (auto const& value : fields.values(measure_field::tasks)) {
        auto const one = read_measure_task_value(value);
        auto line = one ? one->title : value;
        if (one) {
            if (auto const taker = taker_of(*one, accounts); !taker.empty())
                line += ", " + taker;
            if (one->due)
                line += ", "
                    + texts("milestone.shown.due"_msg, {{"day", texts.partial_date(PartialDate(*one->due))}});
            if (one->done_on)
                line += ", "
                    + texts("milestone.shown.done"_msg,
                            {{"day", texts.date(*one->done_on, i18n::DateStyle::long_)}});
            if (!one->remark.empty())
                line += ": " + one->remark;
        }
        lines += (lines.empty() ? "" : "\n") + line;
    }
    return lines;
}

// Of several numbers the names.
template<class NameOf>
std::string shown_names(Texts const& texts, Fields const& fields, std::string_view name, NameOf name_of)
{
    std::vector<std::string> names;
    for (auto const& value : fields.values(name)) {
        auto const number = parse_number(value);
        auto known = number ? name_of(*number) : std::string{};
        names.push_back(known.empty() ? value : std::move(known));
    }
    return names.empty() ? std::string{} : texts.list(names);
}

}

web::RecordForm measure_record_form(Texts const& texts, MeasureChoices choices)
{
    auto form = web::record_form(form_measure_fields, texts);
    for (auto const& one : course_measure_fields)
        form.fields.push_back({std::string(one.name), std::string(texts(one.label))});
    auto const known = std::make_shared<MeasureChoices const>(std::move(choices));
    form.shown = [&texts, known](Fields const& fields, std::string_view name) {
        std::string value(fields.value(name));
        if (name == measure_field::state)
            return web::word_of_value<MeasureState>(value, texts);
        if (name == measure_field::light) {
            auto const light = enum_from<Light>(value);
            return light ? std::string(texts(label_of(*light))) : value;
        }
        if (name == measure_field::uncertain && value == web::uncertain_value)
            return std::string(texts("form.uncertain.yes"_msg));
        if (name == measure_field::shown && value == shown_value_in_versions)
            return std::string(texts("goal.public.yes"_msg));
        if (name == measure_field::recurring && value == recurring_value)
            return std::string(texts("measure.recurring.yes"_msg));
        if (name == measure_field::goals)
            return shown_goals(texts, *known, fields);
        if (name == measure_field::milestones)
            return shown_milestones(texts, fields);
        if (name == measure_field::risks)
            return shown_risks(texts, known->names, fields);
        if (name == measure_field::tasks)
            return shown_tasks(texts, known->accounts, fields);
        if (name == measure_field::panel)
            return shown_names(texts, fields, name, [&](std::int64_t id) {
                return known->names.panel(meetings::PanelId{id});
            });
        if (name == measure_field::unit)
            return shown_names(
                texts, fields, name, [&](std::int64_t id) { return known->names.unit(tenants::UnitId{id}); });
        if (name == measure_field::responsible)
            return value.empty() ? value : web::name_of(known->accounts, value);
        if (name == measure_field::places)
            return shown_names(texts, fields, name, [&](std::int64_t id) {
                return known->names.place(tenants::BodyId{id});
            });
        if (name == measure_field::origins)
            return shown_names(texts, fields, name, [&](std::int64_t id) {
                auto const found = std::ranges::find(
                    known->origins, meetings::RecommendationId{id}, &meetings::NamedRecommendation::id);
                return found == known->origins.end() ? texts("measure.origin.unseen"_msg, {{"count", 1}})
                                                     : found->title;
            });
        return value;
    };
    return form;
}

http::Response measure_form_page(web::Call const& call, MeasureFormPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const* one = page.measure;
    auto frame = one == nullptr
        ? frame_below_measures(call, std::string(texts("measure.new"_msg)))
        : frame_below_measure(call, *one, texts("panel.change.title"_msg, {{"name", full_title_of(*one)}}));
    frame.problems = page.problems;
    web::FormShell const shell{
        .call = call,
        .texts = texts,
        .url = one == nullptr ? staff_url({measures_path, "neu"}) : measure_url(one->id, "bearbeiten"),
        .version = one == nullptr ? std::nullopt : std::optional(one->version),
        .form_key = page.form_key,
        .back = one == nullptr ? measures_url() : measure_url(one->id),
        .shown_version = page.shown_version};
    web::FormFields const form(texts, page.fields, page.problems);
    return shell.page(
        frame,
        [&](Writer& w) {
            write_what(w, texts, page, form);
            write_for_whom(w, texts, page, form);
            write_who(w, texts, page, form);
            write_when(w, texts, form);
        },
        [&](Writer& w) {
            web::write_effect(
                w, texts,
                one != nullptr && one->public_since ? "measure.effect.public"_msg
                                                    : "panel.effect.at_once"_msg);
            if (one != nullptr)
                web::write_history_card(
                    w, texts,
                    staff_url({measures_path, std::to_string(one->id.value), "bearbeiten", "verlauf"}));
        });
}

} // namespace kommin::goals
