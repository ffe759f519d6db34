#pragma once
// The pages on which people at work find, read and edit programmes and their calls.

#include "modules/funding/programmes/application_store.hpp"
#include "modules/funding/programmes/programme_desk.hpp"
#include "modules/funding/programmes/programme_editing.hpp"
#include "platform/html/writer.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/web/record_versions.hpp"
#include "platform/web/staff_form.hpp"
#include "platform/web/staff_frame.hpp"

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::funding {

html::Url programmes_url();
html::Url programme_url(ProgrammeId id);
// Below it: {"aufrufe", "neu"}.
html::Url programme_url(ProgrammeId id, std::initializer_list<std::string_view> pages);
html::Url call_url(ProgrammeId programme, FundingCallId id);
html::Url call_url(ProgrammeId programme, FundingCallId id, std::string_view page);

// "2005 bis 2006"; "" where nothing of it is known.
std::string period_text(
    std::optional<PartialDate> const& from, std::optional<PartialDate> const& to, i18n::Texts const& texts);
// "250.000,00 €", "rund 250.000,00 €"; "–" where nobody knows it, for the cell of a table.
std::string amount_text(std::optional<Money> amount, bool is_approximate, i18n::Texts const& texts);
// The same within a sentence or a list of facts: "nicht bekannt".
std::string amount_words(std::optional<Money> amount, bool is_approximate, i18n::Texts const& texts);
// "80 % der zuwendungsfähigen Ausgaben, höchstens 10.000,00 €": the terms in one line; "" where none are
// known.
std::string terms_text(Terms const& terms, i18n::Texts const& texts);

// Who is responsible for products, by name. Of one moment.
struct UnitsOfProducts {
    tenants::TenantWithBodies district;
    Date today;

    // As it is called today, else as it was called last; "" for one that is not there.
    [[nodiscard]] std::string name(tenants::UnitId id) const;
    [[nodiscard]] std::vector<web::Choice> choices(i18n::Texts const& texts) const;
    // "50.5 / RAA (Kommunales Integrationszentrum)"; "" where nobody is named.
    [[nodiscard]] std::string in_charge(Product const& one) const;
};
UnitsOfProducts load_units_of_products(db::Connection& db, TenantId tenant, Date today);

struct ProgrammeListPage {
    std::vector<Programme> const& shown;
    std::int64_t count; // of all
    std::string_view words;
    bool may_edit;
};
http::Response programme_list_page(web::Call const& call, ProgrammeListPage const& page);

struct ProgrammePage {
    Programme const& programme;
    std::vector<FundingCall> const& calls;
    std::vector<Application> const& applications; // that this person sees, the newest first
    UnitsOfProducts const& units;
    bool may_edit; // programmes and calls
    bool may_apply; // for anybody
    web::Body life = {};
};
http::Response programme_page(web::Call const& call, ProgrammePage const& page);

// Nothing where there is none.
void write_products(
    html::Writer& w, i18n::Texts const& texts, Programme const& programme, UnitsOfProducts const& units);
// A line each.
std::string products_in_words(records::Fields::Values const& values, UnitsOfProducts const& units);

web::RecordForm programme_record_form(i18n::Texts const& texts, UnitsOfProducts units);
web::RecordForm call_record_form(i18n::Texts const& texts);
web::StaffFrame frame_below_programmes(web::Call const& call, std::string title);
web::StaffFrame frame_below_programme(web::Call const& call, Programme const& programme, std::string title);

struct ProgrammeFormPage {
    Programme const* programme; // null: a new one
    records::Fields const& fields;
    UnitsOfProducts const& units;
    std::string form_key = {};
    std::vector<Problem> problems = {};
    std::optional<std::int64_t> shown_version = {}; // an earlier version was fetched back
};
void write_product_lines(html::Writer& w, i18n::Texts const& texts, ProgrammeFormPage const& page);
http::Response programme_form_page(web::Call const& call, ProgrammeFormPage const& page);

struct CallFormPage {
    Programme const& programme;
    FundingCall const* call; // null: a new one
    records::Fields const& fields;
    std::string form_key = {};
    std::vector<Problem> problems = {};
    std::optional<std::int64_t> shown_version = {};
};
http::Response call_form_page(web::Call const& call, CallFormPage const& page);

} // namespace kommin::funding
