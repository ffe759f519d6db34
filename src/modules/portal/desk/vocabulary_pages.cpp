// The form of a concept of the search, a new one, and the question before one is archived.

#include "modules/portal/desk/vocabulary_pages.hpp"

#include "modules/portal/desk/vocabulary_desk.hpp"
#include "modules/portal/directory/permissions.hpp"
#include "platform/base/text.hpp"
#include "platform/web/record_form.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/unsaved_entries.hpp"

#include <algorithm>
#include <array>
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

void write_words_fields(Writer& w, Texts const& texts, ConceptFormPage const& page)
{
    auto languages = page.languages;
    // What somebody came for stands first.
    if (auto const wanted = std::ranges::find(languages, page.word.language); wanted != languages.end())
        std::rotate(languages.begin(), wanted, wanted + 1);
    w(R"(<div class="sec">{}</div>)", each(languages, [&](Writer& inner, std::string const& tag) {
          auto const value = page.fields.value(tag);
          auto const caption = name_of_language(tag, texts);
          constexpr int fewest_rows = 3;
          constexpr int most_rows = 16;
          auto const lines = static_cast<int>(std::ranges::count(value, '\n')) + 2;
          inner(
              "{}",
              web::TextArea{
                  .texts = texts,
                  .name = tag,
                  .label = {},
                  .value = value,
                  .problems = page.problems,
                  .rows = std::clamp(lines, fewest_rows, most_rows),
                  .language = Language::find(tag),
                  .caption = caption});
      }));
}

void write_words_help(Writer& w, Texts const& texts)
{
    w(R"(<section class="card" aria-labelledby="hilfe"><h2 id="hilfe">{}</h2><ul class="plain small"><li>{}</li><li>{}</li><li>{}</li><li>{}</li></ul></section>)",
      texts("words.help"_msg), texts("words.help.first"_msg), texts("words.help.german"_msg),
      texts("words.help.star"_msg), texts("words.help.forms"_msg));
}

void write_concept_side(Writer& w, web::Call const& call, Texts const& texts, EditedConcept const& edited)
{
    w(
        R"(<div class="stack">{}<section class="card" aria-labelledby="mehr"><h2 id="mehr">{}</h2><ul class="plain small"><li><a href="{}">{}</a></li></ul>{}</section></div>)",
        [&](Writer& inner) { write_words_help(inner, texts); }, texts("page.more"_msg),
        concept_url(edited.key, "verlauf"), texts("record.history"_msg),
        when(may_publish_vocabulary(call) && !edited.is_archived, [&](Writer& item) {
            item(
                R"(<p class="stack-top"><a class="kern-btn kern-btn--secondary grave" href="{}"><span class="kern-label">{}</span></a></p>)",
                concept_url(edited.key, "archivieren"), texts("desk.action.archive"_msg));
        }));
}

http::Response new_concept_page(web::Call const& call, ConceptFormPage const& page)
{
    auto const& texts = web::staff_texts(call);
    std::array const places{web::Choice{"ja", std::string(texts("words.place"_msg))}};
    std::vector<std::string> const chosen(page.is_place ? 1 : 0, "ja");
    return web::staff_page(
        {.call = call,
         .title = std::string(texts("words.new.title"_msg)),
         .section = std::string(vocabulary_path),
         .crumbs = {{vocabulary_url(), std::string(texts("words.title"_msg))}},
         .problems = page.problems},
        [&](Writer& w) {
            if (!page.word.empty())
                w(R"(<div class="note note--row"><p>{}</p><a class="kern-btn kern-btn--secondary kern-btn--sm" href="{}"><span class="kern-label">{}</span></a></div>)",
                  texts("words.add.known"_msg), with_word(vocabulary_url(), page.word),
                  texts("words.add.to_known"_msg));
            w(
                R"(<div class="cols stack-top"><form class="form" method="post" action="{}" novalidate>{}<input type="hidden" name="schluessel" value="{}">{}<div class="sec">{}</div><div class="save">{}</div></form><div class="stack">{}</div></div>)",
                staff_url({vocabulary_path, "neu"}),
                web::KeptWhileTyping{call, staff_url({vocabulary_path, "neu"})}, page.form_key,
                [&](Writer& inner) { write_words_fields(inner, texts, page); },
                web::ChoiceGroup{
                    .texts = texts,
                    .name = "ort",
                    .legend = "words.place.legend"_msg,
                    .choices = places,
                    .values = chosen,
                    .is_multiple = true,
                    .hint = "words.place.hint"_msg},
                [&](Writer& buttons) {
                    auto const draft = staff_url({vocabulary_path, "neu"}).with_query({{"als", "entwurf"}});
                    buttons(
                        "{}{}",
                        web::SubmitButton{texts(
                            may_publish_vocabulary(call) ? "record.action.publish"_msg
                                                         : "record.action.hand_in"_msg)},
                        web::SubmitButton{texts("record.action.save"_msg), "secondary", draft});
                },
                [&](Writer& inner) { write_words_help(inner, texts); });
        });
}

}

