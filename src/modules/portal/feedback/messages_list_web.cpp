// Routes of the list of messages, and what of it waits on "Heute".

#include "modules/portal/feedback/feedback_store.hpp"
#include "modules/portal/feedback/messages.hpp"
#include "modules/portal/feedback/messages_pages.hpp"
#include "platform/access/owners.hpp"
#include "platform/web/near_date.hpp"
#include "platform/web/staff_export.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace kommin::portal {

namespace {

// Those whose messages this person may read; one alone is no choice.
std::vector<web::Choice> readable_places(web::Call const& call, std::vector<tenants::Body> const& bodies)
{
    std::vector<web::Choice> places;
    if (call.actor().may(read_messages, Scope::whole_tenant()))
        places.push_back({std::string(place_kreis), std::string(call.site.name)});
    for (auto const& body : bodies) {
        if (body.kind == tenants::BodyKind::municipality
            && call.actor().may(read_messages, Scope::of_owner(body.id.value)))
            places.push_back({body.slug, body.name});
    }
    return places;
}

std::vector<Colleague> colleagues_of(web::Call const& call, db::Connection& db)
{
    std::vector<Colleague> colleagues;
    for (auto const scope : call.actor().where(read_messages)) {
        for (auto& colleague : list_colleagues(db, call.site.tenant, scope)) {
            if (std::ranges::find(colleagues, colleague.id, &Colleague::id) == colleagues.end())
                colleagues.push_back(std::move(colleague));
        }
    }
    return colleagues;
}

std::vector<web::ExportColumn<StoredFeedback>> message_columns(
    web::Call const& call, i18n::Texts const& texts, web::Authors const& authors,
    std::vector<tenants::Body> const& bodies)
{
    using table::Cell;
    auto const& zone = *call.site.zone;
    auto const today = call.local_now().date;
    auto const day = [](std::optional<Date> const& date) { return date ? Cell(*date) : Cell(); };
    return {
        {"messages.column.number"_msg, 10, [](StoredFeedback const& line) { return Cell(line.id.value); }},
        {"messages.topics"_msg, 20,
         [&texts](StoredFeedback const& line) {
             return Cell(std::string(texts(label_of_topic(line.topic))));
         }},
        {"messages.filter.language"_msg, 16,
         [&texts](StoredFeedback const& line) { return Cell(language_of(line, texts)); }},
        {"messages.page"_msg, 30, [](StoredFeedback const& line) { return Cell(line.page); }},
        {"messages.column.received"_msg, 12,
         [&zone](StoredFeedback const& line) { return Cell(zone.to_local(line.received_at).date); }},
        {"messages.column.due"_msg, 12, [day](StoredFeedback const& line) { return day(line.due()); }},
        {"messages.answer_at_latest"_msg, 12,
         [day](StoredFeedback const& line) { return day(line.answer_at_latest); }},
        {"staff.state"_msg, 22,
         [&texts, today](StoredFeedback const& line) { return Cell(mark_of(line, today, texts).text); }},
        {"messages.column.finished"_msg, 12,
         [&zone](StoredFeedback const& line) {
             return line.finished_at ? Cell(zone.to_local(*line.finished_at).date) : Cell();
         }},
        {"messages.column.taken_by"_msg, 24,
         [&authors](StoredFeedback const& line) { return Cell(taker_of(line, authors)); }},
        {"messages.column.body"_msg, 20, [&texts, &bodies](StoredFeedback const& line) {
             return Cell(body_of(line.owner_id, bodies, texts));
         }}};
}

// Why messages wait for this person.
struct Reasons {
    std::set<FeedbackId> undelivered;
    std::map<FeedbackId, std::string> given_by; // what was handed to this person
    web::Authors authors;
};

std::string reason_of(StoredFeedback const& message, Reasons const& reasons, i18n::Texts const& texts)
{
    if (reasons.undelivered.contains(message.id))
        return std::string(texts("messages.today.undelivered"_msg));
    auto const given = reasons.given_by.find(message.id);
    if (given != reasons.given_by.end() && message.taken_by)
        return texts(
            "messages.today.handed_on"_msg, {{"name", web::name_of(reasons.authors, given->second)}});
    if (message.contact.empty() && !message.is_contact_withheld())
        return std::string(texts("messages.today.no_contact"_msg));
    return std::string(texts("messages.today.reason.plain"_msg));
}

// A message about a barrier has two days. Both stand in one sentence; the one that has passed comes last,
// followed by since when.
web::TodayItem item_of(
    StoredFeedback const& message, Reasons const& reasons, Date today, i18n::Texts const& texts)
{
    web::TodayItem item{
        .area = "messages.title"_msg,
        .title = title_of(message, texts),
        .url = message_url(message.id),
        .reason = reason_of(message, reasons, texts),
        .due = message.due(),
        .action = message.contact.empty() ? "messages.today.look"_msg : "messages.today.action"_msg,
        .is_own = message.taken_by.has_value()}; // nobody else's stand here
    if (!message.answer_at_latest || !item.due || message.contact.empty()
        || item.reason != texts("messages.today.reason.plain"_msg))
        return item;
    auto const day = [&](Date date) { return web::near_date(texts, date, today); };
    bool const is_own = message.due_on && item.due == message.due_on;
    if (*message.answer_at_latest < today) {
        item.due = message.answer_at_latest;
        item.reason = texts("messages.today.deadlines.last"_msg);
    } else if (*item.due < today) {
        item.reason = texts(
            is_own ? "messages.today.deadlines.first.own"_msg : "messages.today.deadlines.first"_msg,
            {{"latest", day(*message.answer_at_latest)}});
    } else {
        item.reason = texts(
            is_own ? "messages.today.deadlines.own"_msg : "messages.today.deadlines"_msg,
            {{"by", day(*item.due)}, {"latest", day(*message.answer_at_latest)}});
        item.reason_says_day = true;
    }
    return item;
}

}

