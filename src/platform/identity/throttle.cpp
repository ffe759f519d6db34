#include "platform/identity/throttle.hpp"

#include "platform/base/text.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/identity/login_watch.hpp"
#include "platform/identity/session_store.hpp"
#include "platform/work/use_case.hpp"

#include <algorithm>

namespace kommin::identity {

namespace {

using std::chrono::seconds;

constexpr std::size_t groups_of_network = 4;
constexpr std::size_t groups_of_address = 8;

seconds wait_after(Failures const& failures, Patience const& patience, Instant now)
{
    if (failures.count < patience.free_tries || now - failures.last_at > failures_fade)
        return seconds{0};
    auto const doublings = std::min<std::int64_t>(failures.count - patience.free_tries, 20);
    auto const delay = std::min(seconds{std::int64_t{1} << doublings}, patience.longest);
    auto const left = std::chrono::ceil<seconds>(failures.last_at + delay - now);
    return std::max(left, seconds{0});
}

std::vector<std::string_view> groups_of(std::string_view text)
{
    return text.empty() ? std::vector<std::string_view>{} : split(text, ':');
}

}

Counter counter_of(
    Secrets const& secrets, std::string_view kind, std::string_view text, Patience const& patience)
{
    auto const counted = std::string(kind) + '\n' + std::string(text);
    return {crypto::keyed_fingerprint(secrets.throttles, counted), patience};
}

Result<void> begin_try(WorkContext const& context, std::vector<Counter> const& counters)
{
    auto begun = run_use_case(context, [&](Work& work) -> Result<void> {
        seconds wait{0};
        for (auto const& counter : counters) {
            if (auto const failures = find_failures(work.db(), work.tenant(), counter.key))
                wait = std::max(wait, wait_after(*failures, counter.patience, work.now()));
        }
        if (wait > seconds{0}) {
            auto const minutes = std::chrono::ceil<std::chrono::minutes>(wait).count();
            return Problem{
                ProblemKind::unavailable,
                {},
                "identity.login.wait"_msg,
                {{"count", std::to_string(minutes)}}};
        }
        for (auto const& counter : counters)
            note_failure(work.db(), work.tenant(), counter.key, work.now(), work.now() - failures_fade);
        return {};
    });
    if (!begun)
        note_refusal(Refusal::wait, counters);
    return begun;
}

std::int64_t count_guessed(db::Connection& db, TenantId tenant, Instant now)
{
    constexpr std::int64_t more_than_forgotten = 15;
    return count_counters_from(db, tenant, more_than_forgotten, now - failures_fade);
}

std::string network_of(std::string_view peer)
{
    if (peer.find(':') == std::string_view::npos)
        return std::string(peer);
    if (peer.find('.') != std::string_view::npos) // an IPv4 address, as a socket for both tells it
        return std::string(peer.substr(peer.rfind(':') + 1));
    // "::" stands for as many groups of zero as are missing; where the network ends may lie inside of them.
    auto const gap = peer.find("::");
    auto groups = groups_of(peer.substr(0, gap));
    if (gap != std::string_view::npos) {
        auto const last = groups_of(peer.substr(gap + 2));
        auto const given = groups.size() + last.size();
        groups.resize(groups.size() + groups_of_address - std::min(given, groups_of_address), "0");
        groups.insert(groups.end(), last.begin(), last.end());
    }
    groups.resize(std::min(groups.size(), groups_of_network));
    std::string network;
    for (auto const group : groups) {
        network += network.empty() ? "" : ":";
        network += group;
    }
    return network;
}

} // namespace kommin::identity
