#pragma once
// Call: one request being answered, with everything a handler may use. Lives on one worker thread.
// Route: one line of a module's route table, with what holds for the answer.

#include "platform/base/clock.hpp"
#include "platform/db/connection.hpp"
#include "platform/http/request.hpp"
#include "platform/http/response.hpp"
#include "platform/http/router.hpp"
#include "platform/identity/session.hpp"
#include "platform/web/published_parts.hpp"
#include "platform/web/site.hpp"
#include "platform/web/staff.hpp"
#include "platform/work/work.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::web {

struct Call {
    http::Request const& request;
    http::PathParams const& path;
    Site const& site;
    PublishedParts const& published; // of the same version as the site
    Staff const& staff;
    Clock const& clock;
    Signals const& signals;
    db::Connection* connection = nullptr; // this worker's; null only while a refusal gets its page
    // Who has logged in; loaded for the routes of staff only. Perhaps half logged in on a way in.
    std::optional<identity::Person> person = std::nullopt;
    bool is_of_anybody = false; // the answer may be kept for others: it must hold nothing made for one reader
    // A button was pressed for what is so already: the page that follows must not say that it was done now.
    bool nothing_was_done = false;
    // It did something else than its address says: the word of note_done() that does.
    std::string_view done_word = {};

    [[nodiscard]] db::Connection& db() const
    {
        if (connection == nullptr)
            throw std::logic_error("a refusal must not touch the database");
        return *connection;
    }
    [[nodiscard]] i18n::LocalTime local_now() const { return site.zone->to_local(clock.now()); }
    // The person with the rights they have at the moment, or a visitor.
    [[nodiscard]] Actor actor() const { return person ? person->actor(staff.rules) : Actor::visitor(); }
};

using Handler = std::function<http::Response(Call&)>;

// Who may see what a route answers. Stated by every route; there is no default that could be forgotten.
struct Access {
    enum class Kind : std::uint8_t {
        public_page, // everybody, made anew for each request
        public_cached, // everybody the same: may wait in the page cache; its handler does not see who asks
        entrance, // everybody, on the way to logging in; never kept by a browser
        logged_in, // every person who is logged in, whatever their rights: their own account
        permitted, // whoever has the permission for any record; the use case asks about the one in question
    };
    Kind kind;
    Permission permission = {};
};
inline constexpr Access public_page{Access::Kind::public_page};
inline constexpr Access public_cached{Access::Kind::public_cached};
inline constexpr Access entrance{Access::Kind::entrance};
inline constexpr Access logged_in{Access::Kind::logged_in};
constexpr Access needs(Permission permission)
{
    return {Access::Kind::permitted, permission};
}

struct Route {
    http::Method method;
    std::string_view pattern; // "/{lang:lang}/angebote/{slug:slug}"
    Access access;
    Handler answer;
    std::size_t body_limit = http::form_limit; // bytes; a larger body is refused before it is read
    http::Effort effort = http::Effort::ordinary; // in which lane the server keeps it
};

// Calls the handler and holds it to what its route states.
//
// - Public routes: an address in a language that the site does not offer has no pages; a choice of language
//   (?merken=) is remembered first. A cached route gets the request as anybody would have sent it.
// - Only a route that says so may put its answers into the page cache, from where everybody gets them without
//   being asked anything. Another one that tries is a bug: thrown as std::logic_error in a Debug build,
//   logged and not cached otherwise.
// - Routes of staff: whoever is not logged in is led to the login and back (GET) or told that the session is
//   over (other methods); whoever lacks the permission gets the same 404 as for an address that does not
//   exist, by whatever method; a role with personal data is led to its second factor first; a form without
//   the token of the session is refused. Nothing of it is kept by a browser or cache.
http::Response answer(Route const& route, Call& call);

// How often, in this process, somebody who was logged in asked for what no role of theirs opens; safe from
// all threads.
std::uint64_t count_refused_accesses() noexcept;

} // namespace kommin::web
