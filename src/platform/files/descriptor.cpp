#include "platform/files/descriptor.hpp"

#include "platform/files/files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <system_error>
#include <utility>

namespace kommin::files {

void throw_unavailable(std::string_view what, std::filesystem::path const& path, int error)
{
    throw Unavailable(
        std::string(what) + ' ' + path.string() + ": " + std::generic_category().message(error));
}

Descriptor::Descriptor(std::filesystem::path const& path, int flags)
    : number_(::open(path.c_str(), flags | O_CLOEXEC, 0640))
    , path_(path)
{
    if (number_ < 0)
        throw_unavailable("cannot open", path_, errno);
}

Descriptor::Descriptor(int number, std::filesystem::path path)
    : number_(number)
    , path_(std::move(path))
{ }

Descriptor::~Descriptor()
{
    if (number_ >= 0)
        ::close(number_);
}

void Descriptor::write_all(std::string_view bytes)
{
    while (!bytes.empty()) {
        auto const written = ::write(number_, bytes.data(), bytes.size());
        if (written >= 0)
            bytes.remove_prefix(static_cast<std::size_t>(written));
        else if (errno != EINTR)
            throw_unavailable("cannot write", path_, errno);
    }
}

void Descriptor::sync()
{
    if (::fsync(number_) != 0)
        throw_unavailable("cannot sync", path_, errno);
}

void Descriptor::close()
{
    if (::close(std::exchange(number_, -1)) != 0 && errno != EINTR)
        throw_unavailable("cannot close", path_, errno);
}

void sync_directory(std::filesystem::path const& directory)
{
    Descriptor opened(directory.empty() ? std::filesystem::path(".") : directory, O_RDONLY | O_DIRECTORY);
    opened.sync();
}

namespace {

void make_directory(std::filesystem::path const& directory, ::mode_t mode)
{
    std::error_code error;
    if (directory.empty() || std::filesystem::is_directory(directory, error))
        return;
    if (error && error != std::errc::no_such_file_or_directory)
        throw_unavailable("cannot reach", directory, error.value());
    make_directories(directory.parent_path());
    if (::mkdir(directory.c_str(), mode) != 0 && errno != EEXIST)
        throw_unavailable("cannot make the directory", directory, errno);
    sync_directory(directory.parent_path());
}

}

void make_directories(std::filesystem::path const& directory)
{
    make_directory(directory, 0750);
}

void make_private_directory(std::filesystem::path const& directory)
{
    make_directory(directory, 0700);
}

void write_through(
    std::filesystem::path const& temporary, std::filesystem::path const& target, std::string_view bytes)
{
    try {
        Descriptor file(temporary, O_WRONLY | O_CREAT | O_EXCL);
        file.write_all(bytes);
        file.sync();
        file.close();
        if (::rename(temporary.c_str(), target.c_str()) != 0)
            throw_unavailable("cannot rename to", target, errno);
    } catch (Unavailable const&) {
        ::unlink(temporary.c_str()); // on a full disk every byte counts
        throw;
    }
    sync_directory(target.parent_path());
}

} // namespace kommin::files
