// Where whoever runs an offer is asked, if that is not public: the pages of offers and organisations.

#include "modules/portal/desk/asking_address_desk.hpp"
#include "modules/portal/desk/asking_address_pages.hpp"
#include "modules/portal/desk/offer_desk_parts.hpp"
#include "modules/portal/desk/organisation_pages.hpp"
#include "modules/portal/editing/asking_address.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/write.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::portal {

using web::staff_url;

namespace {

std::optional<OfferId> id_of(web::Call const& call, OfferId /*kind*/)
{
    auto const number = parse_number(call.path["angebot"]);
    return number && *number > 0 ? std::optional(OfferId{*number}) : std::nullopt;
}

std::optional<OrganisationId> id_of(web::Call const& call, OrganisationId /*kind*/)
{
    auto const number = parse_number(call.path["einrichtung"]);
    return number && *number > 0 ? std::optional(OrganisationId{*number}) : std::nullopt;
}

AskingPlace place_of(OfferId id)
{
    return {offer_subject, staff_url({"angebote"}), offer_url(id), asking_url(id),
            "angebote",    "desk.title"_msg};
}

AskingPlace place_of(OrganisationId id)
{
    return {organisation_subject, organisations_url(), organisation_url(id),
            asking_url(id),       organisations_path,  "organisation.title"_msg};
}

template<class Id>
std::optional<AskingRecord> record_of(web::Call const& call, Id id)
{
    return web::read(
        call, [&](db::Connection& db) { return find_asking_record(db, call.site.tenant, id, call.actor()); });
}

// That it is shown is on record, in an answer to a form as well.
template<class Id>
http::Response noted_page(web::Call const& call, Id id, AskingRecord const& record, AskingForm const& form)
{
    auto const place = place_of(id);
    web::note_reading(
        call, "portal." + std::string(place.subject.word()) + ".asking_read", place.subject.word(), id);
    return asking_page(call, place, record, form);
}

template<class Id>
http::Response show(web::Call& call)
{
    auto const id = id_of(call, Id{});
    auto const record = id ? record_of(call, *id) : std::nullopt;
    if (!record)
        return web::staff_not_found(call);
    return noted_page(call, *id, *record, {.entered = record->address});
}

template<class Id>
http::Response change(web::Call& call, Result<void> (*use_case)(Work&, Id, EnteredAddress const&))
{
    auto const id = id_of(call, Id{});
    auto const form = call.request.form();
    if (!id || !form)
        return web::staff_not_found(call);
    EnteredAddress const entered{
        std::string(trim(form->value(asking_address_field))), std::string(form->value(asking_seen_field))};
    auto const done = web::write(call, [&](Work& work) { return use_case(work, *id, entered); });
    if (done)
        return http::Response::redirect(http::Status::see_other, place_of(*id).page.text());
    auto const record = record_of(call, *id); // as it is now: the form takes the mark of what it shows
    if (done.problem().kind == ProblemKind::not_found || !record)
        return web::staff_not_found(call);
    return noted_page(
        call, *id, *record,
        {.entered = entered.address,
         .problems = {done.problem()},
         .shows_stored = entered.seen != mark_of_address(record->address)});
}

}

http::Response show_asking_address_of_offer(web::Call& call)
{
    return show<OfferId>(call);
}

http::Response change_asking_address_of_offer(web::Call& call)
{
    return change<OfferId>(call, &set_asking_address);
}

http::Response show_asking_address_of_organisation(web::Call& call)
{
    return show<OrganisationId>(call);
}

http::Response change_asking_address_of_organisation(web::Call& call)
{
    return change<OrganisationId>(call, &set_organisation_asking_address);
}

} // namespace kommin::portal
