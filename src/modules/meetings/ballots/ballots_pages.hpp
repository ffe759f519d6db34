#pragma once
// The pages of secret votes for whoever writes the minutes.

#include "modules/meetings/ballots/secret_vote.hpp"
#include "modules/meetings/minutes/minutes_shown.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::meetings {

inline constexpr std::string_view votes_page = "geheim"; // below minutes

std::string slips_field(std::string_view motion); // "zettel-12_1": there is a form for each motion

struct ShownVote {
    SecretVote vote;
    std::optional<std::int64_t>
        used; // slips, while it is open; nothing: the key is not here, or rows are broken
};
struct VotesPage {
    SeenMinutes const& seen;
    std::vector<ShownVote> votes = {};
    std::vector<Motion> motions = {}; // on which one can be held
    std::vector<std::string> people = {}; // with a vote, by name; "" where this person may not see it
    std::vector<std::string> unsettled = {}; // likewise, on seats of which nobody has said it
    std::int64_t present = 0;
    std::int64_t most_slips = 0; // as most_slips_for() says
    std::string typed = {}; // number of slips, as it was refused in the form of the first problem
    std::vector<Problem> problems = {};
};
http::Response votes_page_of(web::Call const& call, VotesPage const& page);
// To be printed now: there is no second time.
http::Response slips_page_of(
    web::Call const& call, SeenMinutes const& seen, SecretVote const& vote,
    std::vector<std::string> const& codes);

} // namespace kommin::meetings
