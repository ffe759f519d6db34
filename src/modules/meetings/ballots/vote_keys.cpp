#include "modules/meetings/ballots/vote_keys.hpp"

#include "platform/base/number.hpp"
#include "platform/files/files.hpp"

#include <chrono>
#include <string_view>
#include <system_error>

namespace kommin::meetings {

namespace {

constexpr std::string_view ending = ".key";
constexpr std::string_view unfinished = ".key.tmp-"; // as files::create_private() names it

[[noreturn]] void refuse(std::string const& what, std::filesystem::path const& file, std::error_code cause)
{
    throw files::Unavailable(what + ' ' + file.string() + ": " + cause.message());
}

void remove_file(std::filesystem::path const& file)
{
    std::error_code refused;
    std::filesystem::remove(file, refused);
    if (refused)
        refuse("cannot remove", file, refused);
}

bool is_a_day_old(std::filesystem::path const& file)
{
    std::error_code missing;
    auto const written = std::filesystem::last_write_time(file, missing);
    return !missing && written < std::filesystem::file_time_type::clock::now() - std::chrono::days(1);
}

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
    remove_file(file_of(tenant, vote));
}

bool VoteKeys::is_of_before_yesterday(TenantId tenant, SecretVoteId vote) const
{
    return is_a_day_old(file_of(tenant, vote));
}

std::vector<std::filesystem::path> VoteKeys::files_of(TenantId tenant) const
{
    std::vector<std::filesystem::path> files;
    auto const beginning = std::to_string(tenant.value) + '-';
    std::error_code refused;
    std::filesystem::directory_iterator entry(folder_, refused);
    for (; !refused && entry != std::filesystem::directory_iterator(); entry.increment(refused)) {
        if (entry->path().filename().string().starts_with(beginning))
            files.push_back(entry->path());
    }
    if (refused && refused != std::errc::no_such_file_or_directory) // there was no vote yet
        refuse("cannot list", folder_, refused);
    return files;
}

std::vector<SecretVoteId> VoteKeys::list(TenantId tenant) const
{
    std::vector<SecretVoteId> votes;
    auto const beginning = std::to_string(tenant.value).size() + 1;
    for (auto const& file : files_of(tenant)) {
        auto const name = file.filename().string();
        if (!name.ends_with(ending))
            continue;
        auto const number = std::string_view(name).substr(beginning, name.size() - beginning - ending.size());
        if (auto const id = parse_number(number))
            votes.push_back(SecretVoteId{*id});
    }
    return votes;
}

void VoteKeys::erase_unfinished(TenantId tenant) const
{
    for (auto const& file : files_of(tenant)) {
        if (file.filename().string().find(unfinished) != std::string::npos && is_a_day_old(file))
            remove_file(file);
    }
}

} // namespace kommin::meetings
