#include "modules/portal/site/provider_pages.hpp"

#include "modules/portal/editing/offer_confirmation.hpp"
#include "modules/portal/exchange/flat_offer.hpp"
#include "modules/portal/site/provider_facts.hpp"
#include "platform/base/text.hpp"
#include "platform/i18n/collator.hpp"
#include "platform/web/public_form.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace kommin::portal {

using html::attribute;
using html::Attributes;
using html::each;
using html::flag;
using html::when;
using html::Writer;
using i18n::Texts;

namespace {

// All that are spoken somewhere, by their names; simple German is no language of a counter.
std::vector<std::pair<std::string, std::string>> spoken_languages(
    Texts const& texts, Fields::Values const& set)
{
    std::vector<std::pair<std::string, std::string>> named;
    auto const add = [&](i18n::Language language) {
        named.emplace_back(texts.language_name(language), std::string(language.tag()));
    };
    for (auto const& language : i18n::known_languages()) {
        if (language.tag() != "de-simple")
            add(language);
    }
    for (auto const& tag : set) {
        auto const language = i18n::Language::find(tag);
        if (language
            && std::ranges::find(named, tag, [](auto const& one) { return one.second; }) == named.end())
            add(*language);
    }
    auto const& collator = i18n::Collator::of(texts.language());
    std::ranges::sort(named, [&](auto const& left, auto const& right) {
        return collator.is_before(left.first, right.first);
    });
    return named;
}

// Writes the fields of the form by their names.
class ProposalFields {
public:
    ProposalFields(Visit const& visit, ProposalPage const& page)
        : visit_(visit)
        , page_(page)
    { }
    // A callable, for a hole of the writer.
    [[nodiscard]] auto operator()(std::string_view name, MessageKey hint = {}, int rows = 3) const
    {
        return [this, name, hint, rows](Writer& w) { write(w, *find_proposal_field(name), hint, rows); };
    }
    [[nodiscard]] bool any(std::initializer_list<std::string_view> names) const
    {
        return std::ranges::any_of(names, [&](std::string_view name) {
            return !page_.typed.values(name).empty() || !problem_at(name).empty();
        });
    }

private:
    [[nodiscard]] std::string problem_at(std::string_view name) const
    {
        auto const found = std::ranges::find(page_.problems, name, &Problem::field);
        return found == page_.problems.end() ? std::string{} : i18n::text_of(*found, visit_.texts);
    }
    // What the portal says now, where that is not what stands in the field of a form that was overtaken.
    [[nodiscard]] std::string news_at(std::string_view name) const
    {
        if (!page_.has_moved || page_.typed.values(name) == page_.form.shown.values(name))
            return {};
        auto const now = value_of(page_.form.shown, name, visit_.texts);
        return visit_.texts("provider.now"_msg, {{"value", now.empty() ? "–" : i18n::isolated(now)}});
    }
    void write(Writer& w, ProposalField const& field, MessageKey hint, int rows) const
    {
        if (field.kind == ProposalKind::languages)
            write_languages(w, field);
        else if (field.kind == ProposalKind::box)
            write_box(w, field);
        else
            write_labelled(w, field, field.kind == ProposalKind::day ? "date.hint"_msg : hint, rows);
    }
    void write_labelled(Writer& w, ProposalField const& field, MessageKey hint, int rows) const
    {
        auto const id = "f-" + std::string(input_name(field.name));
        auto const problem = problem_at(field.name);
        auto const news = news_at(field.name);
        std::string described;
        auto const describe = [&](bool is_there, std::string_view what) {
            if (is_there)
                described += (described.empty() ? "" : " ") + id + std::string(what);
        };
        describe(!problem.empty(), "-fehler");
        describe(!news.empty(), "-jetzt");
        describe(hint != MessageKey{}, "-hinweis");
        if (std::ranges::find(weekday_fields, field.name) != weekday_fields.end()) // one hint for the week
            described += described.empty() ? "zeiten-hinweis" : " zeiten-hinweis";
        w(R"(<div class="{}"><label class="kern-label" for="{}">{}</label>{}{}{}{}</div>)",
          problem.empty() ? "kern-form-input" : "kern-form-input km-field--error", id,
          label_of(field, visit_.texts),
          when(
              hint != MessageKey{},
              [&](Writer& inner) {
                  inner(R"(<p class="km-hint" id="{}">{}</p>)", id + "-hinweis", visit_.texts(hint));
              }),
          when(
              !problem.empty(),
              [&](Writer& inner) {
                  inner(R"(<p class="km-error" id="{}">{}</p>)", id + "-fehler", problem);
              }),
          when(
              !news.empty(),
              [&](Writer& inner) {
                  inner(R"(<p class="km-note km-note--warn" id="{}">{}</p>)", id + "-jetzt", news);
              }),
          [&](Writer& inner) {
              write_control(
                  inner, field, id, rows,
                  Attributes{
                      attribute("aria-describedby", described, !described.empty()),
                      attribute("aria-invalid", "true", !problem.empty())});
          });
    }
    void write_control(
        Writer& w, ProposalField const& field, std::string const& id, int rows,
        Attributes const& attributes) const
    {
        auto const name = input_name(field.name);
        auto const value = page_.typed.value(field.name);
        switch (field.kind) {
        case ProposalKind::choice:
            w(R"(<div class="kern-form-input__select-wrapper"><select class="kern-form-input__select" id="{}" name="{}" {}>{}</select></div>)",
              id, name, attributes,
              each(proposal_choices(field.name, visit_.texts), [&](Writer& inner, OfferChoice const& choice) {
                  inner(
                      R"(<option value="{}" {}>{}</option>)", choice.value,
                      Attributes{flag("selected", choice.value == value)}, choice.label);
              }));
            return;
        case ProposalKind::area:
        case ProposalKind::signed_area:
            w(R"(<textarea class="kern-form-input__input" id="{}" name="{}" rows="{}" lang="de" dir="{}" {}>{}</textarea>)",
              id, name, rows, field.kind == ProposalKind::area ? "auto" : "ltr", attributes, value);
            return;
        default:
            w(R"(<input class="kern-form-input__input" id="{}" name="{}" type="text" lang="de" dir="{}" value="{}" {} {}>)",
              id, name, field.kind == ProposalKind::line ? "auto" : "ltr", value, attributes,
              Attributes{attribute("autocomplete", "off", field.kind == ProposalKind::day)});
        }
    }
    void write_box(Writer& w, ProposalField const& field) const
    {
        auto const name = input_name(field.name);
        auto const id = "f-" + std::string(name);
        auto const news = news_at(field.name);
        w(R"({}<div class="km-check"><input type="checkbox" id="{}" name="{}" value="yes" {}><label for="{}">{}</label></div><input type="hidden" name="{}" value="">)",
          when(
              !news.empty(),
              [&](Writer& inner) {
                  inner(R"(<p class="km-note km-note--warn" id="{}">{}</p>)", id + "-jetzt", news);
              }),
          id, name,
          Attributes{
              flag("checked", page_.typed.has(field.name, "yes")),
              attribute("aria-describedby", id + "-jetzt", !news.empty())},
          id, label_of(field, visit_.texts), name);
    }
    void write_languages(Writer& w, ProposalField const& field) const
    {
        auto const& texts = visit_.texts;
        auto const& chosen = page_.typed.values(field.name);
        auto const label = label_of(field, texts);
        auto const news = news_at(field.name);
        auto const problem = problem_at(field.name);
        w(R"(<details class="km-fold" {}><summary>{} <span class="km-muted">{}</span></summary><fieldset class="km-fieldset" id="{}"><legend class="km-hide">{}</legend>{}{}<input type="hidden" name="{}" value="">{}</fieldset></details>)",
          Attributes{flag("open", !news.empty() || !problem.empty())}, label,
          value_of(page_.typed, field.name, texts), "f-" + std::string(field.name), label,
          when(!problem.empty(), [&](Writer& inner) { inner(R"(<p class="km-error">{}</p>)", problem); }),
          when(
              !news.empty(),
              [&](Writer& inner) { inner(R"(<p class="km-note km-note--warn">{}</p>)", news); }),
          field.name, each(spoken_languages(texts, chosen), [&](Writer& inner, auto const& language) {
              auto const& [spoken, tag] = language;
              auto const id = "f-" + std::string(field.name) + '-' + tag;
              inner(
                  R"(<div class="km-check"><input type="checkbox" id="{}" name="{}" value="{}" {}><label for="{}">{}</label></div>)",
                  id, field.name, tag,
                  Attributes{flag("checked", std::ranges::find(chosen, tag) != chosen.end())}, id, spoken);
          }));
    }

