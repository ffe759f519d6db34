#pragma once
// The modules of the product, wired with the settings of an installation.

#include "app/settings.hpp"
#include "platform/base/clock.hpp"
#include "platform/command/command.hpp"
#include "platform/jobs/jobs.hpp"
#include "platform/web/module.hpp"
#include "platform/work/work.hpp"

#include <vector>

namespace kommin::app {

// Every module that has pages, jobs or something to publish. `clock` and `signals` must outlive them. Throws
// std::runtime_error for a vocabulary of the installation (DATA/concepts.csv) that cannot be read.
std::vector<web::Module> all_modules(Settings const& settings, Clock const& clock, Signals const& signals);

// What they offer at the console. Needs no settings: the command line is read before these.
std::vector<command::Command> all_commands();

// The jobs of all of them. Throws std::logic_error if two want the same kind.
jobs::Handlers jobs_of(std::vector<web::Module> const& modules);

} // namespace kommin::app
