#pragma once
// Grants: money that was promised, for what and until when (docs/adr/0091).

#include "modules/funding/programmes/application.hpp"
#include "modules/funding/reckoning/proof.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kommin::funding {

inline constexpr content::SubjectKind grant_subject{"grant"};

using GrantId = StrongId<struct GrantTag>;

struct Grant {
    GrantId id;
    std::optional<tenants::BodyId> body; // who got it; nothing: the Kreis
    std::optional<ApplicationId> application; // from which it came, one for each; nothing: without one
    std::optional<ProgrammeId> programme;
    std::string authority; // who granted it, where no programme says so
    std::string reference; // of the notice
    std::string title;
    std::string purpose;
    std::optional<PartialDate> granted_on; // the day of the notice
    std::optional<PartialDate> starts, ends; // the time for which it is granted
    std::optional<Financing> kind; // nothing: not known
    std::optional<Part> share; // of share
    std::optional<Money> amount; // at most; nothing: not known
    bool is_approximate = false;
    std::optional<Money> eligible; // cost as the notice has accepted it
    std::optional<Money> own;
    std::optional<Money> other;
    std::chrono::months use_within{2}; // reckoning/payments.hpp
    std::optional<Date> proof_due;
    std::string conditions; // of the notice, each line one
    std::string contact; // who is asked at the giver
    std::string notice_file; // the digest of the notice in the store of files; "": none
    std::int64_t notice_size = 0; // bytes
    bool is_uncertain = false;
    std::string remark;
    std::string source;
    std::int64_t version = 1;
    Instant changed_at = {};

    [[nodiscard]] Scope owner() const { return body ? Scope::of_owner(body->value) : Scope::whole_tenant(); }
};

// For what it was granted; each kind of cost once, in the order of all_cost_kinds.
struct WholeGrant {
    Grant grant;
    std::vector<KindSum> costs;
    std::vector<Date> interim_days = {}; // until when proofs in between are due, ascending
};

// A sum that nobody may exceed with calls, nor with what is passed on; nothing where it is not known to the
// cent.
inline std::optional<Money> limit_of(Grant const& grant)
{
    return grant.is_approximate ? std::nullopt : grant.amount;
}

} // namespace kommin::funding
