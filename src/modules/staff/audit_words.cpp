#include "modules/staff/audit_words.hpp"

#include "modules/staff/grant_words.hpp"
#include "platform/i18n/language.hpp"
#include "platform/json/json.hpp"
#include "platform/records/fields.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <limits>
#include <optional>
#include <string_view>
#include <utility>
#include <variant>

namespace kommin::staff {

using i18n::Texts;

namespace {

std::string word_or_code(std::string_view prefix, std::string_view code, Texts const& texts)
{
    auto const key = i18n::key(std::string(prefix) + std::string(code));
    return std::string(texts.has(key) ? texts(key) : code);
}

// A list of roles as change_grants() notes it; nothing for anything else.
std::optional<std::vector<Grant>> grants_of(json::Value::Array const& values)
{
    std::vector<Grant> grants;
    for (auto const& value : values) {
        auto const* role = value.find("role");
        auto const* code = role == nullptr ? nullptr : role->as_string();
        if (code == nullptr)
            return std::nullopt;
        auto const* body = value.find("body");
        auto const owner = body == nullptr ? std::nullopt : body->as_integer();
        grants.push_back({*code, owner && *owner > 0 ? Scope::of_owner(*owner) : Scope::whole_tenant()});
    }
    return grants;
}

std::optional<std::string> roles_text(
    json::Value::Array const& values, std::vector<tenants::Body> const& bodies, Texts const& texts)
{
    auto const grants = grants_of(values);
    if (!grants)
        return std::nullopt;
    std::string text;
    for (auto const& grant : *grants) {
        text += text.empty() ? "" : ", ";
        text += text_of(grant, bodies, texts);
    }
    return text.empty() ? std::string(texts("staff.roles.none"_msg)) : text;
}

// The roles that one side of an entry names.
std::optional<std::vector<Grant>> roles_in(std::string const& facts_json)
{
    auto const parsed = json::parse(facts_json);
    auto const* facts = std::get_if<json::Value>(&parsed);
    auto const* roles = facts == nullptr ? nullptr : facts->find("roles");
    return roles == nullptr || roles->as_array() == nullptr ? std::nullopt : grants_of(*roles->as_array());
}

bool has(std::vector<Grant> const& grants, Grant const& grant)
{
    return std::ranges::find(grants, grant) != grants.end();
}

// Values of a form are texts.
std::optional<std::string> plain_text(json::Value const& value)
{
    if (auto const* text = value.as_string())
        return *text;
    auto const number = value.as_integer();
    return number ? std::optional(std::to_string(*number)) : std::nullopt;
}

records::Fields field_saying(std::string const& name, json::Value const& value)
{
    records::Fields::Values values;
    if (auto const* array = value.as_array()) {
        for (auto const& one : *array)
            values.push_back(plain_text(one).value_or(json::print(one)));
    } else {
        values.push_back(plain_text(value).value_or(json::print(value)));
    }
    records::Fields fields;
    fields.set(name, std::move(values));
    return fields;
}

// Reads one entry, both of its sides.
class Reading {
public:
    explicit Reading(FactReader const& reader)
        : reader_(reader)
        , texts_(reader.texts)
    { }
    void add(std::string const& facts_json, std::string FactLine::* side)
    {
        auto const parsed = json::parse(facts_json);
        auto const* facts = std::get_if<json::Value>(&parsed);
        if (facts != nullptr && facts->as_object() != nullptr)
            add(*facts->as_object(), side);
    }
    NotedFacts take()
    {
        std::ranges::stable_sort(lines_, {}, [](auto const& line) { return line.rank; });
        for (auto& line : lines_)
            noted_.lines.push_back(std::move(line.text));
        for (auto const& name : in_order(changed_)) {
            if (!has_line(name))
                noted_.left_out.push_back(label_of(name));
        }
        return std::move(noted_);
    }

private:
    struct Line {
        std::string name;
        std::size_t rank; // what is no field comes first, fields in the order of their form
        FactLine text;
    };

