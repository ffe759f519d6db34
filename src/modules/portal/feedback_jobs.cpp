#include "modules/portal/feedback_jobs.hpp"

#include "modules/portal/feedback_store.hpp"
#include "modules/tenants/api.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/jobs/jobs.hpp"
#include "platform/json/json.hpp"

#include <utility>

namespace kommin::portal {

namespace {

using i18n::DateStyle;
using i18n::Texts;
using i18n::TimeOfDay;

constexpr std::string_view received_kind = "portal.feedback.received";
constexpr std::string_view due_kind = "portal.feedback.due";
constexpr std::string_view due_at_latest_kind = "portal.feedback.due_at_latest";

// So that the office still has the day for it.
constexpr auto morning = TimeOfDay::at(7);
constexpr auto night = TimeOfDay::at(3);

// Which mail: its texts, and the last word of its id.
struct Occasion {
    MessageKey subject;
    MessageKey text;
    std::string_view word;
};
constexpr Occasion received{
    "feedback.mail.received.subject"_msg, "feedback.mail.received.text"_msg, "received"};
constexpr Occasion due{"feedback.mail.due.subject"_msg, "feedback.mail.due.text"_msg, "due"};
constexpr Occasion due_at_latest{
    "feedback.mail.due_at_latest.subject"_msg, "feedback.mail.due_at_latest.text"_msg, "due-at-latest"};

MessageKey label_of(FeedbackTopic topic)
{
    switch (topic) {
    case FeedbackTopic::barrier:
        return "feedback.topic.barrier"_msg;
    case FeedbackTopic::content:
        return "feedback.topic.content"_msg;
    case FeedbackTopic::missing_offer:
        break;
    }
    return "feedback.topic.missing_offer"_msg;
}

mail::Message mail_of(
    Occasion const& occasion, tenants::Tenant const& tenant, StoredFeedback const& feedback,
    FeedbackCare const& care, Instant now)
{
    auto const& texts = Texts::of(tenant.source_language);
    auto const number = std::to_string(feedback.id.value);
    auto const by = texts.date(feedback.answer_by, DateStyle::long_);
    auto const at_latest = texts.date(feedback.answer_at_latest, DateStyle::long_);
    auto const topic = std::string(texts(label_of(feedback.topic)));
    auto const language = i18n::Language::find(feedback.language);

    auto text = texts(
        occasion.text, {{"tenant", tenant.name}, {"number", number}, {"date", by}, {"latest", at_latest}});
    text += "\n\n"
        + texts("feedback.mail.topic"_msg,
                {{"topic", topic},
                 {"language", language ? texts.language_name(*language) : feedback.language}})
        + '\n' + texts("feedback.mail.deadlines"_msg, {{"date", by}, {"latest", at_latest}}) + "\n\n"
        + texts("feedback.mail.commands"_msg, {{"number", number}}) + '\n';

    auto recipient = mail::is_address(tenant.help_email) ? tenant.help_email : care.office;
    if (recipient.empty())
        text += '\n' + texts("feedback.mail.no_address"_msg, {{"tenant", tenant.name}}) + '\n';
    return {
        .id = "feedback-" + std::to_string(tenant.id.value) + '-' + number + '.' + std::string(occasion.word),
        .date = now,
        .from = care.sender,
        .to = recipient.empty() ? std::vector<std::string>{} : std::vector{std::move(recipient)},
        .subject = texts(occasion.subject, {{"number", number}, {"date", by}, {"latest", at_latest}}),
        .text = std::move(text),
        .language = std::string(tenant.source_language.tag())};
}

}

void enqueue_mails(Work& work, FeedbackId id, Feedback const& feedback)
{
    auto const payload = json::print(json::Value::Object{{"feedback", id.value}});
    auto const morning_of = [&](Date day) { return jobs::RunAt::at(work.zone().to_instant({day, morning})); };
    work.enqueue(received_kind, payload);
    work.enqueue(due_kind, payload, morning_of(feedback.answer_by));
    work.enqueue(due_at_latest_kind, payload, morning_of(feedback.answer_at_latest));
}

std::vector<JobRule> feedback_jobs(FeedbackCare const& care)
{
    // At every try the same file: writing it twice is no second mail.
    auto const write_mail = [&care](Occasion const& occasion) -> JobOutward {
        return [care, &occasion](WorkContext const& context, JobOrder const& order) -> Result<void> {
            auto& db = context.connection;
            auto const feedback = find_feedback(db, context.tenant, order.id<FeedbackId>("feedback"));
            if (!feedback || feedback->state != FeedbackState::open)
                return {}; // answered in time, or erased
            auto const tenant = tenants::find_tenant(db, context.tenant).value();
            care.outbox.put(mail_of(occasion, tenant, *feedback, care, context.clock.now()));
            return {};
        };
    };
    return {
        {received_kind, write_mail(received)},
        {due_kind, write_mail(due)},
        {due_at_latest_kind, write_mail(due_at_latest)}};
}

RecurringRule feedback_erasure(FeedbackCare const& care)
{
    return {"portal.feedback.erase", night, [keep = care.keep](Work& work) -> Result<void> {
                TRY(erase_old_feedback(work, keep));
                return {};
            }};
}

} // namespace kommin::portal
