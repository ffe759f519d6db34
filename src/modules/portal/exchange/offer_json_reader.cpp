// Kommin's own JSON: one object per offer, strict about names and kinds of values.

#include "modules/portal/exchange/offer_draft.hpp"
#include "modules/portal/exchange/offer_reading.hpp"
#include "platform/base/text.hpp"
#include "platform/json/json.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <utility>

namespace kommin::portal {

namespace {

constexpr std::array<std::string_view, 7> weekday_codes{"mo", "tu", "we", "th", "fr", "sa", "su"};

// Reads the members of one object; what is missing stays empty, what is of the wrong kind is a problem, and
// so is at the end every member that nobody asked for.
class ObjectReader {
public:
    ObjectReader(
        json::Value const& object, std::string path, std::string const& row,
        std::vector<ImportProblem>& problems)
        : object_(object)
        , path_(std::move(path))
        , row_(row)
        , problems_(problems)
    {
        if (object_.as_object() == nullptr)
            problems_.push_back(
                {row_,
                 Problem::invalid(
                     path_.substr(0, path_.find_last_not_of('.') + 1), "import.problem.not_object"_msg)});
    }

    std::string text(std::string_view name)
    {
        auto const* value = member(name);
        if (value == nullptr)
            return {};
        if (auto const* string = value->as_string())
            return std::string(trim(*string));
        wrong(name, "import.problem.not_text"_msg);
        return {};
    }
    bool boolean(std::string_view name)
    {
        auto const* value = member(name);
        if (value == nullptr)
            return false;
        if (auto const boolean = value->as_bool())
            return *boolean;
        wrong(name, "import.problem.not_boolean"_msg);
        return false;
    }
    std::optional<std::int64_t> integer(std::string_view name)
    {
        auto const* value = member(name);
        if (value == nullptr)
            return std::nullopt;
        auto const number = value->as_integer();
        if (!number)
            wrong(name, "import.problem.number"_msg);
        return number;
    }
    // A whole number of things.
    std::optional<int> count(std::string_view name)
    {
        constexpr std::int64_t most = 100'000;
        auto const number = integer(name);
        if (!number)
            return std::nullopt;
        if (*number >= 0 && *number <= most)
            return static_cast<int>(*number);
        wrong(name, "import.problem.number"_msg);
        return std::nullopt;
    }
    std::optional<Money> price(std::string_view name)
    {
        auto const euros = number(name);
        if (!euros)
            return std::nullopt;
        auto const money = price_of(*euros);
        if (!money)
            wrong(name, "import.problem.amount"_msg);
        return money;
    }
    std::optional<double> number(std::string_view name)
    {
        auto const* value = member(name);
        if (value == nullptr)
            return std::nullopt;
        auto const found = value->as_number();
        if (!found)
            wrong(name, "import.problem.number"_msg);
        return found;
    }
    template<class Enum>
    Enum code(std::string_view name, Enum otherwise)
    {
        auto const word = text(name);
        if (word.empty())
            return otherwise;
        if (auto const value = enum_from<Enum>(word))
            return *value;
        wrong(name, "import.problem.code"_msg, {{"value", word}});
        return otherwise;
    }
    template<class Enum>
    std::vector<Enum> codes(std::string_view name)
    {
        return codes<Enum>(name, &enum_from<Enum>);
    }
    // find(word): its code, if there is one.
    template<class Enum, class Find>
    std::vector<Enum> codes(std::string_view name, Find const& find)
    {
        std::vector<Enum> values;
        for (auto const& word : texts(name)) {
            if (std::optional<Enum> const value = find(word))
                values.push_back(*value);
            else
                wrong(name, "import.problem.code"_msg, {{"value", word}});
        }
        return values;
    }
    std::vector<std::string> texts(std::string_view name)
    {
        std::vector<std::string> values;
        for (auto const& item : array(name)) {
            if (auto const* string = item.as_string())
                values.emplace_back(trim(*string));
            else
                wrong(name, "import.problem.not_text"_msg);
        }
        return values;
    }
    // A day as such, or counted from the day of loading as demonstrations do.
    std::optional<Date> day(std::string_view name, std::string_view days_name, Date today)
    {
        constexpr std::int64_t farthest = 36'525; // a century: beyond it lies a typing error
        if (auto const days = integer(days_name)) {
            if (*days >= -farthest && *days <= farthest)
                return today + std::chrono::days{*days};
            wrong(days_name, "import.problem.number"_msg);
            return std::nullopt;
        }
        return date(name);
    }
    std::optional<Date> date(std::string_view name)
    {
        auto const word = text(name);
        auto const found = parse_date(word);
        if (!found && !word.empty())
            wrong(name, "import.problem.day"_msg, {{"value", word}});
        return found;
    }
    std::optional<PartialDate> partial_date(std::string_view name)
    {
        auto const word = text(name);
        if (word.empty())
            return std::nullopt;
        auto const date = PartialDate::parse(word);
        if (!date)
            wrong(name, "import.problem.date"_msg, {{"value", word}});
        return date;
    }
    TimeOfDay time(std::string_view name)
    {
        auto const word = text(name);
        auto const parsed = TimeOfDay::parse(word);
        if (!parsed)
            wrong(name, "import.problem.time"_msg, {{"value", word}});
        return parsed.value_or(TimeOfDay{});
    }
    json::Value::Array const& array(std::string_view name)
    {
        static json::Value::Array const nothing;
        auto const* value = member(name);
        if (value == nullptr)
            return nothing;
        if (auto const* list = value->as_array())
            return *list;
        wrong(name, "import.problem.not_list"_msg);
        return nothing;
    }
    // The reader of an object member; nothing if it is absent or null.
    std::optional<ObjectReader> object(std::string_view name)
    {
        auto const* value = member(name);
        if (value == nullptr)
            return std::nullopt;
        return ObjectReader(*value, path_ + std::string(name) + '.', row_, problems_);
    }
    ObjectReader item(json::Value const& value, std::string_view name) const
    {
        return {value, path_ + std::string(name) + '.', row_, problems_};
    }
    // Members that are there for people or for other programs.
    void ignore(std::initializer_list<std::string_view> names)
    {
        known_.insert(known_.end(), names.begin(), names.end());
    }
    // To be called last: a misspelled name must not lose what stands behind it.
    void report_unknown()
    {
        if (auto const* members = object_.as_object()) {
            for (auto const& [name, value] : *members) {
                if (std::find(known_.begin(), known_.end(), name) == known_.end())
                    wrong(name, "import.problem.unknown"_msg, {{"value", name}});
            }
        }
    }
    void wrong(std::string_view name, MessageKey message, MessageArguments arguments = {})
    {
        problems_.push_back(
            {row_, Problem::invalid(path_ + std::string(name), message, std::move(arguments))});
    }
    [[nodiscard]] bool has(std::string_view name) { return member(name) != nullptr; }

private:
    json::Value const* member(std::string_view name)
    {
        known_.push_back(name);
        auto const* value = object_.find(name);
        return value == nullptr || value->is_null() ? nullptr : value;
    }

