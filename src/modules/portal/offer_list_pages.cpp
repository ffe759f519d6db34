// The offer list: filter form, chips of the filters in force, cards, ways out of an empty list.

#include "modules/portal/components.hpp"
#include "modules/portal/offers_pages.hpp"

#include <algorithm>

namespace kommin::portal {

using html::attribute;
using html::Attributes;
using html::each;
using html::flag;
using html::Url;
using html::when;
using html::Writer;
using web::GermanName;
using web::InLanguage;

namespace {

using Fields = std::vector<std::pair<std::string, std::string>>;

Url list_url(Visit const& visit, Fields const& fields)
{
    auto const path = std::string(visit.url({"angebote"}).text()) + query_string(fields);
    return Url::local(path).value_or(visit.url({"angebote"}));
}

Fields without(Fields fields, std::string_view name, std::string_view value)
{
    std::erase_if(fields, [&](auto const& field) { return field.first == name && field.second == value; });
    return fields;
}

Fields without_all(Fields fields, std::string_view name)
{
    std::erase_if(fields, [&](auto const& field) { return field.first == name; });
    return fields;
}

// What people read for a field in the URL.
void write_field_label(Writer& w, Visit const& visit, std::string_view name, std::string_view value)
{
    auto const& texts = visit.texts;
    auto const by_word = [&](auto words) {
        for (auto const& entry : words) {
            if (entry.word == value)
                w("{}", texts(entry.label));
        }
    };
    if (name == "q") {
        w("„{}“", value);
    } else if (name == "gemeinde") {
        if (auto const* body = visit.snapshot().find_municipality(value))
            w("{}", GermanName{body->name, visit.language()});
    } else if (name == "kategorie") {
        by_word(kind_words());
    } else if (name == "thema") {
        by_word(situation_words());
    } else if (name == "zielgruppe") {
        by_word(target_group_words());
    } else if (name == "sprache") {
        if (auto const language = Language::find(value))
            w("{}", texts.language_name(*language));
    } else if (name == "kosten") {
        w("{}", texts("filter.free"_msg));
    } else if (name == "kinderbetreuung") {
        w("{}", texts("filter.childcare"_msg));
    } else if (name == "barrierefrei") {
        w("{}", texts("filter.wheelchair"_msg));
    } else if (name == "offen") {
        w("{}", texts("filter.open"_msg));
    }
}

struct Check {
    std::string_view name;
    std::string_view value;
    bool is_checked;
    int count; // -1: not counted
};

// A checkbox with its label and the number of offers behind it.
template<class Label>
void write_check(Writer& w, Check const& check, Label const& label)
{
    auto const id = "f-" + std::string(check.name) + '-' + std::string(check.value);
    w(R"(<div class="km-check"><input type="checkbox" id="{}" name="{}" value="{}" {}><label for="{}">{}{}</label></div>)",
      id, check.name, check.value, Attributes{flag("checked", check.is_checked)}, id, label,
      when(check.count >= 0, [&](Writer& inner) {
          inner(R"( <span class="km-muted km-num">({})</span>)", check.count);
      }));
}

// One group of checkboxes; values that would leave nothing are not offered, unless they are ticked.
template<class Code>
void write_codes(
    Writer& w, Visit const& visit, OfferList const& list, std::string_view field, MessageKey legend,
    std::span<UrlWord<Code> const> words, std::vector<Code> const& chosen)
{
    w(R"(<fieldset class="km-fieldset"><legend>{}</legend>{}</fieldset>)", visit.texts(legend),
      each(words, [&](Writer& inner, UrlWord<Code> const& entry) {
          bool const is_chosen = std::find(chosen.begin(), chosen.end(), entry.code) != chosen.end();
          int const count = list.facets.of(field, entry.word);
          if (count > 0 || is_chosen)
              write_check(inner, {field, entry.word, is_chosen, count}, visit.texts(entry.label));
      }));
}

void write_languages(Writer& w, Visit const& visit, OfferFilter const& filter, OfferList const& list)
{
    auto const& snapshot = visit.snapshot();
    if (snapshot.spoken_languages().empty())
        return;
    w(R"(<fieldset class="km-fieldset"><legend>{}</legend>{}</fieldset>)",
      visit.texts("filter.languages"_msg),
      each(snapshot.spoken_languages(), [&](Writer& inner, std::string const& tag) {
          bool const is_chosen
              = std::find(filter.languages.begin(), filter.languages.end(), tag) != filter.languages.end();
          int const count = list.facets.of("sprache", tag);
          auto const language = Language::find(tag);
          if (!language || (count == 0 && !is_chosen))
              return;
          write_check(inner, {"sprache", tag, is_chosen, count}, [&](Writer& label) {
              label(
                  R"(<span lang="{}" dir="{}">{}</span>)", language->tag(), language->direction(),
                  language->autonym());
              auto const name = visit.texts.language_name(*language);
              if (name != language->autonym())
                  label(" · {}", name);
          });
      }));
}

void write_filter_form(Writer& w, Visit const& visit, OfferFilter const& filter, OfferList const& list)
{
    auto const& texts = visit.texts;
    auto const count = filter.count();
    auto const title = count > 0 ? texts("filter.title_count"_msg, {{"count", count}})
                                 : std::string(texts("filter.title"_msg));
    w(R"(<button class="kern-btn kern-btn--secondary km-sheet-btn" type="button" popovertarget="filter"><span class="kern-label">{}</span></button>)",
      title);
    w(
        R"(<form class="km-filter km-sheet" id="filter" popover action="{}" method="get" aria-labelledby="filter-h"><h2 id="filter-h" class="km-h3">{}</h2>
<div class="kern-form-input"><label class="kern-label" for="f-q">{}</label><input class="kern-form-input__input" id="f-q" name="q" type="search" value="{}" maxlength="200"></div>
<div class="kern-form-input"><label class="kern-label" for="f-gemeinde">{}</label><div class="kern-form-input__select-wrapper"><select class="kern-form-input__select" id="f-gemeinde" name="gemeinde"><option value="">{}</option>{}</select></div></div>
{}{}{}{}<fieldset class="km-fieldset"><legend>{}</legend>{}</fieldset>
<div class="km-actions"><button class="kern-btn kern-btn--primary" type="submit"><span class="kern-label">{}</span></button></div></form>)",
        visit.url({"angebote"}), title, texts("filter.text"_msg), filter.query, texts("filter.place"_msg),
        texts("filter.all_places"_msg),
        each(
            visit.snapshot().municipalities(),
            [&](Writer& inner, tenants::Body const* body) {
                inner(
                    R"(<option value="{}" lang="de" {}>{}</option>)", body->slug,
                    Attributes{flag("selected", body->slug == filter.municipality)}, body->name);
            }),
        [&](Writer& inner) {
            write_codes(
                inner, visit, list, "thema", "filter.situation"_msg, situation_words(), filter.situations);
        },
        [&](Writer& inner) {
            write_codes(inner, visit, list, "kategorie", "filter.kind"_msg, kind_words(), filter.kinds);
        },
        [&](Writer& inner) { write_languages(inner, visit, filter, list); },
        [&](Writer& inner) {
            write_codes(
                inner, visit, list, "zielgruppe", "filter.target_group"_msg, target_group_words(),
                filter.target_groups);
        },
        texts("filter.more"_msg),
        [&](Writer& inner) {
            write_check(inner, {"offen", "jetzt", filter.open_now, -1}, texts("filter.open"_msg));
            write_check(inner, {"kosten", "keine", filter.only_free, -1}, texts("filter.free"_msg));
            write_check(
                inner, {"kinderbetreuung", "ja", filter.with_childcare, -1}, texts("filter.childcare"_msg));
            write_check(
                inner, {"barrierefrei", "ja", filter.wheelchair_accessible, -1},
                texts("filter.wheelchair"_msg));
        },
        texts("filter.apply"_msg));
}

void write_chips(Writer& w, Visit const& visit, Fields const& fields)
{
    if (fields.empty())
        return;
    w(R"(<ul class="km-chips" role="list" aria-label="{}">{}<li><a class="km-small" href="{}">{}</a></li></ul>)",
      visit.texts("filter.active"_msg),
      each(
          fields,
          [&](Writer& inner, auto const& field) {
              inner(
                  R"(<li><a class="km-chip" href="{}"><span class="km-hide">{} </span><span>{}</span></a></li>)",
                  list_url(visit, without(fields, field.first, field.second)),
                  visit.texts("filter.remove"_msg),
                  [&](Writer& label) { write_field_label(label, visit, field.first, field.second); });
          }),
      visit.url({"angebote"}), visit.texts("filter.remove_all"_msg));
}

// Values in the address that mean nothing here are named, not swallowed.
void write_unknown(Writer& w, Visit const& visit, OfferFilter const& filter)
{
    if (filter.unknown.empty())
        return;
    w(R"(<div class="km-note km-note--warn" role="status"><p><strong>{}</strong></p><ul>{}</ul></div>)",
      visit.texts("filter.unknown"_msg), each(filter.unknown, [](Writer& inner, auto const& entry) {
          inner(R"(<li><bdi>{}</bdi></li>)", entry.first + " = " + entry.second);
      }));
}

void write_pager(Writer& w, Visit const& visit, Fields const& fields, OfferList const& list)
{
    if (list.pages <= 1)
        return;
    auto const page_link = [&](int number) {
        auto copy = fields;
        if (number > 1)
            copy.emplace_back("seite", std::to_string(number));
        return list_url(visit, copy);
    };
    auto const& texts = visit.texts;
    std::vector<int> numbers;
    for (int number = 1; number <= list.pages; ++number) {
        if (number == 1 || number == list.pages || std::abs(number - list.page) <= 2)
            numbers.push_back(number);
    }
    w(R"(<nav aria-label="{}"><ul class="km-pager" role="list">{}{}</ul></nav>)", texts("pager.label"_msg),
      each(
          numbers,
          [&](Writer& inner, int number) {
              if (number == list.page)
                  inner(
                      R"(<li><span aria-current="page"><span class="km-hide">{} </span>{}</span></li>)",
                      texts("pager.page"_msg), number);
              else
                  inner(
                      R"(<li><a href="{}"><span class="km-hide">{} </span>{}</a></li>)", page_link(number),
                      texts("pager.page"_msg), number);
          }),
      when(list.page < list.pages, [&](Writer& inner) {
          inner(
              R"(<li><a href="{}" rel="next">{}</a></li>)", page_link(list.page + 1),
              texts("pager.next"_msg));
      }));
}

void write_empty(Writer& w, Visit const& visit, Fields const& fields, OfferList const& list)
{
    auto const& texts = visit.texts;
    w(R"(<div class="km-empty km-stack km-stack--s"><h3>{}</h3><p>{}</p>{}{}<p><a href="{}">{}</a></p></div>)",
      texts("offers.none.title"_msg), texts("offers.none.text"_msg),
      when(
          !list.ways_out.empty(),
          [&](Writer& inner) {
              inner("<ul>{}</ul>", each(list.ways_out, [&](Writer& item, auto const& way) {
                        item(
                            R"(<li><a href="{}">{}</a></li>)",
                            list_url(visit, without_all(fields, way.first)), [&](Writer& label) {
                                auto const removed
                                    = std::find_if(fields.begin(), fields.end(), [&](auto const& field) {
                                          return field.first == way.first;
                                      });
                                label("{} {} ", texts("offers.none.without"_msg), [&](Writer& name) {
                                    write_field_label(name, visit, way.first, removed->second);
                                });
                                label("({})", texts("offers.count"_msg, {{"count", way.second}}));
                            });
                    }));
          }),
      when(
          !list.suggestions.empty(),
          [&](Writer& inner) {
              inner(
                  "<p>{} {}</p>", texts("search.did_you_mean"_msg),
                  each(list.suggestions, [&](Writer& item, std::string const& word) {
                      auto copy = without_all(fields, "q");
                      copy.emplace_back("q", word);
                      item(R"(<a href="{}">{}</a> )", list_url(visit, copy), word);
                  }));
          }),
      visit.url({"info", "beratung"}), texts("offers.none.counselling"_msg));
}

}

