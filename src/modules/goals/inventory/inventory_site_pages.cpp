#include "modules/goals/inventory/inventory_site_pages.hpp"

#include "platform/base/text.hpp"
#include "platform/html/attributes.hpp"
#include "platform/web/form_parts.hpp"
#include "platform/web/public_form.hpp"
#include "platform/web/shown_text.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace kommin::goals {

using html::Attributes;
using html::each;
using html::when;
using html::Writer;
using i18n::Language;
using i18n::Texts;
using records::Fields;
using web::InLanguage;
using web::Visit;

namespace {

web::PublicFrame frame_of_link(Visit const& visit, std::string title, std::string path)
{
    auto frame = visit.frame(std::move(title), std::move(path), "");
    frame.is_indexable = false;
    frame.foot = {};
    return frame;
}

std::string path_of_link(Visit const& visit, std::string_view page)
{
    auto path = std::string(inventory_path) + '/' + std::string(visit.call.path["token"]);
    return page.empty() ? path : path + '/' + std::string(page);
}

InLanguage german(Visit const& visit, std::string_view text)
{
    return {text, Language::german(), visit.language()};
}

void write_german_paragraphs(Writer& w, Visit const& visit, std::string_view text)
{
    for (auto const line : split(text, '\n')) {
        if (!trim(line).empty())
            w("<p>{}</p>", german(visit, line));
    }
}

std::string problem_of(std::vector<Problem> const& problems, std::string_view field, Texts const& texts)
{
    auto const found = std::ranges::find(problems, field, &Problem::field);
    return found == problems.end() ? std::string{} : i18n::text_of(*found, texts);
}

// One field with label, hint and problem, tied together.
template<class Control>
void write_linked_field(
    Writer& w, Texts const& texts, std::vector<Problem> const& problems, std::string_view name,
    MessageKey label, MessageKey hint, Control control)
{
    auto const id = "f-" + std::string(name);
    auto const problem = problem_of(problems, name, texts);
    bool const has_hint = !(hint == MessageKey{});
    auto described = has_hint ? id + "-hinweis" : std::string{};
    if (!problem.empty())
        described = id + "-fehler" + (has_hint ? ' ' + described : std::string{});
    w(R"(<div class="{}"><label class="kern-label" for="{}">{}</label>{}{}{}</div>)",
      problem.empty() ? "kern-form-input" : "kern-form-input km-field--error", id, texts(label),
      when(
          has_hint,
          [&](Writer& inner) {
              inner(R"(<p class="km-hint" id="{}">{}</p>)", id + "-hinweis", texts(hint));
          }),
      when(
          !problem.empty(),
          [&](Writer& inner) { inner(R"(<p class="km-error" id="{}">{}</p>)", id + "-fehler", problem); }),
      [&](Writer& inner) {
          control(
              inner, id,
              Attributes{
                  html::attribute("aria-describedby", described, !described.empty()),
                  html::attribute("aria-invalid", "true", !problem.empty())});
      });
}

class EntryFields {
public:
    EntryFields(Visit const& visit, LinkedEntryPage const& page)
        : visit_(visit)
        , texts_(visit.texts)
        , page_(page)
    { }

