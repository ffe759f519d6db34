// HSDS 3.0 (Open Referral, nested JSON) into offers; the additions of 3.1 are accepted. HSDS knows no
// translations: texts are taken as the source language of the tenant. What the portal has no place for is
// told as a warning: nothing is dropped silently, and nothing becomes a fact that the file does not say.

#include "modules/portal/offer_draft.hpp"
#include "modules/portal/offer_import.hpp"
#include "modules/portal/public_id.hpp"
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

json::Value::Array const& list_at(json::Value const& object, std::string_view name)
{
    static json::Value::Array const nothing;
    auto const* value = object.find(name);
    auto const* list = value == nullptr ? nullptr : value->as_array();
    return list == nullptr ? nothing : *list;
}

std::string text_at(json::Value const& object, std::string_view name)
{
    auto const* value = object.find(name);
    auto const* text = value == nullptr ? nullptr : value->as_string();
    return text == nullptr ? std::string{} : std::string(trim(*text));
}

std::optional<double> number_at(json::Value const& object, std::string_view name)
{
    auto const* value = object.find(name);
    return value == nullptr ? std::nullopt : value->as_number();
}

class ServiceReader {
public:
    ServiceReader(
        json::Value const& service, ImportContext const& context, std::string row, ReadOffers& result)
        : service_(service)
        , context_(context)
        , row_(std::move(row))
        , result_(result)
    { }

    void read()
    {
        auto const id = text_at(service_, "id");
        if (id.empty())
            return problem("id", "import.problem.required"_msg);
        auto const& places = list_at(service_, "service_at_locations");
        if (places.empty())
            return add(id, nullptr);
        for (auto const& place : places) {
            auto const place_id = text_at(place, "id");
            auto key = id;
            if (places.size() > 1)
                key.append("@").append(place_id);
            add(std::move(key), &place);
        }
    }

private:
    void problem(std::string field, MessageKey message, MessageArguments arguments = {})
    {
        result_.problems.push_back({row_, Problem::invalid(std::move(field), message, std::move(arguments))});
    }
    // Services at several locations repeat what belongs to the service: each warning once.
    void warn(std::string field, MessageKey message, std::string value = {})
    {
        ImportProblem warning{
            row_, Problem::invalid(std::move(field), message, {{"value", std::move(value)}})};
        // Those of the same row stand together at the end.
        bool is_known = false;
        for (auto other = result_.warnings.rbegin();
             other != result_.warnings.rend() && other->row == warning.row && !is_known; ++other)
            is_known = other->problem == warning.problem;
        if (!is_known)
            result_.warnings.push_back(std::move(warning));
    }
    std::optional<Date> date_at(json::Value const& object, std::string const& name)
    {
        auto const word = text_at(object, name);
        auto const date = parse_date(word);
        if (!date && !word.empty())
            warn(name, "import.warning.date"_msg, word);
        return date;
    }

    void add(std::string key, json::Value const* place)
    {
        Offer offer;
        offer.key = std::move(key);
        if (is_uuid(offer.key))
            offer.public_id = ascii_lower(offer.key);
        offer.title.source = text_at(service_, "name");
        // HSDS has no short address; the key keeps two services of one name apart.
        offer.slug = slugify(
            std::string(truncate_utf8(offer.title.source, longest_title_in_slug)) + '-' + offer.key);
        read_texts(offer);
        read_status(offer);
        if (auto const* organisation = service_.find("organization"))
            offer.organisation = text_at(*organisation, "name");
        read_contacts(offer, place);
        read_costs(offer);
        auto const& schedules = place != nullptr && !list_at(*place, "schedules").empty()
            ? list_at(*place, "schedules")
            : list_at(service_, "schedules");
        for (auto const& schedule : schedules)
            read_schedule(offer, schedule);
        for (auto const& language : list_at(service_, "languages")) {
            auto const code = text_at(language, "code");
            if (auto const found = Language::find(code))
                offer.languages.emplace_back(found->tag());
            else
                warn(
                    "languages.code", "import.warning.language"_msg,
                    code.empty() ? text_at(language, "name") : code);
        }
        for (auto const& document : list_at(service_, "required_documents")) {
            if (auto text = text_at(document, "document"); !text.empty())
                offer.required_documents.push_back({std::move(text), {}});
        }
        if (auto const* location = place == nullptr ? nullptr : place->find("location"))
            read_location(offer, *location);
        if (offer.municipality.empty()) {
            offer.reach = Reach::district;
            // A city that is none of ours is no reason to call the offer one of the whole district.
            if (offer.address.city.empty())
                warn("service_at_locations", "import.warning.no_place"_msg);
            else
                problem("address.city", "import.problem.municipality"_msg, {{"value", offer.address.city}});
        }
        complete_draft(offer);
        result_.offers.push_back(std::move(offer));
        result_.rows.push_back(row_);
    }

