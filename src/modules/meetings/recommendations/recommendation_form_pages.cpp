// The forms of a recommendation and of its steps.

#include "modules/meetings/panels/form_parts.hpp"
#include "modules/meetings/panels/page_parts.hpp"
#include "modules/meetings/panels/panel_pages.hpp"
#include "modules/meetings/recommendations/recommendation_pages.hpp"
#include "platform/base/number.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/unsaved_entries.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace kommin::meetings {

using html::when;
using html::Writer;
using i18n::Texts;
using records::Fields;
using web::FieldWidth;
using web::staff_url;

namespace field = recommendation_field;

namespace {

MessageKey label_of_recommendation_field(std::string_view name)
{
    struct Label {
        std::string_view field;
        MessageKey label;
    };
    static constexpr std::array labels{
        Label{field::number, "recommendation.field.number"_msg},
        Label{field::title, "meeting.field.title"_msg},
        Label{field::panel, "recommendation.field.panel"_msg},
        Label{field::addressees, "recommendation.field.addressees"_msg},
        Label{field::text, "recommendation.field.text"_msg},
        Label{field::reasons, "recommendation.field.reasons"_msg},
        Label{field::proposed_by, "recommendation.field.proposed_by"_msg},
        Label{field::group, "recommendation.field.group"_msg},
        Label{field::meeting, "recommendation.field.meeting"_msg},
        Label{field::owner, "recommendation.field.owner"_msg},
        Label{field::office, "recommendation.field.office"_msg},
        Label{field::office_mail, "recommendation.field.office_mail"_msg},
        Label{field::due, "recommendation.field.due"_msg},
        Label{field::uncertain, "form.uncertain"_msg},
        Label{field::remark, "form.remark"_msg},
        Label{field::source, "form.source"_msg},
        Label{field::state, "staff.state"_msg},
        Label{field::state_day, "recommendation.step.day"_msg},
        Label{field::state_note, "recommendation.step.note"_msg},
        Label{field::state_meeting, "recommendation.step.meeting"_msg},
        Label{field::state_as, "recommendation.step.taken_up_as"_msg},
        Label{field::state_link, "recommendation.step.link"_msg},
        Label{field::state_until, "recommendation.step.until"_msg}};
    auto const* const found = std::ranges::find(labels, name, &Label::field);
    return found == labels.end() ? "meeting.field.title"_msg : found->label;
}

std::vector<web::Choice> choices_of_panels(std::span<Panel const> panels, Texts const& texts)
{
    std::vector<web::Choice> choices{{"", std::string(texts("recommendation.choose.none"_msg))}};
    for (auto const& panel : panels)
        choices.push_back({std::to_string(panel.id.value), panel.name});
    return choices;
}

// What was chosen before and this person does not see stays among the choices, without its name.
void keep_chosen(std::vector<web::Choice>& choices, std::string_view chosen, Texts const& texts)
{
    if (!chosen.empty() && parse_number(chosen)
        && std::ranges::find(choices, chosen, &web::Choice::value) == choices.end())
        choices.push_back({std::string(chosen), std::string(texts("panel.parent.other"_msg))});
}

void write_recommendation_fields(
    Writer& w, Texts const& texts, RecommendationFormPage const& page, FormFields const& form)
{
    auto fields_of_action = choices_of_panels(page.fields_of_action, texts);
    keep_chosen(fields_of_action, page.fields.value(field::panel), texts);
    auto groups = choices_of_panels(page.panels.all, texts);
    keep_chosen(groups, page.fields.value(field::group), texts);
    auto owners = choices_of_panels(page.panels.all, texts);
    keep_chosen(owners, page.fields.value(field::owner), texts);
    auto meetings = choices_of_meetings(page.meetings, page.panels, texts);
    keep_chosen(meetings, page.fields.value(field::meeting), texts);
    auto const addressees = choices_among(std::span<Addressee const>(all_addressees), texts);
    auto const label = [](std::string_view name) { return label_of_recommendation_field(name); };
    w(
        R"({}<div class="sec">{}{}{}{}{}{}</div>)", web::RequiredNote{texts},
        form.text(
            field::title, label(field::title), FieldWidth::whole, "recommendation.hint.title"_msg, true),
        form.text(field::number, label(field::number), FieldWidth::narrow, "recommendation.hint.number"_msg),
        form.choice(field::panel, label(field::panel), fields_of_action, "recommendation.hint.panel"_msg),
        [&](Writer& inner) {
            form.write_choices(
                inner, field::addressees, label(field::addressees), addressees, true,
                "recommendation.hint.addressees"_msg);
        },
        form.area(field::text, label(field::text), "recommendation.hint.text"_msg),
        form.area(field::reasons, label(field::reasons), {}, 3));
    w(R"(<div class="sec"><h2>{}</h2>{}{}{}</div>)", texts("recommendation.part.origin"_msg),
      form.text(
          field::proposed_by, label(field::proposed_by), FieldWidth::whole,
          "recommendation.hint.proposed_by"_msg),
      form.choice(field::group, label(field::group), groups),
      form.choice(field::meeting, label(field::meeting), meetings));
    w(R"(<div class="sec"><h2>{}</h2>{}{}{}{}</div>)", texts("recommendation.part.answer"_msg),
      form.choice(field::owner, label(field::owner), owners),
      form.text(field::office, label(field::office), FieldWidth::whole, "recommendation.hint.office"_msg),
      form.text(
          field::office_mail, label(field::office_mail), FieldWidth::medium,
          "recommendation.hint.office_mail"_msg),
      form.day(field::due, label(field::due), {}, false));
    w(
        R"(<div class="sec">{}{}</div>)", [&](Writer& inner) { form.write_doubt(inner); },
        form.text(field::source, "form.source"_msg, FieldWidth::whole, "panel.hint.source"_msg));
}

MessageKey hint_of_note(RecommendationState to)
{
    switch (to) {
    case RecommendationState::taken_up:
        return "recommendation.hint.note.taken_up"_msg;
    case RecommendationState::deferred:
    case RecommendationState::declined:
        return "recommendation.hint.note.reason"_msg;
    case RecommendationState::answered:
        return "recommendation.hint.note.answered"_msg;
    case RecommendationState::withdrawn:
        return "recommendation.hint.note.withdrawn"_msg;
    case RecommendationState::drafted:
    case RecommendationState::discussed:
    case RecommendationState::adopted:
    case RecommendationState::submitted:
        break;
    }
    return "recommendation.hint.note"_msg;
}

// What follows from it, said before it is done.
MessageKey effect_of(RecommendationState to)
{
    switch (to) {
    case RecommendationState::adopted:
        return "recommendation.effect.adopted"_msg;
    case RecommendationState::answered:
        return "recommendation.effect.answered"_msg;
    case RecommendationState::taken_up:
    case RecommendationState::deferred:
    case RecommendationState::declined:
        return "recommendation.effect.outcome"_msg;
    case RecommendationState::drafted:
    case RecommendationState::discussed:
    case RecommendationState::submitted:
    case RecommendationState::withdrawn:
        break;
    }
    return "recommendation.effect.step"_msg;
}

}

