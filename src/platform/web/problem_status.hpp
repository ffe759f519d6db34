#pragma once
// The status of a page that shows a problem.

#include "platform/base/problem.hpp"
#include "platform/http/types.hpp"

namespace kommin::web {

// What may not be known of is answered like what is not there.
http::Status status_of(Problem const& problem);

} // namespace kommin::web
