// Kommin's own JSON: one object per offer, strict about names and kinds of values.

#include "modules/portal/offer_import.hpp"
#include "platform/base/text.hpp"
#include "platform/json/json.hpp"

#include <algorithm>
#include <array>

namespace kommin::portal {

namespace {

constexpr std::array<std::string_view, 7> weekday_codes{"mo", "tu", "we", "th", "fr", "sa", "su"};

// Reads the members of one object; what is missing stays empty, what is of the wrong kind is a problem.
class ObjectReader {
public:
    ObjectReader(
        json::Value const& object, std::string path, std::string const& row,
        std::vector<ImportProblem>& problems)
        : object_(object)
        , path_(std::move(path))
        , row_(row)
        , problems_(problems)
    { }

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
        std::vector<Enum> values;
        for (auto const& word : texts(name)) {
            if (auto const value = enum_from<Enum>(word))
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
    [[nodiscard]] json::Value const& value() const { return object_; }

private:
    json::Value const* member(std::string_view name) const
    {
        auto const* value = object_.find(name);
        return value == nullptr || value->is_null() ? nullptr : value;
    }
    void wrong(std::string_view name, MessageKey message, MessageArguments arguments = {})
    {
        problems_.push_back(
            {row_, Problem::invalid(path_ + std::string(name), message, std::move(arguments))});
    }

    json::Value const& object_;
    std::string path_;
    std::string const& row_;
    std::vector<ImportProblem>& problems_;
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
        offer.address = {address->text("street"), address->text("postal_code"), address->text("city"),
                         address->text("note"),   address->number("latitude"),  address->number("longitude")};
    }
}

void read_hours(ObjectReader& read, Offer& offer, ImportContext const& context)
{
    if (auto hours = read.object("hours")) {
        offer.hours_text.source = hours->text("text");
        offer.hours.text = offer.hours_text.source;
        offer.hours.always_open = hours->boolean("always");
        offer.hours.as_of = hours->partial_date("as_of");
        auto const* by_appointment = hours->value().find("by_appointment");
        bool const is_open_question = by_appointment == nullptr || by_appointment->is_null();
        if (!is_open_question)
            offer.appointment = hours->boolean("by_appointment") ? Appointment::required : Appointment::none;
        for (auto const& entry : hours->array("regular")) {
            auto rule = hours->item(entry, "regular");
            for (auto const& day : rule.texts("weekdays")) {
                auto const* const found = std::find(weekday_codes.begin(), weekday_codes.end(), day);
                offer.hours.weekly.push_back(
                    {.weekday
                     = static_cast<int>(found - weekday_codes.begin()) + 1, // 8: unknown, checked later
                     .from = rule.time("from"),
                     .to = rule.time("to"),
                     .valid_from = std::nullopt,
                     .valid_to = std::nullopt,
                     .by_appointment = false,
                     .note = rule.text("note")});
            }
        }
        if (is_open_question && !offer.hours.weekly.empty())
            offer.appointment = Appointment::possible;
    }
    for (auto const& entry : read.array("exceptions")) {
        auto exception = read.item(entry, "exceptions");
        DatedException dated;
        dated.is_closed = exception.boolean("closed");
        if (auto const days = exception.integer("in_days"))
            dated.day = context.today + std::chrono::days{*days};
        else if (auto const date = parse_date(exception.text("date")))
            dated.day = *date;
        if (!dated.is_closed) {
            dated.from = exception.time("from");
            dated.to = exception.time("to");
        }
        dated.note = exception.text("note");
        offer.hours.exceptions.push_back(dated);
    }
    offer.hours.appointment_required = offer.appointment == Appointment::required;
}

void read_course(ObjectReader& read, Offer& offer, ImportContext const& context)
{
    auto course = read.object("course");
    if (!course)
        return;
    offer.course.type = course->text("type");
    offer.course.level_from = course->text("level_from");
    offer.course.level_to = course->text("level_to");
    if (auto const days = course->integer("next_start_in_days"))
        offer.course.next_start = context.today + std::chrono::days{*days};
    else if (auto const date = parse_date(course->text("next_start")))
        offer.course.next_start = *date;
    if (auto const places = course->integer("free_places"))
        offer.course.free_places = static_cast<int>(*places);
}

void read_provenance(ObjectReader& read, Offer& offer)
{
    offer.as_of = read.partial_date("as_of");
    offer.outdated_risk = read.text("outdated_risk");
    offer.remark = read.text("remark");
    for (auto const& entry : read.array("sources")) {
        auto source = read.item(entry, "sources");
        offer.sources.push_back({source.text("title"), source.text("site")});
    }
    if (auto const* confidence = read.value().find("confidence");
        confidence != nullptr && confidence->as_object()) {
        for (auto const& [field, word] : *confidence->as_object()) {
            if (auto const* text = word.as_string(); text != nullptr && *text != "seen")
                offer.unsure_fields.push_back(field);
        }
    }
}

Offer read_offer(ObjectReader& read, ImportContext const& context)
{
    Offer offer;
    offer.key = read.text("key");
    offer.title.source = read.text("title");
    offer.slug = read.text("slug");
    if (offer.slug.empty())
        offer.slug = slugify(offer.title.source);
    offer.kind = read.code("kind", OfferKind::other_offer);
    offer.subkind = read.text("subkind");
    offer.organisation = read.text("organisation");
    offer.situations = read.codes<Situation>("life_situations");
    offer.target_groups = read.codes<TargetGroup>("target_groups");
    offer.summary.source = read.text("summary");
    offer.description.source = read.text("description");
    offer.target_group.source = read.text("target_group");
    read_place(read, offer, context);
    for (auto const& entry : read.array("phones")) {
        auto phone = read.item(entry, "phones");
        offer.phones.push_back({phone.text("number"), phone.text("international"), phone.text("note")});
    }
    offer.email = read.text("email");
    offer.website = read.text("website_url");
    offer.languages = read.texts("languages_spoken");
    offer.cost = read.code("cost", Cost::unknown);
    offer.cost_note.source = read.text("cost_note");
    offer.childcare = read.code("childcare", Provided::unknown);
    offer.wheelchair = read.code("wheelchair", Provided::unknown);
    for (auto const& document : read.texts("required_documents"))
        offer.required_documents.push_back({document, {}});
    offer.is_example = read.boolean("example");
    read_provenance(read, offer);
    read_hours(read, offer, context);
    // Times that somebody read without noting when are as old as the record itself.
    if (!offer.hours.as_of)
        offer.hours.as_of = offer.is_example ? std::optional(PartialDate{context.today}) : offer.as_of;
    read_course(read, offer, context);
    return offer;
}

}

ReadOffers read_kommin_json(std::string_view bytes, ImportContext const& context)
{
    ReadOffers result;
    auto const parsed = json::parse(bytes);
    if (auto const* error = std::get_if<json::SyntaxError>(&parsed)) {
        result.problems.push_back(
            {std::to_string(error->line) + ':' + std::to_string(error->column),
             Problem::invalid({}, "import.problem.json"_msg, {{"what", error->what}})});
        return result;
    }
    auto const* list = std::get<json::Value>(parsed).as_array();
    if (list == nullptr) {
        result.problems.push_back({"1", Problem::invalid({}, "import.problem.not_list"_msg)});
        return result;
    }
    for (std::size_t i = 0; i < list->size(); ++i) {
        auto row = "offers[" + std::to_string(i) + ']';
        if ((*list)[i].as_object() == nullptr) {
            result.problems.push_back({row, Problem::invalid({}, "import.problem.not_object"_msg)});
            continue;
        }
        ObjectReader read((*list)[i], {}, row, result.problems);
        result.offers.push_back(read_offer(read, context));
        result.rows.push_back(std::move(row));
    }
    return result;
}

} // namespace kommin::portal
