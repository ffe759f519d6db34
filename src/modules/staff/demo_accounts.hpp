#pragma once
// The accounts of the demonstration.

#include "platform/work/work.hpp"

#include <string>
#include <vector>

namespace kommin::staff {

struct DemoAccount {
    std::string role; // code
    std::string email;
    std::string password;
};

// One account per role with a random password; municipal ones for the first municipality. Accounts that are
// there stay as they are.
std::vector<DemoAccount> add_demo_accounts(Work& work);

} // namespace kommin::staff
