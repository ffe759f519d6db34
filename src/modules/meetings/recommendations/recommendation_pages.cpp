#include "modules/meetings/recommendations/recommendation_pages.hpp"

#include "modules/meetings/meetings/meeting_pages.hpp"
#include "modules/meetings/panels/form_parts.hpp"
#include "modules/meetings/panels/page_parts.hpp"
#include "modules/meetings/panels/panel_pages.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "modules/meetings/recommendations/comment_call_pages.hpp"
#include "platform/html/attributes.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/unsaved_entries.hpp"

#include <algorithm>
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

void write_wording(
    Writer& w, Texts const& texts, std::string_view id, MessageKey title, std::string_view text,
    MessageKey none)
{
    w(R"(<section class="stack" aria-labelledby="{}"><h2 id="{}">{}</h2>{}</section>)", id, id, texts(title),
      [&](Writer& inner) {
          if (text.empty())
              inner(R"(<p class="mute">{}</p>)", texts(none));
          else
              write_lines(inner, text);
      });
}

// What this person does not see is named by no word of its own.
void write_panel_fact(
    Writer& w, Texts const& texts, RecommendationPage const& page, MessageKey label,
    std::optional<PanelId> id)
{
    if (!id)
        return;
    if (auto const* panel = page.named.panels.find(id))
        w(R"(<dt>{}</dt><dd><a href="{}">{}</a></dd>)", texts(label), panel_url(panel->id), panel->name);
    else
        w("<dt>{}</dt><dd>{}</dd>", texts(label), texts("panel.parent.other"_msg));
}

void write_meeting_link(
    Writer& w, Texts const& texts, RecommendationPage const& page, std::optional<MeetingId> id)
{
    if (!id)
        return;
    auto const found = page.named.meetings.find(*id);
    if (found == page.named.meetings.end())
        w("{}", texts("recommendation.meeting.unseen"_msg));
    else
        w(R"(<a href="{}">{}</a>, {})", meeting_url(*id), found->second.title,
          texts.partial_date(found->second.day.value()));
}

// With the address for letters, which nobody reads but whoever may change it.
std::string office_of(RecommendationPage const& page)
{
    auto const& one = page.seen.recommendation;
    return one.owner_mail.empty() || !page.may_edit ? one.owner_office
                                                    : one.owner_office + ", " + one.owner_mail;
}

// What whoever owes the answer was told, and when.
void write_told(Writer& w, web::Call const& call, RecommendationPage const& page)
{
    auto const& texts = web::staff_texts(call);
    bool const waits = page.seen.recommendation.state == RecommendationState::submitted;
    if (page.told.empty() && waits && page.reached.people == 0)
        w(R"(<dt>{}</dt><dd><span class="st st--warn">{}</span></dd>)", texts("answers.told"_msg),
          texts(page.reached.is_named ? "answers.told.unreachable"_msg : "answers.told.nobody"_msg));
    if (page.told.empty())
        return;
    w(R"(<dt>{}</dt><dd>{}</dd>)", texts("answers.told"_msg),
      each(page.told, [&](Writer& line, ToldOwner const& told) {
          auto const day = call.site.zone->to_local(told.ordered_at).date;
          line(
              "{}<br>",
              texts(
                  "answers.told.line"_msg,
                  {{"what", texts(label_of(told.letter))},
                   {"day", texts.date(day, i18n::DateStyle::short_numeric)},
                   {"count", told.letters}}));
      }));
}

