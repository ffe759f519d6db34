#include "app/returned_mails.hpp"

#include "modules/tenants/api.hpp"
#include "platform/mail/delivery_report.hpp"
#include "platform/post/returned_mail.hpp"
#include "platform/work/use_case.hpp"

#include <array>
#include <cstddef>
#include <optional>

namespace kommin::app {

namespace {

// Nothing if it is too large. What is too much is read all the same: a mail server whose pipe breaks takes
// that for a failure. Not for ever, though.
std::optional<std::string> read_mail(std::istream& input)
{
    constexpr std::size_t most_read = std::size_t{64} << 20U;
    std::array<char, 16384> block{};
    std::string mail;
    std::size_t size = 0;
    while (size < most_read && (input.read(block.data(), block.size()) || input.gcount() > 0)) {
        auto const count = static_cast<std::size_t>(input.gcount());
        size += count;
        if (size <= mail::largest_report)
            mail.append(block.data(), count);
    }
    return size <= mail::largest_report ? std::optional(std::move(mail)) : std::nullopt;
}

std::string ignored(std::string_view reason)
{
    return "ignored: " + std::string(reason);
}

}

std::string take_returned_mail(
    db::Connection& db, Clock const& clock, crypto::Key const& server_key, std::istream& input)
{
    auto const mail = read_mail(input);
    if (!mail)
        return ignored("larger than any report");
    auto const report = mail::read_delivery_report(*mail);
    if (!report)
        return ignored("not a delivery report");
    auto const proved = post::proved_news(*report, post::return_key_of(server_key), clock.now());
    auto const tenant = proved ? tenants::find_tenant(db, proved->tenant) : std::nullopt;
    if (!tenant)
        return ignored("not about a mail of this installation");
    auto const zone = tenants::zone_of(*tenant);
    auto const noted = run_use_case(
        {db, tenant->id, Actor::system(), clock, zone, no_signals},
        [&](Work& work) -> Result<post::NotedNews> { return post::note_news(work, *proved); });
    return "refused: " + std::to_string(noted->refused) + ", noted: " + std::to_string(noted->noted)
        + ", known before: " + std::to_string(noted->known);
}

} // namespace kommin::app
