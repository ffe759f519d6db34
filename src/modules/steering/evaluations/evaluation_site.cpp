#include "modules/steering/evaluations/evaluation_site.hpp"

#include "modules/steering/evaluations/evaluation_link.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/html/attributes.hpp"
#include "platform/web/public_form.hpp"
#include "platform/web/shown_text.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::steering {

using html::attribute;
using html::Attributes;
using html::each;
using html::when;
using html::Writer;
using records::Fields;
using web::InLanguage;
using web::Visit;

namespace {

constexpr std::array answered_fields{
    evaluation_field::effect, evaluation_field::effort, evaluation_field::lessons, evaluation_field::verdict,
    evaluation_field::verdict_why};

// A choice with what it is called to everybody; at the desk the words are others, in two languages.
struct PublicChoice {
    std::string_view value;
    MessageKey label;
};
constexpr std::array effect_choices{
    PublicChoice{"5", "evaluation.site.effect.5"_msg}, PublicChoice{"4", "evaluation.site.effect.4"_msg},
    PublicChoice{"3", "evaluation.site.effect.3"_msg}, PublicChoice{"2", "evaluation.site.effect.2"_msg},
    PublicChoice{"1", "evaluation.site.effect.1"_msg}};
constexpr std::array effort_choices{
    PublicChoice{"1", "evaluation.site.effort.1"_msg}, PublicChoice{"2", "evaluation.site.effort.2"_msg},
    PublicChoice{"3", "evaluation.site.effort.3"_msg}, PublicChoice{"4", "evaluation.site.effort.4"_msg},
    PublicChoice{"5", "evaluation.site.effort.5"_msg}};
constexpr std::array verdict_choices{
    PublicChoice{"continue", "evaluation.site.verdict.continue"_msg},
    PublicChoice{"change", "evaluation.site.verdict.change"_msg},
    PublicChoice{"end", "evaluation.site.verdict.end"_msg}};

std::optional<LinkedEvaluation> load_linked_evaluation(Visit const& visit)
{
    return web::read(visit.call, [&](db::Connection& db) {
        return find_linked_evaluation(db, visit.call.site.tenant, visit.call.path["token"], visit.now.date);
    });
}

html::Url evaluation_link_url(Visit const& visit)
{
    return visit.url({evaluation_path, visit.call.path["token"]});
}

web::PublicFrame frame_of_evaluation(Visit const& visit, std::string title, std::string path)
{
    auto frame = visit.frame(std::move(title), std::move(path), "");
    frame.is_indexable = false;
    frame.foot = {};
    return frame;
}

InLanguage in_german(Visit const& visit, std::string_view text)
{
    return {text, i18n::Language::german(), visit.language()};
}

Fields answered_in(http::Form const& posted)
{
    Fields fields;
    for (auto const name : answered_fields) {
        std::string text(trim(posted.value(name)));
        std::erase(text, '\r');
        fields.set(name, std::move(text));
    }
    return fields;
}

// What somebody has written where no form is left for it: it can be copied.
void write_lost_answer(Writer& w, Visit const& visit, Fields const& typed)
{
    auto const lessons = typed.value(evaluation_field::lessons);
    auto const why = typed.value(evaluation_field::verdict_why);
    if (lessons.empty() && why.empty())
        return;
    w(R"(<section class="km-stack km-stack--s" aria-labelledby="eingetragen"><h2 id="eingetragen">{}</h2><p>{}</p>{}{}</section>)",
      visit.texts("evaluation.site.lost.title"_msg), visit.texts("evaluation.site.lost"_msg),
      when(!lessons.empty(), [&](Writer& text) { text(R"(<p dir="auto">{}</p>)", lessons); }),
      when(!why.empty(), [&](Writer& text) { text(R"(<p dir="auto">{}</p>)", why); }));
}

http::Response evaluation_message(
    Visit const& visit, http::Status status, MessageKey title, MessageKey text, Fields const& typed)
{
    auto const& texts = visit.texts;
    auto page = visit.page(frame_of_evaluation(visit, std::string(texts(title)), ""), [&](Writer& w) {
        w(R"(<div class="km-wrap km-main km-stack km-prose"><h1>{}</h1><p class="km-lead">{}</p>{}</div>)",
          texts(title), texts(text), [&](Writer& inner) { write_lost_answer(inner, visit, typed); });
    });
    page.set_status(status);
    return std::move(page).no_store();
}

http::Response ended_evaluation(Visit const& visit, Fields const& typed = {})
{
    return evaluation_message(
        visit, http::Status::gone, "evaluation.site.gone"_msg, "evaluation.site.gone.text"_msg, typed);
}

http::Response there_evaluation(Visit const& visit, http::Status status, Fields const& typed = {})
{
    return evaluation_message(
        visit, status, "evaluation.site.there.title"_msg, "evaluation.site.there"_msg, typed);
}

struct AnswerForm {
    Fields fields = {};
    std::string key = {};
    std::int64_t seen = 0; // the version of the answer that the form goes on from
    std::vector<Problem> problems = {}; // in the words of this page
    bool is_overtaken = false; // what is stored by now stands above the form
};

// The desk says them in two languages; this page is read in all.
std::vector<Problem> told_in_public(std::vector<Problem> problems)
{
    for (auto& problem : problems) {
        auto const& field = problem.field;
        if (field == evaluation_field::effect || field == evaluation_field::effort)
            problem = Problem::invalid(field, "evaluation.site.problem.degree"_msg);
        else if (field == evaluation_field::verdict)
            problem = Problem::invalid(field, "evaluation.site.problem.verdict"_msg);
        else if (field == evaluation_field::verdict_why)
            problem = Problem::invalid(field, "evaluation.site.problem.verdict_why"_msg);
        else if (field == evaluation_field::lessons)
            problem = Problem::invalid(field, "evaluation.site.problem.lessons"_msg);
        else if (problem.message == "record.problem.changed_meanwhile"_msg)
            problem = Problem::conflict({}, "evaluation.site.changed"_msg);
    }
    return problems;
}

class AnswerFields {
public:
    AnswerFields(Visit const& visit, AnswerForm const& form)
        : texts_(visit.texts)
        , form_(form)
    { }
    void write(Writer& w) const
    {
        write_choices(w, evaluation_field::effect, "evaluation.site.effect"_msg, effect_choices);
        write_choices(w, evaluation_field::effort, "evaluation.site.effort"_msg, effort_choices);
        write_area(
            w, evaluation_field::lessons, "evaluation.site.lessons"_msg, "evaluation.site.hint.lessons"_msg,
            6);
        write_choices(w, evaluation_field::verdict, "evaluation.site.verdict"_msg, verdict_choices);
        write_area(
            w, evaluation_field::verdict_why, "evaluation.site.verdict_why"_msg,
            "evaluation.site.hint.verdict_why"_msg, 4);
    }

private:
    [[nodiscard]] std::string problem_of(std::string_view field) const
    {
        auto const found = std::ranges::find(form_.problems, field, &Problem::field);
        return found == form_.problems.end() ? std::string{} : i18n::text_of(*found, texts_);
    }
    void write_problem(Writer& w, std::string_view field) const
    {
        if (auto const problem = problem_of(field); !problem.empty())
            w(R"(<p class="km-error" id="f-{}-fehler">{}</p>)", field, problem);
    }
    template<std::size_t Count>
    void write_choices(
        Writer& w, std::string_view field, MessageKey label,
        std::array<PublicChoice, Count> const& choices) const
    {
        auto const chosen = form_.fields.value(field);
        bool const is_wrong = !problem_of(field).empty();
        w(
            R"(<fieldset id="f-{}" tabindex="-1" {}><legend>{}</legend>{}{}</fieldset>)", field,
            Attributes{attribute("aria-describedby", "f-" + std::string(field) + "-fehler", is_wrong)},
            texts_(label), [&](Writer& inner) { write_problem(inner, field); },
            each(choices, [&](Writer& box, PublicChoice const& one) {
                auto const id = "f-" + std::string(field) + '-' + std::string(one.value);
                box(R"(<div class="km-check"><input type="radio" id="{}" name="{}" value="{}" {}><label for="{}">{}</label></div>)",
                    id, field, one.value, Attributes{html::flag("checked", chosen == one.value)}, id,
                    texts_(one.label));
            }));
    }
    void write_area(Writer& w, std::string_view field, MessageKey label, MessageKey hint, int rows) const
    {
        auto const id = "f-" + std::string(field);
        bool const is_wrong = !problem_of(field).empty();
        w(
            R"(<div class="kern-form-input"><label class="kern-label" for="{}">{}</label><p class="km-hint" id="{}-hinweis">{}</p>{}<textarea class="kern-form-input__input" id="{}" name="{}" rows="{}" dir="auto" {}>{}</textarea></div>)",
            id, texts_(label), id, texts_(hint), [&](Writer& inner) { write_problem(inner, field); }, id,
            field, rows,
            Attributes{
                attribute("aria-describedby", is_wrong ? id + "-fehler " + id + "-hinweis" : id + "-hinweis"),
                attribute("aria-invalid", "true", is_wrong)},
            form_.fields.value(field));
    }

