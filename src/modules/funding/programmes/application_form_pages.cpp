// The forms of an application and of its next step.

#include "modules/funding/programmes/application_pages.hpp"
#include "platform/html/attributes.hpp"
#include "platform/web/form_parts.hpp"
#include "platform/web/page_parts.hpp"
#include "platform/web/staff_list.hpp"
#include "platform/web/unsaved_entries.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace kommin::funding {

using html::Url;
using html::when;
using html::Writer;
using i18n::Texts;
using records::Fields;
using web::Choice;
using web::FieldWidth;
using web::staff_url;

namespace {

constexpr std::size_t empty_cost_lines = 3;

MessageKey application_label(std::string_view name)
{
    return web::label_in(form_application_fields, name);
}

// A chosen value that is no choice any more stays one, called so.
void keep_chosen_value(std::vector<Choice>& choices, std::string_view value, std::string_view label)
{
    if (!value.empty() && std::ranges::find(choices, value, &Choice::value) == choices.end())
        choices.push_back({std::string(value), std::string(label)});
}

std::vector<Choice> offers_to_choose(Texts const& texts, ApplicationFormPage const& page)
{
    std::vector<Choice> choices{{"", std::string(texts("application.offer.none"_msg))}};
    for (auto const& one : page.choices.programmes) {
        choices.push_back({'p' + std::to_string(one.id.value), one.title});
        for (auto const& call : page.choices.calls) {
            if (call.programme == one.id)
                choices.push_back({'c' + std::to_string(call.id.value), one.title + ": " + call.title});
        }
    }
    keep_chosen_value(
        choices, page.fields.value(application_field::offer), texts("application.offer.other"_msg));
    return choices;
}

// Of its owner; of a new one of anybody for whom this person may apply.
std::vector<Choice> measures_to_choose(Texts const& texts, ApplicationFormPage const& page)
{
    std::vector<Choice> choices{{"", std::string(texts("cost.measure.none"_msg))}};
    for (auto const& one : page.choices.measures) {
        bool const is_possible = page.application != nullptr
            ? one.body == page.application->body
            : std::ranges::find(page.choices.owners, one.body) != page.choices.owners.end();
        if (is_possible)
            choices.push_back({std::to_string(one.id.value), one.title});
    }
    return choices;
}

void write_cost_line(
    Writer& w, Texts const& texts, ApplicationFormPage const& page, std::size_t line, TypedCost const& typed,
    std::vector<Choice> measures)
{
    auto kinds = web::choices_among<CostKind>(all_cost_kinds, texts);
    keep_chosen_value(measures, typed.measure, texts("cost.measure.other"_msg));
    auto const name = [&](std::string_view part) { return cost_field_of(line, part); };
    auto const kind_name = name("kind"), measure_name = name("measure"), year_name = name("year"),
               cost_name = name("cost"), eligible_name = name("eligible"), what_name = name("what");
    auto const text = [&](std::string const& field, MessageKey label, std::string const& value,
                          FieldWidth width, std::string_view mode) {
        return web::TextField{
            .texts = texts,
            .name = field,
            .label = label,
            .value = value,
            .problems = page.problems,
            .width = width,
            .input_mode = mode};
    };
    w(R"(<fieldset class="sec"><legend>{}</legend>{}{}{}{}{}{}</fieldset>)",
      texts("application.cost_line"_msg, {{"number", line + 1}}),
      web::SelectField{
          .texts = texts,
          .name = kind_name,
          .label = "cost.kind"_msg,
          .choices = kinds,
          .value = typed.kind.empty() ? to_text(CostKind::staff) : std::string_view(typed.kind),
          .problems = page.problems},
      text(what_name, "cost.what"_msg, typed.what, FieldWidth::whole, {}),
      web::SelectField{
          .texts = texts,
          .name = measure_name,
          .label = "cost.measure"_msg,
          .choices = measures,
          .value = typed.measure,
          .problems = page.problems},
      text(year_name, "cost.year"_msg, typed.year, FieldWidth::narrow, "numeric"),
      text(cost_name, "cost.cost"_msg, typed.cost, FieldWidth::narrow, "decimal"),
      text(eligible_name, "cost.eligible"_msg, typed.eligible, FieldWidth::narrow, "decimal"));
}

void write_cost_lines(Writer& w, Texts const& texts, ApplicationFormPage const& page)
{
    auto const& values = page.fields.values(application_field::costs);
    auto const measures = measures_to_choose(texts, page);
    auto const lines = std::min(values.size() + empty_cost_lines, std::max(values.size(), most_costs));
    auto const problem = std::ranges::find(page.problems, application_field::costs, &Problem::field);
    w(R"(<section class="stack" aria-labelledby="f-costs"><h2 id="f-costs" tabindex="-1">{}</h2><p class="small">{}</p>{}{}</section>)",
      texts("application.field.costs"_msg), texts("application.hint.costs"_msg),
      when(
          problem != page.problems.end(),
          [&](Writer& inner) { inner(R"(<p class="note note--warn">{}</p>)", text_of(*problem, texts)); }),
      [&](Writer& inner) {
          for (std::size_t line = 0; line < lines; ++line)
              write_cost_line(
                  inner, texts, page, line,
                  line < values.size() ? read_cost_value(values[line]) : TypedCost{}, measures);
      });
}

std::vector<Choice> owners_to_choose(ApplicationFormPage const& page)
{
    std::vector<Choice> owners;
    for (auto const& body : page.choices.owners) {
        auto const* found = body ? page.choices.district.find_body(*body) : nullptr;
        owners.push_back({found != nullptr ? found->slug : std::string{}, page.choices.owner(body)});
    }
    return owners;
}

void write_application_fields(Writer& w, Texts const& texts, ApplicationFormPage const& page)
{
    web::FormFields const form(texts, page.fields, page.problems);
    auto const offers = offers_to_choose(texts, page);
    auto const owners = page.application == nullptr ? owners_to_choose(page) : std::vector<Choice>{};
    auto const narrow = [&](std::string_view name, MessageKey hint) {
        return form.text(name, application_label(name), FieldWidth::narrow, hint);
    };
    w(
        R"({}<div class="sec">{}{}{}{}{}{}{}</div>{}<div class="sec">{}{}{}</div><div class="sec">{}{}</div>)",
        web::RequiredNote{texts},
        form.text(
            application_field::title, application_label(application_field::title), FieldWidth::whole,
            "application.hint.title"_msg, true),
        when(
            owners.size() > 1,
            [&](Writer& inner) {
                inner("{}", form.choice(application_field::body, "application.field.owner"_msg, owners));
            }),
        form.choice(
            application_field::offer, application_label(application_field::offer), offers,
            "application.hint.offer"_msg),
        form.text(
            application_field::authority, application_label(application_field::authority), FieldWidth::whole,
            "application.hint.authority"_msg),
        form.text(
            application_field::reference, application_label(application_field::reference),
            FieldWidth::medium),
        form.area(
            application_field::purpose, application_label(application_field::purpose),
            "application.hint.purpose"_msg),
        [&](Writer& inner) { form.write_span(inner); },
        [&](Writer& inner) { write_cost_lines(inner, texts, page); },
        narrow(application_field::asked, "application.hint.asked"_msg),
        narrow(application_field::own, "application.hint.own"_msg),
        narrow(application_field::other, "application.hint.other"_msg),
        [&](Writer& inner) { form.write_doubt(inner); },
        form.text(
            application_field::source, application_label(application_field::source), FieldWidth::whole,
            "panel.hint.source"_msg));
    if (owners.size() == 1)
        w(R"(<input type="hidden" name="{}" value="{}">)", application_field::body, owners.front().value);
}

// "Honorare, Sprachkurse: 1.250,50 €, davon 1.000,00 € zuwendungsfähig (M 4, 2009)".
std::string cost_text(Texts const& texts, ApplicationChoices const& choices, std::string_view value)
{
    auto const typed = read_cost_value(value);
    auto text = web::word_of_value<CostKind>(typed.kind, texts);
    if (!typed.what.empty())
        text += ", " + typed.what;
    auto const amount = [&](std::string const& number) {
        auto const money = read_typed_money(number);
        return money ? texts.money(*money) : number;
    };
    text = texts(
        "application.cost_line.text"_msg,
        {{"what", text}, {"cost", amount(typed.cost)}, {"eligible", amount(typed.eligible)}});
    if (!typed.measure.empty()) {
        auto const measure = choices.measure(typed.measure);
        text += ", " + (measure.empty() ? std::string(texts("cost.measure.other"_msg)) : measure);
    }
    if (!typed.year.empty())
        text += ", " + typed.year;
    return text;
}

}

