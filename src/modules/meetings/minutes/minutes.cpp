#include "modules/meetings/minutes/minutes.hpp"

#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/json/json.hpp"
#include "platform/records/typed.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <variant>

namespace kommin::meetings {

using records::Fields;
using records::one_line;

namespace {

// Of a secret vote: what comes of it, which nobody types; and what was voted on.
constexpr std::array counted_fields{minutes_field::voting, minutes_field::ballot, minutes_field::casting,
                                    minutes_field::yes,    minutes_field::no,     minutes_field::abstained};
constexpr std::array worded_fields{minutes_field::motion, minutes_field::decision};

std::string_view first_word(std::string_view name)
{
    return name.substr(0, name.find('_'));
}

bool is_number_field(std::string_view name)
{
    auto const word = first_word(name);
    return word == minutes_field::yes || word == minutes_field::no || word == minutes_field::abstained
        || word == minutes_field::voters;
}

bool is_text_field(std::string_view name)
{
    auto const word = first_word(name);
    return word == minutes_field::notes || word == minutes_field::internal || word == minutes_field::general
        || word == minutes_field::answers;
}

// A motion is there once somebody has written what it says or what was decided.
bool has_motion(Fields const& fields, ItemId item, int number)
{
    return !fields.value(field_of(minutes_field::motion, item, number)).empty()
        || !fields.value(field_of(minutes_field::decision, item, number)).empty();
}

Motion motion_of(Fields const& fields, ItemId item, int number)
{
    auto const value = [&](std::string_view name) { return fields.value(field_of(name, item, number)); };
    Motion motion{.item = item, .number = number};
    motion.text = value(minutes_field::motion);
    motion.mover = value(minutes_field::mover);
    motion.voting = enum_from<Voting>(value(minutes_field::voting)).value_or(Voting::none);
    if (motion.voting == Voting::open || motion.voting == Voting::secret) {
        motion.yes = parse_number(value(minutes_field::yes));
        motion.no = parse_number(value(minutes_field::no));
        motion.abstained = parse_number(value(minutes_field::abstained));
    }
    if (motion.voting == Voting::open)
        motion.casting = enum_from<Casting>(value(minutes_field::casting)).value_or(Casting::none);
    if (motion.voting == Voting::secret) {
        motion.is_open = value(minutes_field::ballot) == "open";
        motion.slips = parse_number(value(minutes_field::ballot));
    }
    motion.decision = value(minutes_field::decision);
    return motion;
}

}

MessageKey label_of(MinutesState state)
{
    switch (state) {
    case MinutesState::writing:
        return "minutes.state.writing"_msg;
    case MinutesState::sent:
        return "minutes.state.sent"_msg;
    case MinutesState::approved:
        return "minutes.state.approved"_msg;
    }
    return {};
}

MessageKey label_of(TieRule rule)
{
    return rule == TieRule::rejected ? "minutes.tie.rejected"_msg : "minutes.tie.chair"_msg;
}

MessageKey label_of(Voting voting)
{
    switch (voting) {
    case Voting::none:
        return "minutes.voting.none"_msg;
    case Voting::consensus:
        return "minutes.voting.consensus"_msg;
    case Voting::open:
        return "minutes.voting.open"_msg;
    case Voting::secret:
        return "minutes.voting.secret"_msg;
    }
    return {};
}

MessageKey label_of(Casting casting)
{
    switch (casting) {
    case Casting::none:
        return "minutes.casting.none"_msg;
    case Casting::yes:
        return "minutes.casting.yes"_msg;
    case Casting::no:
        return "minutes.casting.no"_msg;
    }
    return {};
}

MessageKey label_of(Outcome outcome)
{
    switch (outcome) {
    case Outcome::open:
        return "minutes.outcome.open"_msg;
    case Outcome::adopted:
        return "minutes.outcome.adopted"_msg;
    case Outcome::rejected:
        return "minutes.outcome.rejected"_msg;
    }
    return {};
}

MessageKey label_of(AmendmentState state)
{
    switch (state) {
    case AmendmentState::open:
        return "amendment.state.open"_msg;
    case AmendmentState::accepted:
        return "amendment.state.accepted"_msg;
    case AmendmentState::declined:
        return "amendment.state.declined"_msg;
    }
    return {};
}

Outcome outcome_of(Motion const& motion, TieRule rule)
{
    if (motion.voting == Voting::consensus)
        return Outcome::adopted;
    if (motion.voting == Voting::none || !motion.yes || !motion.no)
        return Outcome::open;
    if (*motion.yes != *motion.no)
        return *motion.yes > *motion.no ? Outcome::adopted : Outcome::rejected;
    // Whoever is in the chair would have to say how they have voted.
    if (motion.voting == Voting::secret)
        return Outcome::rejected;
    if (rule == TieRule::chair && motion.casting == Casting::none)
        return Outcome::open;
    return rule == TieRule::chair && motion.casting == Casting::yes ? Outcome::adopted : Outcome::rejected;
}

std::string const& shown_wording(Motion const& motion, TieRule rule)
{
    return outcome_of(motion, rule) == Outcome::adopted ? motion.wording() : motion.text;
}

std::vector<MinutesItem> items_of(std::vector<AgendaItem> const& agenda)
{
    std::vector<MinutesItem> items;
    for (auto const& item : agenda) {
        if (item.state != ItemState::dropped)
            items.push_back({item.id, item.position, item.title, item.is_internal});
    }
    return items;
}

std::string to_json(std::vector<MinutesItem> const& items)
{
    json::Value::Array list;
    for (auto const& item : items)
        list.emplace_back(json::Value::Object{
            {"id", item.id.value},
            {"position", item.position},
            {"title", item.title},
            {"internal", item.is_internal}});
    return json::print(list);
}

std::vector<MinutesItem> items_from_json(std::string_view json)
{
    auto const parsed = json::parse(json);
    auto const* list = std::get_if<json::Value>(&parsed);
    auto const* entries = list != nullptr ? list->as_array() : nullptr;
    std::vector<MinutesItem> items;
    if (entries == nullptr)
        return items;
    for (auto const& entry : *entries) {
        auto const* id = entry.find("id");
        auto const* position = entry.find("position");
        auto const* title = entry.find("title");
        auto const* internal = entry.find("internal");
        if (id == nullptr || position == nullptr || title == nullptr || title->as_string() == nullptr
            || internal == nullptr)
            return {};
        items.push_back(
            {ItemId{id->as_integer().value_or(0)}, static_cast<int>(position->as_integer().value_or(0)),
             *title->as_string(), internal->as_bool().value_or(true)});
    }
    return items;
}

std::string to_json(std::vector<KeptTask> const& tasks)
{
    json::Value::Array list;
    for (auto const& task : tasks)
        list.emplace_back(
            json::Value::Object{{"text", task.text}, {"due", task.due ? to_iso(*task.due) : std::string{}}});
    return json::print(list);
}

std::vector<KeptTask> kept_tasks_from_json(std::string_view json)
{
    auto const parsed = json::parse(json);
    auto const* list = std::get_if<json::Value>(&parsed);
    auto const* entries = list != nullptr ? list->as_array() : nullptr;
    std::vector<KeptTask> tasks;
    if (entries == nullptr)
        return tasks;
    for (auto const& entry : *entries) {
        auto const* text = entry.find("text");
        auto const* due = entry.find("due");
        if (text == nullptr || text->as_string() == nullptr || due == nullptr || due->as_string() == nullptr)
            return {};
        tasks.push_back({*text->as_string(), parse_date(*due->as_string())});
    }
    return tasks;
}

std::string field_of(std::string_view name, ItemId item)
{
    return std::string(name) + '_' + std::to_string(item.value);
}

std::string field_of(std::string_view name, ItemId item, int motion)
{
    return field_of(name, item) + '_' + std::to_string(motion);
}

int count_motions(Fields const& fields, ItemId item)
{
    int count = most_motions;
    while (count > 0 && !has_motion(fields, item, count))
        --count;
    return count;
}

bool is_settled_in_secret(Fields const& fields, std::string_view motion)
{
    auto const is = [&](std::string_view name, std::string_view value) {
        return fields.value(std::string(name) + std::string(motion)) == value;
    };
    return is(minutes_field::voting, to_text(Voting::secret))
        && (is(minutes_field::ballot, "open") || !is(minutes_field::yes, ""));
}

Fields with_secret_votes_of(Fields const& stored, Fields typed)
{
    for (auto const& [name, values] : stored.all()) {
        if (first_word(name) != minutes_field::voting)
            continue;
        auto const motion = name.substr(minutes_field::voting.size());
        auto const keep = [&](std::string_view field) {
            auto const whole = std::string(field) + motion;
            typed.set(whole, std::string(stored.value(whole)));
        };
        bool const stays_secret = is_settled_in_secret(stored, motion)
            || (values.front() == to_text(Voting::secret) && typed.value(name) == to_text(Voting::secret));
        if (stays_secret)
            std::ranges::for_each(counted_fields, keep);
        if (is_settled_in_secret(stored, motion))
            std::ranges::for_each(worded_fields, keep);
    }
    return typed;
}

Fields laid_over(
    Fields stored, std::function<std::optional<std::string_view>(std::string_view name)> const& sent,
    std::vector<MinutesItem> const& items)
{
    auto const take
        = [&](std::string const& name) { stored.set(name, std::string(trim(sent(name).value_or("")))); };
    for (auto const name :
         {minutes_field::chair, minutes_field::keeper, minutes_field::voters, minutes_field::tie,
          minutes_field::general})
        take(std::string(name));
    for (auto const& item : items) {
        take(field_of(minutes_field::notes, item.id));
        take(field_of(minutes_field::internal, item.id));
        for (int number = 1; number <= most_motions; ++number) {
            if (!sent(field_of(minutes_field::motion, item.id, number)))
                continue; // the form had nothing to type there
            for (auto const field : motion_fields)
                take(field_of(field, item.id, number));
        }
    }
    return stored;
}

bool has_open_vote(Fields const& fields)
{
    return std::ranges::any_of(fields.all(), [](auto const& field) {
        return first_word(field.first) == minutes_field::ballot && field.second.front() == "open";
    });
}

MinutesContent content_of(Fields const& fields, std::vector<MinutesItem> const& items)
{
    MinutesContent content;
    content.chair = fields.value(minutes_field::chair);
    content.keeper = fields.value(minutes_field::keeper);
    content.tie = enum_from<TieRule>(fields.value(minutes_field::tie)).value_or(TieRule::rejected);
    content.voters = parse_number(fields.value(minutes_field::voters));
    content.general = fields.value(minutes_field::general);
    for (auto const& item : items) {
        ItemNotes notes{.item = item};
        notes.notes = fields.value(field_of(minutes_field::notes, item.id));
        notes.internal = fields.value(field_of(minutes_field::internal, item.id));
        notes.answers = fields.value(field_of(minutes_field::answers, item.id));
        for (int number = 1; number <= count_motions(fields, item.id); ++number) {
            if (has_motion(fields, item.id, number))
                notes.motions.push_back(motion_of(fields, item.id, number));
        }
        content.items.push_back(std::move(notes));
    }
    return content;
}

Fields spelled_minutes(Fields const& typed)
{
    Fields fields;
    for (auto const& [name, values] : typed.all()) {
        if (is_text_field(name)) {
            std::string text(trim(values.front()));
            std::erase(text, '\r');
            fields.set(name, std::move(text));
            continue;
        }
        auto line = one_line(values.front());
        auto const number = is_number_field(name) ? parse_number(line) : std::nullopt;
        fields.set(name, number ? std::to_string(*number) : std::move(line));
    }
    // What only says that nothing was said is not stored.
    auto const spelled = fields;
    for (auto const& [name, values] : spelled.all()) {
        bool const says_nothing = (first_word(name) == minutes_field::voting && values.front() == "none")
            || (first_word(name) == minutes_field::casting && values.front() == "none");
        if (says_nothing)
            fields.set(name, std::string{});
    }
    return fields;
}

Fields Minutes::fields() const
{
    return Fields::from_json(content).value_or(Fields{});
}

Fields Edition::fields() const
{
    return Fields::from_json(content).value_or(Fields{});
}

MinutesContent Edition::read() const
{
    return content_of(fields(), items_from_json(agenda));
}

} // namespace kommin::meetings
