// Versions of an offer: what two people have made of the same one, and what there was before.

#include "modules/portal/offer_desk_pages.hpp"

#include "modules/portal/offer_desk_parts.hpp"
#include "platform/web/staff_form.hpp"

#include <algorithm>
#include <tuple>

namespace kommin::portal {

using html::Attributes;
using html::each;
using html::Writer;
using i18n::Texts;

namespace {

// What only this text has is marked.
void write_compared(Writer& w, std::string const& text, std::string const& other)
{
    if (text.empty()) {
        w("–");
        return;
    }
    w("{}", each(records::compare(text, other), [](Writer& inner, records::Piece const& piece) {
          if (piece.is_common)
              inner("{}", piece.text);
          else
              inner("<mark>{}</mark>", piece.text);
      }));
}

void write_values(Writer& w, std::string_view name, Fields::Values const& values)
{
    w("{}", each(values, [&](Writer& inner, std::string const& value) {
          inner(R"(<input type="hidden" name="{}" value="{}">)", name, value);
      }));
}

// The names of fields, for people.
void write_changed(Writer& w, Texts const& texts, std::vector<std::string> const& names)
{
    std::string labels;
    for (auto const& name : names) {
        if (auto const* field = find_offer_field(name)) {
            labels += labels.empty() ? "" : ", ";
            labels += texts(field->label);
        }
    }
    if (!labels.empty())
        w(R"(<p class="small">{}</p>)", labels);
}

}

http::Response offer_conflict_page(web::Call const& call, OfferConflict const& conflict)
{
    auto const& texts = web::staff_texts(call);
    auto const& [edited, theirs, mine] = std::tie(conflict.edited, conflict.theirs, conflict.mine);
    auto const differing = records::differences(mine, theirs);
    auto frame = offer_frame(
        call, texts, edited, texts("desk.conflict.title"_msg, {{"title", title_of(theirs, texts)}}),
        Level::below_form);
    frame.is_wide = true;
    if (conflict.lacks_choices)
        frame.problems.push_back(Problem::invalid({}, "desk.conflict.incomplete"_msg));
    // Whose side is taken unless somebody says otherwise; nobody's where both have changed the field, or
    // where nobody knows what they started from.
    auto const side = [&](std::string_view name) -> std::string_view {
        if (auto const chosen = conflict.chosen.find(name); chosen != conflict.chosen.end())
            return chosen->second;
        if (!conflict.base)
            return {};
        switch (records::merge(conflict.base->fields, mine, theirs, name)) {
        case records::Merge::mine:
            return "m";
        case records::Merge::theirs:
            return "s";
        case records::Merge::same:
        case records::Merge::both:
            break;
        }
        return {};
    };
    auto const open
        = std::ranges::count_if(differing, [&](std::string const& name) { return side(name).empty(); });
    bool const has_moved = conflict.kind == OfferConflict::Kind::record_moved;
    return web::staff_page(
        frame,
        [&](Writer& w) {
            w(R"(<div class="note note--warn" role="alert" tabindex="-1" autofocus><p><strong>{}</strong> {}</p></div><form method="post" action="{}" class="stack-top stack">{}<input type="hidden" name="fassung" value="{}"><input type="hidden" name="grundlage" value="{}"><input type="hidden" name="vergleich" value="{}"><input type="hidden" name="ausgang" value="{}">)"
              R"({}<div class="scroll" role="region" aria-label="{}" tabindex="0"><table class="tbl cmp tbl--stack"><caption class="vh">{}</caption><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th></tr></thead><tbody>{}</tbody></table></div><div class="save">{}<a class="kern-btn kern-btn--tertiary" href="{}"><span class="kern-label">{}</span></a></div></form>)",
              texts(
                  has_moved ? "desk.conflict.moved"_msg : "desk.conflict.who"_msg,
                  {{"name", conflict.theirs_by}}),
              texts("desk.conflict.choose"_msg, {{"count", open}}), offer_url(edited.offer.id),
              web::FormToken{call}, edited.version, conflict.next_base, has_moved ? "stand" : "fassung",
              conflict.base ? conflict.base->head.number : 0,
              each(
                  offer_fields(),
                  [&](Writer& inner, OfferField const& field) {
                      // Both versions go along; which one holds is said by the choice.
                      write_values(inner, "m-" + std::string(field.name), mine.values(field.name));
                      write_values(inner, "s-" + std::string(field.name), theirs.values(field.name));
                  }),
              texts("desk.conflict.table"_msg), texts("desk.conflict.table"_msg),
              texts("desk.conflict.field"_msg),
              texts("desk.conflict.theirs"_msg, {{"name", conflict.theirs_by}}),
              texts("desk.conflict.mine"_msg),
              each(
                  offer_fields(),
                  [&](Writer& row, OfferField const& field) {
                      if (std::ranges::find(differing, field.name) == differing.end())
                          return;
                      auto const their_text = shown_value(theirs, field, texts);
                      auto const my_text = shown_value(mine, field, texts);
                      auto const taken = side(field.name);
                      auto const choice = "wahl-" + std::string(field.name);
                      row(
                          R"(<tr><th scope="row">{}</th><td data-l="{}"><label class="ch"><input type="radio" name="{}" value="s" required {}><span class="pre">{}</span></label></td><td data-l="{}"><label class="ch"><input type="radio" name="{}" value="m" required {}><span class="pre">{}</span></label></td></tr>)",
                          texts(field.label),
                          texts("desk.conflict.theirs"_msg, {{"name", conflict.theirs_by}}), choice,
                          Attributes{html::flag("checked", taken == "s")},
                          [&](Writer& inner) { write_compared(inner, their_text, my_text); },
                          texts("desk.conflict.mine"_msg), choice,
                          Attributes{html::flag("checked", taken == "m")},
                          [&](Writer& inner) { write_compared(inner, my_text, their_text); });
                  }),
              web::SubmitButton{texts("desk.conflict.save"_msg)}, offer_url(edited.offer.id),
              texts("desk.conflict.drop"_msg));
        },
        conflict.lacks_choices ? http::Status::unprocessable : http::Status::conflict);
}

http::Response offer_history_page(
    web::Call const& call, EditedOffer const& edited, std::vector<records::Version> const& versions,
    web::Authors const& authors)
{
    auto const& texts = web::staff_texts(call);
    auto const who = [&](std::string const& code) {
        return code == Actor::system().code() ? std::string(texts("desk.history.system"_msg))
                                              : web::name_of(authors, code);
    };
    auto const frame = offer_frame(
        call, texts, edited, texts("desk.history.title"_msg, {{"title", title_of(edited.fields, texts)}}),
        Level::below_form);
    return web::staff_page(frame, [&](Writer& w) {
        if (versions.empty()) {
            w(R"(<div class="empty"><h2>{}</h2><p>{}</p></div>)", texts("desk.history.none"_msg),
              texts("desk.history.none.text"_msg));
            return;
        }
        w(R"(<ol class="tl">{}</ol>)",
          each(versions, [&](Writer& item, records::Version const& version, std::size_t index) {
              auto const action = i18n::key("action." + version.head.action);
              item(
                  R"(<li><time>{}</time><strong>{}</strong> <span class="mute">{}</span>{}<p class="small"><a href="{}">{}</a></p></li>)",
                  texts.date_time(call.site.zone->to_local(version.head.saved_at)),
                  texts.has(action) ? texts(action) : std::string_view(version.head.action),
                  who(version.head.saved_by),
                  [&](Writer& inner) {
                      if (index + 1 < versions.size())
                          write_changed(
                              inner, texts, records::differences(versions[index + 1].fields, version.fields));
                  },
                  offer_url(edited.offer.id).with_query({{"fassung", std::to_string(version.head.number)}}),
                  texts("desk.history.fetch"_msg, {{"number", std::to_string(version.head.number)}}));
          }));
    });
}

} // namespace kommin::portal
