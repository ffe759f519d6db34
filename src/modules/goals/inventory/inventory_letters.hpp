#pragma once
// The letters of stocktakings, each with a link of its own: asked, reminded before the day and after it.

#include "modules/letters/api.hpp"
#include "platform/post/post.hpp"
#include "platform/work/job_rules.hpp"

#include <string>
#include <vector>

namespace kommin::goals {

struct InventoryCare {
    post::Post post;
    std::string base_url; // of the installation; may be empty
};

// Those that a district may begin and end in its own words.
std::vector<letters::LetterKind> inventory_letter_kinds();

JobRule inventory_mail(InventoryCare const& care);
// Orders the reminders of the day, of a real district.
RecurringRule inventory_reminders();
// At night: links of those that nobody has closed and that are long over; addresses of organisations in those
// that are closed as long.
RecurringRule inventory_links_ending();

} // namespace kommin::goals
