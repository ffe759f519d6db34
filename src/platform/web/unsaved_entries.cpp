#include "platform/web/unsaved_entries.hpp"

#include "platform/base/text.hpp"
#include "platform/crypto/random.hpp"
#include "platform/html/attributes.hpp"
#include "platform/web/filled_form.hpp"
#include "platform/web/kept_entries.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kommin::web {

using html::each;
using html::Safe;
using html::Url;
using html::when;
using html::Writer;
using identity::UnsavedEntries;

namespace {

constexpr std::string_view page_field = "formularseite";
constexpr std::string_view key_field = "formularlauf";
constexpr std::string_view title_field = "formulartitel";
constexpr std::string_view fetched_field = "eintragungen"; // of an address
constexpr std::size_t longest_title = 200; // bytes
constexpr std::size_t longest_page = 300;

bool is_key(std::string_view key)
{
    return key.size() >= 16 && key.size() <= 64 && std::ranges::all_of(key, [](char letter) {
               return std::isalnum(static_cast<unsigned char>(letter)) != 0 || letter == '-' || letter == '_';
           });
}

// The key that a form was sent with; empty if it was none of these.
std::string key_sent_with(Call const& call)
{
    if (http::is_safe(call.request.method()))
        return {};
    auto const form = call.request.form();
    auto const key = form ? form->value(key_field) : std::string_view{};
    return is_key(key) ? std::string(key) : std::string{};
}

std::string path_of(std::string_view address)
{
    return std::string(address.substr(0, address.find_first_of("?#")));
}

// The path of one of our pages; empty for anything else.
// The pages of accounts never have such a form (docs/adr/0050); whoever sends one anyway is not served.
std::string page_sent(std::string_view wanted)
{
    auto path = path_of(wanted);
    bool const is_of_accounts = path == "/verwaltung/konto" || path.starts_with("/verwaltung/konto/")
        || path == "/verwaltung/konten" || path.starts_with("/verwaltung/konten/");
    if (is_of_accounts || path.find("/..") != std::string::npos)
        return {};
    return path.size() <= longest_page && page_after_login(path).text() == path ? path : std::string{};
}

// What was typed, without what belongs to the form itself.
http::Form typed_in(http::Form const& sent)
{
    constexpr std::array belonging{form_token_field, page_field, key_field, title_field};
    http::Form typed;
    for (auto const& [name, value] : sent.entries()) {
        if (std::ranges::find(belonging, name) == belonging.end() && !is_secret_field(name))
            typed.add(name, value);
    }
    return typed;
}

// A sentence that names when they were typed.
std::string said_of(Call const& call, UnsavedEntries const& entries, MessageKey sentence)
{
    auto const& texts = staff_texts(call);
    auto const saved_at = call.site.zone->to_local(entries.saved_at);
    return texts(
        sentence,
        {{"date", texts.date(saved_at.date, i18n::DateStyle::short_numeric)},
         {"time", texts.time(saved_at.time)}});
}

struct FormPlace {
    std::size_t begin;
    std::size_t end;
};
// Where the form that takes part stands in a page.
std::optional<FormPlace> find_form(std::string_view html)
{
    constexpr std::string_view closing = "</form>";
    auto const at = html.find("name=\"" + std::string(page_field) + '"');
    if (at == std::string_view::npos)
        return std::nullopt;
    auto const begin = html.rfind("<form", at);
    auto const end = html.find(closing, at);
    if (begin == std::string_view::npos || end == std::string_view::npos)
        return std::nullopt;
    return FormPlace{begin, end + closing.size()};
}

// What the form says of its page.
std::string page_in(std::string_view form)
{
    auto const before = "name=\"" + std::string(page_field) + "\" value=\"";
    auto const at = form.find(before);
    if (at == std::string_view::npos)
        return {};
    auto const value = form.substr(at + before.size());
    return path_of(value.substr(0, value.find('"'))); // nothing in a path is escaped
}

// Those with this key, wherever they were typed: a page may lead on to another, which has a form of its own.
std::optional<UnsavedEntries> find_wanted(Call const& call, std::string_view key)
{
    if (!is_key(key))
        return std::nullopt;
    auto const all = read(call, [&](db::Connection& db) {
        return identity::list_unsaved_entries(db, call.site.tenant, call.person->account);
    });
    auto const found = std::ranges::find(all, key, &UnsavedEntries::form_key);
    return found == all.end() ? std::nullopt : std::optional(*found);
}

FilledForm filled(std::string_view form, UnsavedEntries const& entries)
{
    auto const typed = http::Form::parse(entries.fields);
    auto all = typed ? *typed : http::Form{};
    all.add(std::string(key_field), entries.form_key); // goes on where it was left
    return fill_form(form, all, form_token_field);
}

bool has_something_new(FilledForm const& form)
{
    return form.differs || !form.left_over.empty();
}

void write_left_over(Writer& w, std::vector<std::string> const& left_over)
{
    w(R"(<ul class="bullets">{}</ul>)", each(left_over, [](Writer& item, std::string const& text) {
          item(R"(<li class="pre">{}</li>)", text);
      }));
}

// Which entries stand in the form now, with those for which it has no place.
void write_fetched(Writer& w, Call const& call, UnsavedEntries const& entries, FilledForm const& form)
{
    auto const& texts = staff_texts(call);
    w(R"(<div class="note note--row"><div class="stack"><p>{}</p>{}</div>{}</div>)",
      said_of(call, entries, "unsaved.fetched"_msg),
      when(
          !form.left_over.empty(),
          [&](Writer& inner) {
              inner(R"(<p>{}</p>{})", texts("unsaved.left_over"_msg), [&](Writer& list) {
                  write_left_over(list, form.left_over);
              });
          }),
      DiscardUnsaved{call, entries, true});
}

// Somebody answered the message meanwhile, or archived the record: no form is left, and half an hour of
// writing is not to be lost with it.
void write_without_form(Writer& w, Call const& call, UnsavedEntries const& entries)
{
    auto const left_over = filled({}, entries).left_over;
    w(R"(<div class="note note--row"><div class="stack"><p>{}</p>{}</div>{}</div>)",
      said_of(call, entries, "unsaved.no_form"_msg),
      when(!left_over.empty(), [&](Writer& inner) { write_left_over(inner, left_over); }),
      DiscardUnsaved{call, entries, false}); // the page may be gone, too
}

// That there are entries, and the ways to them. Whoever was refused twice has left two of them behind: the
// newest is offered, the older ones stand in the list of all.
void write_found(Writer& w, Call const& call, UnsavedEntries const& entries, bool differs, std::size_t older)
{
    auto const& texts = staff_texts(call);
    w(R"(<div class="note note--row"><p>{}{}</p><div class="row">{}{}</div></div>)",
      said_of(call, entries, differs ? "unsaved.found"_msg : "unsaved.found.same"_msg),
      when(
          older > 0,
          [&](Writer& inner) {
              inner(
                  R"( <a href="{}">{}</a>)", staff_url({"eintragungen"}),
                  texts("unsaved.older"_msg, {{"count", older}}));
          }),
      when(
          differs,
          [&](Writer& inner) {
              inner(
                  R"(<a class="kern-btn kern-btn--secondary kern-btn--sm" href="{}"><span class="kern-label">{}</span></a>)",
                  fetch_url(entries), texts("unsaved.fetch"_msg));
          }),
      DiscardUnsaved{call, entries, true});
}

}

