#include "platform/http/outgoing.hpp"

#include "platform/http/compress.hpp"
#include "platform/http/etag.hpp"
#include "platform/http/page_cache.hpp"
#include "platform/http/response_head.hpp"
#include "platform/log/log.hpp"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <exception>
#include <fcntl.h>
#include <stdexcept>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace kommin::http {

namespace {

constexpr std::string_view seconds_to_wait = "2"; // before somebody who was turned away comes again
constexpr std::size_t piece_size = 64 * 1024; // bytes of a file read at once

class OpenFile {
public:
    explicit OpenFile(std::filesystem::path const& path)
        : descriptor_(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY))
    {
        if (descriptor_ < 0)
            throw std::system_error{errno, std::generic_category(), "open a file to send"};
    }
    ~OpenFile() { ::close(descriptor_); }
    OpenFile(OpenFile const&) = delete;
    OpenFile& operator=(OpenFile const&) = delete;

    [[nodiscard]] std::uint64_t size() const
    {
        struct stat facts{};
        if (::fstat(descriptor_, &facts) != 0 || !S_ISREG(facts.st_mode))
            throw std::runtime_error{"only a regular file can be sent"};
        return static_cast<std::uint64_t>(facts.st_size);
    }
    // Appends up to `count` bytes; throws if the file ends before.
    void read(std::string& out, std::uint64_t offset, std::size_t count) const
    {
        auto const before = out.size();
        out.resize(before + count);
        std::size_t done = 0;
        while (done < count) {
            auto const result = ::pread(
                descriptor_, out.data() + before + done, count - done, static_cast<off_t>(offset + done));
            if (result < 0 && errno == EINTR)
                continue;
            if (result <= 0)
                throw std::runtime_error{"a file became shorter while it was sent"};
            done += static_cast<std::size_t>(result);
        }
    }

private:
    int descriptor_;
};

struct FileProducer {
    std::shared_ptr<OpenFile> file;
    std::uint64_t offset;
    std::uint64_t left;

    bool operator()(std::string& out)
    {
        auto const count = static_cast<std::size_t>(std::min<std::uint64_t>(left, piece_size));
        file->read(out, offset, count);
        offset += count;
        left -= count;
        return left > 0;
    }
};

FileProducer open_slice(File const& slice)
{
    auto file = std::make_shared<OpenFile>(slice.path);
    auto const size = file->size();
    if (slice.offset > size || (slice.length && *slice.length > size - slice.offset))
        throw std::out_of_range{"slice beyond the end of the file"};
    return {std::move(file), slice.offset, slice.length.value_or(size - slice.offset)};
}

bool reads_only(Request const& request)
{
    return request.method() == Method::get || request.method() == Method::head;
}

// The client may hold the plain or the compressed form; finding out needs no compression.
bool answer_condition(Request const& request, Response& response, Encoding encoding)
{
    auto const condition = request.header("if-none-match");
    std::string const etag{response.header("ETag")};
    if (condition.empty() || !reads_only(request) || response.status() != Status::ok)
        return false;
    auto const encoded = etag_for(etag, encoding);
    bool const has_encoded = etag_matches(condition, encoded);
    if (!has_encoded && !etag_matches(condition, etag))
        return false;
    if (encoding != Encoding::identity)
        vary_by_encoding(response);
    response.header("ETag", has_encoded ? encoded : etag);
    response.set_status(Status::not_modified);
    response.replace_body({});
    response.remove_header("Content-Type");
    response.remove_header("Content-Encoding");
    return true;
}

// As Session::send_prepared() sends it.
Outgoing ready_page(Request const& request, Response::Ready const& page)
{
    auto const condition = request.header("if-none-match");
    bool const not_modified = reads_only(request) && page->status == Status::ok && !page->etag.empty()
        && !condition.empty() && etag_matches(condition, page->etag);
    Outgoing outgoing;
    outgoing.status = not_modified ? Status::not_modified : page->status;
    outgoing.head = not_modified ? page->not_modified_head : page->head;
    if (auto const age = page->age(std::chrono::steady_clock::now()))
        outgoing.head.append("Age: ").append(std::to_string(age->count())).append("\r\n");
    if (!request.request_id().empty())
        outgoing.head.append("X-Request-Id: ").append(request.request_id()).append("\r\n");
    if (!not_modified && request.method() != Method::head)
        outgoing.shared = Response::SharedBody(page, &page->body);
    return outgoing;
}

// A path may carry a mailed secret; the pattern says enough. An answer made for a refusal does not know it.
std::string route_of(Request const& request, Response const& response, AnswerOptions const& options)
{
    if (!response.route().empty() || !options.route_of)
        return std::string(response.route());
    try {
        return options.route_of(request.path());
    } catch (std::exception const& failure) {
        log::error("http.route_of.failed", {{"what", failure.what()}});
        return "?";
    }
}

