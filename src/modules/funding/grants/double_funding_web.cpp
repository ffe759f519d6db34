// What may be paid twice, for whoever accounts for money.

#include "modules/funding/grants/double_funding_check.hpp"
#include "modules/funding/grants/double_funding_desk.hpp"
#include "modules/funding/grants/grant_named.hpp"
#include "modules/funding/grants/grant_pages.hpp"
#include "modules/funding/grants/seen_grant.hpp"
#include "modules/funding/grants/voucher_pages.hpp"
#include "platform/base/text.hpp"
#include "platform/html/attributes.hpp"
#include "platform/web/authors.hpp"
#include "platform/web/page_parts.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <utility>

namespace kommin::funding {

using html::each;
using html::when;
using html::Writer;
using i18n::Texts;

namespace {

struct FindingsPage {
    Findings const& findings;
    web::Authors const& authors;
    std::string_view key = {}; // of the one that was to be accepted
    std::string_view reason = {}; // as it was typed
    std::vector<Problem> problems = {};
};

void write_found_voucher(Writer& w, Texts const& texts, LikeVoucher const& one)
{
    auto const said = texts(
        "double_funding.voucher"_msg,
        {{"day", texts.date(one.shared.day, i18n::DateStyle::short_numeric)},
         {"payee", one.payee},
         {"purpose", one.purpose},
         {"amount", texts.money(one.shared.amount)}});
    w("<li>{}</li>", [&](Writer& inner) {
        if (one.grant)
            inner(R"(<a href="{}">{}</a>)", voucher_url(*one.grant, VoucherId{one.shared.id}), said);
        else
            inner("{}", said);
    });
}

void write_what_was_found(Writer& w, Texts const& texts, Finding const& one)
{
    if (one.kind == FindingKind::planned) {
        w("<p>{}</p><ul>{}</ul>",
          texts(
              "double_funding.planned"_msg,
              {{"measure",
                one.measure.empty() ? texts("cost.measure.other"_msg) : std::string_view(one.measure)},
               {"year", std::to_string(one.planned.year)},
               {"kind", texts(label_of(one.planned.kind))},
               {"cost", texts.money(one.planned.cost)},
               {"paid", texts.money(one.planned.paid)}}),
          each(one.applications, [](Writer& item, std::string const& title) { item("<li>{}</li>", title); }));
        return;
    }
    w("{}<ul>{}</ul>",
      when(
          one.kind == FindingKind::over,
          [&](Writer& inner) {
              inner("<p>{}</p>", texts("double_funding.over"_msg, {{"amount", texts.money(one.amount)}}));
          }),
      each(one.vouchers, [&](Writer& item, LikeVoucher const& voucher) {
          write_found_voucher(item, texts, voucher);
      }));
}

void write_finding(
    Writer& w, web::Call const& call, Texts const& texts, FindingsPage const& page, Finding const& one,
    std::size_t number)
{
    auto const id = "fund-" + std::to_string(number);
    bool const is_asked = page.key == one.key;
    // The problem stands at the one finding whose form was sent.
    std::vector<Problem> const problems = is_asked ? page.problems : std::vector<Problem>{};
    w(
        R"(<section class="card" aria-labelledby="{}"><h2 id="{}">{} <span class="{}">{}</span></h2>{}{}</section>)",
        id, id, texts(label_of(one.kind)), one.accepted ? "st st--done" : "st st--warn",
        texts(one.accepted ? "double_funding.state.accepted"_msg : "double_funding.state.open"_msg),
        [&](Writer& inner) { write_what_was_found(inner, texts, one); },
        [&](Writer& inner) {
            if (one.accepted) {
                inner(
                    R"(<p>{}</p><p class="small mute">{}</p>)", one.accepted->reason,
                    texts(
                        "double_funding.accepted_by"_msg,
                        {{"name", web::name_of(page.authors, one.accepted->accepted_by, texts)},
                         {"time", texts.date_time(call.site.zone->to_local(one.accepted->accepted_at))}}));
                return;
            }
            inner(
                R"(<details {}><summary>{}</summary><form class="form" method="post" action="{}" novalidate>{}<input type="hidden" name="fund" value="{}"><label for="{}">{}</label>{}<input type="text" id="{}" name="reason" value="{}">{}</form></details>)",
                html::Attributes{html::flag("open", is_asked)}, texts("double_funding.accept"_msg),
                web::staff_url({double_funding_path}), web::FormToken{call}, one.key,
                is_asked ? std::string("f-reason") : id + "-grund", texts("double_funding.field.reason"_msg),
                each(
                    problems,
                    [&](Writer& line, Problem const& problem) {
                        line(
                            R"(<p class="note note--warn" id="f-reason-fehler">{}</p>)",
                            i18n::text_of(problem, texts));
                    }),
                is_asked ? std::string("f-reason") : id + "-grund",
                is_asked ? page.reason : std::string_view{},
                web::SubmitButton{texts("double_funding.accept"_msg), "secondary"});
        });
}

http::Response findings_page(web::Call const& call, FindingsPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto frame = frame_below_grants(call, std::string(texts("double_funding.title"_msg)));
    frame.problems = page.problems;
    auto const& findings = page.findings.all;
    auto const open = std::ranges::count_if(findings, [](Finding const& one) { return !one.accepted; });
    frame.state_line = texts("double_funding.count"_msg, {{"count", open}});
    return web::staff_page(frame, [&](Writer& w) {
        w(R"(<div class="stack stack-top measure"><p>{}</p>{}{}{}</div>)", texts("double_funding.lead"_msg),
          when(
              page.findings.is_cut,
              [&](Writer& inner) {
                  FindingLimits const limits;
                  inner(
                      R"(<p class="note">{}</p>)",
                      texts(
                          "double_funding.cut"_msg,
                          {{"vouchers", limits.vouchers},
                           {"applications", limits.applications},
                           {"pairs", limits.pairs}}));
              }),
          when(
              findings.empty(),
              [&](Writer& inner) {
                  inner(
                      R"(<div class="empty"><h2>{}</h2><p>{}</p></div>)", texts("double_funding.none"_msg),
                      texts("double_funding.none.text"_msg));
              }),
          each(findings, [&](Writer& item, Finding const& one, std::size_t index) {
              write_finding(item, call, texts, page, one, index + 1);
          }));
    });
}

http::Response shown_findings(
    web::Call const& call, std::string_view key = {}, std::string_view reason = {},
    std::vector<Problem> problems = {})
{
    struct Found {
        Findings findings;
        web::Authors authors;
    };
    auto const found = web::read(call, [&](db::Connection& db) {
        auto const tenant = call.site.tenant;
        return Found{list_findings(db, tenant, call.actor()), web::list_authors(db, tenant)};
    });
    if (auto const shown
        = std::ranges::count_if(found.findings.all, [](Finding const& one) { return !one.vouchers.empty(); });
        shown > 0)
        web::note_reading(
            call, "funding.vouchers.read", "tenant", call.site.tenant,
            {{"shown", static_cast<std::int64_t>(shown)}});
    return findings_page(
        call,
        {.findings = found.findings,
         .authors = found.authors,
         .key = key,
         .reason = reason,
         .problems = std::move(problems)});
}

}

http::Response show_double_funding(web::Call& call)
{
    return shown_findings(call);
}

http::Response accept_finding_at_desk(web::Call& call)
{
    auto const posted = call.request.form();
    if (!posted)
        return web::staff_not_found(call);
    auto const key = posted->value("fund");
    auto const reason = posted->value("reason");
    auto const done = web::write(call, [&](Work& work) { return accept_finding(work, key, reason); });
    if (done)
        return go_to(web::staff_url({double_funding_path}));
    if (done.problem().kind == ProblemKind::not_found)
        return web::staff_not_found(call);
    return shown_findings(call, key, reason, {done.problem()});
}

} // namespace kommin::funding
