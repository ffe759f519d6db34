#include "modules/meetings/agenda/paper_pages.hpp"

#include "modules/meetings/agenda/agenda_pages.hpp"
#include "modules/meetings/panels/form_fields.hpp"
#include "modules/meetings/panels/form_parts.hpp"
#include "platform/html/attributes.hpp"
#include "platform/pdf/pdf.hpp"
#include "platform/web/record_form.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/unsaved_entries.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace kommin::meetings {

using html::attribute;
using html::Attributes;
using html::each;
using html::when;
using html::Writer;
using i18n::Texts;
using web::staff_url;

namespace {

constexpr std::string_view new_paper_word = "neue-unterlage";

void write_link(Writer& w, Paper const& paper, std::string_view words, Texts const& texts)
{
    auto const title = Attributes{web::content_lang(texts)};
    if (paper.is_file())
        w(R"(<a href="{}" {}>{}</a> <span class="mute">({})</span>)", paper_url(paper.id, "datei"), title,
          paper.title, words);
    else if (auto const link = html::Url::public_page(paper.link))
        w(R"(<a href="{}" {}>{}</a>)", *link, title, paper.title);
    else
        w("<span {}>{}</span>", title, paper.title);
}

void write_title_field(
    Writer& w, Texts const& texts, PaperEntry const& entry, std::vector<Problem> const& problems)
{
    w("{}",
      web::TextField{
          .texts = texts,
          .name = paper_field::title,
          .label = "meeting.field.title"_msg,
          .value = entry.title,
          .problems = problems,
          .hint = "paper.hint.title"_msg,
          .width = web::FieldWidth::whole,
          .is_required = true,
          .language = web::language_of_content(texts)});
}

void write_link_field(
    Writer& w, Texts const& texts, PaperEntry const& entry, std::vector<Problem> const& problems,
    MessageKey hint)
{
    w("{}",
      web::TextField{
          .texts = texts,
          .name = paper_field::link,
          .label = "paper.link"_msg,
          .value = entry.link,
          .problems = problems,
          .hint = hint,
          .type = "url",
          .width = web::FieldWidth::whole});
}

void write_public_tick(
    Writer& w, Texts const& texts, PaperEntry const& entry, std::vector<Problem> const& problems)
{
    std::array const yes{web::Choice{std::string(visible_value), std::string(texts("paper.public.yes"_msg))}};
    std::vector<std::string> ticked;
    if (entry.is_public)
        ticked.emplace_back(visible_value);
    w("{}",
      web::ChoiceGroup{
          .texts = texts,
          .name = paper_field::visible,
          .legend = "paper.public"_msg,
          .choices = yes,
          .values = ticked,
          .is_multiple = true,
          .problems = problems,
          .hint = "paper.public.hint"_msg});
}

void write_save(Writer& w, Texts const& texts, std::string_view label, html::Url const& back)
{
    w(R"(<div class="save">{}<a class="kern-btn kern-btn--tertiary" href="{}"><span class="kern-label">{}</span></a></div>)",
      web::SubmitButton{label}, back, texts("form.back"_msg));
}

}

html::Url paper_url(PaperId id)
{
    return staff_url({papers_path, std::to_string(id.value)});
}

html::Url paper_url(PaperId id, std::string_view page)
{
    return staff_url({papers_path, std::to_string(id.value), page});
}

void PaperLinks::operator()(Writer& w) const
{
    if (papers.empty())
        return;
    auto const& texts = web::staff_texts(call);
    w(R"(<ul class="plain small">{}</ul>)", each(papers, [&](Writer& item, Paper const& paper) {
          auto words = file_words(paper);
          if (paper.is_file())
              words += ", " + texts("paper.pages"_msg, {{"count", paper.pages}});
          item(
              "<li>{}{}{}</li>", [&](Writer& inner) { write_link(inner, paper, words, texts); },
              when(
                  paper.is_public,
                  [&](Writer& inner) {
                      inner(
                          R"( <span class="st st--none">{}</span>)",
                          texts(paper.is_internal ? "paper.internal"_msg : "paper.for_everybody"_msg));
                  }),
              when(may_edit && paper.item == paper.shown_at, [&](Writer& inner) {
                  inner(
                      R"( · <a href="{}">{}<span class="vh">: {}</span></a>)", paper_url(paper.id),
                      texts("panel.change"_msg), paper.title);
              }));
      }));
}

