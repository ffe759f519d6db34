#include "app/modules.hpp"

#include "app/server_key.hpp"
#include "app/share.hpp"
#include "modules/portal/module.hpp"
#include "modules/staff/module.hpp"
#include "platform/files/files.hpp"
#include "platform/search/concepts.hpp"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <variant>

namespace kommin::app {

namespace {

constexpr std::size_t largest_vocabulary = std::size_t{8} << 20U;

// The installation's own vocabulary, or the one that came with the program.
search::Concepts load_concepts(Settings const& settings)
{
    auto const own = settings.data / "concepts.csv";
    auto const file = std::filesystem::exists(own) ? own : find_shared("demo/search/concepts.csv");
    auto const bytes = files::read_file(file, largest_vocabulary);
    if (!bytes)
        throw std::runtime_error("cannot read " + file.string());
    auto parsed = search::Concepts::parse(*bytes);
    if (auto const* error = std::get_if<std::string>(&parsed))
        throw std::runtime_error(file.string() + ": " + *error);
    return std::move(std::get<search::Concepts>(parsed));
}

std::string sender_of(Settings const& settings)
{
    auto sender = settings.mail_from.empty() ? settings.office_email : settings.mail_from;
    if (sender.empty())
        sender = "kommin@localhost"; // nothing leaves the outbox that way, but a mail needs a sender
    return sender;
}

portal::FeedbackCare feedback_care(Settings const& settings)
{
    return {
        .outbox = mail::Outbox(settings.outbox()),
        .sender = sender_of(settings),
        .office = settings.office_email,
        .keep = std::chrono::days(settings.feedback_keep_days)};
}

}

std::vector<web::Module> all_modules(Settings const& settings, Clock const& clock, Signals const& signals)
{
    auto const concepts = std::make_shared<search::Concepts const>(load_concepts(settings));
    return {
        portal::portal_module({.concepts = concepts, .feedback = feedback_care(settings)}, clock, signals),
        staff::staff_module(
            {.secrets = secrets_of(settings.data),
             .outbox = mail::Outbox(settings.outbox()),
             .sender = sender_of(settings)},
            clock, signals),
    };
}

std::vector<command::Command> all_commands()
{
    std::vector<command::Command> all;
    for (auto& commands : {portal::commands(), staff::commands()})
        all.insert(all.end(), commands.begin(), commands.end());
    return all;
}

jobs::Handlers jobs_of(std::vector<web::Module> const& modules)
{
    jobs::Handlers all;
    for (auto const& module : modules) {
        for (auto const& [kind, handler] : module.jobs) {
            if (!all.emplace(kind, handler).second)
                throw std::logic_error("two modules want the jobs " + kind);
        }
    }
    return all;
}

} // namespace kommin::app
