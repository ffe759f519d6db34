#include "modules/meetings/registration/party_pages.hpp"

#include "modules/meetings/agenda/agenda_shown.hpp"
#include "modules/meetings/attendance/attendance_pages.hpp"
#include "modules/meetings/meetings/meeting_pages.hpp"
#include "modules/meetings/registration/party_posted.hpp"
#include "modules/meetings/registration/registration_desk.hpp"
#include "platform/html/attributes.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/staff_frame.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace kommin::meetings {

using html::each;
using html::Url;
using html::when;
using html::Writer;
using i18n::Texts;

namespace {

class PartyFields {
public:
    PartyFields(Texts const& texts, PartyPage const& page)
        : texts_(texts)
        , page_(page)
    {
        parts_.push_back({"", std::string(texts("party.choose"_msg))});
        for (auto const& part : page.parts)
            parts_.push_back(
                {std::to_string(part.id.value),
                 texts("party.part"_msg, {{"part", part.name}, {"count", part.left()}})});
        roles_.push_back({"", std::string(texts("party.choose"_msg))});
        for (auto const role : all_participant_roles)
            roles_.push_back({std::string(to_text(role)), std::string(texts(staff_label_of(role)))});
        places_.push_back({"", std::string(texts("party.elsewhere"_msg))});
        for (auto const& body : page.bodies) {
            if (body.kind == tenants::BodyKind::municipality)
                places_.push_back({body.slug, body.name});
        }
        for (auto const language : i18n::interface_languages())
            languages_.push_back({std::string(language.tag()), std::string(language.german_name())});
    }

    void write_people(Writer& w) const
    {
        auto const& people = page_.form.party.people;
        w(R"(<input type="hidden" name="{}" value="{}">{})", lines_field, people.size(),
          each(people, [&](Writer& inner, ParticipantEntry const& person, std::size_t index) {
              write_person(inner, person, index + 1);
          }));
        if (people.size() < largest_party)
            w(R"(<p><button class="kern-btn kern-btn--secondary" type="submit" name="{}" value="1"><span class="kern-label">{}</span></button></p>)",
              add_person_button, texts_("party.add_person"_msg));
    }

    void write_contact(Writer& w) const
    {
        auto const& contact = page_.form.party.contact;
        auto mail = line("mail", "participant.mail"_msg, contact.mail, "party.hint.mail"_msg);
        mail.type = "email";
        w(R"(<section class="sec" aria-labelledby="kontakt"><h2 id="kontakt">{}</h2>{}{}{}</section>)",
          texts_("participant.contact"_msg), mail,
          line("telephone", "participant.telephone"_msg, contact.telephone),
          web::SelectField{
              texts_, "language", "participant.language"_msg, languages_, page_.form.language, page_.problems,
              "party.hint.language"_msg});
    }

    // Asked where it is full, and where it was asked before.
    void write_beyond(Writer& w) const
    {
        bool const is_full = has_problem(
            {"registration.problem.full"_msg, "registration.problem.part_full"_msg,
             "registration.problem.queue"_msg});
        bool const has_field
            = std::ranges::find(page_.problems, "beyond", &Problem::field) != page_.problems.end();
        bool const waits
            = page_.party != nullptr && page_.party->registration.state == RegistrationState::waiting;
        if (is_full || has_field || waits || !page_.form.beyond.empty())
            w(R"(<section class="sec" aria-labelledby="darueber"><h2 id="darueber">{}</h2>{}{}</section>)",
              texts_(waits ? "party.waits"_msg : "party.full"_msg),
              line(
                  "beyond", waits ? "party.seat_now"_msg : "party.beyond"_msg, page_.form.beyond,
                  "party.hint.beyond"_msg),
              when(is_full && page_.party == nullptr, [&](Writer& inner) {
                  write_waiting(inner, "party.wait"_msg);
              }));
        if (has_problem({"registration.problem.to_the_end"_msg}))
            write_waiting(w, "party.to_the_end"_msg);
    }

