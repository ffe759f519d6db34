// What units and organisations have answered: the page of one, the form of an entry, all entries.

#include "modules/goals/goals/goal_pages.hpp"
#include "modules/goals/goals/permissions.hpp"
#include "modules/goals/goals/typed_id.hpp"
#include "modules/goals/inventory/inventory_pages.hpp"
#include "modules/goals/measures/measure_pages.hpp"
#include "platform/base/number.hpp"
#include "platform/html/attributes.hpp"
#include "platform/web/page_parts.hpp"
#include "platform/web/staff_export.hpp"
#include "platform/web/unsaved_entries.hpp"

#include <algorithm>
#include <memory>
#include <utility>

namespace kommin::goals {

using html::each;
using html::Url;
using html::when;
using html::Writer;
using i18n::Texts;
using records::Fields;
using web::Choice;
using web::FieldWidth;
using web::staff_url;

namespace {

void write_entry_press(
    Writer& w, web::Call const& call, Url const& url, std::string_view name, std::int64_t value,
    std::string_view label, std::string_view kind = "secondary")
{
    w(R"(<form method="post" action="{}">{}<input type="hidden" name="{}" value="{}">{}</form>)", url,
      web::FormToken{call}, name, value, web::SubmitButton{label, kind});
}

void write_entry_title(Writer& w, Texts const& texts, InventoryEntry const& entry, bool may_open)
{
    html::Attributes const content{web::content_lang(texts)};
    w(
        R"(<p><strong>{}</strong> <span class="small mute">{}</span></p>)",
        [&](Writer& inner) {
            if (may_open)
                inner(R"(<a href="{}" {}>{}</a>)", entry_url(entry), content, entry.title);
            else
                inner("<span {}>{}</span>", content, entry.title);
        },
        texts(label_of(entry.kind)));
}

void write_own_entries(Writer& w, web::Call const& call, Texts const& texts, RequestPage const& page)
{
    w(
        R"(<section class="stack" aria-labelledby="eintraege"><h2 id="eintraege">{}</h2>{}{}</section>)",
        texts("inventory.entries"_msg),
        [&](Writer& inner) {
            if (page.entries.empty()) {
                inner(R"(<p class="mute">{}</p>)", texts("inventory.entries.none"_msg));
                return;
            }
            inner(
                R"(<ul class="plain stack">{}</ul>)",
                each(page.entries, [&](Writer& item, InventoryEntry const& one) {
                    item(
                        R"(<li class="card">{}{}</li>)",
                        [&](Writer& title) {
                            write_entry_title(title, texts, one, page.may_edit || page.may_answer);
                        },
                        [&](Writer& facts) { write_entry_facts(facts, call, page.names, one); });
                }));
        },
        when(page.may_answer, [&](Writer& inner) {
            inner(
                R"(<p><a class="kern-btn kern-btn--primary" href="{}"><span class="kern-label">{}</span></a></p>)",
                request_url(page.of.request, "eintrag"), texts("inventory.action.add_entry"_msg));
        }));
}

// What was said last time, each to be said again with one press.
void write_former(Writer& w, web::Call const& call, Texts const& texts, RequestPage const& page)
{
    if (page.former.empty())
        return;
    w(R"(<section class="stack" aria-labelledby="vorher"><h2 id="vorher">{}</h2><p class="small mute">{}</p><ul class="plain stack">{}</ul></section>)",
      texts("inventory.former"_msg), texts("inventory.former.hint"_msg),
      each(page.former, [&](Writer& item, InventoryEntry const& one) {
          bool const is_asked_about
              = std::ranges::find(page.of.whole.fields, one.panel) != page.of.whole.fields.end();
          item(
              R"(<li class="card">{}{}{}</li>)",
              [&](Writer& title) { write_entry_title(title, texts, one, false); },
              [&](Writer& facts) { write_entry_facts(facts, call, page.names, one); },
              [&](Writer& press) {
                  if (!is_asked_about)
                      press(R"(<p class="small mute">{}</p>)", texts("inventory.former.not_asked"_msg));
                  else if (page.may_answer)
                      write_entry_press(
                          press, call, request_url(page.of.request, "gilt-weiter"), "eintrag", one.id.value,
                          texts("inventory.action.holds_on"_msg));
              });
      }));
}

void write_nothing(Writer& w, web::Call const& call, Texts const& texts, RequestPage const& page)
{
    if (!page.may_answer || !page.entries.empty())
        return;
    auto const url = request_url(page.of.request, "nichts");
    w(R"(<section class="card" aria-labelledby="nichts"><h2 id="nichts">{}</h2><form class="form" method="post" action="{}" novalidate>{}{}{}</form></section>)",
      texts("inventory.nothing"_msg), url, web::KeptWhileTyping{call, request_url(page.of.request)},
      web::TextField{
          .texts = texts,
          .name = "word",
          .label = "inventory.field.word"_msg,
          .value = page.word,
          .problems = page.problems,
          .hint = "inventory.hint.word"_msg,
          .width = FieldWidth::whole,
          .language = web::language_of_content(texts)},
      web::SubmitButton{texts("inventory.action.nothing"_msg), "secondary"});
}

MessageKey why_no_answer(RequestPage const& page)
{
    if (page.of.whole.inventory.state == InventoryState::draft)
        return "inventory.answer.not_open"_msg;
    return page.is_of_others ? "inventory.answer.of_others"_msg : "inventory.answer.over"_msg;
}

void write_answer_card(Writer& w, web::Call const& call, Texts const& texts, RequestPage const& page)
{
    auto const& one = page.of.request;
    auto const mark = mark_of(one.answer, texts);
    w(R"(<section class="card" aria-labelledby="antwort"><h2 id="antwort">{}</h2><p><span class="{}">{}</span></p>{}{}{}</section>)",
      texts("inventory.answer"_msg), mark.shape, mark.text,
      when(!one.word.empty(), [&](Writer& inner) { inner("<p>{}</p>", one.word); }),
      when(
          one.answered_at.has_value(),
          [&](Writer& inner) {
              inner(
                  R"(<p class="small mute">{}</p>)",
                  texts(
                      "inventory.answered_at"_msg,
                      {{"time", texts.date_time(call.site.zone->to_local(*one.answered_at))}}));
          }),
      when(!page.may_answer, [&](Writer& inner) {
          inner(R"(<p class="small">{}</p>)", texts(why_no_answer(page)));
      }));
}

// What should not stand there, whatever the day.
void write_erasing(Writer& w, web::Call const& call, Texts const& texts, RequestPage const& page)
{
    auto const& one = page.of.request;
    bool const has_address = !one.unit && !one.mail.empty();
    bool const is_unanswered = one.answer == InventoryAnswer::none;
    if (!page.may_edit || (!has_address && one.word.empty() && !is_unanswered))
        return;
    auto const press = [&](Writer& inner, std::string_view page_below, MessageKey label) {
        inner(
            R"(<form method="post" action="{}">{}{}</form>)", request_url(one, page_below),
            web::FormToken{call}, web::SubmitButton{texts(label), "secondary"});
    };
    w(R"(<section class="card" aria-labelledby="loeschen"><h2 id="loeschen">{}</h2><p class="small">{}</p>{}{}{}</section>)",
      texts("inventory.request.erase"_msg), texts("inventory.request.erase.hint"_msg),
      when(
          has_address,
          [&](Writer& inner) {
              inner(R"(<p class="small">{}: {}</p>)", texts("inventory.mailbox"_msg), one.mail);
              press(inner, "adresse-loeschen", "inventory.action.erase_address"_msg);
          }),
      when(
          !one.word.empty(),
          [&](Writer& inner) { press(inner, "wort-loeschen", "inventory.action.erase_word"_msg); }),
      when(is_unanswered, [&](Writer& inner) { press(inner, "entfernen", "inventory.action.remove"_msg); }));
}

std::vector<Choice> fields_of_entry(Texts const& texts, EntryFormPage const& page)
{
    std::vector<Choice> choices;
    for (auto const id : page.of.whole.fields)
        choices.push_back({std::to_string(id.value), page.names.panel(id)});
    if (page.entry != nullptr)
        keep_chosen(choices, std::to_string(page.entry->panel.value), page.names.panel(page.entry->panel));
    if (choices.size() > 1)
        choices.insert(choices.begin(), {"", std::string(texts("measure.choose.none"_msg))});
    return choices;
}

std::vector<Choice> places_of_entry(EntryFormPage const& page)
{
    std::vector<Choice> choices;
    for (auto const& body : page.names.district.bodies) {
        if (body.kind == tenants::BodyKind::municipality)
            choices.push_back({std::to_string(body.id.value), body.name});
    }
    return choices;
}

void write_entry_fields(Writer& w, Texts const& texts, EntryFormPage const& page)
{
    web::FormFields const form(texts, page.fields, page.problems);
    auto const kinds = choices_of<EntryKind>(all_entry_kinds, texts);
    auto const panels = fields_of_entry(texts, page);
    auto const places = places_of_entry(page);
    auto const label = [](std::string_view name) { return web::label_in(all_entry_fields, name); };
    w(
        R"({}<div class="sec">{}{}{}{}</div><div class="sec">{}{}{}</div><div class="sec">{}{}</div>)",
        web::RequiredNote{texts},
        [&](Writer& inner) {
            form.write_choices(
                inner, entry_field::kind, label(entry_field::kind), kinds, false, "inventory.hint.kind"_msg);
        },
        form.text(
            entry_field::title, label(entry_field::title), FieldWidth::whole,
            "inventory.hint.entry_title"_msg, true),
        form.choice(entry_field::panel, label(entry_field::panel), panels),
        form.area(entry_field::text, label(entry_field::text), "inventory.hint.text"_msg),
        form.text(
            entry_field::audience, label(entry_field::audience), FieldWidth::whole,
            "inventory.hint.audience"_msg),
        [&](Writer& inner) {
            form.write_choices(
                inner, entry_field::places, label(entry_field::places), places, true,
                "inventory.hint.places"_msg);
        },
        form.day(entry_field::since, label(entry_field::since)),
        form.area(entry_field::reach, label(entry_field::reach), "measure.hint.reach"_msg, 3),
        form.text(
            entry_field::contact, label(entry_field::contact), FieldWidth::whole,
            "inventory.hint.contact"_msg));
}

void write_beside_entry(Writer& w, web::Call const& call, Texts const& texts, EntryFormPage const& page)
{
    web::write_effect(w, texts, "panel.effect.at_once"_msg);
    if (page.entry == nullptr)
        return;
    auto const& one = *page.entry;
    w(
        R"(<section class="card" aria-labelledby="massnahme"><h2 id="massnahme">{}</h2>{}{}</section>)",
        texts("measure.one"_msg),
        [&](Writer& inner) {
            if (one.measure)
                inner(
                    R"(<p><a href="{}">{}</a></p>)", measure_url(*one.measure),
                    texts("inventory.entry.has_measure"_msg));
            else
                inner(R"(<p class="small mute">{}</p>)", texts("inventory.entry.no_measure"_msg));
        },
        when(page.may_make_measure && !one.measure, [&](Writer& inner) {
            write_entry_press(
                inner, call, entry_url(one, "massnahme"), "fassung", one.version,
                texts("inventory.action.make_measure"_msg));
        }));
    if (page.may_erase)
        w(R"(<section class="card" aria-labelledby="loeschen"><h2 id="loeschen">{}</h2><p class="small">{}</p>{}</section>)",
          texts("inventory.entry.erase"_msg),
          texts(one.measure ? "inventory.entry.erase.measure"_msg : "inventory.entry.erase.hint"_msg),
          [&](Writer& inner) {
              write_entry_press(
                  inner, call, entry_url(one, "loeschen"), "fassung", one.version,
                  texts("inventory.action.erase_entry"_msg), "primary grave");
          });
    web::write_history_card(w, texts, entry_url(one, "verlauf"));
}

std::string name_in_field(
    Texts const& texts, MeasureNames const& names, Fields const& fields, std::string_view name)
{
    std::vector<std::string> words;
    for (auto const& value : fields.values(name)) {
        auto const number = parse_number(value);
        auto known = !number             ? std::string{}
            : name == entry_field::panel ? names.panel(meetings::PanelId{*number})
                                         : names.place(tenants::BodyId{*number});
        if (known.empty())
            known = value;
        words.push_back(std::move(known));
    }
    return words.empty() ? std::string{} : texts.list(words);
}

void write_entry_filter(Writer& w, Texts const& texts, EntryListPage const& page)
{
    auto const& filter = page.filter;
    std::vector<Choice> panels, places;
    for (auto const id : page.whole.fields)
        panels.push_back({std::to_string(id.value), page.names.panel(id)});
    for (auto const& body : page.names.district.bodies) {
        if (body.kind == tenants::BodyKind::municipality)
            places.push_back({body.slug, body.name});
    }
    auto const panel = filter.panel ? std::to_string(filter.panel->value) : std::string{};
    bool const narrows = filter.panel || !filter.place.empty();
    w("{}",
      web::FilterForm{
          texts, entries_url(page.whole.inventory.id),
          [&](Writer& inner) {
              inner(
                  "{}{}", web::FilterChoice{texts, "feld", "inventory.entry.field.panel"_msg, panels, panel},
                  web::FilterChoice{texts, "gemeinde", "measure.filter.place"_msg, places, filter.place});
          },
          narrows ? std::optional(entries_url(page.whole.inventory.id)) : std::nullopt});
}

}

void write_entry_facts(
    Writer& w, web::Call const& call, MeasureNames const& names, InventoryEntry const& entry)
{
    auto const& texts = web::staff_texts(call);
    auto const fact = [&](MessageKey label, std::string value) {
        return [&texts, label, value = std::move(value)](Writer& inner) {
            web::write_fact(inner, texts(label), value);
        };
    };
    w(
        R"(<div {}>{}</div><dl class="dl small">{}{}{}{}{}{}{}</dl>)",
        html::Attributes{web::content_lang(texts)},
        [&](Writer& inner) { web::write_lines(inner, entry.text); },
        fact("inventory.entry.field.panel"_msg, names.panel(entry.panel)),
        fact("inventory.entry.field.audience"_msg, entry.audience),
        fact("inventory.entry.field.places"_msg, places_in_words(names, entry.places, texts)),
        fact(
            "inventory.entry.field.since"_msg,
            entry.since ? texts.partial_date(*entry.since) : std::string{}),
        fact("inventory.entry.field.reach"_msg, entry.reach),
        fact("inventory.entry.field.contact"_msg, entry.contact),
        when(entry.measure.has_value(), [&](Writer& inner) {
            inner(
                R"(<dt>{}</dt><dd><a href="{}">{}</a></dd>)", texts("measure.one"_msg),
                measure_url(*entry.measure), texts("inventory.entry.has_measure"_msg));
        }));
}

EntryFilter EntryFilter::read(http::Form const& query)
{
    EntryFilter filter;
    filter.panel = typed_id<meetings::PanelId>(query.value("feld"));
    filter.place = std::string(query.value("gemeinde"));
    filter.page = std::clamp(parse_number<int>(query.value("seite")).value_or(1), 1, 10'000);
    return filter;
}

EntryQuery EntryFilter::query_of(InventoryId inventory, MeasureNames const& names) const
{
    EntryQuery query{.inventory = inventory, .panel = panel};
    if (!place.empty()) {
        auto const* body = names.district.find_body(place);
        query.place = body == nullptr ? tenants::BodyId{} : body->id; // where there is no such place: nowhere
    }
    return query;
}

Url entries_url(InventoryId id, EntryFilter const& filter, std::string_view file)
{
    http::Form fields;
    if (filter.panel)
        fields.add("feld", std::to_string(filter.panel->value));
    if (!filter.place.empty())
        fields.add("gemeinde", filter.place);
    if (filter.page > 1)
        fields.add("seite", std::to_string(filter.page));
    auto address = std::string(inventory_url(id, "eintraege").text());
    if (!file.empty())
        address += '/' + std::string(file);
    auto const query = fields.to_query();
    return html::Url::local(query.empty() ? address : address + '?' + query).value();
}

http::Response request_page(web::Call const& call, RequestPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const& inventory = page.of.whole.inventory;
    auto frame = frame_below_inventory(
        call, inventory, name_of(page.of.request, page.names.district.units, page.names.today));
    frame.is_named_by_content = true;
    frame.problems = page.problems;
    frame.state_line = std::string(texts(label_of(page.of.request.answer)));
    return web::staff_page(frame, [&](Writer& w) {
        web::write_not_stored(w, texts, page.not_stored);
        w(
            R"(<div class="cols stack-top"><div class="stack">{}{}</div><div class="stack">{}{}{}</div></div>)",
            [&](Writer& inner) { write_own_entries(inner, call, texts, page); },
            [&](Writer& inner) { write_former(inner, call, texts, page); },
            [&](Writer& inner) { write_answer_card(inner, call, texts, page); },
            [&](Writer& inner) { write_nothing(inner, call, texts, page); },
            [&](Writer& inner) { write_erasing(inner, call, texts, page); });
    });
}

web::RecordForm entry_record_form(Texts const& texts, MeasureNames names)
{
    auto form = web::record_form(all_entry_fields, texts);
    auto const known = std::make_shared<MeasureNames const>(std::move(names));
    form.shown = [&texts, known](Fields const& fields, std::string_view name) {
        if (name == entry_field::panel || name == entry_field::places)
            return name_in_field(texts, *known, fields, name);
        if (name == entry_field::kind)
            return web::word_of_value<EntryKind>(fields.value(name), texts);
        return std::string(fields.value(name));
    };
    return form;
}

http::Response entry_form_page(web::Call const& call, EntryFormPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const& [whole, request] = page.of;
    auto const* one = page.entry;
    auto frame = frame_below_request(
        call, whole.inventory, request, page.names,
        one == nullptr ? std::string(texts("inventory.action.add_entry"_msg))
                       : texts("panel.change.title"_msg, {{"name", one->title}}));
    frame.problems = page.problems;
    web::FormShell const shell{
        .call = call,
        .texts = texts,
        .url = one == nullptr ? request_url(request, "eintrag") : entry_url(*one),
        .version = one == nullptr ? std::nullopt : std::optional(one->version),
        .form_key = page.form_key,
        .back = request_url(request),
        .shown_version = page.shown_version,
        .is_about_person = false};
    return shell.page(
        frame, [&](Writer& w) { write_entry_fields(w, texts, page); },
        [&](Writer& w) { write_beside_entry(w, call, texts, page); });
}

http::Response entry_list_page(web::Call const& call, EntryListPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const& inventory = page.whole.inventory;
    auto const count = page.count;
    auto frame = frame_below_inventory(call, inventory, std::string(texts("inventory.entries"_msg)));
    frame.state_line = texts("inventory.entries.count"_msg, {{"count", count}});
    return web::staff_page(frame, [&](Writer& w) {
        write_entry_filter(w, texts, page);
        if (page.entries.empty()) {
            w(R"(<div class="empty"><h2>{}</h2><p>{}</p></div>)", texts("inventory.entries.empty"_msg),
              texts("inventory.entries.empty.text"_msg));
            return;
        }
        w(R"(<ul class="plain stack">{}</ul>{}{})",
          each(
              page.entries,
              [&](Writer& item, InventoryEntry const& one) {
                  auto const who = page.who.find(one.request);
                  item(
                      R"(<li class="card">{}<p class="small">{}</p>{}</li>)",
                      [&](Writer& title) { write_entry_title(title, texts, one, page.may_edit); },
                      who == page.who.end() ? std::string{} : who->second,
                      [&](Writer& facts) { write_entry_facts(facts, call, page.names, one); });
              }),
          web::Pager{
              .texts = texts,
              .page = page.filter.page,
              .per_page = entries_on_page,
              .count = count,
              .most_counted = count,
              .url_of =
                  [&](int number) {
                      auto filter = page.filter;
                      filter.page = number;
                      return entries_url(inventory.id, filter);
                  }},
          web::ExportLinks{texts, [&](std::string_view file) {
                               auto filter = page.filter;
                               filter.page = 1;
                               return entries_url(inventory.id, filter, file);
                           }});
    });
}

} // namespace kommin::goals
