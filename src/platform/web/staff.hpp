#pragma once
// Staff: what the pages for people at work need to know of the installation. Put together by the app from all
// modules; immutable.

#include "platform/access/permission.hpp"
#include "platform/base/date.hpp"
#include "platform/base/message_key.hpp"
#include "platform/content/subject_kind.hpp"
#include "platform/html/url.hpp"
#include "platform/i18n/local_time.hpp"
#include "platform/records/fields.hpp"
#include "platform/web/shown_fields.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::web {

struct Call;
class LifeLine;

// The groups of the menu, in this order.
enum class StaffArea : std::uint8_t { welcome, participation, steering, administration };

// A higher number of what waits is shown as "999+": whoever counts for the menu need not count further.
inline constexpr std::int64_t most_waiting_shown = 999;

// An entry of the menu; shown to whoever has the permission for any record.
struct StaffLink {
    StaffArea area;
    int rank; // within the area, ascending
    MessageKey label;
    std::string path; // below /verwaltung/: "rueckmeldungen"
    Permission permission;
    // How many wait for this person; empty: nothing ever waits there.
    std::function<std::int64_t(Call const&)> waiting = {};
    MessageKey purpose = {}; // one sentence, for the page of help
};

// Something that people can begin, in the menu "Neu": its form is the page "neu" below the path.
struct StaffNew {
    MessageKey label; // "Angebot"
    std::string path; // of the StaffLink
    Permission permission;
};

// A state as people see it: the classes of its mark, and its word. No word: it has none.
struct StaffMark {
    std::string_view shape;
    std::string text;
};

// A record that the search over everything has found.
struct StaffHit {
    std::string title;
    html::Url url;
    std::string detail = {}; // tells it from others of the same name
    std::string place = {}; // whose it is: "Bergkamen"
    StaffMark state = {};
    bool is_content = true; // the title is what the district has written; false: words of the interface
};
// What a searcher has found of its kind: what the person of the call may see, and no word of anything else,
// in numbers either. Exact hits first.
struct StaffHits {
    static constexpr std::int64_t most_counted = 1'000;

    std::vector<StaffHit> hits;
    std::int64_t count; // of all; above most_counted: more than that
    html::Url all; // the list with the same words
    std::string unread
        = {}; // what was not looked through, where `all` goes on; with it `count` is a least one
};
struct StaffSearcher {
    MessageKey kind; // "Angebote"
    MessageKey looks_at; // "Name und Träger"
    Permission permission; // who has it nowhere is not searched for, and does not read of the kind
    std::function<StaffHits(Call const&, std::string_view words, int most_hits)> find;
};

// Where the record of an entry of the audit trail is shown. One kind may have several: the first that
// somebody may open counts.
struct StaffRecord {
    std::string_view kind; // as in the entry: "offer"
    Permission permission; // who has it nowhere gets no link
    // Nothing where the record has no page (any more).
    std::function<std::optional<html::Url>(Call const&, std::int64_t id)> url;
    // What its version of that number changed; nothing where that version is not kept (any more).
    std::function<std::optional<html::Url>(Call const&, std::int64_t id, std::int64_t version)> version_url
        = {};
    std::optional<MessageKey> label = {}; // of the link, where its page does more than show the record
};

// How records of a kind read where somebody looks at what was noted of them: what their form calls its
// fields, and whatever else is noted, and what these say.
struct StaffForm {
    std::string_view kind; // as in the entry: "offer"
    std::function<RecordForm(Call const&)> open; // for one page
    // Whose versions may be read by whoever reads the audit trail; nothing where there are none, or where
    // they say more than that is for.
    std::optional<content::SubjectKind> versions = {};
    // Fields of which only their name is read there: whoever may not edit the record does not see them.
    std::vector<std::string_view> withheld = {};
    // A version as it is compared, by what it says itself: what is stored today may say something else than
    // then, and what somebody changed must not vanish with it. Empty: as it stands.
    records::Fields (*compared)(records::Fields const&) = nullptr;
};

// The words for the states of some kind of record and what they mean, on the page of help.
struct StaffWord {
    std::string_view shape;
    MessageKey word;
    MessageKey meaning;
};
struct StaffWords {
    MessageKey title; // "Angebote und Seiten"
    Permission permission;
    std::vector<StaffWord> words;
};

