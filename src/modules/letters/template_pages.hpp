#pragma once
// The pages on which people at work write the beginning and the end of letters.

#include "modules/letters/template_store.hpp"
#include "platform/base/problem.hpp"
#include "platform/html/url.hpp"
#include "platform/http/response.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/post/letter.hpp"
#include "platform/records/fields.hpp"
#include "platform/web/call.hpp"
#include "platform/web/record_form.hpp"
#include "platform/web/staff_frame.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::letters {

html::Url templates_url();
html::Url templates_url(std::string_view owner); // of one owner: slug of the Kreis or a municipality
html::Url template_url(TemplateId id);
html::Url template_url(std::int64_t id);
html::Url new_template_url(std::string_view owner, std::string_view kind);

// "Bestandsaufnahme: Anfrage (Deutsch)".
std::string title_of(std::string_view kind, std::string_view language, i18n::Texts const& texts);

web::RecordForm template_record_form(i18n::Texts const& texts);
// Below the list of kinds.
web::StaffFrame frame_below_templates(web::Call const& call, std::string title);

struct TemplateListPage {
    LetterKinds const& kinds;
    std::vector<tenants::Body> const& owners; // for whom this person may write
    tenants::Body const& owner; // whose letters are shown
    std::vector<LetterTemplate> const& templates; // of that owner
};
http::Response template_list_page(web::Call const& call, TemplateListPage const& page);

struct TemplateFormPage {
    LetterKind const& kind;
    tenants::Body const& owner;
    LetterTemplate const* edited; // null: a new one
    i18n::Language language;
    std::vector<i18n::Language> const& languages; // of which a new one can be
    records::Fields const& fields;
    post::Letter program; // the letter in the program's words
    std::optional<post::Letter> own
        = {}; // in the words of the form; nothing where something is wrong with them
    std::optional<std::int64_t> seen = {}; // the version that the form was made from
    std::string form_key = {};
    std::vector<Problem> problems = {};
    std::optional<std::int64_t> shown_version = {};
};
http::Response template_form_page(web::Call const& call, TemplateFormPage const& page);

} // namespace kommin::letters
