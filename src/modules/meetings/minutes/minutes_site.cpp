#include "modules/meetings/minutes/minutes_site.hpp"

#include "modules/meetings/agenda/agenda_editing.hpp"
#include "modules/meetings/agenda/agenda_store.hpp"
#include "modules/meetings/agenda/answers_item.hpp"
#include "modules/meetings/attendance/attendance.hpp"
#include "modules/meetings/meetings/meeting_pages.hpp"
#include "modules/meetings/meetings/meeting_texts.hpp"
#include "modules/meetings/minutes/minutes_pages.hpp"
#include "modules/meetings/minutes/minutes_store.hpp"
#include "modules/meetings/panels/panel_store.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "modules/meetings/tasks/task_editing.hpp"
#include "modules/meetings/tasks/task_store.hpp"
#include "platform/base/number.hpp"
#include "platform/html/attributes.hpp"
#include "platform/web/public_form.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::meetings {

using html::each;
using html::when;
using html::Writer;
using web::GermanName;
using web::Visit;

namespace {

constexpr std::string_view public_minutes_path = "protokolle";

struct Published {
    MinutesId id;
    Meeting meeting;
    Panel panel;
    std::vector<AgendaItem> agenda;
    Edition edition;
    MinutesContent content; // the public part of that
    std::vector<DecisionNumber> numbers;
    std::optional<std::int64_t> present;
    TranslatedTexts translated; // minutes are long, and few of them are read: loaded for one page
};

TranslatedTexts load_translated(
    db::Connection& db, TenantId tenant, MinutesId id, MinutesContent const& content)
{
    std::vector<std::int64_t> items;
    for (auto const& notes : content.items)
        items.push_back(notes.item.id.value);
    TranslatedTexts translated;
    translated.load(db, tenant, minutes_subject, id.value);
    translated.load(db, tenant, minutes_entry_subject, items);
    return translated;
}

std::optional<Published> load_published(Visit const& visit)
{
    auto const number = parse_number(visit.call.path["sitzung"]);
    if (!number || *number < 1)
        return std::nullopt;
    return web::read(visit.call, [&](db::Connection& db) -> std::optional<Published> {
        auto const tenant = visit.call.site.tenant;
        auto const minutes = find_minutes(db, tenant, MeetingId{*number});
        if (!minutes || minutes->published_edition == 0)
            return std::nullopt;
        auto meeting = load_meeting(db, tenant, minutes->meeting).value();
        auto panel = load_panel(db, tenant, meeting.panel).value();
        auto edition = find_edition(db, tenant, minutes->id, minutes->published_edition).value();
        auto content = public_part(edition.read());
        auto translated = load_translated(db, tenant, minutes->id, content);
        auto const present
            = edition.keeps_side() ? edition.present : count_attendance(db, tenant, minutes->meeting);
        return Published{
            minutes->id,
            std::move(meeting),
            std::move(panel),
            list_agenda(db, tenant, minutes->meeting),
            std::move(edition),
            std::move(content),
            list_decisions(db, tenant, minutes->id),
            present,
            std::move(translated)};
    });
}

// A correction may take something out of minutes, a name or a false number: what was translated before it is
// shown no longer, and German stands there as where nobody has translated anything.
content::Shown told_as_approved(Visit const& visit, TranslatedTexts const& translated, TextOf const& text)
{
    auto const chain = visit.call.site.chain(visit.language());
    auto const shown = translated.shown(text, chain);
    bool const is_of_this_edition
        = shown.translation == nullptr || shown.translation->source_hash == content::source_hash(text.source);
    return visit.told(
        is_of_this_edition
            ? shown
            : content::Shown{
                  text.source, chain.source, visit.language() == chain.source, nullptr, text.source});
}

// What an item is called, in the edition as on the agenda.
content::Shown told_title(Visit const& visit, Published const& shown, ItemId id, std::string_view title)
{
    auto const item = std::ranges::find(shown.agenda, id, &AgendaItem::id);
    if (item != shown.agenda.end() && is_titled_by_program(*item) && item->title == title)
        return {visit.texts("answers.item.title"_msg), visit.language()};
    return told_as_approved(
        visit, published_texts(visit), {item_subject, id.value, item_field::title, title});
}

ToldInMinutes told_in(Visit const& visit, Published const& shown)
{
    return [&](std::optional<ItemId> item, std::string_view field, std::string_view source) {
        if (!item)
            return told_as_approved(
                visit, shown.translated, {minutes_subject, shown.id.value, field, source});
        if (field == item_field::title)
            return told_title(visit, shown, *item, source);
        return told_as_approved(visit, shown.translated, {minutes_entry_subject, item->value, field, source});
    };
}

std::string public_path(MeetingId meeting)
{
    return std::string(public_minutes_path) + '/' + std::to_string(meeting.value);
}

std::string title_of(content::Shown const& meeting, i18n::Texts const& texts)
{
    return texts("minutes.public.title"_msg, {{"title", web::in_sentence(texts, meeting)}});
}

struct ShownDraft {
    OpenDraft open;
    MinutesContent content;
    std::optional<std::int64_t> present;
    std::vector<Task> tasks; // for members
    std::vector<Amendment> remarks; // of whoever has the link
    std::vector<std::int64_t> office; // accounts that write these minutes
};

bool is_of(Amendment const& amendment, OpenDraft const& open)
{
    if (open.person)
        return amendment.person == open.person;
    return std::ranges::any_of(
        open.people, [&](Participant const& one) { return amendment.participant == one.id; });
}

// Nothing where the draft is read no more and they have said nothing.
std::optional<ShownDraft> load_draft(Visit const& visit)
{
    return web::read(visit.call, [&](db::Connection& db) -> std::optional<ShownDraft> {
        auto const tenant = visit.call.site.tenant;
        auto open = find_open_draft(db, tenant, visit.call.path["token"], visit.now.date);
        if (!open)
            return std::nullopt;
        auto content
            = content_of(open->minutes.fields(), items_of(list_agenda(db, tenant, open->meeting.id)));
        // Notes for the office are read by nobody else, internal items by members alone, and who moved what
        // by whoever was invited: participants read what everybody will.
        if (open->party)
            content = public_part(std::move(content));
        else
            content = open->is_member ? without_office_notes(std::move(content))
                                      : without_internal(std::move(content));
        auto remarks = list_amendments(db, tenant, open->minutes.id);
        std::erase_if(remarks, [&](Amendment const& one) { return !is_of(one, *open); });
        if (!open->shows_draft && remarks.empty())
            return std::nullopt;
        auto tasks
            = open->is_member ? list_tasks_of_meeting(db, tenant, open->meeting.id) : std::vector<Task>{};
        std::erase_if(tasks, [](Task const& task) { return task.state == TaskState::dropped; });
        auto const present = count_attendance(db, tenant, open->meeting.id);
        std::vector<std::int64_t> office;
        if (!tasks.empty())
            std::ranges::transform(
                list_takers(db, tenant, write_minutes, open->panel.owner()), std::back_inserter(office),
                &Taker::account);
        return ShownDraft{std::move(*open), std::move(content), present,
                          std::move(tasks), std::move(remarks), std::move(office)};
    });
}

void write_fact(Writer& w, std::string_view label, Visit const& visit, std::string_view value)
{
    if (!value.empty())
        w("<div><dt>{}</dt><dd>{}</dd></div>", label, GermanName{value, visit.language()});
}

void write_facts(
    Writer& w, Visit const& visit, Meeting const& meeting, Panel const& panel, MinutesContent const& content,
    web::Body const& further = {})
{
    auto const& texts = visit.texts;
    w(
        R"(<dl class="km-facts">{}<div><dt>{}</dt><dd>{}</dd></div>{}{}{}</dl>)",
        [&](Writer& inner) {
            inner(
                "<div><dt>{}</dt><dd>{}</dd></div>", texts("invitation.fact.panel"_msg),
                told_text(visit, name_text(panel)));
        },
        texts("invitation.fact.when"_msg), when_of(meeting, texts),
        [&](Writer& inner) { write_fact(inner, texts("invitation.fact.place"_msg), visit, meeting.place); },
        [&](Writer& inner) { write_fact(inner, texts("minutes.chair"_msg), visit, content.chair); },
        [&](Writer& inner) {
            if (further)
                further(inner);
        });
}

void write_number_present(Writer& w, i18n::Texts const& texts, std::optional<std::int64_t> const& present)
{
    if (present)
        w("<div><dt>{}</dt><dd>{}</dd></div>", texts("minutes.present"_msg), texts.number(*present));
}

web::PublicFrame draft_frame(Visit const& visit, std::string title, std::string path)
{
    auto frame = visit.frame(std::move(title), std::move(path), "");
    frame.is_indexable = false;
    frame.foot = {};
    return frame;
}

// For every link that does not work, whatever the reason.
http::Response ended_draft_page(Visit const& visit)
{
    auto const& texts = visit.texts;
    auto page = visit.page(
        draft_frame(visit, std::string(texts("minutes.gone.title"_msg)), ""), [&](Writer& w) {
            w(R"(<div class="km-wrap km-main km-stack km-prose"><h1>{}</h1><p class="km-lead">{}</p></div>)",
              texts("minutes.gone.title"_msg), texts("minutes.gone.text"_msg));
        });
    page.set_status(http::Status::gone);
    return std::move(page).no_store();
}

struct DraftForm {
    std::string speaker = {};
    std::string item = {};
    std::string text = {};
    std::string key = {};
    std::vector<Problem> problems = {};
};

bool has_problem_at(DraftForm const& form, std::string_view field)
{
    return std::ranges::find(form.problems, field, &Problem::field) != form.problems.end();
}

void write_problems_at(Writer& w, i18n::Texts const& texts, DraftForm const& form, std::string_view field)
{
    w("{}", each(form.problems, [&](Writer& inner, Problem const& problem) {
          if (problem.field == field)
              inner(
                  R"(<p class="km-error" id="{}">{}</p>)", "f-" + std::string(field) + "-fehler",
                  i18n::text_of(problem, texts));
      }));
}

// Of a party: whose word it is.
void write_speaker(Writer& w, i18n::Texts const& texts, OpenDraft const& open, DraftForm const& form)
{
    if (open.people.size() == 1) {
        w(R"(<p>{} {}</p>)",
          texts("minutes.amend.speaker.one"_msg, {{"name", texts.foreign(open.people.front().name)}}),
          texts("minutes.amend.speaker.hint"_msg));
        return;
    }
    bool const has_problem = has_problem_at(form, "wer");
    w(
        R"(<div class="kern-form-input"><label class="kern-label" for="f-wer">{}</label><p class="km-hint" id="f-wer-hint">{}</p>{}<div class="kern-form-input__select-wrapper"><select class="kern-form-input__select" id="f-wer" name="wer" {}><option value="">{}</option>{}</select></div></div>)",
        texts("minutes.amend.speaker"_msg), texts("minutes.amend.speaker.hint"_msg),
        [&](Writer& inner) { write_problems_at(inner, texts, form, "wer"); },
        html::Attributes{
            html::attribute("aria-describedby", has_problem ? "f-wer-hint f-wer-fehler" : "f-wer-hint"),
            html::attribute("aria-invalid", "true", has_problem)},
        texts("registration.choose"_msg), each(open.people, [&](Writer& option, Participant const& one) {
            auto const value = std::to_string(one.id.value);
            option(
                R"(<option value="{}" {}>{}</option>)", value,
                html::Attributes{html::flag("selected", form.speaker == value)}, one.name);
        }));
}

void write_form(Writer& w, Visit const& visit, ShownDraft const& shown, DraftForm const& form)
{
    auto const& texts = visit.texts;
    bool const has_problem = has_problem_at(form, "text");
    w(
        R"(<form class="km-form km-stack" method="post" action="{}" novalidate>{}<h2 class="km-h3">{}</h2>{}<div class="kern-form-input"><label class="kern-label" for="f-punkt">{}</label><div class="kern-form-input__select-wrapper"><select class="kern-form-input__select" id="f-punkt" name="punkt"><option value="">{}</option>{}</select></div></div><div class="kern-form-input"><label class="kern-label" for="f-text">{}</label><p class="km-hint" id="f-text-hint">{}</p>{}<textarea class="kern-form-input__input" id="f-text" name="text" rows="6" {}>{}</textarea></div><button class="kern-btn kern-btn--primary" type="submit"><span class="kern-label">{}</span></button></form>)",
        visit.url({"protokoll", visit.call.path["token"]}), web::PublicFormFields{form.key},
        texts("minutes.amend.title"_msg),
        when(
            shown.open.party.has_value(),
            [&](Writer& inner) { write_speaker(inner, texts, shown.open, form); }),
        texts("minutes.amend.item"_msg), texts("minutes.amend.whole"_msg),
        each(
            shown.content.items,
            [&](Writer& option, ItemNotes const& notes) {
                auto const value = std::to_string(notes.item.id.value);
                option(
                    R"(<option value="{}" {}>{}</option>)", value,
                    html::Attributes{html::flag("selected", form.item == value)},
                    texts("minutes.item.number"_msg, {{"number", notes.item.position}}) + ": "
                        + texts.foreign(notes.item.title));
            }),
        texts("minutes.amend.text"_msg),
        shown.open.ends_on ? texts(
                                 "minutes.amend.hint.until"_msg,
                                 {{"day", texts.date(*shown.open.ends_on, i18n::DateStyle::full)}})
                           : std::string(texts("minutes.amend.hint"_msg)),
        [&](Writer& inner) { write_problems_at(inner, texts, form, "text"); },
        html::Attributes{
            html::attribute("aria-describedby", has_problem ? "f-text-hint f-text-fehler" : "f-text-hint"),
            html::attribute("aria-invalid", "true", has_problem)},
        form.text, texts("minutes.amend.send"_msg));
}

// Nobody's name: members have no account, and may not see everybody whom the office sees.
MessageKey owner_word(Task const& task, ShownDraft const& shown)
{
    if (task.account)
        return std::ranges::find(shown.office, *task.account) != shown.office.end()
            ? "minutes.draft.task.office"_msg
            : "minutes.draft.task.administration"_msg;
    if (!task.person)
        return "minutes.draft.task.nobody"_msg;
    return task.person == shown.open.person ? "minutes.draft.task.you"_msg
                                            : "minutes.draft.task.somebody"_msg;
}

void write_draft_tasks(Writer& w, Visit const& visit, ShownDraft const& shown)
{
    auto const& texts = visit.texts;
    if (shown.tasks.empty())
        return;
    w(R"(<section class="km-stack km-stack--s" aria-labelledby="aufgaben"><h2 id="aufgaben">{}</h2><ul>{}</ul></section>)",
      texts("minutes.draft.tasks"_msg), each(shown.tasks, [&](Writer& item, Task const& task) {
          item(
              "<li>{}<br>{}{}</li>", GermanName{task.text, visit.language()},
              texts("minutes.draft.task.owner"_msg, {{"who", texts(owner_word(task, shown))}}),
              [&](Writer& inner) {
                  if (task.state == TaskState::done)
                      inner(" · <strong>{}</strong>", texts("minutes.draft.task.done"_msg));
                  else if (task.due)
                      inner(
                          " · {}",
                          texts(
                              "minutes.task.until"_msg,
                              {{"day", texts.date(*task.due, i18n::DateStyle::full)}}));
              });
      }));
}

MessageKey outcome_word(AmendmentState state)
{
    switch (state) {
    case AmendmentState::accepted:
        return "minutes.amend.accepted"_msg;
    case AmendmentState::declined:
        return "minutes.amend.declined"_msg;
    case AmendmentState::open:
        break;
    }
    return "minutes.amend.undecided"_msg;
}

// What whoever has the link has said, and what the office made of it.
void write_own_remarks(Writer& w, Visit const& visit, ShownDraft const& shown)
{
    auto const& texts = visit.texts;
    if (shown.remarks.empty())
        return;
    w(R"(<section class="km-stack km-stack--s" aria-labelledby="hinweise"><h2 id="hinweise">{}</h2><ul>{}</ul></section>)",
      texts("minutes.amend.own"_msg), each(shown.remarks, [&](Writer& item, Amendment const& one) {
          auto const about = std::ranges::find_if(
              shown.content.items, [&](ItemNotes const& notes) { return one.item == notes.item.id; });
          auto const speaker = std::ranges::find_if(
              shown.open.people, [&](Participant const& person) { return one.participant == person.id; });
          item(
              R"(<li>{}{}<span dir="auto">{}</span><br><strong>{}</strong>{}</li>)",
              when(
                  speaker != shown.open.people.end() && shown.open.people.size() > 1,
                  [&](Writer& inner) { inner("{}: ", texts.foreign(speaker->name)); }),
              when(
                  about != shown.content.items.end(),
                  [&](Writer& inner) {
                      inner("{}: ", texts("minutes.item.number"_msg, {{"number", about->item.position}}));
                  }),
              one.text, texts(outcome_word(one.state)),
              when(one.word_is_told && !one.word.empty(), [&](Writer& inner) {
                  inner("<br>{} {}", texts("minutes.amend.word"_msg), GermanName{one.word, visit.language()});
              }));
      }));
}

// Once the draft is read no more.
http::Response answers_page(Visit const& visit, ShownDraft const& shown)
{
    auto const& texts = visit.texts;
    auto const title = texts(
        "minutes.answers.title"_msg, {{"title", told_in_sentence(visit, title_text(shown.open.meeting))}});
    auto const path = "protokoll/" + std::string(visit.call.path["token"]);
    auto page = visit.page(draft_frame(visit, title, path), [&](Writer& w) {
        w(R"(<div class="km-wrap km-main km-stack km-prose"><h1>{}</h1><p class="km-lead">{}</p>{}{}</div>)",
          title,
          texts(
              "minutes.answers.lead"_msg,
              {{"day", texts.date(shown.open.ends_on.value(), i18n::DateStyle::full)}}),
          web::NoteOfPage{visit}, [&](Writer& inner) { write_own_remarks(inner, visit, shown); });
    });
    return std::move(page).no_store();
}

http::Response draft_page(
    Visit const& visit, http::Status status, ShownDraft const& shown, DraftForm const& form)
{
    auto const& texts = visit.texts;
    auto const& open = shown.open;
    auto const title
        = texts("minutes.draft.title"_msg, {{"title", told_in_sentence(visit, title_text(open.meeting))}});
    auto const token = std::string(visit.call.path["token"]);
    bool const was_sent = visit.call.request.query().has("danke");
    bool const is_in_time = open.can_be_amended(visit.now.date);
    auto page = visit.page(draft_frame(visit, title, "protokoll/" + token), [&](Writer& w) {
        auto const facts = web::written([&](Writer& inner) {
            write_facts(inner, visit, open.meeting, open.panel, shown.content, [&](Writer& further) {
                write_number_present(further, texts, shown.present);
            });
        });
        w(
            R"(<div class="km-wrap km-main km-stack km-prose"><h1>{}</h1>{}{}<p class="km-lead">{}</p>{}{}{}{}{}{}{}</div>)",
            title, web::FormTrouble{texts, form.problems},
            when(
                was_sent,
                [&](Writer& inner) {
                    inner(
                        R"(<p class="km-note km-note--ok" role="status">{}</p>)",
                        texts("minutes.amend.thanks"_msg));
                }),
            is_in_time
                ? texts("minutes.draft.lead"_msg, {{"until", texts.date(open.until, i18n::DateStyle::full)}})
                : std::string(texts("minutes.draft.over"_msg)),
            when(
                open.party.has_value(),
                [&](Writer& inner) { inner("<p>{}</p>", texts("minutes.draft.party.note"_msg)); }),
            web::NoteOfPage{visit}, facts,
            MinutesText{texts, shown.content, {}, "km-box km-stack km-stack--s"},
            [&](Writer& inner) { write_draft_tasks(inner, visit, shown); },
            [&](Writer& inner) { write_own_remarks(inner, visit, shown); },
            when(is_in_time, [&](Writer& inner) { write_form(inner, visit, shown, form); }));
    });
    page.set_status(status);
    return std::move(page).no_store();
}

}

