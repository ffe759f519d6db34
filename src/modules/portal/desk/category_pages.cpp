#include "modules/portal/desk/category_pages.hpp"

#include "modules/portal/directory/offer_filter.hpp"
#include "modules/portal/site/preview.hpp"
#include "platform/base/text.hpp"
#include "platform/i18n/language.hpp"
#include "platform/web/public_frame.hpp"
#include "platform/web/record_form.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/unsaved_entries.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace kommin::portal {

using html::each;
using html::Url;
using html::when;
using html::Writer;
using i18n::Language;
using i18n::Texts;
using records::Fields;
using web::Choice;
using web::staff_url;

namespace {

constexpr std::string_view new_path = "neu";

// In the order of own_icons.
constexpr std::array icon_names{
    "category.icon.pin"_msg,      "category.icon.people"_msg, "category.icon.talk"_msg,
    "category.icon.heart"_msg,    "category.icon.house"_msg,  "category.icon.work"_msg,
    "category.icon.youth"_msg,    "category.icon.office"_msg, "category.icon.euro"_msg,
    "category.icon.calendar"_msg, "category.icon.clock"_msg,  "category.icon.globe"_msg,
    "category.icon.phone"_msg,    "category.icon.access"_msg};
static_assert(icon_names.size() == own_icons.size());

std::vector<Choice> icon_choices(Texts const& texts)
{
    std::vector<Choice> choices;
    for (std::size_t i = 0; i < own_icons.size(); ++i)
        choices.push_back(
            {std::string(own_icons.at(i)), std::string(texts(icon_names.at(i))), own_icons.at(i)});
    return choices;
}

bool is_of_district(Category category)
{
    auto const* situation = std::get_if<Situation>(&category);
    return situation != nullptr && is_own(*situation);
}

std::string language_label(std::string_view tag, Texts const& texts)
{
    auto const language = Language::find(tag);
    return language ? texts.language_name(*language) : std::string(tag);
}

void join(std::string& list, std::string_view more)
{
    list += list.empty() ? "" : ", ";
    list += more;
}

std::vector<Choice> hiding_choices(Category category, Texts const& texts)
{
    std::vector<Choice> choices;
    if (can_be_on_home(category))
        choices.push_back({std::string(hidden_at_home), std::string(texts("category.hidden.home"_msg))});
    choices.push_back({std::string(hidden_in_filter), std::string(texts("category.hidden.filter"_msg))});
    return choices;
}

// Says below a field what holds as long as it stays empty: the text of the program, or of another language.
std::function<void(Writer&)> empty_note(Texts const& texts, CategoryText const& otherwise)
{
    if (otherwise.text.empty())
        return {};
    return [&texts, otherwise](Writer& w) {
        w(R"({} <span lang="{}" dir="{}">{}</span>)", texts("category.shipped"_msg), otherwise.language.tag(),
          otherwise.language.direction(), otherwise.text);
    };
}

// As if the district said nothing in this language.
Categories silent_in(std::string const& tag, Categories categories, Category category)
{
    auto change = categories.change_of(category);
    change.texts.erase(tag);
    categories.apply(category, std::move(change));
    return categories;
}

// The texts of all languages one below the other, each with that of the program.
void write_language(Writer& w, Texts const& texts, CategoryFormPage const& page, std::string const& tag)
{
    auto const language = Language::find(tag);
    if (!language)
        return;
    auto const silent = silent_in(tag, page.categories, page.category);
    auto const& theirs = Texts::of(*language);
    bool const is_required_here
        = is_of_district(page.category) && *language == page.categories.source_language();
    auto const field
        = [&](std::string const& name, MessageKey label, CategoryText const& otherwise, bool is_required) {
              auto const caption = texts(label, {{"language", language_label(tag, texts)}});
              w("{}",
                web::TextField{
                    .texts = texts,
                    .name = name,
                    .label = label,
                    .value = page.fields.value(name),
                    .problems = page.problems,
                    .width = web::FieldWidth::whole,
                    .is_required = is_required,
                    .language = language,
                    .caption = caption,
                    .note = empty_note(texts, otherwise)});
          };
    field(
        name_field(tag), "category.field.name"_msg, silent.shown_name(page.category, theirs),
        is_required_here);
    if (can_be_on_home(page.category))
        field(
            hint_field(tag), "category.field.hint"_msg,
            silent.hint(std::get<Situation>(page.category), theirs), false);
    auto const preview
        = category_preview_url(page.is_new() ? std::nullopt : std::optional(page.category), tag);
    auto const name = texts.language_name(*language);
    w(R"(<p class="row">{}{}</p>)",
      web::SubmitButton{texts("category.action.preview"_msg, {{"language", name}}), "tertiary", preview},
      web::SubmitButton{
          texts("category.action.telephone"_msg, {{"language", name}}), "tertiary", on_telephone(preview)});
}

void write_category_fields(Writer& w, Texts const& texts, CategoryFormPage const& page)
{
    auto const choices = hiding_choices(page.category, texts);
    auto const icons = icon_choices(texts);
    w(R"({}{}<div class="sec">{}{}{}</div>)",
      when(is_of_district(page.category), [&](Writer& inner) { inner("{}", web::RequiredNote{texts}); }),
      each(
          page.languages,
          [&](Writer& inner, std::string const& tag) {
              inner(R"(<div class="sec">{}</div>)", [&](Writer& both) {
                  write_language(both, texts, page, tag);
              });
          }),
      web::TextField{
          .texts = texts,
          .name = place_field,
          .label = "category.field.place"_msg,
          .value = page.fields.value(place_field),
          .problems = page.problems,
          .hint
          = is_of_district(page.category) ? "category.field.place.own"_msg : "category.field.place.hint"_msg,
          .width = web::FieldWidth::narrow,
          .input_mode = "numeric"},
      when(
          is_of_district(page.category),
          [&](Writer& inner) {
              inner(
                  "{}",
                  web::ChoiceGroup{
                      .texts = texts,
                      .name = icon_field,
                      .legend = "category.field.icon"_msg,
                      .choices = icons,
                      .values = page.fields.values(icon_field),
                      .problems = page.problems});
          }),
      web::ChoiceGroup{
          .texts = texts,
          .name = hidden_field,
          .legend = "category.field.hidden"_msg,
          .choices = choices,
          .values = page.fields.values(hidden_field),
          .is_multiple = true,
          .problems = page.problems,
          .hint = "category.field.hidden.hint"_msg});
}

// Where the public meets it now, language by language.
void write_public_links(Writer& w, web::Call const& call, Texts const& texts, CategoryFormPage const& page)
{
    auto const* kind = std::get_if<OfferKind>(&page.category);
    auto const field = std::string_view(kind != nullptr ? "kategorie" : "thema");
    auto const word
        = kind != nullptr ? word_of(*kind) : page.categories.word_of(std::get<Situation>(page.category));
    w(R"(<section class="card" aria-labelledby="ansehen"><h2 id="ansehen">{}</h2><ul class="plain small">{}</ul></section>)",
      texts("category.look"_msg), each(call.site.languages, [&](Writer& item, Language const& language) {
          auto const& theirs = Texts::of(language);
          auto const name = texts.language_name(language);
          item(
              R"(<li>{}<a href="{}">{}</a></li>)",
              when(
                  can_be_on_home(page.category),
                  [&](Writer& home) {
                      home(
                          R"(<a href="{}">{}</a> · )", web::page_url(theirs, {""}),
                          texts("category.look.home"_msg, {{"language", name}}));
                  }),
              web::page_url(theirs, {"angebote"}).with_query({{field, word}}),
              texts("category.look.filter"_msg, {{"language", name}}));
      }));
}

void write_category_side(Writer& w, web::Call const& call, Texts const& texts, CategoryFormPage const& page)
{
    bool const is_of_program = !is_of_district(page.category);
    w(R"(<div class="stack"><section class="card" aria-labelledby="hilfe"><h2 id="hilfe">{}</h2><ul class="plain small"><li>{}</li><li>{}</li><li>{}</li></ul></section>{}</div>)",
      texts("category.help"_msg),
      texts(is_of_program ? "category.help.empty"_msg : "category.help.untranslated"_msg),
      texts("category.help.draft"_msg),
      texts(is_of_program ? "category.help.key"_msg : "category.help.word"_msg),
      when(!page.is_new(), [&](Writer& inner) {
          if (page.drafted->state.was_public)
              write_public_links(inner, call, texts, page);
          inner(
              R"(<section class="card" aria-labelledby="mehr"><h2 id="mehr">{}</h2><ul class="plain small"><li><a href="{}">{}</a></li></ul>{}</section>)",
              texts("page.more"_msg), category_url(page.category, "verlauf"), texts("record.history"_msg),
              when(!is_of_program && page.drafted->may_publish, [&](Writer& archive) {
                  archive(
                      R"(<p class="stack-top"><a class="kern-btn kern-btn--secondary grave" href="{}"><span class="kern-label">{}</span></a></p>)",
                      category_url(page.category, "archivieren"), texts("desk.action.archive"_msg));
              }));
      }));
}

// Its state; of one that people meet also where.
std::string state_line_of(DraftedCategory const& drafted, Texts const& texts)
{
    auto state = state_word_of(drafted.change(), drafted.state, texts).text;
    auto const* situation = std::get_if<Situation>(&drafted.category);
    if (situation != nullptr && !drafted.categories.is_in_use(*situation))
        return state;
    auto const places = shown_places(drafted.categories, drafted.category, texts);
    return state + " · " + texts("category.state"_msg, {{"places", places}});
}

// Of one that nobody meets any more.
void write_archived(Writer& w, web::Call const& call, Texts const& texts, CategoryFormPage const& page)
{
    w(R"(<div class="stack measure"><p>{}</p><div class="row">{}<a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a></div><p><a href="{}">{}</a></p></div>)",
      texts(
          page.drafted->state.was_public ? "category.archived.text"_msg
                                         : "category.archived.unpublished"_msg),
      when(
          page.drafted->may_publish,
          [&](Writer& inner) {
              inner(
                  "{}",
                  web::ButtonForm{
                      call, category_url(page.category, "wiederherstellen"), page.drafted->state.version,
                      texts("category.action.restore"_msg), "primary"});
          }),
      categories_url(), texts("words.action.back"_msg), category_url(page.category, "verlauf"),
      texts("record.history"_msg));
}

// It begins as a draft: what becomes of it is decided where it stands then.
void write_new_form(Writer& w, web::Call const& call, Texts const& texts, CategoryFormPage const& page)
{
    auto const button = texts("category.new.action"_msg);
    w(
        R"(<p class="measure stack-top">{}</p><div class="cols stack-top"><form class="form" method="post" action="{}" novalidate>{}{}{}<div class="save">{}<a class="kern-btn kern-btn--tertiary" href="{}"><span class="kern-label">{}</span></a></div></form>{}</div>)",
        texts("category.new.lead"_msg), new_situation_url(), web::KeptWhileTyping{call, new_situation_url()},
        web::SaveByEnter{button}, [&](Writer& inner) { write_category_fields(inner, texts, page); },
        web::SubmitButton{button}, categories_url(), texts("words.action.back"_msg),
        [&](Writer& inner) { write_category_side(inner, call, texts, page); });
}

void write_form(Writer& w, web::Call const& call, Texts const& texts, CategoryFormPage const& page)
{
    auto const& drafted = *page.drafted;
    auto const& state = drafted.state;
    auto const url = [&](std::string_view button) { return category_url(page.category, button); };
    auto const author = page.draft_author.value_or(std::string{});
    w("{}",
      web::DraftNote{
          .call = call,
          .state = state,
          .draft = drafted.draft,
          .author = author,
          .has_moved = drafted.has_moved,
          .shown_version = page.shown_version,
          .discard = url("verwerfen")});
    w(
        R"(<div class="cols stack-top"><form class="form" method="post" action="{}" novalidate>{}<input type="hidden" name="fassung" value="{}"><input type="hidden" name="grundlage" value="{}">{}{}{}</form>{}</div>)",
        category_url(page.category), web::KeptWhileTyping{call, category_url(page.category)}, state.version,
        state.base(), web::SaveByEnter{texts("record.action.save"_msg)},
        [&](Writer& inner) { write_category_fields(inner, texts, page); },
        web::SaveBar{
            .texts = texts,
            .publish = url("veroeffentlichen"),
            .hand_in = url("abgeben"),
            .schedule = url("planen"),
            .give_back = url("zurueckgeben"),
            .preview = category_preview_url(page.category, call.site.source_language.tag()),
            .may_publish = drafted.may_publish,
            .is_in_review = state.draft_state == records::DraftState::in_review,
            .aside = page.aside,
            .problems = page.problems},
        [&](Writer& inner) { write_category_side(inner, call, texts, page); });
}

}

