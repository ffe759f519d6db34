#pragma once
// Care of links: what people see of them and do about them: be silent about one for a while, have it asked
// now. Another address is put everywhere by link_replacing.hpp.

#include "modules/portal/desk/link_replacing.hpp"
#include "modules/portal/links/link_checking.hpp"
#include "modules/portal/links/link_store.hpp"
#include "platform/access/actor.hpp"
#include "platform/base/problem.hpp"
#include "platform/base/result.hpp"
#include "platform/http/form.hpp"
#include "platform/records/fields.hpp"
#include "platform/work/change.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::portal {

// As it stands in the address; everything else about it is ignored.
struct LinkFilter {
    std::string text; // t
    std::optional<LinkKind> kind; // art
    LinkView view = LinkView::all; // zustand
    LinkOrder order = LinkOrder::target; // nach
    bool descending = false; // ab=1
    int page = 1; // seite

    static LinkFilter parse(http::Form const& query);
    // Name and value of every field that is in force, without the page.
    [[nodiscard]] std::vector<std::pair<std::string, std::string>> fields() const;
    [[nodiscard]] bool narrows() const;
};
std::string_view word_of(LinkView view);
std::string_view word_of(LinkOrder order);
std::string_view word_of(LinkKind kind);

struct LinkLine {
    StoredLink link;
    int records = 0; // of those whose records this person may see
};
struct LinkOverview {
    static constexpr int lines_per_page = 50;
    static constexpr std::int64_t most_counted = 10'000;

    std::vector<LinkLine> lines;
    std::int64_t count = 0; // most_counted + 1: more than that
};
// Targets of records that this actor may see.
LinkOverview list_links_for_staff(
    db::Connection& db, TenantId tenant, Date today, Actor const& actor, LinkFilter const& filter);
// All of it, a thousand lines at a time, for a file; until `take` says that it wants no more.
void export_links_for_staff(
    db::Connection& db, TenantId tenant, Date today, Actor const& actor, LinkFilter const& filter,
    std::function<bool(std::vector<LinkLine> const&)> const& take);
// Of these, those that this actor may see.
std::vector<LinkLine> list_chosen_links(
    db::Connection& db, TenantId tenant, Date today, Actor const& actor, std::vector<LinkId> ids);
// Those that lead nowhere and are not muted, of records that this actor may change.
std::int64_t count_broken_links(db::Connection& db, TenantId tenant, Date today, Actor const& actor);

// Where in a record.
struct LinkSpot {
    std::string field; // as in flat_offer.hpp; "content" of a page; "help_phone" of a place
    std::string language; // of a translation; empty: the source
};
// Of which kind a record is that leads somewhere.
enum class LinkedKind : std::uint8_t { offer, page, organisation, place };
LinkedKind kind_of(LinkSubject const& subject);

// A record that leads to a target, as somebody may see it.
struct LinkRecord {
    LinkSubject subject;
    std::string title;
    std::int64_t version = 0;
    std::vector<LinkSpot> spots;
    ReplacementPlan plan = {}; // where it was asked for

    [[nodiscard]] LinkedKind kind() const { return kind_of(subject); }
};
struct LinkDetail {
    static constexpr std::size_t most_records = 200;

    StoredLink link;
    std::vector<LinkRecord> records; // that this person may see; of others neither page nor count tells
    std::size_t left_out = 0; // above most_records
};
// Nothing where there is no such target, or no record that this actor may see leads there. `after`: what it
// is to be replaced by; empty: the records have no plans.
std::optional<LinkDetail> find_link_detail(
    db::Connection& db, TenantId tenant, Date today, Actor const& actor, LinkId id,
    std::string_view after = {});

// Being silent about a target, as the fields of a form: "bis", a day as typed, and "grund"; empty: not
// silent.
inline constexpr std::size_t longest_mute_reason = 200;
records::Fields mute_fields(StoredLink const& link);
// As they are stored.
records::Fields spelled_mute(records::Fields const& typed);
std::vector<Problem> problems_of_mute(records::Fields const& typed, Date today);
// The same where being silent is what is wanted: nothing typed is wrong.
std::vector<Problem> problems_of_silence(records::Fields const& typed, Date today);

// The list shows it, but nobody is told any more, until a day within a year. Only for whoever may change all
// records that lead there. `seen`: the newest version of its muting, 0 for none. Problems: not_found, those
// of problems_of_mute(), a conflict where somebody was faster ("record.problem.changed_meanwhile").
Result<void> mute_link(Work& work, LinkId id, std::int64_t seen, records::Fields const& typed);

// As soon as a worker has time. What was asked a moment ago is not asked again.
Result<void> check_link_now(Work& work, LinkId id);

// What somebody saw of a link: another number where it has come to another state or is muted otherwise.
std::int64_t version_of(StoredLink const& link);
// One of many that somebody has ticked, as it was seen. Pressed twice it is done once; a conflict where it is
// another one by now.
Result<Change> mute_one_of_many(Work& work, LinkId id, std::int64_t seen, records::Fields const& typed);
Result<Change> unmute_one_of_many(Work& work, LinkId id, std::int64_t seen);
// Of whatever state: it is that what is asked about.
Result<Change> check_one_of_many(Work& work, LinkId id);

} // namespace kommin::portal
