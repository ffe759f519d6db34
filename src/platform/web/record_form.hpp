#pragma once
// What stands around the fields of a record that is edited with drafts: callables for holes of html::Writer.

#include "platform/html/url.hpp"
#include "platform/html/writer.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/records/editing.hpp"
#include "platform/web/call.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace kommin::web {

// A form of one button: token, version, button.
struct ButtonForm {
    Call const& call;
    html::Url url;
    std::int64_t version;
    std::string_view label;
    std::string_view kind = "secondary"; // the KERN class
    void operator()(html::Writer& writer) const;
};

// What is typed beside the fields of a record, in the menus of the buttons.
struct Aside {
    std::string day = {}; // for publishing later
    std::string return_reason = {}; // for giving the draft back
};

// Buttons below the fields: whoever may publish does so, now or on a day, or gives back what was handed in;
// others hand in.
struct SaveBar {
    i18n::Texts const& texts;
    html::Url publish, hand_in, schedule, give_back, preview;
    bool may_publish;
    bool is_in_review; // a draft waits to be looked at
    Aside const& aside;
    std::span<Problem const> problems = {};
    void operator()(html::Writer& writer) const;
};

// Which earlier version stands in the fields.
struct FetchedNote {
    i18n::Texts const& texts;
    std::int64_t version;
    void operator()(html::Writer& writer) const;
};

// Whose draft waits, since when, and what the public sees meanwhile; or which earlier version stands in the
// fields. Nothing where no draft waits.
struct DraftNote {
    Call const& call;
    records::EditState const& state;
    std::optional<records::VersionHead> const& draft;
    std::string_view author; // of the draft
    bool has_moved; // the public version is no longer what the draft was begun from
    std::optional<std::int64_t> shown_version;
    std::optional<html::Url> discard; // for whoever may
    void operator()(html::Writer& writer) const;
};

} // namespace kommin::web