    void write_consent(Writer& w) const
    {
        std::array const yes{
            web::Choice{std::string(desk_consent), std::string(texts_("party.consent.yes"_msg))}};
        std::array const chosen{page_.form.party.consent};
        w("{}",
          web::ChoiceGroup{
              .texts = texts_,
              .name = "consent",
              .legend = "party.consent"_msg,
              .choices = yes,
              .values = chosen,
              .is_multiple = true,
              .problems = page_.problems,
              .hint = "party.hint.consent"_msg});
    }

private:
    [[nodiscard]] bool has_problem(std::initializer_list<MessageKey> messages) const
    {
        return std::ranges::any_of(page_.problems, [&](Problem const& problem) {
            return std::ranges::find(messages, problem.message) != messages.end();
        });
    }
    void write_waiting(Writer& w, MessageKey label) const
    {
        w(R"(<p><button class="kern-btn kern-btn--secondary" type="submit" name="{}" value="1"><span class="kern-label">{}</span></button></p>)",
          waiting_button, texts_(label));
    }
    [[nodiscard]] web::TextField line(
        std::string_view name, MessageKey label, std::string_view value, MessageKey hint = {}) const
    {
        return {
            .texts = texts_,
            .name = name,
            .label = label,
            .value = value,
            .problems = page_.problems,
            .hint = hint,
            .autocomplete = "off"};
    }
    void write_person(Writer& w, ParticipantEntry const& person, std::size_t index) const
    {
        auto const number = '_' + std::to_string(index);
        auto const name = "name" + number;
        auto const part = "part" + number;
        auto const role = "role" + number;
        auto const place = "municipality" + number;
        auto const organisation = "organisation" + number;
        auto name_field = line(name, "participant.name"_msg, person.name);
        name_field.is_required = true;
        w(
            R"(<fieldset class="sec"><legend>{}</legend>{}{}{}<div class="two">{}{}</div>{}{}{}</fieldset>)",
            texts_("party.person"_msg, {{"number", index}}),
            when(
                !person.id.empty(),
                [&](Writer& inner) {
                    inner(R"(<input type="hidden" name="{}" value="{}">)", "id" + number, person.id);
                }),
            name_field,
            web::SelectField{texts_, part, "programme.field.part"_msg, parts_, person.part, page_.problems},
            web::SelectField{texts_, role, "participant.role"_msg, roles_, person.role, page_.problems},
            web::SelectField{
                texts_, place, "participant.municipality"_msg, places_, person.municipality, page_.problems},
            line(organisation, "participant.organisation"_msg, person.organisation),
            [&](Writer& inner) { write_needs(inner, person, number); },
            when(page_.form.party.people.size() > 1, [&](Writer& inner) {
                write_box(inner, "remove" + number, "party.remove"_msg, false);
            }));
    }
    void write_needs(Writer& w, ParticipantEntry const& person, std::string const& number) const
    {
        auto const interpreter = "interpreter" + number;
        auto const children = "children" + number;
        auto const food = "food" + number;
        auto const remark = "remark" + number;
        bool const has_trouble = std::ranges::any_of(page_.problems, [&](Problem const& problem) {
            return std::ranges::any_of(
                std::array{&interpreter, &children, &food, &remark},
                [&](auto const* of) { return problem.field == *of; });
        });
        w(
            R"(<details class="more" {}><summary>{}</summary>{}{}{}{}{}{}</details>)",
            html::Attributes{html::flag("open", person.has_needs() || has_trouble)},
            texts_("participant.needs"_msg),
            line(
                interpreter, "participant.interpreter"_msg, person.interpreter, "party.hint.interpreter"_msg),
            line(children, "participant.children"_msg, person.children, "party.hint.children"_msg),
            line(food, "participant.food"_msg, person.food),
            [&](Writer& inner) {
                write_box(inner, "wheelchair" + number, "participant.wheelchair"_msg, person.wheelchair);
            },
            [&](Writer& inner) {
                write_box(
                    inner, "sign_language" + number, "participant.sign_language"_msg, person.sign_language);
            },
            line(remark, "participant.remark"_msg, person.remark));
    }
    void write_box(Writer& w, std::string const& name, MessageKey label, bool is_ticked) const
    {
        w(R"(<p><label class="ch"><input type="checkbox" name="{}" value="1" {}><span>{}</span></label></p>)",
          name, html::Attributes{html::flag("checked", is_ticked)}, texts_(label));
    }

