#include "modules/meetings/meetings/meeting_editing.hpp"

#include "modules/meetings/meetings/translated_meetings.hpp"
#include "modules/meetings/panels/field_check.hpp"
#include "modules/meetings/panels/panel_store.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "modules/meetings/panels/publication.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/i18n/language.hpp"
#include "platform/i18n/typed_time.hpp"
#include "platform/records/typed.hpp"

#include <algorithm>
#include <utility>

namespace kommin::meetings {

using i18n::TimeOfDay;
using records::Fields;
using records::one_line;
using records::read_typed_date;
using records::several_lines;
using records::spelled_date;

namespace {

constexpr std::size_t longest_title = 200; // code points
constexpr std::size_t longest_text = 5000;
constexpr std::size_t longest_note = 1000;
constexpr std::size_t year_length = 4; // of a day in ISO 8601
constexpr std::size_t month_length = 7;
constexpr std::int64_t most_participants = 100'000;
constexpr std::int64_t all_percent = 100;

std::string joined(Fields::Values const& tags)
{
    std::string text;
    for (auto const& tag : tags)
        text += (text.empty() ? "" : " ") + tag;
    return text;
}

Meeting meeting_from(Fields const& fields)
{
    auto const line = [&](std::string_view name) { return one_line(fields.value(name)); };
    Meeting meeting;
    meeting.title = line(meeting_field::title);
    meeting.purpose = several_lines(fields.value(meeting_field::purpose));
    meeting.day = read_typed_date(line(meeting_field::day));
    meeting.begins_at = i18n::parse_typed_time(fields.value(meeting_field::begins));
    meeting.ends_at = i18n::parse_typed_time(fields.value(meeting_field::ends));
    meeting.place = line(meeting_field::place);
    meeting.address = line(meeting_field::address);
    meeting.online_link = line(meeting_field::link);
    meeting.interpreters = joined(fields.values(meeting_field::interpreters));
    meeting.childcare
        = enum_from<Childcare>(fields.value(meeting_field::childcare)).value_or(meeting.childcare);
    meeting.accessibility = line(meeting_field::accessibility);
    meeting.budget_planned = read_typed_money(line(meeting_field::planned));
    meeting.budget_spent = read_typed_money(line(meeting_field::spent));
    meeting.state = enum_from<MeetingState>(fields.value(meeting_field::state)).value_or(meeting.state);
    if (meeting.state == MeetingState::cancelled)
        meeting.cancelled_for = line(meeting_field::reason);
    meeting.participants = parse_number(line(meeting_field::participants));
    meeting.is_approximate
        = meeting.participants && fields.value(meeting_field::approximate) == approximate_value;
    meeting.reported_share = parse_number(line(meeting_field::share));
    meeting.is_share_approximate
        = meeting.reported_share && fields.value(meeting_field::share_approximate) == approximate_value;
    if (meeting.reported_share)
        meeting.share_source = line(meeting_field::share_source);
    meeting.results = several_lines(fields.value(meeting_field::results));
    meeting.is_public = fields.value(meeting_field::visible) == visible_value;
    meeting.shows_agenda = meeting.is_public && fields.value(meeting_field::agenda) == visible_value;
    meeting.is_uncertain = fields.value(meeting_field::uncertain) == uncertain_value;
    meeting.remark = line(meeting_field::remark);
    meeting.source = line(meeting_field::source);
    return meeting;
}

std::string spelled_money(std::optional<Money> money)
{
    return money ? kommin::spelled_money(*money) : std::string{};
}

// Reads one form and says what is wrong with it.
class MeetingCheck : private FieldCheck {
public:
    MeetingCheck(Fields const& fields, Date today)
        : FieldCheck(fields)
        , fields_(fields)
        , today_(today)
    { }
    std::vector<Problem> run()
    {
        check_texts();
        check_day();
        check_times();
        check_public_page(meeting_field::link); // whoever takes part types what is said there
        check_interpreters();
        if (!enum_from<Childcare>(fields_.value(meeting_field::childcare)))
            refuse(meeting_field::childcare, "meeting.problem.childcare"_msg);
        check_money(meeting_field::planned);
        check_money(meeting_field::spent);
        check_state();
        check_participants();
        check_share();
        check_doubt();
        return take();
    }

private:
    void check_texts()
    {
        if (one_line(fields_.value(meeting_field::title)).empty())
            refuse(meeting_field::title, "meeting.problem.title"_msg);
        for (auto const field :
             {meeting_field::title, meeting_field::place, meeting_field::source, meeting_field::share_source})
            check_length(field, longest_title);
        for (auto const field : {meeting_field::address, meeting_field::accessibility, meeting_field::reason})
            check_length(field, longest_note);
        for (auto const field : {meeting_field::purpose, meeting_field::results})
            check_length(field, longest_text);
    }
    void check_day()
    {
        auto const typed = one_line(fields_.value(meeting_field::day));
        if (typed.empty())
            refuse(meeting_field::day, "meeting.problem.day"_msg);
        else if (!read_typed_date(typed))
            refuse(meeting_field::day, "form.problem.date"_msg, {{"value", typed}});
    }
    void check_times()
    {
        auto const wanted = meeting_from(fields_);
        for (auto const field : {meeting_field::begins, meeting_field::ends}) {
            auto const typed = one_line(fields_.value(field));
            if (typed.empty())
                continue;
            if (!i18n::parse_typed_time(typed))
                refuse(field, "meeting.problem.time"_msg, {{"value", typed}});
            else if (wanted.day && !wanted.day->full())
                refuse(field, "meeting.problem.time_without_day"_msg);
        }
        if (wanted.ends_at && one_line(fields_.value(meeting_field::begins)).empty())
            refuse(meeting_field::begins, "meeting.problem.end_without_beginning"_msg);
        else if (wanted.begins_at && wanted.ends_at && *wanted.ends_at <= *wanted.begins_at)
            refuse(meeting_field::ends, "meeting.problem.times"_msg);
    }
    void check_interpreters()
    {
        for (auto const& tag : fields_.values(meeting_field::interpreters)) {
            auto const language = i18n::Language::find(tag);
            if (!language || language->tag() != tag) {
                refuse(meeting_field::interpreters, "meeting.problem.language"_msg);
                return;
            }
        }
    }
    void check_money(std::string_view field)
    {
        auto const typed = one_line(fields_.value(field));
        if (!typed.empty() && !read_typed_money(typed))
            refuse(field, "meeting.problem.money"_msg, {{"value", typed}});
    }
    void check_state()
    {
        auto const state = enum_from<MeetingState>(fields_.value(meeting_field::state));
        auto const day = read_typed_date(one_line(fields_.value(meeting_field::day)));
        if (!state)
            refuse(meeting_field::state, "meeting.problem.state"_msg);
        else if (state == MeetingState::held && day && day->first_possible_day() > today_)
            refuse(meeting_field::state, "meeting.problem.held_too_early"_msg);
        else if (state == MeetingState::cancelled && one_line(fields_.value(meeting_field::reason)).empty())
            refuse(meeting_field::reason, "meeting.problem.reason"_msg);
    }
    void check_participants()
    {
        auto const typed = one_line(fields_.value(meeting_field::participants));
        auto const number = parse_number(typed);
        if (!typed.empty() && (!number || *number < 0 || *number > most_participants))
            refuse(meeting_field::participants, "meeting.problem.participants"_msg);
        else if (typed.empty() && fields_.value(meeting_field::approximate) == approximate_value)
            refuse(meeting_field::participants, "meeting.problem.approximate"_msg);
    }
    // A share of people with a history of migration is worth what whoever has reported it is.
    void check_share()
    {
        auto const typed = one_line(fields_.value(meeting_field::share));
        auto const source = one_line(fields_.value(meeting_field::share_source));
        auto const number = parse_number(typed);
        bool const is_rounded = fields_.value(meeting_field::share_approximate) == approximate_value;
        if (!typed.empty() && (!number || *number < 0 || *number > all_percent))
            refuse(meeting_field::share, "meeting.problem.share"_msg);
        else if (typed.empty() && (is_rounded || !source.empty()))
            refuse(meeting_field::share, "meeting.problem.share_missing"_msg);
        else if (!typed.empty() && source.empty())
            refuse(meeting_field::share_source, "meeting.problem.share_source"_msg);
    }

