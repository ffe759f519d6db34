// Who is on the seats of a panel, on its page.

#include "modules/meetings/members/member_list.hpp"
#include "modules/meetings/members/membership_desk.hpp"
#include "modules/meetings/members/membership_pages.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <map>
#include <memory>
#include <utility>
#include <vector>

namespace kommin::meetings {

using html::each;
using html::when;
using html::Writer;
using i18n::Texts;

namespace {

// What the cells of one page need.
struct OnSeats {
    web::Call const& call;
    std::map<SeatId, std::vector<Membership>> memberships;
    contacts::NamedPeople people;
    Date today;
    bool may_edit;

    [[nodiscard]] std::vector<Membership> of(SeatId seat, Standing standing) const
    {
        std::vector<Membership> found;
        if (auto const all = memberships.find(seat); all != memberships.end())
            std::ranges::copy_if(all->second, std::back_inserter(found), [&](Membership const& one) {
                return one.standing(today) == standing;
            });
        return found;
    }
};

void write_member(Writer& w, Texts const& texts, OnSeats const& shown, Membership const& one)
{
    auto const span = span_of(one.valid_from, one.ends(), texts);
    auto const name = name_of_person(shown.people, one.person, texts);
    bool const is_seen = shown.people.contains(one.person);
    w(
        R"(<li>{}{}{}{}</li>)",
        [&](Writer& inner) {
            if (is_seen)
                inner(R"(<a href="{}">{}</a>)", contacts::person_url(one.person), name);
            else
                inner("{}", name);
        },
        when(
            one.capacity == Capacity::substitute,
            [&](Writer& inner) { inner(R"( <span class="tag">{}</span>)", texts(label_of(one.capacity))); }),
        when(!span.empty(), [&](Writer& inner) { inner(R"(<br><span class="mute small">{}</span>)", span); }),
        when(shown.may_edit, [&](Writer& inner) {
            inner(
                R"( <a class="small" href="{}">{}<span class="vh">: {}</span></a>)", membership_url(one.id),
                texts("membership.action.change"_msg), name);
        }));
}

void write_part(
    Writer& w, Texts const& texts, OnSeats const& shown, std::vector<Membership> const& part,
    MessageKey title)
{
    if (part.empty())
        return;
    w(R"(<details><summary class="small">{}</summary><ul class="plain">{}</ul></details>)",
      texts(title, {{"count", part.size()}}),
      each(part, [&](Writer& item, Membership const& one) { write_member(item, texts, shown, one); }));
}

void write_seat_members(Writer& w, OnSeats const& shown, Seat const& seat)
{
    auto const& texts = web::staff_texts(shown.call);
    auto const present = shown.of(seat.id, Standing::present);
    bool const has_ended = seat.has_ended(shown.today);
    bool const is_held = std::ranges::any_of(
        present, [](Membership const& one) { return one.capacity == Capacity::holder; });
    if (!is_held && !has_ended)
        w(R"(<span class="mute">{}</span>)", texts("membership.vacant"_msg));
    if (!present.empty())
        w(R"(<ul class="plain">{}</ul>)",
          each(present, [&](Writer& item, Membership const& one) { write_member(item, texts, shown, one); }));
    write_part(w, texts, shown, shown.of(seat.id, Standing::coming), "membership.coming"_msg);
    write_part(w, texts, shown, shown.of(seat.id, Standing::past), "membership.past"_msg);
    if (shown.may_edit && contacts::may_see_people(shown.call.actor()))
        w(R"( <a class="small" href="{}">{}<span class="vh">: {}</span></a>)", seat_url(seat.id, fill_page),
          texts("membership.action.put"_msg), seat.function);
}

}

WriteMembers members_of_panel(web::Call const& call, Panel const& panel)
{
    auto shown = std::make_shared<OnSeats>(OnSeats{
        .call = call,
        .memberships = {},
        .people = {},
        .today = call.local_now().date,
        .may_edit = call.actor().may(edit_panels, panel.owner())});
    web::read(call, [&](db::Connection& db) {
        std::vector<contacts::PersonId> ids;
        for (auto& one : list_memberships_of_panel(db, call.site.tenant, panel.id)) {
            ids.push_back(one.person);
            shown->memberships[one.seat].push_back(std::move(one));
        }
        shown->people = contacts::list_named_people(db, call.site.tenant, call.actor(), ids);
        return 0;
    });
    if (!shown->people.empty())
        web::note_reading(
            call, "meetings.membership.panel_read", panel_subject.word(), panel.id,
            {{"shown", std::int64_t{std::ssize(shown->people)}}});
    return [shown = std::shared_ptr<OnSeats const>(std::move(shown))](Writer& w, Seat const& seat) {
        write_seat_members(w, *shown, seat);
    };
}

web::Body links_of_panel(web::Call const& call, Panel const& panel)
{
    return [&call, id = panel.id, owner = panel.owner()](Writer& w) {
        auto const& texts = web::staff_texts(call);
        MemberFilter filter;
        filter.panel = id;
        w(R"(<p><a href="{}">{}</a>{}</p>)", members_url(filter), texts("member.of_panel"_msg),
          when(call.actor().may(see_balance, owner), [&](Writer& inner) {
              inner(
                  R"( · <a href="{}">{}</a>)", balance_url(BalanceFilter{.panel = id}),
                  texts("balance.title"_msg));
          }));
    };
}

} // namespace kommin::meetings
