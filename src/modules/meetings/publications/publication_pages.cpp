#include "modules/meetings/publications/publication_pages.hpp"

#include "modules/meetings/meetings/meeting_editing.hpp"
#include "modules/meetings/panels/form_parts.hpp"
#include "modules/meetings/publications/publication_desk.hpp"
#include "platform/base/number.hpp"
#include "platform/html/attributes.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace kommin::meetings {

using html::each;
using html::Url;
using html::when;
using html::Writer;
using i18n::Texts;
using records::Fields;
using web::FieldWidth;
using web::staff_url;

namespace {

void write_line(Writer& w, Texts const& texts, Publication const& one)
{
    auto const mark = mark_of(one, texts);
    html::Attributes const content{web::content_lang(texts)};
    w(R"(<tr><th scope="row"><a href="{}" {}>{}</a></th><td data-l="{}">{}</td><td data-l="{}" {}>{}</td><td data-l="{}">{}</td><td data-l="{}"><span class="{}">{}</span></td></tr>)",
      publication_url(one.id), content, one.title, texts("publication.field.kind"_msg),
      texts(label_of(one.kind)), texts("publication.field.publisher"_msg), content, one.publisher,
      texts("publication.field.day"_msg), one.day ? texts.partial_date(*one.day) : std::string{},
      texts("staff.state"_msg), mark.shape, mark.text);
}

void write_table(Writer& w, Texts const& texts, std::vector<Publication> const& shown)
{
    w(R"(<div class="scroll" role="region" aria-labelledby="liste" tabindex="0"><table class="tbl tbl--stack tbl--lead"><caption class="vh" id="liste">{}</caption><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th></tr></thead><tbody>{}</tbody></table></div>)",
      texts("publication.title"_msg), texts("publication.field.title"_msg),
      texts("publication.field.kind"_msg), texts("publication.field.publisher"_msg),
      texts("publication.field.day"_msg), texts("staff.state"_msg),
      each(shown, [&](Writer& row, Publication const& one) { write_line(row, texts, one); }));
}

std::vector<web::Choice> kinds_for(Texts const& texts)
{
    std::vector<web::Choice> choices;
    for (auto const kind : all_publication_kinds)
        choices.push_back({std::string(to_text(kind)), std::string(texts(label_of(kind)))});
    return choices;
}

std::vector<web::Choice> sessions_for(Texts const& texts, std::vector<Meeting> const& sessions)
{
    std::vector<web::Choice> choices{{"", std::string(texts("publication.meeting.none"_msg))}};
    for (auto const& session : sessions)
        choices.push_back({std::to_string(session.id.value), session.title});
    return choices;
}

void write_fields(Writer& w, Texts const& texts, PublicationFormPage const& page)
{
    FormFields const form(texts, page.fields, page.problems);
    auto const label = [](std::string_view name) { return label_in(all_publication_fields, name); };
    auto const kinds = kinds_for(texts);
    auto const sessions = sessions_for(texts, page.sessions);
    std::array const yes{
        web::Choice{std::string(visible_value), std::string(texts("meeting.visible.yes"_msg))}};
    w(
        R"({}<div class="sec">{}{}{}{}{}{}{}{}</div><div class="sec">{}</div><div class="sec">{}</div>)",
        web::RequiredNote{texts},
        form.text(
            publication_field::title, label(publication_field::title), FieldWidth::whole, MessageKey{}, true),
        form.choice(publication_field::kind, label(publication_field::kind), kinds),
        form.text(
            publication_field::publisher, label(publication_field::publisher), FieldWidth::whole,
            "publication.hint.publisher"_msg),
        form.text(
            publication_field::issue, label(publication_field::issue), FieldWidth::narrow,
            "publication.hint.issue"_msg),
        form.day(publication_field::day, label(publication_field::day), "publication.hint.day"_msg),
        form.area(
            publication_field::subject, label(publication_field::subject), "publication.hint.subject"_msg, 3),
        form.text(
            publication_field::link, label(publication_field::link), FieldWidth::whole,
            "publication.hint.link"_msg),
        form.choice(publication_field::meeting, label(publication_field::meeting), sessions),
        [&](Writer& inner) {
            form.write_choices(
                inner, publication_field::visible, label(publication_field::visible), yes, true,
                "publication.hint.visible"_msg);
        },
        [&](Writer& inner) { form.write_doubt(inner); });
}

}

