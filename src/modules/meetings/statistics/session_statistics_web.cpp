// The figures of one session: who registered, who came, and what was said freely of a history of migration.

#include "modules/meetings/agenda/agenda_shown.hpp"
#include "modules/meetings/meetings/meeting_pages.hpp"
#include "modules/meetings/panels/panel_store.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "modules/meetings/registration/part_panels.hpp"
#include "modules/meetings/registration/registration_desk.hpp"
#include "modules/meetings/statistics/session_statistics.hpp"
#include "modules/meetings/statistics/small_counts.hpp"
#include "modules/meetings/statistics/statistics_desk.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::meetings {

using html::each;
using html::when;
using html::Writer;
using i18n::Texts;

namespace {

struct Figures {
    Programme programme;
    std::vector<ProgrammePart> parts;
    std::vector<Panel> panels; // of which they are, and their fields of action
    std::vector<tenants::Body> bodies;
    SessionNumbers numbers;
    FieldNumbers fields;
    std::optional<MigrationShares> shares; // nothing: not yet
    bool tells_absence = false;
};

std::optional<Figures> load_figures(web::Call const& call, Meeting const& meeting)
{
    auto const today = call.local_now().date;
    return web::read(call, [&](db::Connection& db) -> std::optional<Figures> {
        auto const tenant = call.site.tenant;
        auto programme = find_programme(db, tenant, meeting.id);
        if (!programme)
            return std::nullopt;
        Figures figures{
            .programme = std::move(*programme),
            .parts = {},
            .panels = {},
            .bodies = tenants::list_bodies(db, tenant),
            .numbers = {},
            .fields = {},
            .shares = std::nullopt};
        figures.parts = list_parts(db, tenant, figures.programme.id);
        figures.numbers = count_session(db, tenant, figures.programme.id);
        auto const panels = list_panels(db, tenant);
        figures.panels = panels_of_parts(panels, figures.parts);
        figures.fields = by_field(figures.numbers, figures.parts, panels);
        figures.tells_absence = figures.numbers.tells_absence(meeting, today);
        if (auto const totals = find_migration_totals(db, tenant, figures.programme, meeting, today))
            figures.shares = shares_of(*totals);
        return figures;
    });
}

std::string absent_of(PeopleCount const& count, Figures const& figures, Texts const& texts)
{
    return figures.tells_absence ? texts.number(count.registered - count.came) : std::string("–");
}

// One group of a table; the share is nothing where it is not shown.
struct GroupLine {
    std::string name;
    PeopleCount people;
    std::optional<MigrationShare> share;
};
template<class Key>
GroupLine line_of(
    std::string name, Key const& key, std::map<Key, PeopleCount> const& people,
    std::map<Key, MigrationShare> const* shares)
{
    GroupLine line{std::move(name), {}, std::nullopt};
    if (auto const count = people.find(key); count != people.end())
        line.people = count->second;
    if (shares != nullptr) {
        if (auto const share = shares->find(key); share != shares->end())
            line.share = share->second;
    }
    return line;
}

std::vector<GroupLine> lines_of_parts(Figures const& figures)
{
    std::vector<GroupLine> lines;
    for (auto const& part : figures.parts)
        lines.push_back(line_of<PartId>(part.name, part.id, figures.numbers.parts, nullptr));
    return lines;
}

// Nothing where no part is of a field or group.
std::vector<GroupLine> lines_of_fields(Figures const& figures, Texts const& texts)
{
    auto const& fields = figures.fields;
    std::vector<GroupLine> lines;
    for (auto const& panel : figures.panels) {
        if (auto const field = fields.find(panel.id); field != fields.end())
            lines.push_back({panel.name, field->second, std::nullopt});
    }
    if (auto const rest = fields.find(std::nullopt); rest != fields.end())
        lines.push_back({std::string(texts("statistics.no_field"_msg)), rest->second, std::nullopt});
    return lines;
}

// The last line of a table of shares is of those who have not said it, with all that are too few.
std::vector<GroupLine> lines_of_roles(Figures const& figures, Texts const& texts)
{
    std::map<std::optional<ParticipantRole>, PeopleCount> people;
    for (auto const& [role, count] : figures.numbers.roles)
        people.emplace(role, count);
    auto const* shares = figures.shares ? &figures.shares->roles : nullptr;
    std::vector<GroupLine> lines;
    for (auto const role : all_participant_roles)
        lines.push_back(line_of<std::optional<ParticipantRole>>(
            std::string(texts(staff_label_of(role))), role, people, shares));
    lines.push_back(line_of<std::optional<ParticipantRole>>(
        std::string(texts("statistics.unsaid"_msg)), std::nullopt, people, shares));
    return lines;
}

std::vector<GroupLine> lines_of_municipalities(Figures const& figures, Texts const& texts, MessageKey rest)
{
    auto const& people = figures.numbers.municipalities;
    auto const* shares = figures.shares ? &figures.shares->municipalities : nullptr;
    std::vector<GroupLine> lines;
    for (auto const& body : figures.bodies) {
        if (body.kind == tenants::BodyKind::municipality)
            lines.push_back(line_of<std::optional<tenants::BodyId>>(body.name, body.id, people, shares));
    }
    lines.push_back(
        line_of<std::optional<tenants::BodyId>>(std::string(texts(rest)), std::nullopt, people, shares));
    return lines;
}

void write_people(
    Writer& w, Texts const& texts, Figures const& figures, std::string_view id, MessageKey title,
    std::vector<GroupLine> const& lines)
{
    w(R"(<div class="scroll" role="region" aria-labelledby="{}" tabindex="0"><table class="tbl"><caption id="{}">{}</caption><thead><tr><th scope="col">{}</th><th scope="col" class="num">{}</th><th scope="col" class="num">{}</th><th scope="col" class="num">{}</th><th scope="col" class="num">{}</th></tr></thead><tbody>{}</tbody></table></div>)",
      id, id, texts(title), texts(title), texts("statistics.registered"_msg), texts("statistics.came"_msg),
      texts("statistics.absent"_msg), texts("statistics.waiting"_msg),
      each(lines, [&](Writer& row, GroupLine const& line) {
          row(R"(<tr><th scope="row">{}</th><td class="num">{}</td><td class="num">{}</td><td class="num">{}</td><td class="num">{}</td></tr>)",
              line.name, texts.number(line.people.registered), texts.number(line.people.came),
              absent_of(line.people, figures, texts), texts.number(line.people.waiting));
      }));
}

std::string absence_text(PeopleCount const& all, Texts const& texts)
{
    auto const absent = all.registered - all.came;
    return texts(
        "statistics.absent.share"_msg,
        {{"count", absent},
         {"percent",
          texts.percent(100.0 * static_cast<double>(absent) / static_cast<double>(all.registered), 0)}});
}

void write_overview(Writer& w, Texts const& texts, Meeting const& meeting, Figures const& figures)
{
    struct Fact {
        MessageKey label;
        std::string value;
    };
    auto const& numbers = figures.numbers;
    std::vector<Fact> facts;
    if (auto reported = participants_of(meeting, texts); !reported.empty())
        facts.push_back({"statistics.reported"_msg, std::move(reported)});
    if (auto share = reported_share_of(meeting, texts); !share.empty())
        facts.push_back({"meeting.field.share"_msg, std::move(share)});
    facts.push_back({"statistics.registered"_msg, texts.number(numbers.all.registered)});
    facts.push_back({"statistics.came"_msg, texts.number(numbers.all.came)});
    if (figures.tells_absence)
        facts.push_back({"statistics.absent"_msg, absence_text(numbers.all, texts)});
    facts.push_back({"statistics.waiting"_msg, texts.number(numbers.all.waiting)});
    facts.push_back({"statistics.cancelled"_msg, texts.number(numbers.cancelled)});
    facts.push_back({"statistics.left"_msg, texts.number(numbers.left)});
    w(R"(<dl class="dl">{}</dl>{})",
      each(
          facts,
          [&](Writer& inner, Fact const& fact) {
              inner("<dt>{}</dt><dd>{}</dd>", texts(fact.label), fact.value);
          }),
      when(!figures.tells_absence, [&](Writer& inner) {
          inner(R"(<p class="mute">{}</p>)", texts("statistics.absent.unknown"_msg));
      }));
}

std::string share_text(std::optional<MigrationShare> const& share, Texts const& texts)
{
    if (!share)
        return "–";
    return texts(
        "statistics.migration.share"_msg,
        {{"count", share->with_history},
         {"answered", share->answered},
         {"percent", texts.percent(share->percent(), 0)}});
}

void write_shares(
    Writer& w, Texts const& texts, std::string_view id, MessageKey title, std::vector<GroupLine> const& lines)
{
    w(R"(<div class="scroll" role="region" aria-labelledby="{}" tabindex="0"><table class="tbl"><caption id="{}">{}</caption><thead><tr><th scope="col">{}</th><th scope="col">{}</th></tr></thead><tbody>{}</tbody></table></div>)",
      id, id, texts(title), texts(title), texts("statistics.migration"_msg),
      each(lines, [&](Writer& row, GroupLine const& line) {
          row(R"(<tr><th scope="row">{}</th><td>{}</td></tr>)", line.name, share_text(line.share, texts));
      }));
}

void write_migration(Writer& w, Texts const& texts, Figures const& figures)
{
    auto const note = [&](std::string_view text) { w(R"(<p class="measure">{}</p>)", text); };
    w(R"(<h2 id="migration">{}</h2><p class="mute measure">{}</p>)", texts("statistics.migration.title"_msg),
      texts("statistics.migration.hint"_msg, {{"count", smallest_count}}));
    if (!figures.shares)
        return note(texts("statistics.migration.later"_msg));
    if (!figures.shares->all)
        return note(texts("statistics.migration.few"_msg));
    note(share_text(figures.shares->all, texts));
    if (auto const& kinds = figures.shares->kinds)
        note(texts("statistics.migration.kinds"_msg, {{"self", kinds->self}, {"parent", kinds->parent}}));
    write_shares(w, texts, "anteil-rolle", "participant.role"_msg, lines_of_roles(figures, texts));
    write_shares(
        w, texts, "anteil-ort", "participant.municipality"_msg,
        lines_of_municipalities(figures, texts, "statistics.unsaid"_msg));
}

}

