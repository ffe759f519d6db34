#pragma once
// The pages on which people at work find and edit offers.

#include "modules/portal/directory/district_names.hpp"
#include "modules/portal/editing/asking_address.hpp"
#include "modules/portal/editing/offer_editing.hpp"
#include "modules/portal/editing/offer_overview.hpp"
#include "platform/base/problem.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"
#include "platform/web/record_form.hpp"
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
    DistrictNames const& names, std::vector<web::ListView> const& saved_views);

// What the form shows beside the fields.
struct OfferFormPage {
    EditedOffer const* edited; // null: a new offer
    std::string form_key = {}; // of a new offer: sent twice, it is one
    Fields const& fields;
    DistrictNames const& names;
    std::vector<Problem> problems = {};
    web::Aside aside = {};
    std::optional<Instant> last_asked = {}; // by mail, whether everything is right
    std::optional<AskedAt> asked_at = {}; // nothing: nobody can be asked
    std::optional<std::string> draft_author = {}; // whose draft it is
    std::optional<std::int64_t> shown_version = {}; // an earlier version was fetched back
    bool is_image_gone = false; // of that version: somebody has erased it
    std::optional<Namesake> namesake = {}; // of an offer that nobody in public has seen
    std::vector<std::string> organisations = {}; // to choose a name from
    bool makes_organisation = false; // what is saved names one that is not there yet
};
http::Response offer_form_page(web::Call const& call, OfferFormPage const& page);

http::Response archive_question_page(web::Call const& call, EditedOffer const& edited);

} // namespace kommin::portal
