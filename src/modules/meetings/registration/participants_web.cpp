// Who has registered for a session: the list at the desk with its filters, and as a file.

#include "modules/meetings/agenda/agenda_shown.hpp"
#include "modules/meetings/meetings/meeting_pages.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "modules/meetings/registration/participant_list.hpp"
#include "modules/meetings/registration/registration_desk.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
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
    std::vector<ListedParticipant> people;
    std::vector<ParticipantCount> counts;
    std::vector<tenants::Body> bodies;
    std::size_t waiting = 0; // parties that have no seat yet, or an offer

    [[nodiscard]] std::string part_of(ListedParticipant const& person) const
    {
        auto const part = std::ranges::find(parts, person.part, &ProgrammePart::id);
        return part == parts.end() ? std::string{} : part->name;
    }
    [[nodiscard]] std::string municipality_of(ListedParticipant const& person) const
    {
        auto const body = std::ranges::find_if(
            bodies, [&](tenants::Body const& one) { return person.municipality == one.id; });
        return body == bodies.end() ? std::string{} : body->name;
    }
};

ParticipantFilter filter_of(web::Call const& call)
{
    auto const query = call.request.query();
    ParticipantFilter filter;
    if (auto const part = parse_number(query.value("teil")))
        filter.part = PartId{*part};
    filter.role = enum_from<ParticipantRole>(query.value("rolle"));
    return filter;
}

Url participants_url(MeetingId meeting, std::string_view page, ParticipantFilter const& filter)
{
    auto url = page.empty()
        ? meeting_url(meeting, participants_path)
        : web::staff_url({meetings_path, std::to_string(meeting.value), participants_path, page});
    if (filter.part)
        url = url.with_query({{"teil", std::to_string(filter.part->value)}});
    if (filter.role)
        url = url.with_query({{"rolle", to_text(*filter.role)}});
    return url;
}

std::optional<Listed> load_listed(web::Call const& call, MeetingId meeting, ParticipantFilter const& filter)
{
    return web::read(call, [&](db::Connection& db) -> std::optional<Listed> {
        auto const tenant = call.site.tenant;
        auto programme = find_programme(db, tenant, meeting);
        if (!programme)
            return std::nullopt;
        auto parts = list_parts(db, tenant, programme->id);
        auto people = list_participants(db, tenant, programme->id, filter);
        auto counts = count_participants(db, tenant, programme->id);
        auto const waiting = list_waiting_list(db, tenant, programme->id).size();
        return Listed{
            std::move(*programme),
            std::move(parts),
            std::move(people),
            std::move(counts),
            tenants::list_bodies(db, tenant),
            waiting};
    });
}

// What somebody needs, in one line.
std::string needs_of(ListedParticipant const& person, Texts const& texts)
{
    std::string needs;
    auto const add = [&](MessageKey label, std::string_view value) {
        needs += needs.empty() ? "" : "; ";
        needs += texts(label);
        if (!value.empty()) {
            needs += ": ";
            needs += value;
        }
    };
    if (!person.interpreter.empty())
        add("participant.interpreter"_msg, person.interpreter);
    if (!person.children.empty())
        add("participant.children"_msg, person.children);
    if (!person.food.empty())
        add("participant.food"_msg, person.food);
    if (person.wheelchair)
        add("participant.wheelchair"_msg, {});
    if (person.sign_language)
        add("participant.sign_language"_msg, {});
    if (!person.remark.empty())
        add("participant.remark"_msg, person.remark);
    return needs;
}

std::string shown_participant(ListedParticipant const& person, Texts const& texts)
{
    return person.name.empty() ? std::string(texts("participant.erased"_msg)) : person.name;
}

