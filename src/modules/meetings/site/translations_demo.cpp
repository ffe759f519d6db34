#include "modules/meetings/site/translations_demo.hpp"

#include "modules/meetings/agenda/translated_items.hpp"
#include "modules/meetings/meetings/translated_meetings.hpp"
#include "modules/meetings/minutes/translated_minutes.hpp"
#include "modules/meetings/panels/open_texts.hpp"
#include "modules/meetings/panels/translated_panels.hpp"
#include "modules/meetings/panels/translated_texts.hpp"
#include "modules/meetings/recommendations/translated_recommendations.hpp"
#include "modules/meetings/registration/translated_parts.hpp"
#include "platform/content/translation_store.hpp"
#include "platform/demo/translated_words.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::meetings {

namespace {

// Of the kinds that translators find at their desk, what there is.
struct PublicRecord {
    records::TranslatedKind const* kind;
    std::int64_t id;
    records::TranslatedSource source;
};

std::vector<PublicRecord> load_records(Work& work)
{
    std::vector<PublicRecord> records;
    for (auto const* kind :
         {&translated_panels, &translated_meetings, &translated_items, &translated_parts, &translated_minutes,
          &translated_entries, &translated_recommendations}) {
        for (auto const id : kind->list_ids(work.db(), work.tenant(), 0, std::numeric_limits<int>::max())) {
            if (auto source = kind->find(work.db(), work.tenant(), id, work.today()))
                records.push_back({kind, id, *std::move(source)});
        }
    }
    return records;
}

// Refers to the records.
std::vector<TextOf> texts_of(std::vector<PublicRecord> const& records)
{
    std::vector<TextOf> texts;
    for (auto const& record : records) {
        for (std::size_t i = 0; i < record.source.texts.size(); ++i) {
            if (!record.source.texts[i].empty())
                texts.push_back(
                    {record.kind->kind, record.id, record.kind->texts[i].name, record.source.texts[i]});
        }
    }
    return texts;
}

}

void load_conference_translations(demo::Demo& demo)
{
    auto& work = demo.work;
    auto const records = load_records(work);
    auto const texts_of_all = texts_of(records);
    for (auto const& file : demo::translations_of(demo.files, "conference")) {
        demo::TranslatedWords words(demo.files, file);
        auto const origin = words.is_reviewed() ? content::Origin::person : content::Origin::machine;
        for (auto const& text : texts_of_all) {
            auto translated = words.of(text.source);
            if (translated.empty())
                continue;
            content::store_translation(
                work.db(), work.tenant(), text.kind, text.id, text.field,
                {file.language, std::move(translated), origin, content::source_hash(text.source)},
                work.now());
            ++demo.counts["translations of the conference"];
        }
        words.require_all_used();
    }
    // Their work lists say it at once, not after the first night.
    for (auto const& record : records)
        keep_open_texts(work, *record.kind, {record.id});
}

} // namespace kommin::meetings
