#pragma once
// The desk for organisations: handlers of the list, the form, its history and merging.

#include "platform/http/response.hpp"
#include "platform/web/call.hpp"

namespace kommin::portal {

http::Response list_organisations_at_desk(web::Call& call);
http::Response export_organisations(web::Call& call);
http::Response show_new_organisation(web::Call& call);
http::Response add_organisation_at_desk(web::Call& call);
http::Response show_organisation_form(web::Call& call);
http::Response save_organisation_form(web::Call& call);
http::Response show_organisation_history(web::Call& call);
// Into which one; and, once that is chosen, what will happen.
http::Response ask_before_merging(web::Call& call);
http::Response merge_organisations_at_desk(web::Call& call);
http::Response separate_organisations_at_desk(web::Call& call);

} // namespace kommin::portal