void write_counts(Writer& w, Texts const& texts, Listed const& listed)
{
    w(R"(<div class="scroll" role="region" aria-labelledby="zahlen" tabindex="0"><table class="tbl"><caption id="zahlen">{}</caption><thead><tr><th scope="col">{}</th><th scope="col">{}</th>{}</tr></thead><tbody>{}</tbody></table></div>)",
      texts("participant.counts"_msg), texts("programme.field.part"_msg), texts("participant.taken"_msg),
      each(
          all_participant_roles,
          [&](Writer& head, ParticipantRole role) {
              head(R"(<th scope="col">{}</th>)", texts(staff_label_of(role)));
          }),
      each(listed.parts, [&](Writer& row, ProgrammePart const& part) {
          row(R"(<tr><th scope="row">{}</th><td>{}</td>{}</tr>)", part.name,
              texts("programme.taken"_msg, {{"taken", part.taken}, {"seats", part.seats}}),
              each(all_participant_roles, [&](Writer& cell, ParticipantRole role) {
                  auto const count = std::ranges::find_if(listed.counts, [&](ParticipantCount const& one) {
                      return one.part == part.id && one.role == role;
                  });
                  cell("<td>{}</td>", count == listed.counts.end() ? 0 : count->people);
              }));
      }));
}

void write_filter(
    Writer& w, Texts const& texts, MeetingId meeting, Listed const& listed, ParticipantFilter const& filter)
{
    std::vector<web::Choice> parts{{"", std::string(texts("participant.all_parts"_msg))}};
    for (auto const& part : listed.parts)
        parts.push_back({std::to_string(part.id.value), part.name});
    std::vector<web::Choice> roles{{"", std::string(texts("participant.all_roles"_msg))}};
    for (auto const role : all_participant_roles)
        roles.push_back({std::string(to_text(role)), std::string(texts(staff_label_of(role)))});
    w(R"(<form class="form" method="get" action="{}"><div class="two">{}{}</div><p>{}</p></form>)",
      meeting_url(meeting, participants_path),
      web::SelectField{
          texts, "teil", "programme.field.part"_msg, parts,
          filter.part ? std::to_string(filter.part->value) : std::string{}},
      web::SelectField{
          texts, "rolle", "participant.role"_msg, roles,
          filter.role ? to_text(*filter.role) : std::string_view{}},
      web::SubmitButton{texts("participant.filter"_msg), "secondary"});
}

// At the first person of a party: all of it. Asked before, in the fold.
void write_cancelling(
    Writer& w, web::Call const& call, Texts const& texts, MeetingId meeting, ListedParticipant const& person)
{
    w(R"(<details class="more"><summary>{}</summary><form method="post" action="{}">{}<input type="hidden" name="anmeldung" value="{}"><p class="small">{}</p>{}</form></details>)",
      texts("participant.cancel"_msg),
      web::staff_url({meetings_path, std::to_string(meeting.value), participants_path, "absagen"}),
      web::FormToken{call}, person.registration.value, texts("participant.cancel.about"_msg),
      web::SubmitButton{texts("participant.cancel.press"_msg), "secondary"});
}

void write_people(
    Writer& w, web::Call const& call, Texts const& texts, MeetingId meeting, Listed const& listed)
{
    if (listed.people.empty()) {
        w(R"(<p class="mute">{}</p>)", texts("participant.none"_msg));
        return;
    }
    w(R"(<div class="scroll" role="region" aria-labelledby="liste" tabindex="0"><table class="tbl tbl--stack tbl--lead"><caption class="vh" id="liste">{}</caption><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th></tr></thead><tbody>{}</tbody></table></div>)",
      texts("participant.title"_msg), texts("participant.name"_msg), texts("programme.field.part"_msg),
      texts("participant.needs"_msg), texts("participant.contact"_msg),
      each(listed.people, [&](Writer& row, ListedParticipant const& person) {
          auto about = std::string(texts(staff_label_of(person.role)));
          for (auto const& more : {listed.municipality_of(person), person.organisation}) {
              if (!more.empty())
                  about += ", " + more;
          }
          auto contact = person.mail;
          if (!person.telephone.empty())
              contact += (contact.empty() ? "" : ", ") + person.telephone;
          auto const* before = &person == listed.people.data() ? nullptr : &person - 1;
          bool const is_first = before == nullptr || before->registration != person.registration;
          row(R"(<tr><th scope="row">{}<br><span class="mute small">{}</span></th><td data-l="{}">{}</td><td data-l="{}">{}</td><td data-l="{}">{}{}</td></tr>)",
              shown_participant(person, texts), about, texts("programme.field.part"_msg),
              listed.part_of(person), texts("participant.needs"_msg), needs_of(person, texts),
              texts("participant.contact"_msg), contact,
              when(is_first, [&](Writer& cell) { write_cancelling(cell, call, texts, meeting, person); }));
      }));
}

}

