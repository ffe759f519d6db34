// Routes of one message.

#include "modules/portal/feedback/feedback_steps.hpp"
#include "modules/portal/feedback/feedback_store.hpp"
#include "modules/portal/feedback/messages.hpp"
#include "modules/portal/feedback/messages_pages.hpp"
#include "modules/portal/feedback/named_page.hpp"
#include "modules/tenants/api.hpp"
#include "platform/audit/audit.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/post/refused_address.hpp"
#include "platform/records/fields.hpp"
#include "platform/web/overtaken.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::portal {

namespace {

constexpr int most_entries = 200;

// One that this person may read.
std::optional<StoredFeedback> find_message(web::Call const& call)
{
    auto const number = parse_number(call.path["nummer"]);
    auto message = number ? find_feedback(call.db(), call.site.tenant, FeedbackId{*number}) : std::nullopt;
    if (!message || !call.actor().may(read_messages, message->owner()))
        return std::nullopt;
    return as_seen_by(call.actor(), *std::move(message));
}

// Browsers send lines with both.
std::string without_carriage_returns(std::string_view text)
{
    std::string lines(text);
    std::erase(lines, '\r');
    return lines;
}

// How an answer begins that somebody notes: one that is sent has its greeting in the frame of the mail.
std::string beginning_of(StoredFeedback const& message, AnswerFrame const& frame, std::string const& office)
{
    if (mail::is_address(message.contact))
        return {};
    return i18n::Texts::of(frame.language)("feedback.answer.greeting"_msg, {{"name", office}});
}

std::vector<web::Choice> colleagues_for(
    web::Call const& call, db::Connection& db, StoredFeedback const& message)
{
    std::vector<web::Choice> choices;
    for (auto const& colleague : list_colleagues(db, call.site.tenant, message.owner())) {
        if (colleague.id.value != call.actor().id() && colleague.id != message.taken_by)
            choices.push_back({colleague.public_id, colleague.name});
    }
    return choices;
}

// The Kreis for a municipality, every municipality for the Kreis.
std::vector<web::Choice> places_for(
    web::Call const& call, std::vector<tenants::Body> const& bodies, StoredFeedback const& message)
{
    std::vector<web::Choice> choices;
    if (message.owner_id != 0)
        choices.push_back({std::string(place_kreis), std::string(call.site.name)});
    if (!call.actor().may(answer_messages, Scope::whole_tenant()))
        return choices;
    for (auto const& body : bodies) {
        if (body.kind == tenants::BodyKind::municipality && body.id.value != message.owner_id)
            choices.push_back({body.slug, body.name});
    }
    return choices;
}

// What people of a municipality note for each other is not for the next one; the Kreis reads all of it.
std::vector<FeedbackHanding> readable_handings(web::Call const& call, db::Connection& db, FeedbackId id)
{
    auto handings = list_handings(db, call.site.tenant, id);
    if (call.actor().may(read_messages, Scope::whole_tenant()))
        return handings;
    auto const last_owner
        = std::ranges::find_if(handings.rbegin(), handings.rend(), [](FeedbackHanding const& handing) {
              return handing.to_owner.has_value();
          });
    if (last_owner != handings.rend())
        handings.erase(handings.begin(), last_owner.base() - 1);
    return handings;
}

// They went to where the message is answered.
std::vector<FeedbackAnswer> readable_answers(
    db::Connection& db, TenantId tenant, StoredFeedback const& message)
{
    auto answers = list_answers(db, tenant, message.id);
    if (message.is_contact_withheld()) {
        for (auto& answer : answers)
            answer.address.clear();
    }
    return answers;
}

ShownMessage shown(web::Call const& call, StoredFeedback message)
{
    return web::read(call, [&](db::Connection& db) {
        auto const tenant = tenants::find_tenant(db, call.site.tenant).value();
        auto const office = office_of(db, tenant, signing_body(call.actor(), message));
        auto frame = answer_frame(message, tenant, office, *call.site.zone);
        auto bodies = tenants::list_bodies(db, call.site.tenant);
        auto const& texts = web::staff_texts(call);
        auto places = with_nobody(places_for(call, bodies, message), texts);
        auto colleagues = with_nobody(colleagues_for(call, db, message), texts);
        auto text = message.draft.empty() ? beginning_of(message, frame, office) : message.draft;
        auto due_day = message.due_on ? to_iso(*message.due_on) : std::string{};
        bool const is_refused = mail::is_address(message.contact)
            && post::find_refused_address(db, call.site.tenant, message.contact);
        return ShownMessage{
            .message = message,
            .about = find_named_page(call, web::staff_texts(call), message.page),
            .is_mine = message.taken_by && message.taken_by->value == call.actor().id(),
            .frame = std::move(frame),
            .answers = readable_answers(db, call.site.tenant, message),
            .handings = readable_handings(call, db, message.id),
            .authors = web::list_authors(db, call.site.tenant),
            .bodies = std::move(bodies),
            .colleagues = std::move(colleagues),
            .places = std::move(places),
            .is_refused = is_refused,
            .answer = std::move(text),
            .note = {},
            .due = std::move(due_day)};
    });
}

http::Response to_page(html::Url const& url)
{
    return http::Response::redirect(http::Status::see_other, url.text());
}

// What somebody has sent: the form, and of a form that two people can fill in at once what it comes to.
struct Sent {
    http::Form const& form;
    records::Fields const& fields;
};

SeenFeedback seen_in(http::Form const& form, FeedbackId id)
{
    return {id, parse_number(form.value("fassung"))};
}

// The newest step of a message: reading and receiving are none.
std::optional<audit::StoredEntry> find_last_step(web::Call const& call, FeedbackId id)
{
    auto entries = web::read(call, [&](db::Connection& db) {
        return audit::list_history(db, call.site.tenant, "feedback", id.value, most_entries);
    });
    auto const found = std::ranges::find_if(entries, [](audit::StoredEntry const& entry) {
        return entry.action != "portal.feedback.read" && entry.action != "portal.feedback.received";
    });
    return found == entries.end() ? std::nullopt : std::optional(std::move(*found));
}

// "Somebody has changed it" with a name, where there is one; the note about the last step then says no more.
Problem named(web::Call const& call, Problem problem, ShownMessage& again)
{
    if (problem.message != "messages.problem.changed"_msg || !again.last_change)
        return problem;
    auto const last = *std::exchange(again.last_change, std::nullopt);
    auto const time = web::staff_texts(call).date_time(call.site.zone->to_local(last.at));
    return Problem::conflict(
        {}, "record.last_change"_msg, {{"name", last.name}, {"time", time}, {"action", last.action}});
}

// What a form shares with that of somebody else who is faster.
struct Shared {
    web::RecordForm form;
    records::Fields (*of)(StoredFeedback const&);
    std::string_view page; // where the outcome of a comparison is sent
    bool is_only_stored; // nothing is left to do where the other one wants the same
    records::Fields (*spelled)(records::Fields) = nullptr; // what is compared, of what was typed
};
Shared shared_answer(web::Call const& call, bool is_only_stored)
{
    // Whatever was pressed: the outcome is a draft, so that nobody sends a text that they have not read
    // whole.
    return {answer_form(web::staff_texts(call)), &answer_fields, "entwurf", is_only_stored};
}

// Does that with the message of the address. Afterwards its page, or the inbox; after a problem the page as
// the message is by now, with what was typed: `keep` puts it there. Where somebody else has changed the same,
// both are compared.
enum class Next : std::uint8_t { message, inbox };
template<class UseCase, class Keep>
http::Response change_message(
    web::Call& call, Next next, UseCase use_case, Keep keep, std::optional<Shared> const& shared = {})
{
    auto const message = find_message(call);
    auto const form = call.request.form();
    if (!message || !form)
        return web::staff_not_found(call);
    auto posted = shared ? web::read_posted_form(*form, shared->form) : web::PostedForm{};
    if (shared && shared->spelled != nullptr)
        posted.fields = shared->spelled(std::move(posted.fields));
    auto const to_next = [&] {
        return to_page(next == Next::inbox ? web::staff_url({message_list.path}) : message_url(message->id));
    };
    auto const changed = posted.incomplete
        ? Result<void>(Problem::conflict({}, "record.conflict.incomplete"_msg))
        : web::write(call, [&](Work& work) {
              return use_case(work, seen_in(*form, message->id), Sent{*form, posted.fields});
          });
    if (changed)
        return to_next();
    // It may have become somebody else's meanwhile.
    auto now = find_message(call);
    if (!now || changed.problem().kind == ProblemKind::not_found)
        return web::staff_not_found(call);
    web::note_reading(call, "portal.feedback.read", "feedback", message->id);
    auto again = shown(call, *now);
    keep(again, Sent{*form, posted.fields});
    if (changed.problem().kind != ProblemKind::conflict)
        return message_page(call, again, {changed.problem()});
    if (auto const step = find_last_step(call, message->id))
        again.last_change
            = {name_of_actor(web::staff_texts(call), again.authors, step->actor), step->at,
               word_of_step(*step, web::staff_texts(call))};
    bool const is_open = now->state == FeedbackState::open;
    if (shared && is_open) {
        web::Faster const faster{
            again.last_change ? again.last_change->name : std::string{},
            again.last_change ? std::optional(again.last_change->at) : std::nullopt, shared->of(*now),
            now->version};
        if (shared->is_only_stored && posted.fields == faster.fields)
            return to_next();
        if (posted.incomplete || web::contradicts(posted, faster))
            return message_conflict_page(call, *now, shared->form, shared->page, posted, faster);
    }
    if (!is_open && posted.fields.value("answer") != now->answer)
        again.rejected = posted.fields.value("answer");
    return message_page(call, again, {named(call, changed.problem(), again)});
}

template<class UseCase>
http::Response change_message(web::Call& call, Next next, UseCase use_case)
{
    return change_message(
        call, next, [&](Work& work, SeenFeedback seen, Sent const&) { return use_case(work, seen); },
        [](ShownMessage&, Sent const&) {});
}

// A text that was typed into the form of the answer.
template<class UseCase>
http::Response change_by_answer(web::Call& call, Next next, UseCase use_case, bool is_only_stored = false)
{
    return change_message(
        call, next,
        [&](Work& work, SeenFeedback seen, Sent const& sent) {
            return use_case(work, seen, std::string(sent.fields.value("answer")));
        },
        [](ShownMessage& again, Sent const& sent) { again.answer = sent.fields.value("answer"); },
        shared_answer(call, is_only_stored));
}

}

