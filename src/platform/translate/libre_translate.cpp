#include "platform/translate/libre_translate.hpp"

#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/base/without_pipe_signal.hpp"
#include "platform/json/json.hpp"
#include "platform/json/writer.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <iterator>
#include <mutex>
#include <new>
#include <optional>
#include <span>
#include <stdexcept>
#include <thread>
#include <utility>

namespace kommin::translate {

namespace {

using Steady = std::chrono::steady_clock;

constexpr std::size_t most_texts_at_once = 25; // servers of others allow fifty
constexpr std::size_t most_letters_at_once = 4'000; // and five thousand
constexpr std::size_t most_answer_bytes = std::size_t{4} << 20U;
constexpr std::size_t most_header_bytes = std::size_t{64} << 10U;
constexpr std::chrono::milliseconds longest_connect{5'000};
constexpr std::chrono::hours longest_retry_after{24};

using Handle = std::unique_ptr<CURL, decltype(&curl_easy_cleanup)>;
using List = std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>;
using ParsedUrl = std::unique_ptr<CURLU, decltype(&curl_url_cleanup)>;

void prepare_curl()
{
    [[maybe_unused]] static bool const is_ready = [] {
        if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
            throw std::runtime_error("libcurl cannot be used");
        return true;
    }();
}

std::string part_of(CURLU* url, CURLUPart part)
{
    char* text = nullptr;
    if (curl_url_get(url, part, &text, 0) != CURLUE_OK)
        return {};
    std::string copy(text);
    curl_free(text);
    return copy;
}

struct Server {
    std::string scheme;
    std::string host;
};
// Nothing for what is no address of a server.
std::optional<Server> parse_server(std::string_view text)
{
    ParsedUrl const url(curl_url(), &curl_url_cleanup);
    if (!url)
        throw std::bad_alloc();
    std::string const address(text);
    bool const is_clean = text.find_first_of("?# ") == std::string_view::npos && is_valid_utf8(text);
    if (!is_clean
        || curl_url_set(url.get(), CURLUPART_URL, address.c_str(), CURLU_DISALLOW_USER) != CURLUE_OK)
        return std::nullopt;
    Server server{part_of(url.get(), CURLUPART_SCHEME), ascii_lower(part_of(url.get(), CURLUPART_HOST))};
    return server.host.empty() ? std::nullopt : std::optional(std::move(server));
}

bool is_loopback(std::string_view host)
{
    return host == "localhost" || host == "127.0.0.1" || host == "[::1]";
}

struct Answer {
    CURLcode result = CURLE_OK;
    int status = 0;
    std::string body;
    std::size_t header_bytes = 0;
    std::optional<std::chrono::seconds> retry_after;
};

std::size_t read_header_line(char* bytes, std::size_t size, std::size_t count, void* answer)
{
    auto& read = *static_cast<Answer*>(answer);
    std::string_view const line(bytes, size * count);
    read.header_bytes += line.size();
    if (read.header_bytes > most_header_bytes)
        return 0; // ends the request
    constexpr std::string_view name = "retry-after:";
    if (line.size() > name.size() && equals_ignoring_ascii_case(line.substr(0, name.size()), name)) {
        // Seconds; a date is left to the patience of the jobs.
        if (auto const seconds = parse_number<std::uint32_t>(trim(line.substr(name.size()))))
            read.retry_after = std::min<std::chrono::seconds>(
                std::chrono::seconds(*seconds), std::chrono::seconds(longest_retry_after));
    }
    return line.size();
}

std::size_t read_body(char* bytes, std::size_t size, std::size_t count, void* answer)
{
    auto& body = static_cast<Answer*>(answer)->body;
    auto const length = size * count;
    if (body.size() + length > most_answer_bytes)
        return 0; // ends the request
    body.append(bytes, length);
    return length;
}

// `body`: what is posted; nothing: GET.
Answer ask(LibreTranslateOptions const& options, std::string const& url, std::string const* body)
{
    prepare_curl();
    WithoutPipeSignal const without_pipe_signal;
    Handle const handle(curl_easy_init(), &curl_easy_cleanup);
    List const headers(
        curl_slist_append(
            curl_slist_append(curl_slist_append(nullptr, "Content-Type: application/json"), "Expect:"),
            "Accept: application/json"),
        &curl_slist_free_all);
    if (!handle || !headers)
        throw std::bad_alloc();
    auto* const curl = handle.get();
    Answer answer;
    curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, is_this_machine(url) ? "http,https" : "https");
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L); // the texts go where the settings say, and the key
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_NETRC, long{CURL_NETRC_IGNORED});
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L); // threads
    curl_easy_setopt(curl, CURLOPT_FORBID_REUSE, 1L);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(options.timeout.count()));
    curl_easy_setopt(
        curl, CURLOPT_CONNECTTIMEOUT_MS,
        static_cast<long>(std::min(options.timeout, longest_connect).count()));
    curl_easy_setopt(curl, CURLOPT_SSLVERSION, long{CURL_SSLVERSION_TLSv1_2});
    curl_easy_setopt(curl, CURLOPT_HTTP09_ALLOWED, 0L);
    curl_easy_setopt(curl, CURLOPT_USERAGENT, "Kommin");
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, &read_header_line);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, &answer);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, &read_body);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &answer);
    if (body != nullptr) {
        curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body->size()));
        curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body->c_str());
    }
    if (!options.ca_file.empty())
        curl_easy_setopt(curl, CURLOPT_CAINFO, options.ca_file.c_str());
    answer.result = curl_easy_perform(curl);
    long status = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    answer.status = static_cast<int>(status);
    return answer;
}

