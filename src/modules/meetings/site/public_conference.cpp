#include "modules/meetings/site/public_conference.hpp"

#include "modules/meetings/meetings/meeting_store.hpp"
#include "modules/meetings/meetings/meeting_texts.hpp"
#include "modules/meetings/panels/panel_store.hpp"
#include "modules/meetings/publications/publication_store.hpp"
#include "platform/i18n/collator.hpp"
#include "platform/i18n/texts.hpp"

#include <algorithm>
#include <utility>

namespace kommin::meetings {

namespace {

constexpr std::string_view conference_path = "konferenz"; // without language
constexpr std::string_view archive_path = "konferenz/archiv";
constexpr std::string_view publications_page = "konferenz/veroeffentlichungen";

std::string path_of(Meeting const& meeting)
{
    return std::string(conference_path) + '/' + meeting.slug;
}

bool is_shown(Panel const& panel, Date day)
{
    return panel.is_public && is_there_on(panel.valid_from, panel.valid_to, day);
}

std::optional<web::NamedPage> find_public_page(
    PublicConference const& published, TranslatedTexts const& translated, std::string_view path,
    i18n::Texts const& texts)
{
    if (path == conference_path)
        return named_page(translated, name_text(*published.conference()), texts, Scope::whole_tenant());
    if (path == archive_path)
        return web::NamedPage{std::string(texts("conference.archive.title"_msg)), texts.language()};
    if (path == publications_page)
        return web::NamedPage{std::string(texts("conference.publications"_msg)), texts.language()};
    auto const prefix = std::string(conference_path) + '/';
    auto const* meeting
        = path.starts_with(prefix) ? published.find_meeting(path.substr(prefix.size())) : nullptr;
    if (meeting == nullptr)
        return std::nullopt;
    auto const* panel = published.panel(meeting->panel);
    return named_page(
        translated, title_text(*meeting), texts, panel == nullptr ? Scope::whole_tenant() : panel->owner());
}

}

Meeting as_public(Meeting meeting)
{
    meeting.online_link.clear(); // whoever is invited gets it
    meeting.budget_planned.reset();
    meeting.budget_spent.reset();
    meeting.cancelled_for.clear(); // may be somebody's illness
    meeting.source.clear();
    if (!meeting.is_uncertain)
        meeting.remark.clear();
    if (meeting.state != MeetingState::held) {
        meeting.participants.reset();
        meeting.reported_share.reset();
        meeting.results.clear();
    }
    return meeting;
}

std::shared_ptr<PublicConference const> PublicConference::load(db::Connection& db, TenantId tenant)
{
    auto part = std::make_shared<PublicConference>();
    part->panels_ = list_panels(db, tenant);
    for (auto const& panel : part->panels_) {
        if (panel.kind != PanelKind::conference || panel.body || !panel.is_public)
            continue;
        // One that goes on before one that has ended, the newest of those.
        auto const* other = part->conference();
        if (other == nullptr || other->valid_to)
            part->conference_ = panel.id;
    }
    // Without a conference there is no page on which a meeting could stand.
    if (!part->conference_) {
        part->panels_.clear();
        return part;
    }
    for (auto& meeting : list_public_meetings(db, tenant))
        part->meetings_.push_back(as_public(std::move(meeting)));
    part->publications_ = list_public_publications(db, tenant);
    for (auto const& meeting : part->meetings_) {
        if (std::ranges::find(part->with_meetings_, meeting.panel) == part->with_meetings_.end())
            part->with_meetings_.push_back(meeting.panel);
    }
    std::erase_if(
        part->panels_, [&](Panel const& panel) { return !panel.is_public && !part->has_meetings(panel.id); });
    auto const& collator = i18n::Collator::of(i18n::Language::german());
    std::ranges::sort(part->with_meetings_, [&](PanelId left, PanelId right) {
        return collator.is_before(part->panel(left)->name, part->panel(right)->name);
    });
    return part;
}

std::vector<Panel const*> PublicConference::fields(Date day) const
{
    std::vector<Panel const*> fields;
    for (auto const& panel : panels_) {
        if (panel.kind == PanelKind::field_of_action && panel.parent == conference_ && is_shown(panel, day))
            fields.push_back(&panel);
    }
    return fields;
}

std::vector<Panel const*> PublicConference::groups_of(PanelId parent, Date day) const
{
    std::vector<Panel const*> groups;
    for (auto const& panel : panels_) {
        if (panel.kind != PanelKind::field_of_action && panel.parent == parent && is_shown(panel, day))
            groups.push_back(&panel);
    }
    return groups;
}

Meeting const* PublicConference::find_meeting(std::string_view slug) const
{
    auto const found = std::ranges::find(meetings_, slug, &Meeting::slug);
    return found == meetings_.end() ? nullptr : &*found;
}

std::vector<Meeting const*> PublicConference::sessions() const
{
    std::vector<Meeting const*> sessions;
    for (auto const& meeting : meetings_) {
        if (meeting.panel == conference_)
            sessions.push_back(&meeting);
    }
    return sessions;
}

std::vector<Panel const*> PublicConference::panels_with_meetings() const
{
    std::vector<Panel const*> panels;
    for (auto const id : with_meetings_)
        panels.push_back(panel(id));
    return panels;
}

bool PublicConference::has_meetings(PanelId panel) const
{
    return std::ranges::find(with_meetings_, panel) != with_meetings_.end();
}

void publish_conference(web::Publishing& publishing, std::shared_ptr<TranslatedTexts const> const& translated)
{
    auto const part = PublicConference::load(publishing.db(), publishing.tenant());
    publishing.add_part(part);
    publishing.add_count("meetings", part->meetings().size());
    publishing.add_count("publications", part->publications().size());
    if (part->conference() == nullptr)
        return;
    publishing.find_pages_with([part, translated](std::string_view path, i18n::Texts const& texts) {
        return find_public_page(*part, *translated, path, texts);
    });
    publishing.list_paths([part](auto const& take) {
        take(conference_path);
        take(archive_path);
        take(publications_page);
        for (auto const& meeting : part->meetings())
            take(path_of(meeting));
    });
    publishing.add_link(
        {.place = web::LinkPlace::other_ways,
         .rank = 85,
         .label = "conference.link"_msg,
         .path = std::string(conference_path)});
}

} // namespace kommin::meetings