http::Response show_message(web::Call& call)
{
    auto message = find_message(call);
    if (!message)
        return web::staff_not_found(call);
    web::note_reading(call, "portal.feedback.read", "feedback", message->id);
    return message_page(call, shown(call, *std::move(message)));
}

http::Response show_message_history(web::Call& call)
{
    auto message = find_message(call);
    if (!message)
        return web::staff_not_found(call);
    auto const id = message->id;
    web::note_reading(call, "portal.feedback.read", "feedback", id);
    return message_history_page(
        call, shown(call, *std::move(message)),
        audit::list_history(call.db(), call.site.tenant, "feedback", id.value, most_entries));
}

http::Response take_message(web::Call& call)
{
    return change_message(call, Next::message, &take_feedback);
}

http::Response hand_back_message(web::Call& call)
{
    return change_message(call, Next::message, &hand_back_feedback);
}

http::Response hand_on_message(web::Call& call)
{
    auto const note_in = [](http::Form const& form) {
        return without_carriage_returns(form.value(form.has("ort") ? "notiz-ort" : "notiz"));
    };
    return change_message(
        call, Next::inbox,
        [&](Work& work, SeenFeedback seen, Sent const& sent) {
            auto const& form = sent.form;
            return form.has("ort") ? hand_on_to_body(work, seen, form.value("ort"), note_in(form))
                                   : hand_on_to_colleague(work, seen, form.value("an"), note_in(form));
        },
        [&](ShownMessage& again, Sent const& sent) { again.note = note_in(sent.form); });
}

