// The list of links, one of them, and the question before one is replaced.

#include "modules/portal/desk/link_pages.hpp"

#include "modules/portal/desk/link_desk.hpp"
#include "modules/portal/directory/offer_store.hpp"
#include "modules/portal/directory/permissions.hpp"
#include "modules/portal/editing/offer_form.hpp"
#include "platform/web/record_form.hpp"
#include "platform/web/staff_bulk.hpp"
#include "platform/web/staff_export.hpp"
#include "platform/web/staff_form.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace kommin::portal {

using html::Attributes;
using html::each;
using html::Url;
using html::when;
using html::Writer;
using i18n::DateStyle;
using i18n::Texts;
using linkcheck::Reason;
using web::staff_url;

namespace {

constexpr std::array<MessageKey, 11> reason_texts{
    MessageKey{},
    "links.reason.status"_msg,
    "links.reason.no_such_host"_msg,
    "links.reason.no_connection"_msg,
    "links.reason.too_slow"_msg,
    "links.reason.tls"_msg,
    "links.reason.redirects"_msg,
    "links.reason.broken_answer"_msg,
    "links.reason.not_public"_msg,
    "links.reason.not_web"_msg,
    "links.reason.no_names"_msg};

struct ViewWord {
    LinkView view;
    MessageKey label;
};
constexpr std::array view_labels{
    ViewWord{LinkView::all, "links.view.all"_msg},
    ViewWord{LinkView::broken, "links.view.broken"_msg},
    ViewWord{LinkView::moved, "links.view.moved"_msg},
    ViewWord{LinkView::failing, "links.view.failing"_msg},
    ViewWord{LinkView::refused, "links.view.refused"_msg},
    ViewWord{LinkView::doubtful, "links.view.doubtful"_msg},
    ViewWord{LinkView::muted, "links.view.muted"_msg}};

Url list_url(web::ListFields const& fields, std::string_view page = {})
{
    return web::list_url(link_list, fields, page);
}

void write_link_views(
    Writer& w, Texts const& texts, LinkFilter const& filter, std::vector<web::ListView> const& saved_views)
{
    bool const is_own = std::ranges::any_of(saved_views, &web::ListView::is_current);
    std::vector<web::ListView> views;
    for (auto const& word : view_labels) {
        LinkFilter wanted;
        wanted.view = word.view;
        auto own = filter;
        own.order = wanted.order;
        own.descending = wanted.descending;
        views.push_back(
            {std::string(texts(word.label)), list_url(wanted.fields()),
             !is_own && own.fields() == wanted.fields()});
    }
    views.insert(views.end(), saved_views.begin(), saved_views.end());
    w("{}", web::ListViews{texts, views, web::save_view_url(link_list, filter.fields())});
}

void write_link_option(Writer& w, std::string_view value, std::string_view label, bool is_chosen)
{
    w(R"(<option value="{}" {}>{}</option>)", value, Attributes{html::flag("selected", is_chosen)}, label);
}

void write_link_filter(Writer& w, Texts const& texts, LinkFilter const& filter)
{
    static constexpr std::array kinds{LinkKind::web, LinkKind::mail, LinkKind::phone};
    static constexpr std::array states{LinkView::all,       LinkView::broken,  LinkView::failing,
                                       LinkView::moved,     LinkView::refused, LinkView::doubtful,
                                       LinkView::unchecked, LinkView::ok,      LinkView::muted};
    static constexpr std::array<MessageKey, 9> state_labels{
        "list.filter.all"_msg,       "links.view.broken"_msg,  "links.view.failing"_msg,
        "links.view.moved"_msg,      "links.view.refused"_msg, "links.view.doubtful"_msg,
        "links.state.unchecked"_msg, "links.state.ok"_msg,     "links.view.muted"_msg};
    std::array const orders{
        web::SortChoice::Option{word_of(LinkOrder::target), "links.column.target"_msg},
        web::SortChoice::Option{word_of(LinkOrder::checked), "links.column.checked"_msg}};
    w(
        R"(<form action="{}" method="get" class="tools" aria-label="{}"><p class="f"><label for="t">{}</label><input id="t" name="t" type="search" value="{}"></p><p class="f"><label for="art">{}</label><select id="art" name="art">{}{}</select></p><p class="f"><label for="zustand">{}</label><select id="zustand" name="zustand">{}</select></p>{}<button class="kern-btn kern-btn--secondary kern-btn--sm" type="submit"><span class="kern-label">{}</span></button>{}</form>)",
        staff_url({link_list.path}), texts("list.filter.label"_msg), texts("links.filter.text"_msg),
        filter.text, texts("links.column.kind"_msg),
        [&](Writer& option) { write_link_option(option, "", texts("list.filter.all"_msg), !filter.kind); },
        each(
            kinds,
            [&](Writer& option, LinkKind kind) {
                write_link_option(option, word_of(kind), texts(label_of(kind)), filter.kind == kind);
            }),
        texts("staff.state"_msg),
        each(
            states,
            [&](Writer& option, LinkView view, std::size_t index) {
                write_link_option(
                    option, word_of(view), web::as_choice(texts(state_labels.at(index))),
                    filter.view == view);
            }),
        web::SortChoice{texts, orders, word_of(filter.order), filter.descending},
        texts("list.filter.apply"_msg), when(filter.narrows(), [&](Writer& inner) {
            inner(
                R"( <a class="small" href="{}">{}</a>)", staff_url({link_list.path}),
                texts("list.filter.clear"_msg));
        }));
}

web::SortHead link_sort_head(Texts const& texts, LinkFilter const& filter, MessageKey label, LinkOrder order)
{
    return web::sort_head(
        texts, filter, label, order, [](LinkFilter const& wanted) { return list_url(wanted.fields()); });
}

std::string day_of(web::Call const& call, Texts const& texts, Instant instant)
{
    return texts.date(call.site.zone->to_local(instant).date, DateStyle::short_numeric);
}

void write_muted(Writer& w, web::Call const& call, Texts const& texts, StoredLink const& link)
{
    if (link.is_muted(call.local_now().date))
        w(R"(<br><span class="mute small">{}</span>)",
          texts("links.muted"_msg, {{"date", texts.date(*link.muted_until, DateStyle::short_numeric)}}));
}

bool may_change(web::Call const& call)
{
    return call.actor().rights().allows_somewhere(edit_offers);
}

void write_link_line(Writer& w, web::Call const& call, Texts const& texts, LinkLine const& line)
{
    auto const& link = line.link;
    auto const state = link_state_word(link, texts);
    auto const reason = link_reason(link, texts);
    w(
        R"(<tr>{}<th scope="row"><a class="wrap" href="{}">{}</a>{}</th><td class="rest" data-l="{}">{}</td><td data-l="{}"><span class="{}">{}</span>{}{}</td><td class="rest" data-l="{}">{}</td><td data-l="{}">{}</td></tr>)",
        when(
            may_change(call),
            [&](Writer& cell) {
                cell(
                    "{}",
                    web::TickCell{
                        texts,
                        {link.id.value, version_of(link)},
                        link.target.text,
                        web::ticks_of(call.request)});
            }),
        link_url(link.id), link.target.text, web::RowFold{texts, link.target.text},
        texts("links.column.kind"_msg), texts(label_of(link.target.kind)), texts("staff.state"_msg),
        state.shape, state.text,
        when(
            !reason.empty(),
            [&](Writer& inner) { inner(R"(<br><span class="mute small">{}</span>)", reason); }),
        [&](Writer& inner) { write_muted(inner, call, texts, link); }, texts("links.column.checked"_msg),
        link.checked_at ? day_of(call, texts, *link.checked_at) : std::string("–"),
        texts("links.column.records"_msg), line.records);
}

std::string link_count_line(Texts const& texts, LinkOverview const& overview)
{
    if (overview.count > LinkOverview::most_counted)
        return texts("links.count.many"_msg, {{"count", LinkOverview::most_counted}});
    return texts("links.count"_msg, {{"count", overview.count}});
}

void write_link_table(
    Writer& w, web::Call const& call, LinkFilter const& filter, LinkOverview const& overview)
{
    auto const& texts = web::staff_texts(call);
    w(R"(<div class="scroll" role="region" aria-label="{}" tabindex="0"><table class="tbl tbl--stack tbl--lead"><caption>{}</caption><thead><tr>{}{}<th scope="col">{}</th><th scope="col">{}</th>{}<th scope="col">{}</th></tr></thead><tbody>{}</tbody></table></div>)",
      texts("links.title"_msg), link_count_line(texts, overview),
      when(may_change(call), [&](Writer& head) { head("{}", web::TickHead{texts}); }),
      link_sort_head(texts, filter, "links.column.target"_msg, LinkOrder::target),
      texts("links.column.kind"_msg), texts("staff.state"_msg),
      link_sort_head(texts, filter, "links.column.checked"_msg, LinkOrder::checked),
      texts("links.column.records"_msg), each(overview.lines, [&](Writer& row, LinkLine const& line) {
          write_link_line(row, call, texts, line);
      }));
}

std::string spot_of(LinkSpot const& spot, Texts const& texts)
{
    auto const* field = find_offer_field(spot.field);
    std::string name(texts(field != nullptr ? field->label : "links.field.content"_msg));
    if (auto const language = i18n::Language::find(spot.language); language && !spot.language.empty())
        name += " (" + texts.language_name(*language) + ')';
    return name;
}

void write_record(Writer& w, Texts const& texts, LinkRecord const& record)
{
    w(R"(<li><a href="{}">{}</a> <span class="mute small">{}</span></li>)", record_url(record),
      record.title.empty() ? std::string(texts("desk.unnamed"_msg)) : record.title, [&](Writer& inner) {
          for (std::size_t i = 0; i < record.spots.size(); ++i)
              inner("{}{}", i == 0 ? "" : ", ", spot_of(record.spots[i], texts));
      });
}

web::StaffFrame link_frame(web::Call const& call, Texts const& texts, std::string title)
{
    return {
        .call = call,
        .title = std::move(title),
        .section = std::string(link_list.path),
        .crumbs = {{staff_url({link_list.path}), std::string(texts("links.title"_msg))}}};
}

void write_facts(Writer& w, web::Call const& call, Texts const& texts, LinkPage const& page)
{
    auto const& link = page.detail.link;
    auto const state = link_state_word(link, texts);
    auto const reason = link_reason(link, texts);
    auto const fact = [&](Writer& inner, MessageKey label, std::string const& value) {
        if (!value.empty())
            inner("<dt>{}</dt><dd>{}</dd>", texts(label), value);
    };
    auto const target = link.target.kind == LinkKind::web ? Url::external(link.target.text) : std::nullopt;
    w(
        R"(<dl class="dl"><dt>{}</dt><dd class="wrap">{}</dd><dt>{}</dt><dd><span class="{}">{}</span></dd>{}{}{}{}{}</dl>)",
        texts("links.column.target"_msg),
        when(
            target.has_value(),
            [&](Writer& inner) {
                inner(R"(<a href="{}" rel="noopener noreferrer">{}</a>)", *target, link.target.text);
            },
            [&](Writer& inner) { inner("{}", link.target.text); }),
        texts("staff.state"_msg), state.shape, state.text,
        [&](Writer& inner) { fact(inner, "links.fact.reason"_msg, reason); },
        [&](Writer& inner) { fact(inner, "links.fact.moved_to"_msg, link.moved_to); },
        [&](Writer& inner) {
            fact(
                inner, "links.column.checked"_msg,
                link.checked_at ? texts.date_time(call.site.zone->to_local(*link.checked_at))
                                : std::string{});
        },
        [&](Writer& inner) {
            fact(
                inner, "links.fact.failing_since"_msg,
                link.failing_since ? day_of(call, texts, *link.failing_since) : std::string{});
        },
        [&](Writer& inner) {
            if (link.is_muted(call.local_now().date))
                fact(
                    inner, "links.fact.muted"_msg,
                    texts(
                        "links.muted.by"_msg,
                        {{"date", texts.date(*link.muted_until, DateStyle::short_numeric)},
                         {"name", web::name_of(page.authors, link.muted_by)},
                         {"reason", link.muted_reason}}));
        });
}

void write_replace_card(Writer& w, Texts const& texts, LinkPage const& page)
{
    auto const& link = page.detail.link;
    auto const value
        = page.entries.new_target.empty() ? std::string_view(link.moved_to) : page.entries.new_target;
    w(R"(<section class="card" aria-labelledby="ersetzen"><h2 id="ersetzen">{}</h2><form class="form" method="get" action="{}">{}{}</form></section>)",
      texts("links.replace.title"_msg), link_url(link.id, "ersetzen"),
      web::TextField{
          .texts = texts,
          .name = "neu",
          .label = "links.replace.new"_msg,
          .value = value,
          .problems = page.entries.problems,
          .hint = "links.replace.hint"_msg,
          .width = web::FieldWidth::whole},
      web::SubmitButton{texts("links.replace.preview"_msg), "secondary"});
}

void write_mute_card(Writer& w, web::Call const& call, Texts const& texts, LinkPage const& page)
{
    auto const& link = page.detail.link;
    w(
        R"(<section class="card" aria-labelledby="stumm"><h2 id="stumm">{}</h2>{}<form class="form" method="post" action="{}" novalidate>{}<input type="hidden" name="fassung" value="{}">{}{}<div class="row">{}{}</div></form>{}</section>)",
        texts("links.mute.title"_msg),
        [&](Writer& inner) {
            if (page.entries.mute_shown)
                inner("{}", web::FetchedNote{texts, *page.entries.mute_shown});
        },
        link_url(link.id, "stumm"), web::FormToken{call}, page.mute_version,
        web::DateField{
            .texts = texts,
            .name = "bis",
            .label = "links.mute.until"_msg,
            .value = page.entries.mute_until,
            .problems = page.entries.problems,
            .hint = "links.mute.hint"_msg},
        web::TextField{
            .texts = texts,
            .name = "grund",
            .label = "links.mute.reason"_msg,
            .value = page.entries.mute_reason,
            .problems = page.entries.problems,
            .width = web::FieldWidth::whole},
        web::SubmitButton{texts("links.mute.action"_msg), "secondary"},
        when(
            link.is_muted(call.local_now().date),
            [&](Writer& inner) {
                inner(
                    R"(<button class="kern-btn kern-btn--tertiary" type="submit" name="aufheben" value="1"><span class="kern-label">{}</span></button>)",
                    texts("links.mute.end"_msg));
            }),
        when(page.mute_version > 0, [&](Writer& inner) {
            inner(
                R"(<p class="small"><a href="{}">{}</a></p>)", link_url(link.id, "verlauf"),
                texts("links.mute.history"_msg));
        }));
}

void write_check_card(Writer& w, web::Call const& call, Texts const& texts, LinkPage const& page)
{
    if (page.detail.link.host.empty())
        return;
    w(R"(<section class="card" aria-labelledby="pruefen"><h2 id="pruefen">{}</h2>{}</section>)",
      texts("links.check.title"_msg),
      when(
          page.is_being_asked,
          [&](Writer& inner) { inner(R"(<p role="status">{}</p>)", texts("links.check.waits"_msg)); },
          [&](Writer& inner) {
              inner(
                  R"(<p class="hint">{}</p><form method="post" action="{}">{}{}</form>)",
                  texts(
                      call.site.is_demonstration ? "links.check.demonstration"_msg : "links.check.hint"_msg),
                  link_url(page.detail.link.id, "pruefen"), web::FormToken{call},
                  web::SubmitButton{texts("links.check.action"_msg), "secondary"});
          }));
}

// "2 Angebote, 1 Seite, 5 Stellen"
std::string how_much(Texts const& texts, std::vector<LinkRecord const*> const& records, bool counts_places)
{
    auto const pages
        = std::ranges::count_if(records, [](LinkRecord const* record) { return record->is_page(); });
    auto const offers = static_cast<std::ptrdiff_t>(records.size()) - pages;
    int places = 0;
    for (auto const* record : records)
        places += record->plan.places + record->plan.places_in_translations;
    std::string text;
    auto const add = [&](MessageKey key, std::int64_t count) {
        if (count > 0)
            text += (text.empty() ? "" : ", ") + texts(key, {{"count", count}});
    };
    add("links.replace.offers"_msg, offers);
    add("links.replace.pages"_msg, pages);
    if (counts_places)
        add("links.replace.places"_msg, places);
    return text;
}

enum class Named : std::uint8_t { changes, stays };
void write_named(
    Writer& w, Texts const& texts, MessageKey heading, std::vector<LinkRecord const*> const& records,
    Named named)
{
    if (records.empty())
        return;
    w(R"(<h2>{}</h2><ul class="bullets">{}</ul>)",
      texts(heading, {{"what", how_much(texts, records, named == Named::changes)}}),
      each(records, [&](Writer& item, LinkRecord const* record) {
          item(
              R"(<li><a href="{}">{}</a>{}{}</li>)", record_url(*record), record->title,
              when(
                  named == Named::stays, [&](Writer& inner) { inner(": {}", texts(record->plan.obstacle)); }),
              when(record->plan.places_in_translations > 0, [&](Writer& inner) {
                  inner(
                      R"( <span class="mute small">{}</span>)",
                      texts(
                          "links.replace.in_translations"_msg,
                          {{"count", record->plan.places_in_translations}}));
              }));
      }));
}

}

