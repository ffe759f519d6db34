// What waits, what slipped, money and rules: beside the measures.

#include "modules/goals/goals/api.hpp"
#include "modules/steering/cycle/permissions.hpp"
#include "modules/steering/overview/overview_parts.hpp"
#include "platform/base/money.hpp"
#include "platform/html/attributes.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/staff_frame.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <span>
#include <string_view>
#include <utility>

namespace kommin::steering {

using html::each;
using html::Url;
using html::when;
using html::Writer;
using i18n::Texts;

namespace {

constexpr std::ptrdiff_t most_of_a_kind = 5;
constexpr std::ptrdiff_t most_of_a_kind_on_paper = 2;
constexpr std::ptrdiff_t most_slipped_shown = 10;
constexpr std::ptrdiff_t most_slipped_on_paper = 5;
constexpr std::ptrdiff_t most_sums_shown = 5;

struct WaitingItem {
    std::string when; // a day, or a word
    std::string title;
    Url url;
    std::string why;
    bool is_content = true; // the title is what the district has written
};
// Of one kind, in the order of their urgency.
struct WaitingKind {
    MessageKey others; // "{count} weitere …"
    std::vector<WaitingItem> items;
};

// What only whoever steers can decide.
class DecisionList {
public:
    DecisionList(web::Call const& call, Overview const& overview)
        : actor_(call.actor())
        , texts_(web::staff_texts(call))
        , overview_(overview)
    { }
    std::vector<WaitingKind> kinds() const { return {planned(), in_vain(), overdue(), over()}; }

private:
    [[nodiscard]] WaitingKind planned() const
    {
        WaitingKind kind{.others = "steering.decide.planned"_msg, .items = {}};
        for (auto const& one : overview_.decisions.planned)
            kind.items.push_back(
                {texts_.partial_date(one.day), one.title, meetings::item_desk_url(one.id),
                 texts_("steering.decide.agenda"_msg, {{"meeting", one.meeting_title}})});
        return kind;
    }
    [[nodiscard]] WaitingKind in_vain() const
    {
        WaitingKind kind{.others = "steering.decide.refused"_msg, .items = {}};
        if (!overview_.money)
            return kind;
        auto found = without_money(overview_.seen.measures.lines, *overview_.money);
        std::ranges::copy(without_money(overview_.later, *overview_.money), std::back_inserter(found));
        for (auto const& [measure, in_vain] : found)
            kind.items.push_back(
                {in_vain->day ? texts_.partial_date(*in_vain->day)
                              : std::string(texts_(
                                    in_vain->is_withdrawn ? "steering.decide.withdrawn.when"_msg
                                                          : "steering.decide.refused.when"_msg)),
                 goals::full_title_of(*measure), goals::measure_url(measure->id), why_without(*in_vain)});
        return kind;
    }
    static MessageKey words_without(AppliedInVain const& in_vain)
    {
        if (in_vain.is_withdrawn)
            return in_vain.depends ? "steering.decide.withdrawn.depends"_msg
                                   : "steering.decide.withdrawn.partly"_msg;
        return in_vain.depends ? "steering.decide.depends"_msg : "steering.decide.partly"_msg;
    }
    [[nodiscard]] std::string why_without(AppliedInVain const& in_vain) const
    {
        auto why = texts_(words_without(in_vain), {{"application", in_vain.application}});
        if (in_vain.missing && *in_vain.missing > Money{})
            why += ' '
                + texts_("steering.decide.missing"_msg, {{"amount", texts_.money_short(*in_vain.missing)}});
        if (!in_vain.reason.empty())
            why += ' ' + texts_("steering.decide.reason"_msg, {{"reason", in_vain.reason}});
        return why;
    }
    [[nodiscard]] WaitingKind overdue() const
    {
        WaitingKind kind{.others = "steering.decide.overdue"_msg, .items = {}};
        for (auto const& one : overview_.decisions.overdue) {
            Step step;
            step.account = one.account;
            step.owner = one.owner;
            auto const owner = overview_.decisions.names->owner_of(step);
            auto title = title_of(one, texts_);
            if (one.body)
                title += ", " + overview_.decisions.names->owner(one.body);
            kind.items.push_back(
                {texts_.partial_date(one.due.value()), std::move(title), step_url(one.year_id, one.id),
                 owner.empty() ? std::string(texts_("steering.decide.step.nobody"_msg))
                               : texts_("steering.decide.step"_msg, {{"owner", owner}}),
                 false});
        }
        return kind;
    }
    [[nodiscard]] WaitingKind over() const
    {
        WaitingKind kind{.others = "steering.decide.over"_msg, .items = {}};
        for (auto const& year : overview_.decisions.over)
            kind.items.push_back(
                {texts_.date(year.last_day(), i18n::DateStyle::short_numeric),
                 title_of(year, *overview_.decisions.names, texts_),
                 actor_.may(close_years, year.owner()) ? year_url(year.id, "abschluss") : year_url(year.id),
                 std::string(texts_("steering.decide.year"_msg)), false});
        return kind;
    }

