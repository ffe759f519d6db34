#include "platform/linkcheck/checker.hpp"

#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/base/without_pipe_signal.hpp"
#include "platform/linkcheck/public_address.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <memory>
#include <netinet/in.h>
#include <new>
#include <stdexcept>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace kommin::linkcheck {

namespace {

using Milliseconds = std::chrono::milliseconds;
using Steady = std::chrono::steady_clock;

constexpr std::size_t most_header_bytes = std::size_t{64} << 10U;
constexpr long most_body_bytes = 16L << 10U; // what may have arrived before it is thrown away
constexpr std::chrono::hours longest_retry_after{24 * 7};
constexpr std::uint16_t http_port = 80;
constexpr std::uint16_t https_port = 443;

void prepare_curl()
{
    [[maybe_unused]] static bool const is_ready = [] {
        if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
            throw std::runtime_error("libcurl cannot be used");
        return true;
    }();
}

using Handle = std::unique_ptr<CURL, decltype(&curl_easy_cleanup)>;
using List = std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>;
using ParsedUrl = std::unique_ptr<CURLU, decltype(&curl_url_cleanup)>;

std::string part_of(CURLU* url, CURLUPart part, unsigned flags = 0)
{
    char* text = nullptr;
    if (curl_url_get(url, part, &text, flags) != CURLUE_OK)
        return {};
    std::string copy(text);
    curl_free(text);
    return copy;
}

struct Target {
    std::string url;
    std::string host; // without brackets, in the letters of DNS
    std::uint16_t port = 0;
};

// Nothing for what is no address of the web: another scheme, a name before the host, a strange port.
std::optional<Target> parse_target(std::string_view text, std::vector<std::uint16_t> const& more_ports)
{
    ParsedUrl const url(curl_url(), &curl_url_cleanup);
    if (!url)
        throw std::bad_alloc();
    std::string const address(text);
    if (curl_url_set(url.get(), CURLUPART_URL, address.c_str(), CURLU_DISALLOW_USER) != CURLUE_OK)
        return std::nullopt;
    auto const scheme = part_of(url.get(), CURLUPART_SCHEME);
    auto const port
        = parse_number<std::uint16_t>(part_of(url.get(), CURLUPART_PORT, CURLU_DEFAULT_PORT)).value_or(0);
    bool const is_web = (scheme == "http" && port == http_port) || (scheme == "https" && port == https_port);
    bool const is_allowed = std::ranges::find(more_ports, port) != more_ports.end();
    if ((scheme != "http" && scheme != "https") || (!is_web && !is_allowed))
        return std::nullopt;
    Target target{.url = address, .host = part_of(url.get(), CURLUPART_HOST, CURLU_PUNYCODE), .port = port};
    if (target.host.starts_with('[') && target.host.ends_with(']'))
        target.host = target.host.substr(1, target.host.size() - 2);
    target.host = ascii_lower(target.host);
    if (target.host.empty())
        return std::nullopt;
    return target;
}

bool is_address_literal(std::string const& host)
{
    std::array<unsigned char, sizeof(in6_addr)> bytes{};
    return ::inet_pton(AF_INET, host.c_str(), bytes.data()) == 1
        || ::inet_pton(AF_INET6, host.c_str(), bytes.data()) == 1;
}

// What may be connected to; asked by curl for each socket that it opens.
struct Gate {
    std::vector<std::string> const& exceptions;
    bool has_refused = false;

