#include "platform/identity/login_watch.hpp"

#include "platform/log/log.hpp"

#include <atomic>
#include <cstddef>
#include <string>

namespace kommin::identity {

namespace {

constexpr std::size_t shown_of_fingerprint = 12;

// Of the process, as what the log counts: /metrics is of the process, too.
std::array<std::atomic<std::uint64_t>, refusal_names.size()> refusals{};

}

void note_refusal(Refusal refusal, std::vector<Counter> const& counters)
{
    refusals.at(static_cast<std::size_t>(refusal)).fetch_add(1, std::memory_order_relaxed);
    std::string who;
    for (auto const& counter : counters)
        who += (who.empty() ? "" : " ") + counter.key.substr(0, shown_of_fingerprint);
    // Who mistypes is no attack yet.
    bool const is_odd
        = refusal == Refusal::wait || refusal == Refusal::repeated_code || refusal == Refusal::leaked;
    auto const write = is_odd ? &log::warning : &log::info;
    write("identity.login.refused", {{"reason", to_text(refusal)}, {"counters", who}});
}

std::uint64_t count_refusals(Refusal refusal) noexcept
{
    return refusals.at(static_cast<std::size_t>(refusal)).load(std::memory_order_relaxed);
}

} // namespace kommin::identity
