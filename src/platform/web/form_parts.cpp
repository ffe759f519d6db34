#include "platform/web/form_parts.hpp"

#include "platform/web/record_form.hpp"
#include "platform/web/unsaved_entries.hpp"

#include <algorithm>
#include <array>

namespace kommin::web {

using html::Url;
using html::Writer;
using i18n::Texts;

MessageKey label_in(std::span<FormField const> fields, std::string_view name)
{
    return std::ranges::find(fields, name, &FormField::name)->label;
}

RecordForm record_form(std::span<FormField const> fields, Texts const& texts)
{
    RecordForm form;
    for (auto const& field : fields)
        form.fields.push_back({std::string(field.name), std::string(texts(field.label))});
    form.has_drafts = false;
    form.shown = [](records::Fields const& values, std::string_view name) {
        return std::string(values.value(name));
    };
    return form;
}

TextField FormFields::text(
    std::string_view name, MessageKey label, FieldWidth width, MessageKey hint, bool is_required) const
{
    return {
        .texts = texts_,
        .name = name,
        .label = label,
        .value = fields_.value(name),
        .problems = problems_,
        .hint = hint,
        .width = width,
        .is_required = is_required,
        .language = language_of_content(texts_)};
}

TextArea FormFields::area(std::string_view name, MessageKey label, MessageKey hint, int rows) const
{
    return {
        .texts = texts_,
        .name = name,
        .label = label,
        .value = fields_.value(name),
        .problems = problems_,
        .hint = hint,
        .rows = rows,
        .language = language_of_content(texts_)};
}

SelectField FormFields::choice(
    std::string_view name, MessageKey label, std::span<Choice const> choices, MessageKey hint) const
{
    return {
        .texts = texts_,
        .name = name,
        .label = label,
        .choices = choices,
        .value = fields_.value(name),
        .problems = problems_,
        .hint = hint};
}

void FormFields::write_choices(
    Writer& w, std::string_view name, MessageKey label, std::span<Choice const> choices, bool is_multiple,
    MessageKey hint) const
{
    w("{}",
      ChoiceGroup{
          .texts = texts_,
          .name = name,
          .legend = label,
          .choices = choices,
          .values = fields_.values(name),
          .is_multiple = is_multiple,
          .problems = problems_,
          .hint = hint});
}

DateField FormFields::day(std::string_view name, MessageKey label, MessageKey hint, bool may_be_partial) const
{
    return {
        .texts = texts_,
        .name = name,
        .label = label,
        .value = fields_.value(name),
        .problems = problems_,
        .hint = hint,
        .may_be_partial = may_be_partial};
}

void FormFields::write_span(Writer& w) const
{
    w("{}{}", day(common_field::from, "form.from"_msg),
      day(common_field::to, "form.to"_msg, "form.to.hint"_msg));
}

void FormFields::write_doubt(Writer& w) const
{
    std::array const yes{Choice{std::string(uncertain_value), std::string(texts_("form.uncertain.yes"_msg))}};
    write_choices(w, common_field::uncertain, "form.uncertain"_msg, yes, true);
    w("{}", text(common_field::remark, "form.remark"_msg, FieldWidth::whole, "form.remark.hint"_msg));
}

void write_not_stored(Writer& w, Texts const& texts, std::span<std::string const> typed)
{
    if (typed.empty())
        return;
    w(R"(<div class="note"><div class="stack"><p>{}</p><ul class="bullets">{}</ul></div></div>)",
      texts("form.not_stored"_msg), html::each(typed, [](Writer& item, std::string const& text) {
          item(R"(<li class="pre">{}</li>)", text);
      }));
}

void write_history_card(Writer& w, Texts const& texts, Url const& url)
{
    w(R"(<section class="card" aria-labelledby="mehr"><h2 id="mehr">{}</h2><ul class="plain small"><li><a href="{}">{}</a></li></ul></section>)",
      texts("page.more"_msg), url, texts("record.history"_msg));
}

http::Response FormShell::page(StaffFrame const& frame, Body const& fields, Body const& side) const
{
    auto const button = std::string(version ? texts("words.action.save"_msg) : texts("form.add"_msg));
    return staff_page(frame, [&](Writer& w) {
        if (shown_version)
            w("{}", FetchedNote{texts, *shown_version});
        w(
            R"(<div class="cols stack-top"><form class="form" method="post" action="{}" novalidate>{}{}{}{}<div class="save">{}<a class="kern-btn kern-btn--tertiary" href="{}"><span class="kern-label">{}</span></a></div></form><div class="stack">{}</div></div>)",
            url,
            [&](Writer& inner) {
                if (is_about_person)
                    inner("{}", FormToken{call});
                else
                    inner("{}", KeptWhileTyping{call, url});
            },
            [&](Writer& inner) {
                if (version)
                    inner(R"(<input type="hidden" name="fassung" value="{}">)", *version);
                else
                    inner(R"(<input type="hidden" name="schluessel" value="{}">)", form_key);
            },
            SaveByEnter{button}, fields, SubmitButton{button}, back, texts("form.back"_msg), side);
    });
}

} // namespace kommin::web
