#include "modules/portal/feedback/messages_pages.hpp"

#include "modules/portal/directory/permissions.hpp"
#include "platform/mail/mail.hpp"
#include "platform/web/public_frame.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/staff_list.hpp"

#include <array>
#include <cstddef>
#include <utility>

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

struct MessageState {
    std::string_view shape;
    MessageKey label;
};
MessageState word_of(FeedbackStage stage)
{
    switch (stage) {
    case FeedbackStage::in_progress:
        return {"st st--info", "messages.state.in_progress"_msg};
    case FeedbackStage::answered:
        return {"st st--done", "messages.state.answered"_msg};
    case FeedbackStage::closed:
        return {"st st--none", "messages.state.closed"_msg};
    case FeedbackStage::fresh:
        break;
    }
    return {"st st--info", "messages.state.open"_msg};
}
// A deadline that has passed says more than who looks after it.
MessageState state_of(StoredFeedback const& message, Date today)
{
    bool const is_open = message.state == FeedbackState::open;
    if (is_open && message.answer_at_latest && *message.answer_at_latest < today)
        return {"st st--bad", "messages.state.too_late"_msg};
    if (is_open && message.answer_by && *message.answer_by < today)
        return {"st st--warn", "messages.state.overdue"_msg};
    return word_of(message.stage());
}

MessageKey topic_of(FeedbackTopic topic)
{
    switch (topic) {
    case FeedbackTopic::barrier:
        return "messages.topic.barrier"_msg;
    case FeedbackTopic::content:
        return "messages.topic.content"_msg;
    case FeedbackTopic::missing_offer:
        break;
    }
    return "messages.topic.missing_offer"_msg;
}

std::string language_of(StoredFeedback const& message, Texts const& texts)
{
    auto const language = i18n::Language::find(message.language);
    return language ? texts.language_name(*language) : message.language;
}

std::string day_of(std::optional<Date> const& date, Texts const& texts, DateStyle style)
{
    return date ? texts.date(*date, style) : std::string("–");
}

std::string_view stage_word_of(FeedbackFilter const& filter)
{
    if (filter.stage)
        return feedback_stage_words.at(static_cast<std::size_t>(*filter.stage));
    return filter.shows_finished ? std::string_view("alle") : std::string_view{};
}

html::Url list_url(std::string_view topic_word, std::string_view stage_word, std::string_view words)
{
    auto url = staff_url({"rueckmeldungen"});
    for (auto const& [name, value] :
         {std::pair{"art", topic_word}, std::pair{"stand", stage_word}, std::pair{"t", words}}) {
        if (!value.empty())
            url = url.with_query({{name, value}});
    }
    return url;
}

struct Tab {
    std::string_view word;
    MessageKey label;
};
constexpr std::array stage_tabs{
    Tab{"", "messages.view.open"_msg},
    Tab{"neu", "messages.state.open"_msg},
    Tab{"in-arbeit", "messages.state.in_progress"_msg},
    Tab{"beantwortet", "messages.state.answered"_msg},
    Tab{"erledigt", "messages.state.closed"_msg},
    Tab{"alle", "messages.view.all"_msg},
};
constexpr std::array topic_tabs{
    Tab{"", "messages.topic.all"_msg},
    Tab{"barriere", "messages.topic.barrier"_msg},
    Tab{"inhalt", "messages.topic.content"_msg},
    Tab{"angebot", "messages.topic.missing_offer"_msg},
};

// Stage and topic are chosen one by one: each row keeps what the other one says.
void write_tabs(Writer& w, Texts const& texts, FeedbackFilter const& filter)
{
    auto const stage = stage_word_of(filter);
    auto const topic = filter.topic ? word_of(*filter.topic) : std::string_view{};
    auto const row = [&](MessageKey label, auto const& tabs, std::string_view current, auto url_of) {
        w(R"(<nav class="tabs" aria-label="{}"><ul>{}</ul></nav>)", texts(label),
          each(tabs, [&](Writer& inner, Tab const& tab) {
              inner(
                  R"(<li><a href="{}" {}>{}</a></li>)", url_of(tab.word),
                  Attributes{attribute("aria-current", "page", tab.word == current)}, texts(tab.label));
          }));
    };
    row("messages.views"_msg, stage_tabs, stage,
        [&](std::string_view word) { return list_url(topic, word, filter.words); });
    row("messages.topics"_msg, topic_tabs, topic,
        [&](std::string_view word) { return list_url(word, stage, filter.words); });
}

