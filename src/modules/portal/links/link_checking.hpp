#pragma once
// Checking links: every night the targets of all that the public sees are gathered (link_gathering.hpp), and
// a bounded number of them is asked whether they still lead somewhere. One job per host, one question at a
// time, with a pause.
//
// Nothing is asked for a demonstration, whose sample records name real institutions.

#include "modules/portal/links/link_store.hpp"
#include "platform/base/message_key.hpp"
#include "platform/linkcheck/checker.hpp"
#include "platform/work/job_rules.hpp"
#include "platform/work/work.hpp"

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::portal {

// How an installation asks other servers.
struct LinkCare {
    std::shared_ptr<linkcheck::Checker const> checker = nullptr; // null: nobody is asked
    std::string base_url = {}; // of the installation; may be empty
    std::chrono::milliseconds pause{2'000}; // between two questions to one host
};

// How many targets are asked in one night, and how many of one host.
inline constexpr int most_links_a_night = 1'000;
inline constexpr int most_links_of_a_host = 50;
// What was right is asked again after this time; what was not, every night.
inline constexpr std::chrono::hours check_again_after{6 * 24};
// Nobody else has answered for so long: then it may be the fault of this network, and nobody's failure
// counts.
inline constexpr std::chrono::hours network_is_known_for{36};

std::vector<JobRule> link_jobs(LinkCare const& care);

// Asks about this one as soon as a worker has time.
void enqueue_check(Work& work, StoredLink const& link);

// What a finding makes of what was known. `is_network_known`: whether anybody has answered lately.
StoredLink link_after(
    StoredLink link, linkcheck::Finding const& finding, Instant now, Date today, bool is_network_known);
// The same for the host: after failing three nights in a row it is asked less and less often.
LinkHost host_after(LinkHost host, linkcheck::Finding const& finding, Instant now, Date today);

} // namespace kommin::portal
