#include "modules/portal/feedback/feedback_texts.hpp"

namespace kommin::portal {

namespace {

std::string line_of(StoredFeedback const& feedback, Date today)
{
    std::string line = std::to_string(feedback.id.value) + "  " + std::string(to_text(feedback.state));
    if (feedback.state == FeedbackState::open && feedback.answer_by && *feedback.answer_by < today)
        line += " OVERDUE";
    if (feedback.answer_by && feedback.answer_at_latest)
        line += "  answer by " + to_iso(*feedback.answer_by) + ", at the latest "
            + to_iso(*feedback.answer_at_latest);
    return line + "  " + std::string(to_text(feedback.topic)) + "  " + feedback.language;
}

// Somebody on the internet has typed it: it must not move the cursor or recolour the terminal.
std::string printable(std::string_view text)
{
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto const c = static_cast<unsigned char>(text[i]);
        bool const is_c1 = c == 0xc2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xa0;
        if (is_c1)
            ++i;
        if (is_c1 || (c < 0x20 && c != '\n' && c != '\t') || c == 0x7f)
            out += ' ';
        else
            out += static_cast<char>(c);
    }
    return out;
}

}

std::string feedback_list(db::Connection& db, TenantId tenant, Which which, Date today)
{
    std::string text;
    for (auto const& feedback : list_feedback(db, tenant, which))
        text += line_of(feedback, today) + '\n';
    return text.empty() ? "no messages\n" : text;
}

Result<std::string> feedback_details(db::Connection& db, TenantId tenant, FeedbackId id)
{
    auto const feedback = find_feedback(db, tenant, id);
    if (!feedback)
        return Problem::not_found("feedback.problem.unknown"_msg);
    std::string text;
    auto const add = [&](std::string_view name, std::string_view value) {
        if (!value.empty())
            text += std::string(name) + ": " + printable(value) + '\n';
    };
    add("number", std::to_string(feedback->id.value));
    add("state", to_text(feedback->state));
    add("received", to_iso(feedback->received_at));
    if (feedback->answer_by)
        add("answer by", to_iso(*feedback->answer_by));
    if (feedback->answer_at_latest)
        add("at the latest", to_iso(*feedback->answer_at_latest));
    if (feedback->due_on)
        add("due", to_iso(*feedback->due_on));
    add("topic", to_text(feedback->topic));
    add("language", feedback->language);
    add("page", feedback->page);
    add("contact", feedback->contact);
    if (feedback->finished_at)
        add("finished", to_iso(*feedback->finished_at));
    text += '\n' + printable(feedback->message) + '\n';
    for (auto const& answer : list_answers(db, tenant, id))
        text += "\nanswer:\n" + printable(answer.body) + '\n';
    return text;
}

} // namespace kommin::portal
