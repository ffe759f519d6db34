#include "platform/http/body_collector.hpp"

#include "platform/crypto/wipe.hpp"
#include "platform/log/log.hpp"

#include <exception>
#include <utility>

namespace kommin::http {

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
            crypto::append_and_wipe(text_, bytes);
            return true;
        }
        if (!spilled_) {
            spilled_ = std::make_shared<SpilledBody>(*directory_);
            spilled_->append(text_);
            text_ = std::string(); // "= {}" would keep the memory
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
    text_ = std::string();
    spilled_.reset();
}

} // namespace kommin::http
