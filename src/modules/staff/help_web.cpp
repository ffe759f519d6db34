// Help for people at work: what the areas are for, what the words of states mean, how it is done, whom to
// ask. Only of what a person may do: the modules say it, with the permission that it takes.

#include "modules/staff/handlers.hpp"
#include "platform/web/staff_frame.hpp"

#include <algorithm>
#include <string>
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
        if (actor.rights().allows_somewhere(entry.permission))
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
        if (!topic.permission || actor.rights().allows_somewhere(*topic.permission))
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
              R"(<dt><a href="{}">{}</a></dt><dd>{}</dd>)", web::staff_url({link->path}), texts(link->label),
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

// Shown by the script that listens for them (assets/islands/keys.ts).
void write_keys(Writer& w, Texts const& texts)
{
    w(R"(<section class="stack" aria-labelledby="tasten" data-keys hidden><h2 id="tasten">{}</h2><dl class="terms"><dt><kbd>/</kbd></dt><dd>{}</dd><dt><kbd>n</kbd></dt><dd>{}</dd></dl><p class="measure">{}</p><p><label class="ch"><input type="checkbox"><span>{}</span></label></p></section>)",
      texts("staff.help.keys"_msg), texts("staff.help.keys.search"_msg), texts("staff.help.keys.new"_msg),
      texts("staff.help.keys.text"_msg), texts("staff.help.keys.on"_msg));
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
