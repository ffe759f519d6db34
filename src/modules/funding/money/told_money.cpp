#include "modules/funding/money/told_money.hpp"

#include "modules/funding/money/budget_editing.hpp"
#include "modules/funding/programmes/application_editing.hpp"
#include "platform/demo/parts.hpp"
#include "platform/demo/shape.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::funding {

using demo::list_at;
using demo::loaded;
using demo::text_at;
using records::Fields;

namespace {

constexpr int most_told = 1000;
constexpr std::array told_application_fields{
    application_field::authority, application_field::purpose, application_field::asked,
    application_field::own, application_field::other};
constexpr std::array told_line_fields{budget_field::source,  budget_field::source_text, budget_field::planned,
                                      budget_field::secured, budget_field::committed,   budget_field::spent};

template<class Names>
std::vector<std::string_view> texts_and(Names const& names, std::vector<std::string_view> texts)
{
    texts.insert(texts.end(), names.begin(), names.end());
    return texts;
}

// One story while it is told of money.
class ToldMoney {
public:
    ToldMoney(demo::Demo& demo, demo::Story const& story)
        : demo_(demo)
        , story_(story)
        , measures_(
              goals::list_named_measures(demo.work.db(), demo.work.tenant(), demo.work.actor(), most_told))
    {
        for (auto const& one :
             list_applications(demo.work.db(), demo.work.tenant(), {.owners = std::nullopt}, most_told))
            applications_.emplace(one.title, one.id);
    }

    void tell()
    {
        for (auto const& object : list_at(story_.content(), "applications"))
            tell_application(object);
        for (auto const& object : list_at(story_.content(), "budgets"))
            tell_line(object);
    }

private:
    void tell_application(json::Value const& object)
    {
        auto const title = text_at(object, application_field::title);
        demo::check_shape(
            object,
            {.texts = texts_and(
                 told_application_fields,
                 {application_field::title, application_field::from, application_field::to}),
             .lists = {"steps"}},
            story_.file_name(), title);
        auto& work = demo_.work;
        auto const known = applications_.find(title);
        auto fields = known == applications_.end()
            ? form_of(WholeApplication{})
            : form_of(load_whole_application(work.db(), work.tenant(), known->second));
        fields.set(application_field::title, title);
        for (auto const name : told_application_fields)
            set_told(fields, name, object);
        move_days(fields, object);
        fields.set(application_field::remark, marked(std::string(fields.value(application_field::remark))));
        if (known == applications_.end()) {
            applications_.emplace(
                title, loaded(add_application(work, fields, title), story_.file_name(), title));
            ++demo_.counts["funding_applications"];
        } else {
            loaded(save_application(work, newest(known->second), fields), story_.file_name(), title);
        }
        for (auto const& step : list_at(object, "steps"))
            tell_step(step, applications_.at(title), title);
    }

    void tell_step(json::Value const& step, ApplicationId id, std::string const& title)
    {
        demo::check_shape(step, {.texts = {"state", "day", "reason", "amount"}}, story_.file_name(), title);
        Fields fields;
        fields.set(application_field::state, text_at(step, "state"));
        fields.set(application_field::step_day, story_.last_day(text_at(step, "day")));
        fields.set(application_field::step_reason, marked(text_at(step, "reason")));
        fields.set(application_field::step_amount, text_at(step, "amount"));
        loaded(note_application_step(demo_.work, newest(id), fields), story_.file_name(), title);
    }

    // A line of the facts that hangs on the same application is this one, told otherwise.
    void tell_line(json::Value const& object)
    {
        auto const title = text_at(object, "measure");
        auto const key = title + ", " + text_at(object, budget_field::year);
        demo::check_shape(
            object, {.texts = texts_and(told_line_fields, {"measure", "application", budget_field::year})},
            story_.file_name(), key);
        auto const measure = measure_called(title, key);
        HangsOn on;
        if (auto const application = text_at(object, "application"); !application.empty())
            on.application = application_called(application, key);
        auto const known = line_of_facts(measure, on);
        auto fields = known ? form_of(*known) : form_of_new_line(demo_.work.today());
        for (auto const name : told_line_fields)
            set_told(fields, name, object);
        fields.set(budget_field::year, story_.year(text_at(object, budget_field::year)));
        fields.set(budget_field::as_of, to_iso(demo_.work.today()));
        fields.set(budget_field::hangs_on, hangs_on_value(on));
        fields.set(budget_field::remark, marked(std::string(fields.value(budget_field::remark))));
        if (known) {
            loaded(
                save_budget_line(demo_.work, {known->id, known->version}, fields), story_.file_name(), key);
            return;
        }
        loaded(
            add_budget_line(demo_.work, measure, fields, key + text_at(object, "application")),
            story_.file_name(), key);
        ++demo_.counts["budget_lines"];
    }

    std::optional<BudgetLine> line_of_facts(goals::MeasureId measure, HangsOn const& on)
    {
        if (on.is_nothing())
            return std::nullopt;
        auto lines = list_budget_lines(
            demo_.work.db(), demo_.work.tenant(),
            {.hangs_on = on, .measures = std::vector<goals::MeasureId>{measure}}, 1);
        return lines.empty() ? std::nullopt : std::optional(std::move(lines.front()));
    }

    static void set_told(Fields& fields, std::string_view name, json::Value const& object)
    {
        if (object.find(name) != nullptr)
            fields.set(name, text_at(object, name));
    }
    // Those of the facts are moved, too.
    void move_days(Fields& fields, json::Value const& object) const
    {
        for (auto const name : {application_field::from, application_field::to})
            set_told(fields, name, object);
        fields.set(application_field::from, story_.first_day(fields.value(application_field::from)));
        fields.set(application_field::to, story_.last_day(fields.value(application_field::to)));
    }
    [[nodiscard]] std::string marked(std::string words) const { return story_.marked(std::move(words)); }
    [[nodiscard]] ApplicationVersion newest(ApplicationId id) const
    {
        return {id, load_application(demo_.work.db(), demo_.work.tenant(), id).value().version};
    }
    [[noreturn]] void refuse(std::string const& key, std::string const& what) const
    {
        throw std::runtime_error("demonstration: " + story_.file_name() + ", " + key + ": no " + what);
    }
    [[nodiscard]] goals::MeasureId measure_called(std::string const& title, std::string const& key) const
    {
        auto const found = std::ranges::find_if(
            measures_, [&](goals::NamedMeasure const& one) { return goals::is_called(one, title); });
        if (found == measures_.end())
            refuse(key, "measure " + title);
        return found->id;
    }
    [[nodiscard]] ApplicationId application_called(std::string const& title, std::string const& key) const
    {
        auto const found = applications_.find(title);
        if (found == applications_.end())
            refuse(key, "application " + title);
        return found->second;
    }

    demo::Demo& demo_;
    demo::Story const& story_;
    std::vector<goals::NamedMeasure> measures_;
    std::map<std::string, ApplicationId> applications_; // by their titles
};

}

void tell_money(demo::Demo& demo)
{
    if (demo.story && !demo.story->is_of_folder())
        ToldMoney(demo, *demo.story).tell();
}

} // namespace kommin::funding
