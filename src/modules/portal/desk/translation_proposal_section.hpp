#pragma once
// What a machine may be asked for, and what became of the last order: a callable hole of the pages of
// translators.

#include "modules/portal/editing/machine_translation.hpp"
#include "platform/base/message_key.hpp"
#include "platform/html/url.hpp"
#include "platform/html/writer.hpp"
#include "platform/web/call.hpp"

#include <string>

namespace kommin::portal {

struct ProposalSection {
    web::Call const& call;
    ProposalOrder const& order;
    html::Url action;
    MessageKey title;
    MessageKey hint;
    MessageKey button;
    std::string waits; // what is said instead of the button
    void operator()(html::Writer& writer) const;
};

} // namespace kommin::portal
