#include "platform/http/session.hpp"

#include "platform/base/text.hpp"
#include "platform/http/characters.hpp"
#include "platform/http/core.hpp"
#include "platform/http/etag.hpp"
#include "platform/http/negotiate.hpp"
#include "platform/http/uri.hpp"
#include "platform/log/log.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <exception>
#include <utility>

namespace kommin::http {

namespace asio = boost::asio;

namespace {

constexpr std::size_t first_buffer = 2 * 1024; // bytes; enough for most requests
constexpr std::size_t body_buffer = 16 * 1024;
constexpr std::size_t slice = 64 * 1024; // bytes for which one write deadline holds
constexpr std::size_t most_drained = 1U << 20;
constexpr std::string_view timeout_answer
    = "HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
constexpr std::string_view continue_answer = "HTTP/1.1 100 Continue\r\n\r\n";

asio::const_buffer as_buffer(std::string_view text)
{
    return {text.data(), text.size()};
}

bool would_block(ErrorCode const& error)
{
    return error == asio::error::would_block || error == asio::error::try_again;
}

}

void BodyCollector::begin(std::size_t limit, std::size_t spill_above, std::filesystem::path const& directory)
{
    limit_ = limit;
    spill_above_ = spill_above;
    directory_ = &directory;
    size_ = 0;
    text_.clear();
    spilled_.reset();
    failure_.reset();
}

bool BodyCollector::append(std::string_view bytes)
{
    if (bytes.size() > limit_ - size_) {
        failure_ = Status::payload_too_large;
        return false;
    }
    size_ += bytes.size();
    try {
        if (!spilled_ && size_ <= spill_above_) {
            text_.append(bytes);
            return true;
        }
        if (!spilled_) {
            spilled_ = std::make_shared<SpilledBody>(*directory_);
            spilled_->append(text_);
            text_ = {};
        }
        spilled_->append(bytes);
        return true;
    } catch (std::exception const& failure) {
        log::error("http.body.failed", {{"what", failure.what()}});
        failure_ = Status::unavailable;
        return false;
    }
}

void BodyCollector::hand_over(Request::Parts& parts)
{
    if (spilled_)
        spilled_->seal();
    parts.body = std::move(text_);
    parts.spilled = std::move(spilled_);
    text_ = {};
    spilled_.reset();
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
        now_ = std::chrono::steady_clock::now();
        if (out_.empty() && !more_pieces_) {
            ++generation_; // the worker's answer comes too late
            refuse(Status::unavailable);
            break;
        }
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
            refuse(Status::bad_request);
            return;
        case HeadScanner::Outcome::too_large:
            refuse(Status::header_too_large);
            return;
        case HeadScanner::Outcome::complete:
            break;
        }
        auto const head = bytes.substr(0, scanner_.length());
        begin_ += head.size();
        scanner_.reset();
        skipped_empty_line_ = false;
        if (!take_request(head))
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
                                                            : Status::bad_request);
        return false;
    }
    auto const target = parser_->target();
    auto const verdict = check_framing(parser_->method(), target, parser_->version(), headers_);
    if (verdict.refused || (target != "*" && !check_target(target))) {
        refuse(verdict.refused.value_or(Status::bad_request));
        return false;
    }
    version_ = parser_->version();
    client_closes_ = !parser_->keep_alive();
    keep_alive_
        = !client_closes_ && requests_ < core_.config.limits.requests_per_connection && !core_.stopping;
    auto const method = *parse_method(parser_->method());
    head_only_ = method == Method::head;

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
    for (auto const& header : headers_) {
        if (header.name.size() == 15 && equals_ignoring_ascii_case(header.name, "accept-encoding"))
            request.encoding = negotiate_encoding(header.value);
        else if (
            (header.name.size() == 6 && equals_ignoring_ascii_case(header.name, "cookie"))
            || (header.name.size() == 13 && equals_ignoring_ascii_case(header.name, "authorization")))
            request.anonymous = false;
    }
    std::shared_ptr<Prepared const> page;
    try {
        page = core_.fast_path(request);
    } catch (std::exception const& failure) {
        log::error("http.fast_path.failed", {{"what", failure.what()}});
    }
    return page && send_prepared(page, request);
}

