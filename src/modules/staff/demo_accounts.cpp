#include "modules/staff/demo_accounts.hpp"

#include "modules/tenants/api.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/identity/account.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>
#include <utility>

namespace kommin::staff {

std::vector<DemoAccount> prepare_demo_accounts()
{
    std::vector<DemoAccount> accounts;
    for (auto const& role : tenants::all_roles) {
        auto local_part = std::string(role.role.code);
        std::ranges::replace(local_part, '_', '.');
        auto password = crypto::base32(crypto::random_bytes(15));
        auto hash = crypto::hash_password(password);
        accounts.push_back(
            {std::string(role.role.code), local_part + "@demo.example", std::move(password),
             std::move(hash)});
    }
    return accounts;
}

std::vector<DemoAccount> add_demo_accounts(
    Work& work, identity::Secrets const& secrets, std::vector<DemoAccount> const& prepared)
{
    auto const bodies = tenants::list_bodies(work.db(), work.tenant());
    auto const town = std::ranges::find(bodies, tenants::BodyKind::municipality, &tenants::Body::kind);
    auto const& texts = i18n::Texts::of(i18n::Language::german());
    std::vector<DemoAccount> accounts;
    for (auto const& account : prepared) {
        auto const* role = tenants::find_role(account.role);
        bool const is_municipal = role->reach == tenants::RoleReach::municipality;
        if (is_municipal && town == bodies.end())
            continue;
        auto const id = identity::invite_account(
            work,
            {.email = account.email,
             .name = std::string(texts(role->label)) + " (Beispiel)",
             .language = "de",
             .grants
             = {{account.role, is_municipal ? Scope::of_owner(town->id.value) : Scope::whole_tenant()}}});
        if (!id)
            continue; // it is there
        auto const link = identity::make_link(work, *id, identity::LinkPurpose::invitation);
        if (!identity::set_password_by_link(
                work, link, identity::sealed_password(secrets, *id, account.hash)))
            throw std::logic_error("a link just made was refused");
        accounts.push_back(account);
    }
    return accounts;
}

} // namespace kommin::staff
