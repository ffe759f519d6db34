// The form of an evaluation: five questions, each a group of choices, and two fields for words.

#include "modules/meetings/evaluation/evaluation_form_page.hpp"

#include "modules/meetings/evaluation/evaluation_letters.hpp"
#include "modules/meetings/meetings/meeting_texts.hpp"
#include "platform/html/attributes.hpp"
#include "platform/web/public_form.hpp"

#include <algorithm>
#include <utility>

namespace kommin::meetings {

using html::attribute;
using html::Attributes;
using html::each;
using html::flag;
using html::when;
using html::Writer;
using web::Visit;

namespace {

constexpr std::string_view thanks_path = "danke";

std::string path_of(Evaluation const& evaluation)
{
    auto path = std::string(conference_path) + '/' + evaluation.slug + '/';
    path += evaluation_path;
    return path;
}

class EvaluationFields {
public:
    EvaluationFields(Visit const& visit, EvaluationFormPage const& page)
        : visit_(visit)
        , texts_(visit.texts)
        , page_(page)
    { }

    void write(Writer& w) const
    {
        w(R"(<form class="km-form km-stack" method="post" action="{}" novalidate>{}{}{}<p class="km-small">{}</p><div class="km-actions"><button class="kern-btn kern-btn--primary" type="submit"><span class="kern-label">{}</span></button></div></form>)",
          evaluation_url(visit_, page_.evaluation), web::PublicFormFields{page_.key},
          each(all_questions, [&](Writer& inner, Question question) { write_question(inner, question); }),
          each(all_text_kinds, [&](Writer& inner, TextKind kind) { write_text(inner, kind); }),
          texts_("evaluation.privacy"_msg), texts_("evaluation.send"_msg));
    }

private:
    [[nodiscard]] std::string problem_at(std::string_view field) const
    {
        auto const found = std::ranges::find(page_.problems, field, &Problem::field);
        return found == page_.problems.end() ? std::string{} : i18n::text_of(*found, texts_);
    }
    static void write_problem(Writer& w, std::string const& id, std::string const& problem)
    {
        if (!problem.empty())
            w(R"(<p class="km-error" id="{}">{}</p>)", id + "-fehler", problem);
    }

    void write_question(Writer& w, Question question) const
    {
        std::string const name(to_text(question));
        auto const problem = problem_at(name);
        w(
            R"(<fieldset class="{}" {}><legend>{}</legend>{}{}</fieldset>)",
            problem.empty() ? "km-fieldset" : "km-fieldset km-field--error",
            Attributes{attribute("aria-describedby", "f-" + name + "-fehler", !problem.empty())},
            texts_(label_of(question)), [&](Writer& inner) { write_problem(inner, "f-" + name, problem); },
            [&](Writer& inner) {
                for (int choice = 1; choice <= choices_of(question); ++choice)
                    write_choice(inner, question, std::to_string(choice), texts_(label_of(question, choice)));
                // None is required, and whoever has chosen one can take that back.
                write_choice(
                    inner, question, std::string(left_open), texts_("evaluation.choice.left_open"_msg));
            });
    }
    // The summary of problems leads to the first one. The others have short names: there are two dozen, and
    // the page has to be small.
    void write_choice(Writer& w, Question question, std::string const& value, std::string_view label) const
    {
        auto const name = to_text(question);
        auto const id = value == "1" ? "f-" + std::string(name)
                                     : 'f' + std::to_string(static_cast<int>(question)) + value;
        auto const& chosen = page_.entries.choice(question);
        bool const is_chosen = chosen.empty() ? value == left_open : value == chosen;
        w(R"(<div class="km-check"><input type="radio" id="{}" name="{}" value="{}" {}><label for="{}">{}</label></div>)",
          id, name, value, Attributes{flag("checked", is_chosen)}, id, label);
    }

    void write_text(Writer& w, TextKind kind) const
    {
        std::string const name(to_text(kind));
        auto const problem = problem_at(name);
        auto const id = "f-" + name;
        auto const described = (problem.empty() ? std::string{} : id + "-fehler ") + id + "-hinweis";
        w(
            R"(<div class="{}"><label class="kern-label" for="{}">{}</label><p class="km-hint" id="{}">{}</p>{}<textarea class="kern-form-input__input" id="{}" name="{}" rows="4" dir="auto" aria-describedby="{}" {}>{}</textarea></div>)",
            problem.empty() ? "kern-form-input" : "kern-form-input km-field--error", id,
            texts_(label_of(kind)), id + "-hinweis",
            texts_("evaluation.text.hint"_msg, {{"limit", longest_evaluation_text}}),
            [&](Writer& inner) { write_problem(inner, id, problem); }, id, name, described,
            Attributes{attribute("aria-invalid", "true", !problem.empty())}, page_.entries.text(kind));
    }

