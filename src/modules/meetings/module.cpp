// The module's only registration point.

#include "modules/meetings/module.hpp"

#include "modules/contacts/api.hpp"
#include "modules/meetings/advice/advice_demo.hpp"
#include "modules/meetings/advice/advice_desk.hpp"
#include "modules/meetings/advice/advice_pages.hpp"
#include "modules/meetings/agenda/agenda_demo.hpp"
#include "modules/meetings/agenda/agenda_desk.hpp"
#include "modules/meetings/agenda/agenda_pages.hpp"
#include "modules/meetings/agenda/answers_item.hpp"
#include "modules/meetings/agenda/paper_store.hpp"
#include "modules/meetings/agenda/translated_items.hpp"
#include "modules/meetings/answers/answer_letters.hpp"
#include "modules/meetings/answers/comment_letters.hpp"
#include "modules/meetings/attendance/attendance_desk.hpp"
#include "modules/meetings/ballots/secret_vote.hpp"
#include "modules/meetings/checklists/checklist_demo.hpp"
#include "modules/meetings/checklists/checklist_desk.hpp"
#include "modules/meetings/checklists/checklist_pages.hpp"
#include "modules/meetings/evaluation/evaluation_demo.hpp"
#include "modules/meetings/evaluation/evaluation_editing.hpp"
#include "modules/meetings/evaluation/evaluation_letters.hpp"
#include "modules/meetings/invitations/invitation_desk.hpp"
#include "modules/meetings/invitations/invitation_people.hpp"
#include "modules/meetings/invitations/invitation_site.hpp"
#include "modules/meetings/meetings/meeting_demo.hpp"
#include "modules/meetings/meetings/meeting_desk.hpp"
#include "modules/meetings/meetings/meeting_pages.hpp"
#include "modules/meetings/meetings/translated_meetings.hpp"
#include "modules/meetings/members/member_list.hpp"
#include "modules/meetings/members/membership_demo.hpp"
#include "modules/meetings/members/membership_desk.hpp"
#include "modules/meetings/members/membership_pages.hpp"
#include "modules/meetings/minutes/minutes_demo.hpp"
#include "modules/meetings/minutes/minutes_desk.hpp"
#include "modules/meetings/minutes/minutes_letters.hpp"
#include "modules/meetings/minutes/minutes_pages.hpp"
#include "modules/meetings/minutes/minutes_site.hpp"
#include "modules/meetings/minutes/minutes_store.hpp"
#include "modules/meetings/minutes/participant_drafts.hpp"
#include "modules/meetings/minutes/translated_minutes.hpp"
#include "modules/meetings/module_routes.hpp"
#include "modules/meetings/panels/panel_demo.hpp"
#include "modules/meetings/panels/panel_desk.hpp"
#include "modules/meetings/panels/panel_pages.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "modules/meetings/panels/publication.hpp"
#include "modules/meetings/panels/translated_panels.hpp"
#include "modules/meetings/publications/publication.hpp"
#include "modules/meetings/publications/publication_demo.hpp"
#include "modules/meetings/publications/publication_desk.hpp"
#include "modules/meetings/recommendations/comment_people.hpp"
#include "modules/meetings/recommendations/public_recommendations.hpp"
#include "modules/meetings/recommendations/recommendation_demo.hpp"
#include "modules/meetings/recommendations/recommendation_desk.hpp"
#include "modules/meetings/recommendations/recommendation_life.hpp"
#include "modules/meetings/recommendations/recommendation_pages.hpp"
#include "modules/meetings/recommendations/translated_recommendations.hpp"
#include "modules/meetings/registration/moving_up.hpp"
#include "modules/meetings/registration/part_panels.hpp"
#include "modules/meetings/registration/registration_demo.hpp"
#include "modules/meetings/registration/registration_desk.hpp"
#include "modules/meetings/registration/selection_letters.hpp"
#include "modules/meetings/registration/translated_parts.hpp"
#include "modules/meetings/site/public_conference.hpp"
#include "modules/meetings/site/translations_demo.hpp"
#include "modules/meetings/statistics/migration_question.hpp"
#include "modules/meetings/tasks/task_desk.hpp"
#include "modules/meetings/tasks/task_pages.hpp"
#include "platform/web/staff_list.hpp"
#include "platform/web/staff_records.hpp"
#include "platform/work/use_case.hpp"

