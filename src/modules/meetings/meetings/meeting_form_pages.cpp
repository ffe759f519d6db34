#include "modules/meetings/meetings/meeting_pages.hpp"
#include "modules/meetings/panels/form_parts.hpp"
#include "platform/i18n/collator.hpp"
#include "platform/i18n/holidays.hpp"
#include "platform/i18n/language.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/unsaved_entries.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace kommin::meetings {

using html::Attributes;
using html::each;
using html::flag;
using html::when;
using html::Writer;
using i18n::Texts;
using records::Fields;
using web::FieldWidth;
using web::staff_url;

namespace {

MessageKey label_of_field(std::string_view field)
{
    if (field == meeting_field::panel)
        return "meeting.field.panel"_msg;
    return field == meeting_field::checklist ? "meeting.field.checklist"_msg
                                             : label_in(all_meeting_fields, field);
}

// Those into which somebody may speak, by name; and those that stand in the fields already.
std::vector<web::Choice> languages_for(Texts const& texts, Fields const& fields)
{
    std::vector<web::Choice> choices;
    for (auto const& language : i18n::known_languages()) {
        if (language.tag() != "de" && language.tag() != "de-simple")
            choices.push_back({std::string(language.tag()), texts.language_name(language)});
    }
    auto const& collator = i18n::Collator::of(texts.language());
    std::ranges::sort(choices, [&](web::Choice const& left, web::Choice const& right) {
        return collator.is_before(left.label, right.label);
    });
    for (auto const& tag : fields.values(meeting_field::interpreters)) {
        if (std::ranges::find(choices, tag, &web::Choice::value) == choices.end())
            choices.push_back({tag, tag});
    }
    return choices;
}

template<class Enum, std::size_t count>
std::vector<web::Choice> choices_of(Texts const& texts, std::array<Enum, count> const& all)
{
    std::vector<web::Choice> choices;
    for (auto const one : all)
        choices.push_back({std::string(to_text(one)), std::string(texts(label_of(one)))});
    return choices;
}

std::vector<web::Choice> panels_for(Panels const& panels)
{
    std::vector<web::Choice> choices;
    for (auto const& panel : panels.all)
        choices.push_back(
            {std::to_string(panel.id.value),
             panel.name + " (" + std::string(panels.owner_name(panel)) + ")"});
    return choices;
}

// The form part by part, as that of one meeting and that of a series have it.
class MeetingFormFields {
public:
    MeetingFormFields(Texts const& texts, Fields const& fields, std::span<Problem const> problems)
        : texts_(texts)
        , fields_(fields)
        , problems_(problems)
        , form_(texts, fields, problems)
    { }