// A chapter of the handbook in a few sentences, on the page of help.
struct HelpTopic {
    MessageKey title;
    MessageKey text;
    std::optional<Permission> permission; // none: for everybody
};

// Tasks of an area that "Heute" does not show one by one.
struct TodayOthers {
    static constexpr std::int64_t most_counted = 10'000;

    std::int64_t count; // most_counted: at least
    std::int64_t due = 0; // so many of them today or earlier
    bool operator==(TodayOthers const&) const = default;
};

// Something that waits for a person, on the page "Heute".
struct TodayItem {
    MessageKey area; // "Rückmeldungen"
    std::string title;
    html::Url url;
    std::string reason; // why it is here
    std::optional<Date> due; // the day by which it has to be done
    MessageKey action; // the word on the button
    bool reason_says_day = false; // then it is not said again
    bool is_own = false; // this person's and nobody else's
    bool is_content = false; // the title is that of a record, which the district has written
    // No task of its own but the line that ends a list which was cut, and leads to the whole of it: the page
    // says how many there are.
    std::optional<TodayOthers> others = {};
};
// That line. `area` and `url` as of its items.
inline TodayItem others_of(MessageKey area, html::Url url, TodayOthers others, bool is_own)
{
    return {
        .area = area,
        .title = {},
        .url = std::move(url),
        .reason = {},
        .due = std::nullopt,
        .action = "staff.today.others.action"_msg,
        .is_own = is_own,
        .others = others};
}

// A record on which the person of the call has worked, on the page "Heute".
struct RecentRecord {
    std::string title;
    html::Url url; // where the work goes on
    bool is_content
        = true; // the title is what the district has written; false: words of the program, or a name
};
struct StaffRecent {
    std::string_view kind; // as in the audit trail: "offer"
    MessageKey area; // "Angebote"
    // Nothing where there is no such record any more, or the person may not see it (any more). `version`:
    // which one the person made, where the entry says so.
    std::function<std::optional<RecentRecord>(
        Call const&, std::int64_t id, std::optional<std::int64_t> version)>
        find;
};

// What a module knows of the way of records (life_line.hpp). Each function asks once for all records of a
// kind, and for the rights of the person of the call.
struct StaffLife {
    // Adds what the records of the line came of; asked from the last module to the first.
    std::function<void(Call const&, LifeLine&)> from = {};
    // Adds what came of them; asked from the first module to the last.
    std::function<void(Call const&, LifeLine&)> on = {};
    // Tells what is known of those that were found.
    std::function<void(Call const&, LifeLine&)> tell = {};
};

// How far something has come, on the page "Heute": "Unna, 31 of 40".
struct TodayFigure {
    std::string label;
    std::int64_t part;
    std::int64_t whole; // never 0
    html::Url url; // what is still missing
};
struct TodayFigures {
    MessageKey title; // "Bestätigte Angebote"
    std::vector<TodayFigure> rows;
};

// A kind of jobs, for the page that lists them.
struct StaffJob {
    std::string kind;
    MessageKey label;
    bool sends_mail = false;
    std::optional<i18n::TimeOfDay> daily_at = std::nullopt; // of what recurs
};

struct Staff {
    std::vector<PermissionRule> rules; // of all modules
    std::vector<StaffLink> links; // by area and rank
    std::vector<StaffJob> jobs;
    // Each adds what waits for the person of the call.
    std::vector<std::function<void(Call const&, std::vector<TodayItem>&)>> today;
    // Each adds figures for the person of the call.
    std::vector<std::function<void(Call const&, std::vector<TodayFigures>&)>> figures = {};
    std::vector<StaffNew> news = {};
    std::vector<StaffSearcher> searchers = {};
    std::vector<StaffRecord> records = {};
    std::vector<StaffForm> forms = {};
    std::vector<StaffRecent> recents = {};
    std::vector<StaffLife> lives = {}; // in the order of the modules
    std::vector<StaffWords> words = {};
    std::vector<HelpTopic> topics = {};
};

// Where the pages of staff begin.
inline constexpr std::string_view staff_root = "verwaltung";
// Whether a page of this path is below it.
inline bool is_of_staff(std::string_view path)
{
    path.remove_prefix(path.starts_with('/') ? 1 : 0);
    return path == staff_root || (path.starts_with(staff_root) && path[staff_root.size()] == '/');
}

} // namespace kommin::web
