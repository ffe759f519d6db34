// The pages of reports: one to be entered in a minute, one that is looked at and decided about.

#include "modules/goals/goals/permissions.hpp"
#include "modules/goals/measures/figure_pages.hpp"
#include "modules/goals/measures/figure_words.hpp"
#include "modules/goals/measures/measure_pages.hpp"
#include "platform/base/text.hpp"
#include "platform/web/form_parts.hpp"
#include "platform/web/page_parts.hpp"
#include "platform/web/unsaved_entries.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace kommin::goals {

using html::each;
using html::when;
using html::Writer;
using i18n::Texts;
using web::FieldWidth;

namespace {

constexpr std::string_view photo_types = "image/jpeg,image/png,image/webp";

std::string expected_on_day(Texts const& texts, SeenFigure const& of, Date day)
{
    auto const expected = shown_expectation(texts, way_of(of.figure, of.measure), day);
    return expected.empty() ? expected : expected + ' ' + of.figure.unit;
}

// What somebody has asked and nobody has answered.
void write_questions(Writer& w, Texts const& texts, ReportFormPage const& page)
{
    std::vector<Report> open;
    std::ranges::copy_if(page.reports, std::back_inserter(open), [&](Report const& one) {
        return is_unanswered(page.reports, one);
    });
    if (open.empty())
        return;
    w(R"(<section class="card" aria-labelledby="fragen"><h2 id="fragen">{}</h2><ul class="plain small">{}</ul></section>)",
      texts("report.questions"_msg), each(open, [&](Writer& item, Report const& one) {
          item(
              "<li>{}<br>{}</li>",
              texts(
                  "report.questioned"_msg,
                  {{"value", value_with_unit(texts, page.of.figure, one.value)},
                   {"day", numeric_day(texts, one.day)}}),
              one.question);
      }));
}

// Beside the form: what was reported last, and what is expected.
void write_beside(Writer& w, web::Call const& call, ReportFormPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const today = call.local_now().date;
    auto const& one = page.of.figure;
    auto const* last = latest_confirmed(page.reports, today);
    w(
        R"({}<section class="card" aria-labelledby="bisher"><h2 id="bisher">{}</h2><dl class="dl small">{}{}{}{}</dl><p class="small mute">{}</p></section>)",
        [&](Writer& inner) { write_questions(inner, texts, page); }, texts("report.so_far"_msg),
        [&](Writer& inner) {
            web::write_fact(
                inner, texts("report.last"_msg),
                last == nullptr
                    ? std::string(texts("report.last.none"_msg))
                    : value_with_unit(texts, one, last->value) + " (" + numeric_day(texts, last->day) + ')');
        },
        [&](Writer& inner) {
            web::write_fact(
                inner, texts("figure.expected.today"_msg), expected_on_day(texts, page.of, today));
        },
        [&](Writer& inner) {
            web::write_fact(inner, texts("figure.field.baseline"_msg), shown_baseline(texts, one));
        },
        [&](Writer& inner) {
            web::write_fact(inner, texts("figure.field.target"_msg), shown_target(texts, one));
        },
        texts("figure.way.rule"_msg, {{"rule", rule_of(texts, one, way_of(one, page.of.measure))}}));
}

// Only where that day has a value already.
void write_replacing(Writer& w, Texts const& texts, ReportFormPage const& page, web::FormFields const& form)
{
    auto const day = parse_typed_date(page.fields.value(report_field::day));
    auto const* holds = day ? confirmed_of(page.reports, *day) : nullptr;
    if (holds == nullptr)
        return;
    std::array const yes{web::Choice{
        std::string(replaces_value),
        texts("report.replaces.yes"_msg, {{"value", value_with_unit(texts, page.of.figure, holds->value)}})}};
    form.write_choices(w, report_field::replaces, "report.field.replaces"_msg, yes, true);
}

void write_report_fields(Writer& w, Texts const& texts, ReportFormPage const& page)
{
    web::FormFields const form(texts, page.fields, page.problems);
    auto const& one = page.of.figure;
    auto value
        = form.text(report_field::value, "report.field.value"_msg, FieldWidth::narrow, MessageKey{}, true);
    value.input_mode = "decimal";
    auto const unit = texts(
        one.target_kind == TargetKind::increase ? "report.hint.value_added"_msg : "report.hint.value"_msg,
        {{"unit", one.unit}});
    value.note = [&unit](Writer& inner) { inner("{}", unit); };
    w(
        R"({}<div class="sec">{}{}{}{}{}{}</div>)", web::RequiredNote{texts}, value,
        form.day(report_field::day, "report.field.day"_msg, "report.hint.day"_msg, false),
        [&](Writer& inner) { write_replacing(inner, texts, page, form); },
        form.text(
            report_field::source, "report.field.source"_msg, FieldWidth::whole, "report.hint.source"_msg,
            true),
        form.text(
            report_field::remark, "report.field.remark"_msg, FieldWidth::whole, "report.hint.remark"_msg),
        web::FileField{
            .texts = texts,
            .label = "report.field.photo"_msg,
            .accept = photo_types,
            .problems = page.problems,
            .hint = "report.hint.photo"_msg,
            .limit = std::to_string(images::largest_picture >> 20U)});
}

// Beside what was reported, for people at work; whoever looks after the measure can take it away.
void write_photo(Writer& w, web::Call const& call, ReportPage const& page, bool may_edit)
{
    if (!page.photo)
        return;
    auto const& texts = web::staff_texts(call);
    auto const& [report, figure, measure] = page.seen;
    w(R"(<figure><img src="{}" width="{}" height="{}" alt="{}" loading="lazy"><figcaption class="small mute">{}</figcaption></figure>{})",
      report_url(measure.id, report.id, "foto"), page.photo->width, page.photo->height,
      texts("report.photo.alt"_msg, {{"name", figure.name}, {"day", numeric_day(texts, report.day)}}),
      texts("report.photo.note"_msg), when(may_edit, [&](Writer& inner) {
          inner(
              R"(<form method="post" action="{}">{}{}</form>)", erase_photo_url(measure.id, report.id),
              web::FormToken{call}, web::SubmitButton{texts("report.photo.erase"_msg), "secondary"});
      }));
}

void write_who_and_when(
    Writer& w, web::Call const& call, MessageKey label, std::string const& who, Instant at)
{
    auto const& texts = web::staff_texts(call);
    w("<dt>{}</dt><dd>{}, {}</dd>", texts(label), who, texts.date_time(call.site.zone->to_local(at)));
}

void write_report_facts(Writer& w, web::Call const& call, ReportPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const& [report, figure, measure] = page.seen;
    auto const mark = mark_of(report.state, texts);
    auto const expected = expected_on_day(texts, {figure, measure}, report.day);
    auto const& name = figure.name;
    auto const value = value_with_unit(texts, figure, report.value);
    auto const day = texts.date(report.day, i18n::DateStyle::long_);
    auto const fact = [&](MessageKey label, std::string_view words) {
        return [&texts, label, words](Writer& inner) { web::write_fact(inner, texts(label), words); };
    };
    w(
        R"(<dl class="dl"><dt>{}</dt><dd><span class="{}">{}</span></dd>{}{}{}{}{}{}{}{}{}{}</dl>)",
        texts("staff.state"_msg), mark.shape, mark.text, fact("figure.one"_msg, name),
        fact("report.field.value"_msg, value), fact("report.field.day"_msg, day),
        fact("report.expected"_msg, expected), fact("report.field.source"_msg, report.source),
        fact("report.field.remark"_msg, report.remark),
        [&](Writer& inner) {
            write_who_and_when(
                inner, call, "report.by"_msg, who_reported(texts, page.authors, report), report.reported_at);
        },
        fact("report.field.question"_msg, report.question), fact("report.field.reason"_msg, report.reason),
        when(report.decided_at.has_value(), [&](Writer& inner) {
            write_who_and_when(
                inner, call, "report.decided"_msg,
                web::name_of(page.authors, report.decided_by, web::staff_texts(call)), *report.decided_at);
        }));
}

// What confirming it does to what is confirmed of that day.
void write_rival(Writer& w, Texts const& texts, ReportPage const& page)
{
    auto const& report = page.seen.report;
    auto const* holds = confirmed_of(page.reports, report.day);
    if (holds == nullptr || holds->id == report.id || report.state == ReportState::withdrawn)
        return;
    bool const will_hold = report.state != ReportState::confirmed
        && std::pair(holds->reported_at, holds->id.value) < std::pair(report.reported_at, report.id.value);
    w(R"(<div class="note note--warn"><p>{}</p></div>)",
      texts(
          will_hold ? "report.rival.will_hold"_msg : "report.rival.holds"_msg,
          {{"value", value_with_unit(texts, page.seen.figure, holds->value)},
           {"day", numeric_day(texts, report.day)}}));
}

MessageKey hint_of(DecisionPage const& page)
{
    if (page.decision != Decision::question)
        return "report.hint.reason"_msg;
    if (!page.seen.report.by_link)
        return "report.hint.question"_msg;
    return page.question_mail.empty() ? "report.hint.question_by_link"_msg
                                      : "report.hint.question_by_letter"_msg;
}

// Whether whoever has no account can answer what was asked; for whoever has asked.
void write_question_letter(Writer& w, web::Call const& call, ReportPage const& page)
{
    auto const& report = page.seen.report;
    if (!report.by_link)
        return;
    auto const& texts = web::staff_texts(call);
    if (!report.question_letter_at || page.question_mail.empty())
        w(R"(<div class="note note--warn"><p>{}</p></div>)", texts("report.question.no_letter"_msg));
    else
        w(R"(<p class="small">{}</p>)",
          texts(
              "report.question.by_letter"_msg,
              {{"mail", page.question_mail},
               {"day",
                texts.date(
                    call.site.zone->to_local(*report.question_letter_at).date, i18n::DateStyle::long_)}}));
}

void write_decisions(Writer& w, web::Call const& call, ReportPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const& report = page.seen.report;
    auto const url = [&](std::string_view part) { return report_url(page.seen.measure.id, report.id, part); };
    bool const is_new = report.state == ReportState::reported;
    bool const is_open = is_new || report.state == ReportState::questioned;
    w(R"({}<div class="row">{}{}{}</div>)",
      when(
          is_open,
          [&](Writer& inner) {
              inner(
                  R"(<p class="small">{}</p>)",
                  texts(
                      page.seen.measure.public_since ? "report.confirm.public"_msg
                                                     : "report.confirm.not_public"_msg));
          }),
      when(
          is_open,
          [&](Writer& inner) {
              inner(
                  R"(<form method="post" action="{}">{}<input type="hidden" name="{}" value="{}">{}</form>)",
                  url("bestaetigung"), web::FormToken{call}, seen_state_field, to_text(report.state),
                  web::SubmitButton{texts("report.confirm"_msg)});
          }),
      when(
          is_new,
          [&](Writer& inner) {
              inner(
                  R"(<a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a>)",
                  url("frage"), texts("report.ask"_msg));
          }),
      when(report.state != ReportState::withdrawn, [&](Writer& inner) {
          inner(
              R"(<a class="kern-btn kern-btn--tertiary" href="{}"><span class="kern-label">{}</span></a>)",
              url("zurueckziehen"), texts("report.withdraw"_msg));
      }));
}

}

