#include "modules/portal/desk/staff_search.hpp"

#include "modules/portal/desk/category_pages.hpp"
#include "modules/portal/desk/link_pages.hpp"
#include "modules/portal/desk/offer_desk_parts.hpp"
#include "modules/portal/desk/organisation_pages.hpp"
#include "modules/portal/desk/page_desk_pages.hpp"
#include "modules/portal/desk/place_pages.hpp"
#include "modules/portal/desk/unit_pages.hpp"
#include "modules/portal/desk/vocabulary_pages.hpp"
#include "modules/portal/directory/offer_filter.hpp"
#include "modules/portal/directory/offer_store.hpp"
#include "modules/portal/directory/permissions.hpp"
#include "modules/portal/directory/published_search.hpp"
#include "modules/portal/directory/snapshot.hpp"
#include "modules/portal/directory/vocabulary.hpp"
#include "modules/portal/editing/offer_editing.hpp"
#include "modules/portal/feedback/messages_pages.hpp"
#include "platform/base/number.hpp"
#include "platform/search/fold.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <ranges>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::portal {

using web::staff_url;
using web::StaffHits;

namespace {

web::StaffMark mark_of(StateWord word)
{
    return {word.shape, std::move(word.text)};
}

StaffHits find_offers_at_desk(web::Call const& call, std::string_view words, int most_hits)
{
    auto const& texts = web::staff_texts(call);
    struct Found {
        OfferOverview overview;
        Categories categories;
    };
    auto const [found, categories] = web::read(call, [&](db::Connection& db) {
        return Found{
            find_offers_for_staff(
                db, call.site.tenant, call.actor(), see_offers, words, most_hits, StaffHits::most_counted),
            Categories::load(db, call.site.tenant)};
    });
    StaffHits hits{{}, found.count, staff_url({"angebote"}).with_query({{"t", words}, {"nach", "name"}})};
    for (auto const& line : found.lines)
        hits.hits.push_back(
            {.title = title_of(line, texts),
             .url = offer_url(line.id),
             .detail
             = line.organisation.empty() ? std::string(categories.name(line.kind, texts)) : line.organisation,
             .place = place_of(line, texts),
             .state = mark_of(state_word(
                 line.state(), line.publish_on, texts, line.status == OfferStatus::temporarily_closed))});
    return hits;
}

// By what the public reads of them, in any language, as far as this person has them at the desk. What the
// list of offers finds by name is left to it.
StaffHits find_offers_by_text(web::Call const& call, std::string_view words, int most_hits)
{
    auto const snapshot = call.published.find<Snapshot>();
    auto const search = snapshot ? snapshot->search_slot().newest() : nullptr;
    StaffHits hits{{}, 0, staff_url({"angebote"})};
    if (!search)
        return hits; // the first index is being built
    auto const& texts = web::staff_texts(call);
    auto const actor = call.actor();
    auto const folded = search::folded_text(words);
    auto const accept = [&](Position position) {
        if (!snapshot->is_offer(position))
            return false;
        auto const& offer = snapshot->offer(position);
        auto const* body = snapshot->find_body(offer.municipality);
        auto const owner = owner_of(offer.reach, body != nullptr ? std::optional(body->id) : std::nullopt);
        return actor.may(see_offers, owner) && list_text(offer).find(folded) == std::string::npos;
    };
    auto const answer
        = search->find(words, texts.language().tag(), static_cast<std::size_t>(most_hits), accept);
    if (answer.relaxed)
        return hits; // who looks for a record does not mean another one
    hits.count = static_cast<std::int64_t>(answer.total);
    hits.all = html::Url::path({texts.language().tag(), "suche"}).with_query({{"q", words}});
    for (auto const& hit : answer.hits) {
        auto const& offer = snapshot->offer(hit.id);
        auto const* body = snapshot->find_body(offer.municipality);
        hits.hits.push_back(
            {.title = offer.title.source,
             .url = offer_url(offer.id),
             .detail = offer.organisation,
             .place = body != nullptr ? body->name : std::string(texts("page.no_municipality"_msg))});
    }
    return hits;
}

// For whoever erases what offers said, and need not see their desk: by number or name.
StaffHits find_offers_to_erase_from(web::Call const& call, std::string_view words, int /*most_hits*/)
{
    constexpr int at_once = 50; // there is no list of them
    auto const& texts = web::staff_texts(call);
    auto const number = parse_number(words).value_or(0);
    auto const lines = web::read(call, [&](db::Connection& db) {
        auto const tenant = call.site.tenant;
        auto const actor = call.actor();
        std::vector<OfferLine> found;
        if (number > 0)
            found = list_chosen_offers(
                db, tenant, call.local_now().date, actor, erase_offer_history, {OfferId{number}});
        auto named = find_offers_for_staff(
            db, tenant, actor, erase_offer_history, words, at_once, StaffHits::most_counted);
        std::ranges::copy_if(named.lines, std::back_inserter(found), [&](OfferLine const& line) {
            return line.id.value != number;
        });
        return found;
    });
    StaffHits hits{{}, std::ssize(lines), staff_url({"suche"}).with_query({{"q", words}})};
    for (auto const& line : lines)
        hits.hits.push_back(
            {.title = title_of(line, texts),
             .url = erasure_url(line.id),
             .detail = texts("desk.erase.number"_msg, {{"number", std::to_string(line.id.value)}}),
             .place = place_of(line, texts)});
    return hits;
}

StaffHits find_pages_at_desk(web::Call const& call, std::string_view words, int most_hits)
{
    auto const& texts = web::staff_texts(call);
    struct Found {
        std::vector<PageLine> lines;
        std::vector<tenants::Body> bodies;
    };
    auto found = web::read(call, [&](db::Connection& db) {
        return Found{
            list_pages_for_staff(db, call.site.tenant, call.actor(), {.text = std::string(words)}),
            tenants::list_bodies(db, call.site.tenant)};
    });
    // Its name says more than its text.
    auto const folded = search::folded_text(words);
    auto const place_in_name
        = [&](PageLine const& line) { return search::folded_text(line.page.title.source).find(folded); };
    std::ranges::stable_sort(found.lines, {}, place_in_name);
    StaffHits hits{{}, std::ssize(found.lines), staff_url({"seiten"}).with_query({{"t", words}})};
    for (auto const& line : found.lines) {
        if (std::ssize(hits.hits) == most_hits)
            break;
        hits.hits.push_back(
            {.title = title_of_page(form_of(line.page), texts),
             .url = page_desk_url(line.page.id),
             .detail = std::string(texts(label_of_kind(line.page))),
             .place = place_of(line.page, found.bodies, texts),
             .state = mark_of(state_word_of(line, texts))});
    }
    return hits;
}

StaffHits find_links_at_desk(web::Call const& call, std::string_view words, int most_hits)
{
    auto const& texts = web::staff_texts(call);
    LinkFilter filter;
    filter.text = words;
    auto const found = web::read(call, [&](db::Connection& db) {
        return list_links_for_staff(db, call.site.tenant, call.local_now().date, call.actor(), filter);
    });
    StaffHits hits{{}, found.count, staff_url({"verweise"}).with_query({{"t", words}})};
    for (auto const& line : found.lines) {
        if (std::ssize(hits.hits) == most_hits)
            break;
        hits.hits.push_back(
            {.title = line.link.target.text,
             .url = link_url(line.link.id),
             .detail = std::string(texts(label_of(line.link.target.kind))),
             .state = mark_of(link_state_word(line.link, texts)),
             .is_content = false});
    }
    return hits;
}

StaffHits find_organisations_at_desk(web::Call const& call, std::string_view words, int most_hits)
{
    auto const& texts = web::staff_texts(call);
    auto const found = web::read(call, [&](db::Connection& db) {
        return list_organisations_for_staff(db, call.site.tenant, call.actor(), {.text = std::string(words)});
    });
    StaffHits hits{{}, found.count, organisations_url().with_query({{"q", words}})};
    for (auto const& edited : found.lines | std::views::take(most_hits))
        hits.hits.push_back(
            {.title = edited.stored.organisation.name,
             .url = organisation_url(edited.stored.organisation.id),
             .detail = offers_of_organisation(texts, edited),
             .state = mark_of(state_word_of(edited, texts))});
    return hits;
}

// By its name in any language of the portal.
StaffHits find_categories_at_desk(web::Call const& call, std::string_view words, int most_hits)
{
    auto const& texts = web::staff_texts(call);
    auto const edited
        = web::read(call, [&](db::Connection& db) { return load_edited_categories(db, call.site.tenant); });
    auto const& categories = edited.categories;
    auto all = categories.all();
    auto const folded = search::folded_text(words);
    std::erase_if(all, [&](Category category) {
        return folded.empty() || std::ranges::none_of(call.site.languages, [&](i18n::Language language) {
                   auto const name
                       = search::folded_text(categories.name(category, i18n::Texts::of(language)));
                   return name.find(folded) != std::string::npos;
               });
    });
    StaffHits hits{{}, std::ssize(all), categories_url()};
    for (auto const category : all) {
        if (std::ssize(hits.hits) == most_hits)
            break;
        hits.hits.push_back(
            {.title = std::string(categories.name(category, texts)),
             .url = category_url(category),
             .detail = shown_places(categories, category, texts),
             .state
             = mark_of(state_word_of(categories.change_of(category), edited.state_of(category), texts)),
             .is_content = false});
    }
    return hits;
}

// A concept by any of its words, in any language.
StaffHits find_concepts_at_desk(
    web::Call const& call, search::Concepts const& base, std::string_view words, int most_hits)
{
    auto const vocabulary
        = web::read(call, [&](db::Connection& db) { return vocabulary_for(call, db, base); });
    VocabularyFilter filter;
    filter.text = words;
    auto const found = filtered(vocabulary, filter);
    StaffHits hits{{}, std::ssize(found), vocabulary_url().with_query({{"q", words}})};
    for (auto const* edited : found) {
        if (std::ssize(hits.hits) == most_hits)
            break;
        std::string german;
        for (auto const c : edited->fields.value("de"))
            german += c == '\n' ? std::string(", ") : std::string(1, c);
        hits.hits.push_back(
            {.title = name_of_concept(edited->fields),
             .url = concept_url(edited->key),
             .detail = std::move(german),
             .state = mark_of(state_word_of(*edited, web::staff_texts(call)))});
    }
    return hits;
}

// A place by its name, by what it is, or by an office of it.
StaffHits find_places_at_desk(web::Call const& call, std::string_view words, int most_hits)
{
    auto const today = call.local_now().date;
    auto const places = web::read(
        call, [&](db::Connection& db) { return list_edited_places(db, call.site.tenant, call.actor()); });
    auto const folded = search::folded_text(words);
    auto const says = [&](std::string_view text) {
        return !folded.empty() && search::folded_text(text).find(folded) != std::string::npos;
    };
    StaffHits hits{{}, 0, places_url()};
    auto const add = [&](web::StaffHit hit) {
        ++hits.count;
        if (std::ssize(hits.hits) < most_hits)
            hits.hits.push_back(std::move(hit));
    };
    for (auto const& place : places) {
        if (says(place.body.name))
            add(
                {.title = place.body.name,
                 .url = place_url(place.body.id),
                 .detail = place.body.official_kind});
    }
    for (auto const& place : places) {
        if (!place.may_publish)
            continue; // offices are not drafted
        for (auto const& unit : place.units) {
            if (std::ranges::any_of(
                    unit.names, [&](auto const& name) { return says(name.name) || says(name.short_name); }))
                add(
                    {.title = title_of_unit(unit, today),
                     .url = unit_url(unit.id),
                     .detail = std::string(web::staff_texts(call)(label_of(unit.kind))),
                     .place = place.body.name});
        }
    }
    return hits;
}

// Of what somebody wrote a hit shows nothing.
StaffHits find_messages_at_desk(web::Call const& call, std::string_view words, int most_hits)
{
    auto const& texts = web::staff_texts(call);
    auto const today = call.local_now().date;
    FeedbackFilter filter;
    filter.words = words;
    filter.shows_finished = true;
    struct Found {
        FeedbackOverview overview;
        std::vector<tenants::Body> bodies;
    };
    auto [found, bodies] = web::read(call, [&](db::Connection& db) {
        return Found{
            list_messages_for(db, call.site.tenant, today, call.actor(), filter),
            tenants::list_bodies(db, call.site.tenant)};
    });
    StaffHits hits{
        {}, found.count, staff_url({"rueckmeldungen"}).with_query({{"stand", "alle"}, {"t", words}})};
    if (found.rest)
        hits.unread = found.read > 0 ? texts("messages.search.unread"_msg, {{"count", found.read}})
                                     : std::string(texts("messages.search.more"_msg));
    found.lines.resize(std::min(found.lines.size(), static_cast<std::size_t>(most_hits)));
    for (auto const& message : found.lines) {
        auto const body = std::ranges::find_if(
            bodies, [&](tenants::Body const& one) { return one.id.value == message.owner_id; });
        hits.hits.push_back(
            {.title = title_of(message, texts),
             .url = staff_url({"rueckmeldungen", std::to_string(message.id.value)}),
             .detail = texts.date_time(call.site.zone->to_local(message.received_at)),
             .place = body == bodies.end() ? std::string(texts("page.no_municipality"_msg)) : body->name,
             .state = mark_of(message, today, texts),
             .is_content = false});
    }
    note_found_messages(call, found.lines, words);
    return hits;
}

}

