#include "platform/http/router.hpp"

#include "platform/http/characters.hpp"
#include "platform/http/uri.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace kommin::http {

// Not in the anonymous namespace: RouteTable::Node has a member of it.
enum class ParamType : std::uint8_t { u32, i64, slug, lang, any };

namespace {

constexpr std::size_t method_count = 7;
constexpr std::size_t no_route = static_cast<std::size_t>(-1);

template<class Number>
bool is_number(std::string_view text)
{
    Number number{};
    auto const* const end = text.data() + text.size();
    auto const [rest, error] = std::from_chars(text.data(), end, number);
    // "007" and "-0" would be second addresses of the same page.
    return error == std::errc{} && rest == end && std::to_string(number) == text;
}

bool is_slug_text(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || detail::is_digit(c) || c == '-';
    });
}

// The shape of a BCP 47 tag: "de", "pt-BR", "de-simple", "zh-Hant-TW".
bool is_language_tag(std::string_view text)
{
    if (text.ends_with('-'))
        return false;
    auto const primary = detail::take_until(text, '-');
    if (primary.size() < 2 || primary.size() > 3
        || !std::all_of(primary.begin(), primary.end(), detail::is_letter)) {
        return false;
    }
    while (!text.empty()) {
        auto const subtag = detail::take_until(text, '-');
        if (subtag.empty() || subtag.size() > 8 || !std::all_of(subtag.begin(), subtag.end(), [](char c) {
                return detail::is_letter(c) || detail::is_digit(c);
            })) {
            return false;
        }
    }
    return true;
}

bool fits(ParamType type, std::string_view text)
{
    if (text.empty())
        return false;
    switch (type) {
    case ParamType::u32:
        return is_number<std::uint32_t>(text);
    case ParamType::i64:
        return is_number<std::int64_t>(text);
    case ParamType::slug:
        return is_slug_text(text);
    case ParamType::lang:
        return is_language_tag(text);
    case ParamType::any:
        return true;
    }
    return false;
}

std::optional<ParamType> parse_type(std::string_view name)
{
    static constexpr std::array<std::pair<std::string_view, ParamType>, 5> types{
        {{"u32", ParamType::u32},
         {"i64", ParamType::i64},
         {"slug", ParamType::slug},
         {"lang", ParamType::lang},
         {"", ParamType::any}}};
    for (auto const& [text, type] : types) {
        if (text == name)
            return type;
    }
    return std::nullopt;
}

std::vector<std::string_view> segments_of(std::string_view path)
{
    std::vector<std::string_view> segments;
    path.remove_prefix(1);
    while (true) {
        auto const slash = path.find('/');
        segments.push_back(path.substr(0, slash));
        if (slash == std::string_view::npos)
            return segments;
        path.remove_prefix(slash + 1);
    }
}

std::string joined(std::span<std::string const> segments)
{
    std::string path;
    for (auto const& segment : segments)
        path += (&segment == &segments.front() ? "" : "/") + segment;
    return path;
}

}

struct RouteTable::Node {
    struct Parameter {
        ParamType type;
        std::string name;
        std::unique_ptr<Node> node;
    };
    std::map<std::string, std::unique_ptr<Node>, std::less<>> statics;
    std::vector<Parameter> parameters; // typed ones first
    std::unique_ptr<Parameter> rest;
    std::array<std::size_t, method_count> routes;

    Node() { routes.fill(no_route); }

    [[nodiscard]] bool is_endpoint() const
    {
        return std::any_of(routes.begin(), routes.end(), [](std::size_t route) { return route != no_route; });
    }
    [[nodiscard]] std::string allow() const
    {
        std::string text;
        auto const add = [&](Method method) {
            text += text.empty() ? "" : ", ";
            text += to_text(method);
        };
        for (std::size_t i = 0; i < method_count; ++i) {
            auto const method = static_cast<Method>(i);
            bool const implied = method == Method::head && routes[0] != no_route;
            if (routes[i] != no_route || implied || method == Method::options)
                add(method);
        }
        return text;
    }

    using Values = std::vector<std::pair<std::string_view, std::string>>;

    // The most specific endpoint for the decoded segments; goes back where a branch ends nowhere.
    Node const* find(std::span<std::string const> segments, Values& values) const
    {
        if (segments.empty())
            return is_endpoint() ? this : nullptr;
        auto const& segment = segments.front();
        if (auto const child = statics.find(segment); child != statics.end()) {
            if (auto const* found = child->second->find(segments.subspan(1), values))
                return found;
        }
        for (auto const& parameter : parameters) {
            if (!fits(parameter.type, segment))
                continue;
            values.emplace_back(parameter.name, segment);
            if (auto const* found = parameter.node->find(segments.subspan(1), values))
                return found;
            values.pop_back();
        }
        if (rest && !segment.empty()) {
            values.emplace_back(rest->name, joined(segments));
            return rest->node.get();
        }
        return nullptr;
    }

    // The "{rest*}" nearest to the end of the path that has the method, for an address whose own route has
    // not.
    Node const* find_rest(std::span<std::string const> segments, Method method, Values& values) const
    {
        if (segments.empty())
            return nullptr;
        auto const& segment = segments.front();
        if (auto const child = statics.find(segment); child != statics.end()) {
            if (auto const* found = child->second->find_rest(segments.subspan(1), method, values))
                return found;
        }
        for (auto const& parameter : parameters) {
            if (!fits(parameter.type, segment))
                continue;
            values.emplace_back(parameter.name, segment);
            if (auto const* found = parameter.node->find_rest(segments.subspan(1), method, values))
                return found;
            values.pop_back();
        }
        if (!rest || segment.empty() || rest->node->route_of(method) == no_route)
            return nullptr;
        values.emplace_back(rest->name, joined(segments));
        return rest->node.get();
    }

