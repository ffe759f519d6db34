#pragma once
// Adding papers to agenda items, and what is done with them afterwards. A change counts at once. Rights are
// those for the meetings of the item's panel.

#include "modules/meetings/agenda/agenda_editing.hpp"
#include "modules/meetings/agenda/paper.hpp"
#include "platform/access/actor.hpp"
#include "platform/base/problem.hpp"
#include "platform/base/result.hpp"
#include "platform/work/work.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::meetings {

namespace paper_field {
inline constexpr std::string_view title = "title";
inline constexpr std::string_view link = "link";
inline constexpr std::string_view file = "datei";
inline constexpr std::string_view visible = "visible";
} // namespace paper_field

// As typed.
struct PaperEntry {
    std::string title;
    std::string link;
    bool is_public = false;
};
// A file that is stored already (PaperFiles).
struct StoredFile {
    std::string hash;
    std::int64_t size;
    std::int64_t pages;
};

struct PaperQuota {
    std::int64_t of_an_item = 30;
    std::int64_t bytes_of_a_district = std::int64_t{20} << 30U;
};

// Everything that stands in the way of storing it; `has_file`: beside it a file is sent, or it is one.
std::vector<Problem> problems_of_paper(PaperEntry const& entry, bool has_file);

// A paper with its item and the panel.
struct SeenPaper {
    Paper paper;
    SeenItem at;
};
// Nothing where it does not exist or this actor has no such permission for its panel.
std::optional<SeenPaper> find_seen_paper(
    db::Connection& db, TenantId tenant, PaperId id, Actor const& actor, Permission permission);

// The same for reading: whoever may see an item that goes on from the paper's may read it as well.
std::optional<Paper> find_readable_paper(db::Connection& db, TenantId tenant, PaperId id, Actor const& actor);

// Which paper, as this person last saw it.
struct PaperVersion {
    PaperId id;
    std::int64_t version;
};

// Problems of all: not_found without the right; a conflict where somebody has changed it meanwhile.

// Whether there is room for one more. Problems: "paper.problem.too_many" (with "limit"),
// "paper.problem.full".
Result<void> check_paper_quota(
    db::Connection& db, TenantId tenant, ItemId item, PaperQuota const& quota = {});
// `form_key`: a form sent twice with the same entries makes one paper. Problems: what problems_of_paper() and
// check_paper_quota() find.
Result<PaperId> add_paper(
    Work& work, ItemId item, PaperEntry const& entry, std::optional<StoredFile> const& file,
    std::string_view form_key, PaperQuota const& quota = {});
// Whether it is a file stays as it is. Problems: what problems_of_paper() finds.
Result<void> save_paper(Work& work, PaperVersion const& seen, PaperEntry const& entry);
// What somebody has typed at the form of a paper goes with it.
void forget_typed_paper(Work& work, PaperId id);
// Its file goes in one of the next nights, unless another paper is the same file.
Result<void> remove_paper(Work& work, PaperVersion const& seen);

} // namespace kommin::meetings
