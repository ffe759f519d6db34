#pragma once
// Mails with a link by which somebody sets a password. The token is made when the mail is written and stands
// nowhere else.

#include "modules/staff/module.hpp"
#include "platform/identity/account.hpp"
#include "platform/web/token_buckets.hpp"
#include "platform/work/job_rules.hpp"
#include "platform/work/work.hpp"

#include <chrono>
#include <string_view>

namespace kommin::staff {

// `site_address`: "https://portal.example", where the link leads.
void enqueue_invitation(Work& work, identity::AccountId account, std::string_view site_address);
// To whoever has the account of this address, if there is one: the job finds out, so that whoever asks cannot
// tell by the time it takes.
void enqueue_new_password_link(Work& work, std::string_view email_key, std::string_view site_address);

// How often somebody may ask for such a mail. Safe from all threads.
class LinkGate {
public:
    // Whether it may be sent now, and counts it.
    bool lets_pass(TenantId tenant, std::string_view email_key, std::string_view peer, Instant now);

private:
    web::TokenBuckets addresses_{{.burst = 2, .one_per = std::chrono::minutes{10}}};
    web::TokenBuckets networks_{{.burst = 10, .one_per = std::chrono::minutes{1}}};
};

JobRule link_mails(StaffOptions const& options);

} // namespace kommin::staff
