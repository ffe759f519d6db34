// Memberships where staff pages speak of any kind of record: the audit trail, "Heute".

#include "modules/meetings/members/member_list.hpp"
#include "modules/meetings/members/membership_desk.hpp"
#include "modules/meetings/members/membership_pages.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "platform/access/owners.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kommin::meetings {

namespace {

constexpr std::chrono::days ahead{90}; // a panel needs about a quarter to name somebody
constexpr int most_shown = 20; // whoever has more of them opens the list

// By the function: names stand on the page behind it.
std::optional<web::RecentRecord> recent_membership(
    web::Call const& call, std::int64_t id, std::optional<std::int64_t> /*version*/)
{
    auto const edited = find_edited_membership(call.db(), call.site.tenant, MembershipId{id}, call.actor());
    if (!edited)
        return std::nullopt;
    return web::RecentRecord{
        edited->seat.function + ", " + edited->panel.name, membership_url(edited->membership.id)};
}

// Whether somebody is named already who comes after this one.
bool has_successor(std::vector<Membership> const& of_seat, Membership const& ending, Date today)
{
    return std::ranges::any_of(of_seat, [&](Membership const& one) {
        return one.id != ending.id && one.capacity == ending.capacity
            && one.standing(today) == Standing::coming;
    });
}

struct Ending {
    Membership membership;
    Seat seat;
    Panel panel;
};
struct WhatWaits {
    std::vector<Ending> ending;
    std::vector<Panel> terms; // that are over or soon will be
    std::int64_t vacant = 0;
};
WhatWaits what_waits_on_seats(web::Call const& call, Date today)
{
    auto const scopes = call.actor().where(edit_panels);
    auto const owners = owners_of(scopes);
    return web::read(call, [&](db::Connection& db) {
        auto const tenant = call.site.tenant;
        WhatWaits waiting;
        for (auto& one : list_ending_memberships(db, tenant, owners, today, today + ahead, most_shown)) {
            if (has_successor(list_memberships_of_seat(db, tenant, one.seat), one, today))
                continue;
            auto seat = load_seat(db, tenant, one.seat).value();
            auto panel = load_panel(db, tenant, seat.panel).value();
            waiting.ending.push_back({std::move(one), std::move(seat), std::move(panel)});
        }
        waiting.terms = list_ending_terms(db, tenant, owners, today, today + ahead, most_shown);
        waiting.vacant = count_vacant_seats(db, tenant, owners, today);
        return waiting;
    });
}

}

std::vector<web::StaffForm> noted_memberships()
{
    return {
        {.kind = membership_subject.word(),
         .open = [](web::Call const& call) { return membership_record_form(web::staff_texts(call)); },
         .withheld
         = {membership_field::from, membership_field::to, membership_field::reason,
            membership_field::remark}}};
}

std::vector<web::StaffRecent> recent_memberships()
{
    return {{membership_subject.word(), "member.title"_msg, &recent_membership}};
}

void add_memberships_of_today(web::Call const& call, std::vector<web::TodayItem>& items)
{
    if (!call.actor().may_somewhere(edit_panels))
        return;
    auto const& texts = web::staff_texts(call);
    auto const waiting = what_waits_on_seats(call, call.local_now().date);
    for (auto const& one : waiting.ending) {
        auto const last = one.membership.valid_to.value();
        items.push_back(
            {.area = "member.title"_msg,
             .title = one.seat.function + ", " + one.panel.name,
             .url = panel_url(one.panel.id),
             .reason = texts("membership.today.ending"_msg, {{"day", texts.partial_date(last)}}),
             .due = last_possible_day(last),
             .action = "membership.today.ending.action"_msg,
             .reason_says_day = true,
             .is_content = true});
    }
    for (auto const& panel : waiting.terms) {
        auto const last = panel.term_to.value();
        bool const is_past = is_over(last, call.local_now().date);
        items.push_back(
            {.area = "panel.title"_msg,
             .title = panel.name,
             .url = panel_url(panel.id),
             .reason = texts(
                 is_past ? "panel.today.term_over"_msg : "panel.today.term_ends"_msg,
                 {{"day", texts.partial_date(last)}}),
             .due = last_possible_day(last),
             .action = "panel.today.term.action"_msg,
             .reason_says_day = true,
             .is_content = true});
    }
    if (waiting.vacant == 0)
        return;
    MemberFilter filter;
    filter.view = MemberView::vacant;
    items.push_back(
        {.area = "member.title"_msg,
         .title = texts("membership.today.vacant"_msg, {{"count", waiting.vacant}}),
         .url = members_url(filter),
         .reason = std::string(texts("membership.today.vacant.reason"_msg)),
         .due = std::nullopt,
         .action = "membership.today.vacant.action"_msg});
}

} // namespace kommin::meetings