void publish_minutes_pages(
    web::Publishing& publishing, std::shared_ptr<TranslatedTexts const> const& translated)
{
    auto const minutes = std::make_shared<std::vector<PublicMinutes> const>(
        list_public_minutes(publishing.db(), publishing.tenant()));
    publishing.add_count("minutes", minutes->size());
    if (minutes->empty())
        return;
    publishing.list_paths([minutes](auto const& take) {
        for (auto const& one : *minutes)
            take(public_path(one.meeting));
    });
    publishing.find_pages_with(
        [minutes,
         translated](std::string_view path, i18n::Texts const& texts) -> std::optional<web::NamedPage> {
            if (!path.starts_with(public_minutes_path))
                return std::nullopt;
            auto const found = std::ranges::find(
                *minutes, path, [](PublicMinutes const& one) { return public_path(one.meeting); });
            if (found == minutes->end())
                return std::nullopt;
            auto const owner = found->owner == 0 ? Scope::whole_tenant() : Scope::of_owner(found->owner);
            auto const title = translated->shown(
                meeting_title_text(found->meeting, found->title),
                {texts.language(), {}, i18n::Language::german()});
            return web::NamedPage{title_of(title, texts), texts.language(), owner};
        });
}

http::Response show_published_minutes(Visit& visit)
{
    auto const shown = load_published(visit);
    if (!shown)
        return web::not_found(visit);
    auto const& texts = visit.texts;
    auto const title = title_of(told(visit, title_text(shown->meeting)), texts);
    auto const further = [&](Writer& w) {
        write_number_present(w, texts, shown->present);
        w("<div><dt>{}</dt><dd>{}</dd></div>", texts("minutes.approved"_msg),
          texts.date(shown->edition.approved_on, i18n::DateStyle::full));
        // Why it was corrected may speak of what is internal.
        if (shown->edition.number > 1)
            w("<div><dt>{}</dt><dd>{}</dd></div>", texts("minutes.edition.label"_msg),
              texts("minutes.edition.corrected"_msg, {{"number", shown->edition.number}}));
    };
    // Not kept anywhere: what is taken back is gone at once.
    auto page = visit.page(visit.frame(title, public_path(shown->meeting.id), ""), [&](Writer& w) {
        auto const facts = web::written([&](Writer& inner) {
            write_facts(inner, visit, shown->meeting, shown->panel, shown->content, further);
        });
        auto const text = web::written(MinutesText{
            texts, shown->content, shown->numbers, "km-box km-stack km-stack--s", told_in(visit, *shown)});
        w(R"(<article class="km-wrap km-main km-stack km-prose"><h1>{}</h1>{}{}{}<p class="km-hint">{}{}</p></article>)",
          title, web::NoteOfPage{visit}, facts, text, texts("minutes.public.note"_msg),
          when(visit.language() != visit.call.site.chain(visit.language()).source, [&](Writer& inner) {
              inner(" {}", texts("minutes.public.approved"_msg)); // that is no translation
          }));
    });
    return std::move(page).no_store();
}

