#pragma once
// The page of the audit trail.

#include "modules/staff/audit_query.hpp"
#include "modules/staff/audit_words.hpp"
#include "modules/tenants/api.hpp"
#include "platform/html/url.hpp"
#include "platform/html/writer.hpp"
#include "platform/http/response.hpp"
#include "platform/records/versions.hpp"
#include "platform/web/authors.hpp"
#include "platform/web/call.hpp"
#include "platform/web/shown_fields.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace kommin::staff {

extern web::StaffList const audit_list;

struct Trail {
    AuditQuery query;
    std::vector<audit::StoredEntry> entries;
    std::optional<std::int64_t> older; // there are entries below this one; nothing: these are the last
    bool is_newest = true; // nothing above these
    audit::Head head;
    std::vector<audit::EntryKind> kinds;
    web::Authors authors;
    std::vector<tenants::Body> bodies;
    std::map<std::string, web::RecordForm> forms; // by the kind of record
    std::set<std::int64_t> kept; // numbers of the entries whose version can be read from here
    // Of the records that have a page which this person may open.
    struct RecordPage {
        html::Url url;
        MessageKey label;
    };
    std::map<std::pair<std::string, std::int64_t>, RecordPage> pages;
    std::map<std::int64_t, html::Url> changes; // by the number of the entry: what its version changed
    std::vector<web::ListView> views;
};
http::Response audit_page(web::Call const& call, Trail const& trail);

// Who did something, with the rights of that account for whoever may see them.
struct ActorName {
    web::Call const& call;
    i18n::Texts const& texts;
    web::Authors const& authors;
    std::string const& actor;
    void operator()(html::Writer& w) const;
};

// One entry, and what its record said then.
struct ShownEntry {
    audit::StoredEntry entry;
    web::Authors authors;
    NotedFacts facts;
    std::optional<web::RecordForm> form = {}; // of the kind, where its module says one
    bool has_versions = false; // that can be read from here, as long as they are kept
    std::optional<records::Version> version = {}; // that the entry made
    std::optional<records::Version> origin = {}; // that it goes on from
    records::Fields (*compared)(records::Fields const&) = nullptr; // as of web::StaffForm
    std::vector<std::string> withheld = {}; // labels of what these say and nobody reads here
    std::optional<Trail::RecordPage> page = {};
};
http::Response audit_entry_page(web::Call const& call, ShownEntry const& shown);

html::Url audit_entry_url(std::int64_t number);
// What was before and after: callable holes.
struct FactTable {
    i18n::Texts const& texts;
    NotedFacts const& facts;
    void operator()(html::Writer& w) const;
};
// What the chain does not keep, why, and where it stands; nothing where it keeps everything.
struct LeftOutNote {
    i18n::Texts const& texts;
    NotedFacts const& facts;
    bool is_kept; // the version
    void operator()(html::Writer& w) const;
};

} // namespace kommin::staff
