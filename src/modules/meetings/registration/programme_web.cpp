// The programme of a session at the desk: one form for its window, its seats and its parts.

#include "modules/meetings/agenda/agenda_pages.hpp"
#include "modules/meetings/agenda/agenda_shown.hpp"
#include "modules/meetings/meetings/meeting_pages.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "modules/meetings/registration/part_panels.hpp"
#include "modules/meetings/registration/programme_editing.hpp"
#include "modules/meetings/registration/programme_meanwhile.hpp"
#include "modules/meetings/registration/registration_desk.hpp"
#include "modules/meetings/registration/registration_letters.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/html/attributes.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>
#include <vector>

namespace kommin::meetings {

using html::each;
using html::when;
using html::Writer;
using i18n::Texts;

namespace {

constexpr std::size_t new_lines = 3; // for parts to come, below those that are there

struct Stored {
    std::optional<Programme> programme;
    std::vector<ProgrammePart> parts;
    std::vector<Panel> panels; // that parts can be of
};

Stored load_stored(web::Call const& call, Meeting const& meeting)
{
    return web::read(call, [&](db::Connection& db) {
        auto const tenant = call.site.tenant;
        Stored stored{find_programme(db, tenant, meeting.id), {}, {}};
        if (stored.programme)
            stored.parts = list_parts(db, tenant, stored.programme->id);
        stored.panels
            = list_panels_for_parts(db, tenant, call.actor(), meeting, stored.parts, call.local_now().date);
        return stored;
    });
}

ProgrammeForm posted_programme(http::Form const& posted)
{
    auto const value = [&](std::string_view name) { return std::string(trim(posted.value(name))); };
    ProgrammeForm form{
        .version = parse_number(posted.value("fassung")).value_or(0),
        .slug = value("slug"),
        .opens_day = value("opens_day"),
        .opens_time = value("opens_time"),
        .closes_day = value("closes_day"),
        .closes_time = value("closes_time"),
        .seats = value("seats"),
        .state = value("state"),
        .parts = {}};
    for (std::size_t index = 1; index <= most_parts; ++index) {
        auto const number = std::to_string(index);
        if (!posted.has("part_name_" + number))
            break;
        form.parts.push_back(
            {.id = parse_number(posted.value("part_id_" + number)).value_or(0),
             .kind = value("part_kind_" + number),
             .name = value("part_name_" + number),
             .seats = value("part_seats_" + number),
             .order = value("part_order_" + number),
             .panel = value("part_panel_" + number)});
    }
    return form;
}

class ProgrammeFields {
public:
    ProgrammeFields(
        Texts const& texts, ProgrammeForm const& form, Stored const& stored,
        std::vector<Problem> const& problems)
        : texts_(texts)
        , form_(form)
        , stored_(stored)
        , problems_(problems)
    { }

    void write_window(Writer& w) const
    {
        std::vector<web::Choice> states;
        for (auto const state : all_programme_states)
            states.push_back({std::string(to_text(state)), std::string(texts_(label_of(state)))});
        w(R"({}<div class="two">{}{}</div><div class="two">{}{}</div>{}{})",
          text("slug", "programme.field.slug"_msg, form_.slug, "programme.hint.slug"_msg),
          web::DateField{texts_, "opens_day", "programme.field.opens_day"_msg, form_.opens_day, problems_},
          text("opens_time", "programme.field.opens_time"_msg, form_.opens_time),
          web::DateField{texts_, "closes_day", "programme.field.closes_day"_msg, form_.closes_day, problems_},
          text("closes_time", "programme.field.closes_time"_msg, form_.closes_time),
          text("seats", "programme.field.seats"_msg, form_.seats, "programme.hint.seats"_msg, "numeric"),
          web::SelectField{
              texts_, "state", "programme.field.state"_msg, states, form_.state, problems_,
              "programme.hint.state"_msg});
    }

