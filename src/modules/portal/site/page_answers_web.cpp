// "Was this page helpful?": the answer of a reader, and the table for editors.

#include "modules/portal/feedback/named_page.hpp"
#include "modules/portal/feedback/page_answers.hpp"
#include "modules/portal/site/demand.hpp"
#include "modules/portal/site/handlers.hpp"
#include "modules/portal/site/pages.hpp"
#include "platform/base/number.hpp"
#include "platform/web/origin.hpp"
#include "platform/web/public_frame.hpp"
#include "platform/web/saved_views.hpp"
#include "platform/web/staff_export.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/staff_list.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace kommin::portal {

using html::each;
using html::Writer;

namespace {

constexpr std::array<std::string_view, 3> helpful_order_words{"", "hilfreich", "seite"};
constexpr std::chrono::days shown_back{-90};
constexpr int helpful_per_page = 50;
constexpr std::int64_t most_in_file = 1'000'000; // more pages than any portal has

// A press too many, or one that another site made in the visitor's name, is not counted; there is nothing to
// mend for whoever pressed, so nobody is told.
bool is_counted(Visit const& visit, web::VisitorGate& gate)
{
    auto const& request = visit.call.request;
    return !web::is_sent_from_elsewhere(request, visit.call.site.base_url)
        && !gate.must_wait(visit.call.site.tenant, request.peer(), visit.call.clock.now());
}

// What the table is asked for, as it stands in its address.
struct HelpfulWanted {
    std::string language; // sprache: a tag
    PageAnswersOrder order = PageAnswersOrder::unhelpful; // nach
    bool reversed = false; // ab=1
    int page = 1; // seite

    static HelpfulWanted read(http::Form const& query)
    {
        HelpfulWanted wanted;
        if (auto const language = i18n::Language::find(query.value("sprache"));
            language && !query.value("sprache").empty())
            wanted.language = language->tag();
        auto const* const order = std::ranges::find(helpful_order_words, query.value("nach"));
        if (order != helpful_order_words.end())
            wanted.order = static_cast<PageAnswersOrder>(order - helpful_order_words.begin());
        wanted.reversed = query.value("ab") == "1";
        wanted.page = static_cast<int>(
            std::clamp<std::int64_t>(parse_number(query.value("seite")).value_or(1), 1, 1000));
        return wanted;
    }
    [[nodiscard]] PageAnswersQuery query(web::Call const& call, std::int64_t limit) const
    {
        return {
            .since = call.local_now().date + shown_back,
            .language = language,
            .order = order,
            .reversed = reversed,
            .limit = limit,
            .offset = (page - 1) * limit};
    }
    // Name and value of every field that is in force, without the page.
    [[nodiscard]] web::ListFields fields() const
    {
        web::ListFields fields;
        auto const add = [&](std::string_view name, std::string_view value) {
            if (!value.empty())
                fields.emplace_back(name, value);
        };
        add("sprache", language);
        add("nach", word_of(order));
        add("ab", reversed ? "1" : "");
        return fields;
    }
    [[nodiscard]] html::Url url(std::string_view file = {}) const
    {
        return web::list_url(helpful_list, fields(), file);
    }
    static std::string_view word_of(PageAnswersOrder order)
    {
        return helpful_order_words.at(static_cast<std::size_t>(order));
    }
    // The addresses go from a to z, the counts from the highest down.
    [[nodiscard]] bool is_descending() const { return (order != PageAnswersOrder::page) != reversed; }
};

web::SortHead helpful_sort_head(
    i18n::Texts const& texts, HelpfulWanted const& shown, MessageKey label, PageAnswersOrder order)
{
    return web::sort_head(
        texts, shown, label, order, [](HelpfulWanted const& wanted) { return wanted.url(); });
}

void write_helpful_views(
    Writer& w, i18n::Texts const& texts, HelpfulWanted const& wanted,
    std::vector<web::ListView> const& saved_views)
{
    std::vector<web::ListView> views{
        {std::string(texts("desk.view.all"_msg)), HelpfulWanted{}.url(), wanted.language.empty()}};
    web::add_saved_views(views, saved_views);
    w("{}", web::ListViews{texts, views, web::save_view_url(helpful_list, wanted.fields())});
}

void write_helpful_filter(
    Writer& w, web::Call const& call, i18n::Texts const& texts, HelpfulWanted const& wanted)
{
    std::array const orders{
        web::SortChoice::Option{
            HelpfulWanted::word_of(PageAnswersOrder::unhelpful), "messages.helpful.no"_msg},
        web::SortChoice::Option{
            HelpfulWanted::word_of(PageAnswersOrder::helpful), "messages.helpful.yes"_msg},
        web::SortChoice::Option{HelpfulWanted::word_of(PageAnswersOrder::page), "messages.page"_msg}};
    std::vector<web::Choice> languages;
    for (auto const language : call.site.languages)
        languages.push_back({std::string(language.tag()), texts.language_name(language)});
    w("{}",
      web::FilterForm{
          .texts = texts, .list = web::staff_url({"hilfreich"}), .fields = [&](Writer& field) {
              field(
                  "{}{}",
                  web::FilterChoice{
                      texts, "sprache", "messages.helpful.language"_msg, languages, wanted.language},
                  web::SortChoice{texts, orders, HelpfulWanted::word_of(wanted.order), wanted.reversed});
          }});
}

struct AnsweredPage {
    PageAnswers answers;
    std::optional<SitePage> page; // nothing: it is no longer there
};

void write_answered_page(Writer& w, i18n::Texts const& texts, AnsweredPage const& line)
{
    auto const& [answers, page] = line;
    auto const language = i18n::Language::find(answers.language);
    auto const label = [&](MessageKey key) { return texts(key); };
    w(
        R"(<tr><th scope="row">{}</th><td data-l="{}">{}</td><td data-l="{}">{}</td><td data-l="{}">{}</td></tr>)",
        [&](Writer& inner) {
            if (page)
                inner(
                    R"(<a href="{}">{}</a>)", page->url(language.value_or(texts.language())),
                    web::InLanguage{page->title, page->language, texts.language()});
            else
                inner("{}", answers.page);
        },
        label("messages.helpful.language"_msg), language ? texts.language_name(*language) : answers.language,
        label("messages.helpful.no"_msg), answers.unhelpful, label("messages.helpful.yes"_msg),
        answers.helpful);
}

}

