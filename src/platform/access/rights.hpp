#pragma once
// Rights: what one person may do at the moment, and where it comes from.

#include "platform/access/permission.hpp"

#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kommin {

// A role that somebody has for the records of an owner.
struct Grant {
    std::string role; // code; may be of a role that no longer exists: it brings nothing
    Scope scope = Scope::whole_tenant();
    friend bool operator==(Grant const&, Grant const&) = default;
};

// Immutable once made; safe to share between threads.
class Rights {
public:
    Rights() = default; // nothing at all
    // Everything everywhere: the program itself and whoever may start it on the server.
    static Rights of_the_program();
    // Those of the grants under the tables of rights of all modules.
    static Rights of(std::span<Grant const> grants, std::span<PermissionRule const> rules);

    // For a record of this owner.
    [[nodiscard]] bool allows(Permission permission, Scope scope) const;
    // For any record: whether a list or a menu entry is worth showing.
    [[nodiscard]] bool allows_somewhere(Permission permission) const;
    // Where: the whole tenant alone, or the owners in ascending order; empty: nowhere.
    [[nodiscard]] std::vector<Scope> where(Permission permission) const;

private:
    bool everything_ = false;
    std::map<std::string_view, std::set<Scope>> scopes_; // by the code of the permission, a literal
};

// Why somebody has a permission: the grants that bring it, in the order given.
std::vector<Grant> reasons_for(
    Permission permission, std::span<Grant const> grants, std::span<PermissionRule const> rules);

// Whether one of the roles opens personal data.
bool sees_personal_data(std::span<Grant const> grants, std::span<PermissionRule const> rules);

} // namespace kommin
