#pragma once
// The pages on which the office keeps publications: their list and their form.

#include "modules/meetings/publications/publication_editing.hpp"
#include "platform/base/problem.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"
#include "platform/web/record_versions.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/staff_list.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kommin::meetings {

html::Url publications_url();
html::Url publication_url(PublicationId id);

// "öffentlich", "nicht öffentlich", "unsicher".
web::StaffMark mark_of(Publication const& publication, i18n::Texts const& texts);

struct PublicationList {
    std::vector<Publication> const& shown;
    std::int64_t count; // of all
    std::string_view words;
};
http::Response publication_list_page(web::Call const& call, PublicationList const& list);

web::RecordForm publication_record_form(std::vector<Meeting> sessions, i18n::Texts const& texts);
web::StaffFrame frame_below_publications(web::Call const& call, std::string title);

struct PublicationFormPage {
    Publication const* publication; // null: a new one
    std::vector<Meeting> const& sessions;
    records::Fields const& fields;
    std::string form_key = {}; // of a new one: sent twice, it is one
    std::vector<Problem> problems = {};
    std::optional<std::int64_t> shown_version = {}; // an earlier version was fetched back
};
http::Response publication_form_page(web::Call const& call, PublicationFormPage const& page);

} // namespace kommin::meetings