    void write(Writer& w) const
    {
        write_select(w, entry_field::kind, kinds());
        write_line(w, entry_field::title, "inventory.hint.entry_title"_msg);
        write_select(w, entry_field::panel, panels());
        write_area(w, entry_field::text, "inventory.hint.text"_msg, 5);
        write_line(w, entry_field::audience, "inventory.hint.audience"_msg);
        write_places(w);
        write_line(w, entry_field::since, "inventory.hint.since"_msg);
        write_area(w, entry_field::reach, "inventory.hint.reach"_msg, 3);
        write_line(w, entry_field::contact, "inventory.hint.contact"_msg);
    }

private:
    struct Option {
        std::string value;
        std::string label;
        bool is_german = true;
    };
    static MessageKey label_of_field(std::string_view name) { return web::label_in(all_entry_fields, name); }
    [[nodiscard]] std::vector<Option> kinds() const
    {
        std::vector<Option> options{{"", std::string(texts_("inventory.site.choose"_msg)), false}};
        for (auto const kind : all_entry_kinds)
            options.push_back({std::string(to_text(kind)), std::string(texts_(label_of(kind))), false});
        return options;
    }
    [[nodiscard]] std::vector<Option> panels() const
    {
        std::vector<Option> options{{"", std::string(texts_("inventory.site.choose"_msg)), false}};
        auto const& fields = page_.found.of.whole.fields;
        for (auto const id : fields)
            options.push_back({std::to_string(id.value), page_.found.names.panel(id)});
        if (page_.entry != nullptr && std::ranges::find(fields, page_.entry->panel) == fields.end())
            options.push_back(
                {std::to_string(page_.entry->panel.value), page_.found.names.panel(page_.entry->panel)});
        return options;
    }
    void write_line(Writer& w, std::string_view name, MessageKey hint) const
    {
        write_linked_field(
            w, texts_, page_.problems, name, label_of_field(name), hint,
            [&](Writer& control, std::string const& id, Attributes const& attributes) {
                control(
                    R"(<input class="kern-form-input__input" id="{}" name="{}" type="text" dir="auto" autocomplete="off" value="{}" {}>)",
                    id, name, page_.fields.value(name), attributes);
            });
    }
    void write_area(Writer& w, std::string_view name, MessageKey hint, int rows) const
    {
        write_linked_field(
            w, texts_, page_.problems, name, label_of_field(name), hint,
            [&](Writer& control, std::string const& id, Attributes const& attributes) {
                control(
                    R"(<textarea class="kern-form-input__input" id="{}" name="{}" rows="{}" dir="auto" {}>{}</textarea>)",
                    id, name, rows, attributes, page_.fields.value(name));
            });
    }
    void write_select(Writer& w, std::string_view name, std::vector<Option> const& options) const
    {
        auto const chosen = page_.fields.value(name);
        write_linked_field(
            w, texts_, page_.problems, name, label_of_field(name), {},
            [&](Writer& control, std::string const& id, Attributes const& attributes) {
                control(
                    R"(<div class="kern-form-input__select-wrapper"><select class="kern-form-input__select" id="{}" name="{}" {}>{}</select></div>)",
                    id, name, attributes, each(options, [&](Writer& item, Option const& option) {
                        bool const is_foreign = option.is_german && visit_.language() != Language::german();
                        item(
                            R"(<option value="{}" {}>{}</option>)", option.value,
                            Attributes{
                                html::flag("selected", option.value == chosen),
                                html::attribute("lang", "de", is_foreign)},
                            option.label);
                    }));
            });
    }
    void write_places(Writer& w) const
    {
        auto const& chosen = page_.fields.values(entry_field::places);
        auto const problem = problem_of(page_.problems, entry_field::places, texts_);
        w(R"(<fieldset id="f-places" tabindex="-1" aria-describedby="f-places-hinweis"><legend>{}</legend><p class="km-hint" id="f-places-hinweis">{}</p>{}{}</fieldset>)",
          texts_(label_of_field(entry_field::places)), texts_("inventory.hint.places"_msg),
          when(!problem.empty(), [&](Writer& inner) { inner(R"(<p class="km-error">{}</p>)", problem); }),
          each(page_.found.names.district.bodies, [&](Writer& box, tenants::Body const& body) {
              if (body.kind != tenants::BodyKind::municipality)
                  return;
              auto const value = std::to_string(body.id.value);
              bool const is_chosen = std::ranges::find(chosen, value) != chosen.end();
              box(R"(<div class="km-check"><input type="checkbox" id="f-places-{}" name="places" value="{}" {}><label for="f-places-{}">{}</label></div>)",
                  value, value, Attributes{html::flag("checked", is_chosen)}, value,
                  german(visit_, body.name));
          }));
    }

