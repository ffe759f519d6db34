// Addresses that the mail server has refused: all of them, as a list.

#include "modules/staff/handlers.hpp"
#include "modules/staff/job_care.hpp"
#include "modules/staff/jobs_list.hpp"
#include "modules/staff/jobs_pages.hpp"
#include "modules/staff/readings.hpp"
#include "platform/web/bulk_list.hpp"
#include "platform/web/staff_export.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace kommin::staff {

namespace {

std::vector<web::FoundRecord> found_addresses(std::vector<post::RefusedAddress> const& addresses)
{
    std::vector<web::FoundRecord> records;
    records.reserve(addresses.size());
    for (auto const& address : addresses)
        records.push_back(
            {.record = {address.id.value, address.version()},
             .link = {address.shown_as, web::list_url(refused_list, {{"t", address.shown_as}})}});
    return records;
}

web::BulkList addresses_to_change(web::Call const& call)
{
    return {
        .list = refused_list,
        .first =
            [&call](db::Connection& db, http::Form const& asked, int most) {
                auto query = RefusedFilter::parse(asked).query();
                query.limit = most;
                query.offset = 0;
                return found_addresses(post::list_refused_addresses(db, call.site.tenant, query));
            },
        .these =
            [&call](db::Connection& db, std::vector<std::int64_t> const& ids) {
                return found_addresses(
                    post::list_refused_addresses(db, call.site.tenant, {.only = {ids.begin(), ids.end()}}));
            }};
}

}

http::Response show_refused(web::Call& call)
{
    auto const filter = RefusedFilter::parse(call.request.query());
    auto const view = web::read(call, [&](db::Connection& db) {
        auto const tenant = call.site.tenant;
        return RefusedView{
            .filter = filter,
            .addresses = post::list_refused_addresses(db, tenant, filter.query()),
            .count = post::count_refused_addresses(db, tenant, filter.query()),
            .views = web::saved_views(call, refused_list, filter.fields())};
    });
    note_jobs_read(call, view.addresses.size());
    return refused_page(call, view);
}

http::Response export_refused(web::Call& call)
{
    using post::RefusedAddress;
    using table::Cell;
    auto const& texts = web::staff_texts(call);
    auto query = RefusedFilter::parse(call.request.query()).query();
    query.limit = 0;
    auto const addresses = web::read(
        call, [&](db::Connection& db) { return post::list_refused_addresses(db, call.site.tenant, query); });
    web::ListExport<RefusedAddress> file(
        call, web::export_format(call.request), "adressen", "staff.jobs.refused"_msg,
        {{"staff.jobs.refused.address"_msg, 36,
          [](RefusedAddress const& address) { return Cell(address.shown_as); }},
         {"staff.jobs.refused.since"_msg, 20,
          [&](RefusedAddress const& address) {
              return Cell(texts.date_time(call.site.zone->to_local(address.refused_at)));
          }},
         {"staff.jobs.reason"_msg, 60, [&](RefusedAddress const& address) {
              return Cell(texts("mail.problem.address_refused"_msg, {{"reply", address.reply}}));
          }}});
    for (auto const& address : addresses) {
        if (!file.add(address))
            break;
    }
    note_jobs_exported(call, std::ssize(addresses));
    return file.answer();
}

http::Response change_chosen_addresses(web::Call& call)
{
    auto const list = addresses_to_change(call);
    return web::with_chosen(call, list, [&](web::Chosen const& chosen, http::Form const& form) {
        if (form.value("aktion") != allow_action.word)
            return web::staff_not_found(call);
        return web::change_chosen(
            call, list, chosen,
            {.action = allow_action,
             .words
             = {"staff.jobs.refused.bulk.title"_msg, "staff.jobs.refused.bulk.made"_msg,
                "staff.jobs.refused.bulk.already"_msg},
             .use_case = [](Work& work, web::Ticked record) {
                 return allow_one_of_many(work, post::RefusedAddressId{record.id}, record.version);
             }});
    });
}

} // namespace kommin::staff
