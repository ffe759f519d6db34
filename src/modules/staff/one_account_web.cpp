// Routes of one account, for administrators.

#include "modules/staff/account_records.hpp"
#include "modules/staff/accounts.hpp"
#include "modules/staff/audit_pages.hpp"
#include "modules/staff/confirming.hpp"
#include "modules/staff/handlers.hpp"
#include "modules/staff/readings.hpp"
#include "platform/base/number.hpp"
#include "platform/identity/account_store.hpp"
#include "platform/web/authors.hpp"
#include "platform/web/overtaken.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::staff {

namespace {

std::int64_t version_in(http::Form const& form)
{
    return parse_number(form.value("fassung")).value_or(0);
}

http::Response to_account(ShownAccount const& shown)
{
    return http::Response::redirect(
        http::Status::see_other, web::staff_url({"konten", shown.listed.account.public_id}).text());
}

// Somebody else was quicker.
bool is_outdated(Problem const& problem)
{
    return problem.message == "identity.problem.changed_meanwhile"_msg;
}

http::Response answer_with(web::Call& call, ShownAccount shown, Result<void> const& result)
{
    if (result)
        return to_account(shown);
    if (result.problem().kind == ProblemKind::not_found)
        return web::staff_not_found(call);
    if (is_outdated(result.problem()))
        shown = with_last_change(call, std::move(shown));
    note_account_read(call, shown.listed.account.id);
    return one_account_page(call, shown, {result.problem()});
}

// The question names whom it is about.
http::Response ask_about(web::Call const& call, ShownAccount const& shown, Confirmation const& asked)
{
    note_account_read(call, shown.listed.account.id);
    return confirmation_page(call, asked);
}

// The same after a page that asked: a wrong password is said there.
http::Response answer_to_confirmed(
    web::Call& call, ShownAccount shown, Confirmation asked, Result<void> const& result)
{
    if (result || !is_about_password(result.problem()))
        return answer_with(call, std::move(shown), result);
    asked.problems = {result.problem()};
    return ask_about(call, shown, asked);
}

Asks asks_of(Confirmation const& asked)
{
    return asked.asks_password ? Asks::password : Asks::nothing;
}

// Before anybody is asked: whether it can be done at all.
Result<void> check_roles(
    web::Call const& call, ShownAccount const& shown, std::int64_t version, std::vector<Grant> const& grants)
{
    TRY(check_grants(call.db(), call.site.tenant, grants));
    if (version != shown.listed.account.version)
        return Problem::conflict({}, "identity.problem.changed_meanwhile"_msg);
    return {};
}

std::vector<std::string> texts_of(
    std::vector<Grant> const& grants, std::vector<Grant> const& without, ShownAccount const& shown,
    i18n::Texts const& texts)
{
    std::vector<std::string> lines;
    for (auto const& grant : grants) {
        if (std::ranges::find(without, grant) == without.end())
            lines.push_back(text_of(grant, shown.bodies, texts));
    }
    return lines;
}

// Which roles and rights come and go.
Confirmation roles_confirmation(
    web::Call const& call, ShownAccount const& shown, std::vector<Grant> const& grants)
{
    auto const& texts = web::staff_texts(call);
    auto const& account = shown.listed.account;
    auto const& held = shown.listed.grants;
    auto const gained = rights_gained(held, grants, call.staff.rules, shown.bodies, texts);
    auto const lost = rights_gained(grants, held, call.staff.rules, shown.bodies, texts);
    Confirmation asked{
        .title = texts("staff.confirm.roles"_msg, {{"name", account.name}}),
        .back = web::staff_url({"konten", account.public_id}),
        .target = web::staff_url({"konten", account.public_id, "rollen"}),
        .fields = {{"fassung", std::to_string(account.version)}},
        .sentences = {std::string(texts("staff.confirm.roles.text"_msg))},
        .button = std::string(texts("staff.roles.save"_msg)),
        .asks_password = std::ranges::any_of(gained, &RightChange::sees_personal_data)};
    for (auto const& grant : grants)
        asked.fields.emplace_back("rolle", code_of(grant));
    auto const add = [&](MessageKey heading, std::vector<std::string> lines) {
        if (!lines.empty())
            asked.changes.emplace_back(texts(heading), std::move(lines));
    };
    add("staff.confirm.roles_come"_msg, texts_of(grants, held, shown, texts));
    add("staff.confirm.roles_go"_msg, texts_of(held, grants, shown, texts));
    if (asked.changes.empty())
        asked.sentences = {std::string(texts("staff.confirm.roles.same"_msg))};
    add_rights(asked, texts("staff.confirm.rights_come"_msg), gained);
    add_rights(asked, texts("staff.confirm.rights_go"_msg), lost);
    return asked;
}

// What can be done to an account beside its roles.
struct StateChange {
    std::string_view code;
    Asks asks;
    MessageKey title;
    MessageKey text;
    MessageKey button;
};
constexpr std::array state_changes{
    StateChange{
        "sperren", Asks::nothing, "staff.confirm.block"_msg, "staff.confirm.block.text"_msg,
        "staff.accounts.block"_msg},
    StateChange{
        "freigeben", Asks::nothing, "staff.confirm.unblock"_msg, "staff.confirm.unblock.text"_msg,
        "staff.accounts.unblock"_msg},
    StateChange{
        "faktor", Asks::password, "staff.confirm.factor"_msg, "staff.confirm.factor.text"_msg,
        "staff.accounts.remove_second_factor"_msg},
    StateChange{
        "loeschen", Asks::nothing, "staff.confirm.erase"_msg, "staff.confirm.erase.text"_msg,
        "staff.accounts.erase"_msg}};
// The same for somebody who never came.
constexpr StateChange withdrawal{
    "loeschen", Asks::nothing, "staff.confirm.withdraw"_msg, "staff.confirm.withdraw.text"_msg,
    "staff.accounts.withdraw"_msg};

StateChange const* find_state_change(std::string_view code, identity::Account const& account)
{
    if (code == withdrawal.code && standing_of(account) == AccountStanding::invited)
        return &withdrawal;
    auto const found = std::ranges::find(state_changes, code, &StateChange::code);
    return found == state_changes.end() ? nullptr : &*found;
}

Confirmation state_confirmation(web::Call const& call, ShownAccount const& shown, StateChange const& change)
{
    auto const& texts = web::staff_texts(call);
    auto const& account = shown.listed.account;
    Confirmation asked{
        .title = texts(change.title, {{"name", account.name}}),
        .back = web::staff_url({"konten", account.public_id}),
        .target = web::staff_url({"konten", account.public_id, "zustand"}),
        .fields = {{"was", std::string(change.code)}},
        .sentences = {texts(change.text, {{"name", account.name}, {"email", account.email}})},
        .button = std::string(texts(change.button)),
        .asks_password = change.asks == Asks::password};
    if (change.code == "freigeben")
        add_rights(
            asked, texts("staff.confirm.rights_come"_msg),
            rights_gained({}, shown.listed.grants, call.staff.rules, shown.bodies, texts));
    return asked;
}

Result<void> change_state_of(
    Work& work, identity::AccountId account, std::string_view what, std::string_view site_address)
{
    if (what == "sperren")
        return block_colleague(work, account);
    if (what == "freigeben")
        return unblock_colleague(work, account);
    if (what == "faktor")
        return remove_second_factor_of(work, account, site_address);
    return erase_colleague(work, account);
}

// The next password goes to this address: an open browser is not enough to change it.
Asks asked_for(identity::Account const& before, std::string_view email)
{
    return identity::email_key(before.email) == identity::email_key(email) ? Asks::nothing : Asks::password;
}

// Who has changed these details last, and what they are now.
web::Faster faster_at(web::Call const& call, identity::Account const& account)
{
    auto const last = find_last_change(call, account.id, "identity.account.changed");
    auto const code = last ? last->actor : Actor::system().code();
    auto const authors
        = web::read(call, [&](db::Connection& db) { return web::list_authors(db, call.site.tenant); });
    return {
        name_of_actor(authors, code, web::staff_texts(call)), last ? std::optional(last->at) : std::nullopt,
        details_of(account), account.version};
}

}

