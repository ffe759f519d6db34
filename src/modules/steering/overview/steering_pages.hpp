#pragma once
// The pages that steer: overview, line of time, matrix.

#include "modules/goals/goals/api.hpp"
#include "modules/steering/overview/overview.hpp"
#include "modules/steering/overview/overview_shown.hpp"
#include "platform/html/url.hpp"
#include "platform/html/writer.hpp"
#include "platform/http/response.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/web/call.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::steering {

// "" for the overview, "zeitleiste", "abgleich".
html::Url steering_url(std::string_view page, OverviewFilter const& filter = {});
// The tabs between the three, which keep what was chosen.
void write_steering_tabs(
    html::Writer& w, i18n::Texts const& texts, std::string_view page, OverviewFilter const& filter);
// Year, unit, municipality; of the overview also with which day it compares.
void write_steering_filter(
    html::Writer& w, i18n::Texts const& texts, std::string_view page, SeenMeasures const& seen);
// That there are more measures than were read, and how many are not counted since they were dropped.
void write_what_is_missing(html::Writer& w, i18n::Texts const& texts, SeenMeasures const& seen);

http::Response overview_page(web::Call const& call, Overview const& overview);
http::Response timeline_page(web::Call const& call, SeenMeasures const& seen);
// All of its measures, with a line for each milestone. CSV or XLSX.
http::Response timeline_file(web::Call const& call, SeenMeasures const& seen);

// What of a municipality serves a goal of the Kreis without a goal of its own.
struct ServingMeasures {
    std::vector<goals::MunicipalMeasure> seen;
    std::size_t hidden = 0; // so many that this person does not see
};
struct Matrix {
    goals::ServedGoals served;
    std::map<std::pair<goals::GoalId, tenants::BodyId>, ServingMeasures> measures;
    std::vector<tenants::Body> municipalities; // the columns, by name
    // What the column of the Kreis is called; "" where this person opens none of its goals: then there is
    // none.
    std::string district;
    std::map<goals::GoalId, LightCounts> district_lights; // of its own measures that serve the goal itself
    goals::SeenProgress progress; // of these goals and measures, as far as this person sees them
    bool is_cut = false; // there are more measures than were read
};
// The goals and measures in one cell as words, for a file: "L 1 Sprache; 2 weitere Ziele".
std::string words_of_cell(
    i18n::Texts const& texts, Matrix const& matrix, goals::GoalId goal, tenants::BodyId body);
// Of the Kreis itself: "62 % (Daten zu 3 von 5); auf Kurs: 2".
std::string words_of_district(i18n::Texts const& texts, Matrix const& matrix, goals::GoalId goal);
http::Response matrix_page(web::Call const& call, Matrix const& matrix);

} // namespace kommin::steering
