#pragma once
// The pages on which people at work find, read and edit measures.

#include "modules/goals/measures/figure_pages.hpp"
#include "modules/goals/measures/figure_words.hpp"
#include "modules/goals/measures/measure_course.hpp"
#include "modules/goals/measures/measure_desk.hpp"
#include "modules/goals/measures/measure_light.hpp"
#include "modules/goals/measures/measure_list.hpp"
#include "modules/goals/measures/measure_named.hpp"
#include "modules/goals/measures/measure_words.hpp"
#include "platform/html/url.hpp"
#include "platform/html/writer.hpp"
#include "platform/http/response.hpp"
#include "platform/web/authors.hpp"
#include "platform/web/call.hpp"
#include "platform/web/form_parts.hpp"
#include "platform/web/record_form.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/staff_list.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::goals {

html::Url measures_url(MeasureFilter const& filter = {});
html::Url measure_url(MeasureId id, std::string_view page); // below it: "bearbeiten"
html::Url milestone_url(MeasureId measure, MilestoneId id);
html::Url milestone_url(MeasureId measure, MilestoneId id, std::string_view page);

// The values of an enum as boxes of a form, each with a capital letter.
template<class Enum>
std::vector<web::Choice> choices_of(std::span<Enum const> all, i18n::Texts const& texts)
{
    auto choices = web::choices_among<Enum>(all, texts);
    for (auto& choice : choices)
        choice.label = web::as_choice(choice.label);
    return choices;
}

struct MeasureListPage {
    MeasureNames const& names;
    MeasureFilter const& filter;
    MeasureList const& list; // of the board: all of it on one page
    std::map<MeasureId, ShownLight> const& lights;
    std::vector<int> const& years;
    std::vector<tenants::UnitId> const& units;
    std::vector<Scope> const& owners; // whose measures this person sees
    web::Authors const& accounts; // the names of whoever is responsible
    std::set<MeasureId> const& everywhere; // of a list of one municipality: those that name no place
    bool may_add;
    std::vector<web::ListView> views = {}; // that this person has saved
};
// The name of the account that is responsible; `none` where nobody is.
std::string responsible_of(Measure const& measure, web::Authors const& accounts, std::string_view none = {});
http::Response measure_list_page(web::Call const& call, MeasureListPage const& page);

struct MeasurePage {
    WholeMeasure const& whole;
    MeasureNames const& names;
    std::vector<Goal> const& goals; // that it serves and this person knows of, in their order
    std::vector<meetings::NamedRecommendation> const& origins; // that this person sees
    web::Body life; // its life line
    ShownFigures const& figures; // with the light of the measure
    bool may_edit;
    std::vector<Problem> problems = {};
    std::vector<std::string> not_stored = {}; // was typed, and no form is left for it
    web::Body below = {}; // of a module above this one
};
http::Response measure_page(web::Call const& call, MeasurePage const& page);

web::RecordForm measure_record_form(i18n::Texts const& texts, MeasureChoices choices);
web::StaffFrame frame_below_measures(web::Call const& call, std::string title);
web::StaffFrame frame_below_measure(web::Call const& call, Measure const& measure, std::string title);

struct MeasureFormPage {
    MeasureChoices const& choices;
    Measure const* measure; // null: a new one
    records::Fields const& fields;
    std::string form_key = {};
    std::vector<Problem> problems = {};
    std::optional<std::int64_t> shown_version = {};
};
http::Response measure_form_page(web::Call const& call, MeasureFormPage const& page);

struct CoursePage {
    Measure const& measure;
    records::Fields const& fields;
    std::vector<Problem> problems = {};
};
// `back`: the fields of the list to which the answer leads; empty: the page of the measure.
http::Response state_page(web::Call const& call, CoursePage const& page, std::string const& back);
// `reckoned`: beside the one that is set by hand.
http::Response light_page(
    web::Call const& call, CoursePage const& page, std::optional<Light> reckoned, std::string const& set_by);
http::Response milestones_page(
    web::Call const& call, CoursePage const& page, std::vector<Milestone> const& milestones);
http::Response milestone_page(web::Call const& call, CoursePage const& page, MilestoneId id);

// A form of its own below a measure, with the version that it was made for.
void write_course_form(
    html::Writer& w, web::Call const& call, Measure const& measure, html::Url const& url,
    html::Url const& page, MessageKey button, web::Body const& fields, std::optional<html::Url> const& back);

// The milestones with what became of each, as rows of a table.
void write_milestones(
    html::Writer& w, web::Call const& call, Measure const& measure, std::vector<Milestone> const& milestones,
    bool may_edit);

} // namespace kommin::goals
