// Locations at the desk: the list, one of them, and moving its offers.

#include "modules/portal/desk/location_desk.hpp"

#include "modules/portal/desk/location_pages.hpp"
#include "modules/portal/desk/offer_desk_parts.hpp"
#include "modules/portal/directory/permissions.hpp"
#include "modules/portal/site/pages.hpp"
#include "modules/portal/site/preview.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/web/staff_bulk.hpp"
#include "platform/web/staff_export.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/unsaved_entries.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kommin::portal {

namespace {

struct FoundLocation {
    Location location;
    DistrictNames names;
};

std::optional<FoundLocation> location_of_call(web::Call const& call)
{
    auto const id = parse_number(call.path["angebot"]);
    if (!id)
        return std::nullopt;
    return web::read(call, [&](db::Connection& db) -> std::optional<FoundLocation> {
        auto location = find_location(db, call.site.tenant, call.actor(), OfferId{*id});
        if (!location)
            return std::nullopt;
        return FoundLocation{std::move(*location), DistrictNames::load(db, call.site.tenant)};
    });
}

MoveEntries entries_of(http::Form const& form)
{
    MoveEntries entries;
    for (auto const name : location_fields)
        entries.to.set(name, std::string(trim(form.value(name))));
    entries.notes = form.value(move_words::notes);
    entries.day = trim(form.value(move_words::day));
    entries.ticked = web::read_selection(location_list, form).ticked;
    return entries;
}

Move move_of(MoveEntries const& entries)
{
    return {
        .to = entries.to,
        .keeps_notes = entries.notes == move_words::keep,
        .day = parse_typed_date(entries.day)};
}

EditedOffer const* find_offer_there(Location const& location, std::int64_t id)
{
    auto const found = std::ranges::find(
        location.offers, id, [](EditedOffer const& edited) { return edited.offer.id.value; });
    return found == location.offers.end() ? nullptr : &*found;
}

std::vector<Problem> problems_of(web::Call const& call, Location const& location, MoveEntries const& entries)
{
    // One that is of a municipality asks for one.
    EditedOffer const* any = nullptr;
    for (auto const ticked : entries.ticked) {
        auto const* const offer = find_offer_there(location, ticked.id);
        if (offer != nullptr && (any == nullptr || offer->offer.reach == Reach::municipality))
            any = offer;
    }
    auto problems = web::read(call, [&](db::Connection& db) {
        return problems_of_move(
            db, call.site.tenant, call.local_now().date, any != nullptr ? *any : location.offers.front(),
            move_of(entries));
    });
    if (!entries.day.empty() && !parse_typed_date(entries.day))
        problems.push_back(Problem::invalid(std::string(move_words::day), "form.not_date"_msg));
    if (entries.notes != move_words::keep && entries.notes != move_words::replace)
        problems.push_back(Problem::invalid(std::string(move_words::notes), "locations.problem.notes"_msg));
    if (entries.ticked.empty())
        problems.push_back(Problem::invalid({}, "list.bulk.nothing"_msg));
    else if (entries.ticked.size() > web::most_at_once)
        problems.push_back(Problem{
            ProblemKind::too_large,
            {},
            "list.bulk.too_many"_msg,
            {{"count", std::to_string(web::most_at_once)}}});
    return problems;
}

http::Response ask_before_moving(
    web::Call const& call, FoundLocation const& found, MoveEntries const& entries, Move const& move)
{
    auto const& location = found.location;
    auto offers = web::read(call, [&](db::Connection& db) {
        std::vector<PlannedOffer> planned;
        for (auto const ticked : entries.ticked) {
            if (auto const* const edited = find_offer_there(location, ticked.id))
                planned.push_back(
                    {edited,
                     plan_move(db, call.site.tenant, call.local_now().date, call.actor(), *edited, move)});
        }
        return planned;
    });
    return move_question_page(call, {location, entries, move, std::move(offers), found.names});
}

web::ListFields kept_fields(MoveEntries const& entries)
{
    web::ListFields kept;
    for (auto const name : location_fields)
        kept.emplace_back(name, entries.to.value(name));
    kept.emplace_back(move_words::notes, entries.notes);
    kept.emplace_back(move_words::day, entries.day);
    return kept;
}

http::Response carry_out_move(web::Call& call, Location const& location, MoveEntries const& entries)
{
    auto const move = move_of(entries);
    auto const outcome = web::change_each(call, entries.ticked, [&](Work& work, web::Ticked record) {
        return move_one_of_many(work, {OfferId{record.id}, record.version}, move);
    });
    if (outcome.failures.empty() && outcome.left.empty())
        web::forget_what_was_typed(call);
    // Whoever goes on with the rest names the place by one that is still there.
    auto const named_by = outcome.left.empty() ? location.named_by : OfferId{outcome.left.front().id};
    auto const& texts = web::staff_texts(call);
    return web::bulk_result_page(
        call, location_list, {.ticked = entries.ticked, .query = {}}, outcome,
        {"locations.change.title"_msg, "locations.made"_msg, "locations.already"_msg},
        {location_url(named_by, "aendern"), move_words::carry_out, kept_fields(entries)},
        [&](web::Ticked ticked) -> std::optional<web::RecordLink> {
            auto const* const edited = find_offer_there(location, ticked.id);
            if (edited == nullptr)
                return std::nullopt;
            return web::RecordLink{title_of(edited->fields, texts), offer_url(edited->offer.id)};
        });
}

std::vector<web::ExportColumn<LocationLine>> location_columns(i18n::Texts const& texts)
{
    using table::Cell;
    return {
        {"desk.field.street"_msg, 40, [](LocationLine const& line) { return Cell(line.street); }},
        {"desk.field.postal_code"_msg, 14, [](LocationLine const& line) { return Cell(line.postal_code); }},
        {"desk.field.city"_msg, 24, [](LocationLine const& line) { return Cell(line.city); }},
        {"desk.field.municipality"_msg, 24,
         [&texts](LocationLine const& line) { return Cell(places_of(line, texts)); }},
        {"desk.field.organisation"_msg, 60,
         [](LocationLine const& line) {
             std::string names;
             for (auto const& name : line.organisations)
                 names += (names.empty() ? "" : "; ") + name;
             return Cell(std::move(names));
         }},
        {"locations.column.offers"_msg, 10, [](LocationLine const& line) { return Cell(line.offers); }}};
}

}

