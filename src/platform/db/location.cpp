#include "platform/db/location.hpp"

#include "platform/base/text.hpp"

#include <algorithm>
#include <libpq-fe.h>
#include <memory>

namespace kommin::db {
namespace {

struct FreeOptions {
    void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
};
using Options = std::unique_ptr<PQconninfoOption, FreeOptions>;

Options parse_url(std::string const& url)
{
    char* error = nullptr;
    Options options(PQconninfoParse(url.c_str(), &error));
    PQfreemem(error); // it would quote the URL and with it the password
    return options;
}

bool is_postgres_url(std::string_view text)
{
    return text.starts_with("postgresql://") || text.starts_with("postgres://");
}

std::string value_of(PQconninfoOption const* options, std::string_view keyword)
{
    for (auto const* option = options; option != nullptr && option->keyword != nullptr; ++option) {
        if (option->keyword == keyword)
            return option->val != nullptr ? option->val : "";
    }
    return {};
}

bool is_this_machine(std::string_view host)
{
    return host.empty() || host.starts_with('/') || host == "localhost" || host.starts_with("127.")
        || host == "::1";
}

bool stays_on_this_machine(PQconninfoOption const* options)
{
    // hostaddr is where it connects to; host is only the name that the certificate must have.
    auto hosts = value_of(options, "hostaddr");
    if (hosts.empty())
        hosts = value_of(options, "host");
    return std::ranges::all_of(
        split(hosts, ','), [](std::string_view host) { return is_this_machine(trim(host)); });
}

// libpq's default ("prefer") goes on in clear where the server offers no TLS, and says nothing: one setting
// forgotten, and contact data crosses the network for all to read. Whoever means "disable" writes it.
bool may_fall_back_to_clear(PQconninfoOption const* options)
{
    auto const mode = value_of(options, "sslmode");
    return mode.empty() || mode == "allow" || mode == "prefer";
}

} // namespace

std::string_view to_text(Engine engine)
{
    return engine == Engine::sqlite ? "sqlite" : "postgres";
}

Result<Location> Location::parse(std::string_view text)
{
    if (trim(text).empty())
        return Problem::invalid("database", "db.location.empty"_msg);
    if (text.find('\0') != std::string_view::npos)
        return Problem::invalid("database", "db.location.scheme"_msg);
    std::string target(text);
    if (is_postgres_url(target)) {
        auto const options = parse_url(target);
        if (!options)
            return Problem::invalid("database", "db.location.url"_msg);
        if (!stays_on_this_machine(options.get()) && may_fall_back_to_clear(options.get()))
            return Problem::invalid("database", "db.location.in_clear"_msg);
        return Location{Engine::postgres, std::move(target)};
    }
    if (target.find("://") != std::string::npos || target.starts_with("file:"))
        return Problem::invalid("database", "db.location.scheme"_msg);
    // Every connection would have a database of its own.
    if (target == ":memory:")
        return Problem::invalid("database", "db.location.memory"_msg);
    return Location{Engine::sqlite, std::move(target)};
}

Location::Protection Location::protection() const
{
    if (engine == Engine::sqlite)
        return Protection::this_machine;
    auto const options = parse_url(target);
    if (stays_on_this_machine(options.get()))
        return Protection::this_machine;
    auto const mode = value_of(options.get(), "sslmode");
    // "verify-ca" takes any machine that has a certificate of that authority.
    if (mode == "verify-full")
        return Protection::verified;
    return mode == "require" || mode == "verify-ca" ? Protection::unverified : Protection::in_clear;
}

std::string Location::display() const
{
    if (engine == Engine::sqlite)
        return target;
    auto const options = parse_url(target);
    auto const user = value_of(options.get(), "user");
    auto const host = value_of(options.get(), "host");
    auto const port = value_of(options.get(), "port");
    auto const name = value_of(options.get(), "dbname");
    bool const has_port = port.find_first_not_of(',') != std::string::npos; // "," of two hosts without ports
    return "postgresql://" + (user.empty() ? "" : user + "@") + host + (has_port ? ":" + port : "") + "/"
        + name;
}

} // namespace kommin::db
