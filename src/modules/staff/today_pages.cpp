#include "modules/staff/today_pages.hpp"

#include "platform/base/text.hpp"
#include "platform/web/near_date.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/staff_frame.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

namespace kommin::staff {

using html::attribute;
using html::Attributes;
using html::each;
using html::when;
using html::Writer;
using i18n::Texts;
using web::TodayItem;
using Only = TodayFilter::Only;

namespace {

struct OnlyWord {
    Only only;
    std::string_view word;
    MessageKey label;
};
constexpr std::array only_words{
    OnlyWord{Only::everything, "", "staff.today.only.everything"_msg},
    OnlyWord{Only::own, "meine", "staff.today.only.own"_msg},
    OnlyWord{Only::due, "faellig", "staff.today.only.due"_msg}};

// How many tasks; from somewhere on only that there are at least so many.
struct Tally {
    std::int64_t count = 0;
    bool is_at_least = false;

    void add(TodayItem const& item, Only only)
    {
        if (!item.others) {
            ++count;
            return;
        }
        auto const others = only == Only::due ? item.others->due : item.others->count;
        count += others;
        is_at_least = is_at_least || others >= web::TodayOthers::most_counted;
    }
    [[nodiscard]] std::string text() const { return std::to_string(count) + (is_at_least ? "+" : ""); }
};

struct Group {
    std::string_view id;
    MessageKey title;
    std::string_view shape; // of the state, with its word as title
    std::vector<TodayItem const*> items;
};

std::vector<Group> groups_of(std::vector<TodayItem const*> items, Date today)
{
    std::vector<Group> groups{
        {"ueberfaellig", "staff.today.overdue"_msg, "st st--bad st--big", {}},
        {"heute", "staff.today.due_today"_msg, "", {}},
        {"woche", "staff.today.this_week"_msg, "", {}},
        {"ohne-termin", "staff.today.no_day"_msg, "", {}},
        {"spaeter", "staff.today.later"_msg, "", {}},
        {"weitere", "staff.today.others"_msg, "", {}}};
    std::ranges::stable_sort(items, [](TodayItem const* left, TodayItem const* right) {
        return left->due && (!right->due || *left->due < *right->due); // without a day at the end
    });
    for (auto const* item : items) {
        std::size_t group = 4;
        if (item->others)
            group = 5;
        else if (!item->due)
            group = 3; // behind what a law or somebody has set a day for soon
        else if (*item->due < today)
            group = 0;
        else if (*item->due == today)
            group = 1;
        else if (*item->due <= today + std::chrono::days{7})
            group = 2;
        groups[group].items.push_back(item);
    }
    std::erase_if(groups, [](Group const& group) { return group.items.empty(); });
    return groups;
}

std::string due_text(TodayItem const& item, Date today, Texts const& texts)
{
    if (!item.due || item.reason_says_day)
        return {};
    auto const days = (std::chrono::sys_days(*item.due) - std::chrono::sys_days(today)).count();
    if (days < 0)
        return texts("staff.today.overdue_since"_msg, {{"count", -days}});
    if (days == 0)
        return std::string(texts("staff.today.until_today"_msg));
    return texts("staff.today.until"_msg, {{"date", web::near_date(texts, *item.due, today)}});
}

// "und 25 weitere", with the list that has them.
void write_others(Writer& w, TodayItem const& item, Only only, Texts const& texts)
{
    Tally others;
    others.add(item, only);
    w(R"(<li><span class="work__w">{}</span><div><a class="t" href="{}">{}</a><p class="work__w">{}</p></div><div class="row"><a class="kern-btn kern-btn--secondary kern-btn--sm" href="{}"><span class="kern-label">{}</span></a></div></li>)",
      texts(item.area), item.url,
      texts(
          others.is_at_least ? "staff.today.others.at_least"_msg : "staff.today.others.count"_msg,
          {{"count", others.count}}),
      texts("staff.today.others.reason"_msg), item.url, texts(item.action));
}

void write_group(Writer& w, Group const& group, Only only, Date today, Texts const& texts)
{
    Tally tally;
    for (auto const* item : group.items)
        tally.add(*item, only);
    w(R"(<section class="card card--flush" aria-labelledby="{}"><h2 id="{}"><span class="{}">{}</span> <span class="mute">{}</span></h2><ol class="work">{}</ol></section>)",
      group.id, group.id, group.shape.empty() ? "nw" : group.shape, texts(group.title), tally.text(),
      each(group.items, [&](Writer& inner, TodayItem const* item) {
          if (item->others) {
              write_others(inner, *item, only, texts);
              return;
          }
          auto const due = due_text(*item, today, texts);
          bool const is_late = item->due && *item->due < today;
          inner(
              R"(<li><span class="work__w">{}</span><div><a class="t" href="{}" {}>{}</a><p class="work__w">{}{} <span class="{}">{}</span></p></div><div class="row"><a class="kern-btn kern-btn--secondary kern-btn--sm" href="{}"><span class="kern-label">{}</span></a></div></li>)",
              texts(item->area), item->url,
              item->is_content ? Attributes{web::content_lang(texts)} : Attributes{}, item->title,
              item->reason, due.empty() ? "" : " ·", is_late ? "work__d late" : "work__d", due, item->url,
              texts(item->action));
      }));
}

void write_figures(Writer& w, web::TodayFigures const& figures, Texts const& texts)
{
    w(R"(<section class="card"><h2>{}</h2><ul class="shares">{}</ul></section>)", texts(figures.title),
      each(figures.rows, [&](Writer& row, web::TodayFigure const& figure) {
          row(R"(<li><a href="{}">{}</a><meter value="{}" max="{}" aria-hidden="true"></meter><span class="num">{}</span></li>)",
              figure.url, figure.label, figure.part, figure.whole,
              texts("staff.today.share"_msg, {{"part", figure.part}, {"whole", figure.whole}}));
      }));
}

std::string when_text(web::Call const& call, Instant at, Texts const& texts)
{
    auto const local = call.site.zone->to_local(at);
    auto const today = std::chrono::sys_days(call.local_now().date);
    auto const days = (today - std::chrono::sys_days(local.date)).count();
    auto const time = texts.time(local.time);
    if (days == 0)
        return texts("staff.today.recent.today"_msg, {{"time", time}});
    if (days == 1)
        return texts("staff.today.recent.yesterday"_msg, {{"time", time}});
    return texts.date(local.date, i18n::DateStyle::long_);
}

void write_recent(Writer& w, web::Call const& call, std::vector<RecentWork> const& recent, Texts const& texts)
{
    w(R"(<section class="card" aria-labelledby="zuletzt"><h2 id="zuletzt">{}</h2><ul class="plain small">{}</ul></section>)",
      texts("staff.today.recent"_msg), each(recent, [&](Writer& item, RecentWork const& work) {
          item(
              R"(<li><a href="{}" {}>{}</a><br><span class="mute">{} · {}</span></li>)", work.record.url,
              work.record.is_content ? Attributes{web::content_lang(texts)} : Attributes{}, work.record.title,
              texts(work.area), when_text(call, work.at, texts));
      }));
}

// What a chip leads to, and how much is behind it.
struct Chip {
    TodayFilter filter;
    std::string label;
    Tally tally;
    bool is_current;
};

html::Url url_of(TodayFilter const& filter)
{
    auto url = web::staff_url({});
    if (!filter.area.empty())
        url = url.with_query({{"bereich", filter.area}});
    auto const* const word = std::ranges::find(only_words, filter.only, &OnlyWord::only);
    return filter.only == Only::everything ? url : url.with_query({{"nur", word->word}});
}

void write_chips(Writer& w, std::vector<Chip> const& chips, std::string_view label)
{
    w(R"(<nav class="chips" aria-label="{}">{}</nav>)", label,
      each(chips, [](Writer& item, Chip const& chip) {
          item(
              R"(<a class="chip" href="{}" {}>{} <span class="num">{}</span></a>)", url_of(chip.filter),
              Attributes{attribute("aria-current", "true", chip.is_current)}, chip.label, chip.tally.text());
      }));
}

class Chips {
public:
    Chips(web::Call const& call, Today const& shown, Date today)
        : call_(call)
        , texts_(web::staff_texts(call))
        , shown_(shown)
        , today_(today)
    {
        for (auto const& item : shown.items) {
            auto const word = word_of_area(call, item);
            auto const known
                = std::ranges::find(areas_, word, [](auto const& area) -> auto const& { return area.first; });
            if (known == areas_.end())
                areas_.emplace_back(word, item.area);
        }
    }

