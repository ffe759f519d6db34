#pragma once
// What the app wires: what the district wants, what it does for it, and whether that works.

#include "modules/goals/measures/api.hpp"
#include "modules/goals/measures/report_photo.hpp"
#include "modules/goals/measures/taken_up_records.hpp" // what the module of recommendations is handed
#include "modules/goals/site/below_recommendation.hpp" // likewise
#include "modules/letters/api.hpp"
#include "platform/db/connection.hpp"
#include "platform/post/post.hpp"
#include "platform/records/translated_kind.hpp"
#include "platform/web/module.hpp"

#include <string>
#include <vector>

namespace kommin::goals {

// Wired by the app.
struct GoalsCare {
    post::Post post;
    std::string base_url;
    PhotoCare photos;
    BelowMeasure below_measure = {}; // what modules above this one show on the page of a measure
};
web::Module goals_module(GoalsCare const& care);

// Its letters that a district may begin and end in its own words.
std::vector<letters::LetterKind> letter_kinds();
// Whose texts translators find.
std::vector<records::TranslatedKind> translated_kinds();
// The names of all files that a backup must have.
std::vector<std::string> list_photo_files(db::Connection& db, TenantId tenant);

} // namespace kommin::goals
