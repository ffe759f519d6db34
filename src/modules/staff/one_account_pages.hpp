#pragma once
// The pages of one account, for administrators.

#include "modules/staff/accounts_query.hpp"
#include "modules/tenants/api.hpp"
#include "platform/access/rights.hpp"
#include "platform/audit/audit.hpp"
#include "platform/base/problem.hpp"
#include "platform/html/url.hpp"
#include "platform/http/response.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/records/fields.hpp"
#include "platform/web/authors.hpp"
#include "platform/web/call.hpp"
#include "platform/web/overtaken.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kommin::staff {

// One account with what its pages say around it.
struct ShownAccount {
    ListedAccount listed; // as stored, or as somebody has just entered it
    std::vector<tenants::Body> bodies;
    std::optional<audit::StoredEntry> last_change = {}; // where two want different things: who came first
    web::Authors authors = {};
    std::optional<std::vector<Grant>> stored_grants = {}; // where `listed` has those that were entered
};
http::Response one_account_page(
    web::Call const& call, ShownAccount const& shown, std::vector<Problem> const& problems);

// Name, address and language, as a form with what stood in it before.
web::RecordForm details_form(i18n::Texts const& texts);
records::Fields details_of(identity::Account const& account);
http::Response account_details_page(
    web::Call const& call, identity::Account const& account, web::PostedForm const& entered,
    std::vector<Problem> const& problems);
// Somebody else was faster, with other ones: both side by side.
http::Response details_conflict_page(
    web::Call const& call, identity::Account const& account, web::PostedForm const& posted,
    web::Faster const& faster);

// What was done to the account, newest first.
http::Response account_history_page(
    web::Call const& call, ShownAccount const& shown, std::vector<audit::StoredEntry> const& entries);

// What is about to happen, in words, and the button that lets it happen.
struct Confirmation {
    std::string title;
    html::Url back;
    html::Url target; // of the form
    std::vector<std::pair<std::string, std::string>> fields; // that the form sends again
    std::vector<std::string> sentences; // what it means
    // "Kommt hinzu": "Rückmeldungen lesen" …
    std::vector<std::pair<std::string, std::vector<std::string>>> changes = {};
    std::string button;
    bool asks_password = false;
    std::vector<Problem> problems = {};
};
http::Response confirmation_page(web::Call const& call, Confirmation const& confirmation);

} // namespace kommin::staff