    void operator()(Writer& w) const
    {
        auto const& filter = shown_.filter;
        std::vector<Chip> areas{
            {{{}, filter.only},
             std::string(texts_("staff.today.everything"_msg)),
             tally_of({{}, filter.only}),
             filter.area.empty()}};
        for (auto const& [word, label] : areas_)
            add(areas, {word, filter.only}, texts_(label), filter.area == word);
        std::vector<Chip> rest;
        for (auto const& only : only_words)
            add(rest, {filter.area, only.only}, texts_(only.label), filter.only == only.only);
        w(
            R"(<div class="row row--between">{}{}</div>)",
            [&](Writer& inner) { write_chips(inner, areas, texts_("staff.today.by_area"_msg)); },
            when(rest.size() > 1 || filter.only != Only::everything, [&](Writer& inner) {
                write_chips(inner, rest, texts_("staff.today.by_urgency"_msg));
            }));
    }

private:
    [[nodiscard]] Tally tally_of(TodayFilter const& filter) const
    {
        Tally tally;
        for (auto const& item : shown_.items) {
            if ((filter.area.empty() || word_of_area(call_, item) == filter.area)
                && is_meant(filter.only, item, today_))
                tally.add(item, filter.only);
        }
        return tally;
    }
    // Leads nowhere, is not offered; unless it is what the page shows.
    void add(std::vector<Chip>& chips, TodayFilter filter, std::string_view label, bool is_current) const
    {
        auto const found = tally_of(filter);
        if (found.count > 0 || is_current)
            chips.push_back({std::move(filter), std::string(label), found, is_current});
    }

