#pragma once
// Editing recommendations: what they ask, of whom, and who owes the answer. A change counts at once, also for
// the public once it was adopted (docs/adr/0067). Rights are those for the owner of its field of action.

#include "modules/meetings/meetings/meeting_editing.hpp"
#include "modules/meetings/recommendations/recommendation.hpp"
#include "modules/meetings/recommendations/recommendation_store.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::meetings {

namespace recommendation_field {
inline constexpr std::string_view panel = "panel"; // its number, as of group and owner
inline constexpr std::string_view group = "group";
inline constexpr std::string_view number = "number";
inline constexpr std::string_view title = "title";
inline constexpr std::string_view addressees = "addressees"; // several
inline constexpr std::string_view text = "text";
inline constexpr std::string_view reasons = "reasons";
inline constexpr std::string_view proposed_by = "proposed_by";
inline constexpr std::string_view meeting = "meeting"; // its number
inline constexpr std::string_view owner = "owner";
inline constexpr std::string_view office = "office";
inline constexpr std::string_view office_mail = "office_mail";
inline constexpr std::string_view due = "due";
inline constexpr std::string_view uncertain = panel_field::uncertain;
inline constexpr std::string_view remark = panel_field::remark;
inline constexpr std::string_view source = panel_field::source;
// Not of the form: of the last step. Versions have them, too.
inline constexpr std::string_view state = "state";
inline constexpr std::string_view state_day = "state_day";
inline constexpr std::string_view state_note = "state_note";
inline constexpr std::string_view state_meeting = "state_meeting";
inline constexpr std::string_view state_as = "state_as";
inline constexpr std::string_view state_link = "state_link";
inline constexpr std::string_view state_until = "state_until";
} // namespace recommendation_field
inline constexpr std::array form_recommendation_fields{
    recommendation_field::number,      recommendation_field::title,     recommendation_field::panel,
    recommendation_field::addressees,  recommendation_field::text,      recommendation_field::reasons,
    recommendation_field::proposed_by, recommendation_field::group,     recommendation_field::meeting,
    recommendation_field::owner,       recommendation_field::office,    recommendation_field::office_mail,
    recommendation_field::due,         recommendation_field::uncertain, recommendation_field::remark,
    recommendation_field::source};
inline constexpr std::array step_recommendation_fields{
    recommendation_field::state,         recommendation_field::state_day, recommendation_field::state_note,
    recommendation_field::state_meeting, recommendation_field::state_as,  recommendation_field::state_link,
    recommendation_field::state_until};

inline constexpr std::array<std::string_view, 2> harmless_recommendation_fields{
    recommendation_field::state, recommendation_field::due};
inline constexpr records::EditedKind edited_recommendations{
    .kind = recommendation_subject,
    .table = recommendation_table,
    .owner = "(SELECT COALESCE(p.body_id, 0) FROM panels p WHERE p.id = recommendations.panel_id)",
    .was_public = "(state NOT IN ('drafted', 'discussed', 'withdrawn'))",
    .actions = "meetings.recommendation",
    .harmless_fields = harmless_recommendation_fields,
    .has_drafts = false};

// A recommendation with its field of action.
struct SeenRecommendation {
    Recommendation recommendation;
    Panel panel;
};
// Nothing where it does not exist or this actor has no such permission for its field.
std::optional<SeenRecommendation> find_seen_recommendation(
    db::Connection& db, TenantId tenant, RecommendationId id, Actor const& actor, Permission permission);

// A meeting as a field of the form names it.
std::optional<MeetingId> meeting_numbered(std::string_view text);
records::Fields form_of(Recommendation const& recommendation);
// As they are stored; those of the last step as they stand in the fields.
records::Fields spelled_recommendation(records::Fields const& typed);
// Everything that stands in the way of saving and can be said without a look at other records.
std::vector<Problem> problems_of_recommendation(records::Fields const& fields);

// Which one, as this person last saw it.
struct RecommendationVersion {
    RecommendationId id;
    std::int64_t version;
};
// What the parts above do in the work that changes one.
struct RecommendationFollowers {
    Result<void> (*saved)(Work& work, RecommendationId id) = nullptr; // what the form says
    Result<void> (*stepped)(Work& work, RecommendationId id) = nullptr; // also back
};
// Problems: not_found without the right; what problems_of_recommendation() finds; "panel", "group", "owner"
// or "meeting" where it names what this actor does not see, or a field of another owner; a conflict where
// somebody has changed it meanwhile ("record.problem.changed_meanwhile").
Result<void> save_recommendation(
    Work& work, RecommendationVersion const& seen, records::Fields const& typed,
    RecommendationFollowers const& followers = {});
// `form_key`: a form sent twice with the same entries makes one. Problems as of save_recommendation().
Result<RecommendationId> add_recommendation(
    Work& work, records::Fields const& typed, std::string_view form_key);

} // namespace kommin::meetings
