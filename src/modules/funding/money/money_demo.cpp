#include "modules/funding/money/money_demo.hpp"

#include "modules/funding/grants/grant_demo.hpp"
#include "modules/funding/money/budget_group_editing.hpp"
#include "modules/funding/money/carry_over_editing.hpp"
#include "modules/funding/programmes/application_editing.hpp"
#include "modules/funding/programmes/programme_editing.hpp"
#include "modules/funding/programmes/programme_products.hpp"
#include "modules/funding/programmes/told_day.hpp"
#include "platform/demo/parts.hpp"
#include "platform/demo/shape.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::funding {

using demo::is_true;
using demo::list_at;
using demo::loaded;
using demo::text_at;
using records::Fields;

namespace {

constexpr std::string_view funding_file = "funding.json";
constexpr int most_measures_in_demo = 1000;

constexpr std::array programme_fields_in_file{programme_field::title,  programme_field::authority,
                                              programme_field::text,   programme_field::amount,
                                              programme_field::remark, programme_field::source};
constexpr std::array call_fields_in_file{call_field::title, call_field::deadline_text, call_field::kind,
                                         call_field::share, call_field::most,          call_field::own_share,
                                         call_field::rules, call_field::remark,        call_field::source};
constexpr std::array application_fields_in_file{
    application_field::title,   application_field::authority, application_field::reference,
    application_field::purpose, application_field::asked,     application_field::own,
    application_field::other,   application_field::remark,    application_field::source};
constexpr std::array budget_fields_in_file{
    budget_field::source,    budget_field::source_text, budget_field::planned, budget_field::secured,
    budget_field::committed, budget_field::spent,       budget_field::remark};
constexpr std::array group_fields_in_file{group_field::name, group_field::reason};
constexpr std::array carry_fields_in_file{carry_field::amount, carry_field::reason};

// These texts, and those of `names`.
template<class Names>
std::vector<std::string_view> texts_with(Names const& names, std::vector<std::string_view> texts)
{
    texts.insert(texts.end(), names.begin(), names.end());
    return texts;
}

class LoadedMoney {
public:
    explicit LoadedMoney(demo::Demo& demo)
        : demo_(demo)
        , file_(demo.files.json(std::string(funding_file)))
        , measures_(goals::list_named_measures(
              demo.work.db(), demo.work.tenant(), demo.work.actor(), most_measures_in_demo))
        , units_(tenants::list_units(demo.work.db(), demo.work.tenant()))
    {
        demo::check_shape(
            file_, {.lists = {"programmes", "applications", "grants", "groups", "budgets", "carried"}},
            funding_file, {});
    }

    void load()
    {
        load_programmes();
        for (auto const& object : list_at(file_, "applications"))
            load_application(object);
        load_grants(demo_, file_, funding_file, applications_);
        for (auto const& object : list_at(file_, "groups"))
            load_group(object);
        for (auto const& object : list_at(file_, "budgets"))
            load_budget_line(object);
        for (auto const& object : list_at(file_, "carried"))
            load_carry_over(object);
    }

private:
    void load_programmes()
    {
        demo::Shape const shape{
            .texts
            = texts_with(programme_fields_in_file, {"key", programme_field::from, programme_field::to}),
            .truths = {"approximate"},
            .lists = {"aims", "products", "calls"}};
        for (auto const& object : list_at(file_, "programmes")) {
            auto const key = text_at(object, "key");
            demo::check_shape(object, shape, funding_file, key);
            auto fields = form_of(Programme{});
            for (auto const name : programme_fields_in_file)
                fields.set(name, text_at(object, name));
            for (auto const name : {programme_field::from, programme_field::to})
                fields.set(name, told_day(demo_, text_at(object, name)));
            fields.set(programme_field::aims, demo::lines_in(object, "aims", funding_file, key));
            fields.set(programme_field::products, products_at(object, key));
            if (is_true(object, "approximate"))
                fields.set(programme_field::approximate, std::string(approximate_value));
            auto const id = loaded(add_funding_programme(demo_.work, fields, key), funding_file, key);
            programmes_[key] = id;
            ++demo_.counts["funding_programmes"];
            for (auto const& call : list_at(object, "calls"))
                load_call(call, id);
        }
    }

    [[nodiscard]] Fields::Values products_at(json::Value const& object, std::string const& key) const
    {
        Fields::Values products;
        for (auto const& product : list_at(object, "products")) {
            demo::check_shape(
                product, {.texts = {product_name, product_task, product_unit, product_responsible}},
                funding_file, key);
            products.push_back(product_value(
                products.size(),
                {.name = text_at(product, product_name),
                 .task = text_at(product, product_task),
                 .unit = unit_with(text_at(product, product_unit), key),
                 .responsible = text_at(product, product_responsible)}));
        }
        return products;
    }

