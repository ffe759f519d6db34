#include "platform/base/text.hpp"
#include "platform/json/json.hpp"

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/src.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <tuple>
#include <unordered_set>

namespace kommin::json {

namespace {

namespace bj = boost::json;

// Takes the events of Boost's parser straight into our Value. Numbers are converted here: Boost 1.81 rounds
// some doubles to their neighbour.
class TreeBuilder {
public:
    static constexpr std::size_t max_object_size = std::size_t(-1);
    static constexpr std::size_t max_array_size = std::size_t(-1);
    static constexpr std::size_t max_key_size = std::size_t(-1);
    static constexpr std::size_t max_string_size = std::size_t(-1);

    TreeBuilder() = default;
    // Hands out the elements of the list, see parse_list.
    TreeBuilder(std::string_view list_name, TakeElement const& take)
        : list_name_(list_name)
        , take_element_(&take)
    { }

    bool on_document_begin(bj::error_code&) { return true; }
    bool on_document_end(bj::error_code&) { return true; }

    bool on_array_begin(bj::error_code&)
    {
        open_.push_back(Open{Value(Value::Array{}), {}, {}});
        return true;
    }
    bool on_array_end(std::size_t, bj::error_code& error) { return close(error); }
    bool on_object_begin(bj::error_code&)
    {
        open_.push_back(Open{Value(Value::Object{}), {}, {}});
        return true;
    }
    bool on_object_end(std::size_t, bj::error_code& error) { return close(error); }

    bool on_key_part(bj::string_view part, std::size_t, bj::error_code&)
    {
        text_.append(part.data(), part.size());
        return true;
    }
    bool on_key(bj::string_view part, std::size_t, bj::error_code& error)
    {
        text_.append(part.data(), part.size());
        if (!is_new_name(open_.back(), text_)) {
            what_ = "the name \"";
            what_ += text_;
            what_ += "\" stands twice in one object";
            fault_ = Fault::name_twice;
            error = bj::error::syntax;
            return false;
        }
        open_.back().name = std::exchange(text_, {});
        return true;
    }
    bool on_string_part(bj::string_view part, std::size_t, bj::error_code&)
    {
        text_.append(part.data(), part.size());
        return true;
    }
    bool on_string(bj::string_view part, std::size_t, bj::error_code& error)
    {
        if (text_.empty()) // the usual case: in one piece
            return add(Value(std::string_view(part.data(), part.size())), error);
        text_.append(part.data(), part.size());
        return add(Value(std::exchange(text_, {})), error);
    }
    bool on_number_part(bj::string_view, bj::error_code&) { return true; }
    bool on_int64(std::int64_t number, bj::string_view, bj::error_code& error)
    {
        return add(Value(number), error);
    }
    bool on_uint64(std::uint64_t, bj::string_view text, bj::error_code& error)
    {
        return add_double(text, 1, error);
    }
    bool on_double(double rounded, bj::string_view text, bj::error_code& error)
    {
        return add_double(text, rounded, error);
    }
    bool on_bool(bool value, bj::error_code& error) { return add(Value(value), error); }
    bool on_null(bj::error_code& error) { return add(Value(), error); }
    bool on_comment_part(bj::string_view, bj::error_code&) { return true; }
    bool on_comment(bj::string_view, bj::error_code&) { return true; }

    Value take() { return std::move(root_); }
    // What was refused here; an empty text: nothing.
    [[nodiscard]] std::pair<std::string, Fault> refused() const { return {what_, fault_}; }
    [[nodiscard]] bool was_stopped() const { return was_stopped_; }

private:
    struct Open {
        Value value;
        std::string name; // of the member that comes next
        std::unordered_set<std::string> names; // only for objects too large to look through
    };

    // Objects of forms and interfaces are small; a hostile one must not cost n².
    static bool is_new_name(Open& open, std::string const& name)
    {
        constexpr std::size_t many = 16;
        auto const& members = *open.value.as_object();
        if (members.size() < many)
            return std::none_of(
                members.begin(), members.end(), [&](auto const& member) { return member.first == name; });
        if (open.names.empty()) {
            for (auto const& member : members)
                open.names.insert(member.first);
        }
        return open.names.insert(name).second;
    }

    // Whether the innermost open array is the list whose elements are handed out.
    [[nodiscard]] bool is_in_list() const
    {
        if (take_element_ == nullptr || open_.empty() || open_.back().value.as_array() == nullptr)
            return false;
        return open_.size() == 1
            || (open_.size() == 2 && open_.front().value.as_object() != nullptr
                && open_.front().name == list_name_);
    }