    void write_parts(Writer& w) const
    {
        auto lines = form_.parts;
        auto const is_blank
            = [](PartLine const& line) { return line.id == 0 && !line.is_named() && line.seats.empty(); };
        auto const blank = static_cast<std::size_t>(std::ranges::count_if(lines, is_blank));
        for (auto more = blank; more < new_lines && lines.size() < most_parts; ++more)
            lines.push_back({0, std::string(to_text(PartKind::workshop)), {}, {}, {}});
        w("{}", each(lines, [&](Writer& inner, PartLine const& line, std::size_t index) {
              write_part(inner, line, index + 1);
          }));
    }

private:
    [[nodiscard]] web::TextField text(
        std::string_view name, MessageKey label, std::string_view value, MessageKey hint = {},
        std::string_view input_mode = {}) const
    {
        return {
            .texts = texts_,
            .name = name,
            .label = label,
            .value = value,
            .problems = problems_,
            .hint = hint,
            .autocomplete = "off",
            .width = web::FieldWidth::narrow,
            .input_mode = input_mode};
    }

    [[nodiscard]] std::vector<web::Choice> panels() const
    {
        std::vector<web::Choice> choices{{"", std::string(texts_("programme.panel.none"_msg))}};
        for (auto const& panel : stored_.panels)
            choices.push_back({std::to_string(panel.id.value), panel.name});
        return choices;
    }

    void write_part(Writer& w, PartLine const& line, std::size_t index) const
    {
        auto const number = std::to_string(index);
        auto const name = "part_name_" + number;
        auto const kind = "part_kind_" + number;
        auto const seats = "part_seats_" + number;
        auto const order = "part_order_" + number;
        std::vector<web::Choice> kinds;
        for (auto const one : all_part_kinds)
            kinds.push_back({std::string(to_text(one)), std::string(texts_(label_of(one)))});
        auto const part = std::ranges::find(stored_.parts, PartId{line.id}, &ProgrammePart::id);
        bool const can_be_of_panel = !stored_.panels.empty();
        auto name_field = text(
            name, can_be_of_panel ? "programme.field.own_name"_msg : "programme.field.part"_msg, line.name);
        name_field.width = web::FieldWidth::medium;
        w(R"(<fieldset class="sec"><legend>{}</legend><input type="hidden" name="{}" value="{}">{}<div class="two">{}{}</div><div class="two">{}{}</div>{}</fieldset>)",
          part == stored_.parts.end() ? texts_("programme.part.new"_msg, {{"number", index}}) : part->name,
          "part_id_" + number, line.id,
          when(
              can_be_of_panel,
              [&](Writer& inner) {
                  auto const field = "part_panel_" + number;
                  inner(
                      "{}",
                      web::SelectField{
                          texts_, field, "programme.field.panel"_msg, panels(), line.panel, problems_});
              }),
          name_field, web::SelectField{texts_, kind, "programme.field.kind"_msg, kinds, line.kind, problems_},
          text(seats, "programme.field.seats"_msg, line.seats, {}, "numeric"),
          text(order, "programme.field.order"_msg, line.order, {}, "numeric"),
          when(part != stored_.parts.end(), [&](Writer& inner) {
              inner(
                  R"(<p class="mute small">{}</p>)",
                  texts_("programme.taken"_msg, {{"taken", part->taken}, {"seats", part->regular_seats()}}));
          }));
    }