    void load_call(json::Value const& object, ProgrammeId programme)
    {
        auto const key = text_at(object, "key");
        demo::check_shape(
            object,
            {.texts = texts_with(call_fields_in_file, {"key", call_field::opens, call_field::deadline}),
             .lists = {"cost_kinds"}},
            funding_file, key);
        auto fields = form_of(FundingCall{});
        for (auto const name : call_fields_in_file)
            fields.set(name, text_at(object, name));
        for (auto const name : {call_field::opens, call_field::deadline})
            fields.set(name, told_day(demo_, text_at(object, name)));
        fields.set(call_field::cost_kinds, demo::texts_in(object, "cost_kinds", funding_file, key));
        calls_[key] = loaded(add_funding_call(demo_.work, programme, fields, key), funding_file, key);
        ++demo_.counts["funding_calls"];
    }

    // With the measure that does not take place without it, where it names one.
    void load_application(json::Value const& object)
    {
        auto const key = text_at(object, "key");
        demo::check_shape(
            object,
            {.texts = texts_with(
                 application_fields_in_file,
                 {"key", "municipality", "programme", "call", "measure", application_field::from,
                  application_field::to}),
             .lists = {"costs", "steps"}},
            funding_file, key);
        auto fields = form_of(WholeApplication{});
        for (auto const name : application_fields_in_file)
            fields.set(name, text_at(object, name));
        for (auto const name : {application_field::from, application_field::to})
            fields.set(name, told_day(demo_, text_at(object, name)));
        if (auto const call = text_at(object, "call"); !call.empty())
            fields.set(application_field::offer, 'c' + std::to_string(named(calls_, call, key).value));
        else if (auto const programme = text_at(object, "programme"); !programme.empty())
            fields.set(
                application_field::offer, 'p' + std::to_string(named(programmes_, programme, key).value));
        fields.set(application_field::body, text_at(object, "municipality"));
        fields.set(application_field::costs, costs_at(object, key));
        auto const id = loaded(add_application(demo_.work, fields, key), funding_file, key);
        applications_[key] = id;
        ++demo_.counts["funding_applications"];
        for (auto const& step : list_at(object, "steps"))
            load_step(step, id, key);
        auto const measure = text_at(object, "measure");
        if (measure.empty())
            return;
        auto const on = hangs_on_value({.application = id, .grant = {}});
        loaded(add_dependency(demo_.work, measure_called(measure, key), on), funding_file, key);
    }

    [[nodiscard]] Fields::Values costs_at(json::Value const& object, std::string const& key) const
    {
        Fields::Values costs;
        for (auto const& cost : list_at(object, "costs")) {
            demo::check_shape(
                cost, {.texts = {"kind", "measure", "year", "cost", "eligible", "what"}}, funding_file, key);
            auto const measure = text_at(cost, "measure");
            costs.push_back(cost_value(
                costs.size(),
                {.kind = text_at(cost, "kind"),
                 .measure
                 = measure.empty() ? std::string{} : std::to_string(measure_called(measure, key).value),
                 .year = told_day(demo_, text_at(cost, "year")),
                 .cost = text_at(cost, "cost"),
                 .eligible = text_at(cost, "eligible"),
                 .what = text_at(cost, "what")}));
        }
        return costs;
    }

    void load_step(json::Value const& step, ApplicationId id, std::string const& key)
    {
        demo::check_shape(step, {.texts = {"state", "day", "reason", "amount"}}, funding_file, key);
        Fields fields;
        fields.set(application_field::state, text_at(step, "state"));
        fields.set(application_field::step_day, told_day(demo_, text_at(step, "day")));
        fields.set(application_field::step_reason, text_at(step, "reason"));
        fields.set(application_field::step_amount, text_at(step, "amount"));
        auto const whole = load_whole_application(demo_.work.db(), demo_.work.tenant(), id);
        loaded(note_application_step(demo_.work, {id, whole.application.version}, fields), funding_file, key);
    }

