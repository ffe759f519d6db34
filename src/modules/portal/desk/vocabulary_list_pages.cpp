// The list of the words by which the search finds things, as a page and as a file.

#include "modules/portal/desk/vocabulary_desk.hpp"
#include "modules/portal/desk/vocabulary_pages.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/i18n/collator.hpp"
#include "platform/search/fold.hpp"
#include "platform/web/staff_export.hpp"
#include "platform/web/staff_list.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace kommin::portal {

using html::each;
using html::Url;
using html::Writer;
using i18n::Language;
using i18n::Texts;
using web::staff_url;

namespace {

constexpr int concepts_per_page = 50;

struct ConceptOriginView {
    std::string_view word;
    ConceptOrigin origin;
    MessageKey label;
};
constexpr std::array concept_origin_views{
    ConceptOriginView{"eigene", ConceptOrigin::own, "words.view.own"_msg},
    ConceptOriginView{"geaendert", ConceptOrigin::changed, "words.view.changed"_msg}};

constexpr std::array concept_state_views{
    std::pair{OfferState::in_review, "desk.view.review"_msg},
    std::pair{OfferState::returned, "desk.view.returned"_msg},
    std::pair{OfferState::scheduled, "organisation.view.scheduled"_msg},
    std::pair{OfferState::changed, "desk.view.drafts"_msg},
    std::pair{OfferState::hidden, "desk.view.hidden"_msg},
    std::pair{OfferState::archived, "desk.view.archived"_msg}};

constexpr std::array<std::string_view, 3> concept_order_words{"", "name", "luecken"};

// The languages of the portal in which people search.
std::vector<std::string> portal_languages(web::Call const& call)
{
    std::vector<std::string> tags;
    for (auto const language : call.site.languages) {
        auto tag = without_subtags(language.tag());
        if (std::ranges::find(tags, tag) == tags.end())
            tags.push_back(std::move(tag));
    }
    return tags;
}

std::vector<std::string> folded_words(std::string_view text)
{
    std::vector<std::string> words;
    for (auto const span : search::words_of(text)) {
        auto folded = search::fold(text.substr(span.begin, span.end - span.begin));
        if (!folded.empty())
            words.push_back(std::move(folded));
    }
    return words;
}

// Every word of the question is a part of a word of the concept, in whichever language.
bool says(EditedConcept const& edited, std::vector<std::string> const& wanted)
{
    std::string all = search::fold(edited.key);
    for (auto const& [language, values] : edited.fields.all()) {
        for (auto const& word : folded_words(edited.fields.value(language)))
            all += ' ' + word;
    }
    return std::ranges::all_of(
        wanted, [&](std::string const& word) { return all.find(word) != std::string::npos; });
}

std::string joined_words(std::string_view words, std::string_view separator)
{
    std::string text;
    for (auto const word : split(words, '\n')) {
        text += text.empty() ? "" : separator;
        text += word;
    }
    return text;
}

std::string_view word_in_address(ConceptOrigin origin)
{
    auto const view = std::ranges::find(concept_origin_views, origin, &ConceptOriginView::origin);
    return view == concept_origin_views.end() ? std::string_view{} : view->word;
}

Url filtered_url(VocabularyFilter const& filter, WordToAdd const& word, std::string_view page = {})
{
    auto url = page.empty() ? vocabulary_url() : staff_url({vocabulary_path, page});
    for (auto const& [name, value] : filter.fields())
        url = url.with_query({{name, value}});
    return with_word(url, word);
}

void write_concept_filter(Writer& w, web::Call const& call, Texts const& texts, VocabularyList const& list)
{
    auto const& filter = list.filter;
    std::array const orders{
        web::SortChoice::Option{word_of(ConceptOrder::shipped), "words.order.shipped"_msg},
        web::SortChoice::Option{word_of(ConceptOrder::name), "words.column.concept"_msg},
        web::SortChoice::Option{word_of(ConceptOrder::gaps), "words.column.gaps"_msg}};
    std::vector<web::Choice> gaps;
    for (auto const& tag : languages_of_words(call, list.vocabulary))
        gaps.push_back({tag, std::string(name_of_language(tag, texts))});
    w("{}",
      web::FilterForm{
          .texts = texts,
          .list = vocabulary_url(),
          .fields =
              [&](Writer& field) {
                  field(
                      "{}{}{}{}{}{}{}", web::FilterWords{texts, "words.filter.text"_msg, filter.text, "q"},
                      web::FilterChoice{
                          texts, "ohne", "words.filter.gap"_msg, gaps, filter.gap, "words.filter.no_gap"_msg},
                      web::FilterKept{
                          "stand", filter.origin ? word_in_address(*filter.origin) : std::string_view{}},
                      web::FilterKept{"zustand", filter.state ? word_of(*filter.state) : std::string_view{}},
                      web::FilterKept{"wort", list.word.word}, web::FilterKept{"sprache", list.word.language},
                      web::SortChoice{texts, orders, word_of(filter.order), filter.descending});
              },
          .whole = filter.narrows() ? std::optional(filtered_url({}, list.word)) : std::nullopt});
}

void write_concept_line(
    Writer& w, Texts const& texts, EditedConcept const& edited, WordToAdd const& word,
    std::vector<std::string> const& languages)
{
    auto const state = state_word_of(edited, texts);
    std::string gaps;
    for (auto const& tag : languages) {
        if (!edited.fields.value(tag).empty())
            continue;
        gaps += gaps.empty() ? "" : ", ";
        gaps += name_of_language(tag, texts);
    }
    w(R"(<tr><th scope="row"><a href="{}" data-edit>{}</a></th><td data-l="{}">{}</td><td data-l="{}">{}</td><td data-l="{}">{}</td><td data-l="{}"><span class="{}">{}</span></td></tr>)",
      with_word(concept_url(edited.key), word), name_of_concept(edited.fields),
      texts("words.column.words"_msg), joined_words(edited.fields.value("de"), ", "),
      texts("words.column.gaps"_msg), gaps.empty() ? std::string("–") : gaps,
      texts("words.column.origin"_msg), origin_word(edited.origin, texts), texts("staff.state"_msg),
      state.shape, state.text);
}

void write_word_note(Writer& w, Texts const& texts, VocabularyList const& list)
{
    if (list.word.empty())
        return;
    w(R"(<div class="note note--row"><p><strong>{}</strong> {}</p><a class="kern-btn kern-btn--secondary kern-btn--sm" href="{}"><span class="kern-label">{}</span></a></div>)",
      texts(
          "words.add.which"_msg,
          {{"word", list.word.word}, {"language", name_of_language(list.word.language, texts)}}),
      texts("words.add.which.text"_msg), take_up_word_url(list.word.word, list.word.language),
      texts("words.action.new"_msg));
}

// A file that can be the concepts.csv of another installation: docs/search.md.
class VocabularyFile : public web::ListFile {
public:
    VocabularyFile(web::Call const& call, std::vector<std::string> languages)
        : ListFile(
              call, web::export_format(call.request), vocabulary_path, "words.title"_msg, columns(languages))
        , languages_(std::move(languages))
    { }
    bool add(EditedConcept const& edited)
    {
        std::vector<table::Cell> cells{edited.key};
        for (auto const& language : languages_)
            cells.emplace_back(joined_words(edited.fields.value(language), "|"));
        return add_row(cells);
    }

private:
    static std::vector<table::Column> columns(std::vector<std::string> const& languages)
    {
        constexpr int width_of_key = 24;
        constexpr int width_of_words = 40;
        std::vector<table::Column> all{{"concept", width_of_key}};
        for (auto const& language : languages)
            all.push_back({language, width_of_words});
        return all;
    }
    std::vector<std::string> languages_;
};

}

