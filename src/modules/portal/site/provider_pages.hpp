#pragma once
// Pages for whoever runs an offer and has come through the mailed link.

#include "modules/portal/directory/district_names.hpp"
#include "modules/portal/editing/offer_form.hpp"
#include "modules/portal/editing/offer_proposal.hpp"
#include "modules/portal/site/visit.hpp"
#include "platform/base/problem.hpp"
#include "platform/http/response.hpp"
#include "platform/i18n/language.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace kommin::portal {

// Not for search engines, and without the question whether the page helped.
web::PublicFrame provider_frame(Visit const& visit, std::string title, std::string path);
// HTTP 410 for every link that does not work, whatever the reason.
http::Response ended_link_page(Visit const& visit);
http::Response provider_thanks_page(Visit const& visit, MessageKey text, std::string path);
// Whether the link has just been answered: the answer may be the same one again.
bool may_be_answered_again(Visit const& visit);

// The form of the entries as it stands.
struct ProposalPage {
    ProposalForm const& form;
    Fields const& typed;
    std::string const& key;
    std::vector<Problem> const& problems = {};
    bool has_moved = false; // the offer has been changed while the form was open
};
http::Response proposal_page(Visit const& visit, http::Status status, ProposalPage const& page);
// The name of a field in the form: one of them would fall into the trap for programs.
std::string_view input_name(std::string_view field);

} // namespace kommin::portal
