#include "modules/goals/inventory/inventory_pages.hpp"

#include "platform/html/attributes.hpp"
#include "platform/web/page_parts.hpp"

#include <algorithm>
#include <utility>

namespace kommin::goals {

using html::each;
using html::Url;
using html::when;
using html::Writer;
using i18n::Texts;
using web::staff_url;

namespace {

std::string day_of(std::optional<Date> const& day, Texts const& texts)
{
    return day ? texts.date(*day, i18n::DateStyle::long_) : std::string(texts("inventory.no_day"_msg));
}

std::string counted_answers(InventoryCounts const& counts, Texts const& texts)
{
    return texts(
        "inventory.counts"_msg,
        {{"asked", counts.asked}, {"entries", counts.with_entries}, {"nothing", counts.with_nothing}});
}

void write_inventory_line(Writer& w, Texts const& texts, InventoryListPage const& page, Inventory const& one)
{
    auto const mark = mark_of(one.state, texts);
    auto const counts = page.counts.find(one.id);
    w(R"(<tr><th scope="row"><a href="{}" {}>{}</a></th><td data-l="{}">{}</td><td data-l="{}"><span class="{}">{}</span></td><td data-l="{}">{}</td><td data-l="{}">{}</td></tr>)",
      inventory_url(one.id), html::Attributes{web::content_lang(texts)}, one.title,
      texts("inventory.field.owner"_msg), page.names.owner(one.body), texts("inventory.field.state"_msg),
      mark.shape, mark.text, texts("inventory.field.until"_msg), day_of(one.until, texts),
      texts("inventory.answers"_msg),
      counted_answers(counts == page.counts.end() ? InventoryCounts{} : counts->second, texts));
}

// Addresses are for whoever asks; others read whether there is one.
std::string mailbox_in_words(InventoryPage const& page, std::string const& mailbox, Texts const& texts)
{
    if (!page.may_edit)
        return std::string(
            texts(mailbox.empty() ? "inventory.mailbox.none"_msg : "inventory.mailbox.one"_msg));
    return mailbox.empty() ? std::string("–") : mailbox;
}

// What became of the letter to one that is asked. Once its links have ended, none waits any more.
std::string letter_in_words(
    web::Call const& call, InventoryPage const& page, InventoryRequest const& request, Texts const& texts)
{
    auto const mailbox = mailbox_of(request, page.names.district.units);
    bool const has_left
        = page.lettered.contains(request.id) || !takes_answers(page.whole.inventory, page.names.today);
    if (request.asked_at)
        return texts(
            has_left ? "inventory.letter.sent"_msg : "inventory.letter.ordered"_msg,
            {{"time", texts.date_time(call.site.zone->to_local(*request.asked_at))}});
    return std::string(
        texts(mailbox.empty() ? "inventory.letter.no_mailbox"_msg : "inventory.letter.not_yet"_msg));
}

void write_press(
    Writer& w, web::Call const& call, Url const& url, std::int64_t version, std::string_view label,
    std::string_view kind = "secondary")
{
    w(R"(<form method="post" action="{}">{}<input type="hidden" name="fassung" value="{}">{}</form>)", url,
      web::FormToken{call}, version, web::SubmitButton{label, kind});
}

void write_request_line(
    Writer& w, web::Call const& call, Texts const& texts, InventoryPage const& page,
    InventoryRequest const& one)
{
    auto const mark = mark_of(one.answer, texts);
    auto const name = name_of(one, page.names.district.units, page.names.today);
    auto const mailbox = mailbox_of(one, page.names.district.units);
    bool const may_erase = page.may_edit && one.answer == InventoryAnswer::none;
    bool const may_ask_again = page.may_edit && takes_answers(page.whole.inventory, page.names.today)
        && one.asked_at && one.answer == InventoryAnswer::none && !mailbox.empty();
    w(R"(<tr><th scope="row"><a href="{}" {}>{}</a></th><td data-l="{}"><span class="{}">{}</span>{}</td><td data-l="{}">{}</td><td data-l="{}">{}</td><td>{}{}</td></tr>)",
      request_url(one), html::Attributes{web::content_lang(texts)}, name, texts("inventory.answer"_msg),
      mark.shape, mark.text,
      when(
          !one.word.empty(),
          [&](Writer& inner) { inner(R"(<br><span class="small mute">{}</span>)", one.word); }),
      texts("inventory.mailbox"_msg), mailbox_in_words(page, mailbox, texts), texts("inventory.letter"_msg),
      letter_in_words(call, page, one, texts),
      when(
          may_ask_again,
          [&](Writer& inner) {
              write_press(
                  inner, call, request_url(one, "erneut"), one.version, texts("inventory.action.again"_msg),
                  "tertiary");
          }),
      when(may_erase, [&](Writer& inner) {
          write_press(
              inner, call, request_url(one, "entfernen"), one.version, texts("inventory.action.remove"_msg),
              "tertiary");
      }));
}

void write_requests(Writer& w, web::Call const& call, Texts const& texts, InventoryPage const& page)
{
    auto const& one = page.whole.inventory;
    w(
        R"(<section class="stack"><h2 id="gefragt">{}</h2>{}{}</section>)", texts("inventory.requests"_msg),
        [&](Writer& inner) {
            if (page.requests.empty()) {
                inner(R"(<p class="mute">{}</p>)", texts("inventory.requests.none"_msg));
                return;
            }
            inner(
                R"(<div class="scroll" role="region" aria-labelledby="gefragt" tabindex="0"><table class="tbl tbl--stack"><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col"><span class="vh">{}</span></th></tr></thead><tbody>{}</tbody></table></div>)",
                texts("inventory.who"_msg), texts("inventory.answer"_msg), texts("inventory.mailbox"_msg),
                texts("inventory.letter"_msg), texts("inventory.actions"_msg),
                each(page.requests, [&](Writer& row, InventoryRequest const& request) {
                    write_request_line(row, call, texts, page, request);
                }));
        },
        when(page.may_edit && one.state != InventoryState::closed, [&](Writer& inner) {
            inner(
                R"(<p><a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a></p>)",
                inventory_url(one.id, "gefragt"), texts("inventory.action.add_requests"_msg));
        }));
}

// What the office does next, with what it does.
void write_next_step(Writer& w, web::Call const& call, Texts const& texts, InventoryPage const& page)
{
    auto const& one = page.whole.inventory;
    auto const waiting = std::ranges::count_if(page.requests, [&](InventoryRequest const& request) {
        return !request.asked_at && request.answer == InventoryAnswer::none
            && !mailbox_of(request, page.names.district.units).empty();
    });
    auto const without = std::ranges::count_if(page.requests, [&](InventoryRequest const& request) {
        return mailbox_of(request, page.names.district.units).empty();
    });
    w(R"(<section class="card" aria-labelledby="schritt"><h2 id="schritt">{}</h2>{}{}{}{}</section>)",
      texts("inventory.next"_msg),
      when(
          one.state == InventoryState::draft,
          [&](Writer& inner) {
              inner(R"(<p class="small">{}</p>)", texts("inventory.next.open"_msg, {{"count", waiting}}));
              write_press(
                  inner, call, inventory_url(one.id, "fragen"), one.version,
                  texts("inventory.action.open"_msg), "primary grave");
          }),
      when(
          one.state == InventoryState::open && waiting > 0,
          [&](Writer& inner) {
              inner(R"(<p class="small">{}</p>)", texts("inventory.next.ask"_msg, {{"count", waiting}}));
              write_press(
                  inner, call, inventory_url(one.id, "fragen"), one.version,
                  texts("inventory.action.ask"_msg));
          }),
      when(
          one.state != InventoryState::closed && without > 0,
          [&](Writer& inner) {
              inner(
                  R"(<p class="small mute">{}</p>)",
                  texts("inventory.next.no_mailbox"_msg, {{"count", without}}));
          }),
      [&](Writer& inner) {
          if (one.state == InventoryState::open) {
              inner(R"(<p class="small">{}</p>)", texts("inventory.next.close"_msg));
              write_press(
                  inner, call, inventory_url(one.id, "schliessen"), one.version,
                  texts("inventory.action.close"_msg));
          } else if (one.state == InventoryState::closed) {
              inner(
                  R"(<p class="small">{}</p><p><a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a></p>)",
                  texts("inventory.next.again"_msg),
                  staff_url({inventories_path, "neu"}).with_query({{"aus", std::to_string(one.id.value)}}),
                  texts("inventory.action.again_all"_msg));
          }
      });
}

void write_inventory_facts(Writer& w, Texts const& texts, InventoryPage const& page)
{
    auto const& one = page.whole.inventory;
    std::vector<std::string> fields;
    for (auto const id : page.whole.fields)
        fields.push_back(page.names.panel(id));
    auto const fact = [&](MessageKey label, std::string value) {
        return [&texts, label, value = std::move(value)](Writer& inner) {
            web::write_fact(inner, texts(label), value);
        };
    };
    w(R"(<section class="card" aria-labelledby="angaben"><h2 id="angaben">{}</h2><dl class="dl">{}{}{}{}{}{}</dl></section>)",
      texts("inventory.facts"_msg), fact("inventory.field.owner"_msg, page.names.owner(one.body)),
      fact("inventory.field.until"_msg, day_of(one.until, texts)),
      fact(
          "inventory.field.panels"_msg,
          fields.empty() ? std::string(texts("inventory.no_fields"_msg)) : texts.list(fields)),
      when(
          page.previous.has_value(),
          [&](Writer& inner) {
              inner(
                  R"(<dt>{}</dt><dd><a href="{}">{}</a></dd>)", texts("inventory.field.previous"_msg),
                  inventory_url(page.previous->id), page.previous->title);
          }),
      fact("form.source"_msg, one.source), fact("form.remark"_msg, one.remark));
}

void write_introduction(Writer& w, Texts const& texts, Inventory const& one)
{
    w(R"(<section class="stack" aria-labelledby="einleitung"><h2 id="einleitung">{}</h2><div {}>{}</div></section>)",
      texts("inventory.field.introduction"_msg), html::Attributes{web::content_lang(texts)},
      [&](Writer& inner) {
          if (one.introduction.empty())
              inner(R"(<p class="mute">{}</p>)", texts("inventory.no_introduction"_msg));
          else
              web::write_lines(inner, one.introduction);
      });
}

}