    void write_panel(Writer& w, Panels const& panels) const
    {
        auto choices = panels_for(panels);
        // Otherwise browsers choose the first one, and the panel of a meeting never changes.
        if (std::ranges::find(choices, fields_.value(meeting_field::panel), &web::Choice::value)
            == choices.end())
            choices.insert(choices.begin(), web::Choice{"", std::string(texts_("meeting.choose_panel"_msg))});
        w("{}", form_.choice(meeting_field::panel, label_of_field(meeting_field::panel), choices));
    }
    void write_checklist(Writer& w) const
    {
        std::array const yes{
            web::Choice{std::string(checklist_value), std::string(texts_("meeting.checklist.yes"_msg))}};
        form_.write_choices(
            w, meeting_field::checklist, label_of_field(meeting_field::checklist), yes, true,
            "meeting.hint.checklist"_msg);
    }
    void write_what(Writer& w) const
    {
        w("{}{}",
          form_.text(
              meeting_field::title, label_of_field(meeting_field::title), FieldWidth::whole,
              "meeting.hint.title"_msg, true),
          form_.area(
              meeting_field::purpose, label_of_field(meeting_field::purpose), "meeting.hint.purpose"_msg, 3));
    }
    void write_times(Writer& w) const
    {
        w(R"(<div class="two">{}{}</div>)",
          text(meeting_field::begins, FieldWidth::narrow, "meeting.hint.time"_msg),
          text(meeting_field::ends, FieldWidth::narrow));
    }
    void write_where(Writer& w) const
    {
        w(R"(<div class="sec"><h2>{}</h2>{}{}{}</div>)", texts_("meeting.part.where"_msg),
          text(meeting_field::place, FieldWidth::whole, "meeting.hint.place"_msg),
          text(meeting_field::address, FieldWidth::whole),
          text(meeting_field::link, FieldWidth::whole, "meeting.hint.link"_msg));
    }
    void write_help(Writer& w) const
    {
        auto const languages = languages_for(texts_, fields_);
        auto const childcares = choices_of(texts_, all_childcares);
        w(
            R"(<div class="sec"><h2>{}</h2><details class="more" {}><summary>{}</summary>{}</details>{}{}</div>)",
            texts_("meeting.part.help"_msg), Attributes{flag("open", is_open(meeting_field::interpreters))},
            texts_("meeting.field.interpreters"_msg),
            [&](Writer& fold) {
                form_.write_choices(
                    fold, meeting_field::interpreters, "meeting.hint.interpreters"_msg, languages, true);
            },
            [&](Writer& inner) {
                form_.write_choices(
                    inner, meeting_field::childcare, label_of_field(meeting_field::childcare), childcares);
            },
            text(meeting_field::accessibility, FieldWidth::whole, "meeting.hint.accessibility"_msg));
    }
    void write_budget(Writer& w) const
    {
        w(R"(<div class="sec"><h2>{}</h2><div class="two">{}{}</div></div>)",
          texts_("meeting.part.budget"_msg),
          text(meeting_field::planned, FieldWidth::narrow, "meeting.hint.money"_msg),
          text(meeting_field::spent, FieldWidth::narrow));
    }
    void write_outcome(Writer& w) const
    {
        auto const states = choices_of(texts_, all_meeting_states);
        std::array const yes{
            web::Choice{std::string(approximate_value), std::string(texts_("meeting.approximate.yes"_msg))}};
        w(
            R"(<div class="sec"><h2>{}</h2>{}{}{}{}{}{}</div>)", texts_("meeting.part.outcome"_msg),
            [&](Writer& inner) {
                form_.write_choices(
                    inner, meeting_field::state, label_of_field(meeting_field::state), states);
            },
            text(meeting_field::reason, FieldWidth::whole, "meeting.hint.reason"_msg),
            text(meeting_field::participants, FieldWidth::narrow, "meeting.hint.participants"_msg),
            [&](Writer& inner) {
                form_.write_choices(
                    inner, meeting_field::approximate, label_of_field(meeting_field::approximate), yes, true);
            },
            [&](Writer& inner) { write_share(inner, yes); },
            form_.area(
                meeting_field::results, label_of_field(meeting_field::results), "meeting.hint.results"_msg,
                4));
    }
    void write_visibility(Writer& w) const
    {
        auto const yes = [&](MessageKey label) {
            return std::array{web::Choice{std::string(visible_value), std::string(texts_(label))}};
        };
        auto const visible = yes("meeting.visible.yes"_msg);
        auto const agenda = yes("meeting.agenda.yes"_msg);
        w(
            R"(<div class="sec"><h2>{}</h2>{}{}</div>)", texts_("meeting.part.visible"_msg),
            [&](Writer& inner) {
                form_.write_choices(
                    inner, meeting_field::visible, label_of_field(meeting_field::visible), visible, true,
                    "meeting.hint.visible"_msg);
            },
            [&](Writer& inner) {
                form_.write_choices(
                    inner, meeting_field::agenda, label_of_field(meeting_field::agenda), agenda, true,
                    "meeting.hint.agenda"_msg);
            });
    }
    void write_doubt(Writer& w) const
    {
        w(
            R"(<div class="sec">{}{}</div>)", [&](Writer& inner) { form_.write_doubt(inner); },
            form_.text(meeting_field::source, "form.source"_msg, FieldWidth::whole, "panel.hint.source"_msg));
    }
    [[nodiscard]] FormFields const& form() const { return form_; }

private:
    void write_share(Writer& w, std::span<web::Choice const> yes) const
    {
        auto const field = meeting_field::share_approximate;
        w(
            "{}{}{}", text(meeting_field::share, FieldWidth::narrow, "meeting.hint.share"_msg),
            [&](Writer& inner) { form_.write_choices(inner, field, label_of_field(field), yes, true); },
            text(meeting_field::share_source, FieldWidth::whole, "meeting.hint.share_source"_msg));
    }
    [[nodiscard]] web::TextField text(std::string_view field, FieldWidth width, MessageKey hint = {}) const
    {
        return form_.text(field, label_of_field(field), width, hint);
    }
    // A fold with something in it, or something wrong.
    [[nodiscard]] bool is_open(std::string_view field) const
    {
        return !fields_.values(field).empty()
            || std::ranges::find(problems_, field, &Problem::field) != problems_.end();
    }

