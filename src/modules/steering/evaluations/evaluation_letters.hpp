#pragma once
// The letters that ask for evaluations, each with a link of its own: asked, reminded before the day and after
// it.

#include "platform/post/post.hpp"
#include "platform/work/job_rules.hpp"

#include <string>

namespace kommin::steering {

// Wired by the app.
struct EvaluationLetterCare {
    post::Post post;
    std::string base_url; // of the installation; may be empty
};

JobRule evaluation_mail(EvaluationLetterCare const& care);
// Orders the reminders of the day, of a real district.
RecurringRule evaluation_reminders();
// At night: links and addresses of those that are long over or whose year is closed.
RecurringRule evaluation_links_ending();

} // namespace kommin::steering