    Visit const& visit_;
    i18n::Texts const& texts_;
    EvaluationFormPage const& page_;
};

web::PublicFrame form_frame(Visit const& visit, std::string title, std::string path)
{
    auto frame = visit.frame(std::move(title), std::move(path), "");
    frame.is_indexable = false;
    frame.foot = {};
    return frame;
}

std::string title_of(Visit const& visit, Meeting const& meeting)
{
    return visit.texts("evaluation.title"_msg, {{"title", told_in_sentence(visit, title_text(meeting))}});
}

void write_way_to_session(Writer& w, Visit const& visit, Meeting const& meeting)
{
    if (meeting.is_public)
        w(R"(<p><a href="{}">{}</a></p>)", visit.url({conference_path, meeting.slug}),
          visit.texts("evaluation.session"_msg));
}

}

html::Url evaluation_url(Visit const& visit, Evaluation const& evaluation)
{
    return visit.url({conference_path, evaluation.slug, evaluation_path});
}

html::Url evaluation_thanks_url(Visit const& visit, Evaluation const& evaluation)
{
    return visit.url({conference_path, evaluation.slug, evaluation_path, thanks_path});
}

http::Response evaluation_form_page(Visit const& visit, http::Status status, EvaluationFormPage const& page)
{
    auto const& texts = visit.texts;
    auto const title = title_of(visit, page.meeting);
    auto shown = title;
    if (!page.problems.empty())
        shown = texts("form.error_title"_msg, {{"title", title}});
    auto answer = visit.page(form_frame(visit, shown, path_of(page.evaluation)), [&](Writer& w) {
        w(R"(<div class="km-wrap km-main km-stack km-prose"><h1>{}</h1>{}<p class="km-lead">{}</p>{}<p>{}</p>{}</div>)",
          title, web::FormTrouble{texts, page.problems}, texts("evaluation.lead"_msg), web::NoteOfPage{visit},
          texts(
              "evaluation.until"_msg,
              {{"day", texts.date(page.evaluation.closes_on, i18n::DateStyle::long_)}}),
          [&](Writer& inner) { EvaluationFields(visit, page).write(inner); });
    });
    answer.set_status(status);
    return std::move(answer).no_store();
}

http::Response no_evaluation_page(
    Visit const& visit, Evaluation const& evaluation, Meeting const& meeting, EvaluationPhase phase)
{
    auto const title = title_of(visit, meeting);
    auto answer = visit.page(form_frame(visit, title, path_of(evaluation)), [&](Writer& w) {
        w(R"(<div class="km-wrap km-main km-stack km-prose"><h1>{}</h1><p class="km-lead">{}</p>{}{}</div>)",
          title,
          visit.texts(
              phase == EvaluationPhase::early ? "evaluation.early.text"_msg : "evaluation.over.text"_msg),
          web::NoteOfPage{visit}, [&](Writer& inner) { write_way_to_session(inner, visit, meeting); });
    });
    return std::move(answer).no_store();
}

http::Response evaluation_thanks_page(
    Visit const& visit, Evaluation const& evaluation, Meeting const& meeting)
{
    auto const& texts = visit.texts;
    auto frame = form_frame(
        visit, std::string(texts("evaluation.thanks.title"_msg)), path_of(evaluation) + "/danke");
    auto answer = visit.page(frame, [&](Writer& w) {
        w(R"(<div class="km-wrap km-main km-stack km-prose"><h1>{}</h1><p class="km-lead">{}</p>{}</div>)",
          texts("evaluation.thanks.title"_msg), texts("evaluation.thanks.text"_msg),
          [&](Writer& inner) { write_way_to_session(inner, visit, meeting); });
    });
    return std::move(answer).no_store();
}

void write_result(
    Writer& w, i18n::Texts const& texts, QuestionResult const& result, std::string_view table_class)
{
    if (result.given.empty()) {
        w("<p><strong>{}</strong><br>{}</p>", texts(label_of(result.question)),
          texts("evaluation.results.few"_msg));
        return;
    }
    auto const all = result.answered();
    w(R"(<table {}><caption>{}</caption><thead><tr><th scope="col">{}</th><th scope="col">{}</th></tr></thead><tbody>{}</tbody></table>)",
      Attributes{attribute("class", table_class, !table_class.empty())}, texts(label_of(result.question)),
      texts("evaluation.results.answer"_msg), texts("evaluation.results.count"_msg),
      each(result.given, [&](Writer& row, std::int64_t given, std::size_t index) {
          row(R"(<tr><th scope="row">{}</th><td>{} <meter value="{}" max="{}" aria-hidden="true"></meter></td></tr>)",
              texts(label_of(result.question, static_cast<int>(index) + 1)), texts.number(given), given, all);
      }));
}

} // namespace kommin::meetings