web::RecordForm application_record_form(Texts const& texts, ApplicationChoices choices)
{
    auto form = web::record_form(form_application_fields, texts);
    for (auto const& field : step_application_fields)
        form.fields.push_back({std::string(field.name), std::string(texts(field.label))});
    form.shown = [&texts, choices = std::move(choices)](Fields const& fields, std::string_view name) {
        std::string value(fields.value(name));
        if (name == application_field::costs) {
            std::string lines;
            for (auto const& line : fields.values(name))
                lines += (lines.empty() ? "" : "\n") + cost_text(texts, choices, line);
            return lines;
        }
        if (value.empty())
            return value;
        if (name == application_field::offer) {
            auto offer = choices.offer(value);
            return offer.empty() ? std::string(texts("application.offer.other"_msg)) : offer;
        }
        if (name == application_field::state)
            return web::word_of_value<ApplicationState>(value, texts);
        if (name == application_field::uncertain && value == web::uncertain_value)
            return std::string(texts("form.uncertain.yes"_msg));
        return value;
    };
    return form;
}

http::Response application_form_page(web::Call const& call, ApplicationFormPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const* one = page.application;
    auto frame = one == nullptr
        ? frame_below_applications(call, std::string(texts("application.new"_msg)))
        : frame_below_application(call, *one, texts("panel.change.title"_msg, {{"name", one->title}}));
    frame.problems = page.problems;
    web::FormShell const shell{
        .call = call,
        .texts = texts,
        .url
        = one == nullptr ? staff_url({applications_path, "neu"}) : application_url(one->id, "bearbeiten"),
        .version = one == nullptr ? std::nullopt : std::optional(one->version),
        .form_key = page.form_key,
        .back = one == nullptr ? applications_url() : application_url(one->id),
        .shown_version = page.shown_version};
    return shell.page(
        frame, [&](Writer& w) { write_application_fields(w, texts, page); },
        [&](Writer& w) {
            web::write_effect(w, texts, "application.effect"_msg);
            if (one != nullptr)
                web::write_history_card(
                    w, texts,
                    staff_url({applications_path, std::to_string(one->id.value), "bearbeiten", "verlauf"}));
        });
}

