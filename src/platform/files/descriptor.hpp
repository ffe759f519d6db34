#pragma once
// Private to files: an open file that closes itself, and system calls that say what failed.

#include <filesystem>
#include <string_view>

namespace kommin::files {

// Throws Unavailable "<what> <path>: <text of the error>".
[[noreturn]] void throw_unavailable(std::string_view what, std::filesystem::path const& path, int error);

class Descriptor {
public:
    // `flags` as for open(2); throws Unavailable.
    Descriptor(std::filesystem::path const& path, int flags);
    explicit Descriptor(int number, std::filesystem::path path);
    Descriptor(Descriptor const&) = delete;
    Descriptor& operator=(Descriptor const&) = delete;
    ~Descriptor();

    void write_all(std::string_view bytes);
    // On disk, not only in the page cache.
    void sync();
    // Throws if the last writes failed only now (network file systems).
    void close();
    [[nodiscard]] int number() const { return number_; }

private:
    int number_;
    std::filesystem::path path_;
};

void sync_directory(std::filesystem::path const& directory);
// Writes `target` by way of a new file at `temporary` on the same file system.
void write_through(
    std::filesystem::path const& temporary, std::filesystem::path const& target, std::string_view bytes);

} // namespace kommin::files
