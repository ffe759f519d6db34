#pragma once
// The desk for the words by which the search finds things across languages: handlers of the list, the form
// and its history.

#include "platform/http/response.hpp"
#include "platform/search/concepts.hpp"
#include "platform/web/call.hpp"
#include "platform/web/saved_views.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace kommin::portal {

// What was brought along, by the program or by the operator.
using VocabularyBase = std::shared_ptr<search::Concepts const>;

// As a list whose views can be saved.
extern web::StaffList const word_list;
http::Response list_vocabulary(web::Call& call, VocabularyBase const& base);
http::Response export_vocabulary(web::Call& call, VocabularyBase const& base);
http::Response show_new_concept(web::Call& call, VocabularyBase const& base);
http::Response add_concept_at_desk(web::Call& call, VocabularyBase const& base);
http::Response show_concept_form(web::Call& call, VocabularyBase const& base);
http::Response save_concept_form(web::Call& call, VocabularyBase const& base);
http::Response ask_before_removing_concept(web::Call& call, VocabularyBase const& base);
http::Response remove_concept_at_desk(web::Call& call, VocabularyBase const& base);
http::Response show_concept_history(web::Call& call, VocabularyBase const& base);

// The form for a new concept with this word in it.
html::Url take_up_word_url(std::string_view word, std::string_view language);

} // namespace kommin::portal