Url record_url(LinkRecord const& record)
{
    return record.is_page() ? staff_url({"seiten", std::to_string(record.subject.id)})
                            : offer_url(OfferId{record.subject.id});
}

web::Ticked ticked_of(LinkRecord const& record)
{
    return {record.subject.id * 2 + (record.is_page() ? 1 : 0), record.version};
}

bool is_page(web::Ticked ticked)
{
    return ticked.id % 2 != 0;
}

std::int64_t id_of(web::Ticked ticked)
{
    return ticked.id / 2;
}

StateWord link_state_word(StoredLink const& link, Texts const& texts)
{
    auto const nights = [&](MessageKey key) { return texts(key, {{"count", link.failures}}); };
    switch (link.state) {
    case LinkState::unchecked:
        return {"st st--draft", std::string(texts("links.state.unchecked"_msg))};
    case LinkState::ok:
        return {"st st--ok", std::string(texts("links.state.ok"_msg))};
    case LinkState::moved:
        return {"st st--info", std::string(texts("links.state.moved"_msg))};
    case LinkState::gone:
        return link.is_broken() ? StateWord{"st st--bad", std::string(texts("links.state.gone"_msg))}
                                : StateWord{"st st--warn", nights("links.state.maybe_gone"_msg)};
    case LinkState::unreachable:
        return {link.is_broken() ? "st st--bad" : "st st--warn", nights("links.state.unreachable"_msg)};
    case LinkState::refused:
        return {"st st--none", std::string(texts("links.state.refused"_msg))};
    case LinkState::doubtful:
        break;
    }
    return {"st st--warn", std::string(texts("links.state.doubtful"_msg))};
}

