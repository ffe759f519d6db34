#pragma once
// FlatReader: the fields of a flat offer as values; private to the files flat_*.cpp.

#include "modules/portal/exchange/offer_draft.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::portal {

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
        return codes<Enum>(field, &enum_from<Enum>);
    }
    // find(word): its code, if there is one.
    template<class Enum, class Find>
    std::vector<Enum> codes(std::string const& field, Find const& find)
    {
        std::vector<Enum> values;
        for (auto const& word : list(field)) {
            if (std::optional<Enum> const value = find(word))
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
        auto const found = parse_typed_date(word);
        if (!found && !word.empty())
            wrong(field, "import.problem.day"_msg, word);
        return found;
    }
    std::optional<PartialDate> partial_date(std::string const& field)
    {
        auto const word = text(field);
        auto const found = PartialDate::parse(iso_spelling(word));
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

// What the form of the editors and a CSV file say of one part each.
void read_flat_hours(FlatReader& row, Offer& offer);
void read_flat_phones(FlatReader& row, Offer& offer);
void read_flat_contacts(FlatReader& row, Offer& offer);
void read_flat_prices(FlatReader& row, Offer& offer);

} // namespace kommin::portal
