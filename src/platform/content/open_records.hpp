#pragma once
// The work lists of translators: what is open in a language, narrowed and in an order, page by page. A page
// goes on behind the last record of the one before, so that the thousandth costs what the first one does.

#include "platform/base/date.hpp"
#include "platform/base/strong_id.hpp"
#include "platform/content/progress.hpp"
#include "platform/content/subject_kind.hpp"
#include "platform/db/connection.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::content {

// Whose records somebody may translate: those of the whole tenant, or of some bodies only.
struct Owners {
    bool all = false;
    std::vector<std::int64_t> some = {};
};

enum class OpenState : std::uint8_t { missing, outdated, machine };
enum class OpenOrder : std::uint8_t { changed, title };

// Where a record stands in both orders.
struct OpenPlace {
    std::int64_t position = 0; // tells two of the same time or title apart
    Instant changed_at = {};
    std::string list_text = {};
};

// One line of a work list.
struct OpenRecord {
    OpenPlace place;
    std::string kind; // SubjectKind::word()
    std::int64_t id;
    std::optional<std::int64_t> owner; // as TranslatedRecord::owner
    std::string title;
    Progress progress;
};

struct OpenQuery {
    Language language;
    std::vector<std::string_view> kinds; // SubjectKind::word() of all that is wanted
    Owners owners; // whose records may be seen
    bool is_of_tenant = false; // only what belongs to the whole tenant
    std::optional<std::int64_t> owner = {}; // only what belongs to this body
    std::optional<OpenState> state = {}; // only what has such a text
    std::string words = {}; // in list_text
    OpenOrder order = OpenOrder::changed; // the longest unchanged first
    bool descending = false;
    std::optional<std::vector<std::int64_t>> positions = {}; // only what stands at one of them: OpenPlace
    std::optional<OpenPlace> after = {}; // only what follows this place in the order
};
std::vector<OpenRecord> list_open_records(
    db::Connection& db, TenantId tenant, OpenQuery const& query, int limit);

// Nothing where nothing of the record is open.
std::optional<OpenPlace> find_open_place(
    db::Connection& db, TenantId tenant, Language language, std::string_view kind, std::int64_t id);
// The record behind that place, from the beginning again after the last, and never the one left out; nothing
// where no other is open.
std::optional<OpenRecord> find_next_open_record(
    db::Connection& db, TenantId tenant, OpenQuery query, std::optional<OpenPlace> const& place,
    std::string_view left_out_kind, std::int64_t left_out_id);

// Records of one kind by their ids, beginning behind `after`, whatever happens to them meanwhile: for work
// that goes through all of them.
std::vector<std::int64_t> list_open_ids(
    db::Connection& db, TenantId tenant, Language language, Owners const& owners, std::string_view kind,
    std::int64_t after, int limit);

struct OpenCount {
    std::int64_t records = 0; // no more than was asked for: then there may be more of everything
    std::int64_t missing = 0; // texts of these records
    std::int64_t outdated = 0;
    std::int64_t machine = 0;

    [[nodiscard]] std::int64_t texts() const { return missing + outdated + machine; }
};
// Counts no further than `most` records: it costs the same however much is open.
OpenCount count_open_records(db::Connection& db, TenantId tenant, OpenQuery const& query, std::int64_t most);

} // namespace kommin::content
