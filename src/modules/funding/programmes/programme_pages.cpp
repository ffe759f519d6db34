#include "modules/funding/programmes/programme_pages.hpp"

#include "modules/funding/programmes/application_pages.hpp"
#include "platform/html/attributes.hpp"
#include "platform/web/form_parts.hpp"
#include "platform/web/page_parts.hpp"
#include "platform/web/staff_list.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace kommin::funding {

using html::Attributes;
using html::each;
using html::Url;
using html::when;
using html::Writer;
using i18n::Texts;
using records::Fields;
using web::FieldWidth;
using web::staff_url;
using web::write_fact;

namespace {

void write_programme_line(Writer& w, Texts const& texts, Programme const& one)
{
    w(R"(<tr><th scope="row"><a href="{}" {}>{}</a>{}</th><td data-l="{}" {}>{}</td><td data-l="{}">{}</td><td class="num" data-l="{}">{}</td></tr>)",
      programme_url(one.id), Attributes{web::content_lang(texts)}, one.title,
      when(
          one.is_uncertain,
          [&](Writer& inner) {
              inner(R"( <span class="st st--warn">{}</span>)", texts("panel.uncertain"_msg));
          }),
      texts("funding_programme.field.authority"_msg), Attributes{web::content_lang(texts)}, one.authority,
      texts("funding.field.period"_msg), period_text(one.starts, one.ends, texts),
      texts("funding_programme.field.amount"_msg), amount_text(one.amount, one.is_approximate, texts));
}

void write_programme_table(Writer& w, Texts const& texts, ProgrammeListPage const& page)
{
    w(R"(<div class="scroll" role="region" aria-labelledby="liste" tabindex="0"><table class="tbl tbl--stack"><caption class="vh" id="liste">{}</caption><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col" class="num">{}</th></tr></thead><tbody>{}</tbody></table></div>)",
      texts("funding_programme.title"_msg), texts("funding_programme.one"_msg),
      texts("funding_programme.field.authority"_msg), texts("funding.field.period"_msg),
      texts("funding_programme.field.amount"_msg),
      each(page.shown, [&](Writer& row, Programme const& one) { write_programme_line(row, texts, one); }));
}

web::StaffMark mark_of(FundingCall const& one, Date today, Texts const& texts)
{
    if (one.deadline && *one.deadline < today)
        return {"st st--none", std::string(texts("funding_call.state.over"_msg))};
    if (one.opens && one.opens->first_possible_day() > today)
        return {"st st--info", std::string(texts("funding_call.state.ahead"_msg))};
    if (one.deadline)
        return {"st st--ok", std::string(texts("funding_call.state.open"_msg))};
    return {"st st--info", std::string(texts("funding_call.state.no_deadline"_msg))};
}

std::string kinds_text(FundingCall const& one, Texts const& texts)
{
    if (one.cost_kinds.empty())
        return {};
    std::vector<std::string> words;
    for (auto const kind : one.cost_kinds)
        words.emplace_back(texts(label_of(kind)));
    return texts.list(words);
}

std::string deadline_text(FundingCall const& one, Texts const& texts)
{
    auto text = one.deadline ? texts.date(*one.deadline, i18n::DateStyle::long_) : std::string{};
    if (!one.deadline_text.empty())
        text += (text.empty() ? "" : " – ") + one.deadline_text;
    return text;
}

