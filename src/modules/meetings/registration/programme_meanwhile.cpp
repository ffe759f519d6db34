#include "modules/meetings/registration/programme_meanwhile.hpp"

#include "modules/meetings/registration/part_panels.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace kommin::meetings {

namespace {

class Differences {
public:
    Differences(std::span<Panel const> panels, i18n::Texts const& texts)
        : panels_(panels)
        , texts_(texts)
    { }

    void note(std::string field, std::string_view typed, std::string_view stored)
    {
        note(std::move(field), typed, stored, std::string(stored));
    }
    // `shown`: the stored one, as somebody reads it.
    void note(std::string field, std::string_view typed, std::string_view stored, std::string shown)
    {
        if (typed == stored)
            return;
        found_.push_back(Problem::conflict(
            std::move(field), "record.problem.stored_meanwhile"_msg,
            {{"value", shown.empty() ? std::string("–") : std::move(shown)}}));
    }

    void note_part(std::string const& number, PartLine const& typed, PartLine const& stored)
    {
        auto const* panel = find_panel(panels_, panel_numbered(stored.panel));
        note("part_panel_" + number, typed.panel, stored.panel, panel == nullptr ? "" : panel->name);
        note("part_name_" + number, typed.name, stored.name);
        auto const kind = enum_from<PartKind>(stored.kind);
        note(
            "part_kind_" + number, typed.kind, stored.kind,
            kind ? std::string(texts_(label_of(*kind))) : std::string{});
        note("part_seats_" + number, typed.seats, stored.seats);
        note("part_order_" + number, typed.order, stored.order);
    }

    void say(std::string field, MessageKey message)
    {
        found_.push_back(Problem::conflict(std::move(field), message));
    }

    [[nodiscard]] std::vector<Problem> found() && { return std::move(found_); }

private:
    std::span<Panel const> panels_;
    i18n::Texts const& texts_;
    std::vector<Problem> found_;
};

}

FormMeanwhile on_newest(
    ProgrammeForm typed, ProgrammeForm const& stored, std::span<Panel const> panels, i18n::Texts const& texts)
{
    typed.version = stored.version;
    Differences differences(panels, texts);
    auto const is_stored = [&](PartLine const& line) {
        return line.id != 0 && std::ranges::find(stored.parts, line.id, &PartLine::id) != stored.parts.end();
    };
    std::erase_if(typed.parts, [&](PartLine const& line) {
        return !line.is_named() && !is_stored(line) && (line.id != 0 || line.seats.empty());
    });
    auto const spelled = spelled_programme(typed); // another spelling is no change
    differences.note("slug", spelled.slug, stored.slug);
    differences.note("opens_day", spelled.opens_day, stored.opens_day);
    differences.note("opens_time", spelled.opens_time, stored.opens_time);
    differences.note("closes_day", spelled.closes_day, stored.closes_day);
    differences.note("closes_time", spelled.closes_time, stored.closes_time);
    differences.note("seats", spelled.seats, stored.seats);
    auto const state = enum_from<ProgrammeState>(stored.state);
    differences.note(
        "state", spelled.state, stored.state, state ? std::string(texts(label_of(*state))) : std::string{});
    for (std::size_t index = 0; index < typed.parts.size(); ++index) {
        auto& line = typed.parts[index];
        auto const number = std::to_string(index + 1);
        if (is_stored(line))
            differences.note_part(
                number, spelled.parts[index], *std::ranges::find(stored.parts, line.id, &PartLine::id));
        else if (std::exchange(line.id, 0) != 0)
            differences.say("part_name_" + number, "programme.problem.part_gone"_msg);
    }
    for (auto const& part : stored.parts) {
        if (typed.parts.size() == most_parts
            || std::ranges::find(typed.parts, part.id, &PartLine::id) != typed.parts.end())
            continue;
        typed.parts.push_back(part);
        differences.say("part_name_" + std::to_string(typed.parts.size()), "programme.problem.part_came"_msg);
    }
    return {std::move(typed), std::move(differences).found()};
}

} // namespace kommin::meetings
