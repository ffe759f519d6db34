#include "platform/chart/svg.hpp"

#include "platform/html/attributes.hpp"

#include <cstdint>
#include <string>

namespace kommin::chart {

using html::each;
using html::Writer;

namespace {

// As the style sheet of the pages for people at work calls it.
std::string_view class_of(Role role)
{
    switch (role) {
    case Role::axis:
        return "ax";
    case Role::target:
        return "tg";
    case Role::expected:
        return "ex";
    case Role::actual:
        return "is";
    case Role::point:
        return "pt";
    case Role::good:
        return "b b1";
    case Role::complete:
        return "b b2";
    case Role::doubtful:
        return "b b3";
    case Role::bad:
        return "b b4";
    case Role::unknown:
        return "b b5";
    case Role::planned:
        return "b pl";
    case Role::vague:
        return "b vg";
    case Role::due:
        return "du";
    case Role::done:
        return "dn";
    case Role::deadline:
        return "fr";
    case Role::now:
        break;
    }
    return "td";
}

std::string_view anchor_word(Anchor anchor)
{
    switch (anchor) {
    case Anchor::start:
        return "start";
    case Anchor::middle:
        return "middle";
    case Anchor::end:
        break;
    }
    return "end";
}

struct SvgShape {
    Writer& w;

    void operator()(Line const& line) const
    {
        w(R"(<line class="{}" x1="{}" x2="{}" y1="{}" y2="{}"/>)", class_of(line.role), line.from.x,
          line.to.x, line.from.y, line.to.y);
    }
    void operator()(Path const& path) const
    {
        std::string way;
        for (auto const spot : path.spots) {
            way += way.empty() ? 'M' : 'L';
            way += std::to_string(spot.x) + ' ' + std::to_string(spot.y);
        }
        w(R"(<path class="{}" d="{}"/>)", class_of(path.role), way);
    }
    void operator()(Dot const& dot) const
    {
        w(R"(<circle class="{}" cx="{}" cy="{}" r="{}"/>)", class_of(dot.role), dot.centre.x, dot.centre.y,
          dot.radius);
    }
    void operator()(Box const& box) const
    {
        w(R"(<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>)", class_of(box.role), box.corner.x,
          box.corner.y, box.width, box.height);
    }
    void operator()(Words const& words) const
    {
        w(R"(<text {} x="{}" y="{}" text-anchor="{}">{}</text>)",
          html::Attributes{
              html::attribute("class", words.is_on_bar ? "on" : "m", words.is_on_bar || words.is_aside)},
          words.spot.x, words.spot.y, anchor_word(words.anchor), words.text);
    }
};

}

void write_svg(Writer& w, std::string_view label, std::string_view id, Drawing const& drawing)
{
    auto const title = std::string(id) + "-titel";
    auto const description = std::string(id) + "-text";
    auto const box = "0 0 " + std::to_string(drawing.width) + ' ' + std::to_string(drawing.height);
    w(R"(<div class="scroll" role="region" aria-label="{}" tabindex="0"><svg class="chart" viewBox="{}" role="img" aria-labelledby="{} {}"><title id="{}">{}</title><desc id="{}">{}</desc>{}</svg></div>)",
      label, box, title, description, title, drawing.title, description, drawing.description,
      each(drawing.shapes, [](Writer& inner, Shape const& shape) { std::visit(SvgShape{inner}, shape); }));
}

} // namespace kommin::chart
