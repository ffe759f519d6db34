// What an administrator should look at before somebody else does: guessing, codes that were used twice, and
// very much that was read (OWASP ASVS 11.1.7).

#include "modules/staff/audit_words.hpp"
#include "modules/staff/handlers.hpp"
#include "modules/staff/permissions.hpp"
#include "modules/staff/unusual_readings.hpp"
#include "platform/audit/audit.hpp"
#include "platform/identity/throttle.hpp"
#include "platform/web/authors.hpp"
#include "platform/web/staff_frame.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <utility>

namespace kommin::staff {

namespace {

constexpr std::chrono::days remembered{7};
constexpr std::string_view repeated_code = "identity.code.repeated";

bool was_code_repeated(web::Call const& call)
{
    audit::EntryFilter const filter{
        .action = std::string(repeated_code), .from = call.clock.now() - remembered};
    return !audit::list_entries(call.db(), call.site.tenant, filter, std::nullopt, 1).empty();
}

// How much, and what of it: "312 Datensätze geöffnet, 1.200 Zeilen als Datei geholt".
std::string amounts_of(UnusualReading const& reading, i18n::Texts const& texts)
{
    std::string amounts;
    auto const add = [&](std::int64_t count, MessageKey message) {
        if (count > 0)
            amounts += (amounts.empty() ? "" : ", ") + texts(message, {{"count", count}});
    };
    add(reading.records, "staff.odd.read.records"_msg);
    add(reading.exported_lines, "staff.odd.read.exported"_msg);
    add(reading.listed_lines, "staff.odd.read.listed"_msg);
    if (reading.readings >= many_readings) // of an ordinary number the others say what it was
        add(reading.readings, "staff.odd.read.looks"_msg);
    return amounts;
}

// Names are looked up only where there is something to tell.
template<class Add>
void add_unusual_readings(
    web::Call const& call, i18n::Texts const& texts, html::Url const& trail, Add const& add)
{
    auto const unusual
        = list_unusual_readings(call.db(), call.site.tenant, *call.site.zone, call.clock.now());
    if (unusual.empty())
        return;
    auto const authors = web::list_authors(call.db(), call.site.tenant);
    for (auto const& reading : unusual) {
        auto const day = to_iso(reading.day);
        add(texts("staff.odd.read"_msg, {{"name", name_of_actor(authors, reading.actor, texts)}}),
            texts(
                "staff.odd.read.reason"_msg,
                {{"day", texts.date(reading.day, i18n::DateStyle::short_numeric)},
                 {"amounts", amounts_of(reading, texts)}}),
            trail.with_query({{"wer", reading.actor}, {"von", day}, {"bis", day}}));
    }
}

}

void add_oddities_of_today(web::Call const& call, std::vector<web::TodayItem>& items)
{
    if (!call.actor().may(read_audit, Scope::whole_tenant()))
        return;
    auto const& texts = web::staff_texts(call);
    auto const trail = web::staff_url({"pruefpfad"});
    auto const add = [&](std::string title, std::string reason, html::Url url) {
        items.push_back(
            {.area = "staff.audit.title"_msg,
             .title = std::move(title),
             .url = std::move(url),
             .reason = std::move(reason),
             .due = std::nullopt,
             .action = "staff.odd.action"_msg});
    };
    auto const guessed = identity::count_guessed(call.db(), call.site.tenant, call.clock.now());
    if (guessed > 0)
        add(texts("staff.odd.guessed"_msg, {{"count", guessed}}),
            std::string(texts("staff.odd.guessed.reason"_msg)), trail.with_query({{"was", "identity"}}));
    if (was_code_repeated(call))
        add(std::string(texts("staff.odd.repeated_code"_msg)),
            std::string(texts("staff.odd.repeated_code.reason"_msg)),
            trail.with_query({{"was", repeated_code}}));
    add_unusual_readings(call, texts, trail, add);
}

} // namespace kommin::staff
