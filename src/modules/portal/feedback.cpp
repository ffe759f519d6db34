#include "modules/portal/feedback.hpp"

#include "modules/portal/feedback_jobs.hpp"
#include "modules/portal/feedback_store.hpp"
#include "modules/portal/permissions.hpp"
#include "platform/base/text.hpp"

#include <utility>

namespace kommin::portal {

namespace {

constexpr std::size_t longest_line = 300;

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

Result<void> finish(Work& work, FeedbackId id, FeedbackState state, std::string_view answer)
{
    if (!work.actor().may(answer_messages, Scope::whole_tenant()))
        return Problem::not_found("feedback.problem.unknown"_msg);
    if (!finish_feedback(work.db(), work.tenant(), id, state, answer, work.now())) {
        if (find_feedback(work.db(), work.tenant(), id))
            return Problem::conflict({}, "feedback.problem.finished"_msg);
        return Problem::not_found("feedback.problem.unknown"_msg);
    }
    work.audit(
        state == FeedbackState::answered ? "portal.feedback.answered" : "portal.feedback.closed", "feedback",
        id);
    return {};
}

}

std::optional<FeedbackTopic> topic_of_word(std::string_view word)
{
    if (word == "barriere")
        return FeedbackTopic::barrier;
    if (word == "inhalt")
        return FeedbackTopic::content;
    if (word == "angebot")
        return FeedbackTopic::missing_offer;
    return std::nullopt;
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
    Feedback const feedback{
        .topic = *topic_of_word(form.topic),
        .page = std::string(trim(form.page)),
        .message = std::string(trim(form.message)),
        .contact = std::string(trim(form.contact)),
        .language = language,
        .answer_by = work.today() + answer_within,
        .answer_at_latest = work.today() + answer_at_latest_within};
    auto const id = insert_feedback(work.db(), work.tenant(), form.idempotency_key, feedback, work.now());
    if (!id)
        return load_feedback_of_key(work.db(), work.tenant(), form.idempotency_key);
    // The message itself may hold personal data: it stays out of the audit chain, which cannot be erased.
    work.audit("portal.feedback.received", "feedback", *id);
    enqueue_mails(work, *id, feedback);
    return *id;
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
