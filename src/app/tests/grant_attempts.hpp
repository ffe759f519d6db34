#pragma once
// Grants, their payments, vouchers and proofs, and what is passed on, as somebody at work enters them, and
// their use cases, each with the right that it asks for.

#include "app/tests/funding_attempts.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::app {

// What a form about a grant says. `body`: slug of the municipality, "" for the Kreis.
inline records::Fields granted_for(std::string const& body, std::string title)
{
    auto fields = titled(std::move(title));
    fields.set("body", body);
    fields.set("amount", "10000");
    fields.set("use_months", "2");
    return fields;
}
inline Result<funding::GrantId> grant_of(Work& work, std::string const& body, std::string const& name)
{
    return funding::add_grant(work, granted_for(body, "Zuwendung " + name), name);
}

inline records::Fields called(std::string amount)
{
    records::Fields fields;
    fields.set("requested_on", "01.06.2026");
    fields.set("requested", std::move(amount));
    return fields;
}
inline Result<funding::PaymentId> payment_of(Work& work, funding::GrantId grant, std::string const& name)
{
    return funding::add_payment(work, grant, called("100"), name);
}

inline records::Fields paid(std::string const& name, std::string amount = "50")
{
    records::Fields fields;
    fields.set("day", "02.06.2026");
    fields.set("paid_on", "03.06.2026");
    fields.set("payee", "Firma " + name);
    fields.set("purpose", "Zweck " + name);
    fields.set("amount", std::move(amount));
    fields.set("kind", "material");
    return fields;
}
inline Result<funding::VoucherId> voucher_of(Work& work, funding::GrantId grant, std::string const& name)
{
    return funding::add_voucher(work, grant, paid(name), name);
}

inline records::Fields proven_until(std::string day)
{
    records::Fields fields;
    fields.set("kind", "interim");
    fields.set("until", std::move(day));
    return fields;
}
inline Result<funding::ProofId> proof_of_use_of(Work& work, funding::GrantId grant, std::string const& name)
{
    return funding::add_proof(work, grant, proven_until("30.06.2026"), name);
}

inline records::Fields passed_on_to(std::string const& name, std::string amount = "500")
{
    auto fields = titled("Vorhaben " + name);
    fields.set("recipient", "Verein " + name);
    fields.set("amount", std::move(amount));
    fields.set("agreed_on", "01.06.2026");
    fields.set("proof_due", "31.12.2026");
    fields.set("mail", "verein@example.org");
    return fields;
}
inline records::Fields invitation_to(Work const& work, std::string const& name)
{
    auto fields = titled("Anlass " + name);
    fields.set("recipient", "Verein " + name);
    fields.set("request_until", typed_spelling(work.today() + std::chrono::days{30}));
    fields.set("mail", "verein@example.org");
    return fields;
}
inline Result<funding::PassedOnId> passed_on_of(Work& work, funding::GrantId grant, std::string const& name)
{
    return funding::add_passed_on(work, grant, passed_on_to(name), name);
}

// One of each, of the municipality with that slug, with files whose bytes are stored under that digest.
struct GrantAndParts {
    funding::GrantId grant;
    funding::PaymentId payment;
    funding::VoucherId voucher;
    funding::ProofId proof;
    funding::PassedOnId passed_on;
};
inline Result<GrantAndParts> grant_with_parts(
    Work& work, std::string const& body, std::string const& name, std::string const& file)
{
    GrantAndParts made;
    made.grant = TRY(grant_of(work, body, name));
    made.payment = TRY(payment_of(work, made.grant, name));
    made.voucher = TRY(voucher_of(work, made.grant, name));
    made.proof = TRY(proof_of_use_of(work, made.grant, name));
    made.passed_on = TRY(passed_on_of(work, made.grant, name));
    TRY(funding::put_notice(work, {made.grant, 1}, file, 5));
    TRY(funding::put_voucher_file(work, {made.voucher, 1}, {file, "beleg.pdf", 5}));
    return made;
}

