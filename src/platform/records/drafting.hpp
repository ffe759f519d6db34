#pragma once
// Drafting: what editors do with any record that has a draft beside it: save, hand in, publish now or on a
// day, give back, discard, take away. The order of questions, the plans and who is told are the same for all
// kinds; what fields mean, and what it is to be public, says a DraftedRecord of the module.

#include "platform/access/actor.hpp"
#include "platform/access/permission.hpp"
#include "platform/base/date.hpp"
#include "platform/base/message_key.hpp"
#include "platform/base/problem.hpp"
#include "platform/base/result.hpp"
#include "platform/records/editing.hpp"
#include "platform/records/fields.hpp"
#include "platform/work/job_rules.hpp"
#include "platform/work/work.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::records {

// What became of a draft that somebody had handed in.
enum class DraftOutcome : std::uint8_t { given_back, published, discarded };

// One record while one work changes it.
class DraftedRecord {
public:
    DraftedRecord() = default;
    DraftedRecord(DraftedRecord const&) = delete;
    DraftedRecord& operator=(DraftedRecord const&) = delete;
    virtual ~DraftedRecord() = default;

    // The form of the record itself, without a draft; after storing, of what was stored.
    [[nodiscard]] virtual Fields form() const = 0;
    // Whose these fields would make it; nothing where they name no place of the tenant.
    [[nodiscard]] virtual std::optional<Scope> owner_with(Fields const& fields) const = 0;
    // Everything that stands in the way of publishing these fields.
    [[nodiscard]] virtual std::vector<Problem> problems_of(Fields const& fields) const = 0;
    // The fields as publishing would spell them: "9-11 Uhr" as "09:00-11:00", a choice that nobody made as
    // the one that then holds. What cannot be read stays as it was typed.
    [[nodiscard]] virtual Fields spelled(Fields const& fields) const = 0;
    // Nobody but editors has ever seen it: as much of the draft as can be stored becomes the record at once,
    // so that lists show it and translators can begin.
    virtual void store_hidden(Fields const& fields) = 0;
    // Fields without problems become the record, and public.
    virtual Result<void> store_published(Fields const& fields) = 0;
    // The record as it is, without its draft, ends for the public.
    virtual Result<void> store_archived() = 0;
};

// `spelled`, but as typed where a problem names the field: for DraftedRecord::spelled().
Fields with_wrong_as_typed(Fields const& typed, Fields spelled, std::vector<Problem> const& problems);

// Opens one record in a work, where that takes more than the work: what the installation brings along.
class RecordOpener {
public:
    RecordOpener() = default;
    RecordOpener(RecordOpener const&) = delete;
    RecordOpener& operator=(RecordOpener const&) = delete;
    virtual ~RecordOpener() = default;
    [[nodiscard]] virtual std::unique_ptr<DraftedRecord> open(
        Work& work, std::int64_t id, EditState const& state) const
        = 0;
};

// A kind of record that is drafted so; `open` or `opener` says what one of them is. Lives as long as whoever
// refers to it.
struct DraftedKind {
    EditedKind const& edited;
    Permission edit; // drafts
    Permission publish;
    MessageKey unknown; // "there is no such page"
    std::string_view owner_field; // that says whose it is
    MessageKey no_owner; // where it names nobody
    MessageKey foreign_owner; // where it names one whose records the person may not change
    std::string_view publication_job; // "portal.offer.publication_due"; never changes
    std::unique_ptr<DraftedRecord> (*open)(Work& work, std::int64_t id, EditState const& state);
    // Somebody with the rights they have now, by Actor::code(); nothing where they can do nothing any more.
    std::optional<Actor> (*find_actor)(Work& work, std::string_view code);
    // Tells whoever handed in the draft. `before`: where it stood.
    void (*tell)(Work& work, Subject subject, EditState const& before, DraftOutcome outcome);
    RecordOpener const* opener = nullptr; // in the stead of `open`

    [[nodiscard]] std::unique_ptr<DraftedRecord> opened(
        Work& work, std::int64_t id, EditState const& state) const
    {
        return opener != nullptr ? opener->open(work, id, state) : open(work, id, state);
    }
};

// Which record, as this person last saw it.
struct Seen {
    std::int64_t id;
    std::int64_t version;
    std::int64_t base = 0; // EditState::base(); asked for by whatever makes the fields public
};

