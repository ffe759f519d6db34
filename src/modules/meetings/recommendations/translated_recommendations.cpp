#include "modules/meetings/recommendations/translated_recommendations.hpp"

#include "modules/meetings/panels/open_texts.hpp"
#include "modules/meetings/panels/panel_store.hpp"
#include "modules/meetings/panels/publication.hpp"
#include "modules/meetings/panels/translated_panels.hpp"
#include "modules/meetings/recommendations/recommendation_editing.hpp"
#include "modules/meetings/recommendations/recommendation_store.hpp"

#include <array>
#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace kommin::meetings {

namespace field = recommendation_field;

namespace {

constexpr std::array texts_of_recommendations{
    records::TranslatedText{
        .name = field::title, .label = "meeting.field.title"_msg, .longest = 300, .is_one_line = true},
    records::TranslatedText{.name = field::text, .label = "recommendation.field.text"_msg, .longest = 10'000},
    records::TranslatedText{
        .name = field::reasons, .label = "recommendation.field.reasons"_msg, .longest = 10'000},
    records::TranslatedText{
        .name = "answer",
        .label = "translate.field.public_answer"_msg,
        .longest = 10'000,
        .in_versions = field::state_note},
    records::TranslatedText{
        .name = "outcome",
        .label = "translate.field.public_outcome"_msg,
        .longest = 10'000,
        .in_versions = field::state_note}};

// What everybody reads of its course; "" as long as there is nothing.
struct ToldCourse {
    std::string answer;
    std::string outcome; // why it was declined or put off, what it was taken up as
};

ToldCourse told_course(db::Connection& db, TenantId tenant, RecommendationId id)
{
    auto const shown = public_steps(list_steps(db, tenant, id));
    bool const is_answered = !shown.empty() && shown.back().state == RecommendationState::answered;
    auto const* outcome = last_outcome(shown);
    return {
        .answer = is_answered ? shown.back().note : std::string{},
        .outcome = outcome == nullptr ? std::string{} : outcome->note};
}

std::optional<records::TranslatedSource> find_recommendation_texts(
    db::Connection& db, TenantId tenant, std::int64_t id, Date)
{
    auto one = load_recommendation(db, tenant, RecommendationId{id});
    if (!one || !one->is_public())
        return std::nullopt;
    if (!is_of_a_conference(db, tenant, one->panel))
        return std::nullopt;
    auto const panel = load_panel(db, tenant, one->panel).value();
    auto course = told_course(db, tenant, one->id);
    return records::TranslatedSource{
        .title = one->number.empty() ? one->title : one->number + ' ' + one->title,
        .owner = panel.owner(),
        .texts
        = {one->title, std::move(one->text), std::move(one->reasons), std::move(course.answer),
           std::move(course.outcome)}};
}

}

constinit records::TranslatedKind const translated_recommendations{
    .kind = recommendation_subject,
    .history = recommendation_translation_subject,
    .label = "translate.kind.recommendation"_msg,
    .texts = texts_of_recommendations,
    .published_as = published_as,
    .find = &find_recommendation_texts,
    .list_ids = &list_public_recommendation_ids};

void keep_open_texts(Work& work, Recommendation const& before, Recommendation const& now)
{
    if (!before.is_public() && !now.is_public())
        return;
    keep_open_texts(work, translated_recommendations, {now.id.value});
    std::set<std::int64_t> panels;
    for (auto const* one : {&before, &now}) {
        for (auto const& panel : {std::optional(one->panel), one->group, one->owner_panel}) {
            if (panel)
                panels.insert(panel->value);
        }
    }
    keep_open_texts(work, translated_panels, {panels.begin(), panels.end()});
}

} // namespace kommin::meetings
