#include "modules/goals/reporting/report_letter_source.hpp"

#include <utility>

namespace kommin::goals {

Result<ReportLetterSource> find_report_letter_source(ReportLetterCare const& care, WorkContext const& context)
{
    auto tenant = tenants::find_tenant(context.connection, context.tenant).value();
    if (tenant.is_demonstration && care.post.has_server())
        return Problem::invalid({}, "confirm.problem.demonstration"_msg);
    auto site = tenants::site_address(tenant, care.base_url);
    if (!html::Url::external(site))
        return Problem::invalid({}, "staff.mail.problem.no_site"_msg);
    return ReportLetterSource{std::move(tenant), std::move(site)};
}

html::Url link_of_report(ReportLetterSource const& source, std::string_view token, i18n::Language language)
{
    auto address = source.site + '/';
    address += language.tag();
    address += "/bericht/";
    address += token;
    return html::Url::external(address).value();
}

} // namespace kommin::goals
