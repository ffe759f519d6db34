#include "modules/contacts/people/person_ending_pages.hpp"

#include "modules/contacts/people/person_pages.hpp"
#include "platform/base/text.hpp"
#include "platform/web/record_form.hpp"
#include "platform/web/staff_frame.hpp"

#include <algorithm>
#include <span>
#include <string>
#include <utility>

namespace kommin::contacts {

using html::each;
using html::when;
using html::Writer;

namespace {

// The lines of the first record; no term stands twice in a list of terms.
std::size_t length_of_record(std::span<ReportLine const> lines)
{
    auto const next = std::ranges::find_if(lines.subspan(1), &ReportLine::begins_record);
    return static_cast<std::size_t>(next - lines.begin());
}

void write_list(Writer& w, std::span<ReportLine const> lines)
{
    w(R"(<dl class="dl">{}</dl>)", each(lines, [&](Writer& line, ReportLine const& one) {
          line("<dt>{}</dt><dd>{}</dd>", one.label, [&](Writer& value) {
              bool is_first = true;
              for (auto const text : split(one.value, '\n')) { // addresses, one in each line
                  value("{}{}", when(!is_first, [](Writer& end) { end("<br>"); }), text);
                  is_first = false;
              }
          });
      }));
}

// Before the button: once it is pressed, nothing finds these any more.
void write_left(Writer& w, i18n::Texts const& texts, std::vector<LeftByErasing> const& left)
{
    w(R"(<section class="stack" aria-labelledby="bleibt"><h2 id="bleibt">{}</h2><p>{}</p><ul class="bullets">{}</ul></section>)",
      texts("people.erase.left"_msg), texts("people.erase.left.about"_msg),
      each(left, [](Writer& item, LeftByErasing const& one) {
          item("<li>{}</li>", [&](Writer& inner) {
              if (one.url)
                  inner(R"(<a href="{}">{}</a>)", *one.url, one.sentence);
              else
                  inner("{}", one.sentence);
          });
      }));
}

}

http::Response report_page(web::Call const& call, SubjectReport const& report)
{
    auto const& texts = web::staff_texts(call);
    auto const& person = report.person;
    auto frame
        = frame_below_person(call, person, texts("people.report.title"_msg, {{"name", person.name()}}));
    frame.state_line = texts(
        "people.report.made"_msg,
        {{"place", call.site.name}, {"date", texts.date(call.local_now().date, i18n::DateStyle::long_)}});
    return web::staff_page(frame, [&](Writer& w) {
        w(R"(<div class="stack"><p class="measure">{}</p><p><a href="{}">{}</a></p>{}</div>)",
          texts("people.report.intro"_msg), person_url(person.id, "auskunft.json"),
          texts("people.report.file"_msg), each(report.parts, [&](Writer& item, ReportPart const& part) {
              item(R"(<section class="stack"><h2>{}</h2>{}</section>)", part.heading, [&](Writer& lists) {
                  for (auto rest = std::span(part.lines); !rest.empty();) {
                      auto const length = length_of_record(rest);
                      write_list(lists, rest.first(length));
                      rest = rest.subspan(length);
                  }
              });
          }));
    });
}

http::Response erasure_page(web::Call const& call, ErasurePage const& page)
{
    auto const& person = page.person;
    auto const& erasure = page.erasure;
    auto const& texts = web::staff_texts(call);
    auto frame = frame_below_person(call, person, texts("people.erase.title"_msg, {{"name", person.name()}}));
    frame.problems = page.problems;
    return web::staff_page(frame, [&](Writer& w) {
        w(R"(<div class="stack measure"><p>{}</p><ul class="bullets"><li>{}</li><li>{}</li><li>{}</li>{}{}</ul><p>{}</p>{}{}<div class="row">{}</div><p><a href="{}">{}</a></p></div>)",
          texts("people.erase.text"_msg), texts("people.erase.addresses"_msg, {{"count", erasure.addresses}}),
          texts("people.erase.consents"_msg, {{"count", erasure.consents}}),
          texts("people.erase.versions"_msg, {{"count", erasure.versions}}),
          when(
              erasure.merged > 0,
              [&](Writer& inner) {
                  inner("<li>{}</li>", texts("people.erase.merged"_msg, {{"count", erasure.merged}}));
              }),
          each(
              page.elsewhere,
              [](Writer& item, std::string const& sentence) { item("<li>{}</li>", sentence); }),
          texts("people.erase.kept"_msg),
          when(
              erasure.consents_in_force > 0,
              [&](Writer& inner) {
                  inner(
                      "<p><strong>{}</strong></p>",
                      texts("people.erase.in_force"_msg, {{"count", erasure.consents_in_force}}));
              }),
          when(!page.left.empty(), [&](Writer& inner) { write_left(inner, texts, page.left); }),
          web::ButtonForm{
              call, person_url(person.id, "loeschen"), person.version, texts("people.erase.yes"_msg),
              "primary grave"},
          person_url(person.id), texts("people.action.back"_msg));
    });
}

} // namespace kommin::contacts