Url publications_url()
{
    return staff_url({publications_path});
}

Url publication_url(PublicationId id)
{
    return staff_url({publications_path, std::to_string(id.value)});
}

Url publication_url(std::int64_t id)
{
    return publication_url(PublicationId{id});
}

web::StaffMark mark_of(Publication const& one, Texts const& texts)
{
    if (one.is_uncertain)
        return {"st st--warn", std::string(texts("panel.uncertain"_msg))};
    if (one.is_public)
        return {"st st--ok", std::string(texts("publication.public"_msg))};
    return {"st st--none", std::string(texts("publication.hidden"_msg))};
}

http::Response publication_list_page(web::Call const& call, PublicationList const& list)
{
    auto const& texts = web::staff_texts(call);
    auto const shown = std::ssize(list.shown);
    web::StaffFrame frame{
        .call = call,
        .title = std::string(texts("publication.title"_msg)),
        .section = std::string(publications_path),
        .state_line = list.count > shown
            ? texts("publication.list.newest"_msg, {{"shown", shown}, {"count", list.count}})
            : texts("publication.list.count"_msg, {{"count", shown}}),
        .is_wide = true};
    frame.actions = [&](Writer& w) {
        w(R"(<a class="kern-btn kern-btn--primary" href="{}"><span class="kern-label">{}</span></a>)",
          staff_url({publications_path, "neu"}), texts("publication.new"_msg));
    };
    return web::staff_page(frame, [&](Writer& w) {
        w(R"(<div class="stack">{}{}</div>)",
          web::WordsFilter{texts, publications_url(), list.words, "publication.list.words"_msg},
          [&](Writer& inner) {
              if (list.shown.empty())
                  inner(
                      R"(<p class="mute">{}</p>)",
                      texts(
                          list.words.empty() ? "publication.list.none"_msg
                                             : "publication.list.none_with"_msg));
              else
                  write_table(inner, texts, list.shown);
          });
    });
}

web::RecordForm publication_record_form(std::vector<Meeting> sessions, Texts const& texts)
{
    auto form = record_form(all_publication_fields, texts);
    form.shown = [&texts, sessions = std::move(sessions)](Fields const& fields, std::string_view name) {
        std::string value(fields.value(name));
        if (name == publication_field::kind)
            return word_of_value<PublicationKind>(value, texts);
        if (name == publication_field::visible && value == visible_value)
            return std::string(texts("meeting.visible.yes"_msg));
        if (name == publication_field::uncertain && value == uncertain_value)
            return std::string(texts("form.uncertain.yes"_msg));
        if (name == publication_field::meeting) {
            auto const number = parse_number(value);
            auto const session = std::ranges::find(sessions, MeetingId{number.value_or(0)}, &Meeting::id);
            return session == sessions.end() ? value : session->title;
        }
        return value;
    };
    return form;
}

web::StaffFrame frame_below_publications(web::Call const& call, std::string title)
{
    return {
        .call = call,
        .title = std::move(title),
        .section = std::string(publications_path),
        .crumbs = {{publications_url(), std::string(web::staff_texts(call)("publication.title"_msg))}}};
}

http::Response publication_form_page(web::Call const& call, PublicationFormPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const* one = page.publication;
    auto frame = frame_below_publications(
        call, one == nullptr ? std::string(texts("publication.new"_msg)) : one->title);
    frame.problems = page.problems;
    FormShell const shell{
        .call = call,
        .texts = texts,
        .url = one == nullptr ? staff_url({publications_path, "neu"}) : publication_url(one->id),
        .version = one == nullptr ? std::nullopt : std::optional(one->version),
        .form_key = page.form_key,
        .back = publications_url(),
        .shown_version = page.shown_version};
    return shell.page(
        frame, [&](Writer& w) { write_fields(w, texts, page); },
        [&](Writer& w) {
            w(R"(<section class="card" aria-labelledby="wirkung"><h2 id="wirkung">{}</h2><ul class="plain small"><li>{}</li></ul></section>)",
              texts("form.effect"_msg), texts("panel.effect.at_once"_msg));
            if (one != nullptr)
                write_history_card(
                    w, texts, staff_url({publications_path, std::to_string(one->id.value), "verlauf"}));
        });
}

} // namespace kommin::meetings