bool Session::send_prepared(std::shared_ptr<Prepared const> const& page, FastRequest const& request)
{
    bool not_modified = false;
    if (page->status == Status::ok && !page->etag.empty()) {
        auto const condition = request.header("if-none-match");
        not_modified = !condition.empty() && etag_matches(condition, page->etag);
    }
    std::string_view const head = not_modified ? page->not_modified_head : page->head;
    std::string_view const body = not_modified || head_only_ ? std::string_view{} : page->body;
    auto const end = tail();
    core_.counts.requests_fast.add();
    core_.count_answer(not_modified ? Status::not_modified : page->status);
    if (core_.config.access_log == AccessLog::all) {
        log::info(
            "http.request.cached",
            {{"method", to_text(request.method)},
             {"path", request.path().substr(0, 120)},
             {"status", std::to_string(code(not_modified ? Status::not_modified : page->status))},
             {"network", anonymous_network(peer_)}});
    }

    std::array<asio::const_buffer, 3> const buffers{as_buffer(head), as_buffer(end), as_buffer(body)};
    ErrorCode error;
    auto sent = socket_.write_some(buffers, error);
    if (error && !would_block(error)) {
        close();
        return false;
    }
    core_.counts.bytes_sent.add(sent);
    if (sent == head.size() + end.size() + body.size())
        return true;

    // The reader is slower than we are: the rest goes when the socket takes it.
    out_.assign(head);
    out_ += end;
    out_done_ = 0;
    out_body_ = body;
    prepared_ = page;
    outgoing_ = {};
    more_pieces_ = false;
    consume_output(sent);
    start_writing();
    return false;
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
        refuse(Status::payload_too_large);
        return;
    }
    if (auto const expect = find_header(headers_, "expect"); !expect.empty() && version_ >= 11) {
        if (!equals_ignoring_ascii_case(expect, "100-continue")) {
            refuse(Status::expectation_failed);
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
        begin_ += taken;
        if (body_.failure()) {
            refuse(*body_.failure());
            return;
        }
        extend_body_deadline();
        if (error == boost::beast::http::error::need_more) {
            // A chunk header or trailer that fills the whole buffer is an attack.
            if (end_ - begin_ >= std::max(core_.config.limits.header, body_buffer)) {
                refuse(Status::bad_request);
                return;
            }
            read_more();
            return;
        }
        if (error || (taken == 0 && !parser_->is_done())) {
            refuse(Status::bad_request);
            return;
        }
    }
    try {
        body_.hand_over(parts_);
    } catch (std::exception const& failure) {
        log::error("http.body.failed", {{"what", failure.what()}});
        refuse(Status::unavailable);
        return;
    }
    offload();
}

void Session::offload()
{
    phase_ = Phase::handler;
    deadline_ = now_ + core_.config.timeouts.handler;
    parts_.deadline = deadline_;
    out_.clear();
    more_pieces_ = false;
    auto const request = std::make_shared<Request const>(std::move(parts_));
    parts_ = {};
    bool const taken = core_.workers.try_submit([self = shared_from_this(), &core = core_, request,
                                                 version = version_,
                                                 generation = generation_](Handler const& handler) mutable {
        auto outgoing = answer_request(
            handler, *request, version,
            {core.config.error_page, core.config.access_log, core.handler_seconds});
        // The session must end on the I/O thread: hand the reference over.
        asio::post(core.io, [self = std::move(self), outgoing = std::move(outgoing), generation]() mutable {
            if (self->phase_ == Phase::handler && self->generation_ == generation)
                self->respond(std::move(outgoing));
        });
    });
    if (taken)
        return;
    core_.counts.requests_busy.add();
    auto page = make_error_page(core_.config.error_page, Status::unavailable, *request);
    page.header("Retry-After", "2");
    respond(to_outgoing(*request, std::move(page), version_));
}

void Session::respond(Outgoing outgoing)
{
    now_ = std::chrono::steady_clock::now();
    send(std::move(outgoing));
}

void Session::refuse(Status status)
{
    core_.counts.requests_malformed.add();
    keep_alive_ = false;
    client_closes_ = false;
    Request::Parts parts;
    parts.request_id = make_request_id();
    Request const request{std::move(parts)};
    if (core_.config.access_log != AccessLog::off && core_.may_log_refusal()) {
        log::info(
            "http.request.refused",
            {{"id", request.request_id()},
             {"status", std::to_string(code(status))},
             {"network", anonymous_network(peer_)}});
    }
    auto page = make_error_page(core_.config.error_page, status, request);
    if (status == Status::unavailable)
        page.header("Retry-After", "2");
    Outgoing outgoing;
    try {
        outgoing = to_outgoing(request, std::move(page), version_);
    } catch (std::exception const&) {
        close();
        return;
    }
    if (outgoing.producer) { // an error page is made of text; anything else would need a worker
        close();
        return;
    }
    send(std::move(outgoing));
}

void Session::send(Outgoing outgoing)
{
    if (core_.stopping)
        keep_alive_ = false;
    outgoing_ = std::move(outgoing);
    if (outgoing_.until_close)
        keep_alive_ = false;
    prepared_.reset();
    core_.count_answer(outgoing_.status);
    out_ = std::move(outgoing_.head);
    out_ += tail();
    out_done_ = 0;
    out_body_ = outgoing_.body();
    more_pieces_ = outgoing_.producer != nullptr;
    start_writing();
}

