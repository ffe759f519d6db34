#pragma once
// The light of a figure: a word with its reason. The rule is printed wherever a light is shown, so that
// nobody has to believe it.

#include "modules/goals/reckoning/expectation.hpp"
#include "modules/goals/reckoning/progress.hpp"
#include "platform/base/date.hpp"
#include "platform/base/decimal.hpp"
#include "platform/base/enum_names.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace kommin::goals {

enum class Light : std::uint8_t { on_track, at_risk, missed, no_data, reached };
inline constexpr std::array<std::string_view, 5> light_names{
    "on_track", "at_risk", "missed", "no_data", "reached"};
inline constexpr std::array all_lights{
    Light::on_track, Light::at_risk, Light::missed, Light::no_data, Light::reached};
inline std::string_view to_text(Light light)
{
    return kommin::name_of(light_names, light);
}
inline bool from_text(std::string_view text, Light& light)
{
    return read_name(light_names, text, light);
}

// Which side of the target is the good one. It cannot be seen from the numbers where a target keeps what
// there is.
enum class Aim : std::uint8_t { at_least, at_most };
inline constexpr std::array<std::string_view, 2> aim_names{"at_least", "at_most"};
inline constexpr std::array all_aims{Aim::at_least, Aim::at_most};
inline std::string_view to_text(Aim aim)
{
    return kommin::name_of(aim_names, aim);
}
inline bool from_text(std::string_view text, Aim& aim)
{
    return read_name(aim_names, text, aim);
}
// Whether `value` is as good as `wanted`, or better.
bool meets(Aim aim, Decimal value, Decimal wanted);

// Why a light is what it is.
enum class LightReason : std::uint8_t {
    not_reported, // nobody has reported a value
    outdated, // the last value is older than it may be
    no_deadline, // no day, no expectation
    target_met,
    deadline_over, // and no report says that the target was met
    as_expected, // at least on_track_share of the expected change
    behind, // at least at_risk_share of it
    far_behind,
};
inline constexpr std::array<std::string_view, 8> light_reason_names{
    "not_reported",  "outdated",    "no_deadline", "target_met",
    "deadline_over", "as_expected", "behind",      "far_behind"};
inline std::string_view to_text(LightReason reason)
{
    return kommin::name_of(light_reason_names, reason);
}
inline bool from_text(std::string_view text, LightReason& reason)
{
    return read_name(light_reason_names, text, reason);
}

struct Reading {
    Date on; // the day that the value is of
    Decimal value;
    friend bool operator==(Reading const&, Reading const&) = default;
};

struct LightRule {
    // Shares of the change that is expected by the day of the report, in per cent.
    int on_track_share = 90;
    int at_risk_share = 50;
    // A value that is older says nothing of today.
    std::chrono::months reports_every{6};
    std::chrono::days grace{31};
};

// The last day on which a value of `day` still says something.
Date valid_until(LightRule const& rule, Date day);

struct Judged {
    Light light = Light::no_data;
    LightReason reason = LightReason::not_reported;
    std::optional<Decimal> expected; // on the day of the report
    std::optional<Progress> progress; // on the way to the target; nothing where the value is not known
    friend bool operator==(Judged const&, Judged const&) = default;
};

// A value is judged by what was expected on its own day: nobody gets worse by reporting early, nor better by
// keeping silent. Once the deadline is over only the target counts; until `grace` after it a last report may
// still come. A target that keeps what there is is reached only by a report of its last day or later.
// `last`: the confirmed value of the latest day up to `today`.
Judged judge(
    LightRule const& rule, Aim aim, PlannedWay const& way, std::optional<Reading> const& last, Date today);

// The worst of both, as somebody must hear of it who reads one of them: missed before at_risk before no_data
// before on_track before reached.
Light worse(Light left, Light right);

} // namespace kommin::goals
