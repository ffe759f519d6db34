#pragma once
// The pages on which translators work.

#include "modules/portal/directory/district_names.hpp"
#include "modules/portal/editing/machine_translation.hpp"
#include "modules/portal/editing/translating.hpp"
#include "modules/portal/editing/translation_overview.hpp"
#include "platform/base/message_key.hpp"
#include "platform/base/problem.hpp"
#include "platform/content/open_records.hpp"
#include "platform/html/url.hpp"
#include "platform/http/response.hpp"
#include "platform/records/versions.hpp"
#include "platform/web/authors.hpp"
#include "platform/web/call.hpp"
#include "platform/web/record_versions.hpp"
#include "platform/web/saved_views.hpp"
#include "platform/web/staff_bulk.hpp"
#include "platform/web/staff_list.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::portal {

// The work list of a language. All languages share their views.
web::StaffList translation_list(Language language);
// A record of it; `list`: fields of the list, for the next record and the way back.
html::Url translation_url(
    Language language, std::string_view kind, std::int64_t id, web::ListFields const& list = {});

// "2 fehlen, einer veraltet": of the texts of one record, or of many.
std::string open_words(i18n::Texts const& texts, content::OpenCount const& count);

http::Response translation_languages_page(web::Call const& call, std::vector<OpenLanguage> const& lines);

struct WorkList {
    TranslatedKinds const& kinds;
    Language language;
    TranslationFilter filter;
    TranslationList list;
    std::vector<tenants::Body> bodies; // municipalities whose records this person may translate
    bool has_tenant = false; // and those of the whole district
    std::vector<web::ListView> views = {};
    // Nothing: no machine proposes anything here. Else lines can be ticked for it, too.
    std::optional<ProposalOrder> proposals = {};
    content::OpenCount missing = {}; // while proposals are on their way

    // Whose records of a line: the name of the municipality, or that it is for the whole district.
    [[nodiscard]] std::string owner_of(content::OpenRecord const& line, i18n::Texts const& texts) const;
};
// What can be done with ticked lines. Not: confirm what a machine has made. A press that calls texts checked
// which nobody has opened would make the mark worthless (docs/adr/0046).
inline constexpr web::BulkAction propose_action{"vorschlagen", "machine.action"_msg};

// With the problems of a file that was sent from it.
http::Response translation_list_page(
    web::Call const& call, WorkList const& list, std::vector<Problem> const& problems = {});

struct TranslationForm {
    Translatable const& record;
    Language language;
    web::ListFields list = {}; // of the work list from which it was opened
    bool shows_all = false; // else what is open only
    std::vector<EnteredTranslation> entered = {}; // typed before and refused
    std::vector<Problem> problems = {};
    std::optional<std::int64_t> shown_version = {}; // an earlier version was fetched back
    // Nothing: no machine proposes anything here.
    std::optional<ProposalOrder> proposal = {};
};
http::Response translation_form_page(web::Call const& call, TranslationForm const& form);
// The texts of a record as fields of a form.
web::RecordForm translation_record_form(Translatable const& record, i18n::Texts const& texts);
http::Response translation_history_page(
    web::Call const& call, Translatable const& record, Language language, web::ListFields const& list,
    std::vector<records::Version> const& versions, web::Authors const& authors);
// What one of them changed.
http::Response translation_version_page(
    web::Call const& call, Translatable const& record, Language language, web::ListFields const& list,
    records::Version const& version, std::optional<records::Version> const& before,
    web::Authors const& authors);

// Somebody has translated the same texts meanwhile.
struct TranslationConflict {
    Translatable const& record; // as it is now
    Language language;
    web::ListFields list = {};
    std::vector<EnteredTranslation> const& entered;
    std::optional<web::Compared> compared = {}; // a comparison in which a choice is missing
    std::optional<records::Version> newest = {}; // of this language
    web::Authors const& authors;
    bool shows_all = false;
};
http::Response translation_conflict_page(web::Call const& call, TranslationConflict const& conflict);

} // namespace kommin::portal
