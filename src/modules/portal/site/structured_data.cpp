#include "modules/portal/site/structured_data.hpp"

#include "modules/portal/exchange/flat_offer.hpp"
#include "platform/json/writer.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <vector>

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

void write_languages(json::ObjectWriter& object, std::vector<std::string> const& tags)
{
    object.array("availableLanguage", [&](json::ArrayWriter& languages) {
        for (auto const& tag : tags)
            languages.add(tag);
    });
}

bool is_told(Phone const& phone)
{
    return !phone.international.empty() && phone.kind != PhoneKind::text;
}

void write_phone(json::ArrayWriter& points, Phone const& phone)
{
    points.object([&](json::ObjectWriter& point) {
        point.member("@type", "ContactPoint");
        point.member(phone.kind == PhoneKind::fax ? "faxNumber" : "telephone", phone.international);
        if (!phone.languages.empty())
            write_languages(point, phone.languages);
    });
}

// By their function: programs are told no names of persons, and no addresses that may hold one.
std::string_view told_email(Contact const& contact)
{
    return contact.name.empty() ? std::string_view(contact.email) : std::string_view{};
}

bool is_told(Contact const& contact)
{
    return !contact.function.empty()
        && (!international_number(contact.phone).empty() || !told_email(contact).empty());
}

void write_contact(json::ArrayWriter& points, Visit const& visit, Contact const& contact)
{
    points.object([&](json::ObjectWriter& point) {
        point.member("@type", "ContactPoint");
        point.member("contactType", visit.shown(contact.function).text);
        if (auto const number = international_number(contact.phone); !number.empty())
            point.member("telephone", number);
        if (auto const email = told_email(contact); !email.empty())
            point.member("email", email);
    });
}

// Where one goes and whom one calls.
void write_channel(json::ObjectWriter& service, Visit const& visit, Offer const& offer)
{
    bool const has_place = !offer.address.empty() && !offer.is_unsure("address");
    std::vector<Phone> phones;
    std::vector<Contact> contacts;
    if (!offer.is_unsure("phones"))
        std::ranges::copy_if(
            offer.phones, std::back_inserter(phones), [](Phone const& phone) { return is_told(phone); });
    if (!offer.is_unsure("contacts"))
        std::ranges::copy_if(offer.contacts, std::back_inserter(contacts), [](Contact const& contact) {
            return is_told(contact);
        });
    bool const has_points = !phones.empty() || !contacts.empty();
    if (!has_place && !has_points)
        return;
    service.object("availableChannel", [&](json::ObjectWriter& channel) {
        channel.member("@type", "ServiceChannel");
        if (has_place)
            channel.object(
                "serviceLocation", [&](json::ObjectWriter& place) { write_place(place, visit, offer); });
        if (has_points)
            channel.array("servicePhone", [&](json::ArrayWriter& points) {
                for (auto const& phone : phones)
                    write_phone(points, phone);
                for (auto const& contact : contacts)
                    write_contact(points, visit, contact);
            });
        if (!offer.languages.empty() && !offer.is_unsure("languages_spoken"))
            write_languages(channel, offer.languages);
    });
}

// The course that begins next. (schema.org: a Course is taught in instances.)
void write_next_course(json::ObjectWriter& course, Visit const& visit, Offer const& offer)
{
    bool const has_place = !offer.address.empty() && !offer.is_unsure("address");
    bool const has_start = offer.course.next_start && *offer.course.next_start >= visit.now.date;
    if (!offer.course.level_to.empty())
        course.member("educationalLevel", offer.course.level_to);
    if (!has_place && !has_start)
        return;
    course.array("hasCourseInstance", [&](json::ArrayWriter& instances) {
        instances.object([&](json::ObjectWriter& instance) {
            instance.member("@type", "CourseInstance");
            instance.member("courseMode", "onsite");
            if (has_start)
                instance.member("startDate", to_iso(*offer.course.next_start));
            if (has_place)
                instance.object(
                    "location", [&](json::ObjectWriter& place) { write_place(place, visit, offer); });
        });
    });
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
        if (is_course)
            write_next_course(service, visit, offer);
        else
            write_channel(service, visit, offer);
    });
    return html::JsonLd(out.take());
}

} // namespace kommin::portal
