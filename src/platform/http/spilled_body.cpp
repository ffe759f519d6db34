#include "platform/http/spilled_body.hpp"

#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <string>
#include <sys/mman.h>
#include <system_error>
#include <unistd.h>

namespace kommin::http {

namespace {

[[noreturn]] void throw_errno(char const* what)
{
    throw std::system_error{errno, std::generic_category(), what};
}

// Not every file system knows O_TMPFILE (overlayfs of older kernels): then create and unlink.
int open_nameless_file(std::filesystem::path const& directory)
{
    int const file = ::open(directory.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (file >= 0 || (errno != EOPNOTSUPP && errno != EISDIR && errno != ENOENT))
        return file;
    auto pattern = (directory / "body-XXXXXX").string();
    int const named = ::mkostemp(pattern.data(), O_CLOEXEC);
    if (named >= 0)
        ::unlink(pattern.c_str());
    return named;
}

}

SpilledBody::SpilledBody(std::filesystem::path const& directory)
    : file_(open_nameless_file(directory.empty() ? std::filesystem::temp_directory_path() : directory))
{
    if (file_ < 0)
        throw_errno("temporary file for a request body");
}

SpilledBody::~SpilledBody()
{
    if (mapping_ != nullptr)
        ::munmap(mapping_, size_);
    ::close(file_);
}

void SpilledBody::append(std::string_view bytes)
{
    while (!bytes.empty()) {
        auto const written = ::write(file_, bytes.data(), bytes.size());
        if (written < 0) {
            if (errno == EINTR)
                continue;
            throw_errno("writing a request body");
        }
        size_ += static_cast<std::size_t>(written);
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
}

void SpilledBody::seal()
{
    if (size_ == 0)
        return;
    auto* const mapping = ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, file_, 0);
    if (mapping == MAP_FAILED)
        throw_errno("mapping a request body");
    mapping_ = static_cast<char*>(mapping);
}

} // namespace kommin::http
