#include "modules/meetings/meetings/meeting_pages.hpp"
#include "modules/meetings/panels/panel_pages.hpp"
#include "platform/web/staff_export.hpp"

#include <array>
#include <utility>

namespace kommin::meetings {

using html::each;
using html::Url;
using html::when;
using html::Writer;
using i18n::Texts;
using web::staff_url;

namespace {

std::vector<web::ListView> views_of(Texts const& texts, MeetingListPage const& page)
{
    auto shown = page.filter;
    shown.reversed = false;
    std::vector<web::ListView> views;
    for (auto const view : all_meeting_views) {
        MeetingFilter wanted;
        wanted.view = view;
        views.push_back(
            {std::string(texts(label_of(view))), meetings_url(wanted), shown.fields() == wanted.fields()});
    }
    web::add_saved_views(views, page.views);
    return views;
}

void write_filter(Writer& w, Texts const& texts, MeetingListPage const& page)
{
    auto const& filter = page.filter;
    std::array const orders{web::SortChoice::Option{"", "meeting.column.day"_msg}}; // there is no other
    w(R"(<form action="{}" method="get" class="tools" aria-label="{}"><p class="f"><label for="t">{}</label><input id="t" name="t" type="search" value="{}"></p><p class="f"><label for="gremium">{}</label><select id="gremium" name="gremium"><option value="">{}</option>{}</select></p><p class="f"><label for="jahr">{}</label><select id="jahr" name="jahr"><option value="">{}</option>{}</select></p>{}{}<button class="kern-btn kern-btn--secondary kern-btn--sm" type="submit"><span class="kern-label">{}</span></button>{}</form>)",
      staff_url({meetings_path}), texts("list.filter.label"_msg), texts("meeting.filter.words"_msg),
      filter.words, texts("meeting.field.panel"_msg), texts("list.filter.all"_msg),
      each(
          page.panels.all,
          [&](Writer& option, Panel const& panel) {
              web::write_option(option, std::to_string(panel.id.value), panel.name, filter.panel == panel.id);
          }),
      texts("meeting.filter.year"_msg), texts("list.filter.all"_msg),
      each(
          page.years,
          [&](Writer& option, int year) {
              auto const text = std::to_string(year);
              web::write_option(option, text, text, filter.year == year);
          }),
      when(
          filter.view != MeetingView::planned,
          [&](Writer& inner) {
              inner(R"(<input type="hidden" name="zustand" value="{}">)", word_of(filter.view));
          }),
      web::SortChoice{texts, orders, {}, filter.reversed}, texts("list.filter.apply"_msg),
      when(filter.narrows(), [&](Writer& inner) {
          MeetingFilter whole;
          whole.view = filter.view;
          inner(R"( <a class="small" href="{}">{}</a>)", meetings_url(whole), texts("list.filter.clear"_msg));
      }));
}

void write_line(
    Writer& w, web::Call const& call, Texts const& texts, MeetingListPage const& page, Meeting const& meeting)
{
    auto const mark = mark_of(meeting, call.local_now().date, texts);
    auto const* panel = page.panels.find(meeting.panel);
    auto const participants = participants_of(meeting, texts);
    auto const known = [](std::string const& text) { return text.empty() ? std::string("–") : text; };
    w(R"(<tr><th scope="row"><a href="{}">{}</a>{}</th><td data-l="{}">{}</td><td data-l="{}">{}</td><td class="rest" data-l="{}">{}</td><td class="rest num" data-l="{}">{}</td><td data-l="{}"><span class="{}">{}</span></td></tr>)",
      meeting_url(meeting.id), meeting.title, web::RowFold{texts, meeting.title},
      texts("meeting.column.day"_msg), texts.partial_date(meeting.day.value()),
      texts("meeting.field.panel"_msg), panel != nullptr ? panel->name : std::string{},
      texts("meeting.field.place"_msg), known(meeting.place), texts("meeting.field.participants"_msg),
      known(participants), texts("staff.state"_msg), mark.shape, mark.text);
}

void write_table(Writer& w, web::Call const& call, Texts const& texts, MeetingListPage const& page)
{
    auto turned = page.filter;
    turned.reversed = !turned.reversed;
    turned.after.reset();
    turned.before.reset();
    w(R"(<div class="scroll" role="region" aria-label="{}" tabindex="0"><table class="tbl tbl--stack"><caption class="vh">{}</caption><thead><tr><th scope="col">{}</th>{}<th scope="col">{}</th><th scope="col">{}</th><th scope="col" class="num">{}</th><th scope="col">{}</th></tr></thead><tbody>{}</tbody></table></div>)",
      texts("meeting.title"_msg), texts("meeting.title"_msg), texts("meeting.one"_msg),
      web::SortHead{
          texts, "meeting.column.day"_msg, meetings_url(turned),
          page.filter.is_descending() ? web::Sorted::descending : web::Sorted::ascending},
      texts("meeting.field.panel"_msg), texts("meeting.field.place"_msg),
      texts("meeting.field.participants"_msg), texts("staff.state"_msg),
      each(page.list.lines, [&](Writer& row, Meeting const& meeting) {
          write_line(row, call, texts, page, meeting);
      }));
}

}

Url meetings_url(MeetingFilter const& filter)
{
    return web::list_url(meeting_list, filter.fields());
}

http::Response meeting_list_page(web::Call const& call, MeetingListPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const& list = page.list;
    auto const count = list.count > MeetingList::most_counted
        ? texts("meeting.count.more"_msg, {{"count", MeetingList::most_counted}})
        : texts("meeting.count"_msg, {{"count", list.count}});
    auto const page_url = [](std::optional<MeetingFilter> const& of) {
        return of ? std::optional(web::list_url(meeting_list, of->fields_with_page())) : std::nullopt;
    };
    return web::staff_page(
        {.call = call,
         .title = std::string(texts("meeting.title"_msg)),
         .section = std::string(meetings_path),
         .state_line = count,
         .actions =
             [&](Writer& w) {
                 if (page.may_add)
                     w(R"(<a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a><a class="kern-btn kern-btn--primary" href="{}"><span class="kern-label">{}</span></a>)",
                       new_meeting_url(series_page, page.filter.panel), texts("meeting.series.new"_msg),
                       new_meeting_url("neu", page.filter.panel), texts("meeting.new"_msg));
             },
         .is_wide = true},
        [&](Writer& w) {
            w("{}",
              web::ListViews{
                  texts, views_of(texts, page), web::save_view_url(meeting_list, page.filter.fields())});
            write_filter(w, texts, page);
            if (list.lines.empty()) {
                w(R"(<div class="empty"><h2>{}</h2><p>{}</p></div>)", texts("meeting.none.title"_msg),
                  texts(
                      page.years.empty() && page.may_add ? "meeting.none.first"_msg
                                                         : "meeting.none.filter"_msg));
                return;
            }
            write_table(w, call, texts, page);
            w("{}{}",
              web::KeyPager{
                  .texts = texts,
                  .first = meetings_url(page.filter),
                  .previous = page_url(list.previous),
                  .next = page_url(list.next)},
              web::ExportLinks{texts, [&](std::string_view file) {
                                   return web::list_url(meeting_list, page.filter.fields(), file);
                               }});
        });
}

} // namespace kommin::meetings
