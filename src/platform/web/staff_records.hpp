#pragma once
// What the registration points of modules have in common.

#include "platform/access/permission.hpp"
#include "platform/content/subject_kind.hpp"
#include "platform/html/url.hpp"
#include "platform/web/staff.hpp"

#include <cstdint>
#include <iterator>
#include <utility>
#include <vector>

namespace kommin::web {

template<class Entry>
std::vector<Entry> joined(std::vector<Entry> first, std::vector<Entry> second)
{
    first.insert(first.end(), std::make_move_iterator(second.begin()), std::make_move_iterator(second.end()));
    return first;
}

// Where an entry of the audit trail leads: to a page that has its history below it, "/verlauf".
StaffRecord record_with_history(
    content::SubjectKind kind, Permission permission, html::Url (*url)(std::int64_t id));

} // namespace kommin::web