    Visit const& visit_;
    Texts const& texts_;
    LinkedEntryPage const& page_;
};

void write_linked_fact(Writer& w, Visit const& visit, MessageKey label, std::string_view value)
{
    if (!value.empty())
        w("<div><dt>{}</dt><dd>{}</dd></div>", visit.texts(label), german(visit, value));
}

void write_linked_facts(Writer& w, Visit const& visit, LinkedRequest const& found, InventoryEntry const& one)
{
    auto const& texts = visit.texts;
    std::vector<std::string> places;
    for (auto const place : one.places)
        places.push_back(found.names.place(place));
    w(
        R"({}<dl class="km-facts">{}</dl>)",
        [&](Writer& inner) { write_german_paragraphs(inner, visit, one.text); },
        [&](Writer& inner) {
            write_linked_fact(inner, visit, "inventory.entry.field.panel"_msg, found.names.panel(one.panel));
            write_linked_fact(inner, visit, "inventory.entry.field.audience"_msg, one.audience);
            if (places.empty())
                inner(
                    "<div><dt>{}</dt><dd>{}</dd></div>", texts("inventory.entry.field.places"_msg),
                    texts("inventory.everywhere"_msg));
            else
                write_linked_fact(inner, visit, "inventory.entry.field.places"_msg, texts.list(places));
            if (one.since)
                inner(
                    "<div><dt>{}</dt><dd>{}</dd></div>", texts("inventory.entry.field.since"_msg),
                    texts.partial_date(*one.since));
            write_linked_fact(inner, visit, "inventory.entry.field.reach"_msg, one.reach);
            write_linked_fact(inner, visit, "inventory.entry.field.contact"_msg, one.contact);
        });
}

void write_linked_press(
    Writer& w, LinkedRequestPage const& page, html::Url const& url, InventoryEntry const& one,
    std::string_view label)
{
    w(R"(<form method="post" action="{}">{}<input type="hidden" name="eintrag" value="{}"><input type="hidden" name="fassung" value="{}"><button class="kern-btn kern-btn--secondary" type="submit"><span class="kern-label">{}<span class="km-hide">: {}</span></span></button></form>)",
      url, web::PublicFormFields{page.key}, one.id.value, one.version, label, one.title);
}

void write_linked_entries(Writer& w, Visit const& visit, LinkedRequestPage const& page)
{
    auto const& texts = visit.texts;
    auto const& found = page.found;
    w(
        R"(<section class="km-stack km-stack--s" aria-labelledby="eintraege"><h2 id="eintraege">{}</h2>{}{}</section>)",
        texts("inventory.site.entries"_msg),
        [&](Writer& inner) {
            if (found.entries.empty()) {
                inner("<p>{}</p>", texts("inventory.site.entries.none"_msg));
                return;
            }
            inner(
                R"(<ul class="km-stack km-stack--s" role="list">{}</ul>)",
                each(found.entries, [&](Writer& item, InventoryEntry const& one) {
                    item(
                        R"(<li class="km-box km-stack km-stack--s"><h3>{}</h3><p class="km-hint">{}</p>{}{}</li>)",
                        german(visit, one.title), texts(label_of(one.kind)),
                        [&](Writer& facts) { write_linked_facts(facts, visit, found, one); },
                        when(found.may_answer, [&](Writer& ways) {
                            ways(
                                R"(<p><a href="{}">{}</a></p>)", linked_entry_url(visit, one.id),
                                texts("inventory.site.change"_msg));
                            if (!one.measure)
                                write_linked_press(
                                    ways, page, linked_url(visit, "loeschen"), one,
                                    texts("inventory.site.erase"_msg));
                        }));
                }));
        },
        when(found.may_answer, [&](Writer& inner) {
            inner(
                R"(<p><a class="kern-btn kern-btn--primary" href="{}"><span class="kern-label">{}</span></a></p>)",
                linked_url(visit, "eintrag"), texts("inventory.site.add"_msg));
        }));
}

void write_linked_former(Writer& w, Visit const& visit, LinkedRequestPage const& page)
{
    auto const& texts = visit.texts;
    auto const& found = page.found;
    if (found.former.empty() || !found.may_answer)
        return;
    w(R"(<section class="km-stack km-stack--s" aria-labelledby="vorher"><h2 id="vorher">{}</h2><p>{}</p><ul class="km-stack km-stack--s" role="list">{}</ul></section>)",
      texts("inventory.site.former"_msg), texts("inventory.site.former.hint"_msg),
      each(found.former, [&](Writer& item, InventoryEntry const& one) {
          bool const is_asked_about
              = std::ranges::find(found.of.whole.fields, one.panel) != found.of.whole.fields.end();
          if (!is_asked_about)
              return;
          item(
              R"(<li class="km-box km-stack km-stack--s"><h3>{}</h3><p class="km-hint">{}</p>{}{}</li>)",
              german(visit, one.title), texts(label_of(one.kind)),
              [&](Writer& facts) { write_linked_facts(facts, visit, found, one); },
              [&](Writer& press) {
                  write_linked_press(
                      press, page, linked_url(visit, "gilt-weiter"), one,
                      texts("inventory.site.holds_on"_msg));
              });
      }));
}

void write_linked_nothing(Writer& w, Visit const& visit, LinkedRequestPage const& page)
{
    auto const& texts = visit.texts;
    auto const& found = page.found;
    if (!found.entries.empty() || !found.may_answer)
        return;
    w(
        R"(<section class="km-box km-stack km-stack--s" aria-labelledby="nichts"><h2 id="nichts">{}</h2><form class="km-form km-stack" method="post" action="{}" novalidate>{}{}<button class="kern-btn kern-btn--secondary" type="submit"><span class="kern-label">{}</span></button></form></section>)",
        texts("inventory.site.nothing"_msg), linked_url(visit, "nichts"), web::PublicFormFields{page.key},
        [&](Writer& inner) {
            write_linked_field(
                inner, texts, page.problems, "word", "inventory.site.word"_msg,
                "inventory.site.word.hint"_msg,
                [&](Writer& control, std::string const& id, Attributes const& attributes) {
                    control(
                        R"(<input class="kern-form-input__input" id="{}" name="word" type="text" dir="auto" autocomplete="off" value="{}" {}>)",
                        id, page.word, attributes);
                });
        },
        texts("inventory.site.nothing.button"_msg));
}

// What has come so far.
void write_linked_answer(Writer& w, Visit const& visit, LinkedRequestPage const& page)
{
    auto const& texts = visit.texts;
    auto const& request = page.found.of.request;
    if (request.answer == InventoryAnswer::none)
        return;
    w(R"(<div class="km-note km-note--ok" role="status"><p>{}</p>{}</div>)",
      texts(
          request.answer == InventoryAnswer::nothing ? "inventory.site.answered.nothing"_msg
                                                     : "inventory.site.answered.entries"_msg),
      when(!request.word.empty(), [&](Writer& inner) { inner("<p>{}</p>", german(visit, request.word)); }));
}

void write_lost(Writer& w, Visit const& visit, std::vector<std::string> const& lost)
{
    if (lost.empty())
        return;
    w(R"(<div class="km-note"><p><strong>{}</strong></p><ul>{}</ul></div>)",
      visit.texts("inventory.site.lost"_msg),
      each(lost, [](Writer& item, std::string const& text) { item(R"(<li dir="auto">{}</li>)", text); }));
}

}