void write_recommendation_facts(Writer& w, web::Call const& call, RecommendationPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const& [one, panel] = page.seen;
    auto const addressees = addressees_of(one, texts);
    w(
        R"(<dl class="dl"><dt>{}</dt><dd><a href="{}">{}</a></dd>{}{}{}{}{}{}{}{}{}{}</dl>)",
        texts("recommendation.field.panel"_msg), panel_url(panel.id), panel.name,
        [&](Writer& inner) { write_fact(inner, texts("recommendation.field.addressees"_msg), addressees); },
        [&](Writer& inner) {
            write_fact(inner, texts("recommendation.field.proposed_by"_msg), one.proposed_by);
        },
        [&](Writer& inner) {
            write_panel_fact(inner, texts, page, "recommendation.field.group"_msg, one.group);
        },
        when(
            one.proposed_at.has_value(),
            [&](Writer& inner) {
                inner("<dt>{}</dt><dd>{}</dd>", texts("recommendation.field.meeting"_msg), [&](Writer& link) {
                    write_meeting_link(link, texts, page, one.proposed_at);
                });
            }),
        [&](Writer& inner) {
            write_panel_fact(inner, texts, page, "recommendation.field.owner"_msg, one.owner_panel);
        },
        [&](Writer& inner) { write_fact(inner, texts("recommendation.field.office"_msg), office_of(page)); },
        [&](Writer& inner) {
            if (one.due)
                write_fact(
                    inner, texts("recommendation.field.due"_msg),
                    texts.date(*one.due, i18n::DateStyle::long_));
        },
        [&](Writer& inner) { write_told(inner, call, page); },
        [&](Writer& inner) { write_fact(inner, texts("form.source"_msg), one.source); },
        [&](Writer& inner) {
            if (!one.is_uncertain)
                write_fact(inner, texts("form.remark"_msg), one.remark);
        });
}

// Nothing where the meeting says it.
std::string day_of(Texts const& texts, Step const& step)
{
    if (step.day)
        return texts.partial_date(*step.day);
    return step.meeting ? std::string{} : std::string(texts("recommendation.public.day_unknown"_msg));
}

// There is more than one steering group: that of the conference, and that of the administration.
void write_submitted_to(Writer& w, RecommendationPage const& page)
{
    auto const* owner = page.named.panels.find(page.seen.recommendation.owner_panel);
    if (owner != nullptr && owner->kind == PanelKind::steering_group)
        w(R"(: <a href="{}">{}</a>)", panel_url(owner->id), owner->name);
}

void write_step(Writer& w, Texts const& texts, RecommendationPage const& page, Step const& step)
{
    auto const link = Url::public_page(step.link);
    w(
        R"(<li><strong>{}</strong>{} <span class="mute small">{}{}</span>{}{}{}{}</li>)",
        texts(label_of(step.state)),
        when(
            step.state == RecommendationState::submitted,
            [&](Writer& inner) { write_submitted_to(inner, page); }),
        day_of(texts, step),
        when(
            step.until.has_value(),
            [&](Writer& inner) {
                inner(
                    " · {}",
                    texts(
                        "recommendation.public.until"_msg,
                        {{"day", texts.date(*step.until, i18n::DateStyle::long_)}}));
            }),
        when(
            step.meeting.has_value(),
            [&](Writer& inner) {
                inner("<br>{}", [&](Writer& name) { write_meeting_link(name, texts, page, step.meeting); });
            }),
        when(
            step.taken_up_as.has_value(),
            [&](Writer& inner) { inner("<br>{}", texts(label_of(*step.taken_up_as))); }),
        [&](Writer& inner) { write_lines(inner, step.note); }, when(link.has_value(), [&](Writer& inner) {
            inner(R"(<p><a href="{}" class="wrap">{}</a></p>)", *link, step.link);
        }));
}

void write_course(Writer& w, Texts const& texts, RecommendationPage const& page)
{
    auto const& one = page.seen.recommendation;
    w(
        R"(<section class="stack" aria-labelledby="weg"><h2 id="weg">{}</h2>{}{}</section>)",
        texts("recommendation.course"_msg),
        [&](Writer& inner) {
            if (page.steps.empty())
                inner(R"(<p class="mute">{}</p>)", texts("recommendation.course.none"_msg));
            else
                inner(R"(<ol class="plain">{}</ol>)", each(page.steps, [&](Writer& item, Step const& step) {
                          write_step(item, texts, page, step);
                      }));
        },
        when(page.may_edit, [&](Writer& inner) {
            auto const states = next_states(one.state, one.outcome);
            inner(
                R"(<div class="row">{}{}</div>)",
                each(
                    states,
                    [&](Writer& button, RecommendationState state) {
                        button(
                            R"(<a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a>)",
                            step_url(one.id, state), texts(action_of(state)));
                    }),
                when(!page.steps.empty(), [&](Writer& button) {
                    button(
                        R"(<a class="kern-btn kern-btn--tertiary" href="{}"><span class="kern-label">{}</span></a>)",
                        recommendation_url(one.id, "zuruecknehmen"), texts("recommendation.take_back"_msg));
                }));
        }));
}

