// CSV into offers: one row per offer, columns named by a mapping profile or as the fields.

#include "modules/portal/offer_import.hpp"
#include "platform/base/text.hpp"
#include "platform/csv/csv.hpp"

#include <algorithm>
#include <array>

namespace kommin::portal {

namespace {

constexpr std::array<std::string_view, 7> weekday_columns{"monday", "tuesday",  "wednesday", "thursday",
                                                          "friday", "saturday", "sunday"};

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
        char* end = nullptr;
        double const value = std::strtod(word.c_str(), &end);
        if (end != word.c_str() + word.size()) {
            wrong(field, "import.problem.number"_msg, word);
            return std::nullopt;
        }
        return value;
    }
    [[nodiscard]] std::string const& name() const { return name_; }

private:
    csv::Row const& row_;
    std::map<std::string, std::size_t> const& columns_;
    std::string name_;
    std::vector<ImportProblem>& problems_;
};

// "08:00-12:00, 13:30-16:00" in the column of a weekday.
void read_day(RowReader& row, Offer& offer, int weekday)
{
    auto const field = std::string(weekday_columns.at(static_cast<std::size_t>(weekday - 1)));
    for (auto const& range : row.list(field)) {
        auto const dash = range.find('-');
        auto const from = TimeOfDay::parse(trim(std::string_view(range).substr(0, dash)));
        auto const to = dash == std::string::npos
            ? std::nullopt
            : TimeOfDay::parse(trim(std::string_view(range).substr(dash + 1)));
        if (!from || !to) {
            row.wrong(field, "import.problem.time"_msg, range);
            continue;
        }
        WeeklyRule rule;
        rule.weekday = weekday;
        rule.from = *from;
        rule.to = *to;
        offer.hours.weekly.push_back(rule);
    }
}

Offer read_offer(RowReader& row)
{
    Offer offer;
    offer.title.source = row.text("title");
    offer.slug = row.text("slug");
    if (offer.slug.empty())
        offer.slug = slugify(offer.title.source);
    offer.key = row.text("key");
    if (offer.key.empty())
        offer.key = offer.slug;
    offer.kind = row.code("kind", OfferKind::other_offer);
    offer.subkind = row.text("subkind");
    offer.organisation = row.text("organisation");
    offer.summary.source = row.text("summary");
    offer.description.source = row.text("description");
    offer.target_group.source = row.text("target_group");
    offer.situations = row.codes<Situation>("life_situations");
    offer.target_groups = row.codes<TargetGroup>("target_groups");
    offer.reach = row.code("reach", Reach::municipality);
    offer.municipality = slugify(row.text("municipality"));
    offer.coverage = row.list("coverage");
    offer.address = {row.text("street"),       row.text("postal_code"), row.text("city"),
                     row.text("address_note"), row.number("latitude"),  row.number("longitude")};
    if (auto const phone = row.text("phone"); !phone.empty())
        offer.phones.push_back({phone, row.text("phone_international"), {}});
    offer.email = row.text("email");
    offer.website = row.text("website");
    offer.languages = row.list("languages");
    offer.cost = row.code("cost", Cost::unknown);
    offer.cost_note.source = row.text("cost_note");
    offer.childcare = row.code("childcare", Provided::unknown);
    offer.wheelchair = row.code("wheelchair", Provided::unknown);
    offer.appointment = row.code("appointment", Appointment::unknown);
    offer.hours_text.source = row.text("hours_text");
    offer.hours.text = offer.hours_text.source;
    for (int weekday = 1; weekday <= 7; ++weekday)
        read_day(row, offer, weekday);
    if (auto const date = row.text("as_of"); !date.empty()) {
        offer.as_of = PartialDate::parse(date);
        if (!offer.as_of)
            row.wrong("as_of", "import.problem.date"_msg, date);
    }
    offer.hours.as_of = offer.as_of;
    return offer;
}

}

ReadOffers read_csv(std::string_view bytes, ImportContext const&, MappingProfile const& profile)
{
    ReadOffers result;
    auto const parsed = csv::read(bytes);
    if (auto const* error = std::get_if<csv::SyntaxError>(&parsed)) {
        result.problems.push_back(
            {std::to_string(error->line),
             Problem::invalid({}, "import.problem.csv"_msg, {{"what", error->what}})});
        return result;
    }
    auto const& table = std::get<csv::Table>(parsed);
    std::map<std::string, std::size_t> by_name;
    for (std::size_t i = 0; i < table.header.size(); ++i)
        by_name.emplace(trim(table.header[i]), i);
    auto columns = profile.empty() ? by_name : std::map<std::string, std::size_t>{};
    for (auto const& [field, column] : profile) {
        auto const found = by_name.find(column);
        if (found == by_name.end())
            result.problems.push_back(
                {"1", Problem::invalid(field, "import.problem.column"_msg, {{"value", column}})});
        else
            columns.emplace(field, found->second);
    }
    if (!result.problems.empty())
        return result;
    for (auto const& row : table.rows) {
        RowReader reader(row, columns, std::to_string(row.line), result.problems);
        result.offers.push_back(read_offer(reader));
        result.rows.push_back(reader.name());
    }
    return result;
}

} // namespace kommin::portal
