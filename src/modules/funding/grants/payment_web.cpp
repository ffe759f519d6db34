// Routes of the desk for calls for payment.

#include "modules/funding/grants/grant_fields.hpp"
#include "modules/funding/grants/grant_named.hpp"
#include "modules/funding/grants/grant_pages.hpp"
#include "modules/funding/grants/loaded_desk.hpp"
#include "modules/funding/grants/seen_grant.hpp"
#include "modules/funding/programmes/permissions.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/records/drafting.hpp"
#include "platform/records/typed_ids.hpp"
#include "platform/web/write.hpp"

#include <memory>
#include <optional>
#include <utility>

namespace kommin::funding {

using records::Fields;

namespace {

std::optional<LoadedRecord> load_payment_record(web::Call const& call)
{
    struct Found {
        SeenPayment seen;
        web::Authors authors;
    };
    auto found = web::read(call, [&](db::Connection& db) -> std::optional<Found> {
        auto const grant = grant_in_path(call, db, edit_money);
        auto const id = records::typed_id<PaymentId>(call.path["abruf"]);
        auto seen = grant && id ? find_seen_payment(db, call.site.tenant, *id, call.actor(), edit_money)
                                : std::nullopt;
        if (!seen || seen->grant.id != grant->id)
            return std::nullopt;
        return Found{*std::move(seen), web::list_authors(db, call.site.tenant)};
    });
    if (!found)
        return std::nullopt;
    auto const shared = std::make_shared<Found const>(*std::move(found));
    auto const& one = shared->seen.payment;
    auto state = records::undrafted(one.version, one.changed_at);
    state.owner = shared->seen.grant.owner();
    auto const today = call.local_now().date;
    return LoadedRecord{
        .fields = form_of(one),
        .state = std::move(state),
        .subject = {payment_subject, one.id.value},
        .title = std::string(web::staff_texts(call)("grant_payment.one"_msg)),
        .url = payment_url(one),
        .authors = shared->authors,
        .form = [&call] { return payment_record_form(web::staff_texts(call)); },
        .problems_of = [today](Fields const& fields) { return problems_of_payment(fields, today); },
        .spelled = &spelled_payment,
        .posted = [](http::Form const& posted) { return posted_fields(posted, form_payment_fields); },
        .frame_below
        = [&call, shared](
              std::string title) { return frame_below_grant(call, shared->seen.grant, std::move(title)); },
        .show =
            [&call, shared](web::ShownForm form) {
                return payment_form_page(
                    call,
                    {.grant = shared->seen.grant,
                     .payment = &shared->seen.payment,
                     .fields = form.fields,
                     .problems = std::move(form.problems),
                     .shown_version = form.version});
            }};
}

LoadedDesk payment_desk(web::Call const& call)
{
    return {call, [&call] { return load_payment_record(call); }};
}

}

http::Response show_new_payment(web::Call& call)
{
    auto const grant
        = web::read(call, [&](db::Connection& db) { return grant_in_path(call, db, edit_money); });
    if (!grant)
        return web::staff_not_found(call);
    return payment_form_page(
        call,
        {.grant = *grant,
         .payment = nullptr,
         .fields = form_of(PaymentCall{}),
         .form_key = crypto::random_token()});
}

http::Response add_payment_at_desk(web::Call& call)
{
    auto const form = call.request.form();
    auto const grant
        = web::read(call, [&](db::Connection& db) { return grant_in_path(call, db, edit_money); });
    if (!form || !grant)
        return web::staff_not_found(call);
    auto const fields = posted_fields(*form, form_payment_fields);
    auto const key = web::key_of_form(*form);
    return web::add_record(
        call,
        {.problems = problems_of_payment(fields, call.local_now().date),
         .add = [&](Work& work) -> Result<html::Url> {
             TRY(add_payment(work, grant->id, fields, key));
             return grant_url(grant->id);
         },
         .show_form =
             [&](std::vector<Problem> problems) {
                 return payment_form_page(
                     call,
                     {.grant = *grant,
                      .payment = nullptr,
                      .fields = fields,
                      .form_key = key,
                      .problems = std::move(problems)});
             }});
}

http::Response show_payment_form(web::Call& call)
{
    auto desk = payment_desk(call);
    return web::show_record(call, desk);
}

http::Response save_payment_form(web::Call& call)
{
    auto desk = payment_desk(call);
    return web::press(
        call, desk, web::Asks::everything, [&](Work& work, web::Seen seen, Fields const& fields) {
            return save_payment(work, {PaymentId{desk.id()}, seen.version}, fields);
        });
}

http::Response show_payment_history(web::Call& call)
{
    auto desk = payment_desk(call);
    return web::show_history(call, desk);
}

} // namespace kommin::funding