void write_words(Writer& w, Texts const& texts, FeedbackFilter const& filter)
{
    auto const topic = filter.topic ? word_of(*filter.topic) : std::string_view{};
    std::array<std::pair<std::string_view, std::string_view>, 2> const kept{
        {{"art", topic}, {"stand", stage_word_of(filter)}}};
    w("{}",
      web::WordsFilter{
          texts, list_url(topic, stage_word_of(filter), {}), filter.words, "messages.filter.words"_msg,
          kept});
}

// What the message is about: the page as the public sees it, and its desk for whoever may see that.
void write_about(Writer& w, web::Call const& call, Texts const& texts, ShownMessage const& shown)
{
    auto const& about = shown.about;
    if (!about) {
        w("{}", shown.message.page.empty() ? std::string_view("–") : shown.message.page);
        return;
    }
    w(R"(<a href="{}">{}</a>)", about->url(texts.language()),
      web::InLanguage{about->title, about->language, texts.language()});
    if (about->offer && call.actor().may(see_offers, about->owner))
        w(R"( · <a href="{}">{}</a>)", staff_url({"angebote", std::to_string(about->offer->value)}),
          texts("messages.to_desk"_msg));
}

void write_contact(Writer& w, Texts const& texts, std::string const& contact)
{
    if (contact.empty())
        w("{}", texts("messages.no_contact"_msg));
    else if (mail::is_address(contact))
        w(R"(<a href="{}">{}</a>)", html::Url::mail(contact), contact);
    else
        w(R"(<a href="{}">{}</a>)", html::Url::phone(contact), contact);
}

struct PostButton {
    web::Call const& call;
    Texts const& texts;
    FeedbackId message;
    std::string_view action;
    MessageKey label;
    MessageKey hint = {};
    void operator()(Writer& w) const
    {
        w(R"(<form method="post" action="{}">{}{}{}</form>)",
          staff_url({"rueckmeldungen", std::to_string(message.value), action}), web::FormToken{call},
          when(hint != MessageKey{}, [&](Writer& inner) { inner(R"(<p class="hint">{}</p>)", texts(hint)); }),
          web::SubmitButton{texts(label), "secondary"});
    }
};

