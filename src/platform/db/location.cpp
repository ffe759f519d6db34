#include "platform/db/location.hpp"

#include "platform/base/text.hpp"

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
        if (!parse_url(target))
            return Problem::invalid("database", "db.location.url"_msg);
        return Location{Engine::postgres, std::move(target)};
    }
    if (target.find("://") != std::string::npos || target.starts_with("file:"))
        return Problem::invalid("database", "db.location.scheme"_msg);
    // Every connection would have a database of its own.
    if (target == ":memory:")
        return Problem::invalid("database", "db.location.memory"_msg);
    return Location{Engine::sqlite, std::move(target)};
}

std::string Location::display() const
{
    if (engine == Engine::sqlite)
        return target;
    auto const options = parse_url(target);
    std::string user;
    std::string host;
    std::string port;
    std::string name;
    for (auto const* option = options.get(); option != nullptr && option->keyword != nullptr; ++option) {
        std::string_view const keyword = option->keyword;
        std::string const value = option->val != nullptr ? option->val : "";
        if (keyword == "user")
            user = value;
        else if (keyword == "host")
            host = value;
        else if (keyword == "port")
            port = value;
        else if (keyword == "dbname")
            name = value;
    }
    bool const has_port = port.find_first_not_of(',') != std::string::npos; // "," of two hosts without ports
    return "postgresql://" + (user.empty() ? "" : user + "@") + host + (has_port ? ":" + port : "") + "/"
        + name;
}

} // namespace kommin::db
