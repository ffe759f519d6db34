// Files of offers in all three formats, and mapping profiles. Promises: every offer has its row; an offer
// without a problem holds only what the portal can show: days that exist, times in order, numbers in range,
// UTF-8; reading the same bytes again gives the same offers.

#include "fuzz.hpp"
#include "modules/portal/exchange/offer_reading.hpp"
#include "platform/base/text.hpp"
#include "platform/html/url.hpp"

#include <cmath>
#include <string>

namespace kommin::fuzz {

namespace {

using namespace portal; // the words of one module

ImportContext const& context()
{
    static ImportContext const world{{"luenen", "unna", "froendenberg-ruhr"}, *parse_date("2026-11-23")};
    return world;
}

bool is_real_day(Date day)
{
    return day.ok() && day.year() >= std::chrono::year{0} && day.year() <= std::chrono::year{9999};
}

void check_text(std::string_view text)
{
    require(is_valid_utf8(text), "a text is UTF-8");
}

void check_offer(Offer const& offer)
{
    require(!offer.key.empty() && is_slug(offer.slug), "an offer has key and slug");
    each_localised_field(offer, [](std::string_view, LocalisedText const& text) { check_text(text.source); });
    check_text(offer.organisation);
    check_text(offer.address.street);
    check_text(offer.remark);
    for (auto const& rule : offer.hours.weekly) {
        require(rule.weekday >= 1 && rule.weekday <= 7, "a weekday exists");
        require(
            0 <= rule.from.minutes && rule.from < rule.to && rule.to.minutes <= 1'440, "times are in order");
        require(!rule.valid_from || is_real_day(*rule.valid_from), "the first day exists");
        require(!rule.valid_to || is_real_day(*rule.valid_to), "the last day exists");
    }
    for (auto const& exception : offer.hours.exceptions) {
        require(is_real_day(exception.day), "the day of an exception exists");
        require(exception.is_closed || exception.from < exception.to, "an exception's times are in order");
    }
    if (offer.course.next_start)
        require(is_real_day(*offer.course.next_start), "a course begins on a day that exists");
    require(offer.course.free_places.value_or(0) >= 0, "no places below zero");
    require(offer.cost_amount.value_or(Money{}).cents >= 0, "no cost below zero");
    auto const& address = offer.address;
    require(address.latitude.has_value() == address.longitude.has_value(), "a place has both coordinates");
    if (address.latitude)
        require(
            std::abs(*address.latitude) <= 90 && std::abs(*address.longitude) <= 180, "a place is on earth");
    require(offer.website.empty() || html::Url::external(offer.website), "a web address can be shown");
    for (auto const& language : offer.languages)
        require(Language::find(language).has_value(), "a language is known");

    (void)content_hash(offer);
    for (int day = 0; day < 7; ++day) {
        auto const today = context().today + std::chrono::days{day};
        for (auto const& opening : openings_on(offer.hours, today))
            require(opening.from < opening.to, "an opening begins before it ends");
        (void)open_at(offer.hours, {today, TimeOfDay::at(12)});
    }
}

template<class Read>
void check(Read read)
{
    auto result = read();
    require(result.rows.size() == result.offers.size(), "every offer has its row");
    auto const again = read();
    require(again.offers.size() == result.offers.size(), "reading twice gives the same");
    for (std::size_t i = 0; i < result.offers.size(); ++i)
        require(
            content_hash(result.offers[i]) == content_hash(again.offers[i]), "reading twice gives the same");

    check_offers(result, context());
    for (auto const* const list : {&result.problems, &result.warnings}) {
        for (auto const& found : *list) {
            check_text(found.problem.field);
            for (auto const& [name, value] : found.problem.arguments)
                check_text(value);
        }
    }
    // With one problem nothing is stored.
    if (result.problems.empty()) {
        for (auto const& offer : result.offers)
            check_offer(offer);
    }
    auto const english = Language::find("en");
    require(english.has_value(), "English is a language of the interface");
    (void)add_translations(result.offers, *english, R"({"a1":{"title":"x","required_documents":["y"]}})");
}

}

void run(std::string_view input)
{
    (void)detect_format(input);
    check([&] { return read_kommin_json(input, context()); });
    check([&] { return read_hsds_json(input, context()); });
    check([&] { return read_csv(input, context()); });
    // A profile and its file in one input, divided by a line of dashes.
    auto const divider = input.find("\n---\n");
    if (divider == std::string_view::npos)
        return;
    auto const profile = parse_mapping_profile(input.substr(0, divider));
    if (profile)
        check([&] { return read_csv(input.substr(divider + 5), context(), *profile); });
}

} // namespace kommin::fuzz