void write_call(
    Writer& w, web::Call const& call, Texts const& texts, ProgrammePage const& page, FundingCall const& one)
{
    auto const mark = mark_of(one, call.local_now().date, texts);
    auto const link = Url::public_page(one.link);
    auto const fact = [&](MessageKey label, std::string value) {
        return [&texts, label, value = std::move(value)](Writer& inner) {
            write_fact(inner, texts(label), value);
        };
    };
    w(
        R"(<section class="card"><h3>{} <span class="{}">{}</span></h3><dl class="dl">{}{}{}{}{}{}{}</dl>{}{}{}</section>)",
        [&](Writer& inner) {
            if (page.may_edit)
                inner(
                    R"(<a href="{}" {}>{}</a>)", call_url(one.programme, one.id),
                    Attributes{web::content_lang(texts)}, one.title);
            else
                inner("<span {}>{}</span>", Attributes{web::content_lang(texts)}, one.title);
        },
        mark.shape, mark.text,
        fact("funding_call.field.opens"_msg, one.opens ? texts.partial_date(*one.opens) : std::string{}),
        fact("funding_call.field.deadline"_msg, deadline_text(one, texts)),
        fact("funding.field.kind"_msg, terms_text(one.terms, texts)),
        fact("funding_call.field.cost_kinds"_msg, kinds_text(one, texts)),
        fact("funding_call.field.eligible_text"_msg, one.eligible_text), fact("form.remark"_msg, one.remark),
        fact("form.source"_msg, one.source), [&](Writer& inner) { web::write_lines(inner, one.rules); },
        when(
            link.has_value(),
            [&](Writer& inner) {
                inner(R"(<p class="small"><a href="{}" class="wrap">{}</a></p>)", *link, one.link);
            }),
        when(page.may_apply, [&](Writer& inner) {
            inner(
                R"(<p><a class="kern-btn kern-btn--secondary kern-btn--sm" href="{}"><span class="kern-label">{}</span></a></p>)",
                staff_url({applications_path, "neu"}).with_query({{"aufruf", std::to_string(one.id.value)}}),
                texts("application.new.for_call"_msg));
        }));
}

void write_calls(Writer& w, web::Call const& call, Texts const& texts, ProgrammePage const& page)
{
    w(R"(<section class="stack" aria-labelledby="aufrufe"><h2 id="aufrufe">{}</h2>{}{}{}</section>)",
      texts("funding_call.title"_msg),
      when(
          page.calls.empty(),
          [&](Writer& inner) { inner(R"(<p class="mute">{}</p>)", texts("funding_call.none"_msg)); }),
      each(
          page.calls,
          [&](Writer& item, FundingCall const& one) { write_call(item, call, texts, page, one); }),
      when(page.may_edit, [&](Writer& inner) {
          inner(
              R"(<p><a class="kern-btn kern-btn--secondary kern-btn--sm" href="{}"><span class="kern-label">{}</span></a></p>)",
              programme_url(page.programme.id, {"aufrufe", "neu"}), texts("funding_call.new"_msg));
      }));
}

void write_applications_of(Writer& w, Texts const& texts, ProgrammePage const& page)
{
    w(R"(<section class="card" aria-labelledby="antraege"><h2 id="antraege">{}</h2>{}</section>)",
      texts("application.title"_msg), [&](Writer& inner) {
          if (page.applications.empty()) {
              inner(R"(<p class="mute small">{}</p>)", texts("application.none.of_programme"_msg));
              return;
          }
          inner(
              R"(<ul class="plain">{}</ul>)",
              each(page.applications, [&](Writer& item, Application const& one) {
                  auto const mark = mark_of(one.state, texts);
                  item(
                      R"(<li><a href="{}" {}>{}</a> <span class="{}">{}</span></li>)",
                      application_url(one.id), Attributes{web::content_lang(texts)}, one.title, mark.shape,
                      mark.text);
              }));
      });
}

void write_programme_facts(Writer& w, Texts const& texts, Programme const& one)
{
    auto const link = Url::public_page(one.link);
    auto const fact = [&](MessageKey label, std::string value) {
        return [&texts, label, value = std::move(value)](Writer& inner) {
            write_fact(inner, texts(label), value);
        };
    };
    w(R"(<section class="card" aria-labelledby="angaben"><h2 id="angaben">{}</h2><dl class="dl">{}{}{}{}{}{}</dl>{}</section>)",
      texts("funding.facts"_msg), fact("funding_programme.field.authority"_msg, one.authority),
      fact("funding.field.period"_msg, period_text(one.starts, one.ends, texts)),
      fact(
          "funding_programme.field.amount"_msg,
          one.amount ? amount_text(one.amount, one.is_approximate, texts) : std::string{}),
      fact(
          "funding_programme.field.keep_years"_msg,
          texts("funding_programme.keep_years"_msg, {{"years", one.keep_years}})),
      fact("form.source"_msg, one.source),
      fact("form.remark"_msg, one.is_uncertain ? std::string{} : one.remark),
      when(link.has_value(), [&](Writer& inner) {
          inner(R"(<p class="small"><a href="{}" class="wrap">{}</a></p>)", *link, one.link);
      }));
}

}

