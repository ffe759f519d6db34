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
    // For what anybody may send. A class in a computer room sends ten at once; nobody types more than one in
    // two minutes for long.
    VisitorGate()
        : VisitorGate(
              {.burst = 10, .one_per = std::chrono::seconds(120)},
              {.burst = 100, .one_per = std::chrono::seconds(30)})
    { }
    VisitorGate(TokenBuckets::Rate of_network, TokenBuckets::Rate of_tenant)
        : networks_(of_network)
        , tenants_(of_tenant)
    { }

    // Nothing: the form may come in. Otherwise the time after which it may. `count`: as so many forms.
    std::optional<std::chrono::seconds> must_wait(
        TenantId tenant, std::string_view peer, Instant now, int count = 1)
    {
        // The network first: whoever is refused for it must not use up what is left for all others.
        if (auto const wait = networks_.take(network_key(tenant, peer), now, count))
            return wait;
        return tenants_.take(tenant_key(tenant), now, count);
    }
    // A form that was let in and could not be received through no fault of its sender's does not count.
    void give_back(TenantId tenant, std::string_view peer, int count = 1)
    {
        networks_.give_back(network_key(tenant, peer), count);
        tenants_.give_back(tenant_key(tenant), count);
    }

private:
    static std::string tenant_key(TenantId tenant) { return std::to_string(tenant.value); }
    static std::string network_key(TenantId tenant, std::string_view peer)
    {
        return tenant_key(tenant) + ' ' + http::anonymous_network(peer);
    }

    TokenBuckets networks_;
    TokenBuckets tenants_;
};

} // namespace kommin::web
