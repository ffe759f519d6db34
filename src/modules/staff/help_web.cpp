// Help for people at work: what the areas are for, what the words of states mean, how it is done, whom to
// ask. Only of what a person may do: the modules say it, with the permission that it takes.

#include "modules/staff/handlers.hpp"
#include "platform/web/staff_frame.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::staff {

using html::each;
using html::when;
using html::Writer;
using i18n::Texts;

namespace {

template<class Entry>
std::vector<Entry const*> permitted(web::Call const& call, std::vector<Entry> const& all)
{
    auto const actor = call.actor();
    std::vector<Entry const*> entries;
    for (auto const& entry : all) {
        if (actor.may_somewhere(entry.permission))
            entries.push_back(&entry);
    }
    return entries;
}

// What is for everybody comes first.
std::vector<web::HelpTopic const*> topics_for(web::Call const& call)
{
    auto const actor = call.actor();
    std::vector<web::HelpTopic const*> topics;
    for (auto const& topic : call.staff.topics) {
        if (!topic.permission || actor.may_somewhere(*topic.permission))
            topics.push_back(&topic);
    }
    std::ranges::stable_partition(topics, [](auto const* topic) { return !topic->permission; });
    return topics;
}

void write_areas(Writer& w, web::Call const& call, Texts const& texts)
{
    w(R"(<section class="stack" aria-labelledby="bereiche"><h2 id="bereiche">{}</h2><dl class="terms"><dt><a href="{}">{}</a></dt><dd>{}</dd>{}</dl></section>)",
      texts("staff.help.areas"_msg), web::staff_url({}), texts("staff.today"_msg),
      texts("staff.help.today"_msg),
      each(permitted(call, call.staff.links), [&](Writer& item, web::StaffLink const* link) {
          item(
              R"(<dt><a href="{}">{}</a></dt><dd>{}</dd>)", web::url_of(*link), texts(link->label),
              link->purpose == MessageKey{} ? std::string_view("–") : texts(link->purpose));
      }));
}

void write_words(Writer& w, web::Call const& call, Texts const& texts)
{
    auto const groups = permitted(call, call.staff.words);
    if (groups.empty())
        return;
    w(R"(<section class="stack" aria-labelledby="zustaende"><h2 id="zustaende">{}</h2>{}</section>)",
      texts("staff.help.words"_msg), each(groups, [&](Writer& inner, web::StaffWords const* group) {
          inner(
              R"(<h3>{}</h3><dl class="terms">{}</dl>)", texts(group->title),
              each(group->words, [&](Writer& item, web::StaffWord const& word) {
                  item(
                      R"(<dt><span class="{}">{}</span></dt><dd>{}</dd>)", word.shape, texts(word.word),
                      texts(word.meaning));
              }));
      }));
}

void write_topics(Writer& w, web::Call const& call, Texts const& texts)
{
    w(R"(<section class="stack" aria-labelledby="handbuch"><h2 id="handbuch">{}</h2>{}</section>)",
      texts("staff.help.topics"_msg), each(topics_for(call), [&](Writer& item, web::HelpTopic const* topic) {
          item(R"(<h3>{}</h3><p class="measure">{}</p>)", texts(topic->title), texts(topic->text));
      }));
}

// The script that listens for them (assets/islands/keys.ts) shows the same list, and takes out of it what a
// page does not offer: `name` says which is which.
struct Key {
    std::string_view name;
    std::vector<std::string_view> keys;
    MessageKey what;
};

void write_keys(Writer& w, Texts const& texts)
{
    auto const control = texts("staff.help.keys.control"_msg);
    auto const enter = texts("staff.help.keys.enter"_msg);
    std::vector<Key> const keys{
        {"list", {"?"}, "staff.help.keys.list"_msg},
        {"search", {"/"}, "staff.help.keys.search"_msg},
        {"new", {"n"}, "staff.help.keys.new"_msg},
        {"today", {"g", "h"}, "staff.help.keys.today"_msg},
        {"offers", {"g", "a"}, "staff.help.keys.offers"_msg},
        {"rows", {"j", "k"}, "staff.help.keys.rows"_msg},
        {"tick", {"x"}, "staff.help.keys.tick"_msg},
        {"edit", {"e"}, "staff.help.keys.edit"_msg},
        {"save", {control, enter}, "staff.help.keys.save"_msg},
        {"fields", {"Alt", "↓", "↑"}, "staff.help.keys.fields"_msg}};
    w(R"(<section class="stack" aria-labelledby="tasten" data-keys data-title="{}" data-close="{}"><h2 id="tasten">{}</h2><dl class="terms">{}</dl><p class="measure">{}</p><p hidden data-switch><label class="ch"><input type="checkbox"><span>{}</span></label></p><noscript><p>{}</p></noscript></section>)",
      texts("staff.help.keys.here"_msg), texts("staff.help.keys.close"_msg), texts("staff.help.keys"_msg),
      each(
          keys,
          [&](Writer& row, Key const& key) {
              row(R"(<div data-key="{}"><dt>{}</dt><dd>{}</dd></div>)", key.name,
                  each(key.keys, [](Writer& inner, std::string_view one) { inner("<kbd>{}</kbd> ", one); }),
                  texts(key.what));
          }),
      texts("staff.help.keys.text"_msg), texts("staff.help.keys.on"_msg),
      texts("staff.help.keys.no_script"_msg));
}

// Names of functions: who holds them changes, and not everybody may see accounts.
void write_whom_to_ask(Writer& w, web::Call const& call, Texts const& texts)
{
    auto const& site = call.site;
    w(R"(<section class="stack" aria-labelledby="fragen"><h2 id="fragen">{}</h2><ul class="plain"><li>{}</li><li>{} <a href="{}">{}</a></li><li>{}</li>{}</ul></section>)",
      texts("staff.help.ask"_msg), texts("staff.help.ask.administration"_msg),
      texts("staff.help.ask.rights"_msg), web::staff_url({"rechte"}), texts("staff.my_rights"_msg),
      texts("staff.help.ask.protection"_msg), when(!site.help_name.empty(), [&](Writer& item) {
          item(
              "<li>{} {}{}{}</li>", texts("staff.help.ask.office"_msg), site.help_name,
              when(
                  !site.help_phone.empty(),
                  [&](Writer& inner) {
                      inner(R"(, <a href="{}">{}</a>)", html::Url::phone(site.help_phone), site.help_phone);
                  }),
              when(!site.help_email.empty(), [&](Writer& inner) {
                  inner(R"(, <a href="{}">{}</a>)", html::Url::mail(site.help_email), site.help_email);
              }));
      }));
}

}

http::Response show_help(web::Call& call)
{
    auto const& texts = web::staff_texts(call);
    return web::staff_page(
        {.call = call,
         .title = std::string(texts("staff.help.title"_msg)),
         .section = "hilfe",
         .state_line = std::string(texts("staff.help.lead"_msg))},
        [&](Writer& w) {
            w(
                R"(<div class="stack-l">{}{}{}{}{}</div>)",
                [&](Writer& inner) { write_areas(inner, call, texts); },
                [&](Writer& inner) { write_topics(inner, call, texts); },
                [&](Writer& inner) { write_words(inner, call, texts); },
                [&](Writer& inner) { write_keys(inner, texts); },
                [&](Writer& inner) { write_whom_to_ask(inner, call, texts); });
        });
}

} // namespace kommin::staff