// Problems of all of these: not_found without the right for this record, before and after the change; a
// conflict where somebody has saved another version meanwhile ("record.problem.changed_meanwhile"). Of those
// that make fields public, now or later, also a conflict where the record is no longer what the fields were
// begun from ("record.problem.record_moved"): an import, say, has changed it while the draft waited.

// Keeps what stands in the form, right or not. The public sees nothing of it.
Result<void> save_draft(Work& work, DraftedKind const& kind, Seen seen, Fields const& fields);
// The same, and asks whoever may publish. Problems: the first of the fields.
Result<void> hand_in(Work& work, DraftedKind const& kind, Seen seen, Fields const& fields);
// The public sees it at once. Problems: the first of the fields.
Result<void> publish(Work& work, DraftedKind const& kind, Seen seen, Fields const& fields);
// On the morning of a day after today. Problems: the first of the fields; "publish_on".
Result<void> schedule(Work& work, DraftedKind const& kind, Seen seen, Fields const& fields, Date day);
// Back to whoever handed it in, with the reason and with what has been changed in it. Problems: those of
// check_return().
Result<void> give_back(
    Work& work, DraftedKind const& kind, Seen seen, Fields const& fields, std::string_view reason);
// The public version stays, the draft goes; it can be fetched back from the history.
Result<void> discard_draft(Work& work, DraftedKind const& kind, Seen seen);
// The public does not see it any more: its page says that it has ended. Problems: those of store_archived().
Result<void> archive(Work& work, DraftedKind const& kind, Seen seen);

// Publishes what is due; see schedule(). What can no longer be published waits to be looked at.
JobRule publication_rule(std::shared_ptr<DraftedKind const> kind, MessageKey label);
JobRule publication_rule(
    DraftedKind const& kind, MessageKey label); // of one that lives as long as the program

// A record as its editors see it; the module adds what the record is.
struct EditedRecord {
    EditState state;
    Fields fields; // of the draft; without one those of the record
    std::optional<VersionHead> draft = {}; // who saved it, and when
    bool has_moved = false; // the record is no longer what the draft was begun from
};
EditedRecord find_edited(
    db::Connection& db, TenantId tenant, EditedKind const& kind, std::int64_t id, EditState state,
    Fields record);

// One record in one work, after everything that must be asked before; what the functions above are made of.
class Drafting {
public:
    // Problems: those of Editing::begin().
    static Result<Drafting> begin(Work& work, DraftedKind const& kind, Seen seen, Permission permission);
    // For whoever need not be asked: the holder of a link, the plan that somebody made, a use case that has
    // asked for itself.
    static std::optional<Drafting> begin_unasked(Work& work, DraftedKind const& kind, std::int64_t id);

    [[nodiscard]] EditState const& state() const { return editing_.state(); }
    // The draft, without one the record; spelled as drafts are kept, also where it is older than that rule.
    [[nodiscard]] Fields current() const;
    // These fields leave it, or make it, a record for which this person has the permission.
    [[nodiscard]] Result<void> check_owner(Fields const& fields, Permission permission) const;
    // Whose they would make it; nothing where they name no place of the tenant.
    [[nodiscard]] std::optional<Scope> owner_with(Fields const& fields) const;
    // The first problem of the fields.
    [[nodiscard]] Result<void> check(Fields const& fields) const;
    [[nodiscard]] std::vector<Problem> problems_of(Fields const& fields) const;
    // See Editing.
    [[nodiscard]] Result<void> check_base(std::int64_t base) const;
    [[nodiscard]] bool is_kept(Fields const& fields, std::int64_t base) const;

    // Spelled as publishing would: nobody reads later that a field changed which nobody touched.
    void keep_draft(Fields const& fields, NewDraft const& draft);
    // `planned_by`: whoever decided it, where nobody is asked now.
    Result<void> publish(Fields const& fields, std::string planned_by = {});
    Result<void> archive();
    void discard();
    // After the change.
    void tell(DraftOutcome outcome) const;

private:
    Drafting(Work& work, DraftedKind const& kind, std::int64_t id, Editing editing)
        : work_(&work)
        , kind_(&kind)
        , id_(id)
        , editing_(std::move(editing))
        , record_(kind.opened(work, id, editing_.state()))
    { }

    Work* work_;
    DraftedKind const* kind_;
    std::int64_t id_;
    Editing editing_;
    std::unique_ptr<DraftedRecord> record_;
};

} // namespace kommin::records
