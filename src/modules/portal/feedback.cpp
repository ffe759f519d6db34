#include "modules/portal/feedback.hpp"

#include "modules/portal/feedback_store.hpp"
#include "platform/base/text.hpp"

#include <stdexcept>

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
    else if (form.message.size() > longest_feedback)
        problems.push_back(Problem::invalid("nachricht", "feedback.problem.message_too_long"_msg));
    if (form.page.size() > longest_line)
        problems.push_back(Problem::invalid("seite", "feedback.problem.line_too_long"_msg));
    if (form.contact.size() > longest_line)
        problems.push_back(Problem::invalid("kontakt", "feedback.problem.line_too_long"_msg));
    else if (!trim(form.contact).empty() && !looks_like_mail_or_phone(trim(form.contact)))
        problems.push_back(Problem::invalid("kontakt", "feedback.problem.contact"_msg));
    return problems;
}

FeedbackId receive_feedback(Work& work, FeedbackForm const& form, i18n::Language language)
{
    auto const topic = topic_of_word(form.topic);
    if (!topic)
        throw std::invalid_argument("receive_feedback: form has problems");
    Feedback const feedback{
        .topic = *topic,
        .page = std::string(trim(form.page)),
        .message = std::string(trim(form.message)),
        .contact = std::string(trim(form.contact)),
        .language = language,
        .answer_by = work.today() + answer_within,
        .answer_at_latest = work.today() + answer_at_latest_within};
    if (auto const earlier = find_feedback(work.db(), work.tenant(), form.idempotency_key))
        return *earlier;
    auto const id = insert_feedback(work.db(), work.tenant(), form.idempotency_key, feedback, work.now());
    // The message itself may hold personal data: it stays out of the audit chain, which cannot be erased.
    work.audit("portal.feedback.received", "feedback", id);
    return id;
}

} // namespace kommin::portal
