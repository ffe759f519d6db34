// "Heute": what waits for this person, from all modules.

#include "modules/staff/handlers.hpp"
#include "platform/web/staff_frame.hpp"

#include <algorithm>
#include <vector>

namespace kommin::staff {

using html::each;
using html::Writer;
using web::TodayItem;

namespace {

struct Group {
    std::string_view id;
    MessageKey title;
    std::string_view shape; // of the state, with its word as title
    std::vector<TodayItem> items;
};

std::vector<Group> groups_of(std::vector<TodayItem> items, Date today)
{
    std::vector<Group> groups{
        {"ueberfaellig", "staff.today.overdue"_msg, "st st--bad st--big", {}},
        {"heute", "staff.today.due_today"_msg, "", {}},
        {"ohne-termin", "staff.today.no_day"_msg, "", {}},
        {"woche", "staff.today.this_week"_msg, "", {}},
        {"spaeter", "staff.today.later"_msg, "", {}}};
    std::ranges::stable_sort(items, [](TodayItem const& left, TodayItem const& right) {
        return left.due && (!right.due || *left.due < *right.due); // without a day at the end
    });
    for (auto& item : items) {
        std::size_t group = 4;
        if (!item.due)
            group = 2; // waits now, whatever the days of others
        else if (*item.due < today)
            group = 0;
        else if (*item.due == today)
            group = 1;
        else if (*item.due <= today + std::chrono::days{7})
            group = 3;
        groups[group].items.push_back(std::move(item));
    }
    std::erase_if(groups, [](Group const& group) { return group.items.empty(); });
    return groups;
}

// Before it is set up, the rights of such a role are not there, and nothing else can wait.
void add_second_factor(web::Call const& call, std::vector<TodayItem>& items)
{
    if (!call.person->needs_second_factor)
        return;
    auto const& texts = web::staff_texts(call);
    items.push_back(
        {.area = "staff.account"_msg,
         .title = std::string(texts("staff.today.second_factor"_msg)),
         .url = web::staff_url({"konto", "zweiter-faktor"}),
         .reason = std::string(texts("staff.today.second_factor.reason"_msg)),
         .due = std::nullopt,
         .action = "staff.today.second_factor.action"_msg});
}

std::string due_text(TodayItem const& item, Date today, i18n::Texts const& texts)
{
    if (!item.due || item.reason_says_day)
        return {};
    auto const days = (std::chrono::sys_days(*item.due) - std::chrono::sys_days(today)).count();
    if (days < 0)
        return texts("staff.today.overdue_since"_msg, {{"count", -days}});
    if (days == 0)
        return std::string(texts("staff.today.until_today"_msg));
    return texts("staff.today.until"_msg, {{"date", texts.date(*item.due, i18n::DateStyle::day_month)}});
}

void write_group(Writer& w, Group const& group, Date today, i18n::Texts const& texts)
{
    w(R"(<section class="card card--flush" aria-labelledby="{}"><h2 id="{}"><span class="{}">{}</span> <span class="mute">{}</span></h2><ol class="work">{}</ol></section>)",
      group.id, group.id, group.shape.empty() ? "nw" : group.shape, texts(group.title), group.items.size(),
      each(group.items, [&](Writer& inner, TodayItem const& item) {
          auto const due = due_text(item, today, texts);
          bool const is_late = item.due && *item.due < today;
          inner(
              R"(<li><span class="work__w">{}</span><div><a class="t" href="{}">{}</a><p class="work__w">{}{} <span class="{}">{}</span></p></div><div class="row"><a class="kern-btn kern-btn--secondary kern-btn--sm" href="{}"><span class="kern-label">{}</span></a></div></li>)",
              texts(item.area), item.url, item.title, item.reason, due.empty() ? "" : " ·",
              is_late ? "work__d late" : "work__d", due, item.url, texts(item.action));
      }));
}

void write_figures(Writer& w, web::TodayFigures const& figures, i18n::Texts const& texts)
{
    w(R"(<section class="card"><h2>{}</h2><ul class="shares">{}</ul></section>)", texts(figures.title),
      each(figures.rows, [&](Writer& row, web::TodayFigure const& figure) {
          row(R"(<li><a href="{}">{}</a><meter value="{}" max="{}" aria-hidden="true"></meter><span class="num">{}</span></li>)",
              figure.url, figure.label, figure.part, figure.whole,
              texts("staff.today.share"_msg, {{"part", figure.part}, {"whole", figure.whole}}));
      }));
}

}

http::Response show_today(web::Call& call)
{
    std::vector<TodayItem> items;
    add_second_factor(call, items);
    for (auto const& add_items : call.staff.today)
        add_items(call, items);
    std::vector<web::TodayFigures> figures;
    for (auto const& add_figures : call.staff.figures)
        add_figures(call, figures);
    auto const& texts = web::staff_texts(call);
    auto const today = call.local_now().date;
    auto const count = items.size();
    auto const groups = groups_of(std::move(items), today);
    return web::staff_page(
        {.call = call,
         .title = std::string(texts("staff.today"_msg)),
         .section = "heute",
         .state_line = texts.date(today, i18n::DateStyle::full) + " · "
             + texts("staff.today.count"_msg, {{"count", count}})},
        [&](Writer& w) {
            if (groups.empty())
                w(R"(<div class="empty"><h2>{}</h2><p>{}</p></div>)", texts("staff.today.nothing"_msg),
                  texts("staff.today.nothing.text"_msg));
            w(R"(<div class="stack">{}{}</div>)",
              each(
                  groups,
                  [&](Writer& inner, Group const& group) { write_group(inner, group, today, texts); }),
              each(figures, [&](Writer& inner, web::TodayFigures const& some) {
                  write_figures(inner, some, texts);
              }));
        });
}

} // namespace kommin::staff
