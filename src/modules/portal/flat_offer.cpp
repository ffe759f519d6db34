#include "modules/portal/flat_offer.hpp"

#include "modules/portal/offer_draft.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace kommin::portal {

namespace {

constexpr std::size_t longest_day = 10; // "24.12.2026", "2026-12-24"

constexpr std::array<std::string_view, 7> weekday_fields{"monday", "tuesday",  "wednesday", "thursday",
                                                         "friday", "saturday", "sunday"};

// In the order of docs/user/import.md.
constexpr std::array<std::string_view, 67> flat_fields{
    "key",
    "title",
    "slug",
    "kind",
    "subkind",
    "status",
    "organisation",
    "summary",
    "description",
    "target_group",
    "life_situations",
    "target_groups",
    "reach",
    "municipality",
    "coverage",
    "street",
    "postal_code",
    "city",
    "address_note",
    "latitude",
    "longitude",
    "phone",
    "phones",
    "phone_international",
    "phone_note",
    "email",
    "website",
    "languages",
    "interpreters",
    "cost",
    "cost_amount",
    "cost_note",
    "childcare",
    "wheelchair",
    "appointment",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "hours_text",
    "always_open",
    "hours_as_of",
    "exceptions",
    "documents",
    "course_type",
    "level_from",
    "level_to",
    "next_start",
    "free_places",
    "as_of",
    "confirmed_on",
    "source_title",
    "source_site",
    "source_as_of",
    "unsure",
    "outdated_risk",
    "remark",
    "example",
    "alert",
    "application",
    "interpretation_note",
    "accessibility_note",
    "age_min",
    "age_max"};

// Offices write days as 24.12.2026; a day that no calendar has stays as it is and is refused later.
std::string iso_of(std::string_view word)
{
    if (word.size() == 7 && word[2] == '.') // 12.2026
        return std::string(word.substr(3)) + '-' + std::string(word.substr(0, 2));
    bool const is_german = word.size() == 10 && word[2] == '.' && word[5] == '.';
    if (!is_german)
        return std::string(word);
    return std::string(word.substr(6)) + '-' + std::string(word.substr(3, 2)) + '-'
        + std::string(word.substr(0, 2));
}

class FlatReader {
public:
    FlatReader(
        std::function<std::string_view(std::string_view)> const& text_of, std::vector<Problem>& problems)
        : text_of_(text_of)
        , problems_(problems)
    { }

    [[nodiscard]] std::string text(std::string_view field) const
    {
        return std::string(trim(text_of_(field)));
    }
    void wrong(std::string const& field, MessageKey message, std::string value)
    {
        problems_.push_back(Problem::invalid(field, message, {{"value", std::move(value)}}));
    }
    template<class Enum>
    Enum code(std::string const& field, Enum otherwise)
    {
        auto const word = text(field);
        if (word.empty())
            return otherwise;
        if (auto const value = enum_from<Enum>(word))
            return *value;
        wrong(field, "import.problem.code"_msg, word);
        return otherwise;
    }
    // Several values in one cell: "de|tr|ar" or "de, tr".
    [[nodiscard]] std::vector<std::string> list(std::string_view field) const
    {
        auto const cell = text(field);
        std::vector<std::string> values;
        for (auto const part : split(cell, cell.find('|') == std::string::npos ? ',' : '|')) {
            if (auto const value = trim(part); !value.empty())
                values.emplace_back(value);
        }
        return values;
    }
    template<class Enum>
    std::vector<Enum> codes(std::string const& field)
    {
        std::vector<Enum> values;
        for (auto const& word : list(field)) {
            if (auto const value = enum_from<Enum>(word))
                values.push_back(*value);
            else
                wrong(field, "import.problem.code"_msg, word);
        }
        return values;
    }
    std::optional<double> number(std::string const& field)
    {
        auto word = text(field);
        if (word.empty())
            return std::nullopt;
        std::replace(word.begin(), word.end(), ',', '.');
        auto const digits = std::string_view(word).substr(word.starts_with('+') ? 1 : 0);
        double value = 0;
        auto const [end, error]
            = std::from_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::fixed);
        // "nan" and "inf" are numbers to the library, not on a map.
        if (error != std::errc{} || end != digits.data() + digits.size() || !std::isfinite(value)) {
            wrong(field, "import.problem.number"_msg, word);
            return std::nullopt;
        }
        return value;
    }
    std::optional<int> count(std::string const& field)
    {
        constexpr int most = 100'000;
        auto const word = text(field);
        if (word.empty())
            return std::nullopt;
        auto const value = parse_number<int>(word);
        if (!value || *value < 0 || *value > most) {
            wrong(field, "import.problem.number"_msg, word);
            return std::nullopt;
        }
        return value;
    }
    std::optional<Money> price(std::string const& field)
    {
        auto const word = text(field);
        if (word.empty())
            return std::nullopt;
        auto const money = Money::parse(word);
        if (!money || !price_of(static_cast<double>(money->cents) / 100)) {
            wrong(field, "import.problem.amount"_msg, word);
            return std::nullopt;
        }
        return money;
    }
    std::optional<Date> date(std::string const& field)
    {
        auto const word = text(field);
        auto const found = parse_date(iso_of(word));
        if (!found && !word.empty())
            wrong(field, "import.problem.day"_msg, word);
        return found;
    }
    std::optional<PartialDate> partial_date(std::string const& field)
    {
        auto const word = text(field);
        auto const found = PartialDate::parse(iso_of(word));
        if (!found && !word.empty())
            wrong(field, "import.problem.date"_msg, word);
        return found;
    }
    bool boolean(std::string const& field)
    {
        auto const word = ascii_lower(text(field));
        if (word.empty() || word == "no" || word == "nein")
            return false;
        if (word == "yes" || word == "ja")
            return true;
        wrong(field, "import.problem.yes_no"_msg, word);
        return false;
    }

private:
    std::function<std::string_view(std::string_view)> const& text_of_;
    std::vector<Problem>& problems_;
};

