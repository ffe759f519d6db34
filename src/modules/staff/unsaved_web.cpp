// What somebody has typed and not saved: on "Heute", and all of it on a page of its own.

#include "modules/staff/handlers.hpp"
#include "platform/identity/unsaved_entries.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/unsaved_entries.hpp"
#include "platform/web/write.hpp"

#include <optional>
#include <string>
#include <vector>

namespace kommin::staff {

using html::each;
using html::Writer;
using identity::UnsavedEntries;

namespace {

std::vector<UnsavedEntries> unsaved_of(web::Call const& call)
{
    return web::read(call, [&](db::Connection& db) {
        return identity::list_unsaved_entries(db, call.site.tenant, call.person->account);
    });
}

std::string title_of(UnsavedEntries const& entries, i18n::Texts const& texts)
{
    return entries.title.empty() ? std::string(texts("unsaved.unnamed"_msg)) : entries.title;
}

void write_row(Writer& row, web::Call const& call, UnsavedEntries const& entries)
{
    auto const& texts = web::staff_texts(call);
    auto const& zone = *call.site.zone;
    auto const title = title_of(entries, texts);
    row(R"(<tr><th scope="row"><a href="{}">{}</a></th><td data-l="{}">{}</td><td data-l="{}">{}</td><td>{}</td></tr>)",
        web::fetch_url(entries), title, texts("unsaved.list.time"_msg),
        texts.date_time(zone.to_local(entries.saved_at)), texts("unsaved.list.until"_msg),
        texts.date(zone.to_local(entries.saved_at + identity::keep_unsaved).date, i18n::DateStyle::long_),
        web::DiscardUnsaved{call, entries, false});
}

}

http::Response show_unsaved(web::Call& call)
{
    auto const& texts = web::staff_texts(call);
    auto const unsaved = unsaved_of(call);
    return web::staff_page({.call = call, .title = std::string(texts("unsaved.title"_msg))}, [&](Writer& w) {
        if (unsaved.empty()) {
            w(R"(<div class="empty"><h2>{}</h2><p>{}</p></div>)", texts("unsaved.none"_msg),
              texts("unsaved.none.text"_msg));
            return;
        }
        w(R"(<p class="measure">{}</p><table class="tbl tbl--stack"><caption class="vh">{}</caption><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col"><span class="vh">{}</span></th></tr></thead><tbody>{}</tbody></table>)",
          texts("unsaved.lead"_msg), texts("unsaved.title"_msg), texts("unsaved.list.form"_msg),
          texts("unsaved.list.time"_msg), texts("unsaved.list.until"_msg), texts("unsaved.list.action"_msg),
          each(unsaved, [&](Writer& row, UnsavedEntries const& entries) { write_row(row, call, entries); }));
    });
}

void add_unsaved_of_today(web::Call const& call, std::vector<web::TodayItem>& items)
{
    auto const unsaved = unsaved_of(call);
    if (unsaved.empty())
        return;
    auto const& texts = web::staff_texts(call);
    auto const& newest = unsaved.front();
    auto const newest_at = call.site.zone->to_local(newest.saved_at);
    items.push_back(
        {.area = "unsaved.title"_msg,
         .title = unsaved.size() == 1 ? title_of(newest, texts)
                                      : texts("unsaved.today"_msg, {{"count", unsaved.size()}}),
         .url = web::staff_url({"eintragungen"}),
         .reason = texts(
             "unsaved.today.reason"_msg,
             {{"date", texts.date(newest_at.date, i18n::DateStyle::short_numeric)},
              {"time", texts.time(newest_at.time)}}),
         .due = std::nullopt,
         .action = "unsaved.today.action"_msg,
         .is_own = true});
}

} // namespace kommin::staff
