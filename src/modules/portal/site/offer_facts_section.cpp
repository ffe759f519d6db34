// What is good to know of an offer, on its page.

#include "modules/portal/site/components.hpp"
#include "modules/portal/site/offer_sections.hpp"

#include <algorithm>
#include <iterator>
#include <vector>

namespace kommin::portal {

using html::each;
using html::when;
using html::Writer;
using web::GermanName;
using web::LeftToRight;

namespace {

// The rows of "good to know": only what is known.
class Facts {
public:
    Facts(Writer& w, Visit const& visit, Offer const& offer)
        : w_(w)
        , visit_(visit)
        , offer_(offer)
    { }
    // `field`: the name under which the record may call the value unsure.
    template<class Value>
    void row(MessageKey label, std::string_view field, Value const& value)
    {
        w_("<div><dt>{}</dt><dd>{}{}</dd></div>", visit_.texts(label), value,
           CheckMark{visit_, offer_.is_unsure(field)});
    }

private:
    Writer& w_;
    Visit const& visit_;
    Offer const& offer_;
};

MessageKey word_of(Provided provided)
{
    switch (provided) {
    case Provided::yes:
        return "provided.yes"_msg;
    case Provided::partly:
        return "provided.partly"_msg;
    case Provided::no:
        return "provided.no"_msg;
    case Provided::unknown:
        break;
    }
    return "provided.unknown"_msg;
}

std::string levels_of(Course const& course)
{
    return course.level_to.empty() || course.level_to == course.level_from
        ? course.level_from
        : course.level_from + "–" + course.level_to;
}

void write_course(Facts& facts, Visit const& visit, Course const& course)
{
    auto const& texts = visit.texts;
    if (auto const type = i18n::key("course." + course.type); !course.type.empty() && texts.has(type))
        facts.row("offer.course_type"_msg, "course", texts(type));
    if (!course.level_from.empty())
        facts.row("offer.level"_msg, "course", LeftToRight{levels_of(course)});
    if (course.next_start)
        facts.row("offer.starts_on"_msg, "course", texts.date(*course.next_start, i18n::DateStyle::full));
    if (course.free_places)
        facts.row(
            "offer.free_places"_msg, "course", texts("offer.places"_msg, {{"count", *course.free_places}}));
}

// "6 bis 12 Jahre"
std::string ages_text(Ages const& ages, i18n::Texts const& texts)
{
    if (!ages.from)
        return texts("offer.ages.to"_msg, {{"to", *ages.to}});
    if (!ages.to)
        return texts("offer.ages.from"_msg, {{"from", *ages.from}});
    return texts("offer.ages.between"_msg, {{"from", *ages.from}, {"to", *ages.to}});
}

void write_interpreters(Facts& facts, Visit const& visit, Offer const& offer)
{
    auto const note = visit.shown(offer.interpretation_note);
    if (offer.interpreters.empty() && note.empty())
        return;
    facts.row("offer.interpreters"_msg, "interpreters", [&](Writer& value) {
        if (!offer.interpreters.empty())
            value("{}", LanguageTags{offer.interpreters});
        if (!offer.interpreters.empty() && !note.empty())
            value("<br>");
        value("{}", ShownText{visit, note});
    });
}

// The places an office is there for: in the wrong one people wait in vain.
void write_coverage(Writer& w, Visit const& visit, Offer const& offer)
{
    auto const places = visit.snapshot().municipalities();
    if (offer.coverage.size() == places.size()) {
        w("{}", visit.texts("reach.district"_msg));
        return;
    }
    std::string names;
    for (auto const* body : places) {
        if (std::ranges::find(offer.coverage, body->slug) != offer.coverage.end())
            names += (names.empty() ? "" : ", ") + body->name;
    }
    w("{}", GermanName{names, visit.language()});
}

// "8 € ermäßigt mit Kreis-Pass bis 30. Juni 2027"
void write_price(Writer& w, Visit const& visit, Price const& price)
{
    auto const& texts = visit.texts;
    bool const begins_later = price.valid_from && *price.valid_from > visit.now.date;
    auto const day = [&](Date date) { return texts.date(date, i18n::DateStyle::long_); };
    w("<li>{}{}{}{}</li>",
      when(
          price.amount.has_value(),
          [&](Writer& inner) {
              if (price.amount->cents == 0)
                  inner("{} ", texts("cost.free"_msg));
              else
                  inner("{} ", texts.money_short(*price.amount));
          }),
      when(
          !price.option.empty(),
          [&](Writer& inner) { inner("{} ", ShownText{visit, visit.shown(price.option)}); }),
      when(
          begins_later,
          [&](Writer& inner) {
              inner("{} ", texts("offer.price.from"_msg, {{"date", day(*price.valid_from)}}));
          }),
      when(price.valid_to.has_value(), [&](Writer& inner) {
          inner("{}", texts("offer.price.until"_msg, {{"date", day(*price.valid_to)}}));
      }));
}

// Of several prices those that have not ended; what they say need not be said in one word.
void write_cost(Writer& w, Visit const& visit, Offer const& offer)
{
    auto const& texts = visit.texts;
    std::vector<Price> prices;
    std::ranges::copy_if(offer.prices, std::back_inserter(prices), [&](Price const& price) {
        return !price.has_ended(visit.now.date);
    });
    bool const is_listed
        = std::ranges::find(offer.prices, offer.cost_amount, &Price::amount) != offer.prices.end();
    if (offer.cost == Cost::free)
        w("{}", texts("cost.free"_msg));
    else if (offer.cost_amount && !is_listed)
        w("{}", texts.money_short(*offer.cost_amount));
    else if (prices.empty())
        w("{}", texts(offer.cost == Cost::fee ? "cost.fee"_msg : "cost.unknown"_msg));
    if (!prices.empty())
        w(R"(<ul role="list" class="km-plain">{}</ul>)",
          each(prices, [&](Writer& item, Price const& price) { write_price(item, visit, price); }));
    if (auto const note = visit.shown(offer.cost_note); !note.empty())
        w("{}{}", when(prices.empty(), [](Writer& line) { line("<br>"); }), ShownText{visit, note});
}

}

void write_facts(Writer& w, Visit const& visit, Offer const& offer)
{
    auto const& texts = visit.texts;
    auto const target = visit.shown(offer.target_group);
    w(R"(<section class="km-stack km-stack--s" aria-labelledby="gut"><h2 id="gut">{}</h2><dl class="km-facts">{}</dl></section>)",
      texts("offer.good_to_know"_msg), [&](Writer& inner) {
          Facts facts(inner, visit, offer);
          write_course(facts, visit, offer.course);
          if (!target.empty())
              facts.row("offer.for_whom"_msg, "target_group", ShownText{visit, target});
          if (offer.ages.from || offer.ages.to)
              facts.row("offer.ages"_msg, "ages", ages_text(offer.ages, texts));
          if (!offer.coverage.empty())
              facts.row("offer.covers"_msg, "coverage", [&](Writer& value) {
                  write_coverage(value, visit, offer);
              });
          if (offer.appointment == Appointment::required)
              facts.row("offer.appointment"_msg, "appointment", texts("appointment.required"_msg));
          else if (offer.appointment == Appointment::possible)
              facts.row("offer.appointment"_msg, "appointment", texts("appointment.possible"_msg));
          else if (offer.appointment == Appointment::none)
              facts.row("offer.appointment"_msg, "appointment", texts("appointment.none"_msg));
          if (auto const application = visit.shown(offer.application); !application.empty())
              facts.row("offer.application"_msg, "application", ShownText{visit, application});
          facts.row("offer.cost"_msg, "cost", [&](Writer& value) { write_cost(value, visit, offer); });
          if (offer.childcare != Provided::unknown)
              facts.row("offer.childcare"_msg, "childcare", texts(word_of(offer.childcare)));
          facts.row("offer.wheelchair"_msg, "wheelchair", [&](Writer& value) {
              value("{}", texts(word_of(offer.wheelchair)));
              if (auto const note = visit.shown(offer.accessibility_note); !note.empty())
                  value("<br>{}", ShownText{visit, note});
          });
          write_interpreters(facts, visit, offer);
          if (!offer.organisation.empty()
              && offer.address.empty()) // else it is the first line of the address
              facts.row(
                  "offer.organisation"_msg, "organisation", GermanName{offer.organisation, visit.language()});
      });
}

} // namespace kommin::portal
