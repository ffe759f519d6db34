#pragma once
// The pages on which people at work see who is to do what.

#include "modules/meetings/tasks/task_editing.hpp"
#include "platform/html/url.hpp"
#include "platform/html/writer.hpp"
#include "platform/http/response.hpp"
#include "platform/web/authors.hpp"
#include "platform/web/call.hpp"
#include "platform/web/shown_fields.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/staff_frame.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::meetings {

inline constexpr std::string_view tasks_path = "aufgaben";
inline constexpr std::string_view checklist_page = "checkliste"; // below a meeting
inline constexpr std::string_view advice_path = "beratungen";

// The list: of those that are open or of all, with these words.
html::Url tasks_url(bool shows_all, std::string_view words = {});
// Open ones without a day and of no account, of the meetings whose minutes somebody writes: the line of
// "Heute" leads there.
html::Url forgotten_tasks_url();
html::Url task_url(TaskId id);
html::Url task_history_url(TaskId id);
web::StaffMark mark_of(Task const& task, Date today, i18n::Texts const& texts);

// How the owners of tasks are called, and who may become one.
struct Owners {
    web::Authors accounts; // of the whole district, for those who are one already
    contacts::NamedPeople people;
    std::vector<Taker> takers = {};
    // Of a checklist or an advice also in words. "" for nobody yet; a word for somebody whom this person may
    // not see.
    [[nodiscard]] std::string name_of(Task const& task, i18n::Texts const& texts) const;
};
// With the people of these tasks and these others, as far as the person of the call may see them.
Owners load_owners(
    web::Call const& call, db::Connection& db, std::vector<Task> const& tasks,
    std::vector<contacts::PersonId> others = {});
// The same for a form: whoever may become the owner of a task of this meeting, or of a step after an advice.
Owners owners_for(
    web::Call const& call, db::Connection& db, std::vector<Task> const& tasks, SeenMeeting const& seen);
Owners owners_for_steps(web::Call const& call, db::Connection& db, std::vector<Task> const& steps);
// Who is to do it, for whoever reads it in a list: who stands there in words alone does not find it on
// "Heute", and that is said.
std::string who_of(Task const& task, Owners const& owners, i18n::Texts const& texts);
// What somebody may choose as the owner in a form; `value`: as it is now, which stays there whoever it is.
std::vector<web::Choice> choices_of(Owners const& owners, i18n::Texts const& texts, std::string_view value);
// From which advice a step comes: "Beratung: Lünen".
std::string place_of_step(Task const& step, i18n::Texts const& texts);

// The button that ticks a task, or opens it again, sent to this address; what was dropped is taken up on its
// own page.
void write_tick(html::Writer& w, web::Call const& call, Task const& task, html::Url const& to);
// As it was pressed.
struct Tick {
    TaskVersion seen;
    std::optional<bool> is_done; // nothing: whoever sent it used no button of ours
};
Tick read_tick(http::Form const& form);

struct TaskLine {
    Task task;
    std::string place; // "Lenkungsgruppe, 3. Mai 2027", "Beratung: Lünen"
};
struct TaskListPage {
    std::vector<TaskLine> lines;
    Owners owners;
    bool shows_all; // also what is settled
    bool only_forgotten; // forgotten_tasks_url()
    std::string words; // as they were typed
    bool is_cut = false; // there are more
};
http::Response task_list_page(web::Call const& call, TaskListPage const& page);
// Lines below each other, with their owners, for the pages of minutes.
void write_tasks(
    html::Writer& w, web::Call const& call, std::vector<Task> const& tasks, Owners const& owners);

// For whoever only reads it. `place`: from what it comes.
http::Response task_page(
    web::Call const& call, Task const& task, std::string const& place, Owners const& owners);

struct TaskFormPage {
    std::string place; // from what it comes
    Meeting const* meeting; // null: it comes from none
    Task const* task; // null: a new one
    records::Fields const& fields;
    Owners const& owners;
    bool only_outcome = false; // for whoever owns it and does not keep the minutes
    std::string form_key = {};
    std::vector<Problem> problems = {};
    std::optional<std::int64_t> shown_version = {};
};
http::Response task_form_page(web::Call const& call, TaskFormPage const& page);
web::RecordForm task_record_form(i18n::Texts const& texts, Owners owners);
web::StaffFrame frame_below_tasks(web::Call const& call, std::string title);

} // namespace kommin::meetings
