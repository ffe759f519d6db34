// Routes of the desk for meetings.

#include "modules/meetings/meetings/meeting_desk.hpp"
#include "modules/meetings/meetings/meeting_pages.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/i18n/typed_time.hpp"
#include "platform/records/drafting.hpp"
#include "platform/web/authors.hpp"
#include "platform/web/record_desk.hpp"
#include "platform/web/staff_export.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>
#include <vector>

namespace kommin::meetings {

using records::Fields;

namespace {

constexpr int shown_of_panel = 5; // its next and its last ones

std::optional<MeetingId> meeting_in_path(web::Call const& call)
{
    auto const number = parse_number(call.path["sitzung"]);
    return number && *number > 0 ? std::optional(MeetingId{*number}) : std::nullopt;
}

std::optional<SeenMeeting> seen_in_path(web::Call const& call, Permission permission)
{
    auto const id = meeting_in_path(call);
    return !id ? std::nullopt : web::read(call, [&](db::Connection& db) {
        return find_seen_meeting(db, call.site.tenant, *id, call.actor(), permission);
    });
}

Fields posted_meeting(http::Form const& posted)
{
    Fields fields;
    for (auto const& field : all_meeting_fields) {
        Fields::Values values;
        for (auto const typed : posted.values(field.name)) {
            std::string text(trim(typed));
            std::erase(text, '\r');
            if (!text.empty())
                values.push_back(std::move(text));
        }
        fields.set(field.name, std::move(values));
    }
    return fields;
}

// One meeting at the desk.
class MeetingDesk : public web::RecordDesk {
public:
    explicit MeetingDesk(web::Call const& call)
        : RecordDesk(call)
    { }

    bool load() override
    {
        auto seen = seen_in_path(call(), edit_meetings);
        if (!seen) {
            found_.reset();
            return false;
        }
        auto state = records::undrafted(seen->meeting.version, seen->meeting.changed_at);
        state.owner = seen->panel.owner();
        found_
            = Found{std::move(*seen), std::move(state), web::list_authors(call().db(), call().site.tenant)};
        return true;
    }
    [[nodiscard]] Meeting const& meeting() const { return found_->seen.meeting; }