void KeptWhileTyping::operator()(Writer& w) const
{
    auto const sent = key_sent_with(call);
    w(R"({}<input type="hidden" name="formularseite" value="{}"><input type="hidden" name="formularlauf" value="{}" data-keep="{}" data-failed="{}" data-ended="{}">)",
      FormToken{call}, path_of(page.text()), sent.empty() ? crypto::random_token() : sent,
      staff_url({"eintragungen"}), staff_texts(call)("unsaved.failed"_msg),
      staff_texts(call)("unsaved.ended"_msg));
}

void StillTheSameForm::operator()(Writer& w) const
{
    if (auto const key = key_sent_with(call); !key.empty())
        w(R"(<input type="hidden" name="formularlauf" value="{}">)", key);
}

WithUnsaved with_unsaved_entries(Call const& call, Safe body)
{
    WithUnsaved page{Safe(std::string{}), std::move(body)};
    if (call.request.method() != http::Method::get || !call.person || call.connection == nullptr)
        return page;
    auto const& html = page.body.text();
    auto const wanted = call.request.query().value(fetched_field);
    auto const place = find_form(html);
    Writer note;
    if (place) {
        auto const form = std::string_view(html).substr(place->begin, place->end - place->begin);
        auto const unsaved = read(call, [&](db::Connection& db) {
            return identity::list_unsaved_entries(db, call.site.tenant, call.person->account, page_in(form));
        });
        auto const fetched = std::ranges::find(unsaved, wanted, &UnsavedEntries::form_key);
        if (fetched != unsaved.end()) {
            auto const entered = filled(form, *fetched);
            write_fetched(note, call, *fetched, entered);
            page.note = Safe(note.take());
            page.body = Safe(html.substr(0, place->begin) + entered.html + html.substr(place->end));
            return page;
        }
        if (!unsaved.empty())
            write_found(
                note, call, unsaved.front(), has_something_new(filled(form, unsaved.front())),
                unsaved.size() - 1);
    }
    if (auto const entries = find_wanted(call, wanted))
        write_without_form(note, call, *entries);
    page.note = Safe(note.take());
    return page;
}