web::StaffList const helpful_list{
    .code = "portal.helpful",
    .path = "hilfreich",
    .title = "messages.helpful.title"_msg,
    .read = [](http::Form const& query) { return HelpfulWanted::read(query).fields(); }};

http::Response send_page_answer(Visit& visit, web::VisitorGate& gate)
{
    auto const form = visit.call.request.form();
    auto const page = form ? find_named_page(visit.call, visit.texts, form->value("seite")) : std::nullopt;
    auto const answer = form ? form->value("antwort") : std::string_view{};
    if (!page || (answer != "ja" && answer != "nein"))
        return web::error_page(visit, http::Status::bad_request);
    auto const helpful = answer == "ja" ? Helpful::yes : Helpful::no;
    if (is_counted(visit, gate)) {
        auto const counted = web::write(visit.call, [&](Work& work) {
            return count_page_answer(work, *page, visit.language(), helpful);
        });
        static_cast<void>(counted); // has no problems to report
    }
    auto const next = helpful == Helpful::yes
        ? visit.url({"hilfreich", "danke"})
        : visit.url({remark_entrance.path}).with_query({{"seite", page->path}});
    return http::Response::redirect(http::Status::see_other, next.text());
}

http::Response show_page_answer_thanks(Visit& visit)
{
    auto const& texts = visit.texts;
    auto frame = visit.frame(std::string(texts("helpful.thanks.title"_msg)), "hilfreich/danke", "");
    frame.is_indexable = false;
    return visit.page(frame, [&](Writer& w) {
        w(R"(<div class="km-wrap km-main km-stack km-prose"><h1>{}</h1><p class="km-lead">{}</p><p><a class="kern-btn kern-btn--primary" href="{}"><span class="kern-label">{}</span></a></p></div>)",
          texts("helpful.thanks.title"_msg), texts("helpful.thanks.text"_msg), visit.url({""}),
          texts("web.home"_msg));
    });
}

