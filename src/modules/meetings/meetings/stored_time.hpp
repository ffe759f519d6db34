#pragma once
// How a time of day is stored: as minutes after midnight.

#include "platform/db/value.hpp"
#include "platform/i18n/local_time.hpp"

namespace kommin::db {

template<>
struct Codec<i18n::TimeOfDay> {
    static constexpr detail::Type type = detail::Type::integer;
    static void bind(detail::ValueSink& sink, i18n::TimeOfDay value) { sink.integer(value.minutes); }
    static i18n::TimeOfDay read(detail::Columns const& columns, int column)
    {
        return {static_cast<int>(columns.integer(column))};
    }
};

} // namespace kommin::db
