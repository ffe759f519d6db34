#pragma once
// The pages of one's own account.

#include "platform/base/problem.hpp"
#include "platform/http/response.hpp"
#include "platform/identity/account.hpp"
#include "platform/identity/session.hpp"
#include "platform/web/call.hpp"

#include <string>
#include <vector>

namespace kommin::staff {

struct AccountView {
    identity::Account account;
    std::vector<identity::OpenSession> sessions;
    int recovery_codes = 0; // left
};
http::Response account_page(
    web::Call const& call, AccountView const& view, std::vector<Problem> const& problems = {});
http::Response second_factor_page(
    web::Call const& call, identity::SecondFactorStart const& start, std::vector<Problem> const& problems);
// Shown once.
http::Response recovery_codes_page(web::Call const& call, std::vector<std::string> const& codes);

} // namespace kommin::staff
