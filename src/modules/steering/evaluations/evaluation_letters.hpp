#pragma once
// The letters that ask for evaluations, each with a link of its own: asked, reminded before the day and after
// it.

#include "modules/letters/api.hpp"
#include "platform/post/post.hpp"
#include "platform/work/job_rules.hpp"

#include <string>
#include <vector>

namespace kommin::steering {

// Wired by the app.
struct EvaluationLetterCare {
    post::Post post;
    std::string base_url; // of the installation; may be empty
};

// Those that a district may begin and end in its own words.
std::vector<letters::LetterKind> evaluation_letter_kinds();

JobRule evaluation_mail(EvaluationLetterCare const& care);
// Orders the reminders of the day, of a real district.
RecurringRule evaluation_reminders();
// At night: links and addresses of those that are long over or whose year is closed.
RecurringRule evaluation_links_ending();

} // namespace kommin::steering
