#pragma once
// Handlers of the pages for vouchers.

#include "modules/funding/grants/grant_files.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"
#include "platform/web/staff.hpp"

#include <vector>

namespace kommin::funding {

http::Response list_vouchers_at_desk(web::Call& call);
http::Response export_vouchers(web::Call& call);
http::Response show_new_voucher(web::Call& call);
http::Response add_voucher_at_desk(web::Call& call);
http::Response show_voucher_form(web::Call& call);
http::Response save_voucher_form(web::Call& call);
http::Response show_voucher_history(web::Call& call);
http::Response show_voucher_file_form(web::Call& call);
http::Response put_voucher_file_at_desk(web::Call& call, GrantFileCare const& care);
http::Response send_voucher_file(web::Call& call, GrantFileCare const& care);
http::Response ask_before_cancelling_voucher(web::Call& call);
http::Response cancel_voucher_at_desk(web::Call& call);

} // namespace kommin::funding
