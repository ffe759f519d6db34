#include "app/server_key.hpp"

#include "modules/tenants/api.hpp"
#include "platform/base/message_key.hpp"
#include "platform/files/files.hpp"
#include "platform/post/return_address.hpp"
#include "platform/work/use_case.hpp"

#include <memory>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

namespace kommin::app {

namespace {

std::filesystem::path key_file(std::filesystem::path const& data)
{
    return data / "server.key";
}
// The key to come, while a renewal is on its way.
std::filesystem::path next_key_file(std::filesystem::path const& data)
{
    return data / "server.key.new";
}

std::optional<crypto::Key> find_key(std::filesystem::path const& file)
{
    if (!std::filesystem::exists(file))
        return std::nullopt;
    auto const bytes = files::read_file(file, 1024);
    auto key = bytes ? crypto::Key::of(*bytes) : std::nullopt;
    if (!key)
        throw std::runtime_error(
            file.string() + " is not a key of 32 bytes; put back the one from the safe place");
    return key;
}

crypto::Key find_or_create_key(std::filesystem::path const& file)
{
    if (!std::filesystem::exists(file)) {
        files::make_directories(file.parent_path());
        static_cast<void>(files::create_private(file, crypto::Key::random().bytes()));
    }
    return find_key(file).value();
}

// The next key takes the place of the present one, which backups from before still need.
void end_renewal(std::filesystem::path const& data)
{
    if (auto const present = find_key(key_file(data))) {
        std::filesystem::remove(data / "server.key.old");
        static_cast<void>(files::create_private(data / "server.key.old", present->bytes()));
    }
    std::filesystem::rename(next_key_file(data), key_file(data));
}

// Ends a renewal that was interrupted at its last step. False: there is one that has to be repeated.
bool end_noted_renewal(std::optional<std::string> const& known, std::filesystem::path const& data)
{
    auto const next = find_key(next_key_file(data));
    if (next && known == identity::mark_of(*next)) {
        end_renewal(data);
        return true;
    }
    return !next;
}

Problem problem_of_key(MessageKey message, std::filesystem::path const& data)
{
    return Problem::conflict("server.key", message, {{"folder", data.string()}});
}

// A database without a mark is a new one, or one from before there were marks, or one that was brought here:
// of what is sealed in it the key must open something. (Others may be sealed with a third one.)
bool fits_unmarked(db::Connection& db, std::optional<crypto::Key> const& key)
{
    bool is_anything_sealed = false;
    for (auto const& tenant : tenants::list_tenants(db)) {
        auto const sealed = identity::sealed_with(db, tenant.id, key);
        if (sealed == identity::SealedWith::this_key)
            return true;
        is_anything_sealed = is_anything_sealed || sealed == identity::SealedWith::others;
    }
    return !is_anything_sealed;
}

identity::Resealed reseal_all(
    db::Connection& db, Clock const& clock, std::optional<crypto::Key> const& present,
    crypto::Key const& next)
{
    identity::Resealed all;
    for (auto const& tenant : tenants::list_tenants(db)) {
        auto const zone = tenants::zone_of(tenant);
        auto const count = run_use_case(
            {db, tenant.id, Actor::command_line(), clock, zone, no_signals},
            [&](Work& work) -> Result<identity::Resealed> {
                return identity::reseal_secrets(work, present, next);
            });
        all.sealed_anew += count->sealed_anew;
        all.unopened += count->unopened;
    }
    return all;
}

}

crypto::Key load_or_create_server_key(std::filesystem::path const& data)
{
    return find_or_create_key(key_file(data));
}

Result<void> check_server_key(db::Connection& db, std::filesystem::path const& data, Clock const& clock)
{
    auto const known = identity::find_key_mark(db);
    if (!end_noted_renewal(known, data))
        return problem_of_key("server_key.problem.interrupted"_msg, data);
    auto const present = find_key(key_file(data));
    bool const fits = known || fits_unmarked(db, present);
    if (!present && (known || !fits))
        return problem_of_key("server_key.problem.missing"_msg, data);
    if (!fits)
        return problem_of_key("server_key.problem.another"_msg, data);
    auto const mark = identity::mark_of(load_or_create_server_key(data));
    // Two servers that start at the same time: one notes its key, and both ask whether it is theirs.
    if (!known)
        static_cast<void>(identity::insert_key_mark(db, mark, clock.now()));
    if (identity::find_key_mark(db) != mark)
        return problem_of_key("server_key.problem.another"_msg, data);
    return {};
}

Result<identity::Resealed> renew_server_key(
    db::Connection& db, std::filesystem::path const& data, Clock const& clock, bool is_lost)
{
    auto const known = identity::find_key_mark(db);
    static_cast<void>(end_noted_renewal(known, data));
    auto const present = find_key(key_file(data));
    if (!is_lost && !present)
        return problem_of_key("server_key.problem.missing"_msg, data);
    // One that was interrupted may have sealed everything with the next key already.
    bool const is_another = known
        ? present && known != identity::mark_of(*present)
        : !fits_unmarked(db, present) && !fits_unmarked(db, find_key(next_key_file(data)));
    if (!is_lost && is_another)
        return problem_of_key("server_key.problem.another"_msg, data);
    auto const next = find_or_create_key(next_key_file(data));
    auto const resealed = reseal_all(db, clock, present, next);
    identity::replace_key_mark(db, identity::mark_of(next), clock.now());
    end_renewal(data);
    return resealed;
}

namespace {

// Reads the key at the first call, and makes of it what is asked for.
template<class Made, class Make>
std::function<Made const&()> made_of_key(std::filesystem::path data, Make make)
{
    struct Lazy {
        std::once_flag once;
        std::optional<Made> made;
    };
    auto lazy = std::make_shared<Lazy>();
    return [lazy, make, data = std::move(data)]() -> Made const& {
        std::call_once(lazy->once, [&] { lazy->made = make(load_or_create_server_key(data)); });
        return *lazy->made;
    };
}

}

std::function<crypto::Key const&()> search_key_of(std::filesystem::path data)
{
    return made_of_key<crypto::Key>(
        std::move(data), [](crypto::Key const& key) { return key.derive("searches in vain"); });
}

std::function<crypto::Key const&()> registration_key_of(std::filesystem::path data)
{
    return made_of_key<crypto::Key>(
        std::move(data), [](crypto::Key const& key) { return key.derive("links to registrations"); });
}

std::function<crypto::Key const&()> return_key_of(std::filesystem::path data)
{
    return made_of_key<crypto::Key>(std::move(data), &post::return_key_of);
}

std::function<crypto::Key const&()> package_key_of(std::filesystem::path data)
{
    return made_of_key<crypto::Key>(
        std::move(data), [](crypto::Key const& key) { return key.derive("concept packages"); });
}

std::function<identity::Secrets const&()> secrets_of(std::filesystem::path data)
{
    return made_of_key<identity::Secrets>(std::move(data), &identity::Secrets::of);
}

} // namespace kommin::app
