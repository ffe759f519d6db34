#pragma once
// The SQL of the answers to "was this page helpful?" and nothing else.

#include "modules/portal/feedback/page_answers.hpp"
#include "platform/db/connection.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace kommin::portal {

void add_page_answer(
    db::Connection& db, TenantId tenant, Date day, std::string_view page, std::string_view language,
    Helpful answer);
std::vector<PageAnswers> list_stored_page_answers(
    db::Connection& db, TenantId tenant, PageAnswersQuery const& query);
std::int64_t count_stored_page_answers(db::Connection& db, TenantId tenant, PageAnswersQuery const& query);
void erase_page_answers_before(db::Connection& db, TenantId tenant, Date limit);

} // namespace kommin::portal
