// One link, and the question before it is replaced.

#include "modules/portal/desk/link_pages.hpp"

#include "modules/portal/desk/link_desk.hpp"
#include "modules/portal/desk/organisation_pages.hpp"
#include "modules/portal/directory/permissions.hpp"
#include "modules/portal/editing/offer_form.hpp"
#include "platform/web/record_form.hpp"
#include "platform/web/staff_bulk.hpp"
#include "platform/web/staff_form.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace kommin::portal {

using html::each;
using html::Url;
using html::when;
using html::Writer;
using i18n::DateStyle;
using i18n::Texts;
using linkcheck::Reason;
using web::staff_url;

namespace {

constexpr std::int64_t linked_kinds = 4;

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

std::string day_of(web::Call const& call, Texts const& texts, Instant instant)
{
    return texts.date(call.site.zone->to_local(instant).date, DateStyle::short_numeric);
}

std::string spot_of(LinkSpot const& spot, Texts const& texts)
{
    auto const* field = find_offer_field(spot.field);
    auto const label = field != nullptr  ? field->label
        : spot.field == help_phone_field ? "place.desk.field.help_phone"_msg
        : spot.field == help_email_field ? "place.desk.field.help_email"_msg
                                         : "links.field.content"_msg;
    std::string name(texts(label));
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
    bool const asks_nobody = call.site.is_demonstration;
    w(R"(<section class="card" aria-labelledby="pruefen"><h2 id="pruefen">{}</h2>{}</section>)",
      texts("links.check.title"_msg),
      when(
          page.is_being_asked || asks_nobody,
          [&](Writer& inner) {
              inner(
                  R"(<p role="status">{}</p>)",
                  texts(asks_nobody ? "links.check.demonstration"_msg : "links.check.waits"_msg));
          },
          [&](Writer& inner) {
              inner(
                  R"(<p class="hint">{}</p><form method="post" action="{}">{}{}</form>)",
                  texts("links.check.hint"_msg), link_url(page.detail.link.id, "pruefen"),
                  web::FormToken{call}, web::SubmitButton{texts("links.check.action"_msg), "secondary"});
          }));
}

// "2 Angebote, 1 Seite, 5 Stellen"
std::string how_much(Texts const& texts, std::vector<LinkRecord const*> const& records, bool counts_places)
{
    auto const of_kind
        = [&](LinkedKind kind) { return std::ranges::count(records, kind, &LinkRecord::kind); };
    int places = 0;
    for (auto const* record : records)
        places += record->plan.places + record->plan.places_in_translations;
    std::string text;
    auto const add = [&](MessageKey key, std::int64_t count) {
        if (count > 0)
            text += (text.empty() ? "" : ", ") + texts(key, {{"count", count}});
    };
    add("links.replace.offers"_msg, of_kind(LinkedKind::offer));
    add("links.replace.pages"_msg, of_kind(LinkedKind::page));
    add("links.replace.organisations"_msg, of_kind(LinkedKind::organisation));
    add("links.replace.towns"_msg, of_kind(LinkedKind::place));
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
    switch (record.kind()) {
    case LinkedKind::page:
        return staff_url({"seiten", std::to_string(record.subject.id)});
    case LinkedKind::organisation:
        return organisation_url(OrganisationId{record.subject.id});
    case LinkedKind::place:
        return staff_url({"orte", std::to_string(record.subject.id)});
    case LinkedKind::offer:
        break;
    }
    return offer_url(OfferId{record.subject.id});
}

web::Ticked ticked_of(LinkRecord const& record)
{
    return {record.subject.id * linked_kinds + static_cast<std::int64_t>(record.kind()), record.version};
}

LinkedKind kind_of(web::Ticked ticked)
{
    return static_cast<LinkedKind>(ticked.id % linked_kinds);
}

std::int64_t id_of(web::Ticked ticked)
{
    return ticked.id / linked_kinds;
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

bool may_change_links(web::Call const& call)
{
    return call.actor().may_somewhere(edit_offers);
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
            when(may_change_links(call), [&](Writer& inner) {
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
