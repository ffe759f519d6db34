#pragma once
// VisitorGate: keeps a flood of forms out of an office's list. Counted per network, as the logs show it, and
// per tenant; no address is kept.

#include "platform/base/clock.hpp"
#include "platform/base/strong_id.hpp"
#include "platform/http/server.hpp"
#include "platform/web/token_buckets.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace kommin::web {

// One for each kind of form. Safe from every thread. Each process counts for itself.
class VisitorGate {
public:
    // Nothing: the form may come in. Otherwise the time after which it may.
    std::optional<std::chrono::seconds> must_wait(TenantId tenant, std::string_view peer, Instant now)
    {
        auto const of_tenant = std::to_string(tenant.value);
        // The network first: whoever is refused for it must not use up what is left for all others.
        if (auto const wait = networks_.take(of_tenant + ' ' + http::anonymous_network(peer), now))
            return wait;
        return tenants_.take(of_tenant, now);
    }

private:
    // A class in a computer room sends ten at once; nobody types more than one in two minutes for long.
    TokenBuckets networks_{{.burst = 10, .one_per = std::chrono::seconds(120)}};
    TokenBuckets tenants_{{.burst = 100, .one_per = std::chrono::seconds(30)}};
};

} // namespace kommin::web
