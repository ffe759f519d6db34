// Many offers at once: confirmed, published as handed in, or archived.

#include "modules/portal/desk/offer_desk.hpp"
#include "modules/portal/desk/offer_desk_pages.hpp"
#include "modules/portal/desk/offer_desk_parts.hpp"
#include "modules/portal/directory/permissions.hpp"
#include "platform/web/staff_bulk.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace kommin::portal {

using web::staff_url;

namespace {

// What was chosen, as the list shows it; ticks keep the version that was seen, also if there is a newer one.
struct Chosen {
    web::Selection selection;
    std::map<std::int64_t, OfferLine> lines; // those that this person may see
};

Chosen load_chosen(web::Call const& call, http::Form const& posted)
{
    Chosen chosen{.selection = web::read_selection(offer_list, posted), .lines = {}};
    auto& ticked = chosen.selection.ticked;
    if (ticked.size() > web::most_at_once)
        return chosen;
    auto const lines = web::read(call, [&](db::Connection& db) {
        auto const today = call.local_now().date;
        if (!chosen.selection.is_everything) {
            std::vector<OfferId> ids;
            for (auto const& record : ticked)
                ids.emplace_back(record.id);
            return list_chosen_offers(db, call.site.tenant, today, call.actor(), see_offers, ids);
        }
        auto const filter = StaffOfferFilter::parse(http::Form(chosen.selection.query));
        return list_first_offers(
            db, call.site.tenant, today, call.actor(), filter, static_cast<int>(web::most_at_once) + 1);
    });
    if (chosen.selection.is_everything) {
        ticked.clear();
        for (auto const& line : lines)
            ticked.push_back({line.id.value, line.version});
    }
    for (auto const& line : lines)
        chosen.lines.emplace(line.id.value, line);
    return chosen;
}

using OneOfMany = Result<Change> (*)(Work&, SeenOffer);

http::Response change_chosen(
    web::Call& call, Chosen const& chosen, OneOfMany use_case, web::BulkWords const& words,
    html::Url const& again, std::string_view action)
{
    auto const outcome = web::change_each(
        call, chosen.selection.ticked, [&](Work& work, web::Ticked record) -> Result<Change> {
            return use_case(work, {OfferId{record.id}, record.version});
        });
    return web::bulk_result_page(
        call, offer_list, chosen.selection, outcome, words, again, action,
        [&](web::Ticked record) -> std::optional<web::RecordLink> {
            auto const line = chosen.lines.find(record.id);
            if (line == chosen.lines.end())
                return std::nullopt;
            return web::RecordLink{
                title_of(line->second, web::staff_texts(call)),
                staff_url({offer_list.path, std::to_string(record.id)})};
        });
}

}

http::Response change_chosen_offers(web::Call& call)
{
    auto const form = call.request.form();
    if (!form)
        return web::staff_not_found(call);
    auto const action = form->value("aktion");
    bool const archives = action == archive_action.word;
    bool const publishes = action == publish_action.word;
    if ((archives || publishes) && !call.actor().rights().allows_somewhere(publish_offers))
        return web::staff_not_found(call);
    auto const chosen = load_chosen(call, *form);
    if (auto refusal = web::refuse_selection(call, offer_list, chosen.selection))
        return std::move(*refusal);
    if (archives)
        return archive_many_question_page(call, chosen.selection, chosen.lines);
    if (publishes)
        return change_chosen(
            call, chosen, &publish_one_of_many,
            {"desk.bulk.publish.title"_msg, "desk.bulk.publish.made"_msg, "desk.bulk.publish.already"_msg},
            staff_url({offer_list.path, "auswahl"}), action);
    if (action != confirm_action.word)
        return web::staff_not_found(call);
    return change_chosen(
        call, chosen, &confirm_one_of_many,
        {"desk.bulk.confirm.title"_msg, "desk.bulk.confirm.made"_msg, "desk.bulk.confirm.already"_msg},
        staff_url({offer_list.path, "auswahl"}), action);
}

http::Response archive_chosen_offers(web::Call& call)
{
    auto const form = call.request.form();
    if (!form)
        return web::staff_not_found(call);
    auto const chosen = load_chosen(call, *form);
    if (auto refusal = web::refuse_selection(call, offer_list, chosen.selection))
        return std::move(*refusal);
    return change_chosen(
        call, chosen, &archive_one_of_many,
        {"desk.bulk.archive.title"_msg, "desk.bulk.archive.made"_msg, "desk.bulk.archive.already"_msg},
        staff_url({offer_list.path, "auswahl", "archivieren"}), archive_action.word);
}

} // namespace kommin::portal
