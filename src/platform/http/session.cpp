#include "platform/http/session.hpp"

#include "platform/base/text.hpp"
#include "platform/crypto/wipe.hpp"
#include "platform/http/characters.hpp"
#include "platform/http/core.hpp"
#include "platform/http/negotiate.hpp"
#include "platform/http/uri.hpp"
#include "platform/log/log.hpp"

#include <algorithm>
#include <cstring>
#include <exception>
#include <utility>

namespace kommin::http {

namespace asio = boost::asio;

namespace {

constexpr std::size_t first_buffer = 2 * 1024; // bytes; enough for most requests
constexpr std::size_t body_buffer = 16 * 1024;
constexpr std::size_t most_drained = 1U << 20;
constexpr std::string_view timeout_answer
    = "HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
constexpr std::string_view continue_answer = "HTTP/1.1 100 Continue\r\n\r\n";

}

void HeadParser::on_request_impl(
    boost::beast::http::verb /*verb*/, View method, View target, int version, ErrorOut& error)
{
    method_ = standard(method);
    target_ = standard(target);
    version_ = version;
    error = {};
}

void HeadParser::on_field_impl(boost::beast::http::field /*field*/, View name, View value, ErrorOut& error)
{
    if (!head_done_)
        headers_->push_back({standard(name), standard(value)});
    error = {};
}

void HeadParser::on_header_impl(ErrorOut& error)
{
    head_done_ = true;
    error = {};
}

std::size_t HeadParser::on_body_impl(View bytes, ErrorOut& error)
{
    error = {};
    if (!body_->append(standard(bytes)))
        error = boost::beast::http::error::body_limit;
    return bytes.size();
}

std::size_t HeadParser::on_chunk_body_impl(std::uint64_t /*left*/, View bytes, ErrorOut& error)
{
    return on_body_impl(bytes, error);
}

Session::Session(Core& core, Socket socket, AddressKey const& key, std::string peer, bool trusted_peer)
    : core_(core)
    , socket_(std::move(socket))
    , key_(key)
    , peer_(std::move(peer))
    , trusted_peer_(trusted_peer)
    , now_(std::chrono::steady_clock::now())
    , deadline_(now_ + core.config.timeouts.header) // a fresh connection has to say something soon
    , buffer_(std::min(first_buffer, core.config.limits.header), '\0')
{ }

void Session::start()
{
    read_more();
}

void Session::close()
{
    if (phase_ == Phase::closed)
        return;
    phase_ = Phase::closed;
    ++generation_;
    ErrorCode ignored;
    socket_.close(ignored);
    core_.close_and_forget(*this);
}

void Session::stop_idling()
{
    if (phase_ == Phase::idle)
        close();
}

void Session::time_out()
{
    if (phase_ != Phase::idle)
        core_.counts.timeouts.add();
    switch (phase_) {
    case Phase::head:
    case Phase::body: {
        // A read is pending, so this cannot drain; the client was slow and has little in flight.
        ErrorCode ignored;
        socket_.write_some(as_buffer(timeout_answer), ignored);
        core_.count_answer(Status::request_timeout);
        close();
        break;
    }
    case Phase::handler:
        if (out_.empty() && !more_pieces_)
            give_up_waiting();
        else
            close();
        break;
    case Phase::idle:
    case Phase::write:
    case Phase::drain:
        close();
        break;
    case Phase::closed:
        break;
    }
}

void Session::read_more()
{
    headers_.clear(); // they lie in the buffer, which moves now
    if (begin_ > 0) {
        std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
        end_ -= begin_;
        begin_ = 0;
    }
    if (end_ == buffer_.size()) {
        auto const largest = std::max(core_.config.limits.header, body_buffer);
        buffer_.resize(std::min(buffer_.size() * 2, largest));
    }
    socket_.async_read_some(
        asio::buffer(buffer_.data() + end_, buffer_.size() - end_),
        [self = shared_from_this()](ErrorCode const& error, std::size_t count) {
            self->on_read(error, count);
        });
}

void Session::on_read(ErrorCode const& error, std::size_t count)
{
    if (phase_ == Phase::closed)
        return;
    if (error) {
        close();
        return;
    }
    now_ = std::chrono::steady_clock::now();
    end_ += count;
    switch (phase_) {
    case Phase::idle:
    case Phase::head:
        pump();
        break;
    case Phase::body:
        pump_body();
        break;
    case Phase::drain:
        drained_ += count;
        begin_ = end_ = 0;
        if (drained_ > most_drained)
            close();
        else
            read_more();
        break;
    case Phase::handler:
    case Phase::write:
    case Phase::closed:
        break;
    }
}

void Session::pump()
{
    auto const& limits = core_.config.limits;
    while (true) {
        if (begin_ == end_) {
            begin_ = end_ = 0;
            read_more();
            return;
        }
        if (phase_ == Phase::idle) {
            phase_ = Phase::head;
            if (requests_ > 0) // the first head has been due since the connection was made
                deadline_ = now_ + core_.config.timeouts.header;
        }
        if (scanner_.length() == 0 && !skipped_empty_line_ && buffer_[begin_] == '\r') {
            // One empty line before a request is forgiven (RFC 9112 § 2.2).
            if (end_ - begin_ < 2) {
                read_more();
                return;
            }
            if (buffer_[begin_ + 1] == '\n') {
                begin_ += 2;
                skipped_empty_line_ = true;
                continue;
            }
        }
        auto const bytes = pending();
        switch (scanner_.scan(bytes, limits.header, limits.header_fields)) {
        case HeadScanner::Outcome::incomplete:
            read_more();
            return;
        case HeadScanner::Outcome::malformed:
            refuse(Status::bad_request, bytes);
            return;
        case HeadScanner::Outcome::too_large:
            refuse(
                bytes.find('\n') == std::string_view::npos ? Status::uri_too_long : Status::header_too_large,
                bytes);
            return;
        case HeadScanner::Outcome::complete:
            break;
        }
        auto const head = bytes.substr(0, scanner_.length());
        begin_ += head.size();
        scanner_.reset();
        skipped_empty_line_ = false;
        bool const is_answered = take_request(head);
        headers_.clear(); // the next read moves what they refer to
        if (!is_answered)
            return;
    }
}

bool Session::take_request(std::string_view head)
{
    ++requests_;
    core_.counts.requests.add();
    headers_.clear();
    parser_.emplace(headers_, body_);
    parser_->header_limit(static_cast<std::uint32_t>(core_.config.limits.header + 1));
    parser_->body_limit(boost::none); // begin_body knows the limit
    ErrorCode error;
    parser_->put(as_buffer(head), error);
    if (error) {
        refuse(
            error == boost::beast::http::error::bad_version ? Status::version_not_supported
                                                            : Status::bad_request,
            head);
        return false;
    }
    auto const target = parser_->target();
    version_ = parser_->version() == 10 ? 10 : 11;
    auto const verdict = check_framing(parser_->method(), target, parser_->version(), headers_);
    if (verdict.refused || (target != "*" && !check_target(target))) {
        refuse(verdict.refused.value_or(Status::bad_request), head);
        return false;
    }
    client_closes_ = !parser_->keep_alive();
    keep_alive_
        = !client_closes_ && requests_ < core_.config.limits.requests_per_connection && !core_.stopping;
    auto const method = *parse_method(parser_->method());
    head_only_ = method == Method::head;

    if (!trusted_peer_ && !find_header(headers_, "x-forwarded-for").empty())
        core_.warn_of_unnamed_proxy(peer_);

    FastRequest request;
    request.method = method;
    request.target = target;
    request.headers = headers_;
    request.host = verdict.host;
    if (verdict.body.is_empty() && (method == Method::get || head_only_) && try_fast_path(request))
        return finish_answer();
    if (phase_ != Phase::head) // the fast path is writing, or the connection broke
        return false;

    ++generation_;
    parts_ = {};
    parts_.method = method;
    parts_.target = target;
    parts_.headers.reserve(headers_.size());
    for (auto const& header : headers_)
        parts_.headers.push_back({std::string{header.name}, std::string{header.value}});
    parts_.peer = client_address();
    parts_.request_id = make_request_id();
    parts_.secure = trusted_peer_ && equals_ignoring_ascii_case(forwarded("x-forwarded-proto"), "https");
    if (verdict.body.is_empty())
        offload();
    else
        begin_body(verdict.body);
    return false;
}

// True: answered completely. Otherwise phase_ says whether a worker has to answer (still `head`).
bool Session::try_fast_path(FastRequest const& const_request)
{
    if (!core_.fast_path)
        return false;
    auto request = const_request;
    AcceptedEncodings accepted;
    for (auto const& header : headers_) {
        if (header.name.size() == 15 && equals_ignoring_ascii_case(header.name, "accept-encoding"))
            accepted.add(header.value);
        else if (
            (header.name.size() == 6 && equals_ignoring_ascii_case(header.name, "cookie"))
            || (header.name.size() == 13 && equals_ignoring_ascii_case(header.name, "authorization")))
            request.anonymous = false;
    }
    request.encoding = accepted.best();
    std::shared_ptr<Prepared const> page;
    try {
        page = core_.fast_path(request);
    } catch (std::exception const& failure) {
        log::error("http.fast_path.failed", {{"what", failure.what()}});
    }
    return page && send_prepared(page, request);
}

void Session::begin_body(FramedBody const& framing)
{
    auto const& config = core_.config;
    auto limit = config.limits.body;
    if (config.body_limit) {
        try {
            auto const& target = parts_.target;
            limit = config.body_limit(parts_.method, std::string_view{target}.substr(0, target.find('?')));
        } catch (std::exception const& failure) {
            log::error("http.body_limit.failed", {{"what", failure.what()}});
        }
    }
    if (!framing.chunked && framing.length > limit) {
        refuse(Status::payload_too_large, Request{std::move(parts_)});
        return;
    }
    if (auto const expect = find_header(headers_, "expect"); !expect.empty() && version_ >= 11) {
        if (!equals_ignoring_ascii_case(expect, "100-continue")) {
            refuse(Status::expectation_failed, Request{std::move(parts_)});
            return;
        }
        if (begin_ == end_) {
            ErrorCode ignored; // a lost interim answer costs the client a second, no more
            socket_.write_some(as_buffer(continue_answer), ignored);
        }
    }
    body_.begin(limit, config.limits.spill, config.temporary_directory);
    phase_ = Phase::body;
    body_begin_ = now_;
    extend_body_deadline();
    pump_body();
}

void Session::extend_body_deadline()
{
    auto const& timeouts = core_.config.timeouts;
    auto const earned
        = std::chrono::milliseconds{body_.size() * 1000 / std::max<std::size_t>(timeouts.body_rate, 1)};
    deadline_ = body_begin_ + timeouts.body + earned;
}

void Session::pump_body()
{
    while (!parser_->is_done()) {
        auto const bytes = pending();
        if (bytes.empty()) {
            read_more();
            return;
        }
        ErrorCode error;
        auto const taken = parser_->put(as_buffer(bytes), error);
        crypto::wipe(buffer_.data() + begin_, taken); // the buffer outlives the request
        begin_ += taken;
        if (body_.failure()) {
            refuse(*body_.failure(), Request{std::move(parts_)});
            return;
        }
        extend_body_deadline();
        if (error == boost::beast::http::error::need_more) {
            // A chunk header or trailer that fills the whole buffer is an attack.
            if (end_ - begin_ >= std::max(core_.config.limits.header, body_buffer)) {
                refuse(Status::bad_request, Request{std::move(parts_)});
                return;
            }
            read_more();
            return;
        }
        if (error || (taken == 0 && !parser_->is_done())) {
            refuse(Status::bad_request, Request{std::move(parts_)});
            return;
        }
    }
    try {
        body_.hand_over(parts_);
    } catch (std::exception const& failure) {
        log::error("http.body.failed", {{"what", failure.what()}});
        refuse(Status::unavailable, Request{std::move(parts_)});
        return;
    }
    offload();
}

std::string_view Session::forwarded(std::string_view name) const
{
    auto const value = find_header(headers_, name);
    auto const comma = value.rfind(',');
    return detail::trim_blanks(comma == std::string_view::npos ? value : value.substr(comma + 1));
}

// The last address that is not one of our proxies: what stands before it in the list is the client's own
// claim.
std::string Session::client_address() const
{
    if (!trusted_peer_)
        return peer_;
    std::string best = peer_;
    for (auto field = headers_.rbegin(); field != headers_.rend(); ++field) {
        if (!equals_ignoring_ascii_case(field->name, "x-forwarded-for"))
            continue;
        auto list = field->value;
        while (!list.empty()) {
            auto const comma = list.rfind(',');
            auto const entry
                = detail::trim_blanks(comma == std::string_view::npos ? list : list.substr(comma + 1));
            list = comma == std::string_view::npos ? std::string_view{} : list.substr(0, comma);
            ErrorCode error;
            auto const address = asio::ip::make_address(std::string{entry}, error);
            if (error)
                return best;
            best = address.to_string();
            if (!core_.is_trusted(address))
                return best;
        }
    }
    return best;
}

std::string Session::make_request_id() const
{
    if (trusted_peer_) {
        auto const given = find_header(headers_, "x-request-id");
        if (given.size() <= 64 && detail::is_token(given))
            return std::string{given};
    }
    return core_.id_prefix + std::to_string(++core_.next_id);
}

} // namespace kommin::http
