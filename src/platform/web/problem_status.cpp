#include "platform/web/problem_status.hpp"

namespace kommin::web {

http::Status status_of(Problem const& problem)
{
    switch (problem.kind) {
    case ProblemKind::conflict:
        return http::Status::conflict;
    case ProblemKind::not_found:
    case ProblemKind::not_allowed:
        return http::Status::not_found;
    case ProblemKind::gone:
        return http::Status::gone;
    case ProblemKind::too_large:
        return http::Status::payload_too_large;
    case ProblemKind::unavailable:
        return http::Status::unavailable;
    case ProblemKind::invalid:
        break;
    }
    return http::Status::unprocessable;
}

} // namespace kommin::web
