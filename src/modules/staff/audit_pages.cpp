#include "modules/staff/audit_pages.hpp"

#include "modules/staff/audit_words.hpp"
#include "modules/staff/permissions.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/staff_frame.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <utility>

namespace kommin::staff {

using html::Attributes;
using html::each;
using html::when;
using html::Writer;
using i18n::Texts;

namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 3> audit_formats{
    {{"csv", "CSV"}, {"xlsx", "XLSX"}, {"jsonl", "JSON Lines"}}};

std::vector<web::Choice> actors_of(Trail const& trail, Texts const& texts)
{
    std::vector<web::Choice> choices;
    for (auto const& [code, name] : trail.authors)
        choices.push_back({code, name});
    std::ranges::sort(choices, {}, &web::Choice::label);
    for (auto const& [code, name] : other_actors())
        choices.push_back({code, std::string(texts(name))});
    return choices;
}

// Each action, and each beginning of actions that has a word: "Angebote: alles", "Angebote: Archiviert".
std::vector<web::Choice> actions_of(Trail const& trail, Texts const& texts)
{
    std::set<std::string> beginnings;
    std::set<std::string> actions;
    for (auto const& kind : trail.kinds) {
        for (auto dot = kind.action.find('.'); dot != std::string::npos; dot = kind.action.find('.', dot + 1))
            beginnings.insert(kind.action.substr(0, dot));
        actions.insert(kind.action);
    }
    std::vector<web::Choice> choices;
    for (auto const& beginning : beginnings) {
        if (auto const word = group_word(beginning, texts); !word.empty())
            choices.push_back({beginning, word + ": " + std::string(texts("staff.audit.all_of_group"_msg))});
    }
    for (auto const& action : actions)
        choices.push_back({action, action_choice(action, texts)});
    std::ranges::sort(choices, {}, &web::Choice::label);
    return choices;
}

std::vector<web::Choice> kinds_of(Trail const& trail, Texts const& texts)
{
    std::set<std::string> kinds;
    for (auto const& kind : trail.kinds)
        kinds.insert(kind.subject_kind);
    std::vector<web::Choice> choices;
    for (auto const& kind : kinds)
        choices.push_back({kind, kind_word(kind, texts)});
    std::ranges::sort(choices, {}, &web::Choice::label);
    return choices;
}

// A small choice of a filter. What is asked for stays to be seen, also if nothing like it is there.
struct FilterChoice {
    Texts const& texts;
    std::string_view name;
    MessageKey label;
    std::vector<web::Choice> choices;
    std::string_view value;

