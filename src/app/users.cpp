#include "app/users.hpp"

#include "modules/staff/api.hpp"
#include "modules/tenants/api.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/identity/account.hpp"

#include <algorithm>
#include <stdexcept>

namespace kommin::app {

namespace {

Result<Grant> read_role(std::string_view text, std::vector<tenants::Body> const& bodies)
{
    auto const at = text.find('@');
    std::string const role(text.substr(0, at));
    if (at == std::string_view::npos)
        return Grant{role, Scope::whole_tenant()};
    auto const slug = text.substr(at + 1);
    auto const body = std::ranges::find(bodies, slug, &tenants::Body::slug);
    if (body == bodies.end())
        return Problem::invalid("roles", "staff.problem.role_reach"_msg);
    return Grant{role, Scope::of_owner(body->id.value)};
}

}

Result<std::string> add_user(Work& work, NewUser const& user)
{
    auto const bodies = tenants::list_bodies(work.db(), work.tenant());
    identity::NewAccount account{.email = user.email, .name = user.name, .language = "de", .grants = {}};
    for (auto const& role : user.roles)
        account.grants.push_back(TRY(read_role(role, bodies)));
    TRY(staff::check_grants(work, account.grants));
    auto const id = TRY(identity::invite_account(work, account));
    return "/verwaltung/passwort/" + identity::make_link(work, id, identity::LinkPurpose::invitation);
}

std::vector<DemoAccount> add_demo_accounts(Work& work)
{
    auto const bodies = tenants::list_bodies(work.db(), work.tenant());
    auto const town = std::ranges::find(bodies, tenants::BodyKind::municipality, &tenants::Body::kind);
    auto const& texts = i18n::Texts::of(i18n::Language::german());
    std::vector<DemoAccount> accounts;
    for (auto const& role : tenants::all_roles) {
        bool const is_municipal = role.reach == tenants::RoleReach::municipality;
        if (is_municipal && town == bodies.end())
            continue;
        auto local_part = std::string(role.role.code);
        std::ranges::replace(local_part, '_', '.');
        DemoAccount account{
            std::string(role.role.code), local_part + "@demo.example",
            crypto::base32(crypto::random_bytes(15))};
        auto const id = identity::invite_account(
            work,
            {.email = account.email,
             .name = std::string(texts(role.label)) + " (Beispiel)",
             .language = "de",
             .grants
             = {{account.role, is_municipal ? Scope::of_owner(town->id.value) : Scope::whole_tenant()}}});
        if (!id)
            continue; // it is there
        auto const link = identity::make_link(work, *id, identity::LinkPurpose::invitation);
        if (!identity::set_password_by_link(work, link, account.password, ""))
            throw std::logic_error("a random password was refused");
        accounts.push_back(std::move(account));
    }
    return accounts;
}

} // namespace kommin::app
