// All sessions of the conference in one table: what was reported, and what was counted since people register
// here. What nobody knows is left out and not reckoned.

#include "modules/meetings/meetings/meeting_pages.hpp"
#include "modules/meetings/panels/panel_store.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "modules/meetings/registration/registration_desk.hpp"
#include "modules/meetings/statistics/session_statistics.hpp"
#include "modules/meetings/statistics/small_counts.hpp"
#include "modules/meetings/statistics/statistics_desk.hpp"
#include "platform/table/table.hpp"
#include "platform/web/staff_export.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kommin::meetings {

using html::each;
using html::when;
using html::Writer;
using i18n::Texts;

namespace {

struct Loaded {
    Panels panels; // of the conference
    std::vector<SessionLine> lines;
    std::vector<Panel> fields = {}; // of action, and groups of none; of which parts of sessions are
};
// The page of the question says that the office sees the answers' figures: whoever only sees meetings does
// not.
void hide_shares(Loaded& loaded, Actor const& actor)
{
    for (auto& line : loaded.lines) {
        auto const* panel = loaded.panels.find(line.meeting.panel);
        if (panel == nullptr || !actor.may(invite, panel->owner()))
            line.share.reset();
    }
}

Loaded load_sessions(web::Call const& call)
{
    return web::read(call, [&](db::Connection& db) {
        auto const tenant = call.site.tenant;
        auto panels = list_seen_panels(db, tenant, call.actor(), see_meetings);
        std::erase_if(panels.all, [](Panel const& panel) { return panel.kind != PanelKind::conference; });
        auto lines = list_session_lines(db, tenant, panels.ids(), call.local_now().date);
        Loaded loaded{std::move(panels), std::move(lines)};
        for (auto& panel : list_panels(db, tenant)) {
            if (std::ranges::any_of(
                    loaded.lines, [&](SessionLine const& line) { return line.fields.contains(panel.id); }))
                loaded.fields.push_back(std::move(panel));
        }
        hide_shares(loaded, call.actor());
        return loaded;
    });
}

std::string number_or_dash(std::optional<std::int64_t> number, Texts const& texts)
{
    return number ? texts.number(*number) : std::string("–");
}

std::string percent_or_dash(std::optional<double> percent, Texts const& texts)
{
    return percent ? texts.percent(*percent, 0) : std::string("–");
}

std::optional<std::int64_t> came_to(SessionLine const& line)
{
    return line.numbers && line.numbers->all.came > 0 ? std::optional(line.numbers->all.came) : std::nullopt;
}

std::optional<std::int64_t> registered_for(SessionLine const& line)
{
    return line.numbers ? std::optional(line.numbers->all.registered) : std::nullopt;
}

std::int64_t largest(std::vector<SessionLine> const& lines)
{
    std::int64_t most = 1;
    for (auto const& line : lines)
        most = std::max(most, line.participants().value_or(0));
    return most;
}

void write_title(Writer& w, Texts const& texts, SessionLine const& line, std::int64_t most)
{
    auto const& meeting = line.meeting;
    w(R"(<a href="{}">{}</a>{}{})", meeting_url(meeting.id), meeting.title,
      when(
          meeting.state != MeetingState::held,
          [&](Writer& state) {
              state(R"( <span class="mute small">{}</span>)", texts(label_of(meeting.state)));
          }),
      when(line.participants().has_value(), [&](Writer& bar) {
          bar(R"(<br><meter value="{}" max="{}" aria-hidden="true"></meter>)",
              line.participants().value_or(0), most);
      }));
}

// What was counted of the voluntary answers, and what was reported: one is never reckoned with the other.
void write_share(Writer& w, SessionLine const& line, Texts const& texts)
{
    auto const reported = reported_percent_of(line.meeting, texts);
    if (line.share || reported.empty())
        w("{}", line.share ? texts.percent(line.share->percent(), 0) : std::string("–"));
    if (!reported.empty())
        w(R"({}<span class="small">{}</span>)", when(line.share.has_value(), [](Writer& br) { br("<br>"); }),
          reported);
}

// The figures of one session lead to its page, for whoever may see it.
void write_registered(Writer& w, web::Call const& call, Loaded const& loaded, SessionLine const& line)
{
    auto const number = number_or_dash(registered_for(line), web::staff_texts(call));
    auto const* panel = loaded.panels.find(line.meeting.panel);
    if (line.numbers && panel != nullptr && call.actor().may(invite, panel->owner()))
        w(R"(<a href="{}">{}</a>)", meeting_url(line.meeting.id, statistics_path), number);
    else
        w("{}", number);
}

void write_line(
    Writer& w, web::Call const& call, Loaded const& loaded, SessionLine const& line, std::int64_t most)
{
    auto const& texts = web::staff_texts(call);
    auto const& meeting = line.meeting;
    auto const reported = participants_of(meeting, texts);
    w(
        R"(<tr><th scope="row">{}</th><td data-l="{}">{}{}</td><td class="num" data-l="{}">{}</td><td class="num" data-l="{}">{}</td><td class="num" data-l="{}">{}</td><td class="num" data-l="{}">{}</td><td class="num" data-l="{}">{}</td></tr>)",
        [&](Writer& title) { write_title(title, texts, line, most); }, texts("meeting.column.day"_msg),
        texts.partial_date(meeting.day.value()),
        when(
            meeting.is_uncertain,
            [&](Writer& mark) {
                mark(R"( <span class="st st--warn">{}</span>)", texts("panel.uncertain"_msg));
            }),
        texts("statistics.reported"_msg), reported.empty() ? std::string("–") : reported,
        texts("statistics.registered"_msg),
        [&](Writer& registered) { write_registered(registered, call, loaded, line); },
        texts("statistics.came"_msg), number_or_dash(came_to(line), texts), texts("statistics.absent"_msg),
        percent_or_dash(line.percent_absent(call.local_now().date), texts), texts("statistics.migration"_msg),
        [&](Writer& share) { write_share(share, line, texts); });
}

void write_table(Writer& w, web::Call const& call, Loaded const& loaded)
{
    auto const& texts = web::staff_texts(call);
    auto const most = largest(loaded.lines);
    w(R"(<div class="scroll" role="region" aria-label="{}" tabindex="0"><table class="tbl tbl--stack"><caption class="vh">{}</caption><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col" class="num">{}</th><th scope="col" class="num">{}</th><th scope="col" class="num">{}</th><th scope="col" class="num">{}</th><th scope="col" class="num">{}</th></tr></thead><tbody>{}</tbody></table></div>)",
      texts("statistics.all.title"_msg), texts("statistics.all.title"_msg), texts("meeting.one"_msg),
      texts("meeting.column.day"_msg), texts("statistics.reported"_msg), texts("statistics.registered"_msg),
      texts("statistics.came"_msg), texts("statistics.absent"_msg), texts("statistics.migration"_msg),
      each(loaded.lines, [&](Writer& row, SessionLine const& line) {
          write_line(row, call, loaded, line, most);
      }));
}

