#pragma once
// The desk of the translators: handlers of the languages, the work list of one, the texts of a record side by
// side, and files for translators' tools.

#include "modules/portal/desk/translation_desk_pages.hpp"
#include "modules/portal/editing/machine_translation.hpp"
#include "platform/content/open_records.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"
#include "platform/web/staff.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace kommin::portal {

http::Response list_languages_to_translate(web::Call& call, TranslationCare const& care);
http::Response list_records_to_translate(web::Call& call, TranslationCare const& care);
http::Response export_records_to_translate(web::Call& call, TranslationCare const& care);
// The saved views of the list, under each language.
http::Response show_translation_views(web::Call& call);
http::Response save_translation_view(web::Call& call);
http::Response erase_translation_view(web::Call& call);
http::Response show_translation_form(web::Call& call, TranslationCare const& care);
http::Response save_translation_form(web::Call& call, TranslationCare const& care);
// Proposals of the machine for a record, or for all of a language; not there in an installation without one.
http::Response order_proposals_at_desk(web::Call& call, TranslationCare const& care);
http::Response order_all_proposals_at_desk(web::Call& call, TranslationCare const& care);
http::Response turn_translation_page(web::Call& call);
http::Response order_chosen_proposals_at_desk(web::Call& call, TranslationCare const& care);
http::Response show_translation_history(web::Call& call, TranslationCare const& care);
http::Response export_translations(web::Call& call, TranslationCare const& care);
http::Response take_translation_file(web::Call& call, TranslationCare const& care);
// For whoever translates and edits nothing: to all others the languages would hide their own work. A language
// is one entry.
void add_translations_of_today(
    web::Call const& call, TranslatedKinds const& kinds, std::vector<web::TodayItem>& items);
// Open records of all languages, no further than a menu shows; 0 for whoever does not see them there.
std::int64_t count_records_to_translate(web::Call const& call, TranslatedKinds const& kinds);

// The language in the address of a call, and whose records the person may translate.
struct TranslationTarget {
    Language language;
    content::Owners owners;
};
// Nothing for a language that this district does not translate into.
std::optional<TranslationTarget> find_translation_target(web::Call const& call, db::Connection& db);
WorkList load_work_list(
    web::Call const& call, db::Connection& db, TranslatedKinds const& kinds, TranslationTarget const& target,
    TranslationFilter const& filter);
// The person of the call, today.
Translating translating(web::Call const& call, TranslatedKinds const& kinds);
// Whether proposals of the machine can be had here for texts in this language.
bool has_machine(TranslationCare const& care, Language language);

} // namespace kommin::portal
