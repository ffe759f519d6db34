#pragma once
// DraftDesk: the buttons of a record that is drafted as platform/records/drafting.hpp says. A module derives
// one from it and has a route for each.

#include "platform/http/response.hpp"
#include "platform/records/drafting.hpp"
#include "platform/web/call.hpp"
#include "platform/web/record_desk.hpp"

#include <cstdint>

namespace kommin::web {

class DraftDesk : public RecordDesk {
public:
    using RecordDesk::RecordDesk;
    [[nodiscard]] virtual records::DraftedKind const& kind() const = 0;
    [[nodiscard]] virtual std::int64_t record_id() const = 0; // of what was found last
    // The same while its form is stored: where a record gets its row with the first draft, it gets it here.
    [[nodiscard]] virtual std::int64_t stored_id(Work& /*work*/) const { return record_id(); }
};

http::Response save_draft(Call& call, DraftDesk& desk);
http::Response hand_in(Call& call, DraftDesk& desk);
http::Response publish(Call& call, DraftDesk& desk);
// On the day in "publish_on".
http::Response publish_later(Call& call, DraftDesk& desk);
// With the reason in "return_reason".
http::Response give_back(Call& call, DraftDesk& desk);
http::Response discard_draft(Call& call, DraftDesk& desk);
http::Response archive(Call& call, DraftDesk& desk);

} // namespace kommin::web
