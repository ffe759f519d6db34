#include "modules/funding/money/api.hpp"
#include "modules/funding/money/budget_store.hpp"
#include "modules/funding/money/loss.hpp"
#include "modules/funding/money/money_pages.hpp"
#include "modules/funding/programmes/permissions.hpp"
#include "platform/access/owners.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <map>
#include <set>
#include <span>
#include <utility>

namespace kommin::funding {

namespace {

constexpr std::size_t measures_at_once = 500; // as BudgetQuery has it
constexpr int most_lines_read = 100'000; // more than anybody has

class MoneyFinder {
public:
    MoneyFinder(db::Connection& db, TenantId tenant, Actor const& actor, std::optional<int> year, Date today)
        : db_(db)
        , tenant_(tenant)
        , actor_(actor)
        , year_(year)
        , this_year_(static_cast<int>(today.year()))
        , owners_(owners_of(actor.where(see_money)))
        , open_(list_applications(db, tenant, {.owners = owners_, .only_open = true}, most_open_risks))
        , in_vain_(list_applications(
              db, tenant, {.owners = owners_, .state = ApplicationState::refused}, most_open_risks))
    {
        std::ranges::move(
            list_applications(
                db, tenant, {.owners = owners_, .state = ApplicationState::withdrawn}, most_open_risks),
            std::back_inserter(in_vain_));
    }

    MoneyOfMeasures find(std::vector<goals::MeasureId> const& measures)
    {
        asked_ = goals::list_measures_of(db_, tenant_, actor_.where(see_money), measures);
        std::ranges::sort(asked_, {}, &goals::Measure::id);
        for (auto const& one : asked_)
            found_.measures.try_emplace(one.id);
        auto const lines = list_lines();
        load_states(lines);
        for (auto const& line : lines)
            add(line);
        add_dependent();
        add_risks();
        return std::move(found_);
    }

private:
    std::vector<BudgetLine> list_lines()
    {
        std::vector<goals::MeasureId> ids;
        for (auto const& [id, money] : found_.measures)
            ids.push_back(id);
        std::vector<BudgetLine> lines;
        for (std::span rest(ids); !rest.empty();) {
            auto const part = rest.first(std::min(rest.size(), measures_at_once));
            rest = rest.subspan(part.size());
            std::ranges::move(
                list_budget_lines(
                    db_, tenant_,
                    {.owners = owners_,
                     .year = year_,
                     .measures = std::vector<goals::MeasureId>(part.begin(), part.end())},
                    most_lines_read),
                std::back_inserter(lines));
        }
        return lines;
    }
    // Also of applications that this person does not see: what they are called is said to nobody.
    void load_states(std::vector<BudgetLine> const& lines)
    {
        std::set<ApplicationId> on;
        for (auto const& line : lines) {
            if (line.hangs_on.application)
                on.insert(*line.hangs_on.application);
        }
        for (auto const& one : list_applications_of(db_, tenant_, std::nullopt, {on.begin(), on.end()}))
            states_.emplace(one.id, one.state);
    }
    [[nodiscard]] bool hangs_on_open(BudgetLine const& line) const
    {
        auto const found
            = line.hangs_on.application ? states_.find(*line.hangs_on.application) : states_.end();
        return found != states_.end() && is_open(found->second);
    }
    // Neither on what may still come nor on what has come.
    [[nodiscard]] bool hangs_on_nothing(BudgetLine const& line) const
    {
        if (!line.hangs_on.application)
            return !line.hangs_on.grant;
        auto const found = states_.find(*line.hangs_on.application);
        return found == states_.end()
            || (!is_open(found->second) && found->second != ApplicationState::granted);
    }
    void add(BudgetLine const& line)
    {
        bool const is_waiting = hangs_on_open(line);
        if (!year_ && line.year < this_year_ && !is_waiting)
            return;
        auto& of = found_.measures.at(line.measure);
        auto const planned = line.counted().planned;
        of.planned.add(planned);
        found_.planned.add(planned);
        if (is_waiting) {
            of.at_risk.add(planned);
            hanging_[*line.hangs_on.application].add(planned);
            return;
        }
        if (!hangs_on_nothing(line))
            return;
        found_.covered += line.cover.covered;
        auto const gap = line.open_gap();
        of.at_risk.add(gap);
        unsecured_.add(gap);
        if (line.hangs_on.application && gap && *gap > Money{})
            in_vain_for_[{line.measure, *line.hangs_on.application}].add(gap);
    }
    void add_dependent()
    {
        for (auto const& one : list_dependent_on_any(db_, tenant_, owners_, ids_of(open_))) {
            if (found_.measures.contains(one.measure))
                hanging_.try_emplace(one.on.application.value());
        }
        std::set<std::pair<goals::MeasureId, ApplicationId>> depend;
        for (auto const& one : list_dependent_on_any(db_, tenant_, owners_, ids_of(in_vain_))) {
            if (!found_.measures.contains(one.measure))
                continue;
            std::pair const both(one.measure, one.on.application.value());
            depend.insert(both);
            in_vain_for_.try_emplace(both);
        }
        auto const steps = list_last_steps(db_, tenant_, ids_of(in_vain_));
        for (auto const& one : in_vain_) {
            auto const step = steps.find(one.id);
            for (auto const& [both, missing] : in_vain_for_) {
                if (both.second != one.id)
                    continue;
                AppliedInVain in_vain{
                    .measure = both.first,
                    .application = one.title,
                    .is_withdrawn = one.state == ApplicationState::withdrawn,
                    .reason = {},
                    .day = {},
                    .depends = depend.contains(both),
                    .missing = missing};
                if (step != steps.end()) {
                    in_vain.reason = step->second.reason;
                    in_vain.day = step->second.day;
                }
                found_.in_vain.push_back(std::move(in_vain));
            }
        }
    }
    // What hangs on applications that this person does not see is at risk as well; they are named to nobody.
    void add_unnamed_risk()
    {
        Sum unnamed;
        bool is_there = false;
        for (auto const& [application, sum] : hanging_) {
            if (std::ranges::find(open_, application, &Application::id) != open_.end())
                continue;
            unnamed.add(sum);
            is_there = true;
        }
        if (is_there)
            found_.at_risk.push_back(
                {.why = WhyAtRisk::application,
                 .title = {},
                 .url = finances_url({.year = year_}),
                 .amount = unnamed.amount()});
    }
    // Why money of this measure is at risk of which nobody has planned any.
    [[nodiscard]] std::optional<WhyAtRisk> why_unknown(goals::Measure const& measure) const
    {
        if (!measure.reservation.empty())
            return WhyAtRisk::reservation;
        auto const found = std::ranges::find_if(found_.in_vain, [&](AppliedInVain const& one) {
            return one.depends && one.measure == measure.id;
        });
        if (found == found_.in_vain.end())
            return std::nullopt;
        return found->is_withdrawn ? WhyAtRisk::withdrawn : WhyAtRisk::refused;
    }
    void add_risks()
    {
        for (auto const& one : open_) {
            if (auto const found = hanging_.find(one.id); found != hanging_.end())
                found_.at_risk.push_back(
                    {.why = WhyAtRisk::application,
                     .title = one.title,
                     .url = loss_url({.application = one.id, .grant = {}}),
                     .amount = found->second.amount()});
        }
        add_unnamed_risk();
        if (unsecured_.known > Money{})
            found_.at_risk.push_back(
                {.why = WhyAtRisk::unsecured,
                 .title = {},
                 .url = finances_url({.year = year_}),
                 .amount = unsecured_.known});
        for (auto const& one : asked_) {
            auto& money = found_.measures.at(one.id);
            bool const is_over
                = one.state == goals::MeasureState::done || one.state == goals::MeasureState::dropped;
            if (is_over || money.planned.count > 0)
                continue;
            money.why_unknown = why_unknown(one);
            if (!money.why_unknown)
                continue;
            found_.at_risk.push_back(
                {.why = *money.why_unknown,
                 .title = goals::full_title_of(one),
                 .url = money_url(one.id),
                 .amount = std::nullopt});
        }
        std::ranges::stable_sort(found_.at_risk, [](MoneyAtRisk const& left, MoneyAtRisk const& right) {
            return left.amount > right.amount;
        });
    }
    static std::vector<ApplicationId> ids_of(std::vector<Application> const& applications)
    {
        std::vector<ApplicationId> ids;
        for (auto const& one : applications)
            ids.push_back(one.id);
        return ids;
    }

