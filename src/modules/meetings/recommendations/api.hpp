#pragma once
// What other modules may know of recommendations.

#include "modules/meetings/recommendations/recommendation.hpp"
#include "modules/meetings/recommendations/taken_up.hpp" // what a module above hands in
#include "platform/access/actor.hpp"
#include "platform/db/connection.hpp"
#include "platform/html/url.hpp"
#include "platform/html/writer.hpp"
#include "platform/web/visit.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kommin::meetings {

struct NamedRecommendation {
    RecommendationId id;
    PanelId panel; // its field of action
    std::string title; // "2007/1 Sprachförderung"
    RecommendationState state = RecommendationState::adopted;
    std::optional<PartialDate> adopted_on;
    std::optional<Date> due = {}; // its answer
};
// Those that were adopted and that this actor may see, those adopted last first, without a day at the
// end; at most `limit`.
std::vector<NamedRecommendation> list_adopted_recommendations(
    db::Connection& db, TenantId tenant, Actor const& actor, int limit);
// Those of them that this actor may see, in no order.
std::vector<NamedRecommendation> list_named_recommendations(
    db::Connection& db, TenantId tenant, Actor const& actor, std::vector<RecommendationId> const& ids);
// Adopted, and its answer is late.
struct LateAnswer {
    NamedRecommendation recommendation;
    Date due;
    std::string owner; // who owes the answer: a panel or an office; "" where nobody is named
};
struct LateAnswers {
    std::vector<LateAnswer> first; // those due first come first
    std::int64_t count = 0;
};
// Those that this actor may see, at most `limit`, and how many there are, counting no further than `most`.
// `owner`: those of this one's panels alone. Nothing for whoever sees no recommendation at all.
std::optional<LateAnswers> list_late_answers(
    db::Connection& db, TenantId tenant, Actor const& actor, Date today, std::optional<Scope> owner,
    int limit, std::int64_t most);
// The same of those that owe an answer and of which nobody has said until when; those adopted first come
// first, those of which the day of that is not known last.
struct AnswersWithoutDay {
    std::vector<NamedRecommendation> first;
    std::int64_t count = 0;
};
std::optional<AnswersWithoutDay> list_answers_without_day(
    db::Connection& db, TenantId tenant, Actor const& actor, Date today, std::optional<Scope> owner,
    int limit, std::int64_t most);
// Its page at the desk, for whoever may see it there.
html::Url recommendation_desk_url(RecommendationId id);

// Whether everybody reads it.
bool is_published(web::Visit const& visit, RecommendationId id);
// On a public page: its number and title in the language of that, as a link to its own; nothing where not
// everybody reads it.
struct PublicRecommendationLink {
    web::Visit const& visit;
    RecommendationId id;
    void operator()(html::Writer& writer) const;
};
// What everybody reads of its course; nothing where not everybody reads the recommendation.
struct PublicCourse {
    std::optional<PartialDate> adopted_on;
    bool is_answered = false;
    RecommendationState state = RecommendationState::adopted; // what came of it
    std::optional<PartialDate> answered_on;
};
std::optional<PublicCourse> find_public_course(web::Visit const& visit, RecommendationId id);

} // namespace kommin::meetings