    void operator()(Writer& w) const
    {
        auto const option = [&](Writer& item, web::Choice const& choice) {
            item(
                R"(<option value="{}" {}>{}</option>)", choice.value,
                Attributes{html::flag("selected", choice.value == value)}, choice.label);
        };
        bool const is_known
            = value.empty() || std::ranges::find(choices, value, &web::Choice::value) != choices.end();
        w(R"(<p class="f"><label for="{}">{}</label><select id="{}" name="{}"><option value="">{}</option>{}{}</select></p>)",
          name, texts(label), name, name, texts("list.filter.all"_msg),
          when(!is_known, [&](Writer& item) { option(item, {std::string(value), std::string(value)}); }),
          each(choices, option));
    }
};

void write_filter(Writer& w, Texts const& texts, Trail const& trail)
{
    auto const& query = trail.query;
    auto const problems = query.problems();
    auto const day = [](std::optional<Date> const& date, std::string const& unread) {
        return date ? to_iso(*date) : unread;
    };
    auto const first = day(query.first_day, query.unread_first);
    auto const last = day(query.last_day, query.unread_last);
    w("{}",
      web::FilterForm{
          .texts = texts,
          .list = web::list_url(audit_list, {}),
          .fields =
              [&](Writer& field) {
                  field(
                      R"({}{}{}<p class="f"><label for="nr">{}</label><input id="nr" name="nr" inputmode="numeric" value="{}"></p>{}{})",
                      FilterChoice{texts, "wer", "staff.audit.who"_msg, actors_of(trail, texts), query.actor},
                      FilterChoice{
                          texts, "was", "staff.audit.what"_msg, actions_of(trail, texts), query.action},
                      FilterChoice{
                          texts, "art", "staff.audit.record"_msg, kinds_of(trail, texts), query.subject_kind},
                      texts("staff.audit.record_number"_msg),
                      query.subject_id ? std::to_string(*query.subject_id) : std::string{},
                      web::DateFilter{texts, "von", "staff.audit.from"_msg, first, problems},
                      web::DateFilter{texts, "bis", "staff.audit.until"_msg, last, problems});
              },
          .whole = query.fields().empty() ? std::nullopt : std::optional(web::list_url(audit_list, {}))});
}

// What was before and after, folded away: most people want to know that something happened.
void write_facts(Writer& w, Texts const& texts, Trail const& trail, audit::StoredEntry const& entry)
{
    auto const form = trail.forms.find(entry.subject_kind);
    auto const facts = noted_facts(
        entry, {texts, trail.bodies, trail.authors, form == trail.forms.end() ? nullptr : &form->second});
    if (facts.lines.empty() && !facts.version && facts.content_hash.empty())
        return;
    bool const is_kept = trail.kept.contains(entry.sequence);
    w(R"(<details><summary class="small">{}<span class="vh"> ({})</span></summary>{}{}{}</details>)",
      texts("staff.audit.facts"_msg),
      texts("staff.audit.number"_msg, {{"number", std::to_string(entry.sequence)}}),
      when(!facts.lines.empty(), FactTable{texts, facts}), LeftOutNote{texts, facts, is_kept},
      when(is_kept, [&](Writer& inner) {
          inner(
              R"(<p class="small"><a href="{}">{}</a></p>)", audit_entry_url(entry.sequence),
              texts("staff.audit.open_version"_msg, {{"number", std::to_string(facts.version.value_or(0))}}));
      }));
}

// The record: its page where it has one, and all that is noted of it.
void write_record(Writer& w, Texts const& texts, Trail const& trail, audit::StoredEntry const& entry)
{
    AuditQuery one;
    one.subject_kind = entry.subject_kind;
    one.subject_id = entry.subject_id;
    auto const record = kind_word(entry.subject_kind, texts) + ' ' + std::to_string(entry.subject_id);
    auto const page = trail.pages.find({entry.subject_kind, entry.subject_id});
    auto const change = trail.changes.find(entry.sequence);
    w(R"(<a href="{}">{}</a>{}{})", web::list_url(audit_list, one.fields()), record,
      when(
          change != trail.changes.end(),
          [&](Writer& inner) {
              inner(
                  R"(<br><a class="small" href="{}">{}<span class="vh">: {}, {}</span></a>)", change->second,
                  texts("staff.audit.open_change"_msg), record,
                  texts("staff.audit.number"_msg, {{"number", std::to_string(entry.sequence)}}));
          }),
      when(page != trail.pages.end(), [&](Writer& inner) {
          inner(
              R"(<br><a class="small" href="{}">{}<span class="vh">: {}</span></a>)", page->second.url,
              texts(page->second.label), record);
      }));
}

void write_entries(Writer& w, web::Call const& call, Texts const& texts, Trail const& trail)
{
    w(R"(<div class="scroll" role="region" aria-label="{}" tabindex="0"><table class="tbl tbl--stack"><caption>{}</caption><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th></tr></thead><tbody>{}</tbody></table></div>)",
      texts("staff.audit.title"_msg),
      trail.query.fields().empty() ? texts("staff.audit.count"_msg, {{"count", trail.head.sequence}})
                                   : texts("staff.audit.filtered"_msg, {{"count", trail.head.sequence}}),
      texts("staff.audit.when"_msg), texts("staff.audit.who"_msg), texts("staff.audit.what"_msg),
      texts("staff.audit.record"_msg), each(trail.entries, [&](Writer& row, audit::StoredEntry const& entry) {
          row(
              R"(<tr><th scope="row">{}<br><a class="small" href="{}">{}</a></th><td data-l="{}">{}</td><td data-l="{}"><span>{}</span><br><code class="small mute">{}</code>{}</td><td data-l="{}">{}</td></tr>)",
              texts.date_time(call.site.zone->to_local(entry.at)), audit_entry_url(entry.sequence),
              texts("staff.audit.number"_msg, {{"number", std::to_string(entry.sequence)}}),
              texts("staff.audit.who"_msg), ActorName{call, texts, trail.authors, entry.actor},
              texts("staff.audit.what"_msg), action_word(entry.action, texts), entry.action,
              [&](Writer& cell) { write_facts(cell, texts, trail, entry); }, texts("staff.audit.record"_msg),
              [&](Writer& cell) { write_record(cell, texts, trail, entry); });
      }));
}

// The way to older entries with the same filter, and back.
void write_pages(Writer& w, Texts const& texts, Trail const& trail)
{
    w(R"(<p class="page">{}{}</p>)",
      when(
          !trail.is_newest,
          [&](Writer& inner) {
              inner(
                  R"(<a href="{}">{}</a>)", web::list_url(audit_list, trail.query.fields()),
                  texts("staff.audit.newest"_msg));
          }),
      when(trail.older.has_value(), [&](Writer& inner) {
          inner(
              R"(<a href="{}" rel="next">{}</a>)",
              web::list_url(audit_list, trail.query.fields())
                  .with_query({{"vor", std::to_string(trail.older.value_or(0))}}),
              texts("staff.audit.older"_msg));
      }));
}

// A form and no link: to take the trail away is noted in it.
void write_export(Writer& w, web::Call const& call, Texts const& texts, Trail const& trail)
{
    auto const button = [](Writer& item, std::pair<std::string_view, std::string_view> const& format) {
        item(
            R"(<button class="kern-btn kern-btn--secondary kern-btn--sm" type="submit" name="format" value="{}"><span class="kern-label">{}</span></button>)",
            format.first, format.second);
    };
    w(R"(<form method="post" action="{}" class="row">{}{}<span>{}</span>{}<span class="small mute">{}</span></form>)",
      web::staff_url({audit_list.path, "datei"}), web::FormToken{call},
      each(
          trail.query.fields(),
          [](Writer& field, std::pair<std::string, std::string> const& entry) {
              field(R"(<input type="hidden" name="{}" value="{}">)", entry.first, entry.second);
          }),
      texts("staff.audit.export"_msg), each(audit_formats, button), texts("staff.audit.export.hint"_msg));
}

}

