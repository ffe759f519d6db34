#pragma once
// The pages on which people at work find and edit offers.

#include "modules/portal/offer_editing.hpp"
#include "modules/portal/offer_overview.hpp"
#include "modules/tenants/api.hpp"
#include "platform/base/problem.hpp"
#include "platform/http/response.hpp"
#include "platform/web/authors.hpp"
#include "platform/web/call.hpp"
#include "platform/web/staff_bulk.hpp"
#include "platform/web/staff_list.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace kommin::portal {

http::Response offer_desk_page(
    web::Call const& call, StaffOfferFilter const& filter, OfferOverview const& overview,
    std::vector<tenants::Body> const& bodies, std::vector<web::ListView> const& saved_views);

// What the form shows beside the fields.
struct OfferFormPage {
    EditedOffer const* edited; // null: a new offer
    std::string form_key = {}; // of a new offer: sent twice, it is one
    Fields const& fields;
    std::vector<tenants::Body> const& bodies;
    std::vector<Problem> problems = {};
    std::string day = {}; // for publishing later, as typed
    std::optional<Instant> last_asked = {}; // by mail, whether everything is right
    std::optional<std::string> draft_author = {}; // whose draft it is
    std::optional<std::int64_t> shown_version = {}; // an earlier version was fetched back
};
http::Response offer_form_page(web::Call const& call, OfferFormPage const& page);

// Two want different things of an offer: field by field, what each of them says.
struct OfferConflict {
    EditedOffer const& edited; // as it is now
    enum class Kind : std::uint8_t { saved_meanwhile, record_moved };
    Kind kind;
    Fields const& theirs;
    std::string theirs_by; // who saved it
    Fields const& mine;
    std::optional<records::Version> base = {}; // what both started from, where that is known
    std::int64_t next_base; // the record_version that the outcome has been compared with
    std::map<std::string, std::string, std::less<>> chosen
        = {}; // "m" or "s" by field, as far as somebody chose
    bool lacks_choices = false; // somebody pressed the button too early
};
http::Response offer_conflict_page(web::Call const& call, OfferConflict const& conflict);

// The versions that this person may see, newest first.
http::Response offer_history_page(
    web::Call const& call, EditedOffer const& edited, std::vector<records::Version> const& versions,
    web::Authors const& authors);

// Before many are archived: how many, which, and what is lost.
http::Response archive_many_question_page(
    web::Call const& call, web::Selection const& selection, std::map<std::int64_t, OfferLine> const& lines);
http::Response archive_question_page(web::Call const& call, EditedOffer const& edited);

} // namespace kommin::portal
