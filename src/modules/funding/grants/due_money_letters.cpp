#include "modules/funding/grants/due_money_letters.hpp"

#include "modules/funding/grants/due_money.hpp"
#include "modules/funding/grants/due_money_store.hpp"
#include "modules/funding/programmes/permissions.hpp"
#include "platform/access/owners.hpp"
#include "platform/access/rights.hpp"
#include "platform/html/url.hpp"
#include "platform/i18n/local_time.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/identity/account_store.hpp"
#include "platform/json/json.hpp"
#include "platform/work/use_case.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace kommin::funding {

namespace {

constexpr std::string_view due_money_job = "funding.due_money.letter";
constexpr std::string_view due_money_word = "funding.due_money";
constexpr std::size_t most_lines_of_letter = 15; // the rest is counted: the desk shows it

Date monday_of(Date day)
{
    auto const since = std::chrono::weekday{std::chrono::sys_days{day}} - std::chrono::Monday;
    return day + -since;
}

// Whoever may everywhere looks after the Kreis; municipalities look after themselves: as on "Heute".
std::optional<Owners> looked_after(Rights const& rights, Permission permission)
{
    auto const scopes = rights.where(permission);
    if (scopes.empty())
        return std::nullopt;
    auto owners = owners_of(scopes);
    if (!owners)
        owners = std::vector<std::int64_t>{Scope::whole_tenant().owner()};
    return std::optional(std::move(owners));
}

DueOwners due_owners(Rights const& rights)
{
    return {looked_after(rights, edit_money), looked_after(rights, account_for_money)};
}

struct DueMoneyLetter {
    identity::Account account;
    tenants::Tenant tenant;
    std::vector<DueMoney> due;
    Date today;
    std::int64_t job; // by which it leaves: a letter tried again is the same one
    letters::OwnWords own;
};

i18n::Language language_of_account(identity::Account const& account)
{
    return i18n::Language::find(account.language).value_or(i18n::Language::german());
}

// A municipality's own words where all of it is theirs, else those of the Kreis.
std::optional<tenants::BodyId> body_of_words(DueOwners const& owners)
{
    auto const& edited = owners.edited.value();
    if (!edited || edited->size() != 1 || edited->front() == Scope::whole_tenant().owner())
        return std::nullopt;
    return tenants::BodyId{edited->front()};
}

bool gets_letters(identity::Account const& account)
{
    return account.state == identity::AccountState::active && !account.is_erased() && !account.email.empty();
}

// Nothing where they may edit no money any more, or nothing is due.
Result<std::optional<DueMoneyLetter>> addressed_due_letter(Work& work, JobOrder const& order)
{
    auto& db = work.db();
    auto const tenant = work.tenant();
    auto account = identity::find_account(db, tenant, order.id<identity::AccountId>("account"));
    auto const leave = [&] {
        order.end_in(work);
        return std::optional<DueMoneyLetter>{};
    };
    if (!account || !gets_letters(*account))
        return leave();
    auto const owners
        = due_owners(Rights::of(identity::list_grants(db, tenant, account->id), permission_rules()));
    if (!owners.edited)
        return leave();
    auto due = list_due_money(db, tenant, owners, work.today());
    if (due.empty())
        return leave();
    auto own = letters::find_own_words(
        db, tenant, {body_of_words(owners), due_money_word, language_of_account(*account).tag()});
    return std::optional(DueMoneyLetter{
        *std::move(account), tenants::find_tenant(db, tenant).value(), std::move(due), work.today(),
        order.job().value, std::move(own)});
}

std::string line_of(DueMoney const& one, Date today, i18n::Texts const& texts)
{
    auto const title = texts.foreign(one.title);
    auto const what = texts(
        label_of(one.kind),
        {{"title", title}, {"amount", one.amount ? texts.money(*one.amount) : std::string{}}});
    return texts(
        one.day < today ? "due_money.line.late"_msg : "due_money.line"_msg,
        {{"day", texts.date(one.day, i18n::DateStyle::long_)}, {"what", what}});
}

std::string lines_of(DueMoneyLetter const& letter, i18n::Texts const& texts)
{
    std::string lines;
    auto const shown = std::min(letter.due.size(), most_lines_of_letter);
    for (auto const& one : std::span(letter.due).first(shown)) {
        if (!lines.empty())
            lines += '\n';
        lines += line_of(one, letter.today, texts);
    }
    return lines;
}

post::Letter due_money_letter(DueMoneyLetter const& letter, std::string const& site)
{
    auto const language = language_of_account(letter.account);
    auto const& texts = i18n::Texts::of(language);
    auto const name = texts.foreign(letter.account.name);
    auto const late
        = std::ranges::count_if(letter.due, [&](DueMoney const& one) { return one.day < letter.today; });
    auto const count = std::to_string(letter.due.size());
    letters::ProgramWords program{
        .greeting = texts("due_money.mail.greeting"_msg, {{"name", name}}),
        .facts
        = {texts(
               "due_money.mail.lead"_msg,
               {{"count", std::ssize(letter.due)}, {"late", static_cast<std::int64_t>(late)}}),
           lines_of(letter, texts)}};
    if (letter.due.size() > most_lines_of_letter)
        program.facts.push_back(texts(
            "due_money.mail.more"_msg,
            {{"count", static_cast<std::int64_t>(letter.due.size() - most_lines_of_letter)}}));
    return {
        .id = "due-money-" + std::to_string(letter.tenant.id.value) + '-' + std::to_string(letter.job),
        .to = letter.account.email,
        .from_name = letter.tenant.name,
        .language = language,
        .subject = texts("due_money.mail.subject"_msg, {{"count", std::ssize(letter.due)}}),
        .text = letters::letter_text(program, letter.own, {{"name", name}, {"anzahl", count}}, texts),
        .button = post::Letter::
            Button{std::string(texts("due_money.mail.button"_msg)), html::Url::external(site + "/verwaltung").value()},
        .note = std::string(texts("due_money.mail.note"_msg))};
}

post::Letter example_of_due_money(letters::ExampleOf const& of)
{
    auto const& texts = i18n::Texts::of(of.language);
    identity::Account account{};
    account.name = texts("due_money.example.name"_msg);
    account.language = of.language.tag();
    return due_money_letter(
        {std::move(account),
         of.tenant,
         {{DueMoneyKind::proof, of.today, std::string(texts("proof_form.example.title"_msg)), {}}},
         of.today,
         0,
         of.words},
        std::string(letters::example_site));
}

// Under the same id whenever the job is tried again: a program that was killed on the way sends it twice as
// one.
Result<void> send_due_money(GrantLetterCare const& care, WorkContext const& context, JobOrder const& order)
{
    auto const tenant = tenants::find_tenant(context.connection, context.tenant).value();
    if (tenant.is_demonstration && care.post.has_server())
        return Problem::invalid({}, "confirm.problem.demonstration"_msg);
    auto const site = tenants::site_address(tenant, care.base_url);
    if (!html::Url::external(site))
        return Problem::invalid({}, "staff.mail.problem.no_site"_msg);
    auto const letter
        = TRY(run_use_case(context, [&](Work& work) { return addressed_due_letter(work, order); }));
    return letter ? care.post.send(context, due_money_letter(*letter, site)) : Result<void>{};
}

// What is due is asked once for all who look after the same.
class WhatIsDue {
public:
    explicit WhatIsDue(Work& work)
        : work_(work)
    { }
    bool is_anything(DueOwners const& owners)
    {
        auto const known = is_due_.find(owners);
        if (known != is_due_.end())
            return known->second;
        bool const is_any = !list_due_money(work_.db(), work_.tenant(), owners, work_.today()).empty();
        is_due_.emplace(owners, is_any);
        return is_any;
    }

private:
    Work& work_;
    std::map<DueOwners, bool> is_due_;
};

void order_due_letters(Work& work)
{
    auto& db = work.db();
    auto const tenant = work.tenant();
    auto const monday = monday_of(work.today());
    auto const told = list_accounts_told(db, tenant, monday);
    std::map<identity::AccountId, std::vector<kommin::Grant>> roles;
    for (auto& granted : identity::list_all_grants(db, tenant))
        roles[granted.account].push_back(std::move(granted.grant));
    WhatIsDue due(work);
    for (auto const& account : identity::list_accounts(db, tenant)) {
        if (!gets_letters(account) || std::ranges::find(told, account.id) != told.end())
            continue;
        auto const owners = due_owners(Rights::of(roles[account.id], permission_rules()));
        if (!owners.edited || !due.is_anything(owners))
            continue;
        note_told(db, tenant, account.id, monday, work.now());
        work.enqueue(due_money_job, json::print(json::Value::Object{{"account", account.id.value}}));
    }
}

}

letters::LetterKind due_money_letter_kind()
{
    return {
        .word = due_money_word,
        .label = "letters.kind.funding.due_money"_msg,
        .about = "letters.about.due_money"_msg,
        .placeholders
        = {{"name", "letters.placeholder.account"_msg}, {"anzahl", "letters.placeholder.count"_msg}},
        .example = &example_of_due_money};
}

JobRule due_money_mail(GrantLetterCare const& care)
{
    return {
        due_money_job, JobOutward([care](WorkContext const& context, JobOrder const& order) {
            return send_due_money(care, context, order);
        }),
        "job.funding.due_money"_msg, true};
}

RecurringRule due_money_told()
{
    return {
        "funding.due_money_told", i18n::TimeOfDay::at(6, 20),
        [](Work& work) -> Result<void> {
            // Its accounts and its records are samples.
            if (!tenants::find_tenant(work.db(), work.tenant()).value().is_demonstration)
                order_due_letters(work);
            return {};
        },
        "job.funding.due_money_told"_msg};
}

} // namespace kommin::funding
