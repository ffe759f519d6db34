#include "modules/funding/grants/association_form.hpp"

#include "platform/base/text.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <utility>

namespace kommin::funding {

using html::Attributes;
using html::when;
using html::Writer;
using i18n::Texts;
using web::Visit;

web::PublicFrame association_frame(Visit const& visit, std::string title, std::string path)
{
    auto frame = visit.frame(std::move(title), std::move(path), "");
    frame.is_indexable = false;
    frame.foot = {};
    return frame;
}

std::string problem_at(Texts const& texts, std::vector<Problem> const& problems, std::string_view field)
{
    auto const found = std::ranges::find(problems, field, &Problem::field);
    return found == problems.end() ? std::string{} : i18n::text_of(*found, texts);
}

void write_form_field(
    Writer& w, Texts const& texts, TypedForm const& form, std::string_view name, MessageKey label,
    MessageKey hint, WriteControl const& control)
{
    auto const id = "f-" + std::string(name);
    auto const problem = problem_at(texts, form.problems, name);
    bool const has_hint = !(hint == MessageKey{});
    auto described = has_hint ? id + "-hinweis" : std::string{};
    if (!problem.empty())
        described = id + "-fehler" + (has_hint ? ' ' + described : std::string{});
    Attributes const tied{
        html::attribute("aria-describedby", described, !described.empty()),
        html::attribute("aria-invalid", "true", !problem.empty())};
    w(R"(<div class="{}"><label class="kern-label" for="{}">{}</label>{}{}{}</div>)",
      problem.empty() ? "kern-form-input" : "kern-form-input km-field--error", id, texts(label),
      when(
          has_hint,
          [&](Writer& inner) {
              inner(R"(<p class="km-hint" id="{}">{}</p>)", id + "-hinweis", texts(hint));
          }),
      when(
          !problem.empty(),
          [&](Writer& inner) { inner(R"(<p class="km-error" id="{}">{}</p>)", id + "-fehler", problem); }),
      [&](Writer& inner) { control(inner, id, tied); });
}

void write_line_field(
    Writer& w, Texts const& texts, TypedForm const& form, std::string_view name, MessageKey label,
    MessageKey hint, std::string_view mode)
{
    write_form_field(
        w, texts, form, name, label, hint, [&](Writer& inner, std::string const& id, Attributes const& tied) {
            inner(
                R"(<input class="kern-form-input__input" id="{}" name="{}" type="text" dir="auto" inputmode="{}" autocomplete="off" value="{}" {}>)",
                id, name, mode, form.fields.value(name), tied);
        });
}

void write_text_field(
    Writer& w, Texts const& texts, TypedForm const& form, std::string_view name, MessageKey label,
    MessageKey hint)
{
    write_form_field(
        w, texts, form, name, label, hint, [&](Writer& inner, std::string const& id, Attributes const& tied) {
            inner(
                R"(<textarea class="kern-form-input__input" id="{}" name="{}" rows="8" dir="auto" {}>{}</textarea>)",
                id, name, tied, form.fields.value(name));
        });
}

void write_german(Writer& w, Visit const& visit, std::string_view text)
{
    for (auto const line : split(text, '\n')) {
        if (!trim(line).empty())
            w("<p>{}</p>", web::InLanguage{line, i18n::Language::german(), visit.language()});
    }
}

} // namespace kommin::funding
