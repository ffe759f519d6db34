// The list of minutes, and finding them by words or by the number of a decision.

#include "modules/meetings/meetings/meeting_pages.hpp"
#include "modules/meetings/minutes/minutes_desk.hpp"
#include "modules/meetings/minutes/minutes_pages.hpp"
#include "modules/meetings/minutes/minutes_store.hpp"
#include "modules/meetings/panels/panel_editing.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/html/attributes.hpp"
#include "platform/search/fold.hpp"
#include "platform/web/staff_list.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::meetings {

using html::each;
using html::Writer;
using i18n::Texts;

namespace {

constexpr int most_listed = 200;

html::Url minutes_list_url(std::string_view words)
{
    auto url = web::staff_url({minutes_list_path});
    return words.empty() ? url : url.with_query({{"t", words}});
}

struct DecisionName {
    std::int64_t number, year;
};
// "3/2027", "Beschluss 3/2027"; nothing for any other words.
std::optional<DecisionName> decision_named(std::string_view words, Texts const& texts)
{
    words = trim(words);
    auto const slash = words.rfind('/');
    if (slash == std::string_view::npos)
        return std::nullopt;
    auto const before = trim(words.substr(0, slash));
    auto const blank = before.rfind(' ');
    auto const kind = blank == std::string_view::npos ? std::string_view{} : before.substr(0, blank);
    auto const number = parse_number(blank == std::string_view::npos ? before : before.substr(blank + 1));
    auto const year = parse_number(trim(words.substr(slash + 1)));
    bool const is_named
        = kind.empty() || search::folded_text(kind) == search::folded_text(texts("minutes.decision"_msg));
    if (!number || !year || !is_named)
        return std::nullopt;
    return DecisionName{*number, *year};
}

struct FoundMinutes {
    Minutes minutes;
    Meeting meeting;
    std::string panel;
    std::string motion = {}; // "Beschluss 3/2027: …": what was found, where it is no note
};
struct Found {
    std::vector<FoundMinutes> lines;
    std::int64_t count; // of all, or so many and more
};

// One call's look at the minutes that its person may read.
class Finder {
public:
    Finder(web::Call const& call, db::Connection& db)
        : db_(db)
        , tenant_(call.site.tenant)
        , texts_(web::staff_texts(call))
        , panels_(list_seen_panels(db, tenant_, call.actor(), see_minutes))
        , ids_(panels_.ids())
    { }
    Found find(std::string_view words, int most)
    {
        if (auto const name = decision_named(words, texts_)) {
            if (auto found = find_decision(*name, most); !found.lines.empty())
                return found;
        }
        auto const wanted = search::folded_text(words);
        Found found{{}, count_minutes_with(db_, tenant_, ids_, wanted, web::StaffHits::most_counted + 1)};
        for (auto& minutes : find_minutes_with(db_, tenant_, ids_, wanted, most)) {
            auto const content = content_as_read(db_, tenant_, minutes);
            // An item that was taken off since is shown to nobody.
            if (searched_text(content).find(wanted) == std::string::npos) {
                --found.count;
                continue;
            }
            auto motion = wanted.empty() ? std::string{} : motion_with(content, minutes.id, wanted);
            found.lines.push_back(line_of(std::move(minutes), std::move(motion)));
        }
        return found;
    }

private:
    Found find_decision(DecisionName name, int most)
    {
        Found found{{}, 0};
        for (auto const& one : find_decisions(db_, tenant_, ids_, name.number, name.year, most)) {
            auto minutes = load_minutes(db_, tenant_, one.minutes).value();
            auto const content = content_as_read(db_, tenant_, minutes);
            for (auto const& item : content.items) {
                auto const motion = std::ranges::find(
                    item.motions, one.motion, [](Motion const& each) { return each.key(); });
                if (motion != item.motions.end())
                    found.lines.push_back(line_of(std::move(minutes), shown(content, one.minutes, *motion)));
            }
        }
        found.count = std::ssize(found.lines);
        return found;
    }
    FoundMinutes line_of(Minutes minutes, std::string motion)
    {
        auto meeting = load_meeting(db_, tenant_, minutes.meeting).value();
        auto const* const panel = panels_.find(meeting.panel);
        return {
            std::move(minutes), std::move(meeting), panel == nullptr ? std::string{} : panel->name,
            std::move(motion)};
    }
    std::string shown(MinutesContent const& content, MinutesId id, Motion const& motion)
    {
        return heading_of(motion, outcome_of(motion, content.tie), list_decisions(db_, tenant_, id), texts_)
            + ": " + motion.wording();
    }
    std::string motion_with(MinutesContent const& content, MinutesId id, std::string_view wanted)
    {
        for (auto const& item : content.items) {
            for (auto const& motion : item.motions) {
                if (search::folded_text(motion.text + '\n' + motion.decision).find(wanted)
                    != std::string::npos)
                    return shown(content, id, motion);
            }
        }
        return {};
    }