    Visit const& visit_;
    ProposalPage const& page_;
};

// Fields that belong together stand side by side where there is room.
constexpr std::string_view pair = "km-grid";

void write_entries(Writer& w, Texts const& texts, ProposalFields const& field)
{
    w(R"(<section class="km-stack" aria-labelledby="was"><h2 id="was">{}</h2>{}{}{}{}<div class="{}">{}{}</div>{}</section>)",
      texts("provider.section.what"_msg), field("title"), field("summary", "provider.hint.summary"_msg),
      field("description", {}, 8), field("target_group"), pair, field("age_min"), field("age_max"),
      field("alert", "provider.hint.alert"_msg, 2));
    w(R"(<section class="km-stack" aria-labelledby="wo"><h2 id="wo">{}</h2>{}<div class="{}">{}{}</div>{}</section>)",
      texts("offer.address"_msg), field("street"), pair, field("postal_code"), field("city"),
      field("address_note"));
    w(R"(<section class="km-stack" aria-labelledby="wann"><h2 id="wann">{}</h2><p class="km-hint" id="zeiten-hinweis">{}</p><div class="{}">{}{}{}{}{}{}{}</div>{}{}{}{}{}</section>)",
      texts("hours.title"_msg), texts("provider.hint.hours"_msg), pair, field("monday"), field("tuesday"),
      field("wednesday"), field("thursday"), field("friday"), field("saturday"), field("sunday"),
      field("always_open"), field("exceptions", "provider.hint.exceptions"_msg, 2), field("hours_text"),
      field("appointment"), field("application", {}, 2));
    w(R"(<section class="km-stack" aria-labelledby="kontakt"><h2 id="kontakt">{}</h2>{}{}{}{}</section>)",
      texts("offer.contact"_msg), field("phones", "provider.hint.phones"_msg), field("email"),
      field("website", "provider.hint.website"_msg), field("contacts", "provider.hint.contacts"_msg, 2));
    w(R"(<section class="km-stack" aria-labelledby="sprachen"><h2 id="sprachen">{}</h2>{}{}{}</section>)",
      texts("provider.section.languages"_msg), field("languages"), field("interpreters"),
      field("interpretation_note"));
    w(R"(<section class="km-stack" aria-labelledby="kosten"><h2 id="kosten">{}</h2><div class="{}">{}{}</div>{}{}</section>)",
      texts("offer.cost"_msg), pair, field("cost"), field("cost_amount"), field("cost_note"),
      field("prices", "provider.hint.prices"_msg, 2));
    w(R"(<section class="km-stack" aria-labelledby="mehr"><h2 id="mehr">{}</h2>{}<div class="{}">{}{}</div>{}</section>)",
      texts("offer.good_to_know"_msg), field("documents", "provider.hint.documents"_msg), pair,
      field("childcare"), field("wheelchair"), field("accessibility_note"));
    w(R"(<details class="km-fold" {}><summary>{}</summary><div class="km-stack">{}<div class="{}">{}{}{}{}</div></div></details>)",
      Attributes{
          flag("open", field.any({"course_type", "level_from", "level_to", "next_start", "free_places"}))},
      texts("provider.section.course"_msg), field("course_type"), pair,
      field("level_from", "provider.hint.level"_msg), field("level_to", "provider.hint.level"_msg),
      field("next_start"), field("free_places"));
}

// Beside a form in which nothing was changed: perhaps nothing need be.
void write_all_is_right(Writer& w, Visit const& visit, std::string_view mark, std::string_view key)
{
    auto const& texts = visit.texts;
    w(R"(<form class="km-box km-stack km-stack--s" method="post" action="{}"><input type="hidden" name="schluessel" value="{}"><input type="hidden" name="stand" value="{}"><p>{}</p><div class="km-actions"><button class="kern-btn kern-btn--secondary" type="submit" name="antwort" value="stimmt"><span class="kern-label">{}</span></button></div></form>)",
      visit.url({"angaben", visit.call.path["token"]}), key, mark, texts("confirm.right.hint"_msg),
      texts("confirm.right"_msg));
}

// Why a proposal came back; the letter may be far away.
void write_reason(Writer& w, Visit const& visit, std::string_view reason)
{
    auto const language = visit.call.site.source_language;
    if (!reason.empty())
        w(R"(<div class="km-note km-note--warn km-stack km-stack--s"><p>{}</p><blockquote lang="{}" dir="{}">{}</blockquote></div>)",
          visit.texts("provider.mail.reason"_msg), language.tag(), language.direction(),
          each(split(reason, '\n'), [](Writer& inner, std::string_view line) {
              if (auto const words = trim(line); !words.empty())
                  inner("<p>{}</p>", words);
          }));
}

// As the names of the inputs are, to which the summary of the problems leads.
std::vector<Problem> at_inputs(std::vector<Problem> problems)
{
    for (auto& problem : problems)
        problem.field = input_name(problem.field);
    return problems;
}

}

