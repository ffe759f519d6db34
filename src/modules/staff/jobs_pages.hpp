#pragma once
// The page "Post und Aufträge". Shows no payload and no address: what jobs are about may name persons.

#include "modules/staff/jobs_list.hpp"
#include "platform/http/response.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/jobs/jobs.hpp"
#include "platform/post/refused_address.hpp"
#include "platform/post/returned_mail.hpp"
#include "platform/web/call.hpp"
#include "platform/web/staff_bulk.hpp"
#include "platform/web/staff_list.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::staff {

// What has just been done, said above the page.
enum class Done : std::uint8_t { nothing, retried, all_retried, lifted };
std::string_view code_of(Done done);
Done done_of(std::string_view code);

struct JobsView {
    JobFilter filter; // of the list
    Done done = Done::nothing;
    bool sends_mails = false; // a mail server is set
    std::vector<jobs::KindCount> counts;
    std::vector<jobs::Listed> jobs; // of the page
    std::int64_t count = 0; // of all that the filter finds
    std::vector<web::ListView> views = {};
    std::vector<post::RefusedAddress> refused; // the newest
    std::int64_t refused_count = 0;
    std::vector<post::ReturnedMail> returned; // the newest
    std::int64_t returned_count = 0;
};
constexpr int most_refused_shown = 10; // the list has all of them
constexpr int most_returned_shown = 50;

http::Response jobs_page(
    web::Call const& call, JobsView const& view, std::vector<Problem> const& problems = {});

// As people read it: a kind of an older or newer version has no name here.
std::string name_of_job(web::Call const& call, std::string_view kind);
std::string reason_of_failure(jobs::Listed const& job, i18n::Texts const& texts);
std::string_view word_of_state(jobs::State state, i18n::Texts const& texts);

// The list of refused addresses (refused_pages.cpp).
struct RefusedView {
    RefusedFilter filter;
    std::vector<post::RefusedAddress> addresses; // of the page
    std::int64_t count = 0;
    std::vector<web::ListView> views = {};
};
http::Response refused_page(web::Call const& call, RefusedView const& view);
inline constexpr web::BulkAction allow_action{"freigeben", "staff.jobs.refused.lift"_msg};
inline constexpr web::BulkAction retry_action{"wiederholen", "staff.jobs.retry"_msg};

} // namespace kommin::staff
