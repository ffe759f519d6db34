#include "modules/goals/measures/course_demo.hpp"

#include "modules/goals/measures/measure_course.hpp"
#include "modules/goals/measures/report_editing.hpp"
#include "platform/demo/parts.hpp"

#include <stdexcept>
#include <string_view>
#include <utility>

namespace kommin::goals {

using demo::list_at;
using demo::loaded;
using demo::text_at;
using records::Fields;

namespace {

// One story while it is told of measures.
class ToldCourse {
public:
    ToldCourse(demo::Demo& demo, demo::Story const& story)
        : demo_(demo)
        , story_(story)
    { }

    void tell_milestones(MeasureId measure, json::Value const& told, std::string const& key)
    {
        for (auto const& object : list_at(told, "milestones")) {
            Fields fields;
            fields.set(milestone_field::title, text_at(object, milestone_field::title));
            for (auto const name : {milestone_field::due, milestone_field::done_on})
                fields.set(name, story_.last_day(text_at(object, name)));
            fields.set(milestone_field::remark, marked(text_at(object, milestone_field::remark)));
            loaded(add_milestone(demo_.work, newest(measure), fields), story_.file_name(), key);
            ++demo_.counts["milestones"];
        }
    }

    void tell_reports(FigureId figure, json::Value const& told, std::string const& key)
    {
        for (auto const& object : list_at(told, "reports")) {
            auto const day = text_at(object, report_field::day);
            Fields fields;
            fields.set(report_field::day, story_.last_day(day));
            fields.set(report_field::value, text_at(object, report_field::value));
            fields.set(report_field::source, marked(text_at(object, report_field::source)));
            fields.set(report_field::remark, text_at(object, report_field::remark));
            auto const id = loaded(
                report_figure(demo_.work, figure, fields, key + ' ' + day), story_.file_name(),
                key + ", " + day);
            if (auto const reason = text_at(object, "withdrawn"); !reason.empty())
                loaded(
                    withdraw_report(demo_.work, {.id = id, .state = ReportState::confirmed}, reason),
                    story_.file_name(), key + ", " + day);
            ++demo_.counts["reports of figures"];
        }
    }

    void tell_light(MeasureId measure, json::Value const& told, std::string const& key)
    {
        auto const* light = told.find("light");
        if (light == nullptr)
            return;
        Fields fields;
        fields.set(measure_field::light, text_at(*light, "light"));
        fields.set(measure_field::light_reason, marked(text_at(*light, "reason")));
        fields.set(measure_field::light_until, story_.last_day(text_at(*light, "until")));
        loaded(set_light(demo_.work, newest(measure), fields), story_.file_name(), key);
    }

    template<class Id>
    Id named(std::map<std::string, Id> const& known, std::string const& key) const
    {
        auto const found = known.find(key);
        if (found == known.end())
            throw std::runtime_error("demonstration: " + story_.file_name() + ": no " + key);
        return found->second;
    }

private:
    // What is invented says so wherever it is read.
    [[nodiscard]] std::string marked(std::string words) const
    {
        auto mark = text_at(story_.content(), "mark");
        return words.empty() ? std::move(mark) : words + " (" + mark + ')';
    }
    [[nodiscard]] MeasureVersion newest(MeasureId id) const
    {
        return {id, load_measure(demo_.work.db(), demo_.work.tenant(), id).value().version};
    }

    demo::Demo& demo_;
    demo::Story const& story_;
};

}

void tell_course(
    demo::Demo& demo, std::map<std::string, MeasureId> const& measures, LoadedFigures const& figures)
{
    if (!demo.story)
        return;
    ToldCourse course(demo, *demo.story);
    for (auto const& told : list_at(demo.story->content(), "measures")) {
        auto const key = text_at(told, "key");
        auto const measure = course.named(measures, key);
        course.tell_milestones(measure, told, key);
        for (auto const& figure : list_at(told, "figures")) {
            auto const name = key + ' ' + text_at(figure, figure_field::name);
            course.tell_reports(course.named(figures, name), figure, name);
        }
        course.tell_light(measure, told, key);
    }
}

} // namespace kommin::goals