// "8", "8:30", "08.30", "8 Uhr": as people write times.
std::optional<TimeOfDay> read_time(std::string_view text)
{
    text = trim(text);
    if (text.ends_with("Uhr"))
        text = trim(text.substr(0, text.size() - 3));
    auto const separator = text.find_first_of(":.");
    auto const hour = parse_number<int>(text.substr(0, separator));
    auto const minute = separator == std::string_view::npos ? std::optional(0)
        : text.size() - separator == 3                      ? parse_number<int>(text.substr(separator + 1))
                                                            : std::nullopt;
    if (!hour || !minute || *hour < 0 || *hour > 24 || *minute < 0 || *minute > 59
        || (*hour == 24 && *minute > 0))
        return std::nullopt;
    return TimeOfDay::at(*hour, *minute);
}

struct Range {
    TimeOfDay from;
    TimeOfDay to;
};

constexpr std::string_view en_dash = "–";

// "08:00-12:00", "8 bis 12 Uhr", "8–12"
std::optional<Range> read_range(std::string_view text)
{
    for (auto const separator : {std::string_view("-"), en_dash, std::string_view(" bis ")}) {
        auto const at = text.find(separator);
        if (at == std::string_view::npos)
            continue;
        auto const from = read_time(text.substr(0, at));
        auto const to = read_time(text.substr(at + separator.size()));
        return from && to ? std::optional(Range{*from, *to}) : std::nullopt;
    }
    return std::nullopt;
}

// The signs that divide a field into parts, and the backslash that takes this from them. While a field is
// taken apart, an escaped sign is a byte that UTF-8 never has.
constexpr std::string_view dividing_signs = "\\|()\n";
constexpr std::string_view hidden_signs = "\xF8\xF9\xFA\xFB\xFC";

std::string hide_escaped(std::string_view text)
{
    std::string hidden;
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto escaped = i + 1;
        if (text.substr(escaped).starts_with("\r\n"))
            ++escaped;
        auto const sign = text[i] == '\\' && escaped < text.size() ? dividing_signs.find(text[escaped])
                                                                   : std::string_view::npos;
        if (sign == std::string_view::npos) {
            hidden += text[i];
        } else {
            hidden += hidden_signs[sign];
            i = escaped;
        }
    }
    return hidden;
}

enum class Reveal : std::uint8_t { as_meant, as_typed };

std::string reveal(std::string_view hidden, Reveal how = Reveal::as_meant)
{
    std::string text;
    for (char const c : hidden) {
        auto const sign = hidden_signs.find(c);
        if (sign != std::string_view::npos && how == Reveal::as_typed)
            text += '\\';
        text += sign == std::string_view::npos ? c : dividing_signs[sign];
    }
    return text;
}

enum class Brackets : std::uint8_t { stay, are_escaped };

// Of a text that becomes a part of a field.
std::string escape(std::string_view part, Brackets brackets)
{
    std::string text(trim(part));
    std::erase(text, '\r'); // a form loses it
    std::string escaped;
    for (std::size_t i = 0; i < text.size(); ++i) {
        char const c = text[i];
        bool const is_bracket = c == '(' || c == ')';
        // Only where it would be read together with what follows it.
        bool const is_read_as_one
            = i + 1 == text.size() || dividing_signs.find(text[i + 1]) != std::string_view::npos;
        if (is_bracket ? brackets == Brackets::are_escaped
                       : c == '|' || c == '\n' || (c == '\\' && is_read_as_one))
            escaped += '\\';
        escaped += c;
    }
    return escaped;
}