std::vector<web::Choice> choices_of_meetings(
    std::vector<Meeting> const& meetings, Panels const& panels, Texts const& texts)
{
    std::vector<web::Choice> choices{{"", std::string(texts("recommendation.choose.none"_msg))}};
    for (auto const& meeting : meetings) {
        auto const* panel = panels.find(meeting.panel);
        choices.push_back(
            {std::to_string(meeting.id.value),
             texts.partial_date(meeting.day.value()) + ": " + meeting.title
                 + (panel != nullptr ? ", " + panel->name : std::string{})});
    }
    return choices;
}

web::RecordForm recommendation_record_form(
    Texts const& texts, Panels const& panels, MeetingsById const& meetings)
{
    web::RecordForm form;
    for (auto const& name : form_recommendation_fields)
        form.fields.push_back({std::string(name), std::string(texts(label_of_recommendation_field(name)))});
    for (auto const& name : step_recommendation_fields)
        form.fields.push_back({std::string(name), std::string(texts(label_of_recommendation_field(name)))});
    form.has_drafts = false;
    form.shown = [&texts, panels, meetings](Fields const& fields, std::string_view name) {
        std::string value(fields.value(name));
        if (name == field::state) {
            auto const state = enum_from<RecommendationState>(value);
            return state ? std::string(texts(label_of(*state))) : value;
        }
        if (name == field::uncertain && value == uncertain_value)
            return std::string(texts("form.uncertain.yes"_msg));
        if (name == field::addressees) {
            std::vector<std::string> names;
            for (auto const& word : fields.values(name)) {
                auto const addressee = enum_from<Addressee>(word);
                names.push_back(addressee ? std::string(texts(label_of(*addressee))) : word);
            }
            return names.empty() ? std::string{} : texts.list(names);
        }
        if (name == field::panel || name == field::group || name == field::owner) {
            auto const* panel = panels.find(panel_numbered(value));
            if (panel != nullptr || value.empty())
                return panel != nullptr ? panel->name : value;
            return std::string(texts("panel.parent.other"_msg)); // this person does not see it
        }
        if (name == field::state_as) {
            auto const as = enum_from<TakenUpAs>(value);
            return as ? std::string(texts(label_of(*as))) : value;
        }
        if (name == field::meeting || name == field::state_meeting) {
            auto const found = meetings.find(meeting_numbered(value).value_or(MeetingId{}));
            if (found != meetings.end())
                return found->second.title + ", " + texts.partial_date(found->second.day.value());
            return value.empty() ? value : std::string(texts("recommendation.meeting.unseen"_msg));
        }
        return value;
    };
    return form;
}

