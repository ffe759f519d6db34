#pragma once
// Handlers of the pages for files of steps.
//
//     …/schritte/{schritt}/neue-datei                     get, post   whoever may change the step
//     …/schritte/{schritt}/dateien/{dokument}             get         see_years
//     …/schritte/{schritt}/dateien/{dokument}/entfernen   get, post   whoever may change the step

#include "modules/steering/cycle/step_files.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"

namespace kommin::steering {

http::Response show_new_step_file(web::Call& call);
// The file is written anew before anything is stored.
http::Response add_step_file_at_desk(web::Call& call, StepFileCare const& care);
http::Response send_step_file_at_desk(web::Call& call, StepFileCare const& care);
http::Response ask_before_removing_step_file(web::Call& call);
http::Response remove_step_file_at_desk(web::Call& call);

} // namespace kommin::steering
