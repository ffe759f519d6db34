#pragma once
// ErrorPages: the pages for refusals of one publication, each made once per language and status. Refusals
// cost the one who causes them next to nothing, so they must not make us render a page each time, least of
// all on the thread that serves everybody.

#include "platform/http/request.hpp"
#include "platform/http/response.hpp"
#include "platform/i18n/language.hpp"

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

namespace kommin::app {

// Safe from all threads; holds its lock only to look up.
class ErrorPages {
public:
    // Renders the page for a sample request in the language; the sample's id is replaced for each reader.
    using Make = std::function<http::Response(http::Request const& sample)>;

    [[nodiscard]] http::Response page(
        http::Status status, i18n::Language language, std::string_view request_id, Make const& make);

private:
    struct Page;
    [[nodiscard]] std::shared_ptr<Page const> find(http::Status status, i18n::Language language) const;

    mutable std::mutex mutex_;
    std::map<std::pair<http::Status, std::string_view>, std::shared_ptr<Page const>>
        pages_; // by language tag
};

} // namespace kommin::app
