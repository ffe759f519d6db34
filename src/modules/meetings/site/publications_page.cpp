// What was published about the conference, and what the press says.

#include "modules/meetings/meetings/meeting_texts.hpp"
#include "modules/meetings/site/conference_parts.hpp"
#include "modules/meetings/site/conference_site.hpp"
#include "modules/meetings/site/public_conference.hpp"
#include "platform/base/number.hpp"
#include "platform/html/attributes.hpp"
#include "platform/web/components.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace kommin::meetings {

using html::Url;
using html::when;
using html::Writer;
using web::GermanName;
using web::Visit;

namespace {

constexpr std::size_t per_page = 50;
constexpr std::string_view press_word = "presse";
constexpr std::string_view others_word = "veroeffentlichungen";

// What somebody asks of the list, as it stands in its address.
struct Asked {
    std::string_view part = {}; // press_word, others_word, or "" for all
    std::size_t page = 1;

    static Asked read(http::Form const& query)
    {
        Asked asked;
        for (auto const word : {press_word, others_word}) {
            if (query.value("art") == word)
                asked.part = word;
        }
        asked.page = std::max<std::size_t>(parse_number<std::size_t>(query.value("seite")).value_or(1), 1);
        return asked;
    }
    [[nodiscard]] bool shows(Publication const& one) const
    {
        return part.empty() || one.is_press() == (part == press_word);
    }
    [[nodiscard]] std::string query() const
    {
        std::string text;
        if (!part.empty())
            text = "art=" + std::string(part);
        if (page > 1)
            text += (text.empty() ? "seite=" : "&seite=") + std::to_string(page);
        return text.empty() ? text : '?' + text;
    }
    [[nodiscard]] Url url(Visit const& visit) const
    {
        return *Url::local(std::string(visit.url({"konferenz", "veroeffentlichungen"}).text()) + query());
    }
    [[nodiscard]] Url url_of_page(Visit const& visit, std::size_t wanted) const
    {
        return Asked{part, wanted}.url(visit);
    }
};

void write_parts(Writer& w, Visit const& visit, Asked const& asked)
{
    auto const& texts = visit.texts;
    auto const write_link = [&](Writer& item, std::string_view part, MessageKey label) {
        item(
            R"(<li><a href="{}" {}>{}</a></li>)", Asked{.part = part}.url(visit),
            html::Attributes{html::attribute("aria-current", "true", part == asked.part)}, texts(label));
    };
    w(
        R"(<nav class="km-noprint" aria-label="{}"><ul class="km-chips" role="list">{}{}{}</ul></nav>)",
        texts("conference.publications.parts"_msg),
        [&](Writer& item) { write_link(item, {}, "conference.archive.all"_msg); },
        [&](Writer& item) { write_link(item, others_word, "conference.publications.others"_msg); },
        [&](Writer& item) { write_link(item, press_word, "conference.publications.press"_msg); });
}

std::string year_of(Publication const* one)
{
    return one->day ? one->day->to_iso().substr(0, 4) : std::string{};
}

// "Broschüre · MGFFI · 6/2008 · 2007"
void write_facts(Writer& w, Visit const& visit, Publication const& one)
{
    w(R"(<p class="km-card__kind">{}{}{}{}</p>)", visit.texts(label_of(one.kind)),
      when(
          !one.publisher.empty(),
          [&](Writer& inner) { inner(" · {}", GermanName{one.publisher, visit.language()}); }),
      when(
          !one.issue.empty(),
          [&](Writer& inner) { inner(" · {}", GermanName{one.issue, visit.language()}); }),
      when(one.day.has_value(), [&](Writer& inner) { inner(" · {}", visit.texts.partial_date(*one.day)); }));
}

void write_title(Writer& w, Visit const& visit, Publication const& one)
{
    auto const link = Url::public_page(one.link);
    GermanName const title{one.title, visit.language()};
    if (link)
        w(R"(<h3><a href="{}">{}</a></h3>)", *link, title);
    else
        w("<h3>{}</h3>", title);
}

void write_card(Writer& w, Visit const& visit, PublicConference const& published, Publication const& one)
{
    auto const session = std::ranges::find_if(published.meetings(), [&](Meeting const& meeting) {
        return one.meeting && meeting.id == *one.meeting;
    });
    w(
        R"(<li class="km-card"><div class="km-stack km-stack--s">{}{}{}{}{}</div></li>)",
        [&](Writer& inner) { write_title(inner, visit, one); },
        [&](Writer& inner) { write_facts(inner, visit, one); },
        [&](Writer& inner) { write_german_paragraphs(inner, visit, one.subject); },
        Doubt{visit, one.is_uncertain ? std::string_view(one.remark) : std::string_view{}},
        when(session != published.meetings().end(), [&](Writer& inner) {
            inner(
                R"(<p><a href="{}">{}</a></p>)", public_meeting_url(visit, *session),
                told_text(visit, title_text(*session)));
        }));
}

}

http::Response show_public_publications(web::Call& call)
{
    Visit const visit(call);
    auto const& texts = visit.texts;
    auto const& published = call.published.of<PublicConference>();
    auto const asked = Asked::read(call.request.query());
    std::vector<Publication const*> found;
    for (auto const& one : published.publications()) {
        if (asked.shows(one))
            found.push_back(&one);
    }
    auto const pages = (found.size() + per_page - 1) / per_page;
    if (published.conference() == nullptr || (asked.page > 1 && asked.page > pages))
        return web::not_found(visit);
    auto const begin = (asked.page - 1) * per_page;
    auto const shown
        = std::span<Publication const* const>(found).subspan(begin, std::min(per_page, found.size() - begin));
    auto frame = visit.frame(
        std::string(texts("conference.publications"_msg)), "konferenz/veroeffentlichungen", "mitgestalten");
    frame.description = texts("conference.publications.lead"_msg);
    frame.query = asked.query();
    frame.crumbs.push_back(conference_crumb(visit, *published.conference()));
    return visit.page(frame, [&](Writer& w) {
        auto const list = web::written([&](Writer& inner) {
            write_parts(inner, visit, asked);
            if (shown.empty())
                inner("<p>{}</p>", texts("conference.publications.none"_msg));
            write_years(
                inner, shown, [](Publication const* one) { return year_of(one); },
                [&](std::string const& year) {
                    return year.empty() ? std::string(texts("conference.publications.no_year"_msg)) : year;
                },
                [&](Writer& item, Publication const* one) { write_card(item, visit, published, *one); });
        });
        w(R"(<div class="km-wrap km-main km-stack km-stack--l"><div class="km-stack km-stack--s"><h1>{}</h1><p class="km-lead">{}</p>{}</div>{}{}</div>)",
          texts("conference.publications"_msg), texts("conference.publications.lead"_msg),
          web::NoteOfPage{visit}, list,
          web::PreviousNext{
              .texts = texts,
              .previous
              = asked.page > 1 ? std::optional(asked.url_of_page(visit, asked.page - 1)) : std::nullopt,
              .next
              = asked.page < pages ? std::optional(asked.url_of_page(visit, asked.page + 1)) : std::nullopt});
    });
}

} // namespace kommin::meetings
