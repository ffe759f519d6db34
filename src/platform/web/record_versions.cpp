#include "platform/web/record_versions.hpp"

#include "platform/base/number.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/unsaved_entries.hpp"

#include <algorithm>
#include <utility>

namespace kommin::web {

using html::Attributes;
using html::each;
using html::when;
using html::Writer;
using i18n::Texts;
using records::Fields;

namespace {

// Names of the fields in which a comparison comes back.
constexpr std::string_view kind_field = "vergleich";
constexpr std::string_view base_field = "ausgang";

void write_values(Writer& w, std::string const& name, Fields::Values const& values)
{
    w("{}", each(values, [&](Writer& inner, std::string const& value) {
          inner(R"(<input type="hidden" name="{}" value="{}">)", name, value);
      }));
}

// Whose side is taken unless somebody says otherwise; nobody's where both have changed the field, or where
// nobody knows what they started from.
std::string_view side_of(Conflict const& conflict, std::string_view name)
{
    auto const& [mine, theirs, chosen] = conflict.compared;
    if (auto const choice = chosen.find(name); choice != chosen.end())
        return choice->second;
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
}

void write_choice(
    Writer& w, Texts const& texts, RecordForm const& form, RecordForm::Field const& field,
    Conflict const& conflict)
{
    auto const their_text = form.shown(conflict.compared.theirs, field.name);
    auto const my_text = form.shown(conflict.compared.mine, field.name);
    auto const taken = side_of(conflict, field.name);
    auto const choice = "wahl-" + std::string(field.name);
    w(R"(<tr><th scope="row">{}</th><td data-l="{}"><label class="ch"><input type="radio" name="{}" value="s" required {}><span class="pre" dir="auto">{}</span></label></td><td data-l="{}"><label class="ch"><input type="radio" name="{}" value="m" required {}><span class="pre" dir="auto">{}</span></label></td></tr>)",
      field.label, texts("record.conflict.theirs"_msg, {{"name", conflict.theirs_by}}), choice,
      Attributes{html::flag("checked", taken == "s")}, Marked{their_text, my_text},
      texts("record.conflict.mine"_msg), choice, Attributes{html::flag("checked", taken == "m")},
      Marked{my_text, their_text});
}

// The labels of fields, for people.
void write_changed(Writer& w, RecordForm const& form, std::vector<std::string> const& names)
{
    std::string labels;
    for (auto const& field : form.fields) {
        if (std::ranges::find(names, field.name) == names.end())
            continue;
        labels += labels.empty() ? "" : ", ";
        labels += field.label;
    }
    if (!labels.empty())
        w(R"(<p class="small">{}</p>)", labels);
}

std::map<std::int64_t, std::int64_t> origins_among(std::vector<records::Version> const& versions)
{
    std::vector<records::VersionHead> heads;
    for (auto const& version : versions)
        heads.push_back(version.head);
    return records::origins_of(heads);
}

std::string action_of(records::VersionHead const& head, Texts const& texts)
{
    auto const action = i18n::key("action." + head.action);
    return std::string(texts.has(action) ? texts(action) : std::string_view(head.action));
}

}

void ChangedFields::operator()(Writer& w) const
{
    auto const differing = records::differences(before, after);
    std::vector<RecordForm::Field> changed;
    for (auto const& field : form.fields) {
        if (std::ranges::find(differing, field.name) != differing.end())
            changed.push_back(field);
    }
    if (changed.empty()) {
        w(R"(<p class="note">{}</p>)", texts("record.version.same"_msg));
        return;
    }
    w(R"(<div class="scroll" role="region" aria-label="{}" tabindex="0"><table class="tbl cmp tbl--stack"><caption class="vh">{}</caption><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th></tr></thead><tbody>{}</tbody></table></div>)",
      texts("record.version.table"_msg), texts("record.version.table"_msg),
      texts("record.conflict.field"_msg), texts("record.version.before"_msg),
      texts("record.version.after"_msg), each(changed, [&](Writer& row, RecordForm::Field const& field) {
          auto const old_text = form.shown(before, field.name);
          auto const new_text = form.shown(after, field.name);
          row(R"(<tr><th scope="row">{}</th><td data-l="{}"><span class="pre" dir="auto">{}</span></td><td data-l="{}"><span class="pre" dir="auto">{}</span></td></tr>)",
              field.label, texts("record.version.before"_msg), Marked{old_text, new_text},
              texts("record.version.after"_msg), Marked{new_text, old_text});
      }));
}

void Marked::operator()(Writer& w) const
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

std::string author_of(
    std::optional<records::Version> const& version, Authors const& authors, Texts const& texts)
{
    return name_of(authors, version ? version->head.saved_by : Actor::system().code(), texts);
}

bool is_comparison(http::Form const& posted)
{
    return posted.has(kind_field);
}

Conflict::Kind kind_of(http::Form const& posted)
{
    return posted.value(kind_field) == "stand" ? Conflict::Kind::record_moved
                                               : Conflict::Kind::saved_meanwhile;
}

std::int64_t base_of(http::Form const& posted)
{
    return parse_number(posted.value(base_field)).value_or(0);
}

Compared read_compared(http::Form const& posted, RecordForm const& form)
{
    auto const values = [&](std::string const& name) {
        Fields::Values read;
        for (auto const value : posted.values(name)) {
            std::string text(value);
            std::erase(text, '\r');
            read.push_back(std::move(text));
        }
        return read;
    };
    Compared compared;
    for (auto const& field : form.fields) {
        auto const name = std::string(field.name);
        compared.mine.set(field.name, values("m-" + name));
        compared.theirs.set(field.name, values("s-" + name));
        if (auto const side = posted.value("wahl-" + name); side == "m" || side == "s")
            compared.chosen.emplace(name, side);
    }
    return compared;
}

std::optional<Fields> chosen_fields(Compared const& compared)
{
    auto fields = compared.mine;
    for (auto const& name : records::differences(compared.mine, compared.theirs)) {
        auto const side = compared.chosen.find(name);
        if (side == compared.chosen.end())
            return std::nullopt;
        if (side->second == "s")
            fields.set(name, compared.theirs.values(name));
    }
    return fields;
}

http::Response conflict_page(
    StaffFrame frame, html::Url const& form, RecordForm const& fields, Conflict const& conflict)
{
    auto const& call = frame.call;
    auto const& texts = staff_texts(call);
    auto const& [mine, theirs, chosen] = conflict.compared;
    auto const differing = records::differences(mine, theirs);
    frame.is_wide = true;
    if (conflict.lacks_choices)
        frame.problems.push_back(Problem::invalid({}, "record.conflict.incomplete"_msg));
    auto const open = std::ranges::count_if(
        differing, [&](std::string const& name) { return side_of(conflict, name).empty(); });
    bool const has_moved = conflict.kind == Conflict::Kind::record_moved;
    return staff_page(
        frame,
        [&](Writer& w) {
            w(
                R"(<div class="note note--warn" role="alert" tabindex="-1" autofocus><p><strong>{}</strong> {}{}</p></div><form method="post" action="{}" class="stack-top stack">{}<input type="hidden" name="fassung" value="{}"><input type="hidden" name="grundlage" value="{}"><input type="hidden" name="{}" value="{}"><input type="hidden" name="{}" value="{}">)"
                R"({}{}<div class="scroll" role="region" aria-label="{}" tabindex="0"><table class="tbl cmp tbl--stack"><caption class="vh">{}</caption><thead><tr><th scope="col">{}</th><th scope="col">{}</th><th scope="col">{}</th></tr></thead><tbody>{}</tbody></table></div><div class="save">{}<a class="kern-btn kern-btn--tertiary" href="{}"><span class="kern-label">{}</span></a></div></form>)",
                texts(
                    has_moved ? "record.conflict.moved"_msg : "record.conflict.who"_msg,
                    {{"name", conflict.theirs_by}}),
                [&](Writer& inner) {
                    if (conflict.theirs_at)
                        inner(
                            "{} ",
                            texts(
                                "record.conflict.when"_msg,
                                {{"time", texts.date_time(call.site.zone->to_local(*conflict.theirs_at))}}));
                },
                texts("record.conflict.choose"_msg, {{"count", open}}), form,
                [&](Writer& inner) { inner("{}{}", FormToken{call}, StillTheSameForm{call}); },
                conflict.version, conflict.next_base, kind_field, has_moved ? "stand" : "fassung", base_field,
                conflict.base ? conflict.base->head.number : 0,
                each(
                    fields.fields,
                    [&](Writer& inner, RecordForm::Field const& field) {
                        // Both versions go along; which one holds is said by the choice.
                        write_values(inner, "m-" + std::string(field.name), mine.values(field.name));
                        write_values(inner, "s-" + std::string(field.name), theirs.values(field.name));
                    }),
                each(
                    conflict.along,
                    [](Writer& inner, std::pair<std::string, std::string> const& field) {
                        inner(R"(<input type="hidden" name="{}" value="{}">)", field.first, field.second);
                    }),
                texts("record.conflict.table"_msg), texts("record.conflict.table"_msg),
                texts("record.conflict.field"_msg),
                texts("record.conflict.theirs"_msg, {{"name", conflict.theirs_by}}),
                texts("record.conflict.mine"_msg),
                each(
                    fields.fields,
                    [&](Writer& row, RecordForm::Field const& field) {
                        if (std::ranges::find(differing, field.name) != differing.end())
                            write_choice(row, texts, fields, field, conflict);
                    }),
                SubmitButton{
                    texts(fields.has_drafts ? "record.conflict.save"_msg : "record.conflict.save_now"_msg)},
                conflict.back.value_or(form), texts("record.conflict.drop"_msg));
        },
        conflict.lacks_choices ? http::Status::unprocessable : http::Status::conflict);
}

http::Response history_page(
    StaffFrame const& frame, RecordForm const& form, std::vector<records::Version> const& versions,
    Authors const& authors, VersionWays const& ways)
{
    auto const& texts = staff_texts(frame.call);
    auto const origin_of = [&, origins = origins_among(versions)](records::Version const& version) {
        auto const origin = origins.find(version.head.number);
        return origin == origins.end()
            ? versions.end()
            : std::ranges::find(versions, origin->second, [](auto const& one) { return one.head.number; });
    };
    return staff_page(frame, [&](Writer& w) {
        if (versions.empty()) {
            w(R"(<div class="empty"><h2>{}</h2><p>{}</p></div>)", texts("record.history.none"_msg),
              texts("record.history.none.text"_msg));
            return;
        }
        w(R"(<ol class="tl">{}</ol>)", each(versions, [&](Writer& item, records::Version const& version) {
              auto const number = std::to_string(version.head.number);
              item(
                  R"(<li><time datetime="{}">{}</time><strong>{}</strong> <span class="mute">{}</span>{}<p class="small">{}<a href="{}">{}</a></p></li>)",
                  to_iso(version.head.saved_at),
                  texts.date_time(frame.call.site.zone->to_local(version.head.saved_at)),
                  action_of(version.head, texts), name_of(authors, version.head.saved_by, texts),
                  [&](Writer& inner) {
                      if (auto const origin = origin_of(version); origin != versions.end())
                          write_changed(inner, form, records::differences(origin->fields, version.fields));
                  },
                  when(
                      static_cast<bool>(ways.fetch),
                      [&](Writer& inner) {
                          inner(
                              R"(<a href="{}">{}</a> · )", ways.fetch(version.head.number),
                              texts("record.history.fetch"_msg, {{"number", number}}));
                      }),
                  ways.history.with_query({{"fassung", number}}),
                  texts("record.history.compare"_msg, {{"number", number}}));
          }));
    });
}

std::optional<std::int64_t> version_asked_for(Call const& call)
{
    auto const query = call.request.query();
    return query.has("fassung") ? std::optional(parse_number(query.value("fassung")).value_or(0))
                                : std::nullopt;
}

http::Response version_page(
    StaffFrame const& frame, RecordForm const& form, records::Version const& version,
    std::optional<records::Version> const& before, Authors const& authors, VersionWays const& ways)
{
    auto const& texts = staff_texts(frame.call);
    auto const& head = version.head;
    auto const number = std::to_string(head.number);
    auto framed = frame;
    framed.is_wide = true;
    return staff_page(framed, [&](Writer& w) {
        w(
            R"(<div class="stack"><p class="measure"><strong>{}</strong><br><time datetime="{}">{}</time> <span class="mute">{}</span></p>{}<div class="row">{}<a class="kern-btn kern-btn--tertiary" href="{}"><span class="kern-label">{}</span></a></div></div>)",
            action_of(head, texts), to_iso(head.saved_at),
            texts.date_time(frame.call.site.zone->to_local(head.saved_at)),
            name_of(authors, head.saved_by, texts),
            [&](Writer& inner) {
                if (!before)
                    inner(R"(<p class="note">{}</p>)", texts("record.version.first"_msg));
                auto const nothing = Fields{};
                inner("{}", ChangedFields{texts, form, before ? before->fields : nothing, version.fields});
            },
            when(
                static_cast<bool>(ways.fetch),
                [&](Writer& inner) {
                    inner(
                        R"(<a class="kern-btn kern-btn--secondary" href="{}"><span class="kern-label">{}</span></a>)",
                        ways.fetch(head.number), texts("record.history.fetch"_msg, {{"number", number}}));
                }),
            ways.history, texts("record.version.all"_msg));
    });
}

} // namespace kommin::web
