#include "modules/staff/accounts_pages.hpp"

#include "platform/web/staff_form.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/staff_list.hpp"

#include <algorithm>

namespace kommin::staff {

using html::attribute;
using html::Attributes;
using html::each;
using html::flag;
using html::when;
using html::Writer;
using i18n::Texts;
using identity::AccountState;
using web::staff_url;

namespace {

struct StateWord {
    std::string_view shape;
    MessageKey label;
};
StateWord word_of(AccountState state)
{
    switch (state) {
    case AccountState::invited:
        return {"st st--draft", "staff.state.invited"_msg};
    case AccountState::active:
        return {"st st--ok", "staff.state.active"_msg};
    case AccountState::blocked:
        break;
    }
    return {"st st--bad", "staff.state.blocked"_msg};
}

void write_grants(
    Writer& w, std::vector<Grant> const& grants, std::vector<tenants::Body> const& bodies, Texts const& texts)
{
    if (grants.empty())
        w(R"(<span class="mute">{}</span>)", texts("staff.roles.none"_msg));
    for (std::size_t i = 0; i < grants.size(); ++i)
        w("{}{}", i > 0 ? ", " : "", text_of(grants[i], bodies, texts));
}

// The roles as boxes: those of the district first, then per role the municipalities.
void write_role_boxes(
    Writer& w, std::vector<Grant> const& held, std::vector<tenants::Body> const& bodies, Texts const& texts)
{
    auto const box = [&](Writer& inner, Grant const& grant, std::string const& label) {
        auto const code = code_of(grant);
        inner(
            R"(<label class="check"><input type="checkbox" name="rolle" value="{}" {}> <span>{}</span></label>)",
            code, Attributes{flag("checked", std::ranges::find(held, grant) != held.end())}, label);
    };
    w(R"(<fieldset id="f-roles"><legend>{}</legend>{}</fieldset>)", texts("staff.roles.title"_msg),
      each(tenants::all_roles, [&](Writer& inner, tenants::RoleDescription const& role) {
          auto const code = std::string(role.role.code);
          inner(
              R"(<div class="role"><p><strong>{}</strong><br><span class="mute small">{}</span></p><div class="row">{}{}</div></div>)",
              texts(role.label), texts(role.hint),
              [&](Writer& boxes) {
                  if (role.reach != tenants::RoleReach::municipality)
                      box(boxes, {code, Scope::whole_tenant()},
                          std::string(texts("staff.roles.district"_msg)));
              },
              [&](Writer& boxes) {
                  if (role.reach == tenants::RoleReach::district)
                      return;
                  for (auto const& body : bodies) {
                      if (body.kind == tenants::BodyKind::municipality)
                          box(boxes, {code, Scope::of_owner(body.id.value)}, body.name);
                  }
              });
      }));
}

void write_action(
    Writer& w, web::Call const& call, std::string_view account, std::string_view action,
    std::string_view label)
{
    w(R"(<form method="post" action="{}">{}<input type="hidden" name="was" value="{}">{}</form>)",
      staff_url({"konten", account, "zustand"}), web::FormToken{call}, action,
      web::SubmitButton{label, "secondary"});
}

}

std::string text_of(Grant const& grant, std::vector<tenants::Body> const& bodies, Texts const& texts)
{
    auto const* role = tenants::find_role(grant.role);
    auto text = role == nullptr ? grant.role : std::string(texts(role->label));
    if (grant.scope.is_whole_tenant())
        return text;
    auto const body = std::ranges::find_if(
        bodies, [&](tenants::Body const& one) { return one.id.value == grant.scope.owner(); });
    return text + " (" + (body == bodies.end() ? std::string("?") : body->name) + ')';
}

std::string code_of(Grant const& grant)
{
    return grant.scope.is_whole_tenant() ? grant.role
                                         : grant.role + '@' + std::to_string(grant.scope.owner());
}

web::StaffMark mark_of(AccountState state, Texts const& texts)
{
    auto const word = word_of(state);
    return {word.shape, std::string(texts(word.label))};
}

http::Response accounts_page(
    web::Call const& call, std::vector<ListedAccount> const& accounts,
    std::vector<tenants::Body> const& bodies, std::string_view words)
{
    auto const& texts = web::staff_texts(call);
    return web::staff_page(
        {.call = call,
         .title = std::string(texts("staff.accounts.title"_msg)),
         .section = "konten",
         .state_line = texts("staff.accounts.count"_msg, {{"count", accounts.size()}}),
         .actions =
             [&](Writer& w) {
                 w(R"(<a class="kern-btn kern-btn--primary" href="{}"><span class="kern-label">{}</span></a>)",
                   staff_url({"konten", "neu"}), texts("staff.accounts.invite"_msg));
             }},
        [&](Writer& w) {
            w("{}", web::WordsFilter{texts, staff_url({"konten"}), words, "staff.accounts.filter"_msg});
            if (accounts.empty()) {
                w(R"(<div class="empty"><h2>{}</h2><p>{}</p></div>)", texts("staff.accounts.none"_msg),
                  texts("list.words.none"_msg));
                return;
            }
            w(R"(<div class="scroll"><table class="tbl tbl--stack"><caption class="vh">{}</caption><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th></tr></thead><tbody>{}</tbody></table></div>)",
              texts("staff.accounts.title"_msg), texts("staff.field.name"_msg), texts("staff.state"_msg),
              texts("staff.roles.title"_msg), texts("staff.second_factor.title"_msg),
              texts("staff.last_login"_msg), each(accounts, [&](Writer& row, ListedAccount const& listed) {
                  auto const& account = listed.account;
                  auto const state = word_of(account.state);
                  row(
                      R"(<tr><th scope="row"><a href="{}">{}</a><br><span class="mute small">{}</span></th><td data-l="{}"><span class="{}">{}</span></td><td data-l="{}">{}</td><td data-l="{}">{}</td><td data-l="{}">{}</td></tr>)",
                      staff_url({"konten", account.public_id}), account.name, account.email,
                      texts("staff.state"_msg), state.shape, texts(state.label),
                      texts("staff.roles.title"_msg),
                      [&](Writer& inner) { write_grants(inner, listed.grants, bodies, texts); },
                      texts("staff.second_factor.title"_msg),
                      texts(account.has_second_factor() ? "staff.yes"_msg : "staff.no"_msg),
                      texts("staff.last_login"_msg),
                      account.last_login_at
                          ? texts.date_time(call.site.zone->to_local(*account.last_login_at))
                          : std::string("–"));
              }));
        });
}

http::Response new_account_page(
    web::Call const& call, identity::NewAccount const& entered, std::vector<tenants::Body> const& bodies,
    std::vector<Problem> const& problems)
{
    auto const& texts = web::staff_texts(call);
    std::vector<web::Choice> const languages{{"de", "Deutsch"}, {"en", "English"}};
    return web::staff_page(
        {.call = call,
         .title = std::string(texts("staff.accounts.invite"_msg)),
         .section = "konten",
         .crumbs = {{staff_url({"konten"}), std::string(texts("staff.accounts.title"_msg))}},
         .problems = problems},
        [&](Writer& w) {
            w(
                R"(<form class="form" method="post" action="{}" novalidate>{}{}{}{}{}<div class="row">{}<a class="kern-btn kern-btn--tertiary" href="{}"><span class="kern-label">{}</span></a></div></form>)",
                staff_url({"konten", "neu"}), web::FormToken{call},
                web::TextField{
                    .texts = texts,
                    .name = "name",
                    .label = "staff.field.name"_msg,
                    .value = entered.name,
                    .problems = problems,
                    .autocomplete = "off"},
                web::TextField{
                    .texts = texts,
                    .name = "email",
                    .label = "staff.field.email"_msg,
                    .value = entered.email,
                    .problems = problems,
                    .hint = "staff.accounts.email.hint"_msg,
                    .type = "email",
                    .autocomplete = "off"},
                web::SelectField{
                    .texts = texts,
                    .name = "sprache",
                    .label = "staff.field.language"_msg,
                    .choices = languages,
                    .value = entered.language},
                [&](Writer& inner) { write_role_boxes(inner, entered.grants, bodies, texts); },
                web::SubmitButton{texts("staff.accounts.invite.send"_msg)}, staff_url({"konten"}),
                texts("staff.cancel"_msg));
        });
}

http::Response one_account_page(
    web::Call const& call, ListedAccount const& listed, std::vector<tenants::Body> const& bodies,
    std::vector<Problem> const& problems)
{
    auto const& texts = web::staff_texts(call);
    auto const& account = listed.account;
    auto const state = word_of(account.state);
    return web::staff_page(
        {.call = call,
         .title = account.name,
         .section = "konten",
         .crumbs = {{staff_url({"konten"}), std::string(texts("staff.accounts.title"_msg))}},
         .state_line = account.email + " · " + std::string(texts(state.label)),
         .actions =
             [&](Writer& w) {
                 w(R"(<a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a>)",
                   staff_url({"rechte"}).with_query({{"konto", account.public_id}}),
                   texts("staff.accounts.rights"_msg));
             },
         .problems = problems},
        [&](Writer& w) {
            w(
                R"(<form class="form" method="post" action="{}" novalidate>{}<input type="hidden" name="fassung" value="{}">{}{}</form><section class="card stack stack-top" aria-labelledby="zugang"><h2 id="zugang">{}</h2><div class="row">{}</div></section>)",
                staff_url({"konten", account.public_id, "rollen"}), web::FormToken{call}, account.version,
                [&](Writer& inner) { write_role_boxes(inner, listed.grants, bodies, texts); },
                web::SubmitButton{texts("staff.roles.save"_msg)}, texts("staff.accounts.access"_msg),
                [&](Writer& inner) {
                    if (account.state == AccountState::invited)
                        write_action(
                            inner, call, account.public_id, "einladen",
                            texts("staff.accounts.invite_again"_msg));
                    if (account.state == AccountState::blocked)
                        write_action(
                            inner, call, account.public_id, "freigeben", texts("staff.accounts.unblock"_msg));
                    else
                        write_action(
                            inner, call, account.public_id, "sperren", texts("staff.accounts.block"_msg));
                    if (account.has_second_factor())
                        write_action(
                            inner, call, account.public_id, "faktor",
                            texts("staff.accounts.remove_second_factor"_msg));
                });
        },
        problems.empty()                                     ? http::Status::ok
            : problems.front().kind == ProblemKind::conflict ? http::Status::conflict
                                                             : http::Status::unprocessable);
}

} // namespace kommin::staff