http::Response recommendation_form_page(web::Call const& call, RecommendationFormPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const* seen = page.seen;
    auto frame = seen == nullptr
        ? frame_below_recommendations(call, std::string(texts("recommendation.new"_msg)))
        : frame_below_recommendation(
              call, seen->recommendation,
              std::string(texts("panel.change.title"_msg, {{"name", seen->recommendation.title}})));
    frame.problems = page.problems;
    FormShell const shell{
        .call = call,
        .texts = texts,
        .url = seen == nullptr ? staff_url({recommendations_path, "neu"})
                               : recommendation_url(seen->recommendation.id, "aendern"),
        .version = seen == nullptr ? std::nullopt : std::optional(seen->recommendation.version),
        .form_key = page.form_key,
        .back = seen == nullptr ? recommendations_url() : recommendation_url(seen->recommendation.id),
        .shown_version = page.shown_version};
    FormFields const form(texts, page.fields, page.problems);
    return shell.page(
        frame, [&](Writer& w) { write_recommendation_fields(w, texts, page, form); },
        [&](Writer& w) {
            bool const is_public = seen != nullptr && seen->recommendation.is_public();
            write_effect(
                w, texts,
                is_public ? "recommendation.effect.public"_msg : "recommendation.effect.internal"_msg);
            if (seen != nullptr)
                write_history_card(
                    w, texts,
                    staff_url(
                        {recommendations_path, std::to_string(seen->recommendation.id.value), "aendern",
                         "verlauf"}));
        });
}

namespace {

// Whoever submits reads who is told of it, or that nobody is.
void write_reached(Writer& w, Texts const& texts, StepPage const& page)
{
    auto const& one = page.seen.recommendation;
    if (page.to != RecommendationState::submitted)
        return;
    if (page.reached.people > 0) {
        auto const* panel = one.owner_panel ? page.panels.find(*one.owner_panel) : nullptr;
        auto const unseen
            = one.owner_panel ? std::string(texts("answers.reached.panel"_msg)) : one.owner_office;
        w(R"(<p class="measure">{}</p>)",
          texts(
              "answers.reached"_msg,
              {{"owner", panel != nullptr ? panel->name : unseen},
               {"count", page.reached.people},
               {"days", std::int64_t{told_after_submission.count()}}}));
        return;
    }
    w(R"(<div class="note note--warn"><p>{} <a href="{}">{}</a></p></div>)",
      texts(page.reached.is_named ? "answers.reached.unreachable"_msg : "answers.reached.nobody"_msg),
      recommendation_url(one.id, "aendern"), texts("answers.reached.enter"_msg));
}

// Records that can be chosen; who may edit none reads how it goes without.
void write_taking(Writer& w, Texts const& texts, StepPage const& page, FormFields const& form)
{
    std::vector<web::Choice> choices;
    for (auto const& one : page.taking.first)
        choices.push_back(
            {one.value,
             texts(
                 one.as == TakenUpAs::goal ? "recommendation.taken_up.goal.choice"_msg
                                           : "recommendation.taken_up.measure.choice"_msg,
                 {{"title", one.title}})});
    if (choices.empty())
        w(R"(<p class="mute small">{}</p>)", texts("recommendation.step.records.none"_msg));
    else
        form.write_choices(
            w, step_field::records, "recommendation.step.records"_msg, choices, true,
            "recommendation.step.records.hint"_msg);
    if (page.taking.is_cut)
        w(R"(<p class="mute small">{}</p>)", texts("recommendation.step.records.cut"_msg));
}

}

