#include "modules/portal/desk/translation_desk_pages.hpp"

#include "modules/portal/desk/translation_proposal_section.hpp"
#include "modules/portal/editing/offer_hints.hpp"
#include "modules/portal/editing/translation_history.hpp"
#include "platform/records/fields.hpp"
#include "platform/web/record_form.hpp"
#include "platform/web/record_versions.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/staff_list.hpp"
#include "platform/web/unsaved_entries.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace kommin::portal {

using html::attribute;
using html::Attributes;
using html::each;
using html::Url;
using html::when;
using html::Writer;
using i18n::Texts;
using web::staff_url;

namespace {

std::string title_of(Translatable const& record, Texts const& texts)
{
    return record.title.empty() ? std::string(texts("desk.unnamed"_msg)) : record.title;
}

// A page below a record.
Url below_record(
    Translatable const& record, Language language, std::string_view page, web::ListFields const& list)
{
    auto url
        = staff_url({"uebersetzungen", language.tag(), record.kind.word(), std::to_string(record.id), page});
    for (auto const& [name, value] : list)
        url = url.with_query({{name, value}});
    return url;
}

struct TextState {
    std::string_view shape;
    std::string_view text;
};

TextState word_of(FieldState state, Texts const& texts)
{
    switch (state) {
    case FieldState::missing:
        return {"st st--none", texts("translate.state.missing"_msg)};
    case FieldState::outdated:
        return {"st st--warn", texts("translate.state.outdated"_msg)};
    case FieldState::machine:
        return {"st st--info", texts("translate.state.machine"_msg)};
    case FieldState::current:
        break;
    }
    return {"st st--ok", texts("translate.state.current"_msg)};
}

// The source; what has come and what has gone since the translation was made is marked.
void write_source(Writer& w, Texts const& texts, TranslatedField const& field)
{
    auto const& source = field.text.source;
    if (!field.earlier_source) {
        w(R"(<p class="pre">{}</p>)", source);
        return;
    }
    w(R"(<p class="pre">{}</p><p class="mute small">{}</p>)",
      each(
          records::changes(*field.earlier_source, source),
          [](Writer& inner, records::Change const& change) {
              switch (change.kind) {
              case records::Change::Kind::kept:
                  inner("{}", change.text);
                  return;
              case records::Change::Kind::removed:
                  inner("<del>{}</del>", change.text);
                  return;
              case records::Change::Kind::added:
                  inner("<ins>{}</ins>", change.text);
                  return;
              }
          }),
      texts("translate.marked"_msg));
}

// Beside "changed since": that nobody has read the translation before either.
void write_words(Writer& w, Texts const& texts, TranslatedField const& field, Language language)
{
    auto const state = state_of(field, language);
    auto const write_word = [&](FieldState said) {
        auto const word = word_of(said, texts);
        w(R"(<span class="{}">{}</span> )", word.shape, word.text);
    };
    write_word(state);
    if (state == FieldState::outdated && is_machine_made(field, language))
        write_word(FieldState::machine);
}

class FieldRow {
public:
    FieldRow(Texts const& texts, TranslationForm const& form, TranslatedField const& field)
        : texts_(texts)
        , form_(form)
        , field_(field)
        , translation_(field.into(form.language))
        , state_(state_of(field, form.language))
    {
        auto const entered = std::ranges::find(form.entered, field.name, &EnteredTranslation::field);
        if (entered != form.entered.end())
            entered_ = &*entered;
        auto const problem = std::ranges::find(form.problems, "t-" + field.name, &Problem::field);
        if (problem != form.problems.end())
            problem_ = &*problem;
    }

