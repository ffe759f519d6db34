#pragma once
// The pages of the portal as answers; the HTML is in the _pages files of the features.

#include "modules/portal/directory/info_page.hpp"
#include "modules/portal/directory/offer_list.hpp"
#include "modules/portal/directory/place_sections.hpp"
#include "modules/portal/directory/site_page.hpp"
#include "modules/portal/feedback/feedback.hpp"
#include "modules/portal/site/preview.hpp"
#include "modules/portal/site/visit.hpp"
#include "platform/base/message_key.hpp"
#include "platform/base/problem.hpp"
#include "platform/html/url.hpp"
#include "platform/http/response.hpp"
#include "platform/search/index.hpp"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::portal {

http::Response home_page(Visit const& visit);

http::Response offer_list_page(Visit const& visit, OfferFilter const& filter, OfferList const& list);
http::Response offer_page(Visit const& visit, Offer const& offer);
// The same for editors, of an offer that is not published like this.
http::Response offer_preview_page(Visit const& visit, Offer const& offer);
// The same of something else that the pages of these offers show: the first of them as it would be, with
// links to the others. `none`: what it says where there is none.
http::Response offers_preview_page(
    Visit const& visit, Previewed const& record, std::vector<Offer> const& offers, std::string_view none);
// The page of an offer that has ended stays, says so and shows what serves the same people (HTTP 410).
http::Response ended_offer_page(Visit const& visit, Offer const& offer);

http::Response places_page(Visit const& visit);
http::Response place_page(
    Visit const& visit, tenants::Body const& body, std::vector<PlaceSection> const& sections);

http::Response info_list_page(Visit const& visit, std::vector<InfoPage const*> const& pages);
http::Response info_page(Visit const& visit, InfoPage const& page);
// As the public would see it, with a bar that says that it does not.
http::Response info_preview_page(Visit const& visit, InfoPage const& page);
// The page of a page that has ended says so and leads to those there are (HTTP 410).
http::Response ended_info_page(Visit const& visit, InfoPage const& page);
// Legal pages have addresses of their own, because law wants them findable: /de/impressum. What a
// municipality says in the stead of a page of the Kreis stands below its place:
// /de/orte/luenen/info/anmeldung.
std::string path_of(InfoPage const& page); // without language, for links and lists
html::Url url_of(Texts const& texts, InfoPage const& page);

// What was found, and which part of it one page shows.
struct SearchResult {
    static constexpr std::size_t hits_per_page = 20;
    static constexpr std::size_t most_pages = 10; // whoever looks further wants a filter

    std::string query; // "": nothing was asked yet
    std::size_t page = 1;
    search::Index::Answer answer; // the hits from the first page to this one
    std::shared_ptr<PublishedSearch const> search; // null without a query; the marks refer to it
    search::Index::Marks marks;

    [[nodiscard]] std::span<search::Index::Hit const> hits() const // of this page
    {
        return std::span(answer.hits).subspan(std::min((page - 1) * hits_per_page, answer.hits.size()));
    }
    [[nodiscard]] std::size_t pages() const
    {
        return std::min((answer.total + hits_per_page - 1) / hits_per_page, most_pages);
    }
};
// What the search of a snapshot shows to a reader of this language. `trial`: with a concept that is not
// published, of the same search; null: without.
SearchResult search_for(
    std::shared_ptr<PublishedSearch const> search, i18n::Language language, std::string query,
    std::size_t page, search::Index::Trial const* trial = nullptr);
http::Response search_page(Visit const& visit, SearchResult const& result);
// A word of a concept that an editor tries.
struct TriedWord {
    std::string word;
    std::string language; // tag
    // How many hits its search has now and would have.
    struct Count {
        std::size_t total = 0;
        bool is_guess = false; // the search knows the word only as a similar one, or not all of several
    };
    Count today = {};
    Count then = {};
};
// The page of hits as it would be, for the word in the result, below what each of the words finds.
http::Response search_preview_page(
    Visit const& visit, Previewed const& record, std::span<TriedWord const> words,
    SearchResult const& result);

// One form, two ways to it: the one that law wants for barriers, and the one of every page.
struct FeedbackEntrance {
    std::string_view path;
    FeedbackTopic topic; // chosen unless the address names another
    MessageKey title;
    MessageKey lead;
    MessageKey promise; // on the page of thanks
};
inline constexpr FeedbackEntrance barrier_entrance{
    "barriere-melden", FeedbackTopic::barrier, "feedback.title"_msg, "feedback.lead"_msg,
    "feedback.thanks.deadline"_msg};
inline constexpr FeedbackEntrance remark_entrance{
    "rueckmeldung", FeedbackTopic::content, "feedback.remark.title"_msg, "feedback.remark.lead"_msg,
    "feedback.thanks.remark"_msg};

// The form with what was entered; its problems stand above it. `about`: the page that form.page names.
http::Response feedback_form_page(
    Visit const& visit, http::Status status, FeedbackEntrance const& entrance, FeedbackForm const& form,
    std::optional<SitePage> const& about, std::vector<Problem> const& problems = {});
http::Response feedback_thanks_page(Visit const& visit, FeedbackEntrance const& entrance);

} // namespace kommin::portal
