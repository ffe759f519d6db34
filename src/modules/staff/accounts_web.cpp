// Routes of the list of accounts and of inviting somebody.

#include "modules/staff/account_records.hpp"
#include "modules/staff/accounts.hpp"
#include "modules/staff/accounts_pages.hpp"
#include "modules/staff/confirming.hpp"
#include "modules/staff/handlers.hpp"
#include "modules/staff/permissions.hpp"
#include "modules/staff/readings.hpp"
#include "platform/web/staff_export.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::staff {

namespace {

std::vector<ListedAccount> chosen(
    web::Call const& call, AccountsQuery const& query, std::vector<tenants::Body> const& bodies)
{
    return chosen_accounts(list_accounts_of(call), query, bodies, web::staff_texts(call).language());
}

identity::NewAccount read_new_account(http::Form const& form)
{
    return {
        .email = std::string(form.value("email")),
        .name = std::string(form.value("name")),
        .language = form.value("sprache") == "en" ? "en" : "de",
        .grants = read_grants(form)};
}

// Before somebody gets to see personal data: what that is, and who asks for it.
Confirmation invitation_confirmation(
    web::Call const& call, identity::NewAccount const& account, std::vector<tenants::Body> const& bodies)
{
    auto const& texts = web::staff_texts(call);
    Confirmation asked{
        .title = std::string(texts("staff.accounts.invite"_msg)),
        .back = web::staff_url({"konten", "neu"}),
        .target = web::staff_url({"konten", "neu"}),
        .fields = {{"name", account.name}, {"email", account.email}, {"sprache", account.language}},
        .sentences = {texts("staff.confirm.invite"_msg, {{"name", account.name}, {"email", account.email}})},
        .button = std::string(texts("staff.accounts.invite.send"_msg)),
        .asks_password = true};
    for (auto const& grant : account.grants)
        asked.fields.emplace_back("rolle", code_of(grant));
    add_rights(
        asked, texts("staff.confirm.rights_come"_msg),
        rights_gained({}, account.grants, call.staff.rules, bodies, texts));
    return asked;
}

http::Response invited(web::Call& call, identity::NewAccount const& account, Result<void> const& result)
{
    if (result)
        return http::Response::redirect(http::Status::see_other, web::staff_url({"konten"}).text());
    if (result.problem().kind == ProblemKind::not_found)
        return web::staff_not_found(call);
    return new_account_page(call, account, bodies_of(call), {result.problem()});
}

}

http::Response list_accounts(web::Call& call)
{
    auto const query = AccountsQuery::parse(call.request.query());
    auto const bodies = bodies_of(call);
    auto const accounts = chosen(call, query, bodies);
    note_accounts_read(call, query.count_filters(), accounts.size());
    auto const views = web::read(
        call, [&](db::Connection&) { return web::saved_views(call, account_list, query.fields()); });
    return accounts_page(call, accounts, bodies, query, views);
}

http::Response export_accounts(web::Call& call)
{
    auto const query = AccountsQuery::parse(call.request.query());
    auto const bodies = bodies_of(call);
    auto const accounts = chosen(call, query, bodies);
    note_accounts_exported(call, query.count_filters(), accounts.size());
    return accounts_file(call, accounts, bodies, web::export_format(call.request));
}

web::StaffHits find_accounts(web::Call const& call, std::string_view words, int most_hits)
{
    auto const& texts = web::staff_texts(call);
    auto const bodies = bodies_of(call);
    AccountsQuery query;
    query.words = words;
    auto accounts = chosen(call, query, bodies);
    web::StaffHits found{{}, std::ssize(accounts), web::staff_url({"konten"}).with_query({{"t", words}})};
    accounts.resize(std::min(accounts.size(), static_cast<std::size_t>(most_hits)));
    for (auto const& listed : accounts) {
        auto const& account = listed.account;
        auto const& grants = listed.grants;
        std::string places;
        for (auto const& body : bodies) {
            if (std::ranges::find(grants, Scope::of_owner(body.id.value), &Grant::scope) == grants.end())
                continue;
            places += (places.empty() ? "" : ", ") + body.name;
        }
        found.hits.push_back(
            {.title = account.name,
             .url = web::staff_url({"konten", account.public_id}),
             .detail = account.email,
             .place = std::move(places),
             .state = mark_of(account, texts),
             .is_content = false});
    }
    note_accounts_found(call, words, found.hits.size());
    return found;
}

void add_accounts_of_today(web::Call const& call, std::vector<web::TodayItem>& items)
{
    if (!call.actor().may(manage_accounts, Scope::whole_tenant()))
        return;
    auto const count = count_unreachable_accounts(call);
    if (count == 0)
        return;
    auto const& texts = web::staff_texts(call);
    AccountsQuery refused;
    refused.only_refused = true;
    items.push_back(
        {.area = "staff.accounts.title"_msg,
         .title = texts("staff.accounts.today.refused"_msg, {{"count", count}}),
         .url = web::list_url(account_list, refused.fields()),
         .reason = std::string(texts("staff.accounts.today.refused.reason"_msg)),
         .due = std::nullopt,
         .action = "staff.jobs.today.action"_msg});
}

http::Response show_new_account(web::Call& call)
{
    return new_account_page(call, {}, bodies_of(call), {});
}

http::Response invite(web::Call& call, StaffOptions const& options)
{
    auto const form = call.request.form();
    auto const account = read_new_account(*form);
    auto const bodies = bodies_of(call);
    if (auto const checked = check_grants(call.db(), call.site.tenant, account.grants); !checked)
        return new_account_page(call, account, bodies, {checked.problem()});
    if (account.grants.empty()) // would get in and see nothing
        return new_account_page(
            call, account, bodies, {Problem::invalid("roles", "staff.accounts.problem.no_role"_msg)});
    auto asked = invitation_confirmation(call, account, bodies);
    bool const asks_password = sees_personal_data(account.grants, call.staff.rules);
    if (asks_password && !is_confirmed(*form))
        return confirmation_page(call, asked);
    auto const result = write_proven(
        call, options, asks_password ? Asks::password : Asks::nothing, *form,
        [&](Work& work) -> Result<void> {
            TRY(invite_colleague(work, account, call.site.base_url));
            return {};
        });
    if (!result && is_about_password(result.problem())) {
        asked.problems = {result.problem()};
        return confirmation_page(call, asked);
    }
    return invited(call, account, result);
}

} // namespace kommin::staff