    Texts const& texts_;
    Fields const& fields_;
    std::span<Problem const> problems_;
    FormFields form_;
};

void write_effect(Writer& w, Texts const& texts, MessageKey first, MessageKey second)
{
    w(R"(<section class="card" aria-labelledby="wirkung"><h2 id="wirkung">{}</h2><ul class="plain small"><li>{}</li><li>{}</li></ul></section>)",
      texts("form.effect"_msg), texts(first), texts(second));
}

// Holidays and weekends are said, not left out: conferences often meet on a Saturday.
std::string warning_for(Texts const& texts, Date day)
{
    if (auto const holiday = i18n::holiday_in_nrw(day))
        return texts("meeting.series.holiday"_msg, {{"name", texts(*holiday)}});
    auto const weekday = i18n::weekday_of(day);
    bool const is_weekend = weekday == std::chrono::Saturday || weekday == std::chrono::Sunday;
    return is_weekend ? std::string(texts("meeting.series.weekend"_msg)) : std::string{};
}

// What was typed, for the next page: a field for each value.
void write_hidden(Writer& w, Fields const& fields)
{
    for (auto const& [name, values] : fields.all()) {
        if (name == series_field::days)
            continue;
        for (auto const& value : values)
            w(R"(<input type="hidden" name="{}" value="{}">)", name, value);
    }
}

}

web::RecordForm meeting_record_form(Texts const& texts)
{
    auto form = record_form(all_meeting_fields, texts);
    form.shown = [&texts](Fields const& fields, std::string_view name) {
        std::string value(fields.value(name));
        if (name == meeting_field::state)
            return word_of_value<MeetingState>(value, texts);
        if (name == meeting_field::childcare)
            return word_of_value<Childcare>(value, texts);
        if (name == meeting_field::uncertain && value == uncertain_value)
            return std::string(texts("form.uncertain.yes"_msg));
        if (name == meeting_field::visible && value == visible_value)
            return std::string(texts("meeting.visible.yes"_msg));
        if (name == meeting_field::agenda && value == visible_value)
            return std::string(texts("meeting.agenda.yes"_msg));
        if ((name == meeting_field::approximate || name == meeting_field::share_approximate)
            && value == approximate_value)
            return std::string(texts("meeting.approximate.yes"_msg));
        if (name == meeting_field::interpreters) {
            std::vector<std::string> names;
            for (auto const& tag : fields.values(name)) {
                auto const language = i18n::Language::find(tag);
                names.push_back(language ? texts.language_name(*language) : tag);
            }
            return names.empty() ? std::string{} : texts.list(names);
        }
        return value;
    };
    return form;
}

http::Response meeting_form_page(web::Call const& call, MeetingFormPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const* seen = page.seen;
    auto frame = seen == nullptr
        ? frame_below_meetings(call, std::string(texts("meeting.new"_msg)))
        : frame_below_meeting(
              call, seen->meeting,
              std::string(texts("panel.change.title"_msg, {{"name", seen->meeting.title}})));
    frame.problems = page.problems;
    FormShell const shell{
        .call = call,
        .texts = texts,
        .url = seen == nullptr ? new_meeting_url("neu") : meeting_url(seen->meeting.id, "aendern"),
        .version = seen == nullptr ? std::nullopt : std::optional(seen->meeting.version),
        .form_key = page.form_key,
        .back = seen == nullptr ? meetings_url() : meeting_url(seen->meeting.id),
        .shown_version = page.shown_version};
    MeetingFormFields const form(texts, page.fields, page.problems);
    return shell.page(
        frame,
        [&](Writer& w) {
            w(
                R"({}<div class="sec">{}{}{}{}{}</div>)", web::RequiredNote{texts},
                when(seen == nullptr, [&](Writer& inner) { form.write_panel(inner, page.panels); }),
                [&](Writer& inner) { form.write_what(inner); },
                form.form().day(meeting_field::day, "meeting.field.day"_msg, "meeting.hint.day"_msg),
                [&](Writer& inner) { form.write_times(inner); },
                when(seen == nullptr, [&](Writer& inner) { form.write_checklist(inner); }));
            form.write_where(w);
            form.write_help(w);
            form.write_budget(w);
            form.write_outcome(w);
            form.write_visibility(w);
            form.write_doubt(w);
        },
        [&](Writer& w) {
            write_effect(w, texts, "panel.effect.at_once"_msg, "meeting.effect.cancel"_msg);
            if (seen != nullptr)
                write_history_card(
                    w, texts,
                    staff_url({meetings_path, std::to_string(seen->meeting.id.value), "aendern", "verlauf"}));
        });
}

