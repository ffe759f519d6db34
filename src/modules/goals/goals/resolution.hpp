#pragma once
// Resolutions: what an assembly or another panel has resolved about goals. One may adopt many goals.

#include "modules/goals/goals/goal.hpp"
#include "modules/meetings/meetings/api.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kommin::goals {

inline constexpr content::SubjectKind resolution_subject{"resolution"};

using ResolutionId = StrongId<struct ResolutionTag>;

// mandate: to draw goals up; adoption: they hold from then on; amendment: with another text or end.
enum class ResolutionKind : std::uint8_t { mandate, adoption, amendment };
inline constexpr std::array<std::string_view, 3> resolution_kind_names{"mandate", "adoption", "amendment"};
inline constexpr std::array all_resolution_kinds{
    ResolutionKind::mandate, ResolutionKind::adoption, ResolutionKind::amendment};
inline std::string_view to_text(ResolutionKind kind)
{
    return kommin::name_of(resolution_kind_names, kind);
}
inline bool from_text(std::string_view text, ResolutionKind& kind)
{
    return read_name(resolution_kind_names, text, kind);
}
MessageKey label_of(ResolutionKind kind);

enum class ResolutionResult : std::uint8_t { unknown, unanimous, majority, rejected };
inline constexpr std::array<std::string_view, 4> resolution_result_names{
    "unknown", "unanimous", "majority", "rejected"};
inline constexpr std::array all_resolution_results{
    ResolutionResult::unanimous, ResolutionResult::majority, ResolutionResult::rejected,
    ResolutionResult::unknown};
inline std::string_view to_text(ResolutionResult result)
{
    return kommin::name_of(resolution_result_names, result);
}
inline bool from_text(std::string_view text, ResolutionResult& result)
{
    return read_name(resolution_result_names, text, result);
}
MessageKey label_of(ResolutionResult result);

struct Resolution {
    ResolutionId id;
    std::optional<tenants::BodyId> body; // whose it is; nothing: the Kreis
    std::optional<meetings::PanelId> panel; // who resolved it …
    std::string resolved_by; // … where that is no panel of the list: "Rat der Stadt Lünen"
    std::optional<meetings::MeetingId> meeting; // of this panel, where it is kept here
    std::optional<PartialDate> day; // nothing: not known
    ResolutionKind kind = ResolutionKind::adoption;
    ResolutionResult result = ResolutionResult::unknown;
    std::string paper; // its number: "Drucksache 054/07"
    std::string link; // https://…, to the paper
    std::string wording; // each line a paragraph; empty: not known
    bool is_uncertain = false;
    std::string remark;
    std::string source;
    std::int64_t version = 1;
    Instant changed_at = {};

    [[nodiscard]] Scope owner() const { return body ? Scope::of_owner(body->value) : Scope::whole_tenant(); }
};

// What it says of one goal: the version of that goal that was resolved on.
struct ResolvedGoal {
    GoalId goal;
    std::int64_t version = 1;
    friend bool operator==(ResolvedGoal const&, ResolvedGoal const&) = default;
};

// A goal is adopted by the newest resolution of the kinds adoption and amendment that was not rejected, one
// without a day being older than all others.
struct Adoption {
    ResolutionId resolution;
    std::optional<meetings::PanelId> panel;
    std::string resolved_by;
    std::optional<PartialDate> day;
    ResolutionResult result = ResolutionResult::unknown;
    std::int64_t version = 1; // of the goal

    [[nodiscard]] bool is_newer_than(Adoption const& other) const;
};

// changed_since: its title or text is another one than was resolved on.
enum class GoalStanding : std::uint8_t { draft, adopted, changed_since, ended };
inline constexpr std::array all_goal_standings{
    GoalStanding::draft, GoalStanding::adopted, GoalStanding::changed_since, GoalStanding::ended};
inline constexpr std::array<std::string_view, 4> goal_standing_names{
    "draft", "adopted", "changed_since", "ended"};
inline std::string_view to_text(GoalStanding standing)
{
    return kommin::name_of(goal_standing_names, standing);
}
inline bool from_text(std::string_view text, GoalStanding& standing)
{
    return read_name(goal_standing_names, text, standing);
}
MessageKey label_of(GoalStanding standing);
// `adoption`: null for a goal that nobody has adopted.
GoalStanding standing_of(Goal const& goal, Adoption const* adoption, Date today);

} // namespace kommin::goals
