// What an offer said in earlier versions, and whom it named there: erased by whoever cares for data
// protection.

#include "modules/portal/desk/offer_desk.hpp"
#include "modules/portal/desk/offer_desk_parts.hpp"
#include "modules/portal/editing/offer_editing.hpp"
#include "platform/base/number.hpp"
#include "platform/web/record_desk.hpp"
#include "platform/web/record_form.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/write.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kommin::portal {

using html::each;
using html::when;
using html::Writer;

namespace {

struct ErasableOffer {
    Offer offer;
    records::EditState state;
    std::int64_t earlier_versions;
};

std::optional<ErasableOffer> find_erasable(web::Call const& call, OfferId id)
{
    return web::read(call, [&](db::Connection& db) -> std::optional<ErasableOffer> {
        auto const tenant = call.site.tenant;
        auto const state = records::find_edit_state(db, tenant, edited_offers, id.value);
        if (!state || !call.actor().may(erase_offer_history, state->owner))
            return std::nullopt;
        return ErasableOffer{
            *find_offer(db, tenant, id), *state, count_earlier_versions(db, tenant, id, *state)};
    });
}

std::optional<OfferId> offer_of(http::PathParams const& path)
{
    auto const number = parse_number(path["angebot"]);
    return number && *number > 0 ? std::optional(OfferId{*number}) : std::nullopt;
}

std::vector<std::string> names_in(Offer const& offer)
{
    std::vector<std::string> names;
    for (auto const& contact : offer.contacts) {
        if (!contact.name.empty())
            names.push_back(contact.name);
    }
    return names;
}

http::Response erasure_page(
    web::Call const& call, ErasableOffer const& found, std::vector<Problem> problems = {})
{
    auto const& texts = web::staff_texts(call);
    auto const names = names_in(found.offer);
    bool const has_draft = found.state.draft_state != DraftState::none;
    return web::staff_page(
        {.call = call,
         .title = texts("desk.erase.title"_msg, {{"title", found.offer.title.source}}),
         .problems = std::move(problems)},
        [&](Writer& w) {
            w(R"(<div class="stack measure"><p>{}</p><p>{}</p>{}{}{}</div>)",
              texts("desk.erase.count"_msg, {{"count", found.earlier_versions}}),
              texts("desk.erase.text"_msg),
              when(
                  !names.empty(),
                  [&](Writer& inner) {
                      inner(
                          R"(<p>{}</p><ul class="bullets">{}</ul>)", texts("desk.erase.still_named"_msg),
                          each(names, [](Writer& item, std::string const& name) {
                              item("<li>{}</li>", name);
                          }));
                  }),
              when(
                  has_draft,
                  [&](Writer& inner) { inner("<p><strong>{}</strong></p>", texts("desk.erase.draft"_msg)); }),
              when(!has_draft && found.earlier_versions > 0, [&](Writer& inner) {
                  inner(
                      R"(<div class="row">{}</div>)",
                      web::ButtonForm{
                          call, erasure_url(found.offer.id), found.state.version, texts("desk.erase.yes"_msg),
                          "primary"});
              }));
        });
}

}

http::Response ask_before_erasing_history(web::Call& call)
{
    auto const id = offer_of(call.path);
    auto const found = id ? find_erasable(call, *id) : std::nullopt;
    if (!found)
        return web::staff_not_found(call);
    web::note_reading(
        call, "portal.offer.names_read", offer_subject.word(), *id); // the page names who is in it
    return erasure_page(call, *found);
}

http::Response erase_history_now(web::Call& call)
{
    auto const id = offer_of(call.path);
    auto const form = call.request.form();
    auto found = id && form ? find_erasable(call, *id) : std::nullopt;
    if (!found)
        return web::staff_not_found(call);
    auto const seen = parse_number(form->value("fassung")).value_or(0);
    auto const done = web::write(call, [&](Work& work) { return erase_history(work, {*id, seen}); });
    if (done)
        return http::Response::redirect(http::Status::see_other, erasure_url(*id).text());
    return erasure_page(call, *found, {done.problem()});
}

} // namespace kommin::portal
