#pragma once
// BodyCollector: where a request body waits until it is complete. Private to this folder.

#include "platform/http/request.hpp"
#include "platform/http/spilled_body.hpp"
#include "platform/http/types.hpp"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace kommin::http {

// Takes the body as it comes and moves to a file when it grows. Leaves nothing of it in memory.
class BodyCollector {
public:
    BodyCollector() = default;
    BodyCollector(BodyCollector const&) = delete;
    BodyCollector& operator=(BodyCollector const&) = delete;
    ~BodyCollector();

    void begin(std::size_t limit, std::size_t spill_above, std::filesystem::path const& directory);
    // False when the limit is passed or the disk is full: then `failure` is set.
    bool append(std::string_view bytes);
    void hand_over(Request::Parts& parts);
    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] std::optional<Status> failure() const { return failure_; }

private:
    std::size_t limit_ = 0;
    std::size_t spill_above_ = 0;
    std::size_t size_ = 0;
    std::filesystem::path const* directory_ = nullptr;
    std::string text_;
    std::shared_ptr<SpilledBody> spilled_;
    std::optional<Status> failure_;
};

} // namespace kommin::http