    Texts const& texts_;
    ProgrammeForm const& form_;
    Stored const& stored_;
    std::vector<Problem> const& problems_;
};

http::Response programme_page(
    web::Call const& call, SeenMeeting const& seen, Stored const& stored, ProgrammeForm const& form,
    std::vector<Problem> const& problems = {})
{
    auto const& texts = web::staff_texts(call);
    auto const& meeting = seen.meeting;
    auto frame = frame_below_meeting(call, meeting, std::string(texts("programme.title"_msg)));
    frame.problems = problems;
    frame.state_line = seen.panel.name + " · " + when_of(meeting, texts);
    if (stored.programme)
        frame.state_line += " · "
            + texts("programme.taken"_msg,
                    {{"taken", stored.programme->taken}, {"seats", stored.programme->regular_seats()}});
    ProgrammeFields const fields(texts, form, stored, problems);
    return web::staff_page(frame, [&](Writer& w) {
        w(
            R"(<form class="form" method="post" action="{}" novalidate>{}<input type="hidden" name="fassung" value="{}"><section class="sec" aria-labelledby="fenster"><h2 id="fenster">{}</h2>{}</section><section class="sec" aria-labelledby="teile"><h2 id="teile">{}</h2><p class="mute">{}</p>{}</section><div class="save">{}<a class="kern-btn kern-btn--tertiary" href="{}"><span class="kern-label">{}</span></a></div></form>)",
            meeting_url(meeting.id, programme_path), web::FormToken{call}, form.version,
            texts("programme.window"_msg), [&](Writer& inner) { fields.write_window(inner); },
            texts("programme.parts"_msg), texts("programme.parts.hint"_msg),
            [&](Writer& inner) { fields.write_parts(inner); }, web::SubmitButton{texts("programme.save"_msg)},
            meeting_url(meeting.id), texts("staff.cancel"_msg));
    });
}

}

http::Response show_programme(web::Call& call)
{
    auto const seen = meeting_of_path(call, edit_meetings);
    if (!seen)
        return web::staff_not_found(call);
    auto const stored = load_stored(call, seen->meeting);
    return programme_page(
        call, *seen, stored,
        stored.programme ? form_of(*stored.programme, stored.parts, *call.site.zone)
                         : suggested_programme(seen->meeting, call.local_now().date));
}

http::Response save_programme_at_desk(web::Call& call)
{
    auto const posted = call.request.form();
    auto const seen = meeting_of_path(call, edit_meetings);
    if (!posted || !seen)
        return web::staff_not_found(call);
    auto const form = posted_programme(*posted);
    auto const stored = load_stored(call, seen->meeting);
    auto const* const before = stored.programme ? &*stored.programme : nullptr;
    bool const is_newest = (before == nullptr ? 0 : before->version) == form.version;
    auto problems = is_newest
        ? problems_of_programme(form, seen->meeting, before, stored.parts, stored.panels, *call.site.zone)
        : std::vector<Problem>{};
    if (problems.empty()) {
        auto const saved
            = web::write(call, [&](Work& work) { return save_programme(work, seen->meeting.id, form); });
        if (saved)
            return http::Response::redirect(
                http::Status::see_other, meeting_url(seen->meeting.id, programme_path).text());
        if (saved.problem().kind == ProblemKind::not_found)
            return web::staff_not_found(call);
        problems.push_back(saved.problem());
    }
    auto const now = load_stored(call, seen->meeting);
    if (!now.programme || now.programme->version == form.version)
        return programme_page(call, *seen, now, form, problems);
    // What was typed stays, and is saved by whoever presses again, having read what a colleague has saved.
    auto const meanwhile = on_newest(
        form, form_of(*now.programme, now.parts, *call.site.zone), now.panels, web::staff_texts(call));
    std::ranges::copy(meanwhile.stored, std::back_inserter(problems));
    return programme_page(call, *seen, now, meanwhile.form, problems);
}

web::Body programme_of_meeting(web::Call const& call, SeenMeeting const& seen)
{
    bool const may_edit = call.actor().may(edit_meetings, seen.panel.owner());
    bool const may_invite = call.actor().may(invite, seen.panel.owner());
    if (!may_edit && !may_invite)
        return {};
    auto const stored = load_stored(call, seen.meeting);
    if (!stored.programme && (!may_edit || seen.panel.kind != PanelKind::conference))
        return {};
    bool const is_of_conference
        = seen.panel.kind == PanelKind::conference && call.actor().may(see_meetings, seen.panel.owner());
    return [&call, id = seen.meeting.id, stored, may_edit, may_invite, is_of_conference](Writer& w) {
        auto const& texts = web::staff_texts(call);
        auto const link = [&](Writer& inner, std::string_view page, MessageKey label) {
            inner(
                R"(<a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a>)",
                meeting_url(id, page), texts(label));
        };
        w(R"(<section class="stack" aria-labelledby="anmeldung"><h2 id="anmeldung">{}</h2><p>{}</p><p class="row">{}{}{}</p></section>)",
          texts("programme.title"_msg),
          stored.programme
              ? texts(
                    "programme.taken"_msg,
                    {{"taken", stored.programme->taken}, {"seats", stored.programme->regular_seats()}})
              : std::string(texts("programme.none"_msg)),
          when(may_edit, [&](Writer& inner) { link(inner, programme_path, "programme.manage"_msg); }),
          when(
              may_invite && stored.programme.has_value(),
              [&](Writer& inner) {
                  link(inner, participants_path, "participant.title"_msg);
                  link(inner, statistics_path, "statistics.title"_msg);
              }),
          when(is_of_conference, [&](Writer& inner) {
              inner(
                  R"(<a class="kern-btn kern-btn--tertiary" href="{}"><span class="kern-label">{}</span></a>)",
                  web::staff_url({"konferenz", statistics_path}), texts("statistics.all.title"_msg));
          }));
    };
}

} // namespace kommin::meetings
