// Minutes as people at work read them, with the next step beside them.

#include "modules/meetings/attendance/attendance_pages.hpp"
#include "modules/meetings/meetings/meeting_pages.hpp"
#include "modules/meetings/minutes/minutes_pages.hpp"
#include "modules/meetings/minutes/participant_drafts.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "platform/web/record_form.hpp"
#include "platform/web/staff_form.hpp"

#include <array>
#include <utility>

namespace kommin::meetings {

using html::each;
using html::Url;
using html::when;
using html::Writer;
using i18n::Texts;
using web::staff_url;

namespace {

bool may(web::Call const& call, MinutesPage const& page, Permission permission)
{
    return call.actor().may(permission, page.seen.panel.owner());
}

std::string state_line(MinutesPage const& page, Texts const& texts)
{
    auto line = page.seen.panel.name + " · " + when_of(page.seen.meeting, texts);
    if (page.minutes)
        line += " · " + std::string(texts(label_of(page.minutes->state)));
    return line;
}

void write_begin(Writer& w, web::Call const& call, Texts const& texts, MinutesPage const& page)
{
    w(R"(<p class="measure">{}</p>)", texts("minutes.none"_msg));
    if (may(call, page, write_minutes))
        w(R"(<form method="post" action="{}">{}{}</form>)", minutes_url(page.seen.meeting.id, "beginnen"),
          web::FormToken{call}, web::SubmitButton{texts("minutes.begin"_msg)});
}

// One step: what it does, in a sentence, and its button.
struct StepForm {
    web::Call const& call;
    MinutesPage const& page;
    std::string_view step;
    MessageKey about;
    MessageKey label;
    std::string_view kind = "primary";
    web::Body fields = {};
    void operator()(Writer& w) const
    {
        auto const& texts = web::staff_texts(call);
        w(
            R"(<form class="form stack" method="post" action="{}" novalidate>{}<input type="hidden" name="fassung" value="{}"><p class="small">{}</p>{}{}</form>)",
            minutes_url(page.seen.meeting.id, step), web::FormToken{call}, page.minutes->version,
            texts(about),
            [&](Writer& inner) {
                if (fields)
                    fields(inner);
            },
            web::SubmitButton{texts(label), kind});
    }
};

void write_parties(Writer& w, Texts const& texts, MinutesPage const& page)
{
    auto const until = last_day_of_names(page.seen.meeting);
    if (page.parties > 0 && until)
        w(R"(<p class="small">{}</p>)",
          texts(
              "minutes.parties"_msg,
              {{"count", page.parties}, {"day", texts.date(*until, i18n::DateStyle::long_)}}));
    if (page.parties_without_mail > 0)
        w(R"(<p class="small">{}</p>)",
          texts("minutes.parties.without_mail"_msg, {{"count", page.parties_without_mail}}));
    if (page.parties_not_told > 0)
        w(R"(<p class="small">{}</p>)",
          texts("minutes.parties.not_told"_msg, {{"count", page.parties_not_told}}));
}

void write_sending(
    Writer& w, web::Call const& call, Texts const& texts, MinutesPage const& page, bool is_again)
{
    if (!may(call, page, write_minutes))
        return;
    w("{}",
      StepForm{
          call, page, "verschicken", is_again ? "minutes.send.again"_msg : "minutes.send.about"_msg,
          is_again ? "minutes.send.again.button"_msg : "minutes.send"_msg, is_again ? "secondary" : "primary",
          [&](Writer& inner) {
              inner(
                  "{}",
                  web::DateField{
                      .texts = texts,
                      .name = "until",
                      .label = "minutes.field.until"_msg,
                      .value = page.until,
                      .problems = page.problems,
                      .hint = "minutes.hint.until"_msg});
              if (page.without_mail > 0)
                  inner(
                      R"(<p class="small">{}</p>)",
                      texts("minutes.without_mail"_msg, {{"count", page.without_mail}}));
              write_parties(inner, texts, page);
          }});
}

void write_approval_state(Writer& w, Texts const& texts, MinutesPage const& page)
{
    w("<p>{}</p>",
      texts(
          "minutes.until"_msg,
          {{"day", texts.date(page.minutes->amend_until.value(), i18n::DateStyle::full)}}));
    if (page.approved_by)
        w(R"(<p>{} <a href="{}">{}</a></p>)", texts("minutes.approval.at"_msg),
          meeting_url(page.approved_by->id),
          page.approved_by->title + ", " + texts.partial_date(page.approved_by->day.value()));
    else
        w("<p>{}</p>", texts(page.approval ? "minutes.approval.waits"_msg : "minutes.approval.nowhere"_msg));
}

void write_approving(Writer& w, web::Call const& call, Texts const& texts, MinutesPage const& page)
{
    write_approval_state(w, texts, page);
    if (!may(call, page, approve_minutes_of))
        return;
    auto const today = call.local_now().date;
    auto const way = [](ApprovalWay value) {
        return [value](Writer& inner) {
            inner(R"(<input type="hidden" name="was" value="{}">)", to_text(value));
        };
    };
    if (page.minutes->can_be_amended(today))
        w(R"(<p class="small">{}</p>)", texts("minutes.problem.time_left"_msg));
    else if (can_have_approved(*page.minutes, page.approval, page.approved_by, today))
        w("{}",
          StepForm{
              call, page, "genehmigen", "minutes.approve.about"_msg, "minutes.approve"_msg, "primary",
              way(ApprovalWay::meeting)});
    else
        w("{}",
          StepForm{
              call, page, "genehmigen", "minutes.approve.writing.about"_msg, "minutes.approve.writing"_msg,
              "secondary", way(ApprovalWay::writing)});
}

void write_publishing(Writer& w, web::Call const& call, Texts const& texts, MinutesPage const& page)
{
    auto const& minutes = *page.minutes;
    bool const is_newest
        = !page.editions.empty() && minutes.published_edition == page.editions.front().number;
    if (minutes.published_edition > 0)
        w(R"(<p><a href="{}">{}</a></p>)",
          *Url::local("/de/protokolle/" + std::to_string(page.seen.meeting.id.value)),
          texts("minutes.public.link"_msg));
    if (!may(call, page, publish_minutes_of))
        return;
    if (minutes.state == MinutesState::approved && !is_newest)
        w("{}", StepForm{call, page, "veroeffentlichen", "minutes.publish.about"_msg, "minutes.publish"_msg});
    if (minutes.published_edition > 0)
        w("{}",
          StepForm{
              call, page, "zuruecknehmen", "minutes.unpublish.about"_msg, "minutes.unpublish"_msg,
              "secondary"});
}

void write_correcting(Writer& w, web::Call const& call, Texts const& texts, MinutesPage const& page)
{
    if (!may(call, page, approve_minutes_of))
        return;
    w(R"(<details class="more" {}><summary>{}</summary>{}</details>)",
      html::Attributes{html::flag("open", !page.reason.empty() || !page.problems.empty())},
      texts("minutes.correct"_msg),
      StepForm{
          call, page, "oeffnen", "minutes.correct.about"_msg, "minutes.correct.button"_msg, "secondary",
          [&](Writer& inner) {
              inner(
                  "{}",
                  web::TextArea{
                      .texts = texts,
                      .name = "reason",
                      .label = "minutes.field.reason"_msg,
                      .value = page.reason,
                      .problems = page.problems,
                      .rows = 2});
          }});
}

void write_steps(Writer& w, web::Call const& call, Texts const& texts, MinutesPage const& page)
{
    auto const mark = mark_of(*page.minutes, texts);
    w(
        R"(<section class="card stack" aria-labelledby="stand"><h2 id="stand">{}</h2><p><span class="{}">{}</span></p>{}{}</section>)",
        texts("staff.state"_msg), mark.shape, mark.text,
        [&](Writer& inner) {
            switch (page.minutes->state) {
            case MinutesState::writing:
                if (!page.minutes->correction.empty())
                    inner(
                        R"(<p class="small">{} {}</p>)", texts("minutes.correction"_msg),
                        page.minutes->correction);
                write_sending(inner, call, texts, page, false);
                break;
            case MinutesState::sent:
                write_approving(inner, call, texts, page);
                write_sending(inner, call, texts, page, true);
                break;
            case MinutesState::approved:
                write_correcting(inner, call, texts, page);
                break;
            }
        },
        [&](Writer& inner) { write_publishing(inner, call, texts, page); });
}

void write_amendment(
    Writer& w, web::Call const& call, Texts const& texts, MinutesPage const& page,
    ShownAmendment const& shown)
{
    auto const& amendment = shown.amendment;
    auto const name = shown.name.empty() ? std::string(texts("invitation.unseen"_msg)) : shown.name;
    auto const typed = page.remark == amendment.id ? std::string_view(page.word) : std::string_view{};
    w(R"(<li class="stack"><p><strong>{}</strong> {} <span class="{}">{}</span></p><blockquote class="measure" dir="auto">{}</blockquote>{}{}{}</li>)",
      name, shown.item, amendment.state == AmendmentState::open ? "st st--warn" : "st st--done",
      texts(label_of(amendment.state)), amendment.text,
      when(
          !amendment.word.empty(),
          [&](Writer& inner) { inner(R"(<p class="mute small">{}</p>)", amendment.word); }),
      when(
          amendment.state != AmendmentState::open && !typed.empty(),
          [&](Writer& inner) { inner(R"(<p class="note">{} {}</p>)", texts("amendment.typed"_msg), typed); }),
      when(amendment.state == AmendmentState::open && may(call, page, write_minutes), [&](Writer& inner) {
          auto const id = "word-" + std::to_string(amendment.id.value);
          inner(
              R"(<form class="form" method="post" action="{}">{}<input type="hidden" name="wahl" value="{}"><label for="{}">{}</label><textarea class="in" id="{}" name="word" rows="2" maxlength="1000">{}</textarea><div class="row"><button class="kern-btn kern-btn--secondary kern-btn--sm" type="submit" name="stand" value="accepted"><span class="kern-label">{}</span></button><button class="kern-btn kern-btn--tertiary kern-btn--sm" type="submit" name="stand" value="declined"><span class="kern-label">{}</span></button></div></form>)",
              minutes_url(page.seen.meeting.id, "hinweise"), web::FormToken{call}, amendment.id.value, id,
              texts("amendment.field.word.told"_msg), id, typed, texts("amendment.accept"_msg),
              texts("amendment.decline"_msg));
      }));
}

void write_amendments(Writer& w, web::Call const& call, Texts const& texts, MinutesPage const& page)
{
    if (page.side.amendments.empty())
        return;
    w(R"(<section class="stack" aria-labelledby="hinweise"><h2 id="hinweise">{}</h2><ul class="plain stack">{}</ul></section>)",
      texts("amendment.many"_msg), each(page.side.amendments, [&](Writer& item, ShownAmendment const& one) {
          write_amendment(item, call, texts, page, one);
      }));
}

// What a correction has changed, against the edition before.
// What the office noted for itself is nobody else's.
records::Fields shown_fields(Edition const& edition, bool with_office_notes)
{
    auto fields = edition.fields();
    if (!with_office_notes) {
        for (auto const& item : items_from_json(edition.agenda))
            fields.set(field_of(minutes_field::internal, item.id), std::string{});
    }
    return fields;
}

void write_kept_tasks(Writer& w, Texts const& texts, std::vector<KeptTask> const& tasks)
{
    if (tasks.empty())
        return;
    w("<p>{}</p><ul>{}</ul>", texts("minutes.edition.tasks"_msg),
      each(tasks, [&](Writer& item, KeptTask const& task) {
          item("<li>{}{}</li>", task.text, when(task.due.has_value(), [&](Writer& due) {
                   due(" ({})",
                       texts(
                           "minutes.task.until"_msg,
                           {{"day", texts.date(*task.due, i18n::DateStyle::long_)}}));
               }));
      }));
}

void write_edition(
    Writer& w, Texts const& texts, Edition const& edition, Edition const* before, bool with_office_notes)
{
    w(
        R"(<h3>{}</h3>{}{}{}{})",
        texts(
            edition.approved_in ? "minutes.edition.by_meeting"_msg : "minutes.edition.in_writing"_msg,
            {{"number", edition.number}, {"day", texts.partial_date(PartialDate(edition.approved_on))}}),
        when(
            !edition.reason.empty(),
            [&](Writer& inner) { inner("<p>{} {}</p>", texts("minutes.correction"_msg), edition.reason); }),
        when(
            edition.present.has_value(),
            [&](Writer& inner) {
                inner("<p>{}</p>", texts("attendance.summary"_msg, {{"count", *edition.present}}));
            }),
        [&](Writer& inner) { write_kept_tasks(inner, texts, kept_tasks_from_json(edition.tasks)); },
        when(before != nullptr, [&](Writer& inner) {
            auto const form = minutes_record_form(texts, items_from_json(edition.agenda));
            auto const earlier = shown_fields(*before, with_office_notes);
            auto const later = shown_fields(edition, with_office_notes);
            inner("{}", web::ChangedFields{texts, form, earlier, later});
        }));
}

void write_editions(Writer& w, web::Call const& call, Texts const& texts, MinutesPage const& page)
{
    bool const with_office_notes = call.actor().may(write_minutes, page.seen.panel.owner());
    if (page.editions.empty())
        return;
    w(R"(<section class="stack" aria-labelledby="fassungen"><h2 id="fassungen">{}</h2>{}</section>)",
      texts("minutes.editions"_msg), [&](Writer& inner) {
          for (std::size_t i = 0; i < page.editions.size(); ++i)
              write_edition(
                  inner, texts, page.editions[i],
                  i + 1 < page.editions.size() ? &page.editions[i + 1] : nullptr, with_office_notes);
      });
}

void write_facts(Writer& w, Texts const& texts, MinutesPage const& page)
{
    auto const fact = [&](MessageKey label, std::string const& value) {
        return [&texts, label, &value](Writer& inner) {
            if (!value.empty())
                inner("<dt>{}</dt><dd>{}</dd>", texts(label), value);
        };
    };
    w(R"(<dl class="dl">{}{}<dt>{}</dt><dd>{}</dd></dl>)",
      fact("minutes.field.chair"_msg, page.content.chair),
      fact("minutes.field.keeper"_msg, page.content.keeper), texts("minutes.field.tie"_msg),
      texts(label_of(page.content.tie)));
}

}

Url minutes_url(MeetingId id)
{
    return meeting_url(id, minutes_path);
}

Url minutes_url(MeetingId id, std::string_view page)
{
    return staff_url({meetings_path, std::to_string(id.value), minutes_path, page});
}

Url minutes_history_url(MeetingId id)
{
    return staff_url({meetings_path, std::to_string(id.value), minutes_path, "aendern", "verlauf"});
}

web::StaffMark mark_of(Minutes const& minutes, Texts const& texts)
{
    std::string word(texts(label_of(minutes.state)));
    if (minutes.published_edition > 0 && minutes.state == MinutesState::approved)
        return {"st st--ok", std::string(texts("minutes.state.published"_msg))};
    if (minutes.state == MinutesState::approved)
        return {"st st--done", std::move(word)};
    return {minutes.state == MinutesState::writing ? "st st--draft" : "st st--info", std::move(word)};
}

void write_present(Writer& w, Texts const& texts, MinutesSide const& side)
{
    auto const named = std::ssize(side.present);
    auto const today = side.count_today.value_or(0);
    w(R"(<section class="card" aria-labelledby="anwesend"><h2 id="anwesend">{}</h2><p>{}</p>{}<ul class="plain small">{}{}</ul></section>)",
      texts("attendance.title"_msg),
      side.count ? texts("attendance.summary"_msg, {{"count", *side.count}})
                 : std::string(texts("attendance.summary.none"_msg)),
      when(
          side.count != side.count_today,
          [&](Writer& inner) {
              inner(
                  R"(<p class="small">{}</p>)",
                  texts(
                      "minutes.present.differs"_msg,
                      {{"approved", side.count.value_or(0)}, {"today", today}}));
          }),
      each(side.present, [](Writer& item, std::string const& name) { item("<li>{}</li>", name); }),
      when(today > named && named > 0, [&](Writer& item) {
          item("<li>{}</li>", texts("minutes.present.others"_msg, {{"count", today - named}}));
      }));
}

void write_tasks_card(
    Writer& w, web::Call const& call, SeenMeeting const& seen, MinutesSide const& side, bool may_add)
{
    auto const& texts = web::staff_texts(call);
    if (side.tasks.empty() && !may_add)
        return;
    w(
        R"(<section class="card stack" aria-labelledby="aufgaben"><h2 id="aufgaben">{}</h2>{}{}</section>)",
        texts("task.title"_msg), [&](Writer& inner) { write_tasks(inner, call, side.tasks, side.owners); },
        when(may_add, [&](Writer& inner) {
            inner(
                R"(<p><a class="kern-btn kern-btn--secondary kern-btn--sm" href="{}"><span class="kern-label">{}</span></a></p>)",
                meeting_url(seen.meeting.id, "neue-aufgabe"), texts("task.new"_msg));
        }));
}

http::Response minutes_page(web::Call const& call, MinutesPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const& meeting = page.seen.meeting;
    auto frame = frame_below_meeting(call, meeting, std::string(texts("minutes.title"_msg)));
    frame.state_line = state_line(page, texts);
    frame.problems = page.problems;
    bool const may_write = may(call, page, write_minutes);
    bool const is_open = page.minutes && page.minutes->state != MinutesState::approved;
    if (may_write && is_open)
        frame.actions = [&](Writer& w) {
            w(R"(<a class="kern-btn kern-btn--primary" href="{}"><span class="kern-label">{}</span></a>)",
              minutes_url(meeting.id, "aendern"), texts("minutes.write"_msg));
        };
    return web::staff_page(frame, [&](Writer& w) {
        if (!page.minutes) {
            w(R"(<div class="stack">{}</div>)",
              [&](Writer& inner) { write_begin(inner, call, texts, page); });
            return;
        }
        w(
            R"(<div class="cols stack-top"><div class="stack">{}{}{}{}</div><div class="stack">{}{}{}<section class="card" aria-labelledby="mehr"><h2 id="mehr">{}</h2><ul class="plain small"><li><a href="{}">{}</a></li>{}</ul></section></div></div>)",
            [&](Writer& inner) { write_facts(inner, texts, page); },
            MinutesText{texts, page.content, page.numbers, "card"},
            [&](Writer& inner) { write_amendments(inner, call, texts, page); },
            [&](Writer& inner) { write_editions(inner, call, texts, page); },
            [&](Writer& inner) { write_steps(inner, call, texts, page); },
            [&](Writer& inner) { write_tasks_card(inner, call, page.seen, page.side, may_write); },
            [&](Writer& inner) { write_present(inner, texts, page.side); }, texts("page.more"_msg),
            minutes_url(meeting.id, "drucken"), texts("minutes.print"_msg),
            when(may_write, [&](Writer& inner) {
                inner(
                    R"(<li><a href="{}">{}</a></li><li><a href="{}">{}</a></li>)",
                    minutes_history_url(meeting.id), texts("record.history"_msg),
                    minutes_url(meeting.id, "geheim"), texts("minutes.secret"_msg));
            }));
    });
}

http::Response minutes_print_page(web::Call const& call, MinutesPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto frame = frame_below_meeting(call, page.seen.meeting, std::string(texts("minutes.title"_msg)));
    frame.crumbs.push_back({minutes_url(page.seen.meeting.id), std::string(texts("minutes.title"_msg))});
    frame.title = texts("minutes.print.title"_msg, {{"title", page.seen.meeting.title}});
    frame.state_line = state_line(page, texts);
    return web::staff_page(frame, [&](Writer& w) {
        w(
            R"(<div class="stack">{}{}{}{}</div>)", [&](Writer& inner) { write_facts(inner, texts, page); },
            [&](Writer& inner) { write_present(inner, texts, page.side); },
            MinutesText{texts, page.content, page.numbers, "stack"},
            [&](Writer& inner) {
                if (page.side.kept_tasks)
                    write_kept_tasks(inner, texts, *page.side.kept_tasks);
                else
                    write_tasks_card(inner, call, page.seen, page.side, false);
            });
    });
}

} // namespace kommin::meetings
