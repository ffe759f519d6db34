#pragma once
// The pages on which people at work follow what they have passed on.

#include "modules/funding/grants/grant_pages.hpp"
#include "modules/funding/grants/passed_on_desk.hpp"
#include "modules/funding/grants/passed_on_editing.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::funding {

html::Url passed_on_url(PassedOn const& one, std::string_view page);

struct PassedOnPage {
    SeenPassedOn const& at;
    std::vector<Voucher> const& vouchers; // cancelled ones, too
    ProofSums const& sums;
    std::string_view question = {}; // as it was typed
    std::string_view reason = {}; // likewise
    std::string_view amount = {}; // likewise, of the answer to an application
    std::vector<Problem> problems = {};
    web::Body life = {};
};
http::Response passed_on_page(web::Call const& call, PassedOnPage const& page);

web::RecordForm passed_on_record_form(i18n::Texts const& texts);

struct PassedOnFormPage {
    Grant const& grant;
    PassedOn const* one; // null: a new one
    PassedOnChoices const& choices;
    records::Fields const& fields;
    std::string form_key = {};
    std::vector<Problem> problems = {};
    std::optional<std::int64_t> shown_version = {};
};
http::Response passed_on_form_page(web::Call const& call, PassedOnFormPage const& page);

// Asks an association for an application.
struct InvitationPage {
    Grant const& grant;
    PassedOnChoices const& choices;
    records::Fields const& fields;
    std::string form_key = {};
    std::vector<Problem> problems = {};
};
http::Response invitation_page(web::Call const& call, InvitationPage const& page);

// The application on the page of its contract: what was asked for, and what to do with it. Nothing where the
// office wrote the contract itself.
void write_request_card(
    html::Writer& w, web::Call const& call, i18n::Texts const& texts, PassedOnPage const& page);
// A button, and a sentence with its button, that change the contract.
void write_step_button(
    html::Writer& w, web::Call const& call, PassedOn const& one, std::string_view page,
    std::string_view label, std::string_view kind);
struct SaidWith {
    std::string_view path; // of the button
    std::string_view field;
    MessageKey label;
    MessageKey hint;
    MessageKey button;
    std::string_view typed;
    std::string_view kind = "secondary";
};
void write_said(
    html::Writer& w, web::Call const& call, i18n::Texts const& texts, PassedOnPage const& page,
    SaidWith const& said);

} // namespace kommin::funding
