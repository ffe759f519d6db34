#pragma once
// What the office does with the application of an association for money that it passes on (docs/adr/0100):
// asks for one, asks back, accepts it with an amount or refuses it with a reason. Rights are those of whoever
// accounts for the money of the grant's owner.

#include "modules/funding/grants/passed_on_editing.hpp"

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace kommin::funding {

namespace request_field {
inline constexpr std::string_view until = "request_until"; // the last day of its link
inline constexpr std::string_view reason = "reason";
} // namespace request_field
// Of the form by which the office asks for one.
inline constexpr std::array form_invitation_fields{
    web::FormField{passed_on_field::recipient, "passed_on.recipient"_msg},
    web::FormField{passed_on_field::title, "passed_on_request.field.occasion"_msg},
    web::FormField{request_field::until, "passed_on_request.field.until"_msg},
    web::FormField{passed_on_field::mail, "passed_on.field.mail"_msg},
    web::FormField{passed_on_field::language, "passed_on.field.language"_msg}};

// What its letters say. received: that the application has come; withdrawn: that none is asked for any more.
enum class RequestLetter : std::uint8_t { invited, received, questioned, accepted, refused, withdrawn };
inline constexpr std::array<std::string_view, 6> request_letter_names{"invited",  "received", "questioned",
                                                                      "accepted", "refused",  "withdrawn"};
inline std::string_view to_text(RequestLetter letter)
{
    return kommin::name_of(request_letter_names, letter);
}
inline bool from_text(std::string_view text, RequestLetter& letter)
{
    return read_name(request_letter_names, text, letter);
}
inline constexpr std::string_view request_letter_kind = "funding.request.letter";
// `key`: of several orders with the same one, one letter.
void order_request_letter(
    Work& work, PassedOnId id, RequestLetter letter, std::optional<std::string_view> key = std::nullopt);

// Whoever is asked for more, or gets the letter anew, has at least so long.
inline constexpr std::chrono::days time_to_answer{21};
// An invitation is open at most so long: what was never sent is forgotten a year after its link.
inline constexpr std::chrono::days longest_invitation{366};

std::vector<Problem> problems_of_invitation(records::Fields const& fields, Date today);
// A drafted contract that the association fills. `form_key`: a form sent twice makes one. Problems: not_found
// without the right; what problems_of_invitation() finds; a conflict where the grant has too many.
Result<PassedOnId> invite_association(
    Work& work, GrantId grant, records::Fields const& typed, std::string_view form_key,
    LetterOfStep letter = LetterOfStep::ordered);

// Problems of all: not_found without the right; a conflict where somebody has changed it meanwhile, or where
// there is no application that it could be done with ("passed_on_request.problem.closed").

// The letter with the link once more; pressed twice within a minute, it is one. The version stays, because
// the association that has the form before it has not missed anything. Problems: a conflict without an
// address.
Result<void> invite_again(Work& work, PassedOnVersion const& seen);
// Back to the association with a question. Problems: "question"; a conflict without an address.
Result<void> question_request(Work& work, PassedOnVersion const& seen, std::string_view question);
// It gets so much, and is told; the contract is drafted on. Problems: "amount", also where more would be
// passed on than was granted; a conflict without an address.
Result<void> accept_request(
    Work& work, PassedOnVersion const& seen, std::string_view amount,
    LetterOfStep letter = LetterOfStep::ordered);
// Which letter tells an association that nothing comes of it. Nothing: none does, because there is no
// address, or it has let the day of its link pass and waits for no answer.
std::optional<RequestLetter> letter_of_refusal(PassedOn const& one, Date today);
// One that nobody has sent is asked for no more. Returns the letter that was ordered. Problems: "reason"; a
// conflict where it was paid ("passed_on.problem.paid").
Result<std::optional<RequestLetter>> refuse_request(
    Work& work, PassedOnVersion const& seen, std::string_view reason);

} // namespace kommin::funding