// As what it was taken up, by whichever side that was said. Whoever sees none of it reads how many there are.
void write_taken_up(Writer& w, Texts const& texts, RecommendationPage const& page)
{
    auto const& shown = page.taken_up;
    if (shown.seen.empty() && shown.unseen == 0)
        return;
    html::Attributes const content{web::content_lang(texts)};
    w(R"(<section class="stack" aria-labelledby="daraus"><h2 id="daraus">{}</h2><ul class="plain">{}{}</ul></section>)",
      texts("recommendation.taken_up"_msg),
      each(
          shown.seen,
          [&](Writer& item, TakenUpRecord const& one) {
              item(
                  R"(<li>{}: <a href="{}" {}>{}</a>{}</li>)",
                  texts(
                      one.as == TakenUpAs::goal ? "recommendation.taken_up.goal"_msg
                                                : "recommendation.taken_up.measure"_msg),
                  one.url, content, one.title, when(!one.state.empty(), [&](Writer& state) {
                      state(R"( <span class="mute small">{}</span>)", one.state);
                  }));
          }),
      when(shown.unseen > 0, [&](Writer& item) {
          item("<li>{}</li>", texts("recommendation.taken_up.unseen"_msg, {{"count", shown.unseen}}));
      }));
}

// A member is named to whoever may see them.
std::string comment_author(Texts const& texts, RecommendationPage const& page, Comment const& comment)
{
    if (!comment.by_link)
        return web::name_of(page.authors, comment.author);
    auto const named = comment.person ? page.members.find(*comment.person) : page.members.end();
    return named == page.members.end()
        ? std::string(texts("recommendation.comment.member"_msg))
        : texts("recommendation.comment.by_link"_msg, {{"name", texts.foreign(named->second.name)}});
}

void write_comment(Writer& w, web::Call const& call, RecommendationPage const& page, Comment const& comment)
{
    auto const& texts = web::staff_texts(call);
    auto const author = comment_author(texts, page, comment);
    auto const when_written = texts.date_time(call.site.zone->to_local(comment.written_at));
    w(
        R"(<li><p><strong>{}</strong> <span class="mute small">{}</span></p>{}{}</li>)", author, when_written,
        [&](Writer& inner) { write_lines(inner, comment.text); },
        when(may_erase(call.actor(), comment, page.seen.panel), [&](Writer& inner) {
            inner(
                R"(<form method="post" action="{}">{}<input type="hidden" name="kommentar" value="{}"><button class="kern-btn kern-btn--tertiary kern-btn--sm" type="submit"><span class="kern-label">{}<span class="vh">: {}, {}</span></span></button></form>)",
                recommendation_url(page.seen.recommendation.id, "kommentar-loeschen"), web::FormToken{call},
                comment.id.value, texts("recommendation.comment.erase"_msg), author, when_written);
        }));
}