web::StaffList const location_list{
    .code = "portal.locations",
    .path = "standorte",
    .title = "locations.title"_msg,
    .read = [](http::Form const& query) { return LocationFilter::parse(query).fields(); }};

http::Response list_locations_at_desk(web::Call& call)
{
    auto const filter = LocationFilter::parse(call.request.query());
    struct Found {
        LocationOverview overview;
        DistrictNames names;
        std::vector<web::ListView> views;
    };
    auto const found = web::read(call, [&](db::Connection& db) {
        return Found{
            list_locations_for_staff(db, call.site.tenant, call.actor(), filter),
            DistrictNames::load(db, call.site.tenant),
            web::saved_views(call, location_list, filter.fields())};
    });
    return location_list_page(call, filter, found.overview, found.names, found.views);
}

http::Response export_locations(web::Call& call)
{
    auto const& texts = web::staff_texts(call);
    web::ListExport<LocationLine> file(
        call, web::export_format(call.request), "standorte", "locations.title"_msg, location_columns(texts));
    web::read(call, [&](db::Connection& db) {
        export_locations_for_staff(
            db, call.site.tenant, call.actor(), LocationFilter::parse(call.request.query()),
            [&](std::vector<LocationLine> const& lines) {
                file.go_on();
                return std::ranges::all_of(lines, [&](LocationLine const& line) { return file.add(line); });
            });
        return 0;
    });
    return file.answer();
}

http::Response show_location(web::Call& call)
{
    auto const found = location_of_call(call);
    return found ? location_page(call, found->location) : web::staff_not_found(call);
}

http::Response show_move_form(web::Call& call)
{
    auto const found = location_of_call(call);
    if (!found)
        return web::staff_not_found(call);
    auto const entries = entries_of(call, found->location);
    return move_form_page(call, {found->location, entries, found->names});
}

http::Response move_offers(web::Call& call)
{
    auto const found = location_of_call(call);
    auto const form = call.request.form();
    if (!found || !form)
        return web::staff_not_found(call);
    auto const& location = found->location;
    auto const entries = entries_of(*form);
    auto const action = form->value(move_words::action);
    auto problems
        = action == move_words::correct ? std::vector<Problem>{} : problems_of(call, location, entries);
    if (action == move_words::correct || !problems.empty())
        return move_form_page(call, {location, entries, found->names, std::move(problems)});
    if (action == move_words::look)
        return ask_before_moving(call, *found, entries, move_of(entries));
    if (action != move_words::carry_out)
        return web::staff_not_found(call);
    return carry_out_move(call, location, entries);
}

http::Response preview_moved_offer(web::Call& call)
{
    auto const id = parse_number(call.path["angebot"]);
    if (!id)
        return web::staff_not_found(call);
    auto const moved = web::read(call, [&](db::Connection& db) -> std::optional<Offer> {
        auto const edited = find_edited_offer(db, call.site.tenant, OfferId{*id}, call.actor());
        if (!edited)
            return std::nullopt;
        return moved_offer(
            db, call.site.tenant, call.local_now().date, edited->offer,
            move_of(entries_of(call.request.query())));
    });
    if (!moved)
        return web::staff_not_found(call);
    Previewed const record{
        .area = location_list.path,
        .id = std::to_string(*id),
        .list_title = location_list.title,
        .tried = kept_fields(entries_of(call.request.query()))};
    if (asks_for_telephone(call))
        return telephone_page(call, record, moved->title.source);
    Visit visit(call);
    return preview_answer(call, offers_preview_page(visit, record, {*moved}, {}));
}

} // namespace kommin::portal
