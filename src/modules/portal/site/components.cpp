#include "modules/portal/site/components.hpp"

#include "modules/portal/directory/freshness.hpp"

#include <algorithm>
#include <cstdlib>

namespace kommin::portal {

using html::attribute;
using html::Attributes;
using html::each;
using html::Url;
using html::when;
using html::Writer;
using web::GermanName;
using web::Icon;
using web::InLanguage;

namespace {

struct Mark {
    MessageKey word;
    std::string_view classes;
};

// km-now: what holds only at this moment; hidden on saved pages and on paper.
Mark mark_of(OpenState state)
{
    switch (state) {
    case OpenState::open:
        return {"open.now"_msg, "km-mark km-mark--ok km-now"};
    case OpenState::open_by_appointment:
        return {"open.with_appointment"_msg, "km-mark km-mark--info km-now"};
    case OpenState::closed:
        return {"open.closed"_msg, "km-mark km-now"};
    case OpenState::appointment_only:
        return {"open.appointment"_msg, "km-mark km-mark--info"};
    case OpenState::unconfirmed:
        return {"open.unconfirmed"_msg, "km-mark km-mark--warn"};
    case OpenState::always:
        return {"open.always"_msg, "km-mark km-mark--ok"};
    case OpenState::unknown:
        break;
    }
    return {"open.unknown"_msg, "km-mark"};
}

}

void CheckMark::operator()(Writer& w) const
{
    if (is_unsure)
        w(R"( <span class="km-mark km-mark--warn">{}</span>)", visit.texts("offer.please_check"_msg));
}

void OpenMark::operator()(Writer& w) const
{
    auto const mark = mark_of(answer.state);
    w(R"(<span class="{}">{}</span>)", mark.classes, visit.texts(mark.word));
}

std::string open_detail(Texts const& texts, OpenAnswer const& answer, i18n::LocalTime now)
{
    if (answer.until)
        return texts("open.until"_msg, {{"time", texts.time(*answer.until)}});
    if (answer.state != OpenState::closed)
        return {};

    std::string detail;
    if (answer.holiday)
        detail = texts("open.holiday"_msg, {{"holiday", texts(*answer.holiday)}});
    if (!answer.next)
        return detail;
    if (!detail.empty())
        detail += ' ';
    auto const time = texts.time(answer.next->time);
    auto const ahead = std::chrono::sys_days{answer.next->date} - std::chrono::sys_days{now.date};
    if (ahead.count() == 0)
        detail += texts("open.next_today"_msg, {{"time", time}});
    else if (ahead.count() == 1)
        detail += texts("open.next_tomorrow"_msg, {{"time", time}});
    else if (ahead.count() < 7)
        detail += texts(
            "open.next_day"_msg,
            {{"day", texts.date(answer.next->date, i18n::DateStyle::weekday)}, {"time", time}});
    else
        detail += texts(
            "open.next_day"_msg,
            {{"day", texts.date(answer.next->date, i18n::DateStyle::full)}, {"time", time}});
    return detail;
}

void LanguageTags::operator()(Writer& w) const
{
    w(R"(<ul class="km-tags" role="list">{}</ul>)", each(tags, [](Writer& inner, std::string const& tag) {
          auto const language = Language::find(tag);
          if (language)
              inner(
                  R"(<li lang="{}" dir="{}">{}</li>)", language->tag(), language->direction(),
                  language->autonym());
          else
              inner("<li>{}</li>", tag);
      }));
}

void Highlighted::operator()(Writer& w) const
{
    auto const content = [&](Writer& inner) {
        auto const ranges
            = marks == nullptr ? std::vector<std::pair<std::size_t, std::size_t>>{} : marks->in(text);
        std::size_t done = 0;
        for (auto const& [begin, end] : ranges) {
            inner("{}<mark>{}</mark>", text.substr(done, begin - done), text.substr(begin, end - begin));
            done = end;
        }
        inner("{}", text.substr(done));
    };
    if (language == visit.language())
        w("{}", content);
    else
        w(R"(<span lang="{}" dir="{}">{}</span>)", language.tag(), language.direction(), content);
}

std::string kind_and_place(Visit const& visit, Offer const& offer)
{
    auto const kind = visit.name_of(offer.kind);
    auto const* body = visit.snapshot().find_municipality(offer.municipality);
    if (body == nullptr)
        return std::string(kind);
    return visit.texts("offer.kind_in_place"_msg, {{"kind", kind}, {"place", body->name}});
}

void OfferCard::operator()(Writer& w) const
{
    auto const& offer = *listed.offer;
    auto const& texts = visit.texts;
    auto const title = visit.shown(offer.title);
    auto const summary = visit.shown(offer.summary);
    auto const detail = open_detail(texts, listed.open, visit.now);
    auto const* body = visit.snapshot().find_municipality(offer.municipality);

    // "Weiteres Angebot" tells nobody anything.
    bool const tells_kind = !is_short && offer.kind != OfferKind::other_offer;
    // One mark for all that the card says: the page of the offer marks each field.
    bool const is_unsure = offer.is_unsure("title") || offer.is_unsure("municipality")
        || (tells_kind && offer.is_unsure("kind")) || (!is_short && offer.is_unsure("summary"))
        || (listed.open.state == OpenState::always && offer.is_unsure("hours"))
        || (offer.course.next_start && offer.is_unsure("course"))
        || (!offer.languages.empty() && offer.is_unsure("languages_spoken"));

    w(
        R"(<li class="km-card"><div class="km-card__in"><div class="km-stack km-stack--s"><h3><a href="{}">{}</a></h3>{}</div><ul class="km-card__meta" role="list">{}{}{}{}{}{}</ul>{}</div></li>)",
        visit.url({"angebote", offer.slug}), Highlighted{visit, title.text, title.language, marks},
        when(
            tells_kind || offer.is_example,
            [&](Writer& inner) {
                inner(
                    R"(<p class="km-card__kind">{}{}</p>)",
                    when(tells_kind, [&](Writer& kind) { kind("{} ", visit.name_of(offer.kind)); }),
                    when(offer.is_example, [&](Writer& badge) {
                        badge(R"(<span class="km-badge">{}</span>)", texts("offer.example"_msg));
                    }));
            }),
        [&](Writer& inner) {
            if (body != nullptr)
                inner(
                    "<li>{}<span>{}{}</span></li>", Icon{"pin"}, GermanName{body->name, visit.language()},
                    when(listed.kilometres.has_value(), [&](Writer& more) {
                        more(" · {}", texts("offer.kilometres"_msg, {{"count", *listed.kilometres}}));
                    }));
            else
                inner(
                    "<li>{}<span>{}</span></li>", Icon{"pin"},
                    texts(offer.reach == Reach::nationwide ? "reach.nationwide"_msg : "reach.district"_msg));
        },
        // What is not known is said on the page of the offer; in a list it would be most of the lines.
        when(
            listed.open.state != OpenState::unknown,
            [&](Writer& inner) { inner("<li>{}</li>", OpenMark{visit, listed.open}); }),
        when(
            !detail.empty(),
            [&](Writer& inner) {
                inner(R"(<li class="km-now">{}<span>{}</span></li>)", Icon{"clock"}, detail);
            }),
        when(
            offer.course.next_start.has_value(),
            [&](Writer& inner) {
                inner(
                    "<li>{}<span>{}</span></li>", Icon{"calendar"},
                    texts(
                        "offer.next_start"_msg,
                        {{"date", texts.date(*offer.course.next_start, i18n::DateStyle::long_)}}));
            }),
        when(is_unsure, [&](Writer& inner) { inner("<li>{}</li>", CheckMark{visit, true}); }),
        // What nobody has ever confirmed says so on its own page: after an import it would be every line
        // here.
        when(
            !offer.is_example && freshness_of(offer.confirmed_on, visit.now.date) == Freshness::overdue,
            [&](Writer& inner) {
                auto const& day = *offer.confirmed_on;
                inner(
                    R"(<li><span class="km-mark km-mark--warn">{}</span></li>)",
                    texts(
                        "offer.not_confirmed_since"_msg,
                        {{"month", texts.partial_date(PartialDate(day.year() / day.month()))}}));
            }),
        when(!is_short || !offer.languages.empty(), [&](Writer& inner) {
            inner(
                R"(<div class="km-stack km-stack--s">{}{}</div>)",
                when(
                    !is_short,
                    [&](Writer& text) {
                        text("<p>{}</p>", Highlighted{visit, summary.text, summary.language, marks});
                    }),
                when(!offer.languages.empty(), [&](Writer& tags) { LanguageTags{offer.languages}(tags); }));
        }));
}

void Pager::operator()(Writer& w) const
{
    if (pages <= 1)
        return;
    auto const& texts = visit.texts;
    std::vector<int> numbers;
    for (int number = 1; number <= pages; ++number) {
        if (number == 1 || number == pages || std::abs(number - page) <= 2)
            numbers.push_back(number);
    }
    w(R"(<nav aria-label="{}"><ul class="km-pager" role="list">{}{}</ul></nav>)", texts("pager.label"_msg),
      each(
          numbers,
          [&](Writer& inner, int number, std::size_t index) {
              if (index > 0 && number > numbers[index - 1] + 1)
                  inner(R"(<li><span aria-hidden="true">…</span></li>)");
              if (number == page)
                  inner(
                      R"(<li><span aria-current="page"><span class="km-hide">{} </span>{}</span></li>)",
                      texts("pager.page"_msg), number);
              else
                  inner(
                      R"(<li><a href="{}"><span class="km-hide">{} </span>{}</a></li>)", url(number),
                      texts("pager.page"_msg), number);
          }),
      when(page < pages, [&](Writer& inner) {
          inner(R"(<li><a href="{}" rel="next">{}</a></li>)", url(page + 1), texts("pager.next"_msg));
      }));
}

void DistrictMap::operator()(Writer& w) const
{
    auto const& snapshot = visit.snapshot();
    auto const places = snapshot.municipalities();
    bool const has_outlines = std::any_of(
        places.begin(), places.end(), [](tenants::Body const* body) { return !body->outline.empty(); });
    if (!has_outlines)
        return;
    w(R"(<figure class="km-figure km-map"><svg viewBox="{}" role="group" aria-label="{}">{}{}</svg><figcaption>{}</figcaption></figure>)",
      snapshot.tenant().map_view_box, visit.texts("place.map_label"_msg, {{"name", snapshot.tenant().name}}),
      each(
          places,
          [&](Writer& inner, tenants::Body const* body) {
              inner(
                  R"(<a href="{}" tabindex="-1" aria-hidden="true"><path class="{}" d="{}"/></a>)",
                  visit.url({"orte", body->slug}), body->slug == here ? "area is-on" : "area", body->outline);
          }),
      each(
          places,
          [&](Writer& inner, tenants::Body const* body) {
              if (body->label_x && body->label_y)
                  inner(
                      R"(<text {} aria-hidden="true">{}</text>)",
                      Attributes{
                          attribute("x", std::to_string(static_cast<int>(*body->label_x))),
                          attribute("y", std::to_string(static_cast<int>(*body->label_y))),
                          attribute("class", "is-on", body->slug == here)},
                      body->name.substr(0, body->name.find('/')));
          }),
      InLanguage{snapshot.tenant().map_attribution, Language::german(), visit.language()});
}

void PlaceLinks::operator()(Writer& w) const
{
    w(R"(<ul class="km-places" role="list">{}</ul>)",
      each(visit.snapshot().municipalities(), [&](Writer& inner, tenants::Body const* body) {
          inner(
              R"(<li><a href="{}" {}>{}</a></li>)", visit.url({"orte", body->slug}),
              Attributes{attribute("aria-current", "page", body->slug == here)},
              GermanName{body->name, visit.language()});
      }));
}

std::optional<Situation> situation_of(Visit const& visit, InfoPage const& page)
{
    return page.situation && visit.categories().is_in_use(*page.situation) ? page.situation : std::nullopt;
}

std::string_view icon_of(Categories const& categories, Situation situation)
{
    // One that a later program knows is not in the theme of this one.
    if (auto const& own = categories.change_of(situation).own)
        return std::ranges::find(own_icons, own->icon) == own_icons.end() ? own_icons.front()
                                                                          : std::string_view(own->icon);
    switch (situation) {
    case Situation::language:
        return "talk";
    case Situation::work:
        return "work";
    case Situation::child_and_school:
        return "youth";
    case Situation::health:
        return "heart";
    case Situation::housing:
        return "house";
    case Situation::residence:
        return "office";
    case Situation::everyday_life:
        return "people";
    case Situation::in_danger:
        return "alert";
    }
    return "pin";
}

} // namespace kommin::portal