    [[nodiscard]] records::EditState const& state() const override { return found_->state; }
    [[nodiscard]] Fields record() const override { return form_of(meeting()); }
    [[nodiscard]] Fields fields() const override { return record(); }
    [[nodiscard]] web::RecordForm form() const override
    {
        return meeting_record_form(web::staff_texts(call()));
    }
    [[nodiscard]] Fields posted(http::Form const& posted) const override { return posted_meeting(posted); }
    [[nodiscard]] std::vector<Problem> problems_of(Fields const& fields) const override
    {
        return problems_of_meeting(fields, call().local_now().date);
    }
    [[nodiscard]] Fields spelled_fields(Fields const& fields) const override
    {
        return records::with_wrong_as_typed(fields, spelled_meeting(fields), problems_of(fields));
    }
    [[nodiscard]] std::optional<records::Subject> subject() const override
    {
        return records::Subject{meeting_subject, meeting().id.value};
    }
    [[nodiscard]] web::Authors const& authors() const override { return found_->authors; }
    [[nodiscard]] html::Url url() const override { return meeting_url(meeting().id, "aendern"); }
    [[nodiscard]] web::StaffFrame frame_below(std::string title) const override
    {
        return frame_below_meeting(call(), meeting(), std::move(title));
    }
    [[nodiscard]] std::string title_of(Fields const& fields) const override
    {
        return std::string(fields.value(meeting_field::title));
    }
    [[nodiscard]] http::Response show_form(web::ShownForm form) const override
    {
        return meeting_form_page(
            call(),
            {.panels = {},
             .seen = &found_->seen,
             .fields = form.fields,
             .problems = std::move(form.problems),
             .shown_version = form.version});
    }

private:
    struct Found {
        SeenMeeting seen;
        records::EditState state;
        web::Authors authors;
    };
    std::optional<Found> found_;
};

// For which somebody may enter a meeting, by name as the list has them. One that has ended has met, too: what
// is known of it is entered one by one.
Panels panels_to_plan_for(web::Call const& call)
{
    return web::read(call, [&](db::Connection& db) {
        return list_seen_panels(db, call.site.tenant, call.actor(), edit_meetings);
    });
}

// A series lies ahead: only for those that still meet.
Panels panels_for_series(web::Call const& call)
{
    auto panels = panels_to_plan_for(call);
    auto const today = call.local_now().date;
    std::erase_if(panels.all, [&](Panel const& panel) { return panel.has_ended(today); });
    return panels;
}

// What a new one starts with.
Fields fresh_fields(web::Call const& call)
{
    Fields fields;
    fields.set(meeting_field::panel, std::string(call.request.query().value("gremium")));
    fields.set(meeting_field::state, std::string(to_text(MeetingState::planned)));
    fields.set(meeting_field::childcare, std::string(to_text(Childcare::unknown)));
    return fields;
}

Fields posted_series(http::Form const& posted)
{
    auto fields = posted_meeting(posted);
    for (auto const field : {meeting_field::panel, series_field::rhythm, series_field::count})
        fields.set(field, std::string(trim(posted.value(field))));
    Fields::Values days;
    for (auto const day : posted.values(series_field::days))
        days.emplace_back(day);
    fields.set(series_field::days, std::move(days));
    // A series is planned; what came of each of its meetings is said of that one.
    fields.set(meeting_field::state, std::string(to_text(MeetingState::planned)));
    return fields;
}

}

http::Response list_meetings_at_desk(web::Call& call)
{
    auto const filter = MeetingFilter::read(call.request.query());
    struct Found {
        Panels panels;
        MeetingList list;
        std::vector<int> years;
        std::vector<web::ListView> views;
    };
    auto found = web::read(call, [&](db::Connection& db) {
        auto const tenant = call.site.tenant;
        auto panels = list_seen_panels(db, tenant, call.actor(), see_meetings);
        auto list = list_meetings_for_staff(db, tenant, panels, filter);
        auto years = list_meeting_years(db, tenant, panels.ids());
        return Found{
            std::move(panels), std::move(list), std::move(years),
            web::saved_views(call, meeting_list, filter.fields())};
    });
    return meeting_list_page(
        call,
        {.panels = found.panels,
         .filter = filter,
         .list = found.list,
         .years = found.years,
         .may_add = call.actor().may_somewhere(edit_meetings),
         .views = std::move(found.views)});
}

http::Response export_meetings(web::Call& call)
{
    using table::Cell;
    auto const& texts = web::staff_texts(call);
    auto const filter = MeetingFilter::read(call.request.query());
    auto const time
        = [](std::optional<i18n::TimeOfDay> at) { return at ? Cell(i18n::typed_spelling(*at)) : Cell(); };
    auto const money = [](std::optional<Money> sum) { return sum ? Cell(sum->to_decimal()) : Cell(); };
    return web::read(call, [&](db::Connection& db) {
        auto const panels = list_seen_panels(db, call.site.tenant, call.actor(), see_meetings);
        web::ListExport<Meeting> file(
            call, web::export_format(call.request), meetings_path, "meeting.title"_msg,
            {{"meeting.field.title"_msg, 40, [](Meeting const& meeting) { return Cell(meeting.title); }},
             {"meeting.column.day"_msg, 12,
              [](Meeting const& meeting) { return Cell(meeting.day.value().to_iso()); }},
             {"meeting.field.begins"_msg, 8, [&](Meeting const& meeting) { return time(meeting.begins_at); }},
             {"meeting.field.ends"_msg, 8, [&](Meeting const& meeting) { return time(meeting.ends_at); }},
             {"meeting.field.panel"_msg, 40,
              [&](Meeting const& meeting) {
                  auto const* panel = panels.find(meeting.panel);
                  return panel == nullptr ? Cell() : Cell(panel->name);
              }},
             {"meeting.field.place"_msg, 30, [](Meeting const& meeting) { return Cell(meeting.place); }},
             {"staff.state"_msg, 14,
              [&](Meeting const& meeting) { return Cell(std::string(texts(label_of(meeting.state)))); }},
             {"form.uncertain"_msg, 14,
              [&](Meeting const& meeting) {
                  return meeting.is_uncertain ? Cell(std::string(texts("panel.uncertain"_msg))) : Cell();
              }},
             {"meeting.field.participants"_msg, 12,
              [](Meeting const& meeting) {
                  return meeting.participants ? Cell(*meeting.participants) : Cell();
              }},
             {"meeting.field.approximate"_msg, 12,
              [&](Meeting const& meeting) {
                  return meeting.is_approximate ? Cell(std::string(texts("meeting.approximate.yes"_msg)))
                                                : Cell();
              }},
             {"meeting.field.share"_msg, 12,
              [](Meeting const& meeting) {
                  return meeting.reported_share ? Cell(*meeting.reported_share) : Cell();
              }},
             {"meeting.field.share_approximate"_msg, 12,
              [&](Meeting const& meeting) {
                  return meeting.is_share_approximate
                      ? Cell(std::string(texts("meeting.approximate.yes"_msg)))
                      : Cell();
              }},
             {"meeting.field.share_source"_msg, 40,
              [](Meeting const& meeting) { return Cell(meeting.share_source); }},
             {"meeting.field.planned"_msg, 12,
              [&](Meeting const& meeting) { return money(meeting.budget_planned); }},
             {"meeting.field.spent"_msg, 12,
              [&](Meeting const& meeting) { return money(meeting.budget_spent); }},
             {"meeting.field.purpose"_msg, 60, [](Meeting const& meeting) { return Cell(meeting.purpose); }},
             {"meeting.field.results"_msg, 60, [](Meeting const& meeting) { return Cell(meeting.results); }},
             {"form.remark"_msg, 50, [](Meeting const& meeting) { return Cell(meeting.remark); }},
             {"form.source"_msg, 40, [](Meeting const& meeting) { return Cell(meeting.source); }}});
        export_meeting_list(db, call.site.tenant, panels, filter, [&](std::vector<Meeting> const& lines) {
            file.go_on();
            return std::ranges::all_of(lines, [&](Meeting const& line) { return file.add(line); });
        });
        return file.answer();
    });
}

http::Response show_meeting(web::Call& call, FurtherOfMeeting further)
{
    auto const seen = seen_in_path(call, see_meetings);
    if (!seen)
        return web::staff_not_found(call);
    auto const series = web::read(call, [&](db::Connection& db) {
        return !seen->meeting.series
            ? std::vector<Meeting>{}
            : list_meetings(
                  db, call.site.tenant, {.panels = {seen->panel.id}, .series = seen->meeting.series},
                  most_in_series);
    });
    return meeting_page(
        call,
        {.seen = *seen,
         .series = series,
         .may_edit = call.actor().may(edit_meetings, seen->panel.owner()),
         .further = further(call, *seen)});
}

http::Response show_new_meeting(web::Call& call)
{
    return meeting_form_page(
        call,
        {.panels = panels_to_plan_for(call),
         .seen = nullptr,
         .fields = fresh_fields(call),
         .form_key = crypto::random_token()});
}

http::Response add_meeting_at_desk(web::Call& call, MeetingFollowers const& followers)
{
    auto const form = call.request.form();
    if (!form)
        return web::staff_not_found(call);
    auto fields = posted_meeting(*form);
    for (auto const field : {meeting_field::panel, meeting_field::checklist})
        fields.set(field, std::string(trim(form->value(field))));
    auto const key = web::key_of_form(*form);
    return web::add_record(
        call,
        {.problems = {}, // the use case finds the meeting of the same form first
         .add = [&](Work& work) -> Result<html::Url> {
             return meeting_url(TRY(add_meeting(work, fields, key, followers)));
         },
         .show_form =
             [&](std::vector<Problem> problems) {
                 for (auto& problem : problems_of_meeting(fields, call.local_now().date)) {
                     if (std::ranges::find(problems, problem.field, &Problem::field) == problems.end())
                         problems.push_back(std::move(problem));
                 }
                 return meeting_form_page(
                     call,
                     {.panels = panels_to_plan_for(call),
                      .seen = nullptr,
                      .fields = fields,
                      .form_key = key,
                      .problems = std::move(problems)});
             }});
}

http::Response show_meeting_form(web::Call& call)
{
    MeetingDesk desk(call);
    return web::show_record(call, desk);
}

http::Response save_meeting_form(web::Call& call, MeetingFollowers const& followers)
{
    MeetingDesk desk(call);
    return web::press(
        call, desk, web::Asks::everything, [&](Work& work, web::Seen seen, Fields const& fields) {
            return save_meeting(work, {desk.meeting().id, seen.version}, fields, followers);
        });
}

http::Response show_meeting_history(web::Call& call)
{
    MeetingDesk desk(call);
    return web::show_history(call, desk);
}

http::Response show_new_series(web::Call& call)
{
    auto fields = fresh_fields(call);
    fields.set(series_field::rhythm, std::string(to_text(Rhythm::monthly)));
    return series_form_page(
        call, {.panels = panels_for_series(call), .fields = fields, .form_key = crypto::random_token()});
}

http::Response preview_series(web::Call& call)
{
    auto const form = call.request.form();
    if (!form)
        return web::staff_not_found(call);
    auto const panels = panels_for_series(call);
    auto const fields = posted_series(*form);
    auto problems = problems_of_series(fields, call.local_now().date);
    if (panels.find(panel_numbered(fields.value(meeting_field::panel))) == nullptr)
        problems.push_back(Problem::invalid(std::string(meeting_field::panel), "meeting.problem.panel"_msg));
    SeriesFormPage const page{panels, fields, web::key_of_form(*form), std::move(problems)};
    return page.problems.empty() ? series_preview_page(call, page) : series_form_page(call, page);
}

http::Response change_series(web::Call& call)
{
    auto const form = call.request.form();
    if (!form)
        return web::staff_not_found(call);
    auto const panels = panels_for_series(call);
    auto const fields = posted_series(*form);
    return series_form_page(call, {.panels = panels, .fields = fields, .form_key = web::key_of_form(*form)});
}

http::Response plan_series_at_desk(web::Call& call, Result<void> (*planned)(Work& work))
{
    auto const form = call.request.form();
    if (!form)
        return web::staff_not_found(call);
    auto const fields = posted_series(*form);
    auto const key = web::key_of_form(*form);
    return web::add_record(
        call,
        {.problems = {},
         .add = [&](Work& work) -> Result<html::Url> {
             TRY(plan_series(work, fields, key));
             TRY(planned(work));
             MeetingFilter listed;
             listed.panel = panel_numbered(fields.value(meeting_field::panel));
             return meetings_url(listed);
         },
         .show_form =
             [&](std::vector<Problem> problems) {
                 bool const is_of_days = std::ranges::all_of(
                     problems, [](Problem const& problem) { return problem.field == series_field::days; });
                 SeriesFormPage const page{panels_for_series(call), fields, key, std::move(problems)};
                 return is_of_days ? series_preview_page(call, page) : series_form_page(call, page);
             }});
}

web::Body meetings_of_panel(web::Call const& call, Panel const& panel)
{
    auto const actor = call.actor();
    if (!actor.may(see_meetings, panel.owner()))
        return {};
    auto meetings = web::read(call, [&](db::Connection& db) {
        auto const tenant = call.site.tenant;
        return MeetingsOfPanel{
            .panel = panel,
            .next = list_meetings(
                db, tenant, {.panels = {panel.id}, .states = {MeetingState::planned}}, shown_of_panel),
            .last = list_meetings(
                db, tenant,
                {.panels = {panel.id},
                 .states = {MeetingState::held, MeetingState::cancelled},
                 .descending = true},
                shown_of_panel),
            .may_edit = actor.may(edit_meetings, panel.owner())};
    });
    return [&call, meetings = std::move(meetings)](html::Writer& w) {
        write_meetings_of_panel(w, call, meetings);
    };
}

web::StaffHits find_meetings_at_desk(web::Call const& call, std::string_view words, int most_hits)
{
    auto const& texts = web::staff_texts(call);
    auto const today = call.local_now().date;
    MeetingFilter filter;
    filter.words = words;
    filter.view = MeetingView::all;
    struct Found {
        Panels panels;
        MeetingList list;
    };
    auto const found = web::read(call, [&](db::Connection& db) {
        auto panels = list_seen_panels(db, call.site.tenant, call.actor(), see_meetings);
        auto list = list_meetings_for_staff(db, call.site.tenant, panels, filter);
        return Found{std::move(panels), std::move(list)};
    });
    web::StaffHits hits{{}, found.list.count, meetings_url(filter)};
    for (auto const& meeting : found.list.lines) {
        if (std::ssize(hits.hits) == most_hits)
            break;
        auto const* panel = found.panels.find(meeting.panel);
        hits.hits.push_back(
            {.title = meeting.title,
             .url = meeting_url(meeting.id),
             .detail = texts.partial_date(meeting.day.value()),
             .place = panel != nullptr ? panel->name : std::string{},
             .state = mark_of(meeting, today, texts)});
    }
    return hits;
}

} // namespace kommin::meetings
