#include "modules/letters/template_pages.hpp"

#include "modules/letters/template_desk.hpp"
#include "platform/base/text.hpp"
#include "platform/html/attributes.hpp"
#include "platform/web/form_parts.hpp"
#include "platform/web/page_parts.hpp"
#include "platform/web/staff_form.hpp"

#include <algorithm>
#include <utility>

namespace kommin::letters {

using html::attribute;
using html::Attributes;
using html::each;
using html::Url;
using html::when;
using html::Writer;
using i18n::Texts;
using web::staff_url;

namespace {

constexpr int rows_of_words = 8;

std::string name_of(std::string_view language, Texts const& texts)
{
    auto const known = i18n::Language::find(language);
    return known ? texts.language_name(*known) : std::string(language);
}

Attributes in_language(i18n::Language language)
{
    return {attribute("lang", language.tag()), attribute("dir", language.direction())};
}

// Paragraphs as a letter has them.
void write_letter_paragraphs(Writer& w, std::string_view text)
{
    while (!text.empty()) {
        auto const end = text.find("\n\n");
        if (auto const paragraph = trim(text.substr(0, end)); !paragraph.empty())
            w(R"(<p class="measure pre">{}</p>)", paragraph);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 2);
    }
}

void write_letter(Writer& w, Texts const& texts, post::Letter const& letter)
{
    auto const lang = in_language(letter.language);
    w(R"(<dl class="facts"><dt>{}</dt><dd {}>{}</dd></dl><div class="stack" {}>{}</div>)",
      texts("letters.subject"_msg), lang, letter.subject, lang,
      [&](Writer& inner) { write_letter_paragraphs(inner, letter.text); });
    if (letter.button)
        w(R"(<dl class="facts"><dt>{}</dt><dd {}>{}</dd></dl>)", texts("letters.button"_msg), lang,
          letter.button->label);
    w(R"(<div class="stack small" {}>{}</div>)", lang,
      [&](Writer& inner) { write_letter_paragraphs(inner, letter.note); });
}

void write_owners(Writer& w, Texts const& texts, TemplateListPage const& page)
{
    if (page.owners.size() < 2)
        return;
    w(R"(<nav aria-labelledby="absender"><h2 id="absender">{}</h2><ul class="plain">{}</ul></nav>)",
      texts("letters.owners"_msg), each(page.owners, [&](Writer& row, tenants::Body const& one) {
          row(R"(<li><a href="{}" {}>{}</a></li>)", templates_url(one.slug),
              Attributes{attribute("aria-current", "page", one.id == page.owner.id)}, one.name);
      }));
}

void write_languages(Writer& w, Texts const& texts, TemplateListPage const& page, LetterKind const& kind)
{
    std::vector<LetterTemplate const*> written;
    for (auto const& one : page.templates) {
        if (one.kind == kind.word)
            written.push_back(&one);
    }
    w(R"(<ul class="plain">{}<li><a href="{}">{}<span class="vh"> ({})</span></a></li></ul>)",
      each(
          written,
          [&](Writer& row, LetterTemplate const* one) {
              row(R"(<li><a href="{}">{}</a>: {}</li>)", template_url(one->id), name_of(one->language, texts),
                  texts(one->words.empty() ? "letters.words.program"_msg : "letters.words.own"_msg));
          }),
      new_template_url(page.owner.slug, kind.word), texts("letters.new"_msg), texts(kind.label));
}

void write_kind_row(Writer& w, Texts const& texts, TemplateListPage const& page, LetterKind const& kind)
{
    w(R"(<tr><th scope="row">{}</th><td data-l="{}">{}</td><td data-l="{}">{}</td></tr>)", texts(kind.label),
      texts("letters.column.about"_msg), texts(kind.about), texts("letters.column.words"_msg),
      [&](Writer& inner) { write_languages(inner, texts, page, kind); });
}

std::vector<web::Choice> choices_of(TemplateFormPage const& page, Texts const& texts)
{
    std::vector<web::Choice> choices;
    for (auto const language : page.languages)
        choices.push_back({std::string(language.tag()), texts.language_name(language)});
    return choices;
}

web::TextArea area_of(
    TemplateFormPage const& page, Texts const& texts, std::string_view field, MessageKey label,
    MessageKey hint)
{
    return {
        .texts = texts,
        .name = field,
        .label = label,
        .value = page.fields.value(field),
        .problems = page.problems,
        .hint = hint,
        .rows = rows_of_words,
        .language = page.language};
}

void write_own_letter(Writer& w, Texts const& texts, TemplateFormPage const& page)
{
    if (page.own)
        w(R"(<section class="card stack" aria-labelledby="beispiel"><h2 id="beispiel">{}</h2><p class="hint">{}</p>{}</section>)",
          texts("letters.example"_msg), texts("letters.example.hint"_msg),
          [&](Writer& inner) { write_letter(inner, texts, *page.own); });
}

void write_letter_fields(Writer& w, Texts const& texts, TemplateFormPage const& page, Url const& preview)
{
    auto const choices = choices_of(page, texts);
    w(
        R"(<details><summary>{}</summary><div class="stack">{}</div></details>{}{}{}<div class="save">{}</div>{})",
        texts("letters.program"_msg), [&](Writer& inner) { write_letter(inner, texts, page.program); },
        when(
            page.edited == nullptr,
            [&](Writer& inner) {
                inner(
                    "{}",
                    web::SelectField{
                        .texts = texts,
                        .name = template_field::language,
                        .label = "letters.field.language"_msg,
                        .choices = choices,
                        .value = page.language.tag(),
                        .problems = page.problems,
                        .hint = "letters.hint.language"_msg});
            }),
        area_of(
            page, texts, template_field::opening, "letters.field.opening"_msg, "letters.hint.opening"_msg),
        area_of(
            page, texts, template_field::closing, "letters.field.closing"_msg, "letters.hint.closing"_msg),
        web::SubmitButton{texts("letters.preview"_msg), "secondary", preview},
        [&](Writer& inner) { write_own_letter(inner, texts, page); });
}

void write_placeholders(Writer& w, Texts const& texts, LetterKind const& kind)
{
    w(R"(<section class="card" aria-labelledby="platzhalter"><h2 id="platzhalter">{}</h2><p class="small">{}</p><dl class="facts">{}</dl></section>)",
      texts("letters.placeholders"_msg), texts("letters.placeholders.hint"_msg),
      each(kind.placeholders, [&](Writer& inner, Placeholder const& one) {
          web::write_fact(inner, '{' + std::string(one.name) + '}', texts(one.label));
      }));
}

void write_reset(Writer& w, web::Call const& call, Texts const& texts, LetterTemplate const& edited)
{
    if (edited.words.empty())
        return;
    w(R"(<section class="card stack" aria-labelledby="zurueck"><h2 id="zurueck">{}</h2><p class="small">{}</p>{}</section>)",
      texts("letters.reset.title"_msg), texts("letters.reset.lead"_msg),
      web::ButtonForm{
          call, staff_url({templates_path, std::to_string(edited.id.value), "zuruecksetzen"}), edited.version,
          texts("letters.reset"_msg)});
}

}