html::Url linked_url(Visit const& visit, std::string_view page)
{
    auto const token = visit.call.path["token"];
    return page.empty() ? visit.url({inventory_path, token}) : visit.url({inventory_path, token, page});
}

html::Url linked_entry_url(Visit const& visit, InventoryEntryId id)
{
    return visit.url({inventory_path, visit.call.path["token"], "eintrag", std::to_string(id.value)});
}

http::Response ended_link_page(Visit const& visit, std::vector<std::string> const& lost)
{
    auto const& texts = visit.texts;
    auto page = visit.page(
        frame_of_link(visit, std::string(texts("inventory.site.gone"_msg)), ""), [&](Writer& w) {
            w(R"(<div class="km-wrap km-main km-stack km-prose"><h1>{}</h1><p class="km-lead">{}</p>{}</div>)",
              texts("inventory.site.gone"_msg), texts("inventory.site.gone.text"_msg),
              [&](Writer& inner) { write_lost(inner, visit, lost); });
        });
    page.set_status(http::Status::gone);
    return std::move(page).no_store();
}

http::Response linked_request_page(Visit const& visit, http::Status status, LinkedRequestPage const& page)
{
    auto const& texts = visit.texts;
    auto const& found = page.found;
    auto const& inventory = found.of.whole.inventory;
    auto const until = inventory.until ? texts.date(*inventory.until, i18n::DateStyle::full) : std::string{};
    auto const who = name_of(found.of.request, found.names.district.units, found.names.today);
    auto shown = visit.page(frame_of_link(visit, inventory.title, path_of_link(visit, {})), [&](Writer& w) {
        w(
            R"(<div class="km-wrap km-main km-stack km-prose"><h1>{}</h1>{}{}{}<p class="km-lead">{}</p>{}{}{}{}{}{}</div>)",
            german(visit, inventory.title), web::FormTrouble{texts, page.problems},
            [&](Writer& inner) { write_lost(inner, visit, page.lost); },
            [&](Writer& inner) { write_linked_answer(inner, visit, page); },
            texts(
                found.may_answer && is_behind_its_day(inventory, found.names.today)
                    ? "inventory.site.lead.behind"_msg
                    : "inventory.site.lead"_msg,
                {{"who", texts.foreign(who)}, {"until", until}}),
            when(
                visit.language() != Language::german(),
                [&](Writer& inner) { inner("<p>{}</p>", texts("inventory.site.german"_msg)); }),
            when(
                !found.may_answer,
                [&](Writer& inner) {
                    inner(R"(<div class="km-note"><p>{}</p></div>)", texts("inventory.site.over"_msg));
                }),
            [&](Writer& inner) { write_german_paragraphs(inner, visit, inventory.introduction); },
            [&](Writer& inner) { write_linked_entries(inner, visit, page); },
            [&](Writer& inner) { write_linked_former(inner, visit, page); },
            [&](Writer& inner) { write_linked_nothing(inner, visit, page); });
    });
    shown.set_status(status);
    return std::move(shown).no_store();
}