http::Response set_message_due(web::Call& call)
{
    return change_message(
        call, Next::message,
        [](Work& work, SeenFeedback seen, Sent const& sent) -> Result<void> {
            auto const entered = trim(sent.fields.value("bis"));
            // What is no day is one that is over: the problem stands at the field.
            auto const day = parse_date(entered);
            auto set = set_due_day(work, seen, entered.empty() ? day : std::optional(day.value_or(Date{})));
            if (!set && set.problem().field == "bis" && !day)
                return Problem::invalid("bis", "form.not_date"_msg);
            return set;
        },
        [](ShownMessage& again, Sent const& sent) { again.due = sent.fields.value("bis"); },
        Shared{due_form(web::staff_texts(call)), &due_fields, "frist", true, &spelled_due});
}

http::Response save_message_draft(web::Call& call)
{
    return change_by_answer(call, Next::message, &save_answer_draft, true);
}

http::Response send_message_answer(web::Call& call)
{
    return change_by_answer(call, Next::message, &send_answer);
}

http::Response undo_message_step(web::Call& call)
{
    auto const form = call.request.form();
    auto const number = parse_number(call.path["nummer"]);
    auto const step = form ? parse_number(form->value("schritt")).value_or(0) : 0;
    auto answer = change_message(
        call, Next::message, [&](Work& work, SeenFeedback seen) { return undo_step(work, seen, step); });
    // What was given back to another body is out of sight.
    bool const is_done = answer.status() == http::Status::see_other;
    return is_done && number && !find_message(call) ? to_page(web::staff_url({message_list.path}))
                                                    : std::move(answer);
}

