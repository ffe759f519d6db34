#pragma once
// What somebody asks the list of meetings, as it stands in its address, and one page of the answer.

#include "modules/meetings/meetings/meeting_editing.hpp"
#include "platform/base/key_page.hpp"
#include "platform/http/form.hpp"
#include "platform/web/saved_views.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::meetings {

inline constexpr std::string_view meetings_path = "sitzungen";

enum class MeetingView : std::uint8_t { planned, held, cancelled, uncertain, all };
inline constexpr std::array all_meeting_views{
    MeetingView::planned, MeetingView::held, MeetingView::cancelled, MeetingView::uncertain,
    MeetingView::all};
std::string_view word_of(MeetingView view); // "" for planned
MessageKey label_of(MeetingView view);

struct MeetingFilter {
    std::string words = {}; // t: in title, place and purpose
    std::optional<PanelId> panel = {}; // gremium: with everything below it
    std::optional<int> year = {}; // jahr
    MeetingView view = MeetingView::planned; // zustand
    bool reversed = false; // ab
    std::optional<MeetingPlace> after = {}; // hinter: the page begins behind this place
    std::optional<MeetingPlace> before = {}; // vor: the page ends in front of it

    static MeetingFilter read(http::Form const& query);
    // Name and value of every field that is in force, without the page.
    [[nodiscard]] web::ListFields fields() const;
    [[nodiscard]] web::ListFields fields_with_page() const;
    [[nodiscard]] bool narrows() const;
    // What is planned begins with what comes next, everything else with what was last.
    [[nodiscard]] bool is_descending() const { return (view != MeetingView::planned) != reversed; }
};

using MeetingList = KeyPage<Meeting, MeetingFilter>;
// Of the panels that this person sees.
MeetingList list_meetings_for_staff(
    db::Connection& db, TenantId tenant, Panels const& panels, MeetingFilter const& filter);
// All of it, a thousand lines at a time, for a file; until `take` says that it wants no more.
void export_meeting_list(
    db::Connection& db, TenantId tenant, Panels const& panels, MeetingFilter const& filter,
    std::function<bool(std::vector<Meeting> const&)> const& take);

extern web::StaffList const meeting_list;

} // namespace kommin::meetings
