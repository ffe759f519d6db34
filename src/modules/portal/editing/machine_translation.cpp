#include "modules/portal/editing/machine_translation.hpp"

#include "modules/portal/directory/offer_store.hpp"
#include "modules/portal/editing/translation_overview.hpp"
#include "modules/tenants/api.hpp"
#include "platform/base/number.hpp"
#include "platform/base/text.hpp"
#include "platform/db/transaction.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/jobs/jobs.hpp"
#include "platform/json/json.hpp"
#include "platform/translate/masking.hpp"
#include "platform/work/use_case.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <span>
#include <tuple>
#include <utility>

namespace kommin::portal {

namespace {

constexpr std::string_view record_kind = "portal.translations.propose";
constexpr std::string_view language_kind = "portal.translations.propose_all";

constexpr int places_read_at_once = 1'000;
constexpr std::size_t most_places_named = 8;
constexpr std::size_t longest_place_list = 500;
// A server that refuses one text after the other is not to be asked about all of them.
constexpr int most_refusals_in_a_row = 3;

// Two that take turns: while one goes on, the other is planned. Each order has one of each.
constexpr std::array<std::string_view, 2> halves{"a", "b"};

std::string key_of_record(std::string_view kind, std::int64_t id, Language language)
{
    return std::string(record_kind) + ':' + std::string(language.tag()) + ':' + std::string(kind) + ':'
        + std::to_string(id);
}

// "*", "3,5"
std::string owners_as_text(content::Owners owners)
{
    if (owners.all)
        return "*";
    std::ranges::sort(owners.some);
    std::string text;
    for (auto const owner : owners.some)
        text += (text.empty() ? "" : ",") + std::to_string(owner);
    return text;
}

content::Owners owners_from(std::string_view text)
{
    content::Owners owners{.all = text == "*", .some = {}};
    for (auto const part : split(text, ',')) {
        if (auto const owner = parse_number(part))
            owners.some.push_back(*owner);
    }
    return owners;
}

std::string key_of_all(std::string_view owners, Language language, std::string_view half)
{
    return std::string(language_kind) + ':' + std::string(language.tag()) + ':' + std::string(owners) + ':'
        + std::string(half);
}

std::optional<jobs::Listed> find_ordered(db::Connection& db, TenantId tenant, std::string_view key)
{
    auto const id = jobs::find_job_of_key(db, tenant, key);
    return id ? jobs::find_job(db, tenant, *id) : std::nullopt;
}

bool is_at_work(std::optional<jobs::Listed> const& job)
{
    return job && (job->state == jobs::State::queued || job->state == jobs::State::running);
}

void discard_ordered(Work& work, std::optional<jobs::Listed> const& job)
{
    if (job)
        jobs::discard(work.db(), work.tenant(), job->id);
}

ProposalOrder order_of(jobs::Listed const& job)
{
    using State = ProposalOrder::State;
    auto const reason = job.error_is_told ? job.last_error.value_or(std::string{}) : std::string{};
    switch (job.state) {
    case jobs::State::queued:
    case jobs::State::running:
        return {.state = State::waiting};
    case jobs::State::failed:
        return {.state = State::failing, .reason = reason, .at = job.run_at};
    case jobs::State::dead:
        return {.state = State::stopped, .reason = reason, .at = job.finished_at.value_or(job.run_at)};
    case jobs::State::done:
        break;
    }
    return {.state = State::done, .at = job.finished_at.value_or(job.run_at)};
}

// What is never translated: names of places and of those who offer something.
std::vector<std::string> proper_names(
    db::Connection& db, TenantId tenant, std::string_view kind, std::int64_t id)
{
    std::vector<std::string> names;
    if (auto const found = tenants::find_tenant(db, tenant))
        names.push_back(found->name);
    for (auto const& body : tenants::list_bodies(db, tenant))
        names.push_back(body.name);
    if (kind == offer_subject.word()) {
        auto const offer = find_offer(db, tenant, OfferId{id});
        if (offer && !offer->organisation.empty())
            names.push_back(offer->organisation);
        for (auto const& contact : offer ? offer->contacts : std::vector<Contact>{}) {
            if (!contact.name.empty())
                names.push_back(contact.name); // also where a text speaks of the person
        }
    }
    return names;
}

// One text on its way to the machine.
struct Wanted {
    TranslatedField field;
    translate::MaskedText masked;
};
struct Reading {
    std::string title;
    std::vector<Wanted> wanted;
    std::string source_language;
};
Reading read_wanted(
    WorkContext const& context, TranslatedKinds const& kinds, std::string_view kind, std::int64_t id,
    Language language)
{
    db::Transaction transaction(context.connection, db::Transaction::Kind::read);
    auto& db = context.connection;
    Reading reading;
    auto const tenant = tenants::find_tenant(db, context.tenant);
    auto const today = context.zone.to_local(context.clock.now()).date;
    auto record = find_translatable(db, context.tenant, kind, id, language, {kinds, context.actor, today});
    if (tenant && record) {
        reading.title = record->title;
        reading.source_language = tenant->source_language.tag();
        auto const names = proper_names(db, context.tenant, kind, id);
        for (auto& field : record->fields) {
            if (!wants_proposal(field, language))
                continue;
            translate::MaskedText masked(
                field.text.source,
                field.is_markdown ? translate::TextKind::markdown : translate::TextKind::plain, names);
            reading.wanted.push_back({std::move(field), std::move(masked)});
        }
    }
    transaction.commit();
    return reading;
}

Result<std::vector<std::string>> ask_machine(
    MachineCare const& care, Reading const& reading, Language language)
{
    translate::Order order{reading.source_language, std::string(language.tag()), {}};
    for (auto const& wanted : reading.wanted)
        std::ranges::copy(wanted.masked.lines(), std::back_inserter(order.texts));
    if (order.texts.empty())
        return std::vector<std::string>{}; // names only
    if (!care.translator)
        return Problem{ProblemKind::not_allowed, {}, "machine.problem.off"_msg, {}};
    return care.translator->translate(order);
}

std::string place_of(Reading const& reading, TranslatedField const& field)
{
    return reading.title + " (" + std::string(i18n::Texts::of(Language::german())(field.label)) + ')';
}

bool is_in_place(Taken taken)
{
    return taken != Taken::too_long && taken != Taken::forbidden_characters && taken != Taken::unfit;
}

// Which texts stay open because the machine made nothing of them that can be used.
using LeftOpen = std::vector<std::string>;

// Nothing of what it stores is stored twice: what is there is not wanted any more.
Result<LeftOpen> propose(
    WorkContext const& context, TranslationCare const& care, std::string_view kind, std::int64_t id,
    Language language)
{
    auto const reading = read_wanted(context, care.kinds, kind, id, language);
    auto const answer = TRY(ask_machine(care.machine, reading, language));
    std::span<std::string const> rest(answer);
    LeftOpen left_open;
    std::vector<ForeignTranslation> proposals;
    std::vector<std::string> places; // of the proposals
    for (auto const& [field, masked] : reading.wanted) {
        auto const lines = rest.first(masked.lines().size());
        rest = rest.subspan(lines.size());
        auto text = masked.put_back(lines);
        if (!text) {
            left_open.push_back(place_of(reading, field));
            continue;
        }
        auto const* const stored = field.into(language);
        places.push_back(place_of(reading, field));
        proposals.push_back(
            {.field = field.name,
             .text = std::move(*text),
             .is_by_person = false,
             .is_made_anew = true,
             .seen_source = content::source_hash(field.text.source),
             .seen_translation = stored == nullptr ? std::string{} : content::source_hash(stored->text)});
    }
    if (proposals.empty())
        return left_open;
    auto const taken = TRY(run_use_case(context, [&](Work& work) {
        return take_translations(work, care.kinds, kind, id, language, proposals);
    }));
    for (std::size_t i = 0; i < taken.outcomes.size(); ++i) {
        if (!is_in_place(taken.outcomes[i]))
            left_open.push_back(places[i]);
    }
    return left_open;
}

Problem left_open_problem(std::int64_t count, std::string const& places)
{
    return Problem::invalid(
        {}, "machine.problem.left_open"_msg, {{"count", std::to_string(count)}, {"places", places}});
}

std::string joined_places(std::span<std::string const> places)
{
    std::string text;
    for (auto const& place : places.first(std::min(places.size(), most_places_named)))
        text += (text.empty() ? "" : ", ") + place;
    return text;
}

Result<void> propose_for_record(
    WorkContext const& context, TranslationCare const& care, JobOrder const& order)
{
    auto const language = Language::find(order.text("language"));
    auto const id = parse_number(order.text("record"));
    if (!language || !id || !may_be_proposed(*language))
        return Problem::invalid({}, "translate.problem.unknown"_msg);
    auto const left_open = TRY(propose(context, care, order.text("kind"), *id, *language));
    if (!left_open.empty())
        return left_open_problem(static_cast<std::int64_t>(left_open.size()), joined_places(left_open));
    return {};
}

// Where the job for a language stands: records come in this order, whatever happens to them meanwhile.
struct Place {
    std::string kind;
    std::int64_t id = 0;

