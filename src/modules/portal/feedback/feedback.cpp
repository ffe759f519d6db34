#include "modules/portal/feedback/feedback.hpp"

#include "modules/portal/directory/permissions.hpp"
#include "modules/portal/feedback/feedback_jobs.hpp"
#include "modules/portal/feedback/feedback_store.hpp"
#include "platform/base/text.hpp"
#include "platform/identity/unsaved_entries.hpp"

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

}

FeedbackStage StoredFeedback::stage() const
{
    if (state == FeedbackState::answered)
        return FeedbackStage::answered;
    if (state == FeedbackState::closed)
        return FeedbackStage::closed;
    return taken_by ? FeedbackStage::in_progress : FeedbackStage::fresh;
}

std::optional<Date> StoredFeedback::due() const
{
    return due_on && (!answer_by || *due_on < *answer_by) ? due_on : answer_by;
}

StoredFeedback as_seen_by(Actor const& actor, StoredFeedback message)
{
    if (!message.contact_owner)
        return message;
    auto const owner = *message.contact_owner;
    if (!actor.may(edit_asking_addresses, owner == 0 ? Scope::whole_tenant() : Scope::of_owner(owner)))
        message.contact.clear();
    return message;
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
        .contact_owner = form.contact_owner,
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

void forget_begun_answers(Work& work, FeedbackId id)
{
    identity::forget_unsaved_entries_of_page(work, "/verwaltung/rueckmeldungen/" + std::to_string(id.value));
}

Result<int> erase_old_feedback(Work& work, std::chrono::days keep)
{
    auto const erased = erase_feedback_finished_before(work.db(), work.tenant(), work.now() - keep);
    for (auto const id : erased) {
        forget_begun_answers(work, id);
        work.audit("portal.feedback.erased", "feedback", id);
    }
    return static_cast<int>(erased.size());
}

} // namespace kommin::portal
