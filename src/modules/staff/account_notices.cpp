#include "modules/staff/account_notices.hpp"

#include "modules/tenants/api.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/identity/account_store.hpp"
#include "platform/json/writer.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

namespace kommin::staff {

namespace {

using i18n::Texts;

constexpr std::string_view notice_kind = "staff.notice_mail";

struct NoticeWords {
    Notice notice;
    std::string_view code; // in jobs: never changes
    MessageKey subject;
    MessageKey text;
};
constexpr std::array notice_words{
    NoticeWords{
        Notice::password_changed, "password_changed", "staff.notice.password_changed"_msg,
        "staff.notice.password_changed.text"_msg},
    NoticeWords{
        Notice::second_factor_set, "second_factor_set", "staff.notice.second_factor_set"_msg,
        "staff.notice.second_factor_set.text"_msg},
    NoticeWords{
        Notice::second_factor_removed, "second_factor_removed", "staff.notice.second_factor_removed"_msg,
        "staff.notice.second_factor_removed.text"_msg},
    NoticeWords{
        Notice::roles_changed, "roles_changed", "staff.notice.roles_changed"_msg,
        "staff.notice.roles_changed.text"_msg},
    NoticeWords{
        Notice::email_changed, "email_changed", "staff.notice.email_changed"_msg,
        "staff.notice.email_changed.text"_msg},
    NoticeWords{
        Notice::email_left, "email_left", "staff.notice.email_changed"_msg,
        "staff.notice.email_left.text"_msg},
    NoticeWords{
        Notice::new_browser, "new_browser", "staff.notice.new_browser"_msg,
        "staff.notice.new_browser.text"_msg},
    NoticeWords{
        Notice::repeated_code, "repeated_code", "staff.notice.repeated_code"_msg,
        "staff.notice.repeated_code.text"_msg}};

std::optional<post::Letter> letter_of(
    WorkContext const& context, JobOrder const& order, NoticeWords const& words,
    identity::Account const& account)
{
    auto const tenant = tenants::find_tenant(context.connection, context.tenant).value();
    auto const language = i18n::Language::find(account.language);
    auto const& texts = Texts::of(language ? *language : i18n::Language::german());
    auto const at = parse_instant(order.text("at"));
    auto own = html::Url::external(std::string(order.text("site")) + "/verwaltung/konto");
    if (!own || !at)
        return std::nullopt;
    auto const device = order.text("device");
    bool const is_unnamed = words.notice == Notice::password_changed && device.empty();
    post::Letter letter{
        .id = "notice-" + std::to_string(tenant.id.value) + '-' + std::to_string(order.job().value),
        .to = words.notice == Notice::email_left ? std::string(order.text("address")) : account.email,
        .from_name = tenant.name,
        .language = texts.language(),
        .subject = texts(words.subject, {{"site", tenant.name}}),
        .text = texts(
            is_unnamed ? "staff.notice.password_changed.unnamed"_msg : words.text,
            {{"name", account.name},
             {"site", tenant.name},
             {"time", texts.date_time(context.zone.to_local(*at))},
             {"device", device.empty() ? texts("staff.sessions.unknown"_msg) : device}}),
        .note = std::string(texts("staff.notice.not_you"_msg))};
    if (words.notice != Notice::email_left)
        letter.button = post::Letter::Button{std::string(texts("staff.notice.button"_msg)), std::move(*own)};
    return letter;
}

bool reaches(Notice notice, identity::Account const& account)
{
    return notice == Notice::email_left ? !account.is_erased()
                                        : account.state == identity::AccountState::active;
}

}

void enqueue_notice(Work& work, NoticeOrder const& order)
{
    auto const account = identity::find_account(work.db(), work.tenant(), order.account);
    if (!account || !reaches(order.notice, *account))
        return;
    json::Writer out;
    out.object([&](json::ObjectWriter& object) {
        object.member("account", order.account.value);
        object.member("notice", std::ranges::find(notice_words, order.notice, &NoticeWords::notice)->code);
        object.member("at", to_iso(work.now()));
        object.member("site", order.site_address);
        if (!order.address.empty())
            object.member("address", order.address);
        if (!order.device.empty())
            object.member("device", order.device);
    });
    work.enqueue(notice_kind, std::move(out).take());
}

JobRule account_notices(StaffOptions const& options)
{
    auto const send = [options](WorkContext const& context, JobOrder const& order) -> Result<void> {
        auto const words = std::ranges::find(notice_words, order.text("notice"), &NoticeWords::code);
        auto const account = identity::find_account(
            context.connection, context.tenant, order.id<identity::AccountId>("account"));
        if (words == notice_words.end() || !account || !reaches(words->notice, *account))
            return {}; // meanwhile nobody's
        auto const letter = letter_of(context, order, *words, *account);
        if (!letter)
            return Problem::invalid({}, "staff.mail.problem.no_site"_msg);
        return options.post.send(context, *letter);
    };
    return {notice_kind, send, "job.staff.notice_mail"_msg, true};
}

} // namespace kommin::staff
