// Routes on which administrators manage accounts.

#include "modules/staff/accounts.hpp"
#include "modules/staff/accounts_pages.hpp"
#include "modules/staff/handlers.hpp"
#include "platform/base/number.hpp"
#include "platform/identity/account_store.hpp"
#include "platform/search/fold.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/staff_list.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::staff {

namespace {

std::int64_t number_of(std::string_view text)
{
    return parse_number(text).value_or(0);
}

std::vector<Grant> read_grants(http::Form const& form)
{
    std::vector<Grant> grants;
    for (auto const value : form.values("rolle")) {
        auto const at = value.find('@');
        auto const body = at == std::string_view::npos ? 0 : number_of(value.substr(at + 1));
        grants.push_back(
            {std::string(value.substr(0, at)), body > 0 ? Scope::of_owner(body) : Scope::whole_tenant()});
    }
    return grants;
}

std::optional<ListedAccount> find_listed(web::Call const& call)
{
    return web::read(call, [&](db::Connection& db) -> std::optional<ListedAccount> {
        auto account = identity::find_account_by_public_id(db, call.site.tenant, call.path["konto"]);
        if (!account)
            return std::nullopt;
        auto grants = identity::list_grants(db, call.site.tenant, account->id);
        return ListedAccount{std::move(*account), std::move(grants)};
    });
}

std::vector<tenants::Body> bodies_of(web::Call const& call)
{
    return web::read(call, [&](db::Connection& db) { return tenants::list_bodies(db, call.site.tenant); });
}

bool has_words(identity::Account const& account, std::string const& folded)
{
    return search::folded_text(account.name).find(folded) != std::string::npos
        || search::folded_text(account.email).find(folded) != std::string::npos;
}

// Those whose name or address has these words, by name; a district has some hundred.
std::vector<ListedAccount> list_with_words(web::Call const& call, std::string_view words)
{
    auto const folded = search::folded_text(words);
    return web::read(call, [&](db::Connection& db) {
        std::map<identity::AccountId, std::vector<Grant>> grants;
        for (auto& held : identity::list_all_grants(db, call.site.tenant))
            grants[held.account].push_back(std::move(held.grant));
        std::vector<ListedAccount> all;
        for (auto& account : identity::list_accounts(db, call.site.tenant)) {
            auto const id = account.id;
            if (has_words(account, folded))
                all.push_back({std::move(account), std::move(grants[id])});
        }
        return all;
    });
}

http::Response answer_to(
    web::Call& call, ListedAccount listed, std::vector<Grant> const* entered, Result<void> const& result)
{
    if (result)
        return http::Response::redirect(
            http::Status::see_other, web::staff_url({"konten", listed.account.public_id}).text());
    if (result.problem().kind == ProblemKind::not_found)
        return web::staff_not_found(call);
    if (entered != nullptr)
        listed.grants = *entered;
    return one_account_page(call, listed, bodies_of(call), {result.problem()});
}

}

http::Response list_accounts(web::Call& call)
{
    auto const words = web::words_of_filter(call.request.query());
    return accounts_page(call, list_with_words(call, words), bodies_of(call), words);
}

web::StaffHits find_accounts(web::Call const& call, std::string_view words, int most_hits)
{
    auto const& texts = web::staff_texts(call);
    auto accounts = list_with_words(call, words);
    auto const bodies = bodies_of(call);
    web::StaffHits found{{}, std::ssize(accounts), web::staff_url({"konten"}).with_query({{"t", words}})};
    accounts.resize(std::min(accounts.size(), static_cast<std::size_t>(most_hits)));
    for (auto const& [account, grants] : accounts) {
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
             .state = mark_of(account.state, texts)});
    }
    return found;
}

http::Response show_new_account(web::Call& call)
{
    return new_account_page(call, {}, bodies_of(call), {});
}

http::Response invite(web::Call& call)
{
    auto const form = call.request.form();
    identity::NewAccount const account{
        .email = std::string(form->value("email")),
        .name = std::string(form->value("name")),
        .language = form->value("sprache") == "en" ? "en" : "de",
        .grants = read_grants(*form)};
    auto const invited
        = web::write(call, [&](Work& work) { return invite_colleague(work, account, call.site.base_url); });
    if (invited)
        return http::Response::redirect(http::Status::see_other, web::staff_url({"konten"}).text());
    if (invited.problem().kind == ProblemKind::not_found)
        return web::staff_not_found(call);
    return new_account_page(call, account, bodies_of(call), {invited.problem()});
}

http::Response show_one_account(web::Call& call)
{
    auto const listed = find_listed(call);
    if (!listed)
        return web::staff_not_found(call);
    return one_account_page(call, *listed, bodies_of(call), {});
}

http::Response change_roles(web::Call& call)
{
    auto const listed = find_listed(call);
    if (!listed)
        return web::staff_not_found(call);
    auto const form = call.request.form();
    auto const grants = read_grants(*form);
    auto const changed = web::write(call, [&](Work& work) {
        return change_grants(work, listed->account.id, number_of(form->value("fassung")), grants);
    });
    return answer_to(call, *listed, &grants, changed);
}

http::Response change_state(web::Call& call)
{
    auto const listed = find_listed(call);
    if (!listed)
        return web::staff_not_found(call);
    auto const form = call.request.form();
    auto const what = form->value("was");
    auto const changed = web::write(call, [&](Work& work) -> Result<void> {
        auto const id = listed->account.id;
        if (what == "einladen")
            return invite_again(work, id, call.site.base_url);
        if (what == "sperren")
            return block_colleague(work, id);
        if (what == "freigeben")
            return unblock_colleague(work, id);
        if (what == "faktor")
            return remove_second_factor_of(work, id);
        return Problem::not_found("identity.problem.unknown"_msg);
    });
    return answer_to(call, *listed, nullptr, changed);
}

} // namespace kommin::staff
