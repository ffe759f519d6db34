// The form of the editors, and what stands beside it.

#include "modules/portal/desk/offer_desk_pages.hpp"

#include "modules/portal/desk/offer_desk_parts.hpp"
#include "modules/portal/directory/offer_filter.hpp"
#include "modules/portal/directory/permissions.hpp"
#include "modules/portal/editing/offer_hints.hpp"
#include "platform/i18n/collator.hpp"
#include "platform/web/record_form.hpp"
#include "platform/web/staff_form.hpp"

#include <algorithm>

namespace kommin::portal {

using html::Attributes;
using html::each;
using html::Url;
using html::when;
using html::Writer;
using i18n::DateStyle;
using i18n::Texts;
using web::Choice;
using web::staff_url;

namespace {

// Writes the fields of the form by their names, each with its value and problem.
class FormFields {
public:
    FormFields(
        Texts const& texts, Fields const& fields, std::vector<Problem> const& problems,
        DistrictNames const& names, std::vector<std::string> languages)
        : texts_(texts)
        , fields_(fields)
        , problems_(problems)
        , names_(names)
        , languages_(std::move(languages))
    { }

    [[nodiscard]] web::TextField text(
        std::string_view name, MessageKey hint = {}, web::FieldWidth width = web::FieldWidth::whole) const
    {
        return {
            .texts = texts_,
            .name = name,
            .label = find_offer_field(name)->label,
            .value = fields_.value(name),
            .problems = problems_,
            .hint = hint,
            .width = width};
    }
    [[nodiscard]] web::TextArea area(std::string_view name, MessageKey hint, int rows) const
    {
        return {
            .texts = texts_,
            .name = name,
            .label = find_offer_field(name)->label,
            .value = fields_.value(name),
            .problems = problems_,
            .hint = hint,
            .rows = rows};
    }
    [[nodiscard]] bool has_any(std::string_view name) const { return !fields_.values(name).empty(); }
    [[nodiscard]] std::string_view value(std::string_view name) const { return fields_.value(name); }
    [[nodiscard]] bool has_text(std::string_view name) const { return !fields_.value(name).empty(); }
    // A callable, because the choices live as long as it does.
    [[nodiscard]] auto choices(std::string_view name, MessageKey hint = {}) const
    {
        auto const* field = find_offer_field(name);
        return [this, field, hint](Writer& w) {
            auto const offered = choices_for(*field);
            w("{}",
              web::ChoiceGroup{
                  .texts = texts_,
                  .name = field->name,
                  .legend = field->label,
                  .choices = offered,
                  .values = fields_.values(field->name),
                  .is_multiple = field->kind == FieldKind::choices || field->kind == FieldKind::places
                      || field->kind == FieldKind::language_choices,
                  .problems = problems_,
                  .hint = hint});
        };
    }
    [[nodiscard]] auto select(std::string_view name, MessageKey hint = {}) const
    {
        auto const* field = find_offer_field(name);
        return [this, field, hint](Writer& w) {
            auto const offered = choices_for(*field);
            w("{}",
              web::SelectField{
                  .texts = texts_,
                  .name = field->name,
                  .label = field->label,
                  .choices = offered,
                  .value = fields_.value(field->name),
                  .problems = problems_,
                  .hint = hint});
        };
    }

private:
    [[nodiscard]] std::vector<Choice> choices_for(OfferField const& field) const
    {
        std::vector<Choice> offered;
        for (auto const& choice : choices_of(field.name, texts_, names_))
            offered.push_back({std::string(choice.value), std::string(choice.label)});
        if (field.kind == FieldKind::place)
            offered.push_back({"", std::string(texts_("desk.no_place"_msg))});
        if (field.kind == FieldKind::place || field.kind == FieldKind::places) {
            for (auto const& body : names_.bodies) {
                if (body.kind == tenants::BodyKind::municipality)
                    offered.push_back({body.slug, body.name});
            }
        }
        if (field.kind == FieldKind::language_choices) {
            auto tags = languages_;
            for (auto const& tag : fields_.values(field.name)) {
                if (std::ranges::find(tags, tag) == tags.end())
                    tags.push_back(tag);
            }
            for (auto const& tag : tags) {
                auto const language = i18n::Language::find(tag);
                offered.push_back({tag, language ? texts_.language_name(*language) : tag});
            }
        }
        return offered;
    }

