#pragma once
// Reports of mail servers about letters of ours: who is not reached any more, and who not yet.

#include "platform/base/date.hpp"
#include "platform/base/result.hpp"
#include "platform/crypto/seal.hpp"
#include "platform/db/connection.hpp"
#include "platform/mail/delivery_report.hpp"
#include "platform/post/return_address.hpp"
#include "platform/work/work.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::post {

// The last news about an address that is not marked as refused.
struct ReturnedMail {
    std::string shown_as; // "l…@kreis.example"
    bool is_delayed = false; // the server goes on trying; false: the mail did not arrive
    std::string reply; // "552 5.2.2"
    Instant reported_at;
};
// The newest first.
std::vector<ReturnedMail> list_returned_mails(db::Connection& db, TenantId tenant, int limit);
std::int64_t count_returned_mails(db::Connection& db, TenantId tenant);

// Addresses for which the report is proved to answer a letter of ours, in one tenant.
struct ProvedNews {
    struct News {
        std::string address;
        mail::Delivery delivery;
        std::string reply;
    };
    TenantId tenant;
    std::chrono::sys_days day; // on which the letter left
    std::vector<News> news;
};
// Nothing if nothing in it is proved. The tenant may be one that there is not.
std::optional<ProvedNews> proved_news(
    mail::DeliveryReport const& report, crypto::Key const& key, Instant now);

struct NotedNews {
    int refused = 0; // addresses marked now
    int noted = 0;
    int known = 0; // before: nothing has changed
};
// Use cases, for whoever has proved the news. What is about a letter of the day on which somebody has allowed
// the address again marks nothing, as nobody can tell whether it left before; what is older is not even
// noted.
NotedNews note_news(Work& work, ProvedNews const& proved);
// Those that are older.
std::int64_t erase_old_returned_mails(Work& work, std::chrono::days keep);

} // namespace kommin::post
