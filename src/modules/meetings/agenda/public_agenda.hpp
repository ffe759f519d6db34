#pragma once
// An agenda as visitors read it: everybody that of a public meeting, by the link of a letter whoever is
// invited.

#include "modules/meetings/agenda/agenda_item.hpp"
#include "modules/meetings/agenda/public_papers.hpp"
#include "platform/html/writer.hpp"
#include "platform/i18n/local_time.hpp"
#include "platform/web/public_frame.hpp"
#include "platform/web/visit.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace kommin::meetings {

// Internal items are for members alone.
enum class ReaderOfAgenda : std::uint8_t { anybody, member };

struct PublicAgenda {
    std::vector<AgendaItem> items; // that are not dropped, and that this reader may know
    std::vector<std::optional<i18n::TimeOfDay>> times; // of each of them
};
// Items that somebody does not read take their time, too.
PublicAgenda public_agenda(Meeting const& meeting, std::span<AgendaItem const> all, ReaderOfAgenda reader);

// In their order, with number, time, speaker, text and papers.
struct PublicItems {
    web::Visit const& visit;
    PublicAgenda const& agenda;
    std::span<Paper const> papers; // that this visitor may have
    std::function<html::Url(Paper const&)> paper_url; // of a file
    std::function<void(html::Writer&, AgendaItem const&)> further = {}; // below the text of an item
    void operator()(html::Writer& w) const;
};

} // namespace kommin::meetings
