#include "platform/access/rights.hpp"

#include <algorithm>

namespace kommin {

namespace {

bool brings(PermissionRule const& rule, Grant const& grant)
{
    return std::ranges::any_of(rule.roles, [&](Role role) { return role.code == grant.role; });
}

}

Rights Rights::of_the_program()
{
    Rights rights;
    rights.everything_ = true;
    return rights;
}

Rights Rights::of(std::span<Grant const> grants, std::span<PermissionRule const> rules)
{
    Rights rights;
    for (auto const& rule : rules) {
        for (auto const& grant : grants) {
            if (brings(rule, grant))
                rights.scopes_[rule.permission.code].insert(grant.scope);
        }
    }
    return rights;
}

bool Rights::allows(Permission permission, Scope scope) const
{
    if (everything_)
        return true;
    auto const found = scopes_.find(permission.code);
    return found != scopes_.end()
        && std::ranges::any_of(found->second, [&](Scope own) { return own.covers(scope); });
}

bool Rights::allows_somewhere(Permission permission) const
{
    return everything_ || scopes_.contains(permission.code);
}

std::vector<Scope> Rights::where(Permission permission) const
{
    if (everything_)
        return {Scope::whole_tenant()};
    auto const found = scopes_.find(permission.code);
    if (found == scopes_.end())
        return {};
    if (found->second.contains(Scope::whole_tenant()))
        return {Scope::whole_tenant()};
    return {found->second.begin(), found->second.end()};
}

std::vector<Grant> reasons_for(
    Permission permission, std::span<Grant const> grants, std::span<PermissionRule const> rules)
{
    std::vector<Grant> reasons;
    for (auto const& grant : grants) {
        if (std::ranges::any_of(rules, [&](PermissionRule const& rule) {
                return rule.permission == permission && brings(rule, grant);
            }))
            reasons.push_back(grant);
    }
    return reasons;
}

bool sees_personal_data(std::span<Grant const> grants, std::span<PermissionRule const> rules)
{
    return std::ranges::any_of(rules, [&](PermissionRule const& rule) {
        return rule.sees == Sees::personal_data
            && std::ranges::any_of(grants, [&](Grant const& grant) { return brings(rule, grant); });
    });
}

} // namespace kommin
