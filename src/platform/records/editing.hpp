#pragma once
// Editing: a record with a draft beside it. What the public sees is the record in the table of its module;
// the draft is the newest version of its form. The module says what its fields mean; numbers, drafts,
// versions and who has overtaken whom are the same for all.

#include "platform/access/permission.hpp"
#include "platform/base/date.hpp"
#include "platform/base/enum_names.hpp"
#include "platform/base/result.hpp"
#include "platform/db/query.hpp"
#include "platform/records/fields.hpp"
#include "platform/records/versions.hpp"
#include "platform/work/work.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace kommin::records {

// returned: somebody who may publish has given it back, with a reason.
enum class DraftState : std::uint8_t { none, draft, in_review, scheduled, returned };
inline constexpr std::array<std::string_view, 5> draft_state_names{
    "none", "draft", "in_review", "scheduled", "returned"};
inline std::string_view to_text(DraftState state)
{
    return name_of(draft_state_names, state);
}
inline bool from_text(std::string_view text, DraftState& state)
{
    return read_name(draft_state_names, text, state);
}

// A kind of record that is edited so. Its table has the columns version, record_version, draft_version,
// draft_base, draft_state, publish_on, handed_in_by, return_reason and changed_at beside its own. One that is
// never edited as a draft has version and changed_at only: saving it is publishing it, and its module says
// keep_changed().
struct EditedKind {
    content::SubjectKind kind;
    db::SqlLiteral table;
    db::SqlLiteral owner; // SQL for Scope::owner() of a row
    db::SqlLiteral was_public; // SQL for whether the public may know of a row
    std::string_view actions; // "portal.offer": what happens is noted as "portal.offer.draft_saved"
    std::span<std::string_view const> harmless_fields; // see Saved
    bool has_drafts = true;
};

// Where a record and its draft stand.
struct EditState {
    std::int64_t version; // of the newest save, be it of the record or of its draft
    std::int64_t record_version; // of which the record itself is
    std::optional<std::int64_t> draft_version;
    std::optional<std::int64_t> draft_base; // the record_version from which the draft was begun
    DraftState draft_state;
    std::optional<Date> publish_on; // only if scheduled
    Scope owner; // whose record it is
    bool was_public;
    Instant changed_at;
    std::optional<std::string> handed_in_by = {}; // Actor::code(), as long as that draft waits
    std::optional<std::string> return_reason = {}; // until it is handed in again

    // What somebody who opens the form now starts from, to be given back with what they save.
    [[nodiscard]] std::int64_t base() const { return draft_base.value_or(record_version); }
};
// Of a record of the whole district that is never edited as a draft.
EditState undrafted(std::int64_t version, Instant changed_at);
std::optional<EditState> find_edit_state(
    db::Connection& db, TenantId tenant, EditedKind const& kind, std::int64_t id);
// Drafts that wait: those of one state, of records of these scopes; handed in by that Actor::code(), or by
// nobody knows whom.
struct WaitingDrafts {
    DraftState state;
    std::vector<Scope> scopes; // as Rights::where() says them; empty: none
    std::optional<std::string> handed_in_by = {}; // nothing: by whomever
};
std::int64_t count_waiting(
    db::Connection& db, TenantId tenant, EditedKind const& kind, WaitingDrafts const& asked);
// Their records by id, at most `most`.
std::vector<std::int64_t> list_waiting(
    db::Connection& db, TenantId tenant, EditedKind const& kind, WaitingDrafts const& asked, int most);
// Of all records of that kind, by id.
std::unordered_map<std::int64_t, EditState> list_edit_states(
    db::Connection& db, TenantId tenant, EditedKind const& kind);

// The draft that waits beside a record, whoever the record belonged to when it was saved.
std::optional<Version> find_draft(
    db::Connection& db, TenantId tenant, EditedKind const& kind, std::int64_t id, EditState const& state);

// Whether the record, which now says `record`, is another one than when the form with this base was made.
bool has_moved(
    db::Connection& db, TenantId tenant, EditedKind const& kind, std::int64_t id, EditState const& state,
    std::int64_t base, Fields const& record);

// A draft as it is saved.
struct NewDraft {
    DraftState state;
    std::string_view step; // of the action: "draft_saved"
    std::int64_t base; // as the form had it
    std::optional<Date> publish_on = {};
    std::optional<std::string> handed_in_by = {}; // nothing: as before
    std::optional<std::string> return_reason = {}; // of one that is given back; kept while it is mended
};

// A sentence or two for whoever handed it in.
inline constexpr std::size_t longest_return_reason = 1000; // bytes
// Whether a draft may be given back for that reason. Problems: "return_reason" where it says nothing or too
// much; without a field where no draft waits to be looked at.
Result<void> check_return(EditState const& state, std::string_view reason);

// One record in one work, after everything that must be asked before.
class Editing {
public:
    // Problems: not_found without the permission for this record, with the sentence of the module; a conflict
    // where somebody has saved another version meanwhile ("record.problem.changed_meanwhile").
    static Result<Editing> begin(
        Work& work, EditedKind const& kind, std::int64_t id, std::int64_t seen, Permission permission,
        MessageKey unknown);
    // For whoever need not be asked: the holder of a link, the plan that somebody made.
    static std::optional<Editing> begin_unasked(Work& work, EditedKind const& kind, std::int64_t id);

    [[nodiscard]] EditState const& state() const { return state_; }
    // The draft, without one the record.
    [[nodiscard]] Fields current(Fields const& record) const;
    // Publishing takes nothing back that nobody has seen; a conflict otherwise
    // ("record.problem.record_moved").
    [[nodiscard]] Result<void> check_base(std::int64_t base, Fields const& record) const;
    // Saving a form with this base again would change nothing but its fields: no plan ends by it, and no
    // comparison with the record is noted.
    [[nodiscard]] bool has_base(std::int64_t base) const;

    // The version that a change makes; the next one of the record.
    [[nodiscard]] std::int64_t next_version() const { return state_.version + 1; }
    // Before anything else of a change: what the record said before it was first edited here.
    void keep_baseline(Fields const& record) const;
    // The public version stays as it is. `before`: what current() said.
    void keep_draft(Fields const& before, Fields const& fields, NewDraft const& draft) const;
    // After the module has stored the record as version next_version(): no draft waits any more.
    // `planned_by`: whoever decided it, where nobody is asked now.
    void keep_published(
        Fields const& before, Fields const& after, std::string_view step, std::string planned_by = {}) const;
    // The same for a change that leaves the draft where it is: by an import, by a confirmation.
    void keep_changed(Fields const& before, Fields const& after, std::string_view step) const;
    // The draft goes; the history keeps it. `before`: what it said.
    void discard(Fields const& before, Fields const& record) const;

private:
    Editing(Work& work, EditedKind const& kind, std::int64_t id, EditState state)
        : work_(&work)
        , kind_(&kind)
        , id_(id)
        , state_(std::move(state))
    { }
    void keep(
        std::string_view step, Fields const& before, Fields const& after, std::string planned_by = {}) const;
    void store_draft(NewDraft const& draft) const;
    void clear_draft() const;

    Work* work_;
    EditedKind const* kind_;
    std::int64_t id_;
    EditState state_;
};

// The first version of a record, as a draft where its kind has drafts; the module has inserted it.
void keep_created(Work& work, EditedKind const& kind, std::int64_t id, Scope owner, Fields const& fields);

} // namespace kommin::records
