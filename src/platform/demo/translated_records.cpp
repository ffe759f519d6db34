#include "platform/demo/translated_records.hpp"

#include "platform/content/translation_store.hpp"
#include "platform/demo/translated_words.hpp"

#include <cstddef>
#include <stdexcept>
#include <utility>

namespace kommin::demo {

namespace {

// Everything that this record says.
void load_words_of(
    Demo& demo, TranslatedRecords const& translated, records::FoundRecord const& record,
    Translated const& file, TranslatedWords& words)
{
    auto& work = demo.work;
    auto const& kind = *record.kind;
    auto const origin = words.is_reviewed() ? content::Origin::person : content::Origin::machine;
    for (std::size_t i = 0; i < record.source.texts.size(); ++i) {
        auto const& source = record.source.texts[i];
        if (source.empty())
            continue;
        auto text = words.of(source);
        if (text.empty() && translated.fit == Fit::exact)
            throw std::runtime_error("demonstration: " + file.name + " does not translate: " + source);
        if (text.empty())
            continue;
        content::store_translation(
            work.db(), work.tenant(), kind.kind, record.id, kind.texts[i].name,
            {file.language, std::move(text), origin, content::source_hash(source)}, work.now());
        ++demo.counts[translated.counted_as];
    }
}

}

void load_translations(Demo& demo, TranslatedRecords const& translated)
{
    auto& work = demo.work;
    auto const found = records::list_found_records(work.db(), work.tenant(), translated.kinds, work.today());
    for (auto const& file : translations_of(demo.files, translated.subject)) {
        TranslatedWords words(demo.files, file);
        for (auto const& record : found)
            load_words_of(demo, translated, record, file, words);
        if (translated.fit != Fit::loose)
            words.require_all_used();
    }
    // Their work lists say it at once, not after the first night.
    for (auto const& record : found)
        translated.keep_open_texts(work, *record.kind, {record.id});
}

} // namespace kommin::demo
