#include "modules/meetings/statistics/migration_shares.hpp"

#include "modules/meetings/statistics/small_counts.hpp"

#include <cstddef>

namespace kommin::meetings {

namespace {

void add(MigrationShare& share, MigrationTotal const& total)
{
    share.answered += total.people;
    if (total.answer != MigrationAnswer::neither)
        share.with_history += total.people;
}

// With and without, as the rows of a table.
Counts counts_of(MigrationShare const& share)
{
    return {share.with_history, share.answered - share.with_history};
}

// A group of whom nobody has answered is no row: whoever knows that would know what the others are together.
template<class Key>
std::map<Key, MigrationShare> shown_groups(
    std::vector<MigrationTotal> const& totals, MigrationCut cut, Key MigrationTotal::* key)
{
    std::map<Key, MigrationShare> groups;
    for (auto const& total : totals) {
        if (total.cut == cut)
            add(groups[total.*key], total);
    }
    std::vector<Counts> rows;
    for (auto const& [group, share] : groups)
        rows.push_back(counts_of(share));
    auto const shown = shown_counts(rows);
    std::map<Key, MigrationShare> kept;
    std::size_t row = 0;
    for (auto const& [group, share] : groups) {
        if (shown.rows[row++])
            kept.emplace(group, share);
    }
    return kept;
}

template<class Key>
void fold(
    std::vector<MigrationTotal>& totals, MigrationCut cut, Key MigrationTotal::* key,
    std::map<Key, MigrationShare> const& shown)
{
    for (auto& total : totals) {
        if (total.cut == cut && !shown.contains(total.*key))
            total.*key = std::nullopt;
    }
}

}

MigrationShares shares_of(std::vector<MigrationTotal> const& totals)
{
    MigrationShares shares;
    MigrationShare all;
    MigrationShares::Kinds kinds;
    for (auto const& total : totals) {
        if (total.cut != MigrationCut::whole)
            continue;
        add(all, total);
        if (total.answer == MigrationAnswer::self)
            kinds.self += total.people;
        if (total.answer == MigrationAnswer::parent)
            kinds.parent += total.people;
    }
    if (!shown_counts({counts_of(all)}).total)
        return shares; // each group is as small, or smaller
    shares.all = all;
    if (!shown_counts({{kinds.self}, {kinds.parent}}).hides_any())
        shares.kinds = kinds;
    shares.roles = shown_groups(totals, MigrationCut::role, &MigrationTotal::role);
    shares.municipalities = shown_groups(totals, MigrationCut::municipality, &MigrationTotal::municipality);
    return shares;
}

std::vector<MigrationTotal> folded_totals(std::vector<MigrationTotal> totals)
{
    auto const shares = shares_of(totals);
    if (!shares.all)
        return {};
    fold(totals, MigrationCut::role, &MigrationTotal::role, shares.roles);
    fold(totals, MigrationCut::municipality, &MigrationTotal::municipality, shares.municipalities);
    for (auto& total : totals) {
        if (!shares.kinds && total.answer != MigrationAnswer::neither)
            total.answer = MigrationAnswer::either;
    }
    return totals;
}

} // namespace kommin::meetings
