#include "modules/staff/account_pages.hpp"

#include "modules/staff/accounts_pages.hpp"
#include "platform/crypto/base32.hpp"
#include "platform/identity/totp.hpp"
#include "platform/qr/qr.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/staff_frame.hpp"

namespace kommin::staff {

using html::each;
using html::when;
using html::Writer;
using i18n::Texts;
using web::staff_url;

namespace {

// "ABCD EFGH …": read aloud and typed in groups of four.
std::string in_groups(std::string_view text)
{
    std::string grouped;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (i > 0 && i % 4 == 0)
            grouped += ' ';
        grouped += text[i];
    }
    return grouped;
}

void write_password_form(
    Writer& w, web::Call const& call, Texts const& texts, std::vector<Problem> const& problems)
{
    w(R"(<section class="card" aria-labelledby="passwort"><h2 id="passwort">{}</h2><form class="form" method="post" action="{}" novalidate>{}{}{}{}</form></section>)",
      texts("staff.account.password"_msg), staff_url({"konto", "passwort"}), web::FormToken{call},
      web::TextField{
          .texts = texts,
          .name = "current",
          .label = "staff.field.current_password"_msg,
          .problems = problems,
          .type = "password",
          .autocomplete = "current-password"},
      web::TextField{
          .texts = texts,
          .name = "password",
          .label = "staff.field.new_password"_msg,
          .problems = problems,
          .hint = "staff.password.hint"_msg,
          .type = "password",
          .autocomplete = "new-password"},
      web::SubmitButton{texts("staff.set_password.save"_msg), "secondary"});
}

void write_second_factor(Writer& w, Texts const& texts, AccountView const& view)
{
    bool const is_set = view.account.has_second_factor();
    w(R"(<section class="card stack" aria-labelledby="faktor"><h2 id="faktor">{}</h2><p>{}</p>{}<p><a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a></p></section>)",
      texts("staff.second_factor.title"_msg),
      is_set ? texts("staff.second_factor.is_set"_msg) : texts("staff.second_factor.is_missing"_msg),
      when(
          is_set,
          [&](Writer& inner) {
              inner(
                  R"(<p class="mute">{}</p>)",
                  texts("staff.second_factor.codes_left"_msg, {{"count", view.recovery_codes}}));
          }),
      staff_url({"konto", "zweiter-faktor"}),
      texts(is_set ? "staff.second_factor.renew"_msg : "staff.second_factor.set_up"_msg));
}

// The address is changed by administrators: the next password would go there.
void write_details(
    Writer& w, web::Call const& call, Texts const& texts, AccountView const& view,
    std::vector<Problem> const& problems)
{
    auto const& account = view.account;
    auto const stored = view.stored.value_or(own_details_of(account));
    auto const languages = account_languages();
    w(R"(<section class="card" aria-labelledby="angaben"><h2 id="angaben">{}</h2><form class="form" method="post" action="{}" novalidate>{}<input type="hidden" name="fassung" value="{}">{}{}{}<p class="small mute">{}</p>{}</form></section>)",
      texts("staff.account.details"_msg), staff_url({"konto", "angaben"}), web::FormToken{call},
      account.version, web::StoodBefore{stored},
      web::TextField{
          .texts = texts,
          .name = "name",
          .label = "staff.field.name"_msg,
          .value = account.name,
          .problems = problems,
          .autocomplete = "name"},
      web::SelectField{
          .texts = texts,
          .name = "sprache",
          .label = "staff.field.language"_msg,
          .choices = languages,
          .value = account.language},
      texts("staff.account.email.hint"_msg),
      web::SubmitButton{texts("staff.accounts.save"_msg), "secondary"});
}

// The button that logs out one device; this one has its own.
void write_end_of(Writer& w, web::Call const& call, Texts const& texts, identity::OpenSession const& session)
{
    if (session.id == call.person->session)
        return;
    auto const device
        = session.device.empty() ? texts("staff.sessions.unknown"_msg) : std::string_view(session.device);
    w(R"(<form method="post" action="{}">{}<input type="hidden" name="geraet" value="{}"><button class="kern-btn kern-btn--tertiary kern-btn--sm" type="submit"><span class="kern-label">{}<span class="vh">: {}</span></span></button></form>)",
      staff_url({"konto", "geraete"}), web::FormToken{call}, session.id.value,
      texts("staff.sessions.end_one"_msg), device);
}

void write_sessions(Writer& w, web::Call const& call, Texts const& texts, AccountView const& view)
{
    w(R"(<section class="card" aria-labelledby="geraete"><h2 id="geraete">{}</h2><div class="scroll"><table class="tbl tbl--stack"><caption class="vh">{}</caption><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><td></td></tr></thead><tbody>{}</tbody></table></div>{}</section>)",
      texts("staff.sessions.title"_msg), texts("staff.sessions.title"_msg),
      texts("staff.sessions.device"_msg), texts("staff.sessions.since"_msg), texts("staff.sessions.seen"_msg),
      each(
          view.sessions,
          [&](Writer& row, identity::OpenSession const& session) {
              row(R"(<tr><th scope="row">{}{}</th><td data-l="{}">{}</td><td data-l="{}">{}</td><td>{}</td></tr>)",
                  session.device.empty() ? texts("staff.sessions.unknown"_msg)
                                         : std::string_view(session.device),
                  when(
                      session.id == call.person->session,
                      [&](Writer& inner) {
                          inner(R"( <span class="tag">{}</span>)", texts("staff.sessions.this"_msg));
                      }),
                  texts("staff.sessions.since"_msg),
                  texts.date_time(call.site.zone->to_local(session.created_at)),
                  texts("staff.sessions.seen"_msg),
                  texts.date_time(call.site.zone->to_local(session.last_seen_at)),
                  [&](Writer& cell) { write_end_of(cell, call, texts, session); });
          }),
      when(view.sessions.size() > 1, [&](Writer& inner) {
          inner(
              R"(<form method="post" action="{}">{}{}</form>)", staff_url({"konto", "geraete"}),
              web::FormToken{call}, web::SubmitButton{texts("staff.sessions.end_others"_msg), "secondary"});
      }));
}

}

