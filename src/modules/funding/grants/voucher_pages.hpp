#pragma once
// The pages on which people at work list and edit vouchers.

#include "modules/funding/grants/grant_pages.hpp"
#include "modules/funding/grants/voucher_desk.hpp"
#include "modules/funding/grants/voucher_editing.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace kommin::funding {

html::Url voucher_url(GrantId grant, VoucherId id);
html::Url voucher_url(GrantId grant, VoucherId id, std::string_view page);

struct VoucherListPage {
    Grant const& grant;
    std::vector<Voucher> const& vouchers;
    std::map<PassedOnId, std::string> const& recipients; // of what was passed on
    VoucherChoices const& choices;
};
http::Response voucher_list_page(web::Call const& call, VoucherListPage const& page);
// What this grant accounts for of those that count.
Money accounted_of(std::vector<Voucher> const& vouchers, GrantId grant);

web::RecordForm voucher_record_form(i18n::Texts const& texts, VoucherChoices choices);

struct VoucherFormPage {
    Grant const& grant; // in whose list it stands
    Voucher const* voucher; // null: a new one
    VoucherChoices const& choices;
    records::Fields const& fields;
    std::string form_key = {};
    std::vector<Problem> problems = {};
    std::optional<std::int64_t> shown_version = {};
};
http::Response voucher_form_page(web::Call const& call, VoucherFormPage const& page);

http::Response voucher_file_page(
    web::Call const& call, Grant const& grant, Voucher const& voucher,
    std::vector<Problem> const& problems = {});
http::Response voucher_cancel_page(
    web::Call const& call, Grant const& grant, Voucher const& voucher, std::string_view reason = {},
    std::vector<Problem> const& problems = {});

} // namespace kommin::funding
