#pragma once
// What other modules may know of goals, and who may see them.

#include "modules/goals/goals/goal.hpp"
#include "modules/goals/goals/permissions.hpp"
#include "modules/goals/goals/served_goals.hpp"