Url inventories_url()
{
    return staff_url({inventories_path});
}

Url inventory_url(InventoryId id)
{
    return staff_url({inventories_path, std::to_string(id.value)});
}

Url inventory_url(InventoryId id, std::string_view page)
{
    return staff_url({inventories_path, std::to_string(id.value), page});
}

Url request_url(InventoryRequest const& request)
{
    return staff_url(
        {inventories_path, std::to_string(request.inventory.value), "gefragt",
         std::to_string(request.id.value)});
}

Url request_url(InventoryRequest const& request, std::string_view page)
{
    return staff_url(
        {inventories_path, std::to_string(request.inventory.value), "gefragt",
         std::to_string(request.id.value), page});
}

Url entry_url(InventoryEntry const& entry)
{
    return staff_url(
        {inventories_path, std::to_string(entry.inventory.value), "eintraege",
         std::to_string(entry.id.value)});
}

Url entry_url(InventoryEntry const& entry, std::string_view page)
{
    return staff_url(
        {inventories_path, std::to_string(entry.inventory.value), "eintraege", std::to_string(entry.id.value),
         page});
}

web::StaffMark mark_of(InventoryState state, Texts const& texts)
{
    auto const word = std::string(texts(label_of(state)));
    switch (state) {
    case InventoryState::open:
        return {"st st--info", word};
    case InventoryState::closed:
        return {"st st--done", word};
    case InventoryState::draft:
        break;
    }
    return {"st st--draft", word};
}

