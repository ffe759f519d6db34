// Who waits for seats of a session, and whose offer is open: the list at the desk with what the office does
// for them, and as a file.

#include "modules/meetings/agenda/agenda_shown.hpp"
#include "modules/meetings/meetings/meeting_pages.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "modules/meetings/registration/moving_up.hpp"
#include "modules/meetings/registration/participant_list.hpp"
#include "modules/meetings/registration/party_pages.hpp"
#include "modules/meetings/registration/registration_desk.hpp"
#include "modules/meetings/registration/waiting_list.hpp"
#include "platform/base/number.hpp"
#include "platform/web/staff_export.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

namespace kommin::meetings {

using html::each;
using html::Url;
using html::when;
using html::Writer;
using i18n::Texts;

namespace {

struct Listed {
    Programme programme;
    std::vector<ProgrammePart> parts;
    std::vector<ListedWaiting> parties;

    [[nodiscard]] std::string part_of(PartId id) const
    {
        auto const part = std::ranges::find(parts, id, &ProgrammePart::id);
        return part == parts.end() ? std::string{} : part->name;
    }
    [[nodiscard]] std::optional<Shortage> shortage(ListedWaiting const& party) const
    {
        return shortage_of(free_seats(programme, parts), party.needed(), parts);
    }
};

std::optional<Listed> load_listed(web::Call const& call, MeetingId meeting)
{
    return web::read(call, [&](db::Connection& db) -> std::optional<Listed> {
        auto const tenant = call.site.tenant;
        auto programme = find_programme(db, tenant, meeting);
        if (!programme)
            return std::nullopt;
        auto parts = list_parts(db, tenant, programme->id);
        auto parties = list_waiting_list(db, tenant, programme->id);
        return Listed{std::move(*programme), std::move(parts), std::move(parties)};
    });
}

Url waiting_url(MeetingId meeting, std::string_view page)
{
    return web::staff_url({meetings_path, std::to_string(meeting.value), waiting_path, page});
}

std::string names_of(ListedWaiting const& party, Listed const& listed, Texts const& texts)
{
    std::string names;
    for (auto const& person : party.people) {
        names += names.empty() ? "" : "; ";
        names += person.name.empty() ? std::string(texts("participant.erased"_msg)) : person.name;
        names += " (" + listed.part_of(person.part) + ')';
    }
    return names;
}

// Until when the offer holds, or why they still wait.
std::string state_of(
    web::Call const& call, ListedWaiting const& party, Listed const& listed, Texts const& texts)
{
    if (party.offered_until) {
        auto const until = texts.date_time(call.site.zone->to_local(*party.offered_until));
        bool const is_open = call.clock.now() < *party.offered_until;
        return texts(
            party.place != 0 ? "waiting.missed"_msg
                : is_open    ? "waiting.offered"_msg
                             : "waiting.over"_msg,
            {{"until", until}});
    }
    auto const shortage = listed.shortage(party);
    if (!shortage)
        return std::string(texts("waiting.why.enough"_msg));
    if (!shortage->part)
        return texts("waiting.why.all"_msg, {{"needed", shortage->needed}, {"free", shortage->free}});
    return texts(
        "waiting.why.part"_msg,
        {{"part", listed.part_of(*shortage->part)}, {"needed", shortage->needed}, {"free", shortage->free}});
}

// Whom no letter reaches has to be called.
std::string contact_of(ListedWaiting const& party, Texts const& texts)
{
    auto contact = party.mail;
    if (party.mail.empty() && !party.telephone.empty())
        contact += std::string(texts("waiting.call"_msg)) + ": ";
    else if (!party.telephone.empty())
        contact += ", ";
    return contact + party.telephone;
}

// In a fold: what it does is read before it is pressed.
void write_press(
    Writer& w, web::Call const& call, Url const& url, RegistrationId party, std::string const& name,
    MessageKey title, MessageKey about)
{
    auto const& texts = web::staff_texts(call);
    w(R"(<details class="more"><summary>{}<span class="vh">: {}</span></summary><form method="post" action="{}">{}<input type="hidden" name="anmeldung" value="{}"><p class="small">{}</p><button class="kern-btn kern-btn--secondary" type="submit"><span class="kern-label">{}<span class="vh">: {}</span></span></button></form></details>)",
      texts(title), name, url, web::FormToken{call}, party.value, texts(about), texts(title), name);
}

void write_presses(
    Writer& w, web::Call const& call, MeetingId meeting, ListedWaiting const& party, Listed const& listed)
{
    auto const& texts = web::staff_texts(call);
    auto const name = party.people.empty() || party.people.front().name.empty()
        ? std::string(texts("participant.erased"_msg))
        : party.people.front().name;
    if (party.place == 0)
        write_press(
            w, call, waiting_url(meeting, "annehmen"), party.id, name, "waiting.accept"_msg,
            "waiting.accept.about"_msg);
    else if (!listed.shortage(party))
        write_press(
            w, call, waiting_url(meeting, "platz-geben"), party.id, name, "waiting.give"_msg,
            "waiting.give.about"_msg);
    write_press(
        w, call, waiting_url(meeting, "austragen"), party.id, name, "waiting.leave"_msg,
        "waiting.leave.about"_msg);
}

void write_parties(Writer& w, web::Call const& call, MeetingId meeting, Listed const& listed)
{
    auto const& texts = web::staff_texts(call);
    if (listed.parties.empty()) {
        w(R"(<p class="mute">{}</p>)", texts("waiting.none"_msg));
        return;
    }
    w(R"(<div class="scroll" role="region" aria-labelledby="liste" tabindex="0"><table class="tbl tbl--stack tbl--lead"><caption class="vh" id="liste">{}</caption><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th></tr></thead><tbody>{}</tbody></table></div>)",
      texts("waiting.title"_msg), texts("participant.name"_msg), texts("waiting.place"_msg),
      texts("waiting.seats"_msg), texts("waiting.state"_msg), texts("participant.contact"_msg),
      each(listed.parties, [&](Writer& row, ListedWaiting const& party) {
          row(R"(<tr><th scope="row"><a href="{}">{}</a></th><td data-l="{}">{}</td><td data-l="{}">{}</td><td data-l="{}">{}</td><td data-l="{}">{}{}</td></tr>)",
              party_url(meeting, party.id), names_of(party, listed, texts), texts("waiting.place"_msg),
              party.place == 0 ? std::string("–") : std::to_string(party.place), texts("waiting.seats"_msg),
              party.people.size(), texts("waiting.state"_msg), state_of(call, party, listed, texts),
              texts("participant.contact"_msg), contact_of(party, texts),
              [&](Writer& cell) { write_presses(cell, call, meeting, party, listed); });
      }));
}

http::Response waiting_page(
    web::Call const& call, SeenMeeting const& seen, Listed const& listed,
    std::vector<Problem> const& problems = {})
{
    auto const& texts = web::staff_texts(call);
    auto const id = seen.meeting.id;
    if (!listed.parties.empty())
        web::note_reading(
            call, "meetings.registration.waiting_read", meeting_subject.word(), id,
            {{"shown", static_cast<std::int64_t>(listed.parties.size())}});
    auto const waiting
        = std::ranges::count_if(listed.parties, [](ListedWaiting const& one) { return one.place != 0; });
    auto const offered = static_cast<std::ptrdiff_t>(listed.parties.size()) - waiting;
    bool const can_move = std::ranges::any_of(
        listed.parties, [&](ListedWaiting const& one) { return one.place != 0 && !listed.shortage(one); });
    auto frame = frame_below_meeting(call, seen.meeting, std::string(texts("waiting.title"_msg)));
    frame.is_wide = true;
    frame.problems = problems;
    frame.state_line = seen.panel.name + " · " + when_of(seen.meeting, texts) + " · "
        + texts("programme.taken"_msg,
                {{"taken", listed.programme.taken}, {"seats", listed.programme.regular_seats()}});
    return web::staff_page(frame, [&](Writer& w) {
        w(
            R"(<div class="stack"><p>{}</p><p class="mute">{}</p>{}{}<p><a href="{}">{}</a></p>{}</div>)",
            texts("waiting.counts"_msg, {{"waiting", waiting}, {"offered", offered}}),
            texts("waiting.about"_msg),
            when(
                can_move,
                [&](Writer& inner) {
                    inner(
                        R"(<form method="post" action="{}">{}{}</form>)", waiting_url(id, "nachruecken"),
                        web::FormToken{call}, web::SubmitButton{texts("waiting.move_up"_msg)});
                }),
            [&](Writer& inner) { write_parties(inner, call, id, listed); },
            meeting_url(id, participants_path), texts("participant.title"_msg),
            web::ExportLinks{texts, [&](std::string_view file) { return waiting_url(id, file); }});
    });
}

// Presses a button of this page and shows it as it is then, with what stood in the way.
template<class Press>
http::Response press(web::Call& call, Press use_case)
{
    auto const seen = meeting_of_path(call, invite);
    if (!seen)
        return web::staff_not_found(call);
    auto const pressed = web::write(call, [&](Work& work) { return use_case(work, seen->meeting.id); });
    if (pressed)
        return http::Response::redirect(
            http::Status::see_other, meeting_url(seen->meeting.id, waiting_path).text());
    auto const listed = load_listed(call, seen->meeting.id);
    if (!listed || pressed.problem().kind == ProblemKind::not_found)
        return web::staff_not_found(call);
    return waiting_page(call, *seen, *listed, {pressed.problem()});
}

// Likewise, a button of one party.
http::Response press_for_party(web::Call& call, Result<void> (*use_case)(Work&, MeetingId, RegistrationId))
{
    auto const form = call.request.form();
    auto const party = form ? parse_number(form->value("anmeldung")) : std::nullopt;
    if (party)
        return press(call, [&](Work& work, MeetingId meeting) {
            return use_case(work, meeting, RegistrationId{*party});
        });
    call.nothing_was_done = true; // of no form of ours: the list is shown as it is
    return show_waiting_list(call);
}

}

http::Response show_waiting_list(web::Call& call)
{
    auto const seen = meeting_of_path(call, invite);
    auto const listed = seen ? load_listed(call, seen->meeting.id) : std::nullopt;
    return listed ? waiting_page(call, *seen, *listed) : web::staff_not_found(call);
}

http::Response move_up_at_page(web::Call& call)
{
    return press(call, &move_up_at_desk);
}

http::Response give_seats_at_page(web::Call& call)
{
    return press_for_party(call, &give_seats_at_desk);
}

http::Response accept_at_page(web::Call& call)
{
    return press_for_party(call, &accept_at_desk);
}

http::Response take_off_the_list(web::Call& call)
{
    return press_for_party(call, &take_off_at_desk);
}

http::Response export_waiting_list(web::Call& call)
{
    using table::Cell;
    auto const seen = meeting_of_path(call, invite);
    auto const listed = seen ? load_listed(call, seen->meeting.id) : std::nullopt;
    if (!listed)
        return web::staff_not_found(call);
    auto const& texts = web::staff_texts(call);
    web::note_reading(
        call, "meetings.registration.waiting_exported", meeting_subject.word(), seen->meeting.id,
        {{"count", static_cast<std::int64_t>(listed->parties.size())}});
    web::ListExport<ListedWaiting> file(
        call, web::export_format(call.request), waiting_path, "waiting.title"_msg,
        {{"waiting.place"_msg, 8,
          [](ListedWaiting const& one) {
              return Cell(one.place == 0 ? std::string{} : std::to_string(one.place));
          }},
         {"participant.name"_msg, 50,
          [&](ListedWaiting const& one) { return Cell(names_of(one, *listed, texts)); }},
         {"waiting.seats"_msg, 8,
          [](ListedWaiting const& one) { return Cell(std::to_string(one.people.size())); }},
         {"waiting.state"_msg, 36,
          [&](ListedWaiting const& one) { return Cell(state_of(call, one, *listed, texts)); }},
         {"participant.mail"_msg, 28, [](ListedWaiting const& one) { return Cell(one.mail); }},
         {"participant.telephone"_msg, 20, [](ListedWaiting const& one) { return Cell(one.telephone); }},
         {"participant.language"_msg, 12, [](ListedWaiting const& one) { return Cell(one.language); }}});
    for (auto const& party : listed->parties) {
        if (!file.add(party))
            break;
    }
    return file.answer();
}

} // namespace kommin::meetings
