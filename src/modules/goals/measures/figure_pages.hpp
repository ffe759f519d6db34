#pragma once
// The pages on which people at work see figures, report and decide about reports.

#include "modules/goals/measures/figure_editing.hpp"
#include "modules/goals/measures/figures_of_measures.hpp"
#include "modules/goals/measures/measure_words.hpp"
#include "modules/goals/measures/report_editing.hpp"
#include "platform/base/problem.hpp"
#include "platform/html/url.hpp"
#include "platform/http/response.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/web/authors.hpp"
#include "platform/web/call.hpp"
#include "platform/web/record_versions.hpp"
#include "platform/web/staff_frame.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::goals {

// Below the measure: "kennzahlen/neu".
html::Url new_figure_url(MeasureId measure);
// Its form, and what is below that: "bericht".
html::Url figure_url(MeasureId measure, FigureId id, std::string_view page = {});
html::Url report_url(MeasureId measure, ReportId id, std::string_view page);
html::Url erase_photo_url(MeasureId measure, ReportId id); // where its button leads

// Figures of one measure as its page shows them to the person of the call.
struct ShownFigures {
    MeasureStanding standing;
    std::map<FigureId, std::vector<Report>> reports; // all of them, the latest day first
    web::Authors authors;
    bool may_edit = false;
    bool may_report = false;
};
// `milestones`: of that measure; they say its light where it has no figure.
ShownFigures load_shown_figures(
    web::Call const& call, db::Connection& db, Measure const& measure,
    std::vector<Milestone> const& milestones);
void write_figures(html::Writer& w, web::Call const& call, Measure const& measure, ShownFigures const& shown);
// Beside them, for whoever may decide: reports that wait. Nothing where none do.
void write_reports_to_confirm(
    html::Writer& w, web::Call const& call, Measure const& measure, ShownFigures const& shown);

web::RecordForm figure_record_form(i18n::Texts const& texts);
struct FigureFormPage {
    Measure const& measure;
    Figure const* figure; // null: a new one
    records::Fields const& fields;
    bool has_reports = false;
    std::string form_key = {}; // of a new one: sent twice, it is one
    std::vector<Problem> problems = {};
    std::optional<std::int64_t> shown_version = {}; // an earlier version was fetched back
};
http::Response figure_form_page(web::Call const& call, FigureFormPage const& page);
http::Response figure_erasing_question(
    web::Call const& call, SeenFigure const& seen, std::vector<Problem> const& problems = {});

// The name of whoever has the account; that it came by the link of a letter.
std::string who_reported(i18n::Texts const& texts, web::Authors const& authors, Report const& report);

struct ReportFormPage {
    SeenFigure const& of;
    std::vector<Report> const& reports; // all of this figure
    records::Fields const& fields;
    std::string const& form_key;
    std::vector<Problem> problems = {};
};
http::Response report_form_page(web::Call const& call, ReportFormPage const& page);

struct ReportPage {
    SeenReport const& seen;
    std::vector<Report> const& reports; // all of its figure
    web::Authors const& authors;
    std::optional<StoredPhoto> const& photo;
    std::string const& question_mail; // as mail_for_question() has it
    std::vector<Problem> problems = {};
    std::vector<std::string> not_stored = {}; // was typed, and no form is left for it
    web::Body life = {}; // of its measure
};
http::Response report_page(web::Call const& call, ReportPage const& page);

// The two decisions for which somebody writes a sentence.
enum class Decision : std::uint8_t { question, withdrawal };
struct DecisionPage {
    SeenReport const& seen;
    Decision decision;
    std::string const& question_mail; // as of ReportPage
    std::string_view typed = {};
    std::vector<Problem> problems = {};
};
http::Response decision_page(web::Call const& call, DecisionPage const& page);

} // namespace kommin::goals
