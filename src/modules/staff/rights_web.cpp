// "Which rights does this account have, and why?" – one's own for everybody, those of others for whoever may
// see them.

#include "modules/staff/account_records.hpp"
#include "modules/staff/accounts_pages.hpp"
#include "modules/staff/handlers.hpp"
#include "modules/staff/permissions.hpp"
#include "modules/staff/readings.hpp"
#include "platform/access/rights.hpp"
#include "platform/base/number.hpp"
#include "platform/identity/account_store.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/staff_list.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::staff {

using html::each;
using html::when;
using html::Writer;

namespace {

constexpr std::size_t most_to_choose_from = 20;

bool may_see_others(web::Call const& call)
{
    return call.actor().may(see_rights, Scope::whole_tenant());
}

struct Subject {
    identity::Account account;
    std::vector<Grant> grants;
    std::vector<tenants::Body> bodies;
};

// The account that the address names, by its public id or as the audit trail does; nobody: one's own.
std::optional<identity::Account> named_account(web::Call const& call, db::Connection& db)
{
    auto const& query = call.request.query();
    if (auto const wanted = query.value("konto"); !wanted.empty())
        return identity::find_account_by_public_id(db, call.site.tenant, wanted);
    auto actor = query.value("wer");
    if (actor.empty())
        return identity::find_account(db, call.site.tenant, call.person->account);
    constexpr std::string_view prefix = "account:";
    auto const number = actor.starts_with(prefix) ? parse_number(actor.substr(prefix.size())) : std::nullopt;
    return number ? identity::find_account(db, call.site.tenant, identity::AccountId{*number}) : std::nullopt;
}

// Nothing for an account that is not there or that this person may not look at.
std::optional<Subject> find_subject(web::Call const& call)
{
    return web::read(call, [&](db::Connection& db) -> std::optional<Subject> {
        auto account = named_account(call, db);
        if (!account || (account->id != call.person->account && !may_see_others(call)))
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

// Whose rights are to be seen: found by name or address.
void write_chooser(Writer& w, web::Call const& call, i18n::Texts const& texts, std::string_view words)
{
    if (may_see_others(call))
        w("{}", web::WordsFilter{texts, web::staff_url({"rechte"}), words, "staff.rights.choose"_msg});
}

http::Response chooser_page(web::Call const& call, std::string_view words)
{
    auto const& texts = web::staff_texts(call);
    auto const bodies = bodies_of(call);
    AccountsQuery query;
    query.words = words;
    auto found = chosen_accounts(list_accounts_of(call), query, bodies, texts.language());
    auto const more = found.size() - std::min(found.size(), most_to_choose_from);
    found.resize(found.size() - more);
    note_accounts_found(call, words, found.size());
    return web::staff_page(
        {.call = call,
         .title = std::string(texts("staff.rights.of_others"_msg)),
         .section = {},
         .state_line = texts("staff.accounts.count"_msg, {{"count", found.size() + more}})},
        [&](Writer& w) {
            write_chooser(w, call, texts, words);
            if (found.empty()) {
                w(R"(<div class="empty"><h2>{}</h2><p>{}</p></div>)", texts("staff.accounts.none"_msg),
                  texts("list.words.none"_msg));
                return;
            }
            w(R"(<ul class="plain stack-top">{}</ul>{})",
              each(
                  found,
                  [&](Writer& item, ListedAccount const& listed) {
                      item(
                          R"(<li><a href="{}">{}</a> <span class="mute small">{}</span></li>)",
                          web::staff_url({"rechte"}).with_query({{"konto", listed.account.public_id}}),
                          listed.account.name, listed.account.email);
                  }),
              when(more > 0, [&](Writer& inner) {
                  inner("<p>{}</p>", texts("staff.rights.choose.more"_msg, {{"count", more}}));
              }));
        });
}

}

http::Response show_rights(web::Call& call)
{
    auto const words = web::words_of_filter(call.request.query());
    if (!words.empty() && may_see_others(call))
        return chooser_page(call, words);
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
            write_chooser(w, call, texts, {});
            w(R"(<div class="scroll"><table class="tbl tbl--stack"><caption class="vh">{}</caption><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th></tr></thead><tbody>{}</tbody></table></div>)",
              title, texts("staff.rights.right"_msg), texts("staff.rights.has"_msg),
              texts("staff.rights.why"_msg),
              each(call.staff.rules, [&](Writer& row, PermissionRule const& rule) {
                  write_right(row, *subject, rule, call.staff.rules, texts);
              }));
        });
}

} // namespace kommin::staff