    Actor actor_;
    Texts const& texts_;
    Overview const& overview_;
};

class WaitingList {
public:
    WaitingList(web::Call const& call, Overview const& overview)
        : actor_(call.actor())
        , texts_(web::staff_texts(call))
        , overview_(overview)
    {
        for (auto const& one : overview.seen.measures.lines)
            measures_.emplace(one.measure.id, &one.measure);
    }
    std::vector<WaitingKind> kinds() const
    {
        auto const waiting = waiting_on(overview_.seen.measures.lines, overview_.seen.day);
        return {
            reports(),
            questions(),
            answers(),
            milestones(waiting.late_milestones),
            lights(waiting.ending_lights),
            without(waiting.without_light)};
    }

private:
    [[nodiscard]] std::string day_words(Date day) const
    {
        return texts_.date(day, i18n::DateStyle::short_numeric);
    }
    [[nodiscard]] std::string reported_words(MessageKey key, goals::OpenReport const& one) const
    {
        auto const value = goals::shown_value(texts_, one.value);
        auto const day = day_words(one.day);
        return texts_(key, {{"value", value}, {"unit", one.unit}, {"day", day}});
    }
    [[nodiscard]] WaitingKind reports() const
    {
        WaitingKind kind{.others = "steering.waiting.reports"_msg, .items = {}};
        for (auto const& one : overview_.open.to_confirm) {
            bool const may_decide = actor_.may(goals::edit_measures, measures_.at(one.measure)->owner());
            kind.items.push_back(
                {std::string(texts_("steering.waiting.report"_msg)), one.measure_title + ": " + one.name,
                 may_decide ? goals::report_url(one.measure, one.id) : goals::measure_url(one.measure),
                 reported_words("report.today.confirm"_msg, one)});
        }
        return kind;
    }
    [[nodiscard]] WaitingKind questions() const
    {
        WaitingKind kind{.others = "steering.waiting.questions"_msg, .items = {}};
        for (auto const& one : overview_.open.questioned)
            kind.items.push_back(
                {std::string(texts_("steering.waiting.question"_msg)), one.measure_title + ": " + one.name,
                 goals::measure_url(one.measure), reported_words("report.today.asked"_msg, one)});
        return kind;
    }
    [[nodiscard]] WaitingKind answers() const
    {
        WaitingKind kind{.others = "steering.waiting.answers"_msg, .items = {}};
        if (!overview_.late_answers)
            return kind;
        for (auto const& one : *overview_.late_answers)
            kind.items.push_back(
                {day_words(one.due), one.recommendation.title,
                 meetings::recommendation_desk_url(one.recommendation.id),
                 one.owner.empty() ? std::string(texts_("steering.waiting.answer"_msg))
                                   : texts_("steering.waiting.answer_of"_msg, {{"owner", one.owner}})});
        return kind;
    }
    [[nodiscard]] WaitingKind milestones(std::vector<LateMilestone> const& late) const
    {
        WaitingKind kind{.others = "steering.waiting.milestones"_msg, .items = {}};
        for (auto const& [measure, milestone] : late)
            kind.items.push_back(
                {day_words(milestone->due->last_possible_day()), goals::full_title_of(measure->measure),
                 goals::measure_url(measure->measure.id),
                 texts_("steering.waiting.milestone"_msg, {{"title", milestone->title}})});
        return kind;
    }
    [[nodiscard]] WaitingKind lights(std::vector<goals::SteeredMeasure const*> const& ending) const
    {
        WaitingKind kind{.others = "steering.waiting.lights"_msg, .items = {}};
        for (auto const* one : ending) {
            auto const& light = one->measure.by_hand;
            auto const word = std::string(texts_(goals::label_of(light->light)));
            kind.items.push_back(
                {day_words(light->until), goals::full_title_of(one->measure),
                 goals::measure_url(one->measure.id),
                 texts_("steering.waiting.light"_msg, {{"light", word}, {"reason", light->reason}})});
        }
        return kind;
    }
    [[nodiscard]] WaitingKind without(std::vector<goals::SteeredMeasure const*> const& measures) const
    {
        WaitingKind kind{.others = "steering.waiting.without"_msg, .items = {}};
        for (auto const* one : measures)
            kind.items.push_back(
                {std::string(texts_("light.no_data"_msg)), goals::full_title_of(one->measure),
                 goals::measure_url(one->measure.id),
                 std::string(texts_(
                     one->standing.is_outdated() ? "steering.waiting.outdated"_msg
                                                 : "steering.waiting.nothing_counted"_msg))});
        return kind;
    }

