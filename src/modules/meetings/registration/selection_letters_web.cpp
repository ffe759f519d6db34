// Writing to those whom the filter of the participants shows.

#include "modules/meetings/agenda/agenda_shown.hpp"
#include "modules/meetings/meetings/meeting_pages.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "modules/meetings/registration/participants_pages.hpp"
#include "modules/meetings/registration/party_pages.hpp"
#include "modules/meetings/registration/party_posted.hpp"
#include "modules/meetings/registration/registration_desk.hpp"
#include "modules/meetings/registration/selection_letters.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/html/attributes.hpp"
#include "platform/web/record_desk.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/unsaved_entries.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kommin::meetings {

using html::each;
using html::when;
using html::Writer;
using i18n::Texts;

namespace {

struct Loaded {
    SeenMeeting seen;
    std::vector<tenants::Body> bodies;
    ParticipantFilter filter;
    LetterReach reach;
    std::vector<WrittenLetter> written;
};
std::optional<Loaded> load(web::Call const& call)
{
    auto seen = meeting_of_path(call, invite);
    if (!seen)
        return std::nullopt;
    return web::read(call, [&](db::Connection& db) -> std::optional<Loaded> {
        auto const tenant = call.site.tenant;
        auto const programme = find_programme(db, tenant, seen->meeting.id);
        if (!programme)
            return std::nullopt;
        auto bodies = tenants::list_bodies(db, tenant);
        auto filter = participant_filter(call.request.query(), bodies);
        auto const reach = reach_of_letter(db, tenant, programme->id, filter);
        return Loaded{
            std::move(*seen), std::move(bodies), std::move(filter), reach,
            list_written_letters(db, tenant, programme->id)};
    });
}

std::vector<LetterText> posted_texts(http::Form const* posted)
{
    std::vector<LetterText> texts;
    for (auto const language : i18n::interface_languages()) {
        LetterText text{.language = std::string(language.tag()), .subject = {}, .text = {}};
        if (posted != nullptr) {
            text.subject = posted->value("subject_" + text.language);
            text.text = posted->value("text_" + text.language);
        }
        texts.push_back(std::move(text));
    }
    return texts;
}

void write_text(Writer& w, Texts const& texts, LetterText const& text, std::vector<Problem> const& problems)
{
    auto const subject = "subject_" + text.language;
    auto const body = "text_" + text.language;
    auto const language = i18n::Language::find(text.language);
    bool const is_german = text.language == i18n::Language::german().tag();
    web::TextField const subject_field{
        .texts = texts,
        .name = subject,
        .label = "letter.subject"_msg,
        .value = text.subject,
        .problems = problems,
        .autocomplete = "off",
        .width = web::FieldWidth::whole,
        .is_required = is_german,
        .language = language};
    web::TextArea const text_field{
        .texts = texts,
        .name = body,
        .label = "letter.text"_msg,
        .value = text.text,
        .problems = problems,
        .rows = 8,
        .is_required = is_german,
        .language = language};
    if (is_german) {
        w("{}{}", subject_field, text_field);
        return;
    }
    bool const has_problem = std::ranges::any_of(
        problems, [&](Problem const& problem) { return problem.field == subject || problem.field == body; });
    w(R"(<details class="more" {}><summary>{}</summary>{}{}</details>)",
      html::Attributes{html::flag("open", has_problem || !text.is_empty())},
      language ? language->german_name() : std::string_view(text.language), subject_field, text_field);
}

void write_written(Writer& w, web::Call const& call, std::vector<WrittenLetter> const& written)
{
    auto const& texts = web::staff_texts(call);
    w(R"(<section class="stack" aria-labelledby="bisher"><h2 id="bisher">{}</h2><ul class="plain">{}</ul></section>)",
      texts("letter.written"_msg), each(written, [&](Writer& item, WrittenLetter const& letter) {
          item(
              R"(<li>{}<br><span class="mute small">{}</span></li>)", letter.subject,
              texts(
                  "letter.written.when"_msg,
                  {{"when", texts.date_time(call.site.zone->to_local(letter.written_at))},
                   {"count", letter.parties}}));
      }));
}

http::Response letter_page(
    web::Call const& call, Loaded const& loaded, std::vector<LetterText> const& typed, std::string const& key,
    std::vector<Problem> const& problems = {})
{
    auto const& texts = web::staff_texts(call);
    auto const& meeting = loaded.seen.meeting;
    auto frame = frame_below_meeting(call, meeting, std::string(texts("participant.write"_msg)));
    frame.crumbs.push_back(
        {meeting_url(meeting.id, participants_path), std::string(texts("participant.title"_msg))});
    frame.problems = problems;
    frame.state_line = texts(
        "letter.reach"_msg, {{"count", loaded.reach.parties}, {"without", loaded.reach.without_address}});
    return web::staff_page(frame, [&](Writer& w) {
        w(R"(<div class="stack"><p class="mute">{}</p><form class="form" method="post" action="{}" novalidate>{}<input type="hidden" name="schluessel" value="{}">{}<div class="save">{}<a class="kern-btn kern-btn--tertiary" href="{}"><span class="kern-label">{}</span></a></div></form>{}</div>)",
          texts("letter.about"_msg), participants_url(meeting.id, "schreiben", loaded.filter, loaded.bodies),
          web::KeptWhileTyping{call, participants_url(meeting.id, "schreiben", loaded.filter, loaded.bodies)},
          key,
          each(
              typed,
              [&](Writer& inner, LetterText const& text) { write_text(inner, texts, text, problems); }),
          web::SubmitButton{texts("letter.send"_msg, {{"count", loaded.reach.parties}})},
          participants_url(meeting.id, {}, loaded.filter, loaded.bodies), texts("staff.cancel"_msg),
          when(!loaded.written.empty(), [&](Writer& inner) { write_written(inner, call, loaded.written); }));
    });
}

}

http::Response show_selection_letter(web::Call& call)
{
    auto const loaded = load(call);
    return loaded ? letter_page(call, *loaded, posted_texts(nullptr), crypto::random_token())
                  : web::staff_not_found(call);
}

http::Response send_selection_letter(web::Call& call)
{
    auto const posted = call.request.form();
    auto const loaded = load(call);
    if (!posted || !loaded)
        return web::staff_not_found(call);
    auto const typed = posted_texts(&*posted);
    auto const key = web::key_of_form(*posted);
    auto problems = problems_of_letter(typed);
    if (problems.empty()) {
        auto const sent = web::write(call, [&](Work& work) {
            return write_to_selection(work, loaded->seen.meeting.id, loaded->filter, typed, key);
        });
        if (sent) {
            call.nothing_was_done = *sent == 0;
            return http::Response::redirect(
                http::Status::see_other,
                participants_url(loaded->seen.meeting.id, "schreiben", loaded->filter, loaded->bodies)
                    .text());
        }
        if (sent.problem().kind == ProblemKind::not_found)
            return web::staff_not_found(call);
        problems.push_back(sent.problem());
    }
    return letter_page(call, *loaded, typed, key_to_go_on(key, problems), problems);
}

} // namespace kommin::meetings
