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

} // namespace kommin::funding
