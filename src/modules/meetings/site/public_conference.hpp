#pragma once
// What everybody reads of the conference: what it is, its fields and groups, and the meetings that the office
// has made visible (docs/adr/0077). No person is in it: who has allowed to be named is asked at each request.

#include "modules/meetings/meetings/meeting.hpp"
#include "modules/meetings/panels/panel.hpp"
#include "modules/meetings/panels/translated_texts.hpp"
#include "modules/meetings/publications/publication.hpp"
#include "platform/db/connection.hpp"
#include "platform/web/module.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::meetings {

// Of one version of a tenant; immutable.
class PublicConference {
public:
    static std::shared_ptr<PublicConference const> load(db::Connection& db, TenantId tenant);

    // The conference of the whole district that everybody may read of; null where there is none.
    [[nodiscard]] Panel const* conference() const { return find_panel(panels_, conference_); }
    // Its fields of action that are there on that day, in the order in which they were added.
    [[nodiscard]] std::vector<Panel const*> fields(Date day) const;
    // What else lies directly below one that is there on that day.
    [[nodiscard]] std::vector<Panel const*> groups_of(PanelId parent, Date day) const;
    [[nodiscard]] Panel const* panel(PanelId id) const { return find_panel(panels_, id); }
    // Of all panels, the newest first.
    [[nodiscard]] std::vector<Meeting> const& meetings() const { return meetings_; }
    [[nodiscard]] Meeting const* find_meeting(std::string_view slug) const;
    // Those of the conference itself, the newest first.
    [[nodiscard]] std::vector<Meeting const*> sessions() const;
    // The newest first, those without a day last.
    [[nodiscard]] std::vector<Publication> const& publications() const { return publications_; }
    // Whose meetings everybody may read of, by name.
    [[nodiscard]] std::vector<Panel const*> panels_with_meetings() const;
    // Whether any of its meetings is among them.
    [[nodiscard]] bool has_meetings(PanelId panel) const;

private:
    std::vector<Panel> panels_; // public ones, and the names of those whose meetings are
    std::optional<PanelId> conference_;
    std::vector<Meeting> meetings_;
    std::vector<Publication> publications_;
    std::vector<PanelId> with_meetings_; // by name
};

// What everybody may read of it, and nothing else: for whoever shows it to them.
Meeting as_public(Meeting meeting);

// Adds what everybody reads of it, its pages for the sitemap and its link.
void publish_conference(
    web::Publishing& publishing, std::shared_ptr<TranslatedTexts const> const& translated);

} // namespace kommin::meetings