http::Response list_helpful_pages(web::Call& call)
{
    auto const& texts = web::staff_texts(call);
    auto const wanted = HelpfulWanted::read(call.request.query());
    auto const query = wanted.query(call, helpful_per_page);
    auto const [answered, count, views] = web::read(call, [&](db::Connection& db) {
        return std::tuple(
            list_page_answers(db, call.site.tenant, query), count_answered_pages(db, call.site.tenant, query),
            web::saved_views(call, helpful_list, wanted.fields()));
    });
    if (auto last = web::way_to_last_page(call, wanted.page, helpful_per_page, count, count))
        return *std::move(last);
    std::vector<AnsweredPage> lines;
    for (auto const& answers : answered)
        lines.push_back({answers, find_named_page(call, texts, answers.page)});
    return web::staff_page(
        {.call = call,
         .title = std::string(texts("messages.helpful.title"_msg)),
         .section = "hilfreich",
         .state_line = texts("messages.helpful.count"_msg, {{"count", count}})},
        [&](Writer& w) {
            w("<p>{}</p>", texts("messages.helpful.lead"_msg));
            write_helpful_views(w, texts, wanted, views);
            write_helpful_filter(w, call, texts, wanted);
            if (lines.empty()) {
                w(R"(<div class="empty"><h2>{}</h2></div>)", texts("messages.helpful.none"_msg));
                return;
            }
            w(R"(<div class="scroll"><table class="tbl tbl--stack"><caption class="vh">{}</caption><thead><tr>{}<th scope="col">{}</th>{}{}</tr></thead><tbody>{}</tbody></table></div>{}{})",
              texts("messages.helpful.title"_msg),
              helpful_sort_head(texts, wanted, "messages.page"_msg, PageAnswersOrder::page),
              texts("messages.helpful.language"_msg),
              helpful_sort_head(texts, wanted, "messages.helpful.no"_msg, PageAnswersOrder::unhelpful),
              helpful_sort_head(texts, wanted, "messages.helpful.yes"_msg, PageAnswersOrder::helpful),
              each(
                  lines,
                  [&](Writer& row, AnsweredPage const& line) { write_answered_page(row, texts, line); }),
              web::Pager{
                  .texts = texts,
                  .page = wanted.page,
                  .per_page = helpful_per_page,
                  .count = count,
                  .most_counted = count,
                  .url_of
                  = [&](int page) { return wanted.url().with_query({{"seite", std::to_string(page)}}); }},
              web::ExportLinks{texts, [&](std::string_view file) { return wanted.url(file); }});
        });
}

http::Response export_helpful_pages(web::Call& call)
{
    auto const& texts = web::staff_texts(call);
    using Column = web::ExportColumn<PageAnswers>;
    std::vector<Column> columns{
        {"messages.page"_msg, 40,
         [&](PageAnswers const& line) {
             auto const page = find_named_page(call, texts, line.page);
             return table::Cell(page ? page->title : line.page);
         }},
        {"messages.helpful.address"_msg, 40, [](PageAnswers const& line) { return table::Cell(line.page); }},
        {"messages.helpful.language"_msg, 16,
         [&](PageAnswers const& line) {
             auto const language = i18n::Language::find(line.language);
             return table::Cell(language ? texts.language_name(*language) : line.language);
         }},
        {"messages.helpful.no"_msg, 10, [](PageAnswers const& line) { return table::Cell(line.unhelpful); }},
        {"messages.helpful.yes"_msg, 10, [](PageAnswers const& line) { return table::Cell(line.helpful); }}};
    web::ListExport<PageAnswers> file(
        call, web::export_format(call.request), "hilfreich", "messages.helpful.title"_msg,
        std::move(columns));
    auto wanted = HelpfulWanted::read(call.request.query());
    wanted.page = 1;
    auto const lines = web::read(call, [&](db::Connection& db) {
        return list_page_answers(db, call.site.tenant, wanted.query(call, most_in_file));
    });
    for (auto const& line : lines) {
        if (!file.add(line))
            break;
    }
    return file.answer();
}

} // namespace kommin::portal
