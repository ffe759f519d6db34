#include "modules/meetings/meetings/meeting_pages.hpp"

#include "modules/meetings/panels/page_parts.hpp"
#include "modules/meetings/panels/panel_pages.hpp"
#include "platform/base/text.hpp"
#include "platform/i18n/language.hpp"

#include <utility>

namespace kommin::meetings {

using html::each;
using html::Url;
using html::when;
using html::Writer;
using i18n::Texts;
using web::staff_url;

namespace {

// A text with its heading; nothing where there is none.
void write_text(Writer& w, std::string_view id, std::string_view title, std::string_view text)
{
    if (!text.empty())
        w(R"(<section class="stack" aria-labelledby="{}"><h2 id="{}">{}</h2>{}</section>)", id, id, title,
          [&](Writer& inner) { write_lines(inner, text); });
}

// One fact of a meeting; nothing where it is not known.
struct MeetingFact {
    std::string_view label;
    std::string_view value;
    void operator()(Writer& w) const
    {
        if (!value.empty())
            w("<dt>{}</dt><dd>{}</dd>", label, value);
    }
};

std::string money_of(std::optional<Money> money, Texts const& texts)
{
    return money ? texts.money(*money) : std::string{};
}

void write_facts(Writer& w, Texts const& texts, MeetingPage const& page)
{
    auto const& [meeting, panel] = page.seen;
    auto const link = Url::public_page(meeting.online_link);
    auto const fact
        = [&](MessageKey label, std::string_view value) { return MeetingFact{texts(label), value}; };
    auto const day = when_of(meeting, texts);
    auto const interpreters = interpreters_of(meeting, texts);
    auto const planned = money_of(meeting.budget_planned, texts);
    auto const spent = money_of(meeting.budget_spent, texts);
    auto const participants = participants_of(meeting, texts);
    w(R"(<dl class="dl"><dt>{}</dt><dd><a href="{}">{}</a></dd>{}{}{}{}{}{}{}{}{}{}{}{}{}{}</dl>)",
      texts("meeting.field.panel"_msg), panel_url(panel.id), panel.name, fact("meeting.when"_msg, day),
      fact("meeting.field.place"_msg, meeting.place), fact("meeting.field.address"_msg, meeting.address),
      when(
          link.has_value(),
          [&](Writer& inner) {
              inner(
                  R"(<dt>{}</dt><dd><a href="{}" class="wrap">{}</a></dd>)", texts("meeting.field.link"_msg),
                  *link, meeting.online_link);
          }),
      fact("meeting.field.interpreters"_msg, interpreters),
      fact(
          "meeting.field.childcare"_msg,
          meeting.childcare == Childcare::unknown ? std::string_view{} : texts(label_of(meeting.childcare))),
      fact("meeting.field.accessibility"_msg, meeting.accessibility),
      fact("meeting.field.participants"_msg, participants),
      fact("meeting.field.share"_msg, reported_share_of(meeting, texts)),
      when(
          meeting.is_public,
          [&](Writer& inner) {
              inner(
                  R"(<dt>{}</dt><dd><a href="{}">{}</a></dd>)", texts("form.visible"_msg),
                  *Url::local("/de/konferenz/" + meeting.slug), texts("meeting.visible.show"_msg));
          }),
      fact("meeting.field.planned"_msg, planned), fact("meeting.field.spent"_msg, spent),
      fact("form.source"_msg, meeting.source),
      fact("form.remark"_msg, meeting.is_uncertain ? std::string_view{} : meeting.remark));
}

void write_line_of_panel(Writer& w, Texts const& texts, Date today, Meeting const& meeting)
{
    auto const mark = mark_of(meeting, today, texts);
    w(R"(<li><a href="{}">{}</a><br><span class="mute small">{}</span> <span class="{}">{}</span></li>)",
      meeting_url(meeting.id), meeting.title, texts.partial_date(meeting.day.value()), mark.shape, mark.text);
}

void write_series(Writer& w, web::Call const& call, Texts const& texts, MeetingPage const& page)
{
    if (page.series.size() < 2)
        return;
    w(R"(<section class="card" aria-labelledby="reihe"><h2 id="reihe">{}</h2><ul class="plain">{}</ul></section>)",
      texts("meeting.series"_msg), each(page.series, [&](Writer& item, Meeting const& one) {
          if (one.id != page.seen.meeting.id) {
              write_line_of_panel(item, texts, call.local_now().date, one);
              return;
          }
          item(R"(<li aria-current="true"><strong>{}</strong></li>)", texts.partial_date(one.day.value()));
      }));
}

void write_button(Writer& w, Url const& url, std::string_view label, std::string_view kind = "secondary")
{
    w(R"(<a class="kern-btn kern-btn--{}" href="{}"><span class="kern-label">{}</span></a>)", kind, url,
      label);
}

}

Url meeting_url(MeetingId id)
{
    return staff_url({meetings_path, std::to_string(id.value)});
}

Url meeting_url(MeetingId id, std::string_view page)
{
    return staff_url({meetings_path, std::to_string(id.value), page});
}

Url new_meeting_url(std::string_view page, std::optional<PanelId> panel)
{
    auto const url = staff_url({meetings_path, page});
    return panel ? url.with_query({{"gremium", std::to_string(panel->value)}}) : url;
}

std::string when_of(Meeting const& meeting, Texts const& texts)
{
    if (!meeting.day)
        return {};
    auto const full = meeting.day->full();
    auto text = full ? texts.date(*full, i18n::DateStyle::full) : texts.partial_date(*meeting.day);
    if (meeting.begins_at && meeting.ends_at)
        text += ", " + texts.time_range(*meeting.begins_at, *meeting.ends_at);
    else if (meeting.begins_at)
        text += ", " + texts.time(*meeting.begins_at);
    return text;
}

std::string participants_of(Meeting const& meeting, Texts const& texts)
{
    if (!meeting.participants)
        return {};
    auto const number = texts.number(*meeting.participants);
    return meeting.is_approximate ? texts("meeting.participants.about"_msg, {{"count", number}}) : number;
}

std::string reported_percent_of(Meeting const& meeting, Texts const& texts)
{
    if (!meeting.reported_share)
        return {};
    auto const percent = texts.percent(static_cast<double>(*meeting.reported_share), 0);
    return meeting.is_share_approximate ? texts("meeting.share.about"_msg, {{"percent", percent}})
                                        : texts("meeting.share.reported"_msg, {{"percent", percent}});
}

std::string reported_share_of(Meeting const& meeting, Texts const& texts)
{
    auto const percent = reported_percent_of(meeting, texts);
    return percent.empty() ? percent : percent + " – " + meeting.share_source;
}

std::string interpreters_of(Meeting const& meeting, Texts const& texts)
{
    std::vector<std::string> names;
    for (auto const tag : split(meeting.interpreters, ' ')) {
        auto const language = i18n::Language::find(tag);
        if (!tag.empty())
            names.push_back(language ? texts.language_name(*language) : std::string(tag));
    }
    return names.empty() ? std::string{} : texts.list(names);
}

web::StaffMark mark_of(Meeting const& meeting, Date today, Texts const& texts)
{
    if (meeting.is_overdue(today))
        return {"st st--warn", std::string(texts("meeting.state.overdue"_msg))};
    if (meeting.is_uncertain)
        return {"st st--warn", std::string(texts("panel.uncertain"_msg))};
    switch (meeting.state) {
    case MeetingState::held:
        return {"st st--done", std::string(texts(label_of(meeting.state)))};
    case MeetingState::cancelled:
        return {"st st--none", std::string(texts(label_of(meeting.state)))};
    case MeetingState::planned:
        break;
    }
    return {"st st--info", std::string(texts(label_of(meeting.state)))};
}

web::StaffFrame frame_below_meetings(web::Call const& call, std::string title)
{
    return {
        .call = call,
        .title = std::move(title),
        .section = std::string(meetings_path),
        .crumbs = {{meetings_url(), std::string(web::staff_texts(call)("meeting.title"_msg))}}};
}

web::StaffFrame frame_below_meeting(web::Call const& call, Meeting const& meeting, std::string title)
{
    auto frame = frame_below_meetings(call, std::move(title));
    frame.crumbs.push_back({meeting_url(meeting.id), meeting.title});
    return frame;
}

http::Response meeting_page(web::Call const& call, MeetingPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const& [meeting, panel] = page.seen;
    auto const mark = mark_of(meeting, call.local_now().date, texts);
    auto frame = frame_below_meetings(call, meeting.title);
    frame.state_line = panel.name + " · " + texts.partial_date(meeting.day.value()) + " · " + mark.text;
    if (page.may_edit)
        frame.actions = [&](Writer& w) {
            write_button(w, meeting_url(meeting.id, "aendern"), texts("panel.change"_msg), "primary");
        };
    return web::staff_page(frame, [&](Writer& w) {
        if (meeting.state == MeetingState::cancelled)
            w(R"(<div class="note"><p><strong>{}</strong> {}</p></div>)", texts("meeting.cancelled.note"_msg),
              meeting.cancelled_for);
        if (meeting.is_uncertain)
            w(R"(<div class="note"><p><strong>{}</strong> {}</p></div>)", texts("panel.uncertain.note"_msg),
              meeting.remark);
        w(
            R"(<div class="cols stack-top"><div class="stack">{}{}{}</div><div class="stack"><section class="card" aria-labelledby="angaben"><h2 id="angaben">{}</h2>{}</section>{}{}</div></div>)",
            [&](Writer& inner) {
                write_text(inner, "zweck", texts("meeting.field.purpose"_msg), meeting.purpose);
            },
            [&](Writer& inner) {
                if (page.further)
                    page.further(inner);
            },
            [&](Writer& inner) {
                write_text(inner, "ergebnisse", texts("meeting.field.results"_msg), meeting.results);
            },
            texts("panel.facts"_msg), [&](Writer& inner) { write_facts(inner, texts, page); },
            [&](Writer& inner) { write_series(inner, call, texts, page); },
            when(page.may_edit, [&](Writer& inner) {
                inner(
                    R"(<section class="card" aria-labelledby="mehr"><h2 id="mehr">{}</h2><ul class="plain small"><li><a href="{}">{}</a></li></ul></section>)",
                    texts("page.more"_msg),
                    staff_url({meetings_path, std::to_string(meeting.id.value), "aendern", "verlauf"}),
                    texts("record.history"_msg));
            }));
    });
}

void write_meetings_of_panel(Writer& w, web::Call const& call, MeetingsOfPanel const& meetings)
{
    auto const& texts = web::staff_texts(call);
    auto const today = call.local_now().date;
    auto const write_part = [&](Writer& inner, MessageKey title, std::vector<Meeting> const& part) {
        if (!part.empty())
            inner(
                R"(<h3>{}</h3><ul class="plain">{}</ul>)", texts(title),
                each(part, [&](Writer& item, Meeting const& meeting) {
                    write_line_of_panel(item, texts, today, meeting);
                }));
    };
    MeetingFilter all;
    all.panel = meetings.panel.id;
    all.view = MeetingView::all;
    bool const has_any = !meetings.next.empty() || !meetings.last.empty();
    w(
        R"(<section class="stack" aria-labelledby="sitzungen"><h2 id="sitzungen">{}</h2>{}{}{}{}</section>)",
        texts("meeting.title"_msg),
        [&](Writer& inner) { write_part(inner, "meeting.of_panel.next"_msg, meetings.next); },
        [&](Writer& inner) { write_part(inner, "meeting.of_panel.last"_msg, meetings.last); },
        [&](Writer& inner) {
            if (has_any)
                inner(R"(<p><a href="{}">{}</a></p>)", meetings_url(all), texts("meeting.of_panel.all"_msg));
            else
                inner(R"(<p class="mute">{}</p>)", texts("meeting.none"_msg));
        },
        when(meetings.may_edit, [&](Writer& inner) {
            inner(
                R"(<div class="row">{}{}</div>)",
                [&](Writer& button) {
                    write_button(button, new_meeting_url("neu", meetings.panel.id), texts("meeting.new"_msg));
                },
                [&](Writer& button) {
                    write_button(
                        button, new_meeting_url(series_page, meetings.panel.id),
                        texts("meeting.series.new"_msg), "tertiary");
                });
        }));
}

} // namespace kommin::meetings
