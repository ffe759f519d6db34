#include "modules/portal/desk/category_pages.hpp"

#include "modules/portal/directory/offer_filter.hpp"
#include "modules/portal/site/preview.hpp"
#include "platform/base/text.hpp"
#include "platform/i18n/language.hpp"
#include "platform/web/public_frame.hpp"
#include "platform/web/record_form.hpp"
#include "platform/web/staff_export.hpp"
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

constexpr std::string_view categories_path = "kategorien";
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

// The languages in which the district says something of its own.
std::string languages_changed(CategoryChange const& change, Texts const& texts)
{
    std::string languages;
    for (auto const& [tag, said] : change.texts)
        join(languages, language_label(tag, texts));
    return languages.empty() ? "–" : languages;
}

std::vector<Choice> hiding_choices(Category category, Texts const& texts)
{
    std::vector<Choice> choices;
    if (can_be_on_home(category))
        choices.push_back({std::string(hidden_at_home), std::string(texts("category.hidden.home"_msg))});
    choices.push_back({std::string(hidden_in_filter), std::string(texts("category.hidden.filter"_msg))});
    return choices;
}

template<class Code>
void write_category_table(
    Writer& w, Texts const& texts, Categories const& categories, std::vector<Code> const& all,
    std::string_view id, MessageKey title)
{
    w(R"(<div class="stack-top"><h2 id="{}">{}</h2><div class="scroll" role="region" aria-labelledby="{}" tabindex="0"><table class="tbl tbl--stack tbl--lead"><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th></tr></thead><tbody>{}</tbody></table></div></div>)",
      id, texts(title), id, texts("category.column.name"_msg), texts("category.column.shown"_msg),
      texts("category.column.changed"_msg), each(all, [&](Writer& row, Code code) {
          row(R"(<tr><th scope="row"><a href="{}" data-edit>{}</a></th><td data-l="{}">{}</td><td data-l="{}">{}</td></tr>)",
              category_url(code), categories.name(code, texts), texts("category.column.shown"_msg),
              shown_places(categories, code, texts), texts("category.column.changed"_msg),
              languages_changed(categories.change_of(code), texts));
      }));
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
    auto const preview = category_preview_url(page.is_new ? std::nullopt : std::optional(page.category), tag);
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
      texts("category.help.at_once"_msg),
      texts(is_of_program ? "category.help.key"_msg : "category.help.word"_msg),
      when(!page.is_new, [&](Writer& inner) {
          write_public_links(inner, call, texts, page);
          inner(
              R"(<section class="card" aria-labelledby="mehr"><h2 id="mehr">{}</h2><ul class="plain small"><li><a href="{}">{}</a></li></ul>{}</section>)",
              texts("page.more"_msg), category_url(page.category, "verlauf"), texts("record.history"_msg),
              when(!is_of_program, [&](Writer& archive) {
                  archive(
                      R"(<p class="stack-top"><a class="kern-btn kern-btn--secondary grave" href="{}"><span class="kern-label">{}</span></a></p>)",
                      category_url(page.category, "archivieren"), texts("desk.action.archive"_msg));
              }));
      }));
}

// Of one that nobody meets any more.
void write_archived(Writer& w, web::Call const& call, Texts const& texts, CategoryFormPage const& page)
{
    w(R"(<div class="stack measure"><p>{}</p><div class="row"><form method="post" action="{}">{}<input type="hidden" name="fassung" value="{}">{}</form><a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a></div><p><a href="{}">{}</a></p></div>)",
      texts("category.archived.text"_msg), category_url(page.category, "wiederherstellen"),
      web::FormToken{call}, page.categories.change_of(page.category).version,
      web::SubmitButton{texts("category.action.restore"_msg)}, categories_url(),
      texts("words.action.back"_msg), category_url(page.category, "verlauf"), texts("record.history"_msg));
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
        return std::string(texts("desk.state.archived"_msg));
    if (situation != nullptr && categories.is_on_home(*situation))
        join(places, texts("category.shown.home"_msg));
    if (categories.is_in_filter(category))
        join(places, texts("category.shown.filter"_msg));
    return places.empty() ? std::string(texts("category.shown.nowhere"_msg)) : places;
}

