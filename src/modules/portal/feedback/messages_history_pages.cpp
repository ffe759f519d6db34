// The history of a message: each step, who has read it, and the way back from a step.

#include "modules/portal/directory/permissions.hpp"
#include "modules/portal/feedback/feedback_steps.hpp"
#include "modules/portal/feedback/messages_pages.hpp"
#include "platform/json/json.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/staff_frame.hpp"

#include <string>
#include <variant>

namespace kommin::portal {

using html::each;
using html::when;
using html::Writer;
using i18n::DateStyle;
using i18n::Texts;

namespace {

// What changed: a day or a receiver; nothing for what has no facts that people read.
std::string change_of(audit::StoredEntry const& entry, Texts const& texts, ShownMessage const& shown)
{
    auto const parsed = json::parse(entry.after_json.empty() ? std::string_view("{}") : entry.after_json);
    auto const* const after = std::get_if<json::Value>(&parsed);
    if (after == nullptr)
        return {};
    if (auto const* const day = after->find("due_on"); day != nullptr && day->as_string() != nullptr) {
        auto const date = parse_date(*day->as_string());
        return date ? texts.date(*date, DateStyle::long_) : std::string{};
    }
    if (auto const* const to = after->find("to"); to != nullptr && to->as_string() != nullptr)
        return web::name_of(shown.authors, *to->as_string());
    if (auto const* const owner = after->find("owner"); owner != nullptr && owner->as_integer())
        return body_of(*owner->as_integer(), shown.bodies, texts);
    // Who has taken it themselves stands there already.
    auto const* const taker = after->find("taken_by");
    if (taker != nullptr && taker->as_string() != nullptr && *taker->as_string() != entry.actor)
        return web::name_of(shown.authors, *taker->as_string());
    return {};
}

// Takes a step back; nothing where it is not the last word any more.
void write_undoing(
    Writer& w, web::Call const& call, Texts const& texts, StoredFeedback const& message,
    audit::StoredEntry const& entry, std::span<audit::StoredEntry const> newer)
{
    if (!is_step_to_undo(message, entry, newer) || !call.actor().may(answer_messages, message.owner()))
        return;
    w(R"(<form method="post" action="{}">{}<input type="hidden" name="fassung" value="{}"><input type="hidden" name="schritt" value="{}"><button class="kern-btn kern-btn--tertiary kern-btn--sm" type="submit"><span class="kern-label">{}<span class="vh">: {}</span></span></button></form>)",
      message_url(message.id, "zuruecknehmen"), web::FormToken{call}, message.version, entry.sequence,
      texts("messages.undo"_msg), texts.date_time(call.site.zone->to_local(entry.at)));
}

}

http::Response message_history_page(
    web::Call const& call, ShownMessage const& shown, std::vector<audit::StoredEntry> const& entries)
{
    auto const& texts = web::staff_texts(call);
    auto const& message = shown.message;
    return web::staff_page(
        {.call = call,
         .title = std::string(texts("messages.history"_msg)),
         .section = "rueckmeldungen",
         .crumbs = {crumb_to_messages(texts), {message_url(message.id), title_of(message, texts)}}},
        [&](Writer& w) {
            w(R"(<p class="measure">{}</p><ol class="tl">{}</ol>)", texts("messages.history.lead"_msg),
              each(entries, [&](Writer& item, audit::StoredEntry const& entry) {
                  auto const change = change_of(entry, texts, shown);
                  item(
                      R"(<li><time datetime="{}">{}</time><strong>{}</strong> <span class="mute">{}</span>{}{}</li>)",
                      to_iso(entry.at), texts.date_time(call.site.zone->to_local(entry.at)),
                      word_of_step(entry, texts), name_of_actor(texts, shown.authors, entry.actor),
                      when(
                          !change.empty(),
                          [&](Writer& inner) { inner(R"(<p class="small">{}</p>)", change); }),
                      [&](Writer& inner) {
                          auto const newer = static_cast<std::size_t>(&entry - entries.data());
                          write_undoing(inner, call, texts, message, entry, std::span(entries).first(newer));
                      });
              }));
        });
}

std::string word_of_step(audit::StoredEntry const& entry, Texts const& texts)
{
    auto const action = i18n::key("action." + entry.action);
    return std::string(texts.has(action) ? texts(action) : std::string_view(entry.action));
}

std::string name_of_actor(Texts const& texts, web::Authors const& authors, std::string const& code)
{
    if (code == Actor::visitor().code())
        return std::string(texts("messages.history.visitor"_msg));
    if (code == Actor::system().code())
        return std::string(texts("messages.history.program"_msg));
    return web::name_of(authors, code);
}

} // namespace kommin::portal
