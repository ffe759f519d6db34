#include "platform/crypto/hash.hpp"
#include "platform/crypto/random.hpp"
#include "platform/files/descriptor.hpp"
#include "platform/files/files.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <limits>
#include <system_error>
#include <utility>

namespace kommin::files {

namespace {

namespace fs = std::filesystem;

bool is_hash(std::string_view text)
{
    return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

fs::path incoming(fs::path const& root)
{
    return root / "incoming";
}

// Another process may be writing right now: only what is old is left over.
void remove_left_overs(fs::path const& directory)
{
    auto const limit = fs::file_time_type::clock::now() - std::chrono::hours(24);
    std::error_code error;
    for (auto const& entry : fs::directory_iterator(directory, error)) {
        if (entry.last_write_time(error) < limit && !error)
            fs::remove(entry.path(), error);
    }
}

std::vector<fs::path> sorted_entries(fs::path const& directory)
{
    std::vector<fs::path> entries;
    std::error_code error;
    for (auto const& entry : fs::directory_iterator(directory, error))
        entries.push_back(entry.path());
    if (error)
        throw_unavailable("cannot list", directory, error.value());
    std::sort(entries.begin(), entries.end());
    return entries;
}

}

BlobStore::BlobStore(fs::path root)
    : root_(std::move(root))
{
    make_directories(incoming(root_));
    remove_left_overs(incoming(root_));
}

std::string BlobStore::put(std::string_view bytes)
{
    auto hash = crypto::sha256_hex(bytes);
    auto const target = *path_of(hash);
    if (verify(hash)) {
        std::error_code error;
        fs::last_write_time(target, fs::file_time_type::clock::now(), error);
        if (!error || contains(hash)) { // else somebody has erased it since; a foreign file keeps its age
            // Perhaps a writer crashed between the rename and this: what we answer for must be on disk.
            sync_directory(target.parent_path());
            return hash;
        }
    }
    make_directories(target.parent_path());
    write_through(incoming(root_) / (hash + '-' + crypto::random_token(9)), target, bytes);
    return hash;
}

std::optional<std::string> BlobStore::read(std::string_view hash) const
{
    auto const path = path_of(hash);
    if (!path)
        return std::nullopt;
    auto bytes = read_file(*path, std::numeric_limits<std::size_t>::max());
    if (!bytes)
        return std::nullopt;
    return *std::move(bytes);
}

bool BlobStore::contains(std::string_view hash) const
{
    auto const path = path_of(hash);
    return path && ::access(path->c_str(), F_OK) == 0;
}

bool BlobStore::verify(std::string_view hash) const
{
    auto const path = path_of(hash);
    if (!path)
        return false;
    int const number = ::open(path->c_str(), O_RDONLY | O_CLOEXEC);
    if (number < 0) {
        if (errno == ENOENT || errno == ENOTDIR)
            return false;
        throw_unavailable("cannot open", *path, errno);
    }
    Descriptor const file(number, *path);
    crypto::Sha256 digest;
    std::array<char, 65536> buffer;
    for (;;) {
        auto const count = ::read(number, buffer.data(), buffer.size());
        if (count == 0)
            return digest.finish_hex() == hash;
        if (count > 0)
            digest.update({buffer.data(), static_cast<std::size_t>(count)});
        else if (errno != EINTR)
            throw_unavailable("cannot read", *path, errno);
    }
}

bool BlobStore::erase(std::string_view hash)
{
    auto const path = path_of(hash);
    if (!path)
        return false;
    if (::unlink(path->c_str()) != 0) {
        if (errno == ENOENT || errno == ENOTDIR)
            return false;
        throw_unavailable("cannot remove", *path, errno);
    }
    sync_directory(path->parent_path());
    return true;
}

std::vector<std::string> BlobStore::list() const
{
    std::vector<std::string> hashes;
    for (auto const& first : sorted_entries(root_)) {
        if (first.filename().string().size() != 2)
            continue;
        for (auto const& second : sorted_entries(first)) {
            for (auto const& blob : sorted_entries(second)) {
                if (is_hash(blob.filename().string()))
                    hashes.push_back(blob.filename().string());
            }
        }
    }
    return hashes;
}

std::vector<std::string> BlobStore::list_unchanged_for(std::chrono::hours time) const
{
    auto hashes = list();
    std::erase_if(hashes, [&](std::string const& hash) { return !is_unchanged_for(hash, time); });
    return hashes;
}

bool BlobStore::is_unchanged_for(std::string_view hash, std::chrono::hours time) const
{
    auto const path = path_of(hash);
    if (!path)
        return false;
    std::error_code error;
    auto const changed = fs::last_write_time(*path, error);
    return !error && changed < fs::file_time_type::clock::now() - time;
}

std::optional<fs::path> BlobStore::path_of(std::string_view hash) const
{
    if (!is_hash(hash))
        return std::nullopt;
    return root_ / hash.substr(0, 2) / hash.substr(2, 2) / hash;
}

} // namespace kommin::files
