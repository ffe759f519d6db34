#include "modules/meetings/registration/translated_parts.hpp"

#include "modules/meetings/meetings/meeting_store.hpp"
#include "modules/meetings/panels/open_texts.hpp"
#include "modules/meetings/panels/panel_store.hpp"
#include "modules/meetings/panels/publication.hpp"
#include "modules/meetings/panels/translated_panels.hpp"

#include <array>
#include <cstdint>
#include <set>
#include <utility>
#include <vector>

namespace kommin::meetings {

namespace {

constexpr std::array texts_of_parts{records::TranslatedText{
    .name = "name", .label = "panel.field.name"_msg, .longest = 200, .is_one_line = true}};

// Of a public meeting they may be prepared before it opens, and are read in the archive; of another one they
// are read by whoever registers.
std::optional<records::TranslatedSource> find_part_texts(
    db::Connection& db, TenantId tenant, std::int64_t id, Date today)
{
    auto part = find_part(db, tenant, PartId{id});
    auto const meeting = part ? load_meeting(db, tenant, part->meeting) : std::nullopt;
    if (!meeting || meeting->state == MeetingState::cancelled)
        return std::nullopt;
    bool const is_registered_for = part->state == ProgrammeState::open
        && meeting->state == MeetingState::planned && !meeting->is_past(today);
    if (!meeting->is_public && !is_registered_for)
        return std::nullopt;
    auto const panel = load_panel(db, tenant, meeting->panel).value();
    return records::TranslatedSource{
        .title = part->name, .owner = panel.owner(), .texts = {std::move(part->name)}};
}

}

constinit records::TranslatedKind const translated_parts{
    .kind = programme_part_subject,
    .history = part_translation_subject,
    .label = "translate.kind.programme_part"_msg,
    .texts = texts_of_parts,
    .published_as = published_as,
    .find = &find_part_texts,
    .list_ids = &list_public_part_ids};

void keep_open_texts_of_parts(Work& work, MeetingId meeting, std::span<ProgrammePart const> before)
{
    auto const programme = find_programme(work.db(), work.tenant(), meeting);
    if (!programme)
        return;
    std::vector<std::int64_t> ids;
    std::set<std::int64_t> panels;
    auto const note_panel = [&](ProgrammePart const& part) {
        if (part.panel)
            panels.insert(part.panel->value);
    };
    for (auto const& part : list_parts(work.db(), work.tenant(), programme->id)) {
        ids.push_back(part.id.value);
        note_panel(part);
    }
    for (auto const& part : before)
        note_panel(part);
    keep_open_texts(work, translated_parts, ids);
    keep_open_texts(work, translated_panels, {panels.begin(), panels.end()});
}

} // namespace kommin::meetings
