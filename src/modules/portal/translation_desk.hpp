#pragma once
// The desk of the translators: handlers of the languages, the work list of one, and the texts of a record
// side by side.

#include "platform/http/response.hpp"
#include "platform/web/call.hpp"

#include <cstdint>

namespace kommin::portal {

http::Response list_languages_to_translate(web::Call& call);
http::Response list_records_to_translate(web::Call& call);
http::Response show_translation_form(web::Call& call);
http::Response save_translation_form(web::Call& call);

} // namespace kommin::portal
