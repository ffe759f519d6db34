#pragma once
// Changing many records of a list at once: a column to tick, a bar with what can be done, the page that says
// what was done. Works without script: "Alle 31 auswählen" is a link to the same list with all of it chosen.
//
// Each record is a use case of its own, asked for its right and for the version that the person saw. What is
// in the wished state already counts as done: pressing twice does nothing twice.

#include "platform/base/message_key.hpp"
#include "platform/base/result.hpp"
#include "platform/html/url.hpp"
#include "platform/html/writer.hpp"
#include "platform/http/form.hpp"
#include "platform/web/call.hpp"
#include "platform/web/saved_views.hpp"
#include "platform/work/change.hpp"
#include "platform/work/work.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::web {

// In one press. More take longer than a browser waits.
inline constexpr std::size_t most_at_once = 1'000;

// A record as somebody saw it.
struct Ticked {
    std::int64_t id = 0;
    std::int64_t version = 0;
    friend bool operator==(Ticked, Ticked) = default;
};
std::string to_text(std::span<Ticked const> ticked); // "17:3 18:1", for one hidden field

// What was chosen, and where.
struct Selection {
    bool is_everything = false; // whatever the query finds
    std::vector<Ticked> ticked; // each record once
    ListFields query; // what the list showed, with the page of it
};
Selection read_selection(StaffList const& list, http::Form const& posted);

// What is chosen in a list, as its address says it: everything, or what was ticked on other pages.
struct Ticks {
    bool is_everything = false;
    std::vector<Ticked> kept = {};
    [[nodiscard]] bool has(std::int64_t id) const;
};
Ticks ticks_of(http::Request const& request);
html::Url choose_everything_url(StaffList const& list, ListFields const& shown);

struct BulkAction {
    std::string_view word; // of the field "aktion"
    MessageKey label;
    bool is_grave = false; // looks so
};
// The form around the table: token, query, bar.
struct BulkForm {
    Call const& call;
    StaffList const& list;
    ListFields const& shown;
    std::span<BulkAction const> actions;
    std::int64_t count; // of all that the query finds
    std::vector<std::int64_t> on_page; // what this page of it shows
    std::function<void(html::Writer&)> table; // with its pager, which needs turn_url()
    bool may_tick = true; // else the table stands alone
    void operator()(html::Writer& writer) const;
};
struct TickHead {
    i18n::Texts const& texts;
    void operator()(html::Writer& writer) const;
};
struct TickCell {
    i18n::Texts const& texts;
    Ticked record;
    std::string_view title; // of the record, for its accessible name
    Ticks const& ticks;
    void operator()(html::Writer& writer) const;
};

// Ticks survive turning a page: its buttons send them here, and they come back in the address. Works without
// script. So many of them: an address has no room for more.
inline constexpr std::size_t most_kept = 300;
html::Url turn_url(StaffList const& list);
http::Response turn_page(Call& call, StaffList const& list);

struct BulkOutcome {
    struct Failure {
        Ticked record;
        Problem problem;
    };
    std::int64_t made = 0;
    std::int64_t already = 0;
    std::vector<Failure> failures;
    std::vector<Ticked> left; // there was no time for them
};
BulkOutcome change_each(
    Call& call, std::span<Ticked const> records,
    std::function<Result<Change>(Work&, Ticked)> const& use_case);

// How the pages speak of these records; the texts take {count}.
struct BulkWords {
    MessageKey title;
    MessageKey made;
    MessageKey already;
};
// A record by its name; nothing for one that this person may not see.
struct RecordLink {
    std::string title;
    html::Url url;
};
// Where the rest is sent, if time ran out.
struct BulkRest {
    html::Url url;
    std::string_view action; // the word of the button
    ListFields kept = {}; // what else the form said
};
// What was done and what was not, with the reasons.
http::Response bulk_result_page(
    Call const& call, StaffList const& list, Selection const& selection, BulkOutcome const& outcome,
    BulkWords const& words, BulkRest const& rest,
    std::function<std::optional<RecordLink>(Ticked)> const& find);

// Nothing was chosen, or too much; nothing was done then.
std::optional<http::Response> refuse_selection(
    Call const& call, StaffList const& list, Selection const& selection);

} // namespace kommin::web
