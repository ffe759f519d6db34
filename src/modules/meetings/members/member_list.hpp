#pragma once
// What somebody asks the list of members, as it stands in its address, and its answer: seats with whoever is
// on them, panel by panel.

#include "modules/meetings/members/membership_store.hpp"
#include "modules/meetings/panels/panel_editing.hpp"
#include "platform/access/actor.hpp"
#include "platform/base/problem.hpp"
#include "platform/html/url.hpp"
#include "platform/http/form.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/web/saved_views.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::meetings {

inline constexpr std::string_view members_path = "mitglieder";
inline constexpr std::string_view balance_path = "ausgewogenheit";

// A day that a filter asks for; nothing: today.
struct FilterDay {
    std::optional<Date> day = {};
    std::string unread = {}; // what was typed, where it is no day

    static FilterDay read(std::string_view typed);
    [[nodiscard]] std::string field() const; // as the address and its field have it
    [[nodiscard]] Date on(Date today) const { return day.value_or(today); }
};

// vacant: seats of running panels without a holder.
enum class MemberView : std::uint8_t { present, vacant, coming, past, all };
inline constexpr std::array all_member_views{
    MemberView::present, MemberView::vacant, MemberView::coming, MemberView::past, MemberView::all};
std::string_view word_of(MemberView view); // "" for present
MessageKey label_of(MemberView view);

// panel: panel by panel as in their list; name: of whoever is on the seat; end: what ends first.
enum class MemberOrder : std::uint8_t { panel, name, end };
std::string_view word_of(MemberOrder order); // "" for panel

struct MemberFilter {
    std::optional<PanelId> panel = {}; // gremium: with everything below it
    FilterDay day = {}; // tag: on which they are on their seats, or not yet, or no longer
    std::optional<Capacity> capacity = {}; // als
    MemberView view = MemberView::present; // zustand
    MemberOrder order = MemberOrder::panel; // nach
    bool descending = false; // ab
    int page = 1; // seite

    static MemberFilter read(http::Form const& query);
    // Name and value of every field that is in force, but the page.
    [[nodiscard]] web::ListFields fields() const;
    [[nodiscard]] bool narrows() const;
    [[nodiscard]] std::vector<Problem> problems() const;
};

extern web::StaffList const member_list;
html::Url members_url(MemberFilter const& filter = {});

// What the balance of a panel is asked for.
struct BalanceFilter {
    std::optional<PanelId> panel = {}; // gremium: with everything below it; nothing: all that one sees
    FilterDay day = {}; // tag
    FilterDay compared = {}; // vergleich; nothing: no other day

    static BalanceFilter read(http::Form const& query);
    [[nodiscard]] web::ListFields fields() const;
    [[nodiscard]] std::vector<Problem> problems() const;
};
html::Url balance_url(BalanceFilter const& filter, std::string_view file = {});

// Refers to SeatsOfPanels.
struct MemberLine {
    Panel const* panel;
    Seat const* seat;
    Membership const* membership; // null: nobody holds the seat
};
// What this actor sees of it, in one moment.
struct SeatsOfPanels {
    Panels panels;
    std::vector<Seat> seats;
    std::vector<Membership> memberships;
};
// All of it, with the memberships that hold on that day.
SeatsOfPanels load_seats(
    db::Connection& db, TenantId tenant, Panels panels, std::optional<PanelId> below, Date day);
// Those that the filter lets through, as in their list.
std::vector<Panel const*> panels_in_order(
    Panels const& panels, MemberFilter const& filter, Date today, i18n::Language language);
// Panel by panel, seat by seat, holders first.
std::vector<MemberLine> lines_of(
    std::vector<Panel const*> const& panels, std::vector<Seat> const& seats,
    std::vector<Membership> const& memberships, MemberFilter const& filter, Date today);

// How many lines there are, panel by panel: what a page needs to know of all the others.
struct MemberIndex {
    struct Counted {
        Panel const* panel = nullptr; // of `panels`
        std::int64_t members = 0;
        std::int64_t vacant = 0;
    };
    Panels panels; // that this actor sees
    std::vector<Counted> counted = {}; // in order; those with lines only
    std::int64_t members = 0;
    std::int64_t vacant = 0;
    bool is_whole = true; // nothing of the district is left out

    [[nodiscard]] std::int64_t count() const { return members + vacant; }
};
MemberIndex count_lines(
    db::Connection& db, TenantId tenant, Panels panels, MemberFilter const& filter, Date today,
    i18n::Language language);
// Some of the lines. What they refer to is here and in the index.
struct MemberPart {
    std::vector<Seat> seats = {};
    std::vector<Membership> memberships = {};
    std::vector<MemberLine> lines = {};
};
// Loads what these lines need and no more: their panels where the order is by panel, else their seats. Seats
// that nobody holds have neither name nor end and come last.
MemberPart load_lines(
    db::Connection& db, TenantId tenant, Actor const& actor, MemberIndex const& index,
    MemberFilter const& filter, Date today, Stretch stretch);

} // namespace kommin::meetings