    void operator()(Writer& w) const
    {
        auto const id = "f-t-" + field_.name;
        auto const language = texts_.language_name(form_.language);
        auto const text = entered_ != nullptr ? std::string_view(entered_->text)
            : translation_ != nullptr         ? std::string_view(translation_->text)
                                              : std::string_view{};
        w(
            R"(<section class="tr" aria-labelledby="{}"><div class="tr__h row row--between"><h2 id="{}">{}</h2><span>{}</span></div><div class="tr__s" id="{}" lang="de">{}</div><div>)"
            R"(<label class="vh" for="{}">{}</label>{}<textarea class="in" id="{}" name="{}" lang="{}" dir="{}" rows="{}" {}>{}</textarea>{}{}{}</div></section>)",
            id + "-titel", id + "-titel", texts_(field_.label),
            [&](Writer& inner) { write_words(inner, texts_, field_, form_.language); }, id + "-quelle",
            [&](Writer& inner) { write_source(inner, texts_, field_); }, id,
            texts_(
                "translate.field_in"_msg,
                {{"field", std::string(texts_(field_.label))}, {"language", language}}),
            when(
                problem_ != nullptr,
                [&](Writer& inner) {
                    inner(
                        R"(<p class="err" id="{}">{}</p>)", id + "-fehler", i18n::text_of(*problem_, texts_));
                }),
            id, "t-" + field_.name, form_.language.tag(), form_.language.direction(), rows(),
            Attributes{
                attribute("aria-describedby", id + (problem_ != nullptr ? "-fehler" : "-quelle")),
                attribute("aria-invalid", "true", problem_ != nullptr)},
            text,
            when(
                state_ == FieldState::outdated || state_ == FieldState::machine,
                [&](Writer& inner) {
                    inner(
                        R"(<label class="ch"><input type="checkbox" name="{}" value="1" {}><span>{}</span></label>)",
                        "ok-" + field_.name,
                        Attributes{html::flag("checked", entered_ != nullptr && entered_->is_checked)},
                        texts_(
                            state_ == FieldState::machine ? "translate.checked"_msg
                                                          : "translate.still_right"_msg));
                }),
            [&](Writer& inner) {
                inner(
                    R"(<input type="hidden" name="{}" value="{}">)", "quelle-" + field_.name,
                    content::source_hash(field_.text.source));
            },
            [&](Writer& inner) {
                inner(
                    R"(<input type="hidden" name="{}" value="{}">)", "stand-" + field_.name,
                    translation_ == nullptr ? std::string{} : content::source_hash(translation_->text));
            });
    }

private:
    // As long as its source, within reason.
    [[nodiscard]] int rows() const
    {
        constexpr std::size_t bytes_per_row = 70;
        constexpr std::size_t most_rows = 24;
        auto const lines = static_cast<std::size_t>(std::ranges::count(field_.text.source, '\n'));
        return static_cast<int>(std::min(field_.text.source.size() / bytes_per_row + lines + 2, most_rows));
    }

