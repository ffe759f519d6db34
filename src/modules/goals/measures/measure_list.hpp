#pragma once
// What somebody asks the list of measures, as it stands in its address, and one page of the answer.

#include "modules/goals/measures/measure_store.hpp"
#include "platform/access/actor.hpp"
#include "platform/base/key_page.hpp"
#include "platform/http/form.hpp"
#include "platform/web/saved_views.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::goals {

inline constexpr std::string_view measures_path = "massnahmen";

// board: a column for each state.
enum class MeasureView : std::uint8_t { list, board };

std::string_view word_of(MeasureState state); // in addresses: "laufend"
std::string_view word_of(MeasureOrder order); // "" for field

struct MeasureFilter {
    std::string words = {}; // t: in number, title, text, for whom and who is in charge
    std::optional<meetings::PanelId> panel = {}; // feld
    std::optional<tenants::UnitId> unit = {}; // stelle: it or one below it is in charge
    std::string municipality = {}; // gemeinde: its slug; that of the Kreis: only the Kreis's own
    bool mine = false; // meine: whoever asks is responsible
    std::optional<MeasureState> state = {}; // stand
    std::optional<int> year = {}; // jahr
    MeasureView view = MeasureView::list; // ansicht
    MeasureOrder order = MeasureOrder::field; // nach
    bool reversed = false; // ab
    std::optional<MeasureId> after = {}; // hinter: the page begins behind this one
    std::optional<MeasureId> before = {}; // vor: the page ends in front of it

    static MeasureFilter read(http::Form const& query);
    // Name and value of every field that is in force, without the page.
    [[nodiscard]] web::ListFields fields() const;
    [[nodiscard]] web::ListFields fields_with_page() const;
    [[nodiscard]] bool narrows() const;
    [[nodiscard]] bool is_descending() const { return reversed; }
};

// Whose measures somebody sees, and the places by which they can narrow the list.
struct SeenMeasures {
    std::vector<Scope> owners;
    std::vector<tenants::Body> bodies; // of the district
    Date today;
    std::optional<std::int64_t> account = {}; // who asks
};
// Whether they are narrowed to a municipality, and not to what the Kreis owns.
bool is_of_municipality(SeenMeasures const& seen, MeasureFilter const& filter);
using MeasureList = KeyPage<Measure, MeasureFilter>;
MeasureList list_measures_for_staff(
    db::Connection& db, TenantId tenant, SeenMeasures const& seen, MeasureFilter const& filter);
// For the board: all states at once, in the order of the list, at most `most`.
inline constexpr int most_on_board = 300;
std::vector<Measure> list_measures_for_board(
    db::Connection& db, TenantId tenant, SeenMeasures const& seen, MeasureFilter const& filter, int most);
// All of it, a thousand lines at a time, for a file; until `take` says that it wants no more.
void export_measure_list(
    db::Connection& db, TenantId tenant, SeenMeasures const& seen, MeasureFilter const& filter,
    std::function<bool(std::vector<Measure> const&)> const& take);

extern web::StaffList const measure_list;

} // namespace kommin::goals