http::Response answer_message(web::Call& call)
{
    auto const message = find_message(call);
    if (!message)
        return web::staff_not_found(call);
    auto const tenant = tenants::find_tenant(call.db(), call.site.tenant).value();
    auto const office = office_of(call.db(), tenant, signing_body(call.actor(), *message));
    auto const greeting
        = beginning_of(*message, answer_frame(*message, tenant, office, *call.site.zone), office);
    return change_by_answer(call, Next::inbox, [&](Work& work, SeenFeedback seen, std::string const& text) {
        // The form came with a greeting: on its own it is no answer.
        bool const is_greeting = trim(text) == trim(greeting);
        return answer_feedback(work, seen, is_greeting ? std::string_view{} : std::string_view(text));
    });
}

http::Response ask_whether_to_close(web::Call& call)
{
    auto const message = find_message(call);
    if (!message || !call.actor().may(answer_messages, message->owner()))
        return web::staff_not_found(call);
    if (message->state != FeedbackState::open)
        return to_page(message_url(message->id)); // it says who was faster, or that it is done
    bool const is_others = message->taken_by && message->taken_by->value != call.actor().id();
    auto const authors
        = web::read(call, [&](db::Connection& db) { return web::list_authors(db, call.site.tenant); });
    return closing_question_page(call, *message, is_others ? taker_of(*message, authors) : std::string{});
}

http::Response close_message(web::Call& call)
{
    return change_message(
        call, Next::inbox, [](Work& work, SeenFeedback seen) { return close_feedback(work, seen); });
}

http::Response reopen_message(web::Call& call)
{
    return change_message(call, Next::message, &reopen_feedback);
}

} // namespace kommin::portal