std::string who_reported(Texts const& texts, web::Authors const& authors, Report const& report)
{
    return report.by_link ? std::string(texts("report.by_link"_msg))
                          : web::name_of(authors, report.reported_by, texts);
}

http::Response report_form_page(web::Call const& call, ReportFormPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const& [figure, measure] = page.of;
    auto frame = frame_below_measure(call, measure, texts("report.title"_msg, {{"name", figure.name}}));
    frame.problems = page.problems;
    auto const url = figure_url(measure.id, figure.id, "bericht");
    return web::staff_page(frame, [&](Writer& w) {
        w(
            R"(<div class="cols stack-top"><form class="form" method="post" action="{}" enctype="multipart/form-data" novalidate>{}<input type="hidden" name="schluessel" value="{}">{}<div class="save">{}<a class="kern-btn kern-btn--tertiary" href="{}"><span class="kern-label">{}</span></a></div></form><div class="stack">{}</div></div>)",
            url, web::FormToken{call}, page.form_key,
            [&](Writer& inner) { write_report_fields(inner, texts, page); },
            web::SubmitButton{texts("report.save"_msg)}, measure_url(measure.id), texts("form.back"_msg),
            [&](Writer& inner) { write_beside(inner, call, page); });
    });
}

http::Response report_page(web::Call const& call, ReportPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const& [report, figure, measure] = page.seen;
    auto frame = frame_below_measure(
        call, measure,
        texts("report.page.title"_msg, {{"name", figure.name}, {"day", numeric_day(texts, report.day)}}));
    frame.problems = page.problems;
    auto const actor = call.actor();
    bool const may_edit = actor.may(edit_measures, measure.owner());
    bool const is_asked = is_unanswered(page.reports, report);
    return web::staff_page(frame, [&](Writer& w) {
        w(
            R"(<div class="stack">{}{}{}{}{}{}{}<p><a href="{}">{}</a></p>{}</div>)",
            [&](Writer& inner) { web::write_not_stored(inner, texts, page.not_stored); },
            [&](Writer& inner) { write_report_facts(inner, call, page); },
            [&](Writer& inner) { write_photo(inner, call, page, may_edit); },
            [&](Writer& inner) { write_rival(inner, texts, page); },
            when(
                is_asked,
                [&](Writer& inner) {
                    inner(
                        R"(<p><a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a></p>)",
                        figure_url(measure.id, figure.id, "bericht"), texts("report.answer"_msg));
                }),
            when(is_asked && may_edit, [&](Writer& inner) { write_question_letter(inner, call, page); }),
            when(may_edit, [&](Writer& inner) { write_decisions(inner, call, page); }),
            measure_url(measure.id), texts("report.to_measure"_msg), page.life);
    });
}

