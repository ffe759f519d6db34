#pragma once
// What the app wires: logging in, accounts and rights, the page "Heute".

#include "platform/command/command.hpp"
#include "platform/identity/account.hpp"
#include "platform/post/post.hpp"
#include "platform/web/module.hpp"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace kommin::staff {

struct StaffOptions {
    std::function<identity::Secrets const&()> secrets; // asked when somebody logs in; safe from all threads
    post::Post post;
    std::shared_ptr<identity::LeakedPasswords const> leaked = {}; // null: none are known
};

std::vector<command::Command> commands();

web::Module staff_module(StaffOptions const& options);

} // namespace kommin::staff
