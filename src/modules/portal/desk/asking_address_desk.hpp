#pragma once
// The page of the address for asking, of an offer and of an organisation.

#include "platform/http/response.hpp"
#include "platform/web/call.hpp"

namespace kommin::portal {

http::Response show_asking_address_of_offer(web::Call& call);
http::Response change_asking_address_of_offer(web::Call& call);
http::Response show_asking_address_of_organisation(web::Call& call);
http::Response change_asking_address_of_organisation(web::Call& call);

} // namespace kommin::portal
