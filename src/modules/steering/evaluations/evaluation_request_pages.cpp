#include "modules/steering/evaluations/evaluation_request_pages.hpp"

#include "platform/html/attributes.hpp"
#include "platform/web/form_parts.hpp"
#include "platform/web/page_parts.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/unsaved_entries.hpp"

#include <utility>

namespace kommin::steering {

using html::each;
using html::Url;
using html::when;
using html::Writer;
using i18n::Texts;
using web::FieldWidth;
using web::staff_url;

namespace {

constexpr std::string_view asked_page = "gefragt";

std::vector<web::Choice> languages_of_asked(Texts const& texts, YearNames const& names)
{
    std::vector<web::Choice> choices;
    for (auto const& choice : names.district.tenant.languages)
        choices.push_back(
            {std::string(choice.language.tag()), std::string(texts.language_name(choice.language))});
    return choices;
}

void write_request_button(
    Writer& w, Texts const& texts, EvaluationRequest const& one, std::string_view page, MessageKey label)
{
    w(R"(<form method="post" action="{}"><input type="hidden" name="fassung" value="{}"><button class="kern-btn kern-btn--secondary kern-btn--sm" type="submit"><span class="kern-label">{}<span class="vh">: {}</span></span></button></form>)",
      staff_url(
          {"steuerung", "jahre", std::to_string(one.year.value), "bewertungen", asked_page,
           std::to_string(one.id.value), page}),
      one.version, texts(label), one.evaluator);
}

bool is_answered(EvaluationRequestsPage const& page, EvaluationRequest const& one)
{
    return one.evaluation || (one.view == EvaluationView::self && page.with_own_view.contains(one.measure));
}

std::string answer_of_request(
    web::Call const& call, EvaluationRequestsPage const& page, EvaluationRequest const& one)
{
    auto const& texts = web::staff_texts(call);
    if (is_answered(page, one))
        return std::string(texts("evaluation_request.answered"_msg));
    if (!one.asked_at)
        return std::string(texts("evaluation_request.no_letter"_msg));
    return texts(
        is_behind_its_day(one, call.local_now().date) ? "evaluation_request.late"_msg
                                                      : "evaluation_request.waiting"_msg,
        {{"day", texts.date(call.site.zone->to_local(*one.asked_at).date, i18n::DateStyle::long_)}});
}

void write_request_row(
    Writer& w, web::Call const& call, EvaluationRequestsPage const& page, EvaluationRequest const& one)
{
    auto const& texts = web::staff_texts(call);
    html::Attributes const content{web::content_lang(texts)};
    auto const title = page.titles.find(one.measure);
    bool const is_waiting = page.takes_answers && !is_answered(page, one);
    w(R"(<tr><th scope="row"><a href="{}" {}>{}</a></th><td data-l="{}">{}</td><td data-l="{}"><span {}>{}</span>{}</td><td data-l="{}">{}</td><td data-l="{}">{}</td><td>{}{}</td></tr>)",
      goals::measure_url(one.measure), content, title == page.titles.end() ? std::string("–") : title->second,
      texts("measure_evaluation.field.view"_msg), texts(label_of(one.view)),
      texts("evaluation_request.field.evaluator"_msg), content, one.evaluator,
      when(
          !one.mail.empty(),
          [&](Writer& mail) { mail(R"(<br><span class="small mute">{}</span>)", one.mail); }),
      texts("evaluation_request.field.until"_msg), texts.date(one.until, i18n::DateStyle::long_),
      texts("staff.state"_msg), answer_of_request(call, page, one),
      when(
          is_waiting && !one.mail.empty() && !is_long_over(one, call.local_now().date),
          [&](Writer& button) {
              write_request_button(button, texts, one, "erneut", "evaluation_request.action.again"_msg);
          }),
      when(page.takes_answers, [&](Writer& button) {
          write_request_button(button, texts, one, "entfernen", "evaluation_request.action.stop"_msg);
      }));
}

void write_ask_all(Writer& w, web::Call const& call, EvaluationRequestsPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const url
        = staff_url({"steuerung", "jahre", std::to_string(page.year.id.value), "bewertungen", "alle-fragen"});
    w(R"(<section class="stack" aria-labelledby="alle"><h2 id="alle">{}</h2><p class="measure">{}</p>{}</section>)",
      texts("evaluation_request.all"_msg), texts("evaluation_request.all.text"_msg), [&](Writer& inner) {
          if (page.to_ask.empty()) {
              inner(R"(<p class="mute">{}</p>)", texts("evaluation_request.all.none"_msg));
              return;
          }
          web::FormFields const form(texts, page.fields, page.problems);
          inner(
              R"(<ul class="plain">{}</ul><form class="form" method="post" action="{}" novalidate>{}<input type="hidden" name="stand" value="{}">{}{}</form>)",
              each(
                  page.to_ask,
                  [&](Writer& item, AddressedMeasure const& one) {
                      item(
                          R"(<li><span {}>{}</span> <span class="small mute">{}</span></li>)",
                          html::Attributes{web::content_lang(texts)}, goals::full_title_of(one.measure),
                          one.mail);
                  }),
              url, web::KeptWhileTyping{call, url}, digest_of(page.to_ask),
              form.day(
                  asking_field::until, "evaluation_request.field.until"_msg,
                  "evaluation_request.hint.until"_msg, false),
              web::SubmitButton{
                  texts("evaluation_request.action.all"_msg, {{"count", std::ssize(page.to_ask)}})});
      });
}

}

Url evaluation_requests_url(YearId year)
{
    return staff_url({"steuerung", "jahre", std::to_string(year.value), "bewertungen", asked_page});
}

Url ask_evaluation_url(YearId year, goals::MeasureId measure, EvaluationView view)
{
    return staff_url(
        {"steuerung", "jahre", std::to_string(year.value), "bewertungen", "fragen",
         std::to_string(measure.value), address_of(view)});
}

http::Response evaluation_requests_page(web::Call const& call, EvaluationRequestsPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto frame = frame_below_evaluations(
        call, page.year, page.names,
        texts("evaluation_request.page"_msg, {{"year", std::to_string(page.year.year)}}));
    frame.problems = page.problems;
    frame.is_wide = true;
    return web::staff_page(frame, [&](Writer& w) {
        w(
            R"({}<p class="measure">{}</p>{}{}{})",
            when(
                !page.takes_answers,
                [&](Writer& inner) {
                    inner(
                        R"(<div class="note"><p>{}</p></div>)",
                        texts(
                            page.year.is_closed ? "year.closed.note"_msg
                                                : "evaluation_request.problem.step_over"_msg));
                }),
            texts("evaluation_request.purpose"_msg),
            [&](Writer& inner) {
                if (page.requests.empty()) {
                    inner(R"(<p class="mute">{}</p>)", texts("evaluation_request.none"_msg));
                    return;
                }
                inner(
                    R"(<div class="scroll" role="region" aria-label="{}" tabindex="0"><table class="tbl tbl--stack"><caption class="vh">{}</caption><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col"><span class="vh">{}</span></th></tr></thead><tbody>{}</tbody></table></div>)",
                    texts("evaluation_request.title"_msg), texts("evaluation_request.title"_msg),
                    texts("measure.one"_msg), texts("measure_evaluation.field.view"_msg),
                    texts("evaluation_request.field.evaluator"_msg),
                    texts("evaluation_request.field.until"_msg), texts("staff.state"_msg),
                    texts("panel.change"_msg),
                    each(page.requests, [&](Writer& row, EvaluationRequest const& one) {
                        write_request_row(row, call, page, one);
                    }));
            },
            when(
                page.is_cut,
                [&](Writer& inner) {
                    inner(
                        R"(<p class="mute">{}</p>)",
                        texts("evaluation_request.cut"_msg, {{"most", most_evaluation_requests}}));
                }),
            when(page.takes_answers, [&](Writer& inner) { write_ask_all(inner, call, page); }));
    });
}

