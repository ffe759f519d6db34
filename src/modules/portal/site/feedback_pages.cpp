// The form for messages from the public and its answers.

#include "modules/portal/feedback/feedback.hpp"
#include "modules/portal/site/components.hpp"
#include "modules/portal/site/pages.hpp"
#include "platform/web/public_form.hpp"

#include <algorithm>

namespace kommin::portal {

using html::attribute;
using html::Attributes;
using html::each;
using html::flag;
using html::Writer;

namespace {

struct TopicChoice {
    std::string_view word;
    MessageKey label;
};
constexpr TopicChoice topics[] = {
    {"barriere", "feedback.topic.barrier"_msg},
    {"inhalt", "feedback.topic.content"_msg},
    {"angebot", "feedback.topic.missing_offer"_msg},
};

std::string problem_at(std::vector<Problem> const& problems, std::string_view field, Texts const& texts)
{
    auto const found = std::find_if(
        problems.begin(), problems.end(), [&](Problem const& problem) { return problem.field == field; });
    return found == problems.end() ? std::string{} : i18n::text_of(*found, texts);
}

struct Field {
    std::string_view name;
    MessageKey label;
    MessageKey hint;
    std::string_view value;
    std::string problem;
    bool is_optional = false;
};

// Label, hint, error and control as one group; `control` gets the attributes that tie them together.
template<class Control>
void write_field(Writer& w, Texts const& texts, Field const& field, Control control)
{
    auto const id = "f-" + std::string(field.name);
    bool const has_error = !field.problem.empty();
    auto const described = has_error ? id + "-fehler " + id + "-hinweis" : id + "-hinweis";
    w(R"(<div class="{}"><label class="kern-label" for="{}">{}{}</label><p class="km-hint" id="{}">{}</p>{}{}</div>)",
      has_error ? "kern-form-input km-field--error" : "kern-form-input", id, texts(field.label),
      html::when(
          field.is_optional,
          [&](Writer& inner) { inner(R"( <span class="km-opt">({})</span>)", texts("form.optional"_msg)); }),
      id + "-hinweis", texts(field.hint),
      html::when(
          has_error,
          [&](Writer& inner) {
              inner(R"(<p class="km-error" id="{}">{}</p>)", id + "-fehler", field.problem);
          }),
      [&](Writer& inner) {
          control(
              inner, id,
              Attributes{
                  attribute("aria-describedby", described), attribute("aria-invalid", "true", has_error)});
      });
}

// A page of this site is shown, not typed; anything else has a field.
void write_page_field(
    Writer& w, Visit const& visit, FeedbackForm const& form, std::optional<SitePage> const& about,
    std::string const& problem)
{
    auto const& texts = visit.texts;
    if (about) {
        w(R"(<p>{} <a href="{}">{}</a><input type="hidden" name="seite" value="{}"></p>)",
          texts("feedback.about"_msg), about->url(visit.language()),
          web::InLanguage{about->title, about->language, visit.language()}, about->path);
        return;
    }
    write_field(
        w, texts, {"seite", "feedback.page"_msg, "feedback.page.hint"_msg, form.page, problem, true},
        [&](Writer& control, std::string const& id, Attributes const& attributes) {
            control(
                R"(<input class="kern-form-input__input" id="{}" name="seite" type="text" value="{}" {}>)",
                id, form.page, attributes);
        });
}

void write_form(
    Writer& w, Visit const& visit, FeedbackEntrance const& entrance, FeedbackForm const& form,
    std::optional<SitePage> const& about, std::vector<Problem> const& problems)
{
    auto const& texts = visit.texts;
    auto const topic_problem = problem_at(problems, "thema", texts);
    w(
        R"(<form class="km-form km-stack" action="{}" method="post" novalidate>
<fieldset class="{}"><legend>{}</legend>{}{}</fieldset>{}{}{}{}
<p class="km-small">{}</p><div class="km-actions"><button class="kern-btn kern-btn--primary" type="submit"><span class="kern-label">{}</span></button></div></form>)",
        visit.url({entrance.path}), topic_problem.empty() ? "km-fieldset" : "km-fieldset km-field--error",
        texts("feedback.topic"_msg),
        html::when(
            !topic_problem.empty(),
            [&](Writer& inner) { inner(R"(<p class="km-error">{}</p>)", topic_problem); }),
        each(
            topics,
            [&](Writer& inner, TopicChoice const& topic, std::size_t index) {
                auto const id = index == 0 ? std::string("f-thema") : "f-thema-" + std::to_string(index);
                inner(
                    R"(<div class="km-check"><input type="radio" id="{}" name="thema" value="{}" {}><label for="{}">{}</label></div>)",
                    id, topic.word, Attributes{flag("checked", form.topic == topic.word)}, id,
                    texts(topic.label));
            }),
        [&](Writer& inner) {
            write_field(
                inner, texts,
                {"nachricht", "feedback.message"_msg, "feedback.message.hint"_msg, form.message,
                 problem_at(problems, "nachricht", texts)},
                [&](Writer& control, std::string const& id, Attributes const& attributes) {
                    control(
                        R"(<textarea class="kern-form-input__input" id="{}" name="nachricht" rows="7" maxlength="4000" {}>{}</textarea>)",
                        id, attributes, form.message);
                });
        },
        [&](Writer& inner) {
            write_page_field(inner, visit, form, about, problem_at(problems, "seite", texts));
        },
        [&](Writer& inner) {
            write_field(
                inner, texts,
                {"kontakt", "feedback.contact"_msg, "feedback.contact.hint"_msg, form.contact,
                 problem_at(problems, "kontakt", texts), true},
                [&](Writer& control, std::string const& id, Attributes const& attributes) {
                    control(
                        R"(<input class="kern-form-input__input" id="{}" name="kontakt" type="text" autocomplete="email" value="{}" {}>)",
                        id, form.contact, attributes);
                });
        },
        web::PublicFormFields{form.idempotency_key}, texts("feedback.privacy"_msg),
        texts("feedback.submit"_msg));
}

}

