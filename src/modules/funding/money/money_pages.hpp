#pragma once
// The pages on which people at work see and edit money.

#include "modules/funding/money/budget_editing.hpp"
#include "modules/funding/money/carry_over_editing.hpp"
#include "modules/funding/money/loss.hpp"
#include "modules/funding/money/money_desk.hpp"
#include "modules/meetings/panels/api.hpp"
#include "platform/html/writer.hpp"
#include "platform/http/form.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/web/record_versions.hpp"
#include "platform/web/saved_views.hpp"
#include "platform/web/staff_frame.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::funding {

// The measure of the address; nothing where this person may not do that with its money.
std::optional<goals::NamedMeasure> measure_in_path(
    web::Call const& call, db::Connection& db, Permission permission);
// Below the measure: "geld".
html::Url money_url(goals::MeasureId measure);
html::Url budget_line_url(goals::MeasureId measure, BudgetLineId id, std::string_view page = {});

// "1.200,00 €", with how many are not known: "1.200,00 € + 2 ohne Angabe"; "–" where nothing is, for
// the cell of a table.
std::string sum_text(Sum const& sum, i18n::Texts const& texts);
// The same within a sentence, where a dash would say nothing: "nicht bekannt".
std::string sum_words(Sum const& sum, i18n::Texts const& texts);
std::string optional_money(std::optional<Money> amount, i18n::Texts const& texts); // "–" where nobody knows
// The sentences of the rules by which forecasts, gaps and what is carried were reckoned.
void write_rules(html::Writer& w, i18n::Texts const& texts, Totals const& totals);
// Cells of a table: planned, secured, committed, spent, gap, forecast.
void write_total_cells(html::Writer& w, i18n::Texts const& texts, Totals const& totals);
void write_total_heads(html::Writer& w, i18n::Texts const& texts);

struct MoneyPage {
    goals::NamedMeasure const& measure;
    std::vector<BudgetLine> const& lines; // by year, the latest first
    bool is_cut; // there are more lines than are shown
    std::vector<CarryOver> const& carried; // into these lines, and out of them
    std::vector<BudgetGroup> const& groups; // of the owner
    std::vector<Dependency> const& dependencies;
    HangsOnNames const& names;
    bool may_edit;
    std::string_view chosen = {}; // in the form of a dependency
    std::vector<Problem> problems = {};
    std::vector<std::string> not_stored = {}; // was typed, and no form is left for it
    web::Body life = {}; // of the measure
};
http::Response money_page(web::Call const& call, MoneyPage const& page);

web::RecordForm budget_record_form(
    i18n::Texts const& texts, HangsOnNames names, std::vector<BudgetGroup> groups);
web::StaffFrame frame_below_money(
    web::Call const& call, goals::NamedMeasure const& measure, std::string title);

struct BudgetFormPage {
    goals::NamedMeasure const& measure;
    BudgetLine const* line; // null: a new one
    HangsOnNames const& names;
    std::vector<BudgetGroup> const& groups; // of the owner
    records::Fields const& fields;
    std::string form_key = {};
    std::vector<Problem> problems = {};
    std::optional<std::int64_t> shown_version = {};
};
http::Response budget_form_page(web::Call const& call, BudgetFormPage const& page);
http::Response budget_erasing_question(
    web::Call const& call, goals::NamedMeasure const& measure, BudgetLine const& line,
    std::vector<Problem> const& problems = {});
// The form that carries what is left into the next year; of a line that has carried, what it carried, with
// the way back.
struct CarryPage {
    goals::NamedMeasure const& measure;
    BudgetLine const& line;
    std::vector<BudgetLine> const& next; // into which it may be carried
    CarryOver const* carried; // null: nothing yet
    std::optional<Problem> why_not = {}; // nothing can go on, so that nobody is asked for an amount
    records::Fields const& fields;
    std::vector<Problem> problems = {};
};
http::Response carry_page(web::Call const& call, CarryPage const& page);

// "2009, Land, Integrationsministerium NRW".
std::string title_of(BudgetLine const& line, i18n::Texts const& texts);

// What somebody asks the overview, as it stands in its address.
struct FinanceFilter {
    std::optional<int> year = {}; // jahr
    std::optional<meetings::PanelId> panel = {}; // feld
    std::optional<FundingSource> source = {}; // quelle
    std::string owner = {}; // wer: a slug, that of the Kreis for its own

    static FinanceFilter read(http::Form const& query);
    [[nodiscard]] web::ListFields fields() const;
};
html::Url finances_url(FinanceFilter const& filter = {}, std::string_view page = {});
html::Url loss_url(HangsOn const& on, std::string_view page = "wegfall");

// A line with its measure; nothing where this person does not see that.
struct FinanceLine {
    BudgetLine line;
    std::optional<goals::NamedMeasure> measure;
};
inline constexpr int most_finance_lines = 10'000;
struct Finances {
    std::vector<FinanceLine> lines; // of the year
    bool is_cut = false; // there are more
    std::vector<int> years;
    std::vector<meetings::NamedPanel> panels;
    tenants::TenantWithBodies district;
    int year = 0; // that is shown
};
// `filter`: without a year the running one, or the latest one of which there is money.
Finances load_finances(web::Call const& call, db::Connection& db, FinanceFilter const& filter);
http::Response finance_page(web::Call const& call, Finances const& finances, FinanceFilter const& filter);

struct LossPage {
    HangsOnNames const& names;
    HangsOn const& on; // nothing: of all that is open
    Loss const& loss;
    std::vector<OpenRisk> const& open;
};
http::Response loss_page(web::Call const& call, LossPage const& page);

} // namespace kommin::funding