// One field: all sessions together, then each of them.
void write_field(
    Writer& w, Texts const& texts, std::vector<SessionLine> const& lines, std::optional<PanelId> field,
    std::string_view name)
{
    PeopleCount all;
    std::vector<SessionLine const*> sessions;
    for (auto const& line : lines) {
        if (auto const count = line.fields.find(field); count != line.fields.end()) {
            sessions.push_back(&line);
            all += count->second;
        }
    }
    if (sessions.empty())
        return;
    auto const cells = [&](Writer& inner, PeopleCount const& count) {
        inner(
            R"(<td class="num" data-l="{}">{}</td><td class="num" data-l="{}">{}</td>)",
            texts("statistics.registered"_msg), texts.number(count.registered), texts("statistics.came"_msg),
            count.came > 0 ? texts.number(count.came) : std::string("–"));
    };
    w(
        R"(<tbody><tr><th scope="rowgroup">{}</th><td data-l="{}">{}</td>{}</tr>{}</tbody>)", name,
        texts("meeting.title"_msg), texts("meeting.count"_msg, {{"count", std::ssize(sessions)}}),
        [&](Writer& sum) { cells(sum, all); }, each(sessions, [&](Writer& row, SessionLine const* line) {
            row(R"(<tr><th scope="row"><a href="{}">{}</a></th><td></td>{}</tr>)",
                meeting_url(line->meeting.id), line->meeting.title,
                [&](Writer& inner) { cells(inner, line->fields.at(field)); });
        }));
}

