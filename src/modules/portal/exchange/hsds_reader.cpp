// HSDS 3.0 (Open Referral, nested JSON) into offers; the additions of 3.1 are accepted. HSDS knows no
// translations: texts are taken as the source language of the tenant. What the portal has no place for is
// told as a warning: nothing is dropped silently, and nothing becomes a fact that the file does not say.

#include "modules/portal/directory/public_id.hpp"
#include "modules/portal/exchange/hsds_parts.hpp"
#include "modules/portal/exchange/offer_draft.hpp"
#include "modules/portal/exchange/offer_reading.hpp"
#include "platform/base/text.hpp"
#include "platform/json/json.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace kommin::portal {

namespace {

constexpr std::array<std::string_view, 7> ical_days{"MO", "TU", "WE", "TH", "FR", "SA", "SU"};
constexpr std::size_t longest_summary = 400;
constexpr std::size_t longest_title_in_slug = 150;

// The first address that people can go to, else the first one.
json::Value const* address_in(json::Value::Array const& addresses)
{
    auto const physical = std::find_if(addresses.begin(), addresses.end(), [](json::Value const& address) {
        return text_at(address, "address_type") == "physical";
    });
    if (physical != addresses.end())
        return &*physical;
    return addresses.empty() ? nullptr : &addresses.front();
}

StoredPlace place_at(json::Value const& service_at_location)
{
    auto const* location = service_at_location.find("location");
    auto const* address = location == nullptr ? nullptr : address_in(list_at(*location, "addresses"));
    if (address == nullptr)
        return {};
    return {text_at(*address, "address_1"), text_at(*address, "postal_code"), text_at(*address, "city")};
}

// "id@place" for each place.
std::vector<std::string> own_keys(std::string const& service, json::Value::Array const& places)
{
    std::vector<std::string> keys;
    for (auto const& place : places) {
        auto id = text_at(place, "id");
        if (auto const* location = place.find("location"); id.empty() && location != nullptr)
            id = text_at(*location, "id");
        keys.push_back(service);
        keys.back().append("@").append(id);
    }
    return keys;
}

// Which of the places has the service's id as its key. A service with one location is known by that alone;
// when others are added, its offer must keep its links and translations, whatever the order in the file. So
// it is the place at the stored address, else the first one; never one that is stored under a key of its own.
std::optional<std::size_t> bearer_of_service_key(
    std::string const& service, json::Value::Array const& places, std::vector<std::string> const& keys,
    ImportContext const& context)
{
    auto const has_own_key = [&](std::size_t i) { return context.stored_places.contains(keys[i]); };
    std::optional<std::size_t> first;
    for (std::size_t i = places.size(); i-- > 0;) {
        if (!has_own_key(i))
            first = i;
    }
    auto const stored = context.stored_places.find(service);
    if (!first || stored == context.stored_places.end())
        return first;
    bool is_left_over = false;
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (place_at(places[i]) != stored->second)
            continue;
        if (!has_own_key(i))
            return i;
        is_left_over = true; // its place has got another key since
    }
    return is_left_over ? std::nullopt : first;
}

// Whether words about accessibility say that wheelchairs get in. Any reservation leaves it to the reader.
bool says_wheelchairs_get_in(std::string const& words)
{
    constexpr std::array<std::string_view, 11> reservations{"not",       "no ",       "without", "limited",
                                                            "partial",   "nicht",     "kein",    "ohne",
                                                            "teilweise", "eingeschr", "bedingt"};
    auto const has = [&](std::string_view word) { return words.find(word) != std::string::npos; };
    return (has("wheelchair") || has("rollstuhl"))
        && std::none_of(reservations.begin(), reservations.end(), has);
}

class ServiceReader {
public:
    ServiceReader(
        json::Value const& service, ImportContext const& context, std::string row, ReadOffers& result,
        DroppedFields& dropped)
        : service_(service, "", dropped)
        , context_(context)
        , result_(result)
        , report_(std::move(row), result)
        , dropped_(dropped)
    { }

