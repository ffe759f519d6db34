#include "modules/portal/exchange/offer_draft.hpp"

#include "platform/base/text.hpp"

#include <cmath>

namespace kommin::portal {

std::optional<Money> price_of(double euros)
{
    constexpr double highest = 1e6;
    if (!(euros >= 0 && euros <= highest)) // also false for what is no number
        return std::nullopt;
    return Money{std::llround(euros * 100)};
}

ReadOffers not_json(json::SyntaxError const& error)
{
    ReadOffers nothing;
    nothing.problems.push_back(
        {std::to_string(error.line) + ':' + std::to_string(error.column), json::problem_of(error)});
    return nothing;
}

void complete_draft(Offer& offer)
{
    if (offer.slug.empty())
        offer.slug = slugify(offer.title.source);
    if (offer.cost == Cost::unknown && offer.cost_amount)
        offer.cost = offer.cost_amount->cents == 0 ? Cost::free : Cost::fee;
    complete_hours(offer);
}

} // namespace kommin::portal
