#include "modules/staff/unusual_readings.hpp"

#include "platform/audit/audit.hpp"
#include "platform/json/json.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>
#include <variant>

namespace kommin::staff {

namespace {

constexpr int newest_of_a_kind = 5000;
// Of no record: a list or a file, which notes how many lines it had.
constexpr std::string_view of_all = "tenant";

struct DayOfReading {
    std::set<std::pair<std::string, std::int64_t>> records;
    std::int64_t exported_lines = 0;
    std::int64_t listed_lines = 0;

    [[nodiscard]] bool is_unusual() const
    {
        return std::ssize(records) >= many_records || exported_lines >= many_exported_lines
            || listed_lines >= many_listed_lines;
    }
};

std::int64_t lines_noted_in(audit::StoredEntry const& entry)
{
    auto const about = json::parse(entry.after_json);
    auto const* const value = std::get_if<json::Value>(&about); // of an entry without facts there is none
    auto const* const facts = value == nullptr ? nullptr : value->as_object();
    return facts == nullptr ? 0 : web::lines_of_reading(*facts);
}

void count_in(DayOfReading& day, audit::StoredEntry const& entry)
{
    if (entry.subject_kind != of_all)
        day.records.emplace(entry.subject_kind, entry.subject_id);
    else if (web::is_export(entry.action))
        day.exported_lines += lines_noted_in(entry);
    else
        day.listed_lines += lines_noted_in(entry);
}

}

std::vector<UnusualReading> list_unusual_readings(
    db::Connection& db, TenantId tenant, i18n::Zone const& zone, Instant now)
{
    std::map<std::pair<std::string, Date>, DayOfReading> days;
    for (auto const& entry : audit::list_newest_of_each_kind(
             db, tenant, now - unusual_readings_remembered,
             [](audit::EntryKind const& kind) { return web::is_reading(kind.action); }, newest_of_a_kind))
        count_in(days[{entry.actor, zone.to_local(entry.at).date}], entry);
    std::map<std::string, UnusualReading> newest; // a later day takes the place of an earlier one
    for (auto const& [key, day] : days) {
        if (day.is_unusual())
            newest[key.first]
                = {key.first, key.second, std::ssize(day.records), day.exported_lines, day.listed_lines};
    }
    std::vector<UnusualReading> found;
    for (auto& [actor, reading] : newest)
        found.push_back(std::move(reading));
    std::ranges::stable_sort(found, std::ranges::greater{}, &UnusualReading::day);
    return found;
}

} // namespace kommin::staff