    friend auto operator<=>(Place const&, Place const&) = default;
};

// "offer:12 page:3"
std::string to_text(std::vector<Place> const& places)
{
    std::string text;
    for (auto const& place : places)
        text += (text.empty() ? "" : " ") + place.kind + ':' + std::to_string(place.id);
    return text;
}

std::vector<Place> places_from(std::string_view text)
{
    std::vector<Place> places;
    for (auto const word : split(text, ' ')) {
        auto const colon = std::min(word.find(':'), word.size());
        if (auto const id = parse_number(word.substr(std::min(colon + 1, word.size()))))
            places.push_back({std::string(word.substr(0, colon)), *id});
    }
    return places;
}

// For the key of an order, in the place of the owners.
std::string chosen_target(std::string_view chosen)
{
    return "chosen-" + content::source_hash(chosen);
}

// The next of them behind that place.
std::vector<Place> places_with_open_texts(
    WorkContext const& context, TranslatedKinds const& all, Language language, content::Owners const& owners,
    Place const& after)
{
    std::vector<std::string_view> kinds(all.words().begin(), all.words().end());
    std::ranges::sort(kinds);
    db::Transaction transaction(context.connection, db::Transaction::Kind::read);
    std::vector<Place> places;
    for (auto const kind : kinds) {
        auto const room = places_read_at_once - static_cast<int>(places.size());
        if (kind < after.kind || room == 0)
            continue;
        auto const behind = kind == after.kind ? after.id : 0;
        for (auto const id :
             content::list_open_ids(context.connection, context.tenant, language, owners, kind, behind, room))
            places.push_back({std::string(kind), id});
    }
    transaction.commit();
    return places;
}

// One record after the other, as long as a turn may take; then another job goes on behind them.
class LanguageTurn {
public:
    LanguageTurn(WorkContext const& context, TranslationCare const& care, JobOrder const& order)
        : context_(context)
        , care_(care)
        , language_(Language::find(order.text("language")))
        , owners_(order.text("owners"))
        , chosen_(order.text("chosen"))
        , half_(order.text("half"))
        , place_{std::string(order.text("after_kind")), parse_number(order.text("after")).value_or(0)}
        , left_open_(parse_number(order.text("left_open")).value_or(0))
        , places_left_open_(order.text("places"))
    { }

