#pragma once
// What follows a message from the public: mails to the office that has to answer, and the erasure.
//
// The mails name number, topic and deadlines. Message and contact stay in the database, so that erasing them
// there erases them.

#include "modules/portal/feedback.hpp"
#include "platform/jobs/jobs.hpp"
#include "platform/mail/mail.hpp"
#include "platform/work/work.hpp"

#include <chrono>
#include <string>

namespace kommin::portal {

// How an installation tells its offices of messages, and for how long it keeps them.
struct FeedbackCare {
    mail::Outbox outbox;
    std::string sender; // address under which the program writes
    std::string office; // address for tenants that have none of their own; may be empty
    std::chrono::days keep{180}; // after the answer
};

// The jobs by kind. `clock` and `signals` must outlive the handlers.
jobs::Handlers feedback_jobs(Clock const& clock, Signals const& signals, FeedbackCare const& care);

// One mail now, and one on the morning of each of the two deadlines unless the message is answered by then.
void enqueue_mails(Work& work, FeedbackId id, Feedback const& feedback);
// In the coming night, and from then on every night as long as there is anything to erase one day.
void enqueue_erasure(Work& work);

} // namespace kommin::portal
