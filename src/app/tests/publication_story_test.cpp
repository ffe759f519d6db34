// What is published record by record is what reading everything would show, and the search follows.

#include "app/tests/story.hpp"

#include <gmock/gmock.h>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <random>
#include <span>
#include <stdexcept>
#include <thread>

namespace kommin::app {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

// Where a test may hold up whoever builds an index.
class Gate {
public:
    void pass()
    {
        std::unique_lock lock(mutex_);
        ++waiting_;
        changed_.notify_all();
        changed_.wait(lock, [&] { return is_open_ || let_through_ > 0; });
        if (!is_open_)
            --let_through_;
        --waiting_;
        ++built_;
        changed_.notify_all();
    }
    void open(bool is_open)
    {
        {
            std::lock_guard const lock(mutex_);
            is_open_ = is_open;
        }
        changed_.notify_all();
    }
    // Whoever stands there passes, and nobody else.
    void let_one_through()
    {
        std::unique_lock lock(mutex_);
        auto const before = built_;
        ++let_through_;
        changed_.notify_all();
        changed_.wait(lock, [&] { return built_ > before; });
    }
    void wait_until_somebody_stands_there()
    {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return waiting_ > 0; });
    }
    int waiting()
    {
        std::lock_guard const lock(mutex_);
        return waiting_;
    }
    int built()
    {
        std::lock_guard const lock(mutex_);
        return built_;
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    bool is_open_ = true;
    int waiting_ = 0;
    int let_through_ = 0;
    int built_ = 0;
};

class RecordByRecord : public DistrictStory {
protected:
    RecordByRecord()
        : RecordByRecord(std::make_shared<Gate>())
    { }
    void SetUp() override
    {
        DistrictStory::SetUp();
        tenant_ = found({.towns = {"aalfeld", "bordorf"}});
    }
    void TearDown() override
    {
        gate_->open(true);
        DistrictStory::TearDown();
    }

    [[nodiscard]] std::shared_ptr<portal::Snapshot const> shown() const
    {
        return product_.publications.find(tenant_)->parts.find<portal::Snapshot>();
    }
    portal::OfferId add(std::string slug, std::string title)
    {
        portal::OfferId id;
        commit_and_show(tenant_, [&](Work& work) {
            id = insert(work, offer_called(std::move(slug), std::move(title), "aalfeld"));
        });
        return id;
    }
    void change(portal::OfferId id, std::function<void(portal::Offer&)> const& how)
    {
        commit_and_show(tenant_, [&](Work& work) {
            auto offer = portal::find_offer(work.db(), tenant_, id).value();
            how(offer);
            auto const links
                = portal::OfferLinkFinder(work, tenants::list_bodies(work.db(), tenant_)).links_of(offer);
            ASSERT_TRUE(portal::update_offer(work.db(), tenant_, id, offer, links, work.now()));
            work.publish(portal::published_as, portal::offer_subject.word(), id);
        });
    }
    void end(portal::OfferId id)
    {
        change(id, [](portal::Offer& offer) { offer.status = portal::OfferStatus::inactive; });
    }
    // By the search of the moment.
    [[nodiscard]] std::vector<std::string> found_by(std::string_view words) const
    {
        auto const snapshot = shown();
        std::vector<std::string> slugs;
        for (auto const& hit : snapshot->search()->find(words, "de", 10).hits)
            slugs.push_back(
                snapshot->is_offer(hit.id) ? snapshot->offer(hit.id).slug : snapshot->page(hit.id).slug);
        return slugs;
    }
    void wait_for_the_search() const { shown()->search_slot().wait_for_own(std::chrono::minutes(1)); }

    TenantId tenant_;
    std::shared_ptr<Gate> gate_;

private:
    explicit RecordByRecord(std::shared_ptr<Gate> const& gate)
        : DistrictStory(
              {},
              portal_with_index(
                  [gate](std::span<search::Document const> documents, search::Concepts const& concepts) {
                      gate->pass();
                      return search::Index::build(documents, concepts);
                  }))
        , gate_(gate)
    { }
};
KOMMIN_ON_BOTH_ENGINES(RecordByRecord);

TEST_P(RecordByRecord, what_has_not_changed_is_not_read_again)
{
    auto const first = add("naehkurs", "Nähkurs");
    add("chor", "Chor");
    auto const before = shown();
    change(first, [](portal::Offer& offer) { offer.title.source = "Nähkurs am Abend"; });
    auto const after = shown();
    EXPECT_EQ(after->find_offer("chor"), before->find_offer("chor")) << "the same object";
    EXPECT_EQ(after->find_offer("naehkurs")->title.source, "Nähkurs am Abend");
    EXPECT_EQ(before->find_offer("naehkurs")->title.source, "Nähkurs") << "for whoever still reads";

    publish(tenant_); // says nothing of what it changes
    EXPECT_NE(shown()->find_offer("chor"), after->find_offer("chor"));
}

