#pragma once
// What the link in a letter to an association leads to before there is a contract: its application
// (docs/adr/0100), kept and gone on with, and sent once.

#include "modules/funding/grants/passed_on_editing.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::funding {

namespace request_form_field {
inline constexpr std::string_view title = passed_on_field::title;
inline constexpr std::string_view purpose = passed_on_field::purpose;
inline constexpr std::string_view amount = passed_on_field::amount;
inline constexpr std::string_view from = passed_on_field::from;
inline constexpr std::string_view to = passed_on_field::to;
inline constexpr std::string_view contact = passed_on_field::contact;
} // namespace request_form_field

struct OpenRequest {
    PassedOn one;
    std::string giver; // whoever passes it on: "Kreis Unna"

    // Whether the association may still say something.
    [[nodiscard]] bool is_open() const { return one.request == RequestState::invited; }
};
// Nothing once its day is over, the address is another one, or it was answered. One that was sent is read,
// and says so.
std::optional<OpenRequest> find_open_request(
    db::Connection& db, TenantId tenant, std::string_view token, Date today);

// What the form says of what is stored.
records::Fields request_form_of(PassedOn const& one);
// `is_sent`: whether it is the application, or only kept for now.
std::vector<Problem> problems_of_request(records::Fields const& fields, bool is_sent);
// `seen`: the version that the form was made from. Sent: it is acknowledged by letter. Problems: what
// problems_of_request() finds; gone where the link leads to nothing, or the application is in already; a
// conflict ("proof_form.problem.moved") where somebody has changed it meanwhile. The same application a
// second time is none.
Result<void> save_request_by_link(
    Work& work, std::string_view token, records::Fields const& typed, std::int64_t seen, bool is_sent,
    LetterOfStep letter = LetterOfStep::ordered);

} // namespace kommin::funding
