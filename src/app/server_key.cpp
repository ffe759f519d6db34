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

std::function<identity::Secrets const&()> secrets_of(std::filesystem::path data)
{
    struct Lazy {
        std::once_flag once;
        std::optional<identity::Secrets> secrets;
    };
    auto lazy = std::make_shared<Lazy>();
    return [lazy, data = std::move(data)]() -> identity::Secrets const& {
        std::call_once(
            lazy->once, [&] { lazy->secrets = identity::Secrets::of(load_or_create_server_key(data)); });
        return *lazy->secrets;
    };
}

} // namespace kommin::app
