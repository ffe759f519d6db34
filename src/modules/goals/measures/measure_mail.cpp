#include "modules/goals/measures/measure_mail.hpp"

#include "platform/crypto/hash.hpp"
#include "platform/identity/account.hpp"

#include <algorithm>
#include <optional>

namespace kommin::goals {

namespace {

std::string own_or_mailbox(
    std::string const& own, std::optional<tenants::UnitId> unit,
    std::vector<tenants::OrganisationalUnit> const& units)
{
    if (!own.empty() || !unit)
        return own;
    auto const found = std::ranges::find(units, *unit, &tenants::OrganisationalUnit::id);
    return found == units.end() ? std::string{} : found->mail;
}

}

std::string mail_of(Measure const& measure, std::vector<tenants::OrganisationalUnit> const& units)
{
    return own_or_mailbox(measure.report_mail, measure.unit, units);
}

std::string mail_of(ReportingFigure const& figure, std::vector<tenants::OrganisationalUnit> const& units)
{
    return own_or_mailbox(figure.report_mail, figure.unit, units);
}

std::string mark_of_mail(std::string_view mail)
{
    return crypto::sha256_hex(identity::email_key(mail));
}

std::string mail_for_question(
    Report const& report, Measure const& measure, std::vector<tenants::OrganisationalUnit> const& units)
{
    if (report.address_mark.empty())
        return {};
    auto mail = mail_of(measure, units);
    return !mail.empty() && mark_of_mail(mail) == report.address_mark ? mail : std::string{};
}

std::vector<tenants::UnitId> units_with_mailbox(std::vector<tenants::OrganisationalUnit> const& units)
{
    std::vector<tenants::UnitId> with;
    for (auto const& unit : units) {
        if (!unit.mail.empty())
            with.push_back(unit.id);
    }
    return with;
}

} // namespace kommin::goals