http::Response series_form_page(web::Call const& call, SeriesFormPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto frame = frame_below_meetings(call, std::string(texts("meeting.series.new"_msg)));
    frame.problems = page.problems;
    MeetingFormFields const form(texts, page.fields, page.problems);
    auto const rhythms = choices_of(texts, all_rhythms);
    return web::staff_page(frame, [&](Writer& w) {
        w(
            R"(<div class="cols stack-top"><form class="form" method="post" action="{}" novalidate>{}<input type="hidden" name="schluessel" value="{}">{}<div class="sec">{}{}</div><div class="sec"><h2>{}</h2>{}{}{}{}</div>{}{}<div class="save">{}<a class="kern-btn kern-btn--tertiary" href="{}"><span class="kern-label">{}</span></a></div></form><div class="stack">{}</div></div>)",
            new_meeting_url(series_page), web::KeptWhileTyping{call, new_meeting_url(series_page)},
            page.form_key, web::RequiredNote{texts},
            [&](Writer& inner) { form.write_panel(inner, page.panels); },
            [&](Writer& inner) { form.write_what(inner); }, texts("meeting.part.series"_msg),
            form.form().day(meeting_field::day, "meeting.field.first_day"_msg, MessageKey{}, false),
            form.form().choice(
                series_field::rhythm, "meeting.field.rhythm"_msg, rhythms, "meeting.hint.rhythm"_msg),
            form.form().text(
                series_field::count, "meeting.field.count"_msg, FieldWidth::narrow, "meeting.hint.count"_msg),
            [&](Writer& inner) { form.write_times(inner); }, [&](Writer& inner) { form.write_where(inner); },
            [&](Writer& inner) {
                form.write_help(inner);
                form.write_visibility(inner);
            },
            web::SubmitButton{texts("meeting.series.show"_msg)}, meetings_url(), texts("form.back"_msg),
            [&](Writer& side) {
                write_effect(side, texts, "meeting.series.effect"_msg, "meeting.series.effect.each"_msg);
            });
    });
}

http::Response series_preview_page(web::Call const& call, SeriesFormPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const days = days_of_series(page.fields);
    auto const& ticked = page.fields.values(series_field::days);
    auto frame = frame_below_meetings(call, std::string(texts("meeting.series.days"_msg)));
    frame.state_line = std::string(page.fields.value(meeting_field::title));
    frame.problems = page.problems;
    return web::staff_page(frame, [&](Writer& w) {
        w(
            R"(<form class="form stack-top" method="post" action="{}" novalidate>{}<input type="hidden" name="schluessel" value="{}">{}<p class="measure">{}</p><fieldset id="f-tag" tabindex="-1"><legend>{}</legend><ul class="plain">{}</ul></fieldset><div class="save">{}{}<a class="kern-btn kern-btn--tertiary" href="{}"><span class="kern-label">{}</span></a></div></form>)",
            staff_url({meetings_path, series_page, "anlegen"}), web::FormToken{call}, page.form_key,
            [&](Writer& inner) {
                write_hidden(inner, page.fields);
                inner("{}", web::StillTheSameForm{call});
            },
            texts("meeting.series.lead"_msg), texts("meeting.series.legend"_msg),
            each(
                days,
                [&](Writer& item, Date day) {
                    auto const iso = to_iso(day);
                    auto const warning = warning_for(texts, day);
                    bool const is_ticked
                        = page.problems.empty() || std::ranges::find(ticked, iso) != ticked.end();
                    item(
                        R"(<li><label class="ch"><input type="checkbox" name="tag" value="{}" {}><span>{}</span></label>{}</li>)",
                        iso, Attributes{flag("checked", is_ticked)}, texts.date(day, i18n::DateStyle::full),
                        when(!warning.empty(), [&](Writer& inner) {
                            inner(R"( <span class="st st--warn">{}</span>)", warning);
                        }));
                }),
            web::SubmitButton{texts("meeting.series.plan"_msg)},
            web::SubmitButton{
                texts("meeting.series.back"_msg), "secondary",
                staff_url({meetings_path, series_page, "aendern"})},
            meetings_url(), texts("form.back"_msg));
    });
}

} // namespace kommin::meetings
