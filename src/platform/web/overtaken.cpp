#include "platform/web/overtaken.hpp"

#include "platform/base/number.hpp"

#include <algorithm>
#include <utility>

namespace kommin::web {

using html::each;
using html::Writer;
using records::Fields;

namespace {

constexpr std::string_view before_prefix = "vorher-";

Fields::Values values_of(http::Form const& posted, std::string const& name)
{
    Fields::Values values;
    for (auto const value : posted.values(name)) {
        std::string text(value);
        std::erase(text, '\r');
        values.push_back(std::move(text));
    }
    return values;
}

}

void StoodBefore::operator()(Writer& w) const
{
    for (auto const& [name, values] : fields.all()) {
        w("{}", each(values, [&](Writer& field, std::string const& value) {
              field(
                  R"(<input type="hidden" name="{}" value="{}">)", std::string(before_prefix) + name, value);
          }));
    }
}

PostedForm read_posted_form(http::Form const& posted, RecordForm const& form)
{
    PostedForm read;
    read.version = parse_number(posted.value("fassung")).value_or(0);
    if (is_comparison(posted)) {
        auto compared = read_compared(posted, form);
        read.before = compared.theirs;
        auto const chosen = chosen_fields(compared);
        read.fields = chosen.value_or(compared.mine);
        if (!chosen)
            read.incomplete = std::move(compared);
        return read;
    }
    for (auto const& field : form.fields) {
        read.fields.set(field.name, values_of(posted, field.name));
        read.before.set(field.name, values_of(posted, std::string(before_prefix) + field.name));
    }
    return read;
}

bool contradicts(PostedForm const& posted, Faster const& faster)
{
    return std::ranges::any_of(
        records::differences(posted.fields, faster.fields),
        [&](std::string const& name) { return posted.before.values(name) != faster.fields.values(name); });
}

http::Response overtaken_page(
    StaffFrame const& frame, html::Url const& to, html::Url const& back, RecordForm const& form,
    PostedForm const& posted, Faster const& faster)
{
    Conflict conflict{
        .kind = Conflict::Kind::saved_meanwhile,
        .compared = posted.incomplete.value_or(Compared{posted.fields, faster.fields, {}}),
        .theirs_by = faster.name,
        .theirs_at = faster.at,
        .base = posted.incomplete ? std::nullopt : std::optional(records::Version{{}, posted.before}),
        .version = faster.version,
        .next_base = 0,
        .lacks_choices = posted.incomplete.has_value(),
        .back = back};
    conflict.compared.theirs = faster.fields;
    return conflict_page(frame, to, form, conflict);
}

void LastChange::operator()(Writer& w) const
{
    auto const& texts = staff_texts(call);
    w(R"(<p class="note note--warn stack-top stack-b">{}</p>)",
      texts(
          "record.last_change"_msg,
          {{"name", std::string(name)},
           {"time", texts.date_time(call.site.zone->to_local(at))},
           {"action", std::string(action)}}));
}

void SideBySide::operator()(Writer& w) const
{
    w(R"(<div class="scroll" role="region" aria-label="{}" tabindex="0"><table class="tbl cmp tbl--stack"><caption class="vh">{}</caption><thead><tr><th scope="col">{}</th><th scope="col">{}</th></tr></thead><tbody><tr><td data-l="{}"><span class="pre" dir="auto">{}</span></td><td data-l="{}"><span class="pre" dir="auto">{}</span></td></tr></tbody></table></div>)",
      label, label, their_label, my_label, their_label, Marked{theirs, mine}, my_label, Marked{mine, theirs});
}

} // namespace kommin::web
