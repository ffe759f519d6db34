#include "modules/meetings/evaluation/filling.hpp"

#include "modules/meetings/meetings/meeting_store.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/crypto/random.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace kommin::meetings {

namespace {

std::int64_t number_by_lot()
{
    constexpr std::uint64_t positive = ~std::uint64_t{0} >> 1U;
    std::uint64_t number = 0;
    for (char const byte : crypto::random_bytes(sizeof number))
        number = number << 8U | static_cast<unsigned char>(byte);
    return static_cast<std::int64_t>(number & positive);
}

// All counters of the session are written, those that stay as they are, too: a database keeps beside each row
// which transaction wrote it, and rows of one form would be known by it.
void raise_counters(Work& work, MeetingId meeting, EvaluationEntries const& entries)
{
    db::Query raise("UPDATE evaluation_counts SET given = given + CASE WHEN FALSE");
    for (auto const question : all_questions)
        raise.add(" OR (question = ? AND choice = ?)", question, std::int64_t{choice_in(entries, question)});
    raise.add(" THEN 1 ELSE 0 END WHERE tenant_id = ? AND meeting_id = ?", work.tenant(), meeting);
    work.db().execute(raise);
}

// Likewise, and in the order of their digests, so that no place on the disk says which form came when.
void mix_in_mark(Work& work, MeetingId meeting, std::string const& mark)
{
    auto marks = work.db().list<std::string>(
        "SELECT form_mark FROM evaluation_marks WHERE tenant_id = ? AND meeting_id = ?", work.tenant(),
        meeting);
    marks.push_back(mark);
    std::ranges::sort(marks);
    work.db().execute(
        "DELETE FROM evaluation_marks WHERE tenant_id = ? AND meeting_id = ?", work.tenant(), meeting);
    auto rows = work.db().bulk_insert("evaluation_marks", {"meeting_id", "form_mark", "tenant_id"});
    for (auto const& one : marks)
        rows.add_row(meeting, one, work.tenant());
    rows.finish();
}

// Likewise in the order of their numbers.
void mix_in_texts(Work& work, MeetingId meeting, EvaluationEntries const& entries)
{
    auto texts = work.db().list<EvaluationText>(
        "SELECT number, kind, text FROM evaluation_texts WHERE tenant_id = ? AND meeting_id = ?",
        work.tenant(), meeting);
    for (auto const kind : all_text_kinds) {
        auto text = std::string(trim(entries.text(kind)));
        std::erase(text, '\r');
        if (!text.empty())
            texts.push_back({number_by_lot(), kind, std::move(text)});
    }
    std::ranges::sort(texts, {}, &EvaluationText::number);
    work.db().execute(
        "DELETE FROM evaluation_texts WHERE tenant_id = ? AND meeting_id = ?", work.tenant(), meeting);
    auto rows
        = work.db().bulk_insert("evaluation_texts", {"number", "tenant_id", "meeting_id", "kind", "text"});
    for (auto const& one : texts)
        rows.add_row(one.number, work.tenant(), meeting, one.kind, one.text);
    rows.finish();
}

}

Result<void> fill_in_evaluation(
    Work& work, MeetingId meeting, EvaluationEntries const& entries, std::string_view form_key)
{
    auto& db = work.db();
    auto const tenant = work.tenant();
    auto const mark = crypto::sha256_hex(form_key);
    // Pressed twice, or the answer was lost.
    if (db.find<MeetingId>(
            "SELECT meeting_id FROM evaluation_marks WHERE tenant_id = ? AND meeting_id = ?"
            " AND form_mark = ?",
            tenant, meeting, mark))
        return {};
    auto const evaluation = find_evaluation(db, tenant, meeting);
    auto const of = load_meeting(db, tenant, meeting);
    if (!evaluation || !of || phase_of(*evaluation, *of, work.zone(), work.now()) != EvaluationPhase::open)
        return Problem::conflict({}, "evaluation.problem.closed"_msg);
    if (auto problems = problems_of(entries); !problems.empty())
        return std::move(problems.front());
    if (evaluation->filled >= most_forms)
        return Problem::conflict({}, "evaluation.problem.full"_msg);
    mix_in_mark(work, meeting, mark);
    raise_counters(work, meeting, entries);
    mix_in_texts(work, meeting, entries);
    db.execute(
        "UPDATE evaluations SET filled = filled + 1 WHERE tenant_id = ? AND meeting_id = ?", tenant, meeting);
    return {};
}

} // namespace kommin::meetings