    i18n::Texts const& texts_;
    AnswerForm const& form_;
};

template<std::size_t Count>
std::string word_of_choice(
    i18n::Texts const& texts, std::array<PublicChoice, Count> const& choices, std::string_view value)
{
    auto const found = std::ranges::find(choices, value, &PublicChoice::value);
    return found == choices.end() ? std::string("–") : std::string(texts(found->label));
}

// What is stored by now, where somebody else was faster.
void write_stored_answer(Writer& w, Visit const& visit, MeasureEvaluation const& stored)
{
    auto const& texts = visit.texts;
    w(R"(<section class="km-box km-stack km-stack--s" aria-labelledby="jetzt"><h2 id="jetzt" class="km-h3">{}</h2><dl class="km-facts"><div><dt>{}</dt><dd>{}</dd></div><div><dt>{}</dt><dd>{}</dd></div><div><dt>{}</dt><dd dir="auto">{}</dd></div><div><dt>{}</dt><dd>{}</dd></div><div><dt>{}</dt><dd dir="auto">{}</dd></div></dl></section>)",
      texts("evaluation.site.now"_msg), texts("evaluation.site.effect"_msg),
      word_of_choice(texts, effect_choices, std::to_string(stored.effect)),
      texts("evaluation.site.effort"_msg),
      word_of_choice(texts, effort_choices, std::to_string(stored.effort)),
      texts("evaluation.site.lessons"_msg), stored.lessons.empty() ? std::string("–") : stored.lessons,
      texts("evaluation.site.verdict"_msg), word_of_choice(texts, verdict_choices, to_text(stored.verdict)),
      texts("evaluation.site.verdict_why"_msg),
      stored.verdict_why.empty() ? std::string("–") : stored.verdict_why);
}

// The measure, the year and who is asked, and nothing else.
http::Response evaluation_page(
    Visit const& visit, http::Status status, LinkedEvaluation const& linked, AnswerForm const& form)
{
    auto const& texts = visit.texts;
    auto const title = texts("evaluation.site.title"_msg, {{"year", std::to_string(linked.year.year)}});
    auto const path = std::string(evaluation_path) + '/' + std::string(visit.call.path["token"]);
    auto const measure = goals::full_title_of(linked.measure);
    bool const is_thanked = form.problems.empty() && linked.evaluation.has_value();
    auto page = visit.page(frame_of_evaluation(visit, title, path), [&](Writer& w) {
        w(
            R"(<div class="km-wrap km-main km-stack km-prose"><h1>{}</h1>{}{}{}<p class="km-lead">{}</p><dl class="km-facts"><div><dt>{}</dt><dd>{}</dd></div><div><dt>{}</dt><dd>{}</dd></div></dl>{}<form class="km-form km-stack" method="post" action="{}" novalidate>{}<input type="hidden" name="fassung" value="{}">{}<button class="kern-btn kern-btn--primary" type="submit"><span class="kern-label">{}</span></button></form><p class="km-hint">{}</p></div>)",
            title, web::FormTrouble{texts, form.problems},
            when(
                is_thanked,
                [&](Writer& note) {
                    note(
                        R"(<div class="km-note" role="status"><p>{}</p></div>)",
                        texts(
                            "evaluation.site.answered"_msg,
                            {{"day", texts.date(linked.evaluation->day, i18n::DateStyle::long_)}}));
                }),
            when(
                form.is_overtaken && linked.evaluation,
                [&](Writer& now) { write_stored_answer(now, visit, *linked.evaluation); }),
            texts(
                linked.request.view == EvaluationView::self ? "evaluation.site.lead.self"_msg
                                                            : "evaluation.site.lead.external"_msg,
                {{"year", std::to_string(linked.year.year)}}),
            texts("evaluation.site.measure"_msg), in_german(visit, measure), texts("evaluation.site.who"_msg),
            in_german(visit, linked.request.evaluator),
            when(
                visit.language() != i18n::Language::german(),
                [&](Writer& inner) { inner("<p>{}</p>", texts("evaluation.site.german"_msg)); }),
            evaluation_link_url(visit), web::PublicFormFields{form.key}, form.seen,
            [&](Writer& inner) { AnswerFields(visit, form).write(inner); },
            texts(linked.evaluation ? "evaluation.site.change"_msg : "evaluation.site.send"_msg),
            texts("evaluation.site.names"_msg));
    });
    page.set_status(status);
    return std::move(page).no_store();
}

AnswerForm form_of_stored(LinkedEvaluation const& linked, std::string key)
{
    AnswerForm form{.key = std::move(key)};
    if (linked.evaluation) {
        form.fields = form_of(*linked.evaluation);
        form.seen = linked.evaluation->version;
    }
    return form;
}

// The form as it was sent, about what is stored by now.
http::Response evaluation_again(
    Visit const& visit, http::Status status, std::vector<Problem> const& problems, AnswerForm typed)
{
    if (status == http::Status::gone)
        return ended_evaluation(visit, typed.fields);
    auto const now = load_linked_evaluation(visit);
    if (!now)
        return ended_evaluation(visit, typed.fields);
    if (now->is_there)
        return there_evaluation(visit, http::Status::conflict, typed.fields);
    typed.is_overtaken
        = std::ranges::find(problems, "record.problem.changed_meanwhile"_msg, &Problem::message)
        != problems.end();
    if (typed.is_overtaken && now->evaluation)
        typed.seen = now->evaluation->version; // seen on this page
    typed.problems = told_in_public(problems);
    return evaluation_page(visit, status, *now, typed);
}

}

