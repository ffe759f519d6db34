// Files for translators' tools: written from the work list, and taken back.

#include "modules/portal/desk/translation_desk.hpp"
#include "modules/portal/desk/translation_files_pages.hpp"
#include "modules/portal/directory/info_page_store.hpp"
#include "modules/portal/directory/offer_store.hpp"
#include "modules/portal/directory/permissions.hpp"
#include "modules/portal/directory/snapshot.hpp"
#include "modules/portal/editing/category_translating.hpp"
#include "modules/portal/editing/offer_edit_store.hpp"
#include "modules/portal/editing/offer_overview.hpp"
#include "modules/portal/editing/translation_files.hpp"
#include "platform/files/temporary_file.hpp"
#include "platform/web/long_work.hpp"
#include "platform/web/staff_frame.hpp"
#include "platform/web/write.hpp"

#include <algorithm>
#include <span>
#include <utility>

namespace kommin::portal {

namespace {

constexpr std::size_t records_of_a_step = 50;

struct RecordName {
    std::string kind;
    std::int64_t id;
};

// What the list shows, the first of it.
std::vector<RecordName> list_open_names(
    web::Call const& call, db::Connection& db, TranslationCare const& care, TranslationTarget const& target)
{
    std::vector<RecordName> names;
    for (auto& record : list_first_translations(
             db, call.site.tenant, translating(call, care.kinds), target.language,
             TranslationFilter::parse(call.request.query()), most_records_of_a_file))
        names.push_back({std::move(record.kind), record.id});
    return names;
}

// All records of a kind that another module hands over.
void add_names(
    std::vector<RecordName>& names, db::Connection& db, TenantId tenant, records::TranslatedKind const& kind)
{
    constexpr int batch = 500;
    for (auto ids = kind.list_ids(db, tenant, 0, batch); !ids.empty();
         ids = kind.list_ids(db, tenant, ids.back(), batch)) {
        for (auto const id : ids)
            names.push_back({std::string(kind.kind.word()), id});
    }
}

// Of which there may be texts, also of others than this person translates for; of offers one more than a file
// may hold, where there are more. What has ended is nobody's work.
std::vector<RecordName> list_all_names(web::Call const& call, db::Connection& db, TranslationCare const& care)
{
    OfferQuery query{.filter = {}, .scopes = call.actor().where(translate_texts), .place = {}, .today = {}};
    query.filter.order = OfferOrder::name;
    query.today = call.local_now().date;
    query.limit = most_records_of_a_file + 1;
    std::vector<RecordName> names;
    for (auto const& page : list_pages(db, call.site.tenant))
        names.push_back({std::string(page_subject.word()), page.id.value});
    for (auto const& body : tenants::list_bodies(db, call.site.tenant))
        names.push_back({std::string(body_subject.word()), body.id.value});
    for (auto const id : list_own_situation_ids(db, call.site.tenant))
        names.push_back({std::string(category_subject.word()), id});
    for (auto const& kind : care.kinds.others())
        add_names(names, db, call.site.tenant, kind);
    for (auto const& line : list_offer_lines(db, call.site.tenant, query)) {
        if (line.state() != OfferState::archived)
            names.push_back({std::string(offer_subject.word()), line.id.value});
    }
    return names;
}

struct ExportPlan {
    TranslationTarget target;
    xliff::Heading heading;
    std::vector<RecordName> names;
};
std::optional<ExportPlan> plan_export(web::Call const& call, TranslationCare const& care, FileExtent extent)
{
    return web::read(call, [&](db::Connection& db) -> std::optional<ExportPlan> {
        auto target = find_translation_target(call, db);
        if (!target)
            return std::nullopt;
        auto const tenant = tenants::find_tenant(db, call.site.tenant);
        return ExportPlan{
            .target = *target,
            .heading = heading_of(*tenant, target->language),
            .names = extent == FileExtent::open ? list_open_names(call, db, care, *target)
                                                : list_all_names(call, db, care)};
    });
}

struct Written {
    std::size_t size = 0; // bytes, without what stands around all records
    int records = 0;
};

// Appends what these records have, as far as this person may translate them and there is room; false when
// there is none.
bool write_records(
    web::Call const& call, TranslationCare const& care, ExportPlan const& plan, FileExtent extent,
    std::span<RecordName const> names, files::TemporaryFile& file, Written& written)
{
    return web::read(call, [&](db::Connection& db) {
        std::string piece;
        for (auto const& name : names) {
            auto const record = find_translatable(
                db, call.site.tenant, name.kind, name.id, plan.target.language,
                translating(call, care.kinds));
            auto const texts = record ? file_of(*record, plan.target.language, extent, web::staff_texts(call))
                                      : std::nullopt;
            if (!texts)
                continue;
            piece.clear();
            xliff::write_file(piece, plan.heading, *texts);
            if (written.records == most_records_of_a_file
                || written.size + piece.size() > largest_written_file)
                return false;
            ++written.records;
            written.size += piece.size();
            file.append(piece);
        }
        return true;
    });
}

http::Response list_with_problem(
    web::Call const& call, TranslationCare const& care, TranslationTarget const& target, Problem problem)
{
    auto const list = web::read(
        call, [&](db::Connection& db) { return load_work_list(call, db, care.kinds, target, {}); });
    return translation_list_page(call, list, {std::move(problem)});
}

// What is there already needs no write transaction: a file that is sent a second time costs nobody anything.
Result<TakenRecord> take_record(
    web::Call const& call, TranslationCare const& care, SentRecord const& record, Language language)
{
    auto tried = web::read(call, [&](db::Connection& db) {
        return try_translations(
            db, call.site.tenant, translating(call, care.kinds), record.kind, record.id, language,
            record.texts);
    });
    if (!tried || !tried->changes)
        return tried;
    return web::write(call, [&](Work& work) {
        return take_translations(work, care.kinds, record.kind, record.id, language, record.texts);
    });
}

FileOutcome take_records(
    web::Call const& call, TranslationCare const& care, std::vector<SentRecord> const& records,
    Language language)
{
    FileOutcome outcome{.language = language, .texts = {}, .refusals = {}};
    for (auto const& record : records) {
        if (!web::has_time_left(call)) {
            outcome.left += static_cast<std::int64_t>(record.texts.size());
            continue;
        }
        web::go_on(call);
        auto const taken = take_record(call, care, record, language);
        for (std::size_t i = 0; i < record.texts.size(); ++i) {
            if (taken)
                outcome.add(
                    taken->outcomes[i],
                    {record.kind, record.id, taken->title, record.units[i], taken->outcomes[i]});
            else
                outcome.add(Taken::unknown, {{}, 0, {}, record.units[i], Taken::unknown});
        }
    }
    web::go_on(call); // for the page that tells of it
    return outcome;
}

}

http::Response export_translations(web::Call& call, TranslationCare const& care)
{
    auto const extent = call.request.query().value("umfang") == "alles" ? FileExtent::all : FileExtent::open;
    auto const plan = plan_export(call, care, extent);
    if (!plan)
        return web::staff_not_found(call);
    auto const language = plan->target.language;
    files::TemporaryFile file;
    std::string head;
    xliff::write_head(head, plan->heading);
    file.append(head);
    Written written;
    bool has_room = true;
    for (std::size_t begin = 0; has_room && begin < plan->names.size(); begin += records_of_a_step) {
        web::go_on(call);
        auto const rest = std::span(plan->names).subspan(begin);
        has_room = write_records(
            call, care, *plan, extent, rest.first(std::min(rest.size(), records_of_a_step)), file, written);
    }
    if (written.records == 0) // a document without a text would be none
        return list_with_problem(
            call, care, plan->target, Problem::invalid({}, "translate.xliff.nothing"_msg));
    if (!has_room && extent == FileExtent::all)
        return too_many_texts_page(call, language);
    std::string tail;
    xliff::write_tail(tail);
    file.append(tail);
    return web::file_to_save(
        std::move(file), "uebersetzungen-" + std::string(language.tag()) + ".xlf", "application/xliff+xml");
}

http::Response take_translation_file(web::Call& call, TranslationCare const& care)
{
    auto const target
        = web::read(call, [&](db::Connection& db) { return find_translation_target(call, db); });
    if (!target)
        return web::staff_not_found(call);
    auto const body = call.request.multipart();
    auto const* const part = body ? body->file("datei") : nullptr;
    if (part == nullptr)
        return list_with_problem(
            call, care, *target, Problem::invalid("datei", "translate.xliff.problem.no_file"_msg));
    auto const tenant
        = web::read(call, [&](db::Connection& db) { return tenants::find_tenant(db, call.site.tenant); });
    auto const records = read_translations(part->content, *tenant, target->language);
    web::go_on(call);
    if (!records)
        return list_with_problem(call, care, *target, records.problem());
    return file_outcome_page(call, take_records(call, care, *records, target->language));
}

} // namespace kommin::portal