    // HEAD is the GET handler's.
    [[nodiscard]] std::size_t route_of(Method method) const
    {
        auto const route = routes[static_cast<std::size_t>(method)];
        return route == no_route && method == Method::head ? routes[static_cast<std::size_t>(Method::get)]
                                                           : route;
    }
};

std::string_view PathParams::operator[](std::string_view name) const
{
    for (auto const& [key, value] : values_) {
        if (key == name)
            return value;
    }
    return {};
}

RouteTable::RouteTable()
    : root_(std::make_unique<Node>())
{ }
RouteTable::~RouteTable() = default;
RouteTable::RouteTable(RouteTable&&) noexcept = default;
RouteTable& RouteTable::operator=(RouteTable&&) noexcept = default;

void RouteTable::add(Method method, std::string_view pattern, std::size_t body_limit, Effort effort)
{
    auto const refuse = [&](char const* why) {
        throw std::logic_error{
            "route " + std::string{to_text(method)} + " " + std::string{pattern} + ": " + why};
    };
    if (!pattern.starts_with('/'))
        refuse("must start with a slash");

    Node* node = root_.get();
    auto const segments = segments_of(pattern);
    std::vector<std::string_view> names;
    for (auto const& segment : segments) {
        bool const last = &segment == &segments.back();
        if (segment.empty() && !last)
            refuse("empty segment");
        if (!segment.starts_with('{')) {
            if (segment.find_first_of("{}%?#*") != std::string_view::npos)
                refuse("a parameter takes a whole segment; static text stands unencoded");
            auto& child = node->statics[std::string{segment}];
            if (!child)
                child = std::make_unique<Node>();
            node = child.get();
            continue;
        }
        if (!segment.ends_with('}'))
            refuse("unclosed parameter");
        auto inside = segment.substr(1, segment.size() - 2);
        bool const rest = inside.ends_with('*');
        if (rest)
            inside.remove_suffix(1);
        auto const name = detail::take_until(inside, ':');
        auto const type = parse_type(inside);
        if (!detail::is_token(name) || !type)
            refuse("unknown type or no name");
        if (std::find(names.begin(), names.end(), name) != names.end())
            refuse("two parameters of one name");
        names.push_back(name);
        if (rest) {
            if (!last || *type != ParamType::any)
                refuse("{name*} takes all that follows and has no type");
            if (!node->rest)
                node->rest = std::make_unique<Node::Parameter>(
                    Node::Parameter{ParamType::any, std::string{name}, std::make_unique<Node>()});
            if (node->rest->name != name)
                refuse("two names for the same rest");
            node = node->rest->node.get();
            continue;
        }
        auto at = std::find_if(node->parameters.begin(), node->parameters.end(), [&](auto const& parameter) {
            return parameter.type == *type && parameter.name == name;
        });
        if (at == node->parameters.end()) {
            // upper_bound keeps the order of registration among parameters of one type
            at = std::upper_bound(
                node->parameters.begin(), node->parameters.end(), *type,
                [](ParamType wanted, auto const& parameter) { return wanted < parameter.type; });
            at = node->parameters.insert(
                at, Node::Parameter{*type, std::string{name}, std::make_unique<Node>()});
        }
        node = at->node.get();
    }
    auto& route = node->routes[static_cast<std::size_t>(method)];
    if (route != no_route)
        refuse("is there already");
    route = routes_.size();
    routes_.push_back({method, std::string{pattern}, body_limit, effort});
}

RouteTable::Answer RouteTable::find(Method method, std::string_view path) const
{
    if (!path.starts_with('/'))
        return NoMatch{};
    std::vector<std::string> segments;
    for (auto const segment : segments_of(path)) {
        auto decoded = percent_decode(segment);
        if (!decoded)
            return NoMatch{};
        segments.push_back(*std::move(decoded));
    }

    Node::Values values;
    if (auto const* node = root_->find(segments, values)) {
        if (auto const route = node->route_of(method); route != no_route)
            return Found{route, PathParams{std::move(values)}};
        values.clear();
        if (auto const* rest = root_->find_rest(segments, method, values))
            return Found{rest->route_of(method), PathParams{std::move(values)}};
        return MethodNotAllowed{node->allow()};
    }

    // "//host/" would become a redirect to another host.
    if (path.size() < 2 || path.starts_with("//"))
        return NoMatch{};
    std::string other{path};
    if (segments.back().empty()) {
        segments.pop_back();
        other.pop_back();
    } else {
        segments.emplace_back();
        other += '/';
    }
    values.clear();
    if (root_->find(segments, values) != nullptr)
        return SlashRedirect{std::move(other)};
    return NoMatch{};
}

Response answer(MethodNotAllowed const& refusal, Method method)
{
    return Response{method == Method::options ? Status::no_content : Status::method_not_allowed}.header(
        "Allow", refusal.allow);
}

Response answer(SlashRedirect const& redirect, Request const& request)
{
    auto target = redirect.target;
    if (auto const query = request.query_text(); !query.empty())
        target.append("?").append(query);
    return Response::redirect(Status::permanent_redirect, target);
}

} // namespace kommin::http
