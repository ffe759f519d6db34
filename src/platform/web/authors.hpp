#pragma once
// Authors: the names behind the codes of actors. Records and audit chain keep codes only, so that a name can
// be erased; pages look it up when they are made.

#include "platform/i18n/texts.hpp"
#include "platform/web/call.hpp"

#include <map>
#include <string>

namespace kommin::web {

// Of all accounts of the district, by Actor::code(). Whoever is not in it has no account any more, or never
// had one.
using Authors = std::map<std::string, std::string, std::less<>>;
Authors list_authors(db::Connection& db, TenantId tenant);

// The name, or the code where there is none.
std::string name_of(Authors const& authors, std::string const& code);
// The same for readers: what the program did by itself is said in words.
std::string name_of(Authors const& authors, std::string const& code, i18n::Texts const& texts);

} // namespace kommin::web
