#pragma once
// Forms whose entries are kept while they are typed, for the account alone: a closed tab loses nothing. A
// form takes part by writing KeptWhileTyping instead of FormToken; the script of the page then sends what
// stands in it some seconds after the last key (assets/islands/typing.ts). A form with secrets, files or the
// data of people whom the account looks after does not take part.

#include "platform/html/url.hpp"
#include "platform/html/writer.hpp"
#include "platform/http/response.hpp"
#include "platform/identity/unsaved_entries.hpp"
#include "platform/web/call.hpp"

#include <string>
#include <string_view>

namespace kommin::web {

// The token of the form with what tells where it stands and which opening of it this is: a callable hole.
// A form that comes back with problems stays the same opening.
struct KeptWhileTyping {
    Call const& call;
    html::Url page; // where a GET shows this form
    void operator()(html::Writer& writer) const;
};

// On a page that asks about what was sent with such a form (two versions to choose from): once that is saved,
// the entries are.
struct StillTheSameForm {
    Call const& call;
    void operator()(html::Writer& writer) const;
};

// A page with such a form, as it goes out: with a note about what was typed there before and not saved; where
// the address asks for it, with these entries in the form, in place of what stands there. Entries that the
// address asks for and whose form is not there (any more) are listed in the note.
struct WithUnsaved {
    html::Safe note;
    html::Safe body;
};
WithUnsaved with_unsaved_entries(Call const& call, html::Safe body);

// What stands in that field of the entries that the address asks for, as it was typed; "" for none. For a
// page that shows one of several forms.
std::string fetched_value(Call const& call, std::string_view field);

// Where the entries stand in their form again.
html::Url fetch_url(identity::UnsavedEntries const& entries);
// The address to which a page leads on, asking for the same entries as the request.
html::Url still_fetching(Call const& call, html::Url const& url);
// A form of one button.
struct DiscardUnsaved {
    Call const& call;
    identity::UnsavedEntries const& entries;
    bool leads_to_page; // else to the list of all of them
    void operator()(html::Writer& writer) const;
};

// After a form was saved: what was kept of it while it was typed is not needed any more.
void forget_what_was_typed(Call const& call);

// Stores what the script sends; nothing typed: forgets it. Answers with a sentence to be shown beside the
// buttons.
http::Response keep_while_typing(Call& call);
http::Response discard_unsaved(Call& call);

} // namespace kommin::web
