#include "modules/staff/user_command.hpp"

#include "modules/staff/accounts.hpp"
#include "modules/tenants/api.hpp"
#include "platform/identity/account.hpp"
#include "platform/work/use_case.hpp"

#include <algorithm>
#include <cstdio>
#include <string_view>

namespace kommin::staff {

namespace {

using command::Argument;
using command::Invocation;

constexpr std::string_view email_argument = "EMAIL";
constexpr std::string_view name_option = "--name";
constexpr std::string_view role_option = "--role";

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

Result<void> add(Invocation const& invocation)
{
    NewUser const user{
        invocation.text(email_argument), invocation.text(name_option), invocation.list(role_option)};
    auto const path
        = TRY(run_use_case(invocation.context(), [&](Work& work) { return add_user(work, user); }));
    std::printf("%s%s\n", invocation.place().base_url.c_str(), path.c_str());
    return {};
}

}

Result<std::string> add_user(Work& work, NewUser const& user)
{
    auto const bodies = tenants::list_bodies(work.db(), work.tenant());
    identity::NewAccount account{.email = user.email, .name = user.name, .language = "de", .grants = {}};
    for (auto const& role : user.roles)
        account.grants.push_back(TRY(read_role(role, bodies)));
    TRY(check_grants(work.db(), work.tenant(), account.grants));
    auto const id = TRY(identity::invite_account(work, account));
    return "/verwaltung/passwort/" + identity::make_link(work, id, identity::LinkPurpose::invitation);
}

command::Command user_command()
{
    return {
        {"user", "people who may log in"},
        "add",
        "invite somebody; prints the link by which they set their password, valid for seven days",
        {{email_argument, "address with which they will log in", Argument::Kind::text, true},
         {name_option, "name as the pages show it", Argument::Kind::text, true},
         {role_option,
          "administrator, conference_office …; for one municipality with its slug: municipal_editor@luenen",
          Argument::Kind::list}},
        &add};
}

} // namespace kommin::staff
