#pragma once
// The SQL of the answers to "was this page helpful?" and nothing else.

#include "modules/portal/feedback/page_answers.hpp"
#include "platform/db/connection.hpp"

#include <string_view>

namespace kommin::portal {

void add_page_answer(
    db::Connection& db, TenantId tenant, Date day, std::string_view page, std::string_view language,
    Helpful answer);
std::vector<PageAnswers> list_page_answers_since(db::Connection& db, TenantId tenant, Date since);
void erase_page_answers_before(db::Connection& db, TenantId tenant, Date limit);

} // namespace kommin::portal
