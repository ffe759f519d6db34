#include "modules/meetings/members/member_list.hpp"

#include "modules/meetings/panels/panel_list.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/staff_list.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <unordered_map>
#include <utility>

namespace kommin::meetings {

namespace {

constexpr std::int64_t most_pages = 2'000;
constexpr std::size_t longest_day = 20; // bytes
constexpr std::size_t most_panels_named = 500; // placeholders of one statement
constexpr std::array<std::string_view, 5> view_words{"", "unbesetzt", "kuenftig", "frueher", "alle"};

void add_field(web::ListFields& fields, std::string_view name, std::string value)
{
    if (!value.empty())
        fields.emplace_back(name, std::move(value));
}

std::string number_of(std::optional<PanelId> panel)
{
    return panel ? std::to_string(panel->value) : std::string{};
}

void add_problem(std::vector<Problem>& problems, FilterDay const& day, std::string_view field)
{
    if (!day.unread.empty())
        problems.push_back(Problem::invalid(std::string(field), "form.not_date"_msg));
}

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

}

FilterDay FilterDay::read(std::string_view typed)
{
    auto const text = std::string(truncate_utf8(trim(typed), longest_day));
    auto const day = parse_typed_date(text);
    return {.day = day, .unread = day ? std::string{} : text};
}

std::string FilterDay::field() const
{
    return day ? to_iso(*day) : unread;
}

std::string_view word_of(MemberView view)
{
    return view_words.at(static_cast<std::size_t>(view));
}

MessageKey label_of(MemberView view)
{
    switch (view) {
    case MemberView::vacant:
        return "member.view.vacant"_msg;
    case MemberView::coming:
        return "member.view.coming"_msg;
    case MemberView::past:
        return "member.view.past"_msg;
    case MemberView::all:
        return "panel.view.all"_msg;
    case MemberView::present:
        break;
    }
    return "member.view.present"_msg;
}

MemberFilter MemberFilter::read(http::Form const& query)
{
    MemberFilter filter;
    filter.panel = panel_numbered(query.value("gremium"));
    filter.day = FilterDay::read(query.value("tag"));
    filter.capacity = enum_from<Capacity>(query.value("als"));
    auto const* const view = std::ranges::find(view_words, query.value("zustand"));
    if (view != view_words.end())
        filter.view = static_cast<MemberView>(view - view_words.begin());
    filter.page = static_cast<int>(
        std::clamp<std::int64_t>(parse_number(query.value("seite")).value_or(1), 1, most_pages));
    return filter;
}

web::ListFields MemberFilter::fields() const
{
    web::ListFields fields;
    add_field(fields, "gremium", number_of(panel));
    add_field(fields, "tag", day.field());
    add_field(fields, "als", capacity ? std::string(to_text(*capacity)) : std::string{});
    add_field(fields, "zustand", std::string(word_of(view)));
    return fields;
}

bool MemberFilter::narrows() const
{
    return panel || capacity || !day.field().empty();
}

std::vector<Problem> MemberFilter::problems() const
{
    std::vector<Problem> found;
    add_problem(found, day, "tag");
    return found;
}

web::StaffList const member_list{
    .code = "meetings.members",
    .path = members_path,
    .title = "member.title"_msg,
    .read = [](http::Form const& query) { return MemberFilter::read(query).fields(); }};

html::Url members_url(MemberFilter const& filter)
{
    return web::list_url(member_list, filter.fields());
}

BalanceFilter BalanceFilter::read(http::Form const& query)
{
    return {
        .panel = panel_numbered(query.value("gremium")),
        .day = FilterDay::read(query.value("tag")),
        .compared = FilterDay::read(query.value("vergleich"))};
}

web::ListFields BalanceFilter::fields() const
{
    web::ListFields fields;
    add_field(fields, "gremium", number_of(panel));
    add_field(fields, "tag", day.field());
    add_field(fields, "vergleich", compared.field());
    return fields;
}

std::vector<Problem> BalanceFilter::problems() const
{
    std::vector<Problem> found;
    add_problem(found, day, "tag");
    add_problem(found, compared, "vergleich");
    return found;
}

html::Url balance_url(BalanceFilter const& filter, std::string_view file)
{
    static web::StaffList const balance{
        .code = "meetings.balance",
        .path = balance_path,
        .title = "balance.title"_msg,
        .read = [](http::Form const& query) { return BalanceFilter::read(query).fields(); }};
    return web::list_url(balance, filter.fields(), file);
}

SeatsOfPanels load_seats(
    db::Connection& db, TenantId tenant, Panels panels, std::optional<PanelId> below,
    std::optional<Date> present_on)
{
    SeatsOfPanels found{.panels = std::move(panels), .seats = {}, .memberships = {}};
    std::optional<std::vector<PanelId>> named;
    if (below) {
        auto ids = found.panels.find(below) == nullptr ? std::vector<PanelId>{}
                                                       : panels_below(found.panels.all, *below);
        // Longer lists of ids cost more than the rows that are left out.
        if (ids.size() <= most_panels_named)
            named = std::move(ids);
    }
    found.seats = list_seats_of(db, tenant, named);
    found.memberships = list_memberships(db, tenant, {.panels = named, .present_on = present_on});
    return found;
}

std::vector<MemberLine> lines_of(
    SeatsOfPanels const& all, MemberFilter const& filter, Date today, i18n::Language language)
{
    auto const day = filter.day.on(today);
    std::unordered_map<PanelId, std::vector<Seat const*>> seats;
    for (auto const& seat : all.seats)
        seats[seat.panel].push_back(&seat);
    std::unordered_map<SeatId, std::vector<Membership const*>> memberships;
    for (auto const& one : all.memberships)
        memberships[one.seat].push_back(&one);
    PanelFilter whole;
    whole.standing = PanelStanding::all;
    std::vector<PanelId> below;
    if (filter.panel && all.panels.find(filter.panel) != nullptr)
        below = panels_below(all.panels.all, *filter.panel);
    std::ranges::sort(below);
    bool const shows_vacant
        = !filter.capacity && (filter.view == MemberView::vacant || filter.view == MemberView::all);
    std::vector<MemberLine> lines;
    for (auto const* panel : filtered(all.panels, whole, today, language)) {
        auto const of_panel = seats.find(panel->id);
        if (of_panel == seats.end() || (filter.panel && !std::ranges::binary_search(below, panel->id)))
            continue;
        for (auto const* seat : of_panel->second) {
            auto const& on_it = memberships[seat->id];
            for (auto const* one : on_it) {
                if (is_wanted(filter, *one, day))
                    lines.push_back({panel, seat, one});
            }
            if (shows_vacant && is_vacant(*panel, *seat, on_it, day))
                lines.push_back({panel, seat, nullptr});
        }
    }
    return lines;
}

} // namespace kommin::meetings
