#pragma once
// What somebody asks the list of goals, as it stands in its address, and its answer: a tree.

#include "modules/goals/goals/goal_editing.hpp"
#include "platform/http/form.hpp"
#include "platform/web/saved_views.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::goals {

inline constexpr std::string_view goals_path = "ziele";

// current: all that have not ended.
enum class GoalView : std::uint8_t { current, drafts, adopted, changed_since, ended, all };
inline constexpr std::array all_goal_views{GoalView::current,       GoalView::drafts, GoalView::adopted,
                                           GoalView::changed_since, GoalView::ended,  GoalView::all};
std::string_view word_of(GoalView view); // "" for current
MessageKey label_of(GoalView view);

// place: the Kreis first, then municipality by municipality; in each, field by field of action; in each, what
// leads to a goal below that goal. title: by letters.
enum class GoalOrder : std::uint8_t { place, title };
std::string_view word_of(GoalOrder order); // "" for place

struct GoalFilter {
    std::string words = {}; // t: in number, title, text and reasons
    std::string place = {}; // ort: a slug; that of the Kreis for what is its own
    std::optional<meetings::PanelId> panel = {}; // feld
    GoalView view = GoalView::current; // zustand
    GoalOrder order = GoalOrder::place; // nach
    bool descending = false; // ab
    int page = 1; // seite

    static GoalFilter read(http::Form const& query);
    // Name and value of every field that is in force, but the page.
    [[nodiscard]] web::ListFields fields() const;
    [[nodiscard]] bool narrows() const;
};

extern web::StaffList const goal_list;

struct GoalLine {
    Goal const* goal;
    std::size_t depth; // how many goals stand above it
};
// Those that the filter lets through, in its order. `with_words`: those that have its words, ascending; asked
// of the database.
std::vector<GoalLine> filtered(
    Goals const& goals, Adoptions const& adoptions, GoalFilter const& filter,
    std::vector<GoalId> const& with_words, Date today, i18n::Language language);

} // namespace kommin::goals