    Fields const& fields_;
    Date today_;
};

// The panel for which somebody wants to plan. Problems as of add_meeting().
Result<Panel> wanted_panel(Work& work, Fields const& typed)
{
    if (!work.actor().may_somewhere(edit_meetings))
        return Problem::not_found("panel.problem.unknown"_msg);
    auto const id = panel_numbered(typed.value(meeting_field::panel));
    auto panel = id ? load_panel(work.db(), work.tenant(), *id) : std::nullopt;
    if (!panel || !work.actor().may(edit_meetings, panel->owner()))
        return Problem::invalid(std::string(meeting_field::panel), "meeting.problem.panel"_msg);
    return std::move(*panel);
}

// Of one meeting of a form: whoever sends it twice makes it once.
std::string mark_of(Work const& work, std::string_view form_key, Panel const& panel, Fields const& fields)
{
    return crypto::sha256_hex(
        work.actor().code() + ' ' + std::string(form_key) + ' ' + std::to_string(panel.id.value) + ' '
        + fields.to_json());
}

// The address of its public page: of a session of the conference of the district its year, or as much more as
// it takes to be the only one ("2006-11"); of another meeting its day. It stays when the day moves, for it
// may stand on paper by then.
std::string free_slug(Work& work, Panel const& panel, Meeting const& meeting)
{
    auto const is_free = [&](std::string_view slug) {
        return !is_slug_of_another(work.db(), work.tenant(), slug, meeting.id);
    };
    auto slug = meeting.day.value().to_iso();
    if (panel.kind == PanelKind::conference && !panel.body) {
        for (auto const length : {year_length, month_length}) {
            if (auto part = slug.substr(0, length); is_free(part))
                return part;
        }
    } else if (!meeting.day->full()) {
        slug = "termin-" + slug; // a year alone is the conference's
    }
    auto const first = slug;
    for (int number = 2; !is_free(slug); ++number)
        slug = first + '-' + std::to_string(number);
    return slug;
}

// Before it is stored: from the first time that everybody may read of it, it has an address for ever.
void give_slug(Work& work, Panel const& panel, Meeting& meeting)
{
    if (meeting.is_public && meeting.slug.empty())
        meeting.slug = free_slug(work, panel, meeting);
}

MeetingId insert_new(Work& work, Panel const& panel, Meeting wanted, std::string_view mark)
{
    give_slug(work, panel, wanted);
    if (wanted.is_public)
        work.publish(published_as);
    wanted.id = insert_meeting(work.db(), work.tenant(), wanted, mark, work.now());
    records::keep_created(work, edited_meetings, wanted.id.value, panel.owner(), form_of(wanted));
    keep_open_texts(work, wanted);
    return wanted.id;
}

// Each day of a series as it was sent; nothing for a word that is no day.
std::vector<std::optional<Date>> ticked_days(Fields const& fields)
{
    std::vector<std::optional<Date>> days;
    for (auto const& value : fields.values(series_field::days))
        days.push_back(parse_date(value));
    return days;
}

}

std::optional<SeenMeeting> find_seen_meeting(
    db::Connection& db, TenantId tenant, MeetingId id, Actor const& actor, Permission permission)
{
    auto meeting = load_meeting(db, tenant, id);
    auto panel = meeting ? load_panel(db, tenant, meeting->panel) : std::nullopt;
    if (!panel || !actor.may(permission, panel->owner()))
        return std::nullopt;
    return SeenMeeting{std::move(*meeting), std::move(*panel)};
}

Fields form_of(Meeting const& meeting)
{
    Fields fields;
    auto const set = [&](std::string_view name, std::string value) { fields.set(name, std::move(value)); };
    auto const time
        = [](std::optional<TimeOfDay> at) { return at ? i18n::typed_spelling(*at) : std::string{}; };
    set(meeting_field::title, meeting.title);
    set(meeting_field::purpose, meeting.purpose);
    set(meeting_field::day, spelled_date(meeting.day));
    set(meeting_field::begins, time(meeting.begins_at));
    set(meeting_field::ends, time(meeting.ends_at));
    set(meeting_field::place, meeting.place);
    set(meeting_field::address, meeting.address);
    set(meeting_field::link, meeting.online_link);
    Fields::Values tags;
    for (auto const tag : split(meeting.interpreters, ' ')) {
        if (!tag.empty())
            tags.emplace_back(tag);
    }
    fields.set(meeting_field::interpreters, std::move(tags));
    set(meeting_field::childcare, std::string(to_text(meeting.childcare)));
    set(meeting_field::accessibility, meeting.accessibility);
    set(meeting_field::planned, spelled_money(meeting.budget_planned));
    set(meeting_field::spent, spelled_money(meeting.budget_spent));
    set(meeting_field::state, std::string(to_text(meeting.state)));
    set(meeting_field::reason, meeting.cancelled_for);
    set(meeting_field::participants,
        meeting.participants ? std::to_string(*meeting.participants) : std::string{});
    set(meeting_field::approximate, meeting.is_approximate ? std::string(approximate_value) : std::string{});
    set(meeting_field::share,
        meeting.reported_share ? std::to_string(*meeting.reported_share) : std::string{});
    set(meeting_field::share_approximate,
        meeting.is_share_approximate ? std::string(approximate_value) : std::string{});
    set(meeting_field::share_source, meeting.share_source);
    set(meeting_field::results, meeting.results);
    set(meeting_field::visible, meeting.is_public ? std::string(visible_value) : std::string{});
    set(meeting_field::agenda, meeting.shows_agenda ? std::string(visible_value) : std::string{});
    set(meeting_field::uncertain, meeting.is_uncertain ? std::string(uncertain_value) : std::string{});
    set(meeting_field::remark, meeting.remark);
    set(meeting_field::source, meeting.source);
    return fields;
}

Fields spelled_meeting(Fields const& typed)
{
    return form_of(meeting_from(typed));
}

std::vector<Problem> problems_of_meeting(Fields const& fields, Date today)
{
    return MeetingCheck(fields, today).run();
}

Result<void> save_meeting(
    Work& work, MeetingVersion const& seen, Fields const& typed, MeetingFollowers const& followers)
{
    auto const editing = TRY(records::Editing::begin(
        work, edited_meetings, seen.id.value, seen.version, edit_meetings, "meeting.problem.unknown"_msg));
    if (auto problems = problems_of_meeting(typed, work.today()); !problems.empty())
        return std::move(problems.front());
    auto const known = load_meeting(work.db(), work.tenant(), seen.id).value();
    auto const before = form_of(known);
    auto wanted = meeting_from(typed);
    auto const after = form_of(wanted);
    if (before == after)
        return {};
    wanted.id = seen.id;
    wanted.panel = known.panel;
    wanted.slug = known.slug;
    give_slug(work, load_panel(work.db(), work.tenant(), known.panel).value(), wanted);
    update_meeting(work.db(), work.tenant(), wanted, work.now());
    editing.keep_changed(before, after, "changed");
    keep_open_texts(work, wanted);
    if (followers.changed != nullptr)
        TRY(followers.changed(work, known, wanted));
    work.publish(published_as); // everybody may read of it, or its title with a recommendation
    return {};
}

Result<MeetingId> add_meeting(
    Work& work, Fields const& typed, std::string_view form_key, MeetingFollowers const& followers)
{
    auto const panel = TRY(wanted_panel(work, typed));
    auto wanted = meeting_from(typed);
    wanted.panel = panel.id;
    auto const mark = mark_of(work, form_key, panel, form_of(wanted));
    if (auto const added = find_meeting_by_mark(work.db(), work.tenant(), mark))
        return *added;
    if (auto problems = problems_of_meeting(typed, work.today()); !problems.empty())
        return std::move(problems.front());
    auto const id = insert_new(work, panel, wanted, mark);
    if (followers.added != nullptr)
        TRY(followers.added(work, id, typed));
    return id;
}

std::vector<Problem> problems_of_series(Fields const& fields, Date today)
{
    auto problems = problems_of_meeting(fields, today);
    auto const refuse = [&](std::string_view field, MessageKey message) {
        problems.push_back(Problem::invalid(std::string(field), message));
    };
    auto const first = read_typed_date(one_line(fields.value(meeting_field::day)));
    if (first && !first->full())
        refuse(meeting_field::day, "meeting.problem.whole_day"_msg);
    if (!enum_from<Rhythm>(fields.value(series_field::rhythm)))
        refuse(series_field::rhythm, "meeting.problem.rhythm"_msg);
    auto const count = parse_number(one_line(fields.value(series_field::count)));
    if (!count || *count < 2 || *count > most_in_series)
        refuse(series_field::count, "meeting.problem.count"_msg);
    return problems;
}

std::vector<Date> days_of_series(Fields const& fields)
{
    auto const first = read_typed_date(one_line(fields.value(meeting_field::day)));
    auto const rhythm = enum_from<Rhythm>(fields.value(series_field::rhythm));
    auto const count = parse_number<int>(one_line(fields.value(series_field::count)));
    return days_of_series(first.value().full().value(), rhythm.value(), count.value());
}

Result<std::vector<MeetingId>> plan_series(Work& work, Fields const& typed, std::string_view form_key)
{
    auto const panel = TRY(wanted_panel(work, typed));
    if (auto problems = problems_of_series(typed, work.today()); !problems.empty())
        return std::move(problems.front());
    auto const series = days_of_series(typed);
    auto const ticked = ticked_days(typed);
    for (auto const& day : ticked) {
        if (!day || std::ranges::find(series, *day) == series.end())
            return Problem::invalid(std::string(series_field::days), "meeting.problem.foreign_day"_msg);
    }
    if (ticked.empty())
        return Problem::invalid(std::string(series_field::days), "meeting.problem.no_day"_msg);
    auto wanted = meeting_from(typed);
    wanted.panel = panel.id;
    wanted.series = mark_of(work, form_key, panel, form_of(wanted));
    std::vector<MeetingId> planned;
    for (auto const& day : ticked) {
        wanted.day = PartialDate(*day);
        auto const mark = mark_of(work, form_key, panel, form_of(wanted));
        auto const made = find_meeting_by_mark(work.db(), work.tenant(), mark);
        planned.push_back(made ? *made : insert_new(work, panel, wanted, mark));
    }
    return planned;
}

} // namespace kommin::meetings
