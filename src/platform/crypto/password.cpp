#include "platform/crypto/password.hpp"

#include "platform/crypto/sodium.hpp"

#include <atomic>
#include <new>
#include <semaphore>
#include <sodium.h>

namespace kommin::crypto {

namespace {

std::counting_semaphore<2> free_slots(2);

std::atomic<std::uint64_t> hashings{0};

// One at a time of the few that may be computed at once.
class Slot {
public:
    Slot()
    {
        free_slots.acquire();
        hashings.fetch_add(1, std::memory_order_relaxed);
    }
    Slot(Slot const&) = delete;
    Slot& operator=(Slot const&) = delete;
    ~Slot() { free_slots.release(); }
};

// The library takes no null pointer, not even with a length of 0.
char const* data_of(std::string_view text)
{
    return text.data() != nullptr ? text.data() : "";
}

}

PasswordCost PasswordCost::lowest()
{
    return {.passes = crypto_pwhash_OPSLIMIT_MIN, .memory = crypto_pwhash_MEMLIMIT_MIN};
}

std::string hash_password(std::string_view password, PasswordCost cost)
{
    detail::initialise_sodium();
    Slot const slot;
    std::string hash(crypto_pwhash_STRBYTES, '\0');
    if (crypto_pwhash_str_alg(
            hash.data(), data_of(password), password.size(), cost.passes, cost.memory,
            crypto_pwhash_ALG_ARGON2ID13)
        != 0)
        throw std::bad_alloc();
    hash.resize(hash.find('\0'));
    return hash;
}

bool is_password_hash(std::string_view text)
{
    return text.starts_with("$argon2id$");
}

bool verify_password(std::string_view hash, std::string_view password)
{
    detail::initialise_sodium();
    if (!is_password_hash(hash) || hash.size() >= crypto_pwhash_STRBYTES)
        return verify_nobodys_password(password);
    Slot const slot;
    std::string padded(hash);
    padded.resize(crypto_pwhash_STRBYTES, '\0');
    return crypto_pwhash_str_verify(padded.c_str(), data_of(password), password.size()) == 0;
}

bool verify_nobodys_password(std::string_view password)
{
    static std::string const nobodys = hash_password("nobody's password");
    static_cast<void>(verify_password(nobodys, password));
    return false;
}

std::uint64_t count_password_hashings() noexcept
{
    return hashings.load(std::memory_order_relaxed);
}

bool needs_new_hash(std::string_view hash, PasswordCost cost)
{
    detail::initialise_sodium();
    if (hash.size() >= crypto_pwhash_STRBYTES)
        return true;
    std::string padded(hash);
    padded.resize(crypto_pwhash_STRBYTES, '\0');
    return crypto_pwhash_str_needs_rehash(padded.c_str(), cost.passes, cost.memory) != 0;
}

} // namespace kommin::crypto
