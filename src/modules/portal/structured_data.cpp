#include "modules/portal/structured_data.hpp"

#include "platform/json/writer.hpp"

#include <array>

namespace kommin::portal {

namespace {

constexpr std::array<std::string_view, 7> weekday_names{"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                        "Friday", "Saturday", "Sunday"};

std::string clock_text(TimeOfDay time)
{
    auto const two = [](int number) { return (number < 10 ? "0" : "") + std::to_string(number); };
    // schema.org writes the end of the day as 23:59.
    return time.minutes >= 1440 ? "23:59" : two(time.hour()) + ':' + two(time.minute());
}

void write_hours(json::ArrayWriter& hours, Offer const& offer)
{
    for (auto const& rule : offer.hours.weekly)
        hours.object([&](json::ObjectWriter& specification) {
            specification.member("@type", "OpeningHoursSpecification");
            specification.member("dayOfWeek", weekday_names.at(static_cast<std::size_t>(rule.weekday - 1)));
            specification.member("opens", clock_text(rule.from));
            specification.member("closes", clock_text(rule.to));
        });
}

void write_place(json::ObjectWriter& place, Visit const& visit, Offer const& offer)
{
    place.member("@type", "Place");
    place.object("address", [&](json::ObjectWriter& address) {
        address.member("@type", "PostalAddress");
        if (!offer.address.street.empty())
            address.member("streetAddress", offer.address.street);
        if (!offer.address.postal_code.empty())
            address.member("postalCode", offer.address.postal_code);
        address.member("addressLocality", offer.address.city);
        address.member("addressCountry", "DE");
    });
    if (!offer.hours.weekly.empty() && !offer.hours.is_unsure && !are_stale(offer.hours, visit.now.date))
        place.array(
            "openingHoursSpecification", [&](json::ArrayWriter& hours) { write_hours(hours, offer); });
}

}

html::JsonLd structured_data_of(Visit const& visit, Offer const& offer)
{
    auto const title = visit.shown(offer.title);
    json::Writer out;
    out.object([&](json::ObjectWriter& service) {
        service.member("@context", "https://schema.org");
        bool const is_course = offer.kind == OfferKind::integration_course;
        service.member("@type", is_course ? "Course" : "GovernmentService");
        service.member("name", title.text);
        service.member("inLanguage", title.language == Language::german() ? "de" : title.language.tag());
        // Programs see no "bitte prüfen": what nobody has read is not told to them.
        if (!offer.is_unsure("summary"))
            service.member("description", visit.shown(offer.summary).text);
        service.member(
            "url", visit.call.site.base_url + std::string(visit.url({"angebote", offer.slug}).text()));
        if (!offer.organisation.empty() && !offer.is_unsure("organisation"))
            service.object("provider", [&](json::ObjectWriter& provider) {
                provider.member("@type", "Organization");
                provider.member("name", offer.organisation);
            });
        if (offer.cost == Cost::free && !offer.is_unsure("cost"))
            service.member("isAccessibleForFree", true);
        if (!is_course && !offer.address.empty() && !offer.is_unsure("address"))
            service.object("availableChannel", [&](json::ObjectWriter& channel) {
                channel.member("@type", "ServiceChannel");
                channel.object(
                    "serviceLocation", [&](json::ObjectWriter& place) { write_place(place, visit, offer); });
                channel.array("availableLanguage", [&](json::ArrayWriter& languages) {
                    for (auto const& tag : offer.languages) {
                        if (!offer.is_unsure("languages_spoken"))
                            languages.add(tag);
                    }
                });
            });
    });
    return html::JsonLd(out.take());
}

} // namespace kommin::portal
