#pragma once
// Forms that anybody may send without logging in. What has to be asked before anything is stored, and in
// which order, is here and not left to the author of a form.
//
//     return web::receive_form(visit, gate, [&](http::Form const& posted, std::string const& key) {
//         auto const form = read(posted, key);
//         return web::PublicForm{.check = …, .receive = …, .show = …, .thanks = visit.url({"…", "danke"})};
//     });

#include "platform/base/problem.hpp"
#include "platform/base/result.hpp"
#include "platform/html/url.hpp"
#include "platform/html/writer.hpp"
#include "platform/http/form.hpp"
#include "platform/http/response.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/web/visit.hpp"
#include "platform/web/visitor_gate.hpp"
#include "platform/work/use_case.hpp"

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::web {

// Makes a repeated POST one: the use case stores a key once (idempotency).
// Throws std::logic_error on a cached route: all its readers would share one key, and of their messages all
// but the first would be taken for repetitions.
std::string new_form_key(Visit const& visit);
// The key that was posted with a form, or a new one where it is missing or not to be trusted: for a button
// that asks for the form again and sends nothing.
std::string form_key_of(Visit const& visit, http::Form const& posted);

// What every public form has beside its own fields: the key, and a field that only programs see and fill in.
struct PublicFormFields {
    std::string_view key;
    void operator()(html::Writer& writer) const;
};

// Above the fields of a form that comes back: its problems with links to the fields, or, for a problem of no
// field, that nothing was sent and why. Takes the focus without script. Nothing if there are none.
struct FormTrouble {
    i18n::Texts const& texts;
    std::span<Problem const> problems;
    void operator()(html::Writer& writer) const;
};

// One form as it was posted, and what can be done with it.
struct PublicForm {
    // All problems of what was typed at once; none: it can be received.
    std::function<std::vector<Problem>()> check;
    // The use case; gives the address of the page that follows, perhaps with a number.
    std::function<Result<html::Url>(Work&)> receive;
    // The form again with everything that was typed.
    std::function<http::Response(http::Status, std::vector<Problem> const&)> show;
    html::Url thanks; // what programs get that fill in everything
    Conflicts conflicts = {}; // what no check before can exclude: two people on the last seat
    int weight = 1; // as how many forms it counts at the gate: one that is for eight people is eight
};
// `key`: what was posted with it, or a new one where that is missing or not to be trusted.
using ReadForm = std::function<PublicForm(http::Form const& posted, std::string const& key)>;

// Answers the POST of a form. In this order:
// - a body that cannot be read: 400
// - the field for programs is filled in: thanks, and nothing is stored
// - another site sent it in the visitor's name: the form again, with what it holds (403)
// - problems: the form again (422)
// - too many of them: the form again (429), Retry-After
// - the use case: the page that it names, its problem (409, 422), or the form again while the database is
// away or
//   too many want the same (503)
// Nobody types anything twice.
http::Response receive_form(Visit& visit, VisitorGate& gate, ReadForm const& read);

} // namespace kommin::web