std::string link_reason(StoredLink const& link, Texts const& texts)
{
    if (link.reason == Reason::none)
        return {};
    if (link.target.kind == LinkKind::mail && link.reason != Reason::no_names)
        return std::string(texts("links.reason.no_mail"_msg));
    return texts(reason_texts.at(static_cast<std::size_t>(link.reason)), {{"status", link.status}});
}

MessageKey label_of(LinkKind kind)
{
    static constexpr std::array<MessageKey, 3> labels{
        "links.kind.web"_msg, "links.kind.mail"_msg, "links.kind.phone"_msg};
    return labels.at(static_cast<std::size_t>(kind));
}

Url link_url(LinkId id)
{
    return staff_url({link_list.path, std::to_string(id.value)});
}

Url link_url(LinkId id, std::string_view page)
{
    return staff_url({link_list.path, std::to_string(id.value), page});
}

http::Response link_list_page(
    web::Call const& call, LinkFilter const& filter, LinkOverview const& overview,
    std::vector<web::ListView> const& saved_views)
{
    auto const& texts = web::staff_texts(call);
    return web::staff_page(
        {.call = call,
         .title = std::string(texts("links.title"_msg)),
         .section = std::string(link_list.path),
         .state_line = link_count_line(texts, overview),
         .is_wide = true},
        [&](Writer& w) {
            if (call.site.is_demonstration)
                w(R"(<p class="note">{}</p>)", texts("links.check.demonstration"_msg));
            write_link_views(w, texts, filter, saved_views);
            write_link_filter(w, texts, filter);
            if (overview.lines.empty()) {
                w(R"(<div class="empty"><h2>{}</h2><p>{}</p></div>)", texts("links.none"_msg),
                  texts(filter.narrows() ? "links.none.filter"_msg : "links.none.text"_msg));
                return;
            }
            auto const fields = filter.fields();
            auto const table = [&](Writer& inner) {
                write_link_table(inner, call, filter, overview);
                inner(
                    "{}",
                    web::Pager{
                        texts, filter.page, LinkOverview::lines_per_page, overview.count,
                        LinkOverview::most_counted,
                        [&](int page) {
                            return list_url(fields).with_query({{"seite", std::to_string(page)}});
                        },
                        may_change(call) ? std::optional(web::turn_url(link_list)) : std::nullopt});
            };
            std::vector<std::int64_t> on_page;
            for (auto const& line : overview.lines)
                on_page.push_back(line.link.id.value);
            static constexpr std::array actions{check_links_action, mute_links_action, unmute_links_action};
            if (may_change(call))
                w("{}",
                  web::BulkForm{
                      .call = call,
                      .list = link_list,
                      .shown = fields,
                      .actions = actions,
                      .count = overview.count,
                      .on_page = on_page,
                      .table = table});
            else
                table(w);
            w("{}", web::ExportLinks{texts, [&](table::Format format) {
                                         return list_url(
                                             fields,
                                             format == table::Format::csv ? "liste.csv" : "liste.xlsx");
                                     }});
        });
}

