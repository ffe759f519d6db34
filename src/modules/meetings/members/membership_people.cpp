// What this module has of people: why they are kept, what they may ask for, what becomes of it.

#include "modules/meetings/members/membership_desk.hpp"
#include "modules/meetings/members/membership_pages.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "platform/records/versions.hpp"
#include "platform/web/authors.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kommin::meetings {

using html::each;
using html::when;
using html::Writer;
using i18n::Texts;

namespace {

struct OnSeat {
    Membership membership;
    Seat seat;
    Panel panel;
};

// All of somebody, newest first.
std::vector<OnSeat> seats_of_person(db::Connection& db, TenantId tenant, contacts::PersonId person)
{
    std::vector<OnSeat> all;
    for (auto& membership : list_memberships_of_person(db, tenant, person)) {
        auto seat = load_seat(db, tenant, membership.seat).value();
        auto panel = load_panel(db, tenant, seat.panel).value();
        all.push_back({std::move(membership), std::move(seat), std::move(panel)});
    }
    return all;
}

std::string place_of(Texts const& texts, OnSeat const& one)
{
    return texts("membership.of"_msg, {{"seat", one.seat.function}, {"panel", one.panel.name}});
}

void report_memberships(
    web::Call const& call, contacts::PersonId person, std::vector<contacts::ReportPart>& parts)
{
    struct Found {
        std::vector<OnSeat> all;
        web::Authors authors;
    };
    auto const found = web::read(call, [&](db::Connection& db) {
        return Found{seats_of_person(db, call.site.tenant, person), web::list_authors(db, call.site.tenant)};
    });
    auto const& texts = web::staff_texts(call);
    contacts::ReportPart part{std::string(texts("membership.functions"_msg)), {}};
    auto const add = [&](MessageKey label, std::string value, bool begins = false) {
        if (!value.empty())
            part.lines.push_back({std::string(texts(label)), std::move(value), begins});
    };
    for (auto const& one : found.all) {
        auto const& membership = one.membership;
        add("panel.field.function"_msg, one.seat.function, true);
        add("membership.column.panel"_msg, one.panel.name);
        add("membership.field.as"_msg, std::string(texts(label_of(membership.capacity))));
        add("panel.column.span"_msg, span_of(membership.valid_from, membership.ends(), texts));
        if (membership.ended_for != EndReason::unknown)
            add("membership.field.reason"_msg, std::string(texts(label_of(membership.ended_for))));
        add("form.remark"_msg, membership.remark);
        auto const day = call.site.zone->to_local(membership.recorded_at).date;
        add("people.report.recorded"_msg,
            texts(
                "people.report.by_on"_msg,
                {{"name", web::name_of(found.authors, membership.recorded_by)},
                 {"date", texts.date(day, i18n::DateStyle::short_numeric)}}));
    }
    if (part.lines.empty())
        part.lines.push_back(
            {std::string(texts("membership.functions"_msg)), std::string(texts("people.report.empty"_msg))});
    parts.push_back(std::move(part));
}

void write_function(Writer& w, web::Call const& call, Texts const& texts, OnSeat const& one)
{
    auto const today = call.local_now().date;
    auto const standing = one.membership.standing(today);
    auto const span = span_of(one.membership.valid_from, one.membership.ends(), texts);
    w(R"(<li><a href="{}">{}</a>, {}{}{}<br><span class="mute small">{}</span></li>)",
      panel_url(one.panel.id), one.panel.name, one.seat.function,
      when(
          one.membership.capacity == Capacity::substitute,
          [&](Writer& inner) {
              inner(R"( <span class="tag">{}</span>)", texts(label_of(Capacity::substitute)));
          }),
      when(
          standing != Standing::present,
          [&](Writer& inner) {
              inner(R"( <span class="st st--none">{}</span>)", texts(label_of(standing)));
          }),
      span.empty() ? std::string(texts("membership.span.unknown"_msg)) : span);
}

contacts::OnPersonPage show_memberships(web::Call const& call, contacts::PersonId person)
{
    auto all
        = web::read(call, [&](db::Connection& db) { return seats_of_person(db, call.site.tenant, person); });
    std::erase_if(all, [](OnSeat const& one) { return one.membership.ended_for == EndReason::mistaken; });
    auto const& texts = web::staff_texts(call);
    auto const today = call.local_now().date;
    auto const is_ground
        = [&](OnSeat const& one) { return one.membership.standing(today) != Standing::past; };
    contacts::OnPersonPage shown;
    if (std::ranges::any_of(all, is_ground))
        shown.grounds.emplace_back(texts("membership.ground"_msg));
    std::erase_if(all, [&](OnSeat const& one) { return !call.actor().may(see_panels, one.panel.owner()); });
    std::ranges::stable_sort(all, {}, [&](OnSeat const& one) { return one.membership.standing(today); });
    shown.section = [&call, all = std::move(all)](Writer& w) {
        auto const& words = web::staff_texts(call);
        w(R"(<section class="stack" aria-labelledby="funktionen"><h2 id="funktionen">{}</h2>{}{}</section>)",
          words("membership.functions"_msg),
          when(
              all.empty(),
              [&](Writer& inner) {
                  inner(R"(<p class="mute">{}</p>)", words("membership.functions.none"_msg));
              }),
          when(!all.empty(), [&](Writer& inner) {
              inner(R"(<ul class="plain">{}</ul>)", each(all, [&](Writer& item, OnSeat const& one) {
                        write_function(item, call, words, one);
                    }));
          }));
    };
    return shown;
}

void merge_memberships(Work& work, contacts::PersonId from, contacts::PersonId into)
{
    for (auto const& one : list_memberships_of_person(work.db(), work.tenant(), from))
        work.audit("meetings.membership.moved", membership_subject.word(), one.id);
    move_memberships(work.db(), work.tenant(), from, into);
}

void erase_memberships(Work& work, contacts::PersonId person)
{
    for (auto const& one : list_memberships_of_person(work.db(), work.tenant(), person)) {
        records::erase_versions(work, {membership_subject, one.id.value});
        delete_membership(work.db(), work.tenant(), one.id);
        work.audit("meetings.membership.erased", membership_subject.word(), one.id);
    }
}

std::vector<std::string> lost_memberships(web::Call const& call, contacts::PersonId person)
{
    auto const all
        = web::read(call, [&](db::Connection& db) { return seats_of_person(db, call.site.tenant, person); });
    auto const& texts = web::staff_texts(call);
    auto const today = call.local_now().date;
    std::vector<std::string> lost;
    std::size_t others = 0;
    for (auto const& one : all) {
        bool const is_named = one.membership.standing(today) == Standing::present
            && call.actor().may(see_panels, one.panel.owner());
        if (is_named)
            lost.push_back(texts("membership.erase.vacant"_msg, {{"seat", place_of(texts, one)}}));
        else
            ++others;
    }
    if (others > 0)
        lost.push_back(texts("membership.erase.others"_msg, {{"count", others}}));
    return lost;
}

}

contacts::OfPeople memberships_of_people()
{
    return {
        .ground = &people_on_seats,
        .report = &report_memberships,
        .show = &show_memberships,
        .merge = &merge_memberships,
        .erase = &erase_memberships,
        .lost_by_erasing = &lost_memberships,
        .left_by_erasing = &contacts::nothing_left};
}

} // namespace kommin::meetings
