// Open data of goals and measures: the same records as the pages show, in words that never change
// (docs/goals-open-data.md).

#include "modules/goals/goals/goal_publication.hpp"
#include "modules/goals/measures/measure_publication.hpp"
#include "modules/goals/measures/measure_reach.hpp"
#include "modules/goals/site/goals_site.hpp"
#include "modules/goals/site/public_goals.hpp"
#include "platform/base/text.hpp"
#include "platform/csv/csv.hpp"
#include "platform/json/json.hpp"
#include "platform/web/visit.hpp"

#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::goals {

using web::Visit;

namespace {

constexpr std::chrono::minutes kept_for{10}; // lights depend on the day
constexpr std::string_view schema_name = "kommin-goals-1";

// As a file says it in the language of its address.
struct FileWords {
    Visit const& visit;
    PublicGoals const& goals;
    Date today;

    [[nodiscard]] std::string of(Goal const& goal, std::string_view field, std::string_view source) const
    {
        return std::string(told_without_note(visit, goal_subject, goal.id.value, field, source).text);
    }
    [[nodiscard]] std::string of(Measure const& one, std::string_view field, std::string_view source) const
    {
        return std::string(told_without_note(visit, measure_subject, one.id.value, field, source).text);
    }
    [[nodiscard]] std::string of(Figure const& one, std::string_view field, std::string_view source) const
    {
        return std::string(told_without_note(visit, figure_subject, one.id.value, field, source).text);
    }
    [[nodiscard]] std::string unit_of_baseline(Figure const& one) const
    {
        return one.baseline_unit.empty() ? of(one, "unit", one.unit)
                                         : of(one, "baseline_unit", one.baseline_unit);
    }
    [[nodiscard]] std::string in_charge_of(Measure const& one) const
    {
        return one.unit ? goals.unit_name(*one.unit, today) : of(one, "office", one.office);
    }
    // Line by line.
    [[nodiscard]] std::vector<std::string> reach_of(PublicMeasure const& one) const
    {
        auto const words = of(one.measure, "reach", spelled_reach(one.links.reach));
        std::vector<std::string> lines;
        for (auto const line : split(words, '\n')) {
            if (!trim(line).empty())
                lines.emplace_back(trim(line));
        }
        return lines;
    }
    // Whole where the site knows its own address.
    [[nodiscard]] std::string address(html::Url const& url) const
    {
        return visit.call.site.base_url + std::string(url.text());
    }
};

std::string iso(std::optional<PartialDate> const& day)
{
    return day ? day->to_iso() : std::string{};
}

std::string iso(std::optional<Date> const& day)
{
    return day ? to_iso(*day) : std::string{};
}

// As the pages: what was dropped is on no way any more.
std::optional<ShownLight> light_of(PublicMeasure const& one, MeasureStanding const& standing)
{
    return one.measure.state == MeasureState::dropped ? std::nullopt : standing.light;
}

std::string_view light_word(std::optional<ShownLight> const& light)
{
    return light ? to_text(light->light) : std::string_view{};
}

std::string_view light_of_figure(PublicMeasure const& one, FigureStanding const& counted)
{
    return one.measure.state == MeasureState::dropped ? std::string_view{} : to_text(counted.judged.light);
}

std::vector<std::string> places_of_measure(FileWords const& words, PublicMeasure const& one)
{
    std::vector<std::string> names;
    for (auto const place : one.links.places)
        names.push_back(words.goals.place_name(place));
    return names;
}

std::string resolved_by(FileWords const& words, PublicGoal const& one)
{
    if (!one.adoption)
        return {};
    return one.adoption->panel ? std::string(words.goals.panel_name(one.adoption->panel))
                               : one.adoption->resolved_by;
}

// ── CSV: one line for each goal, measure and figure, with what it belongs to

constexpr std::array<std::string_view, 34> columns{
    "type",          "slug",          "belongs_to",   "number",   "title",        "plain_text",
    "text",          "field",         "owner",        "kind",     "state",        "light",
    "light_by_hand", "in_charge",     "audience",     "places",   "starts",       "ends",
    "deadline",      "value",         "unit",         "value_of", "value_source", "url",
    "baseline",      "baseline_unit", "baseline_of",  "target",   "target_kind",  "partners",
    "resolved_by",   "resolved_on",   "public_since", "reach"};

class Line {
public:
    Line& set(std::string_view column, std::string value)
    {
        for (std::size_t at = 0; at < columns.size(); ++at) {
            if (columns[at] == column)
                cells_[at] = std::move(value);
        }
        return *this;
    }
    void write(std::string& out) const { csv::write_row(out, cells_, ','); }

private:
    std::array<std::string, columns.size()> cells_;
};

std::string joined(std::vector<std::string> const& words)
{
    std::string all;
    for (auto const& word : words)
        all += all.empty() ? word : "; " + word;
    return all;
}

void write_goal_line(std::string& out, FileWords const& words, PublicGoal const& one)
{
    auto const& goal = one.goal;
    auto const* parent = words.goals.find(goal.parent);
    std::vector<std::string> units;
    for (auto const unit : one.units)
        units.push_back(words.goals.unit_name(unit, words.today));
    Line line;
    line.set("type", "goal")
        .set("slug", goal.slug)
        .set("belongs_to", parent == nullptr ? std::string{} : parent->goal.slug)
        .set("number", goal.number)
        .set("title", words.of(goal, "title", goal.title))
        .set("plain_text", words.of(goal, "plain_text", goal.plain_text))
        .set("text", words.of(goal, "text", goal.text))
        .set("field", std::string(words.goals.panel_name(goal.panel)))
        .set("owner", words.goals.owner_name(goal.body))
        .set("kind", std::string(to_text(goal.kind)))
        .set("in_charge", joined(units))
        .set("starts", iso(goal.valid_from))
        .set("ends", iso(goal.valid_to))
        .set("url", words.address(words.visit.url({"ziele", goal.slug})))
        .set("resolved_by", resolved_by(words, one))
        .set("resolved_on", one.adoption ? iso(one.adoption->day) : std::string{})
        .set("public_since", iso(goal.public_since));
    line.write(out);
}

std::string slugs_of_goals(FileWords const& words, PublicMeasure const& one)
{
    std::vector<std::string> slugs;
    for (auto const& link : one.links.goals) {
        if (auto const* goal = words.goals.find(link.goal))
            slugs.push_back(goal->goal.slug);
    }
    return joined(slugs);
}

void write_figure_line(
    std::string& out, FileWords const& words, PublicMeasure const& one, FigureStanding const& counted)
{
    auto const& figure = counted.figure;
    Line line;
    line.set("type", "figure")
        .set("belongs_to", one.measure.slug)
        .set("title", words.of(figure, "name", figure.name))
        .set("light", std::string(light_of_figure(one, counted)))
        .set("deadline", iso(figure.deadline))
        .set("unit", words.of(figure, "unit", figure.unit))
        .set("baseline", figure.baseline ? figure.baseline->to_text() : std::string{})
        .set("baseline_unit", words.unit_of_baseline(figure))
        .set("baseline_of", iso(figure.baseline_day))
        .set("target", figure.target.to_text())
        .set("target_kind", std::string(to_text(figure.target_kind)));
    if (counted.last)
        line.set("value", counted.last->value.to_text())
            .set("value_of", to_iso(counted.last->day))
            .set("value_source", counted.last->source);
    line.write(out);
}

void write_measure_lines(std::string& out, FileWords const& words, PublicMeasure const& one)
{
    auto const& measure = one.measure;
    auto const standing = one.standing(words.today);
    auto const light = light_of(one, standing);
    Line line;
    line.set("type", "measure")
        .set("slug", measure.slug)
        .set("belongs_to", slugs_of_goals(words, one))
        .set("number", measure.number)
        .set("title", words.of(measure, "title", measure.title))
        .set("plain_text", words.of(measure, "plain_text", measure.plain_text))
        .set("text", words.of(measure, "text", measure.text))
        .set("field", std::string(words.goals.panel_name(measure.panel)))
        .set("owner", words.goals.owner_name(measure.body))
        .set("state", std::string(to_text(measure.state)))
        .set("light", std::string(light_word(light)))
        .set("light_by_hand", light && light->is_by_hand ? "yes" : "")
        .set("in_charge", words.in_charge_of(measure))
        .set("audience", words.of(measure, "audience", measure.audience))
        .set("places", joined(places_of_measure(words, one)))
        .set("starts", iso(measure.starts))
        .set("ends", iso(measure.ends))
        .set("deadline", iso(measure.deadline))
        .set("url", words.address(words.visit.url({"ziele", "massnahmen", measure.slug})))
        .set("partners", joined(one.links.partners))
        .set("public_since", iso(measure.public_since))
        .set("reach", joined(words.reach_of(one)));
    line.write(out);
    for (auto const& counted : standing.figures)
        write_figure_line(out, words, one, counted);
}

// ── JSON

json::Value text_or_null(std::string text)
{
    return text.empty() ? json::Value{} : json::Value{std::move(text)};
}

json::Value number_or_null(std::optional<Decimal> const& value)
{
    return value ? json::Value{value->to_text()} : json::Value{};
}

json::Value::Array texts_in(std::vector<std::string> const& texts)
{
    json::Value::Array all;
    for (auto const& text : texts)
        all.emplace_back(text);
    return all;
}

json::Value figure_in_json(FileWords const& words, PublicMeasure const& one, FigureStanding const& counted)
{
    auto const& figure = counted.figure;
    auto const& last = counted.last;
    return json::Value::Object{
        {"name", words.of(figure, "name", figure.name)},
        {"unit", words.of(figure, "unit", figure.unit)},
        {"light", text_or_null(std::string(light_of_figure(one, counted)))},
        {"value", last ? json::Value{last->value.to_text()} : json::Value{}},
        {"value_of", last ? json::Value{to_iso(last->day)} : json::Value{}},
        {"value_source", last ? json::Value{last->source} : json::Value{}},
        {"baseline", number_or_null(figure.baseline)},
        {"baseline_unit", words.unit_of_baseline(figure)},
        {"baseline_of", text_or_null(iso(figure.baseline_day))},
        {"target", figure.target.to_text()},
        {"target_kind", to_text(figure.target_kind)},
        {"deadline", text_or_null(iso(figure.deadline))}};
}

json::Value measure_in_json(FileWords const& words, PublicMeasure const& one)
{
    auto const& measure = one.measure;
    auto const standing = one.standing(words.today);
    auto const light = light_of(one, standing);
    json::Value::Array figures;
    for (auto const& counted : standing.figures)
        figures.push_back(figure_in_json(words, one, counted));
    json::Value::Array reach;
    for (auto const& reached : one.links.reach)
        reach.emplace_back(json::Value::Object{
            {"count", reached.count ? json::Value{*reached.count} : json::Value{}},
            {"is_approximate", reached.is_approximate},
            {"what", reached.what}});
    json::Value::Array goals;
    for (auto const& link : one.links.goals) {
        if (auto const* goal = words.goals.find(link.goal))
            goals.emplace_back(goal->goal.slug);
    }
    return json::Value::Object{
        {"slug", measure.slug},
        {"number", text_or_null(measure.number)},
        {"title", words.of(measure, "title", measure.title)},
        {"plain_text", text_or_null(words.of(measure, "plain_text", measure.plain_text))},
        {"text", text_or_null(words.of(measure, "text", measure.text))},
        {"field", text_or_null(std::string(words.goals.panel_name(measure.panel)))},
        {"owner", words.goals.owner_name(measure.body)},
        {"goals", std::move(goals)},
        {"state", to_text(measure.state)},
        {"light", text_or_null(std::string(light_word(light)))},
        {"light_by_hand", light && light->is_by_hand},
        {"in_charge", text_or_null(words.in_charge_of(measure))},
        {"partners", texts_in(one.links.partners)},
        {"audience", text_or_null(words.of(measure, "audience", measure.audience))},
        {"reach", std::move(reach)},
        {"reach_in_words", texts_in(words.reach_of(one))},
        {"places", texts_in(places_of_measure(words, one))},
        {"starts", text_or_null(iso(measure.starts))},
        {"ends", text_or_null(iso(measure.ends))},
        {"deadline", text_or_null(iso(measure.deadline))},
        {"is_recurring", measure.is_recurring},
        {"figures", std::move(figures)},
        {"public_since", text_or_null(iso(measure.public_since))},
        {"url", words.address(words.visit.url({"ziele", "massnahmen", measure.slug}))}};
}

json::Value goal_in_json(FileWords const& words, PublicGoal const& one)
{
    auto const& goal = one.goal;
    auto const* parent = words.goals.find(goal.parent);
    auto const* serves = words.goals.find(goal.serves);
    std::vector<std::string> units;
    for (auto const unit : one.units)
        units.push_back(words.goals.unit_name(unit, words.today));
    std::vector<std::string> measures;
    for (auto const* measure : one.measures)
        measures.push_back(measure->measure.slug);
    return json::Value::Object{
        {"slug", goal.slug},
        {"number", text_or_null(goal.number)},
        {"title", words.of(goal, "title", goal.title)},
        {"plain_text", text_or_null(words.of(goal, "plain_text", goal.plain_text))},
        {"text", text_or_null(words.of(goal, "text", goal.text))},
        {"kind", to_text(goal.kind)},
        {"field", text_or_null(std::string(words.goals.panel_name(goal.panel)))},
        {"owner", words.goals.owner_name(goal.body)},
        {"parent", parent == nullptr ? json::Value{} : json::Value{parent->goal.slug}},
        {"serves", serves == nullptr ? json::Value{} : json::Value{serves->goal.slug}},
        {"in_charge", texts_in(units)},
        {"resolved_by", text_or_null(resolved_by(words, one))},
        {"resolved_on", one.adoption ? text_or_null(iso(one.adoption->day)) : json::Value{}},
        {"ends", text_or_null(iso(goal.valid_to))},
        {"measures", texts_in(measures)},
        {"hidden_measures", one.hidden_measures},
        {"public_since", text_or_null(iso(goal.public_since))},
        {"url", words.address(words.visit.url({"ziele", goal.slug}))}};
}

http::Response file_of(std::string body, std::string_view type, std::string_view name)
{
    return http::Response(http::Status::ok)
        .body(std::move(body), type)
        .attachment(name)
        .cache_for(kept_for)
        .keep_in_page_cache(kept_for);
}

}

