// Routes of the inbox of messages from the public.

#include "modules/portal/feedback_store.hpp"
#include "modules/portal/messages.hpp"
#include "modules/portal/messages_pages.hpp"
#include "platform/base/number.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/write.hpp"

namespace kommin::portal {

namespace {

std::optional<StoredFeedback> find_message(web::Call const& call)
{
    auto const number = parse_number(call.path["nummer"]);
    return number ? find_feedback(call.db(), call.site.tenant, FeedbackId{*number}) : std::nullopt;
}

http::Response to_inbox()
{
    return http::Response::redirect(http::Status::see_other, web::staff_url({"rueckmeldungen"}).text());
}

}

http::Response list_messages(web::Call& call)
{
    bool const shows_all = call.request.query().value("alle") == "1";
    return messages_page(
        call, list_feedback(call.db(), call.site.tenant, shows_all ? Which::all : Which::open), shows_all);
}

http::Response show_message(web::Call& call)
{
    auto const message = find_message(call);
    if (!message)
        return web::staff_not_found(call);
    web::note_reading(call, "portal.feedback.read", "feedback", message->id);
    return message_page(call, *message);
}

http::Response answer_message(web::Call& call)
{
    auto const message = find_message(call);
    if (!message)
        return web::staff_not_found(call);
    auto const form = call.request.form();
    auto const text = form->value("answer");
    auto const answered
        = web::write(call, [&](Work& work) { return answer_feedback(work, message->id, text); });
    return answered ? to_inbox() : message_page(call, *message, text, {answered.problem()});
}

http::Response close_message(web::Call& call)
{
    auto const message = find_message(call);
    if (!message)
        return web::staff_not_found(call);
    auto const closed = web::write(call, [&](Work& work) { return close_feedback(work, message->id); });
    return closed ? to_inbox() : message_page(call, *message, {}, {closed.problem()});
}

std::int64_t count_open_messages(web::Call const& call)
{
    return count_open_feedback(call.db(), call.site.tenant);
}

void add_messages_of_today(web::Call const& call, std::vector<web::TodayItem>& items)
{
    if (!call.actor().may(answer_messages, Scope::whole_tenant()))
        return;
    auto const& texts = web::staff_texts(call);
    for (auto const& message : list_feedback(call.db(), call.site.tenant, Which::open))
        items.push_back(
            {.area = "messages.title"_msg,
             .title = title_of(message, texts),
             .url = web::staff_url({"rueckmeldungen", std::to_string(message.id.value)}),
             .reason = texts(
                 "messages.today.reason"_msg,
                 {{"date", texts.date(message.answer_at_latest, i18n::DateStyle::day_month)}}),
             .due = message.answer_by,
             .action = "messages.today.action"_msg});
}

} // namespace kommin::portal