std::string fetched_value(Call const& call, std::string_view field)
{
    if (!call.person || call.connection == nullptr)
        return {};
    auto const entries = find_wanted(call, call.request.query().value(fetched_field));
    if (!entries)
        return {};
    auto const typed = http::Form::parse(entries->fields);
    return typed ? std::string(typed->value(field)) : std::string{};
}

Url still_fetching(Call const& call, Url const& url)
{
    auto const wanted = call.request.query().value(fetched_field);
    return is_key(wanted) ? url.with_query({{fetched_field, wanted}}) : url;
}

Url fetch_url(UnsavedEntries const& entries)
{
    return page_after_login(entries.page).with_query({{fetched_field, entries.form_key}});
}

void DiscardUnsaved::operator()(Writer& w) const
{
    w(R"(<form method="post" action="{}">{}<input type="hidden" name="lauf" value="{}">{}{}</form>)",
      staff_url({"eintragungen", "loeschen"}), FormToken{call}, entries.form_key,
      when(
          leads_to_page,
          [&](Writer& inner) { inner(R"(<input type="hidden" name="seite" value="{}">)", entries.page); }),
      [&](Writer& inner) {
          // One of many in a list: whoever hears the buttons only is told which.
          inner(
              R"(<button class="kern-btn kern-btn--tertiary kern-btn--sm" type="submit"><span class="kern-label">{}{}</span></button>)",
              staff_texts(call)("unsaved.discard"_msg), when(!leads_to_page, [&](Writer& name) {
                  name(R"(<span class="vh">: {}</span>)", entries.title);
              }));
      });
}

void forget_what_was_typed(Call const& call)
{
    auto const key = key_sent_with(call);
    if (key.empty())
        return;
    auto const forgotten
        = write(call, [&](Work& work) { return identity::forget_unsaved_entries(work, key); });
    static_cast<void>(forgotten); // has no problems to report
}

http::Response keep_while_typing(Call& call)
{
    auto const form = call.request.form();
    auto const key = key_sent_with(call);
    auto const page = form ? page_sent(form->value(page_field)) : std::string{};
    if (key.empty() || page.empty())
        return staff_not_found(call);
    auto const typed = typed_in(*form);
    auto const& texts = staff_texts(call);
    if (typed.empty()) {
        forget_what_was_typed(call);
        return http::Response::text(http::Status::ok, {});
    }
    auto const now = call.clock.now();
    auto const kept = write(call, [&](Work& work) {
        return identity::keep_unsaved_entries(
            work,
            {.form_key = key,
             .page = page,
             .title = std::string(truncate_utf8(trim(form->value(title_field)), longest_title)),
             .fields = typed.to_query(),
             .saved_at = now});
    });
    if (!kept)
        return http::Response::text(http::Status::payload_too_large, i18n::text_of(kept.problem(), texts));
    return http::Response::text(
        http::Status::ok,
        texts("unsaved.kept"_msg, {{"time", texts.time(call.site.zone->to_local(now).time)}}));
}

http::Response discard_unsaved(Call& call)
{
    auto const form = call.request.form();
    if (!form)
        return staff_not_found(call);
    auto const key = form->value("lauf");
    auto const forgotten
        = write(call, [&](Work& work) { return identity::forget_unsaved_entries(work, key); });
    if (!forgotten)
        return staff_not_found(call);
    auto const page = page_sent(form->value("seite"));
    auto const next = page.empty() ? staff_url({"eintragungen"}) : page_after_login(page);
    return http::Response::redirect(http::Status::see_other, next.text());
}

} // namespace kommin::web
