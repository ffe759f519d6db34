#pragma once
// Programmes of funding and their calls: what others offer, until when, and by which rules (docs/adr/0091).
// They belong to nobody here: the Kreis keeps the list for all.

#include "modules/funding/reckoning/cost_kind.hpp"
#include "modules/funding/reckoning/terms.hpp"
#include "modules/tenants/api.hpp"
#include "platform/base/date.hpp"
#include "platform/base/enum_names.hpp"
#include "platform/base/message_key.hpp"
#include "platform/base/strong_id.hpp"
#include "platform/content/subject_kind.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kommin::funding {

inline constexpr content::SubjectKind programme_subject{"funding_programme"};
inline constexpr content::SubjectKind call_subject{"funding_call"};

using ProgrammeId = StrongId<struct FundingProgrammeTag>;
using FundingCallId = StrongId<struct FundingCallTag>;

MessageKey label_of(Financing financing);
MessageKey label_of(CostKind kind);
MessageKey label_of(TermsBreach breach);

// Of the vouchers of its grants, after the year in which the last proof was handed in. A notice asks for five
// years as a rule (ANBest-P no. 6), the law on accounts of municipalities may ask for more: the office
// decides.
inline constexpr int default_keep_years = 10;
inline constexpr int least_keep_years
    = 5; // "1" in place of "10" would erase in one night what is asked for later
inline constexpr int most_keep_years = 30;

// What came of it here and goes on.
struct Product {
    std::string name; // "Integrationsportal"
    std::string task; // what is to be done for it
    std::optional<tenants::UnitId> unit; // who is responsible
    std::string responsible; // the same in words: as a source writes it, or several
    friend bool operator==(Product const&, Product const&) = default;
};

struct Programme {
    ProgrammeId id;
    std::string title; // "KOMM-IN NRW"
    std::string authority; // who gives the money
    std::vector<std::string> aims;
    std::string text; // what it does here; each line a paragraph
    std::vector<Product> products; // in their order; a list of programmes leaves them out
    std::optional<PartialDate> starts, ends; // the time for which there is money
    std::optional<Money> amount; // what the district got of it, as far as no grant says so
    bool is_approximate = false;
    int keep_years = default_keep_years;
    std::string link; // https://…
    bool is_uncertain = false; // its sources disagree; the remark says in what
    std::string remark;
    std::string source;
    std::int64_t version = 1;
    Instant changed_at = {};
};

// One chance to apply, with the rules that hold for it.
struct FundingCall {
    FundingCallId id;
    ProgrammeId programme;
    std::string title; // "Aufruf 2009"
    std::optional<PartialDate> opens;
    std::optional<Date> deadline; // nothing: one may apply at any time, or nobody knows
    std::string deadline_text; // "jederzeit", "Posteingang zählt"
    Terms terms;
    std::vector<CostKind> cost_kinds; // that are eligible; empty: all
    std::string eligible_text; // what else there is to know of it
    std::string rules; // each line a paragraph
    std::string link;
    std::string remark;
    std::string source;
    std::int64_t version = 1;
    Instant changed_at = {};

    [[nodiscard]] bool pays(CostKind kind) const;
};

} // namespace kommin::funding
