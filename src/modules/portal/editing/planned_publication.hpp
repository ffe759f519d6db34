#pragma once
// What is planned happens later, and who planned it may have lost the right to by then.

#include "platform/access/permission.hpp"
#include "platform/records/editing.hpp"
#include "platform/records/versions.hpp"
#include "platform/work/work.hpp"

#include <optional>
#include <string>

namespace kommin::portal {

// Whether whoever saved this draft may, as rights are now, publish records of the owner that this one has and
// of the one it would have; nothing: no place of the tenant.
bool may_publish_by_now(
    Work& work, std::optional<records::Version> const& planned, Permission publish, Scope owner,
    std::optional<Scope> const& owner_then);

// Whoever handed in a plan that failed, else whoever made it: who is told what becomes of it.
std::optional<std::string> whoever_asked(
    records::EditState const& state, std::optional<records::Version> const& planned);

} // namespace kommin::portal
