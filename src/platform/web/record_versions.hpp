#pragma once
// Versions of a record for people at work: two of them compared field by field, and what there was before.
// The same pages for every kind of record that is edited as the fields of its form.

#include "platform/base/date.hpp"
#include "platform/html/url.hpp"
#include "platform/http/form.hpp"
#include "platform/http/response.hpp"
#include "platform/records/fields.hpp"
#include "platform/records/versions.hpp"
#include "platform/web/authors.hpp"
#include "platform/web/shown_fields.hpp"
#include "platform/web/staff_frame.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::web {

// A text beside another one: what only this one has is marked.
struct Marked {
    std::string const& text;
    std::string const& other;
    void operator()(html::Writer& w) const;
};

// Field by field what was before and what is since, as a table: a callable hole. Fields that the form does
// not have are not shown.
struct ChangedFields {
    i18n::Texts const& texts;
    RecordForm const& form;
    records::Fields const& before;
    records::Fields const& after;
    void operator()(html::Writer& w) const;
};

// Who saved a version, for people.
std::string author_of(
    std::optional<records::Version> const& version, Authors const& authors, i18n::Texts const& texts);

// Two versions that were compared, as the page of the comparison sends them back.
struct Compared {
    records::Fields mine, theirs;
    std::map<std::string, std::string, std::less<>> chosen; // "m" or "s" by field, as far as somebody chose
};
bool is_comparison(http::Form const& posted);
Compared read_compared(http::Form const& posted, RecordForm const& form);
// What was chosen field by field; nothing where a choice is missing.
std::optional<records::Fields> chosen_fields(Compared const& compared);

// Two want different things of one record.
struct Conflict {
    enum class Kind : std::uint8_t {
        saved_meanwhile, // another version of the same form
        record_moved, // the record itself, while a draft waited
    };
    Kind kind;
    Compared compared;
    std::string theirs_by; // who saved it
    std::optional<Instant> theirs_at = {}; // and when, where that is known
    std::optional<records::Version> base = {}; // what both started from, where that is known
    std::int64_t version; // of the record now; the outcome is saved on top of it
    std::int64_t next_base; // the record_version that the outcome has been compared with
    bool lacks_choices = false; // somebody pressed the button too early
    std::optional<html::Url> back = {}; // where nothing of mine is kept; nothing: the form
    // What else the form needs: names and values of hidden fields.
    std::vector<std::pair<std::string, std::string>> along = {};
};
// What a comparison that was pressed too early said of itself.
Conflict::Kind kind_of(http::Form const& posted);
std::int64_t base_of(http::Form const& posted);

// `frame`: of a page below the form; `form`: where the form saves its drafts.
http::Response conflict_page(
    StaffFrame frame, html::Url const& form, RecordForm const& fields, Conflict const& conflict);

// Where the versions of a record are to be found.
struct VersionWays {
    // The form with that version in it; empty for whoever reads versions and has no form.
    std::function<html::Url(std::int64_t number)> fetch;
    html::Url history; // with "?fassung=3": what that version changed
};
// Newest first.
http::Response history_page(
    StaffFrame const& frame, RecordForm const& form, std::vector<records::Version> const& versions,
    Authors const& authors, VersionWays const& ways);

// The number of the version in an address of a history, "?fassung=3"; nothing: all of them are asked for.
std::optional<std::int64_t> version_asked_for(Call const& call);
// What a version changed, beside the one that it goes on from, if there is one.
http::Response version_page(
    StaffFrame const& frame, RecordForm const& form, records::Version const& version,
    std::optional<records::Version> const& before, Authors const& authors, VersionWays const& ways);

} // namespace kommin::web
