#include "modules/meetings/invitations/letter_sending.hpp"

#include "platform/html/url.hpp"

namespace kommin::meetings {

Result<LetterSource> find_letter_source(
    post::Post const& post, std::string_view base_url, WorkContext const& context)
{
    auto tenant = tenants::find_tenant(context.connection, context.tenant).value();
    // Sample records carry the names of real institutions.
    if (tenant.is_demonstration && post.has_server())
        return Problem::invalid({}, "confirm.problem.demonstration"_msg);
    auto site = tenants::site_address(tenant, base_url);
    if (!html::Url::external(site))
        return Problem::invalid({}, "staff.mail.problem.no_site"_msg);
    return LetterSource{std::move(tenant), std::move(site)};
}

std::string greeting_of(contacts::ReachablePerson const& person, i18n::Texts const& texts)
{
    std::string_view salutation = person.salutation;
    while (salutation.ends_with(',') || salutation.ends_with(' '))
        salutation.remove_suffix(1);
    return salutation.empty() ? texts("invitation.mail.greeting"_msg, {{"name", texts.foreign(person.name)}})
                              : texts("invitation.mail.salutation"_msg, {{"salutation", salutation}});
}

} // namespace kommin::meetings
