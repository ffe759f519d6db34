#include "modules/meetings/checklists/checklist_pages.hpp"
#include "modules/meetings/panels/form_parts.hpp"
#include "modules/meetings/panels/panel_pages.hpp"
#include "platform/web/staff_form.hpp"

#include <iterator>
#include <utility>

namespace kommin::meetings {

using html::each;
using html::Url;
using html::when;
using html::Writer;
using i18n::Texts;
using records::Fields;
using web::staff_url;

namespace {

std::string kind_name(std::string_view kind, Texts const& texts)
{
    if (kind == for_every_kind)
        return std::string(texts("checklist.kind.every"_msg));
    if (kind == for_no_kind)
        return std::string(texts("checklist.kind.none"_msg));
    return word_of_value<PanelKind>(kind, texts);
}

std::vector<web::Choice> kinds_for(Texts const& texts)
{
    auto kinds = choices_among<PanelKind>(all_panel_kinds, texts);
    kinds.insert(kinds.begin(), {std::string(for_every_kind), kind_name(for_every_kind, texts)});
    kinds.push_back({std::string(for_no_kind), kind_name(for_no_kind, texts)});
    return kinds;
}

void write_table(Writer& w, Texts const& texts, TemplateListPage const& page)
{
    if (page.is_cut)
        w(R"(<p>{}</p>)", texts("checklist.templates.cut"_msg, {{"count", std::ssize(page.templates)}}));
    w(R"(<div class="scroll" role="region" aria-labelledby="vorlagen" tabindex="0"><table class="tbl tbl--stack tbl--lead"><caption class="vh" id="vorlagen">{}</caption><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col" class="num">{}</th></tr></thead><tbody>{}</tbody></table></div>)",
      texts("checklist.templates"_msg), texts("checklist.field.name"_msg), texts("checklist.field.kind"_msg),
      texts("checklist.field.lines"_msg),
      each(page.templates, [&](Writer& row, ChecklistTemplate const& one) {
          row(
              R"(<tr><th scope="row">{}</th><td data-l="{}">{}</td><td class="num" data-l="{}">{}</td></tr>)",
              [&](Writer& name) {
                  if (page.may_edit)
                      name(
                          R"(<a href="{}" {}>{}</a>)", template_url(one.id),
                          html::Attributes{web::content_lang(texts)}, one.name);
                  else
                      name(R"(<span {}>{}</span>)", html::Attributes{web::content_lang(texts)}, one.name);
              },
              texts("checklist.field.kind"_msg), kind_name(one.panel_kind, texts),
              texts("checklist.field.lines"_msg), std::ssize(read_lines(one.lines, {}).lines));
      }));
}

}

Url templates_url()
{
    return staff_url({templates_path});
}

Url template_url(ChecklistTemplateId id)
{
    return staff_url({templates_path, std::to_string(id.value)});
}

Url template_history_url(ChecklistTemplateId id)
{
    return staff_url({templates_path, std::to_string(id.value), "verlauf"});
}

web::StaffFrame frame_below_templates(web::Call const& call, std::string title)
{
    return {
        .call = call,
        .title = std::move(title),
        .section = std::string(templates_path),
        .crumbs = {{templates_url(), std::string(web::staff_texts(call)("checklist.templates"_msg))}}};
}

http::Response template_list_page(web::Call const& call, TemplateListPage const& page)
{
    auto const& texts = web::staff_texts(call);
    web::StaffFrame const frame{
        .call = call,
        .title = std::string(texts("checklist.templates"_msg)),
        .section = std::string(templates_path),
        .actions = !page.may_edit
            ? web::Body{}
            : [&](Writer& w) {
                  w(R"(<a class="kern-btn kern-btn--primary" href="{}"><span class="kern-label">{}</span></a>)",
                    staff_url({templates_path, "neu"}), texts("checklist.template.new"_msg));
              },
        .is_wide = true};
    return web::staff_page(frame, [&](Writer& w) {
        w(
            R"(<div class="stack"><p class="measure">{}</p>{}{}</div>)",
            texts("checklist.templates.lead"_msg),
            [&](Writer& inner) {
                if (page.templates.empty())
                    inner(R"(<p class="mute">{}</p>)", texts("checklist.templates.none"_msg));
                else
                    write_table(inner, texts, page);
            },
            when(page.may_edit, [&](Writer& inner) {
                inner(
                    R"(<form method="post" action="{}">{}<p class="measure">{}</p>{}</form>)",
                    staff_url({templates_path, "vorschlaege"}), web::FormToken{call},
                    texts("checklist.proposed.lead"_msg),
                    web::SubmitButton{texts("checklist.proposed.take"_msg), "secondary"});
            }));
    });
}

web::RecordForm template_record_form(Texts const& texts)
{
    auto form = record_form(all_template_fields, texts);
    form.shown = [&texts](Fields const& fields, std::string_view name) {
        auto const value = fields.value(name);
        return name == template_field::kind ? kind_name(value, texts) : std::string(value);
    };
    return form;
}

http::Response template_form_page(web::Call const& call, TemplateFormPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const* edited = page.edited;
    auto frame = frame_below_templates(
        call, edited == nullptr ? std::string(texts("checklist.template.new"_msg)) : edited->name);
    frame.is_named_by_content = edited != nullptr;
    frame.problems = page.problems;
    FormShell const shell{
        .call = call,
        .texts = texts,
        .url = edited == nullptr ? staff_url({templates_path, "neu"}) : template_url(edited->id),
        .version = edited == nullptr ? std::nullopt : std::optional(edited->version),
        .form_key = page.form_key,
        .back = templates_url(),
        .shown_version = page.shown_version};
    FormFields const form(texts, page.fields, page.problems);
    auto const kinds = kinds_for(texts);
    return shell.page(
        frame,
        [&](Writer& w) {
            w(R"({}<div class="sec">{}{}{}</div>)", web::RequiredNote{texts},
              form.text(
                  template_field::name, "checklist.field.name"_msg, web::FieldWidth::whole,
                  "checklist.hint.name"_msg, true),
              form.choice(template_field::kind, "checklist.field.kind"_msg, kinds, "checklist.hint.kind"_msg),
              form.area(template_field::lines, "checklist.field.lines"_msg, "checklist.hint.lines"_msg, 16));
        },
        [&](Writer& w) {
            w(R"(<section class="card" aria-labelledby="wirkung"><h2 id="wirkung">{}</h2><ul class="plain small"><li>{}</li></ul></section>)",
              texts("form.effect"_msg), texts("checklist.template.effect"_msg));
            if (edited != nullptr)
                write_history_card(w, texts, template_history_url(edited->id));
        });
}

} // namespace kommin::meetings