bool has_matching_brackets(std::string_view text)
{
    int depth = 0;
    for (char const c : text) {
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        if (depth < 0)
            return false;
    }
    return depth == 0;
}

// Between separators that do not stand in brackets.
std::vector<std::string_view> split_outside_brackets(std::string_view text, std::string_view separators)
{
    std::vector<std::string_view> parts;
    int depth = 0;
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        bool const is_end = i == text.size();
        if (!is_end && text[i] == '(')
            ++depth;
        else if (!is_end && text[i] == ')' && depth > 0)
            --depth;
        if (is_end || (depth == 0 && separators.find(text[i]) != std::string_view::npos)) {
            if (auto const part = trim(text.substr(begin, i - begin)); !part.empty())
                parts.push_back(part);
            begin = i + 1;
        }
    }
    return parts;
}

// The entries of a list whose entries may hold commas.
std::vector<std::string_view> split_lines(std::string_view text)
{
    std::vector<std::string_view> entries;
    for (auto const line : split(text, '\n')) {
        for (auto const part : split(line, '|')) {
            if (auto const entry = trim(part); !entry.empty())
                entries.push_back(entry);
        }
    }
    return entries;
}

// Takes "(…)" off the end.
std::string take_note(std::string_view& text)
{
    auto const begin = text.find('(');
    if (begin == std::string_view::npos || !text.ends_with(')'))
        return {};
    auto const note = trim(text.substr(begin + 1, text.size() - begin - 2));
    text = trim(text.substr(0, begin));
    return reveal(note);
}

// Where the bracket stands that the last character closes; 0 where none is or it is the first.
std::size_t begin_of_last_brackets(std::string_view text)
{
    int depth = 0;
    for (auto i = text.ends_with(')') ? text.size() : 0; i-- > 0;) {
        depth += text[i] == ')' ? 1 : text[i] == '(' ? -1 : 0;
        if (depth == 0)
            return i;
    }
    return 0;
}

// Takes " ab 01.09.2026" off the end; nothing: it is not there. A day that no calendar has: not ok().
std::optional<Date> take_day(std::string_view& text, std::string_view word)
{
    auto const at = text.rfind(word);
    if (at == std::string_view::npos)
        return std::nullopt;
    auto const written = trim(text.substr(at + word.size()));
    if (written.find_first_of(".-") == std::string_view::npos || written.find(' ') != std::string_view::npos
        || written.size() < longest_day)
        return std::nullopt;
    text = trim(text.substr(0, at));
    return parse_date(iso_of(written)).value_or(Date{});
}

std::string two_digits(unsigned number)
{
    return (number < 10 ? "0" : "") + std::to_string(number);
}

std::string clock_of(TimeOfDay time)
{
    return two_digits(static_cast<unsigned>(time.hour())) + ':'
        + two_digits(static_cast<unsigned>(time.minute()));
}

std::string in_brackets(std::string_view note)
{
    auto const escaped = escape(note, has_matching_brackets(note) ? Brackets::stay : Brackets::are_escaped);
    return escaped.empty() ? escaped : " (" + escaped + ')';
}

constexpr std::string_view by_appointment_words = "nach Vereinbarung";

// "08:00-12:00 nach Vereinbarung ab 01.09.2026 bis 30.06.2027 (Anbau)"
std::optional<WeeklyRule> read_rule(std::string_view text)
{
    WeeklyRule rule;
    rule.note.source = take_note(text);
    rule.valid_to = take_day(text, " bis ");
    rule.valid_from = take_day(text, " ab ");
    if (text.ends_with(by_appointment_words)) {
        rule.by_appointment = true;
        text = trim(text.substr(0, text.size() - by_appointment_words.size()));
    }
    auto const range = read_range(text);
    bool const has_days
        = (!rule.valid_from || rule.valid_from->ok()) && (!rule.valid_to || rule.valid_to->ok());
    if (!range || !has_days)
        return std::nullopt;
    rule.from = range->from;
    rule.to = range->to;
    return rule;
}

void read_day(FlatReader& row, Offer& offer, int weekday)
{
    auto const field = std::string(weekday_fields.at(static_cast<std::size_t>(weekday - 1)));
    auto const times = hide_escaped(row.text(field)); // the parts refer to it
    for (auto const part : split_outside_brackets(times, ",;|")) {
        auto rule = read_rule(part);
        if (!rule) {
            row.wrong(field, "import.problem.time"_msg, reveal(part, Reveal::as_typed));
            continue;
        }
        rule->weekday = weekday;
        offer.hours.weekly.push_back(std::move(*rule));
    }
}

