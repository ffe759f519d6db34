// The offer list: filter form, chips of the filters in force, cards, ways out of an empty list.

#include "modules/portal/site/components.hpp"
#include "modules/portal/site/pages.hpp"

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

using QueryFields = std::vector<std::pair<std::string, std::string>>;

Url list_url(Visit const& visit, QueryFields const& fields)
{
    auto const path = std::string(visit.url({"angebote"}).text()) + query_string(fields);
    return Url::local(path).value_or(visit.url({"angebote"}));
}

QueryFields without(QueryFields fields, std::string_view name, std::string_view value)
{
    std::erase_if(fields, [&](auto const& field) { return field.first == name && field.second == value; });
    return fields;
}

QueryFields without_all(QueryFields fields, std::string_view name)
{
    std::erase_if(fields, [&](auto const& field) { return field.first == name; });
    return fields;
}

InLanguage in_its_language(CategoryText const& text, Visit const& visit)
{
    return {text.text, text.language, visit.language()};
}

// What people read for a field in the URL.
void write_field_label(Writer& w, Visit const& visit, std::string_view name, std::string_view value)
{
    auto const& texts = visit.texts;
    auto const by_word = [&](auto words, auto label) {
        for (auto const& entry : words) {
            if (entry.word == value)
                w("{}", label(entry.code));
        }
    };
    if (name == "q") {
        w("<q><bdi>{}</bdi></q>", value); // quotation marks as the language has them
    } else if (name == "gemeinde") {
        if (auto const* body = visit.snapshot().find_municipality(value))
            w("{}", GermanName{body->name, visit.language()});
    } else if (name == "kategorie") {
        by_word(kind_words(), [&](OfferKind kind) { return visit.name_of(kind); });
    } else if (name == "thema") {
        auto const& categories = visit.categories();
        if (auto const situation = categories.find_by_word(value))
            w("{}", in_its_language(categories.shown_name(*situation, texts), visit));
    } else if (name == "zielgruppe") {
        by_word(target_group_words(), [&](TargetGroup group) { return texts(label_of(group)); });
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
    w(R"(<div class="km-check"><input type="checkbox" id="f-{}-{}" name="{}" value="{}" {}><label for="f-{}-{}">{}{}</label></div>)",
      check.name, check.value, check.name, check.value, Attributes{flag("checked", check.is_checked)},
      check.name, check.value, label, when(check.count >= 0, [&](Writer& inner) {
          inner(R"( <span class="km-muted km-num">({})</span>)", check.count);
      }));
}

// A group of the filter: folded, so that the form stays short, unless something in it is ticked.
template<class Checks>
void write_group(Writer& w, std::string_view legend, bool is_open, Checks const& checks)
{
    w(R"(<details class="km-fold" {}><summary>{}</summary><fieldset class="km-fieldset"><legend class="km-hide">{}</legend>{}</fieldset></details>)",
      Attributes{flag("open", is_open)}, legend, legend, checks);
}

// A value of a facet in the form.
struct FacetValue {
    std::string_view word;
    CategoryText label;
    bool is_chosen;
    int count;
    bool is_offered = true; // false: the district does not want it here
};

std::string_view word_of(Categories const& /*categories*/, OfferKind kind)
{
    return portal::word_of(kind);
}
std::string_view word_of(Categories const& categories, Situation situation)
{
    return categories.word_of(situation);
}

// The categories of one sort, in the order of the district.
template<class Code>
std::vector<FacetValue> category_values(
    Visit const& visit, OfferList const& list, std::vector<Code> const& codes,
    std::vector<Code> const& chosen)
{
    auto const& categories = visit.categories();
    std::vector<FacetValue> values;
    for (auto const code : codes)
        values.push_back(
            {word_of(categories, code), categories.shown_name(code, visit.texts),
             std::ranges::find(chosen, code) != chosen.end(), list.facets.of(code),
             categories.is_in_filter(code)});
    return values;
}

std::vector<FacetValue> target_group_values(
    Visit const& visit, OfferList const& list, std::vector<TargetGroup> const& chosen)
{
    std::vector<FacetValue> values;
    for (auto const& entry : target_group_words())
        values.push_back(
            {entry.word,
             {visit.texts(entry.label), visit.language()},
             std::ranges::find(chosen, entry.code) != chosen.end(),
             list.facets.of(entry.code)});
    return values;
}

// One group of checkboxes; values that would leave nothing are not offered, unless they are ticked.
void write_values(
    Writer& w, Visit const& visit, std::string_view field, MessageKey legend,
    std::vector<FacetValue> const& values, bool is_open = false)
{
    bool const is_wanted = std::ranges::any_of(
        values, [](FacetValue const& value) { return value.is_offered || value.is_chosen; });
    if (!is_wanted)
        return;
    write_group(
        w, visit.texts(legend), is_open || std::ranges::any_of(values, &FacetValue::is_chosen),
        each(values, [&](Writer& inner, FacetValue const& value) {
            if (value.is_chosen || (value.is_offered && value.count > 0))
                write_check(
                    inner, {field, value.word, value.is_chosen, value.count},
                    in_its_language(value.label, visit));
        }));
}

void write_languages(Writer& w, Visit const& visit, OfferFilter const& filter, OfferList const& list)
{
    auto const& snapshot = visit.snapshot();
    if (snapshot.spoken_languages().empty())
        return;
    write_group(
        w, visit.texts("filter.languages"_msg), !filter.languages.empty(),
        each(snapshot.spoken_languages(), [&](Writer& inner, std::string const& tag, std::size_t number) {
            bool const is_chosen
                = std::find(filter.languages.begin(), filter.languages.end(), tag) != filter.languages.end();
            int const count = list.facets.languages[number];
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
    auto const& categories = visit.categories();
    auto const count = filter.count();
    auto const title = count > 0 ? texts("filter.title_count"_msg, {{"count", count}})
                                 : std::string(texts("filter.title"_msg));
    w(R"(<button class="kern-btn kern-btn--secondary km-sheet-btn" type="button" popovertarget="filter"><span class="kern-label">{}</span></button>)",
      title);
    w(
        R"(<form class="km-filter km-sheet" id="filter" popover action="{}" method="get" aria-labelledby="filter-h"><h2 id="filter-h" class="km-h3">{}</h2><button class="km-sheet__close" type="button" popovertarget="filter" popovertargetaction="hide">{}</button>
<div class="kern-form-input"><label class="kern-label" for="f-q">{}</label><input class="kern-form-input__input" id="f-q" name="q" type="search" value="{}" maxlength="200"></div>
<div class="kern-form-input"><label class="kern-label" for="f-gemeinde">{}</label><div class="kern-form-input__select-wrapper"><select class="kern-form-input__select" id="f-gemeinde" name="gemeinde"><option value="">{}</option>{}</select></div></div>
{}{}{}{}{}
<div class="km-actions"><button class="kern-btn kern-btn--primary" type="submit"><span class="kern-label">{}</span></button></div></form>)",
        visit.url({"angebote"}), title, texts("web.close"_msg), texts("filter.text"_msg), filter.query,
        texts("filter.place"_msg), texts("filter.all_places"_msg),
        each(
            visit.snapshot().municipalities(),
            [&](Writer& inner, tenants::Body const* body) {
                inner(
                    R"(<option value="{}" lang="de" {}>{}</option>)", body->slug,
                    Attributes{flag("selected", body->slug == filter.municipality)}, body->name);
            }),
        [&](Writer& inner) {
            write_values(
                inner, visit, "thema", "filter.situation"_msg,
                category_values(visit, list, categories.situations(), filter.situations), true);
        },
        [&](Writer& inner) {
            write_values(
                inner, visit, "kategorie", "filter.kind"_msg,
                category_values(visit, list, categories.kinds(), filter.kinds));
        },
        [&](Writer& inner) { write_languages(inner, visit, filter, list); },
        [&](Writer& inner) {
            write_values(
                inner, visit, "zielgruppe", "filter.target_group"_msg,
                target_group_values(visit, list, filter.target_groups));
        },
        [&](Writer& inner) {
            write_group(
                inner, texts("filter.more"_msg),
                filter.open_now || filter.only_free || filter.with_childcare || filter.wheelchair_accessible,
                [&](Writer& group) {
                    write_check(group, {"offen", "jetzt", filter.open_now, -1}, texts("filter.open"_msg));
                    write_check(group, {"kosten", "keine", filter.only_free, -1}, texts("filter.free"_msg));
                    write_check(
                        group, {"kinderbetreuung", "ja", filter.with_childcare, -1},
                        texts("filter.childcare"_msg));
                    write_check(
                        group, {"barrierefrei", "ja", filter.wheelchair_accessible, -1},
                        texts("filter.wheelchair"_msg));
                });
        },
        texts("filter.apply"_msg));
}

void write_chips(Writer& w, Visit const& visit, QueryFields const& fields)
{
    if (fields.empty())
        return;
    w(R"(<ul class="km-chips" role="list" aria-label="{}">{}{}</ul>)", visit.texts("filter.active"_msg),
      each(
          fields,
          [&](Writer& inner, auto const& field) {
              inner(
                  R"(<li><a class="km-chip" href="{}"><span class="km-hide">{} </span><span>{}</span></a></li>)",
                  list_url(visit, without(fields, field.first, field.second)),
                  visit.texts("filter.remove"_msg),
                  [&](Writer& label) { write_field_label(label, visit, field.first, field.second); });
          }),
      when(fields.size() > 1, [&](Writer& inner) {
          inner(
              R"(<li><a class="km-small" href="{}">{}</a></li>)", visit.url({"angebote"}),
              visit.texts("filter.remove_all"_msg));
      }));
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

// After the last card: whom to ask when nothing of it was right.
void write_end(Writer& w, Visit const& visit)
{
    w(R"(<div class="km-way"><p>{}</p><a href="{}">{}</a></div>)", visit.texts("offers.none.title"_msg),
      visit.url({"info", "beratung"}), visit.texts("offers.none.counselling"_msg));
}

void write_empty(Writer& w, Visit const& visit, QueryFields const& fields, OfferList const& list)
{
    auto const& texts = visit.texts;
    w(R"(<div class="km-empty km-stack km-stack--s"><h3>{}</h3><p>{}</p>{}{}<p class="km-way"><a href="{}">{}</a></p></div>)",
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
    auto const fields = filter.fields(visit.categories());
    auto frame = visit.frame(std::string(texts("offers.title"_msg)), "angebote", "angebote");
    frame.description = texts("offers.lead"_msg);
    frame.query = query_string(fields);
    frame.is_indexable = fields.empty() || (fields.size() == 1 && fields.front().first != "q");

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
                                OfferCard{visit, listed, &list.marks}(item);
                            }));
                    }),
                Pager{
                    visit, list.page, list.pages,
                    [&](int number) {
                        auto copy = fields;
                        if (number > 1)
                            copy.emplace_back("seite", std::to_string(number));
                        return list_url(visit, copy);
                    }},
                [&](Writer& inner) {
                    if (list.total == 0)
                        write_empty(inner, visit, fields, list);
                    else
                        write_end(inner, visit);
                });
        },
        list.valid_until);
}

} // namespace kommin::portal
