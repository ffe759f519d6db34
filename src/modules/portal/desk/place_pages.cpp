#include "modules/portal/desk/place_pages.hpp"

#include "modules/portal/desk/offer_desk_parts.hpp"
#include "modules/portal/desk/translation_desk_pages.hpp"
#include "modules/portal/desk/unit_pages.hpp"
#include "modules/portal/directory/permissions.hpp"
#include "modules/portal/editing/offer_hints.hpp"
#include "platform/web/public_frame.hpp"
#include "platform/web/record_form.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/unsaved_entries.hpp"

#include <string_view>
#include <utility>

namespace kommin::portal {

using html::each;
using html::Url;
using html::when;
using html::Writer;
using i18n::Language;
using i18n::Texts;
using records::Fields;
using web::staff_url;

namespace {

MessageKey label_of_place_field(std::string_view name)
{
    if (name == help_name_field)
        return "place.desk.field.help_name"_msg;
    if (name == help_phone_field)
        return "place.desk.field.help_phone"_msg;
    if (name == help_email_field)
        return "place.desk.field.help_email"_msg;
    if (name == help_address_field)
        return "place.desk.field.help_address"_msg;
    return "place.desk.field.intro"_msg;
}

void write_help_fields(Writer& w, Texts const& texts, PlaceFormPage const& page)
{
    auto const field = [&](std::string_view name, MessageKey hint, std::string_view type, bool is_required) {
        return web::TextField{
            .texts = texts,
            .name = name,
            .label = label_of_place_field(name),
            .value = page.fields.value(name),
            .problems = page.problems,
            .hint = hint,
            .type = type,
            .width = web::FieldWidth::whole,
            .is_required = is_required,
            .language = web::language_of_content(texts)};
    };
    w(R"(<section class="sec" aria-labelledby="hilfestelle"><h2 id="hilfestelle">{}</h2><p class="hint">{}</p>{}{}{}{}{}</section>)",
      texts("place.desk.help"_msg), texts("place.desk.help.hint"_msg), web::RequiredNote{texts},
      field(help_name_field, "place.desk.hint.help_name"_msg, "text", true),
      field(help_phone_field, {}, "tel", false), field(help_email_field, {}, "email", false),
      field(help_address_field, {}, "text", false));
}

void write_place_fields(Writer& w, Texts const& texts, PlaceFormPage const& page)
{
    bool const is_district = page.drafted.place.is_district();
    w(R"(<div class="sec">{}</div>{})",
      web::TextArea{
          .texts = texts,
          .name = intro_field,
          .label = "place.desk.field.intro"_msg,
          .value = page.fields.value(intro_field),
          .problems = page.problems,
          .hint = is_district ? "place.desk.hint.intro.district"_msg : "place.desk.hint.intro"_msg,
          .rows = 4,
          .language = Language::german()},
      when(is_district, [&](Writer& inner) { write_help_fields(inner, texts, page); }));
}

void write_translations_of_intro(
    Writer& w, web::Call const& call, Texts const& texts, EditedPlace const& place)
{
    bool const may_translate = call.actor().may(translate_texts, owner_of(place.body));
    if (!may_translate || place.body.intro.empty())
        return;
    w(R"(<section class="card" aria-labelledby="uebersetzungen"><h2 id="uebersetzungen">{}</h2><ul class="plain small">{}</ul></section>)",
      texts("place.desk.translations"_msg),
      each(call.site.languages, [&](Writer& item, Language const& language) {
          if (language != call.site.source_language)
              item(
                  R"(<li><a href="{}">{}</a></li>)",
                  translation_url(language, body_subject.word(), place.body.id.value)
                      .with_query({{"alle", "1"}}),
                  texts.language_name(language));
      }));
}

void write_place_side(
    Writer& w, web::Call const& call, Texts const& texts, EditedPlace const& place,
    std::string_view introduction)
{
    auto const& german = Texts::of(Language::german());
    w(
        R"(<div class="stack"><section class="card" aria-labelledby="wirkung"><h2 id="wirkung">{}</h2><ul class="plain small"><li>{}</li><li>{}</li><li>{}</li></ul></section>{}{}<section class="card" aria-labelledby="mehr"><h2 id="mehr">{}</h2><ul class="plain small"><li><a href="{}">{}</a></li><li><a href="{}">{}</a></li></ul></section></div>)",
        texts("place.desk.effect"_msg), texts("place.desk.effect.at_once"_msg),
        texts("place.desk.effect.translations"_msg), texts("place.desk.effect.facts"_msg),
        [&](Writer& inner) { write_introduction_hints(inner, texts, introduction); },
        [&](Writer& inner) { write_translations_of_intro(inner, call, texts, place); },
        texts("page.more"_msg),
        place.is_district() ? web::page_url(german, {"orte"})
                            : web::page_url(german, {"orte", place.body.slug}),
        texts("place.desk.look"_msg), place_url(place.body.id, "verlauf"), texts("record.history"_msg));
}

}

StateWord state_word_of_place(EditedPlace const& place, Texts const& texts)
{
    return state_word(
        state_of_record(true, false, place.state.draft_state), place.state.publish_on, texts, false);
}

Url places_url()
{
    return staff_url({places_path});
}

Url place_url(BodyId id)
{
    return staff_url({places_path, std::to_string(id.value)});
}

Url place_url(BodyId id, std::string_view page)
{
    return staff_url({places_path, std::to_string(id.value), page});
}

web::RecordForm place_record_form(std::vector<std::string_view> const& names, Texts const& texts)
{
    web::RecordForm form;
    for (auto const name : names)
        form.fields.push_back({std::string(name), std::string(texts(label_of_place_field(name)))});
    form.shown = [](Fields const& fields, std::string_view name) { return std::string(fields.value(name)); };
    return form;
}

web::StaffFrame frame_below_place(web::Call const& call, EditedPlace const& place, std::string title)
{
    return {
        .call = call,
        .title = std::move(title),
        .section = std::string(places_path),
        .crumbs
        = {{places_url(), std::string(web::staff_texts(call)("place.desk.title"_msg))},
           {place_url(place.body.id), place.body.name, true}}};
}

http::Response place_form_page(web::Call const& call, PlaceFormPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const& place = page.drafted.place;
    auto const& state = page.drafted.state;
    auto const id = place.body.id;
    auto frame = frame_below_place(call, place, place.body.name);
    frame.crumbs.pop_back();
    frame.is_named_by_content = true;
    frame.state_line = state_word_of_place(place, texts).text + " · " + place.body.official_kind;
    frame.problems = page.problems;
    auto const author = page.draft_author.value_or(std::string{});
    return web::staff_page(frame, [&](Writer& w) {
        w("{}",
          web::DraftNote{
              .call = call,
              .state = state,
              .draft = page.drafted.draft,
              .author = author,
              .has_moved = page.drafted.has_moved,
              .shown_version = page.shown_version,
              .discard = place_url(id, "verwerfen")});
        w(
            R"(<div class="cols stack-top"><div><form class="form" method="post" action="{}" novalidate>{}<input type="hidden" name="fassung" value="{}"><input type="hidden" name="grundlage" value="{}">{}{}{}</form>{}</div>{}</div>)",
            place_url(id), web::KeptWhileTyping{call, place_url(id)}, state.version, state.base(),
            web::SaveByEnter{texts("record.action.save"_msg)},
            [&](Writer& inner) { write_place_fields(inner, texts, page); },
            web::SaveBar{
                .texts = texts,
                .publish = place_url(id, "veroeffentlichen"),
                .hand_in = place_url(id, "abgeben"),
                .schedule = place_url(id, "planen"),
                .give_back = place_url(id, "zurueckgeben"),
                .preview = staff_url({places_path, std::to_string(id.value), "vorschau", "de"}),
                .may_publish = place.may_publish,
                .is_in_review = state.draft_state == records::DraftState::in_review,
                .aside = page.aside,
                .problems = page.problems},
            UnitTable{call, place},
            [&](Writer& inner) {
                write_place_side(inner, call, texts, place, page.drafted.fields.value(intro_field));
            });
    });
}

} // namespace kommin::portal
