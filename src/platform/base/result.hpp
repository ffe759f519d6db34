#pragma once
// Result<T>: what the office or a citizen can cause is returned; what only we or the machine can cause is
// thrown. A subset of the interface of std::expected, which g++ 12 has only in C++23.

#include "platform/base/problem.hpp"

#include <cassert>
#include <optional>
#include <utility>
#include <variant>

namespace kommin {

// Holds a T or the Problem that prevented it. Reading the wrong side is a programming error (assert).
template<class T>
class [[nodiscard]] Result {
public:
    using value_type = T;

    Result(T value) // NOLINT(google-explicit-constructor): `return value;` is the happy path
        : state_(std::in_place_index<0>, std::move(value))
    { }
    Result(Problem problem) // NOLINT(google-explicit-constructor): `return Problem::…;` likewise
        : state_(std::in_place_index<1>, std::move(problem))
    { }

    [[nodiscard]] bool has_value() const noexcept { return state_.index() == 0; }
    explicit operator bool() const noexcept { return has_value(); }

    T& value() & { return std::get<0>(state_); }
    T const& value() const& { return std::get<0>(state_); }
    T&& value() && { return std::get<0>(std::move(state_)); }
    T& operator*() & { return value(); }
    T const& operator*() const& { return value(); }
    T&& operator*() && { return std::move(*this).value(); }
    T* operator->() { return &value(); }
    T const* operator->() const { return &value(); }

    Problem& problem() & { return std::get<1>(state_); }
    Problem const& problem() const& { return std::get<1>(state_); }
    Problem&& problem() && { return std::get<1>(std::move(state_)); }

private:
    std::variant<T, Problem> state_;
};

template<>
class [[nodiscard]] Result<void> {
public:
    using value_type = void;

    Result() = default;
    Result(Problem problem) // NOLINT(google-explicit-constructor)
        : problem_(std::move(problem))
    { }

    [[nodiscard]] bool has_value() const noexcept { return !problem_.has_value(); }
    explicit operator bool() const noexcept { return has_value(); }
    void value() const { assert(has_value()); }

    Problem& problem() & { return problem_.value(); }
    Problem const& problem() const& { return problem_.value(); }
    Problem&& problem() && { return std::move(problem_).value(); }

private:
    std::optional<Problem> problem_;
};

namespace detail {
template<class T>
T take_value(Result<T>&& result)
{
    return std::move(result).value();
}
inline void take_value(Result<void>&&) { }
}

} // namespace kommin

// auto offer = TRY(find_offer(…)); returns the problem to the caller, or goes on with the value.
// A GNU statement expression: both compilers of the project have it, and no standard form can return.
// NOLINTBEGIN(bugprone-macro-parentheses): a declared name cannot stand in parentheses
// The counter keeps one TRY inside the argument of another from hiding its result.
#define TRY(expression) KOMMIN_TRY_NUMBERED(__COUNTER__, expression)
#define KOMMIN_TRY_NUMBERED(number, expression) KOMMIN_TRY_NAMED(number, expression)
#define KOMMIN_TRY_NAMED(number, expression) KOMMIN_TRY(kommin_try_##number, expression)
#define KOMMIN_TRY(result, expression)                                                                       \
    __extension__({                                                                                          \
        auto result = (expression);                                                                          \
        if (!result)                                                                                         \
            return std::move(result).problem();                                                              \
        ::kommin::detail::take_value(std::move(result));                                                     \
    })
// NOLINTEND(bugprone-macro-parentheses)
