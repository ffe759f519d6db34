#pragma once
// The pages on which people at work find, edit and merge organisations.

#include "modules/portal/desk/offer_desk_parts.hpp"
#include "modules/portal/editing/organisation_offers_store.hpp"
#include "modules/portal/editing/organisation_overview.hpp"
#include "modules/portal/editing/organisations.hpp"
#include "platform/html/url.hpp"
#include "platform/http/form.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"
#include "platform/web/record_form.hpp"
#include "platform/web/record_versions.hpp"
#include "platform/web/saved_views.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/staff_list.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::portal {

inline constexpr std::array<std::string_view, 8> organisation_fields{
    "name", "website", "email", "kind", "languages", "visit", "post", "branch"};
inline constexpr std::string_view organisations_path = "einrichtungen";

// As it is called in these fields; a draft may have lost its name.
std::string name_of_organisation(records::Fields const& fields, i18n::Texts const& texts);
StateWord state_word_of(EditedOrganisation const& edited, i18n::Texts const& texts);

// "3 Angebote"
std::string offers_of_organisation(i18n::Texts const& texts, EditedOrganisation const& edited);

html::Url organisations_url();
html::Url organisation_url(OrganisationId id);
html::Url organisation_url(OrganisationId id, std::string_view page);
web::StaffFrame frame_below_organisation(
    web::Call const& call, EditedOrganisation const& edited, std::string title);
web::RecordForm organisation_record_form(i18n::Texts const& texts);

http::Response organisation_list_page(
    web::Call const& call, OrganisationList const& list, OrganisationFilter const& filter,
    std::vector<web::ListView> const& saved_views);

struct OrganisationFormPage {
    DraftedOrganisation const* drafted; // null: a new one
    records::Fields const& fields;
    std::vector<Problem> problems = {};
    web::Aside aside = {};
    std::optional<std::string> draft_author = {}; // whose draft it is
    std::optional<std::int64_t> shown_version = {}; // an earlier version was fetched back
};
http::Response organisation_form_page(web::Call const& call, OrganisationFormPage const& page);

// What hangs on it: as long as public offers name it, they come first.
http::Response organisation_archive_question(
    web::Call const& call, DraftedOrganisation const& drafted, NamingOffers const& naming);

// Into which of these: those that are alike, or that somebody asked for; and from which it was told apart.
struct MergeChoice {
    EditedOrganisation const& from;
    std::vector<EditedOrganisation> const& candidates;
    std::vector<ApartOrganisation> const& apart;
    std::string_view asked;
};
http::Response merge_choice_page(web::Call const& call, MergeChoice const& choice);
struct MergeQuestion {
    EditedOrganisation const& from;
    EditedOrganisation const& into;
    std::string told_apart; // who has said when that they are not the same; "": nobody
    std::vector<Problem> problems = {};
};
http::Response merge_question_page(web::Call const& call, MergeQuestion const& question);

// For each of those that were merged into it, the button that separates them again; nothing for none.
web::Body separation_buttons(
    web::Call const& call, EditedOrganisation const& into, std::vector<contacts::Organisation> merged);

} // namespace kommin::portal