    void read()
    {
        dropped_.next_service();
        auto const id = service_.text("id");
        if (id.empty())
            return report_.problem("id", "import.problem.required"_msg);
        auto const& places = service_.list("service_at_locations");
        if (places.empty())
            add(id, nullptr, nullptr);
        auto keys = own_keys(id, places);
        if (auto const bearer = bearer_of_service_key(id, places, keys, context_))
            keys[*bearer] = id;
        for (std::size_t i = 0; i < places.size(); ++i) {
            if (keys[i].ends_with('@'))
                report_.problem("service_at_locations.id", "import.problem.required"_msg);
            add(std::move(keys[i]), places[i]);
        }
        service_.drop_rest();
    }

private:
    // In whole years; HSDS allows parts of one, a form for people does not.
    std::optional<int> age_at(std::string_view name)
    {
        auto const age = service_.number(name);
        if (!age)
            return std::nullopt;
        if (*age >= 0 && *age <= oldest_age && std::floor(*age) == *age)
            return static_cast<int>(*age);
        service_.drop(name);
        return std::nullopt;
    }

    void add(std::string key, json::Value const& value)
    {
        HsdsObject place(value, "service_at_locations.", dropped_);
        auto const* found = place.object("location");
        static json::Value const nowhere;
        HsdsObject location(found == nullptr ? nowhere : *found, "service_at_locations.location.", dropped_);
        add(std::move(key), &place, &location);
        location.drop_rest();
        place.drop_rest();
    }

    void add(std::string key, HsdsObject* place, HsdsObject* location)
    {
        Offer offer;
        offer.key = std::move(key);
        if (is_uuid(offer.key))
            offer.public_id = ascii_lower(offer.key);
        offer.title.source = service_.text("name");
        // HSDS has no short address; the key keeps two services of one name apart.
        offer.slug = slugify(
            std::string(truncate_utf8(offer.title.source, longest_title_in_slug)) + '-' + offer.key);
        read_texts(offer);
        read_status(offer);
        read_organisation(offer);
        if (place != nullptr)
            read_hsds_contact(offer, *place, paths_of_place, dropped_, report_);
        if (location != nullptr)
            read_hsds_contact(offer, *location, paths_of_location, dropped_, report_);
        read_hsds_contact(offer, service_, paths_of_service, dropped_, report_);
        read_hsds_costs(offer, service_, dropped_, report_, context_.today);
        read_schedules(offer, place);
        read_languages(offer, service_, "languages.");
        if (location != nullptr)
            read_languages(offer, *location, "service_at_locations.location.languages.");
        read_documents(offer);
        read_coverage(offer);
        if (location != nullptr)
            read_location(offer, *location);
        if (offer.municipality.empty()) {
            offer.reach = Reach::district;
            // A city that is none of ours is no reason to call the offer one of the whole district.
            if (offer.address.city.empty())
                report_.warn("service_at_locations", "import.warning.no_place"_msg);
            else
                report_.problem(
                    "address.city", "import.problem.municipality"_msg, {{"value", offer.address.city}});
        }
        complete_draft(offer);
        take_offer(result_, std::move(offer), report_.row(), context_);
    }

    void read_texts(Offer& offer)
    {
        auto const description = service_.text("description");
        if (description.size() <= longest_summary) {
            offer.summary.source = description;
        } else {
            offer.description.source = description;
            auto const end = description.rfind(". ", longest_summary);
            offer.summary.source = end == std::string::npos
                ? std::string(truncate_utf8(description, longest_summary))
                : description.substr(0, end + 1);
        }
        offer.target_group.source = service_.text("eligibility_description");
        offer.alert.source = service_.text("alert");
        offer.application.source = service_.text("application_process");
        offer.interpretation_note.source = service_.text("interpretation_services");
        offer.ages = {age_at("minimum_age"), age_at("maximum_age")};
        offer.website = service_.text("url");
        offer.email = service_.text("email");
        offer.confirmed_on = report_.date_at(service_, "assured_date");
        if (auto const modified = service_.text("last_modified"); !modified.empty()) {
            offer.as_of = PartialDate::parse(modified.substr(0, 10));
            if (!offer.as_of)
                report_.warn("last_modified", "import.warning.date"_msg, modified);
        }
    }

    void read_status(Offer& offer)
    {
        auto const status = service_.text("status");
        if (status == "temporarily closed")
            offer.status = OfferStatus::temporarily_closed;
        else if (auto const known = enum_from<OfferStatus>(status))
            offer.status = *known;
        else
            report_.problem("status", "import.problem.code"_msg, {{"value", status}});
    }

