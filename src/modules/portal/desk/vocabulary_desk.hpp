#pragma once
// The desk for the words by which the search finds things across languages: handlers of the list, the form,
// its history and preview.

#include "modules/portal/editing/concept_editing.hpp"
#include "platform/html/url.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"
#include "platform/web/saved_views.hpp"
#include "platform/web/staff.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace kommin::portal {

// As a list whose views can be saved.
extern web::StaffList const word_list;
http::Response list_vocabulary(web::Call& call, VocabularyBase const& base);
http::Response export_vocabulary(web::Call& call, VocabularyBase const& base);
http::Response show_new_concept(web::Call& call, VocabularyBase const& base);
http::Response add_concept_at_desk(web::Call& call, VocabularyBase const& base);
http::Response show_concept_form(web::Call& call, VocabularyBase const& base);
http::Response save_concept_form(web::Call& call, VocabularyBase const& base);
http::Response hand_in_concept(web::Call& call, VocabularyBase const& base);
http::Response give_back_concept(web::Call& call, VocabularyBase const& base);
http::Response publish_concept_now(web::Call& call, VocabularyBase const& base);
http::Response publish_concept_later(web::Call& call, VocabularyBase const& base);
http::Response discard_concept_draft(web::Call& call, VocabularyBase const& base);
http::Response ask_before_archiving_concept(web::Call& call, VocabularyBase const& base);
http::Response archive_concept_now(web::Call& call, VocabularyBase const& base);
http::Response show_concept_history(web::Call& call, VocabularyBase const& base);
// What the search would show for its words.
http::Response preview_concept(web::Call& call, VocabularyBase const& base);
// What waits for this person, for the page of today and the menu.
std::int64_t count_concepts_waiting(web::Call const& call);
void add_concepts_of_today(web::Call const& call, std::vector<web::TodayItem>& items);

// The form for a new concept with this word in it.
html::Url take_up_word_url(std::string_view word, std::string_view language);

} // namespace kommin::portal
