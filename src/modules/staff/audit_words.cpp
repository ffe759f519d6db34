#include "modules/staff/audit_words.hpp"

#include "modules/staff/grant_words.hpp"
#include "platform/json/json.hpp"

#include <algorithm>
#include <optional>
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

std::string text_of_value(
    json::Value const& value, std::vector<tenants::Body> const& bodies, Texts const& texts)
{
    if (auto const* text = value.as_string())
        return *text;
    auto const* array = value.as_array();
    if (array == nullptr)
        return json::print(value);
    if (auto roles = roles_text(*array, bodies, texts); roles && !array->empty())
        return *roles;
    std::string text;
    for (auto const& one : *array) {
        text += text.empty() ? "" : ", ";
        // Names of fields, where the fields of accounts have a word.
        auto const* name = one.as_string();
        text += name != nullptr ? word_or_code("audit.fact.", *name, texts)
                                : text_of_value(one, bodies, texts);
    }
    return text;
}

class Lines {
public:
    Lines(std::vector<tenants::Body> const& bodies, Texts const& texts)
        : bodies_(bodies)
        , texts_(texts)
    { }
    void add(std::string const& facts_json, std::string FactLine::* side)
    {
        auto const parsed = json::parse(facts_json);
        auto const* facts = std::get_if<json::Value>(&parsed);
        if (facts != nullptr && facts->as_object() != nullptr)
            add(*facts->as_object(), side);
    }
    std::vector<FactLine> take() { return std::move(lines_); }

private:
    void add(json::Value::Object const& facts, std::string FactLine::* side)
    {
        for (auto const& [name, value] : facts) {
            if (name == "contents" && value.as_object() != nullptr)
                add(*value.as_object(), side); // each field on a line of its own
            else
                line(name).*side = name == "roles" && value.as_array() != nullptr && value.as_array()->empty()
                    ? std::string(texts_("staff.roles.none"_msg))
                    : text_of_value(value, bodies_, texts_);
        }
    }
    FactLine& line(std::string const& name)
    {
        auto label = word_or_code("audit.fact.", name, texts_);
        auto const found = std::ranges::find(lines_, label, &FactLine::label);
        return found == lines_.end() ? lines_.emplace_back(FactLine{std::move(label), {}, {}}) : *found;
    }

    std::vector<tenants::Body> const& bodies_;
    Texts const& texts_;
    std::vector<FactLine> lines_;
};

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

std::vector<FactLine> fact_lines(
    audit::StoredEntry const& entry, std::vector<tenants::Body> const& bodies, Texts const& texts)
{
    Lines lines(bodies, texts);
    lines.add(entry.before_json, &FactLine::before);
    lines.add(entry.after_json, &FactLine::after);
    return lines.take();
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
