#include "modules/portal/desk/staff_help.hpp"

#include "modules/portal/directory/permissions.hpp"

namespace kommin::portal {

std::vector<web::StaffWords> help_words()
{
    return {
        {"help.words.records"_msg,
         see_offers,
         {{"st st--ok", "desk.state.published"_msg, "help.word.published"_msg},
          {"st st--draft", "desk.state.changed"_msg, "help.word.changed"_msg},
          {"st st--warn", "desk.state.in_review"_msg, "help.word.in_review"_msg},
          {"st st--warn", "desk.state.returned"_msg, "help.word.returned"_msg},
          {"st st--info", "help.word.scheduled.word"_msg, "help.word.scheduled"_msg},
          {"st st--draft", "desk.state.hidden"_msg, "help.word.hidden"_msg},
          {"st st--none", "desk.state.archived"_msg, "help.word.archived"_msg}}},
        {"help.words.confirmed"_msg,
         see_offers,
         {{"st st--ok", "desk.fresh.confirmed"_msg, "help.word.confirmed"_msg},
          {"st st--warn", "desk.fresh.due"_msg, "help.word.due"_msg},
          {"st st--bad", "desk.fresh.overdue"_msg, "help.word.overdue"_msg},
          {"st st--none", "desk.fresh.never"_msg, "help.word.never"_msg}}},
        {"translate.title"_msg,
         translate_texts,
         {{"st st--none", "translate.state.missing"_msg, "help.word.missing"_msg},
          {"st st--warn", "translate.state.outdated"_msg, "help.word.outdated"_msg},
          {"st st--info", "translate.state.machine"_msg, "help.word.machine"_msg},
          {"st st--ok", "translate.state.current"_msg, "help.word.current"_msg}}},
        {"messages.title"_msg,
         read_messages,
         {{"st st--info", "messages.state.open"_msg, "help.word.new"_msg},
          {"st st--info", "messages.state.in_progress"_msg, "help.word.in_progress"_msg},
          {"st st--warn", "messages.state.overdue"_msg, "help.word.interim_due"_msg},
          {"st st--bad", "messages.state.too_late"_msg, "help.word.too_late"_msg},
          {"st st--done", "messages.state.answered"_msg, "help.word.answered"_msg},
          {"st st--none", "messages.state.closed"_msg, "help.word.closed"_msg}}},
        {"links.title"_msg,
         see_offers,
         {{"st st--ok", "links.state.ok"_msg, "help.word.link_ok"_msg},
          {"st st--info", "links.state.moved"_msg, "help.word.moved"_msg},
          {"st st--bad", "links.state.gone"_msg, "help.word.gone"_msg},
          {"st st--none", "links.state.refused"_msg, "help.word.refused"_msg},
          {"st st--warn", "links.state.doubtful"_msg, "help.word.doubtful"_msg}}},
    };
}

std::vector<web::HelpTopic> help_topics()
{
    return {
        {"help.offer"_msg, "help.offer.text"_msg, edit_offers},
        {"help.review"_msg, "help.review.text"_msg, publish_offers},
        {"help.move"_msg, "help.move.text"_msg, edit_offers},
        {"help.page"_msg, "help.page.text"_msg, edit_pages},
        {"help.local_page"_msg, "help.local_page.text"_msg, edit_pages},
        {"help.two"_msg, "help.two.text"_msg, edit_offers},
        {"help.history"_msg, "help.history.text"_msg, see_offers},
        {"help.confirm"_msg, "help.confirm.text"_msg, edit_offers},
        {"help.readability"_msg, "help.readability.text"_msg, edit_offers},
        {"help.archive"_msg, "help.archive.text"_msg, publish_offers},
        {"help.lists"_msg, "help.lists.text"_msg, see_offers},
        {"help.translate"_msg, "help.translate.text"_msg, translate_texts},
        {"help.links"_msg, "help.links.text"_msg, edit_offers},
        {"help.messages"_msg, "help.messages.text"_msg, answer_messages},
        {"help.categories"_msg, "help.categories.text"_msg, edit_categories},
        {"help.places"_msg, "help.places.text"_msg, edit_places},
        {"help.demand"_msg, "help.demand.text"_msg, see_demand},
    };
}

} // namespace kommin::portal