http::Response linked_entry_page(Visit const& visit, http::Status status, LinkedEntryPage const& page)
{
    auto const& texts = visit.texts;
    auto const* one = page.entry;
    auto const title
        = std::string(texts(one == nullptr ? "inventory.site.add"_msg : "inventory.site.change"_msg));
    auto const path = one == nullptr ? std::string("eintrag") : "eintrag/" + std::to_string(one->id.value);
    auto shown = visit.page(frame_of_link(visit, title, path_of_link(visit, path)), [&](Writer& w) {
        w(
            R"(<div class="km-wrap km-main km-stack km-prose"><h1>{}</h1>{}{}<form class="km-form km-stack" method="post" action="{}" novalidate>{}{}{}<div class="km-actions"><button class="kern-btn kern-btn--primary" type="submit"><span class="kern-label">{}</span></button> <a href="{}">{}</a></div></form></div>)",
            title, web::FormTrouble{texts, page.problems},
            when(
                page.is_overtaken && one != nullptr,
                [&](Writer& inner) {
                    inner(
                        R"(<section class="km-box km-stack km-stack--s" aria-labelledby="jetzt"><h2 id="jetzt" class="km-h3">{}</h2><h3>{}</h3>{}</section>)",
                        texts("inventory.site.now"_msg), german(visit, one->title),
                        [&](Writer& facts) { write_linked_facts(facts, visit, page.found, *one); });
                }),
            one == nullptr ? linked_url(visit, "eintrag") : linked_entry_url(visit, one->id),
            web::PublicFormFields{page.key},
            when(
                one != nullptr,
                [&](Writer& inner) {
                    inner(R"(<input type="hidden" name="fassung" value="{}">)", page.version);
                }),
            [&](Writer& inner) { EntryFields(visit, page).write(inner); },
            texts(one == nullptr ? "inventory.site.send"_msg : "inventory.site.save"_msg), linked_url(visit),
            texts("inventory.site.back"_msg));
    });
    shown.set_status(status);
    return std::move(shown).no_store();
}

} // namespace kommin::goals