    Result<void> run()
    {
        if (!language_ || !may_be_proposed(*language_))
            return Problem::invalid({}, "translate.problem.unknown"_msg);
        if (!care_.machine.translator)
            return Problem{ProblemKind::not_allowed, {}, "machine.problem.off"_msg, {}};
        auto const end = std::chrono::steady_clock::now() + care_.machine.longest_turn;
        bool is_first = true;
        for (auto places = next_places(); !places.empty(); places = next_places()) {
            for (auto const& place : places) {
                if (!is_first && std::chrono::steady_clock::now() >= end)
                    return go_on_later();
                is_first = false;
                TRY(propose_for(place));
                place_ = place;
            }
        }
        return left_open_ == 0 ? Result<void>{} : left_open_problem(left_open_, places_left_open_);
    }

private:
    [[nodiscard]] std::vector<Place> next_places() const
    {
        if (chosen_.empty())
            return places_with_open_texts(context_, care_.kinds, *language_, owners_from(owners_), place_);
        auto places = places_from(chosen_);
        std::erase_if(places, [&](Place const& place) { return place <= place_; });
        return places;
    }
    Result<void> propose_for(Place const& place)
    {
        auto const proposed = propose(context_, care_, place.kind, place.id, *language_);
        if (!proposed && proposed.problem().kind == ProblemKind::not_found)
            return {}; // has gone meanwhile
        if (!proposed && proposed.problem().kind == ProblemKind::too_large) {
            ++refusals_in_a_row_;
            if (refusals_in_a_row_ == most_refusals_in_a_row)
                return proposed.problem();
            note_left_open(std::array{title_of(place)});
            return {};
        }
        refusals_in_a_row_ = 0;
        note_left_open(TRY(proposed));
        return {};
    }
    std::string title_of(Place const& place)
    {
        return read_wanted(context_, care_.kinds, place.kind, place.id, *language_).title;
    }
    void note_left_open(std::span<std::string const> places)
    {
        left_open_ += static_cast<std::int64_t>(places.size());
        for (auto const& place : places) {
            auto const added = (places_left_open_.empty() ? "" : ", ") + place;
            if (places_left_open_.size() + added.size() <= longest_place_list)
                places_left_open_ += added;
        }
    }
    Result<void> go_on_later()
    {
        auto const next = half_ == halves[0] ? halves[1] : halves[0];
        return run_use_case(context_, [&](Work& work) -> Result<void> {
            auto const key = key_of_all(chosen_.empty() ? owners_ : chosen_target(chosen_), *language_, next);
            auto const before = find_ordered(work.db(), work.tenant(), key);
            if (is_at_work(before))
                return {}; // this turn is a second one of a worker that was thought to be gone
            discard_ordered(work, before);
            work.enqueue(language_kind, payload(next), {}, key);
            return {};
        });
    }
    [[nodiscard]] std::string payload(std::string_view half) const
    {
        return json::print(json::Value::Object{
            {"language", std::string(language_->tag())},
            {"owners", owners_},
            {"chosen", chosen_},
            {"half", std::string(half)},
            {"after_kind", place_.kind},
            {"after", std::to_string(place_.id)},
            {"left_open", std::to_string(left_open_)},
            {"places", places_left_open_}});
    }

