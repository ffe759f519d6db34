#include "modules/portal/directory/published_search.hpp"

#include "modules/portal/directory/snapshot.hpp"
#include "platform/i18n/texts.hpp"
#include "platform/log/log.hpp"
#include "platform/markdown/markdown.hpp"

#include <algorithm>
#include <deque>
#include <stdexcept>
#include <string>
#include <unordered_map>
#include <utility>

namespace kommin::portal {

namespace {

constexpr auto gone = static_cast<Position>(-1);

// Source and translations become one part each, so that a word in any language finds the record.
class Parts {
public:
    Parts(search::Document& document, std::deque<std::string>& made, Language source)
        : document_(document)
        , made_(made)
        , source_(source)
    { }
    void add(search::Field field, Language language, std::string_view text)
    {
        document_.parts.push_back({field, language.tag(), text});
    }
    // For texts that nobody else keeps until the index is built.
    void add_made(search::Field field, Language language, std::string text)
    {
        add(field, language, made_.emplace_back(std::move(text)));
    }
    void add(search::Field field, LocalisedText const& text)
    {
        add(field, source_, text.source);
        for (auto const& translation : text.translations)
            add(field, translation.language, translation.text);
    }
    void add_markdown(search::Field field, LocalisedText const& text)
    {
        add_made(field, source_, markdown::to_plain_text(text.source));
        for (auto const& translation : text.translations)
            add_made(field, translation.language, markdown::to_plain_text(translation.text));
    }

private:
    search::Document& document_;
    std::deque<std::string>& made_;
    Language source_;
};

void add_offer(Parts& parts, Offer const& offer, Snapshot const& snapshot)
{
    auto const source = snapshot.tenant().source_language;
    parts.add(search::Field::title, offer.title);
    parts.add(search::Field::body, offer.summary);
    parts.add_markdown(search::Field::body, offer.description);
    parts.add(search::Field::body, offer.target_group);
    for (auto const& contact : offer.contacts) // not the names: nobody is to be looked for
        parts.add(search::Field::body, contact.function);
    // The names of kind, subkind and life situations are words people type: "Beratung", "Amt".
    for (auto const& choice : snapshot.tenant().languages) {
        auto const& texts = i18n::Texts::of(choice.language);
        auto words = std::string(snapshot.categories().name(offer.kind, texts));
        for (auto const situation : offer.situations) {
            if (!snapshot.categories().is_in_use(situation))
                continue;
            words += ' ';
            words += snapshot.categories().name(situation, texts);
        }
        parts.add_made(search::Field::organisation, choice.language, std::move(words));
    }
    parts.add(search::Field::organisation, source, offer.organisation);
    auto places = offer.address.street + ' ' + offer.address.city + ' ' + offer.address.note.source;
    if (auto const* body = snapshot.find_body(offer.municipality))
        places += ' ' + body->name;
    parts.add_made(search::Field::place, source, std::move(places));
}

// Where the records of the index stand now. Offers ascend in both.
std::vector<Position> positions_of(BuiltIndex const& built, Snapshot const& snapshot)
{
    std::vector<Position> positions;
    positions.reserve(built.offers.size() + built.pages.size());
    auto const offers = snapshot.offers();
    Position next = 0;
    for (auto const id : built.offers) {
        while (next < offers.size() && snapshot.offer(next).id < id)
            ++next;
        positions.push_back(next < offers.size() && snapshot.offer(next).id == id ? next : gone);
    }
    std::unordered_map<PageId, Position> pages;
    for (auto const& page : snapshot.pages())
        pages.emplace(page.id, static_cast<Position>(offers.size() + pages.size()));
    for (auto const id : built.pages) {
        auto const found = pages.find(id);
        positions.push_back(found == pages.end() ? gone : found->second);
    }
    auto const stay = [&, i = Position{}](Position position) mutable { return position == i++; };
    if (std::ranges::all_of(positions, stay))
        return {};
    return positions;
}

}

BuiltIndex build_index_of(Snapshot const& snapshot, BuildIndex const& build)
{
    auto const source = snapshot.tenant().source_language;
    std::vector<search::Document> documents;
    documents.reserve(snapshot.offers().size() + snapshot.pages().size());
    std::deque<std::string> made; // texts that the parts refer to
    std::vector<OfferId> offers;
    std::vector<PageId> pages;
    offers.reserve(snapshot.offers().size());
    for (auto const& offer : snapshot.offers()) {
        offers.push_back(offer.id);
        auto& document = documents.emplace_back();
        document.id = static_cast<Position>(documents.size() - 1);
        Parts parts(document, made, source);
        add_offer(parts, offer, snapshot);
    }
    for (auto const& page : snapshot.pages()) {
        pages.push_back(page.id);
        auto& document = documents.emplace_back();
        document.id = static_cast<Position>(documents.size() - 1);
        if (page.kind == PageKind::legal)
            continue;
        Parts parts(document, made, source);
        parts.add(search::Field::title, page.title);
        parts.add(search::Field::body, page.summary);
        parts.add_markdown(search::Field::body, page.content);
    }
    return {snapshot.concepts(), std::move(offers), std::move(pages), build(documents, *snapshot.concepts())};
}

PublishedSearch::PublishedSearch(std::shared_ptr<BuiltIndex const> built, Snapshot const& snapshot)
    : built_(std::move(built))
    , positions_(positions_of(*built_, snapshot))
{ }

search::Index::Answer PublishedSearch::find(
    search::Index::Query const& query, std::size_t limit, std::function<bool(Position)> const& accept,
    std::size_t enough) const
{
    if (positions_.empty())
        return index().find(query, limit, accept, enough);
    auto answer = index().find(
        query, limit,
        [&](std::uint32_t number) {
            auto const position = positions_.at(number);
            return position != gone && (!accept || accept(position));
        },
        enough);
    for (auto& hit : answer.hits)
        hit.id = positions_.at(hit.id);
    return answer;
}

search::Index::Answer PublishedSearch::find(
    std::string_view query, std::string_view language, std::size_t limit,
    std::function<bool(Position)> const& accept, std::size_t enough) const
{
    return find(index().understand(query, language), limit, accept, enough);
}

void SearchSlot::lend(std::shared_ptr<PublishedSearch const> earlier)
{
    {
        std::lock_guard const lock(mutex_);
        if (is_done_ && !failure_)
            return;
        search_.swap(earlier); // the one before is freed without the lock
    }
    changed_.notify_all();
}

void SearchSlot::set(std::shared_ptr<PublishedSearch const> own)
{
    {
        std::lock_guard const lock(mutex_);
        search_.swap(own); // the earlier one is freed without the lock
        failure_ = nullptr; // of a try before
        is_done_ = true;
    }
    changed_.notify_all();
}

void SearchSlot::give_up(std::exception_ptr why)
{
    {
        std::lock_guard const lock(mutex_);
        failure_ = std::move(why);
        is_done_ = true;
    }
    changed_.notify_all();
}

std::shared_ptr<PublishedSearch const> SearchSlot::newest() const
{
    std::lock_guard const lock(mutex_);
    return search_;
}

std::shared_ptr<PublishedSearch const> SearchSlot::get() const
{
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return search_ || is_done_; });
    if (!search_)
        std::rethrow_exception(failure_);
    return search_;
}