void ActorName::operator()(Writer& w) const
{
    auto const name = name_of_actor(authors, actor, texts);
    w("{}", name);
    if (authors.contains(actor) && call.actor().may(see_rights, Scope::whole_tenant()))
        w(R"(<br><a class="small" href="{}">{}<span class="vh">: {}</span></a>)",
          web::staff_url({"rechte"}).with_query({{"wer", actor}}), texts("staff.audit.rights"_msg), name);
}

void FactTable::operator()(Writer& w) const
{
    auto const cell = [](std::string const& text) { return text.empty() ? std::string_view("–") : text; };
    w(R"(<table class="tbl tbl--stack small"><caption class="vh">{}</caption><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th></tr></thead><tbody>{}</tbody></table>)",
      texts("staff.audit.facts"_msg), texts("staff.audit.field"_msg), texts("staff.audit.before"_msg),
      texts("staff.audit.after"_msg), each(facts.lines, [&](Writer& row, FactLine const& line) {
          row(R"(<tr><th scope="row">{}</th><td data-l="{}"><span class="wrap">{}</span></td><td data-l="{}"><span class="wrap">{}</span></td></tr>)",
              line.label, texts("staff.audit.before"_msg), cell(line.before), texts("staff.audit.after"_msg),
              cell(line.after));
      }));
}

void LeftOutNote::operator()(Writer& w) const
{
    if (!facts.content_hash.empty())
        w(R"(<p class="small measure">{}</p>)", texts("staff.audit.from_file"_msg));
    std::string fields;
    for (auto const& label : facts.left_out) {
        fields += fields.empty() ? "" : ", ";
        fields += label;
    }
    if (!fields.empty())
        w(R"(<p class="small measure">{}</p>)", texts("staff.audit.left_out"_msg, {{"fields", fields}}));
    if (facts.version && !is_kept)
        w(R"(<p class="small measure">{}</p>)",
          texts("staff.audit.version_gone"_msg, {{"number", std::to_string(*facts.version)}}));
}

html::Url audit_entry_url(std::int64_t number)
{
    return web::staff_url({audit_list.path, std::to_string(number)});
}

http::Response audit_page(web::Call const& call, Trail const& trail)
{
    auto const& texts = web::staff_texts(call);
    return web::staff_page(
        {.call = call,
         .title = std::string(texts("staff.audit.title"_msg)),
         .section = "pruefpfad",
         .state_line = texts("staff.audit.count"_msg, {{"count", trail.head.sequence}}),
         .problems = trail.query.problems(),
         .is_wide = true},
        [&](Writer& w) {
            auto const fields = trail.query.fields();
            std::vector<web::ListView> views{
                {std::string(texts("list.filter.everything"_msg)), web::list_url(audit_list, {}),
                 fields.empty()}};
            web::add_saved_views(views, trail.views);
            w("{}<p class=\"measure\">{}</p>",
              web::ListViews{texts, views, web::save_view_url(audit_list, fields)},
              texts("staff.audit.lead"_msg));
            write_filter(w, texts, trail);
            if (trail.entries.empty()) {
                w(R"(<div class="empty"><h2>{}</h2><p>{}</p></div>)", texts("staff.audit.none"_msg),
                  texts("staff.audit.none.text"_msg));
            } else {
                write_entries(w, call, texts, trail);
            }
            write_pages(w, texts, trail);
            write_export(w, call, texts, trail);
        },
        http::Status::ok); // also where a day cannot be read: the rest of the filter is answered
}

} // namespace kommin::staff