http::Response show_participants(web::Call& call)
{
    auto const seen = meeting_of_path(call, invite);
    auto const filter = filter_of(call);
    auto const listed = seen ? load_listed(call, seen->meeting.id, filter) : std::nullopt;
    if (!listed)
        return web::staff_not_found(call);
    if (!listed->people.empty())
        web::note_reading(
            call, "meetings.registration.read", meeting_subject.word(), seen->meeting.id,
            {{"shown", static_cast<std::int64_t>(listed->people.size())}});
    auto const& texts = web::staff_texts(call);
    auto const id = seen->meeting.id;
    auto frame = frame_below_meeting(call, seen->meeting, std::string(texts("participant.title"_msg)));
    frame.is_wide = true;
    frame.state_line = seen->panel.name + " · " + when_of(seen->meeting, texts) + " · "
        + texts("programme.taken"_msg,
                {{"taken", listed->programme.taken}, {"seats", listed->programme.seats}});
    return web::staff_page(frame, [&](Writer& w) {
        w(
            R"(<div class="stack"><p><a href="{}">{}</a></p>{}{}{}{}</div>)", meeting_url(id, waiting_path),
            texts("waiting.link"_msg, {{"count", listed->waiting}}),
            [&](Writer& inner) { write_counts(inner, texts, *listed); },
            [&](Writer& inner) { write_filter(inner, texts, id, *listed, filter); },
            [&](Writer& inner) { write_people(inner, call, texts, id, *listed); },
            web::ExportLinks{
                texts, [&](std::string_view file) { return participants_url(id, file, filter); }});
    });
}

http::Response cancel_participants(web::Call& call)
{
    auto const form = call.request.form();
    auto const seen = meeting_of_path(call, invite);
    if (!form || !seen)
        return web::staff_not_found(call);
    auto const back = http::Response::redirect(
        http::Status::see_other, meeting_url(seen->meeting.id, participants_path).text());
    auto const number = parse_number(form->value("anmeldung"));
    if (!number) { // of no form of ours: the list is shown as it is
        call.nothing_was_done = true;
        return back;
    }
    auto const cancelled = web::write(
        call, [&](Work& work) { return cancel_at_desk(work, seen->meeting.id, RegistrationId{*number}); });
    return cancelled ? back : web::staff_not_found(call);
}

http::Response export_participants(web::Call& call)
{
    using table::Cell;
    auto const seen = meeting_of_path(call, invite);
    auto const listed = seen ? load_listed(call, seen->meeting.id, filter_of(call)) : std::nullopt;
    if (!listed)
        return web::staff_not_found(call);
    auto const& texts = web::staff_texts(call);
    web::note_reading(
        call, "meetings.registration.exported", meeting_subject.word(), seen->meeting.id,
        {{"count", static_cast<std::int64_t>(listed->people.size())}});
    web::ListExport<ListedParticipant> file(
        call, web::export_format(call.request), participants_path, "participant.title"_msg,
        {{"participant.name"_msg, 30,
          [&](ListedParticipant const& one) { return Cell(shown_participant(one, texts)); }},
         {"programme.field.part"_msg, 30,
          [&](ListedParticipant const& one) { return Cell(listed->part_of(one)); }},
         {"participant.role"_msg, 16,
          [&](ListedParticipant const& one) { return Cell(std::string(texts(staff_label_of(one.role)))); }},
         {"participant.municipality"_msg, 18,
          [&](ListedParticipant const& one) { return Cell(listed->municipality_of(one)); }},
         {"participant.organisation"_msg, 24,
          [](ListedParticipant const& one) { return Cell(one.organisation); }},
         {"participant.needs"_msg, 40,
          [&](ListedParticipant const& one) { return Cell(needs_of(one, texts)); }},
         {"participant.mail"_msg, 28, [](ListedParticipant const& one) { return Cell(one.mail); }},
         {"participant.telephone"_msg, 20, [](ListedParticipant const& one) { return Cell(one.telephone); }},
         {"participant.language"_msg, 12, [](ListedParticipant const& one) { return Cell(one.language); }}});
    for (auto const& person : listed->people) {
        if (!file.add(person))
            break;
    }
    return file.answer();
}

} // namespace kommin::meetings
