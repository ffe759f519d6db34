#pragma once
// Reads a row: one bindable type, a std::tuple, or an aggregate field by field in the order of the columns.

#include "platform/db/value.hpp"

#include <boost/pfr/core.hpp>
#include <boost/pfr/tuple_size.hpp>
#include <cstddef>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

namespace kommin::db::detail {

template<class T>
struct IsTuple : std::false_type { };
template<class... T>
struct IsTuple<std::tuple<T...>> : std::true_type { };

template<class Row>
constexpr int column_count_of()
{
    if constexpr (Readable<Row>)
        return 1;
    else if constexpr (IsTuple<Row>::value)
        return static_cast<int>(std::tuple_size_v<Row>);
    else
        return static_cast<int>(boost::pfr::tuple_size_v<Row>);
}

template<class Field>
Field read_field(Columns const& columns, std::size_t column)
{
    static_assert(Readable<Field>, "this type cannot be read from a column: see platform/db/value.hpp");
    return Codec<Field>::read(columns, static_cast<int>(column));
}

// Braces, because only they promise to evaluate from left to right, and need no default constructor.
template<class Row, std::size_t... I>
Row read_tuple(Columns const& columns, std::index_sequence<I...>)
{
    return Row{read_field<std::tuple_element_t<I, Row>>(columns, I)...};
}

template<class Row, std::size_t... I>
Row read_aggregate(Columns const& columns, std::index_sequence<I...>)
{
    return Row{read_field<boost::pfr::tuple_element_t<I, Row>>(columns, I)...};
}

template<class Row>
Row read_row(Columns const& columns)
{
    constexpr auto count = static_cast<std::size_t>(column_count_of<Row>());
    if constexpr (Readable<Row>)
        return read_field<Row>(columns, 0);
    else if constexpr (IsTuple<Row>::value)
        return read_tuple<Row>(columns, std::make_index_sequence<count>());
    else
        return read_aggregate<Row>(columns, std::make_index_sequence<count>());
}

template<class T>
constexpr bool is_view
    = std::is_same_v<T, std::string_view> || std::is_same_v<T, std::optional<std::string_view>>;

template<class Row, std::size_t... I>
constexpr bool any_field_is_view(std::index_sequence<I...>)
{
    if constexpr (IsTuple<Row>::value)
        return (is_view<std::tuple_element_t<I, Row>> || ...);
    else
        return (is_view<boost::pfr::tuple_element_t<I, Row>> || ...);
}

// Whether the row only points into the buffers of the statement.
template<class Row>
constexpr bool points_into_statement()
{
    if constexpr (Readable<Row>)
        return is_view<Row>;
    else
        return any_field_is_view<Row>(
            std::make_index_sequence<static_cast<std::size_t>(column_count_of<Row>())>());
}

} // namespace kommin::db::detail
