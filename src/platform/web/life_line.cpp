#include "platform/web/life_line.hpp"

#include "platform/html/attributes.hpp"
#include "platform/html/writer.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <iterator>
#include <memory>
#include <ranges>

namespace kommin::web {

using html::each;
using html::when;
using html::Writer;
using i18n::Texts;

namespace {

bool is_told(std::vector<LifePoint> const& points, LifePoint const& wanted)
{
    return std::ranges::any_of(points, [&](LifePoint const& one) {
        return one.place == wanted.place && one.text == wanted.text
            && one.url.has_value() == wanted.url.has_value()
            && (!one.url || one.url->text() == wanted.url->text());
    });
}

void write_life_point(Writer& w, Texts const& texts, LifePoint const& point)
{
    w(
        "<li {}>{}{}</li>",
        html::Attributes{
            html::attribute("class", "now", point.kind == LifePoint::Kind::now),
            html::attribute("class", "next", point.kind == LifePoint::Kind::ahead)},
        [&](Writer& inner) {
            if (!point.day)
                inner(R"(<span class="work__w">{}</span><br>)", texts("life.day_unknown"_msg));
            else
                inner(
                    R"(<time datetime="{}">{}</time>)", point.day->to_iso(),
                    point.kind == LifePoint::Kind::now ? std::string(texts("life.today"_msg))
                                                       : texts.partial_date(*point.day));
        },
        [&](Writer& inner) {
            if (point.url)
                inner(R"(<a href="{}">{}</a>)", *point.url, point.text);
            else
                inner("{}", point.text);
        });
}

LifeLine told_line(Call const& call, records::Subject of)
{
    LifeLine line(of, call.local_now().date);
    for (auto const& life : std::views::reverse(call.staff.lives)) {
        if (life.from)
            life.from(call, line);
    }
    line.turn_to_what_came();
    for (auto const& life : call.staff.lives) {
        if (life.on)
            life.on(call, line);
    }
    line.turn_to_telling();
    for (auto const& life : call.staff.lives) {
        if (life.tell)
            life.tell(call, line);
    }
    return line;
}

}

std::vector<std::int64_t> LifeLine::ids(content::SubjectKind kind) const
{
    auto const found = found_.find(kind.word());
    return found == found_.end() ? std::vector<std::int64_t>{} : found->second;
}

void LifeLine::add(content::SubjectKind kind, std::int64_t id)
{
    auto& ids = found_[std::string(kind.word())];
    if (std::ranges::find(ids, id) != ids.end())
        return;
    if (ids.size() == most_of_a_kind) {
        is_cut_ = true;
        return;
    }
    ids.push_back(id);
}

void LifeLine::tell(std::optional<PartialDate> day, std::string text, std::optional<html::Url> url)
{
    auto const place = day ? std::optional(day->first_possible_day()) : std::nullopt;
    bool const is_ahead = place && *place > today_;
    LifePoint point{
        day, place, std::move(text), std::move(url),
        is_ahead ? LifePoint::Kind::ahead : LifePoint::Kind::past};
    if (!is_told(points_, point))
        points_.push_back(std::move(point));
}

void LifeLine::tell_due(PartialDate day, std::string text, std::optional<html::Url> url)
{
    auto const place = day.last_possible_day();
    LifePoint point{
        day, place, std::move(text), std::move(url),
        place > today_ ? LifePoint::Kind::ahead : LifePoint::Kind::past};
    if (!is_told(points_, point))
        points_.push_back(std::move(point));
}

void LifeLine::tell_report(Date day, std::string text)
{
    LifePoint point{
        PartialDate(day),
        day,
        std::move(text),
        {},
        day > today_ ? LifePoint::Kind::ahead : LifePoint::Kind::past,
        true};
    if (!is_told(points_, point))
        points_.push_back(std::move(point));
}

void LifeLine::tell_now(std::string text)
{
    points_.push_back({PartialDate(today_), today_, std::move(text), {}, LifePoint::Kind::now});
}

std::vector<LifePoint> LifeLine::points() const
{
    auto points = points_;
    // What happened today stands above today's state, whoever tells first.
    std::ranges::stable_sort(
        points, {}, [](LifePoint const& point) { return std::pair(point.place, point.kind); });
    // The latest reports, where there are too many: the others stand at their figures.
    auto surplus = surplus_reports();
    std::erase_if(points, [&surplus](LifePoint const& point) {
        bool const goes = point.is_report && surplus > 0;
        surplus -= goes ? 1 : 0;
        return goes;
    });
    return points;
}

std::size_t LifeLine::surplus_reports() const
{
    auto const reports = static_cast<std::size_t>(std::ranges::count_if(points_, &LifePoint::is_report));
    auto const others = points_.size() - reports;
    auto const room = std::min(most_reports, most_points - std::min(others, most_points));
    return reports - std::min(reports, room);
}

void LifeLine::turn_to_what_came()
{
    earlier_ = std::exchange(found_, {});
    found_[std::string(of_.kind.word())].push_back(of_.id);
}

void LifeLine::turn_to_telling()
{
    for (auto& [kind, ids] : earlier_) {
        auto& all = found_[kind];
        std::ranges::copy_if(ids, std::back_inserter(all), [&](std::int64_t id) {
            return std::ranges::find(all, id) == all.end();
        });
    }
    earlier_.clear();
}

Body life_line(Call const& call, records::Subject of)
{
    auto const line
        = std::make_shared<LifeLine const>(read(call, [&](db::Connection&) { return told_line(call, of); }));
    return [&texts = staff_texts(call), line](Writer& w) {
        w(R"(<section class="card" aria-labelledby="lebenslinie"><h2 id="lebenslinie">{}</h2>{}<ol class="tl">{}</ol></section>)",
          texts("life.title"_msg),
          when(
              line->is_cut(),
              [&](Writer& inner) { inner(R"(<p class="small mute">{}</p>)", texts("life.cut"_msg)); }),
          each(line->points(), [&](Writer& item, LifePoint const& point) {
              write_life_point(item, texts, point);
          }));
    };
}

} // namespace kommin::web
