#pragma once
// The page "Post und Aufträge". Shows no payload and no address: what jobs are about may name persons.

#include "platform/http/response.hpp"
#include "platform/jobs/jobs.hpp"
#include "platform/post/refused_address.hpp"
#include "platform/post/returned_mail.hpp"
#include "platform/web/call.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace kommin::staff {

// The words for states in addresses: "aufgegeben".
std::string_view code_of(jobs::State state);
jobs::State state_of(std::string_view code); // given up for a word that is none

// What has just been done, said above the page.
enum class Done : std::uint8_t { nothing, retried, all_retried, lifted };
std::string_view code_of(Done done);
Done done_of(std::string_view code);

struct JobsView {
    jobs::State state = jobs::State::dead; // of the list
    Done done = Done::nothing;
    bool sends_mails = false; // a mail server is set
    std::vector<jobs::KindCount> counts;
    std::vector<jobs::Listed> jobs; // one more than a page if there are older ones
    std::vector<post::RefusedAddress> refused; // the newest
    std::int64_t refused_count = 0;
    std::vector<post::ReturnedMail> returned; // the newest
    std::int64_t returned_count = 0;
};
constexpr int jobs_per_page = 50;
constexpr int most_refused_shown = 100;
constexpr int most_returned_shown = 50;

http::Response jobs_page(
    web::Call const& call, JobsView const& view, std::vector<Problem> const& problems = {});

} // namespace kommin::staff