web::StaffMark mark_of(InventoryAnswer answer, Texts const& texts)
{
    auto const word = std::string(texts(label_of(answer)));
    switch (answer) {
    case InventoryAnswer::entries:
        return {"st st--ok", word};
    case InventoryAnswer::nothing:
        return {"st st--done", word};
    case InventoryAnswer::none:
        break;
    }
    return {"st st--none", word};
}

std::string places_in_words(
    MeasureNames const& names, std::vector<tenants::BodyId> const& places, Texts const& texts)
{
    if (places.empty())
        return std::string(texts("inventory.everywhere"_msg));
    std::vector<std::string> words;
    for (auto const place : places)
        words.push_back(names.place(place));
    return texts.list(words);
}

web::StaffFrame frame_below_inventories(web::Call const& call, std::string title)
{
    return {
        .call = call,
        .title = std::move(title),
        .section = std::string(inventories_path),
        .crumbs = {{inventories_url(), std::string(web::staff_texts(call)("inventory.title"_msg))}}};
}

web::StaffFrame frame_below_inventory(web::Call const& call, Inventory const& inventory, std::string title)
{
    auto frame = frame_below_inventories(call, std::move(title));
    frame.crumbs.push_back({inventory_url(inventory.id), inventory.title, true});
    return frame;
}

