// Recommendations on their way, on the pages of the office and on those of the district.

#include "modules/meetings/module_recommendation_routes.hpp"

#include "modules/meetings/answers/answer_letters.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "modules/meetings/recommendations/public_recommendations.hpp"
#include "modules/meetings/recommendations/recommendation_desk.hpp"
#include "modules/meetings/recommendations/recommendation_pages.hpp"
#include "platform/web/staff_list.hpp"

#include <cstddef>

namespace kommin::meetings {

namespace {

// Its longest texts are what it recommends and why.
constexpr std::size_t largest_recommendation_form = std::size_t{256} << 10U;
// What was decided and why, in a script of which a form makes nine bytes of each letter.
constexpr std::size_t largest_recommendation_step = std::size_t{128} << 10U;
// The longest comment, likewise.
constexpr std::size_t largest_comment_form = std::size_t{32} << 10U;
constexpr std::size_t largest_recommendation_press = std::size_t{16} << 10U;

}

std::vector<web::Route> recommendation_routes(TakenUpRecords const& records, BelowRecommendation const& below)
{
    using enum http::Method;
    using web::needs;
    auto const with = [&](http::Response (*handler)(web::Call&, TakenUpRecords const&)) {
        return [records, handler](web::Call& call) { return handler(call, records); };
    };
    return {
        {get, "/verwaltung/empfehlungen", needs(see_recommendations), &list_recommendations_at_desk},
        {get, "/verwaltung/empfehlungen/liste.csv", needs(see_recommendations), &export_recommendations},
        {get, "/verwaltung/empfehlungen/liste.xlsx", needs(see_recommendations), &export_recommendations},
        {get, "/verwaltung/empfehlungen/ansichten", needs(see_recommendations),
         web::of_list(recommendation_list, &web::show_saved_views)},
        {post, "/verwaltung/empfehlungen/ansichten", needs(see_recommendations),
         web::of_list(recommendation_list, &web::save_list_view), largest_recommendation_press},
        {post, "/verwaltung/empfehlungen/ansichten/loeschen", needs(see_recommendations),
         web::of_list(recommendation_list, &web::erase_list_view), largest_recommendation_press},
        {get, "/verwaltung/empfehlungen/neu", needs(edit_recommendations), &show_new_recommendation},
        {post, "/verwaltung/empfehlungen/neu", needs(edit_recommendations), &add_recommendation_at_desk,
         largest_recommendation_form},
        {get, "/verwaltung/empfehlungen/{empfehlung}", needs(see_recommendations),
         with(&show_recommendation)},
        {get, "/verwaltung/empfehlungen/{empfehlung}/aendern", needs(edit_recommendations),
         &show_recommendation_form},
        {post, "/verwaltung/empfehlungen/{empfehlung}/aendern", needs(edit_recommendations),
         [](web::Call& call) { return save_recommendation_form(call, answer_followers()); },
         largest_recommendation_form},
        {get, "/verwaltung/empfehlungen/{empfehlung}/aendern/verlauf", needs(edit_recommendations),
         &show_recommendation_history},
        {get, "/verwaltung/empfehlungen/{empfehlung}/verlauf", needs(see_recommendations),
         &read_recommendation_history},
        {get, "/verwaltung/empfehlungen/{empfehlung}/schritt", needs(edit_recommendations), with(&show_step)},
        {post, "/verwaltung/empfehlungen/{empfehlung}/schritt", needs(edit_recommendations),
         [records](web::Call& call) { return take_step_at_desk(call, answer_followers(), records); },
         largest_recommendation_step},
        {get, "/verwaltung/empfehlungen/{empfehlung}/zuruecknehmen", needs(edit_recommendations),
         with(&ask_before_taking_back)},
        {post, "/verwaltung/empfehlungen/{empfehlung}/zuruecknehmen", needs(edit_recommendations),
         [records](web::Call& call) { return take_step_back_at_desk(call, answer_followers(), records); },
         largest_recommendation_press},
        // Also whoever has no other right than that of their seat.
        {post, "/verwaltung/empfehlungen/{empfehlung}/kommentieren", needs(see_recommendations),
         with(&add_comment_at_desk), largest_comment_form},
        {post, "/verwaltung/empfehlungen/{empfehlung}/kommentar-loeschen", needs(see_recommendations),
         &erase_comment_at_desk, largest_recommendation_press},
        {get, "/verwaltung/empfehlungen/{empfehlung}/kommentare-erbitten", needs(edit_recommendations),
         with(&show_comment_call_form)},
        {post, "/verwaltung/empfehlungen/{empfehlung}/kommentare-erbitten", needs(edit_recommendations),
         with(&ask_for_comments_at_desk), largest_comment_form},
        {get, "/{lang:lang}/konferenz/empfehlungen", web::public_cached, &list_public_recommendations_page},
        {get, "/{lang:lang}/konferenz/empfehlungen.atom", web::public_cached, &show_recommendation_feed},
        {get, "/{lang:lang}/konferenz/empfehlungen/{empfehlung}", web::public_cached,
         [below](web::Call& call) { return show_public_recommendation(call, below); }},
    };
}

} // namespace kommin::meetings
