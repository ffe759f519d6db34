#pragma once
// Actor: who acts, in a Work and in the audit chain.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace kommin {

// Accounts get a kind of their own, with id and name.
class Actor {
public:
    enum class Kind : std::uint8_t {
        visitor, // somebody on the public pages, whom we neither know nor want to know
        system, // the program by itself: jobs, the demonstration
        command_line, // whoever may start the program on the server
    };

    // `id`: who of this kind; 0 where the kind says it all. `display_name`: for pages.
    explicit Actor(Kind kind, std::int64_t id = 0, std::string display_name = {})
        : kind_(kind)
        , id_(id)
        , display_name_(std::move(display_name))
    { }
    static Actor visitor() { return Actor(Kind::visitor); }
    static Actor system() { return Actor(Kind::system); }
    static Actor command_line() { return Actor(Kind::command_line); }

    [[nodiscard]] Kind kind() const { return kind_; }
    [[nodiscard]] std::int64_t id() const { return id_; }
    [[nodiscard]] std::string const& display_name() const { return display_name_; }
    // As it stands in the audit chain: "public", "command line"; with an id "kind:17". Never the name: that
    // is personal data, and the chain cannot be erased.
    [[nodiscard]] std::string code() const
    {
        constexpr std::array<std::string_view, 3> words{"public", "system", "command line"};
        std::string code(words.at(static_cast<std::size_t>(kind_)));
        if (id_ != 0)
            code += ':' + std::to_string(id_);
        return code;
    }

private:
    Kind kind_;
    std::int64_t id_;
    std::string display_name_;
};

} // namespace kommin