http::Response show_one_account(web::Call& call)
{
    auto const shown = find_shown(call);
    if (!shown)
        return web::staff_not_found(call);
    note_account_read(call, shown->listed.account.id);
    return one_account_page(call, *shown, {});
}

http::Response show_account_history(web::Call& call)
{
    auto shown = find_shown(call);
    if (!shown)
        return web::staff_not_found(call);
    auto const account = shown->listed.account.id;
    note_account_read(call, account);
    return account_history_page(
        call, with_last_change(call, std::move(*shown)), list_account_changes(call, account));
}

http::Response change_roles(web::Call& call, StaffOptions const& options)
{
    auto shown = find_shown(call);
    if (!shown || shown->listed.account.is_erased())
        return web::staff_not_found(call);
    auto const form = call.request.form();
    auto const grants = read_grants(*form);
    auto asked = roles_confirmation(call, *shown, grants);
    auto changed = check_roles(call, *shown, version_in(*form), grants);
    if (changed && !is_confirmed(*form))
        return ask_about(call, *shown, asked);
    auto const account = shown->listed.account.id;
    if (changed)
        changed = write_proven(call, options, asks_of(asked), *form, [&](Work& work) {
            return change_grants(work, account, version_in(*form), grants, call.site.base_url);
        });
    if (!changed) {
        if (is_outdated(changed.problem()))
            shown->stored_grants = shown->listed.grants;
        shown->listed.grants = grants; // what was entered stays
    }
    return answer_to_confirmed(call, std::move(*shown), std::move(asked), changed);
}

