#pragma once
// What the stories of the app look at beyond the pages; only tests include it.

#include "modules/goals/goals/goal_editing.hpp"
#include "modules/goals/goals/goal_store.hpp"
#include "modules/goals/goals/permissions.hpp"
#include "modules/goals/goals/resolution_editing.hpp"
#include "modules/goals/goals/resolution_store.hpp"
#include "modules/goals/measures/figure_editing.hpp"
#include "modules/goals/measures/figure_store.hpp"
#include "modules/goals/measures/measure_course.hpp"
#include "modules/goals/measures/measure_editing.hpp"
#include "modules/goals/measures/measure_pieces.hpp"
#include "modules/goals/measures/measure_store.hpp"
#include "modules/goals/measures/measure_task_store.hpp"
#include "modules/goals/measures/report_editing.hpp"
#include "modules/goals/measures/risk_store.hpp"
#include "modules/goals/measures/taken_up_records.hpp"
