#include "modules/portal/feedback/page_answers_store.hpp"

namespace kommin::portal {

void add_page_answer(
    db::Connection& db, TenantId tenant, Date day, std::string_view page, std::string_view language,
    Helpful answer)
{
    std::int64_t const yes = answer == Helpful::yes ? 1 : 0;
    db.execute(
        "INSERT INTO page_answers (tenant_id, day, page, language, yes, no) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (tenant_id, day, page, language)"
        " DO UPDATE SET yes = page_answers.yes + excluded.yes, no = page_answers.no + excluded.no",
        tenant, day, page, language, yes, 1 - yes);
}

std::vector<PageAnswers> list_page_answers_since(db::Connection& db, TenantId tenant, Date since)
{
    return db.list<PageAnswers>(
        "SELECT page, language, CAST(SUM(yes) AS BIGINT), CAST(SUM(no) AS BIGINT) FROM page_answers"
        " WHERE tenant_id = ? AND day >= ? GROUP BY page, language ORDER BY 4 DESC, 3, page, language",
        tenant, since);
}

void erase_page_answers_before(db::Connection& db, TenantId tenant, Date limit)
{
    db.execute("DELETE FROM page_answers WHERE tenant_id = ? AND day < ?", tenant, limit);
}

} // namespace kommin::portal