VocabularyFilter VocabularyFilter::read(http::Form const& query)
{
    constexpr std::int64_t most_pages = 200;
    VocabularyFilter filter;
    filter.text = trim(truncate_utf8(query.value("q"), longest_asked_word));
    if (auto const language = Language::find(query.value("ohne")))
        filter.gap = without_subtags(language->tag());
    auto const stand = query.value("stand");
    auto const origin = std::ranges::find(concept_origin_views, stand, &ConceptOriginView::word);
    if (origin != concept_origin_views.end())
        filter.origin = origin->origin;
    filter.state = offer_state_of(query.value("zustand"));
    if (stand == "entfernt") // as views that were saved before there were drafts say it
        filter.state = OfferState::archived;
    filter.page = static_cast<int>(
        std::clamp<std::int64_t>(parse_number(query.value("seite")).value_or(1), 1, most_pages));
    auto const* const order = std::ranges::find(concept_order_words, query.value("nach"));
    if (order != concept_order_words.end())
        filter.order = static_cast<ConceptOrder>(order - concept_order_words.begin());
    filter.descending = query.value("ab") == "1";
    return filter;
}

std::string_view word_of(ConceptOrder order)
{
    return concept_order_words.at(static_cast<std::size_t>(order));
}

web::StaffList const word_list{
    .code = "portal.words",
    .path = vocabulary_path,
    .title = "words.title"_msg,
    .read = [](http::Form const& query) { return VocabularyFilter::read(query).fields(); }};