http::Response link_page(web::Call const& call, LinkPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const& detail = page.detail;
    auto frame = link_frame(call, texts, detail.link.target.text);
    frame.problems = page.entries.problems;
    return web::staff_page(frame, [&](Writer& w) {
        w(
            R"(<div class="cols stack-top"><div class="stack">{}<section aria-labelledby="benutzt"><h2 id="benutzt">{}</h2><ul class="bullets">{}</ul>{}</section></div>{}</div>)",
            [&](Writer& inner) { write_facts(inner, call, texts, page); },
            texts("links.records"_msg, {{"count", detail.records.size() + detail.left_out}}),
            each(
                detail.records,
                [&](Writer& item, LinkRecord const& record) { write_record(item, texts, record); }),
            when(
                detail.left_out > 0,
                [&](Writer& inner) {
                    inner("<p>{}</p>", texts("links.records.more"_msg, {{"count", detail.left_out}}));
                }),
            when(may_change(call), [&](Writer& inner) {
                inner(
                    R"(<div class="stack">{}{}{}</div>)",
                    [&](Writer& card) { write_replace_card(card, texts, page); },
                    [&](Writer& card) { write_mute_card(card, call, texts, page); },
                    [&](Writer& card) { write_check_card(card, call, texts, page); });
            }));
    });
}

