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

struct MemberFilter {
    std::optional<PanelId> panel = {}; // gremium: with everything below it
    FilterDay day = {}; // tag: on which they are on their seats, or not yet, or no longer
    std::optional<Capacity> capacity = {}; // als
    MemberView view = MemberView::present; // zustand
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
// `present_on`: only memberships that hold on that day; nothing: of all times.
SeatsOfPanels load_seats(
    db::Connection& db, TenantId tenant, Panels panels, std::optional<PanelId> below,
    std::optional<Date> present_on = {});
// Panel by panel as in their list, seat by seat, holders first.
std::vector<MemberLine> lines_of(
    SeatsOfPanels const& all, MemberFilter const& filter, Date today, i18n::Language language);

} // namespace kommin::meetings
