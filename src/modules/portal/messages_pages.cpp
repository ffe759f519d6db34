#include "modules/portal/messages_pages.hpp"

#include "platform/web/public_frame.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/staff_frame.hpp"

namespace kommin::portal {

using html::attribute;
using html::Attributes;
using html::each;
using html::when;
using html::Writer;
using i18n::DateStyle;
using i18n::Texts;
using web::staff_url;

namespace {

struct StateWord {
    std::string_view shape;
    MessageKey label;
};
StateWord state_of(StoredFeedback const& message, Date today)
{
    if (message.state == FeedbackState::answered)
        return {"st st--done", "messages.state.answered"_msg};
    if (message.state == FeedbackState::closed)
        return {"st st--none", "messages.state.closed"_msg};
    if (message.answer_at_latest < today)
        return {"st st--bad", "messages.state.too_late"_msg};
    if (message.answer_by < today)
        return {"st st--warn", "messages.state.overdue"_msg};
    return {"st st--info", "messages.state.open"_msg};
}

MessageKey topic_of(FeedbackTopic topic)
{
    switch (topic) {
    case FeedbackTopic::barrier:
        return "feedback.topic.barrier"_msg;
    case FeedbackTopic::content:
        return "feedback.topic.content"_msg;
    case FeedbackTopic::missing_offer:
        break;
    }
    return "feedback.topic.missing_offer"_msg;
}

std::string language_of(StoredFeedback const& message, Texts const& texts)
{
    auto const language = i18n::Language::find(message.language);
    return language ? texts.language_name(*language) : message.language;
}

void write_tabs(Writer& w, Texts const& texts, bool shows_all)
{
    w(R"(<nav class="tabs" aria-label="{}"><ul><li><a href="{}" {}>{}</a></li><li><a href="{}" {}>{}</a></li></ul></nav>)",
      texts("messages.views"_msg), staff_url({"rueckmeldungen"}),
      Attributes{attribute("aria-current", "page", !shows_all)}, texts("messages.view.open"_msg),
      staff_url({"rueckmeldungen"}).with_query({{"alle", "1"}}),
      Attributes{attribute("aria-current", "page", shows_all)}, texts("messages.view.all"_msg));
}

void write_answer_form(
    Writer& w, web::Call const& call, Texts const& texts, StoredFeedback const& message,
    std::string_view answer, std::vector<Problem> const& problems)
{
    auto const number = std::to_string(message.id.value);
    w(R"(<form class="form" method="post" action="{}" novalidate>{}{}{}</form><form method="post" action="{}">{}<p class="hint">{}</p>{}</form>)",
      staff_url({"rueckmeldungen", number, "antwort"}), web::FormToken{call},
      web::TextArea{
          .texts = texts,
          .name = "answer",
          .label = "messages.answer"_msg,
          .value = answer,
          .problems = problems,
          .hint = "messages.answer.hint"_msg},
      web::SubmitButton{texts("messages.answer.save"_msg)},
      staff_url({"rueckmeldungen", number, "schliessen"}), web::FormToken{call},
      texts("messages.close.hint"_msg), web::SubmitButton{texts("messages.close"_msg), "secondary"});
}

}

std::string title_of(StoredFeedback const& message, Texts const& texts)
{
    return texts(
        "messages.item"_msg,
        {{"number", std::to_string(message.id.value)},
         {"topic", texts(topic_of(message.topic))},
         {"language", language_of(message, texts)}});
}

http::Response messages_page(
    web::Call const& call, std::vector<StoredFeedback> const& messages, bool shows_all)
{
    auto const& texts = web::staff_texts(call);
    auto const today = call.local_now().date;
    return web::staff_page(
        {.call = call,
         .title = std::string(texts("messages.title"_msg)),
         .section = "rueckmeldungen",
         .state_line = texts("messages.count"_msg, {{"count", messages.size()}})},
        [&](Writer& w) {
            write_tabs(w, texts, shows_all);
            if (messages.empty()) {
                w(R"(<div class="empty"><h2>{}</h2><p>{}</p></div>)", texts("messages.none"_msg),
                  texts("messages.none.text"_msg));
                return;
            }
            w(R"(<div class="scroll"><table class="tbl tbl--stack"><caption class="vh">{}</caption><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th></tr></thead><tbody>{}</tbody></table></div>)",
              texts("messages.title"_msg), texts("messages.column.message"_msg),
              texts("messages.column.received"_msg), texts("messages.column.answer_by"_msg),
              texts("staff.state"_msg), each(messages, [&](Writer& row, StoredFeedback const& message) {
                  auto const state = state_of(message, today);
                  row(R"(<tr><th scope="row"><a href="{}">{}</a></th><td data-l="{}">{}</td><td data-l="{}">{}</td><td data-l="{}"><span class="{}">{}</span></td></tr>)",
                      staff_url({"rueckmeldungen", std::to_string(message.id.value)}),
                      title_of(message, texts), texts("messages.column.received"_msg),
                      texts.date_time(call.site.zone->to_local(message.received_at)),
                      texts("messages.column.answer_by"_msg),
                      texts.date(message.answer_by, DateStyle::short_numeric), texts("staff.state"_msg),
                      state.shape, texts(state.label));
              }));
        });
}

http::Response message_page(
    web::Call const& call, StoredFeedback const& message, std::string_view answer,
    std::vector<Problem> const& problems)
{
    auto const& texts = web::staff_texts(call);
    auto const language = i18n::Language::find(message.language);
    auto const state = state_of(message, call.local_now().date);
    return web::staff_page(
        {.call = call,
         .title = title_of(message, texts),
         .section = "rueckmeldungen",
         .crumbs = {{staff_url({"rueckmeldungen"}), std::string(texts("messages.title"_msg))}},
         .problems = problems},
        [&](Writer& w) {
            w(R"(<div class="stack-l"><dl class="dl"><dt>{}</dt><dd><span class="{}">{}</span></dd><dt>{}</dt><dd>{}</dd><dt>{}</dt><dd>{}</dd><dt>{}</dt><dd>{}</dd><dt>{}</dt><dd>{}</dd><dt>{}</dt><dd>{}</dd></dl><section class="card measure" aria-labelledby="nachricht"><h2 id="nachricht">{}</h2><p class="pre" lang="{}" dir="auto">{}</p></section>{}{}</div>)",
              texts("staff.state"_msg), state.shape, texts(state.label),
              texts("messages.column.received"_msg),
              texts.date_time(call.site.zone->to_local(message.received_at)),
              texts("messages.column.answer_by"_msg), texts.date(message.answer_by, DateStyle::long_),
              texts("messages.answer_at_latest"_msg), texts.date(message.answer_at_latest, DateStyle::long_),
              texts("messages.page"_msg), message.page.empty() ? std::string_view("–") : message.page,
              texts("messages.contact"_msg),
              message.contact.empty() ? texts("messages.no_contact"_msg) : message.contact,
              texts("messages.text"_msg), language ? language->tag() : std::string_view("und"),
              message.message,
              when(
                  !message.answer.empty(),
                  [&](Writer& inner) {
                      inner(
                          R"(<section class="card measure" aria-labelledby="antwort"><h2 id="antwort">{}</h2><p class="pre" dir="auto">{}</p></section>)",
                          texts("messages.answered_with"_msg), message.answer);
                  }),
              when(message.state == FeedbackState::open, [&](Writer& inner) {
                  write_answer_form(inner, call, texts, message, answer, problems);
              }));
        });
}

} // namespace kommin::portal