http::Response application_step_page(web::Call const& call, ApplicationStepPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const& one = page.application;
    auto frame
        = frame_below_application(call, one, texts("application.step.title"_msg, {{"title", one.title}}));
    frame.problems = page.problems;
    std::vector<Choice> states;
    for (auto const state : next_states(one.state))
        states.push_back({std::string(to_text(state)), web::as_choice(texts(label_of(state)))});
    auto const url = application_url(one.id, "schritt");
    return web::staff_page(frame, [&](Writer& w) {
        web::FormFields const form(texts, page.fields, page.problems);
        w(
            R"(<form class="form stack-top" method="post" action="{}" novalidate>{}<input type="hidden" name="fassung" value="{}"><div class="sec">{}{}{}{}</div><div class="save">{}<a class="kern-btn kern-btn--tertiary" href="{}"><span class="kern-label">{}</span></a></div></form>)",
            url, web::KeptWhileTyping{call, url}, one.version,
            [&](Writer& inner) {
                form.write_choices(
                    inner, application_field::state, "application.field.state"_msg, states, false,
                    "application.hint.state"_msg);
            },
            form.day(
                application_field::step_day, "application.field.step_day"_msg,
                "application.hint.step_day"_msg),
            form.area(
                application_field::step_reason, "application.field.step_reason"_msg,
                "application.hint.step_reason"_msg, 3),
            when(
                one.state == ApplicationState::submitted,
                [&](Writer& inner) {
                    inner(
                        "{}",
                        form.text(
                            application_field::step_amount, "application.field.step_amount"_msg,
                            FieldWidth::narrow, "application.hint.step_amount"_msg));
                }),
            web::SubmitButton{texts("application.action.step_save"_msg)}, application_url(one.id),
            texts("form.back"_msg));
    });
}

} // namespace kommin::funding
