#include "modules/funding/grants/grant_demo.hpp"

#include "modules/funding/grants/grant_editing.hpp"
#include "modules/funding/grants/grant_fields.hpp"
#include "modules/funding/grants/passed_on_link.hpp"
#include "modules/funding/grants/payment_editing.hpp"
#include "modules/funding/grants/proof_editing.hpp"
#include "modules/funding/grants/request_editing.hpp"
#include "modules/funding/grants/request_link.hpp"
#include "modules/funding/grants/voucher_editing.hpp"
#include "modules/funding/programmes/told_day.hpp"
#include "platform/demo/parts.hpp"
#include "platform/demo/shape.hpp"

#include <array>
#include <chrono>
#include <stdexcept>
#include <utility>

namespace kommin::funding {

using demo::list_at;
using demo::loaded;
using demo::text_at;
using records::Fields;

namespace {

constexpr std::array texts_of_grants{grant_field::title,   grant_field::authority,  grant_field::reference,
                                     grant_field::purpose, grant_field::amount,     grant_field::kind,
                                     grant_field::share,   grant_field::eligible,   grant_field::own,
                                     grant_field::other,   grant_field::use_months, grant_field::conditions,
                                     grant_field::contact, grant_field::remark,     grant_field::source};
constexpr std::array days_of_grants{
    grant_field::granted_on, grant_field::from, grant_field::to, grant_field::proof_due};
constexpr std::array days_of_payments{payment_field::requested_on, payment_field::received_on};
constexpr std::array texts_of_payments{
    payment_field::requested, payment_field::received, payment_field::remark};
constexpr std::array days_of_vouchers{voucher_field::day, voucher_field::paid_on};
constexpr std::array texts_of_vouchers{
    voucher_field::payee, voucher_field::purpose, voucher_field::amount, voucher_field::kind,
    voucher_field::number};
constexpr std::array days_of_passed_on{
    passed_on_field::agreed_on, passed_on_field::from, passed_on_field::to, passed_on_field::paid_on,
    passed_on_field::proof_due};
constexpr std::array texts_of_passed_on{
    passed_on_field::recipient, passed_on_field::title,    passed_on_field::purpose, passed_on_field::amount,
    passed_on_field::mail,      passed_on_field::language, passed_on_field::remark};
constexpr std::array days_by_request{request_form_field::from, request_form_field::to};
constexpr std::array texts_by_request{
    request_form_field::title, request_form_field::purpose, request_form_field::amount,
    request_form_field::contact};
// An application stays open so long from the day on which the demonstration is loaded.
constexpr std::chrono::days request_stays{60};
constexpr std::array days_of_bills{proof_form_field::paid_on};
constexpr std::array texts_of_bills{
    proof_form_field::payee, proof_form_field::purpose, proof_form_field::amount, proof_form_field::kind};
constexpr std::array texts_by_link{
    proof_form_field::report, proof_form_field::own, proof_form_field::other, proof_form_field::returned};
constexpr std::array days_of_proofs{proof_field::until};
constexpr std::array texts_of_proofs{
    proof_field::kind, proof_field::own, proof_field::other, proof_field::returned};

template<class Days, class Texts>
demo::Shape shape_of(Days const& days, Texts const& texts)
{
    demo::Shape shape{.texts = {days.begin(), days.end()}};
    shape.texts.insert(shape.texts.end(), texts.begin(), texts.end());
    return shape;
}

template<class Days, class Texts>
void read_into(
    Fields& fields, demo::Demo const& demo, json::Value const& object, Days const& days, Texts const& texts)
{
    for (auto const name : texts) {
        if (object.find(name) != nullptr)
            fields.set(name, text_at(object, name));
    }
    for (auto const name : days) {
        if (object.find(name) != nullptr)
            fields.set(name, told_day(demo, text_at(object, name)));
    }
}

void load_payments(
    demo::Demo& demo, json::Value const& object, GrantId grant, std::string_view file_name,
    std::string const& key)
{
    for (auto const& payment : list_at(object, "payments")) {
        auto const of = key + ", " + text_at(payment, payment_field::requested_on);
        demo::check_shape(payment, shape_of(days_of_payments, texts_of_payments), file_name, of);
        auto fields = form_of(PaymentCall{});
        read_into(fields, demo, payment, days_of_payments, texts_of_payments);
        loaded(add_payment(demo.work, grant, fields, of), file_name, of);
        ++demo.counts["grant_payments"];
    }
}

void load_vouchers(
    demo::Demo& demo, json::Value const& object, GrantId grant, std::string_view file_name,
    std::string const& key)
{
    for (auto const& voucher : list_at(object, "vouchers")) {
        auto const of = key + ", " + text_at(voucher, voucher_field::number);
        demo::check_shape(voucher, shape_of(days_of_vouchers, texts_of_vouchers), file_name, of);
        Fields fields;
        read_into(fields, demo, voucher, days_of_vouchers, texts_of_vouchers);
        loaded(add_voucher(demo.work, grant, fields, of), file_name, of);
        ++demo.counts["vouchers"];
    }
}

// One contract with an association, from its draft to the state that the file says. Nobody is written to.
class LoadedPassedOn {
public:
    LoadedPassedOn(
        demo::Demo& demo, json::Value const& object, std::string_view file_name, std::string const& grant)
        : demo_(demo)
        , object_(object)
        , file_name_(file_name)
        , key_(grant + ", " + text_at(object, passed_on_field::title))
    {
        auto shape = shape_of(days_of_passed_on, texts_of_passed_on);
        shape.texts.insert(shape.texts.end(), {passed_on_field::state, "withdrawn"});
        shape.lists = {"bills"};
        shape.objects = {"proof", "request"};
        demo::check_shape(object, shape, file_name, key_);
    }

