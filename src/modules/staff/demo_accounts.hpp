#pragma once
// The accounts of the demonstration.

#include "platform/identity/account.hpp"
#include "platform/work/work.hpp"

#include <string>
#include <vector>

namespace kommin::staff {

struct DemoAccount {
    std::string role; // code
    std::string email;
    std::string password;
    std::string hash; // of the password
};

// One account per role with a random password. Takes long, so before the work that adds them.
std::vector<DemoAccount> prepare_demo_accounts();

// Municipal ones for the first municipality. Accounts that are there stay as they are; returns the others.
std::vector<DemoAccount> add_demo_accounts(
    Work& work, identity::Secrets const& secrets, std::vector<DemoAccount> const& prepared);

} // namespace kommin::staff
