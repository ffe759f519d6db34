// What an administrator should look at before somebody else does: guessing, and codes that were used twice
// (OWASP ASVS 11.1.7).

#include "modules/staff/handlers.hpp"
#include "modules/staff/permissions.hpp"
#include "platform/audit/audit.hpp"
#include "platform/identity/throttle.hpp"
#include "platform/web/staff_frame.hpp"

#include <chrono>
#include <string>

namespace kommin::staff {

namespace {

constexpr std::chrono::days remembered{7};
constexpr std::string_view repeated_code = "identity.code.repeated";

bool was_code_repeated(web::Call const& call)
{
    audit::EntryFilter const filter{
        .action = std::string(repeated_code), .from = call.clock.now() - remembered};
    return !audit::list_entries(call.db(), call.site.tenant, filter, std::nullopt, 1).empty();
}

}

void add_oddities_of_today(web::Call const& call, std::vector<web::TodayItem>& items)
{
    if (!call.actor().may(read_audit, Scope::whole_tenant()))
        return;
    auto const& texts = web::staff_texts(call);
    auto const trail = web::staff_url({"pruefpfad"});
    auto const add = [&](std::string title, MessageKey reason, html::Url url) {
        items.push_back(
            {.area = "staff.audit.title"_msg,
             .title = std::move(title),
             .url = std::move(url),
             .reason = std::string(texts(reason)),
             .due = std::nullopt,
             .action = "staff.odd.action"_msg});
    };
    auto const guessed = identity::count_guessed(call.db(), call.site.tenant, call.clock.now());
    if (guessed > 0)
        add(texts("staff.odd.guessed"_msg, {{"count", guessed}}), "staff.odd.guessed.reason"_msg,
            trail.with_query({{"was", "identity"}}));
    if (was_code_repeated(call))
        add(std::string(texts("staff.odd.repeated_code"_msg)), "staff.odd.repeated_code.reason"_msg,
            trail.with_query({{"was", repeated_code}}));
}

} // namespace kommin::staff
