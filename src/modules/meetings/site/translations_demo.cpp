#include "modules/meetings/site/translations_demo.hpp"

#include "modules/meetings/agenda/agenda_store.hpp"
#include "modules/meetings/agenda/translated_items.hpp"
#include "modules/meetings/meetings/meeting_store.hpp"
#include "modules/meetings/meetings/meeting_texts.hpp"
#include "modules/meetings/meetings/translated_meetings.hpp"
#include "modules/meetings/panels/open_texts.hpp"
#include "modules/meetings/panels/panel_store.hpp"
#include "modules/meetings/panels/translated_panels.hpp"
#include "modules/meetings/recommendations/public_recommendations.hpp"
#include "modules/meetings/recommendations/translated_recommendations.hpp"
#include "modules/meetings/registration/programme.hpp"
#include "modules/meetings/registration/translated_parts.hpp"
#include "platform/base/text.hpp"
#include "platform/content/translation_store.hpp"
#include "platform/json/json.hpp"

#include <cstdint>
#include <memory>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::meetings {

namespace {

// What the public reads, as far as people translate it. Refers to the records.
struct PublicRecords {
    std::vector<Panel> panels;
    std::vector<Meeting> meetings;
    std::vector<AgendaItem> items;
    std::vector<ProgrammePart> parts;
    std::shared_ptr<PublicRecommendations const> recommendations;

    [[nodiscard]] std::vector<TextOf> texts() const
    {
        std::vector<TextOf> all;
        for (auto const& panel : panels)
            all.insert(all.end(), {name_text(panel), mandate_text(panel)});
        for (auto const& meeting : meetings)
            all.insert(
                all.end(),
                {title_text(meeting), purpose_text(meeting), accessibility_text(meeting),
                 results_text(meeting)});
        for (auto const& item : items)
            all.insert(all.end(), {title_text(item), text_text(item)});
        for (auto const& part : parts)
            all.push_back(name_text(part));
        for (auto const& one : recommendations->all()) {
            all.insert(all.end(), {title_text(one), text_text(one), reasons_text(one)});
            if (one.is_answered)
                all.push_back(answer_text(one));
        }
        std::erase_if(all, [](TextOf const& text) { return text.source.empty(); });
        return all;
    }
};

PublicRecords load_records(db::Connection& db, TenantId tenant)
{
    PublicRecords records{
        .panels = list_panels(db, tenant),
        .meetings = list_public_meetings(db, tenant),
        .items = {},
        .parts = {},
        .recommendations = PublicRecommendations::load(db, tenant)};
    std::erase_if(records.panels, [](Panel const& panel) { return !panel.is_public; });
    for (auto const& meeting : records.meetings) {
        if (auto const programme = find_programme(db, tenant, meeting.id)) {
            auto const parts = list_parts(db, tenant, programme->id);
            records.parts.insert(records.parts.end(), parts.begin(), parts.end());
        }
        if (!meeting.shows_agenda)
            continue;
        for (auto const& item : list_agenda(db, tenant, meeting.id)) {
            if (!item.is_internal)
                records.items.push_back(item);
        }
    }
    return records;
}

// Their work lists say it at once, not after the first night.
template<class Records>
void keep_open(Work& work, records::TranslatedKind const& kind, Records const& all)
{
    std::vector<std::int64_t> ids;
    for (auto const& one : all)
        ids.push_back(one.id.value);
    keep_open_texts(work, kind, ids);
}

// The words of one file, and which of them were asked for.
class Words {
public:
    explicit Words(json::Value const& texts)
        : texts_(texts)
    { }
    // Each line by itself; "" where one is not there.
    [[nodiscard]] std::string of(std::string_view source)
    {
        std::string text;
        for (auto const line : split(source, '\n')) {
            auto const translated = demo::text_at(texts_, line);
            if (translated.empty())
                return {};
            used_.emplace(line);
            text += (text.empty() ? "" : "\n") + translated;
        }
        return text;
    }
    [[nodiscard]] std::string first_unused() const
    {
        for (auto const& [german, translated] : *texts_.as_object()) {
            if (!used_.contains(german))
                return german;
        }
        return {};
    }

private:
    json::Value const& texts_;
    std::set<std::string> used_;
};

}

void load_conference_translations(demo::Demo& demo)
{
    auto& work = demo.work;
    auto const records = load_records(work.db(), work.tenant());
    for (auto const& file : demo::translations_of(demo.files, "conference")) {
        auto const root = demo.files.json("translations/" + file.name);
        auto const* texts = root.find("texts");
        if (texts == nullptr || texts->as_object() == nullptr)
            throw std::runtime_error("demonstration: " + file.name + " has no texts");
        auto const origin
            = demo::text_at(root, "reviewed_by").empty() ? content::Origin::machine : content::Origin::person;
        Words words(*texts);
        for (auto const& text : records.texts()) {
            auto translated = words.of(text.source);
            if (translated.empty())
                continue;
            content::store_translation(
                work.db(), work.tenant(), text.kind, text.id, text.field,
                {file.language, std::move(translated), origin, content::source_hash(text.source)},
                work.now());
            ++demo.counts["translations of the conference"];
        }
        if (auto const unused = words.first_unused(); !unused.empty())
            throw std::runtime_error(
                "demonstration: " + file.name + " translates what is not there: " + unused);
    }
    keep_open(work, translated_panels, records.panels);
    keep_open(work, translated_meetings, records.meetings);
    keep_open(work, translated_items, records.items);
    keep_open(work, translated_parts, records.parts);
    keep_open(work, translated_recommendations, records.recommendations->all());
}

} // namespace kommin::meetings
