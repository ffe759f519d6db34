#pragma once
// The letters to associations that got part of a grant: the link to their form, a question, reminders before
// and after the day of their proof, and the end.

#include "modules/letters/api.hpp"
#include "platform/post/post.hpp"
#include "platform/work/job_rules.hpp"

#include <string>
#include <vector>

namespace kommin::funding {

// Wired by the app.
struct GrantLetterCare {
    post::Post post;
    std::string base_url;
};

// Those that a district may begin and end in its own words.
std::vector<letters::LetterKind> passed_on_letter_kinds();

JobRule passed_on_mail(GrantLetterCare const& care);
// Every morning: proofs that are due soon, or were due.
RecurringRule passed_on_reminders();
// Every night: links that have ended.
RecurringRule passed_on_links_ending();

} // namespace kommin::funding
