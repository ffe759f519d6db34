#pragma once
// What other modules may know of applications, for whoever may see the money of their owner.

#include "modules/funding/programmes/application.hpp"
#include "platform/access/actor.hpp"
#include "platform/db/connection.hpp"
#include "platform/html/url.hpp"
#include "platform/web/call.hpp"
#include "platform/web/document.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace kommin::funding {

struct NamedApplication {
    ApplicationId id;
    std::optional<tenants::BodyId> body; // who applies; nothing: the Kreis
    std::string title;
    ApplicationState state = ApplicationState::drafted;
};
// Those that this actor may see, the newest first; at most `limit`.
std::vector<NamedApplication> list_named_applications(
    db::Connection& db, TenantId tenant, Actor const& actor, int limit);
// Those of them that this actor may see, in no order.
std::vector<NamedApplication> list_named_applications(
    db::Connection& db, TenantId tenant, Actor const& actor, std::vector<ApplicationId> const& ids);
html::Url application_desk_url(ApplicationId id);

// What a part or a module above this one shows on the page of an application: what hangs on it, the grant
// that came of it. Nothing for whoever may not see it.
using BelowApplication = std::function<web::Body(web::Call const& call, Application const& application)>;

} // namespace kommin::funding
