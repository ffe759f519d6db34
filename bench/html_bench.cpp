// The HTML builder beside appending by hand: a list of 50 offers, about 16 kB, values that need escaping.

#include "platform/html/writer.hpp"

#include <benchmark/benchmark.h>

#include <string>
#include <vector>

namespace {

namespace html = kommin::html;

struct Card {
    html::Url url;
    std::string title, summary, place;
    int kilometres;
};

std::vector<Card> cards()
{
    std::vector<Card> cards;
    for (int i = 0; i < 50; ++i) {
        auto const slug = "sprachkurs-" + std::to_string(i);
        cards.push_back(
            {html::Url::path({"de", "angebote", slug}),
             "Sprach- & Orientierungskurs <A1> Nr. " + std::to_string(i),
             "Für Eltern mit Kindern \"U3\": der Kurs findet am Vormittag statt, Betreuung gibt es vor Ort.",
             "Fröndenberg/Ruhr", i});
    }
    return cards;
}

void builder(benchmark::State& state)
{
    auto const list = cards();
    std::size_t bytes = 0;
    for (auto _ : state) {
        html::Writer w(std::size_t{20} << 10U);
        w(R"(<ul class="km-cards">{}</ul>)", html::each(list, [](html::Writer& inner, Card const& card) {
              inner(
                  R"(<li class="km-card"><h3><a href="{}">{}</a></h3><p>{}</p><p class="km-muted">{} · {} km</p></li>)",
                  card.url, card.title, card.summary, card.place, card.kilometres);
          }));
        bytes = w.text().size();
        benchmark::DoNotOptimize(w.take());
    }
    state.SetBytesProcessed(static_cast<std::int64_t>(bytes) * state.iterations());
    state.counters["page_bytes"] = static_cast<double>(bytes);
}
BENCHMARK(builder);

// The least that has to happen to the same values: copy and escape, nothing checked.
void by_hand(benchmark::State& state)
{
    auto const list = cards();
    for (auto _ : state) {
        std::string page;
        page.reserve(std::size_t{20} << 10U);
        page += R"(<ul class="km-cards">)";
        for (auto const& card : list) {
            page += R"(<li class="km-card"><h3><a href=")";
            html::append_escaped(page, card.url.text());
            page += R"(">)";
            html::append_escaped(page, card.title);
            page += "</a></h3><p>";
            html::append_escaped(page, card.summary);
            page += R"(</p><p class="km-muted">)";
            html::append_escaped(page, card.place);
            page += " · ";
            page += std::to_string(card.kilometres);
            page += " km</p></li>";
        }
        page += "</ul>";
        benchmark::DoNotOptimize(page);
    }
}
BENCHMARK(by_hand);

void checked_local_url(benchmark::State& state)
{
    for (auto _ : state)
        benchmark::DoNotOptimize(
            html::Url::local("/de/angebote/auslaenderbehoerde-kreis-unna?gemeinde=luenen"));
}
BENCHMARK(checked_local_url);

} // namespace

BENCHMARK_MAIN();
