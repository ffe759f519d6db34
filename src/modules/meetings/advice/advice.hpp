#pragma once
// Advice: whom the office of the conference has advised – a municipality, an organisation, somebody –, on
// what, and what follows (docs/adr/0081). What follows is a task of modules/meetings/tasks.

#include "modules/meetings/tasks/task.hpp"
#include "modules/tenants/api.hpp"
#include "platform/base/date.hpp"
#include "platform/base/enum_names.hpp"
#include "platform/base/message_key.hpp"
#include "platform/content/subject_kind.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::meetings {

inline constexpr content::SubjectKind advice_subject{"advice"};

enum class AdviceChannel : std::uint8_t { visit, telephone, mail, meeting, event };
inline constexpr std::array<std::string_view, 5> advice_channel_names{
    "visit", "telephone", "mail", "meeting", "event"};
inline constexpr std::array all_advice_channels{
    AdviceChannel::visit, AdviceChannel::telephone, AdviceChannel::mail, AdviceChannel::meeting,
    AdviceChannel::event};
inline std::string_view to_text(AdviceChannel channel)
{
    return kommin::name_of(advice_channel_names, channel);
}
inline bool from_text(std::string_view text, AdviceChannel& channel)
{
    return read_name(advice_channel_names, text, channel);
}
MessageKey label_of(AdviceChannel channel);

// On what somebody is advised. adoption: taking over the concept of the district.
enum class AdviceTopic : std::uint8_t { adoption, conference, goals, funding, participation, data, other };
inline constexpr std::array<std::string_view, 7> advice_topic_names{
    "adoption", "conference", "goals", "funding", "participation", "data", "other"};
inline constexpr std::array all_advice_topics{
    AdviceTopic::adoption,      AdviceTopic::conference, AdviceTopic::goals, AdviceTopic::funding,
    AdviceTopic::participation, AdviceTopic::data,       AdviceTopic::other};
inline std::string_view to_text(AdviceTopic topic)
{
    return kommin::name_of(advice_topic_names, topic);
}
inline bool from_text(std::string_view text, AdviceTopic& topic)
{
    return read_name(advice_topic_names, text, topic);
}
MessageKey label_of(AdviceTopic topic);

struct Advice {
    AdviceId id;
    std::optional<PartialDate> day; // nothing: nobody knows
    std::optional<tenants::BodyId> municipality; // who was advised: at least one of three
    std::string organisation; // by its name
    std::string attendees; // who came, in words
    std::optional<AdviceChannel> channel; // nothing: nobody knows
    std::optional<std::int64_t> adviser; // an account
    std::string advisers; // the same or others, in words
    std::string topics; // words with one blank between them, in the order of the enum
    std::string topic; // the same more closely, on one line
    std::string said; // each line a paragraph
    std::string outcome; // the same
    bool is_uncertain = false; // its sources disagree; the remark says in what
    std::string remark;
    std::int64_t version = 1;
    Instant changed_at = {};
};

std::vector<AdviceTopic> topics_of(Advice const& advice);

// Municipality and organisation: "Lünen, Lüner Dialog"; "" where somebody came for neither.
std::string party_of(Advice const& advice, std::vector<tenants::Body> const& bodies);

// A municipality that nobody has advised for more than a year, as far as the days are known.
struct SilentMunicipality {
    tenants::Body body;
    bool was_advised = false; // else nobody ever has
    std::optional<PartialDate> last = {}; // nothing: no day is known
};
// Whether `last` is surely more than a year ago, or unknown.
bool is_long_ago(std::optional<PartialDate> const& last, Date today);

} // namespace kommin::meetings
