#pragma once
// A wire between the program and its database that a test can cut, block and mend.

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace kommin::program_tests {

class TcpProxy {
public:
    enum class Wire {
        whole,
        cut, // all connections are closed, new ones refused
        silent, // connections stay open and new ones are taken, but nothing comes through
    };

    // Passes on to 127.0.0.1:target_port.
    explicit TcpProxy(std::uint16_t target_port);
    ~TcpProxy();
    TcpProxy(TcpProxy const&) = delete;
    TcpProxy& operator=(TcpProxy const&) = delete;

    [[nodiscard]] std::uint16_t port() const { return port_; }
    // Holds from its return on.
    void set(Wire wire);

private:
    struct Link {
        int client;
        int server;
    };
    void run();
    void obey(Wire wire);
    void open_listener();
    void take_client();
    static bool pass_on(int from, int to);
    static void close(Link const& link);

    std::uint16_t target_port_;
    std::uint16_t port_ = 0;
    int listener_ = -1;
    int wake_up_;
    std::vector<Link> links_;
    std::mutex mutex_;
    std::condition_variable obeyed_;
    Wire wanted_ = Wire::whole;
    Wire wire_ = Wire::whole;
    bool stops_ = false;
    std::thread thread_;
};

// The address of the database with the proxy in its place; the proxy stands for that server.
std::uint16_t port_of_url(std::string const& url);
std::string url_through(std::string const& url, TcpProxy const& proxy);

} // namespace kommin::program_tests