http::Response show_asked_evaluation(Visit& visit)
{
    auto const linked = load_linked_evaluation(visit);
    if (!linked)
        return ended_evaluation(visit);
    if (linked->is_there)
        return there_evaluation(visit, http::Status::ok);
    return evaluation_page(
        visit, http::Status::ok, *linked, form_of_stored(*linked, web::new_form_key(visit)));
}

http::Response send_asked_evaluation(Visit& visit, web::VisitorGate& gate)
{
    auto const linked = load_linked_evaluation(visit);
    if (!linked) {
        auto const posted = visit.call.request.form();
        return ended_evaluation(visit, posted ? answered_in(*posted) : Fields{});
    }
    return web::receive_form(visit, gate, [&](http::Form const& posted, std::string const& key) {
        AnswerForm const typed{
            .fields = answered_in(posted),
            .key = key,
            .seen = parse_number(posted.value("fassung")).value_or(0)};
        auto const thanks = evaluation_link_url(visit);
        return web::PublicForm{
            .check
            = [&visit, &linked, typed] { return problems_of_answer(typed.fields, *linked, visit.now.date); },
            .receive = [&visit, typed, thanks](Work& work) -> Result<html::Url> {
                TRY(answer_by_link(
                    work, visit.call.path["token"],
                    {.seen = typed.seen, .form_key = typed.key, .fields = typed.fields}));
                return thanks;
            },
            .show =
                [&visit, typed](http::Status status, std::vector<Problem> const& problems) {
                    return evaluation_again(visit, status, problems, typed);
                },
            .thanks = thanks};
    });
}

} // namespace kommin::steering
