#include "modules/meetings/members/balance.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace kommin::meetings {

namespace {

std::size_t index_of(contacts::Gender gender)
{
    auto const* const found = std::ranges::find(contacts::all_genders, gender);
    return static_cast<std::size_t>(found - contacts::all_genders.begin());
}

// Counts each person once in each group.
class Groups {
public:
    void count(std::string const& key, contacts::Told const& one)
    {
        if (!seen_.emplace(key, one.id).second)
            return;
        auto& group = groups_[key];
        group.key = key;
        ++group.total;
        ++group.genders.at(index_of(one.gender));
    }
    [[nodiscard]] std::vector<BalanceGroup> take()
    {
        std::vector<BalanceGroup> groups;
        for (auto& [key, group] : groups_)
            groups.push_back(std::move(group));
        withhold_small(groups);
        return groups;
    }

private:
    std::map<std::string, BalanceGroup> groups_;
    std::set<std::pair<std::string, contacts::PersonId>> seen_;
};

}

void withhold_small(std::vector<BalanceGroup>& groups)
{
    std::int64_t withheld = 0;
    for (auto& group : groups) {
        group.is_withheld = group.total < smallest_group;
        withheld += group.is_withheld ? group.total : 0;
    }
    while (withheld > 0 && withheld < smallest_group) {
        BalanceGroup* smallest = nullptr;
        for (auto& group : groups) {
            if (!group.is_withheld && (smallest == nullptr || group.total < smallest->total))
                smallest = &group;
        }
        if (smallest == nullptr)
            return;
        smallest->is_withheld = true;
        withheld += smallest->total;
    }
}

Balance balance_of(
    std::vector<MemberLine> const& lines, std::unordered_map<contacts::PersonId, contacts::Told> const& told)
{
    Balance balance;
    Groups municipalities;
    Groups fields;
    Groups roles;
    Groups capacities;
    Groups senders;
    std::set<contacts::PersonId> people;
    for (auto const& line : lines) {
        if (line.membership == nullptr) {
            ++balance.vacant;
            continue;
        }
        auto const found = told.find(line.membership->person);
        contacts::Told const unknown{.id = line.membership->person, .municipality = {}};
        auto const& one = found == told.end() ? unknown : found->second;
        roles.count(std::string(to_text(line.seat->role)), one);
        capacities.count(std::string(to_text(line.membership->capacity)), one);
        senders.count(
            std::string(to_text(line.seat->organisation_kind.value_or(contacts::OrganisationKind::unknown))),
            one);
        if (!people.insert(one.id).second)
            continue;
        ++balance.genders.at(index_of(one.gender));
        municipalities.count(one.municipality ? std::to_string(one.municipality->value) : std::string{}, one);
        fields.count(std::string(contacts::to_text(one.field_of_work)), one);
    }
    balance.people = std::ssize(people);
    balance.municipalities = municipalities.take();
    balance.fields_of_work = fields.take();
    balance.roles = roles.take();
    balance.capacities = capacities.take();
    balance.senders = senders.take();
    return balance;
}

} // namespace kommin::meetings
