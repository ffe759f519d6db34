#pragma once
// The pages on which people at work read, write and hand in proofs of use.

#include "modules/funding/grants/grant_pages.hpp"
#include "modules/funding/grants/proof_desk.hpp"
#include "modules/funding/grants/proof_editing.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kommin::funding {

html::Url proof_url(ProofOfUse const& proof, std::string_view page);

struct ProofPage {
    SeenProof const& at;
    ProofSheet const& sheet; // as it was handed in, or as it is now
    bool has_moved = false; // it would say something else now
    records::Fields const* outcome = nullptr; // as it was typed
    std::vector<Problem> problems = {};
};
http::Response proof_page(web::Call const& call, ProofPage const& page);
// Without buttons, with a line for the signature.
http::Response proof_print_page(web::Call const& call, ProofPage const& page);

web::RecordForm proof_record_form(i18n::Texts const& texts);

struct ProofFormPage {
    Grant const& grant;
    ProofOfUse const* proof; // null: a new one
    records::Fields const& fields;
    std::string form_key = {};
    std::vector<Problem> problems = {};
    std::optional<std::int64_t> shown_version = {};
};
http::Response proof_form_page(web::Call const& call, ProofFormPage const& page);

} // namespace kommin::funding
