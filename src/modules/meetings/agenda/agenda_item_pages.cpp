// One agenda item: what it is, where it came from and went to, and what can be done about it.

#include "modules/meetings/agenda/agenda_pages.hpp"
#include "modules/meetings/agenda/paper_pages.hpp"
#include "modules/meetings/meetings/meeting_pages.hpp"
#include "modules/meetings/panels/form_parts.hpp"
#include "modules/meetings/panels/page_parts.hpp"
#include "modules/meetings/panels/panel_pages.hpp"
#include "modules/meetings/recommendations/recommendation_pages.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/unsaved_entries.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

namespace kommin::meetings {

using html::each;
using html::when;
using html::Writer;
using i18n::Texts;
using records::Fields;
using web::FieldWidth;
using web::staff_url;

namespace {

void write_end_fact(Writer& w, std::string_view label, std::optional<ItemEnd> const& end)
{
    if (end && end->item)
        w(R"(<dt>{}</dt><dd><a href="{}">{}</a></dd>)", label, item_url(*end->item), end->place);
    else if (end)
        w("<dt>{}</dt><dd>{}</dd>", label, end->place);
}

void write_item_facts(Writer& w, Texts const& texts, ItemPage const& page)
{
    auto const& [item, panel] = page.seen;
    w(
        R"(<dl class="dl"><dt>{}</dt><dd><a href="{}">{}</a></dd>{}{}{}{}{}{}</dl>)",
        texts("meeting.field.panel"_msg), panel_url(panel.id), panel.name,
        when(
            page.meeting.has_value(),
            [&](Writer& inner) {
                inner(
                    R"(<dt>{}</dt><dd><a href="{}">{}</a>, {}</dd>)", texts("meeting.one"_msg),
                    meeting_url(page.meeting->id), page.meeting->title,
                    texts.partial_date(page.meeting->day.value()));
            }),
        [&](Writer& inner) { write_fact(inner, texts("item.field.speaker"_msg), item.speaker); },
        [&](Writer& inner) {
            if (item.minutes)
                write_fact(
                    inner, texts("item.field.minutes"_msg),
                    texts("item.minutes"_msg, {{"count", *item.minutes}}));
        },
        when(
            item.is_internal,
            [&](Writer& inner) {
                write_fact(inner, texts("item.field.internal"_msg), texts("item.internal"_msg));
            }),
        [&](Writer& inner) { write_end_fact(inner, texts("item.from"_msg), page.origin); },
        [&](Writer& inner) { write_end_fact(inner, texts("item.to"_msg), page.successor); });
}

void write_answering(Writer& w, web::Call const& call, Texts const& texts, ItemPage const& page)
{
    if (!page.may_edit || !page.is_asked)
        return;
    auto const& item = page.seen.item;
    w(R"(<form class="card form" method="post" action="{}" novalidate>{}<input type="hidden" name="fassung" value="{}"><h2>{}</h2>{}{}</form>)",
      item_url(item.id, "antworten"), web::KeptWhileTyping{call, item_url(item.id)}, item.version,
      texts("item.answer.title"_msg),
      web::TextArea{
          .texts = texts,
          .name = item_field::answer,
          .label = "item.field.answer"_msg,
          .value = page.answer,
          .problems = page.problems,
          .hint = "item.hint.answer"_msg,
          .rows = 4},
      web::SubmitButton{texts("item.answer.send"_msg)});
}

void write_forwarding(Writer& w, web::Call const& call, Texts const& texts, ItemPage const& page)
{
    auto const& item = page.seen.item;
    if (!page.may_edit || !item.is_open() || page.others.empty())
        return;
    std::vector<web::Choice> others{{"", std::string(texts("item.forward.choose"_msg))}};
    for (auto const& panel : page.others)
        others.push_back({std::to_string(panel.id.value), panel.name});
    w(R"(<form class="card form" method="post" action="{}" novalidate>{}<input type="hidden" name="fassung" value="{}"><h2>{}</h2>{}{}</form>)",
      item_url(item.id, "weiterleiten"), web::FormToken{call}, item.version, texts("item.forward.title"_msg),
      web::SelectField{
          .texts = texts,
          .name = "panel",
          .label = "item.forward.to"_msg,
          .choices = others,
          .problems = page.problems,
          .hint = "item.hint.forward"_msg},
      web::SubmitButton{texts("item.forward"_msg), "secondary"});
}

}

web::StaffFrame frame_below_item(web::Call const& call, SeenItem const& seen, std::string title)
{
    auto frame = frame_below_panel(call, seen.panel, std::move(title));
    frame.crumbs.push_back({item_url(seen.item.id), seen.item.title});
    return frame;
}

http::Response item_page(web::Call const& call, ItemPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const& [item, panel] = page.seen;
    auto const mark = mark_of(item, texts);
    auto frame = frame_below_item(call, page.seen, item.title);
    frame.crumbs.pop_back();
    frame.state_line = std::string(texts(label_of(item.kind))) + " · " + mark.text;
    frame.problems = page.problems;
    if (page.may_edit)
        frame.actions = [&](Writer& w) {
            w(R"(<a class="kern-btn kern-btn--primary" href="{}"><span class="kern-label">{}</span></a>)",
              item_url(item.id, "aendern"), texts("panel.change"_msg));
        };
    return web::staff_page(frame, [&](Writer& w) {
        if (!page.is_asked && !page.answer.empty()) // a colleague has answered meanwhile
            write_not_stored(w, texts, std::span(&page.answer, 1));
        w(
            R"(<div class="cols stack-top"><div class="stack">{}{}{}{}{}{}</div><div class="stack"><section class="card" aria-labelledby="angaben"><h2 id="angaben">{}</h2>{}</section>{}</div></div>)",
            [&](Writer& inner) { write_lines(inner, item.text); },
            [&](Writer& inner) {
                if (page.answers)
                    write_open_answers(inner, call, *page.answers);
            },
            [&](Writer& inner) { write_papers(inner, call, item, page.papers, page.may_edit); },
            when(
                !item.answer.empty(),
                [&](Writer& inner) {
                    inner(
                        R"(<section class="stack" aria-labelledby="antwort"><h2 id="antwort">{}</h2>{}</section>)",
                        texts("item.field.answer"_msg),
                        [&](Writer& text) { write_lines(text, item.answer); });
                }),
            [&](Writer& inner) { write_answering(inner, call, texts, page); },
            [&](Writer& inner) { write_forwarding(inner, call, texts, page); }, texts("panel.facts"_msg),
            [&](Writer& inner) { write_item_facts(inner, texts, page); },
            when(page.may_edit, [&](Writer& inner) {
                inner(
                    R"(<section class="card" aria-labelledby="mehr"><h2 id="mehr">{}</h2><ul class="plain small"><li><a href="{}">{}</a></li>{}</ul></section>)",
                    texts("page.more"_msg),
                    staff_url({items_path, std::to_string(item.id.value), "aendern", "verlauf"}),
                    texts("record.history"_msg), when(item.is_open(), [&](Writer& more) {
                        more(
                            R"(<li><a href="{}">{}</a></li>)", item_url(item.id, "entfernen"),
                            texts("item.remove"_msg));
                    }));
            }));
    });
}

http::Response item_removal_question(web::Call const& call, SeenItem const& seen, Removal removal)
{
    auto const& texts = web::staff_texts(call);
    auto const& item = seen.item;
    return web::staff_page(
        frame_below_item(call, seen, std::string(texts("item.remove.title"_msg, {{"title", item.title}}))),
        [&](Writer& w) {
            w(R"(<div class="stack measure"><p>{}</p><div class="row"><form method="post" action="{}">{}<input type="hidden" name="fassung" value="{}">{}</form><a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a></div></div>)",
              texts(removal == Removal::erased ? "item.remove.erased"_msg : "item.remove.dropped"_msg),
              item_url(item.id, "entfernen"), web::FormToken{call}, item.version,
              web::SubmitButton{texts("item.remove.yes"_msg), "primary grave"}, item_url(item.id),
              texts("form.back"_msg));
        });
}

web::RecordForm item_record_form(Texts const& texts)
{
    auto form = record_form(all_item_fields, texts);
    form.shown = [&texts](Fields const& fields, std::string_view name) {
        std::string value(fields.value(name));
        if (name == item_field::kind)
            return word_of_value<ItemKind>(value, texts);
        if (name == item_field::state)
            return word_of_value<ItemState>(value, texts);
        if (name == item_field::internal && value == internal_value)
            return std::string(texts("item.internal"_msg));
        return value;
    };
    return form;
}

http::Response item_form_page(web::Call const& call, ItemFormPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const* item = page.item;
    auto const* meeting = page.meeting;
    auto const title = std::string(
        item != nullptr ? texts("panel.change.title"_msg, {{"name", item->title}})
                        : std::string(texts("item.new"_msg)));
    auto frame = item != nullptr ? frame_below_item(call, {*item, page.panel}, title)
        : meeting != nullptr     ? frame_below_meeting(call, *meeting, title)
                                 : frame_below_panel(call, page.panel, title);
    frame.problems = page.problems;
    auto const back = item != nullptr ? item_url(item->id)
        : meeting != nullptr          ? meeting_url(meeting->id)
                                      : panel_url(page.panel.id);
    FormShell const shell{
        .call = call,
        .texts = texts,
        .url = item != nullptr   ? item_url(item->id, "aendern")
            : meeting != nullptr ? meeting_url(meeting->id, "neuer-punkt")
                                 : panel_url(page.panel.id, "neuer-punkt"),
        .version = item == nullptr ? std::nullopt : std::optional(item->version),
        .form_key = page.form_key,
        .back = back,
        .shown_version = page.shown_version};
    FormFields const form(texts, page.fields, page.problems);
    std::vector<web::Choice> kinds;
    auto const add_kind = [&](ItemKind kind) {
        kinds.push_back({std::string(to_text(kind)), std::string(texts(label_of(kind)))});
    };
    if (item != nullptr && item->kind == ItemKind::open_answers)
        add_kind(ItemKind::open_answers);
    else
        std::ranges::for_each(all_item_kinds, add_kind);
    std::array const yes{
        web::Choice{std::string(internal_value), std::string(texts("item.internal.yes"_msg))}};
    return shell.page(
        frame,
        [&](Writer& w) {
            w(R"({}<div class="sec">{}{}{}{}{}{}</div>)", web::RequiredNote{texts},
              form.text(item_field::title, "meeting.field.title"_msg, FieldWidth::whole, {}, true),
              form.choice(item_field::kind, "panel.field.kind"_msg, kinds),
              form.area(item_field::text, "item.field.text"_msg, "item.hint.text"_msg),
              form.text(
                  item_field::minutes, "item.field.minutes"_msg, FieldWidth::narrow, "item.hint.minutes"_msg),
              form.text(
                  item_field::speaker, "item.field.speaker"_msg, FieldWidth::whole, "item.hint.speaker"_msg),
              [&](Writer& inner) {
                  form.write_choices(inner, item_field::internal, "item.field.internal"_msg, yes, true);
              });
        },
        [&](Writer& w) {
            w(R"(<section class="card" aria-labelledby="wirkung"><h2 id="wirkung">{}</h2><ul class="plain small"><li>{}</li></ul></section>)",
              texts("form.effect"_msg), texts("panel.effect.at_once"_msg));
            if (item != nullptr)
                write_history_card(
                    w, texts, staff_url({items_path, std::to_string(item->id.value), "aendern", "verlauf"}));
        });
}

} // namespace kommin::meetings
