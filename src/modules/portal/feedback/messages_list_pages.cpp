// The list of messages: views, filters, lines, pages.

#include "modules/portal/directory/permissions.hpp"
#include "modules/portal/feedback/messages.hpp"
#include "modules/portal/feedback/messages_pages.hpp"
#include "platform/web/staff_bulk.hpp"
#include "platform/web/staff_export.hpp"
#include "platform/web/staff_frame.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace kommin::portal {

using html::each;
using html::when;
using html::Writer;
using i18n::DateStyle;
using i18n::Texts;
using web::staff_url;

namespace {

html::Url filter_url(FeedbackFilter const& filter, std::string_view page = {})
{
    return web::list_url(message_list, filter.fields(), page);
}

std::vector<std::pair<MessageKey, FeedbackFilter>> ready_views()
{
    FeedbackFilter mine;
    mine.keeper = keeper_me;
    FeedbackFilter fresh;
    fresh.stage = FeedbackStage::fresh;
    FeedbackFilter overdue;
    overdue.due = FeedbackDue::overdue;
    FeedbackFilter answered;
    answered.stage = FeedbackStage::answered;
    FeedbackFilter all;
    all.shows_finished = true;
    return {
        {"messages.view.open"_msg, {}},
        {"messages.view.mine"_msg, mine},
        {"messages.state.open"_msg, fresh},
        {"messages.view.overdue"_msg, overdue},
        {"messages.state.answered"_msg, answered},
        {"messages.view.all"_msg, all}};
}

void write_views(
    Writer& w, Texts const& texts, FeedbackFilter const& filter,
    std::vector<web::ListView> const& saved_views)
{
    auto unsorted = filter;
    unsorted.order = FeedbackOrder::due;
    unsorted.descending = false;
    std::vector<web::ListView> views;
    for (auto const& [label, wanted] : ready_views())
        views.push_back(
            {web::as_choice(texts(label)), filter_url(wanted), unsorted.fields() == wanted.fields()});
    web::add_saved_views(views, saved_views);
    w("{}", web::ListViews{texts, views, web::save_view_url(message_list, filter.fields())});
}

std::vector<web::Choice> words_of(
    Texts const& texts, std::initializer_list<std::pair<std::string_view, MessageKey>> words)
{
    std::vector<web::Choice> choices;
    for (auto const& [value, label] : words)
        choices.push_back({std::string(value), web::as_choice(texts(label))});
    return choices;
}

web::FilterChoice stage_choice(Texts const& texts, FeedbackFilter const& filter)
{
    return {
        texts,
        "stand",
        "staff.state"_msg,
        words_of(
            texts,
            {{"neu", "messages.state.open"_msg},
             {"in-arbeit", "messages.state.in_progress"_msg},
             {"beantwortet", "messages.state.answered"_msg},
             {"erledigt", "messages.state.closed"_msg},
             {"alle", "messages.view.all"_msg}}),
        filter.stage_word(),
        "messages.view.open"_msg};
}

web::FilterChoice topic_choice(Texts const& texts, FeedbackFilter const& filter)
{
    return {
        texts,
        "art",
        "messages.topics"_msg,
        words_of(
            texts,
            {{"barriere", "messages.topic.barrier"_msg},
             {"inhalt", "messages.topic.content"_msg},
             {"angebot", "messages.topic.missing_offer"_msg}}),
        filter.topic ? word_of(*filter.topic) : std::string_view{},
        "messages.topic.all"_msg};
}

web::FilterChoice due_choice(Texts const& texts, FeedbackFilter const& filter)
{
    return {
        texts, "faellig", "messages.filter.due"_msg,
        words_of(
            texts,
            {{"ueberfaellig", "messages.view.overdue"_msg},
             {"sieben-tage", "messages.filter.due.week"_msg},
             {"ohne", "messages.filter.due.none"_msg}}),
        feedback_due_words.at(static_cast<std::size_t>(filter.due))};
}

web::FilterChoice keeper_choice(Texts const& texts, FeedbackFilter const& filter, ShownMessages const& shown)
{
    auto choices
        = words_of(texts, {{keeper_me, "messages.filter.me"_msg}, {keeper_nobody, "messages.nobody"_msg}});
    for (auto const& colleague : shown.colleagues)
        choices.push_back({colleague.public_id, colleague.name});
    return {texts, "wer", "messages.column.taken_by"_msg, std::move(choices), filter.keeper};
}

web::FilterChoice place_choice(Texts const& texts, FeedbackFilter const& filter, ShownMessages const& shown)
{
    return {texts, "ort", "messages.column.body"_msg, shown.places, filter.place};
}

web::FilterChoice language_choice(web::Call const& call, Texts const& texts, FeedbackFilter const& filter)
{
    std::vector<web::Choice> choices;
    for (auto const language : call.site.languages)
        choices.push_back({std::string(language.tag()), texts.language_name(language)});
    return {texts, "sprache", "messages.filter.language"_msg, std::move(choices), filter.language};
}

void write_filter(
    Writer& w, web::Call const& call, Texts const& texts, FeedbackFilter const& filter,
    ShownMessages const& shown)
{
    std::array const orders{
        web::SortChoice::Option{word_of(FeedbackOrder::due), "messages.column.due"_msg},
        web::SortChoice::Option{word_of(FeedbackOrder::received), "messages.column.received"_msg}};
    w("{}",
      web::FilterForm{
          .texts = texts,
          .list = staff_url({message_list.path}),
          .fields =
              [&](Writer& field) {
                  field(
                      "{}{}{}{}{}{}{}{}", web::FilterWords{texts, "messages.filter.words"_msg, filter.words},
                      stage_choice(texts, filter), topic_choice(texts, filter), due_choice(texts, filter),
                      keeper_choice(texts, filter, shown),
                      when(
                          shown.places.size() > 1,
                          [&](Writer& inner) { inner("{}", place_choice(texts, filter, shown)); }),
                      language_choice(call, texts, filter),
                      web::SortChoice{texts, orders, word_of(filter.order), filter.descending});
              },
          .whole = filter.narrows() ? std::optional(staff_url({message_list.path})) : std::nullopt});
}

web::SortHead sort_head(
    Texts const& texts, FeedbackFilter const& filter, MessageKey label, FeedbackOrder order)
{
    return web::sort_head(
        texts, filter, label, order, [](FeedbackFilter const& wanted) { return filter_url(wanted); });
}

bool may_answer(web::Call const& call)
{
    return call.actor().may_somewhere(answer_messages);
}

void write_line(
    Writer& w, web::Call const& call, Texts const& texts, ShownMessages const& shown,
    StoredFeedback const& message)
{
    auto const mark = mark_of(message, call.local_now().date, texts);
    auto const taker = taker_of(message, shown.authors);
    auto const until = message.due();
    w(R"(<tr>{}<th scope="row"><a href="{}">{}</a>{}</th><td class="rest" data-l="{}">{}</td><td data-l="{}">{}</td><td data-l="{}"><span class="{}">{}</span></td><td class="rest" data-l="{}">{}</td>{}</tr>)",
      when(
          may_answer(call),
          [&](Writer& cell) {
              cell(
                  "{}",
                  web::TickCell{
                      texts,
                      {message.id.value, message.version},
                      title_of(message, texts),
                      web::ticks_of(call.request)});
          }),
      message_url(message.id), title_of(message, texts), web::RowFold{texts, title_of(message, texts)},
      texts("messages.column.received"_msg), texts.date_time(call.site.zone->to_local(message.received_at)),
      texts("messages.column.due"_msg),
      until ? texts.date(*until, DateStyle::short_numeric) : std::string("–"), texts("staff.state"_msg),
      mark.shape, mark.text, texts("messages.column.taken_by"_msg),
      taker.empty() ? std::string_view("–") : std::string_view(taker),
      when(shown.places.size() > 1, [&](Writer& cell) {
          cell(
              R"(<td class="rest" data-l="{}">{}</td>)", texts("messages.column.body"_msg),
              body_of(message.owner_id, shown.bodies, texts));
      }));
}

std::string count_line(Texts const& texts, FeedbackFilter const& filter, FeedbackOverview const& overview)
{
    if (filter.before || overview.rest)
        return texts("messages.found"_msg, {{"count", overview.count}});
    if (overview.count > FeedbackOverview::most_counted)
        return texts("messages.count.many"_msg, {{"count", FeedbackOverview::most_counted}});
    return texts("messages.count"_msg, {{"count", overview.count}});
}

void write_table(
    Writer& w, web::Call const& call, Texts const& texts, FeedbackFilter const& filter,
    ShownMessages const& shown)
{
    auto const& overview = shown.overview;
    w(R"(<div class="scroll" role="region" aria-label="{}" tabindex="0"><table class="tbl tbl--stack tbl--lead"><caption>{}</caption><thead><tr>{}<th scope="col">{}</th>{}{}<th scope="col">{}</th><th scope="col">{}</th>{}</tr></thead><tbody>{}</tbody></table></div>)",
      texts("messages.title"_msg), count_line(texts, filter, overview),
      when(may_answer(call), [&](Writer& head) { head("{}", web::TickHead{texts}); }),
      texts("messages.column.message"_msg),
      sort_head(texts, filter, "messages.column.received"_msg, FeedbackOrder::received),
      sort_head(texts, filter, "messages.column.due"_msg, FeedbackOrder::due), texts("staff.state"_msg),
      texts("messages.column.taken_by"_msg),
      when(
          shown.places.size() > 1,
          [&](Writer& head) { head(R"(<th scope="col">{}</th>)", texts("messages.column.body"_msg)); }),
      each(overview.lines, [&](Writer& row, StoredFeedback const& message) {
          write_line(row, call, texts, shown, message);
      }));
}

// How far words were looked for, and where the search goes on.
void write_search_rest(
    Writer& w, Texts const& texts, FeedbackFilter const& filter, FeedbackOverview const& overview)
{
    if (!filter.before && !overview.rest)
        return;
    w("<p>{}{}{}</p>",
      when(
          overview.rest && overview.read > 0,
          [&](Writer& inner) {
              inner("{} ", texts("messages.search.read"_msg, {{"count", overview.read}}));
          }),
      when(
          overview.rest.has_value(),
          [&](Writer& inner) {
              inner(
                  R"(<a href="{}" rel="next">{}</a> )",
                  filter_url(filter).with_query({{"vor", std::to_string(overview.rest->value)}}),
                  texts("messages.search.older"_msg));
          }),
      when(filter.before.has_value(), [&](Writer& inner) {
          inner(R"(<a href="{}">{}</a>)", filter_url(filter), texts("list.first"_msg));
      }));
}

void write_nothing(
    Writer& w, Texts const& texts, FeedbackFilter const& filter, FeedbackOverview const& overview)
{
    auto const is_filtered = filter.narrows();
    w(R"(<div class="empty"><h2>{}</h2><p>{}</p>{}</div>)",
      texts(
          overview.rest || filter.before ? "messages.search.none_here"_msg
              : is_filtered              ? "messages.words.none"_msg
                                         : "messages.none"_msg),
      overview.rest     ? std::string_view{}
          : is_filtered ? texts("list.words.none"_msg)
                        : texts("messages.none.text"_msg),
      [&](Writer& inner) { write_search_rest(inner, texts, filter, overview); });
}

constexpr std::array actions{take_action, hand_on_action, close_action};

}