    void read_texts(Offer& offer)
    {
        auto const description = text_at(service_, "description");
        if (description.size() <= longest_summary) {
            offer.summary.source = description;
        } else {
            offer.description.source = description;
            auto const end = description.rfind(". ", longest_summary);
            offer.summary.source = end == std::string::npos
                ? std::string(truncate_utf8(description, longest_summary))
                : description.substr(0, end + 1);
        }
        offer.target_group.source = text_at(service_, "eligibility_description");
        offer.website = text_at(service_, "url");
        offer.email = text_at(service_, "email");
        offer.confirmed_on = date_at(service_, "assured_date");
        if (auto const modified = text_at(service_, "last_modified"); !modified.empty()) {
            offer.as_of = PartialDate::parse(modified.substr(0, 10));
            if (!offer.as_of)
                warn("last_modified", "import.warning.date"_msg, modified);
        }
    }

    void read_status(Offer& offer)
    {
        auto const status = text_at(service_, "status");
        if (status == "temporarily closed")
            offer.status = OfferStatus::temporarily_closed;
        else if (auto const known = enum_from<OfferStatus>(status))
            offer.status = *known;
        else
            problem("status", "import.problem.code"_msg, {{"value", status}});
    }

    void read_contacts(Offer& offer, json::Value const* place)
    {
        auto const add_phones = [&](json::Value const& owner) {
            for (auto const& phone : list_at(owner, "phones")) {
                auto const number = text_at(phone, "number");
                auto const is_known
                    = std::any_of(offer.phones.begin(), offer.phones.end(), [&](Phone const& other) {
                          return other.printed == number;
                      });
                if (number.empty() || is_known)
                    continue;
                std::string international;
                if (number.find('+') != std::string::npos) {
                    international = "+";
                    for (char const c : number) {
                        if (c >= '0' && c <= '9')
                            international += c;
                    }
                }
                offer.phones.push_back({number, std::move(international), text_at(phone, "description")});
            }
        };
        if (place != nullptr)
            add_phones(*place);
        add_phones(service_);
    }

    void read_costs(Offer& offer)
    {
        offer.cost_note.source = text_at(service_, "fees_description");
        for (auto const& option : list_at(service_, "cost_options")) {
            auto const amount = number_at(option, "amount");
            auto const currency = text_at(option, "currency");
            if (!amount)
                continue;
            if (!currency.empty() && ascii_lower(currency) != "eur") {
                warn("cost_options.currency", "import.warning.currency"_msg, currency);
                continue;
            }
            offer.cost_amount = price_of(*amount);
            if (!offer.cost_amount)
                return problem("cost_options.amount", "import.problem.amount"_msg);
            break;
        }
        if (!offer.cost_amount && !offer.cost_note.empty())
            offer.cost = Cost::fee;
    }

    // Whether a schedule means the same times every week; "every second Tuesday" must not become "Tuesdays".
    static bool is_weekly(json::Value const& schedule)
    {
        auto const interval = number_at(schedule, "interval");
        constexpr std::array<std::string_view, 5> narrower{
            "bymonthday", "byyearday", "byweekno", "until", "count"};
        return text_at(schedule, "freq") == "WEEKLY" && (!interval || *interval == 1)
            && std::all_of(narrower.begin(), narrower.end(), [&](std::string_view name) {
                   auto const* value = schedule.find(name);
                   return value == nullptr || value->is_null()
                       || (value->as_string() != nullptr && value->as_string()->empty());
               });
    }

