#pragma once
// Numbers in forms and addresses that name records.

#include "platform/base/number.hpp"
#include "platform/records/fields.hpp"

#include <algorithm>
#include <optional>
#include <string_view>
#include <vector>

namespace kommin::records {

// Nothing for what names none.
template<class Id>
std::optional<Id> typed_id(std::string_view text)
{
    auto const number = parse_number(text);
    return number && *number > 0 ? std::optional(Id{*number}) : std::nullopt;
}

// Of boxes that are ticked: each once, in ascending order.
template<class Id>
std::vector<Id> typed_ids(Fields const& fields, std::string_view name)
{
    std::vector<Id> ids;
    for (auto const& value : fields.values(name)) {
        if (auto const id = typed_id<Id>(value))
            ids.push_back(*id);
    }
    std::ranges::sort(ids);
    auto const twice = std::ranges::unique(ids);
    ids.erase(twice.begin(), twice.end());
    return ids;
}

} // namespace kommin::records