web::ListFields VocabularyFilter::fields() const
{
    web::ListFields fields;
    if (!text.empty())
        fields.emplace_back("q", text);
    if (!gap.empty())
        fields.emplace_back("ohne", gap);
    if (origin)
        fields.emplace_back("stand", word_in_address(*origin));
    if (state)
        fields.emplace_back("zustand", word_of(*state));
    if (order != ConceptOrder::shipped)
        fields.emplace_back("nach", word_of(order));
    if (descending)
        fields.emplace_back("ab", "1");
    return fields;
}

std::vector<EditedConcept const*> filtered(
    Vocabulary const& vocabulary, VocabularyFilter const& filter, std::vector<std::string> const& languages)
{
    auto const wanted = folded_words(filter.text);
    std::vector<EditedConcept const*> found;
    for (auto const& edited : vocabulary.concepts()) {
        auto const state = state_of(edited);
        bool const is_wanted = (filter.state ? state == *filter.state : state != OfferState::archived)
            && (!filter.origin || edited.origin == *filter.origin);
        if (is_wanted && (filter.gap.empty() || edited.fields.value(filter.gap).empty())
            && says(edited, wanted))
            found.push_back(&edited);
    }
    if (filter.order == ConceptOrder::name) {
        auto const& collator = i18n::Collator::of(Language::german());
        std::ranges::stable_sort(found, {}, [&](EditedConcept const* edited) {
            return collator.sort_key(name_of_concept(edited->fields));
        });
    } else if (filter.order == ConceptOrder::gaps) {
        std::ranges::stable_sort(found, {}, [&](EditedConcept const* edited) {
            return std::ranges::count_if(
                languages, [&](std::string const& tag) { return !edited->fields.value(tag).empty(); });
        });
    }
    if (filter.descending)
        std::ranges::reverse(found);
    return found;
}

std::vector<std::string> languages_of_words(web::Call const& call, Vocabulary const& vocabulary)
{
    auto tags = portal_languages(call);
    for (auto const& tag : vocabulary.languages()) {
        if (std::ranges::find(tags, tag) == tags.end())
            tags.push_back(tag);
    }
    return tags;
}

