#include "modules/goals/measures/figure_publication.hpp"

#include "modules/goals/goals/publication.hpp"
#include "modules/goals/measures/figure_editing.hpp"
#include "modules/goals/measures/figure_store.hpp"
#include "modules/goals/measures/measure_publication.hpp"
#include "modules/goals/measures/measure_store.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace kommin::goals {

namespace {

constexpr std::array texts_of_figures{
    records::TranslatedText{
        .name = figure_field::name, .label = "figure.field.name"_msg, .longest = 300, .is_one_line = true},
    records::TranslatedText{
        .name = figure_field::unit, .label = "figure.field.unit"_msg, .longest = 100, .is_one_line = true},
    records::TranslatedText{
        .name = figure_field::baseline_unit,
        .label = "figure.field.baseline_unit"_msg,
        .longest = 100,
        .is_one_line = true}};

std::optional<records::TranslatedSource> find_figure_texts(
    db::Connection& db, TenantId tenant, std::int64_t id, Date)
{
    auto figure = load_figure(db, tenant, FigureId{id});
    auto const measure = figure ? load_measure(db, tenant, figure->measure) : std::nullopt;
    if (!measure || !measure->public_since)
        return std::nullopt;
    return records::TranslatedSource{
        .title = full_title_of(*measure) + ": " + figure->name,
        .owner = measure->owner(),
        .texts = {figure->name, figure->unit, figure->baseline_unit}};
}

}

constinit records::TranslatedKind const translated_figures{
    .kind = figure_subject,
    .history = figure_translation_subject,
    .label = "translate.kind.figure"_msg,
    .texts = texts_of_figures,
    .published_as = published_as,
    .find = &find_figure_texts,
    .list_ids = &list_public_figure_ids_behind};

void tell_readers_of_figure(Work& work, Measure const& measure, FigureId id)
{
    if (!measure.public_since)
        return;
    work.publish(published_as);
    keep_open_texts(work, translated_figures, {id.value});
}

void tell_readers_without_figure(Work& work, Measure const& measure, FigureId id)
{
    forget_texts(work, translated_figures, id.value);
    tell_readers(work, measure);
}

void keep_open_texts_of_figures(Work& work, MeasureId measure)
{
    std::vector<std::int64_t> ids;
    for (auto const& figure : list_figures(work.db(), work.tenant(), {measure}))
        ids.push_back(figure.id.value);
    keep_open_texts(work, translated_figures, ids);
}

} // namespace kommin::goals
