#pragma once
// Module: what a module of the product hands to the app. Its module.cpp makes it; nothing else of a module is
// registered anywhere.

#include "platform/access/permission.hpp"
#include "platform/base/strong_id.hpp"
#include "platform/content/subject_kind.hpp"
#include "platform/db/connection.hpp"
#include "platform/demo/demo.hpp"
#include "platform/web/call.hpp"
#include "platform/web/published_parts.hpp"
#include "platform/web/site.hpp"
#include "platform/web/staff.hpp"
#include "platform/work/job_rules.hpp"
#include "platform/work/work.hpp"

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::web {

// What one module shows of one tenant while it is being loaded. All modules read in the same transaction.
class Publishing {
public:
    // What the module showed before, and which records have changed since.
    struct Before {
        PublishedParts parts;
        // By module, itself and those of Module::published_from. Nothing: anything may have changed.
        std::optional<std::map<std::string, std::vector<PublishedChange>, std::less<>>> changes;
    };

    Publishing(db::Connection& db, TenantId tenant, Before before = {})
        : db_(db)
        , tenant_(tenant)
        , before_(std::move(before))
    { }
    [[nodiscard]] Before const& before() const { return before_; }
    [[nodiscard]] db::Connection& db() const { return db_; }
    [[nodiscard]] TenantId tenant() const { return tenant_; }

    template<class Part>
    void add_part(std::shared_ptr<Part const> part)
    {
        parts_.add(std::move(part));
    }
    void add_link(Link link) { links_.push_back(std::move(link)); }
    // The pages for the sitemap, in the order of importance, behind those that were named before; asked from
    // all threads.
    void list_paths(ListPaths paths);
    // The pages that messages from the public can name, as below them stands (web::Visit::frame), besides
    // those that were named before.
    void find_pages_with(FindPage find);
    // What stands below every page that can be named; of one module at most.
    void write_foot_with(WriteFoot write) { write_foot_ = std::move(write); }
    // "offers": how many the public sees, for log and metrics.
    void add_count(std::string kind, std::size_t records) { counts_[std::move(kind)] = records; }
    // Runs right after the transaction, whenever it has succeeded: what must not begin for a version that
    // nobody will see.
    void when_read(std::function<void()> action) { when_read_.push_back(std::move(action)); }
    // What takes long and is not needed for most pages. Runs after the transaction, before readers get this
    // version, unless it is the first they get of this module: then pages at once are better than all of it
    // later, and whoever needs it waits.
    void finish_with(std::function<void()> completion) { completions_.push_back(std::move(completion)); }

    [[nodiscard]] PublishedParts& parts() { return parts_; }
    [[nodiscard]] std::vector<Link>& links() { return links_; }
    [[nodiscard]] ListPaths& paths() { return paths_; }
    [[nodiscard]] FindPage& page_finder() { return find_page_; }
    [[nodiscard]] WriteFoot& foot() { return write_foot_; }
    [[nodiscard]] std::map<std::string, std::size_t>& counts() { return counts_; }
    [[nodiscard]] std::vector<std::function<void()>> const& actions_when_read() const { return when_read_; }
    [[nodiscard]] std::vector<std::function<void()>> const& completions() const { return completions_; }

private:
    db::Connection& db_;
    TenantId tenant_;
    Before before_;
    PublishedParts parts_;
    std::vector<Link> links_;
    ListPaths paths_;
    FindPage find_page_;
    WriteFoot write_foot_;
    std::map<std::string, std::size_t> counts_;
    std::vector<std::function<void()>> when_read_;
    std::vector<std::function<void()>> completions_;
};

struct Module {
    std::string_view name; // of its folder
    std::vector<Route> routes;
    // Patterns of those of whose requests the server writes no line into its log (http::Config::is_unlogged).
    std::vector<std::string_view> unlogged = {};
    std::vector<JobRule> jobs = {};
    std::vector<RecurringRule> recurring = {}; // done every day for every tenant
    std::function<void(Publishing&)> publish = {}; // empty: shows nothing to the public
    // Whose records it shows beside its own: it is asked to publish again when its own version
    // (Work::publish) or one of theirs has risen.
    std::vector<std::string_view> published_from = {};
    // What its translated texts belong to; the words of all modules differ.
    std::vector<content::SubjectKind> subjects = {};
    std::function<void(demo::Demo&)> load_demo = {}; // empty: adds nothing to the demonstration
    std::vector<std::string_view> demo_files = {}; // files and folders that load_demo reads
    // What of the demonstration names its accounts, which are made once it is loaded; empty: nothing does.
    std::function<void(demo::Demo&)> name_demo_accounts = {};
    std::vector<PermissionRule> permissions = {}; // who may do what; the only table of it
    std::vector<StaffLink> staff_links = {};
    std::vector<StaffNew> news = {}; // in the menu "Neu"
    std::vector<StaffSearcher> searchers = {}; // of the search over everything; one for each kind of record
    std::vector<StaffRecord> records = {}; // whose entries in the audit trail lead to a page
    std::vector<StaffForm> forms = {}; // how its records read in the audit trail; one for each kind
    std::vector<StaffRecent> recents = {}; // on which somebody has worked last; one for each kind of record
    std::vector<StaffLife> lives = {}; // what it knows of the way of records
    std::vector<StaffWords> words = {}; // of the page of help
    std::vector<HelpTopic> topics = {}; // likewise
    std::function<void(Call const&, std::vector<TodayItem>&)> today = {}; // empty: nothing ever waits
    std::function<void(Call const&, std::vector<TodayFigures>&)> figures = {}; // empty: has none
    // Stores what this process has counted in memory since the last time, because a GET stores nothing: a
    // work of its own. Called about every minute for every tenant, by each node for itself, and when the
    // server stops.
    std::function<void(WorkContext const&)> store_counts = {};
};

// Throws std::logic_error where two modules have the same name or the same kind of subject: each would get
// the texts of the other.
void check_modules(std::span<Module const> modules);

} // namespace kommin::web