std::string without_subtags(std::string_view tag)
{
    return std::string(tag.substr(0, tag.find('-')));
}

std::string name_of_language(std::string_view tag, Texts const& texts)
{
    auto const language = Language::find(tag);
    return language ? texts.language_name(*language) : std::string(tag);
}

std::string_view origin_word(ConceptOrigin origin, Texts const& texts)
{
    switch (origin) {
    case ConceptOrigin::own:
        return texts("words.state.own"_msg);
    case ConceptOrigin::changed:
        return texts("words.state.changed"_msg);
    case ConceptOrigin::shipped:
        break;
    }
    return texts("words.state.shipped"_msg);
}

StateWord state_word_of(EditedConcept const& edited, Texts const& texts)
{
    return state_word(state_of(edited), edited.publish_on, texts, false);
}

WordToAdd read_word_to_add(http::Form const& query)
{
    auto const language = Language::find(query.value("sprache"));
    auto const word = trim(truncate_utf8(query.value("wort"), longest_asked_word));
    if (!language || word.empty())
        return {};
    return {std::string(word), without_subtags(language->tag())};
}

Fields with_word(Fields fields, WordToAdd const& wanted)
{
    if (wanted.empty())
        return fields;
    std::string words(fields.value(wanted.language));
    words += words.empty() ? "" : "\n";
    words += wanted.word;
    fields.set(wanted.language, std::move(words));
    return spelled_words(fields);
}

Url with_word(Url const& url, WordToAdd const& wanted)
{
    return wanted.empty() ? url : url.with_query({{"wort", wanted.word}, {"sprache", wanted.language}});
}

Url vocabulary_url()
{
    return staff_url({vocabulary_path});
}

Url concept_url(std::string_view key)
{
    return staff_url({vocabulary_path, key});
}

Url concept_url(std::string_view key, std::string_view page)
{
    return staff_url({vocabulary_path, key, page});
}

Url take_up_word_url(std::string_view word, std::string_view language)
{
    return staff_url({vocabulary_path, "neu"}).with_query({{"wort", word}, {"sprache", language}});
}

Vocabulary vocabulary_for(web::Call const& call, db::Connection& db, search::Concepts const& base)
{
    auto vocabulary = Vocabulary::load(db, call.site.tenant, base);
    if (!may_edit_vocabulary(call))
        vocabulary.forget_drafts();
    return vocabulary;
}

bool may_edit_vocabulary(web::Call const& call)
{
    return call.actor().may(edit_words, Scope::whole_tenant());
}

bool may_publish_vocabulary(web::Call const& call)
{
    return call.actor().may(publish_words, Scope::whole_tenant());
}

web::StaffFrame frame_below_concept(web::Call const& call, EditedConcept const& edited, std::string title)
{
    return {
        .call = call,
        .title = std::move(title),
        .section = std::string(vocabulary_path),
        .crumbs
        = {{vocabulary_url(), std::string(web::staff_texts(call)("words.title"_msg))},
           {concept_url(edited.key), name_of_concept(edited.fields)}}};
}

web::RecordForm concept_record_form(std::vector<std::string> const& languages, Texts const& texts)
{
    web::RecordForm form;
    for (auto const& tag : languages)
        form.fields.push_back({tag, name_of_language(tag, texts)});
    form.shown = [](Fields const& fields, std::string_view name) { return std::string(fields.value(name)); };
    return form;
}

