#pragma once
// What the office does with money that it passes on: the contract, the letters to the association, and what
// it says to the proof. Rights are those of whoever accounts for the money of the grant's owner.

#include "modules/funding/grants/grant_editing.hpp"
#include "modules/funding/grants/passed_on_store.hpp"
#include "modules/funding/grants/voucher_store.hpp"

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::funding {

namespace passed_on_field {
inline constexpr std::string_view recipient = "recipient";
inline constexpr std::string_view title = "title";
inline constexpr std::string_view purpose = "purpose";
inline constexpr std::string_view amount = "amount";
inline constexpr std::string_view agreed_on = "agreed_on";
inline constexpr std::string_view from = web::common_field::from;
inline constexpr std::string_view to = web::common_field::to;
inline constexpr std::string_view paid_on = "paid_on";
inline constexpr std::string_view proof_due = "proof_due";
inline constexpr std::string_view mail = "mail";
inline constexpr std::string_view language = "language";
inline constexpr std::string_view remark = web::common_field::remark;
// What its steps and its proof say; versions have them.
inline constexpr std::string_view state = "state";
inline constexpr std::string_view own = "own";
inline constexpr std::string_view other = "other";
inline constexpr std::string_view returned = "returned";
inline constexpr std::string_view report = "report";
inline constexpr std::string_view question = "question";
inline constexpr std::string_view proven_on = "proven_on";
inline constexpr std::string_view contact = "contact";
// What becomes of its application.
inline constexpr std::string_view request = "request";
inline constexpr std::string_view wished = "wished";
inline constexpr std::string_view requested_on = "requested_on";
inline constexpr std::string_view refusal = "refusal";
} // namespace passed_on_field
inline constexpr std::array form_passed_on_fields{
    web::FormField{passed_on_field::recipient, "passed_on.recipient"_msg},
    web::FormField{passed_on_field::title, "passed_on.field.title"_msg},
    web::FormField{passed_on_field::purpose, "passed_on.field.purpose"_msg},
    web::FormField{passed_on_field::amount, "passed_on.field.amount"_msg},
    web::FormField{passed_on_field::agreed_on, "passed_on.field.agreed_on"_msg},
    web::FormField{passed_on_field::from, "form.from"_msg},
    web::FormField{passed_on_field::to, "form.to"_msg},
    web::FormField{passed_on_field::paid_on, "passed_on.field.paid_on"_msg},
    web::FormField{passed_on_field::proof_due, "passed_on.field.proof_due"_msg},
    web::FormField{passed_on_field::mail, "passed_on.field.mail"_msg},
    web::FormField{passed_on_field::language, "passed_on.field.language"_msg},
    web::FormField{passed_on_field::contact, "passed_on.field.contact"_msg},
    web::FormField{passed_on_field::remark, "form.remark"_msg}};
inline constexpr std::array later_passed_on_fields{
    web::FormField{passed_on_field::state, "staff.state"_msg},
    web::FormField{passed_on_field::own, "passed_on.field.own"_msg},
    web::FormField{passed_on_field::other, "passed_on.field.other"_msg},
    web::FormField{passed_on_field::returned, "passed_on.field.returned"_msg},
    web::FormField{passed_on_field::report, "passed_on.field.report"_msg},
    web::FormField{passed_on_field::question, "passed_on.field.question"_msg},
    web::FormField{passed_on_field::proven_on, "passed_on.field.proven_on"_msg},
    web::FormField{passed_on_field::request, "passed_on_request.title"_msg},
    web::FormField{passed_on_field::wished, "passed_on_request.field.wished"_msg},
    web::FormField{passed_on_field::requested_on, "passed_on_request.field.requested_on"_msg},
    web::FormField{passed_on_field::refusal, "passed_on_request.field.refusal"_msg}};

inline constexpr std::array<std::string_view, 14> harmless_passed_on_fields{
    passed_on_field::amount,   passed_on_field::agreed_on,   passed_on_field::from,
    passed_on_field::to,       passed_on_field::paid_on,     passed_on_field::proof_due,
    passed_on_field::state,    passed_on_field::own,         passed_on_field::other,
    passed_on_field::returned, passed_on_field::proven_on,   passed_on_field::request,
    passed_on_field::wished,   passed_on_field::requested_on};
inline constexpr records::EditedKind edited_passed_on{
    .kind = passed_on_subject,
    .table = passed_on_table,
    .owner = "(SELECT COALESCE(g.body_id, 0) FROM grants g WHERE g.id = grant_id)",
    .was_public = "FALSE",
    .actions = "funding.passed_on",
    .harmless_fields = harmless_passed_on_fields,
    .has_drafts = false};

// What its letters say.
enum class PassedOnLetter : std::uint8_t { asked, questioned, before, after, ended };
inline constexpr std::array<std::string_view, 5> passed_on_letter_names{
    "asked", "questioned", "before", "after", "ended"};
inline std::string_view to_text(PassedOnLetter letter)
{
    return kommin::name_of(passed_on_letter_names, letter);
}
inline bool from_text(std::string_view text, PassedOnLetter& letter)
{
    return read_name(passed_on_letter_names, text, letter);
}
inline constexpr std::string_view passed_on_letter_kind = "funding.passed_on.letter";
void order_letter(Work& work, PassedOnId id, PassedOnLetter letter);
// A link stays open so long behind the day of the proof, or of its letter where that is later.
inline constexpr std::chrono::days link_stays{60};
// Reminders go so long before that day, and the day after it.
inline constexpr std::chrono::days remind_before{14};

// A contract with the grant from which it is paid.
struct SeenPassedOn {
    PassedOn one;
    Grant grant;
};
std::optional<SeenPassedOn> find_seen_passed_on(
    db::Connection& db, TenantId tenant, PassedOnId id, Actor const& actor);

// What an association has proven so far; its vouchers that count.
ProofSums sums_of(PassedOn const& one, std::vector<Voucher> const& vouchers);

records::Fields form_of(PassedOn const& one);
records::Fields spelled_passed_on(records::Fields const& typed);
std::vector<Problem> problems_of_passed_on(records::Fields const& fields, Date today);

struct PassedOnVersion {
    PassedOnId id;
    std::int64_t version;
};
// Problems of all: not_found without the right; a conflict where somebody has changed it meanwhile.

// Problems: what problems_of_passed_on() finds; "amount" where more would be passed on than was granted;
// "proof_due" where the association has its form and the day of the proof would be gone; of
// no field where its proof is in already ("passed_on.problem.closed").
Result<void> save_passed_on(Work& work, PassedOnVersion const& seen, records::Fields const& typed);
// A proof lists them all: more of one grant are refused.
inline constexpr std::size_t most_passed_on_of_grant = 200;
// `form_key`: a form sent twice with the same entries makes one. Problems as of save_passed_on(); a conflict
// where the grant has too many.
Result<PassedOnId> add_passed_on(
    Work& work, GrantId grant, records::Fields const& typed, std::string_view form_key);
// Whether the association is written to: a demonstration that is being loaded writes to nobody.
enum class LetterOfStep : std::uint8_t { ordered, none };
// Orders the letter with the link to the form; from then on it is agreed. Problems, all conflicts:
// "passed_on.problem.incomplete" without a day of the contract, a day of the proof and an address.
Result<void> send_form(Work& work, PassedOnVersion const& seen, LetterOfStep letter = LetterOfStep::ordered);
// The proof is right: its links end, and a letter says so. Problems: a conflict where none is in, or where it
// does not add up ("passed_on.problem.uneven").
Result<void> accept_proof_of_association(
    Work& work, PassedOnVersion const& seen, LetterOfStep letter = LetterOfStep::ordered);
// Back to the association with a question, by a letter with a link, also of what was accepted too early.
// Problems: "question"; a conflict where no proof is in, or nobody has an address.
Result<void> question_proof_of_association(
    Work& work, PassedOnVersion const& seen, std::string_view question);
// Nothing comes of it: what the association has entered counts no more. Problems: "reason"; a conflict where
// it was paid ("passed_on.problem.paid") or is over.
Result<void> withdraw_passed_on(Work& work, PassedOnVersion const& seen, std::string_view reason);

// What somebody can choose from in the form.
struct PassedOnChoices {
    std::vector<std::string> organisations; // of the public list, for whoever types a name
    std::vector<i18n::Language> languages; // in which the letters can be
};
PassedOnChoices load_passed_on_choices(db::Connection& db, TenantId tenant);

} // namespace kommin::funding
