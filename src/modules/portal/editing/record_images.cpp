#include "modules/portal/editing/record_images.hpp"

#include "modules/portal/editing/offer_editing.hpp"
#include "modules/portal/editing/page_editing.hpp"
#include "platform/audit/audit.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <utility>

namespace kommin::portal {

using records::DraftedKind;
using records::DraftState;
using records::Fields;

namespace {

// Of the audit trail: one for each picture that somebody has added, whatever became of it.
std::string added_action(DraftedKind const& kind)
{
    return std::string(kind.edited.actions) + ".image_added";
}

// Whatever else is not right yet in these fields: of the picture everything must be.
Result<void> keep_with_image(
    Work& work, DraftedKind const& kind, std::int64_t id, std::array<std::string, 3> const& values)
{
    auto drafting = *records::Drafting::begin_unasked(work, kind, id);
    auto fields = drafting.current();
    for (std::size_t i = 0; i < values.size(); ++i)
        fields.set(image_fields.at(i), values.at(i));
    for (auto& problem : drafting.problems_of(fields)) {
        if (problem.field.starts_with("image"))
            return std::move(problem);
    }
    auto const base = drafting.state().base();
    if (!drafting.is_kept(fields, base))
        drafting.keep_draft(fields, {.state = DraftState::draft, .step = "draft_saved", .base = base});
    return {};
}

// Another picture with another text: what a translation of the earlier one says is not to be seen on it.
bool is_about_the_same(ShownImage const& shown, ShownImage const& before)
{
    return shown.image.public_id == before.image.public_id || shown.alt.source == before.alt.source;
}

}

std::span<DraftedKind const* const> pictured_kinds()
{
    static constexpr std::array<DraftedKind const*, 2> kinds{&drafted_offers, &drafted_pages};
    return kinds;
}

void set_image_fields(Fields& fields, std::vector<ShownImage> const& shown)
{
    if (shown.empty())
        return;
    fields.set("image", shown.front().image.public_id);
    fields.set("image_alt", shown.front().alt.source);
    fields.set("image_credit", shown.front().credit);
}

std::vector<ShownImage> read_image_fields(
    Fields const& fields, std::vector<ShownImage> const& before, std::span<Image const> known,
    std::vector<Problem>& problems)
{
    auto const public_id = fields.value("image");
    if (public_id.empty())
        return {};
    auto const image = std::ranges::find(known, public_id, &Image::public_id);
    if (image == known.end()) {
        problems.push_back(Problem::invalid("image", "image.problem.unknown"_msg));
        return {};
    }
    ShownImage shown{
        .image = *image,
        .alt = {std::string(fields.value("image_alt")), {}},
        .credit = std::string(fields.value("image_credit"))};
    if (shown.alt.empty())
        problems.push_back(Problem::invalid("image_alt", "image.problem.alt"_msg));
    else if (!before.empty() && is_about_the_same(shown, before.front()))
        shown.alt.translations = before.front().alt.translations;
    return {std::move(shown)};
}

Result<void> check_image_quota(
    db::Connection& db, TenantId tenant, Actor const& actor, Instant now, ImageQuota const& quota)
{
    std::size_t of_today = 0;
    for (auto const* kind : pictured_kinds()) {
        audit::EntryFilter const added{
            .actor = actor.code(), .action = added_action(*kind), .from = now - std::chrono::hours(24)};
        of_today += audit::list_entries(db, tenant, added, std::nullopt, quota.of_a_person_and_day).size();
    }
    if (of_today >= static_cast<std::size_t>(quota.of_a_person_and_day))
        return Problem::invalid(
            "datei", "image.problem.quota_of_day"_msg,
            {{"count", std::to_string(quota.of_a_person_and_day)}});
    if (count_images(db, tenant) >= quota.of_a_district)
        return Problem::invalid(
            "datei", "image.problem.quota_of_district"_msg, {{"count", std::to_string(quota.of_a_district)}});
    return {};
}

Result<void> put_image(
    Work& work, DraftedKind const& kind, records::Seen seen, NewImage const& image, ImageQuota const& quota)
{
    TRY(records::Drafting::begin(work, kind, seen, kind.edit));
    TRY(check_image_quota(work.db(), work.tenant(), work.actor(), work.now(), quota));
    auto const subject = kind.edited.kind;
    work.audit(added_action(kind), subject.word(), seen.id, {}, {{"image", image.image.public_id}});
    insert_image(work.db(), work.tenant(), {subject, seen.id}, image.image, work.now());
    return keep_with_image(work, kind, seen.id, {image.image.public_id, image.alt, image.credit});
}

Result<void> remove_image(Work& work, DraftedKind const& kind, records::Seen seen)
{
    TRY(records::Drafting::begin(work, kind, seen, kind.edit));
    return keep_with_image(work, kind, seen.id, {});
}

Result<void> erase_shown_image(
    Work& work, DraftedKind const& kind, std::int64_t id, std::string_view public_id)
{
    auto const drafting = records::Drafting::begin_unasked(work, kind, id);
    if (!drafting || !work.actor().may(kind.publish, drafting->state().owner))
        return Problem::not_found(kind.unknown);
    auto const image = find_image(work.db(), work.tenant(), {kind.edited.kind, id}, public_id);
    if (!image)
        return Problem::not_found(kind.unknown);
    auto const record = kind.opened(work, id, drafting->state())->form();
    if (drafting->current().value("image") == public_id || record.value("image") == public_id)
        return Problem::conflict({}, "image.problem.shown"_msg);
    erase_unused_image(work, kind, id, image->id, public_id);
    return {};
}

void erase_unused_image(
    Work& work, DraftedKind const& kind, std::int64_t id, ImageId image, std::string_view public_id)
{
    erase_image(work.db(), work.tenant(), image);
    work.audit(
        std::string(kind.edited.actions) + ".image_erased", kind.edited.kind.word(), id, {},
        {{"image", std::string(public_id)}});
}

} // namespace kommin::portal
