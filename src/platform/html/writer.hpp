#pragma once
// Writer: builds a page out of literals that the compiler has checked.
//
//     void write_card(Writer& w, Offer const& offer)
//     {
//         w(R"(<li class="km-card"><h3><a href="{}">{}</a></h3>{}</li>)", offer.url, offer.title,
//           when(offer.is_free, [&](Writer& inner) { inner("<p>{}</p>", texts("offers.free"_msg)); }));
//     }
//
// Holes by position
//   text                  text, whole numbers, Url, Safe, or a callable taking Writer& (nested content)
//   attribute="{}"        text, whole numbers, Url
//   href, src, action …   Url only, at the start of the value
//   <a {}>                Attributes
//   <title>, <textarea>   text and whole numbers
//   <script type="application/ld+json">{}</script>   JsonLd
// There are none in scripts, styles, comments, names, on… and style attributes. `{{` and `}}` are braces.
// Each literal closes the tags it opens.

#include "platform/html/attributes.hpp"
#include "platform/html/escape.hpp"
#include "platform/html/literal.hpp"
#include "platform/html/url.hpp"

#include <charconv>
#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace kommin::html {

// HTML that is safe already: made by platform/markdown or by a Writer, never typed by anybody.
class Safe {
public:
    explicit Safe(std::string html)
        : html_(std::move(html))
    { }
    [[nodiscard]] std::string const& text() const { return html_; }

private:
    std::string html_;
};

// JSON for a data script. Whatever could end the script is written as \u…: the JSON stays the same.
class JsonLd {
public:
    explicit JsonLd(std::string json)
        : json_(std::move(json))
    { }
    [[nodiscard]] std::string const& text() const { return json_; }

private:
    std::string json_;
};

class Writer {
public:
    Writer() = default;
    explicit Writer(std::size_t expected_bytes) { text_.reserve(expected_bytes); }
    Writer(Writer const&) = delete;
    Writer& operator=(Writer const&) = delete;

    template<class... Args>
    Writer& operator()(Literal<std::type_identity_t<Args>...> const& literal, Args const&... args)
    {
        put_piece(literal.piece(0), literal.has_doubled_braces());
        if constexpr (sizeof...(Args) > 0) {
            std::size_t hole = 0;
            (put_argument(literal, hole++, args), ...);
        }
        return *this;
    }

    // What has been written; leaves the writer empty.
    [[nodiscard]] std::string take() { return std::exchange(text_, {}); }
    [[nodiscard]] std::string const& text() const { return text_; }
    void reserve(std::size_t bytes) { text_.reserve(bytes); }

private:
    template<class Literal, class Arg>
    void put_argument(Literal const& literal, std::size_t hole, Arg const& arg)
    {
        if constexpr (std::same_as<Arg, Url>) {
            append_escaped(text_, arg.text());
        } else if constexpr (std::same_as<Arg, Safe> || std::same_as<Arg, Attributes>) {
            text_ += arg.text();
        } else if constexpr (std::same_as<Arg, JsonLd>) {
            put_json(arg.text());
        } else if constexpr (std::same_as<Arg, char>) {
            append_escaped(text_, {&arg, 1});
        } else if constexpr (detail::Integer<Arg>) {
            char digits[24];
            auto const end = std::to_chars(digits, digits + sizeof digits, arg).ptr;
            text_.append(digits, static_cast<std::size_t>(end - digits));
        } else if constexpr (detail::Text<Arg>) {
            std::string_view const value = arg;
            // The parser drops a line break right after <textarea>.
            if (literal.position(hole) == detail::Position::textarea_start && value.starts_with('\n'))
                text_ += '\n';
            append_escaped(text_, value);
        } else if constexpr (std::is_invocable_v<Arg const&, Writer&>) {
            arg(*this);
        } // the literal has refused everything else
        put_piece(literal.piece(hole + 1), literal.has_doubled_braces());
    }

    void put_piece(std::string_view piece, bool has_doubled_braces)
    {
        if (has_doubled_braces)
            put_with_single_braces(piece);
        else
            text_.append(piece);
    }
    void put_with_single_braces(std::string_view piece);
    void put_json(std::string_view json);

    std::string text_;
};

namespace detail {

// Keeps a temporary, refers to what lives elsewhere.
template<class Range, class Render>
class Each {
public:
    Each(Range&& range, Render render)
        : range_(std::forward<Range>(range))
        , render_(std::move(render))
    { }
    void operator()(Writer& writer) const
    {
        [[maybe_unused]] std::size_t index = 0;
        for (auto const& item : range_) {
            if constexpr (std::is_invocable_v<Render const&, Writer&, decltype(item), std::size_t>)
                render_(writer, item, index++);
            else
                render_(writer, item);
        }
    }

private:
    Range range_;
    Render render_;
};

} // namespace detail

// A hole filled by one rendering per item: render(Writer&, item) or render(Writer&, item, index).
template<class Range, class Render>
[[nodiscard]] auto each(Range&& range, Render render)
{
    return detail::Each<Range, Render>(std::forward<Range>(range), std::move(render));
}

// A hole filled by render(Writer&) if the condition holds.
template<class Render>
[[nodiscard]] auto when(bool condition, Render render)
{
    return [condition, render = std::move(render)](Writer& writer) {
        if (condition)
            render(writer);
    };
}

template<class Render, class Otherwise>
[[nodiscard]] auto when(bool condition, Render render, Otherwise otherwise)
{
    return [condition, render = std::move(render), otherwise = std::move(otherwise)](Writer& writer) {
        if (condition)
            render(writer);
        else
            otherwise(writer);
    };
}

} // namespace kommin::html
