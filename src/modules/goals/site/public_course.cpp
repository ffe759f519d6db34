#include "modules/goals/site/public_course.hpp"

#include "modules/goals/site/public_words.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace kommin::goals {

using html::each;
using html::Writer;
using web::Visit;

namespace {

struct CoursePoint {
    std::optional<PartialDate> day; // nothing: not known
    MessageKey label;
    web::Body what;
    bool is_beginning = false;
};

// A recommendation and, behind it, its answer; nothing of one that not everybody reads.
void add_recommendation(std::vector<CoursePoint>& points, Visit const& visit, meetings::RecommendationId id)
{
    auto const course = meetings::find_public_course(visit, id);
    if (!course)
        return;
    points.push_back(
        {course->adopted_on, "goals.public.course.recommended"_msg,
         [&visit, id](Writer& w) { w("{}", meetings::PublicRecommendationLink{visit, id}); }, true});
    if (course->is_answered)
        points.push_back(
            {course->answered_on, "goals.public.course.answered"_msg,
             [&visit, state = course->state](Writer& w) { w("{}", visit.texts(label_of(state))); }});
}

std::vector<CoursePoint> list_points(
    PublicReader const& reader, PublicGoal const& one, std::span<PublicMeasure const* const> measures)
{
    auto const& visit = reader.visit;
    std::vector<CoursePoint> points;
    for (auto const id : one.origins)
        add_recommendation(points, visit, id);
    if (one.adoption)
        points.push_back({one.adoption->day, "goals.public.resolved"_msg, [&](Writer& w) {
                              w("{}", resolved_in_words(reader, *one.adoption));
                          }});
    for (auto const* measure : measures)
        points.push_back(
            {measure->measure.starts, "goals.public.kind.measure"_msg, [&visit, measure](Writer& w) {
                 w(R"(<a href="{}">{}</a> · {})", public_url(visit, measure->measure),
                   public_name(visit, measure->measure),
                   visit.texts(public_label_of(measure->measure.state)));
             }});
    return points;
}

// By their days: a recommendation as early as it may have been, what followed as late. What has none keeps
// its place behind what stands before it in the order of a course.
void sort_by_day(std::vector<CoursePoint>& points)
{
    std::vector<std::pair<std::optional<Date>, CoursePoint>> placed;
    std::optional<Date> before;
    for (auto& point : points) {
        if (point.day)
            before = point.is_beginning ? point.day->first_possible_day() : point.day->last_possible_day();
        placed.emplace_back(before, std::move(point));
    }
    std::ranges::stable_sort(placed, {}, [](auto const& one) { return one.first; });
    points.clear();
    for (auto& [day, point] : placed)
        points.push_back(std::move(point));
}

}

void write_public_course(
    Writer& w, PublicReader const& reader, PublicGoal const& one,
    std::span<PublicMeasure const* const> measures)
{
    auto const& texts = reader.visit.texts;
    auto points = list_points(reader, one, measures);
    if (points.size() < 2)
        return;
    sort_by_day(points);
    w(R"(<section class="km-stack km-stack--s" aria-labelledby="verlauf"><h2 id="verlauf">{}</h2><dl class="km-facts">{}</dl></section>)",
      texts("goals.public.course"_msg), each(points, [&](Writer& item, CoursePoint const& point) {
          item(
              "<div><dt>{}</dt><dd><strong>{}</strong>: {}</dd></div>",
              point.day ? texts.partial_date(*point.day)
                        : std::string(texts("goals.public.course.day_unknown"_msg)),
              texts(point.label), point.what);
      }));
}

} // namespace kommin::goals
