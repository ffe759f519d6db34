// The lines of the list of members: counted panel by panel, and loaded as far as a page shows them.

#include "modules/meetings/members/member_list.hpp"
#include "modules/meetings/panels/panel_list.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <unordered_map>
#include <utility>

namespace kommin::meetings {

namespace {

constexpr std::size_t most_panels_named
    = 500; // longer lists of ids cost more than the rows that are left out

bool is_wanted(MemberFilter const& filter, Membership const& one, Date day)
{
    if (filter.capacity && one.capacity != *filter.capacity)
        return false;
    auto const standing = one.standing(day);
    switch (filter.view) {
    case MemberView::present:
        return standing == Standing::present;
    case MemberView::coming:
        return standing == Standing::coming;
    case MemberView::past:
        return standing == Standing::past;
    case MemberView::vacant:
        return false;
    case MemberView::all:
        break;
    }
    return standing != Standing::never;
}

// Whether nobody holds a seat that is there on that day, in a panel that is there.
bool is_vacant(Panel const& panel, Seat const& seat, std::vector<Membership const*> const& on_it, Date day)
{
    return is_there_on(panel.valid_from, panel.valid_to, day)
        && is_there_on(seat.valid_from, seat.valid_to, day)
        && std::ranges::none_of(on_it, [&](Membership const* one) {
               return one->capacity == Capacity::holder && one->standing(day) == Standing::present;
           });
}

bool shows_vacant(MemberFilter const& filter)
{
    return !filter.capacity && (filter.view == MemberView::vacant || filter.view == MemberView::all);
}

// The panels that somebody asks for, where they are named; nothing: all.
std::optional<std::vector<PanelId>> named_panels(Panels const& panels, std::optional<PanelId> below)
{
    if (!below)
        return std::nullopt;
    auto ids = panels.find(below) == nullptr ? std::vector<PanelId>{} : panels_below(panels.all, *below);
    return ids.size() <= most_panels_named ? std::optional(std::move(ids)) : std::nullopt;
}

// Memberships that are lines of the list.
MembershipQuery membership_query(MemberFilter const& filter, Date day)
{
    MembershipQuery query{.capacity = filter.capacity};
    switch (filter.view) {
    case MemberView::present:
        query.standing = {Standing::present, day};
        break;
    case MemberView::coming:
        query.standing = {Standing::coming, day};
        break;
    case MemberView::past:
        query.standing = {Standing::past, day};
        break;
    case MemberView::vacant:
        query.standing = {Standing::never, day};
        break;
    case MemberView::all:
        break;
    }
    return query;
}

// Panels from the one on which the stretch begins to the one on which it ends, and their lines before it.
MemberPart load_panels(
    db::Connection& db, TenantId tenant, MemberIndex const& index, MemberFilter const& filter, Date today,
    Stretch stretch)
{
    auto skipped = stretch.first;
    std::vector<Panel const*> panels;
    std::vector<PanelId> ids;
    std::int64_t found = 0;
    for (auto const& one : index.counted) {
        auto const lines = one.members + one.vacant;
        if (panels.empty() && skipped >= lines) {
            skipped -= lines;
            continue;
        }
        panels.push_back(one.panel);
        ids.push_back(one.panel->id);
        found += lines;
        if (found >= skipped + stretch.limit)
            break;
    }
    MemberPart part;
    if (ids.empty())
        return part;
    part.seats = list_seats_of(db, tenant, ids);
    auto query = membership_query(filter, filter.day.on(today));
    if (filter.view == MemberView::vacant) // whether somebody holds the seat is seen from these
        query.standing = {Standing::present, filter.day.on(today)};
    query.panels = std::move(ids);
    part.memberships = list_memberships(db, tenant, query);
    auto const lines = lines_of(panels, part.seats, part.memberships, filter, today);
    auto const count = std::ssize(lines);
    auto const begin = lines.begin() + std::min(skipped, count);
    part.lines.assign(begin, begin + std::min(stretch.limit, lines.end() - begin));
    return part;
}

// Memberships of all panels in one order, and then the seats that nobody holds.
MemberPart load_across_panels(
    db::Connection& db, TenantId tenant, Actor const& actor, MemberIndex const& index,
    MemberFilter const& filter, Date today, Stretch stretch)
{
    auto const day = filter.day.on(today);
    auto query = membership_query(filter, day);
    if (!index.is_whole) {
        query.panels.emplace();
        for (auto const& one : index.counted)
            query.panels->push_back(one.panel->id);
    }
    MemberPart part;
    if (stretch.first < index.members) {
        auto const names = filter.order == MemberOrder::name
            ? std::optional(contacts::names_to_sort(tenant, actor))
            : std::nullopt;
        part.memberships = list_memberships_in_order(db, tenant, query, names, filter.descending, stretch);
        std::vector<SeatId> ids;
        std::ranges::transform(part.memberships, std::back_inserter(ids), &Membership::seat);
        std::ranges::sort(ids);
        ids.erase(std::ranges::unique(ids).begin(), ids.end());
        part.seats = list_seats_by_id(db, tenant, ids);
    }
    auto const rest = stretch.limit - std::ssize(part.memberships);
    auto const first_vacant = std::ssize(part.seats);
    if (index.vacant > 0 && rest > 0)
        std::ranges::move(
            list_vacant_seats(
                db, tenant, query.panels, day,
                {.first = std::max<std::int64_t>(0, stretch.first - index.members), .limit = rest}),
            std::back_inserter(part.seats));
    std::unordered_map<SeatId, Seat const*> seats;
    for (auto const& seat : part.seats)
        seats.emplace(seat.id, &seat);
    for (auto const& one : part.memberships) {
        auto const* seat = seats.at(one.seat);
        part.lines.push_back({index.panels.find(seat->panel), seat, &one});
    }
    for (auto i = first_vacant; i < std::ssize(part.seats); ++i) {
        auto const& seat = part.seats[static_cast<std::size_t>(i)];
        part.lines.push_back({index.panels.find(seat.panel), &seat, nullptr});
    }
    return part;
}

}

SeatsOfPanels load_seats(
    db::Connection& db, TenantId tenant, Panels panels, std::optional<PanelId> below, Date day)
{
    SeatsOfPanels found{.panels = std::move(panels), .seats = {}, .memberships = {}};
    auto const named = named_panels(found.panels, below);
    found.seats = list_seats_of(db, tenant, named);
    found.memberships
        = list_memberships(db, tenant, {.panels = named, .standing = StandingOn{Standing::present, day}});
    return found;
}

std::vector<Panel const*> panels_in_order(
    Panels const& panels, MemberFilter const& filter, Date today, i18n::Language language)
{
    PanelFilter whole;
    whole.standing = PanelStanding::all;
    whole.descending = filter.order == MemberOrder::panel && filter.descending;
    auto found = filtered(panels, whole, today, language);
    if (!filter.panel)
        return found;
    std::vector<PanelId> below;
    if (panels.find(filter.panel) != nullptr)
        below = panels_below(panels.all, *filter.panel);
    std::ranges::sort(below);
    std::erase_if(found, [&](Panel const* panel) { return !std::ranges::binary_search(below, panel->id); });
    return found;
}

std::vector<MemberLine> lines_of(
    std::vector<Panel const*> const& panels, std::vector<Seat> const& seats,
    std::vector<Membership> const& memberships, MemberFilter const& filter, Date today)
{
    auto const day = filter.day.on(today);
    std::unordered_map<PanelId, std::vector<Seat const*>> seats_of;
    for (auto const& seat : seats)
        seats_of[seat.panel].push_back(&seat);
    std::unordered_map<SeatId, std::vector<Membership const*>> memberships_of;
    for (auto const& one : memberships)
        memberships_of[one.seat].push_back(&one);
    std::vector<MemberLine> lines;
    for (auto const* panel : panels) {
        for (auto const* seat : seats_of[panel->id]) {
            auto const& on_it = memberships_of[seat->id];
            for (auto const* one : on_it) {
                if (is_wanted(filter, *one, day))
                    lines.push_back({panel, seat, one});
            }
            if (shows_vacant(filter) && is_vacant(*panel, *seat, on_it, day))
                lines.push_back({panel, seat, nullptr});
        }
    }
    return lines;
}

MemberIndex count_lines(
    db::Connection& db, TenantId tenant, Panels panels, MemberFilter const& filter, Date today,
    i18n::Language language)
{
    auto const day = filter.day.on(today);
    MemberIndex index{.panels = std::move(panels)};
    auto const named = named_panels(index.panels, filter.panel);
    auto query = membership_query(filter, day);
    query.panels = named;
    std::unordered_map<PanelId, MemberIndex::Counted> counts;
    for (auto const& one : count_memberships(db, tenant, query))
        counts[one.panel].members = one.count;
    if (shows_vacant(filter)) {
        for (auto const& one : count_vacant_seats_of(db, tenant, named, day))
            counts[one.panel].vacant = one.count;
    }
    for (auto const* panel : panels_in_order(index.panels, filter, today, language)) {
        auto const found = counts.find(panel->id);
        if (found == counts.end())
            continue;
        found->second.panel = panel;
        index.counted.push_back(found->second);
        index.members += found->second.members;
        index.vacant += found->second.vacant;
    }
    index.is_whole = !named && index.counted.size() == counts.size();
    return index;
}

MemberPart load_lines(
    db::Connection& db, TenantId tenant, Actor const& actor, MemberIndex const& index,
    MemberFilter const& filter, Date today, Stretch stretch)
{
    return filter.order == MemberOrder::panel
        ? load_panels(db, tenant, index, filter, today, stretch)
        : load_across_panels(db, tenant, actor, index, filter, today, stretch);
}

} // namespace kommin::meetings