    Texts const& texts_;
    TranslationForm const& form_;
    TranslatedField const& field_;
    Translation const* translation_;
    FieldState state_;
    EnteredTranslation const* entered_ = nullptr;
    Problem const* problem_ = nullptr;
};

// What is open; all of it if so asked; and in any case what somebody has typed.
std::vector<TranslatedField const*> shown_fields(TranslationForm const& form)
{
    std::vector<TranslatedField const*> shown;
    for (auto const& field : form.record.fields) {
        bool const was_typed
            = std::ranges::find(form.entered, field.name, &EnteredTranslation::field) != form.entered.end();
        if (form.shows_all || was_typed || state_of(field, form.language) != FieldState::current)
            shown.push_back(&field);
    }
    return shown;
}

void write_views(Writer& w, i18n::Texts const& texts, TranslationForm const& form, html::Url const& address)
{
    std::vector<LocalisedText const*> all;
    for (auto const& field : form.record.fields)
        all.push_back(&field.text);
    auto const progress = content::progress_of(all, form.language);
    std::array const views{
        web::ListView{
            texts("translate.view.open"_msg, {{"count", progress.open()}}), address, !form.shows_all},
        web::ListView{
            texts("translate.view.all"_msg, {{"count", progress.texts}}), address.with_query({{"alle", "1"}}),
            form.shows_all}};
    w("{}", web::ListViews{texts, views});
}

void write_proposal(Writer& w, web::Call const& call, TranslationForm const& form)
{
    auto const& record = form.record;
    bool const is_wanted = std::ranges::any_of(
        record.fields, [&](TranslatedField const& field) { return wants_proposal(field, form.language); });
    if (!form.proposal || !is_wanted)
        return;
    w("{}",
      ProposalSection{
          call, *form.proposal, below_record(record, form.language, "maschine", form.list),
          "machine.title"_msg, "machine.hint"_msg, "machine.action"_msg,
          std::string(web::staff_texts(call)("machine.waits"_msg))});
}

void write_fields(
    Writer& w, web::Call const& call, TranslationForm const& form,
    std::span<TranslatedField const* const> shown, html::Url const& address)
{
    auto const& texts = web::staff_texts(call);
    w(R"(<form method="post" action="{}" class="stack-top">{}{}{}<div class="save"><button class="kern-btn kern-btn--primary" type="submit" name="weiter" value="1"><span class="kern-label">{}</span></button>{}<a class="kern-btn kern-btn--tertiary" href="{}"><span class="kern-label">{}</span></a></div></form>)",
      address, web::KeptWhileTyping{call, address},
      when(form.shows_all, [](Writer& inner) { inner(R"(<input type="hidden" name="alle" value="1">)"); }),
      each(
          shown,
          [&](Writer& inner, TranslatedField const* field) { inner("{}", FieldRow(texts, form, *field)); }),
      texts("translate.save_and_next"_msg), web::SubmitButton{texts("translate.save"_msg), "secondary"},
      address.with_query({{"weiter", "1"}}), texts("translate.skip"_msg));
}

// The way to earlier versions, and which of them stands in the form.
void write_history_note(Writer& w, i18n::Texts const& texts, TranslationForm const& form)
{
    if (form.shown_version)
        w("{}", web::FetchedNote{texts, *form.shown_version});
    w(R"(<p class="small"><a href="{}">{}</a></p>)",
      below_record(form.record, form.language, "verlauf", form.list), texts("record.history"_msg));
}

// Pages below a record.
web::StaffFrame frame_below_record(
    web::Call const& call, Translatable const& record, Language language, web::ListFields const& list,
    MessageKey title)
{
    auto const& texts = web::staff_texts(call);
    auto const name = title_of(record, texts);
    return {
        .call = call,
        .title = texts(title, {{"title", name}}),
        .section = "uebersetzungen",
        .crumbs
        = {{staff_url({"uebersetzungen"}), std::string(texts("translate.title"_msg))},
           {web::list_url(translation_list(language), list), texts.language_name(language)},
           {translation_url(language, record.kind.word(), record.id, list), name}}};
}

web::VersionWays ways_to_versions(Translatable const& record, Language language, web::ListFields const& list)
{
    auto const address = translation_url(language, record.kind.word(), record.id, list);
    return {
        [address](std::int64_t number) { return address.with_query({{"fassung", std::to_string(number)}}); },
        below_record(record, language, "verlauf", list)};
}

// Whose text holds unless somebody says otherwise: of a text that only one of the two has touched, theirs.
void choose_what_is_clear(web::Compared& compared, TranslationConflict const& conflict)
{
    for (auto const& entry : conflict.entered) {
        auto const hash_of = [](std::string_view text) {
            return text.empty() ? std::string{} : content::source_hash(std::string(text));
        };
        if (hash_of(compared.theirs.value(entry.field)) == entry.seen_translation)
            compared.chosen.emplace(entry.field, "m");
        else if (hash_of(entry.text) == entry.seen_translation)
            compared.chosen.emplace(entry.field, "s");
    }
}

}