web::StaffList const message_list{
    .code = "portal.messages",
    .path = "rueckmeldungen",
    .title = "messages.title"_msg,
    .read = [](http::Form const& query) {
        auto filter = FeedbackFilter::parse(query);
        // Words are names of persons, often; a view is kept for ever, a message is not.
        filter.words.clear();
        return filter.fields();
    }};

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
    auto const filter = FeedbackFilter::parse(call.request.query());
    auto const shown = web::read(call, [&](db::Connection& db) {
        auto bodies = tenants::list_bodies(db, call.site.tenant);
        auto places = readable_places(call, bodies);
        return ShownMessages{
            list_messages_for(db, call.site.tenant, call.local_now().date, call.actor(), filter),
            web::saved_views(call, message_list, filter.fields()),
            web::list_authors(db, call.site.tenant),
            colleagues_of(call, db),
            std::move(bodies),
            std::move(places)};
    });
    if (!filter.words.empty())
        note_found_messages(call, shown.overview.lines, filter.words);
    return messages_page(call, filter, shown);
}

http::Response export_messages(web::Call& call)
{
    auto const& texts = web::staff_texts(call);
    auto const filter = FeedbackFilter::parse(call.request.query());
    auto const authors = web::list_authors(call.db(), call.site.tenant);
    auto const bodies = tenants::list_bodies(call.db(), call.site.tenant);
    web::ListExport<StoredFeedback> file(
        call, web::export_format(call.request), "rueckmeldungen", "messages.title"_msg,
        message_columns(call, texts, authors, bodies));
    std::int64_t count = 0;
    std::vector<StoredFeedback> found; // by words
    web::read(call, [&](db::Connection& db) {
        export_messages_for(
            db, call.site.tenant, call.local_now().date, call.actor(), filter,
            [&](std::vector<StoredFeedback> const& lines) {
                file.go_on();
                if (!filter.words.empty())
                    found.insert(found.end(), lines.begin(), lines.end());
                return std::ranges::all_of(lines, [&](StoredFeedback const& line) {
                    ++count;
                    return file.add(line);
                });
            });
        return 0;
    });
    note_found_messages(call, found, filter.words);
    web::note_reading(call, "portal.feedback.exported", "tenant", call.site.tenant, {{"count", count}});
    return file.answer();
}

std::int64_t count_open_messages(web::Call const& call)
{
    return count_feedback(
        call.db(), call.site.tenant,
        {.scopes = call.actor().where(read_messages), .today = call.local_now().date},
        FeedbackOverview::most_counted);
}

void add_messages_of_today(web::Call const& call, std::vector<web::TodayItem>& items)
{
    auto const& texts = web::staff_texts(call);
    auto const today = call.local_now().date;
    auto const waiting = list_messages_waiting_for(call.db(), call.site.tenant, today, call.actor());
    if (waiting.own.lines.empty() && waiting.of_nobody.lines.empty())
        return;
    auto const undelivered = list_undelivered(call.db(), call.site.tenant);
    Reasons reasons{{undelivered.begin(), undelivered.end()}, {}, {}};
    auto handings = list_handings_to(call.db(), call.site.tenant, identity::AccountId{call.actor().id()});
    for (auto& handing : handings)
        reasons.given_by.emplace(handing.message, std::move(handing.given_by));
    if (!reasons.given_by.empty())
        reasons.authors = web::list_authors(call.db(), call.site.tenant);
    auto const add = [&](WaitingMessages const& messages, std::string_view keeper) {
        for (auto const& message : messages.lines)
            items.push_back(item_of(message, reasons, today, texts));
        if (messages.others > 0)
            items.push_back(web::others_of(
                "messages.title"_msg, web::list_url(message_list, {{"wer", std::string(keeper)}}),
                {.count = messages.others, .due = messages.due_others}, keeper == keeper_me));
    };
    add(waiting.own, keeper_me);
    add(waiting.of_nobody, keeper_nobody);
}

} // namespace kommin::portal
