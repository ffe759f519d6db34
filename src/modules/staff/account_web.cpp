// Routes of one's own account.

#include "modules/staff/account_notices.hpp"
#include "modules/staff/account_pages.hpp"
#include "modules/staff/account_records.hpp"
#include "modules/staff/accounts.hpp"
#include "modules/staff/audit_pages.hpp"
#include "modules/staff/handlers.hpp"
#include "platform/base/number.hpp"
#include "platform/identity/account_store.hpp"
#include "platform/web/authors.hpp"
#include "platform/web/overtaken.hpp"
#include "platform/web/session_cookie.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/write.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kommin::staff {

namespace {

AccountView load_view(web::Call const& call)
{
    return web::read(call, [&](db::Connection& db) {
        auto const id = call.person->account;
        return AccountView{
            .account = identity::find_account(db, call.site.tenant, id).value(),
            .sessions = identity::list_sessions(
                db, call.site.tenant, id, call.clock.now(),
                call.site.idle_limit.value_or(identity::idle_limit)),
            .recovery_codes = identity::count_recovery_codes(db, call.site.tenant, id)};
    });
}

void tell_owner(Work& work, web::Call const& call, Notice notice)
{
    enqueue_notice(
        work, {.account = call.person->account, .notice = notice, .site_address = call.site.base_url});
}

Result<void> change_password_of(
    identity::Person const& person, web::Call const& call, http::Form const& form,
    StaffOptions const& options)
{
    auto const current = TRY(identity::prove_password(
        web::context_of(call), options.secrets(), person.account, form.value("current")));
    auto const password = TRY(identity::hash_new_password(
        call.db(), call.site.tenant, options.secrets(), person.account, form.value("password"),
        {call.site.name, options.leaked.get()}));
    return web::write(call, [&](Work& work) -> Result<void> {
        TRY(identity::change_password(
            work, person.account, {person.session.value, web::device_token(call.request)}, current,
            password));
        enqueue_notice(
            work,
            {.account = person.account,
             .notice = Notice::password_changed,
             .site_address = call.site.base_url,
             .device = device_of(call.request)});
        return {};
    });
}

// Whoever finds an open browser must not take over the account with a phone of their own.
Result<std::vector<std::string>> set_second_factor_of(
    identity::Person const& person, web::Call const& call, http::Form const& form,
    identity::Secrets const& secrets)
{
    auto const password = TRY(
        identity::prove_password(web::context_of(call), secrets, person.account, form.value("current")));
    return web::write(call, [&](Work& work) -> Result<std::vector<std::string>> {
        TRY(identity::check_still_proven(work, person.account, password));
        auto codes = TRY(identity::confirm_second_factor(
            work, secrets, person.account, form.value("siegel"), form.value("code")));
        identity::end_other_sessions(work, person.account, person.session); // begun without it
        tell_owner(work, call, Notice::second_factor_set);
        return codes;
    });
}

// Who has changed the details of one's own account last, and what they are now.
web::Faster find_faster(web::Call const& call)
{
    auto const own = call.person->account;
    auto const last = find_last_change(call, own, "identity.account.changed");
    return web::read(call, [&](db::Connection& db) {
        auto const account = identity::find_account(db, call.site.tenant, own).value();
        auto const code = last ? last->actor : Actor::system().code();
        return web::Faster{
            name_of_actor(web::list_authors(db, call.site.tenant), code, web::staff_texts(call)),
            last ? std::optional(last->at) : std::nullopt, own_details_of(account), account.version};
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

http::Response change_own_password(web::Call& call, StaffOptions const& options)
{
    auto const form = call.request.form();
    auto const changed = change_password_of(*call.person, call, *form, options);
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
    auto const codes = set_second_factor_of(*call.person, call, *form, options.secrets());
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
    auto const form = call.request.form();
    auto const device = form ? parse_number(form->value("geraet")) : std::nullopt;
    auto const ended = web::write(call, [&](Work& work) -> Result<void> {
        if (device)
            return identity::end_session(work, call.person->account, identity::SessionId{*device});
        identity::end_other_sessions(work, call.person->account, call.person->session);
        return {};
    });
    call.nothing_was_done = !ended; // one that is gone already is what was wanted
    return back_to_account();
}

http::Response change_own_account(web::Call& call)
{
    auto const form = call.request.form();
    if (!form)
        return web::staff_not_found(call);
    auto const posted = web::read_posted_form(*form, own_details_form(web::staff_texts(call)));
    identity::AccountDetails const entered{
        .email = {},
        .name = std::string(posted.fields.value("name")),
        .language = posted.fields.value("sprache") == "en" ? "en" : "de"};
    auto const change = [&](std::int64_t version) {
        return web::write(call, [&](Work& work) { return change_own_details(work, version, entered); });
    };
    auto changed = posted.incomplete ? Result<void>(Problem::conflict({}, "record.conflict.incomplete"_msg))
                                     : change(posted.version);
    if (!changed && changed.problem().kind == ProblemKind::conflict) {
        auto const faster = find_faster(call);
        if (posted.incomplete || web::contradicts(posted, faster))
            return own_details_conflict_page(call, posted, faster);
        changed = change(faster.version); // something else of the account
    }
    if (changed)
        return back_to_account();
    auto view = load_view(call);
    view.stored = own_details_of(view.account);
    view.account.name = entered.name;
    view.account.language = entered.language;
    return account_page(call, view, {changed.problem()});
}

} // namespace kommin::staff