http::Response translation_form_page(web::Call const& call, TranslationForm const& form)
{
    auto const& texts = web::staff_texts(call);
    auto const language = texts.language_name(form.language);
    auto const& record = form.record;
    auto const address = translation_url(form.language, record.kind.word(), record.id, form.list);
    auto const shown = shown_fields(form);
    return web::staff_page(
        {.call = call,
         .title = title_of(record, texts),
         .section = "uebersetzungen",
         .crumbs
         = {{staff_url({"uebersetzungen"}), std::string(texts("translate.title"_msg))},
            {web::list_url(translation_list(form.language), form.list), language}},
         .state_line = texts(
             "translate.direction"_msg,
             {{"language", language}, {"kind", std::string(texts(record.kind_label))}}),
         .problems = form.problems,
         .is_wide = true},
        [&](Writer& w) {
            write_views(w, texts, form, address);
            write_history_note(w, texts, form);
            if (shown.empty()) {
                w(R"(<div class="empty"><h2>{}</h2><p>{}</p></div>)", texts("translate.nothing"_msg),
                  texts("translate.record_done"_msg));
                return;
            }
            write_proposal(w, call, form);
            write_fields(w, call, form, shown, address);
            if (form.language.tag() == "de-simple")
                write_translation_hints(w, texts, record);
        });
}

web::RecordForm translation_record_form(Translatable const& record, Texts const& texts)
{
    web::RecordForm form{.fields = {}, .has_drafts = false, .shown = {}};
    for (auto const& field : record.fields)
        form.fields.push_back({field.name, std::string(texts(field.label))});
    form.shown = [](records::Fields const& fields, std::string_view name) {
        return std::string(fields.value(name));
    };
    return form;
}

http::Response translation_history_page(
    web::Call const& call, Translatable const& record, Language language, web::ListFields const& list,
    std::vector<records::Version> const& versions, web::Authors const& authors)
{
    return web::history_page(
        frame_below_record(call, record, language, list, "record.history.title"_msg),
        translation_record_form(record, web::staff_texts(call)), versions, authors,
        ways_to_versions(record, language, list));
}

http::Response translation_version_page(
    web::Call const& call, Translatable const& record, Language language, web::ListFields const& list,
    records::Version const& version, std::optional<records::Version> const& before,
    web::Authors const& authors)
{
    auto const& texts = web::staff_texts(call);
    auto frame = frame_below_record(call, record, language, list, "record.history.title"_msg);
    frame.title = texts(
        "record.version.title"_msg,
        {{"title", title_of(record, texts)}, {"number", std::to_string(version.head.number)}});
    auto const ways = ways_to_versions(record, language, list);
    frame.crumbs.push_back({ways.history, std::string(texts("record.history"_msg))});
    return web::version_page(frame, translation_record_form(record, texts), version, before, authors, ways);
}

http::Response translation_conflict_page(web::Call const& call, TranslationConflict const& conflict)
{
    auto const& texts = web::staff_texts(call);
    auto const& record = conflict.record;
    auto const theirs = translations_of(record, conflict.language);
    web::Conflict shown{
        .kind = web::Conflict::Kind::saved_meanwhile,
        .compared = {theirs, theirs, {}},
        .theirs_by = web::author_of(conflict.newest, conflict.authors, texts),
        .version = conflict.newest ? conflict.newest->head.number : 0,
        .next_base = 0,
        .lacks_choices = conflict.compared.has_value()};
    if (conflict.newest)
        shown.theirs_at = conflict.newest->head.saved_at;
    for (auto const& entry : conflict.entered) {
        shown.compared.mine.set(entry.field, entry.text);
        shown.along.emplace_back("quelle-" + entry.field, entry.seen_source);
        if (entry.is_checked)
            shown.along.emplace_back("ok-" + entry.field, "1");
    }
    if (conflict.shows_all)
        shown.along.emplace_back("alle", "1");
    if (conflict.compared)
        shown.compared.chosen = conflict.compared->chosen;
    else
        choose_what_is_clear(shown.compared, conflict);
    return web::conflict_page(
        frame_below_record(call, record, conflict.language, conflict.list, "record.conflict.title"_msg),
        translation_url(conflict.language, record.kind.word(), record.id, conflict.list),
        translation_record_form(record, texts), shown);
}

} // namespace kommin::portal
