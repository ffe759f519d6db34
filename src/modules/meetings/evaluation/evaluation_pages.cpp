#include "modules/meetings/evaluation/evaluation_pages.hpp"

#include "modules/meetings/evaluation/evaluation_form_page.hpp"
#include "modules/meetings/evaluation/evaluation_letters.hpp"
#include "modules/meetings/meetings/meeting_pages.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/staff_frame.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <string>
#include <utility>

namespace kommin::meetings {

using html::each;
using html::Url;
using html::when;
using html::Writer;
using i18n::Texts;

namespace {

constexpr std::string_view yes = "ja";

Url page_url(MeetingId meeting, std::string_view below = {})
{
    if (below.empty())
        return meeting_url(meeting, evaluation_path);
    return web::staff_url({meetings_path, std::to_string(meeting.value), evaluation_path, below});
}

std::string day_of(Texts const& texts, Date day)
{
    return texts.date(day, i18n::DateStyle::long_);
}

// Where the form stands, to be told to whoever was there.
void write_address(Writer& w, web::Call const& call, Evaluation const& evaluation)
{
    auto const& texts = web::staff_texts(call);
    auto const address = Url::local(
        "/de/" + std::string(conference_path) + '/' + evaluation.slug + '/' + std::string(evaluation_path));
    w(R"(<p>{} <a href="{}">{}</a></p>)", texts("evaluation.desk.address"_msg), address.value(),
      call.site.base_url + std::string(address->text()));
}

void write_form(Writer& w, web::Call const& call, EvaluationPage const& page)
{
    auto const& texts = web::staff_texts(call);
    bool const is_new = !page.evaluation;
    bool const is_open = is_new || page.evaluation->state == EvaluationState::open;
    std::array const choices{
        web::Choice{std::string(yes), std::string(texts("evaluation.desk.show.yes"_msg))}};
    std::vector<std::string> chosen;
    if (page.form.shows_results)
        chosen.emplace_back(yes);
    w(R"(<form class="form" method="post" action="{}" novalidate>{}<input type="hidden" name="fassung" value="{}"><div class="sec">{}{}</div><div class="save">{}</div></form>)",
      page_url(page.seen.meeting.id), web::FormToken{call}, page.form.version,
      when(
          is_open,
          [&](Writer& inner) {
              inner(
                  "{}",
                  web::DateField{
                      texts, "last_day", "evaluation.desk.last_day"_msg, page.form.last_day, page.problems,
                      "evaluation.desk.last_day.hint"_msg});
          }),
      web::ChoiceGroup{
          .texts = texts,
          .name = "shows_results",
          .legend = "evaluation.desk.show"_msg,
          .choices = choices,
          .values = chosen,
          .is_multiple = true,
          .problems = page.problems,
          .hint = "evaluation.desk.show.hint"_msg},
      web::SubmitButton{texts(is_new ? "evaluation.desk.open"_msg : "evaluation.desk.save"_msg)});
}

void write_open(Writer& w, web::Call const& call, EvaluationPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const& evaluation = *page.evaluation;
    w(
        R"(<section class="stack" aria-labelledby="offen"><h2 id="offen">{}</h2><p>{}</p>{}<p class="mute">{}</p>{}</section>)",
        texts("evaluation.desk.is_open"_msg), forms_of(texts, evaluation),
        [&](Writer& inner) { write_address(inner, call, evaluation); },
        texts("evaluation.desk.nothing_shown"_msg),
        [&](Writer& inner) {
            write_form(inner, call, page);
            inner(
                R"(<p><a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a></p>)",
                page_url(page.seen.meeting.id, "beenden"), texts("evaluation.desk.close"_msg));
        });
}

void write_texts_of(Writer& w, web::Call const& call, EvaluationPage const& page, TextKind kind)
{
    auto const& texts = web::staff_texts(call);
    std::vector<EvaluationText> of_kind;
    std::ranges::copy_if(page.texts, std::back_inserter(of_kind), [kind](EvaluationText const& one) {
        return one.kind == kind;
    });
    w("<h3>{}</h3>{}{}", texts(label_of(kind)),
      when(
          of_kind.empty(),
          [&](Writer& inner) {
              inner(R"(<p class="mute">{}</p>)", texts("evaluation.desk.texts.none"_msg));
          }),
      when(!of_kind.empty(), [&](Writer& inner) {
          inner(
              R"(<ul class="stack">{}</ul>)", each(of_kind, [&](Writer& item, EvaluationText const& one) {
                  item(
                      R"(<li><p dir="auto">{}</p><form method="post" action="{}">{}<input type="hidden" name="nummer" value="{}">{}</form></li>)",
                      one.text, page_url(page.seen.meeting.id, "streichen"), web::FormToken{call}, one.number,
                      web::SubmitButton{texts("evaluation.desk.strike"_msg), "tertiary"});
              }));
      }));
}

void write_texts(Writer& w, web::Call const& call, EvaluationPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const erased_on = page.evaluation->closed_on.value() + keep_evaluation_texts;
    w(R"(<section class="stack" aria-labelledby="worte"><h2 id="worte">{}</h2><p class="mute">{}</p>{}</section>)",
      texts("evaluation.desk.texts"_msg),
      texts("evaluation.desk.texts.hint"_msg, {{"day", day_of(texts, erased_on)}}),
      each(all_text_kinds, [&](Writer& inner, TextKind kind) { write_texts_of(inner, call, page, kind); }));
}

void write_closed(Writer& w, web::Call const& call, EvaluationPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const& evaluation = *page.evaluation;
    w(
        R"(<section class="stack" aria-labelledby="ergebnisse"><h2 id="ergebnisse">{}</h2><p>{}</p>{}</section>{}{})",
        texts("evaluation.results"_msg), forms_of(texts, evaluation),
        [&](Writer& inner) {
            if (!evaluation.has_results())
                inner("<p>{}</p>", texts("evaluation.results.too_few"_msg));
            for (auto const& result : page.results)
                write_result(inner, texts, result, "tbl");
        },
        [&](Writer& inner) { write_form(inner, call, page); },
        when(evaluation.has_results(), [&](Writer& inner) { write_texts(inner, call, page); }));
}

std::string state_of(Texts const& texts, EvaluationPage const& page)
{
    auto line = page.seen.panel.name + " · " + when_of(page.seen.meeting, texts);
    if (page.evaluation)
        line += " · "
            + (page.evaluation->state == EvaluationState::open
                   ? texts("evaluation.desk.until"_msg, {{"day", day_of(texts, page.evaluation->closes_on)}})
                   : texts(
                         "evaluation.desk.closed_on"_msg,
                         {{"day", day_of(texts, page.evaluation->closed_on.value())}}));
    return line;
}

}

std::string forms_of(Texts const& texts, Evaluation const& evaluation)
{
    if (evaluation.state == EvaluationState::closed)
        return texts("evaluation.desk.filled"_msg, {{"count", evaluation.filled}});
    return std::string(texts(
        evaluation.filled < fewest_forms ? "evaluation.desk.filled.few"_msg
                                         : "evaluation.desk.filled.enough"_msg));
}

http::Response evaluation_page(web::Call const& call, EvaluationPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto frame
        = frame_below_meeting(call, page.seen.meeting, std::string(texts("evaluation.desk.title"_msg)));
    frame.problems = page.problems;
    frame.state_line = state_of(texts, page);
    return web::staff_page(frame, [&](Writer& w) {
        w(R"(<div class="stack">{}</div>)", [&](Writer& inner) {
            if (page.evaluation) {
                if (page.evaluation->state == EvaluationState::open)
                    write_open(inner, call, page);
                else
                    write_closed(inner, call, page);
                return;
            }
            inner("<p>{}</p>", texts("evaluation.desk.purpose"_msg));
            if (page.can_be_evaluated)
                write_form(inner, call, page);
            else
                inner(R"(<p class="mute">{}</p>)", texts("evaluation.problem.nobody"_msg));
        });
    });
}

http::Response closing_question(web::Call const& call, SeenMeeting const& seen, Evaluation const& evaluation)
{
    auto const& texts = web::staff_texts(call);
    auto const frame
        = frame_below_meeting(call, seen.meeting, std::string(texts("evaluation.desk.close.title"_msg)));
    return web::staff_page(frame, [&](Writer& w) {
        w(R"(<div class="stack measure"><p>{}</p><p>{}</p><div class="row"><form method="post" action="{}">{}{}</form><a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a></div></div>)",
          forms_of(texts, evaluation),
          texts(
              evaluation.filled < fewest_forms ? "evaluation.desk.close.few"_msg
                                               : "evaluation.desk.close.text"_msg),
          page_url(seen.meeting.id, "beenden"), web::FormToken{call},
          web::SubmitButton{texts("evaluation.desk.close.yes"_msg), "primary grave"},
          page_url(seen.meeting.id), texts("form.back"_msg));
    });
}

} // namespace kommin::meetings
