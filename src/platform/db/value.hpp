#pragma once
// Which C++ types can be bound to a placeholder and read from a column, and how they are stored.
//
// bool, integers (range checked), double, std::string, std::string_view (reading: only inside each()), Blob,
// Date, Instant and PartialDate (ISO 8601 text), Money (cents), Decimal (ten-thousandths), StrongId, enums
// with `std::string_view to_text(E)` and `bool from_text(std::string_view, E&)` beside them, and
// std::optional of all these (NULL). Another type specialises Codec.

#include "platform/base/date.hpp"
#include "platform/base/decimal.hpp"
#include "platform/base/money.hpp"
#include "platform/base/strong_id.hpp"
#include "platform/db/driver.hpp"

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace kommin::db {

template<class T>
struct Codec;

template<class T>
concept Bindable = requires(detail::ValueSink& sink, T const& value) {
    { Codec<T>::type } -> std::convertible_to<detail::Type>;
    Codec<T>::bind(sink, value);
};

template<class T>
concept Readable = requires(detail::Columns const& columns) {
    { Codec<T>::read(columns, 0) } -> std::same_as<T>;
};

template<class E>
concept TextEnum = std::is_enum_v<E> && requires(E value, std::string_view text) {
    { to_text(value) } -> std::convertible_to<std::string_view>;
    { from_text(text, value) } -> std::same_as<bool>;
};

template<class T>
concept PlainInteger
    = std::integral<T> && !std::same_as<T, bool> && !std::same_as<T, char> && !std::same_as<T, wchar_t>
    && !std::same_as<T, char8_t> && !std::same_as<T, char16_t> && !std::same_as<T, char32_t>;

template<>
struct Codec<bool> {
    static constexpr detail::Type type = detail::Type::boolean;
    static void bind(detail::ValueSink& sink, bool value) { sink.boolean(value); }
    static bool read(detail::Columns const& columns, int column) { return columns.boolean(column); }
};

template<PlainInteger T>
struct Codec<T> {
    static constexpr detail::Type type = detail::Type::integer;
    static void bind(detail::ValueSink& sink, T value)
    {
        if (!std::in_range<std::int64_t>(value))
            sink.refuse("an integer above 2^63 - 1 cannot be stored");
        sink.integer(static_cast<std::int64_t>(value));
    }
    static T read(detail::Columns const& columns, int column)
    {
        std::int64_t const value = columns.integer(column);
        if (!std::in_range<T>(value))
            columns.mismatch(column, "an integer of a smaller range");
        return static_cast<T>(value);
    }
};

template<>
struct Codec<double> {
    static constexpr detail::Type type = detail::Type::real;
    static void bind(detail::ValueSink& sink, double value) { sink.real(value); }
    static double read(detail::Columns const& columns, int column) { return columns.real(column); }
};

template<>
struct Codec<std::string_view> {
    static constexpr detail::Type type = detail::Type::text;
    static void bind(detail::ValueSink& sink, std::string_view value)
    {
        sink.text(value, detail::Lifetime::statement);
    }
    static std::string_view read(detail::Columns const& columns, int column) { return columns.text(column); }
};

template<>
struct Codec<std::string> {
    static constexpr detail::Type type = detail::Type::text;
    static void bind(detail::ValueSink& sink, std::string const& value)
    {
        sink.text(value, detail::Lifetime::statement);
    }
    static std::string read(detail::Columns const& columns, int column)
    {
        return std::string(columns.text(column));
    }
};

template<>
struct Codec<char const*> {
    static constexpr detail::Type type = detail::Type::text;
    static void bind(detail::ValueSink& sink, char const* value)
    {
        sink.text(value, detail::Lifetime::statement);
    }
};

template<>
struct Codec<Blob> {
    static constexpr detail::Type type = detail::Type::blob;
    static void bind(detail::ValueSink& sink, Blob const& value)
    {
        sink.blob(value.bytes, detail::Lifetime::statement);
    }
    static Blob read(detail::Columns const& columns, int column) { return Blob{columns.blob(column)}; }
};

template<>
struct Codec<Date> {
    static constexpr detail::Type type = detail::Type::text;
    static void bind(detail::ValueSink& sink, Date value)
    {
        if (!value.ok())
            sink.refuse("a day that does not exist cannot be stored");
        sink.text(to_iso(value), detail::Lifetime::copy);
    }
    static Date read(detail::Columns const& columns, int column)
    {
        auto const date = parse_date(columns.text(column));
        if (!date)
            columns.mismatch(column, "a date");
        return *date;
    }
};

template<>
struct Codec<Instant> {
    static constexpr detail::Type type = detail::Type::text;
    static void bind(detail::ValueSink& sink, Instant value)
    {
        sink.text(to_iso(value), detail::Lifetime::copy);
    }
    static Instant read(detail::Columns const& columns, int column)
    {
        auto const instant = parse_instant(columns.text(column));
        if (!instant)
            columns.mismatch(column, "an instant");
        return *instant;
    }
};

template<>
struct Codec<PartialDate> {
    static constexpr detail::Type type = detail::Type::text;
    static void bind(detail::ValueSink& sink, PartialDate const& value)
    {
        sink.text(value.to_iso(), detail::Lifetime::copy);
    }
    static PartialDate read(detail::Columns const& columns, int column)
    {
        auto const date = PartialDate::parse(columns.text(column));
        if (!date)
            columns.mismatch(column, "a partial date");
        return *date;
    }
};

template<>
struct Codec<Money> {
    static constexpr detail::Type type = detail::Type::integer;
    static void bind(detail::ValueSink& sink, Money value) { sink.integer(value.cents); }
    static Money read(detail::Columns const& columns, int column) { return Money{columns.integer(column)}; }
};

template<>
struct Codec<Decimal> {
    static constexpr detail::Type type = detail::Type::integer;
    static void bind(detail::ValueSink& sink, Decimal value) { sink.integer(value.scaled); }
    static Decimal read(detail::Columns const& columns, int column)
    {
        return Decimal{columns.integer(column)};
    }
};

template<class Tag>
struct Codec<StrongId<Tag>> {
    static constexpr detail::Type type = detail::Type::integer;
    static void bind(detail::ValueSink& sink, StrongId<Tag> value) { sink.integer(value.value); }
    static StrongId<Tag> read(detail::Columns const& columns, int column)
    {
        return StrongId<Tag>{columns.integer(column)};
    }
};

template<TextEnum E>
struct Codec<E> {
    static constexpr detail::Type type = detail::Type::text;
    static void bind(detail::ValueSink& sink, E value)
    {
        sink.text(std::string_view(to_text(value)), detail::Lifetime::copy);
    }
    static E read(detail::Columns const& columns, int column)
    {
        E value{};
        if (!from_text(columns.text(column), value))
            columns.mismatch(column, "a known word");
        return value;
    }
};

template<class T>
struct Codec<std::optional<T>> {
    static constexpr detail::Type type = Codec<T>::type;
    static void bind(detail::ValueSink& sink, std::optional<T> const& value)
    {
        if (value)
            Codec<T>::bind(sink, *value);
        else
            sink.null(type);
    }
    static std::optional<T> read(detail::Columns const& columns, int column)
    {
        if (columns.is_null(column))
            return std::nullopt;
        return Codec<T>::read(columns, column);
    }
};

} // namespace kommin::db
