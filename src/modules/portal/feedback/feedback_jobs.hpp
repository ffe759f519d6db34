#pragma once
// What follows a message from the public: mails to the office that has to answer, and the erasure.
//
// The mails to offices name number, topic and deadlines. Message, contact and notes stay in the database, so
// that erasing them there erases them. They go to the office of the body whose message it is when they are
// sent: to those who edit for a municipality; to the address of the district where nobody does.

#include "modules/portal/feedback/feedback.hpp"
#include "modules/portal/feedback/feedback_care.hpp"
#include "modules/tenants/api.hpp"
#include "platform/post/post.hpp"
#include "platform/work/job_rules.hpp"
#include "platform/work/work.hpp"

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::portal {

// How an installation tells its offices of messages, and for how long it keeps them.
struct FeedbackCare {
    post::Post post;
    std::string office; // address for tenants that have none of their own; may be empty
    std::string base_url; // of the installation; may be empty
    std::chrono::days keep{180}; // after the answer
    bool asks_providers = true; // every half year, by itself; see offer_asking.hpp
};

std::vector<JobRule> feedback_jobs(FeedbackCare const& care);
// Every night, whether there is anything to erase or not.
RecurringRule feedback_erasure(FeedbackCare const& care);
// Every night: answers whose job has died or was discarded are not waited for any longer.
RecurringRule lost_answers();

// One mail now, and of what has deadlines one on the morning of each of the two unless the message is
// answered by then.
void enqueue_mails(Work& work, FeedbackId id, Feedback const& feedback);
// One mail to the office of the body that has got the message.
void enqueue_handing_mail(Work& work, FeedbackId id, FeedbackHandingId handing);

} // namespace kommin::portal
