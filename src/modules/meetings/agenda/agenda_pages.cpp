#include "modules/meetings/agenda/agenda_pages.hpp"

#include "modules/meetings/agenda/paper_pages.hpp"
#include "modules/meetings/meetings/meeting_pages.hpp"
#include "modules/meetings/panels/panel_pages.hpp"
#include "modules/meetings/recommendations/recommendation_pages.hpp"
#include "platform/base/text.hpp"
#include "platform/web/staff_form.hpp"

#include <algorithm>
#include <utility>

namespace kommin::meetings {

using html::each;
using html::Url;
using html::when;
using html::Writer;
using i18n::Texts;
using web::staff_url;

namespace {

// A button of a list: the title is for whoever hears it alone.
struct RowButton {
    web::Call const& call;
    Url url;
    std::string_view label;
    std::string_view title;
    std::string_view name; // of a hidden field
    std::string value;
    std::optional<std::int64_t> version = std::nullopt;
    void operator()(Writer& w) const
    {
        w(R"(<form method="post" action="{}">{}<input type="hidden" name="{}" value="{}">{}<button class="kern-btn kern-btn--tertiary kern-btn--sm" type="submit"><span class="kern-label">{}<span class="vh">: {}</span></span></button></form>)",
          url, web::FormToken{call}, name, value,
          when(
              version.has_value(),
              [&](Writer& inner) { inner(R"(<input type="hidden" name="fassung" value="{}">)", *version); }),
          label, title);
    }
};

std::string details_of(AgendaItem const& item, Texts const& texts)
{
    std::string text(texts(label_of(item.kind)));
    if (!item.speaker.empty())
        text += " · " + item.speaker;
    if (item.minutes)
        text += " · " + texts("item.minutes"_msg, {{"count", *item.minutes}});
    return text;
}

void write_end(Writer& w, MessageKey label, Texts const& texts, ItemEnd const& end)
{
    if (end.item)
        w(R"(<br><span class="mute small">{} <a href="{}">{}</a></span>)", texts(label), item_url(*end.item),
          end.place);
    else
        w(R"(<br><span class="mute small">{} {}</span>)", texts(label), end.place);
}

void write_order(
    Writer& w, web::Call const& call, Texts const& texts, Agenda const& agenda, AgendaItem const& item)
{
    auto const position = std::to_string(item.position);
    if (item.position > 1)
        w("{}",
          RowButton{
              call, item_url(item.id, "nach-oben"), texts("item.up"_msg), item.title, "platz", position});
    if (item.position < static_cast<int>(agenda.items.size()))
        w("{}",
          RowButton{
              call, item_url(item.id, "nach-unten"), texts("item.down"_msg), item.title, "platz", position});
}

// Once its day has come, what came of each.
void write_outcome(Writer& w, web::Call const& call, Texts const& texts, AgendaItem const& item)
{
    auto const button = [&](ItemState state, MessageKey label) {
        if (item.state != state && (item.is_open() || item.state == ItemState::done))
            w("{}",
              RowButton{
                  call, item_url(item.id, "stand"), texts(label), item.title, "stand",
                  std::string(to_text(state)), item.version});
    };
    button(ItemState::done, "item.mark.done"_msg);
    button(ItemState::unfinished, "item.mark.unfinished"_msg);
}

void write_item(
    Writer& w, web::Call const& call, Texts const& texts, Agenda const& agenda, AgendaItem const& item,
    std::optional<i18n::TimeOfDay> time)
{
    auto const mark = mark_of(item, texts);
    auto const origin = agenda.origins.find(item.id);
    bool const has_begun = agenda.seen.meeting.state == MeetingState::held
        || (agenda.seen.meeting.day
            && agenda.seen.meeting.day->first_possible_day() <= call.local_now().date);
    w(
        R"(<tr><th scope="row">{} <a href="{}">{}</a><br><span class="mute small">{}</span>{}{}{}{}</th><td data-l="{}">{}</td><td data-l="{}"><span class="{}">{}</span></td>{}</tr>)",
        texts("item.number"_msg, {{"number", item.position}}), item_url(item.id), item.title,
        details_of(item, texts),
        when(
            item.is_internal,
            [&](Writer& inner) {
                inner(R"(<br><span class="st st--none">{}</span>)", texts("item.internal"_msg));
            }),
        [&](Writer& inner) {
            if (origin != agenda.origins.end())
                write_end(inner, "item.from"_msg, texts, origin->second);
        },
        [&](Writer& inner) { inner("{}", PaperLinks{call, papers_of(agenda.papers, item.id), false}); },
        when(
            item.kind == ItemKind::open_answers,
            [&](Writer& inner) {
                if (agenda.answers)
                    write_open_answers(inner, call, *agenda.answers);
            }),
        texts("item.column.time"_msg), time ? texts.time(*time) : std::string("–"), texts("staff.state"_msg),
        mark.shape, mark.text, when(agenda.may_edit, [&](Writer& inner) {
            inner(
                R"(<td data-l="{}"><div class="row">{}{}</div></td>)", texts("item.column.steps"_msg),
                [&](Writer& steps) { write_order(steps, call, texts, agenda, item); },
                when(has_begun, [&](Writer& steps) { write_outcome(steps, call, texts, item); }));
        }));
}

void write_carrying(Writer& w, web::Call const& call, Texts const& texts, Agenda const& agenda)
{
    auto const unfinished = std::ranges::count_if(
        agenda.items, [&](AgendaItem const& item) { return is_to_be_carried(item, agenda.seen.meeting); });
    if (!agenda.may_edit || unfinished == 0)
        return;
    auto const where = agenda.next ? texts(
                                         "item.carry.to"_msg,
                                         {{"count", unfinished},
                                          {"title", agenda.next->title},
                                          {"day", texts.partial_date(agenda.next->day.value())}})
                                   : texts("item.carry.waits"_msg, {{"count", unfinished}});
    w(R"(<form method="post" action="{}">{}<p class="measure">{}</p>{}</form>)",
      meeting_url(agenda.seen.meeting.id, "uebertragen"), web::FormToken{call}, where,
      web::SubmitButton{texts("item.carry"_msg), "secondary"});
}

void write_waiting(Writer& w, web::Call const& call, Texts const& texts, Agenda const& agenda)
{
    if (!agenda.may_edit || agenda.waiting.empty())
        return;
    w(R"(<form class="card" method="post" action="{}">{}<fieldset><legend>{}</legend><ul class="plain">{}</ul></fieldset>{}</form>)",
      meeting_url(agenda.seen.meeting.id, "aufnehmen"), web::FormToken{call}, texts("item.waiting"_msg),
      each(
          agenda.waiting,
          [](Writer& item, AgendaItem const& one) {
              item(
                  R"(<li><label class="ch"><input type="checkbox" name="punkt" value="{}" checked><span>{}</span></label></li>)",
                  one.id.value, one.title);
          }),
      web::SubmitButton{texts("item.take"_msg), "secondary"});
}

// What the office has taken off by itself stays away; here it comes back.
void write_left_off(Writer& w, web::Call const& call, Texts const& texts, Agenda const& agenda)
{
    if (!agenda.lacks_answers)
        return;
    w(R"(<div class="note"><p>{}</p>{}</div>)", texts("answers.left_off"_msg),
      when(agenda.may_edit, [&](Writer& inner) {
          inner(
              R"(<form method="post" action="{}">{}{}</form>)",
              meeting_url(agenda.seen.meeting.id, "offene-antworten"), web::FormToken{call},
              web::SubmitButton{texts("answers.put_back"_msg), "secondary"});
      }));
}

void write_asked(
    Writer& w, Texts const& texts, MessageKey heading, MessageKey where, MessageKey somewhere,
    std::vector<OpenItems::Asked> const& asked)
{
    if (!asked.empty())
        w(R"(<h3>{}</h3><ul class="plain">{}</ul>)", texts(heading),
          each(asked, [&](Writer& item, OpenItems::Asked const& one) {
              item(
                  R"(<li><a href="{}">{}</a><br><span class="mute small">{}</span></li>)", item_url(one.item),
                  one.title,
                  texts(
                      one.panel ? where : somewhere,
                      {{"panel", one.panel.value_or("")},
                       {"day", texts.partial_date(PartialDate(one.day))}}));
          }));
}

void write_add_button(Writer& w, Texts const& texts, Url const& url)
{
    w(R"(<p><a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a></p>)",
      url, texts("item.new"_msg));
}

}

Url item_url(ItemId id)
{
    return staff_url({items_path, std::to_string(id.value)});
}

Url item_url(ItemId id, std::string_view page)
{
    return staff_url({items_path, std::to_string(id.value), page});
}

web::StaffMark mark_of(AgendaItem const& item, Texts const& texts)
{
    std::string word(texts(label_of(item.state)));
    switch (item.state) {
    case ItemState::open:
        return {"st st--info", std::move(word)};
    case ItemState::unfinished:
        return {"st st--warn", std::move(word)};
    case ItemState::done:
    case ItemState::answered:
        return {"st st--done", std::move(word)};
    case ItemState::carried_over:
    case ItemState::forwarded:
    case ItemState::dropped:
        break;
    }
    return {"st st--none", std::move(word)};
}

void write_agenda(Writer& w, web::Call const& call, Agenda const& agenda)
{
    auto const& texts = web::staff_texts(call);
    auto const times = planned_times(agenda.seen.meeting.begins_at, agenda.items);
    w(
        R"(<div class="stack"><h2 id="tagesordnung">{}</h2>{}{}{}{}{}</div>)", texts("item.agenda"_msg),
        [&](Writer& inner) {
            if (agenda.items.empty()) {
                inner(R"(<p class="mute">{}</p>)", texts("item.agenda.none"_msg));
                return;
            }
            inner(
                R"(<div class="scroll" role="region" aria-labelledby="tagesordnung" tabindex="0"><table class="tbl tbl--stack tbl--lead"><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th>{}</tr></thead><tbody>{}</tbody></table></div>)",
                texts("item.one"_msg), texts("item.column.time"_msg), texts("staff.state"_msg),
                when(
                    agenda.may_edit,
                    [&](Writer& head) {
                        head(R"(<th scope="col">{}</th>)", texts("item.column.steps"_msg));
                    }),
                [&](Writer& rows) {
                    for (std::size_t i = 0; i < agenda.items.size(); ++i)
                        write_item(rows, call, texts, agenda, agenda.items[i], times[i]);
                });
        },
        when(
            agenda.may_edit && agenda.seen.meeting.state != MeetingState::cancelled,
            [&](Writer& inner) {
                write_add_button(inner, texts, meeting_url(agenda.seen.meeting.id, "neuer-punkt"));
            }),
        [&](Writer& inner) { write_left_off(inner, call, texts, agenda); },
        [&](Writer& inner) { write_carrying(inner, call, texts, agenda); },
        [&](Writer& inner) { write_waiting(inner, call, texts, agenda); });
}

void write_open_items(Writer& w, web::Call const& call, OpenItems const& open)
{
    auto const& texts = web::staff_texts(call);
    w(
        R"(<section class="stack" aria-labelledby="offen"><h2 id="offen">{}</h2>{}{}{}{}</section>)",
        texts("item.open_items"_msg),
        [&](Writer& inner) {
            if (open.items.empty())
                inner(R"(<p class="mute">{}</p>)", texts("item.open_items.none"_msg));
            else
                inner(
                    R"(<ul class="plain">{}</ul>)",
                    each(open.items, [&](Writer& item, AgendaItem const& one) {
                        item(
                            R"(<li><a href="{}">{}</a><br><span class="mute small">{}</span></li>)",
                            item_url(one.id), one.title, details_of(one, texts));
                    }));
        },
        [&](Writer& inner) {
            write_asked(
                inner, texts, "item.unanswered"_msg, "item.unanswered.by"_msg, "item.unanswered.by.other"_msg,
                open.unanswered);
        },
        [&](Writer& inner) {
            write_asked(
                inner, texts, "item.answered"_msg, "item.answered.by"_msg, "item.answered.by.other"_msg,
                open.answered);
        },
        when(open.may_edit, [&](Writer& inner) {
            write_add_button(inner, texts, panel_url(open.panel.id, "neuer-punkt"));
        }));
}

} // namespace kommin::meetings
