#pragma once
// TemporaryFile: bytes on their way out that are too many for memory.

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace kommin::files {

class Descriptor;

// Has no name: nobody else can open it, and it is gone with its owner, also after a crash. One thread at a
// time.
class TemporaryFile {
public:
    // Where the machine keeps temporary files. Throws Unavailable, as does everything else here.
    TemporaryFile();
    // Takes over a file that somebody else has made, and removes its name.
    explicit TemporaryFile(std::filesystem::path const& made);
    TemporaryFile(TemporaryFile&&) noexcept;
    TemporaryFile& operator=(TemporaryFile&&) noexcept;
    ~TemporaryFile();

    void append(std::string_view bytes);
    // Appends the next piece, from the beginning on, and returns whether more follow; append nothing after
    // the first call.
    bool read_piece(std::string& out);

private:
    void write_out();

    std::unique_ptr<Descriptor> file_;
    std::string waiting_; // not written yet
    std::uint64_t read_ = 0;
};

} // namespace kommin::files