    void add(json::Value::Object const& facts, std::string FactLine::* side)
    {
        for (auto const& [name, value] : facts) {
            if (name == "contents" && value.as_object() != nullptr) {
                for (auto const& [field, values] : *value.as_object()) // each on a line of its own
                    line(field).*side = text_of(field, values);
            } else if (name == "version" && value.as_integer()) {
                noted_.version = value.as_integer();
            } else if (name == "fingerprint" || name == "content_hash") {
                (name == "fingerprint" ? noted_.fingerprint : noted_.content_hash)
                    = value.as_string() == nullptr ? std::string{} : *value.as_string();
            } else if (name == "fields" && value.as_array() != nullptr) {
                line(name).*side = names_in(*value.as_array());
            } else {
                line(name).*side = text_of(name, value);
            }
        }
    }
    std::string names_in(json::Value::Array const& array)
    {
        for (auto const& one : array) {
            auto const* name = one.as_string();
            bool const is_change
                = name != nullptr && (reader_.form == nullptr || *name != reader_.form->told_apart_by);
            if (is_change)
                changed_.push_back(*name);
        }
        std::string text;
        for (auto const& name : in_order(changed_)) {
            text += text.empty() ? "" : ", ";
            text += label_of(name);
        }
        return text.empty() ? std::string(texts_("staff.audit.no_field"_msg)) : text;
    }
    [[nodiscard]] std::string text_of(std::string const& name, json::Value const& value) const
    {
        auto const* array = value.as_array();
        if (name == "roles" && array != nullptr)
            return roles_text(*array, reader_.bodies, texts_).value_or(json::print(value));
        if (name == "asked" && array != nullptr) // by which fields of a filter
            return filters_in(*array);
        auto const fields = field_saying(name, value);
        if (reader_.form != nullptr && rank_of(name) > 0)
            return reader_.form->shown(fields, name);
        if (name == "on_behalf_of" || name == "wer")
            return name_of_actor(reader_.authors, std::string(fields.value(name)), texts_);
        if (name == "was") // of a filter, too
            return action_choice(fields.value(name), texts_);
        if (name == "art")
            return kind_word(fields.value(name), texts_);
        auto const language = name == "language" ? i18n::Language::find(fields.value(name)) : std::nullopt;
        if (language)
            return texts_.language_name(*language);
        std::string text;
        for (auto const& one : fields.values(name)) {
            text += text.empty() ? "" : ", ";
            text += one;
        }
        return text;
    }
    [[nodiscard]] std::string filters_in(json::Value::Array const& array) const
    {
        std::string text;
        for (auto const& one : array) {
            text += text.empty() ? "" : ", ";
            text += word_or_code("audit.fact.", plain_text(one).value_or(std::string{}), texts_);
        }
        return text;
    }
    // From 1; 0: no field of the form.
    [[nodiscard]] std::size_t rank_of(std::string_view name) const
    {
        if (reader_.form == nullptr)
            return 0;
        auto const& fields = reader_.form->fields;
        auto const found = std::ranges::find(fields, name, &web::RecordForm::Field::name);
        return found == fields.end() ? 0 : static_cast<std::size_t>(found - fields.begin()) + 1;
    }
    [[nodiscard]] std::string label_of(std::string const& name) const
    {
        auto const rank = rank_of(name);
        return rank > 0 ? reader_.form->fields[rank - 1].label : word_or_code("audit.fact.", name, texts_);
    }
    [[nodiscard]] std::vector<std::string> in_order(std::vector<std::string> names) const
    {
        std::ranges::stable_sort(names, {}, [&](std::string const& name) {
            auto const rank = rank_of(name);
            return rank > 0 ? rank : std::numeric_limits<std::size_t>::max(); // what nobody knows, last
        });
        return names;
    }
    [[nodiscard]] bool has_line(std::string_view name) const
    {
        return std::ranges::find(lines_, name, &Line::name) != lines_.end();
    }
    FactLine& line(std::string const& name)
    {
        auto const found = std::ranges::find(lines_, name, &Line::name);
        return found != lines_.end()
            ? found->text
            : lines_.emplace_back(Line{name, rank_of(name), {label_of(name), {}, {}}}).text;
    }

    FactReader const& reader_;
    Texts const& texts_;
    std::vector<Line> lines_;
    std::vector<std::string> changed_; // names of fields
    NotedFacts noted_;
};

}

std::vector<std::pair<std::string, MessageKey>> other_actors()
{
    return {
        {Actor::visitor().code(), "staff.audit.actor.public"_msg},
        {Actor::system().code(), "staff.audit.actor.system"_msg},
        {Actor::command_line().code(), "staff.audit.actor.command_line"_msg}};
}

std::string name_of_actor(web::Authors const& authors, std::string const& code, Texts const& texts)
{
    for (auto const& [actor, name] : other_actors()) {
        if (actor == code)
            return std::string(texts(name));
    }
    return web::name_of(authors, code);
}

std::string action_word(std::string_view action, Texts const& texts)
{
    return word_or_code("action.", action, texts);
}

std::string action_choice(std::string_view action, Texts const& texts)
{
    auto beginning = action;
    while (true) {
        auto const dot = beginning.rfind('.');
        if (dot == std::string_view::npos)
            return action_word(action, texts);
        beginning = beginning.substr(0, dot);
        if (auto group = group_word(beginning, texts); !group.empty())
            return group + ": " + action_word(action, texts);
    }
}

std::string group_word(std::string_view beginning, Texts const& texts)
{
    auto const key = i18n::key("audit.group." + std::string(beginning));
    return std::string(texts.has(key) ? texts(key) : std::string_view{});
}

std::string kind_word(std::string_view subject_kind, Texts const& texts)
{
    return word_or_code("audit.kind.", subject_kind, texts);
}

NotedFacts noted_facts(audit::StoredEntry const& entry, FactReader const& reader)
{
    Reading reading(reader);
    reading.add(entry.before_json, &FactLine::before);
    reading.add(entry.after_json, &FactLine::after);
    return reading.take();
}

std::string side_in_words(NotedFacts const& facts, std::string FactLine::* side)
{
    std::string text;
    for (auto const& line : facts.lines) {
        if ((line.*side).empty())
            continue;
        text += text.empty() ? "" : "; ";
        text += line.label + ": " + line.*side;
    }
    return text;
}

std::optional<std::int64_t> version_of(audit::StoredEntry const& entry)
{
    auto const parsed = json::parse(entry.after_json);
    auto const* facts = std::get_if<json::Value>(&parsed);
    auto const* version = facts == nullptr ? nullptr : facts->find("version");
    return version == nullptr ? std::nullopt : version->as_integer();
}

std::optional<std::vector<Grant>> grants_without(
    audit::StoredEntry const& entry, std::vector<Grant> const& held)
{
    auto const before = roles_in(entry.before_json);
    auto const after = roles_in(entry.after_json);
    if (!before || !after)
        return std::nullopt;
    std::vector<Grant> grants;
    for (auto const& grant : held) {
        if (has(*before, grant) || !has(*after, grant))
            grants.push_back(grant); // not given by that change
    }
    for (auto const& grant : *before) {
        if (!has(*after, grant) && !has(grants, grant))
            grants.push_back(grant);
    }
    bool const is_same = grants.size() == held.size()
        && std::ranges::all_of(grants, [&](Grant const& grant) { return has(held, grant); });
    return is_same ? std::nullopt : std::optional(std::move(grants));
}

} // namespace kommin::staff
