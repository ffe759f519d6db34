#include "modules/adoption/package/package_file.hpp"

#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/json/json.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <utility>
#include <variant>

namespace kommin::adoption {

using json::Value;
using records::Fields;

namespace {

constexpr int deepest = 5;
constexpr std::size_t code_length = 22; // of 16 bytes
constexpr std::size_t shown_of_fingerprint = 32; // digits
constexpr std::size_t digits_together = 4;
constexpr std::size_t longest_word_of_letter = 80;
// What stands around the parts, in the order of the file.
constexpr std::string_view format_name = "format";
constexpr std::string_view code_name = "code";
constexpr std::string_view number_name = "number";
constexpr std::string_view name_name = "name";
constexpr std::string_view issuer_name = "issuer";
constexpr std::string_view day_name = "day";
constexpr std::string_view source_name = "source";
constexpr std::string_view licence_name = "licence";
constexpr std::string_view serves_name = "goals_serve_those_of_the_kreis";
constexpr std::string_view package_name = "package";
constexpr std::string_view public_key_name = "public_key";
constexpr std::string_view signature_name = "signature";

std::string list_name_of(ItemKind kind)
{
    return std::string(to_text(kind)) + 's';
}

Value value_of(Item const& item)
{
    Value::Object object{{"key", item.key}};
    for (auto const& rule : fields_of(item.kind)) {
        auto const& values = item.fields.values(rule.name);
        if (values.empty())
            continue;
        if (rule.shape == FieldShape::keys) {
            // Fields keep values by their letters, "goal-10" before "goal-2".
            auto ascending = values;
            std::ranges::sort(ascending, {}, [](std::string const& value) {
                return number_of(std::string_view(value).substr(0, value.find(':')), ItemKind::goal);
            });
            Value::Array list;
            for (auto const& value : ascending)
                list.emplace_back(value);
            object.emplace_back(rule.name, std::move(list));
        } else {
            object.emplace_back(rule.name, values.front());
        }
    }
    return object;
}

Value value_of(ConceptPackage const& package)
{
    Value::Object object{
        {std::string(format_name), package_format}, {std::string(code_name), package.code},
        {std::string(number_name), package.number}, {std::string(name_name), package.name},
        {std::string(issuer_name), package.issuer}, {std::string(day_name), to_iso(package.day)}};
    if (!package.source.empty())
        object.emplace_back(source_name, package.source);
    if (!package.licence.empty())
        object.emplace_back(licence_name, package.licence);
    if (package.serves)
        object.emplace_back(serves_name, true);
    for (auto const kind : all_item_kinds) {
        Value::Array list;
        for (auto const& item : package.items) {
            if (item.kind == kind)
                list.push_back(value_of(item));
        }
        if (!list.empty())
            object.emplace_back(list_name_of(kind), std::move(list));
    }
    return object;
}

std::string file_of(ConceptPackage const& package, std::string_view public_key, std::string_view signature)
{
    Value const file(Value::Object{
        {std::string(package_name), value_of(package)},
        {std::string(public_key_name), public_key},
        {std::string(signature_name), signature}});
    return json::print_pretty(file) + '\n';
}

Problem no_package(std::string where)
{
    return Problem::invalid(
        std::string(package_file_field), "package.problem.format"_msg, {{"where", std::move(where)}});
}

Problem too_large_package()
{
    return {
        .kind = ProblemKind::too_large,
        .field = std::string(package_file_field),
        .message = "package.problem.size"_msg,
        .arguments = {}};
}

// A word as modules call their kinds of letters, or the tag of a language: which of them there are knows the
// installation that takes over.
bool is_word_of_letter(std::string_view word)
{
    return !word.empty() && word.size() <= longest_word_of_letter
        && std::ranges::all_of(word, [](char letter) {
               return (letter >= 'a' && letter <= 'z') || letter == '_' || letter == '.' || letter == '-';
           });
}

bool is_word_of(ItemKind kind, std::string_view name, std::string_view word)
{
    if (kind == ItemKind::panel)
        return enum_from<meetings::PanelKind>(word).has_value();
    if (kind == ItemKind::goal)
        return enum_from<goals::GoalKind>(word).has_value();
    if (kind == ItemKind::checklist)
        return enum_from<steering::StepKind>(word).has_value();
    if (kind == ItemKind::letter)
        return is_word_of_letter(word);
    return name == item_field::aim ? enum_from<goals::Aim>(word).has_value()
                                   : enum_from<goals::TargetKind>(word).has_value();
}

// As the forms store it, so that nothing is another text once it is here.
bool is_text(std::string_view value, FieldRule const& rule)
{
    bool const is_spelled
        = value == (rule.shape == FieldShape::line ? plain_line(value) : plain_lines(value));
    return is_spelled && count_code_points(value) <= rule.longest;
}

bool is_weight(std::string_view value)
{
    auto const weight = parse_number(value);
    return weight && *weight >= 1 && *weight <= goals::largest_weight && std::to_string(*weight) == value;
}

bool is_value(ItemKind kind, FieldRule const& rule, std::string_view value)
{
    switch (rule.shape) {
    case FieldShape::line:
    case FieldShape::lines:
        return !value.empty() && is_text(value, rule);
    case FieldShape::word:
        return is_word_of(kind, rule.name, value);
    case FieldShape::weight:
        return is_weight(value);
    case FieldShape::flag:
        return value == yes;
    case FieldShape::key:
        return number_of(value, rule.names).has_value();
    case FieldShape::keys:
        break;
    }
    return read_served(value).has_value();
}

// Reads one package; what is wrong is told by its place.
class Reader {
public:
    Result<ConceptPackage> run(Value const& value)
    {
        auto const* object = value.as_object();
        if (object == nullptr)
            return no_package(std::string(package_name));
        for (auto const& [name, member] : *object)
            TRY(read_member(name, member));
        TRY(check_head());
        TRY(check_names());
        TRY(check_rings());
        return std::move(package_);
    }
    static Result<Item> read_part(ItemKind kind, Value const& value)
    {
        auto const* object = value.as_object();
        auto const* const key = value.find("key");
        auto const where
            = key != nullptr && key->as_string() != nullptr ? *key->as_string() : list_name_of(kind);
        if (object == nullptr || !number_of(where, kind))
            return no_package(where);
        Item item{.kind = kind, .key = where, .fields = {}};
        for (auto const& [name, member] : *object) {
            if (name != "key" && !read_field(item, name, member))
                return no_package(where + ", " + name);
        }
        for (auto const& rule : fields_of(kind)) {
            if (rule.is_required && item.fields.values(rule.name).empty())
                return no_package(where + ", " + std::string(rule.name));
        }
        bool const has_words = !item.fields.value(item_field::opening).empty()
            || !item.fields.value(item_field::closing).empty();
        if (kind == ItemKind::letter && !has_words)
            return no_package(where + ", " + std::string(item_field::opening));
        return item;
    }

private:
    static bool read_field(Item& item, std::string const& name, Value const& value)
    {
        auto const rules = fields_of(item.kind);
        auto const rule = std::ranges::find(rules, name, &FieldRule::name);
        if (rule == rules.end())
            return false;
        Fields::Values values;
        if (auto const* list = value.as_array(); list != nullptr && rule->shape == FieldShape::keys) {
            for (auto const& one : *list) {
                if (one.as_string() == nullptr)
                    return false;
                values.push_back(*one.as_string());
            }
        } else if (auto const* text = value.as_string(); text != nullptr && rule->shape != FieldShape::keys) {
            values.push_back(*text);
        }
        if (values.empty() || !std::ranges::all_of(values, [&](std::string const& one) {
                return is_value(item.kind, *rule, one);
            }))
            return false;
        if (rule->shape == FieldShape::keys && !is_ascending(values))
            return false;
        item.fields.set(name, std::move(values));
        return true;
    }
    // Each once: the same in another order would be another spelling.
    static bool is_ascending(Fields::Values const& served)
    {
        auto const number
            = [](std::string const& value) { return number_of(read_served(value)->goal, ItemKind::goal); };
        return std::ranges::adjacent_find(served, std::greater_equal{}, number) == served.end();
    }
    Result<void> read_member(std::string const& name, Value const& value)
    {
        for (auto const kind : all_item_kinds) {
            if (name == list_name_of(kind))
                return read_items(kind, value);
        }
        bool const is_read = name == number_name ? read_number(value)
            : name == serves_name                ? (package_.serves = value.as_bool().value_or(false))
                                  : value.as_string() != nullptr && read_text(name, *value.as_string());
        if (!is_read)
            return no_package(name);
        return {};
    }
    Result<void> read_items(ItemKind kind, Value const& value)
    {
        auto const* list = value.as_array();
        if (list == nullptr)
            return no_package(list_name_of(kind));
        for (auto const& one : *list) {
            if (package_.items.size() == most_items)
                return Problem{
                    .kind = ProblemKind::too_large,
                    .field = std::string(package_file_field),
                    .message = "package.problem.items"_msg,
                    .arguments = {{"most", std::to_string(most_items)}}};
            auto item = TRY(read_part(kind, one));
            bool const is_behind = package_.items.empty() || package_.items.back().kind != kind
                || number_of(package_.items.back().key, kind) < number_of(item.key, kind);
            if (!is_behind)
                return no_package(item.key);
            package_.items.push_back(std::move(item));
        }
        return {};
    }
    bool read_number(Value const& value)
    {
        auto const number = value.as_integer();
        package_.number = number.value_or(0);
        return package_.number >= 1 && package_.number <= largest_number;
    }
    bool read_text(std::string_view name, std::string const& text)
    {
        if (name == format_name)
            return has_format_ = text == package_format;
        if (name == code_name) {
            package_.code = text;
            return text.size() == code_length && crypto::from_base64url(text).has_value();
        }
        if (name == day_name) {
            auto const day = parse_date(text);
            package_.day = day.value_or(Date{});
            return day.has_value();
        }
        auto* const place = name == name_name ? &package_.name
            : name == issuer_name             ? &package_.issuer
            : name == source_name             ? &package_.source
            : name == licence_name            ? &package_.licence
                                              : nullptr;
        if (place == nullptr)
            return false;
        *place = text;
        return is_text(text, {name, {}, FieldShape::line, longest_package_line});
    }
    Result<void> check_head() const
    {
        if (!has_format_)
            return no_package(std::string(format_name));
        for (auto const& [name, is_missing] :
             {std::pair(code_name, package_.code.empty()), std::pair(name_name, package_.name.empty()),
              std::pair(issuer_name, package_.issuer.empty()), std::pair(day_name, package_.day == Date{})}) {
            if (is_missing)
                return no_package(std::string(name));
        }
        return {};
    }
    // Each part once, and what it names is there.
    Result<void> check_names() const
    {
        std::set<std::string_view> keys;
        for (auto const& item : package_.items) {
            if (!keys.insert(item.key).second)
                return no_package(item.key);
        }
        std::set<std::pair<std::string_view, std::string_view>> letters; // once in each language
        for (auto const& item : package_.items) {
            if (item.kind == ItemKind::letter
                && !letters
                        .emplace(item.fields.value(item_field::kind), item.fields.value(item_field::language))
                        .second)
                return no_package(item.key + ", " + std::string(item_field::language));
        }
        for (auto const& item : package_.items) {
            for (auto const& rule : fields_of(item.kind)) {
                if (rule.shape != FieldShape::key && rule.shape != FieldShape::keys)
                    continue;
                for (auto const& value : item.fields.values(rule.name)) {
                    if (!keys.contains(std::string_view(value).substr(0, value.find(':'))))
                        return no_package(item.key + ", " + std::string(rule.name));
                }
            }
        }
        return {};
    }
    // Nothing lies below itself.
    Result<void> check_rings() const
    {
        std::map<std::string_view, std::string_view> parents;
        for (auto const& item : package_.items) {
            if (auto const parent = item.fields.value(item_field::parent); !parent.empty())
                parents.emplace(item.key, parent);
        }
        for (auto const& item : package_.items) {
            std::size_t steps = 0;
            for (auto at = parents.find(item.key); at != parents.end(); at = parents.find(at->second)) {
                if (++steps > parents.size())
                    return no_package(item.key + ", " + std::string(item_field::parent));
            }
        }
        return {};
    }

