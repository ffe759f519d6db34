#pragma once
// Applications: who asks whom for how much, for which cost, and what came of it (docs/adr/0091).

#include "modules/funding/programmes/programme.hpp"
#include "modules/goals/measures/api.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::funding {

inline constexpr content::SubjectKind application_subject{"funding_application"};

using ApplicationId = StrongId<struct FundingApplicationTag>;
using ApplicationStepId = StrongId<struct FundingApplicationStepTag>;

enum class ApplicationState : std::uint8_t { drafted, submitted, granted, refused, withdrawn };
inline constexpr std::array<std::string_view, 5> application_state_names{
    "drafted", "submitted", "granted", "refused", "withdrawn"};
inline constexpr std::array all_application_states{
    ApplicationState::drafted, ApplicationState::submitted, ApplicationState::granted,
    ApplicationState::refused, ApplicationState::withdrawn};
inline std::string_view to_text(ApplicationState state)
{
    return kommin::name_of(application_state_names, state);
}
inline bool from_text(std::string_view text, ApplicationState& state)
{
    return read_name(application_state_names, text, state);
}
MessageKey label_of(ApplicationState state);
// Whether money may still come of it that is not granted yet.
inline bool is_open(ApplicationState state)
{
    return state == ApplicationState::drafted || state == ApplicationState::submitted;
}
// What may be noted next: drafted → submitted or withdrawn; submitted → granted, refused or withdrawn; of
// what is decided nothing, but its last step may be taken back.
std::vector<ApplicationState> next_states(ApplicationState state);

// A cost for which it asks money.
struct CostLine {
    CostKind kind = CostKind::other;
    std::string what;
    std::optional<goals::MeasureId> measure; // of its owner
    std::optional<int> year;
    Money cost;
    Money eligible; // of it
    friend bool operator==(CostLine const&, CostLine const&) = default;
};

struct Application {
    ApplicationId id;
    std::optional<tenants::BodyId> body; // who applies; nothing: the Kreis
    std::optional<ProgrammeId> programme;
    std::optional<FundingCallId> call; // of that programme
    std::string authority; // to whom, where no programme says so
    std::string reference; // under which it is kept there
    std::string title;
    std::string purpose; // each line a paragraph
    std::optional<PartialDate> starts, ends;
    std::optional<Money> asked; // nothing: not known yet, nor anywhere shown as zero
    std::optional<Money> own; // what its owner puts in
    std::optional<Money> other; // what others do
    ApplicationState state = ApplicationState::drafted; // what its last step says
    bool is_uncertain = false;
    std::string remark;
    std::string source;
    std::int64_t version = 1;
    Instant changed_at = {};

    [[nodiscard]] Scope owner() const { return body ? Scope::of_owner(body->value) : Scope::whole_tenant(); }
};

// Something that was noted of it; the first one is "drafted" and has no row.
struct ApplicationStep {
    ApplicationStepId id;
    ApplicationState state = ApplicationState::submitted;
    std::optional<PartialDate> day; // nothing: nobody knows
    std::string reason; // of refused and withdrawn never empty
    std::optional<Money> amount; // of granted: how much
    std::string noted_by; // Actor::code()
    Instant noted_at = {};
};

struct WholeApplication {
    Application application;
    std::vector<CostLine> costs; // in their order
    std::vector<ApplicationStep> steps; // as they were noted
};

// The plan that its costs make; nothing where it names none or its own or other money is not known.
std::optional<Plan> plan_of(Application const& application, std::vector<CostLine> const& costs);
// What is wrong by the terms of its call; nothing to say where the plan or what is asked for is not known.
std::vector<Breach> breaches_of(WholeApplication const& whole, FundingCall const* call);
// Kinds of its cost that its call does not pay.
std::vector<CostKind> unpaid_kinds(std::vector<CostLine> const& costs, FundingCall const& call);

} // namespace kommin::funding
