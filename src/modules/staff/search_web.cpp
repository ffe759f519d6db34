// The search over everything that a person may see: each kind from the module whose it is.

#include "modules/staff/handlers.hpp"
#include "platform/base/text.hpp"
#include "platform/search/fold.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/staff_frame.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::staff {

using html::each;
using html::when;
using html::Writer;
using i18n::Texts;
using web::StaffHit;
using web::StaffHits;
using web::StaffSearcher;

namespace {

constexpr std::size_t longest_search = 100;
constexpr int most_hits = 6; // of each kind

std::vector<StaffSearcher const*> searchers_of(web::Call const& call)
{
    auto const actor = call.actor();
    std::vector<StaffSearcher const*> searchers;
    for (auto const& searcher : call.staff.searchers) {
        if (actor.may_somewhere(searcher.permission))
            searchers.push_back(&searcher);
    }
    return searchers;
}

struct FoundKind {
    StaffSearcher const* searcher;
    StaffHits found;
};

// "lunen" for "luenen", since umlauts are stored without their dots; nothing where no word has such a pair.
std::string otherwise_spelled(std::string_view words)
{
    auto const folded = search::folded_text(words);
    std::string spelled;
    for (auto const word : split(folded, ' ')) {
        auto const variants = search::umlaut_variants(word);
        auto const shorter = std::ranges::find_if(
            variants, [&](std::string const& variant) { return variant.size() < word.size(); });
        spelled += spelled.empty() ? "" : " ";
        spelled += shorter == variants.end() ? word : std::string_view(*shorter);
    }
    return spelled == folded ? std::string{} : spelled;
}

std::vector<FoundKind> find_everything(web::Call const& call, std::string_view words)
{
    auto const otherwise = otherwise_spelled(words);
    std::vector<FoundKind> kinds;
    for (auto const* searcher : searchers_of(call)) {
        auto found = searcher->find(call, words, most_hits);
        if (found.hits.empty() && found.unread.empty() && !otherwise.empty())
            found = searcher->find(call, otherwise, most_hits);
        if (!found.hits.empty() || !found.unread.empty())
            kinds.push_back({searcher, std::move(found)});
    }
    return kinds;
}

std::string count_of(StaffHits const& found, Texts const& texts)
{
    if (!found.unread.empty())
        return texts("staff.search.at_least"_msg, {{"count", found.count}});
    return found.count > StaffHits::most_counted
        ? texts("staff.search.many"_msg, {{"count", StaffHits::most_counted}})
        : texts("staff.search.count"_msg, {{"count", found.count}});
}

void write_hit(Writer& w, StaffHit const& hit, Texts const& texts)
{
    w(R"(<tr><th scope="row"><a class="wrap" href="{}" {}>{}</a>{}</th><td data-l="{}">{}</td><td data-l="{}">{}</td></tr>)",
      hit.url, hit.is_content ? html::Attributes{web::content_lang(texts)} : html::Attributes{}, hit.title,
      when(
          !hit.detail.empty(),
          [&](Writer& inner) { inner(R"(<br><span class="mute small">{}</span>)", hit.detail); }),
      texts("desk.field.municipality"_msg), hit.place.empty() ? std::string_view("–") : hit.place,
      texts("staff.state"_msg), [&](Writer& inner) {
          if (hit.state.text.empty())
              inner("–");
          else
              inner(R"(<span class="{}">{}</span>)", hit.state.shape, hit.state.text);
      });
}

void write_kind(Writer& w, FoundKind const& kind, Texts const& texts)
{
    auto const& found = kind.found;
    if (found.hits.empty()) {
        w(R"(<section class="stack"><h2>{}</h2><p>{} <a href="{}">{}</a></p></section>)",
          texts(kind.searcher->kind), found.unread, found.all, texts("staff.search.go_on"_msg));
        return;
    }
    auto const more = found.count - std::ssize(found.hits);
    w(R"(<section class="stack"><h2>{} <span class="mute">{}</span></h2><table class="tbl tbl--stack tbl--lead tbl--hits"><caption class="vh">{}</caption><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th></tr></thead><tbody>{}</tbody></table>{}{}</section>)",
      texts(kind.searcher->kind), count_of(found, texts), texts(kind.searcher->kind),
      texts("staff.search.column.hit"_msg), texts("desk.field.municipality"_msg), texts("staff.state"_msg),
      each(found.hits, [&](Writer& row, StaffHit const& hit) { write_hit(row, hit, texts); }),
      when(
          !found.unread.empty(),
          [&](Writer& inner) {
              inner(
                  R"(<p>{} <a href="{}">{}</a></p>)", found.unread, found.all,
                  texts("staff.search.go_on"_msg));
          }),
      when(more > 0 && found.unread.empty(), [&](Writer& inner) {
          inner(
              R"(<p><a href="{}">{}</a></p>)", found.all,
              found.count > StaffHits::most_counted
                  ? texts("staff.search.all"_msg, {{"kind", texts(kind.searcher->kind)}})
                  : texts("staff.search.more"_msg, {{"count", more}, {"kind", texts(kind.searcher->kind)}}));
      }));
}

// What is looked through for this person.
void write_reach(Writer& w, web::Call const& call, Texts const& texts)
{
    auto const searchers = searchers_of(call);
    if (searchers.empty()) {
        w(R"(<p>{} <a href="{}">{}</a></p>)", texts("staff.search.nowhere"_msg), web::staff_url({"rechte"}),
          texts("staff.my_rights"_msg));
        return;
    }
    w(R"(<p>{}</p><dl class="terms">{}</dl><p class="mute">{}</p>)", texts("staff.search.reach"_msg),
      each(
          searchers,
          [&](Writer& item, StaffSearcher const* searcher) {
              item("<dt>{}</dt><dd>{}</dd>", texts(searcher->kind), texts(searcher->looks_at));
          }),
      texts("staff.search.spelling"_msg));
}

}

http::Response search_everything(web::Call& call)
{
    auto const& texts = web::staff_texts(call);
    auto const words = truncate_utf8(trim(call.request.query().value("q")), longest_search);
    bool const asks = !search::folded_text(words).empty();
    auto const kinds = asks ? find_everything(call, words) : std::vector<FoundKind>{};
    bool const has_hits
        = std::ranges::any_of(kinds, [](FoundKind const& kind) { return !kind.found.hits.empty(); });
    auto const state_line = !asks
        ? std::string{}
        : texts(has_hits ? "staff.search.for"_msg : "staff.search.none"_msg, {{"words", words}});
    return web::staff_page(
        {.call = call,
         .title = std::string(texts("staff.search.title"_msg)),
         .section = "suche",
         .state_line = state_line,
         .searched = words},
        [&](Writer& w) {
            if (!kinds.empty()) {
                w(R"(<div class="stack-l">{}</div>)",
                  each(kinds, [&](Writer& inner, FoundKind const& kind) { write_kind(inner, kind, texts); }));
                return;
            }
            w(R"(<div class="stack measure">{}{}</div>)",
              when(asks, [&](Writer& inner) { inner("<p>{}</p>", texts("staff.search.none.text"_msg)); }),
              [&](Writer& inner) { write_reach(inner, call, texts); });
        });
}

} // namespace kommin::staff
