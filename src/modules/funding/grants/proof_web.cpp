// Routes of the desk for proofs of use.

#include "modules/funding/grants/grant_fields.hpp"
#include "modules/funding/grants/grant_named.hpp"
#include "modules/funding/grants/loaded_desk.hpp"
#include "modules/funding/grants/proof_pages.hpp"
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

std::optional<SeenProof> proof_in_path(web::Call const& call, db::Connection& db)
{
    auto const grant = grant_in_path(call, db, account_for_money);
    auto const id = records::typed_id<ProofId>(call.path["nachweis"]);
    auto seen = grant && id ? find_seen_proof(db, call.site.tenant, *id, call.actor()) : std::nullopt;
    return seen && seen->grant.id == grant->id ? std::move(seen) : std::nullopt;
}

ProofBounds bounds_now(web::Call const& call, db::Connection& db, Grant const& grant)
{
    return bounds_of_proofs(grant, list_proofs(db, call.site.tenant, grant.id), call.local_now().date);
}

struct ShownProof {
    SeenProof at;
    ProofSheet sheet;
    bool has_moved;
};

std::optional<ShownProof> load_shown_proof(web::Call const& call)
{
    return web::read(call, [&](db::Connection& db) -> std::optional<ShownProof> {
        auto at = proof_in_path(call, db);
        if (!at)
            return std::nullopt;
        auto sheet = sheet_of(db, call.site.tenant, at->proof);
        bool const has_moved
            = at->proof.handed_in_on && reckon_sheet(db, call.site.tenant, at->proof) != sheet;
        return ShownProof{*std::move(at), std::move(sheet), has_moved};
    });
}

// Its list names who was paid.
void note_proof(web::Call const& call, ProofOfUse const& proof)
{
    web::note_reading(call, "funding.proof.read", proof_subject.word(), proof.id);
}

http::Response shown_proof_page(
    web::Call const& call, std::vector<Problem> problems = {}, Fields const* outcome = nullptr)
{
    auto const shown = load_shown_proof(call);
    if (!shown)
        return web::staff_not_found(call);
    note_proof(call, shown->at.proof);
    return proof_page(
        call,
        {.at = shown->at,
         .sheet = shown->sheet,
         .has_moved = shown->has_moved,
         .outcome = outcome,
         .problems = std::move(problems)});
}

std::optional<LoadedRecord> load_proof_record(web::Call const& call)
{
    struct Found {
        SeenProof at;
        ProofBounds bounds;
        web::Authors authors;
    };
    auto found = web::read(call, [&](db::Connection& db) -> std::optional<Found> {
        auto at = proof_in_path(call, db);
        if (!at)
            return std::nullopt;
        auto const bounds = bounds_now(call, db, at->grant);
        return Found{*std::move(at), bounds, web::list_authors(db, call.site.tenant)};
    });
    if (!found)
        return std::nullopt;
    auto const shared = std::make_shared<Found const>(*std::move(found));
    auto const& one = shared->at.proof;
    auto state = records::undrafted(one.version, one.changed_at);
    state.owner = shared->at.grant.owner();
    return LoadedRecord{
        .fields = form_of(one),
        .state = std::move(state),
        .subject = {proof_subject, one.id.value},
        .title = std::string(web::staff_texts(call)("grant_proof.one"_msg)),
        .url = proof_url(one, "bearbeiten"),
        .authors = shared->authors,
        .form = [&call] { return proof_record_form(web::staff_texts(call)); },
        .problems_of = [shared](Fields const& fields) { return problems_of_proof(fields, shared->bounds); },
        .spelled = &spelled_proof,
        // What came of it has a form of its own: it stays as it is.
        .posted =
            [shared](http::Form const& posted) {
                auto fields = posted_fields(posted, form_proof_fields);
                auto const stored = form_of(shared->at.proof);
                for (auto const& field : later_proof_fields)
                    fields.set(field.name, stored.values(field.name));
                return fields;
            },
        .frame_below
        = [&call,
           shared](std::string title) { return frame_below_grant(call, shared->at.grant, std::move(title)); },
        .show =
            [&call, shared](web::ShownForm form) {
                return proof_form_page(
                    call,
                    {.grant = shared->at.grant,
                     .proof = &shared->at.proof,
                     .fields = form.fields,
                     .problems = std::move(form.problems),
                     .shown_version = form.version});
            }};
}

