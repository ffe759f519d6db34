// Search over offers and pages, and its suggestions.

#include "modules/portal/components.hpp"
#include "modules/portal/handlers.hpp"
#include "platform/base/text.hpp"
#include "platform/json/writer.hpp"

namespace kommin::portal {

using html::each;
using html::when;
using html::Writer;

namespace {

constexpr std::size_t hits_per_page = 20;
constexpr std::size_t longest_query = 200;
constexpr std::size_t most_completions = 8;

using Marks = search::Index::Marks;

void write_page_hit(Writer& w, Visit const& visit, InfoPage const& page, Marks const& marks)
{
    auto const title = visit.shown(page.title);
    auto const summary = visit.shown(page.summary);
    w(R"(<li class="km-card"><div class="km-stack km-stack--s"><h3><a href="{}">{}</a></h3><p class="km-card__kind">{}</p><p>{}</p></div></li>)",
      visit.url({"info", page.slug}), Highlighted{visit, title.text, title.language, &marks},
      visit.texts("search.kind.page"_msg), Highlighted{visit, summary.text, summary.language, &marks});
}

void write_hits(Writer& w, Visit const& visit, search::Index::Answer const& answer, Marks const& marks)
{
    auto const& snapshot = visit.snapshot();
    w(R"(<ol class="km-cards" role="list">{}</ol>)",
      each(answer.hits, [&](Writer& inner, search::Index::Hit const& hit) {
          if (snapshot.is_offer(hit.id)) {
              auto const& offer = snapshot.offer(hit.id);
              OfferCard{visit, {&offer, open_at(offer.hours, visit.now), std::nullopt}, &marks}(inner);
          } else {
              write_page_hit(inner, visit, snapshot.page(hit.id), marks);
          }
      }));
}

void write_suggestions(Writer& w, Visit const& visit, std::vector<std::string> const& words)
{
    w(R"(<div class="km-note"><p>{}</p><ul class="km-chips" role="list">{}</ul></div>)",
      visit.texts("search.did_you_mean"_msg), each(words, [&](Writer& inner, std::string const& word) {
          inner(
              R"(<li><a class="km-suggestion" href="{}"><bdi>{}</bdi></a></li>)",
              visit.url({"suche"}).with_query({{"q", word}}), word);
      }));
}

void write_nothing_found(Writer& w, Visit const& visit)
{
    auto const& texts = visit.texts;
    w(R"(<div class="km-empty km-stack km-stack--s"><h2>{}</h2><p>{}</p><ul><li><a href="{}">{}</a></li><li><a href="{}">{}</a></li><li><a href="{}">{}</a></li></ul></div>)",
      texts("search.none.title"_msg), texts("search.none.text"_msg), visit.url({"angebote"}),
      texts("search.none.all"_msg), visit.url({"orte"}), texts("search.none.places"_msg),
      visit.url({"info", "beratung"}), texts("offers.none.counselling"_msg));
}

}

http::Response search_site(Visit& visit)
{
    auto const& texts = visit.texts;
    auto const query = std::string(truncate_utf8(trim(visit.call.request.query().value("q")), longest_query));
    auto const answer = visit.snapshot().index().find(query, visit.language().tag(), hits_per_page);
    auto const marks = visit.snapshot().index().marks(query, visit.language().tag());

    auto title = query.empty() ? std::string(texts("search.title"_msg))
                               : texts("search.title_for"_msg, {{"query", query}});
    auto frame = visit.frame(title, "suche", "suche");
    frame.is_indexable = false;
    if (!query.empty())
        frame.query = query_string({{"q", query}});
    return visit
        .page(
            frame,
            [&](Writer& w) {
                w(R"(<div class="km-wrap km-main km-stack km-stack--l"><h1>{}</h1>{}{}{}{}{}</div>)", title,
                  SearchBox{visit, "search.label"_msg, query},
                  when(
                      !query.empty(),
                      [&](Writer& inner) {
                          inner(
                              R"(<h2 class="km-h3" aria-live="polite">{}</h2>)",
                              texts("search.count"_msg, {{"count", answer.total}}));
                      }),
                  when(
                      answer.relaxed || !answer.corrected.empty(),
                      [&](Writer& inner) {
                          inner(
                              R"(<p class="km-small km-muted">{}</p>)",
                              answer.corrected.empty()
                                  ? std::string(texts("search.relaxed"_msg))
                                  : texts("search.corrected"_msg, {{"query", answer.corrected}}));
                      }),
                  when(
                      !answer.suggestions.empty(),
                      [&](Writer& inner) { write_suggestions(inner, visit, answer.suggestions); }),
                  [&](Writer& inner) {
                      if (!answer.hits.empty())
                          write_hits(inner, visit, answer, marks);
                      else if (!query.empty())
                          write_nothing_found(inner, visit);
                  });
            })
        .no_store();
}

http::Response suggest_searches(Visit& visit)
{
    auto const prefix = truncate_utf8(trim(visit.call.request.query().value("q")), longest_query);
    json::Writer out;
    out.array([&](json::ArrayWriter& words) {
        for (auto const& word :
             visit.snapshot().index().complete(prefix, visit.language().tag(), most_completions))
            words.add(word);
    });
    return http::Response::json(http::Status::ok, out.take()).no_store();
}

} // namespace kommin::portal