template<class DoWork>
void add_grant_attempts(std::vector<Attempt>& all, DoWork const& do_work, std::string const& body)
{
    using namespace funding;
    auto const one = *do_work([&](Work& work) { return grant_with_parts(work, body, "eins", "abc"); });
    // One whose proof has come, of that grant.
    auto const proven = *do_work([&](Work& work) -> Result<PassedOnId> {
        auto const id = TRY(passed_on_of(work, one.grant, "nachgewiesen"));
        auto there = load_passed_on(work.db(), work.tenant(), id).value();
        there.state = PassedOnState::proven;
        update_passed_on(work.db(), work.tenant(), there, work.now());
        return id;
    });
    // One that was asked to apply, and one that has applied.
    auto const invited = *do_work([&](Work& work) {
        return invite_association(work, one.grant, invitation_to(work, "gefragt"), "gefragt");
    });
    auto const received = *do_work([&](Work& work) -> Result<PassedOnId> {
        auto const id
            = TRY(invite_association(work, one.grant, invitation_to(work, "beantragt"), "beantragt"));
        auto there = load_passed_on(work.db(), work.tenant(), id).value();
        there.request = RequestState::received;
        update_passed_on(work.db(), work.tenant(), there, work.now());
        return id;
    });
    auto const add
        = [&](std::string_view name, Permission permission, std::function<Result<void>(Work&)> call_it) {
              all.push_back({name, permission, std::move(call_it)});
          };
    all.push_back(
        {"add_grant", edit_money, [body](Work& work) { return without_value(grant_of(work, body, "zwei")); },
         "body"});
    add("save_grant", edit_money,
        [=](Work& work) { return save_grant(work, {one.grant, 2}, granted_for({}, "Anders")); });
    add("put_notice", edit_money, [=](Work& work) { return put_notice(work, {one.grant, 2}, {}, 0); });
    add("add_payment", edit_money,
        [=](Work& work) { return without_value(payment_of(work, one.grant, "zwei")); });
    add("save_payment", edit_money,
        [=](Work& work) { return save_payment(work, {one.payment, 1}, called("200")); });
    add("add_voucher", account_for_money,
        [=](Work& work) { return without_value(voucher_of(work, one.grant, "zwei")); });
    add("save_voucher", account_for_money, [=](Work& work) {
        auto fields = paid("anders");
        fields.set("shares", std::to_string(one.grant.value) + "|50");
        return save_voucher(work, {one.voucher, 2}, fields);
    });
    add("cancel_voucher", account_for_money,
        [=](Work& work) { return cancel_voucher(work, {one.voucher, 2}, "doppelt"); });
    add("put_voucher_file", account_for_money,
        [=](Work& work) { return put_voucher_file(work, {one.voucher, 2}, {"def", "beleg.pdf", 5}); });
    add("add_proof", account_for_money, [=](Work& work) -> Result<void> {
        auto const grant = load_proof(work.db(), work.tenant(), one.proof).value();
        // The draft that is there has to be handed in before another one begins.
        auto handed_in = grant;
        handed_in.handed_in_on = work.today();
        handed_in.sums = reckon_sheet(work.db(), work.tenant(), grant).to_json();
        update_proof(work.db(), work.tenant(), handed_in, work.now());
        return without_value(proof_of_use_of(work, one.grant, "zwei"));
    });
    add("save_proof", account_for_money,
        [=](Work& work) { return save_proof(work, {one.proof, 1}, proven_until("01.06.2026")); });
    add("hand_in_proof", account_for_money, [=](Work& work) {
        auto const proof = load_proof(work.db(), work.tenant(), one.proof).value();
        return hand_in_proof(
            work, {one.proof, 1}, mark_of_sheet(reckon_sheet(work.db(), work.tenant(), proof)));
    });
    add("set_outcome_of_proof", account_for_money, [=](Work& work) {
        auto proof = load_proof(work.db(), work.tenant(), one.proof).value();
        proof.handed_in_on = work.today();
        proof.sums = reckon_sheet(work.db(), work.tenant(), proof).to_json();
        update_proof(work.db(), work.tenant(), proof, work.now());
        records::Fields fields;
        fields.set("outcome", "accepted");
        return set_outcome_of_proof(work, {one.proof, proof.version + 1}, fields);
    });
    // Two vouchers that look like one.
    auto const alike_voucher = *do_work([&](Work& work) -> Result<VoucherId> {
        auto const first = TRY(add_voucher(work, one.grant, paid("gleich", "7"), "gleich eins"));
        TRY(add_voucher(work, one.grant, paid("gleich", "7"), "gleich zwei"));
        return first;
    });
    all.push_back(
        {"accept_finding",
         account_for_money,
         [=](Work& work) {
             auto const id = alike_voucher.value;
             return accept_finding(
                 work, "alike " + std::to_string(id) + ' ' + std::to_string(id + 1) + " 700",
                 "Zwei Bestellungen");
         },
         {},
         true});
    add("add_passed_on", account_for_money,
        [=](Work& work) { return without_value(passed_on_of(work, one.grant, "zwei")); });
    add("save_passed_on", account_for_money,
        [=](Work& work) { return save_passed_on(work, {one.passed_on, 1}, passed_on_to("anders")); });
    add("send_form", account_for_money, [=](Work& work) { return send_form(work, {one.passed_on, 1}); });
    add("withdraw_passed_on", account_for_money,
        [=](Work& work) { return withdraw_passed_on(work, {one.passed_on, 1}, "kam nicht zustande"); });
    add("invite_association", account_for_money, [=](Work& work) {
        return without_value(invite_association(work, one.grant, invitation_to(work, "drei"), "drei"));
    });
    add("invite_again", account_for_money, [=](Work& work) { return invite_again(work, {invited, 1}); });
    add("question_request", account_for_money,
        [=](Work& work) { return question_request(work, {received, 2}, "Wofür?"); });
    add("accept_request", account_for_money,
        [=](Work& work) { return accept_request(work, {received, 2}, "5"); });
    add("refuse_request", account_for_money,
        [=](Work& work) { return without_value(refuse_request(work, {invited, 1}, "verteilt")); });
    add("accept_proof_of_association", account_for_money,
        [=](Work& work) { return accept_proof_of_association(work, {proven, 2}); });
    add("question_proof_of_association", account_for_money,
        [=](Work& work) { return question_proof_of_association(work, {proven, 2}, "Wofür?"); });
}

} // namespace kommin::app
