#pragma once
// Answers to "was this page helpful?": counted, never whose they are.

#include "modules/portal/directory/site_page.hpp"
#include "platform/base/date.hpp"
#include "platform/base/result.hpp"
#include "platform/i18n/language.hpp"
#include "platform/work/work.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace kommin::portal {

enum class Helpful : std::uint8_t { no, yes };

struct PageAnswers {
    std::string page; // as SitePage::path, without words
    std::string language; // tag
    std::int64_t helpful = 0;
    std::int64_t unhelpful = 0;
};

// One more answer for today. Below a search its words are not kept: one person alone may have searched so,
// and what many miss stands in the list of searches without a hit. Who has words for it is asked for them
// next.
Result<void> count_page_answer(Work& work, SitePage const& page, i18n::Language language, Helpful answer);

// unhelpful: the pages that helped least first; helpful: those that helped most; page: by address.
enum class PageAnswersOrder : std::uint8_t { unhelpful, helpful, page };

// What is asked for: answers since a day, of one language or of all.
struct PageAnswersQuery {
    Date since;
    std::string language = {}; // tag; empty: all
    PageAnswersOrder order = PageAnswersOrder::unhelpful;
    bool reversed = false;
    std::int64_t limit = 0;
    std::int64_t offset = 0;
};
std::vector<PageAnswers> list_page_answers(
    db::Connection& db, TenantId tenant, PageAnswersQuery const& query);
// Each page once per language, whatever the limit is.
std::int64_t count_answered_pages(db::Connection& db, TenantId tenant, PageAnswersQuery const& query);

// What is older than a year.
Result<void> erase_old_page_answers(Work& work);

} // namespace kommin::portal