http::Response ask_evaluation_page(web::Call const& call, AskEvaluationPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const& year = page.of.year;
    auto frame = frame_below_evaluations(
        call, year, page.names,
        texts(
            "evaluation_request.form"_msg,
            {{"view", texts(label_of(page.view))}, {"measure", goals::full_title_of(page.of.measure)}}));
    frame.problems = page.problems;
    web::FormShell const shell{
        .call = call,
        .texts = texts,
        .url = ask_evaluation_url(year.id, page.of.measure.id, page.view),
        .version = std::nullopt,
        .form_key = page.form_key,
        .back = evaluations_url(year.id),
        .shown_version = {}};
    return shell.page(
        frame,
        [&](Writer& w) {
            web::FormFields const form(texts, page.fields, page.problems);
            auto const languages = languages_of_asked(texts, page.names);
            w(R"({}<div class="sec">{}{}{}{}</div>)", web::RequiredNote{texts},
              form.text(
                  asking_field::evaluator, "evaluation_request.field.evaluator"_msg, FieldWidth::whole,
                  "measure_evaluation.hint.evaluator"_msg, true),
              form.text(
                  asking_field::mail, "evaluation_request.field.mail"_msg, FieldWidth::whole,
                  "evaluation_request.hint.mail"_msg, true),
              form.choice(asking_field::language, "evaluation_request.field.language"_msg, languages),
              form.day(
                  asking_field::until, "evaluation_request.field.until"_msg,
                  "evaluation_request.hint.until"_msg, false));
        },
        [&](Writer& w) { web::write_effect(w, texts, "evaluation_request.effect_of_saving"_msg); });
}

} // namespace kommin::steering
