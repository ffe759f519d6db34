#pragma once
// The modules of the product, wired with the settings of an installation.

#include "app/settings.hpp"
#include "modules/portal/module.hpp"
#include "platform/base/clock.hpp"
#include "platform/command/command.hpp"
#include "platform/db/connection.hpp"
#include "platform/images/studio.hpp"
#include "platform/pdf/cleaner.hpp"
#include "platform/web/module.hpp"
#include "platform/work/job_rules.hpp"
#include "platform/work/work.hpp"

#include <memory>
#include <vector>

namespace kommin::app {

// Every module that has pages, jobs or something to publish. Throws std::runtime_error for a vocabulary of
// the installation (DATA/concepts.csv) that cannot be read.
std::vector<web::Module> all_modules(Settings const& settings);
// What reads hostile files, each in processes of its own.
struct Workers {
    std::shared_ptr<images::Studio> studio;
    std::shared_ptr<pdf::Cleaner> cleaner;
};
// The same for tests, which ask nobody outside about links, or a server of their own, and are not the program
// that does such work.
std::vector<web::Module> all_modules(
    Settings const& settings, portal::LinkCare const& links, Workers const& workers);

// What they offer at the console. Needs no settings: the command line is read before these.
std::vector<command::Command> all_commands();

// Stores what they have counted in this process, for each tenant. Throws what the database throws; what could
// not be stored is stored the next time.
void store_counts(
    std::vector<web::Module> const& modules, db::Connection& connection, Clock const& clock,
    Signals const& signals);

// Before the first request: removes what an interruption has left beside the database, for each tenant.
// Throws what the database and the machine throw; what is left then goes in the night.
void clear_up_at_start(
    Settings const& settings, db::Connection& connection, Clock const& clock, Signals const& signals);

// What all of them do in jobs, for the tenants there are. `clock` and `signals` must outlive it. Throws
// std::logic_error if two want the same kind.
JobRules jobs_of(std::vector<web::Module> const& modules, Clock const& clock, Signals const& signals);

} // namespace kommin::app
