#include "platform/web/published_parts.hpp"

#include <gtest/gtest.h>

namespace kommin::web {
namespace {

struct Offers {
    int count = 0;
};
struct Sessions {
    int count = 0;
};

TEST(PublishedParts, each_module_finds_its_own_by_type)
{
    PublishedParts parts;
    parts.add(std::make_shared<Offers const>(Offers{3}));
    parts.add(std::make_shared<Sessions const>(Sessions{5}));
    EXPECT_EQ(parts.of<Offers>().count, 3);
    EXPECT_EQ(parts.of<Sessions>().count, 5);
}

TEST(PublishedParts, a_module_that_was_not_wired_is_a_mistake)
{
    EXPECT_THROW(static_cast<void>(PublishedParts().of<Offers>()), NotPublished);
}

TEST(PublishedParts, live_as_long_as_somebody_reads_them)
{
    auto parts = std::make_unique<PublishedParts>();
    auto offers = std::make_shared<Offers const>(Offers{7});
    std::weak_ptr<Offers const> const watched = offers;
    parts->add(std::move(offers));
    auto const copy = *parts;
    parts.reset();
    EXPECT_EQ(copy.of<Offers>().count, 7);
    EXPECT_FALSE(watched.expired());
}

} // namespace
} // namespace kommin::web
