#pragma once
// ReturnAddress: where mail servers report that a letter did not arrive. It holds a proof that only this
// installation can make, for one recipient and one day; so a report that comes back to it is about a letter
// of ours to that recipient, whatever else it says.
//
//     bounces+1-20784-9f86d081884c7d659a2feaa0@kreis.example
//             │   │    └ the proof
//             │   └ the day, counted from 1970-01-01
//             └ the tenant

#include "platform/base/date.hpp"
#include "platform/base/strong_id.hpp"
#include "platform/crypto/seal.hpp"
#include "platform/work/work.hpp"

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace kommin::post {

// Servers give up after some five days, and a forwarder may begin anew.
inline constexpr std::chrono::days longest_way_back{15};
// Before the @ of the mailbox: what is added must fit into the 64 characters of RFC 5321.
inline constexpr std::size_t longest_mailbox_name = 25;

// The key for the proofs, made of the key of the server.
crypto::Key return_key_of(crypto::Key const& server_key);

class ReturnAddress {
public:
    // `mailbox`: "bounces@kreis.example", whose name is not too long. `key`: return_key_of(), asked when a
    // letter is sent.
    ReturnAddress(std::string mailbox, std::function<crypto::Key const&()> key)
        : mailbox_(std::move(mailbox))
        , key_(std::move(key))
    { }
    // For a letter that leaves at this time.
    [[nodiscard]] std::string address(TenantId tenant, std::string_view recipient, Instant now) const;

private:
    std::string mailbox_;
    std::function<crypto::Key const&()> key_;
};

// What stands in such an address, by whomever it was written.
struct ReturnToken {
    TenantId tenant;
    std::chrono::sys_days day;
    std::string proof;
};
std::optional<ReturnToken> find_token(std::string_view address);

// Whether this installation has written to the recipient on the day of the token, not too long ago.
bool proves(ReturnToken const& token, crypto::Key const& key, std::string_view recipient, Instant now);

} // namespace kommin::post