Url templates_url()
{
    return staff_url({templates_path});
}

Url templates_url(std::string_view owner)
{
    return templates_url().with_query({{"fuer", owner}});
}

Url template_url(TemplateId id)
{
    return template_url(id.value);
}

Url template_url(std::int64_t id)
{
    return staff_url({templates_path, std::to_string(id)});
}

Url new_template_url(std::string_view owner, std::string_view kind)
{
    return staff_url({templates_path, "neu", owner, kind});
}

std::string title_of(std::string_view kind, std::string_view language, Texts const& texts)
{
    return name_of_kind(kind, texts) + " (" + name_of(language, texts) + ')';
}

web::RecordForm template_record_form(Texts const& texts)
{
    return web::record_form(all_template_fields, texts);
}

web::StaffFrame frame_below_templates(web::Call const& call, std::string title)
{
    return {
        .call = call,
        .title = std::move(title),
        .section = std::string(templates_path),
        .crumbs = {{templates_url(), std::string(web::staff_texts(call)("letters.title"_msg))}}};
}

http::Response template_list_page(web::Call const& call, TemplateListPage const& page)
{
    auto const& texts = web::staff_texts(call);
    web::StaffFrame const frame{
        .call = call,
        .title = std::string(texts("letters.title"_msg)),
        .section = std::string(templates_path),
        .state_line = texts("letters.of"_msg, {{"owner", page.owner.name}}),
        .is_wide = true};
    return web::staff_page(frame, [&](Writer& w) {
        w(
            R"(<div class="stack"><p class="measure">{}</p>{}<div class="scroll" role="region" aria-labelledby="arten" tabindex="0"><table class="tbl tbl--stack tbl--lead"><caption class="vh" id="arten">{}</caption><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th></tr></thead><tbody>{}</tbody></table></div></div>)",
            texts("letters.lead"_msg), [&](Writer& inner) { write_owners(inner, texts, page); },
            texts("letters.title"_msg), texts("letters.column.kind"_msg), texts("letters.column.about"_msg),
            texts("letters.column.words"_msg),
            each(page.kinds.all(), [&](Writer& row, LetterKind const& kind) {
                write_kind_row(row, texts, page, kind);
            }));
    });
}

http::Response template_form_page(web::Call const& call, TemplateFormPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const* edited = page.edited;
    auto frame = frame_below_templates(
        call,
        edited == nullptr ? std::string(texts(page.kind.label))
                          : title_of(page.kind.word, edited->language, texts));
    frame.state_line = texts("letters.of"_msg, {{"owner", page.owner.name}});
    frame.problems = page.problems;
    auto const url
        = edited == nullptr ? new_template_url(page.owner.slug, page.kind.word) : template_url(edited->id);
    auto const preview = Url::local(std::string(url.text()) + "/vorschau").value();
    web::FormShell const shell{
        .call = call,
        .texts = texts,
        .url = url,
        .version = edited == nullptr ? std::nullopt : std::optional(page.seen.value_or(edited->version)),
        .form_key = page.form_key,
        .back = templates_url(page.owner.slug),
        .shown_version = page.shown_version};
    return shell.page(
        frame, [&](Writer& w) { write_letter_fields(w, texts, page, preview); },
        [&](Writer& w) {
            write_placeholders(w, texts, page.kind);
            web::write_effect(w, texts, "letters.effect"_msg);
            if (edited != nullptr) {
                write_reset(w, call, texts, *edited);
                web::write_history_card(
                    w, texts, staff_url({templates_path, std::to_string(edited->id.value), "verlauf"}));
            }
        });
}

} // namespace kommin::letters
