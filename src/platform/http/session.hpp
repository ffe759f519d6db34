#pragma once
// Session: one connection, on the I/O thread only. Private to session.cpp and server.cpp.

#include "platform/http/body_collector.hpp"
#include "platform/http/boost_asio_beast.hpp"
#include "platform/http/framing_gate.hpp"
#include "platform/http/outgoing.hpp"
#include "platform/http/server.hpp"
#include "platform/http/types.hpp"

#include <array>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::http {

struct Core;
class Workers;

// Beast's parser, leaving the fields where they lie in the buffer. Trailer fields are dropped: nothing here
// expects them, and merged into the head they could change its meaning.
class HeadParser final : public boost::beast::http::basic_parser<true> {
public:
    HeadParser(std::vector<HeaderView>& headers, BodyCollector& body)
        : headers_(&headers)
        , body_(&body)
    { }
    [[nodiscard]] std::string_view method() const { return method_; }
    [[nodiscard]] std::string_view target() const { return target_; }
    [[nodiscard]] int version() const { return version_; }

private:
    using View = boost::beast::string_view;
    using ErrorOut = boost::beast::error_code;
    static std::string_view standard(View text) { return {text.data(), text.size()}; }

    void on_request_impl(
        boost::beast::http::verb verb, View method, View target, int version, ErrorOut& error) override;
    void on_response_impl(int, View, int, ErrorOut&) override { }
    void on_field_impl(boost::beast::http::field field, View name, View value, ErrorOut& error) override;
    void on_header_impl(ErrorOut& error) override;
    void on_body_init_impl(boost::optional<std::uint64_t> const&, ErrorOut& error) override { error = {}; }
    std::size_t on_body_impl(View bytes, ErrorOut& error) override;
    void on_chunk_header_impl(std::uint64_t, View, ErrorOut& error) override { error = {}; }
    std::size_t on_chunk_body_impl(std::uint64_t, View bytes, ErrorOut& error) override;
    void on_finish_impl(ErrorOut& error) override { error = {}; }

    std::vector<HeaderView>* headers_;
    BodyCollector* body_;
    std::string_view method_;
    std::string_view target_;
    int version_ = 0;
    bool head_done_ = false;
};

inline boost::asio::const_buffer as_buffer(std::string_view text)
{
    return {text.data(), text.size()};
}

using AddressKey = std::array<std::uint8_t, 16>;

class Session : public std::enable_shared_from_this<Session> {
public:
    using TimePoint = std::chrono::steady_clock::time_point;

    Session(Core& core, Socket socket, AddressKey const& key, std::string peer, bool trusted_peer);

    void start();
    // The deadline of the present phase has passed.
    void time_out();
    // Closes what only waits for a next request.
    void stop_idling();
    void close();
    [[nodiscard]] TimePoint deadline() const { return deadline_; }
    [[nodiscard]] AddressKey const& key() const { return key_; }

private:
    enum class Phase : std::uint8_t { idle, head, body, handler, write, drain, closed };

    void read_more();
    void on_read(ErrorCode const& error, std::size_t count);
    [[nodiscard]] std::string_view pending() const { return {buffer_.data() + begin_, end_ - begin_}; }

    // Takes requests out of the buffer until one has to wait for something.
    void pump();
    // True: the request was answered at once and the next one may be taken.
    bool take_request(std::string_view head);
    bool try_fast_path(FastRequest const& request);
    bool send_prepared(std::shared_ptr<Prepared const> const& page, FastRequest const& request);
    void begin_body(FramedBody const& framing);
    void pump_body();
    void extend_body_deadline();
    void offload();

    // Answers with an error page and closes; for requests whose end is in doubt. `head`: as much as there is.
    void refuse(Status status, std::string_view head);
    void refuse(Status status, Request const& request);
    // The worker may still be at it: answers in its place and closes.
    void give_up_waiting();
    [[nodiscard]] Workers& workers_for(Request const& request) const;
    void refuse_for_lack_of_workers(Request const& request);
    void log_refusal(std::string_view event, Status status, Request const& request);
    // Nothing if the page cannot be sent from here.
    [[nodiscard]] std::optional<Outgoing> error_answer(Status status, Request const& request) const;
    void close_with(std::optional<Outgoing> outgoing);
    void respond(Outgoing outgoing);
    void send(Outgoing outgoing);
    void start_writing();
    // True: everything is written; false: goes on by itself, or the connection is gone.
    bool flush();
    void on_write(ErrorCode const& error, std::size_t count);
    void consume_output(std::size_t count);
    void after_flush();
    void request_piece();
    void take_piece(std::string piece, bool more, std::uint64_t generation);
    // True: the connection goes on with the next request.
    bool finish_answer();
    void start_draining();

    [[nodiscard]] std::string_view forwarded(std::string_view name) const;
    [[nodiscard]] std::string client_address() const;
    [[nodiscard]] std::string make_request_id() const; // the proxy's, if headers_ has one
    [[nodiscard]] std::string_view tail() const;

    Core& core_;
    Socket socket_;
    AddressKey key_;
    std::string peer_;
    bool trusted_peer_;

    Phase phase_ = Phase::idle;
    TimePoint now_; // when the present event came in
    TimePoint deadline_;

    std::string buffer_; // its size is the capacity
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
    bool skipped_empty_line_ = false;
    HeadScanner scanner_;
    std::vector<HeaderView> headers_; // empty unless take_request() is at work: they lie in the buffer
    std::optional<HeadParser> parser_;
    BodyCollector body_;
    TimePoint body_begin_;
    Request::Parts parts_;
    std::weak_ptr<Request const> in_handler_; // the worker owns it: its body may be large

    std::size_t requests_ = 0;
    int version_ = 11;
    bool keep_alive_ = true;
    bool client_closes_ = false; // the client will send nothing more
    bool head_only_ = false;

    std::uint64_t generation_ = 0; // of the request; late answers of an earlier one are dropped
    Outgoing outgoing_;
    bool more_pieces_ = false;
    std::string out_; // head, or framed pieces
    std::size_t out_done_ = 0;
    std::string_view out_body_; // the rest of a body owned by outgoing_ or prepared_
    std::shared_ptr<Prepared const> prepared_;
    std::size_t drained_ = 0;
};

} // namespace kommin::http
