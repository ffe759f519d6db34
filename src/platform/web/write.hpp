#pragma once
// write: how a handler changes something. The use case gets the Work of this call; see
// platform/work/use_case.hpp for what is repeated, rolled back and thrown.
//
//     auto const id = web::write(visit.call, [&](Work& work) { return receive_feedback(work, form); });
//     if (!id)
//         return form_page(visit, http::Status::unprocessable, form, {id.problem()});

#include "platform/web/call.hpp"
#include "platform/work/use_case.hpp"

#include <utility>

namespace kommin::web {

template<class UseCase>
auto write(Call const& call, UseCase&& use_case, Conflicts conflicts = {})
{
    WorkContext const context{
        .connection = call.db(),
        .tenant = call.site.tenant,
        .actor = Actor::visitor(),
        .clock = call.clock,
        .zone = *call.site.zone,
        .signals = call.signals,
        .request_id = std::string(call.request.request_id())};
    return run_use_case(context, std::forward<UseCase>(use_case), conflicts);
}

} // namespace kommin::web
