// Panels and seats where everything is searched: by what they are called, of as many as there are, without
// what else they say.

#include "modules/meetings/panels/panel_desk.hpp"
#include "modules/meetings/panels/panel_pages.hpp"
#include "modules/meetings/panels/panel_store.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "platform/access/owners.hpp"
#include "platform/search/fold.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::meetings {

namespace {

// Those that are called so; whose name begins with the words comes first.
template<class Id>
class Found {
public:
    explicit Found(std::string_view words)
        : folded_(search::folded_text(words))
    { }

    void look_at(Id id, std::initializer_list<std::string_view> names)
    {
        auto place = std::string::npos;
        for (auto const name : names)
            place = std::min(place, search::folded_text(name).find(folded_));
        if (place != std::string::npos)
            ids_.emplace_back(place, id);
    }
    [[nodiscard]] std::int64_t count() const { return std::ssize(ids_); }
    [[nodiscard]] std::vector<Id> first(std::size_t most)
    {
        auto const end = ids_.begin() + static_cast<std::ptrdiff_t>(std::min(most, ids_.size()));
        std::ranges::partial_sort(ids_, end);
        std::vector<Id> ids;
        std::transform(
            ids_.begin(), end, std::back_inserter(ids), [](auto const& found) { return found.second; });
        return ids;
    }

private:
    std::string folded_;
    std::vector<std::pair<std::size_t, Id>> ids_;
};

std::string owner_of(std::vector<tenants::Body> const& bodies, Panel const& panel)
{
    return std::string(Panels{.all = {}, .bodies = bodies}.owner_name(panel));
}

}

web::StaffHits find_panels_at_desk(web::Call const& call, std::string_view words, int most_hits)
{
    auto const& texts = web::staff_texts(call);
    auto const today = call.local_now().date;
    PanelFilter filter;
    filter.words = words;
    filter.standing = PanelStanding::all;
    web::StaffHits hits{{}, 0, panels_url(filter)};
    web::read(call, [&](db::Connection& db) {
        auto const tenant = call.site.tenant;
        Found<PanelId> found(words);
        each_panel_name(db, tenant, owners_of(call.actor().where(see_panels)), [&](PanelName const& panel) {
            found.look_at(panel.id, {panel.name, panel.short_name});
        });
        hits.count = found.count();
        auto const bodies = tenants::list_bodies(db, tenant);
        for (auto const id : found.first(static_cast<std::size_t>(most_hits))) {
            auto const panel = load_panel(db, tenant, id).value();
            hits.hits.push_back(
                {.title = panel.name,
                 .url = panel_url(panel.id),
                 .detail = std::string(texts(label_of(panel.kind))),
                 .place = owner_of(bodies, panel),
                 .state = mark_of(panel, today, texts)});
        }
        return 0;
    });
    return hits;
}

web::StaffHits find_seats_at_desk(web::Call const& call, std::string_view words, int /*most_hits*/)
{
    constexpr std::size_t at_once = 50; // there is no list of them
    auto const& texts = web::staff_texts(call);
    auto const today = call.local_now().date;
    web::StaffHits hits{{}, 0, web::staff_url({"suche"}).with_query({{"q", words}})};
    web::read(call, [&](db::Connection& db) {
        auto const tenant = call.site.tenant;
        Found<SeatId> found(words);
        each_seat_name(db, tenant, owners_of(call.actor().where(see_panels)), [&](SeatName const& seat) {
            found.look_at(seat.id, {seat.function, seat.sent_by, seat.organisation.value_or(std::string{})});
        });
        auto const bodies = tenants::list_bodies(db, tenant);
        for (auto const id : found.first(at_once)) {
            auto const seat = load_seat(db, tenant, id).value();
            auto const panel = load_panel(db, tenant, seat.panel).value();
            auto state = mark_of(panel, today, texts);
            if (seat.has_ended(today))
                state = {"st st--none", std::string(texts("panel.ended"_msg))};
            hits.hits.push_back(
                {.title = seat.function,
                 .url = panel_url(panel.id),
                 .detail = std::string(texts(label_of(seat.role))) + ", " + panel.name,
                 .place = owner_of(bodies, panel),
                 .state = std::move(state)});
        }
        hits.count = std::ssize(hits.hits);
        return 0;
    });
    return hits;
}

} // namespace kommin::meetings
