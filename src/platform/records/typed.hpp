#pragma once
// What people type into the fields of a form: how it is understood and how it is spelled once it is stored.

#include "platform/base/date.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace kommin::records {

// On one line, however it was pasted.
std::string one_line(std::string_view typed);
// On as many lines as it has, none before and none behind.
std::string several_lines(std::string_view typed);

// "1.8.2013", "8.2013", "2013", or as files have it ("2013-08-01").
std::optional<PartialDate> read_typed_date(std::string_view typed);
// "01.08.2013", "08.2013" or "2013"; nothing is "".
std::string spelled_date(std::optional<PartialDate> const& date);
// Whether it ends before it begins, as far as both are known: 2008 does not end before May 2008.
bool ends_too_early(std::optional<PartialDate> const& from, std::optional<PartialDate> const& to);

} // namespace kommin::records
