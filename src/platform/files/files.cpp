#include "platform/files/files.hpp"

#include "platform/crypto/random.hpp"
#include "platform/files/descriptor.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <string>

namespace kommin::files {

void write_atomically(std::filesystem::path const& path, std::string_view bytes)
{
    auto temporary = path;
    temporary += ".tmp-" + crypto::random_token(9);
    write_through(temporary, path, bytes);
}

bool create_private(std::filesystem::path const& path, std::string_view bytes)
{
    auto temporary = path;
    temporary += ".tmp-" + crypto::random_token(9);
    {
        int const number
            = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
        if (number < 0)
            throw_unavailable("cannot create", temporary, errno);
        Descriptor file(number, temporary);
        file.write_all(bytes);
        file.sync();
        file.close();
    }
    // link() and not rename(): of two processes that create it at once, one keeps what it wrote.
    bool const created = ::link(temporary.c_str(), path.c_str()) == 0;
    auto const error = errno;
    ::unlink(temporary.c_str());
    if (!created && error != EEXIST)
        throw_unavailable("cannot create", path, error);
    sync_directory(path.parent_path());
    return created;
}

Result<std::string> read_file(std::filesystem::path const& path, std::size_t limit)
{
    int const number = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (number < 0) {
        if (errno == ENOENT || errno == ENOTDIR)
            return Problem::not_found("files.not_found"_msg);
        throw_unavailable("cannot open", path, errno);
    }
    Descriptor const file(number, path);
    std::string bytes;
    struct stat facts{};
    if (::fstat(number, &facts) == 0) {
        if (S_ISDIR(facts.st_mode))
            return Problem::not_found("files.not_found"_msg);
        if (S_ISREG(facts.st_mode))
            bytes.reserve(std::min(static_cast<std::size_t>(facts.st_size), limit));
    }
    // Counted while reading: the size may be unknown (a pipe) or change meanwhile.
    std::array<char, 65536> buffer;
    for (;;) {
        auto const count = ::read(number, buffer.data(), buffer.size());
        if (count == 0)
            return bytes;
        if (count < 0) {
            if (errno == EINTR)
                continue;
            throw_unavailable("cannot read", path, errno);
        }
        if (static_cast<std::size_t>(count) > limit - bytes.size())
            return Problem{
                ProblemKind::too_large, {}, "files.too_large"_msg, {{"limit", std::to_string(limit)}}};
        bytes.append(buffer.data(), static_cast<std::size_t>(count));
    }
}

} // namespace kommin::files
