#pragma once
// Machine translation: proposals for texts that nobody has translated, fetched by jobs from a translation
// server and marked as made by a machine until a person has confirmed them.
//
// Only what is missing is asked for, and what a machine has made of an older source: what a person has
// written or confirmed stays, also if they do it while the job waits for its answer. Only texts that the
// public reads, or is to read, are sent; names of places and of the organisation, links, addresses of mail
// and telephone numbers are masked in them (platform/translate), names of persons are not.

#include "modules/portal/editing/translating.hpp"
#include "platform/base/clock.hpp"
#include "platform/base/result.hpp"
#include "platform/content/open_records.hpp"
#include "platform/db/connection.hpp"
#include "platform/translate/translator.hpp"
#include "platform/work/change.hpp"
#include "platform/work/job_rules.hpp"
#include "platform/work/work.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::portal {

// How an installation has texts translated.
struct MachineCare {
    std::shared_ptr<translate::Translator const> translator = nullptr; // null: not at all
    std::chrono::milliseconds longest_turn{20'000}; // of a job, before another one goes on
};

// What translators work on, and what helps them.
struct TranslationCare {
    MachineCare machine = {};
    TranslatedKinds kinds = {};
};

// Whether texts of the tenant are ever proposed in this language: never in a plain form of one, which is made
// with the people who read it.
bool may_be_proposed(Language language);
// Missing, or made by a machine from an older source.
bool wants_proposal(TranslatedField const& field, Language language);

// Plans the job for one record; one that is at work already is enough. Problems: not_found as
// save_translations().
Result<Change> order_proposals(
    Work& work, TranslatedKinds const& kinds, std::string_view kind, std::int64_t id, Language language);
// The same for all records that this actor may translate.
Result<Change> order_all_proposals(Work& work, Language language);

// What became of an order for records that somebody has chosen.
struct ChosenProposals {
    std::int64_t ordered = 0;
    std::int64_t without_wishes = 0; // nothing is missing or old there, or it has gone from the list
};
// One job for those that stand at these places of the work list (content::OpenPlace::position), as far as
// this actor may translate them; the same ones again are one order as long as it waits.
Result<ChosenProposals> order_chosen_proposals(
    Work& work, TranslatedKinds const& kinds, Language language, std::vector<std::int64_t> const& positions);

// How far an order is.
struct ProposalOrder {
    enum class State : std::uint8_t {
        none,
        waiting, // for its turn, or for the answer
        failing, // tried, and will be tried again
        stopped, // waits for a person
        done,
    };
    State state = State::none;
    std::string reason = {}; // for people, in German; empty: the log says more
    Instant at = {}; // failing: of the next try; done, stopped: when
};
ProposalOrder find_proposal_order(
    db::Connection& db, TenantId tenant, std::string_view kind, std::int64_t id, Language language);
ProposalOrder find_all_proposals_order(
    db::Connection& db, TenantId tenant, content::Owners const& owners, Language language);
std::vector<JobRule> proposal_jobs(TranslationCare const& care);

} // namespace kommin::portal
