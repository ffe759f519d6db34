#pragma once
// Overtaken: forms of records that keep no versions. What stood in the fields goes along in the form, so that
// two people at once are compared as everywhere else; and who was first is said where nothing can be
// compared.

#include "platform/base/date.hpp"
#include "platform/html/url.hpp"
#include "platform/html/writer.hpp"
#include "platform/http/form.hpp"
#include "platform/http/response.hpp"
#include "platform/records/fields.hpp"
#include "platform/web/call.hpp"
#include "platform/web/record_versions.hpp"
#include "platform/web/staff_frame.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kommin::web {

// Hidden fields of a form: what its record says now.
struct StoodBefore {
    records::Fields const& fields;
    void operator()(html::Writer& writer) const;
};

// What such a form has sent, or the comparison that came of it.
struct PostedForm {
    records::Fields fields; // what is wanted
    records::Fields before; // what was seen
    std::int64_t version = 0; // that was seen
    std::optional<Compared> incomplete = {}; // a comparison in which a choice is missing
};
// `form`: the inputs have the names of its fields.
PostedForm read_posted_form(http::Form const& posted, RecordForm const& form);

// Who was faster, and what the record says since.
struct Faster {
    std::string name;
    std::optional<Instant> at;
    records::Fields fields;
    std::int64_t version;
};
// Whether they want different things of any field.
bool contradicts(PostedForm const& posted, Faster const& faster);
// `frame`: of a page below the form; `to`: where the comparison is sent; `back`: the form.
http::Response overtaken_page(
    StaffFrame const& frame, html::Url const& to, html::Url const& back, RecordForm const& form,
    PostedForm const& posted, Faster const& faster);

// Who has changed a record last, when and how: a note above a form that is shown again.
struct LastChange {
    Call const& call;
    std::string_view name;
    Instant at;
    std::string_view action; // in words
    void operator()(html::Writer& writer) const;
};

// Two texts side by side, where nothing is left to choose.
struct SideBySide {
    std::string_view label; // of the table
    std::string_view their_label;
    std::string const& theirs;
    std::string_view my_label;
    std::string const& mine;
    void operator()(html::Writer& writer) const;
};

} // namespace kommin::web
