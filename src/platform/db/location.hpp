#pragma once
// Where a database is.

#include "platform/base/result.hpp"

#include <string>
#include <string_view>

namespace kommin::db {

enum class Engine { sqlite, postgres };

std::string_view to_text(Engine engine); // "sqlite", "postgres"

struct Location {
    // A PostgreSQL URL ("postgresql://…" or "postgres://…", several hosts allowed) or the path of an SQLite
    // file. Of another machine the URL says its `sslmode`, and none that falls back to an open connection
    // (OWASP ASVS 1.9.1, 9.2.2). Problems: "db.location.empty", "db.location.scheme", "db.location.url",
    // "db.location.in_clear", "db.location.memory".
    static Result<Location> parse(std::string_view text);

    // How much the connection is worth against somebody in the network between. unverified: encrypted, but
    // with whoever answers; several hosts: of the address as a whole.
    enum class Protection { this_machine, verified, unverified, in_clear };
    [[nodiscard]] Protection protection() const;

    Engine engine = Engine::sqlite;
    std::string target; // as given; may contain a password

    // For people and logs, without the password.
    [[nodiscard]] std::string display() const;
};

} // namespace kommin::db