    Texts const& texts_;
    Fields const& fields_;
    std::vector<Problem> const& problems_;
    DistrictNames const& names_;
    std::vector<std::string> languages_;
};

// All that are spoken somewhere, by their names; simple German is no language of a counter.
std::vector<std::string> spoken_languages(Texts const& texts)
{
    std::vector<std::pair<std::string, std::string>> named;
    for (auto const& language : i18n::known_languages()) {
        if (language.tag() != "de-simple")
            named.emplace_back(texts.language_name(language), std::string(language.tag()));
    }
    auto const& collator = i18n::Collator::of(texts.language());
    std::ranges::sort(named, [&](auto const& left, auto const& right) {
        return collator.is_before(left.first, right.first);
    });
    std::vector<std::string> tags;
    tags.reserve(named.size());
    for (auto& [name, tag] : named)
        tags.push_back(std::move(tag));
    return tags;
}

// What it says can be changed here; the picture itself on a page of its own, which takes files.
void write_image(Writer& w, FormFields const& form, Texts const& texts, OfferId id)
{
    if (form.has_text("image"))
        w(R"(<input type="hidden" name="image" value="{}">{}{})", form.value("image"),
          form.area("image_alt", "desk.hint.image_alt"_msg, 2),
          form.text("image_credit", "desk.hint.image_credit"_msg));
    w(R"(<p class="small"><a href="{}">{}</a></p>)", offer_url(id, "bild"),
      form.has_text("image") ? texts("image.change"_msg) : texts("image.add"_msg));
}

void write_sections(Writer& w, FormFields const& form, Texts const& texts, OfferId id)
{
    using web::FieldWidth;
    w(
        R"(<p class="hint">{}</p><div class="sec"><h2>{}</h2>{}{}{}{}</div>{}{}{}{})",
        texts("desk.only_the_name"_msg), texts("desk.section.what"_msg), form.text("title"),
        form.area("summary", "desk.hint.summary"_msg, 3),
        form.area("description", "desk.hint.description"_msg, 6),
        [&](Writer& inner) {
            write_image(inner, form, texts, id);
            inner("{}", form.text("organisation"));
        },
        form.choices("kind"), form.choices("life_situations"), form.choices("target_groups"),
        form.text("target_group", "desk.hint.target_group"_msg));
    w(R"(<div class="sec"><div class="two">{}{}</div>{}</div>)", form.text("age_min", {}, FieldWidth::narrow),
      form.text("age_max", {}, FieldWidth::narrow), form.area("alert", "desk.hint.alert"_msg, 2));
    w(R"({}<div class="sec"><h2>{}</h2>{}<div class="two">{}{}</div>{}{}<details class="more"><summary>{}</summary><div class="two">{}{}</div>{}</details></div>)",
      form.choices("reach", "desk.hint.reach"_msg), texts("desk.section.where"_msg),
      form.select("municipality"), form.text("postal_code", {}, FieldWidth::narrow), form.text("city"),
      form.text("street"), form.text("address_note", "desk.hint.address_note"_msg),
      texts("desk.more.where"_msg), form.text("latitude", "desk.hint.latitude"_msg, FieldWidth::medium),
      form.text("longitude", {}, FieldWidth::medium), form.choices("coverage", "desk.hint.coverage"_msg));
    w(R"(<div class="sec"><h2>{}</h2><p class="hint">{}</p><div class="two">{}{}{}{}{}{}{}</div>{}{}</div>{}{}{})",
      texts("desk.section.when"_msg), texts("desk.hint.hours"_msg), form.text("monday"), form.text("tuesday"),
      form.text("wednesday"), form.text("thursday"), form.text("friday"), form.text("saturday"),
      form.text("sunday"), form.area("exceptions", "desk.hint.exceptions"_msg, 2),
      form.text("hours_text", "desk.hint.hours_text"_msg), form.choices("always_open"),
      form.choices("appointment"), form.choices("status"));
    w(R"(<div class="sec">{}</div>)", form.area("application", "desk.hint.application"_msg, 2));
    w(R"(<div class="sec"><h2>{}</h2>{}{}{}{}</div>{}{})", texts("desk.section.contact"_msg),
      form.area("phones", "desk.hint.phones"_msg, 2), form.text("email", "desk.hint.email"_msg),
      form.text("website", "desk.hint.website"_msg), form.area("contacts", "desk.hint.contacts"_msg, 2),
      form.choices("languages", "desk.hint.languages"_msg), [&](Writer& inner) {
          inner(
              R"(<details class="more" {}><summary>{}</summary>{}{}</details>)",
              Attributes{
                  html::flag("open", form.has_any("interpreters") || form.has_text("interpretation_note"))},
              texts(find_offer_field("interpreters")->label), form.choices("interpreters"),
              form.text("interpretation_note", "desk.hint.interpretation_note"_msg));
      });
    w(R"({}<div class="sec">{}{}{}{}</div>{}{}<div class="sec">{}</div><div class="sec"><h2>{}</h2>{}<div class="two">{}{}{}{}</div></div><div class="sec">{}</div>)",
      form.choices("cost"), form.text("cost_amount", "desk.hint.cost_amount"_msg, FieldWidth::narrow),
      form.text("cost_note"), form.area("prices", "desk.hint.prices"_msg, 2),
      form.area("documents", "desk.hint.documents"_msg, 3), form.choices("childcare"),
      form.choices("wheelchair"), form.text("accessibility_note", "desk.hint.accessibility_note"_msg),
      texts("desk.section.course"_msg), form.select("course_type"),
      form.text("level_from", "desk.hint.level"_msg, FieldWidth::narrow),
      form.text("level_to", {}, FieldWidth::narrow),
      form.text("next_start", "record.hint.day"_msg, FieldWidth::narrow),
      form.text("free_places", {}, FieldWidth::narrow), form.area("remark", "desk.hint.remark"_msg, 3));
}

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
};
Abilities abilities_of(web::Call const& call, EditedOffer const* edited)
{
    auto const actor = call.actor();
    if (edited == nullptr)
        return {true, false};
    return {actor.may(edit_offers, edited->state.owner), actor.may(publish_offers, edited->state.owner)};
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

void write_freshness_card(
    Writer& w, web::Call const& call, Texts const& texts, EditedOffer const& edited,
    std::optional<Instant> last_asked, Abilities abilities)
{
    auto const today = call.local_now().date;
    auto const word = freshness_word(freshness_of(edited.offer.confirmed_on, today), texts);
    w(R"(<section class="card" aria-labelledby="angaben"><h2 id="angaben">{}</h2><p><span class="{}">{}</span></p><p class="small mute">{}</p>{}{}</section>)",
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
                  if (!edited.offer.email.empty())
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
              if (language == i18n::Language::german() || language.tag() == "de-simple")
                  return;
              auto const word = language_word(language_state(edited.offer, language), texts);
              row(R"(<tr><th scope="row">{}</th><td><span class="{}">{}</span></td></tr>)",
                  texts.language_name(language), word.shape, word.text);
          }),
      texts("desk.card.languages.hint"_msg));
}