// Only what was counted here: nobody has reported numbers by field.
void write_fields(Writer& w, Texts const& texts, Loaded const& loaded)
{
    if (loaded.fields.empty())
        return;
    w(R"(<div class="scroll" role="region" aria-labelledby="felder" tabindex="0"><table class="tbl tbl--stack"><caption id="felder">{}</caption><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col" class="num">{}</th><th scope="col" class="num">{}</th></tr></thead>{}</table></div>)",
      texts("statistics.fields.title"_msg), texts("statistics.field"_msg), texts("meeting.one"_msg),
      texts("statistics.registered"_msg), texts("statistics.came"_msg), [&](Writer& body) {
          for (auto const& field : loaded.fields)
              write_field(body, texts, loaded.lines, field.id, field.name);
          write_field(body, texts, loaded.lines, std::nullopt, texts("statistics.no_field"_msg));
      });
}

}

http::Response show_conference_statistics(web::Call& call)
{
    auto const& texts = web::staff_texts(call);
    auto const loaded = load_sessions(call);
    return web::staff_page(
        {.call = call,
         .title = std::string(texts("statistics.all.title"_msg)),
         .section = std::string(conference_statistics_path),
         .state_line = texts("meeting.count"_msg, {{"count", std::ssize(loaded.lines)}}),
         .is_wide = true},
        [&](Writer& w) {
            w(R"(<p class="measure">{}</p>)", texts("statistics.all.intro"_msg));
            if (loaded.lines.empty()) {
                w(R"(<p class="mute">{}</p>)", texts("statistics.all.none"_msg));
                return;
            }
            write_table(w, call, loaded);
            write_fields(w, texts, loaded);
            w(R"(<p class="mute small measure">{}</p>{})",
              texts("statistics.migration.hint"_msg, {{"count", smallest_count}}),
              web::ExportLinks{texts, [](std::string_view file) {
                                   return web::staff_url({"konferenz", "statistik", file});
                               }});
        });
}

http::Response export_conference_statistics(web::Call& call)
{
    using table::Cell;
    auto const& texts = web::staff_texts(call);
    auto const today = call.local_now().date;
    auto const loaded = load_sessions(call);
    auto const number = [](std::optional<std::int64_t> value) { return value ? Cell(*value) : Cell(); };
    auto const word
        = [&](bool is_so, MessageKey key) { return is_so ? Cell(std::string(texts(key))) : Cell(); };
    web::ListExport<SessionLine> file(
        call, web::export_format(call.request), "konferenz-statistik", "statistics.all.title"_msg,
        {{"meeting.one"_msg, 40, [](SessionLine const& line) { return Cell(line.meeting.title); }},
         {"meeting.column.day"_msg, 14,
          [](SessionLine const& line) { return Cell(line.meeting.day.value().to_iso()); }},
         {"form.uncertain"_msg, 14,
          [&](SessionLine const& line) { return word(line.meeting.is_uncertain, "panel.uncertain"_msg); }},
         {"staff.state"_msg, 16,
          [&](SessionLine const& line) { return Cell(std::string(texts(label_of(line.meeting.state)))); }},
         {"statistics.reported"_msg, 12,
          [&](SessionLine const& line) { return number(line.meeting.participants); }},
         {"meeting.field.approximate"_msg, 12,
          [&](SessionLine const& line) {
              return word(line.meeting.is_approximate, "meeting.approximate.yes"_msg);
          }},
         {"statistics.registered"_msg, 12,
          [&](SessionLine const& line) { return number(registered_for(line)); }},
         {"statistics.came"_msg, 12, [&](SessionLine const& line) { return number(came_to(line)); }},
         {"statistics.absent"_msg, 18,
          [&](SessionLine const& line) {
              return line.percent_absent(today) ? number(registered_for(line).value() - came_to(line).value())
                                                : Cell();
          }},
         {"statistics.migration"_msg, 24,
          [](SessionLine const& line) { return line.share ? Cell(line.share->with_history) : Cell(); }},
         {"statistics.migration.answered"_msg, 14,
          [](SessionLine const& line) { return line.share ? Cell(line.share->answered) : Cell(); }},
         {"meeting.field.share"_msg, 14,
          [&](SessionLine const& line) { return number(line.meeting.reported_share); }},
         {"meeting.field.share_approximate"_msg, 14,
          [&](SessionLine const& line) {
              return word(line.meeting.is_share_approximate, "meeting.approximate.yes"_msg);
          }},
         {"meeting.field.share_source"_msg, 30,
          [](SessionLine const& line) { return Cell(line.meeting.share_source); }}});
    for (auto const& line : loaded.lines) {
        if (!file.add(line))
            break;
    }
    return file.answer();
}

} // namespace kommin::meetings
