#pragma once
// Permission, Role, Scope: what somebody may do, why, and with whose records.

#include "platform/base/message_key.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace kommin {

// What can be allowed, as a stable code with the module in front: "portal.feedback.answer". Made from
// literals only.
struct Permission {
    std::string_view code;
    friend bool operator==(Permission, Permission) = default;
};

// A function in the administration that brings permissions with it: "conference_office".
struct Role {
    std::string_view code;
    friend bool operator==(Role, Role) = default;
};

// Whose records a permission is about: those of one owner (a body of the tenant, by its id), or all of the
// tenant, those of nobody in particular included.
class Scope {
public:
    static constexpr Scope whole_tenant() { return Scope(0); }
    // Throws std::invalid_argument for an id below 1.
    static Scope of_owner(std::int64_t id);

    [[nodiscard]] constexpr bool is_whole_tenant() const { return owner_ == 0; }
    // 0: the whole tenant.
    [[nodiscard]] constexpr std::int64_t owner() const { return owner_; }
    // Rights inherit downwards: the whole tenant covers every owner.
    [[nodiscard]] constexpr bool covers(Scope other) const { return is_whole_tenant() || *this == other; }

    friend constexpr bool operator==(Scope, Scope) = default;
    friend constexpr auto operator<=>(Scope, Scope) = default;

private:
    explicit constexpr Scope(std::int64_t owner)
        : owner_(owner)
    { }
    std::int64_t owner_;
};

// Whether a permission opens personal data: roles that have one need a second factor to log in.
enum class Sees : std::uint8_t { no_personal_data, personal_data };

// One line of a module's table of rights; the only place in which roles get permissions.
struct PermissionRule {
    Permission permission;
    MessageKey label; // "Rückmeldungen beantworten"
    Sees sees = Sees::no_personal_data;
    std::vector<Role> roles = {};
};

} // namespace kommin
