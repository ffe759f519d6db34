// The form of the editors, and what stands beside it.

#include "modules/portal/desk/offer_desk_pages.hpp"

#include "modules/portal/desk/asking_address_pages.hpp"
#include "modules/portal/desk/offer_desk_fields.hpp"
#include "modules/portal/desk/offer_desk_parts.hpp"
#include "modules/portal/directory/offer_filter.hpp"
#include "modules/portal/directory/permissions.hpp"
#include "modules/portal/editing/offer_hints.hpp"
#include "platform/web/record_form.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/unsaved_entries.hpp"

namespace kommin::portal {

using html::each;
using html::Url;
using html::when;
using html::Writer;
using i18n::DateStyle;
using i18n::Texts;
using web::staff_url;

namespace {

// What somebody who runs the offer has proposed, beside what the portal says.
void write_proposal(Writer& w, Texts const& texts, OfferFormPage const& page)
{
    auto const& edited = *page.edited;
    if (edited.state.draft_state != DraftState::in_review || !is_from_provider(edited.state))
        return;
    auto const record = form_of(edited.offer);
    w(R"(<section class="card stack-top" aria-labelledby="vorschlag"><h2 id="vorschlag">{}</h2><p>{}</p><table class="tbl tbl--stack"><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th></tr></thead><tbody>{}</tbody></table></section>)",
      texts("desk.provider.title"_msg), texts("desk.provider.text"_msg), texts("desk.provider.field"_msg),
      texts("desk.provider.now"_msg), texts("desk.provider.proposed"_msg),
      each(offer_fields(), [&](Writer& row, OfferField const& field) {
          if (record.values(field.name) == edited.fields.values(field.name))
              return;
          auto const now = shown_value(record, field, texts, page.names);
          auto const proposed = shown_value(edited.fields, field, texts, page.names);
          row(R"(<tr><th scope="row">{}</th><td data-l="{}"><span class="pre">{}</span></td><td data-l="{}"><span class="pre">{}</span></td></tr>)",
              texts(field.label), texts("desk.provider.now"_msg), web::Marked{now, proposed},
              texts("desk.provider.proposed"_msg), web::Marked{proposed, now});
      }));
}

struct Abilities {
    bool may_edit;
    bool may_publish;
    bool may_see_address = false; // where whoever runs it is asked, if that is not public
};
Abilities abilities_of(web::Call const& call, EditedOffer const* edited)
{
    auto const actor = call.actor();
    if (edited == nullptr)
        return {true, false};
    auto const owner = edited->state.owner;
    return {
        actor.may(edit_offers, owner), actor.may(publish_offers, owner),
        actor.may(edit_asking_addresses, owner)};
}

void write_save_bar(Writer& w, Texts const& texts, OfferFormPage const& page, Abilities abilities)
{
    if (page.edited == nullptr) {
        w(R"(<div class="save">{}</div>)", web::SubmitButton{texts("record.action.create"_msg)});
        return;
    }
    auto const id = page.edited->offer.id;
    w("{}",
      web::SaveBar{
          .texts = texts,
          .publish = offer_url(id, "veroeffentlichen"),
          .hand_in = offer_url(id, "abgeben"),
          .schedule = offer_url(id, "planen"),
          .give_back = offer_url(id, "zurueckgeben"),
          .preview = staff_url({"angebote", std::to_string(id.value), "vorschau", "de"}),
          .may_publish = abilities.may_publish,
          .is_in_review = page.edited->state.draft_state == DraftState::in_review,
          .aside = page.aside,
          .problems = page.problems});
}

void write_draft_note(Writer& w, web::Call const& call, OfferFormPage const& page, Abilities abilities)
{
    auto const& edited = *page.edited;
    auto const author = page.draft_author.value_or(std::string{});
    w("{}",
      web::DraftNote{
          .call = call,
          .state = edited.state,
          .draft = edited.draft,
          .author = author,
          .has_moved = edited.has_moved,
          .shown_version = page.shown_version,
          .discard
          = abilities.may_edit ? std::optional(offer_url(edited.offer.id, "verwerfen")) : std::nullopt});
    if (page.is_image_gone)
        w(R"(<div class="note"><p>{}</p></div>)", web::staff_texts(call)("desk.note.image_gone"_msg));
}

// Before two people go on with the same offer.
void write_namesake(Writer& w, Texts const& texts, OfferFormPage const& page)
{
    if (page.namesake)
        w(R"(<div class="note"><p>{} <a href="{}">{}</a></p></div>)", texts("desk.note.namesake"_msg),
          offer_url(page.namesake->id), page.namesake->title);
}

void write_freshness_card(
    Writer& w, web::Call const& call, Texts const& texts, EditedOffer const& edited,
    OfferFormPage const& page, Abilities abilities)
{
    auto const last_asked = page.last_asked;
    auto const today = call.local_now().date;
    auto const word = freshness_word(freshness_of(edited.offer.confirmed_on, today), texts);
    w(R"(<section class="card" aria-labelledby="angaben"><h2 id="angaben">{}</h2><p><span class="{}">{}</span></p><p class="small mute">{}</p>{}{}{}</section>)",
      texts("desk.column.confirmed"_msg), word.shape, word.text,
      edited.offer.confirmed_on
          ? texts(
                "desk.confirmed_on"_msg, {{"date", texts.date(*edited.offer.confirmed_on, DateStyle::long_)}})
          : std::string(texts("desk.never_confirmed"_msg)),
      when(
          last_asked.has_value(),
          [&](Writer& inner) {
              inner(
                  R"(<p class="small mute">{}</p>)",
                  texts(
                      "desk.last_asked"_msg,
                      {{"date", texts.date(call.site.zone->to_local(*last_asked).date, DateStyle::long_)}}));
          }),
      when(
          is_public(edited.offer.status),
          [&](Writer& inner) {
              inner(
                  R"(<p class="small mute">{}</p>)",
                  texts(page.asked_at ? words_for(*page.asked_at) : "asking.nobody"_msg));
          }),
      when(abilities.may_edit && is_public(edited.offer.status), [&](Writer& inner) {
          inner(
              R"(<div class="row">{}{}</div>)",
              [&](Writer& buttons) {
                  buttons(
                      "{}",
                      web::ButtonForm{
                          call, offer_url(edited.offer.id, "bestaetigen"), edited.state.version,
                          texts("desk.action.confirm"_msg), "secondary"});
              },
              [&](Writer& buttons) {
                  if (page.asked_at)
                      buttons(
                          "{}",
                          web::ButtonForm{
                              call, offer_url(edited.offer.id, "nachfragen"), edited.state.version,
                              texts("desk.action.ask"_msg), "tertiary"});
              });
      }));
}

// How many of the filled-in texts say in a language what the source says, of how many.
struct LanguageState {
    i18n::Language language;
    int current = 0;
    int outdated = 0;
    int machine = 0;
    int all = 0;
};
LanguageState language_state(Offer const& offer, i18n::Language language)
{
    LanguageState state{language};
    each_localised_field(offer, [&](std::string_view, LocalisedText const& text) {
        if (text.empty())
            return;
        ++state.all;
        for (auto const& translation : text.translations) {
            if (translation.language != language)
                continue;
            if (translation.source_hash != content::source_hash(text.source))
                ++state.outdated;
            else if (translation.origin == content::Origin::machine)
                ++state.machine;
            else
                ++state.current;
        }
    });
    return state;
}

StateWord language_word(LanguageState const& state, Texts const& texts)
{
    if (state.outdated > 0)
        return {"st st--warn", texts("desk.language.outdated"_msg, {{"count", state.outdated}})};
    auto const missing = state.all - state.current - state.machine;
    if (missing == state.all)
        return {"st st--none", std::string(texts("desk.language.missing"_msg))};
    if (missing > 0)
        return {"st st--warn", texts("desk.language.some_missing"_msg, {{"count", missing}})};
    if (state.machine > 0)
        return {"st st--info", std::string(texts("desk.language.machine"_msg))};
    return {"st st--ok", std::string(texts("desk.language.current"_msg))};
}

void write_languages_card(Writer& w, web::Call const& call, Texts const& texts, EditedOffer const& edited)
{
    w(R"(<section class="card" aria-labelledby="sprachen"><h2 id="sprachen">{}</h2><table class="tbl"><caption class="vh">{}</caption><thead class="vh"><tr><th scope="col">{}</th><th scope="col">{}</th></tr></thead><tbody>{}</tbody></table><p class="small mute">{}</p></section>)",
      texts("desk.card.languages"_msg), texts("desk.card.languages"_msg), texts("desk.language"_msg),
      texts("staff.state"_msg),
      each(
          call.site.languages,
          [&](Writer& row, i18n::Language const& language) {
              if (language == i18n::Language::german())
                  return;
              auto const word = language_word(language_state(edited.offer, language), texts);
              row(R"(<tr><th scope="row">{}</th><td><span class="{}">{}</span></td></tr>)",
                  texts.language_name(language), word.shape, word.text);
          }),
      texts("desk.card.languages.hint"_msg));
}

void write_side(
    Writer& w, web::Call const& call, Texts const& texts, EditedOffer const& edited,
    OfferFormPage const& page, Abilities abilities)
{
    auto const& offer = edited.offer;
    w(
        R"(<div class="stack">{}{}<section class="card" aria-labelledby="mehr"><h2 id="mehr">{}</h2><ul class="plain small">{}<li><a href="{}">{}</a></li>{}</ul>{}</section></div>)",
        [&](Writer& inner) {
            if (offer.was_public)
                write_freshness_card(inner, call, texts, edited, page, abilities);
        },
        [&](Writer& inner) {
            write_languages_card(inner, call, texts, edited);
            write_offer_hints(inner, texts, edited.fields, page.makes_organisation);
        },
        texts("desk.card.more"_msg),
        when(
            offer.was_public && is_public(offer.status),
            [&](Writer& item) {
                item(
                    R"(<li><a href="{}">{}</a></li>)",
                    published_url(Url::path({"de", "angebote", offer.slug}), edited.state.version),
                    texts("desk.see_in_portal"_msg));
            }),
        offer_url(offer.id, "verlauf"), texts("record.history"_msg),
        when(
            abilities.may_see_address,
            [&](Writer& item) {
                item(R"(<li><a href="{}">{}</a></li>)", asking_url(offer.id), texts("asking.title"_msg));
            }),
        when(abilities.may_publish && offer.was_public && is_public(offer.status), [&](Writer& item) {
            item(
                R"(<p class="stack-top"><a class="kern-btn kern-btn--secondary grave" href="{}"><span class="kern-label">{}</span></a></p>)",
                offer_url(offer.id, "archivieren"), texts("desk.action.archive"_msg));
        }));
}

}

http::Response offer_form_page(web::Call const& call, OfferFormPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const abilities = abilities_of(call, page.edited);
    OfferFormFields const form(
        texts, page.fields, page.problems, page.names, spoken_languages(texts), page.organisations);
    if (page.edited == nullptr)
        return web::staff_page(
            {.call = call,
             .title = std::string(texts("desk.new.title"_msg)),
             .section = "angebote",
             .crumbs = {{staff_url({"angebote"}), std::string(texts("desk.title"_msg))}},
             .problems = page.problems},
            [&](Writer& w) {
                w(R"(<p class="measure">{}</p><form class="form" method="post" action="{}" novalidate>{}<input type="hidden" name="schluessel" value="{}"><div class="sec">{}</div>{}{}<div class="sec">{}</div>{}</form>)",
                  texts("desk.new.lead"_msg), staff_url({"angebote", "neu"}),
                  web::KeptWhileTyping{call, staff_url({"angebote", "neu"})}, page.form_key,
                  form.required_text("title"), form.choices("kind"),
                  form.choices("reach", "desk.hint.reach"_msg), form.select("municipality"),
                  [&](Writer& inner) { write_save_bar(inner, texts, page, abilities); });
            });

    auto const& edited = *page.edited;
    auto frame = offer_frame(call, texts, edited, title_of(page.fields, texts), Level::form);
    frame.is_named_by_content = true;
    auto const state = state_word(
        state_of(edited), edited.state.publish_on, texts,
        edited.offer.status == OfferStatus::temporarily_closed);
    frame.state_line = state.text + " · " + std::string(page.names.categories.name(edited.offer.kind, texts));
    frame.problems = page.problems;
    return web::staff_page(frame, [&](Writer& w) {
        write_draft_note(w, call, page, abilities);
        write_namesake(w, texts, page);
        write_proposal(w, texts, page);
        if (!abilities.may_edit) {
            w(R"(<div class="cols stack-top"><dl class="dl">{}</dl>{}</div>)",
              each(
                  offer_fields(),
                  [&](Writer& row, OfferField const& field) {
                      if (field.name == "remark")
                          return; // for those who work on it
                      if (auto const value = shown_value(page.fields, field, texts, page.names);
                          !value.empty())
                          row(R"(<dt>{}</dt><dd class="pre">{}</dd>)", texts(field.label), value);
                  }),
              [&](Writer& inner) { write_side(inner, call, texts, edited, page, abilities); });
            return;
        }
        w(
            R"(<div class="cols stack-top"><form class="form" method="post" action="{}" novalidate>{}<input type="hidden" name="fassung" value="{}"><input type="hidden" name="grundlage" value="{}">{}{}{}</form>{}</div>)",
            offer_url(edited.offer.id), web::KeptWhileTyping{call, offer_url(edited.offer.id)},
            edited.state.version, edited.state.base(), web::SaveByEnter{texts("record.action.save"_msg)},
            [&](Writer& inner) { write_offer_sections(inner, form, texts, edited.offer.id); },
            [&](Writer& inner) { write_save_bar(inner, texts, page, abilities); },
            [&](Writer& inner) { write_side(inner, call, texts, edited, page, abilities); });
    });
}

} // namespace kommin::portal
