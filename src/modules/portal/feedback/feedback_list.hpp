#pragma once
// Lists of messages for people at work: what they are asked for, a page of it, all of it for a file.

#include "modules/portal/feedback/feedback.hpp"
#include "platform/access/actor.hpp"
#include "platform/db/connection.hpp"
#include "platform/http/form.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::portal {

// By the day until which they are due; those without one last.
enum class FeedbackDue : std::uint8_t { any, overdue, this_week, without };
inline constexpr std::array<std::string_view, 4> feedback_due_words{
    "", "ueberfaellig", "sieben-tage", "ohne"};

// due: what is due first comes first; received: the oldest first.
enum class FeedbackOrder : std::uint8_t { due, received };
std::string_view word_of(FeedbackOrder order);

// As it stands in the address; everything else about it is ignored.
struct FeedbackFilter {
    std::string words; // t: of whoever wrote, of the answer, or the number
    std::optional<FeedbackTopic> topic; // art
    std::optional<FeedbackStage> stage; // stand
    bool shows_finished = false; // stand=alle; where no stage is named: the answered and closed ones, too
    std::string keeper; // wer: "ich", "niemand", or the public id of an account
    std::string place; // ort: as owner_of_place()
    std::string language; // sprache: a tag
    FeedbackDue due = FeedbackDue::any; // faellig
    FeedbackOrder order = FeedbackOrder::due; // nach=eingang
    bool descending = false; // ab=1
    int page = 1; // seite
    std::optional<FeedbackId> before; // vor: with words, only those older than this one

    static FeedbackFilter parse(http::Form const& query);
    // Name and value of every field that is in force, without `page` and `before`.
    [[nodiscard]] std::vector<std::pair<std::string, std::string>> fields() const;
    [[nodiscard]] bool narrows() const;
    [[nodiscard]] std::string_view stage_word() const;
};

inline constexpr std::string_view keeper_me = "ich";
inline constexpr std::string_view keeper_nobody = "niemand";

struct FeedbackOverview {
    static constexpr int lines_per_page = 50;
    static constexpr std::int64_t most_counted = 10'000;

    std::vector<StoredFeedback> lines;
    std::int64_t count = 0; // most_counted + 1: more than that; with words: of the lines
    // With words: where the search goes on, among those older than this one; nothing: all were read.
    std::optional<FeedbackId> rest = std::nullopt;
    int read = 0; // with a rest: after so many it stopped to read; 0: it has found a page and more
};

// For one page words are looked for in so many messages; further ones are looked through on request.
inline constexpr int most_searched_messages = 20'000;
// Whether these words stand in it: who is told so has read of it.
bool says(StoredFeedback const& message, std::string_view words);

// A page of the messages that this actor may read. With words: the newest first, after the one that has them
// as its number.
FeedbackOverview list_messages_for(
    db::Connection& db, TenantId tenant, Date today, Actor const& actor, FeedbackFilter const& filter);
// All of it by number (with words: as listed), for a file, of a thousand at a time what is found among them;
// until `take` says that it wants no more.
void export_messages_for(
    db::Connection& db, TenantId tenant, Date today, Actor const& actor, FeedbackFilter const& filter,
    std::function<bool(std::vector<StoredFeedback> const&)> const& take);
// Of these, those that this actor may read.
std::vector<StoredFeedback> list_chosen_messages(
    db::Connection& db, TenantId tenant, Actor const& actor, std::vector<FeedbackId> ids);

// No more than anybody does in a day: the list has all of them.
inline constexpr int most_messages_of_today = 50;
struct WaitingMessages {
    std::vector<StoredFeedback> lines; // what is due first comes first
    std::int64_t others = 0; // not among the lines; at most as many as an overview counts
    std::int64_t due_others = 0; // so many of them by today
};
// Open ones that this actor may answer, in two lists that do not cut each other: those that the actor looks
// after, and those that nobody does.
struct WaitingForMe {
    WaitingMessages own;
    WaitingMessages of_nobody;
};
WaitingForMe list_messages_waiting_for(db::Connection& db, TenantId tenant, Date today, Actor const& actor);

} // namespace kommin::portal