web::StaffFrame frame_below_request(
    web::Call const& call, Inventory const& inventory, InventoryRequest const& request,
    MeasureNames const& names, std::string title)
{
    auto frame = frame_below_inventory(call, inventory, std::move(title));
    frame.crumbs.push_back({request_url(request), name_of(request, names.district.units, names.today), true});
    return frame;
}

http::Response inventory_list_page(web::Call const& call, InventoryListPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const count = std::ssize(page.inventories);
    return web::staff_page(
        {.call = call,
         .title = std::string(texts("inventory.title"_msg)),
         .section = std::string(inventories_path),
         .state_line = count == most_inventories_shown
             ? texts("inventory.list.newest"_msg, {{"count", count}})
             : texts("inventory.list.count"_msg, {{"count", count}}),
         .actions =
             [&](Writer& w) {
                 if (page.may_add)
                     w(R"(<a class="kern-btn kern-btn--primary" href="{}"><span class="kern-label">{}</span></a>)",
                       staff_url({inventories_path, "neu"}), texts("inventory.new"_msg));
             },
         .is_wide = true},
        [&](Writer& w) {
            if (page.inventories.empty()) {
                w(R"(<div class="empty"><h2>{}</h2><p>{}</p></div>)", texts("inventory.none.title"_msg),
                  texts(page.may_add ? "inventory.none.text"_msg : "inventory.none.reader"_msg));
                return;
            }
            w(R"(<div class="scroll" role="region" aria-label="{}" tabindex="0"><table class="tbl tbl--stack"><caption class="vh">{}</caption><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th></tr></thead><tbody>{}</tbody></table></div>)",
              texts("inventory.title"_msg), texts("inventory.title"_msg), texts("inventory.one"_msg),
              texts("inventory.field.owner"_msg), texts("inventory.field.state"_msg),
              texts("inventory.field.until"_msg), texts("inventory.answers"_msg),
              each(page.inventories, [&](Writer& row, Inventory const& one) {
                  write_inventory_line(row, texts, page, one);
              }));
        });
}

http::Response inventory_page(web::Call const& call, InventoryPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const& one = page.whole.inventory;
    auto frame = frame_below_inventories(call, one.title);
    frame.is_named_by_content = true;
    frame.problems = page.problems;
    frame.state_line
        = std::string(texts(label_of(one.state))) + " · " + counted_answers(counts_of(page.requests), texts);
    bool const may_change = page.may_edit && one.state != InventoryState::closed;
    frame.actions = [&, may_change](Writer& w) {
        w(R"(<a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a><a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a>{})",
          inventory_url(one.id, "eintraege"), texts("inventory.entries"_msg),
          inventory_url(one.id, "luecken"), texts("inventory.gaps"_msg), when(may_change, [&](Writer& inner) {
              inner(
                  R"(<a class="kern-btn kern-btn--primary" href="{}"><span class="kern-label">{}</span></a>)",
                  inventory_url(one.id, "bearbeiten"), texts("panel.change"_msg));
          }));
    };
    return web::staff_page(frame, [&](Writer& w) {
        web::write_not_stored(w, texts, page.not_stored);
        w(
            R"(<div class="cols stack-top"><div class="stack">{}{}</div><div class="stack">{}{}{}</div></div>)",
            [&](Writer& inner) { write_requests(inner, call, texts, page); },
            [&](Writer& inner) { write_introduction(inner, texts, one); },
            when(page.may_edit, [&](Writer& inner) { write_next_step(inner, call, texts, page); }),
            [&](Writer& inner) { write_inventory_facts(inner, texts, page); },
            when(page.may_edit, [&](Writer& inner) {
                web::write_history_card(
                    inner, texts,
                    staff_url({inventories_path, std::to_string(one.id.value), "bearbeiten", "verlauf"}));
            }));
    });
}

} // namespace kommin::goals
