#pragma once
// What somebody asks the list of panels, as it stands in its address.

#include "modules/meetings/panels/panel_editing.hpp"
#include "platform/http/form.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/web/saved_views.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::meetings {

inline constexpr std::string_view panels_path = "gremien";

// current: those that meet today or whose end nobody knows.
enum class PanelStanding : std::uint8_t { current, uncertain, ended, all };
inline constexpr std::array all_panel_standings{
    PanelStanding::current, PanelStanding::uncertain, PanelStanding::ended, PanelStanding::all};
std::string_view word_of(PanelStanding standing); // "" for current
MessageKey label_of(PanelStanding standing);

// place: the Kreis and what is below its panels first, then municipality by municipality; name: by letters.
enum class PanelOrder : std::uint8_t { place, name };
std::string_view word_of(PanelOrder order);

struct PanelFilter {
    std::string words; // t: in one of its names
    std::optional<PanelKind> kind; // art
    std::string place; // ort: a slug; that of the Kreis for what is its own
    PanelStanding standing = PanelStanding::current; // zustand
    PanelOrder order = PanelOrder::place; // nach
    bool descending = false; // ab
    int page = 1; // seite

    static PanelFilter read(http::Form const& query);
    // Name and value of every field that is in force, but the page.
    [[nodiscard]] web::ListFields fields() const;
    [[nodiscard]] bool narrows() const;
};

extern web::StaffList const panel_list;

// Those that it lets through, in its order.
std::vector<Panel const*> filtered(
    Panels const& panels, PanelFilter const& filter, Date today, i18n::Language language);

} // namespace kommin::meetings