TEST_P(RecordByRecord, whatever_happens_it_shows_what_reading_everything_would)
{
    std::mt19937 random(20080701); // NOLINT(cert-msc32-c,cert-msc51-cpp): the same run each time
    auto const up_to
        = [&](std::size_t end) { return std::uniform_int_distribution<std::size_t>(0, end)(random); };
    std::vector<portal::OfferId> ids;
    auto const german = i18n::Language::german();
    for (int step = 0; step < 60; ++step) {
        auto const word = std::string(1, static_cast<char>('A' + up_to(25)))
            + std::to_string(10 + step); // of two digits, and no umlauts: bytes are the alphabet
        switch (ids.empty() ? 0 : up_to(4)) {
        case 0:
            ids.push_back(add("angebot-" + std::to_string(step), word));
            break;
        case 1:
            change(ids[up_to(ids.size() - 1)], [&](portal::Offer& offer) {
                offer.title.source = word;
                offer.languages = {step % 2 == 0 ? "tr" : "ar"};
            });
            break;
        case 2:
            end(ids[up_to(ids.size() - 1)]);
            break;
        case 3:
            change(ids[up_to(ids.size() - 1)], [](portal::Offer& offer) {
                offer.status = portal::OfferStatus::active;
            });
            break;
        default: // several works before anybody looks
            commit_version(tenant_);
            add("angebot-" + std::to_string(step), word);
            ids.push_back(shown()->find_offer("angebot-" + std::to_string(step))->id);
        }
        auto const now = shown();
        expect_shown_is_stored(connection(), *now);
        // Asked at every second step only, so that orders are taken on and made anew.
        if (step % 2 == 0) {
            std::vector<std::string> titles;
            for (auto const position : now->offers_by_title(german))
                titles.push_back(now->offer(position).title.source);
            auto sorted = titles;
            std::ranges::sort(sorted);
            EXPECT_EQ(titles.size(), now->offers().size());
            EXPECT_EQ(titles, sorted);
        }
        wait_for_the_search();
        if (!now->offers().empty()) {
            auto const& any = now->offer(static_cast<portal::Position>(up_to(now->offers().size() - 1)));
            EXPECT_THAT(found_by(any.title.source), ::testing::Contains(any.slug));
        }
    }
}

TEST_P(RecordByRecord, a_renamed_organisation_is_named_anew_in_its_offers)
{
    portal::OfferId id;
    commit_and_show(tenant_, [&](Work& work) {
        auto offer = offer_called("naehkurs", "Nähkurs", "aalfeld");
        offer.organisation = "Nähverein";
        id = insert(work, std::move(offer));
    });
    commit_and_show(tenant_, [&](Work& work) {
        auto organisation = contacts::list_organisations(work.db(), tenant_).begin()->second;
        organisation.name = "Nähverein Aalfeld";
        contacts::update_organisation(
            work, organisation, "naehverein aalfeld", contacts::OrganisationState::shown);
    });
    EXPECT_EQ(shown()->find_offer("naehkurs")->organisation, "Nähverein Aalfeld");
}

TEST_P(RecordByRecord, pages_are_seen_at_once_and_the_search_follows)
{
    auto const chor = add("chor", "Chor");
    auto const kurs = add("naehkurs", "Nähkurs");
    wait_for_the_search();
    gate_->open(false);
    end(chor); // where one goes, the others move up
    change(kurs, [](portal::Offer& offer) { offer.title.source = "Töpferkurs"; });
    EXPECT_THAT(page("/de/angebote/naehkurs"), HasSubstr("Töpferkurs"));
    EXPECT_EQ(get("/de/angebote/chor").status(), http::Status::gone);
    EXPECT_THAT(page("/de/angebote"), Not(HasSubstr("/de/angebote/chor")));
    EXPECT_THAT(found_by("Chor"), ElementsAre()) << "what has ended is not found, by no search";
    EXPECT_THAT(found_by("Nähkurs"), ElementsAre("naehkurs")) << "by what it was called until now";
    EXPECT_THAT(page("/de/suche?q=N%C3%A4hkurs"), HasSubstr("Töpferkurs"));
    EXPECT_THAT(found_by("Töpferkurs"), ElementsAre());

    gate_->open(true);
    wait_for_the_search();
    EXPECT_THAT(found_by("Töpferkurs"), ElementsAre("naehkurs"));
    EXPECT_THAT(found_by("Nähkurs"), ElementsAre());
}

