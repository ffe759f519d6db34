#include "modules/portal/feedback/feedback_jobs.hpp"

#include "modules/portal/directory/permissions.hpp"
#include "modules/portal/feedback/answer_mail.hpp"
#include "modules/portal/feedback/feedback_store.hpp"
#include "modules/tenants/api.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/identity/account_store.hpp"
#include "platform/jobs/jobs.hpp"
#include "platform/json/json.hpp"

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace kommin::portal {

namespace {

using i18n::DateStyle;
using i18n::Texts;
using i18n::TimeOfDay;

constexpr std::string_view received_kind = "portal.feedback.received";
constexpr std::string_view due_kind = "portal.feedback.due";
constexpr std::string_view due_at_latest_kind = "portal.feedback.due_at_latest";
constexpr std::string_view handed_on_kind = "portal.feedback.handed_on";

// So that the office still has the day for it.
constexpr auto morning = TimeOfDay::at(7);
constexpr auto night = TimeOfDay::at(3);
constexpr auto before_erasure = TimeOfDay::at(2);

// Which mail: its texts, and the last word of its id.
struct Occasion {
    MessageKey subject;
    MessageKey text;
    std::string_view word;
};
constexpr Occasion received{
    "feedback.mail.received.subject"_msg, "feedback.mail.received.text"_msg, "received"};
constexpr Occasion received_without_deadline{
    "feedback.mail.received.plain_subject"_msg, "feedback.mail.received.text"_msg, "received"};
constexpr Occasion due{"feedback.mail.due.subject"_msg, "feedback.mail.due.text"_msg, "due"};
constexpr Occasion due_at_latest{
    "feedback.mail.due_at_latest.subject"_msg, "feedback.mail.due_at_latest.text"_msg, "due-at-latest"};
constexpr Occasion handed_on{
    "messages.mail.handed_on.subject"_msg, "messages.mail.handed_on.text"_msg, "handed-on"};

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

// By the time a mail leaves, the message may have been given to somebody else: they are told of that.
bool is_current(db::Connection& db, TenantId tenant, StoredFeedback const& feedback, FeedbackHandingId id)
{
    auto const handings = list_handings(db, tenant, feedback.id);
    return !handings.empty() && handings.back().id == id && handings.back().to_owner == feedback.owner_id;
}

// Where the office reads the message; nothing where nobody has set an address.
std::optional<html::Url> inbox_of(tenants::Tenant const& tenant, FeedbackId id, std::string_view base_url)
{
    auto const site = tenants::site_address(tenant, base_url);
    if (site.empty())
        return std::nullopt;
    return html::Url::external(site + "/verwaltung/rueckmeldungen/" + std::to_string(id.value));
}

// Who gets a mail, and in which language.
struct Recipient {
    std::string address; // empty: nobody is known
    i18n::Language language;
    std::string word; // part of the id of the mail
};

// Those who edit for the municipality whose message it is.
std::vector<Recipient> editors_of(
    db::Connection& db, tenants::Tenant const& tenant, StoredFeedback const& feedback)
{
    std::vector<Recipient> editors;
    if (feedback.owner_id == 0)
        return editors;
    auto const rules = permission_rules();
    for (auto const& [account_id, grant] : identity::list_all_grants(db, tenant.id)) {
        if (grant.scope != feedback.owner()
            || !Rights::of(std::span(&grant, 1), rules).allows(answer_messages, grant.scope))
            continue;
        auto const account = identity::find_account(db, tenant.id, account_id);
        if (!account || account->state != identity::AccountState::active || !mail::is_address(account->email))
            continue;
        editors.push_back(
            {account->email, i18n::Language::find(account->language).value_or(tenant.source_language),
             ".editor-" + std::to_string(account_id.value)});
    }
    return editors;
}

std::vector<Recipient> recipients_of(
    db::Connection& db, tenants::Tenant const& tenant, StoredFeedback const& feedback,
    FeedbackCare const& care)
{
    auto recipients = editors_of(db, tenant, feedback);
    if (recipients.empty())
        recipients.push_back(
            {mail::is_address(tenant.help_email) ? tenant.help_email : care.office,
             tenant.source_language,
             {}});
    return recipients;
}

post::Letter letter_of(
    Occasion const& occasion, tenants::Tenant const& tenant, StoredFeedback const& feedback,
    Recipient const& recipient, std::string const& id, FeedbackCare const& care)
{
    auto const& texts = Texts::of(recipient.language);
    auto const number = std::to_string(feedback.id.value);
    auto const day = [&](std::optional<Date> const& date) {
        return date ? texts.date(*date, DateStyle::long_) : std::string{};
    };
    auto const by = day(feedback.answer_by);
    auto const at_latest = day(feedback.answer_at_latest);
    auto const topic = std::string(texts(label_of(feedback.topic)));
    auto const language = i18n::Language::find(feedback.language);

    auto text = texts(
        occasion.text, {{"tenant", tenant.name}, {"number", number}, {"date", by}, {"latest", at_latest}});
    text += "\n\n"
        + texts("feedback.mail.topic"_msg,
                {{"topic", topic},
                 {"language", language ? texts.language_name(*language) : feedback.language}});
    if (feedback.answer_by)
        text += '\n' + texts("feedback.mail.deadlines"_msg, {{"date", by}, {"latest", at_latest}});
    std::optional<post::Letter::Button> button;
    if (auto url = inbox_of(tenant, feedback.id, care.base_url))
        button = {std::string(texts("feedback.mail.open"_msg)), std::move(*url)};
    auto note = texts("feedback.mail.commands"_msg, {{"number", number}});
    if (recipient.address.empty())
        note += "\n\n" + texts("feedback.mail.no_address"_msg, {{"tenant", tenant.name}});
    return {
        .id = "feedback-" + std::to_string(tenant.id.value) + '-' + number + '.' + id + recipient.word,
        .to = recipient.address,
        .from_name = tenant.name,
        .language = recipient.language,
        .subject = texts(occasion.subject, {{"number", number}, {"date", by}, {"latest", at_latest}}),
        .text = std::move(text),
        .button = std::move(button),
        .note = std::move(note)};
}

}

void enqueue_mails(Work& work, FeedbackId id, Feedback const& feedback)
{
    auto const payload = json::print(json::Value::Object{{"feedback", id.value}});
    auto const morning_of = [&](Date day) { return jobs::RunAt::at(work.zone().to_instant({day, morning})); };
    work.enqueue(received_kind, payload);
    if (feedback.answer_by)
        work.enqueue(due_kind, payload, morning_of(*feedback.answer_by));
    if (feedback.answer_at_latest)
        work.enqueue(due_at_latest_kind, payload, morning_of(*feedback.answer_at_latest));
}

void enqueue_handing_mail(Work& work, FeedbackId id, FeedbackHandingId handing)
{
    work.enqueue(
        handed_on_kind, json::print(json::Value::Object{{"feedback", id.value}, {"handing", handing.value}}));
}

std::vector<JobRule> feedback_jobs(FeedbackCare const& care)
{
    auto const send_mail = [&care](Occasion const& occasion) -> JobOutward {
        return [care, &occasion](WorkContext const& context, JobOrder const& order) -> Result<void> {
            auto& db = context.connection;
            auto const feedback = find_feedback(db, context.tenant, order.id<FeedbackId>("feedback"));
            if (!feedback || feedback->state != FeedbackState::open)
                return {}; // answered in time, or erased
            auto const tenant = tenants::find_tenant(db, context.tenant).value();
            bool const is_plain = &occasion == &received && !feedback->answer_by;
            auto id = std::string(occasion.word);
            if (&occasion == &handed_on) {
                auto const handing = order.id<FeedbackHandingId>("handing");
                if (!is_current(db, context.tenant, *feedback, handing))
                    return {};
                id += '-' + std::to_string(handing.value);
            }
            // Whoever has got it gets it again, under the same id, if another one has to be tried again.
            Result<void> all_sent;
            for (auto const& recipient : recipients_of(db, tenant, *feedback, care)) {
                auto sent = care.post.send(
                    context,
                    letter_of(
                        is_plain ? received_without_deadline : occasion, tenant, *feedback, recipient, id,
                        care));
                if (!sent && (all_sent || sent.problem().kind == ProblemKind::unavailable))
                    all_sent = std::move(sent);
            }
            return all_sent;
        };
    };
    return {
        {received_kind, send_mail(received), "job.portal.feedback.received"_msg, true},
        {due_kind, send_mail(due), "job.portal.feedback.due"_msg, true},
        {due_at_latest_kind, send_mail(due_at_latest), "job.portal.feedback.due_at_latest"_msg, true},
        {handed_on_kind, send_mail(handed_on), "job.portal.feedback.handed_on"_msg, true},
        answer_mail(care)};
}

RecurringRule feedback_erasure(FeedbackCare const& care)
{
    return {
        "portal.feedback.erase", night,
        [keep = care.keep](Work& work) -> Result<void> {
            TRY(erase_old_feedback(work, keep));
            return {};
        },
        "job.portal.feedback.erase"_msg};
}

RecurringRule lost_answers()
{
    return {
        "portal.feedback.lost_answers", before_erasure,
        [](Work& work) -> Result<void> {
            TRY(settle_lost_answers(work));
            return {};
        },
        "job.portal.feedback.lost_answers"_msg};
}

} // namespace kommin::portal
