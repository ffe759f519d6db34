// The page that steers: a sentence, numbers, what waits and what slipped, and the measures by field of
// action.

#include "modules/steering/overview/overview_desk.hpp"
#include "modules/steering/overview/overview_parts.hpp"
#include "modules/steering/overview/steering_pages.hpp"
#include "platform/base/money.hpp"
#include "platform/web/staff_frame.hpp"

#include <array>
#include <string>
#include <utility>

namespace kommin::steering {

using goals::Light;
using html::each;
using html::when;
using html::Writer;
using i18n::Texts;

namespace {

// The classes of the note, and the answer with how many measures it is about.
struct Answer {
    std::string_view shape;
    std::string words;
};
Answer answer_of(Texts const& texts, LightCounts const& counts)
{
    // What is said of all speaks of several; a single measure is good or not.
    auto const words = [&](MessageKey key, MessageKey of_one) {
        if (counts.all() == 1)
            return std::string(texts(of_one));
        return texts(key, {{"good", counts.good()}, {"known", counts.known()}, {"all", counts.all()}});
    };
    switch (verdict_of(counts)) {
    case Verdict::unknown:
        return {"note note--warn", words("steering.answer.unknown"_msg, "steering.answer.unknown.one"_msg)};
    case Verdict::yes:
        return {"note note--ok", words("steering.answer.yes"_msg, "steering.answer.yes.one"_msg)};
    case Verdict::partly:
        return {"note note--warn", words("steering.answer.partly"_msg, "steering.answer.yes.one"_msg)};
    case Verdict::no:
        return {"note note--bad", words("steering.answer.no"_msg, "steering.answer.no.one"_msg)};
    case Verdict::nothing:
        break;
    }
    return {"note", std::string(texts("steering.answer.nothing"_msg))};
}

void write_answer(Writer& w, Texts const& texts, LightCounts const& counts)
{
    struct Detail {
        Light light;
        MessageKey key;
    };
    constexpr std::array details{
        Detail{Light::at_risk, "steering.answer.at_risk"_msg},
        Detail{Light::missed, "steering.answer.missed"_msg},
        Detail{Light::no_data, "steering.answer.no_data"_msg}};
    auto const answer = answer_of(texts, counts);
    w(R"(<section aria-labelledby="antwort" class="{}"><h2 id="antwort">{}</h2><p><strong>{}</strong>{}</p></section>)",
      answer.shape, texts("steering.question"_msg), answer.words,
      each(details, [&](Writer& inner, Detail const& one) {
          if (auto const count = counts.of(one.light); count > 0)
              inner(" {}", texts(one.key, {{"count", count}}));
      }));
}

void write_counts(
    Writer& w, Texts const& texts, LightCounts const& counts, std::optional<MoneyOfMeasures> const& money)
{
    w(R"(<dl class="kpis stack-top">{}{}</dl>)",
      each(
          goals::all_lights,
          [&](Writer& inner, Light light) {
              auto const mark = goals::mark_of(light, texts);
              inner(
                  R"(<div class="kpi"><dt><span class="{}">{}</span></dt><dd>{}</dd></div>)", mark.shape,
                  mark.text, counts.of(light));
          }),
      when(money.has_value(), [&](Writer& inner) {
          inner(
              R"(<div class="kpi"><dt>{}</dt><dd>{}</dd></div>)",
              money->planned
                  ? texts("steering.money.of_planned"_msg, {{"planned", texts.money_short(*money->planned)}})
                  : std::string(texts("steering.money"_msg)),
              words_of_sum(texts, *money));
      }));
    if (counts.by_hand() > 0)
        w(R"(<p class="small mute">{}</p>)", texts("steering.by_hand"_msg, {{"count", counts.by_hand()}}));
}

std::string state_of_overview(web::Call const& call, SeenMeasures const& seen)
{
    auto const& texts = web::staff_texts(call);
    auto line = texts("steering.state"_msg, {{"day", texts.date(seen.day, i18n::DateStyle::long_)}});
    if (seen.measures.last_report)
        line += " · "
            + texts("steering.last_report"_msg,
                    {{"time", texts.date_time(call.site.zone->to_local(*seen.measures.last_report))}});
    if (!seen.is_of_today())
        line += " · " + std::string(texts("steering.state.past"_msg));
    return line;
}

// What the measures were narrowed to, for paper, where no form says it.
std::string narrowed_words(Texts const& texts, SeenMeasures const& seen)
{
    std::vector<std::string> words;
    if (seen.filter.unit)
        words.push_back(seen.names.unit(*seen.filter.unit));
    if (auto const* body = seen.names.district.find_body(seen.filter.municipality))
        words.push_back(body->name);
    return words.empty() ? std::string(texts("steering.of_all"_msg)) : texts.list(words);
}

void write_paper_action(Writer& w, Texts const& texts, OverviewFilter filter)
{
    filter.is_for_paper = !filter.is_for_paper;
    w(R"(<div class="row"><a class="kern-btn kern-btn--tertiary" href="{}"><span class="kern-label">{}</span></a></div>)",
      steering_url({}, filter),
      texts(filter.is_for_paper ? "steering.paper"_msg : "steering.paper.back"_msg));
}

}

http::Response overview_page(web::Call const& call, Overview const& overview)
{
    auto const& texts = web::staff_texts(call);
    auto const& seen = overview.seen;
    auto const& filter = seen.filter;
    auto const year = filter.year ? std::to_string(*filter.year) : std::string{};
    return web::staff_page(
        {.call = call,
         .title = filter.year ? texts("steering.title.year"_msg, {{"year", year}})
                              : std::string(texts("steering.title"_msg)),
         .section = std::string(steering_path),
         .state_line = state_of_overview(call, seen),
         .actions = [&](Writer& w) { write_paper_action(w, texts, filter); },
         .is_wide = true},
        [&](Writer& w) {
            if (filter.is_for_paper) {
                w("<p>{}</p>", narrowed_words(texts, seen));
            } else {
                write_steering_tabs(w, texts, {}, filter);
                write_steering_filter(w, texts, {}, seen);
            }
            auto const counts = counted(seen.measures.lines);
            write_answer(w, texts, counts);
            write_counts(w, texts, counts, overview.money);
            write_what_is_missing(w, texts, seen);
            auto const fields = by_field(seen.measures.lines);
            // What nobody looks for comes last: on a telephone all of it stands one below the other.
            w(
                R"(<div class="cols stack-top"><div class="stack">{}{}{}</div><div class="stack">{}{}</div></div>)",
                [&](Writer& inner) { write_decisions(inner, call, overview); },
                [&](Writer& inner) { write_waiting(inner, call, overview); },
                when(!fields.empty(), [&](Writer& inner) { write_fields(inner, texts, seen, fields); }),
                [&](Writer& inner) { write_slipped(inner, texts, seen); },
                [&](Writer& inner) { write_money(inner, texts, overview.money); });
            if (!filter.is_for_paper)
                w(
                    R"(<div class="stack stack-top">{}{}</div>)",
                    [&](Writer& inner) { write_measures_of_fields(inner, texts, overview, fields); },
                    [&](Writer& inner) { write_steering_rules(inner, texts); });
        });
}

} // namespace kommin::steering