Problem problem(ProblemKind kind, MessageKey message, MessageArguments arguments = {})
{
    return {kind, {}, message, std::move(arguments)};
}

Problem broken_answer()
{
    return problem(ProblemKind::unavailable, "machine.problem.broken"_msg);
}

Problem problem_of_failure(CURLcode result)
{
    switch (result) {
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_CONNECT:
        return problem(ProblemKind::unavailable, "machine.problem.no_connection"_msg);
    case CURLE_OPERATION_TIMEDOUT:
        return problem(ProblemKind::unavailable, "machine.problem.timeout"_msg);
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
        return problem(ProblemKind::unavailable, "machine.problem.tls"_msg);
    default:
        return broken_answer();
    }
}

Problem problem_of_status(int status)
{
    if (status == 401 || status == 403)
        return problem(ProblemKind::not_allowed, "machine.problem.key"_msg);
    if (status == 429)
        return problem(ProblemKind::unavailable, "machine.problem.too_many"_msg);
    if (status >= 500)
        return problem(
            ProblemKind::unavailable, "machine.problem.server"_msg, {{"status", std::to_string(status)}});
    if (status >= 300 && status < 400)
        return problem(ProblemKind::invalid, "machine.problem.redirect"_msg);
    if (status == 400 || status == 413 || status == 422)
        return problem(
            ProblemKind::too_large, "machine.problem.refused"_msg, {{"status", std::to_string(status)}});
    return problem(
        ProblemKind::invalid, "machine.problem.no_such_server"_msg, {{"status", std::to_string(status)}});
}

std::string body_of(Order const& order, std::span<std::string const> texts, std::string const& key)
{
    json::Writer out;
    out.object([&](json::ObjectWriter& body) {
        body.array("q", [&](json::ArrayWriter& list) {
            for (auto const& text : texts)
                list.add(text);
        });
        body.member("source", order.source);
        body.member("target", order.target);
        body.member("format", "text");
        if (!key.empty())
            body.member("api_key", key);
    });
    return out.take();
}

// Nothing for what is no answer to that many texts.
std::optional<std::vector<std::string>> texts_in(std::string_view body, std::size_t count)
{
    auto const parsed = json::parse(body, {.bytes = most_answer_bytes, .depth = 16});
    auto const* const value = std::get_if<json::Value>(&parsed);
    auto const* const list = value == nullptr ? nullptr : value->find("translatedText");
    auto const* const items = list == nullptr ? nullptr : list->as_array();
    if (items == nullptr || items->size() != count)
        return std::nullopt;
    std::vector<std::string> texts;
    for (auto const& item : *items) {
        if (item.as_string() == nullptr)
            return std::nullopt;
        texts.push_back(*item.as_string());
    }
    return texts;
}

