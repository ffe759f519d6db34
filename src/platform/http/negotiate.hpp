#pragma once
// Content negotiation by quality values (RFC 9110 § 12).

#include "platform/http/types.hpp"

#include <array>
#include <optional>
#include <span>
#include <string_view>

namespace kommin::http {

// Reads the Accept-Encoding fields of a request, which are one list (RFC 9110 § 5.3): a proxy may split it.
class AcceptedEncodings {
public:
    void add(std::string_view accept_encoding);
    // The best encoding we have; at equal quality `rather` first, and identity last. No field or an empty one
    // means identity. Where everything is refused ("identity;q=0" alone), identity is sent all the same: a
    // readable page helps more than a 406.
    [[nodiscard]] Encoding best(Encoding rather = Encoding::br) const;

private:
    static constexpr int unsaid = -1;
    std::array<int, 3> quality_{unsaid, unsaid, unsaid}; // in thousandths, by Encoding
    int rest_ = unsaid;
};

// For one field.
Encoding negotiate_encoding(std::string_view accept_encoding);

// The best of `offered` BCP 47 tags for an Accept-Language header by lookup (RFC 4647 § 3.4): "de-AT" falls
// back to "de"; "" if none fits. Views into `offered`.
std::string_view best_language(std::string_view accept_language, std::span<std::string_view const> offered);

// The best of `offered` media types ("text/html", "application/json") for an Accept header; an absent header
// means the first one; "" if none fits.
std::string_view best_media_type(std::string_view accept, std::span<std::string_view const> offered);

} // namespace kommin::http