    Actor actor_;
    Texts const& texts_;
    Overview const& overview_;
    std::map<goals::MeasureId, goals::Measure const*> measures_;
};

void write_waiting_item(Writer& w, Texts const& texts, WaitingItem const& one)
{
    auto const lang = one.is_content ? html::Attributes{web::content_lang(texts)} : html::Attributes{};
    w(R"(<li><span class="work__w">{}</span><div><a class="t" href="{}" {}>{}</a><p class="work__w">{}</p></div></li>)",
      one.when, one.url, lang, one.title, one.why);
}

void write_waiting_kind(Writer& w, Texts const& texts, WaitingKind const& kind, std::ptrdiff_t most)
{
    auto const shown = std::min(std::ssize(kind.items), most);
    w("{}{}",
      each(
          std::span(kind.items).first(static_cast<std::size_t>(shown)),
          [&](Writer& item, WaitingItem const& one) { write_waiting_item(item, texts, one); }),
      when(std::ssize(kind.items) > shown, [&](Writer& item) {
          item(
              R"(<li><span class="work__w"></span><p class="work__w">{}</p></li>)",
              texts(kind.others, {{"count", std::ssize(kind.items) - shown}}));
      }));
}

std::ptrdiff_t count_of(std::vector<WaitingKind> const& kinds)
{
    return std::accumulate(
        kinds.begin(), kinds.end(), std::ptrdiff_t{0},
        [](std::ptrdiff_t sum, WaitingKind const& kind) { return sum + std::ssize(kind.items); });
}

// Items of several kinds, or that there are none.
void write_work(
    Writer& w, Texts const& texts, std::vector<WaitingKind> const& kinds, MessageKey none, bool is_for_paper)
{
    auto const most = is_for_paper ? most_of_a_kind_on_paper : most_of_a_kind;
    if (count_of(kinds) == 0)
        w(R"(<ol class="work"><li><span class="work__w"></span><p class="mute">{}</p></li></ol>)",
          texts(none));
    else
        w(R"(<ol class="work">{}</ol>)", each(kinds, [&](Writer& item, WaitingKind const& kind) {
              write_waiting_kind(item, texts, kind, most);
          }));
}

// What somebody has to do something about.
struct WorkCard {
    std::string_view id; // of its heading
    MessageKey title;
    std::vector<WaitingKind> kinds;
    MessageKey none; // instead of items
    MessageKey of_unit; // what it does not know of a unit
    bool is_cut; // there is more than was read
};

void write_work_card(Writer& w, Texts const& texts, OverviewFilter const& filter, WorkCard const& card)
{
    w(
        R"(<section class="card card--flush" aria-labelledby="{}"><h2 id="{}">{} <span class="mute">{}</span></h2>{}{}{}</section>)",
        card.id, card.id, texts(card.title), count_of(card.kinds),
        [&](Writer& inner) { write_work(inner, texts, card.kinds, card.none, filter.is_for_paper); },
        when(
            card.is_cut,
            [&](Writer& inner) {
                inner(R"(<p class="row small mute">{}</p>)", texts("steering.waiting.cut"_msg));
            }),
        when(filter.unit.has_value(), [&](Writer& inner) {
            inner(R"(<p class="row small mute">{}</p>)", texts(card.of_unit));
        }));
}

// That nothing is at risk, as far as that is known.
std::string nothing_at_risk(Texts const& texts, MoneyOfMeasures const& money)
{
    if (!money.planned)
        return std::string(texts("steering.money.nobody"_msg));
    auto const unknown = money.unknown();
    return unknown == 0 ? std::string(texts("steering.money.none"_msg))
                        : texts("steering.money.none_known"_msg, {{"count", unknown}});
}

void write_sum_at_risk(Writer& w, Texts const& texts, MoneyAtRisk const& one)
{
    bool const is_content = !one.title.empty();
    auto const words
        = one.why == WhyAtRisk::unsecured ? "steering.money.unsecured"_msg : "steering.money.unseen"_msg;
    auto const lang = is_content ? html::Attributes{web::content_lang(texts)} : html::Attributes{};
    w(R"(<dt><a href="{}" {}>{}</a></dt><dd>{}</dd>)", one.url, lang,
      is_content ? one.title : std::string(texts(words)),
      one.amount ? texts.money_short(*one.amount) : words_of_unknown(texts, one.why));
}

// What figures or milestones say.
std::string counted_words(Texts const& texts, goals::SteeredMeasure const& one)
{
    if (auto const* figure = telling_figure(one.standing)) {
        auto const target = goals::shown_target(texts, figure->figure);
        if (!figure->last)
            return texts("steering.reached.none"_msg, {{"target", target}});
        auto const value = goals::shown_value(texts, figure->last->value);
        return texts("steering.reached"_msg, {{"value", value}, {"target", target}});
    }
    auto const done
        = std::ranges::count_if(one.milestones, [](auto const& each) { return each.done_on.has_value(); });
    if (!one.milestones.empty())
        return texts(
            "steering.reached.milestones"_msg, {{"done", done}, {"all", std::ssize(one.milestones)}});
    return std::string(
        texts(one.measure.is_recurring ? "steering.reached.recurring"_msg : "steering.reached.nothing"_msg));
}

void write_slip(Writer& w, Texts const& texts, SeenMeasures const& seen, Slipped const& one)
{
    auto const mark = goals::mark_of(one.now, texts);
    auto const& measure = *one.measure;
    auto const before = std::string(texts(goals::label_of(one.before)));
    auto const day = texts.date(seen.before, i18n::DateStyle::long_);
    auto const expected = expected_words(texts, measure);
    w(R"(<li><span class="{}">{}</span><br><a href="{}" {}>{}</a><br><span class="mute">{} {}{}</span></li>)",
      mark.shape, mark.text, goals::measure_url(measure.measure.id),
      html::Attributes{web::content_lang(texts)}, goals::full_title_of(measure.measure),
      texts("steering.slipped.from"_msg, {{"before", before}, {"day", day}}), reached_words(texts, measure),
      when(!expected.empty(), [&](Writer& inner) { inner(", {}", expected); }));
}

}

std::string reached_words(Texts const& texts, goals::SteeredMeasure const& one)
{
    auto const counted = counted_words(texts, one);
    if (!one.standing.is_by_state)
        return counted;
    std::string done(texts("steering.reached.done"_msg));
    return one.standing.figures.empty() && one.milestones.empty() ? done : done + "; " + counted;
}

std::string words_of_unknown(Texts const& texts, WhyAtRisk why)
{
    switch (why) {
    case WhyAtRisk::reservation:
        return std::string(texts("steering.money.reserved"_msg));
    case WhyAtRisk::refused:
        return std::string(texts("steering.money.refused"_msg));
    case WhyAtRisk::withdrawn:
        return std::string(texts("steering.money.withdrawn"_msg));
    case WhyAtRisk::application:
    case WhyAtRisk::unsecured:
        break;
    }
    return std::string(texts("steering.money.unknown"_msg));
}

std::string expected_words(Texts const& texts, goals::SteeredMeasure const& one)
{
    auto const* figure = telling_figure(one.standing);
    if (figure == nullptr || !figure->last)
        return {};
    auto const expected = goals::shown_expectation(texts, figure->way, figure->last->day);
    return expected.empty() ? expected : texts("steering.expected"_msg, {{"value", expected}});
}

std::optional<Money> sum_of(std::vector<MoneyAtRisk> const& money)
{
    std::optional sum(Money{});
    for (auto const& one : money)
        sum = sum ? checked_sum(*sum, one.amount.value_or(Money{})) : std::nullopt;
    return sum;
}

std::string words_of_sum(Texts const& texts, MoneyOfMeasures const& money)
{
    auto const& at_risk = money.at_risk;
    if (at_risk.empty() && (!money.planned || money.unknown() > 0))
        return std::string(texts("steering.money.unsaid"_msg));
    auto const unknown
        = std::ranges::count_if(at_risk, [](MoneyAtRisk const& one) { return !one.amount.has_value(); });
    if (unknown > 0 && unknown == std::ssize(at_risk))
        return std::string(texts("steering.money.unknown"_msg));
    auto const sum = sum_of(at_risk);
    auto words = sum ? texts.money_short(*sum) : std::string(texts("steering.money.uncounted"_msg));
    return unknown == 0 ? words : texts("steering.money.partly"_msg, {{"amount", words}, {"count", unknown}});
}

void write_decisions(Writer& w, web::Call const& call, Overview const& overview)
{
    if (!overview.seen.is_of_today())
        return;
    write_work_card(
        w, web::staff_texts(call), overview.seen.filter,
        {.id = "entscheiden",
         .title = "steering.decide"_msg,
         .kinds = DecisionList(call, overview).kinds(),
         .none = "steering.decide.none"_msg,
         .of_unit = "steering.decide.no_years"_msg,
         .is_cut = overview.decisions.is_cut});
}

void write_waiting(Writer& w, web::Call const& call, Overview const& overview)
{
    if (!overview.seen.is_of_today())
        return;
    write_work_card(
        w, web::staff_texts(call), overview.seen.filter,
        {.id = "wartet",
         .title = "steering.waiting"_msg,
         .kinds = WaitingList(call, overview).kinds(),
         .none = "steering.waiting.none"_msg,
         .of_unit = "steering.waiting.no_answers"_msg,
         .is_cut = overview.is_open_cut});
}

void write_slipped(Writer& w, Texts const& texts, SeenMeasures const& seen)
{
    auto const all = slipped(seen.measures.lines);
    auto const most = seen.filter.is_for_paper ? most_slipped_on_paper : most_slipped_shown;
    auto const shown = std::min(std::ssize(all), most);
    w(
        R"(<section class="card" aria-labelledby="gerutscht"><h2 id="gerutscht">{}</h2>{}{}<p class="small mute">{}</p></section>)",
        texts("steering.slipped"_msg),
        [&](Writer& inner) {
            if (all.empty())
                inner(R"(<p class="small">{}</p>)", texts("steering.slipped.none"_msg));
            else
                inner(
                    R"(<ul class="stack small">{}</ul>)",
                    each(
                        std::span(all).first(static_cast<std::size_t>(shown)),
                        [&](Writer& item, Slipped const& one) { write_slip(item, texts, seen, one); }));
        },
        when(
            std::ssize(all) > shown,
            [&](Writer& inner) {
                inner(
                    R"(<p class="small">{}</p>)",
                    texts("steering.slipped.more"_msg, {{"count", std::ssize(all) - shown}}));
            }),
        texts("steering.slipped.rule"_msg, {{"day", texts.date(seen.before, i18n::DateStyle::long_)}}));
}

void write_money(Writer& w, Texts const& texts, std::optional<MoneyOfMeasures> const& money)
{
    if (!money)
        return;
    auto const& at_risk = money->at_risk;
    auto const shown = std::min(std::ssize(at_risk), most_sums_shown);
    w(
        R"(<section class="card" aria-labelledby="geld"><h2 id="geld">{}</h2>{}{}{}{}</section>)",
        texts("steering.money"_msg),
        [&](Writer& inner) {
            if (at_risk.empty()) {
                inner(R"(<p class="small">{}</p>)", nothing_at_risk(texts, *money));
                return;
            }
            inner(
                R"(<dl class="dl small">{}</dl>)",
                each(
                    std::span(at_risk).first(static_cast<std::size_t>(shown)),
                    [&](Writer& item, MoneyAtRisk const& one) { write_sum_at_risk(item, texts, one); }));
        },
        when(
            std::ssize(at_risk) > shown,
            [&](Writer& inner) {
                inner(
                    R"(<p class="small mute">{}</p>)",
                    texts("steering.money.more"_msg, {{"count", std::ssize(at_risk) - shown}}));
            }),
        when(
            !at_risk.empty() && money->unknown() > 0,
            [&](Writer& inner) {
                inner(
                    R"(<p class="small mute">{}</p>)",
                    texts("steering.money.of_unknown"_msg, {{"count", money->unknown()}}));
            }),
        when(money->covered > Money{}, [&](Writer& inner) {
            inner(
                R"(<p class="small mute">{}</p>)",
                texts(
                    at_risk.empty() ? "steering.money.only_covered"_msg : "steering.money.covered"_msg,
                    {{"amount", texts.money(money->covered)}}));
        }));
}

void write_steering_rules(Writer& w, Texts const& texts)
{
    w(R"(<section class="card" aria-labelledby="regel"><h2 id="regel">{}</h2><p class="small">{}</p><p class="small">{}</p><p class="small">{} {}</p></section>)",
      texts("steering.rules"_msg), texts("steering.rules.answer"_msg), texts("steering.rules.progress"_msg),
      goals::rule_of_lights(texts, goals::LightRule{}), goals::rule_of_milestones(texts));
}

} // namespace kommin::steering
