#pragma once
// What somebody asks the list of recommendations, as it stands in its address, and one page of the answer.

#include "modules/meetings/recommendations/recommendation_editing.hpp"
#include "modules/meetings/recommendations/recommendation_store.hpp"
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

inline constexpr std::string_view recommendations_path = "empfehlungen";

// open: adopted and not answered; overdue: of these the late ones; unsubmitted: adopted only.
enum class RecommendationView : std::uint8_t { open, overdue, drafts, unsubmitted, answered, withdrawn, all };
inline constexpr std::array all_recommendation_views{
    RecommendationView::open,        RecommendationView::overdue,  RecommendationView::drafts,
    RecommendationView::unsubmitted, RecommendationView::answered, RecommendationView::withdrawn,
    RecommendationView::all};
std::string_view word_of(RecommendationView view); // "" for open
std::string_view word_of(RecommendationOrder order); // "" for entered
MessageKey label_of(RecommendationView view);

struct RecommendationFilter {
    std::string words = {}; // t: in number, title, who proposed it, text and reasons
    std::optional<PanelId> panel = {}; // feld: with everything below it
    std::optional<Addressee> addressee = {}; // an
    std::optional<int> year = {}; // jahr: of the adoption
    RecommendationView view = RecommendationView::open; // zustand
    RecommendationOrder order = RecommendationOrder::entered; // nach
    bool reversed = false; // ab
    std::optional<RecommendationId> after = {}; // hinter: the page begins behind this one
    std::optional<RecommendationId> before = {}; // vor: the page ends in front of it

    static RecommendationFilter read(http::Form const& query);
    // Name and value of every field that is in force, without the page.
    [[nodiscard]] web::ListFields fields() const;
    [[nodiscard]] web::ListFields fields_with_page() const;
    [[nodiscard]] bool narrows() const;
    // The newest entry first, but the title from A and the day that comes first.
    [[nodiscard]] bool is_descending() const { return (order == RecommendationOrder::entered) != reversed; }
};

using RecommendationList = KeyPage<Recommendation, RecommendationFilter>;
// Of the fields of action that this person sees. `today`: for what is open or late.
RecommendationList list_recommendations_for_staff(
    db::Connection& db, TenantId tenant, Panels const& panels, RecommendationFilter const& filter,
    Date today);
// All of it, a thousand lines at a time, for a file; until `take` says that it wants no more.
void export_recommendation_list(
    db::Connection& db, TenantId tenant, Panels const& panels, RecommendationFilter const& filter, Date today,
    std::function<bool(std::vector<Recommendation> const&)> const& take);

extern web::StaffList const recommendation_list;

} // namespace kommin::meetings