std::vector<web::StaffSearcher> searchers(std::shared_ptr<search::Concepts const> const& base)
{
    return {
        {"desk.title"_msg, "desk.search"_msg, see_offers, &find_offers_at_desk},
        {"desk.texts.title"_msg, "desk.texts.search"_msg, see_offers, &find_offers_by_text},
        {"desk.erase.kind"_msg, "desk.erase.search"_msg, erase_offer_history, &find_offers_to_erase_from},
        {"page.title"_msg, "page.search"_msg, see_pages, &find_pages_at_desk},
        {"organisation.title"_msg, "organisation.search"_msg, see_organisations, &find_organisations_at_desk},
        {"messages.title"_msg, "messages.search"_msg, read_messages, &find_messages_at_desk},
        {"links.title"_msg, "links.search"_msg, see_offers, &find_links_at_desk},
        {"place.desk.title"_msg, "place.desk.search"_msg, edit_places, &find_places_at_desk},
        {"category.title"_msg, "category.search"_msg, edit_categories, &find_categories_at_desk},
        {"words.title"_msg, "words.search"_msg, see_words,
         [base](web::Call const& call, std::string_view words, int most_hits) {
             return find_concepts_at_desk(call, *base, words, most_hits);
         }},
    };
}

} // namespace kommin::portal
