#include "modules/portal/feedback/messages_pages.hpp"

#include "modules/portal/directory/permissions.hpp"
#include "platform/mail/mail.hpp"
#include "platform/web/overtaken.hpp"
#include "platform/web/public_frame.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/unsaved_entries.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace kommin::portal {

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
    if (is_open && message.due_on && *message.due_on < today)
        return {"st st--warn", "messages.state.due_over"_msg};
    return word_of(message.stage());
}

std::string day_of(std::optional<Date> const& date, Texts const& texts, DateStyle style)
{
    return date ? texts.date(*date, style) : std::string("–");
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

void write_contact(Writer& w, Texts const& texts, ShownMessage const& shown)
{
    auto const& contact = shown.message.contact;
    bool const is_refused = shown.is_refused;
    if (shown.message.is_contact_withheld())
        w("{}",
          texts(
              "messages.contact_stays"_msg,
              {{"body", body_of(*shown.message.contact_owner, shown.bodies, texts)}}));
    else if (contact.empty())
        w("{}", texts("messages.no_contact"_msg));
    else if (mail::is_address(contact))
        w(R"(<a href="{}">{}</a>{})", html::Url::mail(contact), contact, when(is_refused, [&](Writer& inner) {
              inner(R"( <span class="st st--bad">{}</span>)", texts("messages.refused_address"_msg));
          }));
    else
        w(R"(<a href="{}">{}</a>)", html::Url::phone(contact), contact);
}

// Behind every form that is refused if somebody else has changed the message meanwhile.
struct SeenVersion {
    std::int64_t version;
    void operator()(Writer& w) const { w(R"(<input type="hidden" name="fassung" value="{}">)", version); }
};

struct PostButton {
    web::Call const& call;
    Texts const& texts;
    StoredFeedback const& message;
    std::string_view action;
    MessageKey label;
    std::string_view kind = "secondary";
    void operator()(Writer& w) const
    {
        w(R"(<form method="post" action="{}">{}{}{}</form>)",
          staff_url({"rueckmeldungen", std::to_string(message.id.value), action}), web::FormToken{call},
          SeenVersion{message.version}, web::SubmitButton{texts(label), kind});
    }
};

// Leads to the page that asks first.
struct CloseLink {
    Texts const& texts;
    FeedbackId id;
    MessageKey label;
    std::string_view kind;
    void operator()(Writer& w) const
    {
        w(R"(<a class="{}" href="{}"><span class="kern-label">{}</span></a>)",
          "kern-btn kern-btn--" + std::string(kind), message_url(id, "schliessen"), texts(label));
    }
};

MessageKey answer_state_word(AnswerState state)
{
    switch (state) {
    case AnswerState::noted:
        return "messages.sent.noted"_msg;
    case AnswerState::waiting:
        return "messages.sent.waiting"_msg;
    case AnswerState::sent:
        return "messages.sent.sent"_msg;
    case AnswerState::stored:
        return "messages.sent.stored"_msg;
    case AnswerState::refused:
        return "messages.sent.refused"_msg;
    case AnswerState::withdrawn:
        return "messages.sent.withdrawn"_msg;
    case AnswerState::failed:
        break;
    }
    return "messages.sent.failed"_msg;
}

bool is_undelivered(FeedbackAnswer const& answer)
{
    return answer.state == AnswerState::refused || answer.state == AnswerState::failed;
}

void write_answers(Writer& w, web::Call const& call, Texts const& texts, ShownMessage const& shown)
{
    auto const language = i18n::Language::find(shown.message.language);
    for (auto const& answer : shown.answers) {
        auto const id = "antwort-" + std::to_string(answer.id.value);
        w(R"(<section class="card measure" aria-labelledby="{}"><h2 id="{}">{}</h2><p class="pre" lang="{}" dir="auto">{}</p><p class="{}">{}</p></section>)",
          id, id, texts("messages.answered_with"_msg), language ? language->tag() : std::string_view("und"),
          answer.body, is_undelivered(answer) ? "note note--bad" : "mute small",
          texts(
              answer_state_word(answer.state),
              {{"name",
                answer.written_by.empty() ? std::string("–")
                                          : web::name_of(shown.authors, answer.written_by)},
               {"date",
                texts.date_time(call.site.zone->to_local(answer.settled_at.value_or(answer.written_at)))},
               {"email",
                shown.message.is_contact_withheld() ? texts("messages.sent.hidden_address"_msg)
                                                    : std::string_view(answer.address)}}));
    }
}

void write_handings(Writer& w, web::Call const& call, Texts const& texts, ShownMessage const& shown)
{
    if (shown.handings.empty())
        return;
    w(R"(<section class="card measure" aria-labelledby="weitergabe"><h2 id="weitergabe">{}</h2><ol class="tl">{}</ol></section>)",
      texts("messages.handings"_msg), each(shown.handings, [&](Writer& item, FeedbackHanding const& handing) {
          auto const to = handing.to_owner ? body_of(*handing.to_owner, shown.bodies, texts)
              : handing.to_account
              ? web::name_of(shown.authors, "account:" + std::to_string(handing.to_account->value))
              : std::string("–");
          item(
              R"(<li><time datetime="{}">{}</time><strong>{}</strong>{}</li>)", to_iso(handing.given_at),
              texts.date_time(call.site.zone->to_local(handing.given_at)),
              texts(
                  "messages.handing"_msg,
                  {{"from", web::name_of(shown.authors, handing.given_by)}, {"to", to}}),
              when(!handing.note.empty(), [&](Writer& inner) {
                  inner(R"(<p class="pre small">{}</p>)", handing.note);
              }));
      }));
}

// What the mail puts around the answer, so that nobody writes it twice.
void write_frame_text(Writer& w, AnswerFrame const& frame, std::string_view text)
{
    w(R"(<p class="pre mute" lang="{}" dir="{}">{}</p>)", frame.language.tag(), frame.language.direction(),
      text);
}

void write_answer_form(
    Writer& w, web::Call const& call, Texts const& texts, ShownMessage const& shown,
    std::vector<Problem> const& problems)
{
    auto const& message = shown.message;
    bool const can_send = mail::is_address(message.contact);
    auto const to = [&](std::string_view action) { return message_url(message.id, action); };
    auto const stored = answer_fields(message);
    w(R"(<section class="card measure" aria-labelledby="antworten"><h2 id="antworten">{}</h2><form class="form" method="post" action="{}" novalidate>{}{}{}<p>{}</p>{}{}{}<div class="row">{}{}{}</div></form></section>)",
      texts("messages.answer.title"_msg), to(can_send ? "senden" : "antwort"),
      web::KeptWhileTyping{call, message_url(message.id)}, SeenVersion{message.version},
      web::StoodBefore{stored},
      texts("messages.answer.language"_msg, {{"language", language_of(message, texts)}}),
      when(can_send, [&](Writer& inner) { write_frame_text(inner, shown.frame, shown.frame.before); }),
      web::TextArea{
          .texts = texts,
          .name = "answer",
          .label = "messages.answer"_msg,
          .value = shown.answer,
          .problems = problems,
          .hint = can_send ? "messages.answer.send_hint"_msg : "messages.answer.hint"_msg,
          .rows = 8,
          .language = shown.frame.language},
      when(can_send, [&](Writer& inner) { write_frame_text(inner, shown.frame, shown.frame.after); }),
      web::SubmitButton{texts(can_send ? "messages.answer.send"_msg : "messages.answer.save"_msg)},
      web::SubmitButton{texts("messages.answer.draft"_msg), "secondary", to("entwurf")},
      when(can_send, [&](Writer& inner) {
          inner("{}", web::SubmitButton{texts("messages.answer.note_only"_msg), "tertiary", to("antwort")});
      }));
}

void write_due_form(
    Writer& w, web::Call const& call, Texts const& texts, ShownMessage const& shown,
    std::vector<Problem> const& problems)
{
    auto const stored = due_fields(shown.message);
    w(R"(<section class="card measure" aria-labelledby="frist"><h2 id="frist">{}</h2><form class="form" method="post" action="{}" novalidate>{}{}{}{}{}</form></section>)",
      texts("messages.due.title"_msg), message_url(shown.message.id, "frist"), web::FormToken{call},
      SeenVersion{shown.message.version}, web::StoodBefore{stored},
      web::DateField{
          .texts = texts,
          .name = "bis",
          .label = "messages.due.day"_msg,
          .value = shown.due,
          .problems = problems,
          .hint = "messages.due.hint"_msg},
      web::SubmitButton{texts("messages.due.save"_msg), "secondary"});
}

struct HandingForm {
    web::Call const& call;
    Texts const& texts;
    ShownMessage const& shown;
    std::vector<Problem> const& problems;
    std::string_view field; // "an", "ort"
    MessageKey opener;
    MessageKey label;
    std::vector<web::Choice> const& choices;
    MessageKey action;
    void operator()(Writer& w) const
    {
        if (choices.empty())
            return;
        // Two forms with a note: problems of one must not show at the other.
        auto const note = field == "an" ? "notiz" : "notiz-ort";
        bool const is_refused = std::ranges::any_of(problems, [&](Problem const& problem) {
            return problem.field == field || problem.field == note;
        });
        w(R"(<details class="more" {}><summary>{}</summary><form class="form" method="post" action="{}" novalidate>{}{}{}{}{}{}{}</form></details>)",
          html::Attributes{html::flag("open", is_refused)}, texts(opener),
          message_url(shown.message.id, "weitergeben"), web::FormToken{call},
          SeenVersion{shown.message.version},
          web::SelectField{
              .texts = texts, .name = field, .label = label, .choices = choices, .problems = problems},
          web::TextArea{
              .texts = texts,
              .name = note,
              .label = field == "an" ? "messages.handing.note"_msg : "messages.handing.note.body"_msg,
              .value = shown.note,
              .problems = problems,
              .hint = "messages.handing.note_hint"_msg,
              .rows = 2},
          when(
              field == "ort" && !shown.message.draft.empty(),
              [&](Writer& inner) {
                  inner(R"(<p class="hint">{}</p>)", texts("messages.handing.draft_goes"_msg));
              }),
          when(
              field == "ort" && shown.message.contact_owner && !shown.message.contact.empty(),
              [&](Writer& inner) {
                  inner(R"(<p class="hint">{}</p>)", texts("messages.handing.contact_stays"_msg));
              }),
          web::SubmitButton{texts(action), "secondary"});
    }
};

void write_handing_forms(
    Writer& w, web::Call const& call, Texts const& texts, ShownMessage const& shown,
    std::vector<Problem> const& problems)
{
    if (shown.colleagues.empty() && shown.places.empty())
        return;
    w(R"(<section class="card measure" aria-labelledby="weitergeben"><h2 id="weitergeben">{}</h2><div>{}{}</div></section>)",
      texts("messages.handing.title"_msg),
      HandingForm{
          call, texts, shown, problems, "an", "messages.handing.open.colleague"_msg,
          "messages.handing.colleague"_msg, shown.colleagues, "messages.handing.to_colleague"_msg},
      HandingForm{
          call, texts, shown, problems, "ort", "messages.handing.open.body"_msg, "messages.handing.body"_msg,
          shown.places, "messages.handing.to_body"_msg});
}

void write_open(
    Writer& w, web::Call const& call, Texts const& texts, ShownMessage const& shown,
    std::vector<Problem> const& problems)
{
    auto const& message = shown.message;
    PostButton const keeping = shown.is_mine
        ? PostButton{call, texts, message, "abgeben", "messages.hand_back"_msg}
        : PostButton{call, texts, message, "uebernehmen", "messages.take"_msg};
    if (message.contact.empty()) {
        w(R"(<section class="card measure" aria-labelledby="antworten"><h2 id="antworten">{}</h2><p>{}</p><div class="row stack-top">{}{}</div></section>)",
          texts("messages.no_answer.title"_msg),
          texts(
              message.is_contact_withheld() ? "messages.no_answer.stays"_msg : "messages.no_answer.text"_msg,
              {{"body", body_of(message.contact_owner.value_or(0), shown.bodies, texts)}}),
          CloseLink{texts, message.id, "messages.no_answer.close"_msg, "primary"}, keeping);
    } else {
        write_answer_form(w, call, texts, shown, problems);
        w(R"(<div class="measure"><div class="row">{}{}</div><p class="hint stack-top">{}</p></div>)",
          keeping, CloseLink{texts, message.id, "messages.close"_msg, "secondary"},
          texts("messages.close.hint"_msg));
    }
    write_handing_forms(w, call, texts, shown, problems);
    write_due_form(w, call, texts, shown, problems);
}

void write_finished(Writer& w, web::Call const& call, Texts const& texts, ShownMessage const& shown)
{
    w(R"(<form method="post" action="{}">{}{}<p class="hint">{}</p>{}</form>)",
      message_url(shown.message.id, "oeffnen"), web::FormToken{call}, SeenVersion{shown.message.version},
      texts("messages.reopen.hint"_msg), web::SubmitButton{texts("messages.reopen"_msg), "secondary"});
}

// Who was faster; and what could not be stored, beside what was answered instead.
void write_overtaken(Writer& w, web::Call const& call, Texts const& texts, ShownMessage const& shown)
{
    if (shown.last_change)
        w("{}",
          web::LastChange{call, shown.last_change->name, shown.last_change->at, shown.last_change->action});
    if (shown.rejected.empty())
        return;
    auto const title = texts("messages.rejected.title"_msg);
    w(R"(<section class="card measure" aria-labelledby="verworfen"><h2 id="verworfen">{}</h2><p>{}</p>{}</section>)",
      title, texts("messages.rejected.text"_msg),
      web::SideBySide{
          title, texts("messages.answered_with"_msg), shown.message.answer, texts("record.conflict.mine"_msg),
          shown.rejected});
}

void write_facts(Writer& w, web::Call const& call, Texts const& texts, ShownMessage const& shown)
{
    auto const& message = shown.message;
    auto const mark = mark_of(message, call.local_now().date, texts);
    auto const taker = taker_of(message, shown.authors);
    auto const fact = [&](Writer& inner, MessageKey label, std::string_view value) {
        inner("<dt>{}</dt><dd>{}</dd>", texts(label), value);
    };
    w(
        R"(<dl class="terms"><dt>{}</dt><dd><span class="{}">{}</span></dd>{}<dt>{}</dt><dd>{}</dd><dt>{}</dt><dd>{}</dd></dl>)",
        texts("staff.state"_msg), mark.shape, mark.text,
        [&](Writer& facts) {
            fact(
                facts, "messages.column.taken_by"_msg,
                taker.empty() ? texts("messages.nobody"_msg) : std::string_view(taker));
            fact(facts, "messages.column.body"_msg, body_of(message.owner_id, shown.bodies, texts));
            fact(
                facts, "messages.column.received"_msg,
                texts.date_time(call.site.zone->to_local(message.received_at)));
            if (message.due_on)
                fact(facts, "messages.due.day"_msg, day_of(message.due_on, texts, DateStyle::long_));
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
        texts("messages.contact"_msg), [&](Writer& inner) { write_contact(inner, texts, shown); });
}

}

web::RecordForm answer_form(Texts const& texts)
{
    return {
        .fields = {{"answer", std::string(texts("messages.answer"_msg))}},
        .shown = [](records::Fields const& fields, std::string_view name) {
            return std::string(fields.value(name));
        }};
}

records::Fields answer_fields(StoredFeedback const& message)
{
    records::Fields fields;
    fields.set("answer", message.draft);
    return fields;
}

web::RecordForm due_form(Texts const& texts)
{
    return {
        .fields = {{"bis", std::string(texts("messages.due.day"_msg))}},
        .has_drafts = false,
        .shown = [&texts](records::Fields const& fields, std::string_view name) {
            auto const day = parse_date(fields.value(name));
            return day ? texts.date(*day, DateStyle::long_) : std::string(fields.value(name));
        }};
}

records::Fields due_fields(StoredFeedback const& message)
{
    records::Fields fields;
    fields.set("bis", message.due_on ? to_iso(*message.due_on) : std::string{});
    return fields;
}

records::Fields spelled_due(records::Fields typed)
{
    if (auto const day = parse_typed_date(typed.value("bis")))
        typed.set("bis", to_iso(*day));
    return typed;
}

http::Response message_conflict_page(
    web::Call const& call, StoredFeedback const& message, web::RecordForm const& form, std::string_view page,
    web::PostedForm const& posted, web::Faster const& faster)
{
    auto const& texts = web::staff_texts(call);
    auto const title = title_of(message, texts);
    return web::overtaken_page(
        {.call = call,
         .title = texts("record.conflict.title"_msg, {{"title", title}}),
         .section = "rueckmeldungen",
         .crumbs = {crumb_to_messages(texts), {message_url(message.id), title}}},
        message_url(message.id, page), message_url(message.id), form, posted, faster);
}

MessageKey label_of_topic(FeedbackTopic topic)
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

std::string body_of(std::int64_t owner, std::vector<tenants::Body> const& bodies, Texts const& texts)
{
    auto const body = std::ranges::find_if(bodies, [&](tenants::Body const& one) {
        return owner == 0 ? one.kind == tenants::BodyKind::district : one.id.value == owner;
    });
    return body == bodies.end() ? std::string(texts("page.no_municipality"_msg)) : body->name;
}

std::string taker_of(StoredFeedback const& message, web::Authors const& authors)
{
    return message.taken_by ? web::name_of(authors, "account:" + std::to_string(message.taken_by->value))
                            : std::string{};
}

web::StaffCrumb crumb_to_messages(Texts const& texts)
{
    return {staff_url({"rueckmeldungen"}), std::string(texts("messages.title"_msg))};
}

html::Url message_url(FeedbackId id)
{
    return staff_url({"rueckmeldungen", std::to_string(id.value)});
}

html::Url message_url(FeedbackId id, std::string_view page)
{
    return staff_url({"rueckmeldungen", std::to_string(id.value), page});
}

std::string title_of(StoredFeedback const& message, Texts const& texts)
{
    return texts(
        "messages.item"_msg,
        {{"number", std::to_string(message.id.value)},
         {"topic", texts(label_of_topic(message.topic))},
         {"language", language_of(message, texts)}});
}

web::StaffMark mark_of(StoredFeedback const& message, Date today, Texts const& texts)
{
    auto const state = state_of(message, today);
    return {state.shape, std::string(texts(state.label))};
}

http::Response message_page(
    web::Call const& call, ShownMessage const& shown, std::vector<Problem> const& problems)
{
    auto const& texts = web::staff_texts(call);
    auto const& message = shown.message;
    auto const language = i18n::Language::find(message.language);
    return web::staff_page(
        {.call = call,
         .title = title_of(message, texts),
         .section = "rueckmeldungen",
         .crumbs = {crumb_to_messages(texts)},
         .actions =
             [&](Writer& w) {
                 w(R"(<a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a>)",
                   message_url(message.id, "verlauf"), texts("messages.history"_msg));
             },
         .problems = problems},
        [&](Writer& w) {
            w(
                R"(<div class="stack-l">{}{}<section class="card measure" aria-labelledby="nachricht"><h2 id="nachricht">{}</h2><p class="pre" lang="{}" dir="auto">{}</p></section>{}{}{}</div>)",
                [&](Writer& inner) { write_overtaken(inner, call, texts, shown); },
                [&](Writer& inner) { write_facts(inner, call, texts, shown); }, texts("messages.text"_msg),
                language ? language->tag() : std::string_view("und"), message.message,
                [&](Writer& inner) { write_answers(inner, call, texts, shown); },
                [&](Writer& inner) { write_handings(inner, call, texts, shown); },
                [&](Writer& inner) {
                    if (!call.actor().may(answer_messages, message.owner()))
                        return;
                    if (message.state == FeedbackState::open)
                        write_open(inner, call, texts, shown, problems);
                    else
                        write_finished(inner, call, texts, shown);
                });
        });
}

std::vector<web::Choice> with_nobody(std::vector<web::Choice> choices, Texts const& texts)
{
    if (!choices.empty())
        choices.insert(choices.begin(), {{}, std::string(texts("messages.handing.choose"_msg))});
    return choices;
}

} // namespace kommin::portal
