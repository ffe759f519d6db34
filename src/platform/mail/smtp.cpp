#include "platform/mail/smtp.hpp"

#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/base/without_pipe_signal.hpp"
#include "platform/mail/status.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <stdexcept>
#include <utility>

namespace kommin::mail {

namespace {

constexpr std::chrono::seconds longest_connect{15};

struct Server {
    std::string_view host; // "[::1]" without its brackets
    bool is_encrypted_at_once;
};

// Nothing if it is no address of a mail server.
std::optional<Server> parse_url(std::string_view url)
{
    bool const is_smtps = url.starts_with("smtps://");
    if (!is_smtps && !url.starts_with("smtp://"))
        return std::nullopt;
    auto rest = url.substr(url.find("//") + 2);
    std::string_view host;
    std::string_view allowed = "-.";
    if (rest.starts_with('[')) {
        auto const end = rest.find(']');
        if (end == std::string_view::npos)
            return std::nullopt;
        host = rest.substr(1, end - 1);
        rest.remove_prefix(end + 1);
        allowed = ":.";
    } else {
        host = rest.substr(0, rest.find(':'));
        rest.remove_prefix(host.size());
    }
    bool const is_host = !host.empty() && std::ranges::all_of(host, [&](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || allowed.find(c) != std::string_view::npos;
    });
    bool const has_port = rest.starts_with(':');
    if (!is_host || (has_port && !parse_number<std::uint16_t>(rest.substr(1)))
        || (!has_port && !rest.empty()))
        return std::nullopt;
    return Server{host, is_smtps};
}

// How far the conversation is: what was said last, and what the server answered to it.
struct Conversation {
    enum class Phase : std::uint8_t { setup, recipient, content };

    Phase phase = Phase::setup;
    bool is_over = false;
    int code = 0; // 0: no answer to it yet
    std::string reply; // "550 5.1.1"

    void say(std::string_view command)
    {
        if (command.starts_with("QUIT") || is_over) { // what was said before it counts
            is_over = true;
            return;
        }
        if (command.starts_with("RCPT "))
            phase = Phase::recipient;
        else if (command.starts_with("DATA"))
            phase = Phase::content;
        code = 0;
        reply.clear();
    }
    void hear(std::string_view line)
    {
        auto const number = parse_number<std::uint16_t>(line.substr(0, 3));
        bool const is_last = line.size() < 4 || line[3] != '-';
        if (!number || !is_last || is_over)
            return;
        code = *number;
        reply = line.substr(0, 3);
        if (auto const status = leading_status(line.size() > 4 ? line.substr(4) : std::string_view{});
            !status.empty())
            reply += ' ' + std::string(status);
    }
    [[nodiscard]] bool is_about_the_recipient() const
    {
        // 5.7 and other codes are about us.
        bool const is_known = code == 550 || code == 551 || code == 553 || code == 556;
        return phase == Phase::recipient && is_known && is_about_the_address(reply);
    }
};

int listen(CURL*, curl_infotype type, char* bytes, std::size_t size, void* conversation)
{
    auto& heard = *static_cast<Conversation*>(conversation);
    std::string_view const text(bytes, size);
    if (type == CURLINFO_HEADER_OUT || type == CURLINFO_DATA_OUT)
        heard.say(type == CURLINFO_HEADER_OUT ? text : std::string_view("DATA"));
    else if (type == CURLINFO_HEADER_IN)
        heard.hear(text);
    return 0;
}

struct Upload {
    std::string_view rest;
};

std::size_t read_upload(char* target, std::size_t size, std::size_t count, void* upload)
{
    auto& rest = static_cast<Upload*>(upload)->rest;
    auto const length = std::min(rest.size(), size * count);
    std::memcpy(target, rest.data(), length);
    rest.remove_prefix(length);
    return length;
}

Problem problem(ProblemKind kind, MessageKey message, std::string reply = {})
{
    return {kind, {}, message, {{"reply", std::move(reply)}}};
}

// Whatever concerns all mails alike (no connection, no login, a sender who is not let in) will be mended by
// somebody: later again.
Problem problem_of(CURLcode result, Conversation const& heard)
{
    using Phase = Conversation::Phase;
    if (heard.code >= 500 && heard.phase != Phase::setup)
        return heard.is_about_the_recipient()
            ? problem(address_refused, "mail.problem.address_refused"_msg, heard.reply)
            : problem(mail_refused, "mail.problem.mail_refused"_msg, heard.reply);
    switch (result) {
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_CONNECT:
        return problem(try_later, "mail.problem.no_connection"_msg);
    case CURLE_OPERATION_TIMEDOUT:
        return problem(try_later, "mail.problem.timeout"_msg);
    case CURLE_LOGIN_DENIED:
        return problem(try_later, "mail.problem.login"_msg, heard.reply);
    case CURLE_USE_SSL_FAILED:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
        return problem(try_later, "mail.problem.tls"_msg);
    default:
        break;
    }
    if (heard.code >= 500)
        return problem(try_later, "mail.problem.sender"_msg, heard.reply);
    if (heard.code >= 400)
        return problem(try_later, "mail.problem.later"_msg, heard.reply);
    return problem(try_later, "mail.problem.cut"_msg);
}

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

void set_connection(CURL* curl, SmtpOptions const& options)
{
    auto const milliseconds
        = [](auto time) { return static_cast<long>(std::chrono::milliseconds(time).count()); };
    curl_easy_setopt(curl, CURLOPT_URL, options.url.c_str());
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(curl, CURLOPT_PROXY, ""); // nor one of the environment
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L); // threads
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, milliseconds(options.timeout));
    // Also for the answer to the good-bye, which the time above does not hold for.
    curl_easy_setopt(curl, CURLOPT_SERVER_RESPONSE_TIMEOUT, static_cast<long>(options.timeout.count()));
    curl_easy_setopt(
        curl, CURLOPT_CONNECTTIMEOUT_MS,
        milliseconds(std::min<std::chrono::seconds>(options.timeout, longest_connect)));
    curl_easy_setopt(curl, CURLOPT_USE_SSL, long{options.is_plain ? CURLUSESSL_NONE : CURLUSESSL_ALL});
    curl_easy_setopt(curl, CURLOPT_SSLVERSION, long{CURL_SSLVERSION_TLSv1_2});
    if (!options.ca_file.empty())
        curl_easy_setopt(curl, CURLOPT_CAINFO, options.ca_file.c_str());
    if (!options.user.empty()) {
        curl_easy_setopt(curl, CURLOPT_USERNAME, options.user.c_str());
        curl_easy_setopt(curl, CURLOPT_PASSWORD, options.password.c_str());
    }
}

}

