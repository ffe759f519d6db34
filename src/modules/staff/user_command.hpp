#pragma once
// `kommin user add`: the first administrator of an installation.

#include "platform/base/result.hpp"
#include "platform/command/command.hpp"
#include "platform/work/work.hpp"

#include <string>
#include <vector>

namespace kommin::staff {

struct NewUser {
    std::string email;
    std::string name;
    std::vector<std::string> roles; // "administrator", "municipal_editor@luenen"
};

// Invites without a mail: returns the path of the link by which the person sets a password
// ("/verwaltung/passwort/…"), valid for seven days. Problems: "email", "name", "roles".
Result<std::string> add_user(Work& work, NewUser const& user);

command::Command user_command();

} // namespace kommin::staff