    void load(GrantId grant)
    {
        if (auto const* request = object_.find("request")) {
            load_request(grant, *request);
            return;
        }
        auto& work = demo_.work;
        auto fields = form_of(PassedOn{});
        read_into(fields, demo_, object_, days_of_passed_on, texts_of_passed_on);
        id_ = loaded(add_passed_on(work, grant, fields, key_), file_name_, key_);
        ++demo_.counts["passed on"];
        auto const state = enum_from<PassedOnState>(text_at(object_, passed_on_field::state));
        if (!state)
            throw std::runtime_error(
                "demonstration: " + std::string(file_name_) + ", " + key_ + ": no state");
        if (*state == PassedOnState::withdrawn)
            done(withdraw_passed_on(work, newest(), text_at(object_, "withdrawn")));
        if (*state == PassedOnState::withdrawn || *state == PassedOnState::drafted)
            return;
        done(send_form(work, newest(), LetterOfStep::none));
        prove(*state == PassedOnState::agreed ? Proof::kept : Proof::sent);
        if (*state == PassedOnState::accepted)
            done(accept_proof_of_association(work, newest(), LetterOfStep::none));
    }

private:
    enum class Proof : std::uint8_t { kept, sent };

    void done(Result<void> const& result) const { loaded(result, file_name_, key_); }
    [[nodiscard]] PassedOn stored() const
    {
        return funding::load_passed_on(demo_.work.db(), demo_.work.tenant(), id_).value();
    }
    [[nodiscard]] PassedOnVersion newest() const { return {id_, stored().version}; }

    // Asked for, and written by a link of its own: kept ("invited"), or sent ("received").
    void load_request(GrantId grant, json::Value const& request)
    {
        auto& work = demo_.work;
        auto invitation = form_of(PassedOn{});
        read_into(invitation, demo_, object_, days_of_passed_on, texts_of_passed_on);
        invitation.set(request_field::until, spelled(work.today() + request_stays));
        id_ = loaded(invite_association(work, grant, invitation, key_, LetterOfStep::none), file_name_, key_);
        ++demo_.counts["passed on"];
        auto shape = shape_of(days_by_request, texts_by_request);
        shape.texts.emplace_back(passed_on_field::state);
        demo::check_shape(request, shape, file_name_, key_);
        auto fields = request_form_of(stored());
        read_into(fields, demo_, request, days_by_request, texts_by_request);
        bool const is_sent = text_at(request, passed_on_field::state) == to_text(RequestState::received);
        auto const token = add_passed_on_link(work, stored(), LinkPurpose::request);
        done(save_request_by_link(work, token, fields, stored().version, is_sent, LetterOfStep::none));
    }