bool SearchSlot::wait_for_any(std::chrono::milliseconds patience) const
{
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, patience, [&] { return search_ || is_done_; });
    return search_ != nullptr;
}

void SearchSlot::wait_for_own(std::chrono::milliseconds patience) const
{
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, patience, [&] { return is_done_; });
    if (failure_)
        std::rethrow_exception(failure_);
}

IndexBuilder::IndexBuilder(BuildIndex build, Options options)
    : build_(std::move(build))
    , options_(options)
{ }

IndexBuilder::~IndexBuilder()
{
    {
        std::lock_guard const lock(mutex_);
        is_stopping_ = true;
    }
    ordered_.notify_all();
    for (auto& thread : threads_)
        thread.join();
    for (auto const& order : waiting_)
        order.snapshot->search_slot().give_up(
            std::make_exception_ptr(std::runtime_error("the program ends")));
}

IndexBuilder::Orders::iterator IndexBuilder::find_order_of(TenantId tenant)
{
    return std::ranges::find_if(
        waiting_, [&](Order const& order) { return order.snapshot->tenant().id == tenant; });
}

IndexBuilder::Orders::iterator IndexBuilder::find_next(Takes takes)
{
    auto next = waiting_.end();
    for (auto order = waiting_.begin(); order != waiting_.end(); ++order) {
        auto const& snapshot = *order->snapshot;
        bool const is_small
            = snapshot.offers().size() + snapshot.pages().size() <= options_.most_of_a_small_one;
        if ((takes == Takes::everything || is_small) && !being_built_.contains(snapshot.tenant().id)
            && (next == waiting_.end() || order->not_before < next->not_before))
            next = order;
    }
    return next;
}

