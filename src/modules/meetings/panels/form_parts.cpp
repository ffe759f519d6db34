#include "modules/meetings/panels/form_parts.hpp"

#include "modules/meetings/panels/panel_editing.hpp"
#include "platform/web/record_form.hpp"
#include "platform/web/unsaved_entries.hpp"

#include <algorithm>
#include <array>

namespace kommin::meetings {

using html::Url;
using html::Writer;
using i18n::Texts;

MessageKey label_in(std::span<FormField const> fields, std::string_view name)
{
    return std::ranges::find(fields, name, &FormField::name)->label;
}

web::RecordForm record_form(std::span<FormField const> fields, Texts const& texts)
{
    web::RecordForm form;
    for (auto const& field : fields)
        form.fields.push_back({std::string(field.name), std::string(texts(field.label))});
    form.has_drafts = false;
    return form;
}

web::TextField FormFields::text(
    std::string_view name, MessageKey label, web::FieldWidth width, MessageKey hint, bool is_required) const
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
        .language = web::language_of_content(texts_)};
}

web::TextArea FormFields::area(std::string_view name, MessageKey label, MessageKey hint, int rows) const
{
    return {
        .texts = texts_,
        .name = name,
        .label = label,
        .value = fields_.value(name),
        .problems = problems_,
        .hint = hint,
        .rows = rows,
        .language = web::language_of_content(texts_)};
}

web::SelectField FormFields::choice(
    std::string_view name, MessageKey label, std::span<web::Choice const> choices, MessageKey hint) const
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
    Writer& w, std::string_view name, MessageKey label, std::span<web::Choice const> choices,
    bool is_multiple, MessageKey hint) const
{
    w("{}",
      web::ChoiceGroup{
          .texts = texts_,
          .name = name,
          .legend = label,
          .choices = choices,
          .values = fields_.values(name),
          .is_multiple = is_multiple,
          .problems = problems_,
          .hint = hint});
}

web::DateField FormFields::day(
    std::string_view name, MessageKey label, MessageKey hint, bool may_be_partial) const
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
    w("{}{}", day(panel_field::from, "panel.field.from"_msg),
      day(panel_field::to, "panel.field.to"_msg, "panel.hint.to"_msg));
}

void FormFields::write_doubt(Writer& w) const
{
    std::array const yes{
        web::Choice{std::string(uncertain_value), std::string(texts_("panel.field.uncertain.yes"_msg))}};
    write_choices(w, panel_field::uncertain, "panel.field.uncertain"_msg, yes, true);
    w("{}",
      text(panel_field::remark, "panel.field.remark"_msg, web::FieldWidth::whole, "panel.hint.remark"_msg));
}

void write_not_stored(Writer& w, Texts const& texts, std::span<std::string const> typed)
{
    if (typed.empty())
        return;
    w(R"(<div class="note"><div class="stack"><p>{}</p><ul class="bullets">{}</ul></div></div>)",
      texts("panel.not_stored"_msg), html::each(typed, [](Writer& item, std::string const& text) {
          item(R"(<li class="pre">{}</li>)", text);
      }));
}

void write_history_card(Writer& w, Texts const& texts, Url const& url)
{
    w(R"(<section class="card" aria-labelledby="mehr"><h2 id="mehr">{}</h2><ul class="plain small"><li><a href="{}">{}</a></li></ul></section>)",
      texts("page.more"_msg), url, texts("record.history"_msg));
}

http::Response FormShell::page(
    web::StaffFrame const& frame, web::Body const& fields, web::Body const& side) const
{
    auto const button = std::string(version ? texts("words.action.save"_msg) : texts("panel.action.add"_msg));
    return web::staff_page(frame, [&](Writer& w) {
        if (shown_version)
            w("{}", web::FetchedNote{texts, *shown_version});
        w(
            R"(<div class="cols stack-top"><form class="form" method="post" action="{}" novalidate>{}{}{}{}<div class="save">{}<a class="kern-btn kern-btn--tertiary" href="{}"><span class="kern-label">{}</span></a></div></form><div class="stack">{}</div></div>)",
            url,
            [&](Writer& inner) {
                if (is_about_person)
                    inner("{}", web::FormToken{call});
                else
                    inner("{}", web::KeptWhileTyping{call, url});
            },
            [&](Writer& inner) {
                if (version)
                    inner(R"(<input type="hidden" name="fassung" value="{}">)", *version);
                else
                    inner(R"(<input type="hidden" name="schluessel" value="{}">)", form_key);
            },
            web::SaveByEnter{button}, fields, web::SubmitButton{button}, back, texts("panel.action.back"_msg),
            side);
    });
}

} // namespace kommin::meetings