http::Response messages_page(web::Call const& call, FeedbackFilter const& filter, ShownMessages const& shown)
{
    auto const& texts = web::staff_texts(call);
    auto const& overview = shown.overview;
    if (auto last = web::way_to_last_page(
            call, filter.words.empty() ? filter.page : 1, FeedbackOverview::lines_per_page, overview.count,
            FeedbackOverview::most_counted))
        return *std::move(last);
    return web::staff_page(
        {.call = call,
         .title = std::string(texts("messages.title"_msg)),
         .section = std::string(message_list.path),
         .state_line = count_line(texts, filter, overview),
         .is_wide = true},
        [&](Writer& w) {
            write_views(w, texts, filter, shown.saved_views);
            write_filter(w, call, texts, filter, shown);
            if (overview.lines.empty()) {
                write_nothing(w, texts, filter, overview);
                return;
            }
            if (!filter.words.empty())
                w(R"(<p class="mute">{}</p>)", texts("messages.words.noted"_msg));
            auto const fields = filter.fields();
            auto const table = [&](Writer& inner) {
                write_table(inner, call, texts, filter, shown);
                if (filter.words.empty())
                    inner(
                        "{}",
                        web::Pager{
                            texts, filter.page, FeedbackOverview::lines_per_page, overview.count,
                            FeedbackOverview::most_counted,
                            [&](int page) {
                                return filter_url(filter).with_query({{"seite", std::to_string(page)}});
                            },
                            may_answer(call) ? std::optional(web::turn_url(message_list)) : std::nullopt});
                else
                    write_search_rest(inner, texts, filter, overview);
            };
            std::vector<std::int64_t> on_page;
            for (auto const& message : overview.lines)
                on_page.push_back(message.id.value);
            w("{}",
              web::BulkForm{
                  .call = call,
                  .list = message_list,
                  .shown = fields,
                  .actions = actions,
                  // Whoever has not seen how many words find does not choose all of them.
                  .count = filter.before || overview.rest ? static_cast<std::int64_t>(web::most_at_once) + 1
                                                          : overview.count,
                  .on_page = on_page,
                  .table = table,
                  .may_tick = may_answer(call)});
            w("{}", web::ExportLinks{texts, [&](std::string_view file) { return filter_url(filter, file); }});
        });
}

} // namespace kommin::portal
