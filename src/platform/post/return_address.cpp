#include "platform/post/return_address.hpp"

#include "platform/base/number.hpp"
#include "platform/base/text.hpp"

#include <cstdint>

namespace kommin::post {

namespace {

// 96 bits: each guess is a mail, and its answer is not seen.
constexpr std::size_t proof_size = 24;
constexpr std::size_t longest_number = 12;

std::string proof_of(
    crypto::Key const& key, TenantId tenant, std::chrono::sys_days day, std::string_view recipient)
{
    auto const text = std::to_string(tenant.value) + '\n' + std::to_string(day.time_since_epoch().count())
        + '\n' + ascii_lower(recipient);
    return crypto::keyed_fingerprint(key, text).substr(0, proof_size);
}

std::optional<std::int64_t> number_of(std::string_view digits)
{
    bool const is_canonical = !digits.empty() && digits.size() <= longest_number && digits.front() != '0'
        && digits.find_first_not_of("0123456789") == std::string_view::npos;
    return is_canonical ? parse_number(digits) : std::nullopt;
}

}

crypto::Key return_key_of(crypto::Key const& server_key)
{
    return server_key.derive("returned mails");
}

std::string ReturnAddress::address(TenantId tenant, std::string_view recipient, Instant now) const
{
    auto const day = std::chrono::floor<std::chrono::days>(now);
    auto const at = mailbox_.rfind('@');
    // Digits and lower case only: some servers fold the case of names.
    return mailbox_.substr(0, at) + '+' + std::to_string(tenant.value) + '-'
        + std::to_string(day.time_since_epoch().count()) + '-' + proof_of(key_(), tenant, day, recipient)
        + mailbox_.substr(at);
}

std::optional<ReturnToken> find_token(std::string_view address)
{
    auto const at = address.rfind('@');
    auto const plus = address.rfind('+', at);
    if (at == std::string_view::npos || plus == std::string_view::npos)
        return std::nullopt;
    auto const parts = split(address.substr(plus + 1, at - plus - 1), '-');
    if (parts.size() != 3 || parts[2].size() != proof_size)
        return std::nullopt;
    auto const tenant = number_of(parts[0]);
    auto const day = number_of(parts[1]);
    constexpr std::int64_t last_day = 1'000'000; // of a calendar that nobody needs
    if (!tenant || !day || *day > last_day)
        return std::nullopt;
    return ReturnToken{
        TenantId{*tenant},
        std::chrono::sys_days{std::chrono::days{static_cast<std::chrono::days::rep>(*day)}},
        ascii_lower(parts[2])};
}

bool proves(ReturnToken const& token, crypto::Key const& key, std::string_view recipient, Instant now)
{
    auto const today = std::chrono::floor<std::chrono::days>(now);
    return token.day <= today && token.day + longest_way_back >= today
        && proof_of(key, token.tenant, token.day, recipient) == token.proof;
}

} // namespace kommin::post
