#pragma once
// What other modules may know of measures, their figures and their lights.

#include "modules/goals/measures/figure_words.hpp"
#include "modules/goals/measures/figures_of_measures.hpp"
#include "modules/goals/measures/measure_names.hpp"
#include "modules/goals/measures/measure_words.hpp"
#include "modules/goals/measures/steered_measures.hpp"
