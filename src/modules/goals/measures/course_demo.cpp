#include "modules/goals/measures/course_demo.hpp"

#include "modules/goals/goals/permissions.hpp"
#include "modules/goals/measures/measure_course.hpp"
#include "modules/goals/measures/measure_pieces.hpp"
#include "modules/goals/measures/report_editing.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/demo/parts.hpp"
#include "platform/demo/shape.hpp"

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace kommin::goals {

using demo::list_at;
using demo::loaded;
using demo::text_at;
using records::Fields;

namespace {

// What a story says of a measure, and of each of its parts.
demo::Shape shape_of_told_measures()
{
    return {
        .texts = {"key"},
        .lists = {"milestones", "figures", "risks", "tasks"},
        .objects = {"fields", "light"}};
}
demo::Shape shape_of_told_milestones()
{
    return {
        .texts
        = {milestone_field::title, milestone_field::due, milestone_field::done_on, milestone_field::remark}};
}
demo::Shape shape_of_told_reports()
{
    return {
        .texts
        = {report_field::day, report_field::value, report_field::source, report_field::remark,
           report_field::question, "withdrawn"},
        .truths = {"by_link"},
        .objects = {"photo"}};
}
demo::Shape shape_of_told_risks()
{
    return {
        .texts
        = {risk_field::title, risk_field::probability, risk_field::damage, risk_field::response,
           risk_field::office, risk_field::state, risk_field::checked_on}};
}
demo::Shape shape_of_told_tasks()
{
    return {
        .texts
        = {measure_task_field::title, measure_task_field::who, measure_task_field::due,
           measure_task_field::done_on, measure_task_field::remark}};
}

// One story while it is told of measures.
class ToldCourse {
public:
    ToldCourse(demo::Demo& demo, demo::Story const& story, files::BlobStores& photos)
        : demo_(demo)
        , story_(story)
        , photos_(photos)
    { }

    void tell_milestones(MeasureId measure, json::Value const& told, std::string const& key)
    {
        for (auto const& object : list_at(told, "milestones")) {
            check(object, shape_of_told_milestones(), key);
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
            auto const entry = key + ", " + text_at(object, report_field::day);
            check(object, shape_of_told_reports(), entry);
            auto const id = report(figure, object, entry);
            if (auto const question = text_at(object, report_field::question); !question.empty())
                loaded(
                    question_report(demo_.work, {.id = id, .state = std::nullopt}, question),
                    story_.file_name(), entry);
            if (auto const reason = text_at(object, "withdrawn"); !reason.empty())
                loaded(
                    withdraw_report(demo_.work, {.id = id, .state = ReportState::confirmed}, reason),
                    story_.file_name(), entry);
            ++demo_.counts["reports of figures"];
        }
    }

    void tell_risks(MeasureId measure, json::Value const& told, std::string const& key)
    {
        for (auto const& object : list_at(told, "risks")) {
            check(object, shape_of_told_risks(), key);
            Fields fields;
            for (auto const name :
                 {risk_field::title, risk_field::probability, risk_field::damage, risk_field::office,
                  risk_field::state})
                fields.set(name, text_at(object, name));
            fields.set(risk_field::response, marked(text_at(object, risk_field::response)));
            fields.set(risk_field::checked_on, story_.last_day(text_at(object, risk_field::checked_on)));
            loaded(add_risk(demo_.work, newest(measure), fields), story_.file_name(), key);
            ++demo_.counts["risks"];
        }
    }

    void tell_tasks(MeasureId measure, json::Value const& told, std::string const& key)
    {
        for (auto const& object : list_at(told, "tasks")) {
            check(object, shape_of_told_tasks(), key);
            Fields fields;
            for (auto const name : {measure_task_field::title, measure_task_field::who})
                fields.set(name, text_at(object, name));
            for (auto const name : {measure_task_field::due, measure_task_field::done_on})
                fields.set(name, story_.last_day(text_at(object, name)));
            fields.set(measure_task_field::remark, marked(text_at(object, measure_task_field::remark)));
            loaded(add_measure_task(demo_.work, newest(measure), fields), story_.file_name(), key);
            ++demo_.counts["tasks of measures"];
        }
    }

    void tell_light(MeasureId measure, json::Value const& told, std::string const& key)
    {
        auto const* light = told.find("light");
        if (light == nullptr)
            return;
        check(*light, {.texts = {"light", "reason", "until"}}, key);
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

    void check(json::Value const& object, demo::Shape const& shape, std::string const& key) const
    {
        demo::check_shape(object, shape, story_.file_name(), key);
    }

private:
    // One that came by the link of a letter waits for somebody who looks at it.
    ReportId report(FigureId figure, json::Value const& object, std::string const& entry)
    {
        auto& work = demo_.work;
        Fields fields;
        fields.set(report_field::day, story_.last_day(text_at(object, report_field::day)));
        fields.set(report_field::value, text_at(object, report_field::value));
        fields.set(report_field::source, marked(text_at(object, report_field::source)));
        fields.set(report_field::remark, text_at(object, report_field::remark));
        auto const photo = photo_of(object, entry);
        if (!demo::is_true(object, "by_link"))
            return loaded(report_figure(work, figure, fields, entry, photo), story_.file_name(), entry);
        auto const seen
            = find_seen_figure(work.db(), work.tenant(), figure, work.actor(), report_figures).value();
        return loaded(
            add_report_by_link(work, seen, fields, {crypto::sha256_hex(entry), {}}, photo),
            story_.file_name(), entry);
    }
    // A picture of the folder, which is as it is kept already: nobody has to make it anew.
    [[nodiscard]] std::optional<StoredPhoto> photo_of(
        json::Value const& object, std::string const& entry) const
    {
        auto const* told = object.find("photo");
        if (told == nullptr)
            return std::nullopt;
        check(*told, {.texts = {"file"}, .values = {"width", "height"}}, entry);
        auto const bytes = demo_.files.text(text_at(*told, "file"));
        auto const points = [&](std::string_view name) {
            auto const* value = told->find(name);
            return value != nullptr ? value->as_integer().value_or(0) : 0;
        };
        StoredPhoto photo{
            .hash = {},
            .width = points("width"),
            .height = points("height"),
            .size = static_cast<std::int64_t>(bytes.size())};
        if (images::format_of(bytes) != images::Format::webp || photo.width <= 0 || photo.height <= 0)
            throw std::runtime_error("demonstration: " + story_.file_name() + ", " + entry + ": no picture");
        photo.hash = photos_.of(demo_.work.tenant()).put(bytes);
        return photo;
    }
    [[nodiscard]] std::string marked(std::string words) const { return story_.marked(std::move(words)); }
    [[nodiscard]] MeasureVersion newest(MeasureId id) const
    {
        return {id, load_measure(demo_.work.db(), demo_.work.tenant(), id).value().version};
    }

    demo::Demo& demo_;
    demo::Story const& story_;
    files::BlobStores& photos_;
};

}

void tell_course(
    demo::Demo& demo, std::map<std::string, MeasureId> const& measures, LoadedFigures const& figures,
    files::BlobStores& photos)
{
    if (!demo.story)
        return;
    ToldCourse course(demo, *demo.story, photos);
    auto const& story = demo.story->content();
    demo::Shape shape{.texts = {"day", "mark", "remark"}, .lists = {"measures"}};
    if (!demo.story->is_of_folder()) // told of money, by the module that knows it
        shape.lists.insert(shape.lists.end(), {"applications", "budgets"});
    course.check(story, shape, {});
    for (auto const& told : list_at(story, "measures")) {
        auto const key = text_at(told, "key");
        course.check(told, shape_of_told_measures(), key);
        auto const measure = course.named(measures, key);
        course.tell_milestones(measure, told, key);
        for (auto const& figure : list_at(told, "figures")) {
            auto const name = key + ' ' + text_at(figure, figure_field::name);
            course.check(figure, {.texts = {figure_field::name}, .lists = {"reports"}}, name);
            course.tell_reports(course.named(figures, name), figure, name);
        }
        course.tell_risks(measure, told, key);
        course.tell_tasks(measure, told, key);
        course.tell_light(measure, told, key);
    }
}

} // namespace kommin::goals
