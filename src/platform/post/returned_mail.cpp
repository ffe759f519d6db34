#include "platform/post/returned_mail.hpp"

#include "platform/post/address_mark.hpp"
#include "platform/post/refused_address.hpp"

#include <algorithm>
#include <utility>

namespace kommin::post {

namespace {

constexpr std::chrono::days news_again{1};

std::string_view word_of(mail::Delivery delivery)
{
    return delivery == mail::Delivery::delayed ? "delayed" : "failed";
}

// The same of the same day, or a delay after it has failed: reports that take turns fill no audit trail.
bool is_known(Work& work, ProvedNews::News const& news)
{
    return work.db().load<std::int64_t>(
               "SELECT count(*) FROM returned_mails WHERE tenant_id = ? AND address_hash = ?"
               " AND (delivery = ? OR delivery = 'failed') AND reported_at > ?",
               work.tenant(), hash_of(work.tenant(), news.address), word_of(news.delivery),
               work.now() - news_again)
        != 0;
}

void upsert_returned_mail(Work& work, ProvedNews::News const& news)
{
    auto const id = work.db().load<std::int64_t>(
        "INSERT INTO returned_mails (tenant_id, address_hash, shown_as, delivery, reply, reported_at)"
        " VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (tenant_id, address_hash) DO UPDATE SET delivery = excluded.delivery,"
        " reply = excluded.reply, reported_at = excluded.reported_at RETURNING id",
        work.tenant(), hash_of(work.tenant(), news.address), shown(news.address), word_of(news.delivery),
        news.reply, work.now());
    work.audit(
        news.delivery == mail::Delivery::delayed ? "post.mail_delayed" : "post.mail_returned",
        "returned_mail", id);
}

// The address of a recipient that the token was made for. Where a mail was forwarded, the report may name
// only where it went in the end; the mail that came back says whom it was for.
std::optional<std::string> proved_address(
    mail::RecipientReport const& recipient, std::vector<std::string> const& returned_to,
    ReturnToken const& token, crypto::Key const& key, Instant now)
{
    for (auto const* addresses : {&recipient.addresses, &returned_to}) {
        auto const found = std::ranges::find_if(
            *addresses, [&](std::string const& address) { return proves(token, key, address, now); });
        if (found != addresses->end())
            return *found;
    }
    return std::nullopt;
}

}

std::vector<ReturnedMail> list_returned_mails(db::Connection& db, TenantId tenant, int limit)
{
    return db.list<ReturnedMail>(
        "SELECT shown_as, delivery = 'delayed', reply, reported_at FROM returned_mails WHERE tenant_id = ?"
        " ORDER BY reported_at DESC, id DESC LIMIT ?",
        tenant, limit);
}

std::int64_t count_returned_mails(db::Connection& db, TenantId tenant)
{
    return db.load<std::int64_t>("SELECT count(*) FROM returned_mails WHERE tenant_id = ?", tenant);
}

std::optional<ProvedNews> proved_news(mail::DeliveryReport const& report, crypto::Key const& key, Instant now)
{
    // A letter has one recipient; with several in a report nobody knows which of them came back.
    auto const returned_to = report.recipients.size() == 1 ? report.returned_to : std::vector<std::string>{};
    for (auto const& address : report.sent_to) {
        auto const token = find_token(address);
        if (!token)
            continue;
        ProvedNews proved{.tenant = token->tenant, .day = token->day, .news = {}};
        for (auto const& recipient : report.recipients) {
            if (auto found = proved_address(recipient, returned_to, *token, key, now))
                proved.news.push_back({std::move(*found), recipient.delivery, recipient.reply});
        }
        if (!proved.news.empty())
            return proved;
    }
    return std::nullopt;
}

NotedNews note_news(Work& work, ProvedNews const& proved)
{
    NotedNews noted;
    for (auto const& news : proved.news) {
        auto const lifted = find_lifted(work.db(), work.tenant(), news.address);
        auto const last_old_day
            = lifted ? std::optional(std::chrono::floor<std::chrono::days>(*lifted)) : std::nullopt;
        if (find_refused_address(work.db(), work.tenant(), news.address)
            || (last_old_day && proved.day < *last_old_day)) {
            ++noted.known;
        } else if (news.delivery == mail::Delivery::refused && proved.day != last_old_day) {
            mark_refused(work, news.address, news.reply);
            work.db().execute(
                "DELETE FROM returned_mails WHERE tenant_id = ? AND address_hash = ?", work.tenant(),
                hash_of(work.tenant(), news.address));
            ++noted.refused;
        } else if (is_known(work, news)) {
            ++noted.known;
        } else {
            upsert_returned_mail(work, news);
            ++noted.noted;
        }
    }
    return noted;
}

std::int64_t erase_old_returned_mails(Work& work, std::chrono::days keep)
{
    return work.db().execute(
        "DELETE FROM returned_mails WHERE tenant_id = ? AND reported_at < ?", work.tenant(),
        work.now() - keep);
}

} // namespace kommin::post
