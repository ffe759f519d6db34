#include "modules/portal/feedback/feedback.hpp"

#include "modules/portal/directory/permissions.hpp"
#include "modules/portal/feedback/feedback_jobs.hpp"
#include "modules/portal/feedback/feedback_store.hpp"
#include "platform/base/text.hpp"
#include "platform/search/fold.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace kommin::portal {

namespace {

constexpr std::size_t longest_line = 300;

constexpr std::array<std::string_view, 3> topic_words{"barriere", "inhalt", "angebot"}; // as FeedbackTopic

bool looks_like_mail_or_phone(std::string_view contact)
{
    auto const at = contact.find('@');
    if (at != std::string_view::npos)
        return at > 0 && contact.find('.', at) != std::string_view::npos && contact.back() != '.'
            && contact.find(' ') == std::string_view::npos;
    std::size_t digits = 0;
    for (char const c : contact) {
        if (c >= '0' && c <= '9')
            ++digits;
        else if (std::string_view("+-/() .").find(c) == std::string_view::npos)
            return false;
    }
    return digits >= 5;
}

// An open message that this actor may answer.
Result<void> check_answerable(Work& work, FeedbackId id)
{
    auto const message = find_feedback(work.db(), work.tenant(), id);
    if (!message || !work.actor().may(answer_messages, message->owner()))
        return Problem::not_found("feedback.problem.unknown"_msg);
    if (message->state != FeedbackState::open)
        return Problem::conflict({}, "feedback.problem.finished"_msg);
    return {};
}

bool stands_in(StoredFeedback const& message, std::string const& folded)
{
    return std::ranges::any_of(
        std::array{&message.message, &message.contact, &message.page, &message.answer},
        [&](std::string const* text) {
            return search::folded_text(*text).find(folded) != std::string::npos;
        });
}

std::vector<StoredFeedback> list_messages_with(
    db::Connection& db, TenantId tenant, Actor const& actor, FeedbackFilter const& filter, Which which,
    std::string const& folded)
{
    std::vector<StoredFeedback> found;
    for (auto& message : list_newest_feedback(db, tenant, which, most_searched_messages)) {
        if (!filter.accepts(message) || !actor.may(read_messages, message.owner()))
            continue;
        if (std::to_string(message.id.value) == folded)
            found.insert(found.begin(), std::move(message));
        else if (stands_in(message, folded))
            found.push_back(std::move(message));
    }
    return found;
}

Result<void> finish(Work& work, FeedbackId id, FeedbackState state, std::string_view answer)
{
    TRY(check_answerable(work, id));
    finish_feedback(work.db(), work.tenant(), id, state, answer, work.now());
    work.audit(
        state == FeedbackState::answered ? "portal.feedback.answered" : "portal.feedback.closed", "feedback",
        id);
    return {};
}

}

FeedbackStage StoredFeedback::stage() const
{
    if (state == FeedbackState::answered)
        return FeedbackStage::answered;
    if (state == FeedbackState::closed)
        return FeedbackStage::closed;
    return taken_by ? FeedbackStage::in_progress : FeedbackStage::fresh;
}

FeedbackFilter FeedbackFilter::of(
    std::string_view topic_word, std::string_view stage_word, std::string_view words)
{
    FeedbackFilter filter{
        .topic = topic_of_word(topic_word),
        .stage = {},
        .shows_finished = stage_word == "alle",
        .words = std::string(words)};
    auto const* const word = std::ranges::find(feedback_stage_words, stage_word);
    if (word != feedback_stage_words.end())
        filter.stage = static_cast<FeedbackStage>(word - feedback_stage_words.begin());
    return filter;
}

bool FeedbackFilter::accepts(StoredFeedback const& message) const
{
    if (topic && message.topic != *topic)
        return false;
    if (stage)
        return message.stage() == *stage;
    return shows_finished || message.state == FeedbackState::open;
}

bool says(StoredFeedback const& message, std::string_view words)
{
    auto const folded = search::folded_text(words);
    return !folded.empty() && stands_in(message, folded);
}

std::optional<FeedbackTopic> topic_of_word(std::string_view word)
{
    auto const* const found = std::ranges::find(topic_words, word);
    if (found == topic_words.end())
        return std::nullopt;
    return static_cast<FeedbackTopic>(found - topic_words.begin());
}

