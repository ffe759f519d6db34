// Routes of one's own account.

#include "modules/staff/account_pages.hpp"
#include "modules/staff/handlers.hpp"
#include "platform/identity/account_store.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/write.hpp"

#include <string>

namespace kommin::staff {

namespace {

AccountView load_view(web::Call const& call)
{
    return web::read(call, [&](db::Connection& db) {
        auto const id = call.person->account;
        return AccountView{
            .account = identity::find_account(db, call.site.tenant, id).value(),
            .sessions = identity::list_sessions(db, call.site.tenant, id, call.clock.now()),
            .recovery_codes = identity::count_recovery_codes(db, call.site.tenant, id)};
    });
}

http::Response back_to_account()
{
    return http::Response::redirect(http::Status::see_other, web::staff_url({"konto"}).text());
}

}

http::Response show_account(web::Call& call)
{
    return account_page(call, load_view(call));
}

http::Response change_own_password(web::Call& call)
{
    auto const form = call.request.form();
    auto const changed = web::write(call, [&](Work& work) {
        return identity::change_password(
            work, call.person->account, call.person->session.value, form->value("current"),
            form->value("password"), call.site.name);
    });
    return changed ? back_to_account() : account_page(call, load_view(call), {changed.problem()});
}

http::Response show_second_factor(web::Call& call, StaffOptions const& options)
{
    return second_factor_page(
        call, identity::start_second_factor(options.secrets(), call.person->account), {});
}

http::Response set_second_factor(web::Call& call, StaffOptions const& options)
{
    auto const form = call.request.form();
    auto const sealed = form->value("siegel");
    // Whoever finds an open browser must not take over the account with a phone of their own.
    auto const allowed = call.person->has_second_factor
        ? identity::check_password(call.db(), call.site.tenant, call.person->account, form->value("current"))
        : Result<void>{};
    auto const codes
        = !allowed ? Result<std::vector<std::string>>(allowed.problem()) : web::write(call, [&](Work& work) {
              return identity::confirm_second_factor(
                  work, options.secrets(), call.person->account, sealed, form->value("code"));
          });
    if (codes)
        return recovery_codes_page(call, *codes);
    // The same secret again: it is in the app already.
    auto start = identity::resume_second_factor(options.secrets(), call.person->account, sealed);
    return second_factor_page(
        call, start ? *start : identity::start_second_factor(options.secrets(), call.person->account),
        {codes.problem()});
}

http::Response end_sessions(web::Call& call)
{
    auto const ended = web::write(call, [&](Work& work) -> Result<int> {
        return identity::end_other_sessions(work, call.person->account, call.person->session);
    });
    static_cast<void>(ended); // has no problems to report
    return back_to_account();
}

} // namespace kommin::staff
