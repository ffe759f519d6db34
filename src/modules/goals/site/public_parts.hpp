#pragma once
// What the public pages of goals and measures have in common.

#include "modules/goals/site/public_goals.hpp"
#include "platform/html/url.hpp"
#include "platform/web/components.hpp"
#include "platform/web/shown_text.hpp"
#include "platform/web/visit.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kommin::goals {

struct PublicReader {
    web::Visit const& visit;
    PublicGoals const& goals;
    Date today;
};
PublicReader public_reader_of(web::Visit const& visit);
// Of the desk; kept as long as what it writes may be asked for.
struct PreviewedGoals {
    std::shared_ptr<PublicGoals const> goals;
    web::Visit visit;

    [[nodiscard]] PublicReader reader() const { return {visit, *goals, visit.now.date}; }
};

html::Url public_goals_url(web::Visit const& visit);
html::Url public_url(web::Visit const& visit, Goal const& goal);
html::Url public_url(web::Visit const& visit, Measure const& one);

web::InLanguage in_german(web::Visit const& visit, std::string_view text);

// A title with its number, in the language in which it is there.
struct NumberedName {
    web::Visit const& visit;
    std::string_view number;
    content::Shown title;
    void operator()(html::Writer& w) const;
};
NumberedName public_name(web::Visit const& visit, Goal const& goal);
NumberedName public_name(web::Visit const& visit, Measure const& one);

void write_public_panel(html::Writer& w, PublicReader const& reader, std::optional<meetings::PanelId> panel);
void write_public_row(html::Writer& w, web::Visit const& visit, MessageKey label, web::Body const& value);
// In the words of the district, which nobody translates.
void write_german_row(html::Writer& w, web::Visit const& visit, MessageKey label, std::string_view value);
// In the words of the district, in the language in which they are there.
void write_told_row(html::Writer& w, web::Visit const& visit, MessageKey label, content::Shown const& shown);
// In the words of the page.
void write_words_row(html::Writer& w, web::Visit const& visit, MessageKey label, std::string_view value);
void write_recommendations(
    html::Writer& w, PublicReader const& reader, std::vector<meetings::RecommendationId> const& origins);
// Who has adopted it, when and how.
std::string resolved_in_words(PublicReader const& reader, Adoption const& adoption);
// How a light comes about, with the numbers of the rule; folded. `of`: the measure whose page it is, which
// says how long a value of it holds.
void write_light_rule(html::Writer& w, web::Visit const& visit, Measure const* of = nullptr);
// In what its sources disagree, where they do.
void write_doubt(html::Writer& w, web::Visit const& visit, Goal const& goal);
void write_doubt(html::Writer& w, web::Visit const& visit, Measure const& one);
// One of those below a goal.
void write_measure_card(html::Writer& w, PublicReader const& reader, PublicMeasure const& one);

std::string joined_names(web::Visit const& visit, std::vector<std::string> names);

} // namespace kommin::goals