#include <string>
#include <utility>
#include <vector>

namespace kommin::meetings {

namespace {

void add_what_waits(web::Call const& call, std::vector<web::TodayItem>& items)
{
    add_meetings_of_today(call, items);
    add_memberships_of_today(call, items);
    add_invitations_of_today(call, items);
    add_waiting_of_today(call, items);
    add_minutes_of_today(call, items);
    add_tasks_of_today(call, items);
    add_checklists_of_today(call, items);
    add_recommendations_of_today(call, items);
}

std::vector<web::StaffWords> help_words()
{
    return {
        {"panel.title"_msg,
         see_panels,
         {{"st st--ok", "panel.current"_msg, "help.word.panel.current"_msg},
          {"st st--warn", "panel.uncertain"_msg, "help.word.panel.uncertain"_msg},
          {"st st--none", "panel.ended"_msg, "help.word.panel.ended"_msg}}},
        {"member.title"_msg,
         see_panels,
         {{"st st--ok", "membership.standing.present"_msg, "help.word.membership.present"_msg},
          {"st st--info", "membership.standing.coming"_msg, "help.word.membership.coming"_msg},
          {"st st--none", "membership.standing.past"_msg, "help.word.membership.past"_msg},
          {"st st--warn", "membership.vacant"_msg, "help.word.membership.vacant"_msg}}},
        {"meeting.title"_msg,
         see_meetings,
         {{"st st--info", "meeting.state.planned"_msg, "help.word.meeting.planned"_msg},
          {"st st--warn", "meeting.state.overdue"_msg, "help.word.meeting.overdue"_msg},
          {"st st--done", "meeting.state.held"_msg, "help.word.meeting.held"_msg},
          {"st st--none", "meeting.state.cancelled"_msg, "help.word.meeting.cancelled"_msg}}},
        {"item.agenda"_msg,
         see_meetings,
         {{"st st--info", "item.state.open"_msg, "help.word.item.open"_msg},
          {"st st--warn", "item.state.unfinished"_msg, "help.word.item.unfinished"_msg},
          {"st st--done", "item.state.done"_msg, "help.word.item.done"_msg},
          {"st st--done", "item.state.answered"_msg, "help.word.item.answered"_msg},
          {"st st--none", "item.state.carried_over"_msg, "help.word.item.carried_over"_msg},
          {"st st--none", "item.state.forwarded"_msg, "help.word.item.forwarded"_msg},
          {"st st--none", "item.state.dropped"_msg, "help.word.item.dropped"_msg}}},
        {"minutes.title"_msg,
         see_minutes,
         {{"st st--draft", "minutes.state.writing"_msg, "help.word.minutes.writing"_msg},
          {"st st--info", "minutes.state.sent"_msg, "help.word.minutes.sent"_msg},
          {"st st--done", "minutes.state.approved"_msg, "help.word.minutes.approved"_msg},
          {"st st--ok", "minutes.state.published"_msg, "help.word.minutes.published"_msg}}},
        {"recommendation.title"_msg,
         see_recommendations,
         {{"st st--none", "recommendation.state.drafted"_msg, "help.word.recommendation.drafted"_msg},
          {"st st--none", "recommendation.state.discussed"_msg, "help.word.recommendation.discussed"_msg},
          {"st st--info", "recommendation.state.adopted"_msg, "help.word.recommendation.adopted"_msg},
          {"st st--info", "recommendation.state.submitted"_msg, "help.word.recommendation.submitted"_msg},
          {"st st--info", "recommendation.state.taken_up"_msg, "help.word.recommendation.taken_up"_msg},
          {"st st--info", "recommendation.state.deferred"_msg, "help.word.recommendation.deferred"_msg},
          {"st st--info", "recommendation.state.declined"_msg, "help.word.recommendation.declined"_msg},
          {"st st--done", "recommendation.state.answered"_msg, "help.word.recommendation.answered"_msg},
          {"st st--warn", "recommendation.overdue"_msg, "help.word.recommendation.overdue"_msg},
          {"st st--warn", "recommendation.due_again"_msg, "help.word.recommendation.due_again"_msg},
          {"st st--none", "recommendation.state.withdrawn"_msg, "help.word.recommendation.withdrawn"_msg}}},
    };
}

}

std::vector<std::string> list_paper_files(db::Connection& db, TenantId tenant)
{
    return list_paper_hashes(db, tenant);
}

std::vector<records::TranslatedKind> translated_kinds()
{
    return {translated_panels,  translated_meetings, translated_parts,          translated_items,
            translated_minutes, translated_entries,  translated_recommendations};
}

web::Module meetings_module(MeetingsCare const& care)
{
    return {
        .name = published_as,
        .routes = module_routes(care),
        .unlogged
        = {"/{lang:lang}/protokoll/{token}", "/{lang:lang}/konferenz/kommentar/{token}",
           "/{lang:lang}/abstimmung", "/{lang:lang}/abstimmung/{token}",
           "/{lang:lang}/konferenz/{slug}/rueckmeldung", "/{lang:lang}/konferenz/{slug}/rueckmeldung/danke",
           "/{lang:lang}/konferenz/{tagung}/frage"},
        .jobs
        = {invitation_mail(care.invitations), minutes_mail(care.invitations),
           party_draft_mail(care.invitations), answer_mail(care.invitations),
           comment_call_mail(care.invitations), vote_clearing(care.votes),
           registration_mail(care.registrations), erasure_of_sessions(), selection_mail(care.registrations),
           evaluation_mail(care.registrations), evaluation_clearing(), migration_clearing()},
        .recurring
        = {invitation_reminders(), invitation_erasure(), attendance_erasure(), minutes_approvals(),
           answers_on_agendas(), answers_reminded(), comment_calls_ending(), vote_key_erasure(care.votes),
           registration_reminders(), registration_erasure(), waiting_lists(), advice_erasure(),
           evaluation_night(), evaluation_morning(), migration_counting(),
           paper_file_erasure(care.papers.files)},
        .publish =
            [](web::Publishing& publishing) {
                auto const translated = publish_texts(
                    publishing,
                    {panel_subject, meeting_subject, item_subject, programme_part_subject,
                     recommendation_subject});
                publish_recommendations(publishing, translated);
                publish_minutes_pages(publishing, translated);
                publish_conference(publishing, translated);
            },
        .published_from = {contacts::published_as, tenants::published_as},
        .subjects
        = {panel_subject,
           seat_subject,
           membership_subject,
           meeting_subject,
           item_subject,
           minutes_subject,
           task_subject,
           checklist_template_subject,
           recommendation_subject,
           publication_subject,
           advice_subject,
           programme_part_subject,
           panel_translation_subject,
           meeting_translation_subject,
           part_translation_subject,
           item_translation_subject,
           minutes_entry_subject,
           minutes_translation_subject,
           entry_translation_subject,
           recommendation_translation_subject},
        .load_demo =
            [](demo::Demo& demo) {
                auto const panels = load_panels(demo);
                load_memberships(demo, panels);
                auto const meetings = load_meetings(demo, panels);
                load_agendas(demo, panels, meetings);
                load_minutes_of_demo(demo, meetings);
                load_checklists(demo, meetings);
                load_recommendations(demo, panels, meetings);
                place_open_answers(demo.work, &has_minutes);
                load_publications(demo);
                load_advice(demo);
                load_programmes(demo, panels, meetings);
                load_evaluations(demo, meetings);
                load_conference_translations(demo);
            },
        .demo_files
        = {"panels.json", "meetings.json", "recommendations.json", "publications.json", "advice.json",
           "translations"},
        .permissions = permission_rules(),
        .staff_links
        = {{.area = web::StaffArea::participation,
            .rank = 30,
            .label = "panel.title"_msg,
            .path = std::string(panels_path),
            .permission = see_panels,
            .purpose = "panel.purpose"_msg},
           {.area = web::StaffArea::participation,
            .rank = 32,
            .label = "member.title"_msg,
            .path = std::string(members_path),
            .permission = see_panels,
            .purpose = "member.purpose"_msg},
           {.area = web::StaffArea::participation,
            .rank = 33,
            .label = "balance.title"_msg,
            .path = std::string(balance_path),
            .permission = see_balance,
            .purpose = "balance.purpose"_msg},
           {.area = web::StaffArea::participation,
            .rank = 31,
            .label = "meeting.title"_msg,
            .path = std::string(meetings_path),
            .permission = see_meetings,
            .purpose = "meeting.menu"_msg},
           {.area = web::StaffArea::participation,
            .rank = 31,
            .label = "statistics.all.title"_msg,
            .path = std::string(conference_statistics_path),
            .permission = see_meetings,
            .purpose = "statistics.all.menu"_msg},
           {.area = web::StaffArea::participation,
            .rank = 31,
            .label = "minutes.many"_msg,
            .path = std::string(minutes_list_path),
            .permission = see_minutes,
            .purpose = "minutes.purpose"_msg},
           {.area = web::StaffArea::participation,
            .rank = 34,
            .label = "task.title"_msg,
            .path = std::string(tasks_path),
            .permission = see_minutes,
            .purpose = "task.purpose"_msg},
           {.area = web::StaffArea::participation,
            .rank = 35,
            .label = "checklist.templates"_msg,
            .path = std::string(templates_path),
            .permission = edit_checklists,
            .purpose = "checklist.purpose"_msg},
           {.area = web::StaffArea::participation,
            .rank = 32,
            .label = "recommendation.title"_msg,
            .path = std::string(recommendations_path),
            .permission = see_recommendations,
            .purpose = "recommendation.menu"_msg},
           {.area = web::StaffArea::participation,
            .rank = 34,
            .label = "advice.title"_msg,
            .path = std::string(advice_path),
            .permission = see_advice,
            .purpose = "advice.purpose"_msg},
           {.area = web::StaffArea::participation,
            .rank = 35,
            .label = "publication.title"_msg,
            .path = std::string(publications_path),
            .permission = edit_publications,
            .purpose = "publication.purpose"_msg}},
        .news
        = {{"panel.new.short"_msg, std::string(panels_path), edit_panels},
           {"meeting.one"_msg, std::string(meetings_path), edit_meetings},
           {"recommendation.one"_msg, std::string(recommendations_path), edit_recommendations},
           {"publication.one"_msg, std::string(publications_path), edit_publications},
           {"advice.one"_msg, std::string(advice_path), edit_advice}},
        .searchers
        = {{"panel.title"_msg, "panel.search"_msg, see_panels, &find_panels_at_desk},
           {"panel.seats"_msg, "panel.seats.search"_msg, see_panels, &find_seats_at_desk},
           {"meeting.title"_msg, "meeting.search"_msg, see_meetings, &find_meetings_at_desk},
           {"item.agenda"_msg, "item.search"_msg, see_meetings, &find_items_at_desk},
           {"recommendation.title"_msg, "recommendation.search"_msg, see_recommendations,
            &find_recommendations_at_desk},
           {"minutes.many"_msg, "minutes.search"_msg, see_minutes, &find_minutes_at_desk},
           {"task.title"_msg, "task.search"_msg, see_minutes, &find_tasks_at_desk},
           {"publication.title"_msg, "publication.search"_msg, edit_publications, &find_publications_at_desk},
           {"advice.title"_msg, "advice.search"_msg, see_advice, &find_advice_at_desk}},
        .records = web::joined(
            minutes_records(),
            {web::record_with_history(
                 panel_subject, edit_panels,
                 [](std::int64_t id) { return panel_url(PanelId{id}, "aendern"); }),
             web::record_with_history(
                 seat_subject, edit_panels, [](std::int64_t id) { return seat_url(SeatId{id}); }),
             web::record_with_history(
                 membership_subject, edit_panels,
                 [](std::int64_t id) { return membership_url(MembershipId{id}); }),
             web::record_with_history(
                 meeting_subject, edit_meetings,
                 [](std::int64_t id) { return meeting_url(MeetingId{id}, "aendern"); }),
             web::record_with_history(
                 item_subject, edit_meetings,
                 [](std::int64_t id) { return item_url(ItemId{id}, "aendern"); }),
             web::record_with_history(
                 task_subject, see_minutes, [](std::int64_t id) { return task_url(TaskId{id}); }),
             web::record_with_history(publication_subject, edit_publications, &publication_url),
             web::record_with_history(advice_subject, edit_advice, &advice_form_url),
             web::record_with_history(
                 checklist_template_subject, edit_checklists,
                 [](std::int64_t id) { return template_url(ChecklistTemplateId{id}); }),
             web::record_with_history(
                 recommendation_subject, edit_recommendations,
                 [](std::int64_t id) { return recommendation_url(RecommendationId{id}, "aendern"); })}),
        .forms = web::joined(
            web::joined(
                web::joined(noted_panels(), noted_memberships()),
                web::joined(noted_meetings(), noted_items())),
            web::joined(
                web::joined(web::joined(noted_minutes(), noted_tasks()), noted_templates()),
                web::joined(web::joined(noted_recommendations(), noted_publications()), noted_advice()))),
        .recents = web::joined(
            web::joined(
                web::joined(recent_panels(), recent_memberships()),
                web::joined(recent_meetings(), recent_items())),
            web::joined(
                web::joined(recent_minutes(), recent_tasks()),
                web::joined(
                    web::joined(recent_templates(), recent_advice()),
                    web::joined(recent_recommendations(), recent_publications())))),
        .lives = {life_of_recommendations()},
        .words = help_words(),
        .topics
        = {{"help.panels"_msg, "help.panels.text"_msg, see_panels},
           {"member.title"_msg, "help.members.text"_msg, see_panels},
           {"help.meetings"_msg, "help.meetings.text"_msg, see_meetings},
           {"help.advice"_msg, "help.advice.text"_msg, see_advice},
           {"help.agenda"_msg, "help.agenda.text"_msg, see_meetings},
           {"help.invitations"_msg, "help.invitations.text"_msg, invite},
           {"help.attendance"_msg, "help.attendance.text"_msg, invite},
           {"help.statistics"_msg, "help.statistics.text"_msg, see_meetings},
           {"help.minutes"_msg, "help.minutes.text"_msg, see_minutes},
           {"checklist.templates"_msg, "help.checklists.text"_msg, see_minutes},
           {"help.recommendations"_msg, "help.recommendations.text"_msg, see_recommendations}},
        .today = &add_what_waits};
}

void clear_vote_keys(WorkContext const& context, VoteKeys const& votes)
{
    auto const cleared = run_use_case(context, [&](Work& work) -> Result<void> {
        erase_lost_vote_keys(work, votes);
        return {};
    });
    static_cast<void>(cleared); // has no problems to report
}

void follow_panel(Work& work, Panel const& before, Panel const& after)
{
    rename_parts(work, before, after);
}

contacts::OtherModules of_people()
{
    return {memberships_of_people(), invitations_of_people(), attendances_of_people(),
            minutes_of_people(),     tasks_of_people(),       registrations_of_people(),
            advice_of_people(),      comments_of_people()};
}

} // namespace kommin::meetings
