#include "modules/portal/feedback/page_answers.hpp"

#include "modules/portal/feedback/page_answers_store.hpp"

#include <chrono>

namespace kommin::portal {

namespace {

constexpr std::chrono::days a_year_ago{-365};

}

Result<void> count_page_answer(Work& work, SitePage const& page, i18n::Language language, Helpful answer)
{
    add_page_answer(
        work.db(), work.tenant(), work.today(), page.path_without_words(), language.tag(), answer);
    return {};
}

std::vector<PageAnswers> list_page_answers(db::Connection& db, TenantId tenant, PageAnswersQuery const& query)
{
    return list_stored_page_answers(db, tenant, query);
}

std::int64_t count_answered_pages(db::Connection& db, TenantId tenant, PageAnswersQuery const& query)
{
    return count_stored_page_answers(db, tenant, query);
}

Result<void> erase_old_page_answers(Work& work)
{
    erase_page_answers_before(work.db(), work.tenant(), work.today() + a_year_ago);
    return {};
}

} // namespace kommin::portal
