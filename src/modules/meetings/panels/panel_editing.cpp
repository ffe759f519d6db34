#include "modules/meetings/panels/panel_editing.hpp"

#include "modules/meetings/panels/field_check.hpp"
#include "modules/meetings/panels/open_texts.hpp"
#include "modules/meetings/panels/permissions.hpp"
#include "modules/meetings/panels/publication.hpp"
#include "modules/meetings/panels/translated_panels.hpp"
#include "platform/base/text.hpp"
#include "platform/crypto/hash.hpp"
#include "platform/records/typed.hpp"
#include "platform/search/fold.hpp"

#include <algorithm>
#include <utility>

namespace kommin::meetings {

using records::Fields;
using records::one_line;
using records::read_typed_date;
using records::spelled_date;

namespace {

constexpr std::size_t longest_name = 200; // code points
constexpr std::size_t longest_short_name = 40;
constexpr std::size_t longest_mandate = 5000;

Panel panel_from(Fields const& fields)
{
    auto const line = [&](std::string_view name) { return one_line(fields.value(name)); };
    Panel panel;
    panel.parent = panel_numbered(fields.value(panel_field::parent));
    panel.kind = enum_from<PanelKind>(fields.value(panel_field::kind)).value_or(panel.kind);
    panel.name = line(panel_field::name);
    panel.short_name = line(panel_field::short_name);
    panel.mandate = trim(fields.value(panel_field::mandate));
    std::erase(panel.mandate, '\r');
    panel.valid_from = read_typed_date(line(panel_field::from));
    panel.valid_to = read_typed_date(line(panel_field::to));
    panel.term_from = read_typed_date(line(panel_field::term_from));
    panel.term_to = read_typed_date(line(panel_field::term_to));
    panel.is_public = fields.value(panel_field::visible) == visible_value;
    panel.is_uncertain = fields.value(panel_field::uncertain) == uncertain_value;
    panel.remark = line(panel_field::remark);
    panel.source = line(panel_field::source);
    return panel;
}

// Whose panel it is to be; nothing where the field names nobody.
std::optional<std::optional<tenants::BodyId>> wanted_body(
    std::vector<tenants::Body> const& bodies, Fields const& fields)
{
    auto const slug = fields.value(panel_field::body);
    if (slug.empty())
        return std::optional<tenants::BodyId>{};
    auto const found = std::ranges::find(bodies, slug, &tenants::Body::slug);
    if (found == bodies.end())
        return std::nullopt;
    return found->kind == tenants::BodyKind::district ? std::nullopt : std::optional(found->id);
}

// Reads one form and says what is wrong with it.
class PanelCheck : private FieldCheck {
public:
    PanelCheck(Fields const& fields, Panels const& panels, std::optional<PanelId> edited)
        : FieldCheck(fields)
        , fields_(fields)
        , panels_(panels)
        , edited_(edited)
    { }
    std::vector<Problem> run()
    {
        auto const kind = enum_from<PanelKind>(fields_.value(panel_field::kind));
        check_kind(kind);
        if (one_line(fields_.value(panel_field::name)).empty())
            refuse(panel_field::name, "panel.problem.name"_msg);
        else
            check_name();
        check_length(panel_field::name, longest_name);
        check_length(panel_field::short_name, longest_short_name);
        check_length(panel_field::mandate, longest_mandate);
        check_length(panel_field::source, longest_name);
        check_parent(kind);
        check_span();
        check_span(panel_field::term_from, panel_field::term_to);
        check_doubt();
        return take();
    }

private:
    // Of one owner, at one time, there is one of a name below the same panel: two would not be told apart.
    void check_name()
    {
        auto const wanted = panel_from(fields_);
        auto const folded = search::folded_text(wanted.name);
        auto const body = body_of();
        for (auto const& panel : panels_.all) {
            if (panel.id != edited_ && panel.body == body && panel.parent == wanted.parent
                && panel.kind == wanted.kind && !panel.valid_to && !wanted.valid_to
                && search::folded_text(panel.name) == folded)
                refuse(panel_field::name, "panel.problem.taken"_msg, {{"name", panel.name}});
        }
    }
    [[nodiscard]] std::optional<tenants::BodyId> body_of() const
    {
        if (auto const* edited = panels_.find(edited_))
            return edited->body;
        return wanted_body(panels_.bodies, fields_).value_or(std::nullopt);
    }
    void check_parent(std::optional<PanelKind> kind)
    {
        auto const* edited = panels_.find(edited_);
        auto const wanted = panel_numbered(fields_.value(panel_field::parent));
        if (edited != nullptr && edited->parent == wanted && edited->kind == kind)
            return; // as it was; what is above it may belong to somebody else
        auto const* parent = panels_.find(wanted);
        if (fields_.value(panel_field::parent).empty()) {
            if (kind == PanelKind::field_of_action)
                refuse(panel_field::parent, "panel.problem.field_without_conference"_msg);
            return;
        }
        if (parent == nullptr && (edited == nullptr || edited->parent != wanted)) {
            refuse(panel_field::parent, "panel.problem.parent"_msg);
            return;
        }
        if (edited_ && is_below(wanted, *edited_))
            refuse(
                panel_field::parent, "panel.problem.ring"_msg,
                {{"name", parent != nullptr ? parent->name : std::string{}}});
        else if (kind == PanelKind::field_of_action && kind_of(wanted) != PanelKind::conference)
            refuse(panel_field::parent, "panel.problem.field_without_conference"_msg);
    }
    [[nodiscard]] PanelPlace const* place_of(std::optional<PanelId> id) const
    {
        auto const found
            = id ? std::ranges::find(panels_.structure, *id, &PanelPlace::id) : panels_.structure.end();
        return found == panels_.structure.end() ? nullptr : &*found;
    }
    [[nodiscard]] std::optional<PanelKind> kind_of(std::optional<PanelId> id) const
    {
        auto const* place = place_of(id);
        return place == nullptr ? std::nullopt : std::optional(place->kind);
    }
    // Whether one is the other or hangs below it, also by panels that this person does not see.
    [[nodiscard]] bool is_below(std::optional<PanelId> one, PanelId other) const
    {
        // As many steps as there are panels: a ring would go on for ever.
        for (std::size_t step = 0; one && step <= panels_.structure.size(); ++step) {
            if (*one == other)
                return true;
            auto const* place = place_of(one);
            one = place == nullptr ? std::nullopt : place->parent;
        }
        return false;
    }
    // Fields of action belong to a conference: it stays one as long as it has any.
    void check_kind(std::optional<PanelKind> kind)
    {
        auto const has_fields = std::ranges::any_of(panels_.structure, [&](PanelPlace const& place) {
            return place.parent == edited_ && place.kind == PanelKind::field_of_action;
        });
        if (!kind)
            refuse(panel_field::kind, "panel.problem.kind"_msg);
        else if (edited_ && has_fields && *kind != PanelKind::conference)
            refuse(panel_field::kind, "panel.problem.has_fields"_msg);
    }

