// "Was this page helpful?": the answer of a reader, and the table for editors.

#include "modules/portal/feedback/page_answers.hpp"
#include "modules/portal/site/demand.hpp"
#include "modules/portal/site/handlers.hpp"
#include "modules/portal/site/pages.hpp"
#include "platform/web/origin.hpp"
#include "platform/web/public_frame.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/write.hpp"

#include <chrono>
#include <optional>
#include <utility>
#include <vector>

namespace kommin::portal {

using html::each;
using html::Writer;

namespace {

constexpr std::chrono::days shown_back{-90};

// A press too many, or one that another site made in the visitor's name, is not counted; there is nothing to
// mend for whoever pressed, so nobody is told.
bool is_counted(Visit const& visit, web::VisitorGate& gate)
{
    auto const& request = visit.call.request;
    return !web::is_sent_from_elsewhere(request, visit.call.site.base_url)
        && !gate.must_wait(visit.call.site.tenant, request.peer(), visit.call.clock.now());
}

struct AnsweredPage {
    PageAnswers answers;
    std::optional<SitePage> page; // nothing: it is no longer there
};

void write_answered_page(Writer& w, i18n::Texts const& texts, AnsweredPage const& line)
{
    auto const& [answers, page] = line;
    auto const language = i18n::Language::find(answers.language);
    auto const label = [&](MessageKey key) { return texts(key); };
    w(
        R"(<tr><th scope="row">{}</th><td data-l="{}">{}</td><td data-l="{}">{}</td><td data-l="{}">{}</td></tr>)",
        [&](Writer& inner) {
            if (page)
                inner(
                    R"(<a href="{}">{}</a>)", page->url(language.value_or(texts.language())),
                    web::InLanguage{page->title, page->language, texts.language()});
            else
                inner("{}", answers.page);
        },
        label("messages.helpful.language"_msg), language ? texts.language_name(*language) : answers.language,
        label("messages.helpful.no"_msg), answers.unhelpful, label("messages.helpful.yes"_msg),
        answers.helpful);
}

}

http::Response send_page_answer(Visit& visit, web::VisitorGate& gate)
{
    auto const form = visit.call.request.form();
    auto const page = form
        ? find_site_page(visit.snapshot(), visit.texts, visit.call.site.base_url, form->value("seite"))
        : std::nullopt;
    auto const answer = form ? form->value("antwort") : std::string_view{};
    if (!page || (answer != "ja" && answer != "nein"))
        return web::error_page(visit, http::Status::bad_request);
    auto const helpful = answer == "ja" ? Helpful::yes : Helpful::no;
    if (is_counted(visit, gate)) {
        auto const counted = web::write(visit.call, [&](Work& work) {
            return count_page_answer(work, *page, visit.language(), helpful);
        });
        static_cast<void>(counted); // has no problems to report
    }
    auto const next = helpful == Helpful::yes
        ? visit.url({"hilfreich", "danke"})
        : visit.url({remark_entrance.path}).with_query({{"seite", page->path}});
    return http::Response::redirect(http::Status::see_other, next.text());
}

http::Response show_page_answer_thanks(Visit& visit)
{
    auto const& texts = visit.texts;
    auto frame = visit.frame(std::string(texts("helpful.thanks.title"_msg)), "hilfreich/danke", "");
    frame.is_indexable = false;
    return visit.page(frame, [&](Writer& w) {
        w(R"(<div class="km-wrap km-main km-stack km-prose"><h1>{}</h1><p class="km-lead">{}</p><p><a class="kern-btn kern-btn--primary" href="{}"><span class="kern-label">{}</span></a></p></div>)",
          texts("helpful.thanks.title"_msg), texts("helpful.thanks.text"_msg), visit.url({""}),
          texts("web.home"_msg));
    });
}

http::Response list_helpful_pages(web::Call& call)
{
    auto const& texts = web::staff_texts(call);
    auto const& snapshot = call.published.of<Snapshot>();
    auto const since = call.local_now().date + shown_back;
    std::vector<AnsweredPage> lines;
    for (auto& answers : list_page_answers(call.db(), call.site.tenant, since)) {
        auto page = find_site_page(snapshot, texts, call.site.base_url, answers.page);
        lines.push_back({std::move(answers), std::move(page)});
    }
    return web::staff_page(
        {.call = call, .title = std::string(texts("messages.helpful.title"_msg)), .section = "hilfreich"},
        [&](Writer& w) {
            w("<p>{}</p>", texts("messages.helpful.lead"_msg));
            if (lines.empty()) {
                w(R"(<div class="empty"><h2>{}</h2></div>)", texts("messages.helpful.none"_msg));
                return;
            }
            w(R"(<div class="scroll"><table class="tbl tbl--stack"><caption class="vh">{}</caption><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th></tr></thead><tbody>{}</tbody></table></div>)",
              texts("messages.helpful.title"_msg), texts("messages.page"_msg),
              texts("messages.helpful.language"_msg), texts("messages.helpful.no"_msg),
              texts("messages.helpful.yes"_msg), each(lines, [&](Writer& row, AnsweredPage const& line) {
                  write_answered_page(row, texts, line);
              }));
        });
}

} // namespace kommin::portal
