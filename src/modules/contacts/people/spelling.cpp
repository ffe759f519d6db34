#include "modules/contacts/people/spelling.hpp"

#include "modules/contacts/people/person_store.hpp"
#include "platform/work/use_case.hpp"

#include <iterator>
#include <utility>
#include <vector>

namespace kommin::contacts {

namespace {

constexpr int spelled_at_once = 500;

}

Result<std::optional<std::int64_t>> spell_some_people(WorkContext const& context, std::int64_t after)
{
    auto rows = read_only(context, [&](db::Connection& db) {
        return list_spelled_persons(db, context.tenant, PersonId{after}, spelled_at_once);
    });
    auto const last
        = std::ssize(rows) == spelled_at_once ? std::optional(rows.back().person.id.value) : std::nullopt;
    // Before any writer waits: the rules are slower than the database.
    std::vector<SpelledPerson> changing;
    for (auto& row : rows) {
        auto spelling = spelling_of(row.person);
        if (spelling == row.spelling)
            continue;
        row.spelling = std::move(spelling);
        changing.push_back(std::move(row));
    }
    if (!changing.empty())
        TRY(run_use_case(context, [&](Work& work) -> Result<void> {
            for (auto const& row : changing)
                update_spelling(work.db(), work.tenant(), row);
            return {};
        }));
    return last;
}

} // namespace kommin::contacts