Url categories_url()
{
    return staff_url({categories_path});
}

Url new_situation_url()
{
    return staff_url({categories_path, new_path});
}

Url category_url(Category category)
{
    return staff_url({categories_path, key_of(category)});
}

Url category_url(Category category, std::string_view page)
{
    return staff_url({categories_path, key_of(category), page});
}

Url category_preview_url(std::optional<Category> category, std::string_view language_tag)
{
    return staff_url(
        {categories_path, category ? key_of(*category) : std::string(new_path), "vorschau", language_tag});
}

std::string shown_places(Categories const& categories, Category category, Texts const& texts)
{
    std::string places;
    auto const* situation = std::get_if<Situation>(&category);
    if (situation != nullptr && !categories.is_in_use(*situation))
        return "–";
    if (situation != nullptr && categories.is_on_home(*situation))
        join(places, texts("category.shown.home"_msg));
    if (categories.is_in_filter(category))
        join(places, texts("category.shown.filter"_msg));
    return places.empty() ? std::string(texts("category.shown.nowhere"_msg)) : places;
}

std::string languages_changed(CategoryChange const& change, Texts const& texts)
{
    std::string languages;
    for (auto const& [tag, said] : change.texts)
        join(languages, language_label(tag, texts));
    return languages.empty() ? "–" : languages;
}

