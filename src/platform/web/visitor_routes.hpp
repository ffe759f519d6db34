#pragma once
// Handlers of the public site as lines of a route table: the visit is made here, and what a handler needs
// beside it stands at the line, in the order of its parameters.
//
//     {get, "/{lang:lang}/konferenz", public_page, web::for_visitors(&show_conference)},
//     {post, "/{lang:lang}/frage", public_page, web::for_visitors(&send_answer, gate), largest_press},

#include "platform/http/response.hpp"
#include "platform/web/call.hpp"
#include "platform/web/visit.hpp"

#include <memory>
#include <utility>

namespace kommin::web {

// What a line hands to its handler: a value as it is, what several lines share as the thing itself.
template<class Bound>
Bound const& handed_over(Bound const& bound)
{
    return bound; // NOLINT(bugprone-return-const-ref-from-parameter): the line keeps it longer than any call
}
template<class Shared>
Shared& handed_over(std::shared_ptr<Shared> const& shared)
{
    return *shared;
}

// `Visited`: the visit of a module that has a kind of its own.
template<class Visited = Visit, class Function, class... Bound>
Handler for_visitors(Function handler, Bound... bound)
{
    return [handler = std::move(handler), ... bound = std::move(bound)](Call& call) -> http::Response {
        Visited visit(call);
        return handler(visit, handed_over(bound)...);
    };
}

} // namespace kommin::web