    bool add(Value value, bj::error_code& error)
    {
        if (is_in_list())
            return hand_out(std::move(value), error);
        if (open_.empty())
            root_ = std::move(value);
        else if (auto* const array = open_.back().value.as_array())
            array->push_back(std::move(value));
        else
            open_.back().value.as_object()->emplace_back(std::move(open_.back().name), std::move(value));
        return true;
    }

    bool hand_out(Value value, bj::error_code& error)
    {
        was_stopped_ = (*take_element_)(std::move(value)) == Next::stop;
        if (was_stopped_)
            error = bj::error::incomplete;
        return !was_stopped_;
    }

    bool close(bj::error_code& error)
    {
        Value value = std::move(open_.back().value);
        open_.pop_back();
        return add(std::move(value), error);
    }

    bool add_double(bj::string_view text, double rounded, bj::error_code& error)
    {
        double number = 0;
        auto const result = std::from_chars(text.data(), text.data() + text.size(), number);
        // Out of range is said of both ends; what is too small to be told from nothing is zero.
        if (result.ec == std::errc::result_out_of_range && std::abs(rounded) < 1)
            number = text.front() == '-' ? -0.0 : 0.0;
        else if (result.ec != std::errc()) {
            what_ = "number out of range";
            fault_ = Fault::number;
            error = bj::error::exponent_overflow;
            return false;
        }
        return add(Value(number), error);
    }

    std::string_view list_name_;
    TakeElement const* take_element_ = nullptr;
    bool was_stopped_ = false;
    std::vector<Open> open_;
    std::string text_;
    std::string what_;
    Fault fault_ = Fault::character;
    Value root_;
};

SyntaxError error_at(std::string_view text, std::size_t offset, std::string what, Fault fault)
{
    auto const before = text.substr(0, std::min(offset, text.size()));
    auto const line_start = before.rfind('\n') + 1; // npos + 1 is 0
    return {
        static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n')) + 1,
        count_code_points(before.substr(line_start)) + 1, std::move(what), fault};
}

std::pair<std::string, Fault> describe(bj::error_code const& error)
{
    if (error == bj::error::incomplete)
        return {"the text ends too early", Fault::unfinished};
    if (error == bj::error::too_deep)
        return {"too many levels", Fault::too_deep};
    if (error == bj::error::illegal_leading_surrogate || error == bj::error::illegal_trailing_surrogate)
        return {"lone surrogate", Fault::character};
    if (error == bj::error::expected_hex_digit)
        return {"four hexadecimal digits must follow \\u", Fault::character};
    if (error == bj::error::exponent_overflow)
        return {"number out of range", Fault::number};
    return {"unexpected character", Fault::character};
}

std::variant<Value, SyntaxError> build(std::string_view text, Limits const& limits, TreeBuilder handler)
{
    if (text.size() > limits.bytes)
        return SyntaxError{1, 1, "more than " + std::to_string(limits.bytes) + " bytes", Fault::too_large};
    if (text.starts_with("\xEF\xBB\xBF"))
        text.remove_prefix(3);
    bj::parse_options options;
    options.max_depth = static_cast<std::size_t>(std::max(limits.depth, 0));
    bj::basic_parser<TreeBuilder> parser(options, std::move(handler));
    bj::error_code error;
    auto const used = parser.write_some(false, text.data(), text.size(), error);
    if (parser.handler().was_stopped())
        return Value();
    if (error) {
        auto [what, fault] = parser.handler().refused();
        if (what.empty())
            std::tie(what, fault) = describe(error);
        return error_at(text, used, std::move(what), fault);
    }
    auto const rest = text.find_first_not_of(" \t\r\n", used);
    if (rest != std::string_view::npos)
        return error_at(text, rest, "text after the end of the value", Fault::trailing);
    return parser.handler().take();
}

}

Problem problem_of(SyntaxError const& error)
{
    auto const message = [&] {
        switch (error.fault) {
        case Fault::unfinished:
            return "file.json.unfinished"_msg;
        case Fault::too_large:
            return "file.json.too_large"_msg;
        case Fault::too_deep:
            return "file.json.too_deep"_msg;
        case Fault::number:
            return "file.json.number"_msg;
        case Fault::name_twice:
            return "file.json.name_twice"_msg;
        case Fault::trailing:
            return "file.json.trailing"_msg;
        case Fault::character:
            break;
        }
        return "file.json.character"_msg;
    }();
    return Problem::invalid({}, message, {{"column", std::to_string(error.column)}});
}

std::variant<Value, SyntaxError> parse(std::string_view text, Limits const& limits)
{
    return build(text, limits, TreeBuilder());
}

std::variant<Value, SyntaxError> parse_list(
    std::string_view text, std::string_view list_name, TakeElement const& take, Limits const& limits)
{
    return build(text, limits, TreeBuilder(list_name, take));
}

} // namespace kommin::json