    json::Value const& object_;
    std::string path_;
    std::string const& row_;
    std::vector<ImportProblem>& problems_;
    std::vector<std::string_view> known_; // literals
};

void read_place(ObjectReader& read, Offer& offer, ImportContext const& context)
{
    auto const place = read.text("municipality");
    if (place == "kreis")
        offer.reach = Reach::district;
    else if (place == "bund")
        offer.reach = Reach::nationwide;
    else
        offer.municipality = place;
    offer.coverage = read.texts("coverage");
    if (offer.coverage == std::vector<std::string>{"*"})
        offer.coverage = context.municipalities;
    if (auto address = read.object("address")) {
        offer.address
            = {address->text("street"),     address->text("postal_code"), address->text("city"),
               {address->text("note"), {}}, address->number("latitude"),  address->number("longitude")};
        address->report_unknown();
    }
}

void read_contact(ObjectReader& read, Offer& offer)
{
    for (auto const& entry : read.array("phones")) {
        auto phone = read.item(entry, "phones");
        offer.phones.push_back(
            {phone.text("number"),
             phone.text("international"),
             {phone.text("note"), {}},
             phone.code("kind", PhoneKind::voice),
             phone.texts("languages")});
        phone.report_unknown();
    }
    for (auto const& entry : read.array("contacts")) {
        auto contact = read.item(entry, "contacts");
        offer.contacts.push_back(
            {{contact.text("function"), {}},
             contact.text("name"),
             contact.text("phone"),
             contact.text("email")});
        contact.report_unknown();
    }
    offer.email = read.text("email");
    offer.website = read.text("website_url");
    read.ignore({"website"}); // as printed on paper
}

void read_cost(ObjectReader& read, Offer& offer)
{
    offer.cost = read.code("cost", Cost::unknown);
    offer.cost_amount = read.price("cost_amount");
    offer.cost_note.source = read.text("cost_note");
    for (auto const& entry : read.array("prices")) {
        auto price = read.item(entry, "prices");
        offer.prices.push_back(
            {price.price("amount"),
             {price.text("option"), {}},
             price.date("valid_from"),
             price.date("valid_to")});
        price.report_unknown();
    }
}

void read_weekly_rule(ObjectReader rule, OpeningHours& hours)
{
    WeeklyRule on_a_day;
    on_a_day.from = rule.time("from");
    on_a_day.to = rule.time("to");
    on_a_day.valid_from = rule.date("valid_from");
    on_a_day.valid_to = rule.date("valid_to");
    on_a_day.by_appointment = rule.boolean("by_appointment");
    on_a_day.note.source = rule.text("note");
    for (auto const& day : rule.texts("weekdays")) {
        auto const* const found = std::find(weekday_codes.begin(), weekday_codes.end(), day);
        if (found == weekday_codes.end()) {
            rule.wrong("weekdays", "import.problem.code"_msg, {{"value", day}});
            continue;
        }
        on_a_day.weekday = static_cast<int>(found - weekday_codes.begin()) + 1;
        hours.weekly.push_back(on_a_day);
    }
    rule.report_unknown();
}

void read_exception(ObjectReader exception, OpeningHours& hours, Date today)
{
    DatedException dated;
    dated.is_closed = exception.boolean("closed");
    if (!exception.has("date") && !exception.has("in_days"))
        exception.wrong("date", "import.problem.required"_msg);
    dated.day = exception.day("date", "in_days", today).value_or(today);
    if (dated.is_closed) {
        exception.ignore({"from", "to"});
    } else {
        dated.from = exception.time("from");
        dated.to = exception.time("to");
    }
    dated.note.source = exception.text("note");
    exception.ignore({"date", "in_days"});
    exception.report_unknown();
    hours.exceptions.push_back(std::move(dated));
}

void read_hours(ObjectReader& read, Offer& offer, ImportContext const& context)
{
    if (auto hours = read.object("hours")) {
        offer.hours_text.source = hours->text("text");
        offer.hours.always_open = hours->boolean("always");
        offer.hours.as_of = hours->partial_date("as_of");
        for (auto const& entry : hours->array("regular"))
            read_weekly_rule(hours->item(entry, "regular"), offer.hours);
        if (hours->has("by_appointment"))
            offer.appointment = hours->boolean("by_appointment") ? Appointment::required : Appointment::none;
        else if (!offer.hours.weekly.empty())
            offer.appointment = Appointment::possible;
        hours->report_unknown();
    }
    offer.appointment = read.code("appointment", offer.appointment);
    for (auto const& entry : read.array("exceptions"))
        read_exception(read.item(entry, "exceptions"), offer.hours, context.today);
    // Times that somebody read without noting when are as old as the record itself.
    if (!offer.hours.as_of)
        offer.hours.as_of = offer.is_example ? std::optional(PartialDate{context.today}) : offer.as_of;
}

// An example that begins in so many days begins on one of the days on which it takes place.
Date first_lesson(Date day, OpeningHours const& hours)
{
    for (int i = 0; i < 7; ++i) {
        auto const candidate = day + std::chrono::days{i};
        auto const weekday
            = static_cast<int>(std::chrono::weekday(std::chrono::sys_days(candidate)).iso_encoding());
        if (std::ranges::find(hours.weekly, weekday, &WeeklyRule::weekday) != hours.weekly.end())
            return candidate;
    }
    return day;
}

void read_course(ObjectReader& read, Offer& offer, ImportContext const& context)
{
    auto course = read.object("course");
    if (!course)
        return;
    offer.course.type = course->text("type");
    offer.course.level_from = course->text("level_from");
    offer.course.level_to = course->text("level_to");
    offer.course.next_start = course->day("next_start", "next_start_in_days", context.today);
    if (offer.is_example && offer.course.next_start && course->has("next_start_in_days"))
        offer.course.next_start = first_lesson(*offer.course.next_start, offer.hours);
    offer.course.free_places = course->count("free_places");
    course->ignore({"next_start", "next_start_in_days"});
    course->report_unknown();
}

// "seen": read on a public page. Every other word is a doubt, and the portal shows it.
void read_confidence(ObjectReader& read, Offer& offer)
{
    auto confidence = read.object("confidence");
    if (!confidence)
        return;
    for (auto const field : unsure_field_names) {
        if (auto word = confidence->text(field); !word.empty() && word != "seen")
            offer.unsure_fields.push_back({std::string(field), std::move(word)});
    }
    confidence->report_unknown();
}

void read_provenance(ObjectReader& read, Offer& offer)
{
    offer.is_example = read.boolean("example");
    offer.as_of = read.partial_date("as_of");
    offer.confirmed_on = read.date("confirmed_on");
    offer.outdated_risk = read.text("outdated_risk");
    offer.remark = read.text("remark");
    for (auto const& entry : read.array("sources")) {
        auto source = read.item(entry, "sources");
        offer.sources.push_back({source.text("title"), source.text("site"), source.partial_date("as_of")});
        source.report_unknown();
    }
    read_confidence(read, offer);
}

Offer read_offer(ObjectReader& read, ImportContext const& context)
{
    Offer offer;
    offer.key = read.text("key");
    offer.title.source = read.text("title");
    offer.slug = read.text("slug");
    offer.kind = read.code("kind", OfferKind::other_offer);
    offer.subkind = read.text("subkind");
    offer.status = read.code("status", OfferStatus::active);
    offer.organisation = read.text("organisation");
    offer.situations = read.codes<Situation>(
        "life_situations", [&](std::string_view word) { return context.find_situation(word); });
    offer.target_groups = read.codes<TargetGroup>("target_groups");
    offer.summary.source = read.text("summary");
    offer.description.source = read.text("description");
    offer.target_group.source = read.text("target_group");
    read_place(read, offer, context);
    read_contact(read, offer);
    offer.languages = read.texts("languages_spoken");
    offer.interpreters = read.texts("interpreters");
    read_cost(read, offer);
    offer.alert.source = read.text("alert");
    offer.application.source = read.text("application");
    offer.interpretation_note.source = read.text("interpretation_note");
    offer.accessibility_note.source = read.text("accessibility_note");
    offer.ages = {read.count("age_min"), read.count("age_max")};
    offer.childcare = read.code("childcare", Provided::unknown);
    offer.wheelchair = read.code("wheelchair", Provided::unknown);
    for (auto const& document : read.texts("required_documents"))
        offer.required_documents.push_back({document, {}});
    read_provenance(read, offer);
    read_hours(read, offer, context);
    read_course(read, offer, context);
    read.report_unknown();
    complete_draft(offer);
    return offer;
}

}

ReadOffers read_kommin_json(std::string_view bytes, ImportContext const& context)
{
    ReadOffers result;
    std::size_t count = 0;
    auto const read_entry = [&](json::Value const& entry) {
        auto row = "offers[" + std::to_string(count++) + ']';
        if (entry.as_object() == nullptr) {
            result.problems.push_back({row, Problem::invalid({}, "import.problem.not_object"_msg)});
            return json::Next::go_on;
        }
        ObjectReader read(entry, {}, row, result.problems);
        auto asking_address = read.text(asking_field);
        auto offer = read_offer(read, context); // its problems name the row
        take_offer(result, std::move(offer), std::move(row), context, std::move(asking_address));
        return json::Next::go_on;
    };
    auto const rest = json::parse_list(bytes, {}, read_entry, {.bytes = largest_import});
    if (auto const* error = std::get_if<json::SyntaxError>(&rest))
        return not_json(*error);
    if (std::get<json::Value>(rest).as_array() == nullptr)
        result.problems.push_back({"1", Problem::invalid({}, "import.problem.not_list"_msg)});
    return result;
}

} // namespace kommin::portal
