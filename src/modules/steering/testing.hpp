#pragma once
// What the stories of the app look at beyond the pages; only tests include it.

#include "modules/steering/closing/closed_year_store.hpp"
#include "modules/steering/closing/closing.hpp"
#include "modules/steering/closing/state_of_year.hpp"
#include "modules/steering/closing/year_report.hpp"
#include "modules/steering/cycle/permissions.hpp"
#include "modules/steering/cycle/step_file_store.hpp"
#include "modules/steering/cycle/step_files.hpp"
#include "modules/steering/cycle/year_editing.hpp"
#include "modules/steering/cycle/year_store.hpp"
#include "modules/steering/evaluations/evaluation_asking.hpp"
#include "modules/steering/evaluations/evaluation_editing.hpp"
#include "modules/steering/evaluations/evaluation_link.hpp"
#include "modules/steering/evaluations/evaluation_store.hpp"
#include "modules/steering/priorities/priority_editing.hpp"
#include "modules/steering/priorities/priority_store.hpp"
