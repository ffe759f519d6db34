// "Which rights does this account have, and why?" – one's own for everybody, those of others for whoever may
// see them.

#include "modules/staff/accounts_pages.hpp"
#include "modules/staff/handlers.hpp"
#include "modules/staff/permissions.hpp"
#include "modules/staff/readings.hpp"
#include "platform/access/rights.hpp"
#include "platform/identity/account_store.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/write.hpp"

#include <optional>
#include <span>

namespace kommin::staff {

using html::each;
using html::when;
using html::Writer;

namespace {

struct Subject {
    identity::Account account;
    std::vector<Grant> grants;
    std::vector<tenants::Body> bodies;
};

// Nothing for an account that is not there or that this person may not look at.
std::optional<Subject> find_subject(web::Call const& call)
{
    return web::read(call, [&](db::Connection& db) -> std::optional<Subject> {
        auto const wanted = call.request.query().value("konto");
        auto account = wanted.empty() ? identity::find_account(db, call.site.tenant, call.person->account)
                                      : identity::find_account_by_public_id(db, call.site.tenant, wanted);
        if (!account
            || (account->id != call.person->account && !call.actor().may(see_rights, Scope::whole_tenant())))
            return std::nullopt;
        auto grants = identity::list_grants(db, call.site.tenant, account->id);
        return Subject{
            .account = std::move(*account),
            .grants = std::move(grants),
            .bodies = tenants::list_bodies(db, call.site.tenant)};
    });
}

void write_reasons(
    Writer& w, Subject const& subject, std::vector<Grant> const& reasons, i18n::Texts const& texts)
{
    for (std::size_t i = 0; i < reasons.size(); ++i)
        w("{}{}", i > 0 ? "; " : "", text_of(reasons[i], subject.bodies, texts));
}

// Whoever asks for a right that is missing learns which roles have it.
void write_holders(Writer& w, PermissionRule const& rule, i18n::Texts const& texts)
{
    w(R"(<span class="mute">{} {}</span>)", texts("staff.rights.who"_msg),
      each(rule.roles, [&](Writer& inner, Role const& role, std::size_t index) {
          auto const* description = tenants::find_role(role.code);
          inner(
              "{}{}", index > 0 ? ", " : "", description == nullptr ? role.code : texts(description->label));
      }));
}

void write_right(
    Writer& w, Subject const& subject, PermissionRule const& rule, std::span<PermissionRule const> rules,
    i18n::Texts const& texts)
{
    auto const reasons = reasons_for(rule.permission, subject.grants, rules);
    w(R"(<tr><th scope="row">{}{}</th><td data-l="{}"><span class="{}">{}</span></td><td data-l="{}">{}</td></tr>)",
      texts(rule.label),
      when(
          rule.sees == Sees::personal_data,
          [&](Writer& inner) {
              inner(R"( <span class="tag">{}</span>)", texts("staff.rights.personal_data"_msg));
          }),
      texts("staff.rights.has"_msg), reasons.empty() ? "st st--none" : "st st--ok",
      texts(reasons.empty() ? "staff.no"_msg : "staff.yes"_msg), texts("staff.rights.why"_msg),
      [&](Writer& inner) {
          if (reasons.empty())
              write_holders(inner, rule, texts);
          else
              write_reasons(inner, subject, reasons, texts);
      });
}

}

http::Response show_rights(web::Call& call)
{
    auto const subject = find_subject(call);
    if (!subject)
        return web::staff_not_found(call);
    note_rights_read(call, subject->account.id);
    auto const& texts = web::staff_texts(call);
    auto const title = texts("staff.rights.title"_msg, {{"name", subject->account.name}});
    return web::staff_page(
        {.call = call,
         .title = title,
         .section = {},
         .state_line = std::string(texts("staff.rights.lead"_msg))},
        [&](Writer& w) {
            w(R"(<div class="scroll"><table class="tbl tbl--stack"><caption class="vh">{}</caption><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th></tr></thead><tbody>{}</tbody></table></div>)",
              title, texts("staff.rights.right"_msg), texts("staff.rights.has"_msg),
              texts("staff.rights.why"_msg),
              each(call.staff.rules, [&](Writer& row, PermissionRule const& rule) {
                  write_right(row, *subject, rule, call.staff.rules, texts);
              }));
        });
}

} // namespace kommin::staff
