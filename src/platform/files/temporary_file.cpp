#include "platform/files/temporary_file.hpp"

#include "platform/files/descriptor.hpp"

#include <cstdlib>
#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

namespace kommin::files {

namespace {

constexpr std::size_t piece_size = std::size_t{64} << 10U;

std::unique_ptr<Descriptor> make_nameless()
{
    auto path = (std::filesystem::temp_directory_path() / "kommin-XXXXXX").string();
    auto const number = ::mkostemp(path.data(), O_CLOEXEC);
    if (number < 0)
        throw_unavailable("cannot make", path, errno);
    auto file = std::make_unique<Descriptor>(number, path);
    ::unlink(path.c_str());
    return file;
}

}

TemporaryFile::TemporaryFile()
    : file_(make_nameless())
{ }

TemporaryFile::TemporaryFile(std::filesystem::path const& made)
    : file_(std::make_unique<Descriptor>(made, O_RDONLY))
{
    ::unlink(made.c_str());
}

TemporaryFile::TemporaryFile(TemporaryFile&&) noexcept = default;
TemporaryFile& TemporaryFile::operator=(TemporaryFile&&) noexcept = default;
TemporaryFile::~TemporaryFile() = default;

void TemporaryFile::append(std::string_view bytes)
{
    waiting_ += bytes;
    if (waiting_.size() >= piece_size)
        write_out();
}

void TemporaryFile::write_out()
{
    file_->write_all(waiting_);
    waiting_.clear();
}

bool TemporaryFile::read_piece(std::string& out)
{
    if (!waiting_.empty())
        write_out();
    auto const before = out.size();
    out.resize(before + piece_size);
    for (;;) {
        auto const count
            = ::pread(file_->number(), out.data() + before, piece_size, static_cast<off_t>(read_));
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            throw_unavailable("cannot read", "a temporary file", errno);
        out.resize(before + static_cast<std::size_t>(count));
        read_ += static_cast<std::uint64_t>(count);
        return count > 0;
    }
}

} // namespace kommin::files