    void read_organisation(Offer& offer)
    {
        auto const* value = service_.object("organization");
        if (value == nullptr) {
            if (service_.has("organization_id")) // of another file
                service_.drop("organization_id");
            return;
        }
        HsdsObject organisation(*value, "organization.", dropped_);
        offer.organisation = organisation.text("name");
        organisation.drop_rest();
    }

    void read_schedules(Offer& offer, HsdsObject* place)
    {
        auto const& general = service_.list("schedules");
        if (place == nullptr || place->list("schedules").empty()) {
            for (auto const& schedule : general)
                read_schedule(offer, schedule, "schedules.");
            return;
        }
        for (auto const& schedule : place->list("schedules"))
            read_schedule(offer, schedule, "service_at_locations.schedules.");
        if (!general.empty() && general != place->list("schedules"))
            service_.drop("schedules"); // the times of this place are the narrower ones
    }

    // Whether a schedule means the same times every week; "every second Tuesday" must not become "Tuesdays".
    static bool is_weekly(json::Value const& schedule)
    {
        auto const* interval = filled(schedule, "interval");
        constexpr std::array<std::string_view, 5> narrower{
            "bymonthday", "byyearday", "byweekno", "until", "count"};
        return text_at(schedule, "freq") == "WEEKLY" && (interval == nullptr || interval->as_number() == 1)
            && std::all_of(narrower.begin(), narrower.end(), [&](std::string_view name) {
                   return filled(schedule, name) == nullptr;
               });
    }

    // Weekly rules only; what has another rhythm stays as words.
    void read_schedule(Offer& offer, json::Value const& value, std::string_view path)
    {
        HsdsObject schedule(value, path, dropped_);
        schedule.ignore(
            {"freq", "byday", "interval", "bymonthday", "byyearday", "byweekno", "until", "count", "wkst",
             "opens_at", "closes_at", "valid_from", "valid_to", "dtstart"});
        auto const words = schedule.text("description");
        if (!append_words(offer.hours_text.source, words))
            schedule.drop("description");
        schedule.drop_rest();
        if (!is_weekly(value)) {
            auto const has_rule = value.find("freq") != nullptr || value.find("byday") != nullptr;
            if (has_rule || words.empty())
                report_.warn("schedules", "import.warning.schedule"_msg, schedule.text("freq"));
            return;
        }
        auto const opens = schedule.text("opens_at").substr(0, 5);
        auto const closes = schedule.text("closes_at").substr(0, 5);
        auto const from = TimeOfDay::parse(opens);
        auto const to = TimeOfDay::parse(closes);
        if (!from || !to || *from >= *to)
            return report_.warn("schedules", "import.warning.times"_msg, opens + '-' + closes);
        WeeklyRule rule;
        rule.from = *from;
        rule.to = *to;
        // The first day of the rule, unless the schedule says from when on it holds.
        rule.valid_from = report_.date_at(schedule, schedule.has("valid_from") ? "valid_from" : "dtstart");
        rule.valid_to = report_.date_at(schedule, "valid_to");
        auto const days = schedule.text("byday"); // the parts refer to it
        for (auto const day : split(days, ',')) {
            auto const* const found = std::find(ical_days.begin(), ical_days.end(), trim(day));
            if (found == ical_days.end()) {
                report_.warn("schedules.byday", "import.warning.schedule"_msg, std::string(trim(day)));
                continue;
            }
            rule.weekday = static_cast<int>(found - ical_days.begin()) + 1;
            offer.hours.weekly.push_back(rule);
        }
        if (!offer.hours.as_of)
            offer.hours.as_of = offer.as_of;
    }

    void read_languages(Offer& offer, HsdsObject& owner, std::string_view path)
    {
        for (auto const& value : owner.list("languages")) {
            HsdsObject language(value, path, dropped_);
            auto const code = language.text("code");
            auto const name = language.text("name");
            language.drop_rest();
            auto const found = Language::find(code);
            if (!found) {
                report_.warn("languages.code", "import.warning.language"_msg, code.empty() ? name : code);
                continue;
            }
            if (std::find(offer.languages.begin(), offer.languages.end(), found->tag())
                == offer.languages.end())
                offer.languages.emplace_back(found->tag());
        }
    }

