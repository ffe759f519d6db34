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

constexpr int newest_of_a_kind = 10'000;
// Whoever reads less than what is unusual on each of these days, of which the first is half a one, hides
// nothing.
static_assert((unusual_readings_remembered.count() + 1) * (many_readings - 1) < newest_of_a_kind);
// Of no record: a list or a file, which notes how many lines it had.
constexpr std::string_view of_all = "tenant";

using Record = std::pair<std::string, std::int64_t>;

// How many lines of lists, or of files.
class Lines {
public:
    void add(std::int64_t lines) { sum_ += lines; }
    // The list at a door is opened for each guest, and shows the same people.
    void add_of(Record const& record, std::int64_t lines)
    {
        auto& longest = longest_[record];
        sum_ += std::max<std::int64_t>(lines - longest, 0);
        longest = std::max(longest, lines);
    }
    [[nodiscard]] std::int64_t sum() const { return sum_; }

private:
    std::int64_t sum_ = 0;
    std::map<Record, std::int64_t> longest_;
};

struct DayOfReading {
    std::int64_t readings = 0;
    std::set<Record> records;
    Lines exported, listed;

    [[nodiscard]] bool is_unusual() const
    {
        return readings >= many_readings || std::ssize(records) >= many_records
            || exported.sum() >= many_exported_lines || listed.sum() >= many_listed_lines;
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
    ++day.readings;
    auto& lines = web::is_export(entry.action) ? day.exported : day.listed;
    if (entry.subject_kind == of_all) {
        lines.add(lines_noted_in(entry));
        return;
    }
    Record const record{entry.subject_kind, entry.subject_id};
    day.records.insert(record);
    lines.add_of(record, lines_noted_in(entry)); // those who are invited to this meeting
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
                = {.actor = key.first,
                   .day = key.second,
                   .readings = day.readings,
                   .records = std::ssize(day.records),
                   .exported_lines = day.exported.sum(),
                   .listed_lines = day.listed.sum()};
    }
    std::vector<UnusualReading> found;
    for (auto& [actor, reading] : newest)
        found.push_back(std::move(reading));
    std::ranges::stable_sort(found, std::ranges::greater{}, &UnusualReading::day);
    return found;
}

} // namespace kommin::staff