    ConceptPackage package_;
    bool has_format_ = false;
};

std::string text_at(Value const& value, std::string_view name)
{
    auto const* member = value.find(name);
    return member != nullptr && member->as_string() != nullptr ? *member->as_string() : std::string{};
}

}

std::string text_of(Item const& item)
{
    return json::print(value_of(item));
}

std::optional<Item> read_item(ItemKind kind, std::string_view text)
{
    auto const parsed = json::parse(text, {.bytes = largest_package, .depth = deepest});
    auto const* value = std::get_if<Value>(&parsed);
    if (value == nullptr)
        return std::nullopt;
    auto item = Reader::read_part(kind, *value);
    if (!item || text_of(*item) != text)
        return std::nullopt;
    return std::move(*item);
}

Result<void> check_package(ConceptPackage const& package)
{
    auto whole = package;
    if (whole.code.empty())
        whole.code = std::string(code_length, 'A'); // it has one when it leaves
    TRY(Reader().run(value_of(whole)));
    auto const as_long_as = [](std::size_t bytes) { return crypto::base64url(std::string(bytes, '\0')); };
    if (file_of(whole, as_long_as(crypto::public_key_size), as_long_as(crypto::signature_size)).size()
        > largest_package)
        return too_large_package();
    return {};
}

std::string write_package_file(ConceptPackage const& package, crypto::Key const& key)
{
    auto const signature = crypto::sign(key, json::print(value_of(package)));
    return file_of(package, crypto::base64url(crypto::public_key_of(key)), crypto::base64url(signature));
}

Result<SignedPackage> read_package_file(std::string_view bytes)
{
    if (bytes.size() > largest_package)
        return too_large_package();
    auto const parsed = json::parse(bytes, {.bytes = largest_package, .depth = deepest});
    if (auto const* error = std::get_if<json::SyntaxError>(&parsed)) {
        auto problem = json::problem_of(*error);
        problem.field = std::string(package_file_field);
        return problem;
    }
    auto const& file = std::get<Value>(parsed);
    auto const* value = file.find(package_name);
    auto package = TRY(Reader().run(value != nullptr ? *value : Value{}));
    auto public_key = text_at(file, public_key_name);
    auto const signature = text_at(file, signature_name);
    auto const key_bytes = crypto::from_base64url(public_key);
    auto const signature_bytes = crypto::from_base64url(signature);
    bool const is_signed = key_bytes && signature_bytes
        && crypto::verify_signature(*key_bytes, json::print(value_of(package)), *signature_bytes);
    if (!is_signed)
        return Problem::invalid(std::string(package_file_field), "package.problem.signature"_msg);
    if (file_of(package, public_key, signature) != bytes)
        return Problem::invalid(std::string(package_file_field), "package.problem.spelling"_msg);
    return SignedPackage{.package = std::move(package), .public_key = std::move(public_key)};
}

std::string fingerprint_of(std::string_view public_key)
{
    auto const digits = crypto::sha256_hex(crypto::from_base64url(public_key).value_or(std::string{}))
                            .substr(0, shown_of_fingerprint);
    std::string text;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > 0 && i % digits_together == 0)
            text += ' ';
        text += digits[i];
    }
    return text;
}

} // namespace kommin::adoption