    // As the association does, by a link of its own.
    void prove(Proof proof)
    {
        auto& work = demo_.work;
        auto const token = add_passed_on_link(work, stored());
        for (auto const& bill : list_at(object_, "bills")) {
            auto const of = key_ + ", " + text_at(bill, proof_form_field::purpose);
            demo::check_shape(bill, shape_of(days_of_bills, texts_of_bills), file_name_, of);
            Fields fields;
            read_into(fields, demo_, bill, days_of_bills, texts_of_bills);
            loaded(add_bill_by_link(work, token, fields, std::nullopt, of), file_name_, of);
            ++demo_.counts["vouchers"];
        }
        auto const* object = object_.find("proof");
        if (object == nullptr)
            return;
        demo::check_shape(*object, {.texts = {texts_by_link.begin(), texts_by_link.end()}}, file_name_, key_);
        Fields fields;
        for (auto const name : texts_by_link)
            fields.set(name, text_at(*object, name));
        done(save_proof_by_link(work, token, fields, stored().version, proof == Proof::sent));
    }

    demo::Demo& demo_;
    json::Value const& object_;
    std::string_view file_name_;
    std::string key_;
    PassedOnId id_;
};

void load_proofs(
    demo::Demo& demo, json::Value const& object, GrantId grant, std::string_view file_name,
    std::string const& key)
{
    auto& work = demo.work;
    auto shape = shape_of(days_of_proofs, texts_of_proofs);
    shape.texts.insert(shape.texts.end(), {proof_field::outcome, proof_field::outcome_text});
    shape.truths = {"handed_in"};
    shape.lists = {proof_field::report};
    auto const version = [&](ProofId id) {
        return ProofVersion{id, load_proof(work.db(), work.tenant(), id).value().version};
    };
    for (auto const& proof : list_at(object, "proofs")) {
        auto const of = key + ", " + text_at(proof, proof_field::until);
        demo::check_shape(proof, shape, file_name, of);
        Fields fields;
        read_into(fields, demo, proof, days_of_proofs, texts_of_proofs);
        fields.set(proof_field::report, demo::lines_in(proof, proof_field::report, file_name, of));
        auto const id = loaded(add_proof(work, grant, fields, of), file_name, of);
        ++demo.counts["grant_proofs"];
        if (!demo::is_true(proof, "handed_in"))
            continue;
        auto const sheet
            = sheet_of(work.db(), work.tenant(), load_proof(work.db(), work.tenant(), id).value());
        loaded(hand_in_proof(work, version(id), mark_of_sheet(sheet)), file_name, of);
        Fields outcome;
        for (auto const name : {proof_field::outcome, proof_field::outcome_text})
            outcome.set(name, text_at(proof, name));
        loaded(set_outcome_of_proof(work, version(id), outcome), file_name, of);
    }
}

}

std::map<std::string, GrantId> load_grants(
    demo::Demo& demo, json::Value const& file, std::string_view file_name,
    std::map<std::string, ApplicationId> const& applications)
{
    auto shape = shape_of(days_of_grants, texts_of_grants);
    shape.texts.insert(shape.texts.end(), {"key", grant_field::application});
    shape.lists = {"payments", "vouchers", "passed_on", "proofs"};
    auto& work = demo.work;
    std::map<std::string, GrantId> grants;
    for (auto const& object : list_at(file, "grants")) {
        auto const key = text_at(object, "key");
        demo::check_shape(object, shape, file_name, key);
        auto const from = applications.find(text_at(object, grant_field::application));
        if (from == applications.end())
            throw std::runtime_error(
                "demonstration: " + std::string(file_name) + ", " + key + ": no application "
                + text_at(object, grant_field::application));
        auto const whole = load_whole_application(work.db(), work.tenant(), from->second);
        auto fields = form_of_new_grant(&whole);
        read_into(fields, demo, object, days_of_grants, texts_of_grants);
        grants[key] = loaded(add_grant(work, fields, key), file_name, key);
        ++demo.counts["grants"];
        load_payments(demo, object, grants[key], file_name, key);
        load_vouchers(demo, object, grants[key], file_name, key);
        for (auto const& passed_on : list_at(object, "passed_on"))
            LoadedPassedOn(demo, passed_on, file_name, key).load(grants[key]);
        load_proofs(demo, object, grants[key], file_name, key);
    }
    return grants;
}

} // namespace kommin::funding