StateWord state_word_of(CategoryChange const& change, records::EditState const& state, Texts const& texts)
{
    return state_word(state_of(change, state), state.publish_on, texts, false);
}

std::vector<std::string> languages_of_category(
    web::Call const& call, CategoryChange const& change, Fields const& draft)
{
    std::vector<std::string> tags;
    auto const add = [&](std::string const& tag) {
        if (std::ranges::find(tags, tag) == tags.end())
            tags.push_back(tag);
    };
    for (auto const language : call.site.languages)
        add(std::string(language.tag()));
    for (auto const& [tag, said] : change.texts)
        add(tag);
    for (auto const& [tag, said] : change_with(draft, {}).texts)
        add(tag);
    return tags;
}

web::RecordForm category_record_form(
    Category category, std::vector<std::string> const& languages, Texts const& texts)
{
    web::RecordForm form;
    for (auto const& tag : languages) {
        auto const language = language_label(tag, texts);
        form.fields.push_back({name_field(tag), texts("category.field.name"_msg, {{"language", language}})});
        if (can_be_on_home(category))
            form.fields.push_back(
                {hint_field(tag), texts("category.field.hint"_msg, {{"language", language}})});
    }
    form.fields.push_back({std::string(place_field), std::string(texts("category.field.place"_msg))});
    form.fields.push_back({std::string(hidden_field), std::string(texts("category.field.hidden"_msg))});
    if (is_of_district(category))
        form.fields.push_back({std::string(icon_field), std::string(texts("category.field.icon"_msg))});
    form.shown = [category, &texts](Fields const& fields, std::string_view name) {
        if (name == icon_field) {
            auto const icons = icon_choices(texts);
            auto const icon = std::ranges::find(icons, fields.value(name), &Choice::value);
            return icon == icons.end() ? std::string(fields.value(name)) : icon->label;
        }
        if (name != hidden_field)
            return std::string(fields.value(name));
        std::string hidden;
        for (auto const& choice : hiding_choices(category, texts)) {
            if (fields.has(hidden_field, choice.value))
                join(hidden, choice.label);
        }
        return hidden;
    };
    return form;
}

