#include "modules/portal/feedback/page_answers_store.hpp"

#include "platform/db/query.hpp"

namespace kommin::portal {

namespace {

db::Query select_since(db::SqlLiteral columns, TenantId tenant, PageAnswersQuery const& query)
{
    db::Query select(columns);
    select.add(" WHERE tenant_id = ? AND day >= ?", tenant, query.since);
    if (!query.language.empty())
        select.add(" AND language = ?", query.language);
    return select;
}

// Columns by their number: 3 those who said yes, 4 those who said no.
db::SqlLiteral order_of_answers(PageAnswersQuery const& query)
{
    switch (query.order) {
    case PageAnswersOrder::helpful:
        return query.reversed ? db::SqlLiteral(" ORDER BY 3, 4 DESC, page DESC, language DESC")
                              : db::SqlLiteral(" ORDER BY 3 DESC, 4, page, language");
    case PageAnswersOrder::page:
        return query.reversed ? db::SqlLiteral(" ORDER BY page DESC, language DESC")
                              : db::SqlLiteral(" ORDER BY page, language");
    case PageAnswersOrder::unhelpful:
        break;
    }
    return query.reversed ? db::SqlLiteral(" ORDER BY 4, 3 DESC, page DESC, language DESC")
                          : db::SqlLiteral(" ORDER BY 4 DESC, 3, page, language");
}

}

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

std::vector<PageAnswers> list_stored_page_answers(
    db::Connection& db, TenantId tenant, PageAnswersQuery const& query)
{
    auto select = select_since(
        "SELECT page, language, CAST(SUM(yes) AS BIGINT), CAST(SUM(no) AS BIGINT) FROM page_answers", tenant,
        query);
    select.add(" GROUP BY page, language").add(order_of_answers(query));
    select.add(" LIMIT ? OFFSET ?", query.limit, query.offset);
    return db.list<PageAnswers>(select);
}

std::int64_t count_stored_page_answers(db::Connection& db, TenantId tenant, PageAnswersQuery const& query)
{
    db::Query select("SELECT count(*) FROM (");
    select.add(select_since("SELECT page FROM page_answers", tenant, query));
    select.add(" GROUP BY page, language) AS pages");
    return db.list<std::int64_t>(select).front();
}

void erase_page_answers_before(db::Connection& db, TenantId tenant, Date limit)
{
    db.execute("DELETE FROM page_answers WHERE tenant_id = ? AND day < ?", tenant, limit);
}

} // namespace kommin::portal