    void load_group(json::Value const& object)
    {
        auto const key = text_at(object, "key");
        demo::check_shape(
            object,
            {.texts = texts_with(group_fields_in_file, {"key", "municipality", group_field::year}),
             .truths = {group_field::across}},
            funding_file, key);
        auto fields = form_of_new_group(demo_.work.today());
        for (auto const name : group_fields_in_file)
            fields.set(name, text_at(object, name));
        fields.set(group_field::year, told_day(demo_, text_at(object, group_field::year)));
        fields.set(group_field::body, text_at(object, "municipality"));
        if (is_true(object, group_field::across))
            fields.set(group_field::across, std::string(across_value));
        groups_[key] = loaded(add_budget_group(demo_.work, fields, key), funding_file, key);
        ++demo_.counts["budget_groups"];
    }

    void load_budget_line(json::Value const& object)
    {
        auto const measure = text_at(object, "measure");
        auto const key = measure + ", " + text_at(object, budget_field::year);
        demo::check_shape(
            object,
            {.texts = texts_with(
                 budget_fields_in_file,
                 {"key", "measure", "application", budget_field::group, budget_field::year,
                  budget_field::as_of})},
            funding_file, key);
        auto fields = form_of_new_line(demo_.work.today());
        for (auto const name : budget_fields_in_file)
            fields.set(name, text_at(object, name));
        fields.set(budget_field::year, told_day(demo_, text_at(object, budget_field::year)));
        if (auto const day = text_at(object, budget_field::as_of); !day.empty())
            fields.set(budget_field::as_of, told_day(demo_, day));
        if (auto const application = text_at(object, "application"); !application.empty())
            fields.set(
                budget_field::hangs_on,
                hangs_on_value({.application = named(applications_, application, key), .grant = {}}));
        if (auto const group = text_at(object, budget_field::group); !group.empty())
            fields.set(budget_field::group, std::to_string(named(groups_, group, key).value));
        auto const id = loaded(
            add_budget_line(demo_.work, measure_called(measure, key), fields, key), funding_file, key);
        if (auto const own_key = text_at(object, "key"); !own_key.empty())
            lines_[own_key] = id;
        ++demo_.counts["budget_lines"];
    }

    // Into the line that it names, or else into a new one.
    void load_carry_over(json::Value const& object)
    {
        auto const key = text_at(object, "from");
        demo::check_shape(
            object, {.texts = texts_with(carry_fields_in_file, {"from", "into", "day"})}, funding_file, key);
        Fields fields;
        for (auto const name : carry_fields_in_file)
            fields.set(name, text_at(object, name));
        fields.set(carry_field::carried_on, told_day(demo_, text_at(object, "day")));
        auto const into = text_at(object, "into");
        fields.set(
            carry_field::into,
            into.empty() ? std::string(new_line) : std::to_string(named(lines_, into, key).value));
        auto const from = named(lines_, key, key);
        auto const version
            = funding::load_budget_line(demo_.work.db(), demo_.work.tenant(), from).value().version;
        loaded(carry_over(demo_.work, {from, version}, fields), funding_file, key);
        ++demo_.counts["carried amounts"];
    }

    [[noreturn]] static void refuse(std::string const& key, std::string const& what)
    {
        throw std::runtime_error("demonstration: " + std::string(funding_file) + ", " + key + ": no " + what);
    }
    [[nodiscard]] goals::MeasureId measure_called(std::string const& title, std::string const& key) const
    {
        auto const found = std::ranges::find_if(
            measures_, [&](goals::NamedMeasure const& one) { return goals::is_called(one, title); });
        if (found == measures_.end())
            refuse(key, "measure " + title);
        return found->id;
    }
    [[nodiscard]] std::string unit_with(std::string const& unit_key, std::string const& key) const
    {
        if (unit_key.empty())
            return {};
        auto const found = std::ranges::find(units_, unit_key, &tenants::OrganisationalUnit::key);
        if (found == units_.end())
            refuse(key, "unit " + unit_key);
        return std::to_string(found->id.value);
    }
    template<class Id>
    static Id named(std::map<std::string, Id> const& known, std::string const& name, std::string const& key)
    {
        auto const found = known.find(name);
        if (found == known.end())
            refuse(key, name);
        return found->second;
    }

    demo::Demo& demo_;
    json::Value file_;
    std::vector<goals::NamedMeasure> measures_;
    std::vector<tenants::OrganisationalUnit> units_;
    std::map<std::string, ProgrammeId> programmes_;
    std::map<std::string, FundingCallId> calls_;
    std::map<std::string, ApplicationId> applications_;
    std::map<std::string, BudgetGroupId> groups_;
    std::map<std::string, BudgetLineId> lines_; // of those that have a key
};

}

void load_money(demo::Demo& demo)
{
    LoadedMoney(demo).load();
}

} // namespace kommin::funding
