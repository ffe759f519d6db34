#include "modules/funding/money/money_demo.hpp"

#include "modules/funding/money/budget_editing.hpp"
#include "modules/funding/programmes/application_editing.hpp"
#include "modules/funding/programmes/programme_editing.hpp"
#include "platform/demo/parts.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string>
#include <string_view>

namespace kommin::funding {

using demo::is_true;
using demo::list_at;
using demo::loaded;
using demo::text_at;
using records::Fields;

namespace {

constexpr std::string_view funding_file = "funding.json";
constexpr int most_measures_in_demo = 1000;

constexpr std::array programme_fields_in_file{
    programme_field::title, programme_field::authority, programme_field::text,   programme_field::from,
    programme_field::to,    programme_field::amount,    programme_field::remark, programme_field::source};
constexpr std::array application_fields_in_file{application_field::title,  application_field::authority,
                                                application_field::from,   application_field::to,
                                                application_field::remark, application_field::source};

Fields programme_of_file(json::Value const& object)
{
    auto fields = form_of(Programme{});
    for (auto const name : programme_fields_in_file)
        fields.set(name, text_at(object, name));
    std::string aims;
    for (auto const& aim : list_at(object, "aims")) {
        if (aim.as_string() != nullptr)
            aims += (aims.empty() ? "" : "\n") + *aim.as_string();
    }
    fields.set(programme_field::aims, aims);
    if (is_true(object, "approximate"))
        fields.set(programme_field::approximate, std::string(approximate_value));
    return fields;
}

goals::MeasureId measure_called(demo::Demo& demo, std::string const& title)
{
    auto const& work = demo.work;
    auto const measures
        = goals::list_named_measures(work.db(), work.tenant(), work.actor(), most_measures_in_demo);
    auto const found = std::ranges::find(measures, title, &goals::NamedMeasure::title);
    if (found == measures.end())
        throw std::runtime_error("demonstration: " + std::string(funding_file) + ": no measure " + title);
    return found->id;
}

// What hangs on it: a line without amounts, since the report names none, and the measure itself.
void hang_measure_on(demo::Demo& demo, json::Value const& object, ApplicationId application)
{
    auto& work = demo.work;
    auto const key = text_at(object, "key");
    auto const measure = measure_called(demo, text_at(object, "measure"));
    auto const on = hangs_on_value({.application = application, .grant = {}});
    loaded(add_dependency(work, measure, on), funding_file, key);
    auto fields = form_of_new_line(work.today());
    fields.set(budget_field::year, text_at(object, "year"));
    fields.set(budget_field::source, std::string(to_text(FundingSource::state)));
    fields.set(budget_field::source_text, text_at(object, "source_text"));
    fields.set(budget_field::hangs_on, on);
    fields.set(budget_field::remark, text_at(object, "line_remark"));
    loaded(add_budget_line(work, measure, fields, key), funding_file, key);
    ++demo.counts["budget_lines"];
}

}

void load_money(demo::Demo& demo)
{
    auto& work = demo.work;
    auto const file = demo.files.json(std::string(funding_file));
    for (auto const& object : list_at(file, "programmes")) {
        auto const key = text_at(object, "key");
        loaded(add_funding_programme(work, programme_of_file(object), key), funding_file, key);
        ++demo.counts["funding_programmes"];
    }
    for (auto const& object : list_at(file, "applications")) {
        auto const key = text_at(object, "key");
        auto fields = form_of(WholeApplication{});
        for (auto const name : application_fields_in_file)
            fields.set(name, text_at(object, name));
        auto const id = loaded(add_application(work, fields, key), funding_file, key);
        ++demo.counts["funding_applications"];
        hang_measure_on(demo, object, id);
    }
}

} // namespace kommin::funding
