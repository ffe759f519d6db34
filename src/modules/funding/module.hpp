#pragma once
// What the app wires: money of measures – budgets, programmes, applications, grants.

#include "modules/funding/grants/grant_files.hpp"
#include "modules/funding/grants/passed_on_letters.hpp"
#include "modules/funding/money/api.hpp" // what steering is handed
#include "modules/funding/programmes/api.hpp"
#include "modules/goals/measures/api.hpp"
#include "platform/web/module.hpp"

#include <vector>

namespace kommin::funding {

struct FundingCare {
    GrantFileCare files;
    GrantLetterCare letters;
    BelowApplication below_application = {}; // what modules above this one show on the page of an application
};

web::Module funding_module(FundingCare const& care);
// Its letters that a district may begin and end in its own words.
std::vector<letters::LetterKind> letter_kinds();
// What the page of a measure shows of its money.
goals::BelowMeasure below_measure();

} // namespace kommin::funding
