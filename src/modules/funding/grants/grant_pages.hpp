#pragma once
// The pages on which people at work find, read and edit grants and their payments.

#include "modules/funding/grants/grant_desk.hpp"
#include "modules/funding/grants/grant_editing.hpp"
#include "modules/funding/grants/grant_proof.hpp"
#include "modules/funding/grants/passed_on.hpp"
#include "modules/funding/grants/payment_editing.hpp"
#include "modules/funding/grants/used_payments.hpp"
#include "modules/funding/reckoning/grant_use.hpp"
#include "platform/html/writer.hpp"
#include "platform/http/form.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/web/record_versions.hpp"
#include "platform/web/saved_views.hpp"
#include "platform/web/staff_frame.hpp"

#include <cstdint>
#include <initializer_list>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::funding {

html::Url grant_url(GrantId id, std::initializer_list<std::string_view> pages); // below it
inline constexpr std::string_view payments_path = "abrufe";
inline constexpr std::string_view vouchers_path = "belege";
inline constexpr std::string_view proofs_path = "nachweise";
inline constexpr std::string_view passed_on_path = "weitergaben";
html::Url payment_url(PaymentCall const& payment);
html::Url proof_url(ProofOfUse const& proof);
html::Url passed_on_url(PassedOn const& one);

web::StaffMark mark_of(Grant const& grant, bool is_proven, Date today, i18n::Texts const& texts);
web::StaffMark mark_of(ProofOfUse const& proof, i18n::Texts const& texts);
// Of its application as long as that is open, else of the contract.
web::StaffMark mark_of(PassedOn const& one, i18n::Texts const& texts);

// What somebody asks the list, as it stands in its address.
struct GrantFilter {
    std::string words = {}; // t
    std::optional<bool> is_proven = {}; // nachgewiesen: ja, nein
    std::optional<ProgrammeId> programme = {}; // programm
    std::string owner = {}; // wer: a slug, that of the Kreis for its own

    static GrantFilter read(http::Form const& query);
    [[nodiscard]] web::ListFields fields() const;
    [[nodiscard]] bool narrows() const { return !fields().empty(); }
};
extern web::StaffList const grant_list;
html::Url grants_url(GrantFilter const& filter = {});

// Lists are bounded: the newest of them, and the page says of how many.
inline constexpr int most_grants_listed = 500;
struct GrantListPage {
    GrantFilter const& filter;
    std::vector<Grant> const& shown;
    std::int64_t count;
    std::map<GrantId, GrantSums> const& sums;
    GrantChoices const& choices;
    bool may_add;
    bool may_account; // for any
    std::vector<web::ListView> views = {}; // that this person has saved
};
http::Response grant_list_page(web::Call const& call, GrantListPage const& page);

struct GrantPage {
    WholeGrant const& whole;
    GrantChoices const& choices;
    std::vector<UsedPayment> const& payments;
    GrantSums const& sums;
    std::vector<KindSum> const& spent; // by kind of cost
    std::vector<ProofOfUse> const& proofs; // for whoever accounts
    std::vector<PassedOn> const& passed_on; // likewise
    bool may_edit;
    bool may_account;
    web::Body life = {};
};
http::Response grant_page(web::Call const& call, GrantPage const& page);

web::RecordForm grant_record_form(i18n::Texts const& texts, GrantChoices choices);
web::RecordForm payment_record_form(i18n::Texts const& texts);
web::StaffFrame frame_below_grants(web::Call const& call, std::string title);
web::StaffFrame frame_below_grant(web::Call const& call, Grant const& grant, std::string title);

struct GrantFormPage {
    GrantChoices const& choices;
    Grant const* grant; // null: a new one
    records::Fields const& fields;
    std::string form_key = {};
    std::vector<Problem> problems = {};
    std::optional<std::int64_t> shown_version = {};
};
http::Response grant_form_page(web::Call const& call, GrantFormPage const& page);

http::Response notice_form_page(
    web::Call const& call, Grant const& grant, std::vector<Problem> const& problems = {});

struct PaymentFormPage {
    Grant const& grant;
    PaymentCall const* payment; // null: a new one
    records::Fields const& fields;
    std::string form_key = {};
    std::vector<Problem> problems = {};
    std::optional<std::int64_t> shown_version = {};
};
http::Response payment_form_page(web::Call const& call, PaymentFormPage const& page);

// Below a plan of costs: what may exceed it, and that it does as a whole.
void write_rule_of_plan(
    html::Writer& w, i18n::Texts const& texts, std::optional<Financing> financing,
    std::span<Deviation const> deviations);

} // namespace kommin::funding
