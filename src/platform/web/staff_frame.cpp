#include "platform/web/staff_frame.hpp"

#include "platform/base/text.hpp"
#include "platform/i18n/negotiate.hpp"
#include "platform/web/done_notice.hpp"
#include "platform/web/problem_status.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/unsaved_entries.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <stdexcept>

namespace kommin::web {

using html::attribute;
using html::Attributes;
using html::each;
using html::Url;
using html::when;
using html::Writer;
using i18n::Language;
using i18n::Texts;

namespace {

struct Area {
    StaffArea area;
    std::string_view id;
    MessageKey label;
};
constexpr std::array areas{
    Area{StaffArea::welcome, "nav-willkommen", "staff.area.welcome"_msg},
    Area{StaffArea::participation, "nav-beteiligung", "staff.area.participation"_msg},
    Area{StaffArea::steering, "nav-steuerung", "staff.area.steering"_msg},
    Area{StaffArea::administration, "nav-verwaltung", "staff.area.administration"_msg},
};

identity::Person const& person_of(Call const& call)
{
    if (!call.person)
        throw std::logic_error("a page for staff without a person");
    return *call.person;
}

// The first letters of the first two words; what is not a letter ("(Beispiel)") begins none.
std::string initials_of(std::string_view name)
{
    std::string initials;
    int count = 0;
    for (auto const word : split(name, ' ')) {
        bool const is_word = !word.empty()
            && (static_cast<unsigned char>(word[0]) >= 0x80U
                || std::isalpha(static_cast<unsigned char>(word[0])) != 0);
        if (!is_word || ++count > 2)
            continue;
        std::size_t end = 1;
        while (end < word.size() && (static_cast<unsigned char>(word[end]) & 0xc0U) == 0x80U)
            ++end;
        initials += word.substr(0, end);
    }
    return initials;
}

void write_link(Writer& w, StaffFrame const& frame, Texts const& texts, StaffLink const& link)
{
    auto const waiting = link.waiting ? link.waiting(frame.call) : 0;
    w(R"(<li><a href="{}" {}>{}{}</a></li>)", url_of(link),
      Attributes{attribute("aria-current", "page", link.path == frame.section)}, texts(link.label),
      when(waiting > 0, [&](Writer& inner) {
          inner(
              R"(<span class="nav__n">{}{}<span class="vh"> {}</span></span>)",
              std::min(waiting, most_waiting_shown), waiting > most_waiting_shown ? "+" : "",
              texts("staff.open"_msg));
      }));
}

void write_menu(Writer& w, StaffFrame const& frame, Texts const& texts)
{
    auto const actor = frame.call.actor();
    w(R"(<nav class="nav" id="nav" popover aria-label="{}"><ul><li><a href="{}" {}>{}</a></li></ul>{}</nav>)",
      texts("staff.menu.label"_msg), staff_url({}),
      Attributes{attribute("aria-current", "page", frame.section == "heute")}, texts("staff.today"_msg),
      each(areas, [&](Writer& inner, Area const& area) {
          std::vector<StaffLink const*> links;
          for (auto const& link : frame.call.staff.links) {
              if (link.area == area.area && actor.may_somewhere(link.permission))
                  links.push_back(&link);
          }
          if (links.empty())
              return;
          inner(
              R"(<p class="nav__g" id="{}">{}</p><ul aria-labelledby="{}">{}</ul>)", area.id,
              texts(area.label), area.id, each(links, [&](Writer& item, StaffLink const* link) {
                  write_link(item, frame, texts, *link);
              }));
      }));
}

// Screen readers read it first: what has to be mended comes before the name of the page.
std::string document_title(Call const& call, std::string const& title, std::vector<Problem> const& problems)
{
    auto const& texts = staff_texts(call);
    return (problems.empty() ? title : texts("form.error_title"_msg, {{"title", title}})) + " – Kommin "
        + call.site.name;
}

// The summary of problems stands above the form and takes the names of the fields from it.
html::Safe written_first(Body const& body)
{
    Writer writer;
    body(writer);
    return html::Safe(writer.take());
}

http::Status status_of(std::vector<Problem> const& problems)
{
    return problems.empty() ? http::Status::ok : web::status_of(problems.front());
}

void write_demonstration(Writer& w, Call const& call, Texts const& texts)
{
    if (call.site.is_demonstration)
        w(R"(<p class="demo"><strong>{}</strong> {}</p>)", texts("staff.demonstration.title"_msg),
          texts("staff.demonstration.text"_msg));
}

// The search over everything. One field, so that Enter sends it; a button for whoever has no such key.
void write_search(Writer& w, StaffFrame const& frame, Texts const& texts)
{
    w(R"(<form class="find" role="search" action="{}" method="get"><label class="vh" for="suche-q">{}</label><input id="suche-q" name="q" type="search" maxlength="100" value="{}" placeholder="{}" autocomplete="off"><button type="submit"><span class="km-i km-i--search" aria-hidden="true"></span><span class="vh">{}</span></button></form>)",
      staff_url({"suche"}), texts("staff.search.label"_msg), frame.searched, texts("staff.search.hint"_msg),
      texts("staff.search.go"_msg));
}

// What this person may begin; nothing for whoever may begin nothing.
void write_news(Writer& w, StaffFrame const& frame, Texts const& texts)
{
    auto const actor = frame.call.actor();
    std::vector<StaffNew const*> news;
    for (auto const& one : frame.call.staff.news) {
        if (actor.may_somewhere(one.permission))
            news.push_back(&one);
    }
    if (news.empty())
        return;
    w(R"(<details class="menu" data-new><summary class="kern-btn kern-btn--tertiary top__b"><span class="top__i" aria-hidden="true">+</span><span class="kern-label">{}</span></summary><div class="menu__p">{}</div></details>)",
      texts("staff.new"_msg), each(news, [&](Writer& item, StaffNew const* one) {
          auto segments = split(one->path, '/'); // of several, as that of its list
          segments.emplace_back("neu");
          item(R"(<a href="{}">{}</a>)", staff_url(segments), texts(one->label));
      }));
}

void write_account_menu(Writer& w, StaffFrame const& frame, Texts const& texts)
{
    auto const& person = person_of(frame.call);
    w(R"(<details class="menu"><summary class="kern-btn kern-btn--tertiary"><span class="who"><span class="ini" aria-hidden="true">{}</span><span><span class="vh">{} </span><strong>{}</strong></span></span></summary><div class="menu__p"><a href="{}">{}</a><a href="{}">{}</a><a href="{}" data-keys-list>{}</a><form method="post" action="{}">{}<button type="submit" class="menu__b">{}</button></form></div></details>)",
      initials_of(person.name), texts("staff.logged_in_as"_msg), person.name, staff_url({"konto"}),
      texts("staff.account"_msg), staff_url({"rechte"}), texts("staff.my_rights"_msg),
      staff_url({"hilfe"}).with_fragment("tasten"), texts("staff.help.keys"_msg), staff_url({"abmelden"}),
      FormToken{frame.call}, texts("staff.log_out"_msg));
}

void write_bar(Writer& w, StaffFrame const& frame, Texts const& texts)
{
    w(
        R"(<header class="banner">{}<div class="top"><button class="kern-btn kern-btn--tertiary nav-open" type="button" popovertarget="nav"><span class="km-i km-i--menu" aria-hidden="true"></span><span class="kern-label">{}</span></button><a class="brand" href="{}">Kommin<small>{}</small></a>{}<div class="top__end">{}<a class="kern-btn kern-btn--tertiary top__b" href="{}" {}><span class="top__i" aria-hidden="true">?</span><span class="kern-label">{}</span></a>{}</div></div></header>)",
        [&](Writer& inner) { write_demonstration(inner, frame.call, texts); }, texts("staff.menu"_msg),
        staff_url({}), frame.call.site.name, [&](Writer& inner) { write_search(inner, frame, texts); },
        [&](Writer& inner) { write_news(inner, frame, texts); }, staff_url({"hilfe"}),
        Attributes{attribute("aria-current", "page", frame.section == "hilfe")}, texts("staff.help"_msg),
        [&](Writer& inner) { write_account_menu(inner, frame, texts); });
}

void write_head_of_page(Writer& w, StaffFrame const& frame, Texts const& texts)
{
    w(R"({}<div class="head"><div class="head__t"><h1 {}>{}</h1>{}</div>{}</div>)",
      when(
          !frame.crumbs.empty(),
          [&](Writer& inner) {
              inner(
                  R"(<nav class="crumb" aria-label="{}"><ol>{}</ol></nav>)", texts("web.you_are_here"_msg),
                  each(frame.crumbs, [&](Writer& item, StaffCrumb const& crumb) {
                      if (crumb.is_content)
                          item(
                              R"(<li><a href="{}" {}>{}</a></li>)", crumb.url,
                              Attributes{content_lang(texts)}, crumb.label);
                      else
                          item(R"(<li><a href="{}">{}</a></li>)", crumb.url, crumb.label);
                  }));
          }),
      frame.is_named_by_content ? Attributes{content_lang(texts)} : Attributes{}, frame.title,
      when(
          !frame.state_line.empty(),
          [&](Writer& inner) { inner(R"(<p class="head__m">{}</p>)", frame.state_line); }),
      when(static_cast<bool>(frame.actions), [&](Writer& inner) {
          inner(R"(<div class="row">{}</div>)", frame.actions);
      }));
}

}

namespace {

void write_done(Writer& w, Call const& call, Texts const& texts)
{
    if (auto const done = done_before(call.request))
        w(R"(<p class="toast">{}</p>)", texts(*done));
}

}

Texts const& staff_texts(Call const& call)
{
    static std::vector<Language> const offered{Language::german(), *Language::find("en")};
    if (call.person) {
        auto const language = Language::find(call.person->language);
        return Texts::of(language ? *language : Language::german());
    }
    return Texts::of(i18n::negotiate(call.request.header("accept-language"), offered, Language::german()));
}

Url staff_url(std::initializer_list<std::string_view> segments)
{
    return staff_url(std::span(segments.begin(), segments.size()));
}

Url staff_url(std::span<std::string_view const> segments)
{
    std::string path = '/' + std::string(staff_root);
    for (auto const segment : segments) {
        path += '/';
        path += html::percent_encode(segment);
    }
    auto const url = Url::local(path);
    if (!url)
        throw std::invalid_argument("no address: " + path);
    return *url;
}

Url url_of(StaffLink const& link)
{
    return staff_url(split(link.path, '/'));
}

http::Response staff_page(StaffFrame const& frame, Body const& body, std::optional<http::Status> status)
{
    auto const& texts = staff_texts(frame.call);
    auto const answered = status.value_or(status_of(frame.problems));
    bool const says_what_was_done = answered == http::Status::ok; // all others have something else to say
    auto const written = with_unsaved_entries(frame.call, written_first(body));
    Document const document{
        .site = frame.call.site,
        .texts = texts,
        .title = document_title(frame.call, frame.title, frame.problems),
        .style = "staff.css",
        .script = "staff.js",
        .body_class = "staff"};
    auto response
        = http::Response::html(
              answered,
              render(
                  document, [](Writer&) {},
                  [&](Writer& w) {
                      w(
                          R"(<a class="skip" href="#inhalt">{}</a>{}{}<main class="{}" id="inhalt" tabindex="-1">{}{}{}{}</main><div class="toasts" role="status" aria-live="polite">{}</div>)",
                          texts("web.skip"_msg), [&](Writer& inner) { write_bar(inner, frame, texts); },
                          [&](Writer& inner) { write_menu(inner, frame, texts); },
                          frame.is_wide ? "main main--wide" : "main",
                          [&](Writer& inner) { write_head_of_page(inner, frame, texts); },
                          ProblemSummary{texts, frame.problems, written.body.text()}, written.note,
                          written.body, when(says_what_was_done, [&](Writer& inner) {
                              write_done(inner, frame.call, texts);
                          }));
                  }))
              .no_store();
    if (says_what_was_done)
        forget_done(response, frame.call.request);
    return response;
}

http::Response entrance_page(EntranceFrame const& frame, Body const& body, std::optional<http::Status> status)
{
    auto const& texts = staff_texts(frame.call);
    auto const written = written_first(body);
    Document const document{
        .site = frame.call.site,
        .texts = texts,
        .title = document_title(frame.call, frame.title, frame.problems),
        .style = "staff.css",
        .script = "staff.js",
        .body_class = "staff staff--entrance"};
    return http::Response::
        html(status.value_or(status_of(frame.problems)),
             render(
                 document, [](Writer&) {},
                 [&](Writer& w) {
                     w(
                         R"(<header class="banner">{}<div class="top"><a class="brand" href="/">Kommin<small>{}</small></a></div></header><main class="main" id="inhalt"><div class="entrance stack-l"><h1>{}</h1>{}{}</div></main>)",
                         [&](Writer& inner) { write_demonstration(inner, frame.call, texts); },
                         frame.call.site.name, frame.title,
                         ProblemSummary{texts, frame.problems, written.text()}, written);
                 }))
            .no_store();
}

http::Response staff_not_found(Call const& call)
{
    auto const& texts = staff_texts(call);
    return staff_page(
        {.call = call, .title = std::string(texts("staff.not_found.title"_msg))},
        [&](Writer& w) {
            w(R"(<div class="stack measure"><p>{}</p><p><a class="kern-btn kern-btn--primary" href="{}"><span class="kern-label">{}</span></a></p></div>)",
              texts("staff.not_found.text"_msg), staff_url({}), texts("staff.to_today"_msg));
        },
        http::Status::not_found);
}

http::Response staff_too_large(Call const& call)
{
    auto const& texts = staff_texts(call);
    return entrance_page(
        {.call = call, .title = std::string(texts("staff.too_large.title"_msg))},
        [&](Writer& w) {
            w(R"(<div class="stack measure"><p>{}</p><p><a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a></p><p class="small mute">{}</p></div>)",
              texts("staff.too_large.text"_msg), staff_url({}), texts("staff.to_today"_msg),
              texts("error.reference"_msg, {{"id", call.request.request_id()}}));
        },
        http::Status::payload_too_large);
}

void FormToken::operator()(Writer& w) const
{
    w(R"(<input type="hidden" name="formular" value="{}">)", person_of(call).form_token);
}

http::Response redirect_to_login(Call const& call)
{
    return http::Response::redirect(
               http::Status::see_other,
               staff_url({"anmelden"}).with_query({{"weiter", call.request.target()}}).text())
        .no_store();
}

Url page_after_login(std::string_view wanted)
{
    auto const root = '/' + std::string(staff_root);
    auto const url = Url::local(wanted);
    bool const is_ours
        = url && (wanted == root || wanted.starts_with(root + '/') || wanted.starts_with(root + '?'));
    bool const is_entrance = wanted.starts_with(root + "/anmelden") || wanted.starts_with(root + "/abmelden");
    return is_ours && !is_entrance ? *url : staff_url({});
}

} // namespace kommin::web
