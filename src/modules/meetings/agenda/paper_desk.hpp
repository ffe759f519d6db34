#pragma once
// Handlers of the pages for papers.

#include "modules/meetings/agenda/paper_files.hpp"
#include "platform/http/response.hpp"
#include "platform/pdf/pdf.hpp"
#include "platform/web/call.hpp"

#include <cstddef>

namespace kommin::meetings {

// With the other fields, in a script of which each letter makes nine bytes.
inline constexpr std::size_t largest_paper_form = pdf::largest_document + (std::size_t{1} << 20U);

http::Response show_new_paper(web::Call& call);
// The file is written anew before anything is stored; whoever waits too long gets the form back as it was.
http::Response add_paper_at_desk(web::Call& call, PaperCare const& care);
http::Response show_paper(web::Call& call);
http::Response save_paper_at_desk(web::Call& call);
http::Response send_paper_at_desk(web::Call& call, PaperCare const& care);
http::Response ask_before_removing_paper(web::Call& call);
http::Response remove_paper_at_desk(web::Call& call);

} // namespace kommin::meetings
