#pragma once
// SQL of who is asked for evaluations, and of the links in their letters. Every function works inside the
// caller's transaction.

#include "modules/steering/evaluations/evaluation_request.hpp"
#include "platform/db/connection.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::steering {

// Of a year, by measure, the unit's own view first; at most `limit`.
std::vector<EvaluationRequest> list_evaluation_requests(
    db::Connection& db, TenantId tenant, YearId year, int limit);
// Of which measures the unit in charge is asked, or was, for its own view.
std::vector<goals::MeasureId> list_measures_asked_for_own_view(
    db::Connection& db, TenantId tenant, YearId year);
std::optional<EvaluationRequest> load_evaluation_request(
    db::Connection& db, TenantId tenant, EvaluationRequestId id);
// `mark`: of the form; see find_evaluation_request_by_mark().
EvaluationRequestId insert_evaluation_request(
    db::Connection& db, TenantId tenant, EvaluationRequest const& request, std::string_view mark);
std::optional<EvaluationRequestId> find_evaluation_request_by_mark(
    db::Connection& db, TenantId tenant, std::string_view mark);
// Mail, answer and all days as the next version.
void update_evaluation_request(db::Connection& db, TenantId tenant, EvaluationRequest const& request);
void erase_evaluation_request_row(db::Connection& db, TenantId tenant, EvaluationRequestId id);
// Of years that are not closed and whose step of evaluation is not over: those that were asked by letter,
// have not answered, nor at the desk, and whose day is not before this one; at most `limit`.
std::vector<EvaluationRequest> list_unanswered_evaluations(
    db::Connection& db, TenantId tenant, Date until_from, int limit);
// Those whose day was before this one, and of closed years.
void erase_old_evaluation_addresses(db::Connection& db, TenantId tenant, Date until_before);

struct EvaluationLink {
    EvaluationRequestId request;
    std::string address_mark;
};
void insert_evaluation_link(
    db::Connection& db, TenantId tenant, EvaluationLink const& link, std::string_view token_hash,
    Instant now);
std::optional<EvaluationLink> find_evaluation_link(
    db::Connection& db, TenantId tenant, std::string_view token_hash);
void erase_links_of_evaluation_request(db::Connection& db, TenantId tenant, EvaluationRequestId id);
// Of those whose day was before this one, and of closed years.
void erase_ended_evaluation_links(db::Connection& db, TenantId tenant, Date until_before);

} // namespace kommin::steering
