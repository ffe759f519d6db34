#include "modules/meetings/ballots/vote_keys.hpp"

#include "platform/base/number.hpp"
#include "platform/files/files.hpp"

#include <stdexcept>
#include <string_view>
#include <system_error>

namespace kommin::meetings {

namespace {

constexpr std::string_view ending = ".key";

}

std::filesystem::path VoteKeys::file_of(TenantId tenant, SecretVoteId vote) const
{
    auto name = std::to_string(tenant.value) + '-' + std::to_string(vote.value);
    name += ending;
    return folder_ / name;
}

crypto::Key VoteKeys::create(TenantId tenant, SecretVoteId vote) const
{
    files::make_private_directory(folder_);
    auto key = crypto::Key::random();
    auto const file = file_of(tenant, vote);
    if (files::create_private(file, key.bytes()))
        return key;
    erase(tenant, vote);
    if (!files::create_private(file, key.bytes()))
        throw files::Unavailable("cannot replace " + file.string());
    return key;
}

std::optional<crypto::Key> VoteKeys::find(TenantId tenant, SecretVoteId vote) const
{
    auto const bytes = files::read_file(file_of(tenant, vote), crypto::Key::size);
    return bytes ? crypto::Key::of(*bytes) : std::nullopt;
}

void VoteKeys::erase(TenantId tenant, SecretVoteId vote) const
{
    auto const file = file_of(tenant, vote);
    std::error_code refused;
    std::filesystem::remove(file, refused);
    if (refused)
        throw files::Unavailable("cannot remove " + file.string() + ": " + refused.message());
}

std::vector<SecretVoteId> VoteKeys::list(TenantId tenant) const
{
    std::vector<SecretVoteId> votes;
    auto const beginning = std::to_string(tenant.value) + '-';
    std::error_code missing;
    for (auto const& entry : std::filesystem::directory_iterator(folder_, missing)) {
        auto const name = entry.path().filename().string();
        if (!name.starts_with(beginning) || !name.ends_with(ending))
            continue;
        auto const number
            = std::string_view(name).substr(beginning.size(), name.size() - beginning.size() - ending.size());
        if (auto const id = parse_number(number))
            votes.push_back(SecretVoteId{*id});
    }
    return votes;
}

} // namespace kommin::meetings
