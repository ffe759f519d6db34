#pragma once
// Goals: guiding goals, which an assembly adopts, and the operational goals below them (docs/adr/0090). Of
// some nobody has the text: then it is empty, and every page says so.

#include "modules/meetings/panels/api.hpp"
#include "modules/meetings/recommendations/api.hpp"
#include "modules/tenants/api.hpp"
#include "platform/access/permission.hpp"
#include "platform/base/date.hpp"
#include "platform/base/enum_names.hpp"
#include "platform/base/message_key.hpp"
#include "platform/base/strong_id.hpp"
#include "platform/content/subject_kind.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::goals {

inline constexpr content::SubjectKind goal_subject{"goal"};

using GoalId = StrongId<struct GoalTag>;

// guiding: what is to be in the end ("Leitziel"); operational: what is to be reached on the way.
enum class GoalKind : std::uint8_t { guiding, operational };
inline constexpr std::array<std::string_view, 2> goal_kind_names{"guiding", "operational"};
inline constexpr std::array all_goal_kinds{GoalKind::guiding, GoalKind::operational};
inline std::string_view to_text(GoalKind kind)
{
    return kommin::name_of(goal_kind_names, kind);
}
inline bool from_text(std::string_view text, GoalKind& kind)
{
    return read_name(goal_kind_names, text, kind);
}
MessageKey label_of(GoalKind kind);

// Whether its owner can do something for it. unscreened: nobody has looked yet.
enum class Influence : std::uint8_t { unscreened, direct, shared, none };
inline constexpr std::array<std::string_view, 4> influence_names{"unscreened", "direct", "shared", "none"};
inline constexpr std::array all_influences{
    Influence::unscreened, Influence::direct, Influence::shared, Influence::none};
inline std::string_view to_text(Influence influence)
{
    return kommin::name_of(influence_names, influence);
}
inline bool from_text(std::string_view text, Influence& influence)
{
    return read_name(influence_names, text, influence);
}
MessageKey label_of(Influence influence);

struct Goal {
    GoalId id;
    std::optional<tenants::BodyId> body; // whose it is; nothing: the Kreis
    GoalKind kind = GoalKind::guiding;
    std::optional<meetings::PanelId> panel; // the field of action; nothing: of all fields
    std::optional<GoalId> parent; // the goal that it leads to, of the same owner
    std::optional<GoalId> serves; // of a municipality: the goal of the Kreis that it serves
    std::string number; // as the district counts: "L 1"; may be empty
    std::string title;
    std::string text; // each line a paragraph; empty: it is not known
    std::string reasons; // the same
    Influence influence = Influence::unscreened;
    std::string influence_reason;
    std::int64_t weight = 1; // among those with the same parent
    std::optional<PartialDate> valid_from, valid_to;
    bool is_uncertain = false; // its sources disagree; the remark says in what
    std::string remark;
    std::string source;
    std::string plain_text; // the same in plain words, for everybody; may be empty
    std::string slug; // in its public address; given when it is shown first, and kept
    std::optional<Date> public_since; // nothing: it is not to be shown
    // The version in which title and text last became what they are: screening it or giving it a weight does
    // not change what was resolved. At or below the version that was adopted where they are its words, and
    // only there.
    std::int64_t worded_version = 1;
    std::int64_t version = 1;
    Instant changed_at = {};

    [[nodiscard]] Scope owner() const { return body ? Scope::of_owner(body->value) : Scope::whole_tenant(); }
    // After the last day that its end can mean.
    [[nodiscard]] bool has_ended(Date today) const;
};

// "L 1 Alle Kinder sprechen Deutsch"
std::string full_title_of(Goal const& goal);

// What belongs to a goal besides its row.
struct GoalLinks {
    std::vector<tenants::UnitId> units; // that are responsible, in their order
    std::vector<meetings::RecommendationId> origins; // the recommendations that it comes from
};

} // namespace kommin::goals
