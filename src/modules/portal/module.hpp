#pragma once
// What the app wires: the portal with its routes. Thread-safe.

#include "modules/portal/snapshot.hpp"
#include "modules/portal/visit.hpp"
#include "platform/web/call.hpp"

#include <functional>
#include <memory>
#include <vector>

namespace kommin::portal {

class FeedbackGate;

class Portal {
public:
    Portal();

    // The route table of the module. Its handlers read the Snapshot among the published parts of the call.
    [[nodiscard]] std::vector<web::Route> routes() const;

    // The language of the answer: that of the address if the site offers it, else the remembered or the
    // negotiated one.
    [[nodiscard]] static i18n::Language language_for(web::Call const& call);

    // A friendly page for a status, in the best language for this request, with the search box.
    [[nodiscard]] http::Response error_page(web::Call& call, http::Status status) const;

private:
    using VisitHandler = std::function<http::Response(Visit&)>;
    // Opens the visit in the language of the URL, or in the negotiated one for an unknown language.
    [[nodiscard]] static web::Handler in_language(VisitHandler handler);
    [[nodiscard]] static Visit open_visit(web::Call& call);

    std::shared_ptr<FeedbackGate> feedback_gate_; // shared with the routes
};

} // namespace kommin::portal
