#include "modules/staff/link_mails.hpp"

#include "modules/tenants/api.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/identity/account_store.hpp"
#include "platform/identity/throttle.hpp"
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

std::optional<identity::Account> find_account(db::Connection& db, TenantId tenant, JobOrder const& order)
{
    if (auto const email_key = order.text("email"); !email_key.empty())
        return identity::find_account_by_email(db, tenant, email_key);
    return identity::find_account(db, tenant, order.id<identity::AccountId>("account"));
}

// Nothing where the address of the site is none.
std::optional<post::Letter> letter_of(
    JobOrder const& order, LinkPurpose purpose, identity::Account const& account,
    tenants::Tenant const& tenant, std::string const& token)
{
    auto const language = i18n::Language::find(account.language);
    auto const& texts = Texts::of(language ? *language : i18n::Language::german());
    bool const is_invitation = purpose == LinkPurpose::invitation;
    auto link = html::Url::external(std::string(order.text("site")) + "/verwaltung/passwort/" + token);
    if (!link)
        return std::nullopt;
    return post::Letter{
        .id = "link-" + std::to_string(tenant.id.value) + '-' + std::to_string(order.job().value),
        .to = account.email,
        .from_name = tenant.name,
        .language = texts.language(),
        .subject = texts(
            is_invitation ? "staff.mail.invitation.subject"_msg : "staff.mail.new_password.subject"_msg,
            {{"site", tenant.name}}),
        .text = texts(
            is_invitation ? "staff.mail.invitation.text"_msg : "staff.mail.new_password.text"_msg,
            {{"name", account.name}, {"site", tenant.name}}),
        .button = post::Letter::
            Button{std::string(texts(is_invitation ? "staff.mail.invitation.button"_msg : "staff.mail.new_password.button"_msg)), std::move(*link)},
        .note = std::string(
            texts(is_invitation ? "staff.mail.invitation.lasts"_msg : "staff.mail.new_password.lasts"_msg))};
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
    return !networks_.take(prefix + identity::network_of(peer), now)
        && !addresses_.take(prefix + std::string(email_key), now);
}

JobRule link_mails(StaffOptions const& options)
{
    auto const send = [options](WorkContext const& context, JobOrder const& order) -> Result<void> {
        auto& db = context.connection;
        auto const account = find_account(db, context.tenant, order);
        if (!account || account->state == identity::AccountState::blocked)
            return {}; // nobody may log in with it
        auto const purpose = account->state == identity::AccountState::invited ? LinkPurpose::invitation
                                                                               : LinkPurpose::new_password;
        // At every try a new link, which makes the one before void: the mail that arrives last is the one
        // that works.
        auto const token = TRY(run_use_case(context, [&](Work& work) -> Result<std::string> {
            return make_link(work, account->id, purpose);
        }));
        auto const tenant = tenants::find_tenant(db, context.tenant).value();
        auto const letter = letter_of(order, purpose, *account, tenant, token);
        if (!letter)
            return Problem::invalid({}, "staff.mail.problem.no_site"_msg);
        return options.post.send(context, *letter);
    };
    return {mail_kind, send, "job.staff.link_mail"_msg, true};
}

} // namespace kommin::staff
