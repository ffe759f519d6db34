// Session, second half: answering. The first half, reading, is in session.cpp.

#include "platform/base/text.hpp"
#include "platform/http/characters.hpp"
#include "platform/http/core.hpp"
#include "platform/http/etag.hpp"
#include "platform/http/session.hpp"
#include "platform/http/uri.hpp"
#include "platform/log/log.hpp"

#include <algorithm>
#include <charconv>
#include <exception>
#include <utility>

namespace kommin::http {

namespace asio = boost::asio;

namespace {

constexpr std::size_t slice = 64 * 1024; // bytes for which one write deadline holds

// What the page that says no has to know of a head that could not be taken: whose site it is and which
// language its reader understands. Nothing else of such a request is passed on.
Request::Parts parts_of_refusal(std::string_view head)
{
    Request::Parts parts;
    auto const take_line = [&head] {
        auto const end = head.find("\r\n");
        auto const line = head.substr(0, end);
        head.remove_prefix(end == std::string_view::npos ? head.size() : end + 2);
        return line;
    };
    auto target = take_line();
    target.remove_prefix(std::min(target.find(' '), target.size() - 1) + 1);
    target = target.substr(0, target.find_first_of(" ?"));
    // "/uk/%FF" -> "/uk/"
    auto const start = target.substr(0, target.find('/', 1) + 1);
    if (check_target(start))
        parts.target = start;
    while (!head.empty()) {
        auto const line = take_line();
        auto const colon = line.find(':');
        if (colon == std::string_view::npos)
            break; // the empty line, or one that was cut
        auto const name = line.substr(0, colon);
        auto const value = detail::trim_blanks(line.substr(colon + 1));
        if (std::all_of(
                value.begin(), value.end(), [](char c) { return c == ' ' || detail::is_visible_ascii(c); })
            && (equals_ignoring_ascii_case(name, "host")
                || equals_ignoring_ascii_case(name, "accept-language")))
            parts.headers.push_back({std::string{name}, std::string{value}});
    }
    return parts;
}

// "Age: 17\r\n" in the caller's memory, "" for what has no age.
std::string_view age_line(char (&text)[32], std::optional<std::chrono::seconds> age)
{
    if (!age)
        return {};
    constexpr std::string_view name = "Age: ";
    auto* at = std::copy(name.begin(), name.end(), text);
    at = std::to_chars(at, text + sizeof text - 2, age->count()).ptr;
    *at++ = '\r';
    *at++ = '\n';
    return {text, static_cast<std::size_t>(at - text)};
}

bool would_block(ErrorCode const& error)
{
    return error == asio::error::would_block || error == asio::error::try_again;
}

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
    char age_text[32];
    auto const age = age_line(age_text, page->age(now_));
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

    std::array<asio::const_buffer, 4> const buffers{
        as_buffer(head), as_buffer(age), as_buffer(end), as_buffer(body)};
    ErrorCode error;
    auto sent = socket_.write_some(buffers, error);
    if (error && !would_block(error)) {
        close();
        return false;
    }
    core_.counts.bytes_sent.add(sent);
    if (sent == head.size() + age.size() + end.size() + body.size())
        return true;

    // The reader is slower than we are: the rest goes when the socket takes it.
    out_.assign(head);
    out_ += age;
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

void Session::offload()
{
    phase_ = Phase::handler;
    deadline_ = now_ + core_.config.timeouts.handler;
    parts_.deadline = deadline_;
    out_.clear();
    more_pieces_ = false;
    auto const request = std::make_shared<Request const>(std::move(parts_));
    parts_ = {};
    in_handler_ = request;
    bool const taken = workers_for(*request).try_submit([self = shared_from_this(), &core = core_, request,
                                                         version = version_, generation = generation_](
                                                            Handler const& handler) mutable {
        auto outgoing = answer_request(
            handler, *request, version,
            {core.config.error_page, core.config.status_of, core.config.route_of, core.config.is_unlogged,
             core.config.access_log, core.handler_seconds});
        // The session must end on the I/O thread: hand the reference over.
        asio::post(core.io, [self = std::move(self), outgoing = std::move(outgoing), generation]() mutable {
            if (self->phase_ == Phase::handler && self->generation_ == generation)
                self->respond(std::move(outgoing));
        });
    });
    if (!taken)
        refuse_for_lack_of_workers(*request);
}

Workers& Session::workers_for(Request const& request) const
{
    if (core_.lanes.empty() || request.method() == Method::get || request.method() == Method::head)
        return core_.workers;
    try {
        auto const lane = core_.lanes.find(core_.config.effort_of(request.method(), request.path()));
        return lane == core_.lanes.end() ? core_.workers : lane->second;
    } catch (std::exception const& failure) {
        log::error("http.effort_of.failed", {{"what", failure.what()}});
        return core_.workers;
    }
}

void Session::refuse_for_lack_of_workers(Request const& request)
{
    core_.counts.requests_busy.add();
    auto outgoing = error_answer(Status::unavailable, request);
    if (!outgoing) {
        close();
        return;
    }
    // Posted, or a buffer full of pipelined requests would be answered in one recursion.
    asio::post(
        core_.io,
        [self = shared_from_this(), outgoing = *std::move(outgoing), generation = generation_]() mutable {
            if (self->phase_ == Phase::handler && self->generation_ == generation)
                self->respond(std::move(outgoing));
        });
}

void Session::respond(Outgoing outgoing)
{
    now_ = std::chrono::steady_clock::now();
    send(std::move(outgoing));
}

void Session::refuse(Status status, std::string_view head)
{
    auto parts = parts_of_refusal(head);
    parts.peer = client_address();
    parts.request_id = make_request_id();
    refuse(status, Request{std::move(parts)});
}

void Session::refuse(Status status, Request const& request)
{
    core_.counts.requests_malformed.add();
    log_refusal("http.request.refused", status, request);
    close_with(error_answer(status, request));
}

void Session::give_up_waiting()
{
    auto const request = in_handler_.lock();
    if (!request)
        return; // the worker has finished; its answer is the next event
    ++generation_; // what the worker answers comes too late
    now_ = std::chrono::steady_clock::now();
    log_refusal("http.request.abandoned", Status::unavailable, *request);
    close_with(error_answer(Status::unavailable, *request));
}

void Session::log_refusal(std::string_view event, Status status, Request const& request)
{
    if (core_.config.access_log == AccessLog::off || !core_.may_log_refusal())
        return;
    log::info(
        event,
        {{"id", request.request_id()},
         {"status", std::to_string(code(status))},
         {"network", anonymous_network(request.peer())}});
}

std::optional<Outgoing> Session::error_answer(Status status, Request const& request) const
{
    Request::Parts bare; // says nothing of encodings: this thread does not compress
    bare.method = request.method();
    bare.request_id = request.request_id();
    try {
        auto outgoing = to_outgoing(
            Request{std::move(bare)}, make_error_page(core_.config.error_page, status, request), version_);
        // An error page is made of text; anything else would need a worker.
        return outgoing.producer ? std::nullopt : std::optional{std::move(outgoing)};
    } catch (std::exception const& failure) {
        log::error("http.error_page.failed", {{"id", request.request_id()}, {"what", failure.what()}});
        return std::nullopt;
    }
}

void Session::close_with(std::optional<Outgoing> outgoing)
{
    keep_alive_ = false;
    client_closes_ = false;
    if (outgoing)
        send(*std::move(outgoing));
    else
        close();
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

std::string_view Session::tail() const
{
    if (!keep_alive_)
        return core_.tail_close;
    return version_ >= 11 ? core_.tail_keep : core_.tail_keep_10;
}

} // namespace kommin::http
