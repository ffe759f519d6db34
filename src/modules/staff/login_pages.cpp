#include "modules/staff/login_pages.hpp"

#include "platform/web/session_cookie.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/staff_frame.hpp"

#include <optional>

namespace kommin::staff {

using html::Writer;
using web::staff_url;

namespace {

bool has_to_wait(std::vector<Problem> const& problems)
{
    return !problems.empty() && problems.front().kind == ProblemKind::unavailable;
}

// Waiting is a matter of seconds or minutes here, and not of a server that is down.
std::optional<http::Status> status_of(std::vector<Problem> const& problems)
{
    if (has_to_wait(problems))
        return http::Status::too_many_requests;
    return std::nullopt;
}

// One sentence and one link.
http::Response message_page(
    web::Call const& call, MessageKey title, MessageKey text, html::Url const& url, MessageKey label,
    http::Status status = http::Status::ok)
{
    auto const& texts = web::staff_texts(call);
    return web::entrance_page(
        {.call = call, .title = std::string(texts(title))},
        [&](Writer& w) {
            w(R"(<p>{}</p><p><a class="kern-btn kern-btn--primary" href="{}"><span class="kern-label">{}</span></a></p>)",
              texts(text), url, texts(label));
        },
        status);
}

}

http::Response login_page(
    web::Call const& call, std::string_view email, std::string_view wanted_page,
    std::vector<Problem> const& problems)
{
    auto const& texts = web::staff_texts(call);
    if (!web::is_safe_for_login(call.request, call.site.base_url))
        return web::entrance_page(
            {.call = call, .title = std::string(texts("staff.login.title"_msg))},
            [&](Writer& w) { w("<p>{}</p>", texts("staff.login.needs_tls"_msg)); }, http::Status::forbidden);
    return web::entrance_page(
        {.call = call, .title = std::string(texts("staff.login.title"_msg)), .problems = problems},
        [&](Writer& w) {
            if (has_to_wait(problems))
                w(R"(<p>{} <a href="{}">{}</a></p>)", texts("staff.login.by_mail"_msg),
                  staff_url({"passwort-vergessen"}), texts("staff.forgotten.send"_msg));
            w(R"(<form class="form" method="post" action="{}" novalidate><input type="hidden" name="weiter" value="{}">{}{}<div class="row">{}<a href="{}">{}</a></div></form>)",
              staff_url({"anmelden"}), wanted_page,
              web::TextField{
                  .texts = texts,
                  .name = "email",
                  .label = "staff.field.email"_msg,
                  .value = email,
                  .type = "email",
                  .autocomplete = "username"},
              web::TextField{
                  .texts = texts,
                  .name = "passwort",
                  .label = "staff.field.password"_msg,
                  .type = "password",
                  .autocomplete = "current-password"},
              web::SubmitButton{texts("staff.log_in"_msg)}, staff_url({"passwort-vergessen"}),
              texts("staff.login.forgotten"_msg));
        },
        status_of(problems));
}

http::Response code_page(
    web::Call const& call, std::string_view wanted_page, std::vector<Problem> const& problems)
{
    auto const& texts = web::staff_texts(call);
    return web::entrance_page(
        {.call = call, .title = std::string(texts("staff.code.title"_msg)), .problems = problems},
        [&](Writer& w) {
            w(R"(<form class="form" method="post" action="{}" novalidate><input type="hidden" name="weiter" value="{}">{}{}</form>)",
              staff_url({"anmelden", "code"}), wanted_page,
              web::TextField{
                  .texts = texts,
                  .name = "code",
                  .label = "staff.field.code"_msg,
                  .problems = problems,
                  .hint = "staff.code.hint"_msg,
                  .autocomplete = "one-time-code"},
              web::SubmitButton{texts("staff.log_in"_msg)});
        },
        status_of(problems));
}

http::Response forgotten_page(web::Call const& call)
{
    auto const& texts = web::staff_texts(call);
    return web::entrance_page(
        {.call = call, .title = std::string(texts("staff.forgotten.title"_msg))}, [&](Writer& w) {
            w(R"(<p>{}</p><form class="form" method="post" action="{}" novalidate>{}{}</form>)",
              texts("staff.forgotten.text"_msg), staff_url({"passwort-vergessen"}),
              web::TextField{
                  .texts = texts,
                  .name = "email",
                  .label = "staff.field.email"_msg,
                  .type = "email",
                  .autocomplete = "username"},
              web::SubmitButton{texts("staff.forgotten.send"_msg)});
        });
}

http::Response link_sent_page(web::Call const& call)
{
    return message_page(
        call, "staff.link_sent.title"_msg, "staff.link_sent.text"_msg, staff_url({"anmelden"}),
        "staff.to_login"_msg);
}

http::Response set_password_page(web::Call const& call, std::vector<Problem> const& problems)
{
    auto const& texts = web::staff_texts(call);
    return web::entrance_page(
        {.call = call, .title = std::string(texts("staff.set_password.title"_msg)), .problems = problems},
        [&](Writer& w) {
            w(R"(<form class="form" method="post" action="{}" novalidate>{}{}</form>)",
              staff_url({"passwort", call.path["token"]}),
              web::TextField{
                  .texts = texts,
                  .name = "password",
                  .label = "staff.field.new_password"_msg,
                  .problems = problems,
                  .hint = "staff.password.hint"_msg,
                  .type = "password",
                  .autocomplete = "new-password"},
              web::SubmitButton{texts("staff.set_password.save"_msg)});
        },
        status_of(problems));
}

http::Response password_is_set_page(web::Call const& call)
{
    return message_page(
        call, "staff.password_set.title"_msg, "staff.password_set.text"_msg, staff_url({"anmelden"}),
        "staff.to_login"_msg);
}

http::Response link_is_void_page(web::Call const& call)
{
    return message_page(
        call, "staff.link_void.title"_msg, "identity.problem.link"_msg, staff_url({"passwort-vergessen"}),
        "staff.forgotten.send"_msg, http::Status::not_found);
}

} // namespace kommin::staff