// "2026-12-24 geschlossen | 31.12.2026 09:00-12:00 (Silvester)"
void read_exceptions(FlatReader& row, Offer& offer)
{
    auto const cell = hide_escaped(row.text("exceptions")); // the parts refer to it
    for (auto const entry : split_lines(cell)) {
        auto const space = entry.find(' ');
        auto const day = parse_date(iso_of(entry.substr(0, space)));
        auto rest = space == std::string_view::npos ? std::string_view{} : trim(entry.substr(space));
        DatedException exception;
        exception.note.source = take_note(rest);
        auto const range = read_range(rest);
        exception.is_closed = rest == "geschlossen" || rest == "closed";
        if (!day || (!range && !exception.is_closed)) {
            row.wrong("exceptions", "import.problem.exception"_msg, reveal(entry, Reveal::as_typed));
            continue;
        }
        exception.day = *day;
        if (range) {
            exception.from = range->from;
            exception.to = range->to;
        }
        offer.hours.exceptions.push_back(std::move(exception));
    }
}

// "02303 27-0 (Zentrale)", one in each line
void read_phones(FlatReader& row, Offer& offer)
{
    if (auto const phone = row.text("phone"); !phone.empty())
        offer.phones.push_back({phone, row.text("phone_international"), {row.text("phone_note"), {}}});
    auto const several = hide_escaped(row.text("phones")); // the parts refer to it
    for (auto text : split_lines(several)) {
        std::string note;
        // "(02303) 27-0": brackets in front are an area code.
        if (auto const begin = begin_of_last_brackets(text); begin > 0) {
            note = reveal(trim(text.substr(begin + 1, text.size() - begin - 2)));
            text = trim(text.substr(0, begin));
        }
        auto printed = reveal(text);
        auto international = international_number(printed);
        offer.phones.push_back({std::move(printed), std::move(international), {std::move(note), {}}});
    }
}

void read_hours(FlatReader& row, Offer& offer)
{
    offer.appointment = row.code("appointment", Appointment::unknown);
    offer.hours_text.source = row.text("hours_text");
    offer.hours.always_open = row.boolean("always_open");
    for (int weekday = 1; weekday <= 7; ++weekday)
        read_day(row, offer, weekday);
    read_exceptions(row, offer);
    offer.hours.as_of = row.partial_date("hours_as_of");
    // Times without a day of their own are as old as the record itself.
    if (!offer.hours.as_of)
        offer.hours.as_of = offer.as_of;
}

void read_place(FlatReader& row, Offer& offer, ImportContext const& context)
{
    offer.reach = row.code("reach", Reach::municipality);
    offer.municipality = slugify(row.text("municipality"));
    if (row.text("coverage") == "*") {
        offer.coverage = context.municipalities;
    } else {
        for (auto const& place : row.list("coverage"))
            offer.coverage.push_back(slugify(place));
    }
    offer.address
        = {row.text("street"),     row.text("postal_code"), row.text("city"), {row.text("address_note"), {}},
           row.number("latitude"), row.number("longitude")};
}

void read_provenance(FlatReader& row, Offer& offer)
{
    offer.is_example = row.boolean("example");
    offer.as_of = row.partial_date("as_of");
    offer.confirmed_on = row.date("confirmed_on");
    Source source{row.text("source_title"), row.text("source_site"), row.partial_date("source_as_of")};
    if (!source.title.empty() || !source.site.empty())
        offer.sources.push_back(std::move(source));
    for (auto& field : row.list("unsure"))
        offer.unsure_fields.push_back({std::move(field), "verify"});
    offer.outdated_risk = row.text("outdated_risk");
    offer.remark = row.text("remark");
}

