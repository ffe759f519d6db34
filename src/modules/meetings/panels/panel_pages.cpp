#include "modules/meetings/panels/panel_pages.hpp"

#include "modules/meetings/panels/page_parts.hpp"

#include <utility>

namespace kommin::meetings {

using html::each;
using html::Url;
using html::when;
using html::Writer;
using i18n::Texts;
using web::staff_url;

namespace {

// One fact of a panel; nothing where it is not known.
struct Fact {
    std::string_view label;
    std::string_view value;
    void operator()(Writer& w) const
    {
        if (!value.empty())
            w("<dt>{}</dt><dd>{}</dd>", label, value);
    }
};

void write_facts(Writer& w, Texts const& texts, PanelPage const& page)
{
    auto const& panel = page.panel;
    auto const span = span_of(panel.valid_from, panel.valid_to, texts);
    auto const term = span_of(panel.term_from, panel.term_to, texts);
    auto const* parent = page.panels.find(panel.parent);
    w(R"(<dl class="dl">{}{}{}{}{}{}{}{}</dl>)",
      Fact{texts("panel.field.kind"_msg), texts(label_of(panel.kind))},
      Fact{texts("panel.field.short"_msg), panel.short_name},
      Fact{texts("panel.column.owner"_msg), page.panels.owner_name(panel)},
      when(
          parent != nullptr,
          [&](Writer& inner) {
              inner(
                  R"(<dt>{}</dt><dd><a href="{}">{}</a></dd>)", texts("panel.field.parent"_msg),
                  panel_url(parent->id), parent->name);
          }),
      Fact{texts("panel.column.span"_msg), span}, Fact{texts("panel.term"_msg), term},
      Fact{texts("form.source"_msg), panel.source},
      Fact{texts("form.remark"_msg), panel.is_uncertain ? std::string_view{} : panel.remark});
}

void write_seat(Writer& w, web::Call const& call, Texts const& texts, PanelPage const& page, Seat const& seat)
{
    auto const span = span_of(seat.valid_from, seat.valid_to, texts);
    bool const has_ended = seat.has_ended(call.local_now().date);
    w(
        R"(<tr><th scope="row">{}{}{}</th><td data-l="{}">{}</td><td data-l="{}">{}</td><td data-l="{}">{}</td><td data-l="{}">{}</td></tr>)",
        [&](Writer& name) {
            if (page.may_edit)
                name(R"(<a href="{}" data-edit>{}</a>)", seat_url(seat.id), seat.function);
            else
                name("{}", seat.function);
        },
        when(
            !seat.sender().empty(),
            [&](Writer& inner) {
                inner(
                    R"(<br><span class="mute small">{}</span>)",
                    texts("panel.sent_by"_msg, {{"name", seat.sender()}}));
            }),
        when(
            !seat.remark.empty(),
            [&](Writer& inner) {
                if (seat.is_uncertain)
                    inner(
                        R"(<br><span class="st st--warn">{}</span> <span class="small">{}</span>)",
                        texts("panel.uncertain"_msg), seat.remark);
                else
                    inner(R"(<br><span class="mute small">{}</span>)", seat.remark);
            }),
        texts("membership.column.person"_msg), [&](Writer& cell) { page.members(cell, seat); },
        texts("panel.field.role"_msg), texts(label_of(seat.role)), texts("panel.field.vote"_msg),
        texts(label_of(seat.vote)), texts("panel.column.span"_msg),
        [&](Writer& cell) {
            if (has_ended)
                cell(R"(<span class="st st--none">{}</span> )", texts("panel.ended"_msg));
            cell("{}", span.empty() && !has_ended ? std::string("–") : span);
        });
}

void write_seats(Writer& w, web::Call const& call, Texts const& texts, PanelPage const& page)
{
    w(
        R"(<div class="stack"><h2 id="sitze">{}</h2>{}{}</div>)", texts("panel.seats"_msg),
        [&](Writer& inner) {
            if (page.seats.empty()) {
                inner(R"(<p class="mute">{}</p>)", texts("panel.seats.none"_msg));
                return;
            }
            inner(
                R"(<div class="scroll" role="region" aria-labelledby="sitze" tabindex="0"><table class="tbl tbl--stack"><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th></tr></thead><tbody>{}</tbody></table></div>)",
                texts("panel.field.function"_msg), texts("membership.column.person"_msg),
                texts("panel.field.role"_msg), texts("panel.field.vote"_msg), texts("panel.column.span"_msg),
                each(page.seats, [&](Writer& row, Seat const& seat) {
                    write_seat(row, call, texts, page, seat);
                }));
        },
        when(page.may_edit, [&](Writer& inner) {
            inner(
                R"(<p><a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a></p>)",
                panel_url(page.panel.id, "neuer-sitz"), texts("panel.seat.new"_msg));
        }));
}

void write_parts(Writer& w, web::Call const& call, Texts const& texts, PanelPage const& page)
{
    auto const parts = page.panels.parts_of(page.panel.id);
    if (parts.empty())
        return;
    w(R"(<section class="card" aria-labelledby="teile"><h2 id="teile">{}</h2><ul class="plain">{}</ul></section>)",
      texts("panel.parts"_msg), each(parts, [&](Writer& item, Panel const* part) {
          auto const mark = mark_of(*part, call.local_now().date, texts);
          item(
              R"(<li><a href="{}">{}</a><br><span class="mute small">{}</span> <span class="{}">{}</span></li>)",
              panel_url(part->id), part->name, texts(label_of(part->kind)), mark.shape, mark.text);
      }));
}

std::string with_date(
    Texts const& texts, MessageKey key, std::string_view name, std::optional<PartialDate> const& date)
{
    return texts(key, {{name, texts.partial_date(*date)}});
}

}

Url panel_url(PanelId id)
{
    return staff_url({panels_path, std::to_string(id.value)});
}

Url panel_url(PanelId id, std::string_view page)
{
    return staff_url({panels_path, std::to_string(id.value), page});
}

std::string span_of(
    std::optional<PartialDate> const& from, std::optional<PartialDate> const& to, Texts const& texts)
{
    if (from && to)
        return texts(
            "panel.span.both"_msg, {{"from", texts.partial_date(*from)}, {"to", texts.partial_date(*to)}});
    if (from)
        return with_date(texts, "panel.span.since"_msg, "from", from);
    return to ? with_date(texts, "panel.span.until"_msg, "to", to) : std::string{};
}

web::StaffMark mark_of(Panel const& panel, Date today, Texts const& texts)
{
    if (panel.has_ended(today))
        return {"st st--none", std::string(texts("panel.ended"_msg))};
    if (panel.is_uncertain)
        return {"st st--warn", std::string(texts("panel.uncertain"_msg))};
    return {"st st--ok", std::string(texts("panel.current"_msg))};
}

web::StaffFrame frame_below_panel(web::Call const& call, Panel const& panel, std::string title)
{
    auto const& texts = web::staff_texts(call);
    return {
        .call = call,
        .title = std::move(title),
        .section = std::string(panels_path),
        .crumbs
        = {{panels_url(), std::string(texts("panel.title"_msg))}, {panel_url(panel.id), panel.name, true}}};
}

http::Response panel_page(web::Call const& call, PanelPage const& page)
{
    auto const& texts = web::staff_texts(call);
    auto const& panel = page.panel;
    auto const mark = mark_of(panel, call.local_now().date, texts);
    auto frame = frame_below_panel(call, panel, panel.name);
    frame.crumbs.pop_back();
    frame.is_named_by_content = true;
    frame.state_line = std::string(texts(label_of(panel.kind))) + " · "
        + std::string(page.panels.owner_name(panel)) + " · " + mark.text;
    if (page.may_edit)
        frame.actions = [&](Writer& w) {
            w(R"(<a class="kern-btn kern-btn--primary" href="{}" data-edit><span class="kern-label">{}</span></a>)",
              panel_url(panel.id, "aendern"), texts("panel.change"_msg));
        };
    return web::staff_page(frame, [&](Writer& w) {
        if (panel.is_uncertain)
            w(R"(<div class="note"><p><strong>{}</strong> {}</p></div>)", texts("panel.uncertain.note"_msg),
              panel.remark);
        w(
            R"(<div class="cols stack-top"><div class="stack">{}{}{}</div><div class="stack">{}<section class="card" aria-labelledby="angaben"><h2 id="angaben">{}</h2>{}</section>{}</div></div>)",
            when(
                !panel.mandate.empty(),
                [&](Writer& inner) {
                    inner(
                        R"(<section class="stack" aria-labelledby="auftrag"><h2 id="auftrag">{}</h2>{}</section>)",
                        texts("panel.field.mandate"_msg),
                        [&](Writer& text) { write_lines(text, panel.mandate); });
                }),
            [&](Writer& inner) { write_seats(inner, call, texts, page); },
            [&](Writer& inner) {
                if (page.further)
                    page.further(inner);
            },
            [&](Writer& inner) { write_parts(inner, call, texts, page); }, texts("panel.facts"_msg),
            [&](Writer& inner) { write_facts(inner, texts, page); }, when(page.may_edit, [&](Writer& inner) {
                inner(
                    R"(<section class="card" aria-labelledby="mehr"><h2 id="mehr">{}</h2><ul class="plain small"><li><a href="{}">{}</a></li></ul></section>)",
                    texts("page.more"_msg),
                    staff_url({panels_path, std::to_string(panel.id.value), "aendern", "verlauf"}),
                    texts("record.history"_msg));
            }));
    });
}

} // namespace kommin::meetings
