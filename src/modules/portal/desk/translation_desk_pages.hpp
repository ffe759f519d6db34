#pragma once
// The pages on which translators work.

#include "modules/portal/editing/machine_translation.hpp"
#include "modules/portal/editing/translating.hpp"
#include "platform/base/message_key.hpp"
#include "platform/base/problem.hpp"
#include "platform/content/progress.hpp"
#include "platform/html/url.hpp"
#include "platform/http/response.hpp"
#include "platform/records/versions.hpp"
#include "platform/web/authors.hpp"
#include "platform/web/call.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::portal {

html::Url translation_url(Language language, std::string_view kind, std::int64_t id);

http::Response translation_languages_page(
    web::Call const& call, std::vector<content::OpenCount> const& lines);

struct WorkList {
    static constexpr int records_per_page = 50;
    Language language;
    int page = 1;
    std::int64_t count = 0;
    std::vector<content::OpenRecord> records;
    // Nothing: no machine proposes anything here.
    std::optional<ProposalOrder> proposals = {};
    std::int64_t missing_texts = 0; // while proposals are on their way
};
// With the problems of a file that was sent from it.
http::Response translation_list_page(
    web::Call const& call, WorkList const& list, std::vector<Problem> const& problems = {});

struct TranslationForm {
    Translatable const& record;
    Language language;
    bool shows_all = false; // else what is open only
    std::vector<EnteredTranslation> entered = {}; // typed before and refused
    std::vector<Problem> problems = {};
    std::optional<std::int64_t> shown_version = {}; // an earlier version was fetched back
    // Nothing: no machine proposes anything here.
    std::optional<ProposalOrder> proposal = {};
};
http::Response translation_form_page(web::Call const& call, TranslationForm const& form);
http::Response translation_history_page(
    web::Call const& call, Translatable const& record, Language language,
    std::vector<records::Version> const& versions, web::Authors const& authors);

} // namespace kommin::portal