http::Response concept_form_page(web::Call const& call, ConceptFormPage const& page)
{
    if (page.drafted == nullptr)
        return new_concept_page(call, page);
    auto const& texts = web::staff_texts(call);
    auto const& drafted = *page.drafted;
    auto const& edited = drafted.edited;
    bool const may_edit = may_edit_vocabulary(call);
    auto name = name_of_concept(page.fields);
    if (name.empty()) // nothing right has been typed yet
        name = name_of_concept(edited.fields);
    auto frame = frame_below_concept(call, edited, std::move(name));
    frame.crumbs.pop_back();
    frame.is_named_by_content = true;
    frame.state_line
        = state_word_of(edited, texts).text + " · " + std::string(origin_word(edited.origin, texts));
    if (edited.is_place())
        frame.state_line += " · " + std::string(texts("words.place.is"_msg));
    frame.problems = page.problems;
    auto const author = page.draft_author.value_or(std::string{});
    return web::staff_page(frame, [&](Writer& w) {
        w("{}",
          web::DraftNote{
              .call = call,
              .state = drafted.state,
              .draft = drafted.draft,
              .author = author,
              .has_moved = drafted.has_moved,
              .shown_version = page.shown_version,
              .discard = concept_url(edited.key, "verwerfen")});
        if (edited.is_archived)
            w(R"(<div class="note"><p>{}</p></div>)",
              texts(edited.is_hidden ? "words.archived.unpublished"_msg : "words.archived.note"_msg));
        if (!may_edit) {
            w(R"(<dl class="dl stack-top">{}</dl>)",
              each(page.languages, [&](Writer& row, std::string const& tag) {
                  auto const value = page.fields.value(tag);
                  auto const language = Language::find(tag);
                  if (!value.empty() && language)
                      row(R"(<dt>{}</dt><dd class="pre" lang="{}" dir="{}">{}</dd>)",
                          name_of_language(tag, texts), language->tag(), language->direction(), value);
              }));
            return;
        }
        w(
            R"(<div class="cols stack-top"><form class="form" method="post" action="{}" novalidate>{}<input type="hidden" name="fassung" value="{}"><input type="hidden" name="grundlage" value="{}">{}{}{}</form>{}</div>)",
            concept_url(edited.key), web::KeptWhileTyping{call, concept_url(edited.key)},
            drafted.state.version, drafted.state.base(), web::SaveByEnter{texts("record.action.save"_msg)},
            [&](Writer& inner) { write_words_fields(inner, texts, page); },
            web::SaveBar{
                .texts = texts,
                .publish = concept_url(edited.key, "veroeffentlichen"),
                .hand_in = concept_url(edited.key, "abgeben"),
                .schedule = concept_url(edited.key, "planen"),
                .give_back = concept_url(edited.key, "zurueckgeben"),
                .preview
                = staff_url({vocabulary_path, edited.key, "vorschau", call.site.source_language.tag()}),
                .may_publish = may_publish_vocabulary(call),
                .is_in_review = drafted.state.draft_state == records::DraftState::in_review,
                .aside = page.aside,
                .problems = page.problems},
            [&](Writer& inner) { write_concept_side(inner, call, texts, edited); });
    });
}

http::Response concept_archive_question(web::Call const& call, DraftedConcept const& drafted)
{
    auto const& texts = web::staff_texts(call);
    auto const& edited = drafted.edited;
    auto const name = name_of_concept(edited.fields);
    return web::staff_page(
        frame_below_concept(call, edited, texts("page.archive.title"_msg, {{"title", name}})),
        [&](Writer& w) {
            w(R"(<div class="stack measure"><p>{}</p>{}<div class="row"><form method="post" action="{}">{}<input type="hidden" name="fassung" value="{}">{}</form><a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a></div></div>)",
              texts(edited.is_hidden ? "words.archive.unpublished"_msg : "words.archive.text"_msg),
              when(
                  !edited.is_hidden && drafted.state.draft_state != records::DraftState::none,
                  [&](Writer& inner) {
                      inner("<p><strong>{}</strong></p>", texts("desk.archive.draft"_msg));
                  }),
              concept_url(edited.key, "archivieren"), web::FormToken{call}, drafted.state.version,
              web::SubmitButton{texts("page.archive.yes"_msg), "primary grave"}, concept_url(edited.key),
              texts("words.remove.no"_msg));
        });
}

} // namespace kommin::portal