void log_answer(
    Request const& request, Response const& response, std::chrono::steady_clock::duration time,
    AnswerOptions const& options)
{
    auto const microseconds = std::chrono::duration_cast<std::chrono::microseconds>(time).count();
    auto const route = route_of(request, response, options); // query strings are never logged
    auto const known = !route.empty();
    if (known && options.is_unlogged && options.is_unlogged(route))
        return;
    log::info(
        "http.request",
        {{"id", request.request_id()},
         {"method", to_text(request.method())},
         {known ? "route" : "path", known ? std::string_view(route) : request.path().substr(0, 120)},
         {"status", std::to_string(code(response.status()))},
         {"us", std::to_string(microseconds)},
         {"network", anonymous_network(request.peer())}});
}

}

Outgoing to_outgoing(Request const& request, Response response, int version)
{
    if (auto const* page = std::get_if<Response::Ready>(&response.body()))
        return ready_page(request, *page);
    bool const encoded_already = !response.header("Content-Encoding").empty();
    auto const encoding = response.may_be_compressed() && !encoded_already ? request.encoding(live_encoding)
                                                                           : Encoding::identity;
    if (!answer_condition(request, response, encoding) && response.may_be_compressed())
        encode(response, encoding);

    Outgoing outgoing;
    outgoing.status = response.status();
    bool const bodiless = code(response.status()) < 200 || response.status() == Status::no_content
        || response.status() == Status::not_modified;
    bool const head_only = request.method() == Method::head;
    auto framing = bodiless ? detail::Framing::none : detail::Framing::length;
    std::uint64_t length = 0;
    auto body = response.take_body();
    if (bodiless) {
        body = std::string{};
    } else if (auto* text = std::get_if<std::string>(&body)) {
        length = text->size();
        outgoing.text = std::move(*text);
    } else if (auto* shared = std::get_if<Response::SharedBody>(&body)) {
        length = *shared ? (*shared)->size() : 0;
        outgoing.shared = std::move(*shared);
    } else if (auto const* file = std::get_if<File>(&body)) {
        auto producer = open_slice(*file);
        length = producer.left;
        if (length > 0)
            outgoing.producer = std::make_shared<Producer>(std::move(producer));
    } else if (auto* producer = std::get_if<Producer>(&body)) {
        outgoing.chunked = version >= 11 && !head_only;
        outgoing.until_close = version < 11;
        framing = outgoing.chunked ? detail::Framing::chunked : detail::Framing::until_close;
        outgoing.producer = std::make_shared<Producer>(std::move(*producer));
    }
    detail::append_head(outgoing.head, response.status(), response.headers(), framing, length);
    if (!request.request_id().empty())
        outgoing.head.append("X-Request-Id: ").append(request.request_id()).append("\r\n");
    if (head_only) {
        outgoing.text.clear();
        outgoing.shared.reset();
        outgoing.producer.reset();
        outgoing.until_close = false;
    }
    return outgoing;
}

Response make_error_page(ErrorPage const& error_page, Status status, Request const& request)
{
    auto const complete = [status](Response page) {
        if (status == Status::unavailable && page.header("Retry-After").empty())
            page.header("Retry-After", seconds_to_wait);
        return page;
    };
    if (error_page) {
        try {
            return complete(error_page(status, request));
        } catch (std::exception const& failure) {
            log::error("http.error_page.failed", {{"id", request.request_id()}, {"what", failure.what()}});
        } catch (...) {
            log::error("http.error_page.failed", {{"id", request.request_id()}});
        }
    }
    std::string text = std::to_string(code(status)) + " " + std::string{reason(status)} + "\n";
    if (!request.request_id().empty())
        text += "Request " + std::string{request.request_id()} + "\n";
    return complete(Response::text(status, std::move(text)).no_store());
}

Outgoing answer_request(
    Handler const& handler, Request const& request, int version, AnswerOptions const& options)
{
    auto const begin = std::chrono::steady_clock::now();
    auto const finish = [&](Response response) {
        auto const time = std::chrono::steady_clock::now() - begin;
        if (options.seconds)
            options.seconds->observe(std::chrono::duration<double>{time}.count());
        if (options.access_log != AccessLog::off)
            log_answer(request, response, time, options);
        return to_outgoing(request, std::move(response), version);
    };
    std::string what = "unknown";
    auto status = Status::internal_error;
    try {
        if (begin >= request.deadline()) // waited too long; nobody reads the answer
            return finish(make_error_page(options.error_page, Status::unavailable, request));
        return finish(handler(request));
    } catch (std::exception const& failure) {
        what = failure.what();
        status = options.status_of ? options.status_of(failure) : status;
    } catch (...) { // NOLINT(bugprone-empty-catch): handled below like every other exception
    }
    log::error("http.request.failed", {{"id", request.request_id()}, {"what", what}});
    try {
        return finish(make_error_page(options.error_page, status, request));
    } catch (...) {
        Outgoing outgoing;
        outgoing.status = Status::internal_error;
        outgoing.head = "HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n";
        return outgoing;
    }
}

} // namespace kommin::http
