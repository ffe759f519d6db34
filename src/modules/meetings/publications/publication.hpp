#pragma once
// Publications: what was written, printed or broadcast about the work of the conference, by the district and
// by others (docs/adr/0078).

#include "modules/meetings/meetings/meeting.hpp"
#include "platform/base/date.hpp"
#include "platform/base/enum_names.hpp"
#include "platform/base/message_key.hpp"
#include "platform/base/strong_id.hpp"
#include "platform/content/subject_kind.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kommin::meetings {

inline constexpr content::SubjectKind publication_subject{"publication"};

using PublicationId = StrongId<struct PublicationTag>;

// press and broadcast: what others report day by day.
enum class PublicationKind : std::uint8_t {
    report,
    brochure,
    article,
    website,
    film,
    press,
    broadcast,
    other,
};
inline constexpr std::array<std::string_view, 8> publication_kind_names{
    "report", "brochure", "article", "website", "film", "press", "broadcast", "other"};
inline constexpr std::array all_publication_kinds{
    PublicationKind::report, PublicationKind::brochure, PublicationKind::article,   PublicationKind::website,
    PublicationKind::film,   PublicationKind::press,    PublicationKind::broadcast, PublicationKind::other};
inline std::string_view to_text(PublicationKind kind)
{
    return name_of(publication_kind_names, kind);
}
inline bool from_text(std::string_view text, PublicationKind& kind)
{
    return read_name(publication_kind_names, text, kind);
}
MessageKey label_of(PublicationKind kind);

struct Publication {
    PublicationId id;
    PublicationKind kind = PublicationKind::other;
    std::string title;
    std::string publisher; // who published it: "MGFFI"
    std::string issue; // "6/2008"
    std::optional<PartialDate> day; // nothing: nobody knows
    std::string subject; // what it is about; each line a paragraph
    std::string link; // https://…
    std::optional<MeetingId> meeting; // which session it is about
    bool is_public = false;
    bool is_uncertain = false; // its sources disagree; the remark says in what
    std::string remark;
    std::int64_t version = 1;
    Instant changed_at = {};

    // In the list of the press rather than among the publications.
    [[nodiscard]] bool is_press() const
    {
        return kind == PublicationKind::press || kind == PublicationKind::broadcast;
    }
};

} // namespace kommin::meetings
