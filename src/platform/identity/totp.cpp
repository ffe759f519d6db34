#include "platform/identity/totp.hpp"

#include "platform/crypto/crypto.hpp"

#include <chrono>

namespace kommin::identity {

namespace {

constexpr std::int64_t step_seconds = 30;
constexpr std::size_t code_digits = 6;

std::string percent_encoded(std::string_view text)
{
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string encoded;
    for (char const letter : text) {
        auto const c = static_cast<unsigned char>(letter);
        bool const is_unreserved = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || c == '-' || c == '.' || c == '_' || c == '~';
        if (is_unreserved) {
            encoded += static_cast<char>(c);
        } else {
            encoded += '%';
            encoded += digits[c >> 4U];
            encoded += digits[c & 15U];
        }
    }
    return encoded;
}

}

std::string new_totp_secret()
{
    return crypto::random_bytes(20);
}

std::int64_t totp_step(Instant instant)
{
    return std::chrono::floor<std::chrono::seconds>(instant.time_since_epoch()).count() / step_seconds;
}

std::string totp_code(std::string_view secret, std::int64_t step)
{
    std::string message(8, '\0');
    for (int i = 7; i >= 0; --i) {
        message[static_cast<std::size_t>(i)] = static_cast<char>(step & 0xff);
        step >>= 8;
    }
    auto const digest = crypto::hmac_sha1(secret, message);
    auto const byte
        = [&](std::size_t at) { return static_cast<std::uint32_t>(static_cast<unsigned char>(digest[at])); };
    auto const offset = byte(19) & 15U; // dynamic truncation, RFC 4226 § 5.3
    auto const number = ((byte(offset) & 0x7fU) << 24U) | (byte(offset + 1) << 16U) | (byte(offset + 2) << 8U)
        | byte(offset + 3);
    auto code = std::to_string(number % 1'000'000U);
    return std::string(code_digits - code.size(), '0') + code;
}

std::optional<std::int64_t> check_totp(
    std::string_view secret, std::string_view code, Instant now, std::int64_t last_step)
{
    std::string digits;
    for (char const c : code) {
        if (c != ' ')
            digits += c;
    }
    auto const present = totp_step(now);
    std::optional<std::int64_t> found;
    for (auto const step : {present - 1, present, present + 1}) {
        if (crypto::equal_in_constant_time(totp_code(secret, step), digits) && step > last_step)
            found = step;
    }
    return found;
}

bool is_repeated_totp(std::string_view secret, std::string_view code, Instant now, std::int64_t last_step)
{
    auto const step = check_totp(secret, code, now, 0);
    return step && *step <= last_step;
}

std::string totp_uri(std::string_view secret, std::string_view issuer, std::string_view account)
{
    auto const encoded_issuer = percent_encoded(issuer);
    return "otpauth://totp/" + encoded_issuer + ':' + percent_encoded(account)
        + "?secret=" + crypto::base32(secret) + "&issuer=" + encoded_issuer;
}

} // namespace kommin::identity
