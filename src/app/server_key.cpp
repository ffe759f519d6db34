#include "app/server_key.hpp"

#include "platform/files/files.hpp"

#include <memory>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

namespace kommin::app {

crypto::Key load_or_create_server_key(std::filesystem::path const& data)
{
    auto const file = data / "server.key";
    if (!std::filesystem::exists(file)) {
        files::make_directories(data);
        static_cast<void>(files::create_private(file, crypto::Key::random().bytes()));
    }
    auto const bytes = files::read_file(file, 1024);
    auto key = bytes ? crypto::Key::of(*bytes) : std::nullopt;
    if (!key)
        throw std::runtime_error(
            file.string() + " is not a key of 32 bytes; put back the one from the safe place");
    return *std::move(key);
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

std::function<identity::Secrets const&()> secrets_of(std::filesystem::path data)
{
    return made_of_key<identity::Secrets>(std::move(data), &identity::Secrets::of);
}

} // namespace kommin::app
