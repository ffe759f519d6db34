#pragma once
// What other modules may know of the log of advice, for whoever may read it.

#include "modules/meetings/advice/advice.hpp"
#include "platform/access/actor.hpp"
#include "platform/db/connection.hpp"
#include "platform/html/url.hpp"

#include <optional>
#include <string>
#include <vector>

namespace kommin::meetings {

struct NamedAdvice {
    AdviceId id;
    std::optional<PartialDate> day;
    std::string title; // who was advised, and on what more closely: "Lünen: Lüner Dialog"
};
// Those about taking over the concept, the newest first, at most `limit`; none for whoever may not read them.
std::vector<NamedAdvice> list_advice_on_adoption(
    db::Connection& db, TenantId tenant, Actor const& actor, int limit);
// Whether there is such an entry that this actor may read; what it is called.
std::optional<NamedAdvice> find_named_advice(
    db::Connection& db, TenantId tenant, Actor const& actor, AdviceId id);
html::Url advice_desk_url(AdviceId id);

} // namespace kommin::meetings
