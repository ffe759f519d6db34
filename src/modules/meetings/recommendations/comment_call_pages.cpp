#include "modules/meetings/recommendations/comment_call_pages.hpp"

#include "modules/meetings/panels/form_parts.hpp"
#include "modules/meetings/recommendations/recommendation_pages.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/unsaved_entries.hpp"

#include <cstdint>
#include <iterator>
#include <utility>

namespace kommin::meetings {

using html::each;
using html::when;
using html::Writer;
using i18n::Texts;

namespace {

constexpr std::string_view asking_page = "kommentare-erbitten";

void write_count(Writer& w, Texts const& texts, MessageKey sentence, std::int64_t count)
{
    if (count > 0)
        w("<li>{}</li>", texts(sentence, {{"count", count}}));
}

// How many are asked, and why others are not; no names.
void write_askable(Writer& w, Texts const& texts, CommentCallPage const& page)
{
    auto const& askable = page.askable;
    w(
        R"(<p class="measure">{}</p><ul class="plain small">{}{}</ul>)",
        texts(
            "recommendation.call.who"_msg,
            {{"count", static_cast<std::int64_t>(askable.reachable.size())},
             {"panel",
              page.panel != nullptr ? texts.foreign(page.panel->name)
                                    : std::string(texts("panel.parent.other"_msg))}}),
        [&](Writer& line) { write_count(line, texts, "recommendation.call.asked"_msg, askable.asked); },
        [&](Writer& line) {
            auto const without_mail = std::ssize(askable.without_mail);
            auto const spared = std::ssize(askable.spared);
            if (!page.sees_unreached) {
                write_count(line, texts, "recommendation.call.unreached"_msg, without_mail + spared);
                return;
            }
            write_count(line, texts, "recommendation.call.without_mail"_msg, without_mail);
            write_count(line, texts, "recommendation.call.spared"_msg, spared);
        });
}

}

http::Response comment_call_page(web::Call const& call, CommentCallPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const& one = page.seen.recommendation;
    auto frame = frame_below_recommendation(
        call, one, texts("recommendation.call.title"_msg, {{"title", full_title_of(one)}}));
    frame.problems = page.problems;
    FormFields const form(texts, page.fields, page.problems);
    auto const url = recommendation_url(one.id, asking_page);
    return web::staff_page(frame, [&](Writer& w) {
        w(
            R"(<form class="form stack-top" method="post" action="{}" novalidate>{}<input type="hidden" name="fassung" value="{}">{}{}{}<p class="measure">{}</p><div class="sec">{}{}</div><div class="save">{}<a class="kern-btn kern-btn--tertiary" href="{}"><span class="kern-label">{}</span></a></div></form>)",
            url, web::KeptWhileTyping{call, url}, one.version,
            [&](Writer& inner) { write_askable(inner, texts, page); },
            when(
                page.goes_on,
                [&](Writer& inner) {
                    inner(R"(<p class="measure">{}</p>)", texts("recommendation.call.goes_on"_msg));
                }),
            when(
                page.has_ended,
                [&](Writer& inner) {
                    inner(R"(<p class="measure">{}</p>)", texts("recommendation.call.ended"_msg));
                }),
            texts("recommendation.call.effect"_msg),
            form.day(
                call_field::until, "recommendation.call.until"_msg, "recommendation.call.hint.until"_msg,
                false),
            form.area(
                call_field::word, "recommendation.call.word"_msg, "recommendation.call.hint.word"_msg, 4),
            web::SubmitButton{texts("recommendation.call.ask"_msg)}, recommendation_url(one.id),
            texts("form.back"_msg));
    });
}

void write_comment_calls(
    Writer& w, web::Call const& call, Recommendation const& one, std::vector<CommentCall> const& calls,
    bool may_ask)
{
    auto const& texts = web::staff_texts(call);
    if (!calls.empty())
        w(R"(<ul class="plain small">{}</ul>)", each(calls, [&](Writer& item, CommentCall const& asked) {
              item(
                  "<li>{}</li>",
                  texts(
                      "recommendation.call.line"_msg,
                      {{"day",
                        texts.date(
                            call.site.zone->to_local(asked.asked_at).date, i18n::DateStyle::short_numeric)},
                       {"count", asked.letters},
                       {"until", texts.date(asked.until, i18n::DateStyle::short_numeric)}}));
          }));
    if (may_ask && one.is_discussed())
        w(R"(<div class="row"><a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a></div>)",
          recommendation_url(one.id, asking_page), texts("recommendation.call.ask"_msg));
}

} // namespace kommin::meetings
