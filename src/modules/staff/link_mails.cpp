#include "modules/staff/link_mails.hpp"

#include "modules/tenants/api.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/identity/account_store.hpp"
#include "platform/json/json.hpp"
#include "platform/json/writer.hpp"
#include "platform/work/use_case.hpp"

#include <optional>
#include <string>
#include <utility>

namespace kommin::staff {

namespace {

using i18n::Texts;
using identity::LinkPurpose;

constexpr std::string_view mail_kind = "staff.link_mail";

struct Order {
    std::optional<identity::AccountId> account; // else by address
    std::string email_key;
    std::string site_address;
};

Order read(jobs::Job const& job)
{
    auto const parsed = json::parse(job.payload);
    auto const* value = std::get_if<json::Value>(&parsed);
    auto const text = [&](char const* name) -> std::string_view {
        auto const* member = value == nullptr ? nullptr : value->find(name);
        auto const* found = member == nullptr ? nullptr : member->as_string();
        return found == nullptr ? std::string_view{} : std::string_view(*found);
    };
    Order order;
    if (auto const* account = value == nullptr ? nullptr : value->find("account")) {
        if (auto const id = account->as_integer())
            order.account = identity::AccountId{*id};
    }
    order.email_key = text("email");
    order.site_address = text("site");
    if (!order.account && order.email_key.empty())
        throw jobs::Hopeless("the job names no account");
    return order;
}

mail::Message mail_of(
    jobs::Job const& job, Order const& order, LinkPurpose purpose, identity::Account const& account,
    tenants::Tenant const& tenant, std::string const& token, std::string const& sender, Instant now)
{
    auto const language = i18n::Language::find(account.language);
    auto const& texts = Texts::of(language ? *language : i18n::Language::german());
    bool const is_invitation = purpose == LinkPurpose::invitation;
    auto const link = order.site_address + "/verwaltung/passwort/" + token;
    return {
        .id = "link-" + std::to_string(tenant.id.value) + '-' + std::to_string(job.id.value),
        .date = now,
        .from = sender,
        .to = {account.email},
        .subject = texts(
            is_invitation ? "staff.mail.invitation.subject"_msg : "staff.mail.new_password.subject"_msg,
            {{"site", tenant.name}}),
        .text = texts(
                    is_invitation ? "staff.mail.invitation.text"_msg : "staff.mail.new_password.text"_msg,
                    {{"name", account.name}, {"site", tenant.name}})
            + "\n\n" + link + "\n\n"
            + std::string(texts(
                is_invitation ? "staff.mail.invitation.lasts"_msg : "staff.mail.new_password.lasts"_msg))
            + '\n',
        .language = std::string(texts.language().tag())};
}

}

void enqueue_invitation(Work& work, identity::AccountId account, std::string_view site_address)
{
    json::Writer out;
    out.object([&](json::ObjectWriter& object) {
        object.member("account", account.value);
        object.member("site", site_address);
    });
    work.enqueue(mail_kind, std::move(out).take());
}

void enqueue_new_password_link(Work& work, std::string_view email_key, std::string_view site_address)
{
    json::Writer out;
    out.object([&](json::ObjectWriter& object) {
        object.member("email", email_key);
        object.member("site", site_address);
    });
    work.enqueue(mail_kind, std::move(out).take());
}

bool LinkGate::lets_pass(TenantId tenant, std::string_view email_key, std::string_view peer, Instant now)
{
    auto const prefix = std::to_string(tenant.value) + '\n';
    return !networks_.take(prefix + std::string(peer), now)
        && !addresses_.take(prefix + std::string(email_key), now);
}

jobs::Handlers link_mail_jobs(StaffOptions const& options, Clock const& clock, Signals const& signals)
{
    auto const send = [options, &clock, &signals](db::Connection& db, jobs::Job const& job) {
        auto const order = read(job);
        auto const tenant = tenants::find_tenant(db, job.tenant);
        if (!tenant)
            throw jobs::Hopeless("there is no such tenant");
        auto const account = order.account ? identity::find_account(db, job.tenant, *order.account)
                                           : identity::find_account_by_email(db, job.tenant, order.email_key);
        if (!account || account->state == identity::AccountState::blocked)
            return; // nobody may log in with it
        auto const purpose = account->state == identity::AccountState::invited ? LinkPurpose::invitation
                                                                               : LinkPurpose::new_password;
        // At every try a new link, which makes the one before void: the mail that arrives last is the one
        // that works.
        auto const zone = tenants::zone_of(*tenant);
        auto const token = run_use_case(
            {db, job.tenant, Actor::system(), clock, zone, signals},
            [&](Work& work) -> Result<std::string> { return make_link(work, account->id, purpose); });
        options.outbox.put(
            mail_of(job, order, purpose, *account, *tenant, token.value(), options.sender, clock.now()));
    };
    return {{std::string(mail_kind), send}};
}

} // namespace kommin::staff
