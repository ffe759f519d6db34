// Many offers at once: confirmed, published as handed in, or archived.

#include "modules/portal/desk/offer_desk.hpp"
#include "modules/portal/desk/offer_desk_pages.hpp"
#include "modules/portal/desk/offer_desk_parts.hpp"
#include "modules/portal/directory/permissions.hpp"
#include "platform/web/bulk_list.hpp"
#include "platform/web/staff_frame.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace kommin::portal {

namespace {

std::vector<web::FoundRecord> found(web::Call const& call, std::vector<OfferLine> const& lines)
{
    std::vector<web::FoundRecord> records;
    records.reserve(lines.size());
    for (auto const& line : lines)
        records.push_back(
            {.record = {line.id.value, line.version},
             .link = {title_of(line, web::staff_texts(call)), offer_url(line.id)},
             .has_draft = line.draft_state != DraftState::none});
    return records;
}

web::BulkList offers_to_change(web::Call const& call)
{
    return {
        .list = offer_list,
        .first =
            [&call](db::Connection& db, http::Form const& query, int most) {
                return found(
                    call,
                    list_first_offers(
                        db, call.site.tenant, call.local_now().date, call.actor(),
                        StaffOfferFilter::parse(query), most));
            },
        .these =
            [&call](db::Connection& db, std::vector<std::int64_t> const& ids) {
                std::vector<OfferId> const offers(ids.begin(), ids.end());
                return found(
                    call,
                    list_chosen_offers(
                        db, call.site.tenant, call.local_now().date, call.actor(), see_offers, offers));
            }};
}

auto for_each_offer(Result<Change> (*use_case)(Work&, SeenOffer))
{
    return [use_case](Work& work, web::Ticked record) {
        return use_case(work, {OfferId{record.id}, record.version});
    };
}

constexpr web::BulkWords words_of_confirmed{
    "desk.bulk.confirm.title"_msg, "desk.bulk.confirm.made"_msg, "desk.bulk.confirm.already"_msg};
constexpr web::BulkWords words_of_published{
    "desk.bulk.publish.title"_msg, "desk.bulk.publish.made"_msg, "desk.bulk.publish.already"_msg};
constexpr web::BulkWords words_of_archived{
    "desk.bulk.archive.title"_msg, "desk.bulk.archive.made"_msg, "desk.bulk.archive.already"_msg};
constexpr std::string_view archiving_page = "auswahl/archivieren";

}

http::Response change_chosen_offers(web::Call& call)
{
    auto const list = offers_to_change(call);
    return web::with_chosen(call, list, [&](web::Chosen const& chosen, http::Form const& form) {
        auto const action = form.value("aktion");
        bool const archives = action == archive_action.word;
        bool const publishes = action == publish_action.word;
        if ((archives || publishes) && !call.actor().may_somewhere(publish_offers))
            return web::staff_not_found(call);
        if (archives)
            return web::bulk_question_page(
                call, list, chosen,
                {.page = archiving_page,
                 .title = "desk.bulk.archive.question"_msg,
                 .text = "desk.bulk.archive.text"_msg,
                 .yes = "desk.bulk.archive.yes"_msg,
                 .no = "desk.bulk.archive.no"_msg,
                 .is_grave = true,
                 .drafts = "desk.bulk.archive.drafts"_msg});
        if (publishes)
            return web::change_chosen(
                call, list, chosen,
                {.action = publish_action,
                 .words = words_of_published,
                 .use_case = for_each_offer(&publish_one_of_many)});
        if (action != confirm_action.word)
            return web::staff_not_found(call);
        return web::change_chosen(
            call, list, chosen,
            {.action = confirm_action,
             .words = words_of_confirmed,
             .use_case = for_each_offer(&confirm_one_of_many)});
    });
}

http::Response archive_chosen_offers(web::Call& call)
{
    auto const list = offers_to_change(call);
    return web::with_chosen(call, list, [&](web::Chosen const& chosen, http::Form const& /*form*/) {
        return web::change_chosen(
            call, list, chosen,
            {.action = archive_action,
             .words = words_of_archived,
             .use_case = for_each_offer(&archive_one_of_many),
             .page = archiving_page});
    });
}

} // namespace kommin::portal
