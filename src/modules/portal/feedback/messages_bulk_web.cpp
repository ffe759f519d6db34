// Many messages at once: taken over, given to a colleague, or closed.

#include "modules/portal/directory/permissions.hpp"
#include "modules/portal/feedback/feedback_care.hpp"
#include "modules/portal/feedback/feedback_list.hpp"
#include "modules/portal/feedback/messages.hpp"
#include "modules/portal/feedback/messages_pages.hpp"
#include "platform/base/text.hpp"
#include "platform/web/bulk_list.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace kommin::portal {

namespace {

constexpr std::string_view handing_page = "auswahl/weitergeben";
constexpr std::string_view closing_page = "auswahl/schliessen";

std::vector<web::FoundRecord> found(web::Call const& call, std::vector<StoredFeedback> const& messages)
{
    std::vector<web::FoundRecord> records;
    records.reserve(messages.size());
    for (auto const& message : messages)
        records.push_back(
            {.record = {message.id.value, message.version},
             .link = {title_of(message, web::staff_texts(call)), message_url(message.id)}});
    return records;
}

web::BulkList messages_to_change(web::Call const& call)
{
    return {
        .list = message_list,
        .first =
            [&call](db::Connection& db, http::Form const& query, int most) {
                std::vector<StoredFeedback> messages;
                export_messages_for(
                    db, call.site.tenant, call.local_now().date, call.actor(), FeedbackFilter::parse(query),
                    [&](std::vector<StoredFeedback> const& more) {
                        messages.insert(messages.end(), more.begin(), more.end());
                        return std::ssize(messages) < most;
                    });
                return found(call, messages);
            },
        .these =
            [&call](db::Connection& db, std::vector<std::int64_t> const& ids) {
                return found(
                    call,
                    list_chosen_messages(
                        db, call.site.tenant, call.actor(), std::vector<FeedbackId>(ids.begin(), ids.end())));
            }};
}

// Whoever may answer one of them at least: for the others the answer says that they may not.
std::vector<web::Choice> colleagues_for(web::Call const& call)
{
    std::vector<web::Choice> choices;
    std::set<identity::AccountId> seen;
    web::read(call, [&](db::Connection& db) {
        for (auto const scope : call.actor().where(answer_messages)) {
            for (auto const& colleague : list_colleagues(db, call.site.tenant, scope)) {
                if (colleague.id.value != call.actor().id() && seen.insert(colleague.id).second)
                    choices.push_back({colleague.public_id, colleague.name});
            }
        }
        return 0;
    });
    return with_nobody(std::move(choices), web::staff_texts(call));
}

http::Response ask_to_whom(
    web::Call const& call, web::BulkList const& list, web::Chosen const& chosen, std::string_view note = {},
    std::vector<Problem> problems = {})
{
    auto const& texts = web::staff_texts(call);
    auto const colleagues = colleagues_for(call);
    web::BulkQuestion question{
        .page = handing_page,
        .title = "messages.bulk.hand_on.question"_msg,
        .text = "messages.bulk.hand_on.text"_msg,
        .yes = "messages.bulk.hand_on.yes"_msg,
        .no = "list.bulk.back"_msg,
        .problems = std::move(problems)};
    question.fields = [&](html::Writer& w) {
        w("{}{}",
          web::SelectField{
              .texts = texts,
              .name = "an",
              .label = "messages.handing.colleague"_msg,
              .choices = colleagues,
              .problems = question.problems},
          web::TextArea{
              .texts = texts,
              .name = "notiz",
              .label = "messages.handing.note"_msg,
              .value = note,
              .problems = question.problems,
              .rows = 3});
    };
    return web::bulk_question_page(call, list, chosen, question);
}

constexpr web::BulkWords words_of_taking{
    "messages.bulk.take.title"_msg, "messages.bulk.take.made"_msg, "messages.bulk.take.already"_msg};
constexpr web::BulkWords words_of_handing{
    "messages.bulk.hand_on.title"_msg, "messages.bulk.hand_on.made"_msg, "messages.bulk.hand_on.already"_msg};
constexpr web::BulkWords words_of_closing{
    "messages.bulk.close.title"_msg, "messages.bulk.close.made"_msg, "messages.bulk.close.already"_msg};

SeenFeedback seen_by(web::Ticked record)
{
    return {FeedbackId{record.id}, record.version};
}

}

http::Response change_chosen_messages(web::Call& call)
{
    auto const list = messages_to_change(call);
    return web::with_chosen(call, list, [&](web::Chosen const& chosen, http::Form const& form) {
        auto const action = form.value("aktion");
        if (action == hand_on_action.word)
            return ask_to_whom(call, list, chosen);
        if (action == close_action.word)
            return web::bulk_question_page(
                call, list, chosen,
                {.page = closing_page,
                 .title = "messages.bulk.close.question"_msg,
                 .text = "messages.bulk.close.text"_msg,
                 .yes = "messages.bulk.close.yes"_msg,
                 .no = "messages.bulk.close.no"_msg,
                 .is_grave = true});
        if (action != take_action.word)
            return web::staff_not_found(call);
        return web::change_chosen(
            call, list, chosen,
            {.action = take_action, .words = words_of_taking, .use_case = [](Work& work, web::Ticked record) {
                 return take_one_of_many(work, seen_by(record));
             }});
    });
}

http::Response hand_on_chosen_messages(web::Call& call)
{
    auto const list = messages_to_change(call);
    return web::with_chosen(call, list, [&](web::Chosen const& chosen, http::Form const& form) {
        auto note = std::string(form.value("notiz"));
        std::erase(note, '\r');
        auto const to = std::string(form.value("an"));
        std::vector<Problem> problems;
        auto const colleagues = colleagues_for(call);
        if (to.empty() || std::ranges::find(colleagues, to, &web::Choice::value) == colleagues.end())
            problems.push_back(Problem::invalid("an", "messages.problem.colleague"_msg));
        if (count_code_points(trim(note)) > longest_handing_note)
            problems.push_back(Problem::invalid("notiz", "messages.problem.note_too_long"_msg));
        if (!problems.empty())
            return ask_to_whom(call, list, chosen, note, std::move(problems));
        return web::change_chosen(
            call, list, chosen,
            {.action = hand_on_action,
             .words = words_of_handing,
             .use_case
             = [&](Work& work,
                   web::Ticked record) { return hand_on_one_of_many(work, seen_by(record), to, note); },
             .page = handing_page,
             .kept = {{"an", to}, {"notiz", note}}});
    });
}

http::Response close_chosen_messages(web::Call& call)
{
    auto const list = messages_to_change(call);
    return web::with_chosen(call, list, [&](web::Chosen const& chosen, http::Form const& /*form*/) {
        return web::change_chosen(
            call, list, chosen,
            {.action = close_action,
             .words = words_of_closing,
             .use_case
             = [](Work& work, web::Ticked record) { return close_one_of_many(work, seen_by(record)); },
             .page = closing_page});
    });
}

} // namespace kommin::portal
