#include "modules/goals/site/translations_demo.hpp"

#include "modules/goals/goals/goal_publication.hpp"
#include "modules/goals/measures/figure_publication.hpp"
#include "modules/goals/measures/measure_publication.hpp"
#include "platform/content/translation_store.hpp"
#include "platform/demo/translated_words.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <stdexcept>
#include <utility>
#include <vector>

namespace kommin::goals {

namespace {

struct ShownRecord {
    records::TranslatedKind const* kind;
    std::int64_t id;
    records::TranslatedSource source;
};

std::vector<ShownRecord> list_shown_records(Work& work)
{
    std::vector<ShownRecord> records;
    for (auto const* kind : {&translated_goals, &translated_measures, &translated_figures}) {
        for (auto const id : kind->list_ids(work.db(), work.tenant(), 0, std::numeric_limits<int>::max())) {
            if (auto source = kind->find(work.db(), work.tenant(), id, work.today()))
                records.push_back({kind, id, *std::move(source)});
        }
    }
    return records;
}

// A story for which somebody has asked says some of it otherwise: that stays German, as what an office has
// changed since.
bool is_told_otherwise(demo::Demo const& demo)
{
    return demo.story && demo.story_of_district() == nullptr;
}

// Everything that this record says.
void load_words_of(
    demo::Demo& demo, ShownRecord const& record, demo::Translated const& file, demo::TranslatedWords& words)
{
    auto& work = demo.work;
    auto const origin = words.is_reviewed() ? content::Origin::person : content::Origin::machine;
    for (std::size_t i = 0; i < record.source.texts.size(); ++i) {
        auto const& source = record.source.texts[i];
        if (source.empty())
            continue;
        auto translated = words.of(source);
        if (translated.empty() && is_told_otherwise(demo))
            continue;
        if (translated.empty())
            throw std::runtime_error("demonstration: " + file.name + " does not translate: " + source);
        content::store_translation(
            work.db(), work.tenant(), record.kind->kind, record.id, record.kind->texts[i].name,
            {file.language, std::move(translated), origin, content::source_hash(source)}, work.now());
        ++demo.counts["translations of goals"];
    }
}

}

void load_goal_translations(demo::Demo& demo)
{
    auto const records = list_shown_records(demo.work);
    for (auto const& file : demo::translations_of(demo.files, "goals")) {
        demo::TranslatedWords words(demo.files, file);
        for (auto const& record : records)
            load_words_of(demo, record, file, words);
        if (!is_told_otherwise(demo))
            words.require_all_used();
    }
    // Their work lists say it at once, not after the first night.
    for (auto const& record : records)
        keep_open_texts(demo.work, *record.kind, {record.id});
}

} // namespace kommin::goals
