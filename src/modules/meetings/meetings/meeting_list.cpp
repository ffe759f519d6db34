#include "modules/meetings/meetings/meeting_list.hpp"

#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/search/fold.hpp"
#include "platform/web/staff_list.hpp"

#include <algorithm>
#include <utility>

namespace kommin::meetings {

namespace {

constexpr std::array<std::string_view, 5> view_words{"", "stattgefunden", "abgesagt", "unsicher", "alle"};
constexpr int earliest_year = 1900;
constexpr int latest_year = 2999;
constexpr int meetings_at_once = 1'000;

// "2006-11-18.17"
std::string to_text(MeetingPlace const& place)
{
    return place.day + '.' + std::to_string(place.id.value);
}

std::optional<MeetingPlace> place_in(std::string_view text)
{
    auto const dot = text.rfind('.');
    if (dot == std::string_view::npos)
        return std::nullopt;
    auto const day = PartialDate::parse(text.substr(0, dot));
    auto const id = parse_number(text.substr(dot + 1));
    return day && id ? std::optional(MeetingPlace{day->to_iso(), MeetingId{*id}}) : std::nullopt;
}

MeetingPlace place_of(Meeting const& meeting)
{
    return {meeting.day.value().to_iso(), meeting.id};
}

MeetingQuery query_of(Panels const& panels, MeetingFilter const& filter)
{
    MeetingQuery query;
    if (!filter.panel)
        query.panels = panels.ids();
    else if (panels.find(filter.panel) != nullptr)
        query.panels = panels_below(panels.all, *filter.panel);
    switch (filter.view) {
    case MeetingView::planned:
        query.states = {MeetingState::planned};
        break;
    case MeetingView::held:
        query.states = {MeetingState::held};
        break;
    case MeetingView::cancelled:
        query.states = {MeetingState::cancelled};
        break;
    case MeetingView::uncertain:
        query.is_uncertain = true;
        break;
    case MeetingView::all:
        break;
    }
    query.year = filter.year;
    query.words = search::folded_text(filter.words);
    query.descending = filter.is_descending();
    return query;
}

}

std::string_view word_of(MeetingView view)
{
    return view_words.at(static_cast<std::size_t>(view));
}

MessageKey label_of(MeetingView view)
{
    switch (view) {
    case MeetingView::held:
        return "meeting.view.held"_msg;
    case MeetingView::cancelled:
        return "meeting.view.cancelled"_msg;
    case MeetingView::uncertain:
        return "panel.view.uncertain"_msg;
    case MeetingView::all:
        return "panel.view.all"_msg;
    case MeetingView::planned:
        break;
    }
    return "meeting.view.planned"_msg;
}

MeetingFilter MeetingFilter::read(http::Form const& query)
{
    MeetingFilter filter;
    filter.words = web::words_of_filter(query);
    filter.panel = panel_numbered(query.value("gremium"));
    auto const year = parse_number<int>(query.value("jahr"));
    if (year && *year >= earliest_year && *year <= latest_year)
        filter.year = year;
    auto const* const view = std::ranges::find(view_words, query.value("zustand"));
    if (view != view_words.end())
        filter.view = static_cast<MeetingView>(view - view_words.begin());
    filter.reversed = query.value("ab") == "1";
    filter.after = place_in(query.value("hinter"));
    if (!filter.after)
        filter.before = place_in(query.value("vor"));
    return filter;
}

web::ListFields MeetingFilter::fields() const
{
    web::ListFields fields;
    auto const add = [&](std::string_view name, std::string_view value) {
        if (!value.empty())
            fields.emplace_back(name, value);
    };
    add("t", words);
    add("gremium", panel ? std::to_string(panel->value) : std::string{});
    add("jahr", year ? std::to_string(*year) : std::string{});
    add("zustand", word_of(view));
    add("ab", reversed ? "1" : "");
    return fields;
}

web::ListFields MeetingFilter::fields_with_page() const
{
    auto all = fields();
    if (after)
        all.emplace_back("hinter", to_text(*after));
    if (before)
        all.emplace_back("vor", to_text(*before));
    return all;
}

bool MeetingFilter::narrows() const
{
    return !words.empty() || panel || year;
}

MeetingList list_meetings_for_staff(
    db::Connection& db, TenantId tenant, Panels const& panels, MeetingFilter const& filter)
{
    auto const query = query_of(panels, filter);
    return key_page<Meeting>(
        filter,
        [&](std::optional<MeetingPlace> const& place, bool is_backwards, int limit) {
            auto part = query;
            part.after = place;
            part.descending = query.descending != is_backwards;
            return list_meetings(db, tenant, part, limit);
        },
        &place_of, [&](std::int64_t most) { return count_meetings(db, tenant, query, most); });
}

void export_meeting_list(
    db::Connection& db, TenantId tenant, Panels const& panels, MeetingFilter const& filter,
    std::function<bool(std::vector<Meeting> const&)> const& take)
{
    auto query = query_of(panels, filter);
    for (;;) {
        auto const part = list_meetings(db, tenant, query, meetings_at_once);
        if (!take(part) || part.size() < static_cast<std::size_t>(meetings_at_once))
            return;
        query.after = place_of(part.back());
    }
}

web::StaffList const meeting_list{
    .code = "meetings.meetings",
    .path = meetings_path,
    .title = "meeting.title"_msg,
    .read = [](http::Form const& query) { return MeetingFilter::read(query).fields(); }};

} // namespace kommin::meetings