Url programmes_url()
{
    return staff_url({programmes_path});
}

Url programme_url(ProgrammeId id)
{
    return staff_url({programmes_path, std::to_string(id.value)});
}

Url programme_url(ProgrammeId id, std::initializer_list<std::string_view> pages)
{
    auto const number = std::to_string(id.value);
    std::vector<std::string_view> segments{programmes_path, number};
    segments.insert(segments.end(), pages);
    return staff_url(segments);
}

Url call_url(ProgrammeId programme, FundingCallId id)
{
    return staff_url({programmes_path, std::to_string(programme.value), "aufrufe", std::to_string(id.value)});
}

Url call_url(ProgrammeId programme, FundingCallId id, std::string_view page)
{
    return staff_url(
        {programmes_path, std::to_string(programme.value), "aufrufe", std::to_string(id.value), page});
}

std::string period_text(
    std::optional<PartialDate> const& from, std::optional<PartialDate> const& to, Texts const& texts)
{
    auto const begins = from ? texts.partial_date(*from) : std::string{};
    auto const ends = to ? texts.partial_date(*to) : std::string{};
    if (!begins.empty() && !ends.empty())
        return begins == ends ? begins : texts("funding.period.both"_msg, {{"from", begins}, {"to", ends}});
    if (!begins.empty())
        return texts("funding.period.from"_msg, {{"from", begins}});
    return ends.empty() ? std::string{} : texts("funding.period.to"_msg, {{"to", ends}});
}

std::string amount_text(std::optional<Money> amount, bool is_approximate, Texts const& texts)
{
    if (!amount)
        return "–";
    return is_approximate ? texts("funding.amount.approximate"_msg, {{"amount", texts.money(*amount)}})
                          : texts.money(*amount);
}

std::string amount_words(std::optional<Money> amount, bool is_approximate, Texts const& texts)
{
    return amount ? amount_text(amount, is_approximate, texts)
                  : std::string(texts("funding.amount.unknown"_msg));
}

std::string terms_text(Terms const& terms, Texts const& texts)
{
    std::vector<std::string> parts;
    if (terms.kind)
        parts.emplace_back(texts(label_of(*terms.kind)));
    if (terms.share)
        parts.push_back(texts("funding.terms.share"_msg, {{"percent", spelled_part(*terms.share)}}));
    if (terms.fixed)
        parts.push_back(texts.money(*terms.fixed));
    if (terms.most)
        parts.push_back(texts("funding.terms.most"_msg, {{"amount", texts.money(*terms.most)}}));
    if (terms.least)
        parts.push_back(texts("funding.terms.least"_msg, {{"amount", texts.money(*terms.least)}}));
    if (terms.own_share)
        parts.push_back(texts("funding.terms.own_share"_msg, {{"percent", spelled_part(*terms.own_share)}}));
    std::string text;
    for (auto const& part : parts)
        text += (text.empty() ? "" : ", ") + part;
    return text;
}

