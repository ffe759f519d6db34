#include "modules/portal/feedback/feedback_steps.hpp"

#include "modules/portal/directory/permissions.hpp"
#include "modules/portal/feedback/feedback_jobs.hpp"
#include "modules/portal/feedback/feedback_store.hpp"
#include "platform/base/date.hpp"
#include "platform/base/number.hpp"
#include "platform/json/json.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace kommin::portal {

namespace {

constexpr std::string_view account_code = "account:";

// One thing that a step can change, as text; empty: nobody, no day.
struct Aspect {
    std::string_view name;
    std::string (*now)(StoredFeedback const&);
};

std::string code_of_taker(std::optional<identity::AccountId> taker)
{
    return taker ? std::string(account_code) + std::to_string(taker->value) : std::string{};
}

constexpr std::array aspects{
    Aspect{"taken_by", [](StoredFeedback const& message) { return code_of_taker(message.taken_by); }},
    Aspect{"owner", [](StoredFeedback const& message) { return std::to_string(message.owner_id); }},
    Aspect{
        "due_on",
        [](StoredFeedback const& message) {
            return message.due_on ? to_iso(*message.due_on) : std::string{};
        }},
    Aspect{"state", [](StoredFeedback const& message) { return std::string(to_text(message.state)); }}};

std::string text_in(json::Value const* facts, std::string_view name)
{
    auto const* value = facts == nullptr ? nullptr : facts->find(name);
    if (value == nullptr)
        return {};
    if (auto const* text = value->as_string())
        return *text;
    auto const number = value->as_integer();
    return number ? std::to_string(*number) : std::string{};
}

struct Changed {
    Aspect const* aspect;
    std::string before;
    std::string after;
};
// What a step has changed; empty for what is no step, and for those from before their facts were noted.
std::vector<Changed> changes_of(audit::StoredEntry const& entry)
{
    if (!entry.action.starts_with("portal.feedback."))
        return {};
    auto const before = json::parse(entry.before_json.empty() ? std::string_view("{}") : entry.before_json);
    auto const after = json::parse(entry.after_json.empty() ? std::string_view("{}") : entry.after_json);
    std::vector<Changed> changes;
    for (auto const& aspect : aspects) {
        Changed change{
            &aspect, text_in(std::get_if<json::Value>(&before), aspect.name),
            text_in(std::get_if<json::Value>(&after), aspect.name)};
        // Whose a message was, and how far, was always noted with both.
        bool const is_whole = (aspect.name != "owner" && aspect.name != "state") || !change.before.empty();
        if (change.before != change.after && is_whole)
            changes.push_back(std::move(change));
    }
    return changes;
}

// What it has changed stands as it left it, and no later step has touched it: not even one that came back to
// the same.
bool is_last_word(
    StoredFeedback const& message, std::vector<Changed> const& changes,
    std::span<audit::StoredEntry const> newer)
{
    auto const stands = [&](Changed const& change) { return change.aspect->now(message) == change.after; };
    auto const is_touched = [&](audit::StoredEntry const& entry) {
        return std::ranges::any_of(changes_of(entry), [&](Changed const& later) {
            return std::ranges::find(changes, later.aspect, &Changed::aspect) != changes.end();
        });
    };
    return !changes.empty() && std::ranges::all_of(changes, stands)
        && std::ranges::none_of(newer, is_touched);
}

Problem refusal(MessageKey reason)
{
    return Problem::conflict({}, reason);
}

std::optional<audit::StoredEntry> find_step(Work& work, FeedbackId id, std::int64_t step)
{
    auto found = audit::list_entries(
        work.db(), work.tenant(), {.subject_kind = "feedback", .subject_id = id.value}, step + 1, 1);
    return !found.empty() && found.front().sequence == step ? std::optional(std::move(found.front()))
                                                            : std::nullopt;
}

class Undoing {
public:
    Undoing(Work& work, StoredFeedback const& message)
        : work_(work)
        , message_(message)
    { }

    // Everything that can be in the way.
    [[nodiscard]] Result<void> check(std::vector<Changed> const& changes) const
    {
        bool const changes_state = std::ranges::any_of(
            changes, [](Changed const& change) { return change.aspect->name == "state"; });
        if (!changes_state && message_.state != FeedbackState::open)
            return refusal("feedback.problem.finished"_msg);
        for (auto const& change : changes)
            TRY(check(change, owner_after(changes)));
        return {};
    }

    void apply(Changed const& change)
    {
        auto const id = message_.id;
        if (change.aspect->name == "owner") {
            auto const id_of_handing = insert_handing(
                work_.db(), work_.tenant(), id,
                {.id = {},
                 .message = id,
                 .given_by = work_.actor().code(),
                 .given_at = work_.now(),
                 .to_account = {},
                 .to_owner = parse_number(change.before),
                 .note = {}});
            store_feedback_owner(work_.db(), work_.tenant(), id, scope_of(change.before));
            forget_begun_answers(work_, id); // as in hand_on_to_body()
            enqueue_handing_mail(work_, id, id_of_handing);
        } else if (change.aspect->name == "due_on") {
            store_feedback_due(
                work_.db(), work_.tenant(), id,
                change.before.empty() ? std::nullopt : parse_date(change.before));
        } else if (change.aspect->name == "state") {
            apply_state(change.before);
        } else {
            store_feedback_taker(work_.db(), work_.tenant(), id, taker_of(change.before));
        }
    }

private:
    static std::optional<identity::AccountId> taker_of(std::string_view code)
    {
        auto const number
            = code.starts_with(account_code) ? parse_number(code.substr(account_code.size())) : std::nullopt;
        return number ? std::optional(identity::AccountId{*number}) : std::nullopt;
    }
    static Scope scope_of(std::string_view owner)
    {
        auto const number = parse_number(owner).value_or(0);
        return number == 0 ? Scope::whole_tenant() : Scope::of_owner(number);
    }
    [[nodiscard]] Scope owner_after(std::vector<Changed> const& changes) const
    {
        for (auto const& change : changes) {
            if (change.aspect->name == "owner")
                return scope_of(change.before);
        }
        return message_.owner();
    }

