#pragma once
// Files that survive a crash: whole or not there at all.

#include "platform/base/result.hpp"

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::files {

// The machine refused: disk full, no permission, gone. what() names the file and the cause.
class Unavailable : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

// Replaces the file in one step: readers see the old bytes or the new ones, also after a power cut. The
// directory must exist.
void write_atomically(std::filesystem::path const& path, std::string_view bytes);

// A new file that only its owner can read, whole and on the disk when it returns; false and nothing changed
// if there is one of that name. The directory must exist.
bool create_private(std::filesystem::path const& path, std::string_view bytes);

// mkdir -p, and on the disk when it returns. Throws Unavailable.
void make_directories(std::filesystem::path const& directory);
// The same; a new one at the end of the path is for its owner only. One that is there keeps its mode.
void make_private_directory(std::filesystem::path const& directory);

// The whole file. Problem not_found ("files.not_found", also for a directory) or too_large ("files.too_large"
// with {limit} in bytes); anything else throws Unavailable.
Result<std::string> read_file(std::filesystem::path const& path, std::size_t limit);

// Files of imports and pictures under the SHA-256 of their content: root/ab/cd/abcd…; the same bytes are
// stored once. Safe from every thread and from several processes on one file system.
class BlobStore {
public:
    // Makes the directory if it is missing; removes what a crash left half-written.
    explicit BlobStore(std::filesystem::path root);

    // Returns the hash (64 hex digits) once the bytes are safely on disk. One that is there already is as
    // young as a new one from here on.
    std::string put(std::string_view bytes);
    // Nothing if there is no such blob; also for a text that is no hash.
    [[nodiscard]] std::optional<std::string> read(std::string_view hash) const;
    [[nodiscard]] bool contains(std::string_view hash) const;
    // Whether the blob is there and its bytes still have this hash.
    [[nodiscard]] bool verify(std::string_view hash) const;
    // For personal data, and for what nobody needs any more. False if there was none.
    bool erase(std::string_view hash);
    // All hashes, ascending.
    [[nodiscard]] std::vector<std::string> list() const;
    // Of those that nobody has put for that long.
    [[nodiscard]] std::vector<std::string> list_unchanged_for(std::chrono::hours time) const;
    [[nodiscard]] bool is_unchanged_for(std::string_view hash, std::chrono::hours time) const;
    // Where the blob lies or would lie, for sending it without reading it; nothing if `hash` is none.
    [[nodiscard]] std::optional<std::filesystem::path> path_of(std::string_view hash) const;

private:
    std::filesystem::path root_;
};

} // namespace kommin::files
