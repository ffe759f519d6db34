#include "modules/staff/one_account_pages.hpp"

#include "modules/staff/account_pages.hpp"
#include "modules/staff/accounts_pages.hpp"
#include "modules/staff/audit_pages.hpp"
#include "modules/staff/audit_words.hpp"
#include "modules/staff/grant_words.hpp"
#include "modules/staff/jobs_list.hpp"
#include "platform/web/overtaken.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/staff_frame.hpp"

#include <string_view>

namespace kommin::staff {

using html::each;
using html::Url;
using html::when;
using html::Writer;
using i18n::Texts;
using web::staff_url;

namespace {

Url account_url(identity::Account const& account)
{
    return staff_url({"konten", account.public_id});
}

Url details_url(identity::Account const& account)
{
    return staff_url({"konten", account.public_id, "aendern"});
}

// Of a page below that of the account.
web::StaffFrame frame_below_account(
    web::Call const& call, identity::Account const& account, std::string title)
{
    return {
        .call = call,
        .title = std::move(title),
        .section = "konten",
        .crumbs
        = {{staff_url({"konten"}), std::string(web::staff_texts(call)("staff.accounts.title"_msg))},
           {account_url(account), account.name}}};
}

// Who came first, where two want different things.
void write_last_change(Writer& w, web::Call const& call, Texts const& texts, ShownAccount const& shown)
{
    if (!shown.last_change)
        return;
    auto const& entry = *shown.last_change;
    w("{}",
      web::LastChange{
          call, name_of_actor(shown.authors, entry.actor, texts), entry.at,
          action_word(entry.action, texts)});
    if (!shown.stored_grants)
        return;
    std::string roles;
    for (auto const& grant : *shown.stored_grants)
        roles += (roles.empty() ? "" : ", ") + text_of(grant, shown.bodies, texts);
    w(R"(<p class="note stack-b">{}</p>)",
      texts(
          "staff.roles.stored_now"_msg,
          {{"roles", roles.empty() ? std::string(texts("staff.roles.none"_msg)) : roles}}));
}

// That no invitation arrives, why, and what can be done about it.
void write_refusal(Writer& w, web::Call const& call, Texts const& texts, ListedAccount const& listed)
{
    if (!listed.refused)
        return;
    auto const& refused = *listed.refused;
    w(R"(<div class="note stack-b"><p><span class="st st--bad">{}</span></p><p>{}</p><p>{} <a href="{}">{}</a> · <a href="{}">{}</a></p></div>)",
      texts("staff.accounts.refused"_msg),
      texts(
          "staff.accounts.refused.text"_msg,
          {{"time", texts.date_time(call.site.zone->to_local(refused.refused_at))},
           {"reply", refused.reply}}),
      texts("staff.accounts.refused.what_to_do"_msg),
      staff_url({"konten", listed.account.public_id, "aendern"}), texts("staff.accounts.change"_msg),
      web::list_url(refused_list, {{"t", refused.shown_as}}), texts("staff.jobs.refused"_msg));
}

struct AccountAction {
    std::string_view code;
    MessageKey label;
};
std::vector<AccountAction> actions_for(identity::Account const& account)
{
    std::vector<AccountAction> actions;
    auto const standing = standing_of(account);
    if (standing == AccountStanding::invited)
        actions.push_back({"einladen", "staff.accounts.invite_again"_msg});
    if (standing == AccountStanding::blocked)
        actions.push_back({"freigeben", "staff.accounts.unblock"_msg});
    if (standing == AccountStanding::active)
        actions.push_back({"sperren", "staff.accounts.block"_msg});
    if (account.has_second_factor())
        actions.push_back({"faktor", "staff.accounts.remove_second_factor"_msg});
    if (standing == AccountStanding::invited)
        actions.push_back({"loeschen", "staff.accounts.withdraw"_msg});
    if (standing == AccountStanding::blocked)
        actions.push_back({"loeschen", "staff.accounts.erase"_msg});
    return actions;
}

void write_access(Writer& w, web::Call const& call, Texts const& texts, identity::Account const& account)
{
    auto const actions = actions_for(account);
    w(R"(<section class="card stack stack-top" aria-labelledby="zugang"><h2 id="zugang">{}</h2><div class="row">{}</div></section>)",
      texts("staff.accounts.access"_msg), each(actions, [&](Writer& item, AccountAction const& action) {
          item(
              R"(<form method="post" action="{}">{}<input type="hidden" name="was" value="{}">{}</form>)",
              staff_url({"konten", account.public_id, "zustand"}), web::FormToken{call}, action.code,
              web::SubmitButton{texts(action.label), "secondary"});
      }));
}

void write_roles_form(Writer& w, web::Call const& call, Texts const& texts, ShownAccount const& shown)
{
    auto const& account = shown.listed.account;
    w(R"(<form class="form" method="post" action="{}" novalidate>{}<input type="hidden" name="fassung" value="{}">{}{}</form>)",
      staff_url({"konten", account.public_id, "rollen"}), web::FormToken{call}, account.version,
      RoleBoxes{texts, shown.listed.grants, shown.bodies}, web::SubmitButton{texts("staff.roles.next"_msg)});
}

std::string state_line_of(identity::Account const& account, Texts const& texts)
{
    auto const state = mark_of(account, texts).text;
    return account.email.empty() ? state : account.email + " · " + state;
}

// Gives again what was taken and takes what was given: asks first, as any change of roles does.
void write_taking_back(
    Writer& w, web::Call const& call, Texts const& texts, ShownAccount const& shown,
    audit::StoredEntry const& entry)
{
    auto const grants = grants_without(entry, shown.listed.grants);
    if (!grants || shown.listed.account.is_erased())
        return;
    auto const& account = shown.listed.account;
    w(R"(<form method="post" action="{}">{}<input type="hidden" name="fassung" value="{}">{}<button class="kern-btn kern-btn--tertiary kern-btn--sm" type="submit"><span class="kern-label">{}<span class="vh">: {}</span></span></button></form>)",
      staff_url({"konten", account.public_id, "rollen"}), web::FormToken{call}, account.version,
      each(
          *grants,
          [](Writer& field, Grant const& grant) {
              field(R"(<input type="hidden" name="rolle" value="{}">)", code_of(grant));
          }),
      texts("staff.roles.take_back"_msg), texts.date_time(call.site.zone->to_local(entry.at)));
}

// What the history says beside the word for the action.
void write_changes(Writer& w, Texts const& texts, ShownAccount const& shown, audit::StoredEntry const& entry)
{
    auto const facts = noted_facts(entry, {texts, shown.bodies, shown.authors});
    for (auto const& line : facts.lines) {
        if (line.before.empty())
            w(R"(<p class="small">{}: {}</p>)", line.label, line.after);
        else
            w(R"(<p class="small">{}: {} → {}</p>)", line.label, line.before, line.after);
    }
}

}

http::Response one_account_page(
    web::Call const& call, ShownAccount const& shown, std::vector<Problem> const& problems)
{
    auto const& texts = web::staff_texts(call);
    auto const& account = shown.listed.account;
    auto const link = [](Writer& w, Url const& url, std::string_view label) {
        w(R"(<a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a>)", url,
          label);
    };
    return web::staff_page(
        {.call = call,
         .title = account.name,
         .section = "konten",
         .crumbs = {{staff_url({"konten"}), std::string(texts("staff.accounts.title"_msg))}},
         .state_line = state_line_of(account, texts),
         .actions =
             [&](Writer& w) {
                 if (!account.is_erased()) {
                     w(R"(<a class="kern-btn kern-btn--secondary" href="{}" data-edit><span class="kern-label">{}</span></a>)",
                       details_url(account), texts("staff.accounts.change"_msg));
                     link(
                         w, staff_url({"rechte"}).with_query({{"konto", account.public_id}}),
                         texts("staff.accounts.rights"_msg));
                 }
                 link(w, staff_url({"konten", account.public_id, "verlauf"}), texts("record.history"_msg));
             },
         .problems = problems},
        [&](Writer& w) {
            write_last_change(w, call, texts, shown);
            if (account.is_erased()) {
                w(R"(<p class="measure">{}</p>)", texts("staff.accounts.is_erased"_msg));
                return;
            }
            write_refusal(w, call, texts, shown.listed);
            write_roles_form(w, call, texts, shown);
            write_access(w, call, texts, account);
        });
}

web::RecordForm details_form(Texts const& texts)
{
    auto form = own_details_form(texts);
    form.fields.insert(form.fields.begin() + 1, {"email", std::string(texts("staff.field.email"_msg))});
    return form;
}

records::Fields details_of(identity::Account const& account)
{
    auto fields = own_details_of(account);
    fields.set("email", account.email);
    return fields;
}

http::Response account_details_page(
    web::Call const& call, identity::Account const& account, web::PostedForm const& entered,
    std::vector<Problem> const& problems)
{
    auto const& texts = web::staff_texts(call);
    auto const languages = account_languages();
    auto frame = frame_below_account(call, account, std::string(texts("staff.accounts.change"_msg)));
    frame.problems = problems;
    auto const field = [&](std::string_view name, MessageKey label, std::string_view value,
                           std::string_view type, MessageKey hint) {
        return web::TextField{
            .texts = texts,
            .name = name,
            .label = label,
            .value = value,
            .problems = problems,
            .hint = hint,
            .type = type,
            .autocomplete = type == "password" ? "current-password" : "off"};
    };
    return web::staff_page(frame, [&](Writer& w) {
        w(R"(<form class="form" method="post" action="{}" novalidate>{}<input type="hidden" name="fassung" value="{}">{}{}{}{}{}<div class="row">{}<a class="kern-btn kern-btn--tertiary" href="{}"><span class="kern-label">{}</span></a></div></form>)",
          details_url(account), web::FormToken{call}, entered.version, web::StoodBefore{entered.before},
          field("name", "staff.field.name"_msg, entered.fields.value("name"), "text", {}),
          field(
              "email", "staff.field.email"_msg, entered.fields.value("email"), "email",
              "staff.accounts.new_email.hint"_msg),
          web::SelectField{
              .texts = texts,
              .name = "sprache",
              .label = "staff.field.language"_msg,
              .choices = languages,
              .value = entered.fields.value("sprache")},
          field(
              "current", "staff.field.own_password"_msg, {}, "password",
              "staff.accounts.details_password.hint"_msg),
          web::SubmitButton{texts("staff.accounts.save"_msg)}, account_url(account),
          texts("staff.cancel"_msg));
    });
}

http::Response details_conflict_page(
    web::Call const& call, identity::Account const& account, web::PostedForm const& posted,
    web::Faster const& faster)
{
    auto const& texts = web::staff_texts(call);
    return web::overtaken_page(
        frame_below_account(call, account, texts("record.conflict.title"_msg, {{"title", account.name}})),
        details_url(account), details_url(account), details_form(texts), posted, faster);
}

http::Response account_history_page(
    web::Call const& call, ShownAccount const& shown, std::vector<audit::StoredEntry> const& entries)
{
    auto const& texts = web::staff_texts(call);
    auto const& account = shown.listed.account;
    return web::staff_page(
        frame_below_account(call, account, std::string(texts("record.history"_msg))), [&](Writer& w) {
            w(R"(<p class="measure">{}</p><ol class="tl">{}</ol>)", texts("staff.accounts.history.lead"_msg),
              each(entries, [&](Writer& item, audit::StoredEntry const& entry) {
                  item(
                      R"(<li><time datetime="{}">{}</time><strong>{}</strong> <span class="mute">{}</span>{}{}</li>)",
                      to_iso(entry.at), texts.date_time(call.site.zone->to_local(entry.at)),
                      action_word(entry.action, texts), name_of_actor(shown.authors, entry.actor, texts),
                      [&](Writer& inner) { write_changes(inner, texts, shown, entry); },
                      [&](Writer& inner) { write_taking_back(inner, call, texts, shown, entry); });
              }));
        });
}

http::Response confirmation_page(web::Call const& call, Confirmation const& confirmation)
{
    auto const& texts = web::staff_texts(call);
    using Change = std::pair<std::string, std::vector<std::string>>;
    return web::staff_page(
        {.call = call,
         .title = confirmation.title,
         .section = "konten",
         .crumbs = {{staff_url({"konten"}), std::string(texts("staff.accounts.title"_msg))}},
         .problems = confirmation.problems},
        [&](Writer& w) {
            w(R"(<div class="stack measure">{}{}<form class="form" method="post" action="{}" novalidate>{}<input type="hidden" name="bestaetigt" value="1">{}{}<div class="row">{}<a class="kern-btn kern-btn--tertiary" href="{}"><span class="kern-label">{}</span></a></div></form></div>)",
              each(
                  confirmation.sentences,
                  [](Writer& item, std::string const& sentence) { item("<p>{}</p>", sentence); }),
              each(
                  confirmation.changes,
                  [](Writer& item, Change const& change) {
                      item(
                          "<h2>{}</h2><ul>{}</ul>", change.first,
                          each(change.second, [](Writer& line, std::string const& text) {
                              line("<li>{}</li>", text);
                          }));
                  }),
              confirmation.target, web::FormToken{call},
              each(
                  confirmation.fields,
                  [](Writer& field, std::pair<std::string, std::string> const& one) {
                      field(R"(<input type="hidden" name="{}" value="{}">)", one.first, one.second);
                  }),
              when(
                  confirmation.asks_password,
                  [&](Writer& inner) {
                      inner(
                          "{}",
                          web::TextField{
                              .texts = texts,
                              .name = "current",
                              .label = "staff.field.own_password"_msg,
                              .problems = confirmation.problems,
                              .hint = "staff.accounts.own_password.hint"_msg,
                              .type = "password",
                              .autocomplete = "current-password"});
                  }),
              web::SubmitButton{confirmation.button}, confirmation.back, texts("staff.cancel"_msg));
        });
}

} // namespace kommin::staff
