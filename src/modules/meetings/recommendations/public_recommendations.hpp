#pragma once
// What everybody reads of recommendations: those that were adopted, with their course as far as it was
// answered publicly (docs/adr/0067).

#include "modules/meetings/panels/translated_texts.hpp"
#include "modules/meetings/recommendations/recommendation.hpp"
#include "modules/meetings/recommendations/taken_up.hpp"
#include "platform/html/writer.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"
#include "platform/web/module.hpp"
#include "platform/web/visit.hpp"

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::meetings {

// One recommendation without what the office knows alone.
struct PublicRecommendation {
    RecommendationId id;
    PanelId field; // of action
    Scope owner; // of that field
    std::string field_name;
    bool is_of_all_fields; // it concerns the whole conference
    std::optional<PanelId> group;
    std::string group_name; // "" where none is named
    std::string number;
    std::string title;
    std::vector<Addressee> addressees;
    std::string text; // "" where its wording is not known
    std::string reasons;
    std::string proposed_by;
    std::optional<PanelId> owner_panel; // who owes the answer, where that is a panel
    std::string owner_name; // the same, or an office; "" where nobody says
    std::optional<PanelId> steering_group; // where that owes it: to which it was submitted
    std::string steering_group_name;
    std::optional<Date> due;
    std::string doubt; // what is uncertain about it; "" where nothing is
    std::string source;
    std::optional<PartialDate> adopted_on;
    bool is_answered; // publicly, as far as `steps` go
    std::optional<Date> deferred_until; // of what was answered by putting it off
    RecommendationState state; // as of public_state()
    std::vector<Step> steps; // as of public_steps(); with a note only where it came to something,
                             // and the day of the meeting where the step says none
    Instant last_told_at; // when any of this changed last; nothing internal moves it

    // What was put off until that day is owed again from then on.
    [[nodiscard]] bool owes_again(Date today) const { return deferred_until && *deferred_until <= today; }
};

// Of one version of a tenant; immutable.
class PublicRecommendations {
public:
    static std::shared_ptr<PublicRecommendations const> load(db::Connection& db, TenantId tenant);

    // Those adopted last come first.
    [[nodiscard]] std::vector<PublicRecommendation> const& all() const { return all_; }
    // Null where there is none that everybody may read.
    [[nodiscard]] PublicRecommendation const* find(RecommendationId id) const;
    // Where a step was taken. A meeting is called by its title only where everybody may read of it; of
    // another one they learn who met, where the name of that panel is public anyway. Null where there is
    // nothing to say.
    struct NamedMeeting {
        std::string title; // "" unless it is public
        PanelId panel;
        std::string panel_name; // "" where there is a title
    };
    [[nodiscard]] NamedMeeting const* find_meeting(std::optional<MeetingId> id) const;

private:
    std::vector<PublicRecommendation> all_;
    std::map<MeetingId, NamedMeeting> meetings_;
};

TextOf title_text(PublicRecommendation const& one);
// Of one of which only id and title are known; without its number.
TextOf recommendation_title_text(RecommendationId id, std::string_view title);
TextOf text_text(PublicRecommendation const& one);
TextOf reasons_text(PublicRecommendation const& one);
// Of one that is answered.
TextOf answer_text(PublicRecommendation const& one);
// Of its last_outcome(): why it was declined or put off, what it was taken up as.
TextOf outcome_text(PublicRecommendation const& one, Step const& outcome);
struct NumberedTitle {
    web::Visit const& visit;
    PublicRecommendation const& one;
    void operator()(html::Writer& writer) const;
};
// The one of the last part of an address, which is written in one way only: "01" would be a second address
// of the same page. Null where there is none.
PublicRecommendation const* find_at(PublicRecommendations const& recommendations, std::string_view part);

// Adds what everybody reads, its pages for the sitemap and, where there is something to read, its link.
void publish_recommendations(
    web::Publishing& publishing, std::shared_ptr<TranslatedTexts const> const& translated);

http::Response list_public_recommendations_page(web::Call& call);
http::Response show_public_recommendation(web::Call& call, BelowRecommendation const& below);
http::Response show_recommendation_feed(web::Call& call);

} // namespace kommin::meetings
