#pragma once
// Accounts from the command line: the first administrator of an installation, and those of the demonstration.

#include "platform/base/result.hpp"
#include "platform/work/work.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace kommin::app {

struct NewUser {
    std::string email;
    std::string name;
    std::vector<std::string> roles; // "administrator", "municipal_editor@luenen"
};

// Invites without a mail: returns the path of the link by which the person sets a password
// ("/verwaltung/passwort/…"), valid for seven days. Problems: "email", "name", "roles".
Result<std::string> add_user(Work& work, NewUser const& user);

struct DemoAccount {
    std::string role; // code
    std::string email;
    std::string password;
};

// One account per role with a random password; municipal ones for the first municipality. Accounts that are
// there stay as they are.
std::vector<DemoAccount> add_demo_accounts(Work& work);

} // namespace kommin::app
