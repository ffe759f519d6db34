// The page of rules: what breaks them, by rule and owner, and as a file.

#include "modules/goals/goals/permissions.hpp"
#include "modules/goals/rules/rule_desk.hpp"
#include "modules/goals/rules/rule_findings.hpp"
#include "platform/html/attributes.hpp"
#include "platform/html/writer.hpp"
#include "platform/web/staff_export.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/staff_list.hpp"

#include <algorithm>
#include <iterator>

namespace kommin::goals {

using html::each;
using html::Url;
using html::when;
using html::Writer;
using i18n::Texts;

namespace {

constexpr int most_of_rule_on_page = 20;
constexpr int most_of_one_rule = 500; // where it stands alone
constexpr int most_of_rule_in_file = 5'000;

Url rules_url(RuleFilter const& filter, std::string_view file = {})
{
    auto url = file.empty() ? web::staff_url({"steuerung", "regeln"})
                            : web::staff_url({"steuerung", "regeln", file});
    for (auto const& [name, value] : filter.fields())
        url = url.with_query({{name, value}});
    return url;
}

std::string owner_of_finding(FoundByRules const& found, Finding const& one, Texts const& texts)
{
    if (!one.owner)
        return {};
    bool const is_of_kreis = *one.owner == 0;
    auto const body = std::ranges::find_if(found.bodies, [&](tenants::Body const& candidate) {
        return is_of_kreis ? candidate.kind == tenants::BodyKind::district : candidate.id.value == *one.owner;
    });
    return body == found.bodies.end() ? std::string(texts("panel.owner.kreis"_msg)) : body->name;
}

std::string count_of(Findings const& findings, Texts const& texts)
{
    return findings.count > Findings::most_counted
        ? texts("rule.count.more"_msg, {{"count", Findings::most_counted}})
        : texts.number(findings.count);
}

// Whose records this person may look at.
std::vector<web::Choice> owners_to_filter(web::Call const& call, FoundByRules const& found)
{
    std::vector<web::Choice> owners;
    for (auto const& body : found.bodies) {
        auto const owner = body.kind == tenants::BodyKind::district ? Scope::whole_tenant()
                                                                    : Scope::of_owner(body.id.value);
        if (call.actor().may(see_goals, owner))
            owners.push_back({body.slug, body.name});
    }
    return owners;
}

void write_rule_filter(
    Writer& w, web::Call const& call, Texts const& texts, FoundByRules const& found, RuleFilter const& filter)
{
    auto const owners = owners_to_filter(call, found);
    if (owners.size() < 2)
        return;
    std::string const rule(filter.rule ? to_text(*filter.rule) : std::string_view{});
    RuleFilter whole;
    whole.rule = filter.rule;
    w("{}",
      web::FilterForm{
          .texts = texts,
          .list = rules_url({}),
          .fields =
              [&](Writer& field) {
                  field(
                      "{}{}", web::FilterChoice{texts, "ort", "goal.field.body"_msg, owners, filter.place},
                      web::FilterKept{"regel", rule});
              },
          .whole = filter.place.empty() ? std::nullopt : std::optional(rules_url(whole))});
}

void write_overview(Writer& w, Texts const& texts, FoundByRules const& found, RuleFilter const& filter)
{
    w(R"(<div class="scroll" role="region" aria-label="{}" tabindex="0"><table class="tbl tbl--stack"><caption class="vh">{}</caption><thead><tr><th scope="col">{}</th><th scope="col" class="num">{}</th></tr></thead><tbody>{}</tbody></table></div>)",
      texts("rule.title"_msg), texts("rule.title"_msg), texts("rule.one"_msg), texts("rule.count"_msg),
      each(found.rules, [&](Writer& row, Findings const& findings) {
          auto one = filter;
          one.rule = findings.rule;
          row(R"(<tr><th scope="row"><a href="{}">{}</a><br><span class="small mute">{}</span></th><td class="num" data-l="{}"><span class="{}">{}</span></td></tr>)",
              rules_url(one), texts(label_of(findings.rule)), texts(meaning_of(findings.rule)),
              texts("rule.count"_msg), findings.count == 0 ? "st st--ok" : "st st--warn",
              count_of(findings, texts));
      }));
}

void write_findings(
    Writer& w, Texts const& texts, FoundByRules const& found, Findings const& findings,
    RuleFilter const& filter)
{
    auto const id = to_text(findings.rule);
    auto one_rule = filter;
    one_rule.rule = findings.rule;
    bool const has_more = findings.count > std::ssize(findings.first);
    w(R"(<section class="stack" aria-labelledby="{}"><h2 id="{}">{}</h2><ul class="plain">{}</ul>{}</section>)",
      id, id, texts(label_of(findings.rule)),
      each(
          findings.first,
          [&](Writer& item, Finding const& one) {
              auto const owner = owner_of_finding(found, one, texts);
              item(
                  R"(<li><a href="{}" {}>{}</a>{}{}</li>)", one.url,
                  html::Attributes{web::content_lang(texts)}, one.title,
                  when(
                      !owner.empty(),
                      [&](Writer& inner) { inner(R"( <span class="mute small">{}</span>)", owner); }),
                  when(one.since || !one.note.empty(), [&](Writer& inner) {
                      inner(
                          R"( <span class="mute small">{}</span>)",
                          one.note.empty()
                              ? texts("rule.since"_msg, {{"day", texts.partial_date(*one.since)}})
                              : one.note);
                  }));
          }),
      when(has_more, [&](Writer& inner) {
          if (filter.rule)
              inner(
                  R"(<p class="mute small">{}</p>)",
                  texts("rule.cut"_msg, {{"shown", std::ssize(findings.first)}}));
          else
              inner(R"(<p><a href="{}">{}</a></p>)", rules_url(one_rule), texts("rule.all"_msg));
      }));
}

}

http::Response show_rules(web::Call& call)
{
    auto const& texts = web::staff_texts(call);
    auto const filter = RuleFilter::read(call.request.query());
    auto const found = find_broken_rules(call, filter, filter.rule ? most_of_one_rule : most_of_rule_on_page);
    auto const broken = std::ranges::count_if(found.rules, [](Findings const& one) { return one.count > 0; });
    web::StaffFrame frame{
        .call = call,
        .title = std::string(filter.rule ? texts(label_of(*filter.rule)) : texts("rule.title"_msg)),
        .section = std::string(rules_path),
        .is_wide = true};
    if (filter.rule) {
        auto all = filter;
        all.rule.reset();
        frame.crumbs = {{rules_url(all), std::string(texts("rule.title"_msg))}};
    } else if (!found.rules.empty()) {
        frame.state_line = broken == 0 ? std::string(texts("rule.all_kept"_msg))
                                       : texts("rule.broken"_msg, {{"count", broken}});
    }
    return web::staff_page(frame, [&](Writer& w) {
        w(R"(<p class="measure">{}</p>)",
          filter.rule ? texts(meaning_of(*filter.rule)) : texts("rule.lead"_msg));
        write_rule_filter(w, call, texts, found, filter);
        if (!filter.rule)
            write_overview(w, texts, found, filter);
        for (auto const& findings : found.rules) {
            if (findings.count > 0)
                write_findings(w, texts, found, findings, filter);
            else if (filter.rule)
                w(R"(<div class="empty"><h2>{}</h2></div>)", texts("rule.kept"_msg));
        }
        w("{}", web::ExportLinks{texts, [&](std::string_view file) { return rules_url(filter, file); }});
    });
}

http::Response export_rules(web::Call& call)
{
    using table::Cell;
    auto const& texts = web::staff_texts(call);
    auto const filter = RuleFilter::read(call.request.query());
    auto const found = find_broken_rules(call, filter, most_of_rule_in_file);
    struct Line {
        Rule rule;
        Finding const& finding;
    };
    web::ListExport<Line> file(
        call, web::export_format(call.request), "regeln", "rule.title"_msg,
        {{"rule.one"_msg, 40,
          [&](Line const& line) { return Cell(std::string(texts(label_of(line.rule)))); }},
         {"rule.record"_msg, 60, [](Line const& line) { return Cell(line.finding.title); }},
         {"goal.field.body"_msg, 24,
          [&](Line const& line) { return Cell(owner_of_finding(found, line.finding, texts)); }},
         {"rule.day"_msg, 12,
          [](Line const& line) { return line.finding.since ? Cell(line.finding.since->to_iso()) : Cell(); }},
         {"rule.note"_msg, 50,
          [](Line const& line) { return line.finding.note.empty() ? Cell() : Cell(line.finding.note); }},
         {"rule.address"_msg, 50, [&](Line const& line) {
              return Cell(call.site.base_url + std::string(line.finding.url.text()));
          }}});
    for (auto const& findings : found.rules) {
        bool const has_room = std::ranges::all_of(
            findings.first, [&](Finding const& one) { return file.add({findings.rule, one}); });
        if (!has_room)
            break;
    }
    return file.answer();
}

} // namespace kommin::goals
