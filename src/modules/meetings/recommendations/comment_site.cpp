#include "modules/meetings/recommendations/comment_site.hpp"

#include "modules/meetings/panels/translated_texts.hpp"
#include "modules/meetings/recommendations/comment_call_store.hpp"
#include "modules/meetings/recommendations/comment_link.hpp"
#include "modules/meetings/recommendations/recommendation_store.hpp"
#include "modules/meetings/recommendations/wording_changes.hpp"
#include "platform/base/text.hpp"
#include "platform/html/attributes.hpp"
#include "platform/web/public_form.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kommin::meetings {

using html::each;
using html::when;
using html::Writer;
using web::GermanName;
using web::InLanguage;
using web::Visit;

namespace {

constexpr std::string_view comment_path = "kommentar";
constexpr int most_comments_shown = 200; // the newest
constexpr std::size_t most_changes_shown = 20; // likewise

struct ShownCall {
    OpenCall open;
    std::vector<Comment> comments;
    std::vector<WordingChange> changes;
};

std::optional<ShownCall> load_shown_call(Visit const& visit)
{
    return web::read(visit.call, [&](db::Connection& db) -> std::optional<ShownCall> {
        auto const tenant = visit.call.site.tenant;
        auto open = find_open_call(db, tenant, visit.call.path["token"], visit.now.date);
        if (!open)
            return std::nullopt;
        auto const id = open->recommendation.id;
        // Whoever wrote before members were asked was told that colleagues alone read it.
        auto const asked_first = list_comment_calls(db, tenant, id).front().asked_at;
        auto comments = list_comments(db, tenant, id, most_comments_shown);
        std::erase_if(comments, [&](Comment const& one) { return one.written_at < asked_first; });
        auto changes = list_wording_changes(db, tenant, id, most_changes_shown);
        return ShownCall{std::move(*open), std::move(comments), std::move(changes)};
    });
}

html::Url call_url(Visit const& visit)
{
    return visit.url({"konferenz", comment_path, visit.call.path["token"]});
}

web::PublicFrame call_frame(Visit const& visit, std::string title, std::string path)
{
    auto frame = visit.frame(std::move(title), std::move(path), "");
    frame.is_indexable = false;
    frame.foot = {};
    return frame;
}

// For every link that does not work, whatever the reason.
http::Response ended_call_page(Visit const& visit)
{
    auto const& texts = visit.texts;
    auto page = visit.page(
        call_frame(visit, std::string(texts("minutes.gone.title"_msg)), ""), [&](Writer& w) {
            w(R"(<div class="km-wrap km-main km-stack km-prose"><h1>{}</h1><p class="km-lead">{}</p></div>)",
              texts("minutes.gone.title"_msg), texts("comments.gone.text"_msg));
        });
    page.set_status(http::Status::gone);
    return std::move(page).no_store();
}

// What nobody has translated yet: the lines of a text in German.
void write_german_lines(Writer& w, Visit const& visit, std::string_view text)
{
    for (auto const line : split(text, '\n')) {
        if (!trim(line).empty())
            w("<p>{}</p>", InLanguage{line, i18n::Language::german(), visit.language()});
    }
}

void write_call_fact(Writer& w, Visit const& visit, MessageKey label, web::Body const& value)
{
    w("<div><dt>{}</dt><dd>{}</dd></div>", visit.texts(label), value);
}

void write_panel_of_call(Writer& w, Visit const& visit, MessageKey label, Panel const& panel)
{
    write_call_fact(w, visit, label, [&](Writer& name) { name("{}", told_text(visit, name_text(panel))); });
}

void write_call_facts(Writer& w, Visit const& visit, OpenCall const& open)
{
    auto const& one = open.recommendation;
    auto const& texts = visit.texts;
    auto const addressees = wording_of(form_of(one), recommendation_field::addressees, texts);
    w(
        R"(<dl class="km-facts">{}{}{}{}{}</dl>)",
        [&](Writer& row) { write_panel_of_call(row, visit, "recommendation.public.field"_msg, open.panel); },
        [&](Writer& row) {
            if (open.group)
                write_panel_of_call(row, visit, "recommendation.public.group"_msg, *open.group);
        },
        [&](Writer& row) {
            if (!addressees.empty())
                write_call_fact(row, visit, "recommendation.public.addressees"_msg, [&](Writer& inner) {
                    inner("{}", addressees);
                });
        },
        [&](Writer& row) {
            if (!one.proposed_by.empty())
                write_call_fact(row, visit, "recommendation.public.proposed_by"_msg, [&](Writer& inner) {
                    inner("{}", GermanName{one.proposed_by, visit.language()});
                });
        },
        [&](Writer& row) {
            write_call_fact(row, visit, "comments.until"_msg, [&](Writer& inner) {
                inner("{}", texts.date(open.call.until, i18n::DateStyle::full));
            });
        });
}

// A piece of a text with its line ends.
void write_piece(Writer& w, std::string_view text)
{
    bool is_first = true;
    for (auto const line : split(text, '\n')) {
        w("{}{}", when(!is_first, [](Writer& inner) { inner("<br>"); }), line);
        is_first = false;
    }
}

void write_changed_text(Writer& w, Visit const& visit, std::string const& before, std::string const& after)
{
    bool const is_foreign = visit.language() != i18n::Language::german();
    w(R"(<p {}>{}</p>)",
      html::Attributes{html::attribute("lang", "de", is_foreign), html::attribute("dir", "ltr", is_foreign)},
      each(records::changes(before, after), [](Writer& inner, records::Change const& change) {
          auto const piece = [&](Writer& text) { write_piece(text, change.text); };
          switch (change.kind) {
          case records::Change::Kind::removed:
              inner("<del>{}</del>", piece);
              break;
          case records::Change::Kind::added:
              inner("<ins>{}</ins>", piece);
              break;
          case records::Change::Kind::kept:
              inner("{}", piece);
              break;
          }
      }));
}

void write_change(Writer& w, Visit const& visit, WordingChange const& change)
{
    auto const& texts = visit.texts;
    w(R"(<details class="km-fold"><summary>{}</summary><div class="km-stack km-stack--s">{}</div></details>)",
      texts(
          "comments.version"_msg,
          {{"time", texts.date_time(visit.call.site.zone->to_local(change.saved_at))}}),
      each(wording_fields(), [&](Writer& part, WordingField const& of) {
          if (change.before.values(of.name) == change.after.values(of.name))
              return;
          // Words for whom it is are the page's own, in its language.
          auto const before = wording_of(change.before, of.name, texts);
          auto const after = wording_of(change.after, of.name, texts);
          part(
              R"(<h3>{}</h3>{}{})", texts(of.label),
              when(
                  of.name == recommendation_field::addressees,
                  [&](Writer& inner) {
                      inner(
                          "<p>{}{}</p>",
                          when(!before.empty(), [&](Writer& old) { old("<del>{}</del> ", before); }),
                          when(!after.empty(), [&](Writer& fresh) { fresh("<ins>{}</ins>", after); }));
                  }),
              when(of.name != recommendation_field::addressees, [&](Writer& inner) {
                  write_changed_text(inner, visit, before, after);
              }));
      }));
}

void write_changes(Writer& w, Visit const& visit, ShownCall const& shown)
{
    auto const& texts = visit.texts;
    w(R"(<section class="km-stack km-stack--s" aria-labelledby="fassungen"><h2 id="fassungen">{}</h2>{}</section>)",
      texts("comments.versions"_msg), [&](Writer& inner) {
          if (shown.changes.empty()) {
              inner("<p>{}</p>", texts("comments.versions.none"_msg));
              return;
          }
          inner(
              R"(<p class="km-hint">{}</p>{})", texts("comments.versions.how"_msg),
              each(shown.changes, [&](Writer& item, WordingChange const& change) {
                  write_change(item, visit, change);
              }));
      });
}

// Nobody is named: a letter may be sent on.
MessageKey who_said(Comment const& comment, contacts::PersonId reader)
{
    if (comment.person == reader)
        return "comments.said.you"_msg;
    return comment.by_link ? "comments.said.member"_msg : "comments.said.account"_msg;
}

void write_said(Writer& w, Visit const& visit, ShownCall const& shown)
{
    auto const& texts = visit.texts;
    w(R"(<section class="km-stack km-stack--s" aria-labelledby="kommentare"><h2 id="kommentare">{}</h2>{}</section>)",
      texts("comments.title"_msg), [&](Writer& inner) {
          if (shown.comments.empty()) {
              inner("<p>{}</p>", texts("comments.none"_msg));
              return;
          }
          inner(
              R"(<ul class="km-stack km-stack--s" role="list">{}</ul>)",
              each(shown.comments, [&](Writer& item, Comment const& one) {
                  item(
                      R"(<li class="km-box"><p><strong>{}</strong> <span class="km-hint">{}</span></p><div dir="auto">{}</div></li>)",
                      texts(who_said(one, shown.open.person)),
                      texts.date_time(visit.call.site.zone->to_local(one.written_at)),
                      each(split(one.text, '\n'), [](Writer& line, std::string_view text) {
                          if (!trim(text).empty())
                              line("<p>{}</p>", text);
                      }));
              }));
      });
}

struct CommentForm {
    std::string text = {};
    std::string key = {};
    std::vector<Problem> problems = {};
};

void write_comment_form(Writer& w, Visit const& visit, CommentForm const& form)
{
    auto const& texts = visit.texts;
    bool const has_problem = std::ranges::find(form.problems, "text", &Problem::field) != form.problems.end();
    w(R"(<form class="km-form km-stack" method="post" action="{}" novalidate>{}<h2>{}</h2><div class="kern-form-input"><label class="kern-label" for="f-text">{}</label><p class="km-hint" id="f-text-hint">{}</p>{}<textarea class="kern-form-input__input" id="f-text" name="text" rows="6" {}>{}</textarea></div><button class="kern-btn kern-btn--primary" type="submit"><span class="kern-label">{}</span></button></form>)",
      call_url(visit), web::PublicFormFields{form.key}, texts("comments.form.title"_msg),
      texts("comments.form.text"_msg), texts("comments.form.hint"_msg),
      when(
          has_problem,
          [&](Writer& inner) {
              inner(
                  R"(<div id="f-text-fehler">{}</div>)",
                  each(form.problems, [&](Writer& line, Problem const& problem) {
                      line(R"(<p class="km-error">{}</p>)", i18n::text_of(problem, texts));
                  }));
          }),
      html::Attributes{
          html::attribute("aria-describedby", has_problem ? "f-text-hint f-text-fehler" : "f-text-hint"),
          html::attribute("aria-invalid", "true", has_problem)},
      form.text, texts("comments.form.send"_msg));
}

void write_called_wording(Writer& w, Visit const& visit, Recommendation const& one)
{
    auto const& texts = visit.texts;
    w(
        R"(<section class="km-stack km-stack--s" aria-labelledby="wortlaut"><h2 id="wortlaut">{}</h2>{}</section>{})",
        texts("recommendation.public.text"_msg),
        [&](Writer& inner) {
            if (one.text.empty())
                inner("<p>{}</p>", texts("recommendation.public.text_unknown"_msg));
            else
                write_german_lines(inner, visit, one.text);
        },
        when(!one.reasons.empty(), [&](Writer& inner) {
            inner(
                R"(<section class="km-stack km-stack--s" aria-labelledby="gruende"><h2 id="gruende">{}</h2>{}</section>)",
                texts("recommendation.public.reasons"_msg),
                [&](Writer& lines) { write_german_lines(lines, visit, one.reasons); });
        }));
}

http::Response call_page(
    Visit const& visit, http::Status status, ShownCall const& shown, CommentForm const& form)
{
    auto const& texts = visit.texts;
    auto const& one = shown.open.recommendation;
    auto const title = numbered(one.number, one.title);
    auto const until = texts.date(shown.open.call.until, i18n::DateStyle::full);
    auto const path = "konferenz/" + std::string(comment_path) + '/' + std::string(visit.call.path["token"]);
    bool const was_sent = visit.call.request.query().has("danke");
    auto page = visit.page(call_frame(visit, title, path), [&](Writer& w) {
        auto const facts = web::written([&](Writer& inner) { write_call_facts(inner, visit, shown.open); });
        w(
            R"(<div class="km-wrap km-main km-stack km-prose"><h1>{}</h1>{}{}<p class="km-lead">{}</p>{}{}{}{}{}{}{}{}</div>)",
            InLanguage{title, i18n::Language::german(), visit.language()},
            web::FormTrouble{texts, form.problems},
            when(
                was_sent,
                [&](Writer& inner) {
                    inner(
                        R"(<p class="km-note km-note--ok" role="status">{}</p>)",
                        texts("comments.thanks"_msg));
                }),
            texts("comments.lead"_msg, {{"until", until}}),
            when(
                visit.language() != i18n::Language::german(),
                [&](Writer& inner) { inner("<p>{}</p>", texts("comments.german"_msg)); }),
            when(
                !shown.open.call.word.empty(),
                [&](Writer& inner) {
                    inner(
                        R"(<div class="km-note"><p><strong>{}</strong></p>{}</div>)",
                        texts("comments.word"_msg),
                        [&](Writer& lines) { write_german_lines(lines, visit, shown.open.call.word); });
                }),
            web::NoteOfPage{visit}, facts, [&](Writer& inner) { write_called_wording(inner, visit, one); },
            [&](Writer& inner) { write_changes(inner, visit, shown); },
            [&](Writer& inner) { write_said(inner, visit, shown); },
            [&](Writer& inner) { write_comment_form(inner, visit, form); });
    });
    page.set_status(status);
    return std::move(page).no_store();
}

}