http::Response account_page(
    web::Call const& call, AccountView const& view, std::vector<Problem> const& problems)
{
    auto const& texts = web::staff_texts(call);
    return web::staff_page(
        {.call = call,
         .title = std::string(texts("staff.account"_msg)),
         .state_line = view.account.name + " · " + view.account.email,
         .problems = problems},
        [&](Writer& w) {
            w(
                R"(<div class="stack-l">{}{}{}{}</div>)",
                [&](Writer& inner) { write_second_factor(inner, texts, view); },
                [&](Writer& inner) { write_details(inner, call, texts, view, problems); },
                [&](Writer& inner) { write_sessions(inner, call, texts, view); },
                [&](Writer& inner) { write_password_form(inner, call, texts, problems); });
        });
}

web::RecordForm own_details_form(Texts const& texts)
{
    return {
        .fields
        = {{"name", std::string(texts("staff.field.name"_msg))},
           {"sprache", std::string(texts("staff.field.language"_msg))}},
        .has_drafts = false,
        .shown = [](records::Fields const& fields, std::string_view name) {
            std::string value(fields.value(name));
            for (auto const& language : account_languages()) {
                if (name == "sprache" && language.value == value)
                    return language.label;
            }
            return value;
        }};
}

records::Fields own_details_of(identity::Account const& account)
{
    records::Fields fields;
    fields.set("name", account.name);
    fields.set("sprache", account.language);
    return fields;
}

http::Response own_details_conflict_page(
    web::Call const& call, web::PostedForm const& posted, web::Faster const& faster)
{
    auto const& texts = web::staff_texts(call);
    auto const details = std::string(texts("staff.account.details"_msg));
    return web::overtaken_page(
        {.call = call,
         .title = texts("record.conflict.title"_msg, {{"title", details}}),
         .crumbs = {{staff_url({"konto"}), std::string(texts("staff.account"_msg))}}},
        staff_url({"konto", "angaben"}), staff_url({"konto"}), own_details_form(texts), posted, faster);
}

http::Response second_factor_page(
    web::Call const& call, identity::SecondFactorStart const& start, std::vector<Problem> const& problems)
{
    auto const& texts = web::staff_texts(call);
    auto const code
        = qr::encode(identity::totp_uri(start.secret, "Kommin " + call.site.name, call.person->email));
    return web::staff_page(
        {.call = call,
         .title = std::string(texts("staff.second_factor.title"_msg)),
         .crumbs = {{staff_url({"konto"}), std::string(texts("staff.account"_msg))}},
         .problems = problems},
        [&](Writer& w) {
            w(R"({}<ol class="steps measure"><li><p>{}</p></li><li><p>{}</p><svg class="qr" viewBox="{}" role="img" aria-label="{}"><path fill="#fff" d="{}"/><path fill="#000" d="{}"/></svg><p>{} <code class="secret">{}</code></p></li><li><form class="form" method="post" action="{}" novalidate>{}<input type="hidden" name="siegel" value="{}">{}{}{}</form></li></ol>)",
              when(
                  call.person->needs_second_factor,
                  [&](Writer& inner) {
                      inner(
                          R"(<p class="note note--warn stack-b">{}</p>)",
                          texts("staff.second_factor.required"_msg));
                  }),
              texts("staff.second_factor.step.app"_msg), texts("staff.second_factor.step.scan"_msg),
              "0 0 " + std::to_string(code.side()) + ' ' + std::to_string(code.side()),
              texts("staff.second_factor.qr"_msg),
              "M0 0h" + std::to_string(code.side()) + 'v' + std::to_string(code.side()) + "H0z",
              code.svg_path(), texts("staff.second_factor.by_hand"_msg),
              in_groups(crypto::base32(start.secret)), staff_url({"konto", "zweiter-faktor"}),
              web::FormToken{call}, start.sealed,
              web::TextField{
                  .texts = texts,
                  .name = "current",
                  .label = "staff.field.current_password"_msg,
                  .problems = problems,
                  .hint = "staff.second_factor.password.hint"_msg,
                  .type = "password",
                  .autocomplete = "current-password"},
              web::TextField{
                  .texts = texts,
                  .name = "code",
                  .label = "staff.second_factor.step.code"_msg,
                  .problems = problems,
                  .autocomplete = "one-time-code",
                  .width = web::FieldWidth::narrow},
              web::SubmitButton{texts("staff.second_factor.confirm"_msg)});
        });
}

http::Response recovery_codes_page(web::Call const& call, std::vector<std::string> const& codes)
{
    auto const& texts = web::staff_texts(call);
    return web::staff_page(
        {.call = call,
         .title = std::string(texts("staff.recovery.title"_msg)),
         .crumbs = {{staff_url({"konto"}), std::string(texts("staff.account"_msg))}}},
        [&](Writer& w) {
            w(R"(<div class="stack measure"><p class="note note--ok">{}</p><p>{}</p><ul class="codes">{}</ul><p><a class="kern-btn kern-btn--primary" href="{}"><span class="kern-label">{}</span></a></p></div>)",
              texts("staff.recovery.done"_msg), texts("staff.recovery.text"_msg),
              each(
                  codes,
                  [](Writer& item, std::string const& one) {
                      item("<li><code>{}</code></li>", in_groups(one));
                  }),
              staff_url({}), texts("staff.recovery.noted"_msg));
        });
}

} // namespace kommin::staff
