// Routes of logging in and out, and of the mailed links.

#include "modules/staff/account_notices.hpp"
#include "modules/staff/handlers.hpp"
#include "modules/staff/link_mails.hpp"
#include "modules/staff/login_pages.hpp"
#include "platform/identity/session.hpp"
#include "platform/web/session_cookie.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/write.hpp"

#include <string>

namespace kommin::staff {

// "Firefox, Windows": enough to know one's own devices by, too little to know anybody else by.
std::string device_of(http::Request const& request)
{
    auto const agent = request.header("user-agent");
    auto const first_of = [&](std::initializer_list<std::pair<std::string_view, std::string_view>> signs) {
        for (auto const& [sign, name] : signs) {
            if (agent.find(sign) != std::string_view::npos)
                return name;
        }
        return std::string_view{};
    };
    auto const browser
        = first_of({{"Firefox/", "Firefox"}, {"Edg/", "Edge"}, {"Chrome/", "Chrome"}, {"Safari/", "Safari"}});
    auto const system = first_of(
        {{"Windows", "Windows"},
         {"Android", "Android"},
         {"iPhone", "iPhone"},
         {"iPad", "iPad"},
         {"Mac OS", "macOS"},
         {"Linux", "Linux"}});
    return std::string(browser) + (browser.empty() || system.empty() ? "" : ", ") + std::string(system);
}

namespace {

// In the transaction of the login: whoever is in has been told of it, or nobody is in.
identity::AfterLogin tell_of_new_browser(web::Call const& call)
{
    return [&call](Work& work, identity::LoggedIn const& login) {
        if (login.is_new_browser)
            enqueue_notice(
                work,
                {.account = login.account,
                 .notice = Notice::new_browser,
                 .site_address = call.site.base_url,
                 .device = device_of(call.request)});
    };
}

identity::AfterRepeatedCode tell_of_repeated_code(web::Call const& call)
{
    return [&call](Work& work, identity::AccountId account) {
        enqueue_notice(
            work, {.account = account, .notice = Notice::repeated_code, .site_address = call.site.base_url});
    };
}

http::Response enter(web::Call const& call, identity::LoggedIn const& login, std::string_view wanted)
{
    bool const is_complete = login.stage == identity::Stage::complete;
    auto const target = is_complete ? web::page_after_login(wanted)
                                    : web::staff_url({"anmelden", "code"}).with_query({{"weiter", wanted}});
    auto response = http::Response::redirect(http::Status::see_other, target.text());
    web::set_session(response, call.request, login.session_token);
    if (is_complete)
        web::set_device(response, call.request, login.device_token);
    return response;
}

Result<identity::PasswordSet> set_password_by_link(
    web::Call const& call, std::string_view password, StaffOptions const& options)
{
    auto const token = call.path["token"];
    auto const hashed = TRY(identity::hash_password_for_link(
        call.db(), call.site.tenant, options.secrets(), token, password,
        {call.site.name, options.leaked.get()}, call.clock.now()));
    return web::write(call, [&](Work& work) -> Result<identity::PasswordSet> {
        auto set = TRY(identity::set_password_by_link(work, token, hashed));
        enqueue_notice(
            work,
            {.account = set.account,
             .notice = Notice::password_changed,
             .site_address = call.site.base_url,
             .device = device_of(call.request)});
        return set;
    });
}

}

http::Response show_login(web::Call& call)
{
    if (call.person && call.person->stage == identity::Stage::complete)
        return http::Response::redirect(
            http::Status::see_other, web::page_after_login(call.request.query().value("weiter")).text());
    return login_page(call, {}, call.request.query().value("weiter"), {});
}

http::Response log_in(web::Call& call, StaffOptions const& options)
{
    auto const form = call.request.form();
    if (!form || !web::is_safe_for_login(call.request, call.site.base_url))
        return login_page(call, {}, {}, {});
    auto const email = form->value("email");
    auto const wanted = form->value("weiter");
    auto const result = identity::log_in(
        web::context_of(call), options.secrets(),
        {.email = std::string(email),
         .password = std::string(form->value("passwort")),
         .known_device = std::string(web::device_token(call.request)),
         .peer = std::string(call.request.peer()),
         .device = device_of(call.request),
         .former_session = std::string(web::session_token(call.request)),
         .leaked = options.leaked.get()},
        tell_of_new_browser(call));
    return result ? enter(call, *result, wanted) : login_page(call, email, wanted, {result.problem()});
}

http::Response show_code(web::Call& call)
{
    auto const wanted = call.request.query().value("weiter");
    if (!call.person)
        return http::Response::redirect(http::Status::see_other, web::staff_url({"anmelden"}).text());
    if (call.person->stage == identity::Stage::complete)
        return http::Response::redirect(http::Status::see_other, web::page_after_login(wanted).text());
    return code_page(call, wanted, {});
}

http::Response confirm_code(web::Call& call, StaffOptions const& options)
{
    auto const form = call.request.form();
    if (!form)
        return code_page(call, {}, {});
    auto const wanted = form->value("weiter");
    auto const result = identity::confirm_login(
        web::context_of(call), options.secrets(),
        {.session_token = web::session_token(call.request),
         .code = form->value("code"),
         .peer = call.request.peer(),
         .known_device = web::device_token(call.request)},
        tell_of_new_browser(call), tell_of_repeated_code(call));
    if (result)
        return enter(call, *result, wanted);
    if (result.problem().kind == ProblemKind::not_found)
        return login_page(call, {}, wanted, {result.problem()});
    return code_page(call, wanted, {result.problem()});
}

http::Response log_out(web::Call& call)
{
    auto const ended = web::write(call, [&](Work& work) -> Result<void> {
        identity::log_out(work, call.person->account, call.person->session);
        return {};
    });
    static_cast<void>(ended); // has no problems to report
    auto response = http::Response::redirect(http::Status::see_other, web::staff_url({"anmelden"}).text());
    web::forget_session(response, call.request);
    return response;
}

http::Response show_forgotten(web::Call& call)
{
    return forgotten_page(call);
}

http::Response send_new_password_link(web::Call& call, LinkGate& gate)
{
    auto const form = call.request.form();
    auto const key = form ? identity::email_key(form->value("email")) : std::string{};
    if (!key.empty() && gate.lets_pass(call.site.tenant, key, call.request.peer(), call.clock.now())) {
        auto const sent = web::write(call, [&](Work& work) -> Result<void> {
            enqueue_new_password_link(work, key, call.site.base_url);
            return {};
        });
        static_cast<void>(sent); // has no problems to report
    }
    return link_sent_page(call);
}

http::Response show_link(web::Call& call)
{
    return identity::is_link_open(call.db(), call.site.tenant, call.path["token"], call.clock.now())
        ? set_password_page(call, {})
        : link_is_void_page(call);
}

http::Response set_password(web::Call& call, StaffOptions const& options)
{
    auto const form = call.request.form();
    if (!form)
        return set_password_page(call, {});
    auto const set = set_password_by_link(call, form->value("password"), options);
    if (set) {
        auto page = password_is_set_page(call);
        web::set_device(page, call.request, set->device_token);
        return page;
    }
    if (set.problem().kind == ProblemKind::not_found)
        return link_is_void_page(call);
    return set_password_page(call, {set.problem()});
}

} // namespace kommin::staff
