#pragma once
// What is planned happens later, and who planned it may have lost the right to by then.

#include "platform/access/permission.hpp"
#include "platform/records/versions.hpp"
#include "platform/work/work.hpp"

#include <optional>

namespace kommin::portal {

// Whether whoever saved this draft may publish records of that owner as rights are now.
bool may_publish_by_now(
    Work& work, std::optional<records::Version> const& planned, Permission publish, Scope owner);

} // namespace kommin::portal
