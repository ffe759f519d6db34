#pragma once
// What other modules may know of the log of advice, for whoever may read it.

#include "modules/meetings/advice/advice.hpp"
#include "platform/access/actor.hpp"
#include "platform/db/connection.hpp"
#include "platform/html/url.hpp"
#include "platform/web/call.hpp"
#include "platform/web/document.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace kommin::meetings {

struct NamedAdvice {
    AdviceId id;
    std::optional<PartialDate> day;
    std::optional<tenants::BodyId> body; // the municipality that was advised
    std::string title; // who was advised, and on what more closely: "Lünen: Lüner Dialog"
};
// Those about taking over the concept, the newest first, at most `limit`; none for whoever may not read them.
std::vector<NamedAdvice> list_advice_on_adoption(
    db::Connection& db, TenantId tenant, Actor const& actor, int limit);
// Those of them that this actor may read, in no order.
std::vector<NamedAdvice> list_named_advice(
    db::Connection& db, TenantId tenant, Actor const& actor, std::vector<AdviceId> const& ids);
html::Url advice_desk_url(AdviceId id);
// Says in the audit trail that this reader was shown so many of them: names may stand there.
void note_advice_read(web::Call const& call, std::int64_t shown);

// What a module above this one writes into the page of an entry; nothing for whoever may not see it.
using BelowAdvice = std::function<web::Body(web::Call const& call, AdviceId id)>;

} // namespace kommin::meetings
