#include "modules/portal/desk/page_desk_pages.hpp"

#include "modules/portal/desk/local_page_desk.hpp"
#include "modules/portal/desk/offer_desk_parts.hpp"
#include "modules/portal/directory/offer_filter.hpp"
#include "modules/portal/directory/permissions.hpp"
#include "modules/portal/editing/offer_hints.hpp"
#include "modules/portal/site/pages.hpp"
#include "platform/web/record_form.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/staff_list.hpp"
#include "platform/web/unsaved_entries.hpp"

#include <algorithm>

namespace kommin::portal {

using html::attribute;
using html::Attributes;
using html::each;
using html::Url;
using html::when;
using html::Writer;
using i18n::Texts;
using records::DraftState;
using records::Fields;
using web::Choice;
using web::staff_url;

namespace {

std::string name_of_body(std::vector<tenants::Body> const& bodies, std::string_view slug, Texts const& texts)
{
    auto const body = std::ranges::find(bodies, slug, &tenants::Body::slug);
    return body == bodies.end() ? std::string(texts("page.no_municipality"_msg)) : body->name;
}

// Where the text of a municipality is shown, and in whose stead.
void write_local_note(
    Writer& w, Texts const& texts, InfoPage const& page, std::vector<tenants::Body> const& bodies)
{
    if (page.stands_for.empty())
        return;
    w(R"(<div class="note"><p>{} <a href="{}">{}</a> · <a href="{}">{}</a></p></div>)",
      texts("page.local.note"_msg, {{"place", name_of_body(bodies, page.municipality, texts)}}),
      web::page_url(Texts::of(i18n::Language::german()), {"info", page.stands_for}),
      texts("page.local.general"_msg), general_changes_url(page.id), texts("page.compare.title"_msg));
}

class PageFields {
public:
    PageFields(Texts const& texts, PageFormPage const& page)
        : texts_(texts)
        , page_(page)
    { }
    [[nodiscard]] web::TextField text(
        std::string_view name, MessageKey hint = {}, web::FieldWidth width = web::FieldWidth::whole) const
    {
        return {
            .texts = texts_,
            .name = name,
            .label = label(name),
            .value = page_.fields.value(name),
            .problems = page_.problems,
            .hint = hint,
            .width = width,
            .language = web::language_of_content(texts_)};
    }
    [[nodiscard]] web::TextField required_title() const
    {
        auto field = text("title");
        field.is_required = true;
        return field;
    }
    [[nodiscard]] web::RequiredNote required_note() const { return {texts_}; }
    [[nodiscard]] web::TextArea area(std::string_view name, MessageKey hint, int rows) const
    {
        return {
            .texts = texts_,
            .name = name,
            .label = label(name),
            .value = page_.fields.value(name),
            .problems = page_.problems,
            .hint = hint,
            .rows = rows,
            .language = web::language_of_content(texts_)};
    }
    // What it says can be changed here; the picture itself on a page of its own, which takes files.
    void write_image(Writer& w, PageId id) const
    {
        bool const has_image = !page_.fields.value("image").empty();
        if (has_image)
            w(R"(<input type="hidden" name="image" value="{}">{}{})", page_.fields.value("image"),
              area("image_alt", "desk.hint.image_alt"_msg, 2),
              text("image_credit", "desk.hint.image_credit"_msg));
        w(R"(<div class="fld"><p class="lbl">{}</p><p><a href="{}">{}</a></p><p class="hint">{}</p></div>)",
          texts_(label("image")), page_desk_url(id, "bild"),
          texts_(has_image ? "image.change"_msg : "image.add"_msg), texts_("image.save_first"_msg));
    }
    // A callable, because the choices live as long as it does.
    [[nodiscard]] auto select(std::string_view name, std::vector<Choice> choices, MessageKey hint = {}) const
    {
        return [this, name, choices = std::move(choices), hint](Writer& w) {
            w("{}",
              web::SelectField{
                  .texts = texts_,
                  .name = name,
                  .label = label(name),
                  .choices = choices,
                  .value = page_.fields.value(name),
                  .problems = page_.problems,
                  .hint = hint});
        };
    }
    [[nodiscard]] std::vector<Choice> municipalities(MessageKey none) const
    {
        std::vector<Choice> choices{{"", std::string(texts_(none))}};
        for (auto const& body : page_.names.bodies) {
            if (body.kind == tenants::BodyKind::municipality)
                choices.push_back({body.slug, body.name});
        }
        return choices;
    }
    [[nodiscard]] std::vector<Choice> parents() const
    {
        std::vector<Choice> choices{{"", std::string(texts_("page.no_parent"_msg))}};
        for (auto const* parent : possible_parents(page_.edited->page, page_.pages))
            choices.push_back({parent->slug, parent->title.source});
        return choices;
    }
    [[nodiscard]] std::vector<Choice> situations() const
    {
        std::vector<Choice> choices{{"", std::string(texts_("page.no_situation"_msg))}};
        auto const& categories = page_.names.categories;
        for (auto const situation : categories.situations())
            choices.push_back(
                {std::string(to_text(situation)), std::string(categories.name(situation, texts_))});
        // What the page carries is kept until somebody chooses another one.
        auto const carried = enum_from<Situation>(page_.fields.value("situation"));
        if (carried && categories.has(*carried) && !categories.is_in_use(*carried))
            choices.push_back(
                {std::string(to_text(*carried)), name_or_archived(categories, *carried, texts_)});
        return choices;
    }

private:
    static MessageKey label(std::string_view name)
    {
        return std::ranges::find(page_fields(), name, &PageField::name)->label;
    }
    Texts const& texts_;
    PageFormPage const& page_;
};

void write_fields(Writer& w, PageFields const& form, EditedPage const& edited)
{
    w(R"({}<div class="sec">{}{}{}{}</div>)", form.required_note(), form.required_title(),
      form.area("summary", "page.hint.summary"_msg, 2), form.area("content", "page.hint.content"_msg, 20),
      when(has_field(edited.page, "image"), [&](Writer& inner) { form.write_image(inner, edited.page.id); }));
    if (!has_field(edited.page, "parent"))
        return;
    w(
        R"(<div class="sec">{}{}{}{}</div>)",
        [&](Writer& inner) {
            if (has_field(edited.page, "municipality"))
                form.select("municipality", form.municipalities("desk.no_place"_msg))(inner);
        },
        form.select("parent", form.parents()),
        form.text("position", "page.hint.position"_msg, web::FieldWidth::narrow),
        form.select("situation", form.situations()));
}

void write_side(
    Writer& w, web::Call const& call, Texts const& texts, EditedPage const& edited, bool may_publish)
{
    auto const& page = edited.page;
    bool const may_replace = is_general(page) && call.actor().may_somewhere(edit_pages);
    w(R"(<div class="stack"><section class="card" aria-labelledby="mehr"><h2 id="mehr">{}</h2><ul class="plain small">{}{}<li><a href="{}">{}</a></li></ul>{}</section>{}</div>)",
      texts("page.more"_msg),
      when(
          page.is_public(),
          [&](Writer& item) {
              item(
                  R"(<li><a href="{}">{}</a></li>)",
                  published_url(url_of(Texts::of(i18n::Language::german()), page), edited.state.version),
                  texts("page.see_in_portal"_msg));
          }),
      when(
          may_replace,
          [&](Writer& item) {
              item(R"(<li><a href="{}">{}</a></li>)", local_pages_url(page.id), texts("page.local.all"_msg));
          }),
      page_desk_url(page.id, "verlauf"), texts("record.history"_msg),
      when(
          may_publish && page.is_public() && !is_required(page),
          [&](Writer& item) {
              item(
                  R"(<p class="stack-top"><a class="kern-btn kern-btn--secondary grave" href="{}"><span class="kern-label">{}</span></a></p>)",
                  page_desk_url(page.id, "archivieren"), texts("desk.action.archive"_msg));
          }),
      [&](Writer& inner) { write_page_hints(inner, texts, edited.fields); });
}

http::Response new_page_form(web::Call const& call, PageFormPage const& page)
{
    auto const& texts = web::staff_texts(call);
    PageFields const form(texts, page);
    return web::staff_page(
        {.call = call,
         .title = std::string(texts("page.new.title"_msg)),
         .section = "seiten",
         .crumbs = {{staff_url({"seiten"}), std::string(texts("page.title"_msg))}},
         .problems = page.problems},
        [&](Writer& w) {
            w(R"(<p class="measure">{}</p><form class="form" method="post" action="{}" novalidate>{}<input type="hidden" name="schluessel" value="{}"><div class="sec">{}{}</div><div class="save">{}</div></form>)",
              texts("page.new.lead"_msg), staff_url({"seiten", "neu"}),
              web::KeptWhileTyping{call, staff_url({"seiten", "neu"})}, page.form_key, form.text("title"),
              form.select(
                  "municipality", form.municipalities("page.no_municipality"_msg),
                  "page.hint.municipality"_msg),
              web::SubmitButton{texts("record.action.create"_msg)});
        });
}

}

Url page_desk_url(PageId id)
{
    return staff_url({"seiten", std::to_string(id.value)});
}

Url page_desk_url(PageId id, std::string_view page)
{
    return staff_url({"seiten", std::to_string(id.value), page});
}

std::string title_of_page(Fields const& fields, Texts const& texts)
{
    auto const title = fields.value("title");
    return std::string(title.empty() ? texts("page.unnamed"_msg) : title);
}

web::StaffFrame frame_below_page(web::Call const& call, EditedPage const& edited, std::string title)
{
    auto const& texts = web::staff_texts(call);
    return {
        .call = call,
        .title = std::move(title),
        .section = "seiten",
        .crumbs
        = {{staff_url({"seiten"}), std::string(texts("page.title"_msg))},
           {page_desk_url(edited.page.id), title_of_page(edited.fields, texts), true}}};
}

web::RecordForm page_record_form(PageContext const& context, Texts const& texts)
{
    web::RecordForm form;
    for (auto const& field : page_fields())
        form.fields.push_back({std::string(field.name), std::string(texts(field.label))});
    form.shown = [context, &texts](Fields const& fields, std::string_view name) {
        return shown_page_value(fields, name, context, texts);
    };
    return form;
}

MessageKey label_of_kind(InfoPage const& page)
{
    if (!page.stands_for.empty())
        return "page.kind.local"_msg;
    switch (page.kind) {
    case PageKind::info:
        return "page.kind.info"_msg;
    case PageKind::legal:
        return "page.kind.legal"_msg;
    case PageKind::simple:
        return "page.kind.simple"_msg;
    case PageKind::place:
        break;
    }
    return "page.kind.place"_msg;
}

StateWord state_word_of(PageLine const& line, Texts const& texts)
{
    return state_word(state_of_page(line.page, line.state), line.state.publish_on, texts, false);
}

std::string place_of(InfoPage const& page, std::vector<tenants::Body> const& bodies, Texts const& texts)
{
    return name_of_body(bodies, page.municipality, texts);
}

http::Response page_form_page(web::Call const& call, PageFormPage const& page)
{
    if (page.edited == nullptr)
        return new_page_form(call, page);
    auto const& texts = web::staff_texts(call);
    auto const& edited = *page.edited;
    auto const actor = call.actor();
    bool const may_edit = actor.may(edit_pages, edited.state.owner);
    bool const may_publish = actor.may(publish_pages, edited.state.owner);
    auto frame = frame_below_page(call, edited, title_of_page(page.fields, texts));
    frame.crumbs.pop_back();
    frame.is_named_by_content = true;
    frame.state_line
        = state_word(state_of_page(edited.page, edited.state), edited.state.publish_on, texts, false).text
        + " · " + std::string(texts(label_of_kind(edited.page)));
    frame.problems = page.problems;
    PageFields const form(texts, page);
    auto const author = page.draft_author.value_or(std::string{});
    auto const id = edited.page.id;
    return web::staff_page(frame, [&](Writer& w) {
        w("{}",
          web::DraftNote{
              .call = call,
              .state = edited.state,
              .draft = edited.draft,
              .author = author,
              .has_moved = edited.has_moved,
              .shown_version = page.shown_version,
              .discard = may_edit ? std::optional(page_desk_url(id, "verwerfen")) : std::nullopt});
        if (page.is_image_gone)
            w(R"(<div class="note"><p>{}</p></div>)", texts("desk.note.image_gone"_msg));
        write_local_note(w, texts, edited.page, page.names.bodies);
        auto const side = [&](Writer& inner) { write_side(inner, call, texts, edited, may_publish); };
        if (!may_edit) {
            w(R"(<div class="cols stack-top"><dl class="dl">{}</dl>{}</div>)",
              each(
                  page_fields(),
                  [&](Writer& row, PageField const& field) {
                      auto const value = shown_page_value(
                          page.fields, field.name, {page.pages, page.names.bodies, page.names.categories},
                          texts);
                      if (!value.empty())
                          row(R"(<dt>{}</dt><dd class="pre">{}</dd>)", texts(field.label), value);
                  }),
              side);
            return;
        }
        w(
            R"(<div class="cols stack-top"><form class="form" method="post" action="{}" novalidate>{}<input type="hidden" name="fassung" value="{}"><input type="hidden" name="grundlage" value="{}">{}{}{}</form>{}</div>)",
            page_desk_url(id), web::KeptWhileTyping{call, page_desk_url(id)}, edited.state.version,
            edited.state.base(), web::SaveByEnter{texts("record.action.save"_msg)},
            [&](Writer& inner) { write_fields(inner, form, edited); },
            web::SaveBar{
                .texts = texts,
                .publish = page_desk_url(id, "veroeffentlichen"),
                .hand_in = page_desk_url(id, "abgeben"),
                .schedule = page_desk_url(id, "planen"),
                .give_back = page_desk_url(id, "zurueckgeben"),
                .preview = staff_url({"seiten", std::to_string(id.value), "vorschau", "de"}),
                .may_publish = may_publish,
                .is_in_review = edited.state.draft_state == DraftState::in_review,
                .aside = page.aside,
                .problems = page.problems},
            side);
    });
}

http::Response page_archive_question(web::Call const& call, EditedPage const& edited)
{
    auto const& texts = web::staff_texts(call);
    auto const title = title_of_page(form_of(edited.page), texts);
    return web::staff_page(
        frame_below_page(call, edited, texts("page.archive.title"_msg, {{"title", title}})), [&](Writer& w) {
            w(R"(<div class="stack measure"><p>{}</p>{}<div class="row"><form method="post" action="{}">{}<input type="hidden" name="fassung" value="{}">{}</form><a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a></div></div>)",
              texts("page.archive.text"_msg),
              when(
                  edited.state.draft_state != DraftState::none,
                  [&](Writer& inner) {
                      inner("<p><strong>{}</strong></p>", texts("desk.archive.draft"_msg));
                  }),
              page_desk_url(edited.page.id, "archivieren"), web::FormToken{call}, edited.state.version,
              web::SubmitButton{texts("page.archive.yes"_msg), "primary grave"},
              page_desk_url(edited.page.id), texts("page.archive.no"_msg));
        });
}

} // namespace kommin::portal