bool is_smtp_url(std::string_view text)
{
    return parse_url(text).has_value();
}

bool is_this_machine(std::string_view url)
{
    auto const server = parse_url(url);
    return server && (server->host == "localhost" || server->host == "::1" || server->host == "127.0.0.1");
}

Smtp::Smtp(SmtpOptions options)
    : options_(std::move(options))
{
    if (!is_smtp_url(options_.url))
        throw std::invalid_argument("not the address of a mail server");
    if (options_.is_plain && !is_this_machine(options_.url))
        throw std::invalid_argument("mails to another machine without TLS");
}

Result<void> Smtp::send(Message const& message) const
{
    if (message.to.size() != 1)
        throw std::invalid_argument("a mail is sent to one recipient");
    auto const text = print(message);
    auto const& sender = message.return_to.empty() ? message.from : message.return_to;
    if (!is_address(sender))
        throw std::invalid_argument("not a mail address");
    prepare_curl();
    WithoutPipeSignal const without_pipe_signal;
    Conversation heard; // outlives the handle, whose end says good-bye to the server
    Upload upload{text};
    List const recipients(
        curl_slist_append(nullptr, ('<' + message.to.front() + '>').c_str()), &curl_slist_free_all);
    Handle const curl(curl_easy_init(), &curl_easy_cleanup);
    if (!curl || !recipients)
        throw std::bad_alloc();
    set_connection(curl.get(), options_);
    curl_easy_setopt(curl.get(), CURLOPT_MAIL_FROM, ('<' + sender + '>').c_str());
    curl_easy_setopt(curl.get(), CURLOPT_MAIL_RCPT, recipients.get());
    curl_easy_setopt(curl.get(), CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(curl.get(), CURLOPT_READFUNCTION, &read_upload);
    curl_easy_setopt(curl.get(), CURLOPT_READDATA, &upload);
    // The conversation, not to be printed: it says whose fault a refusal is.
    curl_easy_setopt(curl.get(), CURLOPT_VERBOSE, 1L);
    curl_easy_setopt(curl.get(), CURLOPT_DEBUGFUNCTION, &listen);
    curl_easy_setopt(curl.get(), CURLOPT_DEBUGDATA, &heard);
    auto const result = curl_easy_perform(curl.get());
    if (result == CURLE_OK)
        return {};
    return problem_of(result, heard);
}

} // namespace kommin::mail
