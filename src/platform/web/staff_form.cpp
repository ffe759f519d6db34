#include "platform/web/staff_form.hpp"

#include "platform/base/date.hpp"
#include "platform/base/text.hpp"
#include "platform/html/url.hpp"

#include <algorithm>

namespace kommin::web {

using html::attribute;
using html::Attributes;
using html::each;
using html::flag;
using html::Url;
using html::when;
using html::Writer;
using i18n::Texts;

namespace {

Problem const* problem_at(std::span<Problem const> problems, std::string_view field)
{
    auto const found = std::ranges::find(problems, field, &Problem::field);
    return found == problems.end() ? nullptr : &*found;
}

std::string_view class_of(FieldWidth width)
{
    switch (width) {
    case FieldWidth::narrow:
        return "in in--s";
    case FieldWidth::medium:
        return "in in--m";
    case FieldWidth::whole:
        break;
    }
    return "in";
}

struct Labelled {
    Texts const& texts;
    std::string_view name;
    MessageKey label;
    MessageKey hint;
    std::span<Problem const> problems;
    bool is_required = false;
    std::string_view caption = {};
    std::function<void(Writer&)> const* note = nullptr;

    // `control` gets the id and the attributes that tie it to label, hint and problem.
    template<class Control>
    void write(Writer& w, Control control) const
    {
        auto const id = "f-" + std::string(name);
        auto const* problem = problem_at(problems, name);
        bool const has_note = note != nullptr && *note;
        bool const has_hint = has_note || hint != MessageKey{};
        std::string described;
        if (problem != nullptr)
            described = id + "-fehler";
        if (has_hint)
            described += (described.empty() ? "" : " ") + id + "-hinweis";
        w(R"(<div class="{}"><label for="{}">{}{}</label>{}{}{}</div>)",
          problem != nullptr ? "fld fld--err" : "fld", id, caption.empty() ? texts(label) : caption,
          when(
              is_required,
              [&](Writer& inner) {
                  inner(
                      R"( <span class="opt" aria-hidden="true">({})</span>)", texts("form.is_required"_msg));
              }),
          when(
              has_hint,
              [&](Writer& inner) {
                  inner(R"(<p class="hint" id="{}">{}</p>)", id + "-hinweis", [&](Writer& text) {
                      if (has_note)
                          (*note)(text);
                      else
                          text("{}", texts(hint));
                  });
              }),
          when(
              problem != nullptr,
              [&](Writer& inner) {
                  inner(R"(<p class="err" id="{}">{}</p>)", id + "-fehler", i18n::text_of(*problem, texts));
              }),
          [&](Writer& inner) {
              control(
                  inner, id,
                  Attributes{
                      attribute("aria-describedby", described, !described.empty()),
                      attribute("aria-required", "true", is_required),
                      attribute("aria-invalid", "true", problem != nullptr)});
          });
    }
};

}

namespace {

// The text of the label or legend of a field in a written form; escaped, as it stands there.
std::string_view label_in(std::string_view form, std::string_view field)
{
    auto const text_after = [&](std::size_t start, std::string_view tag) -> std::string_view {
        auto const begin = start == std::string_view::npos ? start : form.find(tag, start);
        if (begin == std::string_view::npos)
            return {};
        auto const text = form.substr(begin + tag.size());
        return trim(text.substr(0, text.find('<')));
    };
    auto const id = "f-" + std::string(field) + '"';
    if (auto const at = form.find("<label for=\"" + id); at != std::string_view::npos)
        return text_after(at, ">");
    return text_after(form.find("<fieldset id=\"" + id), "<legend>");
}

}

std::optional<i18n::Language> language_of_content(i18n::Texts const& texts)
{
    auto const german = i18n::Language::german();
    return texts.language() == german ? std::nullopt : std::optional(german);
}

html::Attribute content_lang(i18n::Texts const& texts)
{
    auto const language = language_of_content(texts);
    return attribute("lang", language ? language->tag() : "", language.has_value());
}

void ProblemSummary::operator()(Writer& w) const
{
    if (problems.empty())
        return;
    bool const has_fields
        = std::ranges::any_of(problems, [](Problem const& problem) { return !problem.field.empty(); });
    w(R"(<div class="note note--bad stack stack-b" role="alert" tabindex="-1" autofocus>{}<ul>{}</ul></div>)",
      when(
          has_fields,
          [&](Writer& inner) {
              inner("<h2>{}</h2>", texts("form.problems"_msg, {{"count", problems.size()}}));
          }),
      each(problems, [&](Writer& inner, Problem const& problem) {
          auto const text = i18n::text_of(problem, texts);
          auto const label = problem.field.empty() ? std::string_view{} : label_in(form, problem.field);
          if (problem.field.empty())
              inner("<li>{}</li>", text);
          else if (label.empty())
              inner(R"(<li><a href="{}">{}</a></li>)", Url::fragment("f-" + problem.field), text);
          else
              inner(
                  R"(<li><a href="{}">{}{} {}</a></li>)", Url::fragment("f-" + problem.field),
                  html::Safe(std::string(label)), label.ends_with('?') ? "" : ":", text);
      }));
}

void TextField::operator()(Writer& w) const
{
    Labelled{texts, name, label, hint, problems, is_required, caption, &note}.write(
        w, [&](Writer& inner, std::string const& id, Attributes const& attributes) {
            auto const list = id + "-liste";
            inner(
                R"(<input class="{}" id="{}" name="{}" type="{}" value="{}" {} {}>{})", class_of(width), id,
                name, type, value, attributes,
                Attributes{
                    attribute("list", list, !known.empty()),
                    attribute("autocomplete", autocomplete, !autocomplete.empty()),
                    attribute("inputmode", input_mode, !input_mode.empty()),
                    attribute("lang", language ? language->tag() : "", language.has_value()),
                    attribute("dir", language ? language->direction() : "", language.has_value())},
                when(!known.empty(), [&](Writer& options) {
                    options(
                        R"(<datalist id="{}">{}</datalist>)", list,
                        each(known, [](Writer& option, std::string const& one) {
                            option(R"(<option value="{}"></option>)", one);
                        }));
                }));
        });
}

void FileField::operator()(Writer& w) const
{
    std::function<void(Writer&)> const note
        = [&](Writer& inner) { inner("{}", texts(hint, {{"limit", limit}})); };
    Labelled{texts, "datei", label, hint, problems, is_required, {}, &note}.write(
        w, [&](Writer& inner, std::string const& id, Attributes const& attributes) {
            inner(
                R"(<input class="in" type="file" id="{}" name="datei" accept="{}" {}>)", id, accept,
                attributes);
        });
}

namespace {

std::string typed_day(std::string_view value)
{
    auto const day = parse_date(value);
    return day ? typed_spelling(*day) : std::string(value);
}

}

void DateField::operator()(Writer& w) const
{
    auto const day = typed_day(value);
    TextField const field{
        .texts = texts,
        .name = name,
        .label = label,
        .value = day,
        .problems = problems,
        .autocomplete = "off",
        .width = FieldWidth::narrow,
        .note = [this](Writer& inner) {
            if (hint != MessageKey{})
                inner("{} ", texts(hint));
            inner("{}", texts(may_be_partial ? "date.partial.hint"_msg : "date.hint"_msg));
        }};
    field(w);
}

void DateFilter::operator()(Writer& w) const
{
    auto const id = "f-" + std::string(name);
    auto const* problem = problem_at(problems, name);
    w(R"(<p class="f f--day"><label for="{}">{} <span class="nw">({})</span></label>{}<input id="{}" name="{}" value="{}" autocomplete="off" {}></p>)",
      id, texts(label), texts("date.notation"_msg),
      when(
          problem != nullptr,
          [&](Writer& inner) {
              inner(R"(<span class="err" id="{}">{}</span>)", id + "-fehler", i18n::text_of(*problem, texts));
          }),
      id, name, typed_day(value),
      Attributes{
          attribute("aria-describedby", id + "-fehler", problem != nullptr),
          attribute("aria-invalid", "true", problem != nullptr)});
}

void TextArea::operator()(Writer& w) const
{
    Labelled{texts, name, label, hint, problems, is_required, caption}.write(
        w, [&](Writer& inner, std::string const& id, Attributes const& attributes) {
            inner(
                R"(<textarea class="in" id="{}" name="{}" rows="{}" {} {}>{}</textarea>)", id, name, rows,
                attributes,
                Attributes{
                    attribute("lang", language ? language->tag() : "", language.has_value()),
                    attribute("dir", language ? language->direction() : "", language.has_value())},
                value);
        });
}

void RequiredNote::operator()(Writer& w) const
{
    w(R"(<p class="hint">{}</p>)", texts("form.required.note"_msg));
}

void SelectField::operator()(Writer& w) const
{
    Labelled{texts, name, label, hint, problems}.write(
        w, [&](Writer& inner, std::string const& id, Attributes const& attributes) {
            inner(
                R"(<select class="in in--m" id="{}" name="{}" {}>{}</select>)", id, name, attributes,
                each(choices, [&](Writer& option, Choice const& choice) {
                    option(
                        R"(<option value="{}" {}>{}</option>)", choice.value,
                        Attributes{flag("selected", choice.value == value)}, choice.label);
                }));
        });
}

void ChoiceGroup::operator()(Writer& w) const
{
    auto const id = "f-" + std::string(name);
    auto const* problem = problem_at(problems, name);
    auto const hint_id = id + "-hinweis";
    w(R"(<fieldset id="{}" tabindex="-1" {}><legend>{}</legend>{}{}<div class="seg">{}</div></fieldset>)", id,
      Attributes{attribute("aria-describedby", hint_id, hint != MessageKey{})}, texts(legend),
      when(
          hint != MessageKey{},
          [&](Writer& inner) { inner(R"(<p class="hint" id="{}">{}</p>)", hint_id, texts(hint)); }),
      when(
          problem != nullptr,
          [&](Writer& inner) { inner(R"(<p class="err">{}</p>)", i18n::text_of(*problem, texts)); }),
      each(choices, [&](Writer& inner, Choice const& choice) {
          bool const is_chosen = std::ranges::find(values, choice.value) != values.end();
          inner(
              R"(<label><input type="{}" name="{}" value="{}" {}>{}{}</label>)",
              is_multiple ? "checkbox" : "radio", name, choice.value, Attributes{flag("checked", is_chosen)},
              when(
                  !choice.icon.empty(),
                  [&](Writer& icon) {
                      icon(R"(<span class="km-i km-i--{}" aria-hidden="true"></span>)", choice.icon);
                  }),
              choice.label);
      }));
}

void SubmitButton::operator()(Writer& w) const
{
    auto const classes = "kern-btn kern-btn--" + std::string(kind);
    if (to)
        w(R"(<button class="{}" type="submit" formaction="{}"><span class="kern-label">{}</span></button>)",
          classes, *to, label);
    else
        w(R"(<button class="{}" type="submit"><span class="kern-label">{}</span></button>)", classes, label);
}

void SaveByEnter::operator()(Writer& w) const
{
    w(R"(<button class="vh" type="submit" name="eingabe" value="1" tabindex="-1" aria-hidden="true">{}</button>)",
      label);
}

} // namespace kommin::web