    void read_documents(Offer& offer)
    {
        for (auto const& value : service_.list("required_documents")) {
            HsdsObject document(value, "required_documents.", dropped_);
            if (auto text = document.text("document"); !text.empty())
                offer.required_documents.push_back({std::move(text), {}});
            document.drop_rest();
        }
    }

    // Areas with the name of a municipality, and nothing but that: "Kamen und Umgebung" is not Kamen.
    void read_coverage(Offer& offer)
    {
        for (auto const& value : service_.list("service_areas")) {
            HsdsObject area(value, "service_areas.", dropped_);
            auto const name = area.text("name");
            auto const slug = slugify(name);
            auto const& known = context_.municipalities;
            if (std::find(known.begin(), known.end(), slug) == known.end()) {
                if (!name.empty())
                    area.drop("name");
            } else if (
                std::find(offer.coverage.begin(), offer.coverage.end(), slug) == offer.coverage.end()) {
                offer.coverage.push_back(slug);
            }
            area.drop_rest();
        }
    }

    void read_location(Offer& offer, HsdsObject& location)
    {
        auto const latitude = location.number("latitude");
        auto const longitude = location.number("longitude");
        if (latitude && longitude && std::abs(*latitude) <= 90 && std::abs(*longitude) <= 180) {
            offer.address.latitude = latitude;
            offer.address.longitude = longitude;
        } else if (latitude || longitude) {
            location.drop("latitude");
            location.drop("longitude");
        }
        read_address(offer, location);
        if (auto const type = location.text("location_type"); !type.empty() && type != "physical")
            location.drop("location_type");
        for (auto const& value : location.list("accessibility"))
            read_accessibility(offer, value);
    }

    void read_accessibility(Offer& offer, json::Value const& value)
    {
        HsdsObject feature(value, "service_at_locations.location.accessibility.", dropped_);
        for (auto const* name : {"description", "details"}) {
            auto const words = feature.text(name);
            if (says_wheelchairs_get_in(ascii_lower(words)))
                offer.wheelchair = Provided::yes;
            if (!append_words(offer.accessibility_note.source, words))
                feature.drop(name);
        }
        feature.drop_rest();
    }

    void read_address(Offer& offer, HsdsObject& location)
    {
        auto const& addresses = location.list("addresses");
        if (addresses.size() > 1)
            location.drop("addresses");
        if (auto const* value = address_in(addresses)) {
            HsdsObject address(*value, "service_at_locations.location.addresses.", dropped_);
            address.ignore({"address_type", "state_province", "country"}); // an address of this district
            offer.address.street = address.text("address_1");
            offer.address.note.source = address.text("address_2");
            offer.address.postal_code = address.text("postal_code");
            offer.address.city = address.text("city");
            address.drop_rest();
        }
        // "Rathaus" helps to find the way, the name of the offer once more does not.
        auto const name = location.text("name");
        if (name != offer.title.source && name != offer.organisation
            && !append_words(offer.address.note.source, name))
            location.drop("name");
        auto const slug = slugify(offer.address.city);
        for (auto const& municipality : context_.municipalities) {
            if (slug == municipality || slug.starts_with(municipality + '-'))
                offer.municipality = municipality;
        }
    }

    HsdsObject service_;
    ImportContext const& context_;
    ReadOffers& result_;
    HsdsReport report_;
    DroppedFields& dropped_;
};

}

ReadOffers read_hsds_json(std::string_view bytes, ImportContext const& context)
{
    ReadOffers result;
    DroppedFields dropped;
    std::size_t count = 0;
    auto const read_service = [&](json::Value const& service) {
        ServiceReader(service, context, "services[" + std::to_string(count++) + ']', result, dropped).read();
        return json::Next::go_on;
    };
    auto const rest = json::parse_list(bytes, "contents", read_service, {.bytes = largest_import});
    if (auto const* error = std::get_if<json::SyntaxError>(&rest))
        return not_json(*error);
    auto const& root = std::get<json::Value>(rest);
    auto const* contents = root.find("contents");
    bool const was_list
        = root.as_array() != nullptr || (contents != nullptr && contents->as_array() != nullptr);
    if (!was_list && root.as_object() == nullptr)
        result.problems.push_back({"1", Problem::invalid({}, "import.problem.not_object"_msg)});
    else if (!was_list)
        ServiceReader(root, context, "service", result, dropped).read();
    dropped.tell(result.warnings);
    return result;
}

} // namespace kommin::portal
