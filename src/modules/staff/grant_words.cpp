#include "modules/staff/grant_words.hpp"

#include "platform/base/number.hpp"

#include <algorithm>
#include <string_view>

namespace kommin::staff {

using i18n::Texts;

namespace {

std::string name_of(Scope scope, std::vector<tenants::Body> const& bodies)
{
    auto const body = std::ranges::find_if(
        bodies, [&](tenants::Body const& one) { return one.id.value == scope.owner(); });
    return body == bodies.end() ? std::string("?") : body->name;
}

}

std::string text_of(Grant const& grant, std::vector<tenants::Body> const& bodies, Texts const& texts)
{
    auto const* role = tenants::find_role(grant.role);
    auto text = role == nullptr ? grant.role : std::string(texts(role->label));
    return grant.scope.is_whole_tenant() ? text : text + " (" + name_of(grant.scope, bodies) + ')';
}

std::string code_of(Grant const& grant)
{
    return grant.scope.is_whole_tenant() ? grant.role
                                         : grant.role + '@' + std::to_string(grant.scope.owner());
}

std::vector<Grant> read_grants(http::Form const& form)
{
    std::vector<Grant> grants;
    for (auto const value : form.values("rolle")) {
        auto const at = value.find('@');
        auto const body = at == std::string_view::npos ? 0 : parse_number(value.substr(at + 1)).value_or(0);
        Grant grant{
            std::string(value.substr(0, at)), body > 0 ? Scope::of_owner(body) : Scope::whole_tenant()};
        if (std::ranges::find(grants, grant) == grants.end())
            grants.push_back(std::move(grant));
    }
    return grants;
}

std::vector<RightChange> rights_gained(
    std::vector<Grant> const& from, std::vector<Grant> const& to, std::vector<PermissionRule> const& rules,
    std::vector<tenants::Body> const& bodies, Texts const& texts)
{
    auto const before = Rights::of(from, rules);
    auto const after = Rights::of(to, rules);
    std::vector<RightChange> gained;
    for (auto const& rule : rules) {
        std::string places;
        bool is_new = false;
        for (auto const scope : after.where(rule.permission)) {
            if (before.allows(rule.permission, scope))
                continue;
            is_new = true;
            if (!scope.is_whole_tenant())
                places += (places.empty() ? "" : ", ") + name_of(scope, bodies);
        }
        if (is_new)
            gained.push_back(
                {std::string(texts(rule.label)) + (places.empty() ? "" : " (" + places + ')'),
                 rule.sees == Sees::personal_data});
    }
    return gained;
}

} // namespace kommin::staff
