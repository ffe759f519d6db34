#include "modules/steering/closing/year_state.hpp"

#include "platform/json/json.hpp"

#include <concepts>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>

namespace kommin::steering {

namespace {

template<class One, class Struct>
concept Is = std::same_as<std::remove_const_t<One>, Struct>;

// The members of each struct, once for writing and reading: a member is added here and nowhere else. Their
// order is that of the text.
template<class Visit, Is<StateReport> One>
void each_member(Visit& visit, One& one)
{
    visit("id", one.id);
    visit("day", one.day);
    visit("value", one.value);
    visit("source", one.source);
    visit("state", one.state);
    visit("reported_by", one.reported_by);
    visit("reported_at", one.reported_at);
    visit("decided_by", one.decided_by);
    visit("decided_at", one.decided_at);
}

template<class Visit, Is<StateFigure> One>
void each_member(Visit& visit, One& one)
{
    visit("id", one.id);
    visit("name", one.name);
    visit("unit", one.unit);
    visit("aim", one.aim);
    visit("target_kind", one.target_kind);
    visit("baseline", one.baseline);
    visit("baseline_unit", one.baseline_unit);
    visit("baseline_day", one.baseline_day);
    visit("target", one.target);
    visit("deadline", one.deadline);
    visit("rule", one.rule);
    visit("light", one.light);
    visit("light_reason", one.light_reason);
    visit("value", one.value);
    visit("value_day", one.value_day);
    visit("expected", one.expected);
    visit("progress", one.progress);
    visit("reports", one.reports);
}

template<class Visit, Is<StateServed> One>
void each_member(Visit& visit, One& one)
{
    visit("goal", one.goal);
    visit("weight", one.weight);
}

template<class Visit, Is<StateMilestone> One>
void each_member(Visit& visit, One& one)
{
    visit("title", one.title);
    visit("due", one.due);
    visit("done_on", one.done_on);
}

template<class Visit, Is<StateRisk> One>
void each_member(Visit& visit, One& one)
{
    visit("title", one.title);
    visit("probability", one.probability);
    visit("damage", one.damage);
    visit("response", one.response);
}

template<class Visit, Is<StateMeasure> One>
void each_member(Visit& visit, One& one)
{
    visit("id", one.id);
    visit("number", one.number);
    visit("title", one.title);
    visit("field", one.field);
    visit("in_charge", one.in_charge);
    visit("is_other_in_charge", one.is_other_in_charge);
    visit("state", one.state);
    visit("state_reason", one.state_reason);
    visit("state_since", one.state_since);
    visit("is_recurring", one.is_recurring);
    visit("starts", one.starts);
    visit("ends", one.ends);
    visit("deadline", one.deadline);
    visit("light", one.light);
    visit("reckoned", one.reckoned);
    visit("hand_reason", one.hand_reason);
    visit("hand_by", one.hand_by);
    visit("progress", one.progress);
    visit("known", one.known);
    visit("all", one.all);
    visit("goals", one.goals);
    visit("figures", one.figures);
    if (visit.format() >= 3) {
        visit("milestones", one.milestones);
        visit("risks", one.risks);
    }
}

template<class Visit, Is<StateResolution> One>
void each_member(Visit& visit, One& one)
{
    visit("id", one.id);
    visit("day", one.day);
    visit("by", one.by);
    visit("kind", one.kind);
    visit("result", one.result);
    visit("paper", one.paper);
}

template<class Visit, Is<StateGoal> One>
void each_member(Visit& visit, One& one)
{
    visit("id", one.id);
    visit("number", one.number);
    visit("title", one.title);
    visit("text", one.text);
    visit("kind", one.kind);
    visit("field", one.field);
    visit("parent", one.parent);
    visit("serves", one.serves);
    visit("standing", one.standing);
    visit("adopted_on", one.adopted_on);
    visit("influence", one.influence);
    visit("influence_reason", one.influence_reason);
    visit("weight", one.weight);
    visit("progress", one.progress);
    visit("known", one.known);
    visit("all", one.all);
    if (visit.format() >= 3)
        visit("resolution", one.resolution);
}

template<class Visit, Is<StateInventoryField> One>
void each_member(Visit& visit, One& one)
{
    visit("field", one.field);
    visit("structures", one.structures);
    visit("measures", one.measures);
}

template<class Visit, Is<StateInventory> One>
void each_member(Visit& visit, One& one)
{
    visit("id", one.id);
    visit("title", one.title);
    visit("until", one.until);
    visit("state", one.state);
    visit("asked", one.asked);
    visit("with_entries", one.with_entries);
    visit("with_nothing", one.with_nothing);
    visit("fields", one.fields);
}

template<class Visit, Is<StatePriority> One>
void each_member(Visit& visit, One& one)
{
    visit("goal", one.goal);
    visit("measure", one.measure);
    visit("title", one.title);
    visit("need", one.need);
    visit("influence", one.influence);
    visit("cost", one.cost);
    visit("resolution", one.resolution);
    visit("score", one.score);
    visit("reason", one.reason);
    visit("reckoned_rank", one.reckoned_rank);
    visit("shown_rank", one.shown_rank);
    visit("rank_reason", one.rank_reason);
    visit("source", one.source);
}

template<class Visit, Is<StateEvaluation> One>
void each_member(Visit& visit, One& one)
{
    visit("measure", one.measure);
    visit("title", one.title);
    visit("view", one.view);
    visit("evaluator", one.evaluator);
    visit("day", one.day);
    visit("effect", one.effect);
    visit("effort", one.effort);
    visit("lessons", one.lessons);
    visit("verdict", one.verdict);
    visit("verdict_why", one.verdict_why);
    visit("written_by", one.written_by);
}

template<class Visit, Is<StateLine> One>
void each_member(Visit& visit, One& one)
{
    visit("title", one.title);
    visit("done_on", one.done_on);
}

template<class Visit, Is<StateDocument> One>
void each_member(Visit& visit, One& one)
{
    visit("title", one.title);
    visit("link", one.link);
    if (visit.format() >= 4)
        visit("digest", one.digest);
}

template<class Visit, Is<StateStep> One>
void each_member(Visit& visit, One& one)
{
    visit("kind", one.kind);
    visit("account", one.account);
    visit("owner", one.owner);
    visit("due", one.due);
    visit("state", one.state);
    visit("outcome", one.outcome);
    visit("lines", one.lines);
    visit("documents", one.documents);
    visit("decisions", one.decisions);
}

template<class Visit, Is<StateDecision> One>
void each_member(Visit& visit, One& one)
{
    visit("key", one.key);
    visit("number", one.number);
    visit("year", one.year);
    visit("day", one.day);
    visit("result", one.result);
    visit("wording_hash", one.wording_hash);
}

template<class Visit, Is<StateMoney> One>
void each_member(Visit& visit, One& one)
{
    visit("measure", one.measure);
    visit("measure_title", one.measure_title);
    visit("source", one.source);
    visit("planned", one.planned);
    visit("secured", one.secured);
    visit("committed", one.committed);
    visit("spent", one.spent);
    visit("is_at_risk", one.is_at_risk);
    visit("as_of", one.as_of);
    if (visit.format() >= 5) {
        visit("carried_in", one.carried_in);
        visit("carried_out", one.carried_out);
        visit("covered", one.covered);
    }
}

template<class Visit, Is<StateMissing> One>
void each_member(Visit& visit, One& one)
{
    visit("kind", one.kind);
    visit("what", one.what);
}

template<class Visit, Is<YearState> One>
void each_member(Visit& visit, One& one)
{
    visit("format", one.format);
    visit.is_of_format(one.format); // of what follows, in one that is read as well
    visit("owner", one.owner);
    visit("year", one.year);
    visit("state_day", one.state_day);
    visit("panel", one.panel);
    visit("closed_at", one.closed_at);
    visit("closed_by", one.closed_by);
    visit("reason", one.reason);
    visit("previous_hash", one.previous_hash);
    visit("cut", one.cut);
    visit("missing", one.missing);
    visit("goals", one.goals);
    visit("measures", one.measures);
    if (visit.format() >= 3)
        visit("inventories", one.inventories);
    if (visit.format() >= 2)
        visit("weights", one.weights);
    visit("priorities", one.priorities);
    visit("evaluations", one.evaluations);
    visit("steps", one.steps);
    visit("decisions", one.decisions);
    visit("is_money_known", one.is_money_known);
    visit("money", one.money);
}

template<class T>
inline constexpr bool is_vector = false;
template<class T>
inline constexpr bool is_vector<std::vector<T>> = true;
template<class T>
inline constexpr bool is_optional = false;
template<class T>
inline constexpr bool is_optional<std::optional<T>> = true;

// Of which format a text is, which each of its parts has to know.
class OfFormat {
public:
    explicit OfFormat(std::int64_t format)
        : format_(format)
    { }
    void is_of_format(std::int64_t format) { format_ = format; }
    [[nodiscard]] std::int64_t format() const { return format_; }

private:
    std::int64_t format_;
};

class StateWriter : public OfFormat {
public:
    using OfFormat::OfFormat;
    template<class T>
    void operator()(std::string_view name, T const& value)
    {
        members_.emplace_back(std::string(name), value_of(value));
    }
    template<class One>
    static json::Value object_of(One const& one, std::int64_t format)
    {
        StateWriter writer(format);
        each_member(writer, one);
        return {std::move(writer.members_)};
    }

private:
    template<class T>
    [[nodiscard]] json::Value value_of(T const& value) const
    {
        if constexpr (is_optional<T>) {
            return value ? value_of(*value) : json::Value();
        } else if constexpr (is_vector<T>) {
            json::Value::Array all;
            for (auto const& one : value)
                all.push_back(value_of(one));
            return {std::move(all)};
        } else if constexpr (
            std::is_same_v<T, std::string> || std::is_same_v<T, std::int64_t> || std::is_same_v<T, bool>) {
            return {value};
        } else {
            return object_of(value, format());
        }
    }

