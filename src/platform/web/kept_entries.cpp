#include "platform/web/kept_entries.hpp"

#include "platform/web/origin.hpp"
#include "platform/web/staff_frame.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

namespace kommin::web {

using html::each;
using html::Writer;

namespace {

// What must not stand in a page that was asked for without a session, and is not worth keeping.
bool is_secret(std::string_view field)
{
    constexpr std::array<std::string_view, 4> secrets{"password", "passwort", "current", "code"};
    return std::ranges::find(secrets, field) != secrets.end();
}

// The entries of a form that our own page has sent, without its token. Nothing for one that holds a secret, a
// file, or nothing; nothing either where the browser does not say who has sent it.
std::optional<http::Form> kept_form(Call const& call)
{
    constexpr std::string_view urlencoded = "application/x-www-form-urlencoded";
    auto const form = call.request.form();
    if (!form || !call.request.header("content-type").starts_with(urlencoded)
        || !is_sent_from_here(call.request, call.site.base_url))
        return std::nullopt;
    http::Form kept;
    for (auto const& [name, value] : form->entries()) {
        if (is_secret(name))
            return std::nullopt;
        if (name != form_token_field)
            kept.add(name, value);
    }
    return kept.empty() ? std::nullopt : std::optional(std::move(kept));
}

// The form once more, with nothing to be seen but its button.
struct KeptForm {
    Call const& call;
    http::Form const& form;
    MessageKey action;

    void operator()(Writer& w) const
    {
        w(
            R"(<form method="post" action="{}">{}{}<p><button class="kern-btn kern-btn--primary" type="submit"><span class="kern-label">{}</span></button></p></form>)",
            page_after_login(call.request.target()),
            [&](Writer& inner) {
                if (call.person)
                    inner("{}", FormToken{call});
            },
            each(
                form.entries(),
                [](Writer& inner, http::Form::Entry const& entry) {
                    inner(R"(<input type="hidden" name="{}" value="{}">)", entry.first, entry.second);
                }),
            staff_texts(call)(action));
    }
};

}

http::Response session_has_ended(Call const& call)
{
    auto const& texts = staff_texts(call);
    auto const kept = kept_form(call);
    return entrance_page(
        {.call = call, .title = std::string(texts("staff.session_ended.title"_msg))},
        [&](Writer& w) {
            w(R"(<p>{}</p><p><a class="kern-btn kern-btn--primary" href="{}" target="_blank"><span class="kern-label">{}</span></a></p>)",
              texts(kept ? "staff.session_ended.kept"_msg : "staff.session_ended.text"_msg),
              staff_url({"anmelden"}), texts("staff.log_in"_msg));
            if (kept)
                w("<p>{}</p>{}", texts("staff.session_ended.then"_msg),
                  KeptForm{call, *kept, "staff.session_ended.send"_msg});
        },
        http::Status::forbidden);
}

http::Response form_is_not_ours(Call const& call)
{
    auto const& texts = staff_texts(call);
    auto const kept = call.person ? kept_form(call) : std::nullopt;
    return entrance_page(
        {.call = call,
         .title = std::string(texts(kept ? "staff.form_again.title"_msg : "staff.foreign_form.title"_msg))},
        [&](Writer& w) {
            w("<p>{}</p>", texts(kept ? "staff.form_again.text"_msg : "staff.foreign_form.text"_msg));
            if (kept)
                w("{}", KeptForm{call, *kept, "staff.form_again.send"_msg});
        },
        http::Status::forbidden);
}

} // namespace kommin::web
