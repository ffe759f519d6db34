#pragma once
// Part of a grant that is passed on to an association, which asks for it and proves its use by a form in
// plain language behind a link (docs/adr/0100). Whoever passed it on proves both levels at once
// (reckoning/proof.hpp).

#include "modules/contacts/api.hpp"
#include "modules/funding/grants/grant.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kommin::funding {

inline constexpr content::SubjectKind passed_on_subject{"grant_passed_on"};

using PassedOnId = StrongId<struct GrantPassedOnTag>;

// proven: the association has handed its proof in; accepted: whoever passed it on has looked at it.
enum class PassedOnState : std::uint8_t { drafted, agreed, proven, accepted, withdrawn };
inline constexpr std::array<std::string_view, 5> passed_on_state_names{
    "drafted", "agreed", "proven", "accepted", "withdrawn"};
inline std::string_view to_text(PassedOnState state)
{
    return kommin::name_of(passed_on_state_names, state);
}
inline bool from_text(std::string_view text, PassedOnState& state)
{
    return read_name(passed_on_state_names, text, state);
}

MessageKey label_of(PassedOnState state);

// What becomes of an application for it (docs/adr/0100). none: the office wrote the contract itself; invited:
// the association has a link and writes; received: the office has to answer.
enum class RequestState : std::uint8_t { none, invited, received, accepted, refused };
inline constexpr std::array<std::string_view, 5> request_state_names{
    "", "invited", "received", "accepted", "refused"};
inline std::string_view to_text(RequestState state)
{
    return kommin::name_of(request_state_names, state);
}
inline bool from_text(std::string_view text, RequestState& state)
{
    return read_name(request_state_names, text, state);
}

MessageKey label_of(RequestState state);

struct PassedOn {
    PassedOnId id;
    GrantId grant;
    std::optional<contacts::OrganisationId> organisation; // who gets it …
    std::string recipient; // … where that is nobody of the list
    std::string title;
    std::string purpose;
    Money amount;
    std::optional<Date> agreed_on;
    std::optional<PartialDate> starts, ends;
    std::optional<Date> paid_on;
    std::optional<Date> proof_due;
    PassedOnState state = PassedOnState::drafted;
    std::string mail; // to whom its letters go
    std::string language; // of these letters
    std::optional<Date> link_until; // the last day of the links to its form; nothing: there is none
    std::optional<Money> own, other; // as its proof says
    std::optional<Money> returned;
    std::string report; // what was done, in its words
    std::string question; // what was asked about its proof
    std::optional<Date> proven_on;
    std::string reminded_of; // of which day its last reminder spoke: "before 2010-03-31"; "": of none
    std::string remark;
    RequestState request = RequestState::none;
    std::optional<Money> wished; // as the association asks for it
    std::string contact; // who answers questions there
    std::optional<Date> requested_on;
    std::string refusal; // the reason, as the association was told it
    std::int64_t version = 1;
    Instant changed_at = {};

    // Whether the association may still say something by its link.
    [[nodiscard]] bool is_open() const { return state == PassedOnState::agreed; }
    // Whether an application waits for the association, or for the office.
    [[nodiscard]] bool is_asked_for() const
    {
        return state == PassedOnState::drafted
            && (request == RequestState::invited || request == RequestState::received);
    }
    // Whether the association has ever sent its application.
    [[nodiscard]] bool has_applied() const { return requested_on.has_value(); }
    // Whether it counts against the sum of its grant.
    [[nodiscard]] bool counts() const { return state != PassedOnState::withdrawn; }
    // What it has got.
    [[nodiscard]] Money received() const { return paid_on ? amount : Money{}; }
};

} // namespace kommin::funding
