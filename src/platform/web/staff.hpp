#pragma once
// Staff: what the pages for people at work need to know of the installation. Put together by the app from all
// modules; immutable.

#include "platform/access/permission.hpp"
#include "platform/base/date.hpp"
#include "platform/base/message_key.hpp"
#include "platform/html/url.hpp"
#include "platform/i18n/local_time.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::web {

struct Call;

// The groups of the menu, in this order.
enum class StaffArea : std::uint8_t { welcome, participation, steering, administration };

// An entry of the menu; shown to whoever has the permission for any record.
struct StaffLink {
    StaffArea area;
    int rank; // within the area, ascending
    MessageKey label;
    std::string path; // below /verwaltung/: "rueckmeldungen"
    Permission permission;
    // How many wait for this person; empty: nothing ever waits there.
    std::function<std::int64_t(Call const&)> waiting = {};
};

// Something that waits for a person, on the page "Heute".
struct TodayItem {
    MessageKey area; // "Rückmeldungen"
    std::string title;
    html::Url url;
    std::string reason; // why it is here
    std::optional<Date> due; // the day by which it has to be done
    MessageKey action; // the word on the button
};

// How far something has come, on the page "Heute": "Unna, 31 of 40".
struct TodayFigure {
    std::string label;
    std::int64_t part;
    std::int64_t whole; // never 0
    html::Url url; // what is still missing
};
struct TodayFigures {
    MessageKey title; // "Bestätigte Angebote"
    std::vector<TodayFigure> rows;
};

// A kind of jobs, for the page that lists them.
struct StaffJob {
    std::string kind;
    MessageKey label;
    bool sends_mail = false;
    std::optional<i18n::TimeOfDay> daily_at = std::nullopt; // of what recurs
};

struct Staff {
    std::vector<PermissionRule> rules; // of all modules
    std::vector<StaffLink> links; // by area and rank
    std::vector<StaffJob> jobs;
    // Each adds what waits for the person of the call.
    std::vector<std::function<void(Call const&, std::vector<TodayItem>&)>> today;
    // Each adds figures for the person of the call.
    std::vector<std::function<void(Call const&, std::vector<TodayFigures>&)>> figures = {};
};

// Where the pages of staff begin.
inline constexpr std::string_view staff_root = "verwaltung";

} // namespace kommin::web
