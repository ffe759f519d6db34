#include "modules/staff/jobs_list.hpp"

#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/web/staff_list.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

namespace kommin::staff {

namespace {

constexpr std::int64_t most_pages = 200;
constexpr std::size_t longest_kind = 100;
constexpr std::array<std::string_view, 5> state_codes{
    "wartet", "laeuft", "erledigt", "gescheitert", "aufgegeben"};
constexpr std::array<std::string_view, 2> job_order_words{"", "art"};
constexpr std::array<std::string_view, 2> refused_order_words{"", "adresse"};

int page_of(http::Form const& query)
{
    return static_cast<int>(
        std::clamp<std::int64_t>(parse_number(query.value("seite")).value_or(1), 1, most_pages));
}

std::optional<jobs::JobId> number_of(http::Form const& query)
{
    auto const number = parse_number(trim(query.value("nummer")));
    return number && *number > 0 ? std::optional(jobs::JobId{*number}) : std::nullopt;
}

void add(web::ListFields& fields, std::string_view name, std::string_view value)
{
    if (!value.empty())
        fields.emplace_back(name, value);
}

}

std::string_view code_of(jobs::State state)
{
    return state_codes.at(static_cast<std::size_t>(state));
}

jobs::State state_of(std::string_view code)
{
    auto const* const found = std::ranges::find(state_codes, code);
    return found == state_codes.end() ? jobs::State::dead
                                      : static_cast<jobs::State>(found - state_codes.begin());
}

std::string_view word_of(jobs::Order order)
{
    return job_order_words.at(static_cast<std::size_t>(order));
}

std::string_view word_of(post::RefusedOrder order)
{
    return refused_order_words.at(static_cast<std::size_t>(order));
}

JobFilter JobFilter::parse(http::Form const& query)
{
    return {
        .state = state_of(query.value("zustand")),
        .kind = std::string(truncate_utf8(trim(query.value("art")), longest_kind)),
        .order = query.value("nach") == word_of(jobs::Order::kind) ? jobs::Order::kind : jobs::Order::time,
        .reversed = query.value("ab") == "1",
        .page = page_of(query),
        .number = number_of(query)};
}

web::ListFields JobFilter::fields() const
{
    web::ListFields fields;
    if (state != jobs::State::dead)
        add(fields, "zustand", code_of(state));
    add(fields, "art", kind);
    add(fields, "nummer", number ? std::to_string(number->value) : std::string{});
    add(fields, "nach", word_of(order));
    add(fields, "ab", reversed ? "1" : "");
    return fields;
}

jobs::ListQuery JobFilter::query() const
{
    return {
        .state = state,
        .kind = kind,
        .order = order,
        .descending = is_descending(),
        .limit = jobs_per_page,
        .offset = (page - 1) * jobs_per_page,
        .only = number};
}

RefusedFilter RefusedFilter::parse(http::Form const& query)
{
    return {
        .text = std::string(web::words_of_filter(query)),
        .order = query.value("nach") == word_of(post::RefusedOrder::address) ? post::RefusedOrder::address
                                                                             : post::RefusedOrder::time,
        .reversed = query.value("ab") == "1",
        .page = page_of(query)};
}

web::ListFields RefusedFilter::fields() const
{
    web::ListFields fields;
    add(fields, "t", text);
    add(fields, "nach", word_of(order));
    add(fields, "ab", reversed ? "1" : "");
    return fields;
}

post::RefusedQuery RefusedFilter::query() const
{
    return {
        .text = text,
        .order = order,
        .descending = is_descending(),
        .limit = addresses_per_page,
        .offset = (page - 1) * addresses_per_page};
}

web::StaffList const job_list{
    .code = "staff.jobs",
    .path = "auftraege",
    .title = "staff.jobs.title"_msg,
    .read = [](http::Form const& query) { return JobFilter::parse(query).fields(); }};

web::StaffList const refused_list{
    .code = "staff.refused_addresses",
    .path = "auftraege",
    .title = "staff.jobs.refused"_msg,
    .read = [](http::Form const& query) { return RefusedFilter::parse(query).fields(); },
    .of = "adressen"};

} // namespace kommin::staff
