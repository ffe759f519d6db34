#pragma once
// Pictures of records that are drafted. What a record shows is three fields of its form, so a picture is
// drafted, planned, compared and fetched back like everything else of it.

#include "modules/portal/directory/image_files.hpp"
#include "modules/portal/directory/image_store.hpp"
#include "platform/access/actor.hpp"
#include "platform/base/problem.hpp"
#include "platform/base/result.hpp"
#include "platform/records/drafting.hpp"
#include "platform/records/fields.hpp"
#include "platform/work/work.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::portal {

// Its public id, what it says to whoever does not see it, whom it is from.
inline constexpr std::array<std::string_view, 3> image_fields{"image", "image_alt", "image_credit"};

// The kinds of records that may have a picture.
std::span<records::DraftedKind const* const> pictured_kinds();

// The fields of what a record shows; none of them where it shows nothing.
void set_image_fields(records::Fields& fields, std::vector<ShownImage> const& shown);
// The picture that the fields name, with the translations of the one before where both say the same. Problems
// at "image" (none of `known`) and "image_alt" (missing).
std::vector<ShownImage> read_image_fields(
    records::Fields const& fields, std::vector<ShownImage> const& before, std::span<Image const> known,
    std::vector<Problem>& problems);

// A picture that was made for a record, with what it says to whoever does not see it and whom it is from.
struct NewImage {
    Image image; // its bytes are stored
    std::string alt;
    std::string credit = {};
};
// Problems at "datei": so many by this person within 24 hours; so many in the district, with those that wait
// to be erased.
Result<void> check_image_quota(
    db::Connection& db, TenantId tenant, Actor const& actor, Instant now, ImageQuota const& quota);

// Problems of all of these: as those of drafting.hpp.

// The draft shows it from now on, whatever it showed before; everything else of the draft stays. Problems
// also as check_image_quota().
Result<void> put_image(
    Work& work, records::DraftedKind const& kind, records::Seen seen, NewImage const& image,
    ImageQuota const& quota = {});
// The draft shows none; the public does until it is published.
Result<void> remove_image(Work& work, records::DraftedKind const& kind, records::Seen seen);
// No version shows it any more, only what was said of it; its files go in one of the next nights. Problems: a
// conflict where record or draft still show it; not_found without the right to publish this record.
Result<void> erase_shown_image(
    Work& work, records::DraftedKind const& kind, std::int64_t id, std::string_view public_id);
// The same for the program, after everything that must be asked before.
void erase_unused_image(
    Work& work, records::DraftedKind const& kind, std::int64_t id, ImageId image, std::string_view public_id);

} // namespace kommin::portal