TEST_P(RecordByRecord, of_versions_that_come_quickly_only_the_newest_gets_an_index)
{
    auto const kurs = add("naehkurs", "Nähkurs");
    wait_for_the_search();
    auto const built = gate_->built();
    gate_->open(false);
    change(kurs, [](portal::Offer& offer) { offer.title.source = "Eins"; });
    gate_->wait_until_somebody_stands_there(); // the index of this one is begun
    change(kurs, [](portal::Offer& offer) { offer.title.source = "Zwei"; });
    auto const overtaken = shown();
    change(kurs, [](portal::Offer& offer) { offer.title.source = "Drei"; });
    gate_->open(true);
    wait_for_the_search();
    EXPECT_EQ(gate_->built(), built + 2);
    EXPECT_THAT(found_by("Drei"), ElementsAre("naehkurs"));
    EXPECT_TRUE(overtaken->is_searchable()) << "whoever still reads it searches with what there was";
    EXPECT_EQ(overtaken->search()->find("Nähkurs", "de", 10).total, 1U);
}

TEST_P(RecordByRecord, an_index_that_is_ready_serves_whoever_came_meanwhile)
{
    auto const kurs = add("naehkurs", "Nähkurs");
    wait_for_the_search();
    gate_->open(false);
    for (auto const* title : {"Eins", "Zwei", "Drei"}) { // each comes while the one before is built
        change(kurs, [&](portal::Offer& offer) { offer.title.source = title; });
        gate_->wait_until_somebody_stands_there();
    }
    gate_->let_one_through(); // the index of the first
    gate_->wait_until_somebody_stands_there(); // at that of the third: no pause in between
    EXPECT_THAT(found_by("Eins"), ElementsAre("naehkurs"));
    EXPECT_THAT(found_by("Nähkurs"), ElementsAre()) << "older than need be";
}

TEST_P(RecordByRecord, an_index_that_fails_is_tried_again)
{
    add("naehkurs", "Nähkurs");
    std::shared_ptr<portal::Snapshot const> snapshot;
    {
        db::Transaction transaction(connection(), db::Transaction::Kind::read);
        snapshot = portal::Snapshot::load(connection(), tenant_, shown()->concepts(), {});
        transaction.commit();
    }
    std::atomic<int> tries = 0;
    portal::IndexBuilder builder(
        [&](std::span<search::Document const> documents, search::Concepts const& concepts) {
            if (++tries < 3)
                throw std::runtime_error("no memory");
            return search::Index::build(documents, concepts);
        },
        {.first_wait = std::chrono::milliseconds{1}});
    builder.order(snapshot);
    for (int i = 0; i < 3000 && !snapshot->search_slot().newest(); ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds{10});
    EXPECT_EQ(tries, 3);
    EXPECT_EQ(snapshot->search()->find("Nähkurs", "de", 10).total, 1U);
    EXPECT_NO_THROW(snapshot->search_slot().wait_for_own(std::chrono::minutes(1)))
        << "the failures of before are over";
}

TEST_P(RecordByRecord, a_small_index_waits_for_no_large_one_and_no_two_large_ones_are_built_at_once)
{
    add("naehkurs", "Nähkurs");
    auto const other = found({.slug = "beispielhain", .towns = {"chemheim"}, .hosts = {"b.example"}});
    auto const third = found({.slug = "drittstadt", .towns = {"dorf"}, .hosts = {"d.example"}});
    auto const load = [&](TenantId tenant) {
        db::Transaction transaction(connection(), db::Transaction::Kind::read);
        auto snapshot = portal::Snapshot::load(connection(), tenant, shown()->concepts(), {});
        transaction.commit();
        return std::shared_ptr<portal::Snapshot const>(std::move(snapshot));
    };
    commit_and_show(third, [&](Work& work) { insert(work, offer_called("chor", "Chor", "dorf")); });
    auto const large = load(tenant_);
    auto const also_large = load(third);
    auto const small = load(other);
    ASSERT_EQ(small->offers().size() + small->pages().size(), 0U);
    Gate gate;
    gate.open(false);
    portal::IndexBuilder builder(
        [&](std::span<search::Document const> documents, search::Concepts const& concepts) {
            if (!documents.empty())
                gate.pass();
            return search::Index::build(documents, concepts);
        },
        {.most_of_a_small_one = 0});
    builder.order(large);
    gate.wait_until_somebody_stands_there();
    builder.order(also_large);
    builder.order(small);
    EXPECT_NO_THROW(small->search_slot().wait_for_own(std::chrono::minutes(1)));
    EXPECT_TRUE(small->search_slot().newest());
    EXPECT_FALSE(large->search_slot().newest());
    EXPECT_EQ(gate.waiting(), 1) << "the other large one has not begun";
    gate.open(true);
    EXPECT_NO_THROW(also_large->search_slot().wait_for_own(std::chrono::minutes(1)));
    EXPECT_TRUE(large->search_slot().newest());
}

} // namespace
} // namespace kommin::app
