#include "modules/contacts/people/consent.hpp"

#include <algorithm>
#include <tuple>

namespace kommin::contacts {

MessageKey label_of(Purpose purpose)
{
    switch (purpose) {
    case Purpose::news:
        return "consent.purpose.news"_msg;
    case Purpose::public_name:
        return "consent.purpose.public_name"_msg;
    case Purpose::member_list:
        return "consent.purpose.member_list"_msg;
    case Purpose::photos:
        return "consent.purpose.photos"_msg;
    case Purpose::invitations:
        break;
    }
    return "consent.purpose.invitations"_msg;
}

MessageKey label_of(ConsentWay way)
{
    switch (way) {
    case ConsentWay::orally:
        return "consent.way.orally"_msg;
    case ConsentWay::online:
        return "consent.way.online"_msg;
    case ConsentWay::by_mail:
        return "consent.way.by_mail"_msg;
    case ConsentWay::in_writing:
        break;
    }
    return "consent.way.in_writing"_msg;
}

MessageKey label_of(ConsentEnd end)
{
    return end == ConsentEnd::merged ? "consent.end.merged"_msg : "consent.end.withdrawn"_msg;
}

Consent const* in_force(std::span<Consent const> consents, Purpose purpose)
{
    auto const found = std::ranges::find_if(
        consents, [&](Consent const& one) { return one.purpose == purpose && one.is_in_force(); });
    return found == consents.end() ? nullptr : &*found;
}

ConsentStanding standing_of(std::span<Consent const> consents, Purpose purpose)
{
    if (in_force(consents, purpose) != nullptr)
        return ConsentStanding::given;
    bool const has_said_no = std::ranges::any_of(consents, [&](Consent const& one) {
        return one.purpose == purpose && one.ended_how == ConsentEnd::withdrawn;
    });
    return has_said_no ? ConsentStanding::withdrawn : ConsentStanding::missing;
}

std::vector<ConsentId> ending_by_merge(std::span<Consent const> one, std::span<Consent const> other)
{
    std::vector<ConsentId> ending;
    for (auto const purpose : all_purposes) {
        auto const* mine = in_force(one, purpose);
        auto const* theirs = in_force(other, purpose);
        if (mine == nullptr && theirs == nullptr)
            continue;
        auto const rank = [](Consent const& consent) {
            return std::tuple(consent.text_number, consent.given_on, consent.id);
        };
        if (mine != nullptr && theirs != nullptr)
            ending.push_back(rank(*mine) < rank(*theirs) ? mine->id : theirs->id);
        else
            ending.push_back(mine != nullptr ? mine->id : theirs->id);
    }
    return ending;
}

} // namespace kommin::contacts