    json::Value::Object members_;
};

// What is missing or of another kind leaves is_sound() false.
class StateReader : public OfFormat {
public:
    StateReader(json::Value const& object, std::int64_t format)
        : OfFormat(format)
        , object_(object)
        , is_sound_(object.as_object() != nullptr)
    { }
    [[nodiscard]] bool is_sound() const { return is_sound_; }
    template<class T>
    void operator()(std::string_view name, T& value)
    {
        auto const* found = object_.find(name);
        is_sound_ = is_sound_ && found != nullptr && take(*found, value);
    }
    template<class One>
    static bool read(json::Value const& object, One& one, std::int64_t format)
    {
        StateReader reader(object, format);
        if (reader.is_sound())
            each_member(reader, one);
        return reader.is_sound();
    }

private:
    static bool take(json::Value const& from, std::string& value)
    {
        auto const* text = from.as_string();
        if (text != nullptr)
            value = *text;
        return text != nullptr;
    }
    static bool take(json::Value const& from, std::int64_t& value)
    {
        auto const number = from.as_integer();
        value = number.value_or(0);
        return number.has_value();
    }
    static bool take(json::Value const& from, bool& value)
    {
        auto const truth = from.as_bool();
        value = truth.value_or(false);
        return truth.has_value();
    }
    template<class T>
    bool take(json::Value const& from, std::optional<T>& value) const
    {
        if (from.is_null()) {
            value.reset();
            return true;
        }
        return take(from, value.emplace());
    }
    template<class T>
    bool take(json::Value const& from, std::vector<T>& value) const
    {
        auto const* all = from.as_array();
        value.clear();
        if (all == nullptr)
            return false;
        for (auto const& one : *all) {
            if (!take(one, value.emplace_back()))
                return false;
        }
        return true;
    }
    template<class One>
        requires std::is_class_v<One>
    bool take(json::Value const& from, One& value) const
    {
        return read(from, value, format());
    }

    json::Value const& object_;
    bool is_sound_;
};

}

std::string to_json(YearState const& state)
{
    return json::print(StateWriter::object_of(state, state.format));
}

std::optional<YearState> state_from_json(std::string const& text)
{
    auto const parsed = json::parse(text);
    auto const* value = std::get_if<json::Value>(&parsed);
    YearState state;
    bool const is_read = value != nullptr && StateReader::read(*value, state, newest_format);
    if (!is_read || state.format < 1 || state.format > newest_format || state.weights.size() != 4)
        return std::nullopt;
    return state;
}

} // namespace kommin::steering
