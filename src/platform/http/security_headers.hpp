#pragma once
// The security headers of every page: what the browser may load, do and tell others.

#include "platform/http/response.hpp"

#include <string>
#include <vector>

namespace kommin::http {

struct SecurityPolicy {
    bool secure = true; // the site is reached by TLS: adds HSTS and upgrade-insecure-requests
    // HSTS for the names below as well: only where all of them, those of other people's machines too, speak
    // TLS.
    bool hsts_subdomains = false;
    std::vector<std::string> image_sources; // besides 'self', e.g. a map server: "https://tiles.example"
    std::vector<std::string> connect_sources; // besides 'self'
    std::vector<std::string> form_targets; // besides 'self'
    bool service_worker = true; // the portal works offline after the first visit
};

// The value of Content-Security-Policy: nothing by default, our own scripts, styles, fonts and pictures, no
// inline code, no frames but those. Throws std::invalid_argument for a source with ";" "," or white space.
std::string content_security_policy(SecurityPolicy const& policy, Frames frames = Frames::none);

// Adds CSP, nosniff, Referrer-Policy, Permissions-Policy, cross-origin isolation and, if secure, HSTS; leaves
// a field alone that the handler has set.
void add_security_headers(Response& response, SecurityPolicy const& policy = {});

} // namespace kommin::http
