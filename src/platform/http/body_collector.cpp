#include "platform/http/body_collector.hpp"

#include "platform/crypto/wipe.hpp"
#include "platform/log/log.hpp"

#include <exception>
#include <utility>

namespace kommin::http {

BodyCollector::~BodyCollector()
{
    crypto::wipe(text_);
}

void BodyCollector::begin(std::size_t limit, std::size_t spill_above, std::filesystem::path const& directory)
{
    limit_ = limit;
    spill_above_ = spill_above;
    directory_ = &directory;
    size_ = 0;
    crypto::wipe(text_); // of a body that failed
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
            crypto::wipe(text_);
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
    parts.body.swap(text_);
    crypto::wipe(text_); // a short one stays where it was
    parts.spilled = std::move(spilled_);
    spilled_.reset();
}

} // namespace kommin::http