void write_comments(Writer& w, web::Call const& call, RecommendationPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const readers = page.calls.empty() ? CommentReaders::colleagues : CommentReaders::members;
    w(
        R"(<section class="stack" aria-labelledby="kommentare"><h2 id="kommentare">{}</h2><p class="mute small">{}</p>{}{}{}</section>)",
        texts("recommendation.comments"_msg),
        texts(
            readers == CommentReaders::colleagues ? "recommendation.comments.internal"_msg
                                                  : "recommendation.comments.members"_msg),
        [&](Writer& inner) {
            write_comment_calls(inner, call, page.seen.recommendation, page.calls, page.may_ask);
        },
        [&](Writer& inner) {
            if (page.comments.empty())
                inner(R"(<p class="mute">{}</p>)", texts("recommendation.comments.none"_msg));
            else
                inner(
                    R"(<ul class="plain">{}</ul>)",
                    each(page.comments, [&](Writer& item, Comment const& one) {
                        write_comment(item, call, page, one);
                    }));
        },
        when(page.may_comment, [&](Writer& inner) {
            inner(
                R"(<form class="form" method="post" action="{}" novalidate>{}<input type="hidden" name="schluessel" value="{}"><input type="hidden" name="leser" value="{}">{}{}</form>)",
                recommendation_url(page.seen.recommendation.id, "kommentieren"),
                web::KeptWhileTyping{call, recommendation_url(page.seen.recommendation.id)}, page.form_key,
                to_text(readers),
                web::TextArea{
                    .texts = texts,
                    .name = "kommentar",
                    .label = "recommendation.comment"_msg,
                    .value = page.comment,
                    .problems = page.problems,
                    .rows = 3},
                web::SubmitButton{texts("recommendation.comment.add"_msg), "secondary"});
        }));
}

// Who reads it in public, and under which address.
void write_public_card(Writer& w, Texts const& texts, RecommendationPage const& page)
{
    auto const& one = page.seen.recommendation;
    w(R"(<section class="card" aria-labelledby="oeffentlich"><h2 id="oeffentlich">{}</h2>{}</section>)",
      texts("recommendation.public"_msg), [&](Writer& inner) {
          if (!page.is_of_conference)
              inner("<p>{}</p>", texts("recommendation.public.never"_msg));
          else if (one.is_public())
              inner(
                  R"(<p><a href="{}">{}</a></p>)", public_recommendation_url(one.id),
                  texts("recommendation.public.page"_msg));
          else
              inner("<p>{}</p>", texts("recommendation.public.not_yet"_msg));
      });
}

}

Url recommendation_url(RecommendationId id)
{
    return staff_url({recommendations_path, std::to_string(id.value)});
}

Url recommendation_url(RecommendationId id, std::string_view page)
{
    return staff_url({recommendations_path, std::to_string(id.value), page});
}

Url step_url(RecommendationId id, RecommendationState to)
{
    return recommendation_url(id, "schritt").with_query({{step_field::state, to_text(to)}});
}

web::StaffMark mark_of(Recommendation const& recommendation, Date today, Texts const& texts)
{
    using enum RecommendationState;
    auto const& one = recommendation;
    if (one.is_overdue(today))
        return {"st st--warn", std::string(texts("recommendation.overdue"_msg))};
    std::string word(texts(label_of(one.state)));
    switch (one.state) {
    case answered:
        if (one.owes_answer(today))
            return {"st st--warn", std::string(texts("recommendation.due_again"_msg))};
        return {"st st--done", std::move(word)};
    case adopted:
    case submitted:
    case taken_up:
    case deferred:
    case declined:
        return {"st st--info", std::move(word)};
    case drafted:
    case discussed:
    case withdrawn:
        break;
    }
    return {"st st--none", std::move(word)};
}

std::string full_title_of(Recommendation const& recommendation)
{
    return numbered(recommendation.number, recommendation.title);
}

std::string addressees_of(Recommendation const& recommendation, Texts const& texts)
{
    std::vector<std::string> names;
    for (auto const addressee : addressees_of(recommendation))
        names.emplace_back(texts(label_of(addressee)));
    return names.empty() ? std::string{} : texts.list(names);
}

web::StaffFrame frame_below_recommendations(web::Call const& call, std::string title)
{
    return {
        .call = call,
        .title = std::move(title),
        .section = std::string(recommendations_path),
        .crumbs = {{recommendations_url(), std::string(web::staff_texts(call)("recommendation.title"_msg))}}};
}

web::StaffFrame frame_below_recommendation(
    web::Call const& call, Recommendation const& recommendation, std::string title)
{
    auto frame = frame_below_recommendations(call, std::move(title));
    frame.crumbs.push_back({recommendation_url(recommendation.id), full_title_of(recommendation)});
    return frame;
}

