#pragma once
// What forms of stocktakings say, at the desk and behind a link alike.

#include "platform/http/form.hpp"
#include "platform/records/fields.hpp"
#include "platform/web/form_fields.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::goals {

// All of these fields, trimmed; without empty values.
records::Fields posted_fields(http::Form const& posted, std::span<web::FormField const> fields);
// What stands in these fields, for a page that has no form for it any more.
std::vector<std::string> typed_words(records::Fields const& fields, std::span<std::string_view const> names);
// Of an entry: what somebody has written, not what they have chosen.
std::vector<std::string> words_of_entry(records::Fields const& fields);

} // namespace kommin::goals