void write_papers(
    Writer& w, web::Call const& call, AgendaItem const& item, std::span<Paper const> papers, bool may_edit)
{
    if (papers.empty() && !may_edit)
        return;
    auto const& texts = web::staff_texts(call);
    w(R"(<section class="stack" aria-labelledby="unterlagen"><h2 id="unterlagen">{}</h2>{}{}</section>)",
      texts("paper.many"_msg), PaperLinks{call, papers, may_edit}, when(may_edit, [&](Writer& inner) {
          inner(
              R"(<p><a class="kern-btn kern-btn--secondary kern-btn--sm" href="{}"><span class="kern-label">{}</span></a></p>)",
              item_url(item.id, new_paper_word), texts("paper.new"_msg));
      }));
}

http::Response new_paper_page(
    web::Call const& call, SeenItem const& at, PaperEntry const& entry, std::string const& form_key,
    std::vector<Problem> const& problems)
{
    auto const& texts = web::staff_texts(call);
    auto frame = frame_below_item(call, at, std::string(texts("paper.new"_msg)));
    frame.problems = problems;
    return web::staff_page(frame, [&](Writer& w) {
        w(
            R"(<form class="form stack stack-top measure" method="post" action="{}" enctype="multipart/form-data" novalidate>{}{}<input type="hidden" name="schluessel" value="{}"><div class="sec">{}{}{}{}</div>{}</form>)",
            item_url(at.item.id, new_paper_word), web::RequiredNote{texts}, web::FormToken{call}, form_key,
            [&](Writer& inner) { write_title_field(inner, texts, entry, problems); },
            web::FileField{
                .texts = texts,
                .label = "paper.file"_msg,
                .accept = "application/pdf",
                .problems = problems,
                .hint = "paper.file.hint"_msg,
                .limit = std::to_string(pdf::largest_document >> 20U)},
            [&](Writer& inner) { write_link_field(inner, texts, entry, problems, "paper.link.hint"_msg); },
            [&](Writer& inner) { write_public_tick(inner, texts, entry, problems); },
            [&](Writer& inner) { write_save(inner, texts, texts("form.add"_msg), item_url(at.item.id)); });
    });
}

http::Response paper_page(
    web::Call const& call, SeenPaper const& seen, PaperEntry const& entry,
    std::vector<Problem> const& problems, std::vector<std::string> not_stored)
{
    std::erase(not_stored, std::string{});
    auto const& texts = web::staff_texts(call);
    auto const& paper = seen.paper;
    auto frame = frame_below_item(call, seen.at, paper.title);
    frame.problems = problems;
    return web::staff_page(frame, [&](Writer& w) {
        write_not_stored(w, texts, not_stored);
        w(
            R"(<div class="cols stack-top"><form class="form" method="post" action="{}" novalidate>{}{}<input type="hidden" name="fassung" value="{}"><div class="sec">{}{}{}</div>{}</form><div class="stack"><section class="card" aria-labelledby="mehr"><h2 id="mehr">{}</h2><ul class="plain small">{}<li><a href="{}">{}</a></li></ul></section></div></div>)",
            paper_url(paper.id), web::RequiredNote{texts}, web::KeptWhileTyping{call, paper_url(paper.id)},
            paper.version, [&](Writer& inner) { write_title_field(inner, texts, entry, problems); },
            when(
                !paper.is_file(),
                [&](Writer& inner) { write_link_field(inner, texts, entry, problems, {}); }),
            [&](Writer& inner) { write_public_tick(inner, texts, entry, problems); },
            [&](Writer& inner) {
                write_save(inner, texts, texts("words.action.save"_msg), item_url(paper.item));
            },
            texts("page.more"_msg),
            when(
                paper.is_file(),
                [&](Writer& inner) {
                    inner(
                        R"(<li><a href="{}">{}</a> <span class="mute">({})</span></li>)",
                        paper_url(paper.id, "datei"), texts("paper.save"_msg), file_words(paper));
                }),
            paper_url(paper.id, "entfernen"), texts("paper.remove"_msg));
    });
}

http::Response paper_removal_question(
    web::Call const& call, SeenPaper const& seen, std::vector<Problem> const& problems)
{
    auto const& texts = web::staff_texts(call);
    auto const& paper = seen.paper;
    auto frame = frame_below_item(
        call, seen.at, std::string(texts("item.remove.title"_msg, {{"title", paper.title}})));
    frame.problems = problems;
    return web::staff_page(frame, [&](Writer& w) {
        w(R"(<div class="stack measure"><p>{}</p><div class="row"><form method="post" action="{}">{}<input type="hidden" name="fassung" value="{}">{}</form><a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a></div></div>)",
          texts(paper.is_file() ? "paper.remove.file"_msg : "paper.remove.link"_msg),
          paper_url(paper.id, "entfernen"), web::FormToken{call}, paper.version,
          web::SubmitButton{texts("item.remove.yes"_msg), "primary grave"}, paper_url(paper.id),
          texts("form.back"_msg));
    });
}

} // namespace kommin::meetings
