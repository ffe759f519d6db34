#pragma once
// The keys of secret votes that are open: one file each, never in the database and in no copy of it.

#include "platform/base/strong_id.hpp"
#include "platform/crypto/seal.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace kommin::meetings {

using SecretVoteId = StrongId<struct SecretVoteTag>;

// DATA/votes/<tenant>-<vote>.key. Several servers of one database need the same folder. Whatever the machine
// refuses is thrown as files::Unavailable. Safe from all threads.
class VoteKeys {
public:
    explicit VoteKeys(std::filesystem::path folder)
        : folder_(std::move(folder))
    { }

    // A new key, on the disk when this returns. One that a vote of this number has left behind, which was
    // never committed, is replaced: call it before the commit of the vote.
    [[nodiscard]] crypto::Key create(TenantId tenant, SecretVoteId vote) const;
    // Nothing if it is not on this machine.
    [[nodiscard]] std::optional<crypto::Key> find(TenantId tenant, SecretVoteId vote) const;
    // After the commit that ends the vote; nothing happens if there is none.
    void erase(TenantId tenant, SecretVoteId vote) const;
    // Of which votes there are keys.
    [[nodiscard]] std::vector<SecretVoteId> list(TenantId tenant) const;
    // Whether the key has been there for a day: no use case takes that long to commit its vote.
    [[nodiscard]] bool is_of_before_yesterday(TenantId tenant, SecretVoteId vote) const;
    // What a kill has left of a key that was being written, once it is as old.
    void erase_unfinished(TenantId tenant) const;

private:
    [[nodiscard]] std::vector<std::filesystem::path> files_of(TenantId tenant) const;
    [[nodiscard]] std::filesystem::path file_of(TenantId tenant, SecretVoteId vote) const;

    std::filesystem::path folder_;
};

} // namespace kommin::meetings