http::Response feedback_form_page(
    Visit const& visit, http::Status status, FeedbackEntrance const& entrance, FeedbackForm const& form,
    std::optional<SitePage> const& about, std::vector<Problem> const& problems)
{
    auto const& texts = visit.texts;
    auto title = std::string(texts(entrance.title));
    if (!problems.empty())
        title = texts("form.error_title"_msg, {{"title", title}});
    auto frame = visit.frame(title, std::string(entrance.path), "");
    frame.is_indexable = false;
    if (about) // the other languages speak of the same page
        frame.query = html::query_string({{"seite", about->path}});
    auto page = web::render(frame, [&](Writer& w) {
        w(R"(<div class="km-wrap km-main km-stack km-stack--l"><div class="km-stack km-stack--s"><h1>{}</h1><p class="km-lead">{}</p></div>{}{}</div>)",
          texts(entrance.title), texts(entrance.lead), web::FormTrouble{texts, problems},
          [&](Writer& inner) { write_form(inner, visit, entrance, form, about, problems); });
    });
    return http::Response::html(status, std::move(page)).no_store();
}

http::Response feedback_thanks_page(Visit const& visit, FeedbackEntrance const& entrance)
{
    auto const& texts = visit.texts;
    auto frame = visit.frame(
        std::string(texts("feedback.thanks.title"_msg)), std::string(entrance.path) + "/danke", "");
    frame.is_indexable = false;
    return visit.page(frame, [&](Writer& w) {
        w(R"(<div class="km-wrap km-main km-stack km-prose"><h1>{}</h1><p class="km-lead">{}</p><p>{}</p><p><a class="kern-btn kern-btn--primary" href="{}"><span class="kern-label">{}</span></a></p></div>)",
          texts("feedback.thanks.title"_msg), texts("feedback.thanks.text"_msg), texts(entrance.promise),
          visit.url({""}), texts("web.home"_msg));
    });
}

} // namespace kommin::portal
