// Post and jobs: what the program does by itself, what failed and why, and what to do about it.

#include "modules/staff/handlers.hpp"
#include "modules/staff/job_care.hpp"
#include "modules/staff/jobs_list.hpp"
#include "modules/staff/jobs_pages.hpp"
#include "modules/staff/permissions.hpp"
#include "modules/staff/readings.hpp"
#include "platform/base/number.hpp"
#include "platform/search/fold.hpp"
#include "platform/web/bulk_list.hpp"
#include "platform/web/staff_export.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::staff {

namespace {

JobsView load_view(web::Call const& call, StaffOptions const& options, JobFilter filter)
{
    return web::read(call, [&](db::Connection& db) {
        auto const tenant = call.site.tenant;
        // One alone is shown in whatever state it is by now.
        if (auto const job = filter.number ? jobs::find_job(db, tenant, *filter.number) : std::nullopt)
            filter.state = job->state;
        return JobsView{
            .filter = filter,
            .sends_mails = options.post.has_server(),
            .counts = jobs::count_by_kind(db, tenant),
            .jobs = jobs::list_jobs(db, tenant, filter.query()),
            .count = jobs::count_jobs(db, tenant, filter.query()),
            .views = web::saved_views(call, job_list, filter.fields()),
            .refused = post::list_refused_addresses(db, tenant, {.limit = most_refused_shown}),
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

// What waits for a person first.
struct FoundState {
    jobs::State state;
    std::string_view shape;
};
constexpr std::array found_states{
    FoundState{jobs::State::dead, "st st--bad"}, FoundState{jobs::State::failed, "st st--warn"},
    FoundState{jobs::State::queued, "st st--info"}, FoundState{jobs::State::running, "st st--info"},
    FoundState{jobs::State::done, "st st--ok"}};

html::Url url_of_jobs(jobs::State state, std::string_view kind)
{
    return web::list_url(job_list, JobFilter{.state = state, .kind = std::string(kind)}.fields());
}

html::Url url_of_job(jobs::Listed const& job)
{
    return web::list_url(job_list, JobFilter{.state = job.state, .number = job.id}.fields());
}

web::StaffHit hit_of(web::Call const& call, jobs::Listed const& job)
{
    auto const& texts = web::staff_texts(call);
    auto const* const found = std::ranges::find(found_states, job.state, &FoundState::state);
    auto const time = texts.date_time(call.site.zone->to_local(job.finished_at.value_or(job.run_at)));
    auto const number = texts("staff.jobs.number"_msg, {{"number", std::to_string(job.id.value)}});
    return {
        .title = name_of_job(call, job.kind),
        .url = url_of_job(job),
        .detail = number + " · " + time,
        .state = {found->shape, std::string(word_of_state(job.state, texts))},
        .is_content = false};
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
    auto view = load_view(call, options, JobFilter::parse(call.request.query()));
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
        return jobs_page(call, load_view(call, options, {.state = state}), {answer.result.problem()});
    auto const url = web::staff_url({"auftraege"})
                         .with_query({{"zustand", code_of(state)}, {"getan", code_of(answer.done)}});
    return http::Response::redirect(http::Status::see_other, url.text());
}

http::Response export_jobs(web::Call& call)
{
    using jobs::Listed;
    using table::Cell;
    constexpr int at_once = 1'000;
    auto const& texts = web::staff_texts(call);
    auto const& zone = *call.site.zone;
    auto const time = [&](Instant at) { return Cell(texts.date_time(zone.to_local(at))); };
    auto query = JobFilter::parse(call.request.query()).query();
    query.limit = at_once;
    query.offset = 0;
    std::vector<web::ExportColumn<Listed>> columns{
        {"staff.jobs.column.number"_msg, 10, [](Listed const& job) { return Cell(job.id.value); }},
        {"staff.jobs.job"_msg, 44, [&](Listed const& job) { return Cell(name_of_job(call, job.kind)); }},
        {"staff.state"_msg, 22,
         [&](Listed const& job) { return Cell(std::string(word_of_state(job.state, texts))); }},
        {"staff.jobs.column.created"_msg, 20, [&](Listed const& job) { return time(job.created_at); }},
        {"staff.jobs.column.time"_msg, 20,
         [&](Listed const& job) { return time(job.finished_at.value_or(job.run_at)); }},
        {"staff.jobs.tries"_msg, 10, [](Listed const& job) { return Cell(std::int64_t{job.attempts}); }},
        {"staff.jobs.reason"_msg, 60,
         [&](Listed const& job) { return Cell(reason_of_failure(job, texts)); }}};
    web::ListExport<Listed> file(
        call, web::export_format(call.request), "auftraege", "staff.jobs.list"_msg, std::move(columns));
    std::int64_t count = 0;
    web::read(call, [&](db::Connection& db) {
        for (;;) {
            file.go_on();
            auto lines = jobs::list_jobs(db, call.site.tenant, query);
            bool const has_room
                = std::ranges::all_of(lines, [&](Listed const& line) { return file.add(line); });
            count += std::ssize(lines);
            if (!has_room || lines.size() < static_cast<std::size_t>(at_once))
                break;
            query.after = std::move(lines.back());
        }
        return 0;
    });
    note_jobs_exported(call, count);
    return file.answer();
}

http::Response change_chosen_jobs(web::Call& call)
{
    auto const& texts = web::staff_texts(call);
    auto const found = [&](std::vector<jobs::Listed> const& listed) {
        std::vector<web::FoundRecord> records;
        for (auto const& job : listed)
            records.push_back(
                {.record = {job.id.value, job.leases},
                 .link
                 = {name_of_job(call, job.kind) + ", "
                        + texts("staff.jobs.number"_msg, {{"number", std::to_string(job.id.value)}}),
                    url_of_job(job)}});
        return records;
    };
    web::BulkList const list{
        .list = job_list,
        .first =
            [&](db::Connection& db, http::Form const& asked, int most) {
                auto query = JobFilter::parse(asked).query();
                query.limit = most;
                query.offset = 0;
                return found(jobs::list_jobs(db, call.site.tenant, query));
            },
        .these =
            [&](db::Connection& db, std::vector<std::int64_t> const& ids) {
                return found(jobs::list_chosen_jobs(db, call.site.tenant, {ids.begin(), ids.end()}));
            }};
    return web::with_chosen(call, list, [&](web::Chosen const& chosen, http::Form const& form) {
        if (form.value("aktion") != retry_action.word)
            return web::staff_not_found(call);
        return web::change_chosen(
            call, list, chosen,
            {.action = retry_action,
             .words
             = {"staff.jobs.bulk.title"_msg, "staff.jobs.bulk.made"_msg, "staff.jobs.bulk.already"_msg},
             .use_case = [](Work& work, web::Ticked record) {
                 return retry_one_of_many(work, jobs::JobId{record.id}, record.version);
             }});
    });
}

web::StaffHits find_jobs(web::Call const& call, std::string_view words, int most_hits)
{
    auto const folded = search::folded_text(words);
    auto const number = parse_number(words);
    web::StaffHits hits{{}, 0, web::list_url(job_list, {})};
    web::read(call, [&](db::Connection& db) {
        auto const tenant = call.site.tenant;
        if (auto const job = number ? jobs::find_job(db, tenant, jobs::JobId{*number}) : std::nullopt) {
            hits.hits.push_back(hit_of(call, *job));
            ++hits.count;
        }
        auto counts = jobs::count_by_kind(db, tenant);
        std::erase_if(counts, [&](jobs::KindCount const& row) {
            return search::folded_text(name_of_job(call, row.kind)).find(folded) == std::string::npos;
        });
        for (auto const& found : found_states) {
            for (auto const& row : counts) {
                if (row.state != found.state)
                    continue;
                if (hits.count == 0)
                    hits.all = url_of_jobs(row.state, row.kind);
                hits.count += row.count;
                auto const room = most_hits - static_cast<int>(hits.hits.size());
                if (room <= 0)
                    continue;
                for (auto const& job : jobs::list_jobs(
                         db, tenant,
                         {.state = row.state, .kind = row.kind, .descending = true, .limit = room}))
                    hits.hits.push_back(hit_of(call, job));
            }
        }
        return 0;
    });
    return hits;
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
