#pragma once
// Post: how the mails of the product leave it. Used from outward jobs (platform/work/job_rules.hpp), after
// the commit of what they tell about.
//
// A mail that the server has accepted is sent again only if the program dies before its job is marked as
// done; both have the same Message-ID then.

#include "platform/base/result.hpp"
#include "platform/mail/mail.hpp"
#include "platform/mail/smtp.hpp"
#include "platform/post/letter.hpp"
#include "platform/post/return_address.hpp"
#include "platform/work/work.hpp"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace kommin::post {

struct PostOptions {
    std::filesystem::path outbox; // where mails lie that nobody sends
    std::string sender; // address under which the program writes
    std::shared_ptr<mail::Smtp const> smtp = nullptr; // null: all mails go to the outbox
    std::optional<ReturnAddress> returns = std::nullopt; // nothing: reports go to the sender, and to people
};

// Immutable, for all threads.
class Post {
public:
    explicit Post(PostOptions options)
        : options_(std::move(options))
    { }

    // Outside of any transaction. A letter to nobody, or without a server to send it, goes to the outbox. An
    // address that the server has refused for good is marked and not tried again before somebody lifts the
    // mark. Problems are those of mail::Smtp, of which the job tries again what may work later. Throws
    // files::Unavailable.
    [[nodiscard]] Result<void> send(WorkContext const& context, Letter const& letter) const;

    [[nodiscard]] bool has_server() const { return options_.smtp != nullptr; }
    [[nodiscard]] std::string const& sender() const { return options_.sender; } // address of the letters

private:
    PostOptions options_;
};

} // namespace kommin::post