http::Response show_comment_call(Visit& visit)
{
    auto const shown = load_shown_call(visit);
    if (!shown)
        return ended_call_page(visit);
    return call_page(visit, http::Status::ok, *shown, {.key = web::new_form_key(visit)});
}

http::Response send_member_comment(Visit& visit, web::VisitorGate& gate)
{
    auto const shown = load_shown_call(visit);
    if (!shown)
        return ended_call_page(visit);
    return web::receive_form(visit, gate, [&](http::Form const& posted, std::string const& key) {
        CommentForm const typed{.text = std::string(posted.value("text")), .key = key};
        auto const thanks = call_url(visit).with_query({{"danke", "1"}});
        return web::PublicForm{
            .check = [typed] { return problems_of_comment(typed.text); },
            .receive = [&visit, typed, thanks](Work& work) -> Result<html::Url> {
                TRY(add_comment_by_link(work, visit.call.path["token"], typed.text, typed.key));
                return thanks;
            },
            .show =
                [&visit, &shown, typed](http::Status status, std::vector<Problem> const& problems) {
                    if (status == http::Status::gone)
                        return ended_call_page(visit);
                    auto again = typed;
                    again.problems = problems;
                    return call_page(visit, status, *shown, again);
                },
            .thanks = thanks};
    });
}

} // namespace kommin::meetings
