// When an offer is open, on its page.

#include "modules/portal/site/components.hpp"
#include "modules/portal/site/offer_sections.hpp"

#include <algorithm>

namespace kommin::portal {

using html::attribute;
using html::Attributes;
using html::each;
using html::when;
using html::Writer;
using web::LeftToRight;

namespace {

// Each range keeps together and to its direction; between two of them the line may break.
void write_ranges(Writer& w, Visit const& visit, std::vector<NotedOpening> const& openings)
{
    auto const& texts = visit.texts;
    if (openings.empty())
        w("{}", texts("hours.closed"_msg));
    for (std::size_t i = 0; i < openings.size(); ++i) {
        if (i > 0)
            w("{} ", texts("hours.comma"_msg));
        auto const& [opening, note] = openings[i];
        w("{}", LeftToRight{texts.time_range(opening.from, opening.to)});
        if (opening.by_appointment)
            w(" {}", texts("hours.by_appointment"_msg));
        if (note != nullptr)
            write_note(w, visit, *note);
    }
}

void write_week(Writer& w, Visit const& visit, Offer const& offer)
{
    auto const& texts = visit.texts;
    auto const today = visit.now.date;
    Date const monday = today + std::chrono::days{1 - iso_weekday(today)};
    w(R"(<table class="km-hours"><caption class="km-hide">{}</caption><tbody>{}</tbody></table>)",
      texts("hours.title"_msg), [&](Writer& rows) {
          for (int i = 0; i < 7; ++i) {
              Date const day = monday + std::chrono::days{i};
              bool const has_rule = std::any_of(
                  offer.hours.weekly.begin(), offer.hours.weekly.end(),
                  [&](WeeklyRule const& rule) { return rule.weekday == i + 1; });
              auto const openings = noted_openings_on(offer.hours, day);
              // Saturday and Sunday without any opening are left out: nobody looks for them.
              if (i >= 5 && !has_rule && openings.empty() && day != today)
                  continue;
              rows(
                  R"(<tr {}><th scope="row">{}</th><td>{}</td></tr>)",
                  Attributes{attribute("aria-current", "date", day == today)},
                  day == today
                      ? texts("hours.today"_msg, {{"day", texts.date(day, i18n::DateStyle::weekday)}})
                      : texts.date(day, i18n::DateStyle::weekday),
                  [&](Writer& inner) { write_ranges(inner, visit, openings); });
          }
      });
}

void write_exceptions(Writer& w, Visit const& visit, Offer const& offer)
{
    auto const& texts = visit.texts;
    std::vector<DatedException> coming;
    for (auto const& exception : offer.hours.exceptions) {
        if (exception.day >= visit.now.date && exception.day <= visit.now.date + std::chrono::days{60})
            coming.push_back(exception);
    }
    if (coming.empty())
        return;
    w("<ul>{}</ul>", each(coming, [&](Writer& inner, DatedException const& exception) {
          inner(
              "<li>{}: {}{}</li>", texts.date(exception.day, i18n::DateStyle::full),
              [&](Writer& times) {
                  if (exception.is_closed)
                      times("{}", texts("hours.closed"_msg));
                  else
                      times("{}", LeftToRight{texts.time_range(exception.from, exception.to)});
              },
              when(!exception.note.empty(), [&](Writer& note) {
                  note(
                      R"(<br><span class="km-small">{}</span>)",
                      ShownText{visit, visit.shown(exception.note)});
              }));
      }));
}

}

void write_hours(Writer& w, Visit const& visit, Offer const& offer)
{
    auto const& texts = visit.texts;
    auto const& hours = offer.hours;
    auto const text = visit.shown(offer.hours_text);
    // Nothing known: the mark below the title has said so, with what to do.
    if (hours.weekly.empty() && hours.exceptions.empty() && text.empty() && !hours.always_open)
        return;
    bool const stale = !hours.weekly.empty() && are_stale(hours, visit.now.date);
    w(
        R"(<section class="km-box km-stack km-stack--s" aria-labelledby="zeit"><h2 id="zeit" class="km-h3">{}</h2>{}{}{}{}{}</section>)",
        texts("hours.title"_msg),
        when(
            hours.always_open,
            [&](Writer& inner) {
                inner("<p>{}{}</p>", texts("open.always"_msg), CheckMark{visit, hours.is_unsure});
            }),
        when(!hours.weekly.empty(), [&](Writer& inner) { write_week(inner, visit, offer); }),
        [&](Writer& inner) { write_exceptions(inner, visit, offer); },
        when(
            !text.empty(),
            [&](Writer& inner) { inner(R"(<p class="km-small">{}</p>)", ShownText{visit, text}); }),
        [&](Writer& inner) {
            if (hours.is_unsure && !hours.always_open)
                inner(R"(<p class="km-small">{}</p>)", CheckMark{visit, true});
            else if (stale && hours.as_of)
                inner(
                    R"(<p class="km-small"><span class="km-mark km-mark--warn">{}</span> {}</p>)",
                    texts("offer.please_check"_msg),
                    texts("hours.as_of"_msg, {{"date", texts.partial_date(*hours.as_of)}}));
            else if (!hours.weekly.empty())
                inner(R"(<p class="km-small">{}</p>)", texts("hours.holidays"_msg));
        });
}

} // namespace kommin::portal