web::StaffFrame frame_below_category(
    web::Call const& call, Categories const& categories, Category category, std::string title)
{
    auto const& texts = web::staff_texts(call);
    return {
        .call = call,
        .title = std::move(title),
        .section = std::string(categories_path),
        .crumbs
        = {{categories_url(), std::string(texts("category.title"_msg))},
           {category_url(category), std::string(categories.name(category, texts))}}};
}

http::Response category_form_page(web::Call const& call, CategoryFormPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto frame = frame_below_category(
        call, page.categories, page.category,
        std::string(
            page.is_new() ? texts("category.new.title"_msg) : page.categories.name(page.category, texts)));
    frame.crumbs.pop_back();
    if (!page.is_new())
        frame.state_line = state_line_of(*page.drafted, texts);
    frame.problems = page.problems;
    return web::staff_page(frame, [&](Writer& w) {
        if (page.is_new())
            write_new_form(w, call, texts, page);
        else if (page.drafted->is_archived())
            write_archived(w, call, texts, page);
        else
            write_form(w, call, texts, page);
    });
}

http::Response situation_archive_question(
    web::Call const& call, DraftedCategory const& drafted, Situation situation, CarriedBy const& carried)
{
    auto const& texts = web::staff_texts(call);
    auto const& categories = drafted.categories;
    auto const title = texts("category.archive.title"_msg, {{"name", categories.name(situation, texts)}});
    return web::staff_page(frame_below_category(call, categories, situation, title), [&](Writer& w) {
        w(R"(<div class="stack measure"><p>{}</p><p>{}</p><ul><li>{}</li><li>{}</li></ul>{}<div class="row"><form method="post" action="{}">{}<input type="hidden" name="fassung" value="{}">{}</form><a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a></div></div>)",
          texts(drafted.state.was_public ? "category.archive.text"_msg : "category.archive.unpublished"_msg),
          texts("category.archive.carried"_msg),
          texts("category.archive.offers"_msg, {{"count", carried.offers}}),
          texts("category.archive.pages"_msg, {{"count", carried.pages}}),
          when(
              drafted.draft.has_value(),
              [&](Writer& inner) {
                  inner("<p><strong>{}</strong></p>", texts("category.archive.draft"_msg));
              }),
          category_url(situation, "archivieren"), web::FormToken{call}, drafted.state.version,
          web::SubmitButton{texts("desk.archive.yes"_msg), "primary grave"}, category_url(situation),
          texts("desk.archive.no"_msg));
    });
}

} // namespace kommin::portal
