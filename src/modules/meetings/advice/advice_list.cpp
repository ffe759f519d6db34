#include "modules/meetings/advice/advice_list.hpp"

#include "modules/meetings/tasks/task_pages.hpp"
#include "modules/meetings/tasks/task_store.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/search/fold.hpp"
#include "platform/web/staff_list.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace kommin::meetings {

namespace {

constexpr std::array<std::string_view, 3> steps_words{"", "offen", "ohne"};
constexpr std::array<MessageKey, 3> steps_labels{
    "advice.view.all"_msg, "advice.view.open"_msg, "advice.view.none"_msg};
constexpr std::array<std::string_view, 2> order_words{"", "wer"};
constexpr int first_year = 1900;
constexpr int last_year = 2999;
constexpr int entries_at_once = 1'000;

std::optional<std::int64_t> positive(std::string_view text)
{
    auto const number = parse_number(text);
    return number && *number > 0 ? number : std::nullopt;
}

std::optional<AdviceId> id_in(std::string_view text)
{
    auto const number = positive(text);
    return number ? std::optional(AdviceId{*number}) : std::nullopt;
}

AdviceQuery query_of(std::vector<tenants::Body> const& bodies, AdviceFilter const& filter)
{
    AdviceQuery query{
        .words = search::folded_text(filter.words),
        .organisation = search::folded_text(filter.organisation),
        .topic = filter.topic,
        .year = filter.year,
        .adviser = filter.adviser,
        .steps = filter.steps,
        .order = filter.order,
        .descending = filter.is_descending()};
    if (!filter.municipality.empty()) {
        auto const body = std::ranges::find(bodies, filter.municipality, &tenants::Body::slug);
        // Of a place that does not exist there is none.
        query.municipality = body == bodies.end() ? tenants::BodyId{0} : body->id;
    }
    return query;
}

}

std::string_view word_of(StepsOf steps)
{
    return steps_words.at(static_cast<std::size_t>(steps));
}

std::string_view word_of(AdviceOrder order)
{
    return order_words.at(static_cast<std::size_t>(order));
}

MessageKey label_of(StepsOf steps)
{
    return steps_labels.at(static_cast<std::size_t>(steps));
}

AdviceFilter AdviceFilter::read(http::Form const& query)
{
    constexpr std::size_t longest = 200; // bytes
    auto const word = [&](std::string_view name) { return truncate_utf8(trim(query.value(name)), longest); };
    AdviceFilter filter;
    filter.words = web::words_of_filter(query);
    filter.municipality = word("gemeinde");
    filter.organisation = word("einrichtung");
    filter.topic = enum_from<AdviceTopic>(query.value("thema"));
    auto const year = parse_number<int>(query.value("jahr"));
    if (year && *year >= first_year && *year <= last_year)
        filter.year = year;
    filter.adviser = positive(query.value("von"));
    auto const* const steps = std::ranges::find(steps_words, query.value("schritt"));
    if (steps != steps_words.end())
        filter.steps = static_cast<StepsOf>(steps - steps_words.begin());
    auto const* const order = std::ranges::find(order_words, query.value("nach"));
    if (order != order_words.end())
        filter.order = static_cast<AdviceOrder>(order - order_words.begin());
    filter.reversed = query.value("ab") == "1";
    filter.after = id_in(query.value("hinter"));
    if (!filter.after)
        filter.before = id_in(query.value("vor"));
    return filter;
}

web::ListFields AdviceFilter::fields() const
{
    web::ListFields fields;
    auto const add = [&](std::string_view name, std::string_view value) {
        if (!value.empty())
            fields.emplace_back(name, value);
    };
    add("t", words);
    add("gemeinde", municipality);
    add("einrichtung", organisation);
    add("thema", topic ? to_text(*topic) : std::string_view{});
    add("jahr", year ? std::to_string(*year) : std::string{});
    add("von", adviser ? std::to_string(*adviser) : std::string{});
    add("schritt", word_of(steps));
    add("nach", word_of(order));
    add("ab", reversed ? "1" : "");
    return fields;
}

web::ListFields AdviceFilter::fields_with_page() const
{
    auto all = fields();
    if (after)
        all.emplace_back("hinter", std::to_string(after->value));
    if (before)
        all.emplace_back("vor", std::to_string(before->value));
    return all;
}

bool AdviceFilter::narrows() const
{
    return !words.empty() || !municipality.empty() || !organisation.empty() || topic || year || adviser;
}

AdviceList list_advice_for_staff(
    db::Connection& db, TenantId tenant, std::vector<tenants::Body> const& bodies, AdviceFilter const& filter)
{
    auto const query = query_of(bodies, filter);
    return key_page<Advice>(
        filter,
        [&](std::optional<AdviceId> const& place, bool is_backwards, int limit) {
            auto part = query;
            part.after = place;
            part.backwards = is_backwards;
            return list_advice(db, tenant, part, limit);
        },
        [](Advice const& one) { return one.id; },
        [&](std::int64_t most) { return count_advice(db, tenant, query, most); });
}

void export_advice_list(
    db::Connection& db, TenantId tenant, std::vector<tenants::Body> const& bodies, AdviceFilter const& filter,
    std::function<bool(std::vector<Advice> const&)> const& take)
{
    auto query = query_of(bodies, filter);
    for (;;) {
        auto const part = list_advice(db, tenant, query, entries_at_once);
        if (!take(part) || part.size() < static_cast<std::size_t>(entries_at_once))
            return;
        query.after = part.back().id;
    }
}

web::StaffList const advice_list{
    .code = "meetings.advice",
    .path = advice_path,
    .title = "advice.title"_msg,
    .read = [](http::Form const& query) { return AdviceFilter::read(query).fields(); }};

std::vector<AdviceId> ids_of(std::vector<Advice> const& entries)
{
    std::vector<AdviceId> ids;
    std::ranges::transform(entries, std::back_inserter(ids), &Advice::id);
    return ids;
}

StepsByAdvice steps_of(db::Connection& db, TenantId tenant, std::vector<Advice> const& entries)
{
    StepsByAdvice steps;
    for (auto& step : list_steps_of(db, tenant, ids_of(entries)))
        steps[step.advice.value()].push_back(std::move(step));
    return steps;
}

std::vector<SilentMunicipality> list_silent_municipalities(
    db::Connection& db, TenantId tenant, std::vector<tenants::Body> const& bodies, Date today)
{
    std::vector<SilentMunicipality> silent;
    for (auto const& body : bodies) {
        if (body.kind != tenants::BodyKind::municipality)
            continue;
        auto const last = last_advice(db, tenant, body.id);
        auto const day = last ? PartialDate::parse(*last) : std::nullopt;
        if (!last || is_long_ago(day, today))
            silent.push_back({body, last.has_value(), day});
    }
    return silent;
}

} // namespace kommin::meetings