void write_answer_form(
    Writer& w, web::Call const& call, Texts const& texts, ShownMessage const& shown,
    std::vector<Problem> const& problems)
{
    auto const& message = shown.message;
    auto const number = std::to_string(message.id.value);
    auto const language = i18n::Language::find(message.language);
    w(R"(<form class="form" method="post" action="{}" novalidate>{}<p>{}</p>{}{}</form>{}{})",
      staff_url({"rueckmeldungen", number, "antwort"}), web::FormToken{call},
      texts("messages.answer.language"_msg, {{"language", language_of(message, texts)}}),
      web::TextArea{
          .texts = texts,
          .name = "answer",
          .label = "messages.answer"_msg,
          .value = shown.answer,
          .problems = problems,
          .hint = "messages.answer.hint"_msg,
          .rows = 8,
          .language = language},
      web::SubmitButton{texts("messages.answer.save"_msg)},
      shown.is_mine ? PostButton{call, texts, message.id, "abgeben", "messages.hand_back"_msg}
                    : PostButton{call, texts, message.id, "uebernehmen", "messages.take"_msg},
      PostButton{call, texts, message.id, "schliessen", "messages.close"_msg, "messages.close.hint"_msg});
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

web::StaffMark mark_of(StoredFeedback const& message, Date today, Texts const& texts)
{
    auto const state = state_of(message, today);
    return {state.shape, std::string(texts(state.label))};
}

http::Response messages_page(
    web::Call const& call, std::vector<StoredFeedback> const& messages, FeedbackFilter const& filter,
    TakerNames const& names)
{
    auto const& texts = web::staff_texts(call);
    auto const today = call.local_now().date;
    return web::staff_page(
        {.call = call,
         .title = std::string(texts("messages.title"_msg)),
         .section = "rueckmeldungen",
         .state_line = texts("messages.count"_msg, {{"count", messages.size()}})},
        [&](Writer& w) {
            write_tabs(w, texts, filter);
            write_words(w, texts, filter);
            if (messages.empty()) {
                w(R"(<div class="empty"><h2>{}</h2><p>{}</p></div>)",
                  texts(filter.words.empty() ? "messages.none"_msg : "messages.words.none"_msg),
                  texts(filter.words.empty() ? "messages.none.text"_msg : "list.words.none"_msg));
                return;
            }
            if (!filter.words.empty())
                w(R"(<p class="mute">{}</p>)", texts("messages.words.noted"_msg));
            w(R"(<div class="scroll"><table class="tbl tbl--stack"><caption class="vh">{}</caption><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th></tr></thead><tbody>{}</tbody></table></div>)",
              texts("messages.title"_msg), texts("messages.column.message"_msg),
              texts("messages.column.received"_msg), texts("messages.column.answer_by"_msg),
              texts("staff.state"_msg), texts("messages.column.taken_by"_msg),
              each(messages, [&](Writer& row, StoredFeedback const& message) {
                  auto const state = state_of(message, today);
                  auto const taker = message.taken_by ? names.find(*message.taken_by) : names.end();
                  row(R"(<tr><th scope="row"><a href="{}">{}</a></th><td data-l="{}">{}</td><td data-l="{}">{}</td><td data-l="{}"><span class="{}">{}</span></td><td data-l="{}">{}</td></tr>)",
                      staff_url({"rueckmeldungen", std::to_string(message.id.value)}),
                      title_of(message, texts), texts("messages.column.received"_msg),
                      texts.date_time(call.site.zone->to_local(message.received_at)),
                      texts("messages.column.answer_by"_msg),
                      day_of(message.answer_by, texts, DateStyle::short_numeric), texts("staff.state"_msg),
                      state.shape, texts(state.label), texts("messages.column.taken_by"_msg),
                      taker == names.end() ? std::string_view("–") : std::string_view(taker->second));
              }));
        });
}

http::Response message_page(
    web::Call const& call, ShownMessage const& shown, std::vector<Problem> const& problems)
{
    auto const& texts = web::staff_texts(call);
    auto const& message = shown.message;
    auto const language = i18n::Language::find(message.language);
    auto const state = state_of(message, call.local_now().date);
    auto const fact = [&](Writer& w, MessageKey label, std::string_view value) {
        w("<dt>{}</dt><dd>{}</dd>", texts(label), value);
    };
    return web::staff_page(
        {.call = call,
         .title = title_of(message, texts),
         .section = "rueckmeldungen",
         .crumbs = {{staff_url({"rueckmeldungen"}), std::string(texts("messages.title"_msg))}},
         .problems = problems},
        [&](Writer& w) {
            w(
                R"(<div class="stack-l"><dl class="dl"><dt>{}</dt><dd><span class="{}">{}</span></dd>{}<dt>{}</dt><dd>{}</dd><dt>{}</dt><dd>{}</dd></dl><section class="card measure" aria-labelledby="nachricht"><h2 id="nachricht">{}</h2><p class="pre" lang="{}" dir="auto">{}</p></section>{}{}</div>)",
                texts("staff.state"_msg), state.shape, texts(state.label),
                [&](Writer& facts) {
                    fact(
                        facts, "messages.column.taken_by"_msg,
                        shown.taker.empty() ? texts("messages.nobody"_msg) : std::string_view(shown.taker));
                    fact(
                        facts, "messages.column.received"_msg,
                        texts.date_time(call.site.zone->to_local(message.received_at)));
                    if (message.answer_by) {
                        fact(
                            facts, "messages.column.answer_by"_msg,
                            day_of(message.answer_by, texts, DateStyle::long_));
                        fact(
                            facts, "messages.answer_at_latest"_msg,
                            day_of(message.answer_at_latest, texts, DateStyle::long_));
                    }
                },
                texts("messages.page"_msg), [&](Writer& inner) { write_about(inner, call, texts, shown); },
                texts("messages.contact"_msg),
                [&](Writer& inner) { write_contact(inner, texts, message.contact); },
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
                    write_answer_form(inner, call, texts, shown, problems);
                }));
        });
}

} // namespace kommin::portal
