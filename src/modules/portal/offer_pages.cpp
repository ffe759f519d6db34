// The page of one offer: open or closed, call, way – then everything else. And the page of an ended one.

#include "modules/portal/components.hpp"
#include "modules/portal/holidays.hpp"
#include "modules/portal/image_desk.hpp"
#include "modules/portal/pages.hpp"
#include "modules/portal/structured_data.hpp"
#include "platform/markdown/markdown.hpp"
#include "platform/web/staff_frame.hpp"

#include <algorithm>
#include <cstdint>
#include <functional>

namespace kommin::portal {

using html::attribute;
using html::Attributes;
using html::each;
using html::Url;
using html::when;
using html::Writer;
using web::GermanName;
using web::Icon;
using web::LeftToRight;

namespace {

// One thing to do with this office; the first one is the main button.
void write_action(
    Writer& w, bool& is_first, Url const& url, std::string_view icon, std::string_view relation,
    std::function<void(Writer&)> const& label)
{
    w(R"(<a class="kern-btn kern-btn--{}" href="{}" {}>{}<span class="kern-label">{}</span></a>)",
      is_first ? "primary" : "secondary", url, Attributes{attribute("rel", relation, !relation.empty())},
      Icon{icon}, label);
    is_first = false;
}

// Call, way, internet page. To write is offered where nobody can call; the address stands among the contacts.
void write_actions(Writer& w, Visit const& visit, Offer const& offer)
{
    auto const& texts = visit.texts;
    auto const phone = std::find_if(offer.phones.begin(), offer.phones.end(), [](Phone const& candidate) {
        return !candidate.international.empty();
    });
    auto const website = Url::external(offer.website);
    bool const has_phone = phone != offer.phones.end();
    bool const has_way = !offer.address.empty();
    bool const has_mail = !offer.email.empty() && !has_phone;
    if (!has_phone && !website && !has_way && !has_mail)
        return;
    w(R"(<div class="km-actions km-actions--start km-noprint">{}</div>)", [&](Writer& inner) {
        bool is_first = true;
        if (has_phone)
            write_action(inner, is_first, Url::phone(phone->international), "phone", "", [&](Writer& label) {
                label(
                    "{} {}{}", texts("offer.call"_msg), LeftToRight{phone->printed},
                    CheckMark{visit, offer.is_unsure("phones")});
            });
        if (has_mail)
            write_action(inner, is_first, Url::mail(offer.email), "mail", "", [&](Writer& label) {
                label("{}{}", texts("offer.write"_msg), CheckMark{visit, offer.is_unsure("email")});
            });
        if (has_way)
            write_action(inner, is_first, Url::fragment("wo"), "pin", "", [&](Writer& label) {
                label("{}", texts("offer.way"_msg));
            });
        if (website)
            write_action(inner, is_first, *website, "globe", "noopener external", [&](Writer& label) {
                label("{}{}", texts("offer.website"_msg), CheckMark{visit, offer.is_unsure("website")});
            });
    });
}

// Nothing where there is none.
void write_note(Writer& w, Visit const& visit, LocalisedText const& note)
{
    if (!note.empty())
        w(R"( <span class="km-small">{}</span>)", ShownText{visit, visit.shown(note)});
}

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

void write_address(Writer& w, Visit const& visit, Offer const& offer)
{
    auto const& address = offer.address;
    auto const& texts = visit.texts;
    auto const* body = visit.snapshot().find_municipality(offer.municipality);
    w(
        R"(<section class="km-box km-stack km-stack--s" aria-labelledby="wo"><h2 id="wo" class="km-h3">{}</h2>{}{}{}</section>)",
        texts("offer.address"_msg),
        [&](Writer& inner) {
            if (address.empty()) {
                inner("<p>{}</p>", texts("offer.address_unknown"_msg));
                return;
            }
            inner(
                R"(<address class="km-addr"><span lang="de" dir="ltr">{}{}{}</span>{}</address>)",
                when(
                    !offer.organisation.empty(),
                    [&](Writer& line) {
                        line("{}{}<br>", offer.organisation, [&](Writer& mark) {
                            if (offer.is_unsure("organisation"))
                                mark(
                                    R"(<span lang="{}" dir="{}">{}</span>)", visit.language().tag(),
                                    visit.language().direction(), CheckMark{visit, true});
                        });
                    }),
                when(!address.street.empty(), [&](Writer& line) { line("{}<br>", address.street); }),
                address.postal_code.empty() ? address.city : address.postal_code + ' ' + address.city,
                CheckMark{visit, offer.is_unsure("address")});
            if (!address.note.empty())
                inner(R"(<p class="km-small">{}</p>)", ShownText{visit, visit.shown(address.note)});
        },
        when(
            address.latitude && address.longitude,
            [&](Writer& inner) {
                inner(
                    R"(<p class="km-way"><a href="{}">{}</a></p>)",
                    Url::geo(*address.latitude, *address.longitude), texts("offer.open_map_app"_msg));
            }),
        when(body != nullptr, [&](Writer& inner) {
            inner(
                R"(<p class="km-small km-way"><a href="{}">{}</a></p>)", visit.url({"orte", body->slug}),
                texts("offer.more_in_place"_msg, {{"place", body->name}}));
        }));
}

void write_phones(Writer& w, Visit const& visit, Offer const& offer)
{
    if (offer.phones.empty() && offer.email.empty()) {
        if (offer.website.empty())
            w(R"(<section class="km-box km-stack km-stack--s" aria-labelledby="kontakt"><h2 id="kontakt" class="km-h3">{}</h2><p>{}</p><p class="km-way"><a href="{}">{}</a></p></section>)",
              visit.texts("offer.contact"_msg), visit.texts("offer.contact_unknown"_msg),
              visit.url({"info", "beratung"}), visit.texts("offers.none.counselling"_msg));
        return;
    }
    w(R"(<section class="km-box km-stack km-stack--s" aria-labelledby="kontakt"><h2 id="kontakt" class="km-h3">{}</h2><ul role="list" class="km-plain">{}{}</ul></section>)",
      visit.texts("offer.contact"_msg),
      each(
          offer.phones,
          [&](Writer& inner, Phone const& phone) {
              inner(
                  "<li>{} {}{}{}</li>", Icon{"phone"},
                  [&](Writer& number) {
                      if (phone.international.empty())
                          number("{}", LeftToRight{phone.printed});
                      else
                          number(
                              R"(<a href="{}">{}</a>)", Url::phone(phone.international),
                              LeftToRight{phone.printed});
                  },
                  [&](Writer& note) { write_note(note, visit, phone.note); },
                  CheckMark{visit, offer.is_unsure("phones")});
          }),
      when(!offer.email.empty(), [&](Writer& inner) {
          inner(
              R"(<li>{} <a href="{}">{}</a>{}</li>)", Icon{"mail"}, Url::mail(offer.email),
              LeftToRight{offer.email}, CheckMark{visit, offer.is_unsure("email")});
      }));
}

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

void write_facts(Writer& w, Visit const& visit, Offer const& offer)
{
    auto const& texts = visit.texts;
    auto const target = visit.shown(offer.target_group);
    auto const cost_note = visit.shown(offer.cost_note);
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
          facts.row("offer.cost"_msg, "cost", [&](Writer& value) {
              if (offer.cost == Cost::free)
                  value("{}", texts("cost.free"_msg));
              else if (offer.cost_amount)
                  value("{}", texts.money_short(*offer.cost_amount));
              else
                  value("{}", texts(offer.cost == Cost::fee ? "cost.fee"_msg : "cost.unknown"_msg));
              if (!cost_note.empty())
                  value("<br>{}", ShownText{visit, cost_note});
          });
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

// Where this comes from and how old it is: nothing unread is printed as fact.
void write_provenance(Writer& w, Visit const& visit, Offer const& offer)
{
    auto const& texts = visit.texts;
    w(
        R"(<section class="km-provenance km-stack km-stack--s" aria-labelledby="stand"><h2 id="stand" class="km-h3">{}</h2>{}{}{}<p class="km-small km-way km-noprint"><a href="{}">{}</a></p></section>)",
        texts("offer.provenance"_msg),
        [&](Writer& inner) {
            if (offer.is_example)
                inner("<p>{}</p>", texts("offer.is_example"_msg));
            else if (offer.confirmed_on)
                inner(
                    "<p>{}</p>",
                    texts(
                        "offer.confirmed_on"_msg,
                        {{"date", texts.date(*offer.confirmed_on, i18n::DateStyle::long_)}}));
            else
                inner(
                    R"(<p><span class="km-mark km-mark--warn">{}</span> {}</p>)",
                    texts("offer.unconfirmed"_msg),
                    offer.as_of ? texts("offer.as_of"_msg, {{"date", texts.partial_date(*offer.as_of)}})
                                : std::string(texts("offer.undated"_msg)));
        },
        when(
            offer.outdated_risk == "high",
            [&](Writer& inner) { inner(R"(<p class="km-small">{}</p>)", texts("offer.old_source"_msg)); }),
        when(
            !offer.sources.empty(),
            [&](Writer& inner) {
                inner(
                    R"(<details class="km-details"><summary>{}</summary><ul lang="de" dir="ltr">{}</ul></details>)",
                    texts("offer.sources"_msg), each(offer.sources, [&](Writer& item, Source const& source) {
                        item(
                            R"(<li class="km-small">{} – {}{}</li>)", source.title, source.site,
                            when(source.as_of.has_value(), [&](Writer& date) {
                                date(
                                    R"(, <span lang="{}" dir="{}">{}</span>)", visit.language().tag(),
                                    visit.language().direction(),
                                    texts("offer.as_of"_msg, {{"date", texts.partial_date(*source.as_of)}}));
                            }));
                    }));
            }),
        visit.url({remark_entrance.path}).with_query({{"seite", "angebote/" + offer.slug}}),
        texts("offer.report_change"_msg));
}

void write_share(Writer& w, Visit const& visit, Offer const& offer)
{
    // A code without the name of a host leads a phone nowhere.
    bool const has_address = !visit.call.site.base_url.empty();
    w(R"(<section class="km-box km-stack km-stack--s km-share" aria-labelledby="teilen"><h2 id="teilen" class="km-h3">{}</h2>{}<div>{}<p class="km-noprint" data-share hidden></p></div></section>)",
      visit.texts("offer.share"_msg),
      when(
          has_address,
          [&](Writer& inner) {
              inner(
                  R"(<img class="km-qr" src="{}" width="148" height="148" alt="{}" loading="lazy">)",
                  visit.url({"angebote", offer.slug, "qr.svg"}), visit.texts("offer.qr_alt"_msg));
          }),
      when(has_address, [&](Writer& inner) {
          inner(R"(<p class="km-small">{}</p>)", visit.texts("offer.qr_text"_msg));
      }));
}

enum class Shows : std::uint8_t { published, preview };

void write_main(Writer& w, Visit const& visit, Offer const& offer, OpenAnswer const& open, Shows shows)
{
    auto const& texts = visit.texts;
    auto const title = visit.shown(offer.title);
    auto const summary = visit.shown(offer.summary);
    auto const description = visit.shown(offer.description);
    auto const alert = visit.shown(offer.alert);
    auto const detail = open_detail(texts, open, visit.now);
    bool const can_call
        = std::ranges::any_of(offer.phones, [](Phone const& phone) { return !phone.international.empty(); });

    w(
        R"(<div class="km-wrap km-main km-stack km-stack--l"><div class="km-stack km-stack--s"><p class="km-muted">{}{}{}</p><h1>{}{}</h1><p class="km-cluster km-cluster--tight">{}{} <span {}>{}</span></p></div>{}{}{}{}<div class="km-sidebar km-sidebar--contact"><div class="km-stack">{}{}{}{}</div><div class="km-stack km-stack--l"><section class="km-stack km-prose" aria-labelledby="was"><h2 id="was">{}</h2><p>{}{}</p>{}{}</section>{}{}{}{}</div></div></div>)",
        kind_and_place(visit, offer),
        CheckMark{visit, offer.is_unsure("kind") || offer.is_unsure("municipality")},
        when(
            offer.is_example,
            [&](Writer& inner) {
                inner(R"( <span class="km-badge">{}</span>)", texts("offer.example"_msg));
            }),
        ShownText{visit, title}, CheckMark{visit, offer.is_unsure("title")}, OpenMark{visit, open},
        CheckMark{visit, open.state == OpenState::always && offer.is_unsure("hours")},
        Attributes{attribute("class", "km-now", !detail.empty())},
        !detail.empty() ? detail
            : open.state == OpenState::unconfirmed || open.state == OpenState::unknown
            ? std::string(texts(can_call ? "open.call_first"_msg : "open.ask_first"_msg))
            : std::string{},
        when(
            offer.status == OfferStatus::temporarily_closed,
            [&](Writer& inner) {
                inner(R"(<div class="km-note km-note--warn"><p>{}</p></div>)", texts("offer.paused"_msg));
            }),
        when(
            !alert.empty(),
            [&](Writer& inner) {
                inner(
                    R"(<div class="km-note km-note--warn"><p><strong>{}</strong> {}{}</p></div>)",
                    texts("offer.alert"_msg), ShownText{visit, alert},
                    CheckMark{visit, offer.is_unsure("alert")});
            }),
        [&](Writer& inner) { write_actions(inner, visit, offer); },
        TranslationNote{visit, {title, summary, description, alert}},
        [&](Writer& inner) { write_hours(inner, visit, offer); },
        [&](Writer& inner) { write_address(inner, visit, offer); },
        [&](Writer& inner) { write_phones(inner, visit, offer); },
        when(
            !offer.languages.empty(),
            [&](Writer& inner) {
                inner(
                    R"(<section class="km-box km-stack km-stack--s" aria-labelledby="spr"><h2 id="spr" class="km-h3">{}</h2>{}{}</section>)",
                    texts("offer.we_speak"_msg), LanguageTags{offer.languages},
                    when(offer.is_unsure("languages_spoken"), [&](Writer& mark) {
                        mark("<p>{}</p>", CheckMark{visit, true});
                    }));
            }),
        texts("offer.what"_msg), ShownText{visit, summary}, CheckMark{visit, offer.is_unsure("summary")},
        [&](Writer& inner) {
            if (description.empty())
                return;
            auto const html = html::Safe(markdown::to_html(description.text, {.first_heading_level = 3}));
            if (description.language == visit.language())
                inner("{}", html);
            else
                inner(
                    R"(<div lang="{}" dir="{}">{}</div>)", description.language.tag(),
                    description.language.direction(), html);
        },
        [&](Writer& inner) {
            if (!description.empty() && offer.is_unsure("description"))
                inner("<p>{}</p>", CheckMark{visit, true});
            inner("{}", OfferFigure{visit, offer, shows == Shows::preview});
        },
        when(
            !offer.required_documents.empty(),
            [&](Writer& inner) {
                inner(
                    R"(<section class="km-stack km-stack--s" aria-labelledby="mit"><h2 id="mit">{}</h2><ul>{}</ul></section>)",
                    texts("offer.bring"_msg),
                    each(offer.required_documents, [&](Writer& item, LocalisedText const& document) {
                        item(
                            "<li>{}{}</li>", ShownText{visit, visit.shown(document)},
                            CheckMark{visit, offer.is_unsure("required_documents")});
                    }));
            }),
        [&](Writer& inner) { write_facts(inner, visit, offer); },
        [&](Writer& inner) { write_provenance(inner, visit, offer); },
        [&](Writer& inner) { write_share(inner, visit, offer); });
}

web::PublicFrame offer_frame(Visit const& visit, Offer const& offer)
{
    auto const title = visit.shown(offer.title);
    auto frame = visit.frame(std::string(title.text), "angebote/" + offer.slug, "angebote");
    frame.description = visit.shown(offer.summary).text;
    frame.crumbs.push_back(
        {visit.url({"angebote"}), std::string(visit.texts("offers.title"_msg)), visit.language()});
    if (auto const* body = visit.snapshot().find_municipality(offer.municipality))
        frame.crumbs.push_back({visit.url({"orte", body->slug}), body->name, Language::german()});
    return frame;
}

}

http::Response offer_page(Visit const& visit, Offer const& offer)
{
    auto const open = open_at(offer.hours, visit.now);
    auto frame = offer_frame(visit, offer);
    frame.structured_data = structured_data_of(visit, offer);
    return visit.page(
        frame, [&](Writer& w) { write_main(w, visit, offer, open, Shows::published); }, open.valid_until);
}

http::Response offer_preview_page(Visit const& visit, Offer const& offer)
{
    auto const open = open_at(offer.hours, visit.now);
    auto const& german = Texts::of(i18n::Language::german()); // for editors, whatever language they look at
    auto frame = offer_frame(visit, offer);
    frame.is_indexable = false;
    return visit.page(frame, [&](Writer& w) {
        w(R"(<div class="km-wrap"><div class="km-note km-note--warn" role="note"><p lang="de" dir="ltr"><strong>{}</strong> {} {}</p></div></div>)",
          german("desk.preview"_msg), german("desk.preview.text"_msg),
          each(visit.call.site.languages, [&](Writer& link, i18n::Language const& language) {
              link(
                  R"(<a href="{}" {}>{}</a> )",
                  web::staff_url({"angebote", std::to_string(offer.id.value), "vorschau", language.tag()}),
                  Attributes{attribute("aria-current", "page", language == visit.language())},
                  german.language_name(language));
          }));
        write_main(w, visit, offer, open, Shows::preview);
    });
}

http::Response ended_offer_page(Visit const& visit, Offer const& offer)
{
    auto frame = offer_frame(visit, offer);
    frame.is_indexable = false;
    OfferFilter similar;
    similar.kinds = {offer.kind};
    similar.municipality = offer.municipality;
    auto list = list_offers_for(visit.snapshot(), similar, visit.language(), visit.now);
    if (list.offers.empty()) {
        similar.municipality = {};
        list = list_offers_for(visit.snapshot(), similar, visit.language(), visit.now);
    }
    auto response = visit.page(frame, [&](Writer& w) {
        w(R"(<div class="km-wrap km-main km-stack km-stack--l"><div class="km-stack km-stack--s"><p class="km-muted">{}</p><h1>{}</h1></div><div class="km-note km-note--warn"><p><strong>{}</strong> {}</p></div>{}</div>)",
          kind_and_place(visit, offer), ShownText{visit, visit.shown(offer.title)},
          visit.texts("offer.ended"_msg), visit.texts("offer.ended.text"_msg),
          when(!list.offers.empty(), [&](Writer& instead) {
              instead(
                  R"(<section class="km-stack" aria-labelledby="statt"><h2 id="statt">{}</h2><ul class="km-cards" role="list">{}</ul></section>)",
                  visit.texts("offer.ended.instead"_msg),
                  each(list.offers, [&](Writer& item, ListedOffer const& listed) {
                      OfferCard{visit, listed}(item);
                  }));
          }));
    });
    response.set_status(http::Status::gone);
    return response;
}

} // namespace kommin::portal
