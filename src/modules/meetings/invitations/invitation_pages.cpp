#include "modules/meetings/invitations/invitation_pages.hpp"

#include "modules/meetings/invitations/invitation_letters.hpp"
#include "modules/meetings/meetings/meeting_pages.hpp"
#include "modules/meetings/panels/form_parts.hpp"
#include "platform/web/staff_export.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/staff_list.hpp"
#include "platform/web/unsaved_entries.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

namespace kommin::meetings {

using html::each;
using html::Url;
using html::when;
using html::Writer;
using i18n::Texts;
using web::staff_url;

namespace {

std::string_view shape_of(LetterState state)
{
    switch (state) {
    case LetterState::told:
        return "st st--ok";
    case LetterState::waiting:
        return "st st--info";
    case LetterState::spared:
    case LetterState::no_address:
    case LetterState::refused:
    case LetterState::failed:
    case LetterState::outdated:
        return "st st--warn";
    case LetterState::none:
        break;
    }
    return "st st--none";
}

std::string_view shape_of(InvitationAnswer answer)
{
    switch (answer) {
    case InvitationAnswer::accepted:
        return "st st--ok";
    case InvitationAnswer::declined:
        return "st st--none";
    case InvitationAnswer::none:
        break;
    }
    return "st st--info";
}

// What is to be known before somebody is invited; nothing where they allow it or were never asked.
struct ConsentMark {
    Texts const& texts;
    std::optional<contacts::ConsentStanding> consent;
    void operator()(Writer& w) const
    {
        if (consent == contacts::ConsentStanding::withdrawn)
            w(R"(<br><span class="st st--warn">{}</span>)", texts("invitation.consent.withdrawn"_msg));
        else if (consent == contacts::ConsentStanding::missing)
            w(R"(<br><span class="st st--none">{}</span>)", texts("invitation.consent.missing"_msg));
    }
};

struct StepButton {
    web::Call const& call;
    Invitation const& invitation;
    std::string_view step;
    std::string_view value; // of the field "antwort"; "" for none
    std::string_view label;
    std::string_view name; // of the person, for whoever hears the button alone
    void operator()(Writer& w) const
    {
        w(R"(<form method="post" action="{}">{}<input type="hidden" name="fassung" value="{}">{}<button class="kern-btn kern-btn--tertiary kern-btn--sm" type="submit"><span class="kern-label">{}<span class="vh">: {}</span></span></button></form>)",
          invitation_url(invitation.id, step), web::FormToken{call}, invitation.version,
          when(
              !value.empty(),
              [&](Writer& inner) { inner(R"(<input type="hidden" name="antwort" value="{}">)", value); }),
          label, name);
    }
};

void write_steps(
    Writer& w, web::Call const& call, Texts const& texts, InvitationsPage const& page,
    InvitedPerson const& person, std::string_view name)
{
    auto const answer = [&](InvitationAnswer wanted, MessageKey label) {
        if (page.can_answer && person.invitation.answer != wanted)
            w("{}",
              StepButton{call, person.invitation, "antwort-notieren", to_text(wanted), texts(label), name});
    };
    answer(InvitationAnswer::accepted, "invitation.step.accepted"_msg);
    answer(InvitationAnswer::declined, "invitation.step.declined"_msg);
    w("{}", StepButton{call, person.invitation, "ausladen", "", texts("invitation.step.withdraw"_msg), name});
}

void write_person(
    Writer& w, web::Call const& call, Texts const& texts, InvitationsPage const& page,
    InvitedPerson const& person)
{
    auto const& invitation = person.invitation;
    auto const name = person.name.empty() ? texts("invitation.unseen"_msg) : std::string_view(person.name);
    w(
        R"(<tr><th scope="row">{}<br><span class="mute small">{}</span>{}</th><td data-l="{}"><span class="{}">{}</span></td><td data-l="{}"><span class="{}">{}</span>{}{}</td>{}</tr>)",
        [&](Writer& inner) {
            if (person.name.empty())
                inner("{}", name);
            else
                inner(R"(<a href="{}">{}</a>)", contacts::person_url(invitation.person), name);
        },
        texts(label_of(invitation.as)), ConsentMark{texts, person.consent},
        texts("invitation.column.letter"_msg), shape_of(person.letters), texts(label_of(person.letters)),
        texts("invitation.column.answer"_msg), shape_of(invitation.answer),
        texts(label_of(invitation.answer)),
        when(
            person.answered_before_change,
            [&](Writer& inner) {
                inner(R"(<br><span class="st st--warn">{}</span>)", texts("invitation.before_change"_msg));
            }),
        when(
            !invitation.answer_note.empty(),
            [&](Writer& inner) { inner(R"(<br><span class="small">{}</span>)", invitation.answer_note); }),
        when(page.can_tell, [&](Writer& inner) {
            inner(
                R"(<td data-l="{}"><div class="row">{}</div></td>)", texts("item.column.steps"_msg),
                [&](Writer& steps) { write_steps(steps, call, texts, page, person, name); });
        }));
}

void write_counts(Writer& w, Texts const& texts, InvitationCounts const& counts)
{
    w(R"(<dl class="dl"><dt>{}</dt><dd>{}</dd><dt>{}</dt><dd>{}</dd><dt>{}</dt><dd>{}</dd><dt>{}</dt><dd>{}</dd></dl>)",
      texts("invitation.count.listed"_msg), counts.listed, texts("invitation.answer.accepted"_msg),
      counts.accepted, texts("invitation.answer.declined"_msg), counts.declined,
      texts("invitation.answer.none"_msg), counts.silent);
}

void write_list(Writer& w, web::Call const& call, Texts const& texts, InvitationsPage const& page)
{
    if (page.people.empty()) {
        w(R"(<p class="mute">{}</p>)", texts("invitation.list.none"_msg));
        return;
    }
    w(R"(<div class="scroll" role="region" aria-labelledby="liste" tabindex="0"><table class="tbl tbl--stack tbl--lead"><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th>{}</tr></thead><tbody>{}</tbody></table></div>{})",
      texts("invitation.column.person"_msg), texts("invitation.column.letter"_msg),
      texts("invitation.column.answer"_msg),
      when(
          page.can_tell,
          [&](Writer& head) { head(R"(<th scope="col">{}</th>)", texts("item.column.steps"_msg)); }),
      each(
          page.people,
          [&](Writer& rows, InvitedPerson const& person) { write_person(rows, call, texts, page, person); }),
      web::ExportLinks{
          texts, [&](std::string_view file) { return invitations_url(page.seen.meeting.id, file); }});
}

void write_link_button(Writer& w, Url const& url, std::string_view label, std::string_view kind)
{
    w(R"(<a class="kern-btn kern-btn--{}" href="{}"><span class="kern-label">{}</span></a>)", kind, url,
      label);
}

void write_listing(Writer& w, web::Call const& call, Texts const& texts, InvitationsPage const& page)
{
    auto const id = page.seen.meeting.id;
    w(R"(<section class="card" aria-labelledby="aufnehmen"><h2 id="aufnehmen">{}</h2><form class="stack" method="post" action="{}">{}<label class="ch"><input type="checkbox" name="vertretungen" value="ja"><span>{}</span></label>{}</form><p class="row">{}</p></section>)",
      texts("invitation.listing"_msg), invitations_url(id, "mitglieder"), web::FormToken{call},
      texts("invitation.listing.substitutes"_msg),
      web::SubmitButton{texts("invitation.listing.members"_msg), "secondary"}, [&](Writer& inner) {
          write_link_button(
              inner, invitations_url(id, "gast"), texts("invitation.listing.guest"_msg), "tertiary");
          write_link_button(
              inner, invitations_url(id, "kontakte"), texts("invitation.listing.contacts"_msg), "tertiary");
      });
}

std::optional<contacts::ConsentStanding> consent_of(
    contacts::ConsentStandings const& consents, contacts::PersonId person)
{
    auto const found = consents.find(person);
    return found == consents.end() ? std::nullopt : std::optional(found->second);
}

void write_choice(Writer& w, web::Call const& call, Texts const& texts, ContactsPage const& page)
{
    w(R"(<form class="tools" method="post" action="{}" aria-label="{}">{}<p class="f"><label for="worte">{}</label><input id="worte" name="{}" type="search" value="{}" autocomplete="off"></p><p class="f"><label for="ort">{}</label><select id="ort" name="{}"><option value="">{}</option>{}</select></p><p class="f"><label for="feld">{}</label><select id="feld" name="{}"><option value="">{}</option>{}</select></p><p class="f"><label for="spricht">{}</label><select id="spricht" name="{}"><option value="">{}</option>{}</select></p><button class="kern-btn kern-btn--secondary kern-btn--sm" type="submit"><span class="kern-label">{}</span></button></form>)",
      invitations_url(page.seen.meeting.id, "kontakte-suchen"), texts("list.filter.label"_msg),
      web::FormToken{call}, texts("people.filter.words"_msg), contacts_field::words, page.choice.words,
      texts("people.field.municipality"_msg), contacts_field::municipality, texts("list.filter.all"_msg),
      each(
          page.bodies,
          [&](Writer& option, tenants::Body const& body) {
              if (body.kind == tenants::BodyKind::municipality)
                  web::write_option(option, body.slug, body.name, page.choice.municipality == body.slug);
          }),
      texts("people.field.field_of_work"_msg), contacts_field::field_of_work, texts("list.filter.all"_msg),
      each(
          contacts::all_fields_of_work,
          [&](Writer& option, contacts::FieldOfWork field) {
              web::write_option(
                  option, to_text(field), texts(label_of(field)),
                  page.choice.field_of_work == to_text(field));
          }),
      texts("people.field.languages"_msg), contacts_field::language, texts("list.filter.all"_msg),
      each(
          i18n::known_languages(),
          [&](Writer& option, i18n::Language language) {
              web::write_option(
                  option, language.tag(), texts.language_name(language),
                  page.choice.language == language.tag());
          }),
      texts("list.filter.apply"_msg));
}

// The button for all of them: the choice goes along, and is made anew when it is pressed.
void write_all_button(Writer& w, web::Call const& call, Texts const& texts, ContactsPage const& page)
{
    auto const& choice = page.choice;
    w(R"(<form class="stack" method="post" action="{}">{}<input type="hidden" name="{}" value="{}"><input type="hidden" name="{}" value="{}"><input type="hidden" name="{}" value="{}"><input type="hidden" name="{}" value="{}">{}<p class="mute small">{}</p></form>)",
      invitations_url(page.seen.meeting.id, "kontakte"), web::FormToken{call}, contacts_field::words,
      choice.words, contacts_field::municipality, choice.municipality, contacts_field::field_of_work,
      choice.field_of_work, contacts_field::language, choice.language,
      web::SubmitButton{texts("invitation.contacts.all"_msg)}, texts("invitation.contacts.bound"_msg));
}

void write_chosen(Writer& w, web::Call const& call, Texts const& texts, ContactsPage const& page)
{
    if (page.chosen == 0) {
        w(R"(<p role="status">{}</p>)", texts("invitation.contacts.none"_msg));
        return;
    }
    bool const is_too_many = page.chosen > static_cast<std::int64_t>(most_invited);
    if (is_too_many)
        w(R"(<div class="note" role="status"><p>{}</p></div>)", texts("invitation.problem.too_many"_msg));
    else
        w(R"(<dl class="dl"><dt>{}</dt><dd>{}</dd><dt>{}</dt><dd>{}</dd><dt>{}</dt><dd>{}</dd><dt>{}</dt><dd>{}</dd></dl>{})",
          texts("invitation.contacts.chosen"_msg), page.chosen, texts("invitation.contacts.listed"_msg),
          page.listed, texts("invitation.contacts.taken_off"_msg), page.taken_off,
          texts("invitation.contacts.without_mail"_msg), page.without_mail,
          when(page.listed + page.taken_off < page.chosen, [&](Writer& inner) {
              write_all_button(inner, call, texts, page);
          }));
    w(R"(<section class="stack stack-top" aria-labelledby="wer"><h2 id="wer">{}</h2><ul class="plain">{}</ul>{}</section>)",
      texts("invitation.contacts.who"_msg),
      each(
          page.first,
          [](Writer& item, contacts::NamedPerson const& person) {
              item(R"(<li>{}<br><span class="mute small">{}</span></li>)", person.list_name, person.detail);
          }),
      when(std::ssize(page.first) < page.chosen, [&](Writer& more) {
          more(
              R"(<p class="mute small">{}</p>)",
              texts("membership.person.more"_msg, {{"count", page.first.size()}}));
      }));
}

web::StaffFrame frame_below_invitations(web::Call const& call, Meeting const& meeting, std::string title)
{
    auto frame = frame_below_meeting(call, meeting, std::move(title));
    frame.crumbs.push_back(
        {invitations_url(meeting.id), std::string(web::staff_texts(call)("invitation.many"_msg))});
    return frame;
}

}

Url invitations_url(MeetingId id)
{
    return meeting_url(id, invitation_page);
}

Url invitations_url(MeetingId id, std::string_view page)
{
    return staff_url({meetings_path, std::to_string(id.value), invitation_page, page});
}

Url invitation_url(InvitationId id, std::string_view step)
{
    return staff_url({invitations_path, std::to_string(id.value), step});
}

MessageKey label_of(LetterState state)
{
    switch (state) {
    case LetterState::none:
        return "invitation.letter.none"_msg;
    case LetterState::spared:
        return "invitation.letter.spared"_msg;
    case LetterState::no_address:
        return "invitation.letter.no_address"_msg;
    case LetterState::refused:
        return "invitation.letter.refused"_msg;
    case LetterState::waiting:
        return "invitation.letter.waiting"_msg;
    case LetterState::failed:
        return "invitation.letter.failed"_msg;
    case LetterState::outdated:
        return "invitation.letter.outdated"_msg;
    case LetterState::told:
        return "invitation.letter.told"_msg;
    }
    return {};
}

InvitationCounts count_invitations(
    std::vector<Invitation> const& all, Meeting const& meeting,
    std::function<bool(Invitation const&)> const& can_get_letters)
{
    InvitationCounts counts;
    for (auto const& one : all) {
        if (one.is_withdrawn)
            continue;
        ++counts.listed;
        counts.accepted += one.answer == InvitationAnswer::accepted ? 1 : 0;
        counts.declined += one.answer == InvitationAnswer::declined ? 1 : 0;
        counts.silent += one.answer == InvitationAnswer::none ? 1 : 0;
        counts.with_news += has_news(one, meeting) && can_get_letters(one) ? 1 : 0;
    }
    return counts;
}

http::Response invitations_list_page(web::Call const& call, InvitationsPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const& meeting = page.seen.meeting;
    bool const has_letters
        = page.counts.with_news > 0 && std::ranges::any_of(page.people, [](InvitedPerson const& person) {
              return person.letters == LetterState::outdated;
          });
    auto frame = frame_below_meeting(call, meeting, std::string(texts("invitation.many"_msg)));
    frame.state_line = page.seen.panel.name + " · " + when_of(meeting, texts);
    frame.problems = page.problems;
    frame.is_wide = true;
    if (page.can_tell && page.counts.with_news > 0)
        frame.actions = [&](Writer& w) {
            write_link_button(
                w, invitations_url(meeting.id, "verschicken"),
                texts("invitation.send.to"_msg, {{"count", page.counts.with_news}}), "primary");
        };
    return web::staff_page(frame, [&](Writer& w) {
        if (has_letters)
            w(R"(<div class="note"><p><strong>{}</strong> {}</p></div>)",
              texts("invitation.outdated.note"_msg), texts("invitation.outdated.text"_msg));
        w(
            R"(<div class="cols stack-top"><div class="stack"><h2 id="liste">{}</h2>{}</div><div class="stack"><section class="card" aria-labelledby="zahlen"><h2 id="zahlen">{}</h2>{}</section>{}</div></div>)",
            texts("invitation.list"_msg), [&](Writer& inner) { write_list(inner, call, texts, page); },
            texts("invitation.counts"_msg), [&](Writer& inner) { write_counts(inner, texts, page.counts); },
            when(page.can_answer && meeting.state == MeetingState::planned, [&](Writer& inner) {
                write_listing(inner, call, texts, page);
            }));
    });
}

http::Response sending_page(web::Call const& call, SendingPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const& meeting = page.seen.meeting;
    auto frame = frame_below_invitations(call, meeting, std::string(texts("invitation.send"_msg)));
    frame.problems = page.problems;
    FormFields const form(texts, page.fields, page.problems);
    bool const is_cancelled = meeting.state == MeetingState::cancelled;
    bool const is_postponed = waits_for_day(meeting);
    auto const lead = is_cancelled ? "invitation.send.lead.cancelled"_msg
        : is_postponed             ? "invitation.send.lead.postponed"_msg
                                   : "invitation.send.lead"_msg;
    return web::staff_page(frame, [&](Writer& w) {
        w(
            R"(<div class="cols stack-top"><form class="form" method="post" action="{}" novalidate>{}<p class="measure">{}</p>{}{}{}<div class="save">{}<a class="kern-btn kern-btn--tertiary" href="{}"><span class="kern-label">{}</span></a></div></form><div class="stack"><section class="card" aria-labelledby="brief"><h2 id="brief">{}</h2><p>{}</p><dl class="dl">{}</dl><p class="mute small">{}</p></section></div></div>)",
            invitations_url(meeting.id, "verschicken"),
            web::KeptWhileTyping{call, invitations_url(meeting.id, "verschicken")},
            texts(lead, {{"count", page.counts.with_news}}),
            when(
                page.without_mail > 0,
                [&](Writer& inner) {
                    inner(
                        R"(<div class="note"><p>{}</p></div>)",
                        texts("invitation.send.without_mail"_msg, {{"count", page.without_mail}}));
                }),
            when(
                page.spared > 0,
                [&](Writer& inner) {
                    inner(
                        R"(<div class="note"><p>{}</p></div>)",
                        texts("invitation.send.spared"_msg, {{"count", page.spared}}));
                }),
            [&](Writer& inner) {
                if (is_cancelled || is_postponed) // that letter says why, or that another day follows
                    return;
                inner(
                    R"(<div class="sec">{}{}{}</div>)",
                    form.area(
                        convocation_field::words, "invitation.field.words"_msg, "invitation.hint.words"_msg),
                    form.day(
                        convocation_field::reply_by, "invitation.field.reply_by"_msg,
                        "invitation.hint.reply_by"_msg, false),
                    form.text(
                        convocation_field::remind, "invitation.field.remind"_msg, web::FieldWidth::narrow,
                        "invitation.hint.remind"_msg));
            },
            when(
                page.counts.with_news > 0,
                [&](Writer& inner) {
                    inner(
                        "{}",
                        web::SubmitButton{
                            texts("invitation.send.to"_msg, {{"count", page.counts.with_news}})});
                }),
            invitations_url(meeting.id), texts("staff.cancel"_msg), texts("invitation.send.what"_msg),
            meeting.title,
            each(
                fact_lines(meeting, texts),
                [](Writer& inner, MeetingFactLine const& line) {
                    inner("<dt>{}</dt><dd class=\"wrap\">{}</dd>", line.label, line.value);
                }),
            texts(is_postponed ? "invitation.send.how.postponed"_msg : "invitation.send.how"_msg));
    });
}

http::Response guest_page(web::Call const& call, GuestPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const id = page.seen.meeting.id;
    auto frame = frame_below_invitations(call, page.seen.meeting, std::string(texts("invitation.guest"_msg)));
    frame.problems = page.problems;
    web::TextField search{
        .texts = texts,
        .name = "worte",
        .label = "membership.field.name"_msg,
        .value = page.words,
        .problems = page.problems,
        .hint = "membership.hint.name"_msg,
        .autocomplete = "off"};
    return web::staff_page(frame, [&](Writer& w) {
        w(R"(<form class="form" method="post" action="{}" novalidate>{}<div class="sec">{}<p>{}</p></div></form>{})",
          invitations_url(id, "gast-suchen"), web::FormToken{call}, search,
          web::SubmitButton{texts("membership.action.search"_msg), "secondary"},
          when(page.was_searched, [&](Writer& inner) {
              if (page.found.people.empty()) {
                  inner(R"(<p role="status">{}</p>)", texts("membership.person.none"_msg));
                  return;
              }
              inner(
                  R"(<h2>{}</h2><ul class="plain">{}</ul>{})", texts("membership.field.person"_msg),
                  each(
                      page.found.people,
                      [&](Writer& item, contacts::NamedPerson const& person) {
                          item(
                              R"(<li><form class="row" method="post" action="{}">{}<input type="hidden" name="person" value="{}"><span>{}<br><span class="mute small">{}</span>{}</span>{}</form></li>)",
                              invitations_url(id, "gast"), web::FormToken{call}, person.id.value, person.name,
                              person.detail, ConsentMark{texts, consent_of(page.consents, person.id)},
                              web::SubmitButton{texts("invitation.guest.add"_msg), "secondary"});
                      }),
                  when(page.found.has_more, [&](Writer& more) {
                      more(
                          R"(<p class="mute small">{}</p>)",
                          texts("membership.person.more"_msg, {{"count", page.found.people.size()}}));
                  }));
          }));
    });
}

http::Response contacts_page(web::Call const& call, ContactsPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto frame
        = frame_below_invitations(call, page.seen.meeting, std::string(texts("invitation.contacts"_msg)));
    frame.problems = page.problems;
    return web::staff_page(frame, [&](Writer& w) {
        w(R"(<p class="measure">{}</p>)", texts("invitation.contacts.lead"_msg));
        write_choice(w, call, texts, page);
        write_chosen(w, call, texts, page);
    });
}

void write_invitation_summary(
    Writer& w, web::Call const& call, Meeting const& meeting, InvitationCounts const& counts)
{
    auto const& texts = web::staff_texts(call);
    w(
        R"(<section class="stack" aria-labelledby="einladungen"><h2 id="einladungen">{}</h2>{}{}<p>{}</p></section>)",
        texts("invitation.many"_msg),
        [&](Writer& inner) {
            if (counts.listed == 0)
                inner(R"(<p class="mute">{}</p>)", texts("invitation.list.none"_msg));
            else
                inner(
                    "<p>{}</p>",
                    texts(
                        "invitation.summary"_msg,
                        {{"listed", counts.listed},
                         {"accepted", counts.accepted},
                         {"declined", counts.declined}}));
        },
        when(
            counts.with_news > 0 && can_be_told(meeting, call.local_now().date),
            [&](Writer& inner) {
                inner(
                    R"(<p><span class="st st--warn">{}</span></p>)",
                    texts("invitation.summary.news"_msg, {{"count", counts.with_news}}));
            }),
        [&](Writer& inner) {
            write_link_button(
                inner, invitations_url(meeting.id), texts("invitation.manage"_msg), "secondary");
        });
}

} // namespace kommin::meetings