    Texts const& texts_;
    PartyPage const& page_;
    std::vector<web::Choice> parts_, roles_, places_, languages_;
};

std::string state_line_of(web::Call const& call, OpenRegistration const& party)
{
    auto const& texts = web::staff_texts(call);
    auto const since = texts.date_time(call.site.zone->to_local(party.registration.registered_at));
    return std::string(texts(staff_label_of(party.registration.state))) + " · "
        + texts("party.since"_msg, {{"when", since}});
}

web::StaffFrame party_frame(web::Call const& call, SeenMeeting const& seen, std::string title)
{
    auto frame = frame_below_meeting(call, seen.meeting, std::move(title));
    frame.crumbs.push_back(
        {meeting_url(seen.meeting.id, participants_path),
         std::string(web::staff_texts(call)("participant.title"_msg))});
    return frame;
}

// All of it: asked before, in the fold.
void write_cancelling(Writer& w, web::Call const& call, MeetingId meeting, RegistrationId party)
{
    auto const& texts = web::staff_texts(call);
    w(R"(<details class="more"><summary>{}</summary><form method="post" action="{}">{}<input type="hidden" name="anmeldung" value="{}"><p class="small">{}</p>{}</form></details>)",
      texts("participant.cancel"_msg), party_url(meeting, "absagen"), web::FormToken{call}, party.value,
      texts("participant.cancel.about"_msg),
      web::SubmitButton{texts("participant.cancel.press"_msg), "secondary"});
}

// Of whom nothing is left but an address.
void write_erasing(Writer& w, web::Call const& call, MeetingId meeting, Registration const& registration)
{
    auto const& texts = web::staff_texts(call);
    auto const address = registration.mail.empty() ? registration.telephone : registration.mail;
    if (address.empty())
        return;
    w(R"(<p>{}: {}</p><details class="more"><summary>{}</summary><form method="post" action="{}">{}<input type="hidden" name="anmeldung" value="{}"><p class="small">{}</p>{}</form></details>)",
      texts("participant.contact"_msg), address, texts("party.erase"_msg),
      party_url(meeting, "adresse-loeschen"), web::FormToken{call}, registration.id.value,
      texts("party.erase.about"_msg), web::SubmitButton{texts("party.erase"_msg), "secondary"});
}

// What a colleague has saved since this form was opened: whoever saves again does so knowing it.
void write_newer(Writer& w, web::Call const& call, PartyPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const& party = *page.party;
    w(R"(<section class="card stack" aria-labelledby="neuer"><h2 id="neuer">{}</h2><ul class="plain">{}</ul><p>{}</p></section>)",
      texts("party.newer"_msg),
      each(
          party.people,
          [&](Writer& item, Participant const& person) {
              auto const part = std::ranges::find(page.parts, person.part, &ProgrammePart::id);
              item(
                  "<li>{} ({}, {})</li>", person.name, part == page.parts.end() ? std::string{} : part->name,
                  texts(staff_label_of(person.role)));
          }),
      party.registration.mail + (party.registration.telephone.empty() ? "" : " ")
          + party.registration.telephone);
}

void write_form(Writer& w, web::Call const& call, PartyPage const& page)
{
    auto const& texts = web::staff_texts(call);
    bool const is_new = page.party == nullptr;
    PartyFields const fields(texts, page);
    auto const save = texts(is_new ? "party.register"_msg : "party.save"_msg);
    auto const meeting = page.seen.meeting.id;
    w(
        R"(<form class="form" method="post" action="{}" novalidate>{}{}{}{}{}{}{}<div class="save">{}<a class="kern-btn kern-btn--tertiary" href="{}"><span class="kern-label">{}</span></a></div></form>)",
        is_new ? party_url(meeting, "neu") : party_url(meeting, page.party->registration.id),
        web::FormToken{call}, web::SaveByEnter{save},
        [&](Writer& inner) {
            if (is_new)
                inner(R"(<input type="hidden" name="schluessel" value="{}">)", page.form_key);
            else
                inner(R"(<input type="hidden" name="{}" value="{}">)", seen_version_field, page.seen_version);
        },
        [&](Writer& inner) { fields.write_beyond(inner); },
        [&](Writer& inner) { fields.write_people(inner); },
        [&](Writer& inner) { fields.write_contact(inner); },
        when(is_new, [&](Writer& inner) { fields.write_consent(inner); }), web::SubmitButton{save},
        meeting_url(meeting, participants_path), texts("staff.cancel"_msg));
}

// What stands beside the form of a party that is there.
void write_about(Writer& w, web::Call const& call, PartyPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const& registration = page.party->registration;
    auto const meeting = page.seen.meeting.id;
    using enum RegistrationState;
    if (!registration.beyond_reason.empty())
        w(R"(<p>{}</p>)", texts("party.is_beyond"_msg, {{"reason", registration.beyond_reason}}));
    if (registration.state == waiting || registration.state == offered)
        w(R"(<p><a href="{}">{}</a></p>)", meeting_url(meeting, waiting_path),
          texts("party.to_waiting_list"_msg));
    if (has_ended(registration.state))
        write_erasing(w, call, meeting, registration);
    else if (can_be_cancelled(*page.party, call.local_now().date))
        write_cancelling(w, call, meeting, registration.id);
}

// Those who are expected with a tick, those who are there with their time.
void write_arrivals(Writer& w, web::Call const& call, PartyDoorPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const part_of = [&](Participant const& person) {
        auto const part = std::ranges::find(page.party.parts, person.part, &ProgrammePart::id);
        return part == page.party.parts.end() ? std::string{} : part->name;
    };
    auto const invited_too = [&](Participant const& person) {
        return when(page.invited.contains(person.id), [&](Writer& inner) {
            inner(R"(<br><span class="mute small">{}</span>)", texts("participant.invited_too"_msg));
        });
    };
    bool const is_anybody_missing
        = std::ranges::any_of(page.party.people, [](Participant const& one) { return !one.arrived; });
    w(R"(<form method="post" action="{}" {}>{}<fieldset><legend class="vh">{}</legend><ul class="plain stack">{}</ul></fieldset>{}</form>)",
      party_door_url(page.code),
      html::Attributes{
          html::attribute("data-arrival", texts("attendance.kept"_msg)), html::flag("data-again", true)},
      web::FormToken{call}, texts("party.door.press"_msg),
      each(
          page.party.people,
          [&](Writer& item, Participant const& person) {
              if (!person.arrived) {
                  item(
                      R"(<li><label class="ch"><input type="checkbox" name="teilnehmer" value="{}" checked><span><strong>{}</strong><br><span class="mute small">{}</span>{}</span></label></li>)",
                      person.id.value, person.name, part_of(person), invited_too(person));
                  return;
              }
              item(
                  R"(<li><strong>{}</strong> <span class="st st--ok">{}</span> {}{}</li>)", person.name,
                  texts("attendance.there"_msg),
                  person.arrived_at
                      ? texts(
                            "attendance.since"_msg,
                            {{"time", texts.time(call.site.zone->to_local(*person.arrived_at).time)}})
                      : std::string{},
                  invited_too(person));
          }),
      when(is_anybody_missing, [&](Writer& inner) {
          inner("{}", web::SubmitButton{texts("party.door.press"_msg)});
      }));
}

}

