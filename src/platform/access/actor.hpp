#pragma once
// Actor: who acts, in a Work and in the audit chain, and what they may do.

#include "platform/access/rights.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin {

class Actor {
public:
    enum class Kind : std::uint8_t {
        visitor, // somebody on the public pages, whom we neither know nor want to know
        system, // the program by itself: jobs, the demonstration
        command_line, // whoever may start the program on the server
        account, // somebody who has logged in
    };

    static Actor visitor() { return {Kind::visitor, 0, {}, std::make_shared<Rights const>()}; }
    static Actor system() { return {Kind::system, 0, {}, everything()}; }
    static Actor command_line() { return {Kind::command_line, 0, {}, everything()}; }
    // `id`: of the account, above 0; `display_name`: for pages.
    static Actor account(std::int64_t id, std::string display_name, std::shared_ptr<Rights const> rights)
    {
        return {Kind::account, id, std::move(display_name), std::move(rights)};
    }

    [[nodiscard]] Kind kind() const { return kind_; }
    [[nodiscard]] std::int64_t id() const { return id_; }
    [[nodiscard]] std::string const& display_name() const { return display_name_; }
    // Whether this actor may do that with a record of this owner.
    [[nodiscard]] bool may(Permission permission, Scope scope) const
    {
        return rights_->allows(permission, scope);
    }
    // With any record: whether a list or a menu entry is worth showing.
    [[nodiscard]] bool may_somewhere(Permission permission) const
    {
        return rights_->allows_somewhere(permission);
    }
    // With whose records: the whole tenant alone, or the owners in ascending order; empty: nobody's.
    [[nodiscard]] std::vector<Scope> where(Permission permission) const { return rights_->where(permission); }
    // As it stands in the audit chain: "public", "command line"; with an id "account:17". Never the name:
    // that is personal data, and the chain cannot be erased.
    [[nodiscard]] std::string code() const
    {
        constexpr std::array<std::string_view, 4> words{"public", "system", "command line", "account"};
        std::string code(words.at(static_cast<std::size_t>(kind_)));
        if (id_ != 0)
            code += ':' + std::to_string(id_);
        return code;
    }

private:
    Actor(Kind kind, std::int64_t id, std::string display_name, std::shared_ptr<Rights const> rights)
        : kind_(kind)
        , id_(id)
        , display_name_(std::move(display_name))
        , rights_(std::move(rights))
    { }
    static std::shared_ptr<Rights const> everything()
    {
        static auto const rights = std::make_shared<Rights const>(Rights::of_the_program());
        return rights;
    }

    Kind kind_;
    std::int64_t id_;
    std::string display_name_;
    std::shared_ptr<Rights const> rights_;
};

} // namespace kommin