http::Response replace_question_page(
    web::Call const& call, LinkDetail const& detail, std::string_view new_target)
{
    auto const& texts = web::staff_texts(call);
    std::vector<LinkRecord const*> published, handed_in, left;
    std::vector<web::Ticked> ticked;
    for (auto const& record : detail.records) {
        bool const is_left = record.plan.obstacle != MessageKey{};
        (is_left ? left : record.plan.is_published_at_once ? published : handed_in).push_back(&record);
        if (!is_left)
            ticked.push_back(ticked_of(record));
    }
    auto frame = link_frame(call, texts, std::string(texts("links.replace.title"_msg)));
    frame.crumbs.push_back({link_url(detail.link.id), detail.link.target.text});
    return web::staff_page(frame, [&](Writer& w) {
        w(
            R"(<div class="stack measure"><dl class="dl"><dt>{}</dt><dd class="wrap">{}</dd><dt>{}</dt><dd class="wrap">{}</dd></dl>)"
            R"({}{}{}{}<div class="row">{}<a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a></div></div>)",
            texts("links.replace.old"_msg), detail.link.target.text, texts("links.replace.new"_msg),
            new_target,
            [&](Writer& inner) {
                write_named(inner, texts, "links.replace.published"_msg, published, Named::changes);
            },
            [&](Writer& inner) {
                write_named(inner, texts, "links.replace.handed_in"_msg, handed_in, Named::changes);
            },
            [&](Writer& inner) { write_named(inner, texts, "links.replace.left"_msg, left, Named::stays); },
            when(
                detail.left_out > 0,
                [&](Writer& inner) {
                    inner("<p>{}</p>", texts("links.records.more"_msg, {{"count", detail.left_out}}));
                }),
            when(
                !ticked.empty(),
                [&](Writer& inner) {
                    inner(
                        R"(<form method="post" action="{}">{}<input type="hidden" name="aktion" value="{}"><input type="hidden" name="wahl" value="{}">{}</form>)",
                        link_url(detail.link.id, "ersetzen"), web::FormToken{call}, new_target,
                        web::to_text(ticked),
                        web::SubmitButton{texts("links.replace.yes"_msg, {{"count", ticked.size()}})});
                }),
            link_url(detail.link.id), texts("links.replace.no"_msg));
    });
}

} // namespace kommin::portal