    // Weekly rules only; what has another rhythm stays as words.
    void read_schedule(Offer& offer, json::Value const& schedule)
    {
        auto const words = text_at(schedule, "description");
        if (!words.empty() && offer.hours_text.empty())
            offer.hours_text.source = words;
        if (!is_weekly(schedule)) {
            auto const has_rule = schedule.find("freq") != nullptr || schedule.find("byday") != nullptr;
            if (has_rule || words.empty())
                warn("schedules", "import.warning.schedule"_msg, text_at(schedule, "freq"));
            return;
        }
        auto const opens = text_at(schedule, "opens_at").substr(0, 5);
        auto const closes = text_at(schedule, "closes_at").substr(0, 5);
        auto const from = TimeOfDay::parse(opens);
        auto const to = TimeOfDay::parse(closes);
        if (!from || !to || *from >= *to)
            return warn("schedules", "import.warning.times"_msg, opens + '-' + closes);
        WeeklyRule rule;
        rule.from = *from;
        rule.to = *to;
        rule.valid_from = date_at(schedule, "valid_from");
        rule.valid_to = date_at(schedule, "valid_to");
        auto const days = text_at(schedule, "byday"); // the parts refer to it
        for (auto const day : split(days, ',')) {
            auto const* const found = std::find(ical_days.begin(), ical_days.end(), trim(day));
            if (found == ical_days.end()) {
                warn("schedules.byday", "import.warning.schedule"_msg, std::string(trim(day)));
                continue;
            }
            rule.weekday = static_cast<int>(found - ical_days.begin()) + 1;
            offer.hours.weekly.push_back(rule);
        }
        if (!offer.hours.as_of)
            offer.hours.as_of = offer.as_of;
    }

    void read_location(Offer& offer, json::Value const& location)
    {
        auto const latitude = number_at(location, "latitude");
        auto const longitude = number_at(location, "longitude");
        if (latitude && longitude && std::abs(*latitude) <= 90 && std::abs(*longitude) <= 180) {
            offer.address.latitude = latitude;
            offer.address.longitude = longitude;
        }
        for (auto const& address : list_at(location, "addresses")) {
            auto const type = text_at(address, "address_type");
            if (!offer.address.city.empty() && type != "physical")
                continue;
            offer.address.street = text_at(address, "address_1");
            offer.address.note = text_at(address, "address_2");
            offer.address.postal_code = text_at(address, "postal_code");
            offer.address.city = text_at(address, "city");
        }
        auto const slug = slugify(offer.address.city);
        for (auto const& municipality : context_.municipalities) {
            if (slug == municipality || slug.starts_with(municipality + '-'))
                offer.municipality = municipality;
        }
        for (auto const& access : list_at(location, "accessibility")) {
            auto const words = ascii_lower(text_at(access, "description") + text_at(access, "details"));
            if (words.find("wheelchair") != std::string::npos || words.find("rollstuhl") != std::string::npos)
                offer.wheelchair = Provided::yes;
        }
    }

    json::Value const& service_;
    ImportContext const& context_;
    std::string row_;
    ReadOffers& result_;
};

}

ReadOffers read_hsds_json(std::string_view bytes, ImportContext const& context)
{
    ReadOffers result;
    std::size_t count = 0;
    auto const read_service = [&](json::Value const& service) {
        ServiceReader(service, context, "services[" + std::to_string(count++) + ']', result).read();
        return json::Next::go_on;
    };
    auto const rest = json::parse_list(bytes, "contents", read_service, {.bytes = largest_import});
    if (auto const* error = std::get_if<json::SyntaxError>(&rest))
        return not_json(*error);
    auto const& root = std::get<json::Value>(rest);
    auto const* contents = root.find("contents");
    if (root.as_array() != nullptr || (contents != nullptr && contents->as_array() != nullptr))
        return result; // all of them are read
    if (root.as_object() == nullptr)
        result.problems.push_back({"1", Problem::invalid({}, "import.problem.not_object"_msg)});
    else
        ServiceReader(root, context, "service", result).read();
    return result;
}

} // namespace kommin::portal
