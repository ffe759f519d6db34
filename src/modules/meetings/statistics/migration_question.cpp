#include "modules/meetings/statistics/migration_question.hpp"

#include "modules/meetings/meetings/meeting_store.hpp"
#include "modules/meetings/statistics/migration_shares.hpp"
#include "modules/meetings/statistics/small_counts.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/crypto/random.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace kommin::meetings {

namespace {

constexpr std::string_view clearing = "meetings.migration_answers.cleared";

// What somebody has said, in one cut, and nothing else.
struct Said {
    MigrationCut cut = MigrationCut::whole;
    MigrationAnswer answer = MigrationAnswer::neither;
    std::optional<ParticipantRole> role;
    std::optional<tenants::BodyId> municipality;

    friend bool operator<(Said const& left, Said const& right)
    {
        return std::tie(left.cut, left.answer, left.role, left.municipality)
            < std::tie(right.cut, right.answer, right.role, right.municipality);
    }
};

std::optional<MigrationAnswer> chosen_answer(std::string_view typed)
{
    auto const answer = enum_from<MigrationAnswer>(typed);
    return answer && std::ranges::find(all_migration_answers, *answer) != all_migration_answers.end()
        ? answer
        : std::nullopt;
}

std::vector<Said> read_box(Work& work, ProgrammeId programme)
{
    return work.db().list<Said>(
        "SELECT cut, answer, role, body_id FROM migration_answers WHERE tenant_id = ? AND programme_id = ?"
        " ORDER BY draw",
        work.tenant(), programme);
}

void empty_box(Work& work, ProgrammeId programme)
{
    work.db().execute(
        "DELETE FROM migration_answers WHERE tenant_id = ? AND programme_id = ?", work.tenant(), programme);
}

// All of it anew, in the order of what each has drawn this time: place, transaction and key of a row say
// nothing of when it came.
void write_box(Work& work, ProgrammeId programme, std::vector<Said> const& answers)
{
    std::vector<std::pair<std::string, Said>> drawn;
    for (auto const& said : answers)
        drawn.emplace_back(crypto::random_token(), said);
    std::ranges::sort(drawn, {}, [](auto const& one) -> std::string const& { return one.first; });
    empty_box(work, programme);
    for (auto const& [draw, said] : drawn)
        work.db().execute(
            "INSERT INTO migration_answers (tenant_id, programme_id, draw, cut, answer, role, body_id)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            work.tenant(), programme, draw, said.cut, said.answer, said.role, said.municipality);
}

// Likewise in the order of their digests. False where this one is there already.
bool keep_form(Work& work, ProgrammeId programme, std::string_view form_key)
{
    auto& db = work.db();
    auto const tenant = work.tenant();
    auto digests = db.list<std::string>(
        "SELECT digest FROM migration_forms WHERE tenant_id = ? AND programme_id = ?", tenant, programme);
    auto digest = crypto::sha256_hex("migration_form:" + std::string(form_key));
    if (std::ranges::find(digests, digest) != digests.end())
        return false;
    digests.push_back(std::move(digest));
    std::ranges::sort(digests);
    db.execute("DELETE FROM migration_forms WHERE tenant_id = ? AND programme_id = ?", tenant, programme);
    for (auto const& one : digests)
        db.execute(
            "INSERT INTO migration_forms (tenant_id, programme_id, digest) VALUES (?, ?, ?)", tenant,
            programme, one);
    return true;
}

std::vector<MigrationTotal> list_totals(db::Connection& db, TenantId tenant, ProgrammeId programme)
{
    return db.list<MigrationTotal>(
        "SELECT cut, answer, role, body_id, people FROM migration_totals WHERE tenant_id = ? AND "
        "programme_id = ?"
        " ORDER BY cut, answer, role, body_id",
        tenant, programme);
}

std::int64_t people_in(std::vector<MigrationTotal> const& totals)
{
    std::int64_t people = 0;
    for (auto const& total : totals) {
        if (total.cut == MigrationCut::whole)
            people += total.people;
    }
    return people;
}

// All of them anew, too, in the order of what they say.
void write_totals(Work& work, ProgrammeId programme, std::vector<MigrationTotal> const& totals)
{
    std::map<Said, std::int64_t> people;
    for (auto const& total : totals)
        people[{total.cut, total.answer, total.role, total.municipality}] += total.people;
    work.db().execute(
        "DELETE FROM migration_totals WHERE tenant_id = ? AND programme_id = ?", work.tenant(), programme);
    for (auto const& [said, count] : people)
        work.db().execute(
            "INSERT INTO migration_totals (tenant_id, programme_id, cut, answer, role, body_id, people)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            work.tenant(), programme, said.cut, said.answer, said.role, said.municipality, count);
}

// Whether it was emptied.
bool count_box(Work& work, ProgrammeId programme)
{
    std::vector<MigrationTotal> in_box;
    for (auto const& said : read_box(work, programme))
        in_box.push_back({said.cut, said.answer, said.role, said.municipality, 1});
    auto const of = load_programme(work.db(), work.tenant(), programme);
    auto const meeting = of ? load_meeting(work.db(), work.tenant(), of->meeting) : std::nullopt;
    bool const is_last = meeting && is_question_over(*meeting, work.today());
    if (people_in(in_box) < smallest_count && !is_last)
        return false;
    auto totals = list_totals(work.db(), work.tenant(), programme);
    totals.insert(totals.end(), in_box.begin(), in_box.end());
    if (is_last)
        totals = folded_totals(std::move(totals));
    write_totals(work, programme, totals);
    if (is_last)
        work.db().execute(
            "INSERT INTO migration_questions (programme_id, tenant_id) VALUES (?, ?)", programme,
            work.tenant());
    empty_box(work, programme);
    work.db().execute(
        "DELETE FROM migration_forms WHERE tenant_id = ? AND programme_id = ?", work.tenant(), programme);
    return true;
}

}

std::vector<Problem> problems_of(MigrationEntry const& entry, std::vector<tenants::Body> const& bodies)
{
    std::vector<Problem> problems;
    if (!chosen_answer(entry.answer))
        problems.push_back(Problem::invalid("answer", "migration_question.problem.answer"_msg));
    if (!entry.role.empty() && !enum_from<ParticipantRole>(entry.role))
        problems.push_back(Problem::invalid("role", "migration_question.problem.role"_msg));
    bool const is_known = std::ranges::any_of(bodies, [&](tenants::Body const& body) {
        return body.kind == tenants::BodyKind::municipality && body.slug == entry.municipality;
    });
    if (!entry.municipality.empty() && !is_known)
        problems.push_back(Problem::invalid("municipality", "registration.problem.municipality"_msg));
    return problems;
}

Result<void> answer_migration_question(
    Work& work, ProgrammeId programme, MigrationEntry const& entry, std::string_view form_key)
{
    auto const of = load_programme(work.db(), work.tenant(), programme);
    auto const meeting = of ? load_meeting(work.db(), work.tenant(), of->meeting) : std::nullopt;
    if (!meeting || !is_question_asked(*of, *meeting, work.today(), work.now())
        || is_question_closed(work.db(), work.tenant(), programme))
        return Problem{ProblemKind::gone, {}, "migration_question.problem.over"_msg, {}};
    auto const bodies = tenants::list_bodies(work.db(), work.tenant());
    if (auto problems = problems_of(entry, bodies); !problems.empty())
        return std::move(problems.front());
    if (!keep_form(work, programme, form_key))
        return {};
    auto const answer = chosen_answer(entry.answer).value();
    auto const grouped = answer == MigrationAnswer::neither ? answer : MigrationAnswer::either;
    std::optional<tenants::BodyId> municipality;
    auto const body = std::ranges::find(bodies, entry.municipality, &tenants::Body::slug);
    if (!entry.municipality.empty() && body != bodies.end())
        municipality = body->id;
    auto answers = read_box(work, programme);
    answers.push_back({MigrationCut::whole, answer, {}, {}});
    answers.push_back({MigrationCut::role, grouped, enum_from<ParticipantRole>(entry.role), {}});
    answers.push_back({MigrationCut::municipality, grouped, {}, municipality});
    write_box(work, programme, answers);
    return {};
}

void count_migration_answers(Work& work)
{
    auto const boxes = work.db().list<ProgrammeId>(
        "SELECT programme_id FROM migration_answers WHERE tenant_id = ?"
        " UNION SELECT t.programme_id FROM migration_totals t WHERE t.tenant_id = ? AND NOT EXISTS"
        " (SELECT 1 FROM migration_questions q WHERE q.programme_id = t.programme_id)"
        " ORDER BY programme_id",
        work.tenant(), work.tenant());
    bool is_any_emptied = false;
    for (auto const programme : boxes)
        is_any_emptied = count_box(work, programme) || is_any_emptied;
    if (is_any_emptied)
        work.enqueue(clearing, "{}");
}

RecurringRule migration_counting()
{
    return {
        "meetings.migration_answers_counted", i18n::TimeOfDay::at(4, 5),
        [](Work& work) -> Result<void> {
            count_migration_answers(work);
            return {};
        },
        "job.meetings.migration_answers_counted"_msg};
}

JobRule migration_clearing()
{
    return {
        clearing,
        [](WorkContext const& context, JobOrder const&) -> Result<void> {
            if (context.connection.engine() == db::Engine::postgres)
                context.connection.execute("VACUUM migration_answers, migration_forms, migration_totals");
            else
                static_cast<void>(context.connection.empty_log()); // once an hour in any case
            return {};
        },
        "job.meetings.migration_answers.cleared"_msg};
}

bool is_question_closed(db::Connection& db, TenantId tenant, ProgrammeId programme)
{
    return db
        .find<ProgrammeId>(
            "SELECT programme_id FROM migration_questions WHERE tenant_id = ? AND programme_id = ?", tenant,
            programme)
        .has_value();
}

std::optional<std::vector<MigrationTotal>> find_migration_totals(
    db::Connection& db, TenantId tenant, Programme const& programme, Meeting const& meeting, Date today)
{
    bool const is_waiting
        = db.find<std::string>(
                "SELECT draw FROM migration_answers WHERE tenant_id = ? AND programme_id = ?"
                " LIMIT 1",
                tenant, programme.id)
              .has_value();
    auto totals = list_totals(db, tenant, programme.id);
    bool const is_unanswered = !is_waiting && totals.empty();
    if (is_question_closed(db, tenant, programme.id) || (is_unanswered && is_question_over(meeting, today)))
        return totals;
    return std::nullopt;
}

} // namespace kommin::meetings
