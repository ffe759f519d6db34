#pragma once
// A client that sends exactly the bytes it is told to, and reads what comes back.

#include <arpa/inet.h>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <cstring>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdexcept>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <unistd.h>

namespace kommin::http::testing {

using namespace std::chrono_literals;

class RawClient {
public:
    explicit RawClient(std::uint16_t port, int receive_buffer = 0)
        : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        if (receive_buffer > 0)
            ::setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
        int const one = 1;
        ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
            throw std::runtime_error{std::string{"connect: "} + std::strerror(errno)};
    }
    ~RawClient() { ::close(socket_); }
    RawClient(RawClient const&) = delete;
    RawClient& operator=(RawClient const&) = delete;

    // False when the server has closed.
    bool send(std::string_view bytes) const
    {
        while (!bytes.empty()) {
            auto const sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0)
                return false;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }
    void finish_sending() const { ::shutdown(socket_, SHUT_WR); }

    // Reads until `enough` says so, the server closes, or the time is over.
    template<class Enough>
    bool read_until(Enough enough, std::chrono::milliseconds limit = 5s)
    {
        auto const end = std::chrono::steady_clock::now() + limit;
        while (!enough()) {
            auto const left = std::chrono::duration_cast<std::chrono::milliseconds>(
                end - std::chrono::steady_clock::now());
            if (closed_ || left.count() <= 0)
                return false;
            pollfd waiting{socket_, POLLIN, 0};
            if (::poll(&waiting, 1, static_cast<int>(left.count())) <= 0)
                return false;
            char bytes[16 * 1024];
            auto const count = ::recv(socket_, bytes, sizeof bytes, 0);
            if (count <= 0)
                closed_ = true;
            else
                received_.append(bytes, static_cast<std::size_t>(count));
        }
        return true;
    }
    // Everything up to the close of the connection.
    std::string const& read_to_end(std::chrono::milliseconds limit = 5s)
    {
        read_until([] { return false; }, limit);
        return received_;
    }
    bool is_closed_within(std::chrono::milliseconds limit)
    {
        read_until([] { return false; }, limit);
        return closed_;
    }

    struct Answer {
        int status = 0; // 0: none came
        std::string head;
        std::string body;
        [[nodiscard]] std::string header(std::string_view name) const
        {
            auto const at = head.find("\r\n" + std::string{name} + ": ");
            if (at == std::string::npos)
                return {};
            auto const begin = at + name.size() + 4;
            return head.substr(begin, head.find("\r\n", begin) - begin);
        }
    };
    // The next answer on the connection; `bodiless` for HEAD.
    Answer read_answer(bool bodiless = false, std::chrono::milliseconds limit = 5s)
    {
        Answer answer;
        if (!read_until([&] { return received_.find("\r\n\r\n") != std::string::npos; }, limit))
            return answer;
        auto const end = received_.find("\r\n\r\n") + 4;
        answer.head = received_.substr(0, end);
        answer.status = std::stoi(answer.head.substr(9, 3));
        received_.erase(0, end);
        if (bodiless || answer.status == 304 || answer.status == 204 || answer.status == 100)
            return answer;
        if (answer.header("Transfer-Encoding") == "chunked") {
            read_chunks(answer, limit);
            return answer;
        }
        auto const length = answer.header("Content-Length");
        auto const size = length.empty() ? std::string::npos : std::stoul(length);
        read_until([&] { return received_.size() >= size; }, limit);
        answer.body = received_.substr(0, size);
        received_.erase(0, size);
        return answer;
    }
    Answer ask(std::string_view request)
    {
        send(request);
        return read_answer(request.starts_with("HEAD"));
    }
    Answer get(std::string_view target, std::string_view more_headers = "")
    {
        return ask(
            "GET " + std::string{target} + " HTTP/1.1\r\nHost: localhost\r\n" + std::string{more_headers}
            + "\r\n");
    }
    [[nodiscard]] std::string const& received() const { return received_; }

private:
    void read_chunks(Answer& answer, std::chrono::milliseconds limit)
    {
        while (true) {
            if (!read_until([&] { return received_.find("\r\n") != std::string::npos; }, limit))
                return;
            auto const line = received_.find("\r\n");
            auto const size = std::stoul(received_.substr(0, line), nullptr, 16);
            if (!read_until([&] { return received_.size() >= line + 2 + size + 2; }, limit))
                return;
            answer.body += received_.substr(line + 2, size);
            received_.erase(0, line + 2 + size + 2);
            if (size == 0)
                return;
        }
    }

    int socket_;
    bool closed_ = false;
    std::string received_;
};

} // namespace kommin::http::testing