http::Response recommendation_page(web::Call const& call, RecommendationPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const& [one, panel] = page.seen;
    auto const mark = mark_of(one, call.local_now().date, texts);
    auto frame = frame_below_recommendations(call, full_title_of(one));
    frame.state_line = panel.name + " · " + mark.text;
    frame.problems = page.problems;
    if (page.may_edit)
        frame.actions = [&](Writer& w) {
            w(R"(<a class="kern-btn kern-btn--primary" href="{}"><span class="kern-label">{}</span></a>)",
              recommendation_url(one.id, "aendern"), texts("panel.change"_msg));
        };
    return web::staff_page(frame, [&](Writer& w) {
        write_not_stored(w, texts, page.not_stored);
        if (one.is_uncertain)
            w(R"(<div class="note"><p><strong>{}</strong> {}</p></div>)", texts("panel.uncertain.note"_msg),
              one.remark);
        w(
            R"(<div class="cols stack-top"><div class="stack">{}{}{}{}{}{}</div><div class="stack"><section class="card" aria-labelledby="angaben"><h2 id="angaben">{}</h2>{}</section>{}{}</div></div>)",
            [&](Writer& inner) {
                write_wording(
                    inner, texts, "wortlaut", "recommendation.field.text"_msg, one.text,
                    "recommendation.public.text_unknown"_msg);
            },
            when(
                !one.reasons.empty(),
                [&](Writer& inner) {
                    write_wording(
                        inner, texts, "gruende", "recommendation.field.reasons"_msg, one.reasons,
                        "recommendation.public.text_unknown"_msg);
                }),
            [&](Writer& inner) { write_course(inner, texts, page); },
            [&](Writer& inner) { write_taken_up(inner, texts, page); }, page.life,
            [&](Writer& inner) { write_comments(inner, call, page); }, texts("panel.facts"_msg),
            [&](Writer& inner) { write_recommendation_facts(inner, call, page); },
            [&](Writer& inner) { write_public_card(inner, texts, page); },
            [&](Writer& inner) {
                auto const history = page.may_edit
                    ? staff_url({recommendations_path, std::to_string(one.id.value), "aendern", "verlauf"})
                    : recommendation_url(one.id, "verlauf");
                inner(
                    R"(<section class="card" aria-labelledby="mehr"><h2 id="mehr">{}</h2><ul class="plain small"><li><a href="{}">{}</a></li></ul></section>)",
                    texts("page.more"_msg), history, texts("record.history"_msg));
            });
    });
}

Url public_recommendation_url(RecommendationId id)
{
    return Url::path({"de", "konferenz", "empfehlungen", std::to_string(id.value)});
}

void write_open_answers(Writer& w, web::Call const& call, OpenAnswers const& open)
{
    auto const& texts = web::staff_texts(call);
    if (open.count == 0) {
        w(R"(<p class="mute small">{}</p>)", texts("answers.none"_msg));
        return;
    }
    RecommendationFilter all;
    all.panel = open.conference;
    auto const count = open.count >= OpenAnswers::most_counted
        ? texts("recommendation.count.more"_msg, {{"count", OpenAnswers::most_counted}})
        : texts("recommendation.open_answers.count"_msg, {{"count", open.count}});
    w(
        R"(<p class="small">{}</p><ul class="plain small">{}</ul>)",
        [&](Writer& inner) {
            if (call.actor().may_somewhere(see_recommendations))
                inner(R"(<a href="{}">{}</a>)", recommendations_url(all), count);
            else
                inner("{}", count);
        },
        each(open.first, [&](Writer& item, OpenAnswer const& one) {
            auto const url = call.actor().may(see_recommendations, one.of)
                ? recommendation_url(one.id)
                : public_recommendation_url(one.id);
            item(
                R"(<li><a href="{}">{}</a>{}<br><span class="mute small">{}</span></li>)", url,
                numbered(one.number, one.title),
                when(
                    !lateness_of(one, texts).empty(),
                    [&](Writer& mark) {
                        mark(R"( <span class="st st--warn">{}</span>)", lateness_of(one, texts));
                    }),
                details_of(one, texts));
        }));
}

} // namespace kommin::meetings
