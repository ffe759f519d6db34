#pragma once
// Handlers of the pages for templates of letters, and what other pages for people at work ask of them.
//
//     /verwaltung/briefe                                get         kinds, by owner and language
//     …/briefe/neu?fuer=kreis&art=…&sprache=de          get, post   the first words for these letters
//     …/briefe/neu/vorschau                             post        the whole letter; stores nothing
//     …/briefe/{brief}                                get, post
//     …/briefe/{brief}/vorschau                       post        the whole letter; stores nothing
//     …/briefe/{brief}/zuruecksetzen                  post        the program's words again
//     …/briefe/{brief}/verlauf                        get

#include "modules/letters/template_editing.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"
#include "platform/web/staff.hpp"

#include <string_view>
#include <vector>

namespace kommin::letters {

inline constexpr std::string_view templates_path = "briefe"; // of the menu

http::Response list_templates_at_desk(web::Call& call, LetterKinds const& kinds);
http::Response show_new_template(web::Call& call, LetterKinds const& kinds);
http::Response add_template_at_desk(web::Call& call, LetterKinds const& kinds);
http::Response preview_new_template(web::Call& call, LetterKinds const& kinds);
http::Response show_template_form(web::Call& call, LetterKinds const& kinds);
http::Response save_template_form(web::Call& call, LetterKinds const& kinds);
http::Response preview_template(web::Call& call, LetterKinds const& kinds);
http::Response reset_template_at_desk(web::Call& call, LetterKinds const& kinds);
http::Response show_template_history(web::Call& call, LetterKinds const& kinds);

// How they read in the audit trail, where its entries lead, on which somebody has worked last, and the
// search.
std::vector<web::StaffForm> noted_templates();
std::vector<web::StaffRecord> recorded_templates();
std::vector<web::StaffRecent> recent_templates(LetterKinds const& kinds);
web::StaffHits find_templates_at_desk(
    web::Call const& call, std::string_view words, int most_hits, LetterKinds const& kinds);

} // namespace kommin::letters