    web::Call const& call_;
    Texts const& texts_;
    Today const& shown_;
    Date today_;
    std::vector<std::pair<std::string, MessageKey>> areas_;
};

Tally tally_of_all(Today const& shown)
{
    Tally tally;
    for (auto const& item : shown.items)
        tally.add(item, Only::everything);
    return tally;
}

void write_nothing(Writer& w, Today const& shown, Texts const& texts)
{
    if (shown.items.empty()) {
        w(R"(<div class="empty"><h2>{}</h2><p>{}</p></div>)", texts("staff.today.nothing"_msg),
          texts("staff.today.nothing.text"_msg));
        return;
    }
    w(R"(<div class="empty"><h2>{}</h2><p>{}</p><p><a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a></p></div>)",
      texts("staff.today.filtered"_msg),
      texts("staff.today.filtered.text"_msg, {{"count", tally_of_all(shown).count}}), web::staff_url({}),
      texts("staff.today.filtered.all"_msg));
}

}

TodayFilter TodayFilter::parse(http::Form const& query)
{
    constexpr std::size_t longest_word = 60;
    TodayFilter filter;
    filter.area = truncate_utf8(trim(query.value("bereich")), longest_word);
    auto const* const only = std::ranges::find(only_words, query.value("nur"), &OnlyWord::word);
    if (only != only_words.end())
        filter.only = only->only;
    return filter;
}

std::string word_of_area(web::Call const& call, web::TodayItem const& item)
{
    auto const link = std::ranges::find(call.staff.links, item.area, &web::StaffLink::label);
    if (link != call.staff.links.end())
        return link->path;
    // No list of the menu: the first word of its own address.
    auto path = item.url.text();
    path.remove_prefix(std::min(path.size(), web::staff_root.size() + 2));
    return std::string(path.substr(0, path.find_first_of("/?#")));
}

bool is_meant(Only only, TodayItem const& item, Date today)
{
    switch (only) {
    case Only::own:
        return item.is_own;
    case Only::due:
        return item.others ? item.others->due > 0 : item.due && *item.due <= today;
    case Only::everything:
        break;
    }
    return true;
}

http::Response today_page(web::Call const& call, Today const& shown)
{
    auto const& texts = web::staff_texts(call);
    auto const today = call.local_now().date;
    std::vector<TodayItem const*> meant;
    for (auto const& item : shown.items) {
        bool const is_here = shown.filter.area.empty() || word_of_area(call, item) == shown.filter.area;
        if (is_here && is_meant(shown.filter.only, item, today))
            meant.push_back(&item);
    }
    auto const groups = groups_of(std::move(meant), today);
    auto const all = tally_of_all(shown);
    bool const has_side = !shown.figures.empty() || !shown.recent.empty();
    return web::staff_page(
        {.call = call,
         .title = std::string(texts("staff.today"_msg)),
         .section = "heute",
         .state_line = texts.date(today, i18n::DateStyle::full) + " · "
             + texts(all.is_at_least ? "staff.today.count.at_least"_msg : "staff.today.count"_msg,
                     {{"count", all.count}})},
        [&](Writer& w) {
            if (shown.items.size() > 1 || !shown.filter.is_empty())
                w("{}", Chips{call, shown, today});
            w(R"(<div class="{}"><div class="stack">{}{}</div>{}</div>)",
              has_side ? "cols stack-top" : "stack-top",
              when(groups.empty(), [&](Writer& inner) { write_nothing(inner, shown, texts); }),
              each(
                  groups,
                  [&](Writer& inner, Group const& group) {
                      write_group(inner, group, shown.filter.only, today, texts);
                  }),
              when(has_side, [&](Writer& side) {
                  side(
                      R"(<div class="stack">{}{}</div>)",
                      each(
                          shown.figures,
                          [&](Writer& inner, web::TodayFigures const& some) {
                              write_figures(inner, some, texts);
                          }),
                      when(!shown.recent.empty(), [&](Writer& inner) {
                          write_recent(inner, call, shown.recent, texts);
                      }));
              }));
        });
}

} // namespace kommin::staff
