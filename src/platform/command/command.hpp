#pragma once
// Command: what a module does for whoever sits at the console of the server: `kommin feedback answer 7`. The
// app adds the flags that all commands have (data folder, database, tenant), reads the arguments and opens
// the database.

#include "platform/access/actor.hpp"
#include "platform/base/clock.hpp"
#include "platform/base/result.hpp"
#include "platform/base/strong_id.hpp"
#include "platform/db/connection.hpp"
#include "platform/i18n/zone.hpp"
#include "platform/work/work.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::command {

struct Argument {
    enum class Kind : std::uint8_t { text, number, list, flag };

    std::string_view name; // "FILE": by its place; "--format": by its name
    std::string_view help;
    Kind kind = Kind::text;
    bool is_required = false;
    std::vector<std::string_view> one_of = {}; // empty: anything
};

// Where a command works.
struct Place {
    db::Connection& db; // current
    TenantId tenant;
    i18n::Zone const& zone; // the tenant's
    Clock const& clock;
    std::filesystem::path blobs; // folder of the stored files
    std::string base_url; // of the installation, without slash at the end; may be empty
};

// What was typed behind a command.
class Arguments {
public:
    using Values = std::map<std::string, std::vector<std::string>, std::less<>>; // by name of the argument

    explicit Arguments(Values values)
        : values_(std::move(values))
    { }

    // "" if it was not given.
    [[nodiscard]] std::string text(std::string_view name) const;
    // 0 if it was not given.
    [[nodiscard]] std::int64_t number(std::string_view name) const;
    [[nodiscard]] std::vector<std::string> list(std::string_view name) const;
    [[nodiscard]] bool is_given(std::string_view name) const { return values_.contains(name); }

private:
    Values values_;
};

class Invocation : public Arguments {
public:
    Invocation(Place place, Values values)
        : Arguments(std::move(values))
        , place_(std::move(place))
    { }

    [[nodiscard]] Place const& place() const { return place_; }
    [[nodiscard]] db::Connection& db() const { return place_.db; }
    [[nodiscard]] TenantId tenant() const { return place_.tenant; }
    [[nodiscard]] WorkContext context() const
    {
        return {place_.db, place_.tenant, Actor::command_line(), place_.clock, place_.zone, no_signals};
    }

private:
    Place place_;
};

// The words before the name: `kommin feedback`.
struct Group {
    std::string_view name;
    std::string_view help;
};

struct Command {
    Group group; // the same for all of a group
    std::string_view name;
    std::string_view help;
    std::vector<Argument> arguments;
    // Prints to standard output. A problem: nothing was stored; the app prints it and ends with the exit code
    // for wrong input.
    std::function<Result<void>(Invocation const&)> run = {};
    // In its stead, for what asks no database: the flags that lead to one are not there either, and a problem
    // ends it with the exit code for work that failed.
    std::function<Result<void>(Arguments const&)> run_alone = {};
};

} // namespace kommin::command
