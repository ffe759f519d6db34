#include "modules/meetings/members/member_list.hpp"

#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/staff_list.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace kommin::meetings {

namespace {

constexpr std::int64_t most_pages = 2'000;
constexpr std::size_t longest_day = 20; // bytes
constexpr std::array<std::string_view, 3> member_order_words{"", "name", "ende"};
constexpr std::array<std::string_view, 5> view_words{"", "unbesetzt", "kuenftig", "frueher", "alle"};

void add_field(web::ListFields& fields, std::string_view name, std::string value)
{
    if (!value.empty())
        fields.emplace_back(name, std::move(value));
}

std::string number_of(std::optional<PanelId> panel)
{
    return panel ? std::to_string(panel->value) : std::string{};
}

void add_problem(std::vector<Problem>& problems, FilterDay const& day, std::string_view field)
{
    if (!day.unread.empty())
        problems.push_back(Problem::invalid(std::string(field), "form.not_date"_msg));
}

}

FilterDay FilterDay::read(std::string_view typed)
{
    auto const text = std::string(truncate_utf8(trim(typed), longest_day));
    auto const day = parse_typed_date(text);
    return {.day = day, .unread = day ? std::string{} : text};
}

std::string FilterDay::field() const
{
    return day ? to_iso(*day) : unread;
}

std::string_view word_of(MemberView view)
{
    return view_words.at(static_cast<std::size_t>(view));
}

std::string_view word_of(MemberOrder order)
{
    return member_order_words.at(static_cast<std::size_t>(order));
}

MessageKey label_of(MemberView view)
{
    switch (view) {
    case MemberView::vacant:
        return "member.view.vacant"_msg;
    case MemberView::coming:
        return "member.view.coming"_msg;
    case MemberView::past:
        return "member.view.past"_msg;
    case MemberView::all:
        return "panel.view.all"_msg;
    case MemberView::present:
        break;
    }
    return "member.view.present"_msg;
}

MemberFilter MemberFilter::read(http::Form const& query)
{
    MemberFilter filter;
    filter.panel = panel_numbered(query.value("gremium"));
    filter.day = FilterDay::read(query.value("tag"));
    filter.capacity = enum_from<Capacity>(query.value("als"));
    auto const* const view = std::ranges::find(view_words, query.value("zustand"));
    if (view != view_words.end())
        filter.view = static_cast<MemberView>(view - view_words.begin());
    auto const* const order = std::ranges::find(member_order_words, query.value("nach"));
    if (order != member_order_words.end())
        filter.order = static_cast<MemberOrder>(order - member_order_words.begin());
    filter.descending = query.value("ab") == "1";
    filter.page = static_cast<int>(
        std::clamp<std::int64_t>(parse_number(query.value("seite")).value_or(1), 1, most_pages));
    return filter;
}

web::ListFields MemberFilter::fields() const
{
    web::ListFields fields;
    add_field(fields, "gremium", number_of(panel));
    add_field(fields, "tag", day.field());
    add_field(fields, "als", capacity ? std::string(to_text(*capacity)) : std::string{});
    add_field(fields, "zustand", std::string(word_of(view)));
    add_field(fields, "nach", std::string(word_of(order)));
    add_field(fields, "ab", descending ? "1" : "");
    return fields;
}

bool MemberFilter::narrows() const
{
    return panel || capacity || !day.field().empty();
}

std::vector<Problem> MemberFilter::problems() const
{
    std::vector<Problem> found;
    add_problem(found, day, "tag");
    return found;
}

web::StaffList const member_list{
    .code = "meetings.members",
    .path = members_path,
    .title = "member.title"_msg,
    .read = [](http::Form const& query) { return MemberFilter::read(query).fields(); }};

html::Url members_url(MemberFilter const& filter)
{
    return web::list_url(member_list, filter.fields());
}

BalanceFilter BalanceFilter::read(http::Form const& query)
{
    return {
        .panel = panel_numbered(query.value("gremium")),
        .day = FilterDay::read(query.value("tag")),
        .compared = FilterDay::read(query.value("vergleich"))};
}

web::ListFields BalanceFilter::fields() const
{
    web::ListFields fields;
    add_field(fields, "gremium", number_of(panel));
    add_field(fields, "tag", day.field());
    add_field(fields, "vergleich", compared.field());
    return fields;
}

std::vector<Problem> BalanceFilter::problems() const
{
    std::vector<Problem> found;
    add_problem(found, day, "tag");
    add_problem(found, compared, "vergleich");
    return found;
}

html::Url balance_url(BalanceFilter const& filter, std::string_view file)
{
    static web::StaffList const balance{
        .code = "meetings.balance",
        .path = balance_path,
        .title = "balance.title"_msg,
        .read = [](http::Form const& query) { return BalanceFilter::read(query).fields(); }};
    return web::list_url(balance, filter.fields(), file);
}

} // namespace kommin::meetings