    [[nodiscard]] Result<void> check(Changed const& change, Scope owner) const
    {
        auto const name = change.aspect->name;
        if (name == "taken_by" && !change.before.empty()) {
            auto const colleagues = list_colleagues(work_.db(), work_.tenant(), owner);
            auto const taker = taker_of(change.before);
            if (!taker || std::ranges::find(colleagues, *taker, &Colleague::id) == colleagues.end())
                return refusal("messages.undo.colleague"_msg);
        }
        // Between municipalities the Kreis decides; see hand_on_to_body().
        if (name == "owner" && change.before != "0"
            && !work_.actor().may(answer_messages, Scope::whole_tenant()))
            return refusal("messages.undo.body"_msg);
        if (name == "due_on" && !change.before.empty()) {
            auto const day = parse_date(change.before);
            if (!day || *day < work_.today())
                return refusal("messages.undo.day"_msg);
        }
        // Both would erase what a colleague has begun to write.
        bool const erases_draft
            = name == "owner" || (name == "state" && change.before != to_text(FeedbackState::open));
        if (erases_draft && !message_.draft.empty())
            return refusal("messages.undo.draft"_msg);
        return name == "state" ? check_state(change) : Result<void>{};
    }
    [[nodiscard]] Result<void> check_state(Changed const& change) const
    {
        using enum AnswerState;
        auto const answers = list_answers(work_.db(), work_.tenant(), message_.id);
        auto const newest = answers.empty() ? failed : answers.back().state;
        bool const is_out = newest == sent || newest == stored;
        if (change.after == to_text(FeedbackState::answered) && is_out)
            return refusal("messages.undo.sent"_msg);
        if (change.before == to_text(FeedbackState::answered) && !is_out && newest != noted)
            return refusal("messages.undo.withdrawn"_msg);
        return {};
    }

    void apply_state(std::string_view state)
    {
        FeedbackState before{};
        if (!from_text(state, before))
            return;
        if (before != FeedbackState::open) {
            finish_feedback(work_.db(), work_.tenant(), message_.id, before, work_.now());
            return;
        }
        // As reopen_feedback(): what was taken back must not go out.
        withdraw_waiting_answers(work_.db(), work_.tenant(), message_.id, work_.now());
        reopen_stored_feedback(work_.db(), work_.tenant(), message_.id);
    }

    Work& work_;
    StoredFeedback const& message_;
};

}

audit::Facts taker_fact(std::optional<identity::AccountId> taker)
{
    return taker ? audit::Facts{{"taken_by", code_of_taker(taker)}} : audit::Facts{};
}

audit::Facts state_fact(FeedbackState state)
{
    return {{"state", std::string(to_text(state))}};
}

bool is_step_to_undo(
    StoredFeedback const& message, audit::StoredEntry const& entry, std::span<audit::StoredEntry const> newer)
{
    return is_last_word(message, changes_of(entry), newer);
}

Result<void> undo_step(Work& work, SeenFeedback seen, std::int64_t step)
{
    auto const message = find_feedback(work.db(), work.tenant(), seen.id);
    if (!message || !work.actor().may(answer_messages, message->owner()))
        return Problem::not_found("feedback.problem.unknown"_msg);
    auto const entry = find_step(work, seen.id, step);
    auto changes = entry ? changes_of(*entry) : std::vector<Changed>{};
    if (changes.empty())
        return refusal("messages.undo.none"_msg);
    if (seen.version && *seen.version != message->version)
        return refusal("messages.problem.changed"_msg);
    constexpr int most_later_steps = 1000;
    auto const newer = audit::list_entries_above(
        work.db(), work.tenant(), {.subject_kind = "feedback", .subject_id = seen.id.value}, step,
        most_later_steps);
    if (!is_last_word(*message, changes, newer))
        return refusal("messages.undo.not_last"_msg);
    Undoing undoing(work, *message);
    TRY(undoing.check(changes));
    // Whoever gets a message looks after it from then on: first whose it is, then who that is.
    std::ranges::stable_sort(
        changes, {}, [](Changed const& change) { return change.aspect->name != "owner"; });
    audit::Facts before;
    audit::Facts after;
    auto const note = [](audit::Facts& facts, Aspect const& aspect, std::string const& value) {
        if (aspect.name == "owner")
            facts.emplace_back(std::string(aspect.name), parse_number(value).value_or(0));
        else if (!value.empty())
            facts.emplace_back(std::string(aspect.name), value);
    };
    for (auto const& change : changes) {
        undoing.apply(change);
        note(before, *change.aspect, change.after);
        note(after, *change.aspect, change.before);
    }
    after.emplace_back("step", step);
    work.audit("portal.feedback.undone", "feedback", seen.id, std::move(before), std::move(after));
    return {};
}

} // namespace kommin::portal