http::Response show_draft(Visit& visit)
{
    auto const shown = load_draft(visit);
    if (!shown)
        return ended_draft_page(visit);
    if (!shown->open.shows_draft)
        return answers_page(visit, *shown);
    return draft_page(visit, http::Status::ok, *shown, {.key = web::new_form_key(visit)});
}

http::Response send_amendment(Visit& visit, web::VisitorGate& gate)
{
    auto const shown = load_draft(visit);
    if (!shown)
        return ended_draft_page(visit);
    return web::receive_form(visit, gate, [&](http::Form const& posted, std::string const& key) {
        auto const number = parse_number(posted.value("punkt"));
        auto const speaker = parse_number(posted.value("wer"));
        AmendmentForm const form{
            .item = number ? std::optional(ItemId{*number}) : std::nullopt,
            .text = std::string(posted.value("text")),
            .speaker = speaker ? std::optional(ParticipantId{*speaker}) : std::nullopt};
        DraftForm const typed{
            .speaker = std::string(posted.value("wer")),
            .item = std::string(posted.value("punkt")),
            .text = form.text,
            .key = key};
        auto const thanks = visit.url({"protokoll", visit.call.path["token"]}).with_query({{"danke", "1"}});
        return web::PublicForm{
            .check = [form, &shown] { return problems_of(form, shown->open); },
            .receive = [&visit, form, key, thanks](Work& work) -> Result<html::Url> {
                TRY(propose_amendment(work, visit.call.path["token"], form, key));
                return thanks;
            },
            .show =
                [&visit, &shown, typed](http::Status status, std::vector<Problem> const& problems) {
                    if (status == http::Status::gone || !shown->open.shows_draft)
                        return ended_draft_page(visit);
                    auto again = typed;
                    again.problems = problems;
                    return draft_page(visit, status, *shown, again);
                },
            .thanks = thanks};
    });
}

} // namespace kommin::meetings