Url party_url(MeetingId meeting, RegistrationId party)
{
    return party_url(meeting, std::to_string(party.value));
}

Url party_url(MeetingId meeting, std::string_view page)
{
    return web::staff_url({meetings_path, std::to_string(meeting.value), participants_path, page});
}

Url party_door_url(std::string_view code)
{
    return web::staff_url({"einlass", "anmeldung", code});
}

http::Response party_page(web::Call const& call, PartyPage const& page)
{
    auto const& texts = web::staff_texts(call);
    bool const is_new = page.party == nullptr;
    auto frame = party_frame(
        call, page.seen, std::string(texts(is_new ? "party.new.title"_msg : "party.title"_msg)));
    frame.problems = page.problems;
    frame.state_line = is_new
        ? texts(
              "programme.taken"_msg,
              {{"taken", page.programme.taken}, {"seats", page.programme.regular_seats()}})
        : state_line_of(call, *page.party);
    bool const has_form = is_new || !has_ended(page.party->registration.state);
    bool const is_newer = !is_new && std::ranges::any_of(page.problems, [](Problem const& problem) {
        return problem.message == "registration.problem.changed"_msg;
    });
    return web::staff_page(frame, [&](Writer& w) {
        w(R"(<div class="stack">{}{}{}</div>)",
          when(is_newer, [&](Writer& inner) { write_newer(inner, call, page); }),
          when(has_form, [&](Writer& inner) { write_form(inner, call, page); }),
          when(!is_new, [&](Writer& inner) { write_about(inner, call, page); }));
    });
}

http::Response party_door_page(web::Call const& call, PartyDoorPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const& registration = page.party.registration;
    auto const meeting = page.seen.meeting.id;
    bool const has_seat = registration.state == RegistrationState::registered;
    auto frame = party_frame(call, page.seen, std::string(texts("attendance.door"_msg)));
    frame.state_line = page.seen.meeting.title + " · " + when_of(page.seen.meeting, texts);
    frame.problems = page.problems;
    return web::staff_page(frame, [&](Writer& w) {
        w(
            R"(<section class="card stack" aria-labelledby="wer"><h2 id="wer">{}</h2>{}{}{}</section><p><a href="{}">{}</a></p>)",
            texts("party.door.count"_msg, {{"count", page.party.people.size()}}),
            [&](Writer& inner) { write_kept_arrivals(inner, call); },
            when(
                !has_seat,
                [&](Writer& inner) {
                    inner(
                        R"(<p><span class="st st--warn">{}</span></p><p><a href="{}">{}</a></p>)",
                        texts(staff_label_of(registration.state)), party_url(meeting, registration.id),
                        texts("party.title"_msg));
                }),
            when(
                has_seat,
                [&](Writer& inner) {
                    if (page.can_note)
                        write_arrivals(inner, call, page);
                    else
                        inner(R"(<p class="mute">{}</p>)", texts("attendance.early"_msg));
                }),
            meeting_url(meeting, participants_path), texts("attendance.all"_msg));
    });
}

} // namespace kommin::meetings
