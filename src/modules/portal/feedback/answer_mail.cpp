#include "modules/portal/feedback/answer_mail.hpp"

#include "modules/portal/feedback/feedback_store.hpp"
#include "platform/audit/audit.hpp"
#include "platform/db/error.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/json/json.hpp"
#include "platform/work/use_case.hpp"

#include <algorithm>
#include <chrono>
#include <optional>
#include <string_view>
#include <thread>
#include <utility>

namespace kommin::portal {

namespace {

using i18n::Texts;

constexpr std::string_view answer_kind = "portal.feedback.answer";

i18n::Language language_of(StoredFeedback const& message, tenants::Tenant const& tenant)
{
    auto const language = message.language.empty() ? std::nullopt : i18n::Language::find(message.language);
    return language.value_or(tenant.source_language);
}

// Whose the message was when it came; handing it on says whose it was before.
std::int64_t first_owner(db::Connection& db, TenantId tenant, StoredFeedback const& message)
{
    // Not what was done to it otherwise: each time that somebody reads it is an entry.
    audit::EntryFilter const handed_on{
        .action = "portal.feedback.handed_on", .subject_kind = "feedback", .subject_id = message.id.value};
    constexpr int at_once = 50;
    for (std::int64_t last = 0;;) {
        auto const entries = audit::list_entries_above(db, tenant, handed_on, last, at_once);
        for (auto const& entry : entries) {
            auto const before = json::parse(entry.before_json.empty() ? "{}" : entry.before_json);
            auto const* const facts = std::get_if<json::Value>(&before);
            auto const* const fact = facts == nullptr ? nullptr : facts->find("owner");
            if (auto const said = fact == nullptr ? std::nullopt : fact->as_integer())
                return *said; // to another body; to colleagues it stays whose it is
        }
        if (std::ssize(entries) < at_once)
            return message.owner_id;
        last = entries.back().sequence;
    }
}

// Who has answered, and to whom the message went first, if that is somebody else.
struct Signature {
    std::int64_t body; // 0: the Kreis
    std::string office;
    std::optional<std::string> first;
};
Signature signature_of(
    db::Connection& db, tenants::Tenant const& tenant, FeedbackAnswer const& answer,
    StoredFeedback const& message)
{
    auto const body = answer.signed_by.value_or(message.owner_id);
    auto const first = first_owner(db, tenant.id, message);
    return {
        body, office_of(db, tenant, body),
        first == body ? std::nullopt : std::optional(office_of(db, tenant, first))};
}

// How whoever got the answer reaches the office again, and until when what they wrote is kept.
std::string note_of(
    Texts const& texts, tenants::Tenant const& tenant, Signature const& signature, std::chrono::days keep)
{
    bool const has_mail = signature.body == 0 && mail::is_address(tenant.help_email);
    auto note = texts("feedback.reply.who"_msg, {{"office", texts.foreign(signature.office)}});
    if (signature.first)
        note += ' ' + texts("feedback.reply.first"_msg, {{"office", texts.foreign(*signature.first)}});
    note += ' ';
    note += has_mail
        ? texts("feedback.reply.again_by_mail"_msg, {{"email", texts.foreign(tenant.help_email)}})
        : std::string(texts("feedback.reply.again"_msg));
    return note + "\n\n" + texts("feedback.reply.kept"_msg, {{"days", std::to_string(keep.count())}});
}

post::Letter letter_of(
    WorkContext const& context, FeedbackAnswer const& answer, StoredFeedback const& message,
    FeedbackCare const& care)
{
    auto const tenant = tenants::find_tenant(context.connection, context.tenant).value();
    auto const signature = signature_of(context.connection, tenant, answer, message);
    auto frame = answer_frame(message, tenant, signature.office, context.zone);
    auto const& texts = Texts::of(frame.language);
    std::optional<post::Letter::Button> button;
    if (auto const site = tenants::site_address(tenant, care.base_url); !site.empty()) {
        if (auto url = html::Url::external(site + '/' + std::string(frame.language.tag()) + "/rueckmeldung"))
            button = {std::string(texts("feedback.reply.form"_msg)), std::move(*url)};
    }
    return {
        .id = "answer-" + std::to_string(tenant.id.value) + '-' + std::to_string(answer.id.value),
        .to = answer.address,
        .from_name = signature.office,
        .language = frame.language,
        .subject = std::move(frame.subject),
        .text = frame.before + "\n\n" + answer.body + "\n\n" + frame.after,
        .button = std::move(button),
        .note = note_of(texts, tenant, signature, care.keep)};
}

// Nothing unless it waits. It is read as a use case: whoever cannot have the lock of the tenant now would
// hardly have it a moment later, and is stopped here, before any mail has gone out.
Result<std::optional<FeedbackAnswer>> find_waiting(WorkContext const& context, FeedbackAnswerId id)
{
    return run_use_case(context, [&](Work& work) -> Result<std::optional<FeedbackAnswer>> {
        auto answer = find_answer(work.db(), work.tenant(), id);
        if (answer && answer->state != AnswerState::waiting)
            answer.reset();
        return answer;
    });
}

// The mail is out: a job that gave up now would be repeated, and the person would get the mail again. So
// whoever holds the lock of the tenant (an import, a publication) is waited for. Not for ever: a program that
// is to stop waits for its jobs.
Result<void> settle_patiently(WorkContext const& context, FeedbackAnswerId id, AnswerState state)
{
    constexpr std::chrono::seconds longest{60};
    constexpr std::chrono::milliseconds pause{200};
    auto const give_up = std::chrono::steady_clock::now() + longest;
    for (;;) {
        try {
            return run_use_case(context, [&](Work& work) { return settle_sent_answer(work, id, state); });
        } catch (db::Busy const&) {
            if (std::chrono::steady_clock::now() >= give_up)
                throw;
        } catch (db::SerializationConflict const&) {
            if (std::chrono::steady_clock::now() >= give_up)
                throw;
        }
        std::this_thread::sleep_for(pause);
    }
}

// What becomes of the answer; nothing: the job tries again.
std::optional<AnswerState> outcome_of(Result<void> const& sent, FeedbackCare const& care)
{
    if (sent)
        return care.post.has_server() ? AnswerState::sent : AnswerState::stored;
    if (sent.problem().kind == mail::address_refused)
        return AnswerState::refused;
    if (sent.problem().kind == ProblemKind::unavailable)
        return std::nullopt;
    return AnswerState::failed;
}

}

AnswerFrame answer_frame(
    StoredFeedback const& message, tenants::Tenant const& tenant, std::string const& office,
    i18n::Zone const& zone)
{
    auto const language = language_of(message, tenant);
    auto const& texts = Texts::of(language);
    auto const number = std::to_string(message.id.value);
    auto const date = texts.date(zone.to_local(message.received_at).date, i18n::DateStyle::long_);
    return {
        language, texts("feedback.reply.subject"_msg, {{"number", number}}),
        texts(
            "feedback.reply.before"_msg,
            {{"date", date}, {"tenant", texts.foreign(tenant.name)}, {"number", number}}),
        texts("feedback.reply.after"_msg, {{"office", texts.foreign(office)}})};
}

std::string office_of(db::Connection& db, tenants::Tenant const& tenant, std::int64_t body_or_kreis)
{
    if (body_or_kreis == 0)
        return tenant.name;
    auto const bodies = tenants::list_bodies(db, tenant.id);
    auto const body = std::ranges::find_if(
        bodies, [&](tenants::Body const& one) { return one.id.value == body_or_kreis; });
    if (body == bodies.end())
        return tenant.name;
    return body->official_kind.empty() ? body->name : body->official_kind + ' ' + body->name;
}

void enqueue_answer(Work& work, FeedbackAnswerId id)
{
    work.enqueue(answer_kind, json::print(json::Value::Object{{"answer", id.value}}));
}

JobRule answer_mail(FeedbackCare const& care)
{
    auto const send = [care](WorkContext const& context, JobOrder const& order) -> Result<void> {
        auto const id = order.id<FeedbackAnswerId>("answer");
        auto const answer = TRY(find_waiting(context, id));
        if (!answer)
            return {}; // erased with its message, withdrawn, or sent by a try that did not come to its end
        auto const message = find_feedback(context.connection, context.tenant, answer->message).value();
        auto sent = care.post.send(context, letter_of(context, *answer, message, care));
        if (auto const outcome = outcome_of(sent, care))
            TRY(settle_patiently(context, id, *outcome));
        return sent;
    };
    return {answer_kind, JobOutward(send), "job.portal.feedback.answer"_msg, true};
}

} // namespace kommin::portal
