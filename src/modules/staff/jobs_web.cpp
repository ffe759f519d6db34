// Post and jobs: what the program does by itself, what failed and why, and what to do about it.

#include "modules/staff/handlers.hpp"
#include "modules/staff/job_care.hpp"
#include "modules/staff/jobs_pages.hpp"
#include "modules/staff/permissions.hpp"
#include "modules/staff/readings.hpp"
#include "platform/base/number.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/write.hpp"

#include <optional>
#include <vector>

namespace kommin::staff {

namespace {

std::optional<jobs::JobId> older_than(web::Call const& call)
{
    auto const number = parse_number(call.request.query().value("vor"));
    return number && *number >= 1 ? std::optional(jobs::JobId{*number}) : std::nullopt;
}

JobsView load_view(web::Call const& call, StaffOptions const& options, jobs::State state)
{
    return web::read(call, [&](db::Connection& db) {
        auto const tenant = call.site.tenant;
        return JobsView{
            .state = state,
            .sends_mails = options.post.has_server(),
            .counts = jobs::count_by_kind(db, tenant),
            .jobs = jobs::list_jobs(db, tenant, state, older_than(call), jobs_per_page + 1),
            .refused = post::list_refused_addresses(db, tenant, most_refused_shown),
            .refused_count = post::count_refused_addresses(db, tenant),
            .returned = post::list_returned_mails(db, tenant, most_returned_shown),
            .returned_count = post::count_returned_mails(db, tenant)};
    });
}

struct Answer {
    Done done;
    Result<void> result;
};

Answer do_it(web::Call const& call, http::Form const& form)
{
    auto const what = form.value("was");
    auto const number = parse_number(form.value("nummer")).value_or(0);
    if (what == "wiederholen")
        return {Done::retried, web::write(call, [&](Work& work) {
                    return retry_job(work, jobs::JobId{number});
                })};
    if (what == "alle")
        return {Done::all_retried, web::write(call, [&](Work& work) { return retry_given_up(work); })};
    if (what == "freigeben")
        return {Done::lifted, web::write(call, [&](Work& work) {
                    return allow_mails_again(work, post::RefusedAddressId{number});
                })};
    return {Done::nothing, Problem::invalid({}, "staff.jobs.problem.unknown"_msg)};
}

std::int64_t count_given_up(web::Call const& call)
{
    if (!call.actor().may(manage_jobs, Scope::whole_tenant()))
        return 0; // waits for others
    return jobs::count_in_state(call.db(), call.site.tenant, jobs::State::dead);
}

}

http::Response show_jobs(web::Call& call, StaffOptions const& options)
{
    auto view = load_view(call, options, state_of(call.request.query().value("zustand")));
    view.done = done_of(call.request.query().value("getan"));
    note_jobs_read(call, view.refused.size());
    return jobs_page(call, view);
}

http::Response change_jobs(web::Call& call, StaffOptions const& options)
{
    auto const form = call.request.form();
    auto const state = state_of(form->value("zustand"));
    auto const answer = do_it(call, *form);
    if (!answer.result)
        return jobs_page(call, load_view(call, options, state), {answer.result.problem()});
    auto const url = web::staff_url({"auftraege"})
                         .with_query({{"zustand", code_of(state)}, {"getan", code_of(answer.done)}});
    return http::Response::redirect(http::Status::see_other, url.text());
}

std::int64_t count_waiting_jobs(web::Call const& call)
{
    return count_given_up(call);
}

void add_jobs_of_today(web::Call const& call, std::vector<web::TodayItem>& items)
{
    auto const count = count_given_up(call);
    if (count == 0)
        return;
    auto const& texts = web::staff_texts(call);
    items.push_back(
        {.area = "staff.jobs.title"_msg,
         .title = texts("staff.jobs.today.title"_msg, {{"count", count}}),
         .url = web::staff_url({"auftraege"}),
         .reason = std::string(texts("staff.jobs.today.reason"_msg)),
         .due = std::nullopt,
         .action = "staff.jobs.today.action"_msg});
}

} // namespace kommin::staff
