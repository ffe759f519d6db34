#include "app/modules.hpp"

#include "app/jobs_commands.hpp"
#include "app/server_key.hpp"
#include "app/share.hpp"
#include "modules/portal/module.hpp"
#include "modules/staff/module.hpp"
#include "modules/tenants/api.hpp"
#include "platform/files/files.hpp"
#include "platform/search/concepts.hpp"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
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

std::vector<web::Module> all_modules(Settings const& settings)
{
    auto const concepts = std::make_shared<search::Concepts const>(load_concepts(settings));
    return {
        portal::portal_module({.concepts = concepts, .feedback = feedback_care(settings)}),
        staff::staff_module(
            {.secrets = secrets_of(settings.data),
             .outbox = mail::Outbox(settings.outbox()),
             .sender = sender_of(settings)}),
    };
}

std::vector<command::Command> all_commands()
{
    std::vector<command::Command> all;
    for (auto& commands : {jobs_commands(), portal::commands(), staff::commands()})
        all.insert(all.end(), commands.begin(), commands.end());
    return all;
}

JobRules jobs_of(std::vector<web::Module> const& modules, Clock const& clock, Signals const& signals)
{
    std::vector<JobRule> jobs;
    std::vector<RecurringRule> recurring;
    for (auto const& module : modules) {
        jobs.insert(jobs.end(), module.jobs.begin(), module.jobs.end());
        recurring.insert(recurring.end(), module.recurring.begin(), module.recurring.end());
    }
    return {
        jobs, std::move(recurring),
        JobEnvironment{
            .clock = clock,
            .signals = signals,
            .list_tenants = &tenants::list_tenant_ids,
            .find_zone = [](db::Connection& db, TenantId id) -> std::optional<i18n::Zone> {
                auto const tenant = tenants::find_tenant(db, id);
                return tenant ? std::optional(tenants::zone_of(*tenant)) : std::nullopt;
            }}};
}

} // namespace kommin::app