    WorkContext const& context_;
    TranslationCare const& care_;
    std::optional<Language> language_;
    std::string owners_;
    std::string chosen_; // "": all that these owners have
    std::string half_;
    Place place_;
    std::int64_t left_open_;
    std::string places_left_open_;
    int refusals_in_a_row_ = 0;
};

// False where this very order is at work already.
bool plan_for_many(Work& work, Language language, std::string const& owners, std::string const& chosen)
{
    auto const target = chosen.empty() ? owners : chosen_target(chosen);
    std::vector<std::optional<jobs::Listed>> before;
    for (auto const half : halves)
        before.push_back(find_ordered(work.db(), work.tenant(), key_of_all(target, language, half)));
    if (std::ranges::any_of(before, is_at_work))
        return false;
    for (auto const& job : before)
        discard_ordered(work, job);
    work.enqueue(
        language_kind,
        json::print(json::Value::Object{
            {"language", std::string(language.tag())},
            {"owners", owners},
            {"chosen", chosen},
            {"half", std::string(halves[0])}}),
        {}, key_of_all(target, language, halves[0]));
    return true;
}

}

bool may_be_proposed(Language language)
{
    return !language.tag().ends_with("-simple");
}

bool wants_proposal(TranslatedField const& field, Language language)
{
    auto const* const stored = field.into(language);
    return stored == nullptr
        || (stored->origin == content::Origin::machine
            && stored->source_hash != content::source_hash(field.text.source));
}

Result<Change> order_proposals(
    Work& work, TranslatedKinds const& kinds, std::string_view kind, std::int64_t id, Language language)
{
    auto const record = find_translatable(
        work.db(), work.tenant(), kind, id, language, {kinds, work.actor(), work.today()});
    if (!record || !may_be_proposed(language))
        return Problem::not_found("translate.problem.unknown"_msg);
    auto const key = key_of_record(kind, id, language);
    auto const before = find_ordered(work.db(), work.tenant(), key);
    if (is_at_work(before))
        return Change::was_so_already;
    discard_ordered(work, before);
    work.enqueue(
        record_kind,
        json::print(json::Value::Object{
            {"language", std::string(language.tag())},
            {"kind", std::string(kind)},
            {"record", std::to_string(id)}}),
        {}, key);
    work.audit(
        "portal.translation.machine_asked", record->kind.word(), id, {},
        {{"language", std::string(language.tag())}});
    return Change::made;
}

Result<Change> order_all_proposals(Work& work, Language language)
{
    auto const owners = owners_to_translate(work.actor());
    if ((!owners.all && owners.some.empty()) || !may_be_proposed(language))
        return Problem::not_found("translate.problem.unknown"_msg);
    if (!plan_for_many(work, language, owners_as_text(owners), {}))
        return Change::was_so_already;
    work.audit(
        "portal.translation.machine_asked_for_all", "tenant", work.tenant(), {},
        {{"language", std::string(language.tag())}});
    return Change::made;
}

Result<ChosenProposals> order_chosen_proposals(
    Work& work, TranslatedKinds const& kinds, Language language, std::vector<std::int64_t> const& positions)
{
    auto const owners = owners_to_translate(work.actor());
    if ((!owners.all && owners.some.empty()) || !may_be_proposed(language))
        return Problem::not_found("translate.problem.unknown"_msg);
    content::OpenQuery query{
        .language = language,
        .kinds = {kinds.words().begin(), kinds.words().end()},
        .owners = owners,
        .positions = positions};
    std::vector<Place> places;
    for (auto& record :
         content::list_open_records(work.db(), work.tenant(), query, static_cast<int>(positions.size()))) {
        if (record.progress.missing + record.progress.outdated > 0)
            places.push_back({std::move(record.kind), record.id});
    }
    std::ranges::sort(places);
    auto const ordered = static_cast<std::int64_t>(places.size());
    ChosenProposals const outcome{ordered, static_cast<std::int64_t>(positions.size()) - ordered};
    if (ordered > 0 && plan_for_many(work, language, {}, to_text(places)))
        work.audit(
            "portal.translation.machine_asked_for_chosen", "tenant", work.tenant(), {},
            {{"language", std::string(language.tag())}, {"count", std::to_string(ordered)}});
    return outcome;
}

ProposalOrder find_proposal_order(
    db::Connection& db, TenantId tenant, std::string_view kind, std::int64_t id, Language language)
{
    auto const job = find_ordered(db, tenant, key_of_record(kind, id, language));
    return job ? order_of(*job) : ProposalOrder{};
}

ProposalOrder find_all_proposals_order(
    db::Connection& db, TenantId tenant, content::Owners const& owners, Language language)
{
    ProposalOrder latest;
    for (auto const half : halves) {
        auto const job = find_ordered(db, tenant, key_of_all(owners_as_text(owners), language, half));
        if (!job)
            continue;
        auto order = order_of(*job);
        using State = ProposalOrder::State;
        bool const has_ended = order.state == State::done || order.state == State::stopped;
        if (!has_ended)
            return order;
        if (latest.state == State::none || order.at >= latest.at)
            latest = std::move(order);
    }
    return latest;
}

std::vector<JobRule> proposal_jobs(TranslationCare const& care)
{
    auto const record = [care](WorkContext const& context, JobOrder const& order) {
        return propose_for_record(context, care, order);
    };
    auto const language = [care](WorkContext const& context, JobOrder const& order) {
        return LanguageTurn(context, care, order).run();
    };
    return {
        {.kind = record_kind,
         .run = JobOutward(record),
         .label = "job.portal.translations.propose"_msg,
         .takes_long = true},
        {.kind = language_kind,
         .run = JobOutward(language),
         .label = "job.portal.translations.propose_all"_msg,
         .takes_long = true}};
}

} // namespace kommin::portal
