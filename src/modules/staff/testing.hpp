#pragma once
// What the stories of the app ask beyond the pages; only tests include it.

#include "modules/staff/api.hpp"
#include "modules/staff/job_care.hpp"
#include "modules/staff/unusual_readings.hpp"
