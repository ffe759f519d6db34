#include "modules/meetings/advice/advice.hpp"

#include "modules/meetings/members/membership.hpp"

#include <algorithm>
#include <chrono>

namespace kommin::meetings {

namespace {

// The same day of the year before; the 29th of February has the 28th.
Date year_before(Date day)
{
    Date const before{day.year() - std::chrono::years{1}, day.month(), day.day()};
    return before.ok() ? before : Date{before.year(), before.month(), std::chrono::day{28}};
}

}

MessageKey label_of(AdviceChannel channel)
{
    switch (channel) {
    case AdviceChannel::visit:
        return "advice.channel.visit"_msg;
    case AdviceChannel::telephone:
        return "advice.channel.telephone"_msg;
    case AdviceChannel::mail:
        return "advice.channel.mail"_msg;
    case AdviceChannel::meeting:
        return "advice.channel.meeting"_msg;
    case AdviceChannel::event:
        return "advice.channel.event"_msg;
    }
    return {};
}

MessageKey label_of(AdviceTopic topic)
{
    switch (topic) {
    case AdviceTopic::adoption:
        return "advice.topic.adoption"_msg;
    case AdviceTopic::conference:
        return "advice.topic.conference"_msg;
    case AdviceTopic::goals:
        return "advice.topic.goals"_msg;
    case AdviceTopic::funding:
        return "advice.topic.funding"_msg;
    case AdviceTopic::participation:
        return "advice.topic.participation"_msg;
    case AdviceTopic::data:
        return "advice.topic.data"_msg;
    case AdviceTopic::other:
        return "advice.topic.other"_msg;
    }
    return {};
}

std::vector<AdviceTopic> topics_of(Advice const& advice)
{
    std::vector<AdviceTopic> topics;
    for (auto const topic : all_advice_topics) {
        if ((' ' + advice.topics + ' ').find(' ' + std::string(to_text(topic)) + ' ') != std::string::npos)
            topics.push_back(topic);
    }
    return topics;
}

std::string party_of(Advice const& advice, std::vector<tenants::Body> const& bodies)
{
    std::string party;
    if (advice.municipality) {
        auto const body = std::ranges::find(bodies, *advice.municipality, &tenants::Body::id);
        if (body != bodies.end())
            party = body->name;
    }
    if (!advice.organisation.empty())
        party += (party.empty() ? "" : ", ") + advice.organisation;
    return party;
}

bool is_long_ago(std::optional<PartialDate> const& last, Date today)
{
    return !last || last_possible_day(*last) < year_before(today);
}

} // namespace kommin::meetings
