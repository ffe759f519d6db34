// Routes of the inbox of messages from the public.

#include "modules/portal/directory/snapshot.hpp"
#include "modules/portal/feedback/feedback_store.hpp"
#include "modules/portal/feedback/messages.hpp"
#include "modules/portal/feedback/messages_pages.hpp"
#include "modules/tenants/api.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/identity/account_store.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/staff_list.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace kommin::portal {

namespace {

// One that this person may read.
std::optional<StoredFeedback> find_message(web::Call const& call)
{
    auto const number = parse_number(call.path["nummer"]);
    auto message = number ? find_feedback(call.db(), call.site.tenant, FeedbackId{*number}) : std::nullopt;
    if (message && !call.actor().may(read_messages, message->owner()))
        message.reset();
    return message;
}

std::string account_name(web::Call const& call, identity::AccountId id)
{
    auto const account = identity::find_account(call.db(), call.site.tenant, id);
    return account ? account->name : std::string{};
}

// How an answer begins and ends, in the language in which it was asked for.
std::string greeting_for(web::Call const& call, StoredFeedback const& message)
{
    auto const language = i18n::Language::find(message.language);
    return i18n::Texts::of(language.value_or(call.site.source_language))(
        "feedback.answer.greeting"_msg, {{"name", call.site.name}});
}

// Browsers send lines with both.
std::string without_carriage_returns(std::string_view text)
{
    std::string lines(text);
    std::erase(lines, '\r');
    return lines;
}

ShownMessage shown(web::Call const& call, StoredFeedback message)
{
    ShownMessage shown;
    auto const& snapshot = call.published.of<Snapshot>();
    shown.about = find_site_page(snapshot, web::staff_texts(call), call.site.base_url, message.page);
    if (message.taken_by) {
        shown.taker = account_name(call, *message.taken_by);
        shown.is_mine = message.taken_by->value == call.actor().id();
    }
    shown.answer = greeting_for(call, message);
    shown.message = std::move(message);
    return shown;
}

http::Response to_inbox()
{
    return http::Response::redirect(http::Status::see_other, web::staff_url({"rueckmeldungen"}).text());
}

// Does that with the message of the address; afterwards the page of it, or the inbox.
enum class Next : std::uint8_t { message, inbox };
template<class UseCase>
http::Response change_message(web::Call& call, Next next, UseCase use_case)
{
    auto message = find_message(call);
    if (!message)
        return web::staff_not_found(call);
    auto const id = message->id;
    auto const changed = web::write(call, [&](Work& work) { return use_case(work, id); });
    if (!changed)
        return message_page(call, shown(call, std::move(*message)), {changed.problem()});
    if (next == Next::inbox)
        return to_inbox();
    return http::Response::redirect(
        http::Status::see_other, web::staff_url({"rueckmeldungen", std::to_string(id.value)}).text());
}

}

void note_found_messages(
    web::Call const& call, std::vector<StoredFeedback> const& shown, std::string_view words)
{
    std::vector<FeedbackId> read;
    for (auto const& message : shown) {
        if (says(message, words))
            read.push_back(message.id);
    }
    web::note_readings(call, "portal.feedback.read", "feedback", read);
}

http::Response list_messages(web::Call& call)
{
    auto const& query = call.request.query();
    auto const filter
        = FeedbackFilter::of(query.value("art"), query.value("stand"), web::words_of_filter(query));
    auto messages = list_messages_for(call.db(), call.site.tenant, call.actor(), filter);
    if (!filter.words.empty()) {
        messages.resize(std::min(messages.size(), most_found_messages));
        note_found_messages(call, messages, filter.words);
    }
    TakerNames names;
    for (auto const& message : messages) {
        if (message.taken_by && !names.contains(*message.taken_by))
            names.emplace(*message.taken_by, account_name(call, *message.taken_by));
    }
    return messages_page(call, messages, filter, names);
}

http::Response show_message(web::Call& call)
{
    auto message = find_message(call);
    if (!message)
        return web::staff_not_found(call);
    web::note_reading(call, "portal.feedback.read", "feedback", message->id);
    return message_page(call, shown(call, std::move(*message)));
}

http::Response take_message(web::Call& call)
{
    return change_message(call, Next::message, &take_feedback);
}

http::Response hand_back_message(web::Call& call)
{
    return change_message(call, Next::message, &hand_back_feedback);
}

http::Response answer_message(web::Call& call)
{
    auto message = find_message(call);
    if (!message)
        return web::staff_not_found(call);
    auto const form = call.request.form();
    auto const text = without_carriage_returns(form->value("answer"));
    // The form came with a greeting: on its own it is no answer.
    bool const is_greeting = trim(text) == trim(greeting_for(call, *message));
    auto const answered = web::write(call, [&](Work& work) {
        return answer_feedback(work, message->id, is_greeting ? std::string_view{} : text);
    });
    if (answered)
        return to_inbox();
    auto again = shown(call, std::move(*message));
    again.answer = text;
    return message_page(call, again, {answered.problem()});
}

http::Response close_message(web::Call& call)
{
    return change_message(call, Next::inbox, &close_feedback);
}

std::int64_t count_open_messages(web::Call const& call)
{
    return count_open_feedback(call.db(), call.site.tenant, call.actor().rights().where(read_messages));
}

void add_messages_of_today(web::Call const& call, std::vector<web::TodayItem>& items)
{
    auto const& texts = web::staff_texts(call);
    auto const me = call.actor().id();
    for (auto const& message : list_messages_for(call.db(), call.site.tenant, call.actor(), {})) {
        if (!call.actor().may(answer_messages, message.owner())
            || (message.taken_by && message.taken_by->value != me))
            continue;
        auto const reason = message.answer_at_latest
            ? texts(
                  "messages.today.reason"_msg,
                  {{"date", texts.date(*message.answer_at_latest, i18n::DateStyle::day_month)}})
            : std::string(texts("messages.today.reason.plain"_msg));
        items.push_back(
            {.area = "messages.title"_msg,
             .title = title_of(message, texts),
             .url = web::staff_url({"rueckmeldungen", std::to_string(message.id.value)}),
             .reason = reason,
             .due = message.answer_by,
             .action = "messages.today.action"_msg});
    }
}

} // namespace kommin::portal