// As many as one request may hold; at least one.
std::size_t size_of_batch(std::span<std::string const> texts)
{
    std::size_t letters = 0;
    std::size_t count = 0;
    while (count < texts.size() && count < most_texts_at_once) {
        letters += count_code_points(texts[count]);
        if (count > 0 && letters > most_letters_at_once)
            break;
        ++count;
    }
    return count;
}

bool names_language(json::Value const& language, std::string_view source, std::string_view target)
{
    auto const* const code = language.find("code");
    if (code == nullptr || code->as_string() == nullptr || *code->as_string() != source)
        return false;
    auto const* const targets = language.find("targets");
    if (targets == nullptr || targets->as_array() == nullptr)
        return true; // old servers translate each into each
    return std::ranges::any_of(*targets->as_array(), [&](json::Value const& one) {
        return one.as_string() != nullptr && *one.as_string() == target;
    });
}

}

bool is_translator_url(std::string_view text)
{
    auto const server = parse_server(text);
    return server && (server->scheme == "https" || (server->scheme == "http" && is_loopback(server->host)));
}

bool is_this_machine(std::string_view url)
{
    auto const server = parse_server(url);
    return server && is_loopback(server->host);
}

// One request at a time, whoever asks.
class LibreTranslate::Turn {
public:
    Answer ask_in_turn(LibreTranslateOptions const& options, std::string_view path, std::string const* body)
    {
        std::lock_guard const lock(mutex_);
        if (Steady::now() < not_before_) {
            Answer told;
            told.status = 429; // it has said so, and need not say it again
            return told;
        }
        std::this_thread::sleep_until(last_ + options.pause);
        auto answer = ask(options, options.url + std::string(path), body);
        last_ = Steady::now();
        bool const says_later = answer.status == 429 || answer.status == 503;
        if (says_later && answer.retry_after)
            not_before_ = last_ + *answer.retry_after;
        return answer;
    }

private:
    std::mutex mutex_;
    Steady::time_point last_{};
    Steady::time_point not_before_{};
};

LibreTranslate::LibreTranslate(LibreTranslateOptions options)
    : options_(std::move(options))
    , turn_(std::make_unique<Turn>())
{
    if (!is_translator_url(options_.url))
        throw std::invalid_argument("not the address of a translation server");
    while (options_.url.ends_with('/'))
        options_.url.pop_back();
}

LibreTranslate::~LibreTranslate() = default;

Result<std::vector<std::string>> LibreTranslate::translate(Order const& order) const
{
    std::vector<std::string> all;
    std::span<std::string const> rest(order.texts);
    while (!rest.empty()) {
        auto const batch = rest.first(size_of_batch(rest));
        rest = rest.subspan(batch.size());
        auto const body = body_of(order, batch, options_.key);
        auto const answer = turn_->ask_in_turn(options_, "/translate", &body);
        if (answer.result != CURLE_OK)
            return problem_of_failure(answer.result);
        if (answer.status == 400 && !TRY(knows(order.source, order.target)))
            return problem(
                ProblemKind::invalid, "machine.problem.language"_msg, {{"language", order.target}});
        if (answer.status != 200)
            return problem_of_status(answer.status);
        auto texts = texts_in(answer.body, batch.size());
        if (!texts)
            return broken_answer();
        std::ranges::move(*texts, std::back_inserter(all));
    }
    return all;
}

Result<bool> LibreTranslate::knows(std::string_view source, std::string_view target) const
{
    auto const answer = turn_->ask_in_turn(options_, "/languages", nullptr);
    if (answer.result != CURLE_OK)
        return problem_of_failure(answer.result);
    if (answer.status != 200)
        return problem_of_status(answer.status);
    auto const parsed = json::parse(answer.body, {.bytes = most_answer_bytes, .depth = 16});
    auto const* const value = std::get_if<json::Value>(&parsed);
    if (value == nullptr || value->as_array() == nullptr)
        return broken_answer();
    bool const knows_target = std::ranges::any_of(*value->as_array(), [&](json::Value const& language) {
        auto const* const code = language.find("code");
        return code != nullptr && code->as_string() != nullptr && *code->as_string() == target;
    });
    return knows_target && std::ranges::any_of(*value->as_array(), [&](json::Value const& language) {
               return names_language(language, source, target);
           });
}

} // namespace kommin::translate