std::vector<std::string> languages_of_category(web::Call const& call, CategoryChange const& change)
{
    std::vector<std::string> tags;
    for (auto const language : call.site.languages)
        tags.emplace_back(language.tag());
    for (auto const& [tag, said] : change.texts) {
        if (std::ranges::find(tags, tag) == tags.end())
            tags.push_back(tag);
    }
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
    form.has_drafts = false;
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

http::Response category_list_page(
    web::Call const& call, Categories const& categories, std::vector<Problem> problems)
{
    auto const& texts = web::staff_texts(call);
    auto const archived = categories.archived();
    return web::staff_page(
        {.call = call,
         .title = std::string(texts("category.title"_msg)),
         .section = std::string(categories_path),
         .actions = !categories.free_own() ? web::Body{} : web::Body([&](Writer& w) {
             w(R"(<a class="kern-btn kern-btn--primary" href="{}"><span class="kern-label">{}</span></a>)",
               new_situation_url(), texts("category.new.title"_msg));
         }),
         .problems = std::move(problems),
         .is_wide = true},
        [&](Writer& w) {
            w(R"(<p class="measure stack-top">{}</p>)", texts("category.lead"_msg));
            write_category_table(
                w, texts, categories, categories.situations(), "themen", "desk.field.life_situations"_msg);
            write_category_table(w, texts, categories, categories.kinds(), "arten", "desk.field.kind"_msg);
            if (!archived.empty())
                write_category_table(w, texts, categories, archived, "archiv", "category.archived.title"_msg);
            w("{}", web::ExportLinks{texts, [](std::string_view file) {
                                         return staff_url({categories_path, file});
                                     }});
        });
}

http::Response category_file(web::Call const& call, Categories const& categories)
{
    using table::Cell;
    auto const& texts = web::staff_texts(call);
    web::ListExport<Category> file(
        call, web::export_format(call.request), categories_path, "category.title"_msg,
        {{"desk.field.kind"_msg, 20,
          [&](Category const& one) {
              return Cell(std::string(texts(
                  std::holds_alternative<Situation>(one) ? "desk.field.life_situations"_msg
                                                         : "desk.field.kind"_msg)));
          }},
         {"category.column.name"_msg, 40,
          [&](Category const& one) { return Cell(std::string(categories.name(one, texts))); }},
         {"category.column.shown"_msg, 30,
          [&](Category const& one) { return Cell(shown_places(categories, one, texts)); }},
         {"category.column.changed"_msg, 40,
          [&](Category const& one) { return Cell(languages_changed(categories.change_of(one), texts)); }}});
    std::vector<Category> all;
    for (auto const situation : categories.situations())
        all.emplace_back(situation);
    for (auto const kind : categories.kinds())
        all.emplace_back(kind);
    for (auto const& one : all) {
        if (!file.add(one))
            break;
    }
    return file.answer();
}

http::Response category_form_page(web::Call const& call, CategoryFormPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto frame = frame_below_category(
        call, page.categories, page.category,
        std::string(
            page.is_new ? texts("category.new.title"_msg) : page.categories.name(page.category, texts)));
    frame.crumbs.pop_back();
    if (!page.is_new)
        frame.state_line
            = texts("category.state"_msg, {{"places", shown_places(page.categories, page.category, texts)}});
    frame.problems = page.problems;
    auto const* situation = std::get_if<Situation>(&page.category);
    bool const is_archived = !page.is_new && situation != nullptr && !page.categories.is_in_use(*situation);
    return web::staff_page(frame, [&](Writer& w) {
        if (is_archived) {
            write_archived(w, call, texts, page);
            return;
        }
        if (page.shown_version)
            w("{}", web::FetchedNote{texts, *page.shown_version});
        if (page.is_new)
            w(R"(<p class="measure stack-top">{}</p>)", texts("category.new.lead"_msg));
        auto const button = texts(page.is_new ? "category.new.action"_msg : "words.action.save"_msg);
        auto const page_url = page.is_new ? new_situation_url() : category_url(page.category);
        w(
            R"(<div class="cols stack-top"><form class="form" method="post" action="{}" novalidate>{}<input type="hidden" name="fassung" value="{}">{}{}<div class="save">{}<a class="kern-btn kern-btn--tertiary" href="{}"><span class="kern-label">{}</span></a></div></form>{}</div>)",
            page_url, web::KeptWhileTyping{call, page_url}, page.categories.change_of(page.category).version,
            web::SaveByEnter{button}, [&](Writer& inner) { write_category_fields(inner, texts, page); },
            web::SubmitButton{button}, categories_url(), texts("words.action.back"_msg),
            [&](Writer& inner) { write_category_side(inner, call, texts, page); });
    });
}

http::Response situation_archive_question(
    web::Call const& call, Categories const& categories, Situation situation, CarriedBy const& carried)
{
    auto const& texts = web::staff_texts(call);
    auto const title = texts("category.archive.title"_msg, {{"name", categories.name(situation, texts)}});
    return web::staff_page(frame_below_category(call, categories, situation, title), [&](Writer& w) {
        w(R"(<div class="stack measure"><p>{}</p><p>{}</p><ul><li>{}</li><li>{}</li></ul><div class="row"><form method="post" action="{}">{}<input type="hidden" name="fassung" value="{}">{}</form><a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a></div></div>)",
          texts("category.archive.text"_msg), texts("category.archive.carried"_msg),
          texts("category.archive.offers"_msg, {{"count", carried.offers}}),
          texts("category.archive.pages"_msg, {{"count", carried.pages}}),
          category_url(situation, "archivieren"), web::FormToken{call},
          categories.change_of(situation).version,
          web::SubmitButton{texts("desk.archive.yes"_msg), "primary grave"}, category_url(situation),
          texts("desk.archive.no"_msg));
    });
}

} // namespace kommin::portal
