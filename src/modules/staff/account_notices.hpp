#pragma once
// Mails that tell the owner of an account what was done to it: whoever reads "your password was changed" and
// did not do it is the first to know of a stranger (OWASP ASVS 2.2.3, 2.5.5).

#include "modules/staff/module.hpp"
#include "platform/identity/account.hpp"
#include "platform/work/job_rules.hpp"
#include "platform/work/work.hpp"

#include <cstdint>
#include <string_view>

namespace kommin::staff {

enum class Notice : std::uint8_t {
    password_changed,
    second_factor_set,
    second_factor_removed,
    roles_changed,
    email_changed, // to the new address
    email_left, // to the one before
    new_browser,
    repeated_code, // of the second factor
};

// Whom it is about and what goes into it beside the account.
struct NoticeOrder {
    identity::AccountId account;
    Notice notice;
    std::string_view site_address; // "https://portal.example"
    std::string_view address = {}; // of email_left
    std::string_view device = {}; // of new_browser: "Firefox, Windows"
};
// Nothing for an account with which nobody can log in yet or any more, but for email_left.
void enqueue_notice(Work& work, NoticeOrder const& order);

JobRule account_notices(StaffOptions const& options);

} // namespace kommin::staff
