#pragma once
// SQL of recommendations, their steps and comments. Every function works inside the caller's transaction.

#include "modules/contacts/people/api.hpp"
#include "modules/meetings/recommendations/recommendation.hpp"
#include "platform/db/connection.hpp"
#include "platform/db/query.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::meetings {

// For records::EditedKind: saving counts at once, there are no drafts.
inline constexpr db::SqlLiteral recommendation_table{"recommendations"};

// entered: by number of the row. title: as it is called in lists, its own number first. due: until when its
// answer is due; adopted: when it was adopted; what has no such day comes last, whichever way round.
enum class RecommendationOrder : std::uint8_t { entered, title, due, adopted };

struct RecommendationQuery {
    std::vector<PanelId> panels; // of these and of no other
    std::vector<RecommendationId> ids = {}; // empty: all; else of these and of no other
    std::vector<RecommendationState> states = {}; // empty: of all
    std::optional<Date> owing = {}; // only those that owe an answer on this day
    std::optional<Date> due_before = {}; // only those whose first answer is due before this day
    std::vector<PanelId> owners = {}; // empty: of all; else only those whose answer one of these owes
    bool without_day = false; // only those whose first answer has no day
    bool without_address = false; // only those of no panel, and of no office with an address
    std::optional<Addressee> addressee = {};
    std::optional<int> year = {}; // of the adoption
    std::string words = {}; // folded
    RecommendationOrder order = RecommendationOrder::entered;
    bool descending = true;
    bool backwards = false; // the list from its end
    std::optional<RecommendationId> after = {}; // only what follows this one, as it is read
};
// At most `limit`.
std::vector<Recommendation> list_recommendations(
    db::Connection& db, TenantId tenant, RecommendationQuery const& query, int limit);
// How many there are, counting no further than `most`; whatever `after` says.
std::int64_t count_recommendations(
    db::Connection& db, TenantId tenant, RecommendationQuery const& query, std::int64_t most);
// The panels that owe the answers to these, each once.
std::vector<PanelId> list_owners(db::Connection& db, TenantId tenant, RecommendationQuery const& query);
// In which any of these panels has seen one adopted; the newest first.
std::vector<int> list_recommendation_years(
    db::Connection& db, TenantId tenant, std::vector<PanelId> const& panels);
// Adopted and not answered yet, where it is known who owes the answer and how they are reached.
std::vector<Recommendation> list_owed_by_somebody(db::Connection& db, TenantId tenant);
// All that everybody may read, whose ever they are; those adopted last come first.
std::vector<Recommendation> list_public_recommendations(db::Connection& db, TenantId tenant);
// The same by id, behind `after`.
std::vector<std::int64_t> list_public_recommendation_ids(
    db::Connection& db, TenantId tenant, std::int64_t after, int limit);

std::optional<Recommendation> load_recommendation(db::Connection& db, TenantId tenant, RecommendationId id);
// `mark`: of the form; see find_recommendation_by_mark().
RecommendationId insert_recommendation(
    db::Connection& db, TenantId tenant, Recommendation const& recommendation, std::string_view mark,
    Instant now);
std::optional<RecommendationId> find_recommendation_by_mark(
    db::Connection& db, TenantId tenant, std::string_view mark);
// All of it as the next version.
void update_recommendation(
    db::Connection& db, TenantId tenant, Recommendation const& recommendation, Instant now);

// In their order.
std::vector<Step> list_steps(db::Connection& db, TenantId tenant, RecommendationId id);
// Of these, by recommendation.
std::map<RecommendationId, std::vector<Step>> list_steps_of(
    db::Connection& db, TenantId tenant, std::vector<RecommendationId> const& ids);
// Those that were proposed at that meeting or took a step there, by id.
std::vector<RecommendationId> list_recommendations_at(db::Connection& db, TenantId tenant, MeetingId meeting);
// Of all that everybody may read, by recommendation.
std::map<RecommendationId, std::vector<Step>> list_steps_of_public(db::Connection& db, TenantId tenant);
void insert_step(db::Connection& db, TenantId tenant, RecommendationId id, Step const& step, Instant now);
void erase_step(db::Connection& db, TenantId tenant, StepId id);

struct Comment {
    CommentId id;
    RecommendationId recommendation;
    std::string author; // Actor::code(); "" where it came by a link
    std::string text;
    Instant written_at = {};
    std::optional<contacts::PersonId> person = {}; // who sent it by their link; nothing once they are erased
    bool by_link = false;
};
// The newest of them, at most `limit`; the oldest of these first.
std::vector<Comment> list_comments(db::Connection& db, TenantId tenant, RecommendationId id, int limit);
std::optional<Comment> load_comment(db::Connection& db, TenantId tenant, CommentId id);
void insert_comment(db::Connection& db, TenantId tenant, Comment const& comment, std::string_view mark);
bool has_comment_with_mark(db::Connection& db, TenantId tenant, std::string_view mark);
void erase_comment_row(db::Connection& db, TenantId tenant, CommentId id);

} // namespace kommin::meetings
