#pragma once
// The pages on which people at work read and write evaluations of measures.

#include "modules/steering/cycle/year_pages.hpp"
#include "modules/steering/evaluations/evaluation_desk.hpp"
#include "modules/steering/evaluations/evaluation_editing.hpp"
#include "platform/html/url.hpp"
#include "platform/html/writer.hpp"
#include "platform/http/response.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/web/call.hpp"
#include "platform/web/record_versions.hpp"
#include "platform/web/staff_frame.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::steering {

html::Url evaluations_url(YearId year);
html::Url new_evaluation_url(YearId year, goals::MeasureId measure, EvaluationView view);
html::Url evaluation_url(YearId year, EvaluationId id, std::string_view page); // "bearbeiten"
// "selbst", "fremd": of their address.
std::string_view address_of(EvaluationView view);
std::optional<EvaluationView> view_at(std::string_view address);

// "4 von 5: deutlich"; of the effect, of the effort.
std::string effect_word(i18n::Texts const& texts, int effect);
std::string effort_word(i18n::Texts const& texts, int effort);

struct EvaluationListPage {
    SteeringYear const& year;
    YearNames const& names;
    std::vector<goals::Measure> const&
        measures; // of the year, and those that have been evaluated all the same
    std::vector<MeasureEvaluation> const& evaluations;
    Date today;
    bool may_evaluate; // and the year is open
    bool may_ask; // by letter, likewise
    std::vector<Problem> problems = {};
    std::vector<std::string> not_stored = {};
};
http::Response evaluation_list_page(web::Call const& call, EvaluationListPage const& page);

// One of them: what it says, on the pages where it stands beside others.
void write_evaluation(html::Writer& w, i18n::Texts const& texts, MeasureEvaluation const& one, bool may_edit);

struct EvaluationFormPage {
    SteeringYear const& year;
    goals::Measure const& measure;
    EvaluationView view;
    MeasureEvaluation const* edited; // null: a new one
    YearNames const& names;
    records::Fields const& fields;
    std::string form_key = {};
    std::vector<Problem> problems = {};
    std::optional<std::int64_t> shown_version = {};
};
http::Response evaluation_form_page(web::Call const& call, EvaluationFormPage const& page);
web::RecordForm evaluation_record_form(i18n::Texts const& texts);
web::StaffFrame frame_below_evaluations(
    web::Call const& call, SteeringYear const& year, YearNames const& names, std::string title);

} // namespace kommin::steering