http::Response decision_page(web::Call const& call, DecisionPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const& [report, figure, measure] = page.seen;
    bool const asks = page.decision == Decision::question;
    auto frame = frame_below_measure(
        call, measure,
        texts(
            asks ? "report.ask.title"_msg : "report.withdraw.title"_msg,
            {{"value", value_with_unit(texts, figure, report.value)},
             {"day", numeric_day(texts, report.day)}}));
    frame.problems = page.problems;
    auto const url = report_url(measure.id, report.id, asks ? "frage" : "zurueckziehen");
    return web::staff_page(frame, [&](Writer& w) {
        w(R"(<form class="form measure" method="post" action="{}" novalidate>{}<input type="hidden" name="{}" value="{}">{}{}<div class="save">{}<a class="kern-btn kern-btn--tertiary" href="{}"><span class="kern-label">{}</span></a></div></form>)",
          url, web::KeptWhileTyping{call, url}, seen_state_field, to_text(report.state),
          when(
              asks && !page.question_mail.empty(),
              [&](Writer& inner) {
                  inner(
                      R"(<input type="hidden" name="{}" value="{}"><p>{}</p>)", by_letter_field,
                      by_letter_value, texts("report.question.to"_msg, {{"mail", page.question_mail}}));
              }),
          web::TextArea{
              .texts = texts,
              .name = asks ? report_field::question : report_field::reason,
              .label = asks ? "report.field.question"_msg : "report.field.reason"_msg,
              .value = page.typed,
              .problems = page.problems,
              .hint = hint_of(page),
              .rows = 3,
              .is_required = true,
              .language = web::language_of_content(texts)},
          web::SubmitButton{
              texts(asks ? "report.ask"_msg : "report.withdraw.yes"_msg), asks ? "primary" : "primary grave"},
          report_url(measure.id, report.id), texts("form.back"_msg));
    });
}

} // namespace kommin::goals
