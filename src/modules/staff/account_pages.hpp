#pragma once
// The pages of one's own account.

#include "platform/base/problem.hpp"
#include "platform/http/response.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/identity/account.hpp"
#include "platform/identity/session.hpp"
#include "platform/records/fields.hpp"
#include "platform/web/call.hpp"
#include "platform/web/overtaken.hpp"
#include "platform/web/record_versions.hpp"

#include <optional>
#include <string>
#include <vector>

namespace kommin::staff {

struct AccountView {
    identity::Account account;
    std::vector<identity::OpenSession> sessions;
    int recovery_codes = 0; // left
    std::optional<records::Fields> stored = {}; // of the details, where `account` has what was entered
};
http::Response account_page(
    web::Call const& call, AccountView const& view, std::vector<Problem> const& problems = {});
// What one may change oneself, as fields of a form, and what they say of an account.
web::RecordForm own_details_form(i18n::Texts const& texts);
records::Fields own_details_of(identity::Account const& account);
// Somebody has changed the same meanwhile.
http::Response own_details_conflict_page(
    web::Call const& call, web::PostedForm const& posted, web::Faster const& faster);
http::Response second_factor_page(
    web::Call const& call, identity::SecondFactorStart const& start, std::vector<Problem> const& problems);
// Shown once.
http::Response recovery_codes_page(web::Call const& call, std::vector<std::string> const& codes);

} // namespace kommin::staff
