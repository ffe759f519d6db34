#include "modules/portal/exchange/tests/import_samples.hpp"

#include <gtest/gtest.h>

namespace kommin::portal {
namespace {

TEST(Format, is_found_by_looking)
{
    EXPECT_EQ(detect_format(one_offer), ImportFormat::kommin_json);
    EXPECT_EQ(detect_format(hsds_service), ImportFormat::hsds_json);
    EXPECT_EQ(detect_format("title;kind\n"), ImportFormat::csv);
    EXPECT_FALSE(detect_format("   "));
    EXPECT_FALSE(detect_format("hello"));
}

} // namespace
} // namespace kommin::portal