std::string_view input_name(std::string_view field)
{
    return field == "website" ? "internetseite" : field;
}

web::PublicFrame provider_frame(Visit const& visit, std::string title, std::string path)
{
    auto frame = visit.frame(std::move(title), std::move(path), "");
    frame.is_indexable = false;
    frame.foot = {};
    return frame;
}

http::Response ended_link_page(Visit const& visit)
{
    auto const& texts = visit.texts;
    auto page = visit.page(
        provider_frame(visit, std::string(texts("confirm.gone.title"_msg)), "angebote"), [&](Writer& w) {
            w(R"(<div class="km-wrap km-main km-stack km-prose"><h1>{}</h1><p class="km-lead">{}</p></div>)",
              texts("confirm.gone.title"_msg), texts("confirm.gone.text"_msg));
        });
    page.set_status(http::Status::gone);
    return std::move(page).no_store();
}

http::Response provider_thanks_page(Visit const& visit, MessageKey text, std::string path)
{
    auto const& texts = visit.texts;
    return visit.page(
        provider_frame(visit, std::string(texts("confirm.thanks.title"_msg)), std::move(path)),
        [&](Writer& w) {
            w(R"(<div class="km-wrap km-main km-stack km-prose"><h1>{}</h1><p class="km-lead">{}</p></div>)",
              texts("confirm.thanks.title"_msg), texts(text));
        });
}

