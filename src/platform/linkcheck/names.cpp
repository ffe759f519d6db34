#include "platform/linkcheck/names.hpp"

#include <arpa/inet.h>
#include <arpa/nameser.h>
#include <array>
#include <cstring>
#include <memory>
#include <netdb.h>
#include <netinet/in.h>
#include <resolv.h>
#include <sys/socket.h>

namespace kommin::linkcheck {

namespace {

// res_state is of this call: other threads ask at the same time.
class Resolver {
public:
    Resolver()
        : is_ready_(::res_ninit(&state_) == 0)
    { }
    Resolver(Resolver const&) = delete;
    Resolver& operator=(Resolver const&) = delete;
    ~Resolver()
    {
        if (is_ready_)
            ::res_nclose(&state_);
    }
    // The length of the answer, or -1 with why() != 0.
    int ask(std::string const& name, ns_type type)
    {
        return is_ready_
            ? ::res_nquery(
                  &state_, name.c_str(), ns_c_in, type, answer_.data(), static_cast<int>(answer_.size()))
            : -1;
    }
    [[nodiscard]] int why() const { return is_ready_ ? state_.res_h_errno : TRY_AGAIN; }
    [[nodiscard]] unsigned char const* answer() const { return answer_.data(); }

private:
    struct __res_state state_{};
    bool is_ready_;
    std::array<unsigned char, NS_PACKETSZ * 8> answer_{};
};

// The one MX record with the empty name: this domain takes no mail.
bool is_null_mx(unsigned char const* answer, int length)
{
    ns_msg message{};
    if (::ns_initparse(answer, length, &message) != 0 || ns_msg_count(message, ns_s_an) != 1)
        return false;
    ns_rr record{};
    if (::ns_parserr(&message, ns_s_an, 0, &record) != 0 || ns_rr_type(record) != ns_t_mx)
        return false;
    constexpr int preference = 2; // bytes before the name
    return ns_rr_rdlen(record) == preference + 1 && ns_rr_rdata(record)[preference] == 0;
}

}

HostAddresses find_host(std::string const& host)
{
    addrinfo hints{};
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    int const error = ::getaddrinfo(host.c_str(), nullptr, &hints, &found);
    std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> const list(found, &::freeaddrinfo);
    if (error == EAI_NONAME || error == EAI_NODATA)
        return {Known::no};
    if (error != 0)
        return {Known::cannot_say};
    HostAddresses answer{Known::yes};
    for (auto const* entry = list.get(); entry != nullptr; entry = entry->ai_next) {
        std::array<char, NI_MAXHOST> text{};
        if (::getnameinfo(
                entry->ai_addr, entry->ai_addrlen, text.data(), text.size(), nullptr, 0, NI_NUMERICHOST)
            == 0)
            answer.addresses.emplace_back(text.data());
    }
    return answer;
}

Known takes_mail(std::string const& domain)
{
    Resolver resolver;
    if (int const length = resolver.ask(domain, ns_t_mx); length > 0)
        return is_null_mx(resolver.answer(), length) ? Known::no : Known::yes;
    if (resolver.why() == HOST_NOT_FOUND)
        return Known::no;
    if (resolver.why() != NO_DATA)
        return Known::cannot_say;
    return find_host(domain).known;
}

} // namespace kommin::linkcheck
