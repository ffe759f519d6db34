#include "platform/web/record_form.hpp"

#include "platform/web/staff_form.hpp"
#include "platform/web/staff_frame.hpp"

#include <algorithm>

namespace kommin::web {

using html::when;
using html::Writer;
using records::DraftState;

namespace {

MessageKey heading_of(DraftState state)
{
    switch (state) {
    case DraftState::in_review:
        return "record.note.in_review"_msg;
    case DraftState::scheduled:
        return "record.note.scheduled"_msg;
    case DraftState::returned:
        return "record.note.returned"_msg;
    case DraftState::none:
    case DraftState::draft:
        break;
    }
    return "record.note.draft"_msg;
}

}

void ButtonForm::operator()(Writer& w) const
{
    w(R"(<form method="post" action="{}">{}<input type="hidden" name="fassung" value="{}"><button class="{}" type="submit"><span class="kern-label">{}</span></button></form>)",
      url, FormToken{call}, version, "kern-btn kern-btn--sm kern-btn--" + std::string(kind), label);
}

void SaveBar::operator()(Writer& w) const
{
    auto const opened_for = [&](std::string_view field) {
        return html::Attributes{
            html::flag("open", std::ranges::find(problems, field, &Problem::field) != problems.end())};
    };
    w(
        R"(<div class="save">{}{}{}{}<a class="kern-btn kern-btn--tertiary" href="{}"><span class="kern-label">{}</span></a></div>)",
        [&](Writer& inner) {
            if (may_publish)
                inner("{}", SubmitButton{texts("record.action.publish"_msg), "primary", publish});
            else
                inner("{}", SubmitButton{texts("record.action.hand_in"_msg), "primary", hand_in});
        },
        SubmitButton{texts("record.action.save"_msg), "secondary"},
        when(
            may_publish,
            [&](Writer& inner) {
                inner(
                    R"(<details class="menu" {}><summary class="kern-btn kern-btn--tertiary"><span class="kern-label">{}</span></summary><div class="menu__p pad">{}{}</div></details>)",
                    opened_for("publish_on"), texts("record.action.later"_msg),
                    DateField{
                        .texts = texts,
                        .name = "publish_on",
                        .label = "record.publish_on"_msg,
                        .value = aside.day,
                        .problems = problems},
                    SubmitButton{texts("record.action.schedule"_msg), "secondary", schedule});
            }),
        when(
            may_publish && is_in_review,
            [&](Writer& inner) {
                inner(
                    R"(<details class="menu" {}><summary class="kern-btn kern-btn--tertiary"><span class="kern-label">{}</span></summary><div class="menu__p pad">{}{}</div></details>)",
                    opened_for("return_reason"), texts("record.action.give_back"_msg),
                    TextArea{
                        .texts = texts,
                        .name = "return_reason",
                        .label = "record.return_reason"_msg,
                        .value = aside.return_reason,
                        .problems = problems,
                        .hint = "record.hint.return_reason"_msg,
                        .rows = 3},
                    SubmitButton{texts("record.action.give_back.now"_msg), "secondary", give_back});
            }),
        preview, texts("record.action.preview"_msg));
}

void FetchedNote::operator()(Writer& w) const
{
    w(R"(<div class="note"><p><strong>{}</strong> {}</p></div>)",
      texts("record.note.fetched"_msg, {{"number", std::to_string(version)}}),
      texts("record.note.fetched.text"_msg));
}

void DraftNote::operator()(Writer& w) const
{
    auto const& texts = staff_texts(call);
    if (shown_version) {
        w("{}", FetchedNote{texts, *shown_version});
        return;
    }
    if (!draft)
        return;
    auto const heading = heading_of(state.draft_state);
    auto const meanwhile = has_moved ? "record.note.moved"_msg
        : state.was_public           ? "record.note.public_stays"_msg
                                     : "record.note.not_public"_msg;
    w(R"(<div class="note note--row"><div class="stack"><p><strong>{}</strong> {}</p>{}</div>{}</div>)",
      texts(
          heading,
          {{"name", std::string(author)},
           {"time", texts.date_time(call.site.zone->to_local(draft->saved_at))},
           {"date",
            state.publish_on ? texts.date(*state.publish_on, i18n::DateStyle::long_) : std::string{}}}),
      texts(meanwhile),
      when(
          state.return_reason.has_value(),
          [&](Writer& inner) {
              inner(
                  R"(<p class="pre">{} {}</p>)", texts("record.note.return_reason"_msg),
                  *state.return_reason);
          }),
      [&](Writer& inner) {
          if (discard && state.was_public)
              inner(
                  "{}",
                  ButtonForm{call, *discard, state.version, texts("record.action.discard"_msg), "tertiary"});
      });
}

} // namespace kommin::web