http::Response change_state(web::Call& call, StaffOptions const& options)
{
    auto shown = find_shown(call);
    if (!shown || shown->listed.account.is_erased())
        return web::staff_not_found(call);
    auto const form = call.request.form();
    auto const account = shown->listed.account.id;
    auto const what = form->value("was");
    if (what == "einladen")
        return answer_with(call, std::move(*shown), web::write(call, [&](Work& work) {
                               return invite_again(work, account, call.site.base_url);
                           }));
    auto const* change = find_state_change(what, shown->listed.account);
    if (change == nullptr)
        return web::staff_not_found(call);
    auto asked = state_confirmation(call, *shown, *change);
    if (!is_confirmed(*form))
        return ask_about(call, *shown, asked);
    auto const changed = write_proven(call, options, change->asks, *form, [&](Work& work) {
        return change_state_of(work, account, what, call.site.base_url);
    });
    return answer_to_confirmed(call, std::move(*shown), std::move(asked), changed);
}

http::Response show_account_details(web::Call& call)
{
    auto const shown = find_shown(call);
    if (!shown || shown->listed.account.is_erased())
        return web::staff_not_found(call);
    auto const& account = shown->listed.account;
    note_account_read(call, account.id);
    auto const stored = details_of(account);
    return account_details_page(
        call, account, {.fields = stored, .before = stored, .version = account.version}, {});
}

http::Response change_account_details(web::Call& call, StaffOptions const& options)
{
    auto shown = find_shown(call);
    auto const form = call.request.form();
    if (!form || !shown || shown->listed.account.is_erased())
        return web::staff_not_found(call);
    auto posted = web::read_posted_form(*form, details_form(web::staff_texts(call)));
    auto const email = std::string(posted.fields.value("email"));
    auto const change = [&](std::int64_t version) {
        auto const& account = shown->listed.account;
        if (version != account.version) // before anybody is asked for a password
            return Result<void>(Problem::conflict({}, "identity.problem.changed_meanwhile"_msg));
        return write_proven(call, options, asked_for(account, email), *form, [&](Work& work) {
            return change_details(
                work, account.id, version,
                {.email = email,
                 .name = std::string(posted.fields.value("name")),
                 .language = posted.fields.value("sprache") == "en" ? "en" : "de"},
                call.site.base_url);
        });
    };
    auto changed = posted.incomplete ? Result<void>(Problem::conflict({}, "record.conflict.incomplete"_msg))
                                     : change(posted.version);
    if (!changed && (posted.incomplete || is_outdated(changed.problem()))) {
        shown = find_shown(call);
        if (!shown || shown->listed.account.is_erased())
            return web::staff_not_found(call);
        auto const& account = shown->listed.account;
        auto const faster = faster_at(call, account);
        if (posted.incomplete || web::contradicts(posted, faster)) {
            note_account_read(call, account.id);
            return details_conflict_page(call, account, posted, faster);
        }
        posted.before = faster.fields; // something else of the account
        posted.version = faster.version;
        changed = change(faster.version);
    }
    if (changed)
        return to_account(*shown);
    if (changed.problem().kind == ProblemKind::not_found)
        return web::staff_not_found(call);
    note_account_read(call, shown->listed.account.id);
    return account_details_page(call, shown->listed.account, posted, {changed.problem()});
}

} // namespace kommin::staff