http::Response send_goals_csv(web::Call& call)
{
    Visit const visit(call);
    FileWords const words{visit, call.published.of<PublicGoals>(), visit.now.date};
    std::string out(csv::byte_order_mark);
    std::vector<std::string> const head(columns.begin(), columns.end());
    csv::write_row(out, head, ',');
    for (auto const& one : words.goals.goals())
        write_goal_line(out, words, one);
    for (auto const& one : words.goals.measures())
        write_measure_lines(out, words, one);
    return file_of(std::move(out), "text/csv; charset=utf-8", "ziele.csv");
}

http::Response send_goals_json(web::Call& call)
{
    Visit const visit(call);
    FileWords const words{visit, call.published.of<PublicGoals>(), visit.now.date};
    json::Value::Array goals;
    for (auto const& one : words.goals.goals())
        goals.push_back(goal_in_json(words, one));
    json::Value::Array measures;
    for (auto const& one : words.goals.measures())
        measures.push_back(measure_in_json(words, one));
    return file_of(
        json::print(json::Value::Object{
            {"schema", schema_name},
            {"language", visit.language().tag()},
            {"as_of", to_iso(visit.now.date)},
            {"publisher", call.site.name},
            {"hidden_goals", words.goals.hidden_goals()},
            {"hidden_measures", words.goals.hidden_measures()},
            {"goals", std::move(goals)},
            {"measures", std::move(measures)}}),
        "application/json", "ziele.json");
}

} // namespace kommin::goals