http::Response vocabulary_list_page(web::Call const& call, VocabularyList const& list)
{
    auto const& texts = web::staff_texts(call);
    auto const& filter = list.filter;
    auto const languages = portal_languages(call);
    auto const found = filtered(list.vocabulary, filter, languages);
    if (auto last
        = web::way_to_last_page(call, filter.page, concepts_per_page, std::ssize(found), std::ssize(found)))
        return *std::move(last);
    auto const first = std::min(
        found.size(),
        static_cast<std::size_t>(filter.page - 1) * static_cast<std::size_t>(concepts_per_page));
    std::vector<EditedConcept const*> const shown(
        found.begin() + static_cast<std::ptrdiff_t>(first),
        found.begin()
            + static_cast<std::ptrdiff_t>(
                std::min(found.size(), first + static_cast<std::size_t>(concepts_per_page))));
    auto const head = [&](MessageKey label, ConceptOrder order) {
        return web::sort_head(texts, filter, label, order, [&](VocabularyFilter const& wanted) {
            return filtered_url(wanted, list.word);
        });
    };
    auto const count = texts("words.count"_msg, {{"count", found.size()}});
    return web::staff_page(
        {.call = call,
         .title = std::string(texts("words.title"_msg)),
         .section = std::string(vocabulary_path),
         .state_line = count,
         .actions = !may_edit_vocabulary(call) ? web::Body{} : web::Body([&](Writer& w) {
             w(R"(<a class="kern-btn kern-btn--primary" href="{}"><span class="kern-label">{}</span></a>)",
               staff_url({vocabulary_path, "neu"}), texts("words.action.new"_msg));
         }),
         .is_wide = true},
        [&](Writer& w) {
            write_word_note(w, texts, list);
            std::vector<web::ListView> views;
            views.push_back(
                {std::string(texts("words.view.all"_msg)), filtered_url({}, list.word),
                 !filter.state && !filter.origin});
            bool const may_edit = may_edit_vocabulary(call);
            for (auto const& [state, label] : concept_state_views) {
                if (!may_edit && state != OfferState::archived) // nothing that waits is told to them
                    continue;
                VocabularyFilter wanted;
                wanted.state = state;
                views.push_back(
                    {std::string(texts(label)), filtered_url(wanted, list.word),
                     filter.state == state && !filter.origin});
            }
            for (auto const& view : concept_origin_views) {
                VocabularyFilter wanted;
                wanted.origin = view.origin;
                views.push_back(
                    {std::string(texts(view.label)), filtered_url(wanted, list.word),
                     filter.origin == view.origin && !filter.state});
            }
            web::add_saved_views(views, list.views);
            w(R"(<p class="measure stack-top">{}</p>{})", texts("words.lead"_msg),
              web::ListViews{texts, views, web::save_view_url(word_list, filter.fields())});
            write_concept_filter(w, call, texts, list);
            if (shown.empty()) {
                w(R"(<div class="empty"><h2>{}</h2></div>)", texts("words.none"_msg));
                return;
            }
            w(R"(<div class="scroll" role="region" aria-label="{}" tabindex="0"><table class="tbl tbl--stack tbl--lead"><caption class="vh">{}</caption><thead><tr>{}<th scope="col">{}</th>{}<th scope="col">{}</th><th scope="col">{}</th></tr></thead><tbody>{}</tbody></table></div>{}{})",
              texts("words.title"_msg), texts("words.title"_msg),
              head("words.column.concept"_msg, ConceptOrder::name), texts("words.column.words"_msg),
              head("words.column.gaps"_msg, ConceptOrder::gaps), texts("words.column.origin"_msg),
              texts("staff.state"_msg),
              each(
                  shown,
                  [&](Writer& row, EditedConcept const* edited) {
                      write_concept_line(row, texts, *edited, list.word, languages);
                  }),
              web::Pager{
                  texts, filter.page, concepts_per_page, std::ssize(found), std::ssize(found),
                  [&](int page) {
                      return filtered_url(filter, list.word).with_query({{"seite", std::to_string(page)}});
                  }},
              web::ExportLinks{texts, [&](std::string_view file) { return filtered_url(filter, {}, file); }});
        });
}

http::Response vocabulary_file(web::Call const& call, VocabularyList const& list)
{
    VocabularyFile file(call, languages_of_words(call, list.vocabulary));
    for (auto const* edited : filtered(list.vocabulary, list.filter, portal_languages(call))) {
        // Another installation would publish what is not public here; the archive as such may be wanted.
        if (!edited->is_public() && (edited->is_hidden || list.filter.state != OfferState::archived))
            continue;
        if (!file.add(*edited))
            break;
    }
    return file.answer();
}

} // namespace kommin::portal
