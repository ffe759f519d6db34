#pragma once
// Response: what a handler answers. Framing headers (Content-Length, Transfer-Encoding, Connection, Date) are
// the server's business and refused here.

#include "platform/http/cookie.hpp"
#include "platform/http/types.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace kommin::http {

struct Prepared;

enum class Visibility : std::uint8_t { public_, private_ };

// A slice of a file, sent piece by piece without being loaded.
struct File {
    std::filesystem::path path;
    std::string content_type = "application/octet-stream";
    std::uint64_t offset = 0;
    std::optional<std::uint64_t> length; // nothing: up to the end
    std::string download_name; // not "": Content-Disposition: attachment with that name
};

// Appends the next piece to `out` and returns whether more may follow. Called on worker threads, one call at
// a time and only after the piece before was written. Throwing cuts the connection: the client sees that the
// answer is incomplete.
using Producer = std::function<bool(std::string& out)>;

// Pages in frames: only pages of this site, and only where both say so.
enum class Frames : std::uint8_t { none, shown_by_ours, shows_ours };

class Response {
public:
    using SharedBody = std::shared_ptr<std::string const>;
    using Ready = std::shared_ptr<Prepared const>;
    using Body = std::variant<std::string, SharedBody, File, Producer, Ready>;

    explicit Response(Status status)
        : status_(status)
    { }
    static Response html(Status status, std::string body);
    static Response text(Status status, std::string body);
    static Response json(Status status, std::string body);
    // 303 after a form, 302, 307, 308 … The location must be visible ASCII, already percent-encoded.
    static Response redirect(Status status, std::string_view location);
    static Response not_modified() { return Response{Status::not_modified}; }
    // A page out of the cache, with its own head: fields that are set here are not sent.
    static Response ready(Ready page);

    // Sets a field, replacing one of the same name. Throws std::invalid_argument for a name that is no token,
    // for CR, LF, NUL or another control character in the value (header injection), for framing headers.
    Response& header(std::string_view name, std::string_view value) &;
    Response&& header(std::string_view name, std::string_view value) &&
    {
        return std::move(header(name, value));
    }
    // Adds a field beside one of the same name.
    Response& add_header(std::string_view name, std::string_view value) &;
    Response& cookie(SetCookie const& cookie) &;
    Response&& cookie(SetCookie const& set) && { return std::move(cookie(set)); }
    Response& cache_for(std::chrono::seconds time, Visibility visibility = Visibility::public_) &;
    Response&& cache_for(std::chrono::seconds time, Visibility visibility = Visibility::public_) &&
    {
        return std::move(cache_for(time, visibility));
    }
    // For everything personal: no cache keeps it, ours neither; the back button asks again. Never compressed:
    // beside text that an attacker can choose, the length would tell him what else is in it (BREACH).
    Response& no_store() &;
    Response&& no_store() && { return std::move(no_store()); }
    // For what is the same for everybody but right only now (a search, an error): not stored either, but
    // compressed. Never for a page with a secret or a word about whoever asked.
    Response& momentary() &;
    Response&& momentary() && { return std::move(momentary()); }
    [[nodiscard]] bool may_be_compressed() const { return may_be_compressed_; }
    // Without it nobody shows this page in a frame, and it shows none (security_headers.hpp).
    Response& frames(Frames frames) &
    {
        frames_ = frames;
        return *this;
    }
    Response&& frames(Frames wanted) && { return std::move(frames(wanted)); }
    [[nodiscard]] Frames frames() const { return frames_; }
    Response& body(std::string body, std::string_view content_type) &;
    Response&& body(std::string text, std::string_view content_type) &&
    {
        return std::move(body(std::move(text), content_type));
    }
    // A body that many answers share without copying.
    Response& shared_body(SharedBody body, std::string_view content_type) &;
    Response&& shared_body(SharedBody shared, std::string_view content_type) &&
    {
        return std::move(shared_body(std::move(shared), content_type));
    }
    Response& file(File file) &;
    Response&& file(File slice) && { return std::move(file(std::move(slice))); }
    Response& stream(Producer producer, std::string_view content_type) &;
    Response&& stream(Producer producer, std::string_view content_type) &&
    {
        return std::move(stream(std::move(producer), content_type));
    }
    // Offered as a file to save: Content-Disposition with an ASCII and a UTF-8 form of the name (RFC 6266).
    Response& attachment(std::string_view filename) &;
    Response&& attachment(std::string_view filename) && { return std::move(attachment(filename)); }
    // For GET only; the entry goes with the published version at the latest. `canonical_query`: the query
    // under which this page belongs ("?gemeinde=luenen", "" for none). Asked for under another one it is
    // answered but not kept, or anybody could fill the cache with one page under a thousand addresses.
    Response& keep_in_page_cache(std::chrono::seconds valid_for, std::string canonical_query = {}) &;
    Response&& keep_in_page_cache(std::chrono::seconds valid_for, std::string canonical_query = {}) &&
    {
        return std::move(keep_in_page_cache(valid_for, std::move(canonical_query)));
    }
    void keep_out_of_page_cache() { page_cache_.reset(); }

    [[nodiscard]] Status status() const { return status_; }
    void set_status(Status status) { status_ = status; }
    // The first field of that name, "" if absent.
    [[nodiscard]] std::string_view header(std::string_view name) const;
    [[nodiscard]] Headers const& headers() const { return headers_; }
    void remove_header(std::string_view name);
    // The body if it lies in memory, else "".
    [[nodiscard]] std::string const& body_text() const;
    [[nodiscard]] Body const& body() const { return body_; }
    Body take_body() { return std::move(body_); }
    // Replaces the bytes and leaves the headers alone (compression).
    void replace_body(std::string body) { body_ = std::move(body); }
    [[nodiscard]] std::optional<std::chrono::seconds> page_cache_lifetime() const { return page_cache_; }
    [[nodiscard]] std::string_view canonical_query() const { return canonical_query_; }
    // The pattern of the route that answered, set by the router; logged instead of the path.
    [[nodiscard]] std::string_view route() const { return route_; }
    void set_route(std::string_view pattern) { route_ = pattern; }

private:
    Status status_;
    Headers headers_;
    Body body_;
    std::optional<std::chrono::seconds> page_cache_;
    std::string canonical_query_;
    std::string route_;
    bool may_be_compressed_ = true;
    Frames frames_ = Frames::none;
};

} // namespace kommin::http
