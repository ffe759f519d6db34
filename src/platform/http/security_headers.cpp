#include "platform/http/security_headers.hpp"

#include <stdexcept>

namespace kommin::http {

namespace {

std::string sources(std::string_view directive, std::vector<std::string> const& more)
{
    std::string text{directive};
    text += " 'self'";
    for (auto const& source : more) {
        if (source.empty() || source.find_first_of(";, \t\r\n") != std::string::npos)
            throw std::invalid_argument{"not a source for a content security policy: " + source};
        text += ' ';
        text += source;
    }
    return text + "; ";
}

}

std::string content_security_policy(SecurityPolicy const& policy, Frames frames)
{
    std::string text = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; "
                       "manifest-src 'self'; base-uri 'none'; ";
    text += frames == Frames::shown_by_ours ? "frame-ancestors 'self'; " : "frame-ancestors 'none'; ";
    if (frames == Frames::shows_ours)
        text += "frame-src 'self'; ";
    if (policy.service_worker)
        text += "worker-src 'self'; ";
    text += sources("img-src", policy.image_sources);
    text += sources("connect-src", policy.connect_sources);
    text += sources("form-action", policy.form_targets);
    if (policy.secure)
        text += "upgrade-insecure-requests; ";
    text.resize(text.size() - 2);
    return text;
}

void add_security_headers(Response& response, SecurityPolicy const& policy)
{
    auto const add = [&](std::string_view name, std::string_view value) {
        if (response.header(name).empty())
            response.header(name, value);
    };
    if (response.header("Content-Security-Policy").empty())
        response.header("Content-Security-Policy", content_security_policy(policy, response.frames()));
    add("X-Content-Type-Options", "nosniff");
    add("Referrer-Policy", "strict-origin-when-cross-origin");
    add("Cross-Origin-Opener-Policy", "same-origin");
    add("Cross-Origin-Resource-Policy", "same-origin");
    add("Permissions-Policy",
        "accelerometer=(), autoplay=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
        "magnetometer=(), microphone=(), midi=(), payment=(), usb=()");
    if (policy.secure)
        add("Strict-Transport-Security",
            policy.hsts_subdomains ? "max-age=31536000; includeSubDomains" : "max-age=31536000");
}

} // namespace kommin::http