LoadedDesk proof_desk(web::Call const& call)
{
    return {call, [&call] { return load_proof_record(call); }};
}

}

http::Response show_proof(web::Call& call)
{
    return shown_proof_page(call);
}

http::Response print_proof(web::Call& call)
{
    auto const shown = load_shown_proof(call);
    if (!shown)
        return web::staff_not_found(call);
    note_proof(call, shown->at.proof);
    return proof_print_page(call, {.at = shown->at, .sheet = shown->sheet});
}

http::Response show_new_proof(web::Call& call)
{
    auto const grant
        = web::read(call, [&](db::Connection& db) { return grant_in_path(call, db, account_for_money); });
    if (!grant)
        return web::staff_not_found(call);
    return proof_form_page(
        call,
        {.grant = *grant,
         .proof = nullptr,
         .fields = form_of_new_proof(*grant, call.local_now().date),
         .form_key = crypto::random_token()});
}

http::Response add_proof_at_desk(web::Call& call)
{
    auto const form = call.request.form();
    auto const grant
        = web::read(call, [&](db::Connection& db) { return grant_in_path(call, db, account_for_money); });
    if (!form || !grant)
        return web::staff_not_found(call);
    auto const fields = posted_fields(*form, form_proof_fields);
    auto const key = web::key_of_form(*form);
    return web::add_record(
        call,
        {.problems = {}, // the use case finds the one of the same form first
         .add = [&](Work& work) -> Result<html::Url> {
             auto const id = TRY(add_proof(work, grant->id, fields, key));
             return grant_url(grant->id, {proofs_path, std::to_string(id.value)});
         },
         .show_form =
             [&](std::vector<Problem> problems) {
                 if (problems.front().kind == ProblemKind::invalid)
                     problems = problems_of_proof(fields, web::read(call, [&](db::Connection& db) {
                                                      return bounds_now(call, db, *grant);
                                                  }));
                 return proof_form_page(
                     call,
                     {.grant = *grant,
                      .proof = nullptr,
                      .fields = fields,
                      .form_key = key,
                      .problems = std::move(problems)});
             }});
}

// What was handed in has no form any more: its page says what it says.
http::Response show_proof_form(web::Call& call)
{
    auto const at = web::read(call, [&](db::Connection& db) { return proof_in_path(call, db); });
    if (at && at->proof.handed_in_on)
        return go_to(proof_url(at->proof));
    auto desk = proof_desk(call);
    return web::show_record(call, desk);
}

http::Response save_proof_form(web::Call& call)
{
    auto desk = proof_desk(call);
    return web::press(
        call, desk, web::Asks::everything, [&](Work& work, web::Seen seen, Fields const& fields) {
            return save_proof(work, {ProofId{desk.id()}, seen.version}, fields);
        });
}

http::Response show_proof_history(web::Call& call)
{
    auto desk = proof_desk(call);
    return web::show_history(call, desk);
}

http::Response hand_in_proof_at_desk(web::Call& call)
{
    auto const at = web::read(call, [&](db::Connection& db) { return proof_in_path(call, db); });
    auto const posted = call.request.form();
    if (!at || !posted)
        return web::staff_not_found(call);
    auto const done = web::write(call, [&](Work& work) {
        return hand_in_proof(work, {at->proof.id, version_of_form(*posted)}, posted->value("stand"));
    });
    return done ? go_to(proof_url(at->proof)) : shown_proof_page(call, {done.problem()});
}

http::Response set_outcome_at_desk(web::Call& call)
{
    auto const at = web::read(call, [&](db::Connection& db) { return proof_in_path(call, db); });
    auto const posted = call.request.form();
    if (!at || !posted)
        return web::staff_not_found(call);
    Fields fields;
    for (auto const name : {proof_field::outcome, proof_field::outcome_text})
        add_posted_field(fields, *posted, name);
    auto const done = web::write(call, [&](Work& work) {
        return set_outcome_of_proof(work, {at->proof.id, version_of_form(*posted)}, fields);
    });
    return done ? go_to(proof_url(at->proof)) : shown_proof_page(call, {done.problem()}, &fields);
}

} // namespace kommin::funding