    db::Connection& db_;
    TenantId tenant_;
    Actor const& actor_;
    std::optional<int> year_;
    int this_year_;
    Owners owners_;
    std::vector<Application> open_, in_vain_; // that this person sees; refused or withdrawn
    std::vector<goals::Measure> asked_;
    std::map<ApplicationId, ApplicationState> states_;
    std::map<ApplicationId, Sum> hanging_; // an empty sum: measures depend on it, and no line hangs on it
    std::map<std::pair<goals::MeasureId, ApplicationId>, Sum> in_vain_for_;
    Sum unsecured_;
    MoneyOfMeasures found_;
};

}

std::optional<MoneyOfMeasures> list_money_of_measures(
    db::Connection& db, TenantId tenant, Actor const& actor, std::vector<goals::MeasureId> const& measures,
    std::optional<int> year, Date today)
{
    if (!actor.may_somewhere(see_money))
        return std::nullopt;
    return MoneyFinder(db, tenant, actor, year, today).find(measures);
}

std::vector<YearMoney> list_money_of_year(
    db::Connection& db, TenantId tenant, std::optional<tenants::BodyId> owner, int year, int limit)
{
    auto const lines
        = list_budget_lines(db, tenant, {.owner = owner ? owner->value : 0, .year = year}, limit);
    std::set<ApplicationId> asked;
    for (auto const& line : lines) {
        if (line.hangs_on.application)
            asked.insert(*line.hangs_on.application);
    }
    std::set<ApplicationId> open;
    for (auto const& one : list_applications_of(db, tenant, std::nullopt, {asked.begin(), asked.end()})) {
        if (is_open(one.state))
            open.insert(one.id);
    }
    std::vector<YearMoney> money;
    for (auto const& line : lines) {
        bool const is_at_risk = line.hangs_on.application && open.contains(*line.hangs_on.application);
        money.push_back(
            {.measure = line.measure,
             .source = line.source,
             .amounts = line.counted(),
             .carried = line.carried,
             .covered = line.cover.covered,
             .is_at_risk = is_at_risk,
             .as_of = line.as_of});
    }
    return money;
}

bool may_see_money(Actor const& actor, Scope owner)
{
    return actor.may(see_money, owner);
}

} // namespace kommin::funding