    Fields const& fields_;
    Panels const& panels_;
    std::optional<PanelId> edited_;
};

}

Panel const* Panels::find(std::optional<PanelId> id) const
{
    if (!id)
        return nullptr;
    auto const found = std::ranges::lower_bound(all, *id, {}, &Panel::id);
    return found != all.end() && found->id == *id ? &*found : nullptr;
}

std::vector<PanelId> Panels::ids() const
{
    std::vector<PanelId> numbers;
    std::ranges::transform(all, std::back_inserter(numbers), &Panel::id);
    return numbers;
}

std::string_view Panels::owner_name(Panel const& panel) const
{
    auto const is_it = [&](tenants::Body const& body) {
        return panel.body ? body.id == *panel.body : body.kind == tenants::BodyKind::district;
    };
    auto const found = std::ranges::find_if(bodies, is_it);
    return found == bodies.end() ? std::string_view{} : std::string_view(found->name);
}

std::vector<Panel const*> Panels::parts_of(PanelId id) const
{
    std::vector<Panel const*> parts;
    for (auto const& panel : all) {
        if (panel.parent == id)
            parts.push_back(&panel);
    }
    return parts;
}

Panels list_seen_panels(db::Connection& db, TenantId tenant, Actor const& actor, Permission permission)
{
    Panels seen{list_panels(db, tenant), tenants::list_bodies(db, tenant)};
    for (auto const& panel : seen.all)
        seen.structure.push_back({panel.id, panel.parent, panel.kind});
    std::erase_if(seen.all, [&](Panel const& panel) { return !actor.may(permission, panel.owner()); });
    return seen;
}

Fields form_of(Panel const& panel)
{
    Fields fields;
    auto const set = [&](std::string_view name, std::string value) { fields.set(name, std::move(value)); };
    set(panel_field::kind, std::string(to_text(panel.kind)));
    set(panel_field::parent, panel.parent ? std::to_string(panel.parent->value) : std::string{});
    set(panel_field::name, panel.name);
    set(panel_field::short_name, panel.short_name);
    set(panel_field::mandate, panel.mandate);
    set(panel_field::visible, panel.is_public ? std::string(visible_value) : std::string{});
    set(panel_field::from, spelled_date(panel.valid_from));
    set(panel_field::to, spelled_date(panel.valid_to));
    set(panel_field::term_from, spelled_date(panel.term_from));
    set(panel_field::term_to, spelled_date(panel.term_to));
    set(panel_field::uncertain, panel.is_uncertain ? std::string(uncertain_value) : std::string{});
    set(panel_field::remark, panel.remark);
    set(panel_field::source, panel.source);
    return fields;
}

Fields spelled_panel(Fields const& typed)
{
    return form_of(panel_from(typed));
}

std::vector<Problem> problems_of_panel(
    Fields const& fields, Panels const& panels, std::optional<PanelId> edited)
{
    return PanelCheck(fields, panels, edited).run();
}

Result<void> save_panel(Work& work, SeenPanel const& seen, Fields const& typed, PanelFollower changed)
{
    auto const editing = TRY(records::Editing::begin(
        work, edited_panels, seen.id.value, seen.version, edit_panels, "panel.problem.unknown"_msg));
    auto const panels = list_seen_panels(work.db(), work.tenant(), work.actor(), edit_panels);
    if (auto problems = problems_of_panel(typed, panels, seen.id); !problems.empty())
        return std::move(problems.front());
    auto const& known = *panels.find(seen.id);
    auto const before = form_of(known);
    auto wanted = panel_from(typed);
    auto const after = form_of(wanted);
    if (before == after)
        return {};
    wanted.id = seen.id;
    update_panel(work.db(), work.tenant(), wanted, work.now());
    editing.keep_changed(before, after, "changed");
    if (changed != nullptr)
        changed(work, known, wanted);
    keep_open_texts(work, translated_panels, {seen.id.value});
    work.publish(published_as); // everybody may read of it
    return {};
}

Result<PanelId> add_panel(Work& work, Fields const& typed, std::string_view form_key)
{
    auto const panels = list_seen_panels(work.db(), work.tenant(), work.actor(), edit_panels);
    auto const body = wanted_body(panels.bodies, typed);
    auto wanted = panel_from(typed);
    if (body)
        wanted.body = *body;
    if (!work.actor().may_somewhere(edit_panels))
        return Problem::not_found("panel.problem.unknown"_msg);
    if (!body || !work.actor().may(edit_panels, wanted.owner()))
        return Problem::invalid(std::string(panel_field::body), "panel.problem.owner"_msg);
    auto const fields = form_of(wanted);
    auto const mark = crypto::sha256_hex(
        work.actor().code() + ' ' + std::string(form_key) + ' ' + std::to_string(wanted.owner().owner()) + ' '
        + fields.to_json());
    if (auto const added = find_panel_by_mark(work.db(), work.tenant(), mark))
        return *added;
    if (auto problems = problems_of_panel(typed, panels, std::nullopt); !problems.empty())
        return std::move(problems.front());
    auto const id = insert_panel(work.db(), work.tenant(), wanted, mark, work.now());
    records::keep_created(work, edited_panels, id.value, wanted.owner(), fields);
    keep_open_texts(work, translated_panels, {id.value});
    work.publish(published_as);
    return id;
}

} // namespace kommin::meetings