http::Response step_page(web::Call const& call, StepPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const& one = page.seen.recommendation;
    auto frame = frame_below_recommendation(
        call, one,
        std::string(texts(
            "recommendation.step.title"_msg,
            {{"action", texts(action_of(page.to))}, {"title", full_title_of(one)}})));
    frame.problems = page.problems;
    FormFields const form(texts, page.fields, page.problems);
    auto const asked = asked_of(page.to);
    auto const meetings = choices_of_meetings(page.meetings, page.panels, texts);
    auto const as = choices_among(std::span<TakenUpAs const>(all_taken_up_as), texts);
    return web::staff_page(frame, [&](Writer& w) {
        w(
            R"(<form class="form stack-top" method="post" action="{}" novalidate>{}<input type="hidden" name="fassung" value="{}"><input type="hidden" name="stand" value="{}"><p class="measure">{}</p>{}<div class="sec">{}{}{}{}{}{}{}</div><div class="save">{}<a class="kern-btn kern-btn--tertiary" href="{}"><span class="kern-label">{}</span></a></div></form>)",
            recommendation_url(one.id, "schritt"),
            web::KeptWhileTyping{call, recommendation_url(one.id, "schritt")}, one.version, to_text(page.to),
            texts(page.is_of_conference ? effect_of(page.to) : "recommendation.effect.step"_msg),
            [&](Writer& inner) { write_reached(inner, texts, page); },
            form.day(step_field::day, "recommendation.step.day"_msg, "recommendation.hint.day"_msg),
            form.choice(step_field::meeting, "recommendation.step.meeting"_msg, meetings),
            when(
                asked.taken_up_as,
                [&](Writer& inner) {
                    form.write_choices(
                        inner, step_field::taken_up_as, "recommendation.step.taken_up_as"_msg, as);
                }),
            when(asked.taken_up_as, [&](Writer& inner) { write_taking(inner, texts, page, form); }),
            when(
                asked.until,
                [&](Writer& inner) {
                    inner("{}", form.day(step_field::until, "recommendation.step.until"_msg, {}, false));
                }),
            form.area(step_field::note, "recommendation.step.note"_msg, hint_of_note(page.to), 4),
            when(
                asked.taken_up_as,
                [&](Writer& inner) {
                    inner(
                        "{}",
                        form.text(
                            step_field::link, "recommendation.step.link"_msg, FieldWidth::whole,
                            "meeting.hint.link"_msg));
                }),
            web::SubmitButton{texts(action_of(page.to))}, recommendation_url(one.id), texts("form.back"_msg));
    });
}

http::Response taking_back_question(web::Call const& call, SeenRecommendation const& seen, Step const& last)
{
    auto const& texts = web::staff_texts(call);
    auto const& one = seen.recommendation;
    return web::staff_page(
        frame_below_recommendation(
            call, one,
            std::string(texts(
                "recommendation.take_back.title"_msg,
                {{"state", texts(label_of(last.state))}, {"title", full_title_of(one)}}))),
        [&](Writer& w) {
            w(R"(<div class="stack measure"><p>{}</p><div class="row"><form method="post" action="{}">{}<input type="hidden" name="fassung" value="{}">{}</form><a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a></div></div>)",
              texts(
                  one.is_public() ? "recommendation.take_back.public"_msg
                                  : "recommendation.take_back.internal"_msg),
              recommendation_url(one.id, "zuruecknehmen"), web::FormToken{call}, one.version,
              web::SubmitButton{texts("recommendation.take_back.yes"_msg), "primary grave"},
              recommendation_url(one.id), texts("form.back"_msg));
        });
}

} // namespace kommin::meetings
