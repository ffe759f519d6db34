#include "program/tcp_proxy.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <netinet/in.h>
#include <poll.h>
#include <stdexcept>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <system_error>
#include <unistd.h>

namespace kommin::program_tests {

namespace {

[[noreturn]] void fail(char const* what)
{
    throw std::system_error{errno, std::generic_category(), what};
}

sockaddr_in loopback(std::uint16_t port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

// Where host and port stand in "postgresql://user:password@host:port/database".
struct HostAndPort {
    explicit HostAndPort(std::string const& url)
        : begin(url.rfind('@') + 1)
        , colon(url.find(':', begin))
        , end(url.find('/', begin))
    {
        if (begin == 0 || colon == std::string::npos || end == std::string::npos || colon > end)
            throw std::runtime_error("the address of the database names no host and port");
    }
    std::size_t begin;
    std::size_t colon;
    std::size_t end;
};

}

TcpProxy::TcpProxy(std::uint16_t target_port)
    : target_port_(target_port)
    , wake_up_(::eventfd(0, EFD_CLOEXEC))
{
    if (wake_up_ < 0)
        fail("eventfd");
    open_listener();
    thread_ = std::thread([this] { run(); });
}

TcpProxy::~TcpProxy()
{
    {
        std::scoped_lock const lock(mutex_);
        stops_ = true;
    }
    std::uint64_t const one = 1;
    [[maybe_unused]] auto const written = ::write(wake_up_, &one, sizeof one);
    thread_.join();
    obey(Wire::cut);
    ::close(wake_up_);
}

void TcpProxy::set(Wire wire)
{
    std::unique_lock lock(mutex_);
    wanted_ = wire;
    std::uint64_t const one = 1;
    [[maybe_unused]] auto const written = ::write(wake_up_, &one, sizeof one);
    obeyed_.wait(lock, [this] { return wire_ == wanted_; });
}

void TcpProxy::open_listener()
{
    listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (listener_ < 0)
        fail("socket");
    int const one = 1;
    ::setsockopt(listener_, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    auto address = loopback(port_); // the same port as before the cut
    if (::bind(listener_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
        fail("bind");
    if (::listen(listener_, 64) != 0)
        fail("listen");
    socklen_t size = sizeof address;
    ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
}

void TcpProxy::obey(Wire wire)
{
    if (wire == Wire::cut) {
        for (auto const& link : links_)
            close(link);
        links_.clear();
        if (listener_ >= 0)
            ::close(listener_);
        listener_ = -1;
    } else if (listener_ < 0) {
        open_listener();
    }
    wire_ = wire;
}

void TcpProxy::run()
{
    while (true) {
        std::vector<pollfd> sources{{wake_up_, POLLIN, 0}};
        if (wire_ == Wire::whole) {
            sources.push_back({listener_, POLLIN, 0});
            for (auto const& link : links_) {
                sources.push_back({link.client, POLLIN, 0});
                sources.push_back({link.server, POLLIN, 0});
            }
        }
        if (::poll(sources.data(), sources.size(), -1) < 0)
            continue;
        if (sources[0].revents != 0) {
            std::uint64_t count = 0;
            [[maybe_unused]] auto const taken = ::read(wake_up_, &count, sizeof count);
            std::scoped_lock const lock(mutex_);
            if (stops_)
                return;
            obey(wanted_);
            obeyed_.notify_all();
            continue;
        }
        // From the back, so that what is erased does not move what is still to come.
        for (auto i = links_.size(); i-- > 0;) {
            auto const& link = links_[i];
            bool is_open = true;
            if (sources[2 + 2 * i].revents != 0)
                is_open = pass_on(link.client, link.server);
            if (is_open && sources[3 + 2 * i].revents != 0)
                is_open = pass_on(link.server, link.client);
            if (!is_open) {
                close(link);
                links_.erase(links_.begin() + static_cast<std::ptrdiff_t>(i));
            }
        }
        if (sources[1].revents != 0)
            take_client();
    }
}

void TcpProxy::take_client()
{
    int const client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (client < 0)
        return;
    int const server = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    auto const address = loopback(target_port_);
    if (::connect(server, reinterpret_cast<sockaddr const*>(&address), sizeof address) == 0)
        links_.push_back({client, server});
    else
        close({client, server});
}

bool TcpProxy::pass_on(int from, int to)
{
    std::array<char, 16 * 1024> bytes;
    auto const count = ::recv(from, bytes.data(), bytes.size(), 0);
    if (count <= 0)
        return false;
    auto rest = static_cast<std::size_t>(count);
    while (rest > 0) {
        auto const sent
            = ::send(to, bytes.data() + static_cast<std::size_t>(count) - rest, rest, MSG_NOSIGNAL);
        if (sent <= 0)
            return false;
        rest -= static_cast<std::size_t>(sent);
    }
    return true;
}

void TcpProxy::close(Link const& link)
{
    ::close(link.client);
    ::close(link.server);
}

std::uint16_t port_of_url(std::string const& url)
{
    HostAndPort const at(url);
    return static_cast<std::uint16_t>(std::stoi(url.substr(at.colon + 1, at.end - at.colon - 1)));
}

std::string url_through(std::string const& url, TcpProxy const& proxy)
{
    HostAndPort const at(url);
    return url.substr(0, at.begin) + "127.0.0.1:" + std::to_string(proxy.port()) + url.substr(at.end);
}

} // namespace kommin::program_tests
