#include "modules/meetings/agenda/public_agenda.hpp"

#include "modules/meetings/agenda/answers_item.hpp"
#include "modules/meetings/panels/translated_texts.hpp"

#include <cstddef>

namespace kommin::meetings {

using html::when;
using html::Writer;

namespace {

void write_item(
    Writer& w, PublicItems const& shown, AgendaItem const& item, std::optional<i18n::TimeOfDay> const& time)
{
    auto const& visit = shown.visit;
    // Counted as in the minutes, also where an internal one is left out.
    w(
        R"(<li value="{}">{}<strong>{}</strong>{}{}{}{}{}</li>)", item.position,
        when(time.has_value(), [&](Writer& inner) { inner("{} ", visit.texts.time(*time)); }),
        PublicItemTitle{item, visit},
        when(
            !item.speaker.empty(),
            [&](Writer& inner) { inner(" · {}", web::GermanName{item.speaker, visit.language()}); }),
        when(
            item.is_internal,
            [&](Writer& inner) {
                inner(R"( <span class="km-mark">{}</span>)", visit.texts("minutes.internal"_msg));
            }),
        when(
            !item.text.empty(), [&](Writer& inner) { inner("{}", told_paragraphs(visit, text_text(item))); }),
        [&](Writer& inner) {
            if (shown.further)
                shown.further(inner, item);
        },
        PublicPapers{visit, papers_of(shown.papers, item.id), shown.paper_url});
}

}

PublicAgenda public_agenda(Meeting const& meeting, std::span<AgendaItem const> all, ReaderOfAgenda reader)
{
    auto const planned = planned_times(meeting.begins_at, all);
    PublicAgenda agenda;
    for (std::size_t i = 0; i < all.size(); ++i) {
        bool const is_hidden = all[i].is_internal && reader != ReaderOfAgenda::member;
        if (is_hidden || all[i].state == ItemState::dropped)
            continue;
        agenda.items.push_back(all[i]);
        agenda.times.push_back(planned[i]);
    }
    return agenda;
}

void PublicItems::operator()(Writer& w) const
{
    w("<ol>{}</ol>", [&](Writer& list) {
        for (std::size_t i = 0; i < agenda.items.size(); ++i)
            write_item(list, *this, agenda.items[i], agenda.times[i]);
    });
}

} // namespace kommin::meetings
