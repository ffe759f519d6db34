// Routes of the desk for minutes: reading and writing them.

#include "modules/meetings/agenda/agenda_shown.hpp"
#include "modules/meetings/agenda/agenda_store.hpp"
#include "modules/meetings/meetings/meeting_pages.hpp"
#include "modules/meetings/minutes/minutes_desk.hpp"
#include "modules/meetings/minutes/minutes_shown.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "platform/base/text.hpp"
#include "platform/records/drafting.hpp"
#include "platform/web/authors.hpp"
#include "platform/web/record_desk.hpp"
#include "platform/web/write.hpp"

#include <optional>
#include <utility>

namespace kommin::meetings {

using records::Fields;

namespace {

// The minutes of one meeting at the desk.
class MinutesDesk : public web::RecordDesk {
public:
    explicit MinutesDesk(web::Call const& call)
        : RecordDesk(call)
    { }

    bool load() override
    {
        found_.reset();
        auto seen = minutes_in_path(call(), write_minutes);
        if (!seen)
            return false;
        auto state = records::undrafted(seen->minutes.version, seen->minutes.changed_at);
        state.owner = seen->of.panel.owner();
        auto& db = call().db();
        auto rules = rules_for(db, call().site.tenant, seen->of.meeting.id);
        auto side = load_side(call(), db, seen->of, seen->minutes.id);
        found_ = Found{
            std::move(*seen), std::move(rules), std::move(side), std::move(state),
            web::list_authors(db, call().site.tenant)};
        return true;
    }
    [[nodiscard]] Minutes const& minutes() const { return found_->seen.minutes; }

    [[nodiscard]] records::EditState const& state() const override { return found_->state; }
    [[nodiscard]] Fields record() const override { return form_of(minutes()); }
    [[nodiscard]] Fields fields() const override { return record(); }
    [[nodiscard]] web::RecordForm form() const override
    {
        return minutes_record_form(web::staff_texts(call()), found_->rules.items);
    }
    // What the form does not ask stays as it is: how far they are, items that were taken off the agenda.
    [[nodiscard]] Fields posted(http::Form const& posted) const override
    {
        auto const sent = [&](std::string_view name) {
            return posted.has(name) ? std::optional(posted.value(name)) : std::nullopt;
        };
        return with_secret_votes_of(record(), laid_over(record(), sent, found_->rules.items));
    }
    [[nodiscard]] std::vector<Problem> problems_of(Fields const& fields) const override
    {
        return problems_of_minutes(fields, found_->rules);
    }
    [[nodiscard]] Fields spelled_fields(Fields const& fields) const override
    {
        return records::with_wrong_as_typed(fields, spelled_minutes(fields), problems_of(fields));
    }
    [[nodiscard]] std::optional<records::Subject> subject() const override
    {
        return records::Subject{minutes_subject, minutes().id.value};
    }
    [[nodiscard]] web::Authors const& authors() const override { return found_->authors; }
    [[nodiscard]] html::Url url() const override { return minutes_url(minutes().meeting, "aendern"); }
    [[nodiscard]] web::StaffFrame frame_below(std::string title) const override
    {
        auto frame = frame_below_meeting(call(), found_->seen.of.meeting, std::move(title));
        frame.crumbs.push_back(
            {minutes_url(minutes().meeting), std::string(web::staff_texts(call())("minutes.title"_msg))});
        return frame;
    }
    [[nodiscard]] std::string title_of(Fields const& /*fields*/) const override
    {
        return found_->seen.of.meeting.title;
    }
    [[nodiscard]] http::Response show_form(web::ShownForm form) const override
    {
        return minutes_form_page(
            call(),
            {.seen = found_->seen.of,
             .minutes = minutes(),
             .items = found_->rules.items,
             .fields = form.fields,
             .side = found_->side,
             .problems = std::move(form.problems),
             .shown_version = form.version});
    }

private:
    struct Found {
        SeenMinutes seen;
        MinutesRules rules;
        MinutesSide side;
        records::EditState state;
        web::Authors authors;
    };
    std::optional<Found> found_;
};

}

http::Response show_minutes(web::Call& call)
{
    auto const seen = meeting_of_path(call, see_minutes);
    if (!seen)
        return web::staff_not_found(call);
    note_minutes_read(call, seen->meeting.id);
    return show_minutes_again(call, *seen);
}

http::Response print_minutes(web::Call& call)
{
    auto const seen = minutes_in_path(call, see_minutes);
    if (!seen)
        return web::staff_not_found(call);
    note_minutes_read(call, seen->of.meeting.id);
    auto const tenant = call.site.tenant;
    auto const page = web::read(call, [&](db::Connection& db) {
        auto const editions = list_editions(db, tenant, seen->minutes.id);
        MinutesPage printed{
            .seen = seen->of,
            .minutes = seen->minutes,
            .content = without_office_notes(content_as_read(db, tenant, seen->minutes, editions)),
            .numbers = list_decisions(db, tenant, seen->minutes.id),
            .editions = {},
            .side = load_side(call, db, seen->of, seen->minutes.id),
            .approval = {},
            .approved_by = {}};
        take_approved_side(printed.side, seen->minutes, editions);
        return printed;
    });
    return minutes_print_page(call, page);
}

http::Response begin_minutes_at_desk(web::Call& call)
{
    auto const seen = meeting_of_path(call, write_minutes);
    if (!seen)
        return web::staff_not_found(call);
    auto const begun = web::write(call, [&](Work& work) { return begin_minutes(work, seen->meeting.id); });
    if (!begun) {
        note_minutes_read(call, seen->meeting.id);
        return show_minutes_again(call, *seen, {.problems = {begun.problem()}});
    }
    return http::Response::redirect(http::Status::see_other, minutes_url(seen->meeting.id, "aendern").text());
}

http::Response show_minutes_form(web::Call& call)
{
    auto const seen = minutes_in_path(call, write_minutes);
    if (!seen)
        return web::staff_not_found(call);
    note_minutes_read(call, seen->of.meeting.id);
    if (seen->minutes.state == MinutesState::approved)
        return show_minutes_again(
            call, seen->of, {.problems = {Problem::conflict({}, "minutes.problem.approved"_msg)}});
    MinutesDesk desk(call);
    return web::show_record(call, desk);
}

http::Response save_minutes_form(web::Call& call)
{
    auto const form = call.request.form();
    MinutesDesk desk(call);
    if (!form || !desk.load())
        return web::staff_not_found(call);
    // Approved while somebody was typing: there is nothing to choose from, and nothing of theirs is lost.
    if (desk.minutes().state == MinutesState::approved) {
        note_minutes_read(call, desk.minutes().meeting);
        auto const typed = desk.posted(*form);
        return desk.show_form(
            {.fields = typed, .problems = {Problem::conflict({}, "minutes.problem.approved"_msg)}});
    }
    auto page = web::press(
        call, desk, web::Asks::everything, [&](Work& work, web::Seen seen, Fields const& fields) {
            return save_minutes(work, {desk.minutes().id, seen.version}, fields);
        });
    bool const shows_minutes
        = page.status() != http::Status::see_other && page.status() != http::Status::not_found;
    if (shows_minutes)
        note_minutes_read(call, desk.minutes().meeting);
    return page;
}

http::Response show_minutes_history(web::Call& call)
{
    auto const seen = minutes_in_path(call, write_minutes);
    if (!seen)
        return web::staff_not_found(call);
    note_minutes_read(call, seen->of.meeting.id);
    MinutesDesk desk(call);
    return web::show_history(call, desk);
}

} // namespace kommin::meetings