std::string_view word_of(FeedbackTopic topic)
{
    return topic_words.at(static_cast<std::size_t>(topic));
}

std::vector<Problem> problems_of(FeedbackForm const& form)
{
    std::vector<Problem> problems;
    if (!topic_of_word(form.topic))
        problems.push_back(Problem::invalid("thema", "feedback.problem.topic"_msg));
    if (trim(form.message).empty())
        problems.push_back(Problem::invalid("nachricht", "feedback.problem.message"_msg));
    else if (count_code_points(form.message) > longest_feedback)
        problems.push_back(Problem::invalid("nachricht", "feedback.problem.message_too_long"_msg));
    if (count_code_points(form.page) > longest_line)
        problems.push_back(Problem::invalid("seite", "feedback.problem.line_too_long"_msg));
    if (count_code_points(form.contact) > longest_line)
        problems.push_back(Problem::invalid("kontakt", "feedback.problem.line_too_long"_msg));
    else if (!trim(form.contact).empty() && !looks_like_mail_or_phone(trim(form.contact)))
        problems.push_back(Problem::invalid("kontakt", "feedback.problem.contact"_msg));
    return problems;
}

Result<FeedbackId> receive_feedback(Work& work, FeedbackForm const& form, i18n::Language language)
{
    if (auto problems = problems_of(form); !problems.empty())
        return std::move(problems.front());
    auto const topic = *topic_of_word(form.topic);
    Feedback feedback{
        .topic = topic,
        .page = std::string(trim(form.page)),
        .message = std::string(trim(form.message)),
        .contact = std::string(trim(form.contact)),
        .language = language,
        .owner = form.owner,
        .answer_by = {},
        .answer_at_latest = {}};
    if (topic == FeedbackTopic::barrier) {
        feedback.answer_by = work.today() + answer_within;
        feedback.answer_at_latest = work.today() + answer_at_latest_within;
    }
    auto const id = insert_feedback(work.db(), work.tenant(), form.idempotency_key, feedback, work.now());
    if (!id)
        return load_feedback_of_key(work.db(), work.tenant(), form.idempotency_key);
    // The message itself may hold personal data: it stays out of the audit chain, which cannot be erased.
    work.audit("portal.feedback.received", "feedback", *id);
    enqueue_mails(work, *id, feedback);
    return *id;
}

std::vector<StoredFeedback> list_messages_for(
    db::Connection& db, TenantId tenant, Actor const& actor, FeedbackFilter const& filter)
{
    auto const which = filter.stage || filter.shows_finished ? Which::all : Which::open;
    if (auto const words = search::folded_text(filter.words); !words.empty())
        return list_messages_with(db, tenant, actor, filter, which, words);
    auto messages = list_feedback(db, tenant, which);
    std::erase_if(messages, [&](StoredFeedback const& message) {
        return !filter.accepts(message) || !actor.may(read_messages, message.owner());
    });
    return messages;
}

Result<void> take_feedback(Work& work, FeedbackId id)
{
    TRY(check_answerable(work, id));
    if (work.actor().kind() != Actor::Kind::account)
        return Problem::not_found("feedback.problem.unknown"_msg);
    store_feedback_taker(work.db(), work.tenant(), id, identity::AccountId{work.actor().id()});
    work.audit("portal.feedback.taken", "feedback", id);
    return {};
}

Result<void> hand_back_feedback(Work& work, FeedbackId id)
{
    TRY(check_answerable(work, id));
    store_feedback_taker(work.db(), work.tenant(), id, std::nullopt);
    work.audit("portal.feedback.handed_back", "feedback", id);
    return {};
}

Result<void> answer_feedback(Work& work, FeedbackId id, std::string_view answer)
{
    if (trim(answer).empty())
        return Problem::invalid("answer", "feedback.problem.answer"_msg);
    return finish(work, id, FeedbackState::answered, trim(answer));
}

Result<void> close_feedback(Work& work, FeedbackId id)
{
    return finish(work, id, FeedbackState::closed, {});
}

Result<int> erase_old_feedback(Work& work, std::chrono::days keep)
{
    auto const erased = erase_feedback_finished_before(work.db(), work.tenant(), work.now() - keep);
    for (auto const id : erased)
        work.audit("portal.feedback.erased", "feedback", id);
    return static_cast<int>(erased.size());
}

} // namespace kommin::portal
