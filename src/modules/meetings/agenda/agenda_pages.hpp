#pragma once
// The pages on which people at work read, order and settle agendas.

#include "modules/meetings/agenda/agenda_course.hpp"
#include "modules/meetings/agenda/paper.hpp"
#include "modules/meetings/recommendations/open_answers.hpp"
#include "platform/html/url.hpp"
#include "platform/html/writer.hpp"
#include "platform/http/response.hpp"
#include "platform/web/call.hpp"
#include "platform/web/record_versions.hpp"
#include "platform/web/staff_frame.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::meetings {

inline constexpr std::string_view items_path = "punkte";

html::Url item_url(ItemId id);
html::Url item_url(ItemId id, std::string_view page);
web::StaffMark mark_of(AgendaItem const& item, i18n::Texts const& texts);

// Where an item came from or went to, as far as this person may know: "Lenkungsgruppe, 3. Mai 2027".
struct ItemEnd {
    std::optional<ItemId> item; // nothing: of a panel that this person does not see
    std::string place;
};

// On the page of a meeting.
struct Agenda {
    SeenMeeting const& seen;
    std::vector<AgendaItem> items;
    std::map<ItemId, ItemEnd> origins; // by the item that came from there
    std::vector<Paper> papers; // of all items
    std::vector<AgendaItem> waiting; // of the panel, to be taken onto it; only while it is planned
    std::optional<Meeting> next; // to which what is unfinished goes
    bool may_edit;
    std::optional<OpenAnswers> answers = {}; // below the item that speaks of them: shows_open_answers()
    bool lacks_answers = false; // the office has taken that item off, and may put it back
};
void write_agenda(html::Writer& w, web::Call const& call, Agenda const& agenda);

// On the page of a panel.
struct OpenItems {
    Panel const& panel;
    std::vector<AgendaItem> items;
    bool may_edit;
    // What it has asked other panels.
    struct Asked {
        ItemId item;
        std::string title;
        std::optional<std::string> panel; // nothing where this person does not know it
        Date day; // on which it was forwarded, or answered
    };
    std::vector<Asked> unanswered = {};
    std::vector<Asked> answered = {}; // of the last months
};
void write_open_items(html::Writer& w, web::Call const& call, OpenItems const& open);

struct ItemPage {
    SeenItem const& seen;
    std::optional<Meeting> meeting;
    std::optional<ItemEnd> origin;
    std::optional<ItemEnd> successor;
    bool may_edit;
    bool is_asked; // another panel waits for an answer
    std::vector<Panel> others; // to which it may be forwarded
    std::vector<Paper> papers = {};
    std::vector<Problem> problems = {};
    std::string answer = {}; // as typed
    std::optional<OpenAnswers> answers = {}; // of an item that speaks of them: shows_open_answers()
};
http::Response item_page(web::Call const& call, ItemPage const& page);
web::StaffFrame frame_below_item(web::Call const& call, SeenItem const& seen, std::string title);
// What becomes of it is said before it is done.
http::Response item_removal_question(web::Call const& call, SeenItem const& seen, Removal removal);

web::RecordForm item_record_form(i18n::Texts const& texts);
struct ItemFormPage {
    Panel const& panel;
    Meeting const* meeting; // of a new one: null, it waits
    AgendaItem const* item; // null: a new one
    records::Fields const& fields;
    std::string form_key = {};
    std::vector<Problem> problems = {};
    std::optional<std::int64_t> shown_version = {};
};
http::Response item_form_page(web::Call const& call, ItemFormPage const& page);

} // namespace kommin::meetings
