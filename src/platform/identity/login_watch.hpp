#pragma once
// What was refused on the way in, for the log and for /metrics: enough to notice an attack, and no address of
// anybody (OWASP ASVS 7.2.1).

#include "platform/base/enum_names.hpp"
#include "platform/identity/throttle.hpp"

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace kommin::identity {

// password: at logging in · code: second factor · repeated_code: one that was used · current_password: asked
// of somebody who is logged in · wait: too many of them · leaked: the right password, which others know.
enum class Refusal : std::uint8_t { password, code, repeated_code, current_password, wait, leaked };
inline constexpr std::array<std::string_view, 6> refusal_names{"password",         "code", "repeated_code",
                                                               "current_password", "wait", "leaked"};
inline std::string_view to_text(Refusal refusal)
{
    return name_of(refusal_names, refusal);
}

// Counts it and writes a line of the log with the beginnings of these keyed fingerprints: the same network or
// account is seen to be the same, and only the holder of the server key can tell which.
void note_refusal(Refusal refusal, std::vector<Counter> const& counters);

// Of this process since its start; safe from all threads.
std::uint64_t count_refusals(Refusal refusal) noexcept;

} // namespace kommin::identity
