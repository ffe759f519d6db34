// CSV into offers: one row per offer, columns named by a mapping profile or as the fields.

#include "modules/portal/offer_draft.hpp"
#include "modules/portal/offer_import.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/csv/csv.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <set>

namespace kommin::portal {

namespace {

constexpr std::array<std::string_view, 7> weekday_columns{"monday", "tuesday",  "wednesday", "thursday",
                                                          "friday", "saturday", "sunday"};

// Every field a column can fill (docs/user/import.md).
constexpr std::array<std::string_view, 60> csv_fields{
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
    "example"};

// Offices write days as 24.12.2026; a day that no calendar has stays as it is and is refused later.
std::string iso_of(std::string_view word)
{
    bool const is_german = word.size() == 10 && word[2] == '.' && word[5] == '.';
    if (!is_german)
        return std::string(word);
    return std::string(word.substr(6)) + '-' + std::string(word.substr(3, 2)) + '-'
        + std::string(word.substr(0, 2));
}

class RowReader {
public:
    RowReader(
        csv::Row const& row, std::map<std::string, std::size_t> const& columns, std::string name,
        std::vector<ImportProblem>& problems)
        : row_(row)
        , columns_(columns)
        , name_(std::move(name))
        , problems_(problems)
    { }

    [[nodiscard]] std::string text(std::string const& field) const
    {
        auto const column = columns_.find(field);
        if (column == columns_.end() || column->second >= row_.cells.size())
            return {};
        return std::string(trim(row_.cells[column->second]));
    }
    void wrong(std::string const& field, MessageKey message, std::string value)
    {
        problems_.push_back({name_, Problem::invalid(field, message, {{"value", std::move(value)}})});
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
    [[nodiscard]] std::vector<std::string> list(std::string const& field) const
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
    [[nodiscard]] std::string const& name() const { return name_; }

private:
    csv::Row const& row_;
    std::map<std::string, std::size_t> const& columns_;
    std::string name_;
    std::vector<ImportProblem>& problems_;
};

struct Range {
    TimeOfDay from;
    TimeOfDay to;
};

// "08:00-12:00"
std::optional<Range> read_range(std::string_view text)
{
    auto const dash = text.find('-');
    if (dash == std::string_view::npos)
        return std::nullopt;
    auto const from = TimeOfDay::parse(trim(text.substr(0, dash)));
    auto const to = TimeOfDay::parse(trim(text.substr(dash + 1)));
    if (!from || !to)
        return std::nullopt;
    return Range{*from, *to};
}

// "08:00-12:00, 13:30-16:00" in the column of a weekday.
void read_day(RowReader& row, Offer& offer, int weekday)
{
    auto const field = std::string(weekday_columns.at(static_cast<std::size_t>(weekday - 1)));
    for (auto const& text : row.list(field)) {
        auto const range = read_range(text);
        if (!range) {
            row.wrong(field, "import.problem.time"_msg, text);
            continue;
        }
        WeeklyRule rule;
        rule.weekday = weekday;
        rule.from = range->from;
        rule.to = range->to;
        offer.hours.weekly.push_back(rule);
    }
}

// "2026-12-24 geschlossen | 31.12.2026 09:00-12:00 (Silvester)"
void read_exceptions(RowReader& row, Offer& offer)
{
    auto const cell = row.text("exceptions"); // the parts refer to it
    for (auto const part : split(cell, '|')) {
        auto const entry = trim(part);
        if (entry.empty())
            continue;
        auto const space = entry.find(' ');
        auto const day = parse_date(iso_of(entry.substr(0, space)));
        auto rest = space == std::string_view::npos ? std::string_view{} : trim(entry.substr(space));
        DatedException exception;
        if (auto const note = rest.find('('); note != std::string_view::npos && rest.ends_with(')')) {
            exception.note = trim(rest.substr(note + 1, rest.size() - note - 2));
            rest = trim(rest.substr(0, note));
        }
        auto const range = read_range(rest);
        exception.is_closed = rest == "geschlossen" || rest == "closed";
        if (!day || (!range && !exception.is_closed)) {
            row.wrong("exceptions", "import.problem.exception"_msg, std::string(entry));
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

void read_hours(RowReader& row, Offer& offer)
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

void read_place(RowReader& row, Offer& offer, ImportContext const& context)
{
    offer.reach = row.code("reach", Reach::municipality);
    offer.municipality = slugify(row.text("municipality"));
    if (row.text("coverage") == "*") {
        offer.coverage = context.municipalities;
    } else {
        for (auto const& place : row.list("coverage"))
            offer.coverage.push_back(slugify(place));
    }
    offer.address = {row.text("street"),       row.text("postal_code"), row.text("city"),
                     row.text("address_note"), row.number("latitude"),  row.number("longitude")};
}

void read_provenance(RowReader& row, Offer& offer)
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

Offer read_offer(RowReader& row, ImportContext const& context)
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
    if (auto const phone = row.text("phone"); !phone.empty())
        offer.phones.push_back({phone, row.text("phone_international"), row.text("phone_note")});
    offer.email = row.text("email");
    offer.website = row.text("website");
    offer.languages = row.list("languages");
    offer.interpreters = row.list("interpreters");
    offer.cost = row.code("cost", Cost::unknown);
    offer.cost_amount = row.price("cost_amount");
    offer.cost_note.source = row.text("cost_note");
    offer.childcare = row.code("childcare", Provided::unknown);
    offer.wheelchair = row.code("wheelchair", Provided::unknown);
    auto const documents = row.text("documents"); // the parts refer to it
    for (auto const part : split(documents, '|')) {
        if (auto const document = trim(part); !document.empty())
            offer.required_documents.push_back({std::string(document), {}});
    }
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

using Columns = std::map<std::string, std::size_t>;

// Which column fills which field; what nobody asks for is told.
Columns columns_of(csv::Table const& table, MappingProfile const& profile, ReadOffers& result)
{
    auto const is_field = [](std::string_view name) {
        return std::find(csv_fields.begin(), csv_fields.end(), name) != csv_fields.end();
    };
    Columns by_name;
    std::set<std::string, std::less<>> doubles;
    for (std::size_t i = 0; i < table.header.size(); ++i) {
        auto name = std::string(trim(table.header[i]));
        if (!name.empty() && !by_name.emplace(name, i).second)
            doubles.insert(std::move(name));
    }
    Columns columns;
    std::set<std::string, std::less<>> used;
    auto const problem = [&](std::string const& field, MessageKey message, std::string const& value) {
        result.problems.push_back({"1", Problem::invalid(field, message, {{"value", value}})});
    };
    auto const use = [&](std::string const& field, std::string const& column) {
        auto const found = by_name.find(column);
        if (!is_field(field))
            problem(field, "import.problem.unknown"_msg, field);
        else if (found == by_name.end())
            problem(field, "import.problem.column"_msg, column);
        else if (doubles.contains(column))
            problem(field, "import.problem.duplicate"_msg, column);
        else
            columns.emplace(field, found->second);
        used.insert(column);
    };
    for (auto const& [field, column] : profile)
        use(field, column);
    for (auto const& [name, column] : by_name) {
        if (profile.empty() && is_field(name))
            use(name, name);
    }
    for (auto const& [name, column] : by_name) {
        if (!used.contains(name))
            result.warnings.push_back(
                {"1", Problem::invalid(name, "import.warning.column"_msg, {{"value", name}})});
    }
    return columns;
}

}

ReadOffers read_csv(std::string_view bytes, ImportContext const& context, MappingProfile const& profile)
{
    ReadOffers result;
    auto const parsed = csv::read(bytes, {.bytes = largest_import});
    if (auto const* error = std::get_if<csv::SyntaxError>(&parsed)) {
        result.problems.push_back(
            {std::to_string(error->line),
             Problem::invalid({}, "import.problem.csv"_msg, {{"what", error->what}})});
        return result;
    }
    auto const& table = std::get<csv::Table>(parsed);
    auto const columns = columns_of(table, profile, result);
    if (!result.problems.empty())
        return result;
    for (auto const& row : table.rows) {
        RowReader reader(row, columns, std::to_string(row.line), result.problems);
        result.offers.push_back(read_offer(reader, context));
        result.rows.push_back(reader.name());
    }
    return result;
}

} // namespace kommin::portal