    [[nodiscard]] bool allows(sockaddr const& address, socklen_t length) const
    {
        if (is_public_address(address))
            return true;
        std::array<char, INET6_ADDRSTRLEN> text{};
        if (exceptions.empty() || length == 0)
            return false;
        if (address.sa_family != AF_INET) // no test listens elsewhere
            return false;
        auto const& in = reinterpret_cast<sockaddr_in const&>(address); // NOLINT: as sockets are
        return ::inet_ntop(AF_INET, &in.sin_addr, text.data(), text.size()) != nullptr
            && std::ranges::find(exceptions, text.data()) != exceptions.end();
    }
};

curl_socket_t open_socket(void* gate, curlsocktype purpose, curl_sockaddr* address)
{
    auto& asked = *static_cast<Gate*>(gate);
    if (purpose != CURLSOCKTYPE_IPCXN || !asked.allows(address->addr, address->addrlen)) {
        asked.has_refused = true;
        return CURL_SOCKET_BAD;
    }
    return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

struct Head {
    std::size_t bytes = 0;
    std::optional<std::chrono::seconds> retry_after;
};

std::size_t read_header(char* bytes, std::size_t size, std::size_t count, void* head)
{
    auto& read = *static_cast<Head*>(head);
    std::string_view const line(bytes, size * count);
    read.bytes += line.size();
    if (read.bytes > most_header_bytes)
        return 0; // ends the request
    constexpr std::string_view name = "retry-after:";
    if (line.size() > name.size() && equals_ignoring_ascii_case(line.substr(0, name.size()), name)) {
        // Seconds; a date is left to the back-off of the caller.
        if (auto const seconds = parse_number<std::uint32_t>(trim(line.substr(name.size()))))
            read.retry_after = std::min<std::chrono::seconds>(
                std::chrono::seconds(*seconds), std::chrono::seconds(longest_retry_after));
    }
    return line.size();
}

// The answer is known with its head: the first byte of the body ends the request.
std::size_t refuse_body(char*, std::size_t, std::size_t, void*)
{
    return 0;
}

struct Answer {
    CURLcode result = CURLE_OK;
    int status = 0;
    std::string redirect = {}; // whole address; empty: leads nowhere else
    std::optional<std::chrono::seconds> retry_after = {};
    bool was_refused_by_gate = false;
    bool was_connected = false;
};

enum class Method : std::uint8_t { head, get };

Answer ask(
    CheckerOptions const& options, Target const& target, Method method, std::string const& agent,
    std::vector<std::string> const& addresses, Milliseconds time)
{
    Handle const handle(curl_easy_init(), &curl_easy_cleanup);
    if (!handle)
        throw std::bad_alloc();
    auto* const curl = handle.get();
    Gate gate{options.for_tests.addresses};
    Head head;
    std::string pinned; // the addresses that were asked, not those of a second look
    for (auto const& address : addresses)
        pinned += (pinned.empty() ? "" : ",") + address;
    List const known(
        pinned.empty()
            ? nullptr
            : curl_slist_append(
                  nullptr, (target.host + ':' + std::to_string(target.port) + ':' + pinned).c_str()),
        &curl_slist_free_all);
    List const headers(
        curl_slist_append(curl_slist_append(nullptr, "Accept: */*"), "Accept-Language: de, en;q=0.5"),
        &curl_slist_free_all);
    curl_easy_setopt(curl, CURLOPT_URL, target.url.c_str());
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L); // each redirect is asked by itself
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_NETRC, long{CURL_NETRC_IGNORED});
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L); // threads
    curl_easy_setopt(curl, CURLOPT_RESOLVE, known.get());
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, &open_socket);
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, &gate);
    curl_easy_setopt(curl, CURLOPT_FORBID_REUSE, 1L);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(time.count()));
    curl_easy_setopt(
        curl, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(std::min(options.connect, time).count()));
    curl_easy_setopt(curl, CURLOPT_SSLVERSION, long{CURL_SSLVERSION_TLSv1_2});
    curl_easy_setopt(curl, CURLOPT_HTTP09_ALLOWED, 0L);
    curl_easy_setopt(curl, CURLOPT_BUFFERSIZE, most_body_bytes);
    curl_easy_setopt(curl, CURLOPT_USERAGENT, agent.c_str());
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, &read_header);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, &head);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, &refuse_body);
    if (method == Method::head)
        curl_easy_setopt(curl, CURLOPT_NOBODY, 1L);
    if (!options.for_tests.ca_file.empty())
        curl_easy_setopt(curl, CURLOPT_CAINFO, options.for_tests.ca_file.c_str());

    Answer answer;
    answer.result = curl_easy_perform(curl);
    long status = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    curl_off_t connected = 0;
    curl_easy_getinfo(curl, CURLINFO_CONNECT_TIME_T, &connected);
    char* redirect = nullptr;
    curl_easy_getinfo(curl, CURLINFO_REDIRECT_URL, &redirect);
    // What ends before its body has answered.
    bool const has_answered = answer.result == CURLE_WRITE_ERROR && head.bytes <= most_header_bytes;
    if (has_answered && status != 0)
        answer.result = CURLE_OK;
    answer.status = static_cast<int>(status);
    answer.redirect = redirect == nullptr ? std::string{} : std::string(redirect);
    answer.retry_after = head.retry_after;
    answer.was_refused_by_gate = gate.has_refused;
    answer.was_connected = connected > 0;
    return answer;
}

Finding finding(Outcome outcome, Reason reason, int status = 0)
{
    return {.outcome = outcome, .reason = reason, .status = status};
}

Finding of_host(Outcome outcome, Reason reason)
{
    return {.outcome = outcome, .reason = reason, .is_of_host = true};
}

// There was no answer.
Finding finding_of_failure(Answer const& answer)
{
    switch (answer.result) {
    case CURLE_COULDNT_RESOLVE_HOST:
        return of_host(Outcome::unreachable, Reason::no_such_host);
    case CURLE_COULDNT_CONNECT:
        return answer.was_refused_by_gate ? of_host(Outcome::refused, Reason::not_public)
                                          : of_host(Outcome::unreachable, Reason::no_connection);
    case CURLE_OPERATION_TIMEDOUT:
        return answer.was_connected ? finding(Outcome::refused, Reason::too_slow)
                                    : of_host(Outcome::unreachable, Reason::no_connection);
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_ISSUER_ERROR:
        return of_host(Outcome::refused, Reason::tls);
    default:
        return finding(Outcome::unreachable, Reason::broken_answer);
    }
}