bool may_be_answered_again(Visit const& visit)
{
    return web::read(visit.call, [&](db::Connection& db) {
        return was_just_answered(
            db, visit.call.site.tenant, visit.call.path["token"], visit.call.clock.now());
    });
}

http::Response proposal_page(Visit const& visit, http::Status status, ProposalPage const& page)
{
    auto const& texts = visit.texts;
    auto const token = std::string(visit.call.path["token"]);
    auto const mark = fingerprint_of(shown_facts(page.form.offer));
    auto const title = texts("provider.title"_msg, {{"title", texts.foreign(page.form.offer.title.source)}});
    auto const problems = at_inputs(page.problems);
    bool const has_changed_nothing
        = !page.problems.empty() && page.problems.front().message == "provider.none"_msg;
    ProposalFields const fields(visit, page);
    auto answer = visit.page(provider_frame(visit, title, "angaben/" + token + "/aendern"), [&](Writer& w) {
        w(
            R"(<div class="km-wrap km-main km-stack km-prose"><div class="km-stack km-stack--s"><p class="km-muted">{}</p><h1>{}</h1><p class="km-lead">{}</p></div>{}<p>{}</p>{}{})"
            R"(<form class="km-form" method="post" action="{}" novalidate><div class="km-stack km-stack--xl">{}<input type="hidden" name="stand" value="{}"><input type="hidden" name="merkmale" value="{}">{}<p class="km-small">{}</p><div class="km-actions"><button class="kern-btn kern-btn--primary" type="submit"><span class="kern-label">{}</span></button></div></div></form><p><a href="{}">{}</a></p></div>)",
            web::InLanguage{page.form.offer.title.source, i18n::Language::german(), visit.language()},
            texts("provider.change"_msg), texts("provider.lead"_msg),
            [&](Writer& inner) { write_reason(inner, visit, page.form.reason); },
            texts("provider.german"_msg), web::FormTrouble{texts, problems},
            when(
                has_changed_nothing,
                [&](Writer& inner) { write_all_is_right(inner, visit, mark, page.key); }),
            visit.url({"angaben", token, "aendern"}), web::PublicFormFields{page.key}, mark,
            marks_of(page.form.shown), [&](Writer& inner) { write_entries(inner, texts, fields); },
            texts("provider.then"_msg), texts("provider.send"_msg), visit.url({"angaben", token}),
            texts("provider.back"_msg));
    });
    answer.set_status(status);
    return std::move(answer).no_store();
}

} // namespace kommin::portal
