#pragma once
// Query: SQL whose conditions are known only at run time: lists with filters. Its text is made of literals
// only; whatever anybody typed goes through placeholders.
//
//     db::Query query("SELECT id, title FROM offers WHERE tenant_id = ?", tenant);
//     if (filter.kind)
//         query.add(" AND kind = ?", *filter.kind);
//     query.add(" ORDER BY list_text, id LIMIT ?", 50);
//     auto const rows = connection.list<Row>(query);

#include "platform/db/value.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace kommin::db {

// SQL that stands in the program: no text of anybody else becomes one.
class SqlLiteral {
public:
    template<std::size_t Size>
    consteval SqlLiteral(char const (&text)[Size]) // NOLINT(google-explicit-constructor): reads as the text
        : text_(text, Size - 1)
    { }
    [[nodiscard]] constexpr std::string_view text() const { return text_; }

private:
    std::string_view text_;
};

namespace detail {

// A value that waits for its statement.
class KeptValue {
public:
    using Content = std::variant<std::monostate, bool, std::int64_t, double, std::string, Blob>;
    KeptValue(Type type, Content content)
        : type_(type)
        , content_(std::move(content))
    { }
    [[nodiscard]] Type type() const { return type_; }
    void bind(ValueSink& sink) const;

private:
    Type type_;
    Content content_;
};

// Keeps a copy of the one value that a codec binds.
class ValueKeeper : public ValueSink {
public:
    [[noreturn]] void refuse(char const* why) override;
    [[nodiscard]] KeptValue::Content take() { return std::move(content_); }

private:
    void put_null(Type /*type*/) override { content_ = std::monostate{}; }
    void put_boolean(bool value) override { content_ = value; }
    void put_integer(std::int64_t value) override { content_ = value; }
    void put_real(double value) override { content_ = value; }
    void put_text(std::string_view value, Lifetime /*lifetime*/) override { content_ = std::string(value); }
    void put_blob(std::string_view bytes, Lifetime /*lifetime*/) override
    {
        content_ = Blob{std::string(bytes)};
    }

    KeptValue::Content content_;
};

} // namespace detail

// How many lines a list has: known by its page where that is the last one, which costs nothing. `count` asks
// the database.
template<class Count>
std::int64_t count_beyond(std::int64_t offset, std::int64_t on_page, std::int64_t limit, Count count)
{
    bool const is_last = on_page < limit && (on_page > 0 || offset == 0);
    return is_last ? offset + on_page : count();
}

// What finds a text anywhere in lower-case ASCII: for " LIKE ? ESCAPE '!'", with no letter of it that means
// something to LIKE.
std::string like_pattern(std::string_view text);

class Query {
public:
    template<class... Args>
    explicit Query(SqlLiteral text, Args const&... values)
    {
        add(text, values...);
    }
    // Adds text and the values of its placeholders, in their order.
    template<class... Args>
    Query& add(SqlLiteral text, Args const&... values)
    {
        static_assert(
            (Bindable<std::decay_t<Args const&>> && ...), "see platform/db/value.hpp for what can be bound");
        text_ += text.text();
        (keep(values), ...);
        return *this;
    }
    // The text and the values of a part that was made elsewhere.
    Query& add(Query const& part)
    {
        text_ += part.text_;
        values_.insert(values_.end(), part.values_.begin(), part.values_.end());
        return *this;
    }
    // " AND name IN (?, ?, …)"; without values nothing is true: " AND FALSE". Where these are ids of rows,
    // write "WHERE tenant_id + 0 = ?": SQLite does not know how many rows a tenant has, and would rather go
    // through all of them by an index that begins with the tenant than fetch some by their ids. The same is
    // true of "id > ? ORDER BY id LIMIT ?".
    template<class T>
    Query& add_any_of(SqlLiteral column, std::vector<T> const& values)
    {
        return values.empty() ? add(" AND FALSE") : add_list(column, " IN (", values);
    }
    // " AND name NOT IN (?, ?, …)"; without values nothing is left out.
    template<class T>
    Query& add_none_of(SqlLiteral column, std::vector<T> const& values)
    {
        return values.empty() ? *this : add_list(column, " NOT IN (", values);
    }

    // " ORDER BY column, id", or both from the end: where the column has one value twice, the id decides, so
    // that no line stands on two pages of a list.
    Query& order_by(SqlLiteral column, bool descending)
    {
        add(" ORDER BY ").add(column);
        return add(descending ? SqlLiteral(" DESC, id DESC") : SqlLiteral(", id"));
    }

    [[nodiscard]] std::string const& text() const { return text_; }
    [[nodiscard]] std::vector<detail::KeptValue> const& values() const { return values_; }

private:
    template<class T>
    Query& add_list(SqlLiteral column, SqlLiteral relation, std::vector<T> const& values)
    {
        add(" AND ");
        add(column);
        add(relation);
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (i > 0)
                add(", ");
            add("?", values[i]);
        }
        return add(")");
    }
    template<class T>
    void keep(T const& value)
    {
        using Code = Codec<std::decay_t<T const&>>;
        detail::ValueKeeper keeper;
        Code::bind(keeper, value);
        values_.emplace_back(Code::type, keeper.take());
    }

    std::string text_;
    std::vector<detail::KeptValue> values_;
};

} // namespace kommin::db