http::Response offer_list_page(Visit const& visit, OfferFilter const& filter, OfferList const& list)
{
    auto const& texts = visit.texts;
    auto const fields = filter.fields();
    auto frame = visit.frame(std::string(texts("offers.title"_msg)), "angebote", "angebote");
    frame.description = texts("offers.lead"_msg);
    frame.query = query_string(fields);
    frame.is_indexable = fields.empty() || (fields.size() == 1 && fields.front().first != "q");

    auto const marks = visit.snapshot().index().marks(filter.query, visit.language().tag());
    return visit.page(
        frame,
        [&](Writer& w) {
            w(
                R"(<div class="km-wrap km-main km-stack km-stack--l"><div class="km-stack km-stack--s"><h1>{}</h1><p class="km-lead">{}</p></div>{}<div class="km-sidebar km-sidebar--start"><div>{}</div><section class="km-stack" aria-labelledby="treffer"><h2 id="treffer" class="km-h3" aria-live="polite">{}</h2>{}{}{}{}{}</section></div></div>)",
                texts("offers.title"_msg), texts("offers.lead"_msg),
                [&](Writer& inner) { write_unknown(inner, visit, filter); },
                [&](Writer& inner) { write_filter_form(inner, visit, filter, list); },
                texts("offers.count"_msg, {{"count", list.total}}),
                [&](Writer& inner) { write_chips(inner, visit, fields); },
                when(
                    list.relaxed,
                    [&](Writer& inner) {
                        inner(R"(<p class="km-small km-muted">{}</p>)", texts("search.relaxed"_msg));
                    }),
                when(
                    !list.offers.empty(),
                    [&](Writer& inner) {
                        inner(
                            R"(<ul class="km-cards" role="list">{}</ul>)",
                            each(list.offers, [&](Writer& item, ListedOffer const& listed) {
                                OfferCard{visit, listed, filter.query.empty() ? nullptr : &marks}(item);
                            }));
                    }),
                [&](Writer& inner) { write_pager(inner, visit, fields, list); },
                when(list.total == 0, [&](Writer& inner) { write_empty(inner, visit, fields, list); }));
        },
        list.valid_until);
}

} // namespace kommin::portal
