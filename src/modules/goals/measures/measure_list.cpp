#include "modules/goals/measures/measure_list.hpp"

#include "modules/goals/goals/typed_id.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/search/fold.hpp"
#include "platform/web/staff_list.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace kommin::goals {

namespace {

constexpr std::array<std::string_view, measure_state_names.size()> state_words{
    "geplant", "laufend", "wartend", "abgeschlossen", "aufgegeben"};
constexpr std::array<std::string_view, 3> order_words{"", "titel", "frist"};
constexpr std::string_view mine_word = "ja";
constexpr std::string_view board_word = "tafel";
constexpr int first_year = 1900;
constexpr int last_year = 2999;
constexpr int measures_at_once = 1'000;

// Nothing where it asks for what there is not.
std::optional<MeasureQuery> query_of(
    db::Connection& db, TenantId tenant, SeenMeasures const& seen, MeasureFilter const& filter)
{
    MeasureQuery query{.owners = seen.owners};
    if (!filter.municipality.empty()) {
        auto const body = std::ranges::find(seen.bodies, filter.municipality, &tenants::Body::slug);
        if (body == seen.bodies.end())
            return std::nullopt;
        if (body->kind == tenants::BodyKind::district)
            query.of_district = true;
        else
            query.municipality = body->id;
    }
    query.panel = filter.panel;
    if (filter.unit)
        query.units = tenants::with_units_below(tenants::list_units(db, tenant), *filter.unit);
    if (filter.mine)
        query.responsible = seen.account.value_or(0); // nobody's without an account
    query.state = filter.state;
    if (filter.year)
        query.year = InYear{.year = *filter.year, .today = seen.today};
    query.words = search::folded_text(filter.words);
    query.order = filter.order;
    query.descending = filter.is_descending();
    return query;
}

}

std::string_view word_of(MeasureState state)
{
    return state_words.at(static_cast<std::size_t>(state));
}

std::string_view word_of(MeasureOrder order)
{
    return order_words.at(static_cast<std::size_t>(order));
}

MeasureFilter MeasureFilter::read(http::Form const& query)
{
    MeasureFilter filter;
    filter.words = web::words_of_filter(query);
    filter.panel = typed_id<meetings::PanelId>(query.value("feld"));
    filter.unit = typed_id<tenants::UnitId>(query.value("stelle"));
    if (is_slug(query.value("gemeinde")))
        filter.municipality = query.value("gemeinde");
    filter.mine = query.value("meine") == mine_word;
    auto const* const state = std::ranges::find(state_words, query.value("stand"));
    if (state != state_words.end())
        filter.state = static_cast<MeasureState>(state - state_words.begin());
    auto const year = parse_number<int>(query.value("jahr"));
    if (year && *year >= first_year && *year <= last_year)
        filter.year = year;
    if (query.value("ansicht") == board_word)
        filter.view = MeasureView::board;
    auto const* const order = std::ranges::find(order_words, query.value("nach"));
    if (order != order_words.end())
        filter.order = static_cast<MeasureOrder>(order - order_words.begin());
    filter.reversed = query.value("ab") == "1";
    filter.after = typed_id<MeasureId>(query.value("hinter"));
    if (!filter.after)
        filter.before = typed_id<MeasureId>(query.value("vor"));
    return filter;
}

web::ListFields MeasureFilter::fields() const
{
    web::ListFields fields;
    auto const add = [&](std::string_view name, std::string_view value) {
        if (!value.empty())
            fields.emplace_back(name, value);
    };
    add("t", words);
    add("feld", panel ? std::to_string(panel->value) : std::string{});
    add("stelle", unit ? std::to_string(unit->value) : std::string{});
    add("gemeinde", municipality);
    add("meine", mine ? mine_word : std::string_view{});
    add("stand", state ? word_of(*state) : std::string_view{});
    add("jahr", year ? std::to_string(*year) : std::string{});
    add("ansicht", view == MeasureView::board ? board_word : std::string_view{});
    add("nach", word_of(order));
    add("ab", reversed ? "1" : "");
    return fields;
}

web::ListFields MeasureFilter::fields_with_page() const
{
    auto all = fields();
    if (after)
        all.emplace_back("hinter", std::to_string(after->value));
    if (before)
        all.emplace_back("vor", std::to_string(before->value));
    return all;
}

bool MeasureFilter::narrows() const
{
    return !words.empty() || panel || unit || !municipality.empty() || mine || state || year;
}

bool is_of_municipality(SeenMeasures const& seen, MeasureFilter const& filter)
{
    auto const body = std::ranges::find(seen.bodies, filter.municipality, &tenants::Body::slug);
    return body != seen.bodies.end() && body->kind != tenants::BodyKind::district;
}

MeasureList list_measures_for_staff(
    db::Connection& db, TenantId tenant, SeenMeasures const& seen, MeasureFilter const& filter)
{
    auto const query = query_of(db, tenant, seen, filter);
    if (!query)
        return {};
    return key_page<Measure>(
        filter,
        [&](std::optional<MeasureId> const& place, bool is_backwards, int limit) {
            auto part = *query;
            part.after = place;
            part.backwards = is_backwards;
            return list_measures(db, tenant, part, limit);
        },
        [](Measure const& one) { return one.id; },
        [&](std::int64_t most) { return count_measures(db, tenant, *query, most); });
}

std::vector<Measure> list_measures_for_board(
    db::Connection& db, TenantId tenant, SeenMeasures const& seen, MeasureFilter const& filter, int most)
{
    auto const query = query_of(db, tenant, seen, filter);
    return query ? list_measures(db, tenant, *query, most) : std::vector<Measure>{};
}

void export_measure_list(
    db::Connection& db, TenantId tenant, SeenMeasures const& seen, MeasureFilter const& filter,
    std::function<bool(std::vector<Measure> const&)> const& take)
{
    auto query = query_of(db, tenant, seen, filter);
    while (query) {
        auto const part = list_measures(db, tenant, *query, measures_at_once);
        if (!take(part) || part.size() < static_cast<std::size_t>(measures_at_once))
            return;
        query->after = part.back().id;
    }
}

web::StaffList const measure_list{
    .code = "goals.measures",
    .path = measures_path,
    .title = "measure.title"_msg,
    .read = [](http::Form const& query) { return MeasureFilter::read(query).fields(); }};

} // namespace kommin::goals