bool says_not_now(Answer const& answer)
{
    constexpr int too_many_requests = 429;
    constexpr int unavailable = 503;
    return answer.status == too_many_requests || (answer.status == unavailable && answer.retry_after);
}

// Many servers know no HEAD, or answer it with what they never say to a GET.
bool wants_another_method(Answer const& answer)
{
    if (answer.result != CURLE_OK)
        return answer.was_connected && finding_of_failure(answer).reason == Reason::broken_answer;
    return answer.status >= 400 && !says_not_now(answer);
}

Finding finding_of_status(Answer const& answer)
{
    auto const status = answer.status;
    if (status >= 200 && status < 400) // 304 and the like: it is there
        return finding(Outcome::ok, Reason::none, status);
    if (status == 404 || status == 410)
        return finding(Outcome::gone, Reason::status, status);
    if (says_not_now(answer)) {
        auto later = finding(Outcome::not_now, Reason::status, status);
        later.retry_after = answer.retry_after;
        later.is_of_host = true;
        return later;
    }
    if (status >= 500)
        return finding(Outcome::unreachable, Reason::status, status);
    return finding(Outcome::refused, Reason::status, status); // 401, 403 …: for people it may be there
}

bool is_permanent(int status)
{
    return status == 301 || status == 308;
}

bool is_redirect(Answer const& answer)
{
    auto const status = answer.status;
    return !answer.redirect.empty()
        && (is_permanent(status) || status == 302 || status == 303 || status == 307);
}

std::string agent_of(std::string_view site)
{
    return "Mozilla/5.0 (compatible; Kommin link check"
        + (site.empty() ? std::string{} : "; +" + std::string(site)) + ')';
}

}

Checker::Checker(CheckerOptions options)
    : options_(std::move(options))
{ }

Finding Checker::check_web(std::string_view url, std::string_view site) const
{
    prepare_curl();
    WithoutPipeSignal const without_pipe_signal;
    auto const agent = agent_of(site);
    auto const deadline = Steady::now() + options_.all;
    std::string current(url);
    std::string moved_to;
    bool is_permanent_so_far = true;
    for (int hop = 0; hop <= options_.most_redirects; ++hop) {
        // A finding about a host further on is none about the one that was asked for.
        auto const told = [&](Finding found) {
            found.is_of_host = found.is_of_host && hop == 0;
            return found;
        };
        auto const target = parse_target(current, options_.for_tests.ports);
        if (!target)
            return finding(Outcome::refused, Reason::not_web);
        std::vector<std::string> addresses;
        if (!is_address_literal(target->host)) {
            auto host = options_.find_host(target->host);
            if (host.known == Known::cannot_say)
                return told(of_host(Outcome::no_network, Reason::no_names));
            if (host.known == Known::no || host.addresses.empty())
                return told(of_host(Outcome::unreachable, Reason::no_such_host));
            addresses = std::move(host.addresses);
        }
        auto const try_one = [&](Method method) {
            auto const left = std::chrono::duration_cast<Milliseconds>(deadline - Steady::now());
            if (left <= Milliseconds::zero())
                return Answer{.result = CURLE_OPERATION_TIMEDOUT, .was_connected = true};
            return ask(options_, *target, method, agent, addresses, std::min(options_.answer, left));
        };
        auto answer = try_one(Method::head);
        if (wants_another_method(answer))
            answer = try_one(Method::get);
        if (answer.result != CURLE_OK)
            return told(finding_of_failure(answer));
        if (!is_redirect(answer)) {
            auto found = told(finding_of_status(answer));
            if (found.outcome == Outcome::ok && !moved_to.empty()) {
                found.outcome = Outcome::moved;
                found.moved_to = std::move(moved_to);
            }
            return found;
        }
        is_permanent_so_far = is_permanent_so_far && is_permanent(answer.status);
        if (is_permanent_so_far)
            moved_to = answer.redirect;
        current = std::move(answer.redirect);
    }
    return finding(Outcome::unreachable, Reason::too_many_redirects);
}

Finding Checker::check_mail(std::string_view address) const
{
    switch (options_.takes_mail(domain_of_mail(address))) {
    case Known::yes:
        return {.outcome = Outcome::ok};
    case Known::no:
        return of_host(Outcome::gone, Reason::no_such_host);
    case Known::cannot_say:
        break;
    }
    return of_host(Outcome::no_network, Reason::no_names);
}

std::string host_of_url(std::string_view url)
{
    ParsedUrl const parsed(curl_url(), &curl_url_cleanup);
    std::string const text(url);
    if (!parsed || curl_url_set(parsed.get(), CURLUPART_URL, text.c_str(), 0) != CURLUE_OK)
        return {};
    return ascii_lower(part_of(parsed.get(), CURLUPART_HOST));
}

std::string domain_of_mail(std::string_view address)
{
    auto const at = address.rfind('@');
    return at == std::string_view::npos ? std::string{} : ascii_lower(address.substr(at + 1));
}

} // namespace kommin::linkcheck
