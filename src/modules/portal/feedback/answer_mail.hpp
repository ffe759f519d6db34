#pragma once
// The mail that carries an answer to whoever wrote: a frame in the language of the message around what the
// office has written.

#include "modules/portal/feedback/feedback_care.hpp"
#include "modules/portal/feedback/feedback_jobs.hpp"
#include "modules/tenants/api.hpp"
#include "platform/i18n/language.hpp"
#include "platform/work/job_rules.hpp"
#include "platform/work/work.hpp"

#include <cstdint>
#include <string>

namespace kommin::portal {

// What stands around the text of an answer; the page shows it to whoever writes.
struct AnswerFrame {
    i18n::Language language; // of the message
    std::string subject;
    std::string before;
    std::string after;
};
// `office`: who answers, see office_of().
AnswerFrame answer_frame(
    StoredFeedback const& message, tenants::Tenant const& tenant, std::string const& office,
    i18n::Zone const& zone);
// The Kreis (0), or a municipality as its letters name it: "Stadt Aalfeld".
std::string office_of(db::Connection& db, tenants::Tenant const& tenant, std::int64_t body_or_kreis);

// In the transaction that stores the answer: sent after its commit.
void enqueue_answer(Work& work, FeedbackAnswerId id);
JobRule answer_mail(FeedbackCare const& care);

} // namespace kommin::portal