    db::Connection& db_;
    TenantId tenant_;
    Texts const& texts_;
    Panels panels_;
    std::vector<PanelId> ids_;
};

Found find_in_minutes(web::Call const& call, std::string_view words, int most)
{
    return web::read(call, [&](db::Connection& db) { return Finder(call, db).find(words, most); });
}

// Words that were found tell of what is written there, as reading does.
void note_found(web::Call const& call, std::int64_t shown)
{
    if (shown > 0)
        web::note_reading(call, "meetings.minutes.found", "tenant", call.site.tenant, {{"shown", shown}});
}

void write_line(Writer& w, Texts const& texts, FoundMinutes const& line)
{
    auto const mark = mark_of(line.minutes, texts);
    html::Attributes const content{web::content_lang(texts)};
    w(R"(<tr><th scope="row"><a href="{}" {}>{}</a>{}</th><td data-l="{}" {}>{}</td><td data-l="{}">{}</td><td data-l="{}"><span class="{}">{}</span></td></tr>)",
      minutes_url(line.meeting.id), content, line.meeting.title,
      html::when(
          !line.motion.empty(),
          [&](Writer& inner) { inner(R"(<br><span class="mute small">{}</span>)", line.motion); }),
      texts("meeting.field.panel"_msg), content, line.panel, texts("meeting.field.day"_msg),
      texts.partial_date(line.meeting.day.value()), texts("staff.state"_msg), mark.shape, mark.text);
}

}

http::Response list_minutes_at_desk(web::Call& call)
{
    auto const& texts = web::staff_texts(call);
    auto const query = call.request.query();
    auto const words = web::words_of_filter(query);
    auto const found = find_in_minutes(call, words, most_listed);
    if (!words.empty())
        note_found(call, std::ssize(found.lines));
    auto const shown = std::ssize(found.lines);
    web::StaffFrame const frame{
        .call = call,
        .title = std::string(texts("minutes.many"_msg)),
        .section = std::string(minutes_list_path),
        .state_line = found.count > shown
            ? texts("minutes.list.newest"_msg, {{"shown", shown}, {"count", found.count}})
            : texts("minutes.list.count"_msg, {{"count", shown}}),
        .is_wide = true};
    return web::staff_page(frame, [&](Writer& w) {
        w(R"(<div class="stack">{}{}</div>)",
          web::WordsFilter{texts, minutes_list_url({}), words, "minutes.list.words"_msg}, [&](Writer& inner) {
              if (found.lines.empty()) {
                  inner(
                      R"(<p class="mute">{}</p>)",
                      texts(words.empty() ? "minutes.list.none"_msg : "minutes.list.none_with"_msg));
                  return;
              }
              inner(
                  R"(<div class="scroll" role="region" aria-labelledby="protokolle" tabindex="0"><table class="tbl tbl--stack tbl--lead"><caption class="vh" id="protokolle">{}</caption><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th></tr></thead><tbody>{}</tbody></table></div>)",
                  texts("minutes.many"_msg), texts("meeting.one"_msg), texts("meeting.field.panel"_msg),
                  texts("meeting.field.day"_msg), texts("staff.state"_msg),
                  each(found.lines, [&](Writer& row, FoundMinutes const& line) {
                      write_line(row, texts, line);
                  }));
          });
    });
}

web::StaffHits find_minutes_at_desk(web::Call const& call, std::string_view words, int most_hits)
{
    auto const& texts = web::staff_texts(call);
    auto const found = find_in_minutes(call, words, most_hits);
    note_found(call, std::ssize(found.lines));
    web::StaffHits hits{{}, found.count, minutes_list_url(words)};
    for (auto const& line : found.lines) {
        auto const day = texts.partial_date(line.meeting.day.value());
        hits.hits.push_back(
            {.title = line.meeting.title,
             .url = minutes_url(line.meeting.id),
             .detail = line.motion.empty() ? day : day + " · " + line.motion,
             .place = line.panel,
             .state = mark_of(line.minutes, texts)});
    }
    return hits;
}

} // namespace kommin::meetings