Offer read_offer(FlatReader& row, ImportContext const& context)
{
    Offer offer;
    offer.title.source = row.text("title");
    offer.slug = row.text("slug");
    offer.kind = row.code("kind", OfferKind::other_offer);
    offer.subkind = row.text("subkind");
    offer.status = row.code("status", OfferStatus::active);
    offer.organisation = row.text("organisation");
    offer.summary.source = row.text("summary");
    offer.description.source = row.text("description");
    offer.target_group.source = row.text("target_group");
    offer.situations = row.codes<Situation>("life_situations");
    offer.target_groups = row.codes<TargetGroup>("target_groups");
    read_place(row, offer, context);
    read_phones(row, offer);
    offer.email = row.text("email");
    offer.website = row.text("website");
    offer.languages = row.list("languages");
    offer.interpreters = row.list("interpreters");
    offer.cost = row.code("cost", Cost::unknown);
    offer.cost_amount = row.price("cost_amount");
    offer.cost_note.source = row.text("cost_note");
    offer.alert.source = row.text("alert");
    offer.application.source = row.text("application");
    offer.interpretation_note.source = row.text("interpretation_note");
    offer.accessibility_note.source = row.text("accessibility_note");
    offer.ages = {row.count("age_min"), row.count("age_max")};
    offer.childcare = row.code("childcare", Provided::unknown);
    offer.wheelchair = row.code("wheelchair", Provided::unknown);
    auto const documents = hide_escaped(row.text("documents")); // the parts refer to it
    for (auto const document : split_lines(documents))
        offer.required_documents.push_back({reveal(document), {}});
    read_provenance(row, offer);
    read_hours(row, offer);
    offer.course
        = {row.text("course_type"), row.text("level_from"), row.text("level_to"), row.date("next_start"),
           row.count("free_places")};
    complete_draft(offer);
    offer.key = row.text("key");
    if (offer.key.empty())
        offer.key = offer.slug;
    return offer;
}

}

bool is_flat_field(std::string_view name)
{
    return std::ranges::find(flat_fields, name) != flat_fields.end();
}

FlatOffer read_flat_offer(
    std::function<std::string_view(std::string_view field)> const& text_of, ImportContext const& context)
{
    FlatOffer flat;
    FlatReader reader(text_of, flat.problems);
    flat.offer = read_offer(reader, context);
    return flat;
}

std::string flat_times(OpeningHours const& hours, int iso_weekday)
{
    std::string text;
    for (auto const& rule : hours.weekly) {
        if (rule.weekday != iso_weekday)
            continue;
        text += (text.empty() ? "" : ", ") + clock_of(rule.from) + '-' + clock_of(rule.to);
        if (rule.by_appointment)
            text += ' ' + std::string(by_appointment_words);
        if (rule.valid_from)
            text += " ab " + flat_day(*rule.valid_from);
        if (rule.valid_to)
            text += " bis " + flat_day(*rule.valid_to);
        auto note = rule.note.source; // a day is one line
        std::ranges::replace(note, '\n', ' ');
        text += in_brackets(note);
    }
    return text;
}

std::string flat_exception(DatedException const& exception)
{
    return flat_day(exception.day) + ' '
        + (exception.is_closed ? "geschlossen" : clock_of(exception.from) + '-' + clock_of(exception.to))
        + in_brackets(exception.note.source);
}

std::string flat_phone(Phone const& phone)
{
    bool const ends_like_a_note = trim(phone.printed).ends_with(')');
    return escape(phone.printed, ends_like_a_note ? Brackets::are_escaped : Brackets::stay)
        + in_brackets(phone.note.source);
}

std::string flat_document(std::string_view document)
{
    return escape(document, Brackets::stay);
}

std::string unescaped(std::string_view flat)
{
    return reveal(hide_escaped(flat));
}

std::string flat_day(Date day)
{
    return flat_day(PartialDate(day));
}

std::string flat_day(PartialDate const& day)
{
    std::string text;
    if (day.day())
        text += two_digits(static_cast<unsigned>(*day.day())) + '.';
    if (day.month())
        text += two_digits(static_cast<unsigned>(*day.month())) + '.';
    return text + std::to_string(static_cast<int>(day.year()));
}

std::optional<Date> parse_flat_day(std::string_view text)
{
    return parse_date(iso_of(trim(text)));
}

std::string international_number(std::string_view printed)
{
    std::string digits;
    for (char const c : printed) {
        if (c == '+' && digits.empty())
            digits = "00";
        else if (c >= '0' && c <= '9')
            digits += c;
    }
    if (auto const zero = printed.find("(0)"); zero != std::string_view::npos && digits.starts_with("00")) {
        auto const before = static_cast<std::size_t>(
            std::count_if(printed.begin(), printed.begin() + static_cast<std::ptrdiff_t>(zero), [](char c) {
                return c >= '0' && c <= '9';
            }));
        digits.erase(before + (printed.front() == '+' ? 2 : 0), 1);
    }
    constexpr std::size_t shortest = 5;
    if (digits.starts_with("00"))
        return digits.size() > shortest + 2 ? '+' + digits.substr(2) : std::string{};
    return digits.starts_with('0') && digits.size() > shortest ? "+49" + digits.substr(1) : std::string{};
}

} // namespace kommin::portal
