// The module's only registration point.

#include "modules/funding/module.hpp"

#include "modules/funding/grants/grant.hpp"
#include "modules/funding/grants/grant_proof.hpp"
#include "modules/funding/grants/passed_on.hpp"
#include "modules/funding/grants/payment.hpp"
#include "modules/funding/grants/voucher.hpp"
#include "modules/funding/money/budget_line.hpp"
#include "modules/funding/programmes/application.hpp"
#include "modules/funding/programmes/permissions.hpp"
#include "modules/funding/programmes/programme.hpp"

namespace kommin::funding {

web::Module funding_module()
{
    return {
        .name = "funding",
        .routes = {},
        .subjects
        = {programme_subject, call_subject, application_subject, budget_line_subject, grant_subject,
           payment_subject, voucher_subject, passed_on_subject, proof_subject},
        .permissions = permission_rules()};
}

} // namespace kommin::funding
