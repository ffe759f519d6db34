#include "modules/meetings/registration/programme_editing.hpp"

#include "modules/meetings/meetings/meeting_editing.hpp"
#include "modules/meetings/panels/open_texts.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "modules/meetings/registration/moving_up.hpp"
#include "modules/meetings/registration/part_panels.hpp"
#include "modules/meetings/registration/translated_parts.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

namespace kommin::meetings {

namespace {

// "9", "9:30", "09:30"; as the forms of meetings take them.
std::optional<i18n::TimeOfDay> read_time(std::string_view typed)
{
    auto text = std::string(trim(typed));
    std::ranges::replace(text, '.', ':');
    if (text.find(':') == std::string::npos)
        text += ":00";
    if (text.size() == std::string_view("9:30").size())
        text.insert(0, "0");
    return i18n::TimeOfDay::parse(text);
}

std::string spelled_time(i18n::TimeOfDay time)
{
    auto const two = [](int number) { return (number < 10 ? "0" : "") + std::to_string(number); };
    return two(time.hour()) + ':' + two(time.minute());
}

std::optional<Instant> read_moment(std::string_view day, std::string_view time, i18n::Zone const& zone)
{
    auto const date = parse_typed_date(day);
    auto const clock = read_time(time);
    return date && clock ? std::optional(zone.to_instant({*date, *clock})) : std::nullopt;
}

std::optional<std::int64_t> read_seats(std::string_view typed)
{
    auto const number = parse_number(trim(typed));
    return number && *number >= 1 && *number <= most_seats ? number : std::nullopt;
}

constexpr std::int64_t most_order = 999;
std::optional<std::int64_t> read_order(std::string_view typed)
{
    auto const text = trim(typed);
    if (text.empty())
        return most_order + 1;
    auto const number = parse_number(text);
    return number && *number >= 1 && *number <= most_order ? number : std::nullopt;
}

void check_seats(
    std::vector<Problem>& problems, std::string field, std::string_view typed, std::int64_t taken)
{
    auto const seats = read_seats(typed);
    if (!seats)
        problems.push_back(Problem::invalid(std::move(field), "programme.problem.seats"_msg));
    else if (*seats < taken)
        problems.push_back(Problem::invalid(
            std::move(field), "programme.problem.taken"_msg, {{"count", std::to_string(taken)}}));
}

// What is typed are the regular seats. Of those beyond them as many stay as are still needed.
template<class Seats>
void set_seats(Seats& of, std::int64_t regular)
{
    if (regular == of.regular_seats())
        return;
    of.beyond = std::clamp<std::int64_t>(of.taken - regular, 0, of.beyond);
    of.seats = regular + of.beyond;
}

bool is_called_as_panel(PartLine const& line)
{
    return trim(line.name).empty() && !line.panel.empty();
}

// Of two that are called alike nobody could tell which is which.
void check_panel(
    std::vector<Problem>& problems, std::vector<PartLine> const& lines, std::size_t index,
    std::span<Panel const> panels)
{
    auto const& line = lines[index];
    if (line.panel.empty())
        return;
    auto const field = "part_panel_" + std::to_string(index + 1);
    auto const earlier = std::span(lines).first(index);
    if (find_panel(panels, panel_numbered(line.panel)) == nullptr)
        problems.push_back(Problem::invalid(field, "programme.problem.panel"_msg));
    else if (is_called_as_panel(line) && std::ranges::any_of(earlier, [&](PartLine const& other) {
                 return is_called_as_panel(other) && other.panel == line.panel;
             }))
        problems.push_back(Problem::invalid(field, "programme.problem.panel_twice"_msg));
}

void check_parts(
    std::vector<Problem>& problems, ProgrammeForm const& form, std::vector<ProgrammePart> const& before,
    std::span<Panel const> panels)
{
    std::size_t kept = 0;
    for (std::size_t index = 0; index < form.parts.size(); ++index) {
        auto const& line = form.parts[index];
        auto const number = std::to_string(index + 1);
        auto const known = std::ranges::find(before, PartId{line.id}, &ProgrammePart::id);
        auto const taken = known == before.end() ? 0 : known->taken;
        auto const regular = known == before.end() ? 0 : taken - known->beyond;
        auto const chosen = taken + (known == before.end() ? 0 : known->waiting);
        if (line.id != 0 && known == before.end()) {
            problems.push_back(
                Problem::conflict("part_name_" + number, "record.problem.changed_meanwhile"_msg));
            continue;
        }
        if (!line.is_named() && (line.id != 0 ? chosen == 0 : trim(line.seats).empty()))
            continue; // taken away, or nothing was typed
        check_panel(problems, form.parts, index, panels);
        if (!line.is_named() && taken > 0)
            problems.push_back(Problem::invalid(
                "part_name_" + number, "programme.problem.part_taken"_msg,
                {{"count", std::to_string(taken)}}));
        else if (!line.is_named() && chosen > 0)
            problems.push_back(Problem::invalid(
                "part_name_" + number, "programme.problem.part_waited"_msg,
                {{"count", std::to_string(chosen)}}));
        else if (!line.is_named())
            problems.push_back(Problem::invalid("part_name_" + number, "programme.problem.part_name"_msg));
        else if (count_code_points(trim(line.name)) > longest_part_name)
            problems.push_back(Problem::invalid(
                "part_name_" + number, "programme.problem.part_long"_msg,
                {{"limit", std::to_string(longest_part_name)}}));
        if (!enum_from<PartKind>(line.kind))
            problems.push_back(Problem::invalid("part_kind_" + number, "programme.problem.kind"_msg));
        check_seats(problems, "part_seats_" + number, line.seats, regular);
        if (!read_order(line.order))
            problems.push_back(Problem::invalid("part_order_" + number, "programme.problem.number"_msg));
        ++kept;
    }
    if (kept == 0)
        problems.push_back(Problem::invalid("part_name_1", "programme.problem.no_part"_msg));
}

// `keeps_name`: what is called as its panel stays as it was called. Without a name of its own it is what its
// panel is, a field or a group.
void name_part(ProgrammePart& part, std::string_view own_name, Panel const* panel, bool keeps_name)
{
    bool const was_called_so = part.has_panel_name && panel != nullptr && part.panel == panel->id;
    part.panel = panel == nullptr ? std::nullopt : std::optional(panel->id);
    part.has_panel_name = panel != nullptr && own_name.empty();
    if (!part.has_panel_name)
        part.name = own_name;
    else if (!was_called_so || !keeps_name)
        part.name = panel->name;
    if (panel != nullptr && (part.has_panel_name || part.kind != PartKind::workshop))
        part.kind = panel->kind == PanelKind::field_of_action ? PartKind::field_of_action : PartKind::group;
}

// What parts may be called after.
struct Naming {
    std::span<Panel const> panels;
    bool is_past = false; // the session is over: what it was called stays
    Date today;
};

std::vector<PartLine> in_order(std::vector<PartLine> lines)
{
    std::ranges::stable_sort(lines, {}, [](PartLine const& line) { return read_order(line.order); });
    return lines;
}

// What a line with a name makes of a part; nothing where check_parts() would find something.
std::optional<ProgrammePart> part_from(
    PartLine const& line, ProgrammePart part, std::int64_t position, Naming const& naming)
{
    auto const kind = enum_from<PartKind>(line.kind);
    auto const seats = read_seats(line.seats);
    auto const* panel = find_panel(naming.panels, panel_numbered(line.panel));
    if (!kind || !seats || (panel == nullptr && !line.panel.empty()))
        return std::nullopt;
    part.kind = *kind;
    bool const keeps_name = panel != nullptr && (naming.is_past || panel->has_ended(naming.today));
    name_part(part, trim(line.name), panel, keeps_name);
    part.position = position;
    set_seats(part, *seats);
    return part;
}

// Saving this would change nothing. A line that was new then is the part that it has become.
bool says_what_is_stored(
    ProgrammeForm const& form, Programme const& programme, std::vector<ProgrammePart> const& parts,
    Naming const& naming, i18n::Zone const& zone)
{
    auto const what = [](ProgrammePart const& part) {
        return std::tie(
            part.kind, part.name, part.position, part.seats, part.beyond, part.panel, part.has_panel_name);
    };
    if (trim(form.slug) != programme.slug || form.state != to_text(programme.state)
        || read_moment(form.opens_day, form.opens_time, zone) != programme.opens_at
        || read_moment(form.closes_day, form.closes_time, zone) != programme.closes_at
        || read_seats(form.seats) != programme.regular_seats())
        return false;
    std::size_t same = 0;
    for (auto const& line : in_order(form.parts)) {
        bool const is_there = std::ranges::find(parts, PartId{line.id}, &ProgrammePart::id) != parts.end();
        if (!line.is_named() && !is_there)
            continue;
        if (!line.is_named() || same == parts.size() || (line.id != 0 && parts[same].id.value != line.id))
            return false;
        auto const part = part_from(line, parts[same], parts[same].position, naming);
        if (!part || what(*part) != what(parts[same]))
            return false;
        ++same;
    }
    return same == parts.size();
}

}

bool PartLine::is_named() const
{
    return !trim(name).empty() || !panel.empty();
}

ProgrammeForm form_of(
    Programme const& programme, std::vector<ProgrammePart> const& parts, i18n::Zone const& zone)
{
    auto const opens = zone.to_local(programme.opens_at);
    auto const closes = zone.to_local(programme.closes_at);
    ProgrammeForm form{
        .version = programme.version,
        .slug = programme.slug,
        .opens_day = typed_spelling(opens.date),
        .opens_time = spelled_time(opens.time),
        .closes_day = typed_spelling(closes.date),
        .closes_time = spelled_time(closes.time),
        .seats = std::to_string(programme.regular_seats()),
        .state = std::string(to_text(programme.state)),
        .parts = {}};
    for (auto const& part : parts)
        form.parts.push_back(
            {part.id.value, std::string(to_text(part.kind)), part.has_panel_name ? std::string{} : part.name,
             std::to_string(part.regular_seats()), std::to_string(part.position),
             part.panel ? std::to_string(part.panel->value) : std::string{}});
    return form;
}

ProgrammeForm spelled_programme(ProgrammeForm typed)
{
    auto const spell_number = [](std::string& text) {
        if (auto const number = parse_number(trim(text)))
            text = std::to_string(*number);
    };
    typed.slug = trim(typed.slug);
    for (auto* const day : {&typed.opens_day, &typed.closes_day}) {
        if (auto const date = parse_typed_date(*day))
            *day = typed_spelling(*date);
    }
    for (auto* const time : {&typed.opens_time, &typed.closes_time}) {
        if (auto const clock = read_time(*time))
            *time = spelled_time(*clock);
    }
    spell_number(typed.seats);
    for (auto& part : typed.parts) {
        part.name = trim(part.name);
        spell_number(part.seats);
        spell_number(part.order);
    }
    return typed;
}

ProgrammeForm suggested_programme(Meeting const& meeting, Date today)
{
    auto const day = meeting.day ? meeting.day->full() : std::nullopt;
    auto const of_day = day ? std::to_string(static_cast<int>(day->year())) : std::string{};
    return {
        .version = 0,
        .slug = year_of_slug(meeting.slug) ? meeting.slug : of_day, // one address for page and registration
        .opens_day = typed_spelling(today),
        .opens_time = "08:00",
        .closes_day = day ? typed_spelling(*day + std::chrono::days{-1}) : std::string{},
        .closes_time = "18:00",
        .seats = {},
        .state = std::string(to_text(ProgrammeState::closed)),
        .parts = {}};
}

std::vector<Problem> problems_of_programme(
    ProgrammeForm const& form, Meeting const& meeting, Programme const* before,
    std::vector<ProgrammePart> const& parts_before, std::span<Panel const> panels, i18n::Zone const& zone)
{
    std::vector<Problem> problems;
    auto const begin = begin_of(meeting, zone);
    if (!begin)
        problems.push_back(Problem::conflict({}, "programme.problem.day"_msg));
    if (!year_of_slug(trim(form.slug)))
        problems.push_back(Problem::invalid("slug", "programme.problem.slug"_msg));
    auto const check_moment = [&](std::string_view name, std::string_view day, std::string_view time) {
        if (!parse_typed_date(day))
            problems.push_back(Problem::invalid(std::string(name) + "_day", "programme.problem.date"_msg));
        if (!read_time(time))
            problems.push_back(Problem::invalid(std::string(name) + "_time", "programme.problem.time"_msg));
    };
    check_moment("opens", form.opens_day, form.opens_time);
    check_moment("closes", form.closes_day, form.closes_time);
    auto const opens = read_moment(form.opens_day, form.opens_time, zone);
    auto const closes = read_moment(form.closes_day, form.closes_time, zone);
    if (opens && closes && *closes <= *opens)
        problems.push_back(Problem::invalid("closes_day", "programme.problem.order"_msg));
    else if (closes && begin && *closes > *begin)
        problems.push_back(Problem::invalid("closes_day", "programme.problem.late"_msg));
    check_seats(problems, "seats", form.seats, before == nullptr ? 0 : before->taken - before->beyond);
    if (!enum_from<ProgrammeState>(form.state))
        problems.push_back(Problem::invalid("state", "programme.problem.state"_msg));
    check_parts(problems, form, parts_before, panels);
    return problems;
}

Result<void> save_programme(Work& work, MeetingId meeting, ProgrammeForm const& form)
{
    auto& db = work.db();
    auto const tenant = work.tenant();
    auto const seen = find_seen_meeting(db, tenant, meeting, work.actor(), edit_meetings);
    if (!seen)
        return Problem::not_found("meeting.problem.unknown"_msg);
    auto const before = find_programme(db, tenant, meeting);
    auto const parts = before ? list_parts(db, tenant, before->id) : std::vector<ProgrammePart>{};
    auto const panels = list_panels_for_parts(db, tenant, work.actor(), seen->meeting, parts, work.today());
    Naming const naming{panels, seen->meeting.is_past(work.today()), work.today()};
    if ((before ? before->version : 0) != form.version) {
        // Pressed twice, or the answer was lost: it is so already.
        if (before && says_what_is_stored(form, *before, parts, naming, work.zone()))
            return {};
        return Problem::conflict({}, "record.problem.changed_meanwhile"_msg);
    }
    if (auto problems
        = problems_of_programme(form, seen->meeting, before ? &*before : nullptr, parts, panels, work.zone());
        !problems.empty())
        return std::move(problems.front());
    auto programme = before.value_or(Programme{});
    programme.meeting = meeting;
    programme.slug = trim(form.slug);
    // An address that people know stays, whichever session has a page there meanwhile.
    bool const is_new_slug = !before || before->slug != programme.slug;
    if (is_new_slug && is_slug_of_another(db, tenant, programme.slug, meeting))
        return Problem::conflict("slug", "programme.problem.slug_taken"_msg);
    programme.opens_at = read_moment(form.opens_day, form.opens_time, work.zone()).value();
    programme.closes_at = read_moment(form.closes_day, form.closes_time, work.zone()).value();
    set_seats(programme, read_seats(form.seats).value());
    programme.state = enum_from<ProgrammeState>(form.state).value();
    programme.id = store_programme(db, tenant, programme, work.now());
    std::int64_t position = 0;
    for (auto const& line : in_order(form.parts)) {
        if (!line.is_named()) {
            if (line.id != 0) {
                delete_part(db, tenant, PartId{line.id});
                forget_texts(work, translated_parts, line.id);
            }
            continue;
        }
        auto const known = std::ranges::find(parts, PartId{line.id}, &ProgrammePart::id);
        auto const part
            = part_from(line, known == parts.end() ? ProgrammePart{} : *known, ++position, naming);
        store_part(db, tenant, programme.id, part.value());
    }
    keep_open_texts_of_parts(work, meeting, parts);
    work.audit("meetings.programme.changed", meeting_subject.word(), meeting);
    return move_up(work, programme.id);
}

} // namespace kommin::meetings