http::Response programme_list_page(web::Call const& call, ProgrammeListPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const shown = std::ssize(page.shown);
    auto frame = frame_below_programmes(call, std::string(texts("funding_programme.title"_msg)));
    frame.crumbs.clear();
    frame.state_line = page.count > shown
        ? texts("funding_programme.list.first"_msg, {{"shown", shown}, {"count", page.count}})
        : texts("funding_programme.list.count"_msg, {{"count", shown}});
    frame.is_wide = true;
    frame.actions = [&](Writer& w) {
        if (page.may_edit)
            w(R"(<a class="kern-btn kern-btn--primary" href="{}"><span class="kern-label">{}</span></a>)",
              staff_url({programmes_path, "neu"}), texts("funding_programme.new"_msg));
        w(R"(<a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a>)",
          applications_url(), texts("application.title"_msg));
    };
    return web::staff_page(frame, [&](Writer& w) {
        w(R"(<div class="stack">{}{}</div>)",
          web::WordsFilter{texts, programmes_url(), page.words, "funding_programme.list.words"_msg},
          [&](Writer& inner) {
              if (!page.shown.empty()) {
                  write_programme_table(inner, texts, page);
                  return;
              }
              auto const text = !page.words.empty() ? "funding_programme.none.words"_msg
                  : page.may_edit                   ? "funding_programme.none.first"_msg
                                                    : "funding_programme.none.text"_msg;
              inner(
                  R"(<div class="empty"><h2>{}</h2><p>{}</p></div>)", texts("funding_programme.none"_msg),
                  texts(text));
          });
    });
}

http::Response programme_page(web::Call const& call, ProgrammePage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const& one = page.programme;
    auto frame = frame_below_programmes(call, one.title);
    frame.is_named_by_content = true;
    frame.state_line = one.authority;
    if (page.may_edit)
        frame.actions = [&](Writer& w) {
            w(R"(<a class="kern-btn kern-btn--primary" href="{}"><span class="kern-label">{}</span></a>)",
              programme_url(one.id, {"bearbeiten"}), texts("panel.change"_msg));
        };
    return web::staff_page(frame, [&](Writer& w) {
        if (one.is_uncertain)
            w(R"(<div class="note"><p><strong>{}</strong> {}</p></div>)", texts("panel.uncertain.note"_msg),
              one.remark);
        w(
            R"(<div class="cols stack-top"><div class="stack">{}{}{}{}</div><div class="stack">{}{}{}{}</div></div>)",
            when(
                !one.aims.empty(),
                [&](Writer& inner) {
                    inner(
                        R"(<section class="stack" aria-labelledby="ziele"><h2 id="ziele">{}</h2><ul {}>{}</ul></section>)",
                        texts("funding_programme.field.aims"_msg), Attributes{web::content_lang(texts)},
                        each(one.aims, [](Writer& item, std::string const& aim) {
                            item("<li>{}</li>", aim);
                        }));
                }),
            when(
                !one.text.empty(),
                [&](Writer& inner) {
                    inner(
                        R"(<section class="stack" aria-labelledby="text"><h2 id="text">{}</h2><div {}>{}</div></section>)",
                        texts("funding_programme.field.text"_msg), Attributes{web::content_lang(texts)},
                        [&](Writer& lines) { web::write_lines(lines, one.text); });
                }),
            [&](Writer& inner) { write_products(inner, texts, one, page.units); },
            [&](Writer& inner) { write_calls(inner, call, texts, page); },
            [&](Writer& inner) { write_programme_facts(inner, texts, one); },
            [&](Writer& inner) { write_applications_of(inner, texts, page); }, page.life,
            when(page.may_edit, [&](Writer& inner) {
                web::write_history_card(inner, texts, programme_url(one.id, {"bearbeiten", "verlauf"}));
            }));
    });
}

web::StaffFrame frame_below_programmes(web::Call const& call, std::string title)
{
    return {
        .call = call,
        .title = std::move(title),
        .section = std::string(programmes_path),
        .crumbs = {{programmes_url(), std::string(web::staff_texts(call)("funding_programme.title"_msg))}}};
}

web::StaffFrame frame_below_programme(web::Call const& call, Programme const& programme, std::string title)
{
    auto frame = frame_below_programmes(call, std::move(title));
    frame.crumbs.push_back({programme_url(programme.id), programme.title, true});
    return frame;
}

} // namespace kommin::funding