http::Response show_session_statistics(web::Call& call)
{
    auto const seen = meeting_of_path(call, invite);
    auto const figures = seen ? load_figures(call, seen->meeting) : std::nullopt;
    if (!figures)
        return web::staff_not_found(call);
    auto const& texts = web::staff_texts(call);
    auto const& meeting = seen->meeting;
    auto frame = frame_below_meeting(call, meeting, std::string(texts("statistics.title"_msg)));
    frame.crumbs.push_back(
        {meeting_url(meeting.id, participants_path), std::string(texts("participant.title"_msg))});
    frame.state_line = seen->panel.name + " · " + when_of(meeting, texts);
    auto roles = lines_of_roles(*figures, texts);
    roles.pop_back(); // whoever registers says their role
    return web::staff_page(frame, [&](Writer& w) {
        w(
            R"(<div class="stack">{}{}{}</div>)",
            [&](Writer& inner) { write_overview(inner, texts, meeting, *figures); },
            [&](Writer& inner) {
                if (auto const fields = lines_of_fields(*figures, texts); !fields.empty())
                    write_people(inner, texts, *figures, "felder", "statistics.field"_msg, fields);
                write_people(
                    inner, texts, *figures, "teile", "programme.field.part"_msg, lines_of_parts(*figures));
                write_people(inner, texts, *figures, "rollen", "participant.role"_msg, roles);
                write_people(
                    inner, texts, *figures, "orte", "participant.municipality"_msg,
                    lines_of_municipalities(*figures, texts, "statistics.elsewhere"_msg));
            },
            [&](Writer& inner) {
                inner(
                    R"(<section class="stack" aria-labelledby="migration">{}</section>)",
                    [&](Writer& section) { write_migration(section, texts, *figures); });
            });
    });
}

} // namespace kommin::meetings
