#include "app/modules.hpp"

#include "app/jobs_commands.hpp"
#include "app/server_key.hpp"
#include "app/share.hpp"
#include "modules/adoption/module.hpp"
#include "modules/contacts/module.hpp"
#include "modules/funding/module.hpp"
#include "modules/goals/module.hpp"
#include "modules/letters/module.hpp"
#include "modules/meetings/module.hpp"
#include "modules/portal/module.hpp"
#include "modules/staff/module.hpp"
#include "modules/steering/module.hpp"
#include "modules/tenants/api.hpp"
#include "platform/files/blob_stores.hpp"
#include "platform/files/files.hpp"
#include "platform/html/writer.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/identity/leaked_passwords.hpp"
#include "platform/linkcheck/checker.hpp"
#include "platform/mail/smtp.hpp"
#include "platform/post/post.hpp"
#include "platform/records/translated_kind.hpp"
#include "platform/search/concepts.hpp"
#include "platform/translate/libre_translate.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <variant>

namespace kommin::app {

namespace {

constexpr std::size_t largest_vocabulary = std::size_t{8} << 20U;
constexpr std::size_t largest_password_file = 4096;

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
        sender = "kommin@localhost"; // good enough for the outbox
    return sender;
}

// What stands in the file, if there is one, without the line end that editors put behind it.
std::string secret_of(std::string const& secret, std::filesystem::path const& file)
{
    if (file.empty())
        return secret;
    auto const text = files::read_file(file, largest_password_file);
    if (!text)
        throw std::runtime_error("cannot read " + file.string());
    return text->substr(0, text->find_first_of("\r\n"));
}

post::Post post_of(Settings const& settings)
{
    post::PostOptions options{.outbox = settings.outbox(), .sender = sender_of(settings)};
    if (!settings.smtp_url.empty())
        options.smtp = std::make_shared<mail::Smtp const>(mail::SmtpOptions{
            .url = settings.smtp_url,
            .user = settings.smtp_user,
            .password = secret_of(settings.smtp_password, settings.smtp_password_file),
            .ca_file = settings.smtp_ca_file,
            .is_plain = settings.smtp_plain,
            .timeout = std::chrono::seconds(settings.smtp_timeout_seconds)});
    if (!settings.mail_bounce_address.empty())
        options.returns = post::ReturnAddress(settings.mail_bounce_address, return_key_of(settings.data));
    return post::Post(std::move(options));
}

portal::FeedbackCare feedback_care(Settings const& settings)
{
    return {
        .post = post_of(settings),
        .office = settings.office_email,
        .base_url = settings.base_url,
        .keep = std::chrono::days(settings.feedback_keep_days),
        .asks_providers = settings.provider_questions};
}

portal::LinkCare link_care(Settings const& settings)
{
    portal::LinkCare care{.base_url = settings.base_url};
    if (settings.link_checks)
        care.checker = std::make_shared<linkcheck::Checker const>();
    return care;
}

// What translators find besides the records of the portal.
std::vector<records::TranslatedKind> translated_kinds()
{
    auto kinds = meetings::translated_kinds();
    for (auto const& kind : goals::translated_kinds())
        kinds.push_back(kind);
    return kinds;
}

// What a district may begin and end in its own words.
letters::LetterKinds letter_kinds()
{
    auto kinds = goals::letter_kinds();
    for (auto more : {steering::letter_kinds(), funding::letter_kinds()})
        kinds.insert(kinds.end(), more.begin(), more.end());
    return letters::LetterKinds(std::move(kinds));
}

portal::MachineCare machine_care(Settings const& settings)
{
    using std::chrono::milliseconds;
    if (settings.translation_url.empty())
        return {};
    bool const is_own = translate::is_this_machine(settings.translation_url);
    return {
        .translator = std::make_shared<translate::LibreTranslate const>(translate::LibreTranslateOptions{
            .url = settings.translation_url,
            .key = secret_of(settings.translation_key, settings.translation_key_file),
            .ca_file = settings.translation_ca_file,
            .timeout = std::chrono::seconds(settings.translation_timeout_seconds),
            .pause = is_own ? milliseconds::zero() : milliseconds(1'000)})};
}

steering::WhyAtRisk why_at_risk(funding::WhyAtRisk why)
{
    switch (why) {
    case funding::WhyAtRisk::application:
        return steering::WhyAtRisk::application;
    case funding::WhyAtRisk::unsecured:
        return steering::WhyAtRisk::unsecured;
    case funding::WhyAtRisk::reservation:
        return steering::WhyAtRisk::reservation;
    case funding::WhyAtRisk::refused:
        return steering::WhyAtRisk::refused;
    case funding::WhyAtRisk::withdrawn:
        break;
    }
    return steering::WhyAtRisk::withdrawn;
}

// Steering asks for money and how much of it is not sure; funding knows of budgets and applications.
std::optional<steering::MoneyOfMeasures> money_at_risk(
    web::Call const& call, db::Connection& db, std::vector<goals::MeasureId> const& measures,
    std::optional<int> year)
{
    auto const found = funding::list_money_of_measures(
        db, call.site.tenant, call.actor(), measures, year, call.local_now().date);
    if (!found)
        return std::nullopt;
    steering::MoneyOfMeasures money;
    money.planned = found->planned.amount();
    money.covered = found->covered;
    for (auto const& one : found->at_risk)
        money.at_risk.push_back(
            {.title = one.title, .amount = one.amount, .url = one.url, .why = why_at_risk(one.why)});
    for (auto const& [id, one] : found->measures)
        money.measures.emplace(
            id,
            steering::MeasureMoney{
                .planned = one.planned.amount(),
                .at_risk = one.at_risk.amount(),
                .why_unknown = one.why_unknown ? std::optional(why_at_risk(*one.why_unknown)) : std::nullopt,
                .is_known = one.is_known()});
    for (auto const& one : found->in_vain)
        money.in_vain.push_back(
            {.measure = one.measure,
             .application = one.application,
             .is_withdrawn = one.is_withdrawn,
             .reason = one.reason,
             .day = one.day,
             .depends = one.depends,
             .missing = one.missing.amount()});
    return money;
}

std::optional<std::int64_t> cents_of(std::optional<Money> amount)
{
    return amount ? std::optional(amount->cents) : std::nullopt;
}

// The money of a year as budgets have it; measures are named as they are called now.
std::vector<steering::StateMoney> list_money_of_year(
    db::Connection& db, TenantId tenant, std::optional<tenants::BodyId> owner, int year)
{
    auto const& german = i18n::Texts::of(i18n::Language::german());
    std::map<goals::MeasureId, std::string> titles;
    for (auto const& measure : goals::list_measures_of_owner(db, tenant, owner))
        titles.emplace(measure.id, goals::full_title_of(measure));
    std::vector<steering::StateMoney> money;
    for (auto const& line :
         funding::list_money_of_year(db, tenant, owner, year, static_cast<int>(steering::most_money_lines))) {
        steering::StateMoney one;
        one.measure = line.measure.value;
        if (auto const title = titles.find(line.measure); title != titles.end())
            one.measure_title = title->second;
        one.source = german(funding::label_of(line.source));
        one.planned = cents_of(line.amounts.planned);
        one.secured = cents_of(line.amounts.secured);
        one.committed = cents_of(line.amounts.committed);
        one.spent = cents_of(line.amounts.spent);
        one.is_at_risk = line.is_at_risk;
        one.carried_in = line.carried.in.cents;
        one.carried_out = line.carried.out.cents;
        one.covered = line.covered.cents;
        one.as_of = to_iso(line.as_of);
        money.push_back(std::move(one));
    }
    return money;
}

// What others know of a measure, on its page: its money, and what was said of it at the end of a year.
web::Body below_measure(web::Call const& call, goals::NamedMeasure const& measure)
{
    static auto const money_below = funding::below_measure();
    auto money = money_below(call, measure);
    auto evaluations = steering::evaluations_below_measure(call, measure.id);
    if (!money || !evaluations)
        return money ? money : evaluations;
    return [money = std::move(money), evaluations = std::move(evaluations)](html::Writer& w) {
        money(w);
        evaluations(w);
    };
}

}

std::vector<web::Module> all_modules(Settings const& settings)
{
    return all_modules(
        settings, link_care(settings),
        {std::make_shared<images::Studio>(), std::make_shared<pdf::Cleaner>()});
}

std::vector<web::Module> all_modules(
    Settings const& settings, portal::LinkCare const& links, Workers const& workers)
{
    auto const concepts = std::make_shared<search::Concepts const>(load_concepts(settings));
    auto const kinds = letter_kinds();
    return {
        portal::portal_module(
            {.concepts = concepts,
             .feedback = feedback_care(settings),
             .links = links,
             .translations
             = {.machine = machine_care(settings), .kinds = portal::TranslatedKinds(translated_kinds())},
             .images
             = {.files = std::make_shared<files::BlobStores>(settings.images()),
                .studio = workers.studio,
                .quota = {.of_a_district = settings.most_pictures}},
             .search_key = search_key_of(settings.data)}),
        contacts::contacts_module(meetings::of_people()),
        letters::letters_module(kinds),
        meetings::meetings_module(
            {.invitations = {.post = post_of(settings), .base_url = settings.base_url},
             .votes = meetings::VoteKeys(settings.votes()),
             .registrations
             = {.post = post_of(settings),
                .base_url = settings.base_url,
                .key = registration_key_of(settings.data)},
             .papers
             = {.files = std::make_shared<files::BlobStores>(settings.papers()), .cleaner = workers.cleaner},
             .taken_up = goals::taken_up_records(),
             .below_recommendation = &goals::goals_below_recommendation,
             .below_advice = &adoption::packages_below_advice}),
        goals::goals_module(
            {.post = post_of(settings),
             .base_url = settings.base_url,
             .photos
             = {.files = std::make_shared<files::BlobStores>(settings.photos()), .studio = workers.studio},
             .below_measure = &below_measure}),
        funding::funding_module(
            {.files
             = {.files = std::make_shared<files::BlobStores>(settings.vouchers()),
                .cleaner = workers.cleaner,
                .studio = workers.studio},
             .letters = {.post = post_of(settings), .base_url = settings.base_url},
             .below_application = &adoption::packages_below_application}),
        steering::steering_module(
            {.money = {.list = &list_money_of_year, .may_see = &funding::may_see_money},
             .money_at_risk = &money_at_risk,
             .letters = {.post = post_of(settings), .base_url = settings.base_url},
             .files
             = {.files = std::make_shared<files::BlobStores>(settings.steps()), .cleaner = workers.cleaner}}),
        adoption::adoption_module(
            {.key = package_key_of(settings.data),
             .rules = {.panel_reworded = &meetings::follow_panel, .letter_kinds = kinds}}),
        staff::staff_module(
            {.secrets = secrets_of(settings.data),
             .post = post_of(settings),
             .leaked = settings.leaked_passwords.empty()
                 ? nullptr
                 : std::make_shared<identity::LeakedPasswords const>(settings.leaked_passwords)}),
    };
}

std::vector<command::Command> all_commands()
{
    std::vector<command::Command> all;
    for (auto& commands : {jobs_commands(), portal::commands(), adoption::commands(), staff::commands()})
        all.insert(all.end(), commands.begin(), commands.end());
    return all;
}

void store_counts(
    std::vector<web::Module> const& modules, db::Connection& connection, Clock const& clock,
    Signals const& signals)
{
    for (auto const id : tenants::list_tenant_ids(connection)) {
        auto const tenant = tenants::find_tenant(connection, id);
        if (!tenant)
            continue;
        auto const zone = tenants::zone_of(*tenant);
        for (auto const& module : modules) {
            if (module.store_counts)
                module.store_counts({connection, id, Actor::system(), clock, zone, signals});
        }
    }
}

void clear_up_at_start(
    Settings const& settings, db::Connection& connection, Clock const& clock, Signals const& signals)
{
    meetings::VoteKeys const votes(settings.votes());
    for (auto const id : tenants::list_tenant_ids(connection)) {
        auto const tenant = tenants::find_tenant(connection, id);
        if (!tenant || votes.list(id).empty())
            continue;
        auto const zone = tenants::zone_of(*tenant);
        meetings::clear_vote_keys({connection, id, Actor::system(), clock, zone, signals}, votes);
    }
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
