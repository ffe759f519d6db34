#include "modules/portal/feedback/feedback_list.hpp"

#include "modules/portal/directory/permissions.hpp"
#include "modules/portal/feedback/feedback_store.hpp"
#include "modules/tenants/api.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/db/query.hpp"
#include "platform/identity/account_store.hpp"
#include "platform/search/fold.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>

namespace kommin::portal {

namespace {

constexpr std::size_t longest_words = 200; // bytes; as in other lists
constexpr std::size_t longest_word = 64;
constexpr std::int64_t most_pages = 200; // as many as most_counted fill
constexpr std::array<std::string_view, 2> order_words{"", "eingang"};
constexpr std::string_view everything = "alle";

bool stands_in(StoredFeedback const& message, std::string const& folded)
{
    return std::ranges::any_of(
        std::array{&message.message, &message.contact, &message.page, &message.answer},
        [&](std::string const* text) {
            return search::folded_text(*text).find(folded) != std::string::npos;
        });
}

std::vector<StoredFeedback> list_for(
    db::Connection& db, TenantId tenant, Actor const& actor, FeedbackQuery const& query)
{
    auto messages = list_feedback(db, tenant, query);
    for (auto& message : messages)
        message = as_seen_by(actor, std::move(message));
    return messages;
}

// Nothing: no message can be meant.
std::optional<FeedbackQuery> query_of(
    db::Connection& db, TenantId tenant, Date today, Actor const& actor, FeedbackFilter const& filter)
{
    FeedbackQuery query{.scopes = actor.where(read_messages), .today = today};
    query.topic = filter.topic;
    query.stage = filter.stage;
    query.shows_finished = filter.shows_finished;
    query.language = filter.language;
    query.due = filter.due;
    query.order = filter.order;
    query.descending = filter.descending;
    query.is_of_nobody = filter.keeper == keeper_nobody;
    if (filter.keeper == keeper_me) {
        query.taken_by = identity::AccountId{actor.id()};
    } else if (!filter.keeper.empty() && !query.is_of_nobody) {
        auto const account = identity::find_account_by_public_id(db, tenant, filter.keeper);
        if (!account)
            return std::nullopt;
        query.taken_by = account->id;
    }
    if (!filter.place.empty()) {
        query.owner = owner_of_place(tenants::list_bodies(db, tenant), filter.place);
        if (!query.owner)
            return std::nullopt;
    }
    return query;
}

WaitingMessages first_waiting(db::Connection& db, TenantId tenant, Actor const& actor, FeedbackQuery query)
{
    query.limit = most_messages_of_today;
    WaitingMessages waiting{.lines = list_for(db, tenant, actor, query)};
    auto const shown = std::ssize(waiting.lines);
    if (shown < most_messages_of_today)
        return waiting;
    auto const count
        = [&] { return count_feedback(db, tenant, query, FeedbackOverview::most_counted + shown); };
    waiting.others = count() - shown;
    query.is_due_by_today = true;
    auto const due_shown = std::ranges::count_if(
        waiting.lines, [&](StoredFeedback const& one) { return one.due() && *one.due() <= query.today; });
    waiting.due_others = count() - due_shown;
    return waiting;
}

constexpr int at_once = 1'000;

// Reads on, newest first and a piece at a time: hands over what has the words among each piece, and the
// number of the oldest message in it. Until `take` wants no more or all are read.
void search_words(
    db::Connection& db, TenantId tenant, Actor const& actor, FeedbackQuery query, std::string const& folded,
    std::optional<FeedbackId> before,
    std::function<bool(std::vector<StoredFeedback>&, std::optional<FeedbackId> last)> const& take)
{
    // A number is that of any message, however old; it stands first and not once more where it is read.
    std::optional<FeedbackId> by_number;
    if (auto const number = parse_number(folded)) {
        by_number = FeedbackId{*number};
        query.id = by_number;
        auto found = before ? std::vector<StoredFeedback>{} : list_for(db, tenant, actor, query);
        query.id.reset();
        if (!found.empty() && !take(found, std::nullopt))
            return;
    }
    query.newest_first = true;
    query.limit = at_once;
    query.before = before;
    for (;;) {
        auto read = list_for(db, tenant, actor, query);
        if (read.empty())
            return;
        bool const is_end = std::ssize(read) < at_once;
        query.before = read.back().id;
        std::erase_if(read, [&](StoredFeedback const& message) {
            return message.id == by_number || !stands_in(message, folded);
        });
        if (!take(read, is_end ? std::nullopt : query.before) || is_end)
            return;
    }
}

FeedbackOverview find_words(
    db::Connection& db, TenantId tenant, Actor const& actor, FeedbackQuery const& query,
    std::string const& folded, std::optional<FeedbackId> before)
{
    constexpr std::size_t most = FeedbackOverview::lines_per_page;
    FeedbackOverview found;
    int read = 0;
    search_words(
        db, tenant, actor, query, folded, before,
        [&](std::vector<StoredFeedback>& piece, std::optional<FeedbackId> last) {
            std::ranges::move(piece, std::back_inserter(found.lines));
            read += last ? at_once : 0;
            if (found.lines.size() > most) {
                found.lines.resize(most);
                found.rest = found.lines.back().id;
                return false;
            }
            if (last && read >= most_searched_messages) {
                found.rest = last;
                found.read = read;
                return false;
            }
            return true;
        });
    found.count = std::ssize(found.lines);
    return found;
}

}

std::string_view FeedbackFilter::stage_word() const
{
    if (stage)
        return feedback_stage_words.at(static_cast<std::size_t>(*stage));
    return shows_finished ? everything : std::string_view{};
}

std::string_view word_of(FeedbackOrder order)
{
    return order_words.at(static_cast<std::size_t>(order));
}

FeedbackFilter FeedbackFilter::parse(http::Form const& query)
{
    FeedbackFilter filter;
    filter.words = truncate_utf8(trim(query.value("t")), longest_words);
    filter.topic = topic_of_word(query.value("art"));
    filter.shows_finished = query.value("stand") == everything;
    auto const* const stage = std::ranges::find(feedback_stage_words, query.value("stand"));
    if (stage != feedback_stage_words.end())
        filter.stage = static_cast<FeedbackStage>(stage - feedback_stage_words.begin());
    filter.keeper = truncate_utf8(query.value("wer"), longest_word);
    filter.place = truncate_utf8(query.value("ort"), longest_word);
    if (auto const language = i18n::Language::find(query.value("sprache"));
        language && query.has("sprache") && !query.value("sprache").empty())
        filter.language = language->tag();
    auto const* const due = std::ranges::find(feedback_due_words, query.value("faellig"));
    if (due != feedback_due_words.end())
        filter.due = static_cast<FeedbackDue>(due - feedback_due_words.begin());
    filter.order = query.value("nach") == word_of(FeedbackOrder::received) ? FeedbackOrder::received
                                                                           : FeedbackOrder::due;
    filter.descending = query.value("ab") == "1";
    filter.page = static_cast<int>(
        std::clamp<std::int64_t>(parse_number(query.value("seite")).value_or(1), 1, most_pages));
    if (auto const number = parse_number(query.value("vor")); number && *number > 0 && !filter.words.empty())
        filter.before = FeedbackId{*number};
    return filter;
}

std::vector<std::pair<std::string, std::string>> FeedbackFilter::fields() const
{
    std::vector<std::pair<std::string, std::string>> fields;
    auto const add = [&](std::string_view name, std::string_view value) {
        if (!value.empty())
            fields.emplace_back(name, value);
    };
    add("t", words);
    add("art", topic ? word_of(*topic) : std::string_view{});
    add("stand", stage_word());
    add("wer", keeper);
    add("ort", place);
    add("sprache", language);
    add("faellig", feedback_due_words.at(static_cast<std::size_t>(due)));
    add("nach", word_of(order));
    add("ab", descending ? std::string_view("1") : std::string_view{});
    return fields;
}

bool FeedbackFilter::narrows() const
{
    return !words.empty() || topic || stage || shows_finished || !keeper.empty() || !place.empty()
        || !language.empty() || due != FeedbackDue::any;
}

bool says(StoredFeedback const& message, std::string_view words)
{
    auto const folded = search::folded_text(words);
    return !folded.empty() && stands_in(message, folded);
}

FeedbackOverview list_messages_for(
    db::Connection& db, TenantId tenant, Date today, Actor const& actor, FeedbackFilter const& filter)
{
    auto query = query_of(db, tenant, today, actor, filter);
    if (!query)
        return {};
    if (auto const words = search::folded_text(filter.words); !words.empty())
        return find_words(db, tenant, actor, *query, words, filter.before);
    query->limit = FeedbackOverview::lines_per_page;
    query->offset = (filter.page - 1) * FeedbackOverview::lines_per_page;
    auto lines = list_for(db, tenant, actor, *query);
    auto const count = db::count_beyond(query->offset, std::ssize(lines), query->limit, [&] {
        return count_feedback(db, tenant, *query, FeedbackOverview::most_counted + 1);
    });
    return {std::move(lines), count};
}

void export_messages_for(
    db::Connection& db, TenantId tenant, Date today, Actor const& actor, FeedbackFilter const& filter,
    std::function<bool(std::vector<StoredFeedback> const&)> const& take)
{
    auto query = query_of(db, tenant, today, actor, filter);
    if (!query)
        return;
    if (auto const words = search::folded_text(filter.words); !words.empty()) {
        search_words(
            db, tenant, actor, *query, words, std::nullopt,
            [&](std::vector<StoredFeedback>& piece, std::optional<FeedbackId> /*last*/) {
                return take(piece);
            });
        return;
    }
    // By number: any other order would sort all of them for each step.
    query->order = FeedbackOrder::received;
    query->descending = false;
    query->limit = at_once;
    for (;;) {
        auto const lines = list_for(db, tenant, actor, *query);
        if (!take(lines) || lines.size() < static_cast<std::size_t>(at_once))
            return;
        query->after = lines.back().id;
    }
}

std::vector<StoredFeedback> list_chosen_messages(
    db::Connection& db, TenantId tenant, Actor const& actor, std::vector<FeedbackId> ids)
{
    FeedbackQuery query{.scopes = actor.where(read_messages), .today = {}};
    query.shows_finished = true;
    query.order = FeedbackOrder::received;
    query.only = std::move(ids);
    return list_for(db, tenant, actor, query);
}

WaitingForMe list_messages_waiting_for(db::Connection& db, TenantId tenant, Date today, Actor const& actor)
{
    FeedbackQuery own{.scopes = actor.where(answer_messages), .today = today};
    auto of_nobody = own;
    own.taken_by = identity::AccountId{actor.id()};
    of_nobody.is_of_nobody = true;
    return {first_waiting(db, tenant, actor, own), first_waiting(db, tenant, actor, of_nobody)};
}

} // namespace kommin::portal