void Session::start_writing()
{
    phase_ = Phase::write;
    if (flush())
        after_flush();
}

bool Session::flush()
{
    while (true) {
        auto const head = std::string_view{out_}.substr(out_done_);
        if (head.empty() && out_body_.empty())
            return true;
        std::array<asio::const_buffer, 2> const buffers{
            as_buffer(head.substr(0, slice)), as_buffer(out_body_.substr(0, slice))};
        // Every slice has its own deadline, or a long answer to a slow phone would be cut.
        deadline_ = now_ + core_.config.timeouts.write;
        ErrorCode error;
        auto const sent = head.size() > slice ? socket_.write_some(buffers[0], error)
                                              : socket_.write_some(buffers, error);
        if (!error) {
            core_.counts.bytes_sent.add(sent);
            consume_output(sent);
            continue;
        }
        if (!would_block(error)) {
            close();
            return false;
        }
        socket_.async_wait(Socket::wait_write, [self = shared_from_this()](ErrorCode const& result) {
            self->on_write(result, 0);
        });
        return false;
    }
}

void Session::on_write(ErrorCode const& error, std::size_t /*count*/)
{
    if (phase_ != Phase::write)
        return;
    if (error) {
        close();
        return;
    }
    now_ = std::chrono::steady_clock::now();
    if (flush())
        after_flush();
}

void Session::consume_output(std::size_t count)
{
    auto const from_head = std::min(count, out_.size() - out_done_);
    out_done_ += from_head;
    out_body_.remove_prefix(count - from_head);
}

void Session::after_flush()
{
    if (more_pieces_) {
        request_piece();
        return;
    }
    if (finish_answer())
        pump();
}

void Session::request_piece()
{
    phase_ = Phase::handler;
    deadline_ = now_ + core_.config.timeouts.handler;
    core_.workers.submit_admitted([self = shared_from_this(), &core = core_, producer = outgoing_.producer,
                                   chunked = outgoing_.chunked,
                                   generation = generation_](Handler const&) mutable {
        std::string piece;
        bool more = false;
        bool failed = false;
        try {
            more = (*producer)(piece);
        } catch (std::exception const& failure) {
            log::error("http.stream.failed", {{"what", failure.what()}});
            failed = true;
        } catch (...) {
            log::error("http.stream.failed");
            failed = true;
        }
        if (chunked && !failed) {
            std::string framed;
            if (!piece.empty()) {
                char digits[20];
                auto const end = std::to_chars(digits, digits + sizeof digits, piece.size(), 16).ptr;
                framed.assign(digits, end);
                framed.append("\r\n").append(piece).append("\r\n");
            }
            if (!more)
                framed += "0\r\n\r\n";
            piece = std::move(framed);
        }
        producer.reset();
        asio::post(
            core.io, [self = std::move(self), piece = std::move(piece), more, failed, generation]() mutable {
                if (self->phase_ != Phase::handler || self->generation_ != generation)
                    return;
                if (failed)
                    self->close(); // the missing end tells the client
                else
                    self->take_piece(std::move(piece), more, generation);
            });
    });
}

void Session::take_piece(std::string piece, bool more, std::uint64_t /*generation*/)
{
    now_ = std::chrono::steady_clock::now();
    out_ = std::move(piece);
    out_done_ = 0;
    more_pieces_ = more;
    start_writing();
}

bool Session::finish_answer()
{
    prepared_.reset();
    outgoing_ = {};
    out_body_ = {};
    out_.clear();
    out_done_ = 0;
    more_pieces_ = false;
    if (!keep_alive_ || core_.stopping) {
        if (client_closes_)
            close();
        else
            start_draining();
        return false;
    }
    phase_ = Phase::idle;
    deadline_ = now_ + core_.config.timeouts.idle;
    return true;
}

// Closing with unread bytes in the socket would reset the connection, and the client might never see the
// answer: say that nothing more comes, then read on for a while.
void Session::start_draining()
{
    ErrorCode error;
    socket_.shutdown(Socket::shutdown_send, error);
    if (error) {
        close();
        return;
    }
    phase_ = Phase::drain;
    deadline_ = now_ + core_.config.timeouts.drain;
    drained_ = 0;
    begin_ = end_ = 0;
    read_more();
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

std::string_view Session::tail() const
{
    if (!keep_alive_)
        return core_.tail_close;
    return version_ >= 11 ? core_.tail_keep : core_.tail_keep_10;
}

} // namespace kommin::http
