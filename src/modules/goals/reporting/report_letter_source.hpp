#pragma once
// What letters about reports have in common: who writes them, and where their link leads.

#include "modules/tenants/api.hpp"
#include "platform/base/result.hpp"
#include "platform/html/url.hpp"
#include "platform/i18n/language.hpp"
#include "platform/post/post.hpp"
#include "platform/work/work.hpp"

#include <string>
#include <string_view>

namespace kommin::goals {

// Wired by the app.
struct ReportLetterCare {
    post::Post post;
    std::string base_url;
};

struct ReportLetterSource {
    tenants::Tenant tenant;
    std::string site; // "https://portal.kreis.example"
};
// Problems: it is a demonstration whose letters would leave, or nobody knows the address of its pages.
Result<ReportLetterSource> find_report_letter_source(
    ReportLetterCare const& care, WorkContext const& context);

html::Url link_of_report(ReportLetterSource const& source, std::string_view token, i18n::Language language);

} // namespace kommin::goals