void IndexBuilder::order(std::shared_ptr<Snapshot const> snapshot)
{
    Orders overtaken;
    {
        std::lock_guard const lock(mutex_);
        if (auto const earlier = find_order_of(snapshot->tenant().id); earlier != waiting_.end())
            overtaken.splice(overtaken.end(), waiting_, earlier);
        waiting_.push_back({std::move(snapshot), std::chrono::steady_clock::now(), options_.first_wait});
        if (threads_.empty()) {
            for (auto const takes : {Takes::everything, Takes::small_ones})
                threads_.emplace_back([this, takes] { run(takes); });
        }
    }
    ordered_.notify_all();
    for (auto const& one : overtaken)
        one.snapshot->search_slot().give_up(
            std::make_exception_ptr(std::runtime_error("a newer version came")));
}

void IndexBuilder::run(Takes takes)
{
    std::unique_lock lock(mutex_);
    while (!is_stopping_) {
        auto const next = find_next(takes);
        if (next == waiting_.end()) {
            ordered_.wait(lock);
            continue;
        }
        if (auto const begin = next->not_before; begin > std::chrono::steady_clock::now()) {
            ordered_.wait_until(lock, begin);
            continue;
        }
        auto order = std::move(*next);
        waiting_.erase(next);
        auto const tenant = order.snapshot->tenant().id;
        being_built_.insert(tenant);
        lock.unlock();
        bool is_built = true;
        try {
            build(*order.snapshot);
        } catch (std::exception const& error) { // told to whoever searches and to whoever waits for it
            log::error(
                "search.index_failed",
                {{"tenant", std::to_string(order.snapshot->tenant().id.value)}, {"what", error.what()}});
            order.snapshot->search_slot().give_up(std::current_exception());
            is_built = false;
        }
        if (is_built)
            order.snapshot
                .reset(); // may be the last to hold it: freeing it takes time that nobody should wait for
        else
            try_again(std::move(order));
        lock.lock();
        being_built_.erase(tenant);
        ordered_.notify_all(); // a newer one of this tenant may be waiting
    }
}

void IndexBuilder::try_again(Order order)
{
    constexpr std::chrono::minutes longest_wait{10};
    std::lock_guard const lock(mutex_);
    if (find_order_of(order.snapshot->tenant().id) != waiting_.end())
        return; // a newer version is built anyway
    order.not_before = std::chrono::steady_clock::now() + order.next_wait;
    order.next_wait = std::min<std::chrono::milliseconds>(2 * order.next_wait, longest_wait);
    waiting_.push_back(std::move(order));
}

void IndexBuilder::build(Snapshot const& snapshot)
{
    auto const built = std::make_shared<BuiltIndex const>(build_index_of(snapshot, build_));
    snapshot.search_slot().set(std::make_shared<PublishedSearch const>(built, snapshot));
    std::shared_ptr<Snapshot const> next; // what readers have by now
    {
        std::lock_guard const lock(mutex_);
        if (auto const found = find_order_of(snapshot.tenant().id); found != waiting_.end())
            next = found->snapshot;
    }
    if (next)
        next->search_slot().lend(std::make_shared<PublishedSearch const>(built, *next));
}

} // namespace kommin::portal
