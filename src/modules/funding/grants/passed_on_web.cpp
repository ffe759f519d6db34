// Routes of the desk for what is passed on to associations.

#include "modules/funding/grants/grant_fields.hpp"
#include "modules/funding/grants/grant_named.hpp"
#include "modules/funding/grants/loaded_desk.hpp"
#include "modules/funding/grants/passed_on_pages.hpp"
#include "modules/funding/grants/request_desk.hpp"
#include "modules/funding/grants/request_editing.hpp"
#include "modules/funding/grants/seen_grant.hpp"
#include "modules/funding/programmes/permissions.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/records/drafting.hpp"
#include "platform/records/typed_ids.hpp"
#include "platform/web/life_line.hpp"
#include "platform/web/write.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <utility>

namespace kommin::funding {

using records::Fields;

namespace {

std::optional<SeenPassedOn> passed_on_in_path(web::Call const& call, db::Connection& db)
{
    auto const grant = grant_in_path(call, db, account_for_money);
    auto const id = records::typed_id<PassedOnId>(call.path["weitergabe"]);
    auto seen = grant && id ? find_seen_passed_on(db, call.site.tenant, *id, call.actor()) : std::nullopt;
    return seen && seen->grant.id == grant->id ? std::move(seen) : std::nullopt;
}

// An address of an association may be somebody's, and its bills name who was paid.
void note_passed_on(web::Call const& call, PassedOnId id)
{
    web::note_reading(call, "funding.passed_on.read", passed_on_subject.word(), id);
}

// The answer of a desk, which is noted where it shows the contract.
http::Response noted_passed_on(web::Call const& call, LoadedDesk const& desk, http::Response answer)
{
    if (answer.status() == http::Status::ok)
        note_passed_on(call, PassedOnId{desk.id()});
    return answer;
}

struct Said {
    std::string_view question = {};
    std::string_view reason = {};
    std::string_view amount = {};
};

http::Response shown_passed_on_page(
    web::Call const& call, std::vector<Problem> problems = {}, Said const& said = {})
{
    struct Found {
        SeenPassedOn at;
        std::vector<Voucher> vouchers;
    };
    auto const found = web::read(call, [&](db::Connection& db) -> std::optional<Found> {
        auto at = passed_on_in_path(call, db);
        if (!at)
            return std::nullopt;
        auto vouchers = list_vouchers_below(db, call.site.tenant, at->one.id, most_vouchers_of_association);
        return Found{*std::move(at), std::move(vouchers)};
    });
    if (!found)
        return web::staff_not_found(call);
    note_passed_on(call, found->at.one.id);
    return passed_on_page(
        call,
        {.at = found->at,
         .vouchers = found->vouchers,
         .sums = sums_of(found->at.one, found->vouchers),
         .question = said.question,
         .reason = said.reason,
         .amount = said.amount,
         .problems = std::move(problems),
         .life = web::life_line(call, {passed_on_subject, found->at.one.id.value})});
}

std::optional<LoadedRecord> load_passed_on_record(web::Call const& call)
{
    struct Found {
        SeenPassedOn at;
        PassedOnChoices choices;
        web::Authors authors;
    };
    auto found = web::read(call, [&](db::Connection& db) -> std::optional<Found> {
        auto at = passed_on_in_path(call, db);
        if (!at)
            return std::nullopt;
        auto const tenant = call.site.tenant;
        return Found{*std::move(at), load_passed_on_choices(db, tenant), web::list_authors(db, tenant)};
    });
    if (!found)
        return std::nullopt;
    auto const shared = std::make_shared<Found const>(*std::move(found));
    auto const& one = shared->at.one;
    auto state = records::undrafted(one.version, one.changed_at);
    state.owner = shared->at.grant.owner();
    auto const today = call.local_now().date;
    return LoadedRecord{
        .fields = form_of(one),
        .state = std::move(state),
        .subject = {passed_on_subject, one.id.value},
        .title = one.title,
        .url = passed_on_url(one, "bearbeiten"),
        .authors = shared->authors,
        .form = [&call] { return passed_on_record_form(web::staff_texts(call)); },
        .problems_of = [today](Fields const& fields) { return problems_of_passed_on(fields, today); },
        .spelled = &spelled_passed_on,
        // Its steps and its proof are said elsewhere: they stay as they are.
        .posted =
            [shared](http::Form const& posted) {
                auto fields = posted_fields(posted, form_passed_on_fields);
                auto const stored = form_of(shared->at.one);
                for (auto const& field : later_passed_on_fields)
                    fields.set(field.name, stored.values(field.name));
                return fields;
            },
        .frame_below
        = [&call,
           shared](std::string title) { return frame_below_grant(call, shared->at.grant, std::move(title)); },
        .show =
            [&call, shared](web::ShownForm form) {
                return passed_on_form_page(
                    call,
                    {.grant = shared->at.grant,
                     .one = &shared->at.one,
                     .choices = shared->choices,
                     .fields = form.fields,
                     .problems = std::move(form.problems),
                     .shown_version = form.version});
            }};
}

LoadedDesk passed_on_desk(web::Call const& call)
{
    return {call, [&call] { return load_passed_on_record(call); }};
}

// A button on its page: what it says stays where it could not be done.
http::Response press_on_passed_on(
    web::Call& call, std::string_view field,
    std::function<Result<void>(Work&, PassedOnVersion const&, std::string_view said)> const& use_case)
{
    auto const at = web::read(call, [&](db::Connection& db) { return passed_on_in_path(call, db); });
    auto const posted = call.request.form();
    if (!at || !posted)
        return web::staff_not_found(call);
    auto const said = field.empty() ? std::string_view{} : posted->value(field);
    auto const done = web::write(
        call, [&](Work& work) { return use_case(work, {at->one.id, version_of_form(*posted)}, said); });
    if (done)
        return go_to(passed_on_url(at->one));
    auto const typed_in = [&](std::string_view name) { return field == name ? said : std::string_view{}; };
    return shown_passed_on_page(
        call, {done.problem()},
        {.question = typed_in(passed_on_field::question),
         .reason = typed_in(request_field::reason),
         .amount = typed_in(passed_on_field::amount)});
}

}

http::Response show_passed_on(web::Call& call)
{
    return shown_passed_on_page(call);
}

http::Response show_new_passed_on(web::Call& call)
{
    struct Found {
        Grant grant;
        PassedOnChoices choices;
    };
    auto const found = web::read(call, [&](db::Connection& db) -> std::optional<Found> {
        auto grant = grant_in_path(call, db, account_for_money);
        return grant ? std::optional(Found{*std::move(grant), load_passed_on_choices(db, call.site.tenant)})
                     : std::nullopt;
    });
    if (!found)
        return web::staff_not_found(call);
    return passed_on_form_page(
        call,
        {.grant = found->grant,
         .one = nullptr,
         .choices = found->choices,
         .fields = form_of(PassedOn{}),
         .form_key = crypto::random_token()});
}

http::Response add_passed_on_at_desk(web::Call& call)
{
    auto const form = call.request.form();
    auto const grant
        = web::read(call, [&](db::Connection& db) { return grant_in_path(call, db, account_for_money); });
    if (!form || !grant)
        return web::staff_not_found(call);
    auto const fields = posted_fields(*form, form_passed_on_fields);
    auto const key = web::key_of_form(*form);
    return web::add_record(
        call,
        {.problems = problems_of_passed_on(fields, call.local_now().date),
         .add = [&](Work& work) -> Result<html::Url> {
             auto const id = TRY(add_passed_on(work, grant->id, fields, key));
             return grant_url(grant->id, {passed_on_path, std::to_string(id.value)});
         },
         .show_form =
             [&](std::vector<Problem> problems) {
                 auto const choices = web::read(
                     call, [&](db::Connection& db) { return load_passed_on_choices(db, call.site.tenant); });
                 return passed_on_form_page(
                     call,
                     {.grant = *grant,
                      .one = nullptr,
                      .choices = choices,
                      .fields = fields,
                      .form_key = key,
                      .problems = std::move(problems)});
             }});
}

http::Response show_passed_on_form(web::Call& call)
{
    auto desk = passed_on_desk(call);
    return noted_passed_on(call, desk, web::show_record(call, desk));
}

http::Response save_passed_on_form(web::Call& call)
{
    auto desk = passed_on_desk(call);
    return web::press(
        call, desk, web::Asks::everything, [&](Work& work, web::Seen seen, Fields const& fields) {
            return save_passed_on(work, {PassedOnId{desk.id()}, seen.version}, fields);
        });
}

http::Response show_passed_on_history(web::Call& call)
{
    auto desk = passed_on_desk(call);
    return noted_passed_on(call, desk, web::show_history(call, desk));
}

http::Response send_form_at_desk(web::Call& call)
{
    return press_on_passed_on(
        call, {}, [](Work& work, PassedOnVersion const& seen, std::string_view /*said*/) {
            return send_form(work, seen);
        });
}

http::Response accept_proof_at_desk(web::Call& call)
{
    return press_on_passed_on(
        call, {}, [](Work& work, PassedOnVersion const& seen, std::string_view /*said*/) {
            return accept_proof_of_association(work, seen);
        });
}

http::Response question_proof_at_desk(web::Call& call)
{
    return press_on_passed_on(call, passed_on_field::question, &question_proof_of_association);
}

http::Response withdraw_passed_on_at_desk(web::Call& call)
{
    return press_on_passed_on(call, request_field::reason, &withdraw_passed_on);
}

http::Response invite_again_at_desk(web::Call& call)
{
    return press_on_passed_on(
        call, {}, [](Work& work, PassedOnVersion const& seen, std::string_view /*said*/) {
            return invite_again(work, seen);
        });
}

http::Response question_request_at_desk(web::Call& call)
{
    return press_on_passed_on(call, passed_on_field::question, &question_request);
}

http::Response accept_request_at_desk(web::Call& call)
{
    return press_on_passed_on(
        call, passed_on_field::amount, [](Work& work, PassedOnVersion const& seen, std::string_view amount) {
            return accept_request(work, seen, amount);
        });
}

http::Response refuse_request_at_desk(web::Call& call)
{
    return press_on_passed_on(
        call, request_field::reason,
        [&call](Work& work, PassedOnVersion const& seen, std::string_view reason) -> Result<void> {
            auto const letter = TRY(refuse_request(work, seen, reason));
            if (!letter)
                call.done_word = "ohne-brief-beendet";
            else if (*letter == RequestLetter::withdrawn)
                call.done_word = "bitte-zurueckgenommen";
            return {};
        });
}

http::Response show_new_invitation(web::Call& call)
{
    struct Found {
        Grant grant;
        PassedOnChoices choices;
    };
    auto const found = web::read(call, [&](db::Connection& db) -> std::optional<Found> {
        auto grant = grant_in_path(call, db, account_for_money);
        return grant ? std::optional(Found{*std::move(grant), load_passed_on_choices(db, call.site.tenant)})
                     : std::nullopt;
    });
    if (!found)
        return web::staff_not_found(call);
    return invitation_page(
        call,
        {.grant = found->grant, .choices = found->choices, .fields = {}, .form_key = crypto::random_token()});
}

http::Response invite_association_at_desk(web::Call& call)
{
    auto const form = call.request.form();
    auto const grant
        = web::read(call, [&](db::Connection& db) { return grant_in_path(call, db, account_for_money); });
    if (!form || !grant)
        return web::staff_not_found(call);
    auto const fields = posted_fields(*form, form_invitation_fields);
    auto const key = web::key_of_form(*form);
    return web::add_record(
        call,
        {.problems = problems_of_invitation(fields, call.local_now().date),
         .add = [&](Work& work) -> Result<html::Url> {
             auto const id = TRY(invite_association(work, grant->id, fields, key));
             return grant_url(grant->id, {passed_on_path, std::to_string(id.value)});
         },
         .show_form =
             [&](std::vector<Problem> problems) {
                 auto const choices = web::read(
                     call, [&](db::Connection& db) { return load_passed_on_choices(db, call.site.tenant); });
                 return invitation_page(
                     call,
                     {.grant = *grant,
                      .choices = choices,
                      .fields = fields,
                      .form_key = key,
                      .problems = std::move(problems)});
             }});
}

} // namespace kommin::funding
