#include "modules/portal/directory/offer_links.hpp"

#include "modules/portal/directory/public_id.hpp"
#include "platform/base/text.hpp"
#include "platform/content/localised_text.hpp"
#include "platform/search/fold.hpp"

#include <cstddef>
#include <string_view>
#include <utility>

namespace kommin::portal {

namespace {

// A letter of another script, or one that a slug has no letters for.
bool is_lost_in_slug(std::string_view word)
{
    for (std::size_t at = 0; at < word.size();) {
        auto end = at + 1;
        while (end < word.size() && (static_cast<unsigned char>(word[end]) & 0xC0U) == 0x80U)
            ++end;
        auto const letter = word.substr(at, end - at);
        bool const is_letter = !search::fold(letter).empty(); // neither mark nor apostrophe
        if (letter.size() > 1 && is_letter && slugify(letter).empty())
            return true;
        at = end;
    }
    return false;
}

}

std::string organisation_key(std::string_view name)
{
    auto small = search::lower_case(name, "de");
    constexpr std::string_view dot_above
        = "\u0307"; // left of İ, which has no small letter outside of Turkish
    for (auto at = small.find(dot_above); at != std::string::npos; at = small.find(dot_above, at))
        small.erase(at, dot_above.size());
    auto key = slugify(small);
    bool is_lost = false;
    std::string folded;
    for (auto const span : search::words_of(small)) {
        auto const word = std::string_view(small).substr(span.begin, span.end - span.begin);
        is_lost = is_lost || is_lost_in_slug(word);
        folded += search::fold(word) + ' ';
    }
    if (!is_lost && !key.empty())
        return key;
    // "Café" and "Café مرحبا" are not the same house.
    return key + (key.empty() ? "" : "-") + content::source_hash(folded.empty() ? name : folded);
}

OfferLinkFinder::OfferLinkFinder(Work& work, std::vector<tenants::Body> const& bodies)
    : work_(work)
{
    for (auto const& body : bodies)
        bodies_.emplace(body.slug, body.id);
}

OfferLinks OfferLinkFinder::links_of(Offer const& offer)
{
    OfferLinks links;
    if (!offer.municipality.empty())
        links.body = bodies_.at(offer.municipality);
    if (offer.organisation.empty())
        return links;
    links.organisation = organisation(offer.organisation).id;
    if (is_public(offer.status) && shown_.insert(*links.organisation).second)
        contacts::show_organisation(work_, *links.organisation);
    return links;
}

void OfferLinkFinder::spell_as_stored(Offer& offer)
{
    if (!offer.organisation.empty())
        offer.organisation = organisation(offer.organisation).name;
}

contacts::Organisation const& OfferLinkFinder::organisation(std::string const& name)
{
    auto const known = organisations_.find(name);
    if (known != organisations_.end())
        return known->second;
    auto const key = organisation_key(name);
    auto stored = contacts::find_or_add_organisation(
        work_, {{}, public_id_of("organisation", work_.tenant(), key), key, name, {}, {}});
    return organisations_.emplace(name, std::move(stored)).first->second;
}

} // namespace kommin::portal