void write_side(
    Writer& w, web::Call const& call, Texts const& texts, EditedOffer const& edited,
    std::optional<Instant> last_asked, Abilities abilities)
{
    auto const& offer = edited.offer;
    w(
        R"(<div class="stack">{}{}<section class="card" aria-labelledby="mehr"><h2 id="mehr">{}</h2><ul class="plain small">{}<li><a href="{}">{}</a></li>{}</ul></section></div>)",
        [&](Writer& inner) {
            if (offer.was_public)
                write_freshness_card(inner, call, texts, edited, last_asked, abilities);
        },
        [&](Writer& inner) {
            write_languages_card(inner, call, texts, edited);
            write_offer_hints(inner, texts, edited.fields);
        },
        texts("desk.card.more"_msg),
        when(
            offer.was_public && is_public(offer.status),
            [&](Writer& item) {
                item(
                    R"(<li><a href="{}">{}</a></li>)", Url::path({"de", "angebote", offer.slug}),
                    texts("desk.see_in_portal"_msg));
            }),
        offer_url(offer.id, "verlauf"), texts("record.history"_msg),
        when(abilities.may_publish && offer.was_public && is_public(offer.status), [&](Writer& item) {
            item(
                R"(<li><a href="{}">{}</a></li>)", offer_url(offer.id, "archivieren"),
                texts("desk.action.archive"_msg));
        }));
}

}

http::Response offer_form_page(web::Call const& call, OfferFormPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const abilities = abilities_of(call, page.edited);
    FormFields const form(texts, page.fields, page.problems, page.names, spoken_languages(texts));
    if (page.edited == nullptr)
        return web::staff_page(
            {.call = call,
             .title = std::string(texts("desk.new.title"_msg)),
             .section = "angebote",
             .crumbs = {{staff_url({"angebote"}), std::string(texts("desk.title"_msg))}},
             .problems = page.problems},
            [&](Writer& w) {
                w(R"(<p class="measure">{}</p><form class="form" method="post" action="{}" novalidate>{}<input type="hidden" name="schluessel" value="{}"><div class="sec">{}</div>{}{}<div class="sec">{}</div>{}</form>)",
                  texts("desk.new.lead"_msg), staff_url({"angebote", "neu"}), web::FormToken{call},
                  page.form_key, form.text("title"), form.choices("kind"),
                  form.choices("reach", "desk.hint.reach"_msg), form.select("municipality"),
                  [&](Writer& inner) { write_save_bar(inner, texts, page, abilities); });
            });

    auto const& edited = *page.edited;
    auto frame = offer_frame(call, texts, edited, title_of(page.fields, texts), Level::form);
    auto const state = state_word(
        state_of(edited), edited.state.publish_on, texts,
        edited.offer.status == OfferStatus::temporarily_closed);
    frame.state_line = state.text + " · " + std::string(page.names.categories.name(edited.offer.kind, texts));
    frame.problems = page.problems;
    return web::staff_page(frame, [&](Writer& w) {
        write_draft_note(w, call, page, abilities);
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
              [&](Writer& inner) { write_side(inner, call, texts, edited, page.last_asked, abilities); });
            return;
        }
        w(
            R"(<div class="cols stack-top"><form class="form" method="post" action="{}" novalidate>{}<input type="hidden" name="fassung" value="{}"><input type="hidden" name="grundlage" value="{}"><button class="vh" type="submit" tabindex="-1">{}</button>{}{}</form>{}</div>)",
            offer_url(edited.offer.id), web::FormToken{call}, edited.state.version, edited.state.base(),
            texts("record.action.save"_msg),
            [&](Writer& inner) { write_sections(inner, form, texts, edited.offer.id); },
            [&](Writer& inner) { write_save_bar(inner, texts, page, abilities); },
            [&](Writer& inner) { write_side(inner, call, texts, edited, page.last_asked, abilities); });
    });
}

} // namespace kommin::portal
