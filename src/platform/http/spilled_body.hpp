#pragma once
// A request body too large to be kept in memory: written to a file without a name, read through a mapping.

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string_view>

namespace kommin::http {

// Filled by the I/O thread, then read by one worker; the file vanishes with the object, or with the process.
//
// The I/O thread waits while the kernel takes the bytes into its memory. That is bearable because only routes
// that allow more than a form ever come here; before one of them takes files of many megabytes from anybody,
// the writing belongs to the workers.
class SpilledBody {
public:
    // Throws std::system_error if the folder cannot take a file.
    explicit SpilledBody(std::filesystem::path const& directory);
    ~SpilledBody();
    SpilledBody(SpilledBody const&) = delete;
    SpilledBody& operator=(SpilledBody const&) = delete;

    // Throws std::system_error (disk full).
    void append(std::string_view bytes);
    // After the last append; throws std::system_error.
    void seal();
    [[nodiscard]] std::string_view bytes() const { return {mapping_, mapping_ == nullptr ? 0 : size_}; }
    [[nodiscard]] std::size_t size() const { return size_; }

private:
    int file_ = -1;
    std::size_t size_ = 0;
    char* mapping_ = nullptr;
};

} // namespace kommin::http
