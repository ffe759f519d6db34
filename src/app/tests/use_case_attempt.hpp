#pragma once
// Attempt: a use case as the story of their rights calls it, without its route.

#include "platform/access/permission.hpp"
#include "platform/base/result.hpp"
#include "platform/work/work.hpp"

#include <functional>
#include <string_view>

namespace kommin::app {

struct Attempt {
    std::string_view use_case;
    Permission asks_for;
    std::function<Result<void>(Work&)> call;
    // Where the refusal stands beside a field, because one's own record would be elsewhere.
    std::string_view refused_at = {};
    bool names_no_record = false; // whoever has the right for another municipality does it there
};

template<class Value>
Result<void> without_value(Result<Value> result)
{
    if (!result)
        return result.problem();
    return {};
}

} // namespace kommin::app
